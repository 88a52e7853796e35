//! When it was said, where news agencies put it: "Norway Monday condemned …", "… the mayor said early Tuesday", "In Berlin
//! Merkel said …".
//!
//! In: a document's tokens with its [`Dates`] and mentions. Out: [`Adverbials`], stretches that say when or where and no more.
//! Between a source and its cue, right behind a cue, or before the source at the start of a sentence they are part of
//! neither source nor content; [`Adverbials::around`] tells which they are, and a window leaves them out.
//!
//! Not done: a time at the end of a content ("the talks begin Friday") stays in it, as it belongs to what is said more often.

use super::grammar::{self, GrammarWord};
use super::lexicon::{Object, WordClass};
use super::view::View;
use crate::actors::{Mention, MentionKind, MentionType};
use crate::dates::{Dates, TimexType};
use crate::parallel::stopping_point;
use crate::segments::{Gap, Segments, TokenSpan};
use crate::span::ByteSpan;
use crate::tagging::Pos;

/// Stretches of a document that say when or where, in text order.
#[derive(Debug, Default)]
pub(super) struct Adverbials(Vec<TokenSpan>);

impl Adverbials {
    /// Those of a document: days and times with what leads them in, and "In Berlin" at the start of a sentence.
    pub(super) fn find(text: &str, segments: &Segments, dates: &Dates, mentions: &[Mention]) -> Self {
        let days = dates.expressions.iter().filter(|date| {
            stopping_point();
            matches!(date.r#type, TimexType::Date | TimexType::Time) && !is_within_name(mentions, date.span)
        });
        let mut found: Vec<TokenSpan> =
            days.filter_map(|date| with_lead(text, segments, tokens_of(segments, date.span))).collect();
        found.extend(mentions.iter().filter_map(|mention| {
            let start = mention.tokens.start().checked_sub(1)?;
            let opens = segments.sentences[segments.sentence_of(start)].tokens.start() == start;
            let locates = mention.r#type == MentionType::Place && mention.actor.is_none();
            (opens && locates && leads(segments.tokens[start].span.of(text)))
                .then(|| TokenSpan::new(start, mention.tokens.end()))
        }));
        found.sort();
        // A day within a longer expression says nothing that this does not.
        found.dedup_by(|later, earlier| earlier.overlaps(*later));
        Self(found)
    }

    /// The one that starts at a token.
    fn starting(&self, at: usize) -> Option<TokenSpan> {
        let found = self.0.get(self.0.partition_point(|span| span.start() < at))?;
        (found.start() == at).then_some(*found)
    }

    /// The one that ends before a token.
    fn ending(&self, at: usize) -> Option<TokenSpan> {
        let found = self.0.get(self.0.partition_point(|span| span.end() < at))?;
        (found.end() == at).then_some(*found)
    }

    /// Those that tell when or where is spoken at `cue`.
    pub(super) fn around(&self, view: &View<'_>, cue: TokenSpan) -> [Option<TokenSpan>; 3] {
        if self.0.is_empty() {
            return [None; 3];
        }
        let home = view.sentence(cue.start());
        [self.opening(view, cue, home), self.before(view, cue, home), self.behind(view, cue, home)]
    }

    /// "On Tuesday Macron said": at the start of the sentence, with nothing but the source up to the cue.
    fn opening(&self, view: &View<'_>, cue: TokenSpan, home: TokenSpan) -> Option<TokenSpan> {
        let found = self.starting(home.start()).filter(|found| found.end() < cue.start())?;
        let source = TokenSpan::new(found.end(), cue.start());
        let is_clause = |index: usize| {
            let pos = view.words[index].pos;
            pos.is_finite() || matches!(pos, Pos::Comma | Pos::Colon | Pos::OpenQuote)
        };
        let names = view.words[found.end()].place.phrase.is_some() && !view.words[found.end()].pos.is_verb();
        (names && !source.range().any(is_clause) && !grammar::possesses(view, found.end())).then_some(found)
    }

    /// "Norway Monday condemned": between a noun and the cue.
    fn before(&self, view: &View<'_>, cue: TokenSpan, home: TokenSpan) -> Option<TokenSpan> {
        let mut end = cue.start();
        while end > home.start() && grammar::is(view.surface(end - 1), GrammarWord::Auxiliary) {
            end -= 1;
        }
        let found = self.ending(end).filter(|found| found.start() > home.start() && home.covers(*found))?;
        let before = view.words[found.start() - 1].pos;
        let is_within =
            before.is_verb() || matches!(before, Pos::In | Pos::To | Pos::Md | Pos::Comma | Pos::Colon | Pos::Cc);
        (!is_within).then_some(found)
    }

    /// "said early Tuesday", "told reporters late Monday", "said in a statement on Friday": behind the cue, and behind
    /// whom or where it was said to.
    fn behind(&self, view: &View<'_>, cue: TokenSpan, home: TokenSpan) -> Option<TokenSpan> {
        let verb = |index: usize| view.words[index].entry.filter(|entry| entry.class == WordClass::Verb);
        let entry = cue.range().rev().find_map(verb)?;
        let mut at = cue.end();
        for step in 0..3 {
            if let Some(found) = self.starting(at).filter(|found| home.covers(*found)) {
                return self.tells_when(view, found, home, step > 0).then_some(found);
            }
            let leads = home.contains(at) && leads(view.surface(at));
            let noun = at + usize::from(leads);
            if !(leads || step == 0 && entry.object == Object::Addressee) {
                return None;
            }
            let phrase = view.phrases.around(noun).filter(|phrase| phrase.start() == noun && home.covers(*phrase))?;
            // A day that the tagger takes for the head of the phrase begins the adverbial.
            at = (phrase.start() + 1..phrase.end()).find(|&at| self.starting(at).is_some()).unwrap_or(phrase.end());
        }
        None
    }

    /// Whether a time behind a cue is that of the cue: it begins no clause, and behind other words it must end one.
    fn tells_when(&self, view: &View<'_>, found: TokenSpan, home: TokenSpan, is_far: bool) -> bool {
        let Some(next) = view.words.get(found.end()).filter(|_| home.contains(found.end())) else { return true };
        if next.pos.is_finite() || next.pos == Pos::Pos {
            return false;
        }
        !is_far
            || matches!(next.pos, Pos::Comma | Pos::Stop | Pos::Colon | Pos::OpenQuote)
            || grammar::is(view.surface(found.end()), GrammarWord::Content)
    }
}

/// The tokens that a stretch of text touches.
pub(super) fn tokens_of(segments: &Segments, span: ByteSpan) -> TokenSpan {
    let start = segments.tokens.partition_point(|token| token.span.end() <= span.start());
    let end = segments.tokens.partition_point(|token| token.span.start() < span.end());
    TokenSpan::new(start, end.max(start))
}

/// "USA Today", "Rick Monday": a time that is the end of a name.
fn is_within_name(mentions: &[Mention], span: ByteSpan) -> bool {
    let after = mentions.partition_point(|mention| mention.span.start() < span.start());
    mentions[..after].iter().rev().take(4).any(|mention| {
        mention.kind == MentionKind::Name && mention.span.end() >= span.end() && mention.span.start() < span.start()
    })
}

fn leads(surface: &str) -> bool {
    grammar::is(&surface.to_lowercase(), GrammarWord::When)
}

/// A time with "early", "late" and a preposition before it; none if it belongs to a noun behind it ("Monday's strike").
fn with_lead(text: &str, segments: &Segments, tokens: TokenSpan) -> Option<TokenSpan> {
    let surface = |at: usize| segments.tokens[at].span.of(text);
    let sentence = segments.sentences.get(segments.sentence_of(tokens.start()))?.tokens;
    if tokens.is_empty() || !sentence.covers(tokens) {
        return None;
    }
    let possesses = sentence.contains(tokens.end())
        && segments.tokens[tokens.end()].gap == Gap::None
        && !matches!(surface(tokens.end()), "," | "." | ";" | ":" | "?" | "!" | "”" | "\"" | "’" | "'" | ")");
    if possesses {
        return None;
    }
    let mut start = tokens.start();
    if start > sentence.start() && grammar::is(&surface(start - 1).to_lowercase(), GrammarWord::Hour) {
        start -= 1;
    }
    if start > sentence.start() && leads(surface(start - 1)) {
        start -= 1;
    }
    Some(TokenSpan::new(start, tokens.end()))
}

#[cfg(test)]
mod tests {
    use crate::statements::cases::check;

    #[test]
    fn a_time_beside_the_cue_is_neither_source_nor_content() {
        check(&[
            ("Sweden Friday rejected the plan.", &["Sweden | rejected | the plan |  | indirect refuse"]),
            ("The bank Thursday said rates would rise.", &["The bank | said | rates would rise |  | indirect say"]),
            ("On Friday Tarek said the road was shut.", &["Tarek | said | the road was shut |  | indirect say"]),
            (
                "The clinic was closed, a nurse said late Sunday.",
                &["a nurse | said | The clinic was closed |  | indirect say"],
            ),
            (
                "Tarek told reporters early Monday that the road was shut.",
                &["Tarek | told | that the road was shut | reporters | indirect say"],
            ),
        ]);
    }
}
