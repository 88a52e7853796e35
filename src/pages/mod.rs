//! A saved page → its article: text, title, outlet, authors, day of publication, language, address.
//!
//! In: the bytes of a page. Out: a [`Page`]. The bytes are decoded (`decode`) and read into a
//! tree (`dom`); its texts become pieces (`blocks`), of which some are the article (`article`): by `rules` first, then by a learned
//! model of the `evidence`, trained in `training`; where the tree holds none, it is sought in the page's scripts (`hydration`). What a
//! page says of itself (`metadata`, `linked_data`) gives the rest, with `day` for the day of publication.
//! Any bytes read to something, in time proportional to their length; scripts and styles never reach the text.
//!
//! ```
//! use onrecord::stages::pages::{self, Source};
//!
//! let html = "<html><head><meta property='article:published_time' content='2020-02-17T09:10:00+03:00'></head>
//!     <body><nav>Home | World</nav><article><h1>Envoy lands in Sochi</h1>
//!     <p>The envoy arrived on Sunday, state television said.</p></article><footer>About us</footer></body></html>";
//! let page = pages::read(Source { bytes: html.as_bytes(), ..Source::default() });
//! assert_eq!(page.title.as_deref(), Some("Envoy lands in Sochi"));
//! assert_eq!(page.text, "The envoy arrived on Sunday, state television said.");
//! assert_eq!(page.published.unwrap().to_string(), "2020-02-17");
//! ```

mod article;
mod blocks;
mod bylines;
mod capture;
mod cards;
mod day;
mod decode;
mod dom;
mod evidence;
mod hydration;
mod labels;
mod linked_data;
mod marks;
mod metadata;
mod rules;
#[cfg(feature = "train")]
pub mod training;

use crate::calendar::Date;
use crate::layout::{Block, PublishedBasis, Role};
use crate::span::ByteSpan;

/// A page as it was saved or sent.
#[derive(Clone, Copy, Debug, Default)]
pub struct Source<'b> {
    /// What was saved.
    pub bytes: &'b [u8],
    /// The encoding that the server named.
    pub encoding: Option<&'b str>,
    /// The address that it came from.
    pub url: Option<&'b str>,
    /// The last day that it can have been published on.
    pub latest: Option<Date>,
}

/// The article of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// The article's text, paragraphs and captions parted by blank lines; empty if the page has none.
    pub text: String,
    /// What they are, in their order.
    pub blocks: Vec<Block>,
    /// The headline.
    pub title: Option<String>,
    /// The outlet's name.
    pub outlet: Option<String>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// The day on which it appeared.
    pub published: Option<Date>,
    /// How that is known.
    pub basis: PublishedBasis,
    /// The language that the page declares, as in its `lang`.
    pub language: Option<String>,
    /// The page's own address.
    pub url: Option<String>,
    /// The day on which this copy of it was saved.
    pub saved: Option<Date>,
}

/// Reads a page.
pub fn read(source: Source<'_>) -> Page {
    let html = decode::decode(source.bytes, source.encoding);
    let dom = dom::Dom::parse(&html);
    let metadata = metadata::read(&dom);
    let (places, blocks) = blocks::read(&dom);
    let page = article::Page { dom: &dom, places: &places, blocks: &blocks };
    let article = page.article(&metadata);

    let capture = capture::read(&html, source.url);
    let url = metadata.url(capture.url.as_deref()).map(|url| capture::own_address(&url));
    let latest = source.latest.into_iter().chain(capture.saved).min();
    let scope = page.scope(&article);
    let inside =
        |id: dom::NodeId| (scope.0..scope.1).contains(&id) && !article.inherited[id].meets(marks::Marks::DROPPED);
    let near = day::Near {
        inside,
        beside: |id| page.is_beside(&article, id),
        head: &page.head(&article),
        under: &page.under(&article),
        lines: &page.lines(&article),
    };
    let (published, basis) = day::find(&dom, &metadata, url.as_deref(), latest, &near);
    let headings: Vec<String> = article.headline.map(|at| blocks[at].text.clone()).into_iter().collect();
    let kept: Vec<&blocks::Block> = article.kept.iter().map(|&at| &blocks[at]).collect();
    let (text, roles) = match hydration::paragraphs(&dom, &metadata, &kept) {
        Some(paragraphs) => (paragraphs.join(PARTING), vec![Role::Body; paragraphs.len()]),
        None => {
            let pieces = page.pieces(&article);
            let texts: Vec<&str> = pieces.iter().map(|&(at, _)| blocks[at].text.as_str()).collect();
            (texts.join(PARTING), pieces.iter().map(|&(_, role)| role).collect())
        }
    };
    let repaired = |text: String| decode::repair(&text).unwrap_or(text);
    let text = repaired(text);
    Page {
        title: metadata.title(&headings).map(repaired),
        outlet: metadata.outlet().map(repaired),
        authors: metadata.authors(&dom, near.inside, page.bylines(&article)).into_iter().map(repaired).collect(),
        published,
        basis,
        language: metadata.language.clone(),
        url,
        saved: capture.saved,
        blocks: parted(&text, &roles),
        text,
    }
}

