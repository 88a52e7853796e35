//! "he", "she", "it" → whom they stand for.
//!
//! In: names and descriptions in text order. Out: pronoun [`Mention`]s, only where one actor is clearly meant. The subject
//! of the sentence before comes first, then what is nearest; gender must fit, an object is not the subject of its own
//! clause, a pronoun outside a quotation does not look into one, and an unnamed somebody ("a source") stands between a
//! pronoun and the names before. "I" and "we" are left to the statements.

use super::gazetteer::Gender;
use super::local::Cast;
use super::view::View;
use super::words::WordClass;
use super::{ActorType, LocalActorId, Mention, MentionKind};
use crate::documents::{Layout, Role};
use crate::parallel::stopping_point;
use crate::segments::{Shape, TokenSpan};
use crate::tagging::Pos;

/// Sentences looked back over.
const SENTENCES: usize = 3;
/// Mentions looked back over.
const MENTIONS: usize = 24;
/// Tokens of an apposition between its commas.
const APPOSITION: usize = 10;
/// Less than this is a guess.
const LEAST: i32 = 1;

/// What a pronoun says of the one it stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Asked {
    Person(Gender),
    Thing,
}

/// Somebody who may be meant.
#[derive(Clone, Copy, Debug)]
struct Candidate {
    tokens: TokenSpan,
    /// `None` for somebody or something without a name.
    actor: Option<u32>,
    /// Something without a name: "the statement".
    paper: bool,
    sentence: usize,
    subject: bool,
    /// What follows is said: "Peskov said Putin would call".
    speaks: bool,
    quotation: u32,
}

/// Finds the pronouns that stand for somebody; `mentions` are the names and descriptions in text order.
pub(super) fn find(view: &View<'_>, layout: &Layout, mentions: &[Mention], cast: &mut Cast) -> Vec<Mention> {
    let mut candidates: Vec<Candidate> = Vec::new();
    let mut found = Vec::new();
    let mut next = 0;
    for (number, sentence) in view.segments.sentences.iter().enumerate() {
        let title = layout.blocks.get(sentence.block as usize).is_some_and(|block| block.role == Role::Title);
        let verb = sentence.tokens.range().find(|&at| {
            !view.is_capital(at) && (view.pos(at).is_some_and(Pos::is_finite) || view.class(at, WordClass::Addressing))
        });
        for at in sentence.tokens.range() {
            stopping_point();
            while let Some(mention) = mentions.get(next).filter(|mention| mention.tokens.start() <= at) {
                if let (Some(actor), false) = (mention.actor, title) {
                    candidates.push(Candidate {
                        tokens: mention.tokens,
                        actor: Some(actor.0),
                        paper: false,
                        sentence: number,
                        subject: is_subject(view, mention.tokens, sentence.tokens, verb),
                        speaks: view.class(mention.tokens.end(), WordClass::Addressing),
                        quotation: view.quotation(mention.tokens.start()),
                    });
                }
                next += 1;
            }
            if let Some((end, paper)) = unnamed(view, at, sentence.tokens) {
                let tokens = TokenSpan::new(at, end);
                candidates.push(Candidate {
                    tokens,
                    actor: None,
                    paper,
                    sentence: number,
                    subject: is_subject(view, tokens, sentence.tokens, verb),
                    speaks: view.class(tokens.end(), WordClass::Addressing),
                    quotation: view.quotation(at),
                });
            }
            let Some(asked) = asked(view, at, sentence.tokens) else { continue };
            let ahead = mentions.get(next..).unwrap_or_default();
            let Some((actor, confidence)) = resolve(view, cast, &candidates, ahead, asked, at, number, sentence.tokens)
            else {
                continue;
            };
            let tokens = TokenSpan::new(at, at + 1);
            let draft = &mut cast.drafts[actor as usize];
            if let Asked::Person(gender) = asked {
                draft.gender = draft.gender.or(Some(gender));
            }
            found.push(Mention {
                span: view.span(tokens),
                tokens,
                kind: MentionKind::Pronoun,
                r#type: draft.kind.into(),
                actor: Some(LocalActorId(actor)),
                confidence,
            });
            candidates.push(Candidate {
                tokens,
                actor: Some(actor),
                paper: false,
                sentence: number,
                subject: is_subject(view, tokens, sentence.tokens, verb),
                speaks: view.class(tokens.end(), WordClass::Addressing),
                quotation: view.quotation(at),
            });
        }
    }
    found
}

/// What the pronoun at `at` asks for.
fn asked(view: &View<'_>, at: usize, sentence: TokenSpan) -> Option<Asked> {
    if view.tokens[at].span.len() > 7 || !matches!(view.tokens[at].shape, Shape::Lower | Shape::Title) {
        return None;
    }
    match view.word(at).to_ascii_lowercase().as_str() {
        "he" | "him" | "his" | "himself" => Some(Asked::Person(Gender::Male)),
        "she" | "her" | "herself" => Some(Asked::Person(Gender::Female)),
        "it" if is_speaking(view, at + 1, sentence) => Some(Asked::Thing),
        "its" => Some(Asked::Thing),
        _ => None,
    }
}

