//! TIMEX3 values as types: what an expression denotes, how it is written, which days it may mean.
//!
//! A value whose year is not known writes "XXXX" and denotes no days; nothing is ever filled in.

use std::fmt::{self, Display, Formatter};

use serde::{Serialize, Serializer};

use super::Modifier;
use super::resolve::arithmetic::{day_of_week_date, days_between, days_in, first_of_week, month_end, plus_days};
use crate::calendar::{Date, DayRange};
use crate::vocabulary::vocabulary;

vocabulary! {
    /// A season, as TIMEX3 writes it.
    Season {
        /// March to May.
        Spring = "SP",
        /// June to August.
        Summer = "SU",
        /// September to November.
        Fall = "FA",
        /// December to February.
        Winter = "WI",
    }
}

vocabulary! {
    /// A part of the day, as TIMEX3 writes it.
    DayPart {
        /// Before noon.
        Morning = "MO",
        /// After noon.
        Afternoon = "AF",
        /// After work.
        Evening = "EV",
        /// After dark.
        Night = "NI",
        /// While it is light.
        Daytime = "DT",
    }
}

vocabulary! {
    /// A vague reference.
    Reference {
        /// "recently"
        Past = "PAST_REF",
        /// "now"
        Present = "PRESENT_REF",
        /// "the near future"
        Future = "FUTURE_REF",
    }
}

vocabulary! {
    /// A unit of time.
    Unit {
        /// "60 seconds"
        Second = "second",
        /// "five minutes"
        Minute = "minute",
        /// "24 hours"
        Hour = "hour",
        /// "a day"
        Day = "day",
        /// "last week"
        Week = "week",
        /// "the weekend"
        Weekend = "weekend",
        /// "a fortnight"
        Fortnight = "fortnight",
        /// "six months"
        Month = "month",
        /// "two quarters"
        Quarter = "quarter",
        /// "five years"
        Year = "year",
        /// "a decade"
        Decade = "decade",
        /// "centuries"
        Century = "century",
    }
}

/// How many units a length has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Amount {
    /// So many hundredths: two and a half years are 250.
    Hundredths(u32),
    /// "years", "several months"
    Vague,
}

impl Amount {
    /// So many whole units.
    pub fn whole(count: u32) -> Self {
        Self::Hundredths(count.saturating_mul(100))
    }

    /// As a whole number, if it is one.
    pub fn count(self) -> Option<u32> {
        match self {
            Self::Hundredths(hundredths) if hundredths % 100 == 0 => Some(hundredths / 100),
            _ => None,
        }
    }
}

/// A day or a longer stretch of the calendar; a part that is not known is `None` and written with X.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CalendarValue {
    /// "20": the 21st century.
    Century(u8),
    /// "199": the 1990s.
    Decade(u16),
    /// "2018"
    Year(Option<i16>),
    /// "BC0044": a year before Christ, whose days no table of dates holds.
    YearBefore(u16),
    /// "BC02": the third century before Christ.
    CenturyBefore(u8),
    /// "2019-H1"
    Half(Option<i16>, u8),
    /// "1989-Q3"
    Quarter(Option<i16>, Option<u8>),
    /// "1998-SU"
    Season(Option<i16>, Season),
    /// "2020-02"
    Month(Option<i16>, Option<u8>),
    /// "2020-W07", with the year of the ISO week
    Week(Option<i16>, Option<u8>),
    /// "2020-W07-WE"
    Weekend(Option<i16>, Option<u8>),
    /// "XXXX-WXX-1": some Monday
    Weekday(u8),
    /// "2020-02-15"
    Day {
        /// The year.
        year: Option<i16>,
        /// The month, from 1.
        month: Option<u8>,
        /// The day of the month, from 1.
        day: Option<u8>,
    },
}

impl CalendarValue {
    /// A known day.
    pub fn day(day: Date) -> Self {
        Self::Day { year: Some(day.year()), month: Some(day.month() as u8), day: Some(day.day() as u8) }
    }

    /// The month that holds `day`.
    pub fn month_of(day: Date) -> Self {
        Self::Month(Some(day.year()), Some(day.month() as u8))
    }

