//! `evaluate-actors`: who is who within a document, against GUM.

use std::collections::BTreeMap;
use std::path::Path;

use onrecord::stages::actors::MentionKind;
use onrecord::stages::corpora::{self, Document, Entity};
use onrecord::stages::documents::Input;
use onrecord::{Extractor, Options};

/// The kinds of text that are compared.
const GENRES: [&str; 4] = ["news", "interview", "speech", "bio"];

/// Named mentions of one genre.
#[derive(Default)]
struct Tally {
    gold: usize,
    found: usize,
    /// Sums over the mentions that both sides have.
    precision: f64,
    recall: f64,
}

/// Prints B³ of named persons and organizations on the documents of `gum/dev`.
///
/// A gold mention is found where one of ours by name covers its head word. `B³` is over the mentions that both sides have; in
/// `B³ of all`, a gold mention that was not found counts as missed.
pub fn evaluate(arguments: &[String]) -> Result<(), String> {
    let [corpora] = arguments else {
        return Err("usage: onrecord-data evaluate-actors CORPORA_DIR".to_owned());
    };
    let mut documents = corpora::read(&Path::new(corpora).join("gum/dev.jsonl.gz"))?;
    documents.retain(|document| document.genre.as_deref().is_some_and(|genre| GENRES.contains(&genre)));
    let inputs: Vec<Input<'_>> = documents
        .iter()
        .map(|document| Input { text: &document.text, published: document.published, ..Input::default() })
        .collect();
    let records = Extractor::new(Options::default()).documents(&inputs, |_| true).map_err(|error| error.to_string())?;
    let mut tallies: BTreeMap<&str, Tally> = BTreeMap::new();
    for (document, record) in documents.iter().zip(&records) {
        let pairs = pairs(document, &record.actors);
        for key in [document.genre.as_deref().unwrap_or_default(), "all"] {
            let tally = tallies.entry(key).or_default();
            tally.gold += pairs.len();
            count(&pairs, tally);
        }
    }
    println!(
        "{:10} {:>8} {:>8} {:>9} {:>7} {:>6} {:>10}",
        "genre", "mentions", "found", "precision", "recall", "B³", "B³ of all"
    );
    for (genre, tally) in &tallies {
        let (found, gold) = (tally.found.max(1) as f64, tally.gold.max(1) as f64);
        let (precision, recall) = (tally.precision / found, tally.recall / found);
        println!(
            "{genre:10} {:8} {:8} {precision:9.3} {recall:7.3} {:6.3} {:10.3}",
            tally.gold,
            tally.found,
            harmonic(precision, recall),
            harmonic(precision, tally.recall / gold)
        );
    }
    Ok(())
}

/// The cluster of each gold mention, and our actor where it was found.
fn pairs<'d>(document: &'d Document, actors: &onrecord::stages::actors::DocumentActors) -> Vec<(&'d str, Option<u32>)> {
    let is_named = |entity: &&Entity| {
        matches!(entity.r#type.as_str(), "person" | "organization") && entity.kind.as_deref() == Some("name")
    };
    document
        .entities
        .iter()
        .flatten()
        .filter(is_named)
        .filter_map(|entity| {
            let head = entity.head?;
            let ours = actors
                .mentions
                .iter()
                .filter(|mention| {
                    mention.kind == MentionKind::Name && mention.actor.is_some() && mention.span.overlaps(head)
                })
                .max_by_key(|mention| mention.span.len());
            Some((entity.cluster.as_deref()?, ours.and_then(|mention| mention.actor).map(|actor| actor.0)))
        })
        .collect()
}

/// Adds the B³ of one document.
fn count(pairs: &[(&str, Option<u32>)], tally: &mut Tally) {
    let shared: Vec<(&str, u32)> = pairs.iter().filter_map(|&(cluster, actor)| Some((cluster, actor?))).collect();
    tally.found += shared.len();
    for &(cluster, actor) in &shared {
        let of = |test: &dyn Fn(&(&str, u32)) -> bool| shared.iter().filter(|pair| test(pair)).count() as f64;
        let both = of(&|pair| pair.0 == cluster && pair.1 == actor);
        tally.precision += both / of(&|pair| pair.1 == actor);
        tally.recall += both / of(&|pair| pair.0 == cluster);
    }
}

fn harmonic(one: f64, other: f64) -> f64 {
    if one + other == 0.0 { 0.0 } else { 2.0 * one * other / (one + other) }
}
