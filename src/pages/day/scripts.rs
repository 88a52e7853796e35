//! Days of publication in a page's scripts: what it tells counters of readers, and what it is built from.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use super::figures::Figures;
use super::names::{Says, says};
use crate::pages::dom::{Dom, NodeId, Tag};

/// A key that may name the day of publication, and the day behind it; both perhaps within a string.
static KEYED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r#"(?x)(?<key>(?i-u:[a-z_.-]{0,30}pub[a-z_.-]{0,24})) [\\"'\ ]{0,6} [:=,] [\\"'\ ]{0,6}
            (?<value>[0-9]{4}[-/][0-9]{2}[-/][0-9]{2}|[0-9]{13}\b|[0-9]{10}\b)"#,
    )
    .expect("a pattern")
});

/// The day of publication that they name, if they name no other: descriptions of the article first, which may be too broken to
/// be read as data.
pub(super) fn day(dom: &Dom, figures: &Figures) -> Option<Date> {
    let describes = |id: NodeId| dom.attribute(id, "type").is_some_and(|kind| kind.contains("ld+json"));
    only_day(dom, figures, describes).or_else(|| only_day(dom, figures, |id| !describes(id)))
}

fn only_day(dom: &Dom, figures: &Figures, is_meant: impl Fn(NodeId) -> bool) -> Option<Date> {
    let mut found = None;
    for id in dom.all(Tag::Script).filter(|&id| is_meant(id)) {
        let Some(text) = dom.only_text(id) else { continue };
        for keyed in KEYED.captures_iter(text) {
            if says(&keyed["key"]) != Some(Says::Published) {
                continue;
            }
            let Some(day) = figures.read(&keyed["value"]) else { continue };
            if found.is_some_and(|found| found != day) {
                return None;
            }
            found = Some(day);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_in_scripts() {
        let figures = Figures { day_first: false, known: Vec::new(), latest: None };
        for (script, expected) in [
            (r#"dataLayer.push({"pubDate": "2021-03-09T10:00:00Z"})"#, Some("2021-03-09")),
            ("tag('setArticlePublishTime', '2021-03-09')", Some("2021-03-09")),
            (r#"f.push([1, "{\"publishedAt\":\"2021-03-09\",\"updatedAt\":\"2021-04-01\"}"])"#, Some("2021-03-09")),
            ("page.publish_date = 1615284000", Some("2021-03-09")),
            (r#"{"publishedAt": "2021-03-09"}, {"publishedAt": "2021-03-10"}"#, None),
            (r#"{"lastPublishedDate": "2021-03-09"}"#, None),
            (r#"{"publisher": "2021-03-09"}"#, None),
            ("publishedAt: now()", None),
        ] {
            let dom = Dom::parse(&format!("<script>{script}</script>"));
            assert_eq!(day(&dom, &figures).map(|day| day.to_string()).as_deref(), expected, "{script}");
        }
    }
}
