use std::io::{Cursor, Write as _};

use zip::write::{SimpleFileOptions, ZipWriter};

use super::*;
use crate::document::{Cell, CellRole, Paragraph, Place, Role, Table, TableRole};
use crate::writers::Xlsx;

fn read(bytes: &[u8]) -> Result<Document> {
    match Spreadsheet.read(bytes, &ReadOptions::default())? {
        Reading::Document(document) => Ok(document),
        Reading::Report(..) => unreachable!(),
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
    let merged: String = merged.iter().map(|area| format!(r#"<mergeCell ref="{area}"/>"#)).collect();
    sheet(&format!("<row>{rows}</row>"), &format!("<mergeCells>{merged}</mergeCells>"))
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
fn merged_lines_one_below_another_are_text_even_between_tables() {
    let cells =
        [("A1", "题"), ("A2", "一"), ("A3", "a"), ("C3", "c"), ("A4", "二"), ("A5", "d"), ("C5", "e")];
    let bytes = texts(&cells, &["A1:C1", "A2:C2", "A4:C4"]);
    assert_eq!(shown(&read(&bytes).unwrap()), ["P 题", "P 一", "T", "a||c", "P 二", "T", "d||e"]);
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
    let rows = r#"<row r="1" hidden="1"><c><f>1+1</f></c><c><f>2</f><v></v></c><c><v>1.2345678901234568E+17</v></c></row>"#;
    let more = [("xl/media/image1.png", ""), ("xl/charts/chart1.xml", ""), ("xl/charts/style1.xml", "")];
    let sheet = format!("<worksheet><sheetData>{rows}</sheetData></worksheet>");
    let doubts = read(&xlsx_with(&sheet, &more)).unwrap().doubts;
    let said: Vec<_> = doubts.iter().map(|doubt| (doubt.rule.code, doubt.message.zh.as_str())).collect();
    assert_eq!(said[0], ("R003", "公式没有算出的值：S!A1、S!B1；请在 WPS 或 Excel 中打开并保存一次，再转换"));
    assert!(said[1].1.contains("S!C1 123456789012345680"));
    assert_eq!(said[2], ("R004", "有隐藏的内容，已一并读入，请确认是否应当公开：“S”第 1 行"));
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
        <table:table-cell table:formula="of:=1"/></table:table-row></table:table>"#;
    let document = read(&ods(table)).unwrap();
    assert_eq!(shown(&document), ["T", "a  b c\nd[2x1]|4068.208|4068.208|TRUE"]);
    assert!(document.doubts[0].message.zh.contains("一!G3"));
}

// Real reports.

#[test]
fn the_same_report_reads_the_same_from_all_formats() {
    for report in ["akto_2021", "hangzhou_2025", "shanghai_office_2019", "suqian_2023", "suqian_2024"] {
        let of = |file: &str| read(&fixture(&format!("{report}/{file}"))).unwrap();
        let expected = shown(&of("lo.xlsx"));
        assert!(expected.iter().filter(|line| *line == "T").count() >= 3);
        for file in ["lo.xls", "lo.ods", "openpyxl.xlsx"] {
            assert_eq!(shown(&of(file)), expected, "{report}/{file}");
        }
        let single: Vec<_> = shown(&of("openpyxl_single.xlsx")).into_iter().collect();
        let sorted = |mut lines: Vec<String>| {
            lines.sort();
            lines
        };
        assert_eq!(sorted(single), sorted(expected), "{report}");
    }
}

#[test]
fn a_file_cut_anywhere_is_damaged() {
    for file in ["lo.xlsx", "lo.xls", "lo.ods"] {
        let bytes = fixture(&format!("akto_2021/{file}"));
        for cut in (1..50).map(|n| bytes.len() * n / 50).chain([bytes.len() - 1, bytes.len() - 22]) {
            let result = read(&bytes[..cut]);
            // The last sector of an .xls is padded: what is cut there was no part of the document.
            let is_padding = file == "lo.xls" && cut + 512 > bytes.len() && result.is_ok();
            assert!(is_padding || matches!(result, Err(Error::Damaged { .. })), "{file} cut at {cut}");
        }
    }
}

#[test]
fn changed_bytes_of_an_xls_never_panic() {
    let bytes = fixture("akto_2021/lo.xls");
    for seed in 0..400usize {
        let mut changed = bytes.clone();
        for n in 0..4 {
            let at = (seed * 7919 + n * 104_729 + seed * seed * 31) % changed.len();
            changed[at] = changed[at].wrapping_add(u8::try_from(seed % 255).unwrap() + 1);
        }
        let _ = read(&changed);
    }
}

// Hostile files.

#[test]
fn far_corners_cost_nothing() {
    assert_eq!(shown(&read(&texts(&[("A1", "a"), ("XFD1048576", "z")], &[])).unwrap()), ["P a", "P z"]);
    let corner = r#"<table:table><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell></table:table-row>
        <table:table-row table:number-rows-repeated="1048574"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
        <table:table-row><table:table-cell table:number-columns-repeated="16383"/><table:table-cell><text:p>z</text:p></table:table-cell></table:table-row></table:table>"#;
    assert_eq!(shown(&read(&ods(corner)).unwrap()), ["P a", "P z"]);
}

#[test]
fn tables_beyond_the_limits_are_refused() {
    let is_too_large = |bytes: &[u8]| matches!(read(bytes), Err(Error::TooLarge { .. }));
    let repeated = r#"<table:table><table:table-row table:number-rows-repeated="1000000">
        <table:table-cell table:number-columns-repeated="16000"><text:p>a</text:p></table:table-cell></table:table-row></table:table>"#;
    assert!(is_too_large(&ods(repeated)));
    assert!(is_too_large(&texts(&[("A1", "a")], &["A1:A1048576"])));
    let wide: String =
        (1..100).map(|row| format!(r#"<c r="A{row}"><v>1</v></c><c r="XFD{row}"><v>1</v></c>"#)).collect();
    assert!(is_too_large(&sheet(&format!("<row>{wide}</row>"), "")));
    let many = r#"<c t="s"><v>0</v></c>"#.repeat(3000);
    let sheet = format!("<worksheet><sheetData><row>{many}</row></sheetData></worksheet>");
    let strings = format!("<sst uniqueCount='1000000000000'><si><t>{}</t></si></sst>", "长".repeat(100_000));
    assert!(is_too_large(&xlsx_with(&sheet, &[("xl/strings.xml", &strings)])));
}

#[test]
fn entities_depth_and_broken_references_are_refused() {
    let bomb = xlsx("<!DOCTYPE a [<!ENTITY b 'c'>]><worksheet><sheetData/></worksheet>");
    assert!(matches!(read(&bomb), Err(Error::Refused { .. })));
    let deep = xlsx(&format!("{}{}", "<a>".repeat(600), "</a>".repeat(600)));
    assert!(matches!(read(&deep), Err(Error::TooLarge { what: Limit::Depth, .. })));
    for rows in
        ["<row><c r='A0'/></row>", "<row><c r='XFE1'/></row>", "<row><c t='s'><v>7</v></c></row>", "&x;"]
    {
        assert!(matches!(read(&sheet(rows, "")), Err(Error::Damaged { .. })), "{rows}");
    }
    for part in ["<worksheet><sheetData><row>", "", "<worksheet></sheetData>"] {
        assert!(matches!(read(&xlsx(part)), Err(Error::Damaged { .. })), "{part}");
    }
}

#[test]
fn a_circle_of_sectors_ends() {
    let mut bytes = fixture("akto_2021/lo.xls");
    let word = |bytes: &[u8], at: usize| u32::from_le_bytes(bytes[at..at + 4].try_into().unwrap());
    let (directory, table) = (word(&bytes, 48), word(&bytes, 76));
    let at = 512 * (usize::try_from(table).unwrap() + 1) + 4 * usize::try_from(directory).unwrap();
    bytes[at..at + 4].copy_from_slice(&directory.to_le_bytes());
    assert!(matches!(read(&bytes), Err(Error::Damaged { .. })));
}

// What our writer writes is read back.

fn written(blocks: Vec<Block>) -> (Document, Document) {
    let document = Document { blocks, ..Document::default() };
    let bytes = Xlsx::write_document(&document).unwrap();
    let back = read(&bytes).unwrap();
    (document, back)
}

fn line(role: Role, text: &str) -> Block {
    Block::Paragraph(Paragraph::new(text, role, Place::Unknown))
}

fn cell(text: &str, role: CellRole, colspan: u32, rowspan: u32) -> Cell {
    Cell { colspan, rowspan, role, ..Cell::new(text, Place::Unknown) }
}

fn table(rows: &[&[&str]]) -> Block {
    let row = |row: &&[&str]| row.iter().map(|text| cell(text, CellRole::Plain, 1, 1)).collect();
    Block::Table(Table { rows: rows.iter().map(row).collect(), ..Table::default() })
}

fn statutory(title: &str) -> Block {
    use CellRole::{Banner, ColumnHeader, Figure, RotatedRowHeader, RowHeader};
    let rows = vec![
        vec![cell("第二十条", Banner, 4, 1)],
        vec![cell("内容", ColumnHeader, 2, 2), cell("件数", ColumnHeader, 2, 1)],
        vec![cell("甲\n乙", ColumnHeader, 1, 1), cell("丙", ColumnHeader, 1, 1)],
        vec![
            cell("三、本年度办理结果", RotatedRowHeader, 1, 3),
            cell("=1+1", RowHeader, 1, 1),
            cell("59237.2449", Figure, 1, 1),
            cell("12.50", Figure, 1, 1),
        ],
        vec![cell("3.其他", RowHeader, 1, 1), cell("", Figure, 1, 1), cell("", Figure, 1, 1)],
        vec![
            cell("总计", RowHeader, 1, 1),
            cell("/", Figure, 1, 1),
            cell("22（其中修订16件）", Figure, 1, 1),
        ],
    ];
    let title = Some(title.to_owned());
    Block::Table(Table { rows, role: TableRole::Statutory, title, widths: vec![1, 4, 2, 2] })
}

fn roles(document: &Document) -> Vec<Role> {
    let role = |block: &Block| match block {
        Block::Paragraph(paragraph) => Some(paragraph.role),
        Block::Table(_) => None,
    };
    document.blocks.iter().filter_map(role).collect()
}

#[test]
fn what_is_written_is_read_back() {
    let mut metadata = table(&[&["索引号", "AKT001"], &["名称", "<&\"|\t年报"], &["文号", ""]]);
    if let Block::Table(table) = &mut metadata {
        table.role = TableRole::Metadata;
    }
    let (written, back) = written(vec![
        line(Role::Title, "阿克陶县2021年政府信息公开工作年度报告"),
        metadata,
        line(Role::Body, "根据《条例》 <b>&amp;\"引\"|\t𠮷 \u{20}两格_x000D_。_x0041_x0042_"),
        line(Role::Heading(1), "一、总体情况"),
        line(Role::Heading(2), "（一）'单引号开头"),
        line(Role::Body, &"长".repeat(3000)),
        line(Role::Body, "'=SUM(A1)"),
        line(Role::Body, "=SUM(A1)"),
        line(Role::Heading(1), "二、主动公开政府信息情况"),
        statutory("二、主动公开政府信息情况"),
        line(Role::Note, "注：含上年结转。"),
        table(&[&["一格"]]),
        table(&[&["001", "=A1"]]),
        table(&[&["", ""], &["", "\"x\""], &["", ""]]),
        table(&[&["只有一列\n两行"], &["http://a.cn"]]),
        table(&[&["参", "差"], &["不", "齐", "多"], &[]]),
        line(Role::Heading(3), "1.小标题"),
        statutory("二、主动公开政府信息情况"),
        line(Role::Signature, "阿克陶县人民政府"),
        line(Role::Date, "20221月21日"),
        line(Role::Note, "注：末"),
    ]);
    assert_eq!(shown(&back), shown(&written));
    assert_eq!(roles(&back), roles(&written));
    assert!(back.doubts.is_empty());
}

#[test]
fn a_document_of_tables_only_is_read_back() {
    let (written, back) = written(vec![table(&[&["a"]]), table(&[&["b"]]), statutory("x"), statutory("y")]);
    assert_eq!(shown(&back), shown(&written));
}

#[test]
fn figures_are_numbers_where_that_is_exact() {
    let (_, back) = written(vec![statutory("x")]);
    let Block::Table(table) = &back.blocks[0] else { panic!() };
    assert_eq!(table.rows[3][2].text, "59237.2449");
    assert_eq!(table.rows[3][3].text, "12.50");
}

#[test]
fn a_sheet_moved_before_the_text_still_stands_where_its_line_is() {
    let paragraph = |text: &str| Block::Paragraph(Paragraph::new(text, Role::Body, Place::Unknown));
    let parts = vec![
        ("表".to_owned(), vec![paragraph("表的内容")]),
        (
            "正文".to_owned(),
            vec![paragraph("前"), paragraph("〔见工作表“表”〕"), paragraph("〔见工作表“无”〕")],
        ),
        ("圈".to_owned(), vec![paragraph("〔见工作表“圈”〕")]),
    ];
    let blocks = follow_anchors(parts);
    let expected = ["P 前", "P 表的内容", "P 〔见工作表“无”〕", "P 〔见工作表“圈”〕"];
    assert_eq!(shown(&Document { blocks, ..Document::default() }), expected);
}
