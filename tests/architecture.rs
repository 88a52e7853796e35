//! Data flows one way: a module uses only those that stand before it in `src/lib.rs`.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The stages in their order, and what they all stand on. Modules of one line do not know each other.
const ORDER: &[&[&str]] = &[
    &["vocabulary", "error", "span", "hashing"],
    &["tables", "trie"],
    &["calendar", "layout", "learning", "parallel"],
    &["words"],
    &["furniture"],
    &["corpora"],
    &["pages"],
    &["documents"],
    &["ingest"],
    &["segments"],
    &["reader"],
    &["tagging"],
    &["phrases"],
    &["actors", "dates"],
    &["dating"],
    &["statements"],
    &["options"],
    &["extract"],
    &["corpus"],
    &["frames"],
    &["python"],
];

/// `error` names every vocabulary's enum, and `vocabulary` makes errors of them.
const TOGETHER: &[&str] = &["vocabulary", "error", "span"];

#[test]
fn a_stage_knows_only_those_before_it() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut wrong = Vec::new();
    for (line, modules) in ORDER.iter().enumerate() {
        let later: BTreeSet<&str> = ORDER[line..].iter().copied().flatten().copied().collect();
        for module in *modules {
            let mut files = Vec::new();
            rust_files(&source.join(module), &mut files);
            let single = source.join(format!("{module}.rs"));
            files.extend(single.exists().then_some(single));
            assert!(!files.is_empty(), "no module {module}");
            for file in files {
                for used in used_modules(&fs::read_to_string(&file).expect("a source file")) {
                    let known = used == *module || (line == 0 && TOGETHER.contains(&used.as_str()));
                    if later.contains(used.as_str()) && !known {
                        wrong.push(format!("{} uses {used}", file.strip_prefix(&source).expect("under src").display()));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "arrows that point back: {wrong:#?}");
}

fn rust_files(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            rust_files(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

/// The modules named as `crate::module`, in `use` lines and paths, comments and tests apart.
fn used_modules(source: &str) -> BTreeSet<String> {
    source
        .split("#[cfg(test)]")
        .next()
        .unwrap_or_default()
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .flat_map(|line| line.split("crate::").skip(1))
        .map(|rest| rest.chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect::<String>())
        .filter(|name| !name.is_empty())
        .collect()
}

#[test]
fn tables_and_models_are_compiled_in_by_one_file() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    rust_files(&root.join("src"), &mut files);
    for file in files.iter().filter(|file| !file.ends_with("src/tables.rs")) {
        let source = fs::read_to_string(file).expect("a source file");
        for macro_call in ["include_str!(\"", "include_bytes!(\""] {
            for path in source.split(macro_call).skip(1).filter_map(|rest| rest.split('"').next()) {
                let known = path.ends_with(".tsv") || path.ends_with(".bin");
                assert!(!known, "{} compiles {path} in by itself: list it in src/knowledge.rs", file.display());
            }
        }
    }
}

/// How many English words may stand in the arrays of a source file: those that a rule of grammar is made of.
const WORDS_IN_ARRAYS: usize = 12;

/// What has more of them, the most it may have, and what they are: to be lowered, never raised.
const MORE_WORDS: &[(&str, usize, &str)] = &[
    ("src/actors/resolve/descriptions/bodies.rs", 13, "possessives, and the titles before them"),
    ("src/actors/resolve/places.rs", 18, "prepositions and conjunctions that each rule asks for"),
    ("src/pages/linked_data.rs", 14, "names of schema.org"),
    ("src/pages/metadata.rs", 25, "names of HTML and of its metadata"),
];

#[test]
fn word_classes_stand_in_tables() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    rust_files(&root.join("src"), &mut files);
    let mut wrong = Vec::new();
    for file in files {
        let name = file.strip_prefix(root).expect("under the root").to_string_lossy().replace('\\', "/");
        if ["/tests.rs", "/cases.rs", "/cases/", "/round_trip.rs", "/tests/"].iter().any(|test| name.contains(test))
            || ["src/frames", "src/python", "src/bin", "src/corpora"].iter().any(|apart| name.starts_with(apart))
        {
            continue;
        }
        let count = words_in_arrays(&fs::read_to_string(&file).expect("a source file"));
        let most = MORE_WORDS.iter().find(|(path, ..)| *path == name).map_or(WORDS_IN_ARRAYS, |(_, most, _)| *most);
        if count > most {
            wrong.push(format!("{name}: {count} words, where {most} may stand"));
        }
    }
    assert!(wrong.is_empty(), "words that belong into a table beside their stage: {wrong:#?}");
}

/// How many words of small letters stand in arrays of three and more, tests apart.
fn words_in_arrays(source: &str) -> usize {
    let code: String = source
        .split("#[cfg(test)]")
        .next()
        .unwrap_or_default()
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect();
    let arrays = code.split('[').skip(1).filter_map(|rest| rest.split(']').next());
    let words = arrays.map(|array| {
        let literals = array.split('"').skip(1).step_by(2);
        literals.filter(|word| word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_lowercase())).count()
    });
    words.filter(|&count| count > 2).sum()
}
