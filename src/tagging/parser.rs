//! The parser: which word depends on which, by a greedy averaged perceptron.
//!
//! Words go from a buffer over a stack; each step shifts the next word onto the stack, or takes the
//! top off it as a dependent of the next word (left) or of the word below (right): the arc-hybrid
//! system of Kuhlmann, Gómez-Rodríguez and Satta (ACL 2011). A sentence of n words takes 2n steps, so that time is
//! linear. Marks stay out of it: they depend on the root, and the words know what marks stand before them.

use super::Pos;
use super::form::Form;
use super::relation::{Head, Relation};
use crate::Error;
use crate::learning::{Feature, Linear, hash};

/// Changes whenever the templates below do.
const TEMPLATES: &[u8] = b"parser templates 1";

/// How many features a step has.
pub(super) const FEATURES: usize = 52;

/// A step: 0 shifts, odd numbers attach to the left, even ones to the right.
pub(super) const STEPS: usize = 1 + 2 * Relation::ALL.len();

/// The step that shifts.
pub(super) const SHIFT: usize = 0;

/// The step that makes the top of the stack a dependent of the next word.
pub(super) fn left(relation: Relation) -> usize {
    1 + 2 * relation as usize
}

/// The step that makes the top of the stack a dependent of the word below it.
pub(super) fn right(relation: Relation) -> usize {
    2 + 2 * relation as usize
}

/// The relation of an attaching step, and whether it attaches to the left.
pub(super) fn attachment(step: usize) -> Option<(Relation, bool)> {
    let at = step.checked_sub(1)?;
    Relation::ALL.get(at / 2).map(|&relation| (relation, at % 2 == 0))
}

/// The hash of templates, tags and relations, which a model's file must have.
pub(super) fn schema() -> u64 {
    let tags = Pos::ALL.iter().map(|pos| pos.as_str());
    let names = tags.chain(Relation::ALL.iter().map(|relation| relation.as_str()));
    names.fold(hash(TEMPLATES), |all, name| Feature(all).and(hash(name.as_bytes())).0)
}

/// A word as the parser sees it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    /// The hash of its folded form.
    pub(super) key: u64,
    /// Its part of speech.
    pub(super) pos: Pos,
    /// Which kinds of marks stand between it and the word before.
    pub(super) marks: u8,
    /// Its token within the sentence.
    pub(super) token: u32,
}

/// Whether a tag is that of a mark, which stays out of the tree.
pub(super) fn is_mark(pos: Pos) -> bool {
    matches!(
        pos,
        Pos::OpenQuote
            | Pos::CloseQuote
            | Pos::Comma
            | Pos::Stop
            | Pos::Colon
            | Pos::OpenBracket
            | Pos::CloseBracket
            | Pos::Hyphen
    )
}

/// The words of a sentence, without its marks.
pub(super) fn words(forms: &[Form], tags: &[Pos], words: &mut Vec<Word>) {
    words.clear();
    let mut marks = 0;
    for (token, (form, &pos)) in forms.iter().zip(tags).enumerate() {
        if is_mark(pos) {
            marks |= match pos {
                Pos::Comma => 1,
                Pos::OpenQuote => 2,
                Pos::CloseQuote => 4,
                Pos::Colon => 8,
                Pos::OpenBracket | Pos::CloseBracket => 16,
                Pos::Hyphen => 32,
                _ => 64,
            };
        } else {
            words.push(Word { key: form.key, pos, marks, token: token as u32 });
            marks = 0;
        }
    }
}

/// No word.
pub(super) const NONE: u32 = u32::MAX;

/// What is attached so far to a word.
#[derive(Clone, Copy, Debug)]
struct Node {
    leftmost: u32,
    rightmost: u32,
    lefts: u8,
    rights: u8,
    head: u32,
    relation: Relation,
}

impl Node {
    const FREE: Self =
        Self { leftmost: NONE, rightmost: NONE, lefts: 0, rights: 0, head: NONE, relation: Relation::Root };
}

/// A tree being built.
#[derive(Debug, Default)]
pub(super) struct State {
    nodes: Vec<Node>,
    /// Words whose head is not known yet, but which the next word passed.
    pub(super) stack: Vec<u32>,
    /// The next word; the number of words once none is left, which stands for the root.
    pub(super) next: u32,
}

impl State {
    /// Begins with a sentence of `count` words.
    pub(super) fn start(&mut self, count: usize) {
        self.nodes.clear();
        self.nodes.resize(count, Node::FREE);
        self.stack.clear();
        self.next = 0;
    }

