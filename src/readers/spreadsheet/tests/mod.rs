mod hostile;
mod looks;
mod written;

use std::io::{Cursor, Write as _};

use zip::write::{SimpleFileOptions, ZipWriter};

use super::*;
use crate::formats::{Content, Reader, ReaderOutput};
use crate::model::document::Cell;
use crate::model::place::Place;

fn read(bytes: &[u8]) -> Result<Document> {
    match Spreadsheet.read(&Content::new(bytes), &ReadOptions::default())? {
        ReaderOutput::Document(document) => Ok(document),
        ReaderOutput::Report(..) => unreachable!(),
    }
}

fn fixture(path: &str) -> Vec<u8> {
    let path = format!("{}/fixtures/reports/{path}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read(path).unwrap()
}

/// Blocks as short text: `P text`, or `T` and for each row its cells with spans.
fn shown(document: &Document) -> Vec<String> {
    let cell = |cell: &Cell| match (cell.colspan, cell.rowspan) {
        (1, 1) => cell.text.clone(),
        (columns, rows) => format!("{}[{columns}x{rows}]", cell.text),
    };
    let mut all = Vec::new();
    for block in &document.blocks {
        match block {
            Block::Paragraph(paragraph) => all.push(format!("P {}", paragraph.text)),
            Block::Table(table) => {
                all.push("T".to_owned());
                let row = |row: &Vec<Cell>| row.iter().map(cell).collect::<Vec<_>>().join("|");
                all.extend(table.rows.iter().map(row));
            }
        }
    }
    all
}

fn package(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(content.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A workbook of one sheet.
fn xlsx(sheet: &str) -> Vec<u8> {
    xlsx_with(sheet, &[])
}

fn xlsx_with(sheet: &str, more: &[(&str, &str)]) -> Vec<u8> {
    let mut parts = vec![
        (
            "_rels/.rels",
            r#"<Relationships><Relationship Id="r" Type="x/officeDocument" Target="xl/workbook.xml"/></Relationships>"#,
        ),
        ("xl/workbook.xml", r#"<workbook><sheets><sheet name="S" r:id="a"/></sheets></workbook>"#),
        (
            "xl/_rels/workbook.xml.rels",
            r#"<Relationships><Relationship Id="a" Type="x/worksheet" Target="s.xml"/>
            <Relationship Id="b" Type="x/sharedStrings" Target="strings.xml"/>
            <Relationship Id="c" Type="x/styles" Target="styles.xml"/></Relationships>"#,
        ),
        ("xl/s.xml", sheet),
    ];
    parts.extend(more);
    package(&parts)
}

fn sheet(rows: &str, rest: &str) -> Vec<u8> {
    xlsx(&format!("<worksheet><sheetData>{rows}</sheetData>{rest}</worksheet>"))
}

/// A sheet of text cells: (`B2`, text), in any order.
fn texts(cells: &[(&str, &str)], merged: &[&str]) -> Vec<u8> {
    let cell = |(at, text): &(&str, &str)| format!(r#"<c r="{at}" t="inlineStr"><is><t>{text}</t></is></c>"#);
    let rows: String = cells.iter().map(cell).collect();
    // A single cell is no merged area.
    let merged = [&["A1"], merged].concat().join(r#""/><mergeCell ref=""#);
    sheet(&format!("<row>{rows}</row>"), &format!(r#"<mergeCells><mergeCell ref="{merged}"/></mergeCells>"#))
}

fn ods(table: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content><office:body><office:spreadsheet>{table}</office:spreadsheet>\
         </office:body></office:document-content>"
    );
    package(&[("content.xml", &content)])
}

// What is a line and what is a table.

#[test]
fn lines_above_and_below_a_table_are_paragraphs() {
    let bytes = texts(
        &[("A1", "题"), ("A2", "表"), ("A3", "a"), ("B3", "b"), ("A4", "c"), ("B4", "d"), ("A5", "注：x")],
        &[],
    );
    assert_eq!(shown(&read(&bytes).unwrap()), ["P 题", "P 表", "T", "a|b", "c|d", "P 注：x"]);
}

#[test]
fn a_line_merged_wider_than_the_table_is_a_heading_and_one_as_wide_is_its_banner() {
    let cells = [
        ("A1", "二、情况"),
        ("A2", "第一项"),
        ("A3", "a"),
        ("B3", "b"),
        ("A4", "第二项"),
        ("A5", "c"),
        ("B5", "d"),
    ];
    let bytes = texts(&cells, &["A1:D1", "A2:B2", "A4:B4"]);
    let expected = ["P 二、情况", "T", "第一项[2x1]", "a|b", "第二项[2x1]", "c|d"];
    assert_eq!(shown(&read(&bytes).unwrap()), expected);
}

#[test]
fn headings_merged_as_long_texts_are_part_tables_even_without_blank_rows() {
    let long = "长".repeat(70);
    let cells = [
        ("A1", long.as_str()),
        ("A2", "一、"),
        ("A3", "a"),
        ("B3", "b"),
        ("A4", "二、"),
        ("A5", "d"),
        ("C5", "e"),
        ("A6", "三、"),
    ];
    let bytes = texts(&cells, &["A1:C1", "A2:C2", "A4:C4", "A6:C6"]);
    let text = format!("P {long}");
    assert_eq!(shown(&read(&bytes).unwrap()), [&text, "P 一、", "T", "a|b", "P 二、", "T", "d||e", "P 三、"]);
}

#[test]
fn a_banner_stays_in_its_table_though_the_title_is_merged_alike() {
    let cells =
        [("A1", "题"), ("A3", "一项"), ("A4", "a"), ("B4", "b"), ("A5", "二项"), ("A6", "c"), ("B6", "d")];
    let merged = ["A1:B1", "A3:B3", "A5:B5"];
    let table = ["T", "一项[2x1]", "a|b", "二项[2x1]", "c|d"];
    let document = read(&texts(&cells, &merged)).unwrap();
    assert_eq!(shown(&document), [&["P 题"], &table[..]].concat());
    let long = "注".repeat(70);
    let mut cells = cells.to_vec();
    cells.extend([("A7", long.as_str())]);
    let document = read(&texts(&cells, &[&merged[..], &["A7:B7"]].concat())).unwrap();
    let text = format!("P {long}");
    assert_eq!(shown(&document), ["P 题", "P 一项", "T", "a|b", "二项[2x1]", "c|d", &text]);
}

#[test]
fn a_label_without_figures_stays_in_the_table() {
    let cells = [("A1", "组"), ("B1", "a"), ("C1", "1"), ("B2", "其他"), ("A3", "末"), ("F9", "x")];
    let bytes = texts(&cells, &["A1:A2", "A3:B3"]);
    assert_eq!(shown(&read(&bytes).unwrap()), ["T", "组[1x2]|a|1", "其他|", "末[2x1]|", "P x"]);
}

#[test]
fn a_last_label_is_a_row_where_blank_cells_are_drawn_beside_it() {
    let text = |at, text| format!(r#"<c r="{at}" t="str"><v>{text}</v></c>"#);
    let rows =
        [text("A1", "a"), text("B1", "b"), text("A2", "c"), r#"<c r="B2" s="1"/>"#.to_owned()].concat();
    let bytes = sheet(&format!("<row>{rows}</row>"), "");
    assert_eq!(shown(&read(&bytes).unwrap()), ["T", "a|b", "c|"]);
}

#[test]
fn a_cell_of_several_lines_is_several_paragraphs() {
    let bytes = texts(&[("C3", "一\n\n 二 ")], &[]);
    let document = read(&bytes).unwrap();
    assert_eq!(shown(&document), ["P 一", "P 二"]);
    let Block::Paragraph(line) = &document.blocks[1] else { panic!() };
    assert_eq!(line.place, Place::Sheet { number: 1, sheet: "S".into(), row: 3, column: 3 });
}

#[test]
fn overlapping_merges_and_covered_text_do_no_harm() {
    let bytes = texts(
        &[("A1", "a"), ("B1", "gone"), ("A2", "b"), ("B2", "c"), ("C2", "d")],
        &["A1:C1", "B1:B2", "B2:C2"],
    );
    assert_eq!(shown(&read(&bytes).unwrap()), ["T", "a[3x1]", "b|c[2x1]"]);
}

// Values.

#[test]
fn values_of_all_kinds_are_read() {
    let rows = r#"<row r="2"><c><v>59237.244899999998</v></c><c t="b"><v>1</v></c><c t="e"><v>#DIV/0!</v></c>
        <c s="1"><v>44582</v></c><c t="s"><v>0</v></c><c t="d"><v>2022-01-21</v></c><c t="str"><f>A1</f><v></v></c>
        <c t="str"><v>_x0041_&lt;&#x4E00;</v></c></row>"#;
    let sheet = format!("<worksheet><sheetData>{rows}</sheetData></worksheet>");
    let strings =
        "<sst><si><r><t>富</t></r><rPh><t>fu</t></rPh><r><t xml:space='preserve'> 文本</t></r></si></sst>";
    let styles = r#"<styleSheet><cellStyleXfs><xf numFmtId="0"/></cellStyleXfs>
        <cellXfs><xf numFmtId="0"/><xf numFmtId="31"/></cellXfs></styleSheet>"#;
    let document =
        read(&xlsx_with(&sheet, &[("xl/strings.xml", strings), ("xl/styles.xml", styles)])).unwrap();
    let expected = "59237.2449|TRUE|#DIV/0!|2022年1月21日|富 文本|2022年1月21日||A<一";
    assert_eq!(shown(&document), ["T", expected]);
    assert!(document.doubts.is_empty());
}

#[test]
fn doubts_are_raised_once_a_kind() {
    let rows = r#"<row r="1"><c><f>A2*2</f></c><c><f>IF(1,2)</f><v></v></c><c><v>1.2345678901234568E+17</v></c></row>
        <row r="2" hidden="1"><c><v>7</v></c></row>"#;
    let more = [("xl/media/image1.png", ""), ("xl/charts/chart1.xml", ""), ("xl/charts/style1.xml", "")];
    let sheet = format!("<worksheet><sheetData>{rows}</sheetData></worksheet>");
    let doubts = read(&xlsx_with(&sheet, &more)).unwrap().doubts;
    let said: Vec<_> = doubts.iter().map(|doubt| (doubt.rule.code, doubt.message.zh.as_str())).collect();
    assert_eq!(
        said[0],
        ("R003", "公式没有算出的值，原样保留公式：S!A1、S!B1；请在 WPS 或 Excel 中打开并保存一次，再转换")
    );
    assert!(said[1].1.contains("S!C1 123456789012345680"));
    assert_eq!(said[2], ("R005", "隐藏的行没有计入：“S”第 2 行；要计入请取消隐藏，不要的请删除"));
    assert_eq!(said[3], ("R004", "工作簿中有1 张图片、1 个图表，没有收入报告"));
}

#[test]
fn ods_repeats_spans_and_spaces_are_read() {
    let table = r#"<table:table table:name="一"><table:table-row table:number-rows-repeated="2"/>
        <table:table-row><table:table-cell table:number-columns-repeated="1"/>
        <table:table-cell table:number-columns-spanned="2"><text:p>a<text:s text:c="2"/>b
        c</text:p><text:p>d</text:p></table:table-cell><table:covered-table-cell/>
        <table:table-cell office:value-type="float" office:value="4068.208" table:number-columns-repeated="2"/>
        <table:table-cell office:value-type="boolean" office:boolean-value="true"/>
        <table:table-cell table:formula="of:=[.A1]*1"/></table:table-row></table:table>"#;
    let document = read(&ods(table)).unwrap();
    assert_eq!(shown(&document), ["T", "a  b c\nd[2x1]|4068.208|4068.208|TRUE|=A1*1"]);
    assert!(document.doubts[0].message.zh.contains("一!G3"));
}
