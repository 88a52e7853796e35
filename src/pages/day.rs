//! The day on which a page's article appeared.
//!
//! The first of these that tells: the page's data of its article (JSON-LD, meta and marked elements), where
//! of several days of publication the one in the address or else the earliest counts, and a day of
//! publication before one of a change; the address; the article's head, as it is read. A day after
//! `latest` is none, nor are those of footers, of comments and of other articles.

use std::sync::LazyLock;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use regex::{Captures, Regex};

use super::blocks::Block;
use super::dom::Tag;
use super::dom::{Dom, NodeId};
use super::metadata::Metadata;
use crate::calendar::written_days;
use crate::vocabulary::vocabulary;

vocabulary! {
    /// How a page tells the day of publication.
    Basis {
        /// In its metadata.
        Metadata = "metadata",
        /// By a day of change alone.
        Updated = "updated",
        /// In its address.
        Url = "url",
        /// In its text.
        Text = "text",
        /// It does not.
        None = "none",
    }
}

/// Before this there were no pages.
const FIRST_YEAR: i16 = 1990;

/// The names of meta elements with the day of publication.
const PUBLISHED: [&str; 41] = [
    "article:published_time",
    "article:published",
    "og:article:published_time",
    "og:published_time",
    "og:pubdate",
    "bt:pubdate",
    "datepublished",
    "date_published",
    "date-published",
    "publish-date",
    "publish_date",
    "publishdate",
    "published",
    "published_at",
    "published-date",
    "published_time",
    "pubdate",
    "publication_date",
    "publication-date",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "originalpublicationdate",
    "article.published",
    "article_date_original",
    "article:post_date",
    "displaydate",
    "datecreated",
    "dc.date.issued",
    "dc.date.created",
    "dc.date",
    "dcterms.created",
    "dcterms.date",
    "dcterms.issued",
    "citation_publication_date",
    "rnews:datepublished",
    "ptime",
    "created",
    "posted",
    "timestamp",
    "date",
];

/// The names of meta elements with the day of a change.
const MODIFIED: [&str; 10] = [
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "dateupdated",
    "last-modified",
    "lastmod",
    "dc.date.modified",
    "dcterms.modified",
    "utime",
    "updated_time",
];

/// Where on a page a day of publication may stand.
pub(super) struct Near<'p, I, B> {
    /// Tells the elements that are no other article's and no footer's.
    pub inside: I,
    /// Tells those that stand around the headline or are marked as saying when it was written.
    pub beside: B,
    /// The pieces around the headline, and those that are so marked.
    pub head: &'p [&'p Block],
    /// The other short pieces.
    pub lines: &'p [&'p Block],
}

/// Finds the day.
pub(super) fn find(
    dom: &Dom,
    metadata: &Metadata,
    url: Option<&str>,
    latest: Option<Date>,
    near: &Near<'_, impl Fn(NodeId) -> bool, impl Fn(NodeId) -> bool>,
) -> (Option<Date>, Basis) {
    let head = near.head;
    let fits = |day: &Date| day.year() >= FIRST_YEAR && latest.is_none_or(|latest| *day <= latest);
    let in_url = url.and_then(in_address).filter(fits);
    let described = metadata.described.as_ref();
    let in_article = described.filter(|one| one.is_article);

    let mut days: Vec<Date> = Vec::new();
    days.extend(in_article.and_then(|one| one.published.as_deref()).and_then(read_day).filter(fits));
    for name in PUBLISHED {
        let value = metadata.metas.iter().find(|(key, content)| key == name && read_day(content).is_some());
        let day = value.and_then(|(_, content)| read_day(content)).filter(fits);
        // The weaker names are of use only where the stronger ones say nothing.
        if let Some(day) = day
            && (days.is_empty() || name.contains("publi"))
        {
            days.push(day);
        }
    }
    if let Some(day) = best_of(&days, in_url, head, &fits) {
        return (Some(day), Basis::Metadata);
    }
    if let Some(day) = in_elements(dom, near, &fits) {
        return (Some(day), Basis::Metadata);
    }
    if let Some(day) = described.and_then(|one| one.published.as_deref()).and_then(read_day).filter(fits) {
        return (Some(day), Basis::Metadata);
    }
    if let Some(day) = in_url {
        return (Some(day), Basis::Url);
    }
    let shown = in_text(head, &fits);
    if let Some((day, false)) = shown {
        return (Some(day), Basis::Text);
    }
    if let Some(day) = in_labelled_lines(near.lines, &OF_PUBLICATION, &fits) {
        return (Some(day), Basis::Text);
    }
    let described = described.and_then(|one| one.modified.as_deref()).and_then(read_day);
    let metas = metadata.metas.iter().filter(|(key, _)| MODIFIED.contains(&key.as_str()));
    let shown = shown.map(|(day, _)| day);
    let modified = shown.into_iter().chain(described).chain(metas.filter_map(|(_, content)| read_day(content)));
    let modified = modified.filter(fits).min();
    match modified.or_else(|| in_labelled_lines(near.lines, &OF_CHANGE, &fits)) {
        Some(day) => (Some(day), Basis::Updated),
        None => (None, Basis::None),
    }
}

