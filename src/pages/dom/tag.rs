//! The elements of HTML that reading a page tells apart.

macro_rules! tags {
    ($($variant:ident = $name:literal),+ $(,)?) => {
        /// An element's name.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
        pub(in crate::pages) enum Tag {
            /// The document itself.
            #[default]
            Root,
            $($variant,)+
            /// Any other element.
            Other,
        }

        impl Tag {
            /// The element of this name, in lower case.
            pub(in crate::pages) fn of_lower(name: &[u8]) -> Self {
                $(const $variant: &[u8] = $name.as_bytes();)+
                #[allow(non_upper_case_globals)]
                match name {
                    $($variant => Self::$variant,)+
                    _ => Self::Other,
                }
            }
        }
    };
}

#[allow(non_upper_case_globals)]
mod names {
    tags! {
        A = "a", Abbr = "abbr", Address = "address", Article = "article", Aside = "aside", Audio = "audio", Base = "base",
        Blockquote = "blockquote", Body = "body", Br = "br", Button = "button", Canvas = "canvas", Caption = "caption",
        Center = "center", Cite = "cite", Col = "col", Dd = "dd", Del = "del", Details = "details", Div = "div",
        Dl = "dl", Dt = "dt", Embed = "embed", Fieldset = "fieldset", Figcaption = "figcaption", Figure = "figure",
        Footer = "footer", Form = "form", H1 = "h1", H2 = "h2", H3 = "h3", H4 = "h4", H5 = "h5", H6 = "h6",
        Head = "head", Header = "header", Hr = "hr", Html = "html", Iframe = "iframe", Img = "img", Input = "input",
        Label = "label", Legend = "legend", Li = "li", Link = "link", Main = "main", Mark = "mark", Math = "math",
        Menu = "menu", Meta = "meta", Nav = "nav", Noembed = "noembed", Noframes = "noframes", Noscript = "noscript",
        Object = "object", Ol = "ol", Optgroup = "optgroup", Option = "option", P = "p", Param = "param", Picture = "picture",
        Plaintext = "plaintext", Pre = "pre", Q = "q", Script = "script", Section = "section", Select = "select", Small = "small",
        Source = "source", Span = "span", Style = "style", Sub = "sub", Summary = "summary", Sup = "sup",
        Svg = "svg", Table = "table", Tbody = "tbody", Td = "td", Template = "template", Textarea = "textarea",
        Tfoot = "tfoot", Th = "th", Thead = "thead", Time = "time", Title = "title", Tr = "tr", Track = "track", U = "u",
        Ul = "ul", Video = "video", Wbr = "wbr", Xmp = "xmp",
    }
}

pub(in crate::pages) use names::Tag;

impl Tag {
    /// The element of this name, in any case.
    pub(super) fn of(name: &str) -> Self {
        const LONGEST: usize = 10;
        let mut lower = [0; LONGEST];
        match lower.get_mut(..name.len()) {
            None => Self::Other,
            Some(lower) => {
                lower.copy_from_slice(name.as_bytes());
                lower.make_ascii_lowercase();
                Self::of_lower(lower)
            }
        }
    }

    /// Whether it begins a line of its own, and closes an open paragraph.
    pub(in crate::pages) fn is_block(self) -> bool {
        use Tag::*;
        matches!(
            self,
            Address
                | Article
                | Aside
                | Blockquote
                | Body
                | Caption
                | Center
                | Dd
                | Details
                | Div
                | Dl
                | Dt
                | Fieldset
                | Figcaption
                | Figure
                | Footer
                | Form
                | H1
                | H2
                | H3
                | H4
                | H5
                | H6
                | Header
                | Hr
                | Html
                | Legend
                | Li
                | Main
                | Menu
                | Nav
                | Ol
                | Option
                | P
                | Pre
                | Root
                | Section
                | Summary
                | Table
                | Tbody
                | Td
                | Tfoot
                | Th
                | Thead
                | Tr
                | Ul
                | Xmp
        )
    }

    /// Whether it is a heading.
    pub(in crate::pages) fn is_heading(self) -> bool {
        use Tag::*;
        matches!(self, H1 | H2 | H3 | H4 | H5 | H6)
    }

    /// Whether what is in it is never an article's text.
    pub(in crate::pages) fn is_unread(self) -> bool {
        use Tag::*;
        matches!(
            self,
            Script
                | Style
                | Noscript
                | Template
                | Svg
                | Math
                | Iframe
                | Object
                | Embed
                | Button
                | Select
                | Optgroup
                | Option
                | Textarea
                | Input
                | Canvas
                | Audio
                | Video
                | Noembed
                | Noframes
                | Head
                | Title
                | Legend
        )
    }
}
