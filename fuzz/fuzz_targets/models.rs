//! Bytes are a model or are refused with an error, whatever is cut, changed or added.
#![no_main]

use libfuzzer_sys::fuzz_target;
use onrecord::stages::learning::{Feature, Linear};

const MODEL: &[u8] = include_bytes!("../../models/names.bin");

fuzz_target!(|data: (u64, u32, &[u8])| {
    let (schema, at, change) = data;
    onrecord_fuzz::tried(change.len());
    let refused = |bytes: &[u8]| match Linear::read("model", schema, bytes) {
        Ok(model) => {
            let mut scores = vec![0; model.classes()];
            model.add(&[Feature(schema), Feature::new(1, 2)], &mut scores);
        }
        Err(error) => assert!(error.is_model() && error.to_string().contains("model")),
    };
    refused(change);
    let at = at as usize % MODEL.len();
    let end = (at + change.len()).min(MODEL.len());
    refused(&[&MODEL[..at], change, &MODEL[end..]].concat());
    refused(&MODEL[..at]);
});
