//! The names of the rules and the labels of the model, brought together.
//!
//! In: the [`Name`] names of the tables and the grammar, and the [`Labelled`] tokens. Out: names in text order. What the
//! tables know stays, unless it is a town or a surname and the model is sure of something else, or a place within a longer
//! name. What was guessed from capitals takes the model's word for its type, its bounds and whether it is a name at all. Where
//! the rules saw nothing, the model's names are added. Lines of results ([`results`]) are read by themselves.

use super::labels::{Label, Labelled};
use super::{LONGEST, Name};
use super::{results, types};
use crate::actors::gazetteer::{EntryKind, NameFlags};
use crate::actors::view::View;
use crate::actors::words::WordClass;
use crate::actors::{Evidence, MentionType};
use crate::parallel::stopping_point;
use crate::segments::{TokenSpan, WordKey};
use crate::tagging::Pos;

/// From here on a name of the rules is sure.
const SURE: f32 = 0.75;
/// From here on the bounds of a name of the rules are sure.
const BOUNDED: f32 = 0.65;
/// By how much the model must prefer something else to a town or surname of the tables.
const OVERRULES: f32 = 9.0;
/// By how much it must prefer an organization to a name that ends with a word for a place.
const MOVES: f32 = 16.0;
/// By how much the model must be sure of a name around what the rules found.
const SWALLOWS: f32 = 2.0;
/// By how much the model must prefer "no name" to drop a guess.
const DROPS: f32 = 1.0;
/// By how much the model must be sure of a name that no rule saw.
const ADDS: f32 = 4.0;
/// The same for a name of one word.
const ADDS_ALONE: f32 = 6.0;
/// The same for a first name alone.
const ADDS_FIRST: f32 = 0.0;

/// A stretch of tokens with one label.
#[derive(Clone, Copy, Debug)]
struct Run {
    tokens: TokenSpan,
    label: Label,
    /// The mean of its tokens.
    margin: f32,
}

/// Brings the two together.
pub(super) fn revise(view: &View<'_>, names: Vec<Name>, labels: &[Labelled]) -> Vec<Name> {
    let mut kept: Vec<Name> = Vec::with_capacity(names.len());
    let mut rest = names.into_iter().peekable();
    let (mut own, mut runs) = (Vec::new(), Vec::new());
    for sentence in view.segments.sentences.iter().map(|sentence| sentence.tokens) {
        stopping_point();
        own.clear();
        while let Some(name) = rest.next_if(|name| name.tokens.start() < sentence.end()) {
            own.push(name);
        }
        if let Some(lines) = results::names(view, sentence) {
            kept.extend(lines.into_iter().map(|(tokens, sort)| Name::new(view, tokens, sort, Evidence::Results)));
            continue;
        }
        runs_of(view, sentence, labels, &mut runs);
        sentence_names(view, sentence, &mut own, &mut runs, labels, &mut kept);
    }
    kept.sort_by_key(|name| (name.tokens.start(), std::cmp::Reverse(name.tokens.end())));
    kept
}

