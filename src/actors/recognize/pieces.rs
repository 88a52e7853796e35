//! Names that were found in pieces: "Dwayne “The Rock” Johnson", "Sheikh Tamim bin Hamad Al Thani", "Maria Vatican".
//!
//! In: names in text order. Out: the same, each whole.
//!
//! - A **nickname** is up to three words between quotation marks or brackets, with a first name before and a surname behind. It
//!   tells nobody apart: the whole is a known person only where the tables know first name or nickname with that surname, as in
//!   "William “Bill” Clinton".
//! - **Fathers and houses** go on with a name: "bin Hamad", "Al Thani".
//! - A first name and the name of a **country or town** right behind it are a person's.

use super::{Facts, LONGEST, Name, types};
use crate::actors::gazetteer::EntryKind;
use crate::actors::view::View;
use crate::actors::words::WordClass;
use crate::actors::{Evidence, MentionType};
use crate::calendar;
use crate::parallel::stopping_point;
use crate::segments::{Shape, TokenSpan};
use crate::tagging::Pos;

/// Words of a nickname.
const WORDS: usize = 3;

/// Joins the pieces of such names.
pub(super) fn join(view: &View<'_>, names: Vec<Name>) -> Vec<Name> {
    let mut whole: Vec<Name> = Vec::with_capacity(names.len());
    for mut name in around_nicknames(view, names) {
        stopping_point();
        behind_family(view, &mut name);
        without_initials(view, &mut name);
        match whole.last_mut() {
            // What a longer name has taken in.
            Some(last) if last.sort == MentionType::Person && name.tokens.end() <= last.tokens.end() => {}
            Some(last) if is_surname(view, last, &name) => extend(view, last, name.tokens.end(), false),
            _ => whole.push(name),
        }
        if let Some(last) = whole.last_mut().filter(|last| last.sort == MentionType::Person) {
            let end = house(view, last);
            if end > last.tokens.end() {
                extend(view, last, end, true);
            }
        }
    }
    whole
}

/// Makes a name longer; whom the tables have by the whole of it, it is.
fn extend(view: &View<'_>, name: &mut Name, end: usize, keeps_entry: bool) {
    name.tokens = TokenSpan::new(name.tokens.start(), end);
    name.span = view.span(name.tokens);
    let keys: Vec<_> = name.tokens.range().map(|at| view.tokens[at].key).collect();
    let known = view.gazetteer.names_of(&keys).first().map(|known| known.entry);
    name.entry = known.or(name.entry.filter(|_| keeps_entry));
    name.partial = false;
    if name.evidence.confidence() < Evidence::FirstName.confidence() {
        name.evidence = Evidence::FirstName;
    }
}

/// "Vladimir V. Putin": whom the tables have without the initial, it is, where they have one of that name.
fn without_initials(view: &View<'_>, name: &mut Name) {
    if name.sort != MentionType::Person || name.entry.is_some() || name.tokens.len() < 3 {
        return;
    }
    let within = |at: usize| at > name.tokens.start() && at + 1 < name.tokens.end();
    let is_initial = |at: usize| {
        let word = view.word(at).trim_end_matches('.');
        within(at) && view.is_capital(at) && word.chars().count() == 1
    };
    let is_stop = |at: usize| within(at) && view.is(at, ".");
    let kept = name.tokens.range().filter(|&at| !is_initial(at) && !is_stop(at));
    let keys: Vec<_> = kept.map(|at| view.tokens[at].key).collect();
    if keys.len() < 2 || keys.len() == name.tokens.len() {
        return;
    }
    if let [known] = view.gazetteer.names_of(&keys)
        && view.gazetteer.entry(known.entry).kind == EntryKind::Person
    {
        (name.entry, name.partial) = (Some(known.entry), false);
    }
}

