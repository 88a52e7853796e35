//! The days on which it was said.
//!
//! In: a cue with its source and content, the document's [`Dates`]. Out: days, where the sentence of the cue tells. A time
//! beside the cue tells ("said late Monday"); else the nearest date of the sentence that can belong to the saying. It cannot
//! where it stands in what is said, in the source's own history ("Ardern, who took office in 2017, said", "residents
//! who fled on Monday"), behind a preposition that counts from it ("since 1998", "the fire of June 8"), or in what
//! went before ("Before the match on Saturday, the coach said"). Within a source it can where that tells of speech or writing
//! itself: "the minister, speaking on Monday", "a study published in 2018".
//!
//! A speaker whose day is told goes on to speak on it: "Esper accused Beijing on Wednesday. … “We will not accept that,” he
//! said" is Wednesday's too, until somebody's words are given another day. Without any, the text does not tell: that an article
//! appeared on a day is not said here. "At the time" is the day that the text named last, and what a statement says whose day is
//! told ("issued a joint statement on Monday. The statement said") is said on it, as is what somebody says right behind the sentence
//! that has him speak or write on a day ("gave an interview on Monday. “It rains,” he said"), and what he answers to a question that
//! was asked on a day. A headline is of the day on which the article first has its speaker say something.
//!
//! Nothing was said after the article appeared: "said this week" ends with the day of publication.

use super::adverbials::tokens_of;
use super::grammar::{self, GrammarWord};
use super::roles::Roles;
use super::view::View;
use super::{Act, Statement};
use crate::actors::{LocalActorId, References};
use crate::calendar::{Date, DayRange};
use crate::dates::{Dates, TimeExpression, TimexType};
use crate::segments::TokenSpan;
use crate::tagging::Pos;

/// Further away a date belongs to something else.
const NEAR: usize = 14;

/// Sentences looked back over for the day that "the time" or "the statement" takes up.
const SENTENCES: usize = 3;
/// Words behind a cue within which "at the time" stands.
const TIME: usize = 4;

/// Which words somebody is said to have said: for each token the content that it stands in, if any.
pub(super) struct Told(Vec<u32>);

impl Told {
    /// The contents of these statements, outer ones first.
    pub(super) fn of<'s>(tokens: usize, contents: impl Iterator<Item = &'s [TokenSpan]>) -> Self {
        let mut told = vec![0; tokens];
        for (number, content) in (1..).zip(contents) {
            for at in content.iter().flat_map(|span| span.range()).filter(|&at| at < tokens) {
                if told[at] == 0 {
                    told[at] = number;
                }
            }
        }
        Self(told)
    }

    /// Whether these words are told by somebody.
    fn covers(&self, tokens: TokenSpan) -> bool {
        self.0[tokens.start()] != 0
    }

    /// Whether a date is told in words that the cue stands outside of.
    fn holds(&self, date: TokenSpan, cue: TokenSpan) -> bool {
        self.0[date.start()] != 0 && self.0[date.start()] != self.0[cue.start()]
    }
}

/// The days of the date that belongs to a cue.
pub(super) fn days(view: &View<'_>, dates: &Dates, cue: TokenSpan, roles: &Roles, told: &Told) -> Option<DayRange> {
    let beside = view.adverbials.around(view, cue);
    if let Some(days) =
        beside.iter().flatten().flat_map(|&beside| within(view, dates, beside)).find_map(|date| date.days)
    {
        return Some(days);
    }
    let sentence = view.sentence(cue.start());
    let around = TokenSpan::new(
        cue.start().saturating_sub(2 * NEAR).max(sentence.start()),
        (cue.end() + 2 * NEAR).min(sentence.end()),
    );
    within(view, dates, around)
        .filter_map(|date| {
            let tokens = tokens_of(view.segments, date.span);
            let away = if tokens.start() >= cue.end() {
                tokens.start() - cue.end()
            } else {
                // However long the speaker's name and titles are.
                let source = roles.source.iter().filter(|source| source.start() >= tokens.end()).map(|span| span.len());
                cue.start().saturating_sub(tokens.end() + source.sum::<usize>())
            };
            let is_told = roles.content.iter().any(|content| content.overlaps(tokens)) || told.holds(tokens, cue);
            (away <= NEAR && !is_told && belongs(view, sentence, tokens, cue, roles)).then_some((away, date.days?))
        })
        .min_by_key(|(away, _)| *away)
        .map(|(_, days)| days)
        .or_else(|| at_the_time(view, dates, cue))
        .or_else(|| of_statement(view, dates, roles))
}

