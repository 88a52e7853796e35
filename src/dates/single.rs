//! One expression by itself → its value, for those who have a date in a cell or in a form.
//!
//! In: a text that is one time expression and nothing else, and the day that it is resolved against. Out: the row
//! that it would be in a document, or `None`. It is read by the very rules of [`find`](super::find); without a sentence
//! around it nothing tells past from future, and a weekday is the last one, a month the nearest.

use super::lexicon::{LEXICON, Word};
use super::{TimeExpression, find};
use crate::calendar::Date;
use crate::documents::{self, Input, Role};
use crate::segments::{self, Shape, WordKey};
use crate::tagging;

/// The longest text that is read, in bytes: no expression is longer.
const LONGEST: usize = 200;

/// The most prepositions before an expression ("by about", "up until").
const PREPOSITIONS: usize = 2;

/// Reads a text that is one time expression: "late October", "on 3 May 2019", "two weeks ago".
///
/// A preposition may stand before it and marks around it. `None` if there is anything else: other words, a
/// second expression, or the two ends of a range.
///
/// ```
/// use onrecord::stages::dates::parse;
///
/// let found = parse("late October", "2019-11-15".parse().ok()).unwrap();
/// assert_eq!((found.value.to_string(), found.days.unwrap().first().to_string()), ("2019-10".into(), "2019-10-21".into()));
/// assert!(parse("late, in October as in May", None).is_none());
/// ```
pub fn parse(text: &str, published: Option<Date>) -> Option<TimeExpression> {
    if text.len() > LONGEST {
        return None;
    }
    let mut layout = documents::lay_out(Input { text, published, ..Input::default() });
    layout.blocks.iter_mut().for_each(|block| block.role = Role::Body);
    let segments = segments::segment(text, &layout);
    let tags = tagging::tag(text, &segments);
    let mut found = find(text, &layout, &segments, &tags).expressions.into_iter();
    let date = found.next().filter(|_| found.next().is_none())?;
    let (mut prepositions, mut others) = (0, 0);
    for token in segments.tokens.iter().filter(|token| !date.span.covers(token.span)) {
        let before = token.span.end() <= date.span.start();
        match LEXICON.word(WordKey::of(token.span.of(text))) {
            Word::Tying(_) if before => prepositions += 1,
            _ if matches!(token.shape, Shape::Mark | Shape::Quote) => {}
            _ => others += 1,
        }
    }
    (others == 0 && prepositions <= PREPOSITIONS).then_some(date)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_expression_is_read_as_in_an_article() {
        for (text, expected) in [
            ("late October", Some("2019-10 2019-10-21..2019-10-31 published")),
            ("  On 3 May 2019. ", Some("2019-05-03 2019-05-03..2019-05-03 explicit")),
            ("by the end of February", Some("2020-02 2020-02-21..2020-02-29 published")),
            ("two weeks ago", Some("2020-W05 2020-01-27..2020-02-02 published")),
            ("Tuesday", Some("2020-02-11 2020-02-11..2020-02-11 published")),
            ("(02/03/2019)", Some("2019-02-03 2019-02-03..2019-03-02 ambiguous")),
            ("six months", Some("P6M explicit")),
            ("Easter 2019", Some("2019-04-21 2019-04-21..2019-04-21 explicit")),
            ("Sept. 11-12", None),
            ("the talks in May", None),
            ("tomorrow or on Friday", None),
            ("Lavrov", None),
            ("", None),
            ("   ", None),
        ] {
            let found = parse(text, "2020-02-15".parse().ok()).map(|date| {
                let days = date.days.map_or_else(String::new, |days| format!("{}..{} ", days.first(), days.last()));
                format!("{} {days}{}", date.value, date.basis)
            });
            assert_eq!(found.as_deref(), expected, "{text}");
        }
        assert!(parse(&"1 May 2019 ".repeat(100), None).is_none());
    }
}
