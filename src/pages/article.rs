//! A page's pieces of text → those of the article.
//!
//! Rules look first (`rules`); what they say is a part of the `evidence`, from which a learned model says of each piece how likely
//! it is the article's. So what the rules leave out is looked at once more, and no name of a class decides alone.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::blocks::{Block, Place};
use super::dom::{Dom, NodeId, Tag};
use super::evidence::{self, Row, Scene};
use super::marks::Marks;
use super::metadata::Metadata;
use crate::layout::Role;
use crate::learning::Trees;
use crate::tables;

/// From which probability on a piece may be the article's.
const LIKELY: f32 = 0.3;
/// How much of the mean probability of such pieces, a character counting once, each must have: what is doubtful is the
/// article's only on a page where all is.
const SHARE: f32 = 0.6;

/// The same where hardly any is, and how many times more text rules then find.
const DOUBTFUL: f32 = 0.15;
const LOST: usize = 3;

/// How many words a caption has at least that says something.
const SHORTEST_CAPTION: usize = 8;

static MODEL: LazyLock<Trees> = LazyLock::new(|| {
    let model = Trees::read("pages.bin", evidence::schema(), evidence::COUNT, tables::models::PAGES);
    model.unwrap_or_else(|error| panic!("a model of the crate: {error}"))
});

/// What has been found out about a page.
pub(super) struct Page<'p> {
    pub dom: &'p Dom,
    pub places: &'p [Place],
    pub blocks: &'p [Block],
}

/// The parts of a page that make its article.
pub(super) struct Article {
    /// The element that the text is in.
    pub element: NodeId,
    /// The headline among the pieces.
    pub headline: Option<usize>,
    /// The pieces of its text.
    pub kept: Vec<usize>,
    /// The piece with its first sentences.
    pub first: usize,
    /// What the elements around each row say.
    pub inherited: Vec<Marks>,
}

