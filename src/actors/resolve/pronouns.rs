//! "he", "she", "it" → whom they stand for.
//!
//! In: names and descriptions in text order. Out: pronoun [`Mention`]s, only where one actor is clearly meant. The subject
//! of the sentence before comes first, then what is nearest; gender must fit, subject and object of one
//! clause are not the same, a pronoun outside a quotation does not look into one, and an unnamed somebody ("a source") stands between a
//! pronoun and the names before. "I" and "we" are left to the statements.

use crate::actors::gazetteer::Gender;
use crate::actors::resolve::Resolver;
use crate::actors::resolve::cast::Cast;
use crate::actors::view::View;
use crate::actors::words::WordClass;
use crate::actors::{ActorType, Evidence, Mention, MentionKind};
use crate::documents::Role;
use crate::parallel::stopping_point;
use crate::phrases::QuotationId;
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
    whom: Whom,
    sentence: usize,
    subject: bool,
    /// What follows is said: "Peskov said Putin would call".
    speaks: bool,
    quotation: Option<QuotationId>,
}

/// What a candidate is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Whom {
    /// One of the cast.
    Actor(u32),
    /// Somebody without a name: "a source".
    Unnamed,
    /// Something without a name that is written: "the statement".
    Paper,
}

/// The sentence in which a pronoun stands.
#[derive(Clone, Copy, Debug)]
struct Here {
    number: usize,
    tokens: TokenSpan,
    /// Its first verb.
    verb: Option<usize>,
}

impl Resolver<'_, '_> {
    /// Finds the pronouns that stand for somebody, once names and descriptions are known.
    pub(super) fn take_up(&mut self) {
        self.sort();
        let view = self.view;
        let mentions = std::mem::take(&mut self.mentions);
        let mut rest = &mentions[..];
        let mut candidates: Vec<Candidate> = Vec::new();
        for (number, sentence) in view.segments.sentences.iter().enumerate() {
            let title = self.layout.blocks.get(sentence.block as usize).is_some_and(|block| block.role == Role::Title);
            let verb = sentence.tokens.range().find(|&at| {
                !view.is_capital(at)
                    && (view.pos(at).is_some_and(Pos::is_finite) || view.class(at, WordClass::Addressing))
            });
            let here = Here { number, tokens: sentence.tokens, verb };
            for at in sentence.tokens.range() {
                stopping_point();
                while let Some((mention, after)) = rest.split_first().filter(|(first, _)| first.tokens.start() <= at) {
                    if let (Some(actor), false) = (mention.actor, title) {
                        candidates.push(candidate(view, mention.tokens, Whom::Actor(actor.0), here));
                    }
                    rest = after;
                }
                if let Some((end, whom)) = unnamed(view, at, sentence.tokens) {
                    candidates.push(candidate(view, TokenSpan::new(at, end), whom, here));
                }
                let Some(asked) = asked(view, at, sentence.tokens) else { continue };
                let Some((actor, evidence)) = referent(view, &self.cast, (&candidates, rest), asked, at, here) else {
                    continue;
                };
                let tokens = TokenSpan::new(at, at + 1);
                let draft = &mut self.cast[actor];
                if let Asked::Person(gender) = asked {
                    draft.gender = draft.gender.or(Some(gender));
                }
                self.mention(tokens, MentionKind::Pronoun, actor, evidence);
                candidates.push(candidate(view, tokens, Whom::Actor(actor), here));
            }
        }
        // Before the pronouns, as a stable order has them among equals.
        self.mentions.splice(0..0, mentions);
    }
}

fn candidate(view: &View<'_>, tokens: TokenSpan, whom: Whom, here: Here) -> Candidate {
    Candidate {
        tokens,
        whom,
        sentence: here.number,
        subject: is_subject(view, tokens, here),
        speaks: view.class(tokens.end(), WordClass::Addressing)
            || behind_apposition(view, tokens.end(), here.tokens)
                .is_some_and(|at| view.class(at, WordClass::Addressing)),
        quotation: view.quotation(tokens.start()),
    }
}

