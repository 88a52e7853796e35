//! A document's text → its blocks with roles, its title, and the day it was published.
//!
//! In: the text as given, and what the caller knows of it. Out: a [`Layout`]: every line that is
//! not blank belongs to one [`Block`] (docs/annotation.md, "Blocks"), and [`Published`].
//!
//! The text is cut into lines, and lines that were wrapped are joined (`lines`); each piece is looked
//! at by itself (`facts`), and then all together get their roles (`roles`). Long paragraphs are hardly
//! read: what needs care is short. Nothing is known here of names or verbs, and no text is changed.
//!
//! ```
//! use onrecord::stages::documents::{self, Input, Role};
//!
//! let text = "Rate it\n\nEnvoy lands in Sochi\n\nBy Ana Ruiz\n\nThe envoy arrived on Sunday.\n\nUpdated: February 17, 2020 09:10 AM";
//! let layout = documents::lay_out(Input { text, ..Input::default() });
//! let roles: Vec<Role> = layout.blocks.iter().map(|block| block.role).collect();
//! assert_eq!(roles, [Role::Boilerplate, Role::Title, Role::Byline, Role::Body, Role::Published]);
//! assert_eq!(layout.published.day.unwrap().to_string(), "2020-02-17");
//! assert_eq!(layout.authors[0].of(text), "Ana Ruiz");
//! ```

mod authors;
#[cfg(test)]
mod cases;
mod facts;
mod filed;
mod language;
mod lines;
mod published;
mod roles;
mod told;
mod word_classes;

#[cfg(feature = "python")]
pub use language::OTHER_LANGUAGE;
pub use language::{Language, language_of};

use serde::Serialize;

use crate::calendar::Date;
pub use told::settled;

pub use crate::layout::{Block, PublishedBasis, Role};
use crate::parallel::stopping_point;
use crate::span::ByteSpan;
use crate::words::Word;

/// What the caller knows of a document; only the text is needed.
#[derive(Clone, Copy, Debug, Default)]
pub struct Input<'t> {
    /// The text, which is never changed.
    pub text: &'t str,
    /// The headline, where it is known apart from the text.
    pub title: Option<&'t str>,
    /// The day of publication, where it is known.
    pub published: Option<Date>,
    /// The address it came from.
    pub url: Option<&'t str>,
    /// The language, as a code such as "en" or "de-AT", where it is known: it is believed.
    pub language: Option<&'t str>,
    /// What its lines are, where that was told: believed if they are the blocks of this text, passed over if it was changed since.
    pub blocks: Option<&'t [Block]>,
}

/// The day of publication and how it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Published {
    /// The day; null if the text does not tell.
    pub day: Option<Date>,
    /// Where it comes from.
    pub basis: PublishedBasis,
}

impl Default for Published {
    fn default() -> Self {
        Self { day: None, basis: PublishedBasis::None }
    }
}

/// A document taken apart into blocks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Layout {
    /// In text order; every line that is not blank lies in exactly one.
    pub blocks: Vec<Block>,
    /// Where the headline stands.
    pub title: Option<ByteSpan>,
    /// When it appeared.
    pub published: Published,
    /// The language, where it is given or the text is long enough to tell.
    pub language: Option<Language>,
    /// Where it was filed ("MOSCOW, Feb 14 (Reuters)"), also at the start of a body block; without the dash.
    pub dateline: Option<ByteSpan>,
    /// The names in bylines.
    pub authors: Vec<ByteSpan>,
}

/// Takes a document apart.
pub fn lay_out(input: Input<'_>) -> Layout {
    let text = input.text;
    let told = input.blocks.filter(|blocks| told::fit(text, blocks));
    let pieces = match told {
        Some(blocks) => blocks.iter().map(|block| lines::Piece { span: block.span, is_apart: true }).collect(),
        None => lines::pieces(text),
    };
    let mut buffer = Vec::new();
    let facts: Vec<_> = pieces
        .into_iter()
        .map(|piece| {
            stopping_point();
            facts::read(text, piece, &mut buffer)
        })
        .collect();
    let (mut roles, headline) = match told {
        Some(blocks) => {
            let roles: Vec<Role> = blocks.iter().map(|block| block.role).collect();
            let headline = roles.iter().position(|role| *role == Role::Title);
            (roles, headline)
        }
        None => roles::assign(&facts, input.title.map(|title| title_key(title, &mut buffer))),
    };
    let dateline = dateline(text, &facts, &roles);
    let published = published::find(input, &facts, &roles, dateline);
    if told.is_none() {
        roles::alone(&facts, &mut roles);
    }
    let mut authors = Vec::new();
    for (facts, _) in facts.iter().zip(&roles).filter(|(_, role)| **role == Role::Byline) {
        authors::read(text, facts.span, &mut authors);
    }
    Layout {
        title: headline.map(|at| facts[at].span),
        published,
        language: language::of_pieces(text, facts.iter().map(|facts| facts.span), input.language),
        dateline,
        authors,
        blocks: facts.iter().zip(roles).map(|(facts, role)| Block { span: facts.span, role }).collect(),
    }
}

