//! Which documents are copies of one before them, or nearly.
//!
//! In: texts. Out: for each the first that it repeats, if there is one: agency reports under other headlines, or with a
//! paragraph more. A text's [`Signature`] holds, for each of [`SIZE`] hash functions, the least value over
//! its runs of [`RUN`] words (MinHash), so that the share of equal values is about the share of runs that two
//! texts have in common. Texts are compared only where four neighbouring values are equal, and
//! with a few texts for each such place: time grows with the number of texts.
//!
//! ```
//! use onrecord::stages::corpus::duplicates::{Signature, find};
//!
//! let report = "The envoy left Ankara on Monday after two days of talks about the truce in the north, which both \
//!     sides said would hold until the end of the month at least.";
//! let copy = format!("{report} He will be back.");
//! let signatures: Vec<_> = [report, "Talks are over.", copy.as_str()].map(Signature::of).into();
//! assert_eq!(find(&signatures), [None, None, Some(0)]);
//! ```

use rustc_hash::FxHashMap;

use crate::hashing::{self, hash};
use crate::parallel::{Stop, Threads};

/// How many hash functions there are.
pub const SIZE: usize = 64;
/// How many words make a run.
const RUN: usize = 5;
/// Shorter texts repeat another only word for word.
const SHORTEST: usize = 20;
/// How many neighbouring values must be equal for two texts to be compared.
const BAND: usize = 4;
/// In how many places a text is.
pub const PLACES: usize = SIZE / BAND;
/// How many values must be equal in all.
const EQUAL: usize = 40;
/// With how many texts of a band one is compared.
const COMPARED: usize = 8;

/// What is kept of a text to know its copies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Signature([u32; SIZE]);

impl Signature {
    /// The signature of a text; `None` if there is no word in it.
    pub fn of(text: &str) -> Option<Self> {
        let words = words(text);
        if words.is_empty() {
            return None;
        }
        let mut least = [u32::MAX; SIZE];
        let length = if words.len() < SHORTEST { words.len() } else { RUN };
        for run in words.windows(length) {
            let run =
                run.iter().fold(0, |run: u64, word| (run.rotate_left(23) ^ word).wrapping_mul(0x9E37_79B9_7F4A_7C15));
            for (value, multiplier) in least.iter_mut().zip(MULTIPLIERS) {
                *value = (*value).min(((run ^ multiplier).wrapping_mul(multiplier) >> 32) as u32);
            }
        }
        Some(Self(least))
    }

    /// As bytes, to be stored.
    pub fn to_bytes(self) -> Vec<u8> {
        self.0.iter().flat_map(|value| value.to_le_bytes()).collect()
    }

    /// From what [`Self::to_bytes`] gave.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let mut values = [0; SIZE];
        if bytes.len() != SIZE * 4 {
            return None;
        }
        for (value, bytes) in values.iter_mut().zip(bytes.chunks_exact(4)) {
            *value = u32::from_le_bytes(bytes.try_into().ok()?);
        }
        Some(Self(values))
    }

    /// Where near copies of the text can be found: in some place with it.
    pub fn places(&self) -> impl Iterator<Item = u64> {
        (0..PLACES).map(|number| self.place(number))
    }

    /// The place that a band stands for: equal for equal values, and of no other band.
    fn place(&self, number: usize) -> u64 {
        let band = &self.0[number * BAND..(number + 1) * BAND];
        band.iter().fold(number as u64, |place, &value| hashing::mix(hashing::join(place, u64::from(value))))
    }

    fn is_near(&self, other: &Self) -> bool {
        self.0.iter().zip(&other.0).filter(|(value, other)| value == other).count() >= EQUAL
    }
}

/// Odd numbers that no two hash functions share.
const MULTIPLIERS: [u64; SIZE] = {
    let mut multipliers = [0; SIZE];
    let mut state: u64 = 0x6F6E_7265_636F_7264;
    let mut at = 0;
    while at < SIZE {
        // SplitMix64.
        state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        multipliers[at] = (mixed ^ (mixed >> 31)) | 1;
        at += 1;
    }
    multipliers
};

