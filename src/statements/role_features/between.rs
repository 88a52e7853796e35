//! What lies between a unit and the cue: commas, verbs, quotations, what opens a clause, counted on the way out.

use crate::statements::grammar::{self, GrammarWord};
use crate::statements::view::View;
use crate::statements::window::{Unit, Window};
use crate::tagging::Pos;

/// What lies between a unit and the cue, counted on the way out.
#[derive(Clone, Copy, Default)]
pub(super) struct Between {
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
    pub(super) fn sign(self) -> u64 {
        self.commas
            | self.finite << 2
            | self.quotations << 4
            | self.reports << 6
            | self.opener << 8
            | self.sentences << 12
            | self.dashes << 14
            | self.phrases << 16
    }

    pub(super) fn clause(self) -> u64 {
        self.finite.min(1)
            | self.opener << 1
            | self.sentences << 5
            | self.commas.min(1) << 7
            | self.quotations.min(1) << 8
    }

    pub(super) fn phrases(self) -> u64 {
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

/// What lies between each unit and the cue.
pub(super) fn between(view: &View<'_>, window: &Window) -> Vec<Between> {
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
