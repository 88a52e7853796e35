//! Quotation marks → pairs → quotations.
//!
//! Every kind of mark counts, and one kind may be closed by another ("“ … \""). What a mark does is
//! decided by its form, by what touches it on either side, and by what is open; straight marks
//! alternate where nothing else tells. Nothing is carried from one paragraph to the next, so one
//! lost mark spoils one paragraph at most. An apostrophe, and the marks of feet and inches, are no
//! quotation marks: their shape becomes [`Shape::Mark`].
//!
//! A quotation that is never closed ends with its sentence if it began inside it (a stray mark), else
//! with its paragraph; if the next body paragraph begins with a mark it is [`Closing::Continued`].

use std::sync::LazyLock;

use super::fold::meant;
use super::words::{WordClass, words};
use super::{Closing, Gap, Quotation, Sentence, Shape, Token, TokenBlock, TokenSpan};
use crate::parallel::stopping_point;

/// Words before which an apostrophe opens no quotation: "'em".
static ELIDED: LazyLock<Vec<&str>> = LazyLock::new(|| words(WordClass::Elided).collect());

/// What a token does as a quotation mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MarkRole {
    /// It is none.
    None,
    /// It opens a quotation.
    Open,
    /// It closes one.
    Close,
}

/// An opening mark and its closing one.
#[derive(Clone, Copy, Debug)]
struct Pair {
    open: usize,
    close: Option<usize>,
    /// Its block, as an index into the token blocks.
    block: usize,
    is_double: bool,
}

/// All marks of a document, paired.
pub(super) struct Pairs {
    /// One a token.
    pub marks: Vec<MarkRole>,
    pairs: Vec<Pair>,
}

/// How many quotations of double marks may be open at once; a further opening mark is a slip.
const DEEPEST: usize = 3;

/// What speaks for opening or closing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Open,
    Close,
    Either,
}

/// A mark while it is being paired.
#[derive(Clone, Copy, Debug)]
struct Candidate {
    token: usize,
    /// The character that was meant.
    c: char,
    is_double: bool,
    /// What the form says.
    form: Side,
    /// What touches it.
    spacing: Side,
}

/// Pairs the marks of every block; apostrophes lose the shape of a quotation mark.
pub(super) fn pair(text: &str, tokens: &mut [Token], blocks: &[TokenBlock]) -> Pairs {
    let mut pairing = Pairing {
        text,
        pairs: Pairs { marks: vec![MarkRole::None; tokens.len()], pairs: Vec::new() },
        candidates: Vec::new(),
        closers: Vec::new(),
        stack: Vec::new(),
    };
    for (number, block) in blocks.iter().enumerate() {
        pairing.block(tokens, *block, number, blocks.get(number + 1));
    }
    pairing.pairs
}

struct Pairing<'t> {
    text: &'t str,
    pairs: Pairs,
    candidates: Vec<Candidate>,
    closers: Vec<Ahead>,
    stack: Vec<(Candidate, usize)>,
}

/// What single marks come after a given one in its block, as indices of candidates.
#[derive(Clone, Copy, Debug)]
struct Ahead {
    open: usize,
    strong: usize,
    weak: usize,
}

