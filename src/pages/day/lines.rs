//! Days that a page shows in lines: around its headline, or anywhere behind words such as "Published".

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use super::figures::Figures;
use super::names::{Says, classes_say};
use crate::pages::blocks::Block;
use crate::pages::dom::{Dom, Tag};

/// Words that call a day one of a change.
static OF_CHANGE: LazyLock<Regex> = LazyLock::new(|| {
    // Who reviewed it has no day of its own.
    Regex::new(
        r"(?i-u:updated|modified|\b(?:update|changed|refreshed)\b|\b(?:edited|revised|reviewed)[ :.,]{0,3}(?:on\b|$))",
    )
    .expect("a pattern")
});

/// Words that call a day, or a change, one of publication.
static OF_PUBLICATION: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i-u:publi(?:sh|c)|\bposted|\bcreated|\bsubmitted|\breleased?\b|\bfirst appeared|^[ :]*date[ :]*$)")
        .expect("a pattern")
});

/// Words that make a line one of rights.
static OF_RIGHTS: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"©|(?i-u:copyright|all rights)").expect("a pattern"));

/// What the words before a day call it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Label {
    /// One of publication.
    Published,
    /// One of a change.
    Changed,
}

/// What these words call a day.
pub(super) fn label_of(words: &str) -> Option<Label> {
    if OF_PUBLICATION.is_match(words) {
        Some(Label::Published)
    } else {
        OF_CHANGE.is_match(words).then_some(Label::Changed)
    }
}

/// A day in a line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shown {
    pub day: Date,
    pub label: Option<Label>,
    /// How many bytes of the line are none of the day's.
    pub beside: usize,
}

/// The days in these lines, which stand around a headline.
pub(super) fn shown<'b>(dom: &'b Dom, lines: &'b [&Block], figures: &'b Figures) -> impl Iterator<Item = Shown> + 'b {
    const LONGEST: usize = 160;
    let is_line = |block: &Block| block.length <= LONGEST && !OF_RIGHTS.is_match(&block.text) && !is_quoted(dom, block);
    lines.iter().enumerate().filter(move |(_, block)| is_line(block)).flat_map(move |(at, block)| {
        // The words before may stand in a line of their own.
        let before = at.checked_sub(1).and_then(|before| lines.get(before)).filter(|before| before.length <= 20);
        let before = before.and_then(|before| label_of(&before.text));
        let mut from = 0;
        let days =
            figures.days(&block.text).filter(|found| !is_told(block, found.0.start())).map(move |(span, day)| {
                let label = label_of(&block.text[from..span.start()]);
                let label =
                    label.or(before.filter(|_| span.start() == 0)).or_else(|| label_in_classes(dom, block, from));
                from = span.end();
                Shown { day, label, beside: block.text.len() - span.range().len() }
            });
        days.collect::<Vec<_>>()
    })
}

/// Whether a day is one that a sentence tells of, not one that stands before it with names and places.
fn is_told(block: &Block, at: usize) -> bool {
    const SHORT: usize = 80;
    const FEW: usize = 2;
    let words = block.text[..at].split_whitespace();
    block.is_prose() && block.length > SHORT && words.filter(|word| word.starts_with(char::is_lowercase)).count() > FEW
}

/// Whether a line is somebody else's, such as a message that the article shows.
fn is_quoted(dom: &Dom, block: &Block) -> bool {
    dom.tag(block.element) == Some(Tag::Blockquote)
        || dom.ancestors(block.element).any(|above| dom.tag(above) == Some(Tag::Blockquote))
}

/// What the classes around a line's first day call it.
fn label_in_classes(dom: &Dom, block: &Block, from: usize) -> Option<Label> {
    const AROUND: usize = 1;
    const MOST: usize = 12;
    if from > 0 {
        return None;
    }
    let end = dom.node(block.element).end.min(block.element + MOST);
    let around = dom.ancestors(block.element).take(AROUND);
    let said = (block.element..end).chain(around).filter_map(|id| dom.attribute(id, "class")).filter_map(classes_say);
    let (mut is_changed, mut is_published) = (false, false);
    for says in said {
        is_changed |= says == Says::Changed;
        is_published |= says == Says::Published;
    }
    (is_changed && !is_published).then_some(Label::Changed)
}

/// The day of the first line that says little but that it is one of publication, or of a change.
pub(super) fn labelled(lines: &[&Block], label: Label, figures: &Figures) -> Option<Date> {
    const LONGEST: usize = 60;
    let mut before: Option<Label> = None;
    lines.iter().filter(|line| !OF_RIGHTS.is_match(&line.text)).find_map(|line| {
        let over = before.take();
        if line.length > LONGEST {
            return None;
        }
        let Some((span, day)) = figures.days(&line.text).next() else {
            before = label_of(&line.text).filter(|_| line.length <= LONGEST / 3);
            return None;
        };
        let own = label_of(&line.text[..span.start()]).or(over.filter(|_| span.start() == 0));
        (own == Some(label)).then_some(day)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_before_days() {
        for (words, expected) in [
            ("Published: ", Some(Label::Published)),
            ("First published and updated on ", Some(Label::Published)),
            ("Posted on ", Some(Label::Published)),
            (" Date: ", Some(Label::Published)),
            ("Last updated ", Some(Label::Changed)),
            ("UPDATED 3:15 PM, ", Some(Label::Changed)),
            ("Medically reviewed on ", Some(Label::Changed)),
            ("Last reviewed: ", Some(Label::Changed)),
            ("Reviewed by Ana Ruiz, MD ", None),
            ("Edited by Ana Ruiz | ", None),
            ("By Ana Ruiz, ", None),
            ("Save the date for ", None),
            ("", None),
        ] {
            assert_eq!(label_of(words), expected, "{words}");
        }
    }
}
