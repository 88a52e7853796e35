//! onrecord turns news text into data: who said what, to whom, when.
//!
//! ```
//! use onrecord::{Extractor, Input};
//!
//! let text = "“Talks are over,” Sergey Lavrov said in Ankara on Monday.";
//! let record = Extractor::default().document(Input { text, ..Input::default() });
//! let statement = &record.statements[0];
//! let speaker = statement.speaker.map(|actor| record.actors.actors[actor.0 as usize].name.as_str());
//! assert_eq!((statement.content[0].of(text), speaker), ("“Talks are over,”", Some("Sergey Lavrov")));
//! ```
//!
//! Data flows one way through the modules of this crate, in the order in which they stand; each knows only
//! those before it (ARCHITECTURE.md). What is above is all that a user needs; developers' tools reach the stages one by one
//! through `stages`, with the cargo feature `train`.
#![cfg_attr(feature = "train", deny(unreachable_pub))]
#![cfg_attr(not(test), deny(clippy::unwrap_used))]

mod calendar;
mod error;
mod hashing;
mod span;
mod tables;
mod trie;
mod vocabulary;

mod layout;

mod learning;

mod parallel;

#[cfg(feature = "train")]
mod corpora;

mod words;

mod furniture;

mod pages;

mod documents;

mod ingest;

mod segments;

mod reader;

mod tagging;

mod phrases;

mod actors;

mod dates;

mod dating;

mod statements;

mod options;

mod extract;

mod corpus;

pub use actors::{Gazetteer, GazetteerRow, LocalActor, Mention};
pub use corpus::duplicates::{Signature, signatures};
pub use corpus::{Corpus, Joined};
pub use dates::{TimeExpression, parse as parse_date};
pub use documents::Input;
pub use error::Error;
pub use extract::{DocumentRecord, Extractor, Wanted};
pub use ingest::{Unread, languages, read_pages};
pub use options::{Model, Options};
pub use pages::{Page, Source};
pub use parallel::{Stop, Threads};
pub use span::{ByteSpan, CharIndex, CharSpan};
pub use statements::{Statement, Verbs};

/// The stages one by one, with their trainers: for the developers' command, benches and tests. No promise holds for them.
#[cfg(feature = "train")]
pub mod stages {
    #[allow(missing_docs)]
    pub mod calendar {
        pub use crate::calendar::*;
    }
    #[allow(missing_docs)]
    pub mod span {
        pub use crate::span::*;
    }
    #[allow(missing_docs)]
    pub mod learning {
        pub use crate::learning::*;
    }
    #[allow(missing_docs)]
    pub mod corpora {
        pub use crate::corpora::*;
    }
    #[allow(missing_docs)]
    pub mod pages {
        pub use crate::pages::*;
    }
    #[allow(missing_docs)]
    pub mod documents {
        pub use crate::documents::*;
    }
    #[allow(missing_docs)]
    pub mod ingest {
        pub use crate::ingest::*;
    }
    #[allow(missing_docs)]
    pub mod segments {
        pub use crate::segments::*;
    }
    #[allow(missing_docs)]
    pub mod reader {
        pub use crate::reader::*;
    }
    #[allow(missing_docs)]
    pub mod tagging {
        pub use crate::tagging::*;
    }
    #[allow(missing_docs)]
    pub mod phrases {
        pub use crate::phrases::*;
    }
    #[allow(missing_docs)]
    pub mod actors {
        pub use crate::actors::*;
    }
    #[allow(missing_docs)]
    pub mod dates {
        pub use crate::dates::*;
    }
    #[allow(missing_docs)]
    pub mod dating {
        pub use crate::dating::*;
    }
    #[allow(missing_docs)]
    pub mod statements {
        pub use crate::statements::*;
    }
    #[allow(missing_docs)]
    pub mod corpus {
        pub use crate::corpus::*;
    }
}

#[cfg(feature = "python")]
mod frames;

#[cfg(feature = "python")]
mod python;
