//! The local actors' frame: each actor as one document tells of it, and the actor that it is over all of them.
//!
//! It is written beside the eight frames, and read again where extractions are joined: [`join_actors`] tells who is who
//! among the local actors of many documents by what decides it, their keys, grouped or not, where they lie.

use polars_arrow::array::{Array, ListArray, PrimitiveArray, Utf8ViewArray};
use polars_core::prelude::*;

use super::columns::{ActorId, DocId, Local, Number, OneOf, Rows, Sources, Text, Texts, day_from_epoch, rows};
use super::schema::Vocabulary;
use crate::actors::{ActorType, Country, Gazetteer, Gender, LocalActorId};
use crate::corpus::{self, AllTold, Joined, Told};
use crate::hashing;

rows! {
    /// The local actors of documents.
    LocalActors of Row {
        doc_id: DocId,
        local_id: Number,
        actor_id: ActorId,
        name: Text,
        names: Texts,
        r#type as "type": OneOf<ActorType>,
        country: Text,
        role: Text,
        known: Text,
        gender: OneOf<Gender>,
        mentions: Number,
        statements: Number,
    }
}

/// The frame.
///
/// # Errors
/// Those of polars.
pub fn frame(joined: &Joined, sources: &Sources<'_>) -> PolarsResult<DataFrame> {
    let mut rows = LocalActors::default();
    for document in 0..joined.cast.documents() {
        for (local_id, (telling, counts)) in (0..).zip(joined.cast.locals(document)) {
            let actor = joined.cast.told(telling);
            rows.push(Row {
                doc_id: Some(document as u32),
                local_id,
                actor_id: Some(Local { document: document as u32, actor: LocalActorId(local_id) }),
                name: Some(&actor.name),
                names: &actor.names,
                r#type: Some(actor.r#type),
                country: actor.country.as_ref().map(|country| country.as_str()),
                role: actor.role.as_deref(),
                known: actor.known.as_deref(),
                gender: actor.gender,
                mentions: counts.mentions,
                statements: counts.statements,
            });
        }
    }
    rows.finish(sources)
}

rows! {
    /// Actors before anybody has counted how often they appear.
    Uncounted of Actor {
        actor_id: Text,
        name: Text,
        wikidata: Text,
        r#type as "type": OneOf<ActorType>,
        country: Text,
        role: Text,
        aliases: Texts,
    }
}

/// Who is who among local actors: the actors, sorted by id, and for each key the row of its actor among them.
///
/// `keys` has `name`, `names`, `type` and `gender` (as numbers of their vocabularies), `country`, `role`, `known`, `day` (as
/// [`corpus::Telling`] has it) and `weight`: how many documents tell so.
///
/// # Errors
/// If a column is missing or of another type, or a value outside its vocabulary.
pub fn join_actors(keys: &DataFrame, gazetteer: &Gazetteer) -> PolarsResult<(DataFrame, DataFrame)> {
    let (actors, places) = corpus::join_actors(&Keys::new(keys)?, gazetteer);
    let mut rows = Uncounted::default();
    for actor in &actors {
        rows.push(Actor {
            actor_id: Some(&actor.id),
            name: Some(&actor.name),
            wikidata: actor.wikidata,
            r#type: Some(actor.r#type),
            country: actor.country.as_ref().map(|country| country.as_str()),
            role: actor.role.as_deref(),
            aliases: &actor.aliases,
        });
    }
    drop(actors);
    let places = UInt32Chunked::from_vec("actor".into(), places);
    Ok((rows.finish(&Sources::default())?, DataFrame::new_infer_height(vec![places.into_column()])?))
}

/// For each key 16 bytes that stand for it, the same on every machine: engines group and join by one short column.
///
/// # Errors
/// Those of [`join_actors`].
pub fn short_keys(keys: &DataFrame) -> PolarsResult<DataFrame> {
    let keys = Keys::new(keys)?;
    let mut bytes = Vec::new();
    let short = (0..keys.count()).map(|number| {
        bytes.clear();
        keys.write(number, &mut bytes);
        let one = hashing::hash(&bytes);
        // Behind another beginning, so that what is equal in one half is not in the other.
        bytes.extend(one.to_le_bytes());
        bytes.rotate_right(8);
        [one.to_le_bytes(), hashing::hash(&bytes).to_le_bytes()].concat()
    });
    let column = BinaryChunked::from_iter_values("key".into(), short);
    DataFrame::new_infer_height(vec![column.into_column()])
}

