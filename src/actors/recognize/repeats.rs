//! The names of the document, found again where capitals and context alone told nothing.
//!
//! In: the names of the first walk. Out: further ones: surnames of people named in full elsewhere ("Has said", "May said"),
//! in headlines too, and abbreviations that were defined. A word that also lives as an everyday word ("May", "Hope")
//! must stand where only a name can.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Name, rules};
use crate::actors::gazetteer::EntryId;
use crate::actors::view::{Case, View};
use crate::actors::words::WordClass;
use crate::actors::{Evidence, MentionType};
use crate::parallel::stopping_point;
use crate::segments::{Shape, TokenSpan, WordKey};
use crate::tagging::Pos;

/// Adds what the names of the document explain; the result is in text order.
pub(super) fn find(view: &View<'_>, mut names: Vec<Name>) -> Vec<Name> {
    let mut alone: FxHashSet<WordKey> = FxHashSet::default();
    let mut wholes: FxHashMap<WordKey, Vec<usize>> = FxHashMap::default();
    for (at, name) in names.iter().enumerate() {
        if name.sort == MentionType::Person && name.tokens.len() > 1 {
            let mut last = name.tokens.end() - 1;
            while last > name.tokens.start() + 1 && (view.class(last, WordClass::Generation) || view.is(last, ",")) {
                last -= 1;
            }
            if view.word(last).chars().count() > 2 || view.is_capital(last) {
                alone.insert(view.tokens[last].key);
                if let Some(bare) = bare(view.word(last)) {
                    alone.insert(WordKey::of(bare));
                }
            }
            let family = name.tokens.start();
            if view.gazetteer.first_name(view.tokens[family].key).is_none() && name.entry.is_some() {
                alone.insert(view.tokens[family].key);
            }
        }
        // A child is called by its first name alone.
        if name.sort == MentionType::Person && name.tokens.len() == 1 && name.entry.is_none() {
            let first = view.tokens[name.tokens.start()].key;
            if view.gazetteer.first_name(first).is_some() {
                alone.insert(first);
            }
        }
        if name.sort != MentionType::Place && name.tokens.len() > 1 {
            let found = wholes.entry(view.tokens[name.tokens.start()].key).or_default();
            if found.len() < 8 {
                found.push(at);
            }
        }
    }
    for name in &mut names {
        if is_town(view, name) && alone.contains(&view.tokens[name.tokens.start()].key) {
            let before = name.tokens.start().checked_sub(1);
            if !before.is_some_and(|before| {
                view.class(before, WordClass::Locating) || view.is_one_of(before, &["from", "to"])
            }) {
                (name.sort, name.entry, name.partial, name.evidence) =
                    (MentionType::Person, None, true, Evidence::Repeated);
            }
        }
    }
    let clubs = clubs(view, &mut names);
    let covered = covered(view, &names);
    let mut more = Vec::new();
    for (sentence, &case) in view.segments.sentences.iter().zip(&view.cases) {
        let mut at = sentence.tokens.start();
        while at < sentence.tokens.end() {
            stopping_point();
            let Some(length) = repeated(view, &names, &wholes, &covered, at, sentence.tokens) else {
                if !covered[at]
                    && case == Case::Sentence
                    && let Some(&club) = clubs.get(&view.tokens[at].key)
                    && is_team(view, at, sentence.tokens)
                {
                    let club_name = name(view, at, 1, MentionType::Organization);
                    more.push(Name { entry: Some(club), partial: false, ..club_name });
                } else if !covered[at]
                    && alone.contains(&view.tokens[at].key)
                    && stands_as_name(view, at, sentence.tokens, case)
                {
                    more.push(name(view, at, 1, MentionType::Person));
                }
                at += 1;
                continue;
            };
            more.push(name(view, at, length.0, length.1));
            at += length.0;
        }
    }
    names.extend(more);
    names.sort_by_key(|name| (name.tokens.start(), std::cmp::Reverse(name.tokens.end())));
    names
}

fn name(view: &View<'_>, at: usize, length: usize, sort: MentionType) -> Name {
    let tokens = TokenSpan::new(at, at + length);
    Name { partial: length == 1, ..Name::new(view, tokens, sort, Evidence::Repeated) }
}

