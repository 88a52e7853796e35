//! What is said without a cue: speech that goes on, quotations that stand alone, names before a colon or after a dash.
//!
//! In: what the models found. Out: the same with quotations added to the speech that they continue, and statements
//! that have no cue or only a mark for one. Quoted words inside a sentence of the writer's own stay what they are.

use super::doubts;
use super::finish::Found;
use super::roles::Roles;
use super::speakers;
use super::turns;
use super::view::View;
use crate::actors::{ActorType, LocalActorId, MentionKind, References};
use crate::documents::{Layout, Role};
use crate::parallel::stopping_point;
use crate::phrases::Mark;
use crate::segments::{Closing, Gap, Shape, TokenSpan};
use crate::tagging::Pos;

/// How sure such statements are.
const CONFIDENCE: f32 = 0.6;

/// Completes what was found; in a document that hardly reports, a name before a colon is a label and not a speaker.
pub(super) fn complete(view: &View<'_>, layout: &Layout, references: &References<'_>, found: &mut Vec<Found>) {
    let blocks = block_ranges(view);
    name_headlines(view, layout, references, &blocks, found);
    turns::complete(view, layout, references.actors, &blocks, found);
    let mut owner = owners(view, found);
    continue_paragraphs(view, found, &mut owner);
    let spoken = spoken(view, found);
    for (number, &block) in blocks.iter().enumerate() {
        stopping_point();
        if owner[block.range()].iter().any(|&owner| owner != 0) {
            continue;
        }
        let before = number.checked_sub(1).map(|before| blocks[before]);
        let after = blocks.get(number + 1).copied();
        if let Some(one) = headline(view, layout, references, block).or_else(|| {
            standing_alone(view, references, Told { found, owner: &owner, spoken: &spoken }, block, before, after)
        }) {
            for index in one.roles.content.iter().flat_map(|span| span.range()) {
                owner[index] = found.len() as u32 + 1;
            }
            found.push(one);
        }
    }
    continue_paragraphs(view, found, &mut owner);
    for &block in &blocks {
        stopping_point();
        behind_gestures(view, references, block, &spoken, found, &mut owner);
    }
}

/// A colon is a cue only behind somebody who can speak: "Analysis: …" is nobody's statement. Where a headline's form tells
/// who speaks, that is believed over the models.
fn name_headlines(
    view: &View<'_>,
    layout: &Layout,
    references: &References<'_>,
    blocks: &[TokenSpan],
    found: &mut [Found],
) {
    let is_colon = |one: &Found| one.cue.is_some_and(|cue| cue.len() == 1 && view.surface(cue.start()) == ":");
    for one in found {
        stopping_point();
        let Some(colon) = one.cue.filter(|_| is_colon(one)) else { continue };
        let Some(&block) = blocks.get(blocks.partition_point(|block| block.end() <= colon.start())) else { continue };
        let better = headline(view, layout, references, block).filter(|one| one.cue == Some(colon));
        match better {
            Some(better) => *one = Found { parent: one.parent, ..better },
            None if speakers::actor(references, &one.roles.source).is_none() && block.len() < 30 => {
                one.roles.content.clear();
            }
            None => {}
        }
    }
}

/// What was found so far, and whose words are whose.
#[derive(Clone, Copy)]
struct Told<'f> {
    found: &'f [Found],
    /// For each token the statement whose content it is part of, from 1.
    owner: &'f [u32],
    /// For each sentence the last outer statement whose cue it holds, from 1.
    spoken: &'f [u32],
}

/// For each sentence the last outer statement whose cue it holds, from 1.
fn spoken(view: &View<'_>, found: &[Found]) -> Vec<u32> {
    let mut spoken = vec![0; view.segments.sentences.len()];
    for (number, one) in found.iter().enumerate().filter(|(_, one)| one.parent.is_none()) {
        if let Some(cue) = one.cue {
            spoken[view.words[cue.start()].sentence as usize] = number as u32 + 1;
        }
    }
    spoken
}

/// For each token the statement whose content it is part of, from 1.
fn owners(view: &View<'_>, found: &[Found]) -> Vec<u32> {
    let mut owner = vec![0; view.words.len()];
    for (number, one) in found.iter().enumerate().filter(|(_, one)| one.parent.is_none()) {
        for index in one.roles.content.iter().flat_map(|span| span.range()) {
            owner[index] = number as u32 + 1;
        }
    }
    owner
}

