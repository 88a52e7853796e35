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

    /// The average over all steps of a weight.
    fn average(&self, key: u32, class: usize) -> f64 {
        let steps = f64::from(self.step.max(1));
        self.numbers.get(&key).map_or(0.0, |&number| {
            let number = number as usize;
            f64::from(self.weights[number][class]) - self.late[number][class] / steps
        })
    }

    fn updates(&self, key: u32) -> u32 {
        self.numbers.get(&key).map_or(0, |&number| self.updates[number as usize])
    }

    /// The mean of averaged models as a file's bytes, which [`Reader::dense`](super::super::Reader::dense) reads.
    ///
    /// Models that saw the same examples in other orders differ by chance, which the mean evens out. Features that were moved
    /// fewer than `updates` times in a model on average, and weights of less than `least` steps, are left out.
    pub(crate) fn write(models: &[Self], schema: u64, updates: u32, least: f32) -> Vec<u8> {
        let mut keys: Vec<u32> = models.iter().flat_map(|model| model.numbers.keys().copied()).collect();
        keys.sort_unstable();
        keys.dedup();
        let count = models.len() as u32;
        let rows = keys
            .into_iter()
            .filter(|&key| models.iter().map(|model| model.updates(key)).sum::<u32>() >= updates * count)
            .filter_map(|key| {
                let mean = |class| models.iter().map(|model| model.average(key, class)).sum::<f64>() / f64::from(count);
                let kept: Vec<(u8, f32)> = (0..W)
                    .map(|class| (class as u8, mean(class) as f32))
                    .filter(|&(_, weight)| weight.abs() >= least && weight != 0.0)
                    .collect();
                (!kept.is_empty()).then_some((key, kept))
            })
            .collect();
        write(W, schema, rows)
    }
}
