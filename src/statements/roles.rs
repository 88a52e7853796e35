//! Who said what, given a cue: a model labels the words around it as source, content or neither.
//!
//! In: a [`View`] and a [`Cue`]. Out: [`Roles`]. The window is the cue's sentence with the sentence before and
//! after it, and quotations beside them, within one block. A quotation that the cue is not part of is one unit:
//! it is content as a whole or not at all.

use super::lexicon::{Object, WordClass};
use super::sequence::{FeatureRows, NEVER, Scorer, Scores};
use super::view::{Mark, View};
use crate::learning::Feature;
use crate::segments::{Gap, TokenSpan};
use crate::tagging::Pos;

/// Other, source, content, cue.
const LABELS: usize = 4;
/// What the model has weights for: labels, pairs of labels, and a content that begins again after other, source or cue.
pub(super) const CLASSES: usize = LABELS + LABELS * LABELS + LABELS;
/// The label of a source.
pub(super) const SOURCE: u8 = 1;
/// The label of a content.
pub(super) const CONTENT: u8 = 2;
/// The label of the cue itself.
pub(super) const CUE: u8 = 3;

/// Units looked at on either side of a cue.
const REACH: usize = 90;

/// A word, or a whole quotation.
#[derive(Clone, Copy, Debug)]
pub(super) struct Unit {
    /// Its tokens.
    pub tokens: TokenSpan,
    /// Whether it is a quotation.
    pub is_quotation: bool,
}

/// The words around a cue.
#[derive(Default)]
pub(super) struct Window {
    /// In text order.
    pub units: Vec<Unit>,
    /// Those of the cue.
    pub cue: std::ops::Range<usize>,
}

/// What the model makes of the words around a cue.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Roles {
    /// Who said it.
    pub source: Vec<TokenSpan>,
    /// What was said.
    pub content: Vec<TokenSpan>,
    /// By how much the reading beats the best one without a source.
    pub source_margin: f32,
    /// By how much the reading beats the best one without content.
    pub content_margin: f32,
}

impl Window {
    /// Fills the window around `cue`, inside `bounds`.
    pub fn fill(&mut self, view: &View<'_>, cue: TokenSpan, bounds: TokenSpan) {
        self.units.clear();
        let block = view.block(cue.start());
        let home = view.words[cue.start()].sentence;
        // Backwards: to the start of the sentence before, and over quotations that touch.
        let mut at = cue.start();
        let mut passed = false;
        let mut plain = false;
        while at > bounds.start() && self.units.len() < REACH {
            let index = at - 1;
            if view.block(index) != block {
                break;
            }
            let unit = unit_ending(view, index, cue, bounds);
            let sentence = view.words[index].sentence;
            if sentence != home && !passed {
                passed = true;
            }
            if passed && plain && view.words[at].sentence != sentence && !unit.is_quotation {
                break;
            }
            if passed && !unit.is_quotation {
                plain = true;
                if home - sentence > 1
                    && !view.segments.tokens[index].shape.eq(&crate::segments::Shape::Quote)
                    && self.units.len() > 30
                {
                    break;
                }
            }
            at = unit.tokens.start();
            self.units.push(unit);
        }
        self.units.reverse();
        let start = self.units.len();
        self.units
            .extend(cue.range().map(|index| Unit { tokens: TokenSpan::new(index, index + 1), is_quotation: false }));
        self.cue = start..self.units.len();
        // Forwards: to the end of the next sentence.
        let mut at = cue.end();
        let limit = self.units.len() + REACH;
        let mut plain = false;
        while at < bounds.end() && self.units.len() < limit && view.block(at) == block {
            let unit = unit_starting(view, at, cue, bounds);
            let sentence = view.words[at].sentence;
            if sentence != home && !unit.is_quotation {
                if plain && view.words[at - 1].sentence != sentence {
                    break;
                }
                plain = true;
            }
            at = unit.tokens.end();
            self.units.push(unit);
        }
    }
}

