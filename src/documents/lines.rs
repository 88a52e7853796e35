//! Text → lines that are not blank → pieces, each of one line or of the lines that a wrapped paragraph was broken into.
//!
//! Lines are joined on two kinds of evidence. In a text that was wrapped, by a program or by hand, a line is
//! joined to the next if the next one's first word would not have fitted on it, unless that one is set in. In any
//! text, a line that ends in the middle of a sentence is joined to one that begins with a small letter. Only the ends of
//! lines are looked at, which needs no pattern.

use memchr::memchr2_iter;

use crate::parallel::stopping_point;
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
    let wrapping = wrapping(text, &lines);
    let mut pieces: Vec<Piece> = Vec::with_capacity(lines.len());
    for (at, line) in lines.iter().enumerate() {
        stopping_point();
        let joins = !line.is_apart && at > 0 && {
            let before = &lines[at - 1];
            wrapping.is_some_and(|wrapping| wrapping.joins(text, before, line)) || goes_on(text, before, line)
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
        stopping_point();
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

/// Whether a character is nothing that a reader sees.
pub(super) fn is_blank(c: char) -> bool {
    c.is_whitespace() || c.is_control() || matches!(c, '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{ad}')
}

/// Without white space, byte order marks, zero-width and control characters at the edges.
fn trim(text: &str, start: usize, end: usize) -> ByteSpan {
    let line = &text[start..end];
    let left = line.trim_start_matches(is_blank);
    let start = end - left.len();
    ByteSpan::new(start, start + left.trim_end_matches(is_blank).len())
}

/// How a text was wrapped.
#[derive(Clone, Copy)]
struct Wrapping {
    /// The widest line, without those that nothing could break, such as addresses.
    width: usize,
    /// By how much a full line may be shorter.
    slack: usize,
    /// By how much one may that ends with a sentence: it may be the last of a paragraph.
    slack_at_stop: usize,
}

/// White space before a line.
fn indent_of(text: &str, line: &Piece) -> usize {
    let most = *WIDTHS.end();
    text[..line.span.start()].bytes().rev().take(most).take_while(|byte| matches!(byte, b' ' | b'\t')).count()
}

/// Whether `next` begins a paragraph by being set in.
fn is_set_in(text: &str, line: &Piece, next: &Piece) -> bool {
    const INDENT: usize = 2;
    indent_of(text, next) >= indent_of(text, line) + INDENT
}

/// White space, letters and marks of a line, as far as the widths that matter.
fn width_of(text: &str, line: &Piece) -> usize {
    let most = WIDTHS.end() + 1;
    let own = if line.span.len() > 4 * most { most } else { line.span.of(text).chars().take(most).count() };
    (indent_of(text, line) + own).min(most)
}

/// How the whole text was wrapped, if it was.
fn wrapping(text: &str, lines: &[Piece]) -> Option<Wrapping> {
    const FEWEST: usize = 3;
    let pairs = || lines.windows(2).filter(|pair| !pair[1].is_apart && !is_set_in(text, &pair[0], &pair[1]));
    let mut widths: Vec<usize> = pairs().map(|pair| width_of(text, &pair[0])).collect();
    let count = widths.len();
    if count < FEWEST {
        return None;
    }
    // One line in twenty may be too long.
    let (_, width, _) = widths.select_nth_unstable(count - 1 - count / 20);
    let width = *width;
    if !WIDTHS.contains(&width) {
        return None;
    }
    let tight = Wrapping { width, slack: 2, slack_at_stop: 2 };
    let full = pairs().filter(|pair| tight.joins(text, &pair[0], &pair[1])).count();
    // Of lines that only happen to be of one length, few end in the middle of a sentence.
    let broken = || pairs().filter(|pair| !ends_sentence(pair[0].span.of(text)));
    let inside = broken().count();
    // Sentences go on with small letters, a list of headlines does not.
    let small = broken().filter(|pair| pair[1].span.of(text).starts_with(char::is_lowercase)).count();
    if inside * 2 < count || small * 3 < inside {
        return None;
    }
    if full * 20 >= count * 19 {
        return Some(tight);
    }
    // Lines broken by hand, or paragraphs each to a width of its own.
    let loose = Wrapping { width, slack: width / 4, slack_at_stop: 2 };
    let near = pairs().filter(|pair| width_of(text, &pair[0]) + loose.slack >= width).count();
    let is_loose = near * 10 >= count * 7 && small * 2 >= inside;
    // With blank lines between paragraphs, a sentence that ends with a line ends none.
    let is_parted = lines.iter().filter(|line| line.is_apart).count() * 12 >= lines.len();
    if is_loose {
        return Some(Wrapping { slack_at_stop: if is_parted { loose.slack } else { 2 }, ..loose });
    }
    (full * 10 >= count * 7).then_some(tight)
}

impl Wrapping {
    /// Whether `next` goes on with the paragraph of `line`: its first word would not have fitted on it.
    fn joins(self, text: &str, line: &Piece, next: &Piece) -> bool {
        let word = next.span.of(text).chars().take(WIDTHS.end() + 1).take_while(|c| !c.is_whitespace()).count();
        let slack = if ends_sentence(line.span.of(text)) { self.slack_at_stop } else { self.slack };
        width_of(text, line) + 1 + word + slack > self.width && !is_set_in(text, line, next)
    }
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
    fn lines_that_break_off_go_on() {
        for (text, count) in [
            ("The envoy left\nfor Sochi.", 1),
            ("The envoy left,\nhe said.", 1),
            // The first ends, is short, is all capitals, or is parted; the second begins, or is a name.
            ("The envoy left.\nfor Sochi.", 2),
            ("The envoy\nfor Sochi.", 2),
            ("ENVOY LEFT AGAIN\nfor Sochi.", 2),
            ("The envoy left\n\nfor Sochi.", 2),
            ("The envoy left\nFor Sochi.", 2),
            ("The envoy left\nahmet62 writes", 2),
            ("The envoy left\niPhone sales rise", 2),
        ] {
            assert_eq!(pieces(text).len(), count, "{text}");
        }
    }

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
            // Set in, without blank lines.
            (
                "    The envoy flew to Sochi on Monday for talks on the\ntruce, which Ankara and Moscow had signed before the\nfirst snow.\n    Nobody expected a deal from the long meetings that\nthe two had planned for Tuesday and for Wednesday.",
                vec![
                    "The envoy flew to Sochi on Monday for talks on the\ntruce, which Ankara and Moscow had signed before the\nfirst snow.",
                    "Nobody expected a deal from the long meetings that\nthe two had planned for Tuesday and for Wednesday.",
                ],
            ),
            // Broken by hand.
            (
                "The envoy flew to Sochi on Monday for talks\non the truce, which Ankara and Moscow had signed\nbefore the first snow. He met his hosts twice.\nNobody expected a deal.\n\nIt failed, he said, as all such\nmeetings had.",
                vec![
                    "The envoy flew to Sochi on Monday for talks\non the truce, which Ankara and Moscow had signed\nbefore the first snow. He met his hosts twice.\nNobody expected a deal.",
                    "It failed, he said, as all such\nmeetings had.",
                ],
            ),
            // All set in alike, or paragraph by paragraph with a tab.
            (
                "    The envoy flew to Sochi on Monday for talks on the\n    truce, which Ankara and Moscow had signed before the\n    first snow. Nobody expected a deal from the meetings\n    that the two had planned.",
                vec![
                    "The envoy flew to Sochi on Monday for talks on the\n    truce, which Ankara and Moscow had signed before the\n    first snow. Nobody expected a deal from the meetings\n    that the two had planned.",
                ],
            ),
            (
                "The envoy flew to Sochi on Monday for talks on the\ntruce, which Ankara and Moscow had signed before the\nfirst snow.\n  Nobody expected a deal from the long meetings that\nthe two had planned for Tuesday and for Wednesday.",
                vec![
                    "The envoy flew to Sochi on Monday for talks on the\ntruce, which Ankara and Moscow had signed before the\nfirst snow.",
                    "Nobody expected a deal from the long meetings that\nthe two had planned for Tuesday and for Wednesday.",
                ],
            ),
            // Parted by blank lines, a line that ends a sentence need not end a paragraph.
            (
                "The envoy flew to Sochi on Monday for talks\non the truce, which Ankara and Moscow had\nsigned before the first snow. He met his hosts.\n\nNobody expected a deal from those talks.\nIt failed, as he had said it would, and he\nleft on Friday, when the talks were over.\nNobody was glad, and he least of all, it seems,\nwas glad.",
                vec![
                    "The envoy flew to Sochi on Monday for talks\non the truce, which Ankara and Moscow had\nsigned before the first snow. He met his hosts.",
                    "Nobody expected a deal from those talks.\nIt failed, as he had said it would, and he\nleft on Friday, when the talks were over.\nNobody was glad, and he least of all, it seems,\nwas glad.",
                ],
            ),
            // Sentences of about one length, each on its line.
            (
                "The envoy flew to Sochi on Monday for talks.\nHe came back on Friday with a new agreement.\nNobody expected a deal from those two sides.\nIt failed, he said, as such meetings do now.",
                vec![
                    "The envoy flew to Sochi on Monday for talks.",
                    "He came back on Friday with a new agreement.",
                    "Nobody expected a deal from those two sides.",
                    "It failed, he said, as such meetings do now.",
                ],
            ),
            // Headlines of about one length.
            (
                "Actor says he is sorry for remarks on beaches\nTen best beaches that you have never heard of\nMayor denies talks on the new harbour road\nWhy this winter is the warmest on record",
                vec![
                    "Actor says he is sorry for remarks on beaches",
                    "Ten best beaches that you have never heard of",
                    "Mayor denies talks on the new harbour road",
                    "Why this winter is the warmest on record",
                ],
            ),
        ] {
            let found: Vec<_> = pieces(text).iter().map(|piece| piece.span.of(text)).collect();
            assert_eq!(found, expected);
        }
    }
}
