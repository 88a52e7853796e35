//! Years and whole dates that the text names, by the tense that they stand with.

use super::clause::{Clauses, Tense, Word, beside};
use super::possible::{Told, moved};
use super::{Clue, Evidence};
use crate::calendar::{Date, DayRange};
use crate::dates::{Says, Side};
use crate::segments::TokenSpan;
use crate::tagging::Pos;

/// What the years and whole dates of a text tell; `pictured` are those of its captions.
pub(super) fn find(clauses: &Clauses<'_>, clues: &[Clue], pictured: &[Clue]) -> Vec<Told> {
    let mut found: Vec<Told> = (0..clues.len()).filter_map(|at| of(clauses, clues, at)).collect();
    found.extend(this_week(clauses, clues, pictured));
    found.extend([quoted_lately, closing].into_iter().filter_map(|rule| rule(clauses, clues)));
    found.extend(clues.windows(2).filter_map(|pair| with_distance(clauses, pair[0], pair[1])));
    found
}

/// The last day of all in a text, with its weekday ("Wednesday, Nov. 20, 2019") or as the stamp of what it quotes, where the text tells
/// of that weekday alone: it is the one of this week. A caption has it too, unless its picture is from the files.
fn this_week(clauses: &Clauses<'_>, clues: &[Clue], pictured: &[Clue]) -> Option<Told> {
    let whole = |clue: &Clue| days(clue.says).map(|(days, _)| days.first());
    let is_filed = |clue: &Clue| {
        let caption = clauses.sentence(clauses.tokens(clue.span).start());
        caption.is_some_and(|caption| caption.tokens.range().any(|at| clauses.is(at, Word::Filed)))
    };
    let (day, clue) = clues
        .iter()
        .chain(pictured.iter().filter(|clue| !is_filed(clue)))
        .filter_map(|clue| Some((whole(clue)?, clue)))
        .max_by_key(|(day, _)| *day)?;
    let Says::Day { weekday, .. } = clue.says else { return None };
    let stamps = is_stamp(clauses, clauses.tokens(clue.span));
    let on = day.weekday().to_monday_one_offset() as u8;
    let alone = |other: &Clue| other.says == Says::Weekday(on) && other.side == Side::Past;
    // Captions tell in the present of what was: "Fans cheer in Oslo, Tuesday, Nov. 19, 2019."
    let is_pictured = pictured.iter().any(|other| other.span == clue.span);
    let is_past = (is_pictured || clue.side != Side::Ahead) && !clue.limits && (weekday == Some(on) || stamps);
    let first = if stamps { moved(day, -ZONES) } else { day };
    (is_past && clues.iter().any(alone))
        .then(|| Told::new(DayRange::new(first, moved(day, 6)), Evidence::Day, clue.span))
}

/// Posts that are quoted as news: the last of them is no older than some weeks, where the text speaks of days near it and names no year
/// of its own ("In 2012 he wrote …").
fn quoted_lately(clauses: &Clauses<'_>, clues: &[Clue]) -> Option<Told> {
    /// Days after which a post is an old one.
    const WEEKS: i64 = 60;
    let is_far = |clue: &Clue| matches!(clue.says, Says::YearsFromNow(steps) if steps != 0);
    if !clues.iter().any(|clue| clue.says.is_near()) || clues.iter().any(is_far) {
        return None;
    }
    let dated = |clue: &Clue| days(clue.says).map(|(days, _)| days);
    let stamps = |clue: &&Clue| matches!(clue.says, Says::Day { .. }) && is_stamp(clauses, clauses.tokens(clue.span));
    let (day, clue) = clues
        .iter()
        .filter(stamps)
        .filter_map(|clue| Some((dated(clue)?.first(), clue)))
        .max_by_key(|(day, _)| *day)?;
    let is_told_apart =
        |clue: &Clue| dated(clue).is_some_and(|days| days.last().year() >= day.year()) && !stamps(&clue);
    (!clues.iter().any(is_told_apart))
        .then(|| Told::new(DayRange::new(moved(day, -ZONES), moved(day, WEEKS)), Evidence::Day, clue.span))
}

