//! Who is this noun phrase?
//!
//! In: the tokens of a source or an addressee, and the mentions of the document. Out: the actor that they stand for, or
//! nobody. Only what the text tells: "a NATO diplomat" is nobody that a name is known of. These are tried in order:
//!
//! 1. A relative pronoun is the mention right before it: "Hulusi Akar, who said …".
//! 2. A description or pronoun that is the whole phrase is whom it stands for: "the minister", "she".
//! 3. A name at the head is its bearer, the last one but in a list: "Turkish Defence Minister Hulusi Akar". "NATO" is no
//!    head in "a NATO diplomat", and "Turkey" none in "Turkey's envoy"; "Anadolu" is one in "the Anadolu news agency".
//! 4. A person named behind the head is meant by it: "the prime minister, Theresa May", "a nurse named Carol Bisset".
//! 5. Voices without a name are of the body that they speak for: "a spokesman for the ministry" ([`voices`]).
//! 6. A country's leaders and its side are the country: "the Turkish side".
//! 7. An agreement speaks for its parties: "the truce", "the statement" after a joint one ([`parties`]), and what else is
//!    written for its author: "the report" ([`papers`]).
//!
//! [`References::who`] gives one actor, of several the first; [`References::everyone`] gives all: the members of a list
//! ([`everyone`]), those that "they" or "the two ministers" takes up ([`taken_up`]), the parties of an agreement.
//!
//! Not done: somebody who is only described and speaks for nobody ("the witness") has no actor.

mod everyone;
mod nation;
mod papers;
mod parties;
mod taken_up;
mod voices;

use crate::actors::words::{self, WordClass};
use crate::actors::{DocumentActors, Gazetteer, LocalActorId, Mention, MentionKind, MentionType};
use crate::phrases::Phrases;
use crate::segments::{Segments, Shape, TokenSpan};
use crate::tagging::{Pos, Tags};

/// Tokens within brackets that are passed over.
const BRACKET: usize = 8;
/// Mentions that may stand around one token.
const NESTED: usize = 6;
/// Tokens behind the head within which its bearer is named.
const REACH: usize = 24;

/// A document of which the actors are known, ready to be asked whom a noun phrase stands for.
#[derive(Clone, Copy, Debug)]
pub struct References<'a> {
    pub(crate) text: &'a str,
    pub(crate) segments: &'a Segments,
    pub(crate) tags: &'a Tags,
    pub(crate) phrases: &'a Phrases,
    /// What is known beforehand.
    gazetteer: &'a Gazetteer,
    /// Whom the document speaks of.
    pub actors: &'a DocumentActors,
}

impl<'a> References<'a> {
    /// A document with everything that was found in it so far.
    pub fn new(
        text: &'a str,
        segments: &'a Segments,
        tags: &'a Tags,
        phrases: &'a Phrases,
        gazetteer: &'a Gazetteer,
        actors: &'a DocumentActors,
    ) -> Self {
        Self { text, segments, tags, phrases, gazetteer, actors }
    }

    /// Whom a noun phrase stands for.
    pub(crate) fn who(&self, span: TokenSpan) -> Option<LocalActorId> {
        if matches!(self.tags.pos.get(span.start())?, Pos::Wp | Pos::Wdt | Pos::WpPoss) {
            return self.antecedent(span.start()).or_else(|| self.parties(span)).or_else(|| self.author(span));
        }
        if let Some(whole) = self.described(span) {
            return Some(whole);
        }
        let end = self.head_end(span);
        let head = TokenSpan::new(span.start(), end);
        self.named(head)
            .or_else(|| self.named_behind(span, end))
            .or_else(|| self.spoken_for(span, end))
            .or_else(|| self.country_of(head))
            .or_else(|| self.parties(head))
            .or_else(|| self.author(head))
    }

    fn pos(&self, at: usize) -> Pos {
        self.tags.pos[at]
    }

