//! The workbook of an `.xlsx`: which sheets there are, the shared strings, the formats of numbers.

use super::excel_package::{Contents, SheetEntry, core_title, count_skipped, relationships};
use super::looks::RichText;
use super::marks;
use super::sheet::Sheet;
use super::xlsx_styles::{self, Styles};
use super::{Budget, Workbook, xlsx_notes, xlsx_sheet};
use crate::formats::ReadOptions;
use crate::model::error::Result;
use crate::readers::package::Package;
use crate::readers::xml::{Node, Xml};

/// What the sheets refer to.
#[derive(Debug, Default)]
pub struct Shared {
    pub strings: Vec<RichText>,
    pub styles: Styles,
    pub from_1904: bool,
    /// The program that wrote the file left the results of formulas to the one that opens it, and 0 in their place.
    pub computes_later: bool,
}

/// Reads the workbook whose main part is at `path`.
pub fn read(mut package: Package<'_>, path: &str, options: &ReadOptions) -> Result<Workbook> {
    let text = package.required(path)?;
    let contents = contents(&text, path, &package)?;
    let relationships = relationships(&mut package, path, true)?;
    let target = |kind: &str| relationships.values().find(|r| r.kind == kind).map(|r| r.target.clone());
    let mut shared = Shared {
        from_1904: contents.from_1904,
        computes_later: contents.computes_later(),
        ..Shared::default()
    };
    if let Some(path) = target("sharedStrings")
        && let Some(text) = package.text(&path)?
    {
        shared.strings = shared_strings(&mut package.xml(&path, &text))?;
    }
    if let Some(path) = target("styles")
        && let Some(text) = package.text(&path)?
    {
        shared.styles = xlsx_styles::read(&mut package.xml(&path, &text))?;
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
        let mut sheet = Sheet::new(position, &entry.name, entry.is_hidden);
        sheet.marks = marks.remove(&entry.name).unwrap_or_default();
        let text = package.required(&relationship.target)?;
        sheet.has_plain_fills = shared.styles.has_plain_fills(&text);
        let mut xml = package.xml(&relationship.target, &text);
        xlsx_sheet::read(&mut xml, &mut sheet, &shared, &mut workbook.notes, &mut budget)?;
        xlsx_notes::read(
            &mut package,
            &relationship.target,
            &sheet,
            xlsx_notes::comments,
            &mut workbook.notes,
        )?;
        workbook.sheets.push(sheet);
    }
    count_skipped(&package, &mut workbook.notes);
    Ok(workbook)
}

fn contents(text: &str, path: &str, package: &Package<'_>) -> Result<Contents> {
    let mut xml = package.xml(path, text);
    let mut contents = Contents::default();
    while let Some(node) = xml.next()? {
        package.limits().check_entries(contents.entries.len())?;
        let Node::Start(start) = node else { continue };
        match start.name() {
            "calcPr" => contents.says_computes_later = start.is_true("fullCalcOnLoad"),
            "workbookPr" => contents.from_1904 |= start.is_true("date1904"),
            "sheet" => contents.entries.push(SheetEntry {
                name: start.attribute("name").unwrap_or_default(),
                relationship: start.attribute("id").unwrap_or_default(),
                is_hidden: start.attribute("state").is_some_and(|state| state != "visible"),
            }),
            "definedName" => {
                let name = start.attribute("name").unwrap_or_default();
                contents.names.push((name, xml.text()?));
            }
            _ => {}
        }
    }
    Ok(contents)
}

fn shared_strings(xml: &mut Xml<'_>) -> Result<Vec<RichText>> {
    let mut strings = Vec::new();
    while let Some(node) = xml.next()? {
        if let Node::Start(start) = node
            && start.name() == "si"
        {
            strings.push(rich_text(xml)?);
        }
    }
    Ok(strings)
}

/// The text of the `si` or `is` just opened, without the phonetic guide.
pub fn rich_text(xml: &mut Xml<'_>) -> Result<RichText> {
    let depth = xml.depth();
    let mut all = RichText::default();
    let mut font = None;
    while let Some(node) = xml.inside(depth)? {
        let Node::Start(start) = node else { continue };
        match start.name() {
            "r" => font = None,
            "rPr" => font = Some(xlsx_styles::font(xml)?),
            "t" => {
                let text = xml.text()?;
                all.push(&if text.contains("_x") { unescape(&text) } else { text }, font);
            }
            "rPh" => xml.skip()?,
            _ => {}
        }
    }
    Ok(all)
}

/// Resolves `_x000D_` and the like, which encode characters that XML lacks.
pub fn unescape(text: &str) -> String {
    let mut all = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("_x") {
        all.push_str(before);
        let escaped = after.split_at_checked(4).and_then(|(hex, tail)| {
            let is_hex = hex.bytes().all(|byte| byte.is_ascii_hexdigit());
            let code = u32::from_str_radix(hex, 16).ok().filter(|_| is_hex)?;
            Some((char::from_u32(code)?, tail.strip_prefix('_')?))
        });
        if let Some((character, tail)) = escaped {
            all.push(character);
            rest = tail;
        } else {
            all.push_str("_x");
            rest = after;
        }
    }
    all.push_str(rest);
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_of_characters_are_resolved() {
        assert_eq!(unescape("a_x000D_b_x4E00_"), "a\rb一");
        assert_eq!(unescape("_x005F_x000D_"), "_x000D_");
        for plain in ["_x", "_x00", "_x00zz_", "_x+001_", "_xD800_", "a_x一二三四_", "_x000D"] {
            assert_eq!(unescape(plain), plain);
        }
    }
}
