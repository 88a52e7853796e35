//! Features of the boundary before a unit: whether a role begins or ends there.

use super::Side;
use super::between::Between;
use super::cue_sign::CueSign;
use super::unit_sign::{unit_key, unit_pos};
use crate::learning::Feature;
use crate::segments::Gap;
use crate::statements::view::View;
use crate::statements::window::Window;

/// Where a boundary lies towards the cue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
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

/// Features of the boundary before the unit at `at`, together with the cue.
pub(super) fn boundary(
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
pub(super) fn stands_beside_quotation(window: &Window, at: usize) -> bool {
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

/// Features of the boundary before a word, whatever the cue is.
pub(in crate::statements) fn word_pair(view: &View<'_>, index: usize, side: Side, out: &mut Vec<Feature>) {
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
