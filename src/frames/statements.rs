//! The statements frame: who said what, to whom, when (ANNOTATION.md, "Statements").

use polars_core::prelude::{DataFrame, PolarsResult, Series};

use super::Entry;
use super::actors::Cast;
use super::columns::{Codes, Confidences, Index, Numbers, Places, Ranges, frame};
use super::schema::Frame;

/// Growing rows.
#[derive(Default)]
pub struct Statements {
    document: Index,
    id: Numbers,
    parent: Numbers,
    sentence: Numbers,
    content: Places,
    source: Places,
    cue: Places,
    addressee: Places,
    addressee_actor: Index,
    kind: Codes,
    act: Codes,
    speaker: Index,
    said: Ranges,
    confidence: Confidences,
}

impl Statements {
    /// Adds a document's rows.
    pub fn push(&mut self, entry: Entry<'_>) {
        for (id, statement) in entry.record.statements.iter().enumerate() {
            self.document.push(Some(entry.row));
            self.id.add_index(id);
            self.parent.push(statement.parent);
            self.sentence.push(entry.sentence(statement.sentence as usize));
            self.content.add(entry.text, entry.chars, &statement.content);
            self.source.add(entry.text, entry.chars, &statement.source);
            self.cue.add(entry.text, entry.chars, &statement.cue);
            self.addressee.add(entry.text, entry.chars, &statement.addressee);
            self.addressee_actor.push(entry.actor(statement.addressee_actor));
            self.kind.add(statement.kind as u8);
            self.act.add(statement.act as u8);
            self.speaker.push(entry.actor(statement.speaker));
            self.said.push(statement.said);
            self.confidence.add(statement.confidence);
        }
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.document.len()
    }

    /// Who speaks in each row, by number among the actors of all documents.
    pub fn speakers(&self) -> &[Option<u32>] {
        self.speaker.rows()
    }

    /// The same, with the rows' ids; then who is addressed.
    pub fn links(&self) -> [(&[Option<u32>], &Numbers); 2] {
        [(self.speaker.rows(), &self.id), (self.addressee_actor.rows(), &self.id)]
    }

    /// The frame.
    pub fn finish(self, doc_ids: &Series, cast: &Cast) -> PolarsResult<DataFrame> {
        let (content, content_spans) = self.content.finish()?;
        let (source, source_spans) = self.source.finish()?;
        let (cue, cue_spans) = self.cue.finish()?;
        let (addressee, addressee_spans) = self.addressee.finish()?;
        let speakers = self.speaker.rows();
        frame(
            Frame::Statements,
            vec![
                self.document.gather(doc_ids)?,
                self.id.finish(),
                self.parent.finish(),
                self.sentence.finish(),
                content,
                content_spans,
                source,
                source_spans,
                cue,
                cue_spans,
                addressee,
                addressee_spans,
                cast.ids(self.addressee_actor.rows())?,
                self.kind.finish(Frame::Statements, "kind"),
                self.act.finish(Frame::Statements, "act"),
                cast.ids(speakers)?,
                cast.names(speakers)?,
                cast.countries(speakers)?,
                cast.roles(speakers)?,
                self.said.first.finish(),
                self.said.last.finish(),
                self.confidence.finish(),
            ],
        )
    }
}
