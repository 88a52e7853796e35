//! The rows of the gazetteer's tables; what each cell means stands in their heads.

use serde::Deserialize;

use super::entry::{Gender, NameFlags, Office, Tenure, TitleKind};
use crate::Error;
use crate::actors::Country;
use crate::calendar::Date;
use crate::tables::{List, Row};

/// `countries.tsv`
#[derive(Deserialize)]
pub(super) struct CountryRow {
    pub country: Country,
    pub id: &'static str,
    pub name: &'static str,
    pub flags: NameFlags,
    #[serde(borrow)]
    pub aliases: List<'static>,
    pub capital: List<'static>,
    pub adjectives: List<'static>,
    pub people: List<'static>,
}

/// `organizations.tsv` and the like: id, name, country, flags of the name, aliases.
pub(super) type NamedRow = (&'static str, &'static str, Option<Country>, NameFlags, List<'static>);

/// `bodies.tsv`: kind, patterns of id and name, phrases.
pub(super) type BodyRow = (&'static str, &'static str, &'static str, List<'static>);

/// `wikidata.tsv`: id of an entry, its item, the sources that name it so.
pub(super) type WikidataRow = (&'static str, &'static str, List<'static>);

/// `people.tsv`
#[derive(Deserialize)]
pub(super) struct PersonRow {
    pub id: &'static str,
    pub name: &'static str,
    pub country: Option<Country>,
    pub gender: Option<Gender>,
    pub prominence: u8,
    pub surname: &'static str,
    #[serde(borrow)]
    pub aliases: List<'static>,
    pub offices: Vec<OfficeItem>,
}

/// An office held: "president|President|2014-08-28|2023-01-01|TUR".
#[derive(Deserialize)]
pub(super) struct OfficeItem {
    office: Office,
    title: &'static str,
    from: &'static str,
    to: &'static str,
    country: &'static str,
}

impl OfficeItem {
    /// The office as held; by default of the country of the row.
    pub(super) fn tenure<R>(&self, row: &Row<R>, country: Option<Country>) -> Result<Tenure, Error> {
        let wrong = |text: &str| row.error(format!("{text:?} is no day, month or year"));
        let day = |text: &str, end| match text {
            "" => Ok(None),
            _ => day(text, end).map(Some).ok_or_else(|| wrong(text)),
        };
        Ok(Tenure {
            office: self.office,
            title: self.title.into(),
            from: day(self.from, false)?,
            to: day(self.to, true)?,
            country: match self.country {
                "" => country,
                "-" => None,
                code => Some(code.parse().map_err(|reason: String| row.error(reason))?),
            },
        })
    }
}

/// `titles.tsv`
#[derive(Deserialize)]
pub(super) struct TitleRow {
    pub text: &'static str,
    pub kind: TitleKind,
    pub office: Option<Office>,
    pub gender: Option<Gender>,
    pub country: Option<Country>,
    #[serde(borrow)]
    pub aliases: List<'static>,
    pub plurals: List<'static>,
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
