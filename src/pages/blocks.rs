//! A page's tree → its pieces of running text, in order.
//!
//! A block element begins a piece, so does an empty line made of two line breaks; a single line break
//! stays one. What is never text (scripts, styles, forms, drawings) or is not shown is passed over.

use super::cards;
use super::dom::Tag;
use super::dom::{Dom, NodeId};
use super::labels::is_label;
use super::marks::{self, Marks};
use super::metadata::key;
use crate::calendar::written_days;
use crate::hashing::hash;
use crate::parallel::stopping_point;

/// A piece of running text.
#[derive(Clone, Debug)]
pub(super) struct Block {
    /// The row of its first characters.
    pub at: NodeId,
    /// The innermost element around all of it.
    pub element: NodeId,
    /// What kind of block element it is in.
    pub tag: Tag,
    /// Its characters; runs of white space are one space.
    pub text: String,
    /// How many characters, and how many of them in links.
    pub length: usize,
    pub linked: usize,
    /// Of words.
    pub words: usize,
    /// Whether it ends with a mark that ends a sentence.
    pub has_stop: bool,
    /// How many sentences seem to end in it.
    pub stops: usize,
    /// What is the same of it however it is set.
    pub key: u64,
    /// Whether it is a label of the page.
    pub is_label: bool,
    /// Whether it is short and holds a day.
    pub is_dated: bool,
}

impl Block {
    /// How much of it lies in links.
    pub(super) fn link_share(&self) -> f32 {
        self.linked as f32 / self.length.max(1) as f32
    }

    /// Whether it is one of these titles, by their keys.
    pub(super) fn is_title(&self, titles: &[String]) -> bool {
        titles.iter().any(|title| hash(title.as_bytes()) == self.key)
    }

    /// Whether it reads as sentences.
    pub(super) fn is_prose(&self) -> bool {
        self.link_share() < 0.5 && ((self.stops > 0 && self.length >= 40) || self.length >= 140)
    }
}

/// What is known of each row of the tree.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    /// The nearest block element.
    pub block: u32,
    /// Whether it is in a link.
    pub in_link: bool,
    /// What the element's own names say.
    pub own: Marks,
    /// Whether it is passed over.
    pub is_unread: bool,
}

/// The places of all rows, and the pieces.
pub(super) fn read(dom: &Dom) -> (Vec<Place>, Vec<Block>) {
    let mut places: Vec<Place> = Vec::with_capacity(dom.len());
    let mut reader = Reader::default();
    let shown = Shown::of(dom);
    let mut known = marks::Known::default();
    // The ends of open quotations.
    let mut quoted: Vec<NodeId> = Vec::new();
    for id in 0..dom.len() {
        stopping_point();
        while quoted.pop_if(|end| *end <= id).is_some() {
            reader.mark(id - 1, '”');
        }
        let parent = dom.node(id).parent;
        let mut place = places.get(parent).copied().unwrap_or(Place {
            block: 0,
            in_link: false,
            own: Marks::NONE,
            is_unread: false,
        });
        place.own = Marks::NONE;
        if let Some(tag) = dom.tag(id) {
            place.own = marks::of(dom, id, tag, &mut known);
            place.in_link |= tag == Tag::A && dom.attribute(id, "href").is_some();
            place.is_unread |= tag.is_unread()
                || ((is_hidden(dom, id, tag) || place.own.meets(Marks::HIDDEN)) && !shown.is_needed(dom, id));
            if tag.is_block() {
                place.block = id as u32;
            }
            if !place.is_unread {
                if tag.is_block() {
                    reader.finish();
                } else if tag == Tag::Br {
                    reader.line_break();
                } else if tag == Tag::Q {
                    quoted.push(dom.node(id).end);
                    reader.opens_quotation = true;
                }
            }
        } else if !place.is_unread {
            let element = place.block as usize;
            if reader.element != element {
                reader.finish();
                reader.element = element;
                reader.tag = dom.tag(element).unwrap_or(Tag::Div);
            }
            let is_pre = reader.tag == Tag::Pre;
            reader.characters(id, dom.characters(id), place.in_link, is_pre);
        }
        places.push(place);
    }
    reader.finish();
    for block in &mut reader.blocks {
        block.element = around(dom, block.at, block.element);
    }
    for card in cards::find(dom, &reader.blocks) {
        places[card].own = places[card].own | Marks::CARD;
    }
    (places, reader.blocks)
}

/// The innermost element around two texts, the first of which stands before the other.
fn around(dom: &Dom, first: NodeId, last: NodeId) -> NodeId {
    let mut element = dom.node(first).parent;
    while dom.node(element).end <= last {
        element = dom.node(element).parent;
    }
    element
}

/// How much text there is up to each row.
struct Shown(Vec<usize>);

impl Shown {
    fn of(dom: &Dom) -> Self {
        let mut sums = Vec::with_capacity(dom.len() + 1);
        let (mut sum, mut unread_to) = (0, 0);
        for id in 0..dom.len() {
            sums.push(sum);
            if dom.tag(id).is_some_and(Tag::is_unread) {
                unread_to = unread_to.max(dom.node(id).end);
            }
            if id >= unread_to {
                sum += dom.characters(id).trim().len();
            }
        }
        sums.push(sum);
        Self(sums)
    }

