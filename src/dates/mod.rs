//! Tokens → time expressions → TIMEX3 values and intervals of days.
//!
//! In: text, layout, [`Segments`], [`Tags`] and the day of publication. Out: [`Dates`].
//! docs/annotation.md, "Dates", says what counts; values are TIMEX3 (ISO-TimeML, ISO 24617-1).
//!
//! ```
//! use onrecord::Extractor;
//! use onrecord::stages::documents::Input;
//!
//! let text = "Talks that began in early May will resume on Friday for two days, Lavrov said.";
//! let record = Extractor::default().document(Input { text, published: "2019-06-04".parse().ok(), ..Input::default() });
//! let read = record.dates.expressions.iter().map(|date| {
//!     let first = date.days.map_or("no day".to_owned(), |days| days.first().to_string());
//!     format!("{}: {} {}, {first}", date.span.of(text), date.r#type, date.value)
//! });
//! assert_eq!(
//!     read.collect::<Vec<_>>(),
//!     [
//!         "early May: DATE 2019-05, 2019-05-01",
//!         "Friday: DATE 2019-06-07, 2019-06-07",
//!         "two days: DURATION P2D, no day",
//!     ]
//! );
//! ```
//!
//! Two steps with a type between. The first knows no calendar: `atoms` are the words of a line as the tables of the
//! `lexicon` know them ("early" a phase, "May" a month), and the `grammar` reads them as an `expression`, a phase of
//! a month. The second, `resolve`, gives it a [`TimexValue`] and days, and where it leaves something open asks what
//! stands around it: the tense of the nearest verb ("will resume on Friday": the next one; "resumed on Friday": the
//! last), its preposition, the date before it, the day of publication. Where docs/annotation.md is silent, values
//! follow TimeBank.
//!
//! Of an article without a day, [`read`] gives what was recognized: [`Readings::clues`] are what the expressions say of the day of
//! writing, and [`Readings::resolve_within`] resolves them as far as that day is known.
//!
//! Knowingly left out: ages ("44 years old"), events that stand for a time ("after the war"), quarters
//! of fiscal years as days, and the moon as it is seen in a country (Islamic months follow the reckoned new moon).

mod atoms;
mod clues;
mod expression;
mod grammar;
mod lexicon;
mod resolve;
mod single;
mod value;

use serde::Serialize;

use crate::calendar::{Date, DayRange};
use crate::documents::{Layout, Role};
use crate::parallel::stopping_point;
use crate::segments::Segments;
use crate::span::ByteSpan;
use crate::tagging::{Pos, Tags};
use crate::vocabulary::vocabulary;
use atoms::{Atoms, line_tokens};
use expression::{Expression, Fields, Figures, Period as Stretch, Recognized, Tie};
use lexicon::{Tying, Word};
use resolve::{FigureOrder, Resolver, Setting};
use value::Unit;

#[cfg(test)]
mod round_trip;

#[cfg(test)]
mod tests;

pub use clues::{Clue, Says, Side};
pub use single::parse;
pub use value::{CalendarValue, Reference, TimexValue};

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
        /// The first and the last day on which the article can have been written, which agree.
        Bounded = "bounded",
        /// The date before it in the text.
        Previous = "previous",
        /// It can be read in two ways.
        Ambiguous = "ambiguous",
        /// Nothing: it stays open.
        None = "none",
    }
}

/// A resolved time expression.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TimeExpression {
    /// Where it stands.
    pub span: ByteSpan,
    /// Its sentence, as an index into the segments; `None` in a date line or byline, which has no sentences.
    pub sentence: Option<u32>,
    /// TIMEX3 type.
    pub r#type: TimexType,
    /// TIMEX3 value.
    pub value: TimexValue,
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
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
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Dates {
    /// In text order.
    pub expressions: Vec<TimeExpression>,
    /// In text order.
    pub periods: Vec<Period>,
}

/// Finds and resolves the time expressions of a document.
///
/// Dates stand in every block that is not boilerplate: also in date lines and bylines, whose text is not cut into sentences.
pub fn find(text: &str, layout: &Layout, segments: &Segments, tags: &Tags) -> Dates {
    read(text, layout, segments, tags).resolve(layout.published.day)
}

/// Finds the time expressions of a document, which are not resolved yet.
pub fn read(text: &str, layout: &Layout, segments: &Segments, tags: &Tags) -> Readings {
    let lines = recognize(text, layout, segments, tags);
    let order = figure_order(&lines);
    Readings { lines, order }
}

/// The time expressions of a document before they are resolved.
#[derive(Debug)]
pub struct Readings {
    lines: Vec<Line>,
    order: Option<FigureOrder>,
}

