//! What the models of cues see of a token. The numbers of the templates are the models': a change of any wants them trained anew.

use super::{Clauses, Way};
use crate::learning::Feature;
use crate::phrases::Mark;
use crate::segments::{Gap, Shape, TokenSpan};
use crate::statements::lexicon::{Object, WordClass};
use crate::statements::view::View;
use crate::tagging::Pos;

/// Features of the token at `index` as the head of a cue; `state` is that of its sentence.
pub(in crate::statements) fn head_features(
    view: &View<'_>,
    range: TokenSpan,
    state: &Clauses,
    index: usize,
    out: &mut Vec<Feature>,
) {
    let at = |by: isize| index.checked_add_signed(by);
    let k = |by| key(view, range, at(by));
    let p = |by| pos(view, range, at(by));
    let word = &view.words[index];
    let own = lemma(view, index);
    let quoted = quotation_state(view, range, index);
    let before = u64::from(state.before[index - range.start()]);
    let after = u64::from(state.after[index - range.start()]);
    let kind = word.entry.map_or(0, |entry| {
        1 + u64::from(entry.is_thought)
            + 2 * u64::from(entry.class == WordClass::Noun)
            + 4 * u64::from(entry.object == Object::Addressee)
            + 8 * (entry.act as u64 + 1)
    });
    let sort = if kind == 0 { 0 } else { 1 + (kind - 1) % 8 };
    let mut add = |template: u32, value: u64| out.push(Feature::new(template, value));
    add(0, 0);
    add(1, word.key);
    add(2, own);
    add(3, p(0));
    add(4, k(-1));
    add(5, k(1));
    add(6, p(-1) << 8 | p(1));
    out.push(Feature::new(7, own).and(p(0)));
    out.push(Feature::new(8, own).and(p(1)));
    out.push(Feature::new(9, own).and(p(-1)));
    out.push(Feature::new(10, own).and(k(1)));
    out.push(Feature::new(11, own).and(k(-1)));
    out.push(Feature::new(12, own).and(quoted));
    out.push(Feature::new(13, p(-2) << 24 | p(-1) << 16 | p(0) << 8 | p(1)));
    out.push(Feature::new(14, p(0) << 16 | p(1) << 8 | p(2)));
    out.push(Feature::new(15, p(0)).and(k(-2)));
    out.push(Feature::new(16, p(0)).and(k(2)));
    out.push(Feature::new(17, kind << 8 | p(0)).and(before));
    out.push(Feature::new(18, kind << 8 | p(0)).and(after));
    out.push(Feature::new(19, own).and(before & 0xFF));
    out.push(Feature::new(20, own).and(after));
    out.push(Feature::new(21, p(0)).and(before & 0xFF));
    out.push(Feature::new(22, sort << 8 | p(0)).and(quoted << 1 | state.has_quotation));
    out.push(Feature::new(23, p(0)).and(subject_key(view, range, index)));
    out.push(Feature::new(24, sort << 8 | p(0)).and(subject_key(view, range, index)));
    out.push(Feature::new(25, own).and(object_sign(view, range, index)));
    out.push(Feature::new(26, kind).and(object_sign(view, range, index) << 8 | p(0)));
    out.push(Feature::new(27, p(0)).and(ends(view, range, index)));
    out.push(Feature::new(28, own).and(ends(view, range, index)));
    out.push(Feature::new(29, suffix(view, index)).and(p(0)));
    out.push(Feature::new(30, u64::from(word.is_headline)).and(p(0) << 8 | sort));
    out.push(Feature::new(31, k(-1)).and(k(1)));
    out.push(Feature::new(32, k(1)).and(k(2)));
    out.push(Feature::new(33, k(-2)).and(k(-1)));
    out.push(Feature::new(34, p(0)).and(state.length << 1 | state.has_quotation));
    out.push(Feature::new(35, own).and(p(1) << 8 | p(2)));
    out.push(Feature::new(36, k(-1)).and(p(0)));
    out.push(Feature::new(37, p(0)).and(k(1)));
}

/// Features of the token at `index` as a further one of a cue whose words from `head` to there are known.
pub(in crate::statements) fn further_features(
    view: &View<'_>,
    range: TokenSpan,
    head: usize,
    index: usize,
    way: Way,
    out: &mut Vec<Feature>,
) {
    let (before, beyond) = match way {
        Way::Left => (Some(index + 1), index.checked_sub(1)),
        Way::Right => (index.checked_sub(1), Some(index + 1)),
    };
    let far = beyond.and_then(|beyond| way.next(beyond));
    let (k, l, m) = (key(view, range, before), key(view, range, Some(index)), key(view, range, beyond));
    let (o, q, r) = (pos(view, range, before), pos(view, range, Some(index)), pos(view, range, beyond));
    let own = lemma(view, head);
    let head_pos = pos(view, range, Some(head));
    let length = index.abs_diff(head).min(6) as u64;
    let f = |template: u32, value: u64| Feature::new(template, value).and(way as u64);
    out.extend([
        f(40, length),
        f(41, own).and(l),
        f(42, own).and(q),
        f(43, k).and(l),
        f(44, l).and(m),
        f(45, o << 8 | q),
        f(46, o << 16 | q << 8 | r),
        f(47, l),
        f(48, l).and(length),
        f(49, own).and(l).and(m),
        f(50, head_pos).and(q << 8 | r).and(length),
        f(51, head_pos).and(l),
        f(52, q << 8 | r).and(pos(view, range, far)),
        f(53, own).and(q << 8 | r),
        f(54, k).and(q),
        f(55, q << 8 | r).and(quotation_state(view, range, index)),
    ]);
}

