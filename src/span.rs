//! Ranges of the text: bytes inside, code points at the edge.
//!
//! Every stage works on half-open ranges of UTF-8 bytes ([`ByteSpan`]). Users see code points, as
//! Python indexes its strings ([`CharSpan`]); [`CharIndex`] converts from the one to the other, and
//! only the frames do so.
//!
//! ```
//! use onrecord::stages::span::{ByteSpan, CharIndex};
//!
//! let text = "“Çavuşoğlu” said";
//! let span = ByteSpan::find(text, "said").unwrap();
//! assert_eq!(span.of(text), "said");
//! let chars = CharIndex::new(text).span(span);
//! assert_eq!((chars.start(), chars.end()), (12, 16));
//! ```

use std::ops::Range;

use serde::Serialize;

/// A half-open range of UTF-8 bytes in a document's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub struct ByteSpan {
    start: u32,
    end: u32,
}

impl ByteSpan {
    /// The range from `start` to before `end`.
    ///
    /// # Panics
    /// If `start > end`.
    #[track_caller]
    pub fn new(start: usize, end: usize) -> Self {
        assert!(start <= end, "a span ends at {end} before it starts at {start}");
        let cut = |at: usize| u32::try_from(at).expect("texts are limited to 4 GiB on entry");
        Self { start: cut(start), end: cut(end) }
    }

    /// The first occurrence of `surface` in `text`.
    pub fn find(text: &str, surface: &str) -> Option<Self> {
        text.find(surface).map(|at| Self::new(at, at + surface.len()))
    }

    /// Where it starts.
    pub fn start(self) -> usize {
        self.start as usize
    }

    /// Where it ends: the first byte that it does not cover.
    pub fn end(self) -> usize {
        self.end as usize
    }

    /// Its length in bytes.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether it covers nothing.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The text that it covers.
    pub fn of(self, text: &str) -> &str {
        &text[self.range()]
    }

    /// As a range, for indexing.
    pub fn range(self) -> Range<usize> {
        self.start()..self.end()
    }

    /// Whether the two share a byte.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies wholly in this one.
    pub fn covers(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The smallest span that covers both.
    pub fn join(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// Without the white space at its edges.
    pub fn trim(self, text: &str) -> Self {
        let surface = self.of(text);
        let start = self.start() + (surface.len() - surface.trim_start().len());
        Self::new(start, start + surface.trim().len())
    }
}

/// A half-open range of code points in a document's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub struct CharSpan {
    start: u32,
    end: u32,
}

impl CharSpan {
    /// Where it starts.
    pub fn start(self) -> u32 {
        self.start
    }

    /// Where it ends: the first code point that it does not cover.
    pub fn end(self) -> u32 {
        self.end
    }
}

/// Bytes between two checkpoints of a [`CharIndex`].
const STRIDE: usize = 128;

/// Turns byte offsets of one text into code-point offsets.
///
/// For ASCII it is the identity and holds nothing; else it keeps the count at every
/// 128th byte and counts at most that many bytes for an answer.
#[derive(Debug)]
pub struct CharIndex<'t> {
    text: &'t [u8],
    checkpoints: Vec<u32>,
}

impl<'t> CharIndex<'t> {
    /// An index over `text`.
    pub fn new(text: &'t str) -> Self {
        let bytes = text.as_bytes();
        let mut checkpoints = Vec::new();
        if !text.is_ascii() {
            checkpoints.reserve(bytes.len() / STRIDE + 1);
            let mut count = 0;
            for chunk in bytes.chunks(STRIDE) {
                checkpoints.push(count);
                count += starts(chunk);
            }
            checkpoints.push(count);
        }
        Self { text: bytes, checkpoints }
    }

    /// The code point that begins at byte `at`.
    pub fn char(&self, at: usize) -> u32 {
        if self.checkpoints.is_empty() {
            return at as u32;
        }
        let block = at / STRIDE;
        self.checkpoints[block] + starts(&self.text[block * STRIDE..at])
    }

    /// The byte at which code point `at` begins, or the text ends; `None` behind its end.
    pub fn byte(&self, at: u32) -> Option<usize> {
        let Some(&count) = self.checkpoints.last() else {
            return Some(at as usize).filter(|&at| at <= self.text.len());
        };
        if at >= count {
            return (at == count).then_some(self.text.len());
        }
        let chunk = self.checkpoints.partition_point(|&before| before <= at) - 1;
        let behind = (at - self.checkpoints[chunk]) as usize;
        let begins = |at: &usize| is_start(self.text[*at]);
        (chunk * STRIDE..self.text.len()).filter(begins).nth(behind)
    }

    /// `span` in code points.
    pub fn span(&self, span: ByteSpan) -> CharSpan {
        CharSpan { start: self.char(span.start()), end: self.char(span.end()) }
    }
}

/// How many code points begin in these bytes.
fn starts(bytes: &[u8]) -> u32 {
    bytes.iter().filter(|&&byte| is_start(byte)).count() as u32
}

fn is_start(byte: u8) -> bool {
    (byte & 0xC0) != 0x80
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn code_points_count_as_python_does(text in "\\PC{0,400}") {
            let index = CharIndex::new(&text);
            for (count, (at, _)) in text.char_indices().enumerate() {
                prop_assert_eq!(index.char(at), count as u32);
                prop_assert_eq!(index.byte(count as u32), Some(at));
            }
            let count = text.chars().count() as u32;
            prop_assert_eq!(index.char(text.len()), count);
            prop_assert_eq!(index.byte(count), Some(text.len()));
            prop_assert_eq!(index.byte(count + 1), None);
        }
    }

    #[test]
    fn trim_keeps_inner_space() {
        let text = "  a b\n";
        assert_eq!(ByteSpan::new(0, 6).trim(text).of(text), "a b");
        assert!(ByteSpan::new(0, 2).trim(text).is_empty());
    }
}
