//! Things whose day a table knows: an article that names them is no older, and "set up last year" tells its year.

use std::sync::LazyLock;

use serde::Deserialize;

use super::clause::{Clauses, Word};
use super::possible::{Told, joined, moved};
use super::years::of_year;
use super::{Clue, Evidence};
use crate::calendar::{Date, DayRange};
use crate::dates::{Says, Side};
use crate::segments::{Token, TokenSpan, WordKey, tokenize};
use crate::tables;
use crate::tagging::Pos;
use crate::trie::{Trie, TrieBuilder};

/// Something whose days are known.
#[derive(Debug)]
struct Event {
    /// When the name was first in use, if it was not always.
    named: Option<Date>,
    /// When it began, or each time that it took place.
    days: Vec<Date>,
    /// Words of which a text must have several.
    guards: Vec<WordKey>,
    /// Of its days only the year counts.
    precision: Option<Precision>,
}

/// How near to its days something is spoken of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Precision {
    /// All through its year.
    Year,
}

static EVENTS: LazyLock<Vec<(Vec<&str>, Event)>> = LazyLock::new(|| {
    let rows = tables::dating::EVENTS.rows::<(Vec<&str>, Option<Date>, Vec<Date>, Vec<&str>, Option<Precision>)>();
    rows.map(|(names, named, days, guards, precision)| {
        (names, Event { named, days, guards: guards.into_iter().map(WordKey::of).collect(), precision })
    })
    .collect()
});

/// Each by its names.
static NAMES: LazyLock<Trie<&'static Event>> = LazyLock::new(|| {
    let mut names = TrieBuilder::default();
    for (forms, event) in EVENTS.iter() {
        for form in forms {
            names.add(tokenize(form).iter().map(|token| token.key.0), event);
        }
    }
    names.build()
});

/// What the things that are named tell.
pub(super) fn find(clauses: &Clauses<'_>, clues: &[Clue]) -> Vec<Told> {
    let tokens = &clauses.segments.tokens;
    let mut found = Vec::new();
    let mut latest: Option<Date> = None;
    let mut meant: Vec<(&Event, bool)> = Vec::new();
    for at in 0..tokens.len() {
        let known = NAMES.prefixes(tokens[at..].iter().map(|token| token.key.0)).last();
        let Some((count, [event, ..])) = known else { continue };
        let name = TokenSpan::new(at, at + count);
        let Some(span) = clauses.segments.span(name) else { continue };
        if let Some(named) = event.named.filter(|&named| latest.is_none_or(|latest| latest < named))
            && !clauses.is_fiction(at)
        {
            latest = Some(named);
            found.push(Told::since(named, Evidence::Event, span));
        }
        if let Some(told) = distance(clauses, clues, name, event) {
            let is_known = meant.iter().find(|(known, _)| std::ptr::eq(*known, *event)).map(|&(_, is_meant)| is_meant);
            let is_meant = is_known.unwrap_or_else(|| is_meant(tokens, event));
            if is_known.is_none() {
                meant.push((event, is_meant));
            }
            found.extend(Some(told).filter(|_| is_meant));
        }
    }
    found
}

/// Whether a text has the words that a name needs.
fn is_meant(tokens: &[Token], event: &Event) -> bool {
    /// So many of them.
    const SEVERAL: usize = 3;
    event.guards.is_empty()
        || tokens.iter().filter(|token| event.guards.contains(&token.key)).take(SEVERAL).count() == SEVERAL
}

