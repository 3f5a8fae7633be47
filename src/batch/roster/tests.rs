//! Tests of reading rosters.

use super::parts::{Called, Entry, Part};
use super::*;
use crate::model::document::{Block, Cell, Document, Paragraph, Role, Table};
use crate::model::language::Language;
use crate::model::place::Place;

fn part(called: Called, rows: &[&[&str]]) -> Part {
    let entry = |(column, text): (usize, &&str)| Entry { column, span: 1, rows: 1, text: (*text).to_owned() };
    let rows = rows.iter().map(|row| row.iter().enumerate().map(entry).collect()).collect();
    Part { called, rows, is_text: false }
}

/// The names, or the error message.
fn found(parts: &[Part], column: Option<&str>) -> Result<Vec<String>, String> {
    match of_parts(parts, column, Path::new("名单.xlsx")) {
        Ok(roster) => Ok(roster.organizations),
        Err(BatchError::Unusable { message, .. }) => Err(message.get(Language::Zh).to_owned()),
        Err(other) => panic!("{other:?}"),
    }
}

#[test]
fn the_column_of_names_is_detected() {
    for (rows, column, want) in [
        (&[&["甲局"][..], &["乙局"]][..], None, Some(&["甲局", "乙局"][..])),
        (&[&["2023年报送名单"], &["序号", "单 位", "电话"], &["1", "甲局", "5"]], None, Some(&["甲局"])),
        (&[&["序号", "部门"], &["1", "甲局"]], Some("部门"), Some(&["甲局"])),
        (&[&["序号", "部门"], &["1", "甲局"]], None, None),
        (&[&["序号", "部门"], &["1", "甲局"]], Some("机关"), None),
        (&[&["", "甲局"], &["", ""]], None, Some(&["甲局"])),
        // Side by side, and a sum beside a name.
        (
            &[
                &["序号", "单位名称", "序号", "单位名称"],
                &["1", "甲局", "3", "丙局"],
                &["2", "乙局", "4", "丁局"],
                &["合计", "2家", "5", "戊局"],
            ],
            None,
            Some(&["甲局", "丙局", "乙局", "丁局", "戊局"]),
        ),
        // A cell is called like a head; a line above the table is, too.
        (&[&["名称", "类别"], &["甲局", "机关"], &["乙局", "机关"]], None, Some(&["甲局", "乙局"])),
        (&[&["填报单位", "青溪县"], &["序号", "单位"], &["1", "甲局"]], None, Some(&["甲局"])),
        // Rows that are no body.
        (
            &[
                &["单位名称", "电话"],
                &["甲局", "1"],
                &["县直小计", "1"],
                &["单位名称", "电话"],
                &["", "9"],
                &["乙局", "2"],
                &["甲 局", "1"],
                &["合 计", "3"],
                &["注：以上单位", ""],
                &["备注1", ""],
                &["填表人：张三", ""],
                &["审计局", ""],
                &["注册管理局", ""],
            ],
            None,
            Some(&["甲局", "乙局", "审计局", "注册管理局"]),
        ),
    ] {
        let want = want.map(|names| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>());
        assert_eq!(found(&[part(Called::Whole, rows)], column).ok(), want, "{rows:?}");
    }
}

#[test]
fn every_table_is_read_by_its_own_head_or_as_the_one_before() {
    let first: &[&[&str]] = &[&["序号", "单位名称"], &["1", "甲局"]];
    for (second, want) in [
        (&[&["单位名称", "电话"][..], &["乙局", "5"]][..], Ok(&["甲局", "乙局"][..])),
        (&[&["2", "乙局"]], Ok(&["甲局", "乙局"])),
        (&[&["2", "乙局", "5"]], Err("工作表“乡镇”里看不出哪一列")),
        (&[&["乙局"], &["丙局"]], Err("工作表“乡镇”里看不出哪一列")),
    ] {
        let parts =
            [part(Called::Sheet("部门".to_owned()), first), part(Called::Sheet("乡镇".to_owned()), second)];
        match (found(&parts, None), want) {
            (Ok(names), Ok(want)) => assert_eq!(names, want),
            (Err(message), Err(want)) => assert!(message.contains(want), "{message}"),
            (found, want) => panic!("{found:?} {want:?}"),
        }
    }
    let lists = [part(Called::Table(1), &[&["甲局"]]), part(Called::Table(2), &[&["乙局"]])];
    assert_eq!(found(&lists, None).unwrap(), ["甲局", "乙局"]);
    let reversed = [part(Called::Table(1), &[&["2", "乙局"]]), part(Called::Table(2), first)];
    assert!(found(&reversed, None).unwrap_err().contains("第 1 个表"));
}

