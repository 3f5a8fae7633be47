//! What an element is by its name, `hidden` and inline style: the little of CSS that decides what is text,
//! where lines end and whether white space counts.

use super::tree::Element;
use crate::model::text::Shift;

/// How an element stands on the page.
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

pub(super) fn display(element: &Element) -> Display {
    let Some(name) = element.html() else { return foreign(element) };
    if is_silent(name) || element.attribute("hidden").is_some() {
        return Display::None;
    }
    let styled = declared(element, "display").and_then(|value| match value.as_str() {
        "none" => Some(Display::None),
        "block" | "flex" | "grid" | "list-item" | "table" | "flow-root" => Some(Display::Block),
        _ => None,
    });
    styled.unwrap_or(if is_block(name) { Display::Block } else { Display::Inline })
}

/// White space within an element that stands where `outer` holds.
pub(super) fn white_space(element: &Element, outer: WhiteSpace) -> WhiteSpace {
    match declared(element, "white-space").as_deref() {
        Some("pre" | "pre-wrap" | "break-spaces") => WhiteSpace::Keep,
        Some("pre-line") => WhiteSpace::Lines,
        Some("normal" | "nowrap") => WhiteSpace::Collapse,
        _ => match element.html() {
            Some("pre" | "listing" | "xmp" | "plaintext") => WhiteSpace::Keep,
            _ => outer,
        },
    }
}

/// Text off the line: a superscript, a subscript, the reading above a word.
pub(super) fn shift(element: &Element) -> Option<Shift> {
    match (element.html(), declared(element, "vertical-align").as_deref()) {
        (Some("sup" | "rt"), _) | (_, Some("super")) => Some(Shift::Raised),
        (Some("sub"), _) | (_, Some("sub")) => Some(Shift::Lowered),
        _ => None,
    }
}

/// Text struck out: the author has taken it back.
pub(super) fn is_struck(element: &Element) -> bool {
    matches!(element.html(), Some("del" | "s" | "strike"))
        || declared(element, "text-decoration").as_deref() == Some("line-through")
        || declared(element, "text-decoration-line").as_deref() == Some("line-through")
}

/// The value that the inline style declares last for a property, in lower case.
fn declared(element: &Element, property: &str) -> Option<String> {
    let style = element.attribute("style")?;
    style
        .split(';')
        .filter_map(|declaration| declaration.split_once(':'))
        .filter(|(name, _)| name.trim().eq_ignore_ascii_case(property))
        .filter_map(|(_, value)| value.trim().split(['!', ' ', '\t', '\n']).next())
        .next_back()
        .map(str::to_ascii_lowercase)
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
