//! Those who stand for an office: "presumptive Republican nominee Donald Trump" was written while he was that, "the Clinton campaign said on
//! Tuesday" while there was one.
//!
//! Where two of them stood for the presidency in the same year, what the text tells of primaries and elections is of one of the years in
//! which there were some ("Tuesday's caucuses", "last month's primary", "this year's election").

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::clause::{Clauses, Tense, Word, beside};
use super::holders::{SLACK, verb_behind, with_slack};
use super::possible::{Possible, Told, joined, moved};
use super::years::of_year;
use super::{Clue, Evidence};
use crate::actors::{DocumentActors, Mention, MentionKind};
use crate::calendar::{Date, DayRange};
use crate::dates::Says;
use crate::segments::TokenSpan;
use crate::tables;
use crate::tagging::Pos;

/// For what somebody stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Race {
    President,
    /// Beside one who stands for the presidency.
    Vice,
    Other,
}

/// When somebody stood for an office.
#[derive(Debug)]
struct Candidacy {
    race: Race,
    announced: Date,
    nominated: Option<Date>,
    ended: Date,
}

type Row = (&'static str, Race, Date, Option<Date>, Date);

/// Of each person, by the id in the gazetteer.
static CANDIDACIES: LazyLock<FxHashMap<&str, Vec<Candidacy>>> = LazyLock::new(|| {
    let mut people: FxHashMap<&str, Vec<Candidacy>> = FxHashMap::default();
    for (person, race, announced, nominated, ended) in tables::dating::CANDIDACIES.rows::<Row>() {
        people.entry(person).or_default().push(Candidacy { race, announced, nominated, ended });
    }
    people
});

/// A year in which a president is elected.
#[derive(Debug)]
struct Election {
    /// The first caucuses or primary.
    first: Date,
    /// After the last primary.
    last: Date,
    day: Date,
}

/// Days until an election is decided.
const COUNTING: i64 = 40;

/// In order.
static ELECTIONS: LazyLock<Vec<Election>> = LazyLock::new(|| {
    tables::dating::CONTESTS
        .rows::<(Date, Date, Date)>()
        .map(|(first, last, day)| Election { first, last, day })
        .collect()
});

/// How somebody who stands for an office is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    /// "presidential candidate", "Republican front-runner"
    Running,
    /// "former presidential candidate"
    Former,
    /// "presumptive nominee"
    Presumptive,
    /// "Democratic nominee"
    Nominee,
}

/// A title of somebody who stands for an office.
struct Title {
    /// Its first token, modifiers included.
    start: usize,
    stage: Stage,
    /// The first token behind it and the name.
    end: usize,
    /// Of which office, if that is said.
    race: Option<Race>,
    /// Whether it is the title of that person alone: not "candidates like Ted Cruz".
    own: bool,
}

/// What those who stand for an office tell; nothing if they never stood together.
pub(super) fn find(clauses: &Clauses<'_>, clues: &[Clue], actors: &DocumentActors) -> Vec<Told> {
    let named = named(actors);
    let mut people: Vec<&str> = named.iter().map(|&(_, person)| person).collect();
    people.sort_unstable();
    people.dedup();
    let mut told: Vec<Told> = Vec::new();
    let mut before = 0;
    for &(mention, person) in &named {
        let called = stands(clauses, clues, mention, &CANDIDACIES[person], before);
        before = mention.tokens.end();
        told.extend(called.filter(|called| !told.iter().any(|other| other.days == called.days)));
    }
    if Possible::of(told.iter().cloned()).is_none() {
        return Vec::new();
    }
    let tokens = 0..clauses.segments.tokens.len();
    let shared = shared(&people);
    if shared.is_empty() || told.is_empty() && !tokens.clone().any(|at| is_presidential(clauses, at)) {
        return told;
    }
    told.extend(tokens.filter_map(|at| contest(clauses, clues, at, &shared).or_else(|| nominee(clauses, at, &named))));
    told
}

/// Those who are named and have ever stood for an office, by their ids.
fn named(actors: &DocumentActors) -> Vec<(&Mention, &'static str)> {
    let person = |mention: &Mention| {
        let actor = mention.actor.and_then(|actor| actors.actors.get(actor.0 as usize))?;
        let is_whole = actor.names.iter().any(|name| name.contains(' '));
        let known = actor.known.as_deref().filter(|_| is_whole)?;
        CANDIDACIES.get_key_value(known).map(|(&person, _)| person)
    };
    let names = actors.mentions.iter().filter(|mention| mention.kind == MentionKind::Name);
    names.filter_map(|mention| Some((mention, person(mention)?))).collect()
}

