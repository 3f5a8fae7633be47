//! The styles of an `.xlsx`: for each style number of a cell, its format, font and fill.

use std::collections::HashMap;

use super::looks::{CellStyle, Colour, Font};
use super::numbers::NumberFormat;
use crate::model::error::Result;
use crate::model::text::Shift;
use crate::readers::xml::{Element, Node, Xml};

/// The styles of cells.
#[derive(Debug, Default)]
pub struct Styles {
    /// By the style number of a cell.
    pub cells: Vec<CellStyle>,
    /// For each conditional format, whether it hides or strikes out what is in a cell.
    pub conditional: Vec<bool>,
    /// Whether a conditional format may fill a cell.
    has_conditional_fills: bool,
}

/// The tables that the styles of cells refer to.
#[derive(Debug, Default)]
struct Tables {
    formats: HashMap<u32, NumberFormat>,
    fonts: Vec<Font>,
    fills: Vec<Option<Colour>>,
}

pub fn read(xml: &mut Xml<'_>) -> Result<Styles> {
    let mut tables = Tables::default();
    let mut styles = Styles::default();
    while let Some(node) = xml.next()? {
        let Node::Start(start) = node else { continue };
        match start.name() {
            "numFmt" => {
                let [id, code] = start.attributes(["numFmtId", "formatCode"]);
                let id = id.and_then(|id| id.trim().parse().ok()).unwrap_or(0);
                tables.formats.insert(id, NumberFormat::from_code(&code.unwrap_or_default()));
            }
            "fonts" => {
                children(xml, "font", |xml, _| {
                    tables.fonts.push(font(xml)?);
                    Ok(())
                })?;
            }
            "fills" => {
                children(xml, "fill", |xml, _| {
                    tables.fills.push(fill(xml)?);
                    Ok(())
                })?;
            }
            "cellStyleXfs" => xml.skip()?,
            "cellXfs" => children(xml, "xf", |xml, start| {
                styles.cells.push(tables.style(start));
                xml.skip()
            })?,
            "dxf" => styles.conditional_format(xml)?,
            _ => {}
        }
    }
    Ok(styles)
}

/// Reads each child of the element just started that has the name.
fn children(
    xml: &mut Xml<'_>,
    name: &str,
    mut read: impl FnMut(&mut Xml<'_>, &Element<'_>) -> Result<()>,
) -> Result<()> {
    let depth = xml.depth();
    while let Some(node) = xml.inside(depth)? {
        if let Node::Start(start) = node
            && start.name() == name
        {
            read(xml, &start)?;
        }
    }
    Ok(())
}

impl Styles {
    /// Whether the cells of a worksheet have no fill but that of their style; `part` is its text.
    pub fn has_plain_fills(&self, part: &str) -> bool {
        let may_be_filled = self.has_conditional_fills && part.contains("<conditionalFormatting");
        !(may_be_filled || part.contains("<tablePart "))
    }

    fn conditional_format(&mut self, xml: &mut Xml<'_>) -> Result<()> {
        let depth = xml.depth();
        let mut style = CellStyle::default();
        while let Some(node) = xml.inside(depth)? {
            let Node::Start(start) = node else { continue };
            match start.name() {
                "font" => style.font = font(xml)?,
                "fill" => {
                    self.has_conditional_fills = true;
                    style.fill = None;
                    xml.skip()?;
                }
                "numFmt" => {
                    let code = start.attribute("formatCode").unwrap_or_default();
                    style.format = NumberFormat::from_code(&code);
                }
                _ => {}
            }
        }
        self.conditional.push(style.hides_numbers());
        Ok(())
    }
}

impl Tables {
    fn style(&self, start: &Element<'_>) -> CellStyle {
        let numbers = start.attributes(["numFmtId", "fontId", "fillId"]);
        let [format, font, fill] =
            numbers.map(|number| number.and_then(|number| number.trim().parse::<u32>().ok()).unwrap_or(0));
        let at = |index: u32| usize::try_from(index).unwrap_or(usize::MAX);
        let named = self.formats.get(&format).cloned();
        CellStyle {
            format: named.unwrap_or_else(|| NumberFormat::builtin(format)),
            font: self.fonts.get(at(font)).copied().unwrap_or_default(),
            fill: self.fills.get(at(fill)).copied().unwrap_or(Some(Colour::WHITE)),
        }
    }
}

/// The `font` or `rPr` just started.
pub fn font(xml: &mut Xml<'_>) -> Result<Font> {
    let mut font = Font::default();
    let depth = xml.depth();
    while let Some(node) = xml.inside(depth)? {
        let Node::Start(start) = node else { continue };
        match start.name() {
            "strike" => font.is_struck = is_on(&start),
            "vertAlign" => {
                font.shift = match start.attribute("val").as_deref() {
                    Some("superscript") => Some(Shift::Raised),
                    Some("subscript") => Some(Shift::Lowered),
                    _ => None,
                };
            }
            "color" => font.colour = colour(&start),
            "sz" => font.is_hidden |= start.attribute("val").is_some_and(|size| is_unseen_size(&size)),
            "vanish" => font.is_hidden |= is_on(&start),
            _ => {}
        }
    }
    Ok(font)
}

/// Whether text of a size in points, or a row of that height, is too small to be seen.
pub fn is_unseen_size(points: &str) -> bool {
    let whole = points.trim().split(|c: char| !c.is_ascii_digit()).next().unwrap_or_default();
    matches!(whole, "0" | "1") || points.trim_start().starts_with('.')
}

/// A property is on unless it says otherwise.
fn is_on(start: &Element<'_>) -> bool {
    start.attribute("val").is_none_or(|value| !matches!(value.as_str(), "0" | "false" | "off"))
}

fn colour(start: &Element<'_>) -> Option<Colour> {
    let [rgb, theme, indexed, tint] = start.attributes(["rgb", "theme", "indexed", "tint"]);
    let is_tinted = tint.is_some_and(|tint| tint.contains(|c: char| matches!(c, '1'..='9')));
    let number = |text: String| text.trim().parse::<u32>().ok();
    let colour = rgb.and_then(|rgb| Colour::from_hex(&rgb));
    let colour = colour.or_else(|| theme.and_then(number).map(Colour::from_theme));
    colour.or_else(|| indexed.and_then(number).and_then(Colour::from_index)).filter(|_| !is_tinted)
}

/// The colour of the `fill` just started; `None` when it is not known.
fn fill(xml: &mut Xml<'_>) -> Result<Option<Colour>> {
    let depth = xml.depth();
    let mut filled = None;
    let mut is_solid = false;
    while let Some(node) = xml.inside(depth)? {
        let Node::Start(start) = node else { continue };
        match start.name() {
            "patternFill" => match start.attribute("patternType").as_deref() {
                None | Some("none") => filled = Some(Colour::WHITE),
                Some(kind) => is_solid = kind == "solid",
            },
            "fgColor" if is_solid => filled = colour(&start),
            _ => {}
        }
    }
    Ok(filled)
}
