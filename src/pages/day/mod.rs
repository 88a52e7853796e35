//! The day on which a page's article appeared.
//!
//! The first of these that tells: the page's data of its article (JSON-LD, meta and marked elements), where of several days of
//! publication the one in the address or else the earliest counts, unless the article's head shows its readers another; the
//! address; the article's head, as it is read; what stands elsewhere on the page and is called a day of publication; scripts. A
//! day of publication counts before one of a change. A day after `latest` is none, nor are those of footers, of comments, of
//! other articles and of what an article quotes.

mod address;
mod elements;
mod figures;
mod lines;
mod names;
mod scripts;

use jiff::civil::Date;

use self::figures::Figures;
use self::lines::{Label, Shown};
use self::names::{Says, says};
use super::blocks::Block;
use super::dom::{Dom, NodeId};
use super::metadata::Metadata;
use crate::layout::PublishedBasis;

/// Where on a page a day of publication may stand.
pub(super) struct Near<'p, I, B> {
    /// Tells the elements that are no other article's and no footer's.
    pub inside: I,
    /// Tells those that stand around the headline or are marked as saying when it was written.
    pub beside: B,
    /// The pieces around the headline, and those that are so marked.
    pub head: &'p [&'p Block],
    /// Of these the ones between the headline and the first sentences.
    pub under: &'p [&'p Block],
    /// The other short pieces.
    pub lines: &'p [&'p Block],
}

/// Finds the day.
pub(super) fn find(
    dom: &Dom,
    metadata: &Metadata,
    url: Option<&str>,
    latest: Option<Date>,
    near: &Near<'_, impl Fn(NodeId) -> bool, impl Fn(NodeId) -> bool>,
) -> (Option<Date>, PublishedBasis) {
    let figures = figures(metadata, url, latest);
    let in_url = url.and_then(address::day_in).filter(|day| figures.fits(*day));
    let head: Vec<Shown> = lines::shown(dom, near.head, &figures).collect();
    let described = metadata.described.as_ref();
    let published = described.and_then(|one| one.published.as_deref()).and_then(|value| figures.read(value));

    let changed: Vec<Date> = changes(metadata, &figures).collect();
    if let Some(days) = in_data(metadata, published, &figures) {
        // A day of change may be shown without a word of it.
        let is_own = |shown: &Shown| !changed.iter().any(|changed| is_beside(*changed, shown.day));
        let under: Vec<Shown> = lines::shown(dom, near.under, &figures).filter(is_own).collect();
        return (Some(best_of(&days, in_url, &head, &under)), PublishedBasis::Metadata);
    }
    let marked = elements::marked(dom, near, &figures);
    if let Some(day) = marked.published.or(published) {
        return (Some(day), PublishedBasis::Metadata);
    }
    if let Some(day) = in_url {
        return (Some(day), PublishedBasis::Url);
    }
    let first = |is_change: bool| head.iter().find(|shown| (shown.label == Some(Label::Changed)) == is_change);
    let in_text = || first(false).map(|shown| shown.day);
    let day = in_text().or_else(|| lines::labelled(near.lines, Label::Published, &figures));
    if let Some(day) = day.or_else(|| elements::called(dom, near, &figures)) {
        return (Some(day), PublishedBasis::Text);
    }
    if let Some(day) = marked.elsewhere.or_else(|| scripts::day(dom, &figures)) {
        return (Some(day), PublishedBasis::Metadata);
    }
    let changed = first(true).map(|shown| shown.day).into_iter().chain(changed).chain(marked.changed);
    match changed.min().or_else(|| lines::labelled(near.lines, Label::Changed, &figures)) {
        Some(day) => (Some(day), PublishedBasis::Updated),
        None => (None, PublishedBasis::None),
    }
}

/// How the page's figures are read.
fn figures(metadata: &Metadata, url: Option<&str>, latest: Option<Date>) -> Figures {
    let locale = metadata.meta(&["og:locale"]);
    let languages = [metadata.language.as_deref(), locale, metadata.meta(&["content-language", "language"])];
    let described = metadata.described.iter().flat_map(|one| [one.published.as_deref(), one.modified.as_deref()]);
    let metas = metadata.metas.iter().filter(|(name, _)| says(name).is_some()).map(|(_, value)| value.as_str());
    let in_url = url.and_then(address::day_in);
    Figures {
        day_first: figures::is_day_first(url, languages.into_iter().flatten()),
        known: described.flatten().chain(metas).filter_map(figures::sure_day).chain(in_url).collect(),
        latest,
    }
}

/// The days of publication that the page's data give: of the article's description, then of meta elements, of which the weaker
/// are of use only where the stronger say nothing.
fn in_data(metadata: &Metadata, described: Option<Date>, figures: &Figures) -> Option<Vec<Date>> {
    let is_article = metadata.described.as_ref().is_some_and(|one| one.is_article);
    let mut days: Vec<Date> = described.filter(|_| is_article).into_iter().collect();
    for wanted in [Says::Published, Says::Dated] {
        let metas = metadata.metas.iter().filter(|(name, _)| says(name) == Some(wanted));
        let mut found = metas.filter_map(|(_, value)| figures.read(value));
        if wanted == Says::Published {
            days.extend(found);
        } else if days.is_empty() {
            days.extend(found.next());
        }
    }
    Some(days).filter(|days| !days.is_empty())
}

/// The days of a change that the page's data give.
fn changes<'m>(metadata: &'m Metadata, figures: &'m Figures) -> impl Iterator<Item = Date> + 'm {
    let described = metadata.described.as_ref().and_then(|one| one.modified.as_deref());
    let metas = metadata.metas.iter().filter(|(name, _)| says(name) == Some(Says::Changed));
    described.into_iter().chain(metas.map(|(_, value)| value.as_str())).filter_map(|value| figures.read(value))
}

/// Whether two days are one, written in different zones of time.
fn is_beside(day: Date, other: Date) -> bool {
    day.since(other).is_ok_and(|apart| apart.get_days().abs() <= 1)
}

/// Of several days of publication the earliest; data in the time of another zone give way to the outlet's own day, as it stands in
/// the article's head or in the address, and all data to the one day that the page shows under its headline.
fn best_of(days: &[Date], in_url: Option<Date>, head: &[Shown], under: &[Shown]) -> Date {
    /// How much a line says beside its day that says nothing else, and that names who wrote it.
    const ALONE: usize = 14;
    const BYLINE: usize = 60;
    let earliest = days.iter().copied().min().unwrap_or_default();
    let is_near = |day: &Date| days.iter().any(|other| is_beside(*day, *other));
    let published = |shown: &&Shown| shown.label != Some(Label::Changed);
    let in_head = || head.iter().filter(published).map(|shown| shown.day).filter(is_near);
    if in_head().any(|day| day == earliest) {
        return earliest;
    }
    // A page that was moved to another system keeps the day that it shows.
    let alone = head.iter().filter(published).find(|shown| shown.beside <= ALONE);
    if let Some(shown) = alone.filter(|shown| shown.day < earliest) {
        return shown.day;
    }
    if let Some(day) = in_head().next() {
        return day;
    }
    // What is shown as the article's day without a word of a change is what its readers know.
    if let [shown] = under
        && published(&shown)
        && shown.beside <= BYLINE
    {
        return shown.day;
    }
    in_url.filter(is_near).unwrap_or(earliest)
}
