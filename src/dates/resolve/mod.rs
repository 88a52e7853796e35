//! Expressions → TIMEX3 type, value, modifier and days, against the day of publication and the text before.
//!
//! The rules of docs/annotation.md, "Dates": tense and preposition decide the direction, "two years ago" has the
//! precision of the unit named, nothing is made more precise than it was said. What cannot be resolved
//! keeps X for what is open.

pub(super) mod arithmetic;
pub(super) mod direction;
mod events;
pub(super) mod holidays;
mod moon;
mod relative;

use super::expression::{Clock, Expression, Fields, Figures, Period, Place, Recurrence, Relation, Towards};
use super::lexicon::LEXICON;
use super::value::{Amount, CalendarValue, ClockValue, Reference, TimexValue, Unit};
use super::{DateBasis, Modifier, TimexType};
use crate::calendar::{Date, DayRange};
use arithmetic::{days_between, plus_days, plus_months, shift};
use direction::Direction;
use holidays::nth_weekday;

/// Which of the first two figures is the month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FigureOrder {
    /// 03/25/2019
    MonthFirst,
    /// 25/03/2019
    DayFirst,
}

/// What an expression was resolved to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Resolved {
    pub r#type: TimexType,
    pub value: TimexValue,
    pub modifier: Option<Modifier>,
    pub days: Option<DayRange>,
    pub basis: DateBasis,
}

/// A date of the text that later expressions may refer to.
#[derive(Clone, Copy, Debug)]
struct Anchor {
    value: CalendarValue,
    days: DayRange,
    /// The line that names it.
    line: u32,
    /// Whether it was counted from another date.
    shifted: bool,
}

/// What is known around an expression.
#[derive(Clone, Copy, Debug)]
pub(super) struct Setting {
    /// Whether it lies behind or ahead.
    pub direction: Direction,
    /// Whether a verb beside it tells of what is over.
    pub told: bool,
    /// Whether a limit stands before it ("by", "until"), which tense says little of.
    pub limit: bool,
    /// Its sentence, counted over the document.
    pub line: u32,
    /// A day named beside a time without one.
    pub day: Option<CalendarValue>,
    /// A year named beside a day without one.
    pub year: Option<(i16, DateBasis)>,
    /// The first day of the range that it ends.
    pub from: Option<Date>,
}

/// Resolves the expressions of one document in text order.
#[derive(Debug)]
pub(super) struct Resolver {
    /// The day of publication.
    published: Option<Date>,
    /// The day that "today" is: that of the dateline, if it is a day off.
    today: Option<Date>,
    /// What other dates of the document say of the order of figures.
    order: Option<FigureOrder>,
    /// The last date, and the last before the expressions that were counted from it in this line.
    last: Option<Anchor>,
    /// The last day named, and its line.
    last_day: Option<(Anchor, u32)>,
    /// A date counted from another, which becomes the last one with the next line.
    pending: Option<Anchor>,
    /// The last quarter, and its line.
    quarter: Option<(CalendarValue, u32)>,
    /// The line of a sum of months ("the first nine months"), beside which comparisons are of years.
    cumulated: Option<u32>,
    /// A year that frames its line: "In 2015 …"
    frame: Option<(i16, u32)>,
    /// The line of the last expression.
    line: u32,
}

/// A stretch of the calendar, and what it was resolved against.
#[derive(Clone, Copy, Debug)]
struct Placed {
    value: CalendarValue,
    basis: DateBasis,
    /// Days that differ from those of the value: an ambiguous date, a month of the Islamic year, a fiscal year.
    days: Option<Option<DayRange>>,
    modifier: Option<Modifier>,
}

impl Placed {
    fn new(value: CalendarValue, basis: DateBasis) -> Self {
        Self { value, basis, days: None, modifier: None }
    }
}

impl Resolver {
    /// For a document published on that day.
    pub(super) fn new(published: Option<Date>, order: Option<FigureOrder>) -> Self {
        Self {
            published,
            today: published,
            order,
            last: None,
            last_day: None,
            pending: None,
            quarter: None,
            cumulated: None,
            frame: None,
            line: 0,
        }
    }

