//! Institutions that are named by whose they are: "the Obama administration", "Clinton's campaign", "Bolivia's public defender's
//! office".
//!
//! In: the names of the document with their actors. Out: nominal mentions. An administration is the government of its head's
//! country; a campaign and an office are actors of their own, one for each owner.

use crate::actors::resolve::Resolver;
use crate::actors::words::WordClass;
use crate::actors::{ActorType, Evidence};
use crate::segments::{Shape, TokenSpan};
use crate::tagging::Pos;

/// Words between an owner and the institution's last word: "public defender's".
const BETWEEN: usize = 5;

impl Resolver<'_, '_> {
    /// The institution of a person or a state that begins at `at`, its article included. The first token after it.
    pub(super) fn owned_institution(&mut self, at: usize, start: usize, sentence: TokenSpan) -> Option<usize> {
        let view = self.view;
        let index = self.names.partition_point(|name| name.tokens.start() < start);
        let name = self.names.get(index).filter(|name| name.tokens.start() == start)?;
        let owner = self.actors[index]?;
        let end = name.tokens.end();
        let owns = view.is_possessive(end);
        let behind = end + usize::from(owns);
        if behind >= sentence.end() || owns == (start > at) || !view.adjoins(behind) {
            return None;
        }
        match self.cast[owner].kind {
            ActorType::Person => self.of_person(at, behind, owner, owns, sentence),
            ActorType::Country if owns => self.of_state(at, behind, owner, sentence),
            _ => None,
        }
    }

    /// "the Obama administration", "the Trump campaign", "Clinton's campaign"
    fn of_person(&mut self, at: usize, noun: usize, owner: u32, owns: bool, sentence: TokenSpan) -> Option<usize> {
        let view = self.view;
        let end = noun + 1;
        if view.tokens[noun].shape != Shape::Lower || self.goes_on(end, sentence) {
            return None;
        }
        let draft = &self.cast[owner];
        if view.class(noun, WordClass::Governing) && !owns {
            let body = view.gazetteer.body_at(view.tokens, noun)?.body;
            let entry = view.gazetteer.body(body, draft.country?)?;
            let actor = self.cast.entry(view, entry, at)?;
            self.push(at, end, actor, Evidence::DescribedBody);
            return Some(end);
        }
        if !view.class(noun, WordClass::Retinue) {
            return None;
        }
        let known = draft.entry.map(|entry| view.gazetteer.entry(entry).name.to_string());
        let person = known.or_else(|| draft.names.iter().max_by_key(|name| name.len()).cloned())?;
        let name = format!("{person} {}", view.word(noun));
        let country = draft.country;
        let actor = self.cast.described(&name, ActorType::Organization, country, at);
        self.push(at, end, actor, Evidence::DescribedBody);
        Some(end)
    }

    /// "Bolivia's public defender's office"
    fn of_state(&mut self, at: usize, behind: usize, owner: u32, sentence: TokenSpan) -> Option<usize> {
        let view = self.view;
        let is_part = |at: usize| {
            view.tokens[at].shape == Shape::Lower
                && !self.covered[at]
                && view.pos(at).is_some_and(|pos| pos.is_noun() || pos == Pos::Jj)
                || view.is_possessive(at)
        };
        let limit = sentence.end().min(behind + BETWEEN);
        let last = (behind..limit).take_while(|&at| is_part(at)).last()?;
        if last == behind || !view.class(last, WordClass::Seated) || self.goes_on(last + 1, sentence) {
            return None;
        }
        let country = self.cast[owner].country;
        let name = view.span(TokenSpan::new(at, last + 1)).of(view.text);
        let actor = self.cast.described(name, ActorType::Government, country, at);
        self.push(at, last + 1, actor, Evidence::DescribedBody);
        Some(last + 1)
    }

    /// Whether a further noun makes what stands before it an adjective: "the Trump campaign manager".
    fn goes_on(&self, at: usize, sentence: TokenSpan) -> bool {
        let view = self.view;
        at < sentence.end()
            && view.adjoins(at)
            && (view.is_capital(at) || view.pos(at).is_some_and(Pos::is_noun) && !view.is_possessive(at))
    }
}

#[cfg(test)]
mod tests {
    use crate::actors::cases::check;

    #[test]
    fn an_institution_is_known_by_its_owner() {
        check(&[
            (
                "Donald Trump left. The Trump campaign said so.",
                "Donald Trump=Donald Trump; The Trump campaign=Donald Trump campaign; Trump=Donald Trump",
            ),
            (
                "Ana Ruiz left. Ruiz's campaign said so. The campaign denied it.",
                "Ana Ruiz=Ana Ruiz; Ruiz's campaign=Ana Ruiz campaign; Ruiz=Ana Ruiz; The campaign=Ana Ruiz campaign",
            ),
            (
                "Barack Obama left. The Obama administration said so.",
                "Barack Obama=Barack Obama; The Obama administration=Government of the United States; Obama=Barack Obama",
            ),
            (
                "Bolivia's public defender's office said so. The office left.",
                "Bolivia's public defender's office=Bolivia's public defender's office; Bolivia=Bolivia; The office=Bolivia's public defender's office",
            ),
            ("Ana Ruiz left. Rain fell during the campaign.", "Ana Ruiz=Ana Ruiz"),
        ]);
    }
}
