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
use super::tellings::Telling;
use crate::actors::{ActorType, Gazetteer};
use people::People;
use tally::Tally;
use things::Things;

/// What the actors of a group have in common.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum GroupKey {
    /// The gazetteer's id.
    Known(String),
    /// A person by full name: the number of its cluster.
    Person(u32),
    /// A person of whom only the surname is known, folded.
    Surname(String),
    /// Anything else, by its number.
    Thing(u32),
}

/// The actors, by id, and for each telling the number of its actor.
pub(super) fn merge(tellings: &[(Telling, u64)], gazetteer: &Gazetteer) -> (Vec<Actor>, Vec<u32>) {
    let mut people = People::default();
    let mut things = Things::default();
    for (Telling { actor, .. }, weight) in tellings {
        match (&actor.known, actor.r#type) {
            (Some(id), ActorType::Person) => people.note_known(id),
            (Some(id), _) => things.note_known(id, actor),
            (None, ActorType::Person) => people.note(actor, *weight, gazetteer),
            (None, _) => things.note(actor, *weight),
        }
    }
    people.join(gazetteer);
    things.join(gazetteer);

    let mut groups: FxHashMap<GroupKey, Vec<u32>> = FxHashMap::default();
    for (number, (Telling { actor, day }, _)) in tellings.iter().enumerate() {
        let key = match (&actor.known, actor.r#type) {
            (Some(id), _) => GroupKey::Known(id.clone()),
            (None, ActorType::Person) => people.group(actor, *day, gazetteer),
            (None, _) => things.group(actor),
        };
        groups.entry(key).or_default().push(number as u32);
    }
    // In the order of their keys, whoever came first.
    let mut groups: Vec<(GroupKey, Vec<u32>)> = groups.into_iter().collect();
    groups.sort_unstable_by(|(one, _), (other, _)| one.cmp(other));
    let mut actors = Vec::with_capacity(groups.len());
    for (key, members) in &groups {
        let mut tally = match key {
            GroupKey::Known(id) => Tally::known(id, gazetteer),
            _ => Tally::default(),
        };
        for (telling, weight) in members.iter().map(|&member| &tellings[member as usize]) {
            tally.count(telling, *weight);
        }
        actors.push(tally.actor(gazetteer));
    }
    ids::assign(&mut actors, gazetteer);

    let members = groups.into_iter().map(|(_, members)| members);
    let mut order: Vec<(Actor, Vec<u32>)> = actors.into_iter().zip(members).collect();
    order.sort_by(|(one, _), (other, _)| one.id.cmp(&other.id));
    let mut found = vec![0; tellings.len()];
    let mut actors = Vec::with_capacity(order.len());
    for (actor, members) in order {
        for member in members {
            found[member as usize] = actors.len() as u32;
        }
        actors.push(actor);
    }
    (actors, found)
}