impl Readings {
    /// Resolves them against the day of publication, or without one.
    pub fn resolve(&self, published: Option<Date>) -> Dates {
        let mut resolver = Resolver::new(published, self.order);
        let mut dates = Dates::default();
        for (number, line) in self.lines.iter().enumerate() {
            stopping_point();
            line.resolve(number as u32, &mut resolver, &mut dates);
        }
        dates
    }

    /// Resolves them for a document that was written on one of these days: what is the same on the first and on the last of
    /// them, and so on each between, is known; the rest stays as it is without a day.
    pub fn resolve_within(&self, written: DayRange) -> Dates {
        let first = self.resolve(Some(written.first()));
        let last = self.resolve(Some(written.last()));
        let mut dates = self.resolve(None);
        for (date, (first, last)) in
            dates.expressions.iter_mut().zip(first.expressions.into_iter().zip(last.expressions))
        {
            let says = |date: &TimeExpression| (date.r#type, date.value, date.modifier, date.days);
            if says(&first) != says(&last) || says(&first) == says(date) {
                continue;
            }
            let basis = if first.basis == DateBasis::Published { DateBasis::Bounded } else { first.basis };
            *date = TimeExpression { basis, confidence: confidence(basis, first.rule), ..first };
        }
        for at in 0..dates.periods.len() {
            let Period { from, to, .. } = dates.periods[at];
            dates.periods[at] = period(&dates.expressions, from, to, None);
        }
        dates
    }
}

/// A line with expressions in it: a sentence, or a block that has none.
#[derive(Debug)]
struct Line {
    sentence: Option<u32>,
    found: Vec<Recognized>,
    /// Of each expression: where it stands, its direction and whether a limit stands before it.
    places: Vec<Place>,
}

/// Where an expression stands and what the words around it say.
#[derive(Clone, Copy, Debug)]
struct Place {
    span: ByteSpan,
    direction: resolve::direction::Direction,
    limit: bool,
    /// Whether a verb beside it tells of what is over.
    told: bool,
    /// "In 2015", "Last year, …"
    frames: bool,
    /// "the fires of 2017": the year of what stands before it
    of: bool,
    /// "Easter in 2017"
    within: bool,
    /// "MOSCOW, Feb 14 (Reuters)"
    dateline: bool,
}

/// The lines that have expressions, in text order.
fn recognize(text: &str, layout: &Layout, segments: &Segments, tags: &Tags) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut atoms = Atoms::default();
    let mut stray = Vec::new();
    let mut found = Vec::new();
    let mut sentences = segments.sentences.iter().enumerate().peekable();
    for (number, block) in layout.blocks.iter().enumerate() {
        stopping_point();
        if matches!(block.role, Role::Boilerplate) {
            continue;
        }
        if !block.role.is_extracted() {
            line_tokens(text, block.span, &mut stray);
            atoms.read(text, &stray, &[]);
            if atoms.has_date {
                grammar::recognize(text, &atoms.list, &mut found);
                lines.extend(Line::of(text, &atoms, None, block.role, &mut found));
            }
            continue;
        }
        while let Some((index, sentence)) = sentences.next_if(|(_, sentence)| sentence.block as usize <= number) {
            stopping_point();
            let range = sentence.tokens.range();
            let Some(tokens) = segments.tokens.get(range.clone()) else { continue };
            let pos: &[Pos] = tags.pos.get(range).unwrap_or_default();
            atoms.read(text, tokens, pos);
            if atoms.has_date {
                grammar::recognize(text, &atoms.list, &mut found);
                lines.extend(Line::of(text, &atoms, Some(index as u32), block.role, &mut found));
            }
        }
    }
    lines
}

