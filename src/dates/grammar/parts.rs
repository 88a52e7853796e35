//! Parts and sums of years: quarters, halves, weeks, seasons, decades, centuries, "the third Friday of June".

use super::{Found, Scan};
use crate::dates::Modifier;
use crate::dates::expression::{Expression, Fields, Period, Place, Relation};
use crate::dates::lexicon::{Guard, Number, Tying, Word};
use crate::dates::value::{CalendarValue, Season, Unit};
use crate::tagging::Pos;

impl Scan<'_> {
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

    /// "the week 31", from "week": of this year
    pub(super) fn week_of_year(&self, at: usize) -> Option<Found> {
        let Word::Figure(Number::Integer { value: week @ 1..=53, digits: 1..=2 }) = self.word(at + 1) else {
            return None;
        };
        if self.word(at) != Word::Unit(Unit::Week, false) || self.word(at + 2) == Word::Tying(Tying::Of) {
            return None;
        }
        let year = Box::new(Expression::Relative(Relation::This, Period::Unit(Unit::Year)));
        let expression = Expression::Nth(Place::Nth(week as u8), Period::Unit(Unit::Week), year);
        Some(Found::new(expression, at + 2, "numbered-week"))
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
    pub(super) fn bare_ordinal(&self, at: usize) -> Option<Found> {
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
    pub(super) fn century(&self, at: usize) -> Option<Found> {
        let number = self.ordinal(at)?;
        let next = if self.word(at + 1) == Word::Dash { at + 2 } else { at + 1 };
        let plural = self.word(next) == Word::Unit(Unit::Century, true)
            && matches!(self.before(at), Word::Tying(Tying::And | Tying::Or | Tying::To) | Word::Dash);
        if !(1..=30).contains(&number) {
            return None;
        }
        let found = |end| Some(Found::new(Expression::Century(number - 1), end, "century"));
        if plural || self.word(next) == Word::Unit(Unit::Century, false) {
            return match self.era(next + 1) {
                Some(true) => {
                    let value = CalendarValue::CenturyBefore(number - 1);
                    Some(Found::new(Expression::BeforeChrist(value), next + 2, "era"))
                }
                Some(false) => found(next + 2),
                None => found(next + 1),
            };
        }
        // "from the 15th to the 19th century", "the 18th and 19th centuries"
        let joint = at + 1;
        let last = if self.word(joint + 1) == Word::Tying(Tying::The) { joint + 2 } else { joint + 1 };
        let unit = if self.word(last + 1) == Word::Dash { last + 2 } else { last + 1 };
        let tied =
            matches!(self.word(joint), Word::Dash | Word::Tying(Tying::To | Tying::And | Tying::Or | Tying::Until));
        (tied && self.ordinal(last).is_some() && matches!(self.word(unit), Word::Unit(Unit::Century, _)))
            .then(|| found(at + 1))?
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
            // "the first two quarters of 1990"
            Word::Cardinal(2) if self.word(next + 1) == Word::Unit(Unit::Quarter, true) => {
                return self.two_quarters(place, next + 2);
            }
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
            Period::Half(half) if !is_year(&whole.expression) => Expression::HalfOf(half, Box::new(whole.expression)),
            Period::Half(_) => Expression::InYear(period, Some(Box::new(whole.expression))),
            _ => Expression::Nth(place, period, Box::new(whole.expression)),
        };
        Some(Found::new(expression, whole.end, "nth"))
    }

    /// The first or last two quarters of a year are a half of it; from the word after them
    fn two_quarters(&self, place: Place, at: usize) -> Option<Found> {
        let half = match place {
            Place::Nth(1) => 1,
            Place::Last => 2,
            Place::Nth(_) => return None,
        };
        let year = matches!(self.word(at), Word::Tying(Tying::Of | Tying::In)).then(|| self.stretch(at + 1))??;
        let is_a_year = is_year(&year.expression);
        let expression = Expression::InYear(Period::Half(half), Some(Box::new(year.expression)));
        is_a_year.then(|| Found::new(expression, year.end, "half"))
    }

    /// A month or year that something else is a part of: "June 2019", "last year", "the month".
    pub(super) fn stretch(&self, at: usize) -> Option<Found> {
        self.within()?.stretch_here(at)
    }

    pub(super) fn stretch_here(&self, at: usize) -> Option<Found> {
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
        let article = if at > 0 && self.before(at) == Word::Filler { at - 1 } else { at };
        let first = if self.before(article) == Word::Tying(Tying::The) { article - 1 } else { at };
        let placed = matches!(
            self.before(first),
            Word::Tying(Tying::In | Tying::By | Tying::Since | Tying::Until | Tying::During | Tying::Through)
                | Word::Phase(..)
        ) || first < at
            && match self.before(first) {
                Word::Bound(Modifier::MoreThan) | Word::Tying(Tying::To | Tying::Of | Tying::For) => true,
                // "recover from the fall"
                Word::Tying(Tying::Before | Tying::After | Tying::From | Tying::At) => season != Season::Fall,
                _ => false,
            };
        // "but spring shows signs of hope"
        let acts = first == at
            && self.pos(at) == Some(Pos::Nn)
            && !self
                .pos(at.wrapping_sub(1))
                .is_some_and(|pos| pos.is_noun() || matches!(pos, Pos::Jj | Pos::Dt | Pos::PrpPoss))
            && matches!(self.pos(next), Some(Pos::Vbz | Pos::Vbd | Pos::Md));
        if acts {
            return Some(Found::new(Expression::InYear(period, None), next, "season"));
        }
        let is_time = placed && !self.is_nominal(next) && self.word(next) != Word::Tying(Tying::Of);
        is_time.then(|| Found::new(Expression::InYear(period, None), next, "season"))
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
