//! What can be said of one piece of a document by itself.
//!
//! In: a [`Piece`]. Out: [`Facts`]: what it counts in letters, words and marks, and whether it is one of the lines that stand
//! around an article, each kind of which has a file of its own: `widget`, `picture`, `dating`, `byline`.

mod byline;
mod dating;
mod picture;
mod widget;

use std::sync::LazyLock;

use regex::Regex;

use super::lines::Piece;
pub(super) use byline::AGENCIES;
pub(super) use dating::{Dating, Label};

use crate::furniture::Widget;
use crate::hashing::{hash, join};
use crate::span::ByteSpan;
use crate::words::{self, Word};

/// Longer pieces are read as prose at once.
pub(super) const LONGEST_LINE: usize = 420;

/// An address of the web alone on its line, or markup.
static ADDRESS: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^(?:www\.\S*|pic\.twitter\.com\S*|\S*://\S*|<[a-z](?s:.*)>)$").expect("a pattern"));

/// Scripts that news is written in, as far as a line in another one stands out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Script {
    /// No letters.
    None,
    Latin,
    Other(u8),
}

/// What a piece is like.
#[derive(Clone, Debug)]
pub(super) struct Facts {
    pub span: ByteSpan,
    pub is_apart: bool,
    /// Of the words, or of the bytes of a long piece: equal pieces are found by it.
    pub key: u64,
    pub words: usize,
    pub capitals: usize,
    pub lowers: usize,
    pub letters: usize,
    pub digits: usize,
    pub script: Script,
    pub first: char,
    /// The last character without closing quotation marks and brackets.
    pub last: char,
    /// Marks that part the entries of a path or menu.
    pub separators: usize,
    /// Wide gaps between words, as between the entries of a menu.
    pub gaps: usize,
    pub is_address: bool,
    pub widget: Option<Widget>,
    /// How much speaks for the text under a picture, and whether one thing alone says so.
    pub photo: u32,
    pub has_photo_cue: bool,
    pub dating: Option<Dating>,
    pub is_byline: bool,
    pub is_filed: bool,
    pub has_inner_stop: bool,
}

impl Facts {
    pub(super) fn is_long(&self) -> bool {
        self.span.len() > LONGEST_LINE
    }

    /// Whether it reads as running text.
    pub(super) fn is_prose(&self) -> bool {
        const SENTENCE: usize = 220;
        self.span.len() >= SENTENCE
            || (matches!(self.last, '.' | '…' | ',') && self.words >= 2 && !self.is_headline_with_stop())
            || (matches!(self.last, '!' | '?') && self.has_inner_stop && self.words > 12)
            || (matches!(self.last, ':') && self.words >= 2)
    }

    /// A headline that somebody closed with a full stop: nearly all words have capital letters.
    fn is_headline_with_stop(&self) -> bool {
        self.last == '.' && self.words >= 5 && self.words <= 20 && self.lowers * 4 <= self.words && !self.has_inner_stop
    }

    /// Whether it could be a headline.
    pub(super) fn is_headline(&self) -> bool {
        const WORDS: std::ops::RangeInclusive<usize> = 2..=32;
        !self.is_prose()
            && WORDS.contains(&self.words)
            && (self.first.is_uppercase()
                || self.first.is_numeric()
                || matches!(self.first, '"' | '\'' | '“' | '‘' | '«' | '$'))
    }
}

