//! A worksheet of an `.xlsx`: its cells one after another, then its merged areas.

use super::Budget;
use super::formulas::{self, Formula};
use super::looks::{CellStyle, RichText};
use super::notes::Notes;
use super::numbers;
use super::page_margins;
use super::sheet::{MAX_COLUMN, MAX_ROW, Sheet, area_reference, cell_reference};
use super::xlsx::{Shared, rich_text, unescape};
use super::xlsx_styles::is_unseen_size;
use crate::model::error::Result;
use crate::readers::xml::{Element, Node, Xml, is_true, whole};

/// A cell as the part gives it.
#[derive(Debug, Default)]
struct Stored {
    kind: String,
    style: u32,
    value: Option<String>,
    inline: Option<RichText>,
    formula: Option<String>,
    /// The number of the formula that cells of the sheet share.
    shared: Option<u32>,
}

/// Reads the part into `sheet`.
pub fn read(
    xml: &mut Xml<'_>,
    sheet: &mut Sheet,
    shared: &Shared,
    notes: &mut Notes,
    budget: &mut Budget<'_>,
) -> Result<()> {
    let mut areas = String::new();
    let (mut has_first, mut has_even) = (false, false);
    while let Some(node) = xml.next()? {
        let Node::Start(start) = node else { continue };
        match start.name() {
            "col" if is_hidden(&start, "width", |width| width.trim_start().starts_with('0')) => {
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
            "headerFooter" => {
                (has_first, has_even) = (start.is_true("differentFirst"), start.is_true("differentOddEven"));
            }
            "oddHeader" | "oddFooter" => sheet.margins.extend(page_margins::lines(&xml.text()?)),
            "firstHeader" | "firstFooter" if has_first => {
                sheet.margins.extend(page_margins::lines(&xml.text()?));
            }
            "evenHeader" | "evenFooter" if has_even => {
                sheet.margins.extend(page_margins::lines(&xml.text()?));
            }
            "conditionalFormatting" => areas = start.attribute("sqref").unwrap_or_default(),
            "cfRule" => {
                let format = start.number("dxfId").and_then(|id| usize::try_from(id).ok());
                let hides = format.and_then(|format| shared.styles.conditional.get(format));
                if hides == Some(&true) {
                    notes.note_conditional(sheet, &areas);
                }
            }
            _ => {}
        }
    }
    formulas::compute(sheet, notes, budget)
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
                row = start.number("r").unwrap_or(row.saturating_add(1));
                column = 0;
                if is_hidden(&start, "ht", is_unseen_size) {
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
            "f" => {
                stored.shared = start.number("si");
                stored.formula = Some(xml.text()?);
            }
            _ => {}
        }
    }
    Ok(stored)
}

/// Whether a row or column is hidden, or has no size that could be seen.
fn is_hidden(start: &Element<'_>, size: &str, is_unseen: fn(&str) -> bool) -> bool {
    let [hidden, size] = start.attributes(["hidden", size]);
    is_true(hidden.as_deref()) || size.is_some_and(|size| is_unseen(&size))
}

fn put(
    stored: Stored,
    at: (u32, u32),
    (xml, sheet): (&Xml<'_>, &mut Sheet),
    shared: &Shared,
    notes: &mut Notes,
    budget: &mut Budget<'_>,
) -> Result<()> {
    let general = CellStyle::default();
    let style = usize::try_from(stored.style).ok().and_then(|style| shared.styles.cells.get(style));
    let style = style.unwrap_or(&general);
    let without_fill = (!sheet.has_plain_fills).then(|| CellStyle { fill: None, ..style.clone() });
    let style = without_fill.as_ref().unwrap_or(style);
    let is_string = stored.kind == "str";
    let value = stored.value.unwrap_or_default();
    let is_zero = value.trim() == "0";
    sheet.stores_results |= stored.formula.is_some() && !is_zero && !value.trim().is_empty();
    if let Some(text) = stored.formula.as_ref().filter(|_| budget.keeps_formulas) {
        budget.spend_cells(1)?;
        let text = sheet.shared_formulas.expand(stored.shared, at, text);
        sheet.formulas.insert(at, Formula::new(text, style.clone()));
        return Ok(());
    }
    if let Some(text) = stored.formula.filter(|_| !is_string)
        && (value.trim().is_empty() || is_zero && (shared.computes_later || !text.is_empty()))
    {
        budget.spend_cells(1)?;
        let is_zero_stored = is_zero && !shared.computes_later;
        let is_zero_doubtful = is_zero && shared.computes_later;
        let formula = Formula::new(text, style.clone());
        sheet.formulas.insert(at, Formula { is_zero_stored, is_zero_doubtful, ..formula });
        return Ok(());
    }
    let mut is_other = false;
    let shown = match stored.kind.as_str() {
        "s" => {
            let index = value.trim().parse::<usize>().ok();
            let Some(text) = index.and_then(|index| shared.strings.get(index)) else {
                return Err(xml.damaged(format!("shared string {value}")));
            };
            style.show(text)
        }
        "inlineStr" => style.show(&stored.inline.unwrap_or_else(|| RichText::plain(value))),
        "str" => style.show(&RichText::plain(unescape(&value))),
        "b" => style.show_plain(if value.trim() == "0" { "FALSE" } else { "TRUE" }),
        "e" => style.show_plain(&value),
        "d" => style.show_plain(&numbers::from_iso(&value).unwrap_or(value)),
        _ => {
            let shown = numbers::from_text(&value, &style.format, shared.from_1904);
            notes.note_number(sheet, at, &shown);
            is_other = shown.doubt.is_some();
            style.show_plain(&shown.text)
        }
    };
    let is_text = !matches!(stored.kind.as_str(), "" | "n") && shown.text.starts_with(char::is_numeric);
    if is_text || is_other || !shown.unseen.is_empty() {
        sheet.other_than_stored.insert(at);
    }
    if is_text {
        sheet.texts.insert(at);
    }
    let text = notes.keep_shown(sheet, at, shown);
    sheet.put(at.0, at.1, &text, budget)
}
