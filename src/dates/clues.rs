//! What time expressions say of the day on which an article was written, before that day is known.
//!
//! In: [`Readings`]. Out: [`Clue`]s: the year, month and day that an expression names itself, and on which side of the day of
//! writing the words around it put it.

use super::expression::{Expression, Fields, Period, Relation, Towards};
use super::resolve::direction::Direction;
use super::value::{Season, Unit};
use super::{Line, Place, Readings};
use crate::dates::expression::{Recognized, Tie};
use crate::span::ByteSpan;

/// What an expression says by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Says {
    /// "2016"
    Year(i16),
    /// "March", "March 2016"
    Month(Option<i16>, u8),
    /// "Thursday, March 9", "9 March 2017"
    Day {
        /// The year.
        year: Option<i16>,
        /// From 1.
        month: u8,
        /// Of the month, from 1.
        day: u8,
        /// From 1 for Monday.
        weekday: Option<u8>,
    },
    /// "last year" is -1, "next year" 1, "three years ago" -3.
    YearsFromNow(i16),
    /// "last month" is -1, "this month" 0.
    MonthsFromNow(i8),
    /// "Thursday": a day near that of writing; 1 for Monday.
    Weekday(u8),
    /// "yesterday", "last week": near the day of writing.
    Near,
    /// Nothing of the kind: a length, a decade, a fiscal year.
    Nothing,
}

/// On which side of the day of writing something lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// It is over.
    Past,
    /// It is to come.
    Ahead,
    /// Nothing tells.
    Open,
}

/// What an expression says of the day of writing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clue {
    /// Where it stands.
    pub span: ByteSpan,
    /// Its sentence, as an index into the segments; `None` in a date line or byline.
    pub sentence: Option<u32>,
    /// What it says.
    pub says: Says,
    /// On which side it lies.
    pub side: Side,
    /// Whether a limit stands before it ("by", "until"), or it ends a range.
    pub limits: bool,
    /// "In 2015, …", before all else in its sentence.
    pub opens: bool,
    /// "MOSCOW, Feb 14 (Reuters)"
    pub dateline: bool,
}

impl Says {
    /// Whether it lies within some days of the day of writing.
    pub fn is_near(self) -> bool {
        matches!(self, Self::Weekday(_) | Self::Near)
    }
}

impl Readings {
    /// The clues of all expressions, in text order.
    pub fn clues(&self) -> impl Iterator<Item = Clue> + '_ {
        self.lines
            .iter()
            .flat_map(|line| line.found.iter().zip(&line.places).map(|(one, place)| clue(line, one, place)))
    }
}

fn clue(line: &Line, one: &Recognized, place: &Place) -> Clue {
    Clue {
        span: place.span,
        sentence: line.sentence,
        says: says(&one.expression),
        side: match place.direction {
            Direction::Past => Side::Past,
            Direction::Future => Side::Ahead,
            Direction::Present | Direction::Open => Side::Open,
        },
        limits: place.limit || one.tie == Tie::RangeEnd,
        opens: place.frames,
        dateline: place.dateline,
    }
}

fn says(expression: &Expression) -> Says {
    match *expression {
        Expression::Fields(Fields { year, month: Some(month), day: Some(day), weekday }) => {
            Says::Day { year, month, day, weekday }
        }
        Expression::Fields(Fields { year, month: Some(month), .. }) => Says::Month(year, month),
        Expression::Fields(Fields { year: Some(year), .. }) => Says::Year(year),
        Expression::Fields(Fields { weekday: Some(weekday), day: None, .. }) => Says::Weekday(weekday),
        Expression::Deictic(_) => Says::Near,
        Expression::Relative(relation, Period::Unit(Unit::Year)) => match relation {
            Relation::This | Relation::Current => Says::YearsFromNow(0),
            Relation::Last => Says::YearsFromNow(-1),
            Relation::Next => Says::YearsFromNow(1),
            _ => Says::Nothing,
        },
        Expression::Relative(relation, Period::Unit(Unit::Month)) => match relation {
            Relation::This | Relation::Current => Says::MonthsFromNow(0),
            Relation::Last => Says::MonthsFromNow(-1),
            Relation::Next => Says::MonthsFromNow(1),
            _ => Says::Nothing,
        },
        // "this fall"; a winter is of two years.
        Expression::Relative(Relation::This, Period::Season(Season::Spring | Season::Summer | Season::Fall))
        | Expression::Relative(Relation::This, Period::Month(_)) => Says::YearsFromNow(0),
        Expression::Relative(
            Relation::This | Relation::Last | Relation::Next | Relation::Current,
            Period::Unit(Unit::Day | Unit::Week | Unit::Weekend) | Period::Weekday(_) | Period::Part(_),
        ) => Says::Near,
        Expression::Shift(amount, Unit::Year, Towards::Ago) => {
            match amount.count().and_then(|count| i16::try_from(count).ok()) {
                Some(count) if count > 0 => Says::YearsFromNow(-count),
                _ => Says::Nothing,
            }
        }
        Expression::Part(_, ref whole)
        | Expression::HalfOf(_, ref whole)
        | Expression::Beside(_, ref whole)
        | Expression::At(_, Some(ref whole))
        | Expression::DayPart(_, Some(ref whole)) => says(whole),
        _ => Says::Nothing,
    }
}
