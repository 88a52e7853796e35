//! Dates of the calendar: days, months, years, seasons, quarters, decades, centuries, holidays.

use super::{Found, Scan};
use crate::dates::Modifier;
use crate::dates::expression::{Expression, Fields, Figures, Period, Place, Relation};
use crate::dates::lexicon::{Guard, Number, PhaseUse, Tying, Word};
use crate::dates::value::Unit;
use crate::tagging::Pos;

impl Scan<'_> {
    /// "March 13, 2020", "March 2020", "March"
    pub(super) fn month_first(&self, at: usize) -> Option<Found> {
        let Word::Month(month, guard) = self.word(at) else { return None };
        let mut next = at + 1;
        if guard == Guard::Short
            && self.word(next) == Word::Stop
            && self.is_glued(next)
            && self.day_number(next + 1).is_some()
        {
            next += 1;
        }
        if self.word(next) == Word::Dash
            && self.is_glued(next)
            && self.is_glued(next + 1)
            && self.day_number(next + 1).is_some()
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

    /// "October of next year", from its year
    fn year_beside(&self, at: usize, month: u8) -> Option<Found> {
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
    fn day_first(&self, at: usize) -> Option<Found> {
        if self.before(at) == Word::Currency {
            return None;
        }
        let (day, mut next) = match self.day_number(at) {
            Some(day) => (day, at + 1),
            None => self.spoken_day(at).filter(|&(_, end)| self.word(end) == Word::Tying(Tying::Of))?,
        };
        if self.word(next) == Word::Tying(Tying::Of) || (self.word(next) == Word::Dash && self.is_glued(next + 1)) {
            next += 1;
        }
        let month = self.month_beside_number(next)?;
        let mut end = next + 1;
        if self.word(end) == Word::Dash
            && self.is_glued(end)
            && self.is_glued(end + 1)
            && self.year_number(end + 1).is_some()
        {
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
        if let Some(found) = self.weekday_of_week(at, weekday) {
            return Some(found);
        }
        let fields = Fields { weekday: Some(weekday), ..Fields::default() };
        Some(Found::new(Expression::Fields(fields), at + 1, "weekday"))
    }

    /// The day of the month after a weekday without a month: "Tuesday the 5th", "Fri 14th", "Wednesday the thirty-first"
    fn day_beside_weekday(&self, at: usize, weekday: usize) -> Option<(u8, usize)> {
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
    fn weekday_of_week(&self, at: usize, weekday: u8) -> Option<Found> {
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

    /// What begins with a number in figures.
    pub(super) fn figures(&self, at: usize, number: Number) -> Option<Found> {
        match number {
            Number::Date(figures) if self.word(at.wrapping_sub(1)) != Word::Currency => {
                Some(Found::new(Expression::Figures(figures), at + 1, "figures"))
            }
            Number::Iso { year, month, day } => {
                let fields = Fields { year: Some(year), month: Some(month), day: Some(day), weekday: None };
                Some(Found::new(Expression::Fields(fields), at + 1, "iso"))
            }
            Number::SeptemberEleventh => {
                let fields = Fields { year: Some(2001), month: Some(9), day: Some(11), weekday: None };
                Some(Found::new(Expression::Fields(fields), at + 1, "september-11"))
            }
            Number::Short { .. } => self.short_figures(at),
            Number::Integer { .. } => {
                self.day_first(at).or_else(|| self.year_label(at)).or_else(|| self.dashed_figures(at)).or_else(|| {
                    let year = self.year_number(at)?;
                    let placed = matches!(self.before(at), Word::Tying(Tying::The) | Word::Phase(..));
                    if placed && year % 10 == 0 && self.word(at + 1) == Word::Possessive {
                        let decade = Expression::Decade((year / 10) as u16);
                        return Some(Found::new(decade, at + 2, "decade"));
                    }
                    self.is_year(at).then(|| self.open_ended(Found::new(Expression::year(year), at + 1, "year")))
                })
            }
            _ => None,
        }
    }

    /// "nineteen ninety-six"
    pub(super) fn year_in_words(&self, at: usize) -> Option<Found> {
        let (Word::Cardinal(17..=19), Word::Cardinal(20..=90)) = (self.word(at), self.word(at + 1)) else {
            return None;
        };
        let (year, end) = self.spoken_year(at)?;
        Some(Found::new(Expression::year(year), end, "year-in-words"))
    }

    /// "nineteen ninety-six", "seventeen hundred thirty-three", "two thousand and five", which may be other numbers too
    fn spoken_year(&self, at: usize) -> Option<(i16, usize)> {
        let (century, next) = match (self.word(at), self.word(at + 1)) {
            (Word::Cardinal(2), Word::Cardinal(1000)) => (20, at + 2),
            (Word::Cardinal(century @ 11..=19), Word::Cardinal(100)) => (century, at + 2),
            (Word::Cardinal(century @ 17..=20), Word::Cardinal(10..=90)) => (century, at + 1),
            _ => return None,
        };
        let (rest, end) = self.below_hundred(next).unwrap_or((0, next));
        if self.pos(end).is_some_and(|pos| matches!(pos, Pos::Nns | Pos::Nnps)) {
            return None;
        }
        Some(((century * 100 + rest) as i16, end))
    }

    /// "and five", "ninety-six"
    fn below_hundred(&self, at: usize) -> Option<(u16, usize)> {
        let at = if self.word(at) == Word::Tying(Tying::And) { at + 1 } else { at };
        match (self.word(at), self.word(at + 1), self.word(at + 2)) {
            (Word::Cardinal(tens @ 20..=90), Word::Dash, Word::Cardinal(units @ 1..=9)) => Some((tens + units, at + 3)),
            (Word::Cardinal(tens @ 20..=90), Word::Cardinal(units @ 1..=9), _) => Some((tens + units, at + 2)),
            (Word::Cardinal(number @ 1..=90), ..) => Some((number, at + 1)),
            _ => None,
        }
    }

    /// A day of the month in words: "third", "twenty-third", "twenty third".
    pub(super) fn spoken_day(&self, at: usize) -> Option<(u8, usize)> {
        match (self.word(at), self.word(at + 1)) {
            (Word::Cardinal(tens @ (20 | 30)), Word::Ordinal { value: units @ 1..=9, figures: false })
                if tens + u16::from(units) <= 31 =>
            {
                Some((tens as u8 + units, at + 2))
            }
            (Word::Ordinal { value: day @ 1..=31, figures: false }, _) => Some((day, at + 1)),
            (Word::Unit(Unit::Second, false), _) => Some((2, at + 1)),
            _ => None,
        }
    }

    /// A day of the month in words where nothing goes on that it could count: not "first lady", "second-quarter".
    pub(super) fn spoken_day_alone(&self, at: usize) -> Option<(u8, usize)> {
        let (day, end) = self.spoken_day(at)?;
        let counts = self.is_nominal(end) && self.year_number(end).is_none() && self.spoken_year(end).is_none()
            || matches!(
                self.word(end),
                Word::Dash
                    | Word::Unit(..)
                    | Word::Half
                    | Word::Part(_)
                    | Word::Weekday(..)
                    | Word::Period
                    | Word::Times
            );
        (!counts).then_some((day, end))
    }

    /// "week 27 of 2019", from "week"; without a year it may be of a season or a pregnancy
    pub(super) fn numbered_week(&self, at: usize) -> Option<Found> {
        let Word::Figure(Number::Integer { value: week @ 1..=53, digits: 1..=2 }) = self.word(at + 1) else {
            return None;
        };
        if self.word(at) != Word::Unit(Unit::Week, false) {
            return None;
        }
        let year = match self.word(at + 2) {
            Word::Tying(Tying::Of | Tying::In) => self.stretch(at + 3)?,
            _ => return None,
        };
        let is_a_year = is_year(&year.expression);
        let expression = Expression::Nth(Place::Nth(week as u8), Period::Unit(Unit::Week), Box::new(year.expression));
        let found = Found::new(expression, year.end, "numbered-week");
        is_a_year.then_some(found)
    }

    /// "the year 2000", from "year"
    pub(super) fn named_year(&self, at: usize) -> Option<Found> {
        if self.word(at) != Word::Unit(Unit::Year, false) {
            return None;
        }
        let (year, end) = self.year_number(at + 1).map(|year| (year, at + 2)).or_else(|| self.spoken_year(at + 1))?;
        Some(Found::new(Expression::year(year), end, "year"))
    }

    /// "twenty third of September"
    pub(super) fn spoken_date(&self, at: usize) -> Option<Found> {
        matches!(self.word(at), Word::Cardinal(20 | 30)).then(|| self.day_first(at))?
    }

    /// What begins with an ordinal: "2nd of May", "third quarter", "20th century".
    pub(super) fn ordinal_first(&self, at: usize) -> Option<Found> {
        self.day_first(at)
            .or_else(|| self.quarter(at))
            .or_else(|| self.century(at))
            .or_else(|| self.nth_plain(at))
            .or_else(|| self.bare_ordinal(at))
    }

    /// "on 29th", without its article
    fn bare_ordinal(&self, at: usize) -> Option<Found> {
        let Word::Ordinal { figures: true, .. } = self.word(at) else { return None };
        let placed = matches!(self.before(at), Word::Tying(Tying::On | Tying::By | Tying::Until | Tying::Since));
        (placed && self.ends_day(at + 1))
            .then(|| Some(Found::new(Expression::DayOfMonth(self.day_number(at)?), at + 1, "day-of-month")))?
    }

    /// "first week of 2019", "last week of May": without an article, and only of a stretch that is named.
    pub(super) fn nth_plain(&self, at: usize) -> Option<Found> {
        let named =
            matches!(self.word(at + 3), Word::Month(..) | Word::Figure(_) | Word::Relation(_) | Word::Season(_));
        (named && self.word(at + 1) != Word::Unit(Unit::Day, false)).then(|| self.nth(at))?
    }

    /// "20th century", "twentieth-century"
    fn century(&self, at: usize) -> Option<Found> {
        let number = self.ordinal(at)?;
        let next = if self.word(at + 1) == Word::Dash { at + 2 } else { at + 1 };
        (self.word(next) == Word::Unit(Unit::Century, false) && (1..=30).contains(&number))
            .then(|| Found::new(Expression::Century(number - 1), next + 1, "century"))
    }

    /// "the third Friday of June 2019", "the last week of March", from its ordinal
    pub(super) fn nth(&self, at: usize) -> Option<Found> {
        let (place, next) = match (self.word(at), self.spoken_day(at)) {
            (Word::Relation(Relation::Last) | Word::Final, _) => (Place::Last, at + 1),
            (Word::Cardinal(_), Some((day, end))) => (Place::Nth(day), end),
            _ => (Place::Nth(self.ordinal(at)?), at + 1),
        };
        let period = match self.word(next) {
            Word::Weekday(weekday, Guard::Plain) => Period::Weekday(weekday),
            Word::Unit(unit @ (Unit::Day | Unit::Week | Unit::Weekend | Unit::Month), false) => Period::Unit(unit),
            Word::Half => match place {
                Place::Nth(half @ 1..=2) => Period::Half(half),
                Place::Last => Period::Half(2),
                Place::Nth(_) => return None,
            },
            _ => return None,
        };
        if !matches!(self.word(next + 1), Word::Tying(Tying::Of | Tying::In)) {
            return None;
        }
        let whole = self.stretch(next + 2)?;
        let expression = match period {
            Period::Half(half) if !is_year(&whole.expression) => {
                let part = if half == 1 { Modifier::Start } else { Modifier::End };
                Expression::Part(part, Box::new(whole.expression))
            }
            Period::Half(_) => Expression::InYear(period, Some(Box::new(whole.expression))),
            _ => Expression::Nth(place, period, Box::new(whole.expression)),
        };
        Some(Found::new(expression, whole.end, "nth"))
    }

    /// A month or year that something else is a part of: "June 2019", "last year", "the month".
    pub(super) fn stretch(&self, at: usize) -> Option<Found> {
        self.within()?.stretch_here(at)
    }

    fn stretch_here(&self, at: usize) -> Option<Found> {
        match self.word(at) {
            Word::Month(month, guard) => self.month_first(at).or_else(|| {
                let fields = Fields { month: Some(month), ..Fields::default() };
                (guard != Guard::Short && self.is_capital(at))
                    .then(|| Found::new(Expression::Fields(fields), at + 1, "month"))
            }),
            Word::Figure(_) => {
                let year = self.year_number(at)?;
                Some(Found::new(Expression::year(year), at + 1, "year"))
            }
            Word::Tying(Tying::The) => match self.word(at + 1) {
                Word::Unit(
                    unit @ (Unit::Week | Unit::Month | Unit::Quarter | Unit::Year | Unit::Decade | Unit::Century),
                    false,
                ) => match self.named_year(at + 1) {
                    Some(year) => Some(year),
                    None => {
                        let expression = Expression::Relative(Relation::Definite, Period::Unit(unit));
                        Some(Found::new(expression, at + 2, "definite"))
                    }
                },
                _ => self.with_article(at),
            },
            Word::Relation(_) => self.relative(at, at),
            Word::Fiscal | Word::FiscalYear => self.fiscal(at),
            Word::Season(_) => self.season(at),
            Word::Decade(_) => self.decade(at),
            Word::Ordinal { .. } => self.ordinal_first(at),
            _ => None,
        }
    }

    /// "third quarter of 2020", "third-quarter", "Q4 2019", "final quarter of last year"
    pub(super) fn quarter(&self, at: usize) -> Option<Found> {
        let (quarter, next) = match self.word(at) {
            Word::QuarterLabel(quarter) => (quarter, at + 1),
            word => {
                let next = if self.word(at + 1) == Word::Dash { at + 2 } else { at + 1 };
                let quarter = match word {
                    Word::Final => 4,
                    _ => self.ordinal(at).filter(|quarter| *quarter <= 4)?,
                };
                (self.word(next) == Word::Unit(Unit::Quarter, false)).then_some((quarter, next + 1))?
            }
        };
        let period = Period::Quarter(quarter);
        let year_at = match self.word(next) {
            Word::Tying(Tying::Of) | Word::Comma => next + 1,
            Word::Dash if matches!(self.word(at), Word::QuarterLabel(_)) && self.is_glued(next) => next + 1,
            _ => next,
        };
        if let Some(year) = self.year_number(year_at) {
            let year = Box::new(Expression::year(year));
            return Some(Found::new(Expression::InYear(period, Some(year)), year_at + 1, "quarter"));
        }
        if self.word(next) == Word::Tying(Tying::Of)
            && let Some(year) = self.stretch(next + 1)
            && matches!(year.expression, Expression::Relative(_, Period::Unit(Unit::Year)) | Expression::Fiscal(_))
        {
            return Some(Found::new(Expression::InYear(period, Some(Box::new(year.expression))), year.end, "quarter"));
        }
        Some(Found::new(Expression::InYear(period, None), next, "quarter"))
    }

    /// "1994 or later", "1990 and beyond", "1988 or earlier": a year from which or up to which something holds
    fn open_ended(&self, found: Found) -> Found {
        let Word::Tying(Tying::Or | Tying::And) = self.word(found.end) else { return found };
        let modifier = match self.word(found.end + 1) {
            Word::Phase(Modifier::End, PhaseUse::Comparative) => Modifier::OnOrAfter,
            Word::Phase(Modifier::Start, PhaseUse::Comparative) => Modifier::OnOrBefore,
            _ if self.surface(found.end + 1).eq_ignore_ascii_case("beyond") => Modifier::OnOrAfter,
            _ => return found,
        };
        let ends = !matches!(self.word(found.end + 2), Word::Relation(_) | Word::Tying(Tying::In) | Word::Deictic(..))
            && !self.is_nominal(found.end + 2);
        if ends { Found { end: found.end + 2, ..found.with(Some(modifier)) } } else { found }
    }

    /// "13-05-2019", which is five tokens
    fn dashed_figures(&self, at: usize) -> Option<Found> {
        let two = |at: usize| match self.word(at) {
            Word::Figure(Number::Integer { value: value @ 1..=31, digits: 1..=2 }) => Some(value as u8),
            _ => None,
        };
        let glued = (at + 1..at + 5).all(|at| self.is_glued(at)) && !self.is_glued(at);
        if !glued
            || self.word(at + 1) != Word::Dash
            || self.word(at + 3) != Word::Dash
            || self.is_glued(at + 5) && self.word(at + 5) == Word::Dash
        {
            return None;
        }
        let (first, second, year) = (two(at)?, two(at + 2)?, self.year_number(at + 4)?);
        (first <= 12 || second <= 12).then(|| {
            Found::new(
                Expression::Figures(Figures { first, second, year: Some(year), day_first: false }),
                at + 5,
                "figures",
            )
        })
    }

    /// A date in figures after a weekday: "Friday 22/04", "Monday, 02/03/2019".
    fn figured_date(&self, at: usize) -> Option<Found> {
        match self.word(at) {
            Word::Figure(number @ (Number::Date(_) | Number::Short { .. })) => self.figures(at, number),
            _ => None,
        }
    }

    /// "22/04" where a preposition or a weekday shows it to be a day
    fn short_figures(&self, at: usize) -> Option<Found> {
        let Word::Figure(Number::Short { first, second }) = self.word(at) else { return None };
        let placed = match self.before(at) {
            Word::Tying(tying) => matches!(
                tying,
                Tying::On
                    | Tying::Until
                    | Tying::Since
                    | Tying::By
                    | Tying::From
                    | Tying::To
                    | Tying::Between
                    | Tying::Before
                    | Tying::After
            ),
            Word::Weekday(..) => true,
            Word::Comma => matches!(self.before(at - 1), Word::Weekday(..)),
            Word::Dash => matches!(self.before(at - 1), Word::Figure(Number::Short { .. })),
            _ => false,
        };
        let counts = self.is_nominal(at + 1)
            || matches!(self.word(at + 1), Word::Unit(..) | Word::Percent | Word::Tying(Tying::Of) | Word::Dash);
        let expression = Expression::Figures(Figures { first, second, year: None, day_first: false });
        (placed
            && (!counts
                || self.word(at + 1) == Word::Dash && matches!(self.word(at + 2), Word::Figure(Number::Short { .. }))))
        .then(|| Found::new(expression, at + 1, "figures"))
    }

    /// "H1 2019", only with its year
    pub(super) fn half(&self, at: usize) -> Option<Found> {
        let Word::HalfLabel(half) = self.word(at) else { return None };
        let next = if matches!(self.word(at + 1), Word::Dash | Word::Tying(Tying::Of)) { at + 2 } else { at + 1 };
        let year = Box::new(Expression::year(self.year_number(next)?));
        Some(Found::new(Expression::InYear(Period::Half(half), Some(year)), next + 1, "half"))
    }

    /// "2019-Q3", "2019 H1", from its year
    fn year_label(&self, at: usize) -> Option<Found> {
        let year = self.year_number(at)?;
        let next = if self.word(at + 1) == Word::Dash && self.is_glued(at + 1) { at + 2 } else { at + 1 };
        let (period, rule) = match self.word(next) {
            Word::QuarterLabel(quarter) => (Period::Quarter(quarter), "quarter"),
            Word::HalfLabel(half) => (Period::Half(half), "half"),
            _ => return None,
        };
        Some(Found::new(Expression::InYear(period, Some(Box::new(Expression::year(year)))), next + 1, rule))
    }

    /// "fiscal 1989", "fiscal year 2019", "fiscal third quarter"
    pub(super) fn fiscal(&self, at: usize) -> Option<Found> {
        let mut next = at + 1;
        if self.word(next) == Word::Dash {
            next += 1;
        }
        let whole = |expression, end| Some(Found::new(Expression::Fiscal(Box::new(expression)), end, "fiscal"));
        if let Some(year) = self.year_number(next) {
            return whole(Expression::year(year), next + 1);
        }
        match self.word(at) {
            Word::FiscalYear => whole(Expression::Relative(Relation::Definite, Period::Unit(Unit::Year)), next),
            _ => {
                let quarter = self.quarter(next)?;
                whole(quarter.expression, quarter.end)
            }
        }
    }

    /// "the 1990s", "'90s": its article belongs to it.
    pub(super) fn decade(&self, at: usize) -> Option<Found> {
        let Word::Decade(decade) = self.word(at) else { return None };
        let four = self.surface(at).len() >= 5 && self.surface(at).starts_with(|c: char| c.is_ascii_digit());
        let placed = matches!(
            self.before(at),
            Word::Tying(Tying::The | Tying::And | Tying::Or | Tying::To)
                | Word::Phase(..)
                | Word::Apostrophe
                | Word::Dash
        );
        (four || placed).then(|| Found::new(Expression::Decade(decade), at + 1, "decade"))
    }

    /// "summer 2019", "the spring of 1998"; without a year only where a preposition shows it to be a time.
    pub(super) fn season(&self, at: usize) -> Option<Found> {
        let Word::Season(season) = self.word(at) else { return None };
        let period = Period::Season(season);
        let next = at + 1;
        let year_at = if matches!(self.word(next), Word::Tying(Tying::Of) | Word::Comma) { next + 1 } else { next };
        if let Some(year) = self.year_number(year_at) {
            let year = Box::new(Expression::year(year));
            return Some(Found::new(Expression::InYear(period, Some(year)), year_at + 1, "season"));
        }
        let first = if self.before(at) == Word::Tying(Tying::The) { at - 1 } else { at };
        let placed = matches!(
            self.before(first),
            Word::Tying(Tying::In | Tying::By | Tying::Since | Tying::Until | Tying::During | Tying::Through)
                | Word::Phase(..)
        ) || self.before(first) == Word::Bound(Modifier::MoreThan) && first < at;
        let is_time = placed && !self.is_nominal(next) && self.word(next) != Word::Tying(Tying::Of);
        is_time.then(|| Found::new(Expression::InYear(period, None), next, "season"))
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
            Word::Cardinal(20 | 30) => self.nth(next).or_else(|| self.spoken_date(next)),
            Word::Ordinal { .. } | Word::Final | Word::Unit(Unit::Second, false) => self
                .nth(next)
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
                if matches!(self.word(next + 1), Word::Period | Word::Unit(Unit::Quarter, false)) {
                    return Some(Found::new(
                        Expression::InYear(Period::Unit(Unit::Quarter), Some(Box::new(Expression::year(year)))),
                        next + 2,
                        "year-period",
                    ));
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
                named.or_else(|| self.numbered_week(next)).or_else(|| self.definite(at))
            }
            _ => None,
        }
    }

    /// Whether a reading is a hyphened attribute ("third-quarter"), which takes no article.
    fn is_hyphened(&self, at: usize, found: &Found) -> bool {
        found.end > at + 1 && self.word(at + 1) == Word::Dash
    }
}

/// Whether an expression is a year, named or placed.
fn is_year(expression: &Expression) -> bool {
    matches!(
        expression,
        Expression::Fields(Fields { year: Some(_), month: None, .. })
            | Expression::Relative(_, Period::Unit(Unit::Year))
            | Expression::Fiscal(_)
    )
}
