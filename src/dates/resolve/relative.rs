//! Stretches placed against the day of publication, or against a date of the text before them.

use super::arithmetic::{
    days_between, plus_days, plus_months, shift, weekday, weekday_on_or_after, weekday_on_or_before,
};
use super::direction::Direction;
use super::{Anchor, Placed, Resolver, Setting, is_against_text, nearest};
use crate::calendar::{Date, DayRange};
use crate::dates::DateBasis;
use crate::dates::expression::{Expression, Period, Relation, Towards};
use crate::dates::lexicon::LEXICON;
use crate::dates::value::{Amount, CalendarValue, Season, Unit};

impl Resolver {
    /// A day of the week without more.
    pub(super) fn weekday(&self, wanted: u8, setting: Setting) -> Placed {
        let Some(today) = self.today else { return Placed::new(CalendarValue::Weekday(wanted), DateBasis::None) };
        // "from Monday to Thursday"; but "from September 14 to Thursday" ends where any Thursday lies.
        let near = setting.from.filter(|&from| days_between(from, today) <= 7);
        if let Some(day) = near.and_then(|from| weekday_on_or_after(plus_days(from, 1)?, wanted)) {
            return Placed::new(CalendarValue::day(day), DateBasis::Published);
        }
        let today = match self.published {
            Some(published) => today.max(published),
            None => today,
        };
        let tomorrow = plus_days(today, 1).filter(|day| weekday(*day) == wanted);
        let day = match setting.direction {
            // Where no tense tells, tomorrow is nearer than six days ago: "the primary on Tuesday", on a Monday.
            Direction::Open if tomorrow.is_some() => tomorrow,
            Direction::Future | Direction::Present => weekday_on_or_after(today, wanted),
            Direction::Past | Direction::Open => weekday_on_or_before(today, wanted),
        };
        day.map_or(Placed::new(CalendarValue::Weekday(wanted), DateBasis::None), |day| {
            Placed::new(CalendarValue::day(day), DateBasis::Published)
        })
    }

    /// "Friday the 13th": the nearest day that is both, on the side that the words around it tell.
    pub(super) fn weekday_on(&self, wanted: u8, day: u8, setting: Setting) -> Placed {
        /// No day of the month takes longer to fall on a weekday again.
        const MONTHS: i64 = 14;
        let open = Placed::new(CalendarValue::Weekday(wanted), DateBasis::None);
        let Some(today) = self.today else { return open };
        let in_month = |offset: i64| {
            let month = plus_months(today.first_of_month(), offset)?;
            Date::new(month.year(), month.month(), day as i8).ok().filter(|day| weekday(*day) == wanted)
        };
        let past = (0..MONTHS).filter_map(|back| in_month(-back)).find(|day| *day <= today);
        let future = (0..MONTHS).filter_map(in_month).find(|day| *day >= today);
        let found = match (past, future, setting.direction) {
            (Some(past), Some(future), Direction::Open | Direction::Present) => {
                Some(if days_between(past, today) <= days_between(today, future) { past } else { future })
            }
            (past, future, Direction::Future) => future.or(past),
            (past, future, _) => past.or(future),
        };
        found.map_or(open, |day| Placed::new(CalendarValue::day(day), DateBasis::Published))
    }