    /// Whether every word has its head.
    pub(super) fn is_done(&self) -> bool {
        self.next as usize == self.nodes.len() && self.stack.is_empty()
    }

    /// Whether a word is left to be shifted.
    pub(super) fn can_shift(&self) -> bool {
        (self.next as usize) < self.nodes.len()
    }

    /// Whether the top of the stack can depend on the next word or on the root.
    pub(super) fn can_go_left(&self) -> bool {
        !self.stack.is_empty()
    }

    /// Whether the top of the stack can depend on the word below it.
    pub(super) fn can_go_right(&self) -> bool {
        self.stack.len() > 1
    }

    /// Takes a step that is allowed.
    pub(super) fn step(&mut self, step: usize) {
        let Some((relation, to_left)) = attachment(step) else {
            self.stack.push(self.next);
            self.next += 1;
            return;
        };
        let Some(word) = self.stack.pop() else { return };
        let head = if to_left { self.next } else { self.stack.last().copied().unwrap_or(self.next) };
        if head as usize == self.nodes.len() {
            self.nodes[word as usize].relation = Relation::Root;
            return;
        }
        let node = &mut self.nodes[word as usize];
        (node.head, node.relation) = (head, relation);
        let node = &mut self.nodes[head as usize];
        if to_left {
            node.leftmost = if node.lefts == 0 { word } else { node.leftmost.min(word) };
            node.lefts = node.lefts.saturating_add(1);
        } else {
            node.rightmost = word;
            node.rights = node.rights.saturating_add(1);
        }
    }

    /// The head that a word got; `None` for the root.
    pub(super) fn head(&self, word: usize) -> Option<usize> {
        let head = self.nodes[word].head;
        (head != NONE).then_some(head as usize)
    }

    /// How a word depends on its head.
    pub(super) fn relation(&self, word: usize) -> Relation {
        self.nodes[word].relation
    }

    fn top(&self, below: usize) -> u32 {
        let at = self.stack.len().wrapping_sub(1 + below);
        self.stack.get(at).copied().unwrap_or(NONE)
    }
}

/// The features of the next step.
pub(super) fn features(words: &[Word], state: &State) -> [Feature; FEATURES] {
    let word = |at: u32| words.get(at as usize);
    let key = |at: u32| word(at).map_or(u64::from(at == NONE), |word| word.key);
    let pos = |at: u32| word(at).map_or(if at == NONE { 62 } else { 63 }, |word| word.pos as u64);
    let node = |at: u32| state.nodes.get(at as usize).copied().unwrap_or(Node::FREE);
    let marks = |at: u32| word(at).map_or(127, |word| u64::from(word.marks));
    let label = |at: u32| state.nodes.get(at as usize).map_or(63, |node| node.relation as u64);
    let near = |from: u32, to: u32| match to.saturating_sub(from) {
        distance @ 0..5 => u64::from(distance),
        5..9 => 5,
        9..16 => 6,
        _ => 7,
    };

    let (s0, s1, s2) = (state.top(0), state.top(1), state.top(2));
    let (b0, b1, b2) = (state.next, state.next.saturating_add(1), state.next.saturating_add(2));
    let (s0n, s1n, b0n) = (node(s0), node(s1), node(b0));
    let (s0w, s1w, b0w, b1w) = (key(s0), key(s1), key(b0), key(b1));
    let (s0p, s1p, s2p) = (pos(s0), pos(s1), pos(s2));
    let (b0p, b1p, b2p) = (pos(b0), pos(b1), pos(b2));
    let (s0l, s0r, s1l, s1r, b0l) = (s0n.leftmost, s0n.rightmost, s1n.leftmost, s1n.rightmost, b0n.leftmost);
    let valency = |node: Node| u64::from(node.lefts.min(3)) << 2 | u64::from(node.rights.min(3));
    let (d, e) = (near(s0, b0), near(s1, s0));
    let (m0, m1) = (marks(b0), marks(s0));
    let tags = s0p << 8 | b0p;
    let stacked = s1p << 8 | s0p;
    let f = Feature::new;
    [
        f(0, s0w).and(s0p),
        f(1, s0p).and(m0),
        f(2, s1w).and(s1p),
        f(3, stacked).and(m1),
        f(4, b0w).and(b0p),
        f(5, b0p).and(b1p).and(m0),
        f(6, b1w).and(b0p),
        f(7, b1p).and(b2p).and(b0p),
        f(8, s0w).and(b0w),
        f(9, tags),
        f(10, tags).and(s0w),
        f(11, tags).and(b0w),
        f(12, stacked),
        f(13, s1w).and(s0w),
        f(14, stacked).and(s1w),
        f(15, stacked).and(s0w),
        f(16, tags).and(b1p),
        f(17, tags).and(s1p),
        f(18, stacked).and(s2p),
        f(19, tags).and(pos(s0l)),
        f(20, tags).and(pos(s0r)),
        f(21, stacked).and(pos(s0l)),
        f(22, stacked).and(pos(s0r)),
        f(23, stacked).and(pos(s1r)),
        f(24, stacked).and(pos(s1l)),
        f(25, tags).and(pos(b0l)),
        f(26, s0w).and(d),
        f(27, tags).and(d).and(m0),
        f(28, stacked).and(e).and(m1),
        f(29, b0w).and(d),
        f(30, s0w).and(valency(s0n)),
        f(31, s0p).and(valency(s0n)).and(b0p),
        f(32, s1p).and(valency(s1n)).and(s0p),
        f(33, b0p).and(u64::from(b0n.lefts.min(3))).and(s0p),
        f(34, s0w).and(label(s0l)),
        f(35, s0w).and(label(s0r)),
        f(36, s0p).and(label(s0l)).and(label(s0r)).and(b0p),
        f(37, s1w).and(label(s1r)).and(s0p),
        f(38, s1p).and(label(s1l)).and(label(s1r)).and(s0p),
        f(39, b0p).and(label(b0l)).and(s0p),
        f(40, key(s0l)).and(s0p).and(b0p),
        f(41, key(s0l)).and(stacked),
        f(42, key(s0r)).and(s0p).and(b0p),
        f(43, s1w).and(tags),
        f(44, s1w).and(b0w).and(s0p),
        f(45, stacked).and(tags).and(b1p),
        f(46, s2p).and(stacked).and(b0p),
        f(47, m0 << 8 | m1).and(tags).and(s1p),
        f(48, s1w).and(s0p).and(pos(s0l)),
        f(49, b1w).and(s0w),
        f(50, s0p).and(b0w).and(b1p),
        f(51, key(b0l)).and(b0p).and(s0p),
    ]
}

