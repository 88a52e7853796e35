//! Whether the name of a country or city stands for somebody who acts, or only says where.
//!
//! In: the names of a document. Out: the same, with countries, capitals and seats that act given to their actors, those
//! that only locate made places, and countries' names used as adjectives left out. The preposition before decides, or
//! the verb; names that are listed together share their fate. Motion makes "to", "from" and "for" locate ("flew to
//! Moscow"), a noun of place makes a possessive do so ("in Syria's north").

use rustc_hash::FxHashSet;

use crate::actors::gazetteer::EntryKind;
use crate::actors::recognize::Name;
use crate::actors::view::{Case, View};
use crate::actors::words::WordClass;
use crate::actors::{Evidence, MentionType};
use crate::parallel::stopping_point;
use crate::segments::{Gap, WordKey};
use crate::tagging::Pos;

/// What a name of a country or city does where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Use {
    /// It acts, or is acted with.
    Acting,
    /// It says where.
    Locating,
    /// It is an adjective to the noun behind it.
    Attribute,
}

/// Words looked back over for a verb of motion.
const LOOK_BACK: usize = 10;
/// Names in one list.
const LIST: usize = 8;

/// Decides for every country and city among `names`.
pub(super) fn settle(view: &View<'_>, names: Vec<Name>) -> Vec<Name> {
    let uses: Vec<Option<Use>> = (0..names.len())
        .map(|at| {
            stopping_point();
            decide(view, &names, at)
        })
        .collect();
    let bearers = bearers(view, &names, &uses);
    let mut settled = Vec::with_capacity(names.len());
    for ((mut name, found), is_person) in names.into_iter().zip(uses).zip(bearers) {
        if is_person {
            let evidence = Evidence::Repeated;
            settled.push(Name { sort: MentionType::Person, entry: None, partial: false, evidence, ..name });
            continue;
        }
        if name.sort != MentionType::Person && names_event(view, name.tokens.end(), found.is_some()) {
            continue;
        }
        match found {
            None => {}
            Some(Use::Attribute) => {
                let known = name.entry.map(|entry| view.gazetteer.entry(entry).kind);
                if matches!(known, Some(EntryKind::Country)) || name.entry.is_none() {
                    continue;
                }
                if view.class(name.tokens.end(), WordClass::Body) {
                    continue;
                }
                name.sort = MentionType::Place;
            }
            Some(Use::Locating) => name.sort = MentionType::Place,
            Some(Use::Acting) => {
                if let Some(entry) = name.entry {
                    let known = view.gazetteer.entry(entry);
                    let actor = known.stands_for.unwrap_or(entry);
                    if let Some(kind) = view.gazetteer.entry(actor).actor_type() {
                        name.sort = kind.into();
                        name.entry = Some(actor);
                    } else {
                        name.sort = MentionType::Place;
                    }
                }
            }
        }
        settled.push(name);
    }
    settled
}

/// Which names of countries and cities are the surname of a person whom the document has introduced: "Senator Rosa Panama …
/// Panama said". It is so behind "Mr", and else unless the document tells of the place as a place.
fn bearers(view: &View<'_>, names: &[Name], uses: &[Option<Use>]) -> Vec<bool> {
    let located: FxHashSet<_> = (names.iter().zip(uses))
        .filter(|(_, found)| matches!(found, Some(Use::Locating | Use::Attribute)))
        .filter_map(|(name, _)| name.entry)
        .collect();
    let mut surnames: FxHashSet<WordKey> = FxHashSet::default();
    names
        .iter()
        .zip(uses)
        .map(|(name, found)| {
            stopping_point();
            let last = view.tokens[name.tokens.end() - 1].key;
            if name.sort == MentionType::Person && name.tokens.len() > 1 {
                surnames.insert(last);
            }
            let honoured = name.tokens.start().checked_sub(1).is_some_and(|before| {
                view.any_class(before, &[WordClass::Honorific, WordClass::HonorificMale, WordClass::HonorificFemale])
            });
            name.tokens.len() == 1
                && name.entry.is_some()
                && surnames.contains(&last)
                && match found {
                    Some(Use::Acting) => honoured || name.entry.is_some_and(|entry| !located.contains(&entry)),
                    Some(_) => honoured,
                    None => false,
                }
        })
        .collect()
}

