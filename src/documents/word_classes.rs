//! What a word does in the lines around an article, by its classes in `data/words.tsv`.

use std::sync::LazyLock;

use crate::tables::{self, WordClasses};
use crate::vocabulary::{Classes, vocabulary};

vocabulary! {
    /// One thing that a word may do.
    WordClass {
        /// Stands beside the date in a line that dates a page: "updated", "GMT".
        Dating = "dating",
        /// What readers did: "shares".
        Counted = "counted",
        /// Goes on with a figure: "1.2k".
        Scale = "scale",
        /// May stand small among the names of a byline: "of", "von".
        Joining = "joining",
        /// Ends a line that says what the people of a byline are: "Continental Press Writer".
        Writer = "writer",
        /// Names of authors follow: "by".
        BeforeNames = "before-names",
        /// Stands before the "by" of a byline: "Analysis by".
        Kind = "kind",
        /// Those named behind it did not write the article: "editing by".
        AfterNames = "after-names",
        /// No part of a name: "Staff".
        Office = "office",
        /// A small word within a name: "bin".
        Particle = "particle",
    }
}

static WORDS: LazyLock<WordClasses<&str, WordClass>> =
    LazyLock::new(|| WordClasses::of(tables::documents::WORDS, |word| word));

/// The classes of a word in lower case.
pub(super) fn classes(lower: &str) -> Classes<WordClass> {
    WORDS.get(lower)
}
