//! What stands between html5ever's tokens and its tree, so that any page takes time in proportion to its length.
//!
//! A standard parser looks through all open elements at most tags, opens formatting elements that were left open anew in
//! every paragraph, and compares each attribute with all others of its tag: all of this costs the square of a hostile page.
//! So elements deeper than [`DEEPEST`] are left out of the tree, as browsers do, formatting elements but links, which say
//! nothing here, count as `span`, and attributes beyond a number of them are not read.

use std::cell::{Cell, RefCell};
use std::ops::Range;

use html5ever::buffer_queue::BufferQueue;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{TagKind, Token, TokenSink, TokenSinkResult, Tokenizer};
use html5ever::tree_builder::TreeBuilder;
use html5ever::{LocalName, TokenizerResult, local_name};
use memchr::memchr;
use rustc_hash::FxHashMap;

use super::attributes::{OpenTag, Reach};
use super::sink::{Handle, Sink};
use crate::parallel::stopping_point;

/// How many elements may be open at once.
const DEEPEST: u32 = 512;

/// The tree of a page.
pub(super) fn parse(html: &str) -> Sink {
    let feeder = Feeder::new(html);
    feeder.read();
    feeder.into_tree()
}

/// Hands a page to html5ever, but for attributes that are too many for a tag.
struct Feeder {
    page: StrTendril,
    tokenizer: Tokenizer<Guard>,
    queue: BufferQueue,
}

/// What html5ever is in at the end of what it was handed, as far as it matters here.
#[derive(Clone, Copy)]
enum State {
    /// Text, of the page or of a script, or whatever else it gives a token for.
    Text,
    Tag(OpenTag),
    /// A tag whose attributes are no more handed on.
    FullTag(OpenTag),
    /// A comment, or what is taken for one: it gives no token before its end.
    Comment,
}

impl Feeder {
    fn new(html: &str) -> Self {
        let builder = TreeBuilder::new(Sink::new(html.len()), Default::default());
        let guard = Guard { builder, has_told: Cell::default(), left_out: RefCell::default() };
        let tokenizer = Tokenizer::new(guard, Default::default());
        Self { page: StrTendril::from_slice(html), tokenizer, queue: BufferQueue::default() }
    }

    fn into_tree(self) -> Sink {
        self.tokenizer.end();
        self.tokenizer.sink.builder.sink
    }

    fn read(&self) {
        let bytes = self.page.as_bytes();
        let mut state = State::Text;
        let mut start = 0;
        // A tag begins with a mark, and goes on behind others only where they are quoted.
        while start < bytes.len() {
            let next = memchr(b'<', &bytes[start + 1..]).map_or(bytes.len(), |at| start + 1 + at);
            state = self.read_piece(start..next, state);
            start = next;
        }
    }

    /// Hands on what stands up to the next mark.
    fn read_piece(&self, piece: Range<usize>, state: State) -> State {
        match state {
            State::Text if self.page.as_bytes()[piece.start] == b'<' => {
                // What was open before, such as the name of a character, ends at the mark.
                self.feed(piece.start..piece.start + 1);
                let rest = piece.start + 1..piece.end;
                let behind = &self.page.as_bytes()[rest.clone()];
                if let Some(tag) = OpenTag::beginning(behind) {
                    return self.read_tag(rest, tag);
                }
                // Of these, nothing is left; of other marks there are those themselves.
                let is_nothing = behind.starts_with(b"/>") || behind.starts_with(b"![CDATA[]]>");
                let begins_comment = matches!(behind.first(), Some(b'!' | b'?' | b'/')) && !is_nothing;
                self.read_rest(rest, if begins_comment { State::Comment } else { State::Text })
            }
            State::Text | State::Comment => self.read_rest(piece, state),
            State::Tag(tag) => self.read_tag(piece, tag),
            State::FullTag(tag) => self.leave_out(piece, tag),
        }
    }

    fn read_tag(&self, piece: Range<usize>, mut tag: OpenTag) -> State {
        let state = match tag.read(&self.page.as_bytes()[piece.clone()]) {
            Reach::Full(at) => {
                let full = piece.start + at;
                if !self.feed(piece.start..full) {
                    return self.leave_out(full..piece.end, tag);
                }
                // It is none: a script looks like one.
                return self.read_rest(full..piece.end, State::Text);
            }
            Reach::Ends(_) => State::Text,
            Reach::Open => State::Tag(tag),
        };
        self.read_rest(piece, state)
    }

    fn leave_out(&self, piece: Range<usize>, mut tag: OpenTag) -> State {
        match tag.end(&self.page.as_bytes()[piece.clone()]) {
            Some(end) => self.read_rest(piece.start + end..piece.end, State::Text),
            None => State::FullTag(tag),
        }
    }

    /// Hands on all of it; the state is another one if a token was given, which there is none of within it.
    fn read_rest(&self, rest: Range<usize>, state: State) -> State {
        if self.feed(rest) { State::Text } else { state }
    }

    /// Hands on characters; whether a token was given for them.
    fn feed(&self, characters: Range<usize>) -> bool {
        let guard = &self.tokenizer.sink;
        guard.has_told.set(false);
        if !characters.is_empty() {
            let (start, length) = (characters.start as u32, characters.len() as u32);
            self.queue.push_back(self.page.subtendril(start, length));
        }
        // A script ends a round: nobody runs it.
        while let TokenizerResult::Script(_) | TokenizerResult::EncodingIndicator(_) = self.tokenizer.feed(&self.queue)
        {
        }
        guard.has_told.get()
    }
}

