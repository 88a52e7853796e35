//! Which words are parts of names, as a learned model has it.
//!
//! In: a [`View`] and the names that the rules found. Out: a [`Label`] for each token, and how sure. Only words that may be
//! part of a name are scored: capitals, what the rules took, and small words between two of them. The model (MODEL_CARD.md)
//! goes from left to right; its features are the word, its shape and tag, what the tables and the rules say of it, and
//! the run of capitals that it stands in. What becomes of the labels is decided in [`revise`](super::revise).

mod features;
#[cfg(feature = "train")]
pub(super) mod training;

use std::sync::LazyLock;

use self::features::{Row, Sheet, Sight};
use super::Name;
use crate::actors::clusters::Clusters;
use crate::actors::view::View;
use crate::actors::{Evidence, Gazetteer, MentionType};
use crate::learning::{Linear, Schema};
use crate::parallel::stopping_point;
use crate::phrases;
use crate::reader::{NameChances, SeenNames};
use crate::segments::TokenSpan;
use crate::tables;
use crate::tagging::Tagger;
use crate::tagging::example::{Example, TEXT};

/// What a token is a part of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Label {
    /// No name.
    #[default]
    Outside,
    /// A person's.
    Person,
    /// The name of an organization of any kind.
    Organization,
    /// The name of a place or country.
    Place,
    /// The name of anything else: a people, an event, a work, a law.
    Other,
}

impl Label {
    /// Every label, in the order of the model's classes.
    const ALL: [Self; 5] = [Self::Outside, Self::Person, Self::Organization, Self::Place, Self::Other];
}

/// What the model says of one token.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Labelled {
    pub label: Label,
    /// By how much it is better than the second one, in steps of the perceptron.
    pub margin: f32,
}

static MODEL: LazyLock<Linear> = LazyLock::new(|| {
    Linear::read("names", schema(Tagger::shipped()), tables::models::NAMES)
        .expect("the model in the repository is trained with the features, the tagger and the clusters of this version")
});

/// What a model file must have been trained with.
fn schema(tagger: &Tagger) -> u64 {
    let Example { segments, tags, .. } = Example::new();
    let gazetteer = Gazetteer::default();
    let phrases = phrases::find(&segments, &tags);
    let view = View::new(TEXT, &segments, &tags, &phrases, &gazetteer);
    // As if the rules had found every other run of proper nouns, now sure of it and now not.
    let proper = |at: usize| tags.pos[at].is_proper();
    let starts = (0..tags.pos.len()).filter(|&at| proper(at) && !at.checked_sub(1).is_some_and(proper));
    let names: Vec<Name> = starts
        .step_by(2)
        .zip([Evidence::Titled, Evidence::Capitals].into_iter().cycle())
        .map(|(start, evidence)| {
            let end = (start..tags.pos.len()).find(|&at| !proper(at)).unwrap_or(tags.pos.len());
            Name::new(&view, TokenSpan::new(start, end), MentionType::Person, evidence)
        })
        .collect();
    let schema = Schema::of(&Label::ALL).on(tagger.number()).on(Clusters::shipped().number());
    let sheet = Sheet::new(&view, &names);
    let mut row = Row::default();
    for sentence in &segments.sentences {
        let mut history = (Label::Outside, Label::Outside);
        for at in sentence.tokens.range().filter(|&at| sheet.is_candidate(at)) {
            sheet.features(at, sentence.tokens, history, Sight::Whole, &mut row);
            schema.note(&row.plain);
            schema.note(&row.lexical);
            history = (Label::ALL[at % Label::ALL.len()], history.0);
        }
    }
    schema.number()
}

/// How many steps of the perceptron the logarithm of a probability of the second reader weighs.
/// Chosen of 2 to 30 on the halves of CrossNER's politics and CoNLL-2003 dev that were read: the first gains up to 12, the second up to 5.
const WEIGHT: f32 = 8.0;
/// Nothing is less likely than that.
const FLOOR: f32 = 0.01;

/// What a second reader adds to the scores of a token's labels. It does not know names of other things from no name.
fn evidence(chances: NameChances) -> [f32; Label::ALL.len()] {
    let NameChances { none, person, organization, place } = chances;
    [none, person, organization, place, none].map(|chance| WEIGHT * libm::logf(chance.max(FLOOR)))
}

/// Labels the tokens of a document; `names` are those of the rules, in text order, `seen` is what a second reader says.
pub(super) fn label(view: &View<'_>, names: &[Name], seen: Option<&SeenNames>) -> Vec<Labelled> {
    let model = &*MODEL;
    let sheet = Sheet::new(view, names);
    let mut labels = vec![Labelled::default(); view.tokens.len()];
    let mut row = Row::default();
    for sentence in &view.segments.sentences {
        let mut history = (Label::Outside, Label::Outside);
        for at in sentence.tokens.range() {
            stopping_point();
            let mut best = Labelled::default();
            if sheet.is_candidate(at) {
                sheet.features(at, sentence.tokens, history, Sight::Whole, &mut row);
                let mut scores = [0i32; Label::ALL.len()];
                model.add(&row.plain, &mut scores);
                model.add(&row.lexical, &mut scores);
                let mut scores = scores.map(|score| score as f32 * model.scale());
                if let Some(seen) = seen {
                    scores.iter_mut().zip(evidence(seen.of(at))).for_each(|(score, more)| *score += more);
                }
                best = choose(&scores);
            }
            labels[at] = best;
            history = (best.label, history.0);
        }
    }
    labels
}

/// The label with the highest score, the first of equals.
fn choose(scores: &[f32; Label::ALL.len()]) -> Labelled {
    let mut best = 0;
    for at in 1..scores.len() {
        if scores[at] > scores[best] {
            best = at;
        }
    }
    let second = (0..scores.len()).filter(|&at| at != best).map(|at| scores[at]).fold(f32::MIN, f32::max);
    Labelled { label: Label::ALL[best], margin: scores[best] - second }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_model_that_learned_from_another_taggers_tags_is_refused() {
        let mut other = tables::models::TAGGER.to_vec();
        *other.last_mut().unwrap() ^= 1;
        let other = Tagger::read(&other).unwrap();
        let read = |tagger| Linear::read("names", schema(tagger), tables::models::NAMES);
        assert!(read(Tagger::shipped()).is_ok());
        assert!(read(&other).unwrap_err().to_string().starts_with("models/names.bin was trained with other features"));
    }
}
