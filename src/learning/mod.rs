//! Sparse linear models over hashed features, and their training.
//!
//! In training: examples as lists of features with the right class. Out: a file; from it: a model that scores the classes of
//! any list of features. A worked case: the tagger asks of "talks" in "talks were held" among others the features "the word is
//! talks", "it ends in -ks" and "the next may be a verb". Each that training kept adds its weights, +9 for a plural noun and
//! −4 for a verb, say, and the class with the highest sum wins. A feature is the number of its template with what it looked
//! at, hashed together, so that no dictionary of features is kept.
//!
//! A feature is a 64-bit hash ([`Feature`]); a [`Linear`] model gives each known feature a weight
//! for some of the classes, and a sum over the active ones scores the classes. The same feature
//! code trains and predicts. Training ([`train`], behind the cargo feature of that name) is the
//! averaged perceptron (Collins, EMNLP 2002). Files hold weights of one byte under sorted, shortened
//! hashes, so that the same corpus gives the same bytes and an unknown feature is mistaken for a
//! known one in a thousand cases at most.

mod dense;
mod table;
#[cfg(feature = "train")]
pub mod train;
mod trees;

pub(crate) use dense::Dense;
pub(crate) use table::KeyTable;
pub use trees::Trees;

use std::cell::Cell;
use std::fmt;

use crate::Error;
use crate::hashing::{hash, mix};

/// Opens every model file, with the version of the layout.
const MAGIC: &[u8; 8] = b"onrecM02";

/// How many bits of a feature's hash a model keeps.
const KEY_BITS: u32 = 30;

/// A hashed feature.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Feature(pub u64);

impl Feature {
    /// The feature that template number `template` makes of `value`.
    #[inline]
    pub const fn new(template: u32, value: u64) -> Self {
        Self(mix(value ^ ((template as u64) << 56) ^ 0x9E37_79B9_7F4A_7C15u64.wrapping_mul(template as u64 + 1)))
    }

    /// This feature together with another value: a conjunction.
    #[must_use]
    #[inline]
    pub const fn and(self, value: u64) -> Self {
        Self(mix(self.0.rotate_left(23) ^ value))
    }

    /// What a model knows it by.
    #[inline]
    pub(crate) const fn key(self) -> u32 {
        (self.0 >> (64 - KEY_BITS)) as u32
    }
}

/// What a model file must have been trained with: a hash of the features that the code makes of a fixed text, in their order.
///
/// Whoever changes a template, its number or what it looks at gets another schema, and files of before are refused.
#[derive(Debug, Default)]
pub(crate) struct Schema(Cell<u64>);

impl Schema {
    /// The schema of a model with these classes, of which no features were noted yet.
    pub(crate) fn of<C: fmt::Debug>(classes: &[C]) -> Self {
        let named =
            classes.iter().fold(classes.len() as u64, |all, class| mix(all ^ hash(format!("{class:?}").as_bytes())));
        Self(Cell::new(named))
    }

    /// The same for a model that learned from the tags of the tagger of this number: with another's tags its weights mean little.
    pub(crate) fn on(self, tagger: u64) -> Self {
        Self(Cell::new(mix(self.number().rotate_left(17) ^ tagger)))
    }

    /// Notes what one look at the text made.
    pub(crate) fn note(&self, features: &[Feature]) {
        let all = features.iter().fold(self.0.get(), |all, feature| mix(all.rotate_left(5) ^ feature.0));
        self.0.set(mix(all ^ features.len() as u64));
    }

    /// The number that stands in files.
    pub(crate) fn number(&self) -> u64 {
        self.0.get()
    }
}

/// A trained linear model, ready to score.
#[derive(Debug)]
pub struct Linear {
    classes: usize,
    scale: f32,
    /// From a feature's key to where its weights start (24 bits) and how many they are (8 bits).
    rows: KeyTable,
    weights: Vec<(u8, i8)>,
}