/// "last year's Brussels bombings", "the ceasefire zones set up last year", "the vote two years ago", "Monday's caucuses"
fn distance(clauses: &Clauses<'_>, clues: &[Clue], name: TokenSpan, event: &Event) -> Option<Told> {
    /// Clues around a name that are looked at.
    const CLUES: usize = 4;
    let start = clauses.segments.tokens[name.start()].span.start();
    let after = clues.partition_point(|clue| clue.span.start() < start);
    let near = &clues[after.saturating_sub(CLUES)..clues.len().min(after + CLUES)];
    near.iter().find_map(|clue| {
        let date = clauses.tokens(clue.span);
        if !is_tied(clauses, name, date) || clauses.is_quoted(date.start()) {
            return None;
        }
        let days: Vec<DayRange> = event.days.iter().filter_map(|&day| said(clue, day, event.precision)).collect();
        let span = clauses.segments.span(name)?.join(clue.span);
        (!days.is_empty()).then(|| Told { days: joined(days), evidence: Evidence::Event, span })
    })
}

/// The days on which something that took place on `day` is spoken of so.
fn said(clue: &Clue, day: Date, precision: Option<Precision>) -> Option<DayRange> {
    /// A day or week that is near, on either side, and what lasts some days.
    const NEAR: i64 = 12;
    match clue.says {
        Says::YearsFromNow(steps @ -1..=1) => of_year(day.year().checked_sub(steps)?),
        _ if precision == Some(Precision::Year) => None,
        Says::MonthsFromNow(steps @ -1..=1) => Some(month_off(day, -i32::from(steps))),
        Says::YearsFromNow(steps @ ..=-2) => {
            let years = -i64::from(steps) * 365;
            Some(DayRange::new(moved(day, years - 100), moved(day, years + 270)))
        }
        Says::Month(None, month) if month == day.month() as u8 => Some(within_a_year(day, clue.side)),
        Says::Day { year: None, month, day: number, .. } if (month, number) == (day.month() as u8, day.day() as u8) => {
            Some(within_a_year(day, Side::Open))
        }
        Says::Near | Says::Weekday(_) => Some(DayRange::new(moved(day, -NEAR), moved(day, NEAR))),
        _ => None,
    }
}

/// The whole month so many months off.
fn month_off(day: Date, months: i32) -> DayRange {
    let month = day.first_of_month().saturating_add(jiff::Span::new().months(months));
    DayRange::new(month, month.last_of_month())
}

/// The days on which something is spoken of by its month or day without the year.
fn within_a_year(day: Date, side: Side) -> DayRange {
    /// So many days on either side.
    const YEAR: i64 = 330;
    match side {
        Side::Past => DayRange::new(day, moved(day, YEAR)),
        Side::Ahead => DayRange::new(moved(day, -YEAR), day),
        Side::Open => DayRange::new(moved(day, -YEAR), moved(day, YEAR)),
    }
}

/// Tokens between a name and its distance.
const REACH: usize = 3;

/// Whether a date is said of a name: as its possessive, right behind it, or behind a verb of founding.
fn is_tied(clauses: &Clauses<'_>, name: TokenSpan, date: TokenSpan) -> bool {
    // "Thursday's primary debate" is another thing.
    if matches!(clauses.pos(name.end()), Some(Pos::Nn | Pos::Nns)) {
        return false;
    }
    if date.end() <= name.start() {
        // "the Feb. 20 South Carolina primary", "on Thursday at the convention"
        return (date.end()..name.start()).all(|at| clauses.is(at, Word::Held) || clauses.pos(at) == Some(Pos::Dt))
            || name.start() - date.end() <= REACH && clauses.is_possessive(date.end());
    }
    if date.start() < name.end() || date.start() - name.end() > 2 * REACH {
        return false;
    }
    let between: Vec<usize> = (name.end()..date.start()).filter(|&at| !clauses.is_mark(at)).collect();
    match between.as_slice() {
        // “truce zones” last year
        [] => (name.end()..date.start()).all(|at| clauses.is_quote(at)),
        // "the caucuses on Monday"
        [at] if clauses.pos(*at) == Some(Pos::In) => !clauses.is(*at, Word::Since),
        // "which were set up last year"
        _ => between.iter().any(|&at| clauses.is(at, Word::Founding)) && !between.iter().any(|&at| clauses.is_noun(at)),
    }
}
