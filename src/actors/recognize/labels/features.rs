//! What the model looks at.

use super::Label;
use crate::actors::clusters::{Cluster, Clusters};
use crate::actors::recognize::Name;
use crate::actors::recognize::rules::institutions::is_participle;
use crate::actors::view::{Case, View};
use crate::actors::words::WordClass;
use crate::hashing::hash;
use crate::learning::Feature;
use crate::segments::{Gap, Shape, TokenSpan, fold};
use crate::tagging::Pos;

/// Stands for the cluster of a word beyond the sentence.
const BEYOND: u64 = u64::MAX;
/// Tokens of one run of capitals.
const LONGEST_RUN: usize = 12;

/// A document prepared for scoring.
pub(super) struct Sheet<'v, 'a> {
    view: &'v View<'a>,
    /// What the rules say of each token; 0 for nothing.
    hints: Vec<u16>,
    /// The run that a token stands in, where it may be part of a name.
    runs: Vec<Option<TokenSpan>>,
    /// For each sentence, how it uses capitals.
    case: Vec<Case>,
    /// The cluster of each token in a run or beside one.
    clusters: Vec<Cluster>,
}

/// How much of a run of capitals is to be seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sight {
    /// Its words, and the clusters that they are in.
    Whole,
    /// Nothing but the looks of its words, and what stands around it: so are names that nobody knows.
    Company,
}

/// The features of one token.
#[derive(Debug, Default)]
pub(super) struct Row {
    /// Those that do not know the words of the run.
    pub plain: Vec<Feature>,
    /// Those that do.
    pub lexical: Vec<Feature>,
}

impl<'v, 'a> Sheet<'v, 'a> {
    /// Looks at a document and at what the rules made of it.
    pub(super) fn new(view: &'v View<'a>, names: &[Name]) -> Self {
        let mut hints = vec![0; view.tokens.len()];
        for name in names {
            let confidence = name.evidence.confidence();
            let sure = u16::from(confidence >= 0.6) + u16::from(confidence >= 0.85);
            let kind = name.entry.map_or(15, |entry| view.gazetteer.entry(entry).kind as u16);
            let hint = 2 | (name.sort as u16) << 2 | sure << 6 | kind << 8 | u16::from(name.partial) << 13;
            for at in name.tokens.range() {
                if hints[at] == 0 {
                    hints[at] = hint | u16::from(at == name.tokens.start());
                }
            }
        }
        let count = view.tokens.len();
        let clusters = vec![Cluster::default(); count];
        let mut sheet = Self { view, hints, runs: vec![None; count], case: Vec::new(), clusters };
        for (sentence, &case) in view.segments.sentences.iter().zip(&view.cases) {
            sheet.case.push(case);
            let mut at = sentence.tokens.start();
            while at < sentence.tokens.end() {
                let end = sheet.run(at, sentence.tokens.end());
                if end > at {
                    sheet.runs[at..end].fill(Some(TokenSpan::new(at, end)));
                    for beside in at.saturating_sub(1)..(end + 1).min(count) {
                        sheet.clusters[beside] = Clusters::shipped().of(view.tokens[beside].key);
                    }
                }
                at = end.max(at + 1);
            }
        }
        sheet
    }

    /// Whether the token may be part of a name.
    pub(super) fn is_candidate(&self, at: usize) -> bool {
        self.runs[at].is_some()
    }

    /// The run of words that a token may be in a name with.
    #[cfg(feature = "train")]
    pub(super) fn run_at(&self, at: usize) -> Option<TokenSpan> {
        self.runs[at]
    }

    /// The end of the run that begins at `at`; `at` itself if none does.
    fn run(&self, at: usize, limit: usize) -> usize {
        let limit = limit.min(at + LONGEST_RUN);
        let mut end = at;
        while end < limit && (end == at || self.view.adjoins(end)) {
            if self.is_name_word(end) {
                end += 1;
            } else if end > at
                && self.is_link(end)
                && let Some(next) = (end + 1..limit.min(end + 3)).find(|&next| self.is_name_word(next))
                && (end + 1..=next).all(|at| self.view.adjoins(at))
                && (end + 1..next).all(|at| self.is_link(at))
            {
                end = next + 1;
            } else {
                break;
            }
        }
        end
    }

    fn is_name_word(&self, at: usize) -> bool {
        let view = self.view;
        (self.hints[at] != 0 || view.is_capital(at) || view.is_prefixed_name(at)) && !is_participle(view.word(at))
    }

    /// A small word that names have within.
    fn is_link(&self, at: usize) -> bool {
        let view = self.view;
        view.is_one_of(at, &["of", "the", "for", "&", "and", "in", "de", "la", "del", "on"])
            || view.gazetteer.is_particle(view.tokens[at].key)
    }

