//! Who said what to whom, by the form in which it is reported.

mod acts;
mod addressees;
mod contents;
mod coordination;
mod doubts;
mod forms;
mod headlines;
mod quotations;
mod said;
mod sources;
mod speakers;
mod turns;
mod users_verbs;

use super::Statement;
use crate::documents::Input;
use crate::span::ByteSpan;
use crate::{DocumentRecord, Extractor};

/// Each statement as "source | cue | content + content | addressee | kind act", those within another one indented.
fn read(text: &str) -> Vec<String> {
    let record = extracted(text, None);
    let surface = |spans: &[ByteSpan]| spans.iter().map(|span| span.of(text)).collect::<Vec<_>>().join(" + ");
    let row = |one: &Statement| {
        let indent = if one.parent.is_some() { "  " } else { "" };
        let (source, cue, content, to) =
            (surface(&one.source), surface(&one.cue), surface(&one.content), surface(&one.addressee));
        format!("{indent}{source} | {cue} | {content} | {to} | {} {}", one.kind, one.act)
    };
    record.statements.iter().map(row).collect()
}

fn extracted(text: &str, published: Option<&str>) -> DocumentRecord {
    let published = published.map(|day| day.parse().unwrap());
    Extractor::default().document(Input { text, published, ..Input::default() })
}

#[track_caller]
pub(super) fn check(cases: &[(&str, &[&str])]) {
    for (text, expected) in cases {
        assert_eq!(read(text), *expected, "{text}");
    }
}
