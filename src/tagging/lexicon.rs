//! What parts of speech a word was seen with: learned, and kept in the tagger's file.

use super::Pos;
use crate::Error;
use crate::learning::{Feature, KeyTable, Reader};

/// A set of parts of speech, and whether the word is always tagged with its only one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct TagSet(u64);

impl TagSet {
    /// Nothing is known.
    pub(crate) const EMPTY: Self = Self(0);
    const CERTAIN: u64 = 1 << 63;

    /// The tag of a word that hardly ever has another.
    #[inline]
    pub(crate) fn certain(self) -> Option<Pos> {
        if self.0 & Self::CERTAIN == 0 {
            return None;
        }
        Pos::ALL.get(self.0.trailing_zeros() as usize).copied()
    }

    /// As a number, for features.
    #[inline]
    pub(crate) fn bits(self) -> u64 {
        self.0
    }

    /// Whether it has this tag.
    #[inline]
    pub(super) fn has(self, pos: Pos) -> bool {
        self.0 & 1 << pos as u32 != 0
    }

    /// Whether it has no tag that `other` has not.
    #[inline]
    pub(crate) fn lies_in(self, other: Self) -> bool {
        self.0 & !other.0 & !Self::CERTAIN == 0
    }

    /// A set from its tags.
    pub(crate) fn new(tags: impl Iterator<Item = Pos>, certain: bool) -> Self {
        Self(tags.fold(if certain { Self::CERTAIN } else { 0 }, |all, pos| all | 1 << pos as u32))
    }
}

/// How a word is written: "who", "Who" and "WHO" are looked up apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Spelling {
    /// Without a capital.
    Plain,
    /// With one at its beginning or inside.
    Title,
    /// In capitals.
    Upper,
}

/// From words to their parts of speech, with and without a capital.
#[derive(Debug, Default)]
pub(crate) struct Lexicon {
    table: KeyTable,
    sets: Vec<TagSet>,
}

impl Lexicon {
    /// What is known of a word.
    #[inline]
    pub(crate) fn get(&self, key: u64, spelling: Spelling) -> TagSet {
        self.table.get(Self::key(key, spelling)).map_or(TagSet::EMPTY, |set| self.sets[set as usize])
    }

    fn key(key: u64, spelling: Spelling) -> u32 {
        Feature::new(spelling as u32, key).key()
    }

    /// Reads its part of a model's file.
    pub(crate) fn read(reader: &mut Reader<'_>) -> Result<Self, Error> {
        let count = reader.count(8)?;
        let sets: Vec<TagSet> = (0..count).map(|_| reader.u64().map(TagSet)).collect::<Result<_, _>>()?;
        let count = reader.count(2)?;
        let mut entries = Vec::with_capacity(count);
        let mut key = 0u32;
        for _ in 0..count {
            key = key.wrapping_add(reader.varint()?) & (u32::MAX >> 2);
            let set = reader.varint()?;
            if set as usize >= sets.len() {
                return Err(reader.error("has a word without tags"));
            }
            entries.push((key, set));
        }
        Ok(Self { table: entries.into_iter().collect(), sets })
    }

    /// A file's bytes for these words, each with its key, its spelling and its tags.
    #[cfg(feature = "train")]
    pub(crate) fn write(entries: &[(u64, Spelling, TagSet)]) -> Vec<u8> {
        use crate::learning::train::push_varint;
        use std::collections::BTreeMap;

        let entries: BTreeMap<u32, TagSet> =
            entries.iter().map(|&(key, spelling, set)| (Self::key(key, spelling), set)).collect();
        let mut sets: Vec<TagSet> = entries.values().copied().collect();
        sets.sort_unstable();
        sets.dedup();
        let mut bytes = Vec::new();
        push_varint(sets.len() as u32, &mut bytes);
        for set in &sets {
            bytes.extend_from_slice(&set.0.to_le_bytes());
        }
        push_varint(entries.len() as u32, &mut bytes);
        let mut before = 0;
        for (key, set) in entries {
            push_varint(key - before, &mut bytes);
            before = key;
            let at = sets.binary_search(&set).expect("every set is listed");
            push_varint(at as u32, &mut bytes);
        }
        bytes
    }
}
