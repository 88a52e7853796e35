//! The documents frame: each text as given, and what is known of the article.
//!
//! In: a frame with the columns `doc_id`, `text`, `title`, `outlet`, `published_basis`, `language`,
//! `url` and `error`, all text, and the day `published`, as the Python package makes it from
//! whatever its caller has. Out: the inputs of the extraction, and the frame with what the layout
//! adds where the caller knew nothing: headline, day of publication or the days between which it lies, language; the authors that the text names; and which
//! document it repeats.

use polars_core::prelude::*;

use super::columns::{Day, DocId, DocOutlet, DocText, OneOf, Rows, Sources, Text, Texts, day_from_epoch, rows};
use crate::calendar::Date;
use crate::corpus::Joined;
use crate::dating::{Bound, Written};
use crate::documents::{Input, Language, OTHER_LANGUAGE};
use crate::extract::DocumentRecord;
use crate::layout::{Block, PublishedBasis};
use crate::span::{ByteSpan, CharIndex};

rows! {
    /// The documents, each in the row in which it was given.
    DocumentRows of DocumentRow {
        doc_id: DocId,
        text: DocText,
        title: Text,
        outlet: DocOutlet,
        published: Day,
        published_basis: OneOf<PublishedBasis>,
        published_from: Day,
        published_to: Day,
        published_evidence: Text,
        language: Text,
        error: Text,
        authors: Texts,
        duplicate_of: DocId,
    }
}

/// Documents on their way in.
pub struct Documents {
    doc_id: Series,
    text: StringChunked,
    title: StringChunked,
    outlet: Series,
    published: DateChunked,
    published_basis: StringChunked,
    language: StringChunked,
    url: StringChunked,
    error: StringChunked,
    blocks: Vec<Option<Vec<Block>>>,
}

impl Documents {
    /// Documents from a frame with these columns.
    ///
    /// # Errors
    /// If a column is missing or of another type.
    pub fn new(frame: &DataFrame) -> PolarsResult<Self> {
        let column = |name: &str| Ok::<_, PolarsError>(frame.column(name)?.as_materialized_series().rechunk());
        let text = |name: &str| Ok::<_, PolarsError>(column(name)?.str()?.clone());
        let texts = text("text")?;
        Ok(Self {
            blocks: blocks(column("blocks")?.list()?, &texts)?,
            doc_id: text("doc_id")?.into_series(),
            text: texts,
            title: text("title")?,
            outlet: text("outlet")?.into_series(),
            published: column("published")?.date()?.clone(),
            published_basis: text("published_basis")?,
            language: text("language")?,
            url: text("url")?,
            error: text("error")?,
        })
    }

    /// The ids.
    pub fn ids(&self) -> &Series {
        &self.doc_id
    }

    /// One input a document; `None` for those that cannot be extracted.
    pub fn inputs(&self) -> Vec<Option<Input<'_>>> {
        let days = self.published.physical();
        (self.text.iter().zip(self.error.iter()))
            .zip(self.title.iter().zip(self.url.iter()).zip(days.iter().zip(self.language.iter())))
            .zip(&self.blocks)
            .map(|(((text, error), ((title, url), (published, language))), blocks)| {
                let text = text.filter(|text| error.is_none() && u32::try_from(text.len()).is_ok())?;
                let (published, blocks) = (published.and_then(day_from_epoch), blocks.as_deref());
                Some(Input { text, title, published, url, language, blocks })
            })
            .collect()
    }

    /// The frame: one row a document, with its layout, or with why it was not extracted, and what it repeats.
    ///
    /// # Errors
    /// Those of polars.
    pub fn finish(self, laid_out: &[Result<LaidOut, String>], joined: &Joined) -> PolarsResult<DataFrame> {
        let mut rows = DocumentRows::default();
        let given_days = self.published.physical();
        for (row, laid_out) in laid_out.iter().enumerate() {
            let (given_title, given_language) = (self.title.get(row), self.language.get(row));
            let given_basis = self.published_basis.get(row).and_then(|basis| basis.parse::<PublishedBasis>().ok());
            let (doc_id, text, outlet) = (Some(row as u32), Some(row as u32), Some(row as u32));
            let duplicate_of = joined.duplicates.get(row).copied().flatten().map(|first| first as u32);
            match laid_out {
                Ok(found) => {
                    // Where the caller gave the day, it may know better than "given" where that day comes from.
                    let known = given_basis.filter(|_| found.basis == PublishedBasis::Given);
                    let error = found.other_language().map(|code| OTHER_LANGUAGE.replace("{}", code));
                    rows.push(DocumentRow {
                        doc_id,
                        text,
                        title: given_title.or(found.title.as_deref()),
                        outlet,
                        published: found.published,
                        published_basis: Some(known.unwrap_or(found.basis)),
                        published_from: found.published.or(found.from),
                        published_to: found.published.or(found.to),
                        published_evidence: found.evidence.as_deref(),
                        language: given_language.or(found.language.map(|language| language.code)),
                        error: error.as_deref(),
                        authors: &found.authors,
                        duplicate_of,
                    });
                }
                Err(reason) => {
                    let published = given_days.get(row).and_then(day_from_epoch);
                    let fallback = if published.is_some() { PublishedBasis::Given } else { PublishedBasis::None };
                    rows.push(DocumentRow {
                        doc_id,
                        text,
                        title: given_title,
                        outlet,
                        published,
                        published_basis: Some(given_basis.filter(|_| published.is_some()).unwrap_or(fallback)),
                        published_from: published,
                        published_to: published,
                        published_evidence: None,
                        language: given_language,
                        error: Some(self.error.get(row).unwrap_or(reason)),
                        authors: &[],
                        duplicate_of,
                    });
                }
            }
        }
        let sources = Sources::of_texts(self.doc_id, self.text.into_series(), self.outlet);
        rows.finish(&sources)
    }
}

