//! Who made a picture: "(AP Photo/Jeffrey Barnes)", "Photo: Hau Dinh", "Credit...Anna Lee/The New York Times".
//!
//! In: a name. Out: whether it stands in such a credit. The photographer and an agency that no table knows are no actors of the
//! article; a known medium is named there all the same.

use super::Name;
use crate::actors::MentionType;
use crate::actors::view::View;
use crate::actors::words::WordClass;

/// Tokens of a credit before a name.
const REACH: usize = 8;

/// Whether a name is that of somebody who made a picture.
pub(super) fn is_credited(view: &View<'_>, name: &Name) -> bool {
    let is_maker = name.sort == MentionType::Person || name.sort == MentionType::Organization && name.entry.is_none();
    is_maker && is_closed(view, name.tokens.end()) && is_led(view, name.tokens.start())
}

/// Whether no more than another name may follow: the line ends, or a mark stands there.
fn is_closed(view: &View<'_>, after: usize) -> bool {
    after >= view.tokens.len() || !view.adjoins(after) || view.is_one_of(after, &[")", "]", "/", ",", ".", "|"])
}

/// Whether a word for a picture and a mark lead to it, with nothing but names between.
fn is_led(view: &View<'_>, start: usize) -> bool {
    let mut is_marked = false;
    for at in (start.saturating_sub(REACH)..start).rev() {
        if !view.adjoins(at + 1) || view.is(at, "©") {
            return view.is(at, "©");
        }
        if is_marked && view.is_capital(at) && view.class(at, WordClass::Credit) {
            return true;
        }
        if view.is_one_of(at, &[":", "/", "...", "…"]) {
            is_marked = true;
        } else if !view.is_capital(at) && !view.is_one_of(at, &[",", ".", "and", "for", "via"]) {
            return false;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use crate::actors::cases::check;

    #[test]
    fn who_made_a_picture_is_no_actor() {
        check(&[
            ("(AP Photo/Tom Barnes)", "AP=Associated Press"),
            ("Photo: Nadia Lund, AP", "AP=Associated Press"),
            ("(Image: GETTY)", ""),
            ("Photo shows Nadia Tarek.", "Nadia Tarek=Nadia Tarek"),
            ("Video: Nadia Tarek speaks.", "Nadia Tarek=Nadia Tarek"),
        ]);
    }
}
