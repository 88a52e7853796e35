//! A day as data or a line of the page write it, read as the page's country writes its figures.

use std::sync::LazyLock;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use regex::Regex;
use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::address::named_day;
use crate::calendar::{WrittenDay, written_days};
use crate::span::ByteSpan;
use crate::tables;

/// Before this there were no pages.
const FIRST_YEAR: i16 = 1990;

/// What a country's code says of figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Order {
    Month,
    Anywhere,
}

static ORDERS: LazyLock<FxHashMap<&'static str, Order>> = LazyLock::new(|| tables::pages::DATE_ORDER.rows().collect());

/// A day as data give it, in figures without marks: a day, perhaps with its time, or seconds or thousandths since 1970.
static IN_DATA: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?x)^(?:
            (?<year>[0-9]{4}) (?<month>[0-9]{2}) (?<day>[0-9]{2}) (?: [0-9]{6}$ | [-T\ ] | $ )
            | (?<seconds>[0-9]{10}) (?:[0-9]{3})? $
        )",
    )
    .expect("a pattern")
});

/// How a page's figures are read, and which days can be one of publication.
#[derive(Clone, Debug)]
pub(super) struct Figures {
    /// Whether "02/03/2021" is a day of March.
    pub day_first: bool,
    /// Days that the page writes without doubt.
    pub known: Vec<Date>,
    /// The last day that it can have been published on.
    pub latest: Option<Date>,
}

impl Figures {
    /// Whether a day can be one of publication.
    pub(super) fn fits(&self, day: Date) -> bool {
        day.year() >= FIRST_YEAR && self.latest.is_none_or(|latest| day <= latest)
    }

    /// The day of a value: an ISO date, a date in words, seconds since 1970.
    pub(super) fn read(&self, text: &str) -> Option<Date> {
        match in_data(text)? {
            Value::Sure(day) => Some(day).filter(|day| self.fits(*day)),
            Value::Written(found) => self.chosen(&found),
        }
    }

    /// The days that a text writes, each with where it stands.
    pub(super) fn days<'t>(&'t self, text: &'t str) -> impl Iterator<Item = (ByteSpan, Date)> + 't {
        written_days(text).filter_map(|found| Some((found.span, self.chosen(&found)?)))
    }

    /// Of two readings the one that another day of the page has, else that of its country.
    fn chosen(&self, found: &WrittenDay) -> Option<Date> {
        let day = Some(found.day).filter(|day| self.fits(*day));
        let Some(other) = found.other.filter(|other| self.fits(*other)) else { return day };
        let Some(day) = day else { return Some(other) };
        let is_known = |day: Date| self.known.contains(&day);
        let takes_other = if is_known(day) == is_known(other) { self.day_first } else { is_known(other) };
        Some(if takes_other { other } else { day })
    }
}

/// What a value says.
enum Value {
    Sure(Date),
    Written(WrittenDay),
}

fn in_data(text: &str) -> Option<Value> {
    const LONGEST: usize = 100;
    let text = text.trim();
    if text.len() > LONGEST {
        return None;
    }
    match IN_DATA.captures(text) {
        Some(found) if found.name("year").is_some() => named_day(&found).map(Value::Sure),
        Some(found) => {
            let seconds = found["seconds"].parse().ok()?;
            Some(Value::Sure(Timestamp::from_second(seconds).ok()?.to_zoned(TimeZone::UTC).date()))
        }
        None => written_days(text).next().map(Value::Written),
    }
}

/// The day of a value that can be read in one way alone.
pub(super) fn sure_day(text: &str) -> Option<Date> {
    match in_data(text)? {
        Value::Sure(day) => Some(day),
        Value::Written(found) => found.other.is_none().then_some(found.day),
    }
}

/// Whether figures of a page have the day first, by the country of its address, else by the languages that it declares, such
/// as "en-GB".
pub(super) fn is_day_first<'l>(url: Option<&str>, mut languages: impl Iterator<Item = &'l str>) -> bool {
    let host = url.and_then(|url| url.split_once("://")).map_or("", |(_, rest)| rest);
    let host = host.split(['/', ':', '?', '#']).next().unwrap_or_default();
    let country = host.rsplit('.').next().filter(|last| last.len() == 2).map(str::to_ascii_lowercase);
    let order = |country: &str| ORDERS.get(country).copied();
    if let Some(country) = country.filter(|country| order(country) != Some(Order::Anywhere)) {
        return order(&country) != Some(Order::Month);
    }
    languages
        .find_map(|tag| {
            let mut parts = tag.trim().split(['-', '_']).map(str::to_ascii_lowercase);
            let language = parts.next().filter(|language| language.len() == 2)?;
            let country = parts.find(|part| part.len() == 2);
            match country {
                Some(country) => Some(order(&country) != Some(Order::Month)),
                None => Some(language != "en"),
            }
        })
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(day: Option<Date>) -> String {
        day.map_or_else(String::new, |day| day.to_string())
    }

    #[test]
    fn days_in_data() {
        let figures = Figures { day_first: false, known: Vec::new(), latest: None };
        for (text, expected) in [
            ("20190211", "2019-02-11"),
            (" 20190211103000 ", "2019-02-11"),
            ("20190211T1030Z", "2019-02-11"),
            ("20190211-1030", "2019-02-11"),
            ("1549886400", "2019-02-11"),
            ("1549886400123", "2019-02-11"),
            ("2019-02-11T10:30:00+03:00", "2019-02-11"),
            ("Mon, 11 Feb 2019", "2019-02-11"),
            ("20191311", ""),
            ("201902111", ""),
            ("15498864001", ""),
            ("1985-02-11", ""),
            ("today", ""),
            ("", ""),
        ] {
            assert_eq!(shown(figures.read(text)), expected, "{text}");
        }
    }

    #[test]
    fn figures_that_can_be_read_in_two_ways() {
        let days = |texts: &[&str]| texts.iter().filter_map(|text| sure_day(text)).collect::<Vec<_>>();
        for (day_first, known, latest, expected) in [
            (false, &[][..], None, "2021-02-03"),
            (true, &[], None, "2021-03-02"),
            // What the page writes elsewhere counts more than its country.
            (false, &["2021-03-02T10:00:00Z"], None, "2021-03-02"),
            (true, &["3 Feb 2021"], None, "2021-02-03"),
            (true, &["02/03/2021"], None, "2021-03-02"),
            // It was not published after it was saved.
            (true, &[], Some("2021-02-20"), "2021-02-03"),
        ] {
            let figures = Figures { day_first, known: days(known), latest: latest.and_then(sure_day) };
            assert_eq!(shown(figures.read("02/03/2021")), expected, "{day_first} {known:?} {latest:?}");
        }
    }

    #[test]
    fn countries_that_write_the_day_first() {
        for (url, languages, expected) in [
            ("https://example.org/", &["en"][..], false),
            ("https://example.org/", &["en-GB"], true),
            ("https://example.org/", &["de"], true),
            ("https://example.org/", &["en_US", "en-GB"], false),
            ("https://example.org/", &["", "en-AU"], true),
            // Many sites leave the language that their system came with.
            ("https://example.co.uk/a.us", &["en-US"], true),
            ("https://example.ie:80/", &["en-US"], true),
            ("https://example.us/", &["en-GB"], false),
            ("https://example.io/", &["en-GB"], true),
            ("", &[], false),
        ] {
            assert_eq!(is_day_first(Some(url), languages.iter().copied()), expected, "{url} {languages:?}");
        }
    }
}
