//! The expressions: one text column → its rows as lists of structs.
//!
//! In: a column of texts, a column of days of publication, and these days as the caller's zone has them (both of the same
//! length, or of one row for all), and the caller's own actors and verbs, if there are any. Out: for each text the rows that `extract` gives
//! for it, actors joined within the text.
#![allow(unsafe_code)] // `no_mangle` in the exports

use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, PoisonError};

use polars_core::prelude::*;
use serde::Deserialize;
use serde_pickle::DeOptions;

use super::engine::{gazetteer_of, verbs_of};
use super::plugin::export;
use crate::documents::Input;
use crate::extract::Wanted;
use crate::frames::{Frame, day_from_epoch, rows_of};
use crate::{Extractor, Model, Options};

export!(_polars_plugin_sentences, _polars_plugin_field_sentences, sentences, |inputs| field(Frame::Sentences, inputs));
export!(_polars_plugin_statements, _polars_plugin_field_statements, statements, |inputs| field(
    Frame::Statements,
    inputs
));
export!(_polars_plugin_mentions, _polars_plugin_field_mentions, mentions, |inputs| field(Frame::Mentions, inputs));
export!(_polars_plugin_dates, _polars_plugin_field_dates, dates, |inputs| field(Frame::Dates, inputs));

fn sentences(inputs: &[Series], options: &[u8]) -> PolarsResult<Series> {
    rows(Frame::Sentences, Wanted::Sentences, inputs, options)
}

fn statements(inputs: &[Series], options: &[u8]) -> PolarsResult<Series> {
    rows(Frame::Statements, Wanted::Everything, inputs, options)
}

fn mentions(inputs: &[Series], options: &[u8]) -> PolarsResult<Series> {
    rows(Frame::Mentions, Wanted::Actors, inputs, options)
}

fn dates(inputs: &[Series], options: &[u8]) -> PolarsResult<Series> {
    rows(Frame::Dates, Wanted::Dates, inputs, options)
}

/// The type that a query sees before it runs.
fn field(frame: Frame, inputs: &[Field]) -> PolarsResult<Field> {
    let name = inputs.first().map_or(PlSmallStr::EMPTY, |input| input.name().clone());
    Ok(Field::new(name, frame.list_dtype()))
}

fn rows(frame: Frame, wanted: Wanted, inputs: &[Series], options: &[u8]) -> PolarsResult<Series> {
    let [texts, days, local] = inputs else {
        polars_bail!(InvalidOperation: "onrecord.{} takes a column of texts and two of days, not {}", frame, inputs.len());
    };
    let days = days_of(frame, days, local)?;
    let column = texts.name().clone();
    let text_column = texts.str().map_err(|_| {
        polars_err!(SchemaMismatch: "onrecord.{} reads texts, but column '{}' is {}: cast it to String", frame, column, texts.dtype())
    })?;
    let texts: Vec<_> = text_column.iter().collect();
    let day = |row: usize| *(if days.len() == 1 { days.first() } else { days.get(row) })?;
    let inputs: Vec<_> = texts
        .iter()
        .enumerate()
        .map(|(row, text)| Some(Input { text: (*text)?, published: day(row), ..Input::default() }))
        .collect();
    let extractor = extractor(options)?;
    let records = extractor.where_given(&inputs, wanted);
    let mut rows = rows_of(frame, &texts, &records, extractor.gazetteer())?;
    rows.rename(column);
    Ok(rows)
}

/// What a caller knows beside what is built in, as Python pickles it.
#[derive(Deserialize)]
struct Given {
    gazetteer: Vec<HashMap<String, String>>,
    verbs: HashMap<String, String>,
    doubtful: bool,
    model: Model,
}

/// The extractor with these options, nothing or a pickled [`Given`].
///
/// Polars calls an expression once a chunk: the extractors that were used last are kept, so that a gazetteer is read
/// once a query and not for each call. What they are kept by is the options themselves.
fn extractor(options: &[u8]) -> PolarsResult<Extractor> {
    /// How many queries with different options may run by turns before one is read anew.
    const KEPT: usize = 8;
    static LAST: Mutex<VecDeque<(Vec<u8>, Extractor)>> = Mutex::new(VecDeque::new());
    let mut last = LAST.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((_, extractor)) = last.iter().find(|(known, _)| known == options) {
        return Ok(extractor.clone());
    }
    let built = Extractor::new(if options.is_empty() { Options::default() } else { read_options(options)? });
    last.truncate(KEPT - 1);
    last.push_front((options.to_vec(), built.clone()));
    Ok(built)
}

fn read_options(pickled: &[u8]) -> PolarsResult<Options> {
    let Given { gazetteer, verbs, doubtful, model } = serde_pickle::from_slice(pickled, DeOptions::new())
        .map_err(|error| polars_err!(InvalidOperation: "onrecord cannot read the options of an expression: {error}"))?;
    let gazetteer = gazetteer_of(&gazetteer).map_err(|error| polars_err!(InvalidOperation: "{error}"))?;
    let verbs = verbs_of(verbs).map_err(|error| polars_err!(InvalidOperation: "{error}"))?;
    Ok(Options::default().with_gazetteer(gazetteer).with_verbs(verbs).with_doubtful(doubtful).with_model(model))
}

/// The days of publication, whatever type says them; of moments in a zone, the day that it was there.
fn days_of(frame: Frame, column: &Series, local: &Series) -> PolarsResult<Vec<Option<crate::calendar::Date>>> {
    match column.dtype() {
        DataType::Null => Ok(vec![None; column.len()]),
        DataType::Date => Ok(column.date()?.physical().iter().map(|day| day.and_then(day_from_epoch)).collect()),
        DataType::Datetime(_, Some(_)) => days_of(frame, local, local),
        DataType::Datetime(_, None) => days_of(frame, &column.cast(&DataType::Date)?, local),
        dtype => polars_bail!(
            SchemaMismatch:
            "onrecord.{} wants the day of publication as a Date, but column '{}' is {}: parse it with .str.to_date()",
            frame, column.name(), dtype
        ),
    }
}
