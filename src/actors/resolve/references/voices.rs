//! Voices without a name: "a spokesman for the ministry", "the Turkish side".

use super::References;
use crate::actors::words::WordClass;
use crate::actors::{ActorType, LocalActorId, Mention, MentionType};
use crate::segments::TokenSpan;
use crate::tagging::Pos;

impl References<'_> {
    /// Whom an unnamed voice speaks for: "a spokesman for the ministry", "the command of the army", "a Pentagon spokeswoman".
    pub(super) fn spoken_for(&self, span: TokenSpan, end: usize) -> Option<LocalActorId> {
        let body = |mention: &&Mention| {
            mention.actor.is_some()
                && matches!(
                    mention.r#type,
                    MentionType::Government
                        | MentionType::Organization
                        | MentionType::ArmedGroup
                        | MentionType::Media
                        | MentionType::Group
                )
        };
        let head = (span.start()..end).rev().find(|&at| self.pos(at).is_noun())?;
        if !self.class(head, WordClass::Voice) {
            return None;
        }
        let found = if end < span.end() && self.small(end, WordClass::Belonging) {
            let comma = (end..span.end()).find(|&at| self.pos(at) == Pos::Comma).unwrap_or(span.end());
            // "a spokesman for Turkey"
            let is_state = |mention: &&Mention| {
                mention.r#type == MentionType::Country
                    && mention.tokens.start() == end + 1
                    && self.tags.pos.get(mention.tokens.end()) != Some(&Pos::Pos)
                    && self.class(head, WordClass::StateVoice)
            };
            self.mentions_in(TokenSpan::new(end + 1, comma.max(end + 1)))
                .find(|mention| body(mention) || mention.actor.is_some() && is_state(mention))
        } else {
            self.mentions_in(TokenSpan::new(span.start(), head)).filter(body).last()
        };
        found.and_then(|mention| mention.actor)
    }

    /// "the Turkish leaders", "the Russian side": the country.
    pub(super) fn country_of(&self, head: TokenSpan) -> Option<LocalActorId> {
        let last = head.end().checked_sub(1).filter(|&last| last > head.start())?;
        if !self.small(last, WordClass::Leading) {
            return None;
        }
        let (_, adjective) = head
            .range()
            .find_map(|at| self.gazetteer.adjective_at(&self.segments.tokens, at))
            .filter(|(_, adjective)| !adjective.people)?;
        let found = self
            .actors
            .actors
            .iter()
            .position(|actor| actor.r#type == ActorType::Country && actor.country == Some(adjective.country))?;
        Some(LocalActorId(found as u32))
    }
}