/// "He Weidong": what reads like "he" right before a person's name is the name of the family.
fn behind_family(view: &View<'_>, name: &mut Name) {
    let Some(family) = name.tokens.start().checked_sub(1) else { return };
    let is_family = name.sort == MentionType::Person
        && name.entry.is_none()
        && view.pos(family) == Some(Pos::Prp)
        && view.is_capital(family)
        && view.adjoins(name.tokens.start())
        && view.gazetteer.is_family_first(view.tokens[family].key);
    if is_family {
        let end = name.tokens.end();
        name.tokens = TokenSpan::new(family, end);
        extend(view, name, end, false);
    }
}

/// The end of a name with its fathers and its house: "bin Hamad", "Al Thani".
fn house(view: &View<'_>, name: &Name) -> usize {
    let (entry, name) = (name.entry, name.tokens);
    let mut end = name.end();
    while end + 1 < view.tokens.len()
        && end < name.start() + LONGEST
        && view.class(end, WordClass::Patronymic)
        && view.adjoins(end)
        && view.adjoins(end + 1)
        && view.is_capital(end + 1)
        && !view.any_class(end + 1, &[WordClass::Media, WordClass::Never])
    {
        end += 2;
    }
    // "Rick Monday said": who goes by his first name alone has no day behind it.
    let is_day = name.len() == 1
        && entry.is_none()
        && view.gazetteer.first_name(view.tokens[name.start()].key).is_some()
        && view.tokens.get(end).is_some_and(|day| {
            view.adjoins(end)
                && view.is_capital(end)
                && calendar::weekday(&day.span.of(view.text).to_lowercase()).is_some()
        });
    end + usize::from(is_day)
}

/// Whether a place's name is the surname of the first name right before it.
fn is_surname(view: &View<'_>, first: &Name, place: &Name) -> bool {
    let is_place = place.entry.is_some_and(|entry| view.gazetteer.entry(entry).kind.is_place());
    first.sort == MentionType::Person
        && first.tokens.len() == 1
        && first.tokens.end() == place.tokens.start()
        && is_place
        && place.tokens.len() == 1
        && view.tokens[place.tokens.start()].shape == Shape::Title
        && view.adjoins(place.tokens.start())
        && view.gazetteer.first_name(view.tokens[first.tokens.start()].key).is_some()
}

/// The same names, where a nickname and what stands around it are one.
fn around_nicknames(view: &View<'_>, names: Vec<Name>) -> Vec<Name> {
    let mut found: Vec<Name> = Vec::new();
    for sentence in &view.segments.sentences {
        stopping_point();
        let range = sentence.tokens.range();
        for open in range.skip(1) {
            stopping_point();
            if let Some(name) = nicknamed(view, sentence.tokens, open)
                && found.last().is_none_or(|last: &Name| last.tokens.end() <= name.tokens.start())
            {
                found.push(name);
            }
        }
    }
    if found.is_empty() {
        return names;
    }
    let mut joined: Vec<Name> = Vec::with_capacity(names.len());
    let mut pieces = names.into_iter().peekable();
    for mut whole in found {
        while let Some(before) = pieces.next_if(|name| name.tokens.end() <= whole.tokens.start()) {
            joined.push(before);
        }
        while let Some(piece) = pieces.next_if(|name| name.tokens.start() < whole.tokens.end()) {
            let start = whole.tokens.start().min(piece.tokens.start());
            whole.tokens = TokenSpan::new(start, whole.tokens.end().max(piece.tokens.end()));
            // What a title before the first name says is said of the whole.
            let Facts { country, role, office, gender } = piece.facts;
            whole.facts.country = whole.facts.country.or(country);
            whole.facts.role = whole.facts.role.or(role);
            whole.facts.office = whole.facts.office.or(office);
            whole.facts.gender = whole.facts.gender.or(gender);
        }
        whole.span = view.span(whole.tokens);
        joined.push(whole);
    }
    joined.extend(pieces);
    joined
}

