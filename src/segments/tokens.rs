//! Text → tokens, in one pass from left to right.
//!
//! The rules are those of the module above. Each character is read as it was meant ([`fold::meant`]),
//! and every look ahead is bounded, so that the time is linear in the length of any text.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;
use unicode_normalization::char::is_combining_mark;

use super::abbreviations::{Stop, abbreviation};
use super::fold::{self, is_apostrophe, is_ignorable, meant};
use super::shape::Look;
use super::words::{WordClass, words};
use super::{Gap, Shape, Token, WordKey};
use crate::calendar::{Guard, month_names, weekday_names};
use crate::parallel::stopping_point;
use crate::span::ByteSpan;

/// Words that a hyphen parts from a figure or a capital letter after them ("mid-June", "Feb-14", "June-July").
static CALENDAR: LazyLock<FxHashSet<WordKey>> = LazyLock::new(|| {
    let names = month_names().chain(weekday_names());
    let names = names.filter(|name| !name.has_stop() && name.guard != Guard::Plural).map(|name| name.form);
    names.chain(words(WordClass::Season)).map(WordKey::of).collect()
});

/// Prefixes that a hyphen parts from a figure, also with a capital letter ("Post-2011").
static PREFIXES: LazyLock<Vec<&str>> =
    LazyLock::new(|| words(WordClass::Prefix).chain(words(WordClass::PrefixOfTime)).collect());

/// Those that a hyphen also parts from a capital letter ("mid-June").
static PREFIXES_OF_TIME: LazyLock<Vec<&str>> = LazyLock::new(|| words(WordClass::PrefixOfTime).collect());

/// Last parts of host names without "www."
static HOSTS: LazyLock<Vec<&str>> = LazyLock::new(|| words(WordClass::Host).collect());

/// Words of two tokens, the first of three letters.
static CONTRACTED: LazyLock<Vec<&str>> = LazyLock::new(|| words(WordClass::Contracted).collect());

/// What a character is to the tokenizer.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Letter,
    Digit,
    Combining,
    Ignorable,
    Space,
    Line,
    Other,
}

fn class(c: char) -> Class {
    match c {
        'a'..='z' | 'A'..='Z' => Class::Letter,
        '0'..='9' => Class::Digit,
        '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => Class::Line,
        '\0'..=' ' | '\u{7f}' => Class::Space,
        _ if c.is_ascii() => Class::Other,
        _ if is_ignorable(c) => Class::Ignorable,
        'ʼ' | 'ʻ' | 'ʾ' | 'ʿ' => Class::Other,
        _ if c.is_alphabetic() => Class::Letter,
        _ if c.is_numeric() => Class::Digit,
        _ if c.is_whitespace() || c.is_control() => Class::Space,
        _ if is_combining_mark(c) => Class::Combining,
        _ => Class::Other,
    }
}

/// Cuts one block after the other into tokens.
pub(super) struct Tokenizer<'t> {
    text: &'t str,
    tokens: Vec<Token>,
    buffer: String,
    at: usize,
    end: usize,
    gap: Gap,
}

