//! A unit, a word or a whole quotation, as features see it.

use crate::statements::view::View;
use crate::statements::window::Unit;
use crate::tagging::Pos;

/// The unit's word for features, or what kind of quotation it is.
pub(super) fn unit_key(view: &View<'_>, unit: Option<&Unit>) -> u64 {
    match unit {
        None => 9,
        Some(unit) if unit.is_quotation => 10 + quotation_size(unit) + 8 * u64::from(ends_clause(view, unit)),
        Some(unit) => view.words[unit.tokens.start()].key,
    }
}

/// The unit's part of speech, or that it is a quotation.
pub(super) fn unit_pos(view: &View<'_>, unit: Option<&Unit>) -> u64 {
    match unit {
        None => 63,
        Some(unit) if unit.is_quotation => 60 + u64::from(ends_clause(view, unit)),
        Some(unit) => view.words[unit.tokens.start()].pos as u64,
    }
}

/// How long a quotation is.
fn quotation_size(unit: &Unit) -> u64 {
    match unit.tokens.len() {
        0..=4 => 0,
        5..=8 => 1,
        9..=16 => 2,
        _ => 3,
    }
}

/// Whether a quotation ends with a comma or a full stop inside its marks: whole speech, not a word or two.
fn ends_clause(view: &View<'_>, unit: &Unit) -> bool {
    unit.tokens.range().rev().take(2).any(|index| matches!(view.words[index].pos, Pos::Comma | Pos::Stop))
}
