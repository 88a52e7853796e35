//! Tables and user rows → the indexed gazetteer.

use rustc_hash::{FxHashMap, FxHashSet};

use super::entry::{Entry, EntryId, EntryKind, Gender, Name, NameFlags, Office, Tenure, Title};
use super::row::GazetteerRow;
use super::table::{BodyRow, CountryRow, NamedRow, PersonRow, TitleRow, WikidataRow};
use super::{Adjective, BodyId, Tables};
use crate::Error;
use crate::actors::Country;
use crate::actors::slug::slug;
use crate::actors::spelling::{self, keys};
use crate::segments::{WordKey, fold};
use crate::tables::{List, Row, Table, actors as tables, items};
use crate::trie::TrieBuilder;

/// The tables whose rows are [`NamedRow`]s.
const NAMED: [(EntryKind, Table); 5] = [
    (EntryKind::Organization, tables::ORGANIZATIONS),
    (EntryKind::Organization, tables::CLUBS),
    (EntryKind::ArmedGroup, tables::ARMED_GROUPS),
    (EntryKind::Group, tables::GROUPS),
    (EntryKind::Media, tables::MEDIA),
];

/// Everything is told apart from what the user says by this.
const USER_PROMINENCE: u8 = 10;

/// All tables with `rows` over them.
pub(super) fn tables(rows: &[GazetteerRow]) -> Result<Tables, Error> {
    let mut build = Build::default();
    build.user(rows)?;
    build.countries()?;
    build.governments()?;
    build.bodies();
    for (kind, table) in NAMED {
        build.named(kind, table)?;
    }
    build.cities()?;
    build.regions()?;
    build.people()?;
    build.wikidata()?;
    build.titles();
    build.words();
    Ok(build.finish())
}

/// A country's words, as patterns need them.
struct CountryWords {
    /// "the United States"
    name: String,
    /// "US"
    adjective: String,
}

#[derive(Default)]
struct Build {
    entries: Vec<Entry>,
    by_id: FxHashMap<Box<str>, EntryId>,
    names: Vec<NameRow>,
    adjectives: TrieBuilder<Adjective>,
    bodies: TrieBuilder<BodyId>,
    body_kinds: FxHashMap<&'static str, BodyId>,
    body_entries: FxHashMap<(BodyId, Country), EntryId>,
    countries: FxHashMap<Country, EntryId>,
    capitals: FxHashMap<Country, EntryId>,
    /// In the table's order, so that entries made from it are in the same order in every run.
    country_words: Vec<(Country, CountryWords)>,
    titles: TrieBuilder<Title>,
    first_names: FxHashMap<WordKey, Option<Gender>>,
    particles: FxHashSet<WordKey>,
    surnames: FxHashMap<WordKey, Vec<EntryId>>,
    /// What each person is called alone, folded.
    surname_words: FxHashMap<EntryId, Vec<Box<str>>>,
    /// Every name of every person.
    person_names: Vec<(EntryId, Box<str>)>,
    family_first: FxHashSet<WordKey>,
    /// Built-in entries that a user's row replaces.
    replaced: FxHashSet<Box<str>>,
}

/// A name of an entry, before indexing.
struct NameRow {
    keys: Vec<WordKey>,
    entry: EntryId,
    flags: NameFlags,
}

impl Build {
    /// Adds an entry and its canonical name.
    fn entry(&mut self, entry: Entry) -> EntryId {
        let id = EntryId(self.entries.len() as u32);
        self.by_id.entry(entry.id.clone()).or_insert(id);
        self.entries.push(entry);
        id
    }

    /// Adds an entry of one of the plain tables; `None` if the user has an own one under its id.
    fn plain(
        &mut self,
        kind: EntryKind,
        id: &str,
        name: &str,
        country: Option<Country>,
        prominence: u8,
    ) -> Option<EntryId> {
        if self.replaced.contains(id) {
            return None;
        }
        Some(self.entry(Entry {
            id: id.into(),
            name: name.into(),
            wikidata: None,
            kind,
            country,
            gender: None,
            stands_for: None,
            tenures: Vec::new(),
            prominence,
        }))
    }