    /// The ISO week that holds `day`.
    pub fn week_of(day: Date) -> Self {
        let week = day.iso_week_date();
        Self::Week(Some(week.year()), Some(week.week() as u8))
    }

    /// The quarter that holds `day`.
    pub fn quarter_of(day: Date) -> Self {
        Self::Quarter(Some(day.year()), Some((day.month() as u8 - 1) / 3 + 1))
    }

    /// The days from the first to the last, where all is known.
    pub fn days(self) -> Option<DayRange> {
        match self {
            Self::Century(century) => years(i16::from(century) * 100, i16::from(century) * 100 + 99),
            Self::Decade(decade) => {
                let first = i16::try_from(decade).ok()?.checked_mul(10)?;
                years(first, first.checked_add(9)?)
            }
            Self::Year(year) => years(year?, year?),
            Self::Half(year, half) => months(year?, i32::from(half) * 6 - 5, 6),
            Self::Quarter(year, quarter) => months(year?, i32::from(quarter?) * 3 - 2, 3),
            Self::Season(year, season) => months(
                year?,
                match season {
                    Season::Spring => 3,
                    Season::Summer => 6,
                    Season::Fall => 9,
                    Season::Winter => 12,
                },
                3,
            ),
            Self::Month(year, month) => months(year?, i32::from(month?), 1),
            Self::Week(year, week) => {
                let first = first_of_week(year?, week?)?;
                Some(DayRange::new(first, day_of_week_date(first, 7)?))
            }
            Self::Weekend(year, week) => {
                let first = first_of_week(year?, week?)?;
                Some(DayRange::new(day_of_week_date(first, 6)?, day_of_week_date(first, 7)?))
            }
            Self::Weekday(_) | Self::YearBefore(_) | Self::CenturyBefore(_) => None,
            Self::Day { year, month, day } => Date::new(year?, month? as i8, day? as i8).ok().map(DayRange::day),
        }
    }

    /// Those of its days that a modifier leaves: "late October" is the 21st to the 31st.
    pub fn days_with(self, modifier: Option<Modifier>) -> Option<DayRange> {
        let all = self.days()?;
        let part = match modifier {
            Some(Modifier::Start) => 0,
            Some(Modifier::Mid) => 1,
            Some(Modifier::End) => 2,
            _ => return Some(all),
        };
        let cut = match self {
            Self::Month(Some(year), Some(month)) => {
                let last = days_in(year, month)?;
                let (from, to) = [(1, 10), (11, 20), (21, last)][part];
                let day = |day: u8| Date::new(year, month as i8, day as i8).ok();
                Some(DayRange::new(day(from)?, day(to)?))
            }
            Self::Year(Some(year)) => months(year, [1, 5, 9][part], 4),
            Self::Quarter(Some(year), Some(quarter)) => months(year, i32::from(quarter) * 3 - 2 + part as i32, 1),
            Self::Half(Some(year), half) => months(year, i32::from(half) * 6 - 5 + 2 * part as i32, 2),
            Self::Season(Some(year), _) => {
                let month = i32::from(all.first().month()) + part as i32;
                months(year, month, 1)
            }
            Self::Week(..) => {
                let (from, to) = [(1, 4), (2, 4), (5, 7)][part];
                Some(DayRange::new(day_of_week_date(all.first(), from)?, day_of_week_date(all.first(), to)?))
            }
            Self::Decade(decade) => {
                let first = i16::try_from(decade).ok()?.checked_mul(10)?;
                let (from, to) = [(0, 3), (4, 6), (7, 9)][part];
                years(first.checked_add(from)?, first.checked_add(to)?)
            }
            Self::Century(century) => {
                let first = i16::from(century) * 100;
                let (from, to) = [(0, 33), (34, 66), (67, 99)][part];
                years(first + from, first + to)
            }
            _ => Some(all),
        };
        cut.or(Some(all))
    }

