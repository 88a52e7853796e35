//! Frames over the border, as Arrow C streams: the interface that polars, pandas and pyarrow share.
//!
//! [The interface](https://arrow.apache.org/docs/format/CDataInterface/PyCapsuleInterface.html) is
//! one of raw pointers in capsules, whence the only `unsafe` of this crate beside the plugin's.
#![allow(unsafe_code)]

use std::ffi::CStr;

use polars_arrow::array::StructArray;
use polars_arrow::datatypes::{ArrowDataType, Field as ArrowField};
use polars_arrow::ffi::{ArrowArrayStream, ArrowArrayStreamReader, export_iterator};
use polars_core::prelude::{CompatLevel, DataFrame, PlSmallStr, PolarsError, PolarsResult, Series};
use pyo3::prelude::*;
use pyo3::types::PyCapsule;

use super::InputError;

const STREAM: &CStr = c"arrow_array_stream";

/// A frame on its way to Python: anything that speaks the Arrow PyCapsule interface can take it.
#[pyclass(frozen, module = "onrecord._onrecord")]
pub struct Table(DataFrame);

impl From<DataFrame> for Table {
    fn from(frame: DataFrame) -> Self {
        Self(frame)
    }
}

#[pymethods]
impl Table {
    /// The frame as a capsule; the schema that the caller would like is not heeded.
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        drop(requested_schema);
        PyCapsule::new_with_value(py, stream(&self.0).map_err(as_python)?, STREAM)
    }
}

fn stream(frame: &DataFrame) -> PolarsResult<ArrowArrayStream> {
    let columns: Vec<_> = frame.columns().iter().map(|column| column.as_materialized_series().rechunk()).collect();
    let fields: Vec<ArrowField> = columns.iter().map(|column| column.field().to_arrow(CompatLevel::newest())).collect();
    let values = columns.iter().map(|column| column.to_arrow(0, CompatLevel::newest())).collect();
    let dtype = ArrowDataType::Struct(fields);
    let rows = StructArray::try_new(dtype.clone(), frame.height(), values, None)?;
    let field = ArrowField::new(PlSmallStr::EMPTY, dtype, false);
    Ok(export_iterator(Box::new(std::iter::once(Ok(Box::new(rows) as _))), field))
}

/// The frame behind an object with `__arrow_c_stream__`.
///
/// # Errors
/// If the object has no such method, or gives something else than a table.
pub fn import(object: &Bound<'_, PyAny>) -> PyResult<DataFrame> {
    let capsule = object.call_method0("__arrow_c_stream__")?.cast_into::<PyCapsule>()?;
    let pointer = capsule.pointer_checked(Some(STREAM))?.cast::<ArrowArrayStream>();
    // SAFETY: the interface promises a valid stream behind a capsule of this name; taking it out and leaving an
    // empty one is how ownership passes over.
    let stream = Box::new(unsafe { pointer.as_ptr().replace(ArrowArrayStream::empty()) });
    // SAFETY: as above.
    let mut reader = unsafe { ArrowArrayStreamReader::try_new(stream) }.map_err(as_python)?;
    let mut chunks = Vec::new();
    // SAFETY: as above.
    while let Some(chunk) = unsafe { reader.next() } {
        chunks.push(chunk.map_err(as_python)?);
    }
    let field = reader.field();
    if chunks.is_empty() {
        chunks.push(polars_arrow::array::new_empty_array(field.dtype().clone()));
    }
    let rows = Series::try_from((field, chunks)).map_err(as_python)?;
    Ok(rows.struct_().map_err(as_python)?.clone().unnest())
}

/// What polars has to complain of, as an exception.
pub fn as_python(error: PolarsError) -> PyErr {
    InputError::new_err(error.to_string())
}