/// "at the White House", "outside the embassy": whether a body's house is where something is, and not who acts; `start` is its first
/// word or article.
pub(super) fn is_house(view: &View<'_>, start: usize, end: usize) -> bool {
    let before = start.checked_sub(1).filter(|&before| view.adjoins(start) && view.class(before, WordClass::Locating));
    view.class(end - 1, WordClass::Housed) && !view.is_possessive(end) && before.is_some()
}

/// What the name number `at` does; `None` if it is neither a country nor a city nor a seat.
fn decide(view: &View<'_>, names: &[Name], at: usize) -> Option<Use> {
    if names[at].sort == MentionType::Government && names[at].tokens.len() > 1 {
        let (start, end) = (names[at].tokens.start(), names[at].tokens.end());
        let article = usize::from(start > 0 && view.is(start - 1, "the"));
        if is_house(view, start - article, end) {
            return Some(Use::Locating);
        }
    }
    let kind = place_kind(view, &names[at])?;
    // A part of a compound acts: "Ankara-backed".
    if names[at].span != view.span(names[at].tokens) {
        return Some(Use::Acting);
    }
    if kind == Kind::City {
        return Some(Use::Locating);
    }
    let first = list_start(view, names, at);
    let last = list_end(view, names, at);
    let (start, end) = (names[at].tokens.start(), names[at].tokens.end());
    if view.is_dateline(start, end) {
        return Some(Use::Locating);
    }
    // "in Ankara, Turkey": the state behind the city locates as it does.
    if start >= 2 && view.is(start - 1, ",") && at > 0 && names[at - 1].tokens.end() == start - 1 {
        let before = place_kind(view, &names[at - 1]);
        if kind == Kind::Country && matches!(before, Some(Kind::City | Kind::Capital)) && !view.is_possessive(end) {
            let whole = names[at - 1].tokens.start();
            if !is_subject(view, end)
                && (before == Some(Kind::City) || located(view, whole, end, kind) == Some(Use::Locating))
            {
                return Some(Use::Locating);
            }
        }
    }
    if kind != Kind::Seat
        && let Some(attribute) = attribute(view, names, at, kind)
    {
        return Some(attribute);
    }
    // "Ankara's mayor": a town's, and not the state's.
    if kind == Kind::Capital && view.is_possessive(end) && view.class(end + 1, WordClass::Town) {
        return Some(Use::Locating);
    }
    let all_act = (first..=last).all(|other| !matches!(place_kind(view, &names[other]), Some(Kind::City)));
    if let Some(found) = located(view, names[first].tokens.start(), end, kind) {
        return Some(if found == Use::Acting && !all_act && kind == Kind::Capital { Use::Locating } else { found });
    }
    if kind != Kind::Capital {
        return Some(Use::Acting);
    }
    let after = names[last].tokens.end();
    Some(
        if all_act
            && (is_subject(view, after) || is_object(view, names[first].tokens.start()) || view.is_possessive(end))
        {
            Use::Acting
        } else {
            Use::Locating
        },
    )
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Country,
    /// A city that may stand for a state.
    Capital,
    /// A building, street or city that nearly always stands for somebody: the Kremlin.
    Seat,
    /// A place that stands for nobody.
    City,
}

fn place_kind(view: &View<'_>, name: &Name) -> Option<Kind> {
    let Some(entry) = name.entry else {
        return (name.sort == MentionType::Place).then_some(Kind::City);
    };
    let entry = view.gazetteer.entry(entry);
    match (entry.kind, entry.stands_for) {
        (EntryKind::Country, _) => Some(Kind::Country),
        (EntryKind::City, Some(_)) => Some(Kind::Capital),
        (EntryKind::City | EntryKind::Region, None) => Some(Kind::City),
        (_, Some(_)) => Some(Kind::Seat),
        _ => None,
    }
}

/// The first name of the list that name `at` stands in: "Iran, Russia and Turkey".
fn list_start(view: &View<'_>, names: &[Name], at: usize) -> usize {
    let mut first = at;
    while first > 0 && at - first < LIST {
        let (before, here) = (&names[first - 1], &names[first]);
        if !listed(view, before, here) || !is_list_gap(view, before.tokens.end(), here.tokens.start()) {
            break;
        }
        first -= 1;
    }
    first
}