struct Guard {
    builder: TreeBuilder<Handle, Sink>,
    /// Whether there was a token since this was last asked.
    has_told: Cell<bool>,
    /// How many open elements of each name are not in the tree.
    left_out: RefCell<FxHashMap<LocalName, usize>>,
}

impl TokenSink for Guard {
    type Handle = Handle;

    fn process_token(&self, mut token: Token, line: u64) -> TokenSinkResult<Handle> {
        stopping_point();
        if !matches!(token, Token::ParseError(_)) {
            self.has_told.set(true);
        }
        if let Token::TagToken(tag) = &mut token {
            if is_formatting(&tag.name) {
                tag.name = local_name!("span");
            }
            let mut left_out = self.left_out.borrow_mut();
            match tag.kind {
                TagKind::StartTag if self.builder.sink.depth() >= DEEPEST && !is_raw(&tag.name) => {
                    *left_out.entry(tag.name.clone()).or_default() += 1;
                    return TokenSinkResult::Continue;
                }
                TagKind::EndTag if !left_out.is_empty() => {
                    if let Some(open) = left_out.get_mut(&tag.name).filter(|open| **open > 0) {
                        *open -= 1;
                        return TokenSinkResult::Continue;
                    }
                }
                _ => {}
            }
        }
        self.builder.process_token(token, line)
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

fn is_formatting(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("b")
            | local_name!("big")
            | local_name!("code")
            | local_name!("em")
            | local_name!("font")
            | local_name!("i")
            | local_name!("nobr")
            | local_name!("s")
            | local_name!("small")
            | local_name!("strike")
            | local_name!("strong")
            | local_name!("tt")
            | local_name!("u")
    )
}

/// Whether what follows is text, whatever it looks like: leaving out its tag would make tags of it.
fn is_raw(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("script")
            | local_name!("style")
            | local_name!("textarea")
            | local_name!("title")
            | local_name!("iframe")
            | local_name!("noembed")
            | local_name!("noframes")
            | local_name!("noscript")
            | local_name!("xmp")
            | local_name!("plaintext")
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::Dom;
    use super::super::attributes::MOST;
    use super::*;

    fn at_once(html: &str) -> Dom {
        let feeder = Feeder::new(html);
        feeder.feed(0..html.len());
        feeder.into_tree().in_order()
    }

    /// A tree in words, whoever holds its characters.
    fn written(page: &Dom) -> String {
        format!("{page:?}").replace("(owned:", "(").replace("(shared:", "(").replace("(inline:", "(")
    }

    const PIECES: &[&str] = &[
        "<p>",
        "</p>",
        "<p a=1 b='<' c=\"<b>\" d=>",
        "<a href=",
        "\"",
        "'",
        "<!--",
        "-->",
        "--!>",
        "<!",
        "<?",
        ">",
        "<",
        "</",
        "<script>",
        "</script>",
        "<style>",
        "</style>",
        "<textarea>",
        "</textarea>",
        "<title>",
        "</title>",
        "<svg>",
        "</svg>",
        "<math><mi>",
        "<![CDATA[",
        "]]>",
        "<plaintext>",
        "<!doctype html>",
        "&am",
        "&amp;",
        "&#x4",
        "a",
        " b=c ",
        "/",
        "=",
        "\n",
        "\0",
        "é",
    ];

    proptest! {
        #[test]
        fn a_page_read_piece_by_piece_is_the_page_read_at_once(
            pieces in proptest::collection::vec(prop::sample::select(PIECES), 0..40)
        ) {
            let html = pieces.concat();
            prop_assert_eq!(written(&Dom::parse(&html)), written(&at_once(&html)));
        }

        #[test]
        fn no_tag_has_more_attributes_than_are_read_wherever_it_hides(
            before in proptest::collection::vec(prop::sample::select(PIECES), 0..12)
        ) {
            let many: String = (0..MOST * 3).map(|number| format!(" a{number}=x")).collect();
            let page = Dom::parse(&format!("{}<p{many} z='<>'>Talks</p>", before.concat()));
            for id in 0..page.len() {
                prop_assert!(page.attributes(id).count() <= MOST + before.len() * 5);
            }
        }
    }

    #[test]
    fn what_stands_behind_too_many_attributes_is_read() {
        let many: String = (0..MOST * 2).map(|number| format!(" a{number}='<p>'")).collect();
        for (html, text) in [
            (format!("<p{many} z=\"a>b<c\">Talks</p>"), "Talks"),
            (format!("<p{many} z=a/>Talks</p{many}> go on"), "Talks go on"),
            (format!("<script>if (a <b{many}) {{}} \"</script>Talks"), "Talks"),
            (format!("<textarea><p{many}></textarea>Talks"), "Talks"),
            (format!("<!-- <a b=\" --><p{many}>Talks"), "Talks"),
        ] {
            let page = Dom::parse(&html);
            assert!(page.text_of(0, 1 << 20).contains(text), "{}", &html[..40]);
            assert!((0..page.len()).all(|id| page.attributes(id).count() <= MOST));
        }
        let script = format!("<script>if (a <b{many}) {{}} \"</script>Talks");
        let page = Dom::parse(&script);
        let found = (0..page.len()).find_map(|id| page.only_text(id).filter(|text| text.starts_with("if")));
        assert!(found.is_some_and(|text| text.ends_with("{} \"") && text.len() > many.len()));
    }
}
