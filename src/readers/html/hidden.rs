//! What an element holds that is not shown.

use ego_tree::NodeRef;
use scraper::Node;

use super::element::node_name;
use super::steps::{Step, following};
use super::style::is_silent;
use crate::readers::appearance::{AsideKind, Unseen};

/// The text of a hidden element.
#[derive(Debug, Default)]
pub(super) struct Hidden {
    pub text: String,
    has_table: bool,
    has_link: bool,
}

impl Hidden {
    /// The beginning of the text, a space between blocks and cells.
    pub fn of(hidden: NodeRef<'_, Node>) -> Self {
        /// Bytes of text after which nothing more is of interest.
        const LONGEST: usize = 400;
        let mut found = Self::default();
        let mut step = Some(Step::Enter(hidden));
        while let Some(now) = step.filter(|_| found.text.len() < LONGEST) {
            let mut descend = true;
            match now {
                Step::Leave(node) if node.id() == hidden.id() => break,
                Step::Enter(node) => match (node.value(), node_name(node)) {
                    (Node::Text(text), _) => found.text.push_str(text),
                    (_, Some(name)) => {
                        descend = !is_silent(name);
                        found.has_table |= name == "table";
                        found.has_link |= name == "a";
                        if matches!(name, "td" | "th" | "tr" | "p" | "div" | "li" | "br") {
                            found.text.push(' ');
                        }
                    }
                    _ => {}
                },
                Step::Leave(_) => {}
            }
            if !descend && matches!(now, Step::Enter(node) if node.id() == hidden.id()) {
                break;
            }
            step = following(now, descend);
        }
        found
    }

    /// Whether this could be part of a report though nothing is shown beside it: a table with figures, or a
    /// sentence with figures. Menus, counters and layers of sites are not.
    pub fn matters_alone(&self) -> bool {
        !self.has_link && (self.has_table && has_digit(&self.text) || is_sentence(&self.text))
    }
}

/// Whether a text has figures and reads like a sentence.
fn is_sentence(text: &str) -> bool {
    has_digit(text) && text.contains(['，', '。', '；'])
}

/// Whether text that is not shown beside other text could be mistaken for part of it.
pub(super) fn matters(unseen: &Unseen) -> bool {
    match unseen.kind {
        AsideKind::Hidden => has_digit(&unseen.text),
        AsideKind::Struck => unseen.text.chars().any(char::is_alphanumeric),
        _ => true,
    }
}

/// Whether text could be part of a report where nothing is shown beside it.
pub(super) fn matters_in_blank_line(unseen: &Unseen) -> bool {
    matters(unseen) && (unseen.kind != AsideKind::Hidden || is_sentence(&unseen.text))
}

pub(super) fn has_digit(text: &str) -> bool {
    text.chars().any(|c| c.is_ascii_digit() || matches!(c, '０'..='９'))
}
