//! Teasers of other articles: elements beside each other that hold a heading which is a link, and little else.

use rustc_hash::FxHashMap;

use super::blocks::Block;
use super::dom::{Dom, NodeId};

/// How many pieces and characters a teaser has at most.
const PIECES: usize = 6;
const LONGEST: usize = 700;
/// From which share on a heading is a link.
const LINKED: f32 = 0.9;

/// The elements that are teasers; one alone is none.
pub(super) fn find(dom: &Dom, blocks: &[Block]) -> Vec<NodeId> {
    let mut beside: FxHashMap<NodeId, Vec<NodeId>> = FxHashMap::default();
    let headings = blocks.iter().filter(|block| block.tag.is_heading());
    for heading in headings.filter(|block| block.link_share() >= LINKED) {
        if let Some(card) = card(dom, blocks, heading.element) {
            beside.entry(dom.node(card).parent).or_default().push(card);
        }
    }
    beside.into_values().filter(|cards| cards.len() > 1).flatten().collect()
}

/// The widest element around a heading that holds no other one and little text, but some beside it.
fn card(dom: &Dom, blocks: &[Block], heading: NodeId) -> Option<NodeId> {
    let around = std::iter::once(heading).chain(dom.ancestors(heading)).take_while(|&id| {
        let end = dom.node(id).end;
        let from = blocks.partition_point(|block| block.at < id);
        let held = blocks[from..].iter().take(PIECES + 1).take_while(|block| block.at < end);
        let (pieces, headings, length) = held.fold((0, 0, 0), |(pieces, headings, length), block| {
            (pieces + 1, headings + usize::from(block.tag.is_heading()), length + block.length)
        });
        pieces <= PIECES && headings <= 1 && length <= LONGEST
    });
    let widest = around.last()?;
    let from = blocks.partition_point(|block| block.at < widest);
    let has_text = blocks.get(from + 1).is_some_and(|block| block.at < dom.node(widest).end);
    has_text.then_some(widest)
}
