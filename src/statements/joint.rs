//! Both readers of a document: what the encoder saw is added to what the linear models make of it, and one judge weighs both.
//!
//! In: a [`Reading`], cues and drafts. Out: cues that the linear models passed over, evidence for the roles around every cue, and the
//! probability of a draft: boosted trees over what either reader makes of it, trained on articles that neither has learned from.
//! What holds for one reader holds for both: quotations are whole, statements have one source, drafts contend for words.

use std::rc::Rc;
use std::sync::{Arc, LazyLock};

use super::cues::Cue;
use super::judge::Draft;
use super::lexicon::WordClass;
use super::role_search::LABEL_CLASSES;
use super::view::View;
use super::window::Unit;
use crate::Error;
use crate::documents::Layout;
use crate::hashing::hash;
use crate::learning::Trees;
use crate::reader::{Files, Reader, Reading, SeenNames, SeenRoles};
use crate::segments::{Segments, TokenSpan};
use crate::tables::models;

/// From which probability on a cue of the encoder's is drafted.
const LEAST: f32 = 0.1;
/// How many steps of the role model's perceptron the logarithm of a probability of the encoder weighs.
/// Chosen on the articles that the judge learns from, of 32 to 256: the encoder knows roles better, and the linear models tell what follows what
/// where it hesitates.
const WEIGHT: f32 = 128.0;
/// Nothing is less likely than that.
const FLOOR: f32 = 0.01;
/// The judge's file, in messages.
const JUDGE: &str = "reader/judge";

/// A trained encoder with the judge over both readers.
#[derive(Debug)]
pub struct SecondReader {
    reader: Reader,
    judge: Trees,
}

impl SecondReader {
    /// Reads the files of a trained reader, and of the judge.
    ///
    /// # Errors
    /// [`Error::is_model`] with the file that does not fit this version.
    pub fn new(files: &Files<'_>, judge: &[u8]) -> Result<Self, Error> {
        Ok(Self { reader: Reader::new(files)?, judge: read_judge(judge)? })
    }

    /// The one in the binary, read when it is first asked for.
    pub fn shipped() -> Arc<Self> {
        static SHIPPED: LazyLock<Arc<SecondReader>> = LazyLock::new(|| {
            let files = Files {
                vocabulary: models::READER_VOCABULARY,
                encoder: models::READER_ENCODER,
                roles: models::READER_ROLES,
            };
            let read = SecondReader::new(&files, models::READER_JUDGE);
            Arc::new(read.expect("the reader in the repository was exported for this version"))
        });
        Arc::clone(&SHIPPED)
    }

    /// Reads a document.
    pub fn read<'r>(&'r self, text: &str, layout: &Layout, segments: &Segments) -> Second<'r> {
        Second { reading: self.reader.read(text, layout, segments), judge: &self.judge }
    }
}

/// What the encoder saw in a document, and the judge over both readers.
pub struct Second<'r> {
    pub(super) reading: Reading<'r>,
    pub(super) judge: &'r Trees,
}

impl Second<'_> {
    /// What it says of names.
    pub fn names(&self) -> SeenNames {
        self.reading.names()
    }
}

/// Reads the judge over both readers.
pub(super) fn read_judge(bytes: &[u8]) -> Result<Trees, Error> {
    Trees::read(JUDGE, schema(), COUNT, bytes)
}

/// What the encoder saw of a draft.
#[derive(Clone, Debug)]
pub(super) struct Seen {
    /// How likely its cue begins where the encoder is surest of it.
    pub cue: f32,
    /// How likely each token around the cue is in each role.
    pub roles: Rc<SeenRoles>,
}