/// The tokens of each block.
fn block_ranges(view: &View<'_>) -> Vec<TokenSpan> {
    let mut blocks: Vec<(u32, TokenSpan)> = Vec::new();
    for sentence in &view.segments.sentences {
        match blocks.last_mut() {
            Some((block, tokens)) if *block == sentence.block => {
                *tokens = TokenSpan::new(tokens.start(), sentence.tokens.end());
            }
            _ => blocks.push((sentence.block, sentence.tokens)),
        }
    }
    blocks.into_iter().map(|(_, tokens)| tokens).collect()
}

/// A quotation that is left open at a paragraph's end and taken up by the next is one speech: whoever has the one half
/// has the other.
fn continue_paragraphs(view: &View<'_>, found: &mut [Found], owner: &mut [u32]) {
    let quotations = &view.segments.quotations;
    let outer: Vec<usize> = (0..quotations.len()).filter(|&at| quotations[at].depth == 0).collect();
    let next = |at: usize, outer: &[usize]| -> Option<TokenSpan> {
        let (this, next) = (&quotations[outer[at]], &quotations[*outer.get(at + 1)?]);
        let follows = this.closing == Closing::Continued && view.segments.tokens[next.tokens.start()].gap == Gap::Block;
        follows.then_some(next.tokens)
    };
    for at in 0..outer.len() {
        if let Some(follower) = next(at, &outer) {
            hand_on(view, found, owner, quotations[outer[at]].tokens, follower);
        }
    }
    for at in (0..outer.len()).rev() {
        if let Some(follower) = next(at, &outer) {
            hand_on(view, found, owner, follower, quotations[outer[at]].tokens);
        }
    }
}

/// Gives `other` to the statement that has `quotation`, if nobody has it yet.
fn hand_on(view: &View<'_>, found: &mut [Found], owner: &mut [u32], quotation: TokenSpan, other: TokenSpan) {
    let inner = quotation.start() + quotation.len() / 2;
    let Some(number) = owner[inner].checked_sub(1) else { return };
    if owner[other.start() + other.len() / 2] != 0 {
        return;
    }
    other.range().for_each(|index| owner[index] = number + 1);
    let content = &mut found[number as usize].roles.content;
    content.push(other);
    content.sort();
    // Nothing but the break between two pieces: one span across it.
    let mut joined: Vec<TokenSpan> = Vec::with_capacity(content.len());
    for &span in content.iter() {
        match joined.last_mut() {
            Some(last) if last.end() >= span.start() && touches(view, span.start()) => {
                *last = TokenSpan::new(last.start(), span.end().max(last.end()));
            }
            _ => joined.push(span),
        }
    }
    *content = joined;
}

/// Whether nothing but white space parts a token from the one before it.
fn touches(view: &View<'_>, index: usize) -> bool {
    let tokens = &view.segments.tokens;
    index > 0
        && view
            .text
            .get(tokens[index - 1].span.end()..tokens[index].span.start())
            .is_some_and(|between| between.trim().is_empty())
}

/// "Lavrov: …" and "… – UN": a name and a mark in a headline, or in a line of a transcript; where nothing speaks against it.
fn headline(view: &View<'_>, layout: &Layout, references: &References<'_>, block: TokenSpan) -> Option<Found> {
    let one = named(view, layout, references, block)?;
    let confidence = doubts::doubted(one.confidence, doubts::weigh(view, &one.roles, one.cue));
    (confidence >= CONFIDENCE / 2.0).then_some(Found { confidence, ..one })
}

