//! Names → the actors of one document.
//!
//! In: [`Name`] names in text order. Out: a [`Cast`]: drafts of actors, and for each name which one it is. Known and full
//! names found actors; then surnames, abbreviations and parts of names look for theirs: the fitting one that was named
//! last before them, else the first one behind. A different first name, gender or country keeps people apart, and whoever is
//! but named in the description of somebody of his surname stays behind him.

use std::ops::{Index, IndexMut};

use rustc_hash::FxHashMap;

use crate::actors::gazetteer::{EntryId, EntryKind, Gender, Office};
use crate::actors::recognize::Name;
use crate::actors::recognize::types;
use crate::actors::spelling;
use crate::actors::view::View;
use crate::actors::words::{self, WordClass};
use crate::actors::{ActorType, Country, Evidence, LocalActor, MentionType};
use crate::parallel::stopping_point;
use crate::segments::{Shape, TokenSpan, WordKey, fold};
use crate::tagging::Pos;

/// Namesakes looked through before a new actor is made.
const NAMESAKES: usize = 16;
/// Tokens between somebody and whoever is named in his description.
const ASIDE: usize = 10;

/// An actor in the making.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub kind: ActorType,
    pub entry: Option<EntryId>,
    pub country: Option<Country>,
    pub role: Option<String>,
    pub office: Option<Office>,
    pub gender: Option<Gender>,
    /// The names it has, in order of first use.
    pub names: Vec<String>,
    /// The folded words of its fullest name, particles left out.
    pub parts: Vec<String>,
    /// Where it is named in full, in text order.
    pub first: usize,
    pub last: usize,
    /// Who was described with the words in which it was named first, by name.
    pub host: Option<u32>,
}

/// The actors of a document.
#[derive(Debug, Default)]
pub(super) struct Cast {
    drafts: Vec<Draft>,
    by_entry: FxHashMap<EntryId, u32>,
    /// By the skeleton of the last word of a person's name.
    by_surname: FxHashMap<String, Vec<u32>>,
    /// By the skeleton of any other word of it.
    by_part: FxHashMap<String, Vec<u32>>,
    /// Institutions by their whole folded name, or an abbreviation that was defined.
    by_name: FxHashMap<String, u32>,
    /// Institutions by the first letters of their name.
    by_initials: FxHashMap<String, u32>,
    /// Institutions by a word of their name.
    by_word: FxHashMap<String, Vec<u32>>,
}

fn actor_type(sort: MentionType) -> Option<ActorType> {
    Some(match sort {
        MentionType::Person => ActorType::Person,
        MentionType::Country => ActorType::Country,
        MentionType::Government => ActorType::Government,
        MentionType::Organization => ActorType::Organization,
        MentionType::ArmedGroup => ActorType::ArmedGroup,
        MentionType::Media => ActorType::Media,
        MentionType::Group => ActorType::Group,
        MentionType::Place => return None,
    })
}

/// Who is described by the words that a name stands in: Patricia Smith of "Patricia Smith, mother of Sean Smith", who is but named
/// with her.
fn host(view: &View<'_>, before: &[Name], actors: &[Option<u32>], name: &Name) -> Option<u32> {
    let start = name.tokens.start();
    let at = before.iter().rposition(|host| host.sort == MentionType::Person && host.tokens.end() < start)?;
    let comma = before[at].tokens.end();
    let is_phrase = |at: usize| !view.is(at, ",") && !view.pos(at).is_some_and(|pos| pos.is_finite() || pos == Pos::Cc);
    let sentence = view.segments.sentence_of(start);
    let is_aside = view.is(comma, ",")
        && comma + 1 < start
        && start - comma <= ASIDE
        && view.segments.sentence_of(comma) == sentence
        && (comma + 1..start).all(is_phrase);
    actors[at].filter(|_| is_aside)
}

/// Whether the name is enough by itself.
fn is_full(view: &View<'_>, name: &Name) -> bool {
    if name.entry.is_some() {
        return !name.partial;
    }
    match name.sort {
        MentionType::Person => parts(view, name).len() > 1,
        _ => name.tokens.len() > 1 && !is_lone_head(view, name),
    }
}

fn is_lone_head(view: &View<'_>, name: &Name) -> bool {
    (name.tokens.len() == 1 || name.described) && types::institution_head(view, name.tokens.end() - 1).is_some()
}

