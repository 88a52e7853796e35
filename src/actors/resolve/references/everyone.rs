//! All for whom a noun phrase stands: "Shoigu and Akar", "Macron, Merkel and Johnson", "the presidents of Russia and Turkey".
//!
//! "and" joins members of a list only where it joins whole noun phrases. What is within an apposition or a clause ("Lavrov,
//! foreign minister and chief negotiator"), behind a preposition ("officials from Russia and Turkey"), within a name
//! ("Smith & Sons") or owns what follows ("Akar's and Shoigu's deputies") is none; "or" tells of one of them.

use std::sync::LazyLock;

use super::{BRACKET, References};
use crate::actors::resolve::appositions;
use crate::actors::words::WordClass;
use crate::actors::{ActorType, Country, LocalActorId, Mention, MentionKind, MentionType};
use crate::segments::TokenSpan;
use crate::tables;
use crate::tagging::Pos;
use crate::vocabulary::vocabulary;

vocabulary! {
    /// How many of a list are meant.
    Meant {
        /// "Lavrov and Akar"
        All = "all",
        /// "Lavrov or Akar"
        One = "one",
    }
}

/// Words that join, with how many of the list they mean.
static JOINING: LazyLock<Vec<(Vec<&str>, Meant)>> = LazyLock::new(|| {
    let rows = tables::actors::JOINING.rows::<(&str, Meant)>();
    rows.map(|(words, meant)| (words.split(' ').collect(), meant)).collect()
});

/// Words of a list before its last members.
const LED: usize = 24;

/// Members of a list; what is longer is a table.
const MEMBERS: usize = 40;
/// Actors among whom a state or the holder of an office is looked for: long texts name theirs early.
const ACTORS: usize = 4096;

/// What leads to a part of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Link {
    First,
    Comma,
    And {
        /// Whether a comma stands before it.
        apart: bool,
    },
}

/// What stands between commas and joining words.
#[derive(Clone, Copy, Debug)]
struct Part {
    tokens: TokenSpan,
    link: Link,
}

