//! What holds for every text: it extracts, every span slices it, and rows point to rows that exist.

use onrecord::stages::documents::Input;
use onrecord::stages::span::ByteSpan;
use onrecord::{DocumentRecord, Extractor, Options, Threads};
use proptest::prelude::*;

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

/// What may stand outside of blocks: white space, marks of order, control characters.
fn is_blank(c: char) -> bool {
    c.is_whitespace() || c.is_control() || matches!(c, '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{ad}' | '\u{2060}')
}

fn check(text: &str, record: &DocumentRecord) {
    let slices = |span: ByteSpan, what: &str| {
        assert!(
            text.get(span.range()).is_some_and(|surface| !surface.is_empty()),
            "{what} {span:?} does not slice {text:?}"
        );
    };
    if record.layout.language.is_some_and(|language| language.is_other) {
        let nothing = DocumentRecord { layout: record.layout.clone(), ..DocumentRecord::default() };
        assert!(*record == nothing && record.layout.blocks.is_empty(), "rows of a text that is not read: {text:?}");
        return;
    }
    let mut covered = 0;
    for block in &record.layout.blocks {
        slices(block.span, "block");
        assert!(text[covered..block.span.start()].chars().all(is_blank), "text left out of {text:?}");
        covered = block.span.end();
    }
    assert!(text[covered..].chars().all(is_blank), "text left out at the end of {text:?}");
    let sentences = &record.segments.sentences;
    for pair in sentences.windows(2) {
        assert!(pair[0].span.end() <= pair[1].span.start());
        assert_eq!(pair[0].tokens.end(), pair[1].tokens.start());
    }
    for sentence in sentences {
        slices(sentence.span, "sentence");
        assert!(record.layout.blocks[sentence.block as usize].span.covers(sentence.span));
    }
    record.segments.tokens.iter().for_each(|token| slices(token.span, "token"));
    record.segments.quotations.iter().for_each(|quotation| slices(quotation.span, "quotation"));
    for mention in &record.actors.mentions {
        slices(mention.span, "mention");
        assert!(mention.actor.is_none_or(|actor| (actor.0 as usize) < record.actors.actors.len()));
    }
    for date in &record.dates.expressions {
        slices(date.span, "date");
    }
    for period in &record.dates.periods {
        slices(period.span, "period");
        assert!((period.from.max(period.to) as usize) < record.dates.expressions.len());
    }
    for (number, statement) in record.statements.iter().enumerate() {
        assert!(!statement.content.is_empty(), "a statement without content in {text:?}");
        assert!((statement.sentence as usize) < sentences.len());
        for spans in [&statement.content, &statement.source, &statement.cue, &statement.addressee] {
            spans.iter().for_each(|span| slices(*span, "role of a statement"));
            assert!(spans.windows(2).all(|pair| pair[0].end() <= pair[1].start()), "spans of a role cross in {text:?}");
        }
        assert!((0.0..=1.0).contains(&statement.confidence));
        assert!(
            statement
                .parent
                .is_none_or(|parent| parent as usize != number && (parent as usize) < record.statements.len())
        );
    }
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
