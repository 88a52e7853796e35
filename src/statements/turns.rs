//! Transcripts: who speaks paragraph by paragraph, behind a name and a colon ("WALLACE: …", "Q: …").
//!
//! In: a [`View`] and what the models found. Out: the same with a statement for each turn, in which everything else that was
//! found there is reported. A single name before a colon is no transcript: at least two labels take turns, and one comes again.
//! Nor is a list ("Price: …"): each label is a person, one of the words of interviews (`data/speakers.tsv`) or in capitals, and
//! capitals alone are not enough.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::finish::Found;
use super::roles::Roles;
use super::view::View;
use crate::actors::{DocumentActors, MentionType};
use crate::documents::{Layout, Role};
use crate::phrases::Mark;
use crate::segments::{Gap, Shape, TokenSpan, WordKey};
use crate::tables;

/// How sure turns are.
const CONFIDENCE: f32 = 0.8;
/// A label has no more words.
const LABEL: usize = 7;
/// A turn that goes on over more paragraphs than that without another label is none.
const PARAGRAPHS: usize = 6;

/// A paragraph that begins with a label.
struct Label {
    /// Its place among the blocks.
    block: usize,
    /// The words before the colon.
    name: TokenSpan,
    /// What tells it from other labels.
    key: u64,
    /// Whether it is a person or a word of interviews, and not only in capitals.
    is_speaker: bool,
}

/// Words that stand for a speaker.
static SPEAKERS: LazyLock<FxHashSet<WordKey>> =
    LazyLock::new(|| tables::statements::SPEAKERS.rows().map(WordKey::of).collect());

/// Adds a statement for each turn; `blocks` are the tokens of each block.
pub(super) fn complete(
    view: &View<'_>,
    layout: &Layout,
    actors: &DocumentActors,
    blocks: &[TokenSpan],
    found: &mut Vec<Found>,
) {
    let labels = labels(view, layout, actors, blocks);
    if !take_turns(&labels) {
        return;
    }
    let first = found.len();
    // For each token the turn that it is said in, from 1, and whether it is the colon of one.
    let mut turn_of = vec![0; view.words.len()];
    let mut is_colon = vec![false; view.words.len()];
    let mut turns = Vec::with_capacity(labels.len());
    for (number, label) in labels.iter().enumerate() {
        let colon = label.name.end();
        let next = labels.get(number + 1).map_or(label.block + 1, |next| next.block);
        let more = if next - label.block <= PARAGRAPHS { label.block + 1..next } else { 0..0 };
        let mut content = vec![TokenSpan::new(colon + 1, blocks[label.block].end())];
        content.extend(more.map(|at| blocks[at]).filter(|&block| is_speech(view, layout, block)));
        is_colon[colon] = true;
        content.iter().for_each(|span| turn_of[span.range()].fill(number + 1));
        turns.push(Found {
            roles: Roles { source: vec![label.name], content, ..Roles::default() },
            cue: Some(TokenSpan::new(colon, colon + 1)),
            confidence: CONFIDENCE,
            ..Found::default()
        });
    }
    for one in found.iter_mut() {
        let content = &mut one.roles.content;
        if one.cue.iter().chain(content.iter()).any(|span| is_colon[span.range()].contains(&true)) {
            content.clear();
        } else if one.parent.is_none() {
            let turn =
                |span: &TokenSpan| (turn_of[span.start()] == turn_of[span.end() - 1]).then_some(turn_of[span.start()]);
            one.parent = content.iter().filter_map(turn).find_map(|turn| turn.checked_sub(1)).map(|turn| first + turn);
        }
    }
    found.extend(turns);
}

/// The labelled paragraphs.
fn labels(view: &View<'_>, layout: &Layout, actors: &DocumentActors, blocks: &[TokenSpan]) -> Vec<Label> {
    let labelled = |(number, &block): (usize, &TokenSpan)| {
        let is_body =
            layout.blocks.get(view.block(block.start()) as usize).is_some_and(|block| block.role == Role::Body);
        if !is_body {
            return None;
        }
        // A transcript may be quoted as a whole.
        let start = block.start()
            + usize::from(view.words[block.start()].place.mark == Mark::Open || is_quote(view, block.start()));
        let colon = (start + 1..block.end()).take(LABEL).find(|&index| view.surface(index) == ":")?;
        let tokens = &view.segments.tokens;
        let is_label = tokens[colon].gap == Gap::None
            && tokens.get(colon + 1).is_some_and(|next| colon + 1 < block.end() && next.gap != Gap::None)
            && (start..colon).all(|index| is_label_word(view, index));
        if !is_label {
            return None;
        }
        let name = TokenSpan::new(start, colon);
        let first = actors.mentions.partition_point(|mention| mention.tokens.start() < start);
        let is_person = actors.mentions[first..]
            .iter()
            .take_while(|mention| mention.tokens.end() <= colon)
            .any(|mention| mention.r#type == MentionType::Person && mention.tokens.end() == colon);
        let is_speaker = is_person || SPEAKERS.contains(&tokens[colon - 1].key);
        let is_shouted = view.text.get(view.segments.span(name)?.range())?.chars().all(|c| !c.is_lowercase());
        let key = name.range().fold(0u64, |all, index| all.rotate_left(7) ^ tokens[index].key.0);
        (is_speaker || is_shouted).then_some(Label { block: number, name, key, is_speaker })
    };
    blocks.iter().enumerate().filter_map(labelled).collect()
}

/// A name, a title or a letter begins with a capital; "of" and marks stand between.
fn is_label_word(view: &View<'_>, index: usize) -> bool {
    let surface = view.surface(index);
    surface.starts_with(char::is_uppercase)
        || matches!(surface, "of" | "the" | "for" | "and" | "." | "," | "-" | "(" | ")")
}

fn is_quote(view: &View<'_>, index: usize) -> bool {
    view.segments.tokens[index].shape == Shape::Quote
}

/// Whether at least two speak, one of them again, and one of them is known to be a speaker.
fn take_turns(labels: &[Label]) -> bool {
    let mut keys: Vec<u64> = labels.iter().map(|label| label.key).collect();
    keys.sort_unstable();
    keys.dedup();
    keys.len() > 1 && keys.len() < labels.len() && labels.iter().any(|label| label.is_speaker)
}

/// Whether a paragraph between two labels belongs to the turn before it: "(CROSSTALK)" does not.
fn is_speech(view: &View<'_>, layout: &Layout, block: TokenSpan) -> bool {
    let start = block.start() + usize::from(is_quote(view, block.start()) && block.len() > 1);
    layout.blocks.get(view.block(block.start()) as usize).is_some_and(|block| block.role == Role::Body)
        && !matches!(view.surface(start), "(" | "[")
}
