//! Mentions and actors of each article, and all of them joined.

use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};
use onrecord::actors::{self, DocumentActors, Gazetteer, MergeInput};

use crate::texts::{Article, articles, bytes};

fn find(article: &Article, gazetteer: &Gazetteer) -> DocumentActors {
    actors::find(article.text, &article.layout, &article.segments, &article.tags, gazetteer)
}

#[divan::bench]
fn find_actors(bencher: Bencher) {
    let (articles, gazetteer) = (articles(), Gazetteer::default());
    bencher
        .counter(BytesCount::new(bytes()))
        .bench(|| articles.iter().map(|article| find(article, &gazetteer).mentions.len()).sum::<usize>());
}

#[divan::bench]
fn merge_actors(bencher: Bencher) {
    let gazetteer = Gazetteer::default();
    let found: Vec<DocumentActors> = articles().iter().map(|article| find(article, &gazetteer)).collect();
    let inputs: Vec<MergeInput<'_>> =
        found.iter().map(|found| MergeInput { actors: &found.actors, published: None }).collect();
    let mentions: usize = found.iter().map(|found| found.mentions.len()).sum();
    bencher.counter(ItemsCount::new(mentions)).bench(|| actors::merge(&inputs, &gazetteer).actors.len());
}