    /// Its first or second half: of decades and centuries by years, of all else by days.
    pub fn half_days(self, half: u8) -> Option<DayRange> {
        let all = self.days()?;
        let of_years = |first: i16, length: i16| match half {
            1 => years(first, first.checked_add(length - 1)?),
            _ => years(first.checked_add(length)?, first.checked_add(2 * length - 1)?),
        };
        match self {
            Self::Decade(decade) => of_years(i16::try_from(decade).ok()?.checked_mul(10)?, 5),
            Self::Century(century) => of_years(i16::from(century) * 100, 50),
            _ => {
                let middle = plus_days(all.first(), days_between(all.first(), all.last()).div_euclid(2))?;
                let last =
                    if days_between(all.first(), all.last()) % 2 == 0 { middle.yesterday().ok()? } else { middle };
                match half {
                    _ if all.first() == all.last() => Some(all),
                    1 => Some(DayRange::new(all.first(), last)),
                    _ => Some(DayRange::new(last.tomorrow().ok()?, all.last())),
                }
            }
        }
    }

    /// The same, some years later (or earlier).
    pub fn plus_years(self, count: i16) -> Option<Self> {
        let moved = |year: Option<i16>| -> Option<Option<i16>> { Some(Some(year?.checked_add(count)?)) };
        Some(match self {
            Self::Year(year) => Self::Year(moved(year)?),
            Self::Half(year, half) => Self::Half(moved(year)?, half),
            Self::Quarter(year, quarter) => Self::Quarter(moved(year)?, quarter),
            Self::Season(year, season) => Self::Season(moved(year)?, season),
            Self::Month(year, month) => Self::Month(moved(year)?, month),
            Self::Day { year, month, day } => Self::Day { year: moved(year)?, month, day },
            _ => return None,
        })
    }
}

/// From January of one year to December of the other.
fn years(first: i16, last: i16) -> Option<DayRange> {
    Some(DayRange::new(Date::new(first, 1, 1).ok()?, Date::new(last, 12, 31).ok()?))
}

/// So many months from `month` on, which may lie beyond December.
fn months(year: i16, month: i32, count: i32) -> Option<DayRange> {
    let place = |month: i32| -> Option<(i16, u8)> {
        let months = i32::from(year) * 12 + month - 1;
        Some((i16::try_from(months.div_euclid(12)).ok()?, (months.rem_euclid(12) + 1) as u8))
    };
    let (from_year, from_month) = place(month)?;
    let (to_year, to_month) = place(month + count - 1)?;
    Some(DayRange::new(Date::new(from_year, from_month as i8, 1).ok()?, month_end(to_year, to_month)?))
}

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClockValue {
    /// "T15:00"
    Exact {
        /// From 0 to 24.
        hour: u8,
        /// From 0 to 59.
        minute: u8,
        /// From 0 to 59, where it is said.
        second: Option<u8>,
        /// Whether it is said to be universal time.
        utc: bool,
    },
    /// "TNI"
    Part(DayPart),
}

/// What a time expression denotes, in TIMEX3.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimexValue {
    /// A stretch of the calendar; with an open year, a recurring one ("XXXX-WXX-5").
    Calendar(CalendarValue),
    /// A time on a day.
    Time(CalendarValue, ClockValue),
    /// "P2W"
    Length(Amount, Unit),
    /// "PT2H3M59S": a length written as a clock shows it, in hours, minutes and seconds.
    Elapsed(u8, u8, u8),
    /// "PXX": a length without a unit.
    OpenLength,
    /// "PAST_REF"
    Reference(Reference),
}

impl TimexValue {
    /// The days that it may denote, with its modifier; `None` for lengths, vague references and open dates.
    pub fn days(self, modifier: Option<Modifier>) -> Option<DayRange> {
        match self {
            Self::Calendar(value) => value.days_with(modifier),
            Self::Time(day, _) => day.days(),
            Self::Length(..) | Self::Elapsed(..) | Self::OpenLength | Self::Reference(_) => None,
        }
    }
}

/// A number with so many digits, or as many X.
struct Field(Option<i32>, usize);

impl Display for Field {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(number) if number < 0 => write!(f, "-{:0width$}", -number, width = self.1),
            Some(number) => write!(f, "{number:0width$}", width = self.1),
            None => f.write_str(&"XXXX"[..self.1.min(4)]),
        }
    }
}

