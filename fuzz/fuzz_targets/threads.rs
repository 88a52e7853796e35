//! Rows depend neither on threads nor on what is extracted beside a text, and who is who not on the order of documents.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use onrecord::{Extractor, Input, Options, Threads};

static EXTRACTORS: LazyLock<[Extractor; 2]> = LazyLock::new(|| {
    [1, 2].map(|count| Extractor::new(Options::default().with_threads(Threads::new(count).expect("few threads"))))
});

fuzz_target!(|texts: Vec<&str>| {
    onrecord_fuzz::tried(texts.iter().map(|text| text.len()).sum());
    let inputs: Vec<_> = texts.iter().map(|&text| Input { text, ..Input::default() }).collect();
    let [one, two] = &*EXTRACTORS;
    let records = one.documents(&inputs, |_| true).expect("nobody stops it");
    assert_eq!(records, two.documents(&inputs, |_| true).expect("nobody stops it"));
    for (input, record) in inputs.iter().zip(&records) {
        assert_eq!(*record, one.document(*input));
    }
    let mut backwards = records.clone();
    backwards.reverse();
    assert_eq!(one.merge(&records).actors, two.merge(&backwards).actors);
});
