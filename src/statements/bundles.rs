//! Features in bundles: those that several units of a sequence share are scored once.

use crate::learning::{Dense, Feature};

/// Anything that scores the classes of features: a trained model, or one in training.
pub(super) trait Scorer<const W: usize> {
    /// Adds the weights of `features` to `scores`, one score a class.
    fn add(&self, features: &[Feature], scores: &mut [f32; W]);
}

impl<const W: usize> Scorer<W> for Dense<W> {
    #[inline]
    fn add(&self, features: &[Feature], scores: &mut [f32; W]) {
        Dense::add(self, features, scores);
    }
}

#[cfg(feature = "train")]
impl<const W: usize> Scorer<W> for crate::learning::train::FewPerceptron<W> {
    fn add(&self, features: &[Feature], scores: &mut [f32; W]) {
        crate::learning::train::FewPerceptron::add(self, features, scores);
    }
}

/// A bundle of features, as its number; the default one is empty.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Bundle(u32);

/// Bundles of features.
#[derive(Default)]
pub(super) struct Bundles {
    features: Vec<Feature>,
    ends: Vec<u32>,
}

impl Bundles {
    /// Forgets all.
    pub(super) fn clear(&mut self) {
        self.features.clear();
        self.ends.clear();
    }

    /// Adds a bundle of what `fill` pushes.
    pub(super) fn add(&mut self, fill: impl FnOnce(&mut Vec<Feature>)) -> Bundle {
        fill(&mut self.features);
        self.ends.push(self.features.len() as u32);
        Bundle(self.ends.len() as u32)
    }

    /// The features of a bundle.
    #[cfg(feature = "train")]
    pub(super) fn features(&self, bundle: Bundle) -> &[Feature] {
        let Some(at) = bundle.0.checked_sub(1) else { return &[] };
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before as usize]);
        &self.features[start as usize..self.ends[at as usize] as usize]
    }

    /// Scores every bundle.
    pub(super) fn score<const W: usize>(&self, model: &impl Scorer<W>, scores: &mut BundleScores<W>) {
        scores.0.clear();
        scores.0.push([0.0; W]);
        let mut start = 0;
        for &end in &self.ends {
            let mut sums = [0.0; W];
            model.add(&self.features[start..end as usize], &mut sums);
            scores.0.push(sums);
            start = end as usize;
        }
    }
}

/// The scores of bundles.
#[derive(Default)]
pub(super) struct BundleScores<const W: usize>(Vec<[f32; W]>);

impl<const W: usize> BundleScores<W> {
    /// Adds a bundle's scores to `scores`.
    #[inline]
    pub(super) fn add(&self, bundle: Bundle, scores: &mut [f32; W]) {
        for (score, more) in scores.iter_mut().zip(&self.0[bundle.0 as usize]) {
            *score += more;
        }
    }
}
