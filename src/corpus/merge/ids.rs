//! A slug of its own for every actor.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::actors::Gazetteer;
use crate::actors::slug::slug;
use crate::corpus::Actor;

/// Fills in the ids of the actors that the gazetteer does not know.
///
/// It is the slug of the name. Where that is taken, by the gazetteer or by another actor of the corpus, what tells the
/// actors apart is added: the country, the type, both, the office, at last a hash of all that is known of it. So an id
/// does not depend on who came first.
pub(super) fn assign(actors: &mut [Actor], gazetteer: &Gazetteer) {
    let mut taken: FxHashSet<String> =
        actors.iter().filter(|actor| !actor.id.is_empty()).map(|actor| actor.id.clone()).collect();
    let mut open: Vec<usize> = (0..actors.len()).filter(|&at| actors[at].id.is_empty()).collect();
    for level in 0..=LAST {
        let wanted: Vec<Option<String>> = open.iter().map(|&at| candidate(&actors[at], level)).collect();
        let mut count: FxHashMap<&str, u32> = FxHashMap::default();
        for id in wanted.iter().flatten() {
            *count.entry(id).or_default() += 1;
        }
        let mut left = Vec::new();
        let mut given = Vec::new();
        for (&at, id) in open.iter().zip(&wanted) {
            match id {
                Some(id) if count[id.as_str()] == 1 && !taken.contains(id) && gazetteer.by_id(id).is_none() => {
                    given.push((at, id.clone()));
                }
                _ => left.push(at),
            }
        }
        // A name that was refused to one is refused to all, whatever level they come at.
        taken.extend(wanted.into_iter().flatten());
        for (at, id) in given {
            actors[at].id = id;
        }
        open = left;
    }
    // Only actors of whom everything is the same are left, or whose hashes are: they come in the order of their groups.
    open.sort_by(|&a, &b| (&actors[a].name, &actors[a].aliases).cmp(&(&actors[b].name, &actors[b].aliases)));
    for (count, at) in open.into_iter().enumerate() {
        actors[at].id = format!("{}-{}", candidate(&actors[at], LAST).unwrap_or_default(), count + 2);
    }
}

/// The last resort among the levels of [`candidate`].
const LAST: u8 = 5;

/// The id that an actor would have at a level; `None` if it lacks what the level adds.
fn candidate(actor: &Actor, level: u8) -> Option<String> {
    let name = match slug(&actor.name) {
        empty if empty.is_empty() => "actor".to_owned(),
        name => name,
    };
    let country = || actor.country.map(|country| country.as_str().to_ascii_lowercase());
    let r#type = slug(actor.r#type.as_str());
    Some(match level {
        0 => name,
        1 => format!("{name}-{}", country()?),
        2 => format!("{name}-{type}"),
        3 => format!("{name}-{}-{type}", country()?),
        4 => format!("{name}-{}", slug(actor.role.as_deref()?)),
        _ => format!("{name}-{:06x}", hash(actor) & 0xFF_FFFF),
    })
}

/// A hash of all that is known of an actor, the same on every machine.
fn hash(actor: &Actor) -> u64 {
    let texts = [&actor.name].into_iter().chain(&actor.aliases).chain(&actor.role);
    let bytes = texts.flat_map(|text| text.bytes().chain([0]));
    let country = actor.country.iter().flat_map(|country| country.as_str().bytes().collect::<Vec<_>>());
    bytes
        .chain(country)
        .fold(0xCBF2_9CE4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3))
}
