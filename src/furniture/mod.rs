//! The lines that pages put around an article and into it: navigation, forms, notices, headings of other stories.
//!
//! In: the words of a line. Out: the phrases of `data/lines.tsv` that are in it. What a line is that holds one, `pages` and
//! `documents` judge by what else they know of it.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::tables;
use crate::words::{Phrases, Word};

/// What a phrase stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Widget {
    /// A line of navigation, a form, a notice.
    #[serde(rename = "widget")]
    Line,
    /// A heading with headlines of other articles below it.
    Popular,
    /// A heading with readers' comments below it.
    Comments,
    /// Who wrote the article.
    Byline,
    /// When the article appeared.
    Published,
}

/// How a phrase is matched; the table says what each means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Match {
    Whole,
    Start,
    Label,
    Within,
}

/// What a line is known from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Medium {
    /// A page, whose marks tell that it is a line.
    Page,
    /// A text, in which sentences may begin alike.
    Text,
    /// Either.
    Any,
}

static PHRASES: LazyLock<Phrases<(Match, Widget, Medium)>> = LazyLock::new(|| {
    let rows = tables::furniture::LINES.rows();
    Phrases::new(rows.map(|(phrase, matched, kind, medium)| (phrase, (matched, kind, medium))))
});

/// The phrases that begin with word `from` of a line: the number of the last word of each, how it is matched and what it stands for.
pub(crate) fn at(words: &[Word], from: usize, medium: Medium) -> impl Iterator<Item = (usize, Match, Widget)> {
    let found = PHRASES.at(words, from).filter(move |(_, (.., own))| [Medium::Any, medium].contains(own));
    found.map(|(last, &(matched, kind, _))| (last, matched, kind))
}

/// Whether what stands behind a phrase is what it is a label of.
pub(crate) fn is_labelled(behind: &str) -> bool {
    behind.trim_start().starts_with([':', '–', '—', '-', '|'])
}
