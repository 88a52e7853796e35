//! Which language a document is in, where it is long enough to tell.

use std::cmp::Reverse;
use std::sync::LazyLock;

use rustc_hash::FxHashSet;
use serde::Serialize;
use whatlang::{Lang, Script};

use super::lines;
use crate::span::ByteSpan;
use crate::tables;
use crate::words;

const ENGLISH_CODE: &str = "en";

/// The commonest words of English, which other languages do not share.
static ENGLISH: LazyLock<FxHashSet<u64>> = LazyLock::new(|| {
    tables::documents::ENGLISH.rows().map(|word: &str| crate::hashing::hash(word.as_bytes())).collect()
});

/// Why nothing is extracted from an article in the language that takes the place of the braces.
#[cfg(feature = "python")]
pub const OTHER_LANGUAGE: &str = "the article is in another language ({}) than English, the only one that onrecord extracts from; \
     if that is wrong, set its `language` to 'en'";

/// The language of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Language {
    /// Its code in ISO 639-1.
    pub code: &'static str,
    /// Whether it is another than English, and the text is no mere line in it: then nothing is extracted.
    pub is_other: bool,
}

impl Language {
    fn new(code: &'static str, is_enough: bool) -> Self {
        Self { code, is_other: is_enough && code != ENGLISH_CODE }
    }
}

/// The language of a document that is not laid out: the same that its layout would have.
pub fn language_of(text: &str, given: Option<&str>) -> Option<Language> {
    of_pieces(text, lines::pieces(text).into_iter().map(|piece| piece.span), given)
}

/// How many of a document's longest pieces are looked at.
const PIECES: usize = 8;

/// The language of a document: the one that is given, if that is a code which is known here, or else the one that it is in.
///
/// `pieces` are its lines, those of a paragraph joined. One quotation does not decide: a document is English if a good part of it is.
pub(super) fn of_pieces(text: &str, pieces: impl Iterator<Item = ByteSpan>, given: Option<&str>) -> Option<Language> {
    if let Some(code) = given.and_then(known) {
        return Some(Language::new(code, true));
    }
    let mut longest: Vec<ByteSpan> = pieces.collect();
    if longest.len() > PIECES {
        longest.select_nth_unstable_by_key(PIECES - 1, |piece| (Reverse(piece.len()), piece.start()));
        longest.truncate(PIECES);
    }
    longest.sort_unstable_by_key(|piece| (Reverse(piece.len()), piece.start()));
    let mut told: Vec<(Language, usize)> = Vec::new();
    for piece in longest {
        let Some(language) = detect(piece.of(text)) else { continue };
        match told.iter_mut().find(|(other, _)| other.code == language.code) {
            Some((other, bytes)) => {
                // One line may be a quotation; several are a text.
                *other = Language::new(language.code, true);
                *bytes += piece.len();
            }
            None => told.push((language, piece.len())),
        }
    }
    let all: usize = told.iter().map(|(_, bytes)| bytes).sum();
    let english = told.iter().find(|(language, bytes)| language.code == ENGLISH_CODE && bytes * 4 >= all);
    // Of equals the first, which is the longest piece's.
    let found = english.or_else(|| told.iter().rev().max_by_key(|(_, bytes)| *bytes));
    found.map(|(language, _)| *language)
}

/// The code of a language that a caller names: "en-GB", "DE", "eng".
fn known(given: &str) -> Option<&'static str> {
    let name = given.trim().split(['-', '_']).next()?;
    if ["en", "eng", "english"].iter().any(|english| name.eq_ignore_ascii_case(english)) {
        return Some(ENGLISH_CODE);
    }
    Lang::all().iter().filter_map(|language| code(*language)).find(|code| name.eq_ignore_ascii_case(code))
}

