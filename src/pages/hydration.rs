//! The article's text from a page's data, where its tree holds none.
//!
//! Pages that a script builds in the browser carry their article as JSON ("__NEXT_DATA__", "Fusion.globalContent = …"), describe it
//! whole (JSON-LD) or hold it as a template. In: a page, and what its tree shows. Out: of everything in its data that reads as
//! paragraphs the most that stands together, in order, by preference in what has the page's title.

use rustc_hash::FxHashMap;
use serde_json::{Map, Value};

use super::blocks::{self, Block};
use super::dom::{Dom, NodeId, Tag};
use super::labels::is_label;
use super::linked_data;
use super::metadata::{Metadata, key};

/// Data hold an article from so many characters on, and if they are so many times what the tree shows, which has an article
/// itself from more characters on than the last.
const FEWEST: usize = 250;
const TIMES: usize = 3;
const SHOWN: usize = 1000;
/// How many values of a page are looked at, and how far one lies in another.
const MOST: usize = 100_000;
const DEEPEST: usize = 60;
/// How many containers a piece of text counts for.
const REACH: usize = 4;

/// The paragraphs that the data hold, if what the tree shows is no article, or the beginning of theirs.
pub(super) fn paragraphs(dom: &Dom, metadata: &Metadata, shown: &[&Block]) -> Option<Vec<String>> {
    let count = shown.iter().map(|block| block.length).sum::<usize>();
    if count > SHOWN {
        return None;
    }
    let titles = metadata.title_keys();
    let values: Vec<Value> = dom
        .all(Tag::Script)
        .filter(|&id| !dom.attribute(id, "type").is_some_and(|kind| kind.contains("ld+json")))
        .filter_map(|id| dom.only_text(id))
        .flat_map(linked_data::embedded)
        .collect();
    let templates = dom.all(Tag::Script).filter(|&id| is_template(dom, id)).filter_map(|id| dom.only_text(id));
    let mut gatherer = Gatherer::new(&titles);
    values.iter().for_each(|value| gatherer.refer(value, 0));
    for value in &values {
        let root = gatherer.container(None);
        gatherer.walk(value, root, 0);
    }
    for template in templates {
        let root = gatherer.container(None);
        gatherer.add_string(template, root);
    }
    let length = |paragraphs: &[String]| paragraphs.iter().map(|paragraph| paragraph.chars().count()).sum::<usize>();
    let kept = |paragraph: &String| !is_label(paragraph) && !titles.contains(&key(paragraph));
    let described = metadata.described.as_ref().filter(|one| one.is_article).and_then(|one| one.body.as_deref());
    let described = described.map(parts).unwrap_or_default();
    let held = gatherer.article();
    // The same text is better parted in what the page is built from; a description is of the article for certain.
    let is_described = length(&described) > length(&held) * 5 / 4;
    let mut best: Vec<String> = if is_described { described } else { held }.into_iter().filter(kept).collect();
    best.dedup();
    let goes_on = || {
        let text = key(&best.join(" "));
        shown.iter().any(|block| block.is_prose() && text.contains(&key(&block.text)))
    };
    let is_enough = length(&best) >= FEWEST.max(TIMES * count);
    (is_enough && (count < FEWEST || is_described || goes_on())).then_some(best)
}

/// Whether a script holds a piece of a page that another script puts into it.
fn is_template(dom: &Dom, id: NodeId) -> bool {
    dom.attribute(id, "type").is_some_and(|kind| kind.contains("template") || kind.contains("html"))
}

/// Something in the data that holds others.
#[derive(Clone, Copy, Debug)]
struct Container {
    /// The one around it.
    around: Option<usize>,
    /// How many characters of prose lie in it, not far down.
    prose: usize,
    /// Whether it has the page's title.
    is_titled: bool,
    /// Whether it has any title.
    has_title: bool,
}

/// A paragraph, and what holds it.
#[derive(Debug)]
struct Piece {
    text: String,
    within: usize,
}

struct Gatherer<'v> {
    titles: &'v [String],
    containers: Vec<Container>,
    pieces: Vec<Piece>,
    /// What other values refer to by name.
    named: FxHashMap<&'v str, &'v Value>,
    budget: usize,
}