/// "Saturday, March 19, 2016." alone at the end: the page's note was written after the article.
fn closing(clauses: &Clauses<'_>, clues: &[Clue]) -> Option<Told> {
    let clue = clues.last()?;
    let (Says::Day { .. }, (days, _)) = (clue.says, days(clue.says)?) else { return None };
    let tokens = clauses.tokens(clue.span);
    let sentence = clauses.segments.sentences.last().filter(|last| last.tokens.start() == tokens.start())?;
    let closes = (tokens.end()..sentence.tokens.end()).all(|at| clauses.is_mark(at));
    closes.then(|| Told::until(days.last(), Evidence::Page, clue.span))
}

/// What is stamped with the day that it was sent on may be of the day before elsewhere.
const ZONES: i64 = 2;

/// "— Ana Ruiz (@anaruiz) July 5, 2016", "date=\"July 5, 2016\"": the day of a post that is quoted.
fn is_stamp(clauses: &Clauses<'_>, tokens: TokenSpan) -> bool {
    let Some(before) = tokens.start().checked_sub(2) else { return false };
    clauses.is_handle(before) || clauses.is_quote(before + 1) && clauses.ends_in(before, '=')
}

/// The days of a year, month or day that is written in full.
fn days(says: Says) -> Option<(DayRange, Evidence)> {
    /// A figure outside of these is no year of a story.
    const YEARS: std::ops::RangeInclusive<i16> = 1700..=2100;
    let (first, evidence) = match says {
        Says::Year(year) => return of_year(year).filter(|_| YEARS.contains(&year)).map(|days| (days, Evidence::Year)),
        Says::Month(Some(year), month) => (Date::new(year, month as i8, 1).ok()?, Evidence::Year),
        Says::Day { year: Some(year), month, day, .. } => {
            (Date::new(year, month as i8, day as i8).ok()?, Evidence::Day)
        }
        _ => return None,
    };
    let last = if evidence == Evidence::Day { first } else { first.last_of_month() };
    YEARS.contains(&first.year()).then_some((DayRange::new(first, last), evidence))
}

/// From the first to the last day of a year.
pub(super) fn of_year(year: i16) -> Option<DayRange> {
    Some(DayRange::new(Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?))
}

/// What a date tells by the verb that it stands with.
fn of(clauses: &Clauses<'_>, clues: &[Clue], at: usize) -> Option<Told> {
    let clue = &clues[at];
    let (days, evidence) = days(clue.says)?;
    let tokens = clauses.tokens(clue.span);
    let is_year = matches!(clue.says, Says::Year(_));
    let before = |class| tokens.start() > 0 && clauses.is(tokens.start() - 1, class);
    let placed = before(Word::Within);
    if is_year && !clauses.is_quoted(tokens.start()) && goes_on_itself(clauses, tokens) {
        return Some(Told::new(days, evidence, clue.span));
    }
    if evidence == Evidence::Day && is_stamp(clauses, tokens) {
        return Some(Told::since(moved(days.first(), -ZONES), evidence, clue.span));
    }
    // "the 2016 campaign", "a report of 2016", "a vote called for June 5, 2016"
    if clue.limits
        || before(Word::Planned)
        || is_year && (!placed || is_attribute(clauses, tokens) || is_scheduled(clauses, tokens))
        || clauses.is_fiction(tokens.start())
    {
        return None;
    }
    let quoted = clauses.is_quoted(tokens.start());
    if clue.opens && !quoted && is_going_on(clauses, tokens) {
        return Some(Told::new(days, evidence, clue.span));
    }
    match clauses.tense(tokens)? {
        Tense::Past | Tense::Perfect if clue.side == Side::Past && !is_planned(clauses, tokens) => {
            Some(Told::since(days.first(), evidence, clue.span))
        }
        Tense::Future if !quoted && clue.side == Side::Ahead && !is_of_then(clues, at) => {
            Some(Told::until(days.last(), evidence, clue.span))
        }
        _ => None,
    }
}