/// The folded words of a name that tell people apart.
fn parts(view: &View<'_>, name: &Name) -> Vec<String> {
    let is_a = |word: &str, class| words::classes(WordKey::of_folded(word)).is(class);
    let text = name.span.of(view.text);
    let mut parts: Vec<String> = Vec::new();
    let mut in_nickname = false;
    for word in text.split(|c: char| c.is_whitespace() || c == '.' || c == ',') {
        in_nickname |= word.starts_with(['“', '‘', '"', '\'', '(']);
        if in_nickname {
            in_nickname = !word.ends_with(['”', '’', '"', '\'', ')']);
            continue;
        }
        let word = fold(word);
        let word = match word.split_once('-') {
            Some((article, rest)) if is_a(article, WordClass::Article) => rest,
            _ => &word,
        };
        if word.is_empty() || is_a(word, WordClass::Dropped) {
            continue;
        }
        parts.push(word.to_owned());
    }
    parts
}

impl Index<u32> for Cast {
    type Output = Draft;

    fn index(&self, actor: u32) -> &Draft {
        &self.drafts[actor as usize]
    }
}

impl IndexMut<u32> for Cast {
    fn index_mut(&mut self, actor: u32) -> &mut Draft {
        &mut self.drafts[actor as usize]
    }
}

impl Cast {
    /// The cast of a document's names, and for each of them whose it is: `None` for places and what is no name.
    pub(super) fn of(view: &View<'_>, names: &[Name]) -> (Self, Vec<Option<u32>>) {
        let mut cast = Self::default();
        let mut actors: Vec<Option<u32>> = vec![None; names.len()];
        for (at, name) in names.iter().enumerate() {
            stopping_point();
            if let Some(kind) = actor_type(name.sort)
                && is_full(view, name)
            {
                let known = cast.len();
                let draft = cast.medium_before(view, name).unwrap_or_else(|| cast.full(view, name, kind));
                cast.note(view, draft, name);
                actors[at] = Some(draft);
                if cast.len() > known && kind == ActorType::Person {
                    cast[draft].host = host(view, &names[..at], &actors, name);
                }
            }
        }
        for (at, name) in names.iter().enumerate() {
            stopping_point();
            if actors[at].is_none()
                && let Some(kind) = actor_type(name.sort)
            {
                let before = at.checked_sub(1).and_then(|before| Some((&names[before], actors[before]?)));
                actors[at] = cast.part(view, name, kind, before);
                if let Some(draft) = actors[at] {
                    cast.note(view, draft, name);
                }
            }
        }
        (cast, actors)
    }

    /// How many actors it has.
    pub(super) fn len(&self) -> usize {
        self.drafts.len()
    }

    /// All of them, in order of making.
    pub(super) fn all(&self) -> impl Iterator<Item = (u32, &Draft)> {
        (0..).zip(&self.drafts)
    }

    /// "The New York Times … The Times": the medium named before whose last word this is.
    fn medium_before(&self, view: &View<'_>, name: &Name) -> Option<u32> {
        let last = name.tokens.end() - 1;
        let is_short = name.tokens.len() == 1 || name.tokens.len() == 2 && view.is(last - 1, "the");
        if name.sort != MentionType::Media
            || !is_short
            || name.entry.is_some_and(|entry| self.by_entry.contains_key(&entry))
        {
            return None;
        }
        let word = fold(view.word(last));
        let is_full = |draft: &Draft| {
            draft.kind == ActorType::Media
                && (draft.entry.is_none() || draft.entry != name.entry)
                && draft.names.iter().any(|full| fold(full).ends_with(&word) && full.contains(' '))
        };
        self.by_word.get(&word)?.iter().rev().take(NAMESAKES).copied().find(|&draft| is_full(&self[draft]))
    }

    /// The actor of a name that is enough by itself.
    fn full(&mut self, view: &View<'_>, name: &Name, kind: ActorType) -> u32 {
        if let Some(entry) = name.entry {
            if let Some(&draft) = self.by_entry.get(&entry) {
                return draft;
            }
            if kind == ActorType::Person {
                let known = view.gazetteer.entry(entry);
                let own = parts(view, name);
                if let Some(draft) = self.namesake(&own, name).filter(|&draft| self[draft].entry.is_none()) {
                    let found = &mut self[draft];
                    found.entry = Some(entry);
                    found.country = known.country.or(found.country);
                    found.gender = known.gender.or(found.gender);
                    self.by_entry.insert(entry, draft);
                    return draft;
                }
            }
            return self.found(view, name, kind);
        }
        if kind == ActorType::Person {
            let own = parts(view, name);
            if let Some(draft) = self.namesake(&own, name) {
                if own.len() > self[draft].parts.len() {
                    self[draft].parts = own;
                }
                return draft;
            }
        } else if let Some(&draft) = self.by_name.get(&whole(view, name)) {
            return draft;
        }
        self.found(view, name, kind)
    }

