use super::*;
use crate::model::document::{Block, Document};
use crate::model::error::Error;

const STYLES: &str = r##"<Styles>
 <Style ss:ID="Default" ss:Name="Normal"><Font ss:FontName="宋体" ss:Size="11"/><Interior/><NumberFormat/></Style>
 <Style ss:ID="struck"><Font ss:StrikeThrough="1"/></Style>
 <Style ss:ID="white"><Font ss:Color="#FFFFFF"/></Style>
 <Style ss:ID="thousand" ss:Parent="struck"><Font/><NumberFormat ss:Format="#,##0.00"/></Style>
 <Style ss:ID="fixed"><NumberFormat ss:Format="Fixed"/></Style>
 <Style ss:ID="whole"><NumberFormat ss:Format="0"/></Style>
</Styles>"##;

fn workbook(sheets: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?>\n<?mso-application progid=\"Excel.Sheet\"?>\n\
         <Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" \
         xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\" xmlns:x=\"urn:schemas-microsoft-com:office:excel\">\
         {STYLES}{sheets}</Workbook>"
    )
}

fn sheet(rows: &str) -> String {
    workbook(&format!("<Worksheet ss:Name=\"表\"><Table>{rows}</Table></Worksheet>"))
}

fn cell(attributes: &str, kind: &str, text: &str) -> String {
    format!("<Cell {attributes}><Data ss:Type=\"{kind}\">{text}</Data></Cell>")
}

fn read_text(text: &str) -> Result<Document> {
    match ExcelXml.read(&Content::new(text.as_bytes()), &ReadOptions::default())? {
        ReaderOutput::Document(document) => Ok(document),
        ReaderOutput::Report(..) => panic!("a report"),
    }
}

/// The rows of the only table, cells by `|`, with their spans.
fn table(document: &Document) -> Vec<String> {
    let tables = document.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        Block::Paragraph(_) => None,
    });
    let [table] = tables.collect::<Vec<_>>()[..] else { panic!("no single table in {:?}", document.blocks) };
    let cell = |cell: &crate::model::document::Cell| match (cell.colspan, cell.rowspan) {
        (1, 1) => cell.text.clone(),
        (columns, rows) => format!("{}({columns}x{rows})", cell.text),
    };
    table.rows.iter().map(|row| row.iter().map(cell).collect::<Vec<_>>().join("|")).collect()
}

fn messages(document: &Document) -> String {
    document.doubts.iter().map(|doubt| doubt.message.zh.as_str()).collect::<Vec<_>>().join("\n")
}

#[test]
fn cells_are_where_they_say_and_as_they_are_shown() {
    let text = [("", "String", "项目"), ("", "String", "数"), ("", "String", "额")];
    let head: String = text.iter().map(|(attributes, kind, text)| cell(attributes, kind, text)).collect();
    let rows = [
        format!("<Row>{head}</Row>"),
        format!(
            "<Row ss:Index=\"2\">{}{}{}</Row>",
            cell("ss:MergeDown=\"1\"", "String", "规章"),
            cell("", "Number", "12"),
            cell("ss:StyleID=\"thousand\"", "Number", "1234567.5")
        ),
        format!(
            "<Row>{}{}</Row>",
            cell("ss:Index=\"2\"", "Number", "3"),
            cell("ss:StyleID=\"fixed\"", "Number", "4")
        ),
        format!("<Row>{}{}</Row>", cell("", "String", "共"), cell("ss:MergeAcross=\"1\"", "Number", "5")),
    ];
    let document = read_text(&sheet(&rows.concat())).unwrap();
    assert_eq!(table(&document), ["项目|数|额", "规章(1x2)|12|1234567.5", "3|4", "共|5(2x1)"]);
    assert_eq!(messages(&document), "");
}

#[test]
fn what_is_not_seen_is_set_aside() {
    let rows = [
        format!("<Row>{}{}</Row>", cell("", "String", "甲"), cell("ss:StyleID=\"struck\"", "Number", "7")),
        format!("<Row>{}{}</Row>", cell("", "String", "乙"), cell("ss:StyleID=\"white\"", "Number", "8")),
        format!("<Row ss:Hidden=\"1\">{}{}</Row>", cell("", "String", "丙"), cell("", "Number", "9")),
        format!("<Row>{}{}</Row>", cell("", "String", "丁"), cell("ss:StyleID=\"whole\"", "Number", "1.4")),
        "<Row><Cell><Data ss:Type=\"String\">戊</Data><Comment><ss:Data>是 5</ss:Data></Comment></Cell>\
         <Cell><ss:Data ss:Type=\"String\" xmlns=\"http://www.w3.org/TR/REC-html40\">1<S>2</S><Sup>3</Sup></ss:Data></Cell></Row>"
            .to_owned(),
    ];
    let document = read_text(&sheet(&rows.concat())).unwrap();
    assert_eq!(table(&document), ["丁|1", "戊|1³"]);
    let said = messages(&document);
    for expected in
        ["“7”划了删除线", "“8”是隐藏的", "第 3 行", "显示1，存的是 1.4", "批注“是 5”", "“2”划了删除线"]
    {
        assert!(said.contains(expected), "{expected} in {said}");
    }
}

