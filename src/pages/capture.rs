//! When and from where a page was saved, as its copy tells: SingleFile and browsers put a comment before it, web archives an
//! address around its own ("https://web.archive.org/web/20200215101112/https://example.org/talks") and comments behind it.
//!
//! That day is never the day of publication, but the last one that it can be.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use crate::calendar::written_days;

/// Where a copy comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Capture {
    /// The page's own address.
    pub url: Option<String>,
    /// The day on which it was saved.
    pub saved: Option<Date>,
}

/// The comment of a program that saves pages: "Page saved with SingleFile url: … saved date: Sat Feb 15 2020 …", or
/// "saved from url=(0024)https://…".
static COMMENT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?x)<!--\s*
            (?: Page\ saved\ with\ SingleFile \s+ url: \s* (?<url>[^\s<>]+) (?: \s+ saved\ date: \s* (?<day>[^\n<>]*) )?
              | saved\ from\ url=\([0-9]+\) (?<from>https?://[^\s<>]+) )",
    )
    .expect("a pattern")
});

/// An archive's address around a page's own.
static ARCHIVED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?x)^https?://
            (?: (?:[a-z0-9-]+\.)* archive\.org/web | archive\.(?:today|ph|is|li|vn|fo|md) | arquivo\.pt/wayback
              | (?:www\.)?webarchive\.org\.uk/[a-z/]*? | (?:webarchive|wayback)\.[a-z.-]+(?:/[a-z]+)*? )
            / (?<year>[0-9]{4}) (?<month>[0-9]{2}) (?<day>[0-9]{2}) [0-9]{0,6} (?:[a-z]{2}_)? / (?<url>[^\s]+) $",
    )
    .expect("a pattern")
});

/// The Wayback Machine's comment.
static FILED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"FILE ARCHIVED ON [0-9:]+ (?<day>[A-Z][a-z]{2} [0-9]{2}, [0-9]{4})").expect("a pattern")
});

/// What the Wayback Machine's script tells of itself.
static TOLD: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r#"__wm\.wombat\("(?<url>[^"\s]+)","(?<year>[0-9]{4})(?<month>[0-9]{2})(?<day>[0-9]{2})"#)
        .expect("a pattern")
});

/// What a copy tells of itself; `given` is the address that it came from, which counts more than the one that it tells.
pub(super) fn read(html: &str, given: Option<&str>) -> Capture {
    let given = given.map(str::trim).filter(|given| !given.is_empty());
    match given.and_then(of_address) {
        Some(capture) => capture,
        None => {
            let told = told(html);
            Capture { url: given.map(str::to_owned).or(told.url), ..told }
        }
    }
}

fn told(html: &str) -> Capture {
    /// How far the comment before a page is from its beginning, and how long the one behind it is.
    const HEAD: usize = 4096;
    const TAIL: usize = 4096;
    let head = &html[..html.floor_char_boundary(HEAD)];
    if let Some(found) = COMMENT.captures(head) {
        let url = found.name("url").or_else(|| found.name("from")).map(|url| url.as_str());
        let saved = found.name("day").and_then(|day| written_days(day.as_str()).next()).map(|found| found.day);
        // A copy of a copy in an archive is the copy in the archive.
        let whole = url.filter(|url| url.starts_with("http"));
        return whole.and_then(of_address).unwrap_or(Capture { url: whole.map(str::to_owned), saved });
    }
    let tail = &html[html.floor_char_boundary(html.len().saturating_sub(TAIL))..];
    let filed = FILED.captures(tail).and_then(|found| written_days(&found["day"]).next()).map(|found| found.day);
    let told = memchr::memmem::find(html.as_bytes(), b"__wm.wombat(").and_then(|at| TOLD.captures_at(html, at));
    match told {
        Some(found) => Capture { url: Some(whole_address(&found["url"])), saved: filed.or_else(|| stamp(&found)) },
        None => Capture { url: None, saved: filed },
    }
}

/// A page's own address, without that of the archive around it.
pub(super) fn own_address(url: &str) -> String {
    of_address(url).and_then(|capture| capture.url).unwrap_or_else(|| url.to_owned())
}

fn of_address(url: &str) -> Option<Capture> {
    let found = ARCHIVED.captures(url.trim())?;
    Some(Capture { url: Some(whole_address(&found["url"])), saved: stamp(&found) })
}