impl Pairing<'_> {
    fn block(&mut self, tokens: &mut [Token], block: TokenBlock, number: usize, _next: Option<&TokenBlock>) {
        self.candidates.clear();
        for at in block.tokens.range() {
            stopping_point();
            if tokens[at].shape == Shape::Quote {
                let candidate = candidate(self.text, tokens, block.tokens, at);
                self.candidates.push(candidate);
            }
        }
        if self.candidates.is_empty() {
            return;
        }
        self.look_ahead(tokens, block.tokens);
        self.stack.clear();
        for index in 0..self.candidates.len() {
            let candidate = self.candidates[index];
            if candidate.is_double {
                self.double(tokens, block.tokens, candidate, number);
            } else {
                self.single(tokens, candidate, index, number);
            }
        }
        // What is still open was never closed; a single mark that opened nothing is an apostrophe.
        for (mark, pair) in std::mem::take(&mut self.stack) {
            if !mark.is_double && !opens_block(block, mark.token) {
                self.pairs.marks[mark.token] = MarkRole::None;
                self.pairs.pairs[pair].open = usize::MAX;
            }
        }
        for candidate in &self.candidates {
            let is_inch = candidate.c == '"' && follows_figure(tokens, block.tokens, candidate.token);
            if self.pairs.marks[candidate.token] == MarkRole::None && (!candidate.is_double || is_inch) {
                tokens[candidate.token].shape = Shape::Mark;
            }
        }
    }

    /// For every candidate: the next single mark that may open, or surely or perhaps close.
    fn look_ahead(&mut self, tokens: &[Token], range: TokenSpan) {
        const NEVER: usize = usize::MAX;
        let mut ahead = Ahead { open: NEVER, strong: NEVER, weak: NEVER };
        self.closers.clear();
        self.closers.resize(self.candidates.len(), ahead);
        for index in (0..self.candidates.len()).rev() {
            self.closers[index] = ahead;
            let candidate = self.candidates[index];
            if candidate.is_double {
                continue;
            }
            match candidate.spacing {
                Side::Open => ahead.open = index,
                _ if candidate.form == Side::Open => ahead.open = index,
                Side::Close if !may_be_possessive(self.text, tokens, range, candidate.token) => ahead.strong = index,
                Side::Close | Side::Either => ahead.weak = index,
            }
        }
    }

    fn double(&mut self, tokens: &[Token], range: TokenSpan, mark: Candidate, block: usize) {
        let open = self.stack.iter().filter(|(other, _)| other.is_double).count();
        let top = self.stack.iter().rev().find(|(other, _)| other.is_double).map(|(other, _)| other.c);
        let side = match (mark.form, mark.spacing) {
            // German and Polish quotations close with the mark that opens English ones.
            (Side::Open, Side::Close | Side::Either) if mark.c == '“' && top == Some('„') => Side::Close,
            (Side::Open, Side::Close) if mark.c != '„' => Side::Close,
            (Side::Open, _) => Side::Open,
            (Side::Close, Side::Open) if open == 0 => Side::Open,
            (Side::Close, _) => Side::Close,
            (Side::Either, Side::Either) => {
                if open > 0 {
                    Side::Close
                } else if follows_figure(tokens, range, mark.token) {
                    Side::Either
                } else {
                    Side::Open
                }
            }
            (Side::Either, spacing) => spacing,
        };
        match side {
            Side::Open if open < DEEPEST => self.open(mark, block),
            Side::Close if open > 0 => {
                while let Some((other, pair)) = self.stack.pop() {
                    if other.is_double {
                        self.close(mark, pair);
                        break;
                    }
                    self.forget(other, pair);
                }
            }
            _ => {}
        }
    }

    fn single(&mut self, tokens: &[Token], mark: Candidate, index: usize, block: usize) {
        let ahead = self.closers[index];
        let is_inside = self.stack.last().is_some_and(|(other, _)| !other.is_double);
        let may_open = match mark.form {
            Side::Open => mark.spacing != Side::Close,
            Side::Either => mark.spacing == Side::Open,
            Side::Close => false,
        };
        if may_open {
            let has_closer = ahead.strong != usize::MAX || ahead.weak != usize::MAX;
            let is_elision = tokens
                .get(mark.token + 1)
                .is_some_and(|next| ELIDED.iter().any(|word| next.span.of(self.text).eq_ignore_ascii_case(word)));
            if !is_elision && (has_closer || mark.form == Side::Open) {
                self.open(mark, block);
            }
            return;
        }
        if !is_inside || mark.spacing == Side::Open {
            return;
        }
        let is_weak = mark.spacing == Side::Either || {
            let range = TokenSpan::new(0, tokens.len());
            may_be_possessive(self.text, tokens, range, mark.token)
        };
        // "'The ministers' plan failed,'": a surer mark closes it before another quotation opens.
        if is_weak && ahead.strong != usize::MAX && ahead.strong < ahead.open {
            return;
        }
        if let Some((_, pair)) = self.stack.pop() {
            self.close(mark, pair);
        }
    }

    fn open(&mut self, mark: Candidate, block: usize) {
        self.pairs.marks[mark.token] = MarkRole::Open;
        self.stack.push((mark, self.pairs.pairs.len()));
        self.pairs.pairs.push(Pair { open: mark.token, close: None, block, is_double: mark.is_double });
    }

    fn close(&mut self, mark: Candidate, pair: usize) {
        self.pairs.marks[mark.token] = MarkRole::Close;
        self.pairs.pairs[pair].close = Some(mark.token);
    }

    /// An opening mark turned out to be none.
    fn forget(&mut self, mark: Candidate, pair: usize) {
        self.pairs.marks[mark.token] = MarkRole::None;
        self.pairs.pairs[pair].open = usize::MAX;
    }
}

/// Whether nothing stands before the token in its block.
fn opens_block(block: TokenBlock, token: usize) -> bool {
    block.tokens.start() == token
}

fn candidate(text: &str, tokens: &[Token], range: TokenSpan, at: usize) -> Candidate {
    let span = tokens[at].span;
    let (c, length) = meant(text, span.start()).unwrap_or(('"', 1));
    let is_single = matches!(c, '\'' | '’' | '‘' | '`' | '´' | '‛' | '‚');
    let is_double = !is_single || length < span.len();
    let form = match c {
        '“' | '‟' | '„' | '«' | '‹' | '‘' | '‚' | '‛' | '`' | '〝' => Side::Open,
        '”' | '»' | '›' | '’' | '´' | '〞' => Side::Close,
        _ => Side::Either,
    };
    Candidate { token: at, c, is_double, form, spacing: spacing(text, tokens, range, at) }
}

