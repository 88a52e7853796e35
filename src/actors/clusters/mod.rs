//! Which words stand in like company.
//!
//! In: a word's key. Out: its [`Cluster`], where it has one. "Lavrov" stands with Primakov, "Munich" with Frankfurt, "midfielder"
//! with striker: what a model learned of one word of a cluster holds for the others, among them names that no
//! corpus of ours has. The clusters are those of GloVe's vectors (Pennington, Socher and Manning, EMNLP 2014), by k-means; names
//! of one spelling are one word, whoever bears them. `training` makes the file.

#[cfg(feature = "train")]
pub(super) mod training;

use std::sync::LazyLock;

use crate::hashing::hash;
use crate::segments::WordKey;
use crate::tables;

/// Opens the file, with the version of its layout.
const MAGIC: &[u8; 8] = b"onrecC01";
/// How many buckets words fall into, by the highest bits of their keys.
const BUCKETS: usize = 1 << 16;

/// A word's cluster, by a fine cut of all words and by a coarse one of these; 0 of a word that is in none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Cluster {
    /// One of a thousand or so, from 1.
    pub fine: u16,
    /// One of some sixty, from 1.
    pub coarse: u8,
}

/// The clusters of all words that have one.
#[derive(Debug)]
pub(super) struct Clusters {
    /// For each fine cluster its coarse one.
    coarse: &'static [u8],
    /// Where the words of each bucket begin, and at last where they end.
    starts: Vec<u32>,
    /// Of each word what of its key comes behind the bucket, and its fine cluster.
    words: &'static [[u8; 4]],
    /// A hash of the file.
    number: u64,
}

static SHIPPED: LazyLock<Clusters> = LazyLock::new(|| {
    Clusters::read(tables::models::CLUSTERS).expect("the file in the repository is whole: a test reads it")
});

impl Clusters {
    /// Those that are compiled in.
    pub(super) fn shipped() -> &'static Self {
        &SHIPPED
    }

    /// Reads a file; `None` if it is none, or cut short. Nothing is copied but the counts of the buckets.
    fn read(bytes: &'static [u8]) -> Option<Self> {
        let rest = bytes.strip_prefix(MAGIC)?;
        let (fine, rest) = rest.split_first_chunk()?;
        let (coarse, rest) = rest.split_at_checked(u16::from_le_bytes(*fine).into())?;
        let (counts, rest) = rest.split_at_checked(BUCKETS)?;
        let (words, rest) = rest.as_chunks();
        let mut starts = Vec::with_capacity(BUCKETS + 1);
        starts.push(0);
        let mut end = 0;
        starts.extend(counts.iter().map(|&count| {
            end += u32::from(count);
            end
        }));
        (rest.is_empty() && end as usize == words.len()).then(|| Self { coarse, starts, words, number: hash(bytes) })
    }

    /// The cluster of a word.
    pub(super) fn of(&self, word: WordKey) -> Cluster {
        let (bucket, print) = place(word);
        let words = &self.words[self.starts[bucket] as usize..self.starts[bucket + 1] as usize];
        let print = print.to_le_bytes();
        words.iter().find(|word| word[..2] == print).map_or(Cluster::default(), |word| {
            let fine = u16::from_le_bytes([word[2], word[3]]);
            Cluster { fine: fine + 1, coarse: self.coarse[usize::from(fine)] + 1 }
        })
    }

    /// What tells these clusters from others: a model that was trained with these knows no others.
    pub(super) fn number(&self) -> u64 {
        self.number
    }
}

/// The bucket of a word, and what tells it from others there: one unknown word in ten thousand is taken for a known one.
fn place(word: WordKey) -> (usize, u16) {
    ((word.0 >> 48) as usize, (word.0 >> 32) as u16)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(word: &str) -> Cluster {
        Clusters::shipped().of(WordKey::of(word))
    }

    #[test]
    fn words_of_like_company_share_a_cluster_however_they_are_spelt() {
        for (one, other) in [
            ("Lavrov", "Primakov"),
            ("midfielder", "striker"),
            ("Tuesday", "Friday"),
            ("Munich", "Frankfurt"),
            ("Zürich", "ZURICH"),
        ] {
            assert_eq!(of(one), of(other), "{one} and {other}");
            assert_ne!(of(one), Cluster::default(), "{one}");
        }
        for (one, other) in [("Munich", "Lavrov"), ("midfielder", "Tuesday"), ("Primakov", "Frankfurt")] {
            assert_ne!(of(one).coarse, of(other).coarse, "{one} and {other}");
        }
        assert_eq!(of("Vexqoril"), Cluster::default());
    }

    #[test]
    fn a_file_that_is_cut_short_is_refused() {
        let whole = tables::models::CLUSTERS;
        assert!(Clusters::read(whole).is_some());
        for bytes in [&whole[..whole.len() - 1], &whole[..whole.len() - 4], &whole[..BUCKETS], &whole[..9], &whole[1..]]
        {
            assert!(Clusters::read(bytes).is_none(), "{} bytes", bytes.len());
        }
    }
}
