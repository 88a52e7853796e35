//! What an expression says, before it is known what day it was said on.

use serde::Deserialize;

use super::Modifier;
use super::value::{Amount, CalendarValue, DayPart, Reference, Season, Unit};

/// A day of the week, 1 for Monday.
pub(super) type WeekdayNumber = u8;

/// How a stretch of time stands to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Relation {
    /// "this week"
    This,
    /// "last week", "the past week"
    Last,
    /// "next week"
    Next,
    /// "the week before last"
    BeforeLast,
    /// "the week after next"
    AfterNext,
    /// "the coming weekend": the first one ahead
    Coming,
    /// "the previous year", against a date of the text
    Previous,
    /// "the following year", against a date of the text
    Following,
    /// "the same day", "that year"
    Same,
    /// "the current quarter"
    Current,
    /// "the latest quarter"
    Latest,
    /// "the quarter", "the weekend"
    Definite,
}

/// A kind of stretch of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Period {
    /// "week"
    Unit(Unit),
    /// "Friday"
    Weekday(WeekdayNumber),
    /// "May"
    Month(u8),
    /// "fall"
    Season(Season),
    /// "Thanksgiving"
    Holiday(u16),
    /// "period": the stretch that a report is on
    Reported,
    /// "third quarter"
    Quarter(u8),
    /// "first half"
    Half(u8),
    /// "evening"
    Part(DayPart),
}

/// Which of several: "the third Friday", "the last week".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Counted from the first, from 1.
    Nth(u8),
    /// The last.
    Last,
}

/// The parts of a date that are written out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Fields {
    /// "2020"
    pub year: Option<i16>,
    /// "March"
    pub month: Option<u8>,
    /// "13"
    pub day: Option<u8>,
    /// "Friday"
    pub weekday: Option<WeekdayNumber>,
}

/// A date in figures; which of the first two is the month is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Figures {
    pub first: u8,
    pub second: u8,
    /// `None` for "22/04"
    pub year: Option<i16>,
    /// Full stops between: the day comes first.
    pub day_first: bool,
}

/// Where a shifted time is counted from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Towards {
    /// "two years ago"
    Ago,
    /// "two years earlier", "the day before"
    Earlier,
    /// "two years later", "the day after"
    Later,
    /// "two years from now"
    Hence,
}

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Clock {
    pub hour: u8,
    pub minute: u8,
    pub second: Option<u8>,
    pub utc: bool,
}

/// What recurs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Recurrence {
    /// "every two weeks"
    Every(Amount, Unit),
    /// "every Friday", "each July"
    EveryOne(Period),
    /// "Friday mornings"
    WeekdayPart(WeekdayNumber, DayPart),
    /// "Mondays at 9 p.m.", "every day at noon"
    At(Option<WeekdayNumber>, Clock),
}

/// A recognized expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Expression {
    /// "Friday, March 13, 2020", "Friday", "March 2020", "2020"
    Fields(Fields),
    /// "the 17th"
    DayOfMonth(u8),
    /// "02/03/2019"
    Figures(Figures),
    /// "last week", "this Friday", "next May"
    Relative(Relation, Period),
    /// "yesterday" is -1.
    Deictic(i8),
    /// "spring 2019", "Easter 2019", "the third quarter of last year"
    InYear(Period, Option<Box<Expression>>),
    /// "the fiscal third quarter", "fiscal 1989"
    Fiscal(Box<Expression>),
    /// "the third Friday of June 2019"
    Nth(Place, Period, Box<Expression>),
    /// "the week of March 6"
    Holding(Unit, Box<Expression>),
    /// "the 1990s"
    Decade(u16),
    /// "the 20th century" is 19.
    Century(u8),
    /// "44 BC", "the third century BC"
    BeforeChrist(CalendarValue),
    /// "two years ago"
    Shift(Amount, Unit, Towards),
    /// "two weeks from Friday", "two days before yesterday"; whether it lies after that day
    ShiftFrom(Amount, Unit, bool, Box<Expression>),
    /// "five years ago this month", "a week ago Monday": the same day, week or month, so long before
    Recalled(Amount, Unit, Box<Expression>),
    /// "the year-earlier quarter"; "year-ago results" and "the same period last year" are of what is reported
    Comparison(Period),
    /// "in two weeks", a day to come or a length
    Ahead(Amount, Unit),
    /// "early 2019", "the end of May"
    Part(Modifier, Box<Expression>),
    /// "earlier this year", "later this week": on that side of the day of speaking
    Beside(Modifier, Box<Expression>),
    /// "the first half of April"
    HalfOf(u8, Box<Expression>),
    /// "3 p.m. on Tuesday"
    At(Clock, Option<Box<Expression>>),
    /// "Friday night"
    DayPart(DayPart, Option<Box<Expression>>),
    /// "six months"
    Length(Amount, Unit),
    /// "2:03:59", for which somebody ran
    Elapsed(u8, u8, u8),
    /// "a long time"
    OpenLength,
    /// "every Friday"
    Set(Recurrence),
    /// "recently"
    Reference(Reference),
}

impl Expression {
    /// A bare year.
    pub(super) fn year(year: i16) -> Self {
        Self::Fields(Fields { year: Some(year), ..Fields::default() })
    }
}

/// How two expressions are tied together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tie {
    /// It stands alone.
    None,
    /// It ends a range whose first end is the expression before: "January 31 till February 2".
    RangeEnd,
    /// It shares its month or year with the one before: "May 3, 5 and 7".
    Enumerated,
}

/// An expression and where it stands among the atoms of its line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Recognized {
    /// Its first atom.
    pub start: usize,
    /// The first atom after it.
    pub end: usize,
    /// What it says.
    pub expression: Expression,
    /// "more than", "about"
    pub modifier: Option<Modifier>,
    /// The rule that saw it.
    pub rule: &'static str,
    /// Whether it belongs with the one before.
    pub tie: Tie,
}
