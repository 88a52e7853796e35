//! Named mentions: what the tables know, what the grammar of titles and institutions shows, what capitals suggest.
//!
//! In: a [`View`]. Out: [`Found`] names in text order, with what stands beside each (office, country, gender). One walk
//! over the tokens of each sentence takes at every position the longest of a known name, a body of a state, an
//! institution by its head word, a title, or a run of capitals; what a title or an adjective says leads over to the
//! name behind it. A second walk ([`repeats`](super::repeats)) finds the names of the document again where the first
//! had nothing to go by. Whether a country acts is decided in [`places`](super::places), who is who in
//! [`local`](super::local).

use super::gazetteer::{EntryId, EntryKind, Gender, NameFlags, Office};
use super::titles::{self, TitleAt};
use super::types::{self, Guess};
use super::view::{Case, View};
use super::words::WordClass;
use super::{Country, MentionType};
use crate::segments::{Shape, TokenSpan, WordKey, fold};
use crate::span::ByteSpan;
use crate::tagging::Pos;

/// Tokens that one name may have.
pub(super) const LONGEST: usize = 12;

/// "Photograph by …": not a part of the story.
const CREDITS: [&str; 12] = [
    "photograph",
    "photographs",
    "photo",
    "photos",
    "picture",
    "pictures",
    "image",
    "images",
    "illustration",
    "interviewed",
    "video",
    "map",
];

/// What stands beside a name and tells of its bearer.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Facts {
    /// The state.
    pub country: Option<Country>,
    /// The office, as the document has it.
    pub role: Option<String>,
    /// The office of state.
    pub office: Option<Office>,
    /// From a title or a first name.
    pub gender: Option<Gender>,
}

/// A name in the text.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Found {
    /// Its tokens.
    pub tokens: TokenSpan,
    /// Its text; a part of its token in "Ankara-backed".
    pub span: ByteSpan,
    /// What it names.
    pub sort: MentionType,
    /// Which entry of the tables.
    pub entry: Option<EntryId>,
    /// A surname or another part of a name: it says less than `entry` does.
    pub partial: bool,
    /// A part of a name with its article, which is as much a description: "The Observatory".
    pub described: bool,
    /// What stands beside it.
    pub facts: Facts,
    /// How sure.
    pub confidence: f32,
}

/// What a title, adjective or institution says of the name that follows.
#[derive(Clone, Debug, Default)]
struct Lead {
    /// The position at which a name takes it.
    at: usize,
    /// Words like "of the" since the title.
    links: usize,
    title: Option<TitleAt>,
    country: Option<Country>,
    /// The institution that the title is "of": completes the role.
    of: Option<TokenSpan>,
}

struct Finder<'v, 'a> {
    view: &'v View<'a>,
    found: Vec<Found>,
    lead: Lead,
    sentence: TokenSpan,
    case: Case,
}

/// All names of a document, in text order.
pub(super) fn find(view: &View<'_>) -> Vec<Found> {
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
            at = finder.step(at).max(at + 1);
        }
    }
    finder.found
}

