//! The day on which the article appeared.
//!
//! The first of these that tells: the caller; a dateline with a year; a line such as "Published: …"
//! or "Updated: …"; a bare date line under the headline; the address of the page; the caption of a
//! picture whose day falls on a weekday that the article names. The day in the head of a saved page
//! ("Doha, QatarMonday 1 June 2020"), copyright lines and the dates of other pictures say nothing.

use std::sync::LazyLock;

use regex::Regex;

use super::facts::{Facts, Label};
use super::{Input, Published, PublishedBasis, Role};
use crate::calendar::{self, Date, month, written_days};
use crate::span::ByteSpan;

/// Finds the day.
pub(super) fn find(input: Input<'_>, facts: &[Facts], roles: &[Role], filed: Option<ByteSpan>) -> Published {
    let known = |day: Option<Date>, basis: PublishedBasis| day.map(|day| Published { day: Some(day), basis });
    known(input.published, PublishedBasis::Given)
        .or_else(|| known(filed.and_then(|span| first_day(span.of(input.text))), PublishedBasis::Dateline))
        .or_else(|| known(labelled(facts, roles), PublishedBasis::Updated))
        .or_else(|| known(bare(input.text, facts, roles), PublishedBasis::Dateline))
        .or_else(|| known(input.url.and_then(in_address), PublishedBasis::Url))
        .or_else(|| known(captioned(input.text, facts, roles), PublishedBasis::Text))
        .unwrap_or(Published { day: None, basis: PublishedBasis::None })
}

/// The first day of a line, if figures leave no doubt.
fn first_day(line: &str) -> Option<Date> {
    written_days(line).find(|found| found.other.is_none()).map(|found| found.day)
}

/// The day of "Published: …", else of "Updated: …".
fn labelled(facts: &[Facts], roles: &[Role]) -> Option<Date> {
    let of = |label: Label| {
        let dated = facts.iter().zip(roles).filter(|(_, role)| **role == Role::Published);
        dated
            .filter_map(|(facts, _)| facts.dating)
            .find(|dating| dating.label == Some(label))
            .and_then(|dating| dating.day)
    };
    of(Label::Published).or_else(|| of(Label::Updated))
}

/// The day of a date line without a label, or of a byline; not of the page's head.
fn bare(text: &str, facts: &[Facts], roles: &[Role]) -> Option<Date> {
    let title = roles.iter().position(|role| *role == Role::Title).unwrap_or(0);
    let lines = || facts.iter().zip(roles).enumerate().map(|(at, (facts, role))| (at, facts, *role));
    let under = lines().find_map(|(at, facts, role)| {
        let dating = facts.dating.filter(|dating| at >= title && !dating.has_place)?;
        if role == Role::Published { dating.day } else { None }
    });
    let by = || {
        lines()
            .filter(|(_, _, role)| matches!(role, Role::Byline | Role::Dateline))
            .find_map(|(_, facts, _)| first_day(facts.span.of(text)))
    };
    let over = || {
        lines()
            .filter(|(_, _, role)| *role == Role::Published)
            .find_map(|(_, facts, _)| facts.dating.filter(|dating| !dating.has_place).and_then(|dating| dating.day))
    };
    under.or_else(by).or_else(over)
}

/// The day in an address such as "…/2019/02/11/…".
fn in_address(url: &str) -> Option<Date> {
    written_days(url).map(|found| found.day).find(|day| (1990..2100).contains(&day.year()))
}

/// The latest day of a caption that falls on a weekday which the article names by itself ("on Monday").
fn captioned(text: &str, facts: &[Facts], roles: &[Role]) -> Option<Date> {
    let captions = facts.iter().zip(roles).filter(|(_, role)| **role == Role::Caption);
    let days: Vec<Date> = captions
        .flat_map(|(facts, _)| written_days(facts.span.of(text)))
        .filter(|found| found.other.is_none())
        .map(|found| found.day)
        .collect();
    if days.is_empty() {
        return None;
    }
    let mut named = [false; 7];
    for (facts, _) in facts.iter().zip(roles).filter(|(_, role)| **role == Role::Body) {
        weekdays(facts.span.of(text), &mut named);
    }
    days.into_iter().filter(|day| named[day.weekday().to_monday_zero_offset() as usize]).max()
}

/// A weekday by which an article dates something.
static ON_WEEKDAY: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"[Oo]n (?<weekday>[A-Z][a-z]{2,5}day)").expect("a pattern"));

/// What makes a weekday part of a date, if the name is a month's.
static DATE_BESIDE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^(?:[, ]*[0-9]|, (?<month>\p{Alphabetic}+))").expect("a pattern"));

/// Marks the weekdays that a paragraph names after "on", without a date beside them.
fn weekdays(paragraph: &str, named: &mut [bool; 7]) {
    for found in ON_WEEKDAY.captures_iter(paragraph) {
        let Some(weekday) = found.name("weekday") else { continue };
        let has_date = DATE_BESIDE
            .captures(&paragraph[weekday.end()..])
            .is_some_and(|beside| beside.name("month").is_none_or(|name| month(name.as_str()).is_some()));
        if let Some(number) = calendar::weekday(weekday.as_str()).filter(|_| !has_date) {
            named[number as usize - 1] = true;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weekdays_without_a_date() {
        for (paragraph, expected) in [
            ("He left on Monday, on Tuesday and on Sunday.", [0, 1, 6].as_slice()),
            ("On Friday, Mayor Smith left.", &[4]),
            ("He left on Monday, May 3.", &[]),
            ("He left on Monday, 3 May, and on Wednesday 5 May.", &[]),
            ("He left Monday.", &[]),
            ("He left on monday and on Mondays.", &[0]),
        ] {
            let mut named = [false; 7];
            weekdays(paragraph, &mut named);
            let found: Vec<_> = (0..7).filter(|&day| named[day]).collect();
            assert_eq!(found, expected, "{paragraph}");
        }
    }
}