impl References<'_> {
    /// Everybody for whom a noun phrase stands, in the order named; the first is [`Self::who`], where that is somebody.
    pub(crate) fn everyone(&self, span: TokenSpan) -> Vec<LocalActorId> {
        let first = self.who(span);
        if let Some(whole) = self.widened(span) {
            return whole;
        }
        let several = [Self::holders, Self::listed, Self::nations, Self::taken_up, Self::agreed];
        let all = several.into_iter().map(|find| find(self, span)).find(|all| all.len() > 1);
        match (first, all) {
            (Some(first), Some(all)) if all.contains(&first) => all,
            (None, Some(all)) => all,
            (first, _) => first.into_iter().collect(),
        }
    }

    /// The list of which a phrase is the end, where nothing else begins its sentence: "Turkey, | Russia".
    fn widened(&self, span: TokenSpan) -> Option<Vec<LocalActorId>> {
        let sentence = self.segments.sentences.get(self.segments.sentence_of(span.start()))?.tokens;
        let joins = |at: usize| {
            let is_part = |words: &[&str]| words.contains(&self.surface(at)) && words.len() > 1;
            JOINING.iter().any(|(words, _)| is_part(words))
        };
        let lists = |at: usize| {
            let pos = self.pos(at);
            pos.is_noun()
                || self.surface(at) == "of"
                || matches!(pos, Pos::Comma | Pos::Cc | Pos::Dt | Pos::Jj | Pos::Pos | Pos::PrpPoss)
                || joins(at)
        };
        let least = sentence.start().max(span.start().saturating_sub(LED));
        let start = (least..span.start()).rev().take_while(|&at| lists(at)).last()?;
        // Behind a place and an agency the sentence begins anew.
        let begins = start == sentence.start() || matches!(self.pos(start - 1), Pos::Colon | Pos::CloseBracket);
        let before = span.start() - 1;
        if !begins || !matches!(self.pos(before), Pos::Comma | Pos::Cc) && !joins(before) {
            return None;
        }
        let whole = TokenSpan::new(start, span.end());
        let own = self.listed(span);
        let is_whole =
            |all: &Vec<LocalActorId>| all.len() > own.len().max(1) && own.iter().all(|one| all.contains(one));
        let holders = Some(self.holders(whole)).filter(|all| all.len() > 1);
        let listed = || {
            let who = self.who(span)?;
            Some(self.listed(whole)).filter(|all| is_whole(all) && all.contains(&who))
        };
        holders.or_else(listed)
    }

    /// The members of a list.
    fn listed(&self, span: TokenSpan) -> Vec<LocalActorId> {
        let Some(parts) = self.parts(span) else { return Vec::new() };
        let mut found = Vec::new();
        let (mut is_list, mut aside, mut clause) = (false, false, false);
        let mut before = span;
        for (at, part) in parts.iter().enumerate() {
            match part.link {
                Link::First => {}
                Link::Comma => {
                    let goes_on = parts[at + 1..].iter().find(|next| next.link != Link::Comma);
                    clause |= self.opens_aside(part.tokens);
                    aside = clause
                        || goes_on.is_none() && !(parts.len() == 2 && self.are_bare(parts[0].tokens, part.tokens))
                        || self.heading(part.tokens).is_none_or(|member| !self.is_like(member, &found));
                    is_list |= goes_on.is_none() && !aside;
                    if aside {
                        continue;
                    }
                }
                Link::And { apart } => {
                    (aside, clause) = (aside && !apart, clause && !apart);
                    if aside || self.is_other(part.tokens) || self.hangs_on(before, part.tokens) {
                        continue;
                    }
                    is_list = true;
                }
            }
            before = part.tokens;
            found.extend(self.member(part.tokens).filter(|member| !found.contains(member)));
        }
        if is_list { found } else { Vec::new() }
    }

    /// The parts of a list; `None` where only one of it is meant.
    fn parts(&self, span: TokenSpan) -> Option<Vec<Part>> {
        let mut parts = Vec::new();
        let (mut start, mut link, mut at) = (span.start(), Link::First, span.start());
        let mut close = |start: usize, end: usize, link: Link| {
            if start < end {
                parts.push(Part { tokens: TokenSpan::new(start, end), link });
            }
        };
        while at < span.end() {
            if let Some(name) = self.name_around(at) {
                at = name.tokens.end().max(at + 1);
            } else if self.pos(at) == Pos::OpenBracket {
                let end = (at + 1..span.end().min(at + BRACKET)).find(|&at| self.pos(at) == Pos::CloseBracket);
                at = end.unwrap_or(at) + 1;
            } else if let Some((length, meant)) = self.joining(at, span.end()) {
                if meant == Meant::One {
                    return None;
                }
                close(start, at, link);
                let apart = at > span.start() && self.pos(at - 1) == Pos::Comma;
                (start, link, at) = (at + length, Link::And { apart }, at + length);
            } else if self.pos(at) == Pos::Comma {
                close(start, at, link);
                (start, link, at) = (at + 1, Link::Comma, at + 1);
            } else {
                at += 1;
            }
        }
        close(start, span.end(), link);
        Some(parts).filter(|parts| parts.len() <= MEMBERS)
    }

    /// The joining words that begin here, how many they are.
    fn joining(&self, at: usize, end: usize) -> Option<(usize, Meant)> {
        let stands = |words: &Vec<&str>| {
            at + words.len() <= end && words.iter().zip(at..).all(|(word, at)| self.surface(at) == *word)
        };
        JOINING.iter().find(|(words, _)| stands(words)).map(|(words, meant)| (words.len(), *meant))
    }

    /// Who a part is; nobody where it owns what follows.
    fn member(&self, tokens: TokenSpan) -> Option<LocalActorId> {
        if self.pos(tokens.end() - 1) == Pos::Pos { None } else { self.who(tokens) }
    }

    /// Whom the head of a part names, and not somebody that only tells more of it: nobody in "the nephew of the late King".
    fn heading(&self, tokens: TokenSpan) -> Option<LocalActorId> {
        let member = self.member(tokens)?;
        let head = TokenSpan::new(tokens.start(), self.head_end(tokens));
        let names = |mention: &Mention| mention.kind == MentionKind::Name && mention.actor == Some(member);
        self.mentions_in(head).any(names).then_some(member)
    }

    /// Whether a part names no more of the list: "and others", "and other Democrats", "and been mentioned".
    fn is_other(&self, tokens: TokenSpan) -> bool {
        let first = tokens.start();
        self.small(first, WordClass::Others) || self.pos(first).is_verb() || self.pos(first) == Pos::Md
    }

    /// Whether an actor is new and a person as the others are, or none as they are.
    fn is_like(&self, member: LocalActorId, others: &[LocalActorId]) -> bool {
        !others.contains(&member) && others.first().is_none_or(|&first| self.is_person(first) == self.is_person(member))
    }

    fn is_person(&self, actor: LocalActorId) -> bool {
        self.actors.actors[actor.0 as usize].r#type == ActorType::Person
    }

    /// Whether a part begins a clause or says where and when: "who met Akar", "speaking in Sochi", "not Akar".
    fn opens_aside(&self, tokens: TokenSpan) -> bool {
        matches!(
            self.pos(tokens.start()),
            Pos::Wp | Pos::Wdt | Pos::WpPoss | Pos::Wrb | Pos::Vbg | Pos::Vbn | Pos::In | Pos::Rb
        )
    }

    /// Whether two parts are nothing but names of states, as in headlines: "Turkey, Russia agree". Of people one speaks of the
    /// other so: "Lavrov, Akar said, had left".
    fn are_bare(&self, one: TokenSpan, other: TokenSpan) -> bool {
        [one, other].into_iter().all(|part| {
            self.name_around(part.start())
                .is_some_and(|name| name.tokens == part && name.actor.is_some() && name.r#type == MentionType::Country)
        })
    }

    /// Whether a part goes on with what stands behind a preposition of the part before, and not with its head: "of Russia |
    /// and Turkey".
    fn hangs_on(&self, before: TokenSpan, part: TokenSpan) -> bool {
        let end = self.head_end(before);
        if end >= before.end() {
            return false;
        }
        if self.pos(end) != Pos::In {
            // "a man who met Lavrov | and Akar"
            return self.pos(end).is_verb() || matches!(self.pos(end), Pos::Wp | Pos::Wdt | Pos::WpPoss | Pos::Md);
        }
        let Some(object) = self.mentions_in(TokenSpan::new(end + 1, before.end())).last() else {
            return self.who(before).is_none();
        };
        let is_person = |tokens| self.member(tokens).map(|member| self.is_person(member));
        let behind = object.actor.is_some_and(|actor| self.is_person(actor));
        match (is_person(before), is_person(part)) {
            (None, Some(part)) => part == behind,
            (None, None) => true,
            (Some(head), Some(part)) => part == behind && part != head,
            (Some(_), None) => false,
        }
    }

    /// Those who act for several states: "the presidents of Russia and Turkey", "the Russian and Turkish presidents". Who holds
    /// their office where the document knows him, else the state.
    fn holders(&self, span: TokenSpan) -> Vec<LocalActorId> {
        let head = TokenSpan::new(span.start(), self.head_end(span));
        let Some(noun) = head.end().checked_sub(1) else { return Vec::new() };
        let office = self.plural(head, WordClass::Office);
        let speaks = self.class(noun, WordClass::StateVoice);
        if office.is_none() && !speaks {
            return Vec::new();
        }
        let acts_for = |country: Country| {
            let is_his = |at: &usize| {
                self.actors.actors[*at].country == Some(country)
                    && office.as_ref().is_some_and(|office| self.holds(*at, office))
            };
            let holder = (0..self.first_actors()).find(is_his).map(|at| LocalActorId(at as u32));
            holder.or_else(|| self.state(country).filter(|_| speaks))
        };
        let mut all = Vec::new();
        for country in self.states_of(span, head) {
            let Some(actor) = acts_for(country) else { return Vec::new() };
            if !all.contains(&actor) {
                all.push(actor);
            }
        }
        all
    }

    /// The states whose somebody is: "of Russia and Turkey", "Russia's and Turkey's", "Russian and Turkish", "of both countries".
    fn states_of(&self, span: TokenSpan, head: TokenSpan) -> Vec<Country> {
        let country = |actor: LocalActorId| self.actors.actors[actor.0 as usize].country;
        let leads = |at: usize| self.small(at, WordClass::Belonging);
        let several = |tokens: TokenSpan| self.taken_up(tokens).into_iter().filter_map(country).collect();
        if head.end() + 1 < span.end() && leads(head.end()) {
            let named = self.named_states(TokenSpan::new(head.end() + 1, span.end()));
            return if named.is_empty() { several(TokenSpan::new(head.end() + 1, span.end())) } else { named };
        }
        let owners: Vec<usize> = head.range().filter(|&at| self.pos(at) == Pos::Pos).collect();
        let Some(&last) = owners.last() else { return self.adjectives(head) };
        let owning =
            |mention: &&Mention| owners.contains(&mention.tokens.end()) && mention.r#type == MentionType::Country;
        let owned: Vec<Country> =
            self.mentions_in(head).filter(owning).filter_map(|mention| mention.actor.and_then(country)).collect();
        if owned.is_empty() { several(TokenSpan::new(head.start(), last)) } else { owned }
    }

    /// The states that a list begins with: "France, Germany and Italy".
    fn named_states(&self, tokens: TokenSpan) -> Vec<Country> {
        let mut at = tokens.start();
        let mut states = Vec::new();
        for name in self.mentions_in(tokens).filter(|mention| mention.kind == MentionKind::Name) {
            let joins = |at: usize| self.pos(at) == Pos::Comma || matches!(self.surface(at), "and" | "the" | "both");
            if name.r#type != MentionType::Country || !(at..name.tokens.start()).all(joins) {
                break;
            }
            at = name.tokens.end();
            states.extend(name.actor.and_then(|actor| self.actors.actors[actor.0 as usize].country));
        }
        states
    }

    /// How many actors are looked through.
    pub(super) fn first_actors(&self) -> usize {
        self.actors.actors.len().min(ACTORS)
    }

    /// Whether a person of the document holds an office, or held it: by the document, or else by the tables.
    pub(super) fn holds(&self, at: usize, office: &str) -> bool {
        let actor = &self.actors.actors[at];
        let known =
            || actor.known.as_deref().and_then(|id| self.gazetteer.by_id(id)).map(|id| self.gazetteer.entry(id));
        let is_called = |title: &str| appositions::head(title).to_lowercase().ends_with(office);
        actor.r#type == ActorType::Person
            && match &actor.role {
                Some(role) => is_called(role),
                None => known().is_some_and(|entry| entry.tenures.iter().any(|tenure| is_called(&tenure.title))),
            }
    }

    /// States by their adjectives: "the Russian and Turkish leaders".
    fn nations(&self, span: TokenSpan) -> Vec<LocalActorId> {
        let head = TokenSpan::new(span.start(), self.head_end(span));
        if !head.range().last().is_some_and(|last| self.small(last, WordClass::Leading)) {
            return Vec::new();
        }
        self.adjectives(head).into_iter().filter_map(|country| self.state(country)).collect()
    }

    /// The states whose adjectives stand in a phrase.
    pub(super) fn adjectives(&self, head: TokenSpan) -> Vec<Country> {
        let adjectives = head.range().filter_map(|at| self.gazetteer.adjective_at(&self.segments.tokens, at));
        adjectives.filter(|(_, adjective)| !adjective.people).map(|(_, adjective)| adjective.country).collect()
    }

    /// The state of the document that has this code.
    pub(super) fn state(&self, country: Country) -> Option<LocalActorId> {
        let is_state = |at: &usize| {
            let actor = &self.actors.actors[*at];
            actor.r#type == ActorType::Country && actor.country == Some(country)
        };
        (0..self.first_actors()).find(is_state).map(|at| LocalActorId(at as u32))
    }

    /// The singular of the noun that ends a head, where it is a plural of this class.
    pub(super) fn plural(&self, head: TokenSpan, class: WordClass) -> Option<String> {
        let last = head.end().checked_sub(1)?;
        let word = self.surface(last).to_lowercase();
        let singular = word.strip_suffix('s')?;
        let is_plural = matches!(self.pos(last), Pos::Nns | Pos::Nnps);
        (is_plural && crate::actors::words::is_small(singular, class)).then(|| singular.to_owned())
    }

    /// The parties of an agreement, or of a statement that they gave together.
    fn agreed(&self, span: TokenSpan) -> Vec<LocalActorId> {
        let head = match self.pos(span.start()) {
            Pos::Wp | Pos::Wdt => span,
            _ => TokenSpan::new(span.start(), self.head_end(span)),
        };
        self.all_parties(head).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::everyone;

    #[test]
    fn a_list_stands_for_its_members() {
        for (text, phrase, expected) in [
            ("Sergei Shoigu and Hulusi Akar said so.", "Sergei Shoigu and Hulusi Akar", "Sergei Shoigu, Hulusi Akar"),
            ("Russia and Turkey say so.", "Russia and Turkey", "Russia, Turkey"),
            (
                "Emmanuel Macron, Angela Merkel and Boris Johnson said so.",
                "Emmanuel Macron, Angela Merkel and Boris Johnson",
                "Emmanuel Macron, Angela Merkel, Boris Johnson",
            ),
            ("Iran, Russia, and Turkey said so.", "Iran, Russia, and Turkey", "Iran, Russia, Turkey"),
            (
                "Both Sergey Lavrov and Mevlut Cavusoglu said so.",
                "Both Sergey Lavrov and Mevlut Cavusoglu",
                "Sergey Lavrov, Mevlüt Çavuşoğlu",
            ),
            (
                "Sergey Lavrov as well as Hulusi Akar said so.",
                "Sergey Lavrov as well as Hulusi Akar",
                "Sergey Lavrov, Hulusi Akar",
            ),
            (
                "Sergey Lavrov, along with Hulusi Akar, said so.",
                "Sergey Lavrov, along with Hulusi Akar,",
                "Sergey Lavrov, Hulusi Akar",
            ),
            (
                "Sergey Lavrov, who had flown in, and Hulusi Akar said so.",
                "Sergey Lavrov, who had flown in, and Hulusi Akar",
                "Sergey Lavrov, Hulusi Akar",
            ),
            (
                "Russian Foreign Minister Sergey Lavrov and his Turkish counterpart Hulusi Akar said so.",
                "Russian Foreign Minister Sergey Lavrov and his Turkish counterpart Hulusi Akar",
                "Sergey Lavrov, Hulusi Akar",
            ),
            (
                "Boris Johnson of Britain and Emmanuel Macron of France said so.",
                "Boris Johnson of Britain and Emmanuel Macron of France",
                "Boris Johnson, Emmanuel Macron",
            ),
            ("Sergey Lavrov as well as Hulusi Akar said so.", "Hulusi Akar", "Sergey Lavrov, Hulusi Akar"),
            ("Turkey, Russia agree on truce.", "Turkey, Russia", "Turkey, Russia"),
            ("Turkey, Russia agree on truce.", "Russia", "Turkey, Russia"),
            ("Sergey Lavrov, Hulusi Akar said, had left.", "Hulusi Akar", "Hulusi Akar"),
            ("Donald Trump and his team said so.", "Donald Trump and his team", "Donald Trump"),
            ("Angela Merkel and other Germans said so.", "Angela Merkel and other Germans", "Angela Merkel"),
            (
                "Local officials and Human Rights Watch said so.",
                "Local officials and Human Rights Watch",
                "Human Rights Watch",
            ),
        ] {
            assert_eq!(everyone(text, phrase), expected, "{text}");
        }
    }

    #[test]
    fn those_who_act_for_several_states_are_their_holders_or_the_states() {
        let met = "Vladimir Putin met Recep Tayyip Erdogan.";
        let of_both = "Greece and Egypt met.";
        for (text, phrase, expected) in [
            (
                format!("{met} The presidents of Russia and Turkey said so."),
                "The presidents of Russia and Turkey",
                "Vladimir Putin, Recep Tayyip Erdoğan",
            ),
            (
                "The foreign ministers of France, Germany and Italy said so.".to_owned(),
                "The foreign ministers of France, Germany and Italy",
                "France, Germany, Italy",
            ),
            (
                "The foreign ministers of France, Germany and Italy said so.".to_owned(),
                "Germany and Italy",
                "France, Germany, Italy",
            ),
            (
                "Armenia's and Georgia's parliaments said so.".to_owned(),
                "Armenia's and Georgia's parliaments",
                "Armenia, Georgia",
            ),
            (
                "The embassies of Peru and Bolivia in Paris said so.".to_owned(),
                "The embassies of Peru and Bolivia in Paris",
                "Peru, Bolivia",
            ),
            (
                "Delegations from Libya and Tunisia said so.".to_owned(),
                "Delegations from Libya and Tunisia",
                "Libya, Tunisia",
            ),
            (
                format!("{of_both} The leaders of both countries said so."),
                "The leaders of both countries",
                "Greece, Egypt",
            ),
            (format!("{of_both} The two countries' leaders said so."), "The two countries' leaders", "Greece, Egypt"),
            (
                format!("{of_both} The Greek and Egyptian ministers said so."),
                "The Greek and Egyptian ministers",
                "Greece, Egypt",
            ),
            ("The leaders of both countries said so.".to_owned(), "The leaders of both countries", ""),
            ("Fans of Brazil and Argentina said so.".to_owned(), "Fans of Brazil and Argentina", ""),
            ("The ministers of Chad said so.".to_owned(), "The ministers of Chad", ""),
        ] {
            assert_eq!(everyone(&text, phrase), expected, "{text}");
        }
    }

    #[test]
    fn and_within_a_phrase_joins_no_speakers() {
        for (text, phrase, expected) in [
            (
                "Sergey Lavrov, foreign minister and chief negotiator, said so.",
                "Sergey Lavrov, foreign minister and chief negotiator,",
                "Sergey Lavrov",
            ),
            (
                "Sergey Lavrov, who met Hulusi Akar and Fahrettin Altun, said so.",
                "Sergey Lavrov, who met Hulusi Akar and Fahrettin Altun,",
                "Sergey Lavrov",
            ),
            ("A man who met Sergey Lavrov and Hulusi Akar said so.", "A man who met Sergey Lavrov and Hulusi Akar", ""),
            (
                "Tom Lee, a Briton who had met Boris Johnson and been thanked, said so.",
                "Tom Lee, a Briton who had met Boris Johnson and been thanked,",
                "Tom Lee",
            ),
            (
                "Tom Lee, who was there behind Boris Johnson, Theresa May and David Cameron, said so.",
                "Tom Lee, who was there behind Boris Johnson, Theresa May and David Cameron,",
                "Tom Lee",
            ),
            (
                "Tom Lee, the nephew of the late Boris Johnson and a banker, said so.",
                "Tom Lee, the nephew of the late Boris Johnson and a banker,",
                "Tom Lee",
            ),
            ("Sergey Lavrov or Hulusi Akar said so.", "Sergey Lavrov or Hulusi Akar", "Sergey Lavrov"),
            ("Officials from Russia and Turkey said so.", "Officials from Russia and Turkey", ""),
            ("An aide to Vladimir Putin and Sergey Lavrov said so.", "An aide to Vladimir Putin and Sergey Lavrov", ""),
            ("Hulusi Akar's and Sergei Shoigu's deputies said so.", "Hulusi Akar's and Sergei Shoigu's deputies", ""),
            (
                "Sergey Lavrov, speaking with Hulusi Akar and Fahrettin Altun, said so.",
                "Sergey Lavrov, speaking with Hulusi Akar and Fahrettin Altun,",
                "Sergey Lavrov",
            ),
            (
                "Angela Merkel, the leader of the CDU and of Germany, said so.",
                "Angela Merkel, the leader of the CDU and of Germany,",
                "Angela Merkel",
            ),
        ] {
            assert_eq!(everyone(text, phrase), expected, "{text}");
        }
    }

    #[test]
    fn offices_and_adjectives_in_a_list_stand_for_their_holders() {
        let met =
            "Russian President Vladimir Putin met Turkish President Recep Tayyip Erdogan. Russia and Turkey waited. ";
        for (told, phrase, expected) in [
            (
                "The presidents of Russia and Turkey said so.",
                "The presidents of Russia and Turkey",
                "Vladimir Putin, Recep Tayyip Erdoğan",
            ),
            (
                "The Russian and Turkish presidents said so.",
                "The Russian and Turkish presidents",
                "Vladimir Putin, Recep Tayyip Erdoğan",
            ),
            ("The Russian and Turkish sides said so.", "The Russian and Turkish sides", "Russia, Turkey"),
        ] {
            assert_eq!(everyone(&format!("{met}{told}"), phrase), expected, "{told}");
        }
    }
}
