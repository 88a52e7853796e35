//! Cues with their roles, one draft a cue, and the choice between drafts that contend for the same words.
//!
//! In: a [`View`] and the models. Out: [`Draft`]s, and [`Choice`]s: drafts that stand, each with the one that it is reported in.

use super::cues::{self, Cue, CueFinder};
use super::doubts;
use super::grammar::{self, GrammarWord};
use super::joint;
use super::judge::{self, Draft};
use super::lexicon::{Object, WordClass};
use super::models::{Cues, Judge, Roles};
use super::relayed;
use super::repair;
use super::roles::RoleFinder;
use super::view::View;
use crate::learning::{Feature, Trees};
use crate::parallel::stopping_point;
use crate::phrases::Mark;
use crate::reader::Reading;
use crate::segments::TokenSpan;
use crate::tagging::Pos;

/// What a cue is given in advance: doubtful ones are drafted too, and the judge decides.
pub(super) const CUE_BIAS: f32 = 2.0;

/// From which probability on a draft stands. MODEL_CARD.md says how it was chosen.
const THRESHOLD: f32 = 0.25;

/// The same where both readers are weighed: chosen on the articles that neither learned from.
const JOINT: f32 = 0.3;

/// The same for a cue without a word that reports: "Troops patrolled the “safe corridor”" tells what was done.
const UNKNOWN: f32 = 0.4;

/// The same where the caller wants what is doubtful too.
const DOUBTFUL: f32 = 0.1;

/// What choosing needs to know beside the drafts.
#[derive(Clone, Copy)]
pub(super) struct Choosing<'m> {
    /// How sure a draft is.
    pub judge: &'m Judge,
    /// How sure it is where a second reader saw it too.
    pub joint: Option<&'m Trees>,
    /// Roles within the content of another.
    pub roles: &'m Roles,
    /// Whether rows that a careful reader would leave out are wanted too.
    pub doubtful: bool,
}

/// Drafts of all sentences of a document, by both readers if there is a second.
pub(super) fn collect(
    view: &View<'_>,
    cue_model: &Cues,
    role_model: &Roles,
    reading: Option<&Reading<'_>>,
) -> Vec<Draft> {
    let mut cue_finder = CueFinder::default();
    let mut role_finder = RoleFinder::default();
    let mut cues = Vec::new();
    for sentence in &view.segments.sentences {
        stopping_point();
        cue_finder.find(view, sentence.tokens, cue_model, CUE_BIAS, &mut cues);
    }
    add_certain(view, &mut cues);
    let mut seen = reading.map(|reading| joint::look(view, reading, &mut cues).into_iter());
    let whole = TokenSpan::new(0, view.words.len());
    let mut drafts: Vec<Draft> = cues
        .into_iter()
        .map(|cue| {
            stopping_point();
            let seen = seen.as_mut().and_then(Iterator::next);
            let seen_roles = seen.as_ref().map(|seen| &*seen.roles);
            let roles = role_finder.find(view, cue.tokens, whole, role_model, seen_roles);
            let mut draft = Draft { cue, roles, covered: None, seen };
            repair::roles(view, &mut draft);
            draft
        })
        .filter(|draft| !draft.roles.content.is_empty())
        .collect();
    let (words, relayed): (Vec<TokenSpan>, Vec<Draft>) = relayed::find(view).into_iter().unzip();
    drafts.retain(|draft| {
        let next = words.partition_point(|words| words.end() <= draft.cue.tokens.start());
        words.get(next).is_none_or(|words| !words.overlaps(draft.cue.tokens))
    });
    drafts.extend(relayed);
    drafts.sort_by_key(|draft| draft.cue.tokens);
    judge::note_covers(&mut drafts);
    drafts
}

/// How sure "according to", "quoted as saying" and a verb that the user named are at least, with a source and a content.
const CERTAIN: f32 = 0.8;

/// How sure a clear verb of speech with a source and a content is within the content of another.
const CHILD: f32 = 0.5;

/// How sure ", adding that" is with them, if nothing speaks against it.
const GOING_ON: f32 = 0.6;

