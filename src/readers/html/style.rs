//! How an element is shown, by its name, its attributes and what is declared for it: the part of CSS that
//! decides what is text and seen, where lines end and whether white space counts.

use ego_tree::NodeId;
use scraper::node::Element;

use super::css::{Declarations, Length, Paint, Property, Styles, hundredths};
use super::element::{attribute, html_name};
use super::look::FontSize;
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
#[derive(Clone, Copy, Debug)]
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
}

/// Text off the line: a superscript, a subscript, the reading above a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Raise {
    Surely(Shift),
    /// Where the text is smaller than that around it.
    IfSmaller(Shift),
}

impl Style {
    pub fn of(element: &Element, id: NodeId, styles: &Styles<'_>) -> Self {
        let name = html_name(element);
        let inline = attribute(element, "style");
        let declared = match (styles.get(id), inline) {
            (None, None) => Declarations::default(),
            (sheets, inline) => {
                let mut declared = sheets.cloned().unwrap_or_default();
                declared.add(inline.unwrap_or_default());
                declared
            }
        };
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
        };
        if !declared.is_empty() {
            style.declare(&declared);
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
    pub fn display_of(element: &Element, id: NodeId, styles: &Styles<'_>) -> Display {
        let mut declared = styles.get(id).cloned().unwrap_or_default();
        let inline = attribute(element, "style").unwrap_or_default();
        declared.add_where(inline, |property| property == Property::Display);
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
        self.is_hidden = is_transparent(declared) || is_clipped(declared) || is_off_screen(declared);
        self.font_size = FontSize::parse(get(Property::FontSize));
        self.color = Paint::parse(get(Property::Color));
        self.background = Paint::parse(get(Property::Background)).or(self.background);
        self.shift = shift(declared);
    }
}

/// The first word of a value.
fn keyword(value: &str) -> &str {
    value.split_ascii_whitespace().next().unwrap_or_default()
}

fn has_word(value: &str, word: &str) -> bool {
    value.split_ascii_whitespace().any(|other| other.eq_ignore_ascii_case(word))
}

/// Whether a value is one of these keywords, in any case.
fn is_any(value: &str, keywords: &[&str]) -> bool {
    keywords.iter().any(|keyword| value.eq_ignore_ascii_case(keyword))
}

fn display(element: &Element, name: Option<&str>, declared: &Declarations<'_>) -> Display {
    let value = keyword(declared.get(Property::Display));
    let is_closed_dialog = || name == Some("dialog") && attribute(element, "open").is_none();
    let is_taken_out = if value.is_empty() {
        attribute(element, "hidden").is_some() || is_closed_dialog()
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

/// Whether nothing is painted though room is left for it.
fn is_transparent(declared: &Declarations<'_>) -> bool {
    /// Hundredths of opacity up to which nobody sees anything.
    const FAINTEST: i64 = 5;
    let opacity = declared.get(Property::Opacity);
    let is_faint = |opacity: &str| match opacity.strip_suffix('%') {
        Some(percent) => hundredths(percent).is_some_and(|opacity| opacity <= FAINTEST * 100),
        None => hundredths(opacity).is_some_and(|opacity| opacity <= FAINTEST),
    };
    let filter = declared.get(Property::Filter).to_ascii_lowercase();
    let filter = filter.split_once("opacity(").and_then(|(_, opacity)| opacity.split(')').next());
    is_faint(opacity)
        || filter.is_some_and(|opacity| is_faint(opacity.trim()))
        || is_any(keyword(declared.get(Property::ContentVisibility)), &["hidden"])
        || is_any(keyword(declared.get(Property::MsoHide)), &["all"])
}

fn is_placed(declared: &Declarations<'_>) -> bool {
    is_any(keyword(declared.get(Property::Position)), &["absolute", "fixed"])
}

/// Whether the element is cut to nothing.
fn is_clipped(declared: &Declarations<'_>) -> bool {
    /// Side of a box in hundredths of a pixel, in which nothing can be read.
    const SMALLEST: i64 = 200;
    let is_small = |value: &str| {
        let length = Length::parse(value).and_then(|length| length.absolute(1600));
        length.is_some_and(|length| length.abs() <= SMALLEST)
    };
    let cuts = has_word(declared.get(Property::Overflow), "hidden")
        || has_word(declared.get(Property::Overflow), "clip");
    let is_flat = [Property::Height, Property::Width].iter().any(|side| is_small(declared.get(*side)));
    let clip = declared.get(Property::Clip).to_ascii_lowercase();
    let rectangle = clip.strip_prefix("rect(").map(|sides| sides.trim_end_matches(')'));
    let is_cut = |sides: &str| sides.split([',', ' ']).filter(|side| !side.is_empty()).all(is_small);
    let path = declared.get(Property::ClipPath).to_ascii_lowercase();
    cuts && is_flat
        || rectangle.is_some_and(is_cut) && is_placed(declared)
        || ["inset(50%", "inset(100%", "circle(0"].iter().any(|start| path.starts_with(start))
        || declared.get(Property::Transform).replace(' ', "").contains("scale(0)")
}

/// Whether the element is moved to where nobody sees it.
fn is_off_screen(declared: &Declarations<'_>) -> bool {
    /// Hundredths of a pixel: wider than what pages move for effect.
    const FAR: i64 = 50_000;
    let is_far = |property: &Property| {
        let length = Length::parse(declared.get(*property)).and_then(|length| length.absolute(1600));
        length.is_some_and(|length| length <= -FAR)
    };
    let moves = [Property::MarginLeft, Property::TextIndent];
    moves.iter().any(is_far)
        || !keyword(declared.get(Property::Position)).is_empty()
            && [Property::Left, Property::Top].iter().any(is_far)
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
    if is_any(align, &["super"]) {
        return Some(Raise::Surely(Shift::Raised));
    } else if is_any(align, &["sub"]) {
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
