//! A user's own rows over the built-in tables.

use super::table;
use crate::Error;
use crate::actors::{ActorType, Country};
use crate::calendar::Date;
use crate::tables::items;

/// One actor that the user knows; several rows with the same id give its offices over time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GazetteerRow {
    /// The readable slug; made from the name where there is none. A built-in one is replaced.
    pub id: Option<String>,
    /// The canonical name.
    pub name: String,
    /// Further names and spellings.
    pub aliases: Vec<String>,
    /// What it is.
    pub r#type: ActorType,
    /// The state that it belongs to.
    pub country: Option<Country>,
    /// The office: "Foreign Minister".
    pub role: Option<String>,
    /// The first day in that office.
    pub from: Option<Date>,
    /// The last day in that office.
    pub to: Option<Date>,
}

impl GazetteerRow {
    /// The columns that a table of rows may have.
    pub const COLUMNS: [&str; 8] = ["id", "name", "aliases", "type", "country", "role", "from", "to"];

    /// From the cells of one line; `cell` gives a column's text, where there is any. Aliases are parted by ";".
    ///
    /// # Errors
    /// [`Error::is_table`] with `table` and `line`, for a cell that cannot be read or a missing name or type.
    pub fn read<'c>(table: &str, line: usize, cell: impl Fn(&str) -> Option<&'c str>) -> Result<Self, Error> {
        let error = |reason: String| Error::table(table, line, reason);
        let text = |column| cell(column).map(str::trim).filter(|text| !text.is_empty());
        let day = |column, end| match text(column) {
            None => Ok(None),
            Some(given) => table::day(given, end)
                .map(Some)
                .ok_or_else(|| error(format!("{column} {given:?} is no day, month or year"))),
        };
        let country = match text("country") {
            None => None,
            Some(code) => Some(
                Country::new(code).ok_or_else(|| error(format!("country {code:?} is no ISO 3166-1 alpha-3 code")))?,
            ),
        };
        let kind = text("type").ok_or_else(|| error("the type is missing".into()))?;
        let row = Self {
            id: text("id").map(str::to_owned),
            name: text("name").ok_or_else(|| error("the name is missing".into()))?.to_owned(),
            aliases: items(text("aliases").unwrap_or_default()).map(str::to_owned).collect(),
            r#type: kind.parse().map_err(|reason: Error| error(reason.to_string()))?,
            country,
            role: text("role").map(str::to_owned),
            from: day("from", false)?,
            to: day("to", true)?,
        };
        row.check().map_err(error)?;
        Ok(row)
    }

    /// What is wrong with it, if anything is.
    pub(super) fn check(&self) -> Result<(), String> {
        if super::spelling::words(&self.name).is_empty() {
            return Err("the name is missing".into());
        }
        match (self.from, self.to) {
            (Some(from), Some(to)) if from > to => Err(format!("it ends on {to}, before it begins on {from}")),
            _ => Ok(()),
        }
    }
}