/// The unit whose last token is `index`.
fn unit_ending(view: &View<'_>, index: usize, cue: TokenSpan, bounds: TokenSpan) -> Unit {
    match view.quotation_apart(index, cue) {
        Some(quote) => {
            let tokens = view.segments.quotations[quote].tokens;
            Unit { tokens: TokenSpan::new(tokens.start().max(bounds.start()), index + 1), is_quotation: true }
        }
        None => Unit { tokens: TokenSpan::new(index, index + 1), is_quotation: false },
    }
}

/// The unit whose first token is `index`.
fn unit_starting(view: &View<'_>, index: usize, cue: TokenSpan, bounds: TokenSpan) -> Unit {
    match view.quotation_apart(index, cue) {
        Some(quote) => {
            let tokens = view.segments.quotations[quote].tokens;
            Unit { tokens: TokenSpan::new(index, tokens.end().min(bounds.end())), is_quotation: true }
        }
        None => Unit { tokens: TokenSpan::new(index, index + 1), is_quotation: false },
    }
}

/// The search for the best labels: a source is one stretch, and a content that begins again is seen to do so.
#[derive(Default)]
pub(super) struct Search {
    best: Vec<f32>,
    back: Vec<u8>,
}

/// A label, whether a source was seen, whether a content was.
const STATES: usize = LABELS * 4;

/// The class of the boundary between two labels.
fn pair_class(before: usize, label: usize, reopens: bool) -> usize {
    if reopens { LABELS + LABELS * LABELS + before } else { LABELS + before * LABELS + label }
}

/// The class of the boundary before each position of a path.
#[cfg(feature = "train")]
pub(super) fn pairs(path: &[u8]) -> Vec<usize> {
    let mut seen = false;
    (0..path.len())
        .map(|at| {
            let before = at.checked_sub(1).map_or(0, |before| path[before]);
            let opens = path[at] == CONTENT && before != CONTENT;
            let class = pair_class(before as usize, path[at] as usize, opens && seen);
            seen |= opens;
            class
        })
        .collect()
}

impl Search {
    /// The best path with the cue where it is and without the label `without` (0: with all); its score.
    pub fn best(&mut self, scores: &Scores, cue: &std::ops::Range<usize>, without: u8, path: &mut Vec<u8>) -> f32 {
        let count = scores.len();
        path.clear();
        if count == 0 {
            return 0.0;
        }
        self.best.clear();
        self.best.resize(count * STATES, NEVER);
        self.back.clear();
        self.back.resize(count * STATES, 0);
        for at in 0..count {
            let here = scores.at(at);
            let (done, open) = self.best.split_at_mut(at * STATES);
            let last = at.checked_sub(1).map(|before| &done[before * STATES..]);
            for before in 0..STATES {
                let so_far = match last {
                    Some(last) => last[before],
                    None if before == 0 => 0.0,
                    None => NEVER,
                };
                if so_far <= NEVER {
                    continue;
                }
                let (old, source_seen, content_seen) = (before >> 2, before & 1, before >> 1 & 1);
                for label in 0..LABELS {
                    if (label as u8 == CUE) != cue.contains(&at) || (label as u8 == without && without != 0) {
                        continue;
                    }
                    let opens_source = label as u8 == SOURCE && old as u8 != SOURCE;
                    if opens_source && source_seen == 1 {
                        continue;
                    }
                    let opens_content = label as u8 == CONTENT && old as u8 != CONTENT;
                    let class = pair_class(old, label, opens_content && content_seen == 1);
                    let state = label << 2
                        | (content_seen | usize::from(opens_content)) << 1
                        | source_seen
                        | usize::from(opens_source);
                    let sum = so_far + here[class] + here[label];
                    if sum > open[state] {
                        open[state] = sum;
                        self.back[at * STATES + state] = before as u8;
                    }
                }
            }
        }
        let last = &self.best[(count - 1) * STATES..];
        let mut state = (0..STATES).fold(0, |best, state| if last[state] > last[best] { state } else { best });
        let score = last[state];
        path.resize(count, 0);
        for at in (0..count).rev() {
            path[at] = (state >> 2) as u8;
            state = self.back[at * STATES + state] as usize;
        }
        score
    }
}

