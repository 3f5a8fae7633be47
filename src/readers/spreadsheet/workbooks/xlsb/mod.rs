//! The workbook of an `.xlsb`: a package as an `.xlsx` is, of which the workbook, its sheets, styles, shared strings and
//! comments are records in binary (MS-XLSB) and all else is XML.

mod comments;
mod names;
mod records;
mod sheet;
mod strings;
mod styles;
#[cfg(test)]
mod tests;

use self::names::Names;
use self::records::{Records, kind};
use self::styles::Styles;
use super::excel_package::{Contents, SheetEntry, core_title, count_skipped, relationships};
use super::looks::RichText;
use super::sheet::Sheet;
use super::{Budget, Workbook, marks, xlsx_notes};
use crate::formats::ReadOptions;
use crate::model::error::Result;
use crate::readers::package::Package;

/// What the sheets refer to.
#[derive(Debug, Default)]
struct Shared {
    strings: Vec<RichText>,
    styles: Styles,
    from_1904: bool,
    /// The program that wrote the file left the results of formulas to the one that opens it, and 0 in their place.
    computes_later: bool,
}

/// Reads the workbook whose main part is at `path`.
pub fn read(mut package: Package<'_>, path: &str, options: &ReadOptions) -> Result<Workbook> {
    let limits = &options.limits;
    let part = package.required_part(path)?;
    let contents = contents(&mut Records::new(path, &part, limits), options)?;
    let relationships = relationships(&mut package, path, true)?;
    let target = |kind: &str| relationships.values().find(|r| r.kind == kind).map(|r| r.target.clone());
    let mut shared = Shared {
        from_1904: contents.from_1904,
        computes_later: contents.computes_later(),
        ..Shared::default()
    };
    if let Some(path) = target("styles")
        && let Some(part) = package.part(&path)?
    {
        shared.styles = styles::read(&mut Records::new(&path, &part, limits))?;
    }
    if let Some(path) = target("sharedStrings")
        && let Some(part) = package.part(&path)?
    {
        shared.strings = strings::shared(&mut Records::new(&path, &part, limits), &shared.styles)?;
    }
    let mut workbook = Workbook { title: core_title(&mut package)?, ..Workbook::default() };
    let mut budget = Budget::of(options);
    let mut marks = marks::by_sheet(&contents.names);
    for (entry, position) in contents.entries.iter().zip(1..) {
        let Some(relationship) = relationships.get(&entry.relationship) else {
            return Err(package.damaged(path, format!("the sheet {} has no part", entry.name)));
        };
        if relationship.kind != "worksheet" {
            continue; // a chart or a macro on a sheet of its own: counted by its package
        }
        let path = &relationship.target;
        let mut sheet = Sheet::new(position, &entry.name, entry.is_hidden);
        sheet.marks = marks.remove(&entry.name).unwrap_or_default();
        let part = package.required_part(path)?;
        sheet.has_plain_fills = shared.styles.has_plain_fills(Records::new(path, &part, limits))?;
        let mut records = Records::new(path, &part, limits);
        sheet::read(&mut records, &mut sheet, &shared, &mut workbook.notes, &mut budget)?;
        xlsx_notes::read(&mut package, path, &sheet, comments::read, &mut workbook.notes)?;
        workbook.sheets.push(sheet);
    }
    count_skipped(&package, &mut workbook.notes);
    Ok(workbook)
}

fn contents(records: &mut Records<'_>, options: &ReadOptions) -> Result<Contents> {
    let mut contents = Contents::default();
    let mut names = Names::default();
    while let Some(mut record) = records.next()? {
        let fields = &mut record.fields;
        match record.kind {
            kind::WORKBOOK => contents.from_1904 = records.whole(record.kind, fields.u32())? & 1 != 0,
            kind::CALCULATION => {
                let flags = fields.take(24).and_then(|_| fields.u16());
                contents.says_computes_later = flags.is_some_and(|flags| flags & 1 != 0);
            }
            kind::SHEET => {
                let entry = entry(fields);
                contents.entries.push(records.whole(record.kind, entry)?);
                options.limits.check_entries(contents.entries.len())?;
            }
            _ => names.add(record, records)?,
        }
    }
    contents.names = names.resolve(|number| contents.entries.get(number).map(|entry| entry.name.as_str()));
    Ok(contents)
}

fn entry(fields: &mut records::Fields<'_>) -> Option<SheetEntry> {
    let is_hidden = fields.u32()? != 0;
    fields.u32()?; // its number
    let relationship = fields.optional_text()?;
    Some(SheetEntry { name: fields.text()?, relationship, is_hidden })
}
