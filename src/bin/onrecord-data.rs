//! Builds data files and trains models from the corpora.

fn main() {
    eprintln!("usage: onrecord-data COMMAND");
    std::process::exit(2);
}
