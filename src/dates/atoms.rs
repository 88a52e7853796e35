//! Tokens of one line → atoms: the units that the grammar reads.
//!
//! An atom is a token, a piece of a hyphened token ("third" of "third-quarter"), or a form of several
//! tokens that the tables hold as one ("the day after tomorrow"). Each knows what it is ([`Word`]).

use std::sync::LazyLock;

use regex::Regex;

use super::expression::{Clock, Figures, Relation};
use super::lexicon::{Guard, LEXICON, Number, PhaseUse, Word};
use super::value::{Amount, Unit};
use crate::parallel::stopping_point;
use crate::segments::{Gap, Shape, Token, WordKey};
use crate::span::ByteSpan;
use crate::tagging::Pos;

/// What the grammar reads.
#[derive(Clone, Copy, Debug)]
pub(super) struct Atom {
    /// Where it stands.
    pub span: ByteSpan,
    /// What it is.
    pub word: Word,
    /// Its first token's or piece's key.
    pub key: WordKey,
    /// What it looks like.
    pub shape: Shape,
    /// Whether it touches the atom before.
    pub glued: bool,
    /// Part of speech of its first token, where the line is a sentence.
    pub pos: Option<Pos>,
}

/// The atoms of a line, in a buffer that is used again for the next.
#[derive(Debug, Default)]
pub(super) struct Atoms {
    /// In text order.
    pub list: Vec<Atom>,
    /// Whether any of them can begin or make a date.
    pub has_date: bool,
}

