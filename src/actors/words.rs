//! What a word may do beside a name: the word classes of the grammar of names.
//!
//! In: the key of a word. Out: its [`Classes`], from `data/words.tsv`. The tables of the gazetteer say who and what
//! exists; this one only says how words combine ("Ministry" heads an institution, "bin" joins two parts of a name).

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::segments::WordKey;
use crate::tables;
use crate::vocabulary::vocabulary;

vocabulary! {
    /// One thing that a word may do.
    WordClass {
        /// "Mr": before a person's name, outside of it.
        Honorific = "honorific",
        /// An honorific of men.
        HonorificMale = "honorific-m",
        /// An honorific of women.
        HonorificFemale = "honorific-f",
        /// Ends a title: "Minister", "Gen.", "spokesman".
        Office = "office",
        /// A title of men.
        OfficeMale = "office-m",
        /// A title of women.
        OfficeFemale = "office-f",
        /// Stands before a title's last word: "Deputy", "Foreign".
        Modifier = "modifier",
        /// A small word within a person's name: "bin", "van".
        Particle = "particle",
        /// Heads an organization's name.
        Organization = "organization",
        /// Heads the name of an organ of a state.
        Government = "government",
        /// Heads an armed group's name.
        Armed = "armed",
        /// Ends the name of a paper or broadcaster.
        Media = "media",
        /// Ends a place's name.
        Place = "place",
        /// Ends the name of something that happens, is written or is signed: no actor.
        Event = "event",
        /// A preposition of place.
        Locating = "locating",
        /// A verb or noun of motion: "to" after it leads to a place.
        Motion = "motion",
        /// A noun or adjective that makes the country before it a place: "Syria's northern border".
        PlaceNoun = "placenoun",
        /// Never part of an actor's name: days, months.
        Never = "never",
        /// Grammar's own words, which begin sentences with a capital.
        Closed = "closed",
        /// A verb whose object is somebody acting: "warned Damascus".
        Addressing = "verb-speech",
        /// People named by what they are: "rebels", "Democrats".
        People = "group",
        /// An adjective of a faith, a people, a party or a region, which is no name by itself: "Jewish", "Eastern".
        Adjective = "adjective",
        /// A collective of a state, in small letters: "government", "troops".
        Body = "body",
        /// What belongs to a town: "the mayor of Ankara".
        Town = "town",
        /// Its "to" leads to somebody: "a message to Ankara".
        Receiving = "receives",
        /// Its "from" leads to somebody: "support from Moscow".
        Giving = "gives",
        /// Its "for" leads to a place: "due for Ankara".
        Scheduled = "scheduled",
        /// Its "with" leads to a place: "the border with Turkey".
        Border = "border",
        /// Its "on" leads to a topic: "talks on Syria".
        Topic = "topic",
        /// A preposition that leads to somebody who acts: "against".
        Involving = "involving",
        /// A preposition of direction: "toward".
        Towards = "towards",
        /// An event, in small letters too, of which a place before it is a part: "election".
        Vote = "vote",
        /// A verb of speech that is as often a noun: "calls".
        AlsoNoun = "also-noun",
        /// May stand between "it" and its verb: "has also".
        Between = "between",
        /// A verb whose subject is somebody, also where that is "it": "believes".
        Minded = "minded",
        /// Something written or agreed that "it" may stand for: "statement".
        Paper = "paper",
        /// Somebody without a name: "a witness".
        Unnamed = "unnamed",
        /// Takes up a name that it is a part of: "the ministry".
        NamedAfter = "named-after",
        /// Takes up an organization's name: "the charity".
        ForOrganization = "for-organization",
        /// Takes up an armed group's name: "the militia".
        ForArmed = "for-armed",
        /// Takes up a medium's name: "the newspaper".
        ForMedia = "for-media",
        /// Tells of which opposition: "the moderate opposition".
        OfOpposition = "of-opposition",
        /// May stand before a described office: "former".
        Holder = "holder",
        /// Describes a person without being a title: "diplomat".
        Described = "described",
        /// Its "by" leads to whose picture it is.
        Credit = "credit",
        /// Its "by" leads to who made the article.
        Credited = "credited",
        /// Ends a compound that is an adjective: "Boston-based".
        Trait = "trait",
        /// Ends a compound whose first part acts: "Ankara-backed".
        Backing = "backing",
        /// Shows that a state of a federation is meant: "Georgia's governor".
        InnerState = "inner-state",
        /// Of a party, and no name alone: "Republican".
        Party = "party",
        /// Says nothing of whose name it is a part: "bin", "Jr".
        Dropped = "dropped",
        /// An article joined to a name: "al-Assad".
        Article = "article",
        /// Another small beginning of a name: "d'Estaing".
        Prefix = "prefix",
        /// Stands between the figures of results: "points".
        Score = "score",
        /// Before a word that is a month or a name, shows the month: "in May".
        Dating = "dating",
        /// Says behind its name what a medium is: "the Anadolu news agency".
        MediaNoun = "media-noun",
        /// Says behind its name what a body is: "the Hezbollah movement".
        BodyNoun = "body-noun",
        /// Speaks for somebody and is not named: "a spokesman for the ministry".
        Voice = "voice",
        /// Somebody's writing: "a report by the charity".
        Authored = "authored",
        /// What several parties agree on: "the truce".
        Agreement = "agreement",
        /// What several may sign: "a joint statement".
        Signed = "signed",
        /// Behind a name, tells one of the family from another: "jr".
        Generation = "generation",
        /// In brackets behind a title: "(ret.)".
        RankStatus = "rank-status",
        /// Those who fight for a state: "troops".
        Forces = "forces",
        /// Those who rule a state: "regime".
        Governing = "governing",
        /// A body that needs no article: "Police said".
        Bare = "bare",
        /// Of a body, but not the body itself: "soldiers".
        NotBody = "not-body",
        /// Makes a description mean somebody known: "the", "their".
        Determining = "determining",
        /// Makes a description mean somebody unknown: "another".
        Unspecific = "unspecific",
        /// Begins a clause that stands before the main one: "although".
        Subordinating = "subordinating",
        /// Begins a clause within the sentence: "whether".
        Clause = "clause",
        /// An adjective of places that leaves open which: "nearby".
        Neighbour = "neighbour",
        /// A form of "be".
        Being = "being",
        /// Says on which side a part of a place is: "northern".
        Side = "side",
        /// Those who act for the state whose adjective stands before it: "the Turkish side".
        Leading = "leading",
        /// Gives out what it stands behind: "a statement issued by the ministry".
        Issued = "issued",
        /// Leads from a noun to its name: "a nurse named Carol".
        Named = "named",
        /// Begins a time: "last week", "today".
        Period = "period",
        /// Goes on a name with a father's or a house's: "bin Hamad", "Al Thani".
        Patronymic = "patronymic",
        /// Follows whom it is named after: "the Trump campaign".
        Retinue = "retinue",
        /// Ends an institution that a state has: "Bolivia's public defender's office".
        Seated = "seated",
        /// Takes up an institution by what it is: "the agency".
        ForAgency = "for-agency",
        /// Is a part of the name of an agency: "Administration".
        AgencyName = "agency-name",
        /// Those who act for the states that they are of: "the foreign ministers of France and Italy".
        StateVoice = "state-voice",
        /// Leads from those who speak to whom they speak for: "a spokesman for".
        Belonging = "belonging",
        /// How somebody feels or acts, of which "toward" tells whom it is about: "a policy toward China".
        Attitude = "attitude",
        /// Means those who were named: "the", "these".
        Definite = "definite",
        /// Tells of more than are named: "and others".
        Others = "others",
        /// Heads the name of a thing that is sold or read as often as that of a body: "Customer Service", "Score Report".
        Thing = "thing",
        /// Begins a place's name: "Lake", "Mount".
        Before = "place-before",
        /// Ends the name of a body by the house that it sits in, where one may also be: "White House", "embassy".
        Housed = "housed",
        /// Heads an organization's name that begins with it, in the languages that put it there: "Partido Popular".
        HeadFirst = "head-first",
        /// People who are a body with what they stand for, or are of: "Veterans for Peace", "Friends of the Earth".
        Banded = "banded",
        /// Leads to what a body is for or against: "Veterans for Peace".
        Cause = "cause",
        /// Its "of" leads to a body: "a member of Greenpeace".
        Within = "within",
    }
}

/// The classes of one word.
pub(super) type Classes = crate::vocabulary::Classes<WordClass>;

/// One bit a class, of those that the model of names was taught with: the first ones.
pub(super) fn taught_bits(classes: Classes) -> u64 {
    classes.first_bits(WordClass::Body as u32 + 1)
}

static TABLE: LazyLock<FxHashMap<WordKey, Classes>> = LazyLock::new(|| {
    let rows = tables::actors::WORDS.rows();
    rows.flat_map(|(word, classes): (&str, Classes)| {
        // An abbreviation's token keeps its full stop.
        [(WordKey::of(word), classes), (WordKey::of(&format!("{word}.")), classes)]
    })
    .collect()
});

/// The classes of the word with this key.
pub(super) fn classes(key: WordKey) -> Classes {
    TABLE.get(&key).copied().unwrap_or_default()
}

/// Whether a word in small letters, or a part of one, is of this class.
pub(super) fn is_small(word: &str, class: WordClass) -> bool {
    !word.contains(char::is_uppercase) && classes(WordKey::of(word)).is(class)
}
