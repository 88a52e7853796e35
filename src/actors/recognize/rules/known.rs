//! The names of the tables that may stand at a place: which reading is meant, and when a known word is no name.

use super::Finder;
use crate::actors::gazetteer::{EntryId, EntryKind, NameFlags};
use crate::actors::titles;
use crate::actors::view::Case;
use crate::actors::words::WordClass;
use crate::segments::Shape;
use crate::tagging::Pos;

/// A name that the tables know.
#[derive(Clone, Copy, Debug)]
pub(super) struct KnownName {
    pub end: usize,
    pub entry: EntryId,
    pub flags: NameFlags,
}

impl Finder<'_, '_> {
    /// A name of the tables that may stand here.
    pub(super) fn known_name(&self, at: usize) -> Option<KnownName> {
        let view = self.view;
        let hit = view.gazetteer.name_at(view.tokens, at)?;
        let end = at + hit.tokens;
        if end > self.sentence.end() {
            return None;
        }
        let leads = self.lead.at == at && self.lead.title.is_some();
        let reading = hit
            .names
            .iter()
            .find(|name| {
                let kind = view.gazetteer.entry(name.entry).kind;
                // Behind a title a surname is meant.
                !leads || self.lead.links > 0 || kind == EntryKind::Person
            })
            .or(hit.names.first())?;
        let entry = view.gazetteer.entry(reading.entry);
        if hit.tokens > 1 && view.tokens[end - 1].shape == Shape::Lower {
            // "Anadolu news agency": the common noun is outside. "Syrian government" is a description.
            if let Some(shorter) = self.without_noun(at, end, reading.entry) {
                return Some(shorter);
            }
            if entry.kind == EntryKind::Government {
                return None;
            }
        }
        if hit.tokens == 1 && self.is_product(at)
            || entry.kind == EntryKind::Group && self.is_adjective(at, end)
            || hit.tokens == 1 && view.class(at, WordClass::Party)
        {
            return None;
        }
        if entry.kind == EntryKind::Media && self.is_of_country(at, end) {
            return None;
        }
        let article = at > self.sentence.start() && view.is(at - 1, "the");
        let first = view.is_first(at, self.sentence) || self.case != Case::Sentence;
        let is_state = matches!(entry.kind, EntryKind::Country | EntryKind::City);
        if reading.flags.has(NameFlags::COMMON_WORD) && !is_state {
            let meant = if reading.flags.has(NameFlags::ARTICLE) { article } else { !first };
            if !(meant || leads && entry.kind == EntryKind::Person) {
                return None;
            }
        }
        if hit.tokens == 1
            && reading.flags.has(NameFlags::SURNAME)
            && !leads
            && (view.any_class(at, &[WordClass::Closed, WordClass::Never])
                || first
                    && !view.class(end, WordClass::Addressing)
                    && (view.is_also_small(at)
                        || view.adjoins(end) && view.pos(end).is_some_and(|pos| matches!(pos, Pos::Nn | Pos::Nns))))
        {
            return None;
        }
        let ambiguous = reading.flags.has(NameFlags::AMBIGUOUS)
            && entry.kind == EntryKind::Country
            && hit.names.len() > 1
            && self.is_inner_state(end);
        let reading = if ambiguous { hit.names[1] } else { *reading };
        Some(KnownName { end, entry: reading.entry, flags: reading.flags })
    }

    /// "the Australian foreign minister": no paper, but whose minister it is.
    fn is_of_country(&self, at: usize, end: usize) -> bool {
        let view = self.view;
        view.gazetteer
            .adjective_at(view.tokens, at)
            .is_some_and(|(count, adjective)| at + count == end && !adjective.people)
            && end < self.sentence.end()
            && view.adjoins(end)
            && (view.pos(end).is_some_and(|pos| pos.is_noun() || pos == Pos::Jj)
                || titles::title_at(view, end, self.sentence.end()).is_some())
    }

    /// The name without the common noun at its end, if that too is a name of the entry.
    fn without_noun(&self, at: usize, end: usize, entry: EntryId) -> Option<KnownName> {
        let view = self.view;
        let mut shorter = end;
        while shorter > at + 1 && view.tokens[shorter - 1].shape == Shape::Lower {
            shorter -= 1;
            let keys: Vec<_> = view.tokens[at..shorter].iter().map(|token| token.key).collect();
            if let Some(name) = view.gazetteer.names_of(&keys).iter().find(|name| name.entry == entry) {
                return Some(KnownName { end: shorter, entry, flags: name.flags });
            }
        }
        None
    }

    /// "a Boeing 737": one of the things that bear their maker's name.
    fn is_product(&self, at: usize) -> bool {
        let view = self.view;
        let counted = at > self.sentence.start()
            && (view.is_one_of(at - 1, &["a", "an", "the", "two", "three", "its", "their", "his"])
                || view.tokens[at - 1].shape == Shape::Number);
        counted
            && view.tokens.get(at + 1).is_some_and(|next| matches!(next.shape, Shape::Number | Shape::Alphanumeric))
            && view.adjoins(at + 1)
    }

    /// "Muslim extremists": a people's name in the singular before a noun.
    fn is_adjective(&self, at: usize, end: usize) -> bool {
        let view = self.view;
        end == at + 1
            && !view.word(at).ends_with('s')
            && view.adjoins(end)
            && view.pos(end).is_some_and(|pos| pos.is_noun() || pos == Pos::Jj)
    }

    /// Whether what follows speaks of a state of a federation and not of a country: "Georgia's governor".
    fn is_inner_state(&self, end: usize) -> bool {
        (end..(end + 4).min(self.sentence.end())).any(|at| self.view.class(at, WordClass::InnerState))
    }
}
