//! The words of time: tables → what each word is to the grammar.
//!
//! The tables stand in `data/`, one entry a line. A word is looked up by its key; forms of several
//! words are tried from the longest on where a word begins one.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::Modifier;
use super::expression::{Clock, Figures, Recurrence, Relation};
use super::resolve::holidays::Holiday;
use super::value::{Amount, DayPart, Reference, Season, Unit};
use crate::segments::WordKey;

/// What else a form may be, and so what it needs beside it to be a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Guard {
    /// Nothing else.
    Plain,
    /// A first name: "April Ryan".
    Name,
    /// A word of the language: "may", "march".
    Word,
    /// An abbreviation without its stop: it needs a number.
    Short,
    /// A recurring day: "Mondays".
    Plural,
}

/// How a word for a part of a stretch is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PhaseUse {
    /// "early May"
    Adjective,
    /// "the end of May"
    Noun,
    /// "earlier this month"
    Comparative,
}

/// Where a vague reference counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ReferenceUse {
    /// Everywhere.
    Always,
    /// Before a noun: "recent attacks".
    Adjective,
    /// Without a noun: "in the past".
    Alone,
    /// With "will" or "may": "will one day".
    Modal,
}

/// Words that tie expressions together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tying {
    /// "of"
    Of,
    /// "the"
    The,
    /// "a", "an"
    Article,
    /// "and"
    And,
    /// "or"
    Or,
    /// "to"
    To,
    /// "till"
    Until,
    /// "through"
    Through,
    /// "from"
    From,
    /// "between"
    Between,
    /// "in"
    In,
    /// "on"
    On,
    /// "at"
    At,
    /// "by"
    By,
    /// "since"
    Since,
    /// "before"
    Before,
    /// "after"
    After,
    /// "during"
    During,
    /// "for"
    For,
    /// "within"
    Within,
    /// "as"
    As,
    /// "as of"
    AsOf,
    /// "than"
    Than,
    /// "ended"
    Ending,
}

/// What a token in figures is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Number {
    /// "12", "2020", "02"
    Integer {
        /// Its value.
        value: u32,
        /// How many figures.
        digits: u8,
    },
    /// "1.5" in hundredths.
    Decimal(u32),
    /// "1,200"
    Grouped(u32),
    /// "1/2" in hundredths.
    Fraction(u32),
    /// "02/03/2019"
    Date(Figures),
    /// "2019-06-01"
    Iso {
        /// The year.
        year: i16,
        /// The month.
        month: u8,
        /// The day.
        day: u8,
    },
    /// "23:30"
    Clock(Clock),
    /// "22/04"
    Short {
        /// Before the stroke.
        first: u8,
        /// After it.
        second: u8,
    },
    /// "9/11"
    SeptemberEleventh,
    /// Any other.
    Other,
}

/// What a word is to the grammar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Word {
    /// Nothing.
    Other,
    /// The end of the line.
    End,
    /// ","
    Comma,
    /// A hyphen or dash.
    Dash,
    /// "." at the end.
    Stop,
    /// "'" before a decade, or a quotation mark.
    Apostrophe,
    /// "'s"
    Possessive,
    /// "("
    Open,
    /// ")"
    Close,
    /// "$", "#"
    Currency,
    /// "%"
    Percent,
    /// In figures.
    Figure(Number),
    /// "two", "hundred"
    Cardinal(u16),
    /// "third", "17th"
    Ordinal {
        /// Its value.
        value: u8,
        /// In figures.
        figures: bool,
    },
    /// "1990s", "'90s"
    Decade(u16),
    /// "Q3", "3Q"
    QuarterLabel(u8),
    /// "H1", "1H"
    HalfLabel(u8),
    /// "3pm": the hour from 0, the minute.
    HourLabel(u8, u8),
    /// "January"
    Month(u8, Guard),
    /// "Friday"
    Weekday(u8, Guard),
    /// "summer"
    Season(Season),
    /// "morning"
    Part(DayPart),
    /// "mornings"
    Parts(DayPart),
    /// "week" and whether it is plural
    Unit(Unit, bool),
    /// "last"
    Relation(Relation),
    /// "several"
    Quantity(Amount, Option<Modifier>),
    /// "more than"
    Bound(Modifier),
    /// "additional"
    Filler,
    /// "early"
    Phase(Modifier, PhaseUse),
    /// "yesterday"
    Deictic(i8, Option<DayPart>),
    /// "recently"
    Reference(Reference, ReferenceUse),
    /// "a long time"
    OpenLength,
    /// "daily"
    Frequency(Recurrence),
    /// "Christmas Eve"
    Holiday(u16),
    /// "GMT" and whether it is universal time
    Zone(bool),
    /// "of"
    Tying(Tying),
    /// Set phrases that are no date.
    Name,
    /// "ago"
    Ago,
    /// "from now"
    Hence,
    /// "every"
    Each,
    /// "half"
    Half,
    /// "fiscal"
    Fiscal,
    /// "fiscal year"
    FiscalYear,
    /// "period"
    Period,
    /// "o'clock"
    OClock,
    /// "a.m." is false, "p.m." is true.
    Meridiem(bool),
    /// "noon" is 12, "midnight" is 24.
    Instant(u8),
    /// "old"
    Old,
    /// "long", after a unit
    LongSuffix,
    /// "twice"
    Times,
    /// "year-end"
    YearEnd,
    /// "another"
    Another,
    /// "final"
    Final,
    /// "corresponding"
    Corresponding,
    /// "so"
    So,
    /// "back"
    Back,
    /// "anniversary"
    Anniversary,
    /// "page", before a number that is no year
    Numbered,
    /// "overnight": the night before the day spoken of
    Overnight,
}

