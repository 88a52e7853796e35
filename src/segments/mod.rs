//! Blocks → sentences, tokens and quotations: spans only, no language model.
//!
//! In: the text and its [`Layout`]. Out: [`Segments`]. Only blocks whose role is extracted
//! (title, caption, body) are cut into tokens; the others have no sentence.
//!
//! A token follows the Penn Treebank: "don't" is "do" + "n't", "Lavrov's" is "Lavrov" + "'s",
//! an abbreviation keeps its full stop ("Sept.", "U.S.", "p.m."). Words joined by hyphens stay one
//! token ("Turkish-backed", "al-Assad", "F-16"); a hyphen beside a number parts ("11-12" and
//! "24-hour" are three tokens), as every dash does. Dates in figures stay whole ("02/03/2019",
//! "13.05.2019", "2019-06-01", "23:30", "1,200"), and so do addresses, handles and tags. Before a
//! month a hyphen parts as well ("mid-June"). Quotation marks are one token however they are
//! written ("“", "``", "&ldquo;", "â€œ"); all double ones have the key of "\"", all single ones that of "'".
//!
//! ```
//! use onrecord::stages::documents::{self, Input};
//! use onrecord::stages::segments;
//!
//! let text = "“The U.S. won’t wait,” Lavrov said.";
//! let segments = segments::segment(text, &documents::lay_out(Input { text, ..Input::default() }));
//! let tokens: Vec<&str> = segments.tokens.iter().map(|token| token.span.of(text)).collect();
//! assert_eq!(tokens, ["“", "The", "U.S.", "wo", "n’t", "wait", ",", "”", "Lavrov", "said", "."]);
//! assert_eq!(segments.sentences.len(), 1);
//! assert_eq!(segments.quotations[0].span.of(text), "“The U.S. won’t wait,”");
//! ```
//!
//! Inside: tokens are cut first, then marks are paired, then sentences are split with the pairs in
//! view, then quotations that were never closed get their end.

mod abbreviations;
mod fold;
mod quotations;
mod sentences;
mod shape;
mod tokens;
mod words;

use std::ops::Range;

pub use fold::fold;
pub(crate) use fold::{is_ignorable, meant};

use serde::Serialize;

use crate::documents::{Layout, Role};
use crate::span::ByteSpan;
use crate::vocabulary::vocabulary;

/// A half-open range of tokens of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub struct TokenSpan {
    start: u32,
    end: u32,
}

impl TokenSpan {
    /// The tokens from `start` to before `end`.
    ///
    /// # Panics
    /// If `start > end`.
    #[track_caller]
    pub fn new(start: usize, end: usize) -> Self {
        assert!(start <= end, "a token span ends at {end} before it starts at {start}");
        Self { start: start as u32, end: end as u32 }
    }

    /// The first token.
    pub fn start(self) -> usize {
        self.start as usize
    }

    /// The first token after it.
    pub fn end(self) -> usize {
        self.end as usize
    }

    /// How many tokens.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether it covers none.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// As a range, for indexing and iteration.
    pub fn range(self) -> Range<usize> {
        self.start()..self.end()
    }

    /// Whether token `index` is in it.
    pub fn contains(self, index: usize) -> bool {
        self.range().contains(&index)
    }

