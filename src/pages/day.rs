//! The day on which a page's article appeared.
//!
//! The first of these that tells: the page's data of its article (JSON-LD, meta and marked elements), where
//! of several days of publication the one in the address or else the earliest counts, and a day of
//! publication before one of a change; the address; the article's head, as it is read. A day after
//! `latest` is none, nor are those of footers, of comments and of other articles.

use jiff::Timestamp;
use jiff::civil::Date;

use super::blocks::Block;
use super::dom::{Dom, NodeId};
use super::metadata::Metadata;
use super::tag::Tag;
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
const PUBLISHED: [&str; 40] = [
    "article:published_time",
    "article:published",
    "og:article:published_time",
    "og:published_time",
    "og:pubdate",
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

/// Finds the day; `article` are the pieces of text from the headline on, and `inside` tells the elements that are no
/// other article's and no footer's.
pub(super) fn find(
    dom: &Dom<'_>,
    metadata: &Metadata,
    url: Option<&str>,
    latest: Option<Date>,
    inside: impl Fn(NodeId) -> bool,
    head: &[&Block],
) -> (Option<Date>, Basis) {
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
    if let Some(day) = in_elements(dom, &inside, &fits) {
        return (Some(day), Basis::Metadata);
    }
    if let Some(day) = described.and_then(|one| one.published.as_deref()).and_then(read_day).filter(fits) {
        return (Some(day), Basis::Metadata);
    }
    if let Some(day) = in_url {
        return (Some(day), Basis::Url);
    }
    if let Some((day, is_update)) = in_text(head, &fits) {
        return (Some(day), if is_update { Basis::Updated } else { Basis::Text });
    }
    let modified = described.and_then(|one| one.modified.as_deref()).and_then(read_day);
    let modified = modified.or_else(|| metadata.meta(&MODIFIED).and_then(read_day)).filter(fits);
    match modified {
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
    Some(in_head.first().copied().or(in_url.filter(is_near)).unwrap_or(earliest))
}

/// A day as data give it: an ISO date, a date in words, seconds since 1970.
pub(super) fn read_day(text: &str) -> Option<Date> {
    let text = text.trim();
    if text.len() > 100 {
        return None;
    }
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if digits == text.len() {
        let number: i64 = text.parse().ok()?;
        return match digits {
            8 => compact(text),
            14 => compact(text.get(..8)?),
            10 => Some(Timestamp::from_second(number).ok()?.to_zoned(jiff::tz::TimeZone::UTC).date()),
            13 => Some(Timestamp::from_millisecond(number).ok()?.to_zoned(jiff::tz::TimeZone::UTC).date()),
            _ => None,
        };
    }
    if digits == 8 && text.as_bytes().get(8).is_some_and(|byte| matches!(byte, b'T' | b' ' | b'-')) {
        return compact(text.get(..8)?);
    }
    written_days(text).next().map(|found| found.day)
}

fn compact(text: &str) -> Option<Date> {
    Date::new(text.get(..4)?.parse().ok()?, text.get(4..6)?.parse().ok()?, text.get(6..8)?.parse().ok()?).ok()
}

/// The day in an address such as "…/2019/02/11/…", "…/2019-02-11-…", "…/20190211…" or "…/2019/nov/18/…".
pub(super) fn in_address(url: &str) -> Option<Date> {
    let path = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = path.split(['?', '#']).next().unwrap_or(path);
    let parts: Vec<&str> = path.split(['/', '-', '_', '.']).collect();
    let in_parts = parts.windows(3).find_map(|window| {
        let [year, month, day] = window else { return None };
        let (year, day) = (figure(year, 4)?, figure(day, 2)?);
        let month = figure(month, 2).map(|month| month as i8).or_else(|| crate::calendar::month(month))?;
        Date::new(year, month, day as i8).ok()
    });
    in_parts.or_else(|| {
        let whole =
            parts.iter().filter(|part| part.len() >= 8 && part.bytes().take(9).filter(u8::is_ascii_digit).count() == 8);
        whole.filter_map(|part| compact(part.get(..8)?)).find(|day| (1995..2100).contains(&day.year()))
    })
}

fn figure(text: &str, most: usize) -> Option<i16> {
    let is_figure = (1..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    let value: i16 = if is_figure { text.parse().ok()? } else { return None };
    (most < 4 || (1990..2100).contains(&value)).then_some(value)
}

/// The day of the first element that is marked as the day of publication, else of the first `time` element.
fn in_elements(dom: &Dom<'_>, inside: &impl Fn(NodeId) -> bool, fits: &impl Fn(&Date) -> bool) -> Option<Date> {
    let mut time = None;
    let mut named = None;
    for id in 0..dom.len() {
        let Some(tag) = dom.tag(id) else { continue };
        let prop = dom.raw_attribute(id, "itemprop").or_else(|| dom.raw_attribute(id, "property"));
        let is_marked = prop.is_some_and(|prop| prop.to_ascii_lowercase().ends_with("datepublished"))
            || dom.raw_attribute(id, "pubdate").is_some();
        let is_time = tag == Tag::Time || dom.raw_attribute(id, "datetime").is_some();
        let class = || dom.raw_attribute(id, "class").unwrap_or_default().to_ascii_lowercase();
        if !(is_marked || is_time) || !inside(id) {
            continue;
        }
        let day = || {
            let value =
                ["datetime", "content", "title", "data-datetime"].iter().find_map(|name| dom.attribute(id, name));
            let value = value.and_then(|value| read_day(&value));
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
            time = time.or_else(day);
        }
    }
    named.or(time)
}

/// The days in the article's head, each with whether it is one of a change.
fn head_days<'b>(head: &'b [&Block], fits: &'b impl Fn(&Date) -> bool) -> impl Iterator<Item = (Date, bool)> + 'b {
    const LONGEST: usize = 160;
    let is_label = |block: &&&Block| {
        let text = block.text.to_lowercase();
        block.length <= LONGEST && !["©", "copyright", "all rights"].iter().any(|mark| text.contains(mark))
    };
    head.iter().filter(is_label).flat_map(move |block| {
        let mut from = 0;
        written_days(&block.text).filter(|found| fits(&found.day)).map(move |found| {
            let before = block.text.get(from..found.span.start()).unwrap_or_default().to_lowercase();
            from = found.span.end();
            let is_change = ["updated", "modified", "last edited"].iter().any(|word| before.contains(word));
            (found.day, is_change && !before.contains("publi"))
        })
    })
}

/// The day that stands in the article's head, and whether it is one of a change: only if there is no other.
fn in_text(head: &[&Block], fits: &impl Fn(&Date) -> bool) -> Option<(Date, bool)> {
    let first = |change: bool| head_days(head, fits).find(|found| found.1 == change);
    first(false).or_else(|| first(true))
}
