//! Text → who is named or described in it, and who is who.
//!
//! In: a text with its [`Segments`], [`Tags`] and [`Phrases`], and a [`Gazetteer`] of what is known beforehand. Out: the
//! mentions and actors of each document ([`find`]), and an answer to "who is this noun phrase?" ([`References`]). Who is who
//! over documents is decided by [`corpus`](crate::corpus). docs/annotation.md, "Actors", says what counts.
//!
//! ```
//! use onrecord::stages::actors::{self, Gazetteer};
//! use onrecord::stages::documents::{self, Input};
//! use onrecord::stages::{phrases, segments, tagging};
//!
//! let text = "Sergey Lavrov flew to Ankara. The minister said that Moscow would wait, and he smiled.";
//! let layout = documents::lay_out(Input { text, ..Input::default() });
//! let segments = segments::segment(text, &layout);
//! let tags = tagging::tag(text, &segments);
//! let found = actors::find(text, &layout, &segments, &tags, &phrases::find(&segments, &tags), &Gazetteer::default(), None);
//! let told = found.mentions.iter().map(|mention| {
//!     let actor = mention.actor.map_or("a place", |actor| &found.actors[actor.0 as usize].name);
//!     format!("{}: {actor}", mention.span.of(text))
//! });
//! assert_eq!(
//!     told.collect::<Vec<_>>(),
//!     [
//!         "Sergey Lavrov: Sergey Lavrov",
//!         "Ankara: a place",
//!         "The minister: Sergey Lavrov",
//!         "Moscow: Russia",
//!         "he: Sergey Lavrov",
//!     ]
//! );
//! ```
//!
//! Inside, two halves, as dates have them. `recognize` says what is a name and of what kind of thing: "Sergey Lavrov" a
//! person, "Ankara" and "Moscow" cities that may stand for their states. `resolve` says whom each stands for: "flew to" makes
//! Ankara a place, "said that Moscow would" makes Moscow Russia; "the minister" is the one person before it whose office
//! that is; "he" is the subject of the sentence. Each mention tells by its [`Evidence`] which table, rule or model it rests
//! on, and so how sure it is. The gazetteer stands beneath both: it knows names and offices, but no contexts.
//!
//! Not done: nobody is made up from a description that two fit, or from an indefinite one ("a minister"); "I", "we" and
//! "they" have no actor; a firm's products and a place's people are none of their mentions.

#[cfg(test)]
mod cases;
mod clusters;
mod evidence;
pub mod gazetteer;
pub(crate) mod person_name;
mod recognize;
mod resolve;
pub(crate) mod slug;
pub(crate) mod spelling;
mod titles;
mod view;
mod words;

/// Trains the model of names on the corpora in a folder and the tags of `tagger`; gives the model file's bytes.
///
/// # Errors
/// Which corpus cannot be read, and why.
#[cfg(feature = "train")]
pub fn train_names(
    corpora: &std::path::Path,
    tagger: &crate::tagging::Tagger,
    report: &mut dyn FnMut(&str),
) -> Result<Vec<u8>, String> {
    recognize::train(corpora, tagger, report)
}

/// Clusters words by the vectors in a file; gives the bytes of `models/clusters.bin`.
///
/// # Errors
/// Why the file cannot be read.
#[cfg(feature = "train")]
pub fn cluster_words(vectors: &std::path::Path, report: &mut dyn FnMut(&str)) -> Result<Vec<u8>, String> {
    clusters::training::cluster(vectors, report)
}

#[cfg(feature = "train")]
pub use recognize::{Label as NameLabel, NamedText, named_texts};

pub use evidence::Evidence;
pub use gazetteer::{Gazetteer, GazetteerRow, Gender};
pub use resolve::References;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::documents::Layout;
use crate::phrases::Phrases;
use crate::reader::SeenNames;
use crate::segments::{Segments, TokenSpan};
use crate::span::ByteSpan;
use crate::tagging::Tags;
use crate::vocabulary::{parsed, vocabulary};

vocabulary! {
    /// What an actor is.
    ActorType {
        /// A human being.
        Person = "person",
        /// A state.
        Country = "country",
        /// A government, ministry, office, army, parliament or agency of one country.
        Government = "government",
        /// An international body, company, party or NGO.
        Organization = "organization",
        /// An armed group that is no state's army.
        ArmedGroup = "armed_group",
        /// A news agency, paper, broadcaster or site.
        Media = "media",
        /// A people, or an unnamed collective with a fixed name.
        Group = "group",
    }
}

vocabulary! {
    /// What a mention stands for: an actor's type, or a place that only locates.
    MentionType {
        /// A human being.
        Person = "person",
        /// A state.
        Country = "country",
        /// A government, ministry, office, army, parliament or agency of one country.
        Government = "government",
        /// An international body, company, party or NGO.
        Organization = "organization",
        /// An armed group that is no state's army.
        ArmedGroup = "armed_group",
        /// A news agency, paper, broadcaster or site.
        Media = "media",
        /// A people, or an unnamed collective with a fixed name.
        Group = "group",
        /// A place that only locates.
        Place = "place",
    }
}

