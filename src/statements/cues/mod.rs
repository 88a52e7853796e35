//! Where something is said: the cues of a sentence, as two models find them.
//!
//! In: a [`View`] and a range of tokens within one sentence. Out: [`Cue`]s with how sure the model is of each. One model tells
//! which verbs, reporting nouns and colons are the head of a cue, the other how far it goes on to the left and to the right.

mod clauses;
mod features;

use super::bundles::Scorer;
#[cfg(feature = "train")]
use super::lexicon::WordClass;
use super::view::View;
use crate::learning::Feature;
use crate::segments::TokenSpan;
use crate::tagging::Pos;
pub(super) use clauses::Clauses;
pub(super) use features::{further_features, head_features};

/// More cues than that in one sentence are noise.
const MOST: usize = 24;
/// How far from its head a cue reaches.
const FURTHEST: usize = 10;

/// The words that signal a statement.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Cue {
    /// Its tokens.
    pub tokens: TokenSpan,
    /// By how much the model prefers it to no cue, counted from the least that is drafted.
    pub margin: f32,
}

/// The two models: which words are the head of a cue, and which go on with it.
#[derive(Debug)]
pub(super) struct CueModel<H, F> {
    /// Scores a word as the head of a cue.
    pub heads: H,
    /// Scores a word as a further one.
    pub further: F,
}

/// Finds cues sentence by sentence, with reused room.
#[derive(Default)]
pub(super) struct CueFinder {
    clauses: Clauses,
    features: Vec<Feature>,
    heads: Vec<(usize, f32)>,
}

impl CueFinder {
    /// Adds the cues of `range` to `cues`, in text order; `bias` is what a cue is given in advance.
    pub(super) fn find(
        &mut self,
        view: &View<'_>,
        range: TokenSpan,
        model: &CueModel<impl Scorer<1>, impl Scorer<1>>,
        bias: f32,
        cues: &mut Vec<Cue>,
    ) {
        self.heads.clear();
        for index in range.range().filter(|&index| may_head(view, index)) {
            if self.heads.is_empty() {
                self.clauses.read(view, range);
            }
            self.features.clear();
            head_features(view, range, &self.clauses, index, &mut self.features);
            let margin = bias + score(&model.heads, &self.features);
            self.heads.push((index, if is_users_verb(view, index) { margin.max(LEAST_FOR_USERS) } else { margin }));
        }
        self.heads.retain(|&(_, margin)| margin > 0.0);
        // The surest first: a word belongs to one cue.
        self.heads.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        self.heads.truncate(MOST);
        let first = cues.len();
        for number in 0..self.heads.len() {
            let (head, margin) = self.heads[number];
            let is_free =
                |index: usize| range.contains(index) && !cues[first..].iter().any(|cue| cue.tokens.contains(index));
            if !is_free(head) {
                continue;
            }
            let mut reach = |way: Way| {
                let mut last = head;
                while let Some(next) = way.next(last).filter(|&next| is_free(next) && next.abs_diff(head) < FURTHEST) {
                    self.features.clear();
                    further_features(view, range, head, next, way, &mut self.features);
                    if score(&model.further, &self.features) <= 0.0 {
                        break;
                    }
                    last = next;
                }
                last
            };
            let tokens = TokenSpan::new(reach(Way::Left), reach(Way::Right) + 1);
            cues.push(Cue { tokens, margin });
        }
        cues[first..].sort_by_key(|cue| cue.tokens);
    }
}

/// Where a cue goes on from its head.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// Towards the start of the sentence.
    Left,
    /// Towards its end.
    Right,
}

impl Way {
    /// The token that comes next.
    pub(super) fn next(self, index: usize) -> Option<usize> {
        match self {
            Self::Left => index.checked_sub(1),
            Self::Right => Some(index + 1),
        }
    }
}

/// What a verb that the user named has at least.
const LEAST_FOR_USERS: f32 = 1.0;

/// Whether the token is a form of a verb that the user named.
pub(super) fn is_users_verb(view: &View<'_>, index: usize) -> bool {
    let word = &view.words[index];
    word.pos.is_verb() && word.entry.is_some_and(|entry| entry.is_users)
}

/// Whether the token may be the head of a cue at all.
pub(super) fn may_head(view: &View<'_>, index: usize) -> bool {
    let word = &view.words[index];
    word.entry.is_some() || word.pos.is_verb() || word.pos == Pos::Colon
}

/// The head of an annotated cue, which has the tokens of `run`.
#[cfg(feature = "train")]
pub(super) fn head_of(view: &View<'_>, run: TokenSpan) -> Option<usize> {
    let last = |is_head: &dyn Fn(usize) -> bool| run.range().rev().find(|&index| is_head(index));
    last(&|index| {
        view.words[index].entry.is_some_and(|entry| entry.class == WordClass::Verb) && view.words[index].pos.is_verb()
    })
    .or_else(|| last(&|index| view.words[index].entry.is_some()))
    .or_else(|| last(&|index| may_head(view, index)))
}

/// The score of the one class of a model.
fn score(model: &impl Scorer<1>, features: &[Feature]) -> f32 {
    let mut score = [0.0];
    model.add(features, &mut score);
    score[0]
}