/// The language of one piece of text, where it is running text long enough to tell.
///
/// English, which nearly every document is in, shows in its function words at once; only other texts
/// are compared with the letter statistics of whatlang, which take lists of names for any language.
fn detect(text: &str) -> Option<Language> {
    const SAMPLE: usize = 300;
    const LONG_SAMPLE: usize = 700;
    const LETTERS: usize = 8;
    const ENGLISH_WORDS: usize = 5;
    const WORDS: usize = 12;
    const WORDS_OF_A_SCRIPT: usize = 4;
    const WORDS_OF_A_PARAGRAPH: usize = 10;
    const LETTERS_OF_A_PARAGRAPH: usize = 30;
    let sample = beginning(text, SAMPLE);
    let mut found = Vec::new();
    words::read(sample, &mut found);
    let common = found.iter().filter(|word| ENGLISH.contains(&word.hash)).count();
    let needed = if found.len() >= WORDS { found.len() } else { found.len() * 3 / 2 };
    if found.len() >= ENGLISH_WORDS && common * 5 >= needed {
        return Some(Language::new(ENGLISH_CODE, true));
    }
    let letters = sample.chars().filter(|c| c.is_alphabetic()).count();
    if letters < LETTERS {
        return None;
    }
    let guess = whatlang::detect(beginning(text, LONG_SAMPLE))?;
    // A script of its own needs few words; letters that many languages share need running text.
    let is_sure = if guess.script() == Script::Latin {
        let small = found.iter().filter(|word| !word.is_capital && !word.is_number).count();
        guess.is_reliable() && found.len() >= WORDS && small * 2 >= found.len() && common * 10 <= found.len()
    } else {
        found.len() >= WORDS_OF_A_SCRIPT || guess.is_reliable()
    };
    let is_told = is_sure || guess.lang() == Lang::Eng && guess.is_reliable();
    // Scripts without spaces have few words.
    let is_unspaced = matches!(guess.script(), Script::Mandarin | Script::Hiragana | Script::Katakana | Script::Thai);
    let is_line = found.len() < WORDS_OF_A_PARAGRAPH && !(is_unspaced && letters >= LETTERS_OF_A_PARAGRAPH);
    code(guess.lang()).filter(|_| is_told).map(|code| Language::new(code, !is_line))
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
        Lang::Eng => ENGLISH_CODE,
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_languages_are_told_where_an_article_is_in_one() {
        for (text, expected) in [
            ("Lavrov said the talks were over and that he would fly to Ankara on Monday.", "en"),
            ("Der Außenminister erklärte am Montag in Berlin, die Gespräche über die Waffenruhe seien beendet.", "de!"),
            (
                "Le ministre des Affaires étrangères a déclaré lundi que les pourparlers sur la trêve étaient finis.",
                "fr!",
            ),
            (
                "Dışişleri Bakanı pazartesi günü yaptığı açıklamada ateşkes görüşmelerinin sona erdiğini söyledi, dedi.",
                "tr!",
            ),
            ("Лавров заявил, что переговоры окончены.", "ru"),
            ("Лавров заявил, что переговоры о перемирии окончены, и вылетел в Анкару в понедельник.", "ru!"),
            ("قال وزير الخارجية يوم الاثنين إن المحادثات حول الهدنة انتهت.", "ar!"),
            ("外交部长周一表示，停火谈判已经结束。双方没有签署任何文件，部长将于周二飞往安卡拉。", "zh!"),
            // Wrapped lines are one paragraph.
            (
                "Der Minister erklärte am Montag in Berlin,\ndie Gespräche über die Waffenruhe seien\nbeendet. Die Opposition forderte eine neue\nRunde der Gespräche.",
                "de!",
            ),
            // Headlines, names and lists are of no language; what is quoted is that of the speaker.
            ("Erdogan, Putin discuss Idlib ceasefire violations", "-"),
            (
                "Mevlut Cavusoglu, Hulusi Akar, Hakan Fidan, Sergei Lavrov, Javad Zarif, Jean-Yves Le Drian, Heiko Maas",
                "-",
            ),
            ("WHEAT PRICES RISE AFTER ODESSA STRIKE KILLS FOUR DOCK WORKERS NEAR GRAIN SILOS MONDAY", "-"),
            ("“¡No pasarán!” she cried.", "-"),
            (
                "He spoke in German. “Die Gespräche über die Waffenruhe sind beendet, wir haben alles getan”, he said.",
                "en",
            ),
            (
                "The minister wrote that the talks were over.\n\nМинистр иностранных дел заявил, что переговоры о перемирии \
                 окончены.\n\nHe left for Ankara, the ministry said.",
                "en",
            ),
        ] {
            let found = language_of(text, None);
            let found = found
                .map_or("-".to_owned(), |found| format!("{}{}", found.code, if found.is_other { "!" } else { "" }));
            assert_eq!(found, expected, "{text}");
        }
        let german = "Die Gespräche über die Waffenruhe sind beendet, und wir haben alles getan, was wir tun konnten.";
        for (given, expected) in [("en-GB", "en"), ("FR", "fr"), ("unknown", "de"), ("", "de")] {
            assert_eq!(language_of(german, Some(given)), Some(Language::new(expected, true)));
        }
    }
}
