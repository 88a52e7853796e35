//! Text → lines that are not blank → pieces, each of one line or of the lines that a wrapped paragraph was broken into.
//!
//! Lines are joined on two kinds of evidence. In a text that was wrapped at a fixed width, a line is
//! joined to the next if the next one's first word would not have fitted on it. In any text, a line
//! that ends in the middle of a sentence is joined to one that begins with a small letter.

use memchr::memchr2_iter;

use crate::span::ByteSpan;

/// One or more lines that belong together.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    /// Without the space around it.
    pub span: ByteSpan,
    /// Whether a blank line, or the beginning of the text, is before it.
    pub is_apart: bool,
}

/// The widest and narrowest width at which mail and wire texts are wrapped, in characters.
const WIDTHS: std::ops::RangeInclusive<usize> = 40..=100;

/// Cuts a text into pieces.
pub(super) fn pieces(text: &str) -> Vec<Piece> {
    let lines = lines(text);
    let width = wrap_width(text, &lines);
    let mut pieces: Vec<Piece> = Vec::with_capacity(lines.len());
    for (at, line) in lines.iter().enumerate() {
        let joins = !line.is_apart && at > 0 && {
            let before = &lines[at - 1];
            width.is_some_and(|width| is_full(text, before, line, width)) || goes_on(text, before, line)
        };
        match pieces.last_mut() {
            Some(piece) if joins => piece.span = piece.span.join(line.span),
            _ => pieces.push(*line),
        }
    }
    pieces
}

/// The lines that are not blank.
fn lines(text: &str) -> Vec<Piece> {
    let mut lines = Vec::new();
    let mut is_apart = true;
    let mut start = 0;
    let mut last_break = b'\n';
    for end in memchr2_iter(b'\n', b'\r', text.as_bytes()).chain([text.len()]) {
        let span = trim(text, start, end);
        // A carriage return and line feed are one break.
        let is_pair = last_break == b'\r' && end == start && text.as_bytes().get(end) == Some(&b'\n');
        if span.is_empty() {
            is_apart |= !is_pair;
        } else {
            lines.push(Piece { span, is_apart });
            is_apart = false;
        }
        last_break = text.as_bytes().get(end).copied().unwrap_or(b'\n');
        start = end + 1;
    }
    lines
}

/// Without white space, byte order marks, zero-width and control characters at the edges.
fn trim(text: &str, start: usize, end: usize) -> ByteSpan {
    let line = &text[start..end];
    let is_blank = |c: char| {
        c.is_whitespace() || c.is_control() || matches!(c, '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{ad}')
    };
    let left = line.trim_start_matches(is_blank);
    let start = end - left.len();
    ByteSpan::new(start, start + left.trim_end_matches(is_blank).len())
}

/// Letters and marks of a line, as far as the widths that matter.
fn width_of(text: &str, line: &Piece) -> usize {
    let most = WIDTHS.end() + 1;
    if line.span.len() > 4 * most { most } else { line.span.of(text).chars().take(most).count() }
}

/// The width at which the whole text was wrapped, if it was.
fn wrap_width(text: &str, lines: &[Piece]) -> Option<usize> {
    const FEWEST: usize = 3;
    let pairs = || lines.windows(2).filter(|pair| !pair[1].is_apart);
    let width = pairs().map(|pair| width_of(text, &pair[0])).max()?;
    if !WIDTHS.contains(&width) {
        return None;
    }
    let count = pairs().count();
    let full = pairs().filter(|pair| is_full(text, &pair[0], &pair[1], width)).count();
    // Of lines that only happen to be of one length, few end in the middle of a sentence.
    let broken = pairs().filter(|pair| !ends_sentence(pair[0].span.of(text))).count();
    (count >= FEWEST && full * 10 >= count * 7 && broken * 2 >= count).then_some(width)
}

/// Whether the first word of `next` would not have fitted on `line`.
fn is_full(text: &str, line: &Piece, next: &Piece, width: usize) -> bool {
    const SLACK: usize = 2;
    let word = next.span.of(text).chars().take(WIDTHS.end() + 1).take_while(|c| !c.is_whitespace()).count();
    width_of(text, line) + 1 + word + SLACK > width
}

fn ends_sentence(line: &str) -> bool {
    line.trim_end_matches(['"', '\'', '”', '’', '»', ')', ']']).ends_with(['.', '!', '?', '…', ':', ';'])
}

/// Whether a line breaks off in the middle of a sentence that the next goes on with.
fn goes_on(text: &str, line: &Piece, next: &Piece) -> bool {
    const SHORTEST: usize = 3;
    let (line, next) = (line.span.of(text), next.span.of(text));
    let mut start = next.chars();
    let starts_small = start.next().is_some_and(char::is_lowercase)
        // "ahmet62" begins a comment, "iPhone" a headline.
        && start.take_while(|c| !c.is_whitespace()).all(|c| c.is_lowercase() || !c.is_alphanumeric());
    starts_small
        && line.ends_with(|c: char| c.is_alphabetic() || c == ',')
        && line.split_whitespace().take(SHORTEST).count() == SHORTEST
        && line.chars().any(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrapped_paragraphs_become_whole() {
        for (text, expected) in [
            ("Lavrov said the truce\nwould hold.", vec!["Lavrov said the truce\nwould hold."]),
            ("\u{feff}Talks fail\r\n\r\nHe left.\r\nShe stayed.", vec!["Talks fail", "He left.", "She stayed."]),
            ("0 $\n2,500 $\n\n\n\nConvoy", vec!["0 $", "2,500 $", "Convoy"]),
            (
                "The envoy flew to Sochi on Monday for talks on the truce,\nwhich Ankara and Moscow had signed before the first\nsnow. Nobody expected a deal from the long meeting that\nfollowed.\nA second day was added.\n\nIt failed.",
                vec![
                    "The envoy flew to Sochi on Monday for talks on the truce,\nwhich Ankara and Moscow had signed before the first\nsnow. Nobody expected a deal from the long meeting that\nfollowed.",
                    "A second day was added.",
                    "It failed.",
                ],
            ),
        ] {
            let found: Vec<_> = pieces(text).iter().map(|piece| piece.span.of(text)).collect();
            assert_eq!(found, expected);
        }
    }
}
