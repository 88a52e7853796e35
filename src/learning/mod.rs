//! Sparse linear models over hashed features, and their training.
//!
//! A feature is a 64-bit hash ([`Feature`]); a [`Linear`] model gives each known feature a weight
//! for some of the classes, and a sum over the active ones scores the classes. The same feature
//! code trains and predicts. Training ([`train`], behind the cargo feature of that name) is the
//! averaged perceptron (Collins, EMNLP 2002); files hold rounded weights, sorted, so that the same
//! corpus gives the same bytes.

#[cfg(feature = "train")]
pub mod train;

use rustc_hash::FxHashMap;

use crate::Error;

/// Opens every model file, with the version of the layout.
const MAGIC: &[u8; 8] = b"onrecM01";

/// A hashed feature.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Feature(pub u64);

impl Feature {
    /// The feature that template number `template` makes of `value`.
    pub const fn new(template: u32, value: u64) -> Self {
        Self(mix(value ^ ((template as u64) << 56) ^ 0x9E37_79B9_7F4A_7C15u64.wrapping_mul(template as u64 + 1)))
    }

    /// This feature together with another value: a conjunction.
    #[must_use]
    pub const fn and(self, value: u64) -> Self {
        Self(mix(self.0.rotate_left(23) ^ value))
    }
}

/// A finalizer with full avalanche (the one of `SplitMix64`).
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

/// A trained linear model, ready to score.
#[derive(Debug)]
pub struct Linear {
    classes: usize,
    rows: FxHashMap<u64, (u32, u16)>,
    weights: Vec<(u16, i16)>,
}

impl Linear {
    /// Reads a model from its file's bytes; `name` is for messages.
    ///
    /// `schema` names the feature templates and classes that the code has; a file that was trained with others is refused.
    ///
    /// # Errors
    /// [`Error::is_model`] if the bytes are no model, are cut short or were trained with another schema.
    pub fn read(name: &str, schema: u64, bytes: &[u8]) -> Result<Self, Error> {
        let mut reader = Reader { name, bytes };
        if reader.take(8)? != MAGIC {
            return Err(Error::model(name, "is no model file of this version"));
        }
        if reader.u64()? != schema {
            return Err(Error::model(name, "was trained with other features: train it anew"));
        }
        let classes = reader.u64()? as usize;
        let rows_count = reader.u64()? as usize;
        let mut rows = FxHashMap::with_capacity_and_hasher(rows_count.min(bytes.len()), Default::default());
        let mut weights = Vec::new();
        for _ in 0..rows_count {
            let key = reader.u64()?;
            let count = reader.take(1)?[0];
            rows.insert(key, (weights.len() as u32, u16::from(count)));
            for _ in 0..count {
                let class = reader.take(1)?[0];
                let weight = i16::from_le_bytes(reader.take(2)?.try_into().expect("two bytes"));
                weights.push((u16::from(class), weight));
            }
        }
        Ok(Self { classes, rows, weights })
    }

    /// How many classes it scores.
    pub fn classes(&self) -> usize {
        self.classes
    }

    /// Adds the weights of `features` to `scores`, one score a class.
    pub fn add(&self, features: &[Feature], scores: &mut [i32]) {
        for feature in features {
            if let Some(&(start, count)) = self.rows.get(&feature.0) {
                for &(class, weight) in &self.weights[start as usize..start as usize + count as usize] {
                    scores[class as usize] += i32::from(weight);
                }
            }
        }
    }
}

/// Reads little-endian numbers and says which model was cut short.
struct Reader<'a> {
    name: &'a str,
    bytes: &'a [u8],
}

impl<'a> Reader<'a> {
    fn take(&mut self, count: usize) -> Result<&'a [u8], Error> {
        let (head, rest) = self.bytes.split_at_checked(count).ok_or_else(|| Error::model(self.name, "is cut short"))?;
        self.bytes = rest;
        Ok(head)
    }

    fn u64(&mut self) -> Result<u64, Error> {
        Ok(u64::from_le_bytes(self.take(8)?.try_into().expect("eight bytes")))
    }
}