    /// "last week", "the previous Friday", "this summer"
    pub(super) fn relative(&self, relation: Relation, period: Period, setting: Setting) -> Placed {
        let open = Placed::new(open(period), DateBasis::None);
        if let (Relation::Definite | Relation::Latest, Period::Unit(Unit::Quarter)) = (relation, period)
            && let Some((quarter, _)) = self.quarter
        {
            return Placed::new(quarter, DateBasis::Previous);
        }
        // "a loss of $5 million in the fourth quarter of 2005 and of $9 million for the year"
        if (relation, period) == (Relation::Definite, Period::Unit(Unit::Year))
            && let Some(Anchor { value: CalendarValue::Quarter(year, _) | CalendarValue::Half(year, _), line, .. }) =
                self.last
            && line == setting.line
        {
            return Placed::new(CalendarValue::Year(year), DateBasis::Previous);
        }
        let against_text =
            is_against_text(relation) || (relation == Relation::Definite && period == Period::Unit(Unit::Day));
        let (from, basis) = match (self.anchor(period, against_text), self.today) {
            (Some(anchor), _) => {
                let day = if relation == Relation::Following { anchor.days.last() } else { anchor.days.first() };
                (day, DateBasis::Previous)
            }
            // "The next day" in a tale whose day is not told.
            (None, Some(_))
                if relation == Relation::Following
                    && period == Period::Unit(Unit::Day)
                    && matches!(setting.direction, Direction::Past | Direction::Open) =>
            {
                return open;
            }
            (None, Some(today)) => (today, DateBasis::Published),
            (None, None) => return open,
        };
        let steps = match relation {
            Relation::Last | Relation::Previous => -1,
            // "The latest quarter" is told of when it is over.
            Relation::Latest if matches!(period, Period::Unit(_)) => -1,
            Relation::Next | Relation::Following => 1,
            Relation::BeforeLast => -2,
            Relation::AfterNext => 2,
            _ => 0,
        };
        let value = match period {
            Period::Unit(Unit::Weekend) => weekend(from, relation, setting.direction),
            // "They sold more in the quarter", told some weeks after it.
            Period::Unit(Unit::Quarter) if relation == Relation::Definite && setting.direction == Direction::Past => {
                plus_days(from, -60).map(CalendarValue::quarter_of)
            }
            Period::Unit(unit) => containing(from, unit, steps),
            Period::Weekday(wanted) => {
                related_weekday(from, relation, wanted, setting.direction).map(CalendarValue::day)
            }
            Period::Month(month) => {
                let year = match steps {
                    -1 if i8::try_from(month).is_ok_and(|month| month >= from.month()) => from.year() - 1,
                    1 if i8::try_from(month).is_ok_and(|month| month <= from.month()) => from.year() + 1,
                    _ => from.year(),
                };
                Some(CalendarValue::Month(Some(year), Some(month)))
            }
            Period::Season(season) => related_season(from, steps, season),
            Period::Holiday(holiday) => {
                let days = |year| LEXICON.holiday(holiday)?.in_year(year);
                let years = [from.year().saturating_sub(1), from.year(), from.year().saturating_add(1)];
                match steps {
                    -1 => years.iter().rev().find_map(|&year| days(year).filter(|days| days.last() < from)),
                    1 => years.iter().find_map(|&year| days(year).filter(|days| days.first() > from)),
                    _ => days(from.year()),
                }
                .map(|days| CalendarValue::day(days.first()))
            }
            Period::Reported | Period::Quarter(_) | Period::Half(_) | Period::Part(_) => None,
        };
        value.map_or(open, |value| Placed::new(value, basis))
    }

    /// The date of the text that something refers to, if it is precise enough.
    fn anchor(&self, period: Period, against_text: bool) -> Option<Anchor> {
        if !against_text {
            return None;
        }
        let fine = match period {
            Period::Unit(Unit::Day) | Period::Weekday(_) => 1,
            Period::Unit(Unit::Week | Unit::Weekend | Unit::Fortnight) => 7,
            Period::Unit(Unit::Month) | Period::Month(_) | Period::Holiday(_) => 31,
            Period::Unit(Unit::Quarter) | Period::Season(_) => 92,
            Period::Unit(Unit::Decade) => 3660,
            Period::Unit(Unit::Century) => 36600,
            _ => 366,
        };
        let last = self.last.filter(|anchor| length(anchor.days) <= fine);
        if fine == 1 { last.or(self.last_day.map(|(anchor, _)| anchor)) } else { last }
    }

