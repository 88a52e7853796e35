//! Trains the parser with a dynamic oracle (Goldberg and Nivre, TACL 2013), and checks it.

use std::path::Path;

use super::trees::{Tree, trees};
use super::{GOLD_WEIGHT, gold_documents, is_sound, silver_documents};
use crate::corpora::Document;
use crate::learning::train::{Perceptron, Random};
use crate::tagging::parser::{self, Parser, Room, SHIFT, STEPS, State, Word};
use crate::tagging::tagger::Tagger;
use crate::tagging::{Pos, Relation};

/// How often the corpora are gone through.
const EPOCHS: usize = 5;

/// Weights below this many steps are left out of the file.
const LEAST: f32 = 0.1;

/// How many moves of a feature are left undone while learning.
const PATIENCE: u32 = 2;

/// The file has no more bytes than this.
const LARGEST: usize = 4_000_000;

/// Longer sentences are not learned from.
const LONGEST: usize = 120;

/// A sentence to learn from: its words, and the head and relation of each; the number of words stands for the root.
struct Example {
    words: Vec<Word>,
    heads: Vec<usize>,
    relations: Vec<Relation>,
}

/// The words of a tree, tagged as they will be; `None` if there is nothing to learn from it.
fn example(tree: &Tree, tagger: &Tagger) -> Option<Example> {
    let tags = tags(tree, tagger);
    let mut words = Vec::new();
    parser::words(&tree.sentence.forms, &tags, &mut words);
    if words.len() > LONGEST || words.is_empty() {
        return None;
    }
    let mut number = vec![None; tags.len()];
    for (at, word) in words.iter().enumerate() {
        number[word.token as usize] = Some(at);
    }
    let (mut heads, mut relations) = (Vec::new(), Vec::new());
    for word in &words {
        let token = word.token as usize;
        relations.push(tree.relations[token]?);
        // A mark may be a head, mostly where words are missing: what depends on it depends on its head.
        let mut head = tree.heads[token];
        for _ in 0..5 {
            match head {
                Some(mark) if number[mark].is_none() => head = tree.heads[mark],
                _ => break,
            }
        }
        heads.push(match head {
            Some(head) => number[head].filter(|&head| head != heads.len())?,
            None => words.len(),
        });
    }
    let example = Example { words, heads, relations };
    is_projective(&example.heads).then_some(example)
}

fn tags(tree: &Tree, tagger: &Tagger) -> Vec<Pos> {
    let mut forms = tree.sentence.forms.clone();
    forms.iter_mut().for_each(|form| form.look_up(&tagger.lexicon));
    let mut tags = Vec::new();
    tagger.tag(&forms, &mut tags);
    tags
}

/// Whether no two arcs cross.
fn is_projective(heads: &[usize]) -> bool {
    let arcs: Vec<(usize, usize)> = heads.iter().enumerate().map(|(at, &head)| (at.min(head), at.max(head))).collect();
    arcs.iter().all(|&(a, b)| !arcs.iter().any(|&(c, d)| a < c && c < b && b < d))
}

/// Trains a parser on the corpora in a folder, on the tags that a tagger's file gives; gives its file's bytes.
///
/// # Errors
/// Which corpus cannot be read, and why.
pub fn train(corpora: &Path, tagger: &[u8], report: &mut dyn FnMut(&str)) -> Result<Vec<u8>, String> {
    let tagger = Tagger::read(tagger).map_err(|error| error.to_string())?;
    let gold: Vec<Tree> = gold_documents(corpora)?.iter().flat_map(trees).collect();
    let silver: Vec<Tree> = silver_documents(corpora)?
        .iter()
        .flat_map(|document| {
            let mut trees = trees(document);
            trees.retain(|tree| !tree.doubtful && is_sound(document, &tree.sentence));
            trees
        })
        .collect();
    let examples = |trees: &[Tree]| trees.iter().filter_map(|tree| example(tree, &tagger)).collect::<Vec<_>>();
    let (gold_examples, silver_examples) = (examples(&gold), examples(&silver));
    report(&format!(
        "{} of {} sentences parsed by people, {} of {} by a program",
        gold_examples.len(),
        gold.len(),
        silver_examples.len(),
        silver.len()
    ));

    let mut order: Vec<&Example> = silver_examples.iter().collect();
    for _ in 0..GOLD_WEIGHT {
        order.extend(&gold_examples);
    }
    let mut random = Random::new(1);
    let mut perceptron = Perceptron::new(STEPS).with_patience(PATIENCE);
    let mut state = State::default();
    for epoch in 1..=EPOCHS {
        random.shuffle(&mut order);
        let (mut right, mut all) = (0, 0);
        for example in &order {
            right += learn(&mut perceptron, example, &mut state, epoch > 1, &mut random);
            all += example.words.len();
        }
        report(&format!("epoch {epoch}: {:.2} % of heads while learning", 100.0 * right as f64 / all.max(1) as f64));
    }
    // Features that were moved seldom are left out, as many as it takes.
    let sizes = (PATIENCE + 2..).step_by(2).map(|updates| perceptron.write(parser::schema(), updates, LEAST));
    Ok(sizes.into_iter().find(|bytes| bytes.len() <= LARGEST).unwrap_or_default())
}