/// "Rana Haddad, a teacher, told": what stands behind the second comma, where no clause lies between them.
fn behind_apposition(view: &View<'_>, after: usize, sentence: TokenSpan) -> Option<usize> {
    if !view.is(after, ",") {
        return None;
    }
    let comma = (after + 1..sentence.end().min(after + APPOSITION)).find(|&at| view.is(at, ","))?;
    let is_clause = (after + 1..comma).any(|at| view.pos(at).is_some_and(Pos::is_finite));
    (!is_clause && comma + 1 < sentence.end()).then_some(comma + 1)
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
        .find(|&at| view.class(at, WordClass::Addressing) || !view.class(at, WordClass::Between))
        .is_some_and(|at| view.any_class(at, &[WordClass::Addressing, WordClass::Minded]))
}

/// Somebody without a name: "a man", "an unnamed NATO source", "one diplomat". The first token after it.
/// So too what is written, which "it" may stand for: "the statement".
fn unnamed(view: &View<'_>, at: usize, sentence: TokenSpan) -> Option<(usize, Whom)> {
    if view.is_one_of(at, &["the", "a", "this", "its"])
        && let Some(noun) = (at + 1..sentence.end().min(at + 4)).find(|&noun| view.class(noun, WordClass::Paper))
        && (at + 1..noun).all(|at| view.pos(at) == Some(Pos::Jj))
    {
        return Some((noun + 1, Whom::Paper));
    }
    if !view.class(at, WordClass::Unspecific) {
        return None;
    }
    let noun = (at + 1..sentence.end().min(at + 6))
        .take_while(|&at| {
            view.adjoins(at)
                && !view.pos(at).is_some_and(|pos| matches!(pos, Pos::In | Pos::Comma | Pos::Vbd | Pos::Vbz))
        })
        .filter(|&at| view.class(at, WordClass::Unnamed) || view.class(at, WordClass::Office) && !view.is_capital(at))
        .last()?;
    // "a lecturer" beside a name is that person.
    let apposed = at > sentence.start() && view.is(at - 1, ",");
    (!apposed).then_some((noun + 1, Whom::Unnamed))
}

