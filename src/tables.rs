//! What is known beforehand: the tables and models that are compiled in, and the one reader of tables.
//!
//! A table is text: lines that begin with "#" say origin, licence and columns, each other line is a row, its cells parted by tabs. Rows
//! come as what the caller asks for, by serde: a tuple or struct takes the cells in their order, a word or number takes the only one.
//! Within a cell, an `Option` is empty, a `Vec` is parted by ";", an enum is one of its words, and a struct is parted by "|", where what
//! is left out at the end is empty. All stand in `knowledge.rs`, from which the build takes the list of what it hashes.
//!
//! Rows keep the order of the table and borrow its text. What a table holds is checked by a test; it says file and line of what is wrong.

use std::borrow::Borrow;
use std::fmt;
use std::hash::Hash;

use rustc_hash::FxHashMap;
use serde::Deserialize;
use serde::de::value::BorrowedStrDeserializer;
use serde::de::{self, DeserializeSeed, Deserializer, SeqAccess, Visitor};
use serde::forward_to_deserialize_any;

use crate::Error;
use crate::vocabulary::{Classes, Vocabulary};

/// A table that is compiled in.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Table {
    /// Where it stands in the source tree.
    pub path: &'static str,
    pub text: &'static str,
}

/// Declares a module for each stage, with its tables as constants, and a module `models`.
macro_rules! knowledge {
    (tables { $($stage:ident { $($name:ident = $file:literal;)+ })+ } models { $($model:ident = $weights:literal;)+ }) => {
        $(
            #[doc = concat!("Tables of `", stringify!($stage), "`.")]
            pub(crate) mod $stage {
                use super::Table;

                $(
                    #[doc = concat!("`", $file, "`")]
                    pub(crate) const $name: Table = Table {
                        path: concat!("src/", stringify!($stage), "/data/", $file),
                        text: include_str!(concat!(stringify!($stage), "/data/", $file)),
                    };
                )+
            }
        )+

        /// Every table.
        #[cfg(test)]
        const TABLES: &[Table] = &[$($($stage::$name),+),+];

        /// Weights of learned models.
        pub(crate) mod models {
            $(
                #[doc = concat!("`", $weights, "`")]
                pub(crate) const $model: &[u8] = include_bytes!(concat!("../models/", $weights));
            )+
        }
    };
}

include!("knowledge.rs");

/// A row, and where it stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row<R> {
    /// What it says.
    pub cells: R,
    table: Table,
    line: usize,
}

impl<R> Row<R> {
    /// An error about this row.
    pub(crate) fn error(&self, reason: impl Into<String>) -> Error {
        Error::table(self.table.path, self.line, reason)
    }
}

impl Table {
    /// The rows, each with its place.
    pub(crate) fn read<R: Deserialize<'static>>(self) -> impl Iterator<Item = Result<Row<R>, Error>> {
        self.lines().map(move |(line, text)| {
            let mut cells = Cells { rest: Some(text), mark: '\t' };
            match R::deserialize(&mut cells) {
                Ok(_) if cells.rest.is_some() => Err("there are more cells than are due".to_owned()),
                Ok(cells) => Ok(Row { cells, table: self, line }),
                Err(Wrong(reason)) => Err(reason),
            }
            .map_err(|reason| Error::table(self.path, line, reason))
        })
    }

    /// The rows of a table that the tests have read.
    pub(crate) fn rows<R: Deserialize<'static>>(self) -> impl Iterator<Item = R> {
        self.read().map(|row| row.unwrap_or_else(|error| panic!("a table of the crate: {error}")).cells)
    }

    /// The lines with rows, numbered from 1.
    fn lines(self) -> impl Iterator<Item = (usize, &'static str)> {
        let lines = self.text.split('\n').enumerate().map(|(at, line)| (at + 1, line));
        lines.filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
    }
}

/// A table of words, each with its classes.
#[derive(Debug)]
pub(crate) struct WordClasses<K, V: Vocabulary>(FxHashMap<K, Classes<V>>);

