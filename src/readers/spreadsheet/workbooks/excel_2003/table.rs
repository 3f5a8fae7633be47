//! A sheet of Excel 2003 XML: its columns, rows and cells, and what follows them.

use std::collections::BTreeMap;

use super::super::Budget;
use super::super::formulas::Formula;
use super::super::looks::{CellStyle, Colour, Font, RichText};
use super::super::notes::Notes;
use super::super::numbers;
use super::super::page_margins;
use super::super::sheet::{Area, MAX_COLUMN, MAX_ROW, OpenAreas, Sheet};
use super::super::xlsx_styles::is_unseen_size;
use super::references::to_letters;
use super::styles::Styles;
use crate::model::error::Result;
use crate::model::text::Shift;
use crate::readers::appearance::{AsideKind, ShownText};
use crate::readers::xml::{Element, Node, Xml, is_true, whole};

/// Rows that one element may hide.
const MOST_HIDDEN: u32 = 1000;

/// Reads a `Worksheet`.
#[derive(Debug)]
pub struct TableReader<'a, 'b> {
    pub sheet: Sheet,
    pub from_1904: bool,
    styles: &'a mut Styles,
    notes: &'a mut Notes,
    budget: &'a mut Budget<'b>,
    /// The row after those read.
    next_row: u32,
    /// By their first column, the last one of columns and the style of their cells.
    columns: BTreeMap<u32, (u32, String)>,
    /// The style of cells whose row and column have none.
    style: Option<String>,
    open: OpenAreas,
}

/// What a cell holds.
#[derive(Debug, Default)]
struct Stored {
    kind: String,
    text: RichText,
    formula: Option<String>,
}

impl<'a, 'b> TableReader<'a, 'b> {
    pub fn new(
        sheet: Sheet,
        styles: &'a mut Styles,
        notes: &'a mut Notes,
        budget: &'a mut Budget<'b>,
    ) -> Self {
        Self {
            sheet,
            from_1904: false,
            styles,
            notes,
            budget,
            next_row: 1,
            columns: BTreeMap::new(),
            style: None,
            open: OpenAreas::default(),
        }
    }

    /// Reads the `Worksheet` just started.
    pub fn read(&mut self, xml: &mut Xml<'_>) -> Result<()> {
        while let Some(child) = xml.child()? {
            match child.name() {
                "Table" => {
                    self.style = child.attribute("StyleID");
                    self.table(xml)?;
                }
                "WorksheetOptions" => self.page_margins(xml)?,
                "ConditionalFormatting" => self.conditional_format(xml)?,
                _ => xml.skip()?,
            }
        }
        Ok(())
    }

    fn table(&mut self, xml: &mut Xml<'_>) -> Result<()> {
        let mut column = 1u32;
        while let Some(child) = xml.child()? {
            match child.name() {
                "Column" => {
                    column = self.column(xml, &child, column)?;
                    xml.skip()?;
                }
                "Row" => self.row(xml, &child)?,
                _ => xml.skip()?,
            }
        }
        Ok(())
    }

    /// Columns from `next` on, or where they say; returns the one after them.
    fn column(&mut self, xml: &Xml<'_>, start: &Element<'_>, next: u32) -> Result<u32> {
        let [index, span, hidden, width, style] =
            start.attributes(["Index", "Span", "Hidden", "Width", "StyleID"]);
        let first = position(xml, index, next, MAX_COLUMN)?;
        let last = first.saturating_add(whole(span).unwrap_or(0)).min(MAX_COLUMN);
        if is_true(hidden.as_deref()) || width.is_some_and(|width| is_unseen_size(&width)) {
            self.sheet.hide_columns(first, last);
        }
        if let Some(style) = style {
            self.columns.insert(first, (last, style));
        }
        Ok(last.saturating_add(1))
    }