    /// Takes the day of a dateline as the day of writing, if it is next to the day of publication.
    pub(super) fn set_dateline(&mut self, day: Date) {
        if self.published.is_some_and(|published| days_between(published, day).abs() == 1) {
            self.today = Some(day);
        }
    }

    /// The day of speaking.
    pub(super) fn today(&self) -> Option<Date> {
        self.today
    }

    /// Notes that a year frames its line ("In 2015, …").
    pub(super) fn set_frame(&mut self, year: i16, line: u32) {
        self.frame = Some((year, line));
    }

    /// The day that an expression names, without taking note of it.
    pub(super) fn day_of(&self, expression: &Expression, setting: Setting) -> Option<CalendarValue> {
        let day = match expression {
            Expression::At(_, Some(day)) | Expression::DayPart(_, Some(day)) => day,
            other => other,
        };
        Some(self.place(day, setting).value).filter(|value| matches!(value, CalendarValue::Day { day: Some(_), .. }))
    }

    /// The year that an expression names, without taking note of it.
    pub(super) fn year_of(&self, expression: &Expression, setting: Setting) -> Option<(i16, DateBasis)> {
        let placed = self.place(expression, setting);
        match placed.value {
            CalendarValue::Year(year) => Some((year?, placed.basis)),
            _ => None,
        }
    }

    /// Resolves the next expression.
    pub(super) fn resolve(
        &mut self,
        expression: &Expression,
        modifier: Option<Modifier>,
        setting: Setting,
    ) -> Resolved {
        if setting.line != self.line {
            self.line = setting.line;
            if let Some(pending) = self.pending.take() {
                self.last = Some(pending);
            }
        }
        if let Expression::Length(amount, Unit::Month) = expression
            && amount.count().is_some_and(|months| matches!(months, 6 | 9))
        {
            self.cumulated = Some(setting.line);
        }
        let mut resolved = self.timex(expression, setting);
        resolved.modifier = resolved.modifier.or(modifier);
        resolved.days = match resolved.value {
            TimexValue::Calendar(_) | TimexValue::Time(..) => resolved.days,
            _ => None,
        };
        resolved
    }

    fn timex(&mut self, expression: &Expression, setting: Setting) -> Resolved {
        let plain = |r#type, value, basis| Resolved { r#type, value, modifier: None, days: None, basis };
        match *expression {
            Expression::Length(amount, unit) => {
                plain(TimexType::Duration, TimexValue::Length(amount, unit), DateBasis::Explicit)
            }
            Expression::Elapsed(hours, minutes, seconds) => {
                plain(TimexType::Duration, TimexValue::Elapsed(hours, minutes, seconds), DateBasis::Explicit)
            }
            Expression::OpenLength => plain(TimexType::Duration, TimexValue::OpenLength, DateBasis::Explicit),
            Expression::Reference(reference) => {
                plain(TimexType::Date, TimexValue::Reference(reference), DateBasis::None)
            }
            Expression::Set(recurrence) => plain(TimexType::Set, recurring(recurrence), DateBasis::Explicit),
            Expression::Shift(Amount::Vague, _, towards) => {
                let reference = match towards {
                    Towards::Ago | Towards::Earlier => Reference::Past,
                    Towards::Later | Towards::Hence => Reference::Future,
                };
                plain(TimexType::Date, TimexValue::Reference(reference), DateBasis::None)
            }
            Expression::Ahead(amount, unit) => match self.ahead(amount, unit, setting) {
                Some(placed) => self.date(placed, expression, setting),
                None => plain(TimexType::Duration, TimexValue::Length(amount, unit), DateBasis::Explicit),
            },
            Expression::At(clock, ref day) => self.time(exact(clock), day.as_deref(), setting),
            Expression::DayPart(part, ref day) => self.time(ClockValue::Part(part), day.as_deref(), setting),
            Expression::Part(modifier, ref inner) | Expression::Beside(modifier, ref inner)
                if matches!(**inner, Expression::At(..) | Expression::DayPart(..)) =>
            {
                Resolved { modifier: Some(modifier), ..self.timex(inner, setting) }
            }
            _ => {
                let placed = self.place(expression, setting);
                self.date(placed, expression, setting)
            }
        }
    }

