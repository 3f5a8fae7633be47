//! Reads `.ods`: one part, `content.xml`, holds all sheets.
//!
//! Rows and cells carry repeat counts up to the edge of the sheet; a blank one only moves on, one with
//! text is counted against the limits as often as it is repeated.

use std::collections::BTreeMap;

use super::formulas::{self, Formula};
use super::looks::{CellStyle, Font, RichText};
use super::numbers;
use super::ods_cell::CellAttributes;
use super::ods_styles::Styles;
use super::ods_text::{ParagraphReader, annotation};
use super::sheet::{Area, MAX_COLUMN, MAX_ROW, Sheet};
use super::xlsx_notes::OWN_NOTE;
use super::{Budget, Workbook};
use crate::formats::ReadOptions;
use crate::model::error::{Error, Result};
use crate::model::text;
use crate::readers::appearance::{AsideKind, ShownText};
use crate::readers::package::Package;
use crate::readers::xml::{Element, Node, Xml, whole};

/// Hidden rows without text that are kept one by one; more are the end of the sheet.
const MOST_HIDDEN: u32 = 1000;

pub fn read(mut package: Package<'_>, options: &ReadOptions) -> Result<Workbook> {
    let manifest = package.text("META-INF/manifest.xml")?.unwrap_or_default();
    if manifest.contains("encryption-data") {
        return Err(Error::Encrypted { format: "ods" });
    }
    let mut workbook = Workbook { title: title(&mut package)?, ..Workbook::default() };
    let styles = Styles::common(&mut package)?;
    let part = "content.xml";
    let content = package.required(part)?;
    read_sheets(&mut package.xml(part, &content), styles, &mut workbook, options)?;
    Ok(workbook)
}

/// Reads a workbook that is one XML file.
pub fn read_flat(text: &str, options: &ReadOptions) -> Result<Workbook> {
    let mut workbook = Workbook::default();
    let mut xml = Xml::new(text, "ods", "XML", &options.limits);
    read_sheets(&mut xml, Styles::default(), &mut workbook, options)?;
    Ok(workbook)
}

/// Reads the styles and sheets of a part.
fn read_sheets(
    xml: &mut Xml<'_>,
    mut styles: Styles,
    workbook: &mut Workbook,
    options: &ReadOptions,
) -> Result<()> {
    let mut budget = Budget::of(options);
    while let Some(node) = xml.next()? {
        let Node::Start(start) = node else { continue };
        match start.qualified_name() {
            "style:style" => styles.add(xml, &start)?,
            "table:tracked-changes" => xml.skip()?,
            "office:master-styles" => styles.pages.read(xml)?,
            "dc:title" if workbook.title.is_none() => workbook.title = Some(text::clean(&xml.text()?)),
            "table:table" => {
                let name = start.attribute("table:name").unwrap_or_default();
                let style = start.attribute("table:style-name").unwrap_or_default();
                let margins = styles.margins(&style).to_vec();
                let is_hidden = styles.is_hidden("table", Some(style));
                let number = u32::try_from(workbook.sheets.len() + 1).unwrap_or(u32::MAX);
                let mut sheet = Sheet::new(number, &name, is_hidden);
                sheet.margins = margins;
                let mut table = TableReader::new(sheet, &mut styles, workbook, &mut budget);
                table.read(xml)?;
                let mut sheet = table.sheet;
                workbook.notes.note_pictures(&sheet);
                formulas::compute(&mut sheet, &mut workbook.notes, &mut budget)?;
                workbook.sheets.push(sheet);
                options.limits.check_entries(workbook.sheets.len())?;
            }
            _ => {}
        }
    }
    Ok(())
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
    styles: &'a mut Styles,
    workbook: &'a mut Workbook,
    budget: &'a mut Budget<'b>,
    /// Rows passed.
    row: u32,
    /// By their first column, the last one of columns and the style of their cells.
    columns: BTreeMap<u32, (u32, String)>,
    /// The depth of the closed group of rows or columns that is open.
    closed_group: Option<usize>,
}

/// The content of a cell.
#[derive(Debug, Default)]
struct CellContent {
    text: RichText,
    has_paragraph: bool,
}

impl<'a, 'b> TableReader<'a, 'b> {
    fn new(
        sheet: Sheet,
        styles: &'a mut Styles,
        workbook: &'a mut Workbook,
        budget: &'a mut Budget<'b>,
    ) -> Self {
        Self { sheet, styles, workbook, budget, row: 0, columns: BTreeMap::new(), closed_group: None }
    }

