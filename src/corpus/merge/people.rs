//! People by name: full names in clusters, bare surnames to one of them.

use rustc_hash::{FxHashMap, FxHashSet};

use super::GroupKey;
use crate::actors::Country;
use crate::actors::gazetteer::{EntryId, EntryKind, Gazetteer, Gender, NameFlags};
use crate::actors::person_name::PersonName;
use crate::actors::spelling::{clean, skeleton};
use crate::calendar::Date;
use crate::corpus::tellings::Told;
use crate::segments::WordKey;

/// How many candidates are looked at for one name: beyond that, a name is too common to tell whose it is.
const CANDIDATES: usize = 64;

/// Somebody this well known may be meant by a surname that also somebody else in the corpus has.
const HOUSEHOLD_NAME: u8 = 9;

/// Somebody this well known may be meant by a surname that nobody in the corpus has in full.
const WELL_KNOWN: u32 = 5;

/// Surnames with shorter skeletons must be spelt alike: "Key" is not "Kyi".
const SHORTEST_SIMILAR: usize = 4;

/// What being in office on the day adds to how well known somebody is.
const IN_OFFICE: u32 = 3;

/// A surname with what is known of its bearer: gender, country, and the year it was written in.
type Bearer = (String, Option<Gender>, Option<Country>, Option<i16>);

/// The people of a corpus.
#[derive(Debug, Default)]
pub(super) struct People<'a> {
    /// By the name as it is written.
    names: FxHashMap<&'a str, NameUse>,
    known: FxHashSet<&'a str>,
    clusters: Vec<Cluster>,
    /// Who may be meant by a surname: its skeleton → people.
    by_surname: FxHashMap<String, Vec<Candidate>>,
    /// Surnames resolved before.
    resolved: FxHashMap<Bearer, Option<Person>>,
}

/// A name and what the documents say of its bearers.
#[derive(Debug)]
struct NameUse {
    parsed: Option<PersonName>,
    countries: FxHashMap<Country, u64>,
    genders: FxHashMap<Gender, u64>,
    person: Option<Person>,
}

/// Who it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Person {
    Known(EntryId),
    Cluster(u32),
}

/// Full names that are one person's.
#[derive(Debug)]
struct Cluster {
    known: Option<EntryId>,
    country: Option<Country>,
    gender: Option<Gender>,
    names: Vec<PersonName>,
}

/// Somebody whom a surname may mean.
#[derive(Clone, Debug)]
struct Candidate {
    person: Person,
    /// The surname as they have it, folded.
    word: String,
    country: Option<Country>,
    gender: Option<Gender>,
}

impl<'a> People<'a> {
    /// Notes somebody whom the gazetteer knows.
    pub(super) fn note_known(&mut self, id: &'a str) {
        self.known.insert(id);
    }

    /// Notes somebody who is known by name only, and of whom `weight` documents tell so.
    pub(super) fn note(&mut self, told: Told<'a>, weight: u64, gazetteer: &Gazetteer) {
        let name = self.names.entry(told.name).or_insert_with(|| {
            let text = clean(told.name);
            let parsed = PersonName::parse(&text, gazetteer);
            let person = exactly_known(&text, gazetteer).map(Person::Known);
            NameUse { parsed, countries: FxHashMap::default(), genders: FxHashMap::default(), person }
        });
        if let Some(country) = told.country {
            *name.countries.entry(country).or_default() += weight;
        }
        if let Some(gender) = told.gender {
            *name.genders.entry(gender).or_default() += weight;
        }
    }

