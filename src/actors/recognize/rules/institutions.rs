//! Institutions, known by their head words ("Ministry", "Council"), bodies of a state with capitals, and compounds with a name.

use super::{Finder, LONGEST, Name};
use crate::actors::gazetteer::{EntryId, EntryKind, NameFlags};
use crate::actors::recognize::types;
use crate::actors::view::Case;
use crate::actors::words::{self, WordClass};
use crate::actors::{Country, Evidence, MentionType};
use crate::segments::TokenSpan;
use crate::span::ByteSpan;
use crate::tagging::{Pos, is_plural_noun};

impl Finder<'_, '_> {
    /// "Foreign Ministry" with capitals: end, entry, country.
    pub(super) fn body(&self, at: usize) -> Option<(usize, Option<EntryId>, Option<Country>)> {
        let view = self.view;
        let hit = view.gazetteer.body_at(view.tokens, at)?;
        let end = at + hit.tokens;
        let own = at + hit.before;
        if !view.is_capital(own) || end > self.sentence.end() || self.case != Case::Sentence && hit.before == 0 {
            return None;
        }
        // "Police" or "Parliament" at the start of a sentence is a common word.
        if hit.tokens == 1 && (view.is_first(at, self.sentence) || hit.country.is_none() && !self.follows_country(at)) {
            return None;
        }
        let country = hit.country.or_else(|| self.follows_country(at).then_some(self.lead.country).flatten());
        Some((end, country.and_then(|country| view.gazetteer.body(hit.body, country)), country))
    }

    fn follows_country(&self, at: usize) -> bool {
        self.lead.at == at && self.lead.country.is_some() && self.lead.title.is_none()
    }

    /// The institution that begins at `at` and is known by its head word: its end and what it is.
    pub(super) fn institution(&self, at: usize) -> Option<(usize, MentionType)> {
        let view = self.view;
        if self.case != Case::Sentence || !view.is_capital(at) || is_participle(view.word(at)) {
            return None;
        }
        if view.is_first(at, self.sentence) && view.class(at, WordClass::Closed) {
            return None;
        }
        // "Former National Security Council official": of the official.
        if view.is_one_of(at, &["former", "ex", "late"]) {
            return None;
        }
        if let Some(end) = self.foreign_institution(at) {
            return Some((end, MentionType::Organization));
        }
        let mut head = None;
        let mut next = at;
        while next < self.sentence.end().min(at + LONGEST) && (next == at || view.adjoins(next)) {
            if view.is_capital(next) {
                if view.class(next, WordClass::Never) && head.is_some() {
                    break;
                }
                if let Some(sort) = types::institution_head(view, next) {
                    // A lone head word is a name only with "of …" behind it.
                    head = Some((next + 1, sort));
                } else if self.is_banded(next) {
                    head = Some((next + 1, MentionType::Organization));
                } else if head.is_none()
                    && next > at
                    && view.class(next, WordClass::Office)
                    && !view.class(next, WordClass::Modifier)
                {
                    return None;
                } else if head.is_some_and(|(end, _)| end <= next) && !self.leads_to_head(next) {
                    break;
                }
                next += 1;
            } else if let Some((end, sort)) = head.filter(|(end, _)| *end == next)
                && (view.is_one_of(next, &["of", "&"])
                    || (view.class(next, WordClass::Cause) || view.is(next, "on"))
                        && !view.is_one_of(next - 1, &["party", "ministry", "bank", "parliament"]))
            {
                let article = usize::from(view.is(next + 1, "the"));
                let start = next + 1 + article;
                if !(view.is_capital(start) && start < self.sentence.end() && view.adjoins(start)) {
                    break;
                }
                // "the White House on Clara Merkel": in a headline, what a body says of somebody.
                let person = view.gazetteer.first_name(view.tokens[start].key).is_some() && view.is_capital(start + 1);
                if view.is(next, "on") && (view.class(start, WordClass::Never) || person) {
                    break;
                }
                let complement = self.complement(start);
                debug_assert!(complement > start, "{end} is before the complement");
                head = Some((complement, sort));
                next = complement;
            } else {
                break;
            }
        }
        let (end, sort) = head?;
        let lone = end == at + 1;
        if lone && (view.is(at, "united") || view.is_first(at, self.sentence) || !view.is(at.wrapping_sub(1), "the")) {
            return None;
        }
        Some((end, sort))
    }