fn stamp(found: &regex::Captures<'_>) -> Option<Date> {
    Date::new(found["year"].parse().ok()?, found["month"].parse().ok()?, found["day"].parse().ok()?).ok()
}

/// An address with its scheme, which archives may leave out or write with a stroke too few.
fn whole_address(url: &str) -> String {
    for scheme in ["https:/", "http:/"] {
        if let Some(rest) = url.strip_prefix(scheme) {
            return format!("{scheme}/{}", rest.trim_start_matches('/'));
        }
    }
    format!("http://{url}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(capture: &Capture) -> String {
        let saved = capture.saved.map_or_else(String::new, |day| day.to_string());
        format!("{} {saved}", capture.url.as_deref().unwrap_or_default())
    }

    #[test]
    fn addresses_of_archives() {
        for (given, expected) in [
            (
                "https://web.archive.org/web/20200215101112/https://example.org/talks?a=1",
                "https://example.org/talks?a=1 2020-02-15",
            ),
            ("http://web.archive.org/web/20200215101112id_/http://example.org/", "http://example.org/ 2020-02-15"),
            ("https://web.archive.org/web/20200215/example.org/talks", "http://example.org/talks 2020-02-15"),
            ("https://web.archive.org/web/20200215101112/https:/example.org/a", "https://example.org/a 2020-02-15"),
            ("https://archive.ph/20200215101112/https://example.org/talks", "https://example.org/talks 2020-02-15"),
            (
                "https://www.webarchive.org.uk/wayback/archive/20200215101112/https://example.org/",
                "https://example.org/ 2020-02-15",
            ),
            ("https://arquivo.pt/wayback/20200215101112/https://example.org/", "https://example.org/ 2020-02-15"),
            ("https://example.org/20200215/talks", "https://example.org/20200215/talks "),
            ("https://archive.org/details/talks", "https://archive.org/details/talks "),
            ("https://web.archive.org/web/2020*/example.org", "https://web.archive.org/web/2020*/example.org "),
            ("", " "),
        ] {
            assert_eq!(shown(&read("<p>Talks", Some(given))), expected, "{given}");
        }
    }

    #[test]
    fn comments_of_copies() {
        let single = "<!DOCTYPE html> <html lang=en><!--\n Page saved with SingleFile \n url: {url} \n saved date: Sat Feb 15 2020 10:11:12 GMT+0100 (CET)\n--><p>Talks";
        let wayback = "<script>__wm.wombat(\"{url}\",\"20200215101112\",\"https://web.archive.org/\");</script><p>Talks\n<!--\n     FILE ARCHIVED ON 10:11:12 Feb 15, 2020 AND RETRIEVED FROM THE\n     INTERNET ARCHIVE ON 09:00:00 May 01, 2021.\n-->";
        for (page, url, expected) in [
            (single, "https://example.org/talks", "https://example.org/talks 2020-02-15"),
            (
                single,
                "https://web.archive.org/web/20190101000000/http://example.org/",
                "http://example.org/ 2019-01-01",
            ),
            (single, "file:///home/talks.html", " 2020-02-15"),
            ("<!-- saved from url=(0025){url} --><p>Talks", "https://example.org/talks", "https://example.org/talks "),
            (wayback, "http://example.org/talks", "http://example.org/talks 2020-02-15"),
            ("<p>Talks\n<!-- FILE ARCHIVED ON 10:11:12 Feb 15, 2020 AND -->", "", " 2020-02-15"),
            ("<p>The file archived on Feb 15, 2020", "", " "),
        ] {
            assert_eq!(shown(&read(&page.replace("{url}", url), None)), expected, "{page} {url}");
        }
    }

    #[test]
    fn the_given_address_counts_more() {
        let page = "<!-- Page saved with SingleFile url: https://example.org/a saved date: Sat Feb 15 2020 -->";
        assert_eq!(shown(&read(page, Some("https://example.org/b"))), "https://example.org/b 2020-02-15");
    }

    #[test]
    fn addresses_within_archives() {
        for (url, expected) in [
            ("https://web.archive.org/web/20200215101112/https://example.org/talks", "https://example.org/talks"),
            ("https://example.org/talks", "https://example.org/talks"),
        ] {
            assert_eq!(own_address(url), expected);
        }
    }
}