impl Choosing<'_> {
    /// How sure a draft is, all told.
    fn probability(&self, view: &View<'_>, draft: &Draft, room: &mut Vec<Feature>) -> f32 {
        let cue = draft.cue.tokens;
        let judged = self.judged(view, draft, room);
        let has_source = !draft.roles.source.is_empty();
        if has_source && is_certain(view, cue) {
            return judged.max(CERTAIN);
        }
        self.doubted(view, draft, if has_source && goes_on(view, cue) { judged.max(GOING_ON) } else { judged })
    }

    /// The same of one that a clear verb of speech reports within another's content. The judge has learned from outer statements
    /// alone: where it is unsure, the verb decides.
    fn within(&self, view: &View<'_>, draft: &Draft, room: &mut Vec<Feature>) -> f32 {
        self.doubted(view, draft, self.judged(view, draft, room).max(CHILD))
    }

    fn judged(&self, view: &View<'_>, draft: &Draft, room: &mut Vec<Feature>) -> f32 {
        let linear = judge::probability(view, draft, self.judge, room);
        match (self.joint, &draft.seen) {
            (Some(joint), Some(seen)) => joint::probability(view, draft, seen, linear, joint),
            _ => linear,
        }
    }

    fn doubted(&self, view: &View<'_>, draft: &Draft, probability: f32) -> f32 {
        doubts::doubted(probability, doubts::weigh(view, &draft.roles, Some(draft.cue.tokens)))
    }
}

/// Whether a cue with a source is one beyond doubt.
fn is_certain(view: &View<'_>, cue: TokenSpan) -> bool {
    is_according_to(view, cue.start())
        || relayed::is_cue(view, cue)
        || cue.range().any(|index| cues::is_users_verb(view, index))
}

/// Whether a rule knows a cue that the models may not: ", adding that …", and what a paragraph announces.
fn goes_on(view: &View<'_>, cue: TokenSpan) -> bool {
    goes_on_to_say(view, cue) || repair::is_announcement(view, cue)
}

/// Adds every "according to" that the model passed over.
fn add_certain(view: &View<'_>, cues: &mut Vec<Cue>) {
    let missed: Vec<Cue> = (1..view.words.len())
        .filter(|&index| is_according_to(view, index - 1))
        .map(|index| TokenSpan::new(index - 1, index + 1))
        .filter(|tokens| {
            let at = cues.partition_point(|cue| cue.tokens.end() <= tokens.start());
            cues.get(at).is_none_or(|cue| !cue.tokens.overlaps(*tokens))
        })
        .map(|tokens| Cue { tokens, margin: 0.0 })
        .collect();
    cues.extend(missed);
    cues.sort_by_key(|cue| cue.tokens);
}

fn is_according_to(view: &View<'_>, index: usize) -> bool {
    view.words[index].pos != Pos::To
        && view.surface(index).eq_ignore_ascii_case("according")
        && view.words.get(index + 1).is_some()
        && view.surface(index + 1).eq_ignore_ascii_case("to")
}

/// A draft that stands.
#[derive(Clone, Debug)]
pub(super) struct Choice {
    /// The draft.
    pub draft: Draft,
    /// How sure.
    pub probability: f32,
    /// The choice whose content it is part of.
    pub parent: Option<usize>,
}

/// From which probability on a draft with this cue stands.
fn least(view: &View<'_>, cue: TokenSpan, choosing: Choosing<'_>) -> f32 {
    let reports = |index: usize| view.words[index].entry.is_some() || view.words[index].pos == Pos::Colon;
    match () {
        () if choosing.doubtful => DOUBTFUL,
        () if !cue.range().any(reports) => UNKNOWN,
        () if choosing.joint.is_some() => JOINT,
        () => THRESHOLD,
    }
}

