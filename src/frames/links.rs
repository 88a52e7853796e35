//! The links frame: which local actor each mention, speaker, addressee and target is.
//!
//! What a row says of an actor over all documents changes with the documents; what it says of a local actor does not.
//! So parts of a corpus are joined by these rows, and no link is guessed back from ids.

use super::Entry;
use super::columns::{DocId, Number, OneOf, Rows, rows};
use crate::actors::LocalActorId;
use crate::vocabulary::vocabulary;

vocabulary! {
    /// What a row names an actor as.
    LinkKind {
        /// A mention's actor.
        Mention = "mention",
        /// A statement's speaker.
        Speaker = "speaker",
        /// Another who makes a statement with its speaker.
        CoSpeaker = "co_speaker",
        /// A statement's addressee.
        Addressee = "addressee",
        /// At whom a statement is aimed.
        Target = "target",
    }
}

rows! {
    /// The links of documents.
    Links of Link {
        doc_id: DocId,
        kind: OneOf<LinkKind>,
        row_id: Number,
        local_id: Number,
    }
}

/// Adds a document's rows.
pub fn add(rows: &mut Links, entry: Entry<'_>) {
    let mut link = |kind, row_id, actor: Option<LocalActorId>| {
        if let Some(LocalActorId(local_id)) = actor {
            rows.push(Link { doc_id: Some(entry.row), kind: Some(kind), row_id, local_id });
        }
    };
    for (id, mention) in (0..).zip(&entry.record.actors.mentions) {
        link(LinkKind::Mention, id, mention.actor);
    }
    for (id, statement) in (0..).zip(&entry.record.statements) {
        link(LinkKind::Speaker, id, statement.speaker);
        for &speaker in &statement.co_speakers {
            link(LinkKind::CoSpeaker, id, Some(speaker));
        }
        link(LinkKind::Addressee, id, statement.addressee_actor);
        link(LinkKind::Target, id, statement.target);
    }
}
