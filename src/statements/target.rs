//! At whom it is aimed: "accused [Damascus] of", "called on [Russia] to", "criticised [Macron]'s decision".
//!
//! In: a [`View`], what the document [refers](References) to, a cue with its act, roles and addressee. Out: an actor, for the
//! acts that are aimed at somebody ([`is_aimed`]) and where the text tells. These are tried in order:
//!
//! 1. The subject of a passive: "[Syria] was accused by Ankara".
//! 2. The addressee: "urged [Turkey] to leave"; a medium that is told of it is none.
//! 3. The subject of a clause that says what somebody is to do, or does: "demanded that [Syria] withdraw".
//! 4. What a threat or a refusal would be done to: "threatened to bomb [Iran]", "refused to meet [Zelensky]".
//! 5. The object: whom it names ([`Object`]), who owns it ("[Macron]'s decision"), does it ("an attack by [Hezbollah]") or has
//!    made it ("the work of [the army]"). What is done to somebody ("the arrest of Navalny") is not aimed at him.
//!
//! Who speaks is never the target, and somebody who is no actor of the document is none.

use std::sync::LazyLock;

use super::Act;
use super::grammar::{self, GrammarWord};
use super::lexicon::{Object as Complement, WordClass};
use super::negation;
use super::roles::Roles;
use super::view::View;
use crate::actors::{LocalActorId, MentionKind, MentionType, References};
use crate::phrases::Mark;
use crate::segments::TokenSpan;
use crate::tables::{self, WordClasses};
use crate::tagging::Pos;
use crate::vocabulary::vocabulary;

/// Words behind an object within which its agent or aim is named.
const REACH: usize = 14;
/// Words between a cue and its content that tell of whom it is aimed at.
const GAP: usize = 6;
/// A subject is not longer.
const SUBJECT: usize = 10;
/// "the work of the army of Syria": how often "of" is followed.
const DEPTH: usize = 2;

vocabulary! {
    /// What a word tells of a target.
    Aim {
        /// May stand before it, right behind the cue: "appealed to".
        Leading = "leading",
        /// Leads to it from a threat or a charge: "sanctions against".
        Aimed = "aimed",
        /// Leads to what somebody is warned of: "warned of".
        Topic = "topic",
        /// Leads from a charge to whom it is laid to: "blamed the flood on".
        Charged = "charged",
        /// Leads to who does something: "efforts by".
        Agent = "agent",
        /// Is done to whom "of" names: "the arrest of".
        Suffered = "suffered",
        /// Somebody else than his owner: "his lawyer".
        People = "people",
    }
}

static WORDS: LazyLock<WordClasses<&str, Aim>> =
    LazyLock::new(|| WordClasses::of(tables::statements::TARGETS, |word| word));

/// Whether an act is aimed at somebody.
fn is_aimed(act: Act) -> bool {
    matches!(
        act,
        Act::Accuse | Act::Condemn | Act::Demand | Act::Threaten | Act::Warn | Act::Appeal | Act::Praise | Act::Refuse
    )
}

/// What is known of a statement when its target is looked for.
#[derive(Clone, Copy)]
pub(super) struct Said<'s> {
    /// Its act.
    pub act: Act,
    /// Its cue, with auxiliaries.
    pub cue: TokenSpan,
    /// Source and content.
    pub roles: &'s Roles,
    /// Who it is said to.
    pub addressee: Option<LocalActorId>,
    /// Whether the text tells to whom it is said.
    pub is_addressed: bool,
    /// Who says it.
    pub speakers: &'s [LocalActorId],
}

/// At whom a statement is aimed.
pub(super) fn target(view: &View<'_>, references: &References<'_>, said: Said<'_>) -> Option<LocalActorId> {
    if !is_aimed(said.act) {
        return None;
    }
    let search = Search { view, references, said };
    search.find().filter(|target| !said.speakers.contains(target))
}

struct Search<'s, 'v, 'a> {
    view: &'v View<'a>,
    references: &'v References<'a>,
    said: Said<'s>,
}

