//! Whether a date lies behind or ahead, by the words around it: tense, prepositions, words of planning.
//!
//! The nearest verb before the date decides; if there is none in its clause, the first after it.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use crate::dates::atoms::Atom;
use crate::dates::lexicon::{Tying, Word};
use crate::segments::{Shape, WordKey};
use crate::tables::{self, WordClasses};
use crate::tagging::Pos;
use crate::vocabulary::vocabulary;

/// Where a date lies, seen from the day of publication.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::dates) enum Direction {
    /// It is past.
    Past,
    /// It is to come.
    Future,
    /// The verb is in the present.
    Present,
    /// Nothing tells.
    Open,
}

/// What a word says of the date after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Outlook {
    Ahead,
    /// Only before an infinitive: "set to leave".
    Bound,
    /// Only before a preposition of its end: "extended to Friday".
    Moved,
    /// Before an infinitive or a preposition of what is to come; else the day is that of the act: "approved it on Friday".
    Act,
    Said,
    Have,
}

vocabulary! {
    /// What a word says of the verb of its clause.
    ClauseWord {
        /// "if he won on Monday": a past that is none.
        Supposing = "supposing",
        /// "when it ends on Monday": a present that is to come.
        Conditional = "conditional",
        /// "told voters Sunday": whom to may stand before the day.
        Telling = "telling",
        /// A form of "be" or "have".
        Auxiliary = "auxiliary",
        /// "could not be reached Monday": what did not happen is past.
        Denying = "denying",
        /// "Monday's decision that it will close": the verb after it is not that of the date.
        Opening = "opening",
        /// "the attack on Monday": a noun for what has come about.
        Happened = "happened",
        /// "Police are investigating the blast on Monday": a present that looks back.
        Reacting = "reacting",
        /// "The talks open Monday": the present of timetables.
        Scheduled = "scheduled",
        /// "The army shut the port Monday": a past that is written like its present.
        Unmarked = "unmarked",
        /// "after a fire on Monday killed two": begins a clause of its own.
        Clausal = "clausal",
        /// ", in an interview Monday": where something was said.
        Uttered = "uttered",
        /// "despite the defeat on Monday": a preposition that looks back.
        Backward = "backward",
        /// "He tried to leave on Monday": a past after which an infinitive is past too.
        Achieving = "achieving",
    }
}

static CLAUSE_WORDS: LazyLock<WordClasses<WordKey, ClauseWord>> =
    LazyLock::new(|| WordClasses::of(tables::dates::CLAUSE_WORDS, WordKey::of));

/// How many atoms are looked at on either side.
pub(super) const REACH: usize = 30;

/// How far a day stands from what sets it: "set a hearing for Tuesday".
const SET: usize = 6;

static OUTLOOK: LazyLock<FxHashMap<WordKey, Outlook>> = LazyLock::new(|| {
    tables::dates::OUTLOOK.rows::<(&str, Outlook)>().map(|(form, outlook)| (WordKey::of(form), outlook)).collect()
});

/// The direction of the expression that covers the atoms from `start` to before `end`.
pub(in crate::dates) fn direction(text: &str, atoms: &[Atom], start: usize, end: usize) -> Direction {
    let line = Line { text, atoms };
    let month = end == start + 1 && matches!(atoms[start].word, Word::Month(..));
    let noun = atoms.get(end).is_some_and(|after| matches!(after.pos, Some(Pos::Nn | Pos::Nns)));
    match of_clause(line, start, end) {
        // "They will win the March states": tense is that of the sentence, not of the month.
        Direction::Past if month && noun => Direction::Open,
        direction => direction,
    }
}

