//! What is known beforehand: the built-in tables and the user's own rows over them.
//!
//! In: the tables under `data/` and [`GazetteerRow`]s. Out: answers to the questions that finding and joining mentions
//! asks: what a run of words names ([`Gazetteer::name_at`], [`Gazetteer::body_at`], [`Gazetteer::adjective_at`],
//! [`Gazetteer::title_at`]), who held an office ([`Gazetteer::holder`]), whose surname it is, which gender a first
//! name tells.
//!
//! It knows names, not contexts: that "Georgia" may be a state of the US, or "Sun" the star, is a flag on the name
//! ([`NameFlags`]), and who asks must decide. Built once and shared: a clone costs a reference count.

mod build;
mod entry;
mod row;
mod table;

use std::sync::{Arc, LazyLock, OnceLock};

use rustc_hash::{FxHashMap, FxHashSet};

use super::Country;
use super::person_name::PersonName;
use super::spelling;
use crate::Error;
use crate::calendar::Date;
use crate::segments::{Shape, Token, WordKey};
use crate::trie::Trie;

pub use entry::{Entry, EntryId, EntryKind, Gender, Name, NameFlags, Office, Title, TitleKind};
pub use row::GazetteerRow;

/// What is known beforehand: the built-in tables and the user's own rows over them.
#[derive(Clone, Debug)]
pub struct Gazetteer(Arc<Tables>);

/// People who share a family name, with all names of each.
type Family = Vec<(EntryId, Vec<PersonName>)>;

/// All tables, indexed.
#[derive(Debug)]
struct Tables {
    entries: Vec<Entry>,
    by_id: FxHashMap<Box<str>, EntryId>,
    names: Trie<Name>,
    adjectives: Trie<Adjective>,
    bodies: Trie<BodyId>,
    /// The entry of a kind of body in a country.
    body_entries: FxHashMap<(BodyId, Country), EntryId>,
    countries: FxHashMap<Country, EntryId>,
    capitals: FxHashMap<Country, EntryId>,
    titles: Trie<Title>,
    first_names: FxHashMap<WordKey, Option<Gender>>,
    particles: FxHashSet<WordKey>,
    /// The bearers of a surname, the best known first.
    surnames: FxHashMap<WordKey, Vec<EntryId>>,
    /// What each person is called alone, folded.
    surname_words: FxHashMap<EntryId, Vec<Box<str>>>,
    /// Every name of every person.
    person_names: Vec<(EntryId, Box<str>)>,
    /// The skeleton of a family name → its people with all their names; made when first asked for.
    families: OnceLock<FxHashMap<String, Family>>,
    family_first: FxHashSet<WordKey>,
    holders: FxHashMap<(Option<Country>, Office), Vec<EntryId>>,
    of: WordKey,
    the: WordKey,
}

/// A name found in the text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NameHit<'g> {
    /// How many tokens it covers.
    pub tokens: usize,
    /// Its readings, the likeliest first; never empty.
    pub names: &'g [Name],
}

/// The adjective of a country, or what its people are called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Adjective {
    /// Which country.
    pub country: Country,
    /// Whether it is a noun for its people ("Turks", "a Briton") and no adjective.
    pub people: bool,
}

/// A kind of government body that every country has: "foreign ministry", "army".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct BodyId(u16);

/// A government body found in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BodyHit {
    /// How many tokens it covers, with the country's adjective before and "of Turkey" behind.
    pub tokens: usize,
    /// How many of them come before the body's own words ("Turkish").
    pub before: usize,
    /// Which kind.
    pub body: BodyId,
    /// Whose, where the words themselves tell.
    pub country: Option<Country>,
}

static BUILT_IN: LazyLock<Gazetteer> = LazyLock::new(|| {
    build::tables(&[]).map(|tables| Gazetteer(Arc::new(tables))).expect("the built-in tables are tested")
});

impl Default for Gazetteer {
    /// The built-in tables.
    fn default() -> Self {
        BUILT_IN.clone()
    }
}

