//! What is done by saying it, how much of it is quoted, and to whom it is said.
//!
//! In: a [`View`] and a draft's cue and roles. Out: [`Act`], [`StatementKind`], the addressee's tokens.

use super::grammar::{self, GrammarWord};
use super::lexicon::{Entry, Object, WordClass};
use super::roles::Roles;
use super::view::View;
use super::{Act, StatementKind};
use crate::phrases::Mark;
use crate::segments::{Shape, TokenSpan};
use crate::tagging::Pos;

/// How much of `content` is quoted, for somebody who speaks at `cue`.
pub(super) fn kind(view: &View<'_>, content: &[TokenSpan], cue: TokenSpan) -> StatementKind {
    let (mut quoted, mut plain) = (false, false);
    for index in content.iter().flat_map(|span| span.range()) {
        if view.quotation_apart(index, cue).is_some() {
            quoted = true;
        } else if !matches!(view.segments.tokens[index].shape, Shape::Mark | Shape::Quote) {
            plain = true;
        }
    }
    match (quoted, plain) {
        (true, false) => StatementKind::Direct,
        (false, _) => StatementKind::Indirect,
        (true, true) => StatementKind::Mixed,
    }
}

/// The act that a cue reports.
pub(super) fn act(view: &View<'_>, cue: TokenSpan, content: &[TokenSpan]) -> Act {
    let words = &view.words;
    let entries: Vec<(usize, Entry)> =
        cue.range().filter_map(|index| words[index].entry.map(|entry| (index, entry))).collect();
    // Whoever declines or refuses to do it does not do it.
    if let Some((_, entry)) = entries.iter().find(|(_, entry)| entry.act == Act::Refuse && !entry.is_thought) {
        return entry.act;
    }
    let next = |at: usize| words.get(at).map_or("", |_| view.surface(at));
    let last_verb = entries.iter().rev().find(|(_, entry)| entry.class == WordClass::Verb);
    let last_noun = entries.iter().rev().find(|(_, entry)| entry.class == WordClass::Noun);
    let Some(&(at, entry)) = last_verb.or(last_noun) else { return Act::Say };
    let surface = view.surface(at).to_ascii_lowercase();
    let negated =
        (cue.start().saturating_sub(1)..cue.end()).any(|index| grammar::is(view.surface(index), GrammarWord::Negation));
    let opener = content.iter().find(|span| span.start() >= cue.end()).map_or("", |span| view.surface(span.start()));
    if surface.starts_with("call") {
        return match next(at + 1) {
            "for" | "on" => Act::Appeal,
            _ if matches!(opener, "for" | "on") => Act::Appeal,
            _ => Act::Say,
        };
    }
    if negated && (surface.starts_with("comment") || surface.starts_with("respond") || surface.starts_with("repl")) {
        return Act::Refuse;
    }
    match entry.act {
        Act::Ask if opener == "to" || next(cue.end()) == "for" => Act::Appeal,
        Act::Say if entry.class == WordClass::Verb => {
            // "expressed hope": the noun tells.
            let told = last_noun.filter(|(noun, _)| *noun > at).map_or(Act::Say, |(_, noun)| noun.act);
            if told == Act::Say && !negated && appeals(view, content) { Act::Appeal } else { told }
        }
        Act::Agree | Act::Accuse | Act::Praise if negated => Act::Refuse,
        Act::Deny if negated => Act::Say,
        act => act,
    }
}

/// Whether what is just said appeals to somebody, as the mood of its first clause tells: "told them to leave", "suggested that the mayor leave",
/// "let us go". Modals tell less: "the attacks must stop" and "we will answer" are just said.
fn appeals(view: &View<'_>, content: &[TokenSpan]) -> bool {
    /// A subject is not longer.
    const SUBJECT: usize = 8;
    let Some(first) = content.first() else { return false };
    let is_mark = |index: &usize| {
        let word = &view.words[*index];
        matches!(word.pos, Pos::OpenQuote | Pos::CloseQuote | Pos::Comma) || word.place.mark != Mark::None
    };
    let opens = |index: &usize| is_mark(index) || view.surface(*index) == "that";
    let Some(start) = first.range().find(|index| !opens(index)) else { return false };
    if view.surface(start).eq_ignore_ascii_case("let") {
        return start + 1 < first.end() && matches!(view.surface(start + 1), "us" | "’s" | "'s");
    }
    let is_verb = |index: &usize| view.words[*index].pos.is_verb() || view.words[*index].pos == Pos::Md;
    let Some(verb) = (start..first.end().min(start + SUBJECT)).find(is_verb) else { return false };
    let is_subject = |index: usize| !is_mark(&index) && view.words[index].pos != Pos::In;
    // "attempts to cross had been stopped": what is to be done belongs to a noun, of which a verb of its own tells.
    let is_finite = |index: usize| matches!(view.words[index].pos, Pos::Vbd | Pos::Vbz | Pos::Vbp | Pos::Md);
    if view.words[verb.max(1) - 1].pos == Pos::To && verb > start + 1 && (verb..first.end()).any(is_finite) {
        return false;
    }
    verb > start
        && view.words[verb].pos == Pos::Vb
        && view.words[start].pos != Pos::Prp
        && (start..verb).all(is_subject)
}

/// Takes the addressee out of the roles: the noun phrase after "told", or after "to" right behind the cue.
pub(super) fn addressee(view: &View<'_>, cue: TokenSpan, roles: &mut Roles) -> Option<TokenSpan> {
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
    let phrase = phrase_at(view, at)?;
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
