//! Where something is said: the cues of a sentence, as a model finds them.
//!
//! In: a [`View`] and a range of tokens within one sentence. Out: [`Cue`]s with how sure the model is of each.

use super::lexicon::{Object, WordClass};
use super::sequence::{FeatureRows, Lattice, Scorer};
use super::view::{Mark, View};
use crate::learning::Feature;
use crate::segments::{Gap, Shape, TokenSpan};
use crate::tagging::Pos;

/// Outside, first token, further token.
pub(super) const LABELS: usize = 3;
/// What the model has weights for.
pub(super) const CLASSES: usize = Lattice::classes(LABELS);

/// More cues than that in one sentence are noise.
const MOST: usize = 24;

/// The words that signal a statement.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Cue {
    /// Its tokens.
    pub tokens: TokenSpan,
    /// By how much the best reading with it beats the best one without.
    pub margin: f32,
}

/// Finds cues sentence by sentence, with reused room.
pub(super) struct CueFinder {
    rows: FeatureRows,
    lattice: Lattice,
    path: Vec<u8>,
    other: Vec<u8>,
}

impl CueFinder {
    /// A finder.
    pub fn new() -> Self {
        Self { rows: FeatureRows::default(), lattice: Lattice::new(LABELS), path: Vec::new(), other: Vec::new() }
    }

    /// Adds the cues of `range` to `cues`; `bias` is what a cue is given in advance.
    pub fn find(&mut self, view: &View<'_>, range: TokenSpan, model: &impl Scorer, bias: f32, cues: &mut Vec<Cue>) {
        rows(view, range, &mut self.rows);
        self.lattice.score(&self.rows, model);
        for at in 0..range.len() {
            self.lattice.favour(at, 1, bias);
        }
        let best = self.lattice.decode(starts_rightly, &mut self.path);
        let mut at = 0;
        let mut count = 0;
        while at < self.path.len() && count < MOST {
            if self.path[at] == 0 {
                at += 1;
                continue;
            }
            let start = at;
            at += 1;
            while at < self.path.len() && self.path[at] == 2 {
                at += 1;
            }
            let without = self.lattice.decode(
                |i, label| starts_rightly(i, label) && !((start..at).contains(&i) && label != 0),
                &mut self.other,
            );
            cues.push(Cue {
                tokens: TokenSpan::new(range.start() + start, range.start() + at),
                margin: best - without,
            });
            count += 1;
        }
    }
}

/// A sequence does not start within a cue.
fn starts_rightly(at: usize, label: usize) -> bool {
    at != 0 || label != 2
}

/// The features of the tokens in `range`, which lies within one sentence.
pub(super) fn rows(view: &View<'_>, range: TokenSpan, rows: &mut FeatureRows) {
    rows.clear();
    let state = Clauses::new(view, range);
    for index in range.range() {
        rows.push(|out| position(view, range, &state, index, out), |out| boundary(view, range, index, out));
    }
}

/// The word at `index`, or an edge of the range.
fn key(view: &View<'_>, range: TokenSpan, index: Option<usize>) -> u64 {
    index.filter(|&index| range.contains(index)).map_or(7, |index| view.words[index].key)
}

/// Its part of speech, or 63 at an edge.
fn pos(view: &View<'_>, range: TokenSpan, index: Option<usize>) -> u64 {
    index.filter(|&index| range.contains(index)).map_or(63, |index| view.words[index].pos as u64)
}

/// The reporting word's number, or the word itself.
fn lemma(view: &View<'_>, index: usize) -> u64 {
    view.words[index].entry.map_or(view.words[index].key, |entry| u64::from(entry.lemma))
}

/// What lies around each token of a sentence, counted once.
struct Clauses {
    /// For each token: bits of what precedes in its clause.
    before: Vec<u16>,
    /// For each token: bits of what follows.
    after: Vec<u16>,
    has_quotation: u64,
    length: u64,
}

