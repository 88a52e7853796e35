//! Who the source and the addressee are.
//!
//! In: the tokens of a source, what the document [refers](References) to. Out: actors. Who a noun phrase is, the actors
//! themselves answer; where the models cut a source in pieces, the first one that is somebody counts.

use crate::actors::{LocalActorId, References};
use crate::segments::TokenSpan;

/// Who an addressee is.
pub(super) fn actor(references: &References<'_>, spans: &[TokenSpan]) -> Option<LocalActorId> {
    spans.iter().find_map(|&span| references.who(span))
}

/// Everybody that a source names, in that order.
pub(super) fn actors(references: &References<'_>, spans: &[TokenSpan]) -> Vec<LocalActorId> {
    spans.iter().map(|&span| references.everyone(span)).find(|all| !all.is_empty()).unwrap_or_default()
}
