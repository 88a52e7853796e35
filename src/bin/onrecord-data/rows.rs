//! `rows`: what the core finds, as JSON lines, without Python or Polars.

use std::io::{self, BufRead, Write};

use onrecord::stages::documents::Input;
use onrecord::{DocumentRecord, Extractor, Options};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// A line of standard input.
#[derive(Deserialize)]
struct Document {
    doc_id: Value,
    text: String,
    published: Option<String>,
}

/// A line of standard output.
#[derive(Serialize)]
struct Found<'a> {
    doc_id: &'a Value,
    #[serde(flatten)]
    record: &'a DocumentRecord,
}

/// Reads documents from standard input; prints the record of each, spans in bytes, and last who is who in them.
pub fn run(arguments: &[String]) -> Result<(), String> {
    let options = match arguments {
        [] => Options::default(),
        [flag, model] if flag == "--model" => {
            Options::default().with_model(model.parse().map_err(|error| format!("--model: {error}"))?)
        }
        _ => return Err("usage: onrecord-data rows [--model fast|accurate]".to_owned()),
    };

    let read = |(number, line): (usize, io::Result<String>)| {
        let line = line.map_err(|error| format!("standard input: {error}"))?;
        serde_json::from_str(&line).map_err(|error| format!("standard input, line {}: {error}", number + 1))
    };
    let documents: Vec<Document> = io::stdin().lock().lines().enumerate().map(read).collect::<Result<_, _>>()?;
    let inputs: Vec<Input<'_>> = documents
        .iter()
        .map(|Document { text, published, .. }| Input {
            text,
            published: published.as_deref().and_then(|day| day.get(..10)?.parse().ok()),
            ..Input::default()
        })
        .collect();
    let extractor = Extractor::new(options);
    let records = extractor.documents(&inputs, |_| true).map_err(|error| error.to_string())?;
    for (Document { doc_id, .. }, record) in documents.iter().zip(&records) {
        print(&Found { doc_id, record })?;
    }
    print(&extractor.merge(&records))
}

/// Prints a line.
fn print(line: &impl Serialize) -> Result<(), String> {
    let mut out = io::stdout().lock();
    serde_json::to_writer(&mut out, line)
        .map_err(io::Error::from)
        .and_then(|()| out.write_all(b"\n"))
        .map_err(|error| format!("standard output: {error}"))
}
