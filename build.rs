//! Names what the core is made from: the SHA-256 of every table and model, and when the facts of a table end, for `onrecord info` and for an extraction's
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
    facts::write().expect("the source tree can be read and the build folder written");
}

#[cfg(feature = "python")]
mod facts {
    use std::fmt::Write;
    use std::path::Path;
    use std::{env, fs, io};

    use sha2::{Digest, Sha256};

    /// What opens the line of a table's header that says when its facts end.
    const AS_OF: &str = "# As of: ";

    /// Writes `data_facts.rs`: of each file its path in the source tree, its hash, and when its facts end if they do; sorted.
    pub fn write() -> io::Result<()> {
        println!("cargo::rerun-if-changed=src/knowledge.rs");
        let mut files = super::FILES.to_vec();
        files.sort_unstable();
        let mut facts = String::from("&[\n");
        for file in files {
            println!("cargo::rerun-if-changed={file}");
            let bytes = fs::read(file)?;
            let hash = Sha256::digest(&bytes).iter().fold(String::new(), |hash, byte| format!("{hash}{byte:02x}"));
            let header = bytes.split(|&byte| byte == b'\n').map_while(|line| std::str::from_utf8(line).ok());
            let as_of = header.take_while(|line| line.starts_with('#')).find_map(|line| line.strip_prefix(AS_OF));
            writeln!(facts, "    ({file:?}, {hash:?}, {as_of:?}),").expect("a string takes everything");
        }
        facts.push_str("]\n");
        let folder = env::var_os("OUT_DIR").expect("cargo sets it");
        fs::write(Path::new(&folder).join("data_facts.rs"), facts)
    }
}
