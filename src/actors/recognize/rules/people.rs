//! Runs of capitals: persons behind titles and first names, and what no table knows.

use super::known::KnownName;
use super::{Facts, Finder, LONGEST};
use crate::actors::gazetteer::{EntryKind, NameFlags};
use crate::actors::recognize::types::{self, Guess};
use crate::actors::view::{Case, View};
use crate::actors::words::WordClass;
use crate::actors::{Evidence, MentionType, titles};
use crate::segments::{Shape, TokenSpan, WordKey};
use crate::tagging::Pos;

impl Finder<'_, '_> {
    /// A first name that is also a known name: "Israel Katz", "Chad Wolf".
    pub(super) fn person_override(&mut self, at: usize, name: &KnownName) -> Option<usize> {
        let view = self.view;
        if name.end != at + 1 || name.end >= self.sentence.end() {
            return None;
        }
        let first_name = view.gazetteer.first_name(view.tokens[at].key).is_some();
        let titled = self.lead.at == at && self.lead.title.is_some() && self.lead.links == 0;
        // "Lawrence Hurley": a town's name before an unknown name.
        let known = view.gazetteer.entry(name.entry);
        let town = matches!(known.kind, EntryKind::City | EntryKind::Region)
            && known.stands_for.is_none()
            && view.pos(name.end) == Some(Pos::Nnp)
            && view.tokens[name.end].shape == Shape::Title
            && view.gazetteer.name_at(view.tokens, name.end).is_none();
        if !(first_name || titled || town) || !self.goes_on(name.end) || self.case != Case::Sentence {
            return None;
        }
        let next = name.end;
        if titles::title_at(view, next, self.sentence.end()).is_some()
            || types::institution_head(view, next).is_some()
            || view.any_class(next, &[WordClass::Place, WordClass::Event, WordClass::Never, WordClass::Modifier])
            || view.gazetteer.adjective_at(view.tokens, next).is_some()
            || view.gazetteer.first_name(view.tokens[next].key).is_some() && !first_name
        {
            return None;
        }
        Some(self.person(at))
    }

    /// Whether a name may go on at `at`: a capital or a particle before one, on the same line.
    pub(super) fn goes_on(&self, at: usize) -> bool {
        let view = self.view;
        at < self.sentence.end()
            && view.adjoins(at)
            && (view.is_capital(at)
                || view.is_prefixed_name(at)
                || self.is_particle(at) && at + 1 < self.sentence.end() && self.goes_on_capital(at + 1))
    }

    fn goes_on_capital(&self, at: usize) -> bool {
        let view = self.view;
        view.adjoins(at)
            && (view.is_capital(at)
                || view.is_prefixed_name(at)
                || self.is_particle(at)
                    && at + 1 < self.sentence.end()
                    && view.adjoins(at + 1)
                    && view.is_capital(at + 1))
    }

    pub(super) fn is_particle(&self, at: usize) -> bool {
        self.view.gazetteer.is_particle(self.view.tokens[at].key) || self.view.class(at, WordClass::Particle)
    }

    /// The end of the run of capitals from `at`, as one name would have it.
    pub(super) fn run(&self, at: usize) -> usize {
        let view = self.view;
        let limit = self.sentence.end().min(at + LONGEST);
        let mut end = at + 1;
        while end < limit && self.goes_on(end) {
            if view.class(end, WordClass::Never) && end + 1 < limit && !self.goes_on(end + 1) && !view.is(end, "may") {
                break;
            }
            if view.gazetteer.adjective_at(view.tokens, end).is_some() && view.is_capital(end) {
                break;
            }
            if view.is_capital(end) && self.breaks(end) {
                break;
            }
            end += 1;
        }
        if view.is(end, ",") && view.is_one_of(end + 1, &["jr.", "jr", "sr.", "sr"]) && end + 1 < self.sentence.end() {
            end += 2;
        }
        end
    }

    /// Whether something of its own begins within a run of capitals.
    fn breaks(&self, at: usize) -> bool {
        let view = self.view;
        if let Some(hit) = view.gazetteer.name_at(view.tokens, at)
            && (hit.tokens >= 2 || hit.names[0].flags.has(NameFlags::ABBREVIATION))
            && at + hit.tokens <= self.sentence.end()
        {
            return true;
        }
        // "William M. Daley": an initial is no monsieur.
        let is_initial = view.word(at).trim_end_matches('.').len() == 1;
        if let Some(title) = titles::title_at(view, at, self.sentence.end())
            && title.capital
            && !is_initial
            && self.goes_on(title.end)
        {
            return true;
        }
        view.gazetteer.body_at(view.tokens, at).is_some_and(|hit| hit.tokens >= 2 && view.is_capital(at + hit.before))
    }

