//! Phrases of [`WordKey`]s → values, by longest match in time bounded by the longest phrase.

use rustc_hash::FxHashMap;

use crate::segments::{Token, WordKey};

/// Looks phrases up from a position in a run of tokens.
///
/// Every prefix of every phrase is a node, known by the hash of its keys, so that a look-up stops at the first word
/// that no phrase goes on with.
#[derive(Debug)]
pub(super) struct PhraseIndex<T> {
    nodes: FxHashMap<u64, Node>,
    values: Vec<T>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Node {
    /// The values of the phrase that ends here, as a range of `values`.
    start: u32,
    end: u32,
    /// Whether a longer phrase begins so.
    longer: bool,
}

/// Collects phrases, in the order in which their values shall come.
#[derive(Debug)]
pub(super) struct PhraseIndexBuilder<T> {
    phrases: Vec<(u64, Vec<u64>, T)>,
}

impl<T> Default for PhraseIndexBuilder<T> {
    fn default() -> Self {
        Self { phrases: Vec::new() }
    }
}

/// The node of the empty phrase.
const ROOT: u64 = 0x51_7C_C1_B7_27_22_0A_95;

fn step(node: u64, key: WordKey) -> u64 {
    (node.rotate_left(23) ^ key.0).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

impl<T> PhraseIndexBuilder<T> {
    /// Adds a phrase; an empty one is ignored.
    pub(super) fn add(&mut self, keys: &[WordKey], value: T) {
        let prefixes: Vec<_> = keys
            .iter()
            .scan(ROOT, |node, &key| {
                *node = step(*node, key);
                Some(*node)
            })
            .collect();
        if let Some(&whole) = prefixes.last() {
            self.phrases.push((whole, prefixes, value));
        }
    }

    /// The finished index.
    pub(super) fn build(mut self) -> PhraseIndex<T> {
        self.phrases.sort_by_key(|&(whole, ..)| whole);
        let mut nodes: FxHashMap<u64, Node> = FxHashMap::default();
        let mut values = Vec::with_capacity(self.phrases.len());
        for (whole, prefixes, value) in self.phrases {
            for &prefix in &prefixes[..prefixes.len() - 1] {
                nodes.entry(prefix).or_default().longer = true;
            }
            let at = values.len() as u32;
            values.push(value);
            let node = nodes.entry(whole).or_default();
            if node.start == node.end {
                node.start = at;
            }
            node.end = at + 1;
        }
        PhraseIndex { nodes, values }
    }
}

impl<T> PhraseIndex<T> {
    /// The longest phrase that begins at token `at` and whose values `fit` accepts: its length and values.
    pub(super) fn longest(
        &self,
        tokens: &[Token],
        at: usize,
        mut fit: impl FnMut(&[Token], &[T]) -> bool,
    ) -> Option<(usize, &[T])> {
        let mut node = ROOT;
        let mut best = None;
        for (count, token) in tokens.get(at..)?.iter().enumerate() {
            node = step(node, token.key);
            let Some(found) = self.nodes.get(&node) else { break };
            if found.start < found.end {
                let values = &self.values[found.start as usize..found.end as usize];
                if fit(&tokens[at..=at + count], values) {
                    best = Some((count + 1, values));
                }
            }
            if !found.longer {
                break;
            }
        }
        best
    }

    /// The values of every phrase, in no particular order.
    #[cfg(test)]
    pub(super) fn all(&self) -> impl Iterator<Item = &[T]> {
        self.nodes.values().map(|node| &self.values[node.start as usize..node.end as usize])
    }

    /// The values of exactly this phrase.
    pub(super) fn exact(&self, keys: &[WordKey]) -> &[T] {
        let whole = keys.iter().fold(ROOT, |node, &key| step(node, key));
        match self.nodes.get(&whole) {
            Some(node) if !keys.is_empty() => &self.values[node.start as usize..node.end as usize],
            _ => &[],
        }
    }
}
