//! Lines that date the page or the article: "Updated: 12 May 2019 10:30".
//!
//! In: a line and its words. Out: a [`Dating`], if it says a day and little else: words that stand beside dates
//! (`data/words.tsv`), and a place or two in capital letters.

use std::sync::LazyLock;

use regex::Regex;

use crate::calendar::{Date, Guard, month, weekday_names, written_days};
use crate::documents::word_classes::{WordClass, classes};
use crate::furniture::Widget;
use crate::words::Word;

/// What says that a dated line is of a change.
static UPDATED: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(?i-u:updat|modif|edited)").expect("a pattern"));

static WEEKDAYS: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| weekday_names().filter(|name| name.guard == Guard::Plain).map(|name| name.form).collect());

/// A line that dates the page or the article.
#[derive(Clone, Copy, Debug)]
pub(in crate::documents) struct Dating {
    /// The day, if it is written in full.
    pub day: Option<Date>,
    /// Whether a word such as "Updated" says what the day is.
    pub label: Option<Label>,
    /// Whether a weekday and something else, as a place, is there too.
    pub has_place: bool,
    /// Whether a time of day is there too.
    pub has_clock: bool,
}

/// What a dated line says of its day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::documents) enum Label {
    Published,
    Updated,
}

/// Whether the line dates the page or the article, and how.
pub(super) fn read(surface: &str, words: &[Word], widget: Option<Widget>) -> Option<Dating> {
    const LONGEST: usize = 22;
    if words.len() > LONGEST || words.is_empty() {
        return None;
    }
    let written = written_days(surface).next();
    let is_label = widget == Some(Widget::Published);
    if written.is_none() && !is_label {
        return None;
    }
    let mut rest = 0;
    let mut has_weekday = false;
    let mut has_clock = false;
    for word in words {
        let form = &surface[word.start..word.end];
        let lower = form.to_lowercase();
        // "QatarMonday": the page's place and day have run together.
        let weekday = WEEKDAYS.iter().any(|day| lower.ends_with(day) || (lower.len() == 3 && day.starts_with(&*lower)));
        has_weekday |= weekday;
        has_clock |= word.is_number && surface[word.end..].starts_with(':');
        let is_known = weekday && lower.len() <= 9
            || word.is_number
            || month(form).is_some()
            || classes(&lower).is(WordClass::Dating)
            || written.is_some_and(|day| day.span.start() < word.end && word.start < day.span.end())
            || form.starts_with(|c: char| c.is_ascii_digit());
        if !is_known {
            if !word.is_capital {
                return None;
            }
            rest += 1;
        }
    }
    let label = is_label.then(|| {
        let start = surface.get(..words[0].end.max(surface.len().min(14)));
        let is_update = start.is_some_and(|start| UPDATED.is_match(start));
        if is_update { Label::Updated } else { Label::Published }
    });
    let most = match (label, has_weekday) {
        (Some(_), _) | (None, true) => 4,
        _ => 1,
    };
    let is_date = written.is_some() || has_weekday || has_clock || words.iter().any(|word| word.is_number);
    let is_speaker = surface.starts_with(['—', '–', '-', '―']);
    (is_date && rest <= most && !is_speaker && !surface.ends_with('.')).then_some(Dating {
        day: written.map(|written| written.day),
        label,
        has_place: has_weekday && rest > 0,
        has_clock,
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::facts;
    use super::*;

    #[test]
    fn lines_that_date() {
        for (line, expected) in [
            ("12 May 2019", Some((None, false, false))),
            ("Published: 12 May 2019 10:30", Some((Some(Label::Published), false, true))),
            ("Updated: 12 May 2019", Some((Some(Label::Updated), false, false))),
            ("Doha, QatarMonday 1 June 2020", Some((None, true, false))),
            ("Talks on 12 May 2019 failed", None),
            ("On 12 May 2019.", None),
            ("— Jane Doe, 12 May 2019", None),
            ("Jane Doe of Sochi, 12 May 2019", None),
        ] {
            let found = facts(line).dating.map(|dating| (dating.label, dating.has_place, dating.has_clock));
            assert_eq!(found, expected, "{line}");
        }
    }
}
