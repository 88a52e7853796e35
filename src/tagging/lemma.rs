//! Base forms of verbs, modals and nouns: "denies" is "deny", "told" is "tell", "talks" is "talk".
//!
//! Irregular forms are in a table (`data/irregular.tsv`). Of the others the ending is cut; where
//! spelling leaves several base forms ("accus", "accuse"), the first one that the lexicon knows as
//! a base form is taken, and else the likeliest.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::Pos;
use super::lexicon::{Lexicon, Spelling, TagSet};
use crate::segments::{Token, WordKey, fold};
use crate::tables;

/// Longer words keep their form.
const LONGEST: usize = 48;

/// What is inflected alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Kind {
    Verb,
    Modal,
    Noun,
}

impl Kind {
    fn of(pos: Pos) -> Option<Self> {
        match pos {
            Pos::Md => Some(Self::Modal),
            Pos::Nns => Some(Self::Noun),
            _ if pos.is_verb() => Some(Self::Verb),
            _ => None,
        }
    }
}

static IRREGULAR: LazyLock<FxHashMap<(Kind, WordKey), WordKey>> = LazyLock::new(|| {
    let rows = tables::tagging::IRREGULAR.rows::<(&str, &str, Kind)>();
    rows.map(|(form, base, kind)| ((kind, WordKey::of(form)), WordKey::of(base))).collect()
});

/// The key of a token's base form; its own key where it has no other.
pub(super) fn lemma(text: &str, token: &Token, pos: Pos, lexicon: &Lexicon, buffer: &mut String) -> WordKey {
    let Some(kind) = Kind::of(pos) else { return token.key };
    if let Some(&base) = IRREGULAR.get(&(kind, token.key)) {
        return base;
    }
    if token.span.len() > LONGEST || matches!(pos, Pos::Vb | Pos::Vbp | Pos::Md) {
        return token.key;
    }
    let word = token.span.of(text);
    buffer.clear();
    if word.is_ascii() {
        buffer.push_str(word);
        buffer.make_ascii_lowercase();
    } else {
        buffer.push_str(&fold(word));
    }
    match kind {
        Kind::Noun => singular(buffer, lexicon),
        _ => infinitive(buffer, lexicon),
    }
    WordKey::of_folded(buffer)
}

/// Cuts a plural's ending.
fn singular(word: &mut String, lexicon: &Lexicon) {
    let known = |word: &str| is_known(word, lexicon, &[Pos::Nn]);
    if let Some(stem) = word.strip_suffix("men").filter(|stem| stem.len() > 2) {
        let length = stem.len();
        word.truncate(length);
        word.push_str("man");
    } else if !ends(word, &["ss", "us", "is"]) {
        cut_s(word, known);
    }
}

/// Cuts a verb's ending.
fn infinitive(word: &mut String, lexicon: &Lexicon) {
    let known = |word: &str| is_known(word, lexicon, &[Pos::Vb, Pos::Vbp]);
    if word.ends_with('s') {
        if !word.ends_with("ss") {
            cut_s(word, known);
        }
    } else if word.ends_with("ied") && word.len() > 4 {
        word.truncate(word.len() - 3);
        word.push('y');
    } else if word.ends_with("eed") {
        word.truncate(word.len() - if known(word) { 0 } else { 1 });
    } else if let Some(length) = word.strip_suffix("ed").or(word.strip_suffix("ing")).map(str::len)
        && word[..length].bytes().any(|letter| b"aeiouy".contains(&letter))
        && length > 1
    {
        word.truncate(length);
        restore(word, known);
    }
}

/// Cuts the "s" of a plural or of the third person.
fn cut_s(word: &mut String, known: impl Fn(&str) -> bool) {
    if word.len() < 3 || !word.ends_with('s') {
        return;
    }
    if word.ends_with("ies") && word.len() > 4 {
        word.truncate(word.len() - 3);
        word.push('y');
        return;
    }
    word.pop();
    if ends(word, &["sse", "she", "che", "xe", "zze", "oe"]) && !known(word) {
        word.pop();
    }
}