/// The names of one sentence, from those of the rules and the runs of the model.
fn sentence_names(
    view: &View<'_>,
    sentence: TokenSpan,
    own: &mut Vec<Name>,
    runs: &mut Vec<Run>,
    labels: &[Labelled],
    kept: &mut Vec<Name>,
) {
    let mut swallowed = vec![false; own.len()];
    let mut first = 0;
    runs.retain(|run| {
        let within = overlapping(own, &mut first, run.tokens);
        !are_joined(view, within.map(|at| &own[at]), run)
    });
    first = 0;
    for run in runs.iter() {
        let within = overlapping(own, &mut first, run.tokens);
        if swallows(view, within.clone().map(|at| &own[at]), run) {
            within.for_each(|at| swallowed[at] = true);
        }
    }
    let mut swallowed = swallowed.into_iter();
    own.retain(|_| !swallowed.next().unwrap_or(false));
    let from = kept.len();
    for mut name in own.drain(..) {
        let first = runs.partition_point(|run| run.tokens.end() <= name.tokens.start());
        let over = &runs[first..];
        let over = &over[..over.partition_point(|run| run.tokens.start() < name.tokens.end())];
        let behind_town = kept[from..].last().is_some_and(|last| is_state_behind(view, last, &name));
        match judge(view, &name, over, labels, behind_town) {
            Verdict::Keep => kept.push(name),
            Verdict::Drop => {}
            Verdict::Become(sort) => {
                if sort != name.sort {
                    (name.sort, name.entry, name.partial) = (sort, None, false);
                }
                if name.evidence.confidence() < Evidence::ModelAgrees.confidence() {
                    name.evidence = Evidence::ModelAgrees;
                }
                kept.push(name);
            }
        }
    }
    let rules = kept.len();
    let mut first = 0;
    for run in runs.iter().filter(|run| run.label != Label::Other && (run.margin >= ADDS || is_first_name(view, run))) {
        if overlapping(&kept[from..rules], &mut first, run.tokens).next().is_none() {
            kept.extend(added(view, run, sentence));
        }
    }
    for name in &mut kept[from..] {
        let end = name.tokens.end();
        if name.sort == MentionType::Place && end < sentence.end() && is_side(view, end) && !view.is_capital(end + 1) {
            *name = Name::new(view, TokenSpan::new(name.tokens.start(), end + 1), name.sort, Evidence::PlaceWord);
        }
        let guessed = name.entry.is_none() && name.evidence.confidence() < SURE;
        if guessed && name.sort == MentionType::Person && types::is_rather_a_body(view, name.tokens) {
            name.sort = MentionType::Organization;
        }
    }
}

/// Which of `names`, in text order, share a token with a run; `first` is where to look from, and goes on with the runs.
fn overlapping<'n>(names: &'n [Name], first: &mut usize, run: TokenSpan) -> impl Iterator<Item = usize> + Clone + 'n {
    while names.get(*first).is_some_and(|name| name.tokens.end() <= run.start()) {
        *first += 1;
    }
    let near = (*first..names.len()).take_while(move |&at| names[at].tokens.start() < run.end());
    near.filter(move |&at| names[at].tokens.overlaps(run))
}

/// Whether a run is two bodies or more that "and" joins, as the rules tell them apart: "Party of Norway and Justice Union".
fn are_joined<'n>(view: &View<'_>, inner: impl Iterator<Item = &'n Name>, run: &Run) -> bool {
    let (mut at, mut count) = (run.tokens.start(), 0);
    for name in inner {
        let joined = count > 0 && view.is(at, "and") && name.tokens.start() == at + 1;
        if name.evidence != Evidence::Institution || !(joined || name.tokens.start() == at) {
            return false;
        }
        (at, count) = (name.tokens.end(), count + 1);
    }
    count > 1 && at == run.tokens.end()
}

/// Whether a run is a longer name around places and guesses: "Tokyo Stock Exchange".
fn swallows<'n>(view: &View<'_>, inner: impl Iterator<Item = &'n Name>, run: &Run) -> bool {
    if !matches!(run.label, Label::Person | Label::Organization) || run.margin < SWALLOWS || run.tokens.len() < 2 {
        return false;
    }
    // "Talks Fail in Sochi Again": a headline's capitals.
    if view.class(run.tokens.end() - 1, WordClass::Closed) {
        return false;
    }
    let mut inner = inner.peekable();
    inner.peek().is_some()
        && inner.all(|name| {
            let yields = match name.entry.map(|entry| view.gazetteer.entry(entry)) {
                Some(known) => known.kind.is_place(),
                None => name.evidence.confidence() < SURE,
            };
            yields && name.span == view.span(name.tokens) && run.tokens.covers(name.tokens) && run.tokens != name.tokens
        })
}

enum Verdict {
    Keep,
    Drop,
    Become(MentionType),
}

