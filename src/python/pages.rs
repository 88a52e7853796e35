//! Texts and saved pages on their way from Python to what is told of them, before any is extracted.

use std::num::NonZeroUsize;

use polars_core::prelude::*;
use pyo3::prelude::*;

use super::border::{Table, as_python, import};
use super::engine::threads_of;
use super::interrupt::interruptible;
use crate::corpus::duplicates::{self, Signature};
use crate::documents::Language;
use crate::frames::{day_from_epoch, pages_frame};
use crate::ingest;
use crate::pages::Source;
use crate::{Stop, Threads};

/// The articles of pages, one row each. `pages` has the columns `content` (bytes), `url` and `encoding` (what is known of
/// each, or null); `latest` is the last day, in days since 1970, that one can have been published on.
#[pyfunction]
#[pyo3(signature = (pages, latest=None, threads=None))]
pub fn read_pages(
    py: Python<'_>,
    pages: &Bound<'_, PyAny>,
    latest: Option<i32>,
    threads: Option<NonZeroUsize>,
) -> PyResult<Table> {
    let (pages, threads) = (import(pages)?, threads_of(threads)?);
    let read = |stop: &Stop| -> PolarsResult<_> {
        let contents = pages.column("content")?.binary()?.iter();
        let rows = contents.zip(pages.column("url")?.str()?.iter()).zip(pages.column("encoding")?.str()?.iter());
        let latest = latest.and_then(day_from_epoch);
        let sources: Vec<Source<'_>> = rows
            .map(|((bytes, url), encoding)| Source { bytes: bytes.unwrap_or_default(), encoding, url, latest })
            .collect();
        pages_frame(&ingest::read_pages(&sources, threads, stop).unwrap_or_default())
    };
    interruptible(py, |stop| read(stop).map_err(as_python)).map(Table::from)
}

/// The language of each row of `texts` (columns `text` and `language`, null where it is not given), where it is given or can be told: a frame of
/// `code` (of ISO 639-1) and `is_other` (whether nothing is extracted from it).
#[pyfunction]
pub fn languages(py: Python<'_>, texts: &Bound<'_, PyAny>) -> PyResult<Table> {
    let texts = import(texts)?;
    let told = |stop: &Stop| -> PolarsResult<_> {
        let rows = texts.column("text")?.str()?.iter().zip(texts.column("language")?.str()?.iter());
        let told = ingest::languages(&rows.collect::<Vec<_>>(), Threads::default(), stop).unwrap_or_default();
        let code = |told: &Option<Language>| told.as_ref().map(|language| language.code);
        let codes = StringChunked::from_iter_options("code".into(), told.iter().map(code));
        let is_other = |told: &Option<Language>| told.as_ref().is_some_and(|language| language.is_other);
        let are_other = BooleanChunked::from_iter_values("is_other".into(), told.iter().map(is_other));
        DataFrame::new_infer_height(vec![codes.into_column(), are_other.into_column()])
    };
    interruptible(py, |stop| told(stop).map_err(as_python)).map(Table::from)
}

/// What is kept of each text to know its copies: the column `signature` for the column `text`.
#[pyfunction]
pub fn signatures(py: Python<'_>, texts: &Bound<'_, PyAny>) -> PyResult<Table> {
    let texts = import(texts)?;
    let made = |stop: &Stop| -> PolarsResult<_> {
        let rows: Vec<_> = texts.column("text")?.str()?.iter().collect();
        let made = duplicates::signatures(&rows, Threads::default(), stop).unwrap_or_default();
        let bytes = made.into_iter().map(|signature| signature.map(Signature::to_bytes));
        let column = BinaryChunked::from_iter_options("signature".into(), bytes);
        DataFrame::new_infer_height(vec![column.into_column()])
    };
    interruptible(py, |stop| made(stop).map_err(as_python)).map(Table::from)
}

/// For each `signature` the row of the first text that it repeats, nearly: the column `duplicate_of`. A text without a
/// signature neither repeats another nor is repeated.
#[pyfunction]
pub fn copies(py: Python<'_>, signatures: &Bound<'_, PyAny>) -> PyResult<Table> {
    let signatures = import(signatures)?;
    let found = || -> PolarsResult<_> {
        let read = read_signatures(&signatures)?;
        let rows = duplicates::find(&read).into_iter().map(|first| first.map(|first| first as u32));
        let column = UInt32Chunked::from_iter_options("duplicate_of".into(), rows);
        DataFrame::new_infer_height(vec![column.into_column()])
    };
    interruptible(py, |_| found().map_err(as_python)).map(Table::from)
}

/// For each `signature` the places where the signatures of its near copies are: the column `places`. Two texts of which none
/// is in one place with the other are no copies, nor does one decide on the copies of the other.
#[pyfunction]
pub fn places(py: Python<'_>, signatures: &Bound<'_, PyAny>) -> PyResult<Table> {
    let signatures = import(signatures)?;
    let found = || -> PolarsResult<_> {
        let read = read_signatures(&signatures)?;
        let mut lists = ListPrimitiveChunkedBuilder::<Int64Type>::new(
            "places".into(),
            read.len(),
            read.len() * duplicates::PLACES,
            DataType::Int64,
        );
        for signature in &read {
            // Engines have no unsigned numbers: only whether two are equal counts.
            match signature {
                Some(signature) => lists.append_values_iter(signature.places().map(u64::cast_signed)),
                None => lists.append_null(),
            }
        }
        DataFrame::new_infer_height(vec![lists.finish().into_column()])
    };
    interruptible(py, |_| found().map_err(as_python)).map(Table::from)
}

fn read_signatures(frame: &DataFrame) -> PolarsResult<Vec<Option<Signature>>> {
    Ok(frame.column("signature")?.binary()?.iter().map(|bytes| bytes.and_then(Signature::from_bytes)).collect())
}