/// The elections in which two of these people stood, but those in which nobody else stood than in another where two more did.
fn shared(people: &[&str]) -> Vec<&'static Election> {
    let stood = |election: usize| {
        let in_it = |person: &&&str| {
            let mut candidacies = CANDIDACIES[**person].iter().filter(|candidacy| candidacy.race == Race::President);
            candidacies.any(|candidacy| candidacy.election() == Some(election))
        };
        people.iter().filter(in_it).copied().collect::<Vec<&str>>()
    };
    let elections: Vec<Vec<&str>> = (0..ELECTIONS.len()).map(stood).collect();
    let is_part =
        |one: &[&str], whole: &[&str]| one.len() + 2 <= whole.len() && one.iter().all(|person| whole.contains(person));
    (0..ELECTIONS.len())
        .filter(|&at| elections[at].len() > 1 && !elections.iter().any(|other| is_part(&elections[at], other)))
        .map(|at| &ELECTIONS[at])
        .collect()
}

/// "the Democratic presidential nomination", but not "the 2016 presidential campaign"
fn is_presidential(clauses: &Clauses<'_>, at: usize) -> bool {
    let runs = |at| clauses.is(at, Word::Scheduled) || clauses.is(at, Word::Contest) || clauses.is(at, Word::Standing);
    clauses.is(at, Word::Running)
        && runs(at + 1)
        && !clauses.is_quoted(at)
        && !(at.saturating_sub(2)..at).any(|at| clauses.is(at, Word::Former) || clauses.is_figure(at))
}

/// "Trump became the presumptive nominee": in the year of the election of somebody who is named beside it.
fn nominee(clauses: &Clauses<'_>, at: usize, named: &[(&Mention, &str)]) -> Option<Told> {
    /// Words between, and to the name.
    const REACH: usize = 3;
    const NEAR: usize = 10;
    if !clauses.is(at, Word::Presumptive) || !(at + 1..=at + REACH).any(|at| clauses.is(at, Word::Nominee)) {
        return None;
    }
    let first = named.partition_point(|(mention, _)| mention.tokens.end() + NEAR < at);
    let beside = named[first..].iter().take_while(|(mention, _)| mention.tokens.start() < at + NEAR);
    let days: Vec<DayRange> = beside
        .flat_map(|(_, person)| &CANDIDACIES[person])
        .filter(|candidacy| candidacy.nominated.is_some())
        .filter_map(|candidacy| Some(&ELECTIONS[candidacy.election()?]))
        .map(|election| with_slack(election.first, election.day))
        .collect();
    let span = clauses.segments.tokens[at].span;
    (!days.is_empty()).then(|| Told { days: joined(days), evidence: Evidence::Event, span })
}

/// When somebody stood for what he is called by.
///
/// `before` is where the name before it ends, whose the title may be.
fn stands(
    clauses: &Clauses<'_>,
    clues: &[Clue],
    mention: &Mention,
    candidacies: &[Candidacy],
    before: usize,
) -> Option<Told> {
    let name = mention.tokens;
    let sentence = clauses.sentence(name.start())?.tokens;
    if clauses.is_quoted(name.start()) || clauses.is_fiction(name.start()) {
        return None;
    }
    if let Some(verb) = leaves(clauses, sentence, name) {
        let ended =
            candidacies.iter().filter(|candidacy| candidacy.race == Race::President).map(|one| one.ended).min()?;
        let span = mention.span.join(clauses.segments.tokens[verb].span);
        return Some(Told::since(moved(ended, -SLACK), Evidence::Office, span));
    }
    let title = title_before(clauses, sentence, name)
        .filter(|title| title.start >= before)
        .or_else(|| title_behind(clauses, sentence, name))
        .filter(|_| !clues_beside(clauses, clues, name.start()).any(is_far))
        .or_else(|| campaign(clauses, clues, sentence, name))?;
    let is_now = match title.stage {
        Stage::Nominee if !title.own => acts(clauses, clues, title.end + usize::from(clauses.is_comma(title.end))),
        _ => title.own && is_now(clauses, clues, name),
    };
    let span = clauses.segments.tokens[title.start.min(name.start())].span.join(mention.span);
    let days: Vec<DayRange> = candidacies
        .iter()
        .filter(|candidacy| match title.race {
            Some(race) => candidacy.race == race,
            None => candidacy.race != Race::Vice,
        })
        .filter_map(|candidacy| candidacy.days(title.stage, is_now))
        .collect();
    let first = days.first()?;
    match title.stage {
        Stage::Former => Some(Told::since(first.first(), Evidence::Office, span)),
        _ => Some(Told { days: joined(days), evidence: Evidence::Office, span }),
    }
}

