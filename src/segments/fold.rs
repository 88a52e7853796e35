//! Letters as they were meant, and words without case and accents.
//!
//! Two things happen to text on its way through the web: quotation marks and letters become HTML
//! entities ("&ldquo;"), or UTF-8 is read as Windows-1252 ("â€œ", "Ã¼"). [`meant`] reads such a
//! sequence as the one character that it stands for, so that tokens, quotations and keys need no
//! second version of themselves; the text itself is never changed. [`fold`] takes away what spelling
//! varies in: case, accents, soft hyphens, zero-width characters, the kind of apostrophe.
//!
//! Only sequences that cannot be plain text are read so: of mojibake, the letters of Latin-1 and
//! Latin Extended-A and the punctuation of U+2000–U+203F.

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

use super::WordKey;
use crate::hashing::hash;

/// The character that stands at byte `at`, and how many bytes it takes there.
///
/// `None` at the end, or if `at` is no character boundary.
pub(crate) fn meant(text: &str, at: usize) -> Option<(char, usize)> {
    let byte = *text.as_bytes().get(at)?;
    if byte.is_ascii() {
        if byte == b'&'
            && let Some(found) = entity(&text.as_bytes()[at..])
        {
            return Some(found);
        }
        return Some((byte as char, 1));
    }
    let mut chars = text.get(at..)?.chars();
    let first = chars.next()?;
    Some(match first {
        'Â'..='Å' | 'â' => mojibake(first, chars).unwrap_or((first, first.len_utf8())),
        _ => (first, first.len_utf8()),
    })
}

/// A character whose UTF-8 bytes were read as Windows-1252.
fn mojibake(first: char, mut rest: std::str::Chars<'_>) -> Option<(char, usize)> {
    let second = rest.next()?;
    let low = continuation(second)?;
    let length = first.len_utf8() + second.len_utf8();
    if first != 'â' {
        let meant = char::from_u32(((first as u32 & 0x1F) << 6) | low)?;
        return (first == 'Â' || meant.is_alphabetic()).then_some((meant, length));
    }
    if !matches!(low, 0x00 | 0x02 | 0x04) {
        return None;
    }
    match rest.next().and_then(|third| Some((third, continuation(third)?))) {
        Some((third, last)) => Some((char::from_u32(0x2000 | (low << 6) | last)?, length + third.len_utf8())),
        // The last byte of ” has no character in Windows-1252 and is often lost.
        None => (low == 0).then_some(('”', length)),
    }
}

/// The low six bits of the UTF-8 continuation byte that Windows-1252 shows as `c`.
fn continuation(c: char) -> Option<u32> {
    /// Windows-1252 from 0x80 to 0x9F; the five bytes that it leaves out stay control characters.
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘',
        '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    match c as u32 {
        code @ 0x80..=0xBF => Some(code & 0x3F),
        _ => HIGH.iter().position(|&high| high == c).map(|at| at as u32),
    }
}

/// The character that an HTML entity at the start of `bytes` names.
fn entity(bytes: &[u8]) -> Option<(char, usize)> {
    let end = bytes.iter().take(10).position(|&byte| byte == b';')?;
    let c = match &bytes[1..end] {
        b"quot" => '"',
        b"ldquo" => '“',
        b"rdquo" => '”',
        b"bdquo" => '„',
        b"lsquo" => '‘',
        b"rsquo" => '’',
        b"sbquo" => '‚',
        b"apos" => '\'',
        b"laquo" => '«',
        b"raquo" => '»',
        b"lsaquo" => '‹',
        b"rsaquo" => '›',
        b"amp" => '&',
        b"nbsp" => '\u{a0}',
        b"shy" => '\u{ad}',
        b"hellip" => '…',
        b"ndash" => '–',
        b"mdash" => '—',
        [b'#', b'x' | b'X', digits @ ..] => number(digits, 16)?,
        [b'#', digits @ ..] => number(digits, 10)?,
        _ => return None,
    };
    Some((c, end + 1))
}

/// The character of a numeric entity; Windows-1252 numbers mean what browsers take them for.
fn number(digits: &[u8], radix: u32) -> Option<char> {
    let code = u32::from_str_radix(std::str::from_utf8(digits).ok()?, radix).ok()?;
    match code {
        0x91 | 0x92 => Some(if code == 0x91 { '‘' } else { '’' }),
        0x93 | 0x94 => Some(if code == 0x93 { '“' } else { '”' }),
        0x85 => Some('…'),
        0x96 => Some('–'),
        0x97 => Some('—'),
        _ => char::from_u32(code).filter(|&c| c != '\0'),
    }
}

