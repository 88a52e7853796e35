//! Cue, content, source, addressee → statements: who is reported to have said, written, thought or wanted what.
//!
//! In: a document's [`Layout`], what it refers to ([`References`], with its text, segments, tags and phrases), its
//! [`Dates`], and what the user chose ([`Wanted`]). Out: [`Statement`]s, spans in the text and who is meant by them.
//! docs/annotation.md, "Statements", says what counts, after PolNeAR (Newell, Margolin and Ruths, LREC 2018).
//!
//! ```
//! use onrecord::Extractor;
//! use onrecord::stages::documents::Input;
//!
//! let text = "“We are ready,” Sergey Lavrov told reporters on Monday. Turkey denied that its troops had crossed the border.";
//! let record = Extractor::default().document(Input { text, published: "2020-02-19".parse().ok(), ..Input::default() });
//! let told = record.statements.iter().map(|statement| {
//!     let [source, cue, content] = [&statement.source, &statement.cue, &statement.content].map(|spans| spans[0].of(text));
//!     format!("{source} | {cue} | {content} | {}", statement.act)
//! });
//! assert_eq!(
//!     told.collect::<Vec<_>>(),
//!     [
//!         "Sergey Lavrov | told | “We are ready,” | say",
//!         "Turkey | denied | that its troops had crossed the border | deny",
//!     ]
//! );
//! let first = &record.statements[0];
//! assert_eq!(first.addressee[0].of(text), "reporters");
//! assert_eq!(first.said.expect("a day in the sentence").first().to_string(), "2020-02-17");
//! ```
//!
//! Models decide what needs judgement, rules what is certain; step by step, with the first sentence above:
//!
//! 1. `view` makes of each token what models may know of it. Names and figures are masked: who speaks today must not be
//!    learnt by heart.
//! 2. `cues`: one model scores verbs, reporting nouns and colons as the head of a cue, another says how far the cue
//!    goes on from there: "told". Doubtful ones are kept for now, and so is every "according to" and each verb that
//!    the user named.
//! 3. `roles`: in the cue's `window`, its sentence and the next, with whole quotations as one unit each and without the
//!    `adverbials` beside the cue ("on Monday"), a third model labels each unit source ("Sergey Lavrov"), content ("“We are
//!    ready,”") or neither. `repair` mends what a rule can tell for certain: a source is a whole noun phrase, a quotation
//!    that its comma closes does not go on without marks. `relayed` gives "TASS quoted Lavrov as saying" to Lavrov.
//! 4. `judge` says how probable it is that cue and roles are a statement, and `doubts` what speaks against it that news does not
//!    teach: "you want", "if they think", a text that reports nobody's words. Of two `drafts` that claim the same words
//!    the surer one has them, and one that stands within the content of another is reported in it
//!    ([`Statement::parent`]).
//! 5. `loose` adds what has no cue: a quotation that goes on in the next paragraph or stands behind a sentence on its
//!    speaker ("Merkel was blunt. “Europe must act.”"), "Lavrov: talks are over" in a headline, a paragraph of quoted words with a name behind a dash; `turns`, where speakers take turns behind
//!    colons.
//! 6. `finish` trims edges, leaves a `trailing_day` to the saying and looks up the rest: the act ("denied" in `data/verbs.tsv`; "did not deny" turns it
//!    around) and the addressee ("reporters") by `acts`, who the source is by `speakers`, whether the saying is denied by
//!    `negation`, at whom it is aimed by `target`, the day of saying ("on Monday") by `said`.
//!
//! Words that report stand in `data/verbs.tsv` and `data/nouns.tsv`, words of grammar around them in
//! `data/grammar_words.tsv`, words that deny a saying in `data/negation.tsv`, and those that tell at whom it is aimed in
//! `data/targets.tsv`.
//!
//! Not done: what a paragraph goes on to report without a cue of its own ("He left. The talks would fail.") has no source;
//! irony is not told apart, nor whether what is said is true.

mod acts;
mod addressee;
mod adverbials;
mod bundles;
#[cfg(test)]
mod cases;
mod cues;
mod doubts;
mod drafts;
mod finish;
mod grammar;
mod joint;
mod judge;
mod lexicon;
mod loose;
mod models;
mod negation;
mod performed;
mod relayed;
mod repair;
mod role_features;
mod role_search;
mod roles;
mod said;
mod speakers;
mod target;
mod trailing_day;
#[cfg(feature = "train")]
pub mod training;
mod turns;
mod view;
mod window;

pub use joint::{Second, SecondReader};
pub use lexicon::Verbs;

use serde::Serialize;

use crate::actors::{LocalActorId, References};
use crate::calendar::DayRange;
use crate::dates::Dates;
use crate::documents::Layout;
use crate::span::ByteSpan;
use crate::vocabulary::vocabulary;

