//! Annotated texts → what the encoder is trained on: a window a line of JSON.
//!
//! Labels stand beside pieces as small numbers, as the trainer wants them: `-100` is its sign for what is not to be learned.

use serde::Serialize;

use super::inputs::{Input, inputs};
use super::pieces::{Piece, Vocabulary};
use super::windows::windows;
use crate::corpora::Attribution;
use crate::documents::Layout;
use crate::hashing::hash;
use crate::segments::{Segments, segment};
use crate::span::ByteSpan;

/// An annotated text.
#[derive(Clone, Debug)]
pub struct Annotated {
    /// Its name.
    pub doc_id: String,
    /// Its text.
    pub text: String,
    /// Its blocks.
    pub layout: Layout,
    /// Who said what; `None` where that is not annotated.
    pub attributions: Option<Vec<Attribution>>,
    /// Names; `None` where they are not annotated.
    pub names: Option<Vec<(ByteSpan, NameSort)>>,
    /// Stretches where nothing is annotated.
    pub discarded: Vec<ByteSpan>,
    /// Stretches where names are not.
    pub without_names: Vec<ByteSpan>,
}

/// Whose name it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameSort {
    /// A person's.
    Person,
    /// An organization's.
    Organization,
    /// A place's or country's.
    Place,
}

/// A window with its labels: one number a piece in each list.
#[derive(Clone, Debug, Serialize)]
pub struct WindowExample {
    document: String,
    pieces: Vec<u32>,
    case: Vec<u8>,
    quote: Vec<u8>,
    role: Vec<u8>,
    starts: Vec<u8>,
    cue: Vec<i8>,
    names: Vec<i8>,
    statements: Vec<StatementExample>,
}

/// Who said what by one cue.
#[derive(Clone, Debug, Serialize)]
struct StatementExample {
    /// The cue's pieces.
    cue: Vec<usize>,
    /// Neither, source or content.
    labels: Vec<i8>,
}

/// What is not to be learned.
const UNKNOWN: i8 = -100;
/// No part of a cue or name.
const OUTSIDE: i8 = 0;
/// The first piece of a cue.
const CUE_BEGINS: i8 = 1;
/// A source's piece.
const SOURCE: i8 = 1;
/// A content's piece.
const CONTENT: i8 = 2;

/// Whether the encoder does not learn from an article with attributions, so that what weighs its answers can: one in five.
pub fn is_held_out(doc_id: &str) -> bool {
    hash(doc_id.as_bytes()).is_multiple_of(5)
}

/// The windows of a text.
pub fn examples(annotated: &Annotated, vocabulary: &Vocabulary) -> Vec<WindowExample> {
    let segments = segment(&annotated.text, &annotated.layout);
    let pieces = vocabulary.pieces(&annotated.text, &segments);
    let inputs = inputs(&pieces, &segments, &annotated.layout);
    let labels = Labels { pieces: &pieces, segments: &segments };
    let mut cue = vec![if annotated.attributions.is_some() { OUTSIDE } else { UNKNOWN }; pieces.len()];
    let cues: Vec<&[ByteSpan]> = annotated.attributions.iter().flatten().map(|one| &one.cue[..]).collect();
    cues.iter().for_each(|spans| spans.iter().for_each(|&span| labels.begin(span, CUE_BEGINS, &mut cue)));
    let mut names = vec![if annotated.names.is_some() { OUTSIDE } else { UNKNOWN }; pieces.len()];
    for &(span, sort) in annotated.names.iter().flatten() {
        labels.begin(span, 1 + 2 * sort as i8, &mut names);
    }
    labels.fill(&annotated.without_names, UNKNOWN, &mut names);
    for list in [&mut cue, &mut names] {
        labels.fill(&annotated.discarded, UNKNOWN, list);
    }
    let statements: Vec<(Vec<usize>, Vec<i8>)> = annotated
        .attributions
        .iter()
        .flatten()
        .map(|attribution| {
            let mut roles = vec![0; pieces.len()];
            labels.fill(&annotated.discarded, UNKNOWN, &mut roles);
            labels.fill(&attribution.content, CONTENT, &mut roles);
            labels.fill(&attribution.source, SOURCE, &mut roles);
            labels.fill(&attribution.cue, 0, &mut roles);
            (attribution.cue.iter().flat_map(|&span| labels.of(span)).collect(), roles)
        })
        .collect();
    windows(&pieces, &segments)
        .into_iter()
        .map(|window| WindowExample {
            document: annotated.doc_id.clone(),
            pieces: pieces[window.clone()].iter().map(|piece| piece.id).collect(),
            case: told(&inputs[window.clone()], |input| input.case as u8),
            quote: told(&inputs[window.clone()], |input| input.quote as u8),
            role: told(&inputs[window.clone()], |input| input.place as u8),
            starts: pieces[window.clone()].iter().map(|piece| u8::from(piece.is_first)).collect(),
            cue: cue[window.clone()].to_vec(),
            names: names[window.clone()].to_vec(),
            statements: statements
                .iter()
                .filter(|(cue, _)| !cue.is_empty() && cue.iter().all(|at| window.contains(at)))
                .map(|(cue, roles)| StatementExample {
                    cue: cue.iter().map(|at| at - window.start).collect(),
                    labels: roles[window.clone()].to_vec(),
                })
                .collect(),
        })
        .collect()
}