/// What touches a mark speaks for opening or closing; marks beside it are looked through.
fn spacing(text: &str, tokens: &[Token], range: TokenSpan, at: usize) -> Side {
    const NEIGHBOURS: usize = 3;
    let mut left = false;
    for before in (range.start()..at).rev().take(NEIGHBOURS) {
        if tokens[before + 1].gap != Gap::None {
            break;
        }
        if tokens[before].shape != Shape::Quote {
            left = !matches!(last_char(text, &tokens[before]), '(' | '[' | '{' | '-' | '–' | '—' | '/' | '<' | '=');
            break;
        }
    }
    let mut right = false;
    for after in (at + 1..range.end()).take(NEIGHBOURS) {
        if tokens[after].gap != Gap::None {
            break;
        }
        if tokens[after].shape != Shape::Quote {
            right = tokens[after].shape != Shape::Mark || {
                let first = first_char(text, &tokens[after]);
                matches!(first, '(' | '[' | '$' | '€' | '£' | '#' | '…' | '<' | '¿' | '¡')
                    || (first == '.' && tokens[after].span.len() > 1)
            };
            break;
        }
    }
    match (left, right) {
        (false, true) => Side::Open,
        (true, false) => Side::Close,
        _ => Side::Either,
    }
}

fn first_char(text: &str, token: &Token) -> char {
    meant(text, token.span.start()).map_or(' ', |(c, _)| c)
}

fn last_char(text: &str, token: &Token) -> char {
    token.span.of(text).chars().next_back().unwrap_or(' ')
}

/// Whether the mark touches a figure before it (6' 2").
fn follows_figure(tokens: &[Token], range: TokenSpan, at: usize) -> bool {
    at > range.start() && tokens[at].gap == Gap::None && tokens[at - 1].shape == Shape::Number
}

/// Whether a single mark may be the possessive of the plural before it ("the ministers' plan").
fn may_be_possessive(text: &str, tokens: &[Token], range: TokenSpan, at: usize) -> bool {
    let ends_in_s = at > range.start()
        && tokens[at].gap == Gap::None
        && matches!(last_char(text, &tokens[at - 1]), 's' | 'S' | 'z' | 'x');
    ends_in_s
        && tokens
            .get(at + 1)
            .is_some_and(|next| next.gap != Gap::Block && !matches!(next.shape, Shape::Mark | Shape::Quote))
}

/// The quotations of all blocks, with their ends, nested and sorted.
pub(super) fn build(tokens: &[Token], blocks: &[TokenBlock], sentences: &[Sentence], pairs: &Pairs) -> Vec<Quotation> {
    let mut quotations = Vec::with_capacity(pairs.pairs.len());
    let mut open: Vec<usize> = Vec::new();
    for (number, pair) in pairs.pairs.iter().enumerate() {
        if pair.open == usize::MAX {
            continue;
        }
        let (mut last, closing) = match pair.close {
            Some(close) => (close, Closing::Mark),
            None => unclosed(tokens, blocks, sentences, pairs, number),
        };
        while open.last().is_some_and(|&end| end < pair.open) {
            open.pop();
        }
        // Quotations nest: none reaches beyond the one around it.
        if let Some(&end) = open.last() {
            last = last.min(end);
        }
        let depth = open.len().min(usize::from(u8::MAX)) as u8;
        open.push(last);
        let span = tokens[pair.open].span.join(tokens[last].span);
        quotations.push(Quotation { span, tokens: TokenSpan::new(pair.open, last + 1), closing, depth });
    }
    quotations
}

/// The last token of a quotation that no mark closes.
fn unclosed(
    tokens: &[Token],
    blocks: &[TokenBlock],
    sentences: &[Sentence],
    pairs: &Pairs,
    number: usize,
) -> (usize, Closing) {
    let pair = pairs.pairs[number];
    let block = blocks[pair.block];
    let block_end = block.tokens.end() - 1;
    let next_body = blocks[pair.block + 1..].iter().take(MOST_SKIPPED).find(|next| next.is_body);
    if block.is_body
        && let Some(next) = next_body
        && pairs.marks[next.tokens.start()] == MarkRole::Open
    {
        return (block_end, Closing::Continued);
    }
    let sentence = sentences[sentences.partition_point(|sentence| sentence.tokens.end() <= pair.open)].tokens;
    let before = pair.open.checked_sub(1).filter(|&before| before >= sentence.start());
    let introduces = |token: &Token| token.shape == Shape::Mark && token.span.len() == 1;
    let is_stray = before.is_some_and(|before| !introduces(&tokens[before]));
    let mut last = if is_stray {
        let stop = sentence.end() - 1;
        if stop > pair.open && tokens[stop].shape == Shape::Mark { stop - 1 } else { stop }
    } else {
        block_end
    };
    // A quotation inside is taken in whole, unless a sentence begins with it: then this one was over.
    for inner in pairs.pairs[number + 1..].iter().take_while(|inner| inner.block == pair.block) {
        if inner.open == usize::MAX || inner.open > last {
            continue;
        }
        let starts_sentence = sentences
            .get(sentences.partition_point(|sentence| sentence.tokens.end() <= inner.open))
            .is_some_and(|sentence| sentence.tokens.start() == inner.open);
        if inner.is_double && starts_sentence && inner.open > pair.open + 1 {
            last = inner.open - 1;
            break;
        }
        last = last.max(inner.close.unwrap_or(last));
    }
    (last, Closing::Unclosed)
}

/// How many captions and titles may stand between two paragraphs of one speech.
const MOST_SKIPPED: usize = 8;
