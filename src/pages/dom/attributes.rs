//! How many attributes a tag has, while the page is handed to html5ever piece by piece.
//!
//! Each attribute is compared with all before it in its tag, which costs the square of a tag with a hundred thousand. So
//! what is behind the first [`MOST`] of a tag is not handed on. What is a tag depends on what html5ever has made of all
//! before it (a script, a comment, a picture): it tells by giving a token for text at once, and none while it is in a tag.

use memchr::memchr;

/// How many attributes of a tag are read; pages as people write them have a few dozen.
pub(super) const MOST: usize = 256;

/// Where in a tag the next character stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Name,
    BeforeAttribute,
    Attribute,
    AfterAttribute,
    BeforeValue,
    Quoted(u8),
    Unquoted,
}

/// A tag that has begun.
#[derive(Clone, Copy, Debug)]
pub(super) struct OpenTag {
    place: Place,
    attributes: usize,
}

/// How far a tag goes on in a piece of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    /// Up to here, where it ends.
    Ends(usize),
    /// Up to here, where it has an attribute too many.
    Full(usize),
    /// It goes on behind the piece.
    Open,
}

impl OpenTag {
    /// The tag that stands behind a mark, if it may be one: it begins with a letter, or a stroke and a letter.
    pub(super) fn beginning(behind: &[u8]) -> Option<Self> {
        let name = behind.strip_prefix(b"/").unwrap_or(behind);
        let tag = Self { place: Place::Name, attributes: 0 };
        name.first().is_some_and(u8::is_ascii_alphabetic).then_some(tag)
    }

    /// Reads on in the tag, to its end or to an attribute too many.
    pub(super) fn read(&mut self, piece: &[u8]) -> Reach {
        let mut at = 0;
        while let Some(&c) = piece.get(at) {
            if let Place::Quoted(mark) = self.place {
                let Some(end) = memchr(mark, &piece[at..]) else { return Reach::Open };
                at += end + 1;
                self.place = Place::BeforeAttribute;
                continue;
            }
            let is_space = matches!(c, b' ' | b'\t' | b'\n' | b'\r' | b'\x0c');
            if c == b'>' {
                return Reach::Ends(at);
            }
            let begins = matches!(self.place, Place::BeforeAttribute | Place::AfterAttribute);
            self.place = match (self.place, c) {
                (Place::Name | Place::Attribute | Place::AfterAttribute, b'/') => Place::BeforeAttribute,
                (Place::BeforeAttribute, b'/') => Place::BeforeAttribute,
                (Place::Attribute | Place::AfterAttribute, b'=') => Place::BeforeValue,
                (Place::BeforeValue, b'"' | b'\'') => Place::Quoted(c),
                (Place::Name | Place::Unquoted, _) if is_space => Place::BeforeAttribute,
                (Place::Attribute, _) if is_space => Place::AfterAttribute,
                (place @ (Place::BeforeAttribute | Place::AfterAttribute | Place::BeforeValue), _) if is_space => place,
                (Place::BeforeAttribute | Place::AfterAttribute | Place::Attribute, _) => Place::Attribute,
                (Place::BeforeValue | Place::Unquoted, _) => Place::Unquoted,
                (place, _) => place,
            };
            if begins && self.place == Place::Attribute {
                self.attributes += 1;
                if self.attributes > MOST {
                    // What is read once more is not counted once more.
                    self.place = Place::BeforeAttribute;
                    return Reach::Full(at);
                }
            }
            at += 1;
        }
        Reach::Open
    }

    /// Reads to the end of a tag, however many attributes it has, and gives where that is; none if it goes on behind the
    /// piece.
    pub(super) fn end(&mut self, piece: &[u8]) -> Option<usize> {
        let mut from = 0;
        loop {
            self.attributes = 0;
            match self.read(&piece[from..]) {
                Reach::Full(at) => from += at,
                Reach::Ends(end) => return Some(from + end),
                Reach::Open => return None,
            }
        }
    }
}
