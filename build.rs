//! Names what the core is made from: the SHA-256 of every table and model, for `onrecord info` and for an extraction's
//! provenance. Runs anew only where one of them has changed; without the feature `python` it does nothing.

/// The paths of what `src/tables.rs` compiles in, from the same list.
#[cfg(feature = "python")]
macro_rules! knowledge {
    (tables { $($stage:ident { $($name:ident = $file:literal;)+ })+ } models { $($model:ident = $weights:literal;)+ }) => {
        const FILES: &[&str] = &[
            $($(concat!("src/", stringify!($stage), "/data/", $file),)+)+
            $(concat!("models/", $weights),)+
        ];
    };
}

#[cfg(feature = "python")]
include!("src/knowledge.rs");

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    #[cfg(feature = "python")]
    hashes::write().expect("the source tree can be read and the build folder written");
}

#[cfg(feature = "python")]
mod hashes {
    use std::fmt::Write;
    use std::path::Path;
    use std::{env, fs, io};

    use sha2::{Digest, Sha256};

    /// Writes `data_hashes.rs`: pairs of a path in the source tree and a hash, sorted.
    pub fn write() -> io::Result<()> {
        println!("cargo::rerun-if-changed=src/knowledge.rs");
        let mut files = super::FILES.to_vec();
        files.sort_unstable();
        let mut pairs = String::from("&[\n");
        for file in files {
            println!("cargo::rerun-if-changed={file}");
            let hash =
                Sha256::digest(fs::read(file)?).iter().fold(String::new(), |hash, byte| format!("{hash}{byte:02x}"));
            writeln!(pairs, "    ({file:?}, {hash:?}),").expect("a string takes everything");
        }
        pairs.push_str("]\n");
        let folder = env::var_os("OUT_DIR").expect("cargo sets it");
        fs::write(Path::new(&folder).join("data_hashes.rs"), pairs)
    }
}
