//! Holidays → days: fixed, by weekday, by Easter (Western and Orthodox), by the Islamic calendar.
//!
//! An Islamic month begins with the new moon; what is seen of it in a country may be a day off.

use serde::{Deserialize, Deserializer};

use super::arithmetic::{days_in, plus_days, weekday_on_or_after, weekday_on_or_before};
use super::moon::first_of_month;
use crate::calendar::{Date, DayRange};
use crate::vocabulary::parsed;

/// When a holiday falls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::dates) enum Holiday {
    /// The same day each year.
    Fixed(u8, u8),
    /// The n-th such weekday of a month (5: the last), and days after it.
    Nth { month: u8, n: u8, weekday: u8, plus: u8 },
    /// The last such weekday before a day of the year.
    Before { month: u8, day: u8, weekday: u8 },
    /// Days from Easter.
    Easter(i8),
    /// Days from Orthodox Easter.
    Orthodox(i8),
    /// A day of the Islamic year; day 0 is the whole month.
    Hijri(u8, u8),
}

impl<'de> Deserialize<'de> for Holiday {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        parsed(deserializer, |rule| Self::parse(rule).ok_or_else(|| format!("{rule:?} is no rule of a holiday")))
    }
}

impl Holiday {
    /// Reads a rule of the table.
    fn parse(rule: &str) -> Option<Self> {
        let words: Vec<&str> = rule.split(' ').collect();
        let month_day = |text: &str| {
            let (month, day) = text.split_once('-')?;
            Some((month.parse().ok()?, day.parse().ok()?))
        };
        match words.as_slice() {
            ["fixed", date] => month_day(date).map(|(month, day)| Self::Fixed(month, day)),
            ["nth", month, n, weekday, plus] => Some(Self::Nth {
                month: month.parse().ok()?,
                n: n.parse().ok()?,
                weekday: weekday.parse().ok()?,
                plus: plus.parse().ok()?,
            }),
            ["before", date, weekday] => {
                let (month, day) = month_day(date)?;
                Some(Self::Before { month, day, weekday: weekday.parse().ok()? })
            }
            ["easter", days] => days.parse().ok().map(Self::Easter),
            ["orthodox", days] => days.parse().ok().map(Self::Orthodox),
            ["hijri", month, day] => Some(Self::Hijri(month.parse().ok()?, day.parse().ok()?)),
            _ => None,
        }
    }

    /// Its days in a year; the last that begins in it, if two do.
    pub(in crate::dates) fn in_year(self, year: i16) -> Option<DayRange> {
        let day = match self {
            Self::Fixed(month, day) => Date::new(year, month as i8, day as i8).ok()?,
            Self::Nth { month, n, weekday, plus } => plus_days(nth_weekday(year, month, n, weekday)?, i64::from(plus))?,
            Self::Before { month, day, weekday } => {
                weekday_on_or_before(plus_days(Date::new(year, month as i8, day as i8).ok()?, -1)?, weekday)?
            }
            Self::Easter(days) => plus_days(easter(year)?, i64::from(days))?,
            Self::Orthodox(days) => plus_days(orthodox_easter(year)?, i64::from(days))?,
            Self::Hijri(month, day) => return hijri_in_year(year, month, day),
        };
        Some(DayRange::day(day))
    }

    /// The month and day that it has every year, if it has.
    pub(in crate::dates) fn fixed(self) -> Option<(u8, u8)> {
        match self {
            Self::Fixed(month, day) => Some((month, day)),
            _ => None,
        }
    }
}

/// The n-th such weekday of a month; the last for 5 and more, if there are not so many.
pub(in crate::dates) fn nth_weekday(year: i16, month: u8, n: u8, weekday: u8) -> Option<Date> {
    let first = weekday_on_or_after(Date::new(year, month as i8, 1).ok()?, weekday)?;
    let room = (days_in(year, month)? - first.day() as u8) / 7;
    plus_days(first, 7 * i64::from(n.max(1).saturating_sub(1).min(room)))
}

