//! Inputs that are too much of something, most of them made of a real report.

use std::fmt::Write as _;
use std::fs;
use std::io::{Cursor, Read as _, Write as _};
use std::path::Path;

use zip::CompressionMethod;
use zip::write::{SimpleFileOptions, ZipWriter};

pub const DOCUMENT: &str = "word/document.xml";
pub const SHEET: &str = "xl/worksheets/sheet1.xml";

pub fn fixture(name: &str) -> Vec<u8> {
    fs::read(Path::new("fixtures/reports/akto_2021").join(name)).expect("fixture")
}

/// So much is stored as it is: packing it would take the test's time.
const MUCH: usize = 10 << 20;

/// The package of a real report with the text of one part changed.
pub fn edited(name: &str, part: &str, edit: impl Fn(String) -> String) -> Vec<u8> {
    let bytes = fixture(name);
    let mut archive = zip::ZipArchive::new(Cursor::new(&bytes)).expect("package");
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).expect("entry");
        if entry.name().expect("name") == part {
            let mut content = String::new();
            entry.read_to_string(&mut content).expect("content");
            let content = edit(content);
            let how =
                if content.len() > MUCH { CompressionMethod::Stored } else { CompressionMethod::Deflated };
            let options = SimpleFileOptions::default().compression_method(how);
            writer.start_file(part, options).expect("entry");
            writer.write_all(content.as_bytes()).expect("content");
        } else {
            writer.raw_copy_file(entry).expect("entry");
        }
    }
    writer.finish().expect("package").into_inner()
}

/// `more` put behind the first tag that begins so.
pub fn behind(tag: &str, more: &str, text: &str) -> String {
    let start = text.find(tag).unwrap_or_else(|| panic!("no {tag}"));
    let end = text[start..].find('>').expect("an end") + start + 1;
    let (before, after) = text.split_at(end);
    format!("{before}{more}{after}")
}

pub fn in_document(more: &str) -> Vec<u8> {
    edited("lo.docx", DOCUMENT, |text| behind("<w:body", more, &text))
}

pub fn in_sheet(more: &str) -> Vec<u8> {
    edited("lo.xlsx", SHEET, |text| behind("<sheetData", more, &text))
}

pub fn in_page(more: &str) -> Vec<u8> {
    behind("<body", more, &String::from_utf8(fixture("clean.html")).expect("UTF-8")).into_bytes()
}

/// An XML comment that hardly packs.
pub fn noise(bytes: usize) -> String {
    let mut state = 88_172_645_463_325_252_u64;
    let mut noise = String::with_capacity(bytes + 16);
    while noise.len() < bytes {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        write!(noise, "{state:x}").expect("text");
    }
    format!("<!--{noise}-->")
}

pub fn archive(files: impl IntoIterator<Item = (String, Vec<u8>)>) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        writer.start_file(name, SimpleFileOptions::default()).expect("entry");
        writer.write_all(&bytes).expect("content");
    }
    writer.finish().expect("archive").into_inner()
}

pub fn report() -> (String, Vec<u8>) {
    ("报告.txt".to_owned(), fixture("gbk_cells.txt"))
}

pub fn paragraph(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

pub fn row(text: &str) -> String {
    format!("<row r=\"900\"><c t=\"inlineStr\"><is><t>{text}</t></is></c></row>")
}

pub fn nested(open: &str, close: &str) -> String {
    format!("{}{}", open.repeat(600), close.repeat(600))
}

pub fn tag(attributes: usize) -> String {
    let attributes: String = (0..attributes).map(|number| format!(" a{number}=1")).collect();
    format!("<div{attributes}></div>")
}

pub fn spanning(attribute: &str, span: &str) -> String {
    format!("<table><tr><td {attribute}=\"{span}\">1</td></tr></table>")
}

pub fn grid_span(span: &str) -> String {
    let cell = format!("<w:tc><w:tcPr><w:gridSpan w:val=\"{span}\"/></w:tcPr>{}</w:tc>", paragraph("1"));
    format!("<w:tbl><w:tr>{cell}</w:tr></w:tbl>")
}

/// A cell merged over so many rows, each continuing the one above.
pub fn chain(rows: usize) -> String {
    let cell = |merge: &str| {
        format!("<w:tr><w:tc><w:tcPr><w:vMerge{merge}/></w:tcPr>{}</w:tc></w:tr>", paragraph("1"))
    };
    format!("<w:tbl>{}{}</w:tbl>", cell(" w:val=\"restart\""), cell("").repeat(rows - 1))
}

pub fn styles(text: &str) -> String {
    let styles: String = (0..10_001).map(|id| format!("<w:style w:styleId=\"s{id}\"/>")).collect();
    behind("<w:styles", &styles, text)
}

pub fn sheets(text: &str) -> String {
    behind("<office:spreadsheet", &"<table:table/>".repeat(10_001), text)
}

pub fn in_text(more: &str) -> Vec<u8> {
    let text = String::from_utf8(fixture("utf8_bom.txt")).expect("UTF-8");
    text.replacen("一、总体情况", &format!("一、总体情况\n{more}"), 1).into_bytes()
}

pub fn in_section(more: &str) -> Vec<u8> {
    let page = String::from_utf8(fixture("clean.html")).expect("UTF-8");
    let (before, after) = page.split_once("一、总体情况").expect("a section");
    let (tags, after) = after.split_once('\n').expect("a line");
    format!("{before}一、总体情况{tags}\n{more}\n{after}").into_bytes()
}

/// A report whose first section holds these items too, each with a comma behind it.
pub fn in_json(items: &str) -> Vec<u8> {
    let report = fs::read_to_string("fixtures/rules/2021.json").expect("fixture");
    report.replacen("\"body\": [", &format!("\"body\": [{items}"), 1).into_bytes()
}

pub fn text_item(text: &str) -> String {
    format!(r#"{{"type":"paragraph","text":"{text}"}},"#)
}

pub fn in_table(text: &str) -> Vec<u8> {
    let cell = format!("<table:table-cell><text:p>{text}</text:p></table:table-cell>");
    let row = format!("<table:table-row>{cell}</table:table-row></table:table>");
    edited("lo.ods", "content.xml", |text| text.replacen("</table:table>", &row, 1))
}