/// What stands between the pieces of an article, and in none of them.
const PARTING: &str = "\n\n";

/// The pieces of a text, with what each is.
fn parted(text: &str, roles: &[Role]) -> Vec<Block> {
    let mut start = 0;
    let block = |(piece, &role): (&str, &Role)| {
        let span = ByteSpan::new(start, start + piece.len());
        start = span.end() + PARTING.len();
        Block { span, role }
    };
    text.split(PARTING).zip(roles).map(block).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const SENTENCE: &str = "The envoy left Ankara on Monday after two days of talks, the ministry said.";

    fn read_text(html: &str) -> String {
        read(Source { bytes: html.as_bytes(), ..Source::default() }).text
    }

    #[test]
    fn the_article_is_told_from_the_page() {
        for (html, expected) in [
            ("<p>…<p>He left.", "…|He left."),
            (
                "<p>One <b>bold</b><i>er</i> word.<br>A line.<br><br>A paragraph.",
                "One bolder word.\nA line.|A paragraph.",
            ),
            ("<nav><p>…</nav><h1>Envoy</h1><p>…<p>He left.<aside class=relatedPosts><p>…</aside>", "…|He left."),
            ("<div class=post-body><p>…</div><div id=comment-list><p>… … … …</div>", "…"),
            ("<article><p>… …</article><article><p>More.</article>", "… …"),
            (
                "<h1>Envoy leaves</h1><p>By Ana Ruiz<p>…<p>Read more: Ten best beaches<p>He left.",
                "By Ana Ruiz|…|He left.",
            ),
            ("<p style='display: none'>…<p>He left.<p hidden>…", "He left."),
            ("<ul><li>…<li>He left.</ul><select><option>…</select>", "…|He left."),
            ("<title>x</title><p>A &lt;b&gt; &amp; &eacute;&nbsp;c.", "A <b> & é c."),
            ("<title>", ""),
        ] {
            assert_eq!(
                read_text(&html.replace('…', SENTENCE)),
                expected.replace('…', SENTENCE).replace('|', "\n\n"),
                "{html}"
            );
        }
    }

    #[test]
    fn a_title_loses_the_outlets_name() {
        for (html, expected) in [
            ("<title>Envoy leaves Ankara | Example News</title>", "Envoy leaves Ankara"),
            ("<meta property=og:site_name content=Example><title>Envoy leaves - Example</title>", "Envoy leaves"),
            ("<title>Envoy leaves - Ankara waits</title>", "Envoy leaves - Ankara waits"),
            (
                "<title>Example: Envoy leaves Ankara</title><h1>Example</h1><h2>Envoy leaves Ankara</h2>",
                "Envoy leaves Ankara",
            ),
        ] {
            let html = format!("{html}<p>{SENTENCE}");
            assert_eq!(read(Source { bytes: html.as_bytes(), ..Source::default() }).title.as_deref(), Some(expected));
        }
    }

    #[test]
    fn authors_are_names() {
        for (content, expected) in [
            ("By Ana Ruiz and Tom Lee", "Ana Ruiz|Tom Lee"),
            ("Ana Ruiz, Senior Editor; AFP", "Ana Ruiz"),
            ("https://example.org/ana", ""),
            ("Analysis by Ana Ruiz", "Ana Ruiz"),
        ] {
            let html = format!("<meta name=author content='{content}'><p>{SENTENCE}");
            assert_eq!(read(Source { bytes: html.as_bytes(), ..Source::default() }).authors.join("|"), expected);
        }
    }

    proptest! {
        #[test]
        fn any_page_reads_to_something(
            html in "(\\PC|[a-z<>/=\"' &;!-]|<p>|</p>|<div>|</div>|<!--|-->|<script>|</script>|<table><td>|<a href=x>|<li>|&amp;|<title>|é){0,200}"
        ) {
            let page = read(Source { bytes: html.as_bytes(), ..Source::default() });
            prop_assert!(!page.text.contains("\n\n\n"));
        }

        #[test]
        fn any_bytes_read_to_something(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            read(Source { bytes: &bytes, ..Source::default() });
        }
    }
}