/// "Boston, MA": a town, and right behind its comma what it lies in.
fn is_state_behind(view: &View<'_>, town: &Name, name: &Name) -> bool {
    town.sort == MentionType::Place
        && name.sort == MentionType::Place
        && town.tokens.end() + 1 == name.tokens.start()
        && view.is(town.tokens.end(), ",")
}

/// What becomes of a name of the rules, which may stand right behind a town that lies there.
fn judge(view: &View<'_>, name: &Name, over: &[Run], labels: &[Labelled], behind_town: bool) -> Verdict {
    let same = over.iter().find(|run| run.tokens == name.tokens);
    if let Some(known) = name.entry.map(|entry| view.gazetteer.entry(entry)) {
        let town = matches!(known.kind, EntryKind::City | EntryKind::Region) && known.stands_for.is_none();
        return match same {
            _ if town && view.is_dateline(name.tokens.start(), name.tokens.end()) => Verdict::Keep,
            _ if town && (behind_town || is_where(view, name.tokens.start())) => Verdict::Keep,
            Some(run) if (town || name.partial) && run.margin >= OVERRULES && !agrees(name.sort, run.label) => {
                sort_of(view, run).map_or(Verdict::Keep, Verdict::Become)
            }
            _ => Verdict::Keep,
        };
    }
    if name.described || name.span != view.span(name.tokens) {
        return Verdict::Keep;
    }
    if is_adjective(view, name.tokens) {
        return Verdict::Drop;
    }
    if name.sort == MentionType::Place && view.is_dateline(name.tokens.start(), name.tokens.end()) {
        return Verdict::Keep;
    }
    if let Some(run) = same {
        return match sort_of(view, run) {
            _ if agrees(name.sort, run.label) => Verdict::Become(name.sort),
            Some(sort) if name.evidence.confidence() < SURE || run.margin >= OVERRULES => Verdict::Become(sort),
            _ => Verdict::Keep,
        };
    }
    if name.evidence.confidence() >= SURE {
        return Verdict::Keep;
    }
    // An institution's bounds are known by its grammar.
    if name.evidence.confidence() >= BOUNDED
        && over.iter().any(|run| name.tokens.covers(run.tokens) && agrees(name.sort, run.label))
    {
        return Verdict::Keep;
    }
    // A part of what the model has as one name, or longer than it; a place within an institution's name is no rival.
    let institution = name.evidence.confidence() >= BOUNDED;
    // "Tarek Battalion": whoever it is called after is named within it.
    let headed = name.tokens.len() > 1 && types::institution_head(view, name.tokens.end() - 1).is_some();
    let within = |run: &Run| institution && run.label == Label::Place || headed && run.tokens.end() < name.tokens.end();
    let rival = |run: &Run| {
        run.tokens.covers(name.tokens) || name.tokens.covers(run.tokens) && run.margin >= ADDS && !within(run)
    };
    if over.iter().any(rival) {
        return Verdict::Drop;
    }
    if headed && over.iter().any(|run| name.tokens.covers(run.tokens)) {
        return Verdict::Keep;
    }
    let tokens = &labels[name.tokens.range()];
    let outside: f32 = tokens
        .iter()
        .filter(|token| matches!(token.label, Label::Outside | Label::Other))
        .map(|token| token.margin)
        .sum();
    if outside / tokens.len().max(1) as f32 >= DROPS { Verdict::Drop } else { Verdict::Keep }
}

/// "in Geneva", "left Geneva", "went to Geneva": what stands before tells that a place follows.
fn is_where(view: &View<'_>, at: usize) -> bool {
    let moves = |at: usize| view.class(at, WordClass::Motion) && view.pos(at).is_some_and(Pos::is_verb);
    at.checked_sub(1).is_some_and(|before| {
        view.adjoins(at)
            && (view.class(before, WordClass::Locating)
                || moves(before)
                || before > 0 && view.is(before, "to") && moves(before - 1))
    })
}

