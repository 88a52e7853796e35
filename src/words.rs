//! The words of a short block, for tables of phrases: lower-cased, without marks, figures as "N".
//!
//! Read by hand and not by a pattern: in one pass over every line it finds, folds and hashes the words, which a pattern
//! would only find.

use crate::hashing::hash;
use crate::trie::{Trie, TrieBuilder};

/// A word of a block.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Word {
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
pub(crate) fn read(text: &str, words: &mut Vec<Word>) {
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

/// The words of a phrase in the form of the tables.
fn phrase_words(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    read(&text.replace('N', "0"), &mut words);
    words
}

/// Phrases with what they stand for.
pub(crate) struct Phrases<T>(Trie<T>);

impl<T> Phrases<T> {
    /// From rows of a phrase and what it stands for.
    pub(crate) fn new(rows: impl Iterator<Item = (&'static str, T)>) -> Self {
        let mut phrases = TrieBuilder::default();
        for (text, entry) in rows {
            phrases.add(phrase_words(text).iter().map(|word| word.hash), entry);
        }
        Self(phrases.build())
    }

    /// What the phrases that begin with word `from` stand for, each with the number of its last word.
    pub(crate) fn at(&self, words: &[Word], from: usize) -> impl Iterator<Item = (usize, &T)> {
        let found = self.0.prefixes(words.get(from..).unwrap_or_default().iter().map(|word| word.hash));
        found.flat_map(move |(count, entries)| entries.iter().map(move |entry| (from + count - 1, entry)))
    }
}