impl Search<'_, '_, '_> {
    fn find(&self) -> Option<LocalActorId> {
        let Said { act, cue, .. } = self.said;
        if let Some(subject) = self.passive_subject() {
            return self.who(subject);
        }
        let addressee = self.said.addressee.filter(|&actor| !self.is_medium(actor));
        let content = self.content();
        let takes_addressee = !matches!(act, Act::Condemn | Act::Praise);
        let is_told = !self.verb(cue).is_some_and(|entry| entry == Complement::Addressee && act != Act::Demand);
        let clause = content.and_then(|content| self.clause_subject(content));
        if let Some(subject) = clause.filter(|_| is_told && act == Act::Demand)
            && let Some(actor) = self.who(subject)
        {
            return Some(actor);
        }
        if let Some(addressee) = addressee.filter(|_| takes_addressee) {
            return Some(addressee);
        }
        let content = content?;
        if let Some(subject) = clause {
            let is_subject = matches!(act, Act::Accuse | Act::Condemn | Act::Demand | Act::Appeal | Act::Threaten);
            return self.who(subject).filter(|_| is_subject);
        }
        let verb = match self.surface(content.start()) {
            "to" => Some(content.start() + 1),
            _ => Some(content.start()).filter(|_| self.surface(cue.end() - 1) == "to"),
        };
        if let Some(verb) = verb.filter(|&verb| self.pos(verb).is_verb()) {
            return self.undergoer(verb, content).filter(|_| matches!(act, Act::Threaten | Act::Refuse));
        }
        self.object(content)
    }

    fn pos(&self, at: usize) -> Pos {
        self.view.words.get(at).map_or(Pos::Stop, |word| word.pos)
    }

    fn surface(&self, at: usize) -> &str {
        self.view.words.get(at).map_or("", |_| self.view.surface(at))
    }

    fn is(&self, at: usize, class: Aim) -> bool {
        WORDS.is(self.surface(at).to_lowercase().as_str(), class)
    }

    fn is_medium(&self, actor: LocalActorId) -> bool {
        self.references.actors.actors[actor.0 as usize].r#type == crate::actors::ActorType::Media
    }

    fn who(&self, phrase: TokenSpan) -> Option<LocalActorId> {
        self.references.everyone(phrase).first().copied()
    }

    /// What the verb of a cue takes.
    fn verb(&self, cue: TokenSpan) -> Option<Complement> {
        let entries = cue.range().rev().filter_map(|at| self.view.words[at].entry);
        entries.filter(|entry| entry.class == WordClass::Verb).map(|entry| entry.object).next()
    }

    /// Whom a passive cue has as its subject, where who does it is not named by it: "Syria was accused (by Ankara) of …".
    fn passive_subject(&self) -> Option<TokenSpan> {
        let Said { cue, roles, .. } = self.said;
        let verb = cue.range().rev().find(|&at| self.view.words[at].entry.is_some())?;
        let is_passive = matches!(self.pos(verb), Pos::Vbn | Pos::Vbd)
            && (cue.start()..verb).any(|at| grammar::is(&self.surface(at).to_lowercase(), GrammarWord::Be));
        if !is_passive {
            return None;
        }
        let subject = self.view.phrases.around(cue.start().checked_sub(1)?)?;
        let is_source = roles.source.iter().any(|source| source.overlaps(subject));
        (!is_source && self.view.sentence(cue.start()).covers(subject)).then_some(subject)
    }

    /// The content behind the cue, or else all of its first stretch; without marks and "that".
    fn content(&self) -> Option<TokenSpan> {
        let spans = &self.said.roles.content;
        let span = spans.iter().find(|span| span.start() >= self.said.cue.end()).or(spans.first())?;
        let skips = |at: usize| {
            let word = &self.view.words[at];
            word.place.mark != Mark::None
                || matches!(word.pos, Pos::OpenQuote | Pos::CloseQuote | Pos::Comma | Pos::Colon)
                || self.surface(at) == "that" && at == span.start()
        };
        let mut start = span.range().find(|&at| !skips(at))?;
        if let Some(gap) = self.gap(*span) {
            start = gap;
        }
        // "condemned what it called Turkish aggression"
        if self.surface(start) == "what"
            && let Some(called) = (start..span.end().min(start + 5)).find(|&at| self.surface(at).ends_with("ed"))
            && called + 1 < span.end()
        {
            start = called + 1;
        }
        Some(TokenSpan::new(start, span.end().min(self.view.sentence(start).end())))
    }

    /// Where whom it is aimed at stands between cue and content: "lashed out | at CNN | over its report".
    fn gap(&self, content: TokenSpan) -> Option<usize> {
        let (behind, end) = (self.said.cue.end(), content.start());
        let start = behind + usize::from(self.surface(behind) == "both");
        let is_near =
            !self.said.is_addressed && start < end && end - start <= GAP && self.view.sentence(start).contains(end);
        let taken = |at: usize| self.said.roles.source.iter().any(|source| source.contains(at));
        let leads = self.is(start, Aim::Leading) || self.view.phrases.around(start).is_some();
        (is_near && leads && !(start..end).any(|at| taken(at) || self.pos(at) == Pos::Comma)).then_some(start)
    }

    /// The base noun phrase that begins here, cut to what stands behind.
    fn phrase(&self, at: usize, within: TokenSpan) -> Option<TokenSpan> {
        let phrase = self.view.phrases.around(at)?;
        (within.contains(at) && phrase.end() > at).then(|| TokenSpan::new(at, phrase.end().min(within.end())))
    }

    /// The subject of a clause that is the content: a noun phrase with its verb behind it.
    fn clause_subject(&self, content: TokenSpan) -> Option<TokenSpan> {
        let start = content.start() + usize::from(self.surface(content.start()) == "for");
        let phrase = self.phrase(start, content)?;
        let leads = start > content.start();
        let verb = (phrase.end()..content.end().min(phrase.end() + 3)).find(|&at| self.pos(at) != Pos::Rb)?;
        let subjunctive = self.pos(verb) == Pos::Vb || leads && self.pos(verb) == Pos::To;
        let is_clause = subjunctive || self.pos(verb).is_finite() && phrase.len() <= SUBJECT;
        // Whoever is to be freed is not the one who is to free him.
        let suffers =
            (verb..content.end().min(verb + 4)).any(|at| self.surface(at) == "be" && self.pos(at + 1) == Pos::Vbn);
        (is_clause && !suffers).then_some(phrase)
    }

    /// What would be done to whom: "to bomb Iran", "to cut off gas to Germany".
    fn undergoer(&self, verb: usize, content: TokenSpan) -> Option<LocalActorId> {
        if negation::utters(self.view, verb) {
            return None;
        }
        let end = content.end().min(verb + 1 + REACH);
        let object = (verb + 1..end.min(verb + 4)).find_map(|at| self.phrase(at, content));
        let named = object.and_then(|object| self.who(object).or_else(|| self.owner(object)));
        named.or_else(|| self.behind(verb, end, Aim::Aimed))
    }

    /// Whom the first of such words leads to that leads to anybody.
    fn behind(&self, start: usize, end: usize, class: Aim) -> Option<LocalActorId> {
        let within = TokenSpan::new(start, end.max(start));
        (start..end).filter(|&at| self.is(at, class)).find_map(|at| {
            let phrase = self.phrase(at + 1, within)?;
            self.who(phrase).or_else(|| self.owner(phrase))
        })
    }

    /// Who owns what a phrase names: "Macron's decision", "his decision"; nobody where that is somebody himself.
    fn owner(&self, phrase: TokenSpan) -> Option<LocalActorId> {
        if self.is(phrase.end() - 1, Aim::People) {
            return None;
        }
        let mentions = &self.references.actors.mentions;
        let first = mentions.partition_point(|mention| mention.tokens.start() < phrase.start());
        let owner =
            mentions[first..].iter().take_while(|mention| mention.tokens.start() < phrase.end()).find(|mention| {
                let end = mention.tokens.end();
                let owns = end + 1 < phrase.end() && self.pos(end) == Pos::Pos;
                mention.r#type != MentionType::Place
                    && (owns
                        || mention.kind == MentionKind::Pronoun
                            && self.pos(end - 1) == Pos::PrpPoss
                            && end < phrase.end())
            })?;
        owner.actor
    }

    /// Whom the object of a cue names, or is of.
    fn object(&self, content: TokenSpan) -> Option<LocalActorId> {
        let act = self.said.act;
        let start = content.start();
        let leads = self.is(start, Aim::Leading);
        if act == Act::Warn && leads && self.is(start, Aim::Topic) {
            return None;
        }
        let at = start + usize::from(leads);
        let phrase = self.phrase(at, content)?;
        let end = content.end().min(phrase.end() + REACH);
        if act == Act::Accuse {
            // "blamed the flood on Iran"
            let charged = (phrase.end()..end).find(|&at| self.is(at, Aim::Charged));
            if let Some(actor) = charged.and_then(|at| self.phrase(at + 1, content)).and_then(|phrase| self.who(phrase))
                && self.surface(phrase.end()) != "of"
            {
                return Some(actor);
            }
        }
        self.meant(phrase, content, DEPTH)
            .or_else(|| (act == Act::Threaten).then(|| self.behind(phrase.end(), end, Aim::Aimed)).flatten())
    }

    /// Who is aimed at by what is aimed at a phrase.
    fn meant(&self, phrase: TokenSpan, content: TokenSpan, depth: usize) -> Option<LocalActorId> {
        let head = phrase.end() - 1;
        let end = content.end().min(phrase.end() + REACH);
        let agent = || self.behind(phrase.end(), end, Aim::Agent);
        let nation = || if self.is(head, Aim::People) { None } else { self.references.nation(phrase) };
        if self.is(head, Aim::Suffered) {
            let owner = self.owner(phrase).filter(|&owner| {
                self.references.actors.actors[owner.0 as usize].r#type != crate::actors::ActorType::Person
            });
            return owner.or_else(nation).or_else(agent);
        }
        let of = (self.surface(phrase.end()) == "of" && depth > 0 && self.said.act != Act::Accuse)
            .then(|| self.phrase(phrase.end() + 1, content))
            .flatten();
        let whole = of.map(|of| TokenSpan::new(phrase.start(), of.end()));
        self.who(phrase)
            .or_else(|| whole.and_then(|whole| self.who(whole)))
            .or_else(|| self.owner(phrase))
            .or_else(nation)
            .or_else(|| of.filter(|_| !self.is(head, Aim::People)).and_then(|of| self.meant(of, content, depth - 1)))
            .or_else(agent)
    }
}

