//! A page as a tree, in one table.
//!
//! Elements and texts stand in the order of the page, each with the end of what lies in it, so that a
//! subtree is a range of rows. The reader is lenient as browsers are (unclosed paragraphs and list
//! items, stray end tags), but moves nothing: what a browser would hoist out of a table stays there.
//! Time and depth are bounded whatever the page: deeper elements than [`DEEPEST`] are left out of
//! the tree, and their text goes to the element that is open there.

use std::borrow::Cow;

use super::lexer::{Lexer, Token};
use super::tag::Tag;
use crate::parallel::stopping_point;

/// The row of an element or a text.
pub(super) type NodeId = usize;

/// How many elements may be open at once.
const DEEPEST: usize = 512;
/// How far below the top an open element is looked for that a start tag closes.
const NEAR: usize = 48;

/// An attribute as it is written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Attribute<'h> {
    pub name: &'h str,
    pub value: &'h str,
}

/// An element or a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Node<'h> {
    /// The element that it lies in.
    pub parent: NodeId,
    /// The row behind what lies in it.
    pub end: NodeId,
    /// `None` for a text.
    pub tag: Option<Tag>,
    /// The text as it is written; the name of an element.
    pub text: &'h str,
    /// Whether the text is kept without looking for character references.
    is_raw: bool,
    attributes: (u32, u32),
}

/// A page.
#[derive(Debug, Default)]
pub(super) struct Dom<'h> {
    nodes: Vec<Node<'h>>,
    attributes: Vec<Attribute<'h>>,
}

/// An element whose end tag has not come yet.
#[derive(Clone, Copy)]
struct Open {
    node: NodeId,
    tag: Tag,
    /// Its end tag came while block elements in it were open.
    is_closing: bool,
}

struct Builder<'h> {
    dom: Dom<'h>,
    stack: Vec<Open>,
    /// How many elements of each name are open, and how many were too deep to be in the tree.
    open: [u32; Tag::COUNT],
    too_deep: [u32; Tag::COUNT],
}

impl<'h> Dom<'h> {
    /// Reads a page.
    pub(super) fn parse(html: &'h str) -> Self {
        let root = Node { parent: 0, end: 0, tag: Some(Tag::Root), text: "", is_raw: false, attributes: (0, 0) };
        let mut builder = Builder {
            dom: Dom { nodes: vec![root], attributes: Vec::new() },
            stack: vec![Open { node: 0, tag: Tag::Root, is_closing: false }],
            open: [0; Tag::COUNT],
            too_deep: [0; Tag::COUNT],
        };
        let mut lexer = Lexer::new(html);
        while let Some(token) = lexer.next_token(&mut builder.dom.attributes) {
            stopping_point();
            match token {
                Token::Start { name, tag, attributes, is_closed } => builder.start(name, tag, attributes, is_closed),
                Token::End { tag } => builder.end(tag),
                Token::Text { text, is_raw } => builder.text(text, is_raw),
            }
        }
        while let Some(open) = builder.stack.pop() {
            builder.dom.nodes[open.node].end = builder.dom.nodes.len();
        }
        builder.dom
    }

    /// How many rows there are; row 0 is the document.
    pub(super) fn len(&self) -> usize {
        self.nodes.len()
    }

    /// A row.
    pub(super) fn node(&self, id: NodeId) -> &Node<'h> {
        &self.nodes[id]
    }

    /// The name of an element; `None` for a text.
    pub(super) fn tag(&self, id: NodeId) -> Option<Tag> {
        self.nodes[id].tag
    }

    /// The attributes of an element.
    pub(super) fn attributes(&self, id: NodeId) -> &[Attribute<'h>] {
        let (start, end) = self.nodes[id].attributes;
        self.attributes.get(start as usize..end as usize).unwrap_or_default()
    }

    /// The value of an attribute, as it is written.
    pub(super) fn raw_attribute(&self, id: NodeId, name: &str) -> Option<&'h str> {
        self.attributes(id).iter().find(|attribute| attribute.name.eq_ignore_ascii_case(name)).map(|found| found.value)
    }

    /// The value of an attribute, without the white space around it.
    pub(super) fn attribute(&self, id: NodeId, name: &str) -> Option<Cow<'h, str>> {
        let value = self.raw_attribute(id, name)?.trim();
        Some(if value.contains('&') { htmlize::unescape_attribute(value) } else { Cow::Borrowed(value) })
    }

    /// The characters of a text; nothing for an element.
    pub(super) fn characters(&self, id: NodeId) -> Cow<'h, str> {
        let node = &self.nodes[id];
        if node.tag.is_some() {
            Cow::Borrowed("")
        } else if node.is_raw || !node.text.contains('&') {
            Cow::Borrowed(node.text)
        } else {
            htmlize::unescape(node.text)
        }
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
            text.push_str(&self.characters(at));
            at += 1;
        }
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The elements of a name, in order.
    pub(super) fn all(&self, tag: Tag) -> impl Iterator<Item = NodeId> + '_ {
        (0..self.nodes.len()).filter(move |&id| self.nodes[id].tag == Some(tag))
    }

    /// The elements around a row, from the inside out, without the document.
    pub(super) fn ancestors(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        std::iter::successors(Some(self.nodes[id].parent), |&at| Some(self.nodes[at].parent)).take_while(|&at| at != 0)
    }
}

