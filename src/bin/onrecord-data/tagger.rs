//! `evaluate-tagger`.

use std::path::Path;
use std::time::Instant;

use onrecord::stages::documents::{self, Input};
use onrecord::stages::tagging::{Tagger, train};
use onrecord::stages::{corpora, segments};

/// Prints how well and how fast the tagger does: the shipped one, or one in a file.
pub fn evaluate(arguments: &[String]) -> Result<(), String> {
    let mut read = None;
    let mut errors_of = None;
    let Some((corpora, mut options)) = arguments.split_first() else {
        return Err("evaluate-tagger CORPORA_DIR [--model FILE] [--errors GENRE]".to_owned());
    };
    while let [flag, value, rest @ ..] = options {
        match flag.as_str() {
            "--model" => {
                let bytes = std::fs::read(value).map_err(|error| format!("{value}: {error}"))?;
                read = Some(Tagger::read(&bytes).map_err(|error| format!("{value}: {error}"))?);
            }
            "--errors" => errors_of = Some(value),
            _ => return Err(format!("evaluate-tagger: {flag} is no option")),
        }
        options = rest;
    }
    let documents = corpora::read(&Path::new(corpora).join("gum/dev.jsonl.gz"))?;
    let tagger = read.as_ref().unwrap_or(Tagger::shipped());
    let genres = train::evaluate_tagger(tagger, &documents);
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
    if errors_of.is_none() {
        let news = corpora::read(&Path::new(corpora).join("polnear/dev.jsonl.gz"))?;
        println!("{:.2} million tokens a second", speed(tagger, &news) / 1e6);
    }
    Ok(())
}

/// Tokens tagged a second, on one core.
fn speed(tagger: &Tagger, documents: &[corpora::Document]) -> f64 {
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
        count = texts.iter().map(|(text, segments)| tagger.tag(text, segments).pos.len()).sum();
        best = best.min(start.elapsed().as_secs_f64());
    }
    count as f64 / best
}
