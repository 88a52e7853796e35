//! Definite descriptions that stand for exactly one actor of the document.
//!
//! In: the joined names. Out: nominal [`Mention`]s: bodies of a state ("Syrian troops", "the regime", "its military"),
//! holders of an office ("the Russian foreign minister", "the diplomat", "his Turkish counterpart"), an office of
//! somebody ("Mr Erdogan's office") and standing words for well-known bodies ("the alliance"). A description that two
//! actors fit is none; an indefinite one ("a minister") never is.

mod bodies;
mod holders;

use crate::actors::gazetteer::Office;
use crate::actors::local::{Cast, Draft};
use crate::actors::names::Found;
use crate::actors::view::View;
use crate::actors::words::WordClass;
use crate::actors::{ActorType, Country, LocalActorId, Mention, MentionKind};
use crate::calendar::Date;
use crate::parallel::stopping_point;
use crate::segments::{Shape, TokenSpan, fold};

/// Sentences looked back over for the one who fits.
const SENTENCES: usize = 3;
/// Mentions looked back over.
const MENTIONS: usize = 40;

/// A mention of an actor, for those that look back.
#[derive(Clone, Copy, Debug)]
pub(in crate::actors) struct Seen {
    pub tokens: TokenSpan,
    pub actor: u32,
}

/// Nouns that take up again a name that they are a part of.
const NAMED_AFTER: [&str; 20] = [
    "ministry",
    "office",
    "department",
    "agency",
    "party",
    "council",
    "commission",
    "committee",
    "court",
    "bank",
    "union",
    "coalition",
    "front",
    "foundation",
    "association",
    "institute",
    "university",
    "league",
    "authority",
    "federation",
];

/// The search for descriptions in one document.
pub(in crate::actors) struct Nominals<'v, 'a> {
    view: &'v View<'a>,
    cast: &'v mut Cast,
    /// What was mentioned before the present position, in text order.
    seen: Vec<Seen>,
    names: &'v [Found],
    actors: &'v [Option<u32>],
    /// How many names lie before the present position.
    passed: usize,
    /// Where names stand, so that nothing is found within them.
    covered: Vec<bool>,
    theater: Option<Theater>,
    /// When the document appeared: decides who held an office.
    day: Option<Date>,
    found: Vec<Mention>,
}

/// The country that the document is about: whose "government forces" it speaks of.
#[derive(Clone, Debug)]
struct Theater {
    country: Country,
    adjective: Option<String>,
}

/// Finds the descriptions; `actors` are those of `names`.
pub(in crate::actors) fn find(
    view: &View<'_>,
    names: &[Found],
    actors: &[Option<u32>],
    cast: &mut Cast,
    day: Option<Date>,
) -> Vec<Mention> {
    let mut covered = vec![false; view.tokens.len()];
    for name in names {
        if name.span == view.span(name.tokens) {
            covered[name.tokens.range()].fill(true);
        }
    }
    let theater = theater(view, names);
    let mut nominals =
        Nominals { view, cast, seen: Vec::new(), names, actors, passed: 0, covered, theater, day, found: Vec::new() };
    nominals.walk();
    nominals.found
}

/// The country most spoken of as a place, by its name, its cities and its bodies.
fn theater(view: &View<'_>, names: &[Found]) -> Option<Theater> {
    let mut counts: Vec<(Country, usize, Option<usize>)> = Vec::new();
    let mut count = |country: Country, weight: usize, adjective: Option<usize>| match counts
        .iter_mut()
        .find(|(other, ..)| *other == country)
    {
        Some(entry) => {
            entry.1 += weight;
            entry.2 = entry.2.or(adjective);
        }
        None => counts.push((country, weight, adjective)),
    };
    for name in names {
        if let Some(entry) = name.entry.map(|entry| view.gazetteer.entry(entry))
            && name.sort == crate::actors::MentionType::Place
            && let Some(country) = entry.country
        {
            count(country, 1, None);
        }
    }
    for at in 0..view.tokens.len() {
        if view.is_capital(at)
            && let Some((length, adjective)) = view.gazetteer.adjective_at(view.tokens, at)
            && !adjective.people
        {
            let weight = if view.class(at + length, WordClass::Body) { 2 } else { 0 };
            count(adjective.country, weight, Some(at));
        }
    }
    let best = counts.iter().max_by_key(|(country, weight, _)| (*weight, std::cmp::Reverse(*country)))?;
    if best.1 < 2 {
        return None;
    }
    Some(Theater { country: best.0, adjective: best.2.map(|at| view.word(at).to_owned()) })
}

impl Nominals<'_, '_> {
    fn walk(&mut self) {
        let view = self.view;
        for sentence in &view.segments.sentences {
            let mut at = sentence.tokens.start();
            while at < sentence.tokens.end() {
                stopping_point();
                at = self.step(at, sentence.tokens).unwrap_or(at + 1).max(at + 1);
            }
        }
    }

    /// Takes the description that begins at `at`; the first token after it.
    fn step(&mut self, at: usize, sentence: TokenSpan) -> Option<usize> {
        let view = self.view;
        while let Some(name) = self.names.get(self.passed).filter(|name| name.tokens.start() < at) {
            if let Some(actor) = self.actors[self.passed] {
                self.seen.push(Seen { tokens: name.tokens, actor });
            }
            self.passed += 1;
        }
        if let Some(end) = self.office_of(at, sentence) {
            return Some(end);
        }
        let determined = view.is_one_of(at, &["the", "its", "his", "her", "their", "this", "that"]);
        if self.covered[at] && !self.is_possessor(at) {
            return None;
        }
        let start = if determined { at + 1 } else { at };
        if start >= sentence.end() {
            return None;
        }
        self.again(at, start, sentence)
            .or_else(|| self.body(at, start, determined, sentence))
            .or_else(|| self.holder(at, start, determined, sentence))
            .or_else(|| self.standing(at, start, determined))
    }

