//! What the encoder is told of each piece beside its spelling, which it reads without capitals and paragraphs.

use super::pieces::Piece;
use crate::documents::{Layout, Role};
use crate::segments::{Closing, Segments, Shape};

/// What a token looks like to the encoder.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Case {
    /// Small letters.
    #[default]
    Lower,
    /// A capital first.
    Title,
    /// Capitals alone.
    Upper,
    /// Small letters and capitals.
    Mixed,
    /// With figures.
    Figure,
    /// A mark.
    Mark,
}

impl From<Shape> for Case {
    fn from(shape: Shape) -> Self {
        match shape {
            Shape::Lower => Self::Lower,
            Shape::Title => Self::Title,
            Shape::Upper => Self::Upper,
            Shape::Mixed => Self::Mixed,
            Shape::Number | Shape::Alphanumeric => Self::Figure,
            Shape::Quote | Shape::Mark => Self::Mark,
        }
    }
}

/// Where a token stands among quotations.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum QuoteState {
    /// In none.
    #[default]
    Outside,
    /// Within one.
    Inside,
    /// The mark that opens one.
    Opening,
    /// The mark that closes one.
    Closing,
}

/// Where a piece stands in the article.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Place {
    /// Within a paragraph.
    #[default]
    Body,
    /// Within the headline.
    Title,
    /// Within a caption.
    Caption,
    /// The first of a paragraph.
    BodyStart,
    /// The first of a headline.
    TitleStart,
    /// The first of a caption.
    CaptionStart,
}

impl Place {
    fn new(role: Role, starts: bool) -> Self {
        match (role, starts) {
            (Role::Title, false) => Self::Title,
            (Role::Title, true) => Self::TitleStart,
            (Role::Caption, false) => Self::Caption,
            (Role::Caption, true) => Self::CaptionStart,
            (_, false) => Self::Body,
            (_, true) => Self::BodyStart,
        }
    }
}

/// What is told of a piece.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Input {
    /// What its token looks like.
    pub case: Case,
    /// Where its token stands among quotations.
    pub quote: QuoteState,
    /// Where it stands in the article.
    pub place: Place,
}

/// What is told of each piece of a document.
pub(super) fn inputs(pieces: &[Piece], segments: &Segments, layout: &Layout) -> Vec<Input> {
    let quotes = quote_states(segments);
    let mut sentence = 0;
    let mut last_block = None;
    pieces
        .iter()
        .map(|piece| {
            let token = piece.token as usize;
            while segments.sentences[sentence].tokens.end() <= token {
                sentence += 1;
            }
            let block = segments.sentences[sentence].block;
            let place = Place::new(layout.blocks[block as usize].role, last_block != Some(block));
            last_block = Some(block);
            Input { case: segments.tokens[token].shape.into(), quote: quotes[token], place }
        })
        .collect()
}

fn quote_states(segments: &Segments) -> Vec<QuoteState> {
    let mut states = vec![QuoteState::Outside; segments.tokens.len()];
    for quotation in &segments.quotations {
        let range = quotation.tokens.range();
        for state in &mut states[range.clone()] {
            *state = QuoteState::Inside;
        }
        if segments.tokens.get(range.start).is_some_and(|token| token.shape == Shape::Quote) {
            states[range.start] = QuoteState::Opening;
        }
        if quotation.closing == Closing::Mark && range.len() > 1 {
            states[range.end - 1] = QuoteState::Closing;
        }
    }
    states
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::{self, Input as Text};
    use crate::reader::pieces::Vocabulary;
    use crate::segments;

    #[test]
    fn capitals_quotations_and_paragraphs_are_told() {
        use {Case as C, Place as P, QuoteState as Q};
        let text = "Envoy lands\n\n“We ’ll ‘stay’ in NATO,” he said on May 3 to the press of the town.";
        let layout = documents::lay_out(Text { text, ..Text::default() });
        let segments = segments::segment(text, &layout);
        let pieces = Vocabulary::read("[UNK]\n[CLS]\n[SEP]").unwrap().pieces(text, &segments);
        let told = inputs(&pieces, &segments, &layout);
        let of = |word: &str| {
            let at =
                pieces.iter().position(|piece| segments.tokens[piece.token as usize].span.of(text) == word).unwrap();
            (told[at].case, told[at].quote, told[at].place)
        };
        for (word, expected) in [
            ("Envoy", (C::Title, Q::Outside, P::TitleStart)),
            ("lands", (C::Lower, Q::Outside, P::Title)),
            ("“", (C::Mark, Q::Opening, P::BodyStart)),
            ("We", (C::Title, Q::Inside, P::Body)),
            ("‘", (C::Mark, Q::Opening, P::Body)),
            ("NATO", (C::Upper, Q::Inside, P::Body)),
            ("”", (C::Mark, Q::Closing, P::Body)),
            ("he", (C::Lower, Q::Outside, P::Body)),
            ("3", (C::Figure, Q::Outside, P::Body)),
        ] {
            assert_eq!(of(word), expected, "{word}");
        }
    }
}
