//! Bodies of a state: "Syrian troops", "the regime", "its military", "Mr Erdogan's office".

use super::known_office;
use crate::actors::gazetteer::{BodyId, EntryId, EntryKind, Office};
use crate::actors::resolve::{Resolver, places};
use crate::actors::view::View;
use crate::actors::words::{WordClass, is_small};
use crate::actors::{ActorType, Country, Evidence};
use crate::segments::TokenSpan;
use crate::tagging::Pos;

impl Resolver<'_, '_> {
    /// "Syrian troops", "the regime", "Russia-backed government forces".
    pub(super) fn body(&mut self, at: usize, start: usize, determined: bool, sentence: TokenSpan) -> Option<usize> {
        let view = self.view;
        // "said that police would come": no pronoun.
        let joins = determined && view.is(at, "that") && view.class(start, WordClass::Bare);
        let (at, determined) = if joins { (start, false) } else { (at, determined) };
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
        if is_small(last, WordClass::NotBody) {
            return None;
        }
        let collective = is_small(last, WordClass::Forces);
        let governs = is_small(last, WordClass::Governing);
        let army_follows = view.class(end, WordClass::Forces) || view.is(end, "army");
        // "Syrian military leaders": an adjective here. "Syrian government victory" is the government's.
        let noun_follows = view.adjoins(end)
            && end < sentence.end()
            && view.pos(end).is_some_and(|pos| pos.is_noun())
            && !view.is_possessive(end);
        // "outside the Ecuadorean embassy", "his eviction from the embassy"
        let leaves = |before: usize| view.is(before, "from") && !places::gives(view, before);
        let left = view.class(end - 1, WordClass::Housed) && at.checked_sub(1).is_some_and(leaves);
        if left || places::is_house(view, at, end) {
            return Some(end);
        }
        let joined = view.is(end, "and") && view.pos(end + 1) == Some(Pos::Jj) && last == "military";
        if noun_follows && !(governs && country.is_some()) || joined {
            // "government troops": the longer body begins with the shorter one's word.
            if !(governs && army_follows) {
                return None;
            }
        }
        // "government forces": two body words, the state's army.
        if governs && army_follows {
            let army = view.gazetteer.body_at(view.tokens, end)?;
            let behind = end + 1;
            if view.pos(behind).is_some_and(|pos| pos.is_noun()) && view.adjoins(behind) && !view.is_possessive(behind)
            {
                return Some(behind);
            }
            let country = country.or_else(|| self.theater.as_ref().map(|theater| theater.country))?;
            let entry = view.gazetteer.body(army.body, country)?;
            let actor = self.cast.entry(view, entry, at)?;
            self.push(at, behind, actor, Evidence::DescribedBody);
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
            } else if view.class(end - 1, WordClass::Bare) && self.begins_phrase(at, sentence) {
                // "after police said": those of where the text is set.
                let speaks = view.class(end, WordClass::Addressing);
                let here = || self.theater.as_ref().filter(|_| speaks).map(|theater| theater.country);
                self.body_before(body, at).or_else(here)
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
                && self.cast[actor].kind == ActorType::Person
            {
                end = name.tokens.end();
                // Whose government a stranger has, nothing tells.
                country = Some(self.cast[actor].country?);
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
        self.push(at, end, actor, Evidence::DescribedBody);
        Some(end)
    }

    /// Whether nothing before a word belongs to it: "Police said", and not "riot police".
    fn begins_phrase(&self, at: usize, sentence: TokenSpan) -> bool {
        let before = at.checked_sub(1).filter(|&before| before >= sentence.start() && self.view.adjoins(at));
        before.and_then(|before| self.view.pos(before)).is_none_or(|pos| !pos.is_noun() && pos != Pos::Jj)
    }

    /// "Damascus regime": a capital in the place of the adjective.
    fn city_body(&self, at: usize) -> Option<(usize, BodyId, Option<Country>, usize)> {
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
    fn body_before(&self, body: BodyId, at: usize) -> Option<Country> {
        self.seen_before(at).find_map(|seen| {
            let draft = &self.cast[seen.actor];
            let country = draft.country?;
            (draft.entry.is_some() && view_body(self.view, body, country) == draft.entry).then_some(country)
        })
    }

    /// The country of the president named last.
    fn president_before(&self, at: usize) -> Option<Country> {
        self.seen_before(at).find_map(|seen| {
            let draft = &self.cast[seen.actor];
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
            let draft = &self.cast[seen.actor];
            let fits = if its {
                matches!(draft.kind, ActorType::Country | ActorType::Government)
            } else {
                draft.kind == ActorType::Person
            };
            fits.then_some(draft.country).flatten()
        })
    }

    /// A country or person with a possessive at `at`: the first token behind, the country, where the description begins.
    pub(super) fn possessor(&self, at: usize, sentence: TokenSpan) -> Option<(usize, Country, usize)> {
        let view = self.view;
        let index = self.names.partition_point(|name| name.tokens.start() < at);
        let name =
            self.names.get(index).filter(|name| name.tokens.start() == at && view.is_possessive(name.tokens.end()))?;
        let draft = &self.cast[self.actors[index]?];
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
    pub(super) fn office_of(&mut self, at: usize, sentence: TokenSpan) -> Option<usize> {
        let view = self.view;
        if !view.is(at, "office") || at < sentence.start() + 2 || !view.is_possessive(at - 1) {
            return None;
        }
        let index = self.names.partition_point(|name| name.tokens.end() < at - 1);
        let name = self.names.get(index).filter(|name| name.tokens.end() == at - 1)?;
        let actor = self.seen.iter().rev().find(|seen| seen.tokens == name.tokens)?.actor;
        let draft = &self.cast[actor];
        let word = match draft.office.or_else(|| known_office(view, draft)) {
            Some(Office::President) => Some("presidency"),
            Some(Office::PrimeMinister) => Some("prime minister's office"),
            Some(Office::ForeignMinister) => Some("foreign ministry"),
            _ => None,
        };
        let actor = match word {
            Some(word) => {
                let entry = view.gazetteer.body(body_named(view, word)?, draft.country?)?;
                self.cast.entry(view, entry, at)?
            }
            // "Public Ombudsman Nadia Cruz's office": somebody with an office has one.
            None if draft.kind == ActorType::Person && draft.role.is_some() => {
                let own = view.span(TokenSpan::new(name.tokens.start(), at + 1)).of(view.text);
                let country = draft.country;
                self.cast.described(own, ActorType::Government, country, at)
            }
            None => return None,
        };
        let mut start = name.tokens.start();
        while start > sentence.start() && view.adjoins(start) && view.class(start - 1, WordClass::Honorific)
            || start > sentence.start()
                && view.is_one_of(start - 1, &["mr", "mr.", "mrs", "mrs.", "ms", "ms.", "president", "minister"])
        {
            start -= 1;
        }
        self.push(start, at + 1, actor, Evidence::DescribedBody);
        Some(at + 1)
    }
}

/// "anti-government", "non-state": whoever is called so, it is not the state's.
fn opposes(word: &str) -> bool {
    let word = word.to_ascii_lowercase();
    ["anti-", "non-", "ex-", "rebel-", "opposition-", "militant-"].iter().any(|prefix| word.starts_with(prefix))
}

fn view_body(view: &View<'_>, body: BodyId, country: Country) -> Option<EntryId> {
    view.gazetteer.body(body, country)
}

/// The kind of body with this name.
fn body_named(view: &View<'_>, name: &str) -> Option<BodyId> {
    view.gazetteer.body_kind(name)
}