/// Learns from one sentence; how many words got their head.
fn learn(
    perceptron: &mut Perceptron,
    example: &Example,
    state: &mut State,
    explores: bool,
    random: &mut Random,
) -> usize {
    state.start(example.words.len());
    while !state.is_done() {
        if !state.can_go_left() {
            state.step(SHIFT);
            continue;
        }
        let features = parser::features(&example.words, state);
        let mut scores = [0f32; STEPS];
        perceptron.add(&features, &mut scores);
        let guess = parser::best(&scores, state);
        let costs = Costs::of(example, state);
        let target = costs.best(&scores);
        let mut step = guess;
        if !costs.allows(guess) {
            perceptron.update(&features, target, 1.0);
            perceptron.update(&features, guess, -1.0);
            if !explores || random.below(10) == 0 {
                step = target;
            }
        }
        perceptron.tick();
        state.step(step);
    }
    (0..example.words.len())
        .filter(|&word| state.head(word).unwrap_or(example.words.len()) == example.heads[word])
        .count()
}

/// How many arcs of the right tree each kind of step loses; `None` if it is not allowed.
struct Costs {
    shift: Option<usize>,
    left: Option<usize>,
    right: Option<usize>,
    relation: Relation,
    /// Whether attaching to the left, and to the right, gives the right head.
    hits: (bool, bool),
}

impl Costs {
    fn of(example: &Example, state: &State) -> Self {
        let next = state.next as usize;
        let root = example.words.len();
        let (&top, below) = state.stack.split_last().expect("only a filled stack is asked about");
        let top = top as usize;
        let head = example.heads[top];
        let second = below.last().map(|&word| word as usize);
        let dependents = (next..root).filter(|&word| example.heads[word] == top).count();
        let shift = state.can_shift().then(|| {
            let under = |word: usize| below.iter().any(|&other| other as usize == word);
            let lost = state.stack.iter().filter(|&&word| example.heads[word as usize] == next).count();
            lost + usize::from(example.heads[next] != root && under(example.heads[next]))
        });
        let left = dependents + usize::from(Some(head) == second || head > next);
        let right = dependents + usize::from(head >= next);
        Self {
            shift,
            left: Some(left),
            right: second.map(|_| right),
            relation: example.relations[top],
            hits: (head == next, Some(head) == second),
        }
    }

    fn least(&self) -> usize {
        [self.shift, self.left, self.right].into_iter().flatten().min().unwrap_or(0)
    }

    /// Whether a step loses no more than the best one, and gives the right relation where the head is right.
    fn allows(&self, step: usize) -> bool {
        let least = Some(self.least());
        match parser::attachment(step) {
            None => self.shift == least,
            Some((relation, true)) => self.left == least && (!self.hits.0 || relation == self.relation),
            Some((relation, false)) => self.right == least && (!self.hits.1 || relation == self.relation),
        }
    }

    /// The allowed step with the highest score.
    fn best(&self, scores: &[f32; STEPS]) -> usize {
        let steps = [SHIFT, parser::left(self.relation), parser::right(self.relation)];
        let allowed = steps.into_iter().filter(|&step| self.allows(step));
        allowed.max_by(|&a, &b| scores[a].total_cmp(&scores[b])).unwrap_or(SHIFT)
    }
}

/// How well words are attached, marks apart.
#[derive(Clone, Debug, Default)]
pub struct Attachments {
    /// Words of the corpus.
    pub all: usize,
    /// Words with the right head.
    pub heads: usize,
    /// Words with the right head and relation.
    pub labelled: usize,
    /// For each relation: words that have it, words that we gave it, words that we gave it with the right head.
    pub relations: Vec<(Relation, [usize; 3])>,
}

/// Parses these documents with a tagger's and a parser's file and compares, by genre.
///
/// # Errors
/// If the bytes are no models.
pub fn evaluate(tagger: &[u8], parser: &[u8], documents: &[Document]) -> Result<Vec<(String, Attachments)>, String> {
    let tagger = Tagger::read(tagger).map_err(|error| error.to_string())?;
    let parser = Parser::read(parser).map_err(|error| error.to_string())?;
    let new = |genre: &str| {
        let relations = Relation::ALL.iter().map(|&relation| (relation, [0; 3])).collect();
        (genre.to_owned(), Attachments { relations, ..Attachments::default() })
    };
    let mut genres = vec![new("all")];
    let mut room = Room::default();
    for document in documents {
        let genre = document.genre.clone().unwrap_or_default();
        let row = genres.iter().position(|(name, _)| *name == genre).unwrap_or_else(|| {
            genres.push(new(&genre));
            genres.len() - 1
        });
        for tree in trees(document) {
            let tags = tags(&tree, &tagger);
            let (mut heads, mut relations) = (Vec::new(), Vec::new());
            parser.tokens(&tree.sentence.forms, &tags, 0, &mut room, &mut heads, &mut relations);
            for token in 0..tags.len() {
                let Some(gold) = tree.relations[token].filter(|&relation| relation != Relation::Punctuation) else {
                    continue;
                };
                let attached = heads[token].token() == tree.heads[token];
                let ours = relations[token];
                for row in [0, row] {
                    let counts = &mut genres[row].1;
                    counts.all += 1;
                    counts.heads += usize::from(attached);
                    counts.labelled += usize::from(attached && ours == gold);
                    counts.relations[gold as usize].1[0] += 1;
                    counts.relations[ours as usize].1[1] += 1;
                    counts.relations[gold as usize].1[2] += usize::from(attached && ours == gold);
                }
            }
        }
    }
    Ok(genres)
}
