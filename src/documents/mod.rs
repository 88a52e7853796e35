//! A document's text → its blocks with roles, its title, and the day it was published.
//!
//! In: the text as given, and what the caller knows of it. Out: a [`Layout`]: every line that is
//! not blank belongs to one [`Block`] (ANNOTATION.md, "Blocks"), and [`Published`].

use crate::calendar::Date;
use crate::span::ByteSpan;
use crate::vocabulary::vocabulary;

vocabulary! {
    /// What a block is in its document.
    Role {
        /// The headline.
        Title = "title",
        /// Who wrote it.
        Byline = "byline",
        /// Where and when it was filed, on a line of its own.
        Dateline = "dateline",
        /// A line that dates the page or the article.
        Published = "published",
        /// The text under a picture.
        Caption = "caption",
        /// The article itself.
        Body = "body",
        /// Navigation, widgets, forms, repeated titles, footers.
        Boilerplate = "boilerplate",
    }
}

impl Role {
    /// Whether statements, actors and dates are looked for in such a block.
    pub fn is_extracted(self) -> bool {
        matches!(self, Self::Title | Self::Caption | Self::Body)
    }
}

vocabulary! {
    /// How the day of publication is known.
    PublishedBasis {
        /// The caller gave it.
        Given = "given",
        /// The page's metadata.
        Metadata = "metadata",
        /// The dateline.
        Dateline = "dateline",
        /// A line such as "Updated: …".
        Updated = "updated",
        /// The address of the page.
        Url = "url",
        /// Dates in the running text.
        Text = "text",
        /// It is not known.
        None = "none",
    }
}

/// What the caller knows of a document; only the text is needed.
#[derive(Clone, Copy, Debug, Default)]
pub struct Input<'t> {
    /// The text, which is never changed.
    pub text: &'t str,
    /// The headline, where it is known apart from the text.
    pub title: Option<&'t str>,
    /// The day of publication, where it is known.
    pub published: Option<Date>,
    /// The address it came from.
    pub url: Option<&'t str>,
}

/// A run of lines with one role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// Without the white space around it.
    pub span: ByteSpan,
    /// What it is.
    pub role: Role,
}

/// The day of publication and how it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Published {
    /// The day; null if the text does not tell.
    pub day: Option<Date>,
    /// Where it comes from.
    pub basis: PublishedBasis,
}

/// A document taken apart into blocks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    /// In text order; every line that is not blank lies in exactly one.
    pub blocks: Vec<Block>,
    /// Where the headline stands.
    pub title: Option<ByteSpan>,
    /// When it appeared.
    pub published: Published,
    /// ISO 639-1 code of the language, where the text is long enough to tell.
    pub language: Option<&'static str>,
}

/// Takes a document apart.
pub fn lay_out(input: Input<'_>) -> Layout {
    let mut blocks = Vec::new();
    let mut at = 0;
    for line in input.text.split_inclusive('\n') {
        let span = ByteSpan::new(at, at + line.len()).trim(input.text);
        at += line.len();
        if !span.is_empty() {
            blocks.push(Block { span, role: Role::Body });
        }
    }
    let published = match input.published {
        Some(day) => Published { day: Some(day), basis: PublishedBasis::Given },
        None => Published { day: None, basis: PublishedBasis::None },
    };
    Layout { blocks, title: None, published, language: None }
}
