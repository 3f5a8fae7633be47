//! Binary workbooks (`.xlsb`). No program here saves any, so they are made of workbooks in XML, as MS-XLSB describes
//! their records; calamine and the reader of `.xlsx` say what must be read of them.

#![allow(clippy::disallowed_types, clippy::float_cmp, reason = "workbooks store figures as binary fractions")]

mod formulas;
mod package;
mod records;
mod sheet;
mod styles;
mod xml;

use std::fs;
use std::io::{Cursor, Read as _, Write as _};
use std::path::{Path, PathBuf};

use calamine::{Data, Xlsb, Xlsx};
use repconv::formats::{Content, Formats, ReadOptions, ReaderOutput};
use repconv::model::document::{Block, Document};
use repconv::model::error::Error;
use repconv::model::place::Place;
use zip::write::SimpleFileOptions;

use self::package::binary;
use self::xml::Element;

/// The binary workbooks of the fixtures and the workbooks they are made of.
const MADE: [(&str, &str); 4] = [
    ("fixtures/reports/akto_2021/records.xlsb", "fixtures/reports/akto_2021/openpyxl.xlsx"),
    ("fixtures/made/distinct/records.xlsb", "fixtures/made/distinct/repconv.xlsx"),
    ("fixtures/documents/budget_book.xlsb", "fixtures/documents/budget_book.xlsx"),
    ("fixtures/cases/xlsb_hidden/input.xlsb", "fixtures/cases/xlsx_hidden/input.xlsx"),
];

#[test]
fn the_fixtures_are_what_their_sources_are_in_binary() {
    for (file, source) in MADE {
        let made = binary(&fs::read(source).unwrap());
        if std::env::var_os("REPCONV_WRITE").is_some_and(|value| value == "1") {
            fs::create_dir_all(Path::new(file).parent().unwrap()).unwrap();
            fs::write(file, made).unwrap();
        } else {
            assert!(
                fs::read(file).unwrap() == made,
                "{file} is out of date: run this test with REPCONV_WRITE=1"
            );
        }
    }
}

fn read(name: &str, bytes: &[u8]) -> Document {
    let formats = Formats::builtin();
    let format = formats.by_name(name).unwrap();
    let read = format.reader.as_ref().unwrap().read(&Content::new(bytes), &ReadOptions::default());
    match read.unwrap_or_else(|error| panic!("{error}")) {
        ReaderOutput::Document(document) => document,
        ReaderOutput::Report(..) => panic!("a report"),
    }
}

/// All workbooks among the fixtures.
fn workbooks() -> Vec<PathBuf> {
    let mut folders = vec![PathBuf::from("fixtures")];
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "xlsx") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// What is read, a line each.
fn lines(document: &Document) -> Vec<String> {
    let mut lines: Vec<String> = document.head.iter().map(|property| format!("{property:?}")).collect();
    for block in &document.blocks {
        match block {
            Block::Paragraph(paragraph) => lines.push(format!("{paragraph:?}")),
            Block::Table(table) => {
                lines.extend(table.rows.iter().flatten().map(|cell| format!("{cell:?}")));
                lines.push("end of table".to_owned());
            }
        }
    }
    lines.extend(document.margins.iter().map(|line| format!("{line:?}")));
    lines.extend(
        document
            .doubts
            .iter()
            .map(|doubt| format!("{} {:?} {}", doubt.rule.code, doubt.place, doubt.message.zh)),
    );
    lines
}

/// Whether formulas have no result at all, as none has in a binary workbook.
fn lacks_results(xlsx: &[u8]) -> bool {
    let mut archive = zip::ZipArchive::new(Cursor::new(xlsx)).unwrap();
    let names: Vec<String> = archive.file_names().map(|name| name.unwrap().into_owned()).collect();
    names.iter().filter(|name| name.starts_with("xl/worksheets/sheet")).any(|name| {
        let mut text = String::new();
        archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
        let is_without = |cell: &&Element| {
            cell.child("f").is_some() && cell.child("v").is_none_or(|value| value.text.is_empty())
        };
        Element::parse(&text).all("c").iter().any(is_without)
    })
}

#[test]
fn a_workbook_in_binary_says_what_it_says_in_xml() {
    let mut compared = 0;
    for path in workbooks() {
        let xlsx = fs::read(&path).unwrap();
        let is_package = xlsx.starts_with(b"PK"); // another is under a password
        if !is_package || lacks_results(&xlsx) {
            continue;
        }
        compared += 1;
        let (xml, records) = (lines(&read("xlsx", &xlsx)), lines(&read("xlsb", &binary(&xlsx))));
        for (in_xml, in_records) in xml.iter().zip(&records) {
            assert_eq!(in_records, in_xml, "{}", path.display());
        }
        assert_eq!(records.len(), xml.len(), "{}", path.display());
    }
    assert!(compared > 60, "{compared}");
}

