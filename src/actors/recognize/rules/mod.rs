//! What the tables know, what the grammar of titles and institutions shows, what capitals suggest.
//!
//! In: a [`View`]. Out: [`Name`]s in text order. One walk over the tokens of each sentence takes at every position the
//! longest of a known name, a body of a state, an institution by its head word, a title, or a run of capitals; what a
//! title or an adjective says leads over to the name behind it.

pub(super) mod institutions;
mod known;
mod people;

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use self::known::KnownName;
use super::{Facts, LONGEST, Name, types};
use crate::actors::gazetteer::{EntryId, EntryKind, NameFlags};
use crate::actors::titles::{self, TitleAt};
use crate::actors::view::{Case, View};
use crate::actors::words::WordClass;
use crate::actors::{Country, Evidence, MentionType};
use crate::parallel::stopping_point;
use crate::segments::{Shape, TokenSpan, fold};
use crate::tables;
use crate::tagging::Pos;

/// What a title, adjective or institution says of the name that follows.
#[derive(Clone, Debug, Default)]
struct Lead {
    /// The position at which a name takes it.
    at: usize,
    /// Words like "of the" since the title.
    links: usize,
    /// Where the title begins.
    from: usize,
    title: Option<TitleAt>,
    country: Option<Country>,
    /// The institution that the title is "of": completes the role.
    of: Option<TokenSpan>,
}

/// The ids of clubs and teams.
static CLUBS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    let rows = tables::actors::CLUBS.rows::<(&str, &str, &str, &str, &str)>();
    rows.map(|(id, ..)| id).collect()
});

/// Whether an entry is a club or team.
pub(super) fn is_club(view: &View<'_>, entry: EntryId) -> bool {
    CLUBS.contains(&*view.gazetteer.entry(entry).id)
}

struct Finder<'v, 'a> {
    view: &'v View<'a>,
    found: Vec<Name>,
    lead: Lead,
    sentence: TokenSpan,
    case: Case,
}

/// All names of a document, in text order.
pub(super) fn find(view: &View<'_>) -> Vec<Name> {
    let mut finder =
        Finder { view, found: Vec::new(), lead: Lead::default(), sentence: TokenSpan::new(0, 0), case: Case::Sentence };
    for (sentence, &case) in view.segments.sentences.iter().zip(&view.cases) {
        finder.sentence = sentence.tokens;
        finder.case = case;
        finder.lead = Lead::default();
        if is_credit(view, sentence.tokens) {
            continue;
        }
        let mut at = sentence.tokens.start();
        while at < sentence.tokens.end() {
            stopping_point();
            at = finder.step(at).max(at + 1);
        }
    }
    finder.found
}

/// "(Reporting by …": who made the article is none of its actors.
fn is_credit(view: &View<'_>, sentence: TokenSpan) -> bool {
    let start = sentence.start() + usize::from(view.is(sentence.start(), "("));
    let start = start + usize::from(view.is(start, "additional"));
    view.class(start, WordClass::Credited) && view.is(start + 1, "by")
}

