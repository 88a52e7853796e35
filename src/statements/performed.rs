//! What is done by the words themselves, where somebody is just said to say them: "said it would not accept" refuses,
//! "said the rebels must leave" demands.
//!
//! In: a [`View`], what the document [refers](References) to, who says what. Out: an [`Act`], or none where the words only tell.
//! The first clause of the content decides: whether its subject is the speaker himself ("we", "said he", "Ankara" by a Turkish
//! minister), what stands between its subject and its verb, and what `data/deeds.tsv` knows of its verb and predicate.
//!
//! Not done: what needs knowledge of the world. "The trip was routine" is just said, whoever doubts it.

use std::sync::LazyLock;

use super::Act;
use super::grammar::{self, GrammarWord};
use super::negation;
use super::roles::Roles;
use super::view::View;
use crate::actors::{ActorType, LocalActorId, References};
use crate::phrases::{Mark, is_reader};
use crate::segments::{TokenSpan, WordKey};
use crate::tables;
use crate::tagging::Pos;
use crate::trie::{Trie, TrieBuilder};
use crate::vocabulary::vocabulary;

/// A subject is not longer.
const SUBJECT: usize = 10;
/// Words of a verb with its auxiliaries.
const GROUP: usize = 8;
/// Words of a clause that are looked at.
const CLAUSE: usize = 40;
/// Words between "is" and what is said of the subject.
const PREDICATE: usize = 6;
/// Words of what opens a sentence before its comma: "However,".
const OPENING: usize = 4;
/// Words before a danger among which it is denied: "not in any danger".
const DENIED: usize = 3;
/// Words between what leads to a ruin and the ruin: "on the brink of another famine".
const NEARBY: usize = 6;

vocabulary! {
    /// What words tell of what is done.
    Deed {
        /// A verb that does it where the speaker is its subject: "we condemn".
        Performed = "performed",
        /// What the speaker says that he is: "is committed to".
        Attitude = "attitude",
        /// What is said of something: "is a disgrace".
        Judgement = "judgement",
        /// What others are accused of: "have violated".
        Wrong = "wrong",
        /// What is opposed: "intimidation".
        Grievance = "grievance",
        /// What is threatened: "will retaliate".
        Reprisal = "reprisal",
        /// What is threatened on a condition: "we will use force".
        Harm = "harm",
        /// What the speaker says of himself who denies something: "nothing to do with".
        Innocence = "innocence",
        /// What others are warned of: "no option but".
        Danger = "danger",
        /// What is so bad that whoever says it may come warns of it: "a catastrophe".
        Ruin = "ruin",
        /// Tells that somebody may come to it: "on the brink of".
        Towards = "towards",
        /// What was owed, where it was not done: "did not keep its promise".
        Duty = "duty",
        /// What was owed, where somebody failed to do it: "failed to protect".
        Care = "care",
        /// How something was done: "recklessly".
        Manner = "manner",
        /// What somebody has done who did it in a way to be judged: "a fantastic job".
        Feat = "feat",
        /// What is and is not done: "will be".
        State = "state",
        /// How long something takes: "will take another two years".
        Lasting = "lasting",
        /// Says what something is: "describe".
        Naming = "naming",
        /// Says it without words: "suggest".
        Hinting = "hinting",
        /// What is given in words: "offered his condolences".
        Given = "given",
        /// Says what is to be done so that it has to be: "ruled that it should pay".
        Ruling = "ruling",
    }
}

static DEEDS: LazyLock<Trie<(Deed, Act)>> = LazyLock::new(|| {
    let mut deeds = TrieBuilder::default();
    for (words, act, deed) in tables::statements::DEEDS.rows::<(&str, Act, Deed)>() {
        deeds.add(words.split(' ').map(|word| WordKey::of(word).0), (deed, act));
    }
    deeds.build()
});

/// Who is just said to say what.
#[derive(Clone, Copy)]
pub(super) struct Saying<'s> {
    /// Source and content.
    pub roles: &'s Roles,
    /// Who says it.
    pub speakers: &'s [LocalActorId],
    /// Whether it is told as past, so that "would" is a "will" of then.
    pub is_past: bool,
}

