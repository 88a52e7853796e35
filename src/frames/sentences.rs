//! The sentences frame: the sentences of title, captions and body.

use super::Entry;
use super::columns::{DocId, Number, Rows, Text, rows};

rows! {
    /// The sentences of documents.
    Sentences of Sentence {
        doc_id: DocId,
        sentence_id: Number,
        block_id: Number,
        start: Number,
        end: Number,
        text: Text,
    }
}

/// Adds a document's rows.
pub fn add(rows: &mut Sentences, entry: Entry<'_>) {
    for (id, sentence) in (0..).zip(&entry.record.segments.sentences) {
        let place = entry.chars.span(sentence.span);
        rows.push(Sentence {
            doc_id: Some(entry.row),
            sentence_id: id,
            block_id: sentence.block,
            start: place.start(),
            end: place.end(),
            text: Some(sentence.span.of(entry.text)),
        });
    }
}
