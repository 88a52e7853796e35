//! What is done by saying it, and how much of it is quoted.
//!
//! In: a [`View`] and a draft's cue and roles. Out: [`Act`], [`StatementKind`]. The cue tells ("warned"); where it only says, what
//! is said does (`performed`).

use super::grammar::{self, GrammarWord};
use super::lexicon::{Entry, WordClass};
use super::negation;
use super::performed::{self, Saying};
use super::view::View;
use super::{Act, StatementKind};
use crate::actors::References;
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

/// The act that a cue and what is said report.
pub(super) fn act(view: &View<'_>, references: &References<'_>, cue: TokenSpan, saying: Saying<'_>) -> Act {
    let (words, content) = (&view.words, &saying.roles.content);
    let entries: Vec<(usize, Entry)> =
        cue.range().filter_map(|index| words[index].entry.map(|entry| (index, entry))).collect();
    // Whoever declines or refuses to do it does not do it.
    if let Some((_, entry)) = entries.iter().find(|(_, entry)| entry.act == Act::Refuse && !entry.is_thought) {
        return entry.act;
    }
    let next = |at: usize| words.get(at).map_or("", |_| view.surface(at));
    let last_verb = entries.iter().rev().find(|(_, entry)| entry.class == WordClass::Verb);
    let last_noun = entries.iter().rev().find(|(_, entry)| entry.class == WordClass::Noun);
    if let Some(act) = performed::attitude(view, references, cue, saying) {
        return act;
    }
    let performed = || performed::act(view, references, saying).unwrap_or(Act::Say);
    let is_ruling = || {
        let verb = cue.range().rev().find(|&at| words[at].pos.is_verb());
        verb.is_some_and(|verb| performed::rules(view, references, verb, saying))
    };
    let performed = || match performed() {
        // "ruled that it should pay"
        Act::Appeal if is_ruling() => Act::Demand,
        act => act,
    };
    let Some(&(at, entry)) = last_verb.or(last_noun) else { return performed() };
    let surface = view.surface(at).to_ascii_lowercase();
    let negated = negation::is_turned(view, at, &saying.roles.source);
    let opener = content.iter().find(|span| span.start() >= cue.end()).map_or("", |span| view.surface(span.start()));
    if surface.starts_with("call") {
        return match next(at + 1) {
            "for" | "on" => Act::Appeal,
            _ if matches!(opener, "for" | "on") => Act::Appeal,
            _ => performed::naming(view, references, at, saying).unwrap_or(Act::Say),
        };
    }
    if negated && (surface.starts_with("comment") || surface.starts_with("respond") || surface.starts_with("repl")) {
        return Act::Refuse;
    }
    let withholds = || {
        let is_meant = |at: usize| grammar::is(&view.surface(at).to_lowercase(), GrammarWord::Intending);
        let is_denied = |at: usize| grammar::is(&view.surface(at).to_lowercase(), GrammarWord::Negation);
        cue.range().any(is_meant) && cue.range().any(is_denied) && !negation::is_litotes(view, at)
    };
    match entry.act {
        Act::Ask if matches!(opener, "to" | "for") || [cue.end() - 1, cue.end()].map(next).contains(&"for") => {
            Act::Appeal
        }
        // "asked that it be burned"
        Act::Ask if opener == "that" => Act::Demand,
        // "would not discuss it"
        Act::Say if entry.class == WordClass::Verb && withholds() => Act::Refuse,
        // "insisted that he had not lied"
        Act::Claim if performed() == Act::Deny => Act::Deny,
        // "offered his condolences"
        Act::Promise if entry.class == WordClass::Verb => {
            performed::gives(view, references, at, saying).unwrap_or(Act::Promise)
        }
        Act::Say if entry.class == WordClass::Verb => {
            // "expressed hope": the noun tells.
            let told = last_noun.filter(|(noun, _)| *noun > at).map_or(Act::Say, |(_, noun)| noun.act);
            match told {
                Act::Say if negated => told,
                // "tried to suggest"
                Act::Say
                    if entries.iter().any(|(_, entry)| entry.act == Act::Want)
                        && performed::makes_believe(view, references, at, saying) =>
                {
                    Act::Claim
                }
                Act::Say if appeals(view, content) => Act::Appeal,
                Act::Say => performed::naming(view, references, at, saying).unwrap_or_else(performed),
                told => told,
            }
        }
        Act::Agree | Act::Accuse | Act::Praise if negated => Act::Refuse,
        Act::Deny if negated => Act::Say,
        act => act,
    }
}

/// Whether what is just said appeals to somebody, as the mood of its first clause tells: "told them to leave", "suggested that the mayor leave",
/// "let us go". Modals are read in `performed`.
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
    // "And tell him": no subject.
    if view.words[start].pos == Pos::Cc {
        return false;
    }
    let is_verb = |index: &usize| view.words[*index].pos.is_verb() || view.words[*index].pos == Pos::Md;
    let Some(verb) = (start..first.end().min(start + SUBJECT)).find(is_verb) else { return false };
    let is_quote = |index: usize| matches!(view.words[index].pos, Pos::OpenQuote | Pos::CloseQuote);
    let is_subject = |index: usize| (!is_mark(&index) || is_quote(index)) && view.words[index].pos != Pos::In;
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
