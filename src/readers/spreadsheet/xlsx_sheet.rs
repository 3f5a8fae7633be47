//! A worksheet of an `.xlsx`: its cells one after another, then its merged areas.

use std::borrow::Cow;

use super::Budget;
use super::notes::Notes;
use super::numbers::{self, NumberFormat};
use super::sheet::{MAX_COLUMN, MAX_ROW, Sheet, area_reference, cell_reference};
use super::xlsx::{Shared, rich_text, unescape};
use crate::model::error::Result;
use crate::readers::xml::{Node, Xml, is_true, whole};

/// A cell as the part gives it.
#[derive(Debug, Default)]
struct Stored {
    kind: String,
    style: u32,
    value: Option<String>,
    inline: Option<String>,
    formula: Option<String>,
}

/// Reads the part into `sheet`.
pub fn read(
    xml: &mut Xml<'_>,
    sheet: &mut Sheet,
    shared: &Shared,
    notes: &mut Notes,
    budget: &mut Budget<'_>,
) -> Result<()> {
    while let Some(node) = xml.next()? {
        let Node::Start(start) = node else { continue };
        match start.name() {
            "col" if start.is_true("hidden") => {
                let first = start.number("min").unwrap_or(1);
                sheet.hide_columns(first, start.number("max").unwrap_or(first));
            }
            "sheetData" => rows(xml, sheet, shared, notes, budget)?,
            "mergeCell" => {
                let reference = start.attribute("ref").unwrap_or_default();
                let Some(area) = area_reference(&reference) else {
                    return Err(xml.damaged(format!("mergeCell {reference}")));
                };
                sheet.merge(area, budget)?;
            }
            _ => {}
        }
    }
    Ok(())
}

fn rows(
    xml: &mut Xml<'_>,
    sheet: &mut Sheet,
    shared: &Shared,
    notes: &mut Notes,
    budget: &mut Budget<'_>,
) -> Result<()> {
    let depth = xml.depth();
    let (mut row, mut column) = (0u32, 0u32);
    while let Some(node) = xml.inside(depth)? {
        let Node::Start(start) = node else { continue };
        match start.name() {
            "row" => {
                let [named, hidden] = start.attributes(["r", "hidden"]);
                row = whole(named).unwrap_or(row.saturating_add(1));
                column = 0;
                if is_true(hidden.as_deref()) {
                    sheet.hidden_rows.insert(row);
                }
            }
            "c" => {
                let [reference, kind, style] = start.attributes(["r", "t", "s"]);
                (row, column) = match &reference {
                    Some(text) => cell_reference(text).unwrap_or((0, 0)),
                    None => (row, column.saturating_add(1)),
                };
                if !(1..=MAX_ROW).contains(&row) || !(1..=MAX_COLUMN).contains(&column) {
                    return Err(xml.damaged(format!("cell {}", reference.unwrap_or_default())));
                }
                let stored = cell(xml, kind.unwrap_or_default(), whole(style).unwrap_or(0))?;
                sheet.draw(row, column);
                put(stored, (row, column), (xml, sheet), shared, notes, budget)?;
            }
            _ => {}
        }
    }
    Ok(())
}

fn cell(xml: &mut Xml<'_>, kind: String, style: u32) -> Result<Stored> {
    let mut stored = Stored { kind, style, ..Stored::default() };
    let depth = xml.depth();
    while let Some(node) = xml.inside(depth)? {
        let Node::Start(start) = node else { continue };
        match start.name() {
            "v" => stored.value = Some(xml.text()?),
            "is" => stored.inline = Some(rich_text(xml)?),
            "f" => stored.formula = Some(xml.text()?),
            _ => {}
        }
    }
    Ok(stored)
}

fn put(
    stored: Stored,
    (row, column): (u32, u32),
    (xml, sheet): (&Xml<'_>, &mut Sheet),
    shared: &Shared,
    notes: &mut Notes,
    budget: &mut Budget<'_>,
) -> Result<()> {
    let is_string = stored.kind == "str";
    let value = stored.value.unwrap_or_default();
    let mut text: Cow<'_, str> = match stored.kind.as_str() {
        "s" => {
            let index = value.trim().parse::<usize>().ok();
            let Some(text) = index.and_then(|index| shared.strings.get(index)) else {
                return Err(xml.damaged(format!("shared string {value}")));
            };
            text.into()
        }
        "inlineStr" => stored.inline.unwrap_or(value).into(),
        "str" => unescape(&value).into(),
        "b" => if value.trim() == "0" { "FALSE" } else { "TRUE" }.into(),
        "e" => value.into(),
        "d" => numbers::from_iso(&value).unwrap_or(value).into(),
        _ => {
            let format = usize::try_from(stored.style).ok().and_then(|style| shared.formats.get(style));
            let format = format.copied().unwrap_or(NumberFormat::Plain);
            let shown = numbers::from_text(&value, format, shared.from_1904);
            if !shown.is_exact {
                notes.note_inexact(sheet, row, column, &shown.text);
            }
            shown.text.into()
        }
    };
    // A formula may well result in an empty string; then its cell says so (`str`).
    if let Some(formula) = stored.formula.filter(|_| text.is_empty() && !is_string) {
        notes.note_uncomputed(sheet, row, column);
        text = format!("={formula}").into(); // not computed is not blank
    }
    sheet.put(row, column, &text, budget)
}
