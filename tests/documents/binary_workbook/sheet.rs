//! A worksheet and its comments as records.

use super::formulas;
use super::records::{Fields, Records, cell};
use super::styles::{Styles, rich};
use super::xml::Element;

/// The worksheet.
pub fn sheet(part: &str, styles: &mut Styles) -> Vec<u8> {
    let xml = Element::parse(part);
    let mut part = Records::default();
    part.put(129, &[]); // BrtBeginSheet
    part.put(148, &Fields::default().area("A1:Z999").0); // BrtWsDim
    if xml.child("cols").is_some() {
        part.put(390, &[]); // BrtBeginColInfos
        for column in xml.list("cols") {
            part.put(60, &columns(column).0);
        }
        part.put(391, &[]); // BrtEndColInfos
    }
    part.put(145, &[]); // BrtBeginSheetData
    let mut row = 0;
    for element in xml.list("sheetData") {
        row = element.number("r").unwrap_or(row + 1);
        part.put(0, &row_header(element, row - 1).0);
        let mut column = 0;
        for stored in element.children.iter().filter(|child| child.name == "c") {
            column = stored.attribute("r").map_or(column, |reference| cell(reference).1);
            let (kind, fields) = value(stored, column, styles);
            part.put(kind, &fields.0);
            column += 1;
        }
    }
    part.put(146, &[]); // BrtEndSheetData
    let merged = xml.list("mergeCells");
    if !merged.is_empty() {
        part.put(177, &u32::try_from(merged.len()).unwrap().to_le_bytes()); // BrtBeginMergeCells
        for area in merged {
            part.put(176, &Fields::default().area(area.attribute("ref").unwrap()).0);
        }
        part.put(178, &[]); // BrtEndMergeCells
    }
    for format in xml.children.iter().filter(|child| child.name == "conditionalFormatting") {
        conditional(format, &mut part);
    }
    if let Some(margins) = xml.child("headerFooter") {
        part.put(479, &header_footer(margins).0);
        part.put(480, &[]); // BrtEndHeaderFooter
    }
    if xml.child("tableParts").is_some() {
        part.put(660, &1u32.to_le_bytes()); // BrtBeginListParts
        part.put(661, &Fields::default().text("rId1").0);
        part.put(662, &[]); // BrtEndListParts
    }
    part.put(130, &[]); // BrtEndSheet
    part.0
}

/// BrtColInfo.
fn columns(column: &Element) -> Fields {
    let of = |name| column.number(name).unwrap();
    let width: f64 = column.attribute("width").map_or(10.0, |width| width.parse().unwrap());
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a small width")]
    let width = (width * 256.0) as u32;
    let fields = Fields::default().u32(of("min") - 1).u32(of("max") - 1).u32(width).u32(0);
    fields.u16(u32::from(column.is_true("hidden")) | 2)
}

/// BrtRowHdr.
fn row_header(row: &Element, number: u32) -> Fields {
    let height: Option<f64> = row.attribute("ht").map(|height| height.parse().unwrap());
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a small height")]
    let twips = height.map_or(300, |points| (points * 20.0) as u32);
    let flags = u8::from(row.is_true("hidden")) << 4 | u8::from(height.is_some()) << 5;
    Fields::default().u32(number).u32(0).u16(twips).byte(0).byte(flags).byte(0).u32(0)
}

