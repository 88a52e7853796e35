//! What documents tell of their actors, each telling once, with how many documents tell it.
//!
//! A corpus keeps its tellings itself ([`Tellings`]); others lie in columns. Whatever reads them asks for what is
//! [`Told`], by number, and copies nothing ([`AllTold`]).

use rustc_hash::FxHashMap;

use crate::actors::{ActorType, Country, Gender, LocalActor};
use crate::calendar::Date;

/// A telling among those of a corpus.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TellingId(pub u32);

/// An actor as documents tell of it, with all that decides who it is: two equal tellings are of one actor.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Telling {
    /// The actor.
    pub actor: LocalActor,
    /// The day on which the office is told; without an office, a day of the year in which the name is.
    pub day: Option<Date>,
}

impl Telling {
    /// The telling of a document that appeared on this day.
    pub fn new(actor: LocalActor, published: Option<Date>) -> Self {
        // An office counts by its day, a name by its year.
        let year = |day: Date| Date::new(day.year(), 1, 1).unwrap_or(day);
        let day = if actor.role.is_some() { published } else { published.map(year) };
        Self { actor, day }
    }
}

/// What a telling says, all but its names, borrowed from where it is kept.
#[derive(Clone, Copy, Debug)]
pub struct Told<'a> {
    /// The fullest name.
    pub name: &'a str,
    /// What it is.
    pub r#type: ActorType,
    /// The state that it belongs to.
    pub country: Option<Country>,
    /// The office.
    pub role: Option<&'a str>,
    /// The gazetteer's id, where it is known.
    pub known: Option<&'a str>,
    /// For persons.
    pub gender: Option<Gender>,
    /// The day, as [`Telling::day`] has it.
    pub day: Option<Date>,
}

/// Tellings by their numbers, from 0; equal ones may come several times.
pub trait AllTold {
    /// How many there are.
    fn count(&self) -> usize;
    /// What one says.
    fn told(&self, number: usize) -> Told<'_>;
    /// All names that it uses.
    fn names(&self, number: usize) -> impl Iterator<Item = &str>;
    /// How many documents tell it.
    fn weight(&self, number: usize) -> u64;
}

impl AllTold for Vec<(Telling, u64)> {
    fn count(&self) -> usize {
        self.len()
    }

    fn told(&self, number: usize) -> Told<'_> {
        let Telling { actor, day } = &self[number].0;
        Told {
            name: &actor.name,
            r#type: actor.r#type,
            country: actor.country,
            role: actor.role.as_deref(),
            known: actor.known.as_deref(),
            gender: actor.gender,
            day: *day,
        }
    }

    fn names(&self, number: usize) -> impl Iterator<Item = &str> {
        self[number].0.actor.names.iter().map(String::as_str)
    }

    fn weight(&self, number: usize) -> u64 {
        self[number].1
    }
}

/// Different tellings with their weights, in the order in which they came.
#[derive(Debug, Default)]
pub(super) struct Tellings {
    numbers: FxHashMap<Telling, u32>,
    weights: Vec<u64>,
}

impl Tellings {
    /// Adds a telling that `weight` documents tell.
    pub(super) fn add(&mut self, telling: Telling, weight: u64) -> TellingId {
        let next = self.weights.len() as u32;
        let number = *self.numbers.entry(telling).or_insert(next);
        if number == next {
            self.weights.push(0);
        }
        self.weights[number as usize] += weight;
        TellingId(number)
    }

    /// All of them, by number, with their weights.
    pub(super) fn finish(self) -> Vec<(Telling, u64)> {
        let mut tellings: Vec<_> = self.numbers.into_iter().collect();
        tellings.sort_unstable_by_key(|(_, number)| *number);
        tellings.into_iter().map(|(telling, _)| telling).zip(self.weights).collect()
    }
}