/// Reads one piece; `words` is a buffer.
pub(super) fn read(text: &str, piece: Piece, words: &mut Vec<Word>) -> Facts {
    let surface = piece.span.of(text);
    let mut facts = Facts {
        span: piece.span,
        is_apart: piece.is_apart,
        key: 0,
        words: 0,
        capitals: 0,
        lowers: 0,
        letters: 0,
        digits: 0,
        script: Script::None,
        first: surface.chars().next().unwrap_or(' '),
        last: surface
            .trim_end_matches(['"', '\'', '”', '’', '»', ')', ']', ' ', '\u{a0}'])
            .chars()
            .next_back()
            .unwrap_or(' '),
        separators: 0,
        gaps: 0,
        is_address: false,
        widget: None,
        photo: 0,
        has_photo_cue: false,
        dating: None,
        is_byline: false,
        is_filed: false,
        has_inner_stop: false,
    };
    characters(surface, &mut facts);
    if facts.is_long() {
        facts.key = hash(surface.as_bytes());
        facts.words = LONGEST_LINE / 6;
        return facts;
    }
    words::read(surface, words);
    facts.key = words.iter().fold(0, |key, word| join(key, word.hash));
    facts.words = words.len();
    for word in words.iter() {
        let is_letter = !word.is_number;
        facts.capitals += usize::from(word.is_capital);
        facts.lowers +=
            usize::from(is_letter && !word.is_capital && surface[word.start..].starts_with(char::is_lowercase));
    }
    facts.gaps = words
        .windows(2)
        .filter(|pair| {
            let gap = &surface[pair[0].end..pair[1].start];
            gap.contains('\t') || (gap.chars().count() > 1 && gap.chars().all(char::is_whitespace))
        })
        .count();
    facts.has_inner_stop = words.windows(2).any(|pair| {
        let gap = &surface[pair[0].end..pair[1].start];
        pair[0].end - pair[0].start > 2
            && pair[1].is_capital
            && gap.starts_with(['.', '!', '?'])
            && gap.ends_with([' ', '“', '"'])
    });
    facts.is_address = is_address(surface);
    facts.widget = widget::find(surface, words, &facts);
    (facts.photo, facts.has_photo_cue) = picture::cues(surface, words);
    facts.dating = dating::read(surface, words, facts.widget);
    facts.is_byline = facts.widget == Some(Widget::Byline) || byline::is_byline(surface, words, &facts);
    facts.is_filed = facts.words <= 10
        && super::filed::prefix(surface, true)
            .is_some_and(|end| surface[end..].trim_matches(super::filed::is_dash).is_empty());
    facts
}

/// Whether a line is nothing but an address or markup.
fn is_address(surface: &str) -> bool {
    // An address has no spaces, so that few lines are compared with the pattern.
    (surface.starts_with('<') || !surface.contains(' ')) && ADDRESS.is_match(surface)
}

/// Counts letters, digits and separators; of a long piece the beginning tells.
fn characters(surface: &str, facts: &mut Facts) {
    let mut scripts = [0usize; 6];
    let mut before = ' ';
    let mut chars = surface.chars().take(LONGEST_LINE).peekable();
    while let Some(c) = chars.next() {
        let is_apart = before.is_whitespace() || chars.peek().is_none_or(|next| next.is_whitespace());
        before = c;
        match c {
            'a'..='z' | 'A'..='Z' => scripts[0] += 1,
            '0'..='9' => facts.digits += 1,
            '/' | '|' | '»' | '›' | '>' | '•' | '·' if is_apart => facts.separators += 1,
            _ if c.is_ascii() => {}
            _ if c.is_alphabetic() => {
                let script = match c as u32 {
                    0..0x370 | 0x1E00..0x2000 => 0,
                    0x370..0x400 => 1,
                    0x400..0x530 => 2,
                    0x590..0x600 => 3,
                    0x600..0x780 | 0xFB50..0xFE00 => 4,
                    _ => 5,
                };
                scripts[script] += 1;
            }
            _ => {}
        }
    }
    facts.letters = scripts.iter().sum();
    let most = (0..scripts.len()).rev().max_by_key(|&script| scripts[script]).unwrap_or(0);
    facts.script = match (facts.letters, most) {
        (0, _) => Script::None,
        (_, 0) => Script::Latin,
        (_, other) => Script::Other(other as u8),
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The facts of a line by itself.
    pub(super) fn facts(line: &str) -> Facts {
        read(line, Piece { span: ByteSpan::new(0, line.len()), is_apart: true }, &mut Vec::new())
    }

    #[test]
    fn addresses_and_markup() {
        for (line, is_one) in [
            ("https://example.org/talks", true),
            ("www.example.org", true),
            ("pic.twitter.com/x1", true),
            ("<div class=\"page\">", true),
            ("see https://example.org", false),
            ("www.example.org says", false),
            ("<3 her speech>", false),
            ("<b", false),
            ("example.org", false),
        ] {
            assert_eq!(facts(line).is_address, is_one, "{line}");
        }
    }

    #[test]
    fn lines_that_say_where_they_were_filed() {
        for (line, is_one) in [("GENEVA (AP) —", true), ("GENEVA (AP)", true), ("GENEVA (AP) — He left.", false)] {
            assert_eq!(facts(line).is_filed, is_one, "{line}");
        }
    }
}
