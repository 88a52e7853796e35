//! What a page says of its article in JSON-LD (schema.org).

use serde_json::{Map, Value};

use super::dom::Dom;
use super::dom::Tag;

/// How many objects of a page are looked at.
const MOST: usize = 2000;
/// The types of things that are articles.
const ARTICLES: [&str; 14] = [
    "article",
    "newsarticle",
    "reportagenewsarticle",
    "opinionnewsarticle",
    "analysisnewsarticle",
    "backgroundnewsarticle",
    "reviewnewsarticle",
    "advertisercontentarticle",
    "blogposting",
    "liveblogposting",
    "techarticle",
    "scholarlyarticle",
    "socialmediaposting",
    "report",
];

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
    let mut found = Vec::new();
    let mut budget = MOST;
    for id in dom.all(Tag::Script) {
        let is_data = dom.attribute(id, "type").is_some_and(|kind| kind.to_ascii_lowercase().contains("ld+json"));
        if is_data && let Some(value) = dom.only_text(id).and_then(parse) {
            walk(&value, &mut found, &mut budget);
        }
    }
    found
}

/// JSON as pages have it: with line breaks in strings, in a comment, with a semicolon behind it.
fn parse(text: &str) -> Option<Value> {
    let start = text.find(['{', '['])?;
    let end = text.rfind(['}', ']'])? + 1;
    let text = text.get(start..end)?;
    if let Ok(value) = serde_json::from_str(text) {
        return Some(value);
    }
    let cleaned: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    serde_json::Deserializer::from_str(&cleaned).into_iter().next()?.ok()
}

fn walk(value: &Value, found: &mut Vec<Described>, budget: &mut usize) {
    if *budget == 0 {
        return;
    }
    *budget -= 1;
    match value {
        Value::Array(items) => items.iter().for_each(|item| walk(item, found, budget)),
        Value::Object(object) => {
            found.extend(described(object));
            for key in ["@graph", "mainEntity", "mainEntityOfPage", "hasPart", "itemListElement", "item"] {
                if let Some(inner @ (Value::Object(_) | Value::Array(_))) = object.get(key) {
                    walk(inner, found, budget);
                }
            }
        }
        _ => {}
    }
}

fn described(object: &Map<String, Value>) -> Option<Described> {
    let is_type = |wanted: &dyn Fn(&str) -> bool| match object.get("@type") {
        Some(Value::String(kind)) => wanted(&kind.to_ascii_lowercase()),
        Some(Value::Array(kinds)) => {
            kinds.iter().filter_map(Value::as_str).any(|kind| wanted(&kind.to_ascii_lowercase()))
        }
        _ => false,
    };
    let is_article = is_type(&|kind| ARTICLES.contains(&kind.rsplit('/').next().unwrap_or(kind)));
    if !is_article && !is_type(&|kind| kind.ends_with("webpage")) {
        return None;
    }
    let text = |key: &str| object.get(key).and_then(as_text);
    let mut authors = Vec::new();
    for key in ["author", "creator"] {
        if authors.is_empty()
            && let Some(value) = object.get(key)
        {
            names(value, &mut authors);
        }
    }
    let mut publisher = Vec::new();
    if let Some(value) = object.get("publisher") {
        names(value, &mut publisher);
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

fn as_text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(htmlize::unescape(text.trim()).into_owned()).filter(|text| !text.is_empty()),
        Value::Number(number) => Some(number.to_string()),
        Value::Array(items) => items.first().and_then(as_text),
        Value::Object(object) => object.get("@value").and_then(as_text),
        _ => None,
    }
}

/// The names of people or organizations.
fn names(value: &Value, found: &mut Vec<String>) {
    const MOST: usize = 50;
    if found.len() >= MOST {
        return;
    }
    match value {
        Value::String(_) => found.extend(as_text(value)),
        Value::Array(items) => items.iter().take(MOST).for_each(|item| names(item, found)),
        Value::Object(object) => {
            if let Some(name) = object.get("name") {
                match name {
                    Value::Array(items) => found.extend(items.iter().take(MOST).filter_map(as_text)),
                    _ => found.extend(as_text(name)),
                }
            }
        }
        _ => {}
    }
}
