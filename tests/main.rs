//! Tests of the whole, from text to rows.
