//! What stands behind a name tells of somebody: the office, and of which state he is whom the tables do not know: "Chris Tang, Hong
//! Kong's new police commissioner,", "Sean Lund (D-Wis.)".
//!
//! In: the cast of a document. Out: the same, with the offices of persons that stand behind their names, and with the state of those
//! whose office is in it or in an organ of it. Who works for a company or plays for a club may be of any state.

use std::sync::LazyLock;

use regex::Regex;

use super::Resolver;
use super::appositions::{self, is_office};
use crate::actors::gazetteer::EntryKind;
use crate::actors::view::View;
use crate::actors::words::WordClass;
use crate::actors::{ActorType, Country};
use crate::parallel::stopping_point;
use crate::segments::TokenSpan;

/// Tokens between a state and the office that it has: "Hong Kong's new police commissioner".
const OFFICE: usize = 5;

/// The party and state of an American lawmaker, as they stand behind his name.
static PARTY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?: \((?:Rep|Dem|[RDI])\.?(?:[-–, ]+[A-Z][A-Za-z. ]{1,14})?\)|, [RDI]-[A-Z][A-Za-z.]{1,9}\b)")
        .expect("a valid pattern")
});
/// Bytes behind a name that it may take.
const BRACKET: usize = 32;

impl Resolver<'_, '_> {
    /// Gives their office and their state to persons of whom an apposition tells them.
    pub(super) fn belong(&mut self) {
        for index in 0..self.names.len() {
            stopping_point();
            let Some(actor) = self.actors[index].filter(|&actor| self.cast[actor].kind == ActorType::Person) else {
                continue;
            };
            let end = self.names[index].tokens.end();
            let apposition = appositions::behind(self.view, end);
            let draft = &self.cast[actor];
            let is_unknown = draft.entry.is_none() && draft.country.is_none();
            if is_unknown {
                let lawmaker = || is_lawmaker(self.view, end).then(|| Country::new("USA")).flatten();
                let state = lawmaker().or_else(|| self.state_behind(apposition?));
                self.cast[actor].country = state;
            }
            if self.cast[actor].role.is_none() {
                self.cast[actor].role = apposition.and_then(|apposition| appositions::office(self.view, apposition));
            }
        }
    }

    /// The state that an apposition tells of.
    fn state_behind(&self, apposition: TokenSpan) -> Option<Country> {
        let view = self.view;
        let (start, end) = (apposition.start(), apposition.end());
        let is_office = |at: usize| is_office(view, at, end);
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
            let owns = match entry.kind {
                EntryKind::Country => view.is_possessive(behind) && office_within(behind + 1),
                // "the mayor of Tucson", "Tucson's police chief"; "the South Carolina governor", but no "Moscow correspondent"
                EntryKind::City | EntryKind::Region => {
                    let of = at >= start + 2 && view.is(at - 1, "of") && is_office(at - 2);
                    let governs = |at: usize| view.any_class(at, &[WordClass::Town, WordClass::InnerState]);
                    of || view.is_possessive(behind) && office_within(behind + 1)
                        || (behind..end.min(behind + OFFICE)).any(governs)
                }
                _ => false,
            };
            entry.country.filter(|_| owns && !name.partial)
        };
        (start..end).find_map(|at| organ(at).or_else(|| owner(at)))
    }
}

/// Whether the party of an American lawmaker stands behind a name.
fn is_lawmaker(view: &View<'_>, end: usize) -> bool {
    let Some(last) = end.checked_sub(1).and_then(|last| view.tokens.get(last)) else { return false };
    let rest = &view.text[last.span.end()..];
    let near = rest.char_indices().map(|(at, _)| at).find(|&at| at >= BRACKET).unwrap_or(rest.len());
    PARTY.is_match(&rest[..near])
}

