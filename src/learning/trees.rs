//! Small decision trees whose sum scores a row of numbers.

use super::{Reader, probability};
use crate::Error;

/// Opens every file of trees, with the version of the layout.
pub(super) const MAGIC: &[u8; 8] = b"onrecT01";

/// What stands in a file for the number of a feature where a tree ends.
pub(super) const LEAF: u8 = u8::MAX;

/// A step of a tree.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Step {
    /// On with the next step if the feature is at most `threshold`, else with step `other` of this tree.
    Split { feature: u8, threshold: f32, other: u16 },
    /// What the tree adds.
    Leaf(f32),
}

/// Trees that answer a question with yes or no.
#[derive(Debug)]
pub struct Trees {
    trees: Vec<Vec<Step>>,
}

impl Trees {
    /// Trees as they were trained.
    #[cfg(feature = "train")]
    pub(crate) fn new(trees: Vec<Vec<Step>>) -> Self {
        Self { trees }
    }

    /// Reads trees over `features` numbers from a file's bytes; `name` is for messages.
    ///
    /// # Errors
    /// [`Error::is_model`] if the bytes are no trees, are cut short or were trained with another schema.
    pub(crate) fn read(name: &str, schema: u64, features: usize, bytes: &[u8]) -> Result<Self, Error> {
        let mut reader = Reader::new(name, bytes);
        if reader.take(8)? != MAGIC {
            return Err(reader.error("is no model file of this version"));
        }
        if reader.u64()? != schema {
            return Err(
                reader.error("was trained with other features than this version has: train it anew (make models)")
            );
        }
        let count = reader.count(6)?;
        let mut trees = Vec::with_capacity(count);
        for _ in 0..count {
            let steps = reader.count(5)?;
            if steps > usize::from(u16::MAX) {
                return Err(reader.error("has a tree of more steps than can be numbered"));
            }
            let mut tree = Vec::with_capacity(steps);
            for at in 0..steps {
                let feature = reader.take(1)?[0];
                let number = f32::from_le_bytes(reader.take(4)?.try_into().expect("four bytes"));
                if feature == LEAF {
                    tree.push(Step::Leaf(number));
                    continue;
                }
                let other = at + 1 + reader.varint()? as usize;
                // Every way through a tree goes on and ends in it.
                if usize::from(feature) >= features || other >= steps || at + 1 >= steps {
                    return Err(reader.error("has a step that leads nowhere"));
                }
                tree.push(Step::Split { feature, threshold: number, other: other as u16 });
            }
            trees.push(tree);
        }
        reader.end()?;
        Ok(Self { trees })
    }

    /// The trees as a file's bytes.
    #[cfg(feature = "train")]
    pub(crate) fn write(&self, schema: u64) -> Vec<u8> {
        use super::train::push_varint;

        let mut bytes = MAGIC.to_vec();
        bytes.extend_from_slice(&schema.to_le_bytes());
        push_varint(self.trees.len() as u32, &mut bytes);
        for tree in &self.trees {
            push_varint(tree.len() as u32, &mut bytes);
            for (at, step) in tree.iter().enumerate() {
                match *step {
                    Step::Leaf(value) => {
                        bytes.push(LEAF);
                        bytes.extend_from_slice(&value.to_le_bytes());
                    }
                    Step::Split { feature, threshold, other } => {
                        bytes.push(feature);
                        bytes.extend_from_slice(&threshold.to_le_bytes());
                        push_varint(u32::from(other) - at as u32 - 1, &mut bytes);
                    }
                }
            }
        }
        bytes
    }

    /// How likely the answer is yes.
    pub(crate) fn probability(&self, row: &[f32]) -> f32 {
        probability(self.trees.iter().map(|tree| value(tree, row)).sum())
    }
}

/// What a tree adds.
pub(super) fn value(tree: &[Step], row: &[f32]) -> f32 {
    let mut at = 0;
    loop {
        match tree[at] {
            Step::Leaf(value) => return value,
            Step::Split { feature, threshold, .. } if row[usize::from(feature)] <= threshold => at += 1,
            Step::Split { other, .. } => at = usize::from(other),
        }
    }
}