/// Where the token stands towards quotations: within, between, after a closing mark, before an opening one.
fn quotation_state(view: &View<'_>, range: TokenSpan, index: usize) -> u64 {
    let inside = u64::from(view.quotation_apart(index, TokenSpan::new(range.start(), range.start())).is_some());
    let mut sign = inside;
    for by in 1..=3 {
        let Some(before) = index.checked_sub(by).filter(|&before| range.contains(before)) else { break };
        if view.words[before].place.mark == Mark::Close {
            sign |= (by as u64) << 1;
            break;
        }
    }
    for by in 1..=3 {
        if !range.contains(index + by) {
            break;
        }
        if view.words[index + by].place.mark == Mark::Open {
            sign |= (by as u64) << 3;
            break;
        }
    }
    sign
}

/// The noun phrase before the token: its head, where that is a common noun or a pronoun, else its kind.
fn subject_key(view: &View<'_>, range: TokenSpan, index: usize) -> u64 {
    let mut at = index;
    for _ in 0..6 {
        match at.checked_sub(1).filter(|&before| range.contains(before)) {
            None => return 3,
            Some(before) => at = before,
        }
        let word = &view.words[at];
        if word.place.phrase.is_some() {
            return word.key;
        }
        match word.pos {
            Pos::Rb | Pos::Md | Pos::To => {}
            _ if word.pos.is_verb() => {}
            Pos::Wp | Pos::Wdt | Pos::Comma => return word.key,
            _ => return 4,
        }
    }
    5
}

/// What follows the token: the sign of a content, an object or an end.
fn object_sign(view: &View<'_>, range: TokenSpan, index: usize) -> u64 {
    let mut at = index + 1;
    let mut passed = 0;
    while range.contains(at) && passed < 2 && matches!(view.words[at].pos, Pos::Rb | Pos::Rp) {
        at += 1;
        passed += 1;
    }
    if !range.contains(at) {
        return 1;
    }
    let word = &view.words[at];
    if word.place.mark != Mark::None {
        return 2 + u64::from(word.place.mark == Mark::Open);
    }
    if let Some(phrase) = word.place.phrase {
        // What follows the noun phrase tells an object from the subject of a clause.
        let end = view.phrases.tokens(phrase).end();
        let next = if range.contains(end) { view.words[end].pos } else { Pos::Stop };
        let next = if next.is_finite() { Pos::Vbd } else { next };
        return 16
            + (next as u64) * 4
            + u64::from(word.pos == Pos::Prp) * 2
            + u64::from(view.words[end - 1].pos.is_proper());
    }
    4096 + if matches!(word.pos, Pos::In | Pos::To | Pos::Wrb | Pos::Wp) {
        word.key & 0xFFFF_FFFF
    } else {
        word.pos as u64
    }
}

/// How near the edges of the sentence and of the block the token stands.
fn ends(view: &View<'_>, range: TokenSpan, index: usize) -> u64 {
    let first = (index - range.start()).min(3) as u64;
    let last = (range.end() - 1 - index).min(3) as u64;
    let block = u64::from(view.segments.tokens[range.start()].gap == Gap::Block);
    first | last << 2 | block << 4
}

/// The last letters of a common word.
fn suffix(view: &View<'_>, index: usize) -> u64 {
    let surface = view.surface(index);
    if view.words[index].pos.is_proper() || view.segments.tokens[index].shape == Shape::Mark {
        return 0;
    }
    let cut = surface.char_indices().rev().nth(2).map_or(0, |(at, _)| at);
    crate::hashing::hash(&surface.as_bytes()[cut..])
}

/// The word at `index`, or an edge of the range.
fn key(view: &View<'_>, range: TokenSpan, index: Option<usize>) -> u64 {
    index.filter(|&index| range.contains(index)).map_or(7, |index| view.words[index].key)
}

/// Its part of speech, or 63 at an edge.
fn pos(view: &View<'_>, range: TokenSpan, index: Option<usize>) -> u64 {
    index.filter(|&index| range.contains(index)).map_or(63, |index| view.words[index].pos as u64)
}

/// The reporting word's number, or the word itself.
fn lemma(view: &View<'_>, index: usize) -> u64 {
    view.words[index].entry.map_or(view.words[index].key, |entry| entry.lemma)
}
