//! Pages that break parsers: whatever stands in them, they read to something, in time in proportion to their length, and
//! no script or style reaches the text.

use std::time::Duration;

use onrecord::Extractor;
use onrecord::stages::documents::Input;
use onrecord::stages::pages::{self, Source};
use proptest::prelude::*;

use super::timing::fastest;

/// What pages are made of, whole and broken.
const PIECES: &[&str] = &[
    "<p>",
    "</p>",
    "<div class=article-body>",
    "<div>",
    "</div>",
    "<article>",
    "</article>",
    "<h1>",
    "</h1>",
    "<title>",
    "</title>",
    "<br>",
    "<br/>",
    "<b><i>",
    "</b></i>",
    "<a href='https://example.org/2020/02/17/a?b=1&amp;c'>",
    "<a href=\"",
    "</a>",
    "<ul><li>",
    "<table><tr><td>",
    "</table>",
    "<select><option>",
    "<textarea>",
    "</textarea>",
    "<noscript>",
    "<iframe>",
    "<svg><title>",
    "<math><mi>",
    "<template>",
    "<plaintext>",
    "<xmp>",
    "<!--",
    "-->",
    "--!>",
    "<!>",
    "<?php ?>",
    "<![CDATA[",
    "]]>",
    "<!doctype html>",
    "<meta charset=utf-7>",
    "<meta charset=windows-1251>",
    "<meta property=article:published_time content='2020-02-17'>",
    "<meta name=author content='By Ana Ruiz'>",
    "<time datetime=2020-13-45>",
    "<html lang=en>",
    "<body",
    " style='display:none'",
    " hidden",
    " class=\"comment-list",
    ">",
    "<",
    "</",
    "/>",
    "=",
    "\"",
    "'",
    "&",
    "&amp;",
    "&lt;script&gt;",
    "&#0;",
    "&#x110000;",
    "&#xD800;",
    "&nosuch;",
    "&ampamp",
    "\0",
    "\u{feff}",
    "\n",
    "\n\n\n",
    " ",
    "é",
    "“We left,” the envoy said on Monday. ",
    "The talks in Ankara were over, Sergey Lavrov said, and nobody had signed anything at all. ",
    "By Ana Ruiz",
    "Published: 17 February 2020",
    "Most popular",
];

fn soup() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES), 0..120).prop_map(|pieces| pieces.concat())
}

/// Reads a page and extracts from it.
fn check(bytes: &[u8]) -> String {
    let page = pages::read(Source { bytes, ..Source::default() });
    let record = Extractor::default().document(Input { text: &page.text, ..Input::default() });
    for block in &record.layout.blocks {
        assert!(page.text.get(block.span.range()).is_some_and(|surface| !surface.is_empty()));
    }
    page.text
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn any_soup_of_tags_reads_to_something(html in soup()) {
        check(html.as_bytes());
    }

    #[test]
    fn any_cut_and_any_wrong_byte_reads_to_something(
        html in soup(),
        cut in any::<prop::sample::Index>(),
        wrong in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..8)
    ) {
        let mut bytes = html.into_bytes();
        for (at, byte) in wrong.into_iter().filter(|_| !bytes.is_empty()).collect::<Vec<_>>() {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        let end = if bytes.is_empty() { 0 } else { cut.index(bytes.len()) };
        check(&bytes[..end]);
    }

    #[test]
    fn scripts_and_styles_never_reach_the_text(
        before in soup(),
        code in "(evil\\(\\);|<p>|</p>|<b|\"|'|<!-- |\n|[a-z ;{}]){0,30}",
        tag in prop::sample::select(&["script", "style", "SCRIPT type=module", "style media='a>b'"][..])
    ) {
        // Whatever stands open before is closed, so that the tag is one.
        let name = tag.split(' ').next().unwrap_or(tag);
        let html = format!(
            "{}</textarea></title></xmp><p>He left.<{tag}>x {code} evil()</{name}><p>She stayed.",
            before.replace("<plaintext>", "").replace("<!--", "").replace("<![CDATA[", "").replace("<iframe>", "")
                .replace(['"', '\''], "").replace("<?php ?>", "").replace("<noscript>", "").replace("</", "</b>")
        );
        prop_assert!(!check(html.as_bytes()).contains("evil()"), "{html}");
    }
}

#[test]
fn eight_times_the_page_takes_about_eight_times_the_time() {
    const SENTENCE: &str = "<p>The envoy left Ankara on Monday after two days of talks, the ministry said.";
    let time = |html: &str| fastest(|| pages::read(Source { bytes: html.as_bytes(), ..Source::default() }));
    let mut slow = Vec::new();
    for piece in PIECES.iter().copied().chain([
        "<div><p>",
        "<b><p>",
        "<a><a>",
        "<table><tr><td><table>",
        "<li><ul>",
        "<a b=c ",
        "<p>a</p></div>",
        "<h1>Talks</h1>",
        "<p>Talks resume",
        "<time>2 May 2020</time>",
        "<meta name=date content=2020-02-17>",
        "<script>",
        "<script>a</script>",
        "<style>a</style><",
        "<p class=share>a",
        SENTENCE,
        "[{",
        "{\"@type\":",
        "&amp;lt;",
        "<p>\u{301}",
    ]) {
        let page = |length: usize| format!("{SENTENCE}{}{SENTENCE}", piece.repeat(length / piece.len()));
        let (short, long) = (time(&page(128_000)), time(&page(1_024_000)));
        // A quadratic step costs 64 times as much; 24 leaves room for caches and noise.
        if long > short * 24 + Duration::from_millis(20) {
            slow.push(format!("{piece:?}: {short:?} for an eighth, {long:?}"));
        }
    }
    // Attributes that are all different, in one tag, and in many that are put together as one.
    for (begin, end) in [("", ""), ("<html ", ">")] {
        let page = |count: usize| {
            let attributes: String = (0..count).map(|number| format!("{begin}a{number}=x {end}")).collect();
            format!("<p {attributes}>{SENTENCE}")
        };
        let (short, long) = (time(&page(12_000)), time(&page(96_000)));
        if long > short * 24 + Duration::from_millis(20) {
            slow.push(format!("attributes {begin:?}: {short:?} for an eighth, {long:?}"));
        }
    }
    assert!(slow.is_empty(), "{slow:#?}");
}
