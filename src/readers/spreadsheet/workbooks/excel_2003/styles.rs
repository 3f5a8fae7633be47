//! The styles of Excel 2003 XML: each has what it says itself, and the rest from its parent or from `Default`.

use std::collections::HashMap;

use super::super::looks::{CellStyle, Colour, Font};
use super::super::numbers::NumberFormat;
use super::super::xlsx_styles::is_unseen_size;
use crate::model::error::Result;
use crate::model::text::Shift;
use crate::readers::xml::{Element, Xml, is_true};

/// Styles that inherit from each other at most; a circle ends there.
const LONGEST_CHAIN: usize = 16;
/// The style of cells that name none.
const DEFAULT: &str = "Default";
/// Formats that have a name and no code.
const NAMED: [(&str, &str); 17] = [
    ("General Number", "General"),
    ("General Date", "yyyy/m/d h:mm"),
    ("Long Date", "yyyy\"年\"m\"月\"d\"日\""),
    ("Medium Date", "dd-mmm-yy"),
    ("Short Date", "yyyy/m/d"),
    ("Long Time", "h:mm:ss"),
    ("Medium Time", "h:mm"),
    ("Short Time", "h:mm"),
    ("Currency", "¥#,##0.00"),
    ("Euro Currency", "€#,##0.00"),
    ("Fixed", "0.00"),
    ("Standard", "#,##0.00"),
    ("Percent", "0.00%"),
    ("Scientific", "0.00E+00"),
    ("Yes/No", "\"Yes\";\"Yes\";\"No\""),
    ("True/False", "\"True\";\"True\";\"False\""),
    ("On/Off", "\"On\";\"On\";\"Off\""),
];

/// Styles by their id.
#[derive(Debug, Default)]
pub struct Styles {
    styles: HashMap<String, Style>,
    /// Cells of a style as they look, once asked for.
    cells: HashMap<String, CellStyle>,
}

/// The colour behind the text; `None` when it is not known.
#[derive(Clone, Copy, Debug)]
struct Fill(Option<Colour>);

/// What a style says; `None` where it says nothing.
#[derive(Debug, Default)]
struct Style {
    parent: String,
    font: Option<Font>,
    fill: Option<Fill>,
    format: Option<NumberFormat>,
}

impl Styles {
    /// Reads the `Styles` just started.
    pub fn read(&mut self, xml: &mut Xml<'_>) -> Result<()> {
        while let Some(start) = xml.child()? {
            let [id, parent] = start.attributes(["ID", "Parent"]);
            let (id, parent) = (id.unwrap_or_default(), parent.unwrap_or_else(|| DEFAULT.to_owned()));
            let mut style = Style { parent, ..Style::default() };
            while let Some(child) = xml.child()? {
                match child.name() {
                    "Font" => style.font = Some(font(&child)),
                    "Interior" => style.fill = Some(Fill(fill(&child))),
                    "NumberFormat" => {
                        style.format = Some(format(&child.attribute("Format").unwrap_or_default()));
                    }
                    _ => {}
                }
                xml.skip()?;
            }
            xml.check_entries(self.styles.len())?;
            self.styles.insert(id, style);
        }
        Ok(())
    }

    /// How the cells of a style look.
    pub fn cell(&mut self, id: Option<&str>) -> CellStyle {
        let id = id.unwrap_or(DEFAULT);
        if let Some(style) = self.cells.get(id) {
            return style.clone();
        }
        let mut cell = CellStyle::default();
        for style in self.chain(id).into_iter().rev() {
            cell.font = style.font.unwrap_or(cell.font);
            cell.fill = style.fill.map_or(cell.fill, |fill| fill.0);
            cell.format = style.format.clone().unwrap_or(cell.format);
        }
        // A file may name as many styles as it has cells.
        if self.styles.contains_key(id) {
            self.cells.insert(id.to_owned(), cell.clone());
        }
        cell
    }

    /// A style and those it inherits from.
    fn chain(&self, id: &str) -> Vec<&Style> {
        let mut all = Vec::new();
        let mut id = id;
        while let Some(style) = self.styles.get(id).filter(|_| all.len() < LONGEST_CHAIN) {
            all.push(style);
            if id == style.parent {
                break;
            }
            id = &style.parent;
        }
        all
    }
}

/// The font of a `Font` of a style.
fn font(start: &Element<'_>) -> Font {
    let [struck, position, colour, size] =
        start.attributes(["StrikeThrough", "VerticalAlign", "Color", "Size"]);
    Font {
        is_struck: is_true(struck.as_deref()),
        is_hidden: size.is_some_and(|size| is_unseen_size(&size)),
        shift: match position.as_deref() {
            Some("Superscript") => Some(Shift::Raised),
            Some("Subscript") => Some(Shift::Lowered),
            _ => None,
        },
        colour: colour.and_then(|colour| Colour::from_hex(&colour)),
    }
}

/// The colour behind the text; `None` when it is not known.
fn fill(start: &Element<'_>) -> Option<Colour> {
    let [pattern, colour] = start.attributes(["Pattern", "Color"]);
    match pattern.as_deref() {
        None | Some("None") => Some(Colour::WHITE),
        Some("Solid") => colour.and_then(|colour| Colour::from_hex(&colour)),
        Some(_) => None,
    }
}

fn format(code: &str) -> NumberFormat {
    let named = NAMED.iter().find(|(name, _)| *name == code);
    NumberFormat::from_code(named.map_or(code, |(_, code)| code))
}
