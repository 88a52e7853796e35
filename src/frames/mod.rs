//! What was found in documents → linked polars frames.
//!
//! In: each document's text and [`DocumentRecord`], one after the other ([`Frames::push`]). Out:
//! frames with the columns of [`schema`], offsets in code points, surfaces copied from the text.
//! Rows name their actors by number until the actors of all documents are joined ([`Cast`]): the
//! same rows serve [`Frames::finish`], over a corpus, and [`rows_of`], over one document at a time.

mod actors;
mod again;
mod blocks;
mod columns;
mod dates;
mod documents;
mod mentions;
mod pages;
mod periods;
mod schema;
mod sentences;
mod statements;

use polars_core::prelude::{DataFrame, PolarsResult, Series};

use actors::{Cast, Counts, Links, LocalActors};

pub use again::join_again;
pub use columns::{day_from_epoch, days_since_epoch};
pub use documents::{Documents, LaidOut};
pub use pages::pages_frame;
pub use schema::Frame;

use crate::actors::Gazetteer;
use crate::extract::DocumentRecord;
use crate::span::CharIndex;

/// One document on its way into the frames.
#[derive(Clone, Copy)]
pub struct Entry<'a> {
    /// Its row in the documents.
    pub row: u32,
    /// Its text.
    pub text: &'a str,
    /// From bytes to code points.
    pub chars: &'a CharIndex<'a>,
    /// What was found.
    pub record: &'a DocumentRecord,
    /// The number of its first actor among those of all documents.
    pub first_actor: u32,
}

impl Entry<'_> {
    /// A sentence's number as a column has it: null for what stands outside all sentences.
    fn sentence(&self, index: usize) -> Option<u32> {
        (index < self.record.segments.sentences.len()).then_some(index as u32)
    }

    /// The number among all documents' actors of a local one.
    fn actor(&self, local: Option<crate::actors::LocalActorId>) -> Option<u32> {
        local.map(|id| self.first_actor + id.0)
    }
}

/// The growing frames of a corpus.
#[derive(Default)]
pub struct Frames {
    blocks: blocks::Blocks,
    sentences: sentences::Sentences,
    statements: statements::Statements,
    mentions: mentions::Mentions,
    dates: dates::DateRows,
    periods: periods::Periods,
    actors: LocalActors,
}

impl Frames {
    /// Adds what was found in the document at `row`; documents come in the order of their rows.
    pub fn push(&mut self, row: u32, text: &str, record: &DocumentRecord) {
        let chars = CharIndex::new(text);
        let entry = Entry { row, text, chars: &chars, record, first_actor: self.actors.len() };
        self.blocks.push(entry);
        self.sentences.push(entry);
        self.statements.push(entry);
        self.mentions.push(entry);
        self.dates.push(entry);
        self.periods.push(entry);
        self.actors.push(row, record.layout.published.day, &record.actors.actors);
    }

    /// All frames but the documents, with their names.
    ///
    /// # Errors
    /// Those of polars.
    pub fn finish(self, doc_ids: &Series, gazetteer: &Gazetteer) -> PolarsResult<Vec<(Frame, DataFrame)>> {
        let cast = self.actors.join(gazetteer)?;
        let counts = Counts { mentions: self.mentions.actors(), speakers: self.statements.speakers() };
        let [speakers, addressees] = self.statements.links();
        let links = Links { mentions: self.mentions.links(), speakers, addressees };
        Ok(vec![
            (Frame::Actors, cast.frame(&self.actors, counts)?),
            (Frame::LocalActors, self.actors.frame(doc_ids, &cast, links)?),
            (Frame::Blocks, self.blocks.finish(doc_ids)?),
            (Frame::Sentences, self.sentences.finish(doc_ids)?),
            (Frame::Statements, self.statements.finish(doc_ids, &cast)?),
            (Frame::Mentions, self.mentions.finish(doc_ids, &cast)?),
            (Frame::Dates, self.dates.finish(doc_ids)?),
            (Frame::Spans, self.periods.finish(doc_ids)?),
        ])
    }
}

/// The rows of `frame` for each document apart, as a column of lists of structs; null for a document without a record.
///
/// Actors are joined within each document. Only sentences, statements, mentions and dates can be had this way; any
/// other frame gives empty lists.
///
/// # Errors
/// Those of polars.
pub fn rows_of(
    frame: Frame,
    texts: &[Option<&str>],
    records: &[Option<DocumentRecord>],
    gazetteer: &Gazetteer,
) -> PolarsResult<Series> {
    let mut actors = LocalActors::default();
    let mut rows = Rows::new(frame);
    let mut ends = vec![0];
    for (row, (text, record)) in texts.iter().zip(records).enumerate() {
        if let (Some(text), Some(record)) = (text, record) {
            let chars = CharIndex::new(text);
            let entry = Entry { row: row as u32, text, chars: &chars, record, first_actor: actors.len() };
            rows.push(entry);
            actors.push(entry.row, record.layout.published.day, &record.actors.actors);
        }
        ends.push(rows.len() as i64);
    }
    let present = texts.iter().zip(records).map(|(text, record)| text.is_some() && record.is_some()).collect();
    // Rows lose their document's id in a list: any column of the right length will do.
    let doc_ids = Series::full_null(Default::default(), texts.len(), &polars_core::prelude::DataType::String);
    columns::lists(&rows.finish(&doc_ids, &actors.join_each(gazetteer)?)?, ends, present)
}

/// The rows of one of the frames that expressions give.
enum Rows {
    Sentences(Box<sentences::Sentences>),
    Statements(Box<statements::Statements>),
    Mentions(Box<mentions::Mentions>),
    Dates(Box<dates::DateRows>),
}

impl Rows {
    fn new(frame: Frame) -> Self {
        match frame {
            Frame::Statements => Self::Statements(Default::default()),
            Frame::Mentions => Self::Mentions(Default::default()),
            Frame::Dates => Self::Dates(Default::default()),
            _ => Self::Sentences(Default::default()),
        }
    }

    fn push(&mut self, entry: Entry<'_>) {
        match self {
            Self::Sentences(rows) => rows.push(entry),
            Self::Statements(rows) => rows.push(entry),
            Self::Mentions(rows) => rows.push(entry),
            Self::Dates(rows) => rows.push(entry),
        }
    }

    fn len(&self) -> usize {
        match self {
            Self::Sentences(rows) => rows.len(),
            Self::Statements(rows) => rows.len(),
            Self::Mentions(rows) => rows.len(),
            Self::Dates(rows) => rows.len(),
        }
    }

    fn finish(self, doc_ids: &Series, cast: &Cast) -> PolarsResult<DataFrame> {
        match self {
            Self::Sentences(rows) => rows.finish(doc_ids),
            Self::Statements(rows) => rows.finish(doc_ids, cast),
            Self::Mentions(rows) => rows.finish(doc_ids, cast),
            Self::Dates(rows) => rows.finish(doc_ids),
        }
    }
}
