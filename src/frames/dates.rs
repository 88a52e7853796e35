//! The dates frame: time expressions and the days that they denote (ANNOTATION.md, "Dates").

use polars_core::prelude::{DataFrame, PolarsResult, Series};

use super::Entry;
use super::columns::{Codes, Confidences, Edges, Index, Numbers, Ranges, Words, frame};
use super::schema::Frame;

/// Growing rows.
#[derive(Default)]
pub struct DateRows {
    document: Index,
    id: Numbers,
    sentence: Numbers,
    edges: Edges,
    text: Words,
    r#type: Codes,
    value: Words,
    modifier: Codes,
    days: Ranges,
    basis: Codes,
    rule: Words,
    confidence: Confidences,
}

impl DateRows {
    /// Adds a document's rows.
    pub fn push(&mut self, entry: Entry<'_>) {
        for (id, date) in entry.record.dates.expressions.iter().enumerate() {
            self.document.push(Some(entry.row));
            self.id.add_index(id);
            self.sentence.push(date.sentence.and_then(|sentence| entry.sentence(sentence as usize)));
            self.edges.add(entry.chars.span(date.span));
            self.text.add(date.span.of(entry.text));
            self.r#type.add(date.r#type as u8);
            self.value.add(&date.value.to_string());
            self.modifier.push(date.modifier.map(|modifier| modifier as u8));
            self.days.push(date.days);
            self.basis.add(date.basis as u8);
            self.rule.add(date.rule);
            self.confidence.add(date.confidence);
        }
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.document.len()
    }

    /// The frame.
    pub fn finish(self, doc_ids: &Series) -> PolarsResult<DataFrame> {
        frame(
            Frame::Dates,
            vec![
                self.document.gather(doc_ids)?,
                self.id.finish(),
                self.sentence.finish(),
                self.edges.start.finish(),
                self.edges.end.finish(),
                self.text.finish(),
                self.r#type.finish(Frame::Dates, "type"),
                self.value.finish(),
                self.modifier.finish(Frame::Dates, "mod"),
                self.days.first.finish(),
                self.days.last.finish(),
                self.basis.finish(Frame::Dates, "basis"),
                self.rule.finish(),
                self.confidence.finish(),
            ],
        )
    }
}
