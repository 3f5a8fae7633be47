//! What is open while a document is walked, and what is behind the text in it.

use crate::readers::appearance::{Appearance, Colour};
use crate::readers::word::look::Surface;
use crate::readers::word::table::{CellProperties, OpenTable};

/// An element whose end has not come yet.
pub enum Open {
    /// Means nothing by itself.
    Through,
    Paragraph,
    Run {
        /// What is seen of the run around it.
        around: Appearance,
    },
    Table,
    Row,
    Cell(CellProperties),
    TextBox {
        fields: Vec<bool>,
    },
    Drawing {
        /// Pictures and text boxes before it.
        before: usize,
        has_graphic: bool,
    },
    Alternatives {
        is_chosen: bool,
    },
    Control {
        is_prompt: bool,
    },
    /// Text that is set aside, whatever it looks like.
    Aside,
    /// Text that is shown in an order of its own.
    Order,
    Note {
        id: String,
        fields: Vec<bool>,
    },
    /// A comment within the text.
    Comment {
        fields: Vec<bool>,
    },
    /// The header or footer of pages within the text.
    Margin,
}

/// What is behind text that has no filling of its own.
pub fn surface(open: &[Open], tables: &[OpenTable], page: Surface) -> Surface {
    let mut tables = tables.iter().rev();
    for open in open.iter().rev() {
        let found = match open {
            // Its shape may be filled with anything.
            Open::TextBox { .. } => Some(Surface::Unknown),
            Open::Cell(properties) => properties.fill,
            Open::Table => tables.next().and_then(|table| table.surface),
            _ => None,
        };
        if let Some(found) = found {
            return found;
        }
    }
    page
}

/// The page where the document says nothing of it.
pub const WHITE: Surface = Surface::Colour(Colour::WHITE);
