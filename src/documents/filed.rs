//! The place and day of filing that stand before the first sentence: "GENEVA (AP) — ".

use std::sync::LazyLock;

use super::facts::AGENCIES;
use super::words::{self, Phrases};
use crate::calendar::month;
use crate::tables;

static PLACES: LazyLock<Phrases<()>> =
    LazyLock::new(|| Phrases::new(tables::documents::PLACES.rows().map(|name| (name, ()))));

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
    let mut end = paragraph.len().min(LONGEST);
    while !paragraph.is_char_boundary(end) {
        end -= 1;
    }
    let head = &paragraph[..end];
    if !head.starts_with(|c: char| c.is_uppercase() || c == '(') {
        return None;
    }
    let cut = dash(head).or_else(|| (alone && end == paragraph.len()).then_some(end))?;
    let is_colon = head[cut..].starts_with(':');
    let found = head[..cut].trim_end_matches([' ', '\u{a0}']);
    let mut words = Vec::new();
    words::read(found, &mut words);
    let first = words.first()?;
    let bracket = found.find('(');
    let has_agency = match bracket {
        Some(open) => {
            found.ends_with(')')
                && words.iter().position(|word| word.start > open).is_some_and(|at| {
                    let inside = &found[open + 1..found.len() - 1];
                    AGENCIES.at(&words, at).any(|(last, ())| last + 1 == words.len())
                        || (inside.len() <= 24
                            && !inside.contains(char::is_whitespace)
                            && inside.starts_with(char::is_uppercase)
                            && inside.len() > 1)
                })
        }
        None => false,
    };
    if bracket.is_some() && !has_agency {
        return None;
    }
    let place_end = bracket.unwrap_or(found.len());
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
    let bytes = head.as_bytes();
    head.char_indices().find_map(|(at, c)| {
        let before = at.checked_sub(1).map(|at| bytes[at]);
        let is_space = |byte: Option<&u8>| byte.is_none_or(|byte| *byte == b' ' || *byte == 0xC2);
        match c {
            '—' | '―' => Some(at),
            '–' if before == Some(b' ') || before == Some(b')') => Some(at),
            '-' | '_'
                if matches!(before, Some(b' ' | b')' | 0xA0))
                    && (is_space(bytes.get(at + 1)) || bytes.get(at + 1) == Some(&b'-')) =>
            {
                Some(at)
            }
            ':' if is_space(bytes.get(at + 1)) => Some(at),
            _ => None,
        }
    })
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
        ] {
            assert_eq!(prefix(text, false).map(|end| &text[..end]), expected, "{text}");
        }
    }
}
