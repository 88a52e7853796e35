//! What stands between html5ever's tokens and its tree, so that any page takes time in proportion to its length.
//!
//! A standard parser looks through all open elements at most tags, and opens formatting elements that were left open anew
//! in every paragraph: both cost the square of a hostile page. So elements deeper than [`DEEPEST`] are left out of the
//! tree, as browsers do, and formatting elements but links, which say nothing here, count as `span`.

use std::cell::RefCell;

use html5ever::buffer_queue::BufferQueue;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{TagKind, Token, TokenSink, TokenSinkResult, Tokenizer};
use html5ever::tree_builder::TreeBuilder;
use html5ever::{LocalName, TokenizerResult, local_name};
use rustc_hash::FxHashMap;

use super::sink::{Handle, Sink};
use crate::parallel::stopping_point;

/// How many elements may be open at once.
const DEEPEST: u32 = 512;

/// The tree of a page.
pub(super) fn parse(html: &str) -> Sink {
    let builder = TreeBuilder::new(Sink::new(html.len()), Default::default());
    let tokenizer = Tokenizer::new(Guard { builder, left_out: RefCell::default() }, Default::default());
    let queue = BufferQueue::default();
    queue.push_back(StrTendril::from_slice(html));
    // A script ends a round: nobody runs it.
    while let TokenizerResult::Script(_) | TokenizerResult::EncodingIndicator(_) = tokenizer.feed(&queue) {}
    tokenizer.end();
    tokenizer.sink.builder.sink
}

struct Guard {
    builder: TreeBuilder<Handle, Sink>,
    /// How many open elements of each name are not in the tree.
    left_out: RefCell<FxHashMap<LocalName, usize>>,
}

impl TokenSink for Guard {
    type Handle = Handle;

    fn process_token(&self, mut token: Token, line: u64) -> TokenSinkResult<Handle> {
        stopping_point();
        if let Token::TagToken(tag) = &mut token {
            if is_formatting(&tag.name) {
                tag.name = local_name!("span");
            }
            let mut left_out = self.left_out.borrow_mut();
            match tag.kind {
                TagKind::StartTag if self.builder.sink.depth() >= DEEPEST && !is_raw(&tag.name) => {
                    *left_out.entry(tag.name.clone()).or_default() += 1;
                    return TokenSinkResult::Continue;
                }
                TagKind::EndTag if !left_out.is_empty() => {
                    if let Some(open) = left_out.get_mut(&tag.name).filter(|open| **open > 0) {
                        *open -= 1;
                        return TokenSinkResult::Continue;
                    }
                }
                _ => {}
            }
        }
        self.builder.process_token(token, line)
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

fn is_formatting(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("b")
            | local_name!("big")
            | local_name!("code")
            | local_name!("em")
            | local_name!("font")
            | local_name!("i")
            | local_name!("nobr")
            | local_name!("s")
            | local_name!("small")
            | local_name!("strike")
            | local_name!("strong")
            | local_name!("tt")
            | local_name!("u")
    )
}

/// Whether what follows is text, whatever it looks like: leaving out its tag would make tags of it.
fn is_raw(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("script")
            | local_name!("style")
            | local_name!("textarea")
            | local_name!("title")
            | local_name!("iframe")
            | local_name!("noembed")
            | local_name!("noframes")
            | local_name!("noscript")
            | local_name!("xmp")
            | local_name!("plaintext")
    )
}