/// "up for reelection in 2018"
fn is_scheduled(clauses: &Clauses<'_>, tokens: TokenSpan) -> bool {
    tokens.start() > 1 && clauses.is(tokens.start() - 2, Word::Scheduled)
}

/// "in 2016 elections": a year that says which; not "In 2016 voters chose".
fn is_attribute(clauses: &Clauses<'_>, tokens: TokenSpan) -> bool {
    matches!(clauses.pos(tokens.end()), Some(Pos::Nn | Pos::Nns)) && clauses.finite(tokens.end() + 1).is_none()
}

/// "In 2017 the two have met three times": the year is not over.
fn is_going_on(clauses: &Clauses<'_>, tokens: TokenSpan) -> bool {
    let Some((verb, tense)) = clauses.tense_after(tokens.end()) else { return false };
    let sentence = clauses.sentence(verb).map_or(verb, |sentence| sentence.tokens.end());
    let counted = (verb..sentence).any(|at| clauses.is(at, Word::Since));
    tense == Tense::Perfect && !counted && !clauses.is_quoted(verb)
}

/// "2016 has seen three storms", "As 2015 comes to an end"
fn goes_on_itself(clauses: &Clauses<'_>, tokens: TokenSpan) -> bool {
    let sentence = clauses.sentence(tokens.start()).map_or(0, |sentence| sentence.tokens.start());
    // "the vote of 2008 has been …", "what began in 1948-1982 has been …"
    let before = (tokens.start() > sentence).then(|| clauses.pos(tokens.start() - 1)).flatten();
    if tokens.start() > sentence + 1 && before == Some(Pos::In)
        || matches!(before, Some(Pos::Cd | Pos::Cc))
        || before.is_some() && clauses.is_mark(tokens.start() - 1)
    {
        return false;
    }
    clauses.finite(tokens.end()) == Some(Tense::Perfect)
        || clauses.finite(tokens.end()) == Some(Tense::Present) && clauses.is(tokens.end(), Word::Turning)
}

/// "In 2017, they said, 5,000 would be let in": a date before the verbs of its sentence, one of which is of what may be.
fn is_planned(clauses: &Clauses<'_>, tokens: TokenSpan) -> bool {
    let Some(sentence) = clauses.sentence(tokens.start()) else { return false };
    let opens = clauses.tense_before(tokens.start()).is_none();
    opens
        && clauses
            .tenses(tokens.end(), sentence.tokens.end())
            .any(|tense| matches!(tense, Tense::Other | Tense::Future))
}

/// "In 2014 they said that it will open in 2016": a plan of another time.
fn is_of_then(clues: &[Clue], at: usize) -> bool {
    let mut others = clues[at].sentence.into_iter().flat_map(|sentence| beside(clues, at, sentence));
    others.any(|other| other.side == Side::Past && days(other.says).is_some())
}

/// "next year's 2020 election", "last year (2016)": a year with its distance.
fn with_distance(clauses: &Clauses<'_>, first: Clue, second: Clue) -> Option<Told> {
    let (Says::YearsFromNow(steps), Says::Year(year)) = (first.says, second.says) else { return None };
    let (before, after) = (clauses.tokens(first.span), clauses.tokens(second.span));
    let tied = after.start() == before.end() + 1
        && (clauses.is_possessive(before.end()) || clauses.is_mark(before.end()) && clauses.is_mark(after.end()));
    if !tied || first.sentence != second.sentence || clauses.is_quoted(before.start()) || steps.abs() > 1 {
        return None;
    }
    Some(Told::new(of_year(year.checked_sub(steps)?)?, Evidence::Year, first.span.join(second.span)))
}