impl From<ActorType> for MentionType {
    fn from(kind: ActorType) -> Self {
        match kind {
            ActorType::Person => Self::Person,
            ActorType::Country => Self::Country,
            ActorType::Government => Self::Government,
            ActorType::Organization => Self::Organization,
            ActorType::ArmedGroup => Self::ArmedGroup,
            ActorType::Media => Self::Media,
            ActorType::Group => Self::Group,
        }
    }
}

vocabulary! {
    /// How a mention names its actor.
    MentionKind {
        /// "Lavrov"
        Name = "name",
        /// "the Russian foreign minister"
        Nominal = "nominal",
        /// "he"
        Pronoun = "pronoun",
    }
}

/// ISO 3166-1 alpha-3 code.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Country([u8; 3]);

impl Country {
    /// From a code such as "RUS"; `None` unless it is three capital letters.
    pub fn new(code: &str) -> Option<Self> {
        let code: [u8; 3] = code.as_bytes().try_into().ok()?;
        code.iter().all(u8::is_ascii_uppercase).then_some(Self(code))
    }

    /// The code.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).expect("three capital letters by construction")
    }
}

impl std::str::FromStr for Country {
    type Err = String;

    fn from_str(code: &str) -> Result<Self, Self::Err> {
        Self::new(code).ok_or_else(|| format!("{code:?} is no ISO 3166-1 alpha-3 code"))
    }
}

impl<'de> Deserialize<'de> for Country {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        parsed(deserializer, str::parse)
    }
}

impl Serialize for Country {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl std::fmt::Debug for Country {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

/// An actor within its document: an index into [`DocumentActors::actors`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub struct LocalActorId(pub u32);

/// A place in the text that stands for an actor, or a place name that only locates.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Mention {
    /// Where it stands.
    pub span: ByteSpan,
    /// Its tokens.
    pub tokens: TokenSpan,
    /// How it names its actor.
    pub kind: MentionKind,
    /// What it stands for.
    pub r#type: MentionType,
    /// Who it is; `None` exactly for places that only locate.
    pub actor: Option<LocalActorId>,
    /// What tells so, and how sure that is.
    pub evidence: Evidence,
}

/// One actor as one document tells of it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct LocalActor {
    /// The fullest name in the document, or the table's where the actor is known.
    pub name: String,
    /// Every name that it has in the document, in order of first use, without repetitions.
    pub names: Vec<String>,
    /// What it is.
    pub r#type: ActorType,
    /// The state that it belongs to.
    pub country: Option<Country>,
    /// The office as the document gives it.
    pub role: Option<String>,
    /// The gazetteer's id, where the actor is known.
    pub known: Option<String>,
    /// For persons, where the document tells: by a title ("Mrs"), a first name, a pronoun.
    pub gender: Option<Gender>,
}

/// Mentions and actors of one document.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct DocumentActors {
    /// In text order.
    pub mentions: Vec<Mention>,
    /// In order of first mention.
    pub actors: Vec<LocalActor>,
}

/// Finds the mentions of one document and joins them to actors; `seen` is what a second reader says of names.
pub fn find(
    text: &str,
    layout: &Layout,
    segments: &Segments,
    tags: &Tags,
    phrases: &Phrases,
    gazetteer: &Gazetteer,
    seen: Option<&SeenNames>,
) -> DocumentActors {
    let view = view::View::new(text, segments, tags, phrases, gazetteer);
    resolve::resolve(&view, layout, recognize::find(&view, seen))
}

#[cfg(test)]
mod tests {
    use super::cases::{found, found_on};

    #[test]
    fn names_countries_and_descriptions_become_mentions() {
        for (text, expected) in [
            ("Russian Foreign Minister Sergey Lavrov replied.", "Sergey Lavrov=Sergey Lavrov"),
            ("Moscow agreed to meet in Ankara.", "Moscow=Russia; Ankara=-"),
            ("Officials flew to Damascus before Iran objected.", "Damascus=-; Iran=Iran"),
            ("Nadia Tarek resigned. Mrs Tarek gave no reason.", "Nadia Tarek=Nadia Tarek; Tarek=Nadia Tarek"),
            ("Turkish Defence Ministry Hulusi Akar waited.", "Hulusi Akar=Hulusi Akar"),
            (
                "Hakan Fidan and Emma Stone came. She thanked him.",
                "Hakan Fidan=Hakan Fidan; Emma Stone=Emma Stone; She=Emma Stone; him=Hakan Fidan",
            ),
            ("The Syrian government answered.", "The Syrian government=Government of Syria"),
            ("It rained on Monday, and the M4 was closed.", ""),
            ("Bury 4 Bristol City 0", "Bury=Bury; Bristol City=Bristol City"),
            ("LONDON 1996-08-30", "LONDON=-"),
            ("It was their child, Gloria. Gloria was ill.", "Gloria=Gloria; Gloria=Gloria"),
            (
                "Dmitry Peskov said Vladimir Putin would call. He said it was late.",
                "Dmitry Peskov=Dmitry Peskov; Vladimir Putin=Vladimir Putin; He=Dmitry Peskov",
            ),
            ("In the 2012 Queensland state election nobody won.", ""),
            ("The Amal Movement answered. The group left.", "Amal Movement=Amal Movement; The group=Amal Movement"),
        ] {
            assert_eq!(found(text), expected, "{text}");
        }
    }

