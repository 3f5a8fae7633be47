//! Reads `.ods`: one part, `content.xml`, holds all sheets.
//!
//! Rows and cells carry repeat counts up to the edge of the sheet; a blank one only moves on, one with
//! text is counted against the limits as often as it is repeated.

use std::collections::HashSet;

use super::numbers::{self, NumberFormat};
use super::sheet::{Area, MAX_COLUMN, MAX_ROW, Sheet};
use super::{Budget, Workbook};
use crate::model::error::{Error, Result};
use crate::model::limits::Limits;
use crate::model::text;
use crate::readers::package::Package;
use crate::readers::xml::{Element, Node, Xml, whole};

/// A run of spaces is written as a count; a longer one is no text.
const MAX_SPACES: u32 = 1000;

pub fn read(mut package: Package<'_>, limits: &Limits) -> Result<Workbook> {
    let manifest = package.text("META-INF/manifest.xml")?.unwrap_or_default();
    if manifest.contains("encryption-data") {
        return Err(Error::Encrypted { format: "ods" });
    }
    let mut workbook = Workbook { title: title(&mut package)?, ..Workbook::default() };
    let part = "content.xml";
    let content = package.required(part)?;
    let mut xml = package.xml(part, &content);
    let mut budget = Budget::new(limits);
    let mut hidden = HashSet::new();
    let mut style = String::new();
    while let Some(node) = xml.next()? {
        let Node::Start(start) = node else { continue };
        match start.qualified_name() {
            "style:style" => style = start.attribute("style:name").unwrap_or_default(),
            "style:table-properties" => {
                let is_hidden = start.attribute("table:display").as_deref() == Some("false");
                hidden.extend(is_hidden.then(|| std::mem::take(&mut style)));
            }
            "table:tracked-changes" => xml.skip()?,
            "table:table" => {
                let name = start.attribute("table:name").unwrap_or_default();
                let is_hidden =
                    start.attribute("table:style-name").is_some_and(|style| hidden.contains(&style));
                let number = u32::try_from(workbook.sheets.len() + 1).unwrap_or(u32::MAX);
                let sheet = Sheet::new(number, &name, is_hidden);
                let mut table = TableReader { sheet, workbook: &mut workbook, budget: &mut budget, row: 0 };
                table.read(&mut xml)?;
                let sheet = table.sheet;
                workbook.sheets.push(sheet);
                limits.check_entries(workbook.sheets.len())?;
            }
            _ => {}
        }
    }
    Ok(workbook)
}

fn title(package: &mut Package<'_>) -> Result<Option<String>> {
    let part = "meta.xml";
    let Some(content) = package.text(part)? else { return Ok(None) };
    let mut xml = package.xml(part, &content);
    while let Some(node) = xml.next()? {
        if let Node::Start(start) = node
            && start.qualified_name() == "dc:title"
        {
            return Ok(Some(text::clean(&xml.text()?)));
        }
    }
    Ok(None)
}

#[derive(Debug)]
struct TableReader<'a, 'b> {
    sheet: Sheet,
    workbook: &'a mut Workbook,
    budget: &'a mut Budget<'b>,
    /// Rows passed.
    row: u32,
}

/// The content of a cell.
#[derive(Debug, Default)]
struct CellContent {
    text: String,
    has_paragraph: bool,
}

impl TableReader<'_, '_> {
    fn read(&mut self, xml: &mut Xml<'_>) -> Result<()> {
        let depth = xml.depth();
        let mut column = 1u32;
        while let Some(node) = xml.inside(depth)? {
            let Node::Start(start) = node else { continue };
            match start.qualified_name() {
                "table:table-column" => {
                    let count = repeated(&start, "table:number-columns-repeated", MAX_COLUMN);
                    if is_collapsed(&start) {
                        let last = column.saturating_add(count - 1);
                        self.sheet.hide_columns(column, last);
                    }
                    column = column.saturating_add(count);
                }
                "table:table-row" => self.read_row(xml, &start)?,
                other => self.note_object(other),
            }
        }
        Ok(())
    }

    fn read_row(&mut self, xml: &mut Xml<'_>, start: &Element<'_>) -> Result<()> {
        let count = repeated(start, "table:number-rows-repeated", MAX_ROW);
        let top = self.row.saturating_add(1);
        let depth = xml.depth();
        let mut column = 1u32;
        let mut texts = Vec::new();
        while let Some(node) = xml.inside(depth)? {
            let Node::Start(start) = node else { continue };
            match start.qualified_name() {
                "table:table-cell" => {
                    let [columns, style] =
                        start.attributes(["table:number-columns-repeated", "table:style-name"]);
                    let columns = whole(columns).unwrap_or(1).clamp(1, MAX_COLUMN);
                    let text = self.cell(xml, &start, (top, column))?;
                    if !text.is_empty() {
                        texts.push((column, columns, text));
                    }
                    column = column.saturating_add(columns);
                    if style.is_some() {
                        self.sheet.draw(top, column.saturating_sub(1));
                    }
                }
                "table:covered-table-cell" => {
                    column =
                        column.saturating_add(repeated(&start, "table:number-columns-repeated", MAX_COLUMN));
                    xml.skip()?;
                }
                _ => {}
            }
        }
        self.row = self.row.saturating_add(count);
        if !texts.is_empty() {
            for row in top..=self.row {
                self.put_row(row, &texts)?;
            }
            if is_collapsed(start) {
                self.sheet.hidden_rows.extend(top..=self.row);
            }
        }
        Ok(())
    }

