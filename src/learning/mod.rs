//! Sparse linear models over hashed features, and their training.
//!
//! A feature is a 64-bit hash ([`Feature`]); a [`Linear`] model gives each known feature a weight
//! for some of the classes, and a sum over the active ones scores the classes. The same feature
//! code trains and predicts. Training ([`train`], behind the cargo feature of that name) is the
//! averaged perceptron (Collins, EMNLP 2002). Files hold weights of one byte under sorted, shortened
//! hashes, so that the same corpus gives the same bytes and an unknown feature is mistaken for a
//! known one in a thousand cases at most.

#[cfg(feature = "train")]
pub mod train;

use crate::Error;

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

/// A finalizer with full avalanche (the one of `SplitMix64`).
#[inline]
const fn mix(mut x: u64) -> u64 {
    x = (x ^ (x >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    x ^ (x >> 31)
}

/// A hash of a string, for features and keys: the same on every machine.
pub fn hash(text: &[u8]) -> u64 {
    let mut h = 0xCBF2_9CE4_8422_2325u64;
    let mut chunks = text.chunks_exact(8);
    for chunk in &mut chunks {
        h = mix(h ^ u64::from_le_bytes(chunk.try_into().expect("eight bytes")));
    }
    let mut tail = [0; 8];
    tail[..chunks.remainder().len()].copy_from_slice(chunks.remainder());
    mix(h ^ u64::from_le_bytes(tail) ^ ((text.len() as u64) << 56))
}

/// From feature keys to numbers: open addressing, with the keys apart from the values.
///
/// A slot keeps the upper half of its key, which with its place tells nearly all of it: an unknown key is taken for a known one
/// once in ten thousand times. Most keys that are looked up are in no model, and that shows in two bytes.
#[derive(Debug, Default)]
pub(crate) struct KeyTable {
    /// The upper half of each slot's key with its top bit set; zeros where nothing is.
    prints: Vec<u16>,
    values: Vec<u32>,
}

impl KeyTable {
    const TAKEN: u16 = 1 << 15;

    /// A table with room for `count` keys.
    pub(crate) fn with_capacity(count: usize) -> Self {
        let size = (count * 8 / 5 + 8).next_power_of_two();
        Self { prints: vec![0; size], values: vec![0; size] }
    }

    /// What a slot keeps of a key.
    #[inline]
    fn print(key: u32) -> u16 {
        (key >> (KEY_BITS - 15)) as u16 | Self::TAKEN
    }

    /// Enters a key, which must not be there yet; there must be room.
    pub(crate) fn insert(&mut self, key: u32, value: u32) {
        let mask = self.prints.len() - 1;
        let mut at = key as usize & mask;
        while self.prints[at] != 0 {
            at = (at + 1) & mask;
        }
        self.prints[at] = Self::print(key);
        self.values[at] = value;
    }

    /// The value of `key`.
    #[inline]
    pub(crate) fn get(&self, key: u32) -> Option<u32> {
        self.slot(self.first(key), key).map(|at| self.values[at])
    }

    /// What stands where `key` does unless another one took its place.
    #[inline]
    fn first(&self, key: u32) -> u16 {
        let mask = self.prints.len().wrapping_sub(1);
        self.prints.get(key as usize & mask).copied().unwrap_or_default()
    }

    /// The slot of a `key`, given what stands in its first place.
    #[inline]
    fn slot(&self, first: u16, key: u32) -> Option<usize> {
        let print = Self::print(key);
        if first == print {
            Some(key as usize & (self.prints.len() - 1))
        } else if first == 0 {
            None
        } else {
            self.probe(print, key)
        }
    }

    /// The slot of a `key` that does not stand in its first place.
    fn probe(&self, print: u16, key: u32) -> Option<usize> {
        let mask = self.prints.len() - 1;
        let mut at = key as usize & mask;
        loop {
            at = (at + 1) & mask;
            match self.prints[at] {
                0 => return None,
                found if found == print => return Some(at),
                _ => {}
            }
        }
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
    /// The table is larger than the processor's near memory, so that each look may wait for the far one. The looks go out in rounds,
    /// where none waits for another: what stands at the keys' places, then the rows, then each row's first weight.
    pub fn add(&self, features: &[Feature], scores: &mut [i32]) {
        let mut first = [0u16; LOOKS];
        let mut slots = [0usize; LOOKS];
        let mut rows = [0u32; LOOKS];
        let mut heads = [(0u8, 0i8); LOOKS];
        for chunk in features.chunks(LOOKS) {
            for (first, feature) in first.iter_mut().zip(chunk) {
                *first = self.rows.first(feature.key());
            }
            let mut known = 0;
            for (&first, feature) in first.iter().zip(chunk) {
                if let Some(slot) = self.rows.slot(first, feature.key()) {
                    slots[known] = slot;
                    known += 1;
                }
            }
            for (row, &slot) in rows.iter_mut().zip(&slots[..known]) {
                *row = self.rows.values[slot];
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

/// How many features are looked up at once.
const LOOKS: usize = 64;

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
        Error::model(self.name, reason)
    }

    /// Makes sure that nothing follows.
    pub(crate) fn end(&self) -> Result<(), Error> {
        if self.bytes.is_empty() { Ok(()) } else { Err(self.error("goes on after its end")) }
    }

    /// The next so many bytes.
    pub(crate) fn take(&mut self, count: usize) -> Result<&'a [u8], Error> {
        let (head, rest) = self.bytes.split_at_checked(count).ok_or_else(|| self.error("is cut short"))?;
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
            return Err(self.error("is cut short"));
        }
        Ok(count)
    }

    /// A linear model.
    pub(crate) fn linear(&mut self, schema: u64) -> Result<Linear, Error> {
        if self.take(8)? != MAGIC {
            return Err(self.error("is no model file of this version"));
        }
        if self.u64()? != schema {
            return Err(self.error("was trained with other features: train it anew"));
        }
        let classes = self.varint()? as usize;
        let scale = f32::from_le_bytes(self.take(4)?.try_into().expect("four bytes"));
        let count = self.count(4)?;
        let mut rows = KeyTable::with_capacity(count);
        let mut weights = Vec::new();
        let mut key = 0u32;
        for number in 0..count {
            let step = self.varint()?;
            if number > 0 && step == 0 {
                return Err(self.error("has a feature twice"));
            }
            key = key.wrapping_add(step) & ((1 << KEY_BITS) - 1);
            let length = self.take(1)?[0];
            if length == 0 {
                return Err(self.error("has a feature without weights"));
            }
            if weights.len() >= 1 << 24 {
                return Err(self.error("is too large"));
            }
            rows.insert(key, (weights.len() as u32) << 8 | u32::from(length));
            for pair in self.take(usize::from(length) * 2)?.chunks_exact(2) {
                if usize::from(pair[0]) >= classes {
                    return Err(self.error("has a weight for a class that is not there"));
                }
                weights.push((pair[0], pair[1] as i8));
            }
        }
        Ok(Linear { classes, scale, rows, weights })
    }
}
