//! People who act by the title of an office: "President Barack Obama said on Monday" was written while he held it.

use super::clause::{Clauses, Tense, Word, beside};
use super::possible::{Possible, Told, first_day, joined, last_day, moved};
use super::{Clue, Evidence};
use crate::actors::gazetteer::{Entry, EntryId, Office};
use crate::actors::{DocumentActors, Gazetteer, Mention, MentionKind};
use crate::calendar::{Date, DayRange};
use crate::dates::Says;
use crate::tagging::Pos;

/// Offices whose days the tables know to the month at least.
const OFFICES: [Office; 5] = [
    Office::President,
    Office::PrimeMinister,
    Office::ForeignMinister,
    Office::DefenceMinister,
    Office::SecretaryGeneral,
];

/// Days by which a title is used before it is given and after it is lost.
pub(super) const SLACK: i64 = 30;

/// Somebody who acts by a title.
struct Holder {
    entry: EntryId,
    told: Told,
}

/// What those who act by their titles tell; nothing if they never held them together.
pub(super) fn find(clauses: &Clauses<'_>, clues: &[Clue], actors: &DocumentActors, gazetteer: &Gazetteer) -> Vec<Told> {
    let mut holders: Vec<Holder> = Vec::new();
    let mut former: Vec<EntryId> = Vec::new();
    for mention in actors.mentions.iter().filter(|mention| mention.kind == MentionKind::Name) {
        let actor = mention.actor.and_then(|actor| actors.actors.get(actor.0 as usize));
        let Some(actor) = actor.filter(|actor| is_whole(clauses, gazetteer, mention, &actor.names)) else { continue };
        let Some(entry) = actor.known.as_deref().and_then(|known| gazetteer.by_id(known)) else { continue };
        let start = mention.tokens.start();
        if (start.saturating_sub(NEAR)..start).any(|at| clauses.is(at, Word::Former)) {
            former.push(entry);
        } else if let Some(told) = acting(clauses, clues, gazetteer, mention, gazetteer.entry(entry))
            && !holders.iter().any(|holder| holder.told.days == told.days)
        {
            holders.push(Holder { entry, told });
        }
    }
    let told: Vec<Told> =
        holders.into_iter().filter(|holder| !former.contains(&holder.entry)).map(|holder| holder.told).collect();
    if Possible::of(told.iter().cloned()).is_some() { told } else { Vec::new() }
}

/// Whether a name is nobody else's: "President Bush" may be the father or the son.
fn is_whole(clauses: &Clauses<'_>, gazetteer: &Gazetteer, mention: &Mention, names: &[String]) -> bool {
    let surname = mention.tokens.end().checked_sub(1).and_then(|last| clauses.segments.tokens.get(last));
    names.iter().any(|name| name.contains(' '))
        || surname.is_some_and(|surname| gazetteer.bearers(surname.key).len() == 1)
}

/// Tokens before a name that may hold its title and what stands before that.
const NEAR: usize = 6;

/// When somebody held an office, by whose title he acts in the present of the text.
fn acting(
    clauses: &Clauses<'_>,
    clues: &[Clue],
    gazetteer: &Gazetteer,
    mention: &Mention,
    entry: &Entry,
) -> Option<Told> {
    let tokens = &clauses.segments.tokens;
    let name = mention.tokens;
    let sentence = clauses.sentence(name.start())?.tokens;
    let first = name.start().saturating_sub(NEAR).max(sentence.start());
    let (start, title) = (first..name.start()).find_map(|at| {
        let (count, title) = gazetteer.title_at(tokens, at)?;
        (at + count == name.start()).then_some((at, title))
    })?;
    let office = title.office.filter(|office| OFFICES.contains(office))?;
    let doubtful = (start.saturating_sub(3).max(sentence.start())..start).any(|at| clauses.is(at, Word::Supposed));
    if doubtful
        || clauses.is_quoted(name.start())
        || clauses.is_fiction(name.start())
        || !is_now(clauses, clues, mention, office)
    {
        return None;
    }
    let held = entry.tenures.iter().filter(|tenure| {
        tenure.office == office && title.country.is_none_or(|country| tenure.country == Some(country))
    });
    let days: Vec<DayRange> =
        held.map(|tenure| with_slack(tenure.from.unwrap_or(first_day()), tenure.to.unwrap_or(last_day()))).collect();
    let span = tokens[start].span.join(mention.span);
    (!days.is_empty()).then_some(Told { days: joined(days), evidence: Evidence::Office, span })
}

/// Whether what stands with a date may be of another time: a year, or a month or day that may be of any.
fn is_far(says: Says) -> bool {
    match says {
        // "on Friday, June 3": near, as its weekday says.
        Says::Day { year, weekday, .. } => year.is_some() || weekday.is_none(),
        Says::YearsFromNow(steps) => steps != 0,
        Says::Year(_) | Says::Month(..) => true,
        Says::Weekday(_) | Says::Near | Says::MonthsFromNow(_) | Says::Nothing => false,
    }
}

/// The days on which somebody is called so who is it from one day to another.
pub(super) fn with_slack(from: Date, to: Date) -> DayRange {
    DayRange::new(moved(from, -SLACK), moved(to, SLACK))
}

/// Whether somebody acts in the present of the text: "says", "has said", "said on Monday".
///
/// A president keeps the title for life where people are polite: of presidents, the verb must be their own.
fn is_now(clauses: &Clauses<'_>, clues: &[Clue], mention: &Mention, office: Office) -> bool {
    let name = mention.tokens;
    let start = clauses.segments.tokens[name.start()].span.start();
    let near = clues.partition_point(|clue| clue.span.start() < start);
    let sentence = clauses.segments.sentence_of(name.start()) as u32;
    let beside = || beside(clues, near, sentence);
    if beside().any(|clue| !clue.dateline && is_far(clue.says)) {
        return false;
    }
    let verb = verb_behind(clauses, beside, name.end());
    let is_near =
        || beside().any(|clue| clue.says.is_near() || matches!(clue.says, Says::Day { weekday: Some(_), .. }));
    match clauses.finite(verb) {
        Some(Tense::Present | Tense::Perfect | Tense::Future) => true,
        Some(Tense::Past) => is_near(),
        _ => office != Office::President && is_near(),
    }
}

/// The place of the verb of what ends at a place: "President Obama on Monday again said"
pub(super) fn verb_behind<'a, I: Iterator<Item = &'a Clue>>(
    clauses: &Clauses<'_>,
    beside: impl Fn() -> I,
    end: usize,
) -> usize {
    let passed = |at: &usize| {
        clauses.pos(*at).is_some_and(|pos| matches!(pos, Pos::Rb | Pos::In | Pos::Nnp))
            && beside().any(|clue| clue.says.is_near() && clauses.tokens(clue.span).start().abs_diff(*at) <= 1)
            || clauses.pos(*at) == Some(Pos::Rb)
    };
    (end..end + NEAR).find(|at| !passed(at)).unwrap_or(end)
}
