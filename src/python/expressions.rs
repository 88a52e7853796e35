//! The expressions: one text column → its rows as lists of structs.
//!
//! In: a column of texts and a column of days of publication (of the same length, or of one row for
//! all). Out: for each text the rows that `extract` gives for it, actors joined within the text.
#![allow(unsafe_code)] // `no_mangle` in the exports

use polars_core::prelude::*;

use super::plugin::export;
use crate::documents::Input;
use crate::extract::Wanted;
use crate::frames::{Frame, day_from_epoch, rows_of};
use crate::{Extractor, Options};

export!(_polars_plugin_sentences, _polars_plugin_field_sentences, sentences, |inputs| field(Frame::Sentences, inputs));
export!(_polars_plugin_statements, _polars_plugin_field_statements, statements, |inputs| field(
    Frame::Statements,
    inputs
));
export!(_polars_plugin_mentions, _polars_plugin_field_mentions, mentions, |inputs| field(Frame::Mentions, inputs));
export!(_polars_plugin_dates, _polars_plugin_field_dates, dates, |inputs| field(Frame::Dates, inputs));

fn sentences(inputs: &[Series]) -> PolarsResult<Series> {
    rows(Frame::Sentences, Wanted::Sentences, inputs)
}

fn statements(inputs: &[Series]) -> PolarsResult<Series> {
    rows(Frame::Statements, Wanted::Everything, inputs)
}

fn mentions(inputs: &[Series]) -> PolarsResult<Series> {
    rows(Frame::Mentions, Wanted::Actors, inputs)
}

fn dates(inputs: &[Series]) -> PolarsResult<Series> {
    rows(Frame::Dates, Wanted::Dates, inputs)
}

/// The type that a query sees before it runs.
fn field(frame: Frame, inputs: &[Field]) -> PolarsResult<Field> {
    let name = inputs.first().map_or(PlSmallStr::EMPTY, |input| input.name().clone());
    Ok(Field::new(name, frame.list_dtype()))
}

fn rows(frame: Frame, wanted: Wanted, inputs: &[Series]) -> PolarsResult<Series> {
    let [texts, days] = inputs else {
        polars_bail!(InvalidOperation: "onrecord.{} takes a column of texts and one of days, not {}", frame, inputs.len());
    };
    let days = days_of(frame, days)?;
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
    let extractor = Extractor::new(Options::default());
    let records = extractor.where_given(&inputs, wanted);
    let mut rows = rows_of(frame, &texts, &records, extractor.gazetteer())?;
    rows.rename(column);
    Ok(rows)
}

/// The days of publication, whatever type says them.
fn days_of(frame: Frame, column: &Series) -> PolarsResult<Vec<Option<crate::calendar::Date>>> {
    match column.dtype() {
        DataType::Null => Ok(vec![None; column.len()]),
        DataType::Date => Ok(column.date()?.physical().iter().map(|day| day.and_then(day_from_epoch)).collect()),
        DataType::Datetime(..) => days_of(frame, &column.cast(&DataType::Date)?),
        dtype => polars_bail!(
            SchemaMismatch:
            "onrecord.{} wants the day of publication as a Date, but column '{}' is {}: parse it with .str.to_date()",
            frame, column.name(), dtype
        ),
    }
}
