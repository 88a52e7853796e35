//! Words that take up several named before: "they", "both", "the two ministers", "all three".
//!
//! A number takes up the nearest list before it that has as many members of its kind; else those who hold the office that
//! the noun names, or all that the sentence before names, if they are just so many. "they" takes up a list that is the subject
//! of the sentence before: in "Lavrov and Akar met officials. They said" both, in "Officials met Lavrov and Akar. They
//! said" nobody.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::References;
use crate::actors::words::WordClass;
use crate::actors::{LocalActorId, Mention, MentionKind, MentionType};
use crate::segments::TokenSpan;
use crate::tables;
use crate::tagging::Pos;
use crate::vocabulary::vocabulary;

/// Sentences looked back over.
const SENTENCES: usize = 6;
/// Tokens looked back over.
const TOKENS: usize = 250;
/// Tokens between two members of a list: "and Turkish Defence Minister".
const JOINED: usize = 7;
/// Tokens before the first member of a list that is a subject: "Foreign ministers".
const LED: usize = 8;

vocabulary! {
    /// Whom a word takes up.
    Kind {
        /// Human beings.
        Person = "person",
        /// States and their governments.
        State = "state",
        /// States, bodies and groups before human beings: "both sides".
        Side = "side",
        /// Whoever acts.
        Any = "any",
    }
}

vocabulary! {
    /// What a word that takes up is.
    Sort {
        /// Stands alone: "they".
        Pronoun = "pronoun",
        /// Stands before a noun, or alone: "both", "two".
        Number = "number",
        /// Stands behind "the", "both" or a number: "ministers".
        Noun = "noun",
        /// The same, and takes up a list without a number too: "the sides".
        Parties = "parties",
    }
}

/// How many a word tells of, and whom.
type Several = (Option<usize>, Kind, Sort);

static SEVERAL: LazyLock<FxHashMap<&str, Several>> = LazyLock::new(|| {
    let rows = tables::actors::SEVERAL.rows::<(&str, Option<u8>, Kind, Sort)>();
    rows.map(|(word, count, kind, sort)| (word, (count.map(usize::from), kind, sort))).collect()
});

/// Several that are looked for.
#[derive(Clone, Copy, Debug)]
struct Sought {
    count: Option<usize>,
    kind: Kind,
    is_pronoun: bool,
}

