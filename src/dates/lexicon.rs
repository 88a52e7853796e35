//! The words of time: tables → what each word is to the grammar.
//!
//! The tables stand in `data/`, one entry a line. Words are looked up by their keys, and the longest form counts: "fiscal
//! year" is one thing, "fiscal" another.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Deserializer};

use super::Modifier;
use super::expression::{Clock, Figures, Recurrence, Relation};
use super::resolve::holidays::Holiday;
use super::value::{Amount, DayPart, Reference, Season, Unit};
pub(super) use crate::calendar::Guard;
use crate::calendar::{month_names, weekday_names};
use crate::segments::WordKey;
use crate::tables::dates as tables;
use crate::trie::{Trie, TrieBuilder};
use crate::vocabulary::parsed;

/// How a word for a part of a stretch is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum PhaseUse {
    /// "early May"
    Adjective,
    /// "the end of May"
    Noun,
    /// "earlier this month"
    Comparative,
}

/// Where a vague reference counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum ReferenceUse {
    /// Everywhere.
    Always,
    /// Before a noun: "recent attacks".
    Adjective,
    /// Without a noun: "in the past".
    Alone,
    /// With "will" or "may": "will one day".
    Modal,
    /// After "at", where nothing goes on: "He said at the time that"; not "at the time of the crash".
    Then,
}

/// One or several.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Count {
    Singular,
    Plural,
}

/// Whose time a zone is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Zone {
    Utc,
    Other,
}

/// Words that tie expressions together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
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
    /// "closing", before a plural unit
    Edge,
    /// "BC" is true, "AD" is false.
    Era(bool),
}

/// What a form is to the grammar.
#[derive(Debug)]
struct Form {
    /// Which of its words must be written with a capital letter, as bits; counted from the first.
    capitals: u32,
    /// What it is.
    word: Word,
}

/// What a word tells of a time beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Neighbour {
    /// "took", before a length
    Lasting,
    /// "hijackers", after 11 September
    Attacks,
}

/// All tables in one index.
#[derive(Debug)]
pub(super) struct Lexicon {
    forms: Trie<Form>,
    /// Words that are nothing to the grammar but tell what a time beside them is.
    neighbours: FxHashMap<WordKey, Neighbour>,
    /// The rules behind [`Word::Holiday`].
    holidays: Vec<Holiday>,
}

/// The tables, parsed once.
pub(super) static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::load);

impl Lexicon {
    /// What a word is by itself, however it is written.
    pub(super) fn word(&self, key: WordKey) -> Word {
        self.forms.exact([key.0]).iter().find(|form| form.capitals == 0).map_or(Word::Other, |form| form.word)
    }

    /// What begins with some words: the longest form that they begin with, and how many of them it has, one at least.
    ///
    /// `is_capital` says of each word whether it begins with a capital letter.
    pub(super) fn longest(
        &self,
        words: impl Iterator<Item = WordKey>,
        is_capital: impl Fn(usize) -> bool,
    ) -> (Word, usize) {
        let fits = |form: &Form, count: usize| {
            form.capitals == 0 || (0..count).all(|at| form.capitals >> at & 1 == 0 || is_capital(at))
        };
        // Of forms that are alike the first counts.
        let forms = self.forms.prefixes(words.map(|key| key.0));
        let fitting = forms.filter_map(|(count, forms)| {
            let form = forms.iter().find(|form| fits(form, count))?;
            Some((form.word, count))
        });
        fitting.last().unwrap_or((Word::Other, 1))
    }

    /// What a word tells of a time beside it, if anything.
    pub(super) fn neighbour(&self, key: WordKey) -> Option<Neighbour> {
        self.neighbours.get(&key).copied()
    }

    /// The rule of a holiday.
    pub(super) fn holiday(&self, index: u16) -> Option<Holiday> {
        self.holidays.get(usize::from(index)).copied()
    }

