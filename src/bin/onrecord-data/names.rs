//! `train-names`: the model that finds and types names.

use std::path::Path;

/// Trains on the corpora's folder and writes `names.bin`.
pub fn train(arguments: &[String]) -> Result<(), String> {
    let [corpora, flag, out] = arguments else {
        return Err("usage: onrecord-data train-names CORPORA_DIR --out DIR".to_owned());
    };
    if flag != "--out" {
        return Err(format!("unknown option {flag}"));
    }
    let start = std::time::Instant::now();
    let bytes = onrecord::stages::actors::train_names(Path::new(corpora), &mut |line| {
        eprintln!("{:6.1} s  {line}", start.elapsed().as_secs_f32());
    })?;
    let path = Path::new(out).join("names.bin");
    std::fs::write(&path, &bytes).map_err(|error| format!("{}: {error}", path.display()))?;
    eprintln!("{} bytes in {}", bytes.len(), path.display());
    Ok(())
}
