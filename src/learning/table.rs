//! From feature keys to what a model has for them.

use super::{Feature, KEY_BITS, LOOKS};

/// How many keys share a bucket: as many as one machine word has prints.
const LANES: usize = 4;

/// The lowest bit of every lane of a bucket, and the highest.
const LOW: u64 = 0x0001_0001_0001_0001;
const HIGH: u64 = 0x8000_8000_8000_8000;

/// Buckets of keys, with the values apart from them, close together in the order of the buckets.
///
/// A lane keeps the upper half of its key, which with its bucket tells nearly all of it: an unknown key is taken for a known one
/// once in some thousand times. Most keys that are looked up are in no model, and one look at eight bytes shows that.
#[derive(Debug, Default)]
pub(crate) struct KeyTable<V = u32> {
    buckets: Vec<Bucket>,
    values: Vec<V>,
}

/// Up to [`LANES`] keys.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Bucket {
    /// The upper halves of the keys, each with its top bit set; zeros where nothing is.
    prints: u64,
    /// The number of the first key's value.
    first: u32,
}

impl<V> FromIterator<(u32, V)> for KeyTable<V> {
    /// Keys must differ.
    fn from_iter<I: IntoIterator<Item = (u32, V)>>(entries: I) -> Self {
        let entries: Vec<(u32, V)> = entries.into_iter().collect();
        let size = (entries.len() * 2 / LANES + 2).next_power_of_two();
        let mut buckets = vec![Bucket::default(); size];
        let mut placed: Vec<((usize, u32), V)> = entries
            .into_iter()
            .map(|(key, value)| {
                let mut at = key as usize & (size - 1);
                loop {
                    let free = !buckets[at].prints & HIGH;
                    if free != 0 {
                        let lane = free.trailing_zeros() / 16;
                        buckets[at].prints |= print(key) << (lane * 16);
                        return ((at, lane), value);
                    }
                    at = (at + 1) & (size - 1);
                }
            })
            .collect();
        placed.sort_unstable_by_key(|&(place, _)| place);
        let mut first = 0;
        for bucket in &mut buckets {
            bucket.first = first;
            first += (bucket.prints & HIGH).count_ones();
        }
        Self { buckets, values: placed.into_iter().map(|(_, value)| value).collect() }
    }
}

impl<V: Copy> KeyTable<V> {
    /// The value of `key`.
    #[inline]
    pub(crate) fn get(&self, key: u32) -> Option<V> {
        let (number, found) = self.find(self.bucket(key), key);
        if found { self.values.get(number).copied() } else { None }
    }

    /// A key's bucket.
    #[inline]
    fn bucket(&self, key: u32) -> Bucket {
        self.buckets.get(key as usize & self.buckets.len().wrapping_sub(1)).copied().unwrap_or_default()
    }

    /// The number of the value of a `key`, given its bucket, and whether it is there at all.
    #[inline]
    fn find(&self, bucket: Bucket, key: u32) -> (usize, bool) {
        let lanes = same_lanes(bucket.prints, print(key));
        if lanes == 0 && bucket.prints & HIGH == HIGH {
            return self.find_beyond(key);
        }
        (bucket.first as usize + (lanes.trailing_zeros() / 16) as usize, lanes != 0)
    }

    /// The same for a `key` that found its own bucket full.
    #[cold]
    fn find_beyond(&self, key: u32) -> (usize, bool) {
        let mask = self.buckets.len() - 1;
        let mut at = key as usize & mask;
        // Not longer than once around: a table is never full.
        loop {
            at = (at + 1) & mask;
            let bucket = self.buckets[at];
            let lanes = same_lanes(bucket.prints, print(key));
            if lanes != 0 || bucket.prints & HIGH != HIGH {
                return (bucket.first as usize + (lanes.trailing_zeros() / 16) as usize, lanes != 0);
            }
        }
    }

    /// Writes the numbers of the values of those of at most [`LOOKS`] features that are there; how many they are.
    ///
    /// The table is larger than the processor's near memory, so that each look may wait for the far one. No look here waits
    /// for another, and none is a branch that the processor would have to guess.
    #[inline]
    pub(crate) fn numbers(&self, features: &[Feature], numbers: &mut [usize; LOOKS]) -> usize {
        let mut known = 0;
        for feature in features.iter().take(LOOKS) {
            let key = feature.key();
            let (number, found) = self.find(self.bucket(key), key);
            numbers[known] = number;
            known += usize::from(found);
        }
        known
    }

    /// The value of a number that [`numbers`](Self::numbers) wrote.
    #[inline]
    pub(crate) fn value(&self, number: usize) -> &V {
        &self.values[number]
    }
}

/// What a lane keeps of a key.
#[inline]
fn print(key: u32) -> u64 {
    u64::from(key >> (KEY_BITS - 15)) | 1 << 15
}

/// The top bits of the lanes that hold `print`; lanes above the lowest of them may be marked by mistake.
#[inline]
fn same_lanes(prints: u64, print: u64) -> u64 {
    let apart = prints ^ print.wrapping_mul(LOW);
    apart.wrapping_sub(LOW) & !apart & HIGH
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_entered_is_found_even_where_buckets_overflow() {
        // All in one bucket of the table, apart by their upper halves alone.
        let table: KeyTable = (0..600u32).map(|number| (number << 15 | 3, number + 1)).collect();
        for number in 0..600 {
            assert_eq!(table.get(number << 15 | 3), Some(number + 1));
        }
        assert_eq!(table.get(700 << 15 | 3), None);
        assert_eq!(table.get(5), None);
        assert_eq!(KeyTable::<u32>::default().get(5), None);
    }
}