    /// "the third quarter", "Easter 2019", "the summer"
    pub(super) fn in_year(&self, period: Period, year: Option<&Expression>, setting: Setting) -> Placed {
        if let Some(year) = year {
            let placed = self.place(year, setting);
            let CalendarValue::Year(Some(number)) = placed.value else {
                return Placed { value: open(period), days: Some(None), ..placed };
            };
            let value = match period {
                Period::Quarter(quarter) => CalendarValue::Quarter(Some(number), Some(quarter)),
                Period::Half(half) => CalendarValue::Half(Some(number), half),
                Period::Season(season) => CalendarValue::Season(Some(number), season),
                Period::Month(month) => CalendarValue::Month(Some(number), Some(month)),
                Period::Reported if self.is_cumulated(setting) => placed.value,
                Period::Unit(Unit::Quarter) | Period::Reported => match self.quarter {
                    Some((CalendarValue::Quarter(_, quarter), _)) => CalendarValue::Quarter(Some(number), quarter),
                    _ => CalendarValue::Year(Some(number)),
                },
                Period::Holiday(holiday) => return self.holiday(holiday, number, placed.basis),
                _ => placed.value,
            };
            return Placed { value, ..placed };
        }
        if let (Period::Holiday(holiday), Some((year, basis))) = (period, setting.year) {
            return self.holiday(holiday, year, basis);
        }
        let Some(today) = self.today else {
            return match period {
                Period::Holiday(holiday) => match LEXICON.holiday(holiday).and_then(super::holidays::Holiday::fixed) {
                    Some((month, day)) => Placed::new(
                        CalendarValue::Day { year: None, month: Some(month), day: Some(day) },
                        DateBasis::None,
                    ),
                    None => Placed::new(CalendarValue::Year(None), DateBasis::None),
                },
                _ => Placed::new(open(period), DateBasis::None),
            };
        };
        match period {
            Period::Quarter(quarter) => {
                let this = CalendarValue::Quarter(Some(today.year()), Some(quarter));
                // Results are told some weeks after the quarter, plans a quarter before.
                const LEAD: i64 = 120;
                let ahead = this.days().map_or(0, |days| days_between(today, days.first()));
                let value = if ahead > LEAD || ahead > 0 && setting.direction == Direction::Past && ahead > 62 {
                    this.plus_years(-1).unwrap_or(this)
                } else {
                    this
                };
                Placed::new(value, DateBasis::Published)
            }
            Period::Season(season) => {
                let year = nearest(today, setting, |year| CalendarValue::Season(Some(year), season).days());
                Placed::new(CalendarValue::Season(year, season), DateBasis::Published)
            }
            Period::Holiday(holiday) => match self.year_of_holiday(holiday, today, setting) {
                Some(year) => self.holiday(holiday, year, DateBasis::Published),
                None => Placed::new(CalendarValue::Year(None), DateBasis::None),
            },
            _ => Placed::new(CalendarValue::Year(Some(today.year())), DateBasis::Published),
        }
    }

    /// The year in which a holiday without one lies: after the beginning of a range that it ends, else on the side that
    /// the words around it tell.
    fn year_of_holiday(&self, holiday: u16, today: Date, setting: Setting) -> Option<i16> {
        let days = |year: i16| LEXICON.holiday(holiday)?.in_year(year);
        match setting.from {
            Some(from) => [from.year(), from.year().saturating_add(1)]
                .into_iter()
                .find(|year| days(*year).is_some_and(|days| days.last() >= from)),
            None => nearest(today, setting, days),
        }
    }

    fn holiday(&self, holiday: u16, year: i16, basis: DateBasis) -> Placed {
        match LEXICON.holiday(holiday).and_then(|holiday| holiday.in_year(year)) {
            Some(days) if days.first() == days.last() => Placed::new(CalendarValue::day(days.first()), basis),
            Some(days) => Placed { days: Some(Some(days)), ..Placed::new(CalendarValue::Year(Some(year)), basis) },
            None => Placed::new(CalendarValue::Year(Some(year)), basis),
        }
    }

