//! `train-parser` and `evaluate-parser`.

use std::path::Path;

use onrecord::corpora;
use onrecord::tagging::{self, train};

/// Trains the parser on the corpora in a folder, over the shipped tagger, and writes its file.
pub fn train(arguments: &[String]) -> Result<(), String> {
    let [corpora, flag, out] = arguments else { return Err("train-parser CORPORA_DIR --out FILE".to_owned()) };
    if flag != "--out" {
        return Err(format!("train-parser: {flag} is no option"));
    }
    let bytes = train::train_parser(Path::new(corpora), tagging::MODEL, &mut |line| eprintln!("{line}"))?;
    std::fs::write(out, &bytes).map_err(|error| format!("{out}: {error}"))?;
    eprintln!("{out}: {} bytes", bytes.len());
    Ok(())
}

/// Prints how well the parser does: the shipped one, or one in a file.
pub fn evaluate(arguments: &[String]) -> Result<(), String> {
    let (corpora, model) = match arguments {
        [corpora] => (corpora, tagging::PARSER.to_vec()),
        [corpora, flag, path] if flag == "--model" => {
            (corpora, std::fs::read(path).map_err(|error| format!("{path}: {error}"))?)
        }
        _ => return Err("evaluate-parser CORPORA_DIR [--model FILE]".to_owned()),
    };
    let documents = corpora::read(&Path::new(corpora).join("gum/dev.jsonl.gz"))?;
    let genres = train::evaluate_parser(tagging::MODEL, &model, &documents)?;
    let percent = |part: usize, all: usize| 100.0 * part as f64 / all.max(1) as f64;
    for (genre, counts) in &genres {
        println!(
            "{genre:<14} heads {:6.2} %  with relations {:6.2} %  of {:6} words",
            percent(counts.heads, counts.all),
            percent(counts.labelled, counts.all),
            counts.all
        );
    }
    for (relation, [gold, ours, right]) in &genres[0].1.relations {
        println!(
            "{:<20} {gold:6}  found {:6.2} %  right {:6.2} %",
            relation.as_str(),
            percent(*right, *gold),
            percent(*right, *ours)
        );
    }
    Ok(())
}
