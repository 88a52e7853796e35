//! A page's pieces of text → those that rules take for the article: the first look at a page.
//!
//! Sentences speak for an element, link lists and labels against it: the article is the element for
//! which most speaks, where names such as `articleBody` count in its favour. What is marked as
//! navigation, advertising, comments or other articles does not count, unless it holds most of the page.

use super::blocks::Block;

use rustc_hash::FxHashMap;

use super::article::{Article, Page};
use super::dom::{NodeId, Tag};
use super::marks::Marks;
use super::metadata::key;

/// How much a character of a label counts beside one of a sentence.
const LABEL: f32 = 0.1;
/// How much more an element counts that is named as the text.
const NAMED: f32 = 1.35;

/// Sums over the pieces up to each of them.
struct Sums {
    prose: Vec<f32>,
    labels: Vec<f32>,
}

impl Page<'_> {
    /// The pieces that lie in an element.
    fn range(&self, id: NodeId) -> (usize, usize) {
        let end = self.dom.node(id).end;
        (self.blocks.partition_point(|block| block.at < id), self.blocks.partition_point(|block| block.at < end))
    }

    fn sums(&self, counts: impl Fn(&Block) -> bool) -> Sums {
        let mut sums = Sums { prose: vec![0.0], labels: vec![0.0] };
        let (mut prose, mut labels) = (0.0, 0.0);
        for block in self.blocks {
            if counts(block) {
                if block.is_prose() {
                    prose += (block.length - block.linked) as f32;
                } else {
                    labels += 2.0 + block.linked as f32 + LABEL * (block.length - block.linked) as f32;
                }
            }
            sums.prose.push(prose);
            sums.labels.push(labels);
        }
        sums
    }

    /// What the elements around each row say, but those that hold most of the page.
    pub(super) fn inherited(&self) -> Vec<Marks> {
        const MOST: f32 = 0.75;
        // Readers may write more than the author did.
        const NEARLY_ALL: f32 = 0.97;
        const SMALL: f32 = 0.2;
        const LONG: f32 = 1500.0;
        let mut in_card: Vec<bool> = Vec::with_capacity(self.dom.len());
        for (id, place) in self.places.iter().enumerate() {
            let is_around = in_card.get(self.dom.node(id).parent).copied().unwrap_or_default();
            in_card.push(is_around || place.own.meets(Marks::CARD));
        }
        let sums = self.sums(|block| !in_card[block.element]);
        let all = sums.prose.last().copied().unwrap_or_default();
        let prose = |id: NodeId| {
            let (start, end) = self.range(id);
            sums.prose[end] - sums.prose[start]
        };
        // What elements hold together that are made alike, each with the end of the last one.
        let mut alike: FxHashMap<u64, (f32, NodeId)> = FxHashMap::default();
        for (id, _) in self.places.iter().enumerate().filter(|(_, place)| place.own != Marks::NONE) {
            let (held, end) = alike.entry(self.dom.signature(id)).or_default();
            if *end <= id {
                (*held, *end) = (*held + prose(id), self.dom.node(id).end);
            }
        }
        // Paragraphs that share a name with most of those around them are no page's for it, whatever it is ("paywall").
        let mut paragraphs: FxHashMap<(NodeId, u64), (f32, usize)> = FxHashMap::default();
        let is_paragraph = |id: NodeId| self.dom.tag(id) == Some(Tag::P) && self.places[id].own != Marks::NONE;
        for id in (0..self.dom.len()).filter(|&id| is_paragraph(id)) {
            let (held, count) = paragraphs.entry((self.dom.node(id).parent, self.dom.signature(id))).or_default();
            (*held, *count) = (*held + prose(id), *count + 1);
        }
        let is_usual = |id: NodeId| {
            const FEWEST: usize = 2;
            const HALF: f32 = 0.5;
            let parent = self.dom.node(id).parent;
            let alike = paragraphs.get(&(parent, self.dom.signature(id)));
            is_paragraph(id) && alike.is_some_and(|(held, count)| *count >= FEWEST && *held >= HALF * prose(parent))
        };
        // Small articles beside a large one, or in it, are teasers of others.
        let largest = self.dom.all(Tag::Article).map(prose).fold(0.0, f32::max);
        let mut inherited: Vec<Marks> = Vec::with_capacity(self.dom.len());
        for id in 0..self.dom.len() {
            let around = inherited.get(self.dom.node(id).parent).copied().unwrap_or(Marks::NONE);
            let mut own = self.places[id].own;
            if self.dom.tag(id) == Some(Tag::Article) && prose(id) < SMALL * largest {
                own = own | Marks::RELATED;
            }
            // So much text is more than a byline or a caption.
            if own.meets(Marks::ABOUT | Marks::CAPTION) && prose(id) >= LONG {
                own = own.without(Marks::ABOUT | Marks::CAPTION);
            }
            let own = if own == Marks::NONE {
                own
            } else {
                let held = alike.get(&self.dom.signature(id)).map_or(0.0, |alike| alike.0);
                let holds_most = prose(id).max(held) > if own.meets(Marks::COMMENTS) { NEARLY_ALL } else { MOST } * all;
                if holds_most || is_usual(id) {
                    own.without(
                        Marks::DROPPED.without(Marks::CARD)
                            | Marks::CAPTION
                            | Marks::ABOUT
                            | Marks::TITLE
                            | Marks::HEAD
                            | Marks::SERIES,
                    )
                } else {
                    own
                }
            };
            inherited.push(around | own);
        }
        inherited
    }

    /// The element that is the article.
    fn element(&self, inherited: &[Marks], headline: Option<usize>) -> NodeId {
        let counts = |block: &Block| !inherited[block.element].meets(Marks::DROPPED);
        let mut sums = self.sums(counts);
        // What stands before the headline is not the article, unless it is nearly everything.
        let after = headline.map_or(0, |at| self.blocks[at].at);
        let behind = self.sums(|block| counts(block) && block.at >= after);
        if behind.prose.last() > sums.prose.last().map(|all| all * 0.3).as_ref() {
            sums.prose = behind.prose;
        }
        let all = sums.prose.last().copied().unwrap_or_default();
        let mut best = (0, f32::MIN);
        for (id, marks) in inherited.iter().enumerate() {
            let may_hold = self.dom.tag(id).is_some_and(may_hold_article);
            if !may_hold || self.places[id].is_unread || marks.meets(Marks::DROPPED) {
                continue;
            }
            let (start, end) = self.range(id);
            let prose = sums.prose[end] - sums.prose[start];
            if prose == 0.0 {
                continue;
            }
            let labels = sums.labels[end] - sums.labels[start];
            let is_named = self.places[id].own.meets(Marks::BODY) && prose > 0.3 * all;
            let score = (prose - labels) * if is_named { NAMED } else { 1.0 };
            // Of elements around the same text the innermost.
            if score >= best.1 {
                best = (id, score);
            }
        }
        // Several containers of one article belong together.
        let signature = self.dom.signature(best.0);
        let parent = self.dom.node(best.0).parent;
        let holds_text = |id: NodeId| {
            let (start, end) = self.range(id);
            sums.prose[end] > sums.prose[start] && !inherited[id].meets(Marks::DROPPED)
        };
        let is_fellow = |id: &NodeId| self.dom.signature(*id) == signature && holds_text(*id);
        let is_named = self.dom.attribute(best.0, "class").is_some() || self.dom.tag(best.0) == Some(Tag::Article);
        let is_one_of_several = is_named && best.0 != 0 && self.dom.children(parent).filter(is_fellow).nth(1).is_some();
        if is_one_of_several { parent } else { best.0 }
    }

    /// The heading that is the article's title: the one that the page's own title has most of.
    pub(super) fn headline(&self, titles: &[String], inherited: &[Marks]) -> Option<usize> {
        const SHORTEST: usize = 10;
        let length = |block: &Block| {
            let is_heading = block.tag.is_heading() || inherited[block.element].meets(Marks::TITLE);
            if !is_heading || block.length > 400 || inherited[block.element].meets(Marks::DROPPED) {
                return None;
            }
            let key = key(&block.text);
            let fits =
                titles.iter().any(|title| title.contains(&key) || (title.len() >= 20 && key.contains(title.as_str())));
            Some(key.chars().count()).filter(|length| fits && *length >= SHORTEST)
        };
        // Of equals the first.
        let best =
            self.blocks.iter().enumerate().filter_map(|(at, block)| Some((length(block)?, usize::MAX - at))).max();
        best.map(|(_, from_end)| usize::MAX - from_end)
            .or_else(|| self.blocks.iter().position(|block| block.tag == Tag::H1))
    }

    /// What rules take for the article; `titles` are the keys of what the page says its title is, best first.
    pub(super) fn by_rules(&self, titles: &[String]) -> Article {
        let inherited = self.inherited();
        let headline = self.headline(titles, &inherited);
        let element = self.element(&inherited, headline);
        let (start, end) = self.range(element);
        let around = inherited[element];
        let marks = |at: usize| inherited[self.blocks[at].element].without(around);
        // Where the headline is in the element, the text begins behind it.
        let start = headline.filter(|at| (start..end).contains(at)).map_or(start, |at| at + 1);
        let is_text = |at: usize| {
            let block = &self.blocks[at];
            let is_heading = block.tag == Tag::H1 || (marks(at).meets(Marks::TITLE) && block.tag.is_heading());
            let is_about = marks(at).meets(Marks::ABOUT) && block.length < 400;
            let is_page = marks(at).meets(Marks::DROPPED | Marks::CAPTION) || block.is_label;
            !(is_heading || is_about || is_page || block.is_title(titles))
        };
        let prose: Vec<usize> = (start..end).filter(|&at| self.blocks[at].is_prose() && is_text(at)).collect();
        let (first, last) = (prose.first().copied().unwrap_or(start), prose.last().copied().unwrap_or(end));
        let mut kept = Vec::new();
        for at in start..end {
            let block = &self.blocks[at];
            let is_kept = is_text(at)
                && if at < first {
                    self.may_lead(block)
                } else if at > last {
                    self.may_trail(block, &self.blocks[last])
                } else {
                    block.link_share() < 0.7
                };
            if is_kept {
                kept.push(at);
            }
        }
        Article { element, headline, kept, first, inherited }
    }

    /// Whether a piece before the first sentences belongs to the text.
    fn may_lead(&self, block: &Block) -> bool {
        block.words >= 3 && block.link_share() < 0.7 && !block.is_dated
    }

    /// Whether a piece behind the last sentences does: a short last sentence or a quotation's author.
    fn may_trail(&self, block: &Block, last: &Block) -> bool {
        block.link_share() < 0.5 && block.tag == last.tag && (block.has_stop || block.text.starts_with(['—', '–']))
    }
}

