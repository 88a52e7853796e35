//! One time expression by itself.

use pyo3::prelude::*;

use crate::dates::parse;
use crate::frames::{day_from_epoch, days_since_epoch};

/// Value, type, modifier, first and last day (counted from 1970-01-01), basis, rule.
type Parsed = (String, &'static str, Option<&'static str>, Option<i32>, Option<i32>, &'static str, &'static str);

/// What a text that is one time expression denotes, or `None`; days are counted from 1970-01-01.
#[pyfunction]
#[pyo3(signature = (text, published=None))]
pub fn parse_date(text: &str, published: Option<i32>) -> Option<Parsed> {
    let date = parse(text, published.and_then(day_from_epoch))?;
    Some((
        date.value.to_string(),
        date.r#type.as_str(),
        date.modifier.map(|modifier| modifier.as_str()),
        date.days.map(|days| days_since_epoch(days.first())),
        date.days.map(|days| days_since_epoch(days.last())),
        date.basis.as_str(),
        date.rule,
    ))
}
