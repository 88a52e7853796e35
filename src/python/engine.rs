//! The engine: options and gazetteer, loaded once, and the call that extracts.

use std::collections::HashMap;
use std::num::NonZeroUsize;
use std::str::FromStr;

use polars_core::frame::DataFrame;
use pyo3::prelude::*;
use pyo3::types::PyDict;

use super::border::{Table, as_python, import};
use super::interrupt::interruptible;
use super::{GazetteerError, InputError, OnrecordError};
use crate::actors::{Gazetteer, GazetteerRow};
use crate::corpus::duplicates::Signature;
use crate::corpus::{Corpus, Joined};
use crate::documents::Input;
use crate::frames::{self, Documents, Frame, Frames, LaidOut};
use crate::statements::{Act, Verbs};
use crate::{Error, Extractor, Model, Options, Threads};

/// Extracts documents; immutable, and safe to use from several threads.
#[pyclass(frozen, module = "onrecord._onrecord")]
pub struct Engine {
    extractor: Extractor,
}

#[pymethods]
impl Engine {
    #[new]
    #[pyo3(signature = (*, gazetteer=Vec::new(), verbs=HashMap::new(), doubtful=false, model="fast", threads=None))]
    fn new(
        gazetteer: Vec<HashMap<String, String>>,
        verbs: HashMap<String, String>,
        doubtful: bool,
        model: &str,
        threads: Option<NonZeroUsize>,
    ) -> PyResult<Self> {
        let gazetteer = gazetteer_of(&gazetteer).map_err(|error| GazetteerError::new_err(error.to_string()))?;
        let verbs = verbs_of(verbs).map_err(InputError::new_err)?;
        let model: Model = model.parse().map_err(|error: Error| InputError::new_err(error.to_string()))?;
        let threads = threads_of(threads)?;
        let options = Options::default()
            .with_gazetteer(gazetteer)
            .with_verbs(verbs)
            .with_doubtful(doubtful)
            .with_model(model)
            .with_threads(threads);
        Ok(Self { extractor: Extractor::new(options) })
    }

    /// The frames of these documents, by name; `progress` is told now and then how many are done. Where they are `apart`, who is
    /// who is told by each document alone, and none repeats another.
    #[pyo3(signature = (documents, progress=None, apart=false))]
    fn extract<'py>(
        &self,
        py: Python<'py>,
        documents: &Bound<'py, PyAny>,
        progress: Option<Py<PyAny>>,
        apart: bool,
    ) -> PyResult<Bound<'py, PyDict>> {
        let documents = Documents::new(&import(documents)?).map_err(as_python)?;
        let tables = interruptible(py, |stop| {
            let inputs = documents.inputs();
            let mut frames = Frames::default();
            let mut corpus = Corpus::default();
            let mut apart = apart.then(Joined::default);
            let mut laid_out = Vec::with_capacity(inputs.len());
            let mut told = Ok(());
            let signed = |input: Input<'_>, record| (record, Signature::of(input.text));
            let outcome = self.extractor.few_by_few(&inputs, stop, signed, |records| {
                for record in records {
                    let row = laid_out.len();
                    laid_out.push(match (inputs[row], record) {
                        (Some(input), Some(Ok((record, signature)))) => {
                            frames.push(row as u32, input.text, &record);
                            corpus.push(&record, signature);
                            Ok(LaidOut::new(input.text, &record))
                        }
                        (_, failed) => {
                            corpus.skip();
                            Err(failed
                                .and_then(Result::err)
                                .map_or_else(|| NO_TEXT.to_owned(), |error| error.to_string()))
                        }
                    });
                    if let Some(apart) = &mut apart {
                        apart.append_apart(std::mem::take(&mut corpus).finish(self.extractor.gazetteer()));
                    }
                }
                if let Some(progress) = &progress {
                    told = Python::attach(|py| progress.call1(py, (laid_out.len(),)).map(drop));
                }
                told.is_ok()
            });
            told?;
            outcome.map_err(|error| error_to_python(&error))?;
            drop(inputs);
            let joined = apart.unwrap_or_else(|| corpus.finish(self.extractor.gazetteer()));
            let mut tables = frames.finish(documents.ids(), &joined).map_err(as_python)?;
            tables.push((Frame::Documents, documents.finish(&laid_out, &joined).map_err(as_python)?));
            Ok(tables)
        })?;
        as_dict(py, tables.into_iter().map(|(frame, table)| (frame.as_str(), table)))
    }

    /// Who is who among local actors of any documents, by their keys: the frame `actors`, without how often each appears, and
    /// `cast`, for each key the row of its actor among them.
    fn join_actors<'py>(&self, py: Python<'py>, keys: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyDict>> {
        let keys = import(keys)?;
        let (actors, cast) =
            interruptible(py, |_| frames::join_actors(&keys, self.extractor.gazetteer()).map_err(as_python))?;
        as_dict(py, [("actors", actors), ("cast", cast)])
    }
}