#[cfg(test)]
mod tests {
    use crate::actors::cases::{of_role, of_state};

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
            ("Nadia Tarek, the mayor of Tucson, spoke.", "USA"),
            ("Nadia Tarek, Tucson’s police chief, spoke.", "USA"),
            ("Nadia Tarek, the South Carolina governor, spoke.", "USA"),
            ("Nadia Tarek, the deputy mayor of Lyon who fled, spoke.", "FRA"),
            ("Nadia Tarek, who is governor of Idaho, spoke.", "USA"),
            ("Nadia Tarek, a baker from Tucson, spoke.", "-"),
            ("Nadia Tarek, the Moscow correspondent of the paper, spoke.", "-"),
            ("Nadia Tarek, director of the Lyon office, spoke.", "-"),
            // A lawmaker's party and state.
            ("Rep. Sean Lund (R-Wisc.) spoke.", "USA"),
            ("Sean Lund (D-N.Y.) spoke.", "USA"),
            ("Sean Lund (D) spoke.", "USA"),
            ("Sean Lund, D-Minn., spoke.", "USA"),
            ("Sen. Ana Ruiz (I-Vt) spoke.", "USA"),
            ("Sean Lund (Reuters) spoke.", "-"),
            ("Sean Lund (45) spoke.", "-"),
        ] {
            assert_eq!(of_state(text), country, "{text}");
        }
    }

    #[test]
    fn an_apposition_tells_the_office_in_the_words_of_the_document() {
        for (text, role) in [
            (
                "Stephen Lund, president of the Cleveland Police Patrolmen's Association, spoke.",
                "president of the Cleveland Police Patrolmen's Association",
            ),
            ("Lawrence H. Lund, a former Treasury secretary, spoke.", "Former Treasury Secretary"),
            ("Nadia Tarek, the foreign minister, spoke.", "Foreign Minister"),
            ("Nadia Tarek, who is chairman of the board, spoke.", "chairman of the board"),
            ("“It rains,” said Nadia Tarek, director of the Kiel Institute.", "director of the Kiel Institute"),
            ("Nadia Tarek, a trade professor at Cornell, spoke.", "trade professor at Cornell"),
            (
                "William M. Lund, President Obama’s former chief of staff, spoke.",
                "President Obama’s former chief of staff",
            ),
            ("Scott Lund, a former Treasury official who is now a fellow, spoke.", "Former Treasury Official"),
            ("Nadia Tarek, mayor of Tucson and a mother of two, spoke.", "mayor of Tucson"),
            ("Nadia Tarek, founder and chief executive of the shop, spoke.", "founder and chief executive of the shop"),
            ("Nadia Tarek, the mayor elected in May, spoke.", "Mayor"),
            ("Nadia Tarek, the minister since 2017, spoke.", "Minister"),
            ("President Nadia Tarek, a former judge, spoke.", "President"),
            ("Nadia Tarek, leader of the coalition to stop the war, spoke.", "leader of the coalition"),
            ("Nadia Tarek, an adviser with the party since May, spoke.", "adviser with the party"),
            ("Nadia Tarek, author of “The Road”, spoke.", "Author"),
            ("Nadia Tarek, editor at the, spoke.", "Editor"),
            ("Nadia Tarek, a spokeswoman for Ana Ruiz, spoke.", "spokeswoman for Ana Ruiz"),
            ("“It rains,” said Nadia Tarek, Trump’s lawyer.", "Trump’s lawyer"),
            ("Sen. Nadia Tarek, an independent and former mayor, spoke.", "Sen."),
            // No office, or somebody else's.
            ("Nadia Tarek, Mayor Omar Lund, and Tom Lee spoke.", "-"),
            ("Nadia Tarek, Director Omar Lund and others met.", "-"),
            ("According to Nadia Tarek, the mayor refused.", "-"),
            ("Nadia Tarek, a mother of two, spoke.", "-"),
            ("Nadia Tarek, the minister’s daughter, spoke.", "-"),
            ("Nadia Tarek, the mayor said, spoke.", "-"),
            ("Nadia Tarek, who met the mayor, spoke.", "-"),
            ("Nadia Tarek, 45, spoke.", "-"),
            ("Nadia Tarek, in the mayor’s office, spoke.", "-"),
        ] {
            assert_eq!(of_role(text), role, "{text}");
        }
    }
}
