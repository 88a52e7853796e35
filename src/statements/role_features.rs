//! What the role model sees of a window.
//!
//! In: a [`View`] and a [`Window`]. Out: [`WindowFeatures`]. What depends on a word alone is told apart from what depends on the cue,
//! as it is the same in every window that the word is in; and what holds for a stretch of units stands in one bundle for all of them.

use super::bundles::{Bundle, Bundles};
use super::grammar::{self, GrammarWord};
use super::lexicon::{Object, WordClass};
use super::view::View;
use super::window::{Unit, Window};
use crate::learning::Feature;
use crate::phrases::Mark;
use crate::segments::{Gap, TokenSpan};
use crate::tagging::Pos;

/// On which side of the cue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    /// Before it.
    Before,
    /// After it.
    After,
}

/// Where a boundary lies towards the cue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// Between two units before it, or two after it.
    Beside(Side),
    /// Right before it.
    Start,
    /// Right after it.
    End,
}

impl Place {
    fn sign(self) -> u64 {
        match self {
            Self::Beside(Side::Before) => 0,
            Self::Start => 1,
            Self::End => 3,
            Self::Beside(Side::After) => 4,
        }
    }
}

/// The features of a window's units.
#[derive(Default)]
pub(super) struct WindowFeatures {
    /// Those of labels.
    pub labels: Bundles,
    /// Those of boundaries.
    pub pairs: Bundles,
    /// For each unit its bundles.
    pub units: Vec<UnitFeatures>,
}

/// The bundles of a unit.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct UnitFeatures {
    /// Of its label.
    pub labels: [Bundle; 5],
    /// Of the boundary before it.
    pub pairs: Bundle,
    /// The word whose features that depend on no cue are to be added to those of the label.
    pub label_word: Option<(usize, Side)>,
    /// The same for the boundary.
    pub pair_word: Option<(usize, Side)>,
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
                    "of" => self.opener,
                    "by" => 7,
                    other if grammar::is(other, GrammarWord::Adverbial) => 5,
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
            if word.place.phrase.is_some() && next.place.phrase != word.place.phrase {
                add(&mut self.phrases, 7);
            }
        }
    }
}

/// Fills in the features of a window.
pub(super) fn fill(view: &View<'_>, window: &Window, features: &mut WindowFeatures) {
    let WindowFeatures { labels, pairs, units: rows } = features;
    labels.clear();
    pairs.clear();
    rows.clear();
    let units = &window.units;
    let cue = cue_sign(view, window);
    let between = between(view, window);
    let mut stretches = Stretches::default();
    for (at, unit) in units.iter().enumerate() {
        let first = unit.tokens.start();
        let mut row = UnitFeatures::default();
        if !window.cue.contains(&at) {
            let side = if at < window.cue.start { Side::Before } else { Side::After };
            row.labels = stretches.label(view, window, &cue, between[at], at, labels);
            row.labels[4] = labels.add(|out| own(view, window, &cue, between[at], at, out));
            row.label_word = (!unit.is_quotation).then_some((first, side));
        }
        let place = match at {
            _ if at < window.cue.start => Place::Beside(Side::Before),
            _ if at == window.cue.start => Place::Start,
            _ if at < window.cue.end => {
                rows.push(row);
                continue;
            }
            _ if at == window.cue.end => Place::End,
            _ => Place::Beside(Side::After),
        };
        row.pairs = pairs.add(|out| boundary(view, window, &cue, between[at], at, place, out));
        if let Place::Beside(side) = place {
            row.pair_word = (!stands_beside_quotation(window, at)).then_some((first, side));
        }
        rows.push(row);
    }
}

