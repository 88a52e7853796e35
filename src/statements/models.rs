//! The trained models of this stage, read once.

use std::sync::LazyLock;

use super::cues::CueModel;
use super::role_search::{LABEL_CLASSES, PAIR_CLASSES};
use super::roles::RoleModel;
use crate::hashing::hash;
use crate::learning::{Dense, Reader};
use crate::tables;

/// Names the features and classes of the models: to be changed whenever they do.
const FEATURES: &[u8] = b"statements 2";

/// Where something is said.
pub(super) type Cues = CueModel<Dense<1>, Dense<1>>;
/// Who said what, given a cue.
pub(super) type Roles = RoleModel<Dense<LABEL_CLASSES>, Dense<PAIR_CLASSES>>;
/// Whether it is a statement.
pub(super) type Judge = Dense<1>;

/// The models.
pub(super) struct Models {
    /// Where something is said.
    pub cues: Cues,
    /// Who said what, given a cue.
    pub roles: Roles,
    /// Whether it is a statement.
    pub judge: Judge,
}

static SHIPPED: LazyLock<Models> = LazyLock::new(|| {
    Models::read(tables::models::STATEMENTS_CUES, tables::models::STATEMENTS_ROLES, tables::models::STATEMENTS_JUDGE)
        .expect("the models in the repository are trained with the features of this version")
});

impl Models {
    /// The models in the binary.
    pub fn shipped() -> &'static Self {
        &SHIPPED
    }

    /// Reads the three files.
    pub fn read(cues: &[u8], roles: &[u8], judge: &[u8]) -> Result<Self, crate::Error> {
        Ok(Self { cues: read_cues(cues)?, roles: read_roles(roles)?, judge: read_judge(judge)? })
    }
}

/// Reads the cue model.
pub(super) fn read_cues(bytes: &[u8]) -> Result<Cues, crate::Error> {
    whole("statements-cues", bytes, |reader| {
        Ok(CueModel { heads: reader.dense(schema(0))?, further: reader.dense(schema(1))? })
    })
}

/// Reads the role model.
pub(super) fn read_roles(bytes: &[u8]) -> Result<Roles, crate::Error> {
    whole("statements-roles", bytes, |reader| {
        Ok(RoleModel { labels: reader.dense(schema(2))?, pairs: reader.dense(schema(3))? })
    })
}

/// Reads the judge.
fn read_judge(bytes: &[u8]) -> Result<Judge, crate::Error> {
    whole("statements-judge", bytes, |reader| reader.dense(schema(4)))
}

/// What `read` makes of a file, and nothing follows.
fn whole<T>(
    name: &str,
    bytes: &[u8],
    read: impl FnOnce(&mut Reader<'_>) -> Result<T, crate::Error>,
) -> Result<T, crate::Error> {
    let mut reader = Reader::new(name, bytes);
    let model = read(&mut reader)?;
    reader.end()?;
    Ok(model)
}

/// What the part of a model file must have been trained with: the features of this version, for the model of this number.
pub(super) fn schema(number: u64) -> u64 {
    hash(FEATURES) ^ number
}