    /// Adds a name in all the ways in which it is written.
    fn name(&mut self, entry: EntryId, name: &str, flags: NameFlags) {
        let (name, flags) = match name.strip_prefix("The ") {
            Some(rest) => (rest, flags.with(NameFlags::ARTICLE)),
            None => (name, flags),
        };
        let small = name.chars().next().is_some_and(char::is_lowercase);
        let capitals = !name.contains(' ') && name.chars().all(|c| !c.is_lowercase()) && name.len() > 1;
        // "LeT" and "AfD" are abbreviations too: "let" and "Let" are not they.
        let mixed = !name.contains(' ') && name.len() <= 4 && name.chars().filter(|c| c.is_uppercase()).count() > 1;
        let mut flags = flags;
        if small {
            flags = flags.with(NameFlags::SMALL);
        }
        if mixed || capitals && name.chars().any(char::is_uppercase) {
            flags = flags.with(NameFlags::ABBREVIATION);
        }
        self.names.push(NameRow { keys: keys(name), entry, flags });
        if capitals && name.len() <= 5 && name.bytes().all(|b| b.is_ascii_uppercase()) {
            let dotted: String = name.chars().flat_map(|c| [c, '.']).collect();
            self.names.push(NameRow { keys: keys(&dotted), entry, flags });
        }
        if name.contains('-') {
            self.names.push(NameRow { keys: keys(&name.replace('-', " ")), entry, flags });
        }
        // At the end of a sentence the full stop is a token of its own.
        if let Some(stem) = name.strip_suffix('.') {
            self.names.push(NameRow { keys: keys(stem), entry, flags });
        }
    }

    /// Adds the names of a cell: "Observatory \[common,article\]; SOHR".
    fn aliases<R>(&mut self, row: &Row<R>, entry: EntryId, aliases: List<'_>) -> Result<(), Error> {
        aliases.iter().try_for_each(|alias| self.alias(row, entry, alias))
    }

    fn alias<R>(&mut self, row: &Row<R>, entry: EntryId, alias: &str) -> Result<(), Error> {
        let (name, flags) = match alias.strip_suffix(']').and_then(|alias| alias.rsplit_once(" [")) {
            Some((name, flags)) => (name, NameFlags::read(flags).map_err(|reason| row.error(reason))?),
            None => (alias, NameFlags::none()),
        };
        self.name(entry, name, flags);
        Ok(())
    }