/// What lies between each unit and the cue.
fn between(view: &View<'_>, window: &Window) -> Vec<Between> {
    let units = &window.units;
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
            && view.words[word - 1].place.phrase.is_some()
            && view.words.get(word).is_none_or(|next| next.place.phrase != view.words[word - 1].place.phrase)
        {
            state.phrases = (state.phrases + 1).min(7);
        }
    }
    between
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
    let passive =
        words[head].pos == Pos::Vbn && tokens.range().any(|index| grammar::is(view.surface(index), GrammarWord::Be));
    let shape = (words[head].pos as u64)
        | (words[last].pos as u64) << 8
        | (words[tokens.start()].pos as u64) << 16
        | (tokens.len().min(4) as u64) << 24
        | u64::from(passive) << 32;
    let sign = |index: Option<usize>| match index.and_then(|index| words.get(index)) {
        Some(word) if word.place.mark != Mark::None => 1 + u64::from(word.place.mark == Mark::Open),
        Some(word) if word.place.phrase.is_some() => {
            4 + u64::from(word.pos.is_proper()) + 2 * u64::from(word.pos == Pos::Prp)
        }
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
        lemma: words[head].entry.map_or(words[head].key, |entry| entry.lemma),
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

/// The bundles of the last unit, and what they hold for.
#[derive(Default)]
struct Stretches {
    last: [Option<(u64, Bundle)>; 4],
}

impl Stretches {
    /// The bundle number `which` if it holds for `state` as well, else a new one.
    fn reuse(&mut self, which: usize, state: u64, make: impl FnOnce() -> Bundle) -> Bundle {
        match self.last[which] {
            Some((held, bundle)) if held == state => bundle,
            _ => {
                let bundle = make();
                self.last[which] = Some((state, bundle));
                bundle
            }
        }
    }

    /// The bundles of the label of the unit at `at` that neighbours may share with it.
    fn label(
        &mut self,
        view: &View<'_>,
        window: &Window,
        cue: &CueSign,
        state: Between,
        at: usize,
        labels: &mut Bundles,
    ) -> [Bundle; 5] {
        let unit = &window.units[at];
        let side = side(window, at);
        let bucket = bucket(window, at);
        let f = |template: u32, value: u64| Feature::new(template, value).and(side);
        let first = &view.words[unit.tokens.start()];
        let (sign, clause, phrases) = (state.sign(), state.clause(), state.phrases());
        let near = self.reuse(0, bucket << 2 | side, || {
            labels.add(|out| {
                out.extend([
                    f(0, 0),
                    f(1, bucket),
                    f(8, cue.lemma),
                    f(11, cue.lemma).and(bucket),
                    f(17, cue.shape).and(bucket),
                    f(27, cue.sort).and(cue.after).and(cue.before).and(bucket.min(6)),
                ]);
            })
        });
        let path = self.reuse(1, sign << 2 | side, || {
            labels.add(|out| {
                out.extend([
                    f(2, sign),
                    f(12, cue.after).and(sign),
                    f(13, cue.before).and(sign),
                    f(21, cue.sort).and(sign),
                ]);
            })
        });
        let in_clause = self.reuse(2, clause << 2 | side, || {
            labels.add(|out| {
                out.extend([
                    f(9, cue.lemma).and(clause),
                    f(14, cue.quotations).and(clause),
                    f(16, cue.shape).and(clause),
                    f(24, cue.ends).and(clause),
                    f(26, cue.lemma).and(cue.after).and(clause),
                    f(28, u64::from(first.is_headline)).and(clause),
                ]);
            })
        });
        let phrase = first.place.phrase.filter(|_| !unit.is_quotation);
        let number = phrase.map_or(0, |phrase| u64::from(phrase.number()));
        let in_phrase = self.reuse(3, number << 16 | phrases << 2 | side, || {
            // A phrase is described by its head.
            let (phrase, key) = match phrase {
                None => (0, 0),
                Some(phrase) => {
                    let tokens = view.phrases.tokens(phrase);
                    let head = &view.words[tokens.end() - 1];
                    (1 + head.pos as u64 + 64 * (tokens.len().min(3) as u64), head.key)
                }
            };
            labels.add(|out| {
                out.extend([
                    f(18, phrase).and(phrases),
                    f(19, key),
                    f(20, key).and(phrases),
                    f(22, cue.sort).and(phrases << 16 | phrase),
                    f(23, cue.lemma).and(phrases),
                    f(25, cue.ends).and(cue.quotations).and(phrases),
                    f(31, cue.before).and(cue.after).and(phrases << 16 | phrase),
                ]);
            })
        });
        [near, path, in_clause, in_phrase, Bundle::default()]
    }
}

/// The side of the cue that a unit is on, and whether it is a quotation.
fn side(window: &Window, at: usize) -> u64 {
    u64::from(at >= window.cue.end) | u64::from(window.units[at].is_quotation) << 1
}

/// How far from the cue a unit is.
fn bucket(window: &Window, at: usize) -> u64 {
    let distance = if at >= window.cue.end { at - window.cue.end } else { window.cue.start - 1 - at } as u64;
    match distance {
        0..=4 => distance,
        5..=6 => 5,
        7..=9 => 6,
        10..=15 => 7,
        16..=25 => 8,
        26..=40 => 9,
        _ => 10,
    }
}

/// Features of the label of the unit at `at` together with the cue.
fn own(view: &View<'_>, window: &Window, cue: &CueSign, state: Between, at: usize, out: &mut Vec<Feature>) {
    let unit = &window.units[at];
    let side = side(window, at);
    let (key, pos) = (unit_key(view, Some(unit)), unit_pos(view, Some(unit)));
    let f = |template: u32, value: u64| Feature::new(template, value).and(side);
    out.extend([
        f(4, pos).and(state.clause()),
        f(10, cue.lemma).and(pos),
        f(15, cue.quotations).and(bucket(window, at) << 8 | pos),
        f(30, cue.lemma).and(key),
    ]);
    if unit.is_quotation {
        let (before, after) = (at.checked_sub(1).map(|at| &window.units[at]), window.units.get(at + 1));
        out.extend([
            f(3, pos),
            f(5, key),
            f(6, key).and(unit_pos(view, after)),
            f(7, key).and(unit_pos(view, before)),
            f(29, unit_pos(view, before) << 16 | pos << 8 | unit_pos(view, after)),
        ]);
    }
}

/// Features of the boundary before the unit at `at`, together with the cue.
fn boundary(
    view: &View<'_>,
    window: &Window,
    cue: &CueSign,
    state: Between,
    at: usize,
    place: Place,
    out: &mut Vec<Feature>,
) {
    let units = &window.units;
    let before = at.checked_sub(1).map(|at| &units[at]);
    let unit = &units[at];
    let f = |template: u32, value: u64| Feature::new(template, value).and(place.sign());
    let (p, q) = (unit_pos(view, before), unit_pos(view, Some(unit)));
    let l = unit_key(view, Some(unit));
    let edge = edge(view, unit.tokens.start());
    out.extend([
        f(48, edge).and(state.clause()),
        f(49, cue.lemma).and(l),
        f(50, cue.lemma).and(p << 8 | q),
        f(51, q << 8 | p).and(state.sign()),
        f(53, cue.quotations).and(p << 8 | q),
        f(54, cue.sort).and(cue.after).and(l),
    ]);
    if stands_beside_quotation(window, at) {
        let signs = [at.checked_sub(2), at.checked_sub(1), Some(at), Some(at + 1)]
            .map(|at| unit_pos(view, at.and_then(|at| units.get(at))));
        boundary_signs(signs, (unit_key(view, before), l), edge, place, out);
    } else if !matches!(place, Place::Beside(_)) {
        word_boundary(view, unit.tokens.start(), place, out);
    }
}

/// Whether a unit, or one of those that its boundary looks at, is a quotation: then the words in it are not looked at.
fn stands_beside_quotation(window: &Window, at: usize) -> bool {
    window.units[at.saturating_sub(2)..(at + 2).min(window.units.len())].iter().any(|unit| unit.is_quotation)
}

/// What parts a token from the one before it.
fn edge(view: &View<'_>, index: usize) -> u64 {
    let word = &view.words[index];
    let before = index.checked_sub(1).map(|before| &view.words[before]);
    let crosses = before.is_some_and(|before| before.sentence != word.sentence);
    let same_phrase =
        before.is_some_and(|before| before.place.phrase.is_some() && before.place.phrase == word.place.phrase);
    u64::from(crosses) | u64::from(same_phrase) << 1 | u64::from(view.segments.tokens[index].gap == Gap::Line) << 2
}

/// Features of the label of a word, whatever the cue is.
pub(super) fn word_label(view: &View<'_>, index: usize, side: Side, out: &mut Vec<Feature>) {
    let key = view.words[index].key;
    let (before, pos, after) = (view.sign_before(index), view.sign(index), view.sign_after(index));
    let f = |template: u32, value: u64| Feature::new(template, value).and(side as u64);
    out.extend([
        f(33, pos),
        f(35, key),
        f(36, key).and(after),
        f(37, key).and(before),
        f(39, before << 16 | pos << 8 | after),
    ]);
}

/// Features of the boundary before a word, whatever the cue is.
pub(super) fn word_pair(view: &View<'_>, index: usize, side: Side, out: &mut Vec<Feature>) {
    word_boundary(view, index, Place::Beside(side), out);
}

fn word_boundary(view: &View<'_>, index: usize, place: Place, out: &mut Vec<Feature>) {
    let (p, q, r) = (view.sign_before(index), view.sign(index), view.sign_after(index));
    let o = if p == View::EDGE { p } else { view.sign_before(index - 1) };
    let k = if p == View::EDGE { p } else { view.words[index - 1].key };
    boundary_signs([o, p, q, r], (k, view.words[index].key), edge(view, index), place, out);
}

/// Features of a boundary: the signs of two units on either side, and the words beside it.
fn boundary_signs([o, p, q, r]: [u64; 4], (k, l): (u64, u64), edge: u64, place: Place, out: &mut Vec<Feature>) {
    let f = |template: u32, value: u64| Feature::new(template, value).and(place.sign());
    out.extend([
        f(40, 0),
        f(41, p << 8 | q),
        f(42, p << 16 | q << 8 | r),
        f(43, o << 16 | p << 8 | q),
        f(44, k),
        f(45, l),
        f(46, k).and(l),
        f(47, edge),
        f(52, k).and(q << 8 | r),
    ]);
}
