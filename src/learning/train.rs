//! The averaged perceptron (Collins, EMNLP 2002) over sparse features.

mod boosting;
mod few;

pub use boosting::Growth;
pub(crate) use boosting::{Example, boost};
pub(crate) use few::FewPerceptron;

use rustc_hash::FxHashMap;

use super::{Feature, MAGIC, mix};

/// One weight while it is trained: its value, and its sum over all steps until `seen`.
#[derive(Clone, Copy, Default)]
struct Weight {
    value: f32,
    class: u8,
    seen: u32,
    sum: f64,
}

/// A perceptron in training.
pub struct Perceptron {
    classes: usize,
    step: u32,
    patience: u32,
    rows: FxHashMap<u32, Row>,
}

/// The weights of one feature.
#[derive(Default)]
struct Row {
    updates: u32,
    weights: Vec<Weight>,
}

impl Perceptron {
    /// An untrained one.
    pub fn new(classes: usize) -> Self {
        assert!(classes <= 255, "model files number classes in a byte");
        Self { classes, step: 0, patience: 0, rows: FxHashMap::default() }
    }

    /// Leaves the first `patience` moves of every feature undone, so that rare ones learn no single case by heart.
    #[must_use]
    pub fn with_patience(self, patience: u32) -> Self {
        Self { patience, ..self }
    }

    /// Adds the present weights of `features` to `scores`.
    pub fn add(&self, features: &[Feature], scores: &mut [f32]) {
        for feature in features {
            for weight in self.rows.get(&feature.key()).into_iter().flat_map(|row| &row.weights) {
                scores[weight.class as usize] += weight.value;
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
            let row = self.rows.entry(feature.key()).or_default();
            row.updates += 1;
            if row.updates <= self.patience {
                continue;
            }
            let at = row.weights.iter().position(|weight| weight.class as usize == class).unwrap_or_else(|| {
                row.weights.push(Weight { class: class as u8, seen: step, ..Weight::default() });
                row.weights.len() - 1
            });
            let weight = &mut row.weights[at];
            weight.sum += f64::from(weight.value) * f64::from(step - weight.seen);
            weight.seen = step;
            weight.value += delta;
        }
    }

    /// The mean of averaged models as a file's bytes, which [`super::Linear::read`] reads: what each learned of the order of its
    /// examples falls away.
    ///
    /// Features that were moved fewer than `updates` times in one, and weights of less than `least` steps, are left out: they
    /// gain little and cost space.
    ///
    /// # Panics
    /// If there are none, or not all of them have the same classes.
    pub fn write(models: &[Self], schema: u64, updates: u32, least: f32) -> Vec<u8> {
        let classes = models[0].classes;
        assert!(models.iter().all(|model| model.classes == classes), "models of one kind");
        let count = models.len() as f64;
        let mut means: FxHashMap<u32, (u32, Vec<f64>)> = FxHashMap::default();
        for model in models {
            let steps = f64::from(model.step.max(1));
            for (&key, row) in &model.rows {
                let (moves, weights) = means.entry(key).or_insert_with(|| (0, vec![0.0; classes]));
                *moves += row.updates;
                for weight in &row.weights {
                    let sum = weight.sum + f64::from(weight.value) * f64::from(model.step - weight.seen);
                    weights[weight.class as usize] += sum / steps / count;
                }
            }
        }
        let rows = means
            .into_iter()
            .filter(|(_, (moves, _))| f64::from(*moves) >= f64::from(updates) * count)
            .filter_map(|(key, (_, weights))| {
                let weights = weights.into_iter().map(|weight| weight as f32).enumerate();
                let kept: Vec<(u8, f32)> = weights
                    .filter(|&(_, weight)| weight.abs() >= least && weight != 0.0)
                    .map(|(class, weight)| (class as u8, weight))
                    .collect();
                (!kept.is_empty()).then_some((key, kept))
            })
            .collect();
        write(classes, schema, rows)
    }
}

/// A model's part of a file: its features with their weights, rounded to a byte, on a scale that fits all but the largest
/// one in a thousand; those are written as several.
fn write(classes: usize, schema: u64, mut rows: Vec<(u32, Vec<(u8, f32)>)>) -> Vec<u8> {
    rows.sort_unstable_by_key(|&(key, _)| key);
    let mut sizes: Vec<f32> = rows.iter().flat_map(|(_, row)| row).map(|&(_, weight)| weight.abs()).collect();
    sizes.sort_unstable_by(f32::total_cmp);
    let largest = sizes.get(sizes.len().saturating_sub(1 + sizes.len() / 1000)).copied().unwrap_or(1.0);
    let scale = largest / 127.0;
    for (_, row) in &mut rows {
        row.retain(|&(_, weight)| (weight / scale).round() != 0.0);
    }
    rows.retain(|(_, row)| !row.is_empty());

    let mut bytes = MAGIC.to_vec();
    bytes.extend_from_slice(&schema.to_le_bytes());
    push_varint(classes as u32, &mut bytes);
    bytes.extend_from_slice(&scale.to_le_bytes());
    push_varint(rows.len() as u32, &mut bytes);
    let mut before = 0;
    for (key, row) in rows {
        push_varint(key - before, &mut bytes);
        before = key;
        let length = bytes.len();
        bytes.push(0);
        for (class, weight) in row {
            let mut rest = (weight / scale).round() as i32;
            while rest != 0 && bytes.len() < length + 511 {
                let part = rest.clamp(-127, 127);
                bytes.push(class);
                bytes.push(part as i8 as u8);
                rest -= part;
            }
        }
        bytes[length] = ((bytes.len() - length) / 2) as u8;
    }
    bytes
}

/// Appends a number, seven bits a byte, the low ones first.
pub(crate) fn push_varint(mut number: u32, bytes: &mut Vec<u8>) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

/// A source of chance that is the same on every machine and in every run (`SplitMix64`).
pub struct Random(u64);

impl Random {
    /// Starts from a seed.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below `bound`, which must not be 0.
    pub fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        ((u128::from(mix(self.0)) * bound as u128) >> 64) as usize
    }

