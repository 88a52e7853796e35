//! Civil days and ranges of days, and days written in full, shared by documents and dates.

mod absolute;
mod names;

use serde::Serialize;

pub use absolute::{WrittenDay, written_days};
pub use jiff::civil::Date;
pub(crate) use names::{Guard, month_names, weekday_names};
pub use names::{month, weekday};

/// A range of days, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub struct DayRange {
    first: Date,
    last: Date,
}

impl DayRange {
    /// The days from `first` to `last`; the two are swapped if they come in the wrong order.
    pub fn new(first: Date, last: Date) -> Self {
        Self { first: first.min(last), last: first.max(last) }
    }

    /// One day.
    pub fn day(day: Date) -> Self {
        Self { first: day, last: day }
    }

    /// The first day.
    pub fn first(self) -> Date {
        self.first
    }

    /// The last day.
    pub fn last(self) -> Date {
        self.last
    }

    /// The smallest range that holds both.
    pub fn join(self, other: Self) -> Self {
        Self { first: self.first.min(other.first), last: self.last.max(other.last) }
    }
}
