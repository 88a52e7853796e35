//! The words around a cue that may be its source or its content.
//!
//! In: a [`View`] and the tokens of a cue. Out: a [`Window`] of [`Unit`]s: the cue's sentence with the quotations before it and the
//! sentence after it, within one block, without what only says when or where beside the cue. A quotation that the cue is not part of is one unit: it is content as a whole or not at all. (Of PolNeAR's
//! contents one in a thousand has other words of the sentence before, so that they are not looked at.)

use super::view::View;
use crate::segments::TokenSpan;

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

impl Window {
    /// Fills the window around `cue`, inside `bounds`.
    pub(super) fn fill(&mut self, view: &View<'_>, cue: TokenSpan, bounds: TokenSpan) {
        self.units.clear();
        let block = view.block(cue.start());
        let home = view.words[cue.start()].sentence;
        let aside = view.adverbials.around(view, cue);
        let left_out = |index: usize| aside.iter().flatten().find(|aside| aside.contains(index));
        // Backwards: to the start of the sentence, and over quotations that touch.
        let mut at = cue.start();
        while at > bounds.start() && self.units.len() < REACH && view.block(at - 1) == block {
            if let Some(aside) = left_out(at - 1) {
                at = aside.start();
                continue;
            }
            let unit = unit_ending(view, at - 1, cue, bounds);
            if !unit.is_quotation && view.words[at - 1].sentence != home {
                break;
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
        let mut is_beyond = false;
        while at < bounds.end() && self.units.len() < limit && view.block(at) == block {
            if let Some(aside) = left_out(at) {
                at = aside.end();
                continue;
            }
            let unit = unit_starting(view, at, cue, bounds);
            let sentence = view.words[at].sentence;
            if sentence != home && !unit.is_quotation {
                if is_beyond && view.words[at - 1].sentence != sentence {
                    break;
                }
                is_beyond = true;
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
