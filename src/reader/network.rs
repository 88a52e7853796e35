//! The trained network, as two graphs: one sees every piece of a window, the other labels the roles of a cue.
//!
//! Each graph is run on one thread, one window at a time, so that what it gives depends on nothing but the window. The weights are
//! whole numbers of eight bits, multiplied as such.

use std::ops::Range;
use std::panic::resume_unwind;
use std::sync::Arc;
use std::thread;

use rten::{Model, ModelOptions, NodeId, RunOptions, ThreadPool, Value, ValueOrView, op_registry};

use super::inputs::Input;
use super::pieces::{Piece, Vocabulary};
use crate::Error;
use crate::learning::softmax;

/// Outside a cue, its beginning, what goes on with it.
pub(super) const CUE_LABELS: usize = 3;
/// Outside a name; beginning and rest of a person's, an organization's, a place's.
pub(super) const NAME_LABELS: usize = 7;
/// Neither, source, content.
pub(super) const ROLE_LABELS: usize = 3;
/// How far from a cue distances are told apart.
const FARTHEST: isize = 64;
/// How many cues are labelled at once: more take more room and no less time.
const CUES_AT_ONCE: usize = 16;

/// The files of a trained network.
#[derive(Clone, Debug)]
pub struct Files<'f> {
    /// The word pieces that it knows.
    pub vocabulary: &'f [u8],
    /// The graph that sees every piece.
    pub encoder: &'f [u8],
    /// The graph that labels the roles of a cue.
    pub roles: &'f [u8],
}

/// A trained network with its vocabulary.
pub(super) struct Network {
    pub vocabulary: Vocabulary,
    encoder: Graph<4, 4>,
    roles: Graph<4, 1>,
}

/// What the encoder makes of a window.
pub(super) struct Seen {
    /// Its pieces.
    pub window: Range<usize>,
    /// How likely a cue begins at a piece, or goes on.
    pub cues: Vec<[f32; CUE_LABELS]>,
    /// How likely a name begins at a piece, or goes on.
    pub names: Vec<[f32; NAME_LABELS]>,
    /// What the roles look at, as many numbers for each piece.
    role_pieces: Vec<f32>,
    /// The same for pieces of a cue.
    role_cues: Vec<f32>,
}

impl Network {
    /// Reads its files.
    ///
    /// # Errors
    /// [`Error::is_model`] with the file that is no part of a network of this version.
    pub(super) fn read(files: &Files<'_>) -> Result<Self, Error> {
        let pieces =
            std::str::from_utf8(files.vocabulary).map_err(|_| Error::model("reader/vocabulary.txt", "is no text"))?;
        Ok(Self {
            vocabulary: Vocabulary::read(pieces)?,
            encoder: Graph::read(
                "reader/encoder.onnx",
                files.encoder,
                ["pieces", "case", "quote", "role"],
                ["cue", "names", "role_pieces", "role_cues"],
            )?,
            roles: Graph::read("reader/roles.onnx", files.roles, ["pieces", "cue", "distance", "inside"], ["labels"])?,
        })
    }

    /// What it makes of a window of a document.
    pub(super) fn see(&self, pieces: &[Piece], inputs: &[Input], window: Range<usize>, run: &Run) -> Seen {
        let (pieces, inputs) = (&pieces[window.clone()], &inputs[window.clone()]);
        let told = |number: fn(&Input) -> i32| list(inputs.iter().map(number).collect());
        let [cue, names, role_pieces, role_cues] = self.encoder.run(
            [
                list(pieces.iter().map(|piece| piece.id as i32).collect()),
                told(|input| input.case as i32),
                told(|input| input.quote as i32),
                told(|input| input.place as i32),
            ],
            run,
        );
        Seen { cues: likely(&cue), names: likely(&names), role_pieces, role_cues, window }
    }

    /// How likely each piece of a window is in each role of each of these cues, given as pieces of the window.
    pub(super) fn roles(&self, seen: &Seen, cues: &[Range<usize>], run: &Run) -> Vec<Vec<[f32; ROLE_LABELS]>> {
        let labelled = |cues: &[Range<usize>]| self.some_roles(seen, cues, run);
        cues.chunks(CUES_AT_ONCE).flat_map(labelled).collect()
    }

    fn some_roles(&self, seen: &Seen, cues: &[Range<usize>], run: &Run) -> Vec<Vec<[f32; ROLE_LABELS]>> {
        let length = seen.window.len();
        let width = seen.role_cues.len() / length;
        let mut means = vec![0.0; cues.len() * width];
        let (mut distances, mut insides) = (Vec::new(), Vec::new());
        for (cue, mean) in cues.iter().zip(means.chunks_exact_mut(width)) {
            let rows = &seen.role_cues[cue.start * width..cue.end * width];
            for row in rows.chunks_exact(width) {
                mean.iter_mut().zip(row).for_each(|(sum, number)| *sum += number);
            }
            mean.iter_mut().for_each(|sum| *sum /= cue.len() as f32);
            for at in 0..length {
                distances.push((away(at, cue).clamp(-FARTHEST, FARTHEST) + FARTHEST) as i32);
                insides.push(i32::from(cue.contains(&at)));
            }
        }
        let [labels] = self.roles.run(
            [
                table(length, seen.role_pieces.clone()),
                table(cues.len(), means),
                whole_table(cues.len(), distances),
                whole_table(cues.len(), insides),
            ],
            run,
        );
        likely(&labels).chunks(length).map(<[_]>::to_vec).collect()
    }
}