/// The statement that such a line makes.
fn named(view: &View<'_>, layout: &Layout, references: &References<'_>, block: TokenSpan) -> Option<Found> {
    /// A name is not longer.
    const NAME: usize = 6;
    let is_title = |block: u32| layout.blocks.get(block as usize).is_some_and(|block| block.role == Role::Title);
    let first_mention = references.actors.mentions.partition_point(|mention| mention.tokens.start() < block.start());
    // The colon.
    let colon = block.range().take(NAME + 1).skip(1).find(|&index| view.surface(index) == ":");
    if let Some(colon) = colon
        && colon + 1 < block.end()
        && view.segments.tokens[colon].gap == Gap::None
        && let Some(mention) = references.actors.mentions.get(first_mention)
        && mention.actor.is_some()
        && mention.tokens.end() == colon
        && (block.start()..mention.tokens.start())
            .all(|index| view.words[index].pos.is_noun() || view.words[index].pos == Pos::Jj)
    {
        return Some(Found {
            roles: Roles {
                source: vec![TokenSpan::new(block.start(), colon)],
                content: vec![TokenSpan::new(colon + 1, view.sentence(colon + 1).end().min(block.end()))],
                ..Roles::default()
            },
            cue: Some(TokenSpan::new(colon, colon + 1)),
            confidence: CONFIDENCE,
            ..Found::default()
        });
    }
    // "‘We won’t leave’: Erdogan on the posts"
    if view.words[block.start()].place.mark == Mark::Open
        && let Some(quote) = view.outer_quotation(block.start())
        && let quotation = view.segments.quotations[quote].tokens
        && block.contains(quotation.end())
        && view.surface(quotation.end()) == ":"
        && let Some(mention) =
            references.actors.mentions[first_mention..].iter().find(|mention| mention.tokens.start() > quotation.end())
        && mention.tokens.start() == quotation.end() + 1
        && mention.actor.is_some()
    {
        return Some(Found {
            roles: Roles { source: vec![mention.tokens], content: vec![quotation], ..Roles::default() },
            cue: Some(TokenSpan::new(quotation.end(), quotation.end() + 1)),
            confidence: CONFIDENCE,
            ..Found::default()
        });
    }
    // The dash before a name at the end of a headline, which has no full stop.
    let dash = block.range().rev().take(NAME + 1).find(|&index| is_dash(view, index))?;
    if dash <= block.start() + 2 {
        return None;
    }
    let name = TokenSpan::new(dash + 1, block.end());
    let is_name = references.actors.mentions[first_mention..]
        .iter()
        .skip_while(|mention| mention.tokens.start() < name.start())
        .take(1)
        .any(|mention| mention.actor.is_some() && mention.kind == MentionKind::Name && mention.tokens == name);
    let single = view.sentence(block.start()).end() >= dash;
    let quoted = view.words[dash - 1].place.mark == Mark::Close;
    if !is_name || !single || !(is_title(view.block(dash)) || quoted || block.len() <= 20) {
        return None;
    }
    Some(Found {
        roles: Roles { source: vec![name], content: vec![TokenSpan::new(block.start(), dash)], ..Roles::default() },
        confidence: CONFIDENCE,
        ..Found::default()
    })
}

fn is_dash(view: &View<'_>, index: usize) -> bool {
    matches!(view.surface(index), "—" | "–" | "―" | "--" | "-") && view.segments.tokens[index].gap != Gap::None
}

/// A paragraph that is nothing but a quotation, with the name behind a dash or told by the paragraph before.
fn standing_alone(
    view: &View<'_>,
    references: &References<'_>,
    told: Told<'_>,
    block: TokenSpan,
    before: Option<TokenSpan>,
    after: Option<TokenSpan>,
) -> Option<Found> {
    let quote = view.outer_quotation(block.start())?;
    let quotation = view.segments.quotations[quote].tokens;
    let words =
        quotation.range().filter(|&index| !matches!(view.segments.tokens[index].shape, Shape::Mark | Shape::Quote));
    if quotation.start() != block.start() || !ends_sentence(view, quotation) {
        return None;
    }
    let asked = before.and_then(|before| answerer(view, references, told, before));
    if words.count() < SHORTEST && asked.is_none() {
        return None;
    }
    let rest = TokenSpan::new(quotation.end().min(block.end()), block.end());
    let mut one = Found {
        roles: Roles { content: vec![quotation], ..Roles::default() },
        confidence: CONFIDENCE,
        ..Found::default()
    };
    // "“…” — Commissioner Ana Ruiz", on its line or on the next.
    let signature = match rest.is_empty() {
        false => Some(rest),
        true => after.filter(|after| starts_with_dash(view, *after)),
    };
    if let Some(signature) = signature {
        if !starts_with_dash(view, signature) {
            return None;
        }
        let name = view.phrases.around(signature.start() + 1)?;
        one.roles.source.push(TokenSpan::new(signature.start() + 1, name.end().min(signature.end())));
        return Some(one);
    }
    one.speaker = asked.or_else(|| before.and_then(|before| speaker_before(view, references, told, before)));
    Some(one)
}

