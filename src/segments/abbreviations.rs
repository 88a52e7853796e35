//! Abbreviations: which words keep their full stop, and whether a sentence may end there.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::WordKey;
use crate::tables;

/// What an abbreviation's full stop says of the sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Stop {
    /// A name follows: the sentence goes on ("Gen.", "Mt.").
    Name,
    /// A figure follows, or it is no abbreviation ("No.", "pp.").
    Number,
    /// A month or weekday that is not a word of its own ("Sept.").
    Calendar,
    /// A month or weekday that also is a word ("Sun."), so that a figure must follow.
    CalendarWord,
    /// An hour ("p.m."): the sentence ends unless more of the time follows.
    Hour,
    /// It may close a sentence ("Inc.", "etc.").
    Either,
    /// Never the last word of a sentence ("e.g.", "vs.").
    Never,
}

/// One entry of the table.
#[derive(Clone, Copy, Debug)]
pub(super) struct Abbreviation {
    /// What its full stop says.
    pub stop: Stop,
    /// Whether only the form with a capital letter is one ("Gen.", "Sat.").
    pub capital: bool,
}

static TABLE: LazyLock<FxHashMap<WordKey, Abbreviation>> = LazyLock::new(|| {
    let rows = tables::segments::ABBREVIATIONS.rows::<(&str, Stop)>();
    rows.map(|(form, stop)| {
        let capital = form.starts_with(|c: char| c.is_uppercase());
        (WordKey::of(form), Abbreviation { stop, capital })
    })
    .collect()
});

/// The entry of a folded form, full stop included.
pub(super) fn abbreviation(key: WordKey) -> Option<Abbreviation> {
    TABLE.get(&key).copied()
}
