//! What lies around each token of a sentence, counted once for all of them.

use crate::phrases::Mark;
use crate::segments::TokenSpan;
use crate::statements::grammar::{self, GrammarWord};
use crate::statements::lexicon::WordClass;
use crate::statements::view::View;
use crate::tagging::Pos;

/// What lies around each token of a sentence, counted once.
#[derive(Default)]
pub(in crate::statements) struct Clauses {
    /// For each token: bits of what precedes in its clause.
    pub(super) before: Vec<u16>,
    /// For each token: bits of what follows.
    pub(super) after: Vec<u16>,
    /// Whether a quotation opens in it.
    pub(super) has_quotation: u64,
    /// How long it is, in steps of eight.
    pub(super) length: u64,
}

impl Clauses {
    /// Reads a sentence.
    pub(in crate::statements) fn read(&mut self, view: &View<'_>, range: TokenSpan) {
        let Self { before, after, .. } = self;
        before.clear();
        let (mut reports, mut since_comma, mut subject, mut distance) = (0u16, 0u16, 0u16, 0u16);
        let mut has_quotation = false;
        for index in range.range() {
            let word = &view.words[index];
            before.push(reports | since_comma << 2 | subject << 4 | distance.min(7) << 8);
            distance = distance.saturating_add(1);
            has_quotation |= word.place.mark == Mark::Open;
            if word.entry.is_some_and(|entry| entry.class == WordClass::Verb && !entry.is_thought) && word.pos.is_verb()
            {
                reports = (reports + 1).min(3);
                since_comma = 0;
                subject = 0;
            } else if matches!(word.pos, Pos::Comma | Pos::Colon) || word.place.mark != Mark::None {
                since_comma = (since_comma + 1).min(3);
                distance = 0;
            } else if word.place.phrase.is_some() {
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
        after.clear();
        after.resize(range.len(), 0);
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
            if word.place.mark == Mark::Open {
                next_quote = 0;
            }
            if matches!(word.pos, Pos::In | Pos::To) && grammar::is(view.surface(index), GrammarWord::Content) {
                that = 0;
            }
        }
        self.has_quotation = u64::from(has_quotation);
        self.length = (range.len() as u64 / 8).min(7);
    }
}
