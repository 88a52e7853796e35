//! The stages that read words: each on what the stages before it made.

use divan::Bencher;
use divan::counter::BytesCount;
use onrecord::actors::{self, Gazetteer};
use onrecord::dates;
use onrecord::documents::{Input, Layout, lay_out};
use onrecord::segments::{Segments, segment};
use onrecord::statements::{self, Verbs};
use onrecord::tagging::{self, Tags};
use onrecord::{Extractor, Options};

use crate::texts::{TEXTS, bytes};

/// An article as it reaches the stages.
struct Article {
    text: &'static str,
    layout: Layout,
    segments: Segments,
    tags: Tags,
}

fn articles() -> Vec<Article> {
    TEXTS
        .iter()
        .map(|text| {
            let layout = lay_out(Input { text, ..Input::default() });
            let segments = segment(text, &layout);
            let tags = tagging::tag(text, &segments);
            Article { text, layout, segments, tags }
        })
        .collect()
}

#[divan::bench]
fn tag_words(bencher: Bencher) {
    let articles = articles();
    bencher.counter(BytesCount::new(bytes())).bench(|| {
        articles.iter().map(|article| tagging::tag(article.text, &article.segments).pos.len()).sum::<usize>()
    });
}

#[divan::bench]
fn find_actors(bencher: Bencher) {
    let (articles, gazetteer) = (articles(), Gazetteer::default());
    bencher.counter(BytesCount::new(bytes())).bench(|| {
        let find = |a: &Article| actors::find(a.text, &a.layout, &a.segments, &a.tags, &gazetteer).mentions.len();
        articles.iter().map(find).sum::<usize>()
    });
}

#[divan::bench]
fn find_dates(bencher: Bencher) {
    let articles = articles();
    bencher.counter(BytesCount::new(bytes())).bench(|| {
        let find = |a: &Article| dates::find(a.text, &a.layout, &a.segments, &a.tags).expressions.len();
        articles.iter().map(find).sum::<usize>()
    });
}

#[divan::bench]
fn find_statements(bencher: Bencher) {
    let gazetteer = Gazetteer::default();
    let ready: Vec<_> = articles()
        .into_iter()
        .map(|a| {
            let actors = actors::find(a.text, &a.layout, &a.segments, &a.tags, &gazetteer);
            let dates = dates::find(a.text, &a.layout, &a.segments, &a.tags);
            (a, actors, dates)
        })
        .collect();
    bencher.counter(BytesCount::new(bytes())).bench(|| {
        let find = |(a, actors, dates): &(Article, _, _)| {
            statements::find(a.text, &a.layout, &a.segments, &a.tags, actors, dates, &Verbs::default()).len()
        };
        ready.iter().map(find).sum::<usize>()
    });
}

/// All stages on each article, in one thread.
#[divan::bench]
fn extract_articles(bencher: Bencher) {
    let extractor = Extractor::new(Options::default());
    bencher.counter(BytesCount::new(bytes())).bench(|| {
        let extract = |text: &String| extractor.document(Input { text, ..Input::default() }).statements.len();
        TEXTS.iter().map(extract).sum::<usize>()
    });
}
