//! The tagger: a greedy averaged perceptron from left to right.
//!
//! A word that hardly ever has another tag gets it from the lexicon; the others are scored by a
//! linear model over the word, its ending and case, its neighbours, and the two tags before it. In
//! headlines capitals say nothing, so that features of case know how the sentence uses them.

use std::sync::LazyLock;

use serde::Deserialize;

use super::Pos;
use super::example::{Example, TEXT};
use super::form::{Casing, Form};
use super::lexicon::{Lexicon, Spelling, TagSet};
use super::{Tags, lemma};
use crate::Error;
use crate::hashing::hash;
use crate::learning::{Feature, KeyTable, Linear, Reader, Schema};
use crate::parallel::stopping_point;
use crate::segments::{Gap, Segments, WordKey};
use crate::tables;

/// How many features a word has.
pub(super) const FEATURES: usize = 29;

/// What a model file must have been trained with.
pub(super) fn schema() -> u64 {
    let Example { segments, tags, .. } = Example::new();
    let schema = Schema::of(Pos::ALL);
    let mut forms = Vec::new();
    for sentence in &segments.sentences {
        Form::of_sentence(TEXT, &segments, sentence, &mut forms);
        let casing = Casing::of(&forms);
        let mut history = History::default();
        for (at, &tag) in tags.pos[sentence.tokens.range()].iter().enumerate() {
            // As if the lexicon knew of each word the tag that it has here.
            forms[at].plain = TagSet::new(std::iter::once(tag), false);
            schema.note(&features(&forms, at, casing, &history));
            history.push(tag, &forms[at]);
        }
    }
    schema.number()
}

/// A verb that stands before others: by the form of the one, models tell the form of the other.
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Auxiliary {
    Be = 3,
    Have = 4,
    Do = 5,
}

/// The forms of the auxiliaries.
static AUXILIARIES: LazyLock<KeyTable> = LazyLock::new(|| {
    let forms = tables::tagging::AUXILIARIES.rows::<(&str, Auxiliary)>();
    forms.map(|(form, verb)| (Feature(WordKey::of(form).0).key(), verb as u32)).collect()
});

/// The word before the first, and after the last.
const NO_WORD: u64 = 1;

/// The tag before the first.
pub(super) const NO_TAG: u8 = u8::MAX;

/// The tagger's model.
#[derive(Debug)]
pub struct Tagger {
    pub(super) lexicon: Lexicon,
    model: Linear,
    number: u64,
}

static SHIPPED: LazyLock<Tagger> =
    LazyLock::new(|| Tagger::read(tables::models::TAGGER).expect("the tests read this very file"));

impl Tagger {
    /// The one in the binary.
    pub fn shipped() -> &'static Self {
        &SHIPPED
    }

    /// Reads one from its file's bytes.
    ///
    /// # Errors
    /// [`Error::is_model`] if the bytes are no tagger, are cut short or were trained with other features or tags.
    pub fn read(bytes: &[u8]) -> Result<Self, Error> {
        let mut reader = Reader::new("tagger", bytes);
        let lexicon = Lexicon::read(&mut reader)?;
        let model = reader.linear(schema())?;
        reader.end()?;
        if model.classes() != Pos::ALL.len() {
            return Err(reader.error("has other tags"));
        }
        Ok(Self { lexicon, model, number: hash(bytes) })
    }

    /// Tells its file from any other's: what learned from its tags fits no other tagger.
    pub(crate) fn number(&self) -> u64 {
        self.number
    }

    /// Whether the lexicon knows this part of speech of a word that is written small.
    pub(super) fn may_be(&self, word: WordKey, pos: Pos) -> bool {
        self.lexicon.get(word.0, Spelling::Plain).has(pos)
    }

    /// Tags every token.
    pub fn tag(&self, text: &str, segments: &Segments) -> Tags {
        let count = segments.tokens.len();
        let mut tags = Tags { pos: Vec::with_capacity(count), lemma: Vec::with_capacity(count) };
        let (mut forms, mut buffer) = (Vec::new(), String::new());
        for sentence in &segments.sentences {
            let range = sentence.tokens.range();
            Form::of_sentence(text, segments, sentence, &mut forms);
            forms.iter_mut().for_each(|form| form.look_up(&self.lexicon));
            self.tag_sentence(&forms, &mut tags.pos);
            for (token, &pos) in segments.tokens[range.clone()].iter().zip(&tags.pos[range]) {
                tags.lemma.push(lemma::lemma(text, token, pos, &self.lexicon, &mut buffer));
            }
        }
        tags
    }

    /// Tags a sentence whose words were looked up in the lexicon.
    pub(super) fn tag_sentence(&self, forms: &[Form], tags: &mut Vec<Pos>) {
        let casing = Casing::of(forms);
        let mut history = History::default();
        for at in 0..forms.len() {
            stopping_point();
            let tag = certain(&forms[at], casing).unwrap_or_else(|| {
                let mut scores = [0i32; 64];
                self.model.add(&features(forms, at, casing, &history), &mut scores);
                best(&scores)
            });
            history.push(tag, &forms[at]);
            tags.push(tag);
        }
    }
}

