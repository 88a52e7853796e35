//! Whether the saying itself is denied: "did not specify", "refused to say", "has yet to confirm", "no official said".
//!
//! In: a [`View`], a cue with its source and content. Out: yes or no, for the verb of the cue's own clause: what stands right
//! before it, before its auxiliaries where it is turned around ("nor did he say"), or as its own sense where what follows is
//! a saying ("declined | to comment"). Two denials lift each other ("did not fail to mention", "could not but admit"), and
//! so does a verb that says something when it is negated ("did not dispute that"). What is said not to be so is another
//! matter: "said he would not go", "denied that he had gone".

use std::sync::LazyLock;

use super::grammar::{self, GrammarWord};
use super::lexicon::WordClass;
use super::view::View;
use crate::segments::TokenSpan;
use crate::tables::{self, WordClasses};
use crate::tagging::Pos;
use crate::vocabulary::vocabulary;

/// Words before a verb that are looked at.
const REACH: usize = 12;
/// Words of the longest phrase in the table.
const LONGEST: usize = 3;

vocabulary! {
    /// What words do to a saying.
    Denying {
        /// Right before what is said, it is not said: "refused to".
        Withholding = "withholding",
        /// Right behind a negation, it is one no more: "not only".
        Cancelling = "cancelling",
        /// Stands before the auxiliary and the speaker: "Nor".
        Fronted = "fronted",
        /// Begins a source of which nobody said it: "No official".
        Nobody = "nobody",
        /// A verb that says something when it is negated: "did not dispute".
        Litotes = "litotes",
        /// Makes "no" before it none: "no doubt".
        Assured = "assured",
        /// To say, or what is said: "comment".
        Uttering = "uttering",
    }
}

static WORDS: LazyLock<WordClasses<&str, Denying>> =
    LazyLock::new(|| WordClasses::of(tables::statements::NEGATION, |words| words));

/// Whether these words, in small letters, are of a class.
fn is(words: &str, class: Denying) -> bool {
    WORDS.is(words, class)
}

/// Whether a word is to say something, or what is said.
pub(super) fn utters(view: &View<'_>, at: usize) -> bool {
    is(&view.surface(at).to_lowercase(), Denying::Uttering)
}

/// Whether the saying that a cue signals is denied.
pub(super) fn denies(view: &View<'_>, cue: TokenSpan, source: &[TokenSpan], content: &[TokenSpan]) -> bool {
    let entry = |class: WordClass| {
        let is_one = |&at: &usize| view.words[at].entry.is_some_and(|entry| entry.class == class);
        cue.range().rev().find(is_one)
    };
    let verb = entry(WordClass::Verb);
    let behind = content.iter().find(|span| span.start() >= cue.end()).map(|span| span.start());
    let Some(head) = verb.or_else(|| entry(WordClass::Noun)) else { return is_lacking(view, cue, behind) };
    if [Some(cue.end()), behind].into_iter().flatten().any(|at| stands(view, at, "until")) {
        return false;
    }
    let around = Around { view, sentence: view.sentence(head), source };
    let (before, first) = around.before(head);
    let is_withheld = behind.is_some_and(|at| withholds(view, cue, at));
    let counted = before
        + around.fronted(first)
        + around.nobody()
        + usize::from(is_withheld)
        + usize::from(is_lacking(view, cue, behind));
    counted % 2 == 1 && (is_withheld || !is_litotes(view, head))
}

/// Whether what stands before a reporting word turns its act around: "did not agree", whatever that says.
pub(super) fn is_turned(view: &View<'_>, verb: usize, source: &[TokenSpan]) -> bool {
    let around = Around { view, sentence: view.sentence(verb), source };
    let (before, first) = around.before(verb);
    (before + around.fronted(first)) % 2 == 1
}

/// Whether a verb says something when it is negated: "would not rule out".
pub(super) fn is_litotes(view: &View<'_>, verb: usize) -> bool {
    is(&view.surface(verb).to_lowercase(), Denying::Litotes)
}

fn stands(view: &View<'_>, at: usize, word: &str) -> bool {
    at < view.words.len() && view.surface(at) == word
}

