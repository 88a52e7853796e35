//! Days and years in words: "the twenty-third of May", "nineteen ninety-six".

use super::{Found, Scan};
use crate::dates::expression::Expression;
use crate::dates::lexicon::{Tying, Word};
use crate::dates::value::Unit;
use crate::tagging::Pos;

impl Scan<'_> {
    /// "nineteen ninety-six"
    pub(super) fn year_in_words(&self, at: usize) -> Option<Found> {
        let (Word::Cardinal(17..=19), Word::Cardinal(20..=90)) = (self.word(at), self.word(at + 1)) else {
            return None;
        };
        let (year, end) = self.spoken_year(at)?;
        Some(Found::new(Expression::year(year), end, "year-in-words"))
    }

    /// "nineteen ninety-six", "seventeen hundred thirty-three", "two thousand and five", which may be other numbers too
    pub(super) fn spoken_year(&self, at: usize) -> Option<(i16, usize)> {
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
    pub(super) fn below_hundred(&self, at: usize) -> Option<(u16, usize)> {
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

    /// "twenty third of September"
    pub(super) fn spoken_date(&self, at: usize) -> Option<Found> {
        matches!(self.word(at), Word::Cardinal(20 | 30)).then(|| self.day_first(at))?
    }
}