    /// A person whose full name agrees with these words.
    fn namesake(&self, own: &[String], name: &Name) -> Option<u32> {
        let joined = own.concat().replace('-', "");
        let surname = own.last()?;
        let candidates = self
            .by_surname
            .get(&spelling::skeleton(surname))
            .into_iter()
            .chain(self.by_part.get(&spelling::skeleton(&own[0])));
        candidates.flat_map(|drafts| drafts.iter().rev().take(NAMESAKES)).copied().find(|&draft| {
            let other = &self[draft];
            if other.kind != ActorType::Person || opposed(other.gender, name.facts.gender) {
                return false;
            }
            other.parts.concat().replace('-', "") == joined || agree(&other.parts, own)
        })
    }

    /// A new actor.
    fn found(&mut self, view: &View<'_>, name: &Name, kind: ActorType) -> u32 {
        let draft = self.drafts.len() as u32;
        let known = name.entry.map(|entry| view.gazetteer.entry(entry));
        let parts = match (kind, known) {
            (ActorType::Person, Some(known)) if name.partial => spelling::words(&known.name),
            (ActorType::Person, _) => parts(view, name),
            _ => Vec::new(),
        };
        if kind == ActorType::Person {
            if let Some((surname, others)) = parts.split_last() {
                self.by_surname.entry(spelling::skeleton(surname)).or_default().push(draft);
                for other in others {
                    self.by_part.entry(spelling::skeleton(other)).or_default().push(draft);
                }
            }
        } else {
            self.by_name.insert(whole(view, name), draft);
            let initials: String = name
                .span
                .of(view.text)
                .split_whitespace()
                .filter_map(|word| word.chars().next().filter(|first| first.is_uppercase()))
                .flat_map(char::to_lowercase)
                .collect();
            if initials.chars().count() >= 2 {
                self.by_initials.entry(initials).or_insert(draft);
            }
            let words = known.map_or_else(|| name.span.of(view.text).to_owned(), |known| known.name.to_string());
            for word in fold(&words).split_whitespace() {
                self.by_word.entry(word.to_owned()).or_default().push(draft);
            }
        }
        if let Some(entry) = name.entry {
            self.by_entry.insert(entry, draft);
        }
        self.drafts.push(Draft {
            kind: known.and_then(|known| known.actor_type()).unwrap_or(kind),
            entry: name.entry,
            country: known.and_then(|known| known.country).or(name.facts.country),
            role: None,
            office: None,
            gender: known.and_then(|known| known.gender),
            names: Vec::new(),
            parts,
            first: name.tokens.start(),
            last: name.tokens.start(),
            host: None,
        });
        draft
    }

    /// The actor of a surname, an abbreviation or a part of a name.
    fn part(&mut self, view: &View<'_>, name: &Name, kind: ActorType, before: Option<(&Name, u32)>) -> Option<u32> {
        let surface = whole(view, name);
        let start = name.tokens.start();
        // "Hayat Tahrir al-Sham (HTS)"
        if let Some((full, draft)) = before
            && view.tokens[start].shape == Shape::Upper
            && full.tokens.end() + 1 == start
            && view.is(start - 1, "(")
            && view.is(name.tokens.end(), ")")
            && abbreviates(&surface, &fold(full.span.of(view.text)))
        {
            self.by_name.insert(surface, draft);
            return Some(draft);
        }
        if let Some(&draft) = self.by_name.get(&surface) {
            return Some(draft);
        }
        if name.entry.is_none()
            && view.tokens[start].shape == Shape::Upper
            && let Some(&draft) = self.by_initials.get(&surface)
        {
            return Some(draft);
        }
        if (kind == ActorType::Person || name.tokens.len() == 1)
            && let Some(draft) = self.bearer(view, name)
        {
            return Some(draft);
        }
        if name.entry.is_none() && kind != ActorType::Person || name.evidence.confidence() < 0.6 {
            let word = fold(view.word(name.tokens.end() - 1));
            if let Some(drafts) = self.by_word.get(&word) {
                return drafts
                    .iter()
                    .rev()
                    .take(NAMESAKES)
                    .copied()
                    .find(|&draft| self[draft].first < start)
                    .or(drafts.first().copied());
            }
        }
        if is_lone_head(view, name) && name.entry.is_none() {
            return None;
        }
        if kind == ActorType::Person && name.entry.is_none() && name.evidence.confidence() < 0.5 {
            return None;
        }
        if let Some(entry) = name.entry {
            let conflict = {
                let known = view.gazetteer.entry(entry);
                opposed(known.gender, name.facts.gender)
                    || known.country.is_some() && name.facts.country.is_some() && known.country != name.facts.country
            };
            let sure = self.is_sure(view, name, entry);
            if !conflict && sure {
                if let Some(&draft) = self.by_entry.get(&entry) {
                    return Some(draft);
                }
                return Some(self.found(view, name, kind));
            }
            return Some(self.found(view, &Name { entry: None, partial: false, ..name.clone() }, kind));
        }
        Some(self.found(view, name, kind))
    }

