//! A table of actors is read or refused with an error, and what is read knows its names again.
#![no_main]

use libfuzzer_sys::fuzz_target;
use onrecord::{Extractor, Gazetteer, GazetteerRow, Input, Options};

fuzz_target!(|table: &str| {
    onrecord_fuzz::tried(table.len());
    let mut rows = Vec::new();
    for (number, line) in table.lines().enumerate() {
        let cells: Vec<&str> = line.split('\t').collect();
        let column = |name: &str| GazetteerRow::COLUMNS.iter().position(|&column| column == name);
        match GazetteerRow::read("table", number + 1, |name| cells.get(column(name)?).copied()) {
            Ok(row) => rows.push(row),
            Err(error) => assert!(error.is_table() && error.to_string().contains("table")),
        }
    }
    let names: Vec<String> = rows.iter().map(|row| row.name.clone()).collect();
    if let Ok(gazetteer) = Gazetteer::with_rows(rows) {
        let extractor = Extractor::new(Options::default().with_gazetteer(gazetteer));
        let text = format!("{} said the talks were over.", names.join(" and "));
        extractor.merge(&[extractor.document(Input { text: &text, ..Input::default() })]);
    }
});
