//! Everything that is no person, by name and abbreviation.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::GroupKey;
use super::people::most;
use crate::actors::gazetteer::{EntryKind, Gazetteer, NameFlags};
use crate::actors::spelling::{clean, words};
use crate::actors::{ActorType, Country};
use crate::corpus::tellings::Told;
use crate::tables;

/// The longest run of capitals that may stand for a longer name.
const LONGEST_ABBREVIATION: usize = 7;

/// The organizations, governments, media and groups of a corpus that the gazetteer does not know.
#[derive(Debug, Default)]
pub(super) struct Things<'a> {
    /// By the name as it is written, and for governments the country.
    uses: FxHashMap<Key<'a>, Use<'a>>,
    /// Which things have this abbreviation; `None` where several have.
    abbreviations: FxHashMap<String, Option<Target<'a>>>,
    /// Where a thing went that is one with another.
    moved: FxHashMap<u32, Target<'a>>,
}

/// What can be one by name: a state is never an organization.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Class {
    State,
    Government,
    Other,
}

type Key<'a> = (&'a str, Class, Option<Country>);

/// What the documents say of a name, and what it stands for.
#[derive(Debug, Default)]
struct Use<'a> {
    types: FxHashMap<ActorType, u64>,
    /// What its bearers are called for short.
    abbreviations: FxHashSet<String>,
    /// Known once all are noted.
    target: Option<Target<'a>>,
}

/// Who it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Target<'a> {
    Known(&'a str),
    Number(u32),
}

/// Things by their normal names, which get their numbers in the order of the names as they are written.
#[derive(Default)]
struct Numbers<'a> {
    numbers: FxHashMap<(String, Class, Option<Country>), u32>,
    /// Names that are but an abbreviation.
    short: Vec<(String, u32)>,
    /// Long names by their initials; `None` where several have them.
    initials: FxHashMap<String, Option<Target<'a>>>,
    /// Governments of no known country, with their normal names.
    stateless: Vec<(String, u32)>,
    /// The countries that have a government of this normal name.
    countries: FxHashMap<String, Vec<Country>>,
}

impl Numbers<'_> {
    /// The number of a name.
    fn number(&mut self, (name, class, country): &Key<'_>) -> u32 {
        let normal = normal(name);
        let next = self.numbers.len() as u32;
        let number = *self.numbers.entry((normal.clone(), *class, *country)).or_insert(next);
        if number == next && *class == Class::Government {
            match country {
                Some(country) => self.countries.entry(normal.clone()).or_default().push(*country),
                None => self.stateless.push((normal.clone(), number)),
            }
        }
        match abbreviation(name) {
            Some(short) => self.short.push((short, number)),
            None => {
                if let Some(initials) = initials(&normal) {
                    only(&mut self.initials, initials, Target::Number(number));
                }
            }
        }
        number
    }
}

impl<'a> Things<'a> {
    /// Notes which abbreviations a known actor has in a document.
    pub(super) fn note_known(&mut self, id: &'a str, names: impl Iterator<Item = &'a str>) {
        for short in names.filter_map(abbreviation) {
            only(&mut self.abbreviations, short, Target::Known(id));
        }
    }

