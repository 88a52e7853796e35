//! What can be said of one piece of a document by itself.

use std::sync::LazyLock;

use regex::Regex;
use serde::Deserialize;

use super::lines::Piece;
use super::words::{self, Phrases, Word};
use crate::calendar::{Date, Guard, month, weekday_names, written_days};
use crate::hashing::hash;
use crate::span::ByteSpan;
use crate::tables;

/// Longer pieces are read as prose at once.
pub(super) const LONGEST_LINE: usize = 420;

/// What a phrase of the page around an article stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Widget {
    /// A line of navigation, a form, a notice.
    #[serde(rename = "widget")]
    Line,
    /// A heading with headlines of other articles below it.
    Popular,
    /// A heading with readers' comments below it.
    Comments,
    /// Who wrote the article.
    Byline,
    /// When the article appeared.
    Published,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Match {
    Whole,
    Start,
    Label,
    Within,
}

static WIDGETS: LazyLock<Phrases<(Match, Widget)>> = LazyLock::new(|| {
    Phrases::new(tables::documents::WIDGETS.rows().map(|(phrase, matched, kind)| (phrase, (matched, kind))))
});

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Place {
    Any,
    Start,
    End,
    Bracket,
}

static PHOTO_CUES: LazyLock<Phrases<(Place, u32)>> = LazyLock::new(|| {
    Phrases::new(tables::documents::PHOTO_CUES.rows().map(|(phrase, weight, place)| (phrase, (place, weight))))
});

pub(super) static AGENCIES: LazyLock<Phrases<()>> =
    LazyLock::new(|| Phrases::new(tables::documents::AGENCIES.rows().map(|name| (name, ()))));

/// Words of a line that dates a page, beside the date itself.
static DATING: LazyLock<Phrases<()>> = LazyLock::new(|| {
    const WORDS: &str = "published updated posted modified last first date on at edited created issued uploaded filed \
        from the of in am pm a p m gmt utc est edt et pst pdt pt cet cest msk ist bst eet trt local time hrs hours hour \
        minutes min ago today yesterday now saved added release publication article story print web o clock h";
    Phrases::new(WORDS.split_ascii_whitespace().map(|word| (word, ())))
});

/// An address of the web alone on its line, or markup.
static ADDRESS: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^(?:www\.\S*|pic\.twitter\.com\S*|\S*://\S*|<[a-z](?s:.*)>)$").expect("a pattern"));

/// A last bracket that says that it is about a picture.
static BRACKET: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?x) [(\[]
            (?<inner> (?:[^(\[]*\s)? \.*(?i-u:photos?|photographs?|images?|pictures?|credit)\.*:* (?:\s[^(\[]*)? )
            [)\]]$",
    )
    .expect("a pattern")
});

/// A last label that says whose the picture is.
static CREDIT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?x) \ \.* (?i-u:photos?|photographs?|images?|pictures?|credit) \.*
            :\ (?<name> \p{Uppercase} (?: [^:] | :+[^:\ ] )* :* )$",
    )
    .expect("a pattern")
});

/// What says that a dated line is of a change.
static UPDATED: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(?i-u:updat|modif|edited)").expect("a pattern"));

static WEEKDAYS: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| weekday_names().filter(|name| name.guard == Guard::Plain).map(|name| name.form).collect());

/// Scripts that news is written in, as far as a line in another one stands out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Script {
    /// No letters.
    None,
    Latin,
    Other(u8),
}

/// A line that dates the page or the article.
#[derive(Clone, Copy, Debug)]
pub(super) struct Dating {
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
pub(super) enum Label {
    Published,
    Updated,
}

/// What a piece is like.
#[derive(Clone, Debug)]
pub(super) struct Facts {
    pub span: ByteSpan,
    pub is_apart: bool,
    /// Of the words, or of the bytes of a long piece: equal pieces are found by it.
    pub key: u64,
    pub words: usize,
    pub capitals: usize,
    pub lowers: usize,
    pub letters: usize,
    pub digits: usize,
    pub script: Script,
    pub first: char,
    /// The last character without closing quotation marks and brackets.
    pub last: char,
    /// Marks that part the entries of a path or menu.
    pub separators: usize,
    /// Wide gaps between words, as between the entries of a menu.
    pub gaps: usize,
    pub is_address: bool,
    pub widget: Option<Widget>,
    /// How much speaks for the text under a picture, and whether one thing alone says so.
    pub photo: u32,
    pub has_photo_cue: bool,
    pub dating: Option<Dating>,
    pub is_byline: bool,
    pub is_filed: bool,
    pub has_inner_stop: bool,
}

impl Facts {
    pub(super) fn is_long(&self) -> bool {
        self.span.len() > LONGEST_LINE
    }

