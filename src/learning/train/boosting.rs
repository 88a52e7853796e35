//! Gradient boosting (Friedman, 2001) of small trees for a question of yes or no, by second-order steps on binned numbers.

use crate::learning::probability;
use crate::learning::trees::{Step, Trees, value};

/// An example: its row of numbers, the answer, and how much it counts.
#[derive(Clone, Debug)]
pub(crate) struct Example {
    pub row: Vec<f32>,
    pub is_yes: bool,
    pub weight: f32,
}

/// How trees are grown.
#[derive(Clone, Copy, Debug)]
pub struct Growth {
    /// How many there are.
    pub trees: usize,
    /// The most leaves of a tree.
    pub leaves: usize,
    /// How much of its step each tree makes.
    pub rate: f32,
    /// The fewest examples of a leaf.
    pub fewest: usize,
    /// How much a leaf is drawn to nothing.
    pub shrinkage: f32,
}

/// How many values of a number are told apart.
const BINS: usize = 64;

/// A gradient and a second derivative.
#[derive(Clone, Copy, Default)]
struct Slope {
    first: f64,
    second: f64,
    count: usize,
}

impl Slope {
    fn add(&mut self, other: Self) {
        self.first += other.first;
        self.second += other.second;
        self.count += other.count;
    }

    fn without(self, other: Self) -> Self {
        Self { first: self.first - other.first, second: self.second - other.second, count: self.count - other.count }
    }

    fn gain(self, shrinkage: f64) -> f64 {
        self.first * self.first / (self.second + shrinkage)
    }
}

/// A leaf that may still be split.
struct Leaf {
    node: usize,
    examples: Vec<u32>,
    slope: Slope,
    best: Option<Best>,
}

#[derive(Clone, Copy)]
struct Best {
    gain: f64,
    feature: usize,
    bin: usize,
}

enum Grown {
    Split { feature: usize, bin: usize, low: usize, high: usize },
    Leaf(f32),
}

/// Trains trees.
pub(crate) fn boost(examples: &[Example], growth: Growth) -> Trees {
    let features = examples.first().map_or(0, |example| example.row.len());
    let edges: Vec<Vec<f32>> = (0..features).map(|feature| edges(examples, feature)).collect();
    let bins: Vec<Vec<u8>> = examples
        .iter()
        .map(|example| {
            let bin = |(number, edges): (&f32, &Vec<f32>)| edges.partition_point(|edge| edge < number) as u8;
            example.row.iter().zip(&edges).map(bin).collect()
        })
        .collect();
    let mut scores = vec![0.0f32; examples.len()];
    let mut trees = Vec::with_capacity(growth.trees);
    for _ in 0..growth.trees {
        let slopes: Vec<Slope> = examples
            .iter()
            .zip(&scores)
            .map(|(example, &score)| {
                let likely = probability(score);
                let (answer, weight) = (f32::from(u8::from(example.is_yes)), example.weight);
                Slope {
                    first: f64::from((answer - likely) * weight),
                    second: f64::from((likely * (1.0 - likely)).max(1e-6) * weight),
                    count: 1,
                }
            })
            .collect();
        let tree = grow(&bins, &slopes, &edges, growth);
        for (score, example) in scores.iter_mut().zip(examples) {
            *score += value(&tree, &example.row);
        }
        trees.push(tree);
    }
    Trees::new(trees)
}

/// The values between which a feature's bins lie.
fn edges(examples: &[Example], feature: usize) -> Vec<f32> {
    let mut numbers: Vec<f32> = examples.iter().map(|example| example.row[feature]).collect();
    numbers.sort_unstable_by(f32::total_cmp);
    let count = numbers.len();
    let mut edges: Vec<f32> = (1..BINS).map(|bin| numbers[(bin * count / BINS).min(count - 1)]).collect();
    edges.dedup();
    // Nothing lies above the largest.
    edges.retain(|edge| Some(edge) != numbers.last());
    edges
}

fn grow(bins: &[Vec<u8>], slopes: &[Slope], edges: &[Vec<f32>], growth: Growth) -> Vec<Step> {
    let mut nodes = vec![Grown::Leaf(0.0)];
    let leaf = |node: usize, examples: Vec<u32>| {
        let mut slope = Slope::default();
        examples.iter().for_each(|&at| slope.add(slopes[at as usize]));
        let best = best_split(bins, slopes, edges, &examples, slope, growth);
        Leaf { node, examples, slope, best }
    };
    let mut leaves = vec![leaf(0, (0..slopes.len() as u32).collect())];
    while leaves.len() < growth.leaves {
        let gains = leaves.iter().enumerate().filter_map(|(at, leaf)| Some((at, leaf.best?)));
        let Some((at, best)) = gains.max_by(|a, b| a.1.gain.total_cmp(&b.1.gain).then(b.0.cmp(&a.0))) else { break };
        let split = leaves.swap_remove(at);
        let (low, high) =
            split.examples.iter().partition(|&&example| usize::from(bins[example as usize][best.feature]) <= best.bin);
        let (at_low, at_high) = (nodes.len(), nodes.len() + 1);
        nodes[split.node] = Grown::Split { feature: best.feature, bin: best.bin, low: at_low, high: at_high };
        nodes.extend([Grown::Leaf(0.0), Grown::Leaf(0.0)]);
        leaves.push(leaf(at_low, low));
        leaves.push(leaf(at_high, high));
    }
    for leaf in &leaves {
        let step = leaf.slope.first / (leaf.slope.second + f64::from(growth.shrinkage));
        nodes[leaf.node] = Grown::Leaf(step as f32 * growth.rate);
    }
    let mut steps = Vec::with_capacity(nodes.len());
    in_order(&nodes, 0, edges, &mut steps);
    steps
}