/// The allowed step with the highest score.
pub(super) fn best<T: PartialOrd + Copy>(scores: &[T; STEPS], state: &State) -> usize {
    let mut best = if state.can_shift() { SHIFT } else { left(Relation::Root) };
    let (to_left, to_right) = (state.can_go_left(), state.can_go_right());
    for step in 1..STEPS {
        let allowed = if step % 2 == 1 { to_left } else { to_right };
        if allowed && scores[step] > scores[best] {
            best = step;
        }
    }
    best
}

/// The parser's model, and what it needs while it works.
#[derive(Debug)]
pub(super) struct Parser {
    model: Linear,
}

impl Parser {
    /// Reads it from its file's bytes.
    pub(super) fn read(bytes: &[u8]) -> Result<Self, Error> {
        let model = Linear::read("parser", schema(), bytes)?;
        if model.classes() != STEPS {
            return Err(Error::model("parser", "has other relations"));
        }
        Ok(Self { model })
    }

    /// Builds the tree over these words.
    pub(super) fn parse(&self, words: &[Word], state: &mut State) {
        state.start(words.len());
        while !state.is_done() {
            let step = if !state.can_go_left() {
                SHIFT
            } else {
                let mut scores = [0i32; STEPS];
                self.model.add(&features(words, state), &mut scores);
                best(&scores, state)
            };
            state.step(step);
        }
    }

    /// Parses a sentence whose first token is `offset`, and appends a head and a relation for each of its tokens.
    pub(super) fn tokens(
        &self,
        forms: &[Form],
        tags: &[Pos],
        offset: usize,
        room: &mut Room,
        heads: &mut Vec<Head>,
        relations: &mut Vec<Relation>,
    ) {
        words(forms, tags, &mut room.words);
        self.parse(&room.words, &mut room.state);
        let token = |word: usize| Head::new(offset + room.words[word].token as usize);
        let root = (0..room.words.len()).find(|&word| room.state.head(word).is_none());
        heads.resize(offset + forms.len(), root.map_or(Head::NONE, token));
        relations.resize(offset + forms.len(), Relation::Punctuation);
        for (number, word) in room.words.iter().enumerate() {
            let at = offset + word.token as usize;
            heads[at] = room.state.head(number).map_or(Head::NONE, token);
            relations[at] = room.state.relation(number);
        }
    }
}

/// What is kept from sentence to sentence, so that nothing is allocated anew.
#[derive(Debug, Default)]
pub(super) struct Room {
    words: Vec<Word>,
    state: State,
}