    /// The features of token `at`, given the labels of the two before it.
    pub(super) fn features(
        &self,
        at: usize,
        sentence: TokenSpan,
        (before, before_that): (Label, Label),
        sight: Sight,
        row: &mut Row,
    ) {
        let view = self.view;
        row.plain.clear();
        row.lexical.clear();
        let run = self.runs[at].unwrap_or(TokenSpan::new(at, at + 1));
        let number = view.segments.sentence_of(at);
        let case = self.case[number] as u64;
        let inside = |at: Option<usize>| at.filter(|&at| at >= sentence.start() && at < sentence.end());
        let (left, right) = (inside(at.checked_sub(1)), inside(Some(at + 1)));
        let (left2, right2) = (inside(at.checked_sub(2)), inside(Some(at + 2)));
        let (outer_left, outer_right) = (inside(run.start().checked_sub(1)), inside(Some(run.end())));
        let last = run.end() - 1;

        let label = before as u64;
        let labels = label << 3 | before_that as u64;
        let shape = self.shape(at);
        let hint = u64::from(self.hints[at]);
        let hint_of = |at: Option<usize>| at.map_or(1, |at| u64::from(self.hints[at]));
        let pos = |at: Option<usize>| at.and_then(|at| view.pos(at)).map_or(63, |pos| pos as u64);
        let classes = |at: Option<usize>| at.map_or(1, |at| view.class_bits(at));
        let word = |at: Option<usize>| at.map_or(1, |at| view.tokens[at].key.0);
        let first = u64::from(view.is_first(at, sentence)) << 3 | case << 1 | u64::from(view.is_also_small(at));
        let position = ((at - run.start()).min(3) as u64) << 2 | ((last - at).min(3)) as u64;
        let given = self.given(at);
        let cluster = |at: usize| {
            if sight == Sight::Company && run.contains(at) { Cluster::default() } else { self.clusters[at] }
        };
        let fine = |at: Option<usize>| at.map_or(BEYOND, |at| u64::from(cluster(at).fine));
        let coarse = |at: Option<usize>| at.map_or(BEYOND, |at| u64::from(cluster(at).coarse));
        let (own, alone) = (fine(Some(at)), u64::from(run.len() == 1));
        let touching = u64::from(view.tokens[at].gap == Gap::None);
        let f = Feature::new;
        row.plain.extend([
            f(0, hint).and(label),
            f(1, hint).and(hint_of(right)),
            f(2, hint).and(shape).and(first),
            f(3, hint).and(position),
            f(4, labels).and(shape),
            f(5, shape).and(first).and(pos(Some(at))),
            f(6, pos(left)).and(pos(Some(at))).and(pos(right)),
            f(7, word(outer_left)).and(shape),
            f(8, word(outer_right)).and(u64::from(at == last)),
            f(9, word(outer_left)).and(word(outer_right)),
            f(10, classes(Some(at))).and(label),
            f(11, classes(Some(last))).and(position),
            f(12, classes(right)).and(hint),
            f(13, given).and(label).and(position),
            f(14, self.given(run.start())).and(position).and(hint),
            f(15, self.shape_of(left)).and(shape).and(self.shape_of(right)).and(touching),
            f(16, word(left2)).and(u64::from(at == run.start())),
            f(17, word(right2)).and(u64::from(at == last)),
            f(18, classes(outer_left)).and(classes(outer_right)).and(label),
            f(19, own).and(alone),
            f(20, own).and(label),
            f(21, own).and(hint),
            f(22, fine(left)).and(label),
            f(23, fine(right)),
            f(24, fine(Some(last))).and(position),
            f(25, fine(outer_left)).and(position),
            f(26, fine(outer_right)).and(position),
            f(27, coarse(left)).and(coarse(Some(at))),
            f(28, coarse(Some(at))).and(coarse(right)).and(label),
            f(29, coarse(Some(last))).and(coarse(Some(at))).and(position),
            f(30, coarse(outer_left)).and(coarse(Some(at))).and(coarse(outer_right)),
        ]);
        if sight == Sight::Company {
            return;
        }
        row.lexical.extend([
            f(32, word(Some(at))),
            f(33, word(Some(at))).and(label),
            f(34, self.ending(at, 3)).and(shape),
            f(35, self.ending(at, 2)).and(label),
            f(36, self.beginning(at)),
            f(37, word(Some(last))).and(position),
            f(38, word(left)).and(label),
            f(39, word(right)),
            f(40, word(Some(at))).and(word(right)),
            f(41, self.ending(last, 3)).and(position),
        ]);
    }

    /// What the table of first names says, and whether somebody known has it as a surname.
    fn given(&self, at: usize) -> u64 {
        let view = self.view;
        let key = view.tokens[at].key;
        let given = view.gazetteer.first_name(key).map_or(0, |gender| gender.map_or(3, |gender| gender as u64 + 1));
        let family = u64::from(!view.gazetteer.bearers(key).is_empty());
        let adjective = u64::from(view.gazetteer.adjective_at(view.tokens, at).is_some());
        adjective << 3 | family << 2 | given
    }

    fn shape_of(&self, at: Option<usize>) -> u64 {
        at.map_or(255, |at| self.shape(at))
    }

    /// A token's looks: its shape, its length where it is short, full stops, hyphens.
    fn shape(&self, at: usize) -> u64 {
        let view = self.view;
        let token = &view.tokens[at];
        let word = view.word(at);
        let short = if matches!(token.shape, Shape::Upper | Shape::Mark) { word.len().min(6) as u64 } else { 0 };
        let marks = u64::from(word.ends_with('.')) | u64::from(word.contains('-')) << 1;
        let everyday = u64::from(view.any_class(at, &[WordClass::Closed, WordClass::Never]));
        let noun = u64::from(view.pos(at).is_some_and(Pos::is_proper));
        (token.shape as u64) | short << 3 | marks << 6 | everyday << 8 | noun << 9
    }

    fn ending(&self, at: usize, count: usize) -> u64 {
        let word = self.view.word(at);
        let start = word.char_indices().rev().nth(count - 1).map_or(0, |(start, _)| start);
        hash(fold(&word[start..]).as_bytes())
    }

    fn beginning(&self, at: usize) -> u64 {
        let word = self.view.word(at);
        let end = word.char_indices().nth(3).map_or(word.len(), |(end, _)| end);
        hash(fold(&word[..end]).as_bytes())
    }
}
