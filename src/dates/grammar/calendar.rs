//! Dates of the calendar: days, months, weekdays, holidays.

use super::{Found, Scan};
use crate::dates::atoms::full_year;
use crate::dates::expression::{Expression, Fields, Period, Place, Relation, Towards};
use crate::dates::lexicon::{Guard, Neighbour, Number, Tying, Word};
use crate::dates::value::{Amount, Unit};

impl Scan<'_> {
    /// "March 13, 2020", "March 2020", "March"
    pub(super) fn month_first(&self, at: usize) -> Option<Found> {
        let Word::Month(month, guard) = self.word(at) else { return None };
        let mut next = at + 1;
        if matches!(guard, Guard::Short | Guard::Word)
            && self.word(next) == Word::Stop
            && self.is_glued(next)
            && self.day_number(next + 1).is_some()
        {
            next += 1;
        }
        // "Oct/2", "Dec/2018"
        let stroke = self.surface(next) == "/" && self.year_number(next + 1).is_some();
        if (self.word(next) == Word::Dash || self.surface(next) == "/")
            && self.is_glued(next)
            && self.is_glued(next + 1)
            && (self.day_number(next + 1).is_some() || stroke)
        {
            next += 1;
        }
        if self.word(next) == Word::Tying(Tying::The)
            && matches!(self.word(next + 1), Word::Ordinal { figures: true, .. })
        {
            next += 1;
        }
        if matches!(guard, Guard::Name | Guard::Word) && !self.is_capital(at) && !self.is_small_month(at, guard) {
            return None;
        }
        let fields = Fields { month: Some(month), ..Fields::default() };
        // "January twenty five nineteen eighty six"
        if let Some((day, end)) = self.below_hundred(next).filter(|&(day, _)| day <= 31)
            && self.word(next) != Word::Tying(Tying::And)
            && let Some((year, end)) = self.spoken_year(end)
        {
            let fields = Fields { day: Some(day as u8), year: Some(year), ..fields };
            return Some(Found::new(Expression::Fields(fields), end, "month-day"));
        }
        if guard != Guard::Short
            && let Some((day, end)) = self.spoken_day_alone(next)
        {
            let (year, end) = self.year_after(end);
            let fields = Fields { day: Some(day), year, ..fields };
            return Some(Found::new(Expression::Fields(fields), end, "month-day"));
        }
        if let Some(day) = self.day_number(next)
            && !matches!(self.word(next + 1), Word::Percent | Word::Unit(..))
        {
            let (year, end) = self.year_after(next + 1);
            if (month, day, year) == (9, 11, None) && self.is_terror(end) {
                let fields = Fields { day: Some(day), year: Some(2001), ..fields };
                return Some(Found::new(Expression::Fields(fields), end, "september-11"));
            }
            let fields = Fields { day: Some(day), year, ..fields };
            return Some(Found::new(Expression::Fields(fields), end, "month-day"));
        }
        let glued_year = self.word(next) == Word::Dash && self.is_glued(next) && self.is_glued(next + 1);
        let year_at = match self.word(next) {
            Word::Comma | Word::Tying(Tying::Of) => next + 1,
            Word::Dash if glued_year => next + 1,
            _ => next,
        };
        if let Some(found) = self.year_beside(year_at, month) {
            return Some(found);
        }
        if let Some((year, end)) = self.spoken_year(year_at) {
            return Some(Found::new(Expression::Fields(Fields { year: Some(year), ..fields }), end, "month-year"));
        }
        if let Some(year) = self.year_number(year_at) {
            let fields = Fields { year: Some(year), ..fields };
            return Some(Found::new(Expression::Fields(fields), year_at + 1, "month-year"));
        }
        self.is_bare_month(at, guard).then(|| Found::new(Expression::Fields(fields), at + 1, "month"))
    }

    /// "the Sept. 11 attacks", "the Sept. 11 terrorist attacks"
    fn is_terror(&self, at: usize) -> bool {
        self.neighbour(at) == Some(Neighbour::Attacks)
    }

    /// "October of next year", from its year
    pub(super) fn year_beside(&self, at: usize, month: u8) -> Option<Found> {
        let Word::Relation(relation @ (Relation::This | Relation::Last | Relation::Next)) = self.word(at) else {
            return None;
        };
        if self.word(at + 1) != Word::Unit(Unit::Year, false) || self.word(at + 2) == Word::Possessive {
            return None;
        }
        let year = Box::new(Expression::Relative(relation, Period::Unit(Unit::Year)));
        Some(Found::new(Expression::InYear(Period::Month(month), Some(year)), at + 2, "month-year"))
    }

    /// "13 March 2020", "the 2nd of May, 2019" (from its number on)
    pub(super) fn day_first(&self, at: usize) -> Option<Found> {
        if self.before(at) == Word::Currency {
            return None;
        }
        let (day, mut next) = match self.day_number(at) {
            Some(day) => (day, at + 1),
            None => self.spoken_day(at).filter(|&(_, end)| self.word(end) == Word::Tying(Tying::Of))?,
        };
        let is_joint = |at: usize| {
            let stroke = self.surface(at) == "/" && self.is_glued(at);
            (self.word(at) == Word::Dash || stroke) && self.is_glued(at + 1)
        };
        let dashed = is_joint(next);
        if self.word(next) == Word::Tying(Tying::Of) || dashed {
            next += 1;
        }
        let month = self.month_beside_number(next)?;
        let mut end = next + 1;
        // "14-Feb-13", "14/Feb/13"
        if dashed
            && is_joint(end)
            && self.is_glued(end)
            && let Word::Figure(Number::Integer { value, digits: 2 }) = self.word(end + 1)
        {
            let year = Some(full_year(value as i16));
            let fields = Fields { year, month: Some(month), day: Some(day), weekday: None };
            return Some(Found::new(Expression::Fields(fields), end + 2, "day-month"));
        }
        if is_joint(end) && self.is_glued(end) && self.year_number(end + 1).is_some() {
            end += 1;
        }
        let (year, end) = self.year_after(end);
        let fields = Fields { year, month: Some(month), day: Some(day), weekday: None };
        Some(Found::new(Expression::Fields(fields), end, "day-month"))
    }

    /// A year after a day and month: "2020", ", 2020", "of 2020", "two thousand and twenty".
    pub(super) fn year_after(&self, at: usize) -> (Option<i16>, usize) {
        let year_at = if matches!(self.word(at), Word::Comma | Word::Tying(Tying::Of)) { at + 1 } else { at };
        match self.year_number(year_at).map(|year| (year, year_at + 1)).or_else(|| self.spoken_year(year_at)) {
            Some((year, end)) => (Some(year), end),
            None => (None, at),
        }
    }

    /// "Friday", "Friday, March 13, 2020", "Saturday 30 May 2020"
    pub(super) fn weekday(&self, at: usize) -> Option<Found> {
        let Word::Weekday(weekday, guard) = self.word(at) else { return None };
        if guard == Guard::Plural {
            return None;
        }
        let mut next = at + 1;
        if guard == Guard::Short && self.word(next) == Word::Stop && self.is_glued(next) {
            next += 1;
        }
        if self.word(next) == Word::Comma {
            next += 1;
        }
        if self.word(next) == Word::Tying(Tying::The)
            && matches!(self.word(next + 1), Word::Ordinal { figures: true, .. })
        {
            next += 1;
        }
        let date = match self.word(next) {
            Word::Month(..) => self.month_first(next),
            Word::Figure(_) | Word::Ordinal { .. } => self.day_first(next),
            _ => None,
        };
        if let Some(Found { expression: Expression::Fields(fields @ Fields { day: Some(_), .. }), end, .. }) = date {
            let fields = Fields { weekday: Some(weekday), ..fields };
            return Some(Found::new(Expression::Fields(fields), end, "weekday-date"));
        }
        if let Some(Found { expression: Expression::Figures(figures), end, .. }) = self.figured_date(next) {
            return Some(Found::new(Expression::Figures(figures), end, "weekday-date"));
        }
        if let Some((day, end)) = self.day_beside_weekday(next, at) {
            let fields = Fields { weekday: Some(weekday), day: Some(day), ..Fields::default() };
            return Some(Found::new(Expression::Fields(fields), end, "weekday-day"));
        }
        if guard == Guard::Short {
            return None;
        }
        if let Some(found) = self.weekday_of_week(at, weekday).or_else(|| self.weekday_weeks_off(at, weekday)) {
            return Some(found);
        }
        let fields = Expression::Fields(Fields { weekday: Some(weekday), ..Fields::default() });
        // "Friday week"
        if matches!(self.word(at + 1), Word::Unit(Unit::Week | Unit::Fortnight, false))
            && self.word(at + 2) != Word::Dash
            && self.word(at + 2) != Word::Possessive
            && !self.is_nominal(at + 2)
            && let Word::Unit(unit, _) = self.word(at + 1)
        {
            let expression = Expression::ShiftFrom(Amount::whole(1), unit, true, Box::new(fields));
            return Some(Found::new(expression, at + 2, "shift"));
        }
        Some(Found::new(fields, at + 1, "weekday"))
    }

    /// The day of the month after a weekday without a month: "Tuesday the 5th", "Fri 14th", "Wednesday the thirty-first"
    pub(super) fn day_beside_weekday(&self, at: usize, weekday: usize) -> Option<(u8, usize)> {
        let goes_on = |end: usize| {
            self.is_nominal(end) || matches!(self.word(end), Word::Dash | Word::Unit(..) | Word::Anniversary)
        };
        match self.word(at) {
            Word::Tying(Tying::The) => self.spoken_day_alone(at + 1),
            Word::Ordinal { figures: true, .. } => {
                Some((self.day_number(at)?, at + 1)).filter(|&(_, end)| !goes_on(end))
            }
            _ if at == weekday + 1 && matches!(self.word(at + 1), Word::End | Word::Stop) => {
                Some((self.day_number(at)?, at + 1))
            }
            _ => None,
        }
    }

    /// "Tuesday of next week", "Friday last week"
    pub(super) fn weekday_of_week(&self, at: usize, weekday: u8) -> Option<Found> {
        let next = if self.word(at + 1) == Word::Tying(Tying::Of) { at + 2 } else { at + 1 };
        let Word::Relation(relation @ (Relation::This | Relation::Last | Relation::Next)) = self.word(next) else {
            return None;
        };
        if self.word(next + 1) != Word::Unit(Unit::Week, false) || self.word(next + 2) == Word::Possessive {
            return None;
        }
        let week = Box::new(Expression::Relative(relation, Period::Unit(Unit::Week)));
        let expression = Expression::Nth(Place::Nth(1), Period::Weekday(weekday), week);
        Some(Found::new(expression, next + 2, "weekday-of-week"))
    }

    /// "Monday two weeks from now", "Friday, three weeks ago": the day in that week
    fn weekday_weeks_off(&self, at: usize, weekday: u8) -> Option<Found> {
        let next = if self.word(at + 1) == Word::Comma { at + 2 } else { at + 1 };
        let weeks = self.amount(next)?;
        let (Unit::Week, end, _) = self.unit(weeks.end, weeks.amount)? else { return None };
        let towards = match self.word(end) {
            Word::Ago => Towards::Ago,
            Word::Hence => Towards::Hence,
            _ => return None,
        };
        weeks.amount.count()?;
        let week = Box::new(Expression::Shift(weeks.amount, Unit::Week, towards));
        let expression = Expression::Nth(Place::Nth(1), Period::Weekday(weekday), week);
        Some(Found::new(expression, end + 1, "weekday-of-week"))
    }

    /// "the year 2000", from "year"
    pub(super) fn named_year(&self, at: usize) -> Option<Found> {
        if self.word(at) != Word::Unit(Unit::Year, false) {
            return None;
        }
        let (year, end) = self.year_number(at + 1).map(|year| (year, at + 2)).or_else(|| self.spoken_year(at + 1))?;
        Some(Found::new(Expression::year(year), end, "year"))
    }

    /// "Easter", "Christmas Eve 2019"
    pub(super) fn holiday(&self, at: usize) -> Option<Found> {
        let Word::Holiday(holiday) = self.word(at) else { return None };
        let starts_capital = self.is_capital(at) || self.surface(at).starts_with("the ");
        let placed = matches!(
            self.before(at),
            Word::Tying(
                Tying::On
                    | Tying::At
                    | Tying::Before
                    | Tying::After
                    | Tying::Since
                    | Tying::Until
                    | Tying::By
                    | Tying::During
                    | Tying::For
                    | Tying::Of
            )
        );
        if !starts_capital && !placed && self.year_after(at + 1).0.is_none() {
            return None;
        }
        let period = Period::Holiday(holiday);
        let (year, end) = self.year_after(at + 1);
        let year = year.map(|year| Box::new(Expression::year(year)));
        let holiday = Expression::InYear(period, year);
        if let Word::Unit(unit @ (Unit::Week | Unit::Weekend), false) = self.word(end) {
            return Some(Found::new(Expression::Holding(unit, Box::new(holiday)), end + 1, "holiday-week"));
        }
        Some(Found::new(holiday, end, "holiday"))
    }

    /// "year-end", "year-end 2019"
    pub(super) fn year_end(&self, at: usize) -> Option<Found> {
        let (year, end) = match self.year_number(at + 1) {
            Some(year) => (Some(year), at + 2),
            None => (None, at + 1),
        };
        let fields = Fields { year, month: Some(12), day: Some(31), weekday: None };
        Some(Found::new(Expression::Fields(fields), end, "year-end"))
    }

    /// What begins with "the".
    pub(super) fn with_article(&self, at: usize) -> Option<Found> {
        let next = at + 1;
        match self.word(next) {
            // "the Friday before last"
            Word::Weekday(weekday, Guard::Plain) => {
                let relation = self.second(next + 1)?;
                Some(Found::new(Expression::Relative(relation, Period::Weekday(weekday)), next + 3, "relative"))
            }
            Word::Cardinal(20 | 30) => self.nth(next).or_else(|| self.spoken_date(next)),
            Word::Ordinal { .. } | Word::Final | Word::Unit(Unit::Second, false) => self
                .nth(next)
                .or_else(|| self.day_of_stretch(next))
                .or_else(|| self.ordinal_first(next).filter(|found| !self.is_hyphened(next, found)))
                .or_else(|| {
                    self.is_bare_day(next).then_some(())?;
                    let day = self.day_number(next)?;
                    Some(Found::new(Expression::DayOfMonth(day), next + 1, "day-of-month"))
                }),
            Word::Decade(_) => self.decade(next),
            Word::Apostrophe if matches!(self.word(next + 1), Word::Decade(_)) => self.decade(next + 1),
            Word::Relation(_) | Word::Corresponding => self.nth(next).or_else(|| self.relative(at, next)),
            Word::Figure(_) => {
                let year = self.year_number(next)?;
                let period = match self.word(next + 1) {
                    Word::Period => Some(Period::Reported),
                    Word::Unit(Unit::Quarter, false) => Some(Period::Unit(Unit::Quarter)),
                    _ => None,
                };
                if let Some(period) = period {
                    let expression = Expression::InYear(period, Some(Box::new(Expression::year(year))));
                    return Some(Found::new(expression, next + 2, "year-period"));
                }
                let quarter = self.quarter(next + 1)?;
                let Expression::InYear(period, None) = quarter.expression else { return None };
                let year = Box::new(Expression::year(year));
                Some(Found::new(Expression::InYear(period, Some(year)), quarter.end, "quarter"))
            }
            Word::Season(_) => self.season(next),
            Word::Fiscal | Word::FiscalYear => self.fiscal(next),
            Word::Unit(..) | Word::Filler => {
                let named = self.year_ago(at, next).or_else(|| self.named_year(next));
                let season = (self.word(next) == Word::Filler).then(|| self.season(next + 1)).flatten();
                named
                    .or_else(|| self.numbered_week(next))
                    .or_else(|| self.week_of_year(next))
                    .or(season)
                    .or_else(|| self.definite(at))
            }
            _ => None,
        }
    }

    /// "the 15th of last month", from its number
    fn day_of_stretch(&self, at: usize) -> Option<Found> {
        let (day, next) = match self.day_number(at) {
            Some(day) => (day, at + 1),
            None => self.spoken_day(at)?,
        };
        let month_at = next + 1;
        let Word::Relation(Relation::This | Relation::Last | Relation::Next | Relation::Same | Relation::Following) =
            self.word(month_at)
        else {
            return None;
        };
        let month =
            self.within().filter(|_| self.word(next) == Word::Tying(Tying::Of))?.relative(month_at, month_at)?;
        let is_month = matches!(month.expression, Expression::Relative(_, Period::Unit(Unit::Month)));
        let expression = Expression::Nth(Place::Nth(day), Period::Unit(Unit::Day), Box::new(month.expression));
        is_month.then(|| Found::new(expression, month.end, "day-of-month"))
    }

    /// Whether a reading is a hyphened attribute ("third-quarter"), which takes no article.
    pub(super) fn is_hyphened(&self, at: usize, found: &Found) -> bool {
        found.end > at + 1 && self.word(at + 1) == Word::Dash
    }
}
