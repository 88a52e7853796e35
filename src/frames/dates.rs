//! The dates frame: time expressions and the days that they denote (docs/annotation.md, "Dates").

use super::Entry;
use super::columns::{Confidence, Day, DocId, MaybeNumber, Number, OneOf, Rows, Text, rows};
use crate::calendar::DayRange;
use crate::dates::{DateBasis, Modifier, TimexType};

rows! {
    /// The time expressions of documents.
    DateRows of DateRow {
        doc_id: DocId,
        date_id: Number,
        sentence_id: MaybeNumber,
        start: Number,
        end: Number,
        text: Text,
        r#type as "type": OneOf<TimexType>,
        value: Text,
        r#mod as "mod": OneOf<Modifier>,
        earliest: Day,
        latest: Day,
        basis: OneOf<DateBasis>,
        rule: Text,
        confidence: Confidence,
    }
}

/// Adds a document's rows.
pub fn add(rows: &mut DateRows, entry: Entry<'_>) {
    for (id, date) in (0..).zip(&entry.record.dates.expressions) {
        let place = entry.chars.span(date.span);
        rows.push(DateRow {
            doc_id: Some(entry.row),
            date_id: id,
            sentence_id: date.sentence.and_then(|sentence| entry.sentence(sentence as usize)),
            start: place.start(),
            end: place.end(),
            text: Some(date.span.of(entry.text)),
            r#type: Some(date.r#type),
            value: Some(&date.value.to_string()),
            r#mod: date.modifier,
            earliest: date.days.map(DayRange::first),
            latest: date.days.map(DayRange::last),
            basis: Some(date.basis),
            rule: Some(date.rule),
            confidence: date.confidence,
        });
    }
}
