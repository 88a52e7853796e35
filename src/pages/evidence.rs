//! What speaks for and against a piece being the article's: of itself, of the elements around it, and of its neighbours.
//!
//! In: a page's pieces and what its headline is. Out: a row of numbers for each piece. No number decides by itself; names of
//! classes are some among many, each beside the share of the page's sentences that the named element holds.

use rustc_hash::FxHashMap;

use super::article::{Article, Page};
use super::blocks::{Block, Place};
use super::dom::{Dom, NodeId, Tag};
use super::marks::Marks;
use super::metadata::key;

/// How many numbers there are of a piece.
pub(super) const COUNT: usize = 97;

/// What a piece's row holds.
pub(super) type Row = [f32; COUNT];

/// Marks in the order in which they are looked at.
const MARKS: [Marks; 10] = [
    Marks::BODY,
    Marks::PAGE,
    Marks::RELATED,
    Marks::COMMENTS,
    Marks::CAPTION,
    Marks::ABOUT,
    Marks::TITLE,
    Marks::ASIDE,
    Marks::HEAD,
    Marks::CARD,
];

/// What is known of a page before its article is.
pub(super) struct Scene<'p> {
    pub dom: &'p Dom,
    pub places: &'p [Place],
    pub blocks: &'p [Block],
    /// The keys of what the page says its title is, best first.
    pub titles: &'p [String],
    /// What the rules alone take for the article.
    pub rules: &'p Article,
    /// The article as the page's data repeat it.
    pub body: Option<&'p str>,
}

/// Sums over the pieces up to each of them.
#[derive(Default)]
struct Sums {
    prose: Vec<f32>,
    length: Vec<f32>,
    linked: Vec<f32>,
}

/// What an element holds.
#[derive(Clone, Copy, Default)]
struct Held {
    /// Characters of sentences outside links, and their share of the page's.
    prose: f32,
    share: f32,
    /// Characters, and how much of them lies in links.
    length: f32,
    linked: f32,
    pieces: f32,
}

/// What a model must have been trained with: a hash of the rows that a small page has.
pub(super) fn schema() -> u64 {
    const PAGE: &str = "<title>Ferry sails</title><body><nav class=menu><a href=/>Home</a></nav><main><article class='post-body x'>
        <h1>Ferry sails</h1><p>By Ana Ruiz, 2 May 2020</p><p>The ferry sailed on Monday, the harbour office in Larvik said.</p>
        <ul><li>It was late.<li>Nobody was <a href=/a>hurt</a>.</ul><figure><figcaption>The ferry</figcaption></figure><table><tr><td>1</table>
        <blockquote>We have waited for days, an islander said, and now we are glad.</blockquote><h2>Related</h2><p>Goats on the lawn</p></article>
        <form><div class=related><p>Brewery to close</p><div><p>Brewery to close</p></div></div></form></main>";
    let dom = Dom::parse(PAGE);
    let metadata = super::metadata::read(&dom);
    let (places, blocks) = super::blocks::read(&dom);
    let (_, rows) = Page { dom: &dom, places: &places, blocks: &blocks }.looks(&metadata, &metadata.title_keys());
    rows.iter()
        .flatten()
        .fold(COUNT as u64, |all, number| crate::hashing::mix(all.rotate_left(5) ^ u64::from(number.to_bits())))
}

/// The rows of a page's pieces.
pub(super) fn rows(scene: &Scene<'_>) -> Vec<Row> {
    let view = View::of(scene);
    (0..scene.blocks.len()).map(|at| view.row(at)).collect()
}

struct View<'p> {
    scene: &'p Scene<'p>,
    sums: Sums,
    /// For each element the smallest share of sentences held by an element around it, or itself, with each of [`MARKS`]; 2 for none.
    marked: Vec<[f32; MARKS.len()]>,
    /// For each element how many of its neighbours have its name and classes.
    alike: Vec<u32>,
    /// For each piece the element that holds it and its fellows.
    containers: Vec<NodeId>,
    /// The container with most sentences.
    main: NodeId,
    /// The keys of all pieces, and how often each occurs.
    repeated: FxHashMap<u64, u32>,
    /// Runs of four words of the article as the page's data repeat it.
    body: Option<Vec<u64>>,
    /// For each piece the heading before it.
    headings: Vec<Option<usize>>,
    first_prose: usize,
}

