//! Articles of saved pages → a frame, one row a page.

use polars_core::prelude::{DataFrame, PolarsResult};

use super::columns::{Day, Number, Rows, Sources, Text, Texts, lists, rows};
use crate::ingest::Unread;
use crate::layout::PublishedBasis;
use crate::pages::Page;
use crate::span::CharIndex;

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

rows! {
    /// The blocks of articles, all in one; words, as it takes longer to hand over a vocabulary than the blocks of a page.
    PageBlocks of PageBlock {
        page: Number,
        start: Number,
        end: Number,
        role: Text,
    }
}

/// The frame of these pages.
///
/// # Errors
/// Those of polars.
pub fn pages_frame(pages: &[Result<Page, Unread>]) -> PolarsResult<DataFrame> {
    let (mut rows, mut blocks) = (Pages::default(), PageBlocks::default());
    let mut ends = vec![0];
    for (row, page) in (0..).zip(pages) {
        let (page, error) = match page {
            Ok(page) => (Some(page), None),
            Err(reason) => (None, Some(reason.as_str())),
        };
        let chars = page.map(|page| CharIndex::new(&page.text));
        for (page, chars) in page.iter().zip(&chars) {
            for block in &page.blocks {
                let span = chars.span(block.span);
                blocks.push(PageBlock {
                    page: row,
                    start: span.start(),
                    end: span.end(),
                    role: Some(block.role.as_str()),
                });
            }
        }
        ends.push(blocks.len() as i64);
        rows.push(Row {
            text: page.map(|page| page.text.as_str()),
            title: page.and_then(|page| page.title.as_deref()),
            outlet: page.and_then(|page| page.outlet.as_deref()),
            published_basis: Some(page.map_or(PublishedBasis::None, |page| page.basis).as_str()),
            language: page.and_then(|page| page.language.as_deref()),
            url: page.and_then(|page| page.url.as_deref()),
            error,
            published: page.and_then(|page| page.published),
            saved: page.and_then(|page| page.saved),
            authors: page.map(|page| page.authors.as_slice()).unwrap_or_default(),
        });
    }
    let sources = Sources::default();
    let mut frame = rows.finish(&sources)?;
    let told = pages.iter().map(Result::is_ok).collect();
    frame.with_column(lists(&blocks.finish(&sources)?, ends, told)?.with_name("blocks".into()).into())?;
    Ok(frame)
}
