//! What holds for every text: it extracts, every span slices it, and rows point to rows that exist.

use onrecord::stages::documents::Input;
use onrecord::{Extractor, Options, Threads};
use proptest::prelude::*;

use super::invariants::check;

/// Pieces that news is made of, and such as break programs.
const PIECES: &[&str] = &[
    "Lavrov",
    " said",
    " told",
    " reporters",
    " that",
    " the",
    " talks",
    " were",
    " over",
    ".",
    ",",
    ":",
    " ",
    "\n",
    "\n\n",
    "\r\n",
    "“",
    "”",
    "\"",
    "‘",
    "’",
    "'",
    "''",
    "``",
    "«",
    "»",
    "„",
    "<…>",
    "[",
    "]",
    "(",
    ")",
    "—",
    "–",
    "-",
    "…",
    "...",
    "he",
    " He",
    "She",
    "Mr ",
    "Çavuşoğlu",
    "C\u{327}avus\u{327}og\u{306}lu",
    "İ",
    "ß",
    "ﬁ",
    "\u{feff}",
    "\0",
    "\u{200b}",
    "\u{ad}",
    "\u{a0}",
    "🇷🇺",
    "👩‍👩‍👧",
    "на",
    "ский",
    "中文",
    "according to",
    "According to",
    " Monday",
    " on Friday",
    "Feb. 15",
    "2020",
    "15 February 2020",
    "02/03/2019",
    "11-12",
    "Sept. ",
    "U.S.",
    "the Russian foreign minister",
    "Moscow",
    "Turkey’s",
    " did not",
    " deny",
    "Updated: ",
    "By Ana Ruiz",
    "0 $",
    "two weeks ago",
    "the end of",
    " 1,200",
    "9/11",
    "99999999999999999999",
    "-",
    "/",
    "32.13.2020",
    "XXXX",
    "&ldquo;",
    "â€œ",
];

fn texts() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::collection::vec(prop::sample::select(PIECES), 0..60).prop_map(|pieces| pieces.concat()),
        "\\PC{0,120}",
        prop::collection::vec(any::<char>(), 0..60).prop_map(|chars| chars.into_iter().collect()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn any_text_extracts_and_every_span_slices_it(text in texts()) {
        let extractor = Extractor::default();
        let record = extractor.document(Input { text: &text, ..Input::default() });
        check(&text, &record);
        let corpus = extractor.merge(std::slice::from_ref(&record));
        prop_assert_eq!(corpus.cast.locals(0).len(), record.actors.actors.len());
    }

    #[test]
    fn threads_and_order_change_nothing(texts in prop::collection::vec(texts(), 1..6)) {
        let inputs: Vec<_> = texts.iter().map(|text| Input { text, ..Input::default() }).collect();
        let one = Extractor::new(Options::default().with_threads(Threads::new(1).unwrap()));
        let many = Extractor::new(Options::default().with_threads(Threads::new(4).unwrap()));
        let records = one.documents(&inputs, |_| true).unwrap();
        prop_assert_eq!(&records, &many.documents(&inputs, |_| true).unwrap());
        let mut backwards = records.clone();
        backwards.reverse();
        prop_assert_eq!(one.merge(&records).actors, many.merge(&backwards).actors);
    }
}

#[test]
fn a_long_run_stops_when_it_is_told() {
    let inputs = vec![Input { text: "Lavrov said the talks were over.", ..Input::default() }; 1_000];
    let mut calls = 0;
    let outcome = Extractor::default().documents(&inputs, |_| {
        calls += 1;
        calls < 3
    });
    assert!(outcome.unwrap_err().is_stopped());
}