impl<'p> View<'p> {
    fn of(scene: &'p Scene<'p>) -> Self {
        let Scene { dom, places, blocks, .. } = *scene;
        let mut sums = Sums { prose: vec![0.0], length: vec![0.0], linked: vec![0.0] };
        let (mut prose, mut length, mut linked) = (0.0, 0.0, 0.0);
        for block in blocks {
            if block.is_prose() {
                prose += (block.length - block.linked) as f32;
            }
            length += block.length as f32;
            linked += block.linked as f32;
            sums.prose.push(prose);
            sums.length.push(length);
            sums.linked.push(linked);
        }
        let containers: Vec<NodeId> = blocks.iter().map(|block| container(dom, block.element)).collect();
        let mut repeated = FxHashMap::default();
        for block in blocks {
            *repeated.entry(block.key).or_default() += 1;
        }
        let mut heading = None;
        let headings = blocks
            .iter()
            .enumerate()
            .map(|(at, block)| {
                let before = heading;
                if block.tag.is_heading() {
                    heading = Some(at);
                }
                before
            })
            .collect();
        let after = scene.rules.headline.map_or(0, |at| at + 1);
        let mut view = Self {
            scene,
            sums,
            marked: Vec::new(),
            alike: alike(dom),
            main: 0,
            containers,
            repeated,
            body: scene.body.map(shingles),
            headings,
            first_prose: (after..blocks.len()).find(|&at| blocks[at].is_prose()).unwrap_or(after),
        };
        let mut direct: FxHashMap<NodeId, f32> = FxHashMap::default();
        for (block, container) in blocks.iter().zip(&view.containers).filter(|(block, _)| block.is_prose()) {
            *direct.entry(*container).or_default() += (block.length - block.linked) as f32;
        }
        let most = direct.iter().max_by(|a, b| a.1.total_cmp(b.1).then(b.0.cmp(a.0)));
        view.main = most.map_or(0, |(&id, _)| id);
        let mut marked: Vec<[f32; MARKS.len()]> = Vec::with_capacity(dom.len());
        for (id, place) in places.iter().enumerate() {
            let mut smallest = marked.get(dom.node(id).parent).copied().unwrap_or([2.0; MARKS.len()]);
            if place.own != Marks::NONE {
                let share = view.held(id).share;
                for (smallest, mark) in smallest.iter_mut().zip(MARKS) {
                    if place.own.meets(mark) {
                        *smallest = smallest.min(share);
                    }
                }
            }
            marked.push(smallest);
        }
        view.marked = marked;
        view
    }

    fn held(&self, id: NodeId) -> Held {
        let blocks = self.scene.blocks;
        let end = self.scene.dom.node(id).end;
        let start = blocks.partition_point(|block| block.at < id);
        let end = blocks.partition_point(|block| block.at < end);
        self.between(start, end)
    }

    fn between(&self, start: usize, end: usize) -> Held {
        let Sums { prose, length, linked } = &self.sums;
        let all = prose.last().copied().unwrap_or_default().max(1.0);
        let sentences = prose[end] - prose[start];
        let characters = length[end] - length[start];
        Held {
            prose: sentences,
            share: sentences / all,
            length: characters,
            linked: (linked[end] - linked[start]) / characters.max(1.0),
            pieces: (end - start) as f32,
        }
    }

