//! How the elements of a page are shown, worked out once for those that are alike.

use std::cell::RefCell;
use std::collections::HashMap;

use ego_tree::NodeRef;
use html5ever::LocalName;
use scraper::Node;
use scraper::node::Element;

use super::css::Styles;
use super::element::html_name;
use super::style::{Display, Style};

/// How the elements of a page are shown.
#[derive(Debug)]
pub(super) struct Shown<'a> {
    pub styles: &'a Styles<'a>,
    /// Of elements that the same rules match and that say nothing themselves: most cells are alike.
    known: RefCell<HashMap<(Option<usize>, LocalName), Style>>,
}

impl<'a> Shown<'a> {
    pub fn new(styles: &'a Styles<'a>) -> Self {
        Self { styles, known: RefCell::default() }
    }

    /// How an element is shown.
    pub fn style(&self, node: NodeRef<'_, Node>, element: &Element) -> Style {
        let of = || Style::of(node, element, self.styles);
        let Some(key) = self.key(node, element) else { return of() };
        self.known.borrow_mut().entry(key).or_insert_with(of).clone()
    }

    /// How the element is laid out, without the rest.
    pub fn display(&self, node: NodeRef<'_, Node>, element: &Element) -> Display {
        let Some(key) = self.key(node, element) else {
            return Style::display_of(node, element, self.styles);
        };
        let mut known = self.known.borrow_mut();
        known.entry(key).or_insert_with(|| Style::of(node, element, self.styles)).display
    }

    /// What decides how the element is shown; `None` where its attributes or its place in the page do, too.
    fn key(&self, node: NodeRef<'_, Node>, element: &Element) -> Option<(Option<usize>, LocalName)> {
        let decides = |name: &str| {
            matches!(
                name,
                "style" | "dir" | "hidden" | "popover" | "open" | "bgcolor" | "background" | "color"
            )
        };
        if html_name(element).is_none() || element.attrs().any(|(name, _)| decides(name)) {
            return None;
        }
        let set = self.styles.set(node.id());
        let refers = set.is_some_and(|set| self.styles.set_refers(set));
        (!refers).then(|| (set, element.name.local.clone()))
    }
}
