//! Title, outlet, authors, address and language, as a page's head and its article's head say.

use super::bylines;
use super::dom::Tag;
use super::dom::{Dom, NodeId};
use super::linked_data::{self, Described};

/// The longest value of a meta element that is looked at.
const LONGEST: usize = 2000;

/// What a page says of itself, before it is judged.
#[derive(Debug, Default)]
pub(super) struct Metadata {
    /// The names of meta elements in lower case, and their content.
    pub metas: Vec<(String, String)>,
    /// What it says in JSON-LD: the article, if there is one.
    pub described: Option<Described>,
    /// What its `title` element says.
    pub page_title: Option<String>,
    /// The address that the page names as its own.
    pub canonical: Option<String>,
    /// The language that the page declares.
    pub language: Option<String>,
}

/// Reads a page's head.
pub(super) fn read(dom: &Dom) -> Metadata {
    let mut metadata = Metadata::default();
    for id in 0..dom.len() {
        match dom.tag(id) {
            Some(Tag::Meta) => {
                let content = dom.attribute(id, "content").or_else(|| dom.attribute(id, "value"));
                let Some(content) = content.filter(|content| !content.is_empty() && content.len() <= LONGEST) else {
                    continue;
                };
                // Marked items in the body may be other articles.
                let in_head = dom.ancestors(id).any(|above| dom.tag(above) == Some(Tag::Head));
                for key in
                    ["property", "name", "itemprop", "http-equiv"].iter().filter(|key| in_head || **key != "itemprop")
                {
                    if let Some(name) = dom.attribute(id, key) {
                        metadata.metas.push((name.to_ascii_lowercase(), content.to_owned()));
                    }
                }
            }
            Some(Tag::Title) if metadata.page_title.is_none() => {
                let title = dom.only_text(id).filter(|title| title.len() <= LONGEST).unwrap_or_default();
                let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
                metadata.page_title = Some(title).filter(|title| !title.is_empty());
            }
            Some(Tag::Link)
                if metadata.canonical.is_none()
                    && dom.attribute(id, "rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical")) =>
            {
                metadata.canonical = dom.attribute(id, "href").map(Into::into).filter(|href: &String| !href.is_empty());
            }
            Some(Tag::Html) if metadata.language.is_none() => {
                metadata.language = dom.attribute(id, "lang").map(Into::into).filter(|lang: &String| !lang.is_empty());
            }
            _ => {}
        }
    }
    let mut described = linked_data::read(dom);
    let title = metadata.titles().first().map(|title| key(title)).unwrap_or_default();
    // The one with the page's title, else the first article, else the page.
    let best = described.iter().enumerate().max_by_key(|(at, one)| {
        let is_titled = one.headline.as_ref().is_some_and(|headline| !title.is_empty() && key(headline) == title);
        (is_titled && one.is_article, one.is_article, one.published.is_some(), usize::MAX - at)
    });
    metadata.described = best.map(|(at, _)| at).map(|at| described.swap_remove(at));
    metadata
}

/// The letters and figures of a text, in lower case: what is the same however it is set.
pub(super) fn key(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii_alphanumeric() {
            key.push(c.to_ascii_lowercase());
        } else if c.is_alphanumeric() {
            key.extend(c.to_lowercase());
        }
    }
    key
}

impl Metadata {
    /// The content of the first meta element with one of these names, the first name first.
    pub(super) fn meta(&self, names: &[&str]) -> Option<&str> {
        names
            .iter()
            .find_map(|name| self.metas.iter().find(|(key, _)| key == name).map(|(_, content)| content.as_str()))
    }