impl Atoms {
    /// Reads the tokens of one line; `pos` holds their parts of speech or nothing.
    pub(super) fn read(&mut self, text: &str, tokens: &[Token], pos: &[Pos]) {
        self.list.clear();
        self.has_date = false;
        let lexicon = &*LEXICON;
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            stopping_point();
            let is_capital = |ahead: usize| {
                let token = tokens[at + ahead];
                matches!(token.shape, Shape::Title | Shape::Upper | Shape::Mixed)
                    && token.span.of(text).starts_with(char::is_uppercase)
            };
            let (mut word, width) = lexicon.longest(tokens[at..].iter().map(|token| token.key), is_capital);
            let last = tokens[at + width - 1];
            let span = token.span.join(last.span);
            let atom = Atom {
                span,
                word,
                key: token.key,
                shape: token.shape,
                glued: at > 0 && token.gap == Gap::None,
                pos: pos.get(at).copied(),
            };
            at += width;
            // "the closing days"
            self.has_date |= width > 1 && matches!(word, Word::Phase(_, PhaseUse::Noun));
            if word == Word::Other {
                let surface = span.of(text);
                if let Some(year) = short_year(surface) {
                    self.push(Atom { word: Word::Figure(Number::Integer { value: year, digits: 4 }), ..atom });
                    continue;
                }
                if let Some(stroke) = season_years(surface).filter(|_| token.shape == Shape::Number) {
                    self.part_years(text, atom, stroke);
                    continue;
                }
                match token.shape {
                    Shape::Number => word = Word::Figure(number(surface)),
                    Shape::Alphanumeric => {
                        word = alphanumeric(surface);
                        if word == Word::Other && is_hyphened(surface) {
                            self.split(text, atom);
                            continue;
                        }
                        if word == Word::Other
                            && let Some(cut) = joined(surface)
                        {
                            self.cut(text, atom, cut);
                            continue;
                        }
                    }
                    Shape::Mark | Shape::Quote => word = mark(surface),
                    _ if is_hyphened(surface) => {
                        self.split(text, atom);
                        continue;
                    }
                    Shape::Mixed => {
                        self.unglue(text, atom);
                        continue;
                    }
                    _ => {}
                }
            }
            self.push(Atom { word, ..atom });
        }
    }

    fn push(&mut self, atom: Atom) {
        // "'06" in two tokens
        let short = atom.glued
            && matches!(atom.word, Word::Figure(Number::Integer { digits: 2, .. }))
            && self.list.last().is_some_and(|before| before.word == Word::Apostrophe && !before.glued);
        self.has_date |= short || is_date(atom.word);
        self.list.push(atom);
    }

    /// "1996/97" as two years with a dash between them.
    fn part_years(&mut self, text: &str, atom: Atom, stroke: usize) {
        let at = atom.span.start() + stroke;
        let (first, last) = (ByteSpan::new(atom.span.start(), at), ByteSpan::new(at + 1, atom.span.end()));
        self.push(Atom { span: first, word: Word::Figure(number(first.of(text))), ..atom });
        self.push(Atom { span: ByteSpan::new(at, at + 1), word: Word::Dash, shape: Shape::Mark, glued: true, ..atom });
        self.push(Atom { span: last, word: Word::Figure(number(last.of(text))), glued: true, ..atom });
    }

    /// "3hrs", "Dec31": the number and the word that it is written with, apart.
    fn cut(&mut self, text: &str, atom: Atom, at: usize) {
        let cut = atom.span.start() + at;
        for (span, glued) in
            [(ByteSpan::new(atom.span.start(), cut), atom.glued), (ByteSpan::new(cut, atom.span.end()), false)]
        {
            let surface = span.of(text);
            let word = match LEXICON.word(WordKey::of(surface)) {
                Word::Other if surface.eq_ignore_ascii_case("h") => Word::Unit(Unit::Hour, true),
                Word::Other => Word::Figure(number(surface)),
                word => word,
            };
            self.push(Atom { span, word, key: WordKey::of(surface), glued, ..atom });
        }
    }

    /// A hyphened token: its pieces, if one of them is a word of time; else it as a whole.
    fn split(&mut self, text: &str, atom: Atom) {
        let surface = atom.span.of(text);
        let pieces = || surface.split_inclusive(['-', '\u{2010}', '\u{2011}']);
        let bare = |piece: &str| piece.trim_end_matches(['-', '\u{2010}', '\u{2011}']).len();
        let meaning = |piece: &str| match LEXICON.word(WordKey::of(piece)) {
            Word::Other => alphanumeric(piece),
            word => word,
        };
        if !pieces().any(|piece| is_split(meaning(&piece[..bare(piece)]))) {
            self.push(atom);
            return;
        }
        let mut at = atom.span.start();
        let mut glued = atom.glued;
        for piece in pieces() {
            let length = bare(piece);
            if length > 0 {
                let word = meaning(&piece[..length]);
                let key = WordKey::of(&piece[..length]);
                self.push(Atom { span: ByteSpan::new(at, at + length), word, key, glued, ..atom });
                glued = true;
            }
            if length < piece.len() {
                let span = ByteSpan::new(at + length, at + piece.len());
                self.push(Atom { span, word: Word::Dash, shape: Shape::Mark, glued, ..atom });
                glued = true;
            }
            at += piece.len();
        }
    }

    /// A word that runs into the name of a day or month, as "UAESaturday": that name apart, if there is one.
    fn unglue(&mut self, text: &str, atom: Atom) {
        const LONGEST_NAME: usize = 9;
        let surface = atom.span.of(text);
        let tail = surface
            .char_indices()
            .filter(|&(at, c)| at > 0 && c.is_uppercase() && surface.len() - at <= LONGEST_NAME)
            .find_map(|(at, _)| {
                let word = LEXICON.word(WordKey::of(&surface[at..]));
                matches!(word, Word::Weekday(_, Guard::Plain) | Word::Month(_, Guard::Plain)).then_some((at, word))
            });
        match tail {
            Some((at, word)) => {
                let cut = atom.span.start() + at;
                self.push(Atom { span: ByteSpan::new(atom.span.start(), cut), ..atom });
                self.push(Atom {
                    span: ByteSpan::new(cut, atom.span.end()),
                    word,
                    shape: Shape::Title,
                    glued: false,
                    ..atom
                });
            }
            None => self.push(atom),
        }
    }
}

/// Whether a word holds a hyphen of any kind (or another mark that begins with the same byte).
fn is_hyphened(surface: &str) -> bool {
    surface.bytes().any(|byte| byte == b'-' || byte == 0xE2)
}