    /// Joins full names, once all are noted.
    pub(super) fn join(&mut self, gazetteer: &Gazetteer) {
        let mut texts: Vec<(&str, &PersonName)> = self
            .names
            .iter()
            .filter(|(_, name)| name.person.is_none())
            .filter_map(|(text, name)| Some((*text, name.parsed.as_ref().filter(|parsed| !parsed.is_bare())?)))
            .collect();
        // The fullest first, so that shorter ones find all that they may be short for.
        texts.sort_by_cached_key(|&(text, name)| {
            let rank = (std::cmp::Reverse(name.full_given()), std::cmp::Reverse(name.given.len()));
            (name.family.as_str(), rank, text)
        });
        let mut found = Vec::with_capacity(texts.len());
        for family in texts.chunk_by(|(_, a), (_, b)| a.family == b.family) {
            let mut block = Block::new(&family[0].1.family, gazetteer);
            for &(text, parsed) in family {
                let name = &self.names[text];
                let country = most(&name.countries);
                let cluster = block.place(parsed, country, most(&name.genders));
                found.push((text, cluster));
            }
            let first = self.clusters.len() as u32;
            let from = found.len() - family.len();
            for (_, cluster) in &mut found[from..] {
                *cluster += first;
            }
            self.clusters.extend(block.clusters);
        }
        for (text, cluster) in found {
            let person = match self.clusters[cluster as usize].known {
                Some(entry) => Person::Known(entry),
                None => Person::Cluster(cluster),
            };
            self.names.get_mut(text).expect("it was noted").person = Some(person);
        }
        self.index_surnames(gazetteer);
    }

    /// Notes who may be meant by which surname.
    fn index_surnames(&mut self, gazetteer: &Gazetteer) {
        let mut candidates: Vec<(String, Candidate)> = Vec::new();
        for (at, cluster) in self.clusters.iter().enumerate().filter(|(_, cluster)| cluster.known.is_none()) {
            let person = Person::Cluster(at as u32);
            let mut add = |key: &str, word: &str| {
                let (country, gender) = (cluster.country, cluster.gender);
                candidates.push((key.to_owned(), Candidate { person, word: word.to_owned(), country, gender }));
            };
            if let Some(name) = cluster.names.first() {
                add(&name.family, &name.family_word);
                if let Some(front) = &name.front {
                    add(front, front);
                }
            }
        }
        let mut present: Vec<EntryId> = self
            .names
            .values()
            .filter_map(|name| match name.person {
                Some(Person::Known(entry)) => Some(entry),
                _ => None,
            })
            .chain(self.known.iter().filter_map(|id| gazetteer.by_id(id)))
            .collect();
        present.sort();
        present.dedup();
        for entry in present {
            for word in gazetteer.surnames_of(entry) {
                candidates.push((skeleton(word), known_candidate(entry, word, gazetteer)));
            }
        }
        candidates.sort_by(|a, b| (&a.0, a.1.person, &a.1.word).cmp(&(&b.0, b.1.person, &b.1.word)));
        for (key, candidate) in candidates {
            let list = self.by_surname.entry(key).or_default();
            if list.last().is_none_or(|last| last.person != candidate.person) {
                list.push(candidate);
            }
        }
    }