/// Whether the mention is the subject of its clause, as far as neighbours tell.
fn is_subject(view: &View<'_>, mention: TokenSpan, here: Here) -> bool {
    let Here { tokens: sentence, verb, .. } = here;
    let after = mention.end();
    if view.is_possessive(after) {
        return false;
    }
    let says = |at: usize| {
        at < sentence.end() && (view.pos(at).is_some_and(Pos::is_finite) || view.class(at, WordClass::Addressing))
    };
    if behind_apposition(view, after, sentence).is_some_and(says) {
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

/// Whom the pronoun stands for: one of the candidates before it, or of the mentions behind.
fn referent(
    view: &View<'_>,
    cast: &Cast,
    (candidates, behind): (&[Candidate], &[Mention]),
    asked: Asked,
    at: usize,
    here: Here,
) -> Option<(u32, Evidence)> {
    let quotation = view.quotation(at);
    let object = view.is_one_of(at, &["him", "her"]) && !possessive_her(view, at, here.tokens);
    let possessive = view.is_one_of(at, &["his", "its"]) || view.is(at, "her") && !object;
    let its = view.is(at, "its");
    let verb = at + 1 + usize::from(view.pos(at + 1) == Some(Pos::Rb));
    let says = view.class(verb, WordClass::Addressing);
    let other = if object {
        let subject = |candidate: &&Candidate| {
            candidate.sentence == here.number
                && candidate.subject
                && same_clause(view, candidate.tokens.end(), at)
                && matches!(candidate.whom, Whom::Actor(_))
        };
        candidates.iter().rev().take(MENTIONS).find(subject).map(|candidate| candidate.whom)
    } else if possessive {
        None
    } else {
        object_of(view, behind, at)
    };
    let mut best: Option<(i32, Candidate)> = None;
    let mut second: Option<(i32, Candidate)> = None;
    for candidate in candidates.iter().rev().take(MENTIONS) {
        let distance = here.number - candidate.sentence;
        if distance > SENTENCES || distance > 0 && its {
            break;
        }
        if candidate.tokens.contains(at) || other == Some(candidate.whom) {
            continue;
        }
        let Some(mut score) = suits(cast, candidate.whom, asked) else { continue };
        if quotation.is_some() && candidate.quotation != quotation {
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
        // "Lee said Ray would call. He added": who speaks before who is spoken of.
        if distance > 0 && says && candidate.subject && candidate.speaks {
            score += 2;
        }
        if candidate.quotation.is_some() && quotation.is_none() {
            score -= 6;
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
        let Whom::Actor(actor) = candidate.whom else { return None };
        let rival = second.filter(|(_, other)| other.whom != candidate.whom).map_or(0, |(score, _)| score);
        if score - 4 >= LEAST {
            let evidence = if score - rival >= 3 { Evidence::PronounClear } else { Evidence::PronounRivalled };
            return Some((actor, evidence));
        }
    }
    let actor = announced(view, behind, at, here.tokens)?;
    suits(cast, Whom::Actor(actor), asked).map(|_| (actor, Evidence::PronounAhead))
}

/// "he told Ray": whom the pronoun at `at` does something to, and so does not stand for.
fn object_of(view: &View<'_>, behind: &[Mention], at: usize) -> Option<Whom> {
    let mention = behind.iter().find(|mention| mention.tokens.start() > at)?;
    let mut between = (at + 1..mention.tokens.start()).map(|at| view.pos(at));
    let is_object = mention.tokens.start() > at + 1
        && between.all(|pos| pos.is_some_and(|pos| pos.is_verb() || matches!(pos, Pos::Rb | Pos::Md)))
        && !view.is_possessive(mention.tokens.end());
    mention.actor.filter(|_| is_object).map(|actor| Whom::Actor(actor.0))
}

/// "Before he spoke, Lavrov drank water": the one named behind the clause that the pronoun opens.
fn announced(view: &View<'_>, behind: &[Mention], at: usize, sentence: TokenSpan) -> Option<u32> {
    let first = sentence.start();
    let leads = view.quotation(at).is_none()
        && view.pos(first).is_some_and(|pos| matches!(pos, Pos::In | Pos::Wrb | Pos::Rb))
        || view.class(first, WordClass::Subordinating);
    if !leads || at > first + 3 {
        return None;
    }
    let comma = (at..sentence.end().min(at + 20)).find(|&at| view.is(at, ","))?;
    let mention = behind.iter().find(|mention| mention.tokens.start() > comma && mention.actor.is_some())?;
    let near = mention.tokens.start() <= comma + 4 && mention.tokens.end() <= sentence.end();
    mention.actor.filter(|_| near).map(|actor| actor.0)
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
            view.class(at, WordClass::Clause)
                || view.is_one_of(at, &[";", ":"])
                || matches!(view.tokens[at].shape, Shape::Quote)
        })
}

/// A score for how well the actor suits; `None` if it cannot be meant.
fn suits(cast: &Cast, whom: Whom, asked: Asked) -> Option<i32> {
    let Whom::Actor(actor) = whom else {
        return (matches!(asked, Asked::Thing) == (whom == Whom::Paper)).then_some(0);
    };
    let draft = &cast[actor];
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

#[cfg(test)]
mod tests {
    use crate::actors::cases::{check, evidence};

    #[test]
    fn a_pronoun_stands_for_the_nearest_subject_of_its_gender() {
        check(&[
            ("Tom Lee met Ana Ruiz. He thanked her.", "Tom Lee=Tom Lee; Ana Ruiz=Ana Ruiz; He=Tom Lee; her=Ana Ruiz"),
            ("Tom Lee told Bob Ray that he was late.", "Tom Lee=Tom Lee; Bob Ray=Bob Ray; he=Tom Lee"),
            ("Tom Lee spoke. Bob Ray spoke. He left.", "Tom Lee=Tom Lee; Bob Ray=Bob Ray; He=Bob Ray"),
            ("Ana Ruiz, a teacher, told him. She left.", "Ana Ruiz=Ana Ruiz; She=Ana Ruiz"),
            (
                "Tom Lee spoke. He said it rained. Bob Ray, a teacher, said it snowed. “We froze. We left,” he said.",
                "Tom Lee=Tom Lee; He=Tom Lee; Bob Ray=Bob Ray; he=Bob Ray",
            ),
            ("Tom Lee spoke. It rained. It rained again. It snowed. He left.", "Tom Lee=Tom Lee"),
        ]);
    }

    #[test]
    fn subject_and_object_of_a_clause_are_two() {
        check(&[
            ("Tom Lee asked Bob Ray. He told Lee so.", "Tom Lee=Tom Lee; Bob Ray=Bob Ray; He=Bob Ray; Lee=Tom Lee"),
            (
                "Tom Lee asked Bob Ray. He has often told Ray so.",
                "Tom Lee=Tom Lee; Bob Ray=Bob Ray; He=Tom Lee; Ray=Bob Ray",
            ),
            ("Tom Lee met Bob Ray. He told him so.", "Tom Lee=Tom Lee; Bob Ray=Bob Ray; He=Tom Lee; him=Bob Ray"),
            (
                "Tom Lee wrote to Bob Ray. “You lied,” he told him.",
                "Tom Lee=Tom Lee; Bob Ray=Bob Ray; he=Tom Lee; him=Bob Ray",
            ),
            (
                "Ana Ruiz asked Nadia Tarek to leave. She told Ruiz no.",
                "Ana Ruiz=Ana Ruiz; Nadia Tarek=Nadia Tarek; She=Nadia Tarek; Ruiz=Ana Ruiz",
            ),
            ("Tom Lee spoke. He told Lee's friends so.", "Tom Lee=Tom Lee; He=Tom Lee; Lee=Tom Lee"),
        ]);
    }

    #[test]
    fn who_speaks_comes_before_who_is_spoken_of() {
        check(&[
            (
                "Tom Lee said Bob Ray left. He said that he was late.",
                "Tom Lee=Tom Lee; Bob Ray=Bob Ray; He=Tom Lee; he=Tom Lee",
            ),
            ("Tom Lee said that Bob Ray left. He also said so.", "Tom Lee=Tom Lee; Bob Ray=Bob Ray; He=Tom Lee"),
            ("Tom Lee saw that Bob Ray left. He waved.", "Tom Lee=Tom Lee; Bob Ray=Bob Ray; He=Bob Ray"),
        ]);
    }

    #[test]
    fn a_pronoun_looks_into_no_quotation_and_past_nobody_unnamed() {
        check(&[
            (
                "Tom Lee left. “I saw Bob Ray there,” said a friend. He waved.",
                "Tom Lee=Tom Lee; Bob Ray=Bob Ray; He=Tom Lee",
            ),
            ("Ana Ruiz spoke. “He left,” said Tom Lee.", "Ana Ruiz=Ana Ruiz; Tom Lee=Tom Lee"),
            ("Tom Lee spoke. A witness came. He left.", "Tom Lee=Tom Lee"),
            ("Tom Lee spoke. A witness said he left.", "Tom Lee=Tom Lee"),
        ]);
    }

    #[test]
    fn it_is_somebody_before_a_verb_of_minds() {
        check(&[
            ("Turkey spoke. It said so.", "Turkey=Turkey; It=Turkey"),
            ("Turkey spoke. It has also warned of war.", "Turkey=Turkey; It=Turkey"),
            ("Turkey spoke. It believes so.", "Turkey=Turkey; It=Turkey"),
            ("Turkey spoke. It was cold.", "Turkey=Turkey"),
            ("Turkey sent its envoy.", "Turkey=Turkey; its=Turkey"),
            ("Turkey spoke. Its envoy left.", "Turkey=Turkey"),
        ]);
    }

    #[test]
    fn a_pronoun_in_an_opening_clause_stands_for_whom_the_sentence_names() {
        check(&[
            ("Before he spoke, Tom Lee drank water.", "he=Tom Lee; Tom Lee=Tom Lee"),
            ("When she left, Ana Ruiz was tired.", "she=Ana Ruiz; Ana Ruiz=Ana Ruiz"),
        ]);
    }

    #[test]
    fn a_pronoun_tells_whether_others_came_near() {
        assert_eq!(
            evidence("Tom Lee met Ana Ruiz. He left."),
            "Tom Lee=FirstName; Ana Ruiz=FirstName; He=PronounClear"
        );
        assert_eq!(evidence("When she left, Ana Ruiz was tired."), "she=PronounAhead; Ana Ruiz=FirstName");
    }
}
