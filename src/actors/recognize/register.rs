//! Names in a text that is no news, where most capitals are products, headings and abbreviations.
//!
//! In: names, and how the document speaks. Out: those that more tells of than a capital letter or a model that has learned from
//! news: a table, a title, a first name, a word that heads an institution. Elsewhere all names stay.

use super::Name;
use crate::actors::view::View;
use crate::actors::{Evidence, MentionType};
use crate::phrases::Register;

/// Names without those that nothing else supports.
pub(super) fn supported(view: &View<'_>, mut names: Vec<Name>) -> Vec<Name> {
    if view.phrases.register() != Register::Reports {
        names.retain(is_supported);
    }
    names
}

fn is_supported(name: &Name) -> bool {
    match name.evidence {
        Evidence::Letters
        | Evidence::Headline
        | Evidence::Located
        | Evidence::Acting
        | Evidence::FirstNameAlone
        | Evidence::Capitals
        | Evidence::Capital
        | Evidence::Model
        | Evidence::ModelAgrees => false,
        // First name and surname, which the model is sure of; products have as many words, and it takes them for bodies.
        Evidence::ModelSure => name.sort == MentionType::Person && name.tokens.len() > 1,
        // A surname or an abbreviation of somebody whom nothing else in the document names.
        Evidence::Known => !name.partial,
        _ => true,
    }
}
