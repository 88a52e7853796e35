//! Text → named mentions: what is a name, and of what kind of thing, by whose word.
//!
//! In: a [`View`] of the document. Out: [`Name`]s in text order, each with what stands beside it (office, country, gender)
//! and its [`Evidence`]. Whom a name stands for is not asked here: "Moscow" is a city that the tables know.
//!
//! Six steps, in "Turkish Defence Minister Hulusi Akar met Oram Veld of the Grey Council. Veld left.":
//!
//! 1. `rules`: from left to right, the longest of what the tables know (Hulusi Akar), what a head word shows to be an
//!    institution (Grey Council), and what a title, a first name or bare capitals suggest (Oram Veld). What a title says
//!    goes over to the name behind it: Akar is of Turkey, and Defence Minister.
//! 2. `labels`: a learned model gives every word a label, with the rules' names before its eyes.
//! 3. `revise`: both are brought together. Tables beat the model but for towns and surnames; the model beats guesses from
//!    capitals, and adds names that no rule saw. Lines of results, which have no grammar, are read by themselves.
//! 4. `pieces`: what was found of "Clara “Cleo” Merkel" or "Tamim bin Hamad Al Thani" becomes one name.
//! 5. `register`: in a guide or a review, a name takes more than a capital letter.
//! 6. `repeats`: names of the document are found again where nothing else shows them: Veld.
//!
//! Not done: names in small letters ("al qaeda"), and names of works, laws and events, which are left out on purpose.

#[cfg(test)]
mod cases;
mod credits;
mod labels;
mod pieces;
mod register;
mod repeats;
mod results;
mod revise;
mod rules;
pub(super) mod types;

#[cfg(feature = "train")]
pub(super) use labels::training::train;
#[cfg(feature = "train")]
pub use labels::{
    Label,
    training::{NamedText, named_texts},
};

use super::gazetteer::{EntryId, Gender, Office};
use super::view::View;
use super::{Country, Evidence, MentionType};
use crate::reader::SeenNames;
use crate::segments::TokenSpan;
use crate::span::ByteSpan;

/// Tokens that one name may have.
const LONGEST: usize = 12;

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
pub(super) struct Name {
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
    /// What tells that it is one.
    pub evidence: Evidence,
}

impl Name {
    /// A name of which no more is known than what kind of thing it names.
    pub(super) fn new(view: &View<'_>, tokens: TokenSpan, sort: MentionType, evidence: Evidence) -> Self {
        let span = view.span(tokens);
        Self { tokens, span, sort, entry: None, partial: false, described: false, facts: Facts::default(), evidence }
    }
}

/// All names of a document, in text order.
pub(super) fn find(view: &View<'_>, seen: Option<&SeenNames>) -> Vec<Name> {
    let names = rules::find(view);
    let labels = labels::label(view, &names, seen);
    let joined = pieces::join(view, revise::revise(view, names, &labels));
    let mut names = repeats::find(view, register::supported(view, joined));
    names.retain(|name| !credits::is_credited(view, name));
    names
}

#[cfg(test)]
mod tests {
    use crate::actors::cases::{check, evidence};

    #[test]
    fn a_title_leads_to_its_bearer() {
        check(&[
            ("NATO chief Jens Stoltenberg spoke.", "NATO=NATO; Jens Stoltenberg=Jens Stoltenberg"),
            ("Speaker of the House Ana Ruiz spoke.", "House=United States House of Representatives; Ana Ruiz=Ana Ruiz"),
            (
                "Turkish Foreign Ministry spokesman Hami Aksoy spoke.",
                "Turkish Foreign Ministry=Ministry of Foreign Affairs of Turkey; Hami Aksoy=Hami Aksoy",
            ),
            (
                "Presidents Vladimir Putin and Hassan Rouhani met.",
                "Vladimir Putin=Vladimir Putin; Hassan Rouhani=Hassan Rouhani",
            ),
            ("Gen. (ret.) Tom Lee spoke.", "Tom Lee=Tom Lee"),
            ("Stephen King spoke of it.", "Stephen King=Stephen King"),
            ("He spoke with the Australian foreign minister.", ""),
        ]);
    }

    #[test]
    fn a_known_word_is_a_name_where_it_can_be_one() {
        check(&[
            ("He works for Boeing.", "Boeing=Boeing"),
            ("He flew a Boeing 737 home.", ""),
            ("Muslim extremists left.", ""),
            ("A Republican senator left.", ""),
            ("Georgia's president signed the law.", "Georgia=Georgia"),
            ("Georgia's governor signed the law.", "Georgia=-"),
            ("Mohammed bin Salman Al Saud came.", "Mohammed bin Salman Al Saud=Mohammed bin Salman"),
            ("Lawrence Hurley wrote it.", "Lawrence Hurley=Lawrence Hurley"),
        ]);
    }

    #[test]
    fn a_part_of_a_compound_is_a_name_where_it_acts() {
        check(&[
            ("Russia-backed fighters and pro-Assad forces left.", "Russia=Russia; Assad=Bashar al-Assad"),
            ("Boston-based Ana Ruiz left.", "Ana Ruiz=Ana Ruiz"),
        ]);
    }

    #[test]
    fn names_of_the_document_are_found_again() {
        check(&[
            ("Theresa May came. May said so. It ended in May.", "Theresa May=Theresa May; May=Theresa May"),
            ("Ana Ruiz spoke.\n\nRUIZ LEFT FOR TOWN", "Ana Ruiz=Ana Ruiz; RUIZ=Ana Ruiz"),
        ]);
    }

    #[test]
    fn results_name_teams() {
        check(&[("CHICAGO AT TORONTO", "CHICAGO=CHICAGO; TORONTO=-")]);
    }

    #[test]
    fn each_name_tells_what_it_rests_on() {
        for (text, expected) in [
            ("Sergey Lavrov left.", "Sergey Lavrov=Known"),
            ("Gen. Oram Veld left.", "Oram Veld=Titled"),
            ("Then Nadia Tarek left.", "Nadia Tarek=FirstName"),
            ("The Council of Elders met.", "Council of Elders=Institution"),
            ("We met at the Marble Bridge.", "Marble Bridge=PlaceWord"),
            ("Russia-backed fighters left.", "Russia=Compound"),
            ("NATO chief Jens Stoltenberg left.", "NATO=WithinTitle; Jens Stoltenberg=Known"),
        ] {
            assert_eq!(evidence(text), expected, "{text}");
        }
    }
}
