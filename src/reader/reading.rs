//! What the reader makes of a document, by its tokens.

use std::ops::Range;

use super::inputs::inputs;
use super::network::{CUE_LABELS, NAME_LABELS, Network, ROLE_LABELS, Run, Seen};
use super::pieces::Piece;
use super::windows::windows;
use crate::documents::Layout;
use crate::parallel::stopping_point;
use crate::segments::{Segments, TokenSpan};

/// What the reader saw in a document; asked for roles, it looks again.
pub struct Reading<'r> {
    network: &'r Network,
    run: Run,
    pieces: Vec<Piece>,
    windows: Vec<Seen>,
    tokens: usize,
}

/// A cue as the reader has it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SeenCue {
    /// Its tokens.
    pub tokens: TokenSpan,
    /// How likely it begins there.
    pub probability: f32,
}

/// How likely each token around a cue is in each role.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SeenRoles {
    first: usize,
    labels: Vec<[f32; ROLE_LABELS]>,
}

impl SeenRoles {
    /// How likely a token is neither, source or content; that it is neither where the reader did not look.
    pub fn of(&self, token: usize) -> [f32; ROLE_LABELS] {
        let seen = token.checked_sub(self.first).and_then(|at| self.labels.get(at));
        seen.copied().unwrap_or([1.0, 0.0, 0.0])
    }
}

/// How likely each token of a document is a part of a name.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SeenNames(Vec<[f32; NAME_LABELS]>);

/// The labels of a token that is surely in no name.
const NO_NAME: [f32; NAME_LABELS] = [1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0];

/// How likely a token is in a name of each sort: they sum to one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NameChances {
    /// In none of the other three.
    pub none: f32,
    /// In a person's.
    pub person: f32,
    /// In an organization's.
    pub organization: f32,
    /// In a place's or country's.
    pub place: f32,
}

impl SeenNames {
    /// Those of a token.
    pub fn of(&self, token: usize) -> NameChances {
        let [none, person, more_person, organization, more_organization, place, more_place] =
            self.0.get(token).copied().unwrap_or(NO_NAME);
        NameChances {
            none,
            person: person + more_person,
            organization: organization + more_organization,
            place: place + more_place,
        }
    }
}

impl<'r> Reading<'r> {
    pub(super) fn new(network: &'r Network, text: &str, layout: &Layout, segments: &Segments) -> Self {
        let pieces = network.vocabulary.pieces(text, segments);
        let inputs = inputs(&pieces, segments, layout);
        let run = Run::new();
        let see = |window| {
            stopping_point();
            network.see(&pieces, &inputs, window, &run)
        };
        let windows = windows(&pieces, segments).into_iter().map(see).collect();
        Self { network, run, windows, pieces, tokens: segments.tokens.len() }
    }

    /// The cues that begin with at least this probability, in text order.
    pub fn cues(&self, least: f32) -> Vec<SeenCue> {
        let labels = self.by_first_piece(|seen| &seen.cues, [1.0, 0.0, 0.0]);
        let mut cues: Vec<SeenCue> = Vec::new();
        let mut goes_on = false;
        for (token, [outside, begins, further]) in labels.into_iter().enumerate() {
            let tokens = TokenSpan::new(token, token + 1);
            match cues.last_mut() {
                _ if begins >= least && begins >= further => {
                    cues.push(SeenCue { tokens, probability: begins });
                    goes_on = true;
                }
                Some(cue) if goes_on && further > outside => cue.tokens = TokenSpan::new(cue.tokens.start(), token + 1),
                _ => goes_on = false,
            }
        }
        cues
    }

    /// How likely a cue begins at each token, or goes on with it.
    pub fn cue_labels(&self) -> Vec<[f32; CUE_LABELS]> {
        self.by_first_piece(|seen| &seen.cues, [1.0, 0.0, 0.0])
    }

    /// How likely each token is a part of a name.
    pub fn names(&self) -> SeenNames {
        SeenNames(self.by_first_piece(|seen| &seen.names, NO_NAME))
    }

    /// The roles around each of some cues, given in text order.
    pub fn roles(&self, cues: &[TokenSpan]) -> Vec<SeenRoles> {
        let mut found = Vec::with_capacity(cues.len());
        let place = |cue: TokenSpan| {
            let pieces = self.pieces_of(cue);
            let window = self.windows.partition_point(|seen| seen.window.end <= pieces.start);
            (window, pieces)
        };
        for cues in cues.chunk_by(|one, other| place(*one).0 == place(*other).0) {
            stopping_point();
            let Some(seen) = self.windows.get(place(cues[0]).0) else {
                found.resize(found.len() + cues.len(), SeenRoles::default());
                continue;
            };
            let within = |pieces: Range<usize>| {
                let window = &seen.window;
                let part = pieces.start.max(window.start)..pieces.end.min(window.end);
                (!part.is_empty()).then(|| part.start - window.start..part.end - window.start)
            };
            let parts: Vec<Option<Range<usize>>> = cues.iter().map(|cue| within(place(*cue).1)).collect();
            let asked: Vec<Range<usize>> = parts.iter().flatten().cloned().collect();
            let mut labels = self.network.roles(seen, &asked, &self.run).into_iter();
            found.extend(parts.into_iter().map(|part| match part.and_then(|_| labels.next()) {
                Some(labels) => self.by_token(&seen.window, &labels),
                None => SeenRoles::default(),
            }));
        }
        found
    }

