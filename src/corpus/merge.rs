//! What documents tell of their actors → one actor for each real-world entity.
//!
//! In: [`Telling`]s, each with how many documents tell it. Out: the [`Actor`]s, and which of them each telling is
//! of. Actors that the gazetteer knows are joined by its ids; people by their full names across spellings ([`people`]),
//! everything else by its name and abbreviation ([`things`]). Two people are never joined by a surname alone: a bare
//! surname goes to the only full name of the corpus that has it, or to somebody well known.
//!
//! The result does not depend on the order of the tellings, nor on whether equal ones come as one with their weights
//! summed: votes are sums of weights, and whatever is decided one after the other is sorted by its own text first.
//! Candidates come from indices by family name and given name, so that the time grows with the number of actors.

mod ids;
mod people;
mod tally;
mod things;

use rustc_hash::FxHashMap;

use super::Actor;
use super::tellings::AllTold;
use crate::actors::{ActorType, Gazetteer};
use people::People;
use tally::Tally;
use things::Things;

/// What the actors of a group have in common.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum GroupKey<'a> {
    /// The gazetteer's id.
    Known(&'a str),
    /// A person by full name: the number of its cluster.
    Person(u32),
    /// A person of whom only the surname is known, folded.
    Surname(String),
    /// Anything else, by its number.
    Thing(u32),
}

/// The actors, by id, and for each telling the number of its actor.
pub(super) fn merge(all: &impl AllTold, gazetteer: &Gazetteer) -> (Vec<Actor>, Vec<u32>) {
    let mut people = People::default();
    let mut things = Things::default();
    for number in 0..all.count() {
        let (told, weight) = (all.told(number), all.weight(number));
        match (told.known, told.r#type) {
            (Some(id), ActorType::Person) => people.note_known(id),
            (Some(id), _) => things.note_known(id, all.names(number)),
            (None, ActorType::Person) => people.note(told, weight, gazetteer),
            (None, _) => things.note(told, all.names(number), weight),
        }
    }
    people.join(gazetteer);
    things.join(gazetteer);

    let mut numbers: FxHashMap<GroupKey<'_>, u32> = FxHashMap::default();
    let mut groups = Vec::with_capacity(all.count());
    for number in 0..all.count() {
        let told = all.told(number);
        let key = match (told.known, told.r#type) {
            (Some(id), _) => GroupKey::Known(id),
            (None, ActorType::Person) => people.group(told, gazetteer),
            (None, _) => things.group(told),
        };
        let next = numbers.len() as u32;
        groups.push(*numbers.entry(key).or_insert(next));
    }
    drop((people, things));
    // In the order of their keys, whoever came first.
    let mut keys: Vec<(GroupKey<'_>, u32)> = numbers.into_iter().collect();
    keys.sort_unstable_by(|(one, _), (other, _)| one.cmp(other));
    let members = Members::of(&groups, keys.len());
    let mut actors = Vec::with_capacity(keys.len());
    for (key, group) in &keys {
        let mut tally = match key {
            GroupKey::Known(id) => Tally::known(id, gazetteer),
            _ => Tally::default(),
        };
        for &number in members.of_group(*group) {
            let number = number as usize;
            tally.count(all.told(number), all.names(number), all.weight(number));
        }
        actors.push(tally.actor(gazetteer));
    }
    ids::assign(&mut actors, gazetteer);

    let mut order: Vec<(Actor, u32)> = actors.into_iter().zip(keys.into_iter().map(|(_, group)| group)).collect();
    order.sort_by(|(one, _), (other, _)| one.id.cmp(&other.id));
    let mut places = vec![0; order.len()];
    for (place, (_, group)) in (0..).zip(&order) {
        places[*group as usize] = place;
    }
    for group in &mut groups {
        *group = places[*group as usize];
    }
    (order.into_iter().map(|(actor, _)| actor).collect(), groups)
}

/// The tellings of each group.
struct Members {
    numbers: Vec<u32>,
    /// Where the members of each group end.
    ends: Vec<u32>,
}

impl Members {
    /// From the group of each telling.
    fn of(groups: &[u32], count: usize) -> Self {
        let mut ends = vec![0; count + 1];
        for &group in groups {
            ends[group as usize + 1] += 1;
        }
        for group in 0..count {
            ends[group + 1] += ends[group];
        }
        let mut numbers = vec![0; groups.len()];
        // What is where a group begins wanders to its end.
        for (number, &group) in (0..).zip(groups) {
            let end = &mut ends[group as usize];
            numbers[*end as usize] = number;
            *end += 1;
        }
        Self { numbers, ends }
    }

    fn of_group(&self, group: u32) -> &[u32] {
        let group = group as usize;
        let start = group.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.numbers[start as usize..self.ends[group] as usize]
    }
}
