//! Writes an `.xlsx` workbook: the text on a sheet 正文, each statutory table on a sheet of its own,
//! laid out as the official form, with a link at its position in the text; before them a cover,
//! after them the findings, and a hidden copy of the report for reading it back; a final workbook has neither.
//!
//! rust_xlsxwriter cannot fit rows to their text, so [`size`] estimates it. Defined names mark what the
//! sheets do not show (which rows are a table, which line is the date), see [`names`]; our reader uses them.
//! Figures are numbers where that is exact, totals that are right are formulas with their values, see
//! [`figures`], and what breaks another relation of the form is red, see [`relations`]; everything else is text, so that no content of a report becomes a formula.

pub(crate) mod area;
mod copy;
mod cover;
pub(crate) mod figures;
mod findings;
pub(crate) mod format;
mod general;
pub(crate) mod layout;
mod list;
pub(crate) mod names;
mod narrative;
pub(crate) mod number;
mod relations;
mod set_aside;
pub(crate) mod size;

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, ProtectionOptions, Workbook, Worksheet, XlsxError,
};

use crate::formats::{FormatOption, Needs, Output, WriteOptions, Writer};
use crate::model::document::{Block, Document, Table};
use crate::model::error::{Error, Result};
use crate::model::finding::Finding;
use crate::model::language::Message;
use crate::model::reading_rules::WITHOUT_FORM;
use crate::model::set_aside::SHEET;

use figures::Sums;

/// Writes `.xlsx`.
#[derive(Clone, Copy, Debug)]
pub struct Xlsx;

const FORMAT: &str = "xlsx";
const A4: u8 = 9;
/// The font, with its points, whose digits measure the widths of columns: the rows are as high as their text only where
/// it is as wide as [`size`] assumes. Fonts of the same widths are on every system.
const DEFAULT_FONT: (&str, u32) = ("Arial", 10);
/// Pixels of a row and a column without a size of their own; the digits have seven.
const DEFAULT_SIZE: (u32, u32) = (20, 64);
/// Characters (UTF-16 units) that a cell holds.
const CELL_LIMIT: usize = 32_767;

impl Writer for Xlsx {
    fn write(&self, output: &Output<'_>, options: &WriteOptions) -> Result<Vec<u8>> {
        let sums = Sums {
            balances: output.balances,
            report: Some(output.report),
            values_only: options.values_only,
            is_blank_form: options.blank_form.is_some(),
            is_final: options.is_final,
        };
        write(output.document, Some(output), sums, options.blank_form.as_deref().unwrap_or_default())
    }

    fn uses(&self, option: FormatOption) -> bool {
        option == FormatOption::Final
    }

    fn needs(&self) -> Needs {
        Needs::Sums
    }
}

/// Writes any document; with the report, also cover, findings and copy.
fn write(
    document: &Document,
    output: Option<&Output<'_>>,
    sums: Sums<'_>,
    further: &[Table],
) -> Result<Vec<u8>> {
    check_lengths(document)?;
    workbook(document, output, sums, further).map_err(|error| Error::Unwritable {
        format: FORMAT,
        what: Message::new(error.to_string(), error.to_string()),
    })
}

fn workbook(
    document: &Document,
    output: Option<&Output<'_>>,
    sums: Sums<'_>,
    further: &[Table],
) -> std::result::Result<Vec<u8>, XlsxError> {
    let mut workbook = with_properties(document)?;
    let tables: Vec<&Table> = document.blocks.iter().filter_map(with_sheet).collect();
    let sheet_names = names::sheet_names(&tables);
    let mut marks = names::Marks::default();
    // What is no form is neither submitted nor filled in.
    let has_form = output.is_none_or(|output| !output.report.edition.is_none());
    let sheet = |name| sheet(name, has_form);
    if let Some(output) = output.filter(|_| has_form) {
        let mut cover = sheet(names::COVER_SHEET)?;
        cover::write(&mut cover, output, cover::notes(sums))?;
        workbook.push_worksheet(cover);
    }
    let mut text = sheet(names::TEXT_SHEET)?;
    let has_sections = output.is_some_and(|output| !output.report.edition.sections.is_empty());
    let is_blank = sums.is_blank_form && has_sections;
    narrative::write(&mut text, document, &sheet_names, &mut marks, is_blank)?;
    workbook.push_worksheet(text);
    for (table, name) in tables.into_iter().zip(&sheet_names) {
        let mut sheet = sheet(name)?;
        sheet.set_header(format!("&C{}", name.replace('&', "&&")));
        let (area, figures) = layout::write_sheet(&mut sheet, table, sums)?;
        marks.add("table", name, area);
        for (address, area) in figures.areas_by_address() {
            marks.add_figure(address, name, area);
        }
        workbook.push_worksheet(sheet);
    }
    let has_findings = |output: &&Output<'_>| !sums.is_final && output.findings.iter().any(says_more);
    if let Some(output) = output.filter(has_findings) {
        let mut findings = sheet(names::FINDINGS_SHEET)?;
        findings::write(&mut findings, output)?;
        workbook.push_worksheet(findings);
    }
    if let Some(output) = output.filter(|_| set_aside::reasons(document).next().is_some()) {
        let mut reasons = sheet(SHEET)?;
        set_aside::write(&mut reasons, output)?;
        workbook.push_worksheet(reasons);
    }
    for table in further {
        let mut sheet = sheet(table.title.as_deref().unwrap_or_default())?;
        layout::write_sheet(&mut sheet, table, Sums::default())?;
        workbook.push_worksheet(sheet);
    }
    // Of a blank form nothing is known yet that could be lost.
    if let Some(output) = output.filter(|_| !sums.is_final && !sums.is_blank_form) {
        let mut copy = sheet(names::COPY_SHEET)?;
        copy::write(&mut copy, output)?;
        copy.set_hidden(true);
        workbook.push_worksheet(copy);
    }
    for (name, reference) in marks.into_names() {
        workbook.define_name(name, &reference)?;
    }
    workbook.save_to_buffer()
}

