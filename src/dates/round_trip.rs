//! What is printed is read back: expressions made from what they mean, in every supported way of writing.

use proptest::prelude::*;

use super::single::parse;
use super::value::{CalendarValue, TimexValue};
use super::{Modifier, TimeExpression, TimexType};
use crate::calendar::Date;
use crate::documents::{self, Input};
use crate::{segments, tagging};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

const NUMBERS: [&str; 12] =
    ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

const ORDINALS: [&str; 10] =
    ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];

/// The day on which all is said: a Saturday.
const PUBLISHED: &str = "2020-02-15";

/// An expression, its TIMEX3 value and its days.
type Printed = (String, String, Option<(Date, Date)>);

fn day(year: i16, month: i8, day: i8) -> Date {
    Date::new(year, month, day).expect("a day of the test")
}

fn ordinal(number: i8) -> String {
    let end = match number {
        1 | 21 | 31 => "st",
        2 | 22 => "nd",
        3 | 23 => "rd",
        _ => "th",
    };
    format!("{number}{end}")
}

/// A day, in any format.
fn days() -> impl Strategy<Value = Printed> {
    (1901_i16..2099, 1_i8..=12, 1_i8..=31, 0_usize..16).prop_map(|(year, month, number, format)| {
        let date = Date::new(year, month, number).unwrap_or_else(|_| day(year, month, 28));
        let (number, name) = (date.day(), MONTHS[month as usize - 1]);
        let (nth, weekday) = (ordinal(number), date.strftime("%A"));
        let short = if name.len() > 4 { format!("{}.", &name[..3]) } else { name.to_owned() };
        let written = match format {
            0 => format!("{number} {name} {year}"),
            1 => format!("{name} {number}, {year}"),
            2 => format!("{name} {nth}, {year}"),
            3 => format!("the {nth} of {name}, {year}"),
            4 => format!("the {nth} of {name} {year}"),
            5 => format!("{nth} {name} {year}"),
            6 => date.to_string(),
            7 => date.strftime("%Y/%m/%d").to_string(),
            8 => date.strftime("%d.%m.%Y").to_string(),
            9 => format!("{weekday} {number} {name} {year}"),
            10 => format!("{weekday}, {name} {number}, {year}"),
            11 => format!("{weekday}, {number} {name} {year}"),
            12 => format!("{short} {number}, {year}"),
            13 => format!("{number} {short} {year}"),
            14 => format!("{weekday}, {name} {nth}, {year}"),
            _ => format!("the {nth} day of {name} {year}"),
        };
        (written, date.to_string(), Some((date, date)))
    })
}

/// A longer stretch of the calendar.
fn stretches() -> impl Strategy<Value = Printed> {
    (1901_i16..2099, 1_i8..=12, 0_usize..12).prop_map(|(year, month, format)| {
        let name = MONTHS[month as usize - 1];
        let (first, last) = (day(year, month, 1), day(year, month, 1).last_of_month());
        let quarter = (month - 1) / 3 + 1;
        let quarter_days = Some((day(year, quarter * 3 - 2, 1), day(year, quarter * 3, 1).last_of_month()));
        let nth = ORDINALS[quarter as usize - 1];
        let (season, code, from) =
            [("spring", "SP", 3), ("summer", "SU", 6), ("fall", "FA", 9), ("autumn", "FA", 9)][quarter as usize - 1];
        let decade = year / 10;
        match format {
            0 => (format!("{name} {year}"), format!("{year}-{month:02}"), Some((first, last))),
            1 => (format!("{name}, {year}"), format!("{year}-{month:02}"), Some((first, last))),
            2 => (format!("early {name} {year}"), format!("{year}-{month:02}"), Some((first, day(year, month, 10)))),
            3 => (
                format!("mid-{name} {year}"),
                format!("{year}-{month:02}"),
                Some((day(year, month, 11), day(year, month, 20))),
            ),
            4 => {
                (format!("the end of {name} {year}"), format!("{year}-{month:02}"), Some((day(year, month, 21), last)))
            }
            5 => (format!("the {nth} quarter of {year}"), format!("{year}-Q{quarter}"), quarter_days),
            6 => (format!("Q{quarter} {year}"), format!("{year}-Q{quarter}"), quarter_days),
            7 => (
                format!("the {season} of {year}"),
                format!("{year}-{code}"),
                Some((day(year, from, 1), day(year, from + 2, 1).last_of_month())),
            ),
            8 => (format!("the year {year}"), year.to_string(), Some((day(year, 1, 1), day(year, 12, 31)))),
            9 => (format!("late {year}"), year.to_string(), Some((day(year, 9, 1), day(year, 12, 31)))),
            10 => (
                format!("the {decade}0s"),
                decade.to_string(),
                Some((day(decade * 10, 1, 1), day(decade * 10 + 9, 12, 31))),
            ),
            _ => {
                (format!("the second half of {year}"), format!("{year}-H2"), Some((day(year, 7, 1), day(year, 12, 31))))
            }
        }
    })
}