vocabulary! {
    /// How much of the content is quoted.
    StatementKind {
        /// All of it.
        Direct = "direct",
        /// None of it.
        Indirect = "indirect",
        /// Some of it.
        Mixed = "mixed",
    }
}

vocabulary! {
    /// What is done by saying it.
    Act {
        /// Just said.
        Say = "say",
        /// A question.
        Ask = "ask",
        /// Said to be so, perhaps disputed.
        Claim = "claim",
        /// Said not to be so.
        Deny = "deny",
        /// Laid to somebody's charge.
        Accuse = "accuse",
        /// A warning.
        Warn = "warn",
        /// A threat.
        Threaten = "threaten",
        /// A demand.
        Demand = "demand",
        /// A promise.
        Promise = "promise",
        /// Consent.
        Agree = "agree",
        /// A refusal.
        Refuse = "refuse",
        /// Praise.
        Praise = "praise",
        /// Condemnation.
        Condemn = "condemn",
        /// An appeal.
        Appeal = "appeal",
        /// News from its maker.
        Announce = "announce",
        /// A thought.
        Think = "think",
        /// A wish or intention.
        Want = "want",
    }
}

/// One attribution.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Statement {
    /// The statement that this one is reported in, as an index into the document's statements.
    pub parent: Option<u32>,
    /// The sentence of its cue, or of its content where it has none.
    pub sentence: u32,
    /// What was said: one or more spans in text order, quotation marks included.
    pub content: Vec<ByteSpan>,
    /// Who said it, as it stands there; empty where nobody is named.
    pub source: Vec<ByteSpan>,
    /// What signals it; empty where nothing does.
    pub cue: Vec<ByteSpan>,
    /// Whom it was said to; empty where nobody is named.
    pub addressee: Vec<ByteSpan>,
    /// How much of it is quoted.
    pub kind: StatementKind,
    /// What is done by saying it.
    pub act: Act,
    /// Whether the saying itself is denied: "did not say".
    pub negated: bool,
    /// Who the source is, the first of several.
    pub speaker: Option<LocalActorId>,
    /// Who says it together with the speaker, in the order named.
    pub co_speakers: Vec<LocalActorId>,
    /// Who the addressee is.
    pub addressee_actor: Option<LocalActorId>,
    /// At whom an accusation, a demand, a threat or praise is aimed.
    pub target: Option<LocalActorId>,
    /// The days on which it may have been said, where the text tells.
    pub said: Option<DayRange>,
    /// How sure, from 0 to 1.
    pub confidence: f32,
}

/// What a caller chose of this stage.
#[derive(Clone, Copy)]
pub struct Wanted<'o> {
    /// Verbs that report beside the known ones.
    pub verbs: &'o Verbs,
    /// Whether what a careful annotator would leave out is wanted too.
    pub doubtful: bool,
}

impl Statement {
    /// Everybody who makes it, the speaker first.
    pub fn speakers(&self) -> impl Iterator<Item = LocalActorId> {
        self.speaker.into_iter().chain(self.co_speakers.iter().copied())
    }
}

