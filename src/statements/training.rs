//! Annotated attributions → the models of this stage.
//!
//! In: [`Example`]s and a tagger. Out: the bytes of the model files, the same for the same examples ([`train`]), and how well models
//! do on other examples ([`evaluate`]). The judge is trained on drafts for articles that the other two models have
//! not seen, as it will meet them.

use rayon::prelude::*;

use super::cues::{self, Clauses, CueModel, Way};
use super::drafts::{self, Choice};
use super::joint;
use super::judge::{self, Draft};
use super::lexicon::Verbs;
use super::models::{self, Cues, Models, Roles, Schemas};
use super::role_features::{self, WindowFeatures, word_label, word_pair};
use super::role_search::{self, CONTENT, CUE, LABEL_CLASSES, PAIR_CLASSES, SOURCE, Search, WindowScores};
use super::roles::{RoleFinder, RoleModel};
use super::view::View;
use super::window::Window;
use crate::Threads;
use crate::documents::{self, Input, Layout};
use crate::learning::train::{Example as Row, FewPerceptron, Growth, Random, boost};
use crate::learning::{self, Feature};
use crate::phrases::{self, Phrases};
use crate::reader::Reader;
use crate::segments::{self, Segments, TokenSpan};
use crate::span::ByteSpan;
use crate::tagging::{Tagger, Tags};

/// Who is annotated to have said what.
#[derive(Clone, Debug)]
pub struct Attribution {
    /// Who.
    pub source: Vec<ByteSpan>,
    /// The words that signal it.
    pub cue: Vec<ByteSpan>,
    /// What.
    pub content: Vec<ByteSpan>,
}

/// An annotated article.
#[derive(Clone, Debug)]
pub struct Example {
    /// Its text.
    pub text: String,
    /// What is annotated.
    pub attributions: Vec<Attribution>,
    /// Stretches that were not annotated.
    pub discarded: Vec<ByteSpan>,
}

/// The names of the model files: cues, roles, judge.
pub const FILES: [&str; 3] = ["statements-cues.bin", "statements-roles.bin", "statements-judge.bin"];

/// A model file's name and bytes.
pub type ModelFile = (&'static str, Vec<u8>);

/// An attribution on tokens: for each role the sorted indices of its tokens.
#[derive(Clone, Debug, Default)]
struct Gold {
    source: Vec<usize>,
    cue: Vec<usize>,
    content: Vec<usize>,
}

/// An example after the stages before this one.
struct Prepared<'e> {
    text: &'e str,
    layout: Layout,
    segments: Segments,
    tags: Tags,
    phrases: Phrases,
    gold: Vec<Gold>,
    skipped: Vec<bool>,
}

impl<'e> Prepared<'e> {
    fn new(example: &'e Example, tagger: &Tagger) -> Self {
        let text = example.text.as_str();
        let layout = documents::lay_out(Input { text, ..Input::default() });
        let segments = segments::segment(text, &layout);
        let tags = tagger.tag(text, &segments);
        let indices = |spans: &[ByteSpan]| {
            let mut found: Vec<usize> = spans
                .iter()
                .flat_map(|span| {
                    let start = segments.tokens.partition_point(|token| token.span.end() <= span.start());
                    let end = segments.tokens.partition_point(|token| token.span.start() < span.end());
                    start..end.max(start)
                })
                .collect();
            found.sort_unstable();
            found.dedup();
            found
        };
        let gold = example
            .attributions
            .iter()
            .map(|attribution| Gold {
                source: indices(&attribution.source),
                cue: indices(&attribution.cue),
                content: indices(&attribution.content),
            })
            .collect();
        let discarded = indices(&example.discarded);
        let skipped = segments
            .sentences
            .iter()
            .map(|sentence| discarded.iter().any(|&index| sentence.tokens.contains(index)))
            .collect();
        Self { text, layout, phrases: phrases::find(&segments, &tags), segments, tags, gold, skipped }
    }

    fn view(&self) -> View<'_> {
        View::new(self.text, &self.layout, &self.segments, &self.tags, &self.phrases, &Verbs::default())
    }
}

