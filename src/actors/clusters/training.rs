//! Clusters words by their vectors, behind the cargo feature `train`.
//!
//! In: a file of vectors. Out: the file that [`Clusters`](super::Clusters) reads. Spherical k-means (Dhillon and Modha, Machine Learning 42,
//! 2001): words are compared by the angle between their vectors, from which the mean of frequent words was taken, as it
//! says nothing of a word. All sums go in one order, so that the same vectors give the same bytes on any machine.

use std::collections::HashMap;
use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use rayon::prelude::*;
use rustc_hash::FxHashSet;
use serde::Deserialize;

use super::{BUCKETS, MAGIC, place};
use crate::learning::train::Random;
use crate::segments::WordKey;

/// Fine clusters. 400 to 3,000 differ by no more than chance in the names that a model finds with them.
const FINE: usize = 1024;
/// Coarse ones.
const COARSE: usize = 64;
/// How often words go to the nearest cluster, and clusters to the middle of their words.
const ROUNDS: usize = 10;
/// How many frequent words the mean is of.
const FREQUENT: usize = 20_000;
/// Numbers that are added up side by side.
const LANES: usize = 16;

/// Vectors as wink-nlp's embeddings have them: words from the most frequent one on, and more numbers behind a vector's own.
#[derive(Deserialize)]
struct Vectors {
    dimensions: usize,
    words: Vec<String>,
    vectors: HashMap<String, Vec<f32>>,
}

/// Clusters the words of a file of vectors (JSON); gives the bytes of the file of clusters.
///
/// # Errors
/// Why the file cannot be read.
pub(in crate::actors) fn cluster(path: &Path, report: &mut dyn FnMut(&str)) -> Result<Vec<u8>, String> {
    let error = |reason: String| format!("{}: {reason}", path.display());
    let file = File::open(path).map_err(|reason| error(reason.to_string()))?;
    let read: Vectors = serde_json::from_reader(BufReader::new(file)).map_err(|reason| error(reason.to_string()))?;
    let mut seen = FxHashSet::default();
    let (mut places, mut rows) = (Vec::new(), Rows::new(read.dimensions));
    for word in read.words.iter().filter(|word| word.chars().any(char::is_alphabetic)) {
        let vector = read.vectors.get(word).and_then(|vector| vector.get(..read.dimensions));
        let vector = vector.ok_or_else(|| error(format!("{word:?} has no vector of {} numbers", read.dimensions)))?;
        let place = place(WordKey::of(word));
        if seen.insert(place) {
            places.push(place);
            rows.push(vector);
        }
    }
    if places.is_empty() {
        return Err(error("no word is in it".to_owned()));
    }
    rows.center(FREQUENT);
    report(&format!("{} words", places.len()));
    let (fine, middles) = k_means(&rows, FINE);
    report(&format!("{} clusters", middles.len()));
    let (coarse, _) = k_means(&middles, COARSE);
    Ok(write(&places, &fine, &coarse))
}

/// The file of words at these places, in these clusters.
fn write(places: &[(usize, u16)], fine: &[usize], coarse: &[usize]) -> Vec<u8> {
    let mut words: Vec<_> = places.iter().zip(fine).collect();
    words.sort_unstable();
    let mut counts = vec![0u8; BUCKETS];
    for ((bucket, _), _) in &words {
        counts[*bucket] += 1;
    }
    let cut = |cluster: usize| u16::try_from(cluster).expect("there are a thousand clusters");
    let mut bytes = MAGIC.to_vec();
    bytes.extend(cut(coarse.len()).to_le_bytes());
    bytes.extend(coarse.iter().map(|&coarse| u8::try_from(coarse).expect("there are some sixty")));
    bytes.extend(counts);
    for ((_, print), fine) in words {
        bytes.extend(print.to_le_bytes());
        bytes.extend(cut(*fine).to_le_bytes());
    }
    bytes
}

/// Vectors of one length, 1 but for those that are 0, padded with zeros.
struct Rows {
    width: usize,
    numbers: Vec<f32>,
}

impl Rows {
    fn new(dimensions: usize) -> Self {
        Self { width: dimensions.next_multiple_of(LANES), numbers: Vec::new() }
    }

    fn len(&self) -> usize {
        self.numbers.len() / self.width
    }

    fn row(&self, at: usize) -> &[f32] {
        &self.numbers[at * self.width..][..self.width]
    }

    fn push(&mut self, vector: &[f32]) {
        let start = self.numbers.len();
        self.numbers.extend(vector);
        self.numbers.resize(start + self.width, 0.0);
        normalize(&mut self.numbers[start..]);
    }

    /// Takes the mean of the first rows from all.
    fn center(&mut self, first: usize) {
        let first = first.min(self.len());
        let mut mean = vec![0.0; self.width];
        (0..first).for_each(|at| add(&mut mean, self.row(at)));
        mean.iter_mut().for_each(|number| *number /= first as f32);
        for row in self.numbers.chunks_exact_mut(self.width) {
            row.iter_mut().zip(&mean).for_each(|(number, mean)| *number -= mean);
            normalize(row);
        }
    }
}

/// The cluster of each row, of `count` at most, and the middles of the clusters.
fn k_means(rows: &Rows, count: usize) -> (Vec<usize>, Rows) {
    let mut order: Vec<usize> = (0..rows.len()).collect();
    Random::new(1).shuffle(&mut order);
    order.truncate(count);
    let mut middles = Rows { width: rows.width, numbers: Vec::new() };
    order.iter().for_each(|&at| middles.push(rows.row(at)));
    let mut nearest = Vec::new();
    for _ in 0..ROUNDS {
        nearest = (0..rows.len()).into_par_iter().map(|at| nearest_of(&middles, rows.row(at))).collect::<Vec<usize>>();
        let mut sums = vec![0.0; middles.numbers.len()];
        for (at, &cluster) in nearest.iter().enumerate() {
            add(&mut sums[cluster * rows.width..][..rows.width], rows.row(at));
        }
        for (middle, sum) in middles.numbers.chunks_exact_mut(rows.width).zip(sums.chunks_exact_mut(rows.width)) {
            normalize(sum);
            // A cluster that lost all its words stays where it is.
            if sum.iter().any(|&number| number != 0.0) {
                middle.copy_from_slice(sum);
            }
        }
    }
    (nearest, middles)
}

/// The middle with the smallest angle to a row, the first of equals.
fn nearest_of(middles: &Rows, row: &[f32]) -> usize {
    let mut best = (0, f32::MIN);
    for at in 0..middles.len() {
        let likeness = product(middles.row(at), row);
        if likeness > best.1 {
            best = (at, likeness);
        }
    }
    best.0
}

fn product(one: &[f32], other: &[f32]) -> f32 {
    let mut sums = [0.0; LANES];
    for (one, other) in one.as_chunks::<LANES>().0.iter().zip(other.as_chunks::<LANES>().0) {
        for lane in 0..LANES {
            sums[lane] += one[lane] * other[lane];
        }
    }
    sums.iter().sum()
}

fn add(sums: &mut [f32], row: &[f32]) {
    sums.iter_mut().zip(row).for_each(|(sum, number)| *sum += number);
}

fn normalize(row: &mut [f32]) {
    let length = product(row, row).sqrt();
    if length > 0.0 {
        row.iter_mut().for_each(|number| *number /= length);
    }
}
