//! Word pieces → windows, the stretches that the encoder reads at once.
//!
//! A window holds as many whole blocks as fit. A block that does not fit is parted between sentences, a sentence that does not
//! fit between tokens.

use std::ops::Range;

use super::pieces::Piece;
use crate::segments::Segments;

/// How many pieces fit into a window, beside the two marks that open and close it.
const LENGTH: usize = 254;

/// Ranges of pieces, in order, that together hold all of them.
pub(super) fn windows(pieces: &[Piece], segments: &Segments) -> Vec<Range<usize>> {
    let mut windows: Vec<Range<usize>> = Vec::new();
    for block in segments.sentences.chunk_by(|one, other| one.block == other.block) {
        let sentences = block.iter().map(|sentence| of_tokens(pieces, sentence.tokens.start(), sentence.tokens.end()));
        let sentences: Vec<Range<usize>> = sentences.collect();
        let whole = sentences[0].start..sentences[sentences.len() - 1].end;
        if whole.len() <= LENGTH {
            append(&mut windows, whole);
            continue;
        }
        windows.push(whole.start..whole.start);
        for sentence in sentences {
            if sentence.len() <= LENGTH {
                append(&mut windows, sentence);
                continue;
            }
            let mut start = sentence.start;
            while start < sentence.end {
                let end = (start + LENGTH).min(sentence.end);
                let cut = (start + 1..=end).rev().find(|&at| at == sentence.end || pieces[at].is_first).unwrap_or(end);
                append(&mut windows, start..cut);
                start = cut;
            }
        }
    }
    windows.retain(|window| !window.is_empty());
    windows
}

/// The pieces of the tokens from `start` to before `end`.
fn of_tokens(pieces: &[Piece], start: usize, end: usize) -> Range<usize> {
    let at = |token: usize| pieces.partition_point(|piece| (piece.token as usize) < token);
    at(start)..at(end)
}

/// Adds what follows to the last window if it fits, else to a new one.
fn append(windows: &mut Vec<Range<usize>>, next: Range<usize>) {
    match windows.last_mut() {
        Some(last) if last.len() + next.len() <= LENGTH => last.end = next.end,
        _ => windows.push(next),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::{self, Input};
    use crate::reader::pieces::Vocabulary;
    use crate::segments;

    #[test]
    fn windows_end_with_paragraphs_else_with_sentences_else_with_tokens() {
        let vocabulary = Vocabulary::read("[UNK]\n[CLS]\n[SEP]\nso\n.").unwrap();
        let sentence = |words: usize| format!("So{}.", " so".repeat(words - 1));
        for (paragraphs, expected) in [
            (vec![vec![100], vec![100], vec![100]], vec![202, 101]),
            (vec![vec![10], vec![200, 200, 40], vec![10]], vec![11, 201, 242 + 11]),
            (vec![vec![600], vec![2]], vec![254, 254, 93 + 3]),
        ] {
            let text: Vec<String> = paragraphs
                .iter()
                .map(|sentences| sentences.iter().map(|&words| sentence(words)).collect::<Vec<_>>().join(" "))
                .collect();
            let text = text.join("\n\n");
            let segments = segments::segment(&text, &documents::lay_out(Input { text: &text, ..Input::default() }));
            let pieces = vocabulary.pieces(&text, &segments);
            let found = windows(&pieces, &segments);
            assert_eq!(found.iter().map(ExactSizeIterator::len).collect::<Vec<_>>(), expected);
            assert!(
                found.windows(2).all(|two| two[0].end == two[1].start) && found.last().unwrap().end == pieces.len()
            );
        }
    }
}
