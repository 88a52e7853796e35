//! Named mentions → who each stands for.
//!
//! In: a [`View`] and its [`Name`]s in text order. Out: [`DocumentActors`]. A [`Resolver`] owns the cast of the document and
//! goes through it five times:
//!
//! 1. `places` decides which countries and cities act ("Moscow agreed") and which only locate ("flew to Moscow").
//! 2. `cast` joins names: full ones found actors, and surnames, first names and abbreviations look for theirs ("Nadia Tarek
//!    … Mrs Tarek"). A different first name, gender or country keeps people apart.
//! 3. `descriptions` finds whom the document describes: bodies of states ("Syrian troops"), holders of offices ("the
//!    Russian foreign minister"), nouns that take a name up ("the group").
//! 4. `belonging` reads off `appositions` what office somebody has and of which state he is ("Chris Tang, Hong Kong's police
//!    commissioner").
//! 5. `pronouns` looks back for whom "he", "she" and "it" stand for.
//!
//! `references` is asked afterwards, by whoever wants to know whom a noun phrase stands for.
//!
//! Not done: two people of one full name in one document are one; an actor that is told of only by pronouns is none.

mod appositions;
mod belonging;
#[cfg(test)]
mod cases;
mod cast;
mod descriptions;
mod places;
mod pronouns;
mod references;

pub use references::References;

use cast::Cast;
use descriptions::Theater;

use super::recognize::Name;
use super::view::View;
use super::{DocumentActors, Evidence, LocalActorId, Mention, MentionKind, MentionType};
use crate::documents::Layout;
use crate::parallel::stopping_point;
use crate::segments::TokenSpan;

/// Says who is who: the mentions of a document and its actors, from its names in text order.
pub(super) fn resolve(view: &View<'_>, layout: &Layout, names: Vec<Name>) -> DocumentActors {
    let mut resolver = Resolver::new(view, layout, places::settle(view, names));
    resolver.name();
    resolver.describe();
    resolver.belong();
    resolver.take_up();
    resolver.finish()
}

/// A mention of an actor, for those that look back.
#[derive(Clone, Copy, Debug)]
struct Seen {
    tokens: TokenSpan,
    actor: u32,
}

/// A document whose mentions are being told apart: the owner of its cast.
struct Resolver<'v, 'a> {
    view: &'v View<'a>,
    layout: &'v Layout,
    names: Vec<Name>,
    /// For each name whose it is; `None` for places and what is no name.
    actors: Vec<Option<u32>>,
    cast: Cast,
    /// Where names stand, so that nothing is found within them.
    covered: Vec<bool>,
    theater: Option<Theater>,
    /// What was mentioned before the present position, in text order.
    seen: Vec<Seen>,
    /// How many names lie before the present position.
    passed: usize,
    mentions: Vec<Mention>,
}

impl<'v, 'a> Resolver<'v, 'a> {
    fn new(view: &'v View<'a>, layout: &'v Layout, names: Vec<Name>) -> Self {
        let (cast, actors) = Cast::of(view, &names);
        let mut covered = vec![false; view.tokens.len()];
        for name in names.iter().filter(|name| name.span == view.span(name.tokens)) {
            covered[name.tokens.range()].fill(true);
        }
        let theater = descriptions::theater(view, &names);
        let (seen, mentions) = (Vec::new(), Vec::with_capacity(names.len()));
        Self { view, layout, names, actors, cast, covered, theater, seen, passed: 0, mentions }
    }

    /// Makes mentions of the names.
    fn name(&mut self) {
        for (name, &actor) in self.names.iter().zip(&self.actors) {
            if actor.is_some() || name.sort == MentionType::Place {
                self.mentions.push(Mention {
                    span: name.span,
                    tokens: name.tokens,
                    kind: if name.described { MentionKind::Nominal } else { MentionKind::Name },
                    r#type: actor.map_or(MentionType::Place, |actor| self.cast[actor].kind.into()),
                    actor: actor.map(LocalActorId),
                    evidence: name.evidence,
                });
            }
        }
    }

    /// Adds a mention that is no name.
    fn mention(&mut self, tokens: TokenSpan, kind: MentionKind, actor: u32, evidence: Evidence) {
        self.mentions.push(Mention {
            span: self.view.span(tokens),
            tokens,
            kind,
            r#type: self.cast[actor].kind.into(),
            actor: Some(LocalActorId(actor)),
            evidence,
        });
    }

    /// Puts the mentions in text order, the longer one first.
    fn sort(&mut self) {
        self.mentions.sort_by_key(|mention| (mention.span.start(), std::cmp::Reverse(mention.span.end())));
    }

    /// Numbers the actors by first mention and leaves out those that nothing mentions.
    fn finish(mut self) -> DocumentActors {
        self.sort();
        let mut numbers: Vec<Option<u32>> = vec![None; self.cast.len()];
        let mut actors = Vec::new();
        for mention in &mut self.mentions {
            stopping_point();
            if let Some(actor) = &mut mention.actor {
                let draft = &self.cast[actor.0];
                actor.0 = *numbers[actor.0 as usize].get_or_insert_with(|| {
                    actors.push(draft.finish(self.view));
                    actors.len() as u32 - 1
                });
            }
        }
        DocumentActors { mentions: self.mentions, actors }
    }
}
