//! Mentions and actors of each article, and all of them joined.

use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};
use onrecord::actors::{self, DocumentActors, Gazetteer, MergeInput};
use onrecord::documents::{Input, Layout, lay_out};
use onrecord::segments::{Segments, segment};
use onrecord::tagging::{Tags, tag};

use crate::texts::{TEXTS, bytes};

/// The texts as the stage gets them.
fn prepared() -> Vec<(&'static str, Layout, Segments, Tags)> {
    TEXTS
        .iter()
        .map(|text| {
            let layout = lay_out(Input { text, ..Input::default() });
            let segments = segment(text, &layout);
            let tags = tag(text, &segments);
            (text.as_str(), layout, segments, tags)
        })
        .collect()
}

#[divan::bench]
fn find_actors(bencher: Bencher) {
    let texts = prepared();
    let gazetteer = Gazetteer::default();
    bencher.counter(BytesCount::new(bytes())).bench(|| {
        texts
            .iter()
            .map(|(text, layout, segments, tags)| actors::find(text, layout, segments, tags, &gazetteer).mentions.len())
            .sum::<usize>()
    });
}

#[divan::bench]
fn merge_actors(bencher: Bencher) {
    let gazetteer = Gazetteer::default();
    let found: Vec<DocumentActors> = prepared()
        .iter()
        .map(|(text, layout, segments, tags)| actors::find(text, layout, segments, tags, &gazetteer))
        .collect();
    let inputs: Vec<MergeInput<'_>> =
        found.iter().map(|found| MergeInput { actors: &found.actors, published: None }).collect();
    let mentions: usize = found.iter().map(|found| found.mentions.len()).sum();
    bencher.counter(ItemsCount::new(mentions)).bench(|| actors::merge(&inputs, &gazetteer).actors.len());
}
