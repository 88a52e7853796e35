//! The best labels of a window, given the scores of its units.

use super::bundles::{BundleScores, Scorer};
use super::role_features::{Side, WindowFeatures, word_label, word_pair};
use super::view::View;
use crate::learning::Feature;

/// Other, source, content, cue.
const LABELS: usize = 4;
/// The label of a source.
pub(super) const SOURCE: u8 = 1;
/// The label of a content.
pub(super) const CONTENT: u8 = 2;
/// The label of the cue itself, which is never in doubt.
pub(super) const CUE: u8 = 3;
/// How many classes the model of labels has: all but the cue's.
pub(super) const LABEL_CLASSES: usize = 3;
/// How many classes the model of boundaries has: pairs of labels, and a content that begins again after other or source.
pub(super) const PAIR_CLASSES: usize = 11;

/// A score that no path has.
const NEVER: f32 = -1e9;

/// The class of the boundary between two labels; nothing is to choose within a cue.
///
/// Beside the cue, where one of the labels is known, features are others than elsewhere, so that classes serve twice.
fn pair_class(before: u8, label: u8, reopens: bool) -> Option<usize> {
    match (before, label) {
        (CUE, CUE) => None,
        (_, CUE) => Some(before as usize),
        (CUE, _) => Some(label as usize + usize::from(reopens)),
        _ if reopens => Some(LABEL_CLASSES * LABEL_CLASSES + before as usize),
        _ => Some(before as usize * LABEL_CLASSES + label as usize),
    }
}

/// The class of the boundary before each position of a path.
#[cfg(feature = "train")]
pub(super) fn pairs(path: &[u8]) -> Vec<Option<usize>> {
    let mut seen = false;
    (0..path.len())
        .map(|at| {
            let before = at.checked_sub(1).map_or(0, |before| path[before]);
            let opens = path[at] == CONTENT && before != CONTENT;
            let class = pair_class(before, path[at], opens && seen);
            seen |= opens;
            class
        })
        .collect()
}

/// The scores of a unit.
#[derive(Clone, Copy, Debug, Default)]
struct UnitScores {
    labels: [f32; LABEL_CLASSES],
    pairs: [f32; PAIR_CLASSES],
}

/// Scores of words that depend on no cue, each reckoned when it is first asked for.
///
/// A word's place is taken by a later one in a long document: windows go through the text from start to end.
#[derive(Default)]
struct WordScores {
    places: Vec<WordPlace>,
    room: Vec<Feature>,
}

/// What is known of a word on one side of a cue.
#[derive(Clone, Copy, Default)]
struct WordPlace {
    /// The word's number and the side, from 1; 0 if nothing is known here.
    word: usize,
    has_labels: bool,
    has_pairs: bool,
    scores: UnitScores,
}

/// How many places are kept: more than the words of the widest window, on both sides.
const PLACES: usize = 4096;

impl WordScores {
    /// The place of a word, where nothing of another word is left.
    fn place(&mut self, view: &View<'_>, index: usize, side: Side) -> usize {
        if self.places.is_empty() {
            self.places.resize((view.words.len() * 2).next_power_of_two().min(PLACES), WordPlace::default());
        }
        let word = index * 2 + side as usize;
        let at = word & (self.places.len() - 1);
        if self.places[at].word != word + 1 {
            self.places[at] = WordPlace { word: word + 1, ..WordPlace::default() };
        }
        at
    }

    /// The scores of a word's label.
    fn labels(
        &mut self,
        view: &View<'_>,
        (index, side): (usize, Side),
        model: &impl Scorer<LABEL_CLASSES>,
    ) -> &[f32; LABEL_CLASSES] {
        let at = self.place(view, index, side);
        let place = &mut self.places[at];
        if !place.has_labels {
            place.has_labels = true;
            self.room.clear();
            word_label(view, index, side, &mut self.room);
            model.add(&self.room, &mut place.scores.labels);
        }
        &place.scores.labels
    }

    /// The scores of the boundary before a word.
    fn pairs(
        &mut self,
        view: &View<'_>,
        (index, side): (usize, Side),
        model: &impl Scorer<PAIR_CLASSES>,
    ) -> &[f32; PAIR_CLASSES] {
        let at = self.place(view, index, side);
        let place = &mut self.places[at];
        if !place.has_pairs {
            place.has_pairs = true;
            self.room.clear();
            word_pair(view, index, side, &mut self.room);
            model.add(&self.room, &mut place.scores.pairs);
        }
        &place.scores.pairs
    }
}