/// The first tag with the highest score.
pub(super) fn best<T: PartialOrd + Copy>(scores: &[T]) -> Pos {
    let mut best = 0;
    for at in 1..Pos::ALL.len() {
        if scores[at] > scores[best] {
            best = at;
        }
    }
    Pos::ALL[best]
}

/// The tag that a word has whatever its neighbours are.
#[inline]
pub(super) fn certain(form: &Form, casing: Casing) -> Option<Pos> {
    match form.spelling() {
        Spelling::Plain => form.plain.certain(),
        _ if casing != Casing::Sentence => None,
        Spelling::Title if form.initial => form.plain.certain().filter(|_| form.capital.lies_in(form.plain)),
        _ => form.capital.certain(),
    }
}

/// The tags so far, and the last auxiliary.
#[derive(Clone, Copy, Debug)]
pub(super) struct History {
    before: u8,
    before_that: u8,
    auxiliary: u8,
}

impl Default for History {
    fn default() -> Self {
        Self { before: NO_TAG, before_that: NO_TAG, auxiliary: 0 }
    }
}

impl History {
    /// Goes one word on.
    #[inline]
    pub(super) fn push(&mut self, tag: Pos, form: &Form) {
        self.before_that = self.before;
        self.before = tag as u8;
        self.auxiliary = match tag {
            Pos::Md => 1,
            Pos::To => 2,
            _ if tag.is_verb() => AUXILIARIES.get(Feature(form.key).key()).map_or(6, |which| which as u8),
            Pos::Comma | Pos::Stop | Pos::Colon | Pos::OpenQuote | Pos::CloseQuote | Pos::Cc | Pos::In | Pos::Wdt => 0,
            _ => self.auxiliary,
        };
    }
}

/// The features of one word, given the tags before it.
#[inline]
pub(super) fn features(forms: &[Form], at: usize, casing: Casing, history: &History) -> [Feature; FEATURES] {
    let form = &forms[at];
    let before = at.checked_sub(1).map(|at| &forms[at]);
    let before_that = at.checked_sub(2).map(|at| &forms[at]);
    let after = forms.get(at + 1);
    let after_that = forms.get(at + 2);
    let key = |form: Option<&Form>| form.map_or(NO_WORD, |form| form.key);
    let set = |form: Option<&Form>| form.map_or(NO_WORD, |form| known(form, casing));
    let look = |form: Option<&Form>| form.map_or(31, |form| form.shape as u64);

    let tag = u64::from(history.before);
    let tags = tag << 8 | u64::from(history.before_that);
    let case = (form.shape as u64) << 4 | (casing as u64) << 2 | u64::from(form.initial) << 1 | u64::from(form.hyphen);
    let touching = u64::from(form.gap == Gap::None) << 1 | u64::from(after.is_some_and(|form| form.gap == Gap::None));
    let ending = u64::from(form.ending);
    let known_here = known(form, casing);
    let ending_after = after.map_or(0, |form| u64::from(form.ending & 0xFF_FFFF));
    let ending_before = before.map_or(0, |form| u64::from(form.ending & 0xFF_FFFF));
    let f = Feature::new;
    [
        f(0, tag).and(case),
        f(1, tags),
        f(2, form.key),
        f(3, form.key).and(case),
        f(4, form.key).and(tag),
        f(5, ending & 0xFF_FFFF).and(case),
        f(6, ending & 0xFFFF).and(case),
        f(7, ending),
        f(8, u64::from(form.beginning)).and(case),
        f(9, ending & 0xFFFF).and(tag),
        f(10, key(before)),
        f(11, key(before_that)),
        f(12, key(after)),
        f(13, key(after_that)),
        f(14, ending_before).and(case),
        f(15, ending_after).and(case),
        f(16, form.plain.bits()).and(form.capital.bits()).and(case),
        f(17, known_here).and(tag),
        f(18, known_here).and(tags),
        f(19, set(after)),
        f(20, known_here).and(set(after)),
        f(21, known_here).and(set(after)).and(tag),
        f(22, known_here).and(key(before)),
        f(23, known_here).and(key(after)),
        f(24, set(after)).and(set(after_that)).and(known_here),
        f(25, look(before) << 8 | look(after)).and(case),
        f(26, touching).and(form.key).and(tag),
        f(27, u64::from(history.auxiliary)).and(known_here),
        f(28, u64::from(history.auxiliary)).and(ending & 0xFFFF).and(tag),
    ]
}

/// What a word may be, as far as its case tells.
#[inline]
fn known(form: &Form, casing: Casing) -> u64 {
    let capital = form.is_capitalized();
    if capital && casing == Casing::Sentence && !form.initial && form.capital != TagSet::EMPTY {
        form.capital.bits() | 1 << 62
    } else if form.plain != TagSet::EMPTY {
        form.plain.bits() | u64::from(capital) << 61
    } else {
        // Nothing is known of the word: its looks stand for it.
        let ending = if capital { 0 } else { u64::from(form.ending & 0xFFFF) };
        ending << 8 | (form.shape as u64) << 2 | u64::from(form.initial) << 1 | u64::from(capital)
    }
}
