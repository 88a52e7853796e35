//! A document as the models of this stage see it: one small record a token.
//!
//! In: [`Segments`] and [`Tags`]. Out: [`View`]: masked words (the names of the day must not be
//! learnt by heart), reporting words, quotations as nesting ranges, base noun phrases.

use super::lexicon::{self, Entry, Verbs};
use crate::documents::{Layout, Role};
use crate::parallel::stopping_point;
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
    /// The innermost quotation around it, from 1; 0 outside.
    pub quote: u32,
    /// The base noun phrase that it is in, from 1; 0 outside.
    pub phrase: u32,
    /// A quotation mark that opens or closes, or neither.
    pub mark: Mark,
    /// The document's words folded: for words that are no names.
    pub is_headline: bool,
}

/// What a quotation mark does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// It is no quotation mark.
    None,
    /// It opens a quotation.
    Open,
    /// It closes one.
    Close,
}

/// A document for the models.
pub(super) struct View<'a> {
    /// The text.
    pub text: &'a str,
    /// Its tokens, sentences and quotations.
    pub segments: &'a Segments,
    /// One a token.
    pub words: Vec<Word>,
    /// For each quotation the one around it, from 1; 0 for outer ones.
    parents: Vec<u32>,
    /// Base noun phrases.
    pub phrases: Vec<TokenSpan>,
}

impl<'a> View<'a> {
    /// The view of a document.
    pub fn new(text: &'a str, layout: &Layout, segments: &'a Segments, tags: &Tags, verbs: &Verbs) -> Self {
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
                    quote: 0,
                    phrase: 0,
                    mark: Mark::None,
                    is_headline,
                });
            }
        }
        let mut view = Self { text, segments, words, parents: Vec::new(), phrases: Vec::new() };
        view.nest_quotations();
        view.chunk();
        view
    }

    /// Marks every token with its innermost quotation.
    fn nest_quotations(&mut self) {
        let quotations = &self.segments.quotations;
        let mut open: Vec<usize> = Vec::new();
        let mut next = 0;
        for index in 0..self.words.len() {
            while open.last().is_some_and(|&quote| quotations[quote].tokens.end() <= index) {
                open.pop();
            }
            while quotations.get(next).is_some_and(|quote| quote.tokens.start() <= index) {
                self.parents.push(open.last().map_or(0, |&quote| quote as u32 + 1));
                if quotations[next].tokens.end() > index {
                    open.push(next);
                }
                next += 1;
            }
            if let Some(&quote) = open.last() {
                let word = &mut self.words[index];
                word.quote = quote as u32 + 1;
                if self.segments.tokens[index].shape == Shape::Quote {
                    let tokens = quotations[quote].tokens;
                    if tokens.start() == index {
                        word.mark = Mark::Open;
                    } else if tokens.end() == index + 1 {
                        word.mark = Mark::Close;
                    }
                }
            }
        }
        self.parents.resize(quotations.len(), 0);
    }

    /// Finds base noun phrases: determiners, modifiers and nouns, and pronouns.
    fn chunk(&mut self) {
        let mut start = None;
        for index in 0..=self.words.len() {
            let goes_on = start.is_some_and(|start: usize| {
                self.words.get(index).is_some_and(|word| {
                    let before = &self.words[index - 1];
                    word.sentence == before.sentence
                        && is_nominal(word.pos)
                        && before.pos != Pos::Prp
                        && !(matches!(word.pos, Pos::Dt | Pos::PrpPoss | Pos::Prp) && index > start)
                        && !(matches!(word.pos, Pos::Vbg | Pos::Vbn) && before.pos.is_noun())
                })
            });
            if goes_on {
                continue;
            }
            if let Some(first) = start.take() {
                let end = (first..index).rev().find(|&at| is_head(self.words[at].pos)).map_or(first, |at| at + 1);
                if end > first {
                    self.phrases.push(TokenSpan::new(first, end));
                    let number = self.phrases.len() as u32;
                    self.words[first..end].iter_mut().for_each(|word| word.phrase = number);
                }
            }
            if self.words.get(index).is_some_and(|word| is_nominal(word.pos) && word.pos != Pos::Pos) {
                start = Some(index);
            }
        }
    }

    /// The outermost quotation around token `index` that does not reach into `around`, as an index.
    ///
    /// Nesting is followed only so far: deeper quotations count as part of the one at that depth.
    pub fn quotation_apart(&self, index: usize, around: TokenSpan) -> Option<usize> {
        let mut found = None;
        let mut quote = self.words[index].quote;
        for _ in 0..8 {
            let Some(at) = quote.checked_sub(1) else { break };
            if self.segments.quotations[at as usize].tokens.overlaps(around) {
                break;
            }
            found = Some(at as usize);
            quote = self.parents[at as usize];
        }
        found
    }

    /// The outermost quotation around token `index`.
    pub fn outer_quotation(&self, index: usize) -> Option<usize> {
        self.quotation_apart(index, TokenSpan::new(0, 0))
    }

    /// The sentence of a token.
    pub fn sentence(&self, index: usize) -> TokenSpan {
        self.segments.sentences[self.words[index].sentence as usize].tokens
    }

    /// The block of a token.
    pub fn block(&self, index: usize) -> u32 {
        self.segments.sentences[self.words[index].sentence as usize].block
    }

    /// What stands beyond the first and last token of a block.
    pub const EDGE: u64 = 63;

    /// What a token is among its neighbours: its part of speech, or what its quotation mark does.
    pub fn sign(&self, index: usize) -> u64 {
        let word = &self.words[index];
        match word.mark {
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
    pub fn sign_before(&self, index: usize) -> u64 {
        if self.segments.tokens[index].gap == Gap::Block || index == 0 { Self::EDGE } else { self.sign(index - 1) }
    }

    /// That of the token after, in its block.
    pub fn sign_after(&self, index: usize) -> u64 {
        match self.segments.tokens.get(index + 1) {
            Some(next) if next.gap != Gap::Block => self.sign(index + 1),
            _ => Self::EDGE,
        }
    }

    /// The surface of a token.
    pub fn surface(&self, index: usize) -> &'a str {
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
