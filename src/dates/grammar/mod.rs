//! Atoms of a line → expressions: one pass from left to right, the longest reading from each place.
//!
//! Rules look a few atoms ahead and never back over what they have read, so a line takes time linear
//! in its length. Each file holds the rules of one kind: dates of the calendar, stretches placed
//! against others, lengths and recurrences, times of day, and what ties expressions together.

mod calendar;
mod clock;
mod era;
mod figures;
mod guard;
mod length;
mod parts;
mod recurrence;
mod relative;
mod spoken;
mod tie;

use super::Modifier;
use super::atoms::Atom;
use super::expression::{Expression, Fields, Period, Recognized, Recurrence, Relation, Tie};
use super::lexicon::{Guard, LEXICON, Neighbour, Number, Tying, Word};
use super::value::{Amount, DayPart, Unit};
use crate::parallel::stopping_point;
use crate::segments::Shape;
use crate::tagging::Pos;

/// The line that is read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scan<'a> {
    text: &'a str,
    atoms: &'a [Atom],
    /// How many stretches it is within: "the first week of the first month of …".
    depth: u8,
}

/// The deepest nesting of stretches that is read.
const DEEPEST: u8 = 3;

/// A reading: what it says, the first atom after it, the rule.
#[derive(Clone, Debug)]
struct Found {
    expression: Expression,
    end: usize,
    modifier: Option<Modifier>,
    rule: &'static str,
}

impl Found {
    fn new(expression: Expression, end: usize, rule: &'static str) -> Self {
        Self { expression, end, modifier: None, rule }
    }

    fn with(self, modifier: Option<Modifier>) -> Self {
        Self { modifier, ..self }
    }
}

/// Recognizes the expressions of a line, in text order; they do not overlap.
pub(super) fn recognize(text: &str, atoms: &[Atom], found: &mut Vec<Recognized>) {
    let scan = Scan { text, atoms, depth: 0 };
    let mut at = 0;
    while at < atoms.len() {
        stopping_point();
        at = scan.step(at, found).max(at + 1);
    }
}

