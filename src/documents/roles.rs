//! Which role each piece has, decided in the order in which a reader would.
//!
//! First what a line says of itself: widgets of the page, addresses, counters, another script, dated
//! lines, bylines, credits of pictures. Then the headline: the best line before the first paragraph
//! of prose. Then what the neighbours say: captions beside captions, comments below their heading,
//! stray lines before the headline and after the end. Whatever is left is the article: a line is
//! body unless something speaks against it.

use rustc_hash::FxHashMap;

use super::Role;
use super::facts::{Facts, Script};
use crate::furniture::Widget;

/// How much must speak for a picture before a line is its caption.
const CAPTION: u32 = 3;

/// Captions are seldom longer, in bytes.
const LONG_CAPTION: usize = 250;

/// The roles of all pieces, and which of them is the headline; `title` is the key of the one that the caller gave.
pub(super) fn assign(facts: &[Facts], title: Option<u64>) -> (Vec<Role>, Option<usize>) {
    let main = main_script(facts);
    let mut roles: Vec<Option<Role>> = facts.iter().map(|facts| by_itself(facts, main)).collect();
    let prose: Vec<usize> = (0..facts.len()).filter(|&at| roles[at].is_none() && facts[at].is_prose()).collect();
    let first_prose = prose.first().copied().unwrap_or(facts.len());
    let last_prose = prose.last().copied();

    inside_body(facts, &mut roles, first_prose, last_prose);
    captions(facts, &mut roles, &prose);
    let headline = headline(facts, &roles, first_prose, title);
    if let Some(at) = headline {
        roles[at] = Some(Role::Title);
        for other in 0..facts.len() {
            if other != at && facts[other].key == facts[at].key && facts[other].words > 1 {
                roles[other] = Some(Role::Boilerplate);
            }
        }
        before_headline(facts, &mut roles, at);
    }
    below_headings(facts, &mut roles);
    after_end(facts, &mut roles, prose.len(), last_prose);
    if roles == [Some(Role::Caption)] {
        roles[0] = None;
    }
    (roles.into_iter().map(|role| role.unwrap_or(Role::Body)).collect(), headline)
}

/// The roles of pieces where it is told which are the article's text: of those only the ones that say themselves what they are
/// are something else.
pub(super) fn settle(facts: &[Facts], told: Vec<Role>) -> Vec<Role> {
    let main = main_script(facts);
    let own = |(facts, role)| if role == Role::Body { by_itself(facts, main) } else { Some(role) };
    let mut roles: Vec<Option<Role>> = facts.iter().zip(told).map(own).collect();
    let is_prose = |at: &usize| roles[*at].is_none() && facts[*at].is_prose();
    let (first, last) = ((0..facts.len()).find(is_prose), (0..facts.len()).rfind(is_prose));
    inside_body(facts, &mut roles, first.unwrap_or(facts.len()), last);
    let mut roles: Vec<Role> = roles.into_iter().map(|role| role.unwrap_or(Role::Body)).collect();
    alone(facts, &mut roles);
    roles
}

/// A line that is all there is has no article around it that it could date or count for: whoever gives it asks about it.
pub(super) fn alone(facts: &[Facts], roles: &mut [Role]) {
    if let ([facts], [role]) = (facts, roles) {
        let counts = *role == Role::Boilerplate && facts.letters > 0 && facts.digits > facts.letters;
        if counts || matches!(role, Role::Published | Role::Dateline) {
            *role = Role::Body;
        }
    }
}

/// The script of the article: Latin unless hardly any of it is.
fn main_script(facts: &[Facts]) -> Script {
    let mut counts: Vec<(Script, usize)> = Vec::new();
    for facts in facts.iter().filter(|facts| facts.is_prose()) {
        match counts.iter_mut().find(|(script, _)| *script == facts.script) {
            Some((_, count)) => *count += facts.letters,
            None => counts.push((facts.script, facts.letters)),
        }
    }
    let all: usize = counts.iter().map(|(_, count)| count).sum();
    match counts.iter().find(|(script, _)| *script == Script::Latin) {
        Some((_, latin)) if latin * 7 >= all => Script::Latin,
        None if counts.is_empty() => {
            facts.iter().map(|facts| facts.script).find(|script| *script != Script::None).unwrap_or(Script::Latin)
        }
        _ => counts.iter().max_by_key(|(_, count)| *count).map_or(Script::Latin, |(script, _)| *script),
    }
}

