//! Reckoning with civil days: weeks, months, shifts. Everything saturates or gives up; nothing panics.

use jiff::Span;
use jiff::civil::ISOWeekDate;
use jiff::civil::Weekday;

use crate::calendar::Date;
use crate::dates::value::{Amount, CalendarValue, Unit};

/// How many days a month has.
pub(in crate::dates) fn days_in(year: i16, month: u8) -> Option<u8> {
    Some(Date::new(year, month as i8, 1).ok()?.days_in_month() as u8)
}

/// The last day of a month.
pub(in crate::dates) fn month_end(year: i16, month: u8) -> Option<Date> {
    Some(Date::new(year, month as i8, 1).ok()?.last_of_month())
}

/// The Monday of an ISO week.
pub(in crate::dates) fn first_of_week(year: i16, week: u8) -> Option<Date> {
    Some(ISOWeekDate::new(year, week as i8, Weekday::Monday).ok()?.date())
}

/// The day with this weekday (1 for Monday) in the week that begins on `monday`.
pub(in crate::dates) fn day_of_week_date(monday: Date, weekday: u8) -> Option<Date> {
    plus_days(monday, i64::from(weekday) - 1)
}

/// So many days later; `None` before the year 1, for which values have no form.
pub(in crate::dates) fn plus_days(day: Date, days: i64) -> Option<Date> {
    day.checked_add(Span::new().try_days(days).ok()?).ok().filter(|day| day.year() > 0)
}

/// So many months later; the last of the month where the day is too high; `None` before the year 1.
pub(in crate::dates) fn plus_months(day: Date, months: i64) -> Option<Date> {
    day.checked_add(Span::new().try_months(months).ok()?).ok().filter(|day| day.year() > 0)
}

/// 1 for Monday.
pub(in crate::dates) fn weekday(day: Date) -> u8 {
    day.weekday().to_monday_one_offset() as u8
}

/// How many days from the one to the other.
pub(in crate::dates) fn days_between(from: Date, to: Date) -> i64 {
    from.until(to).map_or(0, |span| i64::from(span.get_days()))
}

/// The nearest day with this weekday from `day` on backwards, itself included.
pub(in crate::dates) fn weekday_on_or_before(day: Date, wanted: u8) -> Option<Date> {
    plus_days(day, -((i64::from(weekday(day)) - i64::from(wanted)).rem_euclid(7)))
}

/// The nearest day with this weekday from `day` on, itself included.
pub(in crate::dates) fn weekday_on_or_after(day: Date, wanted: u8) -> Option<Date> {
    plus_days(day, (i64::from(wanted) - i64::from(weekday(day))).rem_euclid(7))
}

/// The same day, week or month so many units before, with the precision that it has itself.
pub(in crate::dates) fn recalled(value: CalendarValue, amount: Amount, unit: Unit) -> Option<CalendarValue> {
    let back = -i64::from(amount.count()?);
    let days = value.days()?;
    // Of a week the middle is in the same month and year as most of it.
    let from = plus_days(days.first(), days_between(days.first(), days.last()) / 2)?;
    let then = match unit {
        Unit::Week => plus_days(from, back.checked_mul(7)?)?,
        Unit::Fortnight => plus_days(from, back.checked_mul(14)?)?,
        Unit::Month => plus_months(from, back)?,
        Unit::Year => plus_months(from, back.checked_mul(12)?)?,
        Unit::Decade => plus_months(from, back.checked_mul(120)?)?,
        Unit::Century => plus_months(from, back.checked_mul(1200)?)?,
        _ => return None,
    };
    Some(match (value, CalendarValue::week_of(then)) {
        (CalendarValue::Day { .. }, _) => CalendarValue::day(then),
        (CalendarValue::Month(..), _) => CalendarValue::month_of(then),
        (CalendarValue::Weekend(..), CalendarValue::Week(year, week)) => CalendarValue::Weekend(year, week),
        (CalendarValue::Week(..), week) => week,
        _ => return None,
    })
}

/// So many units after `day` (or before, if negative), with the precision of the unit.
///
/// Half a year is six months, half a week nothing that has a value.
pub(in crate::dates) fn shift(day: Date, amount: Amount, unit: Unit, forward: bool) -> Option<CalendarValue> {
    let sign = if forward { 1 } else { -1 };
    let Amount::Hundredths(hundredths) = amount else { return None };
    let hundredths = i64::from(hundredths);
    let count = sign * (hundredths / 100);
    let is_whole = hundredths % 100 == 0;
    Some(match unit {
        Unit::Second | Unit::Minute => CalendarValue::day(day),
        Unit::Hour => CalendarValue::day(plus_days(day, sign * (hundredths / 2400))?),
        Unit::Day => CalendarValue::day(plus_days(day, count)?),
        Unit::Week => CalendarValue::week_of(plus_days(day, count.checked_mul(7)?)?),
        Unit::Fortnight => CalendarValue::week_of(plus_days(day, count.checked_mul(14)?)?),
        Unit::Weekend => {
            let CalendarValue::Week(year, week) = CalendarValue::week_of(plus_days(day, count.checked_mul(7)?)?) else {
                return None;
            };
            CalendarValue::Weekend(year, week)
        }
        Unit::Month => CalendarValue::month_of(plus_months(day, count)?),
        Unit::Quarter => CalendarValue::quarter_of(plus_months(day, count.checked_mul(3)?)?),
        Unit::Year if is_whole => CalendarValue::Year(Some(plus_months(day, count.checked_mul(12)?)?.year())),
        Unit::Year => CalendarValue::month_of(plus_months(day, sign * (hundredths * 12 / 100))?),
        Unit::Decade => CalendarValue::Year(Some(plus_months(day, sign * (hundredths * 120 / 100))?.year())),
        Unit::Century => CalendarValue::Year(Some(plus_months(day, sign * (hundredths * 1200 / 100))?.year())),
    })
}
