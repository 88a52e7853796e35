//! Closed vocabularies: enums with one spelling each, for tables, frames and people.

use std::fmt::{self, Debug, Display};
use std::marker::PhantomData;
use std::str::FromStr;

use serde::de::{self, Visitor};
use serde::{Deserialize, Deserializer};

use crate::Error;

/// An enum that [`vocabulary!`] declares.
pub(crate) trait Vocabulary: Copy + FromStr<Err = Error> + 'static {
    /// Every value, in the order of the enum.
    const VALUES: &'static [Self];

    /// Its place in the order of the enum.
    fn place(self) -> usize;
}

/// Declares an enum whose variants have one textual form, with `ALL`, `as_str`, `Display`, `FromStr`, and serde by that form.
macro_rules! vocabulary {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[allow(unreachable_pub, reason = "some vocabularies stay within their stage")]
        #[allow(clippy::enum_variant_names, reason = "a part of speech is a possessive ending")]
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum $name {
            $($(#[$doc])* $variant),+
        }

        #[allow(unreachable_pub, reason = "some vocabularies stay within their stage")]
        impl $name {
            /// Every value, in the order of the enum.
            #[allow(dead_code, reason = "not every vocabulary is walked through")]
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// How it is written in frames and tables.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }
        }

        impl $crate::vocabulary::Vocabulary for $name {
            const VALUES: &'static [Self] = Self::ALL;

            fn place(self) -> usize {
                self as usize
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::Error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                match text {
                    $($text => Ok(Self::$variant),)+
                    _ => Err($crate::Error::vocabulary(stringify!($name), text, &[$($text),+])),
                }
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::vocabulary::parsed(deserializer, str::parse)
            }
        }
    };
}

pub(crate) use vocabulary;

/// What a text of the input stands for, by a function that may find it wrong.
pub(crate) fn parsed<'de, D: Deserializer<'de>, V, E: Display>(
    deserializer: D,
    parse: fn(&str) -> Result<V, E>,
) -> Result<V, D::Error> {
    struct Text<V, E>(fn(&str) -> Result<V, E>);

    impl<V, E: Display> Visitor<'_> for Text<V, E> {
        type Value = V;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a text")
        }

        fn visit_str<R: de::Error>(self, text: &str) -> Result<V, R> {
            (self.0)(text).map_err(R::custom)
        }
    }

    deserializer.deserialize_str(Text(parse))
}

/// The classes of a word: some values of a vocabulary, in a cell parted by spaces.
pub(crate) struct Classes<V> {
    bits: u128,
    of: PhantomData<V>,
}

impl<V: Vocabulary> Classes<V> {
    fn bit(class: V) -> u128 {
        const { assert!(V::VALUES.len() <= u128::BITS as usize, "each class has a bit") };
        1 << class.place()
    }

    /// Whether it is of this class.
    pub(crate) fn is(self, class: V) -> bool {
        self.bits & Self::bit(class) != 0
    }

    /// Whether it is of any of them.
    pub(crate) fn any(self, classes: &[V]) -> bool {
        classes.iter().any(|&class| self.is(class))
    }

    /// One bit a class, of the first `count` in the order of the enum.
    pub(crate) fn first_bits(self, count: u32) -> u64 {
        (self.bits as u64) & (u64::MAX >> (u64::BITS - count))
    }
}

impl<V> Clone for Classes<V> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<V> Copy for Classes<V> {}

impl<V> Default for Classes<V> {
    fn default() -> Self {
        Self { bits: 0, of: PhantomData }
    }
}

impl<V: Vocabulary + Debug> Debug for Classes<V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(V::VALUES.iter().filter(|&&class| self.is(class))).finish()
    }
}

impl<'de, V: Vocabulary> Deserialize<'de> for Classes<V> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        parsed(deserializer, |cell| {
            cell.split(' ').try_fold(Self::default(), |all, class| {
                Ok::<_, Error>(Self { bits: all.bits | Self::bit(class.parse()?), ..all })
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    vocabulary! {
        /// Kinds of words.
        Kind {
            /// "say"
            Verb = "verb",
            /// "news"
            Noun = "noun",
            /// "that"
            Other = "other",
        }
    }

    #[test]
    fn a_word_has_the_classes_of_its_cell() {
        let of = |cell: &'static str| {
            Classes::<Kind>::deserialize(de::value::StrDeserializer::<de::value::Error>::new(cell))
        };
        let both = of("noun verb").expect("two classes");
        assert!(both.is(Kind::Verb) && both.is(Kind::Noun) && !both.is(Kind::Other));
        assert!(both.any(&[Kind::Other, Kind::Noun]) && !both.any(&[Kind::Other]));
        assert_eq!((both.first_bits(1), both.first_bits(3)), (1, 3));
        assert_eq!(format!("{both:?}"), "{Verb, Noun}");
        let error = of("noun verbs").expect_err("no such class").to_string();
        assert!(error.contains("verbs") && error.contains("other"), "{error}");
    }
}
