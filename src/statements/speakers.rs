//! Who the source and the addressee are, and on which days it was said.
//!
//! In: the tokens of a source and of a cue, what the document [refers](References) to, its dates. Out: an actor, days.
//! Who a noun phrase is, the actors themselves answer; where the models cut a source in pieces, the first one that is
//! somebody counts. Said on the day of the nearest date in the cue's sentence, outside of what is said: in "On Monday
//! Lavrov said that talks begin on Friday" on Monday.

use super::view::View;
use crate::actors::{LocalActorId, References};
use crate::calendar::DayRange;
use crate::dates::{Dates, TimexType};
use crate::segments::TokenSpan;

/// Who a source or an addressee is.
pub(super) fn actor(view: &View<'_>, references: &References<'_>, spans: &[TokenSpan]) -> Option<LocalActorId> {
    spans.iter().find_map(|&span| references.who(&|at| view.words[at].phrase, span))
}

/// The days of the date expression that belongs to a cue: in its sentence, outside of what is said.
pub(super) fn said(view: &View<'_>, dates: &Dates, cue: TokenSpan, content: &[TokenSpan]) -> Option<DayRange> {
    /// Further away it belongs to something else.
    const NEAR: usize = 14;
    let tokens = &view.segments.tokens;
    let sentence = view.words[cue.start()].sentence;
    let span = view.segments.sentences[sentence as usize].span;
    let first = dates.expressions.partition_point(|date| date.span.start() < span.start());
    dates.expressions[first..]
        .iter()
        .take_while(|date| date.span.start() < span.end())
        .filter(|date| matches!(date.r#type, TimexType::Date | TimexType::Time))
        .filter_map(|date| {
            let start = tokens.partition_point(|token| token.span.end() <= date.span.start());
            let end = tokens.partition_point(|token| token.span.start() < date.span.end());
            let span = TokenSpan::new(start, end.max(start));
            if content.iter().any(|content| content.overlaps(span)) {
                return None;
            }
            let away = if start >= cue.end() { start - cue.end() } else { cue.start().saturating_sub(end) };
            (away <= NEAR).then_some((away, date.days?))
        })
        .min_by_key(|(away, _)| *away)
        .map(|(_, days)| days)
}
