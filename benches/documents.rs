//! Blocks, roles and days of publication.

use divan::Bencher;
use divan::counter::BytesCount;
use onrecord::stages::documents::{Input, lay_out};

use crate::texts::{TEXTS, bytes};

#[divan::bench]
fn lay_out_articles(bencher: Bencher) {
    bencher
        .counter(BytesCount::new(bytes()))
        .bench(|| TEXTS.iter().map(|text| lay_out(Input { text, ..Input::default() }).blocks.len()).sum::<usize>());
}