/// Adds the cues that only the encoder has; gives what it saw of each cue.
pub(super) fn look(view: &View<'_>, reading: &Reading<'_>, cues: &mut Vec<Cue>) -> Vec<Seen> {
    let missed = reading.cues(LEAST).into_iter().filter_map(|seen| {
        let sentence = view.sentence(seen.tokens.start());
        let tokens = TokenSpan::new(seen.tokens.start(), seen.tokens.end().min(sentence.end()));
        let at = cues.partition_point(|cue| cue.tokens.end() <= tokens.start());
        let is_new = cues.get(at).is_none_or(|cue| !cue.tokens.overlaps(tokens));
        is_new.then_some(Cue { tokens, margin: 0.0 })
    });
    let missed: Vec<Cue> = missed.collect();
    cues.extend(missed);
    cues.sort_by_key(|cue| cue.tokens);
    let labels = reading.cue_labels();
    let tokens: Vec<TokenSpan> = cues.iter().map(|cue| cue.tokens).collect();
    let likely = |tokens: &TokenSpan| labels[tokens.range()].iter().map(|label| label[1]).fold(0.0, f32::max);
    let roles = reading.roles(&tokens);
    roles.into_iter().zip(&tokens).map(|(roles, tokens)| Seen { cue: likely(tokens), roles: Rc::new(roles) }).collect()
}

/// What the encoder adds to the scores of a unit's labels. Of a quotation its words speak together, but not as if each were a witness of
/// its own.
pub(super) fn evidence(unit: &Unit, seen: &SeenRoles) -> [f32; LABEL_CLASSES] {
    let mut sums = [0.0; LABEL_CLASSES];
    for token in unit.tokens.range() {
        for (sum, probability) in sums.iter_mut().zip(seen.of(token)) {
            *sum += libm::logf(probability.max(FLOOR));
        }
    }
    let weight = WEIGHT / libm::sqrtf(unit.tokens.len() as f32);
    sums.map(|sum| sum * weight)
}

/// The probability that a draft is a statement, by both readers; `linear` is that of the linear models' own judge.
pub(super) fn probability(view: &View<'_>, draft: &Draft, seen: &Seen, linear: f32, judge: &Trees) -> f32 {
    judge.probability(&row(view, draft, seen, linear))
}

/// What the judge looks at, in the order of [`row`]: the trees know numbers by their places.
const NUMBERS: &str = "linear cue-margin content-margin source-margin covered encoder-cue content-mean content-least content-missed \
    source-mean source-missed source-best content-agrees source-agrees content-length contents sources quoted cue-quoted order away \
    verb noun thought headline cue-length sentence-place";

/// How many numbers it looks at.
const COUNT: usize = 27;

/// What a judge must have been trained with.
pub(super) fn schema() -> u64 {
    hash(NUMBERS.as_bytes())
}

/// What either reader makes of a draft, and what it looks like.
pub(super) fn row(view: &View<'_>, draft: &Draft, seen: &Seen, linear: f32) -> [f32; COUNT] {
    let Draft { cue, roles, covered, .. } = draft;
    let tokens = cue.tokens;
    let content = Agreement::of(view, tokens, &roles.content, seen, CONTENT);
    let source = Agreement::of(view, tokens, &roles.source, seen, SOURCE);
    let entry = tokens.range().rev().find_map(|index| view.words[index].entry);
    let is_entry = |class: WordClass| flag(entry.is_some_and(|entry| entry.class == class));
    let is_behind = |spans: &[TokenSpan]| spans.first().map_or(0.5, |span| flag(span.start() > tokens.start()));
    let away = roles.source.iter().map(|span| gap(*span, tokens)).min().unwrap_or(40);
    let sentence = view.sentence(tokens.start());
    [
        linear,
        cue.margin,
        roles.content_margin.min(200.0),
        roles.source_margin.min(200.0),
        covered.unwrap_or(-50.0),
        seen.cue,
        content.mean,
        content.least,
        content.missed,
        source.mean,
        source.missed,
        source.best,
        content.agrees,
        source.agrees,
        roles.content.iter().map(|span| span.len()).sum::<usize>() as f32,
        roles.content.len() as f32,
        roles.source.len() as f32,
        flag(roles.content.iter().any(|span| view.outer_quotation(span.start()).is_some())),
        flag(view.outer_quotation(tokens.start()).is_some()),
        2.0 * is_behind(&roles.source) + 4.0 * is_behind(&roles.content),
        away.min(40) as f32,
        is_entry(WordClass::Verb),
        is_entry(WordClass::Noun),
        flag(entry.is_some_and(|entry| entry.is_thought)),
        flag(view.words[tokens.start()].is_headline),
        tokens.len() as f32,
        (tokens.start() - sentence.start()) as f32,
    ]
}