/// Puts a tree into the order of its steps; trees are a few leaves deep.
fn in_order(nodes: &[Grown], at: usize, edges: &[Vec<f32>], steps: &mut Vec<Step>) {
    match nodes[at] {
        Grown::Leaf(value) => steps.push(Step::Leaf(value)),
        Grown::Split { feature, bin, low, high } => {
            let place = steps.len();
            steps.push(Step::Leaf(0.0));
            in_order(nodes, low, edges, steps);
            let other = steps.len() as u16;
            in_order(nodes, high, edges, steps);
            steps[place] = Step::Split { feature: feature as u8, threshold: edges[feature][bin], other };
        }
    }
}

fn best_split(
    bins: &[Vec<u8>],
    slopes: &[Slope],
    edges: &[Vec<f32>],
    examples: &[u32],
    all: Slope,
    growth: Growth,
) -> Option<Best> {
    const LEAST: f64 = 1e-3;
    if examples.len() < 2 * growth.fewest {
        return None;
    }
    let mut sums = vec![[Slope::default(); BINS]; edges.len()];
    for &at in examples {
        for (sums, &bin) in sums.iter_mut().zip(&bins[at as usize]) {
            sums[usize::from(bin)].add(slopes[at as usize]);
        }
    }
    let shrinkage = f64::from(growth.shrinkage);
    let mut best: Option<Best> = None;
    for (feature, sums) in sums.iter().enumerate() {
        let mut low = Slope::default();
        for (bin, sum) in sums.iter().enumerate().take(edges[feature].len()) {
            low.add(*sum);
            let high = all.without(low);
            if low.count < growth.fewest || high.count < growth.fewest {
                continue;
            }
            let gain = low.gain(shrinkage) + high.gain(shrinkage) - all.gain(shrinkage);
            if gain > LEAST && best.is_none_or(|best| gain > best.gain) {
                best = Some(Best { gain, feature, bin });
            }
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::learning::train::push_varint;

    #[test]
    fn what_was_learned_reads_back_and_answers() {
        // Yes if exactly one of two numbers is high, which takes more than one split.
        let examples: Vec<Example> = (0..400u16)
            .map(|at| {
                let (a, b) = (f32::from(at % 20), f32::from(at / 20));
                Example { row: vec![a, b], is_yes: (a > 9.0) != (b > 4.0), weight: 1.0 }
            })
            .collect();
        let growth = Growth { trees: 30, leaves: 4, rate: 0.3, fewest: 5, shrinkage: 1.0 };
        let bytes = boost(&examples, growth).write(7);
        assert_eq!(bytes, boost(&examples, growth).write(7));
        let trees = Trees::read("either", 7, 2, &bytes).unwrap();
        for (row, expected) in [([15.0, 1.0], true), ([3.0, 15.0], true), ([15.0, 15.0], false), ([3.0, 1.0], false)] {
            assert_eq!(trees.probability(&row) > 0.5, expected, "{row:?}");
        }
        assert!(Trees::read("either", 8, 2, &bytes).unwrap_err().is_model());
        assert!(Trees::read("either", 7, 1, &bytes).unwrap_err().is_model());
        for length in 0..bytes.len() {
            assert!(Trees::read("either", 7, 2, &bytes[..length]).unwrap_err().is_model());
        }
    }

    #[test]
    fn a_tree_whose_steps_cannot_be_numbered_is_refused() {
        // Its first step would lead to step 65,536, which as a number of two bytes is the first step again.
        let leaves = 65_536;
        let mut bytes = [&b"onrecT01"[..], &7u64.to_le_bytes(), &[1]].concat();
        push_varint(1 + leaves, &mut bytes);
        bytes.extend([0, 0, 0, 0, 0]);
        push_varint(65_535, &mut bytes);
        for _ in 0..leaves {
            bytes.extend([u8::MAX, 0, 0, 0, 0]);
        }
        assert!(Trees::read("endless", 7, 1, &bytes).unwrap_err().is_model());
    }
}