/// "noted at the time": the day named last before.
fn at_the_time(view: &View<'_>, dates: &Dates, cue: TokenSpan) -> Option<DayRange> {
    let sentence = view.sentence(cue.start());
    let near = cue.end()..sentence.end().min(cue.end() + TIME);
    near.into_iter().find(|&at| {
        is_lower(view, at, GrammarWord::When)
            && at + 2 < sentence.end()
            && matches!(view.surface(at + 1), "the" | "that")
            && view.surface(at + 2) == "time"
    })?;
    let first = view.words[cue.start()].sentence as usize;
    let from = view.segments.sentences[first.saturating_sub(SENTENCES)].tokens.start();
    within(view, dates, TokenSpan::new(from, sentence.start())).filter_map(|date| date.days).last()
}

/// "The statement said": the day on which the sentence that speaks of it first has it made.
fn of_statement(view: &View<'_>, dates: &Dates, roles: &Roles) -> Option<DayRange> {
    let source = roles.source.first()?;
    let noun = match source.len() {
        2 => source.start() + 1,
        // "The statement, which …"
        1 if matches!(view.words[source.start()].pos, Pos::Wdt) => {
            (0..source.start()).rev().take(2).find(|&at| view.words[at].pos != Pos::Comma)?
        }
        _ => return None,
    };
    if !is_lower(view, noun, GrammarWord::Uttered) || !matches!(view.surface(noun.checked_sub(1)?), "The" | "the") {
        return None;
    }
    let here = view.words[noun].sentence as usize;
    (here.saturating_sub(SENTENCES)..here).rev().map(|at| view.segments.sentences[at].tokens).find_map(|sentence| {
        sentence.range().find(|&at| view.surface(at) == view.surface(noun))?;
        within(view, dates, sentence).find_map(|date| date.days)
    })
}

fn is_lower(view: &View<'_>, at: usize, class: GrammarWord) -> bool {
    grammar::is(&view.surface(at).to_lowercase(), class)
}

/// Whether a cue tells in the simple past, as of one occasion, or goes on with it: "said", ", saying", and neither "says" nor "has
/// said" nor "often said" nor "hoped".
pub(super) fn is_once(view: &View<'_>, cue: TokenSpan) -> bool {
    let lasts = |index: usize| {
        is_lower(view, index, GrammarWord::Auxiliary)
            || is_lower(view, index, GrammarWord::Habitual)
            || view.words[index].entry.is_some_and(|entry| entry.is_thought)
    };
    let before = cue.start().checked_sub(1).is_some_and(lasts);
    !before && !cue.range().any(lasts) && cue.range().any(|index| matches!(view.words[index].pos, Pos::Vbd | Pos::Vbg))
}

/// Words between a day and what was spoken or written on it.
const OCCASION: usize = NEAR;

/// Gives a statement the day on which the sentence before has its speaker speak or write: "Akar gave an interview on Monday. “It
/// rains,” he said."
pub(super) fn take_up(
    view: &View<'_>,
    references: &References<'_>,
    dates: &Dates,
    told: &Told,
    statements: &mut [Statement],
    once: &[bool],
) {
    for (statement, _) in statements.iter_mut().zip(once).filter(|(_, once)| **once) {
        let (None, None, Some(speaker)) = (statement.said, statement.parent, statement.speaker) else { continue };
        let Some(before) = (statement.sentence as usize).checked_sub(1) else { continue };
        statement.said = occasion(view, references, dates, told, view.segments.sentences[before].tokens, speaker);
    }
}

/// The day on which a sentence has somebody speak or write.
fn occasion(
    view: &View<'_>,
    references: &References<'_>,
    dates: &Dates,
    told: &Told,
    sentence: TokenSpan,
    speaker: LocalActorId,
) -> Option<DayRange> {
    let mentions = &references.actors.mentions;
    let first = mentions.partition_point(|mention| mention.tokens.start() < sentence.start());
    let mut mentions = mentions[first..].iter().take_while(|mention| mention.tokens.start() < sentence.end());
    // "released a letter from his doctor, Nadia Tarek"
    let is_author = |mention: &TokenSpan| {
        let from = mention.start().saturating_sub(OCCASION).max(sentence.start() + 1);
        (from..mention.start()).any(|index| {
            matches!(view.surface(index), "from" | "by" | "of") && is_lower(view, index - 1, GrammarWord::Uttered)
        })
    };
    if !mentions
        .any(|mention| mention.actor == Some(speaker) && (!told.covers(mention.tokens) || is_author(&mention.tokens)))
    {
        return None;
    }
    within(view, dates, sentence).find_map(|date| {
        let tokens = tokens_of(view.segments, date.span);
        let near = tokens.start().saturating_sub(OCCASION).max(sentence.start())
            ..(tokens.end() + OCCASION).min(sentence.end());
        let is_relative = |index: usize| matches!(view.words[index].pos, Pos::Wp | Pos::Wdt | Pos::WpPoss);
        let is_uttered = near.clone().any(|index| is_lower(view, index, GrammarWord::Uttered));
        let led = tokens.start().checked_sub(1).is_some_and(|index| is_lower(view, index, GrammarWord::Counting));
        let is_apart = told.covers(tokens) || led || near.clone().any(is_relative);
        date.days.filter(|_| is_uttered && !is_apart)
    })
}

