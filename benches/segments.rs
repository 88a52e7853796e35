//! Tokens, sentences and quotations.

use divan::Bencher;
use divan::counter::BytesCount;
use onrecord::stages::documents::{Input, lay_out};
use onrecord::stages::segments::segment;

use crate::texts::{TEXTS, bytes};

#[divan::bench]
fn segment_articles(bencher: Bencher) {
    let layouts: Vec<_> = TEXTS.iter().map(|text| lay_out(Input { text, ..Input::default() })).collect();
    bencher
        .counter(BytesCount::new(bytes()))
        .bench(|| TEXTS.iter().zip(&layouts).map(|(text, layout)| segment(text, layout).tokens.len()).sum::<usize>());
}