    /// The group of somebody who was noted.
    pub(super) fn group(&mut self, told: Told<'a>, gazetteer: &'a Gazetteer) -> GroupKey<'a> {
        let name = &self.names[told.name];
        let person = match (name.person, &name.parsed) {
            (Some(person), _) => Some(person),
            (None, Some(parsed)) => {
                let year = told.day.map(Date::year);
                let key = (parsed.family_word.clone(), told.gender, told.country, year);
                match self.resolved.get(&key) {
                    Some(&found) => found,
                    None => {
                        // The middle of the year stands for all of its days, so that one answer serves them all.
                        let middle = year.and_then(|year| Date::new(year, 7, 1).ok());
                        let found = self.bearer(parsed, told, middle, gazetteer);
                        self.resolved.insert(key, found);
                        found
                    }
                }
            }
            (None, None) => None,
        };
        match (person, &name.parsed) {
            (Some(Person::Known(entry)), _) => GroupKey::Known(&gazetteer.entry(entry).id),
            (Some(Person::Cluster(cluster)), _) => GroupKey::Person(cluster),
            (None, Some(parsed)) => GroupKey::Surname(parsed.family.clone()),
            (None, None) => GroupKey::Surname(told.name.to_owned()),
        }
    }

    /// Whom a bare surname means.
    fn bearer(&self, surname: &PersonName, told: Told<'_>, day: Option<Date>, gazetteer: &Gazetteer) -> Option<Person> {
        let fits =
            |candidate: &&Candidate| agree(candidate.gender, told.gender) && agree(candidate.country, told.country);
        let corpus = self.by_surname.get(&surname.family).map_or(&[][..], Vec::as_slice);
        if corpus.len() > CANDIDATES {
            return None;
        }
        let similar =
            |candidate: &&Candidate| candidate.word == surname.family_word || surname.family.len() >= SHORTEST_SIMILAR;
        let mut found: Vec<_> = corpus.iter().filter(fits).filter(similar).cloned().collect();
        // The very spelling counts more than a similar one.
        if found.iter().any(|candidate| candidate.word == surname.family_word) {
            found.retain(|candidate| candidate.word == surname.family_word);
        }
        let in_corpus = !found.is_empty();
        for &entry in gazetteer.bearers(WordKey::of_folded(&surname.family_word)) {
            let known = gazetteer.entry(entry);
            let candidate = known_candidate(entry, &surname.family_word, gazetteer);
            let wanted = !in_corpus || known.prominence >= HOUSEHOLD_NAME;
            if wanted && fits(&&candidate) && found.iter().all(|other| other.person != candidate.person) {
                found.push(candidate);
            }
        }
        let score = |candidate: &Candidate| match candidate.person {
            Person::Cluster(_) => 0,
            Person::Known(entry) => {
                let entry = gazetteer.entry(entry);
                let serves = day.is_some_and(|day| entry.tenures.iter().any(|tenure| tenure.holds_on(day)));
                u32::from(entry.prominence) + if serves { IN_OFFICE } else { 0 }
            }
        };
        if let ([only], true) = (found.as_slice(), in_corpus) {
            return Some(only.person);
        }
        found.sort_by_key(|candidate| (std::cmp::Reverse(score(candidate)), candidate.person));
        match found.as_slice() {
            [] => None,
            [best, rest @ ..] => {
                let (best_score, next) = (score(best), rest.first().map_or(0, score));
                (best_score >= WELL_KNOWN && best_score > next).then_some(best.person)
            }
        }
    }
}

/// Nothing known of one of them, or the same of both.
fn agree<T: PartialEq>(one: Option<T>, other: Option<T>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => one == other,
        _ => true,
    }
}

fn known_candidate(entry: EntryId, word: &str, gazetteer: &Gazetteer) -> Candidate {
    let known = gazetteer.entry(entry);
    Candidate { person: Person::Known(entry), word: word.to_owned(), country: known.country, gender: known.gender }
}

/// The person whose full name or alias of the table this is.
fn exactly_known(name: &str, gazetteer: &Gazetteer) -> Option<EntryId> {
    let names = gazetteer.names(name);
    names
        .iter()
        .find(|name| {
            let odd = [NameFlags::SURNAME, NameFlags::COMMON_WORD, NameFlags::AMBIGUOUS];
            gazetteer.entry(name.entry).kind == EntryKind::Person && !odd.into_iter().any(|flag| name.flags.has(flag))
        })
        .map(|name| name.entry)
}

/// What is said most often; of equals, the first in order.
pub(super) fn most<T: Copy + Ord>(votes: &FxHashMap<T, u64>) -> Option<T> {
    votes.iter().max_by_key(|&(&value, &count)| (count, std::cmp::Reverse(value))).map(|(&value, _)| value)
}

/// The clusters of one family name.
struct Block {
    clusters: Vec<Cluster>,
    /// Given name's skeleton (also a bare initial, also the long form) → clusters that have it.
    given: FxHashMap<String, Vec<u32>>,
    /// First letter of the first given name → clusters.
    letters: FxHashMap<char, Vec<u32>>,
}