/// The places of roles among the encoder's labels.
const SOURCE: usize = 1;
const CONTENT: usize = 2;

/// How far the encoder would have the words of a role as the draft has them.
struct Agreement {
    /// How likely they are on average; 0 if the draft has none.
    mean: f32,
    /// How likely the least likely is.
    least: f32,
    /// How many others there should be.
    missed: f32,
    /// How likely the likeliest of all is, in the draft or not.
    best: f32,
    /// What both have of what either has.
    agrees: f32,
}

impl Agreement {
    fn of(view: &View<'_>, cue: TokenSpan, spans: &[TokenSpan], seen: &Seen, role: usize) -> Self {
        /// Roles stand not further from their cues.
        const REACH: usize = 120;
        let around = cue.start().saturating_sub(REACH)..(cue.end() + REACH).min(view.words.len());
        let (mut sum, mut count, mut least, mut missed, mut best) = (0.0, 0, 1.0f32, 0.0, 0.0f32);
        let (mut both, mut either) = (0, 0);
        for token in around {
            let labels = seen.roles.of(token);
            let likely = labels[role];
            let is_drafted = spans.iter().any(|span| span.contains(token));
            let is_seen = labels.iter().all(|other| *other <= likely);
            best = best.max(likely);
            both += usize::from(is_drafted && is_seen);
            either += usize::from(is_drafted || is_seen);
            if is_drafted {
                sum += likely;
                count += 1;
                least = least.min(likely);
            } else {
                missed += likely;
            }
        }
        let share = |part: f32, of: usize, none: f32| if of == 0 { none } else { part / of as f32 };
        Self { mean: share(sum, count, 0.0), least, missed, best, agrees: share(both as f32, either, 1.0) }
    }
}

fn flag(is_so: bool) -> f32 {
    f32::from(u8::from(is_so))
}

/// How many tokens stand between two spans.
fn gap(one: TokenSpan, other: TokenSpan) -> usize {
    if one.end() <= other.start() { other.start() - one.end() } else { one.start().saturating_sub(other.end()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::Input;
    use crate::{Extractor, Model, Options, Threads};

    #[test]
    fn a_document_has_the_same_rows_alone_and_among_others() {
        let texts = [
            "“We are ready,” Sergey Lavrov told reporters on Monday. Turkey denied that its troops had crossed the border.",
            "The mayor said: “The road is open.” Nobody had asked her, a nurse recalled.",
            "",
            "It rained.",
        ];
        let input = |text| Input { text, ..Input::default() };
        let options = Options::default().with_model(Model::Accurate);
        let alone = Extractor::new(options.clone().with_threads(Threads::new(1).unwrap()));
        let together = Extractor::new(options.with_threads(Threads::new(3).unwrap()));
        let inputs: Vec<Input<'_>> = texts.iter().rev().map(|text| input(text)).collect();
        let records = together.documents(&inputs, |_| true).unwrap();
        for (text, record) in texts.iter().zip(records.iter().rev()) {
            assert_eq!(alone.document(input(text)).statements, record.statements, "{text}");
        }
        assert!(records.iter().any(|record| !record.statements.is_empty()));
    }

    #[test]
    fn a_judge_of_other_numbers_is_refused_by_name() {
        let error = read_judge(models::PAGES).unwrap_err();
        assert!(error.is_model() && error.to_string().starts_with("models/reader/judge.bin"), "{error}");
    }
}
