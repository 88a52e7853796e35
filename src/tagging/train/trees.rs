//! Annotated trees, brought to one scheme and carried over to our own tokens.
//!
//! The silver corpus follows Universal Dependencies 1, GUM version 2; both come to the [`Relation`]s of ours.
//! A coordinator depends on the conjunct after it (as in 2), a name on its last word (as in 1, which
//! calls it a compound), and so does a title before a name.

use super::gold;
use crate::corpora::{Document, Word};
use crate::tagging::Relation;

/// A sentence of ours with the corpus' tree.
#[derive(Clone, Debug)]
pub(super) struct Tree {
    /// Its words and tags.
    pub(super) sentence: gold::Sentence,
    /// The head of each token within the sentence; `None` for a root and for a head outside of it.
    pub(super) heads: Vec<Option<usize>>,
    /// Its relation; `None` where the corpus has no word.
    pub(super) relations: Vec<Option<Relation>>,
    /// Whether the corpus leaves a relation open ("dep").
    pub(super) doubtful: bool,
}

/// A word of the corpus in our scheme; heads count through the document.
#[derive(Clone, Copy, Debug)]
struct Node {
    head: Option<usize>,
    relation: Relation,
    doubtful: bool,
}

/// The trees of a document.
pub(super) fn trees(document: &Document) -> Vec<Tree> {
    let words: Vec<&Word> = document.sentences.iter().flatten().collect();
    let mut nodes = Vec::with_capacity(words.len());
    for sentence in &document.sentences {
        convert(sentence, &mut nodes);
    }
    // Which of our tokens each word belongs to, as a sentence's number and a token's within it.
    let sentences = gold::sentences(document);
    let mut owners: Vec<Option<(usize, usize)>> = vec![None; words.len()];
    let mut overlaps: Vec<Vec<(usize, usize)>> = Vec::with_capacity(sentences.len());
    let mut next = 0;
    for (number, sentence) in sentences.iter().enumerate() {
        let mut ranges = Vec::with_capacity(sentence.spans.len());
        for (token, &span) in sentence.spans.iter().enumerate() {
            while words.get(next).is_some_and(|word| word.span.end() <= span.start()) {
                next += 1;
            }
            let end = next + words[next..].iter().take_while(|word| word.span.start() < span.end()).count();
            // The last piece of a word stands for it.
            owners[next..end].fill(Some((number, token)));
            ranges.push((next, end));
        }
        overlaps.push(ranges);
    }
    sentences
        .into_iter()
        .zip(overlaps)
        .enumerate()
        .map(|(number, (sentence, ranges))| {
            let mut heads = vec![None; ranges.len()];
            let mut relations = vec![None; ranges.len()];
            let mut doubtful = false;
            for (token, &(start, end)) in ranges.iter().enumerate() {
                let owner = (start..end).rev().find_map(|word| owners[word].map(|owner| (word, owner)));
                let Some((word, (owner_sentence, owner_token))) = owner else { continue };
                if owner_sentence == number && owner_token != token {
                    // An earlier piece of a word that the corpus keeps whole.
                    heads[token] = Some(owner_token);
                    relations[token] = Some(Relation::Compound);
                    continue;
                }
                // Of several words in one token, the one whose head is outside.
                let outside =
                    (start..end).rev().find(|&word| nodes[word].head.is_none_or(|head| !(start..end).contains(&head)));
                let node = nodes[outside.unwrap_or(word)];
                doubtful |= node.doubtful;
                relations[token] = Some(node.relation);
                heads[token] = node
                    .head
                    .and_then(|head| owners[head])
                    .filter(|&(sentence, head)| sentence == number && head != token)
                    .map(|(_, head)| head);
            }
            Tree { sentence, heads, relations, doubtful }
        })
        .collect()
}

/// Appends a sentence's words in our scheme.
fn convert(sentence: &[Word], nodes: &mut Vec<Node>) {
    let offset = nodes.len();
    let mut heads: Vec<Option<usize>> = sentence.iter().map(|word| word.head).collect();
    let mut labels: Vec<&str> = sentence.iter().map(|word| word.relation.as_str()).collect();
    // Names depend on their last word.
    for first in 0..sentence.len() {
        let Some(last) = (first + 1..sentence.len()).rev().find(|&at| heads[at] == Some(first) && labels[at] == "flat")
        else {
            continue;
        };
        for at in 0..sentence.len() {
            if heads[at] == Some(first) && at != last {
                heads[at] = Some(last);
                if labels[at] == "flat" {
                    labels[at] = "compound";
                }
            }
        }
        (heads[last], labels[last]) = (heads[first], labels[first]);
        (heads[first], labels[first]) = (Some(last), "compound");
    }
    for at in 0..sentence.len() {
        // Version 1 has the coordinator on the first conjunct.
        if labels[at] == "cc" && heads[at].is_some_and(|head| head < at) {
            let conjunct = |&to: &usize| labels[to].starts_with("conj") && heads[to] == heads[at];
            if let Some(to) = (at + 1..sentence.len()).find(conjunct) {
                heads[at] = Some(to);
            }
        }
    }
    for (at, word) in sentence.iter().enumerate() {
        let head = heads[at].map(|head| &sentence[head]);
        nodes.push(Node {
            head: heads[at].map(|head| offset + head),
            relation: relation(labels[at], word, head),
            doubtful: labels[at] == "dep",
        });
    }
}

/// A label of either version as a relation of ours.
fn relation(label: &str, word: &Word, head: Option<&Word>) -> Relation {
    let on_clause = head.is_some_and(|head| head.pos.starts_with('V') || head.pos.starts_with("JJ"));
    match label {
        "root" => Relation::Root,
        "nsubjpass" | "csubjpass" | "nsubj:pass" | "csubj:pass" => Relation::PassiveSubject,
        "dobj" | "obj" | "iobj" => Relation::Object,
        "ccomp" => Relation::ClausalComplement,
        "xcomp" => Relation::OpenComplement,
        "acl:relcl" | "advcl:relcl" => Relation::RelativeClause,
        "acl" => Relation::NominalClause,
        "appos" => Relation::Apposition,
        "nmod:poss" => Relation::Possessive,
        "nmod:desc" => Relation::Compound,
        "case" => Relation::Case,
        "mark" => Relation::Mark,
        "auxpass" | "aux:pass" => Relation::PassiveAuxiliary,
        "cop" => Relation::Copula,
        "cc" | "cc:preconj" => Relation::Coordinator,
        "nummod" => Relation::Number,
        "amod" => Relation::Adjective,
        "compound:prt" => Relation::Particle,
        "neg" if word.pos == "DT" => Relation::Determiner,
        "advmod" | "neg" => Relation::Adverb,
        "parataxis" => Relation::Parataxis,
        "expl" => Relation::Expletive,
        "mwe" | "fixed" | "goeswith" => Relation::Fixed,
        "punct" => Relation::Punctuation,
        _ => match label.split(':').next().unwrap_or(label) {
            "nsubj" | "csubj" => Relation::Subject,
            "nmod" if on_clause => Relation::Oblique,
            "nmod" => Relation::NominalModifier,
            "obl" => Relation::Oblique,
            "advcl" => Relation::AdverbialClause,
            "aux" => Relation::Auxiliary,
            "conj" => Relation::Conjunct,
            "det" => Relation::Determiner,
            "compound" | "flat" | "name" => Relation::Compound,
            _ => Relation::Other,
        },
    }
}
