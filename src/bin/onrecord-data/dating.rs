//! `check-dating`: between which days an article was written, as its text alone tells, and whether its day lies there.
//!
//! In: files of documents (JSON lines with `doc_id`, `text`, `published`, also gzipped), or folders of gold files (`NAME.json` with the
//! day beside `NAME.txt`). The day is taken away. Where a line of the text still says it ("Published: …"), that is counted by
//! itself, and the lines that date or sign the page are blanked out for the second count.
//!
//! Counted: how many days lie within the bounds, where there are none too; how often there is a bound on either side; how often both lie
//! in one year, and in the right one; how many days lie between two bounds.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

use flate2::read::MultiGzDecoder;
use onrecord::stages::calendar::Date;
use onrecord::stages::dating::{Bound, Written};
use onrecord::stages::documents::{Input, Role};
use onrecord::{DocumentRecord, Extractor};
use serde::Deserialize;
use serde_json::Value;

const USAGE: &str = "usage: onrecord-data check-dating CORPUS… [--limit N] [--errors | --open]";

/// An article and the day on which it appeared.
#[derive(Deserialize)]
struct Article {
    doc_id: String,
    text: String,
    published: Option<Date>,
}

/// What is printed of single articles.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shown {
    Nothing,
    /// Those whose day lies outside of the bounds.
    Errors,
    /// Those whose year is not found.
    Open,
}

/// What was counted.
#[derive(Default)]
struct Counts {
    articles: usize,
    within: usize,
    from: usize,
    to: usize,
    year: usize,
    right_year: usize,
    day: usize,
    widths: Vec<i32>,
}

impl Counts {
    fn add(&mut self, written: Written, day: Date) -> bool {
        self.articles += 1;
        let within =
            written.from.is_none_or(|bound| bound.day <= day) && written.to.is_none_or(|bound| day <= bound.day);
        self.within += usize::from(within);
        self.from += usize::from(written.from.is_some());
        self.to += usize::from(written.to.is_some());
        if let Some(days) = written.days() {
            self.widths.push(days.first().until(days.last()).map_or(0, |span| span.get_days()) + 1);
            if days.first().year() == days.last().year() {
                self.year += 1;
                self.right_year += usize::from(days.first().year() == day.year());
            }
        }
        self.day += usize::from(written.day() == Some(day));
        within
    }

    fn print(&mut self, name: &str) {
        self.widths.sort_unstable();
        let median = self.widths.get(self.widths.len() / 2).map_or("-".to_owned(), i32::to_string);
        let Self { articles, within, from, to, year, right_year, day, widths } = self;
        let share = 100.0 * *within as f64 / (*articles).max(1) as f64;
        println!(
            "{name:<22} {articles:>5} {within:>6} {share:>5.1}% {from:>6} {to:>5} {:>5} {median:>7} {year:>5} {right_year:>6} {day:>5}",
            widths.len()
        );
    }
}

