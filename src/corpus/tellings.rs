//! What documents tell of their actors, each telling once, with how many documents tell it.

use rustc_hash::FxHashMap;

use crate::actors::LocalActor;
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