    fn row(&mut self, xml: &mut Xml<'_>, start: &Element<'_>) -> Result<()> {
        let [index, span, hidden, height, style] =
            start.attributes(["Index", "Span", "Hidden", "Height", "StyleID"]);
        let row = position(xml, index, self.next_row, MAX_ROW)?;
        let last = row.saturating_add(whole(span).unwrap_or(0)).min(MAX_ROW);
        self.next_row = last.saturating_add(1);
        if is_true(hidden.as_deref()) || height.is_some_and(|height| is_unseen_size(&height)) {
            self.sheet.hidden_rows.extend(row..=last.min(row.saturating_add(MOST_HIDDEN)));
        }
        let mut next = 1u32;
        while let Some(child) = xml.child()? {
            if child.name() == "Cell" {
                next = self.cell(xml, &child, (row, next), style.as_deref())?;
            } else {
                xml.skip()?;
            }
        }
        Ok(())
    }

    /// A cell at this place, or where it says; returns the column after it.
    fn cell(
        &mut self,
        xml: &mut Xml<'_>,
        start: &Element<'_>,
        (row, next): (u32, u32),
        row_style: Option<&str>,
    ) -> Result<u32> {
        let [index, style, across, down, formula] =
            start.attributes(["Index", "StyleID", "MergeAcross", "MergeDown", "Formula"]);
        let column = position(xml, index, next, MAX_COLUMN)?;
        let right = column.saturating_add(whole(across).unwrap_or(0)).min(MAX_COLUMN);
        let bottom = row.saturating_add(whole(down).unwrap_or(0)).min(MAX_ROW);
        let area = Area::new((row, column), (bottom, right));
        let is_covered = self.open.at(row, column).is_some();
        let style = self.cell_style(style.as_deref().or(row_style), column);
        let mut stored = self.content(xml, (row, column), style.font)?;
        stored.formula = formula;
        let holds_nothing = stored.formula.is_none() && stored.text.text.trim().is_empty();
        if is_covered && holds_nothing && area.is_single() {
            return Ok(column.saturating_add(1));
        }
        if is_covered || !area.is_single() && !self.open.add(area) {
            // Which of the two a program shows is not known.
            return Err(xml.damaged(format!("the cell R{row}C{column} is inside a merged one")));
        }
        self.sheet.merge(area, self.budget)?;
        self.sheet.draw(row, right);
        self.put(stored, (row, column), style)?;
        Ok(right.saturating_add(1))
    }

    /// The style of a cell, which may be that of its column.
    fn cell_style(&mut self, name: Option<&str>, column: u32) -> CellStyle {
        let of_column = self.columns.range(..=column).next_back();
        let of_column =
            of_column.filter(|(_, (last, _))| column <= *last).map(|(_, (_, name))| name.as_str());
        let style = self.styles.cell(name.or(of_column).or(self.style.as_deref()));
        if self.sheet.has_plain_fills { style } else { CellStyle { fill: None, ..style } }
    }

    /// What is in a cell; a comment is set aside.
    fn content(&mut self, xml: &mut Xml<'_>, at: (u32, u32), font: Font) -> Result<Stored> {
        let mut stored = Stored::default();
        while let Some(child) = xml.child()? {
            match child.name() {
                "Data" => {
                    stored.kind = child.attribute("Type").unwrap_or_default();
                    stored.text = rich_text(xml, font)?;
                }
                "Comment" => {
                    let comment = xml.text()?;
                    if !self.sheet.is_hidden_row(at.0) {
                        self.notes.asides.add(AsideKind::Comment, &comment, &self.sheet.place(at.0, at.1));
                    }
                }
                _ => xml.skip()?,
            }
        }
        Ok(stored)
    }

