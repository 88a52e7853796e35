//! Pages as they are met in the field: what is the article, and what is not, who wrote it and when.
//!
//! `tests/cases/pages.md` says in which form the cases are written.

use onrecord::stages::pages::{self, Page, Source};

const CASES: &str = include_str!("cases/pages.md");

/// What the cases share.
struct Shared<'c> {
    story: Vec<&'c str>,
    others: &'c str,
}

impl<'c> Shared<'c> {
    fn read() -> Self {
        let named = |name: &str| {
            let lines = CASES.lines().filter_map(|line| line.split_once("  "));
            lines.filter(|(start, _)| *start == name).map(|(_, rest)| rest).next().expect("every name has a line")
        };
        Self { story: ["1", "2", "3", "4"].map(named).to_vec(), others: named("others") }
    }

    /// A page with what stands in braces filled in.
    fn page(&self, input: &str) -> String {
        let (head, body) = input.rsplit_once(" §§ ").unwrap_or(("", input));
        let title = "Island ferry to sail again in May";
        let mut filled = format!("<html><head><title>{title}</title>{head}</head><body>");
        let mut rest = body;
        while let Some((before, behind)) = rest.split_once('{') {
            let (name, after) = behind.split_once('}').expect("braces close");
            filled.push_str(before);
            match name.split_once(' ').unwrap_or((name, "")) {
                ("h", _) => filled.push_str(&format!("<h1>{title}</h1>")),
                ("others", _) => filled.push_str(self.others),
                ("story", attributes) => {
                    for paragraph in &self.story {
                        filled.push_str(&format!("<p {attributes}>{paragraph}</p>"));
                    }
                }
                (number, _) => {
                    let at: usize = number.parse().expect("a paragraph's number");
                    filled.push_str(&format!("<p>{}</p>", self.story[at - 1]));
                }
            }
            rest = after;
        }
        filled + rest
    }

    /// Whether a page is as expected.
    fn holds(&self, page: &Page, expected: &str) -> bool {
        let has = |words: &str| page.text.split_whitespace().collect::<Vec<_>>().join(" ").contains(words);
        let quoted = |prefix: &str| expected.strip_prefix(prefix).and_then(|rest| rest.strip_suffix('⟧'));
        if let Some(words) = quoted("no text ⟦") {
            return !has(words);
        }
        if let Some(words) = quoted("text ⟦") {
            return has(words);
        }
        if let Some(words) = quoted("caption ⟦") {
            let mut captions = page.blocks.iter().filter(|block| block.role.as_str() == "caption");
            return captions.any(|block| block.span.of(&page.text) == words);
        }
        if let Some(names) = expected.strip_prefix("authors ") {
            return page.authors.join(", ") == names;
        }
        if let Some(day) = expected.strip_prefix("published ") {
            return page.published.map_or("none".to_owned(), |day| day.to_string()) == day;
        }
        if let Some(day) = expected.strip_prefix("saved ") {
            return page.saved.map_or("none".to_owned(), |day| day.to_string()) == day;
        }
        if let Some(url) = expected.strip_prefix("url ") {
            return page.url.as_deref() == Some(url);
        }
        match expected {
            "story" => self.story.iter().all(|paragraph| has(paragraph)),
            "no others" => !["The brewery", "A court in Valle", "The museum says"].iter().any(|words| has(words)),
            _ => panic!("{expected} is not known"),
        }
    }
}

#[test]
fn pages_of_the_field() {
    let shared = Shared::read();
    let lines: Vec<&str> = CASES.lines().collect();
    let mut wrong = Vec::new();
    let mut count = 0;
    for pair in lines.windows(2) {
        let (Some((name, input)), Some(expected)) = (pair[0].split_once(" | "), pair[1].strip_prefix("= ")) else {
            continue;
        };
        count += 1;
        let html = shared.page(input.split(" ## ").next().unwrap_or(input));
        let page = pages::read(Source { bytes: html.as_bytes(), ..Source::default() });
        let missed: Vec<&str> =
            expected.split(';').map(str::trim).filter(|expected| !shared.holds(&page, expected)).collect();
        if !missed.is_empty() {
            wrong.push(format!("{name}: not {}, but {page:?}", missed.join(", nor ")));
        }
    }
    assert!(count >= 50, "only {count} cases were read");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
