//! The spans frame: ranges of time with two ends, each of which is a row of the dates.

use polars_core::prelude::{DataFrame, PolarsResult, Series};

use super::Entry;
use super::columns::{Edges, Index, Numbers, Ranges, frame};
use super::schema::Frame;

/// Growing rows.
#[derive(Default)]
pub struct Periods {
    document: Index,
    id: Numbers,
    from: Numbers,
    to: Numbers,
    edges: Edges,
    days: Ranges,
}

impl Periods {
    /// Adds a document's rows.
    pub fn push(&mut self, entry: Entry<'_>) {
        for (id, period) in entry.record.dates.periods.iter().enumerate() {
            self.document.push(Some(entry.row));
            self.id.add_index(id);
            self.from.add(period.from);
            self.to.add(period.to);
            self.edges.add(entry.chars.span(period.span));
            self.days.push(period.days);
        }
    }

    /// The frame.
    pub fn finish(self, doc_ids: &Series) -> PolarsResult<DataFrame> {
        frame(
            Frame::Spans,
            vec![
                self.document.gather(doc_ids)?,
                self.id.finish(),
                self.from.finish(),
                self.to.finish(),
                self.edges.start.finish(),
                self.edges.end.finish(),
                self.days.first.finish(),
                self.days.last.finish(),
            ],
        )
    }
}