/// Gives a stem without "-ed" or "-ing" back its last letter.
fn restore(stem: &mut String, known: impl Fn(&str) -> bool) {
    let letters = stem.as_bytes();
    let Some(&last) = letters.last() else { return };
    let doubled = letters.len() > 2 && last == letters[letters.len() - 2] && last.is_ascii_lowercase();
    if doubled && !b"aeiou".contains(&last) {
        // "stopped", "controlled"; but "called", "passed".
        let keeps = matches!(last, b'l' | b's' | b'f' | b'z');
        let whole = known(stem);
        let half = known(&stem[..stem.len() - 1]);
        if half && !whole || (half == whole && !keeps) {
            stem.pop();
        }
        return;
    }
    let with_e = wants_e(letters);
    stem.push('e');
    let long = known(stem);
    let short = known(&stem[..stem.len() - 1]);
    if short && !long || (short == long && !with_e) {
        stem.pop();
    }
}

/// Whether a stem that nothing is known of is likelier to end in "e".
fn wants_e(stem: &[u8]) -> bool {
    let vowel = |letter: u8| b"aeiouy".contains(&letter);
    let (last, before, before_that) = match *stem {
        [.., c, b, a] => (a, b, c),
        [b, a] => (a, b, b' '),
        _ => return false,
    };
    let one_vowel = vowel(before) && !vowel(before_that);
    let syllables = stem.windows(2).filter(|pair| vowel(pair[0]) && !vowel(pair[1])).count();
    match last {
        b'c' | b'v' | b'u' => true,
        b's' => before != b's' && !(before == b'u' && syllables > 1),
        b'z' => before != b'z',
        b'g' => matches!(before, b'd' | b'r' | b'l' | b'n' | b'a'),
        b'l' => matches!(before, b'b' | b'p' | b't' | b'd' | b'g' | b'k' | b'f' | b'c' | b'z'),
        b't' => (before == b'a' && before_that != b'e') || (before == b'u' && one_vowel),
        b'd' => matches!(before, b'i' | b'u' | b'o' | b'a') && one_vowel,
        b'r' => matches!(before, b'i' | b'u' | b'a') && one_vowel,
        b'n' => before == b'i' && one_vowel && syllables > 1 || one_vowel && syllables == 1,
        b'k' | b'm' | b'p' | b'b' => one_vowel && syllables == 1,
        _ => false,
    }
}

/// Whether the lexicon knows a word as one of these.
fn is_known(word: &str, lexicon: &Lexicon, tags: &[Pos]) -> bool {
    let last = word.rsplit('-').next().unwrap_or(word);
    let set = lexicon.get(WordKey::of_folded(last).0, Spelling::Plain);
    set != TagSet::EMPTY && tags.iter().any(|&tag| set.has(tag))
}

fn ends(word: &str, endings: &[&str]) -> bool {
    endings.iter().any(|ending| word.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::super::tests::tagged;
    use super::*;

    #[test]
    fn base_forms_of_what_people_do() {
        for (sentence, word, base) in [
            ("The ministry denies the report.", "denies", "deny"),
            ("He told reporters about it.", "told", "tell"),
            ("Turkey accused Damascus of it.", "accused", "accuse"),
            ("They wanted more troops.", "wanted", "want"),
            ("It has stopped the convoy.", "stopped", "stop"),
            ("The army controlled the city.", "controlled", "control"),
            ("He called his colleagues.", "colleagues", "colleague"),
            ("The agencies agreed on it.", "agencies", "agency"),
            ("The agencies agreed on it.", "agreed", "agree"),
            ("She is urging both sides to talk.", "urging", "urge"),
            ("He said they’re ready.", "’re", "be"),
            ("Two women and three gunmen died.", "gunmen", "gunman"),
            ("Two women and three gunmen died.", "died", "die"),
            ("The crisis passes slowly.", "passes", "pass"),
            ("The envoys discussed the matter.", "discussed", "discuss"),
            ("NATO won’t leave.", "wo", "will"),
            ("He flagellated himself.", "flagellated", "flagellate"),
        ] {
            let (segments, tags) = tagged(sentence);
            let at = segments.tokens.iter().position(|token| token.span.of(sentence) == word).unwrap();
            assert_eq!(tags.lemma[at], WordKey::of(base), "{word} in {sentence} ({:?})", tags.pos[at]);
        }
    }
}
