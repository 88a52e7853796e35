//! Phrases → what they stand for, looked up from a word on.
//!
//! A word is a hash, of whatever form of it the caller compares by. Every prefix of every phrase is a node, known by the hash
//! of its words, so that a look-up stops at the first word that no phrase goes on with: its time is bounded by the longest
//! phrase, and most words, which begin none, cost one look into one table.

use rustc_hash::FxHashMap;

use crate::hashing::join;

/// Phrases, each with one value or several.
#[derive(Debug)]
pub(crate) struct Trie<T> {
    nodes: FxHashMap<u64, Node>,
    values: Vec<T>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Node {
    /// The values of the phrase that ends here, as a range of `values`.
    start: u32,
    end: u32,
    /// Whether a longer phrase begins so.
    goes_on: bool,
}

/// The node of the empty phrase.
const ROOT: u64 = 0x51_7C_C1_B7_27_22_0A_95;

/// Collects phrases, in the order in which the values of one shall come.
#[derive(Debug)]
pub(crate) struct TrieBuilder<T> {
    nodes: FxHashMap<u64, Node>,
    phrases: Vec<(u64, T)>,
}

impl<T> Default for TrieBuilder<T> {
    fn default() -> Self {
        Self { nodes: FxHashMap::default(), phrases: Vec::new() }
    }
}

impl<T> TrieBuilder<T> {
    /// Adds a phrase; one without words is left out.
    pub(crate) fn add(&mut self, words: impl IntoIterator<Item = u64>, value: T) {
        let mut node = None;
        for word in words {
            if let Some(node) = node {
                self.nodes.entry(node).or_default().goes_on = true;
            }
            node = Some(join(node.unwrap_or(ROOT), word));
        }
        self.phrases.extend(node.map(|node| (node, value)));
    }

    /// The finished index.
    pub(crate) fn build(self) -> Trie<T> {
        let Self { mut nodes, mut phrases } = self;
        // Values of one phrase stand together, in the order in which they came.
        phrases.sort_by_key(|&(node, _)| node);
        let mut values = Vec::with_capacity(phrases.len());
        for (node, value) in phrases {
            let at = values.len() as u32;
            values.push(value);
            let node = nodes.entry(node).or_default();
            if node.start == node.end {
                node.start = at;
            }
            node.end = at + 1;
        }
        Trie { nodes, values }
    }
}

impl<T> Trie<T> {
    /// The phrases that `words` begin with, from the shortest on: how many words each has, and its values.
    pub(crate) fn prefixes(&self, words: impl IntoIterator<Item = u64>) -> impl Iterator<Item = (usize, &[T])> {
        let mut words = words.into_iter();
        let (mut node, mut count, mut goes_on) = (ROOT, 0, true);
        std::iter::from_fn(move || {
            while goes_on {
                node = join(node, words.next()?);
                count += 1;
                let found = self.nodes.get(&node)?;
                goes_on = found.goes_on;
                if found.start < found.end {
                    return Some((count, self.values_of(found)));
                }
            }
            None
        })
    }

    /// The values of exactly this phrase.
    pub(crate) fn exact(&self, words: impl IntoIterator<Item = u64>) -> &[T] {
        let node = words.into_iter().fold(ROOT, join);
        self.nodes.get(&node).map_or(&[], |node| self.values_of(node))
    }

    fn values_of(&self, node: &Node) -> &[T] {
        &self.values[node.start as usize..node.end as usize]
    }

    /// The values of every phrase, in no particular order.
    #[cfg(test)]
    pub(crate) fn all(&self) -> impl Iterator<Item = &[T]> {
        self.nodes.values().map(|node| self.values_of(node))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hashing::hash;

    fn words(phrase: &str) -> impl Iterator<Item = u64> {
        phrase.split_whitespace().map(|word| hash(word.as_bytes()))
    }

    #[test]
    fn phrases_are_found_from_the_shortest_on() {
        let mut builder = TrieBuilder::default();
        for (at, phrase) in ["new", "new york", "new york times", "york", "new", "the north sea", ""].iter().enumerate()
        {
            builder.add(words(phrase), at);
        }
        let trie = builder.build();
        for (text, expected) in [
            ("new york times square", &[(1, &[0, 4][..]), (2, &[1]), (3, &[2])][..]),
            ("new orleans", &[(1, &[0, 4])]),
            ("york", &[(1, &[3])]),
            // What only begins as a phrase does is none, nor is what goes on after a gap.
            ("the north", &[]),
            ("the north pole", &[]),
            ("times", &[]),
            ("", &[]),
        ] {
            assert_eq!(trie.prefixes(words(text)).collect::<Vec<_>>(), expected, "{text}");
        }
        for (phrase, expected) in [("new", &[0, 4][..]), ("new york", &[1]), ("the north", &[]), ("", &[])] {
            assert_eq!(trie.exact(words(phrase)), expected, "{phrase}");
        }
    }

    #[test]
    fn a_look_up_asks_for_no_more_words_than_a_phrase_may_have() {
        let mut builder = TrieBuilder::default();
        builder.add(words("new york times"), ());
        let trie = builder.build();
        for (text, read) in [("old new york times", 1), ("new orleans and york", 2), ("new york times and more", 3)] {
            let mut asked = 0;
            let counted = words(text).inspect(|_| asked += 1);
            trie.prefixes(counted).for_each(drop);
            assert_eq!(asked, read, "{text}");
        }
    }
}
