//! How fast the stages are, on whole articles: `cargo bench`, or with a folder of one's own texts in `ONRECORD_BENCH_TEXTS`.

mod actors;
mod dates;
mod documents;
mod extraction;
mod segments;
mod texts;

fn main() {
    divan::main();
}
