//! Tokens → parts of speech and base forms.
//!
//! In: the text and its [`Segments`]. Out: [`Tags`], one entry a token.
//!
//! Tags are those of the Penn Treebank, with two of OntoNotes: a hyphen that stands alone within a word
//! is `HYPH`, and `TO` is the infinitive's "to" alone (the preposition is `IN`). They are learned (MODEL_CARD.md):
//! `onrecord-data train` makes the file in `models/`.
//!
//! Time is linear in the tokens. What is not done: sentences are taken as they were cut, and which word depends on which is
//! not told.

pub(crate) mod example;
mod form;
mod lemma;
mod lexicon;
mod tagger;
#[cfg(feature = "train")]
pub mod train;

pub use self::tagger::Tagger;

use crate::segments::{Segments, WordKey};
use crate::vocabulary::vocabulary;

vocabulary! {
    /// Part of speech, of the Penn Treebank.
    Pos {
        /// Coordinating conjunction.
        Cc = "CC",
        /// Cardinal number.
        Cd = "CD",
        /// Determiner.
        Dt = "DT",
        /// Existential "there".
        Ex = "EX",
        /// Foreign word.
        Fw = "FW",
        /// Preposition or subordinating conjunction.
        In = "IN",
        /// Adjective.
        Jj = "JJ",
        /// Comparative adjective.
        Jjr = "JJR",
        /// Superlative adjective.
        Jjs = "JJS",
        /// List item marker.
        Ls = "LS",
        /// Modal.
        Md = "MD",
        /// Singular noun.
        Nn = "NN",
        /// Singular proper noun.
        Nnp = "NNP",
        /// Plural proper noun.
        Nnps = "NNPS",
        /// Plural noun.
        Nns = "NNS",
        /// Predeterminer.
        Pdt = "PDT",
        /// Possessive ending.
        Pos = "POS",
        /// Personal pronoun.
        Prp = "PRP",
        /// Possessive pronoun.
        PrpPoss = "PRP$",
        /// Adverb.
        Rb = "RB",
        /// Comparative adverb.
        Rbr = "RBR",
        /// Superlative adverb.
        Rbs = "RBS",
        /// Particle.
        Rp = "RP",
        /// Symbol.
        Sym = "SYM",
        /// "to" before an infinitive.
        To = "TO",
        /// Interjection.
        Uh = "UH",
        /// Verb, base form.
        Vb = "VB",
        /// Verb, past tense.
        Vbd = "VBD",
        /// Verb, gerund or present participle.
        Vbg = "VBG",
        /// Verb, past participle.
        Vbn = "VBN",
        /// Verb, present, not third person singular.
        Vbp = "VBP",
        /// Verb, present, third person singular.
        Vbz = "VBZ",
        /// Wh-determiner.
        Wdt = "WDT",
        /// Wh-pronoun.
        Wp = "WP",
        /// Possessive wh-pronoun.
        WpPoss = "WP$",
        /// Wh-adverb.
        Wrb = "WRB",
        /// Opening quotation mark.
        OpenQuote = "``",
        /// Closing quotation mark.
        CloseQuote = "''",
        /// Comma.
        Comma = ",",
        /// End of a sentence.
        Stop = ".",
        /// Colon, semicolon, dash, dots.
        Colon = ":",
        /// Opening bracket.
        OpenBracket = "-LRB-",
        /// Closing bracket.
        CloseBracket = "-RRB-",
        /// Dollar and other currencies.
        Currency = "$",
        /// Number sign.
        Hash = "#",
        /// Hyphen.
        Hyphen = "HYPH",
    }
}

impl Pos {
    /// Any form of a verb, modals apart.
    pub fn is_verb(self) -> bool {
        matches!(self, Self::Vb | Self::Vbd | Self::Vbg | Self::Vbn | Self::Vbp | Self::Vbz)
    }

    /// A verb form that a clause can hang on.
    pub fn is_finite(self) -> bool {
        matches!(self, Self::Vbd | Self::Vbp | Self::Vbz | Self::Md)
    }

    /// Any noun.
    pub fn is_noun(self) -> bool {
        matches!(self, Self::Nn | Self::Nns | Self::Nnp | Self::Nnps)
    }

    /// A name's noun.
    pub fn is_proper(self) -> bool {
        matches!(self, Self::Nnp | Self::Nnps)
    }
}

/// What the tagger says of each token.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tags {
    /// One a token.
    pub pos: Vec<Pos>,
    /// The key of its base form, for verbs, modals and plurals ("told": the key of "tell"); for other tokens their own.
    pub lemma: Vec<WordKey>,
}

/// Tags every token with the shipped tagger.
///
/// ```
/// use onrecord::stages::documents::{self, Input};
/// use onrecord::stages::segments::{self, WordKey};
/// use onrecord::stages::tagging::{self, Pos};
///
/// let text = "Lavrov told reporters.";
/// let segments = segments::segment(text, &documents::lay_out(Input { text, ..Input::default() }));
/// let tags = tagging::tag(text, &segments);
/// assert_eq!(tags.pos, [Pos::Nnp, Pos::Vbd, Pos::Nns, Pos::Stop]);
/// assert_eq!(tags.lemma[1], WordKey::of("tell"));
/// ```
pub fn tag(text: &str, segments: &Segments) -> Tags {
    Tagger::shipped().tag(text, segments)
}

/// Whether a word, written small, may be a noun's plural: one that the shipped tagger has seen.
pub(crate) fn is_plural_noun(word: WordKey) -> bool {
    Tagger::shipped().may_be(word, Pos::Nns)
}

/// Whether a word, written small, may be an adjective or a noun: one that the shipped tagger has seen.
pub(crate) fn is_everyday(word: WordKey) -> bool {
    [Pos::Jj, Pos::Nn, Pos::Nns].into_iter().any(|pos| Tagger::shipped().may_be(word, pos))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::{self, Input};
    use crate::segments;

    pub(super) fn tagged(text: &str) -> (Segments, Tags) {
        let segments = segments::segment(text, &documents::lay_out(Input { text, ..Input::default() }));
        let tags = tag(text, &segments);
        (segments, tags)
    }

    #[test]
    fn words_get_the_tag_that_their_sentence_gives_them() {
        for (sentence, tags) in [
            ("Turkey will talk.", "NNP MD VB ."),
            ("The talks will end the war.", "DT NNS MD VB DT NN ."),
            ("He has denied the report.", "PRP VBZ VBN DT NN ."),
            ("He denied that they had agreed.", "PRP VBD IN PRP VBD VBN ."),
            ("“We want peace,” he said.", "`` PRP VBP NN , '' PRP VBD ."),
            ("Turkish-backed rebels seized it.", "JJ NNS VBD PRP ."),
            ("He went to Moscow to talk.", "PRP VBD IN NNP TO VB ."),
            ("It was a 24-hour truce.", "PRP VBD DT CD HYPH NN NN ."),
            ("LAVROV SAYS TALKS HAVE ENDED", "NNP VBZ NNS VBP VBN"),
            ("Kremlin Denies Sending Troops to Libya", "NNP VBZ VBG NNS IN NNP"),
        ] {
            let (_, found) = tagged(sentence);
            let found: Vec<&str> = found.pos.iter().map(|pos| pos.as_str()).collect();
            assert_eq!(found.join(" "), tags, "{sentence}");
        }
    }
}
