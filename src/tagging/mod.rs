//! Tokens → parts of speech and base forms; and, for trial, which word depends on which.
//!
//! In: the text and its [`Segments`]. Out: [`Tags`], one entry a token.
//!
//! Tags are those of the Penn Treebank, with two of OntoNotes: a hyphen that stands alone within a word
//! is `HYPH`, and `TO` is the infinitive's "to" alone (the preposition is `IN`). Dependencies follow Universal
//! Dependencies with fewer relations; a name depends on its last word, a coordinator on the conjunct after it.
//! Both are learned (MODEL_CARD.md): `onrecord-data train-tagger` and `train-parser` make their files in `models/`.
//!
//! The parser ([`parse`]) is built with the trainers alone, as no stage reads its trees yet and its model would make the wheel
//! half as large again.
//!
//! Time is linear in the tokens. What is not done: sentences are taken as they were cut, and trees
//! have no crossing arcs.

mod form;
mod lemma;
mod lexicon;
#[cfg(feature = "train")]
mod parser;
#[cfg(feature = "train")]
mod relation;
mod tagger;
#[cfg(feature = "train")]
pub mod train;

use std::sync::LazyLock;

use self::form::Form;
#[cfg(feature = "train")]
use self::parser::{Parser, Room};
#[cfg(feature = "train")]
pub use self::relation::{Head, Relation};
use self::tagger::Tagger;
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

/// Which word depends on which.
#[cfg(feature = "train")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trees {
    /// For each token what it depends on, within its sentence. Marks depend on the first root.
    pub head: Vec<Head>,
    /// For each token how it depends on that.
    pub relation: Vec<Relation>,
}

/// The tagger's model file.
pub const MODEL: &[u8] = include_bytes!("../../models/tagger.bin");

/// The parser's model file.
#[cfg(feature = "train")]
pub const PARSER: &[u8] = include_bytes!("../../models/parser.bin");

#[cfg(feature = "train")]
static DEPENDENCIES: LazyLock<Parser> = LazyLock::new(|| Parser::read(PARSER).expect("the tests read this very file"));

static TAGGER: LazyLock<Tagger> = LazyLock::new(|| Tagger::read(MODEL).expect("the tests read this very file"));

/// Tags every token.
///
/// ```
/// use onrecord::documents::{self, Input};
/// use onrecord::segments::{self, WordKey};
/// use onrecord::tagging::{self, Pos};
///
/// let text = "Lavrov told reporters.";
/// let segments = segments::segment(text, &documents::lay_out(Input { text, ..Input::default() }));
/// let tags = tagging::tag(text, &segments);
/// assert_eq!(tags.pos, [Pos::Nnp, Pos::Vbd, Pos::Nns, Pos::Stop]);
/// assert_eq!(tags.lemma[1], WordKey::of("tell"));
/// ```
pub fn tag(text: &str, segments: &Segments) -> Tags {
    let tagger = &*TAGGER;
    let count = segments.tokens.len();
    let mut tags = Tags { pos: Vec::with_capacity(count), lemma: Vec::with_capacity(count) };
    let (mut forms, mut buffer) = (Vec::new(), String::new());
    for sentence in &segments.sentences {
        let range = sentence.tokens.range();
        Form::of_sentence(text, segments, sentence, &mut forms);
        forms.iter_mut().for_each(|form| form.look_up(&tagger.lexicon));
        tagger.tag(&forms, &mut tags.pos);
        for (token, &pos) in segments.tokens[range.clone()].iter().zip(&tags.pos[range]) {
            tags.lemma.push(lemma::lemma(text, token, pos, &tagger.lexicon, &mut buffer));
        }
    }
    tags
}

/// Finds what every token depends on.
#[cfg(feature = "train")]
pub fn parse(text: &str, segments: &Segments, tags: &Tags) -> Trees {
    let mut trees = Trees::default();
    let (mut forms, mut room) = (Vec::new(), Room::default());
    for sentence in &segments.sentences {
        let range = sentence.tokens.range();
        Form::of_sentence(text, segments, sentence, &mut forms);
        forms.iter_mut().for_each(|form| form.look_up(&TAGGER.lexicon));
        let pos = &tags.pos[range.clone()];
        DEPENDENCIES.tokens(&forms, pos, range.start, &mut room, &mut trees.head, &mut trees.relation);
    }
    trees
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

    #[cfg(feature = "train")]
    fn parsed(text: &str) -> (Segments, Trees) {
        let (segments, tags) = tagged(text);
        let trees = parse(text, &segments, &tags);
        (segments, trees)
    }

    #[cfg(feature = "train")]
    #[test]
    fn who_did_what_to_whom() {
        for (sentence, word, head, relation) in [
            ("Lavrov told reporters that Turkey rejected the plan.", "Lavrov", "told", Relation::Subject),
            ("Lavrov told reporters that Turkey rejected the plan.", "reporters", "told", Relation::Object),
            ("Lavrov told reporters that Turkey rejected the plan.", "Turkey", "rejected", Relation::Subject),
            ("The student loan program failed.", "The", "program", Relation::Determiner),
            ("Russian Foreign Minister Sergey Lavrov spoke.", "Minister", "Lavrov", Relation::Compound),
            ("The rebels were told to leave.", "rebels", "told", Relation::PassiveSubject),
            ("Turkey's army left the city.", "Turkey", "army", Relation::Possessive),
            ("They met in Moscow on Monday.", "Moscow", "met", Relation::Oblique),
            ("He came and went.", "and", "went", Relation::Coordinator),
        ] {
            let (segments, trees) = parsed(sentence);
            let find = |word| segments.tokens.iter().position(|token| token.span.of(sentence) == word).unwrap();
            let at = find(word);
            assert_eq!(trees.head[at].token(), Some(find(head)), "{word} in {sentence}");
            assert_eq!(trees.relation[at], relation, "{word} in {sentence}");
        }
    }

    #[cfg(feature = "train")]
    #[test]
    fn trees_stay_in_their_sentence_and_have_no_circle() {
        for text in
            ["", "…", "“ ” , .", "said said said said", "He left. She, too; (they)\n\nTHEY", "a b c d e f g h i j k"]
        {
            let (segments, trees) = parsed(text);
            assert_eq!((trees.head.len(), trees.relation.len()), (segments.tokens.len(), segments.tokens.len()));
            for sentence in &segments.sentences {
                for token in sentence.tokens.range() {
                    let mut heads = std::iter::successors(Some(token), |&at| trees.head[at].token());
                    assert!(heads.by_ref().take(sentence.tokens.len()).all(|at| sentence.tokens.contains(at)));
                    assert_eq!(heads.next(), None, "{text}");
                }
            }
        }
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
            ("LAVROV SAYS TALKS ARE OVER", "NNP VBZ NNS VBP RB"),
            ("Kremlin Denies Sending Troops to Libya", "NNP VBZ VBG NNS IN NNP"),
        ] {
            let (_, found) = tagged(sentence);
            let found: Vec<&str> = found.pos.iter().map(|pos| pos.as_str()).collect();
            assert_eq!(found.join(" "), tags, "{sentence}");
        }
    }
}