    /// A person's name from `at` on; its end.
    fn person(&mut self, at: usize) -> usize {
        let end = self.run(at);
        // "Shoigu Sergey": the surname first.
        let turned = (end == at + 2)
            .then(|| view_keys(self.view, &[at + 1, at]))
            .and_then(|keys| self.view.gazetteer.names_of(&keys).first())
            .map(|name| name.entry)
            .filter(|&entry| self.view.gazetteer.entry(entry).kind == EntryKind::Person);
        // "flares on Salisbury Plain": what ends like a place is one, whatever stands before it.
        let is_place = end > at + 1
            && self.view.class(end - 1, WordClass::Place)
            && self.view.gazetteer.first_name(self.view.tokens[at].key).is_none();
        let sort = if is_place || types::begins_a_place(self.view, TokenSpan::new(at, end)) {
            MentionType::Place
        } else {
            MentionType::Person
        };
        self.push(at, end, sort, turned, false, Facts::default(), Evidence::Titled);
        end
    }

    /// A run of capitals that no table knows.
    pub(super) fn capitals(&mut self, at: usize) -> usize {
        let view = self.view;
        // "If he becomes the president I'll leave"; but "They met He Jianxiong"
        if view.pos(at) == Some(Pos::Prp) && view.is(at, "i") {
            return at + 1;
        }
        let titled = self.lead.at == at && self.lead.title.is_some();
        let first = view.is_first(at, self.sentence);
        if view.class(at, WordClass::Never) && !(titled && self.lead.links == 0) && !self.is_first_name_of_two(at) {
            return at + 1;
        }
        // "Near Turkey's border, …": a preposition that opens the sentence.
        let leads = || view.class(at, WordClass::Locating) || view.pos(at) == Some(Pos::In);
        if first && !titled && (view.class(at, WordClass::Closed) || leads()) && !self.is_first_name_of_two(at) {
            return at + 1;
        }
        if titled && self.lead.links == 0 && !(self.case == Case::Title && view.class(at, WordClass::Closed)) {
            let honorific_or_name =
                self.lead.title.as_ref().is_some_and(|title| title.capital || title.honorific) || !first;
            if honorific_or_name {
                if self.case != Case::Sentence {
                    return self.headline_person(at);
                }
                return self.person(at);
            }
        }
        if self.case != Case::Sentence {
            let initial = view.word(at).ends_with('.') && view.tokens[at].span.len() == 2 && self.goes_on(at + 1);
            if initial && view.tokens[at].shape == Shape::Upper && self.case == Case::Title {
                self.push(at, at + 2, MentionType::Person, None, false, Facts::default(), Evidence::Headline);
                return at + 2;
            }
            return if self.is_first_name_of_two(at) { self.headline_person(at) } else { at + 1 };
        }
        let end = self.run(at);
        let linked = self.lead.at == at && self.lead.links > 0 && titled;
        match types::guess(view, TokenSpan::new(at, end), self.sentence, linked) {
            Guess::Actor(sort, evidence) => {
                self.push(at, end, sort, None, false, Facts::default(), evidence);
            }
            Guess::Nothing => {}
        }
        end
    }

    /// A first name with something behind it that may be a surname.
    fn is_first_name_of_two(&self, at: usize) -> bool {
        let view = self.view;
        let next = at + 1;
        view.gazetteer.first_name(view.tokens[at].key).is_some()
            && next < self.sentence.end()
            && self.goes_on(next)
            && types::institution_head(view, next).is_none()
            && !(self.case != Case::Sentence && view.class(next, WordClass::Closed))
            && !(self.case == Case::Title && view.pos(next).is_some_and(|pos| pos.is_verb()))
            && titles::title_at(view, next, self.sentence.end())
                .is_none_or(|title| title.end + 1 > self.sentence.end() || !self.goes_on(title.end))
    }

    /// In a headline a name is taken no further than two words.
    fn headline_person(&mut self, at: usize) -> usize {
        let view = self.view;
        let mut end = at + 1;
        if self.is_first_name_of_two(at) {
            end += 1;
            while end < self.sentence.end() && self.is_particle(end - 1) && self.goes_on(end) {
                end += 1;
            }
        }
        if view.any_class(at, &[WordClass::Addressing, WordClass::Motion]) && end == at + 1 {
            return end;
        }
        self.push(at, end, MentionType::Person, None, false, Facts::default(), Evidence::Headline);
        end
    }
}

fn view_keys(view: &View<'_>, tokens: &[usize]) -> Vec<WordKey> {
    tokens.iter().map(|&at| view.tokens[at].key).collect()
}