#[test]
fn lines_lose_their_numbers_and_text_after_tabs() {
    for (text, want) in [
        (
            "1. 甲局\n2、乙局\n（3）丙局\n四、丁局\n5 戊局\n⑥己局\n１２．庚局",
            "甲局 乙局 丙局 丁局 戊局 己局 庚局",
        ),
        ("(一)甲局\n10)乙局\n1.1 丙局\n- 丁局", "甲局 乙局 丙局 丁局"),
        ("第一中学\n110指挥中心\n三河市教育局\n一中", "第一中学 110指挥中心 三河市教育局 一中"),
        ("甲局\t机关\n1\t乙局\t机关", "甲局 乙局"),
        ("类别\t单位名称\n机关\t甲局\n\t乙局\n3、丙局", "甲局 乙局 丙局"),
        ("报送名单\n一、县直部门：\n甲局\n\n合计：1", "甲局"),
    ] {
        assert_eq!(found(&parts::lines(text), None).unwrap().join(" "), want, "{text}");
    }
}

#[test]
fn csv_fields_are_separated_by_the_separator_that_the_lines_share() {
    for (text, want) in [
        ("序号,单位名称,备注\n1,甲局,a;b\n2,乙局,c;d\n", "甲局 乙局"),
        ("序号;单位名称;备注\n1;甲局;a,b\n2;乙局;\n", "甲局 乙局"),
        ("序号\t单位名称\n1\t甲局\n2\t乙局\n", "甲局 乙局"),
        ("报送名单\n序号;单位名称\n1;甲局\n2;\"乙局;东区\"\n合计;2\n", "甲局 乙局;东区"),
        ("单位名称\n甲局\n乙局\n", "甲局 乙局"),
        ("甲局\n乙局\n", "甲局 乙局"),
    ] {
        let names = found(&parts::records(text).unwrap(), None).unwrap();
        assert_eq!(names.join(" "), want, "{text}");
    }
    let headless = found(&parts::records("1;甲局\n2;乙局\n").unwrap(), None).unwrap_err();
    assert!(headless.contains("看不出哪一列是单位名称"), "{headless}");
}

fn cell(text: &str, colspan: u32, rowspan: u32) -> Cell {
    Cell { colspan, rowspan, ..Cell::new(text, Place::Unknown) }
}

fn document(rows: &[&[(&str, u32, u32)]]) -> Document {
    let row = |row: &&[(&str, u32, u32)]| row.iter().map(|&(text, c, r)| cell(text, c, r)).collect();
    let table = Table { rows: rows.iter().map(row).collect(), ..Table::default() };
    let title = Paragraph::new("单位一览", Role::Body, Place::Unknown);
    Document { blocks: vec![Block::Paragraph(title), Block::Table(table)], ..Document::default() }
}

#[test]
fn merged_cells_do_not_shift_the_columns() {
    for (rows, want) in [
        (
            &[
                &[("类别", 1, 1), ("单位名称", 1, 1), ("联系人", 1, 1)][..],
                &[("机关", 1, 3), ("甲局", 1, 1), ("张三", 1, 1)],
                &[("乙局", 1, 2), ("李四", 1, 1)],
                &[("王五", 1, 1)],
                &[("县直", 3, 1)],
                &[("事业", 1, 1), ("丙院", 1, 1), ("赵六", 1, 1)],
            ][..],
            Some(&["甲局", "乙局", "丙院"][..]),
        ),
        // A head over two columns.
        (&[&[("单位名称", 2, 1)], &[("1", 1, 1), ("甲局", 1, 1)]], Some(&["甲局"])),
        (
            &[&[("单位名称", 2, 1)], &[("县直", 1, 1), ("甲局", 1, 1)], &[("乡镇", 1, 1), ("乙局", 1, 1)]],
            None,
        ),
        (
            &[&[("单位名称", 2, 1)], &[("类别", 1, 1), ("名称", 1, 1)], &[("事业", 1, 1), ("乙局", 1, 1)]],
            Some(&["乙局"]),
        ),
    ] {
        let names = found(&parts::of_document(&document(rows)), None).ok();
        assert_eq!(
            names.as_deref(),
            want.map(|names| names.iter().map(|&name| name.to_owned()).collect::<Vec<_>>()).as_deref()
        );
    }
}