impl Block {
    /// With the people of this family name whom the gazetteer knows.
    fn new(family: &str, gazetteer: &Gazetteer) -> Self {
        let mut block = Self { clusters: Vec::new(), given: FxHashMap::default(), letters: FxHashMap::default() };
        for (entry, names) in gazetteer.family(family) {
            let known = gazetteer.entry(*entry);
            let at = block.clusters.len() as u32;
            block.clusters.push(Cluster {
                known: Some(*entry),
                country: known.country,
                gender: known.gender,
                names: Vec::new(),
            });
            for name in names {
                block.add(at, name);
            }
        }
        block
    }

    /// The cluster of a name: one that it fits, if that is only one, or else a new one.
    fn place(&mut self, name: &PersonName, country: Option<Country>, gender: Option<Gender>) -> u32 {
        let mut near: Vec<u32> = Vec::new();
        for given in &name.given {
            let lists = [
                self.given.get(&given.skeleton),
                self.given.get(&given.long()),
                given.letter().and_then(|letter| self.given.get(letter.encode_utf8(&mut [0; 4]) as &str)),
                given.letter().filter(|_| given.is_initial()).and_then(|letter| self.letters.get(&letter)),
            ];
            near.extend(lists.into_iter().flatten().flat_map(|list| list.iter().take(CANDIDATES + 1)));
        }
        near.sort_unstable();
        near.dedup();
        let cluster = |at: &u32| &self.clusters[*at as usize];
        near.retain(|at| {
            let cluster = cluster(at);
            (cluster.known.is_none() || agree(cluster.country, country)) && agree(cluster.gender, gender)
        });
        // From the strictest to the loosest: the first that one cluster alone meets decides.
        let fits: [fn(&PersonName, &PersonName) -> bool; 2] = [PersonName::has_same_given, PersonName::fits];
        let mut only = None;
        for fit in fits {
            let fitting: Vec<u32> =
                near.iter().filter(|at| cluster(at).names.iter().any(|other| fit(name, other))).copied().collect();
            if let [one] = fitting.as_slice() {
                only = Some(*one).filter(|&at| self.admits(at, name));
            }
            if !fitting.is_empty() {
                break;
            }
        }
        if only.is_none() {
            let loosely: Vec<u32> = near
                .iter()
                .filter(|at| {
                    let cluster = cluster(at);
                    cluster.names.iter().any(|other| match cluster.known {
                        Some(_) => name.fits_loosely(other),
                        None => name.fits_by_long_form(other),
                    })
                })
                .copied()
                .collect();
            let fitting = near.iter().any(|at| cluster(at).names.iter().any(|other| name.fits(other)));
            if let ([one], false) = (loosely.as_slice(), fitting) {
                only = Some(*one);
            }
        }
        let at = only.unwrap_or_else(|| {
            self.clusters.push(Cluster { known: None, country, gender, names: Vec::new() });
            self.clusters.len() as u32 - 1
        });
        self.add(at, name);
        at
    }

    /// Whether no full name of the cluster contradicts this one.
    fn admits(&self, at: u32, name: &PersonName) -> bool {
        let cluster = &self.clusters[at as usize];
        cluster.known.is_some() || cluster.names.iter().take(CANDIDATES).all(|other| name.fits(other))
    }

    /// Adds a name to a cluster.
    fn add(&mut self, at: u32, name: &PersonName) {
        let note = |lists: &mut FxHashMap<String, Vec<u32>>, key: String| {
            let list = lists.entry(key).or_default();
            if list.last() != Some(&at) && list.len() <= CANDIDATES {
                list.push(at);
            }
        };
        for given in &name.given {
            note(&mut self.given, given.skeleton.clone());
            let long = given.long();
            if long != given.skeleton {
                note(&mut self.given, long);
            }
        }
        if let Some(letter) = name.given.first().and_then(|given| given.letter()) {
            let list = self.letters.entry(letter).or_default();
            if list.last() != Some(&at) && list.len() <= CANDIDATES {
                list.push(at);
            }
        }
        let names = &mut self.clusters[at as usize].names;
        if names.len() < CANDIDATES && !names.contains(name) {
            names.push(name.clone());
        }
    }
}
