//! Who said what, given a cue: a model labels the words around it as source, content or neither.
//!
//! In: a [`View`] and a cue. Out: [`Roles`].

use super::bundles::Scorer;
use super::joint;
use super::role_features::{self, WindowFeatures};
use super::role_search::{CONTENT, LABEL_CLASSES, PAIR_CLASSES, SOURCE, Search, WindowScores};
use super::view::View;
use super::window::Window;
use crate::reader::SeenRoles;
use crate::segments::TokenSpan;

/// What the model makes of the words around a cue.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Roles {
    /// Who said it.
    pub source: Vec<TokenSpan>,
    /// What was said.
    pub content: Vec<TokenSpan>,
    /// By how much the reading beats the best one without a source.
    pub source_margin: f32,
    /// By how much the reading beats the best one without content.
    pub content_margin: f32,
}

/// The two models: of labels and of boundaries between them.
#[derive(Debug)]
pub(super) struct RoleModel<L, P> {
    /// Source, content or neither.
    pub labels: L,
    /// Which follows which.
    pub pairs: P,
}

/// Labels windows of one document, with reused room.
#[derive(Default)]
pub(super) struct RoleFinder {
    window: Window,
    features: WindowFeatures,
    scores: WindowScores,
    search: Search,
    path: Vec<u8>,
}

impl RoleFinder {
    /// The roles around `cue` within `bounds`; `seen` is what the second reader says of them.
    pub(super) fn find(
        &mut self,
        view: &View<'_>,
        cue: TokenSpan,
        bounds: TokenSpan,
        model: &RoleModel<impl Scorer<LABEL_CLASSES>, impl Scorer<PAIR_CLASSES>>,
        seen: Option<&SeenRoles>,
    ) -> Roles {
        self.window.fill(view, cue, bounds);
        role_features::fill(view, &self.window, &mut self.features);
        self.scores.fill(view, &self.features, &model.labels, &model.pairs);
        for (at, unit) in self.window.units.iter().enumerate() {
            seen.iter().for_each(|seen| self.scores.add(at, &joint::evidence(unit, seen)));
        }
        let best = self.search.best(&self.scores, &self.window.cue, &mut self.path);
        let mut roles = Roles {
            source_margin: best.score - best.without_source,
            content_margin: best.score - best.without_content,
            ..Roles::default()
        };
        for (unit, &label) in self.window.units.iter().zip(&self.path) {
            let spans = match label {
                SOURCE => &mut roles.source,
                CONTENT => &mut roles.content,
                _ => continue,
            };
            match spans.last_mut() {
                Some(last) if last.end() == unit.tokens.start() => {
                    *last = TokenSpan::new(last.start(), unit.tokens.end())
                }
                _ => spans.push(unit.tokens),
            }
        }
        roles
    }
}
