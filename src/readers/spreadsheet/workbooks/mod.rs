//! Reads workbooks: `.xlsx` and `.ods` (zip packages of XML), `.xlsb` (a zip package of BIFF), `.xls` (BIFF in an OLE
//! compound file), and those that are one XML file.

mod biff;
mod biff_formulas;
mod excel_2003;
mod excel_package;
mod ods;
mod ods_cell;
mod ods_pages;
mod ods_styles;
mod ods_text;
mod page_margins;
mod xls;
mod xls_fonts;
mod xls_notes;
mod xls_sheet;
mod xls_strings;
mod xlsb;
mod xlsx;
mod xlsx_notes;
mod xlsx_sheet;
mod xlsx_styles;

use super::{Budget, Workbook, check, document, formulas, looks, marks, notes, numbers, sheet};
use crate::formats::content::package::PackageKind;
use crate::formats::{Content, ReadOptions, Reader, ReaderOutput};
use crate::model::error::{Error, Result};
use crate::readers::package::{self, Package};
use crate::readers::xml_file;

pub use excel_2003::ExcelXml;
use excel_package::workbook_path;

/// Reads `.xlsx`, `.xlsb`, `.xls` and `.ods`, whichever the bytes are.
#[derive(Clone, Copy, Debug)]
pub struct Spreadsheet;

impl Reader for Spreadsheet {
    fn read(&self, content: &Content<'_>, options: &ReadOptions) -> Result<ReaderOutput> {
        let bytes = content.bytes();
        let limits = &options.limits;
        let workbook = if bytes.is_empty() {
            return Err(Error::Empty);
        } else if package::is_ole(bytes) {
            if package::is_encrypted_package(bytes) {
                return Err(Error::Encrypted { format: "xlsx" });
            }
            xls::read(bytes, options)?
        } else if content.package().is_none() && content.is_text() {
            let decoded = xml_file::decode(content, options)?;
            let mut document = document(ods::read_flat(&decoded.text, options)?, options)?;
            document.doubts.extend(decoded.doubts);
            return Ok(ReaderOutput::Document(document));
        } else {
            let format = match content.package() {
                Some(
                    PackageKind::OpenSpreadsheet | PackageKind::SomeOpenDocument | PackageKind::OpenText,
                ) => "ods",
                Some(PackageKind::ExcelBinary) => "xlsb",
                _ => "xlsx",
            };
            let mut package = Package::open(bytes, format, limits)?;
            if package.names().any(|name| name == "content.xml") {
                ods::read(package, options)?
            } else {
                let path = workbook_path(&mut package)?;
                let is_binary = path.to_ascii_lowercase().ends_with(".bin");
                let read = if is_binary { xlsb::read } else { xlsx::read };
                read(package, &path, options)?
            }
        };
        document(workbook, options).map(ReaderOutput::Document)
    }
}