/// Every cell that calamine reads.
fn seen_by_calamine<T: calamine::Reader<Cursor<Vec<u8>>>>(bytes: Vec<u8>) -> Vec<(String, u32, u32, String)>
where
    T::Error: std::fmt::Debug,
{
    let mut workbook = T::new(Cursor::new(bytes)).unwrap();
    let mut cells = Vec::new();
    for sheet in workbook.sheet_names() {
        let range = workbook.worksheet_range(&sheet).unwrap();
        let (top, left) = range.start().unwrap_or_default();
        for (row, column, data) in range.used_cells() {
            let text = match data {
                Data::Int(number) => number.to_string(),
                Data::Float(number) => number.to_string(),
                Data::String(text) if text.is_empty() => continue,
                other => other.to_string(),
            };
            let at = |at: usize| u32::try_from(at).unwrap();
            cells.push((sheet.clone(), top + at(row), left + at(column), text));
        }
    }
    cells
}

#[test]
fn calamine_reads_the_same_cells() {
    for (file, source) in MADE {
        let records = seen_by_calamine::<Xlsb<_>>(fs::read(file).unwrap());
        let xml = seen_by_calamine::<Xlsx<_>>(fs::read(source).unwrap());
        assert!(records.len() > 5, "{file}");
        let other = records.iter().zip(&xml).find(|(records, xml)| records != xml);
        assert_eq!((other, records.len()), (None, xml.len()), "{file}");
    }
}