/// Lets the surer of two drafts have the words that both claim; what is said within a content is reported in it.
pub(super) fn choose(view: &View<'_>, drafts: Vec<Draft>, choosing: Choosing<'_>) -> Vec<Choice> {
    let mut room = Vec::new();
    let mut ranked: Vec<Choice> = drafts
        .into_iter()
        .map(|draft| {
            stopping_point();
            Choice { probability: choosing.probability(view, &draft, &mut room), draft, parent: None }
        })
        .collect();
    part_coordinated(view, &mut ranked);
    take_over(view, &mut ranked);
    part_clauses(view, &mut ranked);
    ranked.sort_by(|a, b| b.probability.total_cmp(&a.probability).then(a.draft.cue.tokens.cmp(&b.draft.cue.tokens)));
    // Who has each token: the number of a choice, from 1.
    let mut owner = vec![0u32; view.words.len()];
    let mut cue_owner = vec![0u32; view.words.len()];
    let mut chosen: Vec<Choice> = Vec::new();
    let mut inner: Vec<Choice> = Vec::new();
    for mut choice in ranked {
        stopping_point();
        let cue = choice.draft.cue.tokens;
        if cue.range().any(|index| owner[index] != 0) {
            inner.push(choice);
            continue;
        }
        if choice.probability < least(view, cue, choosing) {
            continue;
        }
        let claimed: usize = choice.draft.roles.content.iter().map(|span| span.len()).sum();
        let free = |index: &usize| owner[*index] == 0;
        let kept: usize = choice.draft.roles.content.iter().map(|span| span.range().filter(free).count()).sum();
        if kept * 4 < claimed {
            continue;
        }
        if kept < claimed {
            let spans = std::mem::take(&mut choice.draft.roles.content);
            for span in spans {
                let mut at = span.start();
                while at < span.end() {
                    let start = at;
                    while at < span.end() && owner[at] == 0 {
                        at += 1;
                    }
                    if at > start {
                        choice.draft.roles.content.push(TokenSpan::new(start, at));
                    }
                    at += 1;
                }
            }
        }
        let number = chosen.len() as u32 + 1;
        for span in &choice.draft.roles.content {
            for index in span.range() {
                owner[index] = number;
                // A statement that stands within this one's content becomes its child.
                if let Some(inner) = cue_owner[index].checked_sub(1)
                    && chosen[inner as usize].parent.is_none()
                {
                    chosen[inner as usize].parent = Some(number as usize - 1);
                }
            }
        }
        cue.range().for_each(|index| cue_owner[index] = number);
        chosen.push(choice);
    }
    let mut finder = RoleFinder::default();
    for mut choice in inner {
        let cue = choice.draft.cue.tokens;
        let Some(outer) = cue.range().find_map(|index| owner[index].checked_sub(1)) else { continue };
        let Some(&within) = chosen[outer as usize].draft.roles.content.iter().find(|span| span.covers(cue)) else {
            continue;
        };
        if !reports_clearly(view, cue) {
            continue;
        }
        let seen = choice.draft.seen.as_ref().map(|seen| &*seen.roles);
        let roles = finder.find(view, cue, within, choosing.roles, seen);
        if roles.source.is_empty() || roles.content.is_empty() {
            continue;
        }
        choice.draft.roles = roles;
        repair::roles(view, &mut choice.draft);
        // Within the content there is no other draft that it could be a part of.
        choice.draft.covered = None;
        choice.probability = choosing.within(view, &choice.draft, &mut room);
        if choice.probability < least(view, cue, choosing) {
            continue;
        }
        choice.parent = Some(outer as usize);
        chosen.push(choice);
    }
    in_text_order(chosen)
}

/// From which probability on a coordinated verb ends the content before it.
const COORDINATED: f32 = 0.4;

/// How sure a verb is that joins the cue by its form, where the models saw none of it.
const JOINED: f32 = 0.5;

/// Words between a participle and its auxiliary: "had not yet been".
const HELPING: usize = 4;

/// "Ankara announced the arrest and said a curfew would follow": a content ends where a verb joins the cue that has the same
/// source. Of such verbs in PolNeAR's training articles nine in ten are cues of their own. Choices are in text order of their cues.
fn part_coordinated(view: &View<'_>, choices: &mut [Choice]) {
    let cuts: Vec<Option<(usize, usize, bool)>> = choices
        .iter()
        .map(|outer| {
            stopping_point();
            let roles = &outer.draft.roles;
            let cue = outer.draft.cue.tokens;
            let home = view.sentence(cue.start());
            let within = |index: usize| roles.content.iter().any(|span| span.contains(index));
            // A content reaches a window's length, a sentence may have any number of cues.
            let end = roles.content.iter().map(|span| span.end()).max().unwrap_or(0).min(home.end());
            let from = choices.partition_point(|inner| inner.draft.cue.tokens.start() < cue.end());
            let shares = |inner: &Choice| {
                let own = &inner.draft.roles.source;
                inner.probability >= COORDINATED
                    && !own.is_empty()
                    && own.iter().all(|span| span.range().all(|index| !within(index)))
                    && own.iter().any(|span| roles.source.iter().any(|source| source.overlaps(*span)))
            };
            (from..choices.len())
                .take_while(|&at| {
                    let inner = choices[at].draft.cue.tokens;
                    inner.start() < end && home.covers(inner)
                })
                .filter(|&at| within(choices[at].draft.cue.tokens.start()))
                .find_map(|at| {
                    let cut = conjunction_before(view, choices[at].draft.cue.tokens, cue)?;
                    let shares = shares(&choices[at]);
                    (shares || joins(view, &outer.draft, &choices[at].draft, cut)).then_some((at, cut, shares))
                })
        })
        .collect();
    for (outer, cut) in cuts.into_iter().enumerate() {
        let Some((inner, cut, shares)) = cut else { continue };
        let content = &mut choices[outer].draft.roles.content;
        let whole = content.iter().find(|span| span.contains(cut)).copied();
        content.retain(|span| span.start() < cut);
        if let Some(last) = content.last_mut().filter(|last| last.end() > cut) {
            *last = TokenSpan::new(last.start(), cut);
        }
        if !shares {
            let source = choices[outer].draft.roles.source.clone();
            let Choice { draft, probability, .. } = &mut choices[inner];
            let behind = draft.cue.tokens.end();
            draft.roles.source = source;
            draft.roles.content.retain(|span| span.start() >= behind);
            // What was cut off belongs to it, but for whom it is said to.
            if let (Some(whole), Some(first)) = (whole, draft.roles.content.first().copied()) {
                let start = if is_addressed(view, draft.cue.tokens) { first.start() } else { behind };
                draft.roles.content.retain(|span| span.start() >= whole.end());
                draft.roles.content.insert(0, TokenSpan::new(start, whole.end().max(first.end())));
            }
            *probability = probability.max(JOINED);
        }
    }
}

