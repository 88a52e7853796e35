//! The day in a page's address.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::{Captures, Regex};

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

/// The day in an address such as "…/2019/02/11/…", "…/2019-02-11-…", "…/20190211…" or "…/2019/nov/18/…".
pub(super) fn day_in(url: &str) -> Option<Date> {
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

/// The day that the groups of a pattern make.
pub(super) fn named_day(found: &Captures<'_>) -> Option<Date> {
    let month = &found["month"];
    let month = month.parse().ok().or_else(|| crate::calendar::month(month))?;
    Date::new(found["year"].parse().ok()?, month, found["day"].parse().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

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
            assert_eq!(day_in(url).map_or_else(String::new, |day| day.to_string()), expected, "{url}");
        }
    }
}
