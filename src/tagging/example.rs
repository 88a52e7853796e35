//! A fixed text, by which the features of models are told apart.
//!
//! A model is worth nothing with other features than those that it was trained with. Each model's schema is therefore a hash of
//! all features that the code makes of this text ([`Schema`](crate::learning::Schema)). Its tags are given, so that a tagger that was trained anew
//! changes no other model's schema, and its names are invented, so that tables of actors do not either.

use super::{Pos, Tags};
use crate::documents::{self, Input, Layout};
use crate::segments::{self, Segments};

/// Direct and indirect speech, a headline, a quotation that goes on, a colon, a turn, figures, names of every shape.
pub(crate) const TEXT: &str = "Kestrel Ferry Strike ‘Nearly Over’, Union Says

“We will not wait until March 3,” Mira Halden, the union's chief negotiator, told reporters in Port Elm on Monday. “Not for 24 hours.”

The DFU said in a statement that talks with Ms Halden and her aides had failed. Asked whether he'd agreed to it, Tomas al-Berri denied the report: “It's false.”

Q: Who pays?";

/// The tags of its tokens.
const TAGS: &str = "NNP NNP NNP `` RB RB '' , NNP VBZ `` PRP MD RB VB IN NNP CD , '' NNP NNP , DT NN POS JJ NN , VBD NNS \
    IN NNP NNP IN NNP . `` RB IN CD NNS . '' DT NNP VBD IN DT NN IN NNS IN NNP NNP CC PRP$ NNS VBD VBN . \
    VBN IN PRP VBD VBN IN PRP , NNP NNP VBD DT NN : `` PRP VBZ JJ . '' NNP : WP VBZ .";

/// The text as the stages before tagging see it, with its tags.
pub(crate) struct Example {
    /// Blocks.
    pub layout: Layout,
    /// Sentences, tokens, quotations.
    pub segments: Segments,
    /// Those given above.
    pub tags: Tags,
}

impl Example {
    /// Cuts the text and gives each token its tag.
    pub(crate) fn new() -> Self {
        let layout = documents::lay_out(Input { text: TEXT, ..Input::default() });
        let segments = segments::segment(TEXT, &layout);
        // A text that is cut in another way has other features, whatever its tags.
        let given = TAGS.split(' ').filter_map(|tag| tag.parse().ok()).chain(std::iter::repeat(Pos::Nn));
        let tags = Tags {
            pos: given.take(segments.tokens.len()).collect(),
            lemma: segments.tokens.iter().map(|token| token.key).collect(),
        };
        Self { layout, segments, tags }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_token_has_its_tag() {
        let example = Example::new();
        let given: Result<Vec<Pos>, _> = TAGS.split(' ').map(str::parse).collect();
        assert_eq!(given.unwrap(), example.tags.pos);
    }
}