    /// A placed date as a TIMEX; later expressions may refer to it.
    fn date(&mut self, placed: Placed, expression: &Expression, setting: Setting) -> Resolved {
        let days = placed.days.unwrap_or_else(|| placed.value.days_with(placed.modifier));
        self.remember(placed.value, matches!(expression, Expression::Shift(..)));
        self.remember_quarter(placed.value, expression, setting);
        Resolved {
            r#type: TimexType::Date,
            value: TimexValue::Calendar(placed.value),
            modifier: placed.modifier,
            days,
            basis: placed.basis,
        }
    }

    /// Notes the quarter that a report is on: not one that is only compared with, and not one to come.
    fn remember_quarter(&mut self, value: CalendarValue, expression: &Expression, setting: Setting) {
        let named = match expression {
            Expression::Fiscal(inner) => inner,
            other => other,
        };
        if let (
            Expression::Relative(Relation::Definite | Relation::Latest, Period::Unit(Unit::Quarter)),
            Some((_, line)),
        ) = (named, &mut self.quarter)
        {
            *line = setting.line;
        }
        let planned = setting.direction == Direction::Future && self.quarter.is_some();
        if !matches!(named, Expression::InYear(Period::Quarter(_), _)) || planned {
            return;
        }
        let compared = match (self.quarter, value) {
            (Some((CalendarValue::Quarter(year, quarter), line)), CalendarValue::Quarter(before, same)) => {
                let passed = before == year && same < quarter && setting.line - line <= 3;
                quarter == same && before < year || passed && !matches!(expression, Expression::Fiscal(_))
            }
            _ => false,
        };
        if !compared {
            self.quarter = Some((value, setting.line));
            self.cumulated = None;
        }
    }

    fn remember(&mut self, value: CalendarValue, shifted: bool) {
        let Some(days) = value.days() else { return };
        let anchor = Anchor { value, days, line: self.line, shifted };
        if matches!(value, CalendarValue::Day { .. }) {
            self.last_day = Some((anchor, self.line));
        }
        if shifted {
            self.pending = Some(anchor);
        } else {
            self.last = Some(anchor);
            self.pending = None;
        }
    }

    /// A time of day on a day that is named, stands beside it, or was the last one named.
    fn time(&mut self, clock: ClockValue, day: Option<&Expression>, setting: Setting) -> Resolved {
        let placed = match (day, setting.day) {
            (Some(day), _) => {
                let placed = self.place(day, setting);
                self.remember(placed.value, false);
                placed
            }
            (None, Some(day)) => Placed::new(day, DateBasis::Previous),
            (None, None) => match (self.last_day.filter(|&(_, line)| setting.line - line <= 1), self.today) {
                (Some((anchor, _)), _) => Placed::new(anchor.value, DateBasis::Previous),
                (None, Some(today)) => Placed::new(CalendarValue::day(today), DateBasis::Published),
                (None, None) => Placed::new(CalendarValue::Day { year: None, month: None, day: None }, DateBasis::None),
            },
        };
        // A time of day within anything longer than a day ("noon" in Ramadan) is of no day that is known.
        let (day, days) = match placed.value {
            day @ (CalendarValue::Day { .. } | CalendarValue::Weekday(_)) => (day, placed.days),
            _ => (CalendarValue::Day { year: None, month: None, day: None }, None),
        };
        Resolved {
            r#type: TimexType::Time,
            value: TimexValue::Time(day, clock),
            modifier: placed.modifier,
            days: days.unwrap_or_else(|| day.days()),
            basis: placed.basis,
        }
    }

