//! What a name is that no table knows.
//!
//! In: a run of capitals and what stands around it. Out: a [`Guess`]. Head words ("Council") and title words decide
//! first, then first names, then the company: a preposition of place before, a verb of saying behind.

use crate::actors::gazetteer::EntryKind;
use crate::actors::view::{Case, View};
use crate::actors::words::WordClass;
use crate::actors::{Evidence, MentionType};
use crate::segments::{Shape, TokenSpan};
use crate::tagging::{Pos, is_everyday};

/// What an unknown name seems to be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Guess {
    /// Somebody, something or some place, and what tells so.
    Actor(MentionType, Evidence),
    /// No name of an actor or place.
    Nothing,
}

/// What an institution is whose name has this word as its head.
pub(in crate::actors) fn institution_head(view: &View<'_>, at: usize) -> Option<MentionType> {
    if !view.is_capital(at) {
        return None;
    }
    // "Volga News Agency", "World Press Service"
    if view.is_one_of(at, &["agency", "service", "network", "website", "portal"])
        && at.checked_sub(1).is_some_and(|before| view.class(before, WordClass::Media) && view.is_capital(before))
    {
        return Some(MentionType::Media);
    }
    // A word may head several kinds; the commonest use comes first.
    if view.class(at, WordClass::Government) && !view.class(at, WordClass::Organization) {
        Some(MentionType::Government)
    } else if view.class(at, WordClass::Organization) {
        Some(MentionType::Organization)
    } else if view.class(at, WordClass::Armed) {
        Some(MentionType::ArmedGroup)
    } else if view.class(at, WordClass::Media) {
        Some(MentionType::Media)
    } else {
        None
    }
}

/// What the name of these tokens seems to be; `linked` if a title's "of" leads to it.
pub(super) fn guess(view: &View<'_>, name: TokenSpan, sentence: TokenSpan, linked: bool) -> Guess {
    let (start, end) = (name.start(), name.end());
    let last = end - 1;
    let first = view.is_first(start, sentence);
    if name.range().any(|at| view.class(at, WordClass::Event)) || has_figure(view, name) {
        return Guess::Nothing;
    }
    if name.len() == 1 && first && !view.pos(start).is_some_and(Pos::is_proper) {
        return Guess::Nothing;
    }
    if ends_a_place(view, name) {
        return Guess::Actor(MentionType::Place, Evidence::PlaceWord);
    }
    let first_name = view.gazetteer.first_name(view.tokens[start].key).is_some();
    if name.len() > 1 && (first_name || is_initial(view, start)) {
        return Guess::Actor(MentionType::Person, Evidence::FirstName);
    }
    let before = start.checked_sub(1).filter(|&before| before >= sentence.start());
    let article = before.is_some_and(|before| view.is(before, "the"));
    if name.len() == 1 && view.tokens[start].shape == Shape::Upper {
        let letters = view.word(start).chars().filter(|c| c.is_alphabetic()).count();
        return if (2..=6).contains(&letters)
            && !view.word(start).contains('-')
            && !view.any_class(start, &[WordClass::Never, WordClass::Closed])
        {
            Guess::Actor(MentionType::Organization, Evidence::Letters)
        } else {
            Guess::Nothing
        };
    }
    let located = before.is_some_and(|before| {
        view.class(before, WordClass::Locating)
            || name.len() == 1 && view.is_one_of(before, &["from", "to"])
            || view.is_one_of(before, &["of"])
                && before
                    .checked_sub(1)
                    .is_some_and(|noun| view.any_class(noun, &[WordClass::Place, WordClass::PlaceNoun]))
    });
    let speaks = speaks(view, end, sentence) || before.is_some_and(|before| view.class(before, WordClass::Addressing));
    if located && !speaks {
        return Guess::Actor(MentionType::Place, Evidence::Located);
    }
    if view.class(end, WordClass::Place) && end < sentence.end() && view.adjoins(end) {
        return Guess::Actor(MentionType::Place, Evidence::Located);
    }
    if name.len() == 1 {
        if first && view.class(start, WordClass::Closed) {
            return Guess::Nothing;
        }
        return if article {
            Guess::Nothing
        } else if speaks || view.is_possessive(end) || linked {
            Guess::Actor(MentionType::Person, Evidence::Acting)
        } else if !first && view.pos(start).is_some_and(Pos::is_proper) {
            Guess::Actor(MentionType::Person, if first_name { Evidence::FirstNameAlone } else { Evidence::Capital })
        } else {
            Guess::Nothing
        };
    }
    if view.cases.len() == 1 && view.cases[0] != Case::Sentence {
        return Guess::Nothing;
    }
    let plural = view.pos(last) == Some(Pos::Nnps) || view.pos(last) == Some(Pos::Nns);
    if article && !plural {
        let head = name.range().rev().find_map(|at| institution_head(view, at));
        return Guess::Actor(head.unwrap_or(MentionType::Organization), Evidence::Capitals);
    }
    if plural
        || name
            .range()
            .any(|at| view.any_class(at, &[WordClass::Organization, WordClass::Government, WordClass::Place]))
    {
        return Guess::Nothing;
    }
    if name.len() <= 4 { Guess::Actor(MentionType::Person, Evidence::Capitals) } else { Guess::Nothing }
}

