//! How a word depends on another one.

use crate::vocabulary::vocabulary;

vocabulary! {
    /// What a word is to its head: the relations of Universal Dependencies, those alone that tell who did what.
    Relation {
        /// The head of its sentence.
        Root = "root",
        /// "[Lavrov] said", also a clause.
        Subject = "subject",
        /// "[talks] were held"
        PassiveSubject = "passive subject",
        /// "told [reporters]", direct or indirect.
        Object = "object",
        /// "said that they [agreed]"
        ClausalComplement = "clausal complement",
        /// "wants to [talk]"
        OpenComplement = "open complement",
        /// "left when it [ended]"
        AdverbialClause = "adverbial clause",
        /// "the man who [left]"
        RelativeClause = "relative clause",
        /// "the decision to [leave]"
        NominalClause = "nominal clause",
        /// "Lavrov, the [minister]"
        Apposition = "apposition",
        /// "[Turkey]'s army", "[his] army"
        Possessive = "possessive",
        /// "head of the [army]"
        NominalModifier = "nominal modifier",
        /// "met in [Moscow]", "met on [Monday]"
        Oblique = "oblique",
        /// "[in] Moscow", "Turkey['s]"
        Case = "case",
        /// "[that] they agreed", "[to] talk"
        Mark = "mark",
        /// "[has] said", "[will] talk"
        Auxiliary = "auxiliary",
        /// "[was] told"
        PassiveAuxiliary = "passive auxiliary",
        /// "[is] ready"
        Copula = "copula",
        /// "he came and [went]"
        Conjunct = "conjunct",
        /// "came [and] went"
        Coordinator = "coordinator",
        /// "[the] army"
        Determiner = "determiner",
        /// "[two] men"
        Number = "number",
        /// "[new] talks"
        Adjective = "adjective",
        /// "[peace] talks", "[Sergey] Lavrov", "[Minister] Lavrov"
        Compound = "compound",
        /// "set [up]"
        Particle = "particle",
        /// "[never] said", "did [not] say"
        Adverb = "adverb",
        /// "the talks, he [said], went well"
        Parataxis = "parataxis",
        /// "[there] is"
        Expletive = "expletive",
        /// The later words of "according [to]", "as well [as]".
        Fixed = "fixed",
        /// Any other.
        Other = "other",
        /// A mark.
        Punctuation = "punctuation",
    }
}

/// The token that a token depends on, if it is no root.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Head(u32);

impl Head {
    /// No head: the token is a root.
    pub const NONE: Self = Self(u32::MAX);

    /// The head at index `token` of the document's tokens.
    pub fn new(token: usize) -> Self {
        Self(token as u32)
    }

    /// The head's index among the document's tokens.
    pub fn token(self) -> Option<usize> {
        (self != Self::NONE).then_some(self.0 as usize)
    }
}

impl std::fmt::Debug for Head {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.token().fmt(f)
    }
}
