//! What the words around a date or a name say of it: tense, quotation marks, words that make it uncertain.

use std::sync::LazyLock;

use super::Clue;
use crate::segments::{Segments, Sentence, Shape, TokenSpan, WordKey};
use crate::span::ByteSpan;
use crate::tables::{self, WordClasses};
use crate::tagging::{Pos, Tags};
use crate::vocabulary::vocabulary;

vocabulary! {
    /// What a word says of the date or name beside it.
    Word {
        /// "former President Obama": of somebody who was.
        Former = "former",
        /// "if President Trump wins": of somebody who may be.
        Supposed = "supposed",
        /// "presidential candidate"
        Running = "running",
        /// "candidate", "front-runner"
        Standing = "standing",
        /// "nominee"
        Nominee = "nominee",
        /// "presumptive nominee"
        Presumptive = "presumptive",
        /// "Republican candidate"
        Party = "party",
        /// "candidates like Ted Cruz"
        Among = "among",
        /// "vice presidential nominee"
        Vice = "vice",
        /// "dropped out"
        Leaving = "leaving",
        /// "dropped out"
        Dropping = "dropping",
        /// "dropped out"
        Out = "out",
        /// "before the caucuses"
        Before = "before",
        /// "suspended his campaign"
        Left = "left",
        /// "former candidate"
        Once = "once",
        /// "won the primary"
        Winning = "winning",
        /// "Thursday at the convention"
        Held = "held",
        /// "the Clinton campaign"
        Campaign = "campaign",
        /// "primary", "caucuses"
        Contest = "contest",
        /// "election"
        Election = "election",
        /// "is due", "are set": what is to come.
        Due = "due",
        /// "will"
        Will = "will",
        /// "has met"
        Have = "have",
        /// "is"
        Is = "is",
        /// "reelection in 2018", "funding levels in 2016": a year that was set before.
        Scheduled = "scheduled",
        /// "called for June 5", "as of June 5": a day that nothing is told of.
        Planned = "planned",
        /// "As 2015 comes to an end"
        Turning = "turning",
        /// "in 2017", "during 2017"
        Within = "within",
        /// "since 2011"
        Since = "since",
        /// "set up last year"
        Founding = "founding",
        /// "the novel": what is told may never have been.
        Fiction = "fiction",
        /// "FILE - The hall in Oslo": of a picture that is no news.
        Filed = "filed",
    }
}

static WORDS: LazyLock<WordClasses<WordKey, Word>> =
    LazyLock::new(|| WordClasses::of(tables::dating::WORDS, WordKey::of));

/// Tokens that are looked at on one side of a date.
const REACH: usize = 20;

/// When a verb says that something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tense {
    /// "met"
    Past,
    /// "has met"
    Perfect,
    /// "meets"
    Present,
    /// "will meet", "is to meet"
    Future,
    /// "would meet", "may meet"
    Other,
}

/// A text with its words.
#[derive(Clone, Copy)]
pub(super) struct Clauses<'a> {
    text: &'a str,
    pub segments: &'a Segments,
    tags: &'a Tags,
}

impl<'a> Clauses<'a> {
    pub(super) fn new(text: &'a str, segments: &'a Segments, tags: &'a Tags) -> Self {
        Self { text, segments, tags }
    }

    /// The tokens of a stretch of text.
    pub(super) fn tokens(&self, span: ByteSpan) -> TokenSpan {
        let tokens = &self.segments.tokens;
        let start = tokens.partition_point(|token| token.span.end() <= span.start());
        let end = tokens.partition_point(|token| token.span.start() < span.end());
        TokenSpan::new(start, end.max(start))
    }

