//! Time expressions: the stage alone, on texts that are laid out, cut and tagged.

use divan::Bencher;
use divan::counter::BytesCount;
use onrecord::stages::dates::find;

use crate::texts::{Article, articles, bytes};

#[divan::bench]
fn find_dates(bencher: Bencher) {
    let articles = articles();
    let count = |a: &Article| find(a.text, &a.layout, &a.segments, &a.tags).expressions.len();
    bencher.counter(BytesCount::new(bytes())).bench(|| articles.iter().map(count).sum::<usize>());
}
