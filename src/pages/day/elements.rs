//! Days that a page's elements are marked with: microdata, `time`, and classes that call something a day.

use jiff::civil::Date;

use super::Near;
use super::figures::Figures;
use super::lines::{Label, label_of};
use super::names::{Says, classes_say, says};
use crate::pages::dom::{Dom, NodeId, Tag};

/// The attributes that give an element's day, best first.
const VALUES: [&str; 9] = [
    "datetime",
    "content",
    "title",
    "data-datetime",
    "data-date",
    "data-timestamp",
    "data-time",
    "data-utime",
    "unixtime",
];
/// How many rows an element has at most that holds a day and little else.
const SMALL: usize = 14;

/// What the elements of a page tell.
#[derive(Debug, Default)]
pub(super) struct Marked {
    /// The day of publication.
    pub published: Option<Date>,
    /// The only day of publication that is marked anywhere else on the page.
    pub elsewhere: Option<Date>,
    /// The day of a change.
    pub changed: Option<Date>,
}

/// The day of the first element that is marked as the day of publication, else of the first `time` element beside the headline.
pub(super) fn marked(
    dom: &Dom,
    near: &Near<'_, impl Fn(NodeId) -> bool, impl Fn(NodeId) -> bool>,
    figures: &Figures,
) -> Marked {
    let (mut named, mut time, mut changed) = (None, None, None);
    let mut elsewhere = Only::default();
    for id in 0..dom.len() {
        let Some(tag) = dom.tag(id) else { continue };
        let property = dom.attribute(id, "itemprop").or_else(|| dom.attribute(id, "property")).and_then(says);
        let is_marked = property == Some(Says::Published) || dom.attribute(id, "pubdate").is_some();
        let is_time = tag == Tag::Time || dom.attribute(id, "datetime").is_some();
        if !(is_marked || is_time) {
            continue;
        }
        let day = || day_of(dom, id, figures);
        if is_marked {
            match day() {
                Some(day) if (near.inside)(id) => return Marked { published: Some(day), ..Marked::default() },
                Some(day) => elsewhere.add(day),
                None => {}
            }
        }
        if is_time && (near.inside)(id) {
            match property.or_else(|| said_around(dom, id)) {
                Some(Says::Changed) => changed = changed.or_else(day),
                Some(Says::Other) => {}
                said => {
                    if said == Some(Says::Published) {
                        named = named.or_else(day);
                    }
                    // One in the text is of what it tells.
                    if (near.beside)(id) {
                        time = time.or_else(day);
                    }
                }
            }
        }
    }
    Marked { published: named.or(time), elsewhere: elsewhere.day(), changed }
}

/// The only day on the page that a class calls one of publication; of several some are those of other articles.
pub(super) fn called(
    dom: &Dom,
    near: &Near<'_, impl Fn(NodeId) -> bool, impl Fn(NodeId) -> bool>,
    figures: &Figures,
) -> Option<Date> {
    let (mut published, mut dated) = (Only::default(), Only::default());
    for id in 0..dom.len() {
        let says = match dom.attribute(id, "class").filter(|classes| may_name(classes)).and_then(classes_say) {
            Some(says @ (Says::Published | Says::Dated)) if dom.tag(id) != Some(Tag::Body) => says,
            _ => continue,
        };
        if dom.node(id).end > id + SMALL || !(near.inside)(id) {
            continue;
        }
        let is_changed = said_around(dom, id) == Some(Says::Changed);
        if let Some(day) = day_of(dom, id, figures).filter(|_| !is_changed) {
            if says == Says::Published { published.add(day) } else { dated.add(day) }
        }
    }
    published.day().or(dated.day())
}

/// Whether classes may name a day, which is told quickly.
fn may_name(classes: &str) -> bool {
    let classes = classes.as_bytes();
    ["dat", "Dat", "ubl", "ost", "ime"].iter().any(|part| memchr::memmem::find(classes, part.as_bytes()).is_some())
}

/// A day, if there is no other.
#[derive(Debug, Default)]
struct Only {
    first: Option<Date>,
    has_other: bool,
}

impl Only {
    fn add(&mut self, day: Date) {
        self.has_other |= self.first.is_some_and(|first| first != day);
        self.first = self.first.or(Some(day));
    }

    fn day(&self) -> Option<Date> {
        self.first.filter(|_| !self.has_other)
    }
}

/// The day that an element has as its value, or shows.
fn day_of(dom: &Dom, id: NodeId, figures: &Figures) -> Option<Date> {
    let value = VALUES.iter().filter_map(|name| dom.attribute(id, name)).find_map(|value| figures.read(value));
    value.or_else(|| figures.read(&dom.text_of(id, 100)))
}

/// What the words in an element before its day call it, else its classes and those of the small ones around it, else the words
/// before it.
fn said_around(dom: &Dom, id: NodeId) -> Option<Says> {
    const AROUND: usize = 2;
    let in_words = |words: &str| {
        label_of(words).map(|label| match label {
            Label::Published => Says::Published,
            Label::Changed => Says::Changed,
        })
    };
    let own = dom.text_of(id, 60);
    if let Some(says) = own.split(|c: char| c.is_ascii_digit()).next().and_then(in_words) {
        return Some(says);
    }
    let is_small = |&above: &NodeId| dom.node(above).end <= above + SMALL;
    let around = std::iter::once(id).chain(dom.ancestors(id).take(AROUND).take_while(is_small));
    match around.filter_map(|above| dom.attribute(above, "class")).find_map(classes_say) {
        said @ (Some(Says::Dated) | None) => in_words(&before(dom, id)).or(said),
        said => said,
    }
}

/// The words before an element in its line, if they are few.
fn before(dom: &Dom, id: NodeId) -> String {
    const REACH: usize = 8;
    const LONGEST: usize = 40;
    let line = |id: NodeId| dom.ancestors(id).find(|&above| dom.tag(above).is_some_and(Tag::is_block));
    let own = line(id);
    let rows = id.saturating_sub(REACH)..id;
    let words: Vec<&str> = rows.filter(|&row| line(row) == own).map(|row| dom.characters(row).trim()).collect();
    let words = words.join(" ");
    if words.len() <= LONGEST { words } else { String::new() }
}
