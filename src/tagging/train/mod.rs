//! Trains the models of this stage, and checks them.

mod gold;
mod tagger;

use std::path::Path;

pub use self::tagger::{Accuracy, evaluate as evaluate_tagger, train as train_tagger};
use super::form::Casing;
use crate::corpora::{self, Document};

/// How many times a sentence annotated by people counts as much as one annotated by a program.
const GOLD_WEIGHT: usize = 5;

/// Genres of GUM whose licence allows any use of what is learned from them.
const GENRES: [&str; 6] = ["academic", "bio", "court", "interview", "news", "voyage"];

/// The documents of GUM that may be learned from.
pub(crate) fn gold_documents(corpora: &Path) -> Result<Vec<Document>, String> {
    let mut documents = corpora::read(&corpora.join("gum/train.jsonl.gz"))?;
    documents.retain(|document| {
        document.genre.as_deref().is_some_and(|genre| GENRES.contains(&genre))
            && document.licence.as_deref().is_some_and(|licence| !licence.contains("NC"))
    });
    Ok(documents)
}

/// The documents of PolNeAR with the sentences of a parser.
fn silver_documents(corpora: &Path) -> Result<Vec<Document>, String> {
    let folder = corpora.join("polnear");
    corpora::read_with_sentences(&folder.join("train.jsonl.gz"), &folder.join("train.corenlp.jsonl.gz"))
}

/// Whether a sentence of the silver corpus is to be learned from: headlines and what is no text are analysed badly there.
fn is_sound(document: &Document, sentence: &gold::Sentence) -> bool {
    let title = document.text.find('\n').unwrap_or(document.text.len());
    let (Some(first), Some(last)) = (sentence.spans.first(), sentence.spans.last()) else { return false };
    let span = first.join(*last);
    first.start() >= title
        && Casing::of(&sentence.forms) == Casing::Sentence
        && !document.discarded.iter().any(|discarded| discarded.overlaps(span))
}
