//! What several fuzz targets need.

#[path = "../../tests/invariants.rs"]
pub mod invariants;

use std::sync::Once;
use std::sync::atomic::{AtomicU64, Ordering};

use jiff::ToSpan;
use jiff::civil::{Date, date};

/// A day of publication between 1950 and 2128, or none.
pub fn day(number: u16) -> Option<Date> {
    (number > 0).then(|| date(1950, 1, 1) + i64::from(number).days())
}

static TRIED: AtomicU64 = AtomicU64::new(0);

/// Counts the bytes that a target was given; their sum is told when it ends, beside what libFuzzer counts.
pub fn tried(bytes: usize) {
    static TOLD_AT_EXIT: Once = Once::new();
    TOLD_AT_EXIT.call_once(|| {
        unsafe extern "C" {
            safe fn atexit(call: extern "C" fn()) -> std::ffi::c_int;
        }
        extern "C" fn tell() {
            eprintln!("stat::bytes_tried:            {}", TRIED.load(Ordering::Relaxed));
        }
        atexit(tell);
    });
    TRIED.fetch_add(bytes as u64, Ordering::Relaxed);
}
