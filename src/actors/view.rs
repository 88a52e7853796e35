//! A document as the finders of mentions look at it.
//!
//! In: text, segments, tags, gazetteer. Out: [`View`], which answers what every rule asks: the word at a token, its
//! classes, whether its capital means anything there, which quotation it stands in.

use rustc_hash::FxHashSet;

use super::Gazetteer;
use super::words::{self, Classes, WordClass};
use crate::phrases::{Phrases, QuotationId};
use crate::segments::{Gap, Segments, Shape, Token, TokenSpan, WordKey};
use crate::span::ByteSpan;
use crate::tagging::{Pos, Tags};

/// How a sentence uses capitals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Case {
    /// For names and first words.
    Sentence,
    /// For nearly every word, as in headlines: a capital says nothing.
    Title,
    /// For every letter.
    Upper,
}

/// A document and what its tokens are.
pub(super) struct View<'a> {
    pub text: &'a str,
    pub segments: &'a Segments,
    pub tokens: &'a [Token],
    pub tags: &'a Tags,
    pub(super) phrases: &'a Phrases,
    pub gazetteer: &'a Gazetteer,
    /// One for each sentence.
    pub cases: Vec<Case>,
    classes: Vec<Classes>,
    /// The words that the document also writes small.
    small: FxHashSet<WordKey>,
}

impl<'a> View<'a> {
    /// Looks at a document.
    pub(super) fn new(
        text: &'a str,
        segments: &'a Segments,
        tags: &'a Tags,
        phrases: &'a Phrases,
        gazetteer: &'a Gazetteer,
    ) -> Self {
        let tokens = &segments.tokens[..];
        let classes: Vec<_> = tokens.iter().map(|token| words::classes(token.key)).collect();
        let small = tokens.iter().filter(|token| token.shape == Shape::Lower).map(|token| token.key).collect();
        let mut view = Self { text, segments, tokens, tags, phrases, gazetteer, cases: Vec::new(), classes, small };
        view.cases = segments.sentences.iter().map(|sentence| view.case(sentence.tokens)).collect();
        view
    }

    fn case(&self, sentence: TokenSpan) -> Case {
        let (mut capital, mut upper, mut small) = (0, 0, 0);
        for at in sentence.range() {
            match self.tokens[at].shape {
                Shape::Upper if self.tokens[at].span.len() > 1 => {
                    upper += 1;
                    capital += 1;
                }
                Shape::Title | Shape::Mixed | Shape::Upper => capital += 1,
                Shape::Lower if self.tokens[at].gap == Gap::None => {}
                Shape::Lower if self.class(at, WordClass::Closed) || self.tokens[at].span.len() < 3 => {}
                Shape::Lower => small += 1,
                _ => {}
            }
        }
        if upper >= 3 && upper + 1 >= capital && small == 0 {
            Case::Upper
        } else if capital >= 4 && small * 6 <= capital && (small == 0 && capital >= 5 || !self.ends_as_prose(sentence))
        {
            Case::Title
        } else {
            Case::Sentence
        }
    }

    fn ends_as_prose(&self, sentence: TokenSpan) -> bool {
        sentence.end().checked_sub(1).is_some_and(|last| self.word(last) == ".")
    }