/// Of several days of publication the earliest; data in the time of another zone give way to the outlet's own day, as
/// it stands in the article's head or in the address.
fn best_of(days: &[Date], in_url: Option<Date>, head: &[&Block], fits: &impl Fn(&Date) -> bool) -> Option<Date> {
    let earliest = days.iter().min().copied()?;
    let is_near =
        |day: &Date| days.iter().any(|other| day.since(*other).is_ok_and(|apart| apart.get_days().abs() <= 1));
    let in_head: Vec<Date> = head_days(head, fits).map(|found| found.0).filter(is_near).collect();
    if in_head.contains(&earliest) {
        return Some(earliest);
    }
    // A page that was moved to another system keeps the day that it shows.
    if let Some(shown) = head.iter().find_map(|block| alone(block, fits)).filter(|shown| *shown < earliest) {
        return Some(shown);
    }
    Some(in_head.first().copied().or(in_url.filter(is_near)).unwrap_or(earliest))
}

/// A day as data give it, in figures without marks: a day, perhaps with its time, or seconds or thousandths since 1970.
static IN_DATA: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?x)^(?:
            (?<year>[0-9]{4}) (?<month>[0-9]{2}) (?<day>[0-9]{2}) (?: [0-9]{6}$ | [-T\ ] | $ )
            | (?<seconds>[0-9]{10}) (?:[0-9]{3})? $
        )",
    )
    .expect("a pattern")
});

/// A day in an address, as three of its parts.
static IN_PARTS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?x)(?:^|[-/_.])
            (?<year>199[0-9]|20[0-9]{2}) [-/_.] (?<month>[0-9]{1,2}|[A-Za-z]{3,9}) [-/_.] (?<day>[0-9]{1,2})
            (?:[-/_.]|$)",
    )
    .expect("a pattern")
});

/// A day in an address, as eight figures with which a part begins.
static IN_ONE_PART: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?x)(?:^|[-/_.])
            (?<year>199[5-9]|20[0-9]{2}) (?<month>[0-9]{2}) (?<day>[0-9]{2})
            (?:[^0-9]|$)",
    )
    .expect("a pattern")
});

/// Words that call a day one of a change.
static OF_CHANGE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i-u:updated|modified|last edited)").expect("a pattern"));

/// Words that call a day, or a change, one of publication.
static OF_PUBLICATION: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(?i-u:publi|posted)").expect("a pattern"));

/// Words that make a line one of rights.
static OF_RIGHTS: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"©|(?i-u:copyright|all rights)").expect("a pattern"));

/// A day as data give it: an ISO date, a date in words, seconds since 1970.
pub(super) fn read_day(text: &str) -> Option<Date> {
    const LONGEST: usize = 100;
    let text = text.trim();
    if text.len() > LONGEST {
        return None;
    }
    match IN_DATA.captures(text) {
        Some(found) if found.name("year").is_some() => named_day(&found),
        Some(found) => {
            let seconds = found["seconds"].parse().ok()?;
            Some(Timestamp::from_second(seconds).ok()?.to_zoned(TimeZone::UTC).date())
        }
        None => written_days(text).next().map(|found| found.day),
    }
}

/// The day that the groups of a pattern make.
fn named_day(found: &Captures<'_>) -> Option<Date> {
    let month = &found["month"];
    let month = month.parse().ok().or_else(|| crate::calendar::month(month))?;
    Date::new(found["year"].parse().ok()?, month, found["day"].parse().ok()?).ok()
}

/// The day in an address such as "…/2019/02/11/…", "…/2019-02-11-…", "…/20190211…" or "…/2019/nov/18/…".
pub(super) fn in_address(url: &str) -> Option<Date> {
    let path = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = path.split(['?', '#']).next().unwrap_or(path);
    [&IN_PARTS, &IN_ONE_PART].into_iter().find_map(|pattern| {
        let mut at = 0;
        // The mark after one may be the mark before the next.
        std::iter::from_fn(|| {
            let found = pattern.captures_at(path, at)?;
            at = found.name("day")?.end();
            Some(found)
        })
        .find_map(|found| named_day(&found))
    })
}

