//! Small hand-made packages, one feature each.

use std::io::{Cursor, Write};

use zip::write::{SimpleFileOptions, ZipWriter};

mod hostile;
mod lists;
mod looks;
mod xml_file;

use super::*;
use crate::model::document::{Block, CellRole, Role, Table};
use crate::model::place::Place;

const W: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main""#;
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A package with this body and these other parts of `word/`, by kind.
fn package(body: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    let document = format!("<?xml version=\"1.0\"?><w:document {W}><w:body>{body}</w:body></w:document>");
    raw_package(&document, parts)
}

fn raw_package(document: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    let parts: Vec<_> =
        parts.iter().map(|(kind, content)| (*kind, format!("<w:{kind} {W}>{content}</w:{kind}>"))).collect();
    package_of(document, &parts)
}

/// A package with this body and another part of this kind, given whole.
fn package_with(body: &str, kind: &str, part: &str) -> Vec<u8> {
    let document = format!("<w:document {W}><w:body>{body}</w:body></w:document>");
    package_of(&document, &[(kind, part.to_owned())])
}

fn package_of(document: &str, parts: &[(&str, String)]) -> Vec<u8> {
    let relations = |items: &[(&str, String)]| {
        let items: String = items
            .iter()
            .map(|(kind, target)| {
                format!(r#"<Relationship Id="{kind}" Type="{OFFICE}/{kind}" Target="{target}"/>"#)
            })
            .collect();
        format!("<Relationships>{items}</Relationships>")
    };
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let mut add = |name: &str, content: &str| {
        writer.start_file(name, SimpleFileOptions::default()).unwrap();
        writer.write_all(content.as_bytes()).unwrap();
    };
    add("_rels/.rels", &relations(&[("officeDocument", "/word/document.xml".to_owned())]));
    let kinds: Vec<_> = parts.iter().map(|(kind, _)| (*kind, format!("{kind}.xml"))).collect();
    add("word/_rels/document.xml.rels", &relations(&kinds));
    for (kind, content) in parts {
        add(&format!("word/{kind}.xml"), content);
    }
    add("word/document.xml", document);
    writer.finish().unwrap().into_inner()
}

fn try_read(bytes: &[u8]) -> Result<Document> {
    match Docx.read(&Content::new(bytes), &ReadOptions::default())? {
        ReaderOutput::Document(document) => Ok(document),
        ReaderOutput::Report(..) => panic!("a reader of documents gave a report"),
    }
}

fn read(body: &str) -> Document {
    try_read(&package(body, &[])).unwrap()
}

fn texts(document: &Document) -> Vec<&str> {
    let paragraphs = document.blocks.iter().filter_map(|block| match block {
        Block::Paragraph(paragraph) => Some(paragraph.text.as_str()),
        Block::Table(_) => None,
    });
    paragraphs.collect()
}

fn tables(document: &Document) -> Vec<&Table> {
    let tables = document.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        Block::Paragraph(_) => None,
    });
    tables.collect()
}

/// The only table as (grid column, columns, rows, text) by row.
fn grid(document: &Document) -> Vec<Vec<(usize, u32, u32, &str)>> {
    let [table] = tables(document)[..] else { panic!("one table, please") };
    let show = |(at, cell): (usize, &crate::model::document::Cell)| {
        (at, cell.colspan, cell.rowspan, table_text(table, cell))
    };
    table.grid().into_iter().map(|row| row.into_iter().map(show).collect()).collect()
}

fn table_text<'a>(table: &'a Table, cell: &crate::model::document::Cell) -> &'a str {
    let same = table.rows.iter().flatten().find(|other| other.place == cell.place);
    same.map(|cell| cell.text.as_str()).unwrap()
}

fn p(content: &str) -> String {
    format!("<w:p>{content}</w:p>")
}

