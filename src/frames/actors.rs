//! The actors frame: who is who over all documents, and how often each appears.
//!
//! In: the actors of each document ([`LocalActors`]). Out: a [`Cast`], which turns a local actor's
//! number into the id, name, country and role of the entity that it is.

use polars_core::prelude::{DataFrame, NamedFrom, PlSmallStr, PolarsResult, Series};

use super::columns::{Codes, Days, NumberLists, Numbers, WordLists, Words, frame, gather};
use super::schema::Frame;
use crate::actors::{self, CorpusActors, Gazetteer, LocalActor, MergeInput};
use crate::calendar::Date;

/// The actors of all documents, one document after the other.
#[derive(Default)]
pub struct LocalActors {
    actors: Vec<LocalActor>,
    documents: Vec<Document>,
}

/// The actors of one document.
struct Document {
    row: u32,
    published: Option<Date>,
    /// How many actors there are up to the last of its own.
    end: usize,
}

impl LocalActors {
    /// How many there are: the number that the next one gets.
    pub fn len(&self) -> u32 {
        self.actors.len() as u32
    }

    /// Adds those of the document at `row`.
    pub fn push(&mut self, row: u32, published: Option<Date>, actors: &[LocalActor]) {
        self.actors.extend_from_slice(actors);
        self.documents.push(Document { row, published, end: self.actors.len() });
    }

    /// Each document with its actors' numbers.
    fn documents(&self) -> impl Iterator<Item = (&Document, std::ops::Range<usize>)> {
        let starts = std::iter::once(0).chain(self.documents.iter().map(|document| document.end));
        self.documents.iter().zip(starts).map(|(document, start)| (document, start..document.end))
    }

    fn inputs(&self) -> Vec<MergeInput<'_>> {
        self.documents()
            .map(|(document, actors)| MergeInput { actors: &self.actors[actors], published: document.published })
            .collect()
    }

    /// Joins the actors over all documents.
    ///
    /// # Errors
    /// Those of polars.
    pub fn join(&self, gazetteer: &Gazetteer) -> PolarsResult<Cast> {
        let corpus = actors::merge(&self.inputs(), gazetteer);
        let mut members = Vec::with_capacity(self.actors.len());
        for assignments in &corpus.assignments {
            members.extend_from_slice(assignments);
        }
        Cast::new(corpus.actors, members, &self.actors)
    }

    /// Joins the actors of each document apart.
    ///
    /// # Errors
    /// Those of polars.
    pub fn join_each(&self, gazetteer: &Gazetteer) -> PolarsResult<Cast> {
        let mut all = Vec::new();
        let mut members = Vec::with_capacity(self.actors.len());
        for input in self.inputs() {
            let CorpusActors { actors, assignments } = actors::merge(&[input], gazetteer);
            members.extend(assignments.iter().flatten().map(|&actor| all.len() as u32 + actor));
            all.extend(actors);
        }
        Cast::new(all, members, &self.actors)
    }

    /// The frame of local actors, with the ids that `cast` gives them.
    ///
    /// # Errors
    /// Those of polars.
    pub fn frame(&self, doc_ids: &Series, cast: &Cast, links: Links<'_>) -> PolarsResult<DataFrame> {
        let count = self.actors.len();
        let mut id = Numbers::default();
        let (mut name, mut names, mut r#type) = (Words::default(), WordLists::default(), Codes::default());
        let (mut country, mut role, mut known) = (Words::default(), Words::default(), Words::default());
        let mut gender = Codes::default();
        let mut rows = Vec::with_capacity(self.actors.len());
        for (document, actors) in self.documents() {
            for local in 0..actors.len() {
                rows.push(Some(document.row));
                id.add_index(local);
            }
        }
        for actor in &self.actors {
            name.add(&actor.name);
            names.add(&actor.names);
            r#type.add(actor.r#type as u8);
            country.push(actor.country.as_ref().map(|country| country.as_str()));
            role.push(actor.role.as_deref());
            known.push(actor.known.as_deref());
            gender.push(actor.gender.map(|gender| gender as u8));
        }
        let every: Vec<_> = (0..self.len()).map(Some).collect();
        frame(
            Frame::LocalActors,
            vec![
                gather(doc_ids, rows.into_iter())?,
                id.finish(),
                cast.ids(&every)?,
                name.finish(),
                names.finish()?,
                r#type.finish(Frame::LocalActors, "type"),
                country.finish(),
                role.finish(),
                known.finish(),
                gender.finish(Frame::LocalActors, "gender"),
                NumberLists::grouped(count, links.mentions.0, links.mentions.1).finish()?,
                NumberLists::grouped(count, links.speakers.0, links.speakers.1).finish()?,
                NumberLists::grouped(count, links.addressees.0, links.addressees.1).finish()?,
            ],
        )
    }
}

/// Which rows speak of whom: for each row the number of a local actor, and the row's id in its document.
#[derive(Clone, Copy)]
pub struct Links<'a> {
    /// Who is meant by each mention.
    pub mentions: (&'a [Option<u32>], &'a Numbers),
    /// Who speaks in each statement.
    pub speakers: (&'a [Option<u32>], &'a Numbers),
    /// Who is addressed in each statement.
    pub addressees: (&'a [Option<u32>], &'a Numbers),
}

