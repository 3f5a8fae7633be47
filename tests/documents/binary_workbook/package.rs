//! The package: the workbook as records, and its other parts, which stay as they are.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _, Write as _};

use zip::write::SimpleFileOptions;

use super::formulas::{area_of_sheet, is_cell};
use super::records::{Fields, Records};
use super::sheet::{comments, sheet};
use super::styles::{Styles, strings};
use super::xml::Element;

/// How the type of a part of an `.xlsx` is called in an `.xlsb`: `…main+xml` is `…main`, and so on.
const TYPES: [(&str, &str); 5] = [
    (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        "application/vnd.ms-excel.sheet.binary.macroEnabled.main",
    ),
    (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml",
        "application/vnd.ms-excel.worksheet",
    ),
    (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml",
        "application/vnd.ms-excel.styles",
    ),
    (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml",
        "application/vnd.ms-excel.sharedStrings",
    ),
    (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml",
        "application/vnd.ms-excel.comments",
    ),
];

/// The same workbook in binary, its parts not compressed, so that it is always the same.
pub fn binary(xlsx: &[u8]) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(xlsx)).unwrap();
    let mut parts = BTreeMap::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).unwrap();
        let mut content = Vec::new();
        file.read_to_end(&mut content).unwrap();
        parts.insert(file.name().unwrap().into_owned(), content);
    }
    let text = |name: &str| String::from_utf8(parts[name].clone()).unwrap();
    let is = |name: &str, kind: &str| {
        name.starts_with("xl/") && name.contains(kind) && name.strip_suffix(".xml").is_some()
    };
    let has_styles = parts.contains_key("xl/styles.xml");
    let mut styles =
        Styles::new(&if has_styles { text("xl/styles.xml") } else { "<styleSheet/>".to_owned() });
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let mut put = |name: &str, content: &[u8]| {
        let stored = SimpleFileOptions::default()
            .compression_method(zip::CompressionMethod::Stored)
            .last_modified_time(zip::DateTime::default());
        zip.start_file(name, stored).unwrap();
        zip.write_all(content).unwrap();
    };
    for (name, content) in &parts {
        let binary_name = name.replace(".xml", ".bin");
        if name == "[Content_Types].xml" {
            put(name, content_types(&text(name)).as_bytes());
        } else if name.contains("_rels/") {
            let is_of_parts = name.contains("workbook") || name.contains("worksheets");
            let binary_name = name.replace(".xml.rels", if is_of_parts { ".bin.rels" } else { ".xml.rels" });
            put(&binary_name, relationships(&text(name), name.contains("workbook")).as_bytes());
        } else if name == "xl/workbook.xml" {
            put(&binary_name, &workbook(&text(name)));
        } else if is(name, "/worksheets/") {
            put(&binary_name, &sheet(&text(name), &mut styles));
        } else if is(name, "sharedStrings") {
            put(&binary_name, &strings(&text(name), &mut styles));
        } else if is(name, "comments") && !name.contains("hreaded") {
            put(&binary_name, &comments(&text(name), &mut styles));
        } else if name != "xl/styles.xml" {
            put(name, content);
        }
    }
    if has_styles {
        put("xl/styles.bin", &styles.part());
    }
    zip.finish().unwrap().into_inner()
}

fn content_types(xml: &str) -> String {
    let mut xml = xml.to_owned();
    for (of_xml, of_records) in TYPES {
        for part in xml.clone().split('<').filter(|part| part.contains(&format!("\"{of_xml}\""))) {
            xml = xml.replace(part, &part.replace(of_xml, of_records).replace(".xml\"", ".bin\""));
        }
    }
    xml
}

fn relationships(xml: &str, is_of_workbook: bool) -> String {
    const KINDS: [&str; 5] =
        ["/officeDocument\"", "/worksheet\"", "/styles\"", "/sharedStrings\"", "/comments\""];
    let relationship = |part: &str| {
        // calamine looks for sheets beside the workbook only.
        let part = if is_of_workbook { part.replace("\"/xl/", "\"") } else { part.to_owned() };
        let is_binary = KINDS.iter().any(|kind| part.contains(kind));
        if is_binary { part.replace(".xml\"", ".bin\"") } else { part }
    };
    xml.split('<').map(relationship).collect::<Vec<_>>().join("<")
}

fn workbook(part: &str) -> Vec<u8> {
    let xml = Element::parse(part);
    let mut part = Records::default();
    part.put(131, &[]); // BrtBeginBook
    let from_1904 = xml.child("workbookPr").is_some_and(|properties| properties.is_true("date1904"));
    part.put(153, &Fields::default().u32(from_1904.into()).u32(0).text("").0); // BrtWbProp
    part.put(143, &[]); // BrtBeginBundleShs
    let sheets = xml.list("sheets");
    for sheet in sheets {
        let state = match sheet.attribute("state") {
            None | Some("visible") => 0,
            Some("hidden") => 1,
            Some(_) => 2,
        };
        let fields = Fields::default().u32(state).u32(sheet.number("sheetId").unwrap());
        part.put(156, &fields.optional(sheet.attribute("id")).text(sheet.attribute("name").unwrap()).0);
    }
    part.put(144, &[]); // BrtEndBundleShs
    part.put(353, &[]); // BrtBeginExternals
    part.put(357, &[]); // BrtSupSelf
    let count = u32::try_from(sheets.len()).unwrap();
    let references =
        (0..count).fold(Fields::default().u32(count), |all, number| all.u32(0).u32(number).u32(number));
    part.put(362, &references.0); // BrtExternSheet
    part.put(354, &[]); // BrtEndExternals
    for name in xml.list("definedNames") {
        let area = name.text.rsplit_once('!').filter(|(_, area)| area.split(':').all(is_cell));
        let Some((sheet, area)) = area else { continue };
        let sheet = sheet.trim_matches('\'').replace("''", "'");
        let number = sheets.iter().position(|other| other.attribute("name") == Some(&sheet)).unwrap();
        let tokens = area_of_sheet(u16::try_from(number).unwrap(), area);
        let fields = Fields::default().u32(0).byte(0).u32(u32::MAX).text(name.attribute("name").unwrap());
        let length = u32::try_from(tokens.len()).unwrap();
        part.put(39, &fields.u32(length).bytes(&tokens).u32(0).optional(None).0);
    }
    let computes_later = xml.child("calcPr").is_some_and(|properties| properties.is_true("fullCalcOnLoad"));
    part.put(157, &Fields::default().bytes(&[0; 24]).u16(computes_later.into()).0); // BrtCalcProp
    part.put(132, &[]); // BrtEndBook
    part.0
}
