//! The names in bylines.

use super::word_classes::{WordClass, classes};
use crate::span::ByteSpan;
use crate::words::{self, Word};

/// Adds the names of a byline at `span`.
pub(super) fn read(text: &str, span: ByteSpan, authors: &mut Vec<ByteSpan>) {
    let line = span.of(text);
    let mut found = Vec::new();
    words::read(line, &mut found);
    let form = |word: &Word| line[word.start..word.end].to_lowercase();
    let Some(by) = found.iter().take(4).position(|word| classes(&form(word)).is(WordClass::BeforeNames)) else {
        return;
    };
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
        let classes = classes(&form);
        let gap = &line[found[at - 1].end..word.start];
        if gap.contains(['|', '•', '·', '(', '[', '/', '\n']) {
            break;
        }
        if gap.contains([',', ';', '&', '–', '—']) {
            finish(&mut name);
            is_open = !gap.contains('–') && !gap.contains('—');
        }
        if classes.is(WordClass::AfterNames) {
            break;
        }
        if form == "and" {
            finish(&mut name);
            is_open = true;
        } else if classes.is(WordClass::Office) || word.is_number {
            finish(&mut name);
            is_open = false;
        } else if word.is_capital && is_open {
            name = Some(name.map_or((word.start, word.end, 1), |(start, _, count)| (start, word.end, count + 1)));
        } else if name.is_some() && !classes.is(WordClass::Particle) {
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