/// Labels windows, with reused room.
pub(super) struct RoleFinder {
    window: Window,
    rows: FeatureRows,
    scores: Scores,
    search: Search,
    path: Vec<u8>,
    other: Vec<u8>,
}

impl RoleFinder {
    /// A finder.
    pub fn new() -> Self {
        Self {
            window: Window::default(),
            rows: FeatureRows::default(),
            scores: Scores::default(),
            search: Search::default(),
            path: Vec::new(),
            other: Vec::new(),
        }
    }

    /// The roles around `cue` within `bounds`.
    pub fn find(&mut self, view: &View<'_>, cue: TokenSpan, bounds: TokenSpan, model: &impl Scorer) -> Roles {
        self.window.fill(view, cue, bounds);
        rows(view, &self.window, &mut self.rows);
        self.scores.fill(&self.rows, model, CLASSES);
        let cue = self.window.cue.clone();
        let best = self.search.best(&self.scores, &cue, 0, &mut self.path);
        let mut without = |left: u8| best - self.search.best(&self.scores, &cue, left, &mut self.other);
        let mut roles = Roles { source_margin: without(SOURCE), content_margin: without(CONTENT), ..Roles::default() };
        for (unit, &label) in self.window.units.iter().zip(&self.path) {
            let spans = match label {
                SOURCE => &mut roles.source,
                CONTENT => &mut roles.content,
                _ => continue,
            };
            match spans.last_mut() {
                Some(last) if last.end() == unit.tokens.start() => {
                    *last = TokenSpan::new(last.start(), unit.tokens.end())
                }
                _ => spans.push(unit.tokens),
            }
        }
        roles
    }
}

/// The cue as features see it.
struct CueSign {
    lemma: u64,
    sort: u64,
    shape: u64,
    before: u64,
    after: u64,
    ends: u64,
    quotations: u64,
}

/// What lies between a unit and the cue, counted on the way out.
#[derive(Clone, Copy, Default)]
struct Between {
    commas: u64,
    finite: u64,
    quotations: u64,
    reports: u64,
    opener: u64,
    sentences: u64,
    dashes: u64,
    phrases: u64,
    conjunction: u64,
}

impl Between {
    fn sign(self) -> u64 {
        self.commas
            | self.finite << 2
            | self.quotations << 4
            | self.reports << 6
            | self.opener << 8
            | self.sentences << 12
            | self.dashes << 14
            | self.phrases << 16
    }

    fn clause(self) -> u64 {
        self.finite.min(1)
            | self.opener << 1
            | self.sentences << 5
            | self.commas.min(1) << 7
            | self.quotations.min(1) << 8
    }

    fn phrases(self) -> u64 {
        self.phrases | self.sentences << 3
    }

    fn pass(&mut self, view: &View<'_>, unit: Unit, outwards: usize) {
        let add = |count: &mut u64, most: u64| *count = (*count + 1).min(most);
        if unit.is_quotation {
            add(&mut self.quotations, 3);
            return;
        }
        let index = unit.tokens.start();
        let word = &view.words[index];
        match word.pos {
            Pos::Comma => add(&mut self.commas, 3),
            Pos::Colon => add(&mut self.dashes, 3),
            Pos::Cc => add(&mut self.conjunction, 3),
            Pos::Wp | Pos::Wdt | Pos::Wrb => self.opener = 1,
            Pos::To => self.opener = 2,
            Pos::In => {
                self.opener = match view.surface(index) {
                    "that" => 3,
                    "if" | "whether" => 4,
                    "as" | "because" | "while" | "after" | "before" | "when" | "although" | "though" => 5,
                    "of" => self.opener,
                    "by" => 7,
                    _ => 6,
                }
            }
            pos if pos.is_finite() => {
                add(&mut self.finite, 3);
                if word.entry.is_some_and(|entry| !entry.is_thought) {
                    add(&mut self.reports, 3);
                }
            }
            pos if pos.is_verb() && word.entry.is_some_and(|entry| !entry.is_thought) => add(&mut self.reports, 3),
            _ => {}
        }
        if let Some(next) = view.words.get(outwards) {
            if next.sentence != word.sentence {
                *self = Self { sentences: (self.sentences + 1).min(3), quotations: self.quotations, ..Self::default() };
            }
            if word.phrase != 0 && next.phrase != word.phrase {
                add(&mut self.phrases, 7);
            }
        }
    }
}

