//! Definite descriptions that stand for exactly one actor of the document.
//!
//! In: the joined names. Out: nominal [`Mention`]s: bodies of a state ("Syrian troops", "the regime", "its military"),
//! holders of an office ("the Russian foreign minister", "the diplomat", "his Turkish counterpart"), an office of
//! somebody ("Mr Erdogan's office") and standing words for well-known bodies ("the alliance"). A description that two
//! actors fit is none; an indefinite one ("a minister") never is.

use super::gazetteer::{EntryKind, Office};
use super::local::{Cast, Draft};
use super::names::Found;
use super::titles::{self, TitleAt};
use super::view::View;
use super::words::WordClass;
use super::{ActorType, Country, LocalActorId, Mention, MentionKind};
use crate::calendar::Date;
use crate::segments::{Shape, TokenSpan, fold};
use crate::tagging::Pos;

/// Sentences looked back over for the one who fits.
const SENTENCES: usize = 3;
/// Mentions looked back over.
const MENTIONS: usize = 40;

/// A mention of an actor, for those that look back.
#[derive(Clone, Copy, Debug)]
pub(super) struct Seen {
    pub tokens: TokenSpan,
    pub actor: u32,
}

/// Offices that one person of a country holds.
const OFFICES_OF_STATE: [Office; 7] = [
    Office::President,
    Office::PrimeMinister,
    Office::ForeignMinister,
    Office::DefenceMinister,
    Office::Monarch,
    Office::CrownPrince,
    Office::Leader,
];
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
pub(super) struct Nominals<'v, 'a> {
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
pub(super) fn find(
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
            && name.sort == super::MentionType::Place
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

    /// "Syrian troops", "the regime", "Russia-backed government forces".
    fn body(&mut self, at: usize, start: usize, determined: bool, sentence: TokenSpan) -> Option<usize> {
        let view = self.view;
        let mut own = start;
        let mut country = None;
        let mut backed = false;
        // "Syria's army", "Mr Al Assad's government"
        let mut at = at;
        if !determined && let Some((behind, owner, first)) = self.possessor(at, sentence) {
            own = behind;
            country = Some(owner);
            at = first;
        }
        // Adjectives before the body's words: "former", "Russia-backed", "pro-Assad", "moderate".
        while own < sentence.end().min(start + 3) && view.adjoins(own) | (own == start) {
            if view.word(own).contains('-') && !view.is_prefixed_name(own) && !opposes(view.word(own)) {
                backed = true;
                own += 1;
            } else {
                break;
            }
        }
        if self.covered.get(own).copied().unwrap_or(true) || own > sentence.start() && opposes(view.word(own - 1)) {
            return None;
        }
        let hit = match self.view.gazetteer.body_at(view.tokens, own) {
            Some(hit) => Some((own + hit.tokens, hit.body, hit.country, own + hit.before)),
            None => self.city_body(own),
        };
        let (end, body, of, word) = hit?;
        if end > sentence.end() || view.is_capital(word) && (!view.is_first(word, sentence) || self.covered[word]) {
            return None;
        }
        country = country.or(of);
        let last = view.word(end - 1);
        if ["soldiers", "officials", "warplanes", "intelligence", "treasury"].contains(&last) {
            return None;
        }
        let collective = ["troops", "forces"].contains(&last);
        let governs = ["government", "regime", "administration", "authorities"].contains(&last);
        // "Syrian military leaders": an adjective here. "Syrian government victory" is the government's.
        let noun_follows = view.adjoins(end)
            && end < sentence.end()
            && view.pos(end).is_some_and(|pos| pos.is_noun())
            && !view.is_possessive(end);
        let joined = view.is(end, "and") && view.pos(end + 1) == Some(Pos::Jj) && last == "military";
        if noun_follows && !(governs && country.is_some()) || joined {
            // "government troops": the longer body begins with the shorter one's word.
            if !(governs && view.is_one_of(end, &["troops", "forces", "army"])) {
                return None;
            }
        }
        // "government forces": two body words, the state's army.
        if governs && view.is_one_of(end, &["troops", "forces", "army"]) {
            let army = view.gazetteer.body_at(view.tokens, end)?;
            let behind = end + 1;
            if view.pos(behind).is_some_and(|pos| pos.is_noun()) && view.adjoins(behind) && !view.is_possessive(behind)
            {
                return Some(behind);
            }
            let country = country.or_else(|| self.theater.as_ref().map(|theater| theater.country))?;
            let entry = view.gazetteer.body(army.body, country)?;
            let actor = self.cast.entry(view, entry, at)?;
            self.push(at, behind, actor, 0.7);
            return Some(behind);
        }
        if country.is_none() {
            let possessive = view.is_one_of(at, &["its", "his", "her", "their"]);
            country = if possessive && !view.is(at, "their") {
                self.owner(at, sentence, view.is(at, "its"))
            } else if possessive || collective && !backed {
                return None;
            } else if backed || determined {
                self.body_before(body, at)
                    .or_else(|| if last == "presidency" { self.president_before(at) } else { None })
                    .or_else(|| self.theater.as_ref().map(|theater| theater.country))
            } else {
                return None;
            };
        }
        // "the regime of Bashar al-Assad"
        let mut end = end;
        if governs && determined && view.is(end, "of") {
            let index = self.names.partition_point(|name| name.tokens.start() < end + 1);
            if let Some(name) = self.names.get(index).filter(|name| name.tokens.start() == end + 1)
                && let Some(actor) = self.actors[index]
                && self.cast.drafts[actor as usize].kind == ActorType::Person
            {
                end = name.tokens.end();
                country = self.cast.drafts[actor as usize].country.or(country);
            }
        }
        let actor = match country.and_then(|country| view.gazetteer.body(body, country)) {
            Some(entry) => self.cast.entry(view, entry, at)?,
            None if last == "ministry" && determined => self.cast.described(
                view.span(TokenSpan::new(start, end)).of(view.text),
                ActorType::Government,
                country,
                at,
            ),
            None => return None,
        };
        self.push(at, end, actor, 0.7);
        Some(end)
    }

    /// "Damascus regime": a capital in the place of the adjective.
    fn city_body(&self, at: usize) -> Option<(usize, super::gazetteer::BodyId, Option<Country>, usize)> {
        let view = self.view;
        let hit = view.gazetteer.name_at(view.tokens, at)?;
        let entry = view.gazetteer.entry(hit.names[0].entry);
        let state = view.gazetteer.entry(entry.stands_for?);
        let body = view.gazetteer.body_at(view.tokens, at + hit.tokens)?;
        (entry.kind == EntryKind::City && body.before == 0).then_some((
            at + hit.tokens + body.tokens,
            body.body,
            state.country,
            at + hit.tokens,
        ))
    }

    /// The country of the body of this kind that was spoken of last.
    fn body_before(&self, body: super::gazetteer::BodyId, at: usize) -> Option<Country> {
        self.seen_before(at).find_map(|seen| {
            let draft = &self.cast.drafts[seen.actor as usize];
            let country = draft.country?;
            (draft.entry.is_some() && view_body(self.view, body, country) == draft.entry).then_some(country)
        })
    }

    /// The country of the president named last.
    fn president_before(&self, at: usize) -> Option<Country> {
        self.seen_before(at).find_map(|seen| {
            let draft = &self.cast.drafts[seen.actor as usize];
            let office = draft.office.or_else(|| known_office(self.view, draft));
            if office == Some(Office::President) { draft.country } else { None }
        })
    }

    /// Whose "its" is: the state, or body of a state, named last in the sentence, or in the one before if it begins this one;
    /// whose "his" is: the person named last.
    fn owner(&self, at: usize, sentence: TokenSpan, its: bool) -> Option<Country> {
        let from = if at == sentence.start() {
            let here = self.view.segments.sentence_of(at);
            self.view.segments.sentences[here.saturating_sub(1)].tokens.start()
        } else {
            sentence.start()
        };
        self.seen_before(at).take_while(|seen| seen.tokens.start() >= from).find_map(|seen| {
            let draft = &self.cast.drafts[seen.actor as usize];
            let fits = if its {
                matches!(draft.kind, ActorType::Country | ActorType::Government)
            } else {
                draft.kind == ActorType::Person
            };
            fits.then_some(draft.country).flatten()
        })
    }

    /// A country or person with a possessive at `at`: the first token behind, the country, where the description begins.
    fn possessor(&self, at: usize, sentence: TokenSpan) -> Option<(usize, Country, usize)> {
        let view = self.view;
        let index = self.names.partition_point(|name| name.tokens.start() < at);
        let name =
            self.names.get(index).filter(|name| name.tokens.start() == at && view.is_possessive(name.tokens.end()))?;
        let draft = &self.cast.drafts[self.actors[index]? as usize];
        let behind = name.tokens.end() + 1;
        if behind >= sentence.end() || !matches!(draft.kind, ActorType::Country | ActorType::Person) {
            return None;
        }
        let titled = draft.kind == ActorType::Person
            && at > sentence.start()
            && view.is_one_of(at - 1, &["mr", "mr.", "mrs", "mrs.", "ms", "ms.", "president"]);
        Some((behind, draft.country?, if titled { at - 1 } else { at }))
    }

    /// "Mr Erdogan's office"
    fn office_of(&mut self, at: usize, sentence: TokenSpan) -> Option<usize> {
        let view = self.view;
        if !view.is(at, "office") || at < sentence.start() + 2 || !view.is_possessive(at - 1) {
            return None;
        }
        let index = self.names.partition_point(|name| name.tokens.end() < at - 1);
        let name = self.names.get(index).filter(|name| name.tokens.end() == at - 1)?;
        let actor = self.seen.iter().rev().find(|seen| seen.tokens == name.tokens)?.actor;
        let draft = &self.cast.drafts[actor as usize];
        let office = draft.office.or_else(|| known_office(view, draft))?;
        let word = match office {
            Office::President => "presidency",
            Office::PrimeMinister => "prime minister's office",
            Office::ForeignMinister => "foreign ministry",
            _ => return None,
        };
        let body = body_named(view, word)?;
        let entry = view.gazetteer.body(body, draft.country?)?;
        let actor = self.cast.entry(view, entry, at)?;
        let mut start = name.tokens.start();
        while start > sentence.start() && view.adjoins(start) && view.class(start - 1, WordClass::Honorific)
            || start > sentence.start()
                && view.is_one_of(start - 1, &["mr", "mr.", "mrs", "mrs.", "ms", "ms.", "president", "minister"])
        {
            start -= 1;
        }
        self.push(start, at + 1, actor, 0.7);
        Some(at + 1)
    }

    /// "the Russian foreign minister", "The minister", "his Turkish counterpart".
    fn holder(&mut self, at: usize, start: usize, determined: bool, sentence: TokenSpan) -> Option<usize> {
        let view = self.view;
        let mut next = start;
        let mut country = None;
        let mut owned = false;
        if !determined {
            // "Turkey's defence minister"
            let name = self.names.get(self.names.partition_point(|name| name.tokens.start() < at))?;
            if name.tokens.start() != at || !view.is_possessive(name.tokens.end()) {
                return None;
            }
            country = view.gazetteer.entry(name.entry?).country;
            country?;
            owned = true;
            next = name.tokens.end() + 1;
        } else if view.is_one_of(at, &["this", "that", "their"]) {
            return None;
        }
        let plain = next;
        while view.is_one_of(next, &["top", "veteran", "former", "new", "embattled", "outgoing", "current"]) {
            next += 1;
        }
        if let Some((count, adjective)) = view.gazetteer.adjective_at(view.tokens, next)
            && !adjective.people
        {
            country = Some(adjective.country);
            next += count;
        }
        if view.is(next, "counterpart") && next < sentence.end() {
            return self.counterpart(at, next, country, sentence);
        }
        let own = view.is_one_of(at, &["his", "her", "its"]);
        let described = match titles::title_at(view, next, sentence.end()) {
            Some(title) => title,
            None => self.plain_person(next)?,
        };
        let end = described.end;
        if described.plural
            || described.honorific
            || described.capital && !view.is_first(at, sentence) && view.is_capital(next) && owned
        {
            return None;
        }
        let country = country.or(described.country);
        // A name or a noun behind makes it a title or an adjective.
        if view.adjoins(end)
            && end < sentence.end()
            && (view.is_capital(end)
                || view.is_prefixed_name(end)
                || view.pos(end).is_some_and(|pos| pos.is_noun()) && !view.is_possessive(end)
                || view.is_one_of(end, &["of", "for", "who", "whose", "-"]))
        {
            return None;
        }
        let actor = match self.apposed(end) {
            Some(actor) => {
                let draft = &mut self.cast.drafts[actor as usize];
                draft.country = draft.country.or(country);
                if draft.role.is_none() {
                    draft.role.clone_from(&described.role);
                    draft.office = described.office;
                }
                actor
            }
            None if own => return None,
            None => match self.fitting(at, &described, country).or_else(|| self.announced(at, &described, country)) {
                Some(actor) => actor,
                None if !(plain..end).any(|at| self.covered[at])
                    && (next == plain || view.gazetteer.adjective_at(view.tokens, plain).is_some()) =>
                {
                    self.in_office(at, &described, country?)?
                }
                None => return None,
            },
        };
        self.push(at, end, actor, if country.is_some() { 0.8 } else { 0.6 });
        Some(end)
    }

    /// Who holds an office of state on the day of publication, where the document does not name them.
    fn in_office(&mut self, at: usize, described: &TitleAt, country: Country) -> Option<u32> {
        let office = described.office.filter(|office| OFFICES_OF_STATE.contains(office))?;
        let entry = self.view.gazetteer.holder(Some(country), office, Some(self.day?))?;
        self.cast.entry(self.view, entry, at)
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

    /// "Iran's president, Hassan Rouhani,": the person named behind the comma.
    fn apposed(&self, end: usize) -> Option<u32> {
        let view = self.view;
        if !view.is(end, ",") {
            return None;
        }
        let index = self.names.partition_point(|name| name.tokens.start() <= end);
        let name = self.names.get(index).filter(|name| name.tokens.start() == end + 1)?;
        let closed = view.is_one_of(name.tokens.end(), &[",", "."]);
        self.actors[index].filter(|&actor| closed && self.cast.drafts[actor as usize].kind == ActorType::Person)
    }

    /// "diplomat", "leader": words that are no title but describe a person.
    fn plain_person(&self, at: usize) -> Option<TitleAt> {
        let view = self.view;
        view.is_one_of(
            at,
            &[
                "diplomat",
                "politician",
                "lawmaker",
                "leader",
                "statesman",
                "official",
                "premier",
                "general",
                "strongman",
                "billionaire",
            ],
        )
        .then(|| TitleAt {
            end: at + 1,
            role: Some(view.word(at).to_ascii_lowercase()),
            office: None,
            gender: None,
            country: None,
            capital: false,
            plural: false,
            honorific: false,
        })
    }

    fn counterpart(&mut self, at: usize, noun: usize, country: Option<Country>, sentence: TokenSpan) -> Option<usize> {
        let view = self.view;
        let end = noun + 1;
        if view.is_capital(end) && view.adjoins(end) && end < sentence.end()
            || view.is(end, ",")
                && self
                    .names
                    .iter()
                    .skip(self.names.partition_point(|name| name.tokens.start() <= end))
                    .take(1)
                    .any(|name| name.tokens.start() == end + 1)
        {
            return None;
        }
        // "Shoigu met Akar, his Turkish counterpart": the name before the comma.
        let apposed = (at > sentence.start() && view.is(at - 1, ","))
            .then(|| self.seen.iter().rev().find(|seen| seen.tokens.end() == at - 1))
            .flatten()
            .map(|seen| seen.actor)
            .filter(|&actor| self.cast.drafts[actor as usize].kind == ActorType::Person);
        let actor = match apposed {
            Some(actor) => actor,
            None => {
                let country = country?;
                let mut fitting = self
                    .persons_before(at, SENTENCES * 3)
                    .filter(|&actor| self.cast.drafts[actor as usize].country == Some(country));
                let first = fitting.next()?;
                if fitting.any(|other| other != first) {
                    return None;
                }
                first
            }
        };
        if let Some(country) = country {
            let draft = &mut self.cast.drafts[actor as usize];
            draft.country = draft.country.or(Some(country));
        }
        self.push(at, end, actor, 0.7);
        Some(end)
    }

    /// The one person of the sentences before whom the description fits.
    fn fitting(&self, at: usize, described: &TitleAt, country: Option<Country>) -> Option<u32> {
        let view = self.view;
        let fits = |&actor: &u32| fit(view, &self.cast.drafts[actor as usize], described, country);
        let mut near: Vec<(u32, Fit)> = Vec::new();
        let reach = if country.is_some() { usize::MAX } else { SENTENCES };
        for actor in self.persons_before(at, reach) {
            let fit = fits(&actor);
            // With a country given, somebody of an unknown one is no better than anybody.
            let unknown = country.is_some() && self.cast.drafts[actor as usize].country.is_none();
            if fit != Fit::No && !(unknown && fit == Fit::Perhaps) && !near.iter().any(|(other, _)| *other == actor) {
                near.push((actor, fit));
            }
        }
        let best: Vec<u32> = near.iter().filter(|(_, fit)| *fit == Fit::Yes).map(|(actor, _)| *actor).collect();
        match (best.as_slice(), near.as_slice()) {
            ([one], _) => Some(*one),
            // Of several that fit, the one of the sentence just before, if it is alone there.
            ([], [(one, _)]) => Some(*one),
            ([], _) | ([_, _, ..], _) => {
                let pool: Vec<u32> =
                    if best.is_empty() { near.iter().map(|(actor, _)| *actor).collect() } else { best };
                // The nearest sentence that has one of them alone.
                (1..=SENTENCES).find_map(|reach| {
                    let mut just: Vec<u32> =
                        self.persons_before(at, reach).filter(|actor| pool.contains(actor)).collect();
                    just.sort_unstable();
                    just.dedup();
                    match just.as_slice() {
                        [] => None,
                        [one] => Some(Some(*one)),
                        _ => Some(None),
                    }
                })?
            }
        }
    }

    /// "…, the presidential spokesman said": above the story, the one whose office the document gives later.
    fn announced(&self, at: usize, described: &TitleAt, country: Option<Country>) -> Option<u32> {
        if self.view.segments.sentence_of(at) >= SENTENCES {
            return None;
        }
        let mut fitting = (0u32..).zip(&self.cast.drafts).filter(|(_, draft)| {
            draft.kind == ActorType::Person
                && draft.first > at
                && draft.role.is_some()
                && fit(self.view, draft, described, country) == Fit::Yes
        });
        match (fitting.next(), fitting.next()) {
            (Some((one, _)), None) => Some(one),
            _ => None,
        }
    }

    /// The persons mentioned in this sentence and so many before it, the last one first.
    fn persons_before(&self, at: usize, sentences: usize) -> impl Iterator<Item = u32> + '_ {
        let view = self.view;
        let here = view.segments.sentence_of(at);
        let first = here.saturating_sub(sentences);
        let from = view.segments.sentences.get(first).map_or(0, |sentence| sentence.tokens.start());
        self.seen_before(at)
            .take_while(move |seen| seen.tokens.start() >= from)
            .map(|seen| seen.actor)
            .filter(|&actor| self.cast.drafts[actor as usize].kind == ActorType::Person)
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

/// "anti-government", "non-state": whoever is called so, it is not the state's.
fn opposes(word: &str) -> bool {
    let word = word.to_ascii_lowercase();
    ["anti-", "non-", "ex-", "rebel-", "opposition-", "militant-"].iter().any(|prefix| word.starts_with(prefix))
}

fn view_body(view: &View<'_>, body: super::gazetteer::BodyId, country: Country) -> Option<super::gazetteer::EntryId> {
    view.gazetteer.body(body, country)
}

/// The kind of body with this name.
fn body_named(view: &View<'_>, name: &str) -> Option<super::gazetteer::BodyId> {
    view.gazetteer.body_kind(name)
}

/// An office that the tables give a known person.
fn known_office(view: &View<'_>, draft: &Draft) -> Option<Office> {
    draft.entry.and_then(|entry| view.gazetteer.entry(entry).tenures.first().map(|tenure| tenure.office))
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fit {
    /// Its office is the one described.
    Yes,
    /// Nothing speaks against it.
    Perhaps,
    No,
}

/// Whether a description fits a person.
fn fit(view: &View<'_>, draft: &Draft, described: &TitleAt, country: Option<Country>) -> Fit {
    if let (Some(asked), Some(own)) = (country, draft.country)
        && asked != own
    {
        return Fit::No;
    }
    if matches!((described.gender, draft.gender), (Some(one), Some(other)) if one != other) {
        return Fit::No;
    }
    let asked = described.role.as_deref().map(fold).unwrap_or_default();
    let head = asked.split(' ').next_back().unwrap_or_default().to_owned();
    let offices: Vec<Office> = draft
        .office
        .into_iter()
        .chain(
            draft
                .entry
                .into_iter()
                .flat_map(|entry| view.gazetteer.entry(entry).tenures.iter().map(|tenure| tenure.office)),
        )
        .collect();
    if described.office.is_some_and(|office| offices.contains(&office)) {
        return Fit::Yes;
    }
    let diplomats = [
        Office::ForeignMinister,
        Office::DeputyForeignMinister,
        Office::Ambassador,
        Office::UnAmbassador,
        Office::Envoy,
        Office::HighRepresentative,
        Office::SecretaryGeneral,
    ];
    let leaders =
        [Office::President, Office::PrimeMinister, Office::Monarch, Office::Leader, Office::CrownPrince, Office::Head];
    let ministers = [
        Office::ForeignMinister,
        Office::DeputyForeignMinister,
        Office::DefenceMinister,
        Office::InteriorMinister,
        Office::FinanceMinister,
        Office::JusticeMinister,
        Office::Minister,
        Office::PrimeMinister,
        Office::DeputyPrimeMinister,
    ];
    let among: Option<&[Office]> = match head.as_str() {
        "diplomat" => Some(&diplomats),
        "leader" | "statesman" | "strongman" => Some(&leaders),
        "minister" if asked == "minister" => Some(&ministers),
        "lawmaker" | "politician" => Some(&[Office::Legislator, Office::Speaker]),
        _ => None,
    };
    if among.is_some_and(|among| offices.iter().any(|office| among.contains(office))) {
        return Fit::Yes;
    }
    let role = draft.role.as_deref().map(fold);
    if let Some(role) = &role {
        if role.split(' ').next_back() == Some(&head)
            && (asked == head || role.contains(&asked) || asked.contains(role.as_str()))
        {
            return Fit::Yes;
        }
        return if head == "official" { Fit::Perhaps } else { Fit::No };
    }
    if !offices.is_empty() && (described.office.is_some() || among.is_some()) || head == "official" {
        return Fit::No;
    }
    Fit::Perhaps
}