    /// Whether a surname alone may stand for the best known bearer.
    fn is_sure(&self, view: &View<'_>, name: &Name, entry: EntryId) -> bool {
        if view.gazetteer.entry(entry).kind != EntryKind::Person {
            return true;
        }
        let bearers = view.gazetteer.bearers(view.tokens[name.tokens.end() - 1].key);
        match bearers {
            [first, second, ..] => {
                let (first, second) = (view.gazetteer.entry(*first), view.gazetteer.entry(*second));
                first.prominence >= second.prominence + 2
                    || name.facts.country.is_some() && first.country != second.country
            }
            _ => true,
        }
    }

    /// The person of the document with this surname, or other part of a name.
    fn bearer(&self, view: &View<'_>, name: &Name) -> Option<u32> {
        let own = parts(view, name);
        let word = own.last()?;
        let skeleton = spelling::skeleton(word);
        let start = name.tokens.start();
        let fits = |draft: &Draft| {
            draft.kind == ActorType::Person
                && !opposed(draft.gender, name.facts.gender)
                && (name.facts.country.is_none() || draft.country.is_none() || draft.country == name.facts.country)
        };
        let choose = |drafts: &[u32]| {
            let mut fitting: Vec<u32> =
                drafts.iter().rev().take(NAMESAKES).copied().filter(|&draft| fits(&self[draft])).collect();
            if name.facts.gender.is_some() {
                let same: Vec<u32> =
                    fitting.iter().copied().filter(|&draft| self[draft].gender == name.facts.gender).collect();
                if !same.is_empty() {
                    fitting = same;
                }
            }
            let nearest = fitting
                .iter()
                .copied()
                .filter(|&draft| self[draft].first < start)
                .max_by_key(|&draft| self[draft].nearest(start))
                .or_else(|| fitting.last().copied());
            let host = nearest.and_then(|draft| self[draft].host);
            host.filter(|host| fitting.contains(host)).or(nearest)
        };
        self.by_surname
            .get(&skeleton)
            .and_then(|drafts| choose(drafts))
            .or_else(|| self.by_part.get(&skeleton).and_then(|drafts| choose(drafts)))
    }

    /// Adds what a name tells to its actor.
    fn note(&mut self, view: &View<'_>, draft: u32, name: &Name) {
        let text = name.span.of(view.text);
        let draft = &mut self[draft];
        if !draft.names.iter().take(64).any(|known| known == text) && draft.names.len() < 64 {
            draft.names.push(text.to_owned());
        }
        if draft.country.is_none() && draft.kind != ActorType::Country {
            draft.country = name.facts.country;
        }
        if draft.gender.is_none() {
            draft.gender = name.facts.gender;
        }
        if draft.role.is_none() && name.facts.role.is_some() {
            draft.role.clone_from(&name.facts.role);
            draft.office = name.facts.office;
        }
        draft.first = draft.first.min(name.tokens.start());
        draft.last = draft.last.max(name.tokens.start());
    }

    /// The actor of an entry of the tables, made if need be.
    pub(super) fn entry(&mut self, view: &View<'_>, entry: EntryId, at: usize) -> Option<u32> {
        if let Some(&draft) = self.by_entry.get(&entry) {
            return Some(draft);
        }
        let kind = view.gazetteer.entry(entry).actor_type()?;
        let tokens = TokenSpan::new(at, at + 1);
        let name = Name { entry: Some(entry), partial: true, ..Name::new(view, tokens, kind.into(), Evidence::Known) };
        Some(self.found(view, &name, kind))
    }

