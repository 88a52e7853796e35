//! To whom it is said.
//!
//! In: a [`View`], a cue and its roles. Out: the addressee's tokens, taken out of the content.

use super::grammar::{self, GrammarWord};
use super::lexicon::{Object, WordClass};
use super::roles::Roles;
use super::view::View;
use crate::segments::TokenSpan;
use crate::tagging::Pos;

/// Takes the addressee out of the roles: the noun phrase after "told", or after "to" right behind the cue.
pub(super) fn find(view: &View<'_>, cue: TokenSpan, roles: &mut Roles) -> Option<TokenSpan> {
    let words = &view.words;
    let entry = cue.range().rev().find_map(|index| words[index].entry);
    let takes_one = entry.is_some_and(|entry| entry.object == Object::Addressee && entry.class == WordClass::Verb);
    let mut at = cue.end();
    let home = view.sentence(cue.start());
    let is_to = |at: usize| home.contains(at) && view.surface(at).eq_ignore_ascii_case("to");
    if let Some(phrase) = behind_quotation(view, cue, roles, is_to) {
        return Some(phrase);
    }
    let hears = |phrase: TokenSpan| !grammar::is(view.surface(phrase.end() - 1), GrammarWord::Reception);
    let passes_to = is_to(at) && home.contains(at + 1) && view.phrases.around(at + 1).is_some_and(hears);
    if passes_to {
        at += 1;
    } else if !takes_one {
        return None;
    }
    let whole = phrase_at(view, at)?;
    // "told the court the decision was right": the second article begins what was told.
    let second =
        (whole.start() + 2..whole.end()).find(|&at| view.words[at].pos == Pos::Dt && view.words[at - 1].pos.is_noun());
    let phrase = second.map_or(whole, |second| TokenSpan::new(whole.start(), second));
    // "told reporters early Tuesday"
    let aside = view.adverbials.around(view, cue).into_iter().flatten().find(|aside| phrase.contains(aside.start()));
    let phrase = aside
        .filter(|aside| aside.start() > phrase.start())
        .map_or(phrase, |aside| TokenSpan::new(phrase.start(), aside.start()));
    if !home.covers(phrase) || roles.source.iter().any(|source| source.overlaps(phrase)) {
        return None;
    }
    let after = words.get(phrase.end()).filter(|_| home.contains(phrase.end()));
    let opens_content = after.is_some_and(|word| {
        matches!(word.pos, Pos::To | Pos::Wrb | Pos::Wp | Pos::Wdt)
            || second.is_some()
            || matches!(view.surface(phrase.end()), "that" | "whether" | "if" | ":" | "," | "against" | "not")
            || view.outer_quotation(phrase.end()).is_some() && view.outer_quotation(cue.start()).is_none()
    });
    if let Some(first) = roles.content.iter().position(|span| span.overlaps(phrase)) {
        let span = roles.content[first];
        // A phrase that begins the content is the addressee only if a content of its own follows.
        let leads = if passes_to { at - 1 } else { phrase.start() };
        if !(takes_one || passes_to) || !opens_content || span.start() < leads || span.end() <= phrase.end() + 1 {
            return None;
        }
        roles.content[first] = TokenSpan::new(phrase.end(), span.end());
        return Some(phrase);
    }
    // "told the court | the decision | to close the road was right": what was told begins right behind.
    if home.contains(phrase.end())
        && view.words[phrase.end()].pos == Pos::Dt
        && let Some(next) = view.phrases.around(phrase.end())
        && let Some(first) = roles.content.iter().position(|span| span.start() == next.end())
    {
        roles.content[first] = TokenSpan::new(phrase.end(), roles.content[first].end());
    }
    // Outside the content: what is said stands elsewhere.
    let is_quoted = view.quotation_apart(phrase.start(), cue).is_some();
    (!is_quoted && !roles.content.is_empty()).then_some(phrase)
}

/// "promised “peace” to the crowd": what stands behind the last quotation of the content, taken out of it.
fn behind_quotation(
    view: &View<'_>,
    cue: TokenSpan,
    roles: &mut Roles,
    is_to: impl Fn(usize) -> bool,
) -> Option<TokenSpan> {
    let last = *roles.content.last()?;
    let phrase = view.phrases.around(last.end() - 1)?;
    let to = phrase.start().checked_sub(1)?;
    if phrase.end() != last.end() || to <= last.start() || !is_to(to) {
        return None;
    }
    view.quotation_apart(to - 1, cue)?;
    *roles.content.last_mut()? = TokenSpan::new(last.start(), to);
    Some(phrase)
}

/// The noun phrase that starts at `at`, with "of" phrases.
pub(super) fn phrase_at(view: &View<'_>, at: usize) -> Option<TokenSpan> {
    let span = view.phrases.around(at)?;
    // "as telling lawmakers": the participle is the cue's.
    if (span.start()..at).any(|before| view.words[before].pos != Pos::Vbg) {
        return None;
    }
    let mut end = span.end();
    // A possessive goes on: "Turkey" + "'s" + "foreign minister" is one base phrase; "of" and "and" join two.
    for _ in 0..2 {
        if view.words.get(end).is_some()
            && matches!(view.surface(end), "of" | "at" | "from")
            && let Some(next) = view.phrases.around(end + 1)
            && next.start() == end + 1
            && view.words[end + 1].sentence == view.words[at].sentence
        {
            end = next.end();
        } else {
            break;
        }
    }
    Some(TokenSpan::new(at, end))
}