/// Whether such a word can make a date of a line.
fn is_date(word: Word) -> bool {
    match word {
        Word::Figure(number) => match number {
            Number::Integer { digits, .. } => matches!(digits, 4 | 8),
            Number::Date(_)
            | Number::Short { .. }
            | Number::Iso { .. }
            | Number::Clock(_)
            | Number::SeptemberEleventh => true,
            Number::Decimal(_) | Number::Grouped(_) | Number::Fraction(_) | Number::Other => false,
        },
        Word::Ordinal { figures, .. } => figures,
        // "nineteen ninety-six"
        Word::Cardinal(17..=19) => true,
        Word::Month(..)
        | Word::Weekday(..)
        | Word::Season(_)
        | Word::Part(_)
        | Word::Unit(..)
        | Word::Decade(_)
        | Word::QuarterLabel(_)
        | Word::HalfLabel(_)
        | Word::HourLabel(..)
        | Word::Deictic(..)
        | Word::Reference(..)
        | Word::OpenLength
        | Word::Frequency(_)
        | Word::Holiday(_)
        | Word::Zone(_)
        | Word::Meridiem(_)
        | Word::Instant(_)
        | Word::OClock
        | Word::YearEnd
        | Word::Period
        | Word::FiscalYear
        | Word::Fiscal
        | Word::Overnight
        | Word::Era(_)
        | Word::Relation(Relation::Last | Relation::Current | Relation::Latest) => true,
        _ => false,
    }
}

/// Whether a hyphened token with such a piece is read piece by piece.
fn is_split(word: Word) -> bool {
    matches!(
        word,
        Word::Month(_, Guard::Plain | Guard::Name | Guard::Word)
            | Word::Weekday(_, Guard::Plain)
            | Word::Season(_)
            | Word::Unit(..)
            | Word::Decade(_)
            | Word::Part(_)
            | Word::Ordinal { .. }
            | Word::Deictic(..)
            | Word::Holiday(_)
            | Word::QuarterLabel(_)
            | Word::HalfLabel(_)
            | Word::Cardinal(20..=90)
    )
}

/// What a mark is.
fn mark(surface: &str) -> Word {
    match surface {
        "," => Word::Comma,
        "-" | "\u{2010}" | "\u{2011}" | "\u{2012}" | "\u{2013}" | "\u{2014}" | "\u{2015}" | "--" | "\u{2212}" | "~" => {
            Word::Dash
        }
        "." | "?" | "!" | ";" => Word::Stop,
        "'" | "\u{2019}" | "\u{2018}" => Word::Apostrophe,
        "'s" | "\u{2019}s" => Word::Possessive,
        "(" | "[" => Word::Open,
        ")" | "]" => Word::Close,
        "$" | "\u{20ac}" | "\u{a3}" | "\u{a5}" | "#" | "\u{20ba}" | "\u{20bd}" => Word::Currency,
        "%" => Word::Percent,
        "&" => Word::Tying(super::lexicon::Tying::And),
        _ => Word::Other,
    }
}

/// Figures with marks between them.
static FIGURES: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?x)^(?:
            (?<hour>[0-9]+) : (?<minute>[0-9]{2}) (?: : (?<second>[0-9]+) )?
            | (?<grouped>[0-9]*,.*)
            | (?<first>[0-9]+) (?<mark>[-/.]) (?<middle>[0-9]+) (?<again>[-/.]) (?<last>[0-9]+)
            | (?<above>[0-9]+) / (?<below>[0-9]+)
            | (?<whole>[0-9]+) \. (?<part>[0-9]{1,2})
        )$",
    )
    .expect("a pattern")
});

/// What a token in figures is.
fn number(surface: &str) -> Number {
    const LONGEST: usize = 20;
    const LONGEST_INTEGER: usize = 9;
    // Most are digits alone, which need no pattern.
    if surface.bytes().all(|byte| byte.is_ascii_digit()) {
        return match surface.parse() {
            Ok(value) if surface.len() <= LONGEST_INTEGER => Number::Integer { value, digits: surface.len() as u8 },
            _ => Number::Other,
        };
    }
    match surface {
        "½" => return Number::Fraction(50),
        "¼" => return Number::Fraction(25),
        "¾" => return Number::Fraction(75),
        "9/11" => return Number::SeptemberEleventh,
        _ => {}
    }
    let found = if surface.len() <= LONGEST { FIGURES.captures(surface) } else { None };
    let Some(found) = found else { return Number::Other };
    let value = |name: &str| found.name(name).and_then(|figure| figure.as_str().parse::<u32>().ok());
    let digits = |name: &str| found.name(name).map_or(0, |figure| figure.len());
    if digits("hour") > 0 {
        return clock(value("hour"), value("minute"), found.name("second").map(|_| value("second")));
    }
    if digits("grouped") > 0 {
        let digits: String = surface.chars().filter(char::is_ascii_digit).collect();
        return digits.parse().map_or(Number::Other, Number::Grouped);
    }
    if digits("mark") > 0 {
        return if found["mark"] == found["again"] {
            let figures = [value("first"), value("middle"), value("last")];
            date(figures, digits("first") == 4, digits("last"), &found["mark"] == ".")
        } else {
            Number::Other
        };
    }
    match (value("above"), value("below"), value("whole"), value("part")) {
        // "2019/20" and "2019.5" are years with something.
        _ if digits("above") == 4 || digits("whole") == 4 => Number::Other,
        (Some(above @ 1..=9), Some(below @ 2..=10), ..) if above < below => Number::Fraction(above * 100 / below),
        (Some(first @ 1..=31), Some(second @ 1..=31), ..) if (first <= 12 || second <= 12) && surface.len() >= 4 => {
            Number::Short { first: first as u8, second: second as u8 }
        }
        (_, _, Some(whole @ 0..=99_999), Some(part)) => {
            Number::Decimal(whole * 100 + if digits("part") == 1 { part * 10 } else { part })
        }
        _ => Number::Other,
    }
}

