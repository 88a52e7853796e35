//! The mentions frame: the places in the text that stand for actors (docs/annotation.md, "Actors").

use super::Entry;
use super::columns::{ActorId, Confidence, DocId, MaybeNumber, Number, OneOf, Rows, Text, rows};
use crate::actors::{MentionKind, MentionType};

rows! {
    /// The mentions of documents.
    Mentions of Mention {
        doc_id: DocId,
        mention_id: Number,
        sentence_id: MaybeNumber,
        start: Number,
        end: Number,
        text: Text,
        kind: OneOf<MentionKind>,
        r#type as "type": OneOf<MentionType>,
        actor_id: ActorId,
        confidence: Confidence,
    }
}

/// Adds a document's rows.
pub fn add(rows: &mut Mentions, entry: Entry<'_>) {
    for (id, mention) in (0..).zip(&entry.record.actors.mentions) {
        let place = entry.chars.span(mention.span);
        rows.push(Mention {
            doc_id: Some(entry.row),
            mention_id: id,
            sentence_id: entry.sentence(entry.record.segments.sentence_of(mention.tokens.start())),
            start: place.start(),
            end: place.end(),
            text: Some(mention.span.of(entry.text)),
            kind: Some(mention.kind),
            r#type: Some(mention.r#type),
            actor_id: entry.local(mention.actor),
            confidence: mention.evidence.confidence(),
        });
    }
}
