//! onrecord turns news text into data: who said what, to whom, when.
//!
//! Data flows one way through the modules below, in the order in which they stand; each knows only
//! those before it.

pub mod calendar;
mod error;
mod hashing;
pub mod span;
mod tables;
mod vocabulary;

pub mod learning;

mod parallel;

#[cfg(feature = "train")]
pub mod corpora;

pub mod pages;

pub mod documents;

pub mod ingest;

pub mod segments;

pub mod tagging;

pub mod phrases;

pub mod actors;

pub mod dates;

pub mod statements;

mod options;

mod extract;

pub mod corpus;

pub use corpus::{Corpus, Joined};
pub use error::Error;
pub use extract::{DocumentRecord, Extractor, Wanted};
pub use options::Options;
pub use parallel::{Stop, Threads};

#[cfg(feature = "python")]
mod frames;

#[cfg(feature = "python")]
mod python;