/// What a piece is, if it says so itself.
fn by_itself(facts: &Facts, main: Script) -> Option<Role> {
    if facts.script != main && facts.script != Script::None && facts.letters >= 3 {
        return Some(Role::Boilerplate);
    }
    if facts.is_long() {
        return None;
    }
    if facts.dating.is_some() {
        return Some(Role::Published);
    }
    if facts.is_byline {
        return Some(Role::Byline);
    }
    if facts.is_filed {
        return Some(Role::Dateline);
    }
    if facts.is_address || matches!(facts.widget, Some(Widget::Line | Widget::Popular | Widget::Comments)) {
        return Some(Role::Boilerplate);
    }
    // Counters and rows of tables: figures, and hardly a word.
    if facts.letters == 0 || (facts.digits > facts.letters && facts.lowers <= 1 && facts.words >= 2) {
        return Some(Role::Boilerplate);
    }
    // "News / Politics / Syria"
    let is_path = facts.separators >= 2 && facts.words <= 6 * (facts.separators + 1) && facts.digits <= facts.letters;
    if is_path && !facts.is_prose() && facts.lowers <= 3 * facts.separators + 3 {
        return Some(Role::Boilerplate);
    }
    // "Research   Events   Blog   About", "Example News > Middle East"
    let is_menu = facts.gaps >= 2 && facts.words <= 3 * (facts.gaps + 1);
    let is_crumb = facts.separators == 1 && facts.lowers <= 1 && (2..=6).contains(&facts.words) && facts.digits == 0;
    if (is_menu || is_crumb) && !facts.is_prose() && !matches!(facts.first, '•' | '·') {
        return Some(Role::Boilerplate);
    }
    // A long paragraph that ends with an agency in brackets is none yet.
    let needed = if facts.span.len() > LONG_CAPTION { CAPTION + 1 } else { CAPTION };
    (facts.has_photo_cue && facts.photo >= needed).then_some(Role::Caption)
}

/// Between paragraphs a bare date heads a part of the article, as in a timeline; so does an agency's name.
fn inside_body(facts: &[Facts], roles: &mut [Option<Role>], first: usize, last: Option<usize>) {
    for at in first..last.unwrap_or(first) {
        let is_bare =
            facts[at].dating.is_some_and(|dating| dating.label.is_none() && !dating.has_place && !dating.has_clock);
        if roles[at] == Some(Role::Published) && is_bare {
            roles[at] = None;
        }
    }
}

/// Captions that their neighbours and repetition give away.
fn captions(facts: &[Facts], roles: &mut [Option<Role>], prose: &[usize]) {
    const SHORTEST: usize = 60;
    // Where the article surely has begun: its second paragraph.
    let head = prose.get(2).copied().unwrap_or(facts.len());
    let mut seen: FxHashMap<u64, usize> = FxHashMap::default();
    for at in 0..facts.len() {
        if roles[at].is_some() || facts[at].is_long() {
            continue;
        }
        let beside = |other: usize| roles.get(other) == Some(&Some(Role::Caption));
        let near = at < head || (at > 0 && beside(at - 1) && !facts[at].is_apart);
        if facts[at].has_photo_cue && facts[at].photo + 1 >= CAPTION && near && facts[at].span.len() <= LONG_CAPTION {
            roles[at] = Some(Role::Caption);
        }
        // The same picture twice: a sentence that stands in the head word for word a second time.
        if facts[at].span.len() >= SHORTEST && facts[at].words >= 10 && at < head + 2 {
            if let Some(&first) = seen.get(&facts[at].key)
                && (facts[at].is_prose() || facts[at].has_inner_stop)
            {
                roles[first] = Some(Role::Caption);
                roles[at] = Some(Role::Caption);
            }
            seen.entry(facts[at].key).or_insert(at);
        }
    }
}

/// The headline: the one that the caller gave, or the best line before the first prose.
fn headline(facts: &[Facts], roles: &[Option<Role>], first_prose: usize, title: Option<u64>) -> Option<usize> {
    /// A headline stands among the first lines that are no navigation.
    const FARTHEST: usize = 12;
    if let Some(key) = title
        && let Some(at) = facts.iter().position(|facts| facts.key == key)
    {
        return Some(at);
    }
    let candidates: Vec<usize> =
        (0..first_prose).filter(|&at| roles[at].is_none() && facts[at].is_headline()).take(FARTHEST).collect();
    let mut repeated: FxHashMap<u64, u32> = FxHashMap::default();
    for facts in facts.iter().filter(|facts| !facts.is_long()) {
        *repeated.entry(facts.key).or_default() += 1;
    }
    let score = |at: usize| {
        let length = match facts[at].words {
            ..=2 => 0,
            3 => 2,
            4 => 3,
            _ => 4,
        };
        // "The free news source that you can write!"
        let length = if facts[at].last == '!' && !facts[at].has_inner_stop { length - 1 } else { length };
        length + if repeated[&facts[at].key] > 1 && facts[at].words > 2 { 2 } else { 0 }
    };
    // Of equals the first.
    candidates.into_iter().rev().max_by_key(|&at| score(at)).filter(|&at| is_titled(facts, roles, at))
}

