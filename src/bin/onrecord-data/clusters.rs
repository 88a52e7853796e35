//! `cluster-words`: the clusters of words that the model of names knows them by.

use std::path::Path;
use std::time::Instant;

use onrecord::stages::actors::cluster_words;

/// Clusters the words of a file of vectors and writes the clusters.
pub(crate) fn run(arguments: &[String]) -> Result<(), String> {
    let [vectors, flag, out] = arguments else {
        return Err("usage: onrecord-data cluster-words VECTORS --out FILE".to_owned());
    };
    if flag != "--out" {
        return Err(format!("cluster-words: {flag} is unknown"));
    }
    let start = Instant::now();
    let bytes =
        cluster_words(Path::new(vectors), &mut |line| eprintln!("{:6.1} s  {line}", start.elapsed().as_secs_f32()))?;
    std::fs::write(out, bytes).map_err(|error| format!("{out}: {error}"))
}