/// The record of a cell.
fn value(stored: &Element, column: u32, styles: &mut Styles) -> (u32, Fields) {
    let head = Fields::default().u32(column).u32(stored.number("s").unwrap_or(0));
    let value = stored.child("v").map_or("", |value| value.text.as_str());
    let formula = stored.child("f").map(|formula| formulas::tokens(&formula.text));
    let with_formula = |fields: Fields| {
        let Some(tokens) = &formula else { return fields };
        let length = u32::try_from(tokens.len()).unwrap();
        fields.u16(0).u32(length).bytes(tokens).u32(0)
    };
    let kind = |plain, with_formula| if formula.is_some() { with_formula } else { plain };
    match stored.attribute("t") {
        Some("s") => (7, head.u32(value.parse().unwrap())),
        Some("inlineStr") => match stored.child("is") {
            // Excel has these among the shared strings; only in revisions there are rich ones in cells.
            Some(text) if text.child("r").is_some() => (62, head.bytes(&rich(text, styles).0)),
            Some(text) => (6, head.text(text.child("t").map_or("", |text| &text.text))),
            None => (1, head),
        },
        Some("str") => (kind(6, 8), with_formula(head.text(value))),
        Some("b") => (kind(4, 10), with_formula(head.byte(u8::from(value != "0")))),
        Some("e") => (kind(3, 11), with_formula(head.byte(error(value)))),
        _ if value.is_empty() && formula.is_none() => (1, head),
        _ => {
            let number: f64 = if value.is_empty() { 0.0 } else { value.parse().unwrap() };
            match packed(number).filter(|_| formula.is_none()) {
                Some(rk) => (2, head.u32(rk)),
                None => (kind(5, 9), with_formula(head.bytes(&number.to_le_bytes()))),
            }
        }
    }
}

/// RkNumber of a small whole number, or of one with two decimals.
fn packed(number: f64) -> Option<u32> {
    let whole = |number: f64| {
        let is_small = number.fract() == 0.0 && number.abs() < 100_000_000.0;
        #[allow(clippy::cast_possible_truncation, reason = "a small whole number")]
        is_small.then_some((number as i32) << 2 | 2).map(i32::cast_unsigned)
    };
    whole(number).or_else(|| {
        whole((number * 100.0).round())
            .filter(|rk| f64::from(rk.cast_signed() >> 2) / 100.0 == number)
            .map(|rk| rk | 1)
    })
}

fn error(name: &str) -> u8 {
    match name {
        "#NULL!" => 0x00,
        "#DIV/0!" => 0x07,
        "#VALUE!" => 0x0f,
        "#REF!" => 0x17,
        "#NAME?" => 0x1d,
        "#NUM!" => 0x24,
        _ => 0x2a,
    }
}

fn conditional(format: &Element, part: &mut Records) {
    let areas: Vec<&str> = format.attribute("sqref").unwrap().split(' ').collect();
    let fields = Fields::default().u32(1).u32(0).u32(u32::try_from(areas.len()).unwrap());
    part.put(461, &areas.into_iter().fold(fields, Fields::area).0);
    for rule in format.children.iter().filter(|child| child.name == "cfRule") {
        let format = rule.number("dxfId").unwrap_or(u32::MAX);
        part.put(463, &Fields::default().u32(1).u32(0).u32(format).u32(1).bytes(&[0; 30]).0);
        part.put(464, &[]); // BrtEndCFRule
    }
    part.put(462, &[]); // BrtEndConditionalFormatting
}

fn header_footer(margins: &Element) -> Fields {
    let flags =
        u32::from(margins.is_true("differentOddEven")) | u32::from(margins.is_true("differentFirst")) << 1;
    let names = ["oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter"];
    let texts = names.map(|name| margins.child(name).map(|child| child.text.as_str()));
    texts.into_iter().fold(Fields::default().u16(flags), Fields::optional)
}

/// The comments of a sheet.
pub fn comments(part: &str, styles: &mut Styles) -> Vec<u8> {
    let xml = Element::parse(part);
    let mut part = Records::default();
    part.put(628, &[]); // BrtBeginComments
    for comment in xml.all("comment") {
        let place = Fields::default().u32(0).area(comment.attribute("ref").unwrap()).bytes(&[0; 16]);
        part.put(635, &place.0);
        part.put(637, &rich(comment.child("text").unwrap(), styles).0);
        part.put(636, &[]); // BrtEndComment
    }
    part.put(629, &[]); // BrtEndComments
    part.0
}
