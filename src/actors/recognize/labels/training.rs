//! Trains the model of names, behind the cargo feature `train`.
//!
//! In: the corpora's folder. Out: a model file. Learned from: PolNeAR with CoreNLP's names, GUM's and MEANTIME's mentions cut
//! down to their proper nouns, CrossNER's politics and CoNLL-2003's sentences. Each text is learned as it stands, and some again in capitals or as
//! headlines. The words of half of the names are hidden while learning, and the clusters that they are in, so that the model
//! trusts the looks of names that it has not seen.

use std::path::Path;

use rayon::prelude::*;

use super::features::{Row, Sheet, Sight};
use super::{Label, choose, schema};
use crate::actors::Gazetteer;
use crate::actors::recognize::rules;
use crate::actors::view::{Case, View};
use crate::corpora::{self, Document, Entity};
use crate::documents::every_line;
use crate::learning::train::{Perceptron, Random};
use crate::phrases::{self, Phrases};
use crate::segments::{Segments, TokenSpan, segment};
use crate::span::ByteSpan;
use crate::tagging::{Tagger, Tags};

/// How often the corpora are gone through.
const EPOCHS: usize = 8;
/// How many models are learned, each in an order of its own; the mean of their weights is the model.
const ORDERS: u64 = 8;
/// How many moves of a feature are left undone, so that rare ones learn nothing by heart.
const PATIENCE: u32 = 2;
/// Features moved fewer times than this are left out of the file.
const UPDATES: u32 = 6;
/// Weights below this many steps are left out of the file.
const LEAST: f32 = 0.15;
/// Of a hundred names, how many are hidden while learning.
const HIDDEN: usize = 50;

/// An annotated text.
struct Example {
    text: String,
    segments: Segments,
    tags: Tags,
    phrases: Phrases,
    /// One a token; `None` where the corpus says nothing.
    gold: Vec<Option<Label>>,
    /// How often it counts.
    weight: usize,
}

/// Trains on the corpora in a folder and the tags of `tagger`; gives the model file's bytes.
///
/// # Errors
/// Which corpus cannot be read, and why.
pub(in crate::actors) fn train(
    corpora: &Path,
    tagger: &Tagger,
    report: &mut dyn FnMut(&str),
) -> Result<Vec<u8>, String> {
    let mut examples = Vec::new();
    let texts = named_texts(corpora, tagger)?.into_iter().chain(reuters(corpora, tagger)?);
    texts.for_each(|named| add(&mut examples, tagger, &named));
    report(&format!("{} texts", examples.len()));
    let gazetteer = Gazetteer::default();
    let views: Vec<View<'_>> = examples
        .iter()
        .map(|example| View::new(&example.text, &example.segments, &example.tags, &example.phrases, &gazetteer))
        .collect();
    let sheets: Vec<Sheet<'_, '_>> = views.iter().map(|view| Sheet::new(view, &rules::find(view))).collect();
    let mut order: Vec<(usize, usize)> = Vec::new();
    for (text, example) in examples.iter().enumerate() {
        for sentence in 0..example.segments.sentences.len() {
            order.extend(std::iter::repeat_n((text, sentence), example.weight));
        }
    }
    let models: Vec<Perceptron> =
        (1..=ORDERS).into_par_iter().map(|seed| learned(&sheets, &examples, order.clone(), seed)).collect();
    report(&format!("{ORDERS} models learned"));
    Ok(Perceptron::write(&models, schema(tagger), UPDATES, LEAST))
}

/// A model learned from sentences, each the number of its text and its own.
fn learned(sheets: &[Sheet<'_, '_>], examples: &[Example], mut order: Vec<(usize, usize)>, seed: u64) -> Perceptron {
    let mut perceptron = Perceptron::new(Label::ALL.len()).with_patience(PATIENCE);
    let mut random = Random::new(seed);
    for _ in 0..EPOCHS {
        random.shuffle(&mut order);
        for &(text, sentence) in &order {
            let tokens = examples[text].segments.sentences[sentence].tokens;
            learn(&mut perceptron, &sheets[text], tokens, &examples[text].gold, &mut random);
        }
    }
    perceptron
}

/// Learns from one sentence.
fn learn(
    perceptron: &mut Perceptron,
    sheet: &Sheet<'_, '_>,
    sentence: TokenSpan,
    gold: &[Option<Label>],
    random: &mut Random,
) {
    let mut history = (Label::Outside, Label::Outside);
    let mut row = Row::default();
    let mut seen = (TokenSpan::new(0, 0), Sight::Whole);
    for at in sentence.range() {
        let mut label = Label::Outside;
        if let Some(run) = sheet.run_at(at) {
            if run != seen.0 {
                seen = (run, if random.below(100) < HIDDEN { Sight::Company } else { Sight::Whole });
            }
            sheet.features(at, sentence, history, seen.1, &mut row);
            let mut scores = [0f32; Label::ALL.len()];
            perceptron.add(&row.plain, &mut scores);
            perceptron.add(&row.lexical, &mut scores);
            label = choose(&scores).label;
            if let Some(gold) = gold[at] {
                if label != gold {
                    for features in [&row.plain, &row.lexical] {
                        perceptron.update(features, gold as usize, 1.0);
                        perceptron.update(features, label as usize, -1.0);
                    }
                }
                perceptron.tick();
            }
        }
        history = (label, history.0);
    }
}

