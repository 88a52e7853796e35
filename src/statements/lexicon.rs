//! Words that report speech or thought: which act they report, and what stands beside them.
//!
//! In: the tables under `data/`. Out: [`lookup`] from a word in any inflected form to its [`Entry`].

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::Act;
use crate::segments::WordKey;

/// What a noun phrase right after a reporting verb is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Object {
    /// What is said: "condemned the raid".
    Content,
    /// Whom it is said to: "told reporters".
    Addressee,
}

/// Verb or noun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum WordClass {
    /// "said"
    Verb,
    /// "claim"
    Noun,
}

/// A reporting word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    /// The lemma's number in its table, from 1: a small identity for features.
    pub lemma: u16,
    /// The act it reports unless its surroundings change it.
    pub act: Act,
    /// What its noun phrase is.
    pub object: Object,
    /// Whether it reports a thought rather than an utterance.
    pub is_thought: bool,
    /// Verb or noun.
    pub class: WordClass,
}

static VERBS: LazyLock<FxHashMap<WordKey, Entry>> = LazyLock::new(|| {
    let mut words = FxHashMap::default();
    for (number, row) in rows(include_str!("data/verbs.tsv")).enumerate() {
        let [lemma, act, object, sort, irregular] = row;
        let entry = Entry {
            lemma: number as u16 + 1,
            act: act.parse().expect("verbs.tsv names acts of the vocabulary"),
            object: if object == "addressee" { Object::Addressee } else { Object::Content },
            is_thought: sort == "thought",
            class: WordClass::Verb,
        };
        words.insert(WordKey::of(lemma), entry);
        for form in verb_forms(lemma) {
            words.entry(WordKey::of(&form)).or_insert(entry);
        }
        for form in irregular.split_whitespace() {
            words.insert(WordKey::of(form), entry);
        }
    }
    words
});

static NOUNS: LazyLock<FxHashMap<WordKey, Entry>> = LazyLock::new(|| {
    let mut words = FxHashMap::default();
    for (number, row) in rows(include_str!("data/nouns.tsv")).enumerate() {
        let [lemma, act, sort, ..] = row;
        let entry = Entry {
            lemma: 0x4000 + number as u16,
            act: act.parse().expect("nouns.tsv names acts of the vocabulary"),
            object: Object::Content,
            is_thought: sort == "thought",
            class: WordClass::Noun,
        };
        words.insert(WordKey::of(lemma), entry);
        words.insert(WordKey::of(&with_s(lemma)), entry);
    }
    words
});

/// The verb that this word is a form of, if it reports.
pub(super) fn verb(key: WordKey) -> Option<Entry> {
    VERBS.get(&key).copied()
}

/// The noun that this word is a form of, if it reports.
pub(super) fn noun(key: WordKey) -> Option<Entry> {
    NOUNS.get(&key).copied()
}

/// The rows of a table, padded to five columns.
fn rows(table: &'static str) -> impl Iterator<Item = [&'static str; 5]> {
    table.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).map(|line| {
        let mut columns = line.split('\t');
        std::array::from_fn(|_| columns.next().unwrap_or(""))
    })
}

/// The regular inflections of a verb.
fn verb_forms(lemma: &str) -> Vec<String> {
    let stem = lemma.strip_suffix('e').filter(|stem| !stem.ends_with(['e', 'y', 'o'])).unwrap_or(lemma);
    let mut forms = vec![with_s(lemma), format!("{stem}ing")];
    match lemma.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'o', 'u']) => forms.push(format!("{stem}ied")),
        _ if lemma.ends_with('e') => forms.push(format!("{lemma}d")),
        _ => forms.push(format!("{lemma}ed")),
    }
    let bytes = lemma.as_bytes();
    if let [.., before, vowel, last] = bytes
        && b"aeiou".contains(vowel)
        && !b"aeiouwxy".contains(last)
        && !b"aeiou".contains(before)
    {
        let last = char::from(*last);
        forms.push(format!("{lemma}{last}ed"));
        forms.push(format!("{lemma}{last}ing"));
    }
    if lemma == "lie" {
        forms.push("lying".to_owned());
    }
    forms
}

/// A verb's third person or a noun's plural.
fn with_s(lemma: &str) -> String {
    match lemma.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'o', 'u']) => format!("{stem}ies"),
        _ if ["s", "x", "z", "ch", "sh"].iter().any(|end| lemma.ends_with(end)) => format!("{lemma}es"),
        _ => format!("{lemma}s"),
    }
}
