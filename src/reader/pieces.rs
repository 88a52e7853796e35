//! Tokens → word pieces, the units that the encoder reads.
//!
//! In: text and its segments. Out: [`Piece`]s, each with the token in which it begins. Words are cut as the encoder's own vocabulary
//! was made (WordPiece: Schuster and Nakajima, ICASSP 2012; in the form of BERT: Devlin et al., NAACL 2019): letters without case
//! and accents, each mark by itself, and of each run of letters the longest known beginning first. Tokens that touch are cut as one,
//! so that "don't" is "don", "'", "t" as the encoder knows it; the second token then begins with "'", and one that begins
//! within a piece ("can|not") has none.

use rustc_hash::FxHashMap;

use crate::Error;
use crate::segments::{Gap, Segments, Shape, Token, WordKey, fold};

/// A word piece of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// Its number in the vocabulary.
    pub id: u32,
    /// The token in which it begins.
    pub token: u32,
    /// Whether it is the first of its token.
    pub is_first: bool,
}

/// The word pieces that the encoder knows, by their spelling.
#[derive(Debug)]
pub struct Vocabulary {
    ids: FxHashMap<Box<str>, u32>,
    unknown: u32,
}

/// What stands for a word of which a part is unknown.
const UNKNOWN: &str = "[UNK]";

/// What stands before a piece that goes on with a word.
const GOES_ON: &str = "##";

/// Longer runs of letters are no words.
const LONGEST: usize = 100;

impl Vocabulary {
    /// Reads a list of pieces, one a line, in the order of their numbers.
    ///
    /// # Errors
    /// [`Error::is_model`] if the one for unknown words is missing.
    pub fn read(lines: &str) -> Result<Self, Error> {
        let ids: FxHashMap<Box<str>, u32> = lines.lines().zip(0..).map(|(piece, id)| (piece.into(), id)).collect();
        match ids.get(UNKNOWN) {
            Some(&unknown) => Ok(Self { unknown, ids }),
            None => Err(Error::model("reader/vocabulary.txt", format!("lacks the piece {UNKNOWN}"))),
        }
    }

    /// The pieces of all tokens of a document.
    pub(super) fn pieces(&self, text: &str, segments: &Segments) -> Vec<Piece> {
        let mut pieces = Vec::with_capacity(segments.tokens.len() * 4 / 3);
        let mut run = Run::default();
        let marks = Marks::new();
        for (index, token) in segments.tokens.iter().enumerate() {
            if token.gap != Gap::None {
                self.cut(&run, &mut pieces);
                run.clear();
            }
            run.push(text, token, index, &marks);
        }
        self.cut(&run, &mut pieces);
        pieces
    }

    /// The pieces of a run of tokens that touch.
    fn cut(&self, run: &Run, pieces: &mut Vec<Piece>) {
        let mut at = 0;
        let mut spelling = String::new();
        while at < run.letters.len() {
            let (letter, _) = run.letters[at];
            let end = if letter.is_alphanumeric() {
                at + run.letters[at..].iter().take_while(|(letter, _)| letter.is_alphanumeric()).count()
            } else {
                at + 1
            };
            self.cut_word(&run.letters[at..end], &mut spelling, pieces);
            at = end;
        }
    }

    /// The pieces of a word or mark.
    fn cut_word(&self, word: &[(char, u32)], spelling: &mut String, pieces: &mut Vec<Piece>) {
        let mut push = |id, token| {
            let is_first = pieces.last().is_none_or(|last: &Piece| last.token != token);
            pieces.push(Piece { id, token, is_first });
        };
        let first = pieces_of(word, |spelt| self.ids.get(spelt).copied(), spelling);
        match first {
            Some(found) => found.into_iter().for_each(|(id, token)| push(id, token)),
            None => push(self.unknown, word[0].1),
        }
    }
}

/// The longest known pieces of a word from its start on, each with its first letter's token; `None` if a rest is unknown.
fn pieces_of(
    word: &[(char, u32)],
    known: impl Fn(&str) -> Option<u32>,
    spelling: &mut String,
) -> Option<Vec<(u32, u32)>> {
    if word.len() > LONGEST {
        return None;
    }
    let mut found = Vec::new();
    let mut at = 0;
    while at < word.len() {
        spelling.clear();
        if at > 0 {
            spelling.push_str(GOES_ON);
        }
        let bare = spelling.len();
        spelling.extend(word[at..].iter().map(|(letter, _)| letter));
        let mut end = word.len();
        let id = loop {
            if spelling.len() == bare {
                return None;
            }
            if let Some(id) = known(spelling) {
                break id;
            }
            spelling.pop();
            end -= 1;
        };
        found.push((id, word[at].1));
        at = end;
    }
    Some(found)
}

/// The letters of tokens that touch, folded, each with its token.
#[derive(Default)]
struct Run {
    letters: Vec<(char, u32)>,
}

impl Run {
    fn clear(&mut self) {
        self.letters.clear();
    }

    fn push(&mut self, text: &str, token: &Token, index: usize, marks: &Marks) {
        let index = index as u32;
        match marks.of(token) {
            Some(mark) => self.letters.push((mark, index)),
            None => {
                let folded = fold(token.span.of(text));
                self.letters
                    .extend(folded.chars().filter(|letter| !letter.is_whitespace()).map(|letter| (letter, index)));
            }
        }
    }
}

/// Quotation marks have one spelling each, however they are written.
struct Marks([(WordKey, char); 2]);

impl Marks {
    fn new() -> Self {
        Self(['"', '\''].map(|mark| (WordKey::of(mark.encode_utf8(&mut [0; 4])), mark)))
    }

    fn of(&self, token: &Token) -> Option<char> {
        let mark = self.0.iter().find(|(key, _)| *key == token.key && token.shape == Shape::Quote);
        mark.map(|&(_, mark)| mark)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::{self, Input};
    use crate::segments;

    #[test]
    fn words_are_cut_as_the_encoder_knows_them() {
        let known =
            "[PAD]\n[UNK]\n[CLS]\n[SEP]\ntalks\nturkish\n-\nbacked\ndon\n'\nt\ncannot\n\"\n##zz\ncav\n##us\n##oglu\n.";
        let vocabulary = Vocabulary::read(known).unwrap();
        let spelt: Vec<&str> = known.lines().collect();
        for (text, expected) in [
            ("Talks", "talks"),
            ("Turkish-backed", "turkish - backed"),
            ("don’t", "don|' t"),
            ("cannot", "cannot"),
            ("“Talks.”", "\"|talks|.|\""),
            ("''Talks''", "\"|talks|\""),
            ("Çavuşoğlu", "cav ##us ##oglu"),
            ("talkzz Talkszz", "[UNK]|talks ##zz"),
        ] {
            let segments = segments::segment(text, &documents::lay_out(Input { text, ..Input::default() }));
            let pieces = vocabulary.pieces(text, &segments);
            let shown = pieces.iter().enumerate().map(|(at, piece)| {
                let gap = if at == 0 {
                    ""
                } else if piece.is_first {
                    "|"
                } else {
                    " "
                };
                format!("{gap}{}", spelt[piece.id as usize])
            });
            assert_eq!(shown.collect::<String>(), expected, "{text}");
        }
    }

    #[test]
    fn a_vocabulary_that_has_nothing_for_unknown_words_is_refused() {
        let message = Vocabulary::read("[CLS]\ntalks").unwrap_err().to_string();
        assert!(message.contains("lacks the piece [UNK]"), "{message}");
    }
}
