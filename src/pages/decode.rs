//! A page's bytes → characters.
//!
//! The first of these that fits: a byte order mark; UTF-8 throughout; the encoding that the server or
//! the page declares, if the bytes are sound in it; what the bytes look like. Text that was decoded
//! wrongly before it was saved ("â€œWe agreedâ€") is repaired where there is no doubt.

use std::borrow::Cow;
use std::sync::LazyLock;

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};
use regex::Captures;
use regex::bytes::Regex;

/// How much of a page is searched for a declaration.
const HEAD: usize = 8192;
/// How much of a page its encoding is guessed from.
const SAMPLE: usize = 1 << 20;

/// The characters of a page; `declared` is what its server says.
pub(super) fn decode<'b>(bytes: &'b [u8], declared: Option<&str>) -> Cow<'b, str> {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(&bytes[length..]).0;
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Cow::Borrowed(text);
    }
    let in_page = DECLARATION.captures(&bytes[..bytes.len().min(HEAD)]).and_then(|found| found.name("label"));
    let labels = [declared.map(str::as_bytes), in_page.map(|label| label.as_bytes())];
    let declared = || labels.iter().flatten().filter_map(|label| Encoding::for_label(label)).map(as_ascii_superset);
    for encoding in declared() {
        if let Some(text) = encoding.decode_without_bom_handling_and_without_replacement(bytes) {
            return text;
        }
    }
    // UTF-8 with a few broken places, as when a page was cut.
    let lossy = String::from_utf8_lossy(bytes);
    let broken = lossy.matches('\u{FFFD}').count();
    let sound = lossy.chars().filter(|c| !c.is_ascii()).count() - broken;
    if broken * 20 <= sound || (broken <= 2 && declared().any(|encoding| encoding == UTF_8)) {
        return lossy;
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Allow);
    detector.feed(&bytes[..bytes.len().min(SAMPLE)], true);
    detector.guess(None, chardetng::Utf8Detection::Allow).decode_without_bom_handling(bytes).0
}

/// A page that declares UTF-16 in ASCII characters is none.
fn as_ascii_superset(encoding: &'static Encoding) -> &'static Encoding {
    if encoding.is_ascii_compatible() { encoding } else { UTF_8 }
}

/// The label in `<meta charset=…>` or `<?xml encoding=…?>`.
static DECLARATION: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r#"(?i-u)(?:charset|encoding)[\t\n\f\r ]*=[\t\n\f\r ]*["']?(?<label>[A-Za-z0-9_:.-]*)"#)
        .expect("a pattern")
});

/// Characters that stand together and are not ASCII.
static NOT_ASCII: LazyLock<regex::Regex> = LazyLock::new(|| regex::Regex::new(r"[^\x00-\x7F]+").expect("a pattern"));

/// Undoes a wrong decoding of UTF-8 as windows-1252, if it shows beyond doubt: wherever characters stand
/// together that are not ASCII, they are the bytes of UTF-8.
pub(super) fn repair(text: &str) -> Option<String> {
    const FEWEST: usize = 2;
    if text.is_ascii() || !(text.contains('Ã') || text.contains('â') || text.contains('Â')) {
        return None;
    }
    let (mut mended, mut kept) = (0, 0);
    let repaired = NOT_ASCII.replace_all(text, |found: &Captures<'_>| match undone(&found[0]) {
        Some(sound) => {
            mended += 1;
            sound
        }
        None => {
            // Single characters that no wrong decoding makes: the text is sound, or mixed.
            kept += usize::from(!found[0].chars().all(|c| matches!(c, '\u{A0}' | '\u{FFFD}')));
            found[0].to_owned()
        }
    });
    (mended >= FEWEST && mended >= 20 * kept).then(|| repaired.into_owned())
}

/// The characters whose UTF-8 bytes these are in windows-1252.
fn undone(run: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(run.len());
    for c in run.chars() {
        match c {
            // The five bytes that windows-1252 has no character for.
            '\u{81}' | '\u{8D}' | '\u{8F}' | '\u{90}' | '\u{9D}' => bytes.push(c as u8),
            _ => {
                let mut buffer = [0; 4];
                let (byte, _, is_broken) = WINDOWS_1252.encode(c.encode_utf8(&mut buffer));
                if is_broken || byte.len() != 1 {
                    return None;
                }
                bytes.push(byte[0]);
            }
        }
    }
    String::from_utf8(bytes).ok().filter(|sound| !sound.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_page_declares() {
        for (head, expected) in [
            ("<meta charset=\"windows-1256\">", Some("windows-1256")),
            ("<meta content='text/html; CharSet = koi8-r'>", Some("koi8-r")),
            ("<?xml version='1.0' encoding='iso-8859-1'?>", Some("iso-8859-1")),
            ("<meta name=charset content=x><meta charset=utf-8>", Some("utf-8")),
            ("<meta charset=>", Some("")),
            ("<meta name=\"charset\" content=\"koi8-r\">", None),
            ("charset koi8-r", None),
        ] {
            let found = DECLARATION.captures(head.as_bytes()).map(|found| found["label"].to_vec());
            assert_eq!(found.as_deref(), expected.map(str::as_bytes), "{head}");
        }
    }

    #[test]
    fn wrongly_decoded_text() {
        for (text, expected) in [
            ("â€œWe agreed,â€\u{9d} he said", Some("“We agreed,” he said")),
            ("Ã‰tienne and BeyoncÃ©", Some("Étienne and Beyoncé")),
            ("BeyoncÃ©", None),
            ("Étienne, BeyoncÃ© and BeyoncÃ©", None),
            ("“We agreed,” he said", None),
        ] {
            assert_eq!(repair(text).as_deref(), expected, "{text}");
        }
    }
}