/// A form of several words.
#[derive(Debug)]
struct Phrase {
    /// The keys after the first word's.
    rest: Vec<WordKey>,
    /// Which of its words are written with a capital letter, as bits; counted from the first.
    capitals: u32,
    /// What it is.
    word: Word,
}

/// What is known of a word: by itself, and as the first of several.
#[derive(Debug)]
struct Entry {
    word: Word,
    phrases: Vec<Phrase>,
}

/// All tables in one map.
#[derive(Debug)]
pub(super) struct Lexicon {
    entries: FxHashMap<WordKey, Entry>,
    /// The rules behind [`Word::Holiday`].
    holidays: Vec<Holiday>,
}

/// The longest phrase that is looked for.
const LONGEST: usize = 8;

/// The tables, parsed once.
pub(super) static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::load);

impl Lexicon {
    /// What a word is by itself.
    pub(super) fn word(&self, key: WordKey) -> Word {
        self.entries.get(&key).map_or(Word::Other, |entry| entry.word)
    }

    /// What begins with a word: the longest form that `at(1)`, `at(2)`, … go on, and how many words it has.
    ///
    /// `at` gives the key of the word so far ahead and whether it begins with a capital letter.
    pub(super) fn longest(&self, key: WordKey, at: impl Fn(usize) -> Option<(WordKey, bool)>) -> (Word, usize) {
        let Some(entry) = self.entries.get(&key) else { return (Word::Other, 1) };
        for phrase in &entry.phrases {
            let fits = |ahead: usize, capital: bool| phrase.capitals >> ahead & 1 == 0 || capital;
            let goes_on = phrase.rest.iter().enumerate().all(|(ahead, &rest)| {
                at(ahead + 1).is_some_and(|(key, capital)| key == rest && fits(ahead + 1, capital))
            });
            if goes_on && (phrase.capitals & 1 == 0 || at(0).is_some_and(|(_, capital)| capital)) {
                return (phrase.word, phrase.rest.len() + 1);
            }
        }
        (entry.word, 1)
    }

    /// The rule of a holiday.
    pub(super) fn holiday(&self, index: u16) -> Option<Holiday> {
        self.holidays.get(usize::from(index)).copied()
    }

    /// Adds a form; a form that is there already keeps its first meaning.
    fn add(&mut self, form: &str, word: Word, cased: bool) {
        let mut pieces = Vec::new();
        for piece in form.split(' ') {
            match piece.strip_suffix("'s").map(|stem| (stem, "'s")).or(piece.strip_suffix('\'').map(|stem| (stem, "'")))
            {
                Some((stem, clitic)) if !stem.is_empty() && stem != clitic => pieces.extend([stem, clitic]),
                _ => pieces.push(piece),
            }
        }
        assert!(pieces.len() <= LONGEST, "a form of the tables is longer than is looked for: {form}");
        let key = WordKey::of(pieces[0]);
        let entry = self.entries.entry(key).or_insert(Entry { word: Word::Other, phrases: Vec::new() });
        let capitals = pieces.iter().enumerate().fold(0, |bits, (at, piece)| {
            bits | u32::from(cased && piece.starts_with(|c: char| c.is_uppercase())) << at
        });
        if pieces.len() == 1 && capitals == 0 {
            if entry.word == Word::Other {
                entry.word = word;
            }
            return;
        }
        let rest = pieces[1..].iter().map(|piece| WordKey::of(piece)).collect();
        entry.phrases.push(Phrase { rest, capitals, word });
    }

