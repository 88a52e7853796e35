//! Tests of the whole, from text to rows, without Python.

mod architecture;
mod hostile_pages;
mod invariants;
mod linear_time;
mod page_cases;
mod properties;
mod stopping;
mod timing;
mod training;