    fn put_row(&mut self, row: u32, texts: &[(u32, u32, String)]) -> Result<()> {
        for (first, count, text) in texts {
            for column in *first..first.saturating_add(*count) {
                self.sheet.put(row, column, text, self.budget)?;
            }
        }
        Ok(())
    }

    fn cell(&mut self, xml: &mut Xml<'_>, start: &Element<'_>, (row, column): (u32, u32)) -> Result<String> {
        const NAMES: [&str; 4] = [
            "table:number-columns-spanned",
            "table:number-rows-spanned",
            "office:value-type",
            "table:formula",
        ];
        let [columns, rows, kind, formula] = start.attributes(NAMES);
        let columns = whole(columns).unwrap_or(1).clamp(1, MAX_COLUMN);
        let rows = whole(rows).unwrap_or(1).clamp(1, MAX_ROW);
        let last = (row.saturating_add(rows - 1), column.saturating_add(columns - 1));
        self.sheet.merge(Area::new((row, column), last), self.budget)?;
        let mut content = CellContent::default();
        self.read_content(xml, &mut content)?;
        let of = |name| start.attribute(name).unwrap_or_default();
        let kind = kind.unwrap_or_default();
        let mut text = match kind.as_str() {
            // LibreOffice keeps booleans as numbers that show as words.
            "float" if matches!(content.text.as_str(), "TRUE" | "FALSE") => content.text,
            "float" | "percentage" | "currency" => {
                let shown = numbers::from_text(&of("office:value"), NumberFormat::Plain, false);
                if !shown.is_exact {
                    self.workbook.notes.note_inexact(&self.sheet, row, column, &shown.text);
                }
                shown.text
            }
            "date" => numbers::from_iso(&of("office:date-value")).unwrap_or(content.text),
            "boolean" => of("office:boolean-value").to_uppercase(),
            _ if content.has_paragraph => content.text,
            _ => of("office:string-value"),
        };
        if let Some(formula) = formula.filter(|_| kind.is_empty() && text.is_empty()) {
            self.workbook.notes.note_uncomputed(&self.sheet, row, column);
            formula.strip_prefix("of:").unwrap_or(&formula).clone_into(&mut text); // not computed is not blank
        }
        Ok(text::clean(&text))
    }

    /// The paragraphs of a cell, a line each; comments and shapes are only counted.
    fn read_content(&mut self, xml: &mut Xml<'_>, content: &mut CellContent) -> Result<()> {
        let depth = xml.depth();
        while let Some(node) = xml.inside(depth)? {
            let Node::Start(start) = node else { continue };
            match start.qualified_name() {
                "text:p" | "text:h" => {
                    if content.has_paragraph {
                        content.text.push('\n');
                    }
                    content.has_paragraph = true;
                    paragraph(xml, &mut content.text)?;
                }
                "office:annotation" => {
                    self.workbook.notes.comments += 1;
                    xml.skip()?;
                }
                other if other.starts_with("draw:") => {
                    let depth = xml.depth();
                    self.note_object(other);
                    while let Some(node) = xml.inside(depth)? {
                        if let Node::Start(start) = node {
                            self.note_object(start.qualified_name());
                        }
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn note_object(&mut self, element: &str) {
        let notes = &mut self.workbook.notes;
        match element {
            "draw:image" => notes.pictures += 1,
            "draw:object" | "draw:object-ole" => notes.objects += 1,
            "draw:text-box" | "draw:custom-shape" => notes.text_boxes += 1,
            _ => {}
        }
    }
}

fn repeated(start: &Element<'_>, name: &str, most: u32) -> u32 {
    start.number(name).unwrap_or(1).clamp(1, most)
}

fn is_collapsed(start: &Element<'_>) -> bool {
    matches!(start.attribute("table:visibility").as_deref(), Some("collapse" | "filter"))
}

/// The text of a paragraph just opened: white space collapses, spaces and tabs have elements.
fn paragraph(xml: &mut Xml<'_>, all: &mut String) -> Result<()> {
    let depth = xml.depth();
    let mut after_space = true;
    while let Some(node) = xml.inside(depth)? {
        match node {
            Node::Text(text) => {
                for character in text.chars() {
                    let is_space = matches!(character, ' ' | '\t' | '\n' | '\r');
                    if !is_space {
                        all.push(character);
                    } else if !after_space {
                        all.push(' ');
                    }
                    after_space = is_space;
                }
            }
            Node::Start(start) => {
                after_space = false;
                match start.qualified_name() {
                    "text:s" => {
                        let count = start.number("text:c").unwrap_or(1).min(MAX_SPACES);
                        all.extend((0..count).map(|_| ' '));
                    }
                    "text:tab" => all.push('\t'),
                    "text:line-break" => all.push('\n'),
                    "office:annotation" | "text:note" | "text:ruby-text" => xml.skip()?,
                    _ => {}
                }
            }
            Node::End => {}
        }
    }
    Ok(())
}
