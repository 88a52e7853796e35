//! Frames, declared column by column ([`rows!`]), and the columns that they are made of, which grow row by row.
//!
//! A declaration gives the names, the order and the types of a frame's columns, the builder of each, and a struct for one
//! row with a field for each column: no column can come under the name of another, or in its place. What a document's or an
//! actor's id says repeats on many rows, so such columns hold numbers, and the words are gathered once, at the end, from
//! the [`Sources`], which have each once.

use std::marker::PhantomData;

use polars_arrow::array::{Array, ListArray, PrimitiveArray, StructArray, Utf8ViewArray};
use polars_arrow::datatypes::{ArrowDataType, Field as ArrowField};
use polars_arrow::offset::OffsetsBuffer;
use polars_core::prelude::*;

use crate::actors::LocalActorId;
use crate::calendar::Date;
use crate::corpus::{Joined, TellingId};
use crate::frames::schema::{Kind, Vocabulary};
use crate::span::{ByteSpan, CharIndex};

/// A column that grows.
pub trait Column: Default {
    /// What is added for a row.
    type Value<'a>;
    /// What it holds.
    const KIND: Kind;
    /// Adds a row.
    fn push(&mut self, value: Self::Value<'_>);
    /// The column.
    ///
    /// # Errors
    /// Those of polars.
    fn finish(self, sources: &Sources<'_>) -> PolarsResult<Series>;
}

/// A frame that grows.
pub trait Rows: Default {
    /// One row.
    type Row<'a>;
    /// Names and kinds of its columns, in order.
    const COLUMNS: &'static [(&'static str, Kind)];
    /// Adds a row.
    fn push(&mut self, row: Self::Row<'_>);
    /// How many rows there are.
    fn len(&self) -> usize;
    /// The frame.
    ///
    /// # Errors
    /// Those of polars.
    fn finish(self, sources: &Sources<'_>) -> PolarsResult<DataFrame>;
}

/// Declares a frame: the type of its rows, one field a column, and the type that they grow in.
macro_rules! rows {
    ($(#[$meta:meta])* $rows:ident of $row:ident { $($column:ident $(as $name:literal)?: $kind:ty),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Default)]
        pub struct $rows {
            height: usize,
            $($column: $kind),+
        }

        /// One of these rows.
        pub struct $row<'a> {
            $(pub $column: <$kind as $crate::frames::columns::Column>::Value<'a>),+
        }

        impl $crate::frames::columns::Rows for $rows {
            type Row<'a> = $row<'a>;

            const COLUMNS: &'static [(&'static str, $crate::frames::schema::Kind)] = &[$((
                $crate::frames::columns::column_name!($column $(as $name)?),
                <$kind as $crate::frames::columns::Column>::KIND,
            )),+];

            fn push(&mut self, row: $row<'_>) {
                self.height += 1;
                $($crate::frames::columns::Column::push(&mut self.$column, row.$column);)+
            }

            fn len(&self) -> usize {
                self.height
            }

            fn finish(
                self,
                sources: &$crate::frames::columns::Sources<'_>,
            ) -> polars_core::prelude::PolarsResult<polars_core::prelude::DataFrame> {
                let columns = vec![$(
                    $crate::frames::columns::Column::finish(self.$column, sources)?
                        .with_name($crate::frames::columns::column_name!($column $(as $name)?).into())
                        .into(),
                )+];
                polars_core::prelude::DataFrame::new(self.height, columns)
            }
        }
    };
}

/// The name of a column: that of its field, where Rust has no other use for the word.
macro_rules! column_name {
    ($column:ident) => {
        stringify!($column)
    };
    ($column:ident as $name:literal) => {
        $name
    };
}

pub(super) use {column_name, rows};

/// What rows name by number.
#[derive(Default)]
pub struct Sources<'a> {
    /// Of each document, its id, its text and its outlet.
    doc_ids: Series,
    texts: Series,
    outlets: Series,
    /// Who is who in them.
    joined: Option<&'a Joined>,
    /// Of each telling, the actor's id, its name, its country, and the role that it has there.
    ids: Series,
    names: Series,
    countries: Series,
    roles: Series,
}

