//! What stands behind a name in apposition: "Chris Tang, [Hong Kong's new police commissioner], said".
//!
//! In: a [`View`] and the end of a name. Out: the noun phrase that describes its bearer, if there is one, and the office that it tells of.

use crate::actors::titles;
use crate::actors::view::View;
use crate::actors::words::WordClass;
use crate::segments::TokenSpan;
use crate::tagging::Pos;

/// Tokens of an apposition that are looked at.
const REACH: usize = 14;
/// Tokens of an office with what it is of: "president of the Federal Reserve Bank of New York".
const OFFICE: usize = 12;

/// The apposition behind a name that ends at `comma`, up to the comma, clause or stop that ends it.
pub(super) fn behind(view: &View<'_>, comma: usize) -> Option<TokenSpan> {
    if !view.is(comma, ",") {
        return None;
    }
    let sentence = view.segments.sentences[view.segments.sentence_of(comma)].tokens;
    let mut start = comma + 1;
    // "…, who is chairman of the board,"
    let is_clause = view.is(start, "who") && view.is(start + 1, "is");
    if is_clause {
        start += 2;
    }
    let ends = |at: usize| {
        let clause = view.pos(at).is_some_and(|pos| matches!(pos, Pos::Wp | Pos::Wdt | Pos::WpPoss | Pos::Wrb));
        clause && at > start || view.is_one_of(at, &[",", ".", ";", ":", "(", "—", "–", "--"])
    };
    let limit = sentence.end().min(start + REACH);
    let end = (start..limit).find(|&at| ends(at)).or(Some(sentence.end()).filter(|&end| end == limit))?;
    // A clause, or somebody else of a list.
    let opens = view.class(start, WordClass::Determining)
        || view.is_one_of(start, &["a", "an"])
        || view.is_capital(start)
        || is_office(view, start, end)
        || is_clause;
    let is_phrase = !(start..end).any(|at| view.pos(at).is_some_and(|pos| pos.is_finite()));
    (opens && is_phrase && end > start).then(|| TokenSpan::new(start, end))
}

/// Whether the token at `at` is an office, or begins one.
pub(super) fn is_office(view: &View<'_>, at: usize, end: usize) -> bool {
    let classes = [WordClass::Office, WordClass::OfficeMale, WordClass::OfficeFemale, WordClass::Described];
    view.any_class(at, &classes) || titles::title_at(view, at, end).is_some_and(|title| !title.honorific)
}

/// The office that an apposition tells of, as the document has it: "deputy White House press secretary", "president of the Farm Bureau".
pub(super) fn office(view: &View<'_>, apposition: TokenSpan) -> Option<String> {
    let is_article = |at: usize| view.is_one_of(at, &["a", "an", "the", "his", "her", "their"]);
    let start = apposition.range().find(|&at| !is_article(at))?;
    let goes_on = |at: usize| match view.pos(at) {
        Some(Pos::Vbn | Pos::Vbg | Pos::Cd) => at == start,
        Some(Pos::OpenQuote | Pos::CloseQuote) => false,
        Some(Pos::In | Pos::To) => view.is_one_of(at, &["of", "for", "to", "at", "in", "on", "with"]),
        Some(pos) => !pos.is_verb(),
        None => false,
    };
    let limit = apposition.end().min(start + OFFICE);
    let end = (start..limit).find(|&at| !goes_on(at)).unwrap_or(limit);
    // The last word of the noun phrase is the office: "the chief medical correspondent of", and no "minister's son".
    let is_link = |at: usize| matches!(view.pos(at), Some(Pos::In | Pos::To | Pos::Cc));
    let head = (start..end).find(|&at| is_link(at)).unwrap_or(end).checked_sub(1).filter(|&head| head >= start)?;
    let within = |from: usize| titles::title_at(view, from, head + 1).filter(|title| title.end == head + 1);
    let title = (start..=head).find_map(within).filter(|title| !title.honorific);
    if title.is_none() && !is_office(view, head, head + 1) || view.is_possessive(head) {
        return None;
    }
    // "mayor of Tucson and a mother of two": what is no office stays out.
    let end = (head + 1..end)
        .find(|&at| view.pos(at) == Some(Pos::Cc) && !(at + 1..end.min(at + 4)).any(|next| is_office(view, next, end)))
        .unwrap_or(end);
    // "leader of the coalition to stop": what leads to nothing.
    let end =
        (head + 1..end).rev().find(|&at| !is_link(at) && view.pos(at) != Some(Pos::Dt)).map_or(head + 1, |at| at + 1);
    match within(start).and_then(|title| title.role) {
        // As it is written before a name.
        Some(role) if end == head + 1 => Some(role),
        _ => {
            let text = view.span(TokenSpan::new(start, end)).of(view.text);
            Some(text.split_whitespace().collect::<Vec<_>>().join(" "))
        }
    }
}

/// The office of a role without what it is of: "president" of "president of the Farm Bureau".
pub(super) fn head(role: &str) -> &str {
    let ends =
        [" of ", " for ", " to ", " at ", " in ", " on ", " with "].into_iter().filter_map(|link| role.find(link));
    &role[..ends.min().unwrap_or(role.len())]
}
