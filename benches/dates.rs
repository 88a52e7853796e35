//! Time expressions: the stage alone, on texts that are laid out, cut and tagged.

use divan::Bencher;
use divan::counter::BytesCount;
use onrecord::dates::find;
use onrecord::documents::{Input, lay_out};
use onrecord::segments::segment;
use onrecord::tagging::tag;

use crate::texts::{TEXTS, bytes};

#[divan::bench]
fn find_dates(bencher: Bencher) {
    let read: Vec<_> = TEXTS
        .iter()
        .map(|text| {
            let layout = lay_out(Input { text, published: "2016-09-01".parse().ok(), ..Input::default() });
            let segments = segment(text, &layout);
            let tags = tag(text, &segments);
            (text, layout, segments, tags)
        })
        .collect();
    bencher.counter(BytesCount::new(bytes())).bench(|| {
        let found = read.iter().map(|(text, layout, segments, tags)| find(text, layout, segments, tags));
        found.map(|dates| dates.expressions.len()).sum::<usize>()
    });
}
