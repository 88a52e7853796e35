//! What an article is made of, as the stages that read it tell: blocks with their roles, and how its day is known.

use serde::Serialize;

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
        /// A line such as "Updated: …", or a day of change alone.
        Updated = "updated",
        /// The address of the page.
        Url = "url",
        /// Dates in the running text.
        Text = "text",
        /// It is not known.
        None = "none",
    }
}

/// A run of lines with one role.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Block {
    /// Without the white space around it.
    pub span: ByteSpan,
    /// What it is.
    pub role: Role,
}
