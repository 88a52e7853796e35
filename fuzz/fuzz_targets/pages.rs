//! Any bytes read as a page, to the same article each time, whose text extracts.
#![no_main]

use libfuzzer_sys::fuzz_target;
use onrecord::Input;
use onrecord::stages::pages::{self, Source};
use onrecord_fuzz::{extractor, invariants, tried};

fuzz_target!(|bytes: &[u8]| {
    tried(bytes.len());
    let source = Source { bytes, encoding: None, url: Some("https://example.org/2020/02/17/talks"), latest: None };
    let page = pages::read(source);
    assert_eq!(page, pages::read(source));
    assert_eq!(page.text.trim(), page.text);
    let record = extractor(false).document(Input { text: &page.text, published: page.published, ..Input::default() });
    invariants::check(&page.text, &record);
});
