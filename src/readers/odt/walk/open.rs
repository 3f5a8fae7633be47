//! What is open while a text is walked.

use std::rc::Rc;

use crate::readers::appearance::Appearance;
use crate::readers::odt::table::OpenCell;
use crate::readers::word::look::Look;

/// An element whose end has not come yet.
pub enum Open {
    /// Means nothing by itself: text in it is that of what is around.
    Through,
    /// Text directly in it is none.
    Shape,
    Paragraph {
        /// Whether all of it is hidden.
        is_hidden: bool,
    },
    Span {
        /// What is seen of the text around it.
        around: Appearance,
    },
    List,
    Item,
    Table,
    HeaderRows,
    Row {
        is_hidden: bool,
    },
    Cell(OpenCell),
    /// A text box or shape with text, and the fields around it.
    TextBox {
        fields: Vec<bool>,
    },
    Frame,
    Note {
        id: String,
        fields: Vec<bool>,
    },
    Comment {
        fields: Vec<bool>,
    },
    /// Text that is set aside, whatever it looks like.
    Aside,
    /// The lines of a table of contents.
    Contents,
}

/// How text looks at a place.
#[derive(Clone, Default)]
pub struct Style {
    pub look: Look,
    pub font: Option<Rc<str>>,
}

/// The frame that is open.
#[derive(Default)]
pub struct Frame {
    /// What names the picture in it.
    pub name: String,
    /// Whether something in it was read or counted: what follows is another form of it.
    pub is_drawn: bool,
}