/// A text with the names that a corpus has in it.
#[derive(Clone, Debug)]
pub struct NamedText {
    /// The text, and what else the corpus says of it.
    pub document: Document,
    /// Its names in text order; those that a program found are given word by word.
    pub names: Vec<(ByteSpan, Label)>,
    /// Stretches where nothing is known of names.
    pub unknown: Vec<ByteSpan>,
    /// How often it counts.
    weight: usize,
    /// Its place in its corpora.
    number: usize,
}

/// The texts that both readers learn from.
///
/// # Errors
/// Which corpus cannot be read, and why.
pub fn named_texts(corpora: &Path, tagger: &Tagger) -> Result<Vec<NamedText>, String> {
    let mut texts = Vec::new();
    let polnear = corpora.join("polnear");
    for (number, document) in
        corpora::read_with_sentences(&polnear.join("train.jsonl.gz"), &polnear.join("train.corenlp.jsonl.gz"))?
            .into_iter()
            .enumerate()
            .filter(|(_, document)| !document.sentences.is_empty())
    {
        let (names, mut unknown) = (silver(&document), badly_labelled(&document, tagger));
        unknown.extend(&document.discarded);
        texts.push(NamedText { document, names, unknown, weight: 1, number });
    }
    let by_people = [
        (crate::tagging::train::gold_documents(corpora)?, 4),
        (corpora::read(&corpora.join("meantime/dev.jsonl.gz"))?, 4),
        (corpora::read(&corpora.join("crossner/politics.train.jsonl.gz"))?, 8),
    ];
    texts.extend(annotated_texts(by_people, tagger));
    Ok(texts)
}

/// The sentences of Reuters that the shared task of CoNLL-2003 trains on. The second reader learned without them.
fn reuters(corpora: &Path, tagger: &Tagger) -> Result<Vec<NamedText>, String> {
    let sentences = corpora::read(&corpora.join("crossner/conll2003.train.jsonl.gz"))?;
    Ok(annotated_texts([(sentences, 1)], tagger))
}

/// Texts that people annotated, those of each corpus with how often they count.
fn annotated_texts(corpora: impl IntoIterator<Item = (Vec<Document>, usize)>, tagger: &Tagger) -> Vec<NamedText> {
    let documents = corpora
        .into_iter()
        .flat_map(|(documents, weight)| documents.into_iter().map(move |document| (document, weight)));
    documents
        .enumerate()
        .map(|(number, (document, weight))| {
            let names = annotated(&document, tagger);
            NamedText { unknown: document.discarded.clone(), document, names, weight, number }
        })
        .collect()
}

/// Sentences in which the silver labels are poor: headlines, and whatever is set like one.
fn badly_labelled(document: &Document, tagger: &Tagger) -> Vec<ByteSpan> {
    let text = &document.text;
    let segments = segment(text, &every_line(text));
    let tags = tagger.tag(text, &segments);
    let phrases = phrases::find(&segments, &tags);
    let gazetteer = Gazetteer::default();
    let view = View::new(text, &segments, &tags, &phrases, &gazetteer);
    let sentences = segments.sentences.iter().zip(&view.cases);
    let poor = sentences.filter(|(sentence, case)| **case != Case::Sentence || sentence.block == 0);
    poor.map(|(sentence, _)| sentence.span).collect()
}

/// Adds a text, now and then a second time in capitals or as headlines.
fn add(examples: &mut Vec<Example>, tagger: &Tagger, named: &NamedText) {
    let NamedText { document, names, unknown, weight, number } = named;
    let mut push = |text: String, unknown: &[ByteSpan]| {
        let known = |token: ByteSpan| !unknown.iter().any(|unknown| unknown.overlaps(token));
        let segments = segment(&text, &every_line(&text));
        let tags = tagger.tag(&text, &segments);
        let gold: Vec<Option<Label>> =
            segments.tokens.iter().map(|token| known(token.span).then(|| label_of(token.span, names))).collect();
        let phrases = phrases::find(&segments, &tags);
        examples.push(Example { text, segments, tags, phrases, gold, weight: *weight });
    };
    push(document.text.clone(), unknown);
    // Set as a headline, every sentence is one, and learned from.
    match number % 12 {
        3 => push(document.text.to_ascii_uppercase(), &document.discarded),
        7 => push(titled(&document.text), &document.discarded),
        _ => {}
    }
}

/// Every word with a capital, the short ones apart.
fn titled(text: &str) -> String {
    let mut bytes = text.as_bytes().to_vec();
    let mut word = 0;
    for at in 0..=bytes.len() {
        if at == bytes.len() || bytes[at].is_ascii_whitespace() {
            if at - word > 3 {
                bytes[word].make_ascii_uppercase();
            }
            word = at + 1;
        }
    }
    String::from_utf8(bytes).unwrap_or_default()
}

