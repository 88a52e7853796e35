//! The one source of truth for every frame: which columns it has, in which order, of which type.
//!
//! Out: [`Frame::columns`]; everything that builds, checks or publishes a frame asks it. The
//! Python package publishes the same schemas, and a test holds the two together.

use polars_arrow::datatypes::ArrowDataType;
use polars_core::prelude::{CompatLevel, DataType, Field, FrozenCategories, PlSmallStr, Schema};

use crate::actors::{ActorType, Gender, MentionKind, MentionType};
use crate::dates::{DateBasis, Modifier, TimexType};
use crate::documents::{PublishedBasis, Role};
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
    /// Several ids.
    Numbers,
    /// A day.
    Day,
    /// From 0 to 1.
    Confidence,
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
            Self::Numbers => DataType::List(Box::new(DataType::UInt32)),
            Self::Day => DataType::Date,
            Self::Confidence => DataType::Float32,
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

/// The values of a vocabulary as they are written.
macro_rules! one_of {
    ($name:ident) => {
        Kind::OneOf(|| $name::ALL.iter().map(|value| value.as_str()).collect())
    };
}

const ROLE: Kind = one_of!(Role);
const PUBLISHED_BASIS: Kind = one_of!(PublishedBasis);
const STATEMENT_KIND: Kind = one_of!(StatementKind);
const ACT: Kind = one_of!(Act);
const ACTOR_TYPE: Kind = one_of!(ActorType);
const GENDER: Kind = one_of!(Gender);
const MENTION_KIND: Kind = one_of!(MentionKind);
const MENTION_TYPE: Kind = one_of!(MentionType);
const TIMEX_TYPE: Kind = one_of!(TimexType);
const MODIFIER: Kind = one_of!(Modifier);
const DATE_BASIS: Kind = one_of!(DateBasis);

use Kind::{Confidence, Day, Number, Numbers, Places, Text, Texts};

impl Frame {
    /// Names and kinds of its columns, in order.
    pub fn columns(self) -> &'static [(&'static str, Kind)] {
        match self {
            Self::Documents => &[
                ("doc_id", Text),
                ("text", Text),
                ("title", Text),
                ("outlet", Text),
                ("published", Day),
                ("published_basis", PUBLISHED_BASIS),
                ("language", Text),
                ("error", Text),
                ("authors", Texts),
                ("duplicate_of", Text),
            ],
            Self::Blocks => {
                &[("doc_id", Text), ("block_id", Number), ("role", ROLE), ("start", Number), ("end", Number)]
            }
            Self::Sentences => &[
                ("doc_id", Text),
                ("sentence_id", Number),
                ("block_id", Number),
                ("start", Number),
                ("end", Number),
                ("text", Text),
            ],
            Self::Statements => &[
                ("doc_id", Text),
                ("statement_id", Number),
                ("parent_id", Number),
                ("sentence_id", Number),
                ("content", Text),
                ("content_spans", Places),
                ("source", Text),
                ("source_spans", Places),
                ("cue", Text),
                ("cue_spans", Places),
                ("addressee", Text),
                ("addressee_spans", Places),
                ("addressee_id", Text),
                ("kind", STATEMENT_KIND),
                ("act", ACT),
                ("speaker_id", Text),
                ("speaker", Text),
                ("speaker_country", Text),
                ("speaker_role", Text),
                ("said_from", Day),
                ("said_to", Day),
                ("confidence", Confidence),
            ],
            Self::Actors => &[
                ("actor_id", Text),
                ("name", Text),
                ("type", ACTOR_TYPE),
                ("country", Text),
                ("role", Text),
                ("aliases", Texts),
                ("documents", Number),
                ("mentions", Number),
                ("statements", Number),
                ("first_seen", Day),
                ("last_seen", Day),
            ],
            Self::Mentions => &[
                ("doc_id", Text),
                ("mention_id", Number),
                ("sentence_id", Number),
                ("start", Number),
                ("end", Number),
                ("text", Text),
                ("kind", MENTION_KIND),
                ("type", MENTION_TYPE),
                ("actor_id", Text),
                ("confidence", Confidence),
            ],
            Self::Dates => &[
                ("doc_id", Text),
                ("date_id", Number),
                ("sentence_id", Number),
                ("start", Number),
                ("end", Number),
                ("text", Text),
                ("type", TIMEX_TYPE),
                ("value", Text),
                ("mod", MODIFIER),
                ("earliest", Day),
                ("latest", Day),
                ("basis", DATE_BASIS),
                ("rule", Text),
                ("confidence", Confidence),
            ],
            Self::Spans => &[
                ("doc_id", Text),
                ("span_id", Number),
                ("from_date_id", Number),
                ("to_date_id", Number),
                ("start", Number),
                ("end", Number),
                ("earliest", Day),
                ("latest", Day),
            ],
            Self::LocalActors => &[
                ("doc_id", Text),
                ("local_id", Number),
                ("actor_id", Text),
                ("name", Text),
                ("names", Texts),
                ("type", ACTOR_TYPE),
                ("country", Text),
                ("role", Text),
                ("known", Text),
                ("gender", GENDER),
                ("mention_ids", Numbers),
                ("speaker_of", Numbers),
                ("addressee_of", Numbers),
            ],
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
