//! Definite descriptions that stand for exactly one actor of the document.
//!
//! In: the joined names. Out: nominal [`Mention`]s: bodies of a state ("Syrian troops", "the regime", "its military"),
//! holders of an office ("the Russian foreign minister", "the diplomat", "his Turkish counterpart"), an office of
//! somebody ("Mr Erdogan's office") and standing words for well-known bodies ("the alliance"). A description that two
//! actors fit is none; an indefinite one ("a minister") never is.

mod bodies;
mod holders;
mod institutions;

use crate::actors::gazetteer::Office;
use crate::actors::recognize::Name;
use crate::actors::resolve::cast::Draft;
use crate::actors::resolve::{Resolver, Seen};
use crate::actors::view::View;
use crate::actors::words::{WordClass, is_small};
use crate::actors::{ActorType, Country, Evidence, MentionKind};
use crate::parallel::stopping_point;
use crate::segments::{Shape, TokenSpan, fold};

/// Sentences looked back over for the one who fits.
const SENTENCES: usize = 3;
/// Mentions looked back over.
const MENTIONS: usize = 40;

/// The country that the document is about: whose "government forces" it speaks of.
#[derive(Clone, Debug)]
pub(super) struct Theater {
    country: Country,
    adjective: Option<String>,
}

/// The country most spoken of as a place, by its name, its cities and its bodies.
pub(super) fn theater(view: &View<'_>, names: &[Name]) -> Option<Theater> {
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

impl Resolver<'_, '_> {
    /// Finds the descriptions, from the first token to the last.
    pub(super) fn describe(&mut self) {
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
        let determined = view.class(at, WordClass::Determining);
        if let Some(end) = self.owned_institution(at, at + usize::from(determined), sentence) {
            return Some(end);
        }
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
        let by_kind: Vec<ActorType> = [
            (WordClass::ForOrganization, ActorType::Organization),
            (WordClass::ForArmed, ActorType::ArmedGroup),
            (WordClass::ForMedia, ActorType::Media),
        ]
        .into_iter()
        .filter_map(|(class, kind)| view.class(noun, class).then_some(kind))
        .collect();
        let named = view.class(noun, WordClass::NamedAfter);
        let acts = view.class(noun, WordClass::ForAgency);
        // "during the campaign": what it does is no institution's.
        if view.class(noun, WordClass::Retinue)
            && !view.any_class(end, &[WordClass::Addressing, WordClass::Between, WordClass::Minded])
        {
            return None;
        }
        if by_kind.is_empty() && !named && !acts
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
                let draft = &self.cast[seen.actor];
                owned.is_none_or(|(_, country, _)| draft.country == Some(country))
                    && if acts {
                        draft.kind != ActorType::Person && has_name_of(view, draft, WordClass::AgencyName)
                    } else if by_kind.is_empty() {
                        draft.kind != ActorType::Person && is_called(view, draft, word)
                    } else {
                        owned.is_none() && by_kind.contains(&draft.kind)
                    }
            })?
            .actor;
        self.push(at, end, actor, Evidence::TakenUp);
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
        let qualified = view.class(start, WordClass::OfOpposition);
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
            self.seen_before(at).find(|seen| self.cast[seen.actor].entry == Some(entry))?.actor
        };
        self.push(at, noun + 1, actor, Evidence::TakenUp);
        Some(noun + 1)
    }

    fn push(&mut self, start: usize, end: usize, actor: u32, evidence: Evidence) {
        let tokens = TokenSpan::new(start, end);
        self.seen.push(Seen { tokens, actor });
        self.mention(tokens, MentionKind::Nominal, actor, evidence);
    }
}

/// Whether the word is a part of one of the actor's names.
fn is_called(view: &View<'_>, draft: &Draft, word: &str) -> bool {
    let has = |name: &str| fold(name).split([' ', '-']).any(|part| part == word);
    draft.entry.is_some_and(|entry| has(&view.gazetteer.entry(entry).name))
        || draft.names.iter().take(4).any(|name| has(name))
}

/// Whether a word of this class is a part of one of the actor's names.
fn has_name_of(view: &View<'_>, draft: &Draft, class: WordClass) -> bool {
    let has = |name: &str| fold(name).split([' ', '-']).any(|part| is_small(part, class));
    draft.entry.is_some_and(|entry| has(&view.gazetteer.entry(entry).name))
        || draft.names.iter().take(4).any(|name| has(name))
}

/// An office that the tables give a known person.
fn known_office(view: &View<'_>, draft: &Draft) -> Option<Office> {
    draft.entry.and_then(|entry| view.gazetteer.entry(entry).tenures.first().map(|tenure| tenure.office))
}

#[cfg(test)]
mod tests {
    use crate::actors::cases::{check, found_on};

