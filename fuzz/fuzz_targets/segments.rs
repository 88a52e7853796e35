//! Blocks cover any text; sentences, tokens and quotations nest and sort in them; every token has a tag.
#![no_main]

use libfuzzer_sys::fuzz_target;
use onrecord::Input;
use onrecord::stages::{documents, segments, tagging};

fuzz_target!(|text: &str| {
    onrecord_fuzz::tried(text.len());
    let layout = documents::lay_out(Input { text, ..Input::default() });
    assert!(layout.blocks.windows(2).all(|pair| pair[0].span.end() <= pair[1].span.start()));
    let found = segments::segment(text, &layout);
    assert!(found.tokens.windows(2).all(|pair| pair[0].span.end() <= pair[1].span.start()));
    for sentence in &found.sentences {
        for token in &found.tokens[sentence.tokens.range()] {
            assert!(sentence.span.covers(token.span) && !token.span.of(text).trim().is_empty());
        }
    }
    assert_eq!(tagging::tag(text, &found).pos.len(), found.tokens.len());
});