    /// Whether the two share a token.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies wholly in this one.
    pub fn covers(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}

/// A word's identity: the hash of its folded form (see [`fold()`]).
///
/// Folding takes the case, accents, soft hyphens and zero-width characters away and makes every apostrophe "'", so that
/// "Çavuşoğlu", "CAVUSOGLU" and "Cavusoglu" have one key. Tables are looked up by it without touching the text again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct WordKey(pub(crate) u64);

vocabulary! {
    /// What a token looks like.
    Shape {
        /// "talks", "al-Assad"
        Lower = "lower",
        /// "Lavrov", "Jong-un"
        Title = "title",
        /// "NATO", "U.S.", also a single capital letter
        Upper = "upper",
        /// "iPhone", "McDonald"
        Mixed = "mixed",
        /// "11", "1,200", "02/03/2019", "23:30"
        Number = "number",
        /// "17th", "MH17", "1990s"
        Alphanumeric = "alphanumeric",
        /// A quotation mark of any kind.
        Quote = "quote",
        /// Any other mark.
        Mark = "mark",
    }
}

vocabulary! {
    /// What parts a token from the one before it.
    Gap {
        /// Nothing: the two touch.
        None = "none",
        /// Spaces.
        Space = "space",
        /// A line break.
        Line = "line",
        /// A block begins.
        Block = "block",
    }
}

/// A word, number or mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Token {
    /// Where it stands.
    pub span: ByteSpan,
    /// Its folded form's hash.
    #[serde(skip)]
    pub key: WordKey,
    /// What it looks like.
    pub shape: Shape,
    /// What parts it from the token before.
    pub gap: Gap,
}

/// A sentence, within one block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Sentence {
    /// Without the white space around it.
    pub span: ByteSpan,
    /// Its block, as an index into the layout.
    pub block: u32,
    /// Its tokens; never empty.
    pub tokens: TokenSpan,
}

vocabulary! {
    /// How a quotation ends.
    Closing {
        /// With a mark of its kind.
        Mark = "mark",
        /// Its paragraph ends without one, and the next opens with a mark: the speech goes on there.
        Continued = "continued",
        /// It is never closed and ends with its paragraph.
        Unclosed = "unclosed",
    }
}

/// A stretch of quoted text, within one block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Quotation {
    /// With its marks.
    pub span: ByteSpan,
    /// Its tokens, marks included.
    pub tokens: TokenSpan,
    /// How it ends.
    pub closing: Closing,
    /// 0 for outer quotations, 1 for those within one, …
    pub depth: u8,
}

/// A document cut into sentences, tokens and quotations.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Segments {
    /// In text order.
    pub tokens: Vec<Token>,
    /// In text order; together they hold every token.
    pub sentences: Vec<Sentence>,
    /// By start; they nest and never cross.
    pub quotations: Vec<Quotation>,
}

impl Segments {
    /// The span from the first to the last of these tokens; `None` for no token.
    pub fn span(&self, tokens: TokenSpan) -> Option<ByteSpan> {
        let tokens = self.tokens.get(tokens.range())?;
        Some(tokens.first()?.span.join(tokens.last()?.span))
    }

    /// The sentence that holds token `index`.
    ///
    /// # Panics
    /// If there is no such token.
    pub fn sentence_of(&self, index: usize) -> usize {
        self.sentences.partition_point(|sentence| sentence.tokens.end() <= index)
    }
}

/// Cuts the extracted blocks of a document.
pub fn segment(text: &str, layout: &Layout) -> Segments {
    let mut tokenizer = tokens::Tokenizer::new(text);
    let mut blocks = Vec::new();
    for (block, found) in layout.blocks.iter().enumerate() {
        if found.role.is_extracted() {
            let first = tokenizer.len();
            tokenizer.block(found.span);
            if tokenizer.len() > first {
                let tokens = TokenSpan::new(first, tokenizer.len());
                blocks.push(TokenBlock { block: block as u32, tokens, is_body: found.role == Role::Body });
            }
        }
    }
    let mut tokens = tokenizer.into_tokens();
    let pairs = quotations::pair(text, &mut tokens, &blocks);
    let mut sentences = Vec::with_capacity(tokens.len() / 20 + blocks.len());
    for block in &blocks {
        sentences::split(text, &tokens, *block, &pairs.marks, &mut sentences);
    }
    let quotations = quotations::build(&tokens, &blocks, &sentences, &pairs);
    Segments { tokens, sentences, quotations }
}

/// The tokens of a text that is no document: a name of a table, say.
pub(crate) fn tokenize(text: &str) -> Vec<Token> {
    let mut tokenizer = tokens::Tokenizer::new(text);
    tokenizer.block(ByteSpan::new(0, text.len()));
    tokenizer.into_tokens()
}

