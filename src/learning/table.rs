//! From feature keys to what a model has for them.

use super::{Feature, KEY_BITS, LOOKS};

/// How many keys share a bucket: as many as one machine word has prints.
const LANES: usize = 4;

/// The lowest bit of every lane of a bucket, and the highest.
const LOW: u64 = 0x0001_0001_0001_0001;
const HIGH: u64 = 0x8000_8000_8000_8000;

/// Buckets of keys, with the values apart from them.
///
/// A lane keeps the upper half of its key, which with its bucket tells nearly all of it: an unknown key is taken for a known one
/// once in some thousand times. Most keys that are looked up are in no model, and one look at eight bytes shows that.
#[derive(Debug, Default)]
pub(crate) struct KeyTable<V = u32> {
    /// For each bucket the upper halves of its keys, each with its top bit set; zeros where nothing is.
    buckets: Vec<u64>,
    values: Vec<V>,
}

impl<V: Copy + Default> KeyTable<V> {
    /// A table with room for `count` keys.
    pub(crate) fn with_capacity(count: usize) -> Self {
        let size = (count * 8 / 5 / LANES + 2).next_power_of_two();
        Self { buckets: vec![0; size], values: vec![V::default(); size * LANES] }
    }

    /// What a lane keeps of a key.
    #[inline]
    fn print(key: u32) -> u64 {
        u64::from(key >> (KEY_BITS - 15)) | 1 << 15
    }

    /// Enters a key, which must not be there yet; there must be room.
    pub(crate) fn insert(&mut self, key: u32, value: V) {
        let mask = self.buckets.len() - 1;
        let mut at = key as usize & mask;
        loop {
            let free = !self.buckets[at] & HIGH;
            if free != 0 {
                let lane = free.trailing_zeros() as usize / 16;
                self.buckets[at] |= Self::print(key) << (lane * 16);
                self.values[at * LANES + lane] = value;
                return;
            }
            at = (at + 1) & mask;
        }
    }

    /// The value of `key`.
    #[inline]
    pub(crate) fn get(&self, key: u32) -> Option<V> {
        let (slot, found) = self.find(self.bucket(key), key);
        if found { self.values.get(slot).copied() } else { None }
    }

    /// The prints in a key's bucket.
    #[inline]
    pub(crate) fn bucket(&self, key: u32) -> u64 {
        self.buckets.get(key as usize & self.buckets.len().wrapping_sub(1)).copied().unwrap_or_default()
    }

    /// The slot of a `key`, given the prints in its bucket, and whether it is there at all.
    #[inline]
    pub(crate) fn find(&self, bucket: u64, key: u32) -> (usize, bool) {
        let lanes = same_lanes(bucket, Self::print(key));
        if lanes == 0 && bucket & HIGH == HIGH {
            return self.find_beyond(key);
        }
        let at = key as usize & self.buckets.len().wrapping_sub(1);
        (at.wrapping_mul(LANES).wrapping_add(lanes.trailing_zeros() as usize / 16), lanes != 0)
    }

    /// The slot of a `key` that found its own bucket full.
    #[cold]
    fn find_beyond(&self, key: u32) -> (usize, bool) {
        let mask = self.buckets.len() - 1;
        let mut at = key as usize & mask;
        loop {
            at = (at + 1) & mask;
            let lanes = same_lanes(self.buckets[at], Self::print(key));
            if lanes != 0 {
                return (at * LANES + lanes.trailing_zeros() as usize / 16, true);
            }
            if self.buckets[at] & HIGH != HIGH {
                return (0, false);
            }
        }
    }

    /// Writes the slots of those of at most [`LOOKS`] features that are there; how many they are.
    ///
    /// The table is larger than the processor's near memory, so that each look may wait for the far one. No look here waits
    /// for another, and none is a branch that the processor would have to guess.
    #[inline]
    pub(crate) fn slots(&self, features: &[Feature], buckets: &mut [u64; LOOKS], slots: &mut [usize; LOOKS]) -> usize {
        for (bucket, feature) in buckets.iter_mut().zip(features) {
            *bucket = self.bucket(feature.key());
        }
        let mut known = 0;
        for (&bucket, feature) in buckets.iter().zip(features) {
            let (slot, found) = self.find(bucket, feature.key());
            slots[known] = slot;
            known += usize::from(found);
        }
        known
    }

    /// The value in a slot that [`find`](Self::find) found.
    #[inline]
    pub(crate) fn value(&self, slot: usize) -> &V {
        &self.values[slot]
    }
}

/// The top bits of the lanes that hold `print`; lanes above the lowest of them may be marked by mistake.
#[inline]
fn same_lanes(bucket: u64, print: u64) -> u64 {
    let apart = bucket ^ print.wrapping_mul(LOW);
    apart.wrapping_sub(LOW) & !apart & HIGH
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_entered_is_found_even_where_buckets_overflow() {
        let mut table = KeyTable::with_capacity(600);
        // All in one bucket of the table, apart by their upper halves alone.
        for number in 0..600u32 {
            table.insert(number << 15 | 3, number + 1);
        }
        for number in 0..600u32 {
            assert_eq!(table.get(number << 15 | 3), Some(number + 1));
        }
        assert_eq!(table.get(700 << 15 | 3), None);
        assert_eq!(table.get(5), None);
        assert_eq!(KeyTable::<u32>::default().get(5), None);
    }
}
