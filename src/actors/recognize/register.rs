//! Names in a text that is no news, where most capitals are products, headings and abbreviations.
//!
//! In: names, and how the document speaks. Out: those that more tells of than a capital letter or a model that has learned from
//! news: a table, a title, a first name, a word that heads an institution; and none of these where the words are as much an
//! everyday thing's. Elsewhere all names stay, but for abbreviations of what the document does not speak of.

use rustc_hash::FxHashSet;

use super::Name;
use crate::actors::gazetteer::{EntryKind, NameFlags};
use crate::actors::view::View;
use crate::actors::words::WordClass;
use crate::actors::{Country, Evidence, MentionType};
use crate::phrases::Register;
use crate::segments::Shape;

/// A document with fewer words does not tell of which states it speaks.
const SHORTEST: usize = 150;
/// The states whose bodies and media English texts call by their letters without saying whose they are.
const AT_HOME: [&str; 2] = ["USA", "GBR"];

/// Names without those that nothing else supports.
pub(super) fn supported(view: &View<'_>, mut names: Vec<Name>) -> Vec<Name> {
    names.retain(|name| !is_shouted(view, name));
    without_foreign_letters(view, &mut names);
    if view.phrases.register() != Register::Reports {
        names.retain(|name| is_supported(view, name));
    }
    names
}

/// "NOTE: THIS IS FREE": a word of the grammar among words in capitals.
fn is_shouted(view: &View<'_>, name: &Name) -> bool {
    let (at, end) = (name.tokens.start(), name.tokens.end());
    let is_loud = |at: usize| view.adjoins(at.max(name.tokens.start())) && view.tokens[at].shape == Shape::Upper;
    name.tokens.len() == 1
        && view.class(at, WordClass::Closed)
        && view.tokens[at].shape == Shape::Upper
        && (at.checked_sub(1).is_some_and(is_loud) || end < view.tokens.len() && is_loud(end))
}

/// What the tables say of a name as it is written here.
fn flags(view: &View<'_>, name: &Name) -> NameFlags {
    let hit = view.gazetteer.name_at(view.tokens, name.tokens.start());
    let reading = hit.and_then(|hit| hit.names.iter().find(|reading| Some(reading.entry) == name.entry));
    reading.map_or(NameFlags::none(), |reading| reading.flags)
}

/// Leaves out abbreviations of a foreign state's bodies, armed groups and media in a document that speaks of nothing else of that
/// state: "PDF" is no army, and "MIT" no service of Turkey's.
fn without_foreign_letters(view: &View<'_>, names: &mut Vec<Name>) {
    if view.tokens.len() < SHORTEST {
        return;
    }
    let foreign = |name: &Name| -> Option<Country> {
        let known = view.gazetteer.entry(name.entry?);
        let country = known.country.filter(|country| !AT_HOME.contains(&country.as_str()))?;
        let is_body = matches!(known.kind, EntryKind::Government | EntryKind::ArmedGroup | EntryKind::Media)
            || known.kind == EntryKind::Organization && known.name.contains(' ');
        let in_letters = name.tokens.len() == 1
            && !known.name.contains(name.span.of(view.text))
            && flags(view, name).has(NameFlags::ABBREVIATION);
        (is_body && in_letters).then_some(country)
    };
    let letters: Vec<_> = names.iter().map(foreign).collect();
    if letters.iter().all(Option::is_none) {
        return;
    }
    let named = names.iter().zip(&letters).filter(|(_, letters)| letters.is_none());
    let mut countries: FxHashSet<Country> = named
        .filter_map(|(name, _)| name.facts.country.or_else(|| view.gazetteer.entry(name.entry?).country))
        .collect();
    for at in 0..view.tokens.len() {
        if view.is_capital(at)
            && let Some((_, adjective)) = view.gazetteer.adjective_at(view.tokens, at)
        {
            countries.insert(adjective.country);
        }
    }
    let mut letters = letters.into_iter();
    names.retain(|_| letters.next().flatten().is_none_or(|country| countries.contains(&country)));
}

fn is_supported(view: &View<'_>, name: &Name) -> bool {
    let tokens = name.tokens;
    let first = tokens.start();
    let first_name = view.gazetteer.first_name(view.tokens[first].key).is_some();
    let is_person = name.sort == MentionType::Person;
    match name.evidence {
        Evidence::Letters
        | Evidence::Headline
        | Evidence::Located
        | Evidence::Acting
        | Evidence::FirstNameAlone
        | Evidence::Capitals
        | Evidence::Capital
        | Evidence::Model
        | Evidence::ModelAgrees => false,
        // First name and surname, which the model is sure of; products have as many words, and it takes them for bodies.
        Evidence::ModelSure => is_person && tokens.len() > 1 && (first_name || !begins_as_known(view, name)),
        // A surname or an abbreviation of somebody whom nothing else in the document names; a town that the model took for
        // somebody; "Time" and "Mint", and "Apple" beside an apple.
        Evidence::Known => name.entry.is_some_and(|entry| {
            let is_paper = view.gazetteer.entry(entry).kind == EntryKind::Media;
            let common = || flags(view, name).has(NameFlags::COMMON_WORD) && (is_paper || view.is_also_small(first));
            !(name.partial || tokens.len() == 1 && common())
        }),
        // "Gen Z", "Student Learning Paths": what stands behind a title is nobody if the text has it for a thing.
        Evidence::Titled if is_person && !first_name => {
            let is_thing = |at: usize| {
                view.is_also_small(at)
                    || view.tokens[at].shape == Shape::Upper && !view.word(at).ends_with('.')
                    || view.class(at, WordClass::Closed)
            };
            name.facts.role.is_none() && tokens.len() == 1 && !is_letters(view, first)
                || !tokens.range().any(is_thing) && !begins_as_known(view, name)
        }
        // "Mark II": a machine's.
        Evidence::FirstName => !(first + 1..tokens.end()).all(|at| view.class(at, WordClass::Generation)),
        // "Customer Service", "Score Report": as often what is sold as who sells it.
        Evidence::Institution if name.facts.country.is_none() => {
            let article = first.checked_sub(1).is_some_and(|before| view.is(before, "the"));
            !(view.class(tokens.end() - 1, WordClass::Thing)
                || !article && tokens.range().all(|at| view.is_also_small(at)))
        }
        _ => true,
    }
}

/// "Boston Pizza", "Apple HomeKit": what begins with a place's or a firm's name is no person's.
fn begins_as_known(view: &View<'_>, name: &Name) -> bool {
    name.entry.is_none()
        && view.gazetteer.name_at(view.tokens, name.tokens.start()).is_some_and(|hit| {
            hit.tokens < name.tokens.len()
                && hit.names.iter().any(|known| {
                    view.gazetteer.entry(known.entry).kind != EntryKind::Person
                        && !known.flags.has(NameFlags::COMMON_WORD)
                })
        })
}

/// Whether a word is nothing but a few capital letters.
fn is_letters(view: &View<'_>, at: usize) -> bool {
    view.tokens[at].shape == Shape::Upper && view.word(at).len() <= 4
}
