//! Names → readable, stable identifiers.

use crate::segments::fold;

/// "Recep Tayyip Erdoğan" → "recep-tayyip-erdogan": ASCII letters and digits, parted by single hyphens.
///
/// Letters of other scripts are kept, so that no name comes out empty that has a letter.
pub(crate) fn slug(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for c in fold(name).chars() {
        let plain = match c {
            '\'' | '.' => continue,
            '&' => "-and-",
            _ if c.is_alphanumeric() => {
                out.push(c);
                continue;
            }
            _ => "-",
        };
        for c in plain.chars() {
            if c != '-' || !(out.is_empty() || out.ends_with('-')) {
                out.push(c);
            }
        }
    }
    out.truncate(out.trim_end_matches('-').len());
    out
}
