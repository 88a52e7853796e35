//! Python: the module `onrecord._onrecord` and the expressions that polars loads from it.
//!
//! In: frames over the Arrow C stream interface. Out: frames the same way, or an exception of
//! `onrecord.exceptions`. No logic: what could be tested without Python is in another folder.

mod border;
mod dates;
mod decompress;
mod detached;
mod engine;
mod expressions;
mod interrupt;
mod pages;
mod plugin;

use pyo3::prelude::*;

/// Pages and articles are many small pieces that live as long as one document, on any thread: what the allocator of the
/// system is slow at. Polars frees what it gets from here through the function that comes with it, so that no other allocator sees it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

pyo3::import_exception!(onrecord.exceptions, OnrecordError);
pyo3::import_exception!(onrecord.exceptions, GazetteerError);
pyo3::import_exception!(onrecord.exceptions, InputError);

/// The compiled core of onrecord; use the package `onrecord`, which says more.
#[pymodule(gil_used = false)]
mod _onrecord {
    #[pymodule_export]
    use super::border::Table;
    #[pymodule_export]
    use super::dates::parse_date;
    #[pymodule_export]
    use super::decompress::Decompressor;
    #[pymodule_export]
    use super::engine::{Engine, data_as_of, data_hashes, schema, short_keys};
    #[pymodule_export]
    use super::pages::{copies, languages, places, read_pages, signatures};

    use pyo3::prelude::*;

    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        module.add("__version__", env!("CARGO_PKG_VERSION"))?;
        module.add("OTHER_LANGUAGE", crate::documents::OTHER_LANGUAGE)?;
        module.add("FRAMES", crate::frames::Frame::ALL.iter().map(|frame| frame.as_str()).collect::<Vec<_>>())
    }
}
