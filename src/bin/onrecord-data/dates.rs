//! `check-dates`: what the dates stage makes of the calendar commands of Recognizers-Text.
//!
//! In: a folder with `DateTimeModel.jsonl.gz` (GitHub `microsoft/Recognizers-Text`, Specs/DateTime/English,
//! one case a line: `Input`, `Context.ReferenceDateTime`, `Results`). Counted are the results that are dates,
//! ranges of days, lengths or sets; times of day are another subject. A result is *right* if an expression, or a
//! range, that overlaps it has its TIMEX value or its days, in the past or the coming reading where the case
//! allows both. It is right *by convention* if the reading is the same and only the way to write it differs, as
//! docs/annotation.md and TimeML, which the product follows, have it otherwise:
//! - "the next 3 days", "within 9 months" and "2 weeks from tomorrow" are stretches of certain days there, here
//!   lengths (P3D) beside the date that they are counted from, which must lie among those days;
//! - "two months ago" and "in two weeks" are certain days there, here they have the precision of the unit named
//!   (but "Monday two weeks from now" is wrong if the Monday is);
//! - "2014 to 2018", "May to October" end on the first day of what they name last there, here on its last day;
//! - "after mid May" has a first day only, "before September" a last one; here the days are those of the date named;
//! - "early", "mid" and "late" cut a month or year elsewhere by days, and "the end of 2008" is its last day;
//! - "every morning" is TMO there, XXXX-XX-XXTMO here; "1.5 hours" is PT1.5H there, PT1H30M here; "last fiscal
//!   year" is FY2018 there, 2018 here; a quarter counts as three months there; T09 is T09:00 here;
//! - "few hours" is PT3H there, PTXH here; "every weekend" is P1WE there, XXXX-WXX-WE here.
//!
//! Never followed: the Wednesday of the week before for "last
//! Wednesday", dates in addresses and file names, abbreviations such as "3h" and "EOY".

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use flate2::read::MultiGzDecoder;
use onrecord::stages::calendar::{Date, DayRange};
use onrecord::stages::dates::TimeExpression;
use onrecord::stages::documents::Input;
use onrecord::stages::span::{ByteSpan, CharIndex};
use onrecord::{DocumentRecord, Extractor};
use serde_json::Value;

/// The file of a Recognizers folder that holds whole sentences with resolved expressions.
const CASES: &str = "DateTimeModel.jsonl.gz";

/// The kinds that are counted, as the cases name them.
const KINDS: [&str; 4] = ["date", "daterange", "duration", "set"];

/// How a result is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Reading {
    Wrong,
    ByConvention,
    Right,
}

/// Prints how many of the results are read rightly, of each kind and in all.
pub fn check(arguments: &[String]) -> Result<(), String> {
    const USAGE: &str = "check-dates RECOGNIZERS_DIR [--errors]";
    let (folder, errors) = match arguments {
        [folder] => (folder, false),
        [folder, flag] if flag == "--errors" => (folder, true),
        _ => return Err(USAGE.to_owned()),
    };
    let path = Path::new(folder).join(CASES);
    let file = File::open(&path).map_err(|error| format!("{}: {error}; {USAGE}", path.display()))?;
    let extractor = Extractor::default();
    let mut counts = [[0_usize; 3]; KINDS.len()];
    for (number, line) in BufReader::new(MultiGzDecoder::new(file)).lines().enumerate() {
        let line = line.map_err(|error| format!("{}: {error}", path.display()))?;
        let case: Value =
            serde_json::from_str(&line).map_err(|error| format!("{}, line {}: {error}", path.display(), number + 1))?;
        let text = case["Input"].as_str().unwrap_or_default();
        let published = case["Context"]["ReferenceDateTime"].as_str().and_then(day);
        let record = extractor.document(Input { text, published, ..Input::default() });
        let found = Found { text, record: &record };
        for wanted in case["Results"].as_array().into_iter().flatten().filter_map(Wanted::read) {
            let reading = found.reading(&wanted);
            counts[wanted.kind][reading as usize] += 1;
            if errors && reading != Reading::Right {
                println!("{reading:?} {}", found.difference(&wanted, published));
            }
        }
    }
    println!("{:<10} {:>6} {:>13} {:>6} {:>6}", "", "right", "by convention", "wrong", "good");
    let sums = counts.iter().fold([0; 3], |sums, count| [0, 1, 2].map(|at| sums[at] + count[at]));
    for (kind, [wrong, by_convention, right]) in KINDS.iter().copied().zip(counts).chain([("all", sums)]) {
        let good = 100.0 * (right + by_convention) as f64 / (right + by_convention + wrong).max(1) as f64;
        println!("{kind:<10} {right:>6} {by_convention:>13} {wrong:>6} {good:>5.1}%");
    }
    Ok(())
}