/// The name around a mark that opens a nickname at token `open`.
fn nicknamed(view: &View<'_>, sentence: TokenSpan, open: usize) -> Option<Name> {
    let closes = |at: usize| match view.word(open) {
        "(" => view.is(at, ")"),
        "“" => view.is(at, "”"),
        "‘" => view.is(at, "’"),
        mark @ ("\"" | "'") => view.is(at, mark),
        _ => false,
    };
    let is_name = |at: usize| {
        sentence.contains(at)
            && view.is_capital(at)
            && matches!(view.tokens[at].shape, Shape::Title | Shape::Mixed)
            && view.pos(at).is_some_and(|pos| pos.is_noun())
    };
    let (first, after) = (open - 1, open + 1);
    let close = (after + 1..sentence.end().min(after + WORDS + 1)).find(|&at| closes(at))?;
    let surname = close + 1;
    let given = view.gazetteer.first_name(view.tokens[first].key).is_some()
        || first == sentence.start()
        || first > sentence.start() && view.gazetteer.first_name(view.tokens[first - 1].key).is_some()
        || view.word(open) != "(";
    if !(is_name(first) && is_name(surname) && given && (after..close).all(|at| view.is_capital(at)))
        || view.any_class(first, &[WordClass::Body, WordClass::Place])
        || types::institution_head(view, surname).is_some()
    {
        return None;
    }
    let known = [first, after].into_iter().find_map(|given| {
        let keys = [view.tokens[given].key, view.tokens[surname].key];
        view.gazetteer.names_of(&keys).first().map(|name| name.entry)
    });
    let tokens = TokenSpan::new(first, surname + 1);
    Some(Name { entry: known, ..Name::new(view, tokens, MentionType::Person, Evidence::FirstName) })
}

#[cfg(test)]
mod tests {
    use crate::actors::cases::check;

    #[test]
    fn fathers_and_houses_are_a_part_of_the_name() {
        check(&[
            ("Sheikh Tamim bin Hamad Al Thani left.", "Sheikh Tamim bin Hamad Al Thani=Tamim bin Hamad Al Thani"),
            ("Nadia bint Omar Al Harbi left.", "Nadia bint Omar Al Harbi=Nadia bint Omar Al Harbi"),
            ("Sergey Lavrov left.", "Sergey Lavrov=Sergey Lavrov"),
        ]);
    }

    #[test]
    fn a_family_that_reads_like_a_pronoun_is_a_part_of_the_name() {
        check(&[("He Weidong spoke.", "He Weidong=He Weidong"), ("He, Ana Ruiz, spoke.", "Ana Ruiz=Ana Ruiz")]);
    }

    #[test]
    fn an_initial_keeps_nobody_from_being_known() {
        check(&[
            ("Vladimir V. Putin spoke.", "Vladimir V. Putin=Vladimir Putin"),
            ("George W. Bush spoke.", "George W. Bush=George W. Bush"),
            ("Nadia V. Putin spoke.", "Nadia V. Putin=Nadia V. Putin"),
        ]);
    }

    #[test]
    fn a_place_behind_a_first_name_is_a_surname() {
        check(&[
            ("Sister Maria Vatican left.", "Maria Vatican=Maria Vatican"),
            ("Maria left Vatican City.", "Maria=Maria; Vatican City=-"),
        ]);
    }

    #[test]
    fn a_nickname_is_a_part_of_the_name() {
        check(&[
            (
                "Clara “Cleo” Merkel came. Merkel left.",
                "Clara “Cleo” Merkel=Clara “Cleo” Merkel; Merkel=Clara “Cleo” Merkel",
            ),
            ("Dolores (Lola) Macron left.", "Dolores (Lola) Macron=Dolores (Lola) Macron"),
            ("Walter 'Wally' Putin left.", "Walter 'Wally' Putin=Walter 'Wally' Putin"),
            ("Dwayne “The Rock” Johnson left.", "Dwayne “The Rock” Johnson=Dwayne “The Rock” Johnson"),
            ("William “Bill” Clinton left.", "William “Bill” Clinton=Bill Clinton"),
        ]);
    }
}
