//! What was found in documents → linked polars frames.
//!
//! In: each document's text and [`DocumentRecord`], one after the other ([`Frames::push`]), and what joining them as a
//! corpus gave ([`Joined`]). Out: frames with the columns that the module of each declares, offsets in code points, surfaces
//! copied from the text. Nothing is decided here: rows name their actors as their document does until the corpus says who
//! that is, so that the same rows serve [`Frames::finish`], over a corpus, and [`rows_of`], over one document at a time.

mod actors;
mod blocks;
mod columns;
mod dates;
mod documents;
mod links;
mod local_actors;
mod mentions;
mod pages;
mod periods;
mod schema;
mod sentences;
mod statements;

use polars_core::prelude::{DataFrame, DataType, PolarsResult, Series};

use columns::{Local, Rows, Sources, Spans};

pub use columns::{day_from_epoch, days_since_epoch};
pub use documents::{Documents, LaidOut};
pub use local_actors::{join_actors, short_keys};
pub use pages::pages_frame;
pub use schema::Frame;

use crate::actors::{Gazetteer, LocalActorId};
use crate::corpus::{Corpus, Joined};
use crate::extract::DocumentRecord;
use crate::span::{ByteSpan, CharIndex};

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
}

impl<'a> Entry<'a> {
    /// A sentence's number as a column has it: null for what stands outside all sentences.
    fn sentence(&self, index: usize) -> Option<u32> {
        (index < self.record.segments.sentences.len()).then_some(index as u32)
    }

    /// One of its actors.
    fn local(&self, actor: Option<LocalActorId>) -> Option<Local> {
        actor.map(|actor| Local { document: self.row, actor })
    }

    /// Places in its text.
    fn spans(&self, spans: &'a [ByteSpan]) -> Spans<'a> {
        Spans { text: self.text, chars: self.chars, spans }
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
    links: links::Links,
}

impl Frames {
    /// Adds what was found in the document at `row`.
    pub fn push(&mut self, row: u32, text: &str, record: &DocumentRecord) {
        let chars = CharIndex::new(text);
        let entry = Entry { row, text, chars: &chars, record };
        blocks::add(&mut self.blocks, entry);
        sentences::add(&mut self.sentences, entry);
        statements::add(&mut self.statements, entry);
        mentions::add(&mut self.mentions, entry);
        dates::add(&mut self.dates, entry);
        periods::add(&mut self.periods, entry);
        links::add(&mut self.links, entry);
    }

    /// All frames but the documents, with their names; `joined` has these documents in the rows in which they were pushed.
    ///
    /// # Errors
    /// Those of polars.
    pub fn finish(self, doc_ids: &Series, joined: &Joined) -> PolarsResult<Vec<(Frame, DataFrame)>> {
        let sources = Sources::new(doc_ids.clone(), joined);
        Ok(vec![
            (Frame::Actors, actors::frame(joined)?),
            (Frame::LocalActors, local_actors::frame(joined, &sources)?),
            (Frame::Links, self.links.finish(&sources)?),
            (Frame::Blocks, self.blocks.finish(&sources)?),
            (Frame::Sentences, self.sentences.finish(&sources)?),
            (Frame::Statements, self.statements.finish(&sources)?),
            (Frame::Mentions, self.mentions.finish(&sources)?),
            (Frame::Dates, self.dates.finish(&sources)?),
            (Frame::Spans, self.periods.finish(&sources)?),
        ])
    }
}

/// The rows of `frame` for each document apart, as a column of lists of structs; null for a document without a record.
///
/// Each document is a corpus of its own. Only sentences, statements, mentions and dates can be had this way.
///
/// # Errors
/// Those of polars.
pub fn rows_of(
    frame: Frame,
    texts: &[Option<&str>],
    records: &[Option<DocumentRecord>],
    gazetteer: &Gazetteer,
) -> PolarsResult<Series> {
    match frame {
        Frame::Statements => lists_of(statements::add, texts, records, gazetteer),
        Frame::Mentions => lists_of(mentions::add, texts, records, gazetteer),
        Frame::Dates => lists_of(dates::add, texts, records, gazetteer),
        _ => lists_of(sentences::add, texts, records, gazetteer),
    }
}

fn lists_of<R: Rows>(
    add: fn(&mut R, Entry<'_>),
    texts: &[Option<&str>],
    records: &[Option<DocumentRecord>],
    gazetteer: &Gazetteer,
) -> PolarsResult<Series> {
    let mut joined = Joined::default();
    let mut rows = R::default();
    let mut ends = vec![0];
    for (row, (text, record)) in texts.iter().zip(records).enumerate() {
        let mut alone = Corpus::default();
        match (text, record) {
            (Some(text), Some(record)) => {
                let chars = CharIndex::new(text);
                add(&mut rows, Entry { row: row as u32, text, chars: &chars, record });
                alone.push(record, None);
            }
            _ => alone.skip(),
        }
        joined.append_apart(alone.finish(gazetteer));
        ends.push(rows.len() as i64);
    }
    let present = texts.iter().zip(records).map(|(text, record)| text.is_some() && record.is_some()).collect();
    // Rows lose their document's id in a list: any column of the right length will do.
    let doc_ids = Series::full_null(Default::default(), texts.len(), &DataType::String);
    columns::lists(&rows.finish(&Sources::new(doc_ids, &joined))?, ends, present)
}