    /// The sentence of a token.
    pub(super) fn sentence(&self, at: usize) -> Option<&'a Sentence> {
        self.segments.sentences.get(self.segments.sentence_of(at)).filter(|sentence| sentence.tokens.contains(at))
    }

    pub(super) fn pos(&self, at: usize) -> Option<Pos> {
        self.tags.pos.get(at).copied()
    }

    pub(super) fn is(&self, at: usize, class: Word) -> bool {
        self.segments.tokens.get(at).is_some_and(|token| WORDS.is(&token.key, class))
    }

    /// Whether a possessive's ending stands at a place.
    pub(super) fn is_possessive(&self, at: usize) -> bool {
        self.pos(at) == Some(Pos::Pos)
    }

    /// Whether a token is a noun, which makes an attribute of what stands before it: "the 2016 campaign".
    pub(super) fn is_noun(&self, at: usize) -> bool {
        self.pos(at).is_some_and(Pos::is_noun)
    }

    /// Whether a token stands between quotation marks.
    pub(super) fn is_quoted(&self, at: usize) -> bool {
        let quotations = &self.segments.quotations;
        // Quotations within quotations begin later and end sooner: a few before it are enough.
        let after = quotations.partition_point(|quotation| quotation.tokens.start() <= at);
        quotations[after.saturating_sub(4)..after].iter().any(|quotation| quotation.tokens.contains(at))
    }

    /// Whether a tale that may never have been is the subject at a token: its sentence or the one before names a novel or a film.
    pub(super) fn is_fiction(&self, at: usize) -> bool {
        /// Sentences before it that are looked at.
        const BEFORE: usize = 2;
        let number = self.segments.sentence_of(at);
        let sentences = self.segments.sentences.get(number.saturating_sub(BEFORE)..=number).unwrap_or_default();
        let near = |sentence: &Sentence| {
            let tokens = sentence.tokens.range();
            tokens.start.max(at.saturating_sub(4 * REACH))..tokens.end.min(at + 2 * REACH)
        };
        sentences.iter().flat_map(near).any(|at| self.is(at, Word::Fiction))
    }

    /// The tense of the verb that a place goes with: the last finite one before it in its sentence, else the first after it.
    pub(super) fn tense(&self, tokens: TokenSpan) -> Option<Tense> {
        let sentence = self.sentence(tokens.start())?.tokens;
        self.tense_before(tokens.start()).or_else(|| self.tenses(tokens.end(), sentence.end()).next())
    }

    /// The tense of the last finite verb before a place in its sentence.
    pub(super) fn tense_before(&self, at: usize) -> Option<Tense> {
        let sentence = self.sentence(at)?.tokens;
        let quoted = self.is_quoted(at);
        let before = (sentence.start().max(at.saturating_sub(REACH))..at).rev();
        before.filter(|&at| self.is_quoted(at) == quoted).find_map(|at| self.finite(at))
    }

    /// The tenses of the finite verbs behind a place, as far as they can be told of it.
    pub(super) fn tenses(&self, at: usize, end: usize) -> impl Iterator<Item = Tense> {
        let quoted = at > 0 && self.is_quoted(at - 1);
        (at..end.min(at + REACH)).filter(move |&at| self.is_quoted(at) == quoted).filter_map(|at| self.finite(at))
    }

    /// The tense of the first finite verb from a place on, within its sentence.
    pub(super) fn tense_after(&self, at: usize) -> Option<(usize, Tense)> {
        let end = self.sentence(at)?.tokens.end().min(at + REACH);
        (at..end).find_map(|at| self.finite(at).map(|tense| (at, tense)))
    }

    /// The tense of a verb, if it is a finite one.
    pub(super) fn finite(&self, at: usize) -> Option<Tense> {
        match self.pos(at)? {
            Pos::Md => Some(if self.is(at, Word::Will) { Tense::Future } else { Tense::Other }),
            Pos::Vbd => Some(Tense::Past),
            Pos::Vbz | Pos::Vbp if self.is(at, Word::Have) => Some(match self.verb_after(at) {
                Some(Pos::Vbn | Pos::Vbd) => Tense::Perfect,
                _ => Tense::Present,
            }),
            Pos::Vbz | Pos::Vbp if self.is(at, Word::Is) => {
                let due = (at + 1..at + 3).any(|at| self.is(at, Word::Due)) || self.pos(at + 1) == Some(Pos::To);
                Some(if due { Tense::Future } else { Tense::Present })
            }
            Pos::Vbz | Pos::Vbp => Some(Tense::Present),
            _ => None,
        }
    }

    /// The verb that an auxiliary goes with, adverbs apart.
    fn verb_after(&self, at: usize) -> Option<Pos> {
        (at + 1..at + 4).map_while(|at| self.pos(at)).find(|pos| *pos != Pos::Rb)
    }

    /// Whether a name as it is used online stands at a place: "@anaruiz".
    pub(super) fn is_handle(&self, at: usize) -> bool {
        self.surface(at).starts_with('@')
    }

    /// Whether a token ends in a mark.
    pub(super) fn ends_in(&self, at: usize, mark: char) -> bool {
        self.surface(at).ends_with(mark)
    }

    fn surface(&self, at: usize) -> &'a str {
        self.segments.tokens.get(at).map_or("", |token| token.span.of(self.text))
    }

    /// Whether a number in figures stands at a place: "2012".
    pub(super) fn is_figure(&self, at: usize) -> bool {
        self.surface(at).starts_with(|c: char| c.is_ascii_digit())
    }

    /// Whether a comma stands at a place.
    pub(super) fn is_comma(&self, at: usize) -> bool {
        self.surface(at) == ","
    }

    /// Whether a quotation mark stands at a place.
    pub(super) fn is_quote(&self, at: usize) -> bool {
        self.segments.tokens.get(at).is_some_and(|token| token.shape == Shape::Quote)
    }

    /// Whether a mark of any kind stands at a place.
    pub(super) fn is_mark(&self, at: usize) -> bool {
        self.segments.tokens.get(at).is_some_and(|token| matches!(token.shape, Shape::Mark | Shape::Quote))
    }
}

/// The clues of a sentence, of those around a place among them: a list of a thousand days is no story.
pub(super) fn beside(clues: &[Clue], at: usize, sentence: u32) -> impl Iterator<Item = &Clue> {
    /// Clues on either side.
    const AROUND: usize = 12;
    let around = at.saturating_sub(AROUND)..clues.len().min(at + AROUND);
    clues[around].iter().filter(move |clue| clue.sentence == Some(sentence))
}
