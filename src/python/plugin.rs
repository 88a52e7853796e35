//! The C interface through which polars calls expressions of a library.
//!
//! Two functions for each expression, `_polars_plugin_NAME` and `_polars_plugin_field_NAME`, and two
//! for all; version 0.1 of the interface, whose types are in `polars-ffi`. The crate `pyo3-polars`
//! has macros for this, but pulls in all of polars, engines included.
#![allow(unsafe_code)]

use std::any::Any;
use std::cell::RefCell;
use std::ffi::{CString, c_char};
use std::panic::{AssertUnwindSafe, catch_unwind};

use polars_arrow::ffi::{ArrowSchema, export_field_to_c, import_field_from_c};
use polars_core::prelude::{CompatLevel, Field, PolarsResult, Series};
use polars_ffi::version_0::{SeriesExport, export_series, import_series_buffer};

thread_local! {
    static LAST_ERROR: RefCell<CString> = RefCell::default();
}

/// Which version of the interface this is: the major number in the upper half.
#[unsafe(no_mangle)]
extern "C" fn _polars_plugin_get_version() -> u32 {
    let (major, minor) = polars_ffi::get_version();
    (u32::from(major) << 16) + u32::from(minor)
}

/// What went wrong last in this thread.
#[unsafe(no_mangle)]
extern "C" fn _polars_plugin_get_last_error_message() -> *const c_char {
    LAST_ERROR.with(|message| message.borrow().as_ptr())
}

/// Runs `work` and keeps its error, or its panic, for polars to ask for.
fn guarded<T>(work: impl FnOnce() -> PolarsResult<T>) -> Option<T> {
    let message = match catch_unwind(AssertUnwindSafe(work)) {
        Ok(Ok(value)) => return Some(value),
        Ok(Err(error)) => error.to_string(),
        Err(panic) => format!("onrecord failed: {}; please report it", reason(&*panic)),
    };
    let message = CString::new(message.replace('\0', " ")).unwrap_or_default();
    LAST_ERROR.with(|last| last.replace(message));
    None
}

/// What a panic says.
fn reason(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<&str>().copied();
    text.or_else(|| panic.downcast_ref::<String>().map(String::as_str)).unwrap_or("no reason given")
}

/// Calls an expression on columns that polars hands over, and on what it was given beside them, pickled.
///
/// # Safety
/// `inputs` points to `count` valid columns, whose ownership passes here, `options` to `length` bytes, unless there
/// are none, and `output` to a place for one column.
pub unsafe fn call(
    inputs: *mut SeriesExport,
    count: usize,
    options: *const u8,
    length: usize,
    output: *mut SeriesExport,
    expression: fn(&[Series], &[u8]) -> PolarsResult<Series>,
) {
    let result = guarded(|| {
        // SAFETY: the caller's promise.
        let inputs = unsafe { import_series_buffer(inputs, count) }?;
        let none = options.is_null() || length == 0;
        // SAFETY: the caller's promise.
        let options = if none { &[] } else { unsafe { std::slice::from_raw_parts(options, length) } };
        expression(&inputs, options)
    });
    if let Some(series) = result {
        // SAFETY: the caller's promise; what stands there is an empty export without anything to drop.
        unsafe { output.write(export_series(&series)) };
    }
}

/// Tells polars the name and type of an expression's column.
///
/// # Safety
/// `inputs` points to `count` valid fields, and `output` to a place for one.
pub unsafe fn describe(
    inputs: *const ArrowSchema,
    count: usize,
    output: *mut ArrowSchema,
    field: fn(&[Field]) -> PolarsResult<Field>,
) {
    let result = guarded(|| {
        // SAFETY: the caller's promise.
        let inputs = unsafe { std::slice::from_raw_parts(inputs, count) };
        let inputs = inputs
            .iter()
            // SAFETY: the caller's promise.
            .map(|input| unsafe { import_field_from_c(input) }.map(|field| Field::from(&field)))
            .collect::<PolarsResult<Vec<_>>>()?;
        field(&inputs)
    });
    if let Some(field) = result {
        let field = export_field_to_c(&field.to_arrow(CompatLevel::newest()));
        // SAFETY: the caller's promise; what stands there is an empty schema without anything to drop.
        unsafe { output.write(field) };
    }
}

/// Exports an expression: its symbols, its function over columns, and the function that gives its type.
macro_rules! export {
    ($call:ident, $describe:ident, $expression:expr, $field:expr) => {
        #[unsafe(no_mangle)]
        unsafe extern "C" fn $call(
            inputs: *mut polars_ffi::version_0::SeriesExport,
            count: usize,
            options: *const u8,
            options_length: usize,
            output: *mut polars_ffi::version_0::SeriesExport,
            _context: *const polars_ffi::version_0::CallerContext,
        ) {
            // SAFETY: polars calls this as its plugin interface says.
            unsafe { $crate::python::plugin::call(inputs, count, options, options_length, output, $expression) }
        }

        #[unsafe(no_mangle)]
        unsafe extern "C" fn $describe(
            inputs: *const polars_arrow::ffi::ArrowSchema,
            count: usize,
            output: *mut polars_arrow::ffi::ArrowSchema,
            _options: *const u8,
            _options_length: usize,
        ) {
            // SAFETY: polars calls this as its plugin interface says.
            unsafe { $crate::python::plugin::describe(inputs, count, output, $field) }
        }
    };
}

pub(super) use export;
