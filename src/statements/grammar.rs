//! Words of grammar around a cue, by their classes in `data/grammar_words.tsv`; those that report stand in the `lexicon`.

use std::sync::LazyLock;

use super::view::View;
use crate::tables::{self, WordClasses};
use crate::tagging::Pos;
use crate::vocabulary::vocabulary;

vocabulary! {
    /// One thing that a word of grammar does.
    GrammarWord {
        /// Turns an act around: "did not agree".
        Negation = "negation",
        /// May stand between an auxiliary and its verb: "has also said".
        Adverb = "adverb",
        /// Belongs to the cue when it stands before its verb: "has said".
        Auxiliary = "auxiliary",
        /// Makes a participle passive: "was told".
        Be = "be",
        /// Begins a clause that is no part of the source: "said the envoy as he left".
        Circumstance = "circumstance",
        /// Begins an adverbial clause: "because …".
        Adverbial = "adverbial",
        /// Begins a content: "said that …", "vowed to …".
        Content = "content",
        /// Leads in a time or a place: "on Monday", "In Berlin".
        When = "when",
        /// Says which part of a day: "late Monday".
        Hour = "hour",
        /// Counts from a time or ties it to a noun: "since 1998", "the fire of June 8".
        Counting = "counting",
        /// Begins what went before, or was expected, when it was said: "Before the match on Saturday, …".
        Prior = "prior",
        /// Begins what is told besides: "In addition to the dead on Saturday, …".
        Besides = "besides",
        /// Says that something is done again and again: "often said".
        Habitual = "habitual",
        /// Tells of speech or writing within a source: "a study published in 2018".
        Uttered = "uttered",
        /// Is how words were received, and nobody: "said to applause".
        Reception = "reception",
        /// Passes on what another said: "quoted him as saying".
        Relaying = "relaying",
        /// Opposes a clause to the one before: ", but Ankara denied it".
        Contrast = "contrast",
        /// Begins what is supposed or wished and not told: "if they want".
        Supposing = "supposing",
        /// Has what is sold or had for its object: "offers rooms".
        Offering = "offering",
        /// Goes by, and says nothing: "time will tell".
        Passing = "passing",
        /// Says what will be done: "we will answer".
        Intending = "intending",
        /// Says what has to be done: "the rebels must leave".
        Obliging = "obliging",
        /// Says what ought to be done: "people should leave".
        Advising = "advising",
        /// Begins a condition: "if they attack, …".
        Condition = "condition",
        /// Asks for what follows: "please".
        Plea = "plea",
        /// May be meant by whoever belongs to it: "his country would answer".
        Collective = "collective",
    }
}

static WORDS: LazyLock<WordClasses<&str, GrammarWord>> =
    LazyLock::new(|| WordClasses::of(tables::statements::GRAMMAR_WORDS, |word| word));

/// Whether a word, as it stands in the text, is of this class: with a capital letter it begins a sentence and is not.
pub(super) fn is(surface: &str, class: GrammarWord) -> bool {
    WORDS.is(surface, class)
}

/// Whether the noun phrase that a token is in owns what stands behind it: "Monday's".
pub(super) fn possesses(view: &View<'_>, at: usize) -> bool {
    view.words.get(at).is_some_and(|word| word.pos == Pos::Pos)
}