fn list_end(view: &View<'_>, names: &[Name], at: usize) -> usize {
    let mut last = at;
    while last + 1 < names.len() && last - at < LIST {
        let (here, after) = (&names[last], &names[last + 1]);
        if !listed(view, here, after) || !is_list_gap(view, here.tokens.end(), after.tokens.start()) {
            break;
        }
        last += 1;
    }
    last
}

/// Whether two names may stand in one list: both are places, and cities that stand for nobody keep to themselves.
fn listed(view: &View<'_>, one: &Name, other: &Name) -> bool {
    matches!((place_kind(view, one), place_kind(view, other)), (Some(one), Some(other)) if (one == Kind::City) == (other == Kind::City))
}

fn is_list_gap(view: &View<'_>, from: usize, to: usize) -> bool {
    let words = to.saturating_sub(from);
    (1..=3).contains(&words)
        && (from..to).all(|at| {
            view.is_one_of(at, &[",", "and", "or", "nor", "&", "the", "–", "-", "but", "not"])
                && view.tokens[at].gap != Gap::Block
        })
        && !(words == 1 && view.is(from, "the"))
}

/// Whether the name is an adjective to what follows: "Syria envoy", "US Rep.".
fn attribute(view: &View<'_>, names: &[Name], at: usize, kind: Kind) -> Option<Use> {
    let end = names[at].tokens.end();
    if !view.adjoins(end) || view.tokens[end].gap == Gap::None && !view.is_one_of(end, &["-"]) {
        return None;
    }
    // "Serbia last week accused"
    if view.class(end, WordClass::Period) {
        return None;
    }
    if names.get(at + 1).is_some_and(|next| next.tokens.start() == end && next.sort == MentionType::Person) {
        let titled = names[at]
            .tokens
            .start()
            .checked_sub(1)
            .map(|before| if view.is(before, "the") { before.saturating_sub(1) } else { before })
            .is_some_and(|before| {
                // "the ambassador to Britain Liu Xiaming"
                let is_sent = view.is(before, "to") && view.class(before.wrapping_sub(1), WordClass::Office);
                is_sent || view.is_one_of(before, &["of", "and", ","])
            });
        return (!titled || names[at + 1].tokens.len() == 1 && names[at + 1].entry.is_none()).then_some(Use::Attribute);
    }
    if names.get(at + 1).is_some_and(|next| next.tokens.start() == end && place_kind(view, next).is_none()) {
        return Some(Use::Attribute);
    }
    if view.is_one_of(end, &["allies", "ally"]) {
        return Some(Use::Acting);
    }
    let sentence = view.segments.sentence_of(end);
    let prose = view.cases[sentence] == Case::Sentence;
    let pos = view.pos(end)?;
    let noun = matches!(pos, Pos::Nn | Pos::Nns) || prose && pos.is_proper() && !view.class(end, WordClass::Never);
    let adjective = pos == Pos::Jj
        && view.pos(end + 1).is_some_and(|pos| matches!(pos, Pos::Nn | Pos::Nns))
        && view.adjoins(end + 1);
    if !(noun || adjective && kind == Kind::Country) || view.class(end, WordClass::Addressing) && !prose {
        return None;
    }
    // "as Turkey shoots down two jets": what looks like a plural is the clause's verb.
    let opens = names[at].tokens.start() == view.segments.sentences[sentence].tokens.start()
        || view
            .is_one_of(names[at].tokens.start() - 1, &["as", ",", ":", "that", "while", "and", "after", "if", "but"]);
    if opens && pos == Pos::Nns && kind != Kind::City {
        let rest = end + 1..view.segments.sentences[sentence].tokens.end().min(end + 8);
        if !rest.clone().any(|at| view.pos(at).is_some_and(Pos::is_finite)) && !rest.is_empty() {
            return None;
        }
    }
    // "Turkey attacks Syria": a noun form that is a verb here.
    if view.any_class(end, &[WordClass::Addressing]) && !view.class(end, WordClass::AlsoNoun) {
        return None;
    }
    Some(Use::Attribute)
}

