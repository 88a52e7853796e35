//! The cue of a window, as the features of all its units see it.

use crate::phrases::Mark;
use crate::segments::TokenSpan;
use crate::statements::grammar::{self, GrammarWord};
use crate::statements::lexicon::{Object, WordClass};
use crate::statements::view::View;
use crate::statements::window::Window;
use crate::tagging::Pos;

/// The cue as features see it.
pub(super) struct CueSign {
    /// Which reporting word its head is, or which word.
    pub(super) lemma: u64,
    /// What kind of reporting word, and the part of speech.
    pub(super) sort: u64,
    /// Parts of speech and length, and whether it is passive.
    pub(super) shape: u64,
    /// What stands right before it.
    pub(super) before: u64,
    /// What stands right after it.
    pub(super) after: u64,
    /// How near it is to the edges of its sentence.
    pub(super) ends: u64,
    /// On which side quotations are, and how near.
    pub(super) quotations: u64,
}

impl CueSign {
    /// Describes the cue of a window.
    pub(super) fn new(view: &View<'_>, window: &Window) -> Self {
        let tokens = TokenSpan::new(
            window.units[window.cue.start].tokens.start(),
            window.units[window.cue.end - 1].tokens.end(),
        );
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
            && tokens.range().any(|index| grammar::is(view.surface(index), GrammarWord::Be));
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
        Self {
            lemma: words[head].entry.map_or(words[head].key, |entry| entry.lemma),
            sort: sort | (words[head].pos as u64) << 4,
            shape,
            before: sign(tokens.start().checked_sub(1)),
            after: sign(Some(tokens.end())),
            ends,
            quotations,
        }
    }
}