impl<'a> Sources<'a> {
    /// Documents of these ids, whose actors were joined.
    pub fn new(doc_ids: Series, joined: &'a Joined) -> Self {
        let column = |value: &dyn Fn(TellingId) -> Option<&'a str>| {
            Series::new(PlSmallStr::EMPTY, joined.cast.tellings().map(value).collect::<Vec<_>>())
        };
        let actor = |telling| &joined.actors[joined.cast.actor(telling)];
        Self {
            doc_ids,
            joined: Some(joined),
            ids: column(&|telling| Some(&actor(telling).id)),
            names: column(&|telling| Some(&actor(telling).name)),
            countries: column(&|telling| actor(telling).country.as_ref().map(|country| country.as_str())),
            roles: column(&|telling| joined.role(telling)),
            ..Self::default()
        }
    }

    /// Documents of which nothing is named but what was given.
    pub fn of_texts(doc_ids: Series, texts: Series, outlets: Series) -> Self {
        Self { doc_ids, texts, outlets, ..Self::default() }
    }

    /// What stands in a column of tellings for these local actors.
    fn told(&self, column: &Series, locals: &[Option<Local>]) -> PolarsResult<Series> {
        let row = |local: Local| Some(self.joined?.cast.telling(local.document as usize, local.actor)?.0);
        gather(column, locals.iter().map(|local| local.and_then(row)))
    }
}

/// A local actor of a document.
#[derive(Clone, Copy)]
pub struct Local {
    /// The document's row.
    pub document: u32,
    /// The actor.
    pub actor: LocalActorId,
}

/// What stands in `column` at `rows`; null where there is no row.
fn gather(column: &Series, rows: impl Iterator<Item = Option<u32>>) -> PolarsResult<Series> {
    column.take(&IdxCa::from_iter_options(PlSmallStr::EMPTY, rows))
}

