//! The articles that the benches read.

use std::path::PathBuf;
use std::sync::LazyLock;

use onrecord::stages::documents::{Input, Layout, lay_out};
use onrecord::stages::phrases::{self, Phrases};
use onrecord::stages::segments::{Segments, segment};
use onrecord::stages::tagging::{Tags, tag};

/// A few paragraphs, for a checkout without the sample.
const ARTICLE: &str = "Envoy lands in Sochi\n\nBy Ana Ruiz\n\nSOCHI (AP) — The U.N. envoy arrived on Sunday, the \
    ministry said. “We won’t wait,” he told reporters at 3 p.m., “and nobody should.”\n\nTwo rounds of talks, on \
    Feb. 11-12, had failed. Gen. Harris, who leads the mission, called the truce “dead on arrival”.\n\nUpdated: \
    February 17, 2020 09:10 AM\n\nMost Popular\nTen best beaches\n";

/// All texts: of the folder that `ONRECORD_BENCH_TEXTS` names, else of the bundled sample, else the one above.
pub static TEXTS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let texts = match std::env::var_os("ONRECORD_BENCH_TEXTS") {
        Some(folder) => files(PathBuf::from(folder)),
        None => sample().unwrap_or_default(),
    };
    if texts.is_empty() { vec![ARTICLE.repeat(20)] } else { texts }
});

/// The text files of a folder, by name.
fn files(folder: PathBuf) -> Vec<String> {
    let mut paths: Vec<_> =
        std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    paths.sort();
    paths.into_iter().filter_map(|path| std::fs::read_to_string(path).ok()).collect()
}

/// The bundled sample.
fn sample() -> Option<Vec<String>> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("python/onrecord/data/sample/articles.jsonl");
    let lines = std::fs::read_to_string(path).ok()?;
    let text = |line: &str| {
        let article: serde_json::Value = serde_json::from_str(line).ok()?;
        Some(article["text"].as_str()?.to_owned())
    };
    Some(lines.lines().filter_map(text).collect())
}

/// How many bytes they have together.
pub fn bytes() -> usize {
    TEXTS.iter().map(String::len).sum()
}

/// A text as it reaches the stages that read words.
pub struct Article {
    pub text: &'static str,
    pub layout: Layout,
    pub segments: Segments,
    pub tags: Tags,
    pub phrases: Phrases,
}

/// All texts, laid out, cut and tagged.
pub fn articles() -> Vec<Article> {
    let prepared = |text: &'static String| {
        let layout = lay_out(Input { text, published: "2016-09-01".parse().ok(), ..Input::default() });
        let segments = segment(text, &layout);
        let tags = tag(text, &segments);
        let phrases = phrases::find(&segments, &tags);
        Article { text, layout, segments, tags, phrases }
    };
    TEXTS.iter().map(prepared).collect()
}
