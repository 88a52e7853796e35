//! What months and days of the week are called.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use crate::tables;

/// What else a form may be, and so what it needs beside it to be a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Guard {
    /// Nothing else.
    Plain,
    /// A first name: "April Ryan".
    Name,
    /// A word of the language: "may", "march".
    Word,
    /// An abbreviation without its stop: it needs a number.
    Short,
    /// A recurring day: "Mondays".
    Plural,
}

/// A way in which a month or a day of the week is written.
#[derive(Clone, Copy, Debug, Deserialize)]
pub(crate) struct CalendarName {
    /// In lower case, an abbreviation with its stop or without.
    pub form: &'static str,
    /// From January or Monday, which are 1.
    pub number: u8,
    /// What else it may be.
    pub guard: Guard,
}

impl CalendarName {
    /// Whether it ends with the stop of an abbreviation.
    pub(crate) fn has_stop(self) -> bool {
        self.form.ends_with('.')
    }
}

/// The names of the months.
pub(crate) fn month_names() -> impl Iterator<Item = CalendarName> {
    tables::calendar::MONTHS.rows()
}

/// The names of the days of the week.
pub(crate) fn weekday_names() -> impl Iterator<Item = CalendarName> {
    tables::calendar::WEEKDAYS.rows()
}

static MONTHS: LazyLock<FxHashMap<&'static str, i8>> = LazyLock::new(|| numbers(month_names()));

static WEEKDAYS: LazyLock<FxHashMap<&'static str, i8>> = LazyLock::new(|| numbers(weekday_names()));

fn numbers(names: impl Iterator<Item = CalendarName>) -> FxHashMap<&'static str, i8> {
    names.filter(|name| !name.has_stop()).map(|name| (name.form, name.number as i8)).collect()
}

/// The number of the month of this name, long or short, in any case and without a full stop.
///
/// ```
/// assert_eq!(onrecord::stages::calendar::month("Sept"), Some(9));
/// assert_eq!(onrecord::stages::calendar::month("Lavrov"), None);
/// ```
pub fn month(name: &str) -> Option<i8> {
    find(&MONTHS, name)
}

/// The number of the day of the week of this name, from Monday, long or short, in any case and without a full stop.
pub fn weekday(name: &str) -> Option<i8> {
    find(&WEEKDAYS, name)
}

fn find(names: &FxHashMap<&'static str, i8>, name: &str) -> Option<i8> {
    /// No name is longer.
    const LONGEST: usize = 10;
    let mut lower = [0; LONGEST];
    let lower = lower.get_mut(..name.len())?;
    lower.copy_from_slice(name.as_bytes());
    lower.make_ascii_lowercase();
    names.get(std::str::from_utf8(lower).ok()?).copied()
}
