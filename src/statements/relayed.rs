//! Speech that a medium relays: "TASS quoted Lavrov as saying that …", "“…,” Interfax cited him as saying", "Wang was quoted by
//! Kyodo as warning …".
//!
//! In: a [`View`]. Out: [`Draft`]s whose source is the one who is quoted. Who quotes says nothing by that; he is told of by no
//! statement. The cue is "as saying", with "was quoted" where that stands right before it, so that it is one stretch.

use super::cues::Cue;
use super::grammar::{self, GrammarWord};
use super::judge::Draft;
use super::lexicon::WordClass;
use super::roles::Roles;
use super::view::View;
use crate::parallel::stopping_point;
use crate::segments::TokenSpan;
use crate::tagging::Pos;

/// Words between "quoted" and "as".
const REACH: usize = 14;

/// A draft for each such construction, in text order, with all of its words.
pub(super) fn find(view: &View<'_>) -> Vec<(TokenSpan, Draft)> {
    let quoted = (0..view.words.len()).filter(|&at| {
        stopping_point();
        let pos = view.words[at].pos;
        pos.is_verb() && grammar::is(&view.surface(at).to_lowercase(), GrammarWord::Relaying)
    });
    quoted.filter_map(|at| relayed(view, at)).collect()
}

/// Whether a cue is "as saying".
pub(super) fn is_cue(view: &View<'_>, cue: TokenSpan) -> bool {
    cue.len() >= 2 && view.surface(cue.end() - 2) == "as" && is_saying(view, cue.end() - 1)
}

fn is_saying(view: &View<'_>, at: usize) -> bool {
    let word = &view.words[at];
    word.pos == Pos::Vbg && word.entry.is_some_and(|entry| entry.class == WordClass::Verb && !entry.is_thought)
}

fn relayed(view: &View<'_>, quoted: usize) -> Option<(TokenSpan, Draft)> {
    let sentence = view.sentence(quoted);
    let within = quoted + 1..sentence.end().min(quoted + REACH);
    let r#as =
        within.clone().find(|&at| view.surface(at) == "as" && at + 1 < sentence.end() && is_saying(view, at + 1))?;
    let is_clause = |at: usize| view.words[at].pos.is_finite() && view.words[at].place.quotation.is_none();
    if (quoted + 1..r#as).any(is_clause) {
        return None;
    }
    let auxiliary = |at: usize| grammar::is(&view.surface(at).to_lowercase(), GrammarWord::Auxiliary);
    let mut start = quoted;
    while start > sentence.start() && auxiliary(start - 1) {
        start -= 1;
    }
    let is_passive = (start..quoted).any(|at| grammar::is(&view.surface(at).to_lowercase(), GrammarWord::Be));
    let (source, first) = if is_passive {
        (subject(view, sentence, start)?, start)
    } else {
        let source = TokenSpan::new(quoted + 1, r#as);
        (source, subject(view, sentence, quoted).map_or(quoted, |medium| medium.start()))
    };
    if source.is_empty() || view.surface(source.start()) == "by" {
        return None;
    }
    let saying = r#as + 1;
    let cue = TokenSpan::new(if is_passive && r#as == quoted + 1 { quoted } else { r#as }, saying + 1);
    let content = behind(view, sentence, saying)
        .or_else(|| before(view, sentence, if is_passive { source.start() } else { first }))?;
    let roles = Roles { source: vec![source], content: vec![content], ..Roles::default() };
    let draft = Draft { cue: Cue { tokens: cue, margin: 0.0 }, roles, covered: None, seen: None };
    Some((TokenSpan::new(first.min(source.start()), saying + 1), draft))
}

/// The noun phrase that ends before a verb, with "of" and what it joins.
fn subject(view: &View<'_>, sentence: TokenSpan, verb: usize) -> Option<TokenSpan> {
    let last = view.phrases.around(verb.checked_sub(1)?).filter(|phrase| sentence.covers(*phrase))?;
    let mut start = last.start();
    while start > sentence.start() + 1
        && matches!(view.surface(start - 1), "of" | "and" | "'s" | "’s")
        && let Some(before) = view.phrases.around(start - 2).filter(|phrase| sentence.covers(*phrase))
    {
        start = before.start();
    }
    Some(TokenSpan::new(start, last.end()))
}

/// What stands behind "as saying", up to the end of the sentence or of the quotation that begins there.
fn behind(view: &View<'_>, sentence: TokenSpan, saying: usize) -> Option<TokenSpan> {
    let is_mark = |at: usize| matches!(view.words[at].pos, Pos::Comma | Pos::Colon);
    let start = (saying + 1..sentence.end()).find(|&at| !is_mark(at))?;
    if matches!(view.words[start].pos, Pos::Stop) || view.surface(start) == "by" {
        return None;
    }
    let end = match view.outer_quotation(start) {
        Some(quote) if view.segments.quotations[quote].tokens.start() == start => {
            view.segments.quotations[quote].tokens.end()
        }
        _ => sentence.end(),
    };
    Some(TokenSpan::new(start, end.max(start + 1)))
}

/// What stands before it: the quotation that ends there, or the clause from the start of the sentence.
fn before(view: &View<'_>, sentence: TokenSpan, teller: usize) -> Option<TokenSpan> {
    let end = teller.checked_sub(1)?;
    if let Some(quote) = view.outer_quotation(end) {
        return Some(view.segments.quotations[quote].tokens);
    }
    (view.words[end].pos == Pos::Comma && end > sentence.start()).then(|| TokenSpan::new(sentence.start(), end))
}

#[cfg(test)]
mod tests {
    use crate::statements::cases::check;

    #[test]
    fn who_is_quoted_is_the_source() {
        check(&[
            (
                "Reuters quoted Tarek as saying that the road was shut.",
                &["Tarek | as saying | that the road was shut |  | indirect say"],
            ),
            (
                "Tarek was quoted as saying the road was shut.",
                &["Tarek | was quoted as saying | the road was shut |  | indirect say"],
            ),
            (
                "“The road is shut,” the paper quoted Tarek as saying.",
                &["Tarek | as saying | “The road is shut,” |  | direct say"],
            ),
            (
                "Xinhua cited Wang Yi as warning that the road was shut.",
                &["Wang Yi | as warning | that the road was shut |  | indirect warn"],
            ),
        ]);
    }
}