#[test]
fn blank_rows_and_lone_cells_do_not_part_a_sheet() {
    let at = |row, column| Place::Sheet { number: 1, sheet: "名单".into(), row, column };
    let table = |rows: &[(u32, u32, &[&str])]| {
        let row = |&(row, first, cells): &(u32, u32, &[&str])| {
            (first..).zip(cells).map(|(column, text)| Cell::new(*text, at(row, column))).collect()
        };
        Block::Table(Table { rows: rows.iter().map(row).collect(), ..Table::default() })
    };
    let line = |row, column, text: &str| Block::Paragraph(Paragraph::new(text, Role::Body, at(row, column)));
    let blocks = vec![
        line(1, 1, "报送单位"),
        table(&[(2, 2, &["序号", "单位名称", "电话"]), (3, 2, &["1", "甲局", "5"])]),
        line(5, 3, "乙局"),
        line(6, 2, "县直"),
        table(&[(8, 3, &["丙局", "6"])]),
    ];
    let document = Document { blocks, ..Document::default() };
    assert_eq!(found(&parts::of_document(&document), None).unwrap(), ["甲局", "乙局", "丙局"]);
}

#[test]
fn a_roster_without_names_is_refused() {
    for text in ["", "\n\n", "单位名称\n", "序号\t单位名称\n1\t\n", "1\n2\n合计\n"] {
        let message = found(&parts::lines(text), None).unwrap_err();
        assert!(message.contains("一个单位名称也没有"), "{message}");
    }
}

#[test]
fn json_is_no_roster() {
    for (text, want) in [
        ("{\"a\": 1}", true),
        ("\u{feff} [\"甲局\"]", true),
        ("{\"a\":1}\n{\"a\":2}", true),
        ("{\n  \"a\": ", true),
        ("[1] 甲局\n[2] 乙局", false),
        ("甲局", false),
    ] {
        assert_eq!(is_json(text), want, "{text}");
    }
}

#[test]
fn regions_and_levels_beside_the_names_are_read() {
    let cell = |text: &str, rows: u32| Cell { rowspan: rows, ..Cell::new(text, Place::Unknown) };
    let rows = vec![
        vec![cell("地 区", 1), cell("单位名称", 1), cell("级别", 1), cell("其他名称", 1)],
        vec![cell("城关", 2), cell("甲局", 1), cell("县直", 1), cell("甲", 1)],
        vec![cell("乙局", 1), cell("县直", 1), cell("", 1)],
        vec![cell("", 1), cell("丙镇", 1), cell("乡镇", 1), cell("", 1)],
        vec![cell("城郊", 1), cell("丁镇", 1), cell("", 1), cell("", 1)],
    ];
    let document =
        Document { blocks: vec![Block::Table(Table { rows, ..Table::default() })], ..Document::default() };
    let roster = of_parts(&parts::of_document(&document), None, Path::new("名单.docx")).unwrap();
    let shown = |name: &str| roster.affiliation(name).map(crate::validate::Affiliation::shown);
    for (name, want) in [
        ("甲局", Some("城关 · 县直")),
        ("甲", Some("城关 · 县直")),
        ("乙局", Some("城关 · 县直")),
        ("丙镇", Some("乡镇")),
        ("丁镇", Some("城郊")),
    ] {
        assert_eq!(shown(name).as_deref(), want, "{name}");
    }
}