impl Finder<'_, '_> {
    /// Takes what begins at `at`; the first token after it.
    fn step(&mut self, at: usize) -> usize {
        let view = self.view;
        let shape = view.tokens[at].shape;
        if matches!(shape, Shape::Quote | Shape::Mark | Shape::Number) {
            self.link(at);
            return at + 1;
        }
        let capital = view.is_capital(at) || view.is_prefixed_name(at);
        let limit = self.sentence.end();
        let title = titles::title_at(view, at, limit);
        if let Some(title) = title.as_ref().filter(|title| !capital || !title.capital) {
            self.take_title(at, title.clone());
            return title.end;
        }
        let name = self.known_name(at);
        if !capital && name.is_none() {
            if let Some(end) = self.compound(at) {
                return end;
            }
            self.link(at);
            return at + 1;
        }
        let body = self.body(at);
        let institution = self.institution(at);
        let ends = [
            name.as_ref().map_or(0, |name| name.end),
            body.as_ref().map_or(0, |body| body.0),
            title.as_ref().map_or(0, |title| title.end),
            institution.as_ref().map_or(0, |institution| institution.0),
        ];
        let furthest = ends.into_iter().max().unwrap_or(0);
        if furthest == 0 {
            if let Some((count, adjective)) = view.gazetteer.adjective_at(view.tokens, at) {
                self.lead = Lead { at: at + count, country: Some(adjective.country), ..Lead::default() };
                return at + count;
            }
            if let Some(end) = self.compound(at) {
                return end;
            }
            return self.capitals(at);
        }
        if let Some(name) = name.filter(|name| name.end == furthest) {
            if let Some(end) = self.person_override(at, &name) {
                return end;
            }
            return self.take_name(at, name);
        }
        if let Some((end, entry, country)) = body.filter(|body| body.0 == furthest) {
            let facts = Facts { country, ..Facts::default() };
            self.push(at, end, MentionType::Government, entry, false, facts, Evidence::StateBody);
            return end;
        }
        if let Some(title) = title.filter(|title| title.end == furthest) {
            if self.is_name_not_title(at, &title) {
                return self.capitals(at);
            }
            let end = title.end;
            self.take_title(at, title);
            return end;
        }
        let (end, sort) = institution.unwrap_or((at + 1, MentionType::Organization));
        let adjective = || view.gazetteer.adjective_at(view.tokens, at).map(|(_, adjective)| adjective.country);
        let country = self.state_in(at, end).or_else(adjective);
        self.push(at, end, sort, None, false, Facts { country, ..Facts::default() }, Evidence::Institution);
        end
    }

    /// Lets a lead pass over a word that links a title to its bearer, or drops it.
    fn link(&mut self, at: usize) {
        if self.lead.at != at {
            return;
        }
        let view = self.view;
        let linked = if view.is_possessive(at) || view.is_one_of(at, &["of", "for", "the", "to", "at"]) {
            true
        } else {
            let plural = self.lead.title.as_ref().is_some_and(|title| title.plural);
            plural && view.is_one_of(at, &[",", "and", "&"]) || view.is(at, ".") && !view.adjoins(at)
        };
        // "Turkey's new foreign minister": an adjective or two may stand between.
        let adjective = self.lead.title.is_none()
            && self.lead.country.is_some()
            && view.pos(at).is_some_and(|pos| matches!(pos, Pos::Jj | Pos::Nn));
        if (linked || adjective) && self.lead.links < 4 {
            self.lead.at = at + 1;
            self.lead.links += 1;
        }
    }

    fn take_title(&mut self, at: usize, title: TitleAt) {
        self.within_title(at, title.end);
        let follows = self.lead.at == at;
        let country = title.country.or(if follows { self.lead.country } else { None });
        let previous = if follows { self.lead.title.take() } else { None };
        let (from, title) = match previous {
            // "Deputy Foreign Minister Ambassador", "President Dr.": the first office counts.
            Some(previous) if previous.role.is_some() && self.lead.links == 0 => {
                (self.lead.from, TitleAt { end: title.end, ..previous })
            }
            _ => (at, title),
        };
        self.lead = Lead { at: title.end, links: 0, from, title: Some(title), country, of: None };
    }

    /// "Speaker of the House": a body of the state named within the title is a mention all the same.
    fn within_title(&mut self, at: usize, end: usize) {
        let view = self.view;
        // "Kremlin spokesman", "Foreign Ministry spokeswoman", "NATO chief"
        let head = self
            .known_name(at)
            .map(|name| (name.end, Some(name.entry), view.gazetteer.entry(name.entry).kind))
            .or_else(|| self.body(at).map(|(end, entry, _)| (end, entry, EntryKind::Government)));
        if let Some((inner, entry, kind)) = head
            && inner < end
            && matches!(kind, EntryKind::Government | EntryKind::Organization | EntryKind::Media)
            && let Some(sort) = kind.actor_type()
        {
            self.within(at, inner, entry, sort.into());
        }
        let Some(start) = (at + 2..end).find(|&inner| view.is(inner - 1, "the") && view.is(inner - 2, "of")) else {
            return;
        };
        if let Some(name) = self.known_name(start).filter(|name| name.end == end)
            && view.gazetteer.entry(name.entry).kind == EntryKind::Government
        {
            self.within(start, end, Some(name.entry), MentionType::Government);
        }
    }

