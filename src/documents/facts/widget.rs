//! What pages say around an article: navigation, forms, notices, counts.
//!
//! In: a line and its words. Out: the [`Widget`] that it is by the phrases in it, or by what it counts.

use super::Facts;
use crate::documents::word_classes::{WordClass, classes};
use crate::furniture::{self, Match, Medium, Widget};
use crate::words::Word;

/// What the table of widgets says of a line.
pub(super) fn find(surface: &str, words: &[Word], facts: &Facts) -> Option<Widget> {
    const LONGEST_START: usize = 25;
    const LONGEST_HEADING: usize = 8;
    const LONGEST_WITHIN: usize = 70;
    if words.len() > LONGEST_WITHIN {
        return None;
    }
    let mut found = None;
    for (last, matched, kind) in furniture::at(words, 0, Medium::Text) {
        let is_whole = last + 1 == words.len();
        let fits = match matched {
            Match::Whole => is_whole && !matches!(facts.last, '.'),
            Match::Start if matches!(kind, Widget::Popular | Widget::Comments) => {
                words.len() <= LONGEST_HEADING && !matches!(facts.last, '.' | '?')
            }
            Match::Start if kind == Widget::Byline => {
                let rest = &words[last + 1..];
                let names = rest.iter().filter(|word| word.is_capital).count();
                !rest.is_empty() && names * 2 >= rest.len()
            }
            Match::Start => words.len() <= LONGEST_START,
            Match::Label => !is_whole && furniture::is_labelled(&surface[words[last].end..]),
            Match::Within => true,
        };
        // A heading is more than a line: it says what stands below.
        if fits && (found.is_none() || matches!(kind, Widget::Popular | Widget::Comments) && is_whole) {
            found = Some(kind);
        }
    }
    found
        .or_else(|| {
            (1..words.len()).find_map(|from| {
                let mut phrases = furniture::at(words, from, Medium::Text);
                phrases.find(|(_, matched, _)| *matched == Match::Within).map(|(.., kind)| kind)
            })
        })
        .or_else(|| (facts.digits > 0 && is_count(surface, words)).then_some(Widget::Line))
        .or_else(|| (surface.starts_with('©') || surface.starts_with("(c) ")).then_some(Widget::Line))
}

/// Whether a line counts what readers did: "1.2k shares", "3,871 views 12 comments".
fn is_count(surface: &str, words: &[Word]) -> bool {
    const LONGEST: usize = 8;
    let form = |word: &Word| surface[word.start..word.end].to_lowercase();
    let is_figure = |form: &str| {
        let digits = form.bytes().take_while(u8::is_ascii_digit).count();
        digits > 0 && (form.len() == digits || classes(&form[digits..]).is(WordClass::Scale))
    };
    let is_counting = |form: &str| is_figure(form) || classes(form).any(&[WordClass::Counted, WordClass::Scale]);
    (2..=LONGEST).contains(&words.len())
        && words.iter().any(|word| is_figure(&form(word)))
        && words.iter().any(|word| classes(&form(word)).is(WordClass::Counted))
        && words.iter().all(|word| is_counting(&form(word)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words;

    #[test]
    fn counts_of_what_readers_did() {
        for (line, is_one) in [
            ("1.2k shares", true),
            ("3,871 views 12 comments", true),
            ("12 M followers", true),
            ("shares", false),
            ("1 200", false),
            ("12 k", false),
            ("12 people share", false),
        ] {
            let mut words = Vec::new();
            words::read(line, &mut words);
            assert_eq!(is_count(line, &words), is_one, "{line}");
        }
    }
}