/// Western Easter, by the rules for the golden number and the epact of the Gregorian calendar.
fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let golden = y.rem_euclid(19);
    let century = y.div_euclid(100);
    let leap_centuries = century.div_euclid(4);
    let moon_correction = (8 * century + 13).div_euclid(25);
    let epact = (19 * golden + century - leap_centuries - moon_correction + 15).rem_euclid(30);
    let full_moon = epact - (epact / 28) * (1 - (29 / (epact + 1)) * ((21 - golden) / 11));
    let sunday = (y + y.div_euclid(4) + full_moon + 2 - century + leap_centuries).rem_euclid(7);
    plus_days(Date::new(year, 3, 28).ok()?, i64::from(full_moon - sunday))
}

/// Orthodox Easter: that of the Julian calendar, as a Gregorian day.
fn orthodox_easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let moon = (19 * y.rem_euclid(19) + 15).rem_euclid(30);
    let sunday = (2 * y.rem_euclid(4) + 4 * y.rem_euclid(7) - moon + 34).rem_euclid(7);
    let julian_march = moon + sunday + 21;
    let lag = y.div_euclid(100) - y.div_euclid(400) - 2;
    plus_days(Date::new(year, 3, 1).ok()?, i64::from(julian_march + lag))
}

/// The day of the epoch of the tabular Islamic calendar in days from 1970-01-01: 16 July 622 (Julian).
const HIJRI_EPOCH: i64 = -492_148;

/// The first day of a month of the Islamic calendar: by the moon near that of the tabular calendar.
fn hijri(year: i64, month: u8) -> Option<Date> {
    /// The moon is reckoned well for these years.
    const RECKONED: std::ops::RangeInclusive<i64> = 1200..=1700;
    let months = i64::from(month) - 1;
    let days = (year - 1) * 354 + (3 + 11 * year).div_euclid(30) + 29 * months + (months + 1) / 2;
    let tabular = HIJRI_EPOCH + days;
    let first = if RECKONED.contains(&year) { first_of_month(tabular) } else { tabular };
    plus_days(Date::new(1970, 1, 1).ok()?, first)
}

/// The last such day or month that begins in a Gregorian year.
fn hijri_in_year(year: i16, month: u8, day: u8) -> Option<DayRange> {
    let about = (i64::from(year) - 622) * 33 / 32;
    let begun = || {
        (about - 1..=about + 3).rev().filter_map(|hijri_year| {
            let first = hijri(hijri_year, month)?;
            let days = if day == 0 {
                let next = if month == 12 { hijri(hijri_year + 1, 1)? } else { hijri(hijri_year, month + 1)? };
                DayRange::new(first, plus_days(next, -1)?)
            } else {
                DayRange::day(plus_days(first, i64::from(day) - 1)?)
            };
            (days.first().year() == year).then_some(days)
        })
    };
    // Of two that begin in one year, the one that also ends in it.
    begun().find(|days| days.last().year() == year).or_else(|| begun().next())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn movable_feasts_fall_where_they_fell() {
        for (rule, year, days) in [
            ("easter 0", 2020, "2020-04-12"),
            ("easter 0", 2019, "2019-04-21"),
            ("easter -2", 2024, "2024-03-29"),
            ("orthodox 0", 2020, "2020-04-19"),
            ("orthodox 0", 2019, "2019-04-28"),
            ("nth 11 4 4 0", 1999, "1999-11-25"),
            ("nth 5 5 1 0", 2019, "2019-05-27"),
            ("nth 11 1 1 1", 1998, "1998-11-03"),
            ("hijri 10 1", 2016, "2016-07-06"),
            ("hijri 10 1", 2020, "2020-05-24"),
            ("hijri 12 10", 2019, "2019-08-11"),
            ("hijri 9 1", 2018, "2018-05-17"),
            ("hijri 9 1", 2022, "2022-04-02"),
        ] {
            let found =
                Holiday::parse(rule).and_then(|holiday| holiday.in_year(year)).map(|days| days.first().to_string());
            assert_eq!(found.as_deref(), Some(days), "{rule} {year}");
        }
    }
}
