//! Between which days an article was written that does not say its day.
//!
//! In: a text with its [`Segments`], [`Tags`], actors, and the [`Readings`] of its time expressions. Out: [`Written`], the first and
//! the last day that are possible, each with what gave it. Only documents without a day of publication come here.
//!
//! What is certain comes first, and all of it must agree, or nothing is known:
//! - `years`: a year of which is told ("in 2017 they met"), which is not over ("In 2017 the two have met three times"), or which is to
//!   come ("will meet in 2018"); one that is said beside its distance ("next year's 2020 election");
//! - `holders`: somebody acts by the title of an office ("President Obama said on Monday"), held from one day to another;
//! - `races`: somebody stands for an office ("presumptive Republican nominee Donald Trump"), and beside two who stand for the presidency
//!   there are primaries ("Tuesday's caucuses");
//! - `pages`: the day on which the page was saved, the year of its copyright;
//! - `events`: something is named that a table knows, perhaps with its distance ("set up last year").
//!
//! Then, where that leaves a few years, `days` without a year: a dateline, a weekday beside a day ("Thursday, March 9"), and what was on
//! March 9 or will be. Such a day is near: a writer names the year of what lies more than half a year off.
//!
//! Dates then resolve as far as all days between allow ([`Readings::resolve_within`]): no year is guessed, neither the article's nor
//! that of a date.
//!
//! Not done: the day that follows from what happened, where no table knows it; nor how often something has taken place ("the 12th
//! talks").

mod clause;
mod days;
mod events;
mod holders;
mod pages;
mod possible;
mod races;
#[cfg(test)]
mod tests;
mod years;

use serde::Serialize;

use crate::actors::{DocumentActors, Gazetteer};
use crate::calendar::{Date, DayRange};
use crate::dates::{Clue, Readings};
use crate::documents::{Layout, Role};
use crate::segments::Segments;
use crate::span::ByteSpan;
use crate::tagging::Tags;
use crate::vocabulary::vocabulary;
use clause::Clauses;
use possible::Possible;

vocabulary! {
    /// What tells a bound.
    Evidence {
        /// A year that the text names.
        Year = "year",
        /// A day that it names.
        Day = "day",
        /// Somebody in an office, or who stands for it.
        Office = "office",
        /// Something whose day is known.
        Event = "event",
        /// The page's own day, on which it was saved.
        Page = "page",
        /// The day on which it was filed.
        Dateline = "dateline",
    }
}

/// The first or last day on which an article can have been written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Bound {
    /// The day.
    pub day: Date,
    /// What tells it.
    pub evidence: Evidence,
    /// Where.
    pub span: ByteSpan,
}

/// Between which days an article was written, as far as its text tells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Written {
    /// The first day.
    pub from: Option<Bound>,
    /// The last one.
    pub to: Option<Bound>,
}

impl Written {
    /// The days, where both bounds are known.
    pub fn days(self) -> Option<DayRange> {
        Some(DayRange::new(self.from?.day, self.to?.day))
    }

    /// The day, where there is but one.
    pub fn day(self) -> Option<Date> {
        self.days().filter(|days| days.first() == days.last()).map(DayRange::first)
    }
}

/// Finds between which days an article was written.
pub fn find(
    text: &str,
    layout: &Layout,
    segments: &Segments,
    tags: &Tags,
    actors: &DocumentActors,
    gazetteer: &Gazetteer,
    readings: &Readings,
) -> Written {
    let clauses = Clauses::new(text, segments, tags);
    let within = |clue: &Clue, role| is_in(layout, segments, clue, role);
    let clues: Vec<Clue> = readings.clues().filter(|clue| clue.dateline || within(clue, Role::Body)).collect();
    let pictured: Vec<Clue> = readings.clues().filter(|clue| within(clue, Role::Caption)).collect();
    let mut certain = years::find(&clauses, &clues, &pictured);
    certain.extend(pages::find(text, layout));
    certain.extend(events::find(&clauses, &clues));
    certain.extend(holders::find(&clauses, &clues, actors, gazetteer));
    certain.extend(races::find(&clauses, &clues, actors));
    Possible::of(certain).map_or_else(Written::default, |possible| days::narrow(possible, &clauses, &clues).written())
}

/// Whether an expression stands in a block of this role: the body is the story itself, captions are of whatever day their picture is.
fn is_in(layout: &Layout, segments: &Segments, clue: &Clue, role: Role) -> bool {
    let sentence = clue.sentence.and_then(|sentence| segments.sentences.get(sentence as usize));
    sentence.and_then(|sentence| layout.blocks.get(sentence.block as usize)).is_some_and(|block| block.role == role)
}