/// Who appears where, by local actors' numbers: what the actors frame counts.
#[derive(Clone, Copy)]
pub struct Counts<'a> {
    /// Who is meant by each mention.
    pub mentions: &'a [Option<u32>],
    /// Who speaks in each statement.
    pub speakers: &'a [Option<u32>],
}

/// The joined actors, and which of them each local actor is.
pub struct Cast {
    actors: Vec<actors::Actor>,
    /// For each local actor, its place in `actors`.
    members: Vec<u32>,
    ids: Series,
    names: Series,
    countries: Series,
    /// For each local actor, its role in its document, else the one that it has over all of them.
    roles: Series,
}

impl Cast {
    fn new(actors: Vec<actors::Actor>, members: Vec<u32>, locals: &[LocalActor]) -> PolarsResult<Self> {
        let column = |values: Vec<Option<&str>>| Series::new(PlSmallStr::EMPTY, values);
        let ids = column(actors.iter().map(|actor| Some(actor.id.as_str())).collect());
        let names = column(actors.iter().map(|actor| Some(actor.name.as_str())).collect());
        let countries = column(actors.iter().map(|actor| actor.country.as_ref().map(|c| c.as_str())).collect());
        let roles = column(
            locals
                .iter()
                .zip(&members)
                .map(|(local, &actor)| {
                    local.role.as_deref().or_else(|| actors.get(actor as usize).and_then(|actor| actor.role.as_deref()))
                })
                .collect(),
        );
        Ok(Self { ids, names, countries, roles, actors, members })
    }

    fn gather(&self, column: &Series, locals: &[Option<u32>]) -> PolarsResult<Series> {
        gather(column, locals.iter().map(|local| self.members.get((*local)? as usize).copied()))
    }

    /// The ids of these local actors.
    pub fn ids(&self, locals: &[Option<u32>]) -> PolarsResult<Series> {
        self.gather(&self.ids, locals)
    }

    /// Their canonical names.
    pub fn names(&self, locals: &[Option<u32>]) -> PolarsResult<Series> {
        self.gather(&self.names, locals)
    }

    /// Their countries.
    pub fn countries(&self, locals: &[Option<u32>]) -> PolarsResult<Series> {
        self.gather(&self.countries, locals)
    }

    /// Their roles, as their own document gives them where it does.
    pub fn roles(&self, locals: &[Option<u32>]) -> PolarsResult<Series> {
        gather(&self.roles, locals.iter().copied())
    }

    /// The frame.
    ///
    /// # Errors
    /// Those of polars.
    pub fn frame(&self, locals: &LocalActors, counts: Counts<'_>) -> PolarsResult<DataFrame> {
        let tally = |rows: &[Option<u32>]| {
            let mut tally = vec![0; self.actors.len()];
            for actor in rows.iter().flatten().filter_map(|&local| self.members.get(local as usize)) {
                tally[*actor as usize] += 1;
            }
            tally
        };
        let (mentions, statements) = (tally(counts.mentions), tally(counts.speakers));
        let mut seen = vec![Seen::default(); self.actors.len()];
        for (document, numbers) in locals.documents() {
            for &actor in self.members.get(numbers).unwrap_or_default() {
                seen[actor as usize].add(document);
            }
        }

        let (mut id, mut name, mut r#type, mut country) =
            (Words::default(), Words::default(), Codes::default(), Words::default());
        let (mut role, mut aliases, mut documents) = (Words::default(), WordLists::default(), Numbers::default());
        let (mut mention_counts, mut statement_counts) = (Numbers::default(), Numbers::default());
        let (mut first, mut last) = (Days::default(), Days::default());
        for (number, actor) in self.actors.iter().enumerate() {
            id.add(&actor.id);
            name.add(&actor.name);
            r#type.add(actor.r#type as u8);
            country.push(actor.country.as_ref().map(|country| country.as_str()));
            role.push(actor.role.as_deref());
            aliases.add(&actor.aliases);
            documents.add(seen[number].documents);
            mention_counts.add(mentions[number]);
            statement_counts.add(statements[number]);
            first.push(seen[number].first);
            last.push(seen[number].last);
        }
        frame(
            Frame::Actors,
            vec![
                id.finish(),
                name.finish(),
                r#type.finish(Frame::Actors, "type"),
                country.finish(),
                role.finish(),
                aliases.finish()?,
                documents.finish(),
                mention_counts.finish(),
                statement_counts.finish(),
                first.finish(),
                last.finish(),
            ],
        )
    }
}

/// In how many documents an actor appears, and when.
#[derive(Clone, Copy, Default)]
struct Seen {
    documents: u32,
    /// The document counted last: one that has two local actors of this entity counts once.
    latest: Option<u32>,
    first: Option<Date>,
    last: Option<Date>,
}

impl Seen {
    fn add(&mut self, document: &Document) {
        if self.latest != Some(document.row) {
            self.latest = Some(document.row);
            self.documents += 1;
        }
        if let Some(day) = document.published {
            self.first = Some(self.first.map_or(day, |first| first.min(day)));
            self.last = Some(self.last.map_or(day, |last| last.max(day)));
        }
    }
}