impl Clauses {
    fn new(view: &View<'_>, range: TokenSpan) -> Self {
        let mut before = Vec::with_capacity(range.len());
        let (mut reports, mut since_comma, mut subject, mut distance) = (0u16, 0u16, 0u16, 0u16);
        let mut has_quotation = false;
        for index in range.range() {
            let word = &view.words[index];
            before.push(reports | since_comma << 2 | subject << 4 | distance.min(7) << 8);
            distance = distance.saturating_add(1);
            has_quotation |= word.mark == Mark::Open;
            if word.entry.is_some_and(|entry| entry.class == WordClass::Verb && !entry.is_thought) && word.pos.is_verb()
            {
                reports = (reports + 1).min(3);
                since_comma = 0;
                subject = 0;
            } else if matches!(word.pos, Pos::Comma | Pos::Colon) || word.mark != Mark::None {
                since_comma = (since_comma + 1).min(3);
                distance = 0;
            } else if word.phrase != 0 {
                subject = match word.pos {
                    Pos::Prp => 1,
                    Pos::Nnp | Pos::Nnps => 2,
                    Pos::Nns => 3,
                    Pos::Nn => 4,
                    _ => 5,
                };
            } else if matches!(word.pos, Pos::Wp | Pos::Wdt) {
                subject = 6;
            } else if word.pos.is_verb() || word.pos == Pos::Md {
                subject |= 8;
            }
        }
        let mut after = vec![0u16; range.len()];
        let (mut next_report, mut next_quote, mut that) = (3u16, 3u16, 3u16);
        for index in range.range().rev() {
            let word = &view.words[index];
            after[index - range.start()] = next_report | next_quote << 2 | that << 4;
            for far in [&mut next_report, &mut next_quote, &mut that] {
                *far = (*far + u16::from(index % 4 == 0)).min(3);
            }
            if word.entry.is_some_and(|entry| entry.class == WordClass::Verb) && word.pos.is_verb() {
                next_report = 0;
            }
            if word.mark == Mark::Open {
                next_quote = 0;
            }
            if matches!(word.pos, Pos::In | Pos::To) && ["that", "to", "whether", "if"].contains(&view.surface(index)) {
                that = 0;
            }
        }
        Self { before, after, has_quotation: u64::from(has_quotation), length: (range.len() as u64 / 8).min(7) }
    }
}

/// Features of the token at `index`.
fn position(view: &View<'_>, range: TokenSpan, state: &Clauses, index: usize, out: &mut Vec<Feature>) {
    let at = |by: isize| index.checked_add_signed(by);
    let k = |by| key(view, range, at(by));
    let p = |by| pos(view, range, at(by));
    let word = &view.words[index];
    let own = lemma(view, index);
    let quoted = quotation_state(view, range, index);
    let before = u64::from(state.before[index - range.start()]);
    let after = u64::from(state.after[index - range.start()]);
    let kind = word.entry.map_or(0, |entry| {
        1 + u64::from(entry.is_thought)
            + 2 * u64::from(entry.class == WordClass::Noun)
            + 4 * u64::from(entry.object == Object::Addressee)
            + 8 * (entry.act as u64 + 1)
    });
    let sort = if kind == 0 { 0 } else { 1 + (kind - 1) % 8 };
    let mut add = |template: u32, value: u64| out.push(Feature::new(template, value));
    add(0, 0);
    add(1, word.key);
    add(2, own);
    add(3, p(0));
    add(4, k(-1));
    add(5, k(1));
    add(6, p(-1) << 8 | p(1));
    out.push(Feature::new(7, own).and(p(0)));
    out.push(Feature::new(8, own).and(p(1)));
    out.push(Feature::new(9, own).and(p(-1)));
    out.push(Feature::new(10, own).and(k(1)));
    out.push(Feature::new(11, own).and(k(-1)));
    out.push(Feature::new(12, own).and(quoted));
    out.push(Feature::new(13, p(-2) << 24 | p(-1) << 16 | p(0) << 8 | p(1)));
    out.push(Feature::new(14, p(0) << 16 | p(1) << 8 | p(2)));
    out.push(Feature::new(15, p(0)).and(k(-2)));
    out.push(Feature::new(16, p(0)).and(k(2)));
    out.push(Feature::new(17, kind << 8 | p(0)).and(before));
    out.push(Feature::new(18, kind << 8 | p(0)).and(after));
    out.push(Feature::new(19, own).and(before & 0xFF));
    out.push(Feature::new(20, own).and(after));
    out.push(Feature::new(21, p(0)).and(before & 0xFF));
    out.push(Feature::new(22, sort << 8 | p(0)).and(quoted << 1 | state.has_quotation));
    out.push(Feature::new(23, p(0)).and(subject_key(view, range, index)));
    out.push(Feature::new(24, sort << 8 | p(0)).and(subject_key(view, range, index)));
    out.push(Feature::new(25, own).and(object_sign(view, range, index)));
    out.push(Feature::new(26, kind).and(object_sign(view, range, index) << 8 | p(0)));
    out.push(Feature::new(27, p(0)).and(ends(view, range, index)));
    out.push(Feature::new(28, own).and(ends(view, range, index)));
    out.push(Feature::new(29, suffix(view, index)).and(p(0)));
    out.push(Feature::new(30, u64::from(word.is_headline)).and(p(0) << 8 | sort));
    out.push(Feature::new(31, k(-1)).and(k(1)));
    out.push(Feature::new(32, k(1)).and(k(2)));
    out.push(Feature::new(33, k(-2)).and(k(-1)));
    out.push(Feature::new(34, p(0)).and(state.length << 1 | state.has_quotation));
}