    /// Whether somebody's possessive stands at `at`: "Turkey's defence minister".
    fn is_possessor(&self, at: usize) -> bool {
        let index = self.names.partition_point(|name| name.tokens.start() < at);
        self.names
            .get(index)
            .is_some_and(|name| name.tokens.start() == at && self.view.is_possessive(name.tokens.end()))
    }

    /// "The same ministry", "the group": what was last named that the noun is for.
    fn again(&mut self, at: usize, start: usize, sentence: TokenSpan) -> Option<usize> {
        let view = self.view;
        let owned = self.possessor(at, sentence).filter(|_| start == at);
        if owned.is_none() && (start == at || !view.is_one_of(at, &["the", "this"])) {
            return None;
        }
        let start = owned.map_or(start, |(behind, ..)| behind);
        let same = view.is(start, "same");
        let noun = start + usize::from(same);
        let end = noun + 1;
        if noun >= sentence.end() || view.tokens[noun].shape != Shape::Lower || self.covered[noun] {
            return None;
        }
        let word = view.word(noun);
        let by_kind: Option<&[ActorType]> = match word {
            "group" | "organisation" | "organization" | "movement" => {
                Some(&[ActorType::Organization, ActorType::ArmedGroup])
            }
            "watchdog" | "monitor" | "charity" | "company" | "firm" => Some(&[ActorType::Organization]),
            "militia" | "militants" | "insurgents" => Some(&[ActorType::ArmedGroup]),
            "newspaper" | "channel" | "broadcaster" => Some(&[ActorType::Media]),
            _ => None,
        };
        let named = NAMED_AFTER.contains(&word);
        if by_kind.is_none() && !named
            || end < sentence.end()
                && view.adjoins(end)
                && (view.is_one_of(end, &["of", "that", "for", "-", "in", "from"])
                    || view.is_capital(end)
                    || view.pos(end).is_some_and(|pos| pos.is_noun()) && !view.is_possessive(end))
        {
            return None;
        }
        let here = view.segments.sentence_of(at);
        let from = view.segments.sentences[here.saturating_sub(SENTENCES)].tokens.start();
        let actor = self
            .seen_before(at)
            .take_while(|seen| same || seen.tokens.start() >= from)
            .find(|seen| {
                let draft = &self.cast.drafts[seen.actor as usize];
                owned.is_none_or(|(_, country, _)| draft.country == Some(country))
                    && match by_kind {
                        Some(kinds) if owned.is_some() && !kinds.is_empty() => false,
                        Some(kinds) => kinds.contains(&draft.kind),
                        None => draft.kind != ActorType::Person && is_called(view, draft, word),
                    }
            })?
            .actor;
        self.push(at, end, actor, 0.6);
        Some(end)
    }

    fn seen_before(&self, at: usize) -> impl Iterator<Item = &Seen> + '_ {
        self.seen.iter().rev().filter(move |seen| seen.tokens.start() < at).take(MENTIONS)
    }

    /// "the alliance", "the moderate opposition".
    fn standing(&mut self, at: usize, start: usize, determined: bool) -> Option<usize> {
        let view = self.view;
        let noun = (start..start + 2).find(|&at| view.is_one_of(at, &["alliance", "bloc", "opposition"]))?;
        if view.adjoins(noun + 1)
            && view.pos(noun + 1).is_some_and(|pos| pos.is_noun())
            && !view.is_possessive(noun + 1)
            || self.covered[noun]
        {
            return None;
        }
        let qualified =
            view.is_one_of(start, &["moderate", "normal", "armed", "political", "democratic", "mainstream"]);
        let actor = if view.is(noun, "opposition") {
            if !(qualified && noun == start + 1 || determined && noun == start && view.is(at, "the")) {
                return None;
            }
            let adjective = self.theater.as_ref()?.adjective.as_deref()?;
            let entry = view.gazetteer.names(&format!("{adjective} opposition")).first()?.entry;
            self.cast.entry(view, entry, at)?
        } else {
            if !determined || noun != start || !view.is(at, "the") {
                return None;
            }
            let id = if view.is(noun, "alliance") { "nato" } else { "european-union" };
            let entry = view.gazetteer.by_id(id)?;
            // Only where the document names it: there are other alliances.
            self.seen_before(at).find(|seen| self.cast.drafts[seen.actor as usize].entry == Some(entry))?.actor
        };
        self.push(at, noun + 1, actor, 0.6);
        Some(noun + 1)
    }

    fn push(&mut self, start: usize, end: usize, actor: u32, confidence: f32) {
        let view = self.view;
        let tokens = TokenSpan::new(start, end);
        self.seen.push(Seen { tokens, actor });
        self.found.push(Mention {
            span: view.span(tokens),
            tokens,
            kind: MentionKind::Nominal,
            r#type: self.cast.drafts[actor as usize].kind.into(),
            actor: Some(LocalActorId(actor)),
            confidence,
        });
    }
}

/// Whether the word is a part of one of the actor's names.
fn is_called(view: &View<'_>, draft: &Draft, word: &str) -> bool {
    let has = |name: &str| fold(name).split([' ', '-']).any(|part| part == word);
    draft.entry.is_some_and(|entry| has(&view.gazetteer.entry(entry).name))
        || draft.names.iter().take(4).any(|name| has(name))
}

/// An office that the tables give a known person.
fn known_office(view: &View<'_>, draft: &Draft) -> Option<Office> {
    draft.entry.and_then(|entry| view.gazetteer.entry(entry).tenures.first().map(|tenure| tenure.office))
}