/// Whether a verb behind a conjunction at `cut` joins the cue of `outer` by its form, and not a verb of what is said: "accused
/// Ankara of lying | and warned that", "said it had failed | and blamed Ankara".
fn joins(view: &View<'_>, outer: &Draft, inner: &Draft, cut: usize) -> bool {
    let (cue, other) = (outer.cue.tokens, inner.cue.tokens);
    let finite = |tokens: TokenSpan| tokens.range().map(|at| view.words[at].pos).find(|pos| pos.is_finite());
    let has_content = inner.roles.content.iter().any(|span| span.start() >= other.end());
    let (Some(own), Some(others)) = (finite(cue), finite(other)) else { return false };
    if outer.roles.source.is_empty()
        || cue.end() >= cut
        || own != others
        || !has_content
        || !reports_clearly(view, other)
    {
        return false;
    }
    let plain = |at: &usize| view.quotation_apart(*at, cue).is_none();
    let told = |at: &usize| view.words[*at].pos.is_finite() || view.words[*at].pos == Pos::Vbn;
    let last = (cue.end()..cut).rev().filter(plain).find(told);
    let helps = |at: usize| grammar::is(&view.surface(at).to_lowercase(), GrammarWord::Auxiliary);
    // What is said is told in another tense, or of what is so. A participle may be a past tense that the tagger took for one.
    last.is_none_or(|at| match view.words[at].pos {
        Pos::Vbn => (cue.end()..at).rev().take(HELPING).any(helps),
        pos => pos != others || helps(at),
    })
}

/// Whether the verb of a cue may have whom it is said to right behind it: "told", "urged".
fn is_addressed(view: &View<'_>, cue: TokenSpan) -> bool {
    let verb = cue.range().rev().find_map(|at| view.words[at].entry);
    verb.is_some_and(|entry| entry.object == Object::Addressee)
}

/// Gives ", adding that …" without a source the one of the cue before it in its sentence.
fn take_over(view: &View<'_>, choices: &mut [Choice]) {
    for at in 1..choices.len() {
        stopping_point();
        let cue = choices[at].draft.cue.tokens;
        if !choices[at].draft.roles.source.is_empty() || !goes_on_to_say(view, cue) {
            continue;
        }
        let home = view.sentence(cue.start());
        let before = choices[..at].iter().rev().take_while(|one| home.covers(one.draft.cue.tokens));
        let Some(source) = before.map(|one| &one.draft.roles.source).find(|source| !source.is_empty()).cloned() else {
            continue;
        };
        let Choice { draft, probability, .. } = &mut choices[at];
        draft.roles.source = source;
        draft.roles.content.retain(|span| span.start() >= cue.end());
        *probability = probability.max(GOING_ON);
    }
}

