//! What several fuzz targets need.

#[path = "../../tests/invariants.rs"]
pub mod invariants;

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{LazyLock, Once};

use jiff::ToSpan;
use jiff::civil::{Date, date};
use onrecord::{Extractor, Options};

/// A day of publication between 1950 and 2128, or none.
pub fn day(number: u16) -> Option<Date> {
    (number > 0).then(|| date(1950, 1, 1) + i64::from(number).days())
}

/// An extractor, made once: that takes longer than a short text.
pub fn extractor(doubtful: bool) -> &'static Extractor {
    static EXTRACTORS: LazyLock<[Extractor; 2]> =
        LazyLock::new(|| [false, true].map(|doubtful| Extractor::new(Options::default().with_doubtful(doubtful))));
    &EXTRACTORS[usize::from(doubtful)]
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
