//! What is no date though it looks like one: verbs, names, quantities, numbers of other things.

use super::Scan;
use crate::dates::lexicon::{Guard, Number, Tying, Word};
use crate::dates::value::Unit;
use crate::segments::Shape;
use crate::tagging::Pos;

/// Words after a number that make it the number of a house.
const STREETS: [&str; 14] = [
    "Street",
    "St.",
    "St",
    "Avenue",
    "Ave.",
    "Ave",
    "Road",
    "Rd.",
    "Boulevard",
    "Blvd.",
    "Drive",
    "Lane",
    "Square",
    "Place",
];

impl Scan<'_> {
    /// Whether a month in small letters that may be another word is a month: "april 2017", "in june".
    pub(super) fn is_small_month(&self, at: usize, guard: Guard) -> bool {
        let next = at + 1;
        let dated = self.year_number(next).is_some() || self.year_number(next + 1).is_some();
        let in_time = matches!(
            self.before(at),
            Word::Tying(Tying::In | Tying::Since | Tying::Until | Tying::Of | Tying::Between | Tying::From | Tying::By)
                | Word::Phase(..)
        );
        match guard {
            Guard::Name => dated || self.day_number(next).is_some() || self.spoken_day(next).is_some() || in_time,
            _ => dated && (self.year_number(next).is_some() || self.day_number(next).is_some()),
        }
    }

    /// Whether a month without day and year is a month.
    pub(super) fn is_bare_month(&self, at: usize, guard: Guard) -> bool {
        let before = self.before(at);
        let time_before = matches!(
            before,
            Word::Tying(
                Tying::In
                    | Tying::By
                    | Tying::Since
                    | Tying::Until
                    | Tying::Through
                    | Tying::During
                    | Tying::Between
                    | Tying::From
                    | Tying::AsOf
            ) | Word::Relation(_)
                | Word::Phase(..)
                | Word::Each
                | Word::Dash
        );
        let name_after = self.word(at + 1) == Word::Other
            && self.atoms.get(at + 1).is_some_and(|atom| matches!(atom.shape, Shape::Title | Shape::Mixed))
            && self.pos(at + 1).is_none_or(Pos::is_proper);
        let attribute = before == Word::Tying(Tying::The)
            && self.word(at) != Word::Month(5, guard)
            && self.word(at + 1) == Word::Other
            && self.pos(at + 1).is_some_and(|pos| matches!(pos, Pos::Nn | Pos::Nns));
        // "May to October", "Nov-Feb 2017"
        let to_month = matches!(self.word(at + 1), Word::Dash | Word::Tying(Tying::To | Tying::Until | Tying::Through))
            && matches!(self.word(at + 2), Word::Month(..))
            && self.is_capital(at + 2);
        match guard {
            _ if attribute && guard != Guard::Short => true,
            Guard::Name | Guard::Word if to_month => true,
            Guard::Plain => true,
            Guard::Short => {
                let placed = matches!(before, Word::Tying(Tying::After | Tying::Before | Tying::Of | Tying::To));
                self.is_capital(at) && (to_month || (time_before || placed) && !self.is_nominal(at + 1))
            }
            Guard::Plural => false,
            Guard::Name => {
                let loose = matches!(
                    before,
                    Word::Tying(
                        Tying::Of
                            | Tying::To
                            | Tying::For
                            | Tying::After
                            | Tying::Before
                            | Tying::And
                            | Tying::Or
                            | Tying::The
                    ) | Word::Comma
                );
                time_before && before != Word::Tying(Tying::By) && before != Word::Tying(Tying::From)
                    || (time_before || loose) && !name_after
            }
            Guard::Word => {
                let month_before = matches!(before, Word::Tying(Tying::And | Tying::Or | Tying::To))
                    && at >= 2
                    && matches!(self.word(at - 2), Word::Month(..));
                (time_before || month_before) && !(name_after && before == Word::Tying(Tying::By))
            }
        }
    }

    /// Whether "the 17th" is a day.
    pub(super) fn is_bare_day(&self, at: usize) -> bool {
        let before_article = if at >= 2 { self.word(at - 2) } else { Word::End };
        let of_week = before_article == Word::Tying(Tying::Of)
            && at >= 3
            && matches!(self.word(at - 3), Word::Unit(Unit::Week | Unit::Weekend, false));
        (of_week
            || matches!(
                before_article,
                Word::Tying(
                    Tying::On
                        | Tying::By
                        | Tying::Until
                        | Tying::Since
                        | Tying::From
                        | Tying::Before
                        | Tying::After
                        | Tying::To
                )
            ))
            && self.ends_day(at + 1)
    }

    /// Whether nothing goes on that an ordinal before it could count.
    pub(super) fn ends_day(&self, at: usize) -> bool {
        let counts =
            matches!(self.word(at), Word::Unit(..) | Word::Part(_) | Word::Anniversary | Word::Half | Word::Period)
                || self.word(at) == Word::Dash && self.is_glued(at);
        !counts && !self.is_nominal(at)
    }

    /// Whether a number of four figures is a year.
    pub(super) fn is_year(&self, at: usize) -> bool {
        let Some(year) = self.year_number(at) else { return false };
        let (before, after) = (self.before(at), self.word(at + 1));
        if matches!(before, Word::Currency | Word::Numbered)
            || matches!(after, Word::Percent | Word::Unit(..) | Word::Zone(_) | Word::Meridiem(_))
        {
            return false;
        }
        if self.is_glued(at) {
            match before {
                Word::Dash => {
                    let first = at.checked_sub(2).map_or(Word::End, |first| self.word(first));
                    if matches!(first, Word::Figure(_)) || at >= 2 && self.atoms[at - 2].shape == Shape::Upper {
                        return false;
                    }
                }
                Word::Open | Word::Apostrophe | Word::Comma => {}
                Word::Other if self.atoms[at - 1].shape == Shape::Quote => {}
                _ => return false,
            }
        }
        if self.is_glued(at + 1)
            && after == Word::Dash
            && self.is_glued(at + 2)
            && matches!(self.word(at + 2), Word::Figure(Number::Integer { digits: 3.., .. }))
        {
            return self.year_number(at + 2).is_some();
        }
        if self.is_capital(at + 1) && STREETS.contains(&self.surface(at + 2)) {
            return false;
        }
        let placed = matches!(
            before,
            Word::Tying(
                Tying::In
                    | Tying::Since
                    | Tying::By
                    | Tying::Until
                    | Tying::During
                    | Tying::Before
                    | Tying::After
                    | Tying::From
                    | Tying::Between
                    | Tying::Through
                    | Tying::Of
                    | Tying::Ending
            )
        );
        let counted =
            self.pos(at + 1).is_some_and(|pos| matches!(pos, Pos::Nns | Pos::Nnps)) && !self.is_capital(at + 1);
        if placed {
            let part_of_count =
                before == Word::Tying(Tying::Of) && at >= 2 && matches!(self.word(at - 2), Word::Figure(_));
            let clear = matches!(
                before,
                Word::Tying(Tying::In | Tying::Since | Tying::Until | Tying::During | Tying::Before | Tying::After)
            );
            return !part_of_count && (year >= 1500 || clear) && (clear || !counted);
        }
        // "(1635 – 1699)"
        if before == Word::Open && matches!(after, Word::Close | Word::Dash) {
            return true;
        }
        if !(1700..=2100).contains(&year) {
            return false;
        }
        match before {
            Word::Dash if self.is_glued(at) => true,
            Word::Tying(Tying::At) | Word::Cardinal(_) | Word::Ordinal { .. } | Word::Quantity(..) => false,
            Word::Bound(_) => year >= 1900 && !self.is_nominal(at + 1),
            Word::Figure(_) => self.year_number(at - 1).is_some(),
            Word::Tying(Tying::The) | Word::Relation(_) => true,
            Word::Other => {
                let name_before = self.is_capital(at - 1) && (at > 1 || self.pos(0).is_some_and(Pos::is_noun));
                !name_before && !counted
            }
            _ => !counted,
        }
    }
}