    /// Whether it reads as running text.
    pub(super) fn is_prose(&self) -> bool {
        const SENTENCE: usize = 220;
        self.span.len() >= SENTENCE
            || (matches!(self.last, '.' | '…' | ',') && self.words >= 2 && !self.is_headline_with_stop())
            || (matches!(self.last, '!' | '?') && self.has_inner_stop && self.words > 12)
            || (matches!(self.last, ':') && self.words >= 2)
    }

    /// A headline that somebody closed with a full stop: nearly all words have capital letters.
    fn is_headline_with_stop(&self) -> bool {
        self.last == '.' && self.words >= 5 && self.words <= 20 && self.lowers * 4 <= self.words && !self.has_inner_stop
    }

    /// Whether it could be a headline.
    pub(super) fn is_headline(&self) -> bool {
        const WORDS: std::ops::RangeInclusive<usize> = 2..=32;
        !self.is_prose()
            && WORDS.contains(&self.words)
            && (self.first.is_uppercase()
                || self.first.is_numeric()
                || matches!(self.first, '"' | '\'' | '“' | '‘' | '«' | '$'))
    }
}

/// Reads one piece; `words` is a buffer.
pub(super) fn read(text: &str, piece: Piece, words: &mut Vec<Word>) -> Facts {
    let surface = piece.span.of(text);
    let mut facts = Facts {
        span: piece.span,
        is_apart: piece.is_apart,
        key: 0,
        words: 0,
        capitals: 0,
        lowers: 0,
        letters: 0,
        digits: 0,
        script: Script::None,
        first: surface.chars().next().unwrap_or(' '),
        last: surface
            .trim_end_matches(['"', '\'', '”', '’', '»', ')', ']', ' ', '\u{a0}'])
            .chars()
            .next_back()
            .unwrap_or(' '),
        separators: 0,
        gaps: 0,
        is_address: false,
        widget: None,
        photo: 0,
        has_photo_cue: false,
        dating: None,
        is_byline: false,
        is_filed: false,
        has_inner_stop: false,
    };
    characters(surface, &mut facts);
    if facts.is_long() {
        facts.key = hash(surface.as_bytes());
        facts.words = LONGEST_LINE / 6;
        return facts;
    }
    words::read(surface, words);
    facts.key = words.iter().fold(0, |key, word| words::join(key, word.hash));
    facts.words = words.len();
    for word in words.iter() {
        let is_letter = !word.is_number;
        facts.capitals += usize::from(word.is_capital);
        facts.lowers +=
            usize::from(is_letter && !word.is_capital && surface[word.start..].starts_with(char::is_lowercase));
    }
    facts.gaps = words
        .windows(2)
        .filter(|pair| {
            let gap = &surface[pair[0].end..pair[1].start];
            gap.contains('\t') || (gap.chars().count() > 1 && gap.chars().all(char::is_whitespace))
        })
        .count();
    facts.has_inner_stop = words.windows(2).any(|pair| {
        let gap = &surface[pair[0].end..pair[1].start];
        pair[0].end - pair[0].start > 2
            && pair[1].is_capital
            && gap.starts_with(['.', '!', '?'])
            && gap.ends_with([' ', '“', '"'])
    });
    facts.is_address = ADDRESS.is_match(surface);
    facts.widget = widget(surface, words, &facts);
    (facts.photo, facts.has_photo_cue) = photo(surface, words);
    facts.dating = dating(surface, words, facts.widget);
    facts.is_byline = facts.widget == Some(Widget::Byline) || is_byline(surface, words, &facts);
    facts.is_filed = facts.words <= 10
        && super::filed::prefix(surface, true)
            .is_some_and(|end| surface[end..].trim_matches(super::filed::is_dash).is_empty());
    facts
}

/// Counts letters, digits and separators; of a long piece the beginning tells.
fn characters(surface: &str, facts: &mut Facts) {
    let mut scripts = [0usize; 6];
    let mut before = ' ';
    let mut chars = surface.chars().take(LONGEST_LINE).peekable();
    while let Some(c) = chars.next() {
        let is_apart = before.is_whitespace() || chars.peek().is_none_or(|next| next.is_whitespace());
        before = c;
        match c {
            'a'..='z' | 'A'..='Z' => scripts[0] += 1,
            '0'..='9' => facts.digits += 1,
            '/' | '|' | '»' | '›' | '>' | '•' | '·' if is_apart => facts.separators += 1,
            _ if c.is_ascii() => {}
            _ if c.is_alphabetic() => {
                let script = match c as u32 {
                    0..0x370 | 0x1E00..0x2000 => 0,
                    0x370..0x400 => 1,
                    0x400..0x530 => 2,
                    0x590..0x600 => 3,
                    0x600..0x780 | 0xFB50..0xFE00 => 4,
                    _ => 5,
                };
                scripts[script] += 1;
            }
            _ => {}
        }
    }
    facts.letters = scripts.iter().sum();
    let most = (0..scripts.len()).rev().max_by_key(|&script| scripts[script]).unwrap_or(0);
    facts.script = match (facts.letters, most) {
        (0, _) => Script::None,
        (_, 0) => Script::Latin,
        (_, other) => Script::Other(other as u8),
    };
}

/// What the table of widgets says of a line.
fn widget(surface: &str, words: &[Word], facts: &Facts) -> Option<Widget> {
    const LONGEST_START: usize = 25;
    const LONGEST_HEADING: usize = 8;
    const LONGEST_WITHIN: usize = 70;
    if words.len() > LONGEST_WITHIN {
        return None;
    }
    let mut found = None;
    for (last, &(matched, kind)) in WIDGETS.at(words, 0) {
        let is_whole = last + 1 == words.len();
        let after = surface[words[last].end..].trim_start();
        let fits = match matched {
            Match::Whole => is_whole && !matches!(facts.last, '.'),
            Match::Start if matches!(kind, Widget::Popular | Widget::Comments) => {
                words.len() <= LONGEST_HEADING && !matches!(facts.last, '.' | '?')
            }
            Match::Start if kind == Widget::Byline => {
                let rest = &words[last + 1..];
                let names = rest.iter().filter(|word| word.is_capital).count();
                !rest.is_empty() && names * 2 >= rest.len()
            }
            Match::Start => words.len() <= LONGEST_START,
            Match::Label => !is_whole && after.starts_with([':', '–', '—', '-', '|']),
            Match::Within => true,
        };
        // A heading is more than a line: it says what stands below.
        if fits && (found.is_none() || matches!(kind, Widget::Popular | Widget::Comments) && is_whole) {
            found = Some(kind);
        }
    }
    found
        .or_else(|| {
            (1..words.len()).find_map(|from| {
                WIDGETS
                    .at(words, from)
                    .find(|(_, (matched, _))| matches!(matched, Match::Within))
                    .map(|(_, (_, kind))| *kind)
            })
        })
        .or_else(|| is_count(surface, words).then_some(Widget::Line))
        .or_else(|| (surface.starts_with('©') || surface.starts_with("(c) ")).then_some(Widget::Line))
}

/// Whether a line counts what readers did: "1.2k shares", "3,871 views 12 comments".
fn is_count(surface: &str, words: &[Word]) -> bool {
    const LONGEST: usize = 8;
    const COUNTED: [&str; 19] = [
        "shares",
        "share",
        "views",
        "view",
        "comments",
        "comment",
        "likes",
        "like",
        "followers",
        "reads",
        "replies",
        "reply",
        "votes",
        "ratings",
        "reactions",
        "retweets",
        "reposts",
        "k",
        "m",
    ];
    let form = |word: &Word| surface[word.start..word.end].to_lowercase();
    let is_figure = |form: &str| {
        let digits = form.bytes().take_while(u8::is_ascii_digit).count();
        digits > 0 && matches!(&form[digits..], "" | "k" | "m")
    };
    (2..=LONGEST).contains(&words.len())
        && words.iter().any(|word| is_figure(&form(word)))
        && words.iter().any(|word| COUNTED[..17].contains(&form(word).as_str()))
        && words.iter().all(|word| is_figure(&form(word)) || COUNTED.contains(&form(word).as_str()))
}

/// Whether a line ends with whose picture it is: "(AA Photo)", "Pictures: AFP/Getty".
fn has_credit(surface: &str) -> bool {
    const LONGEST: usize = 60;
    [(&BRACKET, "inner"), (&CREDIT, "name")].into_iter().any(|(pattern, part)| {
        let found = pattern.captures(surface);
        found.is_some_and(|found| found[part].len() <= LONGEST)
    })
}

/// How much speaks for the text under a picture.
fn photo(surface: &str, words: &[Word]) -> (u32, bool) {
    const CUE: u32 = 2;
    let mut score = 0;
    let mut has_cue = false;
    let mut from = 0;
    let mut has_bracket = false;
    while from < words.len() {
        let before = surface[..words[from].start].trim_end();
        let mut best = 0;
        let mut next = from + 1;
        for (last, &(place, weight)) in PHOTO_CUES.at(words, from) {
            let after = &surface[words[last].end..];
            let fits = match place {
                Place::Any => true,
                Place::Start => from == 0,
                Place::End => {
                    last + 1 == words.len()
                        && (before.ends_with(['.', '(', '/', '|', '[', '—', '–', ':', '”', '"'])
                            || (from > 0
                                && surface[words[from - 1].start..words[from - 1].end].eq_ignore_ascii_case("via"))
                            || weight > 2)
                }
                Place::Bracket => {
                    let is_one = before.ends_with(['(', '[']) && after.starts_with([')', ']', ',', ';']);
                    is_one && !std::mem::replace(&mut has_bracket, true)
                }
            };
            // A credit at the end is more than an agency's name in a sentence.
            let weight = if matches!(place, Place::End) { weight + 1 } else { weight };
            if fits && weight > best {
                best = weight;
                next = last + 1;
            }
        }
        score += best;
        has_cue |= best >= CUE;
        from = next;
    }
    if has_credit(surface) {
        return (score + CUE + 1, true);
    }
    (score, has_cue)
}

/// Whether the line dates the page or the article, and how.
fn dating(surface: &str, words: &[Word], widget: Option<Widget>) -> Option<Dating> {
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
    for (at, word) in words.iter().enumerate() {
        let form = &surface[word.start..word.end];
        let lower = form.to_lowercase();
        // "QatarMonday": the page's place and day have run together.
        let weekday = WEEKDAYS.iter().any(|day| lower.ends_with(day) || (lower.len() == 3 && day.starts_with(&*lower)));
        has_weekday |= weekday;
        has_clock |= word.is_number && surface[word.end..].starts_with(':');
        let is_known = weekday && lower.len() <= 9
            || word.is_number
            || month(form).is_some()
            || DATING.at(words, at).any(|(last, ())| last == at)
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

/// Whether the line is "By …" and names.
fn is_byline(surface: &str, words: &[Word], facts: &Facts) -> bool {
    const LONGEST: usize = 24;
    const JOINING: [&str; 16] = [
        "and",
        "for",
        "of",
        "in",
        "the",
        "with",
        "at",
        "staff",
        "writer",
        "writers",
        "correspondent",
        "reporter",
        "de",
        "al",
        "von",
        "bin",
    ];
    let Some(first) = words.first() else { return false };
    if words.len() < 2 || words.len() > LONGEST {
        return false;
    }
    let form = |word: &Word| &surface[word.start..word.end];
    if form(first).eq_ignore_ascii_case("by") && first.start == 0 {
        let names = words[1].is_capital && !words[1..3.min(words.len())].iter().any(|word| word.is_number);
        let only_names = words[1..]
            .iter()
            .take_while(|word| !surface[first.end..word.start].contains(['|', '•', '·']))
            .filter(|word| !word.is_capital && !word.is_number)
            .all(|word| JOINING.contains(&form(word)));
        return names
            && only_names
            && !matches!(facts.last, '?' | '!' | ':')
            && !(facts.last == '.' && facts.words > 8);
    }
    // "Continental Press Writer": under a byline, who its people are.
    let is_office = words.last().is_some_and(|last| {
        ["writer", "writers", "correspondent", "correspondents", "reporter", "reporters"]
            .contains(&form(last).to_lowercase().as_str())
    });
    if is_office && words.len() <= 5 && facts.lowers == 0 && !matches!(facts.last, '.' | '?' | '!' | ':') {
        return true;
    }
    // "(Reuters)" or "Associated Press" and no more.
    AGENCIES.at(words, 0).any(|(last, ())| last + 1 == words.len()) && facts.last != '.'
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts(line: &str) -> Facts {
        read(line, Piece { span: ByteSpan::new(0, line.len()), is_apart: true }, &mut Vec::new())
    }

    #[test]
    fn addresses_and_markup() {
        for (line, is_one) in [
            ("https://example.org/talks", true),
            ("www.example.org", true),
            ("pic.twitter.com/x1", true),
            ("<div class=\"page\">", true),
            ("see https://example.org", false),
            ("www.example.org says", false),
            ("<3 her speech>", false),
            ("<b", false),
            ("example.org", false),
        ] {
            assert_eq!(facts(line).is_address, is_one, "{line}");
        }
    }

    #[test]
    fn credits_of_pictures() {
        for (line, is_one) in [
            ("The envoy in Sochi (AA Photo)", true),
            ("The envoy in Sochi [Photo: Jane Doe]", true),
            ("The envoy in Sochi (Credit Jane Doe)", true),
            ("The envoy in Sochi. Photograph: Jane Doe/Wire", true),
            ("The envoy in Sochi. Pictures: Wire 10:30", true),
            // The last bracket and the last label decide.
            ("The envoy (AA Photo) in Sochi (2019)", false),
            ("The envoy in Sochi. Photo: Jane Doe: she", false),
            ("The envoy (his photo is not shown) in Sochi", false),
            ("The envoy in Sochi (photography)", false),
            ("The envoy in Sochi. Photo: as seen by Jane Doe", false),
            ("Photo: Jane Doe", false),
            ("The envoy in Sochi. Photo:Jane Doe", false),
            ("The envoy (who had sent the photo that everybody had been talking of since Sunday)", false),
            ("They say that he has a picture: It was taken by his brother when the two were in Sochi in May.", false),
        ] {
            assert_eq!(has_credit(line), is_one, "{line}");
            assert!(!is_one || facts(line).has_photo_cue, "{line}");
        }
    }

    #[test]
    fn counts_of_what_readers_did() {
        for (line, is_one) in [
            ("1.2k shares", true),
            ("3,871 views 12 comments", true),
            ("12 M followers", true),
            ("shares", false),
            ("1 200", false),
            ("12 k", false),
            ("12 people share", false),
        ] {
            let mut words = Vec::new();
            words::read(line, &mut words);
            assert_eq!(is_count(line, &words), is_one, "{line}");
        }
    }

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

    #[test]
    fn bylines() {
        for (line, is_one) in [
            ("By Jane Doe", true),
            ("By Jane Doe and John Roe of the Daily Wire", true),
            ("By JANE DOE | 12 May, as told to us", true),
            ("Continental Press Writer", true),
            ("Associated Press", true),
            ("By 2019 Everything Changed", false),
            ("By noon Everything Changed", false),
            ("By Sunday the envoy had left", false),
            ("By What Right?", false),
            ("Associated Press.", false),
            ("Is He a Writer", false),
            ("Nearby", false),
        ] {
            assert_eq!(facts(line).is_byline, is_one, "{line}");
        }
    }

    #[test]
    fn lines_that_say_where_they_were_filed() {
        for (line, is_one) in [("GENEVA (AP) —", true), ("GENEVA (AP)", true), ("GENEVA (AP) — He left.", false)] {
            assert_eq!(facts(line).is_filed, is_one, "{line}");
        }
    }
}