impl Line {
    /// Takes the expressions found in a line, with what the line says of them; `None` if there are none.
    fn of(text: &str, atoms: &Atoms, sentence: Option<u32>, role: Role, found: &mut Vec<Recognized>) -> Option<Self> {
        if found.is_empty() {
            return None;
        }
        let word = |at: Option<usize>| at.and_then(|at| atoms.list.get(at)).map_or(Word::End, |atom| atom.word);
        let found = std::mem::take(found);
        let mut places: Vec<Place> = found
            .iter()
            .map(|one| {
                stopping_point();
                let before = word(one.start.checked_sub(1));
                let dateline = one.start <= 10
                    && before == Word::Comma
                    && matches!(word(Some(one.end)), Word::Open | Word::Dash | Word::Other)
                    && is_day_of_month(&one.expression)
                    && atoms.list[..one.start].iter().all(|atom| {
                        atom.word == Word::Comma || atom.span.of(text).chars().next().is_some_and(char::is_uppercase)
                    });
                let direction = match (dateline, role) {
                    (true, _) => resolve::direction::Direction::Open,
                    (false, Role::Title | Role::Caption) => {
                        match resolve::direction::direction(text, &atoms.list, one.start, one.end) {
                            // "Envoy resigns Monday"; a day of a month may as well be to come.
                            resolve::direction::Direction::Present if !is_day_of_month(&one.expression) => {
                                resolve::direction::Direction::Past
                            }
                            direction => direction,
                        }
                    }
                    (false, _) => resolve::direction::direction(text, &atoms.list, one.start, one.end),
                };
                let told = is_day_of_month(&one.expression)
                    && resolve::direction::is_told(text, &atoms.list, one.start, one.end);
                Place {
                    told,
                    span: atoms.list[one.start].span.join(atoms.list[one.end - 1].span),
                    direction,
                    limit: matches!(before, Word::Tying(Tying::By | Tying::Until | Tying::Through | Tying::To)),
                    frames: match one.expression {
                        Expression::Fields(Fields { year: Some(_), month: None, .. }) => {
                            one.start == 1 && before == Word::Tying(Tying::In)
                        }
                        Expression::Relative(_, Stretch::Unit(Unit::Year)) => {
                            one.start == 0 && word(Some(one.end)) == Word::Comma
                        }
                        _ => false,
                    },
                    of: before == Word::Tying(Tying::Of),
                    within: before == Word::Tying(Tying::In),
                    dateline,
                }
            })
            .collect();
        // "for Monday and Tuesday": what is said of the one holds for the other.
        let is_weekday = |one: &Recognized| {
            matches!(one.expression, Expression::Fields(Fields { weekday: Some(_), day: None, month: None, .. }))
        };
        for at in 1..found.len() {
            let (before, one) = (&found[at - 1], &found[at]);
            let tied = one.start == before.end + 1
                && matches!(word(Some(before.end)), Word::Comma | Word::Tying(Tying::And | Tying::Or));
            if tied && is_weekday(before) && is_weekday(one) {
                places[at].direction = places[at - 1].direction;
            }
        }
        Some(Self { sentence, found, places })
    }

    /// Resolves the expressions of the line and adds them and their periods.
    fn resolve(&self, number: u32, resolver: &mut Resolver, dates: &mut Dates) {
        for (index, (one, place)) in self.found.iter().zip(&self.places).enumerate() {
            stopping_point();
            let from = match (one.tie, dates.expressions.last()) {
                // "from 6 a.m. to 9 p.m. on Saturday": the hours of one day
                (Tie::RangeEnd, _) if index > 0 && lacks_day(&self.found[index - 1].expression) => None,
                // "between now and Election Day"
                (Tie::RangeEnd, Some(TimeExpression { value: TimexValue::Reference(Reference::Present), .. })) => {
                    resolver.today()
                }
                (Tie::RangeEnd, Some(before)) => before.days.map(DayRange::first),
                _ => None,
            };
            let setting = Setting {
                direction: place.direction,
                told: place.told,
                limit: place.limit,
                line: number,
                day: None,
                year: None,
                from,
            };
            let setting = Setting {
                day: self.day_beside(index, resolver, setting),
                year: self.year_beside(index, resolver, setting),
                ..setting
            };
            let resolved = resolver.resolve(&one.expression, one.modifier, setting);
            if place.frames
                && let TimexValue::Calendar(CalendarValue::Year(Some(year))) = resolved.value
            {
                resolver.set_frame(year, number);
            }
            if place.dateline
                && let Some(days) = resolved.days
                && days.first() == days.last()
            {
                resolver.set_dateline(days.first());
            }
            let at = dates.expressions.len() as u32;
            dates.expressions.push(TimeExpression {
                span: place.span,
                sentence: self.sentence,
                r#type: resolved.r#type,
                value: resolved.value,
                modifier: resolved.modifier,
                days: resolved.days,
                basis: resolved.basis,
                rule: one.rule,
                confidence: confidence(resolved.basis, one.rule),
            });
            if one.tie == Tie::RangeEnd && index > 0 {
                dates.periods.push(period(&dates.expressions, at - 1, at, resolver.today()));
            }
        }
    }