/// The day at the beginning of a text such as "2016-11-07T00:00:00".
fn day(text: &str) -> Option<Date> {
    text.get(..10)?.parse().ok()
}

/// An expression as a case wants it.
struct Wanted {
    /// As an index into [`KINDS`].
    kind: usize,
    /// Its first and last code point.
    start: usize,
    end: usize,
    /// Its TIMEX values.
    timexes: Vec<String>,
    /// Its days, one range for each reading, each end where it has one; the last day may be the first one after it.
    days: Vec<(Option<Date>, Option<Date>)>,
}

impl Wanted {
    /// Reads a result; `None` if it is of another kind.
    fn read(result: &Value) -> Option<Self> {
        let kind = result["TypeName"].as_str()?.strip_prefix("datetimeV2.")?;
        let kind = KINDS.iter().position(|known| *known == kind)?;
        let values = result["Resolution"]["values"].as_array()?;
        let days = |value: &Value| {
            let day = |key: &str| value[key].as_str().and_then(day);
            match day("value") {
                Some(day) => (Some(day), Some(day)),
                None => (day("start"), day("end")),
            }
        };
        Some(Self {
            kind,
            start: result["Start"].as_u64()? as usize,
            end: result["End"].as_u64()? as usize,
            timexes: values.iter().filter_map(|value| value["timex"].as_str()).map(str::to_owned).collect(),
            days: values.iter().map(days).collect(),
        })
    }

    /// Whether days are those of one of its readings.
    fn is(&self, days: DayRange) -> bool {
        self.days.contains(&(Some(days.first()), Some(days.last())))
            || self.days.contains(&(Some(days.first()), days.last().tomorrow().ok()))
    }

    /// Whether an expression says the same in another way; `others` are those beside it in the result.
    fn is_by_convention(&self, date: &TimeExpression, others: &[&TimeExpression]) -> bool {
        let value = date.value.to_string();
        let same_value = self.timexes.iter().any(|timex| {
            let length = timex.trim_end_matches(')').rsplit(',').next().unwrap_or_default();
            let month_of = |timex: &str| timex.get(4..).map(str::to_owned).filter(|_| timex.starts_with("XXXX-"));
            let same_part = month_of(timex).is_some_and(|part| value.get(4..) == Some(part.as_str()));
            let open = ["XXXX-", "XXXX-XX-XX"].iter().any(|open| value.strip_prefix(open) == Some(timex));
            let vague =
                value.strip_prefix("PTX").or(value.strip_prefix("PX")).is_some_and(|unit| timex.ends_with(unit));
            let whole_hour = value.strip_suffix(":00").is_some_and(|hour| hour == timex);
            let weekend = value == "XXXX-WXX-WE" && timex == "P1WE";
            vague
                || whole_hour
                || weekend
                || timex.starts_with('(') && in_months(length) == in_months(&value) && self.holds(others)
                || in_months(timex) == in_months(&value)
                || open
                || timex.strip_prefix("FY") == Some(&value)
                || same_part && self.days.iter().any(|(first, last)| first.is_none() || last.is_none())
        });
        let unit_named = matches!(date.rule, "shift" | "ahead")
            && others.is_empty()
            && date.days.is_some_and(|days| {
                self.days.iter().any(|(first, last)| {
                    first == last && first.is_some_and(|day| days.first() <= day && day <= days.last())
                })
            });
        let near = |one: Date, other: Date| one.until(other).is_ok_and(|span| span.get_days().abs() <= 1);
        let one_sided = date.days.is_some_and(|days| {
            self.days.iter().any(|&ends| match ends {
                (Some(start), None) => near(days.last(), start) || days.first() == start,
                (None, Some(end)) => near(days.first(), end) || near(days.last(), end),
                (Some(start), Some(end)) => date.rule == "phase" && near(days.first(), start) && near(days.last(), end),
                (None, None) => false,
            })
        });
        same_value || unit_named || one_sided
    }

    /// Whether the days of all expressions meet those of one of its readings.
    fn holds(&self, dates: &[&TimeExpression]) -> bool {
        dates.iter().filter_map(|date| date.days).all(|days| {
            self.days.iter().any(|&(start, end)| {
                start.is_none_or(|start| start <= days.last()) && end.is_none_or(|end| days.first() <= end)
            })
        })
    }

