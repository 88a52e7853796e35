//! Tab-separated tables: comment lines, columns, lists within a cell, line numbers for errors.

use crate::Error;
use crate::actors::Country;
use crate::calendar::Date;

/// One row of a table.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row<'t> {
    table: &'static str,
    line: usize,
    text: &'t str,
}

/// The rows of `text` that are neither blank nor comments.
pub(super) fn rows<'t>(table: &'static str, text: &'t str) -> impl Iterator<Item = Row<'t>> {
    text.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#')).map(move |(at, text)| Row {
        table,
        line: at + 1,
        text,
    })
}

impl<'t> Row<'t> {
    /// An error about this row.
    pub(super) fn error(&self, reason: impl Into<String>) -> Error {
        Error::table(self.table, self.line, reason)
    }

    /// Exactly `N` cells.
    pub(super) fn cells<const N: usize>(&self) -> Result<[&'t str; N], Error> {
        let cells: Vec<_> = self.text.split('\t').map(str::trim).collect();
        let count = cells.len();
        cells.try_into().map_err(|_| self.error(format!("{count} cells where {N} are due")))
    }

    /// A country's code, or nothing.
    pub(super) fn country(&self, cell: &str) -> Result<Option<Country>, Error> {
        match cell {
            "" => Ok(None),
            code => Country::new(code)
                .map(Some)
                .ok_or_else(|| self.error(format!("{code:?} is no ISO 3166-1 alpha-3 code"))),
        }
    }

    /// A word of a closed vocabulary, or nothing.
    pub(super) fn word<W: std::str::FromStr<Err = Error>>(&self, cell: &str) -> Result<Option<W>, Error> {
        match cell {
            "" => Ok(None),
            word => word.parse().map(Some).map_err(|error: Error| self.error(error.to_string())),
        }
    }

    /// A day, month or year, at its start or its end, or nothing.
    pub(super) fn day(&self, cell: &str, end: bool) -> Result<Option<Date>, Error> {
        match cell {
            "" => Ok(None),
            text => day(text, end).map(Some).ok_or_else(|| self.error(format!("{text:?} is no day, month or year"))),
        }
    }
}

/// "2014-08-28", "2014-08" or "2014": its first or last day.
pub(super) fn day(text: &str, end: bool) -> Option<Date> {
    let mut parts = text.split('-').map(str::parse::<i16>);
    let year = parts.next()?.ok()?;
    let month = parts.next().transpose().ok()?;
    let day = parts.next().transpose().ok()?;
    let date = |month: i16, day: i16| Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok();
    match (month, day, end) {
        (Some(month), Some(day), _) => date(month, day),
        (Some(month), None, false) => date(month, 1),
        (Some(month), None, true) => Some(date(month, 1)?.last_of_month()),
        (None, _, false) => date(1, 1),
        (None, _, true) => date(12, 31),
    }
}

/// The items of a cell that holds a list.
pub(super) fn items(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(';').map(str::trim).filter(|item| !item.is_empty())
}