impl Scan<'_> {
    /// Reads what begins at an atom; the atom to go on from.
    fn step(&self, at: usize, out: &mut Vec<Recognized>) -> usize {
        if matches!(self.word(at), Word::Tying(tying) if !matches!(tying, Tying::The | Tying::Article)) {
            return at + 1;
        }
        if matches!(
            self.word(at),
            Word::Other
                | Word::Comma
                | Word::Dash
                | Word::Stop
                | Word::Name
                | Word::Possessive
                | Word::Open
                | Word::Close
        ) {
            return at + 1;
        }
        if let Some(end) = self.number_pair(at, out) {
            return end;
        }
        let Some(found) = self.expression(at) else { return at + 1 };
        let end = found.end;
        out.push(Recognized {
            start: at,
            end,
            expression: found.expression,
            modifier: found.modifier,
            rule: found.rule,
            tie: Tie::None,
        });
        self.ties(at, out)
    }

    /// The longest reading that begins at an atom.
    fn expression(&self, at: usize) -> Option<Found> {
        let point = self.day_point(at);
        let recurrence = self.recurrence(at).map(|set| self.at_a_time(set));
        let others = [self.phase(at), self.clock(at), recurrence, self.length(at), self.reference(at)];
        let mut best = point;
        for other in others.into_iter().flatten() {
            if best.as_ref().is_none_or(|best| other.end > best.end) {
                best = Some(other);
            }
        }
        best
    }

    /// A recurring day with its time of day: "Mondays at 9 p.m."
    fn at_a_time(&self, set: Found) -> Found {
        let Expression::Set(recurrence) = set.expression else { return set };
        let weekday = match recurrence {
            Recurrence::EveryOne(Period::Weekday(weekday)) => Some(weekday),
            Recurrence::Every(Amount::Hundredths(100), Unit::Day) => None,
            _ => return set,
        };
        match (self.word(set.end), self.clock_time(set.end + 1)) {
            (Word::Tying(Tying::At), Some((clock, end))) => {
                Found { expression: Expression::Set(Recurrence::At(weekday, clock)), end, ..set }
            }
            _ => set,
        }
    }

    /// A point of the calendar, with a part or time of the day after it: "Friday night", "May 3, 11:28 PM".
    fn day_point(&self, at: usize) -> Option<Found> {
        let found = self.point(at)?;
        if !is_day(&found.expression) {
            return Some(found);
        }
        if let Word::Part(part) = self.word(found.end)
            && !matches!(self.word(found.end + 1), Word::Dash)
        {
            let expression = Expression::DayPart(part, Some(Box::new(found.expression)));
            return Some(Found::new(expression, found.end + 1, "part-of-day"));
        }
        if let Word::Parts(part) = self.word(found.end)
            && let Expression::Fields(Fields { weekday: Some(weekday), day: None, .. }) = found.expression
        {
            let every = Recurrence::WeekdayPart(weekday, part);
            return Some(Found::new(Expression::Set(every), found.end + 1, "weekdays"));
        }
        let mut next = found.end;
        if matches!(self.word(next), Word::Comma | Word::Tying(Tying::At)) {
            next += 1;
        }
        if let Some((clock, end)) = self.clock_time(next) {
            return Some(Found::new(Expression::At(clock, Some(Box::new(found.expression))), end, "date-time"));
        }
        Some(found)
    }

    /// A day or a longer stretch of the calendar.
    fn point(&self, at: usize) -> Option<Found> {
        match self.word(at) {
            Word::Month(..) => self.month_first(at),
            Word::Weekday(..) => self.weekday(at),
            Word::Figure(number) => self.before_christ(at).or_else(|| self.figures(at, number)),
            Word::Era(false) => self.anno_domini(at),
            Word::Cardinal(_) => self.year_in_words(at).or_else(|| self.spoken_date(at)),
            Word::Ordinal { .. } | Word::Final => self.ordinal_first(at),
            Word::Unit(Unit::Second, false) => self.ordinal_first(at),
            Word::Unit(..) => self.year_ago(at, at).or_else(|| self.named_year(at)).or_else(|| self.numbered_week(at)),
            Word::Tying(Tying::The) => self.with_article(at),
            Word::Relation(Relation::Last) if self.word(at + 2) == Word::Tying(Tying::Of) => {
                self.nth_plain(at).or_else(|| self.relative(at, at))
            }
            Word::Relation(_) | Word::Corresponding => self.relative(at, at),
            // The programme “Today”.
            Word::Deictic(..) if self.is_capital(at) && self.is_quote(at + 1) && at > 0 && self.is_quote(at - 1) => {
                None
            }
            Word::Deictic(days, part) => Some(Found::new(
                match part {
                    Some(part) => Expression::DayPart(part, Some(Box::new(Expression::Deictic(days)))),
                    None => Expression::Deictic(days),
                },
                at + 1,
                "deictic",
            )),
            Word::Holiday(_) => self.holiday(at),
            Word::Season(_) => self.season(at),
            Word::QuarterLabel(_) => self.quarter(at),
            Word::HalfLabel(_) => self.half(at),
            Word::Fiscal | Word::FiscalYear => self.fiscal(at),
            Word::Decade(_) => self.decade(at),
            Word::Apostrophe if matches!(self.word(at + 1), Word::Decade(_)) => self.decade(at + 1),
            Word::Apostrophe => self.short_year(at),
            Word::YearEnd => self.year_end(at),
            Word::Overnight => Some(Found::new(Expression::DayPart(DayPart::Night, None), at + 1, "part-of-day")),
            _ => None,
        }
    }

    /// For what is read within a stretch; `None` if that is too deep.
    fn within(&self) -> Option<Self> {
        (self.depth < DEEPEST).then_some(Self { depth: self.depth + 1, ..*self })
    }

    /// What the atom at a place is; [`Word::End`] outside of the line.
    fn word(&self, at: usize) -> Word {
        self.atoms.get(at).map_or(Word::End, |atom| atom.word)
    }

    /// What the atom before a place is.
    fn before(&self, at: usize) -> Word {
        at.checked_sub(1).map_or(Word::End, |before| self.word(before))
    }

    /// What an atom tells of a time beside it.
    fn neighbour(&self, at: usize) -> Option<Neighbour> {
        self.atoms.get(at).and_then(|atom| LEXICON.neighbour(atom.key))
    }

    /// The surface of an atom.
    fn surface(&self, at: usize) -> &str {
        self.atoms.get(at).map_or("", |atom| atom.span.of(self.text))
    }

    fn pos(&self, at: usize) -> Option<Pos> {
        self.atoms.get(at).and_then(|atom| atom.pos)
    }

    /// Whether an atom touches the one before.
    fn is_glued(&self, at: usize) -> bool {
        self.atoms.get(at).is_some_and(|atom| atom.glued)
    }

    /// Whether an atom is a quotation mark.
    fn is_quote(&self, at: usize) -> bool {
        self.atoms.get(at).is_some_and(|atom| atom.shape == Shape::Quote)
    }

    /// Whether an atom begins with a capital letter.
    fn is_capital(&self, at: usize) -> bool {
        self.surface(at).starts_with(char::is_uppercase)
    }

    /// Whether an atom is tagged as a noun, adjective or number, or looks like a name.
    fn is_nominal(&self, at: usize) -> bool {
        match self.word(at) {
            Word::Other | Word::Numbered | Word::Edge | Word::Era(_) => {
                self.is_capital(at)
                    || self
                        .pos(at)
                        .is_some_and(|pos| pos.is_noun() || matches!(pos, Pos::Jj | Pos::Cd | Pos::Jjr | Pos::Jjs))
            }
            Word::Figure(_) | Word::Cardinal(_) | Word::Percent => true,
            _ => false,
        }
    }

    /// A day of the month in figures, and whether it is an ordinal.
    fn day_number(&self, at: usize) -> Option<u8> {
        match self.word(at) {
            Word::Figure(Number::Integer { value: value @ 1..=31, digits: 1..=2 }) => Some(value as u8),
            Word::Ordinal { value: value @ 1..=31, figures: true } => Some(value),
            _ => None,
        }
    }

    /// A year of four figures, whatever stands around it.
    fn year_number(&self, at: usize) -> Option<i16> {
        match self.word(at) {
            Word::Figure(Number::Integer { value: value @ 1000..=2199, digits: 4 }) => Some(value as i16),
            _ => None,
        }
    }

    /// "third" is 3; "second" the unit is the ordinal too.
    fn ordinal(&self, at: usize) -> Option<u8> {
        match self.word(at) {
            Word::Ordinal { value, .. } => Some(value),
            Word::Unit(Unit::Second, false) => Some(2),
            _ => None,
        }
    }

    /// The month at a place, if it can be one beside a number.
    fn month_beside_number(&self, at: usize) -> Option<u8> {
        match self.word(at) {
            Word::Month(month, Guard::Plain | Guard::Short) => Some(month),
            Word::Month(month, Guard::Name) => Some(month),
            Word::Month(month, _) if self.is_capital(at) => Some(month),
            _ => None,
        }
    }
}

/// Whether an expression names one day.
fn is_day(expression: &Expression) -> bool {
    match expression {
        Expression::Fields(fields) => fields.day.is_some() || fields.weekday.is_some(),
        Expression::Figures(_) | Expression::Deictic(_) | Expression::DayOfMonth(_) => true,
        Expression::Relative(_, Period::Weekday(_) | Period::Unit(Unit::Day)) => true,
        Expression::InYear(Period::Holiday(_), _) => true,
        Expression::Nth(_, Period::Weekday(_), _) => true,
        _ => false,
    }
}
