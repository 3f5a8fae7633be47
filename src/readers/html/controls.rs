//! Form controls, drawings and embedded pages: what they show instead of text.

use ego_tree::NodeRef;
use scraper::Node;
use scraper::node::Element;

use super::element::{attribute, node_name};
use super::hidden::has_digit;

/// What a form control shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Control {
    /// This text or mark.
    Shown(String),
    /// Nothing: it was not filled in, or the page was saved without what was filled in.
    Empty,
    /// Something that cannot be read for sure.
    Unread(String),
}

impl Control {
    /// What the element shows, where it is a form control.
    pub fn of(node: NodeRef<'_, Node>, element: &Element, name: &str) -> Option<Self> {
        match name {
            "input" => input(element),
            "textarea" => Some(shown(&text(node))),
            "select" => Some(select(node, element)),
            "button" => Some(Self::Shown(text(node)).filter_figure()?),
            "progress" | "meter" => attribute(element, "value").map(|value| Self::Unread(value.to_owned())),
            _ => None,
        }
    }

    fn filter_figure(self) -> Option<Self> {
        matches!(&self, Self::Shown(text) if is_figure(text)).then_some(self)
    }
}

fn input(element: &Element) -> Option<Control> {
    let kind = attribute(element, "type").unwrap_or("text").trim().to_ascii_lowercase();
    match kind.as_str() {
        "hidden" | "image" | "file" | "color" => None,
        "submit" | "button" | "reset" => {
            Control::Shown(attribute(element, "value").unwrap_or_default().trim().to_owned()).filter_figure()
        }
        "checkbox" | "radio" => {
            let mark = if attribute(element, "checked").is_some() { "☑" } else { "□" };
            Some(Control::Shown(mark.to_owned()))
        }
        // What is shown is a slider, or a dot for each character.
        "range" | "password" => attribute(element, "value").map(|value| Control::Unread(value.to_owned())),
        _ => Some(
            match (shown(attribute(element, "value").unwrap_or_default()), attribute(element, "placeholder"))
            {
                (Control::Empty, Some(placeholder)) if has_digit(placeholder) => {
                    Control::Unread(placeholder.to_owned())
                }
                (control, _) => control,
            },
        ),
    }
}

/// The option that is selected last, else the first; a list shows them all.
fn select(node: NodeRef<'_, Node>, element: &Element) -> Control {
    let is_option = |node: &NodeRef<'_, Node>| node_name(*node) == Some("option");
    let is_selected = |node: &NodeRef<'_, Node>| {
        node.value().as_element().is_some_and(|option| attribute(option, "selected").is_some())
    };
    let options = || node.descendants().filter(is_option);
    let is_list = attribute(element, "multiple").is_some();
    match options().filter(is_selected).last().or_else(|| options().next()) {
        Some(option) if is_list => Control::Unread(text(option)),
        Some(option) => shown(&text(option)),
        None => Control::Empty,
    }
}

fn shown(value: &str) -> Control {
    if value.trim().is_empty() { Control::Empty } else { Control::Shown(value.trim().to_owned()) }
}

fn text(node: NodeRef<'_, Node>) -> String {
    node.descendants().filter_map(|node| node.value().as_text()).map(|text| &**text).collect()
}

/// Whether a value is what a cell of a table may hold: a figure, a mark or a word for none. Other values are
/// search words and the like.
pub(super) fn is_figure(value: &str) -> bool {
    has_digit(value)
        || matches!(value.trim(), "无" | "零")
        || !value.chars().any(char::is_alphanumeric) && !value.trim().is_empty()
}

/// What is named of a picture, drawing or embedded page; `None` for what is there for the layout.
pub(super) fn picture(node: NodeRef<'_, Node>, element: &Element, name: &str) -> Option<String> {
    let is_tiny = ["width", "height"].iter().any(|side| {
        let length =
            attribute(element, side).and_then(|side| side.trim_end_matches("px").trim().parse::<u32>().ok());
        length.is_some_and(|length| length <= 3)
    });
    let word = match name {
        "img" | "canvas" | "iframe" | "object" | "embed" | "video" => name,
        "" if &*element.name.local == "svg" => "svg",
        _ => return None,
    };
    let drawn = if word == "svg" { text(node) } else { String::new() };
    let alt = attribute(element, "alt").unwrap_or_default().trim();
    let address = attribute(element, "src").or_else(|| attribute(element, "data")).unwrap_or_default();
    let file = address.split(['?', '#']).next().unwrap_or_default().rsplit('/').next().unwrap_or_default();
    let named = [drawn.trim(), alt, if address.starts_with("data:") { "" } else { file }, word];
    let name = named.iter().find(|name| !name.is_empty()).map(|name| (*name).to_owned());
    name.filter(|_| !is_tiny)
}
