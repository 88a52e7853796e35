//! The days on which an article can have been written, and how what the text tells takes some of them away.

use super::{Bound, Evidence, Written};
use crate::calendar::{Date, DayRange};
use crate::span::ByteSpan;

/// Days on which it can have been written, by one thing that the text tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Told {
    /// In order, none beside another.
    pub days: Vec<DayRange>,
    pub evidence: Evidence,
    pub span: ByteSpan,
}

impl Told {
    pub(super) fn new(days: DayRange, evidence: Evidence, span: ByteSpan) -> Self {
        Self { days: vec![days], evidence, span }
    }

    /// Not before a day.
    pub(super) fn since(day: Date, evidence: Evidence, span: ByteSpan) -> Self {
        Self::new(DayRange::new(day, last_day()), evidence, span)
    }

    /// Not after a day.
    pub(super) fn until(day: Date, evidence: Evidence, span: ByteSpan) -> Self {
        Self::new(DayRange::new(first_day(), day), evidence, span)
    }
}

/// No newspaper is older.
pub(super) fn first_day() -> Date {
    Date::constant(1600, 1, 1)
}

/// Nothing is read that is not written.
pub(super) fn last_day() -> Date {
    Date::constant(2200, 1, 1)
}

/// The days that are left.
#[derive(Clone, Debug)]
pub(super) struct Possible {
    /// In order, none beside another, at least one.
    days: Vec<DayRange>,
    /// All that took some away.
    told: Vec<Told>,
}

impl Default for Possible {
    fn default() -> Self {
        Self { days: vec![DayRange::new(first_day(), last_day())], told: Vec::new() }
    }
}

impl Possible {
    /// From the first to the last.
    pub(super) fn whole(&self) -> DayRange {
        self.days[1..].iter().fold(self.days[0], |whole, days| whole.join(*days))
    }

    /// Takes away the days that one thing excludes; `None` if it leaves none.
    pub(super) fn narrowed(mut self, told: Told) -> Option<Self> {
        let mut days = Vec::new();
        let (mut mine, mut theirs) = (self.days.as_slice(), told.days.as_slice());
        while let ([one, ..], [other, ..]) = (mine, theirs) {
            let (first, last) = (one.first().max(other.first()), one.last().min(other.last()));
            if first <= last {
                days.push(DayRange::new(first, last));
            }
            if one.last() <= other.last() {
                mine = &mine[1..];
            } else {
                theirs = &theirs[1..];
            }
        }
        if days.is_empty() {
            return None;
        }
        if days != self.days {
            self.days = days;
            self.told.push(told);
        }
        Some(self)
    }

    /// The days that all of these leave; `None` if they leave none.
    pub(super) fn of(told: impl IntoIterator<Item = Told>) -> Option<Self> {
        told.into_iter().try_fold(Self::default(), Self::narrowed)
    }

    /// As bounds, each with the first thing that ends there.
    pub(super) fn written(&self) -> Written {
        let whole = self.whole();
        let bound = |day: Date, end: fn(DayRange) -> Date| {
            let told = self.told.iter().find(|told| told.days.iter().any(|&days| end(days) == day))?;
            Some(Bound { day, evidence: told.evidence, span: told.span })
        };
        Written {
            from: bound(whole.first(), DayRange::first).filter(|bound| bound.day > first_day()),
            to: bound(whole.last(), DayRange::last).filter(|bound| bound.day < last_day()),
        }
    }
}

/// A day some days off.
pub(super) fn moved(day: Date, days: i64) -> Date {
    day.saturating_add(jiff::Span::new().days(days))
}

/// Ranges of days in order, those that touch as one.
pub(super) fn joined(mut days: Vec<DayRange>) -> Vec<DayRange> {
    days.sort_unstable();
    days.dedup_by(|next, one| {
        let touches = next.first() <= one.last();
        if touches {
            *one = one.join(*next);
        }
        touches
    });
    days
}