    /// The year named beside a day that has none: "14 July last year", "from August 3 to August 5 next year", "the 2018
    /// Christmas Day earthquake", "the Easter Sunday fires of 2017".
    fn year_beside(&self, index: usize, resolver: &Resolver, setting: Setting) -> Option<(i16, DateBasis)> {
        /// Atoms between a day and the year of what is called after it.
        const NEAR: usize = 4;
        let one = self.found.get(index).filter(|one| lacks_year(&one.expression))?;
        let is_figures =
            |one: &Recognized| matches!(one.expression, Expression::Fields(Fields { year: Some(_), month: None, .. }));
        let before = index.checked_sub(1).and_then(|before| self.found.get(before));
        if let Some(before) = before
            && before.end == one.start
            && is_figures(before)
        {
            return resolver.year_of(&before.expression, setting);
        }
        // "The 2023 World Cup will be held from September 8 to October 28"
        let in_range =
            one.tie == Tie::RangeEnd || self.found.get(index + 1).is_some_and(|next| next.tie == Tie::RangeEnd);
        if let Some(opening) = self.found.first().filter(|first| is_figures(first) && first.start == 1)
            && in_range
            && setting.direction == resolve::direction::Direction::Future
            && let Some((year, basis)) = resolver.year_of(&opening.expression, setting)
            && resolver.today().is_none_or(|today| today.year() <= year)
        {
            return Some((year, basis));
        }
        // The last of the days that it shares its year with.
        let last = (index..).find(|&at| self.found.get(at + 1).is_none_or(|next| next.tie == Tie::None))?;
        let (end, year) = (self.found[last].end, self.found.get(last + 1)?);
        let is_relative = matches!(year.expression, Expression::Relative(_, Stretch::Unit(Unit::Year)));
        let Place { of, within, .. } = self.places[last + 1];
        let beside = is_relative && (year.start == end || of && year.start == end + 1)
            || is_figures(year) && within && year.start == end + 1
            || is_figures(year) && of && year.start > end + 1 && year.start <= end + NEAR;
        beside.then(|| resolver.year_of(&year.expression, setting))?
    }

    /// The day named right after a time that has none: "10:35 a.m. (0735 GMT) Friday".
    fn day_beside(&self, index: usize, resolver: &Resolver, setting: Setting) -> Option<CalendarValue> {
        /// Atoms between a time and its day.
        const NEAR: usize = 6;
        let one = self.found.get(index).filter(|one| lacks_day(&one.expression))?;
        let next = self.found[index + 1..].iter().take(2).find(|next| !lacks_day(&next.expression))?;
        if next.start > one.end + NEAR {
            return None;
        }
        resolver.day_of(&next.expression, setting)
    }
}

/// Whether an expression is a time of day without a day.
fn lacks_day(expression: &Expression) -> bool {
    matches!(expression, Expression::At(_, None) | Expression::DayPart(_, None))
}

/// Whether an expression is a day of a month that is named.
fn is_day_of_month(expression: &Expression) -> bool {
    matches!(expression, Expression::Fields(Fields { month: Some(_), day: Some(_), .. }))
}

/// Whether an expression is a day or month of every year.
fn lacks_year(expression: &Expression) -> bool {
    matches!(
        expression,
        Expression::Fields(Fields { year: None, month: Some(_), .. }) | Expression::InYear(Stretch::Holiday(_), None)
    )
}

/// A range between two expressions; "now" is the day of speaking, a date that can be read in two ways its value.
fn period(expressions: &[TimeExpression], from: u32, to: u32, today: Option<Date>) -> Period {
    let (first, last) = (&expressions[from as usize], &expressions[to as usize]);
    let days_of = |date: &TimeExpression| match date.value {
        TimexValue::Reference(Reference::Present) => today.map(DayRange::day),
        value if date.basis == DateBasis::Ambiguous => value.days(date.modifier),
        _ => date.days,
    };
    let days = match (days_of(first), days_of(last)) {
        (Some(first), Some(last)) if first.first() <= last.last() => Some(DayRange::new(first.first(), last.last())),
        _ => None,
    };
    Period { span: first.span.join(last.span), from, to, days }
}

/// How sure a rule is, and what it was resolved against.
fn confidence(basis: DateBasis, rule: &str) -> f32 {
    let basis = match basis {
        DateBasis::Explicit => 0.98,
        DateBasis::Published => 0.9,
        DateBasis::Bounded => 0.8,
        DateBasis::Previous => 0.75,
        DateBasis::None => 0.7,
        DateBasis::Ambiguous => 0.5,
    };
    let rule: f32 = match rule {
        "year" | "definite" | "reference" | "season" | "vague-length" | "comparison" => 0.85,
        "month" | "quarter" | "phase" | "rate" | "ahead" | "day-after" | "day-of-month" => 0.92,
        _ => 1.0,
    };
    basis * rule
}

/// What the dates in figures say of their order, where one of them can be read in one way only.
fn figure_order(lines: &[Line]) -> Option<FigureOrder> {
    let mut orders =
        lines.iter().flat_map(|line| &line.found).filter_map(|one| figures_of(&one.expression)).filter_map(
            |&Figures { first, second, day_first, .. }| match (first > 12, second > 12) {
                _ if day_first => None,
                (true, false) => Some(FigureOrder::DayFirst),
                (false, true) => Some(FigureOrder::MonthFirst),
                _ => None,
            },
        );
    let order = orders.next()?;
    orders.all(|other| other == order).then_some(order)
}

/// The date in figures of an expression, also under a time.
fn figures_of(expression: &Expression) -> Option<&Figures> {
    match expression {
        Expression::Figures(figures) => Some(figures),
        Expression::At(_, Some(day)) => figures_of(day),
        _ => None,
    }
}