/// Finds the statements of a document, in text order of their first content; `second` is what a second reader saw in it.
pub fn find(
    layout: &Layout,
    references: &References<'_>,
    dates: &Dates,
    wanted: Wanted<'_>,
    second: Option<&Second<'_>>,
) -> Vec<Statement> {
    let References { text, segments, tags, phrases, .. } = *references;
    if segments.tokens.is_empty() {
        return Vec::new();
    }
    let adverbials = adverbials::Adverbials::find(text, segments, dates, &references.actors.mentions);
    let view = view::View::new(text, layout, segments, tags, phrases, wanted.verbs)
        .with(adverbials)
        .with_names(&references.actors.mentions);
    let models = models::Models::shipped();
    let drafts = drafts::collect(&view, &models.cues, &models.roles, second.map(|second| &second.reading));
    let choosing = drafts::Choosing {
        judge: &models.judge,
        joint: second.map(|second| second.judge),
        roles: &models.roles,
        doubtful: wanted.doubtful,
    };
    let choices = drafts::choose(&view, drafts, choosing);
    let mut found: Vec<finish::Found> = choices.into_iter().map(finish::Found::from).collect();
    loose::complete(&view, layout, references, &mut found);
    finish::statements(&view, references, dates, layout.published.day, found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Extractor;
    use crate::documents::Input;

    /// Each statement as "source | cue | content + content | addressee | kind act", those within another one indented.
    fn read(text: &str) -> Vec<String> {
        let record = Extractor::default().document(Input { text, ..Input::default() });
        let surface = |spans: &[ByteSpan]| spans.iter().map(|span| span.of(text)).collect::<Vec<_>>().join(" + ");
        let row = |one: &Statement| {
            format!(
                "{}{} | {} | {} | {} | {} {}",
                if one.parent.is_some() { "  " } else { "" },
                surface(&one.source),
                surface(&one.cue),
                surface(&one.content),
                surface(&one.addressee),
                one.kind,
                one.act
            )
        };
        record.statements.iter().map(row).collect()
    }

    #[test]
    fn a_reader_sees_who_said_what() {
        let cases: &[(&str, &[&str])] = &[
            (
                "Shoigu told reporters that the base would stay.",
                &["Shoigu | told | that the base would stay | reporters | indirect say"],
            ),
            (
                "“The road is open,” the mayor said. “Nobody used it.”",
                &["the mayor | said | “The road is open,” + “Nobody used it.” |  | direct say"],
            ),
            (
                "The army accused the rebels of shelling a school.",
                &["The army | accused | the rebels of shelling a school |  | indirect accuse"],
            ),
            ("The embassy declined to comment.", &["The embassy | declined | to comment |  | indirect refuse"]),
            ("Children played near the “green line” in the old town.", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(read(text), *expected, "{text}");
        }
    }

    #[test]
    fn the_speaker_is_whom_the_source_stands_for() {
        for (text, speaker) in [
            ("Opposition Republican Party (RP) lawmaker Engin Soylu said the deal was off.", Some("Engin Soylu")),
            (
                "A spokesman for Syria's foreign ministry said the talks were over.",
                Some("Ministry of Foreign Affairs of Syria"),
            ),
            ("Turkey's state-owned Anadolu news agency said the helicopter was shot down.", Some("Anadolu Agency")),
            ("A NATO diplomat said the talks were over.", None),
        ] {
            let record = Extractor::default().document(Input { text, ..Input::default() });
            let found = record.statements.first().and_then(|statement| statement.speaker);
            let name = found.map(|actor| record.actors.actors[actor.0 as usize].name.as_str());
            assert_eq!(name, speaker, "{text}");
        }
    }

    #[test]
    fn a_verb_of_the_users_own_reports() {
        for text in [
            "The port will close, the mayor kvetched.",
            "Taxes rose, the mayor kvetched.",
            "“Nobody asked us,” kvetched the mayor.",
            "The mayor kvetched that the road was closed.",
        ] {
            let verbs = [("kvetch", Act::Condemn)].into_iter().collect();
            let options = crate::Options::default().with_verbs(verbs);
            let record = Extractor::new(options).document(Input { text, ..Input::default() });
            assert_eq!(record.statements.len(), 1, "{text}");
            let statement = &record.statements[0];
            assert_eq!((statement.cue[0].of(text), statement.act), ("kvetched", Act::Condemn), "{text}");
            assert_eq!(statement.source[0].of(text).to_lowercase(), "the mayor", "{text}");
        }
    }

    #[test]
    fn in_a_transcript_each_turn_is_a_statement_and_holds_what_is_reported_in_it() {
        let text = "The minister spoke to the paper on Friday.\n\nQ: Will you go to Moscow?\n\n\
                    A: We will see. Lavrov said that the door is open.\n\n(LAUGHTER)\n\n\
                    And I like the city.\n\nQ: Thank you.";
        assert_eq!(
            read(text),
            [
                "Q | : | Will you go to Moscow? |  | indirect ask",
                "A | : | We will see. Lavrov said that the door is open + And I like the city |  | indirect say",
                "  Lavrov | said | that the door is open |  | indirect say",
                "Q | : | Thank you |  | indirect say",
            ]
        );
        for list in [
            "The talks went on for a week.\n\nPlace: Sochi\n\nDate: 5 March\n\nHost: Russia",
            "The teams met.\n\nGoals: two in the first half\n\nCards: none were shown\n\nGoals: one more at the end",
        ] {
            assert_eq!(read(list), [""; 0], "what has labels is a transcript only if speakers take turns");
        }
    }

    #[test]
    fn a_colon_at_the_end_of_a_paragraph_announces_the_next_one() {
        for said in ["“The road is open. Nobody used it.”", "The road is open for all of us."] {
            let rows = read(&format!("The mayor wrote:\n\n{said}\n\nThe road was closed in May."));
            let content = said.trim_end_matches('.');
            assert_eq!(rows.len(), 1, "{rows:?}");
            assert!(rows[0].starts_with(&format!("The mayor | wrote | {content} |")), "{rows:?}");
        }
    }

    #[test]
    fn speech_that_runs_over_paragraphs_is_one_statement() {
        let text = "“We begin today,” Annan said. “It will take time.\n\n“Nobody will be left behind.”";
        let rows = read(text);
        assert_eq!(rows.len(), 1, "{rows:?}");
        assert!(rows[0].contains("“It will take time.\n\n“Nobody will be left behind.”"), "{rows:?}");
    }
}
