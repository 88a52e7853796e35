//! How the tests of this stage write down what is found in a sentence.

use super::{DocumentActors, Gazetteer, Mention, find};
use crate::documents::{self, Input};
use crate::{phrases, segments, tagging};

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

/// "name: type, country, role, gender" of every actor, as far as they are known.
pub(super) fn told(text: &str) -> String {
    let actors = found_in(text, None).actors;
    let told = actors.iter().map(|actor| {
        let country = actor.country.map(|country| country.as_str().to_owned());
        let gender = actor.gender.map(|gender| gender.as_str().to_owned());
        let known = [country, actor.role.clone(), gender].into_iter().flatten();
        let facts = std::iter::once(actor.r#type.to_string()).chain(known).collect::<Vec<_>>();
        format!("{}: {}", actor.name, facts.join(", "))
    });
    told.collect::<Vec<_>>().join("; ")
}

/// The state of the first actor, "-" if it is not known.
pub(super) fn of_state(text: &str) -> String {
    let actors = found_in(text, None).actors;
    let country = actors.first().and_then(|actor| actor.country);
    country.map_or("-".to_owned(), |country| country.as_str().to_owned())
}

/// The office of the first actor, "-" if it is not known.
pub(super) fn of_role(text: &str) -> String {
    let actors = found_in(text, None).actors;
    actors.first().and_then(|actor| actor.role.clone()).unwrap_or("-".to_owned())
}

/// Whether in each text is found what stands beside it.
#[track_caller]
pub(super) fn check(cases: &[(&str, &str)]) {
    check_on(None, cases);
}

/// The same for articles of that day.
#[track_caller]
pub(super) fn check_on(published: Option<&str>, cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        assert_eq!(found_on(text, published), *expected, "{text}");
    }
}

fn each(text: &str, published: Option<&str>, tell: impl Fn(&DocumentActors, &Mention) -> String) -> String {
    let found = found_in(text, published);
    let each = found.mentions.iter().map(|mention| format!("{}={}", mention.span.of(text), tell(&found, mention)));
    each.collect::<Vec<_>>().join("; ")
}

fn found_in(text: &str, published: Option<&str>) -> DocumentActors {
    let published = published.map(|day| day.parse().unwrap());
    let layout = documents::lay_out(Input { text, published, ..Input::default() });
    let segments = segments::segment(text, &layout);
    let tags = tagging::tag(text, &segments);
    find(text, &layout, &segments, &tags, &phrases::find(&segments, &tags), &Gazetteer::default(), None)
}
