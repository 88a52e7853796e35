//! `train-pages` and `evaluate-pages`: the model that tells an article from its page.

use std::path::Path;

use onrecord::stages::pages::training::{AnnotatedPage, Quality, quality, train, write};

/// How much a page of the benchmark of news counts beside one of WCXB, which has more pages and fewer of news.
const NEWS: f32 = 3.0;
/// How many parts the pages are cut into to tell how well it goes on pages that are not learned from.
const FOLDS: usize = 5;

/// The pages that may be learned from, each with how much it counts, and those of WCXB that may not.
type Pages = (Vec<(AnnotatedPage, f32)>, Vec<AnnotatedPage>);

fn read(corpora: &str) -> Result<Pages, String> {
    let (mut learned, held): (Vec<_>, Vec<_>) =
        AnnotatedPage::read(&Path::new(corpora).join("wcxb"))?.into_iter().partition(AnnotatedPage::is_learned);
    let news = AnnotatedPage::read(&Path::new(corpora).join("article-extraction"))?;
    let mut pages: Vec<_> = learned.drain(..).map(|page| (page, 1.0)).collect();
    pages.extend(news.into_iter().filter(AnnotatedPage::is_learned).map(|page| (page, NEWS)));
    Ok((pages, held))
}

fn counted(pages: &[(AnnotatedPage, f32)]) -> impl Iterator<Item = (&AnnotatedPage, f32)> {
    pages.iter().map(|(page, count)| (page, *count))
}

/// Trains the model and writes it.
pub(crate) fn run(arguments: &[String]) -> Result<(), String> {
    let [corpora, flag, out] = arguments else {
        return Err("usage: onrecord-data train-pages CORPORA_DIR --out FILE".to_owned());
    };
    if flag != "--out" {
        return Err(format!("train-pages: {flag} is unknown"));
    }
    let (pages, held) = read(corpora)?;
    let trees = train(counted(&pages));
    std::fs::write(out, write(&trees)).map_err(|error| format!("{out}: {error}"))?;
    println!("learned from {} pages; WCXB's other half: {}", pages.len(), quality(&trees, &held));
    Ok(())
}

/// Prints how well articles are found on pages that were not learned from.
pub(crate) fn evaluate(arguments: &[String]) -> Result<(), String> {
    let [corpora] = arguments else {
        return Err("usage: onrecord-data evaluate-pages CORPORA_DIR".to_owned());
    };
    let (pages, _) = read(corpora)?;
    let mut found = Vec::new();
    for fold in 0..FOLDS {
        let trees = train(counted(&pages).enumerate().filter(|(at, _)| at % FOLDS != fold).map(|(_, page)| page));
        let held = pages.iter().enumerate().filter(|(at, _)| at % FOLDS == fold);
        found.extend(held.map(|(_, (page, count))| (*count == NEWS, quality(&trees, [page]))));
    }
    for (name, is_news) in [("WCXB", false), ("article-extraction", true)] {
        let quality: Quality = found.iter().filter(|one| one.0 == is_news).map(|one| one.1).sum();
        println!("{name}: {quality}");
    }
    Ok(())
}