    /// What the page says that its title is, best first.
    pub(super) fn titles(&self) -> Vec<&str> {
        let described = self.described.as_ref().filter(|one| one.is_article).and_then(|one| one.headline.as_deref());
        [
            self.meta(&["og:title"]),
            described,
            self.meta(&["twitter:title", "dc.title", "sailthru.title"]),
            self.page_title.as_deref(),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    /// What is the same of its titles however they are set, best first.
    pub(super) fn title_keys(&self) -> Vec<String> {
        self.titles().into_iter().map(key).filter(|key| !key.is_empty()).collect()
    }

    /// The headline; `headings` are the page's, in order.
    pub(super) fn title(&self, headings: &[String]) -> Option<String> {
        let titles = self.titles();
        let keys: Vec<String> = titles.iter().map(|title| key(title)).collect();
        // The heading that the head's title begins with is the title without the outlet's name.
        let fits = |heading: &&String| {
            let heading = key(heading);
            heading.chars().count() >= 8 && keys.iter().any(|title| title.contains(&heading))
        };
        if let Some(heading) = headings.iter().find(fits) {
            return Some(heading.clone());
        }
        let outlet = self.outlet();
        let title = titles.first().map(|title| without_outlet(title, outlet.as_deref()).to_owned());
        title.or_else(|| headings.first().cloned())
    }

    /// The outlet's name.
    pub(super) fn outlet(&self) -> Option<String> {
        let named = self.meta(&["og:site_name", "application-name", "dc.publisher", "publisher"]);
        let publisher = || self.described.as_ref().and_then(|one| one.publisher.clone());
        let name = named.map(str::to_owned).or_else(publisher)?;
        let name = name.trim().trim_start_matches('@');
        (!name.is_empty() && name.chars().count() <= 80 && !name.contains("://")).then(|| name.to_owned())
    }

    /// Who wrote it; `lines` are those that may say it, in order.
    pub(super) fn authors<'l>(
        &self,
        dom: &Dom,
        inside: impl Fn(NodeId) -> bool,
        lines: impl Iterator<Item = &'l str>,
    ) -> Vec<String> {
        const NAMES: [&str; 8] = [
            "author",
            "article:author",
            "parsely-author",
            "sailthru.author",
            "dc.creator",
            "byl",
            "dc.author",
            "article.author",
        ];
        let described = self.described.iter().flat_map(|one| &one.authors).flat_map(|name| bylines::names(name));
        let mut found: Vec<String> = described.collect();
        for name in NAMES {
            if found.is_empty() {
                let named = self.metas.iter().filter(|(key, _)| key == name);
                found.extend(named.flat_map(|(_, content)| bylines::names(content)));
            }
        }
        if found.is_empty() {
            let is_author = |&id: &NodeId| {
                dom.tag(id).is_some()
                    && inside(id)
                    && (dom
                        .attribute(id, "rel")
                        .is_some_and(|rel| rel.split_ascii_whitespace().any(|word| word == "author"))
                        || dom.attribute(id, "itemprop").is_some_and(|prop| prop == "author"))
            };
            found.extend((0..dom.len()).filter(is_author).flat_map(|id| bylines::names(&dom.text_of(id, 200))));
        }
        if found.is_empty() {
            found = lines.map(bylines::in_line).find(|names| !names.is_empty()).unwrap_or_default();
        }
        if found.is_empty() {
            let is_author = |&id: &NodeId| {
                dom.tag(id).is_some()
                    && inside(id)
                    && (dom.tag(id) == Some(Tag::Address) || dom.attribute(id, "class").is_some_and(names_author))
            };
            let named = (0..dom.len()).filter(is_author).map(|id| bylines::names(&dom.text_of(id, 80)));
            found = named.into_iter().find(|names| names.iter().any(|name| name.contains(' '))).unwrap_or_default();
        }
        let outlet = self.outlet().map(|outlet| key(&outlet));
        let mut seen: Vec<String> = Vec::new();
        found.retain(|name| {
            let key = key(name);
            let is_new = !seen.contains(&key) && Some(&key) != outlet.as_ref();
            seen.push(key);
            is_new
        });
        found
    }

    /// The page's own address.
    pub(super) fn url(&self, given: Option<&str>) -> Option<String> {
        let is_whole = |url: &&str| url.starts_with("http://") || url.starts_with("https://");
        let described = self.described.as_ref().and_then(|one| one.url.as_deref());
        let named = [self.canonical.as_deref(), self.meta(&["og:url"]), described];
        let named = named.into_iter().flatten().map(str::trim).find(is_whole);
        given.map(str::trim).filter(|url| !url.is_empty()).or(named).map(str::to_owned)
    }
}

/// Whether classes say that an element holds an author's name, and nothing more.
fn names_author(classes: &str) -> bool {
    classes.split_ascii_whitespace().any(|class| {
        let class = class.to_ascii_lowercase().replace(['_', '-'], "");
        class.ends_with("author")
            || class.ends_with("authorname")
            || class.ends_with("byline")
            || class.ends_with("bylinename")
    })
}

/// A title without " - The Outlet" or " | The Outlet" behind it.
fn without_outlet<'t>(title: &'t str, outlet: Option<&str>) -> &'t str {
    let Some((at, mark)) = [" | ", " - ", " – ", " — ", " :: ", " » "]
        .iter()
        .filter_map(|mark| title.rfind(mark).map(|at| (at, mark)))
        .max_by_key(|(at, _)| *at)
    else {
        return title.trim();
    };
    let (before, after) = (title[..at].trim(), title[at + mark.len()..].trim());
    let is_outlet = outlet.is_some_and(|outlet| key(outlet).contains(&key(after)) || key(after).contains(&key(outlet)));
    let is_short = *mark == " | " && after.split_whitespace().count() <= 4;
    if (is_outlet || is_short) && before.split_whitespace().count() >= 2 { before } else { title.trim() }
}
