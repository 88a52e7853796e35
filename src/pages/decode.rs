//! A page's bytes → characters.
//!
//! The first of these that fits: a byte order mark; UTF-8 throughout; the encoding that the server or
//! the page declares, if the bytes are sound in it; what the bytes look like. Text that was decoded
//! wrongly before it was saved ("â€œWe agreedâ€") is repaired where there is no doubt.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

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
    let labels = [declared.map(str::as_bytes), in_meta(&bytes[..bytes.len().min(HEAD)])];
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
fn in_meta(head: &[u8]) -> Option<&[u8]> {
    let mut at = 0;
    while let Some(found) = memchr::memmem::find(&head[at..], b"=") {
        let equals = at + found;
        at = equals + 1;
        let before = head[..equals].trim_ascii_end();
        let is_label = |name: &[u8]| {
            before.len().checked_sub(name.len()).is_some_and(|from| before[from..].eq_ignore_ascii_case(name))
        };
        if is_label(b"charset") || is_label(b"encoding") {
            let value = head[at..].trim_ascii_start();
            let value = value.strip_prefix(b"\"").or_else(|| value.strip_prefix(b"'")).unwrap_or(value);
            let length = value.iter().take_while(|byte| byte.is_ascii_alphanumeric() || b"-_:.".contains(byte)).count();
            return Some(&value[..length]);
        }
    }
    None
}

/// Undoes a wrong decoding of UTF-8 as windows-1252, if it shows beyond doubt: wherever characters stand
/// together that are not ASCII, they are the bytes of UTF-8.
pub(super) fn repair(text: &str) -> Option<String> {
    const FEWEST: usize = 2;
    if text.is_ascii() || !(text.contains('Ã') || text.contains('â') || text.contains('Â')) {
        return None;
    }
    let mut repaired = String::with_capacity(text.len());
    let mut rest = text;
    let (mut mended, mut kept) = (0, 0);
    while !rest.is_empty() {
        let ascii = rest.bytes().take_while(u8::is_ascii).count();
        repaired.push_str(&rest[..ascii]);
        rest = &rest[ascii..];
        let run = rest.find(|c: char| c.is_ascii()).unwrap_or(rest.len());
        let (here, after) = rest.split_at(run);
        rest = after;
        match undone(here) {
            Some(sound) => {
                mended += 1;
                repaired.push_str(&sound);
            }
            None => {
                // Single characters that no wrong decoding makes: the text is sound, or mixed.
                kept += usize::from(!here.is_empty() && !here.chars().all(|c| matches!(c, '\u{A0}' | '\u{FFFD}')));
                repaired.push_str(here);
            }
        }
    }
    (mended >= FEWEST && mended >= 20 * kept).then_some(repaired)
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
