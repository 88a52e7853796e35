//! Words that decide where tokens and sentences end, by their class in `data/words.tsv`.

use serde::Deserialize;

use crate::tables;

/// What a word does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum WordClass {
    /// "asked"
    Reporting,
    /// What may follow "Lavrov asked" for it to belong to the question before it.
    AfterReporting,
    /// "Eastern"
    Zone,
    /// "summer"
    Season,
    /// The last part of a host's name.
    Host,
    /// "'em"
    Elided,
    /// "post"
    Prefix,
    /// "mid"
    PrefixOfTime,
    /// "cannot"
    Contracted,
}

/// The words of a class.
pub(super) fn words(class: WordClass) -> impl Iterator<Item = &'static str> {
    tables::segments::WORDS.rows::<(&str, WordClass)>().filter(move |&(_, of)| of == class).map(|(word, _)| word)
}