/// Ends contents without quotation marks where the writer's own next clause begins: at a semicolon, at ", but Ankara denied it"
/// if that is a statement of somebody else, and at ", adding that …", which is one more of the same speaker's.
fn part_clauses(view: &View<'_>, choices: &mut [Choice]) {
    let cuts: Vec<Option<usize>> = choices
        .iter()
        .map(|outer| {
            stopping_point();
            let cue = outer.draft.cue.tokens;
            let content = *outer.draft.roles.content.last().filter(|span| span.start() >= cue.end())?;
            let plain = |at: &usize| view.quotation_apart(*at, cue).is_none();
            let semicolon = content.range().skip(1).filter(plain).find(|&at| {
                view.surface(at) == ";" && view.words.get(at + 1).is_some() && view.surface(at + 1) != "that"
            });
            let from = choices.partition_point(|inner| inner.draft.cue.tokens.start() < content.start());
            let clause = choices[from..]
                .iter()
                .take_while(|inner| content.covers(inner.draft.cue.tokens))
                .filter_map(|inner| clause_before(view, inner))
                .find(plain);
            semicolon.into_iter().chain(clause).min().filter(|&cut| cut > content.start())
        })
        .collect();
    for (choice, cut) in choices.iter_mut().zip(cuts) {
        if let (Some(cut), Some(last)) = (cut, choice.draft.roles.content.last_mut()) {
            *last = TokenSpan::new(last.start(), cut);
        }
    }
}

/// The comma before a clause that reports on its own: ", but Ankara denied …", ", adding that …".
fn clause_before(view: &View<'_>, inner: &Choice) -> Option<usize> {
    let cue = inner.draft.cue.tokens;
    let is_comma = |at: &usize| view.words[*at].pos == Pos::Comma;
    if goes_on_to_say(view, cue) {
        return cue.start().checked_sub(1).filter(is_comma);
    }
    let source = inner.draft.roles.source.first().filter(|source| source.end() <= cue.start())?;
    if inner.probability < COORDINATED && !reports_clearly(view, cue) {
        return None;
    }
    let before = source.start().checked_sub(1)?;
    // "X said that it rained and Y said that it snowed"
    if view.words[before].pos == Pos::Cc && source.end() == cue.start() && reports_clearly(view, cue) {
        return Some(before);
    }
    let opposes = grammar::is(view.surface(before), GrammarWord::Contrast);
    before.checked_sub(1).filter(is_comma).filter(|_| opposes)
}

/// ", adding that …", ", warning: “…”": a participle of speech behind a comma, with a clause or a quotation that it reports.
fn goes_on_to_say(view: &View<'_>, cue: TokenSpan) -> bool {
    let verb = &view.words[cue.end() - 1];
    verb.pos == Pos::Vbg
        && verb.entry.is_some_and(|entry| entry.class == WordClass::Verb && !entry.is_thought)
        && cue.start().checked_sub(1).is_some_and(|before| view.words[before].pos == Pos::Comma)
        && view.words.get(cue.end()).is_some_and(|next| {
            view.surface(cue.end()) == "that" || next.pos == Pos::Colon || next.place.mark == Mark::Open
        })
}

/// Where "and", "but" or "or" stands right before a cue, outside of quotations that the cue before is not part of.
fn conjunction_before(view: &View<'_>, cue: TokenSpan, outer: TokenSpan) -> Option<usize> {
    if view.quotation_apart(cue.start(), outer).is_some() {
        return None;
    }
    let mut at = cue.start();
    for _ in 0..3 {
        match view.words[at].pos {
            Pos::Cc => return Some(at),
            _ if at <= outer.end() => return None,
            Pos::Rb | Pos::Vbz | Pos::Vbp | Pos::Vbd | Pos::Md | Pos::Vbn | Pos::Vbg => at -= 1,
            _ => return None,
        }
    }
    (view.words[at].pos == Pos::Cc).then_some(at)
}

/// Whether a cue is a verb of speech that a clause hangs on: what the models, which know outer statements only, need not
/// be asked about.
fn reports_clearly(view: &View<'_>, cue: TokenSpan) -> bool {
    cue.range().rev().find_map(|index| Some((view.words[index].pos, view.words[index].entry?))).is_some_and(
        |(pos, entry)| {
            entry.class == WordClass::Verb
                && !entry.is_thought
                && matches!(pos, Pos::Vbd | Pos::Vbz | Pos::Vbp | Pos::Vbn)
        },
    )
}

/// Sorts choices by the first token of their content, and renumbers parents.
fn in_text_order(chosen: Vec<Choice>) -> Vec<Choice> {
    let mut order: Vec<usize> = (0..chosen.len()).collect();
    order.sort_by_key(|&at| {
        let draft = &chosen[at].draft;
        (draft.roles.content.first().map(|span| span.start()), chosen[at].parent.is_some(), draft.cue.tokens)
    });
    let mut place = vec![0; chosen.len()];
    for (new, &old) in order.iter().enumerate() {
        place[old] = new;
    }
    order
        .iter()
        .map(|&old| {
            let choice = chosen[old].clone();
            Choice { parent: choice.parent.map(|parent| place[parent]), ..choice }
        })
        .collect()
}
