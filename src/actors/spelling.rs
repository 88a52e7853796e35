//! Names → forms that compare across spellings.
//!
//! Three strengths: [`folded`] takes case, accents and marks away ("Çavuşoğlu" = "CAVUSOGLU"); [`skeleton`]
//! also takes away what transliterations differ in ("Sergei" = "Sergey", "Gaddafi" = "Kadhafi"); [`repair`] undoes UTF-8
//! that was read as Windows-1252 ("CavuÅŸoÄŸlu"). None of them ever decides alone that two people are one.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::segments::WordKey;

/// The words of a name as tokens would have them, folded: "Lavrov's" is "lavrov", "'s".
pub(crate) fn words(name: &str) -> Vec<String> {
    let mut words = Vec::new();
    for word in name.split_whitespace() {
        let word = folded(word);
        let (core, comma) = match word.strip_suffix(',') {
            Some(core) => (core, true),
            None => (word.as_str(), false),
        };
        match core.strip_suffix("'s") {
            Some(stem) if !stem.is_empty() => words.extend([stem.to_owned(), "'s".to_owned()]),
            _ => words.push(core.to_owned()),
        }
        if comma {
            words.push(",".to_owned());
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// The keys of [`words`].
pub(crate) fn keys(name: &str) -> Vec<WordKey> {
    words(name).iter().map(|word| key(word)).collect()
}

/// The key of a folded word.
pub(crate) fn key(folded: &str) -> WordKey {
    use std::hash::Hasher;
    let mut hasher = rustc_hash::FxHasher::default();
    hasher.write(folded.as_bytes());
    WordKey(hasher.finish())
}

/// Without case, accents, invisible characters; every apostrophe is "'".
pub(crate) fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.nfd() {
        match c {
            _ if is_combining_mark(c) => {}
            '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' => {}
            '’' | '‘' | 'ʼ' | '`' | '´' | 'ʻ' => out.push('\''),
            'ı' => out.push('i'),
            _ => out.extend(c.to_lowercase().filter(|&c| !is_combining_mark(c))),
        }
    }
    out
}

/// Undoes UTF-8 read as Windows-1252, where that and nothing else explains the letters.
pub(crate) fn repair(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let bytes: Option<Vec<u8>> = text.chars().map(cp1252).collect();
    match bytes.map(String::from_utf8) {
        Some(Ok(repaired)) if repaired.chars().count() < text.chars().count() => Cow::Owned(repaired),
        _ => Cow::Borrowed(text),
    }
}

/// The byte that Windows-1252 writes for a character; its five holes stand for themselves.
fn cp1252(c: char) -> Option<u8> {
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘',
        '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    match c {
        '\0'..='\u{7f}' | '\u{a0}'..='\u{ff}' => Some(c as u8),
        _ => HIGH.iter().position(|&high| high == c).map(|at| 0x80 + at as u8),
    }
}