    /// Where in the calendar an expression lies.
    fn place(&self, expression: &Expression, setting: Setting) -> Placed {
        match *expression {
            Expression::Fields(fields) => self.fields(fields, setting),
            Expression::DayOfMonth(day) => self.day_of_month(day, setting),
            Expression::Figures(figures) => self.figures(figures, setting),
            Expression::Relative(relation, period) => self.relative(relation, period, setting),
            Expression::Deictic(days) => match self.today.and_then(|today| plus_days(today, i64::from(days))) {
                Some(day) => Placed::new(CalendarValue::day(day), DateBasis::Published),
                None => Placed::new(CalendarValue::Day { year: None, month: None, day: None }, DateBasis::None),
            },
            Expression::InYear(period, ref year) => self.in_year(period, year.as_deref(), setting),
            Expression::Fiscal(ref inner) => Placed { days: Some(None), ..self.place(inner, setting) },
            Expression::Nth(place, period, ref whole) => {
                let whole = self.place(whole, setting);
                match nth(place, period, whole.value) {
                    Some(value) => Placed::new(value, whole.basis),
                    None => whole,
                }
            }
            Expression::Holding(unit, ref day) => {
                let day = self.place(day, setting);
                match (day.value.days(), unit) {
                    (Some(days), Unit::Weekend) => {
                        // The weekend of a Monday is the one before it.
                        let monday = arithmetic::weekday(days.first()) == 1 && days.first() == days.last();
                        let within = if monday { days.first().yesterday().ok() } else { None }.unwrap_or(days.first());
                        match CalendarValue::week_of(within) {
                            CalendarValue::Week(year, week) => {
                                Placed::new(CalendarValue::Weekend(year, week), day.basis)
                            }
                            _ => day,
                        }
                    }
                    (Some(days), Unit::Quarter) => {
                        // A quarter that ends on 31 July is mostly the second one.
                        let middle = plus_days(days.first(), -45).unwrap_or(days.first());
                        Placed::new(CalendarValue::quarter_of(middle), day.basis)
                    }
                    (Some(days), _) => Placed::new(CalendarValue::week_of(days.first()), day.basis),
                    (None, Unit::Quarter) => Placed::new(CalendarValue::Quarter(None, None), day.basis),
                    (None, _) => Placed::new(CalendarValue::Week(None, None), day.basis),
                }
            }
            Expression::Decade(decade) => Placed::new(CalendarValue::Decade(decade), DateBasis::Explicit),
            Expression::Century(century) => Placed::new(CalendarValue::Century(century), DateBasis::Explicit),
            Expression::BeforeChrist(value) => Placed::new(value, DateBasis::Explicit),
            Expression::Shift(amount, unit, towards) => self.shifted(amount, unit, towards, setting),
            Expression::ShiftFrom(amount, unit, forward, ref day) => {
                let day = self.place(day, setting);
                let shifted = day.value.days().and_then(|days| match (unit, amount.count()) {
                    (Unit::Week, Some(weeks)) => {
                        shift(days.first(), Amount::whole(weeks.checked_mul(7)?), Unit::Day, forward)
                    }
                    _ => shift(days.first(), amount, unit, forward),
                });
                Placed {
                    value: shifted.unwrap_or(CalendarValue::Day { year: None, month: None, day: None }),
                    days: None,
                    ..day
                }
            }
            Expression::Recalled(amount, unit, ref day) => {
                let day = self.place(day, setting);
                match arithmetic::recalled(day.value, amount, unit) {
                    Some(value) => Placed::new(value, day.basis),
                    None => Placed::new(CalendarValue::Year(None), DateBasis::None),
                }
            }
            Expression::Comparison(period) => self.comparison(period, setting),
            Expression::Part(modifier, ref inner) => {
                let inner = self.place(inner, setting);
                Placed { modifier: Some(modifier), ..inner }
            }
            Expression::Beside(modifier, ref inner) => {
                let whole = self.place(inner, setting);
                let days = whole.value.days().zip(self.today).and_then(|(days, today)| beside(days, today, modifier));
                Placed { modifier: Some(modifier), days: days.map(Some).or(whole.days), ..whole }
            }
            Expression::HalfOf(half, ref inner) => {
                let whole = self.place(inner, setting);
                let modifier = if half == 1 { Modifier::Start } else { Modifier::End };
                let days = whole.value.half_days(half).map(Some).or(whole.days);
                Placed { modifier: Some(modifier), days, ..whole }
            }
            Expression::Ahead(..)
            | Expression::At(..)
            | Expression::DayPart(..)
            | Expression::Length(..)
            | Expression::Elapsed(..)
            | Expression::OpenLength
            | Expression::Set(_)
            | Expression::Reference(_) => Placed::new(CalendarValue::Year(None), DateBasis::None),
        }
    }