/// Gives the day of a speaker's statement to those that he goes on to make, and that of a question to its answers; `once` says of
/// which the cue tells of one occasion. Statements are in text order.
pub(super) fn go_on(statements: &mut [Statement], once: &[bool]) {
    let mut occasion: Option<(LocalActorId, DayRange)> = None;
    // Who was asked.
    let mut asked: Option<(LocalActorId, DayRange)> = None;
    for (statement, &is_once) in statements.iter_mut().zip(once) {
        if statement.parent.is_some() {
            continue;
        }
        match (statement.said, statement.speaker) {
            (Some(days), Some(speaker)) if is_once => occasion = Some((speaker, days)),
            (Some(days), _) => occasion = occasion.filter(|(_, open)| *open == days),
            (None, Some(speaker)) if is_once => {
                let open = [occasion, asked].into_iter().flatten().find(|(open, _)| speaker == *open);
                statement.said = open.map(|(_, days)| days);
            }
            (None, _) => {}
        }
        if let Some(days) = statement.said {
            asked = match statement.addressee_actor {
                Some(addressee) if statement.act == Act::Ask => Some((addressee, days)),
                _ => asked.filter(|(_, open)| *open == days),
            };
        }
    }
}

/// Statements among which the one stands that a headline tells in short.
const LEADING: usize = 4;

/// Gives a headline's statement the day on which the article first has its speaker say something. Statements are in text order.
pub(super) fn head(view: &View<'_>, statements: &mut [Statement]) {
    let is_headline = |statement: &Statement| {
        let sentence = view.segments.sentences[statement.sentence as usize].tokens;
        view.words[sentence.start()].is_headline
    };
    let Some(body) = statements.iter().position(|statement| !is_headline(statement)) else { return };
    let (heads, body) = statements.split_at_mut(body);
    for head in heads.iter_mut().filter(|head| head.parent.is_none() && head.said.is_none() && head.speaker.is_some()) {
        let told = body.iter().filter(|one| one.parent.is_none()).take(LEADING).find(|one| one.speaker == head.speaker);
        head.said = told.and_then(|told| told.said);
    }
}

/// What is left of days on which it was said: nothing was said after the day of publication.
pub(super) fn until(days: DayRange, published: Option<Date>) -> DayRange {
    match published {
        Some(published) if days.first() <= published && published < days.last() => {
            DayRange::new(days.first(), published)
        }
        _ => days,
    }
}

/// The days and times that start within some tokens.
fn within<'d>(view: &View<'_>, dates: &'d Dates, tokens: TokenSpan) -> impl Iterator<Item = &'d TimeExpression> {
    let span = view.segments.span(tokens);
    let first = span.map_or(dates.expressions.len(), |span| {
        dates.expressions.partition_point(|date| date.span.start() < span.start())
    });
    dates.expressions[first..]
        .iter()
        .take_while(move |date| span.is_some_and(|span| date.span.start() < span.end()))
        .filter(|date| matches!(date.r#type, TimexType::Date | TimexType::Time))
}

/// A clause on whoever was named last is not longer before its date.
const CLAUSE: usize = 12;

/// Whether a date that stands apart from the cue can be that of the saying.
fn belongs(view: &View<'_>, sentence: TokenSpan, date: TokenSpan, cue: TokenSpan, roles: &Roles) -> bool {
    let is = |index: usize, class| is_lower(view, index, class);
    // "since 1998", "of the 1999 earthquake"
    let led = (sentence.start()..date.start()).rev().take(2).find(|&index| view.words[index].pos != Pos::Dt);
    if led.is_some_and(|index| is(index, GrammarWord::Counting)) {
        return false;
    }
    // "Before the match on Saturday, …", "In addition to the dead on Saturday, …"
    let adds = sentence.len() > 2 && is(sentence.start() + 1, GrammarWord::Besides);
    if date.end() <= cue.start()
        && date.start() > sentence.start() + 1
        && (adds || is(sentence.start(), GrammarWord::Prior))
    {
        return false;
    }
    let is_told = (sentence.start()..date.start()).rev().take(3).any(|index| is(index, GrammarWord::Uttered));
    if roles.source.iter().any(|source| source.overlaps(date)) {
        return is_told;
    }
    // "…, who has dived there since 1998": a clause on whoever was named last.
    let from =
        if date.start() >= cue.end() { cue.end() } else { date.start().saturating_sub(CLAUSE).max(sentence.start()) };
    let is_relative = |index: usize| matches!(view.words[index].pos, Pos::Wp | Pos::Wdt | Pos::WpPoss);
    is_told || !(from..date.start()).any(is_relative)
}