/// "the 2012 Queensland state election", "the Texas Open": the name is a part of the event's.
fn names_event(view: &View<'_>, behind: usize, place: bool) -> bool {
    let mut end = behind;
    while end < behind + 3
        && view.adjoins(end)
        && view.pos(end).is_some_and(|pos| pos.is_noun() || pos == Pos::Jj)
        && !view.class(end, WordClass::Event)
    {
        end += 1;
    }
    view.adjoins(end)
        && view.tokens[end].gap != Gap::None
        && view.class(end, WordClass::Event)
        && (place && view.is_capital(end) || view.class(end, WordClass::Vote))
}

/// What the words before a list that begins at `start` say; `end` is behind the name itself.
fn located(view: &View<'_>, start: usize, end: usize, kind: Kind) -> Option<Use> {
    let sentence = view.segments.sentences.get(view.segments.sentence_of(start))?.tokens;
    let mut before = start.checked_sub(1).filter(|&at| at >= sentence.start())?;
    if view.is_one_of(before, &["the", "both"]) || view.class(before, WordClass::Neighbour) {
        before = before.checked_sub(1).filter(|&at| at >= sentence.start())?;
    }
    let moved = || moves(view, before, sentence.start());
    // What the possessed thing is decides for "in Syria's …": a place, or something done there by somebody.
    let possessed_place = view.is_possessive(end) && possesses_place(view, end + 1);
    let word = view.word(before).to_ascii_lowercase();
    let found = match word.as_str() {
        _ if view.class(before, WordClass::Towards) && view.is_possessive(end) && !possessed_place => Use::Acting,
        _ if view.class(before, WordClass::Towards)
            && before.checked_sub(1).is_some_and(|noun| view.class(noun, WordClass::Attitude)) =>
        {
            Use::Acting
        }
        "to" if receives(view, before) => Use::Acting,
        "to" if moved() || kind == Kind::Capital => Use::Locating,
        "for" if moved() || view.class(before.wrapping_sub(1), WordClass::Scheduled) => Use::Locating,
        "from" if view.is_possessive(end) && !possessed_place => Use::Acting,
        "from" => {
            if gives(view, before) {
                Use::Acting
            } else {
                Use::Locating
            }
        }
        "of" => {
            let noun = before.checked_sub(1)?;
            if view.pos(end) == Some(Pos::Vbg) {
                return Some(Use::Acting);
            }
            if view.any_class(noun, &[WordClass::Place, WordClass::PlaceNoun])
                || kind == Kind::Capital && view.class(noun, WordClass::Town)
            {
                Use::Locating
            } else {
                Use::Acting
            }
        }
        "with" if before.checked_sub(1).is_some_and(|noun| view.class(noun, WordClass::Border)) => Use::Locating,
        "on" if before.checked_sub(1).is_some_and(|noun| view.class(noun, WordClass::Topic)) => Use::Locating,
        _ if view.class(before, WordClass::Involving) => Use::Acting,
        "to" | "for" => Use::Acting,
        _ if view.class(before, WordClass::Locating) => {
            if view.is_possessive(end) && !possessed_place {
                Use::Acting
            } else {
                Use::Locating
            }
        }
        _ if view.class(before, WordClass::PlaceNoun)
            && (kind == Kind::Capital || view.class(before, WordClass::Side)) =>
        {
            Use::Locating
        }
        _ if view.class(before, WordClass::Motion)
            && view.pos(before).is_some_and(Pos::is_verb)
            && !view.is_possessive(end) =>
        {
            Use::Locating
        }
        _ => return None,
    };
    Some(found)
}

/// Whether what is possessed is a place: "northwestern province", "Idlib", "border".
fn possesses_place(view: &View<'_>, at: usize) -> bool {
    (at..at + 4)
        .take_while(|&at| {
            view.pos(at).is_some_and(|pos| pos.is_noun() || matches!(pos, Pos::Jj | Pos::Jjs | Pos::Vbn | Pos::Cd))
        })
        .any(|at| {
            view.any_class(at, &[WordClass::PlaceNoun, WordClass::Place])
                || view.is_capital(at)
                    && view.gazetteer.name_at(view.tokens, at).is_some_and(|hit| {
                        matches!(view.gazetteer.entry(hit.names[0].entry).kind, EntryKind::City | EntryKind::Region)
                    })
        })
}

