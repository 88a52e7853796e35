//! Readers of the annotated corpora that models are trained on and rules are checked against.
//!
//! In: gzipped JSON lines, a document a line, with offsets in code points. Out: [`Document`]s with
//! offsets in bytes, as every stage counts. Which corpora there are, and what each annotates, is in
//! MODEL_CARD.md. Nothing of this is part of the extractor: the module exists only with the cargo
//! feature `train`.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use flate2::read::MultiGzDecoder;
use rustc_hash::FxHashMap;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::calendar::Date;
use crate::span::ByteSpan;

/// An annotated document.
#[derive(Clone, Debug)]
pub struct Document {
    /// Its name, unique within the corpus.
    pub doc_id: String,
    /// Who published it.
    pub outlet: Option<String>,
    /// The day it appeared.
    pub published: Option<Date>,
    /// Its headline, where the corpus has it.
    pub title: Option<String>,
    /// Its text, to which all spans refer.
    pub text: String,
    /// News, interview, fiction, … (GUM).
    pub genre: Option<String>,
    /// The licence of the text, where the corpus states one for each text (GUM).
    pub licence: Option<String>,
    /// Who said what (PolNeAR); `None` where that is not annotated.
    pub attributions: Option<Vec<Attribution>>,
    /// Stretches that annotators flagged as no part of the article (PolNeAR): nothing is annotated there.
    pub discarded: Vec<ByteSpan>,
    /// Time expressions; `None` where they are not annotated.
    pub timexes: Option<Vec<Timex>>,
    /// Mentions of entities; `None` where they are not annotated.
    pub entities: Option<Vec<Entity>>,
    /// Its sentences with their words; empty where they are not annotated.
    pub sentences: Vec<Vec<Word>>,
}

/// Somebody is reported to have said, thought or felt something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribution {
    /// Who; empty where nobody is named.
    pub source: Vec<ByteSpan>,
    /// The words that signal it.
    pub cue: Vec<ByteSpan>,
    /// What.
    pub content: Vec<ByteSpan>,
}

/// A time expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timex {
    /// Where it stands.
    pub span: ByteSpan,
    /// DATE, TIME, DURATION or SET.
    pub r#type: String,
    /// Its TIMEX3 value.
    pub value: Option<String>,
    /// Its TIMEX3 modifier.
    pub modifier: Option<String>,
    /// Whether it is the line that dates the document.
    pub dates_document: bool,
}

/// A mention of an entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entity {
    /// Where it stands.
    pub span: ByteSpan,
    /// The corpus' own type.
    pub r#type: String,
    /// What it refers to.
    pub cluster: Option<String>,
    /// Name, nominal or pronoun, in the corpus' own terms.
    pub kind: Option<String>,
    /// Its head word.
    pub head: Option<ByteSpan>,
}

/// A word of an annotated sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Where it stands.
    pub span: ByteSpan,
    /// Its part of speech, as the corpus has it.
    pub pos: String,
    /// The word of the same sentence that it depends on; `None` for the root.
    pub head: Option<usize>,
    /// How it depends on it, as the corpus has it.
    pub relation: String,
    /// Its base form.
    pub lemma: String,
    /// What kind of name or figure it is a part of; empty for none (PolNeAR's automatic annotation alone).
    pub entity: String,
}

/// Reads a file of documents.
///
/// # Errors
/// What is wrong with which line of the file.
pub fn read(path: &Path) -> Result<Vec<Document>, String> {
    lines::<RawDocument>(path)?.into_iter().map(RawDocument::into_document).collect()
}

