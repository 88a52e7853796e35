//! A pretrained encoder as a second reader: what a document looks like to it.
//!
//! In: text, its [`Layout`] and [`Segments`]. Out: a [`Reading`]: for each token how likely it begins or goes on with a cue or a
//! name, and for any cue how likely each token is its source or its content. What becomes of that is decided in the stages after it.
//!
//! 1. `pieces` cuts tokens into the word pieces that the encoder knows.
//! 2. `inputs` tells of each what an encoder without capitals and paragraphs does not see.
//! 3. `windows` packs paragraphs into stretches that the encoder reads at once.
//! 4. `network` runs it on a window: where cues and names are, and, asked about a cue, which pieces are its source and content.
//! 5. `reading` gives that back for the tokens of the document.
//!
//! The same code prepares the examples that the encoder is trained on (`examples`).

#[cfg(feature = "train")]
pub mod examples;
mod inputs;
mod network;
mod pieces;
mod reading;
mod windows;

pub use network::Files;
#[cfg(feature = "train")]
pub use pieces::Vocabulary;
pub use reading::{NameChances, Reading, SeenNames, SeenRoles};

use std::fmt;

use crate::Error;
use crate::documents::Layout;
use crate::segments::Segments;
use network::Network;

/// A trained reader.
pub struct Reader {
    network: Network,
}

impl Reader {
    /// Reads the files of a trained reader.
    ///
    /// # Errors
    /// [`Error::is_model`] with the file that does not fit this version.
    pub fn new(files: &Files<'_>) -> Result<Self, Error> {
        Ok(Self { network: Network::read(files)? })
    }

    /// Reads a document.
    pub fn read<'r>(&'r self, text: &str, layout: &Layout, segments: &Segments) -> Reading<'r> {
        Reading::new(&self.network, text, layout, segments)
    }
}

impl fmt::Debug for Reader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reader").finish_non_exhaustive()
    }
}