/// Features of the boundary before the token at `index`.
fn boundary(view: &View<'_>, range: TokenSpan, index: usize, out: &mut Vec<Feature>) {
    let before = index.checked_sub(1);
    let (p, q) = (pos(view, range, before), pos(view, range, Some(index)));
    out.push(Feature::new(40, 0));
    out.push(Feature::new(41, p << 8 | q));
    out.push(Feature::new(42, p).and(key(view, range, Some(index))));
    out.push(Feature::new(43, q).and(key(view, range, before)));
    out.push(Feature::new(44, key(view, range, before)).and(key(view, range, Some(index))));
    out.push(Feature::new(45, p << 16 | q << 8 | pos(view, range, Some(index + 1))));
}

/// Where the token stands towards quotations: within, between, after a closing mark, before an opening one.
fn quotation_state(view: &View<'_>, range: TokenSpan, index: usize) -> u64 {
    let inside = u64::from(view.quotation_apart(index, TokenSpan::new(range.start(), range.start())).is_some());
    let mut sign = inside;
    for by in 1..=3 {
        let Some(before) = index.checked_sub(by).filter(|&before| range.contains(before)) else { break };
        if view.words[before].mark == Mark::Close {
            sign |= (by as u64) << 1;
            break;
        }
    }
    for by in 1..=3 {
        if !range.contains(index + by) {
            break;
        }
        if view.words[index + by].mark == Mark::Open {
            sign |= (by as u64) << 3;
            break;
        }
    }
    sign
}

/// The noun phrase before the token: its head, where that is a common noun or a pronoun, else its kind.
fn subject_key(view: &View<'_>, range: TokenSpan, index: usize) -> u64 {
    let mut at = index;
    for _ in 0..6 {
        match at.checked_sub(1).filter(|&before| range.contains(before)) {
            None => return 3,
            Some(before) => at = before,
        }
        let word = &view.words[at];
        if word.phrase != 0 {
            return word.key;
        }
        match word.pos {
            Pos::Rb | Pos::Md | Pos::To => {}
            _ if word.pos.is_verb() => {}
            Pos::Wp | Pos::Wdt | Pos::Comma => return word.key,
            _ => return 4,
        }
    }
    5
}

/// What follows the token: the sign of a content, an object or an end.
fn object_sign(view: &View<'_>, range: TokenSpan, index: usize) -> u64 {
    let mut at = index + 1;
    let mut passed = 0;
    while range.contains(at) && passed < 2 && matches!(view.words[at].pos, Pos::Rb | Pos::Rp) {
        at += 1;
        passed += 1;
    }
    if !range.contains(at) {
        return 1;
    }
    let word = &view.words[at];
    if word.mark != Mark::None {
        return 2 + u64::from(word.mark == Mark::Open);
    }
    if word.phrase != 0 {
        // What follows the noun phrase tells an object from the subject of a clause.
        let end = view.phrases[word.phrase as usize - 1].end();
        let next = if range.contains(end) { view.words[end].pos } else { Pos::Stop };
        let next = if next.is_finite() { Pos::Vbd } else { next };
        return 16
            + (next as u64) * 4
            + u64::from(word.pos == Pos::Prp) * 2
            + u64::from(view.words[end - 1].pos.is_proper());
    }
    4096 + if matches!(word.pos, Pos::In | Pos::To | Pos::Wrb | Pos::Wp) {
        word.key & 0xFFFF_FFFF
    } else {
        word.pos as u64
    }
}

/// How near the edges of the sentence and of the block the token stands.
fn ends(view: &View<'_>, range: TokenSpan, index: usize) -> u64 {
    let first = (index - range.start()).min(3) as u64;
    let last = (range.end() - 1 - index).min(3) as u64;
    let block = u64::from(view.segments.tokens[range.start()].gap == Gap::Block);
    first | last << 2 | block << 4
}

/// The last letters of a common word.
fn suffix(view: &View<'_>, index: usize) -> u64 {
    let surface = view.surface(index);
    if view.words[index].pos.is_proper() || view.segments.tokens[index].shape == Shape::Mark {
        return 0;
    }
    let cut = surface.char_indices().rev().nth(2).map_or(0, |(at, _)| at);
    crate::learning::hash(&surface.as_bytes()[cut..])
}