/// A time counted from the day of publication.
fn relative() -> impl Strategy<Value = Printed> {
    (1_usize..=12, 0_usize..9).prop_map(|(count, format)| {
        let today: Date = PUBLISHED.parse().expect("a day of the test");
        let number = NUMBERS[count - 1];
        let s = if count == 1 { "" } else { "s" };
        let back = |span: jiff::Span| today.checked_sub(span).expect("a day of the test");
        let span = jiff::Span::new();
        let week = |date: Date| {
            let monday = date.checked_sub(jiff::Span::new().days(i64::from(date.weekday().to_monday_zero_offset())));
            let monday = monday.expect("a day of the test");
            let sunday = monday.checked_add(jiff::Span::new().days(6)).expect("a day of the test");
            let iso = date.iso_week_date();
            (format!("{}-W{:02}", iso.year(), iso.week()), Some((monday, sunday)))
        };
        let whole_day = |date: Date| (date.to_string(), Some((date, date)));
        let count_i = count as i64;
        let (written, (value, days)) = match format {
            0 => (format!("{number} day{s} ago"), whole_day(back(span.days(count_i)))),
            1 => (format!("{count} week{s} ago"), week(back(span.weeks(count_i)))),
            2 => {
                let date = back(span.months(count_i));
                (
                    format!("{number} month{s} ago"),
                    (date.strftime("%Y-%m").to_string(), Some((date.first_of_month(), date.last_of_month()))),
                )
            }
            3 => {
                let year = today.year() - count as i16;
                (format!("{count} year{s} ago"), (year.to_string(), Some((day(year, 1, 1), day(year, 12, 31)))))
            }
            4 => {
                let date = today.checked_add(span.days(count_i)).expect("a day of the test");
                (format!("{number} day{s} from now"), whole_day(date))
            }
            5 => (format!("{number} month{s}"), (format!("P{count}M"), None)),
            6 => (format!("{count} hour{s}"), (format!("PT{count}H"), None)),
            7 => (format!("every {number} weeks"), (format!("P{count}W"), None)),
            _ => ("yesterday".to_owned(), whole_day(today.yesterday().expect("a day of the test"))),
        };
        (written, value, days)
    })
}

