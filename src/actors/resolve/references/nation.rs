//! The state whose adjective a noun phrase has: "the Turkish operation".

use super::References;
use crate::actors::LocalActorId;
use crate::segments::TokenSpan;

impl References<'_> {
    /// The state by its adjective, where the document speaks of it elsewhere too.
    pub(crate) fn nation(&self, phrase: TokenSpan) -> Option<LocalActorId> {
        self.adjectives(phrase).into_iter().find_map(|country| self.state(country))
    }
}
