//! What the name of a meta element, a property, a class or a key in data says of the day beside it.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use crate::tables;

/// What a day is one of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Says {
    /// Publication.
    Published,
    /// Perhaps publication.
    Dated,
    /// A change.
    Changed,
    /// Something else.
    Other,
}

/// How much of a name has to be the row's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Extent {
    Whole,
    End,
}

static NAMES: LazyLock<FxHashMap<&'static str, (Extent, Says)>> = LazyLock::new(|| {
    let rows = tables::pages::DAY_NAMES.rows::<(&str, Extent, Says)>();
    rows.map(|(name, extent, says)| (name, (extent, says))).collect()
});

/// What a name says, however it is written: "article:published_time", "datePublished", "entry-date".
pub(super) fn says(name: &str) -> Option<Says> {
    const LONGEST: usize = 60;
    if name.len() > LONGEST {
        return None;
    }
    let letters: String = name.chars().filter(char::is_ascii_alphabetic).map(|c| c.to_ascii_lowercase()).collect();
    // Of what it ends with the longest.
    (0..letters.len()).find_map(|start| {
        let (extent, says) = NAMES.get(&letters[start..])?;
        (*extent == Extent::End || start == 0).then_some(*says)
    })
}

/// What an element's classes say. Some themes call a day that was never changed "updated" as well.
pub(super) fn classes_say(classes: &str) -> Option<Says> {
    const MOST: usize = 20;
    let said = || classes.split_ascii_whitespace().take(MOST).filter_map(says);
    [Says::Published, Says::Changed, Says::Other, Says::Dated]
        .into_iter()
        .find(|wanted| said().any(|says| says == *wanted))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_days() {
        for (name, expected) in [
            ("article:published_time", Some(Says::Published)),
            ("bt:pubDate", Some(Says::Published)),
            ("content_PublishedDate", Some(Says::Published)),
            ("DC:date.issued", Some(Says::Published)),
            ("dc.date", Some(Says::Dated)),
            ("schema:dateCreated", Some(Says::Dated)),
            ("date", Some(Says::Dated)),
            ("update", None),
            ("lastPublishedDate", Some(Says::Changed)),
            ("og:updated_time", Some(Says::Changed)),
            ("unpublish-date", Some(Says::Other)),
            ("description", None),
            ("", None),
        ] {
            assert_eq!(says(name), expected, "{name}");
        }
    }

    #[test]
    fn classes_of_days() {
        for (classes, expected) in [
            ("entry-date published updated", Some(Says::Published)),
            ("vw-post-date updated", Some(Says::Published)),
            ("updated", Some(Says::Changed)),
            ("header__datemodified", Some(Says::Changed)),
            ("field field--name-field-publishing-date", Some(Says::Published)),
            ("text-gray-500", None),
        ] {
            assert_eq!(classes_say(classes), expected, "{classes}");
        }
    }
}
