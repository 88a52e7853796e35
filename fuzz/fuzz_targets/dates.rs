//! A time expression that is read by itself has days in order, and its value reads back.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: (u16, &str)| {
    let (number, text) = data;
    onrecord_fuzz::tried(text.len());
    if let Some(found) = onrecord::parse_date(text, onrecord_fuzz::day(number)) {
        assert!(text.get(found.span.range()).is_some());
        assert!(found.days.is_none_or(|days| days.first() <= days.last()));
        assert!(!found.value.to_string().is_empty());
    }
});