/// "Orsk Province", "Marble Bridge": a word for a place behind its name.
pub(super) fn ends_a_place(view: &View<'_>, name: TokenSpan) -> bool {
    name.len() > 1 && view.class(name.end() - 1, WordClass::Place)
}

/// "Lake Charles", "Mount Brindo", "South Idlib": a word of nature before a name, which is no first name, or a side of the world
/// before a place makes it a place's.
pub(super) fn begins_a_place(view: &View<'_>, name: TokenSpan) -> bool {
    let first = name.start();
    let of_place = || {
        let hit = view.gazetteer.name_at(view.tokens, first + 1).filter(|hit| first + 1 + hit.tokens == name.end());
        hit.and_then(|hit| hit.names.first()).is_some_and(|name| view.gazetteer.entry(name.entry).kind.is_place())
    };
    name.len() > 1
        && (view.class(first, WordClass::Before) || view.class(first, WordClass::Side) && of_place())
        && view.gazetteer.first_name(view.tokens[first].key).is_none()
}

/// "Minister of Sport Oram Veld": two capitals or more right behind an office and what it is for, without a head word.
pub(super) fn follows_an_office(view: &View<'_>, name: TokenSpan) -> bool {
    let start = name.start();
    name.len() > 1
        && start > 0
        && view.adjoins(start)
        && is_an_offices(view, start - 1)
        && name.range().all(|at| institution_head(view, at).is_none())
}

/// "Minister of Sport": what an office is for, in one word.
pub(super) fn is_an_offices(view: &View<'_>, at: usize) -> bool {
    at > 1
        && view.adjoins(at)
        && view.is_capital(at)
        && view.is_one_of(at - 1, &["of", "for"])
        && view.any_class(at - 2, &[WordClass::Office, WordClass::OfficeMale, WordClass::OfficeFemale])
}

/// Whether what was taken for a person's name is a body's: its letters follow in brackets ("Forza Lantern (FL)") or it is such
/// letters itself, it is an everyday word and a country ("Fair Norway"), it is a plural behind an article ("the Brindists"), or has people
/// ("a member of Lantern").
pub(super) fn is_rather_a_body(view: &View<'_>, name: TokenSpan) -> bool {
    let (start, end) = (name.start(), name.end());
    if name.len() == 1 && view.tokens[start].shape == Shape::Upper {
        return start > 1 && view.is(start - 1, "(") && view.is(end, ")") && view.is_capital(start - 2);
    }
    if view.gazetteer.first_name(view.tokens[start].key).is_some() || is_initial(view, start) {
        return false;
    }
    let last = end - 1;
    let names_country = || {
        let hit = view.gazetteer.name_at(view.tokens, last);
        hit.is_some_and(|hit| {
            hit.names.first().is_some_and(|name| view.gazetteer.entry(name.entry).kind == EntryKind::Country)
        })
    };
    let behind_article = || start > 0 && view.is(start - 1, "the") && view.adjoins(start);
    let plural = || matches!(view.pos(last), Some(Pos::Nnps | Pos::Nns)) || view.word(last).ends_with("ists");
    let has_people = || start > 1 && view.is(start - 1, "of") && view.class(start - 2, WordClass::Within);
    has_people()
        || name.len() > 1
            && (is_abbreviated_behind(view, name) || is_everyday(view.tokens[start].key) && names_country())
        || behind_article() && plural()
}

/// Whether the initials of a name's capitals follow it in brackets.
fn is_abbreviated_behind(view: &View<'_>, name: TokenSpan) -> bool {
    let at = name.end();
    if !view.is(at, "(") || !view.is(at + 2, ")") {
        return false;
    }
    let initials = name.range().filter(|&at| view.is_capital(at)).filter_map(|at| view.word(at).chars().next());
    initials.eq(view.word(at + 1).chars())
}

fn is_initial(view: &View<'_>, at: usize) -> bool {
    let word = view.word(at);
    view.tokens[at].shape == Shape::Upper && word.len() <= 4 && word.ends_with('.')
}

fn has_figure(view: &View<'_>, name: TokenSpan) -> bool {
    name.range().any(|at| matches!(view.tokens[at].shape, Shape::Alphanumeric | Shape::Number))
        || view
            .tokens
            .get(name.end())
            .is_some_and(|token| matches!(token.shape, Shape::Number) && token.gap == crate::segments::Gap::Space)
            && name.len() == 1
}

/// Whether a verb of saying follows at once.
fn speaks(view: &View<'_>, at: usize, sentence: TokenSpan) -> bool {
    at < sentence.end() && view.class(at, WordClass::Addressing)
}