/// The features of a window.
pub(super) fn rows(view: &View<'_>, window: &Window, rows: &mut FeatureRows) {
    rows.clear();
    let units = &window.units;
    let cue = cue_sign(view, window);
    let mut between = vec![Between::default(); units.len()];
    let mut state = Between::default();
    for at in (0..window.cue.start).rev() {
        between[at] = state;
        state.pass(view, units[at], units[at].tokens.start().wrapping_sub(1));
    }
    let mut state = Between::default();
    for at in window.cue.end..units.len() {
        if at > window.cue.end && crosses(view, units[at - 1], units[at]) {
            state =
                Between { sentences: (state.sentences + 1).min(3), quotations: state.quotations, ..Between::default() };
        }
        between[at] = state;
        state.pass(view, units[at], usize::MAX);
        let word = units[at].tokens.end();
        if !units[at].is_quotation
            && view.words[word - 1].phrase != 0
            && view.words.get(word).is_none_or(|next| next.phrase != view.words[word - 1].phrase)
        {
            state.phrases = (state.phrases + 1).min(7);
        }
    }
    for at in 0..units.len() {
        if window.cue.contains(&at) {
            rows.push(|_| {}, |out| boundary(view, window, &cue, &between, at, out));
        } else {
            rows.push(
                |out| position(view, window, &cue, &between, at, out),
                |out| boundary(view, window, &cue, &between, at, out),
            );
        }
    }
}

/// Whether a sentence ends between two units.
fn crosses(view: &View<'_>, first: Unit, second: Unit) -> bool {
    view.words[first.tokens.end() - 1].sentence != view.words[second.tokens.start()].sentence
}

/// Describes the cue of a window.
fn cue_sign(view: &View<'_>, window: &Window) -> CueSign {
    let tokens =
        TokenSpan::new(window.units[window.cue.start].tokens.start(), window.units[window.cue.end - 1].tokens.end());
    let words = &view.words;
    let head = tokens
        .range()
        .rev()
        .find(|&index| words[index].entry.is_some())
        .or_else(|| tokens.range().rev().find(|&index| words[index].pos.is_verb() || words[index].pos.is_noun()))
        .unwrap_or(tokens.start());
    let sort = words[head].entry.map_or(0, |entry| {
        1 + u64::from(entry.is_thought)
            + 2 * u64::from(entry.class == WordClass::Noun)
            + 4 * u64::from(entry.object == Object::Addressee)
    });
    let last = tokens.end() - 1;
    let passive = words[head].pos == Pos::Vbn
        && tokens
            .range()
            .any(|index| matches!(view.surface(index), "was" | "were" | "is" | "are" | "be" | "been" | "being"));
    let shape = (words[head].pos as u64)
        | (words[last].pos as u64) << 8
        | (words[tokens.start()].pos as u64) << 16
        | (tokens.len().min(4) as u64) << 24
        | u64::from(passive) << 32;
    let sign = |index: Option<usize>| match index.and_then(|index| words.get(index)) {
        Some(word) if word.mark != Mark::None => 1 + u64::from(word.mark == Mark::Open),
        Some(word) if word.phrase != 0 => 4 + u64::from(word.pos.is_proper()) + 2 * u64::from(word.pos == Pos::Prp),
        Some(word)
            if matches!(word.pos, Pos::In | Pos::To | Pos::Comma | Pos::Colon | Pos::Stop | Pos::Wp | Pos::Wdt) =>
        {
            word.key
        }
        Some(word) => 16 + word.pos as u64,
        None => 3,
    };
    let quote_at = |mut range: std::ops::Range<usize>| u64::from(range.any(|at| window.units[at].is_quotation));
    let near = 12;
    let quotations = quote_at(window.cue.start.saturating_sub(near)..window.cue.start)
        | quote_at(window.cue.end..(window.cue.end + near).min(window.units.len())) << 1
        | u64::from(window.cue.start > 0 && window.units[window.cue.start - 1].is_quotation) << 2
        | u64::from(window.units.get(window.cue.end).is_some_and(|unit| unit.is_quotation)) << 3;
    let sentence = view.sentence(tokens.start());
    let ends = (tokens.start() - sentence.start()).min(3) as u64
        | (sentence.end().saturating_sub(tokens.end()).min(4) as u64) << 2;
    CueSign {
        lemma: words[head].entry.map_or(words[head].key, |entry| u64::from(entry.lemma)),
        sort: sort | (words[head].pos as u64) << 4,
        shape,
        before: sign(tokens.start().checked_sub(1)),
        after: sign(Some(tokens.end())),
        ends,
        quotations,
    }
}

