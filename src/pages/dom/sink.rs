//! The tree while html5ever builds it: nodes in one table, linked to parents, children and neighbours by their numbers.

use std::borrow::Cow;
use std::cell::{Cell, OnceCell, Ref, RefCell};

use html5ever::interface::{ElemName, ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::{Attribute, LocalName, Namespace, QualName, ns};

use super::{Content, Dom, Node, Tag, attributes};

/// A node's number; the document is the first.
pub(super) type Handle = u32;

/// No node.
const NONE: Handle = Handle::MAX;

/// What is in a node.
#[derive(Debug)]
enum Kind {
    Document,
    Element {
        name: QualName,
        attributes: Vec<Attribute>,
    },
    Text(StrTendril),
    /// A comment or an instruction, which nobody asks for.
    Other,
}

#[derive(Debug)]
struct Linked {
    kind: Kind,
    parent: Handle,
    before: Handle,
    after: Handle,
    first: Handle,
    last: Handle,
    /// How many elements were around it when it was put where it is.
    depth: u32,
}

/// A tree that grows.
#[derive(Debug)]
pub(super) struct Sink {
    nodes: RefCell<Vec<Linked>>,
    depth: Cell<u32>,
}

/// The name of an element.
#[derive(Debug)]
pub(super) struct Name<'s>(Ref<'s, QualName>);

impl ElemName for Name<'_> {
    fn ns(&self) -> &Namespace {
        &self.0.ns
    }

    fn local_name(&self) -> &LocalName {
        &self.0.local
    }
}

impl Sink {
    /// A tree with nothing but a document, and room for a page of so many bytes.
    pub(super) fn new(bytes: usize) -> Self {
        /// Hardly a page has more nodes than one in so many bytes.
        const SPARSEST: usize = 64;
        let nodes = Vec::with_capacity(bytes / SPARSEST);
        let sink = Self { nodes: RefCell::new(nodes), depth: Cell::new(0) };
        sink.node(Kind::Document);
        sink
    }

    /// How deep the parser is in the tree.
    pub(super) fn depth(&self) -> u32 {
        self.depth.get()
    }

    fn node(&self, kind: Kind) -> Handle {
        let mut nodes = self.nodes.borrow_mut();
        nodes.push(Linked { kind, parent: NONE, before: NONE, after: NONE, first: NONE, last: NONE, depth: 0 });
        (nodes.len() - 1) as Handle
    }

    /// Puts a node or a text into `parent`, before `after` if there is one.
    fn insert(&self, parent: Handle, after: Handle, child: NodeOrText<Handle>) {
        let before = {
            let nodes = self.nodes.borrow();
            if after == NONE { nodes[parent as usize].last } else { nodes[after as usize].before }
        };
        let child = match child {
            NodeOrText::AppendNode(node) => node,
            NodeOrText::AppendText(text) => {
                if before != NONE
                    && let Kind::Text(known) = &mut self.nodes.borrow_mut()[before as usize].kind
                {
                    known.push_tendril(&text);
                    return;
                }
                self.node(Kind::Text(text))
            }
        };
        let nodes = &mut *self.nodes.borrow_mut();
        let depth = nodes[parent as usize].depth + 1;
        self.depth.set(depth);
        let node = &mut nodes[child as usize];
        (node.parent, node.before, node.after, node.depth) = (parent, before, after, depth);
        match nodes.get_mut(before as usize) {
            Some(before) => before.after = child,
            None => nodes[parent as usize].first = child,
        }
        match nodes.get_mut(after as usize) {
            Some(after) => after.before = child,
            None => nodes[parent as usize].last = child,
        }
    }