/// A verb's sentence and who speaks in it.
struct Around<'v, 'a> {
    view: &'v View<'a>,
    sentence: TokenSpan,
    source: &'v [TokenSpan],
}

impl Around<'_, '_> {
    /// How often what stands right before a verb denies it, and where that begins.
    fn before(&self, verb: usize) -> (usize, usize) {
        let (view, mut count, mut at) = (self.view, 0, verb);
        let least = verb.saturating_sub(REACH).max(self.sentence.start());
        while at > least && !self.source.iter().any(|span| span.contains(at - 1)) {
            if let Some(length) = self.ends_with(at, Denying::Withholding) {
                (count, at) = (count + 1, at - length);
                continue;
            }
            let surface = view.surface(at - 1).to_lowercase();
            let word = &view.words[at - 1];
            if grammar::is(&surface, GrammarWord::Negation) {
                count += usize::from(self.counts(&surface, at));
            } else if !(word.pos == Pos::Md
                || word.pos == Pos::To
                || word.pos == Pos::Rb
                || word.pos.is_verb()
                || grammar::is(&surface, GrammarWord::Auxiliary)
                || grammar::is(&surface, GrammarWord::Adverb)
                || self.starts_with(at - 1, Denying::Cancelling))
            {
                break;
            }
            at -= 1;
        }
        (count, at)
    }

    /// Whether a negation that ends before `at` is one there.
    fn counts(&self, surface: &str, at: usize) -> bool {
        let next = || self.view.surface(at).to_lowercase();
        let is_one = match surface {
            // "no" negates a noun, which is looked at by itself.
            "no" => at < self.sentence.end() && next() == "longer",
            _ => true,
        };
        is_one && !self.starts_with(at, Denying::Cancelling)
    }

    /// The length of the longest phrase of a class that ends before `at`.
    fn ends_with(&self, at: usize, class: Denying) -> Option<usize> {
        (1..=LONGEST.min(at - self.sentence.start())).rev().find(|length| is(&self.words(at - length, at), class))
    }

    /// Whether a phrase of a class begins at `at`.
    fn starts_with(&self, at: usize, class: Denying) -> bool {
        let most = LONGEST.min(self.sentence.end().saturating_sub(at));
        (1..=most).any(|length| is(&self.words(at, at + length), class))
    }

    fn words(&self, start: usize, end: usize) -> String {
        (start..end).map(|at| self.view.surface(at).to_lowercase()).collect::<Vec<_>>().join(" ")
    }

    /// "Nor did he say": once where a denial stands before an auxiliary and the speaker, who stand before `verb`.
    fn fronted(&self, verb: usize) -> usize {
        let Some(source) = self.source.iter().find(|span| span.end() == verb) else { return 0 };
        let Some(auxiliary) = source.start().checked_sub(1).filter(|&at| at > self.sentence.start()) else { return 0 };
        let is_auxiliary = self.view.words[auxiliary].pos == Pos::Md
            || grammar::is(&self.view.surface(auxiliary).to_lowercase(), GrammarWord::Auxiliary);
        usize::from(is_auxiliary && self.ends_with(auxiliary, Denying::Fronted).is_some())
    }

    /// "No official said", "neither side said": once where the source is nobody.
    fn nobody(&self) -> usize {
        let Some(source) = self.source.first() else { return 0 };
        // "No 10 said"
        let is_number = source.len() > 1 && self.view.words[source.start() + 1].pos == Pos::Cd;
        usize::from(!is_number && self.starts_with(source.start(), Denying::Nobody))
    }
}