/// Whether a verb beside the expression tells of what is over, with nothing between that could be to come: "She died on
/// June 30", "He has been in prison since July 9", "He was jailed for the August 4 blast".
pub(in crate::dates) fn is_told(text: &str, atoms: &[Atom], start: usize, end: usize) -> bool {
    /// Atoms between the verb and the day.
    const NEAR: usize = 6;
    let line = Line { text, atoms };
    let word = |at: Option<usize>| at.and_then(|at| atoms.get(at)).map(|atom| atom.word);
    match word(start.checked_sub(1)) {
        Some(Word::Tying(Tying::Since)) => return true,
        // "A June 3 hearing": which one is news.
        Some(Word::Tying(Tying::Article)) => return false,
        _ if line.outlook(end) == Some(Outlook::Ahead) => return false,
        _ => {}
    }
    for at in (start.saturating_sub(NEAR)..start).rev() {
        let pos = atoms[at].pos;
        let looks_on = line.outlook(at).is_some_and(|outlook| outlook != Outlook::Have);
        match pos {
            None | Some(Pos::Stop | Pos::Md | Pos::Vb | Pos::Vbz | Pos::Vbp) => return false,
            _ if looks_on || atoms[at].word == Word::Comma => return false,
            Some(Pos::Vbd) => return !line.is_supposed(at),
            Some(Pos::Vbn) => return line.participle(at) == Some(Direction::Past) && !line.is_past_plan(at),
            _ => {}
        }
    }
    false
}

