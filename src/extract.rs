//! The one place that calls the stages in their order, over many documents at once.

use serde::Serialize;

use crate::actors::{self, DocumentActors, Gazetteer, References};
use crate::dates::{self, Dates};
use crate::dating::{self, Written};
use crate::documents::{self, Input, Layout, Published, PublishedBasis};
use crate::parallel::{self, Stop};
use crate::phrases::{self, Phrases};
use crate::segments::{self, Segments};
use crate::statements::{self, Second, Statement};
use crate::tagging::{self, Tags};
use crate::{Error, Options};

/// What was found in one document: nothing but its title, day and language if it is in another language than English.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct DocumentRecord {
    /// Blocks, title, day of publication.
    pub layout: Layout,
    /// Sentences, tokens, quotations.
    pub segments: Segments,
    /// Mentions and actors.
    pub actors: DocumentActors,
    /// Dates and ranges.
    pub dates: Dates,
    /// Between which days it was written, where nobody says the day of publication.
    pub written: Written,
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
        self.abreast(&[input], wanted).pop().expect("a record for each document")
    }

    /// The same for a few documents, stage by stage: what a stage knows is at hand for all of them.
    fn abreast<'e>(&'e self, inputs: &[Input<'e>], wanted: Wanted) -> Vec<DocumentRecord> {
        let mut drafts: Vec<Draft<'e>> = inputs.iter().map(|input| Draft::new(*input, wanted)).collect();
        let stages: [(bool, Stage<'e>); 6] = [
            (true, Self::segment),
            (matches!(wanted, Wanted::Actors | Wanted::Everything), Self::see),
            (wanted != Wanted::Sentences, Self::tag),
            (matches!(wanted, Wanted::Actors | Wanted::Everything), Self::find_actors),
            (matches!(wanted, Wanted::Dates | Wanted::Everything), Self::find_dates),
            (wanted == Wanted::Everything, Self::find_statements),
        ];
        for (_, stage) in stages.iter().filter(|(is_wanted, _)| *is_wanted) {
            drafts.iter_mut().filter(|draft| !draft.is_other).for_each(|draft| stage(self, draft));
        }
        drafts.into_iter().map(|draft| draft.record).collect()
    }

    fn segment(&self, draft: &mut Draft<'_>) {
        draft.record.segments = segments::segment(draft.text, &draft.record.layout);
    }

    /// What the second reader sees, where one is wanted.
    fn see<'e>(&'e self, draft: &mut Draft<'e>) {
        let second = self.options.second.as_ref();
        draft.seen = second.map(|second| second.read(draft.text, &draft.record.layout, &draft.record.segments));
    }

    fn tag(&self, draft: &mut Draft<'_>) {
        draft.tags = tagging::tag(draft.text, &draft.record.segments);
        draft.phrases = phrases::find(&draft.record.segments, &draft.tags);
    }

    fn find_actors(&self, Draft { text, record, tags, phrases, seen, .. }: &mut Draft<'_>) {
        let gazetteer = &self.options.gazetteer;
        let names = seen.as_ref().map(Second::names);
        record.actors = actors::find(text, &record.layout, &record.segments, tags, phrases, gazetteer, names.as_ref());
    }

    /// The dates, and where the day of publication is not known, the days on which it can have been, against which they resolve.
    fn find_dates(&self, draft: &mut Draft<'_>) {
        let readings = dates::read(draft.text, &draft.record.layout, &draft.record.segments, &draft.tags);
        let published = draft.record.layout.published.day;
        draft.record.dates = readings.resolve(published);
        let of_dates_alone = draft.wanted == Wanted::Dates;
        if published.is_some() || of_dates_alone && draft.record.dates.expressions.is_empty() {
            return;
        }
        if of_dates_alone {
            self.find_actors(draft);
        }
        let DocumentRecord { layout, segments, actors, .. } = &draft.record;
        let written =
            dating::find(draft.text, layout, segments, &draft.tags, actors, &self.options.gazetteer, &readings);
        draft.record.written = written;
        if let Some(days) = written.days() {
            draft.record.dates = readings.resolve_within(days);
        }
        if let Some(day) = written.day() {
            draft.record.layout.published = Published { day: Some(day), basis: PublishedBasis::Text };
        }
    }

    fn find_statements(&self, Draft { text, record, tags, phrases, seen, .. }: &mut Draft<'_>) {
        let gazetteer = &self.options.gazetteer;
        let references = References::new(text, &record.segments, tags, phrases, gazetteer, &record.actors);
        let wanted = statements::Wanted { verbs: &self.options.verbs, doubtful: self.options.doubtful };
        record.statements = statements::find(&record.layout, &references, &record.dates, wanted, seen.as_ref());
    }

    /// A few documents, those that are given, and what `then` makes of each; a panic in one is an error of that document alone.
    fn guarded<R>(
        &self,
        inputs: &[Option<Input<'_>>],
        wanted: Wanted,
        then: impl Fn(Input<'_>, DocumentRecord) -> R,
    ) -> Vec<Option<Result<R, Error>>> {
        let given: Vec<_> = inputs.iter().flatten().copied().collect();
        let together = parallel::caught(|| {
            let records = self.abreast(&given, wanted);
            given.iter().zip(records).map(|(input, record)| then(*input, record)).collect::<Vec<_>>()
        });
        let one = |input| parallel::caught(|| then(input, self.wanted(input, wanted))).map_err(|_| Error::internal());
        let mut made: Box<dyn Iterator<Item = Result<R, Error>>> = match together {
            Ok(made) => Box::new(made.into_iter().map(Ok)),
            Err(_) => Box::new(given.into_iter().map(one)),
        };
        inputs.iter().map(|input| input.and_then(|_| made.next())).collect()
    }

    /// What is wanted of each document that is given, in parallel; `None` also for one that failed.
    pub fn where_given(&self, inputs: &[Option<Input<'_>>], wanted: Wanted) -> Vec<Option<DocumentRecord>> {
        let few = self.portions(inputs);
        let records =
            self.options.threads.map(&few, |few| self.guarded(few, wanted, |_, record| record), &Stop::never());
        records.expect("what nobody stops").into_iter().flatten().map(|record| record?.ok()).collect()
    }

    /// All stages on each document that is given, in parallel, a few at a time.
    ///
    /// `then` is what more is to be done with a document in the thread that read it. `done` takes what it made of the next few,
    /// in the order of the documents (`None` where none was given), while others are read, and says whether to go on. `stop` is
    /// asked now and then, also within a document.
    ///
    /// # Errors
    /// [`Error::is_stopped`] if one of them said no.
    pub fn few_by_few<R: Send>(
        &self,
        inputs: &[Option<Input<'_>>],
        stop: &Stop,
        then: impl Fn(Input<'_>, DocumentRecord) -> R + Sync,
        mut done: impl FnMut(Vec<Option<Result<R, Error>>>) -> bool,
    ) -> Result<(), Error> {
        /// How many portions for each thread are read before the first of them is taken.
        const AHEAD: usize = 4;
        let threads = self.options.threads;
        let read = |few: &&[Option<Input<'_>>]| self.guarded(few, Wanted::Everything, &then);
        let mut rest = inputs;
        while !rest.is_empty() {
            let (batch, after) = rest.split_at(fitting(rest, self.bytes_in_turn()));
            rest = after;
            if !threads.each(&self.portions(batch), threads.count() * AHEAD, read, stop, &mut done) {
                return Err(Error::stopped());
            }
        }
        Ok(())
    }

    /// How many bytes of text a thread reads before another caller has its turn with the pool: some seconds' work.
    fn bytes_in_turn(&self) -> usize {
        const FAST: usize = 4 << 20;
        const ACCURATE: usize = 64 << 10;
        self.options.threads.count() * if self.options.second.is_some() { ACCURATE } else { FAST }
    }

    /// Documents by the few that a thread takes at once: a stage's tables serve all of them while they are at hand. The portions
    /// shrink towards the end, since the last one keeps the other threads waiting.
    fn portions<'i, 't>(&self, inputs: &'i [Option<Input<'t>>]) -> Vec<&'i [Option<Input<'t>>]> {
        /// How many go through a stage together at most.
        const ABREAST: usize = 8;
        /// How much text does, of more than one.
        const BYTES: usize = 64 << 10;
        /// Which part of its share of what is left a thread takes.
        const PART: usize = 3;
        let abreast = if self.options.second.is_some() { 1 } else { ABREAST };
        let mut rest = inputs;
        let portions = std::iter::from_fn(|| {
            let few = (rest.len() / (self.options.threads.count() * PART)).clamp(1, abreast);
            let (portion, after) = rest.split_at(fitting(&rest[..few.min(rest.len())], BYTES));
            rest = after;
            (!portion.is_empty()).then_some(portion)
        });
        portions.collect()
    }

    /// All stages on many documents, in parallel; the records come in the order of `inputs`.
    ///
    /// `check` is called now and then, with how many are done; when it says no, the rest is left.
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
        self.few_by_few(
            &given,
            &Stop::never(),
            |_, record| record,
            |few| {
                records.extend(few.into_iter().flatten());
                check(records.len())
            },
        )?;
        records.into_iter().collect()
    }
}

/// What a stage adds to a document.
type Stage<'e> = fn(&'e Extractor, &mut Draft<'e>);

/// A document on its way through the stages.
struct Draft<'t> {
    text: &'t str,
    /// In another language: nothing is looked for in it.
    is_other: bool,
    wanted: Wanted,
    record: DocumentRecord,
    tags: Tags,
    phrases: Phrases,
    /// What the second reader saw.
    seen: Option<Second<'t>>,
}

impl<'t> Draft<'t> {
    fn new(input: Input<'t>, wanted: Wanted) -> Self {
        let mut layout = documents::lay_out(input);
        let is_other = layout.language.is_some_and(|language| language.is_other);
        if is_other {
            layout.blocks.clear();
        }
        let record = DocumentRecord { layout, ..DocumentRecord::default() };
        Self {
            text: input.text,
            is_other,
            wanted,
            record,
            tags: Tags::default(),
            phrases: Phrases::default(),
            seen: None,
        }
    }
}

/// How many of these documents come with so many bytes of text: at least one, if there is one.
fn fitting(inputs: &[Option<Input<'_>>], most: usize) -> usize {
    let mut bytes = 0;
    let fitting = inputs.iter().take_while(|input| {
        bytes += input.map_or(0, |input| input.text.len());
        bytes <= most
    });
    fitting.count().max(1).min(inputs.len())
}
