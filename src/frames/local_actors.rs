//! The local actors' frame: each actor as one document tells of it, and the actor that it is over all of them.
//!
//! It is written beside the eight frames, and read again where extractions are joined: [`join`] makes a corpus of the
//! local actors of many documents, without their texts, and tells who they are.

use polars_core::prelude::*;

use super::actors;
use super::columns::{
    ActorCountry, ActorId, ActorName, ActorRole, DocId, Local, MaybeNumber, Number, OneOf, Rows, Sources, Text, Texts,
    day_from_epoch, rows,
};
use crate::actors::{ActorType, Country, Gazetteer, Gender, LocalActor, LocalActorId};
use crate::corpus::duplicates::Signature;
use crate::corpus::{Corpus, Counts, Joined};

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
    /// Who local actors are, as the rows that name them say it.
    Cast of Member {
        actor_id: ActorId,
        name: ActorName,
        country: ActorCountry,
        role: ActorRole,
    }
}

rows! {
    /// The first document that each repeats, by its row.
    Copies of Copy {
        duplicate_of: MaybeNumber,
    }
}

/// What joining the documents of several extractions gives.
pub struct Rejoined {
    /// The actors frame.
    pub actors: DataFrame,
    /// Who each of the local actors is, in their order.
    pub cast: DataFrame,
    /// Which document each repeats, in their order.
    pub copies: DataFrame,
}

/// Joins documents by what was stored of them, as if all had been extracted at once.
///
/// `documents` has `published` and `signature`, the signature of the text where it can have copies. `local_actors` has the
/// columns of their frame, and `document`: the row of the document, which does not fall from row to row.
///
/// # Errors
/// If a column is missing or of another type, or a value outside its vocabulary.
pub fn join(documents: &DataFrame, local_actors: &DataFrame, gazetteer: &Gazetteer) -> PolarsResult<Rejoined> {
    let joined = read(documents, local_actors)?.finish(gazetteer);
    let mut cast = Cast::default();
    for document in 0..joined.cast.documents() {
        for local in 0..joined.cast.locals(document).len() {
            let local = Some(Local { document: document as u32, actor: LocalActorId(local as u32) });
            cast.push(Member { actor_id: local, name: local, country: local, role: local });
        }
    }
    let mut copies = Copies::default();
    for first in &joined.duplicates {
        copies.push(Copy { duplicate_of: first.map(|first| first as u32) });
    }
    let sources = Sources::new(Series::default(), &joined);
    Ok(Rejoined { actors: actors::frame(&joined)?, cast: cast.finish(&sources)?, copies: copies.finish(&sources)? })
}

/// The corpus of these documents.
fn read(documents: &DataFrame, local_actors: &DataFrame) -> PolarsResult<Corpus> {
    let column = |name: &str| Ok::<_, PolarsError>(local_actors.column(name)?.as_materialized_series().rechunk());
    let text = |name: &str| Ok::<_, PolarsError>(column(name)?.str()?.clone());
    let number = |name: &str| Ok::<_, PolarsError>(column(name)?.u32()?.clone());
    let (document, names) = (number("document")?, column("names")?);
    let (name, r#type, gender) = (text("name")?, text("type")?, text("gender")?);
    let (country, role, known) = (text("country")?, text("role")?, text("known")?);
    let (mentions, statements) = (number("mentions")?, number("statements")?);
    let missing = |name: &str| polars_err!(InvalidOperation: "a local actor has no {}", name);
    let read = |row: usize| {
        let names = names.list()?.get_as_series(row).unwrap_or_default();
        let actor = LocalActor {
            name: name.get(row).ok_or_else(|| missing("name"))?.to_owned(),
            names: names.str()?.iter().flatten().map(str::to_owned).collect(),
            r#type: r#type
                .get(row)
                .ok_or_else(|| missing("type"))?
                .parse()
                .map_err(|error| polars_err!(InvalidOperation: "{}", error))?,
            country: country.get(row).and_then(Country::new),
            role: role.get(row).map(str::to_owned),
            known: known.get(row).map(str::to_owned),
            gender: gender.get(row).and_then(|gender| gender.parse().ok()),
        };
        let counts = Counts {
            mentions: mentions.get(row).unwrap_or_default(),
            statements: statements.get(row).unwrap_or_default(),
        };
        Ok::<_, PolarsError>((actor, counts))
    };

    let days = documents.column("published")?.as_materialized_series().rechunk();
    let signatures = documents.column("signature")?.as_materialized_series().rechunk();
    let mut corpus = Corpus::default();
    let mut next = 0;
    for (at, (day, signature)) in (0..).zip(days.date()?.physical().iter().zip(signatures.binary()?.iter())) {
        let start = next;
        while next < local_actors.height() && document.get(next) == Some(at) {
            next += 1;
        }
        let actors = (start..next).map(read).collect::<PolarsResult<Vec<_>>>()?;
        corpus.push_actors(day.and_then(day_from_epoch), actors, signature.and_then(Signature::from_bytes));
    }
    polars_ensure!(next == local_actors.height(), InvalidOperation: "local actors are not in the order of their documents");
    Ok(corpus)
}
