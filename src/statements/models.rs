//! The trained models of this stage, read once.

use std::sync::LazyLock;

use super::{cues, judge, roles};
use crate::learning::{Linear, hash};

/// Names the features and classes of the models: to be changed whenever they do.
const FEATURES: &[u8] = b"statements 1";

/// The three models.
pub(super) struct Models {
    /// Where something is said.
    pub cues: Linear,
    /// Who said what, given a cue.
    pub roles: Linear,
    /// Whether it is a statement.
    pub judge: Linear,
}

static SHIPPED: LazyLock<Models> = LazyLock::new(|| {
    Models::read(
        include_bytes!("../../models/statements-cues.bin"),
        include_bytes!("../../models/statements-roles.bin"),
        include_bytes!("../../models/statements-judge.bin"),
    )
    .expect("the models in the repository are trained with the features of this version")
});

impl Models {
    /// The models in the binary.
    pub fn shipped() -> &'static Self {
        &SHIPPED
    }

    /// Reads the three files.
    pub fn read(cues: &[u8], roles: &[u8], judge: &[u8]) -> Result<Self, crate::Error> {
        Ok(Self {
            cues: Linear::read("statements-cues", schema(cues::CLASSES), cues)?,
            roles: Linear::read("statements-roles", schema(roles::CLASSES), roles)?,
            judge: Linear::read("statements-judge", schema(judge::CLASSES), judge)?,
        })
    }
}

/// What a model file must have been trained with.
pub(super) fn schema(classes: usize) -> u64 {
    hash(FEATURES) ^ classes as u64
}
