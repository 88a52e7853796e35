//! A page's characters → tags and texts, in one pass.
//!
//! Follows the tokenizer of the HTML standard where pages are met: attributes with or without quotes,
//! comments, declarations, and elements such as `script` whose content is text up to their end tag.
//! Every byte is looked at a bounded number of times.

use memchr::{memchr, memmem};

use super::dom::Attribute;
use super::tag::Tag;

/// A piece of a page.
#[derive(Clone, Copy, Debug)]
pub(super) enum Token<'h> {
    /// A start tag; its attributes are a range of the table.
    Start { name: &'h str, tag: Tag, attributes: (u32, u32), is_closed: bool },
    /// An end tag.
    End { tag: Tag },
    /// Characters; raw ones have no character references.
    Text { text: &'h str, is_raw: bool },
}

/// How many attributes of an element are kept.
const MOST_ATTRIBUTES: u32 = 64;

/// Cuts a page.
pub(super) struct Lexer<'h> {
    html: &'h str,
    at: usize,
    /// The element whose content comes next as it stands.
    raw: Option<Tag>,
}

impl<'h> Lexer<'h> {
    pub(super) fn new(html: &'h str) -> Self {
        Self { html, at: 0, raw: None }
    }

    /// The next piece, if there is one; its attributes are added to the table.
    pub(super) fn next_token(&mut self, attributes: &mut Vec<Attribute<'h>>) -> Option<Token<'h>> {
        let bytes = self.html.as_bytes();
        loop {
            if let Some(tag) = self.raw.take() {
                let end = raw_end(&self.html[self.at..], tag).map_or(self.html.len(), |end| self.at + end);
                let text = &self.html[self.at..end];
                self.at = end;
                if !text.is_empty() {
                    return Some(Token::Text { text, is_raw: !matches!(tag, Tag::Title | Tag::Textarea) });
                }
            }
            let rest = bytes.get(self.at..).filter(|rest| !rest.is_empty())?;
            if rest[0] != b'<' {
                return Some(self.text(0));
            }
            match rest.get(1) {
                Some(b'/') if rest.get(2).is_some_and(u8::is_ascii_alphabetic) => {
                    let name = self.name(self.at + 2);
                    self.at += 2 + name.len();
                    // What looks like attributes there is skipped as such.
                    let kept = attributes.len();
                    self.attributes(attributes);
                    attributes.truncate(kept);
                    return Some(Token::End { tag: Tag::of(name) });
                }
                Some(byte) if byte.is_ascii_alphabetic() => {
                    let name = self.name(self.at + 1);
                    self.at += 1 + name.len();
                    let tag = Tag::of(name);
                    let start = attributes.len() as u32;
                    let is_closed = self.attributes(attributes);
                    self.raw = tag.is_raw().then_some(tag);
                    return Some(Token::Start { name, tag, attributes: (start, attributes.len() as u32), is_closed });
                }
                Some(b'!' | b'?' | b'/') => self.skip_declaration(rest),
                _ => return Some(self.text(1)),
            }
        }
    }

    /// Characters up to the next mark that may begin a tag.
    fn text(&mut self, skip: usize) -> Token<'h> {
        let start = self.at;
        let from = start + skip;
        self.at = memchr(b'<', &self.html.as_bytes()[from..]).map_or(self.html.len(), |length| from + length);
        Token::Text { text: &self.html[start..self.at], is_raw: false }
    }

    /// The name of a tag.
    fn name(&self, start: usize) -> &'h str {
        let rest = &self.html[start..];
        let end = rest.find(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>')).unwrap_or(rest.len());
        &rest[..end]
    }

    /// Comments, declarations and the like.
    fn skip_declaration(&mut self, rest: &[u8]) {
        let length = if rest.starts_with(b"<!--") {
            let body = &rest[4..];
            if body.starts_with(b">") {
                Some(5)
            } else if body.starts_with(b"->") {
                Some(6)
            } else {
                memmem::find(body, b"-->").map(|end| end + 7)
            }
        } else if rest.starts_with(b"<![CDATA[") {
            memmem::find(rest, b"]]>").map(|end| end + 3)
        } else {
            memchr(b'>', rest).map(|end| end + 1)
        };
        self.at = length.map_or(self.html.len(), |length| self.at + length);
    }

