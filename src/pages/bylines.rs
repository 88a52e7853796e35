//! Who wrote an article, as its page shows or says it: "By Ana Ruiz and TOM LEE, Associated Press" → Ana Ruiz, Tom Lee.

use std::sync::LazyLock;

use regex::Regex;
use serde::Deserialize;

use crate::calendar::written_days;
use crate::tables;

/// What words of a byline say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Says {
    By,
    Other,
    Office,
    Outlet,
}

static WORDS: LazyLock<Vec<(&'static str, Says)>> = LazyLock::new(|| {
    let mut words: Vec<_> = tables::pages::BYLINES.rows().collect();
    // Of words that begin alike the longest.
    words.sort_by_key(|(words, _): &(&str, Says)| std::cmp::Reverse(words.len()));
    words
});

/// What stands between names, and what of a line says no more of them.
static BETWEEN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?x)
            \s+ (?: (?i-u:and) | with | & ) \s+
            | [,;|•·\n()/]
            | \s [-–—] \s
            | \s+ (?: in | for | at | from | of | on ) \s .*
            | \s+ (?i-u: published | posted | updated ) (?-u:\b) .*
            | \s+ [0-9] .*",
    )
    .expect("a pattern")
});

/// The names in what stands for the author, without what is not one.
pub(super) fn names(text: &str) -> Vec<String> {
    const LONGEST: usize = 300;
    const MOST: usize = 20;
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.len() > LONGEST || text.contains("://") || text.starts_with("www.") {
        return Vec::new();
    }
    let (mut names, mut is_author) = (Vec::new(), true);
    for part in BETWEEN.split(&text) {
        let (said, name) = without_words(part);
        // Who edited it is named behind who wrote it.
        match said {
            Some(Says::Other) => is_author = false,
            Some(Says::By) => is_author = true,
            _ => {}
        }
        let name = name.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '.' | '\'' | '’'));
        if is_author && names.len() < MOST && is_name(name) {
            names.push(spelled(name));
        }
    }
    names
}

/// The names in a line that says that its article is by somebody.
pub(super) fn in_line(line: &str) -> Vec<String> {
    const LONGEST: usize = 140;
    if line.len() > LONGEST || without_words(line).0 != Some(Says::By) {
        return Vec::new();
    }
    // Behind a day stands nobody's name.
    let day = written_days(line).next();
    names(day.map_or(line, |day| &line[..day.span.start()]))
}

/// What the first words say, and what follows them.
fn without_words(text: &str) -> (Option<Says>, &str) {
    let text = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    let found = WORDS.iter().filter(|(_, says)| matches!(says, Says::By | Says::Other)).find(|(words, _)| {
        text.get(..words.len()).is_some_and(|start| start.eq_ignore_ascii_case(words))
            && text[words.len()..].starts_with(|c: char| !c.is_alphanumeric())
    });
    match found {
        Some((words, says)) => (Some(*says), text[words.len()..].trim_start_matches([':', ' ', '\u{a0}'])),
        None => (None, text),
    }
}

fn is_name(name: &str) -> bool {
    let words = name.split_whitespace().count();
    (1..=5).contains(&words)
        && name.chars().count() >= 3
        && !name.contains('@')
        && !name.chars().any(|c| c.is_ascii_digit())
        && name.chars().next().is_some_and(|c| !c.is_lowercase())
        && (words > 1 || name.chars().any(char::is_lowercase) || !name.is_ascii())
        && !name.split([' ', '-']).any(|word| {
            let says = WORDS.iter().filter(|(words, _)| word.eq_ignore_ascii_case(words)).map(|(_, says)| *says);
            says.into_iter().any(|says| matches!(says, Says::Office | Says::Outlet))
        })
}

/// A name that is set in capitals as it is spelled.
fn spelled(name: &str) -> String {
    if name.chars().any(char::is_lowercase) || !name.contains(' ') {
        return name.to_owned();
    }
    let mut spelled = String::with_capacity(name.len());
    let mut before = ' ';
    for c in name.chars() {
        if before.is_alphabetic() {
            spelled.extend(c.to_lowercase());
        } else {
            spelled.push(c);
        }
        before = c;
    }
    spelled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_name_authors() {
        for (line, expected) in [
            ("By Ana Ruiz", "Ana Ruiz"),
            ("by: Ana Ruiz", "Ana Ruiz"),
            ("BY ANA RUIZ AND TOM LEE", "Ana Ruiz|Tom Lee"),
            ("By ANA RUIZ and TOM LEE | The Larvik Post", "Ana Ruiz|Tom Lee"),
            ("By Ana Ruiz, Associated Press", "Ana Ruiz"),
            ("By Ana Ruiz, Staff Writer", "Ana Ruiz"),
            ("By Ana Ruiz in Larvik", "Ana Ruiz"),
            ("By Ana Ruiz, Tom Lee & Jo Vik", "Ana Ruiz|Tom Lee|Jo Vik"),
            ("By Ana Ruiz • 9 March 2021", "Ana Ruiz"),
            ("By Ana Ruiz March 9, 2021", "Ana Ruiz"),
            ("By Ana Ruiz Published 9 March 2021", "Ana Ruiz"),
            ("Words by Ana Ruiz, photographs by Tom Lee", "Ana Ruiz"),
            ("Written by Ana Ruiz", "Ana Ruiz"),
            ("Story by Ana Ruiz / Photos by Tom Lee", "Ana Ruiz"),
            ("Reported by Ana Ruiz; edited by Tom Lee", "Ana Ruiz"),
            ("Reporting by Ana Ruiz and Jo Vik; Editing by Tom Lee", "Ana Ruiz|Jo Vik"),
            ("Analysis by Ana Ruiz", "Ana Ruiz"),
            ("Author: Ana Ruiz", "Ana Ruiz"),
            ("Posted by Ana Ruiz on 9 March", "Ana Ruiz"),
            ("By Anaïs O'Neill-Ruiz", "Anaïs O'Neill-Ruiz"),
            ("By our staff", ""),
            ("By Friday the dam will be mended", ""),
            ("Ana Ruiz", ""),
            ("Bystanders saw it", ""),
        ] {
            assert_eq!(in_line(line).join("|"), expected, "{line}");
        }
    }
}
