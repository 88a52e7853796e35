//! Trains the tagger and checks it.

use std::path::Path;

use rustc_hash::FxHashMap;

use super::gold::{self, Sentence};
use super::{GOLD_WEIGHT, gold_documents, is_sound, silver_documents};
use crate::corpora::Document;
use crate::learning::Reader;
use crate::learning::train::{Perceptron, Random};
use crate::segments::{Gap, Shape};
use crate::tagging::Pos;
use crate::tagging::form::{Casing, Form};
use crate::tagging::lexicon::{Lexicon, Spelling, TagSet};
use crate::tagging::tagger::{self, History, Tagger};

/// How often the corpora are gone through.
const EPOCHS: usize = 6;

/// Weights below this many steps are left out of the file.
const LEAST: f32 = 0.2;

/// Features moved fewer times than this while learning are left out of the file.
const UPDATES: u32 = 4;

/// Trains a tagger on the corpora in a folder; gives its file's bytes.
///
/// # Errors
/// Which corpus cannot be read, and why.
pub fn train(corpora: &Path, report: &mut dyn FnMut(&str)) -> Result<Vec<u8>, String> {
    let gold: Vec<Sentence> = gold_documents(corpora)?.iter().flat_map(gold::sentences).collect();
    let silver: Vec<Sentence> = silver_documents(corpora)?
        .iter()
        .flat_map(|document| {
            let mut sentences = gold::sentences(document);
            sentences.retain(|sentence| is_sound(document, sentence));
            sentences
        })
        .collect();
    let count = |sentences: &[Sentence]| sentences.iter().map(|sentence| sentence.forms.len()).sum::<usize>();
    report(&format!("{} words tagged by people, {} by a program", count(&gold), count(&silver)));

    let mut bytes = Lexicon::write(&lexicon(&gold, &silver));
    let lexicon = Lexicon::read(&mut Reader::new("lexicon", &bytes)).map_err(|error| error.to_string())?;
    report(&format!("lexicon: {} bytes", bytes.len()));

    let mut order: Vec<&Sentence> = silver.iter().collect();
    for _ in 0..GOLD_WEIGHT {
        order.extend(&gold);
    }
    let mut random = Random::new(1);
    let mut perceptron = Perceptron::new(Pos::ALL.len());
    for epoch in 1..=EPOCHS {
        random.shuffle(&mut order);
        let (mut right, mut all) = (0, 0);
        for sentence in &order {
            let mut forms = sentence.forms.clone();
            disguise(&mut forms, &mut random);
            forms.iter_mut().for_each(|form| form.look_up(&lexicon));
            let (r, a) = learn(&mut perceptron, &forms, &sentence.tags);
            right += r;
            all += a;
        }
        report(&format!("epoch {epoch}: {:.2} % right while learning", 100.0 * right as f64 / all.max(1) as f64));
    }
    bytes.extend(Perceptron::write(&[perceptron], tagger::schema(), UPDATES, LEAST));
    Ok(bytes)
}

/// Learns from one sentence; how many of the uncertain words were right, of how many.
fn learn(perceptron: &mut Perceptron, forms: &[Form], tags: &[Option<Pos>]) -> (usize, usize) {
    let casing = Casing::of(forms);
    let mut history = History::default();
    let (mut right, mut all) = (0, 0);
    for at in 0..forms.len() {
        let tag = tagger::certain(&forms[at], casing).unwrap_or_else(|| {
            let features = tagger::features(forms, at, casing, &history);
            let mut scores = [0f32; 64];
            perceptron.add(&features, &mut scores);
            let guess = tagger::best(&scores);
            if let Some(gold) = tags[at] {
                all += 1;
                right += usize::from(guess == gold);
                if guess != gold {
                    perceptron.update(&features, gold as usize, 1.0);
                    perceptron.update(&features, guess as usize, -1.0);
                }
                perceptron.tick();
            }
            guess
        });
        history.push(tag, &forms[at]);
    }
    (right, all)
}

