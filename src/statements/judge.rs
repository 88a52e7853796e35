//! Whether a cue with its roles is a statement after all, and how sure that is.
//!
//! In: a [`Draft`] of a cue's roles. Out: a probability: a logistic model over the margins of the two models before it
//! and over what the draft looks like.

use super::cues::Cue;
use super::joint::Seen;
use super::lexicon::WordClass;
use super::models::Judge;
use super::roles::Roles;
use super::view::View;
use crate::learning::{Feature, probability as of_odds};
use crate::segments::TokenSpan;

/// A statement in the making.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    /// What signals it.
    pub cue: Cue,
    /// Who and what.
    pub roles: Roles,
    /// How many other drafts have the cue within their content, and by how much the surest of them is surer.
    pub covered: Option<f32>,
    /// What the second reader saw of it, where there is one.
    pub seen: Option<Seen>,
}

impl Draft {
    /// How sure the models before are of it, taken together.
    pub(super) fn margin(&self) -> f32 {
        // Three steps of the role model's perceptron weigh about as much as odds of one to e.
        3.0 * self.cue.margin.min(10.0) + 0.5 * self.roles.content_margin.min(60.0)
    }
}

/// Notes for each draft whether another one's content holds its cue. Drafts are in text order of their cues.
pub(super) fn note_covers(drafts: &mut [Draft]) {
    /// Contents reach a window's length; drafts further away in the list cannot cover.
    const NEAR: usize = 24;
    for at in 0..drafts.len() {
        let cue = drafts[at].cue.tokens;
        let own = drafts[at].margin();
        let near = at.saturating_sub(NEAR)..(at + NEAR).min(drafts.len());
        drafts[at].covered = near
            .filter(|&other| other != at && drafts[other].roles.content.iter().any(|content| content.overlaps(cue)))
            .map(|other| drafts[other].margin() - own)
            .reduce(f32::max);
    }
}

/// The probability that a draft is a statement.
pub(super) fn probability(view: &View<'_>, draft: &Draft, model: &Judge, room: &mut Vec<Feature>) -> f32 {
    room.clear();
    features(view, draft, room);
    let mut score = [0.0];
    model.add(room, &mut score);
    of_odds(score[0])
}

/// Steps of a margin.
fn step(margin: f32) -> u64 {
    const STEPS: [f32; 14] = [-2.0, 0.0, 1.0, 2.0, 3.0, 4.5, 6.0, 8.0, 11.0, 15.0, 20.0, 27.0, 36.0, 50.0];
    STEPS.iter().take_while(|&&least| margin >= least).count() as u64
}

