//! Whoever trains the models anew gets the same bytes.

use std::io::Write;
use std::path::Path;
use std::process::Command;
use std::{env, fs};

use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::{Value, json};

const PEOPLE: [&str; 6] = ["Mira Halden", "Tomas Berri", "Ann Okoro", "Lev Sorin", "Ida Quist", "Omar Vell"];
const VERBS: [&str; 4] = ["said", "warned", "insisted", "hoped"];
const CONTENTS: [&str; 5] = [
    "the ferries will sail again",
    "no deal was near",
    "Port Elm needs a second bridge",
    "the union had asked for too much",
    "talks with the Harbour Board would go on",
];

/// An article with who said what in it, its words with their tags, and its names.
fn article(number: usize) -> (Value, Value) {
    let (mut text, mut attributions, mut tokens, mut sentences, mut entities) =
        (String::from("Kestrel Ferry Strike Goes On\n\n"), vec![], vec![], vec![], vec![]);
    for at in 0..6 {
        let (person, verb) = (PEOPLE[(number * 5 + at) % PEOPLE.len()], VERBS[(number * 3 + at) % VERBS.len()]);
        let content = CONTENTS[(number + at * 2) % CONTENTS.len()];
        let start = text.len();
        let cue = start + person.len() + 1;
        let said = cue + verb.len() + 1;
        text.push_str(&format!("{person} {verb} {content}.\n"));
        let end = text.len() - 2;
        attributions.push(json!({"source": [[start, cue - 1]], "cue": [[cue, said - 1]], "content": [[said, end]]}));
        entities.push(json!({"start": start, "end": cue - 1, "type": "person", "kind": "name", "cluster": person,
            "head": [cue - 1 - person.split(' ').next_back().map_or(0, str::len), cue - 1]}));
        let first = tokens.len();
        let mut from = start;
        for word in text[start..end].split(' ') {
            let pos = match word.chars().next() {
                _ if from == cue => "VBD",
                Some('A'..='Z') => "NNP",
                _ if ["the", "no", "a"].contains(&word) => "DT",
                _ if ["will", "would"].contains(&word) => "MD",
                _ => "NN",
            };
            let kind = if from < cue { "PERSON" } else { "" };
            tokens.push(json!([from, from + word.len(), pos, 0, "root", word, kind]));
            from += word.len() + 1;
        }
        tokens.push(json!([end, end + 1, ".", 0, "punct", ".", ""]));
        sentences.push(json!([first, tokens.len()]));
    }
    let doc_id = format!("ferry-{number}");
    let words = json!({"doc_id": doc_id, "tokens": tokens, "sentences": sentences});
    let document = json!({"doc_id": doc_id, "text": text, "genre": "news", "licence": "CC-BY", "tokens": tokens,
        "sentences": sentences, "attributions": attributions, "entities": entities});
    (document, words)
}

/// Corpora of the form of those that the models are made from, small and invented.
fn corpora(folder: &Path) {
    let (documents, words): (Vec<Value>, Vec<Value>) = (0..40).map(article).unzip();
    for (name, lines) in [
        ("polnear/train.jsonl.gz", &documents[..30]),
        ("polnear/train.corenlp.jsonl.gz", &words[..30]),
        ("gum/train.jsonl.gz", &documents[30..36]),
        ("meantime/dev.jsonl.gz", &documents[36..38]),
        ("crossner/politics.train.jsonl.gz", &documents[38..39]),
        ("crossner/conll2003.train.jsonl.gz", &documents[39..]),
    ] {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().expect("it has a folder")).unwrap();
        let mut file = GzEncoder::new(fs::File::create(path).unwrap(), Compression::fast());
        for line in lines {
            writeln!(file, "{line}").unwrap();
        }
        file.finish().unwrap();
    }
}

#[test]
fn models_are_made_again_to_the_same_bytes_with_any_number_of_threads() {
    let folder = env::temp_dir().join(format!("onrecord-training-{}", std::process::id()));
    corpora(&folder);
    let train = |threads: &str| -> Vec<(String, Vec<u8>)> {
        let out = folder.join(threads);
        fs::create_dir_all(&out).unwrap();
        let run = Command::new(env!("CARGO_BIN_EXE_onrecord-data"))
            .args([Path::new("train"), &folder, Path::new("--out"), &out])
            .env("POLARS_MAX_THREADS", threads)
            .output()
            .unwrap();
        assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
        let mut files: Vec<_> = fs::read_dir(out)
            .unwrap()
            .map(|entry| entry.unwrap())
            .map(|entry| (entry.file_name().into_string().unwrap(), fs::read(entry.path()).unwrap()))
            .collect();
        files.sort();
        files
    };
    let (one, two) = (train("1"), train("2"));
    fs::remove_dir_all(&folder).unwrap();
    let names: Vec<&str> = one.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(
        names,
        ["names.bin", "statements-cues.bin", "statements-judge.bin", "statements-roles.bin", "tagger.bin"]
    );
    for ((name, one), (_, two)) in one.iter().zip(&two) {
        // So few articles teach the judge nothing.
        assert!(one.len() > 40 || name == "statements-judge.bin", "{name} holds no weights");
        assert!(one == two, "{name} differs");
    }
}

#[test]
fn words_are_clustered_to_the_same_bytes_with_any_number_of_threads() {
    let folder = env::temp_dir().join(format!("onrecord-clusters-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let vectors = folder.join("vectors.json");
    let cluster = |rows: &[(String, Vec<f32>)], threads: &str| {
        let words: Vec<&str> = rows.iter().map(|(word, _)| word.as_str()).collect();
        let rows: serde_json::Map<_, _> = rows.iter().map(|(word, row)| (word.clone(), json!(row))).collect();
        fs::write(&vectors, json!({"dimensions": 3, "words": words, "vectors": rows}).to_string()).unwrap();
        let out = folder.join(threads);
        let run = Command::new(env!("CARGO_BIN_EXE_onrecord-data"))
            .args([Path::new("cluster-words"), &vectors, Path::new("--out"), &out])
            .env("RAYON_NUM_THREADS", threads)
            .output()
            .unwrap();
        if run.status.success() { Ok(fs::read(out).unwrap()) } else { Err(String::from_utf8(run.stderr).unwrap()) }
    };
    // Of each word a vector with what is no part of it behind it, as the package has them.
    let row = |number: usize| {
        let turn = number as f32 * 0.37;
        (format!("word{number}"), vec![turn.sin(), turn.cos(), (turn * 0.1).sin(), 9.0, 9.0])
    };
    let rows: Vec<_> = (0..3000).map(row).collect();
    let (one, two) = (cluster(&rows, "1").unwrap(), cluster(&rows, "2").unwrap());
    assert!(one == two);
    // The head, the coarse clusters of 1,024 fine ones, the buckets' counts, and four bytes a word.
    assert_eq!(one.len(), 8 + 2 + 1024 + 65536 + 4 * 3000);
    let short = cluster(&[("ferry".to_owned(), vec![1.0, 0.5])], "1");
    assert!(short.is_err_and(|error| error.contains("\"ferry\" has no vector of 3 numbers")));
    fs::remove_dir_all(&folder).unwrap();
}
