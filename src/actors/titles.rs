//! The grammar of titles: "Deputy Foreign Minister", "Gen. (ret.)", "HE Dr.", "Presidents".
//!
//! In: a position. Out: the [`TitleAt`] that begins there, in capitals or in small letters, made of the table's titles,
//! the modifiers before them ("acting") and honorifics. Whether a name follows is for the caller to see.

use super::Country;
use super::gazetteer::{Gender, Office, TitleKind};
use super::view::View;
use super::words::WordClass;
use crate::tagging::Pos;

/// Words that a title may be made of.
const LONGEST: usize = 9;

/// A title found in the text.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct TitleAt {
    /// The first token after it.
    pub end: usize,
    /// The office as the document has it, singular and with capitals: "Deputy Foreign Minister"; none for honorifics.
    pub role: Option<String>,
    /// The same by the title's usual form: "Official" of a "police officer".
    pub usual: Option<String>,
    /// The office of state that it names.
    pub office: Option<Office>,
    /// What it tells of the bearer.
    pub gender: Option<Gender>,
    /// The state that alone has it.
    pub country: Option<Country>,
    /// It is written with a capital.
    pub capital: bool,
    /// It announces several names.
    pub plural: bool,
    /// Nothing but politeness.
    pub honorific: bool,
}

/// The title that begins at token `at`, before `limit`.
pub(super) fn title_at(view: &View<'_>, at: usize, limit: usize) -> Option<TitleAt> {
    let mut found: Option<TitleAt> = None;
    let mut at_next = at;
    let mut role_start = None;
    while at_next < limit.min(at + LONGEST) && (at_next == at || view.adjoins(at_next)) {
        if let Some((count, title)) = view.gazetteer.title_at(view.tokens, at_next)
            && at_next + count <= limit
        {
            let capital = view.is_capital(at_next) || view.is_capital(at_next + count - 1);
            if found.as_ref().is_some_and(|found| found.capital && !capital) {
                break;
            }
            let entry = found.get_or_insert_with(|| TitleAt {
                end: at,
                role: None,
                usual: None,
                office: None,
                gender: None,
                country: None,
                capital: view.is_capital(role_start.unwrap_or(at_next)),
                plural: false,
                honorific: true,
            });
            entry.end = at_next + count;
            entry.gender = entry.gender.or(title.gender);
            entry.country = entry.country.or(title.country);
            entry.plural |= title.plural;
            if title.kind != TitleKind::Honorific {
                entry.honorific = false;
                if entry.role.is_none() {
                    entry.office = title.office;
                    let start = role_start.unwrap_or(at_next);
                    let usual = role(view, start, at_next, count, Some(&title.text));
                    let is_written = !title.plural && !is_short(view, at_next, count);
                    entry.role = Some(if is_written { role(view, start, at_next, count, None) } else { usual.clone() });
                    entry.usual = Some(usual);
                }
            }
            at_next += count;
            role_start = None;
        } else if view.class(at_next, WordClass::Modifier) && found.as_ref().is_none_or(|found| found.role.is_none()) {
            role_start.get_or_insert(at_next);
            at_next += 1;
        } else if found.is_some() && view.is_one_of(at_next, &["("]) && view.class(at_next + 1, WordClass::RankStatus) {
            let close = at_next + 2 + usize::from(view.is(at_next + 2, "."));
            if !view.is(close, ")") {
                break;
            }
            at_next = close + 1;
            if let Some(found) = &mut found {
                found.end = at_next;
            }
        } else {
            break;
        }
    }
    found
}

/// The role's text: as the document has it, with capitals; or its usual form, where there is one to prefer.
fn role(view: &View<'_>, start: usize, title: usize, count: usize, usual: Option<&str>) -> String {
    let mut text = String::new();
    let end = if usual.is_some() { title } else { title + count };
    let mut at = start;
    while at < end {
        // "former US President": the state is a column of its own.
        let state = view.gazetteer.adjective_at(view.tokens, at).filter(|_| at >= title).map_or(0, |(count, _)| count);
        if state > 0 && at + state < end {
            at += state;
            continue;
        }
        // "Minister of Defense"
        if view.pos(at).is_some_and(|pos| matches!(pos, Pos::In | Pos::To | Pos::Dt | Pos::Cc)) && at > start {
            text.push(' ');
            text.push_str(view.word(at));
        } else {
            push_capitalized(&mut text, view.word(at));
        }
        at += 1;
    }
    if let Some(usual) = usual {
        push_capitalized(&mut text, usual);
    }
    text
}

/// Whether a title is written in capitals throughout: an abbreviation ("FM"), or shouted.
fn is_short(view: &View<'_>, title: usize, count: usize) -> bool {
    !(title..title + count).any(|at| view.word(at).chars().any(char::is_lowercase))
}

fn push_capitalized(text: &mut String, word: &str) {
    if !text.is_empty() {
        text.push(' ');
    }
    text.push_str(&capitalized(word));
}

/// The word with a capital.
pub(super) fn capitalized(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or(String::new(), |first| first.to_uppercase().chain(chars).collect())
}
