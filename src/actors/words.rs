//! What a word may do beside a name: the word classes of the grammar of names.
//!
//! In: the key of a word. Out: its [`Classes`], from `data/words.tsv`. The tables of the gazetteer say who and what
//! exists; this one only says how words combine ("Ministry" heads an institution, "bin" joins two parts of a name).

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::segments::WordKey;
use crate::vocabulary::vocabulary;

vocabulary! {
    /// One thing that a word may do.
    WordClass {
        /// "Mr": before a person's name, outside of it.
        Honorific = "honorific",
        /// An honorific of men.
        HonorificMale = "honorific-m",
        /// An honorific of women.
        HonorificFemale = "honorific-f",
        /// Ends a title: "Minister", "Gen.", "spokesman".
        Office = "office",
        /// A title of men.
        OfficeMale = "office-m",
        /// A title of women.
        OfficeFemale = "office-f",
        /// Stands before a title's last word: "Deputy", "Foreign".
        Modifier = "modifier",
        /// A small word within a person's name: "bin", "van".
        Particle = "particle",
        /// Heads an organization's name.
        Organization = "organization",
        /// Heads the name of an organ of a state.
        Government = "government",
        /// Heads an armed group's name.
        Armed = "armed",
        /// Ends the name of a paper or broadcaster.
        Media = "media",
        /// Ends a place's name.
        Place = "place",
        /// Ends the name of something that happens, is written or is signed: no actor.
        Event = "event",
        /// A preposition of place.
        Locating = "locating",
        /// A verb or noun of motion: "to" after it leads to a place.
        Motion = "motion",
        /// A noun or adjective that makes the country before it a place: "Syria's northern border".
        PlaceNoun = "placenoun",
        /// Never part of an actor's name: days, months.
        Never = "never",
        /// Grammar's own words, which begin sentences with a capital.
        Closed = "closed",
        /// A verb whose object is somebody acting: "warned Damascus".
        Addressing = "verb-speech",
        /// People named by what they are: "rebels", "Democrats".
        People = "group",
        /// An adjective of a faith, a people, a party or a region, which is no name by itself: "Jewish", "Eastern".
        Adjective = "adjective",
        /// A collective of a state, in small letters: "government", "troops".
        Body = "body",
    }
}

/// The classes of one word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Classes(u32);

impl Classes {
    /// Whether it has this class.
    pub(super) const fn is(self, class: WordClass) -> bool {
        self.0 & (1 << class as u32) != 0
    }

    /// One bit a class.
    pub(super) fn bits(self) -> u64 {
        u64::from(self.0)
    }

    /// Whether it has any of them.
    pub(super) fn any(self, classes: &[WordClass]) -> bool {
        classes.iter().any(|&class| self.is(class))
    }
}

static TABLE: LazyLock<FxHashMap<WordKey, Classes>> = LazyLock::new(|| {
    include_str!("data/words.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('\t'))
        .flat_map(|(word, classes)| {
            let bits = classes.split(' ').map(|class| {
                let class: WordClass = class.parse().expect("the shipped table has known classes only");
                1 << class as u32
            });
            let classes = Classes(bits.fold(0, |all, bit: u32| all | bit));
            // An abbreviation's token keeps its full stop.
            [(WordKey::of(word), classes), (WordKey::of(&format!("{word}.")), classes)]
        })
        .collect()
});

/// The classes of the word with this key.
pub(super) fn classes(key: WordKey) -> Classes {
    TABLE.get(&key).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_table_is_sorted_and_without_repetition() {
        let words: Vec<_> = include_str!("data/words.tsv")
            .lines()
            .filter(|line| !line.starts_with('#'))
            .map(|line| line.split_once('\t').expect("two columns").0)
            .collect();
        assert!(words.is_sorted_by(|a, b| a < b), "sort the table");
    }
}
