//! Who the source and the addressee are, and on which days it was said.
//!
//! In: the tokens of a source, the mentions and dates of the document. Out: actors and days. Only what the text tells:
//! "a NATO diplomat" is nobody that a name is known of.

use super::view::View;
use crate::actors::{ActorType, DocumentActors, Gazetteer, LocalActorId, Mention, MentionKind, MentionType};
use crate::calendar::DayRange;
use crate::dates::{Dates, TimexType};
use crate::segments::TokenSpan;
use crate::tagging::Pos;

/// Tokens within brackets that are passed over.
const BRACKET: usize = 8;
/// Mentions that may stand around one token.
const NESTED: usize = 6;
/// Tokens behind the head within which its bearer is named.
const REACH: usize = 24;
/// Nouns for what is written by somebody.
const DOCUMENTS: [&str; 7] = ["report", "statement", "document", "text", "communique", "reports", "article"];
/// Sentences looked back over for the parties of an agreement.
const PARTIES: usize = 8;
/// Tokens between two parties of one list: "and Turkish Defence Minister".
const JOINED: usize = 5;
/// What several parties agree on.
const AGREEMENTS: [&str; 9] =
    ["pact", "agreement", "memorandum", "deal", "accord", "treaty", "truce", "protocol", "ceasefire"];
/// What may be signed by several.
const PAPERS: [&str; 6] = ["statement", "document", "text", "paper", "communique", "declaration"];
/// Nouns behind the name of a medium that say what it is.
const MEDIA_NOUNS: [&str; 18] = [
    "news",
    "agency",
    "channel",
    "television",
    "tv",
    "radio",
    "newspaper",
    "daily",
    "weekly",
    "magazine",
    "website",
    "site",
    "network",
    "broadcaster",
    "station",
    "outlet",
    "paper",
    "service",
];
/// Nouns behind the name of a body that say what it is.
const BODY_NOUNS: [&str; 12] = [
    "group",
    "party",
    "movement",
    "organisation",
    "organization",
    "militia",
    "alliance",
    "coalition",
    "charity",
    "company",
    "news",
    "agency",
];
/// Nouns for those who speak for somebody and are not named.
const VOICES: [&str; 14] = [
    "spokesman",
    "spokeswoman",
    "spokesperson",
    "spokesmen",
    "spokespeople",
    "spokespersons",
    "sources",
    "command",
    "leadership",
    "negotiators",
    "service",
    "representatives",
    "statement",
    "figures",
];

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
        return antecedent(view, actors, span.start()).or_else(|| parties(view, actors, span));
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
    let end = head_end(view, actors, span);
    let head = TokenSpan::new(span.start(), end);
    let owns = |mention: &Mention| {
        // "Turkey" in "Turkey's foreign minister" is not who speaks, unless nothing follows.
        let after = mention.tokens.end();
        words.get(after).is_some_and(|next| next.pos == Pos::Pos) && after + 1 < end
    };
    let candidates =
        || mentions_in(actors, head).filter(|mention| mention.actor.is_some() && mention.tokens.end() <= end);
    let joined = head.range().any(|index| words[index].pos == Pos::Cc && !is_within_name(actors, index));
    let named = if joined {
        candidates().find(|mention| !owns(mention) && is_head(view, mention, end))
    } else {
        candidates().filter(|mention| !owns(mention) && is_head(view, mention, end)).last()
    };
    named
        .and_then(|mention| mention.actor)
        .or_else(|| named_behind(view, actors, span, end))
        .or_else(|| speaks_for(view, actors, span, end))
        .or_else(|| leaders(view, actors, head))
        .or_else(|| parties(view, actors, head))
}

