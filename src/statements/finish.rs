//! Choices between drafts → [`Statement`]s: edges trimmed, act and kind named, speaker, addressee and days looked up.
//!
//! In: [`Choice`]s and statements without a cue, everything before this stage. Out: [`Statement`]s in text order.

use super::acts;
use super::addressee;
use super::drafts::Choice;
use super::negation;
use super::performed::Saying;
use super::repair;
use super::roles::Roles;
use super::said::{self, Told};
use super::speakers;
use super::target::{self, Said};
use super::trailing_day;
use super::view::View;
use super::{Act, Statement};
use crate::actors::{LocalActorId, References};
use crate::calendar::Date;
use crate::dates::Dates;
use crate::parallel::stopping_point;
use crate::segments::TokenSpan;
use crate::span::ByteSpan;
use crate::tagging::Pos;

/// A statement on tokens, before it is described.
#[derive(Clone, Debug, Default)]
pub(super) struct Found {
    /// Who and what.
    pub roles: Roles,
    /// What signals it; nothing in "“…” — Ana Ruiz".
    pub cue: Option<TokenSpan>,
    /// The statement that it is reported in.
    pub parent: Option<usize>,
    /// Who speaks, where the source does not tell.
    pub speaker: Option<LocalActorId>,
    /// How sure.
    pub confidence: f32,
}

impl From<Choice> for Found {
    fn from(choice: Choice) -> Self {
        Self {
            roles: choice.draft.roles,
            cue: Some(choice.draft.cue.tokens),
            parent: choice.parent,
            speaker: None,
            confidence: choice.probability,
        }
    }
}

/// Describes what was found.
pub(super) fn statements(
    view: &View<'_>,
    references: &References<'_>,
    dates: &Dates,
    published: Option<Date>,
    mut found: Vec<Found>,
) -> Vec<Statement> {
    for found in &mut found {
        trim(view, &mut found.roles.content);
        trim(view, &mut found.roles.source);
        trailing_day::leave(view, dates, published, found);
    }
    let kept = renumber(found);
    let once: Vec<bool> = kept.iter().map(|one| one.cue.is_some_and(|cue| said::is_once(view, cue))).collect();
    let told = Told::of(view.words.len(), kept.iter().map(|one| one.roles.content.as_slice()));
    let mut statements: Vec<Statement> = kept
        .into_iter()
        .map(|found| {
            stopping_point();
            describe(view, references, dates, &told, found)
        })
        .collect();
    said::take_up(view, references, dates, &told, &mut statements, &once);
    said::go_on(&mut statements, &once);
    said::head(view, &mut statements);
    for statement in &mut statements {
        statement.said = statement.said.map(|days| said::until(days, published));
    }
    statements
}

/// Leaves out what has no content, and puts the rest in the order of its content.
fn renumber(found: Vec<Found>) -> Vec<Found> {
    let mut order: Vec<usize> = (0..found.len()).filter(|&at| !found[at].roles.content.is_empty()).collect();
    order.sort_by_key(|&at| {
        let spans = &found[at].roles.content;
        (spans[0].start(), std::cmp::Reverse(spans[spans.len() - 1].end()), found[at].cue)
    });
    let mut place = vec![None; found.len()];
    for (new, &old) in order.iter().enumerate() {
        place[old] = Some(new);
    }
    let mut kept = Vec::with_capacity(order.len());
    for &old in &order {
        let mut one = found[old].clone();
        one.parent = one.parent.and_then(|parent| place[parent]);
        kept.push(one);
    }
    kept
}

/// Takes commas, full stops, colons and dashes from the edges, outside of quotation marks.
fn trim(view: &View<'_>, spans: &mut Vec<TokenSpan>) {
    let is_edge = |index: usize| {
        let word = &view.words[index];
        let loose = match word.pos {
            Pos::Comma | Pos::Colon => true,
            Pos::Stop => view.surface(index) == ".",
            _ => false,
        };
        loose && word.place.quotation.is_none()
    };
    for span in spans.iter_mut() {
        let (mut start, mut end) = (span.start(), span.end());
        while start < end && is_edge(start) {
            start += 1;
        }
        while start < end && is_edge(end - 1) {
            end -= 1;
        }
        *span = TokenSpan::new(start, end);
    }
    spans.retain(|span| !span.is_empty());
    // Pieces with nothing but a mark between them are one.
    let mut joined: Vec<TokenSpan> = Vec::with_capacity(spans.len());
    for &span in spans.iter() {
        match joined.last_mut() {
            Some(last)
                if (last.end()..span.start()).all(is_edge)
                    && span.start() - last.end() <= 1
                    && view.words[last.end() - 1].sentence == view.words[span.start()].sentence =>
            {
                *last = TokenSpan::new(last.start(), span.end());
            }
            _ => joined.push(span),
        }
    }
    *spans = joined;
}

fn describe(view: &View<'_>, references: &References<'_>, dates: &Dates, told: &Told, found: Found) -> Statement {
    let Found { mut roles, cue, parent, speaker, confidence } = found;
    let cue = cue.map(|cue| repair::colon(view, cue, &mut roles.content));
    let addressee = cue.and_then(|cue| addressee::find(view, cue, &mut roles));
    trim(view, &mut roles.content);
    let cue = cue.map(|cue| repair::cue(view, cue, &[roles.source.as_slice(), &roles.content].concat()));
    let bytes =
        |spans: &[TokenSpan]| -> Vec<ByteSpan> { spans.iter().filter_map(|&span| view.segments.span(span)).collect() };
    let anchor = cue.unwrap_or(TokenSpan::new(0, 0));
    let first = cue.unwrap_or(roles.content.first().copied().unwrap_or(anchor)).start();
    let mut speakers = speakers::actors(references, &roles.source);
    if speakers.is_empty() {
        speakers.extend(speaker);
    }
    let is_past = cue.is_some_and(|cue| cue.range().any(|at| view.words[at].pos == Pos::Vbd));
    let saying = Saying { roles: &roles, speakers: &speakers, is_past };
    let act = cue.map_or(Act::Say, |cue| acts::act(view, references, cue, saying));
    let addressee_actor = addressee.and_then(|span| speakers::actor(references, &[span]));
    let target = cue.and_then(|cue| {
        let is_addressed = addressee.is_some();
        let said = Said { act, cue, roles: &roles, addressee: addressee_actor, is_addressed, speakers: &speakers };
        target::target(view, references, said)
    });
    Statement {
        parent: parent.map(|parent| parent as u32),
        sentence: view.words[first].sentence,
        content: bytes(&roles.content),
        source: bytes(&roles.source),
        cue: cue.map(|cue| bytes(&[cue])).unwrap_or_default(),
        addressee: addressee.map(|span| bytes(&[span])).unwrap_or_default(),
        kind: acts::kind(view, &roles.content, anchor),
        act,
        negated: cue.is_some_and(|cue| negation::denies(view, cue, &roles.source, &roles.content)),
        speaker: speakers.first().copied(),
        co_speakers: speakers.split_off(speakers.len().min(1)),
        addressee_actor,
        target,
        said: cue.or(roles.source.first().copied()).and_then(|cue| said::days(view, dates, cue, &roles, told)),
        confidence,
    }
}