impl<'t> Tokenizer<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let tokens = Vec::with_capacity(text.len() / 5);
        Self { text, tokens, buffer: String::new(), at: 0, end: 0, gap: Gap::Block }
    }

    /// How many tokens there are so far.
    pub(super) fn len(&self) -> usize {
        self.tokens.len()
    }

    pub(super) fn into_tokens(self) -> Vec<Token> {
        self.tokens
    }

    /// Adds the tokens of one block.
    pub(super) fn block(&mut self, span: ByteSpan) {
        self.at = span.start();
        self.end = span.end();
        self.gap = Gap::Block;
        while let Some((c, length)) = self.peek(self.at) {
            stopping_point();
            match class(c) {
                Class::Letter | Class::Digit => self.word(),
                Class::Ignorable => self.at += length,
                Class::Space => {
                    self.at += length;
                    self.gap = self.gap.max(Gap::Space);
                }
                Class::Line => {
                    self.at += length;
                    self.gap = self.gap.max(Gap::Line);
                }
                Class::Combining | Class::Other => self.mark(c, length),
            }
        }
    }

    /// The character at `at`, within the block.
    fn peek(&self, at: usize) -> Option<(char, usize)> {
        if at >= self.end {
            return None;
        }
        let (c, length) = meant(self.text, at)?;
        if at + length <= self.end {
            return Some((c, length));
        }
        let c = self.text.get(at..self.end)?.chars().next()?;
        Some((c, c.len_utf8()))
    }

    fn peek_char(&self, at: usize) -> Option<char> {
        self.peek(at).map(|(c, _)| c)
    }

    fn is_class(&self, at: usize, wanted: Class) -> bool {
        self.peek_char(at).is_some_and(|c| class(c) == wanted)
    }

    fn is_word(&self, at: usize) -> bool {
        self.peek_char(at).is_some_and(|c| matches!(class(c), Class::Letter | Class::Digit))
    }

    /// Adds the token from the current place to `end`.
    fn push(&mut self, end: usize, shape: Shape) {
        self.buffer.clear();
        fold::fold_into(&self.text[self.at..end], &mut self.buffer);
        self.push_folded(end, shape);
    }

    /// As `push`, with the folded form in the buffer.
    fn push_folded(&mut self, end: usize, shape: Shape) {
        let span = ByteSpan::new(self.at, end);
        self.tokens.push(Token { span, key: WordKey::of_folded(&self.buffer), shape, gap: self.gap });
        self.at = end;
        self.gap = Gap::None;
    }

    /// Whether the text from `from` to `to` is an abbreviation that keeps its stop, which `to` follows.
    fn is_abbreviation(&mut self, from: usize, to: usize) -> bool {
        if to - from > 16 {
            return false;
        }
        self.buffer.clear();
        fold::fold_into(&self.text[from..to], &mut self.buffer);
        let Some(entry) = abbreviation(WordKey::of_folded(&self.buffer)) else { return false };
        if entry.capital && !self.peek_char(from).is_some_and(char::is_uppercase) {
            return false;
        }
        let mut at = to;
        let mut next = self.peek(at);
        for _ in 0..4 {
            match next {
                Some((c, length)) if matches!(class(c), Class::Space | Class::Line | Class::Ignorable) => at += length,
                _ => break,
            }
            next = self.peek(at);
        }
        let next = next.map(|(c, _)| c);
        match entry.stop {
            Stop::Number => next.is_some_and(|c| class(c) == Class::Digit || matches!(c, '#' | '§')),
            Stop::CalendarWord => next.is_some_and(|c| class(c) == Class::Digit || c == ',' || c.is_lowercase()),
            Stop::Name => next.is_some(),
            Stop::Calendar | Stop::Hour | Stop::Either | Stop::Never => true,
        }
    }

    /// Reads a word or figure.
    fn word(&mut self) {
        if let Some(end) = self.iso_date() {
            return self.push(end, Shape::Number);
        }
        let mut look = Look::default();
        let mut at = self.at;
        let mut piece = self.at;
        // After the last letter, digit or mark that belongs to the token.
        let mut stop = self.at;
        let mut last = ' ';
        loop {
            let bytes = &self.text.as_bytes()[at..self.end];
            let run = bytes.iter().take_while(|byte| byte.is_ascii_lowercase()).count();
            if run > 0 {
                look.lower_run(run as u32);
                at += run;
                stop = at;
                last = bytes[run - 1] as char;
            }
            let Some((c, length)) = self.peek(at) else { break };
            match class(c) {
                Class::Letter => look.letter(c.is_uppercase()),
                Class::Digit => look.digit(),
                Class::Combining => {}
                Class::Ignorable => {
                    at += length;
                    continue;
                }
                Class::Space | Class::Line => break,
                Class::Other => match c {
                    '_' => {}
                    '.' => match self.full_stop(at, piece, &look, last) {
                        Joint::Inside => look.next_piece(),
                        Joint::Last => {
                            stop = at + length;
                            break;
                        }
                        Joint::Outside => break,
                        Joint::Address => return self.address(at),
                    },
                    '-' | '‐' | '‑' => {
                        if !self.joins_hyphen(at, length, piece, stop, &look, last) {
                            break;
                        }
                        look.next_part();
                        piece = at + length;
                    }
                    ',' if look.starts_digit() && last.is_ascii_digit() && self.is_thousand(at + 1) => {}
                    ':' if look.starts_digit() && last.is_ascii_digit() && self.is_minute(at + 1) => {}
                    '/' if look.starts_digit()
                        && !look.has_letter()
                        && last.is_ascii_digit()
                        && self.is_class(at + 1, Class::Digit) => {}
                    ':' if self.text[..self.end].get(at + 1..).is_some_and(|rest| rest.starts_with("//")) => {
                        return self.address(at);
                    }
                    '@' if self.is_word(at + 1) => return self.address(at),
                    '&' if look.is_all_upper()
                        && self.peek_char(at + length).is_some_and(char::is_uppercase)
                        && stop - self.at <= 4 => {}
                    _ if is_apostrophe(c) => match self.clitic(at, length, last, stop) {
                        Some(Clitic::Negation(end)) => {
                            if stop - 1 > self.at {
                                self.push(stop - 1, look.shape());
                            }
                            return self.push(end, if last == 'N' { Shape::Upper } else { Shape::Lower });
                        }
                        Some(Clitic::Ending(end)) => {
                            self.push(stop, look.shape());
                            self.at = at;
                            let upper = self.peek_char(end - 1).is_some_and(char::is_uppercase);
                            return self.push(end, if upper { Shape::Upper } else { Shape::Lower });
                        }
                        Some(Clitic::Inside) => look.next_piece(),
                        None => break,
                    },
                    _ => break,
                },
            }
            at += length;
            stop = at;
            last = c;
        }
        let surface = &self.text[self.at..stop];
        let parts = if CONTRACTED.iter().any(|word| surface.eq_ignore_ascii_case(word)) { 3 } else { 0 };
        if parts > 0 {
            let shape = if look.starts_upper() && !look.is_all_upper() { Shape::Title } else { look.shape() };
            self.push(self.at + parts, shape);
            let rest = if look.is_all_upper() { Shape::Upper } else { Shape::Lower };
            return self.push(stop, rest);
        }
        self.push(stop, look.shape());
    }

    /// The end of a date such as "2019-06-01" at the current place.
    fn iso_date(&self) -> Option<usize> {
        let bytes = self.text.as_bytes().get(self.at..self.end)?;
        let date = bytes.get(..10)?;
        let fits = date.iter().enumerate().all(|(place, byte)| match place {
            4 | 7 => *byte == b'-',
            _ => byte.is_ascii_digit(),
        });
        let ends = !bytes.get(10).is_some_and(|byte| byte.is_ascii_digit() || *byte == b'-');
        (fits && ends).then_some(self.at + 10)
    }

    /// Whether three digits and no fourth stand at `at`.
    fn is_thousand(&self, at: usize) -> bool {
        let bytes = &self.text.as_bytes()[..self.end];
        (at..at + 3).all(|at| bytes.get(at).is_some_and(u8::is_ascii_digit))
            && !bytes.get(at + 3).is_some_and(u8::is_ascii_digit)
    }

    /// Whether two digits and no third stand at `at`.
    fn is_minute(&self, at: usize) -> bool {
        let bytes = &self.text.as_bytes()[..self.end];
        (at..at + 2).all(|at| bytes.get(at).is_some_and(u8::is_ascii_digit))
            && !bytes.get(at + 2).is_some_and(u8::is_ascii_digit)
    }

    /// What a full stop at `at` is to the word before it, whose part after the last hyphen begins at `part`.
    fn full_stop(&mut self, at: usize, part: usize, look: &Look, last: char) -> Joint {
        let next = self.peek(at + 1);
        let Some((c, length)) = next else { return self.last_stop(at, part, look, true) };
        match class(c) {
            Class::Digit if look.has_digit() && !look.has_letter() && last.is_ascii_digit() => Joint::Inside,
            Class::Digit => {
                if look.has_letter() && !look.has_digit() && self.is_abbreviation(part, at + 1) {
                    Joint::Last
                } else {
                    Joint::Outside
                }
            }
            Class::Letter if look.has_digit() && !look.has_letter() => Joint::Outside,
            Class::Letter if c.is_uppercase() => {
                let after = self.peek_char(at + 1 + length);
                if look.piece_letters() == 1 && look.piece_starts_upper() {
                    // "U.S." goes on, but "J.Biden" is an initial and a name.
                    return if after.is_some_and(char::is_lowercase) { Joint::Last } else { Joint::Inside };
                }
                if self.is_abbreviation(part, at + 1) {
                    return Joint::Last;
                }
                let short = look.piece_letters() <= 2 && after == Some('.');
                if short && self.is_abbreviation(part, at + 1 + length + 1) {
                    return Joint::Inside;
                }
                Joint::Outside
            }
            Class::Letter => {
                if look.piece_letters() == 1 && !look.has_digit() {
                    return Joint::Inside;
                }
                if self.starts_domain(at + 1) || self.text[self.at..at].eq_ignore_ascii_case("www") {
                    return Joint::Address;
                }
                Joint::Outside
            }
            Class::Other if c == '.' => Joint::Outside,
            _ => self.last_stop(at, part, look, false),
        }
    }

    /// What a full stop is that no word touches.
    fn last_stop(&mut self, at: usize, part: usize, look: &Look, ends_block: bool) -> Joint {
        if look.has_digit() {
            return Joint::Outside;
        }
        if look.is_dotted() {
            return Joint::Last;
        }
        if at - part <= 2 && look.piece_letters() == 1 && look.is_all_upper() {
            return if ends_block { Joint::Outside } else { Joint::Last };
        }
        if self.is_abbreviation(part, at + 1) { Joint::Last } else { Joint::Outside }
    }

    /// Whether the letters at `at` are the last part of a host name.
    fn starts_domain(&self, at: usize) -> bool {
        let rest = &self.text.as_bytes()[at..self.end];
        let letters = rest.iter().take(6).take_while(|byte| byte.is_ascii_lowercase()).count();
        let ends = !rest.get(letters).is_some_and(|byte| byte.is_ascii_alphanumeric() || !byte.is_ascii());
        ends && HOSTS.iter().any(|domain| domain.as_bytes() == &rest[..letters])
    }

    /// Whether a hyphen at `at` joins what is before and after it into one token.
    fn joins_hyphen(&self, at: usize, length: usize, piece: usize, stop: usize, look: &Look, last: char) -> bool {
        if stop != at {
            return false;
        }
        let Some(next) = self.peek_char(at + length) else { return false };
        let after = class(next);
        if !matches!(after, Class::Letter | Class::Digit) || class(last) == Class::Digit {
            return false;
        }
        let before = &self.text[piece..at];
        if after == Class::Digit {
            let is_prefix = PREFIXES.iter().any(|prefix| before.eq_ignore_ascii_case(prefix));
            return look.piece_starts_upper() && !is_prefix && !CALENDAR.contains(&WordKey::of(before));
        }
        if !next.is_uppercase() {
            return true;
        }
        if PREFIXES_OF_TIME.iter().any(|prefix| before.eq_ignore_ascii_case(prefix)) {
            return false;
        }
        !(look.piece_starts_upper() && before.len() <= 9 && CALENDAR.contains(&WordKey::of(before)))
    }

    /// What an apostrophe at `at`, right after a word, is.
    fn clitic(&self, at: usize, length: usize, last: char, stop: usize) -> Option<Clitic> {
        let from = at + length;
        if stop != at || !self.is_class(from, Class::Letter) {
            return None;
        }
        let mut letters = [0; 3];
        let mut count = 0;
        let mut end = from;
        while let Some((c, length)) = self.peek(end) {
            if class(c) != Class::Letter || count == 3 {
                break;
            }
            letters[count] = if c.is_ascii() { c.to_ascii_lowercase() as u8 } else { 0 };
            count += 1;
            end += length;
        }
        Some(match &letters[..count] {
            b"t" if matches!(last, 'n' | 'N') => Clitic::Negation(end),
            b"s" | b"d" | b"m" | b"re" | b"ve" | b"ll" if !self.is_word(end) => Clitic::Ending(end),
            _ => Clitic::Inside,
        })
    }

    /// Reads an address of the web or of mail, whose first part ends before `at`.
    fn address(&mut self, at: usize) {
        let bytes = &self.text.as_bytes()[..self.end];
        let mut end = at;
        while let Some(&byte) = bytes.get(end) {
            match byte {
                b'<' | b'>' | b'"' | b'\\' | b'`' | b'{' | b'}' | b'|' | b'^' => break,
                0..=b' ' | 0x7f.. => break,
                _ => end += 1,
            }
        }
        while end > at + 1
            && matches!(bytes[end - 1], b'.' | b',' | b';' | b':' | b'!' | b'?' | b'\'' | b')' | b']' | b'*')
        {
            end -= 1;
        }
        // A single mark that turned out to hold nothing more.
        self.push(end.max(at), Shape::Mixed);
    }

    /// Reads a mark.
    fn mark(&mut self, c: char, length: usize) {
        let after = self.at + length;
        match c {
            '\'' | '’' | '‘' | '`' | '´' | '‛' => return self.single_mark(c, length),
            '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '‹' | '›' | '＂' | '〝' | '〞' => {
                return self.push_quote("\"", after);
            }
            '‚' => return self.push_quote("'", after),
            '@' | '#' if self.is_handle(c, after) => {
                let bytes = &self.text.as_bytes()[..self.end];
                let mut end = after;
                while let Some((c, length)) = self.peek(end) {
                    let inside = matches!(class(c), Class::Letter | Class::Digit | Class::Combining) || c == '_';
                    if !(inside || c == '.' && bytes.get(end + 1).is_some_and(u8::is_ascii_alphanumeric)) {
                        break;
                    }
                    end += length;
                }
                return self.push(end, Shape::Mixed);
            }
            '<' | '[' | '(' => {
                if let Some(end) = self.bracketed_ellipsis(c, after) {
                    return self.push(end, Shape::Mark);
                }
            }
            '.' | '-' | '_' | '=' | '*' | '~' | '!' | '?' => {
                let is_ask = |c: char| matches!(c, '!' | '?');
                let mut end = after;
                while let Some((next, length)) = self.peek(end) {
                    if next != c && !(is_ask(next) && is_ask(c)) {
                        break;
                    }
                    end += length;
                }
                return self.push(end, Shape::Mark);
            }
            _ => {}
        }
        let mut end = after;
        let is_flag = |c: char| ('\u{1f1e6}'..='\u{1f1ff}').contains(&c);
        if is_flag(c)
            && let Some((second, length)) = self.peek(end)
            && is_flag(second)
        {
            end += length;
        }
        if !c.is_ascii() {
            while let Some((next, length)) = self.peek(end) {
                let is_skin = ('\u{1f3fb}'..='\u{1f3ff}').contains(&next);
                if next != '\u{fe0f}' && !is_skin && class(next) != Class::Combining {
                    break;
                }
                end += length;
            }
        }
        self.push(end, Shape::Mark);
    }

    /// Adds a quotation mark; all double ones have one key, and all single ones.
    fn push_quote(&mut self, key: &str, end: usize) {
        self.buffer.clear();
        self.buffer.push_str(key);
        self.push_folded(end, Shape::Quote);
    }

    /// Reads an apostrophe or single quotation mark that follows no letter, or two of them.
    fn single_mark(&mut self, c: char, length: usize) {
        let after = self.at + length;
        if matches!(c, '\'' | '`' | '’' | '‘')
            && let Some((second, more)) = self.peek(after)
            && second == c
        {
            return self.push_quote("\"", after + more);
        }
        if let Some(Clitic::Ending(end)) = self.clitic(self.at, length, ' ', self.at)
            && matches!(c, '\'' | '’')
            && !self.peek_char(end).is_some_and(is_apostrophe)
        {
            return self.push(end, Shape::Lower);
        }
        // "'90s"
        let bytes = &self.text.as_bytes()[..self.end];
        let digits = bytes[after..].iter().take(3).take_while(|byte| byte.is_ascii_digit()).count();
        if digits == 2 && bytes.get(after + 2) == Some(&b's') && !self.is_word(after + 3) {
            return self.push(after + 3, Shape::Alphanumeric);
        }
        self.push_quote("'", after);
    }

    /// Whether "@" or "#" before `at` begins a handle or tag.
    fn is_handle(&self, c: char, at: usize) -> bool {
        match c {
            '@' => self.is_word(at) || self.peek_char(at) == Some('_'),
            _ => self.is_class(at, Class::Letter),
        }
    }

    /// The end of "[…]", "(...)" or "<…>", whose bracket ends at `at`.
    fn bracketed_ellipsis(&self, open: char, at: usize) -> Option<usize> {
        let close = match open {
            '<' => '>',
            '[' => ']',
            _ => ')',
        };
        let mut end = at;
        match self.peek(end)? {
            ('…', length) => end += length,
            ('.', _) => end += self.text.as_bytes()[end..self.end].iter().take(4).take_while(|b| **b == b'.').count(),
            _ => return None,
        }
        let (last, length) = self.peek(end)?;
        (last == close).then_some(end + length)
    }
}

/// What a full stop is to the word before it.
enum Joint {
    /// The word goes on after it.
    Inside,
    /// It is the word's last character.
    Last,
    /// It is a token of its own.
    Outside,
    /// The word is part of an address.
    Address,
}

/// What an apostrophe is to the word before it.
enum Clitic {
    /// The token "n't", up to here.
    Negation(usize),
    /// A token of its own, with the letters up to here.
    Ending(usize),
    /// A letter like others.
    Inside,
}