fn label_of(token: ByteSpan, spans: &[(ByteSpan, Label)]) -> Label {
    let first = spans.partition_point(|(span, _)| span.end() <= token.start());
    spans.get(first).filter(|(span, _)| span.overlaps(token)).map_or(Label::Outside, |&(_, label)| label)
}

/// CoreNLP's names, word by word.
fn silver(document: &Document) -> Vec<(ByteSpan, Label)> {
    document
        .sentences
        .iter()
        .flatten()
        .filter_map(|word| {
            let label = match word.entity.as_str() {
                "PERSON" => Label::Person,
                "ORGANIZATION" => Label::Organization,
                "LOCATION" => Label::Place,
                "MISC" => Label::Other,
                _ => return None,
            };
            Some((word.span, label))
        })
        .collect()
}

/// The names among the mentions of entities, the outermost ones, in text order.
fn annotated(document: &Document, tagger: &Tagger) -> Vec<(ByteSpan, Label)> {
    let words: Vec<(ByteSpan, bool)> = if document.sentences.is_empty() {
        let segments = segment(&document.text, &every_line(&document.text));
        let tags = tagger.tag(&document.text, &segments);
        segments.tokens.iter().zip(&tags.pos).map(|(token, pos)| (token.span, pos.is_proper())).collect()
    } else {
        document.sentences.iter().flatten().map(|word| (word.span, word.pos.starts_with("NNP"))).collect()
    };
    let mut spans: Vec<(ByteSpan, Label)> = document
        .entities
        .iter()
        .flatten()
        .filter_map(|entity| {
            let label = label_of_type(&entity.r#type)?;
            let exact = entity.kind.is_none() && entity.cluster.is_none();
            let span = if exact { entity.span } else { proper(&document.text, &words, entity)? };
            Some((span, label))
        })
        .collect();
    spans.sort_by_key(|(span, _)| (span.start(), std::cmp::Reverse(span.end())));
    let mut end = 0;
    spans.retain(|(span, _)| {
        let outer = span.start() >= end;
        if outer {
            end = span.end();
        }
        outer
    });
    spans
}

fn label_of_type(kind: &str) -> Option<Label> {
    Some(match kind.to_ascii_lowercase().as_str() {
        "per" | "person" | "politician" => Label::Person,
        "org" | "organization" | "organisation" | "politicalparty" => Label::Organization,
        "loc" | "place" | "location" | "country" => Label::Place,
        "misc" | "event" | "election" | "object" | "abstract" | "pro" | "fin" | "mix" | "animal" | "plant"
        | "substance" => Label::Other,
        _ => return None,
    })
}

/// A mention of GUM or MEANTIME without its article, titles and clauses: the proper nouns around its head.
fn proper(text: &str, words: &[(ByteSpan, bool)], entity: &Entity) -> Option<ByteSpan> {
    if entity.kind.as_deref().is_some_and(|kind| !(kind == "name" || kind.ends_with("NAM"))) {
        return None;
    }
    let first = words.partition_point(|(word, _)| word.end() <= entity.span.start());
    let within: Vec<(ByteSpan, bool)> =
        words[first..].iter().copied().take_while(|(word, _)| word.start() < entity.span.end()).collect();
    let head = match entity.head {
        Some(head) => within.iter().position(|(word, _)| word.overlaps(head))?,
        None => within.iter().rposition(|(_, proper)| *proper)?,
    };
    if !within[head].1 {
        return None;
    }
    let link = |at: usize| matches!(within[at].0.of(text), "of" | "the" | "for" | "and" | "&" | "de" | "-" | "al");
    let mut start = head;
    while start > 0 {
        if within[start - 1].1 {
            start -= 1;
        } else if start > 1 && link(start - 1) && within[start - 2].1 && entity.r#type != "person" {
            start -= 2;
        } else {
            break;
        }
    }
    let mut end = head + 1;
    while end < within.len() {
        if within[end].1 {
            end += 1;
        } else if end + 1 < within.len() && link(end) && within[end + 1].1 && entity.r#type != "person" {
            end += 2;
        } else if end + 2 < within.len() && link(end) && link(end + 1) && within[end + 2].1 && entity.r#type != "person"
        {
            end += 3;
        } else {
            break;
        }
    }
    // Where the corpus does not say what is a name, it is one if nothing else is in it.
    if entity.kind.is_none()
        && (end < within.len() || (0..start).any(|at| !matches!(within[at].0.of(text), "the" | "The" | "a" | "an")))
    {
        return None;
    }
    while start < head && (entity.r#type == "person" || entity.r#type == "PER") && is_title(within[start].0.of(text)) {
        start += 1;
    }
    Some(within[start].0.join(within[end - 1].0))
}

/// A word before a person's name that is no part of it.
fn is_title(word: &str) -> bool {
    let word = word.trim_end_matches('.');
    let key = crate::segments::WordKey::of(word);
    let classes = crate::actors::words::classes(key);
    use crate::actors::words::WordClass::{
        Honorific, HonorificFemale, HonorificMale, Modifier, Office, OfficeFemale, OfficeMale,
    };
    classes.any(&[Honorific, HonorificMale, HonorificFemale, Office, OfficeMale, OfficeFemale, Modifier])
}
