//! The spans frame: ranges of time with two ends, each of which is a row of the dates.

use super::Entry;
use super::columns::{Day, DocId, Number, Rows, rows};
use crate::calendar::DayRange;

rows! {
    /// The ranges of time of documents.
    Periods of Period {
        doc_id: DocId,
        span_id: Number,
        from_date_id: Number,
        to_date_id: Number,
        start: Number,
        end: Number,
        earliest: Day,
        latest: Day,
    }
}

/// Adds a document's rows.
pub fn add(rows: &mut Periods, entry: Entry<'_>) {
    for (id, period) in (0..).zip(&entry.record.dates.periods) {
        let place = entry.chars.span(period.span);
        rows.push(Period {
            doc_id: Some(entry.row),
            span_id: id,
            from_date_id: period.from,
            to_date_id: period.to,
            start: place.start(),
            end: place.end(),
            earliest: period.days.map(DayRange::first),
            latest: period.days.map(DayRange::last),
        });
    }
}