    /// "Veterans for Peace": people who are a body with what they stand for. "Friends of" begins sentences of any kind.
    fn is_banded(&self, at: usize) -> bool {
        let view = self.view;
        let of = view.is(at + 1, "of") && !view.is_first(at, self.sentence);
        let start = at + 2 + usize::from(view.is(at + 2, "the"));
        view.class(at, WordClass::Banded)
            && (of || view.class(at + 1, WordClass::Cause))
            && start < self.sentence.end()
            && view.is_capital(start)
            && !view.class(start, WordClass::Never)
            && (at + 1..=start).all(|at| view.adjoins(at))
    }

    /// The end of an institution's name whose head stands first: "Partido Popular", "Institut national du cancer".
    fn foreign_institution(&self, at: usize) -> Option<usize> {
        let view = self.view;
        if !view.class(at, WordClass::HeadFirst) {
            return None;
        }
        let limit = self.sentence.end().min(at + LONGEST);
        let mut end = at + 1;
        let mut next = at + 1;
        while next < limit && view.adjoins(next) {
            if view.is_capital(next) && !view.any_class(next, &[WordClass::Never, WordClass::Closed]) {
                end = next + 1;
            } else if !view.class(next, WordClass::Particle) {
                break;
            }
            next += 1;
        }
        (end > at + 1).then_some(end)
    }

    /// The state of the place that an institution is called after: "American University of Kabul", "Delhi High Court".
    pub(super) fn state_in(&self, at: usize, end: usize) -> Option<Country> {
        let view = self.view;
        let place = |start: usize| {
            let hit = view.gazetteer.name_at(view.tokens, start)?;
            let name = hit.names.first().filter(|name| !name.flags.has(NameFlags::AMBIGUOUS))?;
            let entry = view.gazetteer.entry(name.entry);
            entry.country.filter(|_| entry.kind.is_place()).map(|country| (start + hit.tokens, country))
        };
        let behind = (at + 1..end.saturating_sub(1)).rev().find(|&of| view.is(of, "of")).and_then(|of| place(of + 1));
        // "Cleveland Police", "the Iowa Democratic Party"
        let is_seated = || view.any_class(end - 1, &[WordClass::Seated, WordClass::Body, WordClass::BodyNoun]);
        let before = || place(at).filter(|(behind, _)| *behind < end && is_seated());
        behind.filter(|(behind, _)| *behind == end).or_else(before).map(|(_, country)| country)
    }

    /// Whether the capitals from `at` on lead to a further head word: "Australian Industries Protection League".
    fn leads_to_head(&self, at: usize) -> bool {
        let view = self.view;
        for next in at..self.sentence.end().min(at + 4) {
            if !view.is_capital(next)
                || !view.adjoins(next)
                || view.class(next, WordClass::Never)
                || view.gazetteer.first_name(view.tokens[next].key).is_some()
                || view.class(next, WordClass::Office) && !view.class(next, WordClass::Modifier)
            {
                return false;
            }
            // "Health and Human Services": what a body is for rather than another body.
            let topic = view.class(next, WordClass::Thing) && is_plural_noun(view.tokens[next].key);
            if types::institution_head(view, next).is_some() && !topic {
                return true;
            }
        }
        false
    }

