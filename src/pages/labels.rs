//! Lines that a page puts into an article: "Advertisement", "Read more: …", "Sign up for …".

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use crate::tables;

/// How much of a line has to be the label.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Extent {
    Whole,
    Start,
}

static LABELS: LazyLock<FxHashMap<&'static str, Extent>> = LazyLock::new(|| tables::pages::LABELS.rows().collect());

/// Whether a line is a label of the page.
pub(super) fn is_label(line: &str) -> bool {
    /// The longest label has this many words.
    const WORDS: usize = 9;
    const LONGEST: usize = 220;
    if line.len() > LONGEST {
        return false;
    }
    let mut words = String::with_capacity(64);
    let mut count = 0;
    let mut all = 0;
    for word in line.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        all += 1;
        if all > WORDS {
            continue;
        }
        if !words.is_empty() {
            words.push(' ');
        }
        words.extend(word.chars().flat_map(char::to_lowercase));
        count = all;
        // Few words begin a sentence as well as a label.
        if line.len() <= 60 + 20 * all && LABELS.get(words.as_str()) == Some(&Extent::Start) {
            return true;
        }
    }
    count == all && LABELS.get(words.as_str()) == Some(&Extent::Whole)
}
