//! The actors frame: who is who over all documents, and how often each appears.

use polars_core::prelude::{DataFrame, PolarsResult};

use super::columns::{Day, Number, OneOf, Rows, Sources, Text, Texts, rows};
use crate::actors::ActorType;
use crate::corpus::Joined;

rows! {
    /// The actors of a corpus.
    Actors of Row {
        actor_id: Text,
        name: Text,
        wikidata: Text,
        r#type as "type": OneOf<ActorType>,
        country: Text,
        role: Text,
        aliases: Texts,
        documents: Number,
        mentions: Number,
        statements: Number,
        first_seen: Day,
        last_seen: Day,
    }
}

/// The frame.
///
/// # Errors
/// Those of polars.
pub fn frame(joined: &Joined) -> PolarsResult<DataFrame> {
    let mut rows = Actors::default();
    for (actor, seen) in joined.actors.iter().zip(&joined.appearances) {
        rows.push(Row {
            actor_id: Some(&actor.id),
            name: Some(&actor.name),
            wikidata: actor.wikidata,
            r#type: Some(actor.r#type),
            country: actor.country.as_ref().map(|country| country.as_str()),
            role: actor.role.as_deref(),
            aliases: &actor.aliases,
            documents: seen.documents,
            mentions: seen.mentions,
            statements: seen.statements,
            first_seen: seen.first_seen,
            last_seen: seen.last_seen,
        });
    }
    rows.finish(&Sources::default())
}
