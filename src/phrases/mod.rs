//! Tags → what groups a sentence's tokens: quotations within quotations, and base noun phrases.
//!
//! In: [`Segments`] and [`Tags`]. Out: [`Phrases`], which tells of each token its innermost and outer quotation, what its quotation
//! mark does, and its base noun phrase. Actors, who is meant by a phrase, and statements all ask it, so that none of them
//! sees another sentence than the others.
//!
//! A **base noun phrase** is determiners, modifiers and nouns, or a pronoun, up to its head: in "The prime minister of
//! Libya's eastern government said" these are "The prime minister" and "Libya's eastern government". "of" and "and" join
//! two, which is the matter of whoever asks; a participle behind a noun begins a clause ("the men | wounded in it").
//!
//! A **quotation** lies in the one around it: in “He said ‘never’ to me,” the word "never" is in the second, and the
//! second in the first. Nesting is followed eight deep, which no text reaches that a person wrote.
//!
//! The **[`Register`]** is how the document as a whole speaks.
//!
//! Not done: noun phrases with all that hangs on them, and which verb a phrase belongs to.

mod register;

pub(crate) use register::{Register, is_reader};

use std::num::NonZeroU32;

use crate::parallel::stopping_point;
use crate::segments::{Segments, Shape, TokenSpan};
use crate::tagging::{Pos, Tags};

/// How deep quotations are followed into each other.
const DEEPEST: usize = 8;

/// A base noun phrase of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct PhraseId(NonZeroU32);

impl PhraseId {
    /// The phrase's number, from 1 on.
    pub(crate) fn number(self) -> u32 {
        self.0.get()
    }
}

/// A quotation of a document: an index into [`Segments::quotations`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct QuotationId(NonZeroU32);

impl QuotationId {
    fn new(index: usize) -> Option<Self> {
        u32::try_from(index + 1).ok().and_then(NonZeroU32::new).map(Self)
    }

    /// Where it stands among the quotations.
    pub(crate) fn index(self) -> usize {
        self.0.get() as usize - 1
    }
}

/// What a quotation mark does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Mark {
    /// It is no quotation mark.
    #[default]
    None,
    /// It opens a quotation.
    Open,
    /// It closes one.
    Close,
}

/// Where a token stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Place {
    /// The innermost quotation around it.
    pub quotation: Option<QuotationId>,
    /// The base noun phrase that it is in.
    pub phrase: Option<PhraseId>,
    /// Whether it opens or closes a quotation.
    pub mark: Mark,
}

/// What groups the tokens of a document.
#[derive(Clone, Debug, Default)]
pub struct Phrases {
    /// One a token.
    places: Vec<Place>,
    /// For each quotation the one around it.
    around: Vec<Option<QuotationId>>,
    /// The base noun phrases, in text order.
    nouns: Vec<TokenSpan>,
    /// How the document speaks.
    register: Register,
}

/// Groups the tokens of a document.
pub fn find(segments: &Segments, tags: &Tags) -> Phrases {
    let places = vec![Place::default(); segments.tokens.len()];
    let register = Register::of(segments, tags);
    let mut phrases = Phrases { places, around: Vec::new(), nouns: Vec::new(), register };
    phrases.nest(segments);
    for sentence in &segments.sentences {
        stopping_point();
        phrases.chunk(sentence.tokens, &tags.pos);
    }
    phrases
}

impl Phrases {
    /// How the document speaks.
    pub(crate) fn register(&self) -> Register {
        self.register
    }

    /// Where a token stands.
    pub(crate) fn place(&self, at: usize) -> Place {
        self.places.get(at).copied().unwrap_or_default()
    }

    /// The tokens of a base noun phrase.
    pub(crate) fn tokens(&self, phrase: PhraseId) -> TokenSpan {
        self.nouns[phrase.number() as usize - 1]
    }

    /// The base noun phrase around a token.
    pub(crate) fn around(&self, at: usize) -> Option<TokenSpan> {
        self.place(at).phrase.map(|phrase| self.tokens(phrase))
    }

    /// The quotations around a token, from the innermost to the outermost.
    pub(crate) fn quotations(&self, at: usize) -> impl Iterator<Item = QuotationId> {
        std::iter::successors(self.place(at).quotation, |quotation| self.around[quotation.index()]).take(DEEPEST)
    }