impl Gazetteer {
    /// The built-in tables with these rows over them: where both know a name, the rows win.
    ///
    /// # Errors
    /// [`Error::is_table`] for a row without a name, or that ends before it begins; the line is the row's place, from 1.
    pub fn with_rows(rows: Vec<GazetteerRow>) -> Result<Self, Error> {
        if rows.is_empty() {
            return Ok(Self::default());
        }
        Ok(Self(Arc::new(build::tables(&rows)?)))
    }

    /// What is known of an entry.
    pub fn entry(&self, id: EntryId) -> &Entry {
        &self.0.entries[id.0 as usize]
    }

    /// The entry with this slug.
    pub fn by_id(&self, id: &str) -> Option<EntryId> {
        self.0.by_id.get(id).copied()
    }

    /// The longest name that begins at token `at`; an article before it is no part of it.
    ///
    /// Capitals must fit: "us" is not the US, "sun" is not the paper.
    pub fn name_at(&self, tokens: &[Token], at: usize) -> Option<NameHit<'_>> {
        let (tokens, names) = longest(&self.0.names, tokens, at, capitals_fit)?;
        Some(NameHit { tokens, names })
    }

    /// Every reading of exactly these words, the likeliest first.
    pub fn names_of(&self, words: &[WordKey]) -> &[Name] {
        self.0.names.exact(words.iter().map(|key| key.0))
    }

    /// The readings of a name given as text, with or without an article before it.
    pub fn names(&self, name: &str) -> &[Name] {
        let keys = spelling::keys(name);
        match keys.split_first() {
            Some((first, rest)) if *first == self.0.the && !rest.is_empty() => self.names_of(rest),
            _ => self.names_of(&keys),
        }
    }

    /// The longest adjective or demonym of a country that begins at token `at`, and its length in tokens.
    pub fn adjective_at(&self, tokens: &[Token], at: usize) -> Option<(usize, Adjective)> {
        let (count, found) = longest(&self.0.adjectives, tokens, at, |tokens, _| tokens[0].shape != Shape::Lower)?;
        Some((count, found[0]))
    }

    /// The government body whose words begin at token `at`: "Turkish Foreign Ministry", "Foreign Ministry of Turkey",
    /// "army". In any case of letters: whether it is a name or a description is for the caller to tell.
    pub fn body_at(&self, tokens: &[Token], at: usize) -> Option<BodyHit> {
        let tables = &*self.0;
        let phrase = |at| longest(&tables.bodies, tokens, at, |_, _| true);
        let mut country = None;
        let mut before = 0;
        if let Some((count, adjective)) = self.adjective_at(tokens, at) {
            country = Some(adjective.country);
            before = count;
        } else if let Some(hit) = self.name_at(tokens, at) {
            let entry = self.entry(hit.names[0].entry);
            if entry.kind == EntryKind::Country {
                country = entry.country;
                before = hit.tokens;
            }
        }
        let (count, bodies) = phrase(at + before)?;
        let mut end = at + before + count;
        if country.is_none() && tokens.get(end).is_some_and(|token| token.key == tables.of) {
            let the = tokens.get(end + 1).is_some_and(|token| token.key == tables.the);
            let start = end + 1 + usize::from(the);
            if let Some(hit) = self.name_at(tokens, start) {
                let entry = self.entry(hit.names[0].entry);
                if entry.kind == EntryKind::Country {
                    country = entry.country;
                    end = start + hit.tokens;
                }
            }
        }
        Some(BodyHit { tokens: end - at, before, body: bodies[0], country })
    }

    /// The kind of body that these words name: "presidency".
    pub fn body_kind(&self, words: &str) -> Option<BodyId> {
        self.0.bodies.exact(spelling::keys(words).iter().map(|key| key.0)).first().copied()
    }

    /// A country's body of this kind: its foreign ministry, its army.
    pub fn body(&self, body: BodyId, country: Country) -> Option<EntryId> {
        self.0.body_entries.get(&(body, country)).copied()
    }

    /// The longest title that begins at token `at`, and its length in tokens.
    pub fn title_at(&self, tokens: &[Token], at: usize) -> Option<(usize, &Title)> {
        let (count, titles) = longest(&self.0.titles, tokens, at, |_, _| true)?;
        Some((count, &titles[0]))
    }

    /// Whether it is a first name, and the gender that it tells: `Some(None)` for one of both.
    pub fn first_name(&self, word: WordKey) -> Option<Option<Gender>> {
        self.0.first_names.get(&word).copied()
    }

    /// Whether it is a word within names: "al", "bin", "van", "dos".
    pub fn is_particle(&self, word: WordKey) -> bool {
        self.0.particles.contains(&word)
    }

    /// The known people with this surname, the best known first.
    pub fn bearers(&self, surname: WordKey) -> &[EntryId] {
        self.0.surnames.get(&surname).map_or(&[], Vec::as_slice)
    }

    /// What a person is called alone, folded: the last word of the surname.
    pub(crate) fn surnames_of(&self, person: EntryId) -> &[Box<str>] {
        self.0.surname_words.get(&person).map_or(&[], Vec::as_slice)
    }

    /// The known people whose family name has this skeleton, with their full names.
    pub(crate) fn family(&self, skeleton: &str) -> &[(EntryId, Vec<PersonName>)] {
        let families = self.0.families.get_or_init(|| {
            let mut families: FxHashMap<String, Family> = FxHashMap::default();
            for (entry, name) in &self.0.person_names {
                let Some(parsed) = PersonName::parse(name, self).filter(|parsed| !parsed.is_bare()) else { continue };
                let people = families.entry(parsed.family.clone()).or_default();
                match people.last_mut() {
                    Some((last, names)) if last == entry => names.push(parsed),
                    _ => people.push((*entry, vec![parsed])),
                }
            }
            families
        });
        families.get(skeleton).map_or(&[], Vec::as_slice)
    }

    /// Whether it is a family name that comes before the given name: "Xi", "Kim".
    pub(crate) fn is_family_first(&self, word: WordKey) -> bool {
        self.0.family_first.contains(&word)
    }

    /// Who held an office on a day; without a day, the latest holder that the tables know.
    ///
    /// `country` is `None` for offices of international organizations. Nobody if two held it at once.
    pub fn holder(&self, country: Option<Country>, office: Office, day: Option<Date>) -> Option<EntryId> {
        let holders = self.0.holders.get(&(country, office))?;
        let fits = |id: &&EntryId| {
            self.entry(**id).tenures.iter().any(|tenure| {
                tenure.country == country && tenure.office == office && day.is_none_or(|day| tenure.holds_on(day))
            })
        };
        match day {
            None => holders.first().copied(),
            Some(_) => {
                let mut fitting = holders.iter().filter(fits);
                match (fitting.next(), fitting.next()) {
                    (Some(&one), None) => Some(one),
                    // The day of handing over belongs to both: the later one counts.
                    (Some(&later), Some(_)) if fitting.next().is_none() => Some(later),
                    _ => None,
                }
            }
        }
    }

    /// The entry of a country.
    pub fn country(&self, country: Country) -> Option<EntryId> {
        self.0.countries.get(&country).copied()
    }

    /// The entry of a country's capital.
    pub fn capital(&self, country: Country) -> Option<EntryId> {
        self.0.capitals.get(&country).copied()
    }
}

/// The longest phrase that begins at token `at` and that `fits` by its tokens and values: its length and values.
fn longest<'g, T>(
    phrases: &'g Trie<T>,
    tokens: &[Token],
    at: usize,
    fits: impl Fn(&[Token], &[T]) -> bool,
) -> Option<(usize, &'g [T])> {
    let tokens = tokens.get(at..)?;
    let found = phrases.prefixes(tokens.iter().map(|token| token.key.0));
    found.filter(|&(count, values)| fits(&tokens[..count], values)).last()
}

/// Whether the letters' case allows the names: abbreviations are in capitals, other names begin with one unless
/// the table writes them small ("al-Qaeda").
fn capitals_fit(tokens: &[Token], names: &[Name]) -> bool {
    let first = tokens[0].shape;
    names.iter().any(|name| {
        if name.flags.has(NameFlags::SMALL) {
            true
        } else if name.flags.has(NameFlags::ABBREVIATION) {
            tokens.iter().all(|token| !matches!(token.shape, Shape::Lower | Shape::Title))
        } else {
            first != Shape::Lower
        }
    })
}

#[cfg(test)]
mod tests;
