//! Tokens → time expressions → TIMEX3 values and intervals of days.
//!
//! In: text, layout, [`Segments`], [`Tags`] and the day of publication. Out: [`Dates`].
//! ANNOTATION.md, "Dates", says what counts; values are TIMEX3 (ISO-TimeML, ISO 24617-1).

use crate::calendar::DayRange;
use crate::documents::Layout;
use crate::segments::Segments;
use crate::span::ByteSpan;
use crate::tagging::Tags;
use crate::vocabulary::vocabulary;

vocabulary! {
    /// TIMEX3 type.
    TimexType {
        /// A day or a longer stretch of the calendar.
        Date = "DATE",
        /// A time of day.
        Time = "TIME",
        /// A length of time.
        Duration = "DURATION",
        /// A recurring time.
        Set = "SET",
    }
}

vocabulary! {
    /// TIMEX3 modifier.
    Modifier {
        /// "before 2019"
        Before = "BEFORE",
        /// "after 2019"
        After = "AFTER",
        /// "no later than March"
        OnOrBefore = "ON_OR_BEFORE",
        /// "since at least March"
        OnOrAfter = "ON_OR_AFTER",
        /// "less than a week"
        LessThan = "LESS_THAN",
        /// "more than three years"
        MoreThan = "MORE_THAN",
        /// "at most a week"
        EqualOrLess = "EQUAL_OR_LESS",
        /// "at least a week"
        EqualOrMore = "EQUAL_OR_MORE",
        /// "early February"
        Start = "START",
        /// "mid-June"
        Mid = "MID",
        /// "late 2018"
        End = "END",
        /// "about a week"
        Approx = "APPROX",
    }
}

vocabulary! {
    /// What an expression was resolved against.
    DateBasis {
        /// It says all itself.
        Explicit = "explicit",
        /// The day of publication.
        Published = "published",
        /// The date before it in the text.
        Previous = "previous",
        /// It can be read in two ways.
        Ambiguous = "ambiguous",
        /// Nothing: it stays open.
        None = "none",
    }
}

/// A resolved time expression.
#[derive(Clone, Debug, PartialEq)]
pub struct TimeExpression {
    /// Where it stands.
    pub span: ByteSpan,
    /// Its sentence, as an index into the segments.
    pub sentence: u32,
    /// TIMEX3 type.
    pub r#type: TimexType,
    /// TIMEX3 value.
    pub value: String,
    /// TIMEX3 modifier.
    pub modifier: Option<Modifier>,
    /// The days that it may denote; `None` for durations, sets and vague references.
    pub days: Option<DayRange>,
    /// What it was resolved against.
    pub basis: DateBasis,
    /// The rule that recognized it.
    pub rule: &'static str,
    /// How sure, from 0 to 1.
    pub confidence: f32,
}

/// A range with two ends: "Sept. 11-12".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// From the first end's start to the second one's end.
    pub span: ByteSpan,
    /// The first end, as an index into the expressions.
    pub from: u32,
    /// The second end.
    pub to: u32,
    /// From the first day of the one to the last of the other, where both are known.
    pub days: Option<DayRange>,
}

/// The dates of one document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Dates {
    /// In text order.
    pub expressions: Vec<TimeExpression>,
    /// In text order.
    pub periods: Vec<Period>,
}

/// Finds and resolves the time expressions of a document.
///
/// Dates stand in every block that is not boilerplate: also in date lines and bylines, whose text is not cut into sentences.
pub fn find(_text: &str, _layout: &Layout, _segments: &Segments, _tags: &Tags) -> Dates {
    Dates::default()
}
