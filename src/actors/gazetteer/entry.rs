//! What the tables say of one thing: an actor, a place, a title, a body.

use serde::{Deserialize, Deserializer};

use crate::actors::{ActorType, Country};
use crate::calendar::Date;
use crate::vocabulary::{parsed, vocabulary};

vocabulary! {
    /// A person's grammatical gender in English.
    Gender {
        /// "she"
        Female = "female",
        /// "he"
        Male = "male",
    }
}

vocabulary! {
    /// What kind of thing an entry is.
    EntryKind {
        /// A state or territory.
        Country = "country",
        /// A city; it acts only where it stands for somebody ([`Entry::stands_for`]).
        City = "city",
        /// A province, a US state, a sea, a continent: it only locates.
        Region = "region",
        /// A government, ministry, office, army, parliament or agency.
        Government = "government",
        /// An international body, company, party or NGO.
        Organization = "organization",
        /// An armed group that is no state's army.
        ArmedGroup = "armed_group",
        /// A people, or a collective with a fixed name.
        Group = "group",
        /// A news agency, paper, broadcaster or site.
        Media = "media",
        /// A human being.
        Person = "person",
    }
}

impl EntryKind {
    /// The type of actor that it is; `None` for places that only locate.
    pub fn actor_type(self) -> Option<ActorType> {
        Some(match self {
            Self::Country => ActorType::Country,
            Self::City | Self::Region => return None,
            Self::Government => ActorType::Government,
            Self::Organization => ActorType::Organization,
            Self::ArmedGroup => ActorType::ArmedGroup,
            Self::Group => ActorType::Group,
            Self::Media => ActorType::Media,
            Self::Person => ActorType::Person,
        })
    }

    /// Whether something can lie in it: a state, a part of one, a town.
    pub fn is_place(self) -> bool {
        matches!(self, Self::Country | Self::City | Self::Region)
    }
}

impl From<ActorType> for EntryKind {
    fn from(kind: ActorType) -> Self {
        match kind {
            ActorType::Country => Self::Country,
            ActorType::Government => Self::Government,
            ActorType::Organization => Self::Organization,
            ActorType::ArmedGroup => Self::ArmedGroup,
            ActorType::Group => Self::Group,
            ActorType::Media => Self::Media,
            ActorType::Person => Self::Person,
        }
    }
}

vocabulary! {
    /// An office of state, apart from what a country calls it.
    Office {
        /// Head of state, elected.
        President = "president",
        /// The president's deputy.
        VicePresident = "vice-president",
        /// Head of government: prime minister, premier, chancellor.
        PrimeMinister = "prime-minister",
        /// The head of government's deputy.
        DeputyPrimeMinister = "deputy-prime-minister",
        /// King, queen, emir, sultan, emperor.
        Monarch = "monarch",
        /// Heir to the throne.
        CrownPrince = "crown-prince",
        /// Iran's supreme leader, North Korea's leader.
        Leader = "leader",
        /// Foreign minister, foreign secretary, US secretary of state.
        ForeignMinister = "foreign-minister",
        /// Their deputies.
        DeputyForeignMinister = "deputy-foreign-minister",
        /// Defence minister or secretary.
        DefenceMinister = "defence-minister",
        /// Interior minister, home secretary.
        InteriorMinister = "interior-minister",
        /// Finance minister, chancellor of the exchequer, treasury secretary.
        FinanceMinister = "finance-minister",
        /// Justice minister, attorney general.
        JusticeMinister = "justice-minister",
        /// Any other minister.
        Minister = "minister",
        /// National security adviser.
        SecurityAdviser = "security-adviser",
        /// Head of the armed forces.
        ChiefOfStaff = "chief-of-staff",
        /// Speaker of a parliament.
        Speaker = "speaker",
        /// Member of a parliament.
        Legislator = "legislator",
        /// Governor of a state or province.
        Governor = "governor",
        /// Mayor.
        Mayor = "mayor",
        /// Ambassador.
        Ambassador = "ambassador",
        /// Ambassador or permanent representative at the United Nations.
        UnAmbassador = "un-ambassador",
        /// Special envoy.
        Envoy = "envoy",
        /// Spokesman, spokeswoman, press secretary.
        Spokesperson = "spokesperson",
        /// Head of an intelligence service.
        SpyChief = "spy-chief",
        /// Secretary-general or head of an international organization.
        SecretaryGeneral = "secretary-general",
        /// High representative of the European Union.
        HighRepresentative = "high-representative",
        /// Head of a party, group, company or movement.
        Head = "head",
        /// Military commander.
        Commander = "commander",
        /// Pope, patriarch, ayatollah, imam, rabbi.
        Cleric = "cleric",
        /// Presidential candidate.
        Candidate = "candidate",
    }
}