/// "Rubio, who dropped out", "since Cruz suspended his campaign": the verb.
fn leaves(clauses: &Clauses<'_>, sentence: TokenSpan, name: TokenSpan) -> Option<usize> {
    /// Tokens from one of these words to the next.
    const REACH: usize = 4;
    let passed = |at: usize| {
        clauses.is_comma(at)
            || clauses.pos(at).is_some_and(|pos| matches!(pos, Pos::Wp | Pos::Wdt | Pos::Rb | Pos::Vbz))
    };
    let end = sentence.end().min(name.end() + REACH);
    let verb = (name.end()..end).find(|&at| !passed(at)).filter(|&at| clauses.is(at, Word::Leaving))?;
    let past = matches!(clauses.pos(verb), Some(Pos::Vbd | Pos::Vbn));
    let race = |from: usize| (from..sentence.end().min(from + REACH)).any(|at| clauses.is(at, Word::Left));
    // "dropped out of the race", not "dropped out of the top three", nor "dropped to fourth in the race"
    let out = clauses.is(verb + 1, Word::Out);
    let over = match (clauses.is(verb, Word::Dropping), out) {
        (true, true) => clauses.pos(verb + 2) != Some(Pos::In) || race(verb + 2),
        (true, false) => false,
        (false, _) => race(verb + 1),
    };
    (past && over).then_some(verb)
}

impl Candidacy {
    /// The election that it was for, or that was next, as an index.
    fn election(&self) -> Option<usize> {
        let election = ELECTIONS.partition_point(|election| moved(election.day, COUNTING) < self.ended);
        (election < ELECTIONS.len()).then_some(election)
    }

    /// The days on which somebody is called so. What is not told of the present may look back from later in the campaign.
    fn days(&self, stage: Stage, is_now: bool) -> Option<DayRange> {
        let election = self.election().map(|at| &ELECTIONS[at]);
        let looking_back =
            || election.filter(|_| self.race == Race::President).map_or(self.ended, |election| election.day);
        match stage {
            Stage::Running => {
                Some(with_slack(self.announced, if is_now { self.ended } else { self.ended.max(looking_back()) }))
            }
            Stage::Former => Some(with_slack(self.ended, self.ended)),
            Stage::Presumptive => Some(with_slack(election?.first, self.nominated?)),
            Stage::Nominee if is_now => {
                self.nominated?;
                Some(with_slack(election?.first, self.ended))
            }
            Stage::Nominee => None,
        }
    }
}

/// "Republican presidential candidate Sen. Lindsey Graham", "the presumptive nominee, Hillary Clinton", "candidates like Ted Cruz"
fn title_before(clauses: &Clauses<'_>, sentence: TokenSpan, name: TokenSpan) -> Option<Title> {
    /// What stands between it and the name: shorter titles of an office, "including".
    const BETWEEN: usize = 5;
    let first = name.start().saturating_sub(BETWEEN).max(sentence.start());
    let passed = |at: usize| {
        clauses.is_mark(at)
            || clauses.pos(at).is_some_and(Pos::is_proper)
            || clauses.is(at, Word::Former)
            || clauses.is(at, Word::Among)
    };
    let head = (first..name.start()).rev().find(|&at| clauses.is(at, Word::Standing) || !passed(at))?;
    let apart = |at| clauses.is_comma(at) || clauses.is(at, Word::Among);
    let own = clauses.pos(head) != Some(Pos::Nns) && !(head + 1..name.start()).any(apart);
    let title = title(clauses, sentence.start(), head)?;
    Some(Title { own, end: name.end(), ..title })
}

