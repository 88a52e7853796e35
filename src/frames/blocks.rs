//! The blocks frame: the lines of each document and what they are (docs/annotation.md, "Blocks").

use super::Entry;
use super::columns::{DocId, Number, OneOf, Rows, rows};
use crate::layout::Role;

rows! {
    /// The blocks of documents.
    Blocks of Block {
        doc_id: DocId,
        block_id: Number,
        role: OneOf<Role>,
        start: Number,
        end: Number,
    }
}

/// Adds a document's rows.
pub fn add(rows: &mut Blocks, entry: Entry<'_>) {
    for (id, block) in (0..).zip(&entry.record.layout.blocks) {
        let place = entry.chars.span(block.span);
        rows.push(Block {
            doc_id: Some(entry.row),
            block_id: id,
            role: Some(block.role),
            start: place.start(),
            end: place.end(),
        });
    }
}
