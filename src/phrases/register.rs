//! How a text speaks: whether it tells what others say, as news does.
//!
//! In: [`Segments`] and [`Tags`]. Out: a [`Register`]. What was learned from news is less sure of texts that are none: a guide's
//! "you want" is nobody's wish, and its capitals are products.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::segments::{Segments, Shape, WordKey};
use crate::tables;
use crate::tagging::Tags;
use crate::vocabulary::vocabulary;

/// How a text speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Register {
    /// It tells what others say, as news does, or is too short to tell.
    #[default]
    Reports,
    /// It hardly tells what anybody says.
    Describes,
    /// It seldom does, and speaks to its reader.
    Advises,
    /// It speaks to its reader, and has an expert or two for it.
    Consults,
}

vocabulary! {
    /// What a word shows of that.
    Showing {
        /// "said"
        Telling = "telling",
        /// "you"
        Reader = "reader",
    }
}

static WORDS: LazyLock<FxHashMap<WordKey, Showing>> = LazyLock::new(|| {
    tables::phrases::REGISTER.rows().map(|(word, showing): (&str, Showing)| (WordKey::of(word), showing)).collect()
});

/// Whether a word speaks to the reader: "your".
pub(crate) fn is_reader(word: WordKey) -> bool {
    WORDS.get(&word) == Some(&Showing::Reader)
}

impl Register {
    /// That of a document, by how often it tells of speech and how often it says "you".
    pub(super) fn of(segments: &Segments, tags: &Tags) -> Self {
        /// Fewer words say nothing of a text.
        const SHORTEST: usize = 150;
        /// So many verbs of speech in so many words: nearly all news has more.
        const SPEECH: (usize, usize) = (1, 1000);
        /// What advises has fewer than this, and says "you" more often than that.
        const ADVICE: (usize, usize) = (2, 1000);
        /// The same for what lets others advise.
        const CONSULTING: (usize, usize) = (4, 1000);
        const READER: (usize, usize) = (5, 1000);
        let (mut words, mut speech, mut reader) = (0, 0, 0);
        for (token, pos) in segments.tokens.iter().zip(&tags.pos) {
            if matches!(token.shape, Shape::Mark | Shape::Quote) {
                continue;
            }
            words += 1;
            match WORDS.get(&token.key) {
                // "according" is tagged as the verb that it was.
                Some(Showing::Telling) if pos.is_verb() => speech += 1,
                Some(Showing::Reader) => reader += 1,
                _ => {}
            }
        }
        let fewer = |count: usize, (share, of): (usize, usize)| count * of < share * words;
        match () {
            () if words < SHORTEST => Self::Reports,
            () if fewer(speech, ADVICE) && !fewer(reader, READER) => Self::Advises,
            () if fewer(speech, SPEECH) => Self::Describes,
            () if fewer(speech, CONSULTING) && !fewer(reader, READER) => Self::Consults,
            () => Self::Reports,
        }
    }
}