/// What the words of a content do.
pub(super) fn act(view: &View<'_>, references: &References<'_>, saying: Saying<'_>) -> Option<Act> {
    let reading = Reading { view, references, saying };
    let content = reading.opening()?;
    reading.asks().or_else(|| reading.orders(content)).or_else(|| {
        let clause = reading.clause(content)?;
        if clause.is_own { reading.own(&clause) } else { reading.of_others(&clause) }
    })
}

/// What a cue says that the source is: "is determined to", "was concerned about".
pub(super) fn attitude(
    view: &View<'_>,
    references: &References<'_>,
    cue: TokenSpan,
    saying: Saying<'_>,
) -> Option<Act> {
    let reading = Reading { view, references, saying };
    let copula = cue.range().find(|&at| reading.is(at, GrammarWord::Be))?;
    // Its "to", or "not to", may be the first words of what is said.
    let behind = |at: &usize| reading.is_mark(*at) || reading.is(*at, GrammarWord::Negation);
    let end = view.sentence(copula).end();
    let end = (cue.end()..end).find(|at| !behind(at)).map_or(end, |first| first + 1);
    (copula + 1..cue.end()).find_map(|at| reading.deed(at, end, Deed::Attitude))
}

/// Whether a verb says or shows what something is, as it may not be: "tried to suggest", "sought to portray".
pub(super) fn makes_believe(view: &View<'_>, references: &References<'_>, verb: usize, saying: Saying<'_>) -> bool {
    let reading = Reading { view, references, saying };
    [Deed::Naming, Deed::Hinting].into_iter().any(|deed| reading.deed(verb, verb + 1, deed).is_some())
}

/// Whether a verb settles what is to be done: "ruled".
pub(super) fn rules(view: &View<'_>, references: &References<'_>, verb: usize, saying: Saying<'_>) -> bool {
    Reading { view, references, saying }.deed(verb, verb + 1, Deed::Ruling).is_some()
}

/// What is given in words by a verb of giving: "offered his condolences".
pub(super) fn gives(view: &View<'_>, references: &References<'_>, verb: usize, saying: Saying<'_>) -> Option<Act> {
    let end = view.sentence(verb).end();
    Reading { view, references, saying }.deed(verb, end, Deed::Given)
}

/// What something is called: "described the letter as “improper”", by a verb of naming.
pub(super) fn naming(view: &View<'_>, references: &References<'_>, verb: usize, saying: Saying<'_>) -> Option<Act> {
    let reading = Reading { view, references, saying };
    reading.deed(verb, verb + 1, Deed::Naming)?;
    let content = reading.opening()?;
    let start = content.range().find(|&at| view.surface(at) == "as").unwrap_or(content.start());
    reading.anywhere(start, content.end(), Deed::Judgement)
}

/// What is to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Modal {
    /// "will", "is going to"
    Intends,
    /// "must", "has to"
    Obliges,
    /// "should"
    Advises,
    /// "may"
    Other,
}

/// The first clause of what is said.
#[derive(Clone, Copy, Debug)]
struct Clause {
    subject: TokenSpan,
    /// Whether the speaker is its subject.
    is_own: bool,
    /// Whether it is his in so many words: "I", "we".
    is_first_person: bool,
    /// Whether what would bring it about stands before or behind it: "if they cross the river".
    is_conditional: bool,
    modal: Option<Modal>,
    is_negated: bool,
    is_perfect: bool,
    /// Its first verb.
    first: usize,
    /// Its last one.
    verb: usize,
    end: usize,
}

struct Reading<'s, 'v, 'a> {
    view: &'v View<'a>,
    references: &'v References<'a>,
    saying: Saying<'s>,
}

