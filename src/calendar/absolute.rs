//! Days that are written out in full, with their year.
//!
//! In: any text. Out: each [`WrittenDay`] in it: "February 11, 2019", "11th of Feb., 2019",
//! "2019-02-11", "13.05.2019", "7/13/19". Days without a year and every relative expression are not
//! read here. Each figure is looked at once, with a bounded look to both sides.

use jiff::civil::Date;

use super::month;
use crate::span::ByteSpan;

/// The longest name of a month.
const LONGEST_NAME: usize = 9;

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

/// The days that `text` writes in full, in order.
///
/// ```
/// use onrecord::calendar::written_days;
///
/// let text = "Published: 3:15 PM, 12 May 2019";
/// let found = written_days(text).next().unwrap();
/// assert_eq!((found.span.of(text), found.day.to_string()), ("12 May 2019", "2019-05-12".to_owned()));
/// ```
pub fn written_days(text: &str) -> impl Iterator<Item = WrittenDay> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        while let Some(start) = next_figure(text.as_bytes(), at) {
            let figure = Figure::read(text.as_bytes(), start);
            let found = in_figures(text, figure).or_else(|| with_month(text, figure));
            at = found.map_or(figure.end, |found| found.span.end());
            if found.is_some() {
                return found;
            }
        }
        None
    })
}

fn next_figure(bytes: &[u8], from: usize) -> Option<usize> {
    bytes.get(from..)?.iter().position(u8::is_ascii_digit).map(|found| from + found)
}

/// A run of digits.
#[derive(Clone, Copy)]
struct Figure {
    start: usize,
    end: usize,
    /// 0 for more than four digits.
    value: i16,
}

impl Figure {
    fn read(bytes: &[u8], start: usize) -> Self {
        let length = bytes[start..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        let value = match length {
            1..=4 => bytes[start..start + length].iter().fold(0, |value, byte| value * 10 + i16::from(byte - b'0')),
            _ => 0,
        };
        Self { start, end: start + length, value }
    }

    fn digits(self) -> usize {
        self.end - self.start
    }

    fn is_year(self) -> bool {
        self.digits() == 4 && (1000..2200).contains(&self.value)
    }

    fn as_day(self) -> Option<i8> {
        (self.digits() <= 2 && (1..=31).contains(&self.value)).then_some(self.value as i8)
    }
}

/// A date in figures alone, which begins with `first`.
fn in_figures(text: &str, first: Figure) -> Option<WrittenDay> {
    let bytes = text.as_bytes();
    let mark = *bytes.get(first.end)?;
    if !matches!(mark, b'-' | b'/' | b'.') || first.digits() == 3 || first.digits() > 4 {
        return None;
    }
    let figure =
        |after: usize| bytes.get(after).filter(|byte| byte.is_ascii_digit()).map(|_| Figure::read(bytes, after));
    let second = figure(first.end + 1).filter(|second| second.digits() <= 2)?;
    let third = bytes.get(second.end).filter(|&&again| again == mark).and_then(|_| figure(second.end + 1))?;
    let goes_on = bytes.get(third.end).is_some_and(|&byte| byte == mark && mark != b'.')
        && bytes.get(third.end + 1).is_some_and(u8::is_ascii_digit);
    if goes_on {
        return None;
    }
    let span = ByteSpan::new(first.start, third.end);
    let day = |year: i16, month: Figure, day: Figure| Date::new(year, month.as_day()?, day.as_day()?).ok();
    if first.is_year() {
        let day = day(first.value, second, third).filter(|_| third.digits() <= 2)?;
        return Some(WrittenDay { span, day, other: None });
    }
    let year = match third.digits() {
        4 if third.is_year() => third.value,
        2 if mark == b'/' => century(third.value),
        _ => return None,
    };
    let month_first = day(year, first, second);
    let day_first = day(year, second, first);
    let (day, other) = match (month_first, day_first) {
        // Full stops write the day first everywhere.
        (_, Some(day)) if mark == b'.' => (day, None),
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

/// A date with the month's name, whose day of the month is `day`.
fn with_month(text: &str, figure: Figure) -> Option<WrittenDay> {
    let bytes = text.as_bytes();
    let day = figure.as_day()?;
    let after = skip_ordinal(bytes, figure.end);
    // "February 11, 2019"
    if let Some((start, month)) = month_before(text, figure.start)
        && let Some(year) = year_at(bytes, skip_gap(text, after))
        && let Ok(day) = Date::new(year.value, month, day)
    {
        return Some(WrittenDay { span: ByteSpan::new(start, year.end), day, other: None });
    }
    // "11 February 2019", "11th of Feb., 2019"
    let mut at = skip_gap(text, after);
    if text.get(at..at + 3).is_some_and(|word| word.eq_ignore_ascii_case("of ")) {
        at += 3;
    }
    let name = bytes[at..].iter().take(LONGEST_NAME + 1).take_while(|byte| byte.is_ascii_alphabetic()).count();
    let month = month(text.get(at..at + name)?)?;
    let year = year_at(bytes, skip_gap(text, at + name))?;
    let day = Date::new(year.value, month, day).ok()?;
    Some(WrittenDay { span: ByteSpan::new(figure.start, year.end), day, other: None })
}

/// The month whose name ends before `at`, and where the name begins.
fn month_before(text: &str, at: usize) -> Option<(usize, i8)> {
    let head = text.get(..at)?;
    let trimmed = head.trim_end_matches([' ', '\u{a0}', '.', ',']);
    if head.len() - trimmed.len() > 4 || head.len() == trimmed.len() {
        return None;
    }
    let bytes = trimmed.as_bytes();
    let name = bytes.iter().rev().take(LONGEST_NAME + 1).take_while(|byte| byte.is_ascii_alphabetic()).count();
    let start = bytes.len() - name;
    Some((start, month(&trimmed[start..])?))
}

fn year_at(bytes: &[u8], at: usize) -> Option<Figure> {
    bytes.get(at).filter(|byte| byte.is_ascii_digit())?;
    Some(Figure::read(bytes, at)).filter(|year| year.is_year())
}

/// Past "st", "nd", "rd" or "th".
fn skip_ordinal(bytes: &[u8], at: usize) -> usize {
    let is_ordinal = bytes
        .get(at..at + 2)
        .is_some_and(|end| [b"st", b"nd", b"rd", b"th"].iter().any(|ordinal| end.eq_ignore_ascii_case(*ordinal)));
    if is_ordinal { at + 2 } else { at }
}

/// Past a few spaces, commas and full stops.
fn skip_gap(text: &str, at: usize) -> usize {
    const LONGEST: usize = 3;
    let gap = |c: &char| matches!(c, ' ' | '\u{a0}' | ',' | '.');
    at + text[at..].chars().take(LONGEST).take_while(gap).map(char::len_utf8).sum::<usize>()
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
            ("02/03/2019", "2019-02-03 or 2019-03-02"),
            ("2019/02/11", "2019-02-11"),
            ("February 30, 2019", ""),
            ("in May 2019 and 1,200", ""),
            ("1.2.3.4 and 555-20-2020x 11", ""),
            ("11 2019 May", ""),
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