    /// Puts `items` in a chance order.
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for at in (1..items.len()).rev() {
            items.swap(at, self.below(at + 1));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Linear;
    use super::*;

    fn parity() -> (Perceptron, Feature) {
        let (odd, even) = (Feature::new(0, 1), Feature::new(0, 2));
        let mut perceptron = Perceptron::new(2);
        for _ in 0..4 {
            perceptron.update(&[odd], 1, 1.0);
            perceptron.update(&[odd], 0, -1.0);
            perceptron.update(&[even], 0, 1.0);
            perceptron.tick();
        }
        (perceptron, odd)
    }

    #[test]
    fn a_written_model_reads_back_and_scores_as_it_was_trained() {
        let (perceptron, odd) = parity();
        let perceptrons = [perceptron];
        let bytes = Perceptron::write(&perceptrons, 7, 1, 0.01);
        assert_eq!(bytes, Perceptron::write(&perceptrons, 7, 1, 0.01));
        let model = Linear::read("parity", 7, &bytes).unwrap();
        let mut scores = vec![0; model.classes()];
        model.add(&[odd], &mut scores);
        assert!(scores[1] > 0 && scores[0] < 0);
        assert!((scores[1] as f32 * model.scale() - 2.5).abs() < 0.1);
    }

    #[test]
    fn a_file_that_does_not_fit_is_refused() {
        let bytes = Perceptron::write(&[parity().0], 7, 1, 0.01);
        let other = Linear::read("parity", 8, &bytes).unwrap_err();
        assert!(other.is_model());
        assert_eq!(
            other.to_string(),
            "models/parity.bin was trained with other features, or on the tags of another tagger, than this version has: \
             train it anew (make models)"
        );
        let short = Linear::read("parity", 7, &bytes[..bytes.len() - 1]).unwrap_err();
        assert_eq!(
            short.to_string(),
            "models/parity.bin is cut short: take it from the repository, or train it anew (make models)"
        );
        for length in 0..bytes.len() {
            assert!(Linear::read("parity", 7, &bytes[..length]).unwrap_err().is_model());
        }
        assert!(Linear::read("parity", 7, &[&bytes[..], &[0]].concat()).unwrap_err().is_model());
    }

    #[test]
    fn a_model_has_no_more_classes_than_a_byte_names() {
        for (classes, fits) in [(256, true), (257, false), (u32::MAX, false)] {
            let mut bytes = [&b"onrecM02"[..], &7u64.to_le_bytes()].concat();
            push_varint(classes, &mut bytes);
            bytes.extend(1.0f32.to_le_bytes());
            bytes.push(0);
            assert_eq!(Linear::read("none", 7, &bytes).is_ok(), fits, "{classes} classes");
        }
    }
}
