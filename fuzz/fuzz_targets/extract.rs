//! Any text extracts, every span slices it, spans nest and sort, and rows point to rows that exist.
#![no_main]

use libfuzzer_sys::fuzz_target;
use onrecord::Input;
use onrecord_fuzz::invariants::check;
use onrecord_fuzz::{day, extractor, tried};

fuzz_target!(|data: (u16, bool, &str)| {
    let (number, doubtful, text) = data;
    tried(text.len());
    let extractor = extractor(doubtful);
    let record = extractor.document(Input { text, published: day(number), ..Input::default() });
    check(text, &record);
    let joined = extractor.merge(std::slice::from_ref(&record));
    assert_eq!(joined.cast.locals(0).len(), record.actors.actors.len());
});