    fn load() -> Self {
        let mut lexicon = Self { entries: FxHashMap::default(), holidays: Vec::new() };
        let table = |text: &'static str| {
            text.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).map(|line| {
                let mut columns = line.split('\t');
                [(); 4].map(|()| columns.next().unwrap_or_default())
            })
        };
        for [form, ..] in table(include_str!("data/names.tsv")) {
            lexicon.add(form, Word::Name, true);
        }
        for [form, month, guard, _] in table(include_str!("data/months.tsv")) {
            lexicon.add(form, Word::Month(number(month), self::guard(guard)), false);
        }
        for [form, day, guard, _] in table(include_str!("data/weekdays.tsv")) {
            lexicon.add(form, Word::Weekday(number(day), self::guard(guard)), false);
        }
        for [form, code, ..] in table(include_str!("data/seasons.tsv")) {
            lexicon.add(form, Word::Season(known(code)), false);
        }
        for [form, code, plural, _] in table(include_str!("data/parts_of_day.tsv")) {
            let word = if plural == "plural" { Word::Parts(known(code)) } else { Word::Part(known(code)) };
            lexicon.add(form, word, false);
        }
        for [form, unit, plural, _] in table(include_str!("data/units.tsv")) {
            lexicon.add(form, Word::Unit(known(unit), plural == "plural"), false);
        }
        for [form, value, ..] in table(include_str!("data/cardinals.tsv")) {
            lexicon.add(form, Word::Cardinal(number(value)), false);
        }
        for [form, decade, ..] in table(include_str!("data/decades.tsv")) {
            lexicon.add(form, Word::Decade(number(decade)), false);
        }
        for [form, value, ..] in table(include_str!("data/ordinals.tsv")) {
            lexicon.add(form, Word::Ordinal { value: number(value), figures: false }, false);
        }
        for [form, amount, modifier, _] in table(include_str!("data/quantities.tsv")) {
            let amount = if amount == "X" { Amount::Vague } else { Amount::Hundredths(number(amount)) };
            lexicon.add(form, Word::Quantity(amount, (modifier != "-").then(|| known(modifier))), false);
        }
        for [form, modifier, ..] in table(include_str!("data/bounds.tsv")) {
            lexicon.add(form, Word::Bound(known(modifier)), false);
        }
        for [form, relation, ..] in table(include_str!("data/relations.tsv")) {
            lexicon.add(form, Word::Relation(self::relation(relation)), false);
        }
        for [form, modifier, used, _] in table(include_str!("data/phases.tsv")) {
            let used = match used {
                "adjective" => PhaseUse::Adjective,
                "noun" => PhaseUse::Noun,
                _ => PhaseUse::Comparative,
            };
            lexicon.add(form, Word::Phase(known(modifier), used), false);
        }
        for [form, days, part, _] in table(include_str!("data/deictics.tsv")) {
            lexicon.add(form, Word::Deictic(number(days), (part != "-").then(|| known(part))), false);
        }
        for [form, value, used, _] in table(include_str!("data/references.tsv")) {
            let used = match used {
                "adjective" => ReferenceUse::Adjective,
                "alone" => ReferenceUse::Alone,
                "modal" => ReferenceUse::Modal,
                _ => ReferenceUse::Always,
            };
            lexicon.add(form, Word::Reference(known(value), used), false);
        }
        for [form, ..] in table(include_str!("data/open_lengths.tsv")) {
            lexicon.add(form, Word::OpenLength, false);
        }
        for [form, amount, unit, _] in table(include_str!("data/frequencies.tsv")) {
            let every = Recurrence::Every(Amount::Hundredths(number(amount)), known(unit));
            lexicon.add(form, Word::Frequency(every), false);
        }
        for [form, zone, ..] in table(include_str!("data/zones.tsv")) {
            lexicon.add(form, Word::Zone(zone == "utc"), false);
        }
        for [form, ..] in table(include_str!("data/fillers.tsv")) {
            lexicon.add(form, Word::Filler, false);
        }
        for [form, rule, ..] in table(include_str!("data/holidays.tsv")) {
            let index = lexicon.holidays.len() as u16;
            lexicon.holidays.push(Holiday::parse(rule).expect("a rule of the table of holidays"));
            lexicon.add(form, Word::Holiday(index), false);
        }
        for [form, ..] in table(include_str!("data/numbered.tsv")) {
            lexicon.add(form, Word::Numbered, false);
        }
        for [form, meaning, ..] in table(include_str!("data/function_words.tsv")) {
            lexicon.add(form, Word::Tying(tying(meaning)), false);
        }
        for [form, meaning, ..] in table(include_str!("data/grammar_words.tsv")) {
            lexicon.add(form, grammar_word(meaning), false);
        }
        for entry in lexicon.entries.values_mut() {
            entry.phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.rest.len()));
        }
        lexicon
    }
}