    /// Gives every token its innermost quotation.
    fn nest(&mut self, segments: &Segments) {
        let quotations = &segments.quotations;
        let mut open: Vec<usize> = Vec::new();
        let innermost = |open: &[usize]| open.last().and_then(|&index| QuotationId::new(index));
        for (at, place) in self.places.iter_mut().enumerate() {
            stopping_point();
            while open.last().is_some_and(|&index| quotations[index].tokens.end() <= at) {
                open.pop();
            }
            while let Some(quotation) =
                quotations.get(self.around.len()).filter(|quotation| quotation.tokens.start() <= at)
            {
                let index = self.around.len();
                self.around.push(innermost(&open));
                if quotation.tokens.end() > at {
                    open.push(index);
                }
            }
            place.quotation = innermost(&open);
            if let Some(&index) = open.last()
                && segments.tokens[at].shape == Shape::Quote
            {
                let tokens = quotations[index].tokens;
                if tokens.start() == at {
                    place.mark = Mark::Open;
                } else if tokens.end() == at + 1 {
                    place.mark = Mark::Close;
                }
            }
        }
        self.around.resize(quotations.len(), None);
    }

    /// Finds the base noun phrases of a sentence.
    fn chunk(&mut self, sentence: TokenSpan, pos: &[Pos]) {
        let mut at = sentence.start();
        while at < sentence.end() {
            if !is_nominal(pos[at]) || pos[at] == Pos::Pos {
                at += 1;
                continue;
            }
            let goes_on = |next: &usize| {
                let (before, here) = (pos[next - 1], pos[*next]);
                is_nominal(here)
                    && before != Pos::Prp
                    && !matches!(here, Pos::Dt | Pos::PrpPoss | Pos::Prp)
                    && !(matches!(here, Pos::Vbg | Pos::Vbn) && before.is_noun())
            };
            let behind = (at + 1..sentence.end()).find(|next| !goes_on(next)).unwrap_or(sentence.end());
            if let Some(head) = (at..behind).rev().find(|&index| is_head(pos[index])) {
                self.nouns.push(TokenSpan::new(at, head + 1));
                let phrase = u32::try_from(self.nouns.len()).ok().and_then(NonZeroU32::new).map(PhraseId);
                self.places[at..=head].iter_mut().for_each(|place| place.phrase = phrase);
            }
            at = behind;
        }
    }
}

/// Whether a base noun phrase may hold it.
fn is_nominal(pos: Pos) -> bool {
    pos.is_noun()
        || matches!(
            pos,
            Pos::Dt
                | Pos::PrpPoss
                | Pos::Prp
                | Pos::Jj
                | Pos::Jjr
                | Pos::Jjs
                | Pos::Cd
                | Pos::Pos
                | Pos::Vbn
                | Pos::Vbg
                | Pos::Hyphen
                | Pos::Currency
                | Pos::Pdt
        )
}

/// Whether a base noun phrase may end with it.
fn is_head(pos: Pos) -> bool {
    pos.is_noun() || matches!(pos, Pos::Prp | Pos::Cd | Pos::Dt | Pos::Pos)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::{self, Input};
    use crate::{segments, tagging};

    fn read(text: &str) -> (Segments, Phrases) {
        let segments = segments::segment(text, &documents::lay_out(Input { text, ..Input::default() }));
        let tags = tagging::tag(text, &segments);
        let phrases = find(&segments, &tags);
        (segments, phrases)
    }

    #[test]
    fn base_noun_phrases_end_with_their_head() {
        for (text, expected) in [
            (
                "The prime minister of Libya's eastern government spoke.",
                "The prime minister|Libya's eastern government",
            ),
            ("He told her that it failed.", "He|her|it"),
            ("The men wounded in it were soldiers.", "The men|it|soldiers"),
            ("They gave it to the army.", "They|it|the army"),
            ("Talks failed.", "Talks"),
            ("It failed badly and quickly.", "It"),
        ] {
            let (segments, phrases) = read(text);
            let found: Vec<_> =
                phrases.nouns.iter().map(|&span| segments.span(span).expect("a phrase has tokens").of(text)).collect();
            assert_eq!(found.join("|"), expected, "{text}");
            for (number, span) in phrases.nouns.iter().enumerate() {
                assert!(span.range().all(|at| phrases.around(at) == Some(*span)), "phrase {number} of {text}");
            }
        }
    }

    #[test]
    fn a_token_knows_the_quotations_around_it() {
        let text = "“He said ‘never’ to me,” she said.";
        let (segments, phrases) = read(text);
        let at = |word: &str| segments.tokens.iter().position(|token| token.span.of(text) == word).unwrap();
        let depth = |word: &str| phrases.quotations(at(word)).count();
        assert_eq!((depth("He"), depth("never"), depth("she")), (1, 2, 0));
        assert_eq!(phrases.quotations(at("never")).last(), phrases.quotations(at("He")).last());
        let marks = |mark: Mark| (0..segments.tokens.len()).filter(|&at| phrases.place(at).mark == mark).count();
        assert_eq!((marks(Mark::Open), marks(Mark::Close)), (2, 2));
    }
}
