//! Text → named mentions: what is a name, and of what kind of thing, by whose word.
//!
//! In: a [`View`]. Out: [`Name`]s in text order, each with its [`Evidence`].

mod labels;
mod repeats;
mod results;
mod revise;
mod rules;
pub(super) mod types;

#[cfg(feature = "train")]
pub(super) use labels::training::train;

use super::gazetteer::{EntryId, Gender, Office};
use super::view::View;
use super::{Country, Evidence, MentionType};
use crate::segments::TokenSpan;
use crate::span::ByteSpan;

/// Tokens that one name may have.
const LONGEST: usize = 12;

/// What stands beside a name and tells of its bearer.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Facts {
    /// The state.
    pub country: Option<Country>,
    /// The office, as the document has it.
    pub role: Option<String>,
    /// The office of state.
    pub office: Option<Office>,
    /// From a title or a first name.
    pub gender: Option<Gender>,
}

/// A name in the text.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Name {
    /// Its tokens.
    pub tokens: TokenSpan,
    /// Its text; a part of its token in "Ankara-backed".
    pub span: ByteSpan,
    /// What it names.
    pub sort: MentionType,
    /// Which entry of the tables.
    pub entry: Option<EntryId>,
    /// A surname or another part of a name: it says less than `entry` does.
    pub partial: bool,
    /// A part of a name with its article, which is as much a description: "The Observatory".
    pub described: bool,
    /// What stands beside it.
    pub facts: Facts,
    /// What tells that it is one.
    pub evidence: Evidence,
}

impl Name {
    /// A name of which no more is known than what kind of thing it names.
    pub(super) fn new(view: &View<'_>, tokens: TokenSpan, sort: MentionType, evidence: Evidence) -> Self {
        let span = view.span(tokens);
        Self { tokens, span, sort, entry: None, partial: false, described: false, facts: Facts::default(), evidence }
    }
}

/// All names of a document, in text order.
pub(super) fn find(view: &View<'_>) -> Vec<Name> {
    let names = rules::find(view);
    let labels = labels::label(view, &names);
    repeats::find(view, revise::revise(view, names, &labels))
}
