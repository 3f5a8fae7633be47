//! How an element is shown, by its name, its attributes and what is declared for it: the part of CSS that
//! decides what is text and seen, where lines end and whether white space counts.

use ego_tree::NodeRef;
use scraper::Node;
use scraper::node::Element;

use super::css::{Declarations, Length, Paint, Property, Styles, picture_in};
use super::direction;
use super::element::{attribute, html_name};
use super::look::FontSize;
use super::unseen::is_unseen;
use crate::model::text::Shift;

/// How an element is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Display {
    /// Not text, whatever is declared: scripts, form controls, drawings.
    Silent,
    /// Not shown, with all it holds.
    None,
    Inline,
    Block,
}

/// What white space means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum WhiteSpace {
    /// One space for any run of it.
    #[default]
    Collapse,
    /// As `Collapse`, but line breaks end a line.
    Lines,
    /// All of it counts.
    Keep,
}

/// How an element is shown; what is `None` is as around it.
#[derive(Clone, Debug)]
pub(super) struct Style {
    pub display: Display,
    pub white_space: Option<WhiteSpace>,
    /// A line goes through the element and all it holds.
    pub is_struck: bool,
    /// The element is laid out, but nothing of it is seen.
    pub is_hidden: bool,
    pub is_visible: Option<bool>,
    pub shift: Option<Raise>,
    pub font_size: Option<FontSize>,
    pub color: Option<Paint>,
    pub background: Option<Paint>,
    pub direction: direction::Declared,
    /// What names the picture behind the element, and the one in its place.
    pub pictures: Pictures,
}

/// What names the pictures that an element declares.
#[derive(Clone, Debug, Default)]
pub(super) struct Pictures {
    pub behind: Option<String>,
    pub instead: Option<String>,
}

/// Text off the line: a superscript, a subscript, the reading above a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Raise {
    Surely(Shift),
    /// Where the text is smaller than that around it.
    IfSmaller(Shift),
}

impl Style {
    pub fn of(node: NodeRef<'_, Node>, element: &Element, styles: &Styles<'_>) -> Self {
        let name = html_name(element);
        let inline = attribute(element, "style");
        let mut declared = match (styles.get(node.id()), inline) {
            (None, None) => Declarations::default(),
            (sheets, inline) => {
                let mut declared = sheets.cloned().unwrap_or_default();
                declared.add(inline.unwrap_or_default());
                declared
            }
        };
        let substituted = substituted(&declared, node, inline.unwrap_or_default(), styles);
        for (property, value) in &substituted {
            declared.replace(*property, value);
        }
        let mut style = Self {
            display: display(element, name, &declared),
            white_space: (matches!(name, Some("pre" | "listing" | "xmp" | "plaintext")))
                .then_some(WhiteSpace::Keep),
            is_struck: matches!(name, Some("del" | "s" | "strike")),
            is_hidden: false,
            is_visible: None,
            shift: None,
            font_size: None,
            color: None,
            background: attribute(element, "bgcolor").and_then(Paint::parse),
            direction: direction::Declared::of(element, name, &declared),
            pictures: Pictures::default(),
        };
        if !declared.is_empty() {
            style.declare(&declared);
        }
        if let Some(address) = attribute(element, "background").filter(|_| name == Some("td")) {
            style.pictures.behind = Some(address.rsplit('/').next().unwrap_or_default().to_owned());
        }
        match name {
            Some("sup" | "rt") => style.shift = Some(Raise::Surely(Shift::Raised)),
            Some("sub") => style.shift = Some(Raise::Surely(Shift::Lowered)),
            Some("font") => style.color = style.color.or(attribute(element, "color").and_then(Paint::parse)),
            Some("table" | "tbody" | "thead" | "tfoot" | "tr" | "td" | "th") => style.shift = None,
            _ => {}
        }
        style
    }

