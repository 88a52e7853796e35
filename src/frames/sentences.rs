//! The sentences frame: the sentences of title, captions and body.

use polars_core::prelude::{DataFrame, PolarsResult, Series};

use super::Entry;
use super::columns::{Edges, Index, Numbers, Words, frame};
use super::schema::Frame;

/// Growing rows.
#[derive(Default)]
pub struct Sentences {
    document: Index,
    id: Numbers,
    block: Numbers,
    edges: Edges,
    text: Words,
}

impl Sentences {
    /// Adds a document's rows.
    pub fn push(&mut self, entry: Entry<'_>) {
        for (id, sentence) in entry.record.segments.sentences.iter().enumerate() {
            self.document.push(Some(entry.row));
            self.id.add_index(id);
            self.block.add(sentence.block);
            self.edges.add(entry.chars.span(sentence.span));
            self.text.add(sentence.span.of(entry.text));
        }
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.document.len()
    }

    /// The frame.
    pub fn finish(self, doc_ids: &Series) -> PolarsResult<DataFrame> {
        frame(
            Frame::Sentences,
            vec![
                self.document.gather(doc_ids)?,
                self.id.finish(),
                self.block.finish(),
                self.edges.start.finish(),
                self.edges.end.finish(),
                self.text.finish(),
            ],
        )
    }
}