    fn fields(&self, fields: Fields, setting: Setting) -> Placed {
        let frame = self.frame.filter(|&(_, line)| line == setting.line).map(|(year, _)| year);
        match fields {
            // A day that no calendar has ("30 February"): its month.
            Fields { year, month: Some(month), day: Some(day), .. }
                if Date::new(year.unwrap_or(2000), month as i8, day as i8).is_err() =>
            {
                self.fields(Fields { day: None, weekday: None, ..fields }, setting)
            }
            Fields { year: Some(year), month: Some(month), day: Some(day), .. } => Placed::new(
                CalendarValue::Day { year: Some(year), month: Some(month), day: Some(day) },
                DateBasis::Explicit,
            ),
            Fields { year: Some(year), month: Some(month), .. } => {
                Placed::new(CalendarValue::Month(Some(year), Some(month)), DateBasis::Explicit)
            }
            Fields { year: Some(year), .. } => Placed::new(CalendarValue::Year(Some(year)), DateBasis::Explicit),
            Fields { month: Some(month), day, .. } => {
                let at = |year: Option<i16>| match day {
                    Some(day) => CalendarValue::Day { year, month: Some(month), day: Some(day) },
                    None => CalendarValue::Month(year, Some(month)),
                };
                let on_weekday = |year: &i16| match (fields.weekday, at(Some(*year)).days()) {
                    (Some(weekday), Some(days)) => arithmetic::weekday(days.first()) == weekday,
                    _ => false,
                };
                if let Some((year, basis)) = setting.year {
                    let value = at(Some(year));
                    let exists = value.days().is_some();
                    // A day that the year beside it has not ("29 February 2019"): its month.
                    let month = CalendarValue::Month(Some(year), Some(month));
                    return Placed::new(if exists { value } else { month }, basis);
                }
                let Some(today) = self.today else {
                    return Placed::new(at(frame), if frame.is_some() { DateBasis::Previous } else { DateBasis::None });
                };
                if let Some(year) = frame {
                    return Placed::new(at(Some(year)), DateBasis::Previous);
                }
                // "Monday, Oct. 26": of the years around, the one in which it is a Monday.
                let (this, near) = (today.year(), |apart: i16| today.year().saturating_add(apart));
                if let Some(year) = [this, near(-1), near(1)].iter().find(|year| on_weekday(year)) {
                    return Placed::new(at(Some(*year)), DateBasis::Published);
                }
                let year = match setting.from {
                    // The end of a range lies after its beginning.
                    Some(from) => [from.year(), from.year().saturating_add(1)]
                        .into_iter()
                        .find(|year| at(Some(*year)).days().is_some_and(|days| days.last() >= from)),
                    None => nearest(today, setting, |year| at(Some(year)).days()),
                };
                Placed::new(at(year), if year.is_some() { DateBasis::Published } else { DateBasis::None })
            }
            Fields { weekday: Some(weekday), day: Some(day), .. } => self.weekday_on(weekday, day, setting),
            Fields { weekday: Some(weekday), .. } => self.weekday(weekday, setting),
            Fields { day: Some(day), .. } => self.day_of_month(day, setting),
            Fields { .. } => Placed::new(CalendarValue::Year(None), DateBasis::None),
        }
    }

    fn day_of_month(&self, day: u8, setting: Setting) -> Placed {
        let open = Placed::new(CalendarValue::Day { year: None, month: None, day: Some(day) }, DateBasis::None);
        let Some(today) = self.today else { return open };
        let in_month = |offset: i64| {
            let month = plus_months(today.first_of_month(), offset)?;
            Date::new(month.year(), month.month(), day as i8).ok()
        };
        let found = match setting.direction {
            Direction::Future => (0..3).filter_map(in_month).find(|date| *date >= today),
            Direction::Past => (0..3).filter_map(|back| in_month(-back)).find(|date| *date <= today),
            Direction::Present | Direction::Open => in_month(0).or_else(|| in_month(-1)),
        };
        found.map_or(open, |date| Placed::new(CalendarValue::day(date), DateBasis::Published))
    }

