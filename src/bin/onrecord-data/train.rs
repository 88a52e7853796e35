//! `train` and `evaluate-statements`.

use std::path::Path;
use std::time::Instant;

use onrecord::stages::actors::train_names;
use onrecord::stages::corpora;
use onrecord::stages::statements::training::{self, Attribution, Example};
use onrecord::stages::tagging::Tagger;
use onrecord::stages::tagging::train::train_tagger;

/// Trains every model on the corpora in a folder, one after another, and writes their files when all are there.
///
/// Names and statements learn from the tags of the tagger that was just trained, or with `--keep-tagger` from the shipped one's,
/// which then is not trained.
pub fn train(arguments: &[String]) -> Result<(), String> {
    const USAGE: &str = "usage: onrecord-data train CORPORA_DIR --out DIR [--keep-tagger]";
    let (corpora, out, keeps_tagger) = match arguments {
        [corpora, flag, out] if flag == "--out" => (Path::new(corpora), Path::new(out), false),
        [corpora, flag, out, keep] if flag == "--out" && keep == "--keep-tagger" => {
            (Path::new(corpora), Path::new(out), true)
        }
        _ => return Err(USAGE.to_owned()),
    };
    let start = Instant::now();
    let mut report = |line: &str| eprintln!("{:6.1} s  {line}", start.elapsed().as_secs_f32());
    let mut files = Vec::new();
    let trained;
    let tagger = if keeps_tagger {
        Tagger::shipped()
    } else {
        let bytes = train_tagger(corpora, &mut report)?;
        trained = Tagger::read(&bytes).map_err(|error| error.to_string())?;
        files.push(("tagger.bin", bytes));
        &trained
    };
    files.push(("names.bin", train_names(corpora, tagger, &mut report)?));
    let examples = examples(&corpora.join("polnear/train.jsonl.gz"))?;
    files.extend(training::train(&examples, tagger, report));
    for (name, bytes) in files {
        let path = out.join(name);
        std::fs::write(&path, &bytes).map_err(|error| format!("{}: {error}", path.display()))?;
        report(&format!("{} bytes in {}", bytes.len(), path.display()));
    }
    Ok(())
}

/// Trains the models of statements on a part of the corpus, and prints how they do on the rest.
///
/// With `--held-out N` every Nth article of PolNeAR's train part is kept apart and measured on; else its dev part is.
pub fn evaluate_statements(arguments: &[String]) -> Result<(), String> {
    const USAGE: &str = "usage: onrecord-data evaluate-statements CORPORA_DIR [--held-out N]";
    let (corpora, held_out) = match arguments {
        [corpora] => (corpora, None),
        [corpora, flag, every] if flag == "--held-out" => {
            (corpora, Some(every.parse().ok().filter(|&every: &usize| every > 1).ok_or(USAGE)?))
        }
        _ => return Err(USAGE.to_owned()),
    };
    let folder = Path::new(corpora).join("polnear");
    let seen = examples(&folder.join("train.jsonl.gz"))?;
    let (measured, seen): (Vec<Example>, Vec<Example>) = match held_out {
        None => (examples(&folder.join("dev.jsonl.gz"))?, seen),
        Some(every) => {
            let mut parts = (Vec::new(), Vec::new());
            for (at, example) in seen.into_iter().enumerate() {
                if at % every == 0 { parts.0.push(example) } else { parts.1.push(example) }
            }
            parts
        }
    };
    let start = Instant::now();
    let tagger = Tagger::shipped();
    let files = training::train(&seen, tagger, |step| eprintln!("{:6.1} s  {step}", start.elapsed().as_secs_f32()));
    let quality = training::evaluate(&measured, tagger, &files).map_err(|error| error.to_string())?;
    println!("{quality}");
    Ok(())
}

fn examples(path: &Path) -> Result<Vec<Example>, String> {
    Ok(corpora::read(path)?.into_iter().map(example).collect())
}

/// What the models of statements learn from in a document.
pub fn example(document: corpora::Document) -> Example {
    let attribution =
        |raw: corpora::Attribution| Attribution { source: raw.source, cue: raw.cue, content: raw.content };
    Example {
        text: document.text,
        attributions: document.attributions.unwrap_or_default().into_iter().map(attribution).collect(),
        discarded: document.discarded,
    }
}
