//! Lines that give results: sports pages, where the name of a town is its team's.
//!
//! In: a sentence. Out: the names in it with their types, if it is such a line: names and figures alone ("Bury 4 Bristol City
//! 0", a row of a league's table), what stands in brackets being players. In any other sentence nothing is found.

use crate::actors::MentionType;
use crate::actors::view::View;
use crate::actors::words::WordClass;
use crate::segments::{Shape, TokenSpan};

/// A line that is longer gives no results.
const LONGEST: usize = 60;

/// The names of a line of results; `None` for other sentences.
pub(super) fn names(view: &View<'_>, sentence: TokenSpan) -> Option<Vec<(TokenSpan, MentionType)>> {
    if sentence.len() > LONGEST {
        return None;
    }
    if let Some(fixture) = fixture(view, sentence) {
        return Some(fixture);
    }
    let mut found = Vec::new();
    let (mut depth, mut teams, mut scored, mut figures, mut most) = (0, 0, 0, 0, 0);
    let mut at = sentence.start();
    // "Leicester: Leicestershire beat": where it was played.
    if let Some(colon) = (at + 1..sentence.end().min(at + 5)).find(|&at| view.is(at, ":"))
        && (at..colon).all(|at| view.is_capital(at))
    {
        found.push((TokenSpan::new(at, colon), MentionType::Place));
        at = colon + 1;
    }
    while at < sentence.end() {
        let shape = view.tokens[at].shape;
        if view.is(at, "(") {
            depth += 1;
        } else if view.is(at, ")") {
            depth -= 1;
        } else if is_figure(view, at) {
            figures += 1;
            most = most.max(figures);
            if depth == 0 && figures == 1 {
                scored += 1;
            }
        } else if view.is_capital(at) {
            let mut end = at + 1;
            while end < sentence.end() && view.adjoins(end) && view.is_capital(end) && !is_figure(view, end) {
                end += 1;
            }
            if depth == 0 {
                teams += 1;
                figures = 0;
                found.push((TokenSpan::new(at, end), MentionType::Organization));
            } else if end - at > 1 {
                found.push((TokenSpan::new(at, end), MentionType::Person));
            }
            at = end;
            continue;
        } else if !(matches!(shape, Shape::Mark) || depth > 0 || view.class(at, WordClass::Score)) {
            return None;
        }
        at += 1;
    }
    // The one that leads the table is behind nobody: "ATLANTA 84 51 .622 -".
    let leads = figures > 0 && view.is(sentence.end() - 1, "-");
    let last = sentence.end() - 1 - usize::from(leads);
    let most = most + usize::from(leads);
    let closed = is_figure(view, last) || view.is_one_of(last, &[")", ".", "points", "out"]);
    let result = teams == 2 && scored == 2;
    let row = teams == 1 && scored == 1 && most >= 4 && is_figure(view, last);
    (closed && (result || row)).then_some(found)
}

/// "CHICAGO AT TORONTO": who plays, and where.
fn fixture(view: &View<'_>, sentence: TokenSpan) -> Option<Vec<(TokenSpan, MentionType)>> {
    let at = sentence.range().find(|&at| view.word(at) == "AT")?;
    let (guest, town) = (TokenSpan::new(sentence.start(), at), TokenSpan::new(at + 1, sentence.end()));
    let shouted = [guest, town]
        .iter()
        .all(|name| (1..=3).contains(&name.len()) && name.range().all(|at| view.tokens[at].shape == Shape::Upper));
    let known = [guest, town]
        .iter()
        .any(|name| view.gazetteer.name_at(view.tokens, name.start()).is_some_and(|hit| hit.tokens == name.len()));
    (shouted && known).then(|| vec![(guest, MentionType::Organization), (town, MentionType::Place)])
}

/// A figure: "4", "4-38", ".534", "12 1/2", "55th".
fn is_figure(view: &View<'_>, at: usize) -> bool {
    match view.tokens[at].shape {
        Shape::Number => true,
        Shape::Alphanumeric => view.word(at).chars().next().is_some_and(|c| c.is_ascii_digit()),
        _ => false,
    }
}
