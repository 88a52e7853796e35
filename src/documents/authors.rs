//! The names in bylines.

use super::words::{self, Word};
use crate::span::ByteSpan;

/// Words after which names stand.
const BEFORE: [&str; 3] = ["by", "contributing", "from"];
/// Words that end the list of those who wrote the article.
const AFTER: [&str; 3] = ["editing", "edited", "translated"];
/// Words that are no part of a name though they may have capital letters.
const OFFICES: [&str; 20] = [
    "staff",
    "writer",
    "writers",
    "correspondent",
    "reporter",
    "editor",
    "chief",
    "senior",
    "special",
    "the",
    "for",
    "in",
    "of",
    "at",
    "with",
    "reporting",
    "additional",
    "press",
    "news",
    "reuters",
];

/// Adds the names of a byline at `span`.
pub(super) fn read(text: &str, span: ByteSpan, authors: &mut Vec<ByteSpan>) {
    let line = span.of(text);
    let mut found = Vec::new();
    words::read(line, &mut found);
    let form = |word: &Word| line[word.start..word.end].to_lowercase();
    let Some(by) = found.iter().take(4).position(|word| BEFORE.contains(&form(word).as_str())) else { return };
    let mut name: Option<(usize, usize, usize)> = None;
    let mut finish = |name: &mut Option<(usize, usize, usize)>| {
        if let Some((start, end, count)) = name.take()
            && (2..=5).contains(&count)
        {
            authors.push(ByteSpan::new(span.start() + start, span.start() + end));
        }
    };
    let mut is_open = true;
    for (at, word) in found.iter().enumerate().skip(by + 1) {
        let form = form(word);
        let gap = &line[found[at - 1].end..word.start];
        if gap.contains(['|', '•', '·', '(', '[', '/', '\n']) {
            break;
        }
        if gap.contains([',', ';', '&', '–', '—']) {
            finish(&mut name);
            is_open = !gap.contains('–') && !gap.contains('—');
        }
        if AFTER.contains(&form.as_str()) {
            break;
        }
        if form == "and" {
            finish(&mut name);
            is_open = true;
        } else if OFFICES.contains(&form.as_str()) || word.is_number {
            finish(&mut name);
            is_open = false;
        } else if word.is_capital && is_open {
            name = Some(name.map_or((word.start, word.end, 1), |(start, _, count)| (start, word.end, count + 1)));
        } else if name.is_some()
            && !matches!(form.as_str(), "al" | "bin" | "ibn" | "de" | "van" | "von" | "der" | "el" | "la" | "ul")
        {
            finish(&mut name);
        }
    }
    finish(&mut name);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_bylines() {
        for (line, expected) in [
            ("By Jane Doe", ["Jane Doe"].as_slice()),
            ("By Jane Doe, John Roe and Ann Poe", &["Jane Doe", "John Roe", "Ann Poe"]),
            ("By Jane Doe, staff writer", &["Jane Doe"]),
            ("By Jane Doe for the Daily Wire", &["Jane Doe"]),
            ("By Jane Doe | Daily Wire", &["Jane Doe"]),
            ("By Jane Doe – Sochi Office", &["Jane Doe"]),
            ("By Jane Doe; editing by John Roe", &["Jane Doe"]),
            ("By Mohammed bin Salman", &["Mohammed bin Salman"]),
            ("Additional reporting by Jane Doe", &["Jane Doe"]),
            ("Text from Jane Doe", &["Jane Doe"]),
            ("By Jane", &[]),
            ("By One Two Three Four Five Six", &[]),
            ("Jane Doe, who left by Sunday Evening", &[]),
        ] {
            let mut authors = Vec::new();
            read(line, ByteSpan::new(0, line.len()), &mut authors);
            let found: Vec<_> = authors.iter().map(|span| span.of(line)).collect();
            assert_eq!(found, expected, "{line}");
        }
    }
}