/// What each text's lines are, where that is told; nothing where it is not told of this text.
fn blocks(told: &ListChunked, texts: &StringChunked) -> PolarsResult<Vec<Option<Vec<Block>>>> {
    let of_text = |(blocks, text): (Option<Series>, Option<&str>)| {
        let (Some(blocks), Some(text)) = (blocks, text) else { return Ok(None) };
        let fields = blocks.struct_()?;
        let (starts, ends, roles) =
            (fields.field_by_name("start")?, fields.field_by_name("end")?, fields.field_by_name("role")?);
        let chars = CharIndex::new(text);
        let rows = starts.u32()?.iter().zip(ends.u32()?.iter()).zip(roles.str()?.iter());
        let block = |((start, end), role): ((Option<u32>, Option<u32>), Option<&str>)| {
            let (start, end) = (chars.byte(start?)?, chars.byte(end?)?);
            (start <= end).then_some(())?;
            Some(Block { span: ByteSpan::new(start, end), role: role?.parse().ok()? })
        };
        Ok(rows.map(block).collect())
    };
    told.series_iter().zip(texts.iter()).map(of_text).collect()
}

/// What the documents frame takes from a layout.
pub struct LaidOut {
    title: Option<String>,
    published: Option<Date>,
    basis: PublishedBasis,
    from: Option<Date>,
    to: Option<Date>,
    evidence: Option<String>,
    language: Option<Language>,
    authors: Vec<String>,
}

impl LaidOut {
    /// The language, if it is one that nothing is extracted from.
    fn other_language(&self) -> Option<&'static str> {
        self.language.filter(|language| language.is_other).map(|language| language.code)
    }

    /// From what was found in `text`.
    pub fn new(text: &str, record: &DocumentRecord) -> Self {
        let DocumentRecord { layout, written, .. } = record;
        Self {
            title: layout.title.map(|title| title.of(text).to_owned()),
            published: layout.published.day,
            basis: layout.published.basis,
            from: written.from.map(|bound| bound.day),
            to: written.to.map(|bound| bound.day),
            evidence: evidence(text, *written),
            language: layout.language,
            authors: layout.authors.iter().map(|author| author.of(text).to_owned()).collect(),
        }
    }
}

/// What gave the bounds: "from: year “2017”; to: office “President Obama”".
fn evidence(text: &str, written: Written) -> Option<String> {
    let said = |bound: Bound| format!("{} “{}”", bound.evidence, bound.span.of(text));
    match (written.from, written.to) {
        (Some(from), Some(to)) if (from.evidence, from.span) == (to.evidence, to.span) => Some(said(from)),
        (Some(from), Some(to)) => Some(format!("from: {}; to: {}", said(from), said(to))),
        (Some(from), None) => Some(format!("from: {}", said(from))),
        (None, Some(to)) => Some(format!("to: {}", said(to))),
        (None, None) => None,
    }
}