    /// The end of what a head word's "of" brings: "Foreign Affairs", "Strategic and International Studies".
    fn complement(&self, start: usize) -> usize {
        let view = self.view;
        let mut end = start + 1;
        // "of Russia": what stands behind its "and" is another name, if it is no region or town beside another: "of New York and New Jersey".
        let kind_at = |at: usize| {
            let hit = view.gazetteer.name_at(view.tokens, at)?;
            let kind = view.gazetteer.entry(hit.names.first()?.entry).kind;
            kind.is_place().then_some((at + hit.tokens, kind))
        };
        let place = kind_at(start);
        let parts = |end: usize| {
            place.is_some_and(|(behind, kind)| {
                let beside = kind_at(end + 1).is_some_and(|(_, other)| other != EntryKind::Country);
                behind == end && (kind == EntryKind::Country || !beside)
            })
        };
        while end < self.sentence.end().min(start + 6) && view.adjoins(end) {
            if view.is_capital(end) && !view.class(end, WordClass::Never) {
                let named = view.gazetteer.first_name(view.tokens[end].key).is_some() && view.is_capital(end + 1);
                if named || view.class(end, WordClass::Office) && !view.class(end, WordClass::Modifier) {
                    break;
                }
                end += 1;
            } else if view.is_one_of(end, &["and", "&"]) && !parts(end) && self.goes_on_with(end + 1) {
                end += 2;
            } else {
                break;
            }
        }
        end
    }

    /// Whether the word behind a complement's "and" belongs to it, "Rights and Freedoms", and is no other name, "Europe and Veldland".
    /// Two unknown words that end like plurals are two: "Masons and Thatchers".
    fn goes_on_with(&self, at: usize) -> bool {
        let view = self.view;
        if at >= self.sentence.end() || !view.is_capital(at) || !view.adjoins(at) {
            return false;
        }
        if view.gazetteer.first_name(view.tokens[at].key).is_some() {
            return false;
        }
        if at + 1 < self.sentence.end() && view.is_capital(at + 1) && view.adjoins(at + 1) {
            return !self.leads_to_head(at);
        }
        let plural = matches!(view.pos(at), Some(Pos::Nnps | Pos::Nns)) || is_plural_noun(view.tokens[at].key);
        let unknown = |at: usize| view.gazetteer.name_at(view.tokens, at).is_none();
        let ends_alike =
            || unknown(at - 2) && ends_like_a_plural(view.word(at - 2)) && ends_like_a_plural(view.word(at));
        unknown(at) && (plural || ends_alike())
    }

    /// Countries and people within a compound: "Ankara-backed", "pro-Assad".
    pub(super) fn compound(&mut self, at: usize) -> Option<usize> {
        let view = self.view;
        let word = view.word(at);
        let (first, second) = word.split_once('-')?;
        let start = view.tokens[at].span.start();
        let (part, offset) = if words::is_small(second, WordClass::Backing) {
            (first, 0)
        } else if matches!(first, "pro" | "anti" | "Pro" | "Anti") {
            (second, first.len() + 1)
        } else {
            return None;
        };
        if !part.chars().next().is_some_and(char::is_uppercase) {
            return None;
        }
        let name = view.gazetteer.names(part).first()?;
        let entry = view.gazetteer.entry(name.entry);
        if name.flags.has(NameFlags::ABBREVIATION) && part.chars().any(char::is_lowercase) {
            return None;
        }
        let (entry_id, sort) = match (entry.kind, entry.stands_for) {
            (EntryKind::City, Some(state)) => {
                (state, view.gazetteer.entry(state).actor_type().map_or(MentionType::Country, MentionType::from))
            }
            (EntryKind::City | EntryKind::Region, _) => return None,
            (kind, _) => (name.entry, kind.actor_type().map_or(MentionType::Organization, MentionType::from)),
        };
        self.found.push(Name {
            span: ByteSpan::new(start + offset, start + offset + part.len()),
            entry: Some(entry_id),
            partial: name.flags.has(NameFlags::SURNAME),
            ..Name::new(view, TokenSpan::new(at, at + 1), sort, Evidence::Compound)
        });
        Some(at + 1)
    }
}

/// "Boston-based": an adjective, whatever its capital.
pub(in crate::actors) fn is_participle(word: &str) -> bool {
    word.rsplit_once('-').is_some_and(|(_, ending)| words::is_small(ending, WordClass::Trait))
}

fn ends_like_a_plural(word: &str) -> bool {
    word.strip_suffix('s').is_some_and(|stem| !stem.ends_with(['s', 'u', 'i']))
}
