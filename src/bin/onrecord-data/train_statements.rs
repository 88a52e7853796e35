//! `train-statements`: the models that find who said what, from PolNeAR.

use std::path::Path;

use onrecord::stages::corpora;
use onrecord::stages::statements::training::{Attribution, Example, evaluate, train};

/// Trains on the corpora's folder and writes the models; with `--held-out N` keeps every Nth article to measure on.
pub fn run(mut arguments: impl Iterator<Item = String>) -> Result<(), String> {
    const USAGE: &str = "usage: onrecord-data train-statements CORPORA_DIR --out DIR [--held-out N] [--test]";
    let corpora = arguments.next().ok_or(USAGE)?;
    let (mut out, mut held_out, mut test) = (None, None, false);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--out" => out = arguments.next(),
            "--held-out" => {
                held_out = arguments.next().and_then(|number| number.parse::<usize>().ok()).filter(|&n| n > 1)
            }
            "--test" => test = true,
            _ => return Err(USAGE.to_owned()),
        }
    }
    let folder = Path::new(&corpora).join("polnear");
    let examples = read(&folder.join("train.jsonl.gz"))?;
    let is_held_out = |at: usize| held_out.is_some_and(|every| at.is_multiple_of(every));
    let (measured, seen): (Vec<_>, Vec<_>) = examples.into_iter().enumerate().partition(|(at, _)| is_held_out(*at));
    let only = |numbered: Vec<(usize, Example)>| numbered.into_iter().map(|(_, example)| example).collect::<Vec<_>>();
    let (measured, seen) = (only(measured), only(seen));
    let start = std::time::Instant::now();
    let files = train(&seen, |step| eprintln!("{:6.1} s  {step}", start.elapsed().as_secs_f32()));
    let score = |name: &str, examples: &[Example]| {
        evaluate(examples, &files).map(|quality| eprintln!("{name}: {quality}")).map_err(|error| error.to_string())
    };
    if !measured.is_empty() {
        score("held out", &measured)?;
    }
    if test {
        score("dev", &read(&folder.join("dev.jsonl.gz"))?)?;
    }
    if let Some(out) = out {
        for (name, bytes) in &files {
            let path = Path::new(&out).join(name);
            std::fs::write(&path, bytes).map_err(|error| format!("{}: {error}", path.display()))?;
            eprintln!("{} bytes in {}", bytes.len(), path.display());
        }
    }
    Ok(())
}

fn read(path: &Path) -> Result<Vec<Example>, String> {
    let documents = corpora::read(path)?;
    Ok(documents
        .into_iter()
        .map(|document| Example {
            text: document.text,
            attributions: document
                .attributions
                .unwrap_or_default()
                .into_iter()
                .map(|raw| Attribution { source: raw.source, cue: raw.cue, content: raw.content })
                .collect(),
            discarded: document.discarded,
        })
        .collect())
}
