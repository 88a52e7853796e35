//! Annotated sentences, carried over to our own tokens: for training and checking.
//!
//! A corpus cuts words its own way. Each of our tokens takes the tag of the word that it overlaps; of
//! several, as where GUM parts a compound at its hyphens, the one that the whole has as one word.

use crate::corpora::{Document, Word};
use crate::documents;
use crate::segments::{Segments, Shape, segment};
use crate::span::ByteSpan;
use crate::tagging::Pos;
use crate::tagging::form::Form;

/// A sentence of ours with the corpus' tags.
#[derive(Clone, Debug)]
pub(super) struct Sentence {
    /// Its words; nothing is looked up yet.
    pub(super) forms: Vec<Form>,
    /// Where each word stands.
    pub(super) spans: Vec<ByteSpan>,
    /// Their tags; `None` where the corpus has no word.
    pub(super) tags: Vec<Option<Pos>>,
}

/// Cuts a document as we do, with every line extracted.
pub(super) fn cut(document: &Document) -> Segments {
    segment(&document.text, &documents::every_line(&document.text))
}

/// The sentences of a document.
pub(super) fn sentences(document: &Document) -> Vec<Sentence> {
    let text = &document.text;
    let segments = cut(document);
    let words: Vec<(&Word, &[Word])> =
        document.sentences.iter().flat_map(|sentence| sentence.iter().map(move |word| (word, &sentence[..]))).collect();
    let mut next = 0;
    segments
        .sentences
        .iter()
        .map(|sentence| {
            let mut forms = Vec::new();
            Form::of_sentence(text, &segments, sentence, &mut forms);
            let spans: Vec<ByteSpan> =
                segments.tokens[sentence.tokens.range()].iter().map(|token| token.span).collect();
            let tags = spans
                .iter()
                .zip(&forms)
                .map(|(&span, form)| {
                    while words.get(next).is_some_and(|(word, _)| word.span.end() <= span.start()) {
                        next += 1;
                    }
                    let overlapping = words[next..].iter().take_while(|(word, _)| word.span.start() < span.end());
                    merge(text, span, form, &overlapping.copied().collect::<Vec<_>>())
                })
                .collect();
            Sentence { forms, spans, tags }
        })
        .collect()
}

/// The tag of one of our tokens, from the words that it overlaps.
fn merge(text: &str, span: ByteSpan, form: &Form, words: &[(&Word, &[Word])]) -> Option<Pos> {
    let (first, sentence) = *words.first()?;
    if words.len() == 1 && first.span == span {
        return tag(first, sentence, text);
    }
    if form.shape == Shape::Number {
        return Some(Pos::Cd);
    }
    if words.len() == 1 {
        // A piece of a word that the corpus keeps whole, mostly a compound with a number: "24-hour".
        return Some(match form.shape {
            Shape::Mark if matches!(span.of(text), "-" | "–" | "‐") => Pos::Hyphen,
            Shape::Mark | Shape::Quote => return tag(first, sentence, text).filter(|tag| !tag.is_noun()),
            _ if first.pos == "JJ" && form.shape == Shape::Lower => Pos::Nn,
            _ => return tag(first, sentence, text),
        });
    }
    let (last, sentence) = *words.last()?;
    if !form.hyphen {
        return tag(first, sentence, text);
    }
    let before = words[words.len() - 2].0;
    let whole = tag(last, sentence, text)?;
    let modifies = matches!(last.relation.as_str(), "amod" | "compound" | "nummod");
    Some(match whole {
        Pos::Nn | Pos::Nns | Pos::Vbg | Pos::Cd if modifies => Pos::Jj,
        Pos::Vbn if modifies || before.pos.starts_with("NN") || before.pos == "RB" || first.pos == "RB" => Pos::Jj,
        _ => whole,
    })
}

/// The tag of a word of a corpus in our set.
fn tag(word: &Word, sentence: &[Word], text: &str) -> Option<Pos> {
    Some(match word.pos.as_str() {
        // One tag tells a preposition from an infinitive.
        "TO" if word.relation != "mark" => Pos::In,
        "NFP" => Pos::Colon,
        "ADD" => Pos::Nnp,
        "AFX" => Pos::Jj,
        "GW" | "XX" => return None,
        // The silver tags know no hyphen of its own.
        ":" if word.span.of(text) == "-" && touches(word, sentence) => Pos::Hyphen,
        other => other.parse().ok()?,
    })
}

/// Whether a word touches both of its neighbours.
fn touches(word: &Word, sentence: &[Word]) -> bool {
    let at = sentence.iter().position(|other| other.span == word.span).unwrap_or(0);
    at > 0
        && sentence[at - 1].span.end() == word.span.start()
        && sentence.get(at + 1).is_some_and(|after| after.span.start() == word.span.end())
}
