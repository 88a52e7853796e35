//! What the models see of a word: its key, its case, its first and last letters, what a lexicon knows of it.
//!
//! Letters are ASCII-folded bytes of the text, which is what English endings need; everything is
//! gathered in one pass, so that the models never touch the text.

use std::sync::LazyLock;

use super::lexicon::{Lexicon, Spelling, TagSet};
use crate::learning::{Feature, KeyTable};
use crate::segments::{Gap, Segments, Sentence, Shape, Token, WordKey};
use crate::tables;

/// A word as the models see it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Form {
    /// The hash of its folded form.
    pub(crate) key: u64,
    /// Its last four bytes, in lower case; the very last one is the low byte.
    pub(crate) ending: u32,
    /// Its first three bytes, in lower case.
    pub(crate) beginning: u32,
    /// What it looks like.
    pub(crate) shape: Shape,
    /// What parts it from the token before it.
    pub(crate) gap: Gap,
    /// Whether a capital is due here whatever the word is: at the beginning, after a quotation mark or a colon.
    pub(crate) initial: bool,
    /// Whether it is one of the words that headlines leave without a capital.
    pub(crate) small: bool,
    /// Whether a hyphen is in it.
    pub(crate) hyphen: bool,
    /// How many bytes it has, up to 255.
    pub(crate) length: u8,
    /// What it may be where it is written in lower case.
    pub(crate) plain: TagSet,
    /// What it may be where it has a capital; empty if it has none here.
    pub(crate) capital: TagSet,
}

impl Form {
    fn new(text: &str, token: &Token) -> Self {
        let bytes = text.as_bytes().get(token.span.range()).unwrap_or_default();
        let join = |bytes: &[u8]| bytes.iter().fold(0, |all, byte| all << 8 | u32::from(byte.to_ascii_lowercase()));
        Self {
            key: token.key.0,
            ending: join(&bytes[bytes.len().saturating_sub(4)..]),
            beginning: join(&bytes[..bytes.len().min(3)]),
            shape: token.shape,
            gap: token.gap,
            initial: false,
            small: bytes.len() < 5 && SMALL.get(Feature(token.key.0).key()).is_some(),
            hyphen: bytes.len() > 1 && bytes.iter().take(64).any(|&byte| byte == b'-'),
            length: bytes.len().min(255) as u8,
            plain: TagSet::EMPTY,
            capital: TagSet::EMPTY,
        }
    }

    /// The forms of a sentence, without what a lexicon knows.
    pub(crate) fn of_sentence(text: &str, segments: &Segments, sentence: &Sentence, forms: &mut Vec<Self>) {
        forms.clear();
        forms.extend(segments.tokens[sentence.tokens.range()].iter().map(|token| Self::new(text, token)));
        let mut initial = true;
        for form in forms {
            form.initial = initial;
            initial = match form.shape {
                Shape::Quote => true,
                Shape::Mark => initial || matches!(form.ending as u8, b':' | b'(' | b'[') || form.ending == ELLIPSIS,
                _ => false,
            };
        }
    }

    /// Whether it is written with a capital.
    pub(crate) fn is_capitalized(&self) -> bool {
        matches!(self.shape, Shape::Title | Shape::Upper | Shape::Mixed)
    }

    /// Adds what the lexicon knows.
    pub(crate) fn look_up(&mut self, lexicon: &Lexicon) {
        self.plain = lexicon.get(self.key, Spelling::Plain);
        self.capital = match self.spelling() {
            Spelling::Plain => TagSet::EMPTY,
            spelling => lexicon.get(self.key, spelling),
        };
    }

    /// How it is written.
    pub(crate) fn spelling(&self) -> Spelling {
        match self.shape {
            Shape::Title | Shape::Mixed => Spelling::Title,
            Shape::Upper => Spelling::Upper,
            _ => Spelling::Plain,
        }
    }
}

/// How a sentence uses capitals: in headlines they say nothing of names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Casing {
    /// At its beginning and in names.
    Sentence,
    /// On nearly every long word.
    Headline,
    /// Everywhere.
    Upper,
}

impl Casing {
    /// The casing of a sentence.
    pub(crate) fn of(forms: &[Form]) -> Self {
        let (mut lower, mut title, mut upper) = (0, 0, 0);
        for form in forms.iter().filter(|form| !form.small) {
            match form.shape {
                Shape::Lower => lower += usize::from(form.gap != Gap::None),
                Shape::Title | Shape::Mixed => title += 1,
                Shape::Upper => upper += usize::from(form.length > 1),
                _ => {}
            }
        }
        if upper > 2 && upper > 8 * (lower + title) {
            Self::Upper
        } else if title > 2 && title > 5 * lower {
            Self::Headline
        } else {
            Self::Sentence
        }
    }
}

/// "…", as the last bytes of a word.
const ELLIPSIS: u32 = 0xE2_80_A6;

/// Words that headlines leave without a capital.
static SMALL: LazyLock<KeyTable> = LazyLock::new(|| {
    let words = tables::tagging::HEADLINE_WORDS.rows::<&str>();
    words.map(|word| (Feature(WordKey::of(word).0).key(), 1)).collect()
});
