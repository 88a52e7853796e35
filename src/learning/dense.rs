//! A linear model of few classes, with a row of weights for each feature.

use super::{Feature, KeyTable, LOOKS};

/// A trained linear model of at most `W` classes, ready to score.
#[derive(Debug)]
pub(crate) struct Dense<const W: usize> {
    scale: f32,
    rows: KeyTable<Row<W>>,
}

/// The weights of a feature.
#[derive(Clone, Copy, Debug)]
struct Row<const W: usize>([i16; W]);

impl<const W: usize> Default for Row<W> {
    fn default() -> Self {
        Self([0; W])
    }
}

impl<const W: usize> Dense<W> {
    /// A model without features, with room for so many.
    pub(super) fn new(scale: f32, count: usize) -> Self {
        Self { scale, rows: KeyTable::with_capacity(count) }
    }

    /// Enters a feature with its pairs of a class below `W` and a weight; a class that is named again adds up.
    pub(super) fn insert(&mut self, key: u32, pairs: &[[u8; 2]]) {
        let mut row = [0i32; W];
        for &[class, weight] in pairs {
            row[usize::from(class)] += i32::from(weight as i8);
        }
        self.rows.insert(key, Row(row.map(|weight| weight.clamp(i16::MIN.into(), i16::MAX.into()) as i16)));
    }

    /// Adds the weights of `features` to `scores`, one score a class.
    pub(crate) fn add(&self, features: &[Feature], scores: &mut [f32; W]) {
        let mut buckets = [0u64; LOOKS];
        let mut slots = [0usize; LOOKS];
        for chunk in features.chunks(LOOKS) {
            let known = self.rows.slots(chunk, &mut buckets, &mut slots);
            let mut sums = [0i32; W];
            for &slot in &slots[..known] {
                for (sum, weight) in sums.iter_mut().zip(self.rows.value(slot).0) {
                    *sum += i32::from(weight);
                }
            }
            for (score, sum) in scores.iter_mut().zip(sums) {
                *score += sum as f32 * self.scale;
            }
        }
    }
}
