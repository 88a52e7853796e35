//! Labels for a sequence: weights of a model → the best path.
//!
//! A model's classes are the labels, for features of a position, and after them the pairs of a label and the one
//! before it, for features of the boundary between two positions.

use crate::learning::{Feature, Linear};

/// Anything that scores the classes of features: a trained model, or one in training.
pub(super) trait Scorer {
    /// Adds the weights of `features` to `scores`, one score a class.
    fn add(&self, features: &[Feature], scores: &mut [f32]);
}

impl Scorer for Linear {
    fn add(&self, features: &[Feature], scores: &mut [f32]) {
        let mut whole = [0; 32];
        let scale = self.scale();
        Linear::add(self, features, &mut whole[..scores.len()]);
        for (score, whole) in scores.iter_mut().zip(whole) {
            *score += whole as f32 * scale;
        }
    }
}

#[cfg(feature = "train")]
impl Scorer for crate::learning::train::Perceptron {
    fn add(&self, features: &[Feature], scores: &mut [f32]) {
        crate::learning::train::Perceptron::add(self, features, scores);
    }
}

/// A label that cannot stand here.
pub(super) const NEVER: f32 = -1e9;

/// The features of a sequence: for each position those of the position and those of the boundary before it.
#[derive(Default)]
pub(super) struct FeatureRows {
    features: Vec<Feature>,
    /// For each position: where its own features begin, and where those of the boundary do.
    starts: Vec<(u32, u32)>,
}

impl FeatureRows {
    /// Forgets all positions.
    pub fn clear(&mut self) {
        self.features.clear();
        self.starts.clear();
    }

    /// Adds a position: `position` and `boundary` push its features.
    pub fn push(&mut self, position: impl FnOnce(&mut Vec<Feature>), boundary: impl FnOnce(&mut Vec<Feature>)) {
        let start = self.features.len() as u32;
        position(&mut self.features);
        let middle = self.features.len() as u32;
        boundary(&mut self.features);
        self.starts.push((start, middle));
    }

    /// How many positions.
    pub fn len(&self) -> usize {
        self.starts.len()
    }

    /// Features of position `at`, and of the boundary before it.
    pub fn row(&self, at: usize) -> (&[Feature], &[Feature]) {
        let (start, middle) = self.starts[at];
        let end = self.starts.get(at + 1).map_or(self.features.len(), |&(next, _)| next as usize);
        (&self.features[start as usize..middle as usize], &self.features[middle as usize..end])
    }
}

/// The scores of a sequence under one model.
#[derive(Default)]
pub(super) struct Scores {
    width: usize,
    values: Vec<f32>,
}

impl Scores {
    /// Scores every position for `width` classes.
    pub fn fill(&mut self, rows: &FeatureRows, model: &impl Scorer, width: usize) {
        self.width = width;
        self.values.clear();
        self.values.resize(rows.len() * width, 0.0);
        for (at, scores) in self.values.chunks_exact_mut(width).enumerate() {
            let (position, boundary) = rows.row(at);
            model.add(position, scores);
            model.add(boundary, scores);
        }
    }

    /// The scores of a position, one a class.
    pub fn at(&self, at: usize) -> &[f32] {
        &self.values[at * self.width..(at + 1) * self.width]
    }

    /// How many positions.
    pub fn len(&self) -> usize {
        self.values.len() / self.width.max(1)
    }
}

/// The scores of a sequence under one model, and room to search it.
pub(super) struct Lattice {
    labels: usize,
    /// Labels, then pairs.
    scores: Scores,
    best: Vec<f32>,
    back: Vec<u8>,
}

impl Lattice {
    /// An empty one for so many labels.
    pub fn new(labels: usize) -> Self {
        Self { labels, scores: Scores::default(), best: Vec::new(), back: Vec::new() }
    }

    /// How many classes a model for this lattice has.
    pub const fn classes(labels: usize) -> usize {
        labels + labels * labels
    }

