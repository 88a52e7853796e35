//! What a page says of its article in JSON-LD (schema.org).

use std::borrow::Cow;

use rustc_hash::FxHashMap;
use serde_json::{Map, Value};

use super::dom::Dom;
use super::dom::Tag;

/// How many objects of a page are looked at.
const MOST: usize = 2000;
/// How the types of things end that are articles, and of those that are pages.
const ARTICLES: [&str; 3] = ["article", "posting", "report"];
const PAGES: [&str; 4] = ["page", "creativework", "recipe", "howto"];

/// An article as it is described.
#[derive(Clone, Debug, Default)]
pub(super) struct Described {
    pub headline: Option<String>,
    pub published: Option<String>,
    pub modified: Option<String>,
    pub authors: Vec<String>,
    pub publisher: Option<String>,
    pub url: Option<String>,
    /// Its text.
    pub body: Option<String>,
    /// Whether its type is one of an article, not only of a page.
    pub is_article: bool,
}

/// The articles and pages that a page describes, in order.
pub(super) fn read(dom: &Dom) -> Vec<Described> {
    let mut values = Vec::new();
    for id in dom.all(Tag::Script) {
        let is_data = dom.attribute(id, "type").is_some_and(|kind| kind.to_ascii_lowercase().contains("ld+json"));
        if is_data && let Some(text) = dom.only_text(id) {
            values.extend(parse(text));
        }
    }
    // Some frameworks put them into meta elements.
    for id in dom.all(Tag::Meta) {
        let is_data = dom.attribute(id, "name").is_some_and(|name| name.contains("ld+json"));
        values.extend(dom.attribute(id, "content").filter(|_| is_data).into_iter().flat_map(parse));
    }
    let mut reader = Reader { found: Vec::new(), named: FxHashMap::default() };
    let mut budget = MOST;
    values.iter().for_each(|value| reader.name(value, &mut budget));
    budget = MOST;
    values.iter().for_each(|value| reader.walk(value, &mut budget));
    reader.found
}

/// JSON as pages have it: several values, in a comment or CDATA, with line breaks in strings, with commas behind the last
/// item, written in character references.
fn parse(text: &str) -> Vec<Value> {
    let is_escaped = !text.contains('"') && text.contains("&quot;");
    let text = if is_escaped { htmlize::unescape(text) } else { Cow::Borrowed(text) };
    let Some(start) = text.find(['{', '[']) else { return Vec::new() };
    // "[CDATA[" is no list.
    let start = text[start..].find("CDATA[").filter(|at| *at <= 1).map_or(start, |at| start + at + "CDATA[".len());
    match serde_json::from_str(&text[start..]) {
        Ok(value) => vec![value],
        Err(_) => values(&relaxed(&text[start..])),
    }
}

/// The values that stand in a text one after the other, whatever is between them.
fn values(text: &str) -> Vec<Value> {
    let (mut values, mut at) = (Vec::new(), 0);
    while let Some(next) = text[at..].find(['{', '[']) {
        at += next;
        let mut stream = serde_json::Deserializer::from_str(&text[at..]).into_iter();
        match stream.next() {
            Some(Ok(value)) => values.push(value),
            // What breaks off says nothing, and what is in it would be taken for the whole.
            _ => break,
        }
        at += stream.byte_offset();
    }
    values
}

/// The values that stand in a script, between whatever else it is.
pub(super) fn embedded(script: &str) -> Vec<Value> {
    /// How many beginnings that are none are borne with.
    const MISSES: usize = 50;
    const SHORTEST: usize = 100;
    let (mut values, mut at, mut misses) = (Vec::new(), 0, 0);
    while misses < MISSES
        && let Some(next) = script[at..].find(['{', '['])
    {
        at += next;
        let behind = script[at + 1..].trim_start();
        // What begins otherwise is code.
        let may_be = match script.as_bytes()[at] {
            b'{' => behind.starts_with('"'),
            _ => behind.starts_with(['"', '{', '[']),
        };
        let mut stream = serde_json::Deserializer::from_str(&script[at..]).into_iter::<Value>();
        match may_be.then(|| stream.next()).flatten() {
            Some(Ok(value)) => {
                let length = stream.byte_offset();
                if length >= SHORTEST {
                    values.push(value);
                }
                at += length;
            }
            found => {
                misses += usize::from(found.is_some());
                at += 1;
            }
        }
    }
    values
}

/// JSON without what only lenient readers take: comments, commas before an end, control characters in strings.
fn relaxed(text: &str) -> String {
    let mut relaxed = String::with_capacity(text.len());
    let (mut in_string, mut is_escaped) = (false, false);
    let mut comma = None;
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if !in_string && rest.starts_with("/*") {
            rest = rest.find("*/").map_or("", |end| &rest[end + 2..]);
            continue;
        }
        rest = &rest[c.len_utf8()..];
        if in_string {
            in_string = c != '"' || is_escaped;
            is_escaped = c == '\\' && !is_escaped;
        } else {
            in_string = c == '"';
            match c {
                ',' => comma = Some(relaxed.len()),
                '}' | ']' => {
                    if let Some(at) = comma.take() {
                        relaxed.replace_range(at..=at, " ");
                    }
                }
                _ if c.is_whitespace() => {}
                _ => comma = None,
            }
        }
        relaxed.push(if c.is_control() { ' ' } else { c });
    }
    relaxed
}

