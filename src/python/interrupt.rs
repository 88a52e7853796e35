//! Ctrl-C: what stops a long piece of work, and the exception that it ends with.

use std::sync::{Arc, Mutex, PoisonError};

use pyo3::prelude::*;

use super::detached::{attached, detached};
use crate::Stop;

/// What `work` makes while other threads of Python run; an exception that a signal raises stops it.
///
/// # Errors
/// That exception; those of `work`.
pub fn interruptible<R: Send>(py: Python<'_>, work: impl FnOnce(&Stop) -> PyResult<R> + Send) -> PyResult<R> {
    let raised: Arc<Mutex<Option<PyErr>>> = Arc::default();
    let keeps = raised.clone();
    let stop = Stop::unless(move || {
        // The interpreter is held for this moment only.
        let signals = attached(|py| py.check_signals());
        signals.map_err(|error| keeps.lock().unwrap_or_else(PoisonError::into_inner).replace(error)).is_ok()
    });
    let made = detached(py, || stop.during(|| work(&stop)));
    match (raised.lock().unwrap_or_else(PoisonError::into_inner).take(), made) {
        (Some(error), _) => Err(error),
        (None, Some(made)) => made,
        (None, None) => unreachable!("only an exception stops it"),
    }
}
