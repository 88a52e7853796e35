//! What speaks against a statement that the models, which learned from news alone, cannot know: that a text reports nobody's
//! words, and that a sentence speaks to its reader, supposes, or sells.
//!
//! In: a [`View`] and a draft's cue and roles. Out: by how much less likely it is, in odds.
//!
//! "Whether you want to stay a week or a month, the resort offers rooms for all" has verbs that report in news, and nobody
//! who says or wants anything. How much each doubt weighs was chosen on 200 rows of blogs, guides and reviews that were
//! judged by hand, with PolNeAR's dev articles in view; MODEL_CARD.md has the figures, and those on rows drawn later.

use super::grammar::{self, GrammarWord};
use super::roles::Roles;
use super::view::View;
use crate::learning;
use crate::phrases::{self, Register};
use crate::segments::TokenSpan;
use crate::tagging::Pos;

/// By how much the logarithm of the odds is less; nothing where nothing speaks against it.
pub(super) fn weigh(view: &View<'_>, roles: &Roles, cue: Option<TokenSpan>) -> f32 {
    let at = cue.or(roles.content.first().copied()).map_or(0, |span| span.start());
    let apart = cue.unwrap_or(TokenSpan::new(0, 0));
    let is_quoted = |span: &TokenSpan| view.quotation_apart(span.start(), apart).is_some();
    // Whatever stands in quotation marks somebody has said; and what is said in them is not the writer's.
    if roles.content.iter().any(is_quoted) || view.outer_quotation(at).is_some() {
        return 0.0;
    }
    let register = view.phrases.register();
    let reports = matches!(register, Register::Reports | Register::Consults);
    let mut doubt = match register {
        Register::Reports | Register::Consults => 0.0,
        Register::Describes => 1.2,
        Register::Advises => 2.0,
    };
    let source = roles.source.first();
    if source.is_some_and(|source| source.range().any(|index| phrases::is_reader(view.segments.tokens[index].key))) {
        doubt += 3.0;
    }
    if source.is_some_and(|source| supposes(view, source.start())) {
        doubt += 2.0;
    }
    if source.is_some_and(|source| passes(view, source.end() - 1)) {
        doubt += 3.0;
    }
    if !reports && cue.is_some_and(|cue| offers(view, roles, cue)) {
        doubt += 2.0;
    }
    let sentence = view.sentence(at);
    if view.surface(sentence.end() - 1) == "?" {
        doubt += 1.0;
    }
    if source.is_none() && cue.is_some_and(|cue| cue.start() == sentence.start() && view.words[at].pos == Pos::Vb) {
        doubt += 2.0;
    }
    if !reports && source.is_some_and(|source| source.len() == 1 && points(view, source.start())) {
        doubt += 1.0;
    }
    doubt
}

/// "this shows", "which means": nobody who could speak.
fn points(view: &View<'_>, index: usize) -> bool {
    matches!(view.words[index].pos, Pos::Dt | Pos::Wdt)
}

/// "if they want", "to ensure employees understand": a source in a clause that supposes or wishes.
fn supposes(view: &View<'_>, source: usize) -> bool {
    let clause = view.sentence(source).start();
    let supposing = |index: usize| grammar::is(&view.surface(index).to_ascii_lowercase(), GrammarWord::Supposing);
    (clause..source).rev().take(2).any(supposing)
}

/// "Time will tell", "last week proved": what goes by says nothing.
fn passes(view: &View<'_>, last: usize) -> bool {
    grammar::is(&view.surface(last).to_ascii_lowercase(), GrammarWord::Passing)
}

/// "offers rooms for all": the verb has a thing for its object, where a report has a clause.
fn offers(view: &View<'_>, roles: &Roles, cue: TokenSpan) -> bool {
    let clause =
        roles.content.first().is_some_and(|content| grammar::is(view.surface(content.start()), GrammarWord::Content));
    !clause && cue.range().any(|index| grammar::is(view.surface(index), GrammarWord::Offering))
}

/// A probability that this speaks against.
pub(super) fn doubted(probability: f32, doubt: f32) -> f32 {
    if doubt == 0.0 {
        probability
    } else {
        learning::probability(libm::logf(probability / (1.0 - probability)) - doubt)
    }
}