impl Linear {
    /// Reads a model from its file's bytes; `name` is for messages.
    ///
    /// `schema` names the feature templates and classes that the code has; a file that was trained with others is refused.
    ///
    /// # Errors
    /// [`Error::is_model`] if the bytes are no model, are cut short or were trained with another schema.
    pub fn read(name: &str, schema: u64, bytes: &[u8]) -> Result<Self, Error> {
        let mut reader = Reader::new(name, bytes);
        let model = reader.linear(schema)?;
        reader.end()?;
        Ok(model)
    }

    /// How many classes it scores.
    pub fn classes(&self) -> usize {
        self.classes
    }

    /// By what to multiply a score to have it in steps of the perceptron.
    pub fn scale(&self) -> f32 {
        self.scale
    }

    /// Adds the weights of `features` to `scores`, one score a class.
    ///
    /// The looks go out in rounds, where none waits for another: the keys, then the rows, then each row's first weight.
    pub fn add(&self, features: &[Feature], scores: &mut [i32]) {
        let mut numbers = [0usize; LOOKS];
        let mut rows = [0u32; LOOKS];
        let mut heads = [(0u8, 0i8); LOOKS];
        for chunk in features.chunks(LOOKS) {
            let known = self.rows.numbers(chunk, &mut numbers);
            for (row, &number) in rows.iter_mut().zip(&numbers[..known]) {
                *row = *self.rows.value(number);
            }
            for (head, &row) in heads.iter_mut().zip(&rows[..known]) {
                *head = self.weights[(row >> 8) as usize];
            }
            for (&row, &(class, weight)) in rows[..known].iter().zip(&heads) {
                scores[class as usize] += i32::from(weight);
                let start = (row >> 8) as usize;
                for &(class, weight) in &self.weights[start + 1..start + (row & 0xFF) as usize] {
                    scores[class as usize] += i32::from(weight);
                }
            }
        }
    }
}

/// The probability of a score that counts in odds; by `libm`, since a platform's own `exp` may differ in the last bit.
pub(crate) fn probability(score: f32) -> f32 {
    1.0 / (1.0 + libm::expf(-score))
}

/// Scores that count in odds, as probabilities that sum to one.
pub(crate) fn softmax<const N: usize>(scores: &[f32; N]) -> [f32; N] {
    let top = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let shares = scores.map(|score| libm::expf(score - top));
    let sum: f32 = shares.iter().sum();
    shares.map(|share| share / sum)
}

/// What a file lacks that was not copied as a whole.
const CUT_SHORT: &str = "is cut short: take it from the repository, or train it anew (make models)";

/// How many features are looked up at once.
pub(crate) const LOOKS: usize = 64;

/// Reads numbers of a model's file and says which model was cut short.
pub(crate) struct Reader<'a> {
    name: &'a str,
    bytes: &'a [u8],
}

impl<'a> Reader<'a> {
    /// Reads from the beginning of a file's bytes.
    pub(crate) fn new(name: &'a str, bytes: &'a [u8]) -> Self {
        Self { name, bytes }
    }

    /// An error about this file.
    pub(crate) fn error(&self, reason: &str) -> Error {
        Error::model(format!("{}.bin", self.name), reason)
    }

    /// Makes sure that nothing follows.
    pub(crate) fn end(&self) -> Result<(), Error> {
        if self.bytes.is_empty() { Ok(()) } else { Err(self.error("goes on after its end")) }
    }