impl<'v> Gatherer<'v> {
    fn new(titles: &'v [String]) -> Self {
        Self { titles, containers: Vec::new(), pieces: Vec::new(), named: FxHashMap::default(), budget: MOST }
    }

    fn container(&mut self, around: Option<usize>) -> usize {
        self.containers.push(Container { around, prose: 0, is_titled: false, has_title: false });
        self.containers.len() - 1
    }

    /// Notes what has a name that others may refer to, as in a cache ("Article:12").
    fn refer(&mut self, value: &'v Value, depth: usize) {
        const DEEPEST: usize = 3;
        let Value::Object(object) = value else { return };
        for (name, inner) in object {
            if inner.is_object() && name.contains(':') {
                self.named.entry(name).or_insert(inner);
            }
            if depth < DEEPEST {
                self.refer(inner, depth + 1);
            }
        }
    }

    fn walk(&mut self, value: &'v Value, within: usize, depth: usize) {
        if self.budget == 0 || depth > DEEPEST {
            return;
        }
        self.budget -= 1;
        match value {
            Value::String(text) => self.add_string(text, within),
            Value::Array(items) => match runs(items) {
                Some(text) => self.add(text, within),
                None => {
                    let inner = self.container(Some(within));
                    items.iter().for_each(|item| self.walk(item, inner, depth + 1));
                }
            },
            Value::Object(object) => {
                if let Some(Value::String(name)) = object.get("__ref") {
                    // Once: what refers to itself has an end.
                    if let Some(named) = self.named.remove(name.as_str()) {
                        self.walk(named, within, depth + 1);
                    }
                    return;
                }
                let inner = self.container(Some(within));
                if let Some(title) = title(object) {
                    self.containers[inner].has_title = true;
                    self.containers[inner].is_titled = self.titles.contains(&key(title));
                }
                object.values().for_each(|value| self.walk(value, inner, depth + 1));
            }
            _ => {}
        }
    }

    /// The paragraphs of a text, which hold together if they are several.
    fn add_string(&mut self, text: &str, within: usize) {
        let mut parts = parts(text);
        if parts.len() > 1 {
            let inner = self.container(Some(within));
            parts.into_iter().for_each(|part| self.add(part, inner));
        } else if let Some(part) = parts.pop() {
            self.add(part, within);
        }
    }

    fn add(&mut self, text: String, within: usize) {
        let length = if is_prose(&text) { text.chars().count() } else { 0 };
        let mut at = Some(within);
        for _ in 0..REACH {
            let Some(container) = at else { break };
            self.containers[container].prose += length;
            at = self.containers[container].around;
        }
        self.pieces.push(Piece { text, within });
    }

    /// The paragraphs that stand together and are most.
    fn article(&self) -> Vec<String> {
        const NEARLY_ALL: usize = 70;
        let (held, lists) = (self.held(), self.lists());
        let prose = |at: usize| self.containers[at].prose;
        let all = || 0..self.containers.len();
        let titled = all().filter(|&at| self.containers[at].is_titled && held[at] >= FEWEST);
        let titled = titled.max_by_key(|&at| (held[at], usize::MAX - at));
        let candidates = || all().filter(|&at| titled.is_none_or(|titled| self.lies_in(at, titled)) && !lists[at]);
        let most = candidates().map(prose).max().unwrap_or_default();
        // The innermost that holds nearly all of it.
        let best = candidates().filter(|&at| most > 0 && prose(at) * 100 >= most * NEARLY_ALL).max();
        let Some(best) = best else { return Vec::new() };
        let mut held: Vec<&Piece> = self.pieces.iter().filter(|piece| self.lies_in(piece.within, best)).collect();
        // Lines before the first sentences and behind the last ones say something else.
        let first = held.iter().position(|piece| is_prose(&piece.text)).unwrap_or(0);
        held.truncate(held.iter().rposition(|piece| is_prose(&piece.text)).map_or(0, |last| last + 1));
        held.into_iter().skip(first).map(|piece| piece.text.clone()).collect()
    }

    /// How many characters of prose each container holds, however far down.
    fn held(&self) -> Vec<usize> {
        let mut held = vec![0; self.containers.len()];
        for piece in self.pieces.iter().filter(|piece| is_prose(&piece.text)) {
            held[piece.within] += piece.text.chars().count();
        }
        // What lies in a container comes behind it.
        for at in (0..held.len()).rev() {
            if let Some(around) = self.containers[at].around {
                held[around] += held[at];
            }
        }
        held
    }