impl Reading<'_, '_, '_> {
    fn pos(&self, at: usize) -> Pos {
        self.view.words[at].pos
    }

    fn is(&self, at: usize, class: GrammarWord) -> bool {
        grammar::is(&self.view.surface(at).to_lowercase(), class)
    }

    fn is_mark(&self, at: usize) -> bool {
        matches!(self.pos(at), Pos::OpenQuote | Pos::CloseQuote) || self.view.words[at].place.mark != Mark::None
    }

    /// What the words from `at` on do, in this way.
    fn deed(&self, at: usize, end: usize, deed: Deed) -> Option<Act> {
        let passed = |at: usize| match deed {
            // "determined “not to allow”"
            Deed::Attitude => self.is(at, GrammarWord::Negation),
            // "break the law", "keep its promises"
            Deed::Wrong | Deed::Duty | Deed::Care => matches!(self.pos(at), Pos::Dt | Pos::PrpPoss),
            Deed::Given => matches!(self.pos(at), Pos::Dt | Pos::PrpPoss | Pos::Jj),
            _ => false,
        };
        let words = (at..end).filter(|&at| !self.is_mark(at) && !passed(at));
        let words = words.map(|at| self.references.tags.lemma[at].0);
        let found = DEEDS.prefixes(words).flat_map(|(_, values)| values).filter(|(of, _)| *of == deed);
        found.last().map(|(_, act)| *act)
    }

    fn anywhere(&self, start: usize, end: usize, deed: Deed) -> Option<Act> {
        self.found(start, end, deed).map(|(_, act)| act)
    }

    /// The first words that do it, where they begin.
    fn found(&self, start: usize, end: usize, deed: Deed) -> Option<(usize, Act)> {
        (start..end).filter(|&at| !self.is_mark(at)).find_map(|at| Some((at, self.deed(at, end, deed)?)))
    }

    /// The first sentence of what is said, without "that" and marks.
    fn opening(&self) -> Option<TokenSpan> {
        let first = self.saying.roles.content.first()?;
        let skips = |at: usize| {
            self.is_mark(at)
                || matches!(self.pos(at), Pos::Comma | Pos::Cc)
                || self.view.surface(at) == "that" && at == first.start()
        };
        let start = first.range().find(|&at| !skips(at))?;
        Some(TokenSpan::new(start, first.end().min(self.view.sentence(start).end()).min(start + CLAUSE)))
    }

    /// "“Who pays for this?”": a question from its first sentence to its last, and not "voters ask “who pays?”".
    fn asks(&self) -> Option<Act> {
        let content = &self.saying.roles.content;
        let first = content.first()?.range().find(|&at| !self.is_mark(at))?;
        let sentence = self.view.sentence(first);
        let last = |within: &dyn Fn(usize) -> bool| {
            content.iter().rev().find_map(|span| span.range().rev().find(|&at| !self.is_mark(at) && within(at)))
        };
        let (opening, closing) = (last(&|at| sentence.contains(at))?, last(&|_| true)?);
        let is_quoted = |at: usize| self.view.outer_quotation(at).is_some();
        let asks = |at: usize| self.view.surface(at) == "?" && (is_quoted(first) || !is_quoted(at));
        (asks(opening) && asks(closing)).then_some(Act::Ask)
    }

    /// "“Please stay at home”", "“Do not shoot”": the imperative of quoted words.
    fn orders(&self, content: TokenSpan) -> Option<Act> {
        self.view.outer_quotation(content.start())?;
        let mut at = content.start();
        let is_plea = self.is(at, GrammarWord::Plea);
        at += usize::from(is_plea);
        // "Do not", "Don't"
        if at + 2 < content.end()
            && self.is(at, GrammarWord::Auxiliary)
            && self.pos(at) != Pos::Vbd
            && self.is(at + 1, GrammarWord::Negation)
        {
            return self.pos(at + 2).is_verb().then_some(Act::Appeal);
        }
        if at >= content.end() || self.pos(at) != Pos::Vb && !(is_plea && self.pos(at).is_verb()) {
            return None;
        }
        if let Some(act) = self.deed(at, content.end(), Deed::Performed) {
            return (act == Act::Praise).then_some(act);
        }
        let tells = self.view.words[at].entry.is_some_and(|entry| entry.is_thought || entry.act == Act::Say);
        (is_plea || !tells).then_some(Act::Appeal)
    }

    /// The first clause, behind a condition or what else opens it.
    fn clause(&self, content: TokenSpan) -> Option<Clause> {
        let (mut start, end) = (content.start(), content.end());
        let mut is_conditional = false;
        if self.is(start, GrammarWord::Condition) || matches!(self.pos(start), Pos::In | Pos::Wrb) {
            is_conditional = self.is(start, GrammarWord::Condition);
            start = (start..end).find(|&at| self.pos(at) == Pos::Comma)? + 1;
        } else if let Some(comma) = (start..end.min(start + OPENING)).find(|&at| self.pos(at) == Pos::Comma)
            && !(start..comma).any(|at| self.pos(at).is_finite())
        {
            start = comma + 1;
        }
        start = (start..end).find(|&at| !self.is_mark(at) && self.pos(at) != Pos::Rb)?;
        let breaks = |at: usize| {
            matches!(self.pos(at), Pos::Comma | Pos::Colon | Pos::Stop | Pos::Wp | Pos::Wdt | Pos::WpPoss | Pos::Wrb)
        };
        // Behind a pronoun the tagger may take a verb for a base form: "We strongly condemn".
        let is_verb = |at: usize| self.pos(at).is_finite() || self.pos(start) == Pos::Prp && self.pos(at).is_verb();
        let first = (start..end.min(start + SUBJECT)).find(|&at| is_verb(at) || breaks(at))?;
        if breaks(first) || first == start {
            return None;
        }
        let mut clause = Clause {
            subject: TokenSpan::new(start, first),
            is_own: false,
            is_first_person: false,
            is_conditional: is_conditional || (first..end).any(|at| self.is(at, GrammarWord::Condition)),
            modal: None,
            is_negated: false,
            is_perfect: false,
            first,
            verb: first,
            end,
        };
        self.group(&mut clause);
        clause.is_first_person = matches!(self.view.surface(start).to_lowercase().as_str(), "i" | "we");
        clause.is_own = self.is_own(&clause);
        Some(clause)
    }

    /// Reads a verb with its auxiliaries.
    fn group(&self, clause: &mut Clause) {
        let mut at = clause.first;
        while at < clause.end.min(clause.first + GROUP) {
            let pos = self.pos(at);
            if pos == Pos::Md {
                clause.modal = Some(match () {
                    () if self.is(at, GrammarWord::Intending) => Modal::Intends,
                    () if self.is(at, GrammarWord::Obliging) => Modal::Obliges,
                    () if self.is(at, GrammarWord::Advising) => Modal::Advises,
                    () => Modal::Other,
                });
                clause.verb = at;
            } else if pos == Pos::Vbg && at > clause.first && !self.is_lemma(clause.verb, "be") {
                // "would keep talking"
                break;
            } else if pos.is_verb() {
                clause.is_perfect |= at > clause.verb && self.is_lemma(clause.verb, "have");
                clause.verb = at;
            } else if pos == Pos::To && at + 1 < clause.end && matches!(self.pos(at + 1), Pos::Vb | Pos::Nn) {
                match () {
                    () if clause.modal == Some(Modal::Advises) => {}
                    () if self.is_lemma(clause.verb, "go") && self.pos(clause.verb) == Pos::Vbg => {
                        clause.modal = Some(Modal::Intends);
                    }
                    () if self.is_lemma(clause.verb, "have") && clause.modal.is_none() => {
                        clause.modal =
                            Some(if self.pos(clause.verb) == Pos::Vbd { Modal::Other } else { Modal::Obliges });
                    }
                    () => break,
                }
                clause.verb = at + 1;
                at += 1;
            } else if self.is(at, GrammarWord::Negation) && self.is(at, GrammarWord::Adverb) {
                clause.is_negated = true;
            } else if pos != Pos::Rb && !self.is(at, GrammarWord::Adverb) && !self.is_mark(at) {
                break;
            }
            at += 1;
        }
    }

    fn is_lemma(&self, at: usize, word: &str) -> bool {
        self.references.tags.lemma[at] == WordKey::of(word)
    }

    /// Whether the speaker is the subject of a clause.
    fn is_own(&self, clause: &Clause) -> bool {
        let (subject, speakers) = (clause.subject, self.saying.speakers);
        if clause.is_first_person {
            return true;
        }
        let is_quoted = self.view.outer_quotation(subject.start()).is_some();
        if subject.len() == 1 && self.pos(subject.start()) == Pos::Prp {
            let mentions = &self.references.actors.mentions;
            let first = mentions.partition_point(|mention| mention.tokens.start() < subject.start());
            let mention = mentions.get(first).filter(|mention| mention.tokens == subject);
            return !is_quoted
                && !is_reader(self.view.segments.tokens[subject.start()].key)
                && match mention.and_then(|mention| mention.actor) {
                    Some(actor) => speakers.is_empty() || speakers.contains(&actor),
                    // "it would rain"
                    None => self.view.surface(subject.start()) != "it" || self.is_its_own(clause),
                };
        }
        if self.pos(subject.start()) == Pos::PrpPoss {
            return subject.len() == 2 && self.is(subject.end() - 1, GrammarWord::Collective);
        }
        let actors = &self.references.actors.actors;
        let is_state = |actor: &LocalActorId| {
            matches!(actors[actor.0 as usize].r#type, ActorType::Country | ActorType::Government)
        };
        let country = |actor: &LocalActorId| actors[actor.0 as usize].country;
        self.references.everyone(subject).iter().any(|actor| {
            let is_his = |speaker: &LocalActorId| {
                speaker == actor || is_state(actor) && country(actor).is_some() && country(actor) == country(speaker)
            };
            speakers.iter().any(is_his)
        })
    }

    /// Whether "it" is the speaker that says so and nobody: "China said it would lower the tax", "the bank said it was ready to".
    fn is_its_own(&self, clause: &Clause) -> bool {
        let actors = &self.references.actors.actors;
        let is_person = |actor: &LocalActorId| actors[actor.0 as usize].r#type == ActorType::Person;
        let is_told = self.deed(clause.verb, clause.end, Deed::State).is_none() || self.is_like(clause).is_some();
        let is_certain = self.saying.is_past || self.is_certain(clause);
        is_told && is_certain && !self.takes_time(clause) && !self.saying.speakers.iter().any(is_person)
    }

    /// "will take another two years"
    fn takes_time(&self, clause: &Clause) -> bool {
        let until = clause.end.min(clause.verb + NEARBY);
        self.is_lemma(clause.verb, "take") && self.anywhere(clause.verb, until, Deed::Lasting).is_some()
    }

    /// What the speaker does who says it of himself.
    fn own(&self, clause: &Clause) -> Option<Act> {
        let Clause { verb, end, is_negated, .. } = *clause;
        if let Some(act) = self.anywhere(clause.first, end, Deed::Innocence).or_else(|| self.ruins(clause)) {
            return Some(act);
        }
        let performed = self.deed(verb, end, Deed::Performed);
        match clause.modal {
            Some(_) if clause.is_perfect => None,
            Some(Modal::Intends) => self.intends(clause, performed),
            Some(Modal::Obliges) => self.is_we(clause).then_some(Act::Appeal),
            Some(Modal::Advises) => (self.is_we(clause) && !self.is_lemma(verb, "be")).then_some(Act::Appeal),
            // "might retaliate"
            Some(Modal::Other) if is_negated => None,
            Some(Modal::Other) => self.anywhere(verb, end, Deed::Reprisal),
            None if is_negated && self.deed(verb, end, Deed::Wrong).is_some() => Some(Act::Deny),
            None => performed.and_then(|act| self.performs(clause, act)).or_else(|| self.is_like(clause)),
        }
    }

    fn is_we(&self, clause: &Clause) -> bool {
        self.view.surface(clause.subject.start()).eq_ignore_ascii_case("we")
    }

    /// What the speaker says that he will do, or not.
    fn intends(&self, clause: &Clause, performed: Option<Act>) -> Option<Act> {
        let Clause { verb, end, is_negated, .. } = *clause;
        // "would like to see"
        if matches!(performed, Some(Act::Want)) || self.is_lemma(verb, "like") {
            let told = (verb + 1..end.min(verb + 3)).find_map(|at| self.view.words[at].entry);
            return told.is_none_or(|entry| entry.act != Act::Say).then_some(Act::Want);
        }
        let entry = self.view.words[verb].entry;
        // "I would ask", "I would say": who would do it and does not say that he will.
        if clause.is_first_person && !self.is_certain(clause) {
            return entry.map(|entry| entry.act).filter(|act| matches!(act, Act::Ask | Act::Appeal));
        }
        let is_state = self.deed(verb, end, Deed::State).is_some() || self.takes_time(clause);
        if is_state || entry.is_some_and(|entry| entry.act == Act::Think) {
            return None;
        }
        if is_negated {
            let lifts = matches!(performed, Some(Act::Refuse | Act::Deny)) || negation::is_litotes(self.view, verb);
            return (!lifts).then_some(Act::Refuse);
        }
        if performed == Some(Act::Refuse) {
            return performed;
        }
        let threat = self.anywhere(verb, end, Deed::Reprisal).or_else(|| {
            let is_aimed = clause.is_conditional || (verb..end).any(|at| self.view.surface(at) == "against");
            self.anywhere(verb, end, Deed::Harm).filter(|_| is_aimed)
        });
        // "We will answer": who will say something has promised nothing.
        let tells = entry.is_some_and(|entry| entry.act == Act::Say);
        // "We will be watching": what will go on then.
        let is_going_on = self.pos(verb) == Pos::Vbg && (clause.first..verb).any(|at| self.is_lemma(at, "be"));
        threat.or_else(|| (!tells && !is_going_on && !self.is_passive(clause)).then_some(Act::Promise))
    }

    /// Whether it will be and would not be.
    fn is_certain(&self, clause: &Clause) -> bool {
        !(clause.first..clause.verb).any(|at| matches!(self.view.surface(at), "would" | "'d" | "’d"))
    }

    /// What is done by saying that one does it: "we condemn", "said it wanted".
    fn performs(&self, clause: &Clause, act: Act) -> Option<Act> {
        let Clause { verb, end, is_negated, .. } = *clause;
        let is_past = self.pos(clause.first) == Pos::Vbd;
        let is_told = self.view.outer_quotation(clause.first).is_none();
        let is_lasting = matches!(act, Act::Want | Act::Agree | Act::Refuse | Act::Condemn | Act::Praise);
        if is_past && !(is_told && is_lasting) || self.is_passive(clause) {
            return None;
        }
        match act {
            Act::Agree if is_negated => Some(Act::Refuse),
            Act::Want => Some(act),
            _ if is_negated => None,
            // "oppose intimidation"
            Act::Refuse => self.grievance(verb, end).or(Some(act)),
            act => Some(act),
        }
    }

    /// Whether what follows a verb is a wrong.
    fn grievance(&self, verb: usize, end: usize) -> Option<Act> {
        let object = (verb + 1..end.min(verb + 4)).find_map(|at| self.view.phrases.around(at))?;
        (object.start()..object.end().min(end)).find_map(|at| self.deed(at, end, Deed::Grievance))
    }

    fn is_passive(&self, clause: &Clause) -> bool {
        self.pos(clause.verb) == Pos::Vbn
            && (clause.first..clause.verb)
                .rev()
                .find(|&at| self.pos(at).is_verb())
                .is_some_and(|at| self.is_lemma(at, "be"))
    }

    /// What the speaker says that he is: "is committed to", "was hopeful".
    fn is_like(&self, clause: &Clause) -> Option<Act> {
        let is = |at: usize| self.is_lemma(at, "be");
        let copula = (clause.first..=clause.verb).rev().find(|&at| is(at))?;
        let act = self.anywhere(copula + 1, clause.end.min(copula + PREDICATE), Deed::Attitude)?;
        match act {
            // "said he was worried": just said.
            Act::Think => None,
            _ if !clause.is_negated => Some(act),
            Act::Promise | Act::Agree | Act::Want => Some(Act::Refuse),
            _ => None,
        }
    }

    /// What is done by saying it of others.
    fn of_others(&self, clause: &Clause) -> Option<Act> {
        let Clause { verb, end, is_negated, .. } = *clause;
        if let Some((at, act)) = self.found(clause.subject.start(), end, Deed::Danger) {
            return (!is_negated && !self.is_denied(at, clause)).then_some(act);
        }
        if let Some(act) = self.ruins(clause) {
            return Some(act);
        }
        let is_state = self.is_lemma(verb, "be");
        // "the attacks must stop": nobody is told to do it.
        let is_event = self.view.surface(clause.subject.start()).eq_ignore_ascii_case("it")
            || self.deed(clause.subject.end() - 1, end, Deed::Grievance).is_some();
        match clause.modal {
            Some(_) if clause.is_perfect => None,
            Some(Modal::Obliges | Modal::Advises) if is_event => None,
            // "must not leave" demands, "do not have to leave" does not.
            Some(Modal::Obliges) if !(is_state || is_negated && self.pos(clause.first) != Pos::Md) => Some(Act::Demand),
            Some(Modal::Advises) if !is_state => Some(Act::Appeal),
            Some(Modal::Intends | Modal::Other) if self.is_passive(clause) => {
                let harm = self.anywhere(clause.subject.start(), end, Deed::Harm);
                harm.filter(|_| (verb..end).any(|at| self.view.surface(at) == "against"))
            }
            Some(_) => None,
            None if is_negated => self.anywhere(verb, end, Deed::Duty),
            None if self.is_passive(clause) => None,
            None => self
                .deed(verb, end, Deed::Wrong)
                .or_else(|| self.fails(clause))
                .or_else(|| self.judges(clause))
                .or_else(|| self.does(clause)),
        }
    }

    /// Whether a danger is none: "not in danger", "there was no risk of", "none of them was in danger".
    fn is_denied(&self, at: usize, clause: &Clause) -> bool {
        let start = clause.subject.start().max(at.saturating_sub(DENIED));
        (start..at).chain(clause.subject.range()).any(|at| self.is(at, GrammarWord::Negation))
    }

    /// "would be a catastrophe", "is on the brink of famine", "faces ruin"
    fn ruins(&self, clause: &Clause) -> Option<Act> {
        let Clause { first, verb, end, is_negated, .. } = *clause;
        if is_negated || clause.is_perfect {
            return None;
        }
        // What was so then is told, not warned of, unless somebody else tells the warning.
        let is_past = self.pos(first) == Pos::Vbd && self.view.outer_quotation(first).is_some();
        let may = matches!(clause.modal, Some(Modal::Intends | Modal::Other));
        let led = self.found(verb, end, Deed::Towards).filter(|_| !is_past).map(|(at, _)| at);
        let from = led.or_else(|| (may && self.deed(verb, end, Deed::State).is_some()).then_some(verb))?;
        let (at, act) = self.found(from, end.min(from + NEARBY), Deed::Ruin)?;
        (!self.is_denied(at, clause)).then_some(act)
    }

    /// "The ministry failed to protect them": who was to do it.
    fn fails(&self, clause: &Clause) -> Option<Act> {
        let (verb, subject) = (clause.verb, clause.subject);
        let at = verb + 2;
        let is_somebody =
            || self.is(subject.end() - 1, GrammarWord::Collective) || !self.references.everyone(subject).is_empty();
        let fails = self.is_lemma(verb, "fail") && at < clause.end && self.pos(verb + 1) == Pos::To;
        if fails && is_somebody() { self.deed(at, clause.end, Deed::Care) } else { None }
    }

    /// "played brilliantly", "did a fantastic job"
    fn does(&self, clause: &Clause) -> Option<Act> {
        let Clause { verb, end, .. } = *clause;
        if let Some(act) = self.anywhere(verb, end.min(verb + NEARBY), Deed::Manner) {
            return Some(act);
        }
        let object = (verb + 1..end.min(verb + 3)).find_map(|at| self.view.phrases.around(at))?;
        let head = object.end().min(end).checked_sub(1)?;
        self.deed(head, head + 1, Deed::Feat)?;
        self.anywhere(object.start(), head, Deed::Judgement)
    }

    /// "is a disgrace"
    fn judges(&self, clause: &Clause) -> Option<Act> {
        if !self.is_lemma(clause.verb, "be") {
            return None;
        }
        let from = clause.verb + 1;
        let until = (from..clause.end.min(from + PREDICATE))
            .find(|&at| matches!(self.pos(at), Pos::Comma | Pos::Colon | Pos::Stop | Pos::In | Pos::To | Pos::Cc));
        self.anywhere(from, until.unwrap_or(clause.end.min(from + PREDICATE)), Deed::Judgement)
    }
}

