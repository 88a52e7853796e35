//! Agreements that speak: "the truce", "the statement" after a joint one, "it", "which".
//!
//! They stand for their parties, as a list names them nearest before: "Russia and Turkey signed a deal. … The deal
//! says …". States come first, since ministers that sign do so for them.

use super::References;
use crate::actors::words::WordClass;
use crate::actors::{LocalActorId, Mention, MentionKind, MentionType};
use crate::segments::TokenSpan;
use crate::tagging::Pos;

/// Sentences looked back over.
const SENTENCES: usize = 8;
/// Tokens between two parties of one list: "and Turkish Defence Minister".
const JOINED: usize = 5;

impl References<'_> {
    /// Whose agreement speaks: the first of its parties.
    pub(super) fn parties(&self, head: TokenSpan) -> Option<LocalActorId> {
        self.all_parties(head).and_then(|parties| parties.first().copied())
    }

    /// Whose agreement speaks, all of them in the order named.
    pub(super) fn all_parties(&self, head: TokenSpan) -> Option<Vec<LocalActorId>> {
        let last = head.end().checked_sub(1)?;
        let here = self.segments.sentence_of(head.start());
        let is_agreement = self.small(last, WordClass::Agreement);
        if !self.is_agreed(head, last, here)? {
            return None;
        }
        let earlier = || (here.saturating_sub(SENTENCES)..here).rev().map(|at| self.segments.sentences[at].tokens);
        if !is_agreement && !earlier().any(|sentence| self.agrees(sentence)) {
            return None;
        }
        [MentionType::Country, MentionType::Person]
            .into_iter()
            .find_map(|kind| earlier().find_map(|sentence| self.first_list(sentence, kind)))
    }

    /// Whether the head is something that parties agree on, or takes that up; `None` if there is nothing before to take up.
    fn is_agreed(&self, head: TokenSpan, last: usize, here: usize) -> Option<bool> {
        let noun = self.surface(last);
        let is_paper = |at: usize| self.small(at, WordClass::Agreement) || self.small(at, WordClass::Signed);
        if head.len() <= 2 && matches!(noun, "it" | "It" | "which" | "that") {
            // "The statement, which …", "… it said": what the clause or the sentence before began with.
            let sentence = if noun.eq_ignore_ascii_case("it") { here.checked_sub(1)? } else { here };
            let from = self.segments.sentences[sentence].tokens.start();
            let subject = (from..head.start().min(from + 3)).find(|&at| self.pos(at).is_noun());
            return Some(subject.is_some_and(is_paper));
        }
        Some(is_paper(last) && matches!(self.surface(head.start()), "the" | "The" | "this" | "This"))
    }

    /// Whether a sentence tells of an agreement, or of a joint statement.
    fn agrees(&self, sentence: TokenSpan) -> bool {
        sentence.range().any(|at| {
            self.small(at, WordClass::Agreement) || self.surface(at) == "joint" && self.small(at + 1, WordClass::Signed)
        })
    }

    /// Names of one kind that stand in a list: the first such list of a sentence.
    fn first_list(&self, sentence: TokenSpan, kind: MentionType) -> Option<Vec<LocalActorId>> {
        let is_party =
            |mention: &&Mention| mention.kind == MentionKind::Name && mention.actor.is_some() && mention.r#type == kind;
        let named: Vec<&Mention> = self.mentions_in(sentence).filter(is_party).collect();
        let between = |pair: &[&Mention]| pair[0].tokens.end()..pair[1].tokens.start();
        let joins = |pair: &[&Mention]| {
            let mut between = between(pair);
            between.len() <= JOINED && between.any(|at| self.surface(at) == "and")
        };
        let pair = named.windows(2).position(joins)?;
        // "Russia, Iran and Turkey"
        let is_listed = |pair: &[&Mention]| {
            let mut between = between(pair);
            between.len() <= JOINED && between.any(|at| self.pos(at) == Pos::Comma)
        };
        let first = (0..pair).rev().take_while(|&at| is_listed(&named[at..at + 2])).last().unwrap_or(pair);
        let mut parties = Vec::new();
        for actor in named[first..=pair + 1].iter().filter_map(|mention| mention.actor) {
            if !parties.contains(&actor) {
                parties.push(actor);
            }
        }
        Some(parties)
    }
}
