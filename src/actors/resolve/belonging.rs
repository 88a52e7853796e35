//! Of which state somebody is whom the tables do not know, where an apposition tells: "Chris Tang, Hong Kong's new police commissioner,".
//!
//! In: the cast of a document. Out: the same, with the state of persons whose office stands behind their name, with its state or
//! with the organ of a state that it is in. Who works for a company or plays for a club may be of any state.

use super::Resolver;
use crate::actors::gazetteer::EntryKind;
use crate::actors::words::WordClass;
use crate::actors::{ActorType, Country, titles};
use crate::parallel::stopping_point;

/// Tokens of an apposition that are looked at.
const REACH: usize = 14;
/// Tokens between a state and the office that it has: "Hong Kong's new police commissioner".
const OFFICE: usize = 5;

impl Resolver<'_, '_> {
    /// Gives their state to persons of whom an apposition tells it.
    pub(super) fn belong(&mut self) {
        for index in 0..self.names.len() {
            stopping_point();
            let Some(actor) = self.actors[index] else { continue };
            let draft = &self.cast[actor];
            if draft.kind == ActorType::Person
                && draft.entry.is_none()
                && draft.country.is_none()
                && let Some(country) = self.state_behind(index)
            {
                self.cast[actor].country = Some(country);
            }
        }
    }

    /// The state that the apposition behind a name tells of.
    fn state_behind(&self, index: usize) -> Option<Country> {
        let view = self.view;
        let comma = self.names[index].tokens.end();
        if !view.is(comma, ",") {
            return None;
        }
        let sentence = view.segments.sentences[view.segments.sentence_of(comma)].tokens;
        let start = comma + 1;
        let end = (start..sentence.end().min(start + REACH)).find(|&at| view.is(at, ","))?;
        let is_office = |at: usize| {
            let classes = [WordClass::Office, WordClass::OfficeMale, WordClass::OfficeFemale, WordClass::Described];
            view.any_class(at, &classes) || titles::title_at(view, at, end).is_some_and(|title| !title.honorific)
        };
        // A clause, or somebody else of a list.
        let opens = view.class(start, WordClass::Determining)
            || view.is_one_of(start, &["a", "an"])
            || view.is_capital(start)
            || is_office(start);
        if !opens || (start..end).any(|at| view.pos(at).is_some_and(|pos| pos.is_finite())) {
            return None;
        }
        let office_within = |from: usize| (from..end.min(from + OFFICE)).any(is_office);
        // "the Turkish deputy minister of sport"
        if let Some(country) = (start..end).find_map(|at| {
            let (count, adjective) = view.gazetteer.adjective_at(view.tokens, at).filter(|_| view.is_capital(at))?;
            (!self.covered[at] && office_within(at + count)).then_some(adjective.country)
        }) {
            return Some(country);
        }
        let first = self.names.partition_point(|name| name.tokens.start() < start);
        let within = self.names[first..].iter().zip(&self.actors[first..]);
        within.take_while(|(name, _)| name.tokens.start() < end).find_map(|(name, actor)| {
            let behind = name.tokens.end();
            let kind = name.entry.map(|entry| view.gazetteer.entry(entry).kind);
            let country = match actor {
                Some(actor) => self.cast[*actor].country,
                None => name.entry.and_then(|entry| view.gazetteer.entry(entry).country),
            }?;
            // "Hong Kong's commissioner"; "the White House press secretary", "a colonel in the Syrian Arab Army"
            let owns =
                matches!(kind, Some(EntryKind::Country)) && view.is_possessive(behind) && office_within(behind + 1);
            let is_organ = actor.is_some_and(|actor| self.cast[actor].kind == ActorType::Government);
            let employs = is_organ && (office_within(behind) || (start..name.tokens.start()).any(is_office));
            (owns || employs).then_some(country)
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::actors::cases::of_state;

    #[test]
    fn an_apposition_tells_of_which_state_somebody_is() {
        for (text, country) in [
            ("Chris Tang, Hong Kong’s new police commissioner, spoke.", "HKG"),
            ("Hogan Gidley, the principal deputy White House press secretary, spoke.", "USA"),
            ("Ana Ruiz, the Turkish deputy minister of sport, spoke.", "TUR"),
            ("Nadia Tarek, a colonel in the Syrian Arab Army, left.", "SYR"),
            ("Omar Lund, Peru’s chief negotiator, said no.", "PER"),
            ("Nadia Tarek, who met the Turkish minister, left.", "-"),
            ("Nadia Tarek, Turkey’s minister said, left.", "-"),
            ("Nadia Tarek, chief economist at Boeing, left.", "-"),
        ] {
            assert_eq!(of_state(text), country, "{text}");
        }
    }
}