#[cfg(test)]
mod tests {
    use crate::Extractor;
    use crate::documents::Input;

    const CASES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases/acts.tsv");

    /// How many sentences of a half have their act, of how many, and those that do not.
    fn scored(half: &str) -> (usize, usize, Vec<String>) {
        let cases = std::fs::read_to_string(CASES).expect("the cases");
        let rows = cases.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t').collect::<Vec<_>>());
        let (mut right, mut all, mut wrong) = (0, 0, Vec::new());
        for row in rows.filter(|row| row[0] == half) {
            let record = Extractor::default().document(Input { text: row[2], ..Input::default() });
            let found = record.statements.first().map(|statement| statement.act.as_str());
            (right, all) = (right + usize::from(found == Some(row[1])), all + 1);
            wrong.extend((found != Some(row[1])).then(|| format!("{} {found:?} not {}", row[2], row[1])));
        }
        (right, all, wrong)
    }

    #[test]
    fn what_is_said_does_what_its_words_say() {
        let (right, all, wrong) = scored("first");
        assert!(100 * right >= 92 * all, "{right} of {all}: {wrong:#?}");
    }

    #[test]
    fn it_is_so_in_sentences_that_no_rule_was_written_for() {
        let (right, all, _) = scored("second");
        assert!(100 * right >= 90 * all, "{right} of {all}");
    }

