//! `reader-examples`, `reader-statements` and `reader-judge`: what the second reader and the judge over both are trained on.

use std::fs;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;

use onrecord::stages::actors::{NameLabel, NamedText, named_texts};
use onrecord::stages::corpora::{self, Document};
use onrecord::stages::documents::{self, Input};
use onrecord::stages::reader::examples::{Annotated, NameSort, examples, is_held_out};
use onrecord::stages::reader::{Files, Reader, Vocabulary};
use onrecord::stages::span::ByteSpan;
use onrecord::stages::statements::training::{self, Example};
use onrecord::stages::tagging::Tagger;

use crate::train;

/// Writes the windows of the corpora in a folder: what is learned from, what is kept for the judge, what is only measured on.
pub fn write_examples(arguments: &[String]) -> Result<(), String> {
    const USAGE: &str = "usage: onrecord-data reader-examples CORPORA_DIR --vocabulary FILE --out DIR";
    let [corpora, vocabulary_flag, vocabulary_path, out_flag, out] = arguments else { return Err(USAGE.to_owned()) };
    if vocabulary_flag != "--vocabulary" || out_flag != "--out" {
        return Err(USAGE.to_owned());
    }
    let (corpora, out) = (Path::new(corpora), Path::new(out));
    let lines = fs::read_to_string(vocabulary_path).map_err(|error| format!("{vocabulary_path}: {error}"))?;
    let vocabulary = Vocabulary::read(&lines).map_err(|error| error.to_string())?;
    let (held, train): (Vec<Annotated>, Vec<Annotated>) = named_texts(corpora, Tagger::shipped())?
        .into_iter()
        .map(of_named)
        .partition(|text| text.attributions.is_some() && is_held_out(&text.doc_id));
    let dev = corpora::read(&corpora.join("polnear/dev.jsonl.gz"))?;
    let dev = dev.into_iter().map(|document| annotated(document, None, Vec::new())).collect();
    for (name, texts) in [("train", train), ("held", held), ("dev", dev)] {
        write(&out.join(name).with_extension("jsonl"), &texts, &vocabulary)?;
    }
    write_file(&out.join("vocabulary.txt"), lines.as_bytes())
}

/// Trains the models of statements on the articles that the encoder learns from, for `train_judge`.
pub fn train_statements(arguments: &[String]) -> Result<(), String> {
    const USAGE: &str = "usage: onrecord-data reader-statements CORPORA_DIR --out DIR";
    let [corpora, flag, out] = arguments else { return Err(USAGE.to_owned()) };
    if flag != "--out" {
        return Err(USAGE.to_owned());
    }
    let start = Instant::now();
    let examples = articles(Path::new(corpora), |doc_id| !is_held_out(doc_id))?;
    let report = |step: &str| eprintln!("{:6.1} s  {step}", start.elapsed().as_secs_f32());
    for (name, bytes) in training::train(&examples, Tagger::shipped(), report) {
        write_file(&Path::new(out).join(name), &bytes)?;
    }
    Ok(())
}

/// Trains the judge over both readers on the articles that neither learned from.
pub fn train_judge(arguments: &[String]) -> Result<(), String> {
    const USAGE: &str = "usage: onrecord-data reader-judge CORPORA_DIR --statements DIR --reader DIR";
    let [corpora, statements_flag, statements, reader_flag, reader_dir] = arguments else {
        return Err(USAGE.to_owned());
    };
    if statements_flag != "--statements" || reader_flag != "--reader" {
        return Err(USAGE.to_owned());
    }
    let (statements, reader_dir) = (Path::new(statements), Path::new(reader_dir));
    let [vocabulary, encoder, roles] =
        ["vocabulary.txt", "encoder.onnx", "roles.onnx"].map(|name| read_file(&reader_dir.join(name)));
    let reader = Reader::new(&Files { vocabulary: &vocabulary?, encoder: &encoder?, roles: &roles? })
        .map_err(|error| error.to_string())?;
    let file = |name: &'static str| Ok::<_, String>((name, read_file(&statements.join(name))?));
    let [cues, roles, judge] = training::FILES;
    let files = [file(cues)?, file(roles)?, file(judge)?];
    let examples = articles(Path::new(corpora), is_held_out)?;
    let (judge, quality) =
        training::train_joint(&examples, Tagger::shipped(), &files, &reader).map_err(|error| error.to_string())?;
    println!("{quality}");
    write_file(&reader_dir.join("judge.bin"), &judge)
}

/// PolNeAR's articles of the train part whose ids are wanted.
fn articles(corpora: &Path, is_wanted: impl Fn(&str) -> bool) -> Result<Vec<Example>, String> {
    let mut documents = corpora::read(&corpora.join("polnear/train.jsonl.gz"))?;
    documents.retain(|document| is_wanted(&document.doc_id));
    Ok(documents.into_iter().map(train::example).collect())
}

fn read_file(path: &Path) -> Result<Vec<u8>, String> {
    fs::read(path).map_err(|error| format!("{}: {error}", path.display()))
}

fn write_file(path: &Path, bytes: &[u8]) -> Result<(), String> {
    fs::write(path, bytes).map_err(|error| format!("{}: {error}", path.display()))
}

fn write(path: &PathBuf, texts: &[Annotated], vocabulary: &Vocabulary) -> Result<(), String> {
    let at = |error: &dyn std::fmt::Display| format!("{}: {error}", path.display());
    let mut file = BufWriter::new(fs::File::create(path).map_err(|error| at(&error))?);
    for example in texts.iter().flat_map(|text| examples(text, vocabulary)) {
        serde_json::to_writer(&mut file, &example).map_err(|error| at(&error))?;
        file.write_all(b"\n").map_err(|error| at(&error))?;
    }
    file.flush().map_err(|error| at(&error))
}

/// A text of the names' corpora, with their names in one piece each.
fn of_named(text: NamedText) -> Annotated {
    let NamedText { document, names, unknown, .. } = text;
    let mut whole: Vec<(ByteSpan, NameLabel)> = Vec::new();
    for (span, label) in names {
        let goes_on = |last: &ByteSpan| {
            document.attributions.is_some() && document.text[last.end()..span.start()].chars().all(|gap| gap == ' ')
        };
        match whole.last_mut() {
            Some((last, of)) if *of == label && goes_on(last) => *last = last.join(span),
            _ => whole.push((span, label)),
        }
    }
    let sort = |label| match label {
        NameLabel::Person => Some(NameSort::Person),
        NameLabel::Organization => Some(NameSort::Organization),
        NameLabel::Place => Some(NameSort::Place),
        NameLabel::Outside | NameLabel::Other => None,
    };
    let names = whole.into_iter().filter_map(|(span, label)| Some((span, sort(label)?))).collect();
    annotated(document, Some(names), unknown)
}

fn annotated(document: Document, names: Option<Vec<(ByteSpan, NameSort)>>, without_names: Vec<ByteSpan>) -> Annotated {
    let text = document.text;
    // Corpora of single sentences and of parts of pages have no furniture.
    let layout = match document.attributions {
        Some(_) => documents::lay_out(Input { text: &text, ..Input::default() }),
        None => documents::every_line(&text),
    };
    Annotated {
        doc_id: document.doc_id,
        layout,
        text,
        attributions: document.attributions,
        names,
        discarded: document.discarded,
        without_names,
    }
}
