//! Writing that speaks: "the report", "the statement", "it", "which".
//!
//! It stands for its author, as the text named him with it before: "A report by Amnesty International … The report also said".

use super::References;
use crate::actors::words::WordClass;
use crate::actors::{LocalActorId, Mention, MentionType};
use crate::segments::TokenSpan;
use crate::tagging::Pos;

/// Sentences looked back over.
const SENTENCES: usize = 8;
/// Tokens between what is written and who wrote it.
const REACH: usize = 8;

impl References<'_> {
    /// Who wrote what speaks.
    pub(super) fn author(&self, head: TokenSpan) -> Option<LocalActorId> {
        if let Some(owner) = self.owner(head) {
            return Some(owner);
        }
        let here = self.segments.sentence_of(head.start());
        let noun = self.surface(self.paper(head, here)?);
        (here.saturating_sub(SENTENCES)..=here).rev().find_map(|sentence| {
            let tokens = self.segments.sentences[sentence].tokens;
            let range = tokens.start()..tokens.end().min(head.start());
            range.rev().filter(|&at| self.surface(at) == noun).find_map(|at| self.author_at(at, tokens))
        })
    }

    /// "Greenberg's research", "Mr. Trump's remarks, which": whose words a phrase, or the one that a relative pronoun takes up, speaks of.
    fn owner(&self, head: TokenSpan) -> Option<LocalActorId> {
        let last = head.end().checked_sub(1)?;
        let last = if head.len() == 1 && self.pos(last) == Pos::Wdt {
            (0..last).rev().take(2).find(|&at| self.pos(at) != Pos::Comma)?
        } else {
            last
        };
        if !self.small(last, WordClass::Authored) {
            return None;
        }
        let possessive = (0..last).rev().take_while(|&at| self.pos(at).is_noun() || self.pos(at) == Pos::Jj).last();
        let possessive = possessive.unwrap_or(last).checked_sub(1).filter(|&at| self.pos(at) == Pos::Pos)?;
        let owner = self.name_around(possessive.checked_sub(1)?)?;
        owner.actor.filter(|_| owner.tokens.end() == possessive)
    }

    /// "a report in the Des Moines Register"
    pub(super) fn is_in_medium(&self, at: usize) -> bool {
        let near = TokenSpan::new(at + 1, at + 3);
        self.surface(at) == "in"
            && self.mentions_in(near).any(|mention| mention.r#type == MentionType::Media && mention.actor.is_some())
    }

    /// The noun for what is written that a phrase has or takes up.
    fn paper(&self, head: TokenSpan, here: usize) -> Option<usize> {
        let last = head.end().checked_sub(1)?;
        let is_pronoun = head.len() == 1 && matches!(self.pos(last), Pos::Prp | Pos::Wdt);
        if !is_pronoun {
            let definite = head.len() > 1 && head.len() <= 3 && self.class(head.start(), WordClass::Determining);
            return (definite && self.small(last, WordClass::Authored)).then_some(last);
        }
        // "The report, which …", "The report … . It said": what the clause or the sentence before began with.
        let sentence = match self.pos(last) {
            Pos::Wdt => here,
            _ if self.surface(last).eq_ignore_ascii_case("it") => here.checked_sub(1)?,
            _ => return None,
        };
        let from = self.segments.sentences[sentence].tokens.start();
        let subject = (from..last.min(from + 3)).find(|&at| self.pos(at).is_noun())?;
        self.small(subject, WordClass::Authored).then_some(subject)
    }

    /// Who is named with what is written there: "a report by Amnesty", "Amnesty's report", "Amnesty released a report".
    fn author_at(&self, noun: usize, sentence: TokenSpan) -> Option<LocalActorId> {
        let is_body = |mention: &&Mention| {
            !matches!(mention.r#type, MentionType::Place | MentionType::Person | MentionType::Country)
        };
        let behind = TokenSpan::new(noun + 1, sentence.end().min(noun + 1 + REACH).max(noun + 1));
        let by = behind.range().find(|&at| matches!(self.surface(at), "by" | "from"));
        let written = by.and_then(|by| {
            let near = TokenSpan::new(by + 1, (by + 4).min(behind.end()).max(by + 1));
            self.mentions_in(near).find(is_body)
        });
        let ahead = || {
            let before = TokenSpan::new(sentence.start().max(noun.saturating_sub(REACH)), noun);
            let owner = self.mentions_in(before).filter(is_body).last()?;
            let end = owner.tokens.end();
            let adjoins = end <= noun && (end..noun).all(|at| self.pos(at) == Pos::Pos || self.pos(at) == Pos::Jj);
            let issues = (end..noun).any(|at| self.small(at, WordClass::Issued));
            (adjoins || issues).then_some(owner)
        };
        written.or_else(ahead).and_then(|mention| mention.actor)
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::everyone;

    #[test]
    fn what_is_written_speaks_for_its_author() {
        for (text, phrase, expected) in [
            ("Amnesty International released a report. The report said so.", "The report", "Amnesty International"),
            (
                "A report by Amnesty International came. It rained. The report said so.",
                "The report",
                "Amnesty International",
            ),
            ("Amnesty International's report came. The report was long. It said so.", "It", "Amnesty International"),
            ("The report by Amnesty International, which says so, was long.", "which", "Amnesty International"),
            ("A Human Rights Watch report said so.", "A Human Rights Watch report", "Human Rights Watch"),
            ("Tom Greenberg spoke. Greenberg's research said so.", "Greenberg's research", "Tom Greenberg"),
            ("Tom Lee's recent campaign speech said so.", "Tom Lee's recent campaign speech", "Tom Lee"),
            ("Turkey's statement said so.", "Turkey's statement", "Turkey"),
            ("Mr. Tom Lee's remarks, which say so, were long.", "which", "Tom Lee"),
            (
                "A report in the Des Moines Register said so.",
                "A report in the Des Moines Register",
                "Des Moines Register",
            ),
            ("An article in The Guardian said so.", "An article in The Guardian", "The Guardian"),
            ("Tom Lee's lawyer said so.", "Tom Lee's lawyer", ""),
            ("A report in the mail said so.", "A report in the mail", ""),
            ("Ana Ruiz read a report. The report said so.", "The report", ""),
            ("Amnesty International met. The report said so.", "The report", ""),
        ] {
            assert_eq!(everyone(text, phrase), expected, "{text}");
        }
    }
}
