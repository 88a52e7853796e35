//! Which language a document is in, where it is long enough to tell.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;
use whatlang::{Lang, detect};

use super::words::{self, rows};

/// The commonest words of English, which other languages do not share.
static ENGLISH: LazyLock<FxHashSet<u64>> = LazyLock::new(|| {
    rows(include_str!("data/english.tsv")).map(|word| crate::learning::hash(word.as_bytes())).collect()
});

/// ISO 639-1 code of the language of `text`.
///
/// English, which nearly every document is in, shows in its function words at once; only other texts
/// are compared with the letter statistics of whatlang.
pub fn detect_language(text: &str) -> Option<&'static str> {
    const SAMPLE: usize = 300;
    const LONG_SAMPLE: usize = 700;
    const LETTERS: usize = 20;
    const WORDS: usize = 12;
    let sample = beginning(text, SAMPLE);
    let mut found = Vec::new();
    words::read(sample, &mut found);
    let common = found.iter().filter(|word| ENGLISH.contains(&word.hash)).count();
    if found.len() >= WORDS && common * 5 >= found.len() {
        return Some("en");
    }
    if sample.chars().filter(|c| c.is_alphabetic()).take(LETTERS).count() < LETTERS {
        return None;
    }
    let guess = detect(beginning(text, LONG_SAMPLE))?;
    // One script, several languages: letters alone are enough for a long text or a script of its own.
    let is_sure = guess.is_reliable() || (guess.script() != whatlang::Script::Latin && found.len() >= 4);
    if !is_sure {
        return None;
    }
    code(guess.lang())
}

/// The beginning of a text, of at most so many bytes.
fn beginning(text: &str, bytes: usize) -> &str {
    let mut end = text.len().min(bytes);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

fn code(language: Lang) -> Option<&'static str> {
    Some(match language {
        Lang::Eng => "en",
        Lang::Rus => "ru",
        Lang::Ukr => "uk",
        Lang::Bel => "be",
        Lang::Bul => "bg",
        Lang::Srp => "sr",
        Lang::Mkd => "mk",
        Lang::Hrv => "hr",
        Lang::Slv => "sl",
        Lang::Slk => "sk",
        Lang::Ces => "cs",
        Lang::Pol => "pl",
        Lang::Deu => "de",
        Lang::Nld => "nl",
        Lang::Swe => "sv",
        Lang::Dan => "da",
        Lang::Nob => "no",
        Lang::Fin => "fi",
        Lang::Est => "et",
        Lang::Lav => "lv",
        Lang::Lit => "lt",
        Lang::Hun => "hu",
        Lang::Ron => "ro",
        Lang::Fra => "fr",
        Lang::Spa => "es",
        Lang::Por => "pt",
        Lang::Ita => "it",
        Lang::Cat => "ca",
        Lang::Ell => "el",
        Lang::Tur => "tr",
        Lang::Aze => "az",
        Lang::Tuk => "tk",
        Lang::Uzb => "uz",
        Lang::Ara => "ar",
        Lang::Pes => "fa",
        Lang::Urd => "ur",
        Lang::Heb => "he",
        Lang::Hin => "hi",
        Lang::Ben => "bn",
        Lang::Cmn => "zh",
        Lang::Jpn => "ja",
        Lang::Kor => "ko",
        Lang::Vie => "vi",
        Lang::Tha => "th",
        Lang::Ind => "id",
        Lang::Kat => "ka",
        Lang::Hye => "hy",
        _ => return None,
    })
}