/// What a draft looks like.
pub(super) fn features(view: &View<'_>, draft: &Draft, out: &mut Vec<Feature>) {
    let Draft { cue, roles, covered, .. } = draft;
    let words = &view.words;
    let tokens = cue.tokens;
    let head = tokens.range().rev().find(|&index| words[index].entry.is_some()).unwrap_or(tokens.end() - 1);
    let lemma = words[head].entry.map_or(words[head].key, |entry| entry.lemma);
    let sort = words[head]
        .entry
        .map_or(0, |entry| 1 + u64::from(entry.is_thought) + 2 * u64::from(entry.class == WordClass::Noun));
    let length: usize = roles.content.iter().map(|span| span.len()).sum();
    let size = match length {
        0 => 0,
        1 => 1,
        2..=3 => 2,
        4..=6 => 3,
        7..=12 => 4,
        13..=40 => 5,
        _ => 6,
    };
    let source = roles.source.first().map_or(1, |span| {
        let phrase = view.phrases.around(span.start());
        let head = phrase.map_or(span.start(), |phrase| phrase.end().min(span.end()).max(1) - 1);
        words[head].key
    });
    let source_pos = roles.source.first().map_or(63, |span| words[span.start()].pos as u64);
    let first = roles.content.first().map_or(TokenSpan::new(0, 0), |&span| span);
    let quoted = roles.content.iter().any(|span| view.outer_quotation(span.start()).is_some());
    let inside = view.outer_quotation(tokens.start()).is_some();
    let order = match (roles.source.first(), roles.content.first()) {
        (None, None) => 0,
        (Some(_), None) => 1,
        (None, Some(content)) => 2 + u64::from(content.start() > tokens.start()),
        (Some(source), Some(content)) => {
            4 + u64::from(source.start() > tokens.start()) + 2 * u64::from(content.start() > tokens.start())
        }
    };
    let away = roles
        .source
        .iter()
        .map(|span| {
            if span.end() <= tokens.start() {
                tokens.start() - span.end()
            } else {
                span.start().saturating_sub(tokens.end())
            }
        })
        .min()
        .map_or(9, |away| away.min(8) as u64);
    let cue_step = step(3.0 * cue.margin);
    let content_step = step(roles.content_margin);
    let source_step = step(roles.source_margin);
    let cover = covered.map_or(0, |surer| 1 + step(surer / 2.0 + 6.0));
    let pattern = order | u64::from(quoted) << 3 | u64::from(inside) << 4;
    let before = tokens.start().checked_sub(1).map_or(63, |at| words[at].pos as u64);
    let after = words.get(tokens.end()).map_or(63, |word| word.pos as u64);
    let content_start = words.get(first.start()).map_or(63, |word| word.pos as u64);
    let key = |index: Option<usize>| index.and_then(|index| words.get(index)).map_or(7, |word| word.key);
    let whole_cue = tokens.range().fold(0u64, |all, index| all.rotate_left(21) ^ words[index].key);
    let source_first = roles.source.first().map(|span| span.start());
    let before_source = source_first.map_or(Some(0), |at| at.checked_sub(1));
    let sentence = view.sentence(tokens.start());
    let from_start = (tokens.start() - sentence.start()).min(6) as u64;
    let after_content = roles.content.last().and_then(|span| words.get(span.end())).map_or(63, |word| word.pos as u64);
    let head_pos = words[head].pos as u64;
    let steps = (cue_step / 2) << 16 | (content_step / 2) << 8 | (source_step / 2);
    let f = Feature::new;
    out.extend([
        f(83, steps),
        f(84, lemma).and(key(tokens.start().checked_sub(1))),
        f(85, lemma).and(key(Some(tokens.end()))),
        f(86, key(Some(first.start()))).and(sort),
        f(87, lemma).and(key(Some(first.start()))),
        f(88, lemma).and(source),
        f(89, key(source_first)).and(sort),
        f(90, key(before_source)).and(sort << 8 | order),
        f(91, whole_cue),
        f(92, whole_cue).and(pattern),
        f(93, from_start << 8 | order).and(sort),
        f(94, after_content << 8 | order).and(sort),
        f(95, head_pos << 16 | before << 8 | after).and(sort),
        f(96, key(tokens.start().checked_sub(1))).and(head_pos),
        f(97, key(tokens.start().checked_sub(2))).and(key(tokens.start().checked_sub(1))),
        f(98, key(Some(tokens.end()))).and(key(Some(tokens.end() + 1))),
        f(99, lemma).and(u64::from(inside)).and(head_pos),
        f(100, source).and(source_pos).and(order),
        f(101, lemma).and(cue_step / 2),
        f(60, 0),
        f(61, cue_step),
        f(62, content_step),
        f(63, source_step),
        f(64, cue_step << 8 | content_step),
        f(65, cue_step << 8 | source_step),
        f(66, pattern),
        f(67, pattern << 8 | size),
        f(68, lemma),
        f(69, lemma).and(pattern),
        f(70, lemma).and(u64::from(words[head].pos as u8)),
        f(71, source),
        f(72, source_pos << 8 | words[head].pos as u64),
        f(73, cover),
        f(74, cover << 8 | sort << 4 | u64::from(inside)),
        f(75, size << 8 | sort),
        f(76, tokens.len().min(4) as u64 | (words[head].pos as u64) << 4),
        f(77, (words[tokens.start()].pos as u64) << 16 | before << 8 | after),
        f(78, away << 8 | order),
        f(79, content_start << 8 | sort),
        f(80, roles.content.len().min(3) as u64 | (roles.source.len().min(3) as u64) << 2),
        f(81, u64::from(words[head].is_headline) << 8 | sort),
        f(82, lemma).and(size),
    ]);
}
