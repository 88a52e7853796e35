//! Articles of saved pages → a frame, one row a page.

use polars_core::prelude::*;

use super::columns::{Days, WordLists, Words};
use crate::ingest::Unread;
use crate::pages::Page;

/// The frame of these pages: `text`, `title`, `outlet`, `authors`, `published`, `published_basis`, `language`, `url`, `error`.
///
/// # Errors
/// Those of polars.
pub fn pages_frame(pages: &[Result<Page, Unread>]) -> PolarsResult<DataFrame> {
    let mut words: [Words; 7] = Default::default();
    let (mut published, mut authors) = (Days::default(), WordLists::default());
    for page in pages {
        let (page, error) = match page {
            Ok(page) => (Some(page), None),
            Err(reason) => (None, Some(reason.as_str())),
        };
        let row = [
            page.map(|page| page.text.as_str()),
            page.and_then(|page| page.title.as_deref()),
            page.and_then(|page| page.outlet.as_deref()),
            page.map(|page| page.basis.as_str()),
            page.and_then(|page| page.language.as_deref()),
            page.and_then(|page| page.url.as_deref()),
            error,
        ];
        for (column, word) in words.iter_mut().zip(row) {
            column.push(word);
        }
        published.push(page.and_then(|page| page.published));
        authors.add(page.map(|page| page.authors.as_slice()).unwrap_or_default());
    }
    let names = ["text", "title", "outlet", "published_basis", "language", "url", "error"];
    let columns = words.into_iter().zip(names).map(|(column, name)| column.finish().with_name(name.into()));
    let others = [published.finish().with_name("published".into()), authors.finish()?.with_name("authors".into())];
    DataFrame::new(pages.len(), columns.chain(others).map(Series::into_column).collect())
}