fn starts_with_dash(view: &View<'_>, tokens: TokenSpan) -> bool {
    matches!(view.surface(tokens.start()), "—" | "–" | "―" | "--" | "-")
}

/// Whether the quotation ends as a sentence does.
fn ends_sentence(view: &View<'_>, quotation: TokenSpan) -> bool {
    quotation.range().rev().take(2).any(|index| view.words[index].pos == Pos::Stop)
}

/// Words of speech; fewer are a title, or a word that is talked about.
const SHORTEST: usize = 3;

/// The statement that the last sentence of these tokens is a part of.
fn told_last<'f>(view: &View<'_>, told: Told<'f>, tokens: TokenSpan) -> Option<&'f Found> {
    let last = tokens.end() - 1;
    let within = view.sentence(last).range().rev().find_map(|index| told.owner[index].checked_sub(1));
    let number = within.or_else(|| told.spoken[view.words[last].sentence as usize].checked_sub(1))?;
    Some(&told.found[number as usize])
}

/// Who was asked in the paragraph before: "“Will you resign?” a reporter asked the prime minister."
fn answerer(view: &View<'_>, references: &References<'_>, told: Told<'_>, before: TokenSpan) -> Option<LocalActorId> {
    let question = told_last(view, told, before)?;
    let last = question.roles.content.last()?;
    let asks = last.range().rev().take(2).any(|index| view.surface(index) == "?");
    let mut roles = question.roles.clone();
    let addressee = super::addressee::find(view, question.cue.filter(|_| asks)?, &mut roles)?;
    speakers::actor(references, &[addressee])
}

/// Speech behind a sentence on the speaker: "Merkel was blunt. “Europe must act.”", "Lavrov denied it. “There is no plan.”"
fn behind_gestures(
    view: &View<'_>,
    references: &References<'_>,
    block: TokenSpan,
    spoken: &[u32],
    found: &mut Vec<Found>,
    owner: &mut [u32],
) {
    let quotations = &view.segments.quotations;
    let first = quotations.partition_point(|quotation| quotation.tokens.start() <= block.start());
    let within = (first..quotations.len()).take_while(|&at| quotations[at].tokens.start() < block.end());
    for quotation in within.filter(|&at| quotations[at].depth == 0).map(|at| quotations[at].tokens) {
        let sentence = view.sentence(quotation.start());
        let words =
            quotation.range().filter(|&index| !matches!(view.segments.tokens[index].shape, Shape::Mark | Shape::Quote));
        let is_whole = sentence.start() == quotation.start()
            && quotation.end() <= block.end()
            && (quotation.end() == block.end() || view.sentence(quotation.end()).start() == quotation.end());
        if !is_whole
            || owner[quotation.range()].iter().any(|&owner| owner != 0)
            || words.count() < SHORTEST
            || !ends_sentence(view, quotation)
        {
            continue;
        }
        let before = TokenSpan::new(block.start(), quotation.start());
        let Some(speaker) = speaker_before(view, references, Told { found, owner, spoken }, before) else { continue };
        if references.actors.actors[speaker.0 as usize].r#type != ActorType::Person {
            continue;
        }
        owner[quotation.range()].fill(found.len() as u32 + 1);
        found.push(Found {
            roles: Roles { content: vec![quotation], ..Roles::default() },
            speaker: Some(speaker),
            confidence: CONFIDENCE,
            ..Found::default()
        });
    }
}

/// Whom the paragraph before makes speak: who speaks in its last sentence, the name before its colon, or the one person that the
/// sentence begins with.
fn speaker_before(
    view: &View<'_>,
    references: &References<'_>,
    told: Told<'_>,
    before: TokenSpan,
) -> Option<LocalActorId> {
    if let Some(last) = told_last(view, told, before) {
        return speakers::actor(references, &last.roles.source).or(last.speaker);
    }
    let sentence = view.sentence(before.end() - 1);
    if view.surface(before.end() - 1) == ":" {
        let from = references.actors.mentions.partition_point(|mention| mention.tokens.start() < sentence.start());
        return references.actors.mentions[from..]
            .iter()
            .take_while(|mention| mention.tokens.end() < before.end())
            .filter(|mention| mention.actor.is_some())
            .last()
            .and_then(|mention| mention.actor);
    }
    let subject = super::addressee::phrase_at(view, sentence.start())?;
    speakers::actor(references, &[subject])
}