    fn read(&mut self, xml: &mut Xml<'_>) -> Result<()> {
        let depth = xml.depth();
        let mut column = 1u32;
        while let Some(node) = xml.inside(depth)? {
            let Node::Start(start) = node else { continue };
            self.closed_group = self.closed_group.filter(|group| *group < xml.depth());
            match start.qualified_name() {
                "table:table-column" => column = self.read_columns(&start, column),
                "table:table-row" => self.read_row(xml, &start)?,
                "table:table-row-group" | "table:table-column-group"
                    if start.attribute("table:display").as_deref() == Some("false") =>
                {
                    self.closed_group = self.closed_group.or(Some(xml.depth()));
                }
                "form:text" | "form:textarea" | "form:combobox" | "form:formatted-text" | "form:number" => {
                    let value =
                        start.attribute("form:current-value").or_else(|| start.attribute("form:value"));
                    let place = self.sheet.place(1, 1);
                    self.workbook.notes.asides.add(AsideKind::Control, &value.unwrap_or_default(), &place);
                }
                other => self.object(xml, other, (1, 1))?,
            }
        }
        Ok(())
    }

    /// Columns from `first` on; returns the one after them.
    fn read_columns(&mut self, start: &Element<'_>, first: u32) -> u32 {
        const NAMES: [&str; 2] = ["table:style-name", "table:default-cell-style-name"];
        let [style, cells] = start.attributes(NAMES);
        let count = repeated(start, "table:number-columns-repeated", MAX_COLUMN);
        let last = first.saturating_add(count - 1);
        if is_collapsed(start) || self.closed_group.is_some() || self.styles.is_hidden("table-column", style)
        {
            self.sheet.hide_columns(first, last);
        }
        if let Some(cells) = cells {
            self.columns.insert(first, (last, cells));
        }
        last.saturating_add(1)
    }