    fn row(&self, at: usize) -> Row {
        let Scene { dom, places, blocks, .. } = *self.scene;
        let (block, rules) = (&blocks[at], self.scene.rules);
        let mut row = Numbers { row: [0.0; COUNT], next: 0 };
        let words = block.words.max(1) as f32;
        // Of itself.
        let shape = Shape::of(&block.text);
        row.push(magnitude(block.length));
        row.push(magnitude(block.words));
        row.push(block.link_share());
        row.push(block.stops as f32);
        row.flag(block.has_stop);
        row.push(block.stops as f32 / words);
        row.push(shape.commas / words);
        row.push(shape.upper);
        row.push(shape.digits);
        row.push(shape.titled / words);
        row.push(shape.letters / words);
        row.flag(shape.is_lower);
        row.push(magnitude(block.text.matches('\n').count()));
        row.flag(block.is_label);
        row.flag(block.is_dated);
        row.flag(block.is_title(self.scene.titles));
        row.push(self.repeated[&block.key].min(20) as f32);
        row.flag(block.tag == Tag::P);
        row.push(match block.tag {
            Tag::H1 => 1.0,
            Tag::H2 => 2.0,
            Tag::H3 => 3.0,
            Tag::H4 => 4.0,
            Tag::H5 => 5.0,
            Tag::H6 => 6.0,
            _ => 0.0,
        });
        row.flag(block.tag == Tag::Li);
        row.flag(matches!(block.tag, Tag::Td | Tag::Th));
        row.flag(matches!(block.tag, Tag::Dt | Tag::Dd));
        row.flag(block.tag == Tag::Pre);
        // Of the elements around it.
        let mut around = Around::default();
        let mut levels = 0.0;
        for id in std::iter::once(block.element).chain(dom.ancestors(block.element)) {
            levels += 1.0;
            match dom.tag(id) {
                Some(Tag::Article) if around.article == 0.0 => around.article = self.held(id).share.max(0.001),
                Some(Tag::Main) if around.main == 0.0 => around.main = self.held(id).share.max(0.001),
                Some(Tag::Form) => around.form = self.held(id).share.max(0.001),
                Some(Tag::Table) => around.table += 1.0,
                Some(Tag::Blockquote) => around.quote = 1.0,
                Some(Tag::Figure) => around.figure = 1.0,
                Some(Tag::Ul | Tag::Ol) => around.lists += 1.0,
                Some(Tag::Section) => around.sections += 1.0,
                _ => {}
            }
        }
        row.push(around.article);
        row.push(around.main);
        row.push(around.form);
        row.push(around.table);
        row.push(around.quote);
        row.push(around.figure);
        row.push(around.lists);
        row.push(around.sections);
        row.push(levels);
        for share in self.marked[block.element] {
            row.push(share);
        }
        let own = places[block.element].own | places[dom.node(block.element).parent].own;
        row.flag(own.meets(Marks::DROPPED));
        row.flag(own.meets(Marks::ABOUT | Marks::CAPTION | Marks::TITLE | Marks::HEAD));
        let mut holder = self.containers[at];
        for _ in 0..3 {
            let held = self.held(holder);
            row.push(held.share);
            row.push(held.linked);
            row.push(held.prose / held.length.max(1.0));
            row.push(magnitude(held.pieces as usize));
            row.push(magnitude(self.alike[holder] as usize));
            holder = container(dom, dom.node(holder).parent);
        }
        // How far it is from where most of the sentences are.
        let (up, down, shared) = self.way(self.containers[at]);
        let held = self.held(shared);
        row.push(up);
        row.push(down);
        row.push(held.share);
        row.push(self.held(self.main).share);
        row.push(held.linked);
        // What the rules say.
        row.flag(rules.kept.binary_search(&at).is_ok());
        row.flag((rules.element..dom.node(rules.element).end).contains(&block.at));
        row.push(self.held(rules.element).share);
        row.push(rules.kept.first().map_or(-100.0, |&first| (at as f32 - first as f32).clamp(-60.0, 60.0)));
        row.push(rules.kept.last().map_or(-100.0, |&last| (at as f32 - last as f32).clamp(-60.0, 60.0)));
        // Where on the page it is.
        let all = self.between(0, blocks.len());
        let before = self.between(0, at);
        row.push(at as f32 / blocks.len() as f32);
        row.push(before.share);
        row.push(magnitude(blocks.len()));
        row.push(magnitude(all.prose as usize));
        row.push(rules.headline.map_or(-100.0, |headline| (at as f32 - headline as f32).clamp(-60.0, 60.0)));
        row.push((at as f32 - self.first_prose as f32).clamp(-60.0, 60.0));
        row.flag(rules.headline.is_some_and(|headline| headline < at && at <= self.first_prose));
        // What stands beside it.
        for step in [-2isize, -1, 1, 2] {
            let beside = at.checked_add_signed(step).and_then(|at| blocks.get(at));
            row.push(beside.map_or(-1.0, |beside| magnitude(beside.length)));
            row.push(beside.map_or(-1.0, Block::link_share));
        }
        for step in [-1isize, 1] {
            let beside = at.checked_add_signed(step).filter(|&at| at < blocks.len());
            row.flag(beside.is_some_and(|at| blocks[at].has_stop));
            row.flag(beside.is_some_and(|other| self.containers[other] == self.containers[at]));
            row.flag(beside.is_some_and(|at| blocks[at].is_label));
        }
        let behind = self.between((at + 1).min(blocks.len()), (at + 6).min(blocks.len()));
        let ahead = self.between(at.saturating_sub(5), at);
        row.push(ahead.prose / ahead.length.max(1.0));
        row.push(behind.prose / behind.length.max(1.0));
        let heading = self.headings[at];
        row.push(heading.map_or(-1.0, |heading| magnitude((before.length - self.sums.length[heading]) as usize)));
        row.flag(heading.is_some_and(|heading| blocks[heading].is_label));
        row.push(heading.map_or(-1.0, |heading| blocks[heading].link_share()));
        row.push(heading.map_or(-1.0, |heading| self.way(self.containers[heading]).0));
        row.push(self.body.as_ref().map_or(-1.0, |body| found_in(&block.text, body)));
        row.finish()
    }

