//! Years and centuries counted from the birth of Christ: "44 BC", "AD 79", "the third century BC".

use super::{Found, Scan};
use crate::dates::expression::Expression;
use crate::dates::lexicon::{Number, Word};
use crate::dates::value::CalendarValue;

/// A year from which on a number before "BC" is no year of antiquity: "in 2010 BC Ferries".
const MODERN: u32 = 1700;

impl Scan<'_> {
    /// "44 BC", "79 AD", from its number
    pub(super) fn before_christ(&self, at: usize) -> Option<Found> {
        let Word::Figure(Number::Integer { value: value @ 1.., digits: 1..=4 }) = self.word(at) else { return None };
        let before = self.era(at + 1)?;
        if before && value >= MODERN && self.is_capital(at + 2) {
            return None;
        }
        let expression = match before {
            true => Expression::BeforeChrist(CalendarValue::YearBefore(value as u16)),
            false => Expression::year(value as i16),
        };
        Some(Found::new(expression, at + 2, "era"))
    }

    /// "AD 79", from its letters
    pub(super) fn anno_domini(&self, at: usize) -> Option<Found> {
        if self.era(at) != Some(false) {
            return None;
        }
        let Word::Figure(Number::Integer { value: value @ 1.., digits: 1..=4 }) = self.word(at + 1) else {
            return None;
        };
        Some(Found::new(Expression::year(value as i16), at + 2, "era"))
    }

    /// The era at a place, which is written in capital letters: "BC" is true.
    pub(super) fn era(&self, at: usize) -> Option<bool> {
        let Word::Era(before) = self.word(at) else { return None };
        self.surface(at).chars().all(|c| c.is_uppercase() || c == '.').then_some(before)
    }
}
