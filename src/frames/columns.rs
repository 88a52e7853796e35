//! Columns that grow row by row, one type for each [`Kind`], and the frame that they make.
//!
//! A document's id and an actor's id repeat on many rows, so rows hold a number ([`Index`]) and the
//! words are gathered once, at the end, from a column that has each once.

use polars_arrow::array::{Array, ListArray, PrimitiveArray, StructArray, Utf8ViewArray};
use polars_arrow::datatypes::{ArrowDataType, Field as ArrowField};
use polars_arrow::offset::OffsetsBuffer;
use polars_core::prelude::*;

use crate::calendar::{Date, DayRange};
use crate::frames::schema::{Frame, Kind};
use crate::span::{ByteSpan, CharIndex, CharSpan};

/// Words, one a row.
pub struct Words(StringChunkedBuilder);

impl Default for Words {
    fn default() -> Self {
        Self(StringChunkedBuilder::new(PlSmallStr::EMPTY, 0))
    }
}

impl Words {
    /// Adds a row.
    pub fn push(&mut self, word: Option<&str>) {
        self.0.append_option(word);
    }

    /// Adds a row that is known.
    pub fn add(&mut self, word: &str) {
        self.0.append_value(word);
    }

    /// The column.
    pub fn finish(self) -> Series {
        self.0.finish().into_series()
    }
}

/// Several words, in each row.
pub struct WordLists {
    words: Vec<String>,
    ends: Vec<i64>,
}

impl Default for WordLists {
    fn default() -> Self {
        Self { words: Vec::new(), ends: vec![0] }
    }
}

impl WordLists {
    /// Adds a row.
    pub fn add(&mut self, words: &[String]) {
        self.words.extend_from_slice(words);
        self.ends.push(self.words.len() as i64);
    }

    /// The column.
    pub fn finish(self) -> PolarsResult<Series> {
        let words = Utf8ViewArray::from_slice_values(&self.words);
        list(Kind::Texts.arrow(), self.ends, words.boxed())
    }
}

/// Counts, ids or offsets.
#[derive(Default)]
pub struct Numbers(Vec<Option<u32>>);

impl Numbers {
    /// Adds a row.
    pub fn push(&mut self, number: Option<u32>) {
        self.0.push(number);
    }

    /// Adds a row that is known.
    pub fn add(&mut self, number: u32) {
        self.0.push(Some(number));
    }

    /// Adds the number of a row within its document.
    pub fn add_index(&mut self, index: usize) {
        self.0.push(Some(index as u32));
    }

    /// The column.
    pub fn finish(self) -> Series {
        UInt32Chunked::from_iter_options(PlSmallStr::EMPTY, self.0.into_iter()).into_series()
    }
}

/// Several ids, in each row.
pub struct NumberLists {
    numbers: Vec<u32>,
    ends: Vec<i64>,
}

impl NumberLists {
    /// For each of `groups` groups, the `ids` of the rows that belong to it, in their order.
    pub fn grouped(groups: usize, members: &[Option<u32>], ids: &Numbers) -> Self {
        let mut ends = vec![0; groups + 1];
        for group in members.iter().flatten() {
            ends[*group as usize + 1] += 1;
        }
        for group in 0..groups {
            ends[group + 1] += ends[group];
        }
        let mut next = ends.clone();
        let mut numbers = vec![0; ends[groups] as usize];
        for (group, id) in members.iter().zip(&ids.0) {
            if let (Some(group), Some(id)) = (group, id) {
                let place = &mut next[*group as usize];
                numbers[*place as usize] = *id;
                *place += 1;
            }
        }
        Self { numbers, ends }
    }

    /// The column.
    pub fn finish(self) -> PolarsResult<Series> {
        list(Kind::Numbers.arrow(), self.ends, PrimitiveArray::from_vec(self.numbers).boxed())
    }
}

/// Rows of another column, by number.
#[derive(Default)]
pub struct Index(Vec<Option<u32>>);

impl Index {
    /// Adds a row.
    pub fn push(&mut self, row: Option<u32>) {
        self.0.push(row);
    }

    /// The numbers so far.
    pub fn rows(&self) -> &[Option<u32>] {
        &self.0
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// What stands in `column` at these rows.
    pub fn gather(&self, column: &Series) -> PolarsResult<Series> {
        gather(column, self.0.iter().copied())
    }
}

/// What stands in `column` at `rows`; null where there is no row.
pub fn gather(column: &Series, rows: impl Iterator<Item = Option<u32>>) -> PolarsResult<Series> {
    column.take(&IdxCa::from_iter_options(PlSmallStr::EMPTY, rows))
}

/// Days, one a row.
#[derive(Default)]
pub struct Days(Vec<Option<i32>>);

impl Days {
    /// Adds a row.
    pub fn push(&mut self, day: Option<Date>) {
        self.0.push(day.map(days_since_epoch));
    }