/// Reads a file of documents, with the sentences of another file on the same texts.
///
/// Documents that the other file lacks have no sentences.
///
/// # Errors
/// What is wrong with which line of which file.
pub fn read_with_sentences(path: &Path, sentences: &Path) -> Result<Vec<Document>, String> {
    let mut documents = read(path)?;
    let mut parses: FxHashMap<String, RawSentences> =
        lines::<RawSentences>(sentences)?.into_iter().map(|raw| (raw.doc_id.clone(), raw)).collect();
    for document in &mut documents {
        if let Some(raw) = parses.remove(&document.doc_id) {
            let offsets = Offsets::new(&document.text);
            document.sentences = raw.annotation.words(&offsets, &document.doc_id)?;
        }
    }
    Ok(documents)
}

fn lines<T: DeserializeOwned>(path: &Path) -> Result<Vec<T>, String> {
    let file = File::open(path).map_err(|error| format!("{}: {error}", path.display()))?;
    BufReader::new(MultiGzDecoder::new(file))
        .lines()
        .enumerate()
        .map(|(number, line)| {
            let at = |error: &dyn std::fmt::Display| format!("{}, line {}: {error}", path.display(), number + 1);
            serde_json::from_str(&line.map_err(|error| at(&error))?).map_err(|error| at(&error))
        })
        .collect()
}

#[derive(Deserialize)]
struct RawDocument {
    doc_id: String,
    outlet: Option<String>,
    published: Option<String>,
    title: Option<String>,
    text: String,
    genre: Option<String>,
    licence: Option<String>,
    attributions: Option<Vec<RawAttribution>>,
    #[serde(default)]
    discard: Vec<[usize; 2]>,
    timexes: Option<Vec<RawTimex>>,
    entities: Option<Vec<RawEntity>>,
    #[serde(flatten)]
    annotation: RawAnnotation,
}

#[derive(Deserialize)]
struct RawSentences {
    doc_id: String,
    #[serde(flatten)]
    annotation: RawAnnotation,
}

/// Words as arrays of fields, and sentences as ranges of words.
#[derive(Deserialize)]
struct RawAnnotation {
    #[serde(default)]
    tokens: Vec<Vec<serde_json::Value>>,
    #[serde(default)]
    sentences: Vec<[usize; 2]>,
}

#[derive(Deserialize)]
struct RawAttribution {
    source: Vec<[usize; 2]>,
    cue: Vec<[usize; 2]>,
    content: Vec<[usize; 2]>,
}

#[derive(Deserialize)]
struct RawTimex {
    start: usize,
    end: usize,
    r#type: String,
    value: Option<String>,
    r#mod: Option<String>,
    #[serde(default)]
    dct: bool,
}

#[derive(Deserialize)]
struct RawEntity {
    start: usize,
    end: usize,
    r#type: String,
    cluster: Option<String>,
    kind: Option<String>,
    head: Option<[usize; 2]>,
}

/// From code points to bytes.
struct Offsets(Vec<usize>);

impl Offsets {
    fn new(text: &str) -> Self {
        Self(text.char_indices().map(|(at, _)| at).chain([text.len()]).collect())
    }

    fn span(&self, [start, end]: [usize; 2]) -> Result<ByteSpan, String> {
        match (self.0.get(start), self.0.get(end)) {
            (Some(&start), Some(&end)) if start <= end => Ok(ByteSpan::new(start, end)),
            _ => Err(format!("the text has no span from {start} to {end}")),
        }
    }

    fn spans(&self, spans: &[[usize; 2]]) -> Result<Vec<ByteSpan>, String> {
        spans.iter().map(|&span| self.span(span)).collect()
    }
}

impl RawAnnotation {
    fn words(&self, offsets: &Offsets, doc_id: &str) -> Result<Vec<Vec<Word>>, String> {
        let word = |fields: &Vec<serde_json::Value>, count: usize| {
            let number = |at: usize| fields.get(at)?.as_u64().map(|number| number as usize);
            let string = |at: usize| fields.get(at).and_then(|field| field.as_str()).map(str::to_owned);
            Some(Word {
                span: offsets.span([number(0)?, number(1)?]).ok()?,
                pos: string(2)?,
                head: number(3)?.checked_sub(1).filter(|&head| head < count),
                relation: string(4)?,
                lemma: string(5)?,
                entity: string(6).unwrap_or_default(),
            })
        };
        let sentence = |&[start, end]: &[usize; 2]| {
            let words = self.tokens.get(start..end)?;
            words.iter().map(|fields| word(fields, words.len())).collect::<Option<Vec<_>>>()
        };
        self.sentences
            .iter()
            .map(|range| sentence(range).ok_or_else(|| format!("{doc_id}: the sentence {range:?} cannot be read")))
            .collect()
    }
}

