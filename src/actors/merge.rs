//! The actors of many documents → one actor for each real-world entity.
//!
//! In: for each document its [`LocalActor`](super::LocalActor)s and its day. Out: [`CorpusActors`]. Actors that the
//! gazetteer knows are joined by its ids; people by their full names across spellings ([`people`]), everything else by
//! its name and abbreviation ([`things`]). Two people are never joined by a surname alone: a bare surname goes to the
//! only full name of the corpus that has it, or to somebody well known.
//!
//! The result does not depend on the order of documents: what is counted is counted over all of them, and whatever is
//! decided one after the other is sorted by its own text first. Candidates come from indices by family name and given
//! name, so that the time grows with the number of actors.

mod ids;
mod people;
mod tally;
mod things;

use rustc_hash::FxHashMap;

use super::gazetteer::Gazetteer;
use super::{ActorType, CorpusActors, MergeInput};
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

/// Joins the actors of many documents.
///
/// The result does not depend on the order of the documents, apart from the order of `assignments`.
pub fn merge(documents: &[MergeInput<'_>], gazetteer: &Gazetteer) -> CorpusActors {
    let mut people = People::default();
    let mut things = Things::default();
    for document in documents {
        for actor in document.actors {
            match (&actor.known, actor.r#type) {
                (Some(id), ActorType::Person) => people.note_known(id),
                (Some(id), _) => things.note_known(id, actor),
                (None, ActorType::Person) => people.note(actor, gazetteer),
                (None, _) => things.note(actor, gazetteer),
            }
        }
    }
    people.join(gazetteer);
    things.join();

    let mut groups: FxHashMap<GroupKey, u32> = FxHashMap::default();
    let mut tallies: Vec<Tally> = Vec::new();
    let mut assignments = Vec::with_capacity(documents.len());
    for document in documents {
        let mut assigned = Vec::with_capacity(document.actors.len());
        for actor in document.actors {
            let key = match (&actor.known, actor.r#type) {
                (Some(id), _) => GroupKey::Known(id.clone()),
                (None, ActorType::Person) => people.group(actor, document.published, gazetteer),
                (None, _) => things.group(actor),
            };
            let known = matches!(key, GroupKey::Known(_));
            let group = match groups.get(&key) {
                Some(&group) => group,
                None => {
                    let group = tallies.len() as u32;
                    tallies.push(match &key {
                        GroupKey::Known(id) => Tally::known(id, gazetteer),
                        _ => Tally::default(),
                    });
                    groups.insert(key, group);
                    group
                }
            };
            tallies[group as usize].count(actor, document.published, known);
            assigned.push(group);
        }
        assignments.push(assigned);
    }

    let mut actors: Vec<_> = tallies.into_iter().map(|tally| tally.actor(gazetteer)).collect();
    ids::assign(&mut actors, gazetteer);
    let mut order: Vec<u32> = (0..actors.len() as u32).collect();
    order.sort_by(|&a, &b| actors[a as usize].id.cmp(&actors[b as usize].id));
    let mut places = vec![0; actors.len()];
    for (place, &group) in order.iter().enumerate() {
        places[group as usize] = place as u32;
    }
    for assigned in &mut assignments {
        for group in assigned {
            *group = places[*group as usize];
        }
    }
    actors.sort_by(|a, b| a.id.cmp(&b.id));
    CorpusActors { actors, assignments }
}

#[cfg(test)]
mod tests;
