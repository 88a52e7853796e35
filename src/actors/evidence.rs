//! What tells that a stretch of text stands for somebody, and how sure that is.

use serde::Serialize;

/// The table, rule or model that a mention rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Evidence {
    /// A name of the tables: "Lavrov", "NATO".
    Known,
    /// A state's body with capitals: "Foreign Ministry".
    StateBody,
    /// Capitals behind a title: "Gen. Akar".
    Titled,
    /// A body that is a part of a title: "NATO chief".
    WithinTitle,
    /// A part of a compound: "Ankara-backed".
    Compound,
    /// Capitals that begin with a first name or an initial.
    FirstName,
    /// A word that heads an institution's name: "Council of Elders".
    Institution,
    /// A word that ends a place's name: "Marble Bridge".
    PlaceWord,
    /// A name that the document has elsewhere in full.
    Repeated,
    /// A name in a headline's capitals.
    Headline,
    /// A line of results, which has nothing but names and figures.
    Results,
    /// A few capital letters: "NRU".
    Letters,
    /// Capitals that a word of place leads to or follows.
    Located,
    /// A capital that a verb of saying, a possessive or a title's "of" shows to be somebody.
    Acting,
    /// A first name alone.
    FirstNameAlone,
    /// Several capitals, and nothing more.
    Capitals,
    /// One capital within a sentence, and nothing more.
    Capital,
    /// The model is sure of a name that no rule saw.
    ModelSure,
    /// The model sees a name that no rule saw.
    Model,
    /// A guess of the rules that the model shares, or mends.
    ModelAgrees,
    /// What is described is a state's body or somebody's office: "Syrian troops", "Mr Erdogan's office".
    DescribedBody,
    /// The holder of an office of a state that is told: "the Russian foreign minister".
    HolderOfState,
    /// The holder of an office, or a person otherwise described: "the minister".
    Holder,
    /// Who has the same office elsewhere: "his Turkish counterpart".
    Counterpart,
    /// A noun that takes a name up again: "the group", "the alliance".
    TakenUp,
    /// A pronoun for which nobody else comes near.
    PronounClear,
    /// A pronoun for which others come near.
    PronounRivalled,
    /// A pronoun before the name that it stands for: "Before he spoke, Lavrov …".
    PronounAhead,
}

impl Evidence {
    /// How sure, from 0 to 1: the one place that says so.
    pub fn confidence(self) -> f32 {
        match self {
            Self::Known => 0.95,
            Self::StateBody => 0.9,
            Self::Titled => 0.85,
            Self::WithinTitle | Self::Compound | Self::FirstName | Self::HolderOfState | Self::PronounClear => 0.8,
            Self::Institution
            | Self::PlaceWord
            | Self::Repeated
            | Self::ModelSure
            | Self::DescribedBody
            | Self::Counterpart => 0.7,
            Self::Headline
            | Self::Results
            | Self::Letters
            | Self::Located
            | Self::ModelAgrees
            | Self::Holder
            | Self::TakenUp
            | Self::PronounAhead => 0.6,
            Self::Acting | Self::FirstNameAlone | Self::PronounRivalled => 0.55,
            Self::Capitals | Self::Model => 0.5,
            Self::Capital => 0.4,
        }
    }
}