/// Whether an element may be the one that holds an article: not a paragraph or a word of it.
fn may_hold_article(tag: Tag) -> bool {
    use Tag::*;
    !matches!(tag, P | H1 | H2 | H3 | H4 | H5 | H6 | Li | Ul | Ol | Dt | Dd | Span | A | Pre | Br)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::blocks;
    use crate::pages::dom::Dom;

    #[test]
    fn names_that_say_nothing_of_the_text_they_hold() {
        const SENTENCE: &str = "The envoy left Ankara on Monday after two days of talks, the ministry said.";
        let others = format!("<div>{}</div>", format!("<p>{SENTENCE}</p>").repeat(40));
        let long = SENTENCE.repeat(30);
        for (html, is_named) in [
            // Most paragraphs of the article, but little of the page.
            (
                format!("<div><p>{SENTENCE}</p><p class=paywall>! {SENTENCE}</p><p class=paywall>{SENTENCE}</p></div>"),
                false,
            ),
            (
                format!(
                    "<div><p>{SENTENCE}</p><p>{SENTENCE}</p><p>{SENTENCE}</p><p class=paywall>! {SENTENCE}</p></div>"
                ),
                true,
            ),
            (format!("<div class=byline><p>! {long}</p></div>"), false),
            (format!("<div class=byline><p>! {SENTENCE}</p></div>"), true),
        ] {
            let dom = Dom::parse(&format!("{html}{others}"));
            let (places, blocks) = blocks::read(&dom);
            let inherited = Page { dom: &dom, places: &places, blocks: &blocks }.inherited();
            let block = blocks.iter().find(|block| block.text.starts_with('!')).expect("it is there");
            assert_eq!(inherited[block.element].meets(Marks::DROPPED | Marks::ABOUT), is_named, "{html}");
        }
    }
}
