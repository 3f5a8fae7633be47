//! Styles of single tables, rows, cells, paragraphs and texts: each is written once, by what it says.

use std::collections::BTreeSet;

use super::common::Styles;
use super::points;
use crate::writers::word::markup::Markup;
use crate::writers::word::table::CELL_MARGINS;

const RULE: &str = "0.5pt solid #000000";

/// A style, with lengths in twips.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Automatic {
    Table {
        width: u32,
        /// Whether it stays on one page.
        is_whole: bool,
    },
    Column {
        width: u32,
    },
    Row {
        height: u32,
    },
    Cell {
        is_rotated: bool,
    },
    /// A paragraph of this style that stays with the next.
    Kept {
        style: &'static str,
    },
    /// Text in a font size of so many half points.
    Size {
        half_points: u32,
    },
}

/// The styles that the text has called for.
#[derive(Default)]
pub struct Called(BTreeSet<Automatic>);

impl Called {
    /// The name of a style, which will be written.
    pub fn name(&mut self, style: Automatic) -> String {
        self.0.insert(style);
        style.name()
    }

    /// Writes all of them.
    pub fn write(&self, common: &Styles, xml: &mut Markup) {
        xml.open("office:automatic-styles", &[]);
        for style in &self.0 {
            style.write(common, xml);
        }
        xml.close();
    }
}

impl Automatic {
    fn name(self) -> String {
        match self {
            Self::Table { width, is_whole } => format!("Table{width}{}", if is_whole { "Whole" } else { "" }),
            Self::Column { width } => format!("Column{width}"),
            Self::Row { height } => format!("Row{height}"),
            Self::Cell { is_rotated } => (if is_rotated { "CellRotated" } else { "Cell" }).to_owned(),
            Self::Kept { style } => format!("{style}Kept"),
            Self::Size { half_points } => format!("Size{half_points}"),
        }
    }

    fn write(self, common: &Styles, xml: &mut Markup) {
        let name = self.name();
        let mut open = |family, parent: Option<&str>| {
            let mut attributes = vec![("style:name", name.as_str()), ("style:family", family)];
            attributes.extend(parent.map(|parent| ("style:parent-style-name", parent)));
            xml.open("style:style", &attributes);
        };
        match self {
            Self::Table { width, is_whole } => {
                open("table", None);
                let width = points(width);
                let mut attributes = vec![
                    ("style:width", width.as_str()),
                    ("table:align", "center"),
                    ("table:border-model", "collapsing"),
                ];
                attributes.extend(is_whole.then_some(("style:may-break-between-rows", "false")));
                xml.empty("style:table-properties", &attributes);
            }
            Self::Column { width } => {
                open("table-column", None);
                xml.empty("style:table-column-properties", &[("style:column-width", &points(width))]);
            }
            Self::Row { height } => {
                open("table-row", None);
                let attributes = [("style:min-row-height", &*points(height)), ("fo:keep-together", "always")];
                xml.empty("style:table-row-properties", &attributes);
            }
            Self::Cell { is_rotated } => {
                open("table-cell", None);
                let margin = points(CELL_MARGINS / 2);
                let mut attributes = vec![
                    ("style:vertical-align", "middle"),
                    ("fo:padding-top", "0pt"),
                    ("fo:padding-bottom", "0pt"),
                    ("fo:padding-left", &margin),
                    ("fo:padding-right", &margin),
                    ("fo:border", RULE),
                ];
                attributes.extend(is_rotated.then_some(("style:writing-mode", "tb-rl")));
                xml.empty("style:table-cell-properties", &attributes);
            }
            Self::Kept { style } => {
                open("paragraph", Some(&common.name(style)));
                xml.empty("style:paragraph-properties", &[("fo:keep-with-next", "always")]);
            }
            Self::Size { half_points } => {
                open("text", None);
                let size = points(half_points.saturating_mul(10));
                let attributes = [("fo:font-size", &*size), ("style:font-size-asian", &*size)];
                xml.empty("style:text-properties", &attributes);
            }
        }
        xml.close();
    }
}