    /// Scores every position.
    pub fn score(&mut self, rows: &FeatureRows, model: &impl Scorer) {
        self.scores.fill(rows, model, Self::classes(self.labels));
    }

    /// Adds to the score of `label` at `at`.
    pub fn favour(&mut self, at: usize, label: usize, by: f32) {
        let width = self.scores.width;
        self.scores.values[at * width + label] += by;
    }

    /// The class of the boundary before each position of a path.
    #[cfg(feature = "train")]
    pub fn pairs(labels: usize, path: &[u8]) -> Vec<usize> {
        let before = |at: usize| at.checked_sub(1).map_or(0, |before| path[before] as usize);
        (0..path.len()).map(|at| labels + before(at) * labels + path[at] as usize).collect()
    }

    /// The best path where `allowed(at, label)`, written to `path`; its score.
    pub fn decode(&mut self, allowed: impl Fn(usize, usize) -> bool, path: &mut Vec<u8>) -> f32 {
        let labels = self.labels;
        let count = self.scores.len();
        path.clear();
        if count == 0 {
            return 0.0;
        }
        self.best.clear();
        self.best.resize(count * labels, NEVER);
        self.back.clear();
        self.back.resize(count * labels, 0);
        for at in 0..count {
            let scores = self.scores.at(at);
            for label in 0..labels {
                if !allowed(at, label) {
                    continue;
                }
                let (mut best, mut from) = (NEVER, 0);
                if at == 0 {
                    best = scores[labels + label];
                } else {
                    for before in 0..labels {
                        let sum = self.best[(at - 1) * labels + before] + scores[labels + before * labels + label];
                        if sum > best {
                            (best, from) = (sum, before);
                        }
                    }
                }
                self.best[at * labels + label] = best + scores[label];
                self.back[at * labels + label] = from as u8;
            }
        }
        let last = &self.best[(count - 1) * labels..];
        let mut label = (0..labels).fold(0, |best, label| if last[label] > last[best] { label } else { best });
        let score = last[label];
        path.resize(count, 0);
        for at in (0..count).rev() {
            path[at] = label as u8;
            label = self.back[at * labels + label] as usize;
        }
        score
    }
}

/// Moves a perceptron from the path that it found towards the right one.
///
/// `pair` tells the class of the boundary before a position of a path.
#[cfg(feature = "train")]
pub(super) fn learn(
    model: &mut crate::learning::train::Perceptron,
    rows: &FeatureRows,
    gold: &[u8],
    found: &[u8],
    pair: impl Fn(&[u8]) -> Vec<usize>,
) {
    let (gold_pairs, found_pairs) = (pair(gold), pair(found));
    for at in 0..rows.len() {
        let (position, boundary) = rows.row(at);
        if gold[at] != found[at] {
            model.update(position, gold[at] as usize, 1.0);
            model.update(position, found[at] as usize, -1.0);
        }
        if gold_pairs[at] != found_pairs[at] {
            model.update(boundary, gold_pairs[at], 1.0);
            model.update(boundary, found_pairs[at], -1.0);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Alternating;

    impl Scorer for Alternating {
        fn add(&self, features: &[Feature], scores: &mut [f32]) {
            for feature in features {
                scores[feature.0 as usize] += 1.0;
            }
        }
    }

    #[test]
    fn the_best_path_weighs_positions_and_boundaries() {
        let mut rows = FeatureRows::default();
        // Label 0 first, then a boundary that asks for 0 before 1, then nothing.
        rows.push(|own| own.push(Feature(0)), |_| {});
        rows.push(|_| {}, |boundary| boundary.push(Feature(2 + 1)));
        rows.push(|_| {}, |_| {});
        let mut lattice = Lattice::new(2);
        let mut path = Vec::new();
        lattice.score(&rows, &Alternating);
        assert_eq!(lattice.decode(|_, _| true, &mut path), 2.0);
        assert_eq!(path[..2], [0, 1]);
        assert_eq!(lattice.decode(|at, label| at != 0 || label == 1, &mut path), 0.0);
        assert_eq!(path[0], 1);
    }
}
