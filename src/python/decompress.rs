//! What is compressed as Zstandard or Brotli, read piece by piece.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use brotli_decompressor::Decompressor as Brotli;
use pyo3::exceptions::PyOSError;
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedBytes;
use pyo3::types::PyBytes;
use ruzstd::decoding::{FrameDecoder, StreamingDecoder};

use super::detached::{attached, detached};

type Bytes = BufReader<Box<dyn Read + Send>>;

enum State {
    /// Between Zstandard frames.
    Between(Bytes),
    /// In one.
    In(Box<StreamingDecoder<Bytes, FrameDecoder>>),
    /// In Brotli, which has no frames.
    Brotli(Box<Brotli<Bytes>>),
    /// Behind the end, or behind what could not be decoded.
    Done,
}

/// Decodes a file, or what is read from a binary stream of Python.
#[pyclass(frozen, module = "onrecord._onrecord")]
pub struct Decompressor {
    state: Mutex<State>,
}

#[pymethods]
impl Decompressor {
    /// `source` is a path, or anything with `read`; Zstandard unless it is said to be Brotli.
    #[new]
    #[pyo3(signature = (source, *, brotli=false))]
    fn new(source: &Bound<'_, PyAny>, brotli: bool) -> PyResult<Self> {
        const BUFFER: usize = 1 << 16;
        let bytes: Box<dyn Read + Send> = if source.hasattr("read")? {
            Box::new(Stream(source.clone().unbind()))
        } else {
            Box::new(File::open(source.extract::<PathBuf>()?)?)
        };
        let bytes = BufReader::with_capacity(BUFFER, bytes);
        let state = if brotli { State::Brotli(Box::new(Brotli::new(bytes, BUFFER))) } else { State::Between(bytes) };
        Ok(Self { state: Mutex::new(state) })
    }

    /// The next bytes, at most so many; none at the end.
    fn read<'py>(&self, py: Python<'py>, most: usize) -> PyResult<Bound<'py, PyBytes>> {
        const MOST: usize = 8 << 20;
        let bytes = detached(py, || {
            let mut buffer = vec![0; most.min(MOST)];
            let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
            let length = read(&mut state, &mut buffer)?;
            buffer.truncate(length);
            Ok::<_, std::io::Error>(buffer)
        });
        let bytes = bytes.map_err(|error| PyOSError::new_err(error.to_string()))?;
        Ok(PyBytes::new(py, &bytes))
    }
}

/// A binary stream of Python.
struct Stream(Py<PyAny>);

impl Read for Stream {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        attached(|py| {
            let bytes: PyBackedBytes = self.0.call_method1(py, "read", (buffer.len(),))?.extract(py)?;
            let taken = buffer.get_mut(..bytes.len()).ok_or_else(|| PyOSError::new_err("a stream gave too much"))?;
            taken.copy_from_slice(&bytes);
            Ok::<_, PyErr>(bytes.len())
        })
        .map_err(std::io::Error::other)
    }
}

fn read(state: &mut State, buffer: &mut [u8]) -> std::io::Result<usize> {
    loop {
        match std::mem::replace(state, State::Done) {
            State::Done => return Ok(0),
            State::Between(mut bytes) => {
                if bytes.fill_buf()?.is_empty() {
                    return Ok(0);
                }
                let decoder = StreamingDecoder::new(bytes).map_err(|error| std::io::Error::other(error.to_string()))?;
                *state = State::In(Box::new(decoder));
            }
            State::In(mut decoder) => {
                let length = decoder.read(buffer)?;
                if length > 0 || buffer.is_empty() {
                    *state = State::In(decoder);
                    return Ok(length);
                }
                *state = State::Between(decoder.into_inner());
            }
            State::Brotli(mut decoder) => {
                let length = decoder.read(buffer)?;
                *state = State::Brotli(decoder);
                return Ok(length);
            }
        }
    }
}