    fn read_row(&mut self, xml: &mut Xml<'_>, start: &Element<'_>) -> Result<()> {
        let [style, cells] = start.attributes(["table:style-name", "table:default-cell-style-name"]);
        let count = repeated(start, "table:number-rows-repeated", MAX_ROW);
        let top = self.row.saturating_add(1);
        self.row = self.row.saturating_add(count);
        let is_hidden =
            is_collapsed(start) || self.closed_group.is_some() || self.styles.is_hidden("table-row", style);
        if is_hidden && count <= MOST_HIDDEN {
            self.sheet.hidden_rows.extend(top..=self.row);
        }
        let depth = xml.depth();
        let mut column = 1u32;
        let mut texts = Vec::new();
        while let Some(node) = xml.inside(depth)? {
            let Node::Start(start) = node else { continue };
            match start.qualified_name() {
                "table:table-cell" => {
                    let mut cell = CellAttributes::of(&start);
                    let columns = whole(cell.columns_repeated.take()).unwrap_or(1).clamp(1, MAX_COLUMN);
                    let is_drawn = cell.style.is_some();
                    let style = self.cell_style(cell.style.as_deref().or(cells.as_deref()), column);
                    let text = self.cell(xml, cell, (top, column), &style)?;
                    if !text.is_empty() {
                        texts.push((column, columns, text));
                    }
                    column = column.saturating_add(columns);
                    if is_drawn {
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
        if !texts.is_empty() {
            for row in top..=self.row {
                self.put_row(row, &texts)?;
            }
            if is_hidden {
                self.sheet.hidden_rows.extend(top..=self.row);
            }
        }
        Ok(())
    }

    /// The style of a cell, which may be that of its column.
    fn cell_style(&mut self, name: Option<&str>, column: u32) -> CellStyle {
        let of_column = self.columns.range(..=column).next_back();
        let of_column =
            of_column.filter(|(_, (last, _))| column <= *last).map(|(_, (_, name))| name.as_str());
        self.styles.cell(name.or(of_column))
    }

    fn put_row(&mut self, row: u32, texts: &[(u32, u32, String)]) -> Result<()> {
        for (first, count, text) in texts {
            for column in *first..first.saturating_add(*count) {
                self.sheet.put(row, column, text, self.budget)?;
            }
        }
        Ok(())
    }

    fn cell(
        &mut self,
        xml: &mut Xml<'_>,
        mut cell: CellAttributes,
        at: (u32, u32),
        style: &CellStyle,
    ) -> Result<String> {
        let (row, column) = at;
        let columns = whole(cell.columns_spanned.take()).unwrap_or(1).clamp(1, MAX_COLUMN);
        let rows = whole(cell.rows_spanned.take()).unwrap_or(1).clamp(1, MAX_ROW);
        let last = (row.saturating_add(rows - 1), column.saturating_add(columns - 1));
        self.sheet.merge(Area::new((row, column), last), self.budget)?;
        let mut content = CellContent::default();
        self.read_content(xml, &mut content, at, style.font)?;
        let kind = cell.kind.take().unwrap_or_default();
        let formula = cell.formula.take();
        let shown = self.shown(&cell, &kind, content, at, style);
        let is_blank = shown.text.is_empty() && shown.unseen.is_empty();
        let is_text = !matches!(kind.as_str(), "float" | "percentage" | "currency");
        if !shown.unseen.is_empty() || is_text && shown.text.starts_with(char::is_numeric) {
            self.sheet.other_than_stored.insert(at);
        }
        let text = self.workbook.notes.keep_shown(&self.sheet, at, shown);
        if let Some(formula) = formula.filter(|_| self.budget.keeps_formulas || kind.is_empty() && is_blank) {
            self.budget.spend_cells(1)?;
            let formula = Formula::new(plain_formula(&formula), style.clone());
            self.sheet.formulas.insert(at, formula);
            if self.budget.keeps_formulas {
                return Ok(String::new());
            }
        }
        Ok(text::clean(&text))
    }

    /// What a cell shows of its value.
    fn shown(
        &mut self,
        cell: &CellAttributes,
        kind: &str,
        content: CellContent,
        at: (u32, u32),
        style: &CellStyle,
    ) -> ShownText {
        let of = |attribute: &Option<String>| attribute.clone().unwrap_or_default();
        let CellContent { text, has_paragraph } = content;
        let value = match kind {
            // LibreOffice keeps booleans as numbers that show as words.
            "float" if matches!(text.text.as_str(), "TRUE" | "FALSE") => return style.show(&text),
            // Without a number only its text can be shown.
            "float" | "percentage" | "currency"
                if cell.value.as_deref().unwrap_or_default().trim().is_empty() =>
            {
                self.workbook.notes.note_contradiction(&self.sheet, at, &text.text, Some("（无）"));
                return style.show(&text);
            }
            "float" | "percentage" | "currency" => {
                let shown = has_paragraph.then_some(text.text.as_str());
                let number = numbers::from_shown(cell.value.as_deref().unwrap_or_default(), shown);
                self.workbook.notes.note_number(&self.sheet, at, &number);
                if number.doubt.is_some() {
                    self.sheet.other_than_stored.insert(at);
                }
                number.text
            }
            "date" => match numbers::from_iso(cell.date.as_deref().unwrap_or_default()) {
                Some(date) => date,
                None => return style.show(&text),
            },
            "boolean" => of(&cell.boolean).to_uppercase(),
            _ if has_paragraph => {
                let stored = [&cell.string, &cell.value, &cell.time].into_iter().filter_map(Option::as_deref);
                let stored = stored.into_iter().find(|stored| !stored.trim().is_empty());
                self.workbook.notes.note_contradiction(&self.sheet, at, &text.text, stored);
                return style.show(&text);
            }
            _ => of(&cell.string),
        };
        style.show_plain(&value)
    }

    /// The paragraphs of a cell, a line each; comments and shapes are set aside.
    fn read_content(
        &mut self,
        xml: &mut Xml<'_>,
        content: &mut CellContent,
        at: (u32, u32),
        font: Font,
    ) -> Result<()> {
        let depth = xml.depth();
        while let Some(node) = xml.inside(depth)? {
            let Node::Start(start) = node else { continue };
            match start.qualified_name() {
                "text:p" | "text:h" => {
                    if content.has_paragraph {
                        content.text.push("\n", None);
                    }
                    content.has_paragraph = true;
                    let style = start.attribute("text:style-name");
                    ParagraphReader::new(self.styles, font).read(xml, style, &mut content.text)?;
                }
                "office:annotation" => {
                    let comment = annotation(xml)?;
                    if !comment.trim_start().starts_with(OWN_NOTE) {
                        let place = self.sheet.place(at.0, at.1);
                        self.workbook.notes.asides.add(AsideKind::Comment, &comment, &place);
                    }
                }
                other if other.starts_with("draw:") => {
                    let depth = xml.depth();
                    self.object(xml, other, at)?;
                    while xml.depth() >= depth
                        && let Some(node) = xml.inside(depth)?
                    {
                        if let Node::Start(start) = node {
                            self.object(xml, start.qualified_name(), at)?;
                        }
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// An element that may be an object beside the cells; reads it if it holds text.
    fn object(&mut self, xml: &mut Xml<'_>, element: &str, at: (u32, u32)) -> Result<()> {
        let notes = &mut self.workbook.notes;
        match element {
            "draw:image" => {
                notes.pictures += 1;
                self.sheet.pictures.push(at);
            }
            "draw:object" | "draw:object-ole" => notes.objects += 1,
            "draw:text-box" | "draw:custom-shape" => {
                let text = xml.text()?;
                notes.note_text_box(&text, &self.sheet.place(at.0, at.1));
            }
            _ => {}
        }
        Ok(())
    }
}

/// A formula with references as in a cell: `of:=SUM([.B2:.B9])` is `SUM(B2:B9)`.
fn plain_formula(formula: &str) -> String {
    let formula = formula.split_once(":=").map_or(formula, |(_, formula)| formula).trim_start_matches('=');
    formula.replace("[.", "").replace(":.", ":").replace(']', "")
}

fn repeated(start: &Element<'_>, name: &str, most: u32) -> u32 {
    start.number(name).unwrap_or(1).clamp(1, most)
}

fn is_collapsed(start: &Element<'_>) -> bool {
    matches!(start.attribute("table:visibility").as_deref(), Some("collapse" | "filter"))
}