    /// An actor that is only described: "the foreign ministry".
    pub(super) fn described(&mut self, name: &str, kind: ActorType, country: Option<Country>, at: usize) -> u32 {
        let key = fold(name);
        if let Some(&draft) = self.by_name.get(&key) {
            return draft;
        }
        let draft = self.drafts.len() as u32;
        self.by_name.insert(key, draft);
        self.drafts.push(Draft {
            kind,
            entry: None,
            country,
            role: None,
            office: None,
            gender: None,
            names: vec![name.to_owned()],
            parts: Vec::new(),
            first: at,
            last: at,
            host: None,
        });
        draft
    }
}

impl Draft {
    /// The finished actor.
    pub(super) fn finish(&self, view: &View<'_>) -> LocalActor {
        let known = self.entry.map(|entry| view.gazetteer.entry(entry));
        let name = match known {
            Some(known) => known.name.to_string(),
            None => {
                self.names.iter().rev().max_by_key(|name| name.split_whitespace().count()).cloned().unwrap_or_default()
            }
        };
        LocalActor {
            name,
            names: self.names.clone(),
            r#type: self.kind,
            country: self.country,
            role: self.role.clone(),
            gender: self.gender,
            known: known.map(|known| known.id.to_string()),
        }
    }

    /// How near before `at` it was named, larger for nearer.
    fn nearest(&self, at: usize) -> usize {
        if self.last <= at { self.last } else { self.first }
    }
}

fn whole(view: &View<'_>, name: &Name) -> String {
    fold(name.span.of(view.text)).replace('.', "")
}

/// Whether two genders are known and differ.
fn opposed(one: Option<Gender>, other: Option<Gender>) -> bool {
    matches!((one, other), (Some(one), Some(other)) if one != other)
}

/// Whether two full names may be one person's: the same surname, and first names that are the same, a spelling apart, an
/// initial, or left out in the middle.
fn agree(one: &[String], other: &[String]) -> bool {
    let (Some((surname, firsts)), Some((other_surname, other_firsts))) = (one.split_last(), other.split_last()) else {
        return false;
    };
    if spelling::skeleton(surname) != spelling::skeleton(other_surname) {
        return false;
    }
    let (Some(first), Some(other_first)) = (firsts.first(), other_firsts.first()) else { return false };
    if first.chars().count() == 1 || other_first.chars().count() == 1 {
        return first.chars().next() == other_first.chars().next();
    }
    first == other_first || spelling::skeleton(first) == spelling::skeleton(other_first)
}

/// Whether the letters of an abbreviation begin words of a name, in order.
fn abbreviates(letters: &str, name: &str) -> bool {
    let mut initials = name.split(|c: char| c.is_whitespace() || c == '-').filter_map(|word| word.chars().next());
    let mut letters = letters.chars().filter(|c| c.is_alphabetic());
    let Some(first) = letters.next() else { return false };
    initials.any(|initial| initial == first)
        && letters.clone().count() > 0
        && letters.filter(|letter| name.contains(*letter)).count() > 0
}

#[cfg(test)]
mod tests {
    use crate::actors::cases::check;

    #[test]
    fn a_part_of_a_name_is_whose_whole_name_it_belongs_to() {
        check(&[
            (
                "Nadia Tarek and Omar Haddad came. Tarek left.",
                "Nadia Tarek=Nadia Tarek; Omar Haddad=Omar Haddad; Tarek=Nadia Tarek",
            ),
            (
                "Nadia Tarek and Omar Tarek came. Mrs Tarek left.",
                "Nadia Tarek=Nadia Tarek; Omar Tarek=Omar Tarek; Tarek=Nadia Tarek",
            ),
            (
                "The Hayat Tahrir al-Sham (HTS) left. HTS said so.",
                "Hayat Tahrir al-Sham=Hayat Tahrir al-Sham; HTS=Hayat Tahrir al-Sham; HTS=Hayat Tahrir al-Sham",
            ),
            (
                "The Northern Relief Union left. NRU said so.",
                "Northern Relief Union=Northern Relief Union; NRU=Northern Relief Union",
            ),
        ]);
    }
}
