//! A document as the models of this stage see it: one small record a token.
//!
//! In: [`Segments`], [`Tags`] and [`Phrases`]. Out: [`View`]: masked words (the names of the day must not be
//! learnt by heart), reporting words, and where each stands.

use super::adverbials::Adverbials;
use super::lexicon::{self, Entry, Verbs};
use crate::actors::{Mention, MentionKind};
use crate::documents::{Layout, Role};
use crate::parallel::stopping_point;
use crate::phrases::{Mark, Phrases, Place, QuotationId};
use crate::segments::{Gap, Segments, Shape, TokenSpan};
use crate::tagging::{Pos, Tags};

/// One token for the models.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    /// Its identity for features: the word, or only its kind if it is a name or a number.
    pub key: u64,
    /// Part of speech.
    pub pos: Pos,
    /// The reporting word that it is a form of.
    pub entry: Option<Entry>,
    /// Its sentence.
    pub sentence: u32,
    /// Its quotation and base noun phrase, and what it does as a quotation mark.
    pub place: Place,
    /// The document's words folded: for words that are no names.
    pub is_headline: bool,
}

/// A document for the models.
pub(super) struct View<'a> {
    /// The text.
    pub text: &'a str,
    /// Its tokens, sentences and quotations.
    pub segments: &'a Segments,
    /// One a token.
    pub words: Vec<Word>,
    /// What groups them.
    pub phrases: &'a Phrases,
    /// When and where, apart from who and what.
    pub adverbials: Adverbials,
    /// Quotations that are a part of somebody's name, as sorted indices.
    nicknames: Vec<usize>,
}

impl<'a> View<'a> {
    /// The view of a document.
    pub(super) fn new(
        text: &'a str,
        layout: &Layout,
        segments: &'a Segments,
        tags: &Tags,
        phrases: &'a Phrases,
        verbs: &Verbs,
    ) -> Self {
        let mut words = Vec::with_capacity(segments.tokens.len());
        for (number, sentence) in segments.sentences.iter().enumerate() {
            let is_headline = layout.blocks.get(sentence.block as usize).is_some_and(|block| block.role == Role::Title);
            for index in sentence.tokens.range() {
                stopping_point();
                let token = &segments.tokens[index];
                let pos = tags.pos[index];
                let entry = entry(token.key, pos, verbs);
                let masked = match token.shape {
                    Shape::Number | Shape::Alphanumeric => 1,
                    _ if pos.is_proper() && entry.is_none() => 2 + pos as u64 * 16 + token.shape as u64,
                    _ => token.key.0,
                };
                words.push(Word {
                    key: masked,
                    pos,
                    entry,
                    sentence: number as u32,
                    place: phrases.place(index),
                    is_headline,
                });
            }
        }
        Self { text, segments, words, phrases, adverbials: Adverbials::default(), nicknames: Vec::new() }
    }

    /// The same, with the stretches that say when or where.
    pub(super) fn with(self, adverbials: Adverbials) -> Self {
        Self { adverbials, ..self }
    }

    /// The same, where quotation marks within a name quote nothing: "Robert “Bob” Dole said".
    pub(super) fn with_names(self, mentions: &[Mention]) -> Self {
        let quotations = &self.segments.quotations;
        let mut nicknames = Vec::new();
        for mention in mentions.iter().filter(|mention| mention.kind == MentionKind::Name && mention.tokens.len() > 3) {
            let first = quotations.partition_point(|quotation| quotation.tokens.start() <= mention.tokens.start());
            let within = (first..quotations.len()).take_while(|&at| mention.tokens.covers(quotations[at].tokens));
            nicknames.extend(within);
        }
        nicknames.sort_unstable();
        Self { nicknames, ..self }
    }

    /// The outermost quotation around token `index` that does not reach into `around`, as an index.
    pub(super) fn quotation_apart(&self, index: usize, around: TokenSpan) -> Option<usize> {
        let apart = |quotation: &QuotationId| !self.segments.quotations[quotation.index()].tokens.overlaps(around);
        let quotations = self.phrases.quotations(index).take_while(apart).map(QuotationId::index);
        quotations.filter(|quotation| self.nicknames.binary_search(quotation).is_err()).last()
    }

    /// The outermost quotation around token `index`.
    pub(super) fn outer_quotation(&self, index: usize) -> Option<usize> {
        self.quotation_apart(index, TokenSpan::new(0, 0))
    }

    /// The sentence of a token.
    pub(super) fn sentence(&self, index: usize) -> TokenSpan {
        self.segments.sentences[self.words[index].sentence as usize].tokens
    }

    /// The block of a token.
    pub(super) fn block(&self, index: usize) -> u32 {
        self.segments.sentences[self.words[index].sentence as usize].block
    }

    /// What stands beyond the first and last token of a block.
    pub(super) const EDGE: u64 = 63;

    /// What a token is among its neighbours: its part of speech, or what its quotation mark does.
    pub(super) fn sign(&self, index: usize) -> u64 {
        let word = &self.words[index];
        match word.place.mark {
            Mark::None => word.pos as u64,
            Mark::Open => 60,
            // Whole speech ends with a comma or a full stop, a word or two do not.
            Mark::Close => {
                let before = index.checked_sub(1).map(|before| self.words[before].pos);
                61 + u64::from(matches!(before, Some(Pos::Comma | Pos::Stop)))
            }
        }
    }

    /// That of the token before, in its block.
    pub(super) fn sign_before(&self, index: usize) -> u64 {
        if self.segments.tokens[index].gap == Gap::Block || index == 0 { Self::EDGE } else { self.sign(index - 1) }
    }

    /// That of the token after, in its block.
    pub(super) fn sign_after(&self, index: usize) -> u64 {
        match self.segments.tokens.get(index + 1) {
            Some(next) if next.gap != Gap::Block => self.sign(index + 1),
            _ => Self::EDGE,
        }
    }

    /// The surface of a token.
    pub(super) fn surface(&self, index: usize) -> &'a str {
        self.segments.tokens[index].span.of(self.text)
    }
}

/// The reporting word that a token may be.
fn entry(key: crate::segments::WordKey, pos: Pos, verbs: &Verbs) -> Option<Entry> {
    let verb = || verbs.get(key).or_else(|| lexicon::verb(key));
    if pos.is_verb() {
        verb()
    } else if pos.is_noun() || pos == Pos::Jj {
        lexicon::noun(key).or_else(verb)
    } else if pos.is_proper() {
        verb().or_else(|| lexicon::noun(key))
    } else {
        None
    }
}