    /// A mention that leaves the lead alone.
    fn within(&mut self, start: usize, end: usize, entry: Option<EntryId>, sort: MentionType) {
        let tokens = TokenSpan::new(start, end);
        let country = if self.lead.at == start { self.lead.country } else { None };
        self.found.push(Name {
            entry,
            facts: Facts { country, ..Facts::default() },
            ..Name::new(self.view, tokens, sort, Evidence::WithinTitle)
        });
    }

    /// Whether a title's word is rather a part of a name: "Stephen King said", "Dean Smith".
    fn is_name_not_title(&self, at: usize, title: &TitleAt) -> bool {
        let view = self.view;
        title.end == at + 1
            && view.gazetteer.first_name(view.tokens[at].key).is_some()
            && !title.honorific
            && self.goes_on(title.end)
            && title.role.is_some()
            && !view.class(at, WordClass::Office)
    }

    fn take_name(&mut self, at: usize, name: KnownName) -> usize {
        let view = self.view;
        let entry = view.gazetteer.entry(name.entry);
        let mut end = name.end;
        let mut known = Some(name.entry);
        let sort = match entry.kind.actor_type() {
            Some(kind) => kind.into(),
            None => MentionType::Place,
        };
        let mut partial = name.flags.has(NameFlags::SURNAME);
        if sort == MentionType::Person && self.case == Case::Sentence && self.goes_on(end) {
            // "Mohammed bin Salman Al Saud": the name goes on behind what the table has.
            let run = self.run(at).max(end);
            if run > end && (partial || self.is_name_tail(end)) {
                if partial {
                    known = None;
                    partial = false;
                }
                end = run;
            }
        }
        self.push(at, end, sort, known, partial, Facts::default(), Evidence::Known);
        end
    }

    /// "Turkish Defence Ministry Hulusi Akar": a minister is meant, and no ministry.
    fn mend_misprint(&mut self, at: usize, facts: &mut Facts) {
        let view = self.view;
        if let Some(last) = self.found.last()
            && last.sort == MentionType::Government
            && last.tokens.end() == at
            && view.is(at - 1, "ministry")
        {
            let own = (last.tokens.start()..at - 1)
                .filter(|&at| view.gazetteer.adjective_at(view.tokens, at).is_none())
                .map(|at| view.word(at))
                .collect::<Vec<_>>();
            facts.role = Some(format!("{} Minister", own.join(" ")).trim().to_owned());
            self.found.pop();
        }
    }

    /// An office with what stands before it: "basketball coach", "former Florida Gov.".
    fn in_full(&self, from: usize, title: &TitleAt, role: &str) -> String {
        /// Words of a name between "former" and the office.
        const OWNER: usize = 5;
        let view = self.view;
        let first = self.sentence.start();
        let is_free = |at: usize| self.found.last().is_none_or(|last| last.tokens.end() <= at);
        let is_small = |at: usize| view.tokens[at].shape == Shape::Lower || view.is_first(at, self.sentence);
        let opens = |at: usize| view.is_first(at, self.sentence) && view.pos(at) == Some(Pos::Nnp);
        let is_noun = |at: usize| view.pos(at) == Some(Pos::Nn) || opens(at) || view.is(at, "chief");
        let describes = |at: usize| is_noun(at) || view.pos(at) == Some(Pos::Jj);
        let words = (first..from)
            .rev()
            .take_while(|&at| !title.capital && view.adjoins(at + 1) && describes(at) && is_small(at) && is_free(at));
        // "chief medical correspondent", but no "new correspondent"
        let start = words.filter(|&at| is_noun(at)).last().unwrap_or(from);
        let words = (start..from).map(|at| titles::capitalized(view.word(at)));
        let whole: Vec<String> = words.chain([role.to_owned()]).collect();
        let before = (first..start).rev().take(OWNER).find(|&at| {
            let is_noun = matches!(view.pos(at), Some(Pos::Nnp | Pos::Nnps | Pos::Nn)) || view.is_capital(at);
            let names = is_noun && view.adjoins(at + 1) && !view.is(at, "former");
            !names || view.class(at, WordClass::Office)
        });
        match before {
            Some(at) if view.is(at, "former") => format!("Former {}", whole.join(" ")),
            _ => whole.join(" "),
        }
    }

