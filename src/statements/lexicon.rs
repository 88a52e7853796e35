//! Words that report speech or thought: which act they report, and what stands beside them.
//!
//! In: the tables under `data/`. Out: [`lookup`] from a word in any inflected form to its [`Entry`].

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::Act;
use crate::segments::WordKey;
use crate::tables;

/// What a noun phrase right after a reporting verb is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Object {
    /// What is said: "condemned the raid".
    Content,
    /// Whom it is said to: "told reporters".
    Addressee,
}

/// What a word reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Sort {
    Speech,
    Thought,
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
    /// The lemma's identity for features, other for a verb than for a noun.
    pub lemma: u64,
    /// The act it reports unless its surroundings change it.
    pub act: Act,
    /// What its noun phrase is.
    pub object: Object,
    /// Whether it reports a thought rather than an utterance.
    pub is_thought: bool,
    /// Verb or noun.
    pub class: WordClass,
    /// Whether the user named it.
    pub is_users: bool,
}

static VERBS: LazyLock<FxHashMap<WordKey, Entry>> = LazyLock::new(|| {
    let mut words = FxHashMap::default();
    let rows = tables::statements::VERBS.rows::<(&str, Act, Object, Sort, &str)>();
    for (lemma, act, object, sort, irregular) in rows {
        let entry = Entry {
            lemma: WordKey::of(lemma).0,
            act,
            object,
            is_thought: sort == Sort::Thought,
            class: WordClass::Verb,
            is_users: false,
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
    for (lemma, act, sort) in tables::statements::NOUNS.rows::<(&str, Act, Sort)>() {
        let entry = Entry {
            lemma: !WordKey::of(lemma).0,
            act,
            object: Object::Content,
            is_thought: sort == Sort::Thought,
            class: WordClass::Noun,
            is_users: false,
        };
        words.insert(WordKey::of(lemma), entry);
        words.insert(WordKey::of(&with_s(lemma)), entry);
    }
    words
});

/// A user's own reporting verbs, each with the act that it reports.
///
/// To the models, which never met them, each looks like the plainest verb of its act; where they doubt that it reports, the user is
/// believed.
#[derive(Clone, Debug, Default)]
pub struct Verbs(FxHashMap<WordKey, Entry>);

impl Verbs {
    /// The verb that this word is a form of, if it is one of them.
    pub(super) fn get(&self, key: WordKey) -> Option<Entry> {
        // Most users have none.
        if self.0.is_empty() { None } else { self.0.get(&key).copied() }
    }
}

impl<L: AsRef<str>> FromIterator<(L, Act)> for Verbs {
    /// Lemmas with their acts; regular forms are made from the lemma.
    fn from_iter<I: IntoIterator<Item = (L, Act)>>(verbs: I) -> Self {
        let mut words = FxHashMap::default();
        for (lemma, act) in verbs {
            let lemma = lemma.as_ref().to_lowercase();
            let like = verb(WordKey::of(plainest(act))).expect("the plainest verb of an act is in verbs.tsv");
            let entry = Entry { act, is_users: true, ..like };
            words.extend(verb_forms(&lemma).iter().map(|form| (WordKey::of(form), entry)));
            words.insert(WordKey::of(&lemma), entry);
        }
        Self(words)
    }
}

/// The plainest verb that reports an act.
fn plainest(act: Act) -> &'static str {
    act.as_str()
}

/// The verb that this word is a form of, if it reports.
pub(super) fn verb(key: WordKey) -> Option<Entry> {
    VERBS.get(&key).copied()
}

/// The noun that this word is a form of, if it reports.
pub(super) fn noun(key: WordKey) -> Option<Entry> {
    NOUNS.get(&key).copied()
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
