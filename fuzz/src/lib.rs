//! What several fuzz targets need.

#[path = "../../tests/invariants.rs"]
pub mod invariants;

use jiff::ToSpan;
use jiff::civil::{Date, date};

/// A day of publication between 1950 and 2128, or none.
pub fn day(number: u16) -> Option<Date> {
    (number > 0).then(|| date(1950, 1, 1) + i64::from(number).days())
}
