//! Names → forms that compare across spellings.
//!
//! Two strengths: [`fold`] takes case, accents and broken letters away ("Çavuşoğlu" = "CAVUSOGLU" = "CavuÅŸoÄŸlu");
//! [`skeleton`] also takes away what transliterations differ in ("Sergei" = "Sergey", "Soleimani" = "Suleimani").
//! Neither decides alone that two people are one.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::segments::{Token, WordKey, fold, is_ignorable, meant, tokenize};
use crate::tables;

/// The words of a name as tokens would have them, folded: "Lavrov's" is "lavrov", "'s".
pub(crate) fn words(name: &str) -> Vec<String> {
    inner_tokens(name, |token, text| fold(token.span.of(text)))
}

/// The keys of [`words`].
pub(crate) fn keys(name: &str) -> Vec<WordKey> {
    inner_tokens(name, |token, _| token.key)
}

/// The tokens of a name as they are in the middle of a sentence, where an abbreviation keeps its full stop.
fn inner_tokens<T>(name: &str, of: impl Fn(&Token, &str) -> T) -> Vec<T> {
    if !name.ends_with('.') {
        return tokenize(name).iter().map(|token| of(token, name)).collect();
    }
    let text = format!("{name} said");
    let tokens = tokenize(&text);
    let inner = tokens.len().saturating_sub(1);
    tokens[..inner].iter().map(|token| of(token, &text)).collect()
}

/// A name as its writer meant it: broken letters mended, invisible ones left out, single spaces.
pub(crate) fn clean(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let mut at = 0;
    while let Some((c, length)) = meant(name, at) {
        at += length;
        match c {
            _ if is_ignorable(c) || (c.is_control() && !c.is_whitespace()) => {}
            _ if c.is_whitespace() => {
                if !out.is_empty() && !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            _ => out.push(c),
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// Whether a name has letters that were broken on their way: UTF-8 read as Windows-1252, or HTML entities.
pub(crate) fn is_broken(name: &str) -> bool {
    let mut at = 0;
    while let Some((c, length)) = meant(name, at) {
        if length != c.len_utf8() {
            return true;
        }
        at += length;
    }
    false
}

/// Whether all its letters are capitals, and more than four of them, so that it is no abbreviation.
pub(crate) fn is_shouted(name: &str) -> bool {
    let letters = name.chars().filter(|c| c.is_alphabetic());
    name.chars().all(|c| !c.is_lowercase()) && letters.count() > 4
}

/// "JAVAD ZARIF" → "Javad Zarif".
pub(crate) fn titled(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let mut inside = false;
    for c in name.chars() {
        if inside {
            out.extend(c.to_lowercase());
        } else {
            out.push(c);
        }
        inside = c.is_alphanumeric() || c == '’' || (c == '\'' && inside);
    }
    out
}

/// Spellings of one given name: "mohammad" → "mohammed".
static VARIANTS: LazyLock<FxHashMap<&str, &str>> = LazyLock::new(|| given_forms("spelling"));

/// Short forms of given names: "mike" → "michael".
static SHORT: LazyLock<FxHashMap<&str, &str>> = LazyLock::new(|| given_forms("short"));

fn given_forms(kind: &'static str) -> FxHashMap<&'static str, &'static str> {
    let rows = tables::actors::GIVEN_NAMES.rows::<(&str, &str, &str)>();
    rows.filter(|&(.., of)| of == kind).map(|(form, standard, _)| (form, standard)).collect()
}

/// The long form of a short given name ("bill" → "william"), folded.
pub(crate) fn long_form(folded: &str) -> Option<&'static str> {
    SHORT.get(folded).copied()
}

/// Letters by which alphabets are spelt in Latin ones, and what stands for all such spellings.
/// By their first letter, longer ones first, so that a shorter one does not cut them.
static TRANSLITERATIONS: LazyLock<FxHashMap<char, Vec<(&str, &str)>>> = LazyLock::new(|| {
    let mut rules: FxHashMap<char, Vec<(&str, &str)>> = FxHashMap::default();
    for (letters, plain) in tables::actors::TRANSLITERATIONS.rows::<(&str, &str)>() {
        rules.entry(letters.chars().next().unwrap_or_default()).or_default().push((letters, plain));
    }
    rules.values_mut().for_each(|rules| rules.sort_by_key(|(letters, _)| std::cmp::Reverse(letters.len())));
    rules
});

/// What stays of a folded word when transliteration's choices are taken away.
pub(crate) fn skeleton(folded: &str) -> String {
    let folded = VARIANTS.get(folded).copied().unwrap_or(folded);
    let mut out = String::with_capacity(folded.len());
    // "Smirnoff" is how "Smirnov" once was written.
    let (mut rest, ending) = match folded.strip_suffix("off").filter(|stem| stem.len() > 3) {
        Some(stem) => (stem, "uv"),
        None => (folded, ""),
    };
    while let Some(c) = rest.chars().next() {
        let mut rules = TRANSLITERATIONS.get(&c).into_iter().flatten();
        let (length, plain) = match rules.find(|(from, _)| rest.starts_with(from)) {
            Some(&(from, to)) => (from.len(), to),
            None => (c.len_utf8(), if matches!(c, '\'' | '.' | '-') { "" } else { &rest[..c.len_utf8()] }),
        };
        // Doubled letters count once: "Qassem" is "Qasem", "Zelenskyy" is "Zelensky".
        if !plain.is_empty() && !out.ends_with(plain) {
            out.push_str(plain);
        }
        rest = &rest[length..];
    }
    out.push_str(ending);
    if out.len() > 3 && out.ends_with('h') {
        out.pop();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn transliterations_share_a_skeleton() {
        for (one, other) in [
            ("sergei", "sergey"),
            ("shoigu", "shoygu"),
            ("zelensky", "zelenskyy"),
            ("zelensky", "zelenskiy"),
            ("soleimani", "suleimani"),
            ("qassem", "qasem"),
            ("yevgeny", "yevgeni"),
            ("mohammed", "muhammad"),
            ("mueller", "muller"),
            ("rouhani", "rohani"),
            ("abdullah", "abdulla"),
            ("smirnoff", "smirnov"),
            ("oleksandr", "alexander"),
        ] {
            assert_eq!(skeleton(one), skeleton(other), "{one} {other}");
        }
        for (one, other) in [("lavrov", "shoigu"), ("sergei", "andrei"), ("kim", "kam"), ("hamid", "hamad")] {
            assert_ne!(skeleton(one), skeleton(other), "{one} {other}");
        }
    }

    #[test]
    fn names_are_cleaned_of_what_the_web_did() {
        assert_eq!(clean("CavuÅŸoÄŸlu"), "Cavuşoğlu");
        assert_eq!(clean("Sergey\u{a0}Lav\u{ad}rov\u{200b}"), "Sergey Lavrov");
        assert!(is_broken("CavuÅŸoÄŸlu") && !is_broken("Çavuşoğlu"));
        assert_eq!(titled("SEAN O'BRIEN AL-ASSAD"), "Sean O'brien Al-Assad");
        assert!(is_shouted("LAVROV") && !is_shouted("NATO"));
    }
}