    /// Which containers hold several things that have titles and text of their own: articles.
    fn lists(&self) -> Vec<bool> {
        let mut counts = vec![0; self.containers.len()];
        for container in self.containers.iter().filter(|one| one.has_title && one.prose > 0) {
            if let Some(around) = container.around {
                counts[around] += 1;
            }
        }
        counts.into_iter().map(|count| count > 1).collect()
    }

    fn lies_in(&self, at: usize, outer: usize) -> bool {
        std::iter::successors(Some(at), |&at| self.containers[at].around)
            .take_while(|&at| at >= outer)
            .any(|at| at == outer)
    }
}

/// What an object calls its title.
fn title(object: &Map<String, Value>) -> Option<&str> {
    ["headline", "title", "headlines"].iter().find_map(|name| match object.get(*name)? {
        Value::String(title) => Some(title.as_str()),
        Value::Object(titles) => titles.get("basic").and_then(Value::as_str),
        _ => None,
    })
}

/// The text of a list of runs, as editors write a paragraph: `[{"text": "He "}, {"text": "left", "bold": true}, {"text": "."}]`.
fn runs(items: &[Value]) -> Option<String> {
    let mut text = String::new();
    let mut is_parted = false;
    for item in items {
        let run = match item {
            Value::String(run) => run.as_str(),
            Value::Object(object) => match run(object) {
                Some(run) => run,
                // A link has runs of its own.
                _ => {
                    let inner = object.get("children").or_else(|| object.get("content")).and_then(Value::as_array)?;
                    let [Value::Object(only)] = inner.as_slice() else { return None };
                    run(only)?
                }
            },
            _ => return None,
        };
        // Paragraphs stand beside each other without a space.
        let meets = text.ends_with(char::is_alphanumeric) || text.ends_with(['.', '!', '?', '”', '"']);
        is_parted |= meets && run.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '“' | '"'));
        text.push_str(run);
    }
    let has_runs = items.iter().any(Value::is_object);
    (has_runs && !is_parted && !text.trim().is_empty() && !is_markup(&text)).then(|| squeezed(&text))
}

/// What an object holds as one run of text.
fn run(object: &Map<String, Value>) -> Option<&str> {
    ["text", "value", "data"].iter().find_map(|name| object.get(*name)).and_then(Value::as_str)
}

/// The paragraphs of a text, which may be written as HTML.
fn parts(text: &str) -> Vec<String> {
    const SHORTEST: usize = 20;
    if text.len() < SHORTEST || !text.contains(' ') {
        return Vec::new();
    }
    if is_markup(text) {
        let (_, blocks) = blocks::read(&Dom::parse(text));
        return blocks.into_iter().map(|block| block.text).collect();
    }
    let lines = text.split("\n").map(squeezed).filter(|line| !line.is_empty());
    lines.filter(|line| !is_code(line)).collect()
}

fn is_markup(text: &str) -> bool {
    ["<p", "</", "<br", "<div"].iter().any(|tag| text.contains(tag))
}

/// Whether a text is for programs.
fn is_code(text: &str) -> bool {
    let marks = text.matches(['{', '}', ';', '=', '<', '>', '\\', '|']).count();
    marks * 40 > text.len() || !text.contains(' ')
}

