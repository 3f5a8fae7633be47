//! What our writer writes is read back.

use super::*;
use crate::model::document::{CellRole, Paragraph, Role, Table, TableRole};
use crate::writers::Xlsx;

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
    Block::Table(Table {
        rows,
        role: TableRole::Statutory,
        title,
        widths: vec![1, 4, 2, 2],
        ..Table::default()
    })
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
fn a_sheet_moved_before_the_text_is_still_where_its_line_is() {
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