    fn load() -> Self {
        let mut lexicon = Builder::default();
        let mut holidays = Vec::new();
        for form in tables::NAMES.rows() {
            lexicon.add(form, Word::Name, true);
        }
        for name in month_names() {
            lexicon.add(name.form, Word::Month(name.number, name.guard), false);
        }
        for name in weekday_names() {
            lexicon.add(name.form, Word::Weekday(name.number, name.guard), false);
        }
        for (form, season) in tables::SEASONS.rows() {
            lexicon.add(form, Word::Season(season), false);
        }
        for (form, part, count) in tables::PARTS_OF_DAY.rows::<(_, DayPart, Count)>() {
            lexicon.add(form, if count == Count::Plural { Word::Parts(part) } else { Word::Part(part) }, false);
        }
        for (form, unit, count) in tables::UNITS.rows::<(_, _, Count)>() {
            lexicon.add(form, Word::Unit(unit, count == Count::Plural), false);
        }
        for (form, value) in tables::CARDINALS.rows() {
            lexicon.add(form, Word::Cardinal(value), false);
        }
        for (form, decade) in tables::DECADES.rows() {
            lexicon.add(form, Word::Decade(decade), false);
        }
        for (form, value) in tables::ORDINALS.rows() {
            lexicon.add(form, Word::Ordinal { value, figures: false }, false);
        }
        for (form, hundredths, modifier) in tables::QUANTITIES.rows::<(_, Option<u32>, _)>() {
            let amount = hundredths.map_or(Amount::Vague, Amount::Hundredths);
            lexicon.add(form, Word::Quantity(amount, modifier), false);
        }
        for (form, modifier) in tables::BOUNDS.rows() {
            lexicon.add(form, Word::Bound(modifier), false);
        }
        for (form, relation) in tables::RELATIONS.rows() {
            lexicon.add(form, Word::Relation(relation), false);
        }
        for (form, modifier, used) in tables::PHASES.rows() {
            lexicon.add(form, Word::Phase(modifier, used), false);
        }
        for (form, days, part) in tables::DEICTICS.rows() {
            lexicon.add(form, Word::Deictic(days, part), false);
        }
        for (form, value, used) in tables::REFERENCES.rows() {
            lexicon.add(form, Word::Reference(value, used), false);
        }
        for form in tables::OPEN_LENGTHS.rows() {
            lexicon.add(form, Word::OpenLength, false);
        }
        for (form, hundredths, unit) in tables::FREQUENCIES.rows() {
            let every = Recurrence::Every(Amount::Hundredths(hundredths), unit);
            lexicon.add(form, Word::Frequency(every), false);
        }
        for (form, zone) in tables::ZONES.rows::<(_, Zone)>() {
            lexicon.add(form, Word::Zone(zone == Zone::Utc), false);
        }
        for form in tables::FILLERS.rows() {
            lexicon.add(form, Word::Filler, false);
        }
        for (form, rule) in tables::HOLIDAYS.rows() {
            let index = holidays.len() as u16;
            holidays.push(rule);
            lexicon.add(form, Word::Holiday(index), false);
        }
        for form in tables::NUMBERED.rows() {
            lexicon.add(form, Word::Numbered, false);
        }
        for (form, tying) in tables::FUNCTION_WORDS.rows() {
            lexicon.add(form, Word::Tying(tying), false);
        }
        for (form, GrammarWord(word)) in tables::GRAMMAR_WORDS.rows() {
            lexicon.add(form, word, false);
        }
        let neighbours = tables::NEIGHBOURS.rows::<(&str, _)>();
        let neighbours = neighbours.map(|(form, neighbour)| (WordKey::of(form), neighbour)).collect();
        Self { forms: lexicon.0.build(), neighbours, holidays }
    }
}

/// The forms of all tables; one that stands in several keeps its first meaning.
#[derive(Default)]
struct Builder(TrieBuilder<Form>);

impl Builder {
    /// Adds a form; `cased` if its capital letters count.
    fn add(&mut self, form: &str, word: Word, cased: bool) {
        let mut pieces = Vec::new();
        for piece in form.split(' ') {
            match piece.strip_suffix("'s").map(|stem| (stem, "'s")).or(piece.strip_suffix('\'').map(|stem| (stem, "'")))
            {
                Some((stem, clitic)) if !stem.is_empty() && stem != clitic => pieces.extend([stem, clitic]),
                _ => pieces.push(piece),
            }
        }
        let capitals = pieces.iter().enumerate().fold(0, |bits, (at, piece)| {
            bits | u32::from(cased && piece.starts_with(|c: char| c.is_uppercase())) << at
        });
        self.0.add(pieces.iter().map(|piece| WordKey::of(piece).0), Form { capitals, word });
    }
}

/// A word that the grammar asks for by itself.
struct GrammarWord(Word);

impl<'de> Deserialize<'de> for GrammarWord {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        parsed(deserializer, |text| {
            Ok(Self(match text {
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
                "edge" => Word::Edge,
                "before_christ" => Word::Era(true),
                "anno_domini" => Word::Era(false),
                _ => return Err(format!("{text:?} is nothing that the grammar asks for")),
            }))
        })
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
