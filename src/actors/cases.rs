//! How the tests of this stage write down what is found in a sentence.

use super::{DocumentActors, Gazetteer, Mention, find};
use crate::documents::{self, Input};
use crate::{segments, tagging};

/// "surface=actor" of every mention; "-" for places.
pub(super) fn found(text: &str) -> String {
    found_on(text, None)
}

/// The same for an article of that day.
pub(super) fn found_on(text: &str, published: Option<&str>) -> String {
    each(text, published, |found, mention| {
        mention.actor.map_or("-".to_owned(), |actor| found.actors[actor.0 as usize].name.clone())
    })
}

/// "surface=what it rests on" of every mention.
pub(super) fn evidence(text: &str) -> String {
    each(text, None, |_, mention| format!("{:?}", mention.evidence))
}

/// Whether in each text is found what stands beside it.
#[track_caller]
pub(super) fn check(cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        assert_eq!(found(text), *expected, "{text}");
    }
}

fn each(text: &str, published: Option<&str>, tell: impl Fn(&DocumentActors, &Mention) -> String) -> String {
    let published = published.map(|day| day.parse().unwrap());
    let layout = documents::lay_out(Input { text, published, ..Input::default() });
    let segments = segments::segment(text, &layout);
    let tags = tagging::tag(text, &segments);
    let found = find(text, &layout, &segments, &tags, &Gazetteer::default());
    let each = found.mentions.iter().map(|mention| format!("{}={}", mention.span.of(text), tell(&found, mention)));
    each.collect::<Vec<_>>().join("; ")
}