/// Why a document that came without a reason was not extracted.
const NO_TEXT: &str = "the text is missing, or longer than 4 GiB";

fn as_dict<'py>(
    py: Python<'py>,
    tables: impl IntoIterator<Item = (&'static str, DataFrame)>,
) -> PyResult<Bound<'py, PyDict>> {
    let dict = PyDict::new(py);
    for (name, table) in tables {
        dict.set_item(name, Table::from(table))?;
    }
    Ok(dict)
}

/// A gazetteer with these rows, cell by cell as text.
///
/// # Errors
/// Of the first row that cannot be read.
pub fn gazetteer_of(rows: &[HashMap<String, String>]) -> Result<Gazetteer, Error> {
    rows.iter()
        .enumerate()
        .map(|(row, cells)| GazetteerRow::read("the gazetteer", row + 1, |name| cells.get(name).map(String::as_str)))
        .collect::<Result<_, _>>()
        .and_then(Gazetteer::with_rows)
}

/// Reporting verbs with the acts that they report.
///
/// # Errors
/// What is wrong with one of them.
pub fn verbs_of(verbs: HashMap<String, String>) -> Result<Verbs, String> {
    verbs
        .into_iter()
        .map(|(verb, act)| match act.parse::<Act>() {
            Ok(act) => Ok((verb, act)),
            Err(_) => Err(format!("verbs: {verb:?} has the act {act:?}, which is not one of them")),
        })
        .collect()
}

/// So many threads, or as many as polars uses.
///
/// # Errors
/// If they are too many.
pub fn threads_of(given: Option<NonZeroUsize>) -> PyResult<Threads> {
    let Some(given) = given else { return Ok(Threads::default()) };
    Threads::new(given.get()).map_err(|error| InputError::new_err(error.to_string()))
}

/// For each key of a local actor, as `Engine.join_actors` takes it, 16 bytes that stand for it: the column `key`.
#[pyfunction]
pub fn short_keys(py: Python<'_>, keys: &Bound<'_, PyAny>) -> PyResult<Table> {
    let keys = import(keys)?;
    interruptible(py, |_| frames::short_keys(&keys).map_err(as_python)).map(Table::from)
}

/// An empty frame with the columns of the frame of this name.
#[pyfunction]
pub fn schema(name: &str) -> PyResult<Table> {
    let frame = Frame::from_str(name).map_err(|error| InputError::new_err(error.to_string()))?;
    Ok(DataFrame::empty_with_schema(&frame.schema()).into())
}

/// Tables and models that are compiled in: their paths in the source tree, their SHA-256, and when their facts end.
const DATA_FACTS: &[(&str, &str, Option<&str>)] = include!(concat!(env!("OUT_DIR"), "/data_facts.rs"));

/// The SHA-256 of each table and model that is compiled in, by its path in the source tree.
#[pyfunction]
pub fn data_hashes(py: Python<'_>) -> PyResult<Bound<'_, PyDict>> {
    let dict = PyDict::new(py);
    for (path, hash, _) in DATA_FACTS {
        dict.set_item(path, hash)?;
    }
    Ok(dict)
}

/// Until when each table knows of offices, names and events that change, by its path in the source tree.
#[pyfunction]
pub fn data_as_of(py: Python<'_>) -> PyResult<Bound<'_, PyDict>> {
    let dict = PyDict::new(py);
    for (path, _, as_of) in DATA_FACTS {
        if let Some(as_of) = as_of {
            dict.set_item(path, as_of)?;
        }
    }
    Ok(dict)
}

/// The core's error as an exception.
fn error_to_python(error: &Error) -> PyErr {
    OnrecordError::new_err(error.to_string())
}
