//! Days that are written out in full, with their year.
//!
//! In: any text. Out: each [`WrittenDay`] in it: "February 11, 2019", "11th of Feb., 2019",
//! "2019-02-11", "13.05.2019", "7/13/19". Days without a year and every relative expression are not
//! read here. Each figure is looked at once, with a bounded look to both sides: the patterns are
//! tried beside a figure and nowhere else, which costs less than a search for them would.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::{Captures, Regex};

use super::month;
use crate::span::ByteSpan;

/// A day with its year, as it stands in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WrittenDay {
    /// Where it stands.
    pub span: ByteSpan,
    /// The day; of two readings of figures, the one with the month first.
    pub day: Date,
    /// The other reading, with the day first, where the figures allow both.
    pub other: Option<Date>,
}

/// What makes a date of the figure before it: two more figures, or the year and perhaps the month's name.
static AFTER_FIGURE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?x)^(?:
            (?<mark>[-/.]) (?<second>[0-9]{1,2}) (?<again>[-/.]) (?<third>[0-9]+) (?<beyond>[-/][0-9])?
            # 11 February 2019; 11th of Feb., 2019; (February) 11, 2019
            | (?i-u:st|nd|rd|th)? [\ \u{a0},.]{0,3}
              (?: (?i-u:of\ )? (?<month>[A-Za-z]{3,9}) [\ \u{a0},.]{0,3} )?
              (?<year>[0-9]{4}) (?:[^0-9]|$)
            # 11-Feb-2019
            | [-/] (?<abbreviated>[A-Za-z]{3,9}) [-/] (?<its_year>[0-9]{4}) (?:[^0-9]|$)
        )",
    )
    .expect("a pattern")
});

/// The name before a figure that may be its month.
static BEFORE_FIGURE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?:^|[^A-Za-z])(?<month>[A-Za-z]{3,9})[ \u{a0},.]{1,4}$").expect("a pattern"));

/// The days that `text` writes in full, in order.
///
/// ```
/// use onrecord::stages::calendar::written_days;
///
/// let text = "Published: 3:15 PM, 12 May 2019";
/// let found = written_days(text).next().unwrap();
/// assert_eq!((found.span.of(text), found.day.to_string()), ("12 May 2019", "2019-05-12".to_owned()));
/// ```
pub fn written_days(text: &str) -> impl Iterator<Item = WrittenDay> + '_ {
    const LONGEST: usize = 4;
    let mut at = 0;
    std::iter::from_fn(move || {
        while let Some(found) = text[at..].bytes().position(|byte| byte.is_ascii_digit()) {
            let start = at + found;
            at = start + text[start..].bytes().take_while(u8::is_ascii_digit).count();
            let found = (at - start <= LONGEST).then(|| AFTER_FIGURE.captures(&text[at..])).flatten();
            let day = found.and_then(|found| match found.name("mark") {
                Some(_) => in_figures(start, &text[start..at], at, &found),
                None => with_month(text, start, at, &found),
            });
            if let Some(day) = day {
                at = day.span.end();
                return Some(day);
            }
        }
        None
    })
}

/// A figure that can be a year.
fn year(figure: &str) -> Option<i16> {
    figure.parse().ok().filter(|year| figure.len() == 4 && (1000..2200).contains(year))
}

/// A figure that can be a day, or a month.
fn day(figure: &str) -> Option<i8> {
    figure.parse().ok().filter(|day| figure.len() <= 2 && (1..=31).contains(day))
}

