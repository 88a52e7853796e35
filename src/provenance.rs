//! The tables and models that are compiled in, so that a result can name exactly what it came from.

/// Each file by its path in the source tree, with its bytes.
macro_rules! files {
    ($($path:literal),+ $(,)?) => {
        &[$(($path, include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/", $path)))),+]
    };
}

/// Every table and model, sorted by path.
pub const DATA_FILES: &[(&str, &[u8])] = files![
    "models/tagger.bin",
    "src/actors/data/armed_groups.tsv",
    "src/actors/data/bodies.tsv",
    "src/actors/data/cities.tsv",
    "src/actors/data/countries.tsv",
    "src/actors/data/first_names.tsv",
    "src/actors/data/governments.tsv",
    "src/actors/data/groups.tsv",
    "src/actors/data/media.tsv",
    "src/actors/data/organizations.tsv",
    "src/actors/data/particles.tsv",
    "src/actors/data/people.tsv",
    "src/actors/data/regions.tsv",
    "src/actors/data/titles.tsv",
    "src/segments/data/abbreviations.tsv",
    "src/segments/data/starters.tsv",
    "src/tagging/data/irregular.tsv",
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;

    use super::DATA_FILES;

    #[test]
    fn every_table_and_model_of_the_source_tree_is_named() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let folders = std::fs::read_dir(root.join("src")).unwrap().map(|folder| folder.unwrap().path().join("data"));
        let found: BTreeSet<_> = folders
            .chain([root.join("models")])
            .filter_map(|folder| std::fs::read_dir(folder).ok())
            .flatten()
            .map(|file| file.unwrap().path())
            .filter(|file| file.extension().is_some_and(|end| end == "tsv" || end == "bin"))
            .map(|file| file.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/"))
            .collect();
        let named: Vec<_> = DATA_FILES.iter().map(|(path, _)| (*path).to_owned()).collect();
        assert_eq!(named, found.into_iter().collect::<Vec<_>>());
    }
}
