//! What a caller may choose.

use std::sync::Arc;

use crate::actors::Gazetteer;
use crate::parallel::Threads;
use crate::statements::{SecondReader, Verbs};
use crate::vocabulary::vocabulary;

vocabulary! {
    /// Who reads.
    Model {
        /// Linear models and rules.
        Fast = "fast",
        /// The same with a pretrained encoder beside them: many times slower, and it sees more.
        Accurate = "accurate",
    }
}

/// Choices for an [`Extractor`](crate::Extractor); plain data.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Options {
    /// How many threads work at once.
    pub threads: Threads,
    /// What is known of actors beforehand.
    pub gazetteer: Gazetteer,
    /// Reporting verbs beside the known ones.
    pub verbs: Verbs,
    /// Whether statements that a careful annotator would leave out are wanted too.
    pub doubtful: bool,
    /// The second reader beside the linear models, if there is one.
    pub(crate) second: Option<Arc<SecondReader>>,
}

impl Options {
    /// With so many threads.
    #[must_use]
    pub fn with_threads(mut self, threads: Threads) -> Self {
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

    /// With statements that a careful annotator would leave out too, or without them.
    #[must_use]
    pub fn with_doubtful(mut self, doubtful: bool) -> Self {
        self.doubtful = doubtful;
        self
    }

    /// Read by these.
    #[must_use]
    pub fn with_model(mut self, model: Model) -> Self {
        self.second = match model {
            Model::Fast => None,
            Model::Accurate => Some(SecondReader::shipped()),
        };
        self
    }
}
