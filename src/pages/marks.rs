//! What the names of an element's classes, its id and its role say of its content.
//!
//! Names are cut into words ("relatedArticles", "related-articles": related, articles), which are
//! looked up in `data/marks.tsv`; two words that stand together may have a row of their own.

use std::ops::BitOr;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Deserializer};

use super::dom::Tag;
use super::dom::{Dom, NodeId};
use crate::tables;
use crate::vocabulary::parsed;

/// A set of marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Marks(u16);

impl Marks {
    pub(super) const NONE: Self = Self(0);
    /// The article's text.
    pub(super) const BODY: Self = Self(1);
    /// Navigation, widgets, advertising: never the article.
    pub(super) const PAGE: Self = Self(2);
    /// Other articles.
    pub(super) const RELATED: Self = Self(4);
    /// Readers' comments.
    pub(super) const COMMENTS: Self = Self(8);
    /// The text under a picture.
    pub(super) const CAPTION: Self = Self(16);
    /// Who wrote it, when, filed under what.
    pub(super) const ABOUT: Self = Self(32);
    /// The headline.
    pub(super) const TITLE: Self = Self(64);
    /// An element such as `aside`, `nav`, `footer`.
    pub(super) const ASIDE: Self = Self(128);
    /// The page's or an article's head, with title and byline.
    pub(super) const HEAD: Self = Self(256);

    /// What only programs read out.
    pub(super) const HIDDEN: Self = Self(512);

    /// A teaser of another article, as it is built.
    pub(super) const CARD: Self = Self(1024);

    /// Films, or a series of pictures.
    pub(super) const SERIES: Self = Self(2048);

    /// What names say, and no element's kind.
    #[cfg(feature = "train")]
    pub(super) const NAMES: Self = Self(1 | 2 | 4 | 8 | 16 | 32 | 64 | 512);

    /// What no article's text is in.
    pub(super) const DROPPED: Self = Self(2 | 4 | 8 | 128 | 1024);

    /// Whether the two have something in common.
    pub(super) fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// These without the others.
    pub(super) fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }
}

impl<'de> Deserialize<'de> for Marks {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        parsed(deserializer, |word| {
            Ok(match word {
                "body" => Self::BODY,
                "page" => Self::PAGE,
                "related" => Self::RELATED,
                "comments" => Self::COMMENTS,
                "caption" => Self::CAPTION,
                "about" => Self::ABOUT,
                "title" => Self::TITLE,
                "head" => Self::HEAD,
                "hidden" => Self::HIDDEN,
                "series" => Self::SERIES,
                "none" => Self::NONE,
                _ => return Err(format!("{word:?} is no mark")),
            })
        })
    }
}

impl BitOr for Marks {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// Words of names, and pairs of them joined by a space.
static WORDS: LazyLock<FxHashMap<&'static str, Marks>> = LazyLock::new(|| tables::pages::MARKS.rows().collect());

/// What names say that have been looked at: a page has few, each on many elements.
#[derive(Default)]
pub(super) struct Known<'d>(FxHashMap<&'d str, Marks>);

impl<'d> Known<'d> {
    fn of_names(&mut self, names: &'d str) -> Marks {
        *self.0.entry(names).or_insert_with(|| of_names(names))
    }
}

/// What an element's own names say.
pub(super) fn of<'d>(dom: &'d Dom, id: NodeId, tag: Tag, known: &mut Known<'d>) -> Marks {
    let mut marks = match tag {
        Tag::Nav | Tag::Aside | Tag::Footer | Tag::Menu => Marks::ASIDE,
        Tag::Figcaption | Tag::Caption => Marks::CAPTION,
        Tag::Header => Marks::HEAD,
        Tag::Body | Tag::Html => return Marks::NONE,
        _ => Marks::NONE,
    };
    for (name, value) in dom.attributes(id) {
        match &**name {
            "class" | "id" | "data-component" | "data-type" | "data-module" => marks = marks | known.of_names(value),
            "itemprop" | "property" => {
                if value.split_ascii_whitespace().any(|name| name.eq_ignore_ascii_case("articleBody")) {
                    marks = marks | Marks::BODY;
                } else if value.eq_ignore_ascii_case("headline") {
                    marks = marks | Marks::TITLE;
                }
            }
            "role" => {
                if matches!(
                    value,
                    "navigation" | "complementary" | "contentinfo" | "search" | "dialog" | "banner" | "menu"
                ) {
                    marks = marks | Marks::ASIDE;
                }
            }
            _ => {}
        }
    }
    // Whole lines of an article's own type are no frames of the page.
    if matches!(tag, Tag::A | Tag::Span) { marks.without(Marks::BODY) } else { marks }
}

/// What names say.
fn of_names(names: &str) -> Marks {
    const LONGEST: usize = 400;
    let mut marks = Marks::NONE;
    let mut buffer = String::with_capacity(32);
    for name in names.split_ascii_whitespace().take(LONGEST / 8) {
        // The word before, and where the last one begins.
        buffer.clear();
        let mut before = None;
        let mut start = 0;
        let mut was_lower = false;
        let mut look = |buffer: &str, before: Option<usize>, start: usize| {
            if start == buffer.len() {
                return;
            }
            let pair = before.and_then(|before| WORDS.get(&buffer[before..]));
            let word = || WORDS.get(&buffer[start..]);
            if let Some(found) = pair.or_else(word) {
                marks = marks | *found;
            }
        };
        for c in name.chars().take(LONGEST) {
            let is_letter = c.is_ascii_alphabetic();
            if !is_letter || (c.is_ascii_uppercase() && was_lower) {
                look(&buffer, before, start);
                if start < buffer.len() {
                    before = Some(start);
                    buffer.push(' ');
                    start = buffer.len();
                }
            }
            if is_letter {
                buffer.push(c.to_ascii_lowercase());
            }
            was_lower = c.is_ascii_lowercase();
        }
        look(&buffer, before, start);
    }
    marks
}
