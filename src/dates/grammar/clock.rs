//! Times of day: "3 p.m. on Tuesday", "23:30 GMT", "noon Thursday", "4 in the morning".

use super::{Found, Scan, is_day};
use crate::dates::atoms::on_day;
use crate::dates::expression::{Clock, Expression};
use crate::dates::lexicon::{Number, Tying, Word};
use crate::dates::value::DayPart;
use crate::tagging::Pos;

impl Scan<'_> {
    /// A time with its zone and the day after it.
    pub(super) fn clock(&self, at: usize) -> Option<Found> {
        if self.word(at) == Word::Tying(Tying::The)
            && let Word::Part(part @ (DayPart::Morning | DayPart::Afternoon | DayPart::Evening)) = self.word(at + 1)
            && matches!(self.before(at), Word::Tying(Tying::In | Tying::During | Tying::By))
            && self.word(at + 2) != Word::Tying(Tying::Of)
            && !self.is_nominal(at + 2)
        {
            return Some(Found::new(Expression::DayPart(part, None), at + 2, "part-of-day"));
        }
        // "won in 2:03:59", "a time of 1:59:40"
        if let Word::Figure(Number::Clock(Clock { hour, minute, second: Some(second), .. })) = self.word(at)
            && matches!(self.before(at), Word::Tying(Tying::In | Tying::Of))
            && !matches!(self.word(at + 1), Word::Meridiem(_) | Word::Zone(_))
        {
            return Some(Found::new(Expression::Elapsed(hour, minute, second), at + 1, "elapsed"));
        }
        // "during the night", "spent the night in jail"
        let spent = at.checked_sub(1).is_some_and(|before| self.is_lasting(before));
        if self.word(at) == Word::Tying(Tying::The)
            && self.word(at + 1) == Word::Part(DayPart::Night)
            && (spent || matches!(self.before(at), Word::Tying(Tying::During | Tying::Through)))
            && self.word(at + 2) != Word::Tying(Tying::Of)
            && !self.is_nominal(at + 2)
        {
            return Some(Found::new(Expression::DayPart(DayPart::Night, None), at + 2, "part-of-day"));
        }
        // "in morning trading"
        if let Word::Part(part @ (DayPart::Morning | DayPart::Afternoon | DayPart::Evening)) = self.word(at)
            && matches!(self.before(at), Word::Tying(Tying::In | Tying::During))
            && self.pos(at + 1).is_some_and(|pos| matches!(pos, Pos::Nn | Pos::Vbg))
        {
            return Some(Found::new(Expression::DayPart(part, None), at + 1, "part-of-day"));
        }
        let placed = matches!(
            self.before(at),
            Word::Tying(
                Tying::At
                    | Tying::By
                    | Tying::Until
                    | Tying::Since
                    | Tying::From
                    | Tying::Before
                    | Tying::After
                    | Tying::Between
            ) | Word::Bound(_)
                | Word::Open
        );
        let (clock, end) = self.clock_time(at)?;
        let day = self.day_after(end);
        let said_twice = matches!(
            self.word(end - 1),
            Word::Meridiem(_) | Word::Zone(_) | Word::OClock | Word::HourLabel(..) | Word::Part(_)
        );
        if !placed && day.is_none() && !said_twice {
            return None;
        }
        Some(match day {
            Some(day) => {
                // "11 p.m. on Thursday night": the night is in the hour.
                let end = if matches!(self.word(day.end), Word::Part(_)) { day.end + 1 } else { day.end };
                Found::new(Expression::At(clock, Some(Box::new(day.expression))), end, "time")
            }
            None => Found::new(Expression::At(clock, None), end, "time"),
        })
    }

    /// The day that follows a time: "on Tuesday", ", June 1st", "yesterday".
    pub(super) fn day_after(&self, at: usize) -> Option<Found> {
        let next = if matches!(self.word(at), Word::Comma | Word::Tying(Tying::On)) { at + 1 } else { at };
        if next > at && self.word(at) == Word::Comma && !matches!(self.word(next), Word::Month(..) | Word::Weekday(..))
        {
            return None;
        }
        match self.word(next) {
            Word::Tying(Tying::The)
            | Word::Month(..)
            | Word::Weekday(..)
            | Word::Deictic(_, None)
            | Word::Relation(_)
            | Word::Figure(_) => self.point(next).filter(|found| is_day(&found.expression)),
            _ => None,
        }
    }

    /// "17.30 GMT"
    fn clock_by_zone(&self, at: usize) -> Option<(Clock, usize)> {
        let (Word::Figure(Number::Decimal(hundredths)), Word::Zone(utc)) = (self.word(at), self.word(at + 1)) else {
            return None;
        };
        let (hour, minute) = (hundredths / 100, hundredths % 100);
        let clock = Clock { hour: hour as u8, minute: minute as u8, second: None, utc };
        (hour < 24 && minute < 60).then_some((clock, at + 2))
    }

    /// A time of day with its zone; after a date, two figures with a colon are enough.
    pub(super) fn clock_time(&self, at: usize) -> Option<(Clock, usize)> {
        let exact = |hour: u8, minute: u8| Clock { hour, minute, second: None, utc: false };
        let next = at + 1;
        let (mut clock, mut end) = match self.word(at) {
            Word::Figure(Number::Clock(clock)) => match self.word(next) {
                Word::Meridiem(afternoon) if (1..=12).contains(&clock.hour) => {
                    (Clock { hour: on_day(clock.hour, afternoon), ..clock }, next + 1)
                }
                _ => (clock, next),
            },
            Word::HourLabel(hour, minute) => (exact(hour, minute), next),
            Word::Instant(hour) => (exact(hour, 0), next),
            Word::Figure(Number::Decimal(hundredths)) if hundredths % 100 < 60 && hundredths < 1300 => {
                let Word::Meridiem(afternoon) = self.word(next) else { return self.clock_by_zone(at) };
                (exact(on_day((hundredths / 100) as u8, afternoon), (hundredths % 100) as u8), next + 1)
            }
            Word::Figure(Number::Decimal(_)) => return self.clock_by_zone(at),
            Word::Figure(Number::Integer { value, digits: 4 }) if value < 2400 && value % 100 < 60 => {
                let Word::Zone(_) = self.word(next) else { return None };
                (exact((value / 100) as u8, (value % 100) as u8), next)
            }
            word => {
                let hour = match word {
                    Word::Figure(Number::Integer { value: value @ 1..=12, digits: 1..=2 }) => value as u8,
                    Word::Cardinal(value @ 1..=12) => value as u8,
                    _ => return None,
                };
                let mut next = next;
                if self.word(next) == Word::OClock {
                    next += 1;
                }
                if let Word::Meridiem(afternoon) = self.word(next) {
                    (exact(on_day(hour, afternoon), 0), next + 1)
                } else if self.word(next) == Word::Tying(Tying::In)
                    && self.word(next + 1) == Word::Tying(Tying::The)
                    && let Word::Part(part) = self.word(next + 2)
                {
                    (exact(on_day(hour, part != DayPart::Morning), 0), next + 3)
                } else if self.word(next - 1) == Word::OClock {
                    (exact(hour, 0), next)
                } else {
                    return None;
                }
            }
        };
        if let Word::Zone(utc) = self.word(end) {
            clock.utc = utc;
            end += 1;
        } else if self.word(end) == Word::Open
            && matches!(self.word(end + 1), Word::Zone(_))
            && let Some(close) = (end + 3..end + 5).find(|&at| self.word(at) == Word::Close)
            && (self.word(close - 1) != Word::Zone(true))
        {
            // "(GMT +8)"
            end = close + 1;
        } else if self.word(end) == Word::Open
            && matches!(self.word(end + 1), Word::Zone(_))
            && self.word(end + 2) == Word::Close
        {
            clock.utc = self.word(end + 1) == Word::Zone(true);
            end += 3;
        }
        Some((clock, end))
    }
}
