//! Nicknames within a name: "Dwayne “The Rock” Johnson", "Maria (Mia) Clinton".
//!
//! In: names in text order. Out: the same, where a first name, up to three words between quotation marks or brackets, and a
//! surname are one name. What stands between the marks tells nobody apart. The whole is a known person only where the
//! tables know first name or nickname with that surname: "William “Bill” Clinton".

use super::{Facts, Name, types};
use crate::actors::view::View;
use crate::actors::words::WordClass;
use crate::actors::{Evidence, MentionType};
use crate::parallel::stopping_point;
use crate::segments::{Shape, TokenSpan};

/// Words of a nickname.
const WORDS: usize = 3;

/// Joins the pieces of such names.
pub(super) fn join(view: &View<'_>, names: Vec<Name>) -> Vec<Name> {
    let mut found: Vec<Name> = Vec::new();
    for sentence in &view.segments.sentences {
        stopping_point();
        let range = sentence.tokens.range();
        for open in range.skip(1) {
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
