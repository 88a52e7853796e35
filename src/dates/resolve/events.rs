//! What the noun that a day belongs to tells of it: "the attack on Tuesday" is over, whatever verb stands beside it.
//!
//! A noun for what has come about ("attack", "defeat", "ruling") speaks of the past where it is definite and the day is its
//! own: within the subject ("Her victories on Tuesday will help"), beside it without a preposition ("from the win
//! Tuesday"), before it ("Tuesday's ruling"), or after a preposition that looks back ("despite the defeat on Monday").

use super::direction::{ClauseWord, Direction, Line, REACH};
use crate::dates::lexicon::{Tying, Word};
use crate::segments::Shape;
use crate::tagging::Pos;

/// How many atoms a noun phrase may have before its day.
const PHRASE: usize = 14;

/// How many atoms after its day the verb of a subject is looked for.
const VERB: usize = 12;

impl Line<'_> {
    /// The direction of a day by its noun, or by where it was said; `None` where neither tells.
    pub(super) fn of_event(self, start: usize, end: usize) -> Option<Direction> {
        let past = if self.is_possessive(end) {
            self.has_happened_after(end + 1) && !self.is_ahead_of(start)
                || start >= 2 && self.word(start - 1) == Some(Word::Tying(Tying::Of)) && self.is_happened(start - 2)
        } else {
            self.is_named_after_day(start, end) || self.is_told_of(start, end) || self.is_uttered(start)
        };
        match past {
            true => Some(Direction::Past),
            false => self.is_before_event(start).then_some(Direction::Future),
        }
    }

    /// "ahead of the vote in the north on Monday"; but "said ahead of the vote on Monday" may be the day of saying.
    fn is_before_event(self, start: usize) -> bool {
        let mut ahead = false;
        for at in (start.saturating_sub(PHRASE)..start).rev() {
            match self.pos(at) {
                None | Some(Pos::Comma | Pos::Stop | Pos::Md) => break,
                Some(pos) if pos.is_verb() => return ahead && !self.is_saying(at),
                _ => ahead |= self.is_ahead_of(at + 2),
            }
        }
        ahead
    }

    /// Whether a day stands within the subject of the verb after it.
    pub(super) fn is_within_subject(self, start: usize, end: usize) -> bool {
        self.subject(self.before_day(start).0, end).is_some()
    }

    /// Where the day begins with its "on", and whether it has one.
    fn before_day(self, start: usize) -> (usize, bool) {
        match start.checked_sub(1) {
            Some(before) if self.word(before) == Some(Word::Tying(Tying::On)) => (before, true),
            _ => (start, false),
        }
    }

    /// "the Tuesday attack"
    fn is_named_after_day(self, start: usize, end: usize) -> bool {
        self.is_happened(end) && start.checked_sub(1).is_some_and(|before| self.is_definite(before))
    }

    /// "Tuesday's deadly attack": whether the noun that a possessive belongs to has happened.
    fn has_happened_after(self, from: usize) -> bool {
        const NEAR: usize = 4;
        (from..from + NEAR)
            .take_while(|&at| {
                self.is_happened(at)
                    || self.pos(at).is_some_and(|pos| {
                        pos.is_noun() || matches!(pos, Pos::Jj | Pos::Jjs | Pos::Cd | Pos::Vbn | Pos::Vbg)
                    })
            })
            .any(|at| self.is_happened(at))
    }

    /// Whether the day is that of a noun before it for what has happened.
    fn is_told_of(self, start: usize, end: usize) -> bool {
        let (phrase_end, on) = self.before_day(start);
        let subject = self.subject(phrase_end, end);
        if let Some(first) = subject
            && let Some(head) = self.head(first, phrase_end)
            && self.is_happened(head)
        {
            return self.is_definite_phrase(head) || !self.is_planned_after(end);
        }
        let Some(noun) = phrase_end.checked_sub(1).filter(|&noun| self.is_happened(noun)) else { return false };
        let Some(opener) = self.phrase_opener(noun).filter(|_| self.is_definite_phrase(noun)) else { return false };
        let prepositional = self.pos(opener) == Some(Pos::In);
        match on {
            true => prepositional && self.is_of(opener, ClauseWord::Backward),
            false => prepositional || self.word(end) == Some(Word::Tying(Tying::Of)),
        }
    }

    /// Where the subject begins that ends before `phrase_end`, if no verb stands in it and one comes after the day.
    fn subject(self, phrase_end: usize, end: usize) -> Option<usize> {
        let (mut verb, mut first) = (None, phrase_end);
        for at in end..(end + VERB).min(self.atoms.len()) {
            match self.pos(at)? {
                Pos::Vbd | Pos::Vbz | Pos::Vbp | Pos::Md => {
                    verb = Some(at);
                    break;
                }
                Pos::Stop | Pos::Comma => break,
                _ => {}
            }
        }
        verb?;
        while let Some(before) = first.checked_sub(1) {
            let pos = self.pos(before)?;
            if matches!(pos, Pos::Stop | Pos::Comma | Pos::Wdt | Pos::Wp | Pos::Wrb | Pos::Colon)
                || self.is_of(before, ClauseWord::Clausal)
                || self.atoms[before].shape == Shape::Quote
            {
                break;
            }
            let is_verb = pos.is_verb() && !self.is_happened(before);
            if is_verb || matches!(pos, Pos::Md | Pos::To) || phrase_end - before > PHRASE {
                return None;
            }
            first = before;
        }
        (first < phrase_end).then_some(first)
    }

    /// The last noun before the first preposition of a phrase.
    fn head(self, first: usize, phrase_end: usize) -> Option<usize> {
        (first..phrase_end)
            .take_while(|&at| self.pos(at) != Some(Pos::In))
            .filter(|&at| self.pos(at).is_some_and(Pos::is_noun) || self.is_happened(at))
            .last()
    }

    /// What stands before the phrase of a noun: its preposition or verb.
    fn phrase_opener(self, noun: usize) -> Option<usize> {
        (noun.saturating_sub(PHRASE)..noun).rev().find(|&at| !self.is_within_phrase(at))
    }

    fn is_within_phrase(self, at: usize) -> bool {
        matches!(self.word(at), Some(Word::Possessive | Word::Apostrophe))
            || self.pos(at).is_some_and(|pos| {
                pos.is_noun()
                    || matches!(pos, Pos::Dt | Pos::Jj | Pos::Jjs | Pos::PrpPoss | Pos::Cd | Pos::Pos | Pos::Vbn)
            })
    }

    /// Whether a noun has a definite article, a possessive or a name before it; "a win on Tuesday" is one hoped for.
    fn is_definite_phrase(self, noun: usize) -> bool {
        const NEAR: usize = 5;
        (noun.saturating_sub(NEAR)..noun)
            .rev()
            .take_while(|&at| self.is_within_phrase(at))
            .any(|at| self.is_definite(at))
    }

    fn is_definite(self, at: usize) -> bool {
        matches!(self.word(at), Some(Word::Tying(Tying::The) | Word::Possessive))
            || matches!(self.pos(at), Some(Pos::PrpPoss | Pos::Pos))
    }

    /// Whether what a day's possessive stands in is to come by the verb before it: "The spot will air during Sunday's final",
    /// "They hope to win Monday's vote".
    pub(super) fn is_placed_ahead(self, start: usize) -> bool {
        for at in (start.saturating_sub(REACH)..start).rev() {
            match self.pos(at) {
                None
                | Some(Pos::Stop | Pos::Comma | Pos::Vbd | Pos::Vbz | Pos::Vbp | Pos::Vbn | Pos::Vbg | Pos::To) => {
                    return false;
                }
                Some(Pos::Md) => {
                    const COMING: [&str; 5] = ["will", "'ll", "’ll", "may", "must"];
                    return COMING.iter().any(|form| self.is_form(at, form)) && self.modal(at) == Direction::Future;
                }
                _ => {}
            }
        }
        false
    }

    /// Whether a modal is the first verb after a place: "A defeat on Tuesday would end his career".
    fn is_planned_after(self, end: usize) -> bool {
        (end..(end + VERB).min(self.atoms.len()))
            .find(|&at| matches!(self.pos(at), Some(Pos::Md | Pos::Vbd | Pos::Vbz | Pos::Vbp)))
            .is_some_and(|at| self.pos(at) == Some(Pos::Md))
    }

    /// ", in an interview with the radio on Monday": where something was said that has ended before it.
    fn is_uttered(self, start: usize) -> bool {
        const NEAR: usize = 10;
        let (phrase_end, _) = self.before_day(start);
        let within = |at: usize| {
            self.pos(at).is_some_and(|pos| {
                pos.is_noun()
                    || matches!(pos, Pos::Dt | Pos::Jj | Pos::PrpPoss | Pos::In | Pos::Pos | Pos::Cc | Pos::To)
            })
        };
        let mut at = phrase_end;
        let mut uttered = false;
        while let Some(before) = at.checked_sub(1).filter(|&before| within(before) && phrase_end - before <= NEAR) {
            uttered |= self.is_of(before, ClauseWord::Uttered);
            at = before;
        }
        let opened = matches!(self.word(at), Some(Word::Tying(Tying::In | Tying::During)));
        let closed = at
            .checked_sub(1)
            .is_some_and(|before| self.word(before) == Some(Word::Comma) || self.atoms[before].shape == Shape::Quote);
        uttered && opened && closed
    }

    fn is_happened(self, at: usize) -> bool {
        self.is_of(at, ClauseWord::Happened)
    }

    fn is_possessive(self, at: usize) -> bool {
        self.word(at) == Some(Word::Possessive)
    }

    fn word(self, at: usize) -> Option<Word> {
        self.atoms.get(at).map(|atom| atom.word)
    }

    fn pos(self, at: usize) -> Option<Pos> {
        self.atoms.get(at).and_then(|atom| atom.pos)
    }
}
