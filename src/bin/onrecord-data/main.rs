//! Builds data files, trains models and shows what the core finds: the developers' command.
//!
//! ```text
//! onrecord-data rows < documents.jsonl > rows.jsonl
//! onrecord-data train corpora --out models
//! onrecord-data cluster-words vectors.json --out models/clusters.bin
//! onrecord-data evaluate-tagger corpora
//! onrecord-data evaluate-statements corpora
//! onrecord-data evaluate-actors corpora
//! onrecord-data reader-examples corpora --vocabulary vocabulary.txt --out examples
//! onrecord-data train-pages corpora --out models/pages.bin
//! onrecord-data evaluate-pages corpora
//! onrecord-data check-dates corpora/recognizers
//! onrecord-data check-dating corpora/polnear/train.jsonl.gz
//! ```

mod actors;
mod clusters;
mod dates;
mod dating;
mod pages;
mod reader;
mod rows;
mod tagger;
mod train;

use std::process::ExitCode;

const USAGE: &str = "usage: onrecord-data COMMAND

commands:
  rows [--model fast|accurate]
          extract documents (JSON lines with doc_id, text, published) from standard input; print the record of each as a line
          of JSON, spans in bytes, and in a last line who is who in all of them
  train CORPORA_DIR --out DIR [--keep-tagger]    train all models, or all but the tagger, and write their files
  cluster-words VECTORS --out FILE               cluster words by their vectors (JSON), for the model of names
  evaluate-tagger CORPORA_DIR [--model FILE] [--errors GENRE]
                                                 print how well and how fast the tagger tags
  evaluate-statements CORPORA_DIR [--held-out N] train on PolNeAR's train part, print how well statements are found in its dev
                                                 part, or in every Nth article of the train part, which then is not learned from
  evaluate-actors CORPORA_DIR                    print how well named persons and organizations are joined within documents
  reader-examples CORPORA_DIR --vocabulary FILE --out DIR
                                                 write what the encoder of the second reader is trained on
  reader-statements CORPORA_DIR --out DIR        train the models of statements on the articles that the encoder learns from
  reader-judge CORPORA_DIR --statements DIR --reader DIR
                                                 train the judge over both readers on the articles that neither learned from, write it
                                                 beside the encoder, print how well it does
  train-pages CORPORA_DIR --out FILE             train the model that tells an article from its page
  evaluate-pages CORPORA_DIR                     print how well it tells them on pages that it does not learn from
  check-dates RECOGNIZERS_DIR [--errors]         print how many of Recognizers-Text's cases the dates stage reads rightly
  check-dating CORPUS… [--limit N] [--errors | --open]
                                                 take the days of articles away, print how well their texts tell them: of files of
                                                 documents (JSON lines, also gzipped), or folders of gold files";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (command, rest) = arguments.split_first().map_or(("", &[][..]), |(command, rest)| (command.as_str(), rest));
    let outcome = match command {
        "rows" => rows::run(rest),
        "train" => train::train(rest),
        "cluster-words" => clusters::run(rest),
        "evaluate-tagger" => tagger::evaluate(rest),
        "evaluate-statements" => train::evaluate_statements(rest),
        "evaluate-actors" => actors::evaluate(rest),
        "reader-examples" => reader::write_examples(rest),
        "reader-statements" => reader::train_statements(rest),
        "reader-judge" => reader::train_judge(rest),
        "train-pages" => pages::run(rest),
        "evaluate-pages" => pages::evaluate(rest),
        "check-dates" => dates::check(rest),
        "check-dating" => dating::check(rest),
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