/// The direction by the clause alone.
fn of_clause(line: Line<'_>, start: usize, end: usize) -> Direction {
    let atoms = line.atoms;
    let is_month = end == start + 1 && matches!(atoms[start].word, Word::Month(..));
    if let Some(before) = start.checked_sub(1)
        && atoms.get(before).is_some_and(|atom| atom.word == Word::Tying(Tying::Since))
    {
        return Direction::Past;
    }
    let before = start.checked_sub(1).and_then(|before| atoms.get(before));
    // "as early as Friday", "come November"
    let as_early = before.is_some_and(|before| before.word == Word::Tying(Tying::As))
        && start >= 3
        && atoms[start - 3].word == Word::Tying(Tying::As);
    if as_early || start > 0 && line.is_form(start - 1, "come") {
        return Direction::Future;
    }
    if let Some(direction) = line.of_event(start, end).filter(|_| !is_month) {
        return direction;
    }
    let limit = before.is_some_and(|before| before.word == Word::Tying(Tying::Until));
    let limited =
        before.is_some_and(|before| matches!(before.word, Word::Tying(Tying::Until | Tying::By | Tying::For)));
    if atoms.get(end).is_some_and(|after| after.word == Word::Possessive) {
        let bare = end == start + 1;
        if line.is_placed_in_past(start) {
            return Direction::Past;
        }
        if line.is_placed_ahead(start) {
            return Direction::Future;
        }
        return match line.forward(end) {
            Direction::Future => Direction::Future,
            // "Both camps are preparing for Monday's vote"
            _ if line.is_prepared_for(start) => Direction::Future,
            // "They marched ahead of Monday's vote"
            _ if line.is_ahead_of(start) => Direction::Future,
            Direction::Open if bare => Direction::Open,
            _ => Direction::Past,
        };
    }
    if let Some(direction) = line.fronted(start, end) {
        return direction;
    }
    // "As before, the envoy on Friday denied it": within the subject, the verb after it decides.
    if line.is_within_subject(start, end)
        && let direction @ (Direction::Past | Direction::Future) = line.forward(end)
    {
        return direction;
    }
    let from = start.saturating_sub(REACH);
    let (mut infinitive, mut bare) = (false, false);
    for at in (from..start).rev() {
        let Some(pos) = atoms[at].pos else { return Direction::Open };
        let outlook = line.outlook(at);
        if pos == Pos::Stop || line.opens_speech(at) {
            break;
        }
        if outlook == Some(Outlook::Said) && pos.is_verb() && !infinitive {
            let between = |at: usize| atoms[at].pos.is_some_and(Pos::is_noun) || atoms[at].word == Word::Comma;
            // "said that on Monday talks will go on"
            let content = (at + 1..start).any(|at| line.is_form(at, "that"));
            let adjacent = start - at <= 3 && !(at + 1..start).any(between);
            // "said in a statement on Tuesday they will stay away"
            let uttered = (at + 1..start).any(|at| line.is_of(at, ClauseWord::Uttered));
            // "who announced a plan on Monday, hopes to win"
            let closes = atoms.get(end).is_some_and(|after| after.word == Word::Comma);
            if !content && (adjacent || closes || uttered || line.tells(at, start, end)) {
                return Direction::Past;
            }
            return match line.forward(end) {
                Direction::Open => Direction::Past,
                direction => direction,
            };
        }
        let ahead = match outlook {
            // "as previously planned"
            Some(Outlook::Ahead) if line.is_as_planned(at) => false,
            Some(Outlook::Ahead) => {
                infinitive || !matches!(pos, Pos::In | Pos::Rb) && (!pos.is_noun() || pos.is_proper())
            }
            Some(Outlook::Bound) => {
                infinitive || before.is_some_and(|before| before.word == Word::Tying(Tying::For)) && start - at <= SET
            }
            Some(Outlook::Act) => {
                // "asked for aid to fight it"
                infinitive && atoms.get(at + 1).is_none_or(|next| next.word != Word::Tying(Tying::For))
                    || line.is_infinitive_of(at + 1)
                    || before.is_some_and(|before| {
                        matches!(
                            before.word,
                            Word::Tying(
                                Tying::For | Tying::From | Tying::By | Tying::Until | Tying::To | Tying::Through
                            )
                        )
                    })
            }
            Some(Outlook::Moved) => before.is_some_and(|before| {
                matches!(before.word, Word::Tying(Tying::To | Tying::Until | Tying::Through | Tying::For | Tying::By))
            }),
            _ => false,
        };
        // "They were to pay on Monday but refused"
        let failed = line.is_form(end, "but")
            && at.checked_sub(1).is_some_and(|before| atoms[before].pos == Some(Pos::Vbd) && line.is_auxiliary(before));
        if ahead && (failed || line.is_past_plan(at)) {
            return Direction::Past;
        }
        // "The march planned for Monday was called off": which one is news.
        if ahead && pos == Pos::Vbn && line.is_reduced(at) && line.forward(end) == Direction::Past {
            return Direction::Open;
        }
        if ahead {
            // "agreed Friday", "urged them on Friday to leave"
            let to = atoms.get(end).is_some_and(|after| after.pos == Some(Pos::To)) && start - at <= 5;
            let directly = pos == Pos::Vbd
                && !infinitive
                && !limit
                && (start - at <= 2 || to)
                && !line.is_auxiliary(at.wrapping_sub(1));
            return if directly { Direction::Past } else { Direction::Future };
        }
        match pos {
            // ", but the report on Wednesday cited a memo": what stands before is another clause.
            Pos::Cc if at > 0 && atoms[at - 1].word == Word::Comma => match line.forward(end) {
                Direction::Open => {}
                direction => return direction,
            },
            Pos::Md => return line.modal(at),
            Pos::Vb | Pos::Vbp if line.is_unmarked_past(at) => return Direction::Past,
            Pos::Vb if at > 0 && atoms[at - 1].pos == Some(Pos::To) => infinitive = true,
            Pos::Vb if at > 0 && atoms[at - 1].pos != Some(Pos::Md) => bare = true,
            Pos::Vbd if line.is_supposed(at) => return Direction::Open,
            // "They were to leave", "He spent much to win"; but "He tried to leave on Monday".
            Pos::Vbd if infinitive && (limited || is_month || !line.is_of(at, ClauseWord::Achieving)) => {
                return Direction::Open;
            }
            Pos::Vbd => return Direction::Past,
            // "After meeting the king on Monday, he will go on"
            Pos::Vbg if at > 0 && atoms[at - 1].word == Word::Tying(Tying::After) && !is_month => {
                return Direction::Past;
            }
            // "a contested convention in July"
            Pos::Vbn if line.is_adjective(at) => {}
            // "The film is released on Thursday"
            Pos::Vbn if start - at <= 2 && !is_month && line.is_present_passive(at) => return Direction::Present,
            Pos::Vbn => match line.participle(at) {
                Some(direction) => return direction,
                None => infinitive = true,
            },
            // "in the blasts on Friday": a noun, whatever it was taken for.
            Pos::Vbz if at > 0 && matches!(atoms[at - 1].pos, Some(Pos::Dt | Pos::PrpPoss | Pos::Jj)) => {}
            Pos::Vbp if matches!(atoms[at].word, Word::Relation(_)) => {}
            Pos::Vbz | Pos::Vbp => {
                if outlook == Some(Outlook::Have) && line.is_perfect(at, start) {
                    return Direction::Past;
                }
                if !is_month && line.is_reacting(at) {
                    return Direction::Past;
                }
                return match infinitive || limit {
                    true => Direction::Future,
                    // "once it goes into effect on May 1"
                    false if line.is_condition(at) => Direction::Future,
                    // "His Tuesday wins are a blow"
                    false if line.is_attribute(start, end) && !matches!(atoms[start].word, Word::Month(..)) => {
                        Direction::Past
                    }
                    false => Direction::Present,
                };
            }
            _ => {}
        }
    }
    match line.forward(end) {
        // "He and the envoy meet on Monday": a verb in the present that may be taken for an infinitive.
        Direction::Open if bare || line.is_scheduled_beside(start) => Direction::Present,
        direction => direction,
    }
}

