//! Bytes are a model or are refused with an error, whatever is cut, changed or added.
#![no_main]

use libfuzzer_sys::fuzz_target;
use onrecord::stages::learning::{Feature, Linear};

const MODEL: &[u8] = include_bytes!("../../models/names.bin");
/// What a file begins with: its kind, and the schema that it was trained with.
const HEAD: usize = 16;

fuzz_target!(|data: (u64, u32, &[u8])| {
    let (schema, at, change) = data;
    onrecord_fuzz::tried(change.len());
    let trained = u64::from_le_bytes(MODEL[8..HEAD].try_into().expect("eight bytes"));
    let tried = |schema: u64, bytes: &[u8]| match Linear::read("model", schema, bytes) {
        Ok(model) => {
            let mut scores = vec![0; model.classes()];
            model.add(&[Feature(schema), Feature::new(1, 2)], &mut scores);
        }
        Err(error) => assert!(error.is_model() && error.to_string().contains("model")),
    };
    tried(schema, change);
    tried(trained, &[&MODEL[..HEAD], change].concat());
    let at = at as usize % MODEL.len();
    let end = (at + change.len()).min(MODEL.len());
    tried(trained, &[&MODEL[..at], change, &MODEL[end..]].concat());
    tried(trained, &MODEL[..at]);
});