    /// Notes an actor that is known by name only, and of which `weight` documents tell so.
    pub(super) fn note(&mut self, told: Told<'a>, names: impl Iterator<Item = &'a str>, weight: u64) {
        let noted = self.uses.entry(key(told)).or_default();
        *noted.types.entry(told.r#type).or_default() += weight;
        noted.abbreviations.extend(names.filter(|&name| name != told.name).filter_map(abbreviation));
    }

    /// Joins abbreviations to what they stand for, once all are noted.
    pub(super) fn join(&mut self, gazetteer: &'a Gazetteer) {
        let mut uses: Vec<(&Key<'_>, &mut Use<'a>)> = self.uses.iter_mut().collect();
        uses.sort_unstable_by_key(|(key, _)| *key);
        let mut numbers = Numbers::default();
        for (key, noted) in uses {
            let known = most(&noted.types).and_then(|r#type| known(key.0, r#type, gazetteer));
            let target = known.map_or_else(|| Target::Number(numbers.number(key)), Target::Known);
            for short in &noted.abbreviations {
                only(&mut self.abbreviations, short.clone(), target);
            }
            noted.target = Some(target);
        }
        for (short, number) in &numbers.short {
            let of = |table: &FxHashMap<String, Option<Target<'a>>>| table.get(short).copied().flatten();
            let declared = self.abbreviations.contains_key(short);
            let target = if declared { of(&self.abbreviations) } else { of(&numbers.initials) };
            if let Some(target) = target.filter(|target| *target != Target::Number(*number)) {
                self.moved.insert(*number, target);
            }
        }
        // A government whose country one document leaves out is that of the only country that others name.
        for (normal, number) in &numbers.stateless {
            if let Some([country]) = numbers.countries.get(normal).map(Vec::as_slice)
                && let Some(&other) = numbers.numbers.get(&(normal.clone(), Class::Government, Some(*country)))
            {
                self.moved.insert(*number, Target::Number(other));
            }
        }
    }

    /// The group of an actor that was noted.
    pub(super) fn group(&self, told: Told<'_>) -> GroupKey<'a> {
        let mut target = self.uses[&key(told)].target.expect("all were joined");
        // A chain is short: an abbreviation goes to a long name, a long name to one with its country.
        for _ in 0..3 {
            match target {
                Target::Number(number) => match self.moved.get(&number) {
                    Some(next) => target = *next,
                    None => break,
                },
                Target::Known(_) => break,
            }
        }
        match target {
            Target::Known(id) => GroupKey::Known(id),
            Target::Number(number) => GroupKey::Thing(number),
        }
    }
}

fn key(told: Told<'_>) -> Key<'_> {
    let class = class(told.r#type);
    (told.name, class, told.country.filter(|_| class == Class::Government))
}

fn class(r#type: ActorType) -> Class {
    match r#type {
        ActorType::Country => Class::State,
        ActorType::Government => Class::Government,
        _ => Class::Other,
    }
}

/// The entry of the gazetteer whose name this is beyond doubt.
fn known<'a>(name: &str, r#type: ActorType, gazetteer: &'a Gazetteer) -> Option<&'a str> {
    let entry = gazetteer.names(&clean(name)).iter().find(|name| {
        let entry = gazetteer.entry(name.entry);
        let doubt = name.flags.has(NameFlags::AMBIGUOUS) || name.flags.has(NameFlags::COMMON_WORD);
        !doubt && entry.kind == EntryKind::from(r#type)
    })?;
    Some(&gazetteer.entry(entry.entry).id)
}

/// American spellings of British words.
static AMERICAN: LazyLock<FxHashMap<&str, &str>> = LazyLock::new(|| tables::corpus::SPELLINGS.rows().collect());

/// A name without what its spellings differ in: "the U.N. Human-Rights Centre" → "un human rights center".
fn normal(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for word in words(name) {
        if matches!(word.as_str(), "'s" | "the" | ",") {
            continue;
        }
        for part in word.split('-') {
            if !out.is_empty() && !part.is_empty() {
                out.push(' ');
            }
            out.extend(AMERICAN.get(part).copied().unwrap_or(part).chars().filter(|&c| c != '.'));
        }
    }
    out
}

/// The letters of a name that is an abbreviation: "U.N." → "un".
fn abbreviation(name: &str) -> Option<String> {
    let is_short = name.len() <= 2 * LONGEST_ABBREVIATION
        && name.chars().all(|c| c.is_uppercase() || c == '.' || c == '-')
        && (2..=LONGEST_ABBREVIATION).contains(&name.chars().filter(|c| c.is_uppercase()).count());
    is_short.then(|| name.chars().filter(|c| c.is_uppercase()).flat_map(char::to_lowercase).collect())
}

/// The initials of a normal name of two to seven words that count.
fn initials(normal: &str) -> Option<String> {
    let counting = normal.split(' ').filter(|word| !matches!(*word, "of" | "for" | "and" | "in" | "on" | "to" | "al"));
    let initials: String = counting.filter_map(|word| word.chars().next()).collect();
    (2..=LONGEST_ABBREVIATION).contains(&initials.chars().count()).then_some(initials)
}

/// Notes whose a short form is; two make it nobody's.
fn only<'a>(table: &mut FxHashMap<String, Option<Target<'a>>>, short: String, target: Target<'a>) {
    table
        .entry(short)
        .and_modify(|known| {
            if *known != Some(target) {
                *known = None;
            }
        })
        .or_insert(Some(target));
}
