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
    if is_signed(surface, words, facts) {
        return true;
    }
    // "(Reuters)" or "Associated Press" and no more.
    AGENCIES.at(words, 0).any(|(last, ())| last + 1 == words.len()) && facts.last != '.'
}

/// "Ana Ruiz, Daily Wire correspondent", "Analysis by Ana Ruiz, editor": a name, with what was written before it or what its bearer is
/// behind a comma.
fn is_signed(surface: &str, words: &[Word], facts: &Facts) -> bool {
    const LONGEST: usize = 10;
    let lower = |word: &Word| surface[word.start..word.end].to_lowercase();
    let is = |at: usize, class| words.get(at).is_some_and(|word| classes(&lower(word)).is(class));
    let opens = is(0, WordClass::Kind) && words.len() > 2 && lower(&words[1]) == "by";
    let first = if opens { 2 } else { 0 };
    let goes_on = |at: &usize| *at == first || surface[words[*at - 1].end..words[*at].start].trim().is_empty();
    let name = (first..words.len()).take_while(|at| words[*at].is_capital && goes_on(at)).count();
    if !(2..=4).contains(&name) {
        return false;
    }
    let behind = first + name;
    let is_tied = behind < words.len() && surface[words[behind - 1].end..words[behind].start].starts_with(',');
    let is_writer = is_tied && is(words.len() - 1, WordClass::Writer) && facts.lowers <= 3;
    words[0].start == 0
        && words.len() <= LONGEST
        && (is_writer || opens && (is_tied || behind == words.len()))
        && !matches!(facts.last, '.' | '?' | '!' | ':')
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
            ("Robert Burns, Ap National Security Writer", true),
            ("Caroline Hawley, BBC diplomatic correspondent", true),
            ("Analysis by Chris Cillizza, CNN Editor-at-large", true),
            ("Ana Ruiz, Chief Political Correspondent", true),
            ("Opinion by Tom Lee, Example News columnist", true),
            ("Tom Lee, the reporter who fled, is back", false),
            ("Omar Lund, correspondent.", false),
            ("Analysis by Design", false),
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
