//! Signs that a line stands under a picture: words of `data/photo_cues.tsv`, and whose picture it is.

use std::sync::LazyLock;

use regex::Regex;
use serde::Deserialize;

use crate::tables;
use crate::words::{Phrases, Word};

/// Where a cue counts; the table says what each means.
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Place {
    Any,
    Start,
    End,
    Bracket,
}

static PHOTO_CUES: LazyLock<Phrases<(Place, u32)>> = LazyLock::new(|| {
    Phrases::new(tables::documents::PHOTO_CUES.rows().map(|(phrase, weight, place)| (phrase, (place, weight))))
});

/// A word for a picture, which every credit has.
static PICTURE: LazyLock<Regex> = LazyLock::new(|| Regex::new("(?i-u:photo|image|picture|credit)").expect("a pattern"));

/// A last bracket that says that it is about a picture.
static BRACKET: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?x) [(\[]
            (?<inner> (?:[^(\[]*\s)? \.*(?i-u:photos?|photographs?|images?|pictures?|credit)\.*:* (?:\s[^(\[]*)? )
            [)\]]$",
    )
    .expect("a pattern")
});

/// A last label that says whose the picture is.
static CREDIT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?x) \ \.* (?i-u:photos?|photographs?|images?|pictures?|credit) \.*
            :\ (?<name> \p{Uppercase} (?: [^:] | :+[^:\ ] )* :* )$",
    )
    .expect("a pattern")
});

/// How much speaks for the text under a picture, and whether one thing alone says so.
pub(super) fn cues(surface: &str, words: &[Word]) -> (u32, bool) {
    const CUE: u32 = 2;
    let mut score = 0;
    let mut has_cue = false;
    let mut from = 0;
    let mut has_bracket = false;
    while from < words.len() {
        let before = surface[..words[from].start].trim_end();
        let mut best = 0;
        let mut next = from + 1;
        for (last, &(place, weight)) in PHOTO_CUES.at(words, from) {
            let after = &surface[words[last].end..];
            let fits = match place {
                Place::Any => true,
                Place::Start => from == 0,
                Place::End => {
                    last + 1 == words.len()
                        && (before.ends_with(['.', '(', '/', '|', '[', '—', '–', ':', '”', '"'])
                            || (from > 0
                                && surface[words[from - 1].start..words[from - 1].end].eq_ignore_ascii_case("via"))
                            || weight > 2)
                }
                Place::Bracket => {
                    let is_one = before.ends_with(['(', '[']) && after.starts_with([')', ']', ',', ';']);
                    is_one && !std::mem::replace(&mut has_bracket, true)
                }
            };
            // A credit at the end is more than an agency's name in a sentence.
            let weight = if matches!(place, Place::End) { weight + 1 } else { weight };
            if fits && weight > best {
                best = weight;
                next = last + 1;
            }
        }
        score += best;
        has_cue |= best >= CUE;
        from = next;
    }
    if has_credit(surface) {
        return (score + CUE + 1, true);
    }
    (score, has_cue)
}

/// Whether a line ends with whose picture it is: "(AA Photo)", "Pictures: AFP/Getty".
fn has_credit(surface: &str) -> bool {
    const LONGEST: usize = 60;
    let has = |pattern: &Regex, part: &str| pattern.captures(surface).is_some_and(|found| found[part].len() <= LONGEST);
    // Most lines have neither mark or no such word, which is asked for much less.
    let (bracket, label) = (surface.ends_with([')', ']']), surface.contains(": "));
    (bracket || label)
        && PICTURE.is_match(surface)
        && (bracket && has(&BRACKET, "inner") || label && has(&CREDIT, "name"))
}

#[cfg(test)]
mod tests {
    use super::super::tests::facts;
    use super::*;

    #[test]
    fn credits_of_pictures() {
        for (line, is_one) in [
            ("The envoy in Sochi (AA Photo)", true),
            ("The envoy in Sochi [Photo: Jane Doe]", true),
            ("The envoy in Sochi (Credit Jane Doe)", true),
            ("The envoy in Sochi. Photograph: Jane Doe/Wire", true),
            ("The envoy in Sochi. Pictures: Wire 10:30", true),
            // The last bracket and the last label decide.
            ("The envoy (AA Photo) in Sochi (2019)", false),
            ("The envoy in Sochi. Photo: Jane Doe: she", false),
            ("The envoy (his photo is not shown) in Sochi", false),
            ("The envoy in Sochi (photography)", false),
            ("The envoy in Sochi. Photo: as seen by Jane Doe", false),
            ("Photo: Jane Doe", false),
            ("The envoy in Sochi. Photo:Jane Doe", false),
            ("The envoy (who had sent the photo that everybody had been talking of since Sunday)", false),
            ("They say that he has a picture: It was taken by his brother when the two were in Sochi in May.", false),
        ] {
            assert_eq!(has_credit(line), is_one, "{line}");
            assert!(!is_one || facts(line).has_photo_cue, "{line}");
        }
    }
}