    fn surface(&self, at: usize) -> &'a str {
        self.segments.tokens[at].span.of(self.text)
    }

    /// Whether a word is of this class.
    fn class(&self, at: usize, class: WordClass) -> bool {
        self.segments.tokens.get(at).is_some_and(|token| words::classes(token.key).is(class))
    }

    /// Whether a word in small letters is of this class.
    fn small(&self, at: usize, class: WordClass) -> bool {
        self.class(at, class) && self.segments.tokens[at].shape == Shape::Lower
    }

    /// The mentions that start in `span`, in text order.
    fn mentions_in(&self, span: TokenSpan) -> impl Iterator<Item = &'a Mention> + use<'a> {
        let mentions = &self.actors.mentions;
        let first = mentions.partition_point(|mention| mention.tokens.start() < span.start());
        mentions[first..].iter().take_while(move |mention| mention.tokens.start() < span.end())
    }

    /// What a relative pronoun stands for: the mention right before it.
    fn antecedent(&self, at: usize) -> Option<LocalActorId> {
        let mentions = &self.actors.mentions;
        let last = mentions.partition_point(|mention| mention.tokens.start() < at);
        let sentence = |at| self.segments.sentence_of(at);
        mentions[..last]
            .iter()
            .rev()
            .take(3)
            .find(|mention| {
                mention.tokens.end() <= at
                    && mention.tokens.end() + 2 >= at
                    && sentence(mention.tokens.start()) == sentence(at)
            })
            .and_then(|mention| mention.actor)
    }

    /// A description or pronoun that is the whole phrase, up to a trailing clause.
    fn described(&self, span: TokenSpan) -> Option<LocalActorId> {
        let mention = self
            .mentions_in(span)
            .filter(|mention| mention.tokens.start() == span.start() && mention.kind != MentionKind::Name)
            .max_by_key(|mention| mention.tokens.end())?;
        let end = mention.tokens.end();
        let last = end + 1 >= span.end();
        // "his lawyer", "Turkey's envoy": the owner is not the one.
        let is_owner = self.pos(end - 1) == Pos::PrpPoss && span.len() > mention.tokens.len();
        let owns = is_owner || self.tags.pos.get(end).is_some_and(|&next| next == Pos::Pos) && !last;
        mention.actor.filter(|_| !owns && (mention.kind == MentionKind::Nominal || last || self.pos(end).is_noun()))
    }

    /// The end of the head's stretch: a comma, a preposition or a relative pronoun, none of them within a name.
    fn head_end(&self, span: TokenSpan) -> usize {
        let written = span.range().take(4).any(|at| self.small(at, WordClass::Authored));
        let mut at = span.start() + 1;
        while at < span.end() {
            if let Some(name) = self.name_around(at) {
                at = name.tokens.end().max(at + 1);
                continue;
            }
            let pos = self.pos(at);
            if pos == Pos::OpenBracket {
                // "Republican People's Party (CHP) lawmaker Engin Soylu"
                let close = (at + 1..span.end().min(at + BRACKET)).find(|&at| self.pos(at) == Pos::CloseBracket);
                match close {
                    Some(close) if close + 1 < span.end() && self.pos(close + 1).is_noun() => at = close + 1,
                    _ => return at,
                }
                continue;
            }
            let stops = match pos {
                Pos::Comma | Pos::Colon | Pos::Wp | Pos::Wdt => true,
                Pos::In => {
                    !(written && (matches!(self.surface(at), "by" | "from" | "of") || self.is_in_medium(at)))
                        && self.phrases.place(at).phrase.is_none()
                }
                // "a lawyer representing Assange", "reports seen by Reuters"
                Pos::Vbg | Pos::Vbn => {
                    self.pos(at - 1).is_noun()
                        && self.phrases.around(at).is_none_or(|phrase| phrase.start() == at)
                        && !(written && self.small(at, WordClass::Issued))
                        && !self.small(at, WordClass::Named)
                }
                _ => pos.is_finite(),
            };
            if stops {
                return at;
            }
            at += 1;
        }
        span.end()
    }

    /// The name that a token stands in.
    fn name_around(&self, at: usize) -> Option<&'a Mention> {
        let mentions = &self.actors.mentions;
        let last = mentions.partition_point(|mention| mention.tokens.start() <= at);
        mentions[..last]
            .iter()
            .rev()
            .take(NESTED)
            .find(|mention| mention.kind == MentionKind::Name && mention.tokens.contains(at))
    }

    /// The name at the head: the last one, or the first of a list.
    fn named(&self, head: TokenSpan) -> Option<LocalActorId> {
        let end = head.end();
        let mut heads = self.mentions_in(head).filter(|mention| {
            let after = mention.tokens.end();
            // "Turkey" in "Turkey's foreign minister" is not who speaks, unless nothing follows.
            let owns = self.tags.pos.get(after).is_some_and(|&next| next == Pos::Pos) && after + 1 < end;
            mention.actor.is_some() && after <= end && !owns && self.is_head(mention, end)
        });
        let is_within_name = |at| self.name_around(at).is_some_and(|name| name.tokens.start() < at);
        let listed = head.range().any(|at| self.pos(at) == Pos::Cc && !is_within_name(at));
        let found = if listed { heads.next() } else { heads.last() };
        found.and_then(|mention| mention.actor)
    }

    /// Whether a mention ends its noun phrase: "NATO" in "a NATO diplomat" does not; "Anadolu" in "the Anadolu news agency"
    /// does.
    fn is_head(&self, mention: &Mention, end: usize) -> bool {
        let after = mention.tokens.end();
        let own = self.phrases.place(after - 1).phrase;
        let follows = |at: usize| {
            at < end
                && self.tags.pos.get(at).is_some_and(|pos| pos.is_noun() || *pos == Pos::Jj)
                && self.phrases.place(at).phrase == own
        };
        if !follows(after) {
            return true;
        }
        let class = match mention.r#type {
            MentionType::Media => WordClass::MediaNoun,
            MentionType::Organization | MentionType::ArmedGroup | MentionType::Government => WordClass::BodyNoun,
            _ => return false,
        };
        let last = (after..end).take_while(|&at| follows(at)).last().unwrap_or(after);
        // "a Human Rights Watch report"
        last - after < 3 && (after..=last).all(|at| self.small(at, class))
            || last == after && self.small(last, WordClass::Authored)
    }

    /// A person named behind the head: "the prime minister, Theresa May, …", "a nurse named Carol Bisset", "Minister of the
    /// Russian Federation Shoigu".
    fn named_behind(&self, span: TokenSpan, end: usize) -> Option<LocalActorId> {
        let plain = |from: usize, to: usize| (from..to).all(|at| self.pos(at).is_noun() || self.pos(at) == Pos::Jj);
        self.mentions_in(TokenSpan::new(end.min(span.end()), span.end()))
            .take(NESTED * 2)
            .take_while(|mention| mention.tokens.start() < end + REACH)
            .find(|mention| {
                if mention.kind != MentionKind::Name || mention.actor.is_none() {
                    return false;
                }
                let start = mention.tokens.start();
                let after = mention.tokens.end();
                let closed = after >= span.end() || self.pos(after) == Pos::Comma;
                let comma = (end..start).rev().take(4).find(|&at| self.pos(at) == Pos::Comma);
                match comma {
                    Some(comma) if comma == end || closed => plain(comma + 1, start),
                    Some(_) => false,
                    None => {
                        mention.r#type == MentionType::Person
                            && closed
                            && start > end
                            && (self.surface(start - 1) == "named" || self.pos(start - 1).is_noun())
                            && self.name_around(start - 1).is_none_or(|other| other.tokens.end() <= start)
                    }
                }
            })
            .and_then(|mention| mention.actor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actors::{ActorType, Country, GazetteerRow, find};
    use crate::documents::{self, Input};
    use crate::{phrases, segments, tagging};

    /// Whom the phrase of the text stands for, where several are meant.
    pub(super) fn everyone(text: &str, phrase: &str) -> String {
        ask(text, phrase, &Gazetteer::default(), |references, span| references.everyone(span)).join(", ")
    }

    /// Whom the phrase of the text stands for.
    fn who(text: &str, phrase: &str, gazetteer: &Gazetteer) -> Option<String> {
        ask(text, phrase, gazetteer, |references, span| references.who(span).into_iter().collect()).pop()
    }

    fn ask(
        text: &str,
        phrase: &str,
        gazetteer: &Gazetteer,
        question: impl Fn(&References<'_>, TokenSpan) -> Vec<LocalActorId>,
    ) -> Vec<String> {
        let layout = documents::lay_out(Input { text, ..Input::default() });
        let segments = segments::segment(text, &layout);
        let tags = tagging::tag(text, &segments);
        let phrases = phrases::find(&segments, &tags);
        let actors = find(text, &layout, &segments, &tags, &phrases, gazetteer, None);
        let start = text.rfind(phrase).expect("the phrase is in the text");
        let token = |at: usize| segments.tokens.partition_point(|token| token.span.end() <= at);
        let span = TokenSpan::new(token(start), token(start + phrase.len() - 1) + 1);
        let references = References::new(text, &segments, &tags, &phrases, gazetteer, &actors);
        question(&references, span).iter().map(|found| actors.actors[found.0 as usize].name.clone()).collect()
    }

    #[test]
    fn a_noun_phrase_stands_for_somebody() {
        let gazetteer = Gazetteer::default();
        for (text, phrase, expected) in [
            // Relative pronouns.
            ("Sergey Lavrov met Hulusi Akar, who said so.", "who", Some("Hulusi Akar")),
            // Descriptions and pronouns that are the whole of it.
            ("Tom Lee left. He said so.", "He", Some("Tom Lee")),
            ("NATO met. The alliance said so.", "The alliance", Some("NATO")),
            (
                "Hulusi Akar left. The defence minister, who had come late, said so.",
                "The defence minister, who had come late",
                Some("Hulusi Akar"),
            ),
            // Names at the head.
            (
                "Russian Foreign Minister Sergey Lavrov said so.",
                "Russian Foreign Minister Sergey Lavrov",
                Some("Sergey Lavrov"),
            ),
            ("Russia and Turkey said so.", "Russia and Turkey", Some("Russia")),
            (
                "Engin Soylu, a lawmaker of the opposition, said so.",
                "Engin Soylu, a lawmaker of the opposition",
                Some("Engin Soylu"),
            ),
            (
                "The Republican People's Party (CHP) lawmaker Engin Soylu said so.",
                "The Republican People's Party (CHP) lawmaker Engin Soylu",
                Some("Engin Soylu"),
            ),
            ("A NATO diplomat said so.", "A NATO diplomat", None),
            ("Lavrov's lawyer said so.", "Lavrov's lawyer", None),
            ("The Anadolu news agency said so.", "The Anadolu news agency", Some("Anadolu Agency")),
            ("The Hezbollah movement said so.", "The Hezbollah movement", Some("Hezbollah")),
            (
                "A report by Amnesty International said so.",
                "A report by Amnesty International",
                Some("Amnesty International"),
            ),
            ("A friend of Amnesty International said so.", "A friend of Amnesty International", None),
            // Persons named behind it.
            ("The prime minister, Theresa May, said so.", "The prime minister, Theresa May,", Some("Theresa May")),
            ("A nurse named Carol Bisset said so.", "A nurse named Carol Bisset", Some("Carol Bisset")),
            // Voices.
            (
                "A spokesman for the foreign ministry of Iran said so.",
                "A spokesman for the foreign ministry of Iran",
                Some("Ministry of Foreign Affairs of Iran"),
            ),
            ("A spokesman for Turkey said so.", "A spokesman for Turkey", Some("Turkey")),
            ("A spokesman for Turkey's wrestlers said so.", "A spokesman for Turkey's wrestlers", None),
            ("A Pentagon spokeswoman said so.", "A Pentagon spokeswoman", Some("United States Department of Defense")),
            ("The leadership of Hezbollah said so.", "The leadership of Hezbollah", Some("Hezbollah")),
            ("A friend from Hezbollah said so.", "A friend from Hezbollah", None),
        ] {
            assert_eq!(who(text, phrase, &gazetteer).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn an_agreement_speaks_for_its_parties() {
        let gazetteer = Gazetteer::default();
        let signed = "Russia and Turkey signed a deal in Sochi.";
        let joint = "Sergey Lavrov and Hulusi Akar issued a joint statement.";
        let rain = " It rained.";
        for (text, phrase, expected) in [
            (format!("{signed} The deal says so."), "The deal", Some("Russia")),
            (format!("{signed}{} The deal says so.", rain.repeat(7)), "The deal", Some("Russia")),
            (format!("{signed}{} The deal says so.", rain.repeat(8)), "The deal", None),
            (format!("{signed} A deal says so."), "A deal", None),
            (format!("{signed} The table says so."), "The table", None),
            (format!("{joint} The statement says so."), "The statement", Some("Sergey Lavrov")),
            ("Sergey Lavrov and Hulusi Akar met. The statement says so.".to_owned(), "The statement", None),
            (format!("{signed} The deal was short, it said."), "it", None),
            (format!("{signed} The deal was short. In it, it said so."), "it", Some("Russia")),
            (format!("{signed} The deal, which says so, was short."), "which", Some("Russia")),
        ] {
            assert_eq!(who(&text, phrase, &gazetteer).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn the_leaders_of_a_country_are_whom_the_users_gazetteer_has_there() {
        let row = GazetteerRow {
            id: Some("turkey".to_owned()),
            name: "Türkiye".to_owned(),
            aliases: vec!["Turkey".to_owned()],
            r#type: ActorType::Country,
            country: Country::new("TUR"),
            role: None,
            from: None,
            to: None,
        };
        let own = Gazetteer::with_rows(vec![row]).expect("a row with all that it needs");
        let text = "Turkey waited. The Turkish side said so.";
        assert_eq!(who(text, "The Turkish side", &Gazetteer::default()).as_deref(), Some("Turkey"));
        assert_eq!(who(text, "The Turkish side", &own).as_deref(), Some("Türkiye"));
        assert_eq!(who("Turkey waited. The Greek side said so.", "The Greek side", &own), None);
    }
}