/// What three figures are, with the year first or last.
fn date(figures: [Option<u32>; 3], year_first: bool, last_digits: usize, day_first: bool) -> Number {
    match figures {
        [Some(year), Some(month @ 1..=12), Some(day @ 1..=31)] if year_first => {
            Number::Iso { year: year as i16, month: month as u8, day: day as u8 }
        }
        [Some(first @ 1..=31), Some(second @ 1..=31), Some(year)]
            if !year_first && matches!(last_digits, 2 | 4) && (first <= 12 || second <= 12) =>
        {
            if !(1000..3000).contains(&year) && year > 99 {
                return Number::Other;
            }
            let year = full_year(year as i16);
            Number::Date(Figures { first: first as u8, second: second as u8, year: Some(year), day_first })
        }
        _ => Number::Other,
    }
}

/// The year that its last two figures stand for in a date of figures.
pub(super) fn full_year(year: i16) -> i16 {
    match year {
        0..=49 => 2000 + year,
        50..=99 => 1900 + year,
        _ => year,
    }
}

/// The year of "'98".
fn short_year(surface: &str) -> Option<u32> {
    let figures = surface.strip_prefix(['\'', '\u{2019}', '\u{2018}']).filter(|figures| figures.len() == 2)?;
    let year: i16 = figures.bytes().all(|byte| byte.is_ascii_digit()).then(|| figures.parse().ok())??;
    u32::try_from(full_year(year)).ok()
}

/// The years of "1996/97" and "1999/2000", and where its stroke stands; only of years that follow each other.
fn season_years(surface: &str) -> Option<usize> {
    let (first, last) = surface.split_once('/').filter(|(first, _)| first.len() == 4)?;
    let year: u32 = first.parse().ok().filter(|year| (1500..2200).contains(year))?;
    let next: u32 = last.parse().ok()?;
    let follows = match last.len() {
        2 => (year + 1) % 100 == next,
        4 => year + 1 == next,
        _ => false,
    };
    follows.then_some(first.len())
}

fn clock(hour: Option<u32>, minute: Option<u32>, second: Option<Option<u32>>) -> Number {
    match (hour, minute, second) {
        (Some(hour @ 0..=24), Some(minute @ 0..=59), None | Some(Some(0..=59))) => Number::Clock(Clock {
            hour: hour as u8,
            minute: minute as u8,
            second: second.flatten().map(|second| second as u8),
            utc: false,
        }),
        _ => Number::Other,
    }
}