    #[test]
    fn an_office_of_state_is_held_by_somebody_on_the_day_of_publication() {
        for (day, expected) in [
            (Some("2020-01-15"), "Iran's foreign minister=Mohammad Javad Zarif; Iran=Iran"),
            (Some("1998-01-15"), "Iran's foreign minister=Kamal Kharrazi; Iran=Iran"),
            (None, "Iran=Iran"),
        ] {
            assert_eq!(found_on("Iran's foreign minister resigned.", day), expected, "{day:?}");
        }
        assert_eq!(
            found_on("Sergey Lavrov met his Turkish counterpart.", Some("2018-05-01")),
            "Sergey Lavrov=Sergey Lavrov; his Turkish counterpart=Mevlüt Çavuşoğlu; his=Sergey Lavrov"
        );
    }

    #[test]
    fn a_minister_is_whoever_held_the_office_that_year() {
        for (day, described, expected) in [
            ("1995-03-01", "The Russian foreign minister", "Andrei Kozyrev"),
            ("2020-03-01", "The Russian foreign minister", "Sergey Lavrov"),
            ("1997-06-15", "The Russian defence minister", "Igor Sergeyev"),
            ("1992-02-01", "The German foreign minister", "Hans-Dietrich Genscher"),
            ("2025-07-01", "The German foreign minister", "Johann Wadephul"),
            ("1996-05-01", "The British foreign secretary", "Malcolm Rifkind"),
            ("1999-05-01", "The Egyptian foreign minister", "Amr Moussa"),
            ("2012-01-10", "The Israeli foreign minister", "Avigdor Lieberman"),
            ("1991-02-01", "The Iraqi foreign minister", "Tariq Aziz"),
            ("2003-03-20", "The Syrian foreign minister", "Farouk al-Sharaa"),
            ("2010-10-20", "The Japanese foreign minister", "Seiji Maehara"),
            ("1998-08-20", "The US defense secretary", "William Cohen"),
            ("2001-12-13", "The Indian defence minister", "George Fernandes"),
            ("2008-12-01", "The Saudi foreign minister", "Saud al-Faisal"),
            ("2013-12-01", "The Kuwaiti prime minister", "Jaber al-Mubarak al-Sabah"),
            ("2022-04-01", "The Jordanian prime minister", "Bisher al-Khasawneh"),
            ("2006-11-01", "The Lebanese prime minister", "Fouad Siniora"),
            ("1994-06-01", "The Turkish prime minister", "Tansu Çiller"),
            ("2005-07-01", "The Yemeni foreign minister", "Abu Bakr al-Qirbi"),
            ("2011-12-15", "The French defence minister", "Gérard Longuet"),
            ("2016-10-01", "The Italian defence minister", "Roberta Pinotti"),
            ("2009-07-01", "The South African president", "Jacob Zuma"),
            ("1995-07-01", "The Mexican president", "Ernesto Zedillo"),
            ("2004-06-01", "The Brazilian foreign minister", "Celso Amorim"),
            ("2018-08-01", "The Australian foreign minister", "Julie Bishop"),
            ("1990-06-01", "The Chinese foreign minister", "Qian Qichen"),
            ("2014-05-01", "The South Korean defence minister", "Kim Kwan-jin"),
        ] {
            let text = format!("{described} arrived in Geneva on Monday.");
            let expected = format!("{described}={expected}; Geneva=-");
            assert_eq!(found_on(&text, Some(day)), expected, "{day}");
        }
    }

    #[test]
    fn any_text_is_walked_in_linear_time() {
        for unit in
            ["\"", "A ", "Ankara, ", "said ", "the ", "He ", "1", "\n", "Gen. ", "of the ", "Mr A. bin ", "Syria's "]
        {
            let text = unit.repeat(20_000);
            let start = std::time::Instant::now();
            found(&text);
            assert!(start.elapsed().as_secs() < 20, "{unit:?} takes {:?}", start.elapsed());
        }
    }
}