/// Declares columns that gather from a source what their rows name.
macro_rules! gathered {
    ($($(#[$meta:meta])* $column:ident: $value:ty => $gather:expr),+ $(,)?) => {
        $(
            $(#[$meta])*
            #[derive(Default)]
            pub struct $column(Vec<Option<$value>>);

            impl Column for $column {
                type Value<'a> = Option<$value>;
                const KIND: Kind = Kind::Text;

                fn push(&mut self, value: Option<$value>) {
                    self.0.push(value);
                }

                fn finish(self, sources: &Sources<'_>) -> PolarsResult<Series> {
                    let gather: fn(&Sources<'_>, Vec<Option<$value>>) -> PolarsResult<Series> = $gather;
                    gather(sources, self.0)
                }
            }
        )+
    };
}

gathered! {
    /// The ids of documents, by row.
    DocId: u32 => |sources, rows| gather(&sources.doc_ids, rows.into_iter()),
    /// The texts of documents, by row.
    DocText: u32 => |sources, rows| gather(&sources.texts, rows.into_iter()),
    /// The outlets of documents, by row.
    DocOutlet: u32 => |sources, rows| gather(&sources.outlets, rows.into_iter()),
    /// The ids of actors.
    ActorId: Local => |sources, locals| sources.told(&sources.ids, &locals),
    /// Their canonical names.
    ActorName: Local => |sources, locals| sources.told(&sources.names, &locals),
    /// Their countries.
    ActorCountry: Local => |sources, locals| sources.told(&sources.countries, &locals),
    /// Their roles, as their own document gives them where it does.
    ActorRole: Local => |sources, locals| sources.told(&sources.roles, &locals),
}

/// Declares columns of lists that gather from a source what their rows name.
macro_rules! gathered_lists {
    ($($(#[$meta:meta])* $column:ident => $source:ident),+ $(,)?) => {
        $(
            $(#[$meta])*
            pub struct $column {
                locals: Vec<Option<Local>>,
                ends: Vec<i64>,
            }

            impl Default for $column {
                fn default() -> Self {
                    Self { locals: Vec::new(), ends: vec![0] }
                }
            }

            impl Column for $column {
                type Value<'a> = &'a [Local];
                const KIND: Kind = Kind::Texts;

                fn push(&mut self, locals: &[Local]) {
                    self.locals.extend(locals.iter().copied().map(Some));
                    self.ends.push(self.locals.len() as i64);
                }

                fn finish(self, sources: &Sources<'_>) -> PolarsResult<Series> {
                    let words = sources.told(&sources.$source, &self.locals)?.rechunk();
                    list(Self::KIND.arrow(), self.ends, words.to_arrow(0, CompatLevel::newest()))
                }
            }
        )+
    };
}

gathered_lists! {
    /// The ids of several actors, in each row.
    ActorIds => ids,
    /// Their canonical names.
    ActorNames => names,
}

/// Words.
pub struct Text(StringChunkedBuilder);

impl Default for Text {
    fn default() -> Self {
        Self(StringChunkedBuilder::new(PlSmallStr::EMPTY, 0))
    }
}

impl Column for Text {
    type Value<'a> = Option<&'a str>;
    const KIND: Kind = Kind::Text;

    fn push(&mut self, words: Option<&str>) {
        self.0.append_option(words);
    }

    fn finish(self, _: &Sources<'_>) -> PolarsResult<Series> {
        Ok(self.0.finish().into_series())
    }
}

/// Several words, in each row.
pub struct Texts {
    words: Vec<String>,
    ends: Vec<i64>,
}

impl Default for Texts {
    fn default() -> Self {
        Self { words: Vec::new(), ends: vec![0] }
    }
}

impl Column for Texts {
    type Value<'a> = &'a [String];
    const KIND: Kind = Kind::Texts;

    fn push(&mut self, words: &[String]) {
        self.words.extend_from_slice(words);
        self.ends.push(self.words.len() as i64);
    }

    fn finish(self, _: &Sources<'_>) -> PolarsResult<Series> {
        let words = Utf8ViewArray::from_slice_values(&self.words);
        list(Self::KIND.arrow(), self.ends, words.boxed())
    }
}

/// Counts, ids or offsets.
#[derive(Default)]
pub struct Number(Vec<u32>);

impl Column for Number {
    type Value<'a> = u32;
    const KIND: Kind = Kind::Number;

    fn push(&mut self, number: u32) {
        self.0.push(number);
    }

    fn finish(self, _: &Sources<'_>) -> PolarsResult<Series> {
        Ok(UInt32Chunked::from_vec(PlSmallStr::EMPTY, self.0).into_series())
    }
}

/// Ids that not every row has.
#[derive(Default)]
pub struct MaybeNumber(Vec<Option<u32>>);

impl Column for MaybeNumber {
    type Value<'a> = Option<u32>;
    const KIND: Kind = Kind::Number;

    fn push(&mut self, number: Option<u32>) {
        self.0.push(number);
    }

    fn finish(self, _: &Sources<'_>) -> PolarsResult<Series> {
        Ok(UInt32Chunked::from_iter_options(PlSmallStr::EMPTY, self.0.into_iter()).into_series())
    }
}

/// Days.
#[derive(Default)]
pub struct Day(Vec<Option<i32>>);

impl Column for Day {
    type Value<'a> = Option<Date>;
    const KIND: Kind = Kind::Day;

    fn push(&mut self, day: Option<Date>) {
        self.0.push(day.map(days_since_epoch));
    }

    fn finish(self, _: &Sources<'_>) -> PolarsResult<Series> {
        let days = Int32Chunked::from_iter_options(PlSmallStr::EMPTY, self.0.into_iter());
        Ok(days.into_date().into_series())
    }
}

/// Polars counts days from here.
const EPOCH: Date = Date::constant(1970, 1, 1);

pub fn days_since_epoch(day: Date) -> i32 {
    (day - EPOCH).get_days()
}

/// The day that polars writes as `days`; `None` outside the years that can be reckoned with.
pub fn day_from_epoch(days: i32) -> Option<Date> {
    EPOCH.checked_add(jiff::Span::new().try_days(days).ok()?).ok()
}

/// How sure a row is, from 0 to 1.
#[derive(Default)]
pub struct Confidence(Vec<f32>);

impl Column for Confidence {
    type Value<'a> = f32;
    const KIND: Kind = Kind::Confidence;

    fn push(&mut self, confidence: f32) {
        self.0.push(confidence);
    }

    fn finish(self, _: &Sources<'_>) -> PolarsResult<Series> {
        Ok(Float32Chunked::from_vec(PlSmallStr::EMPTY, self.0).into_series())
    }
}

/// Yes or no.
#[derive(Default)]
pub struct Flag(Vec<bool>);

impl Column for Flag {
    type Value<'a> = bool;
    const KIND: Kind = Kind::Flag;

    fn push(&mut self, flag: bool) {
        self.0.push(flag);
    }

    fn finish(self, _: &Sources<'_>) -> PolarsResult<Series> {
        Ok(BooleanChunked::from_slice(PlSmallStr::EMPTY, &self.0).into_series())
    }
}

/// Values of a closed vocabulary.
pub struct OneOf<V>(Vec<Option<u8>>, PhantomData<V>);

impl<V> Default for OneOf<V> {
    fn default() -> Self {
        Self(Vec::new(), PhantomData)
    }
}

impl<V: Vocabulary> Column for OneOf<V> {
    type Value<'a> = Option<V>;
    const KIND: Kind = Kind::OneOf(V::values);

    fn push(&mut self, value: Option<V>) {
        self.0.push(value.map(V::number));
    }

    fn finish(self, _: &Sources<'_>) -> PolarsResult<Series> {
        let numbers: UInt8Chunked = self.0.into_iter().collect();
        let column = CategoricalChunked::<Categorical8Type>::from_cats_and_dtype(numbers, Self::KIND.dtype());
        Ok(column.into_series())
    }
}

/// Several places in a document's text.
#[derive(Clone, Copy)]
pub struct Spans<'a> {
    /// The text.
    pub text: &'a str,
    /// From bytes to code points.
    pub chars: &'a CharIndex<'a>,
    /// The places.
    pub spans: &'a [ByteSpan],
}

/// The words of all places of a row, joined by a space; null where there is no place.
#[derive(Default)]
pub struct Surface(Text);

impl Column for Surface {
    type Value<'a> = Spans<'a>;
    const KIND: Kind = Kind::Text;

    fn push(&mut self, Spans { text, spans, .. }: Spans<'_>) {
        match spans {
            [] => self.0.push(None),
            [span] => self.0.push(Some(span.of(text))),
            spans => self.0.push(Some(&joined(text, spans, " "))),
        }
    }

    fn finish(self, sources: &Sources<'_>) -> PolarsResult<Series> {
        self.0.finish(sources)
    }
}

/// What was said, so that nobody takes two pieces for one quotation: "“We will go” … “and come back.”"
#[derive(Default)]
pub struct Content(Text);

impl Column for Content {
    type Value<'a> = Spans<'a>;
    const KIND: Kind = Kind::Text;

    fn push(&mut self, Spans { text, spans, .. }: Spans<'_>) {
        let told = (!spans.is_empty()).then(|| joined(text, spans, " … "));
        self.0.push(told.as_deref());
    }

    fn finish(self, sources: &Sources<'_>) -> PolarsResult<Series> {
        self.0.finish(sources)
    }
}

/// The words of several places.
fn joined(text: &str, spans: &[ByteSpan], between: &str) -> String {
    spans.iter().map(|span| span.of(text)).collect::<Vec<_>>().join(between)
}

/// Where they start and end.
pub struct Places {
    starts: Vec<u32>,
    ends: Vec<u32>,
    rows: Vec<i64>,
}

impl Default for Places {
    fn default() -> Self {
        Self { starts: Vec::new(), ends: Vec::new(), rows: vec![0] }
    }
}

impl Column for Places {
    type Value<'a> = Spans<'a>;
    const KIND: Kind = Kind::Places;

    fn push(&mut self, Spans { chars, spans, .. }: Spans<'_>) {
        for &span in spans {
            let span = chars.span(span);
            self.starts.push(span.start());
            self.ends.push(span.end());
        }
        self.rows.push(self.starts.len() as i64);
    }

    fn finish(self, _: &Sources<'_>) -> PolarsResult<Series> {
        let length = self.starts.len();
        let edges = vec![PrimitiveArray::from_vec(self.starts).boxed(), PrimitiveArray::from_vec(self.ends).boxed()];
        let dtype = Self::KIND.arrow();
        let places = StructArray::try_new(ListArray::<i64>::get_child_type(&dtype).clone(), length, edges, None)?;
        list(dtype, self.rows, places.boxed())
    }
}

/// A column of lists: `values`, cut at `ends` (which begin with 0).
fn list(dtype: ArrowDataType, ends: Vec<i64>, values: Box<dyn Array>) -> PolarsResult<Series> {
    let lists = ListArray::try_new(dtype, OffsetsBuffer::try_from(ends)?, values, None)?;
    Series::try_from((PlSmallStr::EMPTY, lists.boxed()))
}

/// The rows of each document as one list of structs, without the document's id; `ends` (which begin with 0) tell where
/// each document's rows end, and `missing` which documents have no list at all.
pub fn lists(frame: &DataFrame, ends: Vec<i64>, present: Vec<bool>) -> PolarsResult<Series> {
    let columns: Vec<_> = frame.columns()[1..].iter().map(|column| column.as_materialized_series().rechunk()).collect();
    let fields: Vec<ArrowField> = columns.iter().map(|column| column.field().to_arrow(CompatLevel::newest())).collect();
    let values = columns.iter().map(|column| column.to_arrow(0, CompatLevel::newest())).collect();
    let rows = StructArray::try_new(ArrowDataType::Struct(fields), frame.height(), values, None)?;
    let dtype = ListArray::<i64>::default_datatype(rows.dtype().clone());
    let validity = present.contains(&false).then(|| present.into_iter().collect());
    let lists = ListArray::try_new(dtype, OffsetsBuffer::try_from(ends)?, rows.boxed(), validity)?;
    Series::try_from((PlSmallStr::EMPTY, lists.boxed()))
}
