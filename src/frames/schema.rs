//! Which frames there are, and what their columns can hold.
//!
//! Out: [`Frame::columns`]: the columns that the module of each frame declares. The Python package publishes the same
//! schemas, and a test holds the two together.

use polars_arrow::datatypes::ArrowDataType;
use polars_core::prelude::{CompatLevel, DataType, Field, FrozenCategories, PlSmallStr, Schema};

use super::actors::Actors;
use super::blocks::Blocks;
use super::columns::Rows;
use super::dates::DateRows;
use super::documents::DocumentRows;
use super::links::{LinkKind, Links};
use super::local_actors::LocalActors;
use super::mentions::Mentions;
use super::periods::Periods;
use super::sentences::Sentences;
use super::statements::Statements;
use crate::actors::{ActorType, Gender, MentionKind, MentionType};
use crate::dates::{DateBasis, Modifier, TimexType};
use crate::layout::{PublishedBasis, Role};
use crate::statements::{Act, StatementKind};
use crate::vocabulary::vocabulary;

vocabulary! {
    /// The frames of an extraction, in the order in which they are published.
    Frame {
        /// One row an article.
        Documents = "documents",
        /// One row a block of lines.
        Blocks = "blocks",
        /// One row a sentence.
        Sentences = "sentences",
        /// One row an attribution.
        Statements = "statements",
        /// One row a real-world entity, over all documents.
        Actors = "actors",
        /// One row a place in the text that stands for an actor.
        Mentions = "mentions",
        /// One row a time expression.
        Dates = "dates",
        /// One row a range of time.
        Spans = "spans",
        /// One row an actor as one document tells of it: what a merge of extractions starts from.
        LocalActors = "local_actors",
        /// One row a mention, speaker or addressee: which local actor it is.
        Links = "links",
    }
}

/// What a column holds.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// Words.
    Text,
    /// Several words.
    Texts,
    /// An id within its document, a code-point offset or a count.
    Number,
    /// A day.
    Day,
    /// From 0 to 1.
    Confidence,
    /// Yes or no.
    Flag,
    /// Places in the text: a list of starts and ends.
    Places,
    /// A value of a closed vocabulary.
    OneOf(fn() -> Vec<&'static str>),
}

impl Kind {
    /// The polars type.
    pub fn dtype(self) -> DataType {
        match self {
            Self::Text => DataType::String,
            Self::Texts => DataType::List(Box::new(DataType::String)),
            Self::Number => DataType::UInt32,
            Self::Day => DataType::Date,
            Self::Confidence => DataType::Float32,
            Self::Flag => DataType::Boolean,
            Self::Places => DataType::List(Box::new(DataType::Struct(vec![
                Field::new("start".into(), DataType::UInt32),
                Field::new("end".into(), DataType::UInt32),
            ]))),
            Self::OneOf(values) => {
                let categories = FrozenCategories::new(values()).expect("a vocabulary's values differ");
                let mapping = categories.mapping().clone();
                DataType::Enum(categories, mapping)
            }
        }
    }

    /// The Arrow type in which it crosses a border.
    pub fn arrow(self) -> ArrowDataType {
        self.dtype().to_arrow(CompatLevel::newest())
    }
}

/// A closed vocabulary, of which a column holds values.
pub trait Vocabulary: Copy + 'static {
    /// Its values, in order.
    fn all() -> &'static [Self];
    /// Its values as they are written.
    fn values() -> Vec<&'static str>;
    /// The number of a value among them.
    fn number(self) -> u8;
}

macro_rules! vocabularies {
    ($($name:ident),+ $(,)?) => {
        $(
            impl Vocabulary for $name {
                fn all() -> &'static [Self] {
                    &Self::ALL
                }

                fn values() -> Vec<&'static str> {
                    Self::ALL.iter().map(|value| value.as_str()).collect()
                }

                fn number(self) -> u8 {
                    self as u8
                }
            }
        )+
    };
}

vocabularies!(
    Act,
    ActorType,
    DateBasis,
    Gender,
    MentionKind,
    MentionType,
    Modifier,
    PublishedBasis,
    Role,
    StatementKind,
    LinkKind,
    TimexType,
);

impl Frame {
    /// Names and kinds of its columns, in order.
    pub fn columns(self) -> &'static [(&'static str, Kind)] {
        match self {
            Self::Documents => DocumentRows::COLUMNS,
            Self::Blocks => Blocks::COLUMNS,
            Self::Sentences => Sentences::COLUMNS,
            Self::Statements => Statements::COLUMNS,
            Self::Actors => Actors::COLUMNS,
            Self::Mentions => Mentions::COLUMNS,
            Self::Dates => DateRows::COLUMNS,
            Self::Spans => Periods::COLUMNS,
            Self::LocalActors => LocalActors::COLUMNS,
            Self::Links => Links::COLUMNS,
        }
    }

    /// As polars sees it.
    pub fn schema(self) -> Schema {
        self.columns().iter().map(|(name, kind)| Field::new(PlSmallStr::from_static(name), kind.dtype())).collect()
    }

    /// The type of one document's rows in an expression: a list of structs, without the document's id.
    pub fn list_dtype(self) -> DataType {
        let fields = self.columns()[1..]
            .iter()
            .map(|(name, kind)| Field::new(PlSmallStr::from_static(name), kind.dtype()))
            .collect();
        DataType::List(Box::new(DataType::Struct(fields)))
    }
}
