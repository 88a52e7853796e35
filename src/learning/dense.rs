//! A linear model of few classes, with a row of weights for each feature.

use super::{Feature, KeyTable, LOOKS};

/// A trained linear model of at most `W` classes, ready to score.
#[derive(Debug)]
pub(crate) struct Dense<const W: usize> {
    scale: f32,
    /// From a feature's key to its weights.
    rows: KeyTable<[i16; W]>,
}

impl<const W: usize> Dense<W> {
    /// A model with these features.
    pub(super) fn new(scale: f32, rows: impl IntoIterator<Item = (u32, [i16; W])>) -> Self {
        Self { scale, rows: rows.into_iter().collect() }
    }

    /// Adds the weights of `features` to `scores`, one score a class.
    pub(crate) fn add(&self, features: &[Feature], scores: &mut [f32; W]) {
        let mut numbers = [0usize; LOOKS];
        for chunk in features.chunks(LOOKS) {
            let known = self.rows.numbers(chunk, &mut numbers);
            let mut sums = [0i32; W];
            for &number in &numbers[..known] {
                for (sum, weight) in sums.iter_mut().zip(self.rows.value(number)) {
                    *sum += i32::from(*weight);
                }
            }
            for (score, sum) in scores.iter_mut().zip(sums) {
                *score += sum as f32 * self.scale;
            }
        }
    }
}