    /// The tree in the order of the page.
    pub(super) fn in_order(self) -> Dom {
        let mut linked = self.nodes.into_inner();
        let mut nodes: Vec<Node> = Vec::with_capacity(linked.len());
        let (mut at, mut parent) = (0, 0);
        loop {
            let row = nodes.len();
            let node = &mut linked[at as usize];
            let content = match std::mem::replace(&mut node.kind, Kind::Other) {
                Kind::Document => Some(Content::Element { tag: Tag::Root, attributes: Vec::new() }),
                Kind::Element { name, attributes } => Some(Content::Element { tag: tag_of(&name), attributes }),
                Kind::Text(text) => Some(Content::Text(text)),
                Kind::Other => None,
            };
            if let Some(content) = content {
                nodes.push(Node { parent, end: row + 1, content });
                if node.first != NONE {
                    (at, parent) = (node.first, row);
                    continue;
                }
            }
            // On to the next neighbour, or that of an element around it.
            while linked[at as usize].after == NONE {
                at = linked[at as usize].parent;
                if at == NONE || at == 0 {
                    nodes[0].end = nodes.len();
                    return Dom { nodes, signatures: OnceCell::new() };
                }
                nodes[parent].end = nodes.len();
                parent = nodes[parent].parent;
            }
            at = linked[at as usize].after;
        }
    }
}

fn tag_of(name: &QualName) -> Tag {
    match &*name.local {
        local if name.ns == ns!(html) => Tag::of(local),
        "svg" => Tag::Svg,
        "math" => Tag::Math,
        _ => Tag::Other,
    }
}

impl TreeSink for Sink {
    type Handle = Handle;
    type Output = Self;
    type ElemName<'a> = Name<'a>;

    fn finish(self) -> Self {
        self
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> Handle {
        0
    }

    fn elem_name<'a>(&'a self, target: &'a Handle) -> Name<'a> {
        Name(Ref::map(self.nodes.borrow(), |nodes| match &nodes[*target as usize].kind {
            Kind::Element { name, .. } => name,
            other => unreachable!("asked for the name of {other:?}"),
        }))
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, _: ElementFlags) -> Handle {
        self.node(Kind::Element { name, attributes })
    }

    fn create_comment(&self, _: StrTendril) -> Handle {
        self.node(Kind::Other)
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Handle {
        self.node(Kind::Other)
    }

    fn append(&self, parent: &Handle, child: NodeOrText<Handle>) {
        self.insert(*parent, NONE, child);
    }

    fn append_based_on_parent_node(&self, element: &Handle, before: &Handle, child: NodeOrText<Handle>) {
        let parent = self.nodes.borrow()[*element as usize].parent;
        if parent == NONE {
            self.append(before, child);
        } else {
            self.insert(parent, *element, child);
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn pop(&self, node: &Handle) {
        self.depth.set(self.nodes.borrow()[*node as usize].depth);
    }

    fn get_template_contents(&self, target: &Handle) -> Handle {
        *target
    }

    fn same_node(&self, x: &Handle, y: &Handle) -> bool {
        x == y
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &Handle, child: NodeOrText<Handle>) {
        if let NodeOrText::AppendNode(node) = &child {
            self.remove_from_parent(node);
        }
        let parent = self.nodes.borrow()[*sibling as usize].parent;
        self.insert(parent, *sibling, child);
    }

    fn add_attrs_if_missing(&self, target: &Handle, more: Vec<Attribute>) {
        if let Kind::Element { attributes, .. } = &mut self.nodes.borrow_mut()[*target as usize].kind {
            for attribute in more {
                if attributes.len() < attributes::MOST && !attributes.iter().any(|known| known.name == attribute.name) {
                    attributes.push(attribute);
                }
            }
        }
    }

    fn remove_from_parent(&self, target: &Handle) {
        let nodes = &mut *self.nodes.borrow_mut();
        let Linked { parent, before, after, .. } = nodes[*target as usize];
        if parent == NONE {
            return;
        }
        match nodes.get_mut(before as usize) {
            Some(before) => before.after = after,
            None => nodes[parent as usize].first = after,
        }
        match nodes.get_mut(after as usize) {
            Some(after) => after.before = before,
            None => nodes[parent as usize].last = before,
        }
        let node = &mut nodes[*target as usize];
        (node.parent, node.before, node.after) = (NONE, NONE, NONE);
    }

    fn reparent_children(&self, node: &Handle, new_parent: &Handle) {
        loop {
            let first = self.nodes.borrow()[*node as usize].first;
            if first == NONE {
                return;
            }
            self.remove_from_parent(&first);
            self.insert(*new_parent, NONE, NodeOrText::AppendNode(first));
        }
    }
}
