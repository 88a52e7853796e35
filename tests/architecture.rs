//! Data flows one way: a module uses only those that stand before it in `src/lib.rs`.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The stages in their order, and what they all stand on. Modules of one line do not know each other.
const ORDER: &[&[&str]] = &[
    &["vocabulary", "error", "span", "hashing"],
    &["tables"],
    &["calendar", "learning", "parallel"],
    &["corpora"],
    &["pages"],
    &["documents"],
    &["ingest"],
    &["segments"],
    &["tagging"],
    &["actors", "dates"],
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