/// A date in figures alone: `first`, which ends at `at`, and what was found after it.
fn in_figures(start: usize, first: &str, at: usize, found: &Captures<'_>) -> Option<WrittenDay> {
    let (mark, second, third) = (&found["mark"], &found["second"], found.name("third")?);
    let goes_on = found.name("beyond").is_some_and(|beyond| beyond.as_str().starts_with(mark));
    if mark != &found["again"] || goes_on {
        return None;
    }
    let span = ByteSpan::new(start, at + third.end());
    let third = third.as_str();
    let date = |year: i16, month: &str, of_month: &str| Date::new(year, day(month)?, day(of_month)?).ok();
    if let Some(year) = year(first) {
        return Some(WrittenDay { span, day: date(year, second, third)?, other: None });
    }
    let year = match third.len() {
        2 if mark == "/" => century(third.parse().ok()?),
        _ => year(third)?,
    };
    let month_first = date(year, first, second);
    let day_first = date(year, second, first);
    let (day, other) = match (month_first, day_first) {
        // Full stops write the day first everywhere.
        (_, Some(day)) if mark == "." => (day, None),
        (Some(day), other) => (day, other.filter(|&other| other != day)),
        (None, Some(day)) => (day, None),
        (None, None) => return None,
    };
    Some(WrittenDay { span, day, other })
}

/// The year that two digits stand for.
fn century(short: i16) -> i16 {
    if short < 70 { 2000 + short } else { 1900 + short }
}

/// A date with the month's name before or after its figure, which ends at `at`.
fn with_month(text: &str, start: usize, at: usize, found: &Captures<'_>) -> Option<WrittenDay> {
    /// More than the longest name with the marks after it.
    const REACH: usize = 24;
    let year = found.name("year").or_else(|| found.name("its_year"))?;
    let of_month = day(&text[start..at])?;
    let (start, name) = match found.name("month").or_else(|| found.name("abbreviated")) {
        Some(name) => (start, name.as_str()),
        None => {
            let from = text.floor_char_boundary(start.saturating_sub(REACH));
            let name = BEFORE_FIGURE.captures(&text[from..start])?.name("month")?;
            (from + name.start(), name.as_str())
        }
    };
    let day = Date::new(self::year(year.as_str())?, month(name)?, of_month).ok()?;
    Some(WrittenDay { span: ByteSpan::new(start, at + year.end()), day, other: None })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_to_write_a_day() {
        for (text, expected) in [
            ("February 11, 2019", "2019-02-11"),
            ("on Feb. 11th 2019.", "2019-02-11"),
            ("WASHINGTON, Nov. 22, 2019 (AP)", "2019-11-22"),
            ("the 2nd of May, 2019", "2019-05-02"),
            ("QatarMonday 1 June 2020", "2020-06-01"),
            ("15\u{a0}February\u{a0}2020", "2020-02-15"),
            ("signed 13.05.2019 there", "2019-05-13"),
            ("2019-06-01T10:00", "2019-06-01"),
            ("7/13/19", "2019-07-13"),
            ("25/03/2019", "2019-03-25"),
            ("11-Feb-2019 or 12/March/2019", "2019-02-11; 2019-03-12"),
            ("11-Feb/20191", ""),
            ("02/03/2019", "2019-02-03 or 2019-03-02"),
            ("2019/02/11", "2019-02-11"),
            ("February 30, 2019", ""),
            ("in May 2019 and 1,200", ""),
            ("1.2.3.4 and 555-20-2020x 11", ""),
            ("11 2019 May", ""),
            ("11May2019 and 11Sept2019", "2019-05-11; 2019-09-11"),
            ("QatarFebruary 11, 2019", ""),
            ("112019 and 11, 20190", ""),
            ("February 11    2019", ""),
            ("13-05-2019-7 and 13.05.2019.7", "2019-05-13"),
            ("13/05-2019", ""),
            ("2019.02.11 and 019.02.11", "2019-02-11"),
            ("13.05.19 and 31/12/69", "2069-12-31"),
            ("12 of May 2019 1 June 2019", "2019-05-12; 2019-06-01"),
        ] {
            let found: Vec<_> = written_days(text)
                .map(|found| match found.other {
                    Some(other) => format!("{} or {other}", found.day),
                    None => found.day.to_string(),
                })
                .collect();
            assert_eq!(found.join("; "), expected, "{text}");
        }
    }
}
