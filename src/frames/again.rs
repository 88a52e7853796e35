//! Frames of several extractions → their actors joined anew, as if all had been extracted at once.
//!
//! In: the local actors of all documents, as their frame has them, and who is meant in each row.
//! Out: the actors frame, and the columns that name actors.

use polars_core::prelude::*;

use super::actors::{Counts, LocalActors};
use super::columns::day_from_epoch;
use crate::actors::{Country, Gazetteer, LocalActor};

/// What changes in the frames when their actors are joined anew.
pub struct Again {
    /// The actors frame.
    pub actors: DataFrame,
    /// `actor_id` of the local actors.
    pub local_actors: DataFrame,
    /// `actor_id` of the mentions.
    pub mentions: DataFrame,
    /// `addressee_id` and the columns of the speaker in the statements.
    pub statements: DataFrame,
}

/// Joins the actors of these documents.
///
/// `locals` has the columns of the local actors' frame that describe them, and before them `document`, a number that
/// does not fall from row to row, and `published`. `mentions` has one column, `actor`, `statements` has `speaker` and
/// `addressee`: rows of `locals`, where there is one.
///
/// # Errors
/// If a column is missing or of another type, or a value outside its vocabulary.
pub fn join_again(
    locals: &DataFrame,
    mentions: &DataFrame,
    statements: &DataFrame,
    gazetteer: &Gazetteer,
) -> PolarsResult<Again> {
    let actors = read(locals)?;
    let cast = actors.join(gazetteer)?;
    let mentioned = numbers(mentions, "actor")?;
    let (speakers, addressees) = (numbers(statements, "speaker")?, numbers(statements, "addressee")?);
    let every: Vec<_> = (0..actors.len()).map(Some).collect();
    let table = |columns: Vec<(&'static str, Series)>| {
        DataFrame::new_infer_height(
            columns.into_iter().map(|(name, column)| column.with_name(name.into()).into_column()).collect(),
        )
    };
    Ok(Again {
        actors: cast.frame(&actors, Counts { mentions: &mentioned, speakers: &speakers })?,
        local_actors: table(vec![("actor_id", cast.ids(&every)?)])?,
        mentions: table(vec![("actor_id", cast.ids(&mentioned)?)])?,
        statements: table(vec![
            ("addressee_id", cast.ids(&addressees)?),
            ("speaker_id", cast.ids(&speakers)?),
            ("speaker", cast.names(&speakers)?),
            ("speaker_country", cast.countries(&speakers)?),
            ("speaker_role", cast.roles(&speakers)?),
        ])?,
    })
}

fn numbers(frame: &DataFrame, column: &str) -> PolarsResult<Vec<Option<u32>>> {
    Ok(frame.column(column)?.as_materialized_series().u32()?.iter().collect())
}

/// The local actors of a frame.
fn read(frame: &DataFrame) -> PolarsResult<LocalActors> {
    let column = |name: &str| Ok::<_, PolarsError>(frame.column(name)?.as_materialized_series().rechunk());
    let text = |name: &str| Ok::<_, PolarsError>(column(name)?.str()?.clone());
    let (documents, published) = (numbers(frame, "document")?, column("published")?);
    let days = published.date()?.physical();
    let (name, names, r#type) = (text("name")?, column("names")?, text("type")?);
    let (country, role, known) = (text("country")?, text("role")?, text("known")?);
    let gender = text("gender")?;
    let missing = |name: &str| polars_err!(InvalidOperation: "a local actor has no {}", name);

    let mut all = LocalActors::default();
    let mut here = Vec::new();
    for row in 0..frame.height() {
        let other_names = names
            .list()?
            .get_as_series(row)
            .map(|names| Ok::<_, PolarsError>(names.str()?.iter().flatten().map(str::to_owned).collect::<Vec<_>>()));
        let kind = r#type.get(row).ok_or_else(|| missing("type"))?;
        here.push(LocalActor {
            name: name.get(row).ok_or_else(|| missing("name"))?.to_owned(),
            names: other_names.transpose()?.unwrap_or_default(),
            r#type: kind.parse().map_err(|error| polars_err!(InvalidOperation: "{}", error))?,
            country: country.get(row).and_then(Country::new),
            role: role.get(row).map(str::to_owned),
            known: known.get(row).map(str::to_owned),
            gender: gender.get(row).and_then(|gender| gender.parse().ok()),
        });
        if documents.get(row) != documents.get(row + 1) {
            let document = documents[row].ok_or_else(|| missing("document"))?;
            all.push(document, days.get(row).and_then(day_from_epoch), &here);
            here.clear();
        }
    }
    Ok(all)
}