/// The hashes of a text's words, in lower case.
fn words(text: &str) -> Vec<u64> {
    let mut words = Vec::with_capacity(text.len() / 6);
    let mut buffer = String::with_capacity(32);
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        buffer.clear();
        if word.is_ascii() {
            buffer.push_str(word);
            buffer.make_ascii_lowercase();
        } else {
            buffer.extend(word.chars().flat_map(char::to_lowercase));
        }
        words.push(hash(buffer.as_bytes()));
    }
    words
}

/// The signature of each text; `None` if it was stopped.
pub fn signatures(texts: &[Option<&str>], threads: Threads, stop: &Stop) -> Option<Vec<Option<Signature>>> {
    threads.map(texts, |text| Signature::of((*text)?), stop)
}

/// For each text the first that it repeats: one that repeats none itself.
pub fn find(signatures: &[Option<Signature>]) -> Vec<Option<usize>> {
    let mut places: FxHashMap<u64, Vec<u32>> = FxHashMap::default();
    let mut found = vec![None; signatures.len()];
    // Whoever is alone in all of its places has no part in this.
    for at in in_company(signatures) {
        let signature = signatures[at].as_ref().expect("what has no signature is in no place");
        let near = |other: &u32| {
            signatures.get(*other as usize).and_then(Option::as_ref).is_some_and(|other| signature.is_near(other))
        };
        let candidates = signature.places().filter_map(|place| places.get(&place)).flatten();
        found[at] = candidates.filter(|other| near(other)).min().map(|other| *other as usize);
        if found[at].is_none() {
            for place in signature.places() {
                let texts = places.entry(place).or_default();
                if texts.len() < COMPARED {
                    texts.push(at as u32);
                }
            }
        }
    }
    found
}

/// The texts that are in some place with another, in order.
fn in_company(signatures: &[Option<Signature>]) -> Vec<usize> {
    let mut is_in_company = vec![false; signatures.len()];
    // Band by band, so that only one is in memory.
    let mut band: Vec<(u64, u32)> = Vec::new();
    for number in 0..PLACES {
        let places = (0..).zip(signatures).filter_map(|(at, signature)| Some((signature.as_ref()?.place(number), at)));
        band.clear();
        band.extend(places);
        band.sort_unstable();
        for texts in band.chunk_by(|(one, _), (other, _)| one == other).filter(|texts| texts.len() > 1) {
            texts.iter().for_each(|&(_, at)| is_in_company[at as usize] = true);
        }
    }
    (0..signatures.len()).filter(|&at| is_in_company[at]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn article(seed: usize, words: usize) -> String {
        let word = |at: usize| format!("w{}", (at * 7919 + seed * 104_729 + at * at * seed) % 5003);
        (0..words).map(word).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn copies_with_small_changes_are_found_and_others_are_not() {
        let report = article(1, 400);
        let cut = report.rsplitn(40, ' ').last().expect("words").to_owned();
        let half = report.split_at(report.len() / 2).0.to_owned();
        let texts =
            [report.clone(), article(2, 400), format!("By A. B.\n\n{report} (END)"), cut, report.to_uppercase(), half];
        let signatures: Vec<_> = texts.iter().map(|text| Signature::of(text)).collect();
        assert_eq!(find(&signatures), [None, None, Some(0), Some(0), Some(0), None]);
    }

    #[test]
    fn short_texts_repeat_only_word_for_word() {
        let texts = ["Talks are over.", "Talks go on.", "talks — are over", "", "!?"];
        let signatures: Vec<_> = texts.iter().map(|text| Signature::of(text)).collect();
        assert_eq!(find(&signatures), [None, None, Some(0), None, None]);
    }

    #[test]
    fn signatures_are_stored_whole() {
        let signature = Signature::of("Talks are over.").expect("words");
        assert_eq!(Signature::from_bytes(&signature.to_bytes()), Some(signature));
        assert_eq!(Signature::from_bytes(b"short"), None);
    }
}