    fn is_name_tail(&self, at: usize) -> bool {
        self.view.class(at, WordClass::Generation) || self.is_particle(at)
    }

    #[expect(clippy::too_many_arguments, reason = "one place makes all names")]
    fn push(
        &mut self,
        start: usize,
        end: usize,
        sort: MentionType,
        entry: Option<EntryId>,
        partial: bool,
        mut facts: Facts,
        evidence: Evidence,
    ) {
        let view = self.view;
        let tokens = TokenSpan::new(start, end);
        let led = self.lead.at == start;
        let by = start >= self.sentence.start() + 2 && view.is(start - 1, "by");
        // "Photograph by …": not a part of the story.
        if by && view.class(start - 2, WordClass::Credit) {
            return;
        }
        if sort == MentionType::Person {
            if led && self.lead.title.is_none() {
                self.mend_misprint(start, &mut facts);
            }
            if led {
                let lead = std::mem::take(&mut self.lead);
                facts.country = facts.country.or(lead.country);
                // "a former aide to Mitt Lund": who is named is not the aide.
                let is_other = lead.links > 0 && {
                    let named = start - 1 - usize::from(view.is(start - 1, "the"));
                    view.is_one_of(named, &["of", "for", "to", "at"])
                };
                if let Some(title) = lead.title.as_ref().filter(|_| !is_other) {
                    facts.gender = title.gender;
                    facts.office = title.office.or(facts.office);
                    facts.role = title.role.as_ref().map(|role| match lead.of {
                        Some(of) if of.len() == 1 && title.capital => {
                            format!("{role} of the {}", view.span(of).of(view.text))
                        }
                        _ => self.in_full(lead.from, title, role),
                    });
                    if title.plural {
                        self.lead = Lead { at: end, title: lead.title.clone(), ..Lead::default() };
                    }
                }
            }
            facts.gender = facts.gender.or_else(|| {
                if end - start > 1 { view.gazetteer.first_name(view.tokens[start].key).flatten() } else { None }
            });
        } else {
            let known = entry.map(|entry| view.gazetteer.entry(entry));
            let own = known.and_then(|known| known.country).or(facts.country);
            // Whoever plays for a club may be of any state.
            let own = own.filter(|_| entry.is_none_or(|entry| !is_club(view, entry)));
            let of = (led && self.lead.title.is_some() && sort == MentionType::Government).then_some(tokens);
            let title = if led { self.lead.title.take() } else { None };
            let linked = self.lead.links;
            // "China's ambassador to Britain": who is sent there is not of that state.
            let is_sent = led && linked > 0 && title.is_some() && view.is(start - 1, "to");
            // "White House Russia adviser": what he advises on.
            let is_topic = sort == MentionType::Country
                && led
                && title.is_none()
                && self.lead.country.is_some()
                && self
                    .found
                    .last()
                    .is_some_and(|last| last.sort == MentionType::Government && last.tokens.end() == start);
            let own_country = match () {
                () if is_sent || is_topic => self.lead.country,
                () if of.is_some() => own.or(self.lead.country),
                () => own,
            };
            if title.is_some() && linked == 0 {
                // "President Boeing": nothing to lead over.
                self.lead = Lead { at: end, country: own, ..Lead::default() };
            } else {
                self.lead = Lead { at: end, links: linked, from: self.lead.from, title, country: own_country, of };
            }
        }
        let described = end == start + 1
            && sort == MentionType::Organization
            && entry.is_none_or(|entry| {
                let full = fold(&view.gazetteer.entry(entry).name);
                full.contains(' ') && full.split(' ').any(|word| word == fold(view.word(start)))
            })
            && types::institution_head(view, start) == Some(MentionType::Organization)
            && start == self.sentence.start() + 1
            && view.is(start - 1, "the");
        let tokens = if described { TokenSpan::new(start - 1, end) } else { tokens };
        self.found.push(Name { tokens, span: view.span(tokens), sort, entry, partial, described, facts, evidence });
    }
}