#[test]
fn hidden_sheets_and_columns_are_not_counted() {
    let hidden = format!(
        "<Worksheet ss:Name=\"藏\"><Table><Row>{}</Row></Table><WorksheetOptions \
         xmlns=\"urn:schemas-microsoft-com:office:excel\"><Visible>SheetHidden</Visible></WorksheetOptions></Worksheet>",
        cell("", "String", "甲") + &cell("ss:StyleID=\"struck\"", "Number", "1")
    );
    let shown = format!(
        "<Worksheet ss:Name=\"表\"><Table><Column ss:Index=\"2\" ss:Hidden=\"1\" ss:Span=\"1\"/><Row>{}{}{}{}</Row></Table></Worksheet>",
        cell("", "String", "甲"),
        cell("", "Number", "1"),
        cell("", "Number", "2"),
        cell("", "Number", "3")
    );
    let document = read_text(&workbook(&(hidden + &shown))).unwrap();
    assert_eq!(table(&document), ["甲|3"]);
    let said = messages(&document);
    for expected in ["“藏”", "“表”B 列、“表”C 列"] {
        assert!(said.contains(expected), "{expected} in {said}");
    }
}

#[test]
fn sums_without_a_result_are_computed() {
    let row = |label: &str, figure: String| format!("<Row>{}{figure}</Row>", cell("", "String", label));
    let sum = "<Cell ss:Formula=\"=SUM(R[-2]C:R[-1]C)\"/>".to_owned();
    let rows = [row("甲", cell("", "Number", "0.1")), row("乙", cell("", "Number", "0.2")), row("合计", sum)]
        .concat();
    assert_eq!(table(&read_text(&sheet(&rows)).unwrap()), ["甲|0.1", "乙|0.2", "合计|0.3"]);
}

#[test]
fn contradictions_are_refused() {
    let covered = format!(
        "<Row>{}{}</Row><Row>{}{}</Row>",
        cell("ss:MergeDown=\"1\"", "String", "甲"),
        cell("", "Number", "1"),
        cell("", "String", "乙"),
        cell("", "Number", "2")
    );
    let backwards = format!(
        "<Row>{}{}</Row>",
        cell("ss:Index=\"3\"", "Number", "1"),
        cell("ss:Index=\"2\"", "Number", "2")
    );
    let late = format!("<Worksheet ss:Name=\"表\"><Table/></Worksheet>{STYLES}");
    for text in [
        sheet(&covered),
        sheet(&backwards),
        workbook(&late),
        sheet("<Row ss:Index=\"9999999\"/>"),
        sheet("<Row>"),
    ] {
        assert!(matches!(read_text(&text), Err(Error::Damaged { .. })), "{text}");
    }
}

#[test]
fn a_package_in_one_file_is_a_workbook() {
    let part = |name: &str, content: &str| {
        format!("<pkg:part pkg:name=\"{name}\"><pkg:xmlData>{content}</pkg:xmlData></pkg:part>")
    };
    let relation = |kind: &str, target: &str| {
        format!(
            "<Relationships><Relationship Id=\"r1\" Type=\"x/{kind}\" Target=\"{target}\"/></Relationships>"
        )
    };
    let text = format!(
        "<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?>\
         <pkg:package xmlns:pkg=\"http://schemas.microsoft.com/office/2006/xmlPackage\">{}{}{}{}</pkg:package>",
        part("/_rels/.rels", &relation("officeDocument", "xl/workbook.xml")),
        part("/xl/workbook.xml", "<workbook><sheets><sheet name=\"表\" r:id=\"r1\"/></sheets></workbook>"),
        part("/xl/_rels/workbook.xml.rels", &relation("worksheet", "worksheets/sheet1.xml")),
        part(
            "/xl/worksheets/sheet1.xml",
            "<worksheet><sheetData><row><c t=\"inlineStr\"><is><t>甲</t></is></c><c><v>12</v></c></row></sheetData></worksheet>",
        ),
    );
    let formats = crate::formats::Formats::builtin();
    assert_eq!(formats.detect(text.as_bytes(), Some("doc")).unwrap().name, "excelxml");
    assert_eq!(formats.detect(sheet("").as_bytes(), Some("xls")).unwrap().name, "excelxml");
    assert_eq!(table(&read_text(&text).unwrap()), ["甲|12"]);
}