    /// The user's rows, first, so that theirs come before the built-in ones.
    fn user(&mut self, rows: &[GazetteerRow]) -> Result<(), Error> {
        for (at, row) in rows.iter().enumerate() {
            row.check().map_err(|reason| Error::table("gazetteer", at + 1, reason))?;
            let id = row.id.as_deref().map_or_else(|| slug(&row.name), str::to_owned);
            let kind = EntryKind::from(row.r#type);
            let entry = match self.by_id.get(id.as_str()) {
                Some(&known) if self.entries[known.0 as usize].kind == kind => known,
                Some(&known) => {
                    let before = self.entries[known.0 as usize].kind;
                    let reason = format!("{id:?} is a {kind} here and a {before} in an earlier row");
                    return Err(Error::table("gazetteer", at + 1, reason));
                }
                None => {
                    let entry = self.entry(Entry {
                        id: id.as_str().into(),
                        name: row.name.as_str().into(),
                        wikidata: None,
                        kind,
                        country: row.country,
                        gender: None,
                        stands_for: None,
                        tenures: Vec::new(),
                        prominence: USER_PROMINENCE,
                    });
                    self.replaced.insert(id.into());
                    entry
                }
            };
            for name in std::iter::once(&row.name).chain(&row.aliases) {
                self.name(entry, name, NameFlags::none());
            }
            if let Some(role) = &row.role {
                let office = self::office(role).unwrap_or(Office::Head);
                self.entries[entry.0 as usize].tenures.push(Tenure {
                    office,
                    title: role.as_str().into(),
                    country: row.country,
                    from: row.from,
                    to: row.to,
                });
            }
            if kind == EntryKind::Person {
                self.person_names.push((entry, row.name.as_str().into()));
                self.person_names.extend(row.aliases.iter().map(|name| (entry, name.as_str().into())));
                self.surname(entry, "", &row.name);
            }
            if let (EntryKind::Country, Some(country)) = (kind, row.country) {
                self.countries.insert(country, entry);
            }
        }
        Ok(())
    }

    fn countries(&mut self) -> Result<(), Error> {
        for row in tables::COUNTRIES.read::<CountryRow>() {
            let row = row?;
            let CountryRow { country, id, name, flags, aliases, capital, adjectives, people } = row.cells;
            if let Some(entry) = self.plain(EntryKind::Country, id, name, Some(country), 9) {
                self.name(entry, name, flags);
                self.aliases(&row, entry, aliases)?;
                self.countries.entry(country).or_insert(entry);
            }
            let actor = self.countries.get(&country).copied();
            let mut names = capital.iter();
            if let Some(first) = names.next() {
                let city = self.city(&row, first, country, 6)?;
                self.entries[city.0 as usize].stands_for = actor;
                names.try_for_each(|other| self.alias(&row, city, other))?;
                self.capitals.insert(country, city);
            }
            for (cell, people) in [(adjectives, false), (people, true)] {
                for word in cell.iter() {
                    self.adjectives.add(hashes(word), Adjective { country, people });
                    if word.contains('-') {
                        self.adjectives.add(hashes(&word.replace('-', " ")), Adjective { country, people });
                    }
                }
            }
            let words = CountryWords {
                name: if flags.has(NameFlags::ARTICLE) { format!("the {name}") } else { name.to_owned() },
                adjective: adjectives.iter().next().unwrap_or(name).to_owned(),
            };
            self.country_words.push((country, words));
        }
        Ok(())
    }

    /// A city, under a slug that says its country where another place has the plain one.
    fn city<R>(&mut self, row: &Row<R>, cell: &str, country: Country, prominence: u8) -> Result<EntryId, Error> {
        let name = cell.split(" [").next().unwrap_or(cell);
        let id = format!("{}-{}", slug(name), country.as_str().to_ascii_lowercase());
        let entry = self.entry(Entry {
            id: id.into(),
            name: name.into(),
            wikidata: None,
            kind: EntryKind::City,
            country: Some(country),
            gender: None,
            stands_for: None,
            tenures: Vec::new(),
            prominence,
        });
        self.alias(row, entry, cell)?;
        Ok(entry)
    }

    fn cities(&mut self) -> Result<(), Error> {
        for row in tables::CITIES.read::<(&str, Country, &str, List<'_>, &str)>() {
            let row = row?;
            let (name, country, flags, aliases, stands_for) = row.cells;
            let cell = if flags.is_empty() { name.to_owned() } else { format!("{name} [{flags}]") };
            let id = format!("{}-{}", slug(name), country.as_str().to_ascii_lowercase());
            let entry = match self.by_id.get(id.as_str()) {
                Some(&known) => known,
                None => self.city(&row, &cell, country, 5)?,
            };
            self.aliases(&row, entry, aliases)?;
            if !stands_for.is_empty() {
                let actor = self.by_id.get(stands_for).copied();
                self.entries[entry.0 as usize].stands_for =
                    Some(actor.ok_or_else(|| row.error(format!("nothing has the id {stands_for:?}")))?);
            }
        }
        Ok(())
    }

    fn regions(&mut self) -> Result<(), Error> {
        for row in tables::REGIONS.read::<(&str, Option<Country>, NameFlags, List<'_>)>() {
            let row = row?;
            let (name, country, flags, aliases) = row.cells;
            let mut id = format!("{}-region", slug(name));
            if let Some(country) = country {
                id = format!("{id}-{}", country.as_str().to_ascii_lowercase());
            }
            if let Some(entry) = self.plain(EntryKind::Region, &id, name, country, 4) {
                self.name(entry, name, flags);
                self.aliases(&row, entry, aliases)?;
            }
        }
        Ok(())
    }

    /// Bodies that a country calls by a name of its own, seats of power, parliaments, agencies.
    fn governments(&mut self) -> Result<(), Error> {
        for (at, (kind, ..)) in tables::BODIES.rows::<BodyRow>().enumerate() {
            self.body_kinds.insert(kind, BodyId(at as u16));
        }
        for row in tables::GOVERNMENTS.read::<(&str, &str, Option<Country>, List<'_>, NameFlags, List<'_>)>() {
            let row = row?;
            let (id, name, country, bodies, flags, aliases) = row.cells;
            let Some(entry) = self.plain(EntryKind::Government, id, name, country, 6) else { continue };
            self.name(entry, name, flags);
            self.aliases(&row, entry, aliases)?;
            for kind in bodies.iter() {
                let body =
                    *self.body_kinds.get(kind).ok_or_else(|| row.error(format!("{kind:?} is no kind of body")))?;
                let country = country.ok_or_else(|| row.error("a body needs a country"))?;
                self.body_entries.insert((body, country), entry);
            }
        }
        Ok(())
    }

    /// The bodies that every country has, for each country.
    fn bodies(&mut self) {
        for (kind, id, name, phrases) in tables::BODIES.rows::<BodyRow>() {
            let body = self.body_kinds[kind];
            for phrase in phrases.iter() {
                self.bodies.add(hashes(phrase), body);
            }
            for (country, words) in std::mem::take(&mut self.country_words) {
                if !self.body_entries.contains_key(&(body, country)) {
                    let fill = |pattern: &str| {
                        pattern.replace("{country}", &words.name).replace("{adjective}", &words.adjective)
                    };
                    let id = slug(&fill(id));
                    let known = self.by_id.get(id.as_str()).copied();
                    if let Some(entry) =
                        known.or_else(|| self.plain(EntryKind::Government, &id, &fill(name), Some(country), 3))
                    {
                        self.body_entries.insert((body, country), entry);
                    }
                }
                self.country_words.push((country, words));
            }
        }
    }

    fn named(&mut self, kind: EntryKind, table: Table) -> Result<(), Error> {
        for row in table.read::<NamedRow>() {
            let row = row?;
            let (id, name, country, flags, aliases) = row.cells;
            if let Some(entry) = self.plain(kind, id, name, country, 6) {
                self.name(entry, name, flags);
                self.aliases(&row, entry, aliases)?;
            }
        }
        Ok(())
    }

    fn people(&mut self) -> Result<(), Error> {
        for row in tables::PEOPLE.read::<PersonRow>() {
            let row = row?;
            let PersonRow { id, name, country, gender, prominence, surname, aliases, ref offices } = row.cells;
            let Some(entry) = self.plain(EntryKind::Person, id, name, country, prominence) else { continue };
            self.name(entry, name, NameFlags::none());
            self.aliases(&row, entry, aliases)?;
            self.person_names.extend(std::iter::once(name).chain(aliases.iter()).map(|name| (entry, name.into())));
            self.surname(entry, surname, name);
            let mut tenures =
                offices.iter().map(|office| office.tenure(&row, country)).collect::<Result<Vec<_>, _>>()?;
            tenures.sort_by_key(|tenure| std::cmp::Reverse((tenure.to.is_none(), tenure.to, tenure.from)));
            let entry = &mut self.entries[entry.0 as usize];
            entry.gender = gender;
            entry.tenures = tenures;
        }
        Ok(())
    }

    /// The items of Wikidata, for the entries that are the tables' own: whom the user means by a row, only the user knows.
    fn wikidata(&mut self) -> Result<(), Error> {
        for row in tables::WIKIDATA.read::<WikidataRow>() {
            let row = row?;
            let (id, item, _) = row.cells;
            if self.replaced.contains(id) {
                continue;
            }
            let entry = *self.by_id.get(id).ok_or_else(|| row.error(format!("nothing has the id {id:?}")))?;
            self.entries[entry.0 as usize].wikidata = Some(item);
        }
        Ok(())
    }

    /// Notes what the person is called alone; by default the last word of the name.
    fn surname(&mut self, entry: EntryId, cell: &str, name: &str) {
        let last = name.rsplit(' ').next().unwrap_or(name);
        let surnames: Vec<_> = match cell {
            "" => vec![last],
            "-" => Vec::new(),
            _ => items(cell).collect(),
        };
        for surname in surnames {
            self.name(entry, surname, NameFlags::SURNAME);
            let mut words = spelling::words(surname);
            let Some(word) = words.pop() else { continue };
            let articles = ["al-", "el-", "as-", "ash-", "an-", "ar-"];
            if let Some(bare) = articles.iter().find_map(|article| word.strip_prefix(article)) {
                self.name(entry, &capitalized(bare), NameFlags::SURNAME);
            }
            let last_part = word.rsplit('-').next().unwrap_or(&word);
            for word in [last_part, word.as_str()] {
                let bearers = self.surnames.entry(WordKey::of_folded(word)).or_default();
                if !bearers.contains(&entry) {
                    bearers.push(entry);
                }
            }
            self.surname_words.entry(entry).or_default().push(last_part.into());
        }
    }

    fn titles(&mut self) {
        for TitleRow { text, kind, office, gender, country, aliases, plurals } in tables::TITLES.rows() {
            let title = Title { text: text.into(), kind, office, gender, country, plural: false };
            for form in std::iter::once(text).chain(aliases.iter()) {
                self.titles.add(hashes(form), title.clone());
                if form.contains('-') {
                    self.titles.add(hashes(&form.replace('-', " ")), title.clone());
                }
            }
            for form in plurals.iter() {
                self.titles.add(hashes(form), Title { plural: true, ..title.clone() });
            }
        }
    }

    fn words(&mut self) {
        for (name, gender) in tables::FIRST_NAMES.rows() {
            for word in spelling::words(name) {
                self.first_names.insert(WordKey::of_folded(&word), gender);
            }
        }
        self.particles = tables::PARTICLES.rows().map(WordKey::of).collect();
        self.family_first = tables::FAMILY_FIRST.rows().map(WordKey::of).collect();
    }

    fn finish(mut self) -> Tables {
        let entries = self.entries;
        // The likeliest reading first: full names before surnames, the better known, then by id.
        self.names.sort_by(|a, b| {
            let rank = |row: &NameRow| {
                let entry = &entries[row.entry.0 as usize];
                (
                    row.flags.has(NameFlags::SURNAME) && entry.prominence < USER_PROMINENCE,
                    std::cmp::Reverse(entry.prominence),
                )
            };
            (&a.keys, rank(a), &entries[a.entry.0 as usize].id).cmp(&(
                &b.keys,
                rank(b),
                &entries[b.entry.0 as usize].id,
            ))
        });
        self.names.dedup_by(|later, kept| {
            let same = later.keys == kept.keys && later.entry == kept.entry;
            if same {
                kept.flags = kept.flags.loosened(later.flags);
            }
            same
        });
        let mut names = TrieBuilder::default();
        for row in &self.names {
            names.add(row.keys.iter().map(|key| key.0), Name { entry: row.entry, flags: row.flags });
        }
        let mut holders: FxHashMap<(Option<Country>, Office), Vec<EntryId>> = FxHashMap::default();
        for (at, entry) in entries.iter().enumerate() {
            for tenure in &entry.tenures {
                let list = holders.entry((tenure.country, tenure.office)).or_default();
                if list.last() != Some(&EntryId(at as u32)) {
                    list.push(EntryId(at as u32));
                }
            }
        }
        for ((country, office), list) in &mut holders {
            list.sort_by_key(|id| {
                let entry = &entries[id.0 as usize];
                let latest = entry
                    .tenures
                    .iter()
                    .filter(|tenure| tenure.country == *country && tenure.office == *office)
                    .map(|tenure| (tenure.to.is_none(), tenure.to, tenure.from))
                    .max();
                (std::cmp::Reverse((entry.prominence == USER_PROMINENCE, latest)), *id)
            });
        }
        for bearers in self.surnames.values_mut() {
            bearers.sort_by_key(|id| {
                let entry = &entries[id.0 as usize];
                (std::cmp::Reverse(entry.prominence), entry.id.clone())
            });
        }
        Tables {
            names: names.build(),
            adjectives: self.adjectives.build(),
            bodies: self.bodies.build(),
            titles: self.titles.build(),
            entries,
            by_id: self.by_id,
            body_entries: self.body_entries,
            countries: self.countries,
            capitals: self.capitals,
            first_names: self.first_names,
            particles: self.particles,
            surnames: self.surnames,
            surname_words: self.surname_words,
            person_names: self.person_names,
            families: std::sync::OnceLock::new(),
            family_first: self.family_first,
            holders,
            of: WordKey::of("of"),
            the: WordKey::of("the"),
        }
    }
}

/// The words of a phrase, for an index.
fn hashes(phrase: &str) -> impl Iterator<Item = u64> {
    keys(phrase).into_iter().map(|key| key.0)
}

/// The office that a user's role names.
fn office(role: &str) -> Option<Office> {
    let wanted = fold(role);
    tables::TITLES.rows::<TitleRow>().find_map(|title| {
        let named = std::iter::once(title.text).chain(title.aliases.iter()).any(|form| fold(form) == wanted);
        title.office.filter(|_| named)
    })
}

/// With a capital first letter.
fn capitalized(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
