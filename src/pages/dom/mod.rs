//! A page as a tree, in one table.
//!
//! html5ever reads it as browsers do; `sink` holds the tree while it grows and is moved about. Then elements and texts are
//! put into the order of the page, each with the end of what lies in it, so that a subtree is a range of rows.

mod attributes;
mod guard;
mod sink;
mod tag;

use std::cell::OnceCell;
use std::hash::{Hash, Hasher};

use html5ever::tendril::StrTendril;
use html5ever::{Attribute, LocalName};
use rustc_hash::FxHasher;

pub(super) use tag::Tag;

/// The row of an element or a text.
pub(super) type NodeId = usize;

/// An element or a text.
#[derive(Debug)]
pub(super) struct Node {
    /// The element that it lies in.
    pub parent: NodeId,
    /// The row behind what lies in it.
    pub end: NodeId,
    content: Content,
}

#[derive(Debug)]
enum Content {
    Element { tag: Tag, attributes: Vec<Attribute> },
    Text(StrTendril),
}

/// A page.
#[derive(Debug)]
pub(super) struct Dom {
    nodes: Vec<Node>,
    /// Hashes of names and classes, once they are asked for.
    signatures: OnceCell<Vec<u64>>,
}

impl Dom {
    /// Reads a page.
    pub(super) fn parse(html: &str) -> Self {
        guard::parse(html).in_order()
    }

    /// How many rows there are; row 0 is the document.
    pub(super) fn len(&self) -> usize {
        self.nodes.len()
    }

    /// A row.
    pub(super) fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id]
    }

    /// The name of an element; `None` for a text.
    pub(super) fn tag(&self, id: NodeId) -> Option<Tag> {
        match &self.nodes[id].content {
            Content::Element { tag, .. } => Some(*tag),
            Content::Text(_) => None,
        }
    }

    /// The names and values of an element's attributes.
    pub(super) fn attributes(&self, id: NodeId) -> impl Iterator<Item = (&LocalName, &str)> {
        let attributes = match &self.nodes[id].content {
            Content::Element { attributes, .. } => attributes.as_slice(),
            Content::Text(_) => &[],
        };
        attributes.iter().map(|attribute| (&attribute.name.local, &*attribute.value))
    }

    /// The value of an attribute, without the white space around it.
    pub(super) fn attribute(&self, id: NodeId, name: &str) -> Option<&str> {
        self.attributes(id).find(|(key, _)| **key == *name).map(|(_, value)| value.trim())
    }

    /// A hash of an element's name and classes without their figures, which it shares with those that are made alike.
    pub(super) fn signature(&self, id: NodeId) -> u64 {
        self.signatures.get_or_init(|| (0..self.len()).map(|id| self.signed(id)).collect())[id]
    }

    fn signed(&self, id: NodeId) -> u64 {
        let mut hasher = FxHasher::default();
        self.tag(id).map(|tag| tag as u8).hash(&mut hasher);
        for c in self.attribute(id, "class").unwrap_or_default().bytes().filter(|c| !c.is_ascii_digit()) {
            c.hash(&mut hasher);
        }
        hasher.finish()
    }

    /// The characters of a text; nothing for an element.
    pub(super) fn characters(&self, id: NodeId) -> &str {
        match &self.nodes[id].content {
            Content::Element { .. } => "",
            Content::Text(text) => text,
        }
    }

    /// The characters of an element that holds only a text, such as a script.
    pub(super) fn only_text(&self, id: NodeId) -> Option<&str> {
        (self.nodes[id].end == id + 2).then(|| self.characters(id + 1))
    }

    /// All characters in an element, with single spaces for white space, up to some length.
    pub(super) fn text_of(&self, id: NodeId, limit: usize) -> String {
        let mut text = String::new();
        let mut at = id;
        // Elements without text are bounded as the text is.
        let end = self.nodes[id].end.min(id + limit);
        while at < end && text.len() < limit {
            if at != id && self.tag(at).is_some_and(Tag::is_unread) {
                at = self.nodes[at].end;
                continue;
            }
            if self.tag(at).is_some_and(|tag| tag.is_block() || tag == Tag::Br) && !text.is_empty() {
                text.push(' ');
            }
            text.extend(self.characters(at).chars().take(limit));
            at += 1;
        }
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The rows right in an element.
    pub(super) fn children(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        let end = self.nodes[id].end;
        let first = Some(id + 1).filter(|&first| first < end);
        std::iter::successors(first, move |&at| Some(self.nodes[at].end).filter(|&next| next < end))
    }

    /// The elements of a name, in order.
    pub(super) fn all(&self, tag: Tag) -> impl Iterator<Item = NodeId> + '_ {
        (0..self.nodes.len()).filter(move |&id| self.tag(id) == Some(tag))
    }

    /// The elements around a row, from the inside out, without the document.
    pub(super) fn ancestors(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        std::iter::successors(Some(self.nodes[id].parent), |&at| Some(self.nodes[at].parent)).take_while(|&at| at != 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A page's body as an outline.
    fn outline(html: &str) -> String {
        let dom = Dom::parse(html);
        let body = dom.all(Tag::Body).next().expect("every page has one");
        let mut outline = String::new();
        let mut open: Vec<NodeId> = Vec::new();
        for id in body + 1..dom.node(body).end {
            while open.last().is_some_and(|&above| dom.node(above).end <= id) {
                outline.push(')');
                open.pop();
            }
            match dom.tag(id) {
                Some(tag) => {
                    outline.push_str(&format!("{tag:?}(").to_lowercase());
                    open.push(id);
                }
                None => outline.push_str(dom.characters(id)),
            }
        }
        outline + &")".repeat(open.len())
    }

    #[test]
    fn a_tree_as_browsers_build_it() {
        for (html, expected) in [
            ("<P>a<p>b</P>c", "p(a)p(b)c"),
            ("<ul><li>a<li>b</ul>", "ul(li(a)li(b))"),
            ("<table>a<tr><td>b</table>", "atable(tbody(tr(td(b))))"),
            ("<b>a<p>b</b>c", "span(ap(bc))"),
            ("<a href=x>a<div>b</a>c</div>", "a(a)div(a(b)c)"),
            ("a<!-- b --!>c", "ac"),
            ("<svg><title/><style/></svg><p>a", "svg(other()other())p(a)"),
            ("<svg><foreignObject><p>a</p></foreignObject></svg>b", "svg(other(p(a)))b"),
            ("<p>c<template><p>a</template>b", "p(ctemplate(p(a))b)"),
            ("<p>a &lt;b&gt; &notit; &#x80;", "p(a <b> ¬it; €)"),
        ] {
            assert_eq!(outline(html), expected, "{html}");
        }
    }

    #[test]
    fn attributes_are_told_in_any_case() {
        let dom = Dom::parse("<META NAME='a' CONTENT=' b &amp; c '>");
        let meta = dom.all(Tag::Meta).next().unwrap();
        assert_eq!((dom.attribute(meta, "name"), dom.attribute(meta, "content")), (Some("a"), Some("b & c")));
    }

    #[test]
    fn a_million_open_elements_are_few_that_are_nested() {
        for open in ["<div>", "<span>", "<b>", "<a href=x><table><td>", "<svg><g>", "<ul><li>", "<template>"] {
            let dom = Dom::parse(&format!("{}The end.", open.repeat(1_000_000 / open.len())));
            let end = (0..dom.len()).find(|&id| dom.characters(id) == "The end.").expect("nothing is lost");
            let depth = dom.ancestors(end).count();
            assert!((400..600).contains(&depth), "{open}: {depth}");
        }
    }
}
