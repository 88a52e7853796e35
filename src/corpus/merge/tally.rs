//! What the documents say of one actor, counted, and the actor that comes of it.

use rustc_hash::FxHashMap;

use super::people::most;
use crate::actors::gazetteer::{EntryId, Gazetteer};
use crate::actors::spelling::{clean, is_broken, is_shouted, titled};
use crate::actors::{ActorType, Country};
use crate::calendar::Date;
use crate::corpus::Actor;
use crate::corpus::tellings::Told;
use crate::segments::fold;

/// Sums over the tellings of one actor; the same for every order of them.
#[derive(Debug, Default)]
pub(super) struct Tally<'a> {
    /// The gazetteer's id.
    known: Option<&'a str>,
    entry: Option<EntryId>,
    /// The fullest name of each document, and further names, as they are written.
    names: FxHashMap<&'a str, NameCount>,
    types: FxHashMap<ActorType, u64>,
    countries: FxHashMap<Country, u64>,
    /// The offices given on the latest day on which one was given.
    roles: FxHashMap<&'a str, u64>,
    role_day: Option<Date>,
}

/// How often a name is used.
#[derive(Clone, Copy, Debug, Default)]
struct NameCount {
    /// As the fullest name of a document.
    full: u64,
    /// At all.
    any: u64,
}

impl<'a> Tally<'a> {
    /// For an actor that the gazetteer knows.
    pub(super) fn known(id: &'a str, gazetteer: &Gazetteer) -> Self {
        Self { known: Some(id), entry: gazetteer.by_id(id), ..Self::default() }
    }

    /// Counts what `weight` documents tell.
    pub(super) fn count(&mut self, told: Told<'a>, names: impl Iterator<Item = &'a str>, weight: u64) {
        for name in names {
            self.names.entry(name).or_default().any += weight;
        }
        // The name of a known actor is the table's and need not stand in the text.
        if told.known.is_none() || self.entry.is_none() {
            self.names.entry(told.name).or_default().full += weight;
        }
        *self.types.entry(told.r#type).or_default() += weight;
        if let Some(country) = told.country {
            *self.countries.entry(country).or_default() += weight;
        }
        if let Some(role) = told.role {
            if self.roles.is_empty() || told.day > self.role_day {
                self.roles.clear();
                self.role_day = told.day;
            }
            if told.day == self.role_day {
                *self.roles.entry(role).or_default() += weight;
            }
        }
    }

    /// The actor; its id is not final unless the gazetteer knows it.
    pub(super) fn actor(self, gazetteer: &Gazetteer) -> Actor {
        let entry = self.entry.map(|entry| gazetteer.entry(entry));
        let voted = most(&self.types).unwrap_or(ActorType::Organization);
        let r#type = entry.and_then(|entry| entry.actor_type()).unwrap_or(voted);
        let country = match entry {
            Some(entry) => entry.country,
            None => most(&self.countries),
        };
        let mut spellings: FxHashMap<String, NameCount> = FxHashMap::default();
        for (&name, count) in &self.names {
            let mut spelling = clean(name);
            // Letters broken on their way, and headlines in capitals, are a last resort.
            if is_shouted(&spelling) && r#type == ActorType::Person {
                spelling = titled(&spelling);
            }
            if let (true, Some(rest)) = (r#type != ActorType::Person, spelling.strip_prefix("the ")) {
                spelling = rest.to_owned();
            }
            if spelling.is_empty() {
                continue;
            }
            let weight = if is_broken(name) || is_shouted(name) { 0 } else { 1 };
            let total = spellings.entry(spelling).or_default();
            total.full += count.full * weight;
            total.any += count.any * weight;
        }
        let name = match entry {
            Some(entry) => entry.name.to_string(),
            None => {
                let rank = |name: &str, count: &NameCount| {
                    let words = if r#type == ActorType::Person { name.split(' ').count().min(2) } else { 0 };
                    (words, count.full, count.any, name.chars().count())
                };
                spellings
                    .iter()
                    .max_by(|(a, a_count), (b, b_count)| rank(a, a_count).cmp(&rank(b, b_count)).then_with(|| b.cmp(a)))
                    .map(|(name, _)| name.clone())
                    .unwrap_or_default()
            }
        };
        // A spelling that was only shouted or broken is no alias beside the proper one.
        let mut last_resorts: FxHashMap<String, String> = FxHashMap::default();
        let mut aliases: Vec<String> = Vec::new();
        for (spelling, count) in spellings {
            if spelling == name {
                continue;
            }
            if count.any + count.full > 0 {
                aliases.push(spelling);
            } else {
                let first = last_resorts.entry(fold(&spelling)).or_insert_with(|| spelling.clone());
                if spelling < *first {
                    *first = spelling;
                }
            }
        }
        last_resorts.remove(&fold(&name));
        for alias in &aliases {
            last_resorts.remove(&fold(alias));
        }
        aliases.extend(last_resorts.into_values());
        aliases.sort();
        let role = self
            .roles
            .iter()
            .max_by(|(a, a_count), (b, b_count)| a_count.cmp(b_count).then_with(|| b.cmp(a)))
            .map(|(&role, _)| role.to_owned());
        Actor {
            id: self.known.unwrap_or_default().to_owned(),
            name,
            wikidata: entry.and_then(|entry| entry.wikidata),
            r#type,
            country,
            role,
            aliases,
        }
    }
}
