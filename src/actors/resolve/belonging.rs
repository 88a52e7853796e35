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
        let mut rest = start..sentence.end().min(start + REACH);
        let end = rest.find(|&at| view.is(at, ",")).or(Some(sentence.end()).filter(|&end| end <= start + REACH))?;
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
        // "the White House press secretary", "a colonel in the Syrian Arab Army"
        let organ = |at: usize| {
            let hit = view.gazetteer.name_at(view.tokens, at).filter(|hit| at + hit.tokens <= end)?;
            let entry = view.gazetteer.entry(hit.names.first()?.entry);
            let employs = office_within(at + hit.tokens) || (start..at).any(is_office);
            entry.country.filter(|_| entry.kind == EntryKind::Government && view.is_capital(at) && employs)
        };
        // "Hong Kong's new police commissioner"
        let owner = |at: usize| {
            let index = self.names.partition_point(|name| name.tokens.start() < at);
            let name = self.names.get(index).filter(|name| name.tokens.start() == at)?;
            let entry = view.gazetteer.entry(name.entry?);
            let behind = name.tokens.end();
            let owns = entry.kind == EntryKind::Country && view.is_possessive(behind) && office_within(behind + 1);
            entry.country.filter(|_| owns)
        };
        (start..end).find_map(|at| organ(at).or_else(|| owner(at)))
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
            ("It rained, said Hogan Gidley, the principal deputy White House press secretary.", "USA"),
            ("Nadia Tarek, who met the Turkish minister, left.", "-"),
            ("Nadia Tarek, Turkey’s minister said, left.", "-"),
            ("Nadia Tarek, chief economist at Boeing, left.", "-"),
        ] {
            assert_eq!(of_state(text), country, "{text}");
        }
    }
}
