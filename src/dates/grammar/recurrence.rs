//! What comes again: "every Friday", "each year", "daily", "twice a week", "on Mondays".

use super::{Found, Scan};
use crate::dates::expression::{Expression, Period, Recurrence};
use crate::dates::lexicon::{Guard, Tying, Word};
use crate::dates::value::{Amount, Unit};
use crate::segments::Shape;
use crate::tagging::Pos;

impl Scan<'_> {
    /// Whether "daily" or "weekly" is a paper: "the party daily Granma reported", "a leading daily"; not "daily NATO briefings".
    fn is_newspaper(&self, at: usize) -> bool {
        const LONGEST_NAME: usize = 5;
        let noun = self.pos(at).is_some_and(Pos::is_noun);
        if !self.is_capital(at + 1) || self.word(at + 1) != Word::Other {
            let paper = matches!(self.before(at), Word::Tying(Tying::The | Tying::Article))
                || at > 0 && self.pos(at - 1) == Some(Pos::Jj);
            return noun && paper && !self.is_nominal(at + 1);
        }
        let after = (at + 1..at + 1 + LONGEST_NAME).find(|&at| !self.is_capital(at));
        at > 0 && after.is_some_and(|after| !self.pos(after).is_some_and(Pos::is_noun))
    }

    /// "every Friday", "each year", "daily", "twice a week", "on Mondays"
    pub(super) fn recurrence(&self, at: usize) -> Option<Found> {
        let set = |recurrence, end, rule| Some(Found::new(Expression::Set(recurrence), end, rule));
        match self.word(at) {
            Word::Frequency(every) => {
                // "The Grey Weekly", "STEPPE QUARTERLY"
                let in_name = match self.atoms[at].shape {
                    Shape::Title => true,
                    Shape::Upper => at > 0 && self.is_capital(at - 1),
                    _ => false,
                };
                let titled = in_name && at > 0 && !matches!(self.before(at), Word::Stop);
                let named = self.is_capital(at) && (self.is_capital(at + 1) || titled);
                // "The firm pays quarterly"; "the quarterly dividend" is of a quarter.
                let of_quarter = every == Recurrence::Every(Amount::whole(1), Unit::Quarter) && self.is_nominal(at + 1);
                (!named && !of_quarter && !self.is_newspaper(at)).then(|| set(every, at + 1, "frequency"))?
            }
            Word::Weekday(weekday, Guard::Plural) => {
                set(Recurrence::EveryOne(Period::Weekday(weekday)), at + 1, "weekdays")
            }
            Word::Unit(Unit::Weekend, true)
                if matches!(self.before(at), Word::Tying(Tying::On | Tying::At | Tying::During | Tying::And)) =>
            {
                set(Recurrence::EveryOne(Period::Unit(Unit::Weekend)), at + 1, "weekends")
            }
            Word::Each => {
                let next = at + 1;
                if self.word(next) == Word::Filler
                    && let Word::Unit(unit, false) = self.word(next + 1)
                {
                    return set(Recurrence::Every(Amount::whole(2), unit), next + 2, "every");
                }
                // "every other Tuesday"
                if self.word(next) == Word::Filler
                    && let Word::Weekday(weekday, Guard::Plain) = self.word(next + 1)
                {
                    return set(Recurrence::EveryOne(Period::Weekday(weekday)), next + 2, "every");
                }
                match self.word(next) {
                    Word::Unit(Unit::Weekend, false) => {
                        set(Recurrence::EveryOne(Period::Unit(Unit::Weekend)), next + 1, "every")
                    }
                    Word::Unit(unit, false) if unit != Unit::Second => {
                        set(Recurrence::Every(Amount::whole(1), unit), next + 1, "every")
                    }
                    Word::Weekday(weekday, Guard::Plain) => {
                        set(Recurrence::EveryOne(Period::Weekday(weekday)), next + 1, "every")
                    }
                    Word::Month(month, _) if self.is_capital(next) => {
                        set(Recurrence::EveryOne(Period::Month(month)), next + 1, "every")
                    }
                    Word::Season(season) => set(Recurrence::EveryOne(Period::Season(season)), next + 1, "every"),
                    Word::Part(part) => set(Recurrence::EveryOne(Period::Part(part)), next + 1, "every"),
                    Word::Holiday(holiday) => set(Recurrence::EveryOne(Period::Holiday(holiday)), next + 1, "every"),
                    _ => {
                        let counted = self.amount(next)?;
                        let (unit, end, plural) = self.unit(counted.end, counted.amount)?;
                        plural.then(|| set(Recurrence::Every(counted.amount, unit), end, "every"))?
                    }
                }
            }
            Word::Times => {
                let Word::Tying(Tying::Article) = self.word(at + 1) else { return None };
                let Word::Unit(unit, false) = self.word(at + 2) else { return None };
                set(Recurrence::Every(Amount::whole(1), unit), at + 3, "times")
            }
            _ => None,
        }
    }
}
