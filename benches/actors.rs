//! Mentions and actors of each article, and all of them joined.

use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};
use onrecord::stages::actors::{self, DocumentActors, Gazetteer};
use onrecord::stages::corpus::{Corpus, Counts};

use crate::texts::{Article, articles, bytes};

fn find(article: &Article, gazetteer: &Gazetteer) -> DocumentActors {
    actors::find(article.text, &article.layout, &article.segments, &article.tags, &article.phrases, gazetteer, None)
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
    let mentions: usize = found.iter().map(|found| found.mentions.len()).sum();
    bencher.counter(ItemsCount::new(mentions)).bench(|| {
        let mut corpus = Corpus::default();
        for document in &found {
            corpus.push_actors(None, document.actors.iter().map(|actor| (actor.clone(), Counts::default())), None);
        }
        corpus.finish(&gazetteer).actors.len()
    });
}
