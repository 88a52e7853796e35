//! Articles of saved pages → a frame, one row a page.

use polars_core::prelude::{DataFrame, PolarsResult};

use super::columns::{Day, Rows, Sources, Text, Texts, rows};
use crate::ingest::Unread;
use crate::pages::{Basis, Page};

rows! {
    /// Articles of pages, or why there is none.
    Pages of Row {
        text: Text,
        title: Text,
        outlet: Text,
        published_basis: Text,
        language: Text,
        url: Text,
        error: Text,
        published: Day,
        saved: Day,
        authors: Texts,
    }
}

/// The frame of these pages.
///
/// # Errors
/// Those of polars.
pub fn pages_frame(pages: &[Result<Page, Unread>]) -> PolarsResult<DataFrame> {
    let mut rows = Pages::default();
    for page in pages {
        let (page, error) = match page {
            Ok(page) => (Some(page), None),
            Err(reason) => (None, Some(reason.as_str())),
        };
        rows.push(Row {
            text: page.map(|page| page.text.as_str()),
            title: page.and_then(|page| page.title.as_deref()),
            outlet: page.and_then(|page| page.outlet.as_deref()),
            published_basis: Some(page.map_or(Basis::None, |page| page.basis).as_str()),
            language: page.and_then(|page| page.language.as_deref()),
            url: page.and_then(|page| page.url.as_deref()),
            error,
            published: page.and_then(|page| page.published),
            saved: page.and_then(|page| page.saved),
            authors: page.map(|page| page.authors.as_slice()).unwrap_or_default(),
        });
    }
    rows.finish(&Sources::default())
}
