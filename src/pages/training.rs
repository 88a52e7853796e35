//! Trains the model that tells the pieces of an article from those of its page.
//!
//! In: folders of pages with the text of their articles, as WCXB and the article extraction benchmark give them. A piece
//! belongs to the article if most of its runs of three words stand in that text, or, being shorter, if it is one of its lines
//! beside pieces that do.

use std::fmt;
use std::fs::File;
use std::io::Read;
use std::iter::Sum;
use std::path::Path;

use flate2::read::MultiGzDecoder;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;
use sha2::{Digest, Sha256};

use super::article::{Candidate, Page, chosen};
use super::blocks::Block;
use super::dom::Dom;
use super::evidence::{Row, schema};
use super::marks::Marks;
use super::metadata::Metadata;
use super::metadata::key;
use super::{blocks, decode, metadata};
use crate::hashing::hash;
use crate::learning::Trees;
use crate::learning::train::{Example, Growth, Random, boost};

/// How the trees are grown; chosen by cross-validation on the half that is learned from.
const GROWTH: Growth = Growth { trees: 90, leaves: 8, rate: 0.12, fewest: 40, shrinkage: 2.0 };

/// A page and the text of its article.
#[derive(Debug)]
pub struct AnnotatedPage {
    name: String,
    truth: String,
    pieces: Vec<String>,
    rows: Vec<Row>,
    trust: Vec<f32>,
    /// What is learned from the page: its pieces, and those of pages that are much like it.
    examples: Vec<Example>,
}

/// How well articles are found.
#[derive(Clone, Copy, Debug, Default)]
pub struct Quality {
    /// The F1 of words, summed over pages.
    words: f64,
    /// The pages of which half the words were found.
    kept: usize,
    pages: usize,
}

impl Sum for Quality {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self::default(), |sum, one| Self {
            words: sum.words + one.words,
            kept: sum.kept + one.kept,
            pages: sum.pages + one.pages,
        })
    }
}

impl fmt::Display for Quality {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let pages = self.pages.max(1) as f64;
        let (words, kept) = (self.words / pages, self.kept as f64 / pages);
        write!(f, "words {words:.4}, kept {kept:.4} ({} pages)", self.pages)
    }
}

#[derive(Deserialize)]
struct Truth {
    #[serde(rename = "articleBody")]
    text: String,
}

impl AnnotatedPage {
    /// Reads the pages of a corpus: `ground-truth.json`, and `html/NAME.html.gz` for each of its names.
    ///
    /// # Errors
    /// A message that names the file that cannot be read.
    pub fn read(folder: &Path) -> Result<Vec<Self>, String> {
        let path = folder.join("ground-truth.json");
        let text = std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        let truths: FxHashMap<String, Truth> =
            serde_json::from_str(&text).map_err(|error| format!("{}: {error}", path.display()))?;
        let mut truths: Vec<(String, Truth)> = truths.into_iter().collect();
        truths.sort_unstable_by(|a, b| a.0.cmp(&b.0));
        truths
            .into_iter()
            .map(|(name, truth)| {
                let path = folder.join("html").join(format!("{name}.html.gz"));
                let mut bytes = Vec::new();
                File::open(&path)
                    .and_then(|file| MultiGzDecoder::new(file).read_to_end(&mut bytes))
                    .map_err(|error| format!("{}: {error}", path.display()))?;
                let html = decode::decode(&bytes, None);
                let dom = Dom::parse(&html);
                let metadata = metadata::read(&dom);
                let (places, blocks) = blocks::read(&dom);
                let page = Page { dom: &dom, places: &places, blocks: &blocks };
                let titles = metadata.title_keys();
                let (rules, rows) = page.looks(&metadata, &titles);
                let is_article = labels(&blocks, &truth.text);
                let mut examples = examples(&blocks, &rows, &is_article, 1.0);
                for likeness in Likeness::ALL {
                    examples.extend(likeness.examples(&page, &metadata, &is_article, &name));
                }
                let trust = (0..blocks.len()).map(|at| page.trust(at, &titles, &rules.inherited)).collect();
                let pieces: Vec<String> = blocks.into_iter().map(|block| block.text).collect();
                Ok(Self { name, truth: truth.text, pieces, rows, trust, examples })
            })
            .collect()
    }

    /// Whether it is of the half that may be learned from, which names settle; the other only tells how well it went.
    pub fn is_learned(&self) -> bool {
        Sha256::digest(self.name.as_bytes())[0].is_multiple_of(2)
    }

    /// The pieces that trees take for its article.
    fn chosen(&self, trees: &Trees) -> Vec<usize> {
        let pieces = self.pieces.iter().zip(&self.rows).zip(&self.trust);
        let likely = pieces.map(|((piece, row), &trust)| Candidate {
            likely: trees.probability(row),
            trust,
            length: piece.chars().filter(|c| !c.is_whitespace()).count(),
        });
        chosen(&likely.collect::<Vec<_>>())
    }

    /// How well these pieces are its article.
    fn quality(&self, kept: &[usize]) -> Quality {
        let mut counts: FxHashMap<String, i64> = FxHashMap::default();
        let mut wanted = 0;
        for word in words(&self.truth) {
            *counts.entry(word).or_default() += 1;
            wanted += 1;
        }
        let (mut found, mut hits) = (0, 0);
        for word in kept.iter().flat_map(|&at| words(&self.pieces[at])) {
            found += 1;
            if let Some(left) = counts.get_mut(&word).filter(|left| **left > 0) {
                *left -= 1;
                hits += 1;
            }
        }
        let words = 2.0 * f64::from(hits) / f64::from((found + wanted).max(1));
        Quality { words, kept: usize::from(2 * hits >= wanted), pages: 1 }
    }
}