    fn figures(&self, figures: Figures, setting: Setting) -> Placed {
        let Figures { first, second, year, day_first } = figures;
        let at = |month: u8, day: u8| {
            let of = |year: Option<i16>| CalendarValue::Day { year, month: Some(month), day: Some(day) };
            match (year, self.today) {
                (None, Some(today)) => of(nearest(today, setting, |year| of(Some(year)).days())),
                _ => of(year),
            }
        };
        let exists = |month: u8, day: u8| (1..=12).contains(&month) && Date::new(2000, month as i8, day as i8).is_ok();
        let known = |value: &CalendarValue| year.is_none() || value.days().is_some();
        let basis = match (year, self.today) {
            (Some(_), _) => DateBasis::Explicit,
            (None, Some(_)) => DateBasis::Published,
            (None, None) => DateBasis::None,
        };
        let month_first = exists(first, second).then(|| at(first, second)).filter(known);
        let month_second = exists(second, first).then(|| at(second, first)).filter(known);
        match (month_first, month_second) {
            (Some(value), None) | (None, Some(value)) => Placed::new(value, basis),
            (Some(value), Some(_)) if first == second => Placed::new(value, basis),
            (Some(month_first), Some(month_second)) => {
                let published = self.published.map(CalendarValue::day);
                let order = if day_first {
                    Some(FigureOrder::DayFirst)
                } else if published == Some(month_first) {
                    Some(FigureOrder::MonthFirst)
                } else if published == Some(month_second) {
                    Some(FigureOrder::DayFirst)
                } else {
                    self.order
                };
                match order {
                    Some(FigureOrder::MonthFirst) => Placed::new(month_first, basis),
                    Some(FigureOrder::DayFirst) => Placed::new(month_second, basis),
                    None => {
                        let days = match (month_first.days(), month_second.days()) {
                            (Some(one), Some(other)) => Some(one.join(other)),
                            _ => None,
                        };
                        Placed { days: Some(days), ..Placed::new(month_first, DateBasis::Ambiguous) }
                    }
                }
            }
            // A day that no calendar has ("31/02/2019"): its month.
            (None, None) => {
                let month = if second <= 12 { second } else { first };
                Placed::new(CalendarValue::Month(year, (month <= 12).then_some(month)), DateBasis::None)
            }
        }
    }

    /// Two weeks from publication, if something is to come.
    fn ahead(&self, amount: Amount, unit: Unit, setting: Setting) -> Option<Placed> {
        if setting.direction != Direction::Future || super::atoms::is_clock_unit(unit) {
            return None;
        }
        let value = shift(self.today?, amount, unit, true)?;
        Some(Placed::new(value, DateBasis::Published))
    }
}

/// The days of a stretch up to the day of speaking, or from it on; `None` if it lies outside of them.
fn beside(days: DayRange, today: Date, side: Modifier) -> Option<DayRange> {
    if !(days.first()..=days.last()).contains(&today) {
        return None;
    }
    match side {
        Modifier::Start => Some(DayRange::new(days.first(), today)),
        Modifier::End => Some(DayRange::new(today, days.last())),
        _ => None,
    }
}

/// What recurs, with an open year.
fn recurring(recurrence: Recurrence) -> TimexValue {
    match recurrence {
        Recurrence::Every(amount, unit) => TimexValue::Length(amount, unit),
        Recurrence::WeekdayPart(weekday, part) => {
            TimexValue::Time(CalendarValue::Weekday(weekday), ClockValue::Part(part))
        }
        Recurrence::At(weekday, clock) => {
            let day = weekday.map_or(CalendarValue::Day { year: None, month: None, day: None }, CalendarValue::Weekday);
            TimexValue::Time(day, exact(clock))
        }
        Recurrence::EveryOne(period) => match period {
            Period::Unit(Unit::Weekend) => TimexValue::Calendar(CalendarValue::Weekend(None, None)),
            Period::Weekday(weekday) => TimexValue::Calendar(CalendarValue::Weekday(weekday)),
            Period::Month(month) => TimexValue::Calendar(CalendarValue::Month(None, Some(month))),
            Period::Season(season) => TimexValue::Calendar(CalendarValue::Season(None, season)),
            Period::Part(part) => {
                TimexValue::Time(CalendarValue::Day { year: None, month: None, day: None }, ClockValue::Part(part))
            }
            Period::Holiday(holiday) => match LEXICON.holiday(holiday).and_then(holidays::Holiday::fixed) {
                Some((month, day)) => {
                    TimexValue::Calendar(CalendarValue::Day { year: None, month: Some(month), day: Some(day) })
                }
                None => TimexValue::Length(Amount::whole(1), Unit::Year),
            },
            Period::Unit(unit) => TimexValue::Length(Amount::whole(1), unit),
            Period::Reported | Period::Quarter(_) | Period::Half(_) => TimexValue::Length(Amount::whole(1), Unit::Year),
        },
    }
}