/// Whether a value is written as TIMEX3 asks, with parts that a calendar and a clock have.
pub(super) fn is_timex(date: &TimeExpression) -> bool {
    let value = date.value.to_string();
    let figures = |part: &str, size: usize, most: u32| {
        let known = part.len() == size && part.parse::<u32>().is_ok_and(|number| number <= most);
        known || part.len() == size && part.bytes().all(|byte| byte == b'X')
    };
    let year = |part: &str| figures(part, 4, 9999) || part.strip_prefix('-').is_some_and(|part| figures(part, 4, 9999));
    let calendar = |value: &str| match value.split('-').collect::<Vec<_>>().as_slice() {
        [only] => {
            let counted = only.strip_prefix("BC").unwrap_or(only);
            year(counted) || figures(only, 3, 999) || figures(counted, 2, 99)
        }
        [first, part] => {
            year(first)
                && (figures(part, 2, 12)
                    || part.strip_prefix('W').is_some_and(|week| figures(week, 2, 53))
                    || part.strip_prefix('Q').is_some_and(|part| figures(part, 1, 4))
                    || part.strip_prefix('H').is_some_and(|part| figures(part, 1, 2))
                    || matches!(*part, "SP" | "SU" | "FA" | "WI"))
        }
        [first, week, last] if week.starts_with('W') => {
            year(first) && figures(&week[1..], 2, 53) && (*last == "WE" || figures(last, 1, 7))
        }
        [first, month, day] => {
            let exists = match (first.parse(), month.parse(), day.parse()) {
                (Ok(year), Ok(month), Ok(day)) => Date::new(year, month, day).is_ok(),
                (_, Ok(month), Ok(day)) => Date::new(2000, month, day).is_ok(),
                _ => true,
            };
            year(first) && figures(month, 2, 12) && figures(day, 2, 31) && exists
        }
        _ => false,
    };
    let clock = |value: &str| match value.trim_end_matches('Z').split(':').collect::<Vec<_>>().as_slice() {
        [part] => matches!(*part, "MO" | "AF" | "EV" | "NI" | "DT"),
        [hour, minute] => figures(hour, 2, 24) && figures(minute, 2, 59),
        [hour, minute, second] => figures(hour, 2, 24) && figures(minute, 2, 59) && figures(second, 2, 59),
        _ => false,
    };
    let length = |value: &str| {
        let units = ["Y", "M", "W", "D", "WE", "Q", "DE", "CE", "H", "S", "X"];
        let rest = value.trim_start_matches('T');
        let number = rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.' || c == 'X');
        let parts = number.split(|c: char| c.is_ascii_digit()).filter(|unit| !unit.is_empty());
        rest == "XX"
            || !number.is_empty() && rest.len() > number.len() && parts.clone().all(|unit| units.contains(&unit))
    };
    let known = match value.strip_prefix('P') {
        _ if matches!(value.as_str(), "PAST_REF" | "PRESENT_REF" | "FUTURE_REF") => date.r#type == TimexType::Date,
        Some(rest) => matches!(date.r#type, TimexType::Duration | TimexType::Set) && length(rest),
        None => match value.split_once('T') {
            Some((day, time)) => {
                matches!(date.r#type, TimexType::Time | TimexType::Set) && calendar(day) && clock(time)
            }
            None => matches!(date.r#type, TimexType::Date | TimexType::Set) && calendar(&value),
        },
    };
    let is_certain = matches!(date.value, TimexValue::Calendar(_) | TimexValue::Time(..));
    known && (date.days.is_none() || is_certain && !value.contains('X'))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn what_is_printed_is_read_back((written, value, days) in prop_oneof![days(), stretches(), relative()]) {
        let found = parse(&written, PUBLISHED.parse().ok());
        prop_assert!(found.is_some(), "{} is not one date", written);
        let found = found.expect("just checked");
        prop_assert_eq!(found.value.to_string(), value, "{}", &written);
        prop_assert_eq!(found.days.map(|days| (days.first(), days.last())), days, "{}", &written);
        prop_assert!(is_timex(&found), "{}", &written);
    }

    #[test]
    fn days_of_a_value_lie_within_it(year in 1800_i16..2200, month in 1_u8..=12, part in 0_usize..3) {
        let modifier = [Modifier::Start, Modifier::Mid, Modifier::End][part];
        for value in [
            CalendarValue::Month(Some(year), Some(month)),
            CalendarValue::Year(Some(year)),
            CalendarValue::Quarter(Some(year), Some((month - 1) / 3 + 1)),
            CalendarValue::Half(Some(year), (month - 1) / 6 + 1),
            CalendarValue::Week(Some(year), Some(month * 4)),
            CalendarValue::Decade(year as u16 / 10),
            CalendarValue::Century((year / 100) as u8),
        ] {
            let (Some(all), Some(cut)) = (value.days(), value.days_with(Some(modifier))) else {
                return Err(TestCaseError::fail(format!("{value} has no days")));
            };
            prop_assert!(all.first() <= cut.first() && cut.last() <= all.last(), "{} {}", value, modifier);
        }
    }
}

#[test]
fn every_value_of_the_sample_is_timex() {
    let sample = include_str!("../../python/onrecord/data/sample/articles.jsonl");
    let mut count = 0;
    for line in sample.lines() {
        // The articles are read as they stand in the file, with their marks of JSON: any text must do.
        let input = Input { text: line, published: PUBLISHED.parse().ok(), ..Input::default() };
        let layout = documents::lay_out(input);
        let segments = segments::segment(line, &layout);
        let tags = tagging::tag(line, &segments);
        for date in super::find(line, &layout, &segments, &tags).expressions {
            assert!(is_timex(&date), "{} in {}", date.value, date.span.of(line));
            count += 1;
        }
    }
    assert!(count > 50, "only {count} dates in the sample");
}