impl Sought {
    fn suits(&self, mention: &Mention) -> bool {
        match self.kind {
            Kind::Person => mention.r#type == MentionType::Person,
            Kind::State => matches!(mention.r#type, MentionType::Country | MentionType::Government),
            Kind::Side => !matches!(mention.r#type, MentionType::Place | MentionType::Person),
            Kind::Any => mention.r#type != MentionType::Place,
        }
    }

    fn is_met_by(&self, count: usize) -> bool {
        self.count.map_or(count > 1, |wanted| count == wanted)
    }
}

impl References<'_> {
    /// Those whom a phrase takes up.
    pub(super) fn taken_up(&self, span: TokenSpan) -> Vec<LocalActorId> {
        let head = TokenSpan::new(span.start(), self.head_end(span));
        // "both of Lavrov's aides"
        if head.end() < span.end() && self.surface(head.end()) == "of" {
            return Vec::new();
        }
        let Some(sought) = self.sought(head) else { return Vec::new() };
        let found = self.found(span, head, sought);
        if found.is_empty() && sought.kind == Kind::Side {
            return self.found(span, head, Sought { kind: Kind::Any, ..sought });
        }
        found
    }

    /// Those sought for a phrase, before it.
    fn found(&self, span: TokenSpan, head: TokenSpan, sought: Sought) -> Vec<LocalActorId> {
        let here = self.segments.sentence_of(span.start());
        let sentences = (here.saturating_sub(SENTENCES)..=here).rev().filter_map(|at| {
            let tokens = self.segments.sentences[at].tokens;
            let start = tokens.start().max(span.start().saturating_sub(TOKENS));
            let end = tokens.end().min(span.start());
            (start < end).then(|| TokenSpan::new(start, end))
        });
        let mut nearest = None;
        for sentence in sentences {
            let lists = self.lists(sentence, sought);
            let is_own = self.segments.sentence_of(sentence.start()) == here;
            if sought.is_pronoun {
                let subject = self.subject(sentence, &lists);
                if subject.is_some() || !is_own && !self.goes_on(sentence) {
                    return subject.unwrap_or_default();
                }
                continue;
            }
            if let Some((_, list)) = lists.into_iter().rev().find(|(_, list)| sought.is_met_by(list.len())) {
                return list;
            }
            let named = self.named_in(sentence, sought);
            if nearest.is_none() && !named.is_empty() {
                nearest = Some(named);
            }
        }
        let Some(count) = sought.count else { return Vec::new() };
        let holders = self.plural(head, WordClass::Office).map(|office| self.holding(&office)).unwrap_or_default();
        [holders, nearest.unwrap_or_default()].into_iter().find(|all| all.len() == count).unwrap_or_default()
    }

    /// What a phrase takes up, if it does.
    fn sought(&self, head: TokenSpan) -> Option<Sought> {
        let word = |at: usize| SEVERAL.get(self.surface(at).to_lowercase().as_str()).copied();
        let last = head.end() - 1;
        let (own, kind, sort) = word(last)?;
        if head.len() == 1 && !matches!(sort, Sort::Noun | Sort::Parties) {
            let count = own.filter(|_| sort == Sort::Number);
            return (sort == Sort::Pronoun || count == Some(2)).then_some(Sought {
                count,
                kind,
                is_pronoun: count.is_none(),
            });
        }
        let first = head.start();
        let is_definite =
            self.class(first, WordClass::Definite) || word(first).is_some_and(|(_, _, sort)| sort == Sort::Number);
        let count = own.or_else(|| (first..=last).rev().filter_map(word).find_map(|(count, ..)| count));
        // "the sides", "the parties" are those of a list; "the ministers" may be others.
        let tells = count.is_some() || sort == Sort::Parties;
        (is_definite && tells && head.len() <= 5).then_some(Sought { count, kind, is_pronoun: false })
    }

    /// The names and descriptions in a stretch that suit, one behind the other.
    fn suiting(&self, tokens: TokenSpan, sought: Sought) -> Vec<&Mention> {
        let mut end = tokens.start();
        self.mentions_in(tokens)
            .filter(|mention| mention.kind != MentionKind::Pronoun && mention.actor.is_some() && sought.suits(mention))
            .filter(|mention| {
                let stands = mention.tokens.start() >= end && mention.tokens.end() <= tokens.end();
                end = if stands { mention.tokens.end() } else { end };
                stands
            })
            .collect()
    }

    /// The lists in a stretch, each with where it begins.
    fn lists(&self, tokens: TokenSpan, sought: Sought) -> Vec<(usize, Vec<LocalActorId>)> {
        let named = self.suiting(tokens, sought);
        let mut lists = Vec::new();
        let mut at = 0;
        while at < named.len() {
            let (start, mut joined) = (at, false);
            let mut list: Vec<LocalActorId> = named[at].actor.into_iter().collect();
            while at + 1 < named.len() {
                let between = named[at].tokens.end()..named[at + 1].tokens.start();
                let breaks = |at: usize| self.pos(at).is_finite() || matches!(self.surface(at), ";" | ":");
                let is_link = |at: usize| self.pos(at) == Pos::Comma || self.surface(at) == "and";
                if between.len() > JOINED || between.clone().any(breaks) || !between.clone().any(is_link) {
                    break;
                }
                joined |= between.clone().any(|at| self.surface(at) == "and");
                at += 1;
                list.extend(named[at].actor.filter(|actor| !list.contains(actor)));
            }
            if joined && list.len() > 1 {
                lists.push((named[start].tokens.start(), list));
            }
            at += 1;
        }
        lists
    }

    /// Everybody suiting whom a stretch names.
    fn named_in(&self, tokens: TokenSpan, sought: Sought) -> Vec<LocalActorId> {
        let mut all = Vec::new();
        for actor in self.suiting(tokens, sought).iter().filter_map(|mention| mention.actor) {
            if !all.contains(&actor) {
                all.push(actor);
            }
        }
        all
    }

    /// The list that is the subject of a sentence, before its first verb.
    fn subject(&self, sentence: TokenSpan, lists: &[(usize, Vec<LocalActorId>)]) -> Option<Vec<LocalActorId>> {
        let (start, list) = lists.first()?;
        let mut before = sentence.start()..*start;
        (before.len() <= LED && !before.any(|at| self.pos(at).is_finite())).then(|| list.clone())
    }

    /// Whether the subject of a sentence takes up what was named before it: "They …".
    fn goes_on(&self, sentence: TokenSpan) -> bool {
        matches!(self.surface(sentence.start()), "They" | "Both")
    }

    /// Those who hold this office in the document.
    fn holding(&self, office: &str) -> Vec<LocalActorId> {
        let holders = (0..self.first_actors()).filter(|&at| self.holds(at, office));
        holders.map(|at| LocalActorId(at as u32)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::everyone;

    #[test]
    fn a_number_takes_up_as_many() {
        let met = "Sergey Lavrov and Hulusi Akar met in Sochi.";
        for (text, phrase, expected) in [
            (format!("{met} The two ministers said so."), "The two ministers", "Sergey Lavrov, Hulusi Akar"),
            (format!("{met} It rained. Both men said so."), "Both men", "Sergey Lavrov, Hulusi Akar"),
            (format!("{met} Both said so."), "Both", "Sergey Lavrov, Hulusi Akar"),
            (format!("{met} The pair said so."), "The pair", "Sergey Lavrov, Hulusi Akar"),
            (format!("{met} The three ministers said so."), "The three ministers", ""),
            (format!("{met} The two countries said so."), "The two countries", ""),
            (format!("{met} Two soldiers said so."), "Two soldiers", ""),
            (format!("{met} Both of the drivers said so."), "Both of the drivers", ""),
            ("Iran, Russia and Turkey met. All three said so.".to_owned(), "All three", "Iran, Russia, Turkey"),
            ("Iran and Iraq met. Both sides said so.".to_owned(), "Both sides", "Iran, Iraq"),
            (
                "Sergey Lavrov received Hulusi Akar. The two men said so.".to_owned(),
                "The two men",
                "Sergey Lavrov, Hulusi Akar",
            ),
        ] {
            assert_eq!(everyone(&text, phrase), expected, "{text}");
        }
    }

    #[test]
    fn they_take_up_the_subject_alone() {
        for (text, expected) in [
            ("Sergey Lavrov and Hulusi Akar met. They said so.", "Sergey Lavrov, Hulusi Akar"),
            ("Iran and Iraq met. They waited. They said so.", "Iran, Iraq"),
            ("Officials met Sergey Lavrov and Hulusi Akar. They said so.", ""),
            ("Iran and Iraq met. Officials waited. They said so.", ""),
        ] {
            assert_eq!(everyone(text, "They"), expected, "{text}");
        }
    }

    #[test]
    fn an_agreement_stands_for_all_of_its_parties() {
        for (text, phrase, expected) in [
            ("Russia, Iran and Turkey signed a deal. The deal says so.", "The deal", "Russia, Iran, Turkey"),
            (
                "Sergey Lavrov and Hulusi Akar issued a joint statement. The statement says so.",
                "The statement",
                "Sergey Lavrov, Hulusi Akar",
            ),
            ("Russia and Turkey signed a deal. The deal, which says so, was short.", "which", "Russia, Turkey"),
        ] {
            assert_eq!(everyone(text, phrase), expected, "{text}");
        }
    }
}