/// What a token of letters and figures is: "17th", "1990s", "Q3", "3pm".
///
/// Every piece of every hyphened word is asked; nearly all of them end the question with their first byte, for less
/// than a pattern costs to begin.
fn alphanumeric(surface: &str) -> Word {
    if surface.len() > 8 || !surface.is_ascii() {
        return Word::Other;
    }
    let figures = surface.bytes().take_while(u8::is_ascii_digit).count();
    let (number, tail) = surface.split_at(figures);
    let value: u32 = number.parse().unwrap_or(u32::MAX);
    if figures == 0 {
        return match surface.as_bytes() {
            [b'Q' | b'q', quarter @ b'1'..=b'4'] => Word::QuarterLabel(quarter - b'0'),
            [b'H', half @ b'1'..=b'2'] => Word::HalfLabel(half - b'0'),
            [b'\'', ..] => match decade(&surface[1..]) {
                Some(decade) => Word::Decade(decade),
                None => Word::Other,
            },
            _ => Word::Other,
        };
    }
    if let Some(minutes) = tail.strip_prefix([':', '.']) {
        let digits = minutes.bytes().take_while(u8::is_ascii_digit).count();
        let afternoon = match &minutes[digits..] {
            "am" | "AM" | "a.m." => false,
            "pm" | "PM" | "p.m." => true,
            _ => return Word::Other,
        };
        return match (value, minutes[..digits].parse::<u8>()) {
            (hour @ 1..=12, Ok(minute @ 0..=59)) => Word::HourLabel(on_day(hour as u8, afternoon), minute),
            _ => Word::Other,
        };
    }
    match tail {
        "th" | "st" | "nd" | "rd" | "TH" | "ST" | "ND" | "RD" if value <= 31 && value > 0 => {
            Word::Ordinal { value: value as u8, figures: true }
        }
        "s" | "S" => decade(surface).map_or(Word::Other, Word::Decade),
        "am" | "AM" | "pm" | "PM" | "a.m" | "p.m" | "a.m." | "p.m." => {
            let (hour, minute) = if figures <= 2 { (value, 0) } else { (value / 100, value % 100) };
            if (1..=12).contains(&hour) && minute < 60 {
                Word::HourLabel(on_day(hour as u8, tail.starts_with(['p', 'P'])), minute as u8)
            } else {
                Word::Other
            }
        }
        "m" | "min" if value < 1000 => Word::Other,
        "Q" if (1..=4).contains(&value) => Word::QuarterLabel(value as u8),
        "H" if (1..=2).contains(&value) => Word::HalfLabel(value as u8),
        "-day" => Word::Quantity(Amount::whole(value), None),
        _ if tail.is_empty() && figures == surface.len() => Word::Figure(self::number(surface)),
        _ => Word::Other,
    }
}

/// Where a number and a word of time meet that are written as one: "3hrs", "3.5years", "Dec31".
fn joined(surface: &str) -> Option<usize> {
    let is_figure = |c: char| c.is_ascii_digit() || c == '.';
    let last = |piece: &str| piece.ends_with(|c: char| c.is_ascii_digit());
    let cut = surface.find(|c: char| !is_figure(c)).filter(|&cut| cut > 0);
    if let Some(cut) = cut {
        let (figures, tail) = surface.split_at(cut);
        let unit = matches!(
            LEXICON.word(WordKey::of(tail)),
            Word::Unit(Unit::Hour | Unit::Day | Unit::Week | Unit::Month | Unit::Year, _)
        );
        return (last(figures) && (unit && tail.len() > 1 || tail == "h")).then_some(cut);
    }
    let cut = surface.find(|c: char| c.is_ascii_digit())?;
    let (name, day) = surface.split_at(cut);
    // "FY2022"
    if LEXICON.word(WordKey::of(name)) == Word::FiscalYear {
        return (day.len() == 4 && last(day) && name.chars().all(char::is_uppercase)).then_some(cut);
    }
    let month = matches!(LEXICON.word(WordKey::of(name)), Word::Month(_, Guard::Plain | Guard::Short));
    (month && surface.starts_with(char::is_uppercase) && day.len() <= 2 && last(day)).then_some(cut)
}

/// The hour of the day of an hour with "a.m." or "p.m.".
pub(super) fn on_day(hour: u8, afternoon: bool) -> u8 {
    match (hour, afternoon) {
        (12, false) => 0,
        (12, true) => 12,
        (hour, true) if hour < 12 => hour + 12,
        (hour, _) => hour,
    }
}

/// "1990s" is 199, and so is "90s".
fn decade(surface: &str) -> Option<u16> {
    let figures = surface.strip_suffix(['s', 'S'])?;
    let value: u16 = figures.parse().ok()?;
    match (figures.len(), value) {
        (4, 1000..=2100) if value.is_multiple_of(10) => Some(value / 10),
        (2, 20..=99) if value.is_multiple_of(10) => Some(190 + value / 10),
        _ => None,
    }
}

