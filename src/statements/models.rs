//! The trained models of this stage, read once.

use std::sync::LazyLock;

use super::bundles::Scorer;
use super::cues::{CueFinder, CueModel};
use super::judge::{self, Draft};
use super::lexicon::Verbs;
use super::role_search::{LABEL_CLASSES, PAIR_CLASSES};
use super::roles::{RoleFinder, RoleModel, Roles as FoundRoles};
use super::view::View;
use crate::learning::{Dense, Feature, Reader, Schema};
use crate::phrases;
use crate::segments::TokenSpan;
use crate::tables;
use crate::tagging::Tagger;
use crate::tagging::example::{Example, TEXT};

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
    let schemas = Schemas::of(Tagger::shipped());
    Models::read(
        tables::models::STATEMENTS_CUES,
        tables::models::STATEMENTS_ROLES,
        tables::models::STATEMENTS_JUDGE,
        &schemas,
    )
    .expect("the models in the repository are trained with the features and the tagger of this version")
});

impl Models {
    /// The models in the binary.
    pub(super) fn shipped() -> &'static Self {
        &SHIPPED
    }

    /// Reads the three files.
    pub(super) fn read(cues: &[u8], roles: &[u8], judge: &[u8], schemas: &Schemas) -> Result<Self, crate::Error> {
        Ok(Self {
            cues: read_cues(cues, schemas)?,
            roles: read_roles(roles, schemas)?,
            judge: read_judge(judge, schemas)?,
        })
    }
}

/// Reads the cue model.
pub(super) fn read_cues(bytes: &[u8], schemas: &Schemas) -> Result<Cues, crate::Error> {
    whole("statements-cues", bytes, |reader| {
        Ok(CueModel { heads: reader.dense(schemas.heads)?, further: reader.dense(schemas.further)? })
    })
}

/// Reads the role model.
pub(super) fn read_roles(bytes: &[u8], schemas: &Schemas) -> Result<Roles, crate::Error> {
    whole("statements-roles", bytes, |reader| {
        Ok(RoleModel { labels: reader.dense(schemas.labels)?, pairs: reader.dense(schemas.pairs)? })
    })
}

/// Reads the judge.
fn read_judge(bytes: &[u8], schemas: &Schemas) -> Result<Judge, crate::Error> {
    whole("statements-judge", bytes, |reader| reader.dense(schemas.judge))
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

/// What the parts of the model files must have been trained with.
pub(super) struct Schemas {
    /// Words as the head of a cue.
    pub heads: u64,
    /// Words that go on with one.
    pub further: u64,
    /// Source, content or neither.
    pub labels: u64,
    /// Which of them follows which.
    pub pairs: u64,
    /// Statements.
    pub judge: u64,
}

impl Schemas {
    /// Those of this version's features, on the tags of this tagger.
    pub(super) fn of(tagger: &Tagger) -> Self {
        let example = Example::new();
        let phrases = phrases::find(&example.segments, &example.tags);
        let view = View::new(TEXT, &example.layout, &example.segments, &example.tags, &phrases, &Verbs::default());
        let cue_model = CueModel {
            heads: Schema::of::<u8>(&[]).on(tagger.number()),
            further: Schema::of::<u8>(&[]).on(tagger.number()),
        };
        let mut cues = Vec::new();
        let mut finder = CueFinder::default();
        for sentence in &example.segments.sentences {
            finder.find(&view, sentence.tokens, &cue_model, 0.0, &mut cues);
        }
        let role_model = RoleModel {
            labels: Schema::of(&[LABEL_CLASSES]).on(tagger.number()),
            pairs: Schema::of(&[PAIR_CLASSES]).on(tagger.number()),
        };
        let judge = Schema::of::<u8>(&[]).on(tagger.number());
        let mut features = Vec::new();
        for cue in &cues {
            RoleFinder::default().find(&view, cue.tokens, TokenSpan::new(0, view.words.len()), &role_model, None);
            // As if the cue's sentence were the source up to the cue, and the content behind it.
            let sentence = view.sentence(cue.tokens.start());
            let part =
                |start: usize, end: usize| (end > start).then(|| TokenSpan::new(start, end)).into_iter().collect();
            let roles = FoundRoles {
                source: part(sentence.start(), cue.tokens.start()),
                content: part(cue.tokens.end(), sentence.end()),
                source_margin: 5.0,
                content_margin: 9.0,
            };
            features.clear();
            judge::features(&view, &Draft { cue: *cue, roles, covered: Some(2.0), seen: None }, &mut features);
            judge.note(&features);
        }
        Self {
            heads: cue_model.heads.number(),
            further: cue_model.further.number(),
            labels: role_model.labels.number(),
            pairs: role_model.pairs.number(),
            judge: judge.number(),
        }
    }
}

/// Notes what it is asked to score, and takes every word for a part of a cue.
impl<const W: usize> Scorer<W> for Schema {
    fn add(&self, features: &[Feature], scores: &mut [f32; W]) {
        self.note(features);
        scores[0] += 1.0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn models_that_learned_from_another_taggers_tags_are_refused() {
        let mut other = tables::models::TAGGER.to_vec();
        *other.last_mut().unwrap() ^= 1;
        let other = Schemas::of(&Tagger::read(&other).unwrap());
        let shipped = Schemas::of(Tagger::shipped());
        let cues = |schemas| read_cues(tables::models::STATEMENTS_CUES, schemas).err();
        let roles = |schemas| read_roles(tables::models::STATEMENTS_ROLES, schemas).err();
        let judge = |schemas| read_judge(tables::models::STATEMENTS_JUDGE, schemas).err();
        assert!([cues(&shipped), roles(&shipped), judge(&shipped)].iter().all(Option::is_none));
        for (file, error) in [("cues", cues(&other)), ("roles", roles(&other)), ("judge", judge(&other))] {
            let message = error.unwrap().to_string();
            assert!(message.starts_with(&format!("models/statements-{file}.bin was trained with")), "{message}");
        }
    }
}