/// Whether a type is of the kind that a label means.
fn agrees(sort: MentionType, label: Label) -> bool {
    match label {
        Label::Person => sort == MentionType::Person,
        Label::Place => matches!(sort, MentionType::Place | MentionType::Country),
        Label::Organization => !matches!(sort, MentionType::Person | MentionType::Place | MentionType::Country),
        Label::Other => sort == MentionType::Group,
        Label::Outside => false,
    }
}

/// The type that a run's name has; `None` for what is no actor or place.
fn sort_of(view: &View<'_>, run: &Run) -> Option<MentionType> {
    match run.label {
        Label::Person if types::begins_a_place(view, run.tokens) => Some(MentionType::Place),
        Label::Person => Some(MentionType::Person),
        Label::Place => Some(MentionType::Place),
        Label::Organization if types::follows_an_office(view, run.tokens) => Some(MentionType::Person),
        Label::Organization => {
            let head = run.tokens.range().rev().find_map(|at| types::institution_head(view, at));
            let place = || {
                types::begins_a_place(view, run.tokens) || run.margin < MOVES && types::ends_a_place(view, run.tokens)
            };
            Some(head.unwrap_or_else(|| if place() { MentionType::Place } else { MentionType::Organization }))
        }
        Label::Other | Label::Outside => None,
    }
}

/// "Moslem", "Far Eastern": no name by itself.
fn is_adjective(view: &View<'_>, name: TokenSpan) -> bool {
    view.gazetteer.adjective_at(view.tokens, name.start()).is_some_and(|(count, _)| count >= name.len())
        || name.range().all(|at| view.class(at, WordClass::Adjective))
}

/// Words that are no name when they stand alone.
const NOT_ALONE: [WordClass; 9] = [
    WordClass::Office,
    WordClass::OfficeMale,
    WordClass::OfficeFemale,
    WordClass::Modifier,
    WordClass::Never,
    WordClass::Closed,
    WordClass::Organization,
    WordClass::Government,
    WordClass::People,
];

/// "their daughter, Gloria": a person's first name alone.
fn is_first_name(view: &View<'_>, run: &Run) -> bool {
    run.label == Label::Person
        && run.tokens.len() == 1
        && view.gazetteer.first_name(view.tokens[run.tokens.start()].key).is_some()
}

/// A name that only the model sees.
fn added(view: &View<'_>, run: &Run, sentence: TokenSpan) -> Option<Name> {
    let (first, end) = (run.tokens.start(), run.tokens.end());
    if !(view.is_capital(first) || view.is_prefixed_name(first)) || is_adjective(view, run.tokens) {
        return None;
    }
    // "Operation Spring Shield", "the Long March": a part of what happens or is written.
    let neighbour = |at: usize, joint: usize| sentence.contains(at) && view.adjoins(joint) && view.is_capital(at);
    if run.tokens.range().any(|at| view.class(at, WordClass::Event))
        || first > 0 && neighbour(first - 1, first) && view.class(first - 1, WordClass::Event)
        || neighbour(end, end) && view.class(end, WordClass::Event)
    {
        return None;
    }
    if run.tokens.len() == 1
        && (run.margin < if is_first_name(view, run) { ADDS_FIRST } else { ADDS_ALONE }
            || view.any_class(first, &NOT_ALONE)
            || run.label == Label::Person && view.class(first, WordClass::Side)
            || types::is_an_offices(view, first) && neighbour(end, end)
            || view.is_first(first, sentence) && view.is_also_small(first))
    {
        return None;
    }
    if view.is_dateline(first, end) {
        return (run.label == Label::Place).then(|| Name::new(view, run.tokens, MentionType::Place, Evidence::Located));
    }
    let evidence = if run.margin >= OVERRULES { Evidence::ModelSure } else { Evidence::Model };
    let mut name = Name::new(view, run.tokens, sort_of(view, run)?, evidence);
    let keys: Vec<WordKey> = view.tokens[run.tokens.range()].iter().map(|token| token.key).collect();
    let known = view.gazetteer.names_of(&keys).iter().find(|known| {
        let kind = view.gazetteer.entry(known.entry).kind.actor_type().map_or(MentionType::Place, MentionType::from);
        !known.flags.has(NameFlags::SURNAME) && agrees(kind, run.label)
    });
    if let Some(known) = known {
        name.entry = Some(known.entry);
        if let Some(kind) = view.gazetteer.entry(known.entry).actor_type() {
            name.sort = kind.into();
        }
    }
    Some(name)
}