/// Whether something stands below the line that it can be the headline of, or it stands alone.
fn is_titled(facts: &[Facts], roles: &[Option<Role>], at: usize) -> bool {
    let rest = (at + 1..facts.len()).filter(|&other| roles[other].is_none()).count();
    let is_marked = facts[at].last == '.' || (matches!(facts[at].last, '!' | '?') && facts[at].has_inner_stop);
    let is_credited = facts[at].has_inner_stop && matches!(facts[at].first, '“' | '"' | '«' | '‘' | '\'');
    if rest == 0 { !is_marked && !is_credited } else { true }
}

/// Lines before the headline are labels of the page, unless they are prose.
fn before_headline(facts: &[Facts], roles: &mut [Option<Role>], headline: usize) {
    const LONGEST_LABEL: usize = 5;
    for at in 0..headline {
        if roles[at].is_none() && !facts[at].is_prose() && facts[at].words <= LONGEST_LABEL {
            roles[at] = Some(Role::Boilerplate);
        }
    }
    // A section's name right under it.
    for at in headline + 1..(headline + 3).min(facts.len()) {
        let is_label = facts[at].words <= 2 && facts[at].lowers == 0 && !facts[at].is_prose() && facts[at].is_apart;
        let goes_on = facts[at + 1..].iter().any(Facts::is_prose);
        if roles[at].is_none() && is_label && goes_on && !matches!(facts[at].last, '!' | '?') {
            roles[at] = Some(Role::Boilerplate);
        }
    }
}

/// Headlines below "Most popular" and comments below "3 comments".
fn below_headings(facts: &[Facts], roles: &mut [Option<Role>]) {
    const LONGEST_ITEM: usize = 25;
    let weight = |at: usize, roles: &[Option<Role>]| {
        if roles[at].is_none() && facts[at].is_prose() { facts[at].span.len() } else { 0 }
    };
    let mut after: usize = (0..facts.len()).map(|at| weight(at, roles)).sum();
    let mut before = 0;
    let mut at = 0;
    while at < facts.len() {
        let own = weight(at, roles);
        before += own;
        after -= own;
        let heading = if roles[at] == Some(Role::Boilerplate) { facts[at].widget } else { None };
        at += 1;
        match heading {
            Some(Widget::Popular) => {
                while at < facts.len()
                    && roles[at] != Some(Role::Title)
                    && !facts[at].is_prose()
                    && facts[at].words <= LONGEST_ITEM
                {
                    roles[at] = Some(Role::Boilerplate);
                    at += 1;
                }
            }
            // Below the article they go on to its end; above it, as a link, for its own lines.
            Some(Widget::Comments) => {
                let is_end = before > 0 && after <= before * 4;
                while at < facts.len() && (is_end || !(facts[at].is_apart || facts[at].is_prose())) {
                    after -= weight(at, roles);
                    roles[at] = Some(Role::Boilerplate);
                    at += 1;
                }
            }
            _ => {}
        }
    }
}

/// Stray lines after the last paragraph belong to the page.
fn after_end(facts: &[Facts], roles: &mut [Option<Role>], prose: usize, last: Option<usize>) {
    const LONGEST: usize = 8;
    const ARTICLE: usize = 3;
    let Some(last) = last else { return };
    let mut is_page = false;
    for at in last + 1..facts.len() {
        is_page |= roles[at] == Some(Role::Boilerplate);
        let starts_name = matches!(facts[at].first, '—' | '–' | '-' | '―' | '“' | '"' | '«' | '‘' | '(' | '@');
        let has_stop = matches!(facts[at].last, '.' | '!' | '?' | ':');
        let is_stray = facts[at].words <= LONGEST && !has_stop && !facts[at].is_prose() && !starts_name;
        let introduced = matches!(facts[at - 1].last, ':') && roles[at - 1].is_none();
        if roles[at].is_none() && is_stray && !introduced && (is_page || prose >= ARTICLE) {
            roles[at] = Some(Role::Boilerplate);
        }
    }
}