/// The unit's word for features, or what kind of quotation it is.
fn unit_key(view: &View<'_>, unit: Option<&Unit>) -> u64 {
    match unit {
        None => 9,
        Some(unit) if unit.is_quotation => 10 + quotation_size(unit) + 8 * u64::from(ends_clause(view, unit)),
        Some(unit) => view.words[unit.tokens.start()].key,
    }
}

/// The unit's part of speech, or that it is a quotation.
fn unit_pos(view: &View<'_>, unit: Option<&Unit>) -> u64 {
    match unit {
        None => 63,
        Some(unit) if unit.is_quotation => 60 + u64::from(ends_clause(view, unit)),
        Some(unit) => view.words[unit.tokens.start()].pos as u64,
    }
}

/// How long a quotation is.
fn quotation_size(unit: &Unit) -> u64 {
    match unit.tokens.len() {
        0..=4 => 0,
        5..=8 => 1,
        9..=16 => 2,
        _ => 3,
    }
}

/// Whether a quotation ends with a comma or a full stop inside its marks: whole speech, not a word or two.
fn ends_clause(view: &View<'_>, unit: &Unit) -> bool {
    unit.tokens.range().rev().take(2).any(|index| matches!(view.words[index].pos, Pos::Comma | Pos::Stop))
}