/// Every line as body text: corpora have no furniture.
#[cfg(feature = "train")]
pub fn every_line(text: &str) -> Layout {
    let mut blocks = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let span = ByteSpan::new(at, at + line.len()).trim(text);
        at += line.len();
        if !span.is_empty() {
            blocks.push(Block { span, role: Role::Body });
        }
    }
    Layout { blocks, ..Layout::default() }
}

/// The key that a piece with the words of `title` has.
fn title_key(title: &str, buffer: &mut Vec<Word>) -> u64 {
    let span = ByteSpan::new(0, title.len()).trim(title);
    facts::read(title, lines::Piece { span, is_apart: true }, buffer).key
}

/// The dateline: on a line of its own, or before the first sentence of one of the first paragraphs.
fn dateline(text: &str, facts: &[facts::Facts], roles: &[Role]) -> Option<ByteSpan> {
    const PARAGRAPHS: usize = 3;
    let own = facts.iter().zip(roles).find(|(_, role)| **role == Role::Dateline).map(|(facts, _)| facts.span);
    own.or_else(|| {
        let bodies =
            facts.iter().zip(roles).filter(|(_, role)| matches!(role, Role::Body | Role::Title)).take(PARAGRAPHS);
        bodies.map(|(facts, _)| facts.span).find_map(|span| {
            let end = filed::prefix(span.of(text), false)?;
            Some(ByteSpan::new(span.start(), span.start() + end))
        })
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn laid_out(text: &str) -> Layout {
        lay_out(Input { text, ..Input::default() })
    }

    #[test]
    fn every_line_gets_its_role() {
        for (text, expected) in [
            (
                "Rate it⏎Talks resume in Ankara⏎⏎Talks resume in Ankara⏎⏎Officials met, the ministry said.⏎⏎Add comment",
                "boilerplate title boilerplate body boilerplate",
            ),
            (
                "0 $⏎2,500 $⏎⏎Convoy enters Hatay⏎⏎Click to see full-size image⏎⏎Trucks crossed at dawn.",
                "boilerplate boilerplate title boilerplate body",
            ),
            (
                "Doha, QatarMonday 1 June 2020⏎⏎Envoy lands in Sochi⏎⏎He arrived, television said.⏎⏎Updated: February 17, 2020 09:10 AM",
                "published title body published",
            ),
            (
                "World / Europe / Russia⏎⏎Envoy lands in Sochi⏎⏎The envoy, pictured in Sochi on May 3, 2019. (AFP photo)⏎⏎He left.",
                "boilerplate title caption body",
            ),
            (
                "Envoy lands⏎⏎He left the hall.⏎⏎The bridge at dawn. (Lantern photo)⏎⏎He left.",
                "title body caption body",
            ),
            ("Envoy lands⏎⏎He left the hall.⏎⏎The bridge at dawn. (Lantern walk)⏎⏎He left.", "title body body body"),
            (
                "Envoy lands⏎⏎He left the hall.⏎⏎The bridge at dawn. Picture: Ana Ruiz⏎⏎He left.",
                "title body caption body",
            ),
            ("Envoy lands⏎⏎He left the hall.⏎⏎The bridge at dawn. Statue: Ana Ruiz⏎⏎He left.", "title body body body"),
            (
                "By Ana Ruiz and Tom Lee⏎Published: 3:15 PM, 12 May 2019⏎⏎The envoy left.⏎⏎© 2021 Example News. All rights reserved.",
                "byline published body boilerplate",
            ),
            (
                "The envoy left.⏎⏎Most Popular⏎Actor says he is sorry⏎Ten best beaches",
                "body boilerplate boilerplate boilerplate",
            ),
            (
                "The envoy left.⏎⏎3 Comments⏎ahmet62 says: this is a lie!⏎Reply",
                "body boilerplate boilerplate boilerplate",
            ),
            (
                "The envoy left.⏎⏎READ MORE: Erdogan vows revenge for the dead⏎⏎He flew to Sochi.",
                "body boilerplate body",
            ),
            ("The envoy left.⏎⏎Сообщить об ошибке⏎Выделенный текст слишком длинный.", "body boilerplate boilerplate"),
            ("Лавров заявил, что переговоры окончены.", "body"),
            (
                "GENEVA (AP) —⏎⏎The envoy left Geneva.⏎⏎Reporting by Ana Ruiz; editing by Tom Lee",
                "dateline body byline",
            ),
            ("Lavrov: No deadline for Idlib withdrawal", "title"),
            ("LONDON 1996-08-30", "body"),
            ("Zadar 3 1 0 6 1 10", "body"),
            ("By Monday the war was over.⏎⏎Published reports of it were few.⏎⏎Comments were fewer.", "body body body"),
            ("“No talks under threat.”⏎— Javad Zarif (@JZarif) February 13, 2020", "body body"),
            (
                "We use cookies. By continuing you agree to our terms.⏎⏎The envoy left.⏎⏎https://example.org/a",
                "boilerplate body boilerplate",
            ),
        ] {
            let text = text.replace('⏎', "\n");
            let roles: Vec<_> = laid_out(&text).blocks.iter().map(|block| block.role.as_str()).collect();
            assert_eq!(roles.join(" "), expected, "{text}");
        }
    }

    #[test]
    fn the_day_of_publication_is_the_articles_own() {
        let filler = "The ministers met on Monday and spoke for an hour about the truce.";
        for (text, expected) in [
            (
                "Doha, QatarMonday 1 June 2020⏎⏎Envoy lands⏎⏎He left.⏎⏎Updated: February 17, 2020 09:10 AM",
                "2020-02-17 updated",
            ),
            ("Doha, QatarMonday 1 June 2020⏎⏎Envoy lands⏎⏎He left.", "none"),
            ("WASHINGTON, Nov. 22, 2019 (AP) — The House voted on Wednesday.", "2019-11-22 dateline"),
            ("Envoy lands in Sochi⏎⏎Friday, July 21, 2017⏎⏎He left.", "2017-07-21 dateline"),
            (
                "Envoy lands⏎⏎The envoy on March 8, 2019. (AFP photo)⏎The envoy on February 11, 2019. (AFP photo)⏎⏎…",
                "2019-02-11 text",
            ),
            ("The envoy left.⏎⏎© 2021 Example News", "none"),
            ("Updated: May 14, 2019⏎Published: May 12, 2019⏎⏎The envoy left.", "2019-05-12 updated"),
        ] {
            let text = text.replace('⏎', "\n").replace('…', filler);
            let found = laid_out(&text).published;
            let day = found.day.map(|day| format!("{day} ")).unwrap_or_default();
            assert_eq!(format!("{day}{}", found.basis), expected, "{text}");
        }
        let url = Some("https://example.org/2019/02/11/envoy");
        let found = lay_out(Input { text: "The envoy left.", url, ..Input::default() }).published;
        assert_eq!((found.day.unwrap().to_string().as_str(), found.basis), ("2019-02-11", PublishedBasis::Url));
    }

    #[test]
    fn bylines_name_the_authors() {
        for (text, expected) in [
            ("By Ana Ruiz and Tom Lee⏎⏎The envoy left.", "Ana Ruiz|Tom Lee"),
            ("BY ANA RUIZ, STAFF WRITER⏎⏎The envoy left.", "ANA RUIZ"),
            ("The envoy left.⏎⏎(Reporting by Ana Ruiz in Ankara and Tom Lee; Editing by Jo May)", "Ana Ruiz|Tom Lee"),
            ("By The Associated Press⏎⏎The envoy left.", ""),
        ] {
            let text = text.replace('⏎', "\n");
            let authors: Vec<_> = laid_out(&text).authors.iter().map(|author| author.of(&text).to_owned()).collect();
            assert_eq!(authors.join("|"), expected);
        }
    }

    proptest! {
        #[test]
        fn every_line_that_is_not_blank_is_in_one_block(
            text in "(\\PC|[a-zA-Z0-9 .,:\n\r—-]|\n\n|By |Updated: |Monday |May 3, 2019|Share|©|\\(AP\\) ){0,150}"
        ) {
            let layout = laid_out(&text);
            let mut last = 0;
            for block in &layout.blocks {
                prop_assert!(block.span.start() >= last && !block.span.is_empty());
                prop_assert!(text.get(block.span.range()).is_some());
                prop_assert!(text[last..block.span.start()].chars().all(|c| !c.is_alphanumeric()));
                last = block.span.end();
            }
            prop_assert!(text[last..].chars().all(|c| !c.is_alphanumeric()));
        }
    }
}