/// "Donald Trump, the presumptive Republican nominee,"
fn title_behind(clauses: &Clauses<'_>, sentence: TokenSpan, name: TokenSpan) -> Option<Title> {
    /// Words of it before its noun.
    const LONGEST: usize = 6;
    let start = name.end();
    if start >= sentence.end() || !clauses.is_comma(start) {
        return None;
    }
    let head = (start + 1..sentence.end().min(start + LONGEST)).find(|&at| clauses.is(at, Word::Standing))?;
    let title = title(clauses, start + 1, head)?;
    let belongs = |at| {
        clauses.pos(at) == Some(Pos::Dt)
            || clauses.is_possessive(at)
            || clauses.is(at, Word::Party)
            || clauses.is(at, Word::Once)
    };
    // "the Democratic candidate for governor"
    let elsewhere = clauses.is(head + 1, Word::Planned);
    ((start + 1..title.start).all(belongs) && !elsewhere).then_some(title)
}

/// The title whose noun stands at a place; `None` if it is of another time, or of any office.
fn title(clauses: &Clauses<'_>, first: usize, head: usize) -> Option<Title> {
    /// Tokens before it that make it doubtful.
    const BEFORE: usize = 3;
    if !clauses.is(head, Word::Standing) {
        return None;
    }
    let mut start = head;
    let (mut presidential, mut vice, mut party, mut presumptive) = (false, false, false, false);
    while start > first {
        let before = start - 1;
        match before {
            at if clauses.is(at, Word::Running) => presidential = true,
            at if clauses.is(at, Word::Vice) => vice = true,
            at if clauses.is(at, Word::Party) => party = true,
            at if clauses.is(at, Word::Presumptive) => presumptive = true,
            _ => break,
        }
        start = before;
    }
    let around = start.saturating_sub(BEFORE).max(first)..start;
    let doubtful = around.clone().any(|at| {
        clauses.is(at, Word::Former) && !(at + 1 == start && clauses.is(at, Word::Once))
            || clauses.is(at, Word::Supposed) && clauses.pos(at) != Some(Pos::Dt)
            || clauses.is_figure(at)
    });
    let expected = around.clone().any(|at| clauses.is(at, Word::Due));
    let former = start > first && clauses.is(start - 1, Word::Once);
    let stage = match (clauses.is(head, Word::Nominee), presumptive) {
        _ if former => Stage::Former,
        _ if expected => return None,
        _ if vice => Stage::Running,
        (true, true) => Stage::Presumptive,
        (true, false) => Stage::Nominee,
        (false, _) => Stage::Running,
    };
    let race = match (vice, presidential) {
        (true, _) => Some(Race::Vice),
        (_, true) => Some(Race::President),
        _ => None,
    };
    let clear = if former { race.is_some() } else { race.is_some() || party || presumptive };
    (clear && !doubtful).then_some(Title { start, stage, end: head + 1, race, own: true })
}

/// "The Clinton campaign said on Tuesday", "Trump's presidential campaign has hired"
fn campaign(clauses: &Clauses<'_>, clues: &[Clue], sentence: TokenSpan, name: TokenSpan) -> Option<Title> {
    let mut at = name.end();
    at += usize::from(clauses.is_possessive(at));
    let presidential = clauses.is(at, Word::Running);
    at += usize::from(presidential);
    if at >= sentence.end() || !clauses.is(at, Word::Campaign) || !clauses.is_noun(at) {
        return None;
    }
    let race = presidential.then_some(Race::President);
    let title = Title { start: name.start(), stage: Stage::Running, end: at + 1, race, own: true };
    (acts(clauses, clues, at + 1) && !clues_beside(clauses, clues, at).any(is_far)).then_some(title)
}

/// Whether who or what ends at a place does something in the present of the text.
fn acts(clauses: &Clauses<'_>, clues: &[Clue], end: usize) -> bool {
    let beside = || clues_beside(clauses, clues, end - 1);
    match clauses.finite(verb_behind(clauses, beside, end)) {
        Some(Tense::Present | Tense::Perfect | Tense::Future) => true,
        Some(Tense::Past) => beside().any(|clue| clue.says.is_near()),
        _ => false,
    }
}

/// The clues of the sentence of a token.
fn clues_beside<'a>(clauses: &Clauses<'_>, clues: &'a [Clue], at: usize) -> impl Iterator<Item = &'a Clue> {
    let start = clauses.segments.tokens[at].span.start();
    let near = clues.partition_point(|clue| clue.span.start() < start);
    beside(clues, near, clauses.segments.sentence_of(at) as u32)
}

/// Whether what stands around a name is told of the present of the text: with a day that is near, or in a present tense.
fn is_now(clauses: &Clauses<'_>, clues: &[Clue], name: TokenSpan) -> bool {
    let Some(sentence) = clauses.sentence(name.start()) else { return false };
    let present = |tense: Tense| matches!(tense, Tense::Present | Tense::Perfect | Tense::Future);
    clues_beside(clauses, clues, name.start()).any(|clue| clue.says.is_near() || clue.dateline)
        || clauses.tense_before(name.start()).is_some_and(present)
        || clauses.tenses(name.end(), sentence.tokens.end()).any(present)
}

