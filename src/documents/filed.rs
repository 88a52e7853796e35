//! The place and day of filing that stand before the first sentence: "GENEVA (AP) — ".

use std::sync::LazyLock;

use regex::Regex;

use super::facts::AGENCIES;
use crate::calendar::month;
use crate::tables;
use crate::words::{self, Phrases};

static PLACES: LazyLock<Phrases<()>> =
    LazyLock::new(|| Phrases::new(tables::documents::PLACES.rows().map(|name| (name, ()))));

/// What parts a dateline from the text: a dash between spaces, or a colon.
static DASH: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?x) [—―] | [\ )]– | [\ )\u{a0}][-_](?:[-\ \u{a0}]|$) | :(?:[\ \u{a0}]|$)").expect("a pattern")
});

/// The parts of a dateline: place and day, then perhaps who filed it.
static PARTS: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^(?<place>[^(]*)(?:\((?<agency>(?s:.*))\))?$").expect("a pattern"));

/// One word in brackets that can be an agency's name, though the table has none.
static AGENCY: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"^\p{Uppercase}\S+$").expect("a pattern"));

/// Dashes that part the dateline from the text.
pub(super) fn is_dash(c: char) -> bool {
    matches!(c, '-' | '–' | '—' | '―' | '_' | ' ' | '\u{a0}' | ':')
}

/// Where the dateline at the start of `paragraph` ends, without its dash; `alone` if nothing needs to follow.
///
/// A place in capital letters, or one that the table knows, then perhaps a country, a day and an
/// agency in brackets; then a dash, or a colon where the table knows the place.
pub(super) fn prefix(paragraph: &str, alone: bool) -> Option<usize> {
    const LONGEST: usize = 90;
    const LONGEST_AGENCY: usize = 24;
    let end = paragraph.floor_char_boundary(LONGEST);
    let head = &paragraph[..end];
    if !head.starts_with(|c: char| c.is_uppercase() || c == '(') {
        return None;
    }
    let cut = dash(head).or_else(|| (alone && end == paragraph.len()).then_some(end))?;
    let is_colon = head[cut..].starts_with(':');
    let found = head[..cut].trim_end_matches([' ', '\u{a0}']);
    let parts = PARTS.captures(found)?;
    let mut words = Vec::new();
    words::read(found, &mut words);
    let first = words.first()?;
    let agency = parts.name("agency");
    let has_agency = agency.is_some_and(|agency| {
        words.iter().position(|word| word.start >= agency.start()).is_some_and(|at| {
            AGENCIES.at(&words, at).any(|(last, ())| last + 1 == words.len())
                || (agency.len() <= LONGEST_AGENCY && AGENCY.is_match(agency.as_str()))
        })
    });
    if agency.is_some() && !has_agency {
        return None;
    }
    let place_end = parts["place"].len();
    let place: Vec<_> = words.iter().copied().filter(|word| word.end <= place_end).collect();
    if place.is_empty() {
        return (has_agency && !is_colon).then_some(found.len());
    }
    let known = PLACES.at(&place, 0).map(|(last, ())| last).max();
    let is_upper = |start: usize, end: usize| !found[start..end].chars().any(char::is_lowercase) && end - start > 1;
    let first_upper = is_upper(first.start, first.end);
    // Every other word is a name, a month or a figure.
    let all_names = place
        .iter()
        .all(|word| word.is_capital || word.is_number || found[word.start..].starts_with(|c: char| c.is_ascii_digit()));
    let has_day = place.iter().any(|word| word.is_number)
        && place.iter().any(|word| month(&found[word.start..word.end]).is_some());
    if !all_names || place.len() > 8 {
        return None;
    }
    let is_plain = known.is_some_and(|last| {
        last + 1 == place.len() || found[place[last].end..].trim_start().starts_with(',') || has_day
    });
    let fits = if is_colon {
        is_plain && (first_upper || has_agency)
    } else if alone && cut == end {
        has_agency && (first_upper || known.is_some())
    } else {
        has_agency
            || (first_upper && (is_plain || has_day || found.contains(',')))
            || (is_plain && found.contains(','))
            || (first_upper && place.len() <= 3)
    };
    fits.then_some(found.len())
}

/// Where the first dash between spaces, or colon, begins.
fn dash(head: &str) -> Option<usize> {
    let found = DASH.find(head)?;
    Some(found.start() + found.as_str().find(|c| !matches!(c, ' ' | ')' | '\u{a0}'))?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn datelines_and_what_only_looks_like_one() {
        for (text, expected) in [
            ("GENEVA (AP) — The envoy left.", Some("GENEVA (AP)")),
            ("MOSCOW, Feb 14 (Reuters) - The minister said so.", Some("MOSCOW, Feb 14 (Reuters)")),
            ("WASHINGTON, Nov. 22, 2019 (AP) — The House voted.", Some("WASHINGTON, Nov. 22, 2019 (AP)")),
            ("KABUL, Afghanistan — The envoy left.", Some("KABUL, Afghanistan")),
            ("ANKARA: Talks began.", Some("ANKARA")),
            ("COLUMBIA, S.C. - The call-bank opened.", Some("COLUMBIA, S.C.")),
            ("(Reuters) - The envoy left.", Some("(Reuters)")),
            ("JAVAD ZARIF: We never left the deal.", None),
            ("Lavrov: No deadline", None),
            ("The envoy — a lawyer — left.", None),
            ("Aid trucks reach Aleppo – UN", None),
            // A word in brackets, whatever it is, is who filed it; two words are in the table, or nobody.
            ("Idlib (Syriawire) – The convoy left.", Some("Idlib (Syriawire)")),
            ("Idlib (Harbour Road) – The convoy left.", None),
            ("Idlib (near Aleppo) – The convoy left.", None),
            ("GENEVA (AP) and more — The envoy left.", None),
            // Names alone, and few of them.
            ("GENEVA and others — The envoy left.", None),
            ("NEW YORK CITY COUNCIL — It met.", None),
            ("MOUNT PLEASANT, S.C. — It met.", Some("MOUNT PLEASANT, S.C.")),
            // A place of the table in small letters needs a country or a day.
            ("Geneva, Switzerland — The envoy left.", Some("Geneva, Switzerland")),
            ("Geneva — The envoy left.", None),
            // A hyphen needs its spaces, a colon one after it.
            ("GENEVA-based envoys left.", None),
            ("GENEVA:30 envoys left.", None),
            ("GENEVA\u{a0}-\u{a0}The envoy left.", Some("GENEVA")),
            ("geneva — The envoy left.", None),
        ] {
            assert_eq!(prefix(text, false).map(|end| &text[..end]), expected, "{text}");
        }
    }

    #[test]
    fn datelines_that_stand_alone() {
        for (text, is_one) in
            [("GENEVA (AP)", true), ("GENEVA", false), ("Geneva (AP)", true), ("Yesterday (AP)", false)]
        {
            assert_eq!(prefix(text, true).is_some(), is_one, "{text}");
        }
    }
}