/// How many pieces before (below 0) or behind a cue a piece stands; 0 within.
fn away(at: usize, cue: &Range<usize>) -> isize {
    let (at, first, last) = (at as isize, cue.start as isize, cue.end as isize - 1);
    (at - first).min(0) + (at - last).max(0)
}

/// Scores of `N` labels a piece as probabilities.
fn likely<const N: usize>(scores: &[f32]) -> Vec<[f32; N]> {
    scores.as_chunks::<N>().0.iter().map(softmax).collect()
}

fn list(numbers: Vec<i32>) -> Value {
    Value::from_shape([numbers.len()], numbers).expect("a list has its own length")
}

fn table(rows: usize, numbers: Vec<f32>) -> Value {
    Value::from_shape([rows, numbers.len() / rows], numbers).expect(WHOLE_ROWS)
}

fn whole_table(rows: usize, numbers: Vec<i32>) -> Value {
    Value::from_shape([rows, numbers.len() / rows], numbers).expect(WHOLE_ROWS)
}

const WHOLE_ROWS: &str = "as many numbers as rows and columns";

/// What graphs are run with.
pub(super) struct Run(RunOptions);

impl Run {
    /// On a thread of its own.
    pub(super) fn new() -> Self {
        Self(RunOptions::default().with_thread_pool(Some(Arc::new(ThreadPool::with_num_threads(1)))))
    }
}

/// A graph with its inputs and outputs.
struct Graph<const I: usize, const O: usize> {
    model: Model,
    inputs: [NodeId; I],
    outputs: [NodeId; O],
}

impl<const I: usize, const O: usize> Graph<I, O> {
    fn read(file: &str, bytes: &[u8], inputs: [&str; I], outputs: [&str; O]) -> Result<Self, Error> {
        // What the graphs are made of: all of the runtime's operators would be as large as everything else in the library.
        let operators = op_registry!(
            Add,
            Cast,
            Concat,
            Conv,
            DynamicQuantizeLinear,
            Gather,
            Gelu,
            Identity,
            LayerNormalization,
            MatMul,
            MatMulInteger,
            Mul,
            Relu,
            Reshape,
            Shape,
            Slice,
            Softmax,
            Split,
            Transpose,
            Unsqueeze
        );
        let model = ModelOptions::with_ops(operators).prepack_weights(true).load(bytes.to_vec());
        let model = model.map_err(|error| Error::model(file, format!("is no network: {error}")))?;
        let node = |name: &str| {
            model.node_id(name).map_err(|_| Error::model(file, format!("has no {name}: take the files of one export")))
        };
        let found = |names: &[&str]| names.iter().map(|name| node(name)).collect::<Result<Vec<_>, _>>();
        let (inputs, outputs) = (found(&inputs)?, found(&outputs)?);
        let exact = "a node a name";
        Ok(Self { inputs: inputs.try_into().expect(exact), outputs: outputs.try_into().expect(exact), model })
    }

    /// What it makes of these inputs, each output's numbers in a row.
    fn run(&self, inputs: [Value; I], run: &Run) -> [Vec<f32>; O] {
        let inputs: Vec<(NodeId, ValueOrView<'_>)> =
            self.inputs.into_iter().zip(inputs.map(ValueOrView::Value)).collect();
        // A worker of our pool that waits for another pool would take up other work meanwhile: this thread waits for it.
        let made =
            thread::scope(|scope| scope.spawn(|| self.model.run_n(inputs, self.outputs, Some(run.0.clone()))).join());
        let made = made.unwrap_or_else(|panic| resume_unwind(panic));
        let outputs = made.unwrap_or_else(|error| panic!("the reader's network fails: {error}"));
        outputs.map(numbers)
    }
}

fn numbers(value: Value) -> Vec<f32> {
    match value {
        Value::FloatTensor(tensor) => tensor.into_data(),
        other => panic!("the reader's network gives {}", other.dtype()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_count_from_the_ends_of_a_cue() {
        let found: Vec<isize> = (0..7).map(|at| away(at, &(2..4))).collect();
        assert_eq!(found, [-2, -1, 0, 0, 1, 2, 3]);
    }

    #[test]
    fn files_that_are_no_network_are_refused_by_name() {
        use crate::tables::models::{READER_ENCODER, READER_ROLES, READER_VOCABULARY};
        let whole = Files { vocabulary: READER_VOCABULARY, encoder: READER_ENCODER, roles: READER_ROLES };
        assert!(Network::read(&whole).is_ok());
        let cut = |bytes: &'static [u8]| &bytes[..bytes.len() / 2];
        for (files, named) in [
            (Files { vocabulary: b"\xff", ..whole.clone() }, "vocabulary.txt"),
            (Files { vocabulary: b"so", ..whole.clone() }, "vocabulary"),
            (Files { encoder: cut(READER_ENCODER), ..whole.clone() }, "encoder.onnx"),
            (Files { roles: cut(READER_ROLES), ..whole.clone() }, "roles.onnx"),
            (Files { encoder: READER_ROLES, ..whole }, "encoder.onnx"),
        ] {
            let Err(error) = Network::read(&files) else { panic!("{named} was read") };
            assert!(error.is_model() && error.to_string().contains(named), "{error}");
        }
    }
}