fn told(inputs: &[Input], number: impl Fn(&Input) -> u8) -> Vec<u8> {
    inputs.iter().map(number).collect()
}

/// Finds pieces by where they stand in the text.
struct Labels<'d> {
    pieces: &'d [Piece],
    segments: &'d Segments,
}

impl Labels<'_> {
    /// The pieces of the tokens that a span overlaps.
    fn of(&self, span: ByteSpan) -> std::ops::Range<usize> {
        let tokens = &self.segments.tokens;
        let start = tokens.partition_point(|token| token.span.end() <= span.start());
        let end = tokens.partition_point(|token| token.span.start() < span.end());
        let at = |token: usize| self.pieces.partition_point(|piece| (piece.token as usize) < token);
        at(start)..at(end.max(start))
    }

    /// Gives all pieces of some spans a label.
    fn fill(&self, spans: &[ByteSpan], label: i8, labels: &mut [i8]) {
        spans.iter().for_each(|&span| labels[self.of(span)].fill(label));
    }

    /// Gives the first piece of a span a label, and the others the next one.
    fn begin(&self, span: ByteSpan, first: i8, labels: &mut [i8]) {
        let range = self.of(span);
        labels[range.clone()].fill(first + 1);
        if let Some(label) = labels[range].first_mut() {
            *label = first;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents;

    #[test]
    fn labels_stand_beside_the_pieces_of_what_is_annotated() {
        let text = "Ana Ruiz said the road was open.\n\nWatch the video";
        let span = |surface: &str| ByteSpan::find(text, surface).unwrap();
        let annotated = Annotated {
            doc_id: "d".into(),
            text: text.into(),
            layout: documents::every_line(text),
            attributions: Some(vec![Attribution {
                source: vec![span("Ana Ruiz")],
                cue: vec![span("said")],
                content: vec![span("the road was open")],
            }]),
            names: Some(vec![(span("Ana Ruiz"), NameSort::Person)]),
            discarded: vec![span("Watch the video")],
            without_names: Vec::new(),
        };
        let vocabulary = Vocabulary::read("[UNK]\n[CLS]\n[SEP]\nana\nru\n##iz").unwrap();
        let [window] = &examples(&annotated, &vocabulary)[..] else { panic!("one window") };
        assert_eq!(window.pieces[..4], [3, 4, 5, 0]);
        assert_eq!(window.starts[..4], [1, 1, 0, 1]);
        assert_eq!(window.cue, [0, 0, 0, 1, 0, 0, 0, 0, 0, -100, -100, -100]);
        assert_eq!(window.names, [1, 2, 2, 0, 0, 0, 0, 0, 0, -100, -100, -100]);
        assert_eq!(window.statements[0].cue, [3]);
        assert_eq!(window.statements[0].labels, [1, 1, 1, 0, 2, 2, 2, 2, 0, -100, -100, -100]);
        assert_eq!((window.case[0], window.role[0], window.role[9]), (1, 3, 3));
    }
}
