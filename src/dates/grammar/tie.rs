//! What ties expressions together: ranges and enumerations, and what their parts share.

use super::{Found, Scan};
use crate::dates::Modifier;
use crate::dates::expression::{Expression, Fields, Recognized, Tie, Towards};
use crate::dates::lexicon::{Number, Tying, Word};
use crate::dates::value::{Amount, Reference};

/// The most parts of one enumeration.
const MOST: usize = 12;

impl Scan<'_> {
    /// Reads what goes on from the last expression, which began at `first`; the atom to go on from.
    pub(super) fn ties(&self, first: usize, out: &mut Vec<Recognized>) -> usize {
        let opener = self.before(first);
        let mut end = out.last().map_or(first + 1, |last| last.end);
        for _ in 0..MOST {
            let Some(last) = out.last() else { return end };
            let Expression::Fields(fields) = last.expression else {
                return self.tie_other(end, opener, out);
            };
            self.take_year_after(end, out);
            let next = end + 1;
            let is_range = match self.word(end) {
                Word::Dash | Word::Tying(Tying::To | Tying::Until | Tying::Through) => true,
                Word::Tying(Tying::And) => opener == Word::Tying(Tying::Between),
                Word::Comma | Word::Tying(Tying::Or) => false,
                Word::Reference(..) => return self.tie_other(end, opener, out),
                _ => return end,
            };
            let tie = if is_range { Tie::RangeEnd } else { Tie::Enumerated };
            let Some((expression, after, rule)) = self.next_part(fields, end, next, is_range) else {
                return if is_range { self.tie_other(end, opener, out) } else { end };
            };
            // "a change on Friday to December's figures"
            if self.word(end) == Word::Tying(Tying::To)
                && self.word(after) == Word::Possessive
                && opener != Word::Tying(Tying::From)
            {
                return end;
            }
            if let Expression::Fields(added) = &expression {
                self.share(out, added);
            }
            out.push(Recognized { start: next, end: after, expression, modifier: None, rule, tie });
            end = after;
            if is_range {
                self.take_year_after(end, out);
                return end;
            }
        }
        end
    }

    /// The next part of a range or enumeration, where it could not be read without the part before.
    fn next_part(
        &self,
        fields: Fields,
        joint: usize,
        next: usize,
        is_range: bool,
    ) -> Option<(Expression, usize, &'static str)> {
        let is_comma = self.word(joint) == Word::Comma;
        if let (Some(month), Some(_), true) = (fields.month, fields.day, is_range)
            && let Some((day, after)) = self.spoken_day_alone(next)
        {
            let (year, end) = self.year_after(after);
            let fields = Fields { year: year.or(fields.year), month: Some(month), day: Some(day), weekday: None };
            return Some((Expression::Fields(fields), end, "day-after"));
        }
        if let (Some(month), Some(_)) = (fields.month, fields.day)
            && let Some(day) = self.day_number(next)
            && !self.starts_other(next)
        {
            let after = next + 1;
            let goes_on = matches!(self.word(after), Word::Comma | Word::Tying(Tying::And))
                && self.day_number(after + 1).is_some();
            let is_day = match self.word(joint) {
                Word::Dash => true,
                Word::Comma => goes_on,
                _ => !self.is_nominal(after) || self.year_after(after).0.is_some(),
            };
            if !is_day {
                return None;
            }
            let (year, end) = self.year_after(after);
            let year = year.or(fields.year);
            let fields = Fields { year, month: Some(month), day: Some(day), weekday: None };
            return Some((Expression::Fields(fields), end, "day-after"));
        }
        if let Fields { year: Some(year), month: None, day: None, .. } = fields {
            if self.word(joint) == Word::Dash
                && let Word::Figure(Number::Integer { value, digits: 2 }) = self.word(next)
                && (value as i16 > year % 100 || year % 100 == 99 && value == 0)
            {
                let century = if value == 0 { year + 1 } else { year - year % 100 };
                return Some((Expression::year(century + value as i16), next + 1, "year-after"));
            }
            // "2008-9"
            if self.word(joint) == Word::Dash
                && self.is_glued(joint)
                && self.is_glued(next)
                && let Word::Figure(Number::Integer { value, digits: 1 }) = self.word(next)
                && value as i16 > year % 10
            {
                return Some((Expression::year(year - year % 10 + value as i16), next + 1, "year-after"));
            }
            let joined = self.word(joint) == Word::Tying(Tying::And)
                && !self.is_nominal(next + 1)
                && !matches!(self.word(next + 1), Word::Unit(..) | Word::Percent);
            if (is_range || joined)
                && let Some(to) = self.year_number(next).filter(|to| *to >= year)
            {
                return Some((Expression::year(to), next + 1, "year"));
            }
        }
        if is_comma || !is_range && self.word(joint) != Word::Tying(Tying::Or) {
            return None;
        }
        let Found { expression: Expression::Fields(fields), end, rule, .. } = self.point(next)? else { return None };
        Some((Expression::Fields(fields), end, rule))
    }

    /// Whether a number begins something else: "Feb. 12 to 15 percent", "12-15 people".
    fn starts_other(&self, at: usize) -> bool {
        matches!(self.word(at + 1), Word::Unit(..) | Word::Percent | Word::Month(..) | Word::Meridiem(_) | Word::Filler)
    }

    /// Gives the last part the year that stands after it as a date of its own: "from 26 to 28 June in 2020".
    fn take_year_after(&self, end: usize, out: &mut [Recognized]) {
        if self.word(end) != Word::Tying(Tying::In) {
            return;
        }
        let (Some(year), Some((last, earlier))) = (self.year_number(end + 1), out.split_last_mut()) else { return };
        if let Expression::Fields(fields) = &mut last.expression
            && fields.year.is_none()
            && fields.month.is_some()
        {
            fields.year = Some(year);
            let added = *fields;
            if last.tie != Tie::None {
                self.share(earlier, &added);
            }
        }
    }

    /// Gives the parts before it the year that only the last one has.
    fn share(&self, out: &mut [Recognized], added: &Fields) {
        for earlier in out.iter_mut().rev().take(MOST) {
            let tied = earlier.tie;
            if let Expression::Fields(fields) = &mut earlier.expression
                && fields.year.is_none()
                && fields.month.is_some()
            {
                let ordered = match (fields.month, added.month) {
                    (Some(month), Some(last)) => month <= last,
                    _ => true,
                };
                if let Some(year) = added.year {
                    fields.year = Some(if ordered { year } else { year - 1 });
                }
            }
            if tied == Tie::None {
                return;
            }
        }
    }

    /// Ranges of anything else: "the 70s and 80s", "from today to Friday", "yesterday through May 3".
    fn tie_other(&self, end: usize, opener: Word, out: &mut Vec<Recognized>) -> usize {
        let Some(last) = out.last() else { return end };
        let opens = matches!(opener, Word::Tying(Tying::Between | Tying::From));
        let from_now = opens && last.expression == Expression::Reference(Reference::Present);
        if !from_now && !is_point(&last.expression) {
            return end;
        }
        let is_range = match self.word(end) {
            Word::Tying(Tying::To | Tying::Until | Tying::Through) | Word::Dash => true,
            Word::Tying(Tying::And) => opener == Word::Tying(Tying::Between),
            // "from March to date"
            Word::Reference(Reference::Present, _) if opens && self.surface(end).starts_with("to") => {
                let now = Expression::Reference(Reference::Present);
                out.push(recognized(end, end + 1, now, "reference", Tie::RangeEnd));
                return end + 1;
            }
            _ => return end,
        };
        if !is_range {
            return end;
        }
        let next = end + 1;
        if self.word(end) != Word::Dash
            && let Some(now) = self.reference(next)
            && now.expression == Expression::Reference(Reference::Present)
        {
            out.push(recognized(next, now.end, now.expression, now.rule, Tie::RangeEnd));
            return now.end;
        }
        let time = || {
            let (clock, after) = self.clock_time(next).filter(|_| matches!(last.expression, Expression::At(..)))?;
            Some(Found::new(Expression::At(clock, None), after, "time"))
        };
        let Some(found) = self.day_point(next).or_else(|| self.phase(next)).or_else(time) else { return end };
        if !is_point(&found.expression) {
            return end;
        }
        let after = found.end;
        out.push(Recognized {
            start: next,
            end: after,
            expression: found.expression,
            modifier: found.modifier,
            rule: found.rule,
            tie: Tie::RangeEnd,
        });
        after
    }

    /// Days before the one that has their month: "the 5th and the 12th of May", "5, 12 and 19 February".
    fn days_before(&self, first: usize, out: &mut Vec<Recognized>) -> Option<usize> {
        let mut days = Vec::new();
        let mut at = first;
        let found = loop {
            let number_at = if self.word(at) == Word::Tying(Tying::The) { at + 1 } else { at };
            let day = self.day_number(number_at)?;
            let joint = number_at + 1;
            let last = self.before(at) == Word::Tying(Tying::And);
            if let Some(found) = self.day_first(number_at).filter(|_| last) {
                break found;
            }
            let joined = matches!(self.word(joint), Word::Comma | Word::Tying(Tying::And));
            if !joined || days.len() >= MOST {
                return None;
            }
            days.push((at, joint, day));
            at = joint + 1;
        };
        let Expression::Fields(fields @ Fields { month: Some(_), day: Some(last), .. }) = found.expression else {
            return None;
        };
        let ascending = days.windows(2).all(|pair| pair[0].2 < pair[1].2) && days.iter().all(|&(.., day)| day < last);
        if !ascending || days.is_empty() {
            return None;
        }
        let mut tie = Tie::None;
        for (at, joint, day) in days {
            let one = Fields { day: Some(day), ..fields };
            out.push(recognized(at, joint, Expression::Fields(one), "day-before", tie));
            tie = Tie::Enumerated;
        }
        out.push(recognized(at, found.end, found.expression, found.rule, tie));
        self.take_year_after(found.end, out);
        Some(found.end)
    }

    /// Two numbers before one month or unit: "9 and 11 March", "27-28 February", "15 to 20 days".
    pub(super) fn number_pair(&self, at: usize, out: &mut Vec<Recognized>) -> Option<usize> {
        if !matches!(
            self.word(at),
            Word::Figure(Number::Integer { .. })
                | Word::Cardinal(_)
                | Word::Ordinal { .. }
                | Word::Tying(Tying::Article | Tying::The)
        ) {
            return None;
        }
        if self.before(at) != Word::Tying(Tying::Between)
            && let Some(end) = self.days_before(at, out)
        {
            return Some(end);
        }
        let joint = at + 1;
        let between = self.before(at) == Word::Tying(Tying::Between);
        let is_range = match self.word(joint) {
            Word::Dash | Word::Tying(Tying::To | Tying::Until | Tying::Through) => true,
            Word::Tying(Tying::And) => between,
            Word::Tying(Tying::Or) => false,
            _ => return None,
        };
        if let Some(day) = self.day_number(at)
            && let Some(found) = self.day_number(joint + 1).and_then(|_| self.point(joint + 1))
            && let Expression::Fields(fields @ Fields { month: Some(_), day: Some(last), .. }) = found.expression
        {
            let first = Fields { day: Some(day), ..fields };
            let tie = if is_range && day < last { Tie::RangeEnd } else { Tie::Enumerated };
            out.push(recognized(at, joint, Expression::Fields(first), "day-before", Tie::None));
            out.push(recognized(joint + 1, found.end, found.expression, found.rule, tie));
            self.take_year_after(found.end, out);
            return Some(found.end);
        }
        let low = self.amount(at).filter(|low| low.end == joint)?;
        let mut high_at = joint + 1;
        if self.word(joint) == Word::Tying(Tying::To) && self.word(high_at) == Word::Dash {
            high_at += 1;
        }
        let high = self.amount(high_at)?;
        let (Amount::Hundredths(less), Amount::Hundredths(more)) = (low.amount, high.amount) else { return None };
        if less >= more {
            return None;
        }
        let (unit, end, _) = self.unit(high.end, high.amount)?;
        if unit == crate::dates::value::Unit::Second && !matches!(self.word(end - 1), Word::Unit(_, true)) {
            return None;
        }
        match self.word(end) {
            Word::Old => None,
            Word::Dash if self.word(end + 1) == Word::Old => None,
            Word::Ago => {
                let expression = Expression::Shift(high.amount, unit, Towards::Ago);
                let modifier = Some(Modifier::Approx);
                out.push(Recognized { modifier, ..recognized(at, end + 1, expression, "shift", Tie::None) });
                Some(end + 1)
            }
            // "between 60 and 90 days": two ends, each after its preposition
            _ if between => {
                out.push(recognized(at, joint, Expression::Length(low.amount, unit), "length", Tie::None));
                out.push(recognized(high_at, end, Expression::Length(high.amount, unit), "length", Tie::Enumerated));
                Some(end)
            }
            _ => {
                let modifier = Some(Modifier::Approx);
                let length = Expression::Length(high.amount, unit);
                out.push(Recognized { modifier, ..recognized(at, end, length, "length", Tie::None) });
                Some(end)
            }
        }
    }
}

fn recognized(start: usize, end: usize, expression: Expression, rule: &'static str, tie: Tie) -> Recognized {
    Recognized { start, end, expression, modifier: None, rule, tie }
}

/// Whether an expression can be an end of a range.
fn is_point(expression: &Expression) -> bool {
    !matches!(
        expression,
        Expression::Length(..)
            | Expression::Elapsed(..)
            | Expression::OpenLength
            | Expression::Set(_)
            | Expression::Reference(_)
            | Expression::Ahead(..)
    )
}