    fn put(&mut self, stored: Stored, at: (u32, u32), style: CellStyle) -> Result<()> {
        let value = stored.text.text.trim();
        let is_zero = value == "0";
        self.sheet.stores_results |= stored.formula.is_some() && !is_zero && !value.is_empty();
        let is_open = value.is_empty() || is_zero && stored.kind == "Number";
        if let Some(formula) = stored.formula.filter(|_| self.budget.keeps_formulas || is_open) {
            self.budget.spend_cells(1)?;
            let formula = Formula::new(to_letters(&formula, at), style);
            self.sheet.formulas.insert(at, Formula { is_zero_stored: is_zero, ..formula });
            return Ok(());
        }
        let mut is_other = false;
        let shown = match stored.kind.as_str() {
            "Number" => {
                let shown = numbers::from_text(value, &style.format, self.from_1904);
                self.notes.note_number(&self.sheet, at, &shown);
                is_other = shown.doubt.is_some();
                style.show_plain(&shown.text)
            }
            "DateTime" => style.show_plain(&numbers::from_iso(value).unwrap_or_else(|| value.to_owned())),
            "Boolean" => style.show_plain(if value == "0" { "FALSE" } else { "TRUE" }),
            "Error" => style.show_plain(value),
            _ => style.show(&stored.text),
        };
        let is_text = stored.kind != "Number" && shown.text.starts_with(char::is_numeric);
        if is_text || is_other || !shown.unseen.is_empty() {
            self.sheet.other_than_stored.insert(at);
        }
        self.put_shown(at, shown)
    }

    fn put_shown(&mut self, at: (u32, u32), shown: ShownText) -> Result<()> {
        let text = self.notes.keep_shown(&self.sheet, at, shown);
        self.sheet.put(at.0, at.1, &text, self.budget)
    }

    /// The lines of headers and footers in the `WorksheetOptions` just started.
    fn page_margins(&mut self, xml: &mut Xml<'_>) -> Result<()> {
        let depth = xml.depth();
        while let Some(node) = xml.inside(depth)? {
            if let Node::Start(start) = node
                && matches!(start.name(), "Header" | "Footer")
            {
                let codes = start.attribute("Data").unwrap_or_default();
                self.sheet.margins.extend(page_margins::lines(&codes));
            }
        }
        Ok(())
    }

    fn conditional_format(&mut self, xml: &mut Xml<'_>) -> Result<()> {
        let depth = xml.depth();
        let mut areas = String::new();
        while let Some(node) = xml.inside(depth)? {
            let Node::Start(start) = node else { continue };
            match start.name() {
                "Range" => areas = xml.text()?,
                "Format" => {
                    let style = start.attribute("Style").unwrap_or_default();
                    if style.contains("line-through") || style.contains("color:white") {
                        self.notes.note_conditional(&self.sheet, &areas);
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }
}

/// Where a row, column or cell is: where it says, or at `next`. They come in order.
fn position(xml: &Xml<'_>, index: Option<String>, next: u32, most: u32) -> Result<u32> {
    let position = match &index {
        Some(index) => index.trim().parse().unwrap_or(0),
        None => next,
    };
    if position < next || position > most {
        return Err(xml.damaged(format!("ss:Index {}", index.unwrap_or_else(|| next.to_string()))));
    }
    Ok(position)
}

/// The text of the `Data` just started, whose parts may have fonts of their own; `font` is that of the cell.
fn rich_text(xml: &mut Xml<'_>, font: Font) -> Result<RichText> {
    let depth = xml.depth();
    let mut text = RichText::default();
    let mut fonts: Vec<Font> = Vec::new();
    while let Some(node) = xml.inside(depth)? {
        match node {
            Node::Start(start) => {
                let outer = fonts.last().copied().unwrap_or(Font { shift: None, ..font });
                fonts.push(inner_font(&start, outer));
            }
            Node::End => drop(fonts.pop()),
            Node::Text(run) => text.push(&run, fonts.last().copied()),
        }
    }
    Ok(text)
}

/// The font inside an element of rich text.
fn inner_font(start: &Element<'_>, outer: Font) -> Font {
    match start.name().to_ascii_lowercase().as_str() {
        "s" | "strike" | "del" => Font { is_struck: true, ..outer },
        "sup" => Font { shift: Some(Shift::Raised), ..outer },
        "sub" => Font { shift: Some(Shift::Lowered), ..outer },
        "font" => {
            let [colour, size] = start.attributes(["Color", "Size"]);
            Font {
                colour: colour.map_or(outer.colour, |colour| Colour::from_hex(&colour)),
                is_hidden: outer.is_hidden || size.is_some_and(|size| is_unseen_size(&size)),
                ..outer
            }
        }
        _ => outer,
    }
}
