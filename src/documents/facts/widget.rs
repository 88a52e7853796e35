//! What pages say around an article: navigation, forms, notices, counts.
//!
//! In: a line and its words. Out: the [`Widget`] that it is by `data/widgets.tsv`, or by what it counts.

use std::sync::LazyLock;

use serde::Deserialize;

use super::Facts;
use crate::documents::word_classes::{WordClass, classes};
use crate::documents::words::{Phrases, Word};
use crate::tables;

/// What a phrase of the page around an article stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(in crate::documents) enum Widget {
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

/// How a phrase of the table is matched; the table says what each means.
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Match {
    Whole,
    Start,
    Label,
    Within,
}

static WIDGETS: LazyLock<Phrases<(Match, Widget)>> = LazyLock::new(|| {
    Phrases::new(tables::documents::WIDGETS.rows().map(|(phrase, matched, kind)| (phrase, (matched, kind))))
});

/// What the table of widgets says of a line.
pub(super) fn find(surface: &str, words: &[Word], facts: &Facts) -> Option<Widget> {
    const LONGEST_START: usize = 25;
    const LONGEST_HEADING: usize = 8;
    const LONGEST_WITHIN: usize = 70;
    if words.len() > LONGEST_WITHIN {
        return None;
    }
    let mut found = None;
    for (last, &(matched, kind)) in WIDGETS.at(words, 0) {
        let is_whole = last + 1 == words.len();
        let after = surface[words[last].end..].trim_start();
        let fits = match matched {
            Match::Whole => is_whole && !matches!(facts.last, '.'),
            Match::Start if matches!(kind, Widget::Popular | Widget::Comments) => {
                words.len() <= LONGEST_HEADING && !matches!(facts.last, '.' | '?')
            }
            Match::Start if kind == Widget::Byline => {
                let rest = &words[last + 1..];
                let names = rest.iter().filter(|word| word.is_capital).count();
                !rest.is_empty() && names * 2 >= rest.len()
            }
            Match::Start => words.len() <= LONGEST_START,
            Match::Label => !is_whole && after.starts_with([':', '–', '—', '-', '|']),
            Match::Within => true,
        };
        // A heading is more than a line: it says what stands below.
        if fits && (found.is_none() || matches!(kind, Widget::Popular | Widget::Comments) && is_whole) {
            found = Some(kind);
        }
    }
    found
        .or_else(|| {
            (1..words.len()).find_map(|from| {
                WIDGETS
                    .at(words, from)
                    .find(|(_, (matched, _))| matches!(matched, Match::Within))
                    .map(|(_, (_, kind))| *kind)
            })
        })
        .or_else(|| (facts.digits > 0 && is_count(surface, words)).then_some(Widget::Line))
        .or_else(|| (surface.starts_with('©') || surface.starts_with("(c) ")).then_some(Widget::Line))
}

/// Whether a line counts what readers did: "1.2k shares", "3,871 views 12 comments".
fn is_count(surface: &str, words: &[Word]) -> bool {
    const LONGEST: usize = 8;
    let form = |word: &Word| surface[word.start..word.end].to_lowercase();
    let is_figure = |form: &str| {
        let digits = form.bytes().take_while(u8::is_ascii_digit).count();
        digits > 0 && (form.len() == digits || classes(&form[digits..]).is(WordClass::Scale))
    };
    let is_counting = |form: &str| is_figure(form) || classes(form).any(&[WordClass::Counted, WordClass::Scale]);
    (2..=LONGEST).contains(&words.len())
        && words.iter().any(|word| is_figure(&form(word)))
        && words.iter().any(|word| classes(&form(word)).is(WordClass::Counted))
        && words.iter().all(|word| is_counting(&form(word)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::words;

    #[test]
    fn counts_of_what_readers_did() {
        for (line, is_one) in [
            ("1.2k shares", true),
            ("3,871 views 12 comments", true),
            ("12 M followers", true),
            ("shares", false),
            ("1 200", false),
            ("12 k", false),
            ("12 people share", false),
        ] {
            let mut words = Vec::new();
            words::read(line, &mut words);
            assert_eq!(is_count(line, &words), is_one, "{line}");
        }
    }
}
