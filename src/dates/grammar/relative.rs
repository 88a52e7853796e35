//! Stretches placed against others: "last week", "the same day", "the year-earlier quarter", "early next year".

use super::{Found, Scan, is_day};
use crate::dates::Modifier;
use crate::dates::expression::{Expression, Fields, Period, Place, Relation};
use crate::dates::lexicon::{Guard, Number, PhaseUse, ReferenceUse, Tying, Word};
use crate::dates::value::{Amount, Reference, Unit};
use crate::segments::Shape;
use crate::tagging::Pos;

impl Scan<'_> {
    /// "last week", "this Friday", "the following month"; `first` is its article or the relation itself.
    pub(super) fn relative(&self, first: usize, at: usize) -> Option<Found> {
        let article = first < at;
        let next = at + 1;
        if let Some(found) = self.comparison(at) {
            return Some(found);
        }
        let Word::Relation(relation) = self.word(at) else { return None };
        let quoted = at > 0 && self.atoms[at - 1].shape == Shape::Quote;
        if quoted && relation == Relation::This && self.is_capital(at) && self.is_capital(next) {
            // The name of a programme: “This Week”.
            return None;
        }
        let needs_article = match relation {
            Relation::Last => self.surface(at).starts_with(['p', 'P']),
            Relation::Next => !self.surface(at).starts_with(['n', 'N', 't', 'T']),
            Relation::Same => !self.surface(at).starts_with(['t', 'T']),
            Relation::Previous | Relation::Following | Relation::Latest | Relation::Current => true,
            Relation::This | Relation::Definite | Relation::Coming | Relation::BeforeLast | Relation::AfterNext => {
                false
            }
        };
        let placed = match self.before(at) {
            Word::Tying(Tying::In) | Word::Possessive => true,
            // "for previous quarter", "on coming Thursday"; but "following Monday's vote" is after it.
            Word::Tying(tying) if relation != Relation::Following => {
                matches!(
                    tying,
                    Tying::For | Tying::On | Tying::From | Tying::Since | Tying::Until | Tying::Of | Tying::Or
                )
            }
            _ => false,
        };
        if needs_article && !article && !placed {
            return None;
        }
        let period = match self.word(next) {
            Word::Unit(unit, false) => {
                if matches!(unit, Unit::Second | Unit::Minute | Unit::Hour) {
                    return None;
                }
                match (relation, unit) {
                    // "The next weekend" follows one; the coming one is the first ahead.
                    (Relation::Next, Unit::Weekend) if !self.surface(at).starts_with(['n', 'N']) => {
                        let expression = Expression::Relative(Relation::Coming, Period::Unit(unit));
                        return Some(Found::new(expression, next + 1, "relative"));
                    }
                    // "the next week or two", "the past year or two"
                    (Relation::Last | Relation::Next, _) if article && self.or_more(next + 1).is_some() => {
                        let (amount, end) = self.or_more(next + 1)?;
                        let found = Found::new(Expression::Length(amount, unit), end, "rolling");
                        return Some(found.with(Some(Modifier::Approx)));
                    }
                    (Relation::This | Relation::Last, Unit::Day) => return None,
                    (Relation::Last, Unit::Weekend) => {}
                    (Relation::Last, _) if article => {
                        return Some(Found::new(Expression::Length(Amount::whole(1), unit), next + 1, "rolling"));
                    }
                    (Relation::Next, _) if article && !self.surface(at).starts_with(['c', 'C']) => {
                        let expression = Expression::Relative(Relation::Following, Period::Unit(unit));
                        let or_so = self.word(next + 1) == Word::Tying(Tying::Or) && self.word(next + 2) == Word::So;
                        return Some(Found::new(expression, if or_so { next + 3 } else { next + 1 }, "following"));
                    }
                    _ => {}
                }
                Period::Unit(unit)
            }
            // "stated that Thursday's debate": a conjunction.
            Word::Weekday(..) if relation == Relation::Same && at > 0 && self.pos(at - 1).is_some_and(Pos::is_verb) => {
                return None;
            }
            Word::Weekday(weekday, Guard::Plain) => {
                if let Some(date) = self.weekday(next)
                    && let Expression::Fields(Fields { month: Some(_), day: Some(_), .. }) = date.expression
                {
                    return Some(date);
                }
                Period::Weekday(weekday)
            }
            Word::Month(month, guard) if guard != Guard::Short && self.is_capital(next) => {
                if self.day_number(next + 1).is_some() || self.year_number(next + 1).is_some() {
                    return None;
                }
                Period::Month(month)
            }
            Word::Season(season) => Period::Season(season),
            Word::Holiday(holiday) => Period::Holiday(holiday),
            Word::Part(part) => {
                let day = match relation {
                    Relation::This => Relation::This,
                    Relation::Last => Relation::Last,
                    Relation::Next if article => Relation::Following,
                    other => other,
                };
                let expression = match day {
                    Relation::This => Expression::Deictic(0),
                    Relation::Last => Expression::Deictic(-1),
                    other => Expression::Relative(other, Period::Unit(Unit::Day)),
                };
                return Some(Found::new(
                    Expression::DayPart(part, Some(Box::new(expression))),
                    next + 1,
                    "part-of-day",
                ));
            }
            Word::Fiscal | Word::FiscalYear => {
                let year = Expression::Relative(relation, Period::Unit(Unit::Year));
                return match (self.word(next), self.word(next + 1)) {
                    (Word::FiscalYear, _) => Some(Found::new(Expression::Fiscal(Box::new(year)), next + 1, "fiscal")),
                    (_, Word::Unit(unit @ (Unit::Year | Unit::Quarter), false)) => {
                        let stretch = Expression::Relative(relation, Period::Unit(unit));
                        Some(Found::new(Expression::Fiscal(Box::new(stretch)), next + 2, "fiscal"))
                    }
                    _ => None,
                };
            }
            Word::Period if relation == Relation::Latest => Period::Unit(Unit::Quarter),
            Word::Figure(_) | Word::Cardinal(_) => return None,
            _ => return self.quarter_with(relation, next),
        };
        let expression = Expression::Relative(relation, period);
        let mut end = next + 1;
        if period == Period::Unit(Unit::Year) && self.word(end) == Word::Possessive {
            if let Some(Found { expression: Expression::InYear(quarter, None), end, .. }) = self.quarter(end + 1) {
                return Some(Found::new(Expression::InYear(quarter, Some(Box::new(expression))), end, "quarter"));
            }
            if self.word(end + 1) == Word::Unit(Unit::Quarter, false) {
                let quarter = Expression::InYear(Period::Unit(Unit::Quarter), Some(Box::new(expression)));
                return Some(Found::new(quarter, end + 2, "quarter"));
            }
        }
        if self.word(end) == Word::Tying(Tying::Or) && self.word(end + 1) == Word::So {
            end += 2;
        }
        if period == Period::Unit(Unit::Week)
            && let Some((weekday, end)) = self.weekday_in_week(end)
        {
            let day = Expression::Nth(Place::Nth(1), Period::Weekday(weekday), Box::new(expression));
            return Some(Found::new(day, end, "weekday-of-week"));
        }
        Some(Found::new(expression, end, "relative"))
    }

    /// The weekday after a week: "next week on Tuesday", "last week Monday"; not "last week, Monday" nor one with its own date.
    fn weekday_in_week(&self, at: usize) -> Option<(u8, usize)> {
        let next = if matches!(self.word(at), Word::Tying(Tying::On) | Word::Dash) { at + 1 } else { at };
        let Word::Weekday(weekday, Guard::Plain | Guard::Short) = self.word(next) else { return None };
        let alone = !matches!(
            self.word(next + 1),
            Word::Month(..) | Word::Figure(_) | Word::Ordinal { .. } | Word::Comma | Word::Possessive | Word::Part(_)
        ) && !(self.is_nominal(next + 1));
        (alone || next > at && self.word(next + 1) == Word::Comma).then_some((weekday, next + 1))
    }

    /// "this third quarter"
    fn quarter_with(&self, relation: Relation, at: usize) -> Option<Found> {
        let quarter = self.quarter(at)?;
        let Expression::InYear(Period::Quarter(_), None) = quarter.expression else { return None };
        matches!(relation, Relation::This | Relation::Current | Relation::Latest).then_some(quarter)
    }

    /// "the same period last year", "the corresponding quarter a year ago"
    fn comparison(&self, at: usize) -> Option<Found> {
        if !matches!(self.word(at), Word::Relation(Relation::Same) | Word::Corresponding) {
            return None;
        }
        if self.word(at) == Word::Corresponding
            && self.word(at + 1) == Word::Unit(Unit::Year, false)
            && self.word(at + 2) == Word::Dash
            && matches!(self.word(at + 3), Word::Ago | Word::Phase(Modifier::Start, PhaseUse::Comparative))
            && matches!(self.word(at + 4), Word::Period | Word::Unit(Unit::Quarter, false))
        {
            let period = self.compared(at + 4);
            return Some(Found::new(Expression::Comparison(period), at + 5, "comparison"));
        }
        if !matches!(self.word(at + 1), Word::Period | Word::Unit(Unit::Quarter | Unit::Month | Unit::Week, false)) {
            return None;
        }
        let mut next = at + 2;
        if matches!(self.word(next), Word::Tying(Tying::Of | Tying::In)) {
            next += 1;
        }
        let within = self.within()?;
        let year = match self.word(next) {
            Word::Tying(Tying::The) => within.relative(next, next + 1),
            Word::Relation(_) => within.relative(next, next),
            _ => within.length(next),
        }?;
        let is_year = matches!(
            year.expression,
            Expression::Relative(Relation::Last | Relation::Previous, Period::Unit(Unit::Year))
                | Expression::Shift(_, Unit::Year, _)
        );
        is_year.then(|| Found::new(Expression::Comparison(self.compared(at + 1)), year.end, "comparison"))
    }

    /// What a comparison names: a quarter, or what is reported.
    fn compared(&self, at: usize) -> Period {
        match self.word(at) {
            Word::Unit(Unit::Quarter, false) => Period::Unit(Unit::Quarter),
            _ => Period::Reported,
        }
    }

    /// "year-ago", "the year-earlier quarter"; `first` is its article or "year".
    pub(super) fn year_ago(&self, first: usize, at: usize) -> Option<Found> {
        if self.word(at) != Word::Unit(Unit::Year, false) || self.word(at + 1) != Word::Dash {
            return None;
        }
        if !matches!(self.word(at + 2), Word::Ago | Word::Phase(Modifier::Start, PhaseUse::Comparative)) {
            return None;
        }
        let next = at + 3;
        if first == at || self.before(at) != Word::Tying(Tying::The) {
            return Some(Found::new(Expression::Comparison(self.compared(next)), next, "comparison"));
        }
        let (period, end) = match self.word(next) {
            Word::Period | Word::Unit(Unit::Quarter, false) => (self.compared(next), next + 1),
            _ => (Period::Unit(Unit::Quarter), self.quarter(next)?.end),
        };
        Some(Found::new(Expression::Comparison(period), end, "comparison"))
    }

    /// "the weekend", "the quarter"; others only after a preposition.
    pub(super) fn definite(&self, at: usize) -> Option<Found> {
        if self.word(at + 1) == Word::Filler
            && let Word::Unit(unit @ (Unit::Week | Unit::Month | Unit::Year), false) = self.word(at + 2)
        {
            let expression = Expression::Relative(Relation::Definite, Period::Unit(unit));
            return Some(Found::new(expression, at + 3, "definite"));
        }
        let Word::Unit(unit, false) = self.word(at + 1) else { return None };
        let next = at + 2;
        // "the week 31 of the trial"
        if unit == Unit::Week && matches!(self.word(next), Word::Figure(Number::Integer { digits: 1..=2, .. })) {
            return None;
        }
        if self.word(next) == Word::Dash
            && matches!(self.word(next + 1), Word::Ago | Word::Phase(_, PhaseUse::Comparative))
        {
            return None;
        }
        // "the quarter a year ago"
        if unit == Unit::Quarter
            && self.word(next) == Word::Tying(Tying::Article)
            && self.word(next + 1) == Word::Unit(Unit::Year, false)
            && matches!(self.word(next + 2), Word::Ago | Word::Phase(Modifier::Start, PhaseUse::Comparative))
        {
            let period = Period::Unit(Unit::Quarter);
            return Some(Found::new(Expression::Comparison(period), next + 3, "comparison"));
        }
        let starts = self.surface(next).eq_ignore_ascii_case("starting")
            || self.surface(next).eq_ignore_ascii_case("beginning")
            || self.surface(next).eq_ignore_ascii_case("beginning on");
        if matches!(unit, Unit::Week | Unit::Weekend)
            && (starts || self.word(next) == Word::Tying(Tying::Of))
            && let Some(day) = self.day_after(next + 1)
        {
            return Some(Found::new(Expression::Holding(unit, Box::new(day.expression)), day.end, "week-of"));
        }
        if self.word(next) == Word::Tying(Tying::Ending)
            && unit == Unit::Quarter
            && let Some(last) = self.within().and_then(|within| within.point(next + 1))
            && is_day(&last.expression)
        {
            return Some(Found::new(Expression::Holding(unit, Box::new(last.expression)), next, "quarter-ended"));
        }
        if matches!(unit, Unit::Year | Unit::Quarter) && self.word(next) == Word::Tying(Tying::Ending) {
            return Some(Found::new(Expression::Length(Amount::whole(1), unit), next, "length"));
        }
        // "in the week to 12 June", "in the year to March"
        if matches!(unit, Unit::Week | Unit::Month | Unit::Quarter | Unit::Year)
            && self.word(next) == Word::Tying(Tying::To)
            && self.within().is_some_and(|within| within.point(next + 1).is_some())
        {
            return Some(Found::new(Expression::Length(Amount::whole(1), unit), next, "length"));
        }
        if self.is_capital(at + 1) && !self.is_capital(at) {
            return None;
        }
        if unit == Unit::Year
            && let Word::Relation(Relation::Previous)
            | Word::Tying(Tying::Before)
            | Word::Phase(Modifier::Start, PhaseUse::Comparative) = self.word(next)
            && !self.is_nominal(next + 1)
            && self.word(next + 1) != Word::Relation(Relation::Last)
        {
            return Some(Found::new(
                Expression::Shift(Amount::whole(1), unit, crate::dates::expression::Towards::Earlier),
                next + 1,
                "shift",
            ));
        }
        if let Some(relation) = self.second(next)
            && unit != Unit::Day
        {
            return Some(Found::new(Expression::Relative(relation, Period::Unit(unit)), next + 2, "relative"));
        }
        if matches!(unit, Unit::Day | Unit::Week | Unit::Month | Unit::Year) {
            let towards = match self.word(next) {
                Word::Tying(Tying::Before) | Word::Phase(Modifier::Start, PhaseUse::Comparative) => {
                    Some(crate::dates::expression::Towards::Earlier)
                }
                Word::Tying(Tying::After) | Word::Phase(Modifier::End, PhaseUse::Comparative) => {
                    Some(crate::dates::expression::Towards::Later)
                }
                _ => None,
            };
            if let Some(towards) = towards
                && matches!(self.word(next + 1), Word::End | Word::Comma | Word::Stop | Word::Close)
            {
                return Some(Found::new(Expression::Shift(Amount::whole(1), unit, towards), next + 1, "shift"));
            }
        }
        // "the day before last Tuesday", "the year after 2015"
        if let (Unit::Day | Unit::Year, Word::Tying(tying @ (Tying::Before | Tying::After))) = (unit, self.word(next))
            && let Some(day) = self.within().and_then(|within| within.stretch_or_day(next + 1))
            && (if unit == Unit::Day { is_day(&day.expression) } else { is_bare_year(&day.expression) })
            && self.word(day.end) != Word::Possessive
        {
            let forward = tying == Tying::After;
            let expression = Expression::ShiftFrom(Amount::whole(1), unit, forward, Box::new(day.expression));
            return Some(Found::new(expression, day.end, "shift"));
        }
        let before = self.before(at);
        let placed = matches!(
            before,
            Word::Tying(
                Tying::In
                    | Tying::Of
                    | Tying::For
                    | Tying::During
                    | Tying::By
                    | Tying::Through
                    | Tying::To
                    | Tying::Within
            ) | Word::Bound(Modifier::MoreThan)
        );
        let accepted = match unit {
            Unit::Weekend => true,
            // "the quarter-to-quarter comparison"
            Unit::Quarter => {
                !matches!(self.word(next), Word::Tying(Tying::Of) | Word::Dash) && !self.is_capital(at + 1)
            }
            // "the week's turmoil"
            Unit::Day | Unit::Week | Unit::Month | Unit::Year if self.word(next) == Word::Possessive => true,
            Unit::Day => before == Word::Tying(Tying::For) && self.ends_at(next),
            Unit::Week | Unit::Month | Unit::Year => {
                placed
                    && !matches!(self.word(next), Word::Tying(Tying::Before | Tying::After | Tying::Of))
                    && !self.is_plural_next(next)
            }
            _ => false,
        };
        accepted.then(|| Found::new(Expression::Relative(Relation::Definite, Period::Unit(unit)), next, "definite"))
    }

    /// "before last", "after next", after what it places
    pub(super) fn second(&self, at: usize) -> Option<Relation> {
        let relation = match (self.word(at), self.word(at + 1)) {
            (Word::Tying(Tying::Before), Word::Relation(Relation::Last)) => Relation::BeforeLast,
            (Word::Tying(Tying::After), Word::Relation(Relation::Next)) => Relation::AfterNext,
            _ => return None,
        };
        let goes_on = self.is_nominal(at + 2)
            || matches!(self.word(at + 2), Word::Unit(..) | Word::Weekday(..) | Word::Month(..) | Word::Season(_));
        (!goes_on).then_some(relation)
    }

    /// A day, or a bare year in figures.
    fn stretch_or_day(&self, at: usize) -> Option<Found> {
        match self.year_number(at) {
            Some(_) if self.is_nominal(at + 1) => None,
            Some(year) => Some(Found::new(Expression::year(year), at + 1, "year")),
            None => self.point(at),
        }
    }

    /// Whether a noun goes on ("the week days").
    fn is_plural_next(&self, at: usize) -> bool {
        self.word(at) == Word::Other && self.pos(at).is_some_and(|pos| pos == Pos::Nns)
    }

    /// "early May", "the end of last year", "earlier this month"
    pub(super) fn phase(&self, at: usize) -> Option<Found> {
        let article = self.word(at) == Word::Tying(Tying::The);
        let phase_at = if article { at + 1 } else { at };
        let Word::Phase(modifier, used) = self.word(phase_at) else { return None };
        let mut next = phase_at + 1;
        let inner = match used {
            PhaseUse::Noun => {
                // "the end of May", "mid-May", "an end-of-May deadline"
                match (self.word(next), self.word(next + 1), self.word(next + 2)) {
                    // Its article is that of the deadline.
                    (Word::Dash, Word::Tying(Tying::Of), Word::Dash) if article => return None,
                    (Word::Dash, Word::Tying(Tying::Of), Word::Dash) => next += 3,
                    (Word::Tying(Tying::Of) | Word::Dash, ..) => next += 1,
                    _ => return None,
                }
                let bare = match self.word(next) {
                    Word::Unit(unit @ (Unit::Week | Unit::Month | Unit::Quarter | Unit::Year), false)
                        if self.word(phase_at + 1) != Word::Dash && self.named_year(next).is_none() =>
                    {
                        let expression = Expression::Relative(Relation::Definite, Period::Unit(unit));
                        Some(Found::new(expression, next + 1, "definite"))
                    }
                    _ => None,
                };
                let inner = bare.or_else(|| self.stretch(next))?;
                if !article
                    && matches!(inner.expression, Expression::Relative(Relation::Definite, _))
                    && self.word(phase_at + 1) == Word::Dash
                {
                    return None;
                }
                inner
            }
            PhaseUse::Adjective | PhaseUse::Comparative => {
                if self.word(next) == Word::Dash {
                    next += 1;
                }
                let in_the =
                    matches!(self.word(next), Word::Tying(Tying::In)) && self.word(next + 1) == Word::Tying(Tying::The);
                if in_the {
                    let Word::Unit(
                        unit @ (Unit::Day | Unit::Week | Unit::Month | Unit::Year | Unit::Quarter | Unit::Decade),
                        false,
                    ) = self.word(next + 2)
                    else {
                        return None;
                    };
                    let inner = Expression::Relative(Relation::Definite, Period::Unit(unit));
                    let part = match used {
                        PhaseUse::Comparative => Expression::Beside(modifier, Box::new(inner)),
                        _ => Expression::Part(modifier, Box::new(inner)),
                    };
                    return Some(Found::new(part, next + 3, "phase"));
                }
                let inner = match self.word(next) {
                    Word::Month(..)
                    | Word::Relation(_)
                    | Word::Weekday(..)
                    | Word::Deictic(..)
                    | Word::Season(_)
                    | Word::Decade(_) => self.day_point(next)?,
                    Word::Ordinal { .. } if used == PhaseUse::Adjective => {
                        self.point(next).filter(|found| matches!(found.expression, Expression::Century(_)))?
                    }
                    Word::Figure(_) if used == PhaseUse::Adjective => {
                        let year = self.year_number(next)?;
                        if matches!(self.word(next + 1), Word::Unit(..) | Word::Percent) {
                            return None;
                        }
                        Found::new(Expression::year(year), next + 1, "year")
                    }
                    // "by mid-year"
                    Word::Unit(unit @ (Unit::Week | Unit::Month | Unit::Year | Unit::Decade), false)
                        if modifier == Modifier::Mid && self.word(phase_at + 1) == Word::Dash =>
                    {
                        let whole = Expression::Relative(Relation::Definite, Period::Unit(unit));
                        Found::new(whole, next + 1, "definite")
                    }
                    Word::Part(part) if used == PhaseUse::Adjective => {
                        let day = self.day_after(next + 1);
                        let (day, end) = match day {
                            Some(day) => (Some(Box::new(day.expression)), day.end),
                            None if self.word(phase_at + 1) == Word::Dash || modifier == Modifier::Mid => {
                                (None, next + 1)
                            }
                            None => return None,
                        };
                        let inner = Expression::DayPart(part, day);
                        return Some(Found::new(Expression::Part(modifier, Box::new(inner)), end, "phase"));
                    }
                    _ => return None,
                };
                if used == PhaseUse::Comparative
                    && let Expression::Relative(relation, _) = inner.expression
                    && !matches!(relation, Relation::This | Relation::Same | Relation::Current)
                {
                    return None;
                }
                inner
            }
        };
        if article
            && used != PhaseUse::Noun
            && !matches!(
                inner.expression,
                Expression::Decade(_) | Expression::Century(_) | Expression::InYear(Period::Season(_), _)
            )
        {
            return None;
        }
        let (whole, end) = (Box::new(inner.expression), inner.end);
        Some(Found::new(
            if used == PhaseUse::Comparative {
                Expression::Beside(modifier, whole)
            } else {
                Expression::Part(modifier, whole)
            },
            end,
            "phase",
        ))
    }

    /// "now", "recently", "recent attacks", "in the past", "the future"
    pub(super) fn reference(&self, at: usize) -> Option<Found> {
        let found = |reference, end| Some(Found::new(Expression::Reference(reference), end, "reference"));
        match self.word(at) {
            Word::Reference(reference, ReferenceUse::Always) => found(reference, at + 1),
            Word::Reference(reference, ReferenceUse::Then) => {
                let ends = self.ends_at(at + 1) || self.surface(at + 1).eq_ignore_ascii_case("that");
                (ends && self.before(at) == Word::Tying(Tying::At)).then(|| found(reference, at + 1))?
            }
            Word::Reference(reference, ReferenceUse::Adjective) => {
                let is_attribute = match self.pos(at + 1) {
                    Some(pos) => pos.is_noun() || matches!(pos, Pos::Jj | Pos::Vbg | Pos::Vbn | Pos::Cd),
                    None => false,
                };
                (is_attribute || matches!(self.word(at + 1), Word::Unit(_, true))).then(|| found(reference, at + 1))?
            }
            Word::Reference(reference, ReferenceUse::Alone) if matches!(self.word(at + 1), Word::Unit(_, true)) => {
                found(reference, at + 2)
            }
            Word::Reference(reference, ReferenceUse::Modal) => {
                let modal = |at: usize| self.pos(at) == Some(Pos::Md);
                let ahead = at > 0 && (modal(at - 1) || self.pos(at - 1) == Some(Pos::To)) || at > 1 && modal(at - 2);
                // "in the hope that she one day return"
                let wished = self.pos(at + 1) == Some(Pos::Vb);
                (ahead || wished || modal(at + 1) || modal(at + 2)).then(|| found(reference, at + 1))?
            }
            Word::Relation(Relation::Current) => {
                let next = self.word(at + 1);
                (self.is_nominal(at + 1) && matches!(next, Word::Other | Word::Figure(_) | Word::Cardinal(_)))
                    .then(|| found(Reference::Present, at + 1))?
            }
            Word::Relation(Relation::Latest) if self.surface(at).contains(' ') => found(Reference::Past, at + 1),
            Word::OpenLength => Some(Found::new(Expression::OpenLength, at + 1, "open-length")),
            Word::Tying(Tying::The) => match self.word(at + 1) {
                Word::Reference(Reference::Future, ReferenceUse::Alone) if !self.is_nominal(at + 2) => {
                    found(Reference::Future, at + 2)
                }
                Word::Relation(Relation::Last)
                    if self.surface(at + 1).eq_ignore_ascii_case("past")
                        && !self.is_nominal(at + 2)
                        && matches!(
                            self.word(at + 2),
                            Word::Other
                                | Word::Comma
                                | Word::End
                                | Word::Stop
                                | Word::Tying(_)
                                | Word::Close
                                | Word::Relation(Relation::Same)
                        ) =>
                {
                    found(Reference::Past, at + 2)
                }
                _ => None,
            },
            _ => None,
        }
    }
}

/// Whether an expression is a year and nothing else.
fn is_bare_year(expression: &Expression) -> bool {
    matches!(expression, Expression::Fields(Fields { year: Some(_), month: None, day: None, weekday: None }))
}