/// A workbook without sheets, with the properties of the document.
fn with_properties(document: &Document) -> std::result::Result<Workbook, XlsxError> {
    let mut workbook = Workbook::new();
    let (row, column) = DEFAULT_SIZE;
    workbook.set_default_format(
        &Format::new().set_font_name(DEFAULT_FONT.0).set_font_size(DEFAULT_FONT.1),
        row,
        column,
    )?;
    // The date is fixed so that the same report gives the same bytes.
    let created = ExcelDateTime::from_ymd(2000, 1, 1)?;
    let mut properties = DocProperties::new().set_creation_datetime(&created);
    if let Some(title) = document.head.iter().find(|property| property.name == "title") {
        properties = properties.set_title(&title.text);
    }
    workbook.set_properties(&properties);
    Ok(workbook)
}

/// Whether a finding says more than that the document has no form, which the workbook shows.
fn says_more(finding: &Finding) -> bool {
    finding.rule != &WITHOUT_FORM
}

/// A sheet that prints one page wide on A4, page numbers at the foot. Of a form only cells with data may be edited;
/// there is no password.
fn sheet(name: &str, has_form: bool) -> std::result::Result<Worksheet, XlsxError> {
    let mut sheet = Worksheet::new();
    sheet.set_formula_result_default(""); // blank is not 0
    sheet.set_name(name)?;
    sheet.set_paper_size(A4).set_print_fit_to_pages(1, 0).set_print_center_horizontally(true);
    sheet.set_margins(0.7, 0.7, 0.8, 0.8, 0.3, 0.3).set_footer("&C— &P —");
    if has_form {
        sheet.protect_with_options(&ProtectionOptions {
            format_columns: true,
            format_rows: true,
            ..ProtectionOptions::default()
        });
    }
    Ok(sheet)
}

/// The table of a block that gets a sheet of its own.
fn with_sheet(block: &Block) -> Option<&Table> {
    match block {
        Block::Table(table) if table.role.has_sheet() => Some(table),
        Block::Table(_) | Block::Paragraph(_) => None,
    }
}

fn check_lengths(document: &Document) -> Result<()> {
    let texts = document.blocks.iter().flat_map(|block| match block {
        Block::Paragraph(paragraph) => vec![paragraph.text.as_str()],
        Block::Table(table) => table.rows.iter().flatten().map(|cell| cell.text.as_str()).collect(),
    });
    // A text has at most as many UTF-16 units as bytes.
    for text in texts.filter(|text| text.len() > CELL_LIMIT) {
        let length = text.encode_utf16().count();
        if length > CELL_LIMIT {
            let start: String = text.chars().take(20).collect();
            return Err(Error::Unwritable {
                format: FORMAT,
                what: Message::new(
                    format!("“{start}…”这段有 {length} 个字符，一个单元格最多 {CELL_LIMIT} 个"),
                    format!("the text '{start}…' has {length} characters, a cell holds {CELL_LIMIT}"),
                ),
            });
        }
    }
    Ok(())
}

#[cfg(test)]
impl Xlsx {
    /// Writes a document alone.
    pub(crate) fn write_document(document: &Document) -> Result<Vec<u8>> {
        write(document, None, Sums::default(), &[])
    }
}

#[cfg(test)]
mod tests;
