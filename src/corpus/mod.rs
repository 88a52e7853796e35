//! What was found in each document → who is who over all of them, how often, and which document repeats which.
//!
//! In: the [`DocumentRecord`] of each document, with the [`Signature`] of its text ([`Corpus::push`]). Out:
//! [`Joined`]: one [`Actor`] for each real-world entity (docs/annotation.md, "Actors"), the [`Cast`], which says for
//! each local actor of each document who it is, the [`Appearances`] of each, and the first document that each
//! repeats.
//!
//! ```
//! use onrecord::Extractor;
//! use onrecord::stages::corpus::Corpus;
//! use onrecord::stages::documents::Input;
//!
//! let extractor = Extractor::default();
//! let mut corpus = Corpus::default();
//! for text in ["Sergey Lavrov said the talks were over.", "Lavrov left Ankara."] {
//!     corpus.push(&extractor.document(Input { text, ..Input::default() }), None);
//! }
//! let joined = corpus.finish(extractor.gazetteer());
//! let lavrov = joined.actors.iter().position(|actor| actor.id == "sergey-lavrov").expect("both name him");
//! assert_eq!((joined.appearances[lavrov].documents, joined.appearances[lavrov].statements), (2, 1));
//! ```
//!
//! A corpus keeps of a document what it tells of its actors, and equal tellings once, with how many documents tell
//! them ([`Telling`]). Its parts can be made apart, on whatever machines, and put together ([`Corpus::append`]); who
//! reads tellings that were counted elsewhere adds them with their weight ([`Corpus::add_telling`]). Neither that nor
//! the order of documents changes an actor. Near-copies alone know an order: each document repeats one that came
//! before it.
//!
//! Who is who is decided by `merge`, from what each document has settled already: an actor that the gazetteer knows
//! is one wherever it is known. Of the others people are one by their full names, also where these are spelt
//! otherwise ("Mevlut Cavusoglu", "Mevlüt Çavuşoğlu"), and a surname alone goes to the only full name of the corpus
//! that has it, or to somebody well known; everything else is one by its name ("the Defence Centre", "the Defense
//! Center") or by an abbreviation that is nobody else's. `duplicates` compares texts by the words that they have in
//! common.
//!
//! Not done: two people of one full name are one, unless country or gender part them; a description alone ("the
//! diplomat") joins no two documents; and nobody is known by what he says.

pub mod duplicates;
mod merge;
mod tellings;

use serde::{Serialize, Serializer};

use crate::Extractor;
use crate::actors::{ActorType, Country, Gazetteer, LocalActor, LocalActorId};
use crate::calendar::Date;
use crate::extract::DocumentRecord;
use crate::statements::Statement;
use duplicates::Signature;
use tellings::Tellings;
pub use tellings::{AllTold, Telling, TellingId, Told};

/// One actor over the whole corpus.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Actor {
    /// A readable slug, the same in every run and for every order of documents.
    pub id: String,
    /// The canonical name.
    pub name: String,
    /// Its item in Wikidata, where that is known for sure: "Q159".
    pub wikidata: Option<&'static str>,
    /// What it is.
    pub r#type: ActorType,
    /// The state that it belongs to.
    pub country: Option<Country>,
    /// The latest office by day of publication.
    pub role: Option<String>,
    /// Its other names, sorted.
    pub aliases: Vec<String>,
}

/// How often one document's actor is mentioned and speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// How many mentions stand for it.
    pub mentions: u32,
    /// In how many statements it is the speaker.
    pub statements: u32,
}

/// How often an actor appears over all documents, and when.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Appearances {
    /// In how many documents.
    pub documents: u32,
    /// In how many mentions.
    pub mentions: u32,
    /// As the speaker of how many statements.
    pub statements: u32,
    /// The first day on which a document with it appeared.
    pub first_seen: Option<Date>,
    /// The last.
    pub last_seen: Option<Date>,
}