/// Whose agreement speaks: "the pact", "the statement" after a joint one. One of its parties, as a list names them nearest before.
fn parties(view: &View<'_>, actors: &DocumentActors, head: TokenSpan) -> Option<LocalActorId> {
    let last = head.end().checked_sub(1)?;
    let here = view.words[head.start()].sentence as usize;
    let sentence = |number: usize| view.segments.sentences[number].tokens;
    let earlier = || (here.saturating_sub(PARTIES)..here).rev();
    let noun = view.surface(last);
    let taken_up = head.len() <= 2 && matches!(noun, "it" | "It" | "which" | "that");
    let agreed = |number: usize| {
        sentence(number).range().any(|index| {
            AGREEMENTS.contains(&view.surface(index))
                || view.surface(index) == "joint"
                    && view.words.get(index + 1).is_some_and(|_| PAPERS.contains(&view.surface(index + 1)))
        })
    };
    let speaks = if taken_up {
        // "The statement, which …", "… it said": what the clause or the sentence before began with.
        let from = sentence(if noun.eq_ignore_ascii_case("it") { here.checked_sub(1)? } else { here }).start();
        let subject = (from..head.start().min(from + 3)).find(|&index| view.words[index].pos.is_noun());
        subject.is_some_and(|index| PAPERS.contains(&view.surface(index)) || AGREEMENTS.contains(&view.surface(index)))
    } else {
        AGREEMENTS.contains(&noun) || PAPERS.contains(&noun)
    };
    let definite = taken_up || matches!(view.surface(head.start()), "the" | "The" | "this" | "This");
    if !(speaks && definite) || !(AGREEMENTS.contains(&noun) || earlier().any(agreed)) {
        return None;
    }
    // States first: ministers that sign do so for them.
    [MentionType::Country, MentionType::Person].into_iter().find_map(|kind| {
        earlier().find_map(|number| {
            let named: Vec<&Mention> = mentions_in(actors, sentence(number))
                .filter(|mention| {
                    mention.kind == MentionKind::Name && mention.actor.is_some() && mention.r#type == kind
                })
                .collect();
            let listed = |pair: &&[&Mention]| {
                let between = pair[0].tokens.end()..pair[1].tokens.start();
                between.len() <= JOINED && between.clone().any(|index| view.surface(index) == "and")
            };
            named.windows(2).find(listed).and_then(|pair| pair[0].actor)
        })
    })
}

/// The end of the head's stretch: a comma, a preposition or a relative pronoun, none of them within a name.
fn head_end(view: &View<'_>, actors: &DocumentActors, span: TokenSpan) -> usize {
    let words = &view.words;
    let is_document = span.range().take(4).any(|index| DOCUMENTS.contains(&view.surface(index)));
    let mut index = span.start() + 1;
    while index < span.end() {
        if let Some(name) = name_around(actors, index) {
            index = name.tokens.end().max(index + 1);
            continue;
        }
        let word = &words[index];
        if word.pos == Pos::OpenBracket {
            // "Republican People's Party (CHP) lawmaker Engin Soylu"
            let close = (index + 1..span.end().min(index + BRACKET)).find(|&at| words[at].pos == Pos::CloseBracket);
            match close {
                Some(close) if close + 1 < span.end() && words[close + 1].pos.is_noun() => index = close + 1,
                _ => return index,
            }
            continue;
        }
        let stops = match word.pos {
            Pos::Comma | Pos::Colon | Pos::Wp | Pos::Wdt => true,
            Pos::In => !(is_document && matches!(view.surface(index), "by" | "from" | "of")) && word.phrase == 0,
            _ => word.pos.is_finite(),
        };
        if stops {
            return index;
        }
        index += 1;
    }
    span.end()
}

/// The name that a token stands in.
fn name_around(actors: &DocumentActors, index: usize) -> Option<&Mention> {
    let last = actors.mentions.partition_point(|mention| mention.tokens.start() <= index);
    actors.mentions[..last]
        .iter()
        .rev()
        .take(NESTED)
        .find(|mention| mention.kind == MentionKind::Name && mention.tokens.contains(index))
}

fn is_within_name(actors: &DocumentActors, index: usize) -> bool {
    name_around(actors, index).is_some_and(|name| name.tokens.start() < index)
}