impl<K: Eq + Hash, V: Vocabulary> WordClasses<K, V> {
    /// The words of a table, known by a key of theirs.
    pub(crate) fn of(table: Table, key: fn(&'static str) -> K) -> Self {
        Self(table.rows::<(&str, Classes<V>)>().map(|(word, classes)| (key(word), classes)).collect())
    }

    /// The classes of a word; none of one that is not in the table.
    pub(crate) fn get<Q: Eq + Hash + ?Sized>(&self, word: &Q) -> Classes<V>
    where
        K: Borrow<Q>,
    {
        self.0.get(word).copied().unwrap_or_default()
    }

    /// Whether a word is of a class.
    pub(crate) fn is<Q: Eq + Hash + ?Sized>(&self, word: &Q, class: V) -> bool
    where
        K: Borrow<Q>,
    {
        self.get(word).is(class)
    }
}

/// A list in a cell that is walked through once and not kept.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(transparent)]
pub(crate) struct List<'t>(&'t str);

impl<'t> List<'t> {
    /// Its items.
    pub(crate) fn iter(self) -> impl Iterator<Item = &'t str> {
        items(self.0)
    }
}

/// The items of a text that holds a list.
pub(crate) fn items(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(';').map(str::trim).filter(|item| !item.is_empty())
}

/// What is wrong with a row.
#[derive(Debug)]
struct Wrong(String);

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Wrong {}

impl de::Error for Wrong {
    fn custom<T: fmt::Display>(reason: T) -> Self {
        Self(reason.to_string())
    }
}

/// What is left of a row, or of a cell with parts.
struct Cells<'de> {
    rest: Option<&'de str>,
    mark: char,
}

impl<'de> Cells<'de> {
    fn next(&mut self) -> Option<Cell<'de>> {
        let rest = self.rest?;
        let (cell, rest) = rest.split_once(self.mark).map_or((rest, None), |(cell, rest)| (cell, Some(rest)));
        self.rest = rest;
        Some(Cell(cell.trim()))
    }
}

impl<'de> SeqAccess<'de> for Cells<'de> {
    type Error = Wrong;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Wrong> {
        // Parts may be left out at the end, cells may not.
        let cell = self.next().or((self.mark == '|').then_some(Cell("")));
        cell.map(|cell| seed.deserialize(cell)).transpose()
    }
}

/// Several cells, or the only one.
impl<'de> Deserializer<'de> for &mut Cells<'de> {
    type Error = Wrong;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        self.next().unwrap_or(Cell("")).deserialize_any(visitor)
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Wrong> {
        visitor.visit_seq(self)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Wrong> {
        visitor.visit_seq(self)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple_struct map enum identifier ignored_any
    }
}

/// One cell.
struct Cell<'de>(&'de str);

/// The readers of numbers.
macro_rules! numbers {
    ($($read:ident $visit:ident)+) => {
        $(
            fn $read<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
                let number = self.0.parse().map_err(|_| Wrong(format!("{:?} is no number that fits here", self.0)))?;
                visitor.$visit(number)
            }
        )+
    };
}

impl<'de> Deserializer<'de> for Cell<'de> {
    type Error = Wrong;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        visitor.visit_borrowed_str(self.0)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        if self.0.is_empty() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Wrong> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        visitor.visit_seq(Items(self.0))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Wrong> {
        visitor.visit_seq(Cells { rest: Some(self.0), mark: '|' })
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        words: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Wrong> {
        BorrowedStrDeserializer::new(self.0).deserialize_enum(name, words, visitor)
    }

    numbers! {
        deserialize_i8 visit_i8 deserialize_i16 visit_i16 deserialize_i32 visit_i32
        deserialize_u8 visit_u8 deserialize_u16 visit_u16 deserialize_u32 visit_u32
    }

    forward_to_deserialize_any! {
        bool i64 u64 f32 f64 char str string bytes byte_buf unit unit_struct tuple tuple_struct map identifier ignored_any
    }
}

/// The items of a cell.
struct Items<'de>(&'de str);

