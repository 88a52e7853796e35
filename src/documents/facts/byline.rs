//! Lines that say who wrote: "By Ana Ruiz and John Roe", "Continental Press Writer", "(Reuters)".

use std::sync::LazyLock;

use super::Facts;
use crate::documents::word_classes::{WordClass, classes};
use crate::tables;
use crate::words::{Phrases, Word};

/// News agencies.
pub(in crate::documents) static AGENCIES: LazyLock<Phrases<()>> =
    LazyLock::new(|| Phrases::new(tables::documents::AGENCIES.rows().map(|name| (name, ()))));

/// Whether the line is "By …" and names.
pub(super) fn is_byline(surface: &str, words: &[Word], facts: &Facts) -> bool {
    const LONGEST: usize = 24;
    let Some(first) = words.first() else { return false };
    if words.len() < 2 || words.len() > LONGEST {
        return false;
    }
    let form = |word: &Word| &surface[word.start..word.end];
    if form(first).eq_ignore_ascii_case("by") && first.start == 0 {
        let names = words[1].is_capital && !words[1..3.min(words.len())].iter().any(|word| word.is_number);
        let only_names = words[1..]
            .iter()
            .take_while(|word| !surface[first.end..word.start].contains(['|', '•', '·']))
            .filter(|word| !word.is_capital && !word.is_number)
            .all(|word| classes(form(word)).is(WordClass::Joining));
        return names
            && only_names
            && !matches!(facts.last, '?' | '!' | ':')
            && !(facts.last == '.' && facts.words > 8);
    }
    // "Continental Press Writer": under a byline, who its people are.
    let is_office = words.last().is_some_and(|last| classes(&form(last).to_lowercase()).is(WordClass::Writer));
    if is_office && words.len() <= 5 && facts.lowers == 0 && !matches!(facts.last, '.' | '?' | '!' | ':') {
        return true;
    }
    // "(Reuters)" or "Associated Press" and no more.
    AGENCIES.at(words, 0).any(|(last, ())| last + 1 == words.len()) && facts.last != '.'
}

#[cfg(test)]
mod tests {
    use super::super::tests::facts;

    #[test]
    fn bylines() {
        for (line, is_one) in [
            ("By Jane Doe", true),
            ("By Jane Doe and John Roe of the Daily Wire", true),
            ("By JANE DOE | 12 May, as told to us", true),
            ("Continental Press Writer", true),
            ("Associated Press", true),
            ("By 2019 Everything Changed", false),
            ("By noon Everything Changed", false),
            ("By Sunday the envoy had left", false),
            ("By What Right?", false),
            ("Associated Press.", false),
            ("Is He a Writer", false),
            ("Nearby", false),
        ] {
            assert_eq!(facts(line).is_byline, is_one, "{line}");
        }
    }
}
