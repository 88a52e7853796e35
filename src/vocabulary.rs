//! Closed vocabularies: enums with one spelling each, for tables, frames and people.

use std::fmt::{self, Display};

use serde::Deserializer;
use serde::de::{self, Visitor};

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