    /// How the element is laid out, without the rest.
    pub fn display_of(node: NodeRef<'_, Node>, element: &Element, styles: &Styles<'_>) -> Display {
        let mut declared = styles.get(node.id()).cloned().unwrap_or_default();
        let inline = attribute(element, "style").unwrap_or_default();
        declared.add_where(inline, |property| property == Property::Display);
        let substituted = substituted(&declared, node, inline, styles);
        for (property, value) in &substituted {
            declared.replace(*property, value);
        }
        display(element, html_name(element), &declared)
    }

    fn declare(&mut self, declared: &Declarations<'_>) {
        let get = |property| declared.get(property);
        self.white_space = white_space(get(Property::WhiteSpace)).or(self.white_space);
        match get(Property::TextDecoration) {
            "" => {}
            line => self.is_struck = has_word(line, "line-through"),
        }
        self.is_visible = match keyword(get(Property::Visibility)) {
            value if is_any(value, &["hidden", "collapse"]) => Some(false),
            value if is_any(value, &["visible"]) => Some(true),
            _ => None,
        };
        self.is_hidden = is_unseen(declared);
        self.font_size = FontSize::parse(get(Property::FontSize));
        self.color = Paint::parse(get(Property::TextFill)).or_else(|| Paint::parse(get(Property::Color)));
        self.background = Paint::parse(get(Property::Background)).or(self.background);
        let image = get(Property::BackgroundImage);
        if image.contains('(') {
            self.background = Some(Paint::Unknown);
        }
        if is_any(keyword(get(Property::BackgroundClip)), &["text"]) {
            self.color = Some(Paint::Unknown); // the background shines through the letters
        }
        self.shift = shift(declared);
        let behind = if image.is_empty() { get(Property::Background) } else { image };
        self.pictures = Pictures {
            behind: picture_in(behind).map(str::to_owned),
            instead: picture_in(get(Property::Content)).map(str::to_owned),
        };
    }
}

/// The declared values that refer to custom properties, with what they refer to.
fn substituted(
    declared: &Declarations<'_>,
    node: NodeRef<'_, Node>,
    inline: &str,
    styles: &Styles<'_>,
) -> Vec<(Property, String)> {
    if !styles.refers() && !inline.contains("var(") {
        return Vec::new();
    }
    declared.referring().map(|(property, value)| (property, styles.substituted(value, node))).collect()
}

/// How the first letter of an element looks, in a text that looks like this.
pub(super) fn first_letter(declared: &Declarations<'_>, element: &Element) -> Style {
    let mut style = Style {
        display: Display::Inline,
        white_space: None,
        is_struck: false,
        is_hidden: false,
        is_visible: None,
        shift: None,
        font_size: None,
        color: None,
        background: None,
        direction: direction::Declared::of(element, None, declared),
        pictures: Pictures::default(),
    };
    style.declare(declared);
    style
}

/// The first word of a value.
pub(super) fn keyword(value: &str) -> &str {
    value.split_ascii_whitespace().next().unwrap_or_default()
}

pub(super) fn has_word(value: &str, word: &str) -> bool {
    value.split_ascii_whitespace().any(|other| other.eq_ignore_ascii_case(word))
}

/// Whether a value is one of these keywords, in any case.
pub(super) fn is_any(value: &str, keywords: &[&str]) -> bool {
    keywords.iter().any(|keyword| value.eq_ignore_ascii_case(keyword))
}

fn display(element: &Element, name: Option<&str>, declared: &Declarations<'_>) -> Display {
    let value = keyword(declared.get(Property::Display));
    let is_closed_dialog = || name == Some("dialog") && attribute(element, "open").is_none();
    let is_taken_out = if value.is_empty() {
        attribute(element, "hidden").is_some()
            || attribute(element, "popover").is_some()
            || is_closed_dialog()
    } else {
        is_any(value, &["none"])
    };
    if is_taken_out {
        return Display::None;
    }
    let Some(name) = name else { return foreign(element) };
    if is_silent(name) {
        return Display::Silent;
    }
    let is_block =
        is_any(value, &["block", "flex", "grid", "list-item", "table", "flow-root"]) || is_block(name);
    if is_block { Display::Block } else { Display::Inline }
}

