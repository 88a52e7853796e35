//! The one error type. Bad *input* is an error; odd *text* never is.

use std::fmt;

/// What went wrong, where, and what to do about it.
#[derive(Debug)]
pub struct Error(Box<Kind>);

#[derive(Debug)]
enum Kind {
    Vocabulary { name: &'static str, given: String, allowed: Vec<&'static str> },
    Table { table: String, line: usize, reason: String },
    Model { file: String, reason: String },
    Threads { given: usize, most: usize },
    Stopped,
    Internal,
}

impl Error {
    pub(crate) fn vocabulary(name: &'static str, given: &str, allowed: &[&'static str]) -> Self {
        Self(Box::new(Kind::Vocabulary { name, given: given.to_owned(), allowed: allowed.to_vec() }))
    }

    /// A row of a table (a gazetteer's, say) that cannot be read; `line` counts from 1.
    pub(crate) fn table(table: impl Into<String>, line: usize, reason: impl Into<String>) -> Self {
        Self(Box::new(Kind::Table { table: table.into(), line, reason: reason.into() }))
    }

    /// A model file that does not fit this version.
    pub(crate) fn model(file: impl Into<String>, reason: impl Into<String>) -> Self {
        Self(Box::new(Kind::Model { file: file.into(), reason: reason.into() }))
    }

    /// A number of threads that nobody has a use for.
    pub(crate) fn threads(given: usize, most: usize) -> Self {
        Self(Box::new(Kind::Threads { given, most }))
    }

    /// The caller asked to stop.
    pub fn stopped() -> Self {
        Self(Box::new(Kind::Stopped))
    }

    /// A document that the extraction failed on: a mistake of this crate.
    pub(crate) fn internal() -> Self {
        Self(Box::new(Kind::Internal))
    }

    /// Whether a value lies outside a closed vocabulary.
    pub fn is_vocabulary(&self) -> bool {
        matches!(*self.0, Kind::Vocabulary { .. })
    }

    /// Whether a table could not be read.
    pub fn is_table(&self) -> bool {
        matches!(*self.0, Kind::Table { .. })
    }

    /// Whether a model file does not fit.
    pub fn is_model(&self) -> bool {
        matches!(*self.0, Kind::Model { .. })
    }

    /// Whether there are to be no threads, or far too many.
    pub fn is_threads(&self) -> bool {
        matches!(*self.0, Kind::Threads { .. })
    }

    /// Whether the caller asked to stop.
    pub fn is_stopped(&self) -> bool {
        matches!(*self.0, Kind::Stopped)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &*self.0 {
            Kind::Vocabulary { name, given, allowed } => {
                write!(f, "{given:?} is no {name}: use one of {}", allowed.join(", "))
            }
            Kind::Table { table, line, reason } => write!(f, "{table}, line {line}: {reason}"),
            Kind::Model { file, reason } => write!(f, "models/{file} {reason}"),
            Kind::Threads { given, most } => {
                write!(f, "threads={given}: give a number from 1 to {most}, four for each core")
            }
            Kind::Internal => {
                f.write_str("extraction failed on this text, which is a mistake of onrecord: please report it")
            }
            Kind::Stopped => f.write_str("stopped before all documents were extracted"),
        }
    }
}

impl std::error::Error for Error {}