/// A person named behind the head: "the prime minister, Theresa May, …", "a nurse named Carol Bisset", "Minister of the Russian
/// Federation Shoigu".
fn named_behind(view: &View<'_>, actors: &DocumentActors, span: TokenSpan, end: usize) -> Option<LocalActorId> {
    let words = &view.words;
    let plain =
        |from: usize, to: usize| (from..to).all(|index| words[index].pos.is_noun() || words[index].pos == Pos::Jj);
    let rest = TokenSpan::new(end.min(span.end()), span.end());
    mentions_in(actors, rest)
        .take(NESTED * 2)
        .take_while(|mention| mention.tokens.start() < end + REACH)
        .find(|mention| {
            if mention.kind != MentionKind::Name || mention.actor.is_none() {
                return false;
            }
            let start = mention.tokens.start();
            let after = mention.tokens.end();
            let closed = after >= span.end() || words[after].pos == Pos::Comma;
            let comma = (end..start).rev().take(4).find(|&index| words[index].pos == Pos::Comma);
            match comma {
                Some(comma) if comma == end || closed => plain(comma + 1, start),
                Some(_) => false,
                None => {
                    mention.r#type == MentionType::Person
                        && closed
                        && start > end
                        && (view.surface(start - 1) == "named" || words[start - 1].pos.is_noun())
                        && name_around(actors, start - 1).is_none_or(|other| other.tokens.end() <= start)
                }
            }
        })
        .and_then(|mention| mention.actor)
}

/// Who an unnamed voice speaks for: "a spokesman for the ministry", "the command of the army", "a Pentagon spokeswoman".
fn speaks_for(view: &View<'_>, actors: &DocumentActors, span: TokenSpan, end: usize) -> Option<LocalActorId> {
    let body = |mention: &&Mention| {
        mention.actor.is_some()
            && matches!(
                mention.r#type,
                MentionType::Government
                    | MentionType::Organization
                    | MentionType::ArmedGroup
                    | MentionType::Media
                    | MentionType::Group
            )
    };
    let head = (span.start()..end).rev().find(|&index| view.words[index].pos.is_noun())?;
    let voice = view.surface(head);
    if !VOICES.iter().any(|known| voice.eq_ignore_ascii_case(known)) {
        return None;
    }
    if end < span.end() && matches!(view.surface(end), "for" | "of" | "from") {
        let comma = (end..span.end()).find(|&index| view.words[index].pos == Pos::Comma).unwrap_or(span.end());
        return mentions_in(actors, TokenSpan::new(end + 1, comma.max(end + 1)))
            .find(body)
            .and_then(|found| found.actor);
    }
    mentions_in(actors, TokenSpan::new(span.start(), head)).filter(body).last().and_then(|found| found.actor)
}

/// "the Turkish leaders", "the Russian side": the country.
fn leaders(view: &View<'_>, actors: &DocumentActors, head: TokenSpan) -> Option<LocalActorId> {
    let last = head.end().checked_sub(1).filter(|&last| last > head.start())?;
    if !matches!(view.surface(last), "leaders" | "leadership" | "side") {
        return None;
    }
    let gazetteer = Gazetteer::default();
    let (_, adjective) = head
        .range()
        .find_map(|index| gazetteer.adjective_at(&view.segments.tokens, index))
        .filter(|(_, adjective)| !adjective.people)?;
    let found = actors
        .actors
        .iter()
        .position(|actor| actor.r#type == ActorType::Country && actor.country == Some(adjective.country))?;
    Some(LocalActorId(found as u32))
}

/// Whether a mention ends its noun phrase: "NATO" in "a NATO diplomat" does not; "Anadolu" in "the Anadolu news agency" does.
fn is_head(view: &View<'_>, mention: &Mention, end: usize) -> bool {
    let after = mention.tokens.end();
    let own = view.words[after - 1].phrase;
    let follows = |index: usize| {
        index < end
            && view
                .words
                .get(index)
                .is_some_and(|next| (next.pos.is_noun() || next.pos == Pos::Jj) && next.phrase == own)
    };
    if !follows(after) {
        return true;
    }
    let kinds: &[&str] = match mention.r#type {
        MentionType::Media => &MEDIA_NOUNS,
        MentionType::Organization | MentionType::ArmedGroup => &BODY_NOUNS,
        _ => return false,
    };
    let last = (after..end).take_while(|&index| follows(index)).last().unwrap_or(after);
    last - after < 3 && (after..=last).all(|index| kinds.contains(&view.surface(index)))
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