/// The tokens of one block.
#[derive(Clone, Copy, Debug)]
struct TokenBlock {
    block: u32,
    tokens: TokenSpan,
    is_body: bool,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::documents::Block;

    /// Segments of a text whose lines are paragraphs.
    fn segments(text: &str) -> Segments {
        let mut at = 0;
        let mut blocks = Vec::new();
        for part in text.split("\n\n") {
            let span = ByteSpan::new(at, at + part.len()).trim(text);
            at += part.len() + 2;
            if !span.is_empty() {
                let role = if span.of(text) == "ADVERTISEMENT" { Role::Boilerplate } else { Role::Body };
                blocks.push(Block { span, role });
            }
        }
        let layout = Layout { blocks, ..Layout::default() };
        segment(text, &layout)
    }

    /// The tokens, parted by spaces.
    fn tokens(text: &str) -> String {
        let found = segments(text);
        found.tokens.iter().map(|token| token.span.of(text)).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn tokens_follow_the_treebank() {
        for (text, expected) in [
            ("We don’t think Lavrov's team can't.", "We do n’t think Lavrov 's team ca n't ."),
            ("The U.S. and J. D. Vance (D-MN)", "The U.S. and J. D. Vance ( D-MN )"),
            (
                "al-Assad, Kim Jong-un, F-16s, S-400, MH-17, Il-76",
                "al-Assad , Kim Jong-un , F-16s , S-400 , MH-17 , Il-76",
            ),
            ("a 24-hour truce, Sept. 11-12", "a 24 - hour truce , Sept. 11 - 12"),
            ("mid-June, mid-2019, June-July", "mid - June , mid - 2019 , June - July"),
            ("June 2014–May 2016—a lot -- too", "June 2014 – May 2016 — a lot -- too"),
            ("02/03/2019 13.05.2019 2019-06-01 23:30 1,200 7.62", "02/03/2019 13.05.2019 2019-06-01 23:30 1,200 7.62"),
            ("$2,019 and 5% of €3", "$ 2,019 and 5 % of € 3"),
            ("at 3 p.m. on Jan. 3.", "at 3 p.m. on Jan. 3 ."),
            (
                "see https://example.org/a?b=1, @JZarif #Idlib a@b.org",
                "see https://example.org/a?b=1 , @JZarif #Idlib a@b.org",
            ),
            ("<…> […] (...) and… so...", "<…> […] (...) and … so ..."),
            ("said Lavrov.Akar left", "said Lavrov . Akar left"),
            ("&ldquo;It&rsquo;s AT&amp;T,&quot; â€œweâ€™re", "&ldquo; It &rsquo;s AT&amp;T , &quot; â€œ we â€™re"),
            ("\u{feff}cease\u{ad}fire said\u{200b} Lavrov\0 x", "cease\u{ad}fire said Lavrov x"),
            ("🇷🇺🇹🇷 Lavrov 👍🏽", "🇷🇺 🇹🇷 Lavrov 👍🏽"),
            ("We cannot, 'cause the '90s' end", "We can not , ' cause the '90s ' end"),
        ] {
            assert_eq!(tokens(text), expected);
        }
    }

    #[test]
    fn sentences_end_where_a_reader_ends_them() {
        for text in [
            "He died on Jan. 3.|Mr. Rahimi wept.",
            "“The U.S. will not wait.|Mr. Assad knows that,” Gen. Harris said.",
            "“Who gave the order?” asked the judge.",
            "“Who gave the order?” Lavrov asked.|Nobody spoke.",
            "“We waited,” she said.|“Nobody came.”",
            "“It is over,” said Lavrov.|Akar disagreed.",
            "He lives in the U.S.|He likes it.",
            "The U.S. State Department said so at 5 p.m. Monday.",
            "They met at 5 p.m.|Lavrov left.",
            "J. D. Vance met George W. Bush, Jr.|The two left.",
            "“A. B. C,” he said.",
            "He shouted “Stop!” and ran.|Really?|Yes!",
            "“We back it.” — Ana Ruiz",
            "It was over … or so it seemed.|al-Assad left.",
            "“Peace,” he said.|(He meant war.)|All left.",
        ] {
            let plain = text.replace('|', " ");
            let found = segments(&plain);
            let sentences: Vec<_> = found.sentences.iter().map(|sentence| sentence.span.of(&plain)).collect();
            assert_eq!(sentences.join("|"), text);
        }
    }

    #[test]
    fn quotations_of_every_kind_of_mark() {
        for (text, expected) in [
            ("“We will,” Lavrov said.", "“We will,”"),
            ("\"We will,\" he said, \"not.\"", "\"We will,\"|\"not.\""),
            ("‘We don’t, but we won’t retreat,’ the governor’s man said.", "‘We don’t, but we won’t retreat,’"),
            ("'It's the ministers' decision, not ours,' Akar told us.", "'It's the ministers' decision, not ours,'"),
            ("“The talks are over,\" said Petrov.", "“The talks are over,\""),
            ("«We hide nothing», Peskov said.", "«We hide nothing»"),
            ("„This is our red line“, Merkel said.", "„This is our red line“"),
            ("''No deal,'' he said. ``None,'' she said.", "''No deal,''|``None,''"),
            ("The 6' 2\" envoy called it \"dead on arrival\" then.", "\"dead on arrival\""),
            ("Haddad said the “zone was calm. Nobody spoke.", "“zone was calm"),
            (
                "“He told me, ‘Never again,’ and left,” he said.",
                "“He told me, ‘Never again,’ and left,”|‘Never again,’",
            ),
            ("“We back the “safe zone” and more,” they said.", "“We back the “safe zone” and more,”|“safe zone”"),
            ("&ldquo;We agreed,&rdquo; he said.", "&ldquo;We agreed,&rdquo;"),
            ("â€œWe agreed,â€\u{9d} he said.", "â€œWe agreed,â€\u{9d}"),
            ("Barzani said: “We will hold. We will win.\n\nHe left.", "“We will hold. We will win."),
            ("the ministers' plan and the boys' club", ""),
            ("”We waited,“ she said.", "”We waited,“"),
        ] {
            let found = segments(text);
            let quotations: Vec<_> = found.quotations.iter().map(|quotation| quotation.span.of(text)).collect();
            assert_eq!(quotations.join("|"), expected, "{text}");
        }
    }

    #[test]
    fn a_speech_goes_on_in_the_next_paragraph() {
        let text = "Annan said. “The second is aid.\n\nADVERTISEMENT\n\n“The third is time. We have little.” He left.";
        let closings: Vec<_> = segments(text).quotations.iter().map(|quotation| quotation.closing).collect();
        assert_eq!(closings, [Closing::Continued, Closing::Mark]);
    }

    proptest! {
        #[test]
        fn any_text_is_cut_soundly(text in "(\\PC|[a-z'\"“”‘’.,!?A-Z0-9 \n-]|&quot;|â€œ|n't|U\\.S\\. |\\. ){0,120}") {
            let found = segments(&text);
            let mut last = 0;
            for token in &found.tokens {
                prop_assert!(token.span.start() >= last && !token.span.is_empty());
                prop_assert!(text.get(token.span.range()).is_some());
                last = token.span.end();
            }
            let mut next = 0;
            for sentence in &found.sentences {
                prop_assert_eq!(sentence.tokens.start(), next);
                prop_assert!(!sentence.tokens.is_empty());
                prop_assert_eq!(Some(sentence.span), found.span(sentence.tokens));
                next = sentence.tokens.end();
            }
            prop_assert_eq!(next, found.tokens.len());
            for (at, outer) in found.quotations.iter().enumerate() {
                prop_assert_eq!(Some(outer.span), found.span(outer.tokens));
                for inner in &found.quotations[at + 1..] {
                    prop_assert!(inner.tokens.start() > outer.tokens.start());
                    prop_assert!(outer.tokens.covers(inner.tokens) || !outer.tokens.overlaps(inner.tokens));
                }
            }
        }
    }
}