    #[test]
    fn what_only_tells_is_just_said() {
        for (text, act) in [
            // Who would do it, or should, is not who does it.
            ("The mayor said it would rain.", "say"),
            ("“I would leave,” the mayor said.", "say"),
            ("The mayor said he would have left.", "say"),
            ("The mayor said he must have slept.", "say"),
            ("The mayor said he would not rule out a ban.", "say"),
            ("The mayor said she did not condemn the raid.", "say"),
            ("The mayor said the road should be open by now.", "say"),
            ("The mayor said people do not have to leave.", "say"),
            ("The mayor said the attacks must stop.", "say"),
            ("“We will answer in kind,” the mayor said.", "say"),
            ("The mayor said the tax was not unfair.", "say"),
            ("The mayor said the rebels had not violated the truce.", "say"),
            // Opposed to a wrong, he condemns it.
            ("“We oppose intimidation,” the mayor said.", "condemn"),
            ("“We oppose the plan,” the mayor said.", "refuse"),
            // With a condition, or against somebody.
            ("“We will use force against the rebels,” the mayor said.", "threaten"),
            ("“We will close the road for the night,” the mayor said.", "promise"),
            // What he says that he is.
            ("The mayor said he was committed to the plan.", "promise"),
            ("The mayor said he was worried about the plan.", "say"),
            ("Beijing is concerned that the plan will fail.", "think"),
            ("The mayor said he would like to stress that it rained.", "say"),
        ] {
            let record = Extractor::default().document(Input { text, ..Input::default() });
            let found = record.statements.first().map(|statement| statement.act.as_str());
            assert_eq!(found, Some(act), "{text}");
        }
    }
}
