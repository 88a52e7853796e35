//! Days without a year, where but a few years are possible: a dateline, "Thursday, March 9", what was on March 9 or will be.

use super::clause::{Clauses, Word, beside};
use super::possible::{Possible, Told, joined, moved};
use super::{Clue, Evidence};
use crate::calendar::{Date, DayRange};
use crate::dates::{Says, Side};

/// Days after which a writer names the year.
const HALF_A_YEAR: i64 = 182;

/// Years within which a weekday beside a day of the month tells something.
const YEARS_OF_WEEKDAYS: i16 = 12;

/// Years within which a day by itself does.
const YEARS: i16 = 2;

/// Sentences through which a year that was named holds.
const CONTEXT: u32 = 3;

/// Takes away the days on which these days could not have been named without their year.
pub(super) fn narrow(possible: Possible, clauses: &Clauses<'_>, clues: &[Clue]) -> Possible {
    let by = |possible: &Possible, most: i16, fits: &dyn Fn(&Clue) -> bool| -> Option<Possible> {
        let whole = possible.whole();
        if whole.last().year() - whole.first().year() > most {
            return None;
        }
        (0..clues.len())
            .filter(|&at| fits(&clues[at]) && !is_of_another_year(clues, at, whole))
            .filter_map(|at| told(&clues[at], whole))
            .try_fold(possible.clone(), Possible::narrowed)
    };
    let firm = |clue: &Clue| clue.dateline || weekday(clue).is_some();
    let firm = by(&possible, YEARS_OF_WEEKDAYS, &firm).unwrap_or(possible);
    let is_planned = |clue: &Clue| {
        clauses.tokens(clue.span).start().checked_sub(1).is_some_and(|before| clauses.is(before, Word::Planned))
    };
    // "the June 7 primary"
    let is_attribute = |clue: &Clue| {
        let end = clauses.tokens(clue.span).end();
        clauses.is_noun(end) || clauses.is(end, Word::Contest)
    };
    let by_tense = |clue: &Clue| {
        clue.side != Side::Open
            && !clue.limits
            && !is_planned(clue)
            && !is_attribute(clue)
            && !clauses.is_quoted(clauses.tokens(clue.span).start())
    };
    by(&firm, YEARS, &by_tense).unwrap_or(firm)
}

fn weekday(clue: &Clue) -> Option<u8> {
    match clue.says {
        Says::Day { weekday, .. } => weekday,
        _ => None,
    }
}

/// The days on which a day without its year can have been named.
fn told(clue: &Clue, whole: DayRange) -> Option<Told> {
    let Says::Day { year: None, month, day, .. } = clue.says else { return None };
    let mut days: Vec<DayRange> = Vec::new();
    for year in whole.first().year() - 1..=whole.last().year() + 1 {
        let Ok(day) = Date::new(year, month as i8, day as i8) else { continue };
        if weekday(clue).is_some_and(|weekday| day.weekday().to_monday_one_offset() != weekday as i8) {
            continue;
        }
        let near = match (clue.dateline, clue.side) {
            (true, _) => DayRange::new(day, moved(day, 1)),
            (_, Side::Past) => DayRange::new(day, moved(day, HALF_A_YEAR)),
            (_, Side::Ahead) => DayRange::new(moved(day, -HALF_A_YEAR), day),
            (_, Side::Open) => DayRange::new(moved(day, -HALF_A_YEAR), moved(day, HALF_A_YEAR)),
        };
        days.push(near);
    }
    let evidence = if clue.dateline { Evidence::Dateline } else { Evidence::Day };
    Some(Told { days: joined(days), evidence, span: clue.span })
}

/// Whether a year that was named before goes on: "In 1963 … On Nov. 22 …".
fn is_of_another_year(clues: &[Clue], at: usize, whole: DayRange) -> bool {
    let Some(here) = clues[at].sentence.filter(|_| !clues[at].dateline) else { return false };
    let years = whole.first().year()..=whole.last().year();
    (here.saturating_sub(CONTEXT)..=here).flat_map(|sentence| beside(clues, at, sentence)).any(|other| {
        match other.says {
            Says::Year(year) | Says::Month(Some(year), _) | Says::Day { year: Some(year), .. } => {
                !years.contains(&year)
            }
            Says::YearsFromNow(steps) => steps != 0,
            _ => false,
        }
    })
}