fn exact(clock: Clock) -> ClockValue {
    ClockValue::Exact { hour: clock.hour, minute: clock.minute, second: clock.second, utc: clock.utc }
}

/// The year in which something without a year lies, by the days that it has in a year.
fn nearest(today: Date, setting: Setting, days: impl Fn(i16) -> Option<DayRange>) -> Option<i16> {
    /// Tense is not believed against a date so near on the other side, if its own side is far off; but what a verb of
    /// the past beside it says of a day holds: "She died on June 30", told in June.
    const NEAR: i64 = 60;
    const FAR: i64 = 270;
    /// Of the past a month says less than a day: only the coming one is so near.
    const NEAR_MONTH: i64 = 20;
    let distance = |year: i16| -> Option<(i64, i16)> {
        let days = days(year)?;
        let apart = if days.first() > today {
            days_between(today, days.first())
        } else if days.last() < today {
            -days_between(days.last(), today)
        } else {
            0
        };
        Some((apart, year))
    };
    // A 29 February may be years away.
    let around = || (-8..=8).filter_map(|offset: i16| distance(today.year().checked_add(offset)?));
    let past = around().filter(|(apart, _)| *apart <= 0).max_by_key(|(apart, _)| *apart);
    let future = around().filter(|(apart, _)| *apart >= 0).min_by_key(|(apart, _)| *apart);
    let (behind, ahead) = match (past, future) {
        (Some(past), Some(future)) => (past, future),
        (one, other) => return one.or(other).map(|(_, year)| year),
    };
    let is_day = days(ahead.1).is_some_and(|days| days.first() == days.last());
    let near = if is_day { NEAR } else { NEAR_MONTH };
    let chosen = match setting.direction {
        Direction::Past if !setting.limit => {
            if !(is_day && setting.told) && -behind.0 > FAR && ahead.0 < near {
                ahead
            } else {
                behind
            }
        }
        Direction::Future => {
            if ahead.0 > FAR && -behind.0 < NEAR {
                behind
            } else {
                ahead
            }
        }
        _ => {
            if -behind.0 <= ahead.0 {
                behind
            } else {
                ahead
            }
        }
    };
    Some(chosen.1)
}

/// The n-th Friday, week or month of a stretch.
fn nth(place: Place, period: Period, whole: CalendarValue) -> Option<CalendarValue> {
    let days = whole.days()?;
    let (first, last) = (days.first(), days.last());
    let counted = |step: i64, lead: i64| match place {
        Place::Nth(n) => plus_days(first, lead + step * (i64::from(n) - 1)),
        Place::Last => plus_days(last, -lead),
    };
    match period {
        Period::Weekday(weekday) => {
            let month = first.month() as u8;
            let n = match place {
                Place::Nth(n) => n,
                Place::Last => 5,
            };
            match whole {
                CalendarValue::Month(..) => nth_weekday(first.year(), month, n, weekday).map(CalendarValue::day),
                CalendarValue::Week(..) => arithmetic::day_of_week_date(first, weekday).map(CalendarValue::day),
                _ => None,
            }
        }
        Period::Unit(Unit::Day) => counted(1, 0).map(CalendarValue::day),
        Period::Unit(Unit::Week) => counted(7, 3).map(CalendarValue::week_of),
        Period::Unit(Unit::Weekend) => match CalendarValue::week_of(counted(7, 3)?) {
            CalendarValue::Week(year, week) => Some(CalendarValue::Weekend(year, week)),
            _ => None,
        },
        Period::Unit(Unit::Month) => match place {
            Place::Nth(n) => plus_months(first, i64::from(n) - 1).map(CalendarValue::month_of),
            Place::Last => Some(CalendarValue::month_of(last)),
        },
        _ => None,
    }
}

/// The relation that a bare stretch with an article has.
fn is_against_text(relation: Relation) -> bool {
    matches!(relation, Relation::Previous | Relation::Following | Relation::Same)
}
