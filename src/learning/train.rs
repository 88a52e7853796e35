//! The averaged perceptron (Collins, EMNLP 2002) over sparse features.

use rustc_hash::FxHashMap;

use super::{Feature, MAGIC};

/// One weight while it is trained: its value, and its sum over all steps until `seen`.
#[derive(Clone, Copy, Default)]
struct Weight {
    value: f32,
    sum: f64,
    seen: u64,
}

/// A perceptron in training.
pub struct Perceptron {
    classes: usize,
    step: u64,
    rows: FxHashMap<u64, Vec<(u16, Weight)>>,
}

impl Perceptron {
    /// An untrained one.
    pub fn new(classes: usize) -> Self {
        assert!(classes <= 256, "model files number classes in a byte");
        Self { classes, step: 0, rows: FxHashMap::default() }
    }

    /// Adds the present weights of `features` to `scores`.
    pub fn add(&self, features: &[Feature], scores: &mut [f32]) {
        for feature in features {
            for (class, weight) in self.rows.get(&feature.0).into_iter().flatten() {
                scores[*class as usize] += weight.value;
            }
        }
    }

    /// Ends a step of training (an example or a sentence): averages count steps.
    pub fn tick(&mut self) {
        self.step += 1;
    }

    /// Moves the weights of `features` for `class` by `delta`.
    pub fn update(&mut self, features: &[Feature], class: usize, delta: f32) {
        let step = self.step;
        for feature in features {
            let row = self.rows.entry(feature.0).or_default();
            let at = row.iter().position(|(c, _)| *c as usize == class).unwrap_or_else(|| {
                row.push((class as u16, Weight { seen: step, ..Weight::default() }));
                row.len() - 1
            });
            let weight = &mut row[at].1;
            weight.sum += f64::from(weight.value) * (step - weight.seen) as f64;
            weight.seen = step;
            weight.value += delta;
        }
    }

    /// The averaged model as a file's bytes.
    ///
    /// Weights are scaled so that `scale` is one step of the averaged perceptron, and rounded; those that round to less
    /// than `least` are left out.
    pub fn write(&self, schema: u64, scale: f64, least: i16) -> Vec<u8> {
        let mut rows: Vec<(u64, Vec<(u8, i16)>)> = self
            .rows
            .iter()
            .filter_map(|(&key, row)| {
                let mut kept: Vec<(u8, i16)> = row
                    .iter()
                    .filter_map(|&(class, weight)| {
                        let sum = weight.sum + f64::from(weight.value) * (self.step - weight.seen) as f64;
                        let average = sum / self.step.max(1) as f64 * scale;
                        let rounded = average.round().clamp(f64::from(i16::MIN), f64::from(i16::MAX)) as i16;
                        (rounded.unsigned_abs() >= least.unsigned_abs().max(1)).then_some((class as u8, rounded))
                    })
                    .collect();
                kept.sort_unstable();
                kept.truncate(255);
                (!kept.is_empty()).then_some((key, kept))
            })
            .collect();
        rows.sort_unstable();
        let mut bytes = MAGIC.to_vec();
        for number in [schema, self.classes as u64, rows.len() as u64] {
            bytes.extend_from_slice(&number.to_le_bytes());
        }
        for (key, row) in rows {
            bytes.extend_from_slice(&key.to_le_bytes());
            bytes.push(row.len() as u8);
            for (class, weight) in row {
                bytes.push(class);
                bytes.extend_from_slice(&weight.to_le_bytes());
            }
        }
        bytes
    }
}

#[cfg(test)]
mod tests {
    use super::super::Linear;
    use super::*;

    #[test]
    fn a_written_model_reads_back_and_scores_as_it_was_trained() {
        let (odd, even) = (Feature::new(0, 1), Feature::new(0, 2));
        let mut perceptron = Perceptron::new(2);
        for _ in 0..4 {
            perceptron.update(&[odd], 1, 1.0);
            perceptron.update(&[odd], 0, -1.0);
            perceptron.update(&[even], 0, 1.0);
            perceptron.tick();
        }
        let bytes = perceptron.write(7, 10.0, 1);
        assert_eq!(bytes, perceptron.write(7, 10.0, 1));
        let model = Linear::read("parity", 7, &bytes).unwrap();
        let mut scores = vec![0; model.classes()];
        model.add(&[odd], &mut scores);
        assert!(scores[1] > 0 && scores[0] < 0);
        assert!(Linear::read("parity", 8, &bytes).unwrap_err().is_model());
        assert!(Linear::read("parity", 7, &bytes[..bytes.len() - 1]).unwrap_err().is_model());
    }
}