#[cfg(test)]
mod tests {
    use crate::Extractor;
    use crate::documents::Input;

    const CASES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases/targets.tsv");

    /// At whom the statement with this word in its cue is aimed; of several the last.
    fn aimed_at(text: &str, cue: &str) -> Option<String> {
        let record = Extractor::default().document(Input { text, ..Input::default() });
        let has_cue = |spans: &[crate::span::ByteSpan]| spans.iter().any(|span| span.of(text).contains(cue));
        let statement = record.statements.iter().rev().find(|statement| has_cue(&statement.cue))?;
        statement.target.map(|target| record.actors.actors[target.0 as usize].name.clone())
    }

    /// How many of a half come out right, of how many, and those that do not.
    fn scored(half: &str) -> (usize, usize, Vec<String>) {
        let cases = std::fs::read_to_string(CASES).expect("the cases");
        let rows = cases.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t').collect::<Vec<_>>());
        let (mut right, mut all, mut wrong) = (0, 0, Vec::new());
        for row in rows.filter(|row| row[0] == half) {
            let found = aimed_at(row[2], row[1]);
            let is_right = row[3].split('|').any(|name| name == found.as_deref().unwrap_or("-"));
            (right, all) = (right + usize::from(is_right), all + 1);
            wrong.extend((!is_right).then(|| format!("{} {found:?} not {}", row[2], row[3])));
        }
        (right, all, wrong)
    }

    #[test]
    fn a_target_is_whom_the_content_names() {
        let (right, all, wrong) = scored("first");
        assert!(100 * right >= 93 * all, "{right} of {all}: {wrong:#?}");
    }

    #[test]
    fn it_is_so_in_sentences_that_no_rule_was_written_for() {
        let (right, all, _) = scored("second");
        assert!(100 * right >= SECOND * all, "{right} of {all}");
    }

    /// The least share, in hundredths, of the second half.
    const SECOND: usize = 90;
}
