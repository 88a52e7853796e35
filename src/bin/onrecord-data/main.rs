//! Builds data files, trains models and shows what the core finds: the developers' command.
//!
//! ```text
//! onrecord-data rows < documents.jsonl > rows.jsonl
//! ```

mod rows;

use std::process::ExitCode;

const USAGE: &str = "usage: onrecord-data COMMAND

commands:
  rows    extract documents (JSON lines with doc_id, text, published) from standard input, print their rows as JSON lines";

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let outcome = match arguments.next().as_deref() {
        Some("rows") => rows::run(),
        _ => Err(USAGE.to_owned()),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::from(2)
        }
    }
}