/// Whether a date may be of another year.
fn is_far(clue: &Clue) -> bool {
    match clue.says {
        Says::Year(_) | Says::Month(Some(_), _) | Says::Day { year: Some(_), .. } => !clue.dateline,
        Says::YearsFromNow(steps) => steps != 0,
        _ => false,
    }
}

/// "Tuesday's primary", "the caucuses last month", "won the primary", "this year's election"
fn contest(clauses: &Clauses<'_>, clues: &[Clue], at: usize, shared: &[&Election]) -> Option<Told> {
    // "primary voters"
    let is_attribute = |at| matches!(clauses.pos(at), Some(Pos::Nn | Pos::Nns));
    let (primary, election) = (clauses.is(at, Word::Contest), clauses.is(at, Word::Election));
    if !(primary || election) || clauses.is_quoted(at) || is_attribute(at + 1) || clauses.is_fiction(at) {
        return None;
    }
    let (days, span) = match clues_beside(clauses, clues, at).find(|clue| is_tied(clauses, at, clue)) {
        Some(clue) => {
            let of = |one: &&Election| if primary { one.of_primary(clue.says) } else { one.of_year(clue.says) };
            (shared.iter().filter_map(of).collect::<Vec<_>>(), clauses.segments.tokens[at].span.join(clue.span))
        }
        None if primary && is_over(clauses, clues, at) => {
            let after = |one: &&Election| with_slack(moved(one.first, SLACK), one.day);
            (shared.iter().map(after).collect(), clauses.segments.tokens[at].span)
        }
        None => return None,
    };
    (!days.is_empty()).then(|| Told { days: joined(days), evidence: Evidence::Event, span })
}

/// Whether a date is that of what is named at a place: "Tuesday's Republican primary", "the primary on Tuesday", "on Tuesday in the primary".
fn is_tied(clauses: &Clauses<'_>, at: usize, clue: &Clue) -> bool {
    /// Words between a day and what it has.
    const REACH: usize = 4;
    let date = clauses.tokens(clue.span);
    if date.end() <= at {
        return at - date.end() <= REACH && (clauses.is_possessive(date.end()) || clauses.is(date.end(), Word::Held));
    }
    // "the last debate before the caucuses on Sunday"
    if (at.saturating_sub(REACH)..at).any(|at| clauses.is(at, Word::Before)) {
        return false;
    }
    date.start() == at + 1 || date.start() == at + 2 && clauses.pos(at + 1) == Some(Pos::In)
}

/// "has won the caucuses", "lost the primary": no other year is named beside it.
fn is_over(clauses: &Clauses<'_>, clues: &[Clue], at: usize) -> bool {
    /// Words between it and its verb.
    const REACH: usize = 6;
    let verb = (at.saturating_sub(REACH)..at).rev().find(|&at| clauses.is(at, Word::Winning));
    verb.is_some_and(|verb| {
        matches!(clauses.pos(verb), Some(Pos::Vbd | Pos::Vbn))
            && clauses.segments.sentence_of(verb) == clauses.segments.sentence_of(at)
    }) && matches!(clauses.tense_before(at), Some(Tense::Past | Tense::Perfect))
        && !clues_beside(clauses, clues, at).any(is_far)
}

impl Election {
    /// The days on which a primary is spoken of so.
    fn of_primary(&self, says: Says) -> Option<DayRange> {
        /// Of a week that is near.
        const WEEK: i64 = 12;
        const MONTH: i64 = 31;
        let (before, after) = match says {
            Says::Near | Says::Weekday(_) => (WEEK, WEEK),
            Says::MonthsFromNow(-1) => (0, 2 * MONTH),
            Says::MonthsFromNow(0) => (MONTH, MONTH),
            Says::MonthsFromNow(1) => (2 * MONTH, 0),
            _ => return None,
        };
        Some(DayRange::new(moved(self.first, -before), moved(self.last, after)))
    }

    /// The days on which it is spoken of as this year's or the next one's.
    fn of_year(&self, says: Says) -> Option<DayRange> {
        match says {
            Says::YearsFromNow(steps @ 0..=1) => of_year(self.day.year() - steps),
            _ => None,
        }
    }
}
