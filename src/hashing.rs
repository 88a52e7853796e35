//! Hashes of strings and numbers that are the same on every machine: for the keys of words, features of models and copies.
//!
//! They decide rows, so that no version of a library may change them.

/// A finalizer with full avalanche (the one of `SplitMix64`).
#[inline]
pub(crate) const fn mix(mut x: u64) -> u64 {
    x = (x ^ (x >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    x ^ (x >> 31)
}

/// A hash of a string.
pub(crate) fn hash(text: &[u8]) -> u64 {
    let mut h = 0xCBF2_9CE4_8422_2325u64;
    let mut chunks = text.chunks_exact(8);
    for chunk in &mut chunks {
        h = mix(h ^ u64::from_le_bytes(chunk.try_into().expect("eight bytes")));
    }
    let mut tail = [0; 8];
    tail[..chunks.remainder().len()].copy_from_slice(chunks.remainder());
    mix(h ^ u64::from_le_bytes(tail) ^ ((text.len() as u64) << 56))
}

/// The hash of a sequence of hashes, by that of all but the last.
#[inline]
pub(crate) const fn join(all: u64, last: u64) -> u64 {
    (all.rotate_left(23) ^ last).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_are_those_that_models_were_trained_with() {
        assert_eq!(hash(b""), 0xF52A_15E9_A9B5_E89B);
        assert_eq!(hash(b"said"), 0x6798_7FF3_6CDD_EE06);
        assert_eq!(hash(b"spokeswoman"), 0xAFBF_4400_B058_77ED);
    }
}