/// Whether a verb follows that only somebody can be the subject of: "it said", "it has warned".
fn is_speaking(view: &View<'_>, at: usize, sentence: TokenSpan) -> bool {
    (at..sentence.end().min(at + 3))
        .find(|&at| {
            view.class(at, WordClass::Addressing)
                || !view.is_one_of(
                    at,
                    &["has", "had", "also", "would", "will", "later", "did", "does", "not", "repeatedly", "earlier"],
                )
        })
        .is_some_and(|at| {
            view.class(at, WordClass::Addressing)
                || view.is_one_of(
                    at,
                    &[
                        "added",
                        "adds",
                        "wants",
                        "wanted",
                        "believes",
                        "believed",
                        "reported",
                        "reports",
                        "announced",
                        "denied",
                        "denies",
                        "agreed",
                        "refused",
                        "insisted",
                        "insists",
                        "claimed",
                        "claims",
                        "expects",
                        "expected",
                        "hopes",
                        "hoped",
                        "plans",
                        "planned",
                        "demanded",
                        "demands",
                        "noted",
                        "stressed",
                        "confirmed",
                        "declined",
                        "decided",
                        "promised",
                        "pledged",
                        "opposes",
                        "opposed",
                        "launched",
                        "considers",
                        "understands",
                        "did",
                        "tried",
                        "intends",
                        "vowed",
                        "rejected",
                        "rejects",
                        "welcomed",
                        "withdrew",
                        "deployed",
                        "sent",
                        "seeks",
                        "sought",
                        "comment",
                        "respond",
                        "responded",
                        "condemned",
                        "accused",
                        "accuses",
                        "warned",
                        "called",
                        "urged",
                        "blamed",
                        "threatened",
                        "acknowledged",
                        "admitted",
                        "described",
                        "estimated",
                        "estimates",
                        "issued",
                        "published",
                        "released",
                        "quoted",
                        "cited",
                        "recorded",
                        "counted",
                        "documented",
                        "insist",
                        "deny",
                        "recognise",
                        "recognize",
                    ],
                )
        })
}

/// Somebody without a name: "a man", "an unnamed NATO source", "one diplomat". The first token after it.
/// So too what is written, which "it" may stand for: "the statement".
fn unnamed(view: &View<'_>, at: usize, sentence: TokenSpan) -> Option<(usize, bool)> {
    const PAPERS: [&str; 14] = [
        "statement",
        "document",
        "report",
        "letter",
        "text",
        "declaration",
        "communique",
        "study",
        "agreement",
        "deal",
        "plan",
        "poll",
        "survey",
        "resolution",
    ];
    if view.is_one_of(at, &["the", "a", "this", "its"])
        && let Some(noun) = (at + 1..sentence.end().min(at + 4)).find(|&noun| view.is_one_of(noun, &PAPERS))
        && (at + 1..noun).all(|at| view.pos(at) == Some(Pos::Jj))
    {
        return Some((noun + 1, true));
    }
    if !view.is_one_of(at, &["a", "an", "one", "another", "unnamed", "some"]) {
        return None;
    }
    let noun = (at + 1..sentence.end().min(at + 6))
        .take_while(|&at| {
            view.adjoins(at)
                && !view.pos(at).is_some_and(|pos| matches!(pos, Pos::In | Pos::Comma | Pos::Vbd | Pos::Vbz))
        })
        .filter(|&at| {
            view.is_one_of(
                at,
                &[
                    "man", "woman", "source", "witness", "resident", "person", "boy", "girl", "teacher", "doctor",
                    "soldier", "fighter", "farmer", "student", "official",
                ],
            ) || view.class(at, WordClass::Office) && !view.is_capital(at)
        })
        .last()?;
    // "a lecturer" beside a name is that person.
    let apposed = at > sentence.start() && view.is(at - 1, ",");
    (!apposed).then_some((noun + 1, false))
}

/// Whether the mention is the subject of its clause, as far as neighbours tell.
fn is_subject(view: &View<'_>, mention: TokenSpan, sentence: TokenSpan, verb: Option<usize>) -> bool {
    let after = mention.end();
    if view.is_possessive(after) {
        return false;
    }
    let says = |at: usize| {
        at < sentence.end() && (view.pos(at).is_some_and(Pos::is_finite) || view.class(at, WordClass::Addressing))
    };
    // "Rana Haddad, a teacher, told"
    if view.is(after, ",")
        && let Some(comma) = (after + 1..sentence.end().min(after + APPOSITION)).find(|&at| view.is(at, ","))
        && says(comma + 1)
        && !(after + 1..comma).any(|at| view.pos(at).is_some_and(Pos::is_finite))
    {
        return true;
    }
    let adverb = after + usize::from(view.pos(after) == Some(Pos::Rb));
    if says(adverb) {
        return true;
    }
    if mention.start() > sentence.start() && view.class(mention.start() - 1, WordClass::Addressing) && !says(after) {
        // "…," said Lavrov
        let cue = mention.start() - 1;
        return cue == sentence.start() || matches!(view.tokens[cue - 1].shape, Shape::Quote | Shape::Mark);
    }
    // The first mention before the sentence's verb, unless a preposition leads to it.
    let led = mention.start() > sentence.start()
        && view.pos(mention.start() - 1).is_some_and(|pos| matches!(pos, Pos::In | Pos::To));
    !led && verb.is_some_and(|verb| after <= verb)
}