impl<'h> Builder<'h> {
    fn top(&self) -> Open {
        self.stack.last().copied().unwrap_or(Open { node: 0, tag: Tag::Root, is_closing: false })
    }

    fn pop(&mut self) {
        if self.stack.len() > 1
            && let Some(open) = self.stack.pop()
        {
            self.dom.nodes[open.node].end = self.dom.nodes.len();
            self.open[open.tag as usize] -= 1;
        }
    }

    /// Closes the elements above and at this place of the stack.
    fn close(&mut self, place: usize) {
        while self.stack.len() > place.max(1) {
            self.pop();
        }
        while self.top().is_closing {
            self.pop();
        }
    }

    /// Closes the nearest open element among `closed`, unless one of `bounds` is nearer.
    fn close_implied(&mut self, closed: &[Tag], bounds: &[Tag]) {
        if closed.iter().all(|tag| self.open[*tag as usize] == 0) {
            return;
        }
        let mut place = None;
        for (at, open) in self.stack.iter().enumerate().rev().take(NEAR) {
            if closed.contains(&open.tag) {
                place = Some(at);
            } else if bounds.contains(&open.tag) {
                break;
            }
        }
        if let Some(place) = place {
            self.close(place);
        }
    }

    fn start(&mut self, name: &'h str, tag: Tag, attributes: (u32, u32), is_closed: bool) {
        use Tag::*;
        match tag {
            Html if self.open[Html as usize] > 0 => return,
            Body if self.open[Body as usize] > 0 => return,
            Body => self.close_implied(&[Head], &[]),
            Li => self.close_implied(&[Li], &[Ul, Ol, Menu, Table, Td]),
            Dt | Dd => self.close_implied(&[Dt, Dd], &[Dl, Table, Td]),
            Td | Th => self.close_implied(&[Td, Th], &[Tr, Table]),
            Tr => self.close_implied(&[Tr, Td, Th], &[Table]),
            Tbody | Thead | Tfoot => self.close_implied(&[Tbody, Thead, Tfoot, Tr, Td, Th], &[Table]),
            Tag::Option | Optgroup => self.close_implied(&[Tag::Option], &[Select]),
            A => self.close_implied(&[A], &[Td, Th, Li, Table, Div, Object]),
            _ => {}
        }
        if tag.is_block() {
            // A page that forgot to close its head.
            if self.open[Head as usize] > 0 && tag != Tag::Option {
                self.close_implied(&[Head], &[Template, Noscript]);
            }
            self.close_implied(
                &[P],
                &[Td, Th, Caption, Button, Object, Table, Li, Div, Section, Article, Blockquote, Template],
            );
        }
        let id = self.dom.nodes.len();
        let parent = self.top().node;
        self.dom.nodes.push(Node { parent, end: id + 1, tag: Some(tag), text: name, is_raw: false, attributes });
        // "<div/>" is open in HTML; only drawings close so.
        let is_drawing = self.open[Svg as usize] + self.open[Math as usize] > 0 || matches!(tag, Svg | Math);
        if tag.is_void() || (is_closed && is_drawing) {
            return;
        }
        if self.stack.len() >= DEEPEST {
            self.too_deep[tag as usize] += 1;
            return;
        }
        self.open[tag as usize] += 1;
        self.stack.push(Open { node: id, tag, is_closing: false });
    }

    fn end(&mut self, tag: Tag) {
        use Tag::*;
        if self.too_deep[tag as usize] > 0 {
            self.too_deep[tag as usize] -= 1;
            return;
        }
        // Scripts put behind the end of the body are in it all the same.
        if self.open[tag as usize] == 0 || matches!(tag, Body | Html | Other) && tag != Other {
            return;
        }
        let is_block = tag.is_block();
        for at in (1..self.stack.len()).rev() {
            let open = self.stack[at];
            if open.tag == tag {
                let crosses = !is_block && self.stack[at + 1..].iter().any(|open| open.tag.is_block());
                if crosses {
                    self.stack[at].is_closing = true;
                } else {
                    self.close(at);
                }
                return;
            }
            // A cell's content does not close what is around the table.
            if matches!(open.tag, Td | Th | Table) && !matches!(tag, Table | Tr | Td | Th | Tbody | Thead | Tfoot) {
                return;
            }
        }
    }

    fn text(&mut self, text: &'h str, is_raw: bool) {
        if text.is_empty() {
            return;
        }
        let id = self.dom.nodes.len();
        let parent = self.top().node;
        self.dom.nodes.push(Node { parent, end: id + 1, tag: None, text, is_raw, attributes: (0, 0) });
    }
}
