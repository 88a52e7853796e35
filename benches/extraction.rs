//! Tags, statements on what the stages before them found, and all stages together.

use divan::Bencher;
use divan::counter::BytesCount;
use onrecord::stages::actors::{self, DocumentActors, Gazetteer, References};
use onrecord::stages::dates;
use onrecord::stages::documents::Input;
use onrecord::stages::statements::{self, Verbs, Wanted};
use onrecord::stages::tagging;
use onrecord::{Extractor, Options};

use crate::texts::{Article, TEXTS, articles, bytes};

#[divan::bench]
fn tag_words(bencher: Bencher) {
    let articles = articles();
    bencher.counter(BytesCount::new(bytes())).bench(|| {
        articles.iter().map(|article| tagging::tag(article.text, &article.segments).pos.len()).sum::<usize>()
    });
}

#[divan::bench]
fn find_statements(bencher: Bencher) {
    let gazetteer = Gazetteer::default();
    let verbs = Verbs::default();
    let wanted = Wanted { verbs: &verbs, doubtful: false };
    let ready: Vec<_> = articles()
        .into_iter()
        .map(|a| {
            let actors = actors::find(a.text, &a.layout, &a.segments, &a.tags, &a.phrases, &gazetteer, None);
            let dates = dates::find(a.text, &a.layout, &a.segments, &a.tags);
            (a, actors, dates)
        })
        .collect();
    bencher.counter(BytesCount::new(bytes())).bench(|| {
        let find = |(a, actors, dates): &(Article, DocumentActors, _)| {
            let references = References::new(a.text, &a.segments, &a.tags, &a.phrases, &gazetteer, actors);
            statements::find(&a.layout, &references, dates, wanted, None).len()
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
