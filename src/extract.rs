//! The one place that calls the stages in their order, over many documents at once.

use crate::actors::{self, DocumentActors, Gazetteer, References};
use crate::dates::{self, Dates};
use crate::documents::{self, Input, Layout};
use crate::parallel::{self, Stop};
use crate::segments::{self, Segments};
use crate::statements::{self, Statement};
use crate::tagging;
use crate::{Error, Options};

/// What was found in one document: nothing but its title, day and language if it is in another language than English.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DocumentRecord {
    /// Blocks, title, day of publication.
    pub layout: Layout,
    /// Sentences, tokens, quotations.
    pub segments: Segments,
    /// Mentions and actors.
    pub actors: DocumentActors,
    /// Dates and ranges.
    pub dates: Dates,
    /// Statements.
    pub statements: Vec<Statement>,
}

/// What is wanted of a document: stages that do not lead there are left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// Blocks and sentences.
    Sentences,
    /// Sentences and dates.
    Dates,
    /// Sentences and actors.
    Actors,
    /// All of it.
    Everything,
}

/// The extractor: built once from [`Options`], immutable, shared between threads.
#[derive(Clone, Debug, Default)]
pub struct Extractor {
    options: Options,
}

impl Extractor {
    /// An extractor with these options.
    pub fn new(options: Options) -> Self {
        Self { options }
    }

    /// What it knows of actors beforehand.
    pub fn gazetteer(&self) -> &Gazetteer {
        &self.options.gazetteer
    }

    /// All stages on one document.
    pub fn document(&self, input: Input<'_>) -> DocumentRecord {
        self.wanted(input, Wanted::Everything)
    }

    /// The stages that lead to what is wanted; the rest of the record stays empty.
    fn wanted(&self, input: Input<'_>, wanted: Wanted) -> DocumentRecord {
        let text = input.text;
        let mut layout = documents::lay_out(input);
        if layout.language.is_some_and(|language| language.is_other) {
            layout.blocks.clear();
            return DocumentRecord { layout, ..DocumentRecord::default() };
        }
        let segments = segments::segment(text, &layout);
        let mut record = DocumentRecord {
            layout,
            segments,
            actors: DocumentActors::default(),
            dates: Dates::default(),
            statements: Vec::new(),
        };
        if wanted == Wanted::Sentences {
            return record;
        }
        let tags = tagging::tag(text, &record.segments);
        if wanted != Wanted::Dates {
            record.actors = actors::find(text, &record.layout, &record.segments, &tags, &self.options.gazetteer);
        }
        if wanted != Wanted::Actors {
            record.dates = dates::find(text, &record.layout, &record.segments, &tags);
        }
        if wanted == Wanted::Everything {
            let references = References::new(text, &record.segments, &tags, &self.options.gazetteer, &record.actors);
            record.statements = statements::find(
                text,
                &record.layout,
                &record.segments,
                &tags,
                &references,
                &record.dates,
                &self.options.verbs,
            );
        }
        record
    }

    /// One document, if it is given; a panic in it is an error of that document alone.
    fn guarded(&self, input: Option<Input<'_>>, wanted: Wanted) -> Option<Result<DocumentRecord, Error>> {
        let input = input?;
        Some(parallel::caught(|| self.wanted(input, wanted)).map_err(|_| Error::internal()))
    }

    /// What is wanted of each document that is given, in parallel; `None` also for one that failed.
    pub fn where_given(&self, inputs: &[Option<Input<'_>>], wanted: Wanted) -> Vec<Option<DocumentRecord>> {
        let work = |input: &Option<Input<'_>>| self.guarded(*input, wanted)?.ok();
        self.options.threads.map(inputs, work, &Stop::never()).expect("what nobody stops")
    }

    /// All stages on each document that is given, in parallel, batch by batch.
    ///
    /// `done` takes the records of each batch, in their order (`None` where no document was given), and says whether to go on.
    /// `stop` is asked now and then, also within a document: what was done of a batch is dropped then.
    ///
    /// # Errors
    /// [`Error::is_stopped`] if one of them said no.
    pub fn in_batches(
        &self,
        inputs: &[Option<Input<'_>>],
        stop: &Stop,
        mut done: impl FnMut(Vec<Option<Result<DocumentRecord, Error>>>) -> bool,
    ) -> Result<(), Error> {
        let mut rest = inputs;
        while !rest.is_empty() {
            let (batch, after) = rest.split_at(batch_length(rest));
            rest = after;
            let work = |input: &Option<Input<'_>>| self.guarded(*input, Wanted::Everything);
            let records = self.options.threads.map(batch, work, stop);
            if !records.is_some_and(&mut done) {
                return Err(Error::stopped());
            }
        }
        Ok(())
    }

    /// All stages on many documents, in parallel; the records come in the order of `inputs`.
    ///
    /// `check` is called after each batch, with how many are done; when it says no, the rest is left.
    ///
    /// # Errors
    /// [`Error::is_stopped`] if `check` said no; the error of the first document that failed.
    pub fn documents(
        &self,
        inputs: &[Input<'_>],
        mut check: impl FnMut(usize) -> bool,
    ) -> Result<Vec<DocumentRecord>, Error> {
        let given: Vec<_> = inputs.iter().copied().map(Some).collect();
        let mut records = Vec::with_capacity(inputs.len());
        self.in_batches(&given, &Stop::never(), |batch| {
            records.extend(batch.into_iter().flatten());
            check(records.len())
        })?;
        records.into_iter().collect()
    }
}

/// How many of these documents make a batch: few enough that a caller who wants to stop does not wait.
fn batch_length(inputs: &[Option<Input<'_>>]) -> usize {
    const DOCUMENTS: usize = 256;
    const BYTES: usize = 256 << 10;
    let mut bytes = 0;
    let fitting = inputs.iter().take(DOCUMENTS).take_while(|input| {
        bytes += input.map_or(0, |input| input.text.len());
        bytes <= BYTES
    });
    fitting.count().max(1)
}