/// Features of the unit at `at`, which is not part of the cue.
fn position(view: &View<'_>, window: &Window, cue: &CueSign, between: &[Between], at: usize, out: &mut Vec<Feature>) {
    let units = &window.units;
    let right = at >= window.cue.end;
    let distance = if right { at - window.cue.end } else { window.cue.start - 1 - at } as u64;
    let bucket = match distance {
        0..=4 => distance,
        5..=6 => 5,
        7..=9 => 6,
        10..=15 => 7,
        16..=25 => 8,
        26..=40 => 9,
        _ => 10,
    };
    let unit = &units[at];
    let side = u64::from(right) | u64::from(unit.is_quotation) << 1;
    let (key, pos) = (unit_key(view, Some(unit)), unit_pos(view, Some(unit)));
    let (before, after) = (at.checked_sub(1).map(|at| &units[at]), units.get(at + 1));
    let (before_pos, after_pos) = (unit_pos(view, before), unit_pos(view, after));
    let state = between[at];
    let first = &view.words[unit.tokens.start()];
    let phrase = if unit.is_quotation || first.phrase == 0 {
        0
    } else {
        // A phrase is described by its head.
        let tokens = view.phrases[first.phrase as usize - 1];
        let head = &view.words[tokens.end() - 1];
        1 + head.pos as u64 + 64 * (tokens.len().min(3) as u64)
    };
    let phrase_key = if phrase == 0 { 0 } else { view.words[view.phrases[first.phrase as usize - 1].end() - 1].key };
    let f = |template: u32, value: u64| Feature::new(template, value).and(side);
    out.extend([
        f(0, 0),
        f(1, bucket),
        f(2, state.sign()),
        f(3, pos),
        f(4, pos).and(state.clause()),
        f(5, key),
        f(6, key).and(after_pos),
        f(7, key).and(before_pos),
        f(8, cue.lemma),
        f(9, cue.lemma).and(state.clause()),
        f(10, cue.lemma).and(pos),
        f(11, cue.lemma).and(bucket),
        f(12, cue.after).and(state.sign()),
        f(13, cue.before).and(state.sign()),
        f(14, cue.quotations).and(state.clause()),
        f(15, cue.quotations).and(bucket << 8 | pos),
        f(16, cue.shape).and(state.clause()),
        f(17, cue.shape).and(bucket),
        f(18, phrase).and(state.phrases()),
        f(19, phrase_key),
        f(20, phrase_key).and(state.phrases()),
        f(21, cue.sort).and(state.sign()),
        f(22, cue.sort).and(state.phrases() << 16 | phrase),
        f(23, cue.lemma).and(state.phrases()),
        f(24, cue.ends).and(state.clause()),
        f(25, cue.ends).and(cue.quotations).and(state.phrases()),
        f(26, cue.lemma).and(cue.after).and(state.clause()),
        f(27, cue.sort).and(cue.after).and(cue.before).and(bucket.min(6)),
        f(28, u64::from(first.is_headline)).and(state.clause()),
        f(29, before_pos << 16 | pos << 8 | after_pos),
        f(30, cue.lemma).and(key),
        f(31, cue.before).and(cue.after).and(state.phrases() << 16 | phrase),
    ]);
}

/// Features of the boundary before the unit at `at`.
fn boundary(view: &View<'_>, window: &Window, cue: &CueSign, between: &[Between], at: usize, out: &mut Vec<Feature>) {
    let units = &window.units;
    let before = at.checked_sub(1).map(|at| &units[at]);
    let unit = &units[at];
    let side = if at < window.cue.start {
        0
    } else if at == window.cue.start {
        1
    } else if at < window.cue.end {
        2
    } else if at == window.cue.end {
        3
    } else {
        4
    };
    let f = |template: u32, value: u64| Feature::new(template, value).and(side);
    let (p, q, r) = (unit_pos(view, before), unit_pos(view, Some(unit)), unit_pos(view, units.get(at + 1)));
    let o = unit_pos(view, at.checked_sub(2).map(|at| &units[at]));
    let (k, l) = (unit_key(view, before), unit_key(view, Some(unit)));
    let gap = view.segments.tokens[unit.tokens.start()].gap == Gap::Line;
    let crosses = before.is_some_and(|before| crosses(view, *before, *unit));
    let same_phrase = before.is_some_and(|before| {
        let (a, b) = (view.words[before.tokens.end() - 1].phrase, view.words[unit.tokens.start()].phrase);
        a != 0 && a == b
    });
    let state = between[at];
    let edge = u64::from(crosses) | u64::from(same_phrase) << 1 | u64::from(gap) << 2;
    out.extend([
        f(40, 0),
        f(41, p << 8 | q),
        f(42, p << 16 | q << 8 | r),
        f(43, o << 16 | p << 8 | q),
        f(44, k),
        f(45, l),
        f(46, k).and(l),
        f(47, edge),
        f(48, edge).and(state.clause()),
        f(49, cue.lemma).and(l),
        f(50, cue.lemma).and(p << 8 | q),
        f(51, q << 8 | p).and(state.sign()),
        f(52, k).and(q << 8 | r),
        f(53, cue.quotations).and(p << 8 | q),
        f(54, cue.sort).and(cue.after).and(l),
    ]);
}