impl Display for CalendarValue {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let year = |year: Option<i16>| Field(year.map(i32::from), 4);
        let two = |number: Option<u8>| Field(number.map(i32::from), 2);
        match *self {
            Self::Century(century) => write!(f, "{century:02}"),
            Self::Decade(decade) => write!(f, "{decade:03}"),
            Self::Year(y) => write!(f, "{}", year(y)),
            Self::YearBefore(year) => write!(f, "BC{year:04}"),
            Self::CenturyBefore(century) => write!(f, "BC{century:02}"),
            Self::Half(y, half) => write!(f, "{}-H{half}", year(y)),
            Self::Quarter(y, quarter) => write!(f, "{}-Q{}", year(y), Field(quarter.map(i32::from), 1)),
            Self::Season(y, season) => write!(f, "{}-{season}", year(y)),
            Self::Month(y, month) => write!(f, "{}-{}", year(y), two(month)),
            Self::Week(y, week) => write!(f, "{}-W{}", year(y), two(week)),
            Self::Weekend(y, week) => write!(f, "{}-W{}-WE", year(y), two(week)),
            Self::Weekday(weekday) => write!(f, "XXXX-WXX-{weekday}"),
            Self::Day { year: y, month, day } => write!(f, "{}-{}-{}", year(y), two(month), two(day)),
        }
    }
}

impl Display for ClockValue {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Exact { hour, minute, second, utc } => {
                write!(f, "{hour:02}:{minute:02}")?;
                if let Some(second) = second {
                    write!(f, ":{second:02}")?;
                }
                f.write_str(if utc { "Z" } else { "" })
            }
            Self::Part(part) => write!(f, "{part}"),
        }
    }
}

impl Serialize for TimexValue {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl Display for TimexValue {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Calendar(value) => write!(f, "{value}"),
            Self::Time(day, clock) => write!(f, "{day}T{clock}"),
            Self::Length(amount, unit) => write_length(f, amount, unit),
            Self::Elapsed(hours, minutes, seconds) => write!(f, "PT{hours}H{minutes}M{seconds}S"),
            Self::OpenLength => f.write_str("PXX"),
            Self::Reference(reference) => write!(f, "{reference}"),
        }
    }
}

/// Half a year is six months and half an hour thirty minutes; other fractions stay decimal.
fn write_length(f: &mut Formatter<'_>, amount: Amount, unit: Unit) -> fmt::Result {
    let (letter, time, factor, below) = match unit {
        Unit::Second => ("S", true, 1, None),
        Unit::Minute => ("M", true, 1, Some((60, "S"))),
        Unit::Hour => ("H", true, 1, Some((60, "M"))),
        Unit::Day => ("D", false, 1, None),
        Unit::Week => ("W", false, 1, None),
        Unit::Weekend => ("WE", false, 1, None),
        Unit::Fortnight => ("W", false, 2, None),
        Unit::Month => ("M", false, 1, None),
        Unit::Quarter => ("Q", false, 1, None),
        Unit::Year => ("Y", false, 1, Some((12, "M"))),
        Unit::Decade => ("Y", false, 10, None),
        Unit::Century => ("Y", false, 100, None),
    };
    f.write_str(if time { "PT" } else { "P" })?;
    let Amount::Hundredths(hundredths) = amount else {
        let letter = match unit {
            Unit::Decade => "DE",
            Unit::Century => "CE",
            _ => letter,
        };
        return write!(f, "X{letter}");
    };
    let hundredths = hundredths.saturating_mul(factor);
    let (whole, rest) = (hundredths / 100, hundredths % 100);
    match below {
        _ if rest == 0 => write!(f, "{whole}{letter}"),
        Some((parts, small)) if rest * parts % 100 == 0 => {
            if whole > 0 {
                write!(f, "{whole}{letter}")?;
            }
            write!(f, "{}{small}", rest * parts / 100)
        }
        _ if rest % 10 == 0 => write!(f, "{whole}.{}{letter}", rest / 10),
        _ => write!(f, "{whole}.{rest:02}{letter}"),
    }
}