/// An office held by somebody over some time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tenure {
    /// What it is.
    pub office: Office,
    /// What it is called: "Foreign Minister".
    pub title: Box<str>,
    /// Of which state; `None` for international organizations.
    pub country: Option<Country>,
    /// The first day, as far as the table tells.
    pub from: Option<Date>,
    /// The last day; `None` if the table knows no end.
    pub to: Option<Date>,
}

impl Tenure {
    /// Whether it was held on `day`.
    pub fn holds_on(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }
}

/// An entry: an index into the tables of one [`Gazetteer`](super::Gazetteer).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EntryId(pub(crate) u32);

/// Somebody, something or some place with a name.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The readable slug: "russia", "sergey-lavrov".
    pub id: Box<str>,
    /// The canonical name.
    pub name: Box<str>,
    /// Its item in Wikidata, where that is known for sure: "Q159".
    pub wikidata: Option<&'static str>,
    /// What it is.
    pub kind: EntryKind,
    /// The state that it belongs to.
    pub country: Option<Country>,
    /// For persons.
    pub gender: Option<Gender>,
    /// The actor that the place stands for where it acts: Moscow → Russia, Brussels → European Union.
    pub stands_for: Option<EntryId>,
    /// For persons: from the latest to the earliest.
    pub tenures: Vec<Tenure>,
    /// How well known, for choosing among equals: 0 little, 9 best; a user's own rows 10.
    pub prominence: u8,
}

impl Entry {
    /// The actor's type; `None` for places that only locate.
    pub fn actor_type(&self) -> Option<ActorType> {
        self.kind.actor_type()
    }

    /// The office held on `day`; without a day, the latest.
    pub fn tenure_on(&self, day: Option<Date>) -> Option<&Tenure> {
        match day {
            Some(day) => self.tenures.iter().find(|tenure| tenure.holds_on(day)),
            None => self.tenures.first(),
        }
    }
}

/// What is peculiar about one name of one entry.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct NameFlags(u8);

impl NameFlags {
    /// Other things bear the name too: Georgia, Jordan, Chad, "Congress".
    pub const AMBIGUOUS: Self = Self(1);
    /// It is also an everyday word: "Sun", "Time", "Turkey"; take it only with further evidence.
    pub const COMMON_WORD: Self = Self(2);
    /// A surname alone ("Lavrov"): enough to guess by, not enough to identify.
    pub const SURNAME: Self = Self(4);
    /// Letters standing for a longer name: "UN", "HTS".
    pub const ABBREVIATION: Self = Self(8);
    /// The name is used with the article: "the Sun", "the Observatory".
    pub const ARTICLE: Self = Self(16);

    /// It is written with a small letter: "al-Qaeda".
    pub const SMALL: Self = Self(32);

    /// No peculiarity.
    pub const fn none() -> Self {
        Self(0)
    }

    /// Both together.
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// From the words of a cell: "common,article".
    pub(super) fn read(cell: &str) -> Result<Self, String> {
        cell.split(',').map(str::trim).filter(|flag| !flag.is_empty()).try_fold(Self::none(), |flags, word| {
            Ok(flags.with(match word {
                "ambiguous" => Self::AMBIGUOUS,
                "common" => Self::COMMON_WORD,
                "article" => Self::ARTICLE,
                _ => return Err(format!("{word:?} is no flag: use ambiguous, common, article")),
            }))
        })
    }

    /// Of two spellings with the same words ("SANA", "Sana"): only what both demand.
    pub(super) const fn loosened(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// Whether all of `other` hold.
    pub const fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }
}

impl<'de> Deserialize<'de> for NameFlags {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        parsed(deserializer, Self::read)
    }
}

/// One reading of a name found in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Name {
    /// Whose name it is.
    pub entry: EntryId,
    /// What is peculiar about it.
    pub flags: NameFlags,
}

vocabulary! {
    /// What a title does.
    TitleKind {
        /// "Mr", "Sir", "Sheikh": polite, tells no office.
        Honorific = "honorific",
        /// "Gen.", "Colonel", "Maj. Gen.": a rank.
        Rank = "rank",
        /// "Foreign Minister", "President", "spokesman": an office or function.
        Office = "office",
        /// "journalist", "analyst", "lawyer": an occupation.
        Occupation = "occupation",
    }
}

/// A title, rank or occupation as people write it before or after names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Title {
    /// In its usual form, singular: "Foreign Minister", "Gen.".
    pub text: Box<str>,
    /// What it does.
    pub kind: TitleKind,
    /// The office that it names.
    pub office: Option<Office>,
    /// What it tells of the bearer.
    pub gender: Option<Gender>,
    /// The state that alone has it: "Secretary of State", "Taoiseach".
    pub country: Option<Country>,
    /// The form found was the plural: "Presidents Putin and Rouhani".
    pub plural: bool,
}
