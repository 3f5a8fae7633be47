//! Workbooks that are one XML file: Excel 2003 XML (SpreadsheetML), and the parts of a package in one file (Flat OPC).
//!
//! A cell of Excel 2003 XML says where it is only where cells before it are left out, references of formulas are
//! counted from the cell (`R[-2]C`), and whether a sheet is hidden follows its cells.

mod references;
mod styles;
mod table;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use self::styles::Styles;
use self::table::TableReader;
use super::excel_package::workbook_path;
use super::sheet::Sheet;
use super::{Budget, Workbook, document, formulas, xlsx};
use crate::formats::{Content, ReadOptions, Reader, ReaderOutput};
use crate::model::error::Result;
use crate::model::limits::Limits;
use crate::model::text;
use crate::readers::package::Package;
use crate::readers::xml::{Node, Xml};
use crate::readers::xml_file::{self, PART};

const FORMAT: &str = "excelxml";

/// Reads workbooks that are one XML file.
#[derive(Clone, Copy, Debug)]
pub struct ExcelXml;

impl Reader for ExcelXml {
    fn read(&self, content: &Content<'_>, options: &ReadOptions) -> Result<ReaderOutput> {
        options.limits.check_page(content.bytes().len())?;
        let decoded = xml_file::decode(content, options)?;
        let mut xml = Xml::new(&decoded.text, FORMAT, PART, &options.limits);
        let workbook = match xml_file::root(&mut xml)?.as_deref() {
            Some("Workbook") => read(&mut xml, &decoded.text, options)?,
            Some("package") => {
                let mut package = Package::flat(&mut xml, &decoded.text, FORMAT, &options.limits)?;
                let path = workbook_path(&mut package)?;
                xlsx::read(package, &path, options)?
            }
            _ => return Err(xml.damaged("its root is of no workbook")),
        };
        let mut document = document(workbook, options)?;
        document.doubts.extend(decoded.doubts);
        Ok(ReaderOutput::Document(document))
    }
}

/// Reads the `Workbook` just started.
fn read(xml: &mut Xml<'_>, text: &str, options: &ReadOptions) -> Result<Workbook> {
    let hidden = hidden_sheets(text, &options.limits)?;
    let has_conditional_formats = text.contains("ConditionalFormatting");
    let mut workbook = Workbook::default();
    let mut budget = Budget::of(options);
    let (mut styles, mut from_1904) = (Styles::default(), false);
    while let Some(child) = xml.child()? {
        match child.name() {
            "DocumentProperties" => workbook.title = title(xml)?,
            "ExcelWorkbook" | "Styles" if !workbook.sheets.is_empty() => {
                // The cells would have been read without it.
                return Err(xml.damaged(format!("{} is behind the sheets", child.name())));
            }
            "ExcelWorkbook" => from_1904 = counts_from_1904(xml)?,
            "Styles" => styles.read(xml)?,
            "Worksheet" => {
                let number = u32::try_from(workbook.sheets.len() + 1).unwrap_or(u32::MAX);
                let name = child.attribute("Name").unwrap_or_default();
                let mut sheet = Sheet::new(number, &name, hidden.contains(&number));
                sheet.has_plain_fills = !has_conditional_formats;
                let mut reader = TableReader::new(sheet, &mut styles, &mut workbook.notes, &mut budget);
                reader.from_1904 = from_1904;
                reader.read(xml)?;
                let mut sheet = reader.sheet;
                formulas::compute(&mut sheet, &mut workbook.notes, &mut budget)?;
                workbook.sheets.push(sheet);
                xml.check_entries(workbook.sheets.len())?;
            }
            _ => xml.skip()?,
        }
    }
    Ok(workbook)
}

/// The numbers of the sheets that are hidden.
fn hidden_sheets(text: &str, limits: &Limits) -> Result<BTreeSet<u32>> {
    let mut hidden = BTreeSet::new();
    if !["SheetHidden", "SheetVeryHidden"].iter().any(|state| text.contains(state)) {
        return Ok(hidden);
    }
    let mut number = 0u32;
    let mut xml = Xml::new(text, FORMAT, PART, limits);
    while let Some(node) = xml.next()? {
        let Node::Start(start) = node else { continue };
        match start.name() {
            "Worksheet" => number = number.saturating_add(1),
            "Visible" if xml.text()?.trim() != "SheetVisible" => {
                hidden.insert(number);
            }
            _ => {}
        }
    }
    Ok(hidden)
}

fn title(xml: &mut Xml<'_>) -> Result<Option<String>> {
    let mut title = None;
    while let Some(child) = xml.child()? {
        if child.name() == "Title" {
            title = Some(text::clean(&xml.text()?));
        } else {
            xml.skip()?;
        }
    }
    Ok(title)
}

fn counts_from_1904(xml: &mut Xml<'_>) -> Result<bool> {
    let mut from_1904 = false;
    while let Some(child) = xml.child()? {
        from_1904 |= child.name() == "Date1904";
        xml.skip()?;
    }
    Ok(from_1904)
}
