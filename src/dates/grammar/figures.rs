//! Dates and years in figures: "02/03/2019", "22/04", "2019-Q3", "1994 or later".

use super::{Found, Scan};
use crate::dates::Modifier;
use crate::dates::atoms::full_year;
use crate::dates::expression::{Expression, Fields, Figures, Period};
use crate::dates::lexicon::{Guard, Number, PhaseUse, Tying, Word};

impl Scan<'_> {
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
                let dated = self.day_first(at).or_else(|| self.year_label(at)).or_else(|| self.dashed_figures(at));
                dated.or_else(|| self.year_month(at)).or_else(|| self.compact(at)).or_else(|| {
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

    /// "1994 or later", "1990 and beyond", "1988 or earlier": a year from which or up to which something holds
    pub(super) fn open_ended(&self, found: Found) -> Found {
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
    pub(super) fn dashed_figures(&self, at: usize) -> Option<Found> {
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

    /// "2019-Aug-01", "2015-3", "12-2015", "2016 10 16", "in 2017 April": a month beside its year
    fn year_month(&self, at: usize) -> Option<Found> {
        let small = |at: usize, most: u32| match self.word(at) {
            Word::Figure(Number::Integer { value, digits: 1..=2 }) if (1..=most).contains(&value) => Some(value as u8),
            _ => None,
        };
        let dash = |at: usize| self.word(at) == Word::Dash && self.is_glued(at) && self.is_glued(at + 1);
        let found = |year, month, day, end| {
            let fields = Fields { year: Some(year), month: Some(month), day, weekday: None };
            Some(Found::new(Expression::Fields(fields), end, "year-month"))
        };
        let Some(year) = self.year_number(at) else {
            let month = small(at, 12).filter(|_| dash(at + 1) && !dash(at + 3) && !self.is_glued(at))?;
            return found(self.year_number(at + 2)?, month, None, at + 3);
        };
        if self.is_glued(at) {
            return None;
        }
        match self.word(at + 1) {
            Word::Dash if dash(at + 1) => match self.word(at + 2) {
                Word::Month(month, Guard::Plain | Guard::Short | Guard::Name) => {
                    let day = small(at + 4, 31).filter(|_| dash(at + 3))?;
                    found(year, month, Some(day), at + 5)
                }
                // "2015-16" and "2008-9" are two years.
                Word::Figure(Number::Integer { digits: 1, value })
                    if (value as i16) <= year % 10 && (!self.is_glued(at + 3) || self.ends_at(at + 3)) =>
                {
                    found(year, small(at + 2, 9)?, None, at + 3)
                }
                _ => None,
            },
            Word::Month(month, Guard::Plain | Guard::Name)
                if matches!(self.before(at), Word::Tying(Tying::In | Tying::Since | Tying::Until | Tying::By))
                    && self.day_number(at + 2).is_none()
                    && self.year_number(at + 2).is_none()
                    && self.ends_at(at + 2) =>
            {
                found(year, month, None, at + 2)
            }
            Word::Figure(_) if !self.is_glued(at + 1) && !self.is_glued(at + 2) => {
                let two = |at: usize| self.surface(at).len() == 2;
                let (month, day) = (small(at + 1, 12)?, small(at + 2, 31)?);
                let ends = !matches!(self.word(at + 3), Word::Figure(_) | Word::Dash | Word::Percent | Word::Unit(..));
                (two(at + 1) && two(at + 2) && ends).then(|| found(year, month, Some(day), at + 3))?
            }
            _ => None,
        }
    }

    /// "in '06", "the class of '98", from its apostrophe
    pub(super) fn short_year(&self, at: usize) -> Option<Found> {
        let Word::Figure(Number::Integer { value, digits: 2 }) = self.word(at + 1) else { return None };
        let placed = matches!(
            self.before(at),
            Word::Tying(Tying::In | Tying::Since | Tying::Of | Tying::By | Tying::Until | Tying::From | Tying::Before)
        );
        let alone = self.is_glued(at + 1) && !self.is_glued(at) && !self.is_nominal(at + 2);
        (placed && alone).then(|| Found::new(Expression::year(full_year(value as i16)), at + 2, "year"))
    }

    /// "20161016"
    fn compact(&self, at: usize) -> Option<Found> {
        let Word::Figure(Number::Integer { value, digits: 8 }) = self.word(at) else { return None };
        let (year, month, day) = (value / 10_000, value / 100 % 100, value % 100);
        let counts = self.is_nominal(at + 1) || matches!(self.before(at), Word::Currency | Word::Numbered);
        if !(1900..2100).contains(&year) || !(1..=12).contains(&month) || !(1..=31).contains(&day) || counts {
            return None;
        }
        let fields = Fields { year: Some(year as i16), month: Some(month as u8), day: Some(day as u8), weekday: None };
        Some(Found::new(Expression::Fields(fields), at + 1, "compact"))
    }

    /// A date in figures after a weekday: "Friday 22/04", "Monday, 02/03/2019".
    pub(super) fn figured_date(&self, at: usize) -> Option<Found> {
        match self.word(at) {
            Word::Figure(number @ (Number::Date(_) | Number::Short { .. })) => self.figures(at, number),
            _ => None,
        }
    }

    /// "22/04" where a preposition or a weekday shows it to be a day
    pub(super) fn short_figures(&self, at: usize) -> Option<Found> {
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
            // Alone in a cell or a form.
            Word::End => self.word(at + 1) == Word::End,
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
    pub(super) fn year_label(&self, at: usize) -> Option<Found> {
        let year = self.year_number(at)?;
        let next = if self.word(at + 1) == Word::Dash && self.is_glued(at + 1) { at + 2 } else { at + 1 };
        let (period, rule) = match self.word(next) {
            Word::QuarterLabel(quarter) => (Period::Quarter(quarter), "quarter"),
            Word::HalfLabel(half) => (Period::Half(half), "half"),
            _ => return None,
        };
        Some(Found::new(Expression::InYear(period, Some(Box::new(Expression::year(year)))), next + 1, rule))
    }
}