/// Writes a sentence, now and then, as a headline or without its first capital: news has both.
fn disguise(forms: &mut [Form], random: &mut Random) {
    let letters = |form: &Form| matches!(form.shape, Shape::Lower | Shape::Title | Shape::Mixed);
    match random.below(100) {
        0..10 => {
            let plain = |form: &&mut Form| form.shape == Shape::Lower && form.gap != Gap::None && !form.small;
            forms.iter_mut().filter(plain).for_each(|form| form.shape = Shape::Title);
        }
        10..13 => forms.iter_mut().filter(|form| letters(form)).for_each(|form| form.shape = Shape::Upper),
        13..16 => {
            forms
                .iter_mut()
                .take(1)
                .filter(|form| form.shape == Shape::Title)
                .for_each(|form| form.shape = Shape::Lower);
        }
        16..18 => forms.iter_mut().take(1).filter(|form| letters(form)).for_each(|form| form.shape = Shape::Upper),
        _ => {}
    }
}

/// The words with the parts of speech that they were seen with.
fn lexicon(gold: &[Sentence], silver: &[Sentence]) -> Vec<(u64, Spelling, TagSet)> {
    let mut counts: FxHashMap<(u64, Spelling), FxHashMap<Pos, usize>> = FxHashMap::default();
    for (sentences, weight) in [(gold, GOLD_WEIGHT), (silver, 1)] {
        for sentence in sentences.iter().filter(|sentence| Casing::of(&sentence.forms) == Casing::Sentence) {
            for (form, tag) in sentence.forms.iter().zip(&sentence.tags) {
                let spelling = form.spelling();
                if let Some(tag) = tag
                    && !(form.initial && spelling == Spelling::Title)
                {
                    *counts.entry((form.key, spelling)).or_default().entry(*tag).or_default() += weight;
                }
            }
        }
    }
    let mut words: Vec<_> = counts
        .into_iter()
        .filter_map(|((key, spelling), counts)| {
            let all: usize = counts.values().sum();
            let most = counts.values().copied().max().unwrap_or(0);
            let certain = all >= 25 && most * 1000 >= all * 996;
            let least = if certain { most } else { all.div_ceil(50).max(2) };
            let tags: Vec<Pos> = counts.iter().filter(|(_, count)| **count >= least).map(|(tag, _)| *tag).collect();
            (all >= 3 && !tags.is_empty()).then(|| (key, spelling, TagSet::new(tags.into_iter(), certain)))
        })
        .collect();
    words.sort_unstable();
    words
}

/// How well tokens are tagged.
#[derive(Clone, Debug, Default)]
pub struct Accuracy {
    /// Tokens with the corpus' tag.
    pub right: usize,
    /// Tokens that the corpus tags.
    pub all: usize,
    /// What was confused how often: the corpus' tag, ours.
    pub confusions: FxHashMap<(Pos, Pos), usize>,
    /// Each error in its sentence: the corpus' tag, ours, the words around.
    pub errors: Vec<(Pos, Pos, String)>,
}

impl Accuracy {
    fn add(&mut self, gold: Pos, ours: Pos, context: impl Fn() -> String) {
        self.all += 1;
        if gold == ours {
            self.right += 1;
        } else {
            *self.confusions.entry((gold, ours)).or_default() += 1;
            self.errors.push((gold, ours, context()));
        }
    }

    /// The share that is right.
    pub fn share(&self) -> f64 {
        self.right as f64 / self.all.max(1) as f64
    }
}

/// Tags these documents and compares, by genre.
pub fn evaluate(tagger: &Tagger, documents: &[Document]) -> Vec<(String, Accuracy)> {
    let mut genres: Vec<(String, Accuracy)> = vec![("all".to_owned(), Accuracy::default())];
    for document in documents {
        let genre = document.genre.clone().unwrap_or_default();
        let row = genres.iter().position(|(name, _)| *name == genre).unwrap_or_else(|| {
            genres.push((genre, Accuracy::default()));
            genres.len() - 1
        });
        for mut sentence in gold::sentences(document) {
            sentence.forms.iter_mut().for_each(|form| form.look_up(&tagger.lexicon));
            let mut tags = Vec::new();
            tagger.tag_sentence(&sentence.forms, &mut tags);
            for (at, (gold, ours)) in sentence.tags.iter().zip(tags).enumerate() {
                let context = || {
                    let spans = &sentence.spans[at.saturating_sub(4)..(at + 4).min(sentence.spans.len())];
                    let around = spans[0].join(spans[spans.len() - 1]);
                    format!("{}  in  {}", sentence.spans[at].of(&document.text), around.of(&document.text))
                };
                if let Some(gold) = gold {
                    genres[0].1.add(*gold, ours, context);
                    genres[row].1.add(*gold, ours, context);
                }
            }
        }
    }
    genres
}
