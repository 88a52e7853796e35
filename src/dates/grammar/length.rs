//! Lengths and what is counted with them: "six months", "two years ago", "$5 a day".

use super::{Found, Scan, is_day};
use crate::dates::Modifier;
use crate::dates::atoms::is_clock_unit;
use crate::dates::expression::{Expression, Period, Recurrence, Relation, Towards};
use crate::dates::lexicon::{Guard, Neighbour, Number, PhaseUse, ReferenceUse, Tying, Word};
use crate::dates::value::{Amount, Unit};
use crate::segments::Shape;
use crate::tagging::Pos;

/// An amount that was read, what bounds it, and the first atom after it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Counted {
    pub amount: Amount,
    pub modifier: Option<Modifier>,
    pub end: usize,
}

impl Scan<'_> {
    /// "two", "2 1/2", "twenty-four", "a couple of", "a", "half a"
    pub(super) fn amount(&self, at: usize) -> Option<Counted> {
        let counted = |amount, end| Some(Counted { amount, modifier: None, end });
        match self.word(at) {
            Word::Figure(Number::Integer { value, digits: 1..=5 }) => match self.word(at + 1) {
                Word::Figure(Number::Fraction(part)) => counted(Amount::Hundredths(value * 100 + part), at + 2),
                _ => counted(Amount::whole(value), at + 1),
            },
            Word::Figure(Number::Grouped(value)) => counted(Amount::whole(value), at + 1),
            Word::Figure(Number::Decimal(hundredths)) => counted(Amount::Hundredths(hundredths), at + 1),
            Word::Cardinal(_) => self.cardinal(at),
            Word::Tying(Tying::Article) => match self.word(at + 1) {
                Word::Cardinal(100 | 1000) => self.cardinal(at + 1),
                // "a half-century", "a quarter-century"
                Word::Half if self.unit(at + 2, Amount::Hundredths(50)).is_some() => {
                    counted(Amount::Hundredths(50), at + 2)
                }
                Word::Unit(Unit::Quarter, false)
                    if matches!(self.unit(at + 2, Amount::Hundredths(25)), Some((Unit::Century, ..))) =>
                {
                    counted(Amount::Hundredths(25), at + 2)
                }
                _ => counted(Amount::whole(1), at + 1),
            },
            Word::Quantity(amount, modifier) => Some(Counted { amount, modifier, end: at + 1 }),
            Word::Half => match self.word(at + 1) {
                Word::Tying(Tying::Article) => counted(Amount::Hundredths(50), at + 2),
                Word::Dash if self.is_glued(at + 1) => match self.word(at + 2) {
                    Word::Tying(Tying::Article) => counted(Amount::Hundredths(50), at + 3),
                    _ => counted(Amount::Hundredths(50), at + 1),
                },
                // "the last half century"
                Word::Unit(Unit::Century | Unit::Decade | Unit::Hour, false) => counted(Amount::Hundredths(50), at + 1),
                _ => None,
            },
            _ => None,
        }
    }

    /// "twenty-four", "a hundred and fifty", "three and a half"
    fn cardinal(&self, at: usize) -> Option<Counted> {
        const LONGEST: usize = 8;
        let (mut total, mut group, mut end) = (0_u32, 0_u32, at);
        for _ in 0..LONGEST {
            match self.word(end) {
                Word::Cardinal(100) => group = group.max(1) * 100,
                Word::Cardinal(1000) => {
                    total += group.max(1) * 1000;
                    group = 0;
                }
                Word::Cardinal(value) => {
                    let value = u32::from(value);
                    let fits = group == 0 || group % 100 == 0 || (value < 10 && group % 100 >= 20 && group % 10 == 0);
                    if !fits {
                        break;
                    }
                    group += value;
                }
                Word::Tying(Tying::And) if group >= 100 && matches!(self.word(end + 1), Word::Cardinal(..=90)) => {}
                Word::Dash
                    if self.is_glued(end)
                        && matches!(self.word(end + 1), Word::Cardinal(1..=9))
                        && group % 100 >= 20 => {}
                _ => break,
            }
            end += 1;
        }
        let mut hundredths = total.saturating_add(group).min(100_000) * 100;
        let dash = usize::from(self.word(end) == Word::Dash);
        // "one and half hours"
        if self.word(end) == Word::Tying(Tying::And) && self.word(end + 1) == Word::Half {
            hundredths += 50;
            end += 2;
        }
        if self.word(end + dash) == Word::Tying(Tying::And)
            && let Word::Tying(Tying::Article) = self.word(end + 2 * dash + 1)
            && self.word(end + 3 * dash + 2) == Word::Half
        {
            hundredths += 50;
            end += 3 * dash + 3;
        }
        (end > at).then_some(Counted { amount: Amount::Hundredths(hundredths), modifier: None, end })
    }

    /// The unit after an amount, over words such as "more" and a hyphen; with the first atom after it.
    pub(super) fn unit(&self, at: usize, amount: Amount) -> Option<(Unit, usize, bool)> {
        let mut next = at;
        let hyphen = self.word(next) == Word::Dash && self.is_glued(next);
        if hyphen {
            next += 1;
        }
        for _ in 0..2 {
            if matches!(self.word(next), Word::Filler) && !hyphen {
                next += 1;
            }
        }
        let Word::Unit(unit, plural) = self.word(next) else { return None };
        let bare = !plural && !hyphen;
        // "one of several weekend rallies"
        if bare && unit == Unit::Weekend && amount == Amount::Vague {
            return None;
        }
        let one = self.word(at.wrapping_sub(1)) == Word::Cardinal(1);
        if bare && (unit == Unit::Second && !one || amount.count().is_some_and(|count| count >= 1000)) {
            return None;
        }
        Some((unit, next + 1, plural))
    }

    /// A length, or a point so far from another.
    pub(super) fn length(&self, at: usize) -> Option<Found> {
        let mut next = at;
        let mut modifier = None;
        if let Word::Bound(bound) = self.word(next) {
            if self.surface(next).eq_ignore_ascii_case("some")
                && !matches!(self.word(next + 1), Word::Figure(_) | Word::Cardinal(_))
            {
                return self.some_units(at);
            }
            let over = self.surface(next).eq_ignore_ascii_case("over");
            if over && self.is_throughout(at) {
                return None;
            }
            match self.word(next + 1) {
                Word::Tying(Tying::The) | Word::Relation(_) => return None,
                Word::Quantity(Amount::Vague, _) | Word::Reference(..) if over => return None,
                _ => {}
            }
            modifier = Some(bound);
            next += 1;
        }
        let bounded = next > at;
        let bare = self.word(next);
        if let Word::Reference(_, ReferenceUse::Modal) = bare
            && self.surface(next).ends_with("day")
            && self.reference(next).is_none()
        {
            return self.counted_suffix(at, next + 1, Amount::whole(1), Unit::Day, modifier);
        }
        if let Word::Frequency(every) = bare
            && bounded
        {
            return Some(Found::new(Expression::Set(every), next + 1, "frequency").with(modifier));
        }
        if bounded && bare == Word::YearEnd {
            return self.year_end(next).map(|found| found.with(modifier));
        }
        if let Word::Unit(unit, plural) = bare {
            return self.bare_unit(at, next, unit, plural);
        }
        let article = bare == Word::Tying(Tying::The);
        if article {
            next += 1;
        }
        // "will last 48 hours": a verb
        if self.word(next) == Word::Relation(Relation::Last)
            && !article
            && at.checked_sub(1).is_some_and(|before| matches!(self.pos(before), Some(Pos::Md | Pos::To)))
        {
            return None;
        }
        let placed = matches!(
            self.word(next),
            Word::Relation(Relation::Last | Relation::Next | Relation::Previous | Relation::Following) | Word::Final
        ) || (article && matches!(self.word(next), Word::Ordinal { value: 1, .. }));
        let recent = matches!(self.word(next), Word::Reference(_, ReferenceUse::Adjective));
        if (placed && !self.surface(next).contains(' ') || recent)
            && let Word::Unit(unit, true) = self.word(next + 1)
            && !self.surface(next).starts_with(['f', 'F'])
        {
            let end = self.units_joined(next + 2);
            return Some(Found::new(Expression::Length(Amount::Vague, unit), end, "vague-length"));
        }
        // "in the closing days"; of a month they are a part of it
        if article
            && matches!(self.word(next), Word::Phase(_, PhaseUse::Noun))
            && self.surface(next).ends_with("days")
            && self.word(next + 1) != Word::Tying(Tying::Of)
        {
            return Some(Found::new(Expression::Length(Amount::Vague, Unit::Day), next + 1, "vague-length"));
        }
        // "the first hours of the storm", "the early years", "the waning seconds"
        if article
            && matches!(
                self.word(next),
                Word::Edge
                    | Word::Final
                    | Word::Ordinal { value: 1, .. }
                    | Word::Phase(Modifier::Start | Modifier::End, PhaseUse::Adjective)
            )
            && let Word::Unit(unit, true) = self.word(next + 1)
            && !matches!(self.word(next + 2), Word::Tying(Tying::Before | Tying::After))
        {
            return Some(Found::new(Expression::Length(Amount::Vague, unit), next + 2, "vague-length"));
        }
        if article
            && let Word::Unit(unit, true) = self.word(next)
            && self.surface(next + 1).eq_ignore_ascii_case("ahead")
            && self.word(next + 2) != Word::Tying(Tying::Of)
        {
            return Some(Found::new(Expression::Length(Amount::Vague, unit), next + 2, "vague-length"));
        }
        if article
            && !placed
            && let Word::Unit(unit @ (Unit::Year | Unit::Decade | Unit::Century), true) = self.word(next)
            && self.before(at) == Word::Bound(Modifier::MoreThan)
        {
            return Some(Found::new(Expression::Length(Amount::Vague, unit), next + 1, "vague-length"));
        }
        if placed {
            next += 1;
        }
        if self.word(next) == Word::Another && !article {
            next += 1;
            if let Word::Unit(unit, false) = self.word(next) {
                return (unit != Unit::Second && !matches!(unit, Unit::Quarter)).then(|| {
                    Found::new(Expression::Length(Amount::whole(1), unit), next + 1, "length").with(modifier)
                });
            }
        }
        let mut counted = self.amount(next)?;
        let articled = self.word(next) == Word::Tying(Tying::Article);
        // "the next 12 to 18 months"
        if placed && let Some(most) = self.other_amount(counted) {
            counted = Counted { modifier: counted.modifier.or(Some(Modifier::Approx)), ..most };
        }
        if matches!(
            self.word(counted.end),
            Word::Relation(Relation::Last | Relation::Next | Relation::Previous | Relation::Following)
        ) && !articled
            && let Word::Unit(unit, true) = self.word(counted.end + 1)
        {
            let length = Expression::Length(counted.amount, unit);
            return Some(Found::new(length, counted.end + 2, "rolling").with(modifier.or(counted.modifier)));
        }
        let (unit, mut end, plural) = self.unit(counted.end, counted.amount)?;
        let mut amount = counted.amount;
        if (article || placed) && !plural && amount != Amount::Hundredths(50) {
            return None;
        }
        if articled
            && (matches!(unit, Unit::Second | Unit::Quarter | Unit::Weekend)
                || !self.has_suffix(end) && self.is_kind_of_day(at, end))
        {
            return None;
        }
        // "a year-earlier loss": the article is that of the loss.
        if articled
            && self.word(end) == Word::Dash
            && matches!(self.word(end + 1), Word::Ago | Word::Phase(_, PhaseUse::Comparative))
        {
            return None;
        }
        if unit == Unit::Quarter && amount != Amount::Vague && self.word(end) == Word::Tying(Tying::Of) {
            return None;
        }
        if self.word(end) == Word::Tying(Tying::And)
            && self.word(end + 1) == Word::Tying(Tying::Article)
            && self.word(end + 2) == Word::Half
            && let Amount::Hundredths(hundredths) = amount
        {
            amount = Amount::Hundredths(hundredths + 50);
            end += 3;
        }
        if self.word(end) == Word::Dash && self.word(end + 1) == Word::LongSuffix {
            end += 2;
        }
        let mut modifier = modifier.or(counted.modifier);
        // "a year or two"
        if amount == Amount::whole(1)
            && let Some((most, after)) = self.or_more(end)
        {
            (amount, end) = (most, after);
            modifier = modifier.or(Some(Modifier::Approx));
        }
        if article || placed {
            return Some(Found::new(Expression::Length(amount, unit), end, "rolling").with(modifier));
        }
        if articled && !bounded && self.is_rate(at) && end == counted.end + 1 && !self.has_suffix(end) {
            return Some(Found::new(Expression::Set(Recurrence::Every(Amount::whole(1), unit)), end, "rate"));
        }
        self.counted_suffix(at, end, amount, unit, modifier)
    }

    /// Whether "over" stands for a stretch rather than for more than it: "testified over three days", "Over two years they
    /// built"; but "for over three days", "lasted over two hours", "over a year ago".
    fn is_throughout(&self, at: usize) -> bool {
        let counted = self.amount(at + 1).and_then(|counted| self.unit(counted.end, counted.amount));
        let Some((_, end, true)) = counted else { return false };
        let bounds = matches!(
            self.before(at),
            Word::Tying(Tying::For | Tying::In | Tying::After | Tying::Of | Tying::Within | Tying::By | Tying::Until)
                | Word::Bound(_)
                | Word::Dash
                | Word::Open
        ) || at.checked_sub(1).is_some_and(|before| {
            self.neighbour(before) == Some(Neighbour::Lasting)
                || self.pos(before) == Some(Pos::Rb)
                || self.surface(before).eq_ignore_ascii_case("little")
        });
        !bounds && !self.has_suffix(end) && !matches!(self.word(end), Word::Old | Word::Dash)
    }

    /// The greater amount after one: "18" of "12 to 18 months".
    fn other_amount(&self, least: Counted) -> Option<Counted> {
        let joined = matches!(self.word(least.end), Word::Dash | Word::Tying(Tying::To | Tying::Or));
        let most = self.amount(least.end + 1).filter(|_| joined)?;
        let (Amount::Hundredths(low), Amount::Hundredths(high)) = (least.amount, most.amount) else { return None };
        (low < high).then_some(most)
    }

    /// "or two", after one: the amount and the first atom after it
    pub(super) fn or_more(&self, at: usize) -> Option<(Amount, usize)> {
        let Word::Cardinal(most @ 2..=4) = self.word(at + 1) else { return None };
        let goes_on = self.is_nominal(at + 2) || matches!(self.word(at + 2), Word::Unit(..) | Word::Dash);
        (self.word(at) == Word::Tying(Tying::Or) && !goes_on).then_some((Amount::whole(u32::from(most)), at + 2))
    }

    /// The end of units that stand for one stretch: "weeks or months", "days and weeks".
    fn units_joined(&self, end: usize) -> usize {
        let joined = matches!(self.word(end), Word::Tying(Tying::Or | Tying::And))
            && matches!(self.word(end + 1), Word::Unit(_, true));
        if joined { end + 2 } else { end }
    }

    /// "not a day anybody wants", "a year when all was quiet": what is said of a day or year is no length.
    fn is_kind_of_day(&self, at: usize, end: usize) -> bool {
        let denied =
            at > 0 && ["not", "such", "what"].iter().any(|form| self.surface(at - 1).eq_ignore_ascii_case(form));
        denied || self.pos(end) == Some(Pos::Wrb)
    }

    /// "some years ago", "for some days"; elsewhere "some days" are certain ones.
    fn some_units(&self, at: usize) -> Option<Found> {
        let Word::Unit(unit, true) = self.word(at + 1) else { return None };
        let placed = matches!(self.before(at), Word::Tying(Tying::For | Tying::In | Tying::Within | Tying::After));
        (placed || self.has_suffix(at + 2)).then(|| self.counted_suffix(at, at + 2, Amount::Vague, unit, None))?
    }

    /// Whether something stands after a unit that counts it from a point.
    fn has_suffix(&self, at: usize) -> bool {
        matches!(
            self.word(at),
            Word::Ago
                | Word::Back
                | Word::Hence
                | Word::Phase(_, PhaseUse::Comparative)
                | Word::Tying(Tying::Before | Tying::After)
        )
    }

    /// Whether "a year" says how often: "$1 billion a year", "twice a week".
    fn is_rate(&self, at: usize) -> bool {
        match self.before(at) {
            Word::Times
            | Word::Percent
            | Word::Unit(_, true)
            | Word::Figure(_)
            | Word::Cardinal(_)
            | Word::Currency => true,
            Word::Other => self.pos(at - 1).is_some_and(|pos| matches!(pos, Pos::Nn | Pos::Nns | Pos::Cd)),
            _ => false,
        }
    }

    /// What stands after an amount and its unit: "ago", "earlier", "from now", "or so".
    fn counted_suffix(
        &self,
        at: usize,
        end: usize,
        amount: Amount,
        unit: Unit,
        modifier: Option<Modifier>,
    ) -> Option<Found> {
        let shifted =
            |towards, end| Some(Found::new(Expression::Shift(amount, unit, towards), end, "shift").with(modifier));
        // "two weeks and three days ago"
        if unit == Unit::Week
            && self.word(end) == Word::Tying(Tying::And)
            && let Some(days) = self.amount(end + 1).filter(|days| days.amount.count().is_some())
            && let Some((Unit::Day, after, _)) = self.unit(days.end, days.amount)
            && self.word(after) == Word::Ago
        {
            let days = Expression::Shift(days.amount, Unit::Day, Towards::Ago);
            let expression = Expression::ShiftFrom(amount, unit, false, Box::new(days));
            return Some(Found::new(expression, after + 1, "shift").with(modifier));
        }
        let mut old_at = end;
        if self.word(old_at) == Word::Dash {
            old_at += 1;
        }
        match self.word(old_at) {
            Word::Old => return None,
            Word::Ago => {
                if let Some(day) = self.recalled(old_at + 1, unit).filter(|_| amount.count().is_some()) {
                    let expression = Expression::Recalled(amount, unit, Box::new(day.expression));
                    return Some(Found::new(expression, day.end, "recalled").with(modifier));
                }
                return shifted(Towards::Ago, old_at + 1);
            }
            // Minutes or hours later is the same day: what is known is how long it took.
            Word::Phase(_, PhaseUse::Comparative) if is_clock_unit(unit) => {}
            Word::Phase(Modifier::Start, PhaseUse::Comparative) if !self.is_this(old_at + 1) => {
                return shifted(Towards::Earlier, old_at + 1);
            }
            Word::Phase(Modifier::End, PhaseUse::Comparative) if !self.is_this(old_at + 1) => {
                return shifted(Towards::Later, old_at + 1);
            }
            _ => {}
        }
        if self.surface(end).starts_with("age") && self.pos(end).is_some_and(Pos::is_verb) {
            return None;
        }
        if let Some(day) = self.counted_on(at, end, unit).filter(|_| amount != Amount::Vague) {
            let expression = Expression::ShiftFrom(amount, unit, true, Box::new(day.expression));
            return Some(Found::new(expression, day.end, "shift").with(modifier));
        }
        if let Word::Tying(tying @ (Tying::From | Tying::Before | Tying::After)) = self.word(end)
            && amount != Amount::Vague
            && !is_clock_unit(unit)
            && self.before(at) != Word::Tying(Tying::For)
            && let Some(day) = self.day_counted_from(tying, end + 1)
        {
            let expression = Expression::ShiftFrom(amount, unit, tying != Tying::Before, Box::new(day.expression));
            return Some(Found::new(expression, day.end, "shift").with(modifier));
        }
        match self.word(end) {
            Word::Back if matches!(self.word(end + 1), Word::End | Word::Comma | Word::Stop | Word::Close) => {
                return shifted(Towards::Ago, end + 1);
            }
            Word::Hence => return shifted(Towards::Hence, end + 1),
            // "Some 40 days on, nothing has changed"
            Word::Tying(Tying::On) if self.opens_line(at) && self.word(end + 1) == Word::Comma => {
                return Some(Found::new(Expression::Length(amount, unit), end + 1, "length").with(modifier));
            }
            Word::Tying(tying @ (Tying::Before | Tying::After)) if self.ends_at(end + 1) => {
                let towards = if tying == Tying::Before { Towards::Earlier } else { Towards::Later };
                return shifted(towards, end + 1);
            }
            // "a week or so ago"
            Word::Tying(Tying::Or) if self.word(end + 1) == Word::So && self.word(end + 2) == Word::Ago => {
                let shift = Expression::Shift(amount, unit, Towards::Ago);
                return Some(Found::new(shift, end + 3, "shift").with(modifier.or(Some(Modifier::Approx))));
            }
            Word::Tying(Tying::Or) if self.word(end + 1) == Word::So => {
                let found = Found::new(Expression::Length(amount, unit), end + 2, "length");
                return Some(found.with(modifier.or(Some(Modifier::Approx))));
            }
            _ => {}
        }
        if self.before(at) == Word::Tying(Tying::In)
            && amount != Amount::Vague
            && matches!(self.word(end), Word::Possessive | Word::Apostrophe)
            && self.surface(end + 1).eq_ignore_ascii_case("time")
        {
            return shifted(Towards::Hence, end + 2);
        }
        if self.before(at) == Word::Tying(Tying::In)
            && amount != Amount::Vague
            && !matches!(self.word(end), Word::Tying(Tying::Of) | Word::Dash | Word::Possessive | Word::Apostrophe)
            && self.word(end - 1) != Word::Dash
            && !matches!(modifier, Some(Modifier::EqualOrLess | Modifier::MoreThan))
            && !self.is_record(at - 1)
        {
            return Some(Found::new(Expression::Ahead(amount, unit), end, "ahead").with(modifier));
        }
        Some(Found::new(Expression::Length(amount, unit), end, "length").with(modifier))
    }

    /// Whether nothing but a mark stands before an atom.
    fn opens_line(&self, at: usize) -> bool {
        at == 0 || at == 1 && matches!(self.atoms[0].shape, Shape::Quote | Shape::Mark)
    }

    /// "the first time in a decade", "the smallest gain in a year", "result in two years": whether an "in" at a place
    /// begins a length behind, or none in time.
    fn is_record(&self, at: usize) -> bool {
        const NEAR: usize = 6;
        let ends_in =
            |forms: [&str; 3]| at > 0 && forms.iter().any(|form| self.surface(at - 1).eq_ignore_ascii_case(form));
        ends_in(["time", "result", "results"])
            || (at.saturating_sub(NEAR)..at)
                .rev()
                .take_while(|&at| {
                    !self.ends_at(at) && !matches!(self.pos(at), Some(Pos::Vb | Pos::Vbd | Pos::Vbp | Pos::Vbz))
                })
                .any(|at| {
                    self.pos(at) == Some(Pos::Jjs)
                        || matches!(self.word(at), Word::Ordinal { value: 1, .. })
                        || self.surface(at).eq_ignore_ascii_case("only")
                })
    }

    /// Whether the clause ends before an atom.
    pub(super) fn ends_at(&self, at: usize) -> bool {
        matches!(self.word(at), Word::End | Word::Comma | Word::Stop | Word::Close)
    }

    /// The day that a length is counted from: "two weeks from Friday"; after "before" and "after" only today and its
    /// neighbours, as a length before another date is an expression beside it.
    fn day_counted_from(&self, tying: Tying, at: usize) -> Option<Found> {
        match (tying, self.word(at)) {
            (_, Word::Deictic(days, None)) => Some(Found::new(Expression::Deictic(days), at + 1, "deictic")),
            (
                Tying::From,
                Word::Month(..) | Word::Weekday(_, Guard::Plain) | Word::Relation(Relation::Next | Relation::This),
            ) => self.within()?.point(at).filter(|found| is_day(&found.expression)),
            _ => None,
        }
    }

    /// What is counted back from, after "ago": "five years ago this month", "a week ago Monday", "a year ago today".
    fn recalled(&self, at: usize, unit: Unit) -> Option<Found> {
        if !matches!(unit, Unit::Week | Unit::Fortnight | Unit::Month | Unit::Year | Unit::Decade | Unit::Century) {
            return None;
        }
        let next = if self.word(at) == Word::Tying(Tying::On) { at + 1 } else { at };
        let found = match self.word(next) {
            Word::Deictic(_, None) | Word::Relation(Relation::This) | Word::Weekday(_, Guard::Plain) => {
                self.within()?.point(next)?
            }
            _ => return None,
        };
        let is_plain = match found.expression {
            Expression::Deictic(_) => true,
            Expression::Relative(_, Period::Unit(inner)) => {
                matches!((inner, unit), (Unit::Day | Unit::Week | Unit::Weekend, _))
                    || inner == Unit::Month && !matches!(unit, Unit::Week | Unit::Fortnight)
            }
            Expression::Relative(_, Period::Weekday(_)) => true,
            Expression::Fields(fields) => fields.weekday.is_some() && fields.day.is_none(),
            _ => false,
        };
        (is_plain && self.word(found.end) != Word::Possessive && !matches!(self.word(found.end), Word::Part(_)))
            .then_some(found)
    }

    /// The weekday from which a length is counted on, after "a week on" where something is to come: "The vote will be
    /// held a week on Thursday"; not "for the third time in a week on Thursday".
    fn counted_on(&self, first: usize, at: usize, unit: Unit) -> Option<Found> {
        const NEAR: usize = 8;
        if self.word(at) != Word::Tying(Tying::On) || !matches!(unit, Unit::Week | Unit::Fortnight) {
            return None;
        }
        if !matches!(self.before(first), Word::Other | Word::End | Word::Comma | Word::Stop) {
            return None;
        }
        let ahead = (first.saturating_sub(NEAR)..first)
            .rev()
            .take_while(|&at| !self.ends_at(at))
            .any(|at| self.pos(at) == Some(Pos::Md) || self.pos(at) == Some(Pos::To));
        let Word::Weekday(_, Guard::Plain) = self.word(at + 1) else { return None };
        let found = self.within().filter(|_| ahead)?.point(at + 1)?;
        matches!(found.expression, Expression::Fields(fields) if fields.day.is_none()).then_some(found)
    }

    /// Whether "earlier" goes on to another expression ("two weeks earlier this month").
    fn is_this(&self, at: usize) -> bool {
        matches!(self.word(at), Word::Relation(Relation::This | Relation::Last) | Word::Deictic(..))
    }

    /// A unit without an amount: "for years", "decades ago", "day-long".
    fn bare_unit(&self, at: usize, unit_at: usize, unit: Unit, plural: bool) -> Option<Found> {
        let end = unit_at + 1;
        if self.word(end) == Word::Dash && self.word(end + 1) == Word::LongSuffix {
            let amount = if plural { Amount::Vague } else { Amount::whole(1) };
            return Some(Found::new(Expression::Length(amount, unit), end + 2, "length"));
        }
        if !plural {
            return None;
        }
        let shifted = |towards| Some(Found::new(Expression::Shift(Amount::Vague, unit, towards), end + 1, "shift"));
        match self.word(end) {
            Word::Ago => return shifted(Towards::Ago),
            Word::Phase(Modifier::End, PhaseUse::Comparative) if is_clock_unit(unit) && at == unit_at => {
                return Some(Found::new(Expression::Length(Amount::Vague, unit), end, "vague-length"));
            }
            Word::Phase(Modifier::End, PhaseUse::Comparative) if at == unit_at => return shifted(Towards::Later),
            Word::Phase(Modifier::Start, PhaseUse::Comparative)
                if at == unit_at && !is_clock_unit(unit) && !self.is_this(end + 1) =>
            {
                return shifted(Towards::Earlier);
            }
            _ => {}
        }
        // "in the weeks before the vote", "days after he fled"
        let beside = matches!(self.word(end), Word::Tying(Tying::Before | Tying::After)) && !self.ends_at(end + 1);
        if beside && at == unit_at {
            return Some(Found::new(Expression::Length(Amount::Vague, unit), end, "vague-length"));
        }
        let placed = matches!(
            self.before(at),
            Word::Tying(Tying::For | Tying::In | Tying::Within | Tying::After) | Word::Bound(Modifier::MoreThan)
        ) || self.is_filled(end, unit)
            || at.checked_sub(1).is_some_and(|before| self.is_lasting(before));
        (placed && at == unit_at && unit != Unit::Second)
            .then(|| Found::new(Expression::Length(Amount::Vague, unit), self.units_joined(end), "vague-length"))
    }

    /// "took" of "took weeks"; not "are days when"
    pub(super) fn is_lasting(&self, at: usize) -> bool {
        self.neighbour(at) == Some(Neighbour::Lasting)
            && !["be", "been", "is", "was", "were"].iter().any(|form| self.surface(at).eq_ignore_ascii_case(form))
    }

    /// "months of talks", "decades of war", from "of"; but "days of the week", "hours of May 3", "years of age"
    fn is_filled(&self, at: usize, unit: Unit) -> bool {
        self.word(at) == Word::Tying(Tying::Of)
            && match unit {
                Unit::Decade | Unit::Century => true,
                Unit::Day | Unit::Week | Unit::Month | Unit::Year => {
                    self.word(at + 1) == Word::Other
                        && !self.is_capital(at + 1)
                        && !self.surface(at + 1).eq_ignore_ascii_case("age")
                        && self
                            .pos(at + 1)
                            .is_some_and(|pos| pos.is_noun() || matches!(pos, Pos::Jj | Pos::Vbg | Pos::Vbn))
                }
                _ => false,
            }
    }
}