impl Page<'_> {
    /// What is the article.
    pub(super) fn article(&self, metadata: &Metadata) -> Article {
        let titles = metadata.title_keys();
        let (rules, rows) = self.looks(metadata, &titles);
        let likely = rows.iter().map(|row| MODEL.probability(row));
        let pieces = likely.zip(self.blocks).enumerate().map(|(at, (likely, block))| Candidate {
            likely,
            trust: self.trust(at, &titles, &rules.inherited),
            length: block.length,
        });
        let pieces: Vec<Candidate> = pieces.collect();
        let mut kept = chosen(&pieces);
        let length = |kept: &[usize]| kept.iter().map(|&at| pieces[at].length).sum::<usize>();
        if length(&kept) * LOST < length(&rules.kept) {
            // On pages unlike those that were learned from, all is doubtful: a second look is more lenient.
            kept = likelier_than(DOUBTFUL, &pieces);
        }
        if kept.is_empty() {
            return rules;
        }
        let first = kept.iter().copied().find(|&at| self.blocks[at].is_prose()).unwrap_or(kept[0]);
        Article { element: self.around(&kept), first, kept, ..rules }
    }

    /// What rules take for the article, and what speaks for and against each piece.
    pub(super) fn looks(&self, metadata: &Metadata, titles: &[String]) -> (Article, Vec<Row>) {
        let Page { dom, places, blocks } = *self;
        let rules = self.by_rules(titles);
        let body = metadata.described.as_ref().and_then(|one| one.body.as_deref());
        let rows = evidence::rows(&Scene { dom, places, blocks, titles, rules: &rules, body });
        (rules, rows)
    }

    /// The innermost element around most of these pieces.
    pub(super) fn around(&self, kept: &[usize]) -> NodeId {
        const MOST: f32 = 0.8;
        let length = |pieces: &[usize]| pieces.iter().map(|&at| self.blocks[at].length).sum::<usize>() as f32;
        let all = length(kept);
        let mut element = self.blocks[kept[0]].element;
        let mut best = 0;
        // Of the elements around the longest piece the first that is wide enough.
        if let Some(&longest) = kept.iter().max_by_key(|&&at| self.blocks[at].length) {
            element = self.blocks[longest].element;
        }
        while element != best {
            let end = self.dom.node(element).end;
            let from = kept.partition_point(|&at| self.blocks[at].at < element);
            let to = kept.partition_point(|&at| self.blocks[at].at < end);
            if length(&kept[from..to]) >= MOST * all {
                best = element;
            } else {
                element = self.dom.node(element).parent;
            }
        }
        best
    }

    /// How far a piece may be text, whatever the model says: not at all if it is a line of the page's own, a title, caption, link or
    /// day alone; hardly in what is neither built as text nor holds most of the page.
    pub(super) fn trust(&self, at: usize, titles: &[String], inherited: &[Marks]) -> f32 {
        const HARDLY: f32 = 0.5;
        let block = &self.blocks[at];
        let marks = inherited[block.element];
        let is_line = block.length < 400 && !block.is_prose();
        let is_caption = marks.meets(Marks::CAPTION) || self.dom.tag(block.element) == Some(Tag::Figcaption);
        let is_links = block.link_share() >= 0.7 && !(block.has_stop && block.words >= 6);
        let is_page = is_links || (marks.meets(Marks::ABOUT) && block.length < 400) || is_dated_line(block);
        if block.is_label || block.is_title(titles) || (is_line && is_page) || is_caption {
            0.0
        } else if marks.meets(Marks::ASIDE | Marks::COMMENTS) {
            HARDLY
        } else {
            1.0
        }
    }

    /// The pieces that an article is read as: its text, and the captions of the pictures in it, in the order of the page.
    pub(super) fn pieces(&self, article: &Article) -> Vec<(usize, Role)> {
        let mut pieces: Vec<(usize, Role)> = article.kept.iter().map(|&at| (at, Role::Body)).collect();
        pieces.extend(self.captions(article).into_iter().map(|at| (at, Role::Caption)));
        pieces.sort_unstable_by_key(|&(at, _)| at);
        pieces
    }

    /// The captions of single pictures between an article's headline and its last sentences: each once, and none that only names
    /// what is seen or who took it, as words without a stop do.
    fn captions(&self, article: &Article) -> Vec<usize> {
        let (Some(&first), Some(&last)) = (article.kept.first(), article.kept.last()) else { return Vec::new() };
        let start = article.headline.filter(|&headline| headline < first).unwrap_or(first);
        let mut seen: FxHashSet<u64> = article.kept.iter().map(|&at| self.blocks[at].key).collect();
        let is_own = |at: &usize| {
            let block = &self.blocks[*at];
            let marks = article.inherited[block.element];
            marks.meets(Marks::CAPTION)
                && !marks.meets(Marks::DROPPED | Marks::SERIES)
                && block.words >= SHORTEST_CAPTION
                && block.stops > 0
                && block.link_share() < 0.5
                && !block.is_label
                && seen.insert(block.key)
        };
        (start..=last).filter(|at| article.kept.binary_search(at).is_err()).filter(is_own).collect()
    }

    /// The rows around both the headline and the text.
    pub(super) fn scope(&self, article: &Article) -> (NodeId, NodeId) {
        const FARTHEST: usize = 6;
        let head = article.headline.map_or(article.element, |at| self.blocks[at].at);
        let mut around = article.element;
        for _ in 0..FARTHEST {
            let node = self.dom.node(around);
            let is_body = self.dom.tag(around) == Some(Tag::Body) || around == 0;
            if is_body || (around <= head && head < node.end && article.element != around) {
                break;
            }
            around = node.parent;
        }
        (around, self.dom.node(around).end)
    }

    /// Whether an element stands before the article's second sentences, or says when it was written.
    pub(super) fn is_beside(&self, article: &Article, id: NodeId) -> bool {
        let second = self.blocks.get(article.first + 1).map_or(NodeId::MAX, |block| block.at);
        id < second || article.inherited[id].meets(Marks::ABOUT | Marks::HEAD | Marks::TITLE)
    }

    /// The pieces that are none of the text's and no other article's.
    pub(super) fn lines(&self, article: &Article) -> Vec<&Block> {
        const OTHERS: Marks = Marks::DROPPED;
        let is_own = |block: &&Block| !article.inherited[block.element].meets(OTHERS);
        self.blocks.iter().filter(is_own).collect()
    }

    /// The lines that may say who wrote it: around the headline, then the last ones of the text and those behind it.
    pub(super) fn bylines<'p>(&'p self, article: &Article) -> impl Iterator<Item = &'p str> {
        const BEHIND: usize = 3;
        let last = article.kept.last().map_or(0, |&last| last + 1);
        let end = last.saturating_sub(BEHIND)..(last + BEHIND).min(self.blocks.len());
        let head: Vec<&Block> = self.head(article);
        head.into_iter().chain(&self.blocks[end]).map(|block| block.text.as_str())
    }

    /// The pieces between the headline and the first sentences.
    pub(super) fn under(&self, article: &Article) -> Vec<&Block> {
        let from = article.headline.map_or(article.first, |at| at + 1);
        self.blocks.get(from..article.first).unwrap_or_default().iter().collect()
    }

    /// The pieces between the headline and the first sentences, and those around them that say when it was written.
    pub(super) fn head(&self, article: &Article) -> Vec<&Block> {
        const BEHIND: usize = 3;
        const BEFORE: usize = 4;
        let scope = self.scope(article);
        let from = article.headline.unwrap_or(article.first.saturating_sub(BEFORE)).saturating_sub(BEFORE);
        let to = (article.first + BEHIND).max(from).min(self.blocks.len());
        let near = self.blocks[from..to].iter();
        let marked = self.blocks.iter().filter(|block| {
            (scope.0..scope.1).contains(&block.at) && article.inherited[block.element].meets(Marks::ABOUT)
        });
        near.chain(marked)
            .filter(|block| !article.inherited[block.element].meets(Marks::RELATED | Marks::COMMENTS | Marks::ASIDE))
            .collect()
    }
}

fn is_dated_line(block: &Block) -> bool {
    block.words <= 12 && !block.has_stop && !block.tag.is_heading() && block.is_dated
}

/// A piece to choose from.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate {
    /// How likely it is the article's.
    pub likely: f32,
    /// How far it may be.
    pub trust: f32,
    pub length: usize,
}

/// Which of a page's pieces are its article.
pub(super) fn chosen(pieces: &[Candidate]) -> Vec<usize> {
    likelier_than(LIKELY, pieces)
}

fn likelier_than(least: f32, pieces: &[Candidate]) -> Vec<usize> {
    let likely = |piece: &Candidate| piece.likely * piece.trust;
    let (mut sum, mut all) = (0.0, 0.0);
    for piece in pieces.iter().filter(|piece| likely(piece) > least) {
        sum += likely(piece) * piece.length as f32;
        all += piece.length as f32;
    }
    let least = least.max(SHARE * sum / f32::max(all, 1.0));
    (0..pieces.len()).filter(|&at| likely(&pieces[at]) > least).collect()
}