/// Characters that are no part of a word's spelling though they stand in it.
pub(crate) fn is_ignorable(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

/// Apostrophes of every kind.
pub(crate) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | 'ʻ' | '‛' | 'ʾ' | 'ʿ' | '´' | '`')
}

/// A word without case, accents, soft hyphens and zero-width characters, and with "'" for every apostrophe.
///
/// ```
/// use onrecord::stages::segments::fold;
///
/// assert_eq!(fold("Çavuşoğlu’s"), "cavusoglu's");
/// assert_eq!(fold("KALIN"), fold("Kalın"));
/// ```
pub fn fold(word: &str) -> String {
    let mut folded = String::with_capacity(word.len());
    fold_into(word, &mut folded);
    folded
}

/// As [`fold`], appended to a buffer that is reused.
pub(crate) fn fold_into(word: &str, folded: &mut String) {
    if word.is_ascii() && !word.contains('&') {
        let from = folded.len();
        folded.push_str(word);
        folded[from..].make_ascii_lowercase();
        return;
    }
    let mut at = 0;
    while let Some((c, length)) = meant(word, at) {
        at += length;
        push_folded(c, folded);
    }
}

/// Folds one character.
fn push_folded(c: char, folded: &mut String) {
    match c {
        _ if c.is_ascii() => folded.push(c.to_ascii_lowercase()),
        '\u{80}'..='\u{a9}' => {
            if !is_ignorable(c) && c != '\u{a8}' {
                folded.push(if c == '\u{a0}' { ' ' } else { c });
            }
        }
        '“' | '”' | '„' | '‟' | '«' | '»' | '‹' | '›' | '″' => folded.push('"'),
        'ı' => folded.push('i'),
        'ø' | 'Ø' => folded.push('o'),
        'ł' | 'Ł' => folded.push('l'),
        'đ' | 'Đ' | 'ð' | 'Ð' => folded.push('d'),
        'ħ' | 'Ħ' => folded.push('h'),
        'ß' | 'ẞ' => folded.push_str("ss"),
        'æ' | 'Æ' => folded.push_str("ae"),
        'œ' | 'Œ' => folded.push_str("oe"),
        'þ' | 'Þ' => folded.push_str("th"),
        'ə' | 'Ə' => folded.push('e'),
        '‐' | '‑' => folded.push('-'),
        _ if is_apostrophe(c) => folded.push('\''),
        _ if is_ignorable(c) => {}
        _ => {
            for lower in c.to_lowercase() {
                decompose_compatible(lower, |part| {
                    if !is_combining_mark(part) {
                        folded.push(part);
                    }
                });
            }
        }
    }
}

impl WordKey {
    /// The key of a word or mark, however it is spelt.
    ///
    /// ```
    /// use onrecord::stages::segments::WordKey;
    ///
    /// assert_eq!(WordKey::of("Çavuşoğlu"), WordKey::of("CAVUSOGLU"));
    /// ```
    pub fn of(word: &str) -> Self {
        Self(hash(fold(word).as_bytes()))
    }

    /// The key of a form that is folded already.
    pub(crate) fn of_folded(folded: &str) -> Self {
        Self(hash(folded.as_bytes()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_word_however_it_is_spelt() {
        for (written, folded) in [
            ("Lavrov", "lavrov"),
            ("Mevlu\u{308}t", "mevlut"),
            ("Mevlüt", "mevlut"),
            ("MEVLÜT", "mevlut"),
            ("CavuÅŸoÄŸlu", "cavusoglu"),
            ("İbrahim", "ibrahim"),
            ("Kalın", "kalin"),
            ("cease\u{ad}fire", "ceasefire"),
            ("said\u{200b}", "said"),
            ("O’Brien", "o'brien"),
            ("O&rsquo;Brien", "o'brien"),
            ("Strauß", "strauss"),
            ("Wałęsa", "walesa"),
            ("Bjørn", "bjorn"),
            ("Лавров", "лавров"),
            ("al‑Assad", "al-assad"),
        ] {
            assert_eq!(fold(written), folded, "{written}");
        }
    }

    #[test]
    fn broken_marks_are_read_as_meant() {
        for (written, mark) in [
            ("â€œWe", '“'),
            ("â€\u{9d} he", '”'),
            ("â€ he", '”'),
            ("â€™s", '’'),
            ("â€” he", '—'),
            ("&ldquo;We", '“'),
            ("&#8220;We", '“'),
            ("&#x201D;", '”'),
            ("&#39;s", '\''),
            ("& he", '&'),
            ("âge", 'â'),
            ("Ångström", 'Å'),
        ] {
            assert_eq!(meant(written, 0).map(|(c, _)| c), Some(mark), "{written}");
        }
    }
}