    /// Whether a hidden element has to be read: a script shows it, since there is little but it. Pages that are sent
    /// piece by piece (React's "S:0") hide them until all are there.
    fn is_needed(&self, dom: &Dom, id: NodeId) -> bool {
        const MOST: f32 = 0.6;
        let text = self.0[dom.node(id).end] - self.0[id];
        let all = self.0.last().copied().unwrap_or_default();
        text as f32 > MOST * all as f32 || dom.attribute(id, "id").is_some_and(|id| id.starts_with("S:"))
    }
}

/// Whether an element is not shown.
fn is_hidden(dom: &Dom, id: NodeId, tag: Tag) -> bool {
    if matches!(tag, Tag::Html | Tag::Body) {
        return false;
    }
    dom.attributes(id).any(|(name, value)| match &**name {
        "hidden" => !value.eq_ignore_ascii_case("until-found"),
        "style" => {
            let style: String = value.chars().filter(|c| !c.is_whitespace()).take(400).collect();
            let style = style.to_ascii_lowercase();
            style.contains("display:none") || style.contains("visibility:hidden")
        }
        "aria-hidden" => value == "true" && tag != Tag::P,
        _ => false,
    })
}

#[derive(Default)]
struct Reader {
    blocks: Vec<Block>,
    element: NodeId,
    at: NodeId,
    /// The row of the last characters so far.
    last: NodeId,
    tag: Tag,
    text: String,
    length: usize,
    linked: usize,
    /// Line breaks that wait for text behind them.
    breaks: usize,
    /// Whether white space waits.
    has_space: bool,
    /// Whether a quotation's first mark waits.
    opens_quotation: bool,
}

impl Reader {
    fn line_break(&mut self) {
        self.breaks += 1;
    }

    /// Puts a mark that the browser sets behind the text, or before the text that follows.
    fn mark(&mut self, id: NodeId, mark: char) {
        if self.opens_quotation {
            self.opens_quotation = false;
        } else if !self.text.is_empty() {
            self.last = self.last.max(id);
            self.text.push(mark);
        }
    }

    fn characters(&mut self, id: NodeId, text: &str, in_link: bool, is_pre: bool) {
        for c in text.chars() {
            if is_pre && c == '\n' {
                self.breaks += 1;
            } else if c.is_whitespace() {
                self.has_space = true;
            } else if !matches!(c, '\u{200B}' | '\u{AD}' | '\u{FEFF}' | '\0') {
                if self.breaks > 1 && !is_pre {
                    let (element, tag) = (self.element, self.tag);
                    self.finish();
                    (self.element, self.tag) = (element, tag);
                }
                if self.text.is_empty() {
                    self.at = id;
                } else {
                    if self.breaks > 0 {
                        self.text.push('\n');
                    } else if self.has_space {
                        self.text.push(' ');
                    }
                }
                self.breaks = 0;
                self.has_space = false;
                self.last = id;
                if std::mem::take(&mut self.opens_quotation) {
                    self.text.push('“');
                }
                self.text.push(c);
                self.length += 1;
                self.linked += usize::from(in_link);
            }
        }
    }

    fn finish(&mut self) {
        if !self.text.is_empty() {
            let text = std::mem::take(&mut self.text);
            let words = words(&text);
            let end = text.trim_end_matches(['"', '”', '’', '\'', ')', ']', '»', ' ']).chars().next_back();
            self.blocks.push(Block {
                at: self.at,
                element: self.last,
                tag: self.tag,
                length: self.length,
                linked: self.linked,
                words,
                has_stop: end.is_some_and(is_stop),
                stops: stops(&text),
                key: hash(key(&text).as_bytes()),
                is_label: is_label(&text),
                is_dated: is_dated(&text),
                text,
            });
        }
        (self.length, self.linked, self.breaks, self.has_space) = (0, 0, 0, false);
        self.element = 0;
    }
}

/// Whether a short line holds a day.
fn is_dated(text: &str) -> bool {
    const LONGEST: usize = 120;
    text.len() < LONGEST && written_days(text).next().is_some()
}

fn is_stop(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '。' | '！' | '？' | '।' | '؟' | ':' | '．')
}

/// Marks that end sentences: behind a letter, before white space or the end.
fn stops(text: &str) -> usize {
    let mut count = 0;
    let mut before = ' ';
    let mut stop = false;
    for c in text.chars() {
        if matches!(c, '。' | '！' | '？' | '।') {
            count += 1;
        }
        if stop && c.is_whitespace() {
            count += 1;
        }
        stop = (stop && matches!(c, '"' | '”' | '’' | '\'' | ')'))
            || (matches!(c, '.' | '!' | '?' | '…' | '؟')
                && (before.is_alphanumeric() || matches!(before, '”' | '"' | ')' | '’' | '%' | '.')));
        before = c;
    }
    count + usize::from(stop)
}

/// How many words, a character of scripts without spaces counting as half a word.
fn words(text: &str) -> usize {
    let mut count = 0;
    let mut dense = 0;
    let mut in_word = false;
    for c in text.chars() {
        if matches!(c, '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7AF}') {
            dense += 1;
            in_word = false;
        } else if c.is_alphanumeric() {
            count += usize::from(!in_word);
            in_word = true;
        } else if !matches!(c, '\'' | '’' | '-') {
            in_word = false;
        }
    }
    count + dense / 2
}
