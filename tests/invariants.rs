//! What holds for every text, checked: tests and fuzz targets have it in common.

use onrecord::DocumentRecord;
use onrecord::stages::span::ByteSpan;

/// What may stand outside of blocks: white space, marks of order, control characters.
fn is_blank(c: char) -> bool {
    c.is_whitespace() || c.is_control() || matches!(c, '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{ad}' | '\u{2060}')
}

/// Panics where what was found in a text breaks what holds for every text.
pub fn check(text: &str, record: &DocumentRecord) {
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