/// Pieces as examples; a page with more words counts for more, but not by as much.
fn examples(blocks: &[Block], rows: &[Row], is_article: &[bool], count: f32) -> Vec<Example> {
    let length = |block: &Block| words(&block.text).count() as f32 + 2.0;
    let whole = (blocks.iter().map(length).sum::<f32>() + 100.0).sqrt().sqrt();
    let examples = blocks.iter().zip(rows).zip(is_article).map(|((block, row), &is_yes)| Example {
        row: row.to_vec(),
        is_yes,
        weight: length(block).sqrt() / whole * count,
    });
    examples.collect()
}

/// A page that is much like an annotated one, as there are many though few are annotated.
#[derive(Clone, Copy, Debug)]
enum Likeness {
    /// Its article is a short report.
    Short,
    /// Its classes have names that say nothing.
    Nameless,
    /// It is short, and an element around the article has a name that elsewhere stands for something else.
    Misnamed,
}

impl Likeness {
    const ALL: [Self; 3] = [Self::Short, Self::Nameless, Self::Misnamed];

    /// What is learned from it.
    fn examples(self, page: &Page<'_>, metadata: &Metadata, is_article: &[bool], name: &str) -> Vec<Example> {
        /// How much it counts beside the page itself.
        const COUNT: f32 = 0.5;
        const NAMES: [Marks; 6] =
            [Marks::PAGE, Marks::RELATED, Marks::COMMENTS, Marks::ABOUT, Marks::HEAD, Marks::CAPTION];
        let mut chance = Random::new(hash(name.as_bytes()) ^ self as u64);
        let mut places = page.places.to_vec();
        let (mut blocks, mut is_article) = (page.blocks.to_vec(), is_article.to_vec());
        if matches!(self, Self::Nameless) {
            places.iter_mut().for_each(|place| place.own = place.own.without(Marks::NAMES));
        } else {
            let most = 3 + chance.below(6);
            let mut prose = 0;
            let stays: Vec<bool> = blocks
                .iter()
                .zip(&is_article)
                .map(|(block, &is_article)| {
                    prose += usize::from(is_article && block.is_prose());
                    !is_article || prose <= most
                })
                .collect();
            let mut at = 0..;
            blocks.retain(|_| at.next().is_some_and(|at: usize| stays[at]));
            let mut at = 0..;
            is_article.retain(|_| at.next().is_some_and(|at: usize| stays[at]));
        }
        let text: Vec<usize> = (0..blocks.len()).filter(|&at| is_article[at]).collect();
        if text.is_empty() {
            return Vec::new();
        }
        if matches!(self, Self::Misnamed) {
            let mut element = Page { places: &places, blocks: &blocks, ..*page }.around(&text);
            for _ in 0..chance.below(4) {
                element = page.dom.node(element).parent;
            }
            places[element].own = NAMES[chance.below(NAMES.len())];
        }
        let alike = Page { places: &places, blocks: &blocks, ..*page };
        let (_, rows) = alike.looks(metadata, &metadata.title_keys());
        examples(&blocks, &rows, &is_article, COUNT)
    }
}

/// How well trees tell the articles of pages.
pub fn quality<'p>(trees: &Trees, pages: impl IntoIterator<Item = &'p AnnotatedPage>) -> Quality {
    pages.into_iter().map(|page| page.quality(&page.chosen(trees))).sum()
}

/// Trains on pages, each with how much it counts.
pub fn train<'p>(pages: impl IntoIterator<Item = (&'p AnnotatedPage, f32)>) -> Trees {
    let counted = |(page, count): (&'p AnnotatedPage, f32)| {
        page.examples.iter().cloned().map(move |example| Example { weight: example.weight * count, ..example })
    };
    boost(&pages.into_iter().flat_map(counted).collect::<Vec<_>>(), GROWTH)
}

/// The trees as the bytes of `models/pages.bin`.
pub fn write(trees: &Trees) -> Vec<u8> {
    trees.write(schema())
}

fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty()).map(str::to_lowercase)
}

/// Which pieces belong to a text.
fn labels(pieces: &[Block], text: &str) -> Vec<bool> {
    const SHORT: usize = 5;
    let whole: Vec<String> = words(text).collect();
    let runs: FxHashSet<&[String]> = whole.windows(3).collect();
    let lines: FxHashSet<String> = text.lines().map(key).collect();
    let shares: Vec<Option<f32>> = pieces
        .iter()
        .map(|piece| {
            let words: Vec<String> = words(&piece.text).collect();
            (words.len() >= SHORT).then(|| {
                let found = words.windows(3).filter(|run| runs.contains(run)).count();
                found as f32 / (words.len() - 2) as f32
            })
        })
        .collect();
    let is_in = |at: usize| shares[at].map(|share| share >= 0.5);
    (0..pieces.len())
        .map(|at| {
            is_in(at).unwrap_or_else(|| {
                let before = (0..at).rev().find_map(is_in).unwrap_or(false);
                let after = (at + 1..pieces.len()).find_map(is_in).unwrap_or(false);
                let key = key(&pieces[at].text);
                let is_line = !key.is_empty() && lines.contains(&key);
                let count = words(&pieces[at].text).count();
                let stands = || count > 0 && whole.windows(count).any(|run| run.concat() == key);
                (is_line && (before || after)) || (before && after && stands())
            })
        })
        .collect()
}