/// Whether a word of motion stands before the preposition, with few words between.
fn moves(view: &View<'_>, before: usize, start: usize) -> bool {
    let from = before.saturating_sub(LOOK_BACK).max(start);
    (from..before)
        .rev()
        .take_while(|&at| !view.is_one_of(at, &[",", ";", ":", ".", "and", "that"]))
        .any(|at| view.class(at, WordClass::Motion))
}

/// "outreach to Washington", "message to Ankara": what is given to somebody.
fn receives(view: &View<'_>, before: usize) -> bool {
    before.checked_sub(1).is_some_and(|noun| view.class(noun, WordClass::Receiving))
}

/// "support from Russia", "pressure from Washington": what somebody gives.
pub(super) fn gives(view: &View<'_>, before: usize) -> bool {
    before.checked_sub(1).is_some_and(|noun| view.class(noun, WordClass::Giving))
}

/// Whether a verb follows that the name may be the subject of.
fn is_subject(view: &View<'_>, after: usize) -> bool {
    let mut at = after;
    // "Moscow, which backs Assad, said" and "Ankara also said".
    if view.is(at, ",") && view.is_one_of(at + 1, &["which", "who", "meanwhile", "however", "too"]) {
        return true;
    }
    // "Tehran, he added, would never …"
    if view.is(at, ",")
        && let Some(comma) = (at + 1..at + 8).find(|&at| view.is(at, ","))
        && view.pos(comma + 1).is_some_and(Pos::is_finite)
    {
        return true;
    }
    if view.is_one_of(at, &["…", "..."]) && view.pos(at + 1).is_some_and(Pos::is_finite) {
        return true;
    }
    if view.pos(at).is_some_and(|pos| pos == Pos::Rb) && view.adjoins(at) {
        at += 1;
    }
    if view.is(at, ":") {
        return true;
    }
    if !view.adjoins(at) {
        return false;
    }
    let headline = view.tokens.get(at).is_some() && view.cases[view.segments.sentence_of(at)] != Case::Sentence;
    view.pos(at).is_some_and(|pos| pos.is_finite() || pos == Pos::Vb)
        || view.class(at, WordClass::Addressing)
        || headline && view.class(at, WordClass::Motion)
        || view.is_one_of(at, &["to", "'ll", "’ll", "'d", "’d"]) && after == at
}

/// Whether a verb stands before that the name may be the object of.
fn is_object(view: &View<'_>, start: usize) -> bool {
    start.checked_sub(1).is_some_and(|before| {
        (view.class(before, WordClass::Addressing) || view.pos(before).is_some_and(Pos::is_verb))
            && !view.class(before, WordClass::Motion)
            && !view.class(before, WordClass::Being)
    })
}

#[cfg(test)]
mod tests {
    use crate::actors::cases::check;

    #[test]
    fn what_is_given_and_received_has_somebody_at_the_other_end() {
        check(&[
            ("Residents lived on support from Moscow.", "Moscow=Russia"),
            ("Residents lived on bread from Moscow.", "Moscow=-"),
            ("He asked for permission from Ankara.", "Ankara=Turkey"),
            ("They came with a letter from Ankara.", "Ankara=Turkey"),
            ("The train from Ankara was late.", "Ankara=-"),
            ("They were loyal to Damascus.", "Damascus=Syria"),
            ("It was a blow to Washington.", "Washington=United States"),
            ("He sent a message to Ankara.", "Ankara=Turkey"),
            ("The alternative to Moscow was war.", "Moscow=Russia"),
            ("The road to Ankara was closed.", "Ankara=-"),
        ]);
    }

    #[test]
    fn a_preposition_tells_whether_a_place_acts() {
        check(&[
            ("Sanctions against Moscow were lifted.", "Moscow=Russia"),
            ("A city like Ankara was needed.", "Ankara=Turkey"),
            ("The embargo on Ankara was lifted.", "Ankara=Turkey"),
            ("The talks on Ankara were over.", "Ankara=-"),
            ("The border with Turkey was closed.", "Turkey=-"),
            ("The deal with Turkey was closed.", "Turkey=Turkey"),
            ("The truck was due for Ankara.", "Ankara=-"),
            ("The plan was bad for Ankara.", "Ankara=Turkey"),
            ("He left for Ankara.", "Ankara=-"),
            ("He flew from Ankara to Damascus.", "Ankara=-; Damascus=-"),
            ("They reached Ankara by noon.", "Ankara=-"),
            ("He was in Moscow.", "Moscow=-"),
            ("The mayor of Ankara resigned.", "Ankara=-"),
            ("The government of Ankara resigned.", "Ankara=Turkey"),
            ("The policy of Ankara failed.", "Ankara=Turkey"),
            ("The north of Turkey was quiet.", "Turkey=-"),
        ]);
    }

