//! What the reader asks of an element.

use ego_tree::NodeRef;
use html5ever::ns;
use scraper::Node;
use scraper::node::Element;

/// The name of an HTML element; `None` in SVG and MathML.
pub(super) fn html_name(element: &Element) -> Option<&str> {
    (element.name.ns == ns!(html)).then_some(&*element.name.local)
}

/// The name of a node that is an HTML element.
pub(super) fn node_name(node: NodeRef<'_, Node>) -> Option<&str> {
    node.value().as_element().and_then(html_name)
}

/// The value of an attribute, in whatever namespace. `Element::attr` would intern `name` at each call.
pub(super) fn attribute<'a>(element: &'a Element, name: &str) -> Option<&'a str> {
    element.attrs().find(|&(other, _)| other == name).map(|(_, value)| value)
}

/// The words of a space-separated attribute.
pub(super) fn words<'a>(element: &'a Element, name: &str) -> impl Iterator<Item = &'a str> {
    attribute(element, name).unwrap_or_default().split_ascii_whitespace()
}

/// Whether the class attribute holds this word.
pub(super) fn has_class(element: &Element, class: &str) -> bool {
    words(element, "class").any(|word| word == class)
}