/// Prints how well texts tell their day.
pub fn check(arguments: &[String]) -> Result<(), String> {
    let (mut paths, mut limit, mut shown) = (Vec::new(), usize::MAX, Shown::Nothing);
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        match argument.as_str() {
            "--errors" => shown = Shown::Errors,
            "--open" => shown = Shown::Open,
            "--limit" => limit = rest.next().and_then(|count| count.parse().ok()).ok_or(USAGE)?,
            path => paths.push(path),
        }
    }
    if paths.is_empty() {
        return Err(USAGE.to_owned());
    }
    println!(
        "{:<22} {:>5} {:>6} {:>6} {:>6} {:>5} {:>5} {:>7} {:>5} {:>6} {:>5}",
        "", "all", "within", "", "from", "to", "both", "median", "year", "right", "day"
    );
    for path in paths {
        let mut articles = read(Path::new(path))?;
        articles.retain(|article| article.published.is_some());
        // Evenly over the corpus, which may be sorted by outlet.
        let step = articles.len().div_ceil(limit.min(articles.len()).max(1)).max(1);
        let (mut undated, mut blanked, mut said) = (Counts::default(), Counts::default(), [0; 2]);
        for Article { doc_id, text, published } in articles.iter().step_by(step) {
            let Some(day) = *published else { continue };
            let mut record = extract(text);
            let mut text = std::borrow::Cow::Borrowed(text.as_str());
            if is_said(&record) {
                said[0] += 1;
                said[1] += usize::from(record.layout.published.day == Some(day));
                text = blank(&text, &record).into();
                record = extract(&text);
            } else {
                undated.add(record.written, day);
            }
            let (within, year) = (blanked.add(record.written, day), year(record.written));
            if shown == Shown::Errors && (!within || year.is_some_and(|year| year != day.year()))
                || shown == Shown::Open && year.is_none()
            {
                let words = |bound: Option<Bound>| {
                    bound.map_or("-".to_owned(), |bound| {
                        format!("{} {} {:?}", bound.day, bound.evidence, around(&text, bound))
                    })
                };
                println!("{doc_id} {day}: {} … {}", words(record.written.from), words(record.written.to));
            }
        }
        let name = Path::new(path).file_name().map_or(path.into(), |name| name.to_string_lossy());
        undated.print(&name);
        println!("  a line says the day of {}, rightly of {}; with these lines blanked out:", said[0], said[1]);
        blanked.print(&name);
    }
    Ok(())
}

fn extract(text: &str) -> DocumentRecord {
    Extractor::default().document(Input { text, ..Input::default() })
}

/// Whether a line of the text says its day.
fn is_said(record: &DocumentRecord) -> bool {
    record.layout.published.day.is_some() && record.written == Written::default()
}

fn year(written: Written) -> Option<i16> {
    let days = written.days()?;
    (days.first().year() == days.last().year()).then(|| days.first().year())
}

/// The text without what dates or signs it: the same length, so that all else stays where it is.
fn blank(text: &str, record: &DocumentRecord) -> String {
    let mut blanked = text.to_owned();
    let lines = record
        .layout
        .blocks
        .iter()
        .filter(|block| matches!(block.role, Role::Published | Role::Dateline | Role::Byline | Role::Caption));
    for span in lines.map(|block| block.span).chain(record.layout.dateline) {
        blanked.replace_range(span.range(), &" ".repeat(span.range().len()));
    }
    blanked
}

/// The words around a bound's evidence.
fn around(text: &str, bound: Bound) -> String {
    let start = text.floor_char_boundary(bound.span.start().saturating_sub(60));
    let end = text.floor_char_boundary((bound.span.end() + 40).min(text.len()));
    text[start..end].replace('\n', " ")
}

fn read(path: &Path) -> Result<Vec<Article>, String> {
    let failed = |error: &dyn std::fmt::Display| format!("{}: {error}", path.display());
    if path.is_dir() {
        return gold(path);
    }
    let file = File::open(path).map_err(|error| failed(&error))?;
    let bytes: Box<dyn Read> = if path.extension().is_some_and(|kind| kind == "gz") {
        Box::new(MultiGzDecoder::new(file))
    } else {
        Box::new(file)
    };
    let lines = BufReader::new(bytes).lines();
    lines
        .map(|line| serde_json::from_str(&line.map_err(|error| failed(&error))?).map_err(|error| failed(&error)))
        .collect()
}

/// The gold files of a folder that have a day, with the texts beside them.
fn gold(folder: &Path) -> Result<Vec<Article>, String> {
    let failed = |error: std::io::Error| format!("{}: {error}", folder.display());
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .map_err(failed)?
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|kind| kind == "json"))
        .collect();
    paths.sort();
    let article = |path: &std::path::PathBuf| {
        let gold: Value =
            serde_json::from_str(&std::fs::read_to_string(path).map_err(failed)?).map_err(|error| error.to_string())?;
        let text = std::fs::read_to_string(path.with_extension("txt")).map_err(failed)?;
        let published = gold["published"]["value"].as_str().and_then(|day| day.parse().ok());
        Ok(Article { doc_id: gold["doc_id"].as_str().unwrap_or_default().to_owned(), text, published })
    };
    paths.iter().map(article).collect()
}