/// Passes over the examples.
const EPOCHS: usize = 8;
/// Passes where the models only make drafts for the judge.
const FOLD_EPOCHS: usize = 4;
/// Chance orders of the examples that each model is the mean of.
const ORDERS: u64 = 8;
/// The same where the models only make drafts for the judge.
const FOLD_ORDERS: u64 = 4;
/// Parts of the examples that the judge's drafts are made for in turn.
const FOLDS: usize = 3;
/// Weights below so many steps are left out of the files.
const LEAST: f32 = 0.05;
/// The same for the model of a cue's head, in odds.
const LEAST_ODDS: f32 = 0.01;
/// Features of a cue's head that were seen less often in training are left out.
const LEAST_SEEN: u32 = 8;
/// Features of roles that were moved less often are left out.
const LEAST_MOVES: u32 = 56;

/// Trains the three models on the tags of `tagger`.
pub fn train(examples: &[Example], tagger: &Tagger, report: impl FnMut(&str) + Send) -> [ModelFile; 3] {
    Threads::default().within(|| train_within(examples, tagger, report))
}

fn train_within(examples: &[Example], tagger: &Tagger, mut report: impl FnMut(&str)) -> [ModelFile; 3] {
    let schemas = &Schemas::of(tagger);
    let prepared: Vec<Prepared<'_>> = examples.par_iter().map(|example| Prepared::new(example, tagger)).collect();
    report("prepared");
    let judge = {
        let folds: Vec<Vec<JudgeExample>> = (0..FOLDS)
            .into_par_iter()
            .map(|fold| {
                let seen: Vec<&Prepared<'_>> =
                    prepared.iter().enumerate().filter(|(at, _)| at % FOLDS != fold).map(|(_, p)| p).collect();
                let cues = models::read_cues(&train_cues(&seen, schemas, FOLD_EPOCHS, FOLD_ORDERS), schemas)
                    .expect(JUST_WRITTEN);
                let roles = models::read_roles(&train_roles(&seen, schemas, FOLD_EPOCHS, FOLD_ORDERS), schemas)
                    .expect(JUST_WRITTEN);
                prepared
                    .iter()
                    .enumerate()
                    .filter(|(at, _)| at % FOLDS == fold)
                    .flat_map(|(_, unseen)| judge_examples(unseen, &cues, &roles))
                    .collect()
            })
            .collect();
        train_judge(folds.into_iter().flatten().collect())
    };
    report("judge trained");
    let all: Vec<&Prepared<'_>> = prepared.iter().collect();
    let (cues, roles) =
        rayon::join(|| train_cues(&all, schemas, EPOCHS, ORDERS), || train_roles(&all, schemas, EPOCHS, ORDERS));
    report("cues and roles trained");
    let [for_cues, for_roles, for_judge] = FILES;
    [(for_cues, cues), (for_roles, roles), (for_judge, FewPerceptron::write(&[judge], schemas.judge, 20, 0.005))]
}

const JUST_WRITTEN: &str = "a file that was just written";

/// By how much a right answer must lead for the model of how far a cue goes on to be left as it is.
const FURTHER_LEAD: f32 = 2.0;

type CuesInTraining = CueModel<FewPerceptron<1>, FewPerceptron<1>>;
type RolesInTraining = RoleModel<FewPerceptron<LABEL_CLASSES>, FewPerceptron<PAIR_CLASSES>>;