/// The stretches of equal labels that adjoin in a sentence.
fn runs_of(view: &View<'_>, sentence: TokenSpan, labels: &[Labelled], runs: &mut Vec<Run>) {
    runs.clear();
    let mut at = sentence.start();
    while at < sentence.end() {
        let label = labels[at].label;
        let mut end = at + 1;
        if label != Label::Outside {
            while end < sentence.end() && labels[end].label == label && view.adjoins(end) && end - at < LONGEST {
                end += 1;
            }
            // "Allies of": a name does not end in a small word.
            let trimmed = (at + 1..=end).rev().find(|&end| end == at + 1 || !is_link(view, end - 1)).unwrap_or(end);
            let (tokens, label) = if is_headed_behind(view, at, trimmed, sentence) {
                (TokenSpan::new(at, trimmed + 1), Label::Organization)
            } else {
                (TokenSpan::new(at, trimmed), label)
            };
            let margin = labels[tokens.range()].iter().map(|token| token.margin).sum::<f32>() / tokens.len() as f32;
            let run = Run { tokens, label, margin };
            match runs.last_mut().and_then(|last| joined(view, last, &run).map(|whole| (last, whole))) {
                Some((last, whole)) => *last = whole,
                None => runs.push(run),
            }
        }
        at = end.max(runs.last().map_or(end, |run| run.tokens.end()));
    }
}

/// "the Tarek Battalion": behind an article, whether a head right behind a name's words is the name's.
fn is_headed_behind(view: &View<'_>, start: usize, end: usize, sentence: TokenSpan) -> bool {
    start > sentence.start()
        && view.is(start - 1, "the")
        && sentence.contains(end)
        && view.adjoins(end)
        && view.is_capital(end)
        && types::institution_head(view, end).is_some()
}

/// "Belfast North": a side behind the name of a place, of which it is a part.
fn is_side(view: &View<'_>, at: usize) -> bool {
    view.class(at, WordClass::Side) && view.is_capital(at) && view.adjoins(at)
}

fn is_link(view: &View<'_>, at: usize) -> bool {
    !view.is_capital(at) && view.class(at, WordClass::Closed)
}

/// Two runs as one name: "Grover" and "Cleveland", "Kansas City" and "Royals".
fn joined(view: &View<'_>, last: &Run, run: &Run) -> Option<Run> {
    let names = |label| matches!(label, Label::Person | Label::Organization | Label::Place);
    let at = run.tokens.start();
    if last.tokens.end() != at
        || !view.adjoins(at)
        || !names(last.label)
        || !names(run.label)
        || last.tokens.len() + run.tokens.len() > LONGEST
        || !view.is_capital(at)
        || !view.is_capital(at - 1)
        || types::follows_an_office(view, run.tokens)
        || view.word(at - 1).ends_with('.') && view.word(at - 1).len() > 2
    {
        return None;
    }
    let tokens = TokenSpan::new(last.tokens.start(), run.tokens.end());
    let weight = |run: &Run| run.margin * run.tokens.len() as f32;
    let margin = (weight(last) + weight(run)) / tokens.len() as f32;
    let person =
        last.label == Label::Person && view.gazetteer.first_name(view.tokens[last.tokens.start()].key).is_some();
    let label = match (last.label, run.label) {
        _ if person => Label::Person,
        (Label::Place, Label::Organization) => Label::Organization,
        _ if weight(last) > weight(run) => last.label,
        _ => run.label,
    };
    Some(Run { tokens, label, margin: margin / 2.0 })
}
