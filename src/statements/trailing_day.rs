//! The day of saying behind what is said: "rejected [the offer] Tuesday".
//!
//! In: what was found, with the document's dates. Out: contents without the day that ends them, where they are a noun phrase and no
//! clause: a clause may tell of that day ("said it rained Tuesday"), and so may what is yet to come ("announced a vote on Sunday"). Of 67
//! short contents in PolNeAR's training articles with a weekday as their last words or right behind, 50 leave it to the saying.

use super::adverbials::tokens_of;
use super::finish::Found;
use super::grammar::{self, GrammarWord};
use super::view::View;
use crate::calendar::Date;
use crate::dates::{Dates, TimexType};
use crate::segments::TokenSpan;
use crate::tagging::Pos;

/// A longer content has more that the day may belong to.
const LONGEST: usize = 10;

/// Takes the day from the end of a content.
pub(super) fn leave(view: &View<'_>, dates: &Dates, published: Option<Date>, found: &mut Found) {
    let ([content], Some(cue)) = (&mut found.roles.content[..], found.cue) else { return };
    if content.start() < cue.end() || content.len() > LONGEST {
        return;
    }
    let Some(last) = view.segments.span(*content) else { return };
    let day = dates.expressions.partition_point(|date| date.span.end() < last.end());
    let Some(day) = dates.expressions.get(day).filter(|date| date.span.end() == last.end()) else { return };
    let is_day = matches!(day.r#type, TimexType::Date | TimexType::Time)
        && day.days.is_some_and(|days| days.first() == days.last() && published.is_none_or(|on| days.last() <= on));
    let tokens = tokens_of(view.segments, day.span);
    let mut start = tokens.start();
    let is = |at: usize, class| grammar::is(view.surface(at), class);
    if start > content.start() && is(start - 1, GrammarWord::Hour) {
        start -= 1;
    }
    // "the end of Monday" is no day of saying.
    let led = start > content.start() && view.words[start - 1].pos == Pos::In;
    if led && view.surface(start - 1) == "on" {
        start -= 1;
    } else if led {
        return;
    }
    let is_free = view.outer_quotation(tokens.start()).is_none();
    let is_thing = !(content.start()..start).any(|at| view.words[at].pos.is_verb() || view.words[at].pos == Pos::Md);
    let is_named =
        matches!(view.words[start.max(1) - 1].pos, Pos::Nn | Pos::Nns | Pos::Nnp | Pos::Nnps | Pos::CloseQuote);
    if is_day && is_free && is_thing && is_named && start > content.start() {
        *content = TokenSpan::new(content.start(), start);
    }
}
