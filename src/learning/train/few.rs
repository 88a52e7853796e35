//! The averaged perceptron for few classes: a row of weights for each feature.

use rustc_hash::FxHashMap;

use super::{Feature, write};

/// A perceptron of at most `W` classes in training.
pub(crate) struct FewPerceptron<const W: usize> {
    step: u32,
    numbers: FxHashMap<u32, u32>,
    weights: Vec<[f32; W]>,
    /// Each move times the step that it was made in: what the average lacks of the last weights.
    late: Vec<[f64; W]>,
    updates: Vec<u32>,
}

impl<const W: usize> FewPerceptron<W> {
    /// An untrained one.
    pub(crate) fn new() -> Self {
        Self { step: 0, numbers: FxHashMap::default(), weights: Vec::new(), late: Vec::new(), updates: Vec::new() }
    }

    /// Adds the present weights of `features` to `scores`.
    pub(crate) fn add(&self, features: &[Feature], scores: &mut [f32; W]) {
        for number in features.iter().filter_map(|feature| self.numbers.get(&feature.key())) {
            for (score, weight) in scores.iter_mut().zip(&self.weights[*number as usize]) {
                *score += weight;
            }
        }
    }

    /// Ends a step of training (an example or a sentence): averages count steps.
    pub(crate) fn tick(&mut self) {
        self.step += 1;
    }

    /// Moves the weights of `features` for `class` by `delta`.
    pub(crate) fn update(&mut self, features: &[Feature], class: usize, delta: f32) {
        for feature in features {
            let next = self.weights.len() as u32;
            let number = *self.numbers.entry(feature.key()).or_insert(next) as usize;
            if number == next as usize {
                self.weights.push([0.0; W]);
                self.late.push([0.0; W]);
                self.updates.push(0);
            }
            self.updates[number] += 1;
            self.weights[number][class] += delta;
            self.late[number][class] += f64::from(delta) * f64::from(self.step);
        }
    }

    /// The averaged model as a file's bytes, which [`Reader::dense`](super::super::Reader::dense) reads.
    ///
    /// Features that were moved fewer than `updates` times, and weights of less than `least` steps, are left out.
    pub(crate) fn write(&self, schema: u64, updates: u32, least: f32) -> Vec<u8> {
        let steps = f64::from(self.step.max(1));
        let rows = self
            .numbers
            .iter()
            .filter(|&(_, &number)| self.updates[number as usize] >= updates)
            .filter_map(|(&key, &number)| {
                let number = number as usize;
                let average =
                    |class: usize| (f64::from(self.weights[number][class]) - self.late[number][class] / steps) as f32;
                let kept: Vec<(u8, f32)> = (0..W)
                    .map(|class| (class as u8, average(class)))
                    .filter(|&(_, weight)| weight.abs() >= least && weight != 0.0)
                    .collect();
                (!kept.is_empty()).then_some((key, kept))
            })
            .collect();
        write(W, schema, rows)
    }
}