    /// Whether a range between two expressions is it, but for what its last end counts for.
    fn is_between(&self, from: &TimeExpression, to: &TimeExpression) -> bool {
        let (Some(from_days), Some(to_days)) = (from.days, to.days) else { return false };
        let is_part = |date: &TimeExpression| date.rule == "phase";
        self.days.iter().any(|&(start, end)| {
            let (Some(start), Some(end)) = (start, end) else { return false };
            let starts = start == from_days.first()
                || is_part(from)
                    && from_days.first() <= start
                    && from_days.last().tomorrow().is_ok_and(|day| start <= day);
            let ends = end == to_days.first()
                || is_part(to) && to_days.first() <= end && to_days.last().tomorrow().is_ok_and(|day| end <= day);
            starts && ends
        })
    }
}

/// A length with quarters as months and fractions as smaller units; other values as they are.
fn in_months(value: &str) -> String {
    let number = |text: &str| text.parse::<f64>().ok();
    match value.strip_prefix("PT").or(value.strip_prefix('P')) {
        Some(length) => {
            let (count, unit) = length.split_at(length.len().saturating_sub(1));
            match (number(count), unit) {
                (Some(count), "Q") => format!("P{}M", count * 3.0),
                (Some(0.5), "Y") => "P6M".to_owned(),
                (Some(count), "Y") if count.fract() != 0.0 => format!("P{}Y{}M", count.trunc(), count.fract() * 12.0),
                (Some(count), "H") if count.fract() != 0.0 => format!("PT{}H{}M", count.trunc(), count.fract() * 60.0),
                _ => value.replace('B', ""),
            }
        }
        None => value.to_owned(),
    }
}

/// What is found in a case.
struct Found<'a> {
    text: &'a str,
    record: &'a DocumentRecord,
}

impl Found<'_> {
    /// The best that an expression or a range makes of a result.
    fn reading(&self, wanted: &Wanted) -> Reading {
        let index = CharIndex::new(self.text);
        let overlaps = |span: ByteSpan| {
            let span = index.span(span);
            (span.start() as usize) <= wanted.end && (span.end() as usize) > wanted.start
        };
        let dates = &self.record.dates;
        let expressions = || dates.expressions.iter().filter(|date| overlaps(date.span));
        let periods = || dates.periods.iter().filter(|period| overlaps(period.span));
        let right = expressions().any(|date| {
            // Of a day in figures that can be read in two ways, the days are those of both.
            let days = [date.days, date.value.days(date.modifier)];
            wanted.timexes.contains(&date.value.to_string()) || days.into_iter().flatten().any(|days| wanted.is(days))
        }) || periods().any(|period| period.days.is_some_and(|days| wanted.is(days)));
        let by_convention = || {
            let all: Vec<_> = expressions().collect();
            let others = |at: usize| [&all[..at], &all[at + 1..]].concat();
            (0..all.len()).any(|at| wanted.is_by_convention(all[at], &others(at)))
                || periods().any(|period| {
                    let [from, to] = [period.from, period.to].map(|at| &dates.expressions[at as usize]);
                    wanted.is_between(from, to)
                })
        };
        match right {
            true => Reading::Right,
            false if by_convention() => Reading::ByConvention,
            false => Reading::Wrong,
        }
    }

    /// A line that shows what is wanted and what was found.
    fn difference(&self, wanted: &Wanted, published: Option<Date>) -> String {
        let shown = |day: Option<Date>| day.map_or_else(String::new, |day| day.to_string());
        let readings: Vec<_> =
            wanted.days.iter().map(|&(first, last)| format!("{}..{}", shown(first), shown(last))).collect();
        let dates = self.record.dates.expressions.iter();
        let found: Vec<_> = dates
            .map(|date| {
                let days = date.days.map_or_else(String::new, |days| format!(" {}..{}", days.first(), days.last()));
                format!("[{}] {}{days} {}", date.span.of(self.text), date.value, date.rule)
            })
            .collect();
        let length = (wanted.end + 1).saturating_sub(wanted.start);
        let surface: String = self.text.chars().skip(wanted.start).take(length).collect();
        format!(
            "{} {} | {} | [{surface}] {} {} | {}",
            KINDS[wanted.kind],
            shown(published),
            self.text,
            wanted.timexes.join(" "),
            readings.join(" "),
            found.join("; ")
        )
    }
}