    /// The next so many bytes.
    pub(crate) fn take(&mut self, count: usize) -> Result<&'a [u8], Error> {
        let (head, rest) = self.bytes.split_at_checked(count).ok_or_else(|| self.error(CUT_SHORT))?;
        self.bytes = rest;
        Ok(head)
    }

    /// A fixed number.
    pub(crate) fn u64(&mut self) -> Result<u64, Error> {
        Ok(u64::from_le_bytes(self.take(8)?.try_into().expect("eight bytes")))
    }

    /// A number of seven bits a byte, the low ones first.
    pub(crate) fn varint(&mut self) -> Result<u32, Error> {
        let mut number = 0u32;
        for shift in (0..32).step_by(7) {
            let byte = self.take(1)?[0];
            number |= u32::from(byte & 0x7F) << shift;
            if byte < 0x80 {
                return Ok(number);
            }
        }
        Err(self.error("holds a number that never ends"))
    }

    /// How many entries follow, of at least `size` bytes each.
    pub(crate) fn count(&mut self, size: usize) -> Result<usize, Error> {
        let count = self.varint()? as usize;
        if count > self.bytes.len() / size {
            return Err(self.error(CUT_SHORT));
        }
        Ok(count)
    }

    /// What a model's part of a file begins with, if it was trained with `schema`.
    fn head(&mut self, schema: u64) -> Result<Head, Error> {
        if self.take(8)? != MAGIC {
            return Err(self.error("is no model file of this version"));
        }
        if self.u64()? != schema {
            return Err(
                self.error("was trained with other features, or on the tags of another tagger, than this version has: train it anew (make models)")
            );
        }
        let classes = self.varint()? as usize;
        // A weight names its class in a byte.
        if classes > usize::from(u8::MAX) + 1 {
            return Err(self.error("has more classes than are known"));
        }
        let scale = f32::from_le_bytes(self.take(4)?.try_into().expect("four bytes"));
        Ok(Head { classes, scale, count: self.count(4)? })
    }

    /// The features that follow a head, each with its key and its pairs of a class and a weight, a byte each.
    fn rows(&mut self, head: &Head, mut take: impl FnMut(u32, &[[u8; 2]])) -> Result<(), Error> {
        let mut key = 0u32;
        for number in 0..head.count {
            let step = self.varint()?;
            if number > 0 && step == 0 {
                return Err(self.error("has a feature twice"));
            }
            key = key.wrapping_add(step) & ((1 << KEY_BITS) - 1);
            let length = self.take(1)?[0];
            if length == 0 {
                return Err(self.error("has a feature without weights"));
            }
            let (pairs, _) = self.take(usize::from(length) * 2)?.as_chunks::<2>();
            if pairs.iter().any(|&[class, _]| usize::from(class) >= head.classes) {
                return Err(self.error("has a weight for a class that is not there"));
            }
            take(key, pairs);
        }
        Ok(())
    }

    /// A linear model.
    pub(crate) fn linear(&mut self, schema: u64) -> Result<Linear, Error> {
        let head = self.head(schema)?;
        let mut weights = Vec::new();
        let mut rows = Vec::with_capacity(head.count);
        self.rows(&head, |key, pairs| {
            rows.push((key, (weights.len() as u32) << 8 | pairs.len() as u32));
            weights.extend(pairs.iter().map(|&[class, weight]| (class, weight as i8)));
        })?;
        if weights.len() >= 1 << 24 {
            return Err(self.error("is too large"));
        }
        Ok(Linear { classes: head.classes, scale: head.scale, rows: rows.into_iter().collect(), weights })
    }

    /// A linear model of at most `W` classes.
    pub(crate) fn dense<const W: usize>(&mut self, schema: u64) -> Result<Dense<W>, Error> {
        let head = self.head(schema)?;
        if head.classes > W {
            return Err(self.error("has more classes than are known"));
        }
        let mut rows = Vec::with_capacity(head.count);
        self.rows(&head, |key, pairs| {
            // A weight too large for a byte is written as several.
            let mut row = [0i16; W];
            for &[class, weight] in pairs {
                let sum = &mut row[usize::from(class)];
                *sum = sum.saturating_add(i16::from(weight as i8));
            }
            rows.push((key, row));
        })?;
        Ok(Dense::new(head.scale, rows))
    }
}

/// What a model's part of a file begins with.
struct Head {
    classes: usize,
    scale: f32,
    /// How many features follow.
    count: usize,
}