    /// Reads attributes to the end of the tag; whether the tag is closed in itself.
    fn attributes(&mut self, attributes: &mut Vec<Attribute<'h>>) -> bool {
        let bytes = self.html.as_bytes();
        let mut count = 0;
        let mut is_closed = false;
        let is_space = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_whitespace);
        loop {
            while is_space(self.at) {
                self.at += 1;
            }
            match bytes.get(self.at) {
                None => return is_closed,
                Some(b'>') => {
                    self.at += 1;
                    return is_closed;
                }
                Some(b'/') => {
                    is_closed = true;
                    self.at += 1;
                    continue;
                }
                Some(_) => is_closed = false,
            }
            let start = self.at;
            self.at += 1;
            while bytes
                .get(self.at)
                .is_some_and(|byte| !byte.is_ascii_whitespace() && !matches!(byte, b'/' | b'>' | b'='))
            {
                self.at += 1;
            }
            let name_end = self.at;
            while is_space(self.at) {
                self.at += 1;
            }
            let mut value = (self.at, self.at);
            if bytes.get(self.at) == Some(&b'=') {
                self.at += 1;
                while is_space(self.at) {
                    self.at += 1;
                }
                match bytes.get(self.at) {
                    Some(quote @ (b'"' | b'\'')) => {
                        let from = self.at + 1;
                        let end = memchr(*quote, &bytes[from..]).map_or(bytes.len(), |length| from + length);
                        value = (from, end);
                        self.at = (end + 1).min(bytes.len());
                    }
                    _ => {
                        let from = self.at;
                        while bytes.get(self.at).is_some_and(|byte| !byte.is_ascii_whitespace() && *byte != b'>') {
                            self.at += 1;
                        }
                        value = (from, self.at);
                    }
                }
            }
            count += 1;
            if count <= MOST_ATTRIBUTES
                && let (Some(name), Some(value)) = (self.html.get(start..name_end), self.html.get(value.0..value.1))
            {
                attributes.push(Attribute { name, value });
            }
        }
    }
}

/// Where the end tag of an element begins whose content is text.
fn raw_end(rest: &str, tag: Tag) -> Option<usize> {
    let bytes = rest.as_bytes();
    let name: &[u8] = match tag {
        Tag::Script => b"script",
        Tag::Style => b"style",
        Tag::Textarea => b"textarea",
        Tag::Title => b"title",
        Tag::Iframe => b"iframe",
        Tag::Noembed => b"noembed",
        Tag::Noframes => b"noframes",
        Tag::Xmp => b"xmp",
        _ => return None,
    };
    let is_name = |from: usize| {
        let end = from + name.len();
        bytes.get(from..end).is_some_and(|found| found.eq_ignore_ascii_case(name))
            && bytes.get(end).is_none_or(|byte| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>'))
    };
    // In a script, "<!-- <script>" hides the next end tag.
    let mut is_comment = false;
    let mut is_nested = false;
    let mut at = 0;
    while let Some(found) = bytes.get(at..).and_then(|rest| memchr::memchr2(b'<', b'-', rest)) {
        let here = at + found;
        at = here + 1;
        let rest = &bytes[here..];
        if rest.starts_with(b"</") && is_name(here + 2) {
            if !is_nested {
                return Some(here);
            }
            is_nested = false;
        } else if tag == Tag::Script {
            if rest.starts_with(b"<!--") {
                is_comment = true;
                at = here + 4;
            } else if rest.starts_with(b"-->") {
                is_comment = false;
                is_nested = false;
            } else if is_comment && rest[0] == b'<' && is_name(here + 1) {
                is_nested = true;
            }
        }
    }
    // A script that hides its own end: take the first end tag there is.
    if is_nested { memmem::find(bytes, b"</script") } else { None }
}
