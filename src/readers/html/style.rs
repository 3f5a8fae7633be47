//! How an element is shown, by its name, `hidden` and inline style: the part of CSS that decides what is
//! text, where lines end and whether white space counts.

use scraper::node::Element;

use super::element::{attribute, html_name};
use crate::model::text::Shift;

/// How an element is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Display {
    /// Not text: scripts, form controls, hidden elements.
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

/// What the element's inline style declares of the properties that count here.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct InlineStyle<'a> {
    display: &'a str,
    white_space: &'a str,
    vertical_align: &'a str,
    text_decoration: &'a str,
    text_decoration_line: &'a str,
}

impl<'a> InlineStyle<'a> {
    /// The last declaration of a property holds, and of its value the first word.
    pub fn of(element: &'a Element) -> Self {
        let mut style = Self::default();
        let declarations = attribute(element, "style").unwrap_or_default().split(';');
        for (name, value) in declarations.filter_map(|declaration| declaration.split_once(':')) {
            let name = name.trim();
            let is = |property: &str| name.eq_ignore_ascii_case(property);
            let property = match name.len() {
                7 if is("display") => &mut style.display,
                11 if is("white-space") => &mut style.white_space,
                14 if is("vertical-align") => &mut style.vertical_align,
                15 if is("text-decoration") => &mut style.text_decoration,
                20 if is("text-decoration-line") => &mut style.text_decoration_line,
                _ => continue,
            };
            *property = value.trim().split(['!', ' ', '\t', '\n']).next().unwrap_or_default();
        }
        style
    }
}

/// Whether a value is one of these keywords, in any case.
fn is_any(value: &str, keywords: &[&str]) -> bool {
    keywords.iter().any(|keyword| value.eq_ignore_ascii_case(keyword))
}

pub(super) fn display(element: &Element, style: &InlineStyle<'_>) -> Display {
    let Some(name) = html_name(element) else { return foreign(element) };
    if is_silent(name) || attribute(element, "hidden").is_some() || is_any(style.display, &["none"]) {
        return Display::None;
    }
    let is_block = is_any(style.display, &["block", "flex", "grid", "list-item", "table", "flow-root"])
        || is_block(name);
    if is_block { Display::Block } else { Display::Inline }
}

/// White space within an element inside of which `outer` holds.
pub(super) fn white_space(element: &Element, style: &InlineStyle<'_>, outer: WhiteSpace) -> WhiteSpace {
    let value = style.white_space;
    if is_any(value, &["pre", "pre-wrap", "break-spaces"]) {
        WhiteSpace::Keep
    } else if is_any(value, &["pre-line"]) {
        WhiteSpace::Lines
    } else if is_any(value, &["normal", "nowrap"]) {
        WhiteSpace::Collapse
    } else {
        match html_name(element) {
            Some("pre" | "listing" | "xmp" | "plaintext") => WhiteSpace::Keep,
            _ => outer,
        }
    }
}

/// Text off the line: a superscript, a subscript, the reading above a word.
pub(super) fn shift(element: &Element, style: &InlineStyle<'_>) -> Option<Shift> {
    match html_name(element) {
        Some("sup" | "rt") => Some(Shift::Raised),
        _ if is_any(style.vertical_align, &["super"]) => Some(Shift::Raised),
        Some("sub") => Some(Shift::Lowered),
        _ if is_any(style.vertical_align, &["sub"]) => Some(Shift::Lowered),
        _ => None,
    }
}

/// Text struck out: the author has taken it back.
pub(super) fn is_struck(element: &Element, style: &InlineStyle<'_>) -> bool {
    matches!(html_name(element), Some("del" | "s" | "strike"))
        || is_any(style.text_decoration, &["line-through"])
        || is_any(style.text_decoration_line, &["line-through"])
}

/// Formulas are text; drawings are not.
fn foreign(element: &Element) -> Display {
    if &*element.name.local == "svg" { Display::None } else { Display::Inline }
}

fn is_silent(name: &str) -> bool {
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

fn is_block(name: &str) -> bool {
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
