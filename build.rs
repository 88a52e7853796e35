//! Names what the core is made from: the SHA-256 of every table and model, for `onrecord info` and for an extraction's
//! provenance. Runs anew only where a table or model has changed; without the feature `python` it does nothing.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    #[cfg(feature = "python")]
    hashes::write().expect("the source tree can be read and the build folder written");
}

#[cfg(feature = "python")]
mod hashes {
    use std::fmt::Write;
    use std::path::{Path, PathBuf};
    use std::{env, fs, io};

    use sha2::{Digest, Sha256};

    /// Writes `data_hashes.rs`: pairs of a path in the source tree and a hash, sorted.
    pub fn write() -> io::Result<()> {
        let mut files = Vec::new();
        collect(Path::new("models"), &mut files)?;
        for stage in fs::read_dir("src")? {
            collect(&stage?.path().join("data"), &mut files)?;
        }
        files.sort();
        let mut pairs = String::from("&[\n");
        for file in files {
            let path = file.to_string_lossy().replace('\\', "/");
            let hash =
                Sha256::digest(fs::read(&file)?).iter().fold(String::new(), |hash, byte| format!("{hash}{byte:02x}"));
            writeln!(pairs, "    ({path:?}, {hash:?}),").expect("a string takes everything");
        }
        pairs.push_str("]\n");
        let folder = env::var_os("OUT_DIR").expect("cargo sets it");
        fs::write(Path::new(&folder).join("data_hashes.rs"), pairs)
    }

    /// The tables and models in `folder`, if there is such a folder.
    fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
        if !folder.is_dir() {
            return Ok(());
        }
        println!("cargo::rerun-if-changed={}", folder.display());
        for file in fs::read_dir(folder)? {
            let path = file?.path();
            if path.extension().is_some_and(|ending| ending == "tsv" || ending == "bin") {
                files.push(path);
            }
        }
        Ok(())
    }
}
