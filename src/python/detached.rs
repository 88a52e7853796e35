//! Work beside the interpreter, which may end before the work does.
//!
//! Nobody waits for a daemon thread: the interpreter ends, the process runs its last handlers, and the thread works on. Before
//! 3.14 `CPython` gives such a thread freed memory when it comes back; so it never does, and waits for the end of the process,
//! as threads of 3.14 do of themselves.

use std::thread;

use pyo3::prelude::*;

/// What `work` makes while other threads of Python run.
pub fn detached<R: Send>(py: Python<'_>, work: impl FnOnce() -> R + Send) -> R {
    py.detach(|| {
        let _return = Return;
        work()
    })
}

/// What `work` makes with the interpreter, in a thread that is detached from it.
pub fn attached<R>(work: impl FnOnce(Python<'_>) -> R) -> R {
    Python::try_attach(work).unwrap_or_else(|| {
        loop {
            thread::park();
        }
    })
}

/// The way back into the interpreter, also of a panic.
struct Return;

impl Drop for Return {
    fn drop(&mut self) {
        attached(|_| ());
    }
}
