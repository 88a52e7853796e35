//! The blocks frame: the lines of each document and what they are (ANNOTATION.md, "Blocks").

use polars_core::prelude::{DataFrame, PolarsResult, Series};

use super::Entry;
use super::columns::{Codes, Edges, Index, Numbers, frame};
use super::schema::Frame;

/// Growing rows.
#[derive(Default)]
pub struct Blocks {
    document: Index,
    id: Numbers,
    role: Codes,
    edges: Edges,
}

impl Blocks {
    /// Adds a document's rows.
    pub fn push(&mut self, entry: Entry<'_>) {
        for (id, block) in entry.record.layout.blocks.iter().enumerate() {
            self.document.push(Some(entry.row));
            self.id.add_index(id);
            self.role.add(block.role as u8);
            self.edges.add(entry.chars.span(block.span));
        }
    }

    /// The frame.
    pub fn finish(self, doc_ids: &Series) -> PolarsResult<DataFrame> {
        frame(
            Frame::Blocks,
            vec![
                self.document.gather(doc_ids)?,
                self.id.finish(),
                self.role.finish(Frame::Blocks, "role"),
                self.edges.start.finish(),
                self.edges.end.finish(),
            ],
        )
    }
}