/// The columns of keys, each in one piece.
struct Keys {
    name: Utf8ViewArray,
    names: ListArray<i64>,
    /// All names of all keys.
    all_names: Utf8ViewArray,
    r#type: PrimitiveArray<u32>,
    country: Utf8ViewArray,
    role: Utf8ViewArray,
    known: Utf8ViewArray,
    gender: PrimitiveArray<u32>,
    day: PrimitiveArray<i32>,
    weight: PrimitiveArray<u64>,
}

impl Keys {
    fn new(keys: &DataFrame) -> PolarsResult<Self> {
        let column = |name: &str| Ok::<_, PolarsError>(keys.column(name)?.as_materialized_series().rechunk());
        let text = |name: &str| Ok::<_, PolarsError>(column(name)?.str()?.downcast_as_array().clone());
        let number = |name: &str| Ok::<_, PolarsError>(column(name)?.u32()?.downcast_as_array().clone());
        let names = column("names")?.list()?.downcast_as_array().clone();
        let all_names = names.values().as_any().downcast_ref::<Utf8ViewArray>().cloned();
        let all_names = all_names.ok_or_else(|| polars_err!(SchemaMismatch: "names are no lists of texts"))?;
        let keys = Self {
            name: text("name")?,
            names,
            all_names,
            r#type: number("type")?,
            country: text("country")?,
            role: text("role")?,
            known: text("known")?,
            gender: number("gender")?,
            day: column("day")?.date()?.physical().downcast_as_array().clone(),
            weight: column("weight")?.u64()?.downcast_as_array().clone(),
        };
        polars_ensure!(keys.name.null_count() == 0, InvalidOperation: "a local actor has no name");
        let types = keys.r#type.iter().all(|value| value.is_some_and(|&value| of::<ActorType>(value).is_some()));
        polars_ensure!(types, InvalidOperation: "a local actor has no type");
        Ok(keys)
    }

    /// All of a key but its weight, so that no two different ones are written alike.
    fn write(&self, number: usize, bytes: &mut Vec<u8>) {
        let told = self.told(number);
        let texts = [Some(told.name), self.country.get(number), told.role, told.known];
        for text in texts.into_iter().chain(self.names(number).map(Some)) {
            // No text has such a byte.
            bytes.extend(text.unwrap_or_default().as_bytes());
            bytes.push(if text.is_some() { 0xFF } else { 0xFE });
        }
        bytes.extend(self.r#type.value(number).to_le_bytes());
        bytes.extend(self.gender.get(number).unwrap_or(u32::MAX).to_le_bytes());
        bytes.extend(self.day.get(number).unwrap_or(i32::MIN).to_le_bytes());
    }
}

/// The value of this number in a vocabulary.
fn of<T: Vocabulary>(number: u32) -> Option<T> {
    T::all().get(number as usize).copied()
}

impl AllTold for Keys {
    fn count(&self) -> usize {
        self.name.len()
    }

    fn told(&self, number: usize) -> Told<'_> {
        Told {
            name: self.name.value(number),
            r#type: of(self.r#type.value(number)).expect("it was looked at"),
            country: self.country.get(number).and_then(Country::new),
            role: self.role.get(number),
            known: self.known.get(number),
            gender: self.gender.get(number).and_then(of::<Gender>),
            day: self.day.get(number).and_then(day_from_epoch),
        }
    }

    fn names(&self, number: usize) -> impl Iterator<Item = &str> {
        let (start, end) = self.names.offsets().start_end(number);
        (start..end).filter_map(|at| self.all_names.get(at))
    }

    fn weight(&self, number: usize) -> u64 {
        self.weight.get(number).unwrap_or(1)
    }
}