/// The clubs of the document by the last word of their names, which is what they are called: "the Wild". Guesses that are nothing but
/// this word become the club.
fn clubs(view: &View<'_>, names: &mut [Name]) -> FxHashMap<WordKey, EntryId> {
    let last = |name: &Name| view.tokens[name.tokens.end() - 1].key;
    let in_full = names.iter().filter(|name| name.tokens.len() > 1);
    let clubs: FxHashMap<WordKey, EntryId> = in_full
        .filter_map(|name| Some((last(name), name.entry.filter(|&entry| rules::is_club(view, entry))?)))
        .collect();
    for name in names.iter_mut().filter(|name| name.tokens.len() == 1 && name.entry.is_none()) {
        if let Some(&club) = clubs.get(&last(name)) {
            (name.sort, name.entry, name.partial) = (MentionType::Organization, Some(club), false);
            name.evidence = Evidence::Repeated;
        }
    }
    clubs
}

/// Whether the word that a club is called by stands for it: behind "the", within a sentence, or before what one of its people is.
fn is_team(view: &View<'_>, at: usize, sentence: TokenSpan) -> bool {
    let led = at > sentence.start() && view.is(at - 1, "the");
    let serves = view.pos(at + 1) == Some(Pos::Nn) && view.is_capital(at + 2) && view.adjoins(at + 2);
    view.is_capital(at) && (led || serves || !view.is_first(at, sentence) && !view.is_also_small(at))
}

/// A town that stands for nobody, in one word, or what was taken for one.
fn is_town(view: &View<'_>, name: &Name) -> bool {
    name.tokens.len() == 1
        && name.sort == MentionType::Place
        && name.entry.is_none_or(|entry| view.gazetteer.entry(entry).stands_for.is_none())
}

/// Without an article joined by a hyphen: "al-Assad" → "Assad".
fn bare(word: &str) -> Option<&str> {
    let (article, rest) = word.split_once('-')?;
    (article.len() <= 3 && !rest.is_empty()).then_some(rest)
}

fn covered(view: &View<'_>, names: &[Name]) -> Vec<bool> {
    let mut covered = vec![false; view.tokens.len()];
    for name in names {
        covered[name.tokens.range()].fill(true);
    }
    covered
}

/// A whole name of several words that stands here again, in a headline's capitals.
fn repeated(
    view: &View<'_>,
    names: &[Name],
    wholes: &FxHashMap<WordKey, Vec<usize>>,
    covered: &[bool],
    at: usize,
    sentence: TokenSpan,
) -> Option<(usize, MentionType)> {
    if covered[at] || !(view.is_capital(at) || view.is_prefixed_name(at)) {
        return None;
    }
    wholes.get(&view.tokens[at].key)?.iter().map(|&name| &names[name]).find_map(|name| {
        let length = name.tokens.len();
        let fits = at + length <= sentence.end()
            && (0..length)
                .all(|offset| !covered[at + offset] && view.key(at + offset) == view.key(name.tokens.start() + offset));
        fits.then_some((length, name.sort))
    })
}

/// Whether a word that is a surname in this document is one here.
fn stands_as_name(view: &View<'_>, at: usize, sentence: TokenSpan, case: Case) -> bool {
    if !(view.is_capital(at) || view.is_prefixed_name(at)) {
        return false;
    }
    let everyday = view.any_class(at, &[WordClass::Closed, WordClass::Never])
        || matches!(view.tokens[at].shape, Shape::Upper) && view.word(at).len() <= 2;
    if !everyday {
        return true;
    }
    // "Liu He … He urged": a family's name that reads like a pronoun stands behind "Mr" or in full.
    let is_honoured = || {
        let before = at.checked_sub(1);
        before.is_some_and(|at| {
            view.any_class(at, &[WordClass::Honorific, WordClass::HonorificMale, WordClass::HonorificFemale])
        })
    };
    if view.pos(at) == Some(Pos::Prp) && !is_honoured() {
        return false;
    }
    let first = view.is_first(at, sentence);
    let verb = view.class(at + 1, WordClass::Addressing) || view.is_possessive(at + 1);
    let dated = at > sentence.start() && view.class(at - 1, WordClass::Dating)
        || view.tokens.get(at + 1).is_some_and(|token| token.shape == Shape::Number);
    if first || case != Case::Sentence {
        // "“It is over,” Will wrote": a quotation is closed before who has said it.
        let follows = at > sentence.start() && view.pos(at - 1) == Some(Pos::CloseQuote);
        verb || (follows || view.class(at, WordClass::Never))
            && view.pos(at + 1).is_some_and(|pos| matches!(pos, Pos::Vbd | Pos::Vbz))
            && !dated
    } else {
        !dated || verb
    }
}
