//! The page's own days: it was saved, and its footer written, no earlier than its article.

use std::sync::LazyLock;

use regex::Regex;

use super::Evidence;
use super::possible::{Told, moved};
use super::years::of_year;
use crate::calendar::written_days;
use crate::documents::{Layout, Role};
use crate::span::ByteSpan;

/// "© 2015-2021 Example News"
static COPYRIGHT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:©|\(c\)|(?i-u:copyright))[^0-9\n]{0,30}(?:[0-9]{4} ?[-–] ?)?(?<year>[0-9]{4})\b")
        .expect("a pattern")
});

/// What the head and the foot of a page tell.
pub(super) fn find(text: &str, layout: &Layout) -> Vec<Told> {
    /// A page is dated where it is read, which may be a day behind.
    const ZONES: i64 = 1;
    let mut found = Vec::new();
    for block in &layout.blocks {
        let line = block.span.of(text);
        let at = |start: usize, end: usize| ByteSpan::new(block.span.start() + start, block.span.start() + end);
        match block.role {
            Role::Published => {
                found.extend(written_days(line).filter(|day| day.other.is_none()).map(|day| {
                    Told::until(moved(day.day, ZONES), Evidence::Page, at(day.span.start(), day.span.end()))
                }))
            }
            Role::Boilerplate => found.extend(COPYRIGHT.captures(line).and_then(|captures| {
                let year = captures.name("year")?;
                let days = of_year(year.as_str().parse().ok().filter(|year| (1990..2100).contains(year))?)?;
                Some(Told::until(days.last(), Evidence::Page, at(year.start(), year.end())))
            })),
            _ => {}
        }
    }
    found
}