fn white_space(value: &str) -> Option<WhiteSpace> {
    let value = keyword(value);
    if is_any(value, &["pre", "pre-wrap", "break-spaces"]) {
        Some(WhiteSpace::Keep)
    } else if is_any(value, &["pre-line"]) {
        Some(WhiteSpace::Lines)
    } else if is_any(value, &["normal", "nowrap"]) {
        Some(WhiteSpace::Collapse)
    } else {
        None
    }
}

/// Where the text is in relation to its line.
fn shift(declared: &Declarations<'_>) -> Option<Raise> {
    /// Hundredths of a pixel by which text is moved for the look of it.
    const SMALLEST: i64 = 250;
    let of_length = |length: i64| {
        let shift = if length > 0 { Shift::Raised } else { Shift::Lowered };
        match length.abs() {
            0 => None,
            length if length > SMALLEST => Some(Raise::Surely(shift)),
            _ => Some(Raise::IfSmaller(shift)),
        }
    };
    let length = |value: &str| match Length::parse(value) {
        Some(Length::Percent(share)) => Some(share.saturating_mul(1600) / 10_000),
        length => length.and_then(|length| length.absolute(1600)),
    };
    let align = keyword(declared.get(Property::VerticalAlign));
    let font = declared.get(Property::FontPosition);
    if is_any(align, &["super"]) || has_word(font, "super") {
        return Some(Raise::Surely(Shift::Raised));
    } else if is_any(align, &["sub"]) || has_word(font, "sub") {
        return Some(Raise::Surely(Shift::Lowered));
    } else if is_any(align, &["top", "text-top"]) {
        return Some(Raise::IfSmaller(Shift::Raised));
    } else if is_any(align, &["bottom", "text-bottom"]) {
        return Some(Raise::IfSmaller(Shift::Lowered));
    }
    let moved = if is_any(keyword(declared.get(Property::Position)), &["relative"]) {
        length(declared.get(Property::Top)).map(|top| -top)
    } else {
        None
    };
    let raised = length(declared.get(Property::MsoTextRaise));
    length(align).or(raised).or(moved).and_then(of_length)
}

/// Formulas are text; drawings are not.
fn foreign(element: &Element) -> Display {
    if &*element.name.local == "svg" { Display::Silent } else { Display::Inline }
}

pub(super) fn is_silent(name: &str) -> bool {
    matches!(
        name,
        "script"
            | "style"
            | "noscript"
            | "template"
            | "link"
            | "base"
            | "input"
            | "select"
            | "button"
            | "textarea"
            | "datalist"
            | "iframe"
            | "object"
            | "embed"
            | "applet"
            | "video"
            | "audio"
            | "canvas"
            | "noframes"
            | "noembed"
            | "frameset"
            | "rp"
            | "col"
            | "colgroup"
            | "area"
            | "progress"
            | "meter"
    )
}

pub(super) fn is_block(name: &str) -> bool {
    matches!(
        name,
        "html"
            | "head"
            | "body"
            | "address"
            | "article"
            | "aside"
            | "blockquote"
            | "caption"
            | "center"
            | "dd"
            | "details"
            | "dialog"
            | "dir"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hgroup"
            | "hr"
            | "legend"
            | "li"
            | "listing"
            | "main"
            | "menu"
            | "nav"
            | "ol"
            | "p"
            | "plaintext"
            | "pre"
            | "search"
            | "section"
            | "summary"
            | "table"
            | "tbody"
            | "td"
            | "tfoot"
            | "th"
            | "thead"
            | "tr"
            | "ul"
            | "xmp"
    )
}
