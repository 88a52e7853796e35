//! The statements frame: who said what, to whom, when (docs/annotation.md, "Statements").

use super::Entry;
use super::columns::{
    ActorCountry, ActorId, ActorIds, ActorName, ActorNames, ActorRole, Confidence, Content, Day, DocId, Flag, Local,
    MaybeNumber, Number, OneOf, Places, Rows, Surface, rows,
};
use crate::calendar::DayRange;
use crate::statements::{Act, StatementKind};

rows! {
    /// The statements of documents.
    Statements of Statement {
        doc_id: DocId,
        statement_id: Number,
        parent_id: MaybeNumber,
        sentence_id: MaybeNumber,
        content: Content,
        content_spans: Places,
        source: Surface,
        source_spans: Places,
        cue: Surface,
        cue_spans: Places,
        addressee: Surface,
        addressee_spans: Places,
        addressee_id: ActorId,
        kind: OneOf<StatementKind>,
        act: OneOf<Act>,
        negated: Flag,
        speaker_id: ActorId,
        speaker: ActorName,
        speaker_ids: ActorIds,
        speakers: ActorNames,
        speaker_country: ActorCountry,
        speaker_role: ActorRole,
        target_id: ActorId,
        target: ActorName,
        said_from: Day,
        said_to: Day,
        confidence: Confidence,
    }
}

/// Adds a document's rows.
pub fn add(rows: &mut Statements, entry: Entry<'_>) {
    for (id, statement) in (0..).zip(&entry.record.statements) {
        let speaker = entry.local(statement.speaker);
        let speakers: Vec<Local> = statement.speakers().filter_map(|speaker| entry.local(Some(speaker))).collect();
        let target = entry.local(statement.target);
        rows.push(Statement {
            doc_id: Some(entry.row),
            statement_id: id,
            parent_id: statement.parent,
            sentence_id: entry.sentence(statement.sentence as usize),
            content: entry.spans(&statement.content),
            content_spans: entry.spans(&statement.content),
            source: entry.spans(&statement.source),
            source_spans: entry.spans(&statement.source),
            cue: entry.spans(&statement.cue),
            cue_spans: entry.spans(&statement.cue),
            addressee: entry.spans(&statement.addressee),
            addressee_spans: entry.spans(&statement.addressee),
            addressee_id: entry.local(statement.addressee_actor),
            kind: Some(statement.kind),
            act: Some(statement.act),
            negated: statement.negated,
            speaker_id: speaker,
            speaker,
            speaker_ids: &speakers,
            speakers: &speakers,
            speaker_country: speaker,
            speaker_role: speaker,
            target_id: target,
            target,
            said_from: statement.said.map(DayRange::first),
            said_to: statement.said.map(DayRange::last),
            confidence: statement.confidence,
        });
    }
}
