//! The words of a short block, for tables of phrases: lower-cased, without marks, figures as "N".
//!
//! Read by hand and not by a pattern: in one pass over every line it finds, folds and hashes the words, which a pattern
//! would only find.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::hashing::hash;

/// A word of a block.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    /// Where it begins and ends in the block.
    pub start: usize,
    pub end: usize,
    /// Of its lower-cased form.
    pub hash: u64,
    /// Whether it begins with a capital letter.
    pub is_capital: bool,
    /// Whether it is all digits.
    pub is_number: bool,
}

/// Fills `words` with the words of `text`.
pub(super) fn read(text: &str, words: &mut Vec<Word>) {
    words.clear();
    let mut lower: Vec<u8> = Vec::with_capacity(32);
    let mut start = 0;
    let mut is_capital = false;
    let mut is_number = true;
    let mut finish = |lower: &mut Vec<u8>, start: usize, end: usize, is_capital: bool, is_number: bool| {
        let hash = if is_number { hash(b"N") } else { hash(lower) };
        words.push(Word { start, end, hash, is_capital, is_number });
        lower.clear();
    };
    let mut end = 0;
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let byte = bytes[at];
        // Letters that need no folding, all at once.
        if byte.is_ascii_lowercase() && !lower.is_empty() {
            let run = bytes[at..].iter().take_while(|byte| byte.is_ascii_lowercase()).count();
            lower.extend_from_slice(&bytes[at..at + run]);
            is_number = false;
            at += run;
            end = at;
            continue;
        }
        let Some(c) = (if byte.is_ascii() { Some(byte as char) } else { text[at..].chars().next() }) else { break };
        if c.is_alphanumeric() {
            if lower.is_empty() {
                start = at;
                is_capital = c.is_uppercase();
                is_number = true;
            }
            is_number &= c.is_ascii_digit();
            if c.is_ascii() {
                lower.push(c.to_ascii_lowercase() as u8);
            } else {
                for c in c.to_lowercase() {
                    lower.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
                }
            }
            end = at + c.len_utf8();
        } else if !lower.is_empty() && !matches!(c, '\'' | '’') {
            finish(&mut lower, start, end, is_capital, is_number);
        }
        at += c.len_utf8();
    }
    if !lower.is_empty() {
        finish(&mut lower, start, end, is_capital, is_number);
    }
}

/// The hash of a phrase: that of the words so far and one more.
pub(super) fn join(phrase: u64, word: u64) -> u64 {
    (phrase.rotate_left(23) ^ word).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

/// The words of a phrase in the form of the tables.
fn phrase_words(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    read(&text.replace('N', "0"), &mut words);
    words
}

/// Phrases with what they stand for.
pub(super) struct Phrases<T> {
    entries: FxHashMap<u64, Vec<T>>,
    /// The first words: most words begin no phrase.
    starts: FxHashSet<u64>,
    longest: usize,
}

impl<T> Phrases<T> {
    /// From rows of a phrase and what it stands for.
    pub(super) fn new(rows: impl Iterator<Item = (&'static str, T)>) -> Self {
        let mut entries: FxHashMap<u64, Vec<T>> = FxHashMap::default();
        let mut longest = 0;
        let mut starts = FxHashSet::default();
        for (text, entry) in rows {
            let words = phrase_words(text);
            longest = longest.max(words.len());
            starts.extend(words.first().map(|word| word.hash));
            let phrase = words.iter().fold(0, |phrase, word| join(phrase, word.hash));
            entries.entry(phrase).or_default().push(entry);
        }
        Self { entries, starts, longest }
    }

    /// What the phrases that begin with word `from` stand for, each with the number of its last word.
    pub(super) fn at<'a>(&'a self, words: &'a [Word], from: usize) -> impl Iterator<Item = (usize, &'a T)> {
        let mut hash = 0;
        let rest = words.get(from..).unwrap_or_default();
        let is_start = rest.first().is_some_and(|word| self.starts.contains(&word.hash));
        let longest = if is_start { self.longest } else { 0 };
        rest.iter().take(longest).enumerate().flat_map(move |(count, word)| {
            hash = join(hash, word.hash);
            self.entries.get(&hash).into_iter().flatten().map(move |entry| (from + count, entry))
        })
    }
}
