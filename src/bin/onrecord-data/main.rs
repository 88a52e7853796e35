//! Builds data files, trains models and shows what the core finds: the developers' command.
//!
//! ```text
//! onrecord-data rows < documents.jsonl > rows.jsonl
//! onrecord-data train-tagger corpora --out models/tagger.bin
//! onrecord-data evaluate-tagger corpora
//! onrecord-data train-statements corpora --out models
//! onrecord-data train-names corpora --out models
//! onrecord-data evaluate-actors corpora
//! onrecord-data train-pages corpora --out models/pages.bin
//! onrecord-data evaluate-pages corpora
//! onrecord-data check-dates corpora/recognizers
//! ```

mod actors;
mod dates;
mod names;
mod pages;
mod rows;
mod tagger;
mod train_statements;

use std::process::ExitCode;

const USAGE: &str = "usage: onrecord-data COMMAND

commands:
  rows    extract documents (JSON lines with doc_id, text, published) from standard input, print their rows as JSON lines
  train-tagger CORPORA_DIR --out FILE            train the part-of-speech tagger
  evaluate-tagger CORPORA_DIR [--model FILE]     print how well and how fast it tags
  train-statements CORPORA_DIR --out DIR [--held-out N] [--test]
                                                 train the models that find who said what
  train-names CORPORA_DIR --out DIR              train the model that finds and types names
  evaluate-actors CORPORA_DIR                    print how well named persons and organizations are joined within documents
  train-pages CORPORA_DIR --out FILE             train the model that tells an article from its page
  evaluate-pages CORPORA_DIR                     print how well it tells them on pages that it does not learn from
  check-dates RECOGNIZERS_DIR [--errors]         print how many of Recognizers-Text's cases the dates stage reads rightly";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (command, rest) = arguments.split_first().map_or(("", &[][..]), |(command, rest)| (command.as_str(), rest));
    let outcome = match command {
        "rows" => rows::run(),
        "train-statements" => train_statements::run(rest.iter().cloned()),
        "train-names" => names::train(rest),
        "evaluate-actors" => actors::evaluate(rest),
        "train-tagger" => tagger::train(rest),
        "evaluate-tagger" => tagger::evaluate(rest),
        "train-pages" => pages::run(rest),
        "evaluate-pages" => pages::evaluate(rest),
        "check-dates" => dates::check(rest),
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