    /// How many containers lie between the main one and the nearest that is around both, and on this side; and that one.
    fn way(&self, from: NodeId) -> (f32, f32, NodeId) {
        let dom = self.scene.dom;
        let (mut up, mut shared) = (0.0, self.main);
        while shared != 0 && !(shared <= from && from < dom.node(shared).end) {
            shared = container(dom, dom.node(shared).parent);
            up += 1.0;
        }
        let (mut down, mut at) = (0.0, from);
        while at != 0 && at != shared {
            at = container(dom, dom.node(at).parent);
            down += 1.0;
        }
        (up, down, shared)
    }
}

/// Numbers that are put into a row one by one.
struct Numbers {
    row: Row,
    next: usize,
}

impl Numbers {
    fn push(&mut self, number: f32) {
        self.row[self.next] = number;
        self.next += 1;
    }

    fn flag(&mut self, is_so: bool) {
        self.push(f32::from(u8::from(is_so)));
    }

    fn finish(self) -> Row {
        debug_assert_eq!(self.next, COUNT);
        self.row
    }
}

/// The elements around a piece, by what they are.
#[derive(Default)]
struct Around {
    article: f32,
    main: f32,
    form: f32,
    table: f32,
    quote: f32,
    figure: f32,
    lists: f32,
    sections: f32,
}

/// How a piece's characters look.
#[derive(Default)]
struct Shape {
    commas: f32,
    /// The shares of capitals among letters and of figures among letters and figures.
    upper: f32,
    digits: f32,
    /// Words with a capital, and letters.
    titled: f32,
    letters: f32,
    is_lower: bool,
}

impl Shape {
    fn of(text: &str) -> Self {
        let mut shape = Self::default();
        let (mut upper, mut digits) = (0.0, 0.0);
        let mut before = ' ';
        for c in text.chars() {
            if c.is_alphabetic() {
                shape.letters += 1.0;
                if c.is_uppercase() {
                    upper += 1.0;
                    shape.titled += f32::from(u8::from(!before.is_alphanumeric()));
                }
            } else if c.is_numeric() {
                digits += 1.0;
            } else if matches!(c, ',' | '،' | '、' | '，') {
                shape.commas += 1.0;
            }
            before = c;
        }
        shape.upper = upper / shape.letters.max(1.0);
        shape.digits = digits / (shape.letters + digits).max(1.0);
        shape.is_lower = text.chars().next().is_some_and(char::is_lowercase);
        shape
    }
}

/// The logarithm of a count, which is the same on every machine.
fn magnitude(count: usize) -> f32 {
    libm::log2f(1.0 + count as f32)
}

/// The nearest element that is more than a line, a list or a row: itself or one around it.
fn container(dom: &Dom, mut id: NodeId) -> NodeId {
    use Tag::*;
    while id != 0
        && matches!(
            dom.tag(id),
            Some(
                P | H1
                    | H2
                    | H3
                    | H4
                    | H5
                    | H6
                    | Li
                    | Ul
                    | Ol
                    | Dl
                    | Dt
                    | Dd
                    | Blockquote
                    | Pre
                    | Figure
                    | Figcaption
                    | Th
                    | Tr
                    | Tbody
                    | Thead
                    | Span
                    | A
                    | Other
            )
        )
    {
        id = dom.node(id).parent;
    }
    id
}

/// For each element how many of its neighbours, itself counted in, have its name and classes.
fn alike(dom: &Dom) -> Vec<u32> {
    let mut counts: FxHashMap<(NodeId, u64), u32> = FxHashMap::default();
    let signatures: Vec<(NodeId, u64)> = (0..dom.len()).map(|id| (dom.node(id).parent, dom.signature(id))).collect();
    for signature in &signatures {
        *counts.entry(*signature).or_default() += 1;
    }
    signatures.iter().map(|signature| counts[signature]).collect()
}

fn hash(text: &str) -> u64 {
    crate::hashing::hash(text.as_bytes())
}

/// Hashes of the runs of four words of a text, sorted.
fn shingles(text: &str) -> Vec<u64> {
    let words: Vec<u64> = keyed_words(text).collect();
    let mut shingles: Vec<u64> = words.windows(4).map(run).collect();
    shingles.sort_unstable();
    shingles
}

fn keyed_words(text: &str) -> impl Iterator<Item = u64> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(|word| hash(&key(word)))
}

fn run(words: &[u64]) -> u64 {
    words.iter().fold(0, |all, &word| crate::hashing::mix(all ^ word))
}

/// The share of a text's runs of four words that are among these.
fn found_in(text: &str, shingles: &[u64]) -> f32 {
    let words: Vec<u64> = keyed_words(text).collect();
    let runs = words.windows(4);
    let all = runs.len();
    let found = runs.filter(|words| shingles.binary_search(&run(words)).is_ok()).count();
    if all == 0 { -0.5 } else { found as f32 / all as f32 }
}