/// A line under examination.
#[derive(Clone, Copy)]
pub(super) struct Line<'a> {
    text: &'a str,
    pub(super) atoms: &'a [Atom],
}

impl Line<'_> {
    /// By the verb after a date that begins its clause: "On Tuesday, the states vote", "and on Monday, CBS said".
    fn fronted(&self, start: usize, end: usize) -> Option<Direction> {
        let word = |at: usize| self.atoms.get(at).map(|atom| atom.word);
        let first = match start.checked_sub(1) {
            Some(before) if word(before) == Some(Word::Tying(Tying::On)) => before,
            _ => start,
        };
        let fronts = match first.checked_sub(1).and_then(|before| self.atoms.get(before)) {
            None => true,
            // "who on Monday cast doubt on it"
            Some(before) => {
                before.word == Word::Stop
                    || before.pos == Some(Pos::Cc) && word(end) == Some(Word::Comma)
                    || matches!(before.pos, Some(Pos::Wdt | Pos::Wp))
            }
        };
        if !fronts {
            return None;
        }
        match self.forward(end) {
            Direction::Open if first == 0 || self.atoms[first - 1].word == Word::Stop => self.present(end),
            Direction::Open => None,
            direction => Some(direction),
        }
    }

    /// Whether the first verb after a place is one of the present: "the states vote".
    fn present(&self, end: usize) -> Option<Direction> {
        let verb =
            (end..(end + REACH).min(self.atoms.len())).find(|&at| self.atoms[at].pos.is_some_and(Pos::is_verb))?;
        let told = self.is_auxiliary(verb) || self.outlook(verb).is_some();
        (!told && matches!(self.atoms[verb].pos, Some(Pos::Vbz | Pos::Vbp))).then_some(Direction::Present)
    }

    /// Whether a quotation mark at a place opens a speech of its own: “We leave on Monday,” he said.
    fn opens_speech(&self, at: usize) -> bool {
        let opens = |at: usize| self.atoms[at].shape == Shape::Quote && !self.atoms[at].glued;
        opens(at)
            && self.atoms.get(at + 1).is_some_and(|next| next.glued)
            && (at == 0 || matches!(self.atoms[at - 1].word, Word::Comma | Word::Stop) || self.is_form(at - 1, ":"))
    }

    /// Whether a word of a class stands before a verb, with no comma between.
    fn follows(&self, at: usize, class: ClauseWord) -> bool {
        const NEAR: usize = 6;
        (at.saturating_sub(NEAR)..at)
            .rev()
            .take_while(|&at| self.atoms[at].word != Word::Comma)
            .any(|at| self.is_of(at, class))
    }

    /// "if he won on Monday": a past that is none.
    fn is_supposed(&self, at: usize) -> bool {
        self.follows(at, ClauseWord::Supposing)
    }

    /// "when it ends on Monday": a present that is to come.
    fn is_condition(&self, at: usize) -> bool {
        self.follows(at, ClauseWord::Conditional)
    }

    /// Whether a participle at a place belongs to the noun after it: "a contested convention".
    fn is_adjective(&self, at: usize) -> bool {
        self.atoms.get(at + 1).and_then(|next| next.pos).is_some_and(Pos::is_noun)
            && at > 0
            && matches!(self.atoms[at - 1].pos, Some(Pos::Dt | Pos::PrpPoss | Pos::Jj | Pos::In))
    }

    /// "told voters here Sunday that he would go on": the day of telling, whom to stands between.
    fn tells(&self, at: usize, start: usize, end: usize) -> bool {
        const NEAR: usize = 6;
        let tells = self.is_of(at, ClauseWord::Telling);
        let of_content = self.atoms.get(end).is_some_and(|atom| atom.pos == Some(Pos::Md));
        let within = !(at..start).any(|at| self.atoms[at].word == Word::Comma);
        tells && within && start - at <= NEAR && !of_content || start - at <= NEAR && self.is_form(end, "that")
    }

    /// "approved to": whether an infinitive begins at a place.
    fn is_infinitive_of(&self, at: usize) -> bool {
        let pos = |at: usize| self.atoms.get(at).and_then(|atom| atom.pos);
        pos(at) == Some(Pos::To) && pos(at + 1) == Some(Pos::Vb)
    }

    /// Whether a verb of saying stands at a place.
    pub(super) fn is_saying(&self, at: usize) -> bool {
        self.outlook(at) == Some(Outlook::Said)
    }

    /// Whether "ahead of" stands before a place.
    pub(super) fn is_ahead_of(&self, start: usize) -> bool {
        start >= 2 && self.is_form(start - 2, "ahead") && self.is_form(start - 1, "of")
    }

    /// "his Tuesday wins", "the Monday attack"
    fn is_attribute(&self, start: usize, end: usize) -> bool {
        let definite = start.checked_sub(1).and_then(|before| self.atoms.get(before)).is_some_and(|before| {
            before.pos == Some(Pos::PrpPoss) || matches!(before.word, Word::Possessive | Word::Tying(Tying::The))
        });
        definite
            && self.outlook(end) != Some(Outlook::Ahead)
            && self.atoms.get(end).is_some_and(|atom| matches!(atom.pos, Some(Pos::Nn | Pos::Nns)))
    }

    fn outlook(&self, at: usize) -> Option<Outlook> {
        let atom = self.atoms.get(at)?;
        OUTLOOK.get(&atom.key).copied()
    }

    /// Whether a form of "be" or "have" stands at a place.
    fn is_auxiliary(&self, at: usize) -> bool {
        self.is_of(at, ClauseWord::Auxiliary)
    }

    /// Whether a word of a class stands at a place.
    pub(super) fn is_of(&self, at: usize, class: ClauseWord) -> bool {
        self.atoms.get(at).is_some_and(|atom| CLAUSE_WORDS.is(&atom.key, class))
    }

    pub(super) fn is_form(&self, at: usize, form: &str) -> bool {
        self.atoms.get(at).is_some_and(|atom| atom.span.of(self.text).eq_ignore_ascii_case(form))
    }

    /// "had been due on Friday", "had urged them to leave by Friday": whether a plan at a place was one of the past.
    fn is_past_plan(&self, at: usize) -> bool {
        const NEAR: usize = 4;
        if at > 0 && self.is_form(at - 1, "had") && self.atoms[at].pos == Some(Pos::Vbn) {
            return true;
        }
        (at.saturating_sub(NEAR)..at).any(|been| {
            self.is_form(been, "been") && (been.saturating_sub(2)..been).any(|had| self.is_form(had, "had"))
        })
    }

    /// "could not agree", "neither could be found": what did not happen is past.
    fn is_failure(&self, at: usize) -> bool {
        const NEAR: usize = 8;
        let denied = |at: usize| self.is_of(at, ClauseWord::Denying);
        if self.is_form(at, "could") && denied(at + 1) {
            return true;
        }
        let passive = (at + 1..at + 3).any(|at| {
            self.is_form(at, "be")
                && (at + 1..at + 3).any(|at| self.atoms.get(at).is_some_and(|atom| atom.pos == Some(Pos::Vbn)))
        });
        self.is_form(at, "could") && passive && (at.saturating_sub(NEAR)..at + 3).any(denied)
    }

    /// "as planned", "as originally scheduled": a plan that says nothing of the day.
    fn is_as_planned(&self, at: usize) -> bool {
        (at.saturating_sub(2)..at).any(|before| self.atoms[before].word == Word::Tying(Tying::As))
            && self.atoms[at].pos.is_some_and(|pos| matches!(pos, Pos::Vbn | Pos::Vbd))
    }

    /// Whether a participle stands after its noun without an auxiliary: "the march planned for Monday".
    fn is_reduced(&self, at: usize) -> bool {
        at.checked_sub(1).and_then(|before| self.atoms[before].pos).is_some_and(Pos::is_noun)
    }

    /// Whether a participle at a place has "is" or "are" before it.
    fn is_present_passive(&self, at: usize) -> bool {
        at.checked_sub(1).is_some_and(|before| {
            matches!(self.atoms[before].pos, Some(Pos::Vbz | Pos::Vbp))
                && self.is_auxiliary(before)
                && self.outlook(before) != Some(Outlook::Have)
        })
    }

    /// Whether something is planned or hoped for before a "for" at the day: "are preparing for Monday's vote".
    fn is_prepared_for(&self, start: usize) -> bool {
        const NEAR: usize = 4;
        let bound = start.checked_sub(1).is_some_and(|before| self.atoms[before].word == Word::Tying(Tying::For));
        bound && (start.saturating_sub(NEAR)..start).any(|at| self.outlook(at) == Some(Outlook::Ahead))
    }

    /// Whether a form of "have" at a place has its participle before the day: "has left", not "has until Monday".
    fn is_perfect(&self, at: usize, start: usize) -> bool {
        const NEAR: usize = 5;
        (at + 1..(at + NEAR).min(start))
            .any(|at| matches!(self.atoms[at].pos, Some(Pos::Vbn | Pos::Vbd)) || self.is_form(at, "been"))
    }

    /// Whether a present at a place looks back on what is known: "Police are investigating", "what we know of".
    fn is_reacting(&self, at: usize) -> bool {
        const NEAR: usize = 3;
        let progressive = self.is_auxiliary(at)
            && (at + 1..at + NEAR).any(|at| {
                self.is_of(at, ClauseWord::Reacting)
                    && self.atoms.get(at).is_some_and(|atom| matches!(atom.pos, Some(Pos::Vbg | Pos::Jj)))
            });
        progressive || self.is_of(at, ClauseWord::Reacting)
    }

    /// "The rebels shut the road", whatever tense the verb was taken for.
    fn is_unmarked_past(&self, at: usize) -> bool {
        const NEAR: usize = 3;
        // "Let us meet on Monday"
        let follows = at.checked_sub(1).and_then(|before| self.atoms[before].pos);
        let has_subject = follows
            .is_some_and(|pos| pos.is_noun() || matches!(pos, Pos::Prp | Pos::Wdt | Pos::Wp | Pos::Rb))
            || at
                .checked_sub(1)
                .is_some_and(|before| matches!(self.atoms[before].word, Word::Weekday(..) | Word::Deictic(..)));
        has_subject
            && self.is_of(at, ClauseWord::Unmarked)
            && !(at.saturating_sub(NEAR)..at).any(|before| {
                matches!(self.atoms[before].pos, Some(Pos::To | Pos::Md))
                    || ["do", "does", "did"].iter().any(|form| self.is_form(before, form))
            })
    }

    /// "The gates open on Monday", where no word was taken for a verb.
    fn is_scheduled_beside(&self, start: usize) -> bool {
        const NEAR: usize = 3;
        (start.saturating_sub(NEAR)..start).any(|at| {
            let noun = at.checked_sub(1).and_then(|before| self.atoms[before].pos).is_some_and(Pos::is_noun);
            noun && self.is_of(at, ClauseWord::Scheduled)
        })
    }

    /// "his part in Monday's debate", after a verb of the past: where it was, not what it was for.
    fn is_placed_in_past(&self, start: usize) -> bool {
        let placed = start.checked_sub(1).is_some_and(|before| {
            matches!(
                self.atoms[before].word,
                Word::Tying(
                    Tying::In | Tying::At | Tying::After | Tying::From | Tying::Of | Tying::During | Tying::Since
                )
            )
        });
        if !placed || self.is_ahead_of(start) {
            return false;
        }
        for at in (start.saturating_sub(REACH)..start).rev() {
            match self.atoms[at].pos {
                None | Some(Pos::Stop | Pos::Comma | Pos::To | Pos::Md | Pos::Vbz | Pos::Vbp | Pos::Vb | Pos::Vbg) => {
                    return false;
                }
                _ if self.outlook(at).is_some_and(|outlook| outlook != Outlook::Have) => return false,
                Some(Pos::Vbd) => return !self.is_supposed(at),
                // "criticised for his part in Monday's debate"
                Some(Pos::Vbn) if !self.is_adjective(at) => return self.participle(at) == Some(Direction::Past),
                _ => {}
            }
        }
        false
    }

    /// A participle by what stands before it: "will be paid", "has been paid", "is paid"; `None` for "to be paid".
    fn participle(&self, at: usize) -> Option<Direction> {
        const NEAR: usize = 4;
        for before in (at.saturating_sub(NEAR)..at).rev() {
            let pos = self.atoms[before].pos?;
            match pos {
                Pos::Md => return Some(self.modal(before)),
                Pos::To => return None,
                Pos::Vbz | Pos::Vbp if self.outlook(before) == Some(Outlook::Have) => return Some(Direction::Past),
                Pos::Vbz | Pos::Vbp if self.is_auxiliary(before) => return Some(Direction::Open),
                Pos::Vb | Pos::Rb | Pos::Vbn | Pos::Vbg => {}
                _ => break,
            }
        }
        Some(Direction::Past)
    }

    /// "will" looks ahead; "would have" looks back.
    pub(super) fn modal(&self, at: usize) -> Direction {
        let looks_back = (at + 1..at + 4).any(|at| {
            let participle = |at: usize| self.atoms.get(at).is_some_and(|atom| atom.pos == Some(Pos::Vbn));
            self.outlook(at) == Some(Outlook::Have) && (participle(at + 1) || participle(at + 2))
        });
        if looks_back || self.is_failure(at) { Direction::Past } else { Direction::Future }
    }

    /// By the first verb after a place that is not of a clause within.
    fn forward(&self, end: usize) -> Direction {
        let mut within = false;
        for at in end..(end + REACH).min(self.atoms.len()) {
            let Some(pos) = self.atoms[at].pos else { break };
            match pos {
                Pos::In | Pos::Wdt | Pos::Wp if self.is_of(at, ClauseWord::Opening) => within = true,
                Pos::Md | Pos::Vbd | Pos::Vbz | Pos::Vbp if within => within = false,
                Pos::Md => return self.modal(at),
                Pos::Vbd => {
                    let planned = (at + 1..at + 3).any(|at| self.outlook(at) == Some(Outlook::Ahead));
                    return if planned && self.is_auxiliary(at) { Direction::Future } else { Direction::Past };
                }
                Pos::Vbp if self.is_unmarked_past(at) => return Direction::Past,
                Pos::Vbz | Pos::Vbp => {
                    // "A hearing on June 3 has been scheduled"
                    if self.outlook(at) == Some(Outlook::Have) {
                        // "On Monday, he has a speech scheduled"
                        let scheduled = (at + 1..at + 5).any(|at| self.outlook(at) == Some(Outlook::Ahead));
                        return match scheduled {
                            true => Direction::Future,
                            false if self.is_perfect(at, self.atoms.len()) => Direction::Past,
                            false => Direction::Open,
                        };
                    }
                    let to = self.atoms.get(at + 1).is_some_and(|atom| atom.pos == Some(Pos::To));
                    // "On Tuesday the club plans to …"
                    let planned = (at..at + 3).any(|at| self.outlook(at) == Some(Outlook::Ahead));
                    let ahead = planned || to && self.is_auxiliary(at);
                    return if ahead { Direction::Future } else { Direction::Open };
                }
                Pos::Stop => break,
                _ => {}
            }
        }
        Direction::Open
    }
}