    /// The column.
    pub fn finish(self) -> Series {
        Int32Chunked::from_iter_options(PlSmallStr::EMPTY, self.0.into_iter()).into_date().into_series()
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

/// The two ends of ranges of days.
#[derive(Default)]
pub struct Ranges {
    /// The first days.
    pub first: Days,
    /// The last days.
    pub last: Days,
}

impl Ranges {
    /// Adds a row.
    pub fn push(&mut self, days: Option<DayRange>) {
        self.first.push(days.map(DayRange::first));
        self.last.push(days.map(DayRange::last));
    }
}

/// Confidences.
#[derive(Default)]
pub struct Confidences(Vec<f32>);

impl Confidences {
    /// Adds a row.
    pub fn add(&mut self, confidence: f32) {
        self.0.push(confidence);
    }

    /// The column.
    pub fn finish(self) -> Series {
        Float32Chunked::from_vec(PlSmallStr::EMPTY, self.0).into_series()
    }
}

/// Values of a closed vocabulary, by their number in it.
#[derive(Default)]
pub struct Codes(Vec<Option<u8>>);

impl Codes {
    /// Adds a row: a value of the vocabulary `as u8`.
    pub fn push(&mut self, code: Option<u8>) {
        self.0.push(code);
    }

    /// Adds a row that is known.
    pub fn add(&mut self, code: u8) {
        self.0.push(Some(code));
    }

    /// The column, as the schema of `frame` has it under `name`.
    pub fn finish(self, frame: Frame, name: &str) -> Series {
        let dtype = frame.columns().iter().find(|(column, _)| *column == name).map_or(DataType::Null, |c| c.1.dtype());
        let codes: UInt8Chunked = self.0.into_iter().collect();
        CategoricalChunked::<Categorical8Type>::from_cats_and_dtype(codes, dtype).into_series()
    }
}

/// One place in the text a row.
#[derive(Default)]
pub struct Edges {
    /// Where it starts.
    pub start: Numbers,
    /// Where it ends.
    pub end: Numbers,
}

impl Edges {
    /// Adds a row.
    pub fn add(&mut self, place: CharSpan) {
        self.start.add(place.start());
        self.end.add(place.end());
    }
}

/// Several places in the text, in each row, and their words.
pub struct Places {
    starts: Vec<u32>,
    ends: Vec<u32>,
    rows: Vec<i64>,
    /// The words of all places of a row, joined by a space; null where there is no place.
    pub words: Words,
}

impl Default for Places {
    fn default() -> Self {
        Self { starts: Vec::new(), ends: Vec::new(), rows: vec![0], words: Words::default() }
    }
}

impl Places {
    /// Adds a row.
    pub fn add(&mut self, text: &str, chars: &CharIndex<'_>, places: &[ByteSpan]) {
        for &place in places {
            let place = chars.span(place);
            self.starts.push(place.start());
            self.ends.push(place.end());
        }
        self.rows.push(self.starts.len() as i64);
        match places {
            [] => self.words.push(None),
            [place] => self.words.add(place.of(text)),
            places => {
                let words: Vec<_> = places.iter().map(|place| place.of(text)).collect();
                self.words.add(&words.join(" "));
            }
        }
    }

    /// The words and the places.
    pub fn finish(self) -> PolarsResult<(Series, Series)> {
        let length = self.starts.len();
        let edges = vec![PrimitiveArray::from_vec(self.starts).boxed(), PrimitiveArray::from_vec(self.ends).boxed()];
        let dtype = Kind::Places.arrow();
        let places = StructArray::try_new(ListArray::<i64>::get_child_type(&dtype).clone(), length, edges, None)?;
        Ok((self.words.finish(), list(dtype, self.rows, places.boxed())?))
    }
}

/// A column of lists: `values`, cut at `ends` (which begin with 0).
fn list(dtype: ArrowDataType, ends: Vec<i64>, values: Box<dyn Array>) -> PolarsResult<Series> {
    let lists = ListArray::try_new(dtype, OffsetsBuffer::try_from(ends)?, values, None)?;
    Series::try_from((PlSmallStr::EMPTY, lists.boxed()))
}

/// The frame of these columns, named by its schema.
///
/// # Errors
/// If the columns are not those of the schema: a mistake of this crate, which its tests would show.
pub fn frame(frame: Frame, columns: Vec<Series>) -> PolarsResult<DataFrame> {
    let expected = frame.columns();
    polars_ensure!(expected.len() == columns.len(), SchemaMismatch: "{} has {} columns, not {}", frame, expected.len(), columns.len());
    let mut named = Vec::with_capacity(columns.len());
    for (mut column, (name, kind)) in columns.into_iter().zip(expected) {
        polars_ensure!(*column.dtype() == kind.dtype(), SchemaMismatch: "{}.{} is {}", frame, name, column.dtype());
        column.rename(PlSmallStr::from_static(name));
        named.push(column.into_column());
    }
    DataFrame::new_infer_height(named)
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