fn r(text: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

/// A cell with these properties and one paragraph.
fn tc(properties: &str, text: &str) -> String {
    format!("<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>", p(&r(text)))
}

fn paragraphs_are_read(cases: &[(&str, &[&str])]) {
    for (body, expected) in cases {
        assert_eq!(texts(&read(body)), *expected, "{body}");
    }
}

#[test]
fn text_is_what_the_page_shows() {
    paragraphs_are_read(&[
        ("<w:p><w:r><w:t>一、</w:t></w:r><w:r><w:t>总体情况</w:t></w:r></w:p><w:p/>", &["一、总体情况"]),
        ("<w:p><w:r><w:t>a &amp; &#x4E00;&lt;</w:t><w:tab/><w:t>b</w:t></w:r></w:p>", &["a & 一<\tb"]),
        ("<w:p><w:r><w:t>上</w:t><w:br/><w:t>中</w:t><w:cr/><w:t>下</w:t></w:r></w:p>", &["上", "中", "下"]),
        ("<w:p><w:r><w:br w:type=\"page\"/><w:lastRenderedPageBreak/><w:t>新页</w:t></w:r></w:p>", &["新页"]),
        (
            "<w:p><w:r><w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t><w:softHyphen/><w:t>c</w:t></w:r></w:p>",
            &["a-bc"],
        ),
        (
            "<w:p><w:r><w:t>\n  折行\n  了 </w:t></w:r><w:r><w:t xml:space='preserve'> 的</w:t></w:r></w:p>",
            &["折行   了 的"],
        ),
        ("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r><w:r><w:t>见</w:t></w:r></w:p>", &["见"]),
        ("<w:p><w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>见</w:t></w:r></w:p>", &["见"]),
        (
            "<w:p><w:r><w:ruby><w:rt><w:r><w:t>zhǔ</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>主</w:t></w:r></w:rubyBase></w:ruby></w:r></w:p>",
            &["主"],
        ),
        (
            "<w:p><w:hyperlink><w:r><w:t>链</w:t></w:r></w:hyperlink><w:smartTag><w:smartTagPr/><w:r><w:t>接</w:t></w:r></w:smartTag><w:customXml><w:r><w:t>点</w:t></w:r></w:customXml></w:p>",
            &["链接点"],
        ),
        (
            "<w:p><m:oMath xmlns:m='m'><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath></w:p>",
            &["1/2"],
        ),
    ]);
}

#[test]
fn strict_documents_read_the_same() {
    let body = p(&r("严格"));
    let strict = format!("<d:document xmlns:d='http://purl.oclc.org/ooxml/wordprocessingml/main'><d:body>{body}</d:body></d:document>")
        .replace("w:", "d:");
    assert_eq!(texts(&try_read(&raw_package(&strict, &[])).unwrap()), ["严格"]);
}

#[test]
fn tracked_changes_read_as_accepted() {
    paragraphs_are_read(&[
        (
            "<w:p><w:ins><w:r><w:t>加</w:t></w:r></w:ins><w:del><w:r><w:delText>减</w:delText></w:r></w:del></w:p>",
            &["加"],
        ),
        (
            "<w:p><w:moveTo><w:r><w:t>到</w:t></w:r></w:moveTo><w:moveFrom><w:r><w:t>从</w:t></w:r></w:moveFrom></w:p>",
            &["到"],
        ),
        (
            "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>前</w:t></w:r></w:p><w:p><w:r><w:t>后</w:t></w:r></w:p>",
            &["前后"],
        ),
        (
            "<w:p><w:r><w:rPr><w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange></w:rPr><w:t>见</w:t></w:r></w:p>",
            &["见"],
        ),
    ]);
    let deleted = "<w:tr><w:trPr><w:del/></w:trPr>".to_owned() + &tc("", "删") + "</w:tr>";
    let document = read(&format!("<w:tbl>{deleted}<w:tr>{}</w:tr></w:tbl>", tc("", "留")));
    assert_eq!(grid(&document), [[(0, 1, 1, "留")]]);
}

#[test]
fn fields_show_their_result() {
    let char = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    let field = [
        char("begin"),
        "<w:r><w:instrText>PAGE</w:instrText><w:t>x</w:t></w:r>".to_owned(),
        char("separate"),
        r("3"),
        char("end"),
        r("页"),
    ];
    let never_ended = char("begin") + &r("x");
    paragraphs_are_read(&[
        (&p(&field.concat()), &["3页"]),
        ("<w:p><w:fldSimple w:instr=\"PAGE\"><w:r><w:t>4</w:t></w:r></w:fldSimple></w:p>", &["4"]),
        (&(p(&never_ended) + &p(&r("下一段"))), &["下一段"]),
    ]);
}

#[test]
fn symbols_are_mapped_or_doubted() {
    let body = "<w:p><w:r><w:sym w:font='Wingdings' w:char='F0FE'/><w:sym w:font='Symbol' w:char='F0B4'/>\
        <w:sym w:font='宋体' w:char='2460'/><w:sym w:font='Wingdings' w:char='F021'/></w:r></w:p>";
    let document = read(body);
    assert_eq!(texts(&document), ["☑×①□"]);
    assert_eq!(document.doubts.len(), 1);
    assert_eq!(document.doubts[0].rule.code, "R004");
}

#[test]
fn content_controls_show_content_but_no_prompt() {
    let row = format!(
        "<w:sdt><w:sdtPr/><w:sdtContent><w:tr><w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>{}</w:tr></w:sdtContent></w:sdt>",
        tc("", "一"),
        tc("", "二")
    );
    let block = format!("<w:sdt><w:sdtContent>{}<w:tbl>{row}</w:tbl></w:sdtContent></w:sdt>", p(&r("块")));
    let prompt = "<w:p><w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>单击此处</w:t></w:r></w:sdtContent></w:sdt><w:r><w:t>后</w:t></w:r></w:p>";
    let document = read(&(block + prompt));
    assert_eq!(texts(&document), ["块", "后"]);
    assert_eq!(grid(&document), [[(0, 1, 1, "一"), (1, 1, 1, "二")]]);
}

#[test]
fn text_boxes_follow_the_paragraph_that_holds_them_once() {
    let content = format!("<w:txbxContent>{}</w:txbxContent>", p(&r("框中")));
    let modern = format!(
        "<mc:AlternateContent xmlns:mc='mc'><mc:Choice><w:drawing><wps:txbx xmlns:wps='w'>{content}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict>{content}</w:pict></mc:Fallback></mc:AlternateContent>"
    );
    let old = format!("<w:pict><v:textbox xmlns:v='v'>{content}</v:textbox></w:pict>");
    for drawing in [modern, old] {
        let body = p(&format!("{}<w:r>{drawing}</w:r>{}", r("前"), r("后")));
        assert_eq!(texts(&read(&body)), ["前后", "框中"], "{body}");
    }
    let art = "<w:p><w:r><w:pict><v:shape xmlns:v='v'><v:textpath string='艺术字标题'/></v:shape></w:pict></w:r></w:p>";
    assert_eq!(texts(&read(art)), ["艺术字标题"]);
}

#[test]
fn notes_come_after_the_body_under_their_marks() {
    let reference = |kind: &str, id: u32| format!("<w:r><w:{kind}Reference w:id=\"{id}\"/></w:r>");
    let body = p(&(r("甲") + &reference("footnote", 2) + &r("乙") + &reference("endnote", 1)));
    let footnotes = format!(
        "<w:footnote w:type=\"separator\" w:id=\"0\">{0}</w:footnote><w:footnote w:id=\"1\">{0}</w:footnote><w:footnote w:id=\"2\">{1}</w:footnote>",
        p(&r("无人引用")),
        p(&format!("<w:r><w:footnoteRef/></w:r>{}", r(" 脚注")))
    );
    let endnotes = format!("<w:endnote w:id=\"1\">{}</w:endnote>", p(&r("尾注")));
    let bytes = package(&body, &[("footnotes", &footnotes), ("endnotes", &endnotes)]);
    let document = try_read(&bytes).unwrap();
    assert_eq!(texts(&document), ["甲[1]乙[2]", "[1] 脚注", "[2] 尾注"]);
}

#[test]
fn merged_cells_have_spans() {
    let first = format!(
        "<w:tr>{}{}{}</w:tr>",
        tc("<w:vMerge w:val='restart'/>", "甲"),
        tc("<w:gridSpan w:val='2'/>", "乙"),
        tc("", "丙")
    );
    let second = format!(
        "<w:tr>{}{}{}{}</w:tr>",
        tc("<w:vMerge/>", ""),
        tc("<w:hMerge w:val='restart'/>", "丁"),
        tc("<w:hMerge/>", ""),
        tc("<w:vMerge w:val='continue'/>", "戊")
    );
    let third = format!(
        "<w:tr><w:trPr><w:gridBefore w:val='1'/><w:gridAfter w:val='2'/></w:trPr>{}</w:tr>",
        tc("", "己")
    );
    let covered = format!("<w:tr>{}</w:tr>", tc("<w:gridSpan w:val='4'/>", "庚"));
    let document = read(&format!("<w:tbl>{first}{second}{third}{covered}</w:tbl>"));
    assert_eq!(
        grid(&document),
        [
            vec![(0, 1, 2, "甲"), (1, 2, 1, "乙"), (3, 1, 1, "丙")],
            vec![(1, 2, 1, "丁"), (3, 1, 1, "戊")],
            vec![(0, 1, 1, ""), (1, 1, 1, "己"), (2, 2, 1, "")],
            vec![(0, 4, 1, "庚")],
        ]
    );
    assert_eq!(tables(&document)[0].rows[1][0].place, Place::Table { table: 1, row: 2, column: 2 });
}

#[test]
fn a_row_covered_from_above_stays() {
    let document = read(&format!(
        "<w:tbl><w:tr>{}</w:tr><w:tr>{}</w:tr></w:tbl>",
        tc("<w:vMerge w:val='restart'/>", "甲"),
        tc("<w:vMerge/>", "")
    ));
    assert_eq!(grid(&document), [vec![(0, 1, 2, "甲")], vec![]]);
}

#[test]
fn lines_of_a_cell_and_header_rows() {
    let cell = format!(
        "<w:tc>{}{}<w:p/></w:tc>",
        p("<w:r><w:t>三、本</w:t><w:br/><w:t>年度</w:t></w:r>"),
        p(&r("办理"))
    );
    let document = read(&format!(
        "<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr>{cell}</w:tr><w:tr>{}</w:tr></w:tbl>",
        tc("", "3")
    ));
    assert_eq!(tables(&document)[0].rows[0][0].text, "三、本\n年度\n办理");
    assert_eq!(tables(&document)[0].rows[0][0].role, CellRole::ColumnHeader);
    assert_eq!(tables(&document)[0].rows[1][0].role, CellRole::Plain);
}

#[test]
fn a_table_around_a_table_is_layout() {
    let inner = |text| format!("<w:tbl><w:tr>{}</w:tr></w:tbl>", tc("", text));
    let outer = |inner: String| {
        format!(
            "{}<w:tbl><w:tr><w:tc>{}{inner}<w:p/></w:tc></w:tr></w:tbl>{}",
            p(&r("前")),
            p(&r("中")),
            p(&r("后"))
        )
    };
    let document = read(&outer(inner("数")));
    assert_eq!(texts(&document), ["前", "中", "后"]);
    assert_eq!(grid(&document), [[(0, 1, 1, "数")]]);
    assert!(matches!(document.blocks[2], Block::Table(_)));
    assert_eq!(grid(&read(&outer(inner(" ")))), [[(0, 1, 1, "中")]]);
}

#[test]
fn what_is_skipped_is_counted_once() {
    let picture = "<w:drawing><a:graphic xmlns:a='a'><pic:pic xmlns:pic='p'><a:t>x</a:t></pic:pic></a:graphic></w:drawing>";
    let body = p(&format!("<w:r>{picture}{picture}<w:object><v:imagedata xmlns:v='v'/></w:object></w:r>"));
    let document = read(&body);
    assert!(document.blocks.is_empty());
    assert_eq!(document.doubts.len(), 1);
    assert!(document.doubts[0].message.zh.contains("2 张图片、1 个嵌入对象"));
}

#[test]
fn raised_and_struck_digits_do_not_run_into_figures() {
    let run = |property: &str, text: &str| format!("<w:r><w:rPr>{property}</w:rPr><w:t>{text}</w:t></w:r>");
    let raised = run("<w:vertAlign w:val=\"superscript\"/>", "1");
    let lowered = run("<w:vertAlign w:val=\"subscript\"/>", "2");
    let struck = run("<w:strike/>", "3");
    let (twelve, five) = (run("", "12"), run("", "5"));
    let document = read(&format!("<w:p>{twelve}{raised}{twelve}{lowered}</w:p><w:p>{struck}{five}</w:p>"));
    assert_eq!(texts(&document), ["12¹12₂", "5"]);
    assert_eq!(document.doubts.len(), 1);
}