    /// "two years ago", "a week earlier", "three months from now"
    pub(super) fn shifted(&self, amount: Amount, unit: Unit, towards: Towards, setting: Setting) -> Placed {
        let open = Placed::new(open(Period::Unit(unit)), DateBasis::None);
        let compares =
            unit == Unit::Year && amount == Amount::whole(1) && matches!(towards, Towards::Ago | Towards::Earlier);
        if compares && self.quarter.is_some_and(|(_, line)| setting.line - line <= 3) {
            return self.comparison(Period::Reported, setting);
        }
        let forward = matches!(towards, Towards::Later | Towards::Hence);
        let against_text = matches!(towards, Towards::Later | Towards::Earlier);
        // What was itself compared with in another sentence is not what "a year earlier" is counted from.
        let anchor = self
            .anchor(Period::Unit(unit), against_text)
            .filter(|anchor| !compares || !anchor.shifted || anchor.line == setting.line)
            // "Ten days earlier they had met" is not counted from a deadline that is still to come.
            .filter(|anchor| {
                let told = !forward && setting.direction == Direction::Past;
                !told || self.today.is_none_or(|today| anchor.days.first() <= today)
            });
        let (from, basis) = match (anchor, self.today) {
            (Some(anchor), _) => (if forward { anchor.days.last() } else { anchor.days.first() }, DateBasis::Previous),
            (None, Some(today)) if towards != Towards::Later => (today, DateBasis::Published),
            _ => return open,
        };
        let value = match (unit, amount.count()) {
            (Unit::Week | Unit::Fortnight, Some(count)) if anchor.is_some_and(|anchor| length(anchor.days) == 1) => {
                let days = i64::from(count) * if unit == Unit::Week { 7 } else { 14 };
                plus_days(from, if forward { days } else { -days }).map(CalendarValue::day)
            }
            _ => shift(from, amount, unit, forward),
        };
        value.map_or(open, |value| Placed::new(value, basis))
    }

    /// Whether sums of months are told of ("the first nine months"), beside which comparisons are of years.
    fn is_cumulated(&self, setting: Setting) -> bool {
        self.cumulated.is_some_and(|cumulated| setting.line - cumulated <= 1)
    }

    /// The same stretch a year before: the last quarter or month, else the year.
    pub(super) fn comparison(&self, period: Period, setting: Setting) -> Placed {
        let of_year = period == Period::Reported && self.is_cumulated(setting);
        if of_year && let Some((CalendarValue::Quarter(Some(year), _), _)) = self.quarter {
            return Placed::new(CalendarValue::Year(Some(year - 1)), DateBasis::Previous);
        }
        if let Some((quarter, line)) = self.quarter
            && !of_year
            && setting.line - line <= 12
            && let Some(value) = quarter.plus_years(-1)
        {
            return Placed::new(value, DateBasis::Previous);
        }
        if let Some(Anchor { value: month @ CalendarValue::Month(..), .. }) = self.last
            && !of_year
            && let Some(value) = month.plus_years(-1)
        {
            return Placed::new(value, DateBasis::Previous);
        }
        match self.today {
            Some(today) => Placed::new(CalendarValue::Year(Some(today.year() - 1)), DateBasis::Published),
            None => Placed::new(CalendarValue::Year(None), DateBasis::None),
        }
    }
}

/// How many days a range has.
fn length(days: DayRange) -> i64 {
    days_between(days.first(), days.last()) + 1
}

/// A stretch of which nothing is known but its kind.
fn open(period: Period) -> CalendarValue {
    match period {
        Period::Weekday(weekday) => CalendarValue::Weekday(weekday),
        Period::Month(month) => CalendarValue::Month(None, Some(month)),
        Period::Season(season) => CalendarValue::Season(None, season),
        Period::Quarter(quarter) => CalendarValue::Quarter(None, Some(quarter)),
        Period::Half(half) => CalendarValue::Half(None, half),
        Period::Unit(Unit::Week | Unit::Fortnight) => CalendarValue::Week(None, None),
        Period::Unit(Unit::Weekend) => CalendarValue::Weekend(None, None),
        Period::Unit(Unit::Month) => CalendarValue::Month(None, None),
        Period::Unit(Unit::Quarter) | Period::Reported => CalendarValue::Quarter(None, None),
        Period::Unit(Unit::Year | Unit::Decade | Unit::Century) => CalendarValue::Year(None),
        Period::Unit(_) | Period::Holiday(_) | Period::Part(_) => {
            CalendarValue::Day { year: None, month: None, day: None }
        }
    }
}