/// Whether a cue says that what begins at `at` is withheld: "declined | to comment", "denied | having said".
fn withholds(view: &View<'_>, cue: TokenSpan, at: usize) -> bool {
    let opener = view.surface(at).to_lowercase();
    let led = match opener.as_str() {
        "to" | "having" => at + 1,
        "any" | "all" | "further" | "immediate" => at + 1,
        _ => at,
    };
    let is_drawn = stands(view, led, "be")
        && is(&format!("be {}", view.surface((led + 1).min(view.words.len() - 1))), Denying::Uttering);
    let is_saying = led < view.words.len()
        && view.words[led].sentence == view.words[at].sentence
        && (utters(view, led) || is_drawn)
        && (led > at || view.words[led].pos == Pos::Vbg || view.words[led].pos.is_noun());
    let last = view.surface(cue.end() - 1).to_lowercase();
    let refuses = [last.clone(), format!("{last} to")].iter().any(|words| is(words, Denying::Withholding));
    // A denial of an event is one ("denied details"), that of a saying is none.
    let is_denial = is(&last, Denying::Withholding);
    is_saying && refuses && (!is_denial || view.words[led].pos.is_verb())
}

/// Whether a cue or its content has no more than "no comment", "no mention".
fn is_lacking(view: &View<'_>, cue: TokenSpan, content: Option<usize>) -> bool {
    let lacks = |at: usize| {
        let next = view.surface(at + 1).to_lowercase();
        stands(view, at, "no") && !is(&next, Denying::Assured) && next != "longer"
    };
    let within = (cue.start()..cue.end().saturating_sub(1)).any(lacks);
    within || content.is_some_and(|at| at + 1 < view.words.len() && lacks(at) && utters(view, at + 1))
}

#[cfg(test)]
mod tests {
    use crate::Extractor;
    use crate::documents::Input;

    /// Whether the first statement of a text is denied.
    #[track_caller]
    fn check(cases: &[(&str, bool)]) {
        let wrong: Vec<_> = cases
            .iter()
            .filter(|(text, expected)| {
                let record = Extractor::default().document(Input { text, ..Input::default() });
                record.statements.first().map(|statement| statement.negated) != Some(*expected)
            })
            .collect();
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn a_denied_verb_denies_its_saying() {
        check(&[
            ("The statement did not specify when the talks would end.", true),
            ("The statement didn't specify when the talks would end.", true),
            ("The statement didn’t specify when the talks would end.", true),
            ("The mayor never promised that the road would open.", true),
            ("The mayor would not confirm that the road was closed.", true),
            ("The mayor won’t say whether the road is closed.", true),
            ("The mayor has not yet said whether the road will open.", true),
            ("The mayor has so far not said whether the road will open.", true),
            ("The mayor did not immediately say whether the road was closed.", true),
            ("The mayor has yet to say whether the road will open.", true),
            ("The mayor no longer says that the road is closed.", true),
            ("The mayor left without saying whether the road was closed.", true),
            ("The mayor did not promise that the road would open.", true),
            ("Nor did the mayor say that the road was closed.", true),
            ("No official said that the road was closed.", true),
        ]);
    }

    #[test]
    fn what_is_withheld_is_not_said() {
        check(&[
            ("The mayor refused to say whether the road was closed.", true),
            ("The mayor declined to comment on the ban.", true),
            ("The embassy declined to comment.", true),
            ("The embassy made no mention of the ban.", true),
            ("The embassy declined to be drawn on the ban.", true),
            ("Neither Ankara nor Moscow said what had been agreed.", true),
            ("The mayor refused to name the driver.", true),
            ("The mayor stopped short of saying that the road was closed.", true),
            ("The mayor failed to mention that the road was closed.", true),
            ("The mayor denied saying that the road was closed.", true),
            ("The mayor refused to open the road.", false),
            ("The mayor declined the invitation.", false),
        ]);
    }

    #[test]
    fn what_seems_denied_is_said() {
        check(&[
            ("The mayor said that the road was closed.", false),
            ("The mayor said he would not open the road.", false),
            ("The mayor said nobody had used the road.", false),
            ("The mayor denied that the road was closed.", false),
            ("The mayor did not only say that the road was closed.", false),
            ("The mayor could not but admit that the road was closed.", false),
            ("The mayor could not help saying that the road was closed.", false),
            ("The mayor did not fail to mention that the road was closed.", false),
            ("The mayor did not dispute that the road was closed.", false),
            ("The mayor did not deny that the road was closed.", false),
            ("“It is not closed,” the mayor said.", false),
            ("It was not closed, the mayor said.", false),
            ("The mayor did not say until Monday that the road was closed.", false),
        ]);
    }
}