/// "(Reporting by …": who made the article is none of its actors.
fn is_credit(view: &View<'_>, sentence: TokenSpan) -> bool {
    let start = sentence.start() + usize::from(view.is(sentence.start(), "("));
    let start = start + usize::from(view.is(start, "additional"));
    view.is_one_of(start, &["reporting", "editing", "writing", "compiled", "edited", "reported"])
        && view.is(start + 1, "by")
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
            self.push(at, end, MentionType::Government, entry, false, facts, 0.9);
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
        let country = view.gazetteer.adjective_at(view.tokens, at).map(|(_, adjective)| adjective.country);
        self.push(at, end, sort, None, false, Facts { country, ..Facts::default() }, 0.7);
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
        let title = match previous {
            // "Deputy Foreign Minister Ambassador", "President Dr.": the first office counts.
            Some(previous) if previous.role.is_some() && self.lead.links == 0 => TitleAt { end: title.end, ..previous },
            _ => title,
        };
        self.lead = Lead { at: title.end, links: 0, title: Some(title), country, of: None };
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
        self.found.push(Found {
            tokens,
            span: self.view.span(tokens),
            sort,
            entry,
            partial: false,
            described: false,
            facts: Facts { country, ..Facts::default() },
            confidence: 0.8,
        });
    }

    /// A name of the tables that may stand here.
    fn known_name(&self, at: usize) -> Option<KnownName> {
        let view = self.view;
        let hit = view.gazetteer.name_at(view.tokens, at)?;
        let end = at + hit.tokens;
        if end > self.sentence.end() {
            return None;
        }
        let leads = self.lead.at == at && self.lead.title.is_some();
        let reading = hit
            .names
            .iter()
            .find(|name| {
                let kind = view.gazetteer.entry(name.entry).kind;
                // Behind a title a surname is meant.
                !leads || self.lead.links > 0 || kind == EntryKind::Person
            })
            .or(hit.names.first())?;
        let entry = view.gazetteer.entry(reading.entry);
        if hit.tokens > 1 && view.tokens[end - 1].shape == Shape::Lower {
            // "Anadolu news agency": the common noun is outside. "Syrian government" is a description.
            if let Some(shorter) = self.without_noun(at, end, reading.entry) {
                return Some(shorter);
            }
            if entry.kind == EntryKind::Government {
                return None;
            }
        }
        if hit.tokens == 1 && self.is_product(at)
            || entry.kind == EntryKind::Group && self.is_adjective(at, end)
            || hit.tokens == 1
                && view.is_one_of(at, &["republican", "democrat", "democratic", "conservative", "liberal", "socialist"])
        {
            return None;
        }
        let article = at > self.sentence.start() && view.is(at - 1, "the");
        let first = view.is_first(at, self.sentence) || self.case != Case::Sentence;
        let is_state = matches!(entry.kind, EntryKind::Country | EntryKind::City);
        if reading.flags.has(NameFlags::COMMON_WORD) && !is_state {
            let meant = if reading.flags.has(NameFlags::ARTICLE) { article } else { !first };
            if !(meant || leads && entry.kind == EntryKind::Person) {
                return None;
            }
        }
        if hit.tokens == 1
            && reading.flags.has(NameFlags::SURNAME)
            && !leads
            && (view.any_class(at, &[WordClass::Closed, WordClass::Never])
                || first
                    && !view.class(end, WordClass::Addressing)
                    && (view.is_also_small(at)
                        || view.adjoins(end) && view.pos(end).is_some_and(|pos| matches!(pos, Pos::Nn | Pos::Nns))))
        {
            return None;
        }
        let ambiguous = reading.flags.has(NameFlags::AMBIGUOUS)
            && entry.kind == EntryKind::Country
            && hit.names.len() > 1
            && self.is_inner_state(end);
        let reading = if ambiguous { hit.names[1] } else { *reading };
        Some(KnownName { end, entry: reading.entry, flags: reading.flags })
    }

    /// The name without the common noun at its end, if that too is a name of the entry.
    fn without_noun(&self, at: usize, end: usize, entry: EntryId) -> Option<KnownName> {
        let view = self.view;
        let mut shorter = end;
        while shorter > at + 1 && view.tokens[shorter - 1].shape == Shape::Lower {
            shorter -= 1;
            let keys: Vec<_> = view.tokens[at..shorter].iter().map(|token| token.key).collect();
            if let Some(name) = view.gazetteer.names_of(&keys).iter().find(|name| name.entry == entry) {
                return Some(KnownName { end: shorter, entry, flags: name.flags });
            }
        }
        None
    }

    /// "a Boeing 737": one of the things that bear their maker's name.
    fn is_product(&self, at: usize) -> bool {
        let view = self.view;
        let counted = at > self.sentence.start()
            && (view.is_one_of(at - 1, &["a", "an", "the", "two", "three", "its", "their", "his"])
                || view.tokens[at - 1].shape == Shape::Number);
        counted
            && view.tokens.get(at + 1).is_some_and(|next| matches!(next.shape, Shape::Number | Shape::Alphanumeric))
            && view.adjoins(at + 1)
    }

    /// "Muslim extremists": a people's name in the singular before a noun.
    fn is_adjective(&self, at: usize, end: usize) -> bool {
        let view = self.view;
        end == at + 1
            && !view.word(at).ends_with('s')
            && view.adjoins(end)
            && view.pos(end).is_some_and(|pos| pos.is_noun() || pos == Pos::Jj)
    }

    /// Whether what follows speaks of a state of a federation and not of a country: "Georgia's governor".
    fn is_inner_state(&self, end: usize) -> bool {
        (end..(end + 4).min(self.sentence.end())).any(|at| {
            self.view.is_one_of(
                at,
                &[
                    "governor",
                    "gov.",
                    "gov",
                    "senator",
                    "sen.",
                    "congressman",
                    "congresswoman",
                    "legislature",
                    "primary",
                    "statehouse",
                ],
            )
        })
    }

    /// "Foreign Ministry" with capitals: end, entry, country.
    fn body(&self, at: usize) -> Option<(usize, Option<EntryId>, Option<Country>)> {
        let view = self.view;
        let hit = view.gazetteer.body_at(view.tokens, at)?;
        let end = at + hit.tokens;
        let own = at + hit.before;
        if !view.is_capital(own) || end > self.sentence.end() || self.case != Case::Sentence && hit.before == 0 {
            return None;
        }
        // "Police" or "Parliament" at the start of a sentence is a common word.
        if hit.tokens == 1 && (view.is_first(at, self.sentence) || hit.country.is_none() && !self.follows_country(at)) {
            return None;
        }
        let country = hit.country.or_else(|| self.follows_country(at).then_some(self.lead.country).flatten());
        Some((end, country.and_then(|country| view.gazetteer.body(hit.body, country)), country))
    }

    fn follows_country(&self, at: usize) -> bool {
        self.lead.at == at && self.lead.country.is_some() && self.lead.title.is_none()
    }

    /// The institution that begins at `at` and is known by its head word: its end and what it is.
    fn institution(&self, at: usize) -> Option<(usize, MentionType)> {
        let view = self.view;
        if self.case != Case::Sentence || !view.is_capital(at) {
            return None;
        }
        if view.is_first(at, self.sentence) && view.class(at, WordClass::Closed) {
            return None;
        }
        let mut head = None;
        let mut next = at;
        while next < self.sentence.end().min(at + LONGEST) && (next == at || view.adjoins(next)) {
            if view.is_capital(next) {
                if view.class(next, WordClass::Never) && head.is_some() {
                    break;
                }
                if let Some(sort) = types::institution_head(view, next) {
                    // A lone head word is a name only with "of …" behind it.
                    head = Some((next + 1, sort));
                } else if head.is_none()
                    && next > at
                    && view.class(next, WordClass::Office)
                    && !view.class(next, WordClass::Modifier)
                {
                    return None;
                } else if head.is_some_and(|(end, _)| end <= next) && !self.leads_to_head(next) {
                    break;
                }
                next += 1;
            } else if let Some((end, sort)) = head.filter(|(end, _)| *end == next)
                && (view.is_one_of(next, &["of", "&", "against"])
                    || view.is_one_of(next, &["for", "on"])
                        && !view.is_one_of(next - 1, &["party", "ministry", "bank", "parliament"]))
            {
                let article = usize::from(view.is(next + 1, "the"));
                let start = next + 1 + article;
                if !(view.is_capital(start) && start < self.sentence.end() && view.adjoins(start)) {
                    break;
                }
                if view.is(next, "on") && view.class(start, WordClass::Never) {
                    break;
                }
                let complement = self.complement(start);
                debug_assert!(complement > start, "{end} is before the complement");
                head = Some((complement, sort));
                next = complement;
            } else {
                break;
            }
        }
        let (end, sort) = head?;
        let lone = end == at + 1;
        if lone && (view.is(at, "united") || view.is_first(at, self.sentence) || !view.is(at.wrapping_sub(1), "the")) {
            return None;
        }
        Some((end, sort))
    }

    /// Whether the capitals from `at` on lead to a further head word: "Australian Industries Protection League".
    fn leads_to_head(&self, at: usize) -> bool {
        let view = self.view;
        for next in at..self.sentence.end().min(at + 4) {
            if !view.is_capital(next)
                || !view.adjoins(next)
                || view.class(next, WordClass::Never)
                || view.gazetteer.first_name(view.tokens[next].key).is_some()
                || view.class(next, WordClass::Office) && !view.class(next, WordClass::Modifier)
            {
                return false;
            }
            if types::institution_head(view, next).is_some() {
                return true;
            }
        }
        false
    }

    /// The end of what a head word's "of" brings: "Foreign Affairs", "Strategic and International Studies".
    fn complement(&self, start: usize) -> usize {
        let view = self.view;
        let mut end = start + 1;
        while end < self.sentence.end().min(start + 6) && view.adjoins(end) {
            if view.is_capital(end) && !view.class(end, WordClass::Never) {
                let named = view.gazetteer.first_name(view.tokens[end].key).is_some() && view.is_capital(end + 1);
                if named || view.class(end, WordClass::Office) && !view.class(end, WordClass::Modifier) {
                    break;
                }
                end += 1;
            } else if view.is_one_of(end, &["and", "&"])
                && view.is_capital(end + 1)
                && end + 2 < self.sentence.end()
                && view.is_capital(end + 2)
                && view.gazetteer.first_name(view.tokens[end + 1].key).is_none()
                && types::institution_head(view, end + 2).is_none()
            {
                end += 2;
            } else {
                break;
            }
        }
        end
    }

    /// Countries and people within a compound: "Ankara-backed", "pro-Assad".
    fn compound(&mut self, at: usize) -> Option<usize> {
        let view = self.view;
        let word = view.word(at);
        let (first, second) = word.split_once('-')?;
        let start = view.tokens[at].span.start();
        let (part, offset) =
            if matches!(second, "backed" | "led" | "aligned" | "allied" | "sponsored" | "supported" | "controlled") {
                (first, 0)
            } else if matches!(first, "pro" | "anti" | "Pro" | "Anti") {
                (second, first.len() + 1)
            } else {
                return None;
            };
        if !part.chars().next().is_some_and(char::is_uppercase) {
            return None;
        }
        let name = view.gazetteer.names(part).first()?;
        let entry = view.gazetteer.entry(name.entry);
        if name.flags.has(NameFlags::ABBREVIATION) && part.chars().any(char::is_lowercase) {
            return None;
        }
        let (entry_id, sort) = match (entry.kind, entry.stands_for) {
            (EntryKind::City, Some(state)) => {
                (state, view.gazetteer.entry(state).actor_type().map_or(MentionType::Country, MentionType::from))
            }
            (EntryKind::City | EntryKind::Region, _) => return None,
            (kind, _) => (name.entry, kind.actor_type().map_or(MentionType::Organization, MentionType::from)),
        };
        self.found.push(Found {
            tokens: TokenSpan::new(at, at + 1),
            span: ByteSpan::new(start + offset, start + offset + part.len()),
            sort,
            entry: Some(entry_id),
            partial: name.flags.has(NameFlags::SURNAME),
            described: false,
            facts: Facts::default(),
            confidence: 0.8,
        });
        Some(at + 1)
    }

    /// A first name that is also a known name: "Israel Katz", "Chad Wolf".
    fn person_override(&mut self, at: usize, name: &KnownName) -> Option<usize> {
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
    fn goes_on(&self, at: usize) -> bool {
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

    fn is_particle(&self, at: usize) -> bool {
        self.view.gazetteer.is_particle(self.view.tokens[at].key) || self.view.class(at, WordClass::Particle)
    }

    /// The end of the run of capitals from `at`, as one name would have it.
    fn run(&self, at: usize) -> usize {
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
        if let Some(title) = titles::title_at(view, at, self.sentence.end())
            && title.capital
            && self.goes_on(title.end)
        {
            return true;
        }
        view.gazetteer.body_at(view.tokens, at).is_some_and(|hit| hit.tokens >= 2 && view.is_capital(at + hit.before))
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

    /// A person's name from `at` on; its end.
    fn person(&mut self, at: usize) -> usize {
        let end = self.run(at);
        // "Shoigu Sergey": the surname first.
        let turned = (end == at + 2)
            .then(|| view_keys(self.view, &[at + 1, at]))
            .and_then(|keys| self.view.gazetteer.names_of(&keys).first())
            .map(|name| name.entry)
            .filter(|&entry| self.view.gazetteer.entry(entry).kind == EntryKind::Person);
        self.push(at, end, MentionType::Person, turned, false, Facts::default(), 0.85);
        end
    }

    /// A run of capitals that no table knows.
    fn capitals(&mut self, at: usize) -> usize {
        let view = self.view;
        let titled = self.lead.at == at && self.lead.title.is_some();
        let first = view.is_first(at, self.sentence);
        if view.class(at, WordClass::Never) && !(titled && self.lead.links == 0) && !self.is_first_name_of_two(at) {
            return at + 1;
        }
        if first && !titled && view.class(at, WordClass::Closed) && !self.is_first_name_of_two(at) {
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
                self.push(at, at + 2, MentionType::Person, None, false, Facts::default(), 0.6);
                return at + 2;
            }
            return if self.is_first_name_of_two(at) { self.headline_person(at) } else { at + 1 };
        }
        let end = self.run(at);
        let linked = self.lead.at == at && self.lead.links > 0 && titled;
        match types::guess(view, TokenSpan::new(at, end), self.sentence, linked) {
            Guess::Actor(sort, confidence) => {
                self.push(at, end, sort, None, false, Facts::default(), confidence);
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
        self.push(at, end, MentionType::Person, None, false, Facts::default(), 0.6);
        end
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
        self.push(at, end, sort, known, partial, Facts::default(), 0.95);
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

    fn is_name_tail(&self, at: usize) -> bool {
        self.view.is_one_of(at, &["jr.", "jr", "sr.", "sr", "ii", "iii", "iv"]) || self.is_particle(at)
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
        confidence: f32,
    ) {
        let view = self.view;
        let tokens = TokenSpan::new(start, end);
        let led = self.lead.at == start;
        let by = start >= self.sentence.start() + 2 && view.is(start - 1, "by");
        if by && view.is_one_of(start - 2, &CREDITS) {
            return;
        }
        if sort == MentionType::Person {
            if led && self.lead.title.is_none() {
                self.mend_misprint(start, &mut facts);
            }
            if led {
                let lead = std::mem::take(&mut self.lead);
                facts.country = facts.country.or(lead.country);
                if let Some(title) = &lead.title {
                    facts.gender = title.gender;
                    facts.office = title.office.or(facts.office);
                    facts.role = title.role.as_ref().map(|role| match lead.of {
                        Some(of) if of.len() == 1 && title.capital => {
                            format!("{role} of the {}", view.span(of).of(view.text))
                        }
                        _ => role.clone(),
                    });
                    if title.plural {
                        self.lead = Lead { at: end, links: 0, title: lead.title.clone(), country: None, of: None };
                    }
                }
            }
            facts.gender = facts.gender.or_else(|| {
                if end - start > 1 { view.gazetteer.first_name(view.tokens[start].key).flatten() } else { None }
            });
        } else {
            let own = entry.and_then(|entry| view.gazetteer.entry(entry).country).or(facts.country);
            let of = (led && self.lead.title.is_some() && sort == MentionType::Government).then_some(tokens);
            let title = if led { self.lead.title.take() } else { None };
            let linked = self.lead.links;
            let own_country = if of.is_some() { own.or(self.lead.country) } else { own };
            if title.is_some() && linked == 0 {
                // "President Boeing": nothing to lead over.
                self.lead = Lead { at: end, country: own, ..Lead::default() };
            } else {
                self.lead = Lead { at: end, links: linked, title, country: own_country, of };
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
        self.found.push(Found { tokens, span: view.span(tokens), sort, entry, partial, described, facts, confidence });
    }
}

fn view_keys(view: &View<'_>, tokens: &[usize]) -> Vec<WordKey> {
    tokens.iter().map(|&at| view.tokens[at].key).collect()
}

/// A name that the tables know.
#[derive(Clone, Copy, Debug)]
struct KnownName {
    end: usize,
    entry: EntryId,
    flags: NameFlags,
}