/// A line of a block that is not cut into sentences, as tokens: words, numbers and marks.
///
/// Such lines are short and hold a date, a place, a name; the rules are those of the tokenizer without its finer points.
pub(super) fn line_tokens(text: &str, span: ByteSpan, tokens: &mut Vec<Token>) {
    tokens.clear();
    let line = span.of(text);
    let mut gap = Gap::Block;
    let mut chars = line.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if c.is_whitespace() {
            gap = if c == '\n' {
                Gap::Line
            } else if gap == Gap::None {
                Gap::Space
            } else {
                gap
            };
            continue;
        }
        let mut end = at + c.len_utf8();
        let mut shape = Shape::Mark;
        if c.is_alphanumeric() {
            let figures = c.is_numeric();
            let mut has_other = false;
            while let Some(&(next, d)) = chars.peek() {
                let joins = d.is_alphanumeric()
                    || (matches!(d, '.' | ':' | '/' | ',' | '-')
                        && figures
                        && line[next + 1..].starts_with(|after: char| after.is_ascii_digit()))
                    || (d == '.' && is_stopped(&line[at..next + 1]));
                if !joins {
                    break;
                }
                has_other |= d.is_alphabetic();
                chars.next();
                end = next + d.len_utf8();
            }
            let word = &line[at..end];
            let inner_capital = word.chars().skip(1).any(char::is_uppercase);
            let lower = word.chars().any(char::is_lowercase);
            shape = match (figures, has_other) {
                (true, false) => Shape::Number,
                (true, true) => Shape::Alphanumeric,
                _ if word.bytes().any(|byte| byte.is_ascii_digit()) => Shape::Alphanumeric,
                _ if inner_capital && lower => Shape::Mixed,
                _ if inner_capital => Shape::Upper,
                _ if c.is_uppercase() => Shape::Title,
                _ => Shape::Lower,
            };
        }
        let span = ByteSpan::new(span.start() + at, span.start() + end);
        tokens.push(Token { span, key: WordKey::of(span.of(text)), shape, gap });
        gap = Gap::None;
    }
}

/// Whether a word with its full stop is one of the tables ("Sept.", "p.m.").
fn is_stopped(word: &str) -> bool {
    word.len() <= 5
        && (matches!(LEXICON.word(WordKey::of(word)), Word::Month(..) | Word::Weekday(..) | Word::Meridiem(_))
            || matches!(word, "a." | "p." | "A." | "P."))
}

/// Whether a unit is one of the clock.
pub(super) fn is_clock_unit(unit: Unit) -> bool {
    matches!(unit, Unit::Second | Unit::Minute | Unit::Hour)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_in_figures() {
        let clock = |hour, minute, second| Number::Clock(Clock { hour, minute, second, utc: false });
        let date =
            |first, second, year, day_first| Number::Date(Figures { first, second, year: Some(year), day_first });
        for (surface, expected) in [
            ("2019", Number::Integer { value: 2019, digits: 4 }),
            ("0012", Number::Integer { value: 12, digits: 4 }),
            ("1234567890", Number::Other),
            ("1.5", Number::Decimal(150)),
            ("12.75", Number::Decimal(1275)),
            ("1.255", Number::Other),
            ("1,200", Number::Grouped(1200)),
            ("1/2", Number::Fraction(50)),
            ("¾", Number::Fraction(75)),
            ("22/04", Number::Short { first: 22, second: 4 }),
            ("5/4", Number::Other),
            ("22/13", Number::Other),
            ("9/11", Number::SeptemberEleventh),
            ("23:30", clock(23, 30, None)),
            ("7:05:59", clock(7, 5, Some(59))),
            ("25:30", Number::Other),
            ("23:3", Number::Other),
            ("23:30:61", Number::Other),
            ("2019-06-01", Number::Iso { year: 2019, month: 6, day: 1 }),
            ("2019/6/1", Number::Iso { year: 2019, month: 6, day: 1 }),
            ("2019-13-01", Number::Other),
            ("2019-06/01", Number::Other),
            ("02/03/2019", date(2, 3, 2019, false)),
            ("13.5.19", date(13, 5, 2019, true)),
            ("13-5-99", date(13, 5, 1999, false)),
            ("13/13/2019", Number::Other),
            ("1-2-3", Number::Other),
            ("1.2.3.4", Number::Other),
            ("2019/20", Number::Other),
            ("2019.5", Number::Other),
        ] {
            assert_eq!(number(surface), expected, "{surface}");
        }
    }
}