struct Reader {
    found: Vec<Described>,
    /// The names of what has an address of its own.
    named: FxHashMap<String, String>,
}

impl Reader {
    /// Notes the names of what is described.
    fn name(&mut self, value: &Value, budget: &mut usize) {
        if *budget == 0 {
            return;
        }
        *budget -= 1;
        match value {
            Value::Array(items) => items.iter().for_each(|item| self.name(item, budget)),
            Value::Object(object) => {
                if let (Some(id), Some(name)) =
                    (object.get("@id").and_then(as_text), object.get("name").and_then(as_text))
                {
                    self.named.insert(id, name);
                }
                object.values().for_each(|inner| self.name(inner, budget));
            }
            _ => {}
        }
    }

    fn walk(&mut self, value: &Value, budget: &mut usize) {
        if *budget == 0 {
            return;
        }
        *budget -= 1;
        match value {
            Value::Array(items) => items.iter().for_each(|item| self.walk(item, budget)),
            Value::Object(object) => {
                self.found.extend(self.described(object));
                for key in ["@graph", "mainEntity", "mainEntityOfPage", "hasPart", "itemListElement", "item"] {
                    if let Some(inner @ (Value::Object(_) | Value::Array(_))) = object.get(key) {
                        self.walk(inner, budget);
                    }
                }
            }
            _ => {}
        }
    }

    fn described(&self, object: &Map<String, Value>) -> Option<Described> {
        let is_type = |wanted: &dyn Fn(&str) -> bool| match object.get("@type") {
            Some(Value::String(kind)) => wanted(&kind.to_ascii_lowercase()),
            Some(Value::Array(kinds)) => {
                kinds.iter().filter_map(Value::as_str).any(|kind| wanted(&kind.to_ascii_lowercase()))
            }
            _ => false,
        };
        let ends = |ends: &'static [&'static str]| is_type(&|kind| ends.iter().any(|end| kind.ends_with(end)));
        let is_article = ends(&ARTICLES) && !ends(&["jobposting"]);
        if !is_article && !ends(&PAGES) {
            return None;
        }
        let text = |key: &str| object.get(key).and_then(as_text);
        let mut authors = Vec::new();
        for key in ["author", "creator"] {
            if authors.is_empty()
                && let Some(value) = object.get(key)
            {
                self.names(value, &mut authors);
            }
        }
        let mut publisher = Vec::new();
        if let Some(value) = object.get("publisher") {
            self.names(value, &mut publisher);
        }
        let url = match object.get("mainEntityOfPage") {
            Some(Value::String(url)) => Some(url.clone()),
            Some(Value::Object(page)) => page.get("@id").and_then(as_text),
            _ => None,
        };
        Some(Described {
            headline: text("headline").or_else(|| text("name")),
            published: text("datePublished").or_else(|| text("dateCreated")),
            modified: text("dateModified"),
            authors,
            publisher: publisher.into_iter().next(),
            url: url.or_else(|| text("url")),
            body: text("articleBody"),
            is_article,
        })
    }

    /// The names of people or organizations.
    fn names(&self, value: &Value, found: &mut Vec<String>) {
        const MOST: usize = 50;
        if found.len() >= MOST {
            return;
        }
        match value {
            Value::String(_) => {
                found.extend(as_text(value).map(|name| self.named.get(&name).cloned().unwrap_or(name)));
            }
            Value::Array(items) => items.iter().take(MOST).for_each(|item| self.names(item, found)),
            Value::Object(object) => {
                if let Some(name) = object.get("name") {
                    match name {
                        Value::Array(items) => found.extend(items.iter().take(MOST).filter_map(as_text)),
                        _ => found.extend(as_text(name)),
                    }
                } else if let Some(id) = object.get("@id").and_then(as_text) {
                    found.extend(self.named.get(&id).cloned());
                }
            }
            _ => {}
        }
    }
}

fn as_text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(htmlize::unescape(text.trim()).into_owned()).filter(|text| !text.is_empty()),
        Value::Number(number) => Some(number.to_string()),
        Value::Array(items) => items.first().and_then(as_text),
        Value::Object(object) => object.get("@value").and_then(as_text),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_that_are_not_strict() {
        for (text, expected) in [
            (r#"{"a": 1}"#, r#"[{"a":1}]"#),
            (r#"<![CDATA[{"a": 1}]]>"#, r#"[{"a":1}]"#),
            (r#"//<![CDATA[ {"a": [1, 2,],} //]]>"#, r#"[{"a":[1,2]}]"#),
            (r#"{"a": 1}{"b": 2}"#, r#"[{"a":1},{"b":2}]"#),
            (r#"{"a": 1}, {"b": 2};"#, r#"[{"a":1},{"b":2}]"#),
            ("/* x */ {\"a\": \"b\nc, }\"}", r#"[{"a":"b c, }"}]"#),
            ("{&quot;a&quot;: &quot;b &amp;amp; c&quot;}", r#"[{"a":"b &amp; c"}]"#),
            (r#"<!-- {"a": "https://e.org/*b"} -->"#, r#"[{"a":"https://e.org/*b"}]"#),
            (r#"{"a": "#, "[]"),
            ("", "[]"),
        ] {
            assert_eq!(serde_json::to_string(&parse(text)).unwrap(), expected, "{text}");
        }
    }
}
