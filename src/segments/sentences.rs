//! Tokens → sentences, within one block.
//!
//! A full stop, question or exclamation mark ends a sentence unless what follows shows that it goes
//! on: a lower-case letter ("“Who?” asked the judge"), a comma, a name after a title. Abbreviations
//! end one only if a word follows that opens sentences ("in the U.S. He left"). Closing marks and
//! brackets belong to the sentence that they close; a line break by itself ends nothing.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::abbreviations::{Stop, abbreviation};
use super::fold::meant;
use super::quotations::MarkRole;
use super::words::{WordClass, words};
use super::{Gap, Sentence, Shape, Token, TokenBlock, TokenSpan, WordKey};
use crate::calendar::{Guard, month_names, weekday_names};
use crate::parallel::stopping_point;
use crate::tables;

static STARTERS: LazyLock<FxHashSet<WordKey>> =
    LazyLock::new(|| tables::segments::STARTERS.rows().map(WordKey::of).collect());

static REPORTING: LazyLock<FxHashSet<WordKey>> =
    LazyLock::new(|| words(WordClass::Reporting).map(WordKey::of).collect());

/// What may follow "Lavrov asked" for it to belong to the question before it.
static AFTER_REPORTING: LazyLock<FxHashSet<WordKey>> =
    LazyLock::new(|| words(WordClass::AfterReporting).map(WordKey::of).collect());

/// Days, months and zones of time, which go on after "p.m.".
static TIME_WORDS: LazyLock<FxHashSet<WordKey>> = LazyLock::new(|| {
    let names = month_names().chain(weekday_names());
    let names = names.filter(|name| name.has_stop() || !matches!(name.guard, Guard::Short | Guard::Plural));
    names.map(|name| name.form).chain(words(WordClass::Zone)).map(WordKey::of).collect()
});

/// How a token may end a sentence.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    Stop,
    Asking,
    Ellipsis,
    Abbreviated,
}

/// Adds the sentences of one block.
pub(super) fn split(
    text: &str,
    tokens: &[Token],
    block: TokenBlock,
    marks: &[MarkRole],
    sentences: &mut Vec<Sentence>,
) {
    let splitter = Splitter { text, tokens, marks, end: block.tokens.end() };
    let mut start = block.tokens.start();
    let mut at = start;
    let mut push = |start: usize, end: usize| {
        let span = tokens[start].span.join(tokens[end - 1].span);
        sentences.push(Sentence { span, block: block.block, tokens: TokenSpan::new(start, end) });
    };
    while at < splitter.end {
        stopping_point();
        let Some(end) = splitter.end_mark(at) else {
            at += 1;
            continue;
        };
        let (next, closes_quotation) = splitter.absorb(at + 1);
        if next < splitter.end && splitter.ends(at, end, next, closes_quotation) {
            push(start, next);
            start = next;
        }
        at = next;
    }
    if start < splitter.end {
        push(start, splitter.end);
    }
}

struct Splitter<'a> {
    text: &'a str,
    tokens: &'a [Token],
    marks: &'a [MarkRole],
    end: usize,
}

