//! Who the source and the addressee are.
//!
//! In: the tokens of a source, what the document [refers](References) to. Out: an actor. Who a noun phrase is, the actors
//! themselves answer; where the models cut a source in pieces, the first one that is somebody counts.

use crate::actors::{LocalActorId, References};
use crate::segments::TokenSpan;

/// Who a source or an addressee is.
pub(super) fn actor(references: &References<'_>, spans: &[TokenSpan]) -> Option<LocalActorId> {
    spans.iter().find_map(|&span| references.who(span))
}