/// The day, week, month, … that holds a day, or one some steps off.
fn containing(day: Date, unit: Unit, steps: i64) -> Option<CalendarValue> {
    Some(match unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => CalendarValue::day(plus_days(day, steps)?),
        Unit::Week | Unit::Fortnight => CalendarValue::week_of(plus_days(day, 7 * steps)?),
        Unit::Weekend => match CalendarValue::week_of(plus_days(day, 7 * steps)?) {
            CalendarValue::Week(year, week) => CalendarValue::Weekend(year, week),
            other => other,
        },
        Unit::Month => CalendarValue::month_of(plus_months(day.first_of_month(), steps)?),
        Unit::Quarter => CalendarValue::quarter_of(plus_months(day.first_of_month(), 3 * steps)?),
        Unit::Year => CalendarValue::Year(Some(i16::try_from(i64::from(day.year()) + steps).ok()?)),
        Unit::Decade => CalendarValue::Decade(u16::try_from(i64::from(day.year() / 10) + steps).ok()?),
        Unit::Century => CalendarValue::Century(u8::try_from(i64::from(day.year() / 100) + steps).ok()?),
    })
}

/// "the weekend" is the last one or the coming one; on a weekend it is this one.
fn weekend(day: Date, relation: Relation, direction: Direction) -> Option<CalendarValue> {
    let on_weekend = weekday(day) >= 6;
    let steps = match relation {
        Relation::Last | Relation::Previous => -1,
        Relation::Next => 1,
        Relation::BeforeLast => -2,
        Relation::AfterNext => 2,
        Relation::Following | Relation::Coming => i64::from(on_weekend),
        Relation::Definite | Relation::This => match direction {
            Direction::Past | Direction::Open if !on_weekend => {
                if relation == Relation::This && direction == Direction::Open { 0 } else { -1 }
            }
            _ => 0,
        },
        Relation::Same | Relation::Current | Relation::Latest => 0,
    };
    containing(day, Unit::Weekend, steps)
}

fn related_weekday(day: Date, relation: Relation, wanted: u8, direction: Direction) -> Option<Date> {
    match relation {
        Relation::Last | Relation::Previous => weekday_on_or_before(plus_days(day, -1)?, wanted),
        Relation::Next | Relation::Following => weekday_on_or_after(plus_days(day, 1)?, wanted),
        Relation::BeforeLast => plus_days(weekday_on_or_before(plus_days(day, -1)?, wanted)?, -7),
        Relation::AfterNext => plus_days(weekday_on_or_after(plus_days(day, 1)?, wanted)?, 7),
        Relation::This if direction == Direction::Past => weekday_on_or_before(day, wanted),
        Relation::This => weekday_on_or_after(day, wanted),
        _ => weekday_on_or_before(plus_days(day, 3)?, wanted),
    }
}

/// "last fall" is the last one that is over or was before this season; "this winter" may have begun last year.
fn related_season(day: Date, steps: i64, season: Season) -> Option<CalendarValue> {
    let days = |year: i16| CalendarValue::Season(Some(year), season).days();
    let years = [day.year().saturating_sub(2), day.year().saturating_sub(1), day.year(), day.year().saturating_add(1)];
    let year = match steps {
        -1 => years.iter().rev().copied().find(|&year| days(year).is_some_and(|days| days.last() < day)),
        1 => years.iter().copied().find(|&year| days(year).is_some_and(|days| days.first() > day)),
        _ => years
            .iter()
            .copied()
            .find(|&year| days(year).is_some_and(|days| days.first() <= day && day <= days.last()))
            .or(Some(day.year())),
    };
    Some(CalendarValue::Season(Some(year?), season))
}
