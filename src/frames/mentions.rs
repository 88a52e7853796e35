//! The mentions frame: the places in the text that stand for actors (ANNOTATION.md, "Actors").

use polars_core::prelude::{DataFrame, PolarsResult, Series};

use super::Entry;
use super::actors::Cast;
use super::columns::{Codes, Confidences, Edges, Index, Numbers, Words, frame};
use super::schema::Frame;

/// Growing rows.
#[derive(Default)]
pub struct Mentions {
    document: Index,
    id: Numbers,
    sentence: Numbers,
    edges: Edges,
    text: Words,
    kind: Codes,
    r#type: Codes,
    actor: Index,
    confidence: Confidences,
}

impl Mentions {
    /// Adds a document's rows.
    pub fn push(&mut self, entry: Entry<'_>) {
        for (id, mention) in entry.record.actors.mentions.iter().enumerate() {
            self.document.push(Some(entry.row));
            self.id.add_index(id);
            self.sentence.push(entry.sentence(entry.record.segments.sentence_of(mention.tokens.start())));
            self.edges.add(entry.chars.span(mention.span));
            self.text.add(mention.span.of(entry.text));
            self.kind.add(mention.kind as u8);
            self.r#type.add(mention.r#type as u8);
            self.actor.push(entry.actor(mention.actor));
            self.confidence.add(mention.evidence.confidence());
        }
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.document.len()
    }

    /// Who is meant in each row, by number among the actors of all documents.
    pub fn actors(&self) -> &[Option<u32>] {
        self.actor.rows()
    }

    /// The same, with the rows' ids.
    pub fn links(&self) -> (&[Option<u32>], &Numbers) {
        (self.actor.rows(), &self.id)
    }

    /// The frame.
    pub fn finish(self, doc_ids: &Series, cast: &Cast) -> PolarsResult<DataFrame> {
        frame(
            Frame::Mentions,
            vec![
                self.document.gather(doc_ids)?,
                self.id.finish(),
                self.sentence.finish(),
                self.edges.start.finish(),
                self.edges.end.finish(),
                self.text.finish(),
                self.kind.finish(Frame::Mentions, "kind"),
                self.r#type.finish(Frame::Mentions, "type"),
                cast.ids(self.actor.rows())?,
                self.confidence.finish(),
            ],
        )
    }
}
