//! `rows`: what the core finds, as JSON lines, without Python or Polars.

use std::io::{self, BufRead, Write};

use onrecord::Extractor;
use onrecord::stages::calendar::DayRange;
use onrecord::stages::documents::Input;
use onrecord::stages::span::{ByteSpan, CharIndex};
use serde_json::{Value, json};

/// Reads documents from standard input and prints one line of rows for each.
pub fn run() -> Result<(), String> {
    let documents: Vec<Value> = io::stdin()
        .lock()
        .lines()
        .enumerate()
        .map(|(number, line)| {
            let line = line.map_err(|error| format!("standard input: {error}"))?;
            serde_json::from_str(&line).map_err(|error| format!("standard input, line {}: {error}", number + 1))
        })
        .collect::<Result<_, String>>()?;
    let inputs: Vec<Input<'_>> = documents
        .iter()
        .map(|document| Input {
            text: document["text"].as_str().unwrap_or_default(),
            published: document["published"].as_str().and_then(|day| day.get(..10)?.parse().ok()),
            ..Input::default()
        })
        .collect();
    let extractor = Extractor::default();
    let records = extractor.documents(&inputs, |_| true).map_err(|error| error.to_string())?;
    let corpus = extractor.merge(&records);
    // The actors are those of the whole corpus: the first line alone has them.
    let actors: Vec<Value> = corpus
        .actors
        .iter()
        .map(|actor| {
            json!({
                "id": actor.id, "name": actor.name, "type": actor.r#type.as_str(),
                "country": actor.country.map(|country| country.as_str().to_owned()), "role": actor.role, "aliases": actor.aliases,
            })
        })
        .collect();
    let mut out = io::stdout().lock();
    for (number, ((document, input), record)) in documents.iter().zip(&inputs).zip(&records).enumerate() {
        let index = CharIndex::new(input.text);
        let pair = |span: &ByteSpan| {
            let span = index.span(*span);
            json!([span.start(), span.end()])
        };
        let pairs = |spans: &[ByteSpan]| spans.iter().map(pair).collect::<Vec<_>>();
        let edges = |days: Option<DayRange>| {
            (days.map(|days| days.first().to_string()), days.map(|days| days.last().to_string()))
        };
        let actor = |local: Option<onrecord::stages::actors::LocalActorId>| {
            local.and_then(|id| corpus.actor(number, id)).map(|actor| actor.id.clone())
        };
        let row = json!({
            "doc_id": document["doc_id"],
            "published": record.layout.published.day.map(|day| day.to_string()),
            "published_basis": record.layout.published.basis.as_str(),
            "language": record.layout.language.map(|language| language.code),
            "title": record.layout.title.map(|span| span.of(input.text)),
            "blocks": record.layout.blocks.iter().map(|block| json!({
                "start": index.char(block.span.start()), "end": index.char(block.span.end()), "role": block.role.as_str(),
            })).collect::<Vec<_>>(),
            "sentences": record.segments.sentences.iter().map(|sentence| pair(&sentence.span)).collect::<Vec<_>>(),
            "dates": record.dates.expressions.iter().map(|date| {
                let (earliest, latest) = edges(date.days);
                json!({
                    "start": index.char(date.span.start()), "end": index.char(date.span.end()),
                    "text": date.span.of(input.text), "type": date.r#type.as_str(), "value": date.value.to_string(),
                    "mod": date.modifier.map(|modifier| modifier.as_str()), "earliest": earliest, "latest": latest,
                    "basis": date.basis.as_str(), "rule": date.rule,
                })
            }).collect::<Vec<_>>(),
            "spans": record.dates.periods.iter().map(|period| {
                let (earliest, latest) = edges(period.days);
                json!({"span": pair(&period.span), "from": period.from, "to": period.to, "earliest": earliest, "latest": latest})
            }).collect::<Vec<_>>(),
            "mentions": record.actors.mentions.iter().map(|mention| json!({
                "start": index.char(mention.span.start()), "end": index.char(mention.span.end()),
                "text": mention.span.of(input.text), "kind": mention.kind.as_str(), "type": mention.r#type.as_str(),
                "actor": actor(mention.actor),
            })).collect::<Vec<_>>(),
            "statements": record.statements.iter().map(|statement| {
                let (from, to) = edges(statement.said);
                json!({
                    "parent": statement.parent, "content": pairs(&statement.content), "source": pairs(&statement.source),
                    "cue": pairs(&statement.cue), "addressee": pairs(&statement.addressee),
                    "kind": statement.kind.as_str(), "act": statement.act.as_str(),
                    "speaker": actor(statement.speaker), "addressee_actor": actor(statement.addressee_actor),
                    "said_from": from, "said_to": to, "confidence": statement.confidence,
                })
            }).collect::<Vec<_>>(),
            "authors": record.layout.authors.iter().map(|span| span.of(input.text)).collect::<Vec<_>>(),
            "actors": if number == 0 { &actors[..] } else { &[] },
        });
        writeln!(out, "{row}").map_err(|error| format!("standard output: {error}"))?;
    }
    Ok(())
}