/// Whether a text reads as sentences.
fn is_prose(text: &str) -> bool {
    const SHORTEST: usize = 60;
    text.len() >= SHORTEST && text.contains(['.', '!', '?', '…', '。']) && !is_code(text)
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::metadata;

    const STORY: [&str; 3] = [
        "The ferry to the outer islands will sail again in May after two years in dock, the harbour office said.",
        "Harbour master Ines Duarte told reporters that the hull had been mended and that the first trip would be free.",
        "Some 900 people live on the three islands, and many of them have had to wait for days for a place on the boat.",
    ];
    const OTHER: &str =
        "The brewery in Tonsby will close in the autumn, its owner says, because barley has become too dear.";

    #[test]
    fn articles_that_stand_in_data_alone() {
        let [a, b, c] = STORY;
        let html = format!("<p>{a}</p><p>{b}</p><p>{c}</p>");
        for (name, script) in [
            (
                "Next.js",
                format!(
                    r#"<script id="__NEXT_DATA__" type="application/json">{{"props":{{"article":{{"title":"Ferry","body":"{html}"}},"more":[{{"title":"Beer","body":"<p>{OTHER}</p>"}}]}}}}</script>"#
                ),
            ),
            (
                "Fusion",
                format!(
                    r#"<script>window.Fusion=window.Fusion||{{}};Fusion.site="x";Fusion.globalContent={{"headlines":{{"basic":"Ferry"}},"content_elements":[{{"type":"text","content":"{a}"}},{{"type":"image","caption":"A quay"}},{{"type":"text","content":"{b}"}},{{"type":"text","content":"{c}"}}]}};Fusion.x={{}}</script>"#
                ),
            ),
            (
                "paragraphs of runs",
                format!(
                    r#"<script type="application/json">{{"doc":[{{"type":"p","children":[{{"text":"{}"}},{{"text":"{}","bold":true}}]}},{{"type":"p","children":[{{"text":"{b}"}}]}},{{"type":"p","children":[{{"text":"{c}"}}]}}]}}</script>"#,
                    &a[..9],
                    &a[9..]
                ),
            ),
            (
                "paragraphs beside each other",
                format!(
                    r#"<script>window.state = {{"blocks":[{{"text":"{a}"}},{{"text":"{b}"}},{{"text":"{c}"}}]}}</script>"#
                ),
            ),
            (
                "a cache",
                format!(
                    r#"<script>window.__APOLLO_STATE__ = {{"Article:1":{{"title":"Ferry","parts":[{{"__ref":"Part:9"}},{{"__ref":"Part:5"}},{{"__ref":"Part:7"}}]}},"Part:5":{{"text":"{b}"}},"Part:7":{{"text":"{c}"}},"Part:9":{{"text":"{a}"}}}}</script>"#
                ),
            ),
            ("a flat list", format!(r#"<script type="application/json">[{{"body":1}},"{html}","{OTHER}"]</script>"#)),
            (
                "lines",
                format!(
                    r#"<script>window.page = JSON.parse("x"), {{"story":"{a}\n\n{b}\n{c}","styles":".a {{ b: c; }} .d {{ e: f; }}"}}</script>"#
                ),
            ),
            (
                "a description",
                format!(
                    r#"<script type="application/ld+json">{{"@type":"NewsArticle","headline":"Ferry","articleBody":"{a}\n{b}\n{c}"}}</script>"#
                ),
            ),
        ] {
            let dom = Dom::parse(&format!("<title>Ferry</title>{script}<div id=root>Please wait.</div>"));
            let found = paragraphs(&dom, &metadata::read(&dom), &[]).unwrap_or_default();
            assert_eq!(found, STORY, "{name}");
        }
    }

    #[test]
    fn what_the_tree_shows_goes_on_in_the_data() {
        let data = STORY.map(|paragraph| paragraph.repeat(4)).join("</p><p>");
        let script = format!(r#"<script type="application/json">{{"body":"<p>{data}</p>"}}</script>"#);
        for (shown, is_taken) in [
            ("Please wait.".to_owned(), true),
            (STORY[0].repeat(3), true),
            (OTHER.repeat(4), false),
            (STORY[0].repeat(4) + &STORY[1].repeat(4) + &STORY[2].repeat(3), false),
        ] {
            let dom = Dom::parse(&format!("<p>{shown}</p>{script}"));
            let (_, blocks) = blocks::read(&dom);
            let found = paragraphs(&dom, &metadata::read(&dom), &blocks.iter().collect::<Vec<_>>());
            assert_eq!(found.is_some(), is_taken, "{shown}");
        }
    }

    #[test]
    fn data_that_are_no_article() {
        for script in [
            r#"<script type="application/json">{"a":"Accept all cookies. We use them to make this page work."}</script>"#,
            "<script>function a() { return [1, 2, 3]; }</script>",
            r#"<script>x = {"a": "#,
            "",
        ] {
            let dom = Dom::parse(&format!("<title>Ferry</title>{script}"));
            assert_eq!(paragraphs(&dom, &metadata::read(&dom), &[]), None, "{script}");
        }
    }
}