    #[test]
    fn what_a_place_possesses_tells_whether_it_acts() {
        check(&[
            ("In Syria's north the war goes on.", "Syria=-"),
            ("In Syria's view the war goes on.", "Syria=Syria"),
            ("In Ankara's northern suburbs it rained.", "Ankara=-"),
            ("In Turkey's opinion the deal was dead.", "Turkey=Turkey"),
        ]);
    }

    #[test]
    fn a_capital_acts_as_a_subject_or_an_object() {
        check(&[
            ("Moscow also objected.", "Moscow=Russia"),
            ("Moscow will decide.", "Moscow=Russia"),
            ("Moscow … said no.", "Moscow=Russia"),
            ("Moscow: no deal.", "Moscow=Russia"),
            ("Turkey, which borders Syria, said no.", "Turkey=Turkey; Syria=Syria"),
            ("Tehran, he added, would never yield.", "Tehran=Iran"),
            ("Moscow warned Ankara.", "Moscow=Russia; Ankara=Turkey"),
            ("He criticized Moscow.", "Moscow=Russia"),
            ("The Kremlin was silent.", "Kremlin=Kremlin"),
        ]);
    }

    #[test]
    fn names_in_one_list_share_their_fate() {
        check(&[
            ("Iran, Russia and Turkey agreed.", "Iran=Iran; Russia=Russia; Turkey=Turkey"),
            ("They met in Iran, Russia and Turkey.", "Iran=-; Russia=-; Turkey=-"),
            ("They met in Moscow and Ankara.", "Moscow=-; Ankara=-"),
            ("Moscow and Ankara agreed on a truce.", "Moscow=Russia; Ankara=Turkey"),
            ("The teams met in Ankara, Turkey.", "Ankara=-; Turkey=-"),
        ]);
    }

    #[test]
    fn a_dateline_locates() {
        check(&[
            ("ANKARA: The talks began.", "ANKARA=-"),
            ("MOSCOW (AP) — The talks began.", "MOSCOW=-; AP=Associated Press"),
            ("Near Turkey's border, people waited.", "Turkey=-"),
            ("Outside Moscow, people waited.", "Moscow=-"),
            ("Across Syria, people left.", "Syria=-"),
            ("Inside Iran it was cold.", "Iran=-"),
            ("Toward Damascus, the road was open.", "Damascus=-"),
        ]);
    }

    #[test]
    fn a_bodys_house_locates_behind_a_preposition_of_place() {
        check(&[
            ("He met her at the White House.", "White House=-"),
            ("They stood outside the Ecuadorean embassy.", ""),
            ("He was seized inside the Turkish Embassy.", "Turkish Embassy=-"),
            ("She sang at Buckingham Palace.", "Buckingham Palace=-"),
            ("The meeting at the White House ended.", "White House=-"),
            ("The White House said no.", "White House=White House"),
            ("A statement from the White House said no.", "White House=White House"),
            ("At the White House's request, he left.", "White House=White House"),
        ]);
    }

    #[test]
    fn a_name_before_a_noun_is_an_adjective() {
        check(&[
            ("Syria envoy Geir Pedersen left.", "Geir Pedersen=Geir Pedersen"),
            ("US Rep. Ana Ruiz left.", "Ana Ruiz=Ana Ruiz"),
            ("A Syria policy was needed.", ""),
            ("Turkey border crossings were closed.", ""),
            ("Turkey allies waited.", "Turkey=Turkey"),
            ("As Turkey strikes two towns, talks go on.", "Turkey=Turkey"),
            ("Turkey attacks Syria", "Turkey=Turkey; Syria=Syria"),
        ]);
    }

    #[test]
    fn a_name_within_an_events_is_no_place() {
        check(&[("The 2012 Texas state election was close.", ""), ("The Texas Open was won.", "")]);
    }
}