/// Documents on their way to being joined.
#[derive(Debug, Default)]
pub struct Corpus {
    tellings: Tellings,
    documents: Vec<Document>,
    locals: Vec<Local>,
    signatures: Vec<Option<Signature>>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Document {
    published: Option<Date>,
    /// How many local actors there are up to the last of its own.
    end: usize,
}

/// A local actor of a document.
#[derive(Clone, Copy, Debug)]
struct Local {
    telling: TellingId,
    counts: Counts,
}

impl Corpus {
    /// Adds the next document; without a signature it neither repeats another nor is repeated.
    pub fn push(&mut self, record: &DocumentRecord, signature: Option<Signature>) {
        let actors = &record.actors.actors;
        let mut counts = vec![Counts::default(); actors.len()];
        for LocalActorId(actor) in record.actors.mentions.iter().filter_map(|mention| mention.actor) {
            counts[actor as usize].mentions += 1;
        }
        for LocalActorId(actor) in record.statements.iter().flat_map(Statement::speakers) {
            counts[actor as usize].statements += 1;
        }
        // What was only looked at for its language is no copy of anything.
        let signature = signature.filter(|_| record.layout.language.is_none_or(|language| !language.is_other));
        self.push_actors(record.layout.published.day, actors.iter().cloned().zip(counts), signature);
    }

    /// Adds the next document, of which nothing was extracted.
    pub fn skip(&mut self) {
        self.push_actors(None, [], None);
    }

    /// Adds the next document by what is kept of it.
    pub fn push_actors(
        &mut self,
        published: Option<Date>,
        actors: impl IntoIterator<Item = (LocalActor, Counts)>,
        signature: Option<Signature>,
    ) {
        for (actor, counts) in actors {
            let telling = self.tellings.add(Telling::new(actor, published), 1);
            self.locals.push(Local { telling, counts });
        }
        self.documents.push(Document { published, end: self.locals.len() });
        self.signatures.push(signature);
    }

    /// Adds what `weight` documents tell that are not pushed themselves.
    pub fn add_telling(&mut self, telling: Telling, weight: u64) -> TellingId {
        self.tellings.add(telling, weight)
    }

    /// Adds the documents of another corpus behind those of this one, and what it was told beside.
    pub fn append(&mut self, other: Self) {
        let numbers: Vec<TellingId> =
            other.tellings.finish().into_iter().map(|(telling, weight)| self.tellings.add(telling, weight)).collect();
        let start = self.locals.len();
        let moved = |local: Local| Local { telling: numbers[local.telling.0 as usize], ..local };
        self.locals.extend(other.locals.into_iter().map(moved));
        self.documents.extend(other.documents.into_iter().map(|one| Document { end: start + one.end, ..one }));
        self.signatures.extend(other.signatures);
    }

    /// Joins the actors and finds the copies.
    pub fn finish(self, gazetteer: &Gazetteer) -> Joined {
        let tellings = self.tellings.finish();
        let (actors, members) = merge::merge(&tellings, gazetteer);
        let tellings = tellings.into_iter().map(|(telling, _)| telling.actor).collect();
        let cast = Cast { tellings, members, documents: self.documents, locals: self.locals };
        let appearances = cast.appearances(actors.len());
        Joined { actors, appearances, cast, duplicates: duplicates::find(&self.signatures) }
    }
}

/// A corpus whose documents were joined.
#[derive(Debug, Default, Serialize)]
pub struct Joined {
    /// Sorted by id.
    pub actors: Vec<Actor>,
    /// For each of them, how often it appears.
    pub appearances: Vec<Appearances>,
    /// Who is who.
    pub cast: Cast,
    /// For each document the first that it repeats, nearly.
    pub duplicates: Vec<Option<usize>>,
}

impl Joined {
    /// Who a local actor of a document is.
    pub fn actor(&self, document: usize, local: LocalActorId) -> Option<&Actor> {
        self.cast.telling(document, local).map(|telling| &self.actors[self.cast.actor(telling)])
    }

    /// The office of an actor as a document tells it, or else the one that it has over all of them.
    pub fn role(&self, telling: TellingId) -> Option<&str> {
        let told = self.cast.told(telling).role.as_deref();
        told.or_else(|| self.actors[self.cast.actor(telling)].role.as_deref())
    }