#[expect(clippy::too_many_arguments, reason = "one pronoun and all that it may refer to")]
fn resolve(
    view: &View<'_>,
    cast: &Cast,
    candidates: &[Candidate],
    ahead: &[Mention],
    asked: Asked,
    at: usize,
    sentence: usize,
    tokens: TokenSpan,
) -> Option<(u32, f32)> {
    let quotation = view.quotation(at);
    let object = view.is_one_of(at, &["him", "her"]) && !possessive_her(view, at, tokens);
    let possessive = view.is_one_of(at, &["his", "its"]) || view.is(at, "her") && !object;
    let its = view.is(at, "its");
    let says = view.class(at + 1, WordClass::Addressing);
    let mut best: Option<(i32, Candidate)> = None;
    let mut second: Option<(i32, Candidate)> = None;
    for candidate in candidates.iter().rev().take(MENTIONS) {
        let distance = sentence - candidate.sentence;
        if distance > SENTENCES || distance > 0 && its {
            break;
        }
        if candidate.tokens.contains(at) {
            continue;
        }
        let Some(mut score) = suits(cast, candidate.actor, candidate.paper, asked) else { continue };
        if quotation != 0 && candidate.quotation != quotation {
            continue;
        }
        score += match distance {
            0 => 6,
            1 => 5,
            2 => 3,
            _ => 2,
        };
        if candidate.subject {
            score += 3;
        }
        if distance > 0 && says && candidate.subject && candidate.speaks {
            score += 2;
        }
        if candidate.quotation != 0 && quotation == 0 {
            score -= 6;
        }
        if distance == 0 && object && candidate.subject && same_clause(view, candidate.tokens.end(), at) {
            score -= 8;
        }
        if distance == 0 && possessive && candidate.subject && same_clause(view, candidate.tokens.end(), at) {
            score += 2;
        }
        match best {
            Some((top, _)) if top >= score => {
                if second.is_none_or(|(other, _)| other < score) {
                    second = Some((score, *candidate));
                }
            }
            _ => {
                second = best;
                best = Some((score, *candidate));
            }
        }
    }
    if let Some((score, candidate)) = best {
        let actor = candidate.actor?;
        let rival = second.filter(|(_, other)| other.actor != Some(actor)).map_or(0, |(score, _)| score);
        if score - 4 >= LEAST {
            let confidence = if score - rival >= 3 { 0.8 } else { 0.55 };
            return Some((actor, confidence));
        }
    }
    // "Before he spoke, Lavrov drank water."
    if quotation == 0
        && at <= tokens.start() + 3
        && view.pos(tokens.start()).is_some_and(|pos| matches!(pos, Pos::In | Pos::Wrb | Pos::Rb))
        || view.is_one_of(tokens.start(), &["before", "after", "when", "while", "as", "although", "though"])
            && at <= tokens.start() + 3
    {
        let comma = (at..tokens.end().min(at + 20)).find(|&at| view.is(at, ","))?;
        let mention = ahead.iter().find(|mention| mention.tokens.start() > comma && mention.actor.is_some())?;
        if mention.tokens.start() <= comma + 4 && mention.tokens.end() <= tokens.end() {
            let actor = mention.actor?.0;
            return suits(cast, Some(actor), false, asked).map(|_| (actor, 0.6));
        }
    }
    None
}

/// Whether "her" stands before a noun.
fn possessive_her(view: &View<'_>, at: usize, sentence: TokenSpan) -> bool {
    at + 1 < sentence.end()
        && view.adjoins(at + 1)
        && view.pos(at + 1).is_some_and(|pos| pos.is_noun() || matches!(pos, Pos::Jj | Pos::Vbg | Pos::Vbn | Pos::Jjs))
}

/// Whether no new clause begins between two places.
fn same_clause(view: &View<'_>, from: usize, to: usize) -> bool {
    to.saturating_sub(from) < 12
        && !(from..to).any(|at| {
            view.is_one_of(at, &["that", "who", "which", "but", "because", "while", "when", "if", "whether", ";", ":"])
                || matches!(view.tokens[at].shape, Shape::Quote)
        })
}

/// A score for how well the actor suits; `None` if it cannot be meant.
fn suits(cast: &Cast, actor: Option<u32>, paper: bool, asked: Asked) -> Option<i32> {
    let Some(actor) = actor else {
        return (matches!(asked, Asked::Thing) == paper).then_some(0);
    };
    let draft = &cast.drafts[actor as usize];
    match asked {
        Asked::Person(gender) => {
            if draft.kind != ActorType::Person {
                return None;
            }
            match draft.gender {
                Some(own) if own != gender => None,
                Some(_) => Some(1),
                None => Some(0),
            }
        }
        Asked::Thing => match draft.kind {
            ActorType::Person => None,
            ActorType::Group => Some(-3),
            _ => Some(0),
        },
    }
}