impl RawDocument {
    fn into_document(self) -> Result<Document, String> {
        let offsets = Offsets::new(&self.text);
        let in_document = |error: String| format!("{}: {error}", self.doc_id);
        let attribution = |raw: RawAttribution| {
            Ok(Attribution {
                source: offsets.spans(&raw.source)?,
                cue: offsets.spans(&raw.cue)?,
                content: offsets.spans(&raw.content)?,
            })
        };
        let timex = |raw: RawTimex| {
            Ok(Timex {
                span: offsets.span([raw.start, raw.end])?,
                r#type: raw.r#type,
                value: raw.value,
                modifier: raw.r#mod,
                dates_document: raw.dct,
            })
        };
        let entity = |raw: RawEntity| {
            Ok(Entity {
                span: offsets.span([raw.start, raw.end])?,
                r#type: raw.r#type,
                cluster: raw.cluster,
                kind: raw.kind,
                head: raw.head.map(|head| offsets.span(head)).transpose()?,
            })
        };
        Ok(Document {
            attributions: all(self.attributions, attribution).map_err(in_document)?,
            timexes: all(self.timexes, timex).map_err(in_document)?,
            entities: all(self.entities, entity).map_err(in_document)?,
            discarded: offsets.spans(&self.discard).map_err(in_document)?,
            sentences: self.annotation.words(&offsets, &self.doc_id)?,
            published: self.published.and_then(|day| day.get(..10)?.parse().ok()),
            outlet: self.outlet,
            title: self.title,
            genre: self.genre,
            licence: self.licence,
            doc_id: self.doc_id,
            text: self.text,
        })
    }
}

fn all<T, U>(raw: Option<Vec<T>>, convert: impl Fn(T) -> Result<U, String>) -> Result<Option<Vec<U>>, String> {
    raw.map(|raw| raw.into_iter().map(convert).collect()).transpose()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_become_bytes_and_heads_become_indices() {
        let line = r#"{"doc_id": "d", "source": "s", "published": "2020-02-15", "text": "Çam said so",
            "attributions": [{"id": "1", "source": [[0, 3]], "cue": [[4, 8]], "content": [[9, 11]]}],
            "tokens": [[0, 3, "NNP", 2, "nsubj", "Çam"], [4, 8, "VBD", 0, "root", "say"], [9, 11, "RB", 2, "advmod", "so"]],
            "sentences": [[0, 3]]}"#;
        let raw: RawDocument = serde_json::from_str(line).unwrap();
        let document = raw.into_document().unwrap();
        let attribution = &document.attributions.as_ref().unwrap()[0];
        assert_eq!(attribution.source[0].of(&document.text), "Çam");
        assert_eq!(attribution.cue[0].of(&document.text), "said");
        let words = &document.sentences[0];
        assert_eq!(words.iter().map(|word| word.head).collect::<Vec<_>>(), [Some(1), None, Some(1)]);
        assert_eq!(words[2].span.of(&document.text), "so");
        assert!(document.timexes.is_none());
    }

    #[test]
    fn a_span_outside_the_text_names_its_document() {
        let line = r#"{"doc_id": "short", "text": "ab", "timexes": [{"start": 1, "end": 9, "type": "DATE", "value": null, "mod": null}]}"#;
        let raw: RawDocument = serde_json::from_str(line).unwrap();
        assert_eq!(raw.into_document().unwrap_err(), "short: the text has no span from 1 to 9");
    }
}