/// The day of the first element that is marked as the day of publication, else of the first `time` element.
fn in_elements(
    dom: &Dom,
    near: &Near<'_, impl Fn(NodeId) -> bool, impl Fn(NodeId) -> bool>,
    fits: &impl Fn(&Date) -> bool,
) -> Option<Date> {
    let mut time = None;
    let mut named = None;
    for id in 0..dom.len() {
        let Some(tag) = dom.tag(id) else { continue };
        let prop = dom.attribute(id, "itemprop").or_else(|| dom.attribute(id, "property"));
        let is_marked = prop.is_some_and(|prop| prop.to_ascii_lowercase().ends_with("datepublished"))
            || dom.attribute(id, "pubdate").is_some();
        let is_time = tag == Tag::Time || dom.attribute(id, "datetime").is_some();
        let class = || dom.attribute(id, "class").unwrap_or_default().to_ascii_lowercase();
        if !(is_marked || is_time) || !(near.inside)(id) {
            continue;
        }
        let day = || {
            let value =
                ["datetime", "content", "title", "data-datetime"].iter().find_map(|name| dom.attribute(id, name));
            let value = value.and_then(read_day);
            value.or_else(|| read_day(&dom.text_of(id, 100))).filter(|day| fits(day))
        };
        if is_marked && let Some(day) = day() {
            return Some(day);
        }
        if is_time {
            let is_change = prop.is_some_and(|prop| prop.to_ascii_lowercase().contains("modified"))
                || class().contains("update")
                || class().contains("modified");
            if is_change {
                continue;
            }
            if class().contains("publish") || class().contains("entry-date") {
                named = named.or_else(day);
            }
            // One in the text is of what it tells.
            if (near.beside)(id) {
                time = time.or_else(day);
            }
        }
    }
    named.or(time)
}

/// The days in the article's head, each with whether it is one of a change.
fn head_days<'b>(head: &'b [&Block], fits: &'b impl Fn(&Date) -> bool) -> impl Iterator<Item = (Date, bool)> + 'b {
    const LONGEST: usize = 160;
    let is_label = |block: &&&Block| block.length <= LONGEST && !OF_RIGHTS.is_match(&block.text);
    head.iter().filter(is_label).flat_map(move |block| {
        let mut from = 0;
        written_days(&block.text).filter(|found| fits(&found.day)).map(move |found| {
            let before = &block.text[from..found.span.start()];
            from = found.span.end();
            (found.day, OF_CHANGE.is_match(before) && !OF_PUBLICATION.is_match(before))
        })
    })
}

/// The day of a line that says nothing else.
fn alone(block: &Block, fits: &impl Fn(&Date) -> bool) -> Option<Date> {
    const ELSE: usize = 14;
    let day = written_days(&block.text).find(|found| fits(&found.day))?;
    let is_alone = block.text.len() <= day.span.range().len() + ELSE && !OF_CHANGE.is_match(&block.text);
    is_alone.then_some(day.day)
}

/// The day that stands in the article's head, and whether it is one of a change: only if there is no other.
fn in_text(head: &[&Block], fits: &impl Fn(&Date) -> bool) -> Option<(Date, bool)> {
    let first = |change: bool| head_days(head, fits).find(|found| found.1 == change);
    first(false).or_else(|| first(true))
}

/// The day of the first line that says little but that it is one of publication, or of a change.
fn in_labelled_lines(lines: &[&Block], label: &Regex, fits: &impl Fn(&Date) -> bool) -> Option<Date> {
    const LONGEST: usize = 60;
    lines.iter().filter(|line| line.length <= LONGEST && !OF_RIGHTS.is_match(&line.text)).find_map(|line| {
        let day = written_days(&line.text).find(|found| fits(&found.day))?;
        label.is_match(&line.text[..day.span.start()]).then_some(day.day)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(day: Option<Date>) -> String {
        day.map_or_else(String::new, |day| day.to_string())
    }

    #[test]
    fn days_in_data() {
        for (text, expected) in [
            ("20190211", "2019-02-11"),
            (" 20190211103000 ", "2019-02-11"),
            ("20190211T1030Z", "2019-02-11"),
            ("20190211-1030", "2019-02-11"),
            ("1549886400", "2019-02-11"),
            ("1549886400123", "2019-02-11"),
            ("2019-02-11T10:30:00+03:00", "2019-02-11"),
            ("Mon, 11 Feb 2019", "2019-02-11"),
            ("20191311", ""),
            ("201902111", ""),
            ("15498864001", ""),
            ("today", ""),
            ("", ""),
        ] {
            assert_eq!(shown(read_day(text)), expected, "{text}");
        }
    }

    #[test]
    fn days_in_addresses() {
        for (url, expected) in [
            ("https://example.org/2019/02/11/talks", "2019-02-11"),
            ("https://example.org/news/2019-2-1-talks.html?on=2020-01-01", "2019-02-01"),
            ("https://example.org/2019/nov/18", "2019-11-18"),
            ("https://example.org/news_20190211.html", "2019-02-11"),
            ("https://example.org/20190211talks/", "2019-02-11"),
            // Of two, the one in three parts; of those, the first that is a day.
            ("https://example.org/20180101/2019/13/05-2019-02-11", "2019-02-11"),
            ("https://example.org/20191301/20190211", "2019-02-11"),
            ("https://example.org/1989/02/11", ""),
            ("https://example.org/19940211", ""),
            ("https://example.org/x20190211", ""),
            ("https://example.org/201902110", ""),
            ("https://example.org/2019/02", ""),
            ("https://example.org/2019/lavrov/11", ""),
            ("https://example.org/2019/002/11", ""),
        ] {
            assert_eq!(shown(in_address(url)), expected, "{url}");
        }
    }
}
