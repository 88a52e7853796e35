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
//! appeared on a day is not said here.

use super::Statement;
use super::adverbials::tokens_of;
use super::grammar::{self, GrammarWord};
use super::roles::Roles;
use super::view::View;
use crate::actors::LocalActorId;
use crate::calendar::DayRange;
use crate::dates::{Dates, TimeExpression, TimexType};
use crate::segments::TokenSpan;
use crate::tagging::Pos;

/// Further away a date belongs to something else.
const NEAR: usize = 14;

/// The days of the date that belongs to a cue.
pub(super) fn days(view: &View<'_>, dates: &Dates, cue: TokenSpan, roles: &Roles) -> Option<DayRange> {
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
                cue.start().saturating_sub(tokens.end())
            };
            let is_told = roles.content.iter().any(|content| content.overlaps(tokens));
            (away <= NEAR && !is_told && belongs(view, sentence, tokens, cue, roles)).then_some((away, date.days?))
        })
        .min_by_key(|(away, _)| *away)
        .map(|(_, days)| days)
}

/// Whether a cue tells in the simple past, as of one occasion: "said", and neither "says" nor "has said" nor "had said".
pub(super) fn is_once(view: &View<'_>, cue: TokenSpan) -> bool {
    let auxiliary = |index: usize| grammar::is(&view.surface(index).to_lowercase(), GrammarWord::Auxiliary);
    let before = cue.start().checked_sub(1).is_some_and(auxiliary);
    !before && !cue.range().any(auxiliary) && cue.range().any(|index| view.words[index].pos == Pos::Vbd)
}

/// Gives the day of a speaker's statement to those that he goes on to make; `once` says of which the cue tells of one occasion.
/// Statements are in text order.
pub(super) fn go_on(statements: &mut [Statement], once: &[bool]) {
    let mut occasion: Option<(LocalActorId, DayRange)> = None;
    for (statement, &is_once) in statements.iter_mut().zip(once) {
        if statement.parent.is_some() {
            continue;
        }
        match (statement.said, statement.speaker) {
            (Some(days), Some(speaker)) if is_once => occasion = Some((speaker, days)),
            (Some(days), _) => occasion = occasion.filter(|(_, open)| *open == days),
            (None, speaker) if is_once => {
                statement.said = occasion.filter(|(open, _)| speaker == Some(*open)).map(|(_, days)| days);
            }
            (None, _) => {}
        }
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
    let is = |index: usize, class| grammar::is(&view.surface(index).to_lowercase(), class);
    // "since 1998", "of the 1999 earthquake"
    let led = (sentence.start()..date.start()).rev().take(2).find(|&index| view.words[index].pos != Pos::Dt);
    if led.is_some_and(|index| is(index, GrammarWord::Counting)) {
        return false;
    }
    // "Before the match on Saturday, …"
    if date.end() <= cue.start() && date.start() > sentence.start() + 1 && is(sentence.start(), GrammarWord::Prior) {
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
