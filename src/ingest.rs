//! What is done with many pages or texts at once, before any is extracted.
//!
//! In: pages as they were saved. Out: for each its [`Page`](crate::pages::Page) with the language of its text, or why there
//! is none; a panic in one page is an error of that page alone. Likewise the languages of texts.

use crate::documents::{Language, language_of, settled};
use crate::pages::{self, Page, Source};
use crate::parallel::{self, Stop, Threads};

/// Why a page has no article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Unread {
    /// It is no text, but something binary.
    Binary,
    /// It is longer than pages are.
    TooLong,
    /// It has no running text.
    NoText,
    /// Reading failed, which is a mistake of this crate.
    Failed,
}

impl Unread {
    /// What to tell the user.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Binary => "the page is no HTML: it holds binary data",
            Self::TooLong => "the page is longer than 32 MB: give the article's own page",
            Self::NoText => "the page has no article: it holds no running text",
            Self::Failed => "the page could not be read, which is a mistake of onrecord: please report it",
        }
    }
}

/// The longest page that is read.
const LONGEST: usize = 32 << 20;

/// The articles of these pages, in their order; `None` if it was stopped.
pub fn read_pages(sources: &[Source<'_>], threads: Threads, stop: &Stop) -> Option<Vec<Result<Page, Unread>>> {
    threads.map(sources, |source| read(*source), stop)
}

/// The language of each text, where it is given beside it or can be told; `None` if it was stopped.
pub fn languages(
    texts: &[(Option<&str>, Option<&str>)],
    threads: Threads,
    stop: &Stop,
) -> Option<Vec<Option<Language>>> {
    threads.map(texts, |(text, given)| language_of((*text)?, *given), stop)
}

fn read(source: Source<'_>) -> Result<Page, Unread> {
    if source.bytes.len() > LONGEST {
        return Err(Unread::TooLong);
    }
    if is_binary(source.bytes) {
        return Err(Unread::Binary);
    }
    let mut page = parallel::caught(|| pages::read(source)).map_err(|_| Unread::Failed)?;
    if page.text.is_empty() {
        return Err(Unread::NoText);
    }
    page.blocks = settled(&page.text, &page.blocks);
    let declared = page.language.take().and_then(|tag| primary(&tag));
    page.language = language_of(&page.text, None).map(|language| language.code.to_owned()).or(declared);
    Ok(page)
}

/// The language of a tag such as "en-US".
fn primary(tag: &str) -> Option<String> {
    let language = tag.split(['-', '_']).next()?.trim().to_ascii_lowercase();
    (language.len() == 2 && language.bytes().all(|byte| byte.is_ascii_lowercase())).then_some(language)
}

/// Whether bytes are no text in any encoding of pages: many control characters, and no mark of UTF-16.
fn is_binary(bytes: &[u8]) -> bool {
    const SAMPLE: usize = 4096;
    let head = &bytes[..bytes.len().min(SAMPLE)];
    if head.starts_with(&[0xFF, 0xFE]) || head.starts_with(&[0xFE, 0xFF]) {
        return false;
    }
    let controls = head.iter().filter(|&&byte| byte < 9 || (14..27).contains(&byte)).count();
    controls > head.len() / 20
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_that_hold_no_article_say_why() {
        let long = vec![b'a'; LONGEST + 1];
        let sources: Vec<Source<'_>> =
            [&b"\0\x01\x02\x03\x04\x05"[..], &long, b"<script>let x = 1</script>", b"<p lang=en>Talks are over."]
                .into_iter()
                .map(|bytes| Source { bytes, ..Source::default() })
                .collect();
        let found: Vec<_> = read_pages(&sources, Threads::default(), &Stop::never()).unwrap();
        let found: Vec<_> = found.into_iter().map(|page| page.map(|page| page.text)).collect();
        let expected =
            [Err(Unread::Binary), Err(Unread::TooLong), Err(Unread::NoText), Ok("Talks are over.".to_owned())];
        assert_eq!(found, expected);
    }
}