impl<'de> SeqAccess<'de> for Items<'de> {
    type Error = Wrong;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Wrong> {
        let Some(item) = items(self.0).next() else { return Ok(None) };
        let end = item.as_ptr() as usize + item.len() - self.0.as_ptr() as usize;
        self.0 = &self.0[end..];
        seed.deserialize(Cell(item)).map(Some)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::Path;

    use super::*;

    fn table(text: &'static str) -> Table {
        Table { path: "a.tsv", text }
    }

    #[derive(Debug, Deserialize, PartialEq)]
    #[serde(rename_all = "lowercase")]
    enum Kind {
        Verb,
        Noun,
    }

    #[derive(Debug, Deserialize, PartialEq)]
    struct Known {
        word: &'static str,
        kind: Kind,
        others: Vec<&'static str>,
        count: Option<u8>,
    }

    #[test]
    fn cells_become_what_the_row_asks_for() {
        let rows: Vec<Known> = table("# Columns: …\nsay\tverb\tsaid; says;\t3\n\nclaim\tnoun\t\t").rows().collect();
        let say = Known { word: "say", kind: Kind::Verb, others: vec!["said", "says"], count: Some(3) };
        assert_eq!(rows, [say, Known { word: "claim", kind: Kind::Noun, others: vec![], count: None }]);
        assert_eq!(table("a\nb c").rows::<&str>().collect::<Vec<_>>(), ["a", "b c"]);
        assert_eq!(table("a\t-1").rows::<(&str, i8)>().collect::<Vec<_>>(), [("a", -1)]);
        let list = table("x; y ;z").rows::<List<'_>>().flat_map(List::iter).collect::<Vec<_>>();
        assert_eq!(list, ["x", "y", "z"]);
    }

    #[test]
    fn a_row_that_cannot_be_read_is_named_by_file_and_line() {
        let error = |text| table(text).read::<Known>().find_map(Result::err).expect("it cannot be read").to_string();
        assert_eq!(error("# …\nsay\tverbs\t\t"), "a.tsv, line 2: unknown variant `verbs`, expected `verb` or `noun`");
        assert_eq!(error("say\tverb"), "a.tsv, line 1: invalid length 2, expected struct Known with 4 elements");
        assert_eq!(error("say\tverb\t\t\t1"), "a.tsv, line 1: there are more cells than are due");
        assert_eq!(error("say\tverb\t\t300"), "a.tsv, line 1: \"300\" is no number that fits here");
    }

    #[test]
    fn what_is_compiled_in_is_what_stands_in_the_tree() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut found = BTreeSet::new();
        for stage in fs::read_dir(root.join("src")).expect("the sources") {
            for file in fs::read_dir(stage.expect("a stage").path().join("data")).into_iter().flatten() {
                let path = file.expect("a table").path();
                found.insert(path.strip_prefix(root).expect("under the root").to_string_lossy().replace('\\', "/"));
            }
        }
        let listed: BTreeSet<_> = TABLES.iter().map(|table| table.path.to_owned()).collect();
        assert_eq!(listed, found);
    }

    #[test]
    fn every_table_says_what_it_is_and_is_sorted_without_repetition() {
        for Table { path, text } in TABLES {
            let head: String = text.split_inclusive('\n').take_while(|line| line.starts_with('#')).collect();
            for part in ["Origin: ", "Licence: ", "Columns: "] {
                assert!(head.contains(part), "{path} does not say its {part:?}");
            }
            assert!(text.ends_with('\n') && !text.contains("\n\n"), "{path} has empty lines");
            let rows: Vec<&str> = text[head.len()..].lines().collect();
            assert!(!rows.iter().any(|row| row.starts_with('#')), "{path} has remarks among its rows");
            let cells: BTreeSet<usize> = rows.iter().map(|row| row.split('\t').count()).collect();
            assert_eq!(cells.len(), 1, "{path} has rows of {cells:?} cells");
            for (at, pair) in rows.windows(2).enumerate() {
                let line = head.lines().count() + at + 2;
                assert!(pair[0] < pair[1], "{path}, line {line}: {:?} before {:?}", pair[0], pair[1]);
            }
        }
    }
}
