//! Blocks whose roles were told: by the page that an article was read from, or by the caller.
//!
//! What a page tells of its lines counts: which are its captions, and that the others are the article's text. Of those a line may
//! still say by itself that it is something else, a byline or a date. What comes with a text is believed as it stands, if it is the
//! layout of this text: where the text was changed since, the blocks of before say nothing of it.

use super::facts::{self, Facts};
use super::{lines, roles};
use crate::layout::{Block, Role};
use crate::parallel::stopping_point;

/// The blocks of an article of which its page told which are captions and which are text.
pub fn settled(text: &str, blocks: &[Block]) -> Vec<Block> {
    let mut buffer = Vec::new();
    let facts: Vec<Facts> = lines::pieces(text)
        .into_iter()
        .map(|piece| {
            stopping_point();
            facts::read(text, piece, &mut buffer)
        })
        .collect();
    let mut blocks = blocks.iter().peekable();
    let told = facts.iter().map(|facts| {
        while blocks.next_if(|block| block.span.end() <= facts.span.start()).is_some() {}
        blocks.peek().map_or(Role::Body, |block| block.role)
    });
    let roles = roles::settle(&facts, told.collect());
    facts.iter().zip(roles).map(|(facts, role)| Block { span: facts.span, role }).collect()
}

/// Whether blocks are those of a text: in its order, none of them empty or with white space at its edges, and nothing but white space
/// between them.
pub(super) fn fit(text: &str, blocks: &[Block]) -> bool {
    let is_blank = |start: usize, end: usize| text.get(start..end).is_some_and(|gap| gap.chars().all(lines::is_blank));
    let mut behind = 0;
    let all = blocks.iter().all(|block| {
        let (before, span) = (behind, block.span);
        behind = span.end();
        let own = text.get(span.range()).unwrap_or_default();
        !own.is_empty()
            && !own.starts_with(lines::is_blank)
            && !own.ends_with(lines::is_blank)
            && before <= span.start()
            && is_blank(before, span.start())
    });
    all && is_blank(behind, text.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::ByteSpan;

    #[test]
    fn blocks_fit_the_text_that_they_were_made_of() {
        const TEXT: &str = "The envoy in Sochi\n\nHe left.\n";
        for (spans, fits) in [
            ([(0, 18), (20, 28)].as_slice(), true),
            // One is missing, is empty, has an edge of white space, comes before another, is cut, or lies behind the text.
            (&[(0, 18)], false),
            (&[(20, 28)], false),
            (&[(0, 18), (20, 20), (20, 28)], false),
            (&[(0, 19), (20, 28)], false),
            (&[(20, 28), (0, 18)], false),
            (&[(0, 18), (20, 25)], false),
            (&[(0, 18), (20, 40)], false),
        ] {
            let block = |&(start, end): &(usize, usize)| Block { span: ByteSpan::new(start, end), role: Role::Body };
            assert_eq!(fit(TEXT, &spans.iter().map(block).collect::<Vec<_>>()), fits, "{spans:?}");
        }
        assert!(fit(" \n", &[]));
    }

    #[test]
    fn a_line_of_the_text_may_say_what_it_is() {
        for (line, told, settled_as) in [
            ("The envoy in Sochi on Sunday", Role::Caption, "caption"),
            ("By Ana Ruiz", Role::Body, "byline"),
            ("Updated: May 14, 2019", Role::Body, "published"),
            ("The envoy in Sochi (AFP photo)", Role::Body, "caption"),
            ("Advertisement", Role::Body, "boilerplate"),
            ("The second round", Role::Body, "body"),
            ("He left the hall, the ministry said.", Role::Body, "body"),
        ] {
            let text =
                format!("The envoy arrived on Sunday, television said.\n\n{line}\n\nHe left on Monday, it said.");
            let roles = [Role::Body, told, Role::Body];
            let blocks: Vec<Block> = text
                .split("\n\n")
                .zip(roles)
                .map(|(part, role)| Block { span: ByteSpan::find(&text, part).expect("it is there"), role })
                .collect();
            let found: Vec<&str> = settled(&text, &blocks).iter().map(|block| block.role.as_str()).collect();
            assert_eq!(found, ["body", settled_as, "body"], "{line}");
        }
    }
}