/// A number of an embedded table.
fn number<N: std::str::FromStr>(text: &str) -> N {
    text.parse().ok().expect("a number in a table of dates")
}

/// A word of a closed vocabulary in an embedded table.
fn known<V: std::str::FromStr>(text: &str) -> V {
    text.parse().ok().expect("a known word in a table of dates")
}

fn guard(text: &str) -> Guard {
    match text {
        "name" => Guard::Name,
        "word" => Guard::Word,
        "short" => Guard::Short,
        "plural" => Guard::Plural,
        _ => Guard::Plain,
    }
}

fn relation(text: &str) -> Relation {
    match text {
        "this" => Relation::This,
        "last" => Relation::Last,
        "next" => Relation::Next,
        "previous" => Relation::Previous,
        "following" => Relation::Following,
        "same" => Relation::Same,
        "latest" => Relation::Latest,
        _ => Relation::Current,
    }
}

fn tying(text: &str) -> Tying {
    match text {
        "of" => Tying::Of,
        "the" => Tying::The,
        "article" => Tying::Article,
        "and" => Tying::And,
        "or" => Tying::Or,
        "to" => Tying::To,
        "until" => Tying::Until,
        "through" => Tying::Through,
        "from" => Tying::From,
        "between" => Tying::Between,
        "in" => Tying::In,
        "on" => Tying::On,
        "at" => Tying::At,
        "by" => Tying::By,
        "since" => Tying::Since,
        "before" => Tying::Before,
        "after" => Tying::After,
        "during" => Tying::During,
        "for" => Tying::For,
        "within" => Tying::Within,
        "as" => Tying::As,
        "as_of" => Tying::AsOf,
        "ending" => Tying::Ending,
        _ => Tying::Than,
    }
}

fn grammar_word(text: &str) -> Word {
    match text {
        "ago" => Word::Ago,
        "back" => Word::Back,
        "hence" => Word::Hence,
        "each" => Word::Each,
        "half" => Word::Half,
        "fiscal" => Word::Fiscal,
        "fiscal_year" => Word::FiscalYear,
        "period" => Word::Period,
        "o_clock" => Word::OClock,
        "am" => Word::Meridiem(false),
        "pm" => Word::Meridiem(true),
        "noon" => Word::Instant(12),
        "midnight" => Word::Instant(24),
        "old" => Word::Old,
        "long_suffix" => Word::LongSuffix,
        "times" => Word::Times,
        "year_end" => Word::YearEnd,
        "another" => Word::Another,
        "final" => Word::Final,
        "corresponding" => Word::Corresponding,
        "so" => Word::So,
        "anniversary" => Word::Anniversary,
        "possessive" => Word::Possessive,
        "overnight" => Word::Overnight,
        _ => Word::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_is_read() {
        assert_eq!(LEXICON.word(WordKey::of("Sept.")), Word::Month(9, Guard::Plain));
        assert_eq!(LEXICON.word(WordKey::of("WEDNESDAY")), Word::Weekday(3, Guard::Plain));
        assert_eq!(LEXICON.word(WordKey::of("centuries")), Word::Unit(Unit::Century, true));
        assert_eq!(LEXICON.word(WordKey::of("quotation")), Word::Other);
    }
}
