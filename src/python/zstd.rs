//! A Zstandard file, read piece by piece.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use pyo3::exceptions::PyOSError;
use pyo3::prelude::*;
use pyo3::types::PyBytes;
use ruzstd::decoding::StreamingDecoder;

type Decoder = StreamingDecoder<BufReader<File>, ruzstd::decoding::FrameDecoder>;

enum State {
    /// Between frames.
    Between(BufReader<File>),
    /// In a frame.
    In(Box<Decoder>),
    /// Behind the last one, or behind what could not be decoded.
    Done,
}

/// Decodes a file, frame after frame.
#[pyclass(frozen, module = "onrecord._onrecord")]
pub struct ZstdReader {
    state: Mutex<State>,
}

#[pymethods]
impl ZstdReader {
    #[new]
    fn new(path: PathBuf) -> PyResult<Self> {
        Ok(Self { state: Mutex::new(State::Between(BufReader::new(File::open(path)?))) })
    }

    /// The next bytes, at most so many; none at the end.
    fn read<'py>(&self, py: Python<'py>, most: usize) -> PyResult<Bound<'py, PyBytes>> {
        const MOST: usize = 8 << 20;
        let bytes = py.detach(|| {
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

fn read(state: &mut State, buffer: &mut [u8]) -> std::io::Result<usize> {
    loop {
        match std::mem::replace(state, State::Done) {
            State::Done => return Ok(0),
            State::Between(mut file) => {
                if file.fill_buf()?.is_empty() {
                    return Ok(0);
                }
                let decoder = StreamingDecoder::new(file).map_err(|error| std::io::Error::other(error.to_string()))?;
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
        }
    }
}
