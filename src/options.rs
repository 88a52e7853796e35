//! What a caller may choose.

use crate::actors::Gazetteer;
use crate::statements::Verbs;

/// Choices for an [`Extractor`](crate::Extractor); plain data.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Options {
    /// Threads to use; `None` for as many as there are cores (or `POLARS_MAX_THREADS` says).
    pub threads: Option<usize>,
    /// What is known of actors beforehand.
    pub gazetteer: Gazetteer,
    /// Reporting verbs beside the known ones.
    pub verbs: Verbs,
}

impl Options {
    /// With this many threads.
    #[must_use]
    pub fn with_threads(mut self, threads: Option<usize>) -> Self {
        self.threads = threads;
        self
    }

    /// With this gazetteer.
    #[must_use]
    pub fn with_gazetteer(mut self, gazetteer: Gazetteer) -> Self {
        self.gazetteer = gazetteer;
        self
    }

    /// With these reporting verbs beside the known ones.
    #[must_use]
    pub fn with_verbs(mut self, verbs: Verbs) -> Self {
        self.verbs = verbs;
        self
    }
}
