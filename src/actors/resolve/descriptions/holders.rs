//! Holders of an office and other persons described: "the Russian foreign minister", "the diplomat", "his Turkish counterpart".

use super::SENTENCES;
use crate::actors::gazetteer::Office;
use crate::actors::resolve::Resolver;
use crate::actors::resolve::appositions;
use crate::actors::resolve::cast::Draft;
use crate::actors::titles::{self, TitleAt};
use crate::actors::view::View;
use crate::actors::words::WordClass;
use crate::actors::{ActorType, Country, Evidence};
use crate::segments::{TokenSpan, fold};

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
impl Resolver<'_, '_> {
    /// "the Russian foreign minister", "The minister", "his Turkish counterpart".
    pub(super) fn holder(&mut self, at: usize, start: usize, determined: bool, sentence: TokenSpan) -> Option<usize> {
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
        while view.class(next, WordClass::Holder) {
            next += 1;
        }
        if let Some((count, adjective)) = view.gazetteer.adjective_at(view.tokens, next)
            && !adjective.people
        {
            country = Some(adjective.country);
            next += count;
        }
        // "the Wikileaks founder"
        let of_body = self.body_named_at(next).filter(|_| determined && country.is_none());
        next = of_body.unwrap_or(next);
        if view.is(next, "counterpart") && next < sentence.end() {
            return self.counterpart(at, next, country, sentence);
        }
        let own = view.is_one_of(at, &["his", "her", "its"]);
        let described = match titles::title_at(view, next, sentence.end()) {
            Some(title) => title,
            None => self.plain_person(next)?,
        };
        let end = self.sent_to(&described).unwrap_or(described.end);
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
                let draft = &mut self.cast[actor];
                draft.country = draft.country.or(country);
                if draft.role.is_none() {
                    draft.role.clone_from(&described.role);
                    draft.office = described.office;
                }
                actor
            }
            None if own => return None,
            None if of_body.is_some() => {
                let found = self.fitting(at, &described, None);
                found.filter(|&actor| fit(view, &self.cast[actor], &described, None) == Fit::Yes)?
            }
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
        self.push(at, end, actor, if country.is_some() { Evidence::HolderOfState } else { Evidence::Holder });
        Some(end)
    }

    /// "China's ambassador to Britain": the end of the name of the state or body that an ambassador is sent to.
    fn sent_to(&self, described: &TitleAt) -> Option<usize> {
        let to = Some(described.end).filter(|&to| is_sent(described) && self.view.is(to, "to"))?;
        let start = to + 1 + usize::from(self.view.is(to + 1, "the"));
        let name = self.names.get(self.names.partition_point(|name| name.tokens.start() < start))?;
        (name.tokens.start() == start && name.entry.is_some()).then_some(name.tokens.end())
    }

    /// The end of the name of a body that stands at `at` as an adjective.
    fn body_named_at(&self, at: usize) -> Option<usize> {
        let index = self.names.partition_point(|name| name.tokens.start() < at);
        let name = self.names.get(index).filter(|name| name.tokens.start() == at)?;
        let kind = self.cast[self.actors[index]?].kind;
        let is_body = matches!(kind, ActorType::Organization | ActorType::Media | ActorType::Government);
        (is_body && !self.view.is_possessive(name.tokens.end())).then_some(name.tokens.end())
    }

    /// Who holds an office of state on the day of publication, where the document does not name them.
    fn in_office(&mut self, at: usize, described: &TitleAt, country: Country) -> Option<u32> {
        let office = described.office.filter(|office| OFFICES_OF_STATE.contains(office))?;
        let entry = self.view.gazetteer.holder(Some(country), office, Some(self.layout.published.day?))?;
        self.cast.entry(self.view, entry, at)
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
        self.actors[index].filter(|&actor| closed && self.cast[actor].kind == ActorType::Person)
    }

    /// "diplomat", "leader": words that are no title but describe a person.
    fn plain_person(&self, at: usize) -> Option<TitleAt> {
        let view = self.view;
        view.class(at, WordClass::Described).then(|| TitleAt {
            end: at + 1,
            role: Some(view.word(at).to_ascii_lowercase()),
            usual: None,
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
            .filter(|&actor| self.cast[actor].kind == ActorType::Person);
        let actor = match apposed {
            Some(actor) => actor,
            None => {
                let country = country?;
                let mut fitting =
                    self.persons_before(at, SENTENCES * 3).filter(|&actor| self.cast[actor].country == Some(country));
                match fitting.next() {
                    Some(first) if fitting.all(|other| other == first) => first,
                    Some(_) => return None,
                    None => {
                        drop(fitting);
                        self.peer(at, country)?
                    }
                }
            }
        };
        if let Some(country) = country {
            let draft = &mut self.cast[actor];
            draft.country = draft.country.or(Some(country));
        }
        self.push(at, end, actor, Evidence::Counterpart);
        Some(end)
    }

    /// "Lavrov met his Turkish counterpart": who holds the same office of state elsewhere, on the day of publication.
    fn peer(&mut self, at: usize, country: Country) -> Option<u32> {
        let view = self.view;
        if !view.is_one_of(at, &["his", "her"]) {
            return None;
        }
        let day = self.layout.published.day?;
        let own = &self.cast[self.persons_before(at, 0).next()?];
        let held = own.entry.and_then(|entry| view.gazetteer.entry(entry).tenure_on(Some(day)));
        let office = own.office.or(held.map(|tenure| tenure.office));
        let office = office.filter(|office| OFFICES_OF_STATE.contains(office))?;
        let entry = view.gazetteer.holder(Some(country), office, Some(day))?;
        self.cast.entry(view, entry, at)
    }

    /// The one person of the sentences before whom the description fits.
    fn fitting(&self, at: usize, described: &TitleAt, country: Option<Country>) -> Option<u32> {
        let view = self.view;
        let fits = |&actor: &u32| fit(view, &self.cast[actor], described, country);
        let mut near: Vec<(u32, Fit)> = Vec::new();
        let reach = if country.is_some() { usize::MAX } else { SENTENCES };
        for actor in self.persons_before(at, reach) {
            let fit = fits(&actor);
            // With a country given, somebody of an unknown one is no better than anybody.
            let unknown = country.is_some() && self.cast[actor].country.is_none();
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
        // Of each state there is but one ambassador to another.
        let is_one = country.is_some() && is_sent(described);
        if !is_one && self.view.segments.sentence_of(at) >= SENTENCES {
            return None;
        }
        let mut fitting = self.cast.all().filter(|(_, draft)| {
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
            .filter(|&actor| self.cast[actor].kind == ActorType::Person)
    }
}

/// Whether an office is that of somebody who is sent to another state or body.
fn is_sent(described: &TitleAt) -> bool {
    matches!(described.office, Some(Office::Ambassador | Office::UnAmbassador))
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
    // By its words and by its usual form.
    let asked: Vec<String> = [&described.role, &described.usual].into_iter().flatten().map(|role| fold(role)).collect();
    let head = |role: &str| role.split(' ').next_back().unwrap_or_default().to_owned();
    let is_official = asked.iter().any(|asked| head(asked) == "official");
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
    let among = asked.iter().find_map(|asked| -> Option<&[Office]> {
        match head(asked).as_str() {
            "diplomat" => Some(&diplomats),
            "leader" | "statesman" | "strongman" => Some(&leaders),
            "minister" if asked == "minister" => Some(&ministers),
            "lawmaker" | "politician" => Some(&[Office::Legislator, Office::Speaker]),
            _ => None,
        }
    });
    if among.is_some_and(|among| offices.iter().any(|office| among.contains(office))) {
        return Fit::Yes;
    }
    let role = draft.role.as_deref().map(fold);
    if let Some(role) = &role {
        let role = appositions::head(role);
        let fits = |asked: &String| {
            let own = head(asked);
            head(role) == own && (*asked == own || role.contains(asked) || asked.contains(role))
        };
        if asked.iter().any(fits) {
            return Fit::Yes;
        }
        return if is_official { Fit::Perhaps } else { Fit::No };
    }
    if !offices.is_empty() && (described.office.is_some() || among.is_some()) || is_official {
        return Fit::No;
    }
    Fit::Perhaps
}