/// A binary workbook of one sheet with these elements of XML.
fn made(sheet: &str, more: &[(&str, &str)]) -> Vec<u8> {
    const STYLES: &str = r#"<styleSheet><numFmts><numFmt numFmtId="164" formatCode="0!.0,"/>
        <numFmt numFmtId="165" formatCode="0.00,&quot;千元&quot;"/><numFmt numFmtId="166" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/></numFmts>
        <fonts><font/><font><strike/></font><font><color rgb="FFFFFFFF"/></font><font><sz val="1"/></font></fonts>
        <fills><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>
        <fill><patternFill patternType="solid"><fgColor rgb="FF004080"/></patternFill></fill></fills>
        <cellStyleXfs><xf fontId="1"/></cellStyleXfs>
        <cellXfs><xf/><xf fontId="1"/><xf fontId="2"/><xf fontId="2" fillId="2"/><xf numFmtId="164"/><xf numFmtId="165"/>
        <xf numFmtId="166"/><xf fontId="3"/></cellXfs>
        <dxfs><dxf><font><color rgb="FFFFFFFF"/></font></dxf><dxf><font><strike/></font></dxf>
        <dxf><numFmt numFmtId="170" formatCode=";;;"/></dxf><dxf><font><color rgb="FFFF0000"/></font></dxf></dxfs></styleSheet>"#;
    let relationship = |id: &str, kind: &str, target: &str| {
        format!(r#"<Relationship Id="{id}" Type="http://x/{kind}" Target="{target}"/>"#)
    };
    let relationships = |all: &[String]| format!("<Relationships>{}</Relationships>", all.concat());
    let package = relationships(&[relationship("a", "officeDocument", "xl/workbook.xml")]);
    let workbook_relationships = relationships(&[
        relationship("r1", "worksheet", "worksheets/sheet1.xml"),
        relationship("r2", "styles", "styles.xml"),
        relationship("r3", "sharedStrings", "sharedStrings.xml"),
    ]);
    let worksheet = format!("<worksheet>{sheet}</worksheet>");
    let mut parts = vec![
        ("[Content_Types].xml", "<Types/>"),
        ("_rels/.rels", &package),
        (
            "xl/workbook.xml",
            r#"<workbook><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>"#,
        ),
        ("xl/_rels/workbook.xml.rels", &workbook_relationships),
        ("xl/worksheets/sheet1.xml", &worksheet),
        ("xl/styles.xml", STYLES),
    ];
    parts.retain(|(name, _)| !more.iter().any(|(other, _)| other == name));
    parts.extend(more);
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    binary(&zip.finish().unwrap().into_inner())
}

/// The rows of the tables and the lines of a workbook, and what was found while reading it.
fn shown(bytes: &[u8]) -> (Vec<String>, Vec<String>) {
    let document = read("xlsb", bytes);
    let mut rows = Vec::new();
    for block in &document.blocks {
        match block {
            Block::Paragraph(paragraph) => rows.push(paragraph.text.clone()),
            Block::Table(table) => rows.extend(
                table
                    .rows
                    .iter()
                    .map(|row| row.iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>().join("|")),
            ),
        }
    }
    (rows, document.doubts.into_iter().map(|doubt| doubt.message.zh).collect())
}

#[test]
fn a_cell_is_what_it_shows() {
    let rows = r#"<sheetData><row r="1"><c r="A1" s="4"><v>608756200</v></c><c r="B1" s="5"><v>60875.5</v></c>
        <c r="C1" s="6"><v>44582</v></c><c r="D1"><v>59237.2449</v></c><c r="E1"><v>-12</v></c><c r="F1"><v>0.01</v></c></row></sheetData>"#;
    let (rows, doubts) = shown(&made(rows, &[]));
    assert_eq!(rows, ["60875.6|60.88千元|2022年1月21日|59237.2449|-12|0.01"]);
    assert_eq!(
        doubts,
        [
            "单元格的数字格式使显示的数与存的数不同，按显示的读入，请核对：S!A1 显示60875.6，存的是 608756200、\
          S!B1 显示60.88千元，存的是 60875.5"
        ]
    );
}

#[test]
fn what_is_struck_hidden_or_raised_joins_no_figure() {
    let rows = r#"<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c>
        <c r="B1" t="inlineStr"><is><r><t>12</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>1</t></r></is></c>
        <c r="C1" s="1"><v>7</v></c><c r="D1" s="2"><v>8</v></c><c r="E1" s="3"><v>9</v></c><c r="F1" s="7"><v>10</v></c></row></sheetData>"#;
    let strings = "<sst><si><r><rPr><strike/></rPr><t>𠮷12</t></r><r><rPr/><t>599</t></r><rPh><t>5</t></rPh></si></sst>";
    let (rows, doubts) = shown(&made(rows, &[("xl/sharedStrings.xml", strings)]));
    assert_eq!(rows, ["599|12¹|||9"]);
    assert_eq!(
        doubts,
        [
            "“𠮷12”划了删除线，没有计入",
            "“7”划了删除线，没有计入",
            "“8”是隐藏的、看不见的文字，没有计入",
            "“10”是隐藏的、看不见的文字，没有计入"
        ]
    );
}

#[test]
fn hidden_rows_and_columns_and_merged_cells_leave_the_grid_right() {
    let sheet = r#"<cols><col min="2" max="2" hidden="1"/><col min="4" max="4" width="0.5"/></cols><sheetData>
        <row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c><c r="C1"><v>3</v></c><c r="D1"><v>33</v></c></row>
        <row r="2" hidden="1"><c r="A2"><v>4</v></c><c r="B2"><v>5</v></c><c r="C2"><v>6</v></c></row>
        <row r="3"><c r="A3"/><c r="B3"><v>7</v></c><c r="C3"><v>8</v></c></row>
        <row r="4" ht="0"><c r="A4"><v>9</v></c></row>
        <row r="5"><c r="A5"><v>10</v></c><c r="B5"><v>12</v></c><c r="C5"><v>11</v></c></row></sheetData>
        <mergeCells><mergeCell ref="A2:A3"/><mergeCell ref="B5:C5"/></mergeCells>"#;
    let bytes = made(sheet, &[]);
    let (rows, doubts) = shown(&bytes);
    assert_eq!(rows, ["1|3", "4|8", "10|12"]);
    assert_eq!(doubts[0], "隐藏的行没有计入：“S”第 2 行、“S”第 4 行；要计入请取消隐藏，不要的请删除");
    assert_eq!(doubts[1], "隐藏的列没有计入：“S”B 列、“S”D 列；要计入请取消隐藏，不要的请删除");
    let Block::Table(table) = &read("xlsb", &bytes).blocks[0] else { panic!() };
    assert_eq!(table.rows[1][1].place, Place::Sheet { number: 1, sheet: "S".into(), row: 3, column: 3 });
}

#[test]
fn formulas_without_a_result_are_computed_or_named() {
    let rows = r#"<sheetData><row r="1"><c r="A1"><v>2</v></c><c r="B1"><v>3.5</v></c><c r="C1"><f>SUM(A1:B1)</f><v>0</v></c>
        <c r="D1"><f>C1+A1-B1</f><v>0</v></c><c r="E1"><f>NOW()</f><v>7</v></c><c r="F1" t="str"><f>NOW()</f><v>x</v></c>
        <c r="G1" t="b"><f>NOW()</f><v>1</v></c><c r="H1" t="e"><f>NOW()</f><v>#REF!</v></c><c r="I1" t="b"><v>0</v></c></row></sheetData>"#;
    let (shown_rows, doubts) = shown(&made(rows, &[]));
    assert_eq!(shown_rows, ["2|3.5|5.5|4|7|x|TRUE|#REF!|FALSE"]);
    assert_eq!(doubts.len(), 1, "{doubts:?}");
    // A program that leaves computing to the one that opens the file stores 0 for anything.
    let rows =
        r#"<sheetData><row r="1"><c r="A1"><v>2</v></c><c r="B1"><f>NOW()</f><v>0</v></c></row></sheetData>"#;
    let workbook = r#"<workbook><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets><calcPr fullCalcOnLoad="1"/></workbook>"#;
    let (shown_rows, doubts) = shown(&made(rows, &[("xl/workbook.xml", workbook)]));
    assert_eq!(shown_rows, ["2|=…"]);
    assert!(doubts[0].starts_with("公式没有算出的值，原样保留公式：S!B1"), "{doubts:?}");
}

#[test]
fn conditional_formats_headers_and_comments_are_told() {
    let sheet = r#"<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>
        <conditionalFormatting sqref="B2:D9 F1"><cfRule dxfId="0"/></conditionalFormatting>
        <conditionalFormatting sqref="G1"><cfRule dxfId="1"/><cfRule dxfId="3"/><cfRule/></conditionalFormatting>
        <conditionalFormatting sqref="H1"><cfRule dxfId="2"/></conditionalFormatting>
        <headerFooter differentFirst="1"><oddHeader>&amp;C单位：元</oddHeader><evenHeader>不用</evenHeader>
        <firstFooter>&amp;L首页</firstFooter></headerFooter>"#;
    let relationships = r#"<Relationships><Relationship Id="a" Type="http://x/comments" Target="../comments1.xml"/></Relationships>"#;
    let comments = r#"<comments><commentList><comment ref="B4"><text><r><t>应为 13</t></r></text></comment>
        <comment ref="B5"><text><t>〔repconv〕x</t></text></comment></commentList></comments>"#;
    let more = [("xl/worksheets/_rels/sheet1.xml.rels", relationships), ("xl/comments1.xml", comments)];
    let bytes = made(sheet, &more);
    let (_, doubts) = shown(&bytes);
    assert_eq!(
        doubts,
        [
            "条件格式可能使数字看不见或划去，已读入，请核对：“S”B2:D9 F1、“S”G1、“S”H1",
            "批注“应为 13”没有收入报告"
        ]
    );
    let document = read("xlsb", &bytes);
    let margins: Vec<_> = document.margins.iter().map(|line| line.text.as_str()).collect();
    assert_eq!(margins, ["单位：元", "首页"]);
    assert_eq!(document.doubts[1].place, Place::Sheet { number: 1, sheet: "S".into(), row: 4, column: 2 });
}

/// Bytes of its records changed, with right checksums: it is read or refused as damaged or too large.
#[test]
fn changed_records_are_read_or_refused() {
    let bytes = fs::read(MADE[0].0).unwrap();
    let mut archive = zip::ZipArchive::new(Cursor::new(&bytes)).unwrap();
    let parts: Vec<(String, Vec<u8>)> = (0..archive.len())
        .map(|index| {
            let mut part = archive.by_index(index).unwrap();
            let mut content = Vec::new();
            part.read_to_end(&mut content).unwrap();
            (part.name().unwrap().into_owned(), content)
        })
        .collect();
    let formats = Formats::builtin();
    let reader = formats.by_name("xlsb").and_then(|format| format.reader.as_ref()).unwrap();
    let (mut read, mut refused) = (0, 0);
    for seed in 0..600_usize {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in &parts {
            let mut content = content.clone();
            if name.contains(".bin") && !name.contains("rels") {
                for n in 0..3 {
                    let at = (seed * 7919 + n * 104_729 + seed * seed * 31) % content.len();
                    content[at] = content[at].wrapping_add(u8::try_from(seed % 255).unwrap() + 1);
                }
            }
            let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
            zip.start_file(name.as_str(), stored).unwrap();
            zip.write_all(&content).unwrap();
        }
        let bytes = zip.finish().unwrap().into_inner();
        match reader.read(&Content::new(&bytes), &ReadOptions::default()) {
            Ok(_) => read += 1,
            Err(Error::Damaged { .. } | Error::TooLarge { .. }) => refused += 1,
            Err(error) => panic!("{seed}: {error}"),
        }
    }
    assert!(read > 10 && refused > 100, "{read} read, {refused} refused");
}

#[test]
fn a_binary_workbook_is_one_whatever_it_is_called() {
    let formats = Formats::builtin();
    let bytes = made("<sheetData/>", &[]);
    for extension in
        [None, Some("xlsb"), Some("xlsx"), Some("xls"), Some("docx"), Some("et"), Some("ods"), Some("txt")]
    {
        assert_eq!(formats.detect(&bytes, extension).unwrap().name, "xlsb", "{extension:?}");
    }
    // Cut off it is still called one.
    assert_eq!(formats.detect(&bytes[..bytes.len() / 2], Some("xlsx")).unwrap().name, "xlsb");
}
