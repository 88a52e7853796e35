//! The one place that calls the stages in their order, over many documents at once.

use rayon::prelude::*;

use crate::actors::{self, CorpusActors, DocumentActors, MergeInput};
use crate::dates::{self, Dates};
use crate::documents::{self, Input, Layout};
use crate::segments::{self, Segments};
use crate::statements::{self, Statement};
use crate::tagging;
use crate::{Error, Options};

/// What was found in one document.
#[derive(Clone, Debug, PartialEq)]
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

    /// All stages on one document.
    pub fn document(&self, input: Input<'_>) -> DocumentRecord {
        let text = input.text;
        let layout = documents::lay_out(input);
        let segments = segments::segment(text, &layout);
        let tags = tagging::tag(text, &segments);
        let actors = actors::find(text, &layout, &segments, &tags, &self.options.gazetteer);
        let dates = dates::find(text, &layout, &segments, &tags);
        let statements = statements::find(text, &layout, &segments, &tags, &actors, &dates);
        DocumentRecord { layout, segments, actors, dates, statements }
    }

    /// All stages on many documents, in parallel; the records come in the order of `inputs`.
    ///
    /// `check` is called now and then between documents, with how many are done; when it says no, the rest is left.
    ///
    /// # Errors
    /// [`Error::is_stopped`] if `check` said no.
    pub fn documents(
        &self,
        inputs: &[Input<'_>],
        mut check: impl FnMut(usize) -> bool,
    ) -> Result<Vec<DocumentRecord>, Error> {
        const BATCH: usize = 64;
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(self.options.threads.unwrap_or(0))
            .build()
            .expect("a thread pool of a size that was checked");
        let mut records = Vec::with_capacity(inputs.len());
        for batch in inputs.chunks(BATCH) {
            if !check(records.len()) {
                return Err(Error::stopped());
            }
            let found: Vec<_> = pool.install(|| batch.par_iter().map(|input| self.document(*input)).collect());
            records.extend(found);
        }
        Ok(records)
    }

    /// One actor for each real-world entity of these documents.
    pub fn merge(&self, records: &[DocumentRecord]) -> CorpusActors {
        let inputs: Vec<_> = records
            .iter()
            .map(|record| MergeInput { actors: &record.actors.actors, published: record.layout.published.day })
            .collect();
        actors::merge(&inputs, &self.options.gazetteer)
    }
}
