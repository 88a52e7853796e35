//! What the role model sees of a window.
//!
//! In: a [`View`] and a [`Window`]. Out: [`WindowFeatures`]. What depends on a word alone is told apart from what depends on the cue,
//! as it is the same in every window that the word is in; and what holds for a stretch of units stands in one bundle for all of them.
//!
//! Features are made of what the cue is (`cue_sign`), what a unit is (`unit_sign`), and what lies between the two (`between`):
//! those of a unit's label, which says what its role is (`labels`), and those of the boundary between two units
//! (`boundaries`). The numbers of their templates are the model's: a change of any wants the model trained anew.

mod between;
mod boundaries;
mod cue_sign;
mod labels;
mod unit_sign;

use super::bundles::{Bundle, Bundles};
use super::view::View;
use super::window::Window;
use between::between;
pub(super) use boundaries::word_pair;
use boundaries::{Place, boundary, stands_beside_quotation};
use cue_sign::CueSign;
pub(super) use labels::word_label;
use labels::{Stretches, own};

/// On which side of the cue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    /// Before it.
    Before,
    /// After it.
    After,
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

/// Fills in the features of a window.
pub(super) fn fill(view: &View<'_>, window: &Window, features: &mut WindowFeatures) {
    let WindowFeatures { labels, pairs, units: rows } = features;
    labels.clear();
    pairs.clear();
    rows.clear();
    let units = &window.units;
    let cue = CueSign::new(view, window);
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