impl Splitter<'_> {
    fn surface(&self, at: usize) -> &str {
        self.tokens[at].span.of(self.text)
    }

    fn first_char(&self, at: usize) -> char {
        meant(self.text, self.tokens[at].span.start()).map_or(' ', |(c, _)| c)
    }

    /// Whether and how the token at `at` may end a sentence.
    fn end_mark(&self, at: usize) -> Option<End> {
        let token = &self.tokens[at];
        let bytes = self.text.as_bytes();
        match token.shape {
            Shape::Mark => match self.first_char(at) {
                // ". . ." is an ellipsis.
                '.' if at + 1 < self.end && self.surface(at + 1) == "." => None,
                '.' if at > 0 && self.surface(at - 1) == "." => Some(End::Ellipsis),
                '.' if token.span.len() == 1 => Some(End::Stop),
                '.' | '…' => Some(End::Ellipsis),
                '!' | '?' | '‽' | '⁇' | '؟' => Some(End::Asking),
                '。' | '।' | '۔' => Some(End::Stop),
                _ => None,
            },
            Shape::Quote | Shape::Number => None,
            _ => (bytes.get(token.span.end() - 1) == Some(&b'.')).then_some(End::Abbreviated),
        }
    }

    /// The first token after the closing marks, brackets and footnote signs from `at`, and whether a quotation closed.
    fn absorb(&self, mut at: usize) -> (usize, bool) {
        let mut closes = false;
        while at < self.end {
            let touches = self.tokens[at].gap == Gap::None;
            let is_closer = match self.tokens[at].shape {
                Shape::Quote => {
                    let is_close = self.marks[at] == MarkRole::Close || (self.marks[at] == MarkRole::None && touches);
                    closes |= is_close;
                    is_close
                }
                Shape::Mark if touches => matches!(self.first_char(at), ')' | ']' | '}' | '!' | '?' | '…' | '.'),
                _ => false,
            };
            if is_closer {
                at += 1;
            } else if self.tokens[at].gap <= Gap::Space
                && at + 2 < self.end
                && self.surface(at) == "["
                && self.tokens[at + 1].shape == Shape::Number
                && self.surface(at + 2) == "]"
            {
                at += 3;
            } else {
                break;
            }
        }
        (at, closes)
    }

    /// Whether a sentence that could end with token `at` does so before token `next`.
    fn ends(&self, at: usize, end: End, next: usize, closes_quotation: bool) -> bool {
        let touches = self.tokens[next].gap == Gap::None;
        let opens_quotation = self.marks[next] == MarkRole::Open;
        let Some(head) = self.head(next) else { return !touches };
        let is_upper = self.first_char(head).is_uppercase();
        let is_word = !matches!(self.tokens[head].shape, Shape::Mark | Shape::Quote);
        if touches && !opens_quotation {
            // A lost space: "said Lavrov.Akar disagreed".
            return match end {
                End::Stop => is_upper && (closes_quotation || self.ends_lower(at)),
                End::Asking => is_upper,
                End::Ellipsis | End::Abbreviated => false,
            };
        }
        if !is_word {
            return match self.first_char(head) {
                ',' | ';' | ':' | '/' | ')' | ']' | '%' | '&' | '=' => false,
                '-' | '–' | '—' => !closes_quotation && end != End::Abbreviated && end != End::Ellipsis,
                _ => end != End::Abbreviated,
            };
        }
        let is_lower = self.first_char(head).is_lowercase();
        match end {
            End::Stop if is_lower => {
                let is_name = self.surface(head).chars().any(char::is_uppercase);
                opens_quotation || (!closes_quotation && (is_name || self.follows_plain_word(at)))
            }
            End::Stop => true,
            End::Asking if is_lower => false,
            End::Asking => !(closes_quotation && !opens_quotation && self.is_reporting(head)),
            End::Ellipsis => !is_lower && (closes_quotation || opens_quotation || self.surface(head) != "I"),
            End::Abbreviated => self.ends_abbreviated(at, head, is_upper, opens_quotation, closes_quotation),
        }
    }

    /// The first word at `next`, through opening marks and brackets.
    fn head(&self, next: usize) -> Option<usize> {
        let through = |at: usize| {
            self.marks[at] == MarkRole::Open
                || (self.tokens[at].shape == Shape::Mark && matches!(self.first_char(at), '(' | '[' | '…' | '\''))
        };
        (next..self.end.min(next + 4)).find(|&at| !through(at))
    }

    /// Whether the word before the stop at `at` ends in a lower-case letter and is no single letter.
    fn ends_lower(&self, at: usize) -> bool {
        at > 0 && self.surface(at - 1).len() > 1 && self.surface(at - 1).ends_with(char::is_lowercase)
    }

    /// Whether the word before the stop at `at` is too long to be an unknown abbreviation.
    fn follows_plain_word(&self, at: usize) -> bool {
        at > 0 && self.tokens[at - 1].shape == Shape::Lower && self.surface(at - 1).len() >= 4
    }

    fn ends_abbreviated(&self, at: usize, head: usize, is_upper: bool, opens: bool, closes: bool) -> bool {
        let key = self.tokens[head].key;
        let starts = is_upper && (STARTERS.contains(&key) || opens || closes);
        match abbreviation(self.tokens[at].key).map(|entry| entry.stop) {
            Some(Stop::Name | Stop::Number | Stop::CalendarWord | Stop::Never) => closes && is_upper,
            Some(Stop::Hour) => {
                let goes_on = TIME_WORDS.contains(&key) || self.tokens[head].shape == Shape::Upper;
                starts || (is_upper && !goes_on)
            }
            Some(Stop::Calendar | Stop::Either) | None => starts,
        }
    }

    /// Whether "Lavrov asked." stands at `at`: who asked the question that just closed.
    fn is_reporting(&self, at: usize) -> bool {
        const LONGEST_SOURCE: usize = 6;
        let mut words = (at..self.end).take(LONGEST_SOURCE + 1);
        words.find(|&at| REPORTING.contains(&self.tokens[at].key)).is_some_and(|verb| {
            verb > at && (verb + 1 >= self.end || AFTER_REPORTING.contains(&self.tokens[verb + 1].key))
        })
    }
}