    #[test]
    fn a_noun_takes_up_a_name() {
        check(&[
            ("The Amal Movement answered. The group left.", "Amal Movement=Amal Movement; The group=Amal Movement"),
            (
                "The Lantern Foundation answered. The charity left.",
                "Lantern Foundation=Lantern Foundation; The charity=Lantern Foundation",
            ),
            (
                "The Lantern Foundation answered. The foundation left.",
                "Lantern Foundation=Lantern Foundation; The foundation=Lantern Foundation",
            ),
            (
                "The Daily Lantern wrote it. The newspaper asked.",
                "Daily Lantern=Daily Lantern; The newspaper=Daily Lantern",
            ),
            ("NATO met. The alliance agreed.", "NATO=NATO; The alliance=NATO"),
            ("The European Union met. The bloc agreed.", "European Union=European Union; The bloc=European Union"),
            ("The alliance agreed.", ""),
        ]);
    }

    #[test]
    fn a_body_is_that_of_its_country() {
        check(&[
            ("Syrian troops left the town.", "Syrian troops=Syrian Arab Army"),
            ("Syria's army left.", "Syria's army=Syrian Arab Army; Syria=Syria"),
            ("Turkey sent its military.", "Turkey=Turkey; its military=Turkish Armed Forces; its=Turkey"),
            (
                "Vladimir Putin sent his army.",
                "Vladimir Putin=Vladimir Putin; his army=Russian Armed Forces; his=Vladimir Putin",
            ),
            ("Damascus regime forces left.", "Damascus regime forces=Syrian Arab Army"),
            ("Mr Erdogan's office spoke.", "Mr Erdogan's office=Presidency of Turkey; Erdogan=Recep Tayyip Erdoğan"),
            (
                "The regime of Bashar al-Assad fell.",
                "The regime of Bashar al-Assad=Government of Syria; Bashar al-Assad=Bashar al-Assad",
            ),
            ("Vladimir Putin left. The presidency spoke.", "Vladimir Putin=Vladimir Putin; The presidency=Kremlin"),
            (
                "The defence ministry spoke. Idlib and Aleppo are in Syria.",
                "The defence ministry=Ministry of Defence of Syria; Idlib=-; Aleppo=-; Syria=-",
            ),
            (
                "Idlib and Aleppo are in Syria. The Syrian army left. The moderate opposition stayed.",
                "Idlib=-; Aleppo=-; Syria=-; The Syrian army=Syrian Arab Army; The moderate opposition=Syrian opposition",
            ),
            (
                "Idlib and Aleppo are in Syria. Residents fled after police said no. Omar Lund said that police alone could not help.",
                "Idlib=-; Aleppo=-; Syria=-; police=Syrian Police; Omar Lund=Omar Lund; police=Syrian Police",
            ),
            ("Idlib and Aleppo are in Syria. Residents fled from police.", "Idlib=-; Aleppo=-; Syria=-"),
            ("Residents fled after police said no.", ""),
            ("Anti-government forces left Syria.", "Syria=-"),
            ("Syrian military leaders met.", ""),
        ]);
    }

    #[test]
    fn a_description_is_the_one_whom_it_fits() {
        check(&[
            (
                "Iran's president, Hassan Rouhani, left.",
                "Iran's president=Hassan Rouhani; Iran=Iran; Hassan Rouhani=Hassan Rouhani",
            ),
            (
                "Hulusi Akar spoke. The defence minister left.",
                "Hulusi Akar=Hulusi Akar; The defence minister=Hulusi Akar",
            ),
            ("Sergey Lavrov spoke. The diplomat left.", "Sergey Lavrov=Sergey Lavrov; The diplomat=Sergey Lavrov"),
            (
                "Sergey Lavrov met Hulusi Akar. The Turkish minister left.",
                "Sergey Lavrov=Sergey Lavrov; Hulusi Akar=Hulusi Akar; The Turkish minister=Hulusi Akar",
            ),
            (
                "Shoigu met Akar, his Turkish counterpart.",
                "Shoigu=Sergei Shoigu; Akar=Hulusi Akar; his Turkish counterpart=Hulusi Akar; his=Sergei Shoigu",
            ),
            (
                "China's ambassador to Britain left. It rained. It snowed. It was cold. Nobody spoke. \
                 China's ambassador to Britain Wei Lund came.",
                "China's ambassador to Britain=Wei Lund; China=China; Britain=United Kingdom; China=China; \
                 Britain=United Kingdom; Wei Lund=Wei Lund",
            ),
            ("A minister left.", ""),
        ]);
    }

    #[test]
    fn a_counterpart_holds_the_same_office_on_that_day() {
        let text = "Sergey Lavrov met his Turkish counterpart.";
        let found = "Sergey Lavrov=Sergey Lavrov; his Turkish counterpart=Mevlüt Çavuşoğlu; his=Sergey Lavrov";
        assert_eq!(found_on(text, Some("2018-05-01")), found);
    }
}