    /// The labels of a window's pieces as those of its tokens, each the mean of its pieces.
    fn by_token(&self, window: &Range<usize>, labels: &[[f32; ROLE_LABELS]]) -> SeenRoles {
        let pieces = &self.pieces[window.clone()];
        let first = pieces[0].token as usize;
        let last = pieces[pieces.len() - 1].token as usize;
        let mut tokens = Vec::with_capacity(last + 1 - first);
        let mut at = 0;
        for token in first..=last {
            let start = at;
            while pieces.get(at).is_some_and(|piece| piece.token as usize == token) {
                at += 1;
            }
            let own = &labels[start..at];
            tokens.push(match tokens.last() {
                // A token that begins within a piece is what the one before it is.
                Some(&before) if own.is_empty() => before,
                _ => std::array::from_fn(|label| own.iter().map(|one| one[label]).sum::<f32>() / own.len() as f32),
            });
        }
        SeenRoles { first, labels: tokens }
    }

    /// The pieces of some tokens; the one before them if they have none.
    fn pieces_of(&self, tokens: TokenSpan) -> Range<usize> {
        let at = |token: usize| self.pieces.partition_point(|piece| (piece.token as usize) < token);
        let (start, end) = (at(tokens.start()), at(tokens.end()));
        if start == end { start.saturating_sub(1)..end } else { start..end }
    }

    /// What the first piece of each token is; `outside` for a token that has none.
    fn by_first_piece<const N: usize>(
        &self,
        labels: impl Fn(&Seen) -> &Vec<[f32; N]>,
        outside: [f32; N],
    ) -> Vec<[f32; N]> {
        let mut tokens = vec![outside; self.tokens];
        for seen in &self.windows {
            for (piece, label) in self.pieces[seen.window.clone()].iter().zip(labels(seen)) {
                if piece.is_first {
                    tokens[piece.token as usize] = *label;
                }
            }
        }
        tokens
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::{self, Input};
    use crate::reader::{Files, Reader};
    use crate::segments;
    use crate::tables::models::{READER_ENCODER, READER_ROLES, READER_VOCABULARY};

    fn reader() -> Reader {
        let files = Files { vocabulary: READER_VOCABULARY, encoder: READER_ENCODER, roles: READER_ROLES };
        Reader::new(&files).unwrap()
    }

    fn read<T>(reader: &Reader, text: &str, ask: impl FnOnce(&Reading<'_>, &Segments) -> T) -> T {
        let layout = documents::lay_out(Input { text, ..Input::default() });
        let segments = segments::segment(text, &layout);
        ask(&reader.read(text, &layout, &segments), &segments)
    }

    #[test]
    fn what_a_window_shows_depends_on_nothing_outside_of_it() {
        let reader = reader();
        let paragraph = format!("The mayor said that the road{} was closed.", " so".repeat(120));
        let labels = |text: &str| read(&reader, text, |reading, _| (reading.cue_labels(), reading.names()));
        let (alone, names) = labels(&paragraph);
        let (both, both_names) = labels(&format!("{paragraph}\n\nSo {paragraph}"));
        assert!(alone.iter().any(|label| label[1] > 0.5), "a cue somewhere");
        assert_eq!(both[..alone.len()], alone);
        assert!((0..alone.len()).all(|token| names.of(token) == both_names.of(token)));
    }

    #[test]
    fn roles_are_the_same_for_a_cue_alone_and_among_others() {
        let text = "“The road is open,” the mayor said on Monday. Nobody had asked him.".repeat(9);
        read(&reader(), &text, |reading, segments| {
            let cues: Vec<TokenSpan> = (0..segments.tokens.len()).map(|at| TokenSpan::new(at, at + 1)).collect();
            let together = reading.roles(&cues);
            for (cue, roles) in cues.iter().zip(&together).step_by(7) {
                let alone = &reading.roles(&[*cue])[0];
                for token in 0..segments.tokens.len() {
                    let (one, other) = (roles.of(token), alone.of(token));
                    assert!(one.iter().zip(other).all(|(one, other)| (one - other).abs() < 1e-5), "{one:?} {other:?}");
                }
            }
            assert!(together.iter().all(|roles| roles.labels.len() <= segments.tokens.len()));
        });
    }

    #[test]
    fn texts_without_tokens_have_no_cues() {
        read(&reader(), " \n ", |reading, _| {
            assert!(reading.cues(0.0).is_empty());
            assert!(reading.roles(&[]).is_empty());
        });
    }
}
