//! Who the source and the addressee are, and on which days it was said.
//!
//! In: the tokens of a source, the mentions and dates of the document. Out: actors and days. Only what the text tells:
//! "a NATO diplomat" is nobody that a name is known of.

use super::view::View;
use crate::actors::{DocumentActors, LocalActorId, Mention, MentionKind};
use crate::calendar::DayRange;
use crate::dates::{Dates, TimexType};
use crate::segments::TokenSpan;
use crate::tagging::Pos;

/// Who a noun phrase stands for.
pub(super) fn actor(view: &View<'_>, actors: &DocumentActors, spans: &[TokenSpan]) -> Option<LocalActorId> {
    spans.iter().find_map(|&span| actor_of(view, actors, span))
}

/// The mentions that start in `span`, in text order.
fn mentions_in(actors: &DocumentActors, span: TokenSpan) -> impl Iterator<Item = &Mention> {
    let first = actors.mentions.partition_point(|mention| mention.tokens.start() < span.start());
    actors.mentions[first..].iter().take_while(move |mention| mention.tokens.start() < span.end())
}

fn actor_of(view: &View<'_>, actors: &DocumentActors, span: TokenSpan) -> Option<LocalActorId> {
    let words = &view.words;
    let first = words.get(span.start())?;
    if matches!(first.pos, Pos::Wp | Pos::Wdt | Pos::WpPoss) {
        return antecedent(view, actors, span.start());
    }
    // A description or pronoun that is the whole source, up to a trailing clause.
    if let Some(mention) = mentions_in(actors, span)
        .filter(|mention| mention.tokens.start() == span.start() && mention.kind != MentionKind::Name)
        .max_by_key(|mention| mention.tokens.end())
        && mention.actor.is_some()
        && words
            .get(mention.tokens.end())
            .is_none_or(|next| next.pos != Pos::Pos || mention.tokens.end() + 1 >= span.end())
        && (mention.kind == MentionKind::Nominal
            || mention.tokens.end() + 1 >= span.end()
            || words[mention.tokens.end()].pos.is_noun())
    {
        return mention.actor;
    }
    // The head's stretch ends at a comma, a preposition or a relative pronoun.
    let is_document = span.range().take(4).any(|index| {
        matches!(
            view.surface(index),
            "report" | "statement" | "document" | "text" | "communique" | "reports" | "article"
        )
    });
    let mut end = span.end();
    for index in span.range().skip(1) {
        let word = &words[index];
        let stops = match word.pos {
            Pos::Comma | Pos::Colon | Pos::Wp | Pos::Wdt | Pos::OpenBracket => true,
            Pos::In => !(is_document && matches!(view.surface(index), "by" | "from" | "of")) && word.phrase == 0,
            _ => word.pos.is_finite(),
        };
        if stops {
            end = index;
            break;
        }
    }
    let head = TokenSpan::new(span.start(), end);
    let owns = |mention: &Mention| {
        // "Turkey" in "Turkey's foreign minister" is not who speaks, unless nothing follows.
        let after = mention.tokens.end();
        words.get(after).is_some_and(|next| next.pos == Pos::Pos) && after + 1 < end
    };
    let candidates =
        || mentions_in(actors, head).filter(|mention| mention.actor.is_some() && mention.tokens.end() <= end);
    let joined = head.range().any(|index| words[index].pos == Pos::Cc);
    let named = if joined {
        candidates().find(|mention| !owns(mention) && is_head(view, mention, end))
    } else {
        candidates().filter(|mention| !owns(mention) && is_head(view, mention, end)).last()
    };
    if let Some(mention) = named {
        return mention.actor;
    }
    if end == span.end() || words[end].pos != Pos::Comma {
        return None;
    }
    // "the prime minister, Theresa May, …": the apposition names the head.
    mentions_in(actors, TokenSpan::new(end + 1, (end + 5).min(span.end()).max(end + 1)))
        .find(|mention| {
            mention.kind == MentionKind::Name
                && mention.actor.is_some()
                && (end + 1..mention.tokens.start())
                    .all(|index| words[index].pos.is_noun() || words[index].pos == Pos::Jj)
        })
        .and_then(|mention| mention.actor)
}

/// Whether a mention ends its noun phrase: "NATO" in "a NATO diplomat" does not.
fn is_head(view: &View<'_>, mention: &Mention, end: usize) -> bool {
    let after = mention.tokens.end();
    after >= end
        || view.words.get(after).is_none_or(|next| {
            !(next.pos.is_noun() || next.pos == Pos::Jj) || next.phrase != view.words[after - 1].phrase
        })
}

/// What a relative pronoun stands for: the mention right before it.
fn antecedent(view: &View<'_>, actors: &DocumentActors, at: usize) -> Option<LocalActorId> {
    let last = actors.mentions.partition_point(|mention| mention.tokens.start() < at);
    actors.mentions[..last]
        .iter()
        .rev()
        .take(3)
        .find(|mention| {
            mention.tokens.end() <= at
                && mention.tokens.end() + 2 >= at
                && view.words[mention.tokens.start()].sentence == view.words[at].sentence
        })
        .and_then(|mention| mention.actor)
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