    /// Adds another corpus behind this one, with its actors beside those of this one: nobody of one is anybody of the other.
    pub fn append_apart(&mut self, other: Self) {
        let (actors, tellings) = (self.actors.len() as u32, self.cast.tellings.len() as u32);
        let (locals, documents) = (self.cast.locals.len(), self.duplicates.len());
        self.actors.extend(other.actors);
        self.appearances.extend(other.appearances);
        self.duplicates.extend(other.duplicates.into_iter().map(|first| first.map(|first| documents + first)));
        let Cast { tellings: told, members, documents, locals: others } = other.cast;
        self.cast.tellings.extend(told);
        self.cast.members.extend(members.into_iter().map(|member| actors + member));
        let moved = |local: Local| Local { telling: TellingId(tellings + local.telling.0), ..local };
        self.cast.locals.extend(others.into_iter().map(moved));
        self.cast.documents.extend(documents.into_iter().map(|one| Document { end: locals + one.end, ..one }));
    }
}

/// Who the local actors of documents are.
#[derive(Debug, Default)]
pub struct Cast {
    tellings: Vec<LocalActor>,
    /// For each telling the number of its actor.
    members: Vec<u32>,
    documents: Vec<Document>,
    locals: Vec<Local>,
}

impl Cast {
    /// How many tellings there are.
    pub fn tellings(&self) -> impl Iterator<Item = TellingId> {
        (0..self.tellings.len() as u32).map(TellingId)
    }

    /// How many documents there are.
    pub fn documents(&self) -> usize {
        self.documents.len()
    }

    /// What a document tells of a local actor; `None` if it has no such actor.
    pub fn telling(&self, document: usize, local: LocalActorId) -> Option<TellingId> {
        self.of_document(document).get(local.0 as usize).map(|local| local.telling)
    }

    /// What a document tells of each of its local actors, and how often each appears in it.
    pub fn locals(&self, document: usize) -> impl ExactSizeIterator<Item = (TellingId, Counts)> {
        self.of_document(document).iter().map(|local| (local.telling, local.counts))
    }

    /// The actor of a telling, by its number in [`Joined::actors`].
    pub fn actor(&self, telling: TellingId) -> usize {
        self.members[telling.0 as usize] as usize
    }

    /// What is told.
    pub fn told(&self, telling: TellingId) -> &LocalActor {
        &self.tellings[telling.0 as usize]
    }

    fn of_document(&self, document: usize) -> &[Local] {
        let Some(Document { end, .. }) = self.documents.get(document) else { return &[] };
        let start = document.checked_sub(1).map_or(0, |before| self.documents[before].end);
        &self.locals[start..*end]
    }

    fn appearances(&self, actors: usize) -> Vec<Appearances> {
        let mut all = vec![Appearances::default(); actors];
        // The document in which each was seen last: one that has two local actors of an entity counts once.
        let mut latest = vec![None; actors];
        for (document, Document { published, .. }) in self.documents.iter().enumerate() {
            for (telling, counts) in self.locals(document) {
                let actor = self.actor(telling);
                let seen = &mut all[actor];
                seen.mentions += counts.mentions;
                seen.statements += counts.statements;
                if latest[actor].replace(document) != Some(document) {
                    seen.documents += 1;
                    if let Some(day) = *published {
                        seen.first_seen = Some(seen.first_seen.map_or(day, |first| first.min(day)));
                        seen.last_seen = Some(seen.last_seen.map_or(day, |last| last.max(day)));
                    }
                }
            }
        }
        all
    }
}

impl Serialize for Cast {
    /// For each document the actors of its local actors, each by its number in [`Joined::actors`].
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let of = |document| self.locals(document).map(|(telling, _)| self.actor(telling)).collect::<Vec<_>>();
        serializer.collect_seq((0..self.documents()).map(of))
    }
}

/// Who is who among what is told, wherever it is kept: the actors, sorted by id, and for each telling the number of its own.
pub fn join_actors(all: &impl AllTold, gazetteer: &Gazetteer) -> (Vec<Actor>, Vec<u32>) {
    merge::merge(all, gazetteer)
}

impl Extractor {
    /// Who is who in these documents.
    pub fn merge(&self, records: &[DocumentRecord]) -> Joined {
        let mut corpus = Corpus::default();
        for record in records {
            corpus.push(record, None);
        }
        corpus.finish(self.gazetteer())
    }
}

#[cfg(test)]
mod tests;