    /// The token's text.
    pub(super) fn word(&self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |token| token.span.of(self.text))
    }

    /// The token's key.
    pub(super) fn key(&self, at: usize) -> Option<WordKey> {
        self.tokens.get(at).map(|token| token.key)
    }

    /// Whether the word at `at` is of this class.
    pub(super) fn class(&self, at: usize, class: WordClass) -> bool {
        self.classes.get(at).is_some_and(|classes| classes.is(class))
    }

    /// Whether the word at `at` is of one of these classes.
    pub(super) fn any_class(&self, at: usize, classes: &[WordClass]) -> bool {
        self.classes.get(at).is_some_and(|found| found.any(classes))
    }

    /// All classes of the word at `at`, as one number.
    pub(super) fn class_bits(&self, at: usize) -> u64 {
        self.classes.get(at).map_or(0, |&classes| words::taught_bits(classes))
    }

    /// The part of speech, where there is such a token.
    pub(super) fn pos(&self, at: usize) -> Option<Pos> {
        self.tags.pos.get(at).copied()
    }

    /// Whether the word is spelt so, whatever its case.
    pub(super) fn is(&self, at: usize, word: &str) -> bool {
        self.word(at).eq_ignore_ascii_case(word)
    }

    /// Whether the word is one of these, whatever its case.
    pub(super) fn is_one_of(&self, at: usize, words: &[&str]) -> bool {
        let found = self.word(at);
        words.iter().any(|word| found.eq_ignore_ascii_case(word))
    }

    /// Whether the token begins with a capital letter.
    pub(super) fn is_capital(&self, at: usize) -> bool {
        match self.tokens.get(at).map(|token| token.shape) {
            Some(Shape::Title | Shape::Upper) => true,
            Some(Shape::Mixed | Shape::Alphanumeric) => self.word(at).chars().next().is_some_and(char::is_uppercase),
            _ => false,
        }
    }

    /// Whether the token is small but carries a capital behind a hyphen or apostrophe: "al-Assad", "d'Estaing".
    pub(super) fn is_prefixed_name(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| matches!(token.shape, Shape::Lower | Shape::Mixed))
            && self
                .word(at)
                .split(['-', '’', '\''])
                .nth(1)
                .and_then(|part| part.chars().next())
                .is_some_and(char::is_uppercase)
            && self.word(at).split(['-', '’', '\'']).next().is_some_and(|part| {
                words::is_small(part, WordClass::Article) || words::is_small(part, WordClass::Prefix)
            })
    }

    /// Whether only white space parts the token from the one before, within one block.
    pub(super) fn adjoins(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| matches!(token.gap, Gap::Space | Gap::None | Gap::Line))
    }

    /// Whether a possessive ending stands at `at`.
    pub(super) fn is_possessive(&self, at: usize) -> bool {
        matches!(self.word(at), "'s" | "’s" | "'" | "’" | "'S" | "’S" | "ʼs") && self.tokens[at].gap == Gap::None
    }

    /// The outer quotation that the token stands in.
    pub(super) fn quotation(&self, at: usize) -> Option<QuotationId> {
        self.phrases.quotations(at).last()
    }

    /// Whether the document writes this word small elsewhere: it is an everyday word too.
    pub(super) fn is_also_small(&self, at: usize) -> bool {
        self.small.contains(&self.tokens[at].key)
    }

    /// The text of these tokens.
    pub(super) fn span(&self, tokens: TokenSpan) -> ByteSpan {
        self.segments.span(tokens).unwrap_or(ByteSpan::new(0, 0))
    }

    /// Whether `at` is the first word of its sentence, quotation marks apart.
    pub(super) fn is_first(&self, at: usize, sentence: TokenSpan) -> bool {
        at == sentence.start()
            || at < sentence.start() + 4
                && (sentence.start()..at).all(|before| matches!(self.tokens[before].shape, Shape::Quote | Shape::Mark))
            || at.checked_sub(1).is_some_and(|before| {
                matches!(self.tokens[before].shape, Shape::Quote) || matches!(self.word(before), ":" | "—" | "–" | "•")
            })
    }
    /// "ANKARA:", "MOSCOW (Reuters) —", "BEIRUT, Lebanon —" at the head of a paragraph.
    pub(super) fn is_dateline(&self, start: usize, end: usize) -> bool {
        if !matches!(self.tokens[start].gap, Gap::Block | Gap::Line) && start != 0 {
            return false;
        }
        let shouted = !self.word(start).chars().any(char::is_lowercase) && self.word(start).len() > 3;
        match self.word(end) {
            ":" => shouted,
            "—" | "–" | "--" => true,
            "-" => self.tokens[end].gap == Gap::Space,
            "(" => (end..end + 4).any(|at| self.is(at, ")")),
            "," => (end + 1..end + 6).any(|at| matches!(self.word(at), "—" | "–" | "--" | "(")) && shouted,
            _ => false,
        }
    }
}
