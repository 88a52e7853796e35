//! Features of the label of a unit: whether it is source, content or neither.

use super::Side;
use super::between::Between;
use super::cue_sign::CueSign;
use super::unit_sign::{unit_key, unit_pos};
use crate::learning::Feature;
use crate::statements::bundles::{Bundle, Bundles};
use crate::statements::view::View;
use crate::statements::window::Window;

/// The bundles of the last unit, and what they hold for.
#[derive(Default)]
pub(super) struct Stretches {
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
    pub(super) fn label(
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
pub(super) fn own(view: &View<'_>, window: &Window, cue: &CueSign, state: Between, at: usize, out: &mut Vec<Feature>) {
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

/// Features of the label of a word, whatever the cue is.
pub(in crate::statements) fn word_label(view: &View<'_>, index: usize, side: Side, out: &mut Vec<Feature>) {
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