/// The cue model's file.
fn train_cues(examples: &[&Prepared<'_>], schemas: &Schemas, epochs: usize, orders: u64) -> Vec<u8> {
    let models: Vec<_> = (0..orders).into_par_iter().map(|order| cues_in_order(examples, epochs, order)).collect();
    let (heads, further): (Vec<_>, Vec<_>) = models.into_iter().map(|model| (model.heads, model.further)).unzip();
    // The features of a head move whenever they are seen, so in every pass.
    let seldom = LEAST_SEEN * epochs as u32;
    [
        FewPerceptron::write(&heads, schemas.heads, seldom, LEAST_ODDS),
        FewPerceptron::write(&further, schemas.further, 2, LEAST),
    ]
    .concat()
}

/// A cue model from the examples in the chance order of this number.
fn cues_in_order(examples: &[&Prepared<'_>], epochs: usize, seed: u64) -> CuesInTraining {
    let mut model = CueModel { heads: FewPerceptron::<1>::new(), further: FewPerceptron::<1>::new() };
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut random = Random::new(seed * 10 + 1);
    let mut clauses = Clauses::default();
    let mut features = Vec::new();
    for epoch in 0..epochs {
        let rate = 0.1 / (1.0 + 0.5 * epoch as f32);
        random.shuffle(&mut order);
        for &at in &order {
            let example = examples[at];
            let view = example.view();
            let runs = cue_runs(&view, &example.gold);
            for (sentence, &skipped) in example.segments.sentences.iter().zip(&example.skipped) {
                if skipped {
                    continue;
                }
                let range = sentence.tokens;
                clauses.read(&view, range);
                for index in range.range().filter(|&index| cues::may_head(&view, index)) {
                    let head = runs[index].and_then(|run| cues::head_of(&view, run));
                    // Another word of a cue than its head is neither right nor wrong.
                    if head.is_some_and(|head| head != index) {
                        continue;
                    }
                    features.clear();
                    cues::head_features(&view, range, &clauses, index, &mut features);
                    learn_odds(&mut model.heads, &features, head.is_some(), rate);
                    let Some(run) = runs[index] else { continue };
                    for way in [Way::Left, Way::Right] {
                        let mut last = index;
                        while let Some(next) = way.next(last).filter(|&next| range.contains(next)) {
                            features.clear();
                            cues::further_features(&view, range, index, next, way, &mut features);
                            decide(&mut model.further, &features, run.contains(next), FURTHER_LEAD);
                            if !run.contains(next) {
                                break;
                            }
                            last = next;
                        }
                    }
                }
                model.heads.tick();
                model.further.tick();
            }
        }
    }
    model
}

/// For each token the stretch of an annotated cue that it is part of.
fn cue_runs(view: &View<'_>, gold: &[Gold]) -> Vec<Option<TokenSpan>> {
    let mut runs = vec![None; view.words.len()];
    for cue in gold.iter().map(|gold| &gold.cue) {
        for run in cue.chunk_by(|before, after| before + 1 == *after) {
            let run = TokenSpan::new(run[0], run[run.len() - 1] + 1);
            runs[run.range()].fill(Some(run));
        }
    }
    runs
}

/// Moves a logistic model of yes or no: its score is the logarithm of the odds.
fn learn_odds(model: &mut FewPerceptron<1>, features: &[Feature], is_so: bool, rate: f32) {
    let mut score = [0.0];
    model.add(features, &mut score);
    let probability = learning::probability(score[0]);
    model.update(features, 0, rate * (f32::from(u8::from(is_so)) - probability));
}

/// Moves a model that decides yes or no, unless it is right by `lead`.
fn decide(model: &mut FewPerceptron<1>, features: &[Feature], is_so: bool, lead: f32) {
    let mut score = [0.0];
    model.add(features, &mut score);
    let sign = if is_so { 1.0 } else { -1.0 };
    if score[0] * sign < lead {
        model.update(features, 0, sign);
    }
}

/// The role model's file, from the annotated cues.
fn train_roles(examples: &[&Prepared<'_>], schemas: &Schemas, epochs: usize, orders: u64) -> Vec<u8> {
    let models: Vec<_> = (0..orders).into_par_iter().map(|order| roles_in_order(examples, epochs, order)).collect();
    let (labels, pairs): (Vec<_>, Vec<_>) = models.into_iter().map(|model| (model.labels, model.pairs)).unzip();
    [
        FewPerceptron::write(&labels, schemas.labels, LEAST_MOVES, LEAST),
        FewPerceptron::write(&pairs, schemas.pairs, LEAST_MOVES, LEAST),
    ]
    .concat()
}

/// A role model from the examples in the chance order of this number.
fn roles_in_order(examples: &[&Prepared<'_>], epochs: usize, seed: u64) -> RolesInTraining {
    let mut model =
        RoleModel { labels: FewPerceptron::<LABEL_CLASSES>::new(), pairs: FewPerceptron::<PAIR_CLASSES>::new() };
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut random = Random::new(seed * 10 + 2);
    let mut features = WindowFeatures::default();
    let mut path = Vec::new();
    let mut search = Search::default();
    let mut window = Window::default();
    for _ in 0..epochs {
        random.shuffle(&mut order);
        for &at in &order {
            let example = examples[at];
            let view = example.view();
            let whole = TokenSpan::new(0, view.words.len());
            let mut scores = WindowScores::default();
            for gold in &example.gold {
                let (Some(&first), Some(&last)) = (gold.cue.first(), gold.cue.last()) else { continue };
                if view.block(first) != view.block(last) {
                    continue;
                }
                window.fill(&view, TokenSpan::new(first, last + 1), whole);
                role_features::fill(&view, &window, &mut features);
                let labels = role_labels(&window, gold);
                scores.forget_words();
                scores.fill(&view, &features, &model.labels, &model.pairs);
                search.best(&scores, &window.cue, &mut path);
                learn_roles(&mut model, &view, &features, &labels, &path);
                model.labels.tick();
                model.pairs.tick();
            }
        }
    }
    model
}

/// Moves the role model from the labels that it found towards the right ones.
fn learn_roles(model: &mut RolesInTraining, view: &View<'_>, features: &WindowFeatures, gold: &[u8], found: &[u8]) {
    let (gold_pairs, found_pairs) = (role_search::pairs(gold), role_search::pairs(found));
    let mut word = Vec::new();
    for (at, unit) in features.units.iter().enumerate() {
        let classes = (gold[at] as usize, found[at] as usize);
        if classes.0 != classes.1 {
            word.clear();
            unit.label_word.iter().for_each(|&(index, side)| word_label(view, index, side, &mut word));
            let bundles = unit.labels.iter().map(|&bundle| features.labels.features(bundle));
            for features in bundles.chain([&word[..]]) {
                model.labels.update(features, classes.0, 1.0);
                model.labels.update(features, classes.1, -1.0);
            }
        }
        if let (Some(gold), Some(found)) = (gold_pairs[at], found_pairs[at])
            && gold != found
        {
            word.clear();
            unit.pair_word.iter().for_each(|&(index, side)| word_pair(view, index, side, &mut word));
            for features in [features.pairs.features(unit.pairs), &word] {
                model.pairs.update(features, gold, 1.0);
                model.pairs.update(features, found, -1.0);
            }
        }
    }
}

/// What the units of a window are in an annotated attribution; a quotation is what most of its tokens are.
fn role_labels(window: &Window, gold: &Gold) -> Vec<u8> {
    let mut labels: Vec<u8> = window
        .units
        .iter()
        .enumerate()
        .map(|(at, unit)| {
            if window.cue.contains(&at) {
                return CUE;
            }
            let share = |indices: &[usize]| {
                unit.tokens.range().filter(|index| indices.binary_search(index).is_ok()).count() * 2
            };
            if share(&gold.content) > unit.tokens.len() {
                CONTENT
            } else if share(&gold.source) > unit.tokens.len() {
                SOURCE
            } else {
                0
            }
        })
        .collect();
    // A source is one stretch: the one nearest to the cue.
    let mut runs: Vec<std::ops::Range<usize>> = Vec::new();
    for at in (0..labels.len()).filter(|&at| labels[at] == SOURCE) {
        match runs.last_mut() {
            Some(run) if run.end == at => run.end = at + 1,
            _ => runs.push(at..at + 1),
        }
    }
    let away = |run: &std::ops::Range<usize>| {
        if run.end <= window.cue.start { window.cue.start - run.end } else { run.start.saturating_sub(window.cue.end) }
    };
    if let Some(nearest) = runs.iter().min_by_key(|run| away(run)).cloned() {
        for at in runs.into_iter().flatten().filter(|at| !nearest.contains(at)) {
            labels[at] = 0;
        }
    }
    labels
}

/// A draft as the judge sees it, and whether it was right.
struct JudgeExample {
    features: Vec<Feature>,
    is_right: bool,
}

fn judge_examples(example: &Prepared<'_>, cue_model: &Cues, role_model: &Roles) -> Vec<JudgeExample> {
    let view = example.view();
    drafts::collect(&view, cue_model, role_model, None)
        .into_iter()
        .filter(|draft| !example.skipped[view.words[draft.cue.tokens.start()].sentence as usize])
        .map(|draft| {
            let mut features = Vec::new();
            judge::features(&view, &draft, &mut features);
            JudgeExample { features, is_right: is_right(&draft, &example.gold) }
        })
        .collect()
}

/// Whether a draft has the content and the source of an annotated attribution, by half.
fn is_right(draft: &Draft, gold: &[Gold]) -> bool {
    let (content, source) = (tokens(&draft.roles.content), tokens(&draft.roles.source));
    gold.iter().any(|gold| overlap(&gold.content, &content) >= 0.5 && overlap(&gold.source, &source) >= 0.5)
}

/// How the trees of the judge over both readers are grown.
const JOINT: Growth = Growth { trees: 150, leaves: 8, rate: 0.08, fewest: 20, shrinkage: 5.0 };
/// Parts of the articles that the judge over both readers is measured on in turn.
const JOINT_FOLDS: usize = 5;

/// Trains the judge over both readers on articles that neither has learned from; says how well it does on those of them that were
/// kept apart in turn.
///
/// # Errors
/// If the files are no models of this version.
pub fn train_joint(
    examples: &[Example],
    tagger: &Tagger,
    files: &[ModelFile; 3],
    reader: &Reader,
) -> Result<(Vec<u8>, Quality), crate::Error> {
    let [(_, cues), (_, roles), (_, judge)] = files;
    let models = Models::read(cues, roles, judge, &Schemas::of(tagger))?;
    let prepared: Vec<Prepared<'_>> = examples.iter().map(|example| Prepared::new(example, tagger)).collect();
    let drafted = |example: &Prepared<'_>| {
        let reading = reader.read(example.text, &example.layout, &example.segments);
        drafts::collect(&example.view(), &models.cues, &models.roles, Some(&reading))
    };
    let drafts: Vec<Vec<Draft>> = prepared.iter().map(drafted).collect();
    let grown = |is_seen: &dyn Fn(usize) -> bool| {
        let seen = prepared.iter().zip(&drafts).enumerate().filter(|(at, _)| is_seen(*at));
        let rows: Vec<_> =
            seen.flat_map(|(_, (example, drafts))| joint_examples(example, drafts, &models.judge)).collect();
        boost(&rows, JOINT)
    };
    let mut quality = Quality::default();
    for fold in 0..JOINT_FOLDS {
        let trees = grown(&|at| at % JOINT_FOLDS != fold);
        let choosing =
            drafts::Choosing { judge: &models.judge, joint: Some(&trees), roles: &models.roles, doubtful: false };
        for (example, drafts) in prepared.iter().zip(&drafts).skip(fold).step_by(JOINT_FOLDS) {
            quality.count(&example.gold, drafts::choose(&example.view(), drafts.clone(), choosing));
        }
    }
    Ok((grown(&|_| true).write(joint::schema()), quality))
}

/// What the judge over both readers learns from an article.
fn joint_examples(example: &Prepared<'_>, drafts: &[Draft], judge: &models::Judge) -> Vec<Row> {
    let view = example.view();
    let mut room = Vec::new();
    drafts
        .iter()
        .filter(|draft| !example.skipped[view.words[draft.cue.tokens.start()].sentence as usize])
        .filter_map(|draft| {
            let linear = judge::probability(&view, draft, judge, &mut room);
            let row = joint::row(&view, draft, draft.seen.as_ref()?, linear).to_vec();
            Some(Row { row, is_yes: is_right(draft, &example.gold), weight: 1.0 })
        })
        .collect()
}

/// The judge: logistic regression by stochastic gradient.
fn train_judge(mut examples: Vec<JudgeExample>) -> FewPerceptron<1> {
    let mut model = FewPerceptron::<1>::new();
    let mut random = Random::new(3);
    for epoch in 0..4 {
        random.shuffle(&mut examples);
        let rate = 0.05 / (1.0 + epoch as f32);
        for example in &examples {
            learn_odds(&mut model, &example.features, example.is_right, rate);
            model.tick();
        }
    }
    model
}

/// Jaccard of two sorted sets of tokens.
fn overlap(a: &[usize], b: &[usize]) -> f64 {
    let both = a.iter().filter(|index| b.binary_search(index).is_ok()).count();
    let either = a.len() + b.len() - both;
    if either == 0 { 1.0 } else { both as f64 / either as f64 }
}

/// Shares found: of contents, of contents with their source, of cues; each as precision, recall and F1.
#[derive(Clone, Copy, Debug, Default)]
pub struct Quality {
    annotated: f64,
    found: f64,
    content: f64,
    attribution: f64,
    cues: f64,
    roles_content: f64,
    roles_attribution: f64,
    /// For each tenth of the confidence: how many attributions were found with it, and how many of them are right.
    reliability: [(f64, f64); 10],
}

impl Quality {
    /// Counts the outer ones of the choices of an article.
    fn count(&mut self, annotated: &[Gold], mut found: Vec<Choice>) {
        found.retain(|choice| choice.parent.is_none());
        self.annotated += annotated.len() as f64;
        self.found += found.len() as f64;
        let mut free = vec![true; found.len()];
        let mut right = vec![false; found.len()];
        for gold in annotated {
            let best = (0..found.len())
                .filter(|&at| free[at])
                .map(|at| (overlap(&gold.content, &tokens(&found[at].draft.roles.content)), at))
                .max_by(|a, b| a.0.total_cmp(&b.0));
            if let Some((share, at)) = best
                && share >= 0.5
            {
                free[at] = false;
                self.content += 1.0;
                let source = tokens(&found[at].draft.roles.source);
                let is_right = overlap(&gold.source, &source) >= 0.5;
                self.attribution += f64::from(u8::from(is_right));
                right[at] = is_right;
            }
            self.cues += f64::from(u8::from(
                found.iter().any(|choice| gold.cue.iter().any(|&index| choice.draft.cue.tokens.contains(index))),
            ));
        }
        for (choice, &is_right) in found.iter().zip(&right) {
            let (all, good) = &mut self.reliability[((choice.probability * 10.0) as usize).min(9)];
            *all += 1.0;
            *good += f64::from(u8::from(is_right));
        }
    }
}

impl std::fmt::Display for Quality {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let f1 = |hits: f64| 2.0 * hits / (self.annotated + self.found).max(1.0);
        write!(
            f,
            "content {:.3}  attribution {:.3} (P {:.3} R {:.3})  cue {:.3}  given the cue: content {:.3}  attribution {:.3}",
            f1(self.content),
            f1(self.attribution),
            self.attribution / self.found.max(1.0),
            self.attribution / self.annotated.max(1.0),
            f1(self.cues),
            self.roles_content / self.annotated,
            self.roles_attribution / self.annotated,
        )?;
        for (tenth, (found, right)) in self.reliability.iter().enumerate().filter(|(_, (found, _))| *found > 0.0) {
            write!(f, "\n  confidence {:.1}: {found:5} found, {:.3} right", tenth as f64 / 10.0, right / found)?;
        }
        Ok(())
    }
}

/// How well models do on annotated examples, on tokens; `tagger` is that of their training.
///
/// # Errors
/// If the files are no models of this version.
pub fn evaluate(examples: &[Example], tagger: &Tagger, files: &[ModelFile; 3]) -> Result<Quality, crate::Error> {
    let [(_, cues), (_, roles), (_, judge)] = files;
    let models = Models::read(cues, roles, judge, &Schemas::of(tagger))?;
    let mut quality = Quality::default();
    for example in examples {
        let example = Prepared::new(example, tagger);
        let view = example.view();
        let whole = TokenSpan::new(0, view.words.len());
        let (judge, roles) = (&models.judge, &models.roles);
        let choosing = drafts::Choosing { judge, joint: None, roles, doubtful: false };
        let found = drafts::choose(&view, drafts::collect(&view, &models.cues, roles, None), choosing);
        quality.count(&example.gold, found);
        let mut finder = RoleFinder::default();
        for gold in &example.gold {
            if let (Some(&first), Some(&last)) = (gold.cue.first(), gold.cue.last())
                && view.block(first) == view.block(last)
            {
                let roles = finder.find(&view, TokenSpan::new(first, last + 1), whole, &models.roles, None);
                if overlap(&gold.content, &tokens(&roles.content)) >= 0.5 {
                    quality.roles_content += 1.0;
                    quality.roles_attribution +=
                        f64::from(u8::from(overlap(&gold.source, &tokens(&roles.source)) >= 0.5));
                }
            }
        }
    }
    Ok(quality)
}

fn tokens(spans: &[TokenSpan]) -> Vec<usize> {
    spans.iter().flat_map(|span| span.range()).collect()
}