/// Scores windows of one document, with reused room.
#[derive(Default)]
pub(super) struct WindowScores {
    words: WordScores,
    labels: BundleScores<LABEL_CLASSES>,
    pairs: BundleScores<PAIR_CLASSES>,
    units: Vec<UnitScores>,
}

impl WindowScores {
    /// Scores the units of a window.
    pub(super) fn fill(
        &mut self,
        view: &View<'_>,
        features: &WindowFeatures,
        labels: &impl Scorer<LABEL_CLASSES>,
        pairs: &impl Scorer<PAIR_CLASSES>,
    ) {
        features.labels.score(labels, &mut self.labels);
        features.pairs.score(pairs, &mut self.pairs);
        self.units.clear();
        for unit in &features.units {
            let mut scores = UnitScores::default();
            unit.labels.iter().for_each(|&bundle| self.labels.add(bundle, &mut scores.labels));
            self.pairs.add(unit.pairs, &mut scores.pairs);
            if let Some(word) = unit.label_word {
                add(&mut scores.labels, self.words.labels(view, word, labels));
            }
            if let Some(word) = unit.pair_word {
                add(&mut scores.pairs, self.words.pairs(view, word, pairs));
            }
            self.units.push(scores);
        }
    }

    /// Adds what else speaks for the labels of a unit.
    pub(super) fn add(&mut self, unit: usize, more: &[f32; LABEL_CLASSES]) {
        add(&mut self.units[unit].labels, more);
    }

    /// Forgets what was reckoned of words, as the model has changed.
    #[cfg(feature = "train")]
    pub(super) fn forget_words(&mut self) {
        self.words.places.clear();
    }
}

fn add<const W: usize>(scores: &mut [f32; W], more: &[f32; W]) {
    scores.iter_mut().zip(more).for_each(|(score, more)| *score += more);
}

/// The search for the best labels: a source is one stretch, and a content that begins again is seen to do so.
#[derive(Default)]
pub(super) struct Search {
    best: Vec<[f32; STATES]>,
    back: Vec<[u8; STATES]>,
}

/// A label, whether a content was seen, whether a source was.
const STATES: usize = LABELS * 4;

/// How well a window can be labelled.
#[derive(Clone, Copy, Debug)]
pub(super) struct Best {
    /// The score of the best path.
    pub score: f32,
    /// Of the best one without a source.
    pub without_source: f32,
    /// Of the best one without content.
    pub without_content: f32,
}

impl Search {
    /// Writes the best labels to `path`, with the cue where it is.
    pub(super) fn best(&mut self, scores: &WindowScores, cue: &std::ops::Range<usize>, path: &mut Vec<u8>) -> Best {
        let units = &scores.units;
        self.best.clear();
        self.back.clear();
        let mut last = [NEVER; STATES];
        last[0] = 0.0;
        for (at, unit) in units.iter().enumerate() {
            let mut open = [NEVER; STATES];
            let mut back = [0; STATES];
            let labels = if cue.contains(&at) { CUE..CUE + 1 } else { 0..CUE };
            for (before, &so_far) in last.iter().enumerate() {
                if so_far <= NEVER {
                    continue;
                }
                let (old, content_seen, source_seen) = ((before >> 2) as u8, before >> 1 & 1, before & 1);
                for label in labels.clone() {
                    let opens_source = label == SOURCE && old != SOURCE;
                    if opens_source && source_seen == 1 {
                        continue;
                    }
                    let opens_content = label == CONTENT && old != CONTENT;
                    let pair = pair_class(old, label, opens_content && content_seen == 1);
                    let state = (label as usize) << 2
                        | (content_seen | usize::from(opens_content)) << 1
                        | source_seen
                        | usize::from(opens_source);
                    let own = unit.labels.get(label as usize).copied().unwrap_or_default();
                    let sum = so_far + pair.map_or(0.0, |pair| unit.pairs[pair]) + own;
                    if sum > open[state] {
                        open[state] = sum;
                        back[state] = before as u8;
                    }
                }
            }
            self.best.push(open);
            self.back.push(back);
            last = open;
        }
        let top = |has: fn(usize) -> bool| {
            (0..STATES)
                .filter(|&state| has(state))
                .fold(0, |best, state| if last[state] > last[best] { state } else { best })
        };
        let mut state = top(|_| true);
        let found = Best {
            score: last[state],
            without_source: last[top(|state| state & 1 == 0)],
            without_content: last[top(|state| state & 2 == 0)],
        };
        path.clear();
        path.resize(units.len(), 0);
        for at in (0..units.len()).rev() {
            path[at] = (state >> 2) as u8;
            state = self.back[at][state] as usize;
        }
        found
    }
}
