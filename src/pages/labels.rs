//! Lines that a page puts into an article: "Advertisement", "Read more: …", "Sign up for …".

use crate::furniture::{self, Match, Medium};
use crate::words;

/// Whether a line is a label of the page.
pub(super) fn is_label(line: &str) -> bool {
    const LONGEST: usize = 220;
    if line.len() > LONGEST {
        return false;
    }
    let mut found = Vec::new();
    words::read(line, &mut found);
    let fits = |from: usize, last: usize, matched: Match| match matched {
        Match::Whole => last + 1 == found.len(),
        Match::Label => last + 1 < found.len() && furniture::is_labelled(&line[found[last].end..]),
        // Few words begin a sentence as well as a label.
        Match::Start | Match::Within => line.len() <= 60 + 20 * (last + 1 - from),
    };
    (0..found.len()).any(|from| {
        let phrases = furniture::at(&found, from, Medium::Page);
        phrases
            .into_iter()
            .any(|(last, matched, _)| (from == 0 || matched == Match::Within) && fits(from, last, matched))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_the_page() {
        for (line, is_one) in [
            ("Advertisement", true),
            ("ADVERTISEMENT:", true),
            ("Read more: Ten best beaches", true),
            ("Don’t miss the talks", true),
            ("Related:", true),
            ("On this page we use cookies", true),
            ("Advertisement of the talks", false),
            ("Related to the talks", false),
            (
                "In this house we use cookies as others use money, the baker told reporters when he was asked on Tuesday what they are for.",
                false,
            ),
            (
                "Read more books, the minister told the children of the islands on Tuesday, and watch less television: it is good for you.",
                false,
            ),
            ("", false),
        ] {
            assert_eq!(is_label(line), is_one, "{line}");
        }
    }
}
