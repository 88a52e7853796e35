//! Saved pages on their way from Python to their articles.

use std::borrow::Cow;
use std::num::NonZeroUsize;

use polars_core::prelude::DataFrame;
use pyo3::prelude::*;
use pyo3::pybacked::{PyBackedBytes, PyBackedStr};

use super::border::{Table, as_python};
use super::engine::threads_of_polars;
use crate::duplicates::{Signature, find};
use crate::frames::{day_from_epoch, pages_frame};
use crate::ingest;
use crate::pages::Source;

/// The articles of pages, one row each; `urls` and `encodings` are what is known of each, `latest` is the last day, in days
/// since 1970, that one can have been published on.
#[pyfunction]
#[pyo3(signature = (pages, urls=None, encodings=None, latest=None, threads=None))]
pub fn read_pages(
    py: Python<'_>,
    pages: Vec<PyBackedBytes>,
    urls: Option<Vec<Option<String>>>,
    encodings: Option<Vec<Option<String>>>,
    latest: Option<i32>,
    threads: Option<NonZeroUsize>,
) -> PyResult<Table> {
    fn entry(list: Option<&Vec<Option<String>>>, row: usize) -> Option<&str> {
        list?.get(row)?.as_deref()
    }
    let frame = py.detach(|| {
        let sources: Vec<Source<'_>> = pages
            .iter()
            .enumerate()
            .map(|(row, bytes)| Source {
                bytes,
                encoding: entry(encodings.as_ref(), row),
                url: entry(urls.as_ref(), row),
                latest: latest.and_then(day_from_epoch),
            })
            .collect();
        let threads = threads.or_else(threads_of_polars).map(NonZeroUsize::get);
        let mut interrupt = Ok(());
        let goes_on = || {
            interrupt = Python::attach(|py| py.check_signals());
            interrupt.is_ok()
        };
        let read = ingest::read_pages(&sources, threads, goes_on).unwrap_or_default();
        interrupt?;
        pages_frame(&read).map_err(as_python)
    });
    frame.map(DataFrame::into)
}

/// The language of each text, where it is given or can be told: a code of ISO 639-1, and whether nothing is extracted from it.
#[pyfunction]
pub fn languages(
    py: Python<'_>,
    texts: Vec<(Option<PyBackedStr>, Option<PyBackedStr>)>,
) -> Vec<(Option<&'static str>, bool)> {
    py.detach(|| {
        let texts: Vec<_> = texts.iter().map(|(text, given)| (text.as_deref(), given.as_deref())).collect();
        let languages = ingest::languages(&texts).into_iter();
        languages.map(|found| found.map_or((None, false), |found| (Some(found.code), found.is_other))).collect()
    })
}

/// What is kept of each text to know its copies.
#[pyfunction]
pub fn signatures(py: Python<'_>, texts: Vec<Option<PyBackedStr>>) -> Vec<Option<Cow<'static, [u8]>>> {
    let texts: Vec<Option<&str>> = texts.iter().map(|text| text.as_deref()).collect();
    let found = py.detach(|| ingest::signatures(&texts));
    found.into_iter().map(|signature| signature.map(|signature| Cow::Owned(signature.to_bytes()))).collect()
}

/// For each signature the number of the first that it repeats, nearly.
#[pyfunction]
pub fn duplicates(py: Python<'_>, signatures: Vec<Option<PyBackedBytes>>) -> Vec<Option<usize>> {
    py.detach(|| {
        let signatures: Vec<_> = signatures.iter().map(|bytes| Signature::from_bytes(bytes.as_ref()?)).collect();
        find(&signatures)
    })
}
