//! `train-tagger` and `evaluate-tagger`.

use std::path::Path;
use std::time::Instant;

use onrecord::stages::documents::{self, Input};
use onrecord::stages::tagging::train;
use onrecord::stages::{corpora, segments, tagging};

/// Trains the tagger on the corpora in a folder and writes its file.
pub fn train(arguments: &[String]) -> Result<(), String> {
    let [corpora, flag, out] = arguments else { return Err("train-tagger CORPORA_DIR --out FILE".to_owned()) };
    if flag != "--out" {
        return Err(format!("train-tagger: {flag} is no option"));
    }
    let bytes = train::train_tagger(Path::new(corpora), &mut |line| eprintln!("{line}"))?;
    std::fs::write(out, &bytes).map_err(|error| format!("{out}: {error}"))?;
    eprintln!("{out}: {} bytes", bytes.len());
    Ok(())
}

/// Prints how well and how fast the tagger does: the shipped one, or one in a file.
pub fn evaluate(arguments: &[String]) -> Result<(), String> {
    let mut model = tagging::MODEL.to_vec();
    let mut errors_of = None;
    let Some((corpora, mut options)) = arguments.split_first() else {
        return Err("evaluate-tagger CORPORA_DIR [--model FILE] [--errors GENRE]".to_owned());
    };
    while let [flag, value, rest @ ..] = options {
        match flag.as_str() {
            "--model" => model = std::fs::read(value).map_err(|error| format!("{value}: {error}"))?,
            "--errors" => errors_of = Some(value),
            _ => return Err(format!("evaluate-tagger: {flag} is no option")),
        }
        options = rest;
    }
    let documents = corpora::read(&Path::new(corpora).join("gum/dev.jsonl.gz"))?;
    let genres = train::evaluate_tagger(&model, &documents)?;
    for (genre, accuracy) in &genres {
        println!("{genre:<14} {:6.2} %  of {:6} tokens", 100.0 * accuracy.share(), accuracy.all);
    }
    let mut confusions: Vec<_> = genres[0].1.confusions.iter().map(|(pair, count)| (*count, *pair)).collect();
    confusions.sort_unstable_by(|a, b| b.cmp(a));
    for (count, (gold, ours)) in confusions.into_iter().take(25) {
        println!("{count:5}  {gold:<5} tagged {ours}");
    }
    for (_, accuracy) in genres.iter().filter(|(genre, _)| Some(genre) == errors_of) {
        for (gold, ours, context) in &accuracy.errors {
            println!("{gold:<5} tagged {ours:<5} {context}");
        }
    }
    if arguments.len() == 1 {
        let news = corpora::read(&Path::new(corpora).join("polnear/dev.jsonl.gz"))?;
        println!("{:.2} million tokens a second", speed(&news) / 1e6);
    }
    Ok(())
}

/// Tokens tagged a second, on one core.
fn speed(documents: &[corpora::Document]) -> f64 {
    let texts: Vec<_> = documents
        .iter()
        .map(|document| {
            let layout = documents::lay_out(Input { text: &document.text, ..Input::default() });
            (document.text.as_str(), segments::segment(&document.text, &layout))
        })
        .collect();
    let rounds = 20;
    let mut count = 0;
    let mut best = f64::MAX;
    for _ in 0..rounds {
        let start = Instant::now();
        count = texts.iter().map(|(text, segments)| tagging::tag(text, segments).pos.len()).sum();
        best = best.min(start.elapsed().as_secs_f64());
    }
    count as f64 / best
}
