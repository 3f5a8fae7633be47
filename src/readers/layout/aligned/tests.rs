use super::*;
use crate::readers::layout::glyph::Glyph;
use crate::readers::layout::line::tests::text_at;
use crate::readers::layout::tables::CellBox;

/// Lines of texts, each with where it begins and its baseline. Each is set by itself.
fn page(texts: &[(&str, f64, f64)]) -> Vec<Line> {
    let glyphs = texts.iter().zip(0..).flat_map(|(&(text, left, baseline), run)| {
        text_at(text, left, baseline, 10.0, 0.0).into_iter().map(move |glyph| Glyph { run, ..glyph })
    });
    Line::all(glyphs.collect())
}

/// The tables of pages, a row a line, and the lines that are left.
fn read(pages: &[&[(&str, f64, f64)]]) -> (Vec<Vec<String>>, Vec<String>) {
    let mut lines: Vec<Vec<Line>> = pages.iter().map(|texts| page(texts)).collect();
    let mut tables = vec![Vec::new(); lines.len()];
    take(&mut lines, &mut tables, 1000);
    let draw = |table: &TableBox| table.rows.iter().map(|row| row_text(row)).collect();
    (tables.iter().flatten().map(draw).collect(), lines.iter().flatten().map(Line::text).collect())
}

fn row_text(row: &[CellBox]) -> String {
    let cells = row.iter().map(|cell| match (cell.rowspan, cell.colspan) {
        (1, 1) => cell.text.text.clone(),
        (rows, columns) => format!("{}[{rows}x{columns}]", cell.text.text),
    });
    cells.collect::<Vec<_>>().join("|")
}

const HEAD: [(&str, f64, f64); 3] = [("项目", 0., 10.), ("收到", 100., 10.), ("办结", 160., 10.)];

fn below(rows: &[(&'static str, f64, f64)]) -> Vec<(&'static str, f64, f64)> {
    HEAD.iter().chain(rows).copied().collect()
}

#[test]
fn figures_below_headings_are_a_table() {
    let (tables, lines) = read(&[&below(&[
        ("规章", 0., 25.),
        ("12", 100., 25.),
        ("3", 160., 25.),
        ("文件", 0., 40.),
        ("7", 100., 40.),
        ("1040", 160., 40.),
    ])]);
    assert_eq!(tables, [["项目|收到|办结", "规章|12|3", "文件|7|1040"]]);
    assert_eq!(lines, [""; 0]);
}

#[test]
fn a_blank_cell_stays_in_its_column() {
    let (tables, _) = read(&[&below(&[
        ("规章", 0., 25.),
        ("3", 160., 25.),
        ("文件", 0., 40.),
        ("7", 100., 40.),
        ("其他", 0., 55.),
        ("规范性文件", 0., 70.),
        ("8", 100., 70.),
        ("9", 160., 70.),
    ])]);
    assert_eq!(tables, [["项目|收到|办结", "规章||3", "文件|7|", "其他||", "规范性文件|8|9"]]);
}

#[test]
fn a_column_without_figures_has_its_heading() {
    let (tables, _) = read(&[&[
        ("项目", 0., 10.),
        ("上年", 60., 10.),
        ("收到", 100., 10.),
        ("办结", 160., 10.),
        ("规章", 0., 25.),
        ("12", 100., 25.),
        ("3", 160., 25.),
    ]]);
    assert_eq!(tables, [["项目|上年|收到|办结", "规章||12|3"]]);
}

#[test]
fn figures_to_the_right_of_their_headings_are_theirs() {
    let (tables, _) = read(&[&below(&[("规章", 0., 25.), ("12", 140., 25.), ("3", 205., 25.)])]);
    assert_eq!(tables, [["项目|收到|办结", "规章|12|3"]]);
}

#[test]
fn figures_close_together_that_were_set_by_themselves_are_two() {
    let (tables, _) = read(&[&[
        ("项目", 0., 10.),
        ("收到", 100., 10.),
        ("办结", 162., 10.),
        ("规章", 0., 25.),
        ("123456789012", 100., 25.),
        ("5", 162., 25.),
    ]]);
    assert_eq!(tables, [["项目|收到|办结", "规章|123456789012|5"]]);
}

#[test]
fn a_label_of_several_lines_is_one_row() {
    let (tables, _) = read(&[&below(&[
        ("一、本年收到的申", 0., 28.),
        ("12", 100., 34.),
        ("3", 160., 34.),
        ("请", 0., 40.),
        ("二、上年结转", 0., 58.),
        ("7", 100., 58.),
        ("9", 160., 58.),
    ])]);
    assert_eq!(tables, [["项目|收到|办结", "一、本年收到的申请|12|3", "二、上年结转|7|9"]]);
}

#[test]
fn labels_over_several_rows_are_beside_them() {
    let (tables, _) = read(&[&[
        ("项目", 0., 10.),
        ("收到", 150., 10.),
        ("（三）不", 0., 32.),
        ("予公开", 0., 44.),
        ("1.属于秘密", 50., 25.),
        ("12", 150., 25.),
        ("2.其他", 50., 40.),
        ("7", 150., 40.),
        ("3.危及稳定", 50., 55.),
        ("8", 150., 55.),
    ]]);
    assert_eq!(tables, [["项目||收到", "（三）不予公开[2x1]|1.属于秘密|12", "2.其他|7", "|3.危及稳定|8"]]);
}

#[test]
fn centred_headings_divide_the_columns_below() {
    let (tables, _) = read(&[&[
        ("行政复议", 20., 10.),
        ("行政诉讼", 110., 10.),
        ("维持", 0., 25.),
        ("纠正", 30., 25.),
        ("总计", 60., 25.),
        ("维持", 90., 25.),
        ("纠正", 120., 25.),
        ("总计", 150., 25.),
        ("1", 7., 40.),
        ("2", 37., 40.),
        ("3", 67., 40.),
        ("4", 97., 40.),
        ("5", 127., 40.),
        ("9", 157., 40.),
    ]]);
    assert_eq!(tables, [["行政复议[1x3]|行政诉讼[1x3]", "维持|纠正|总计|维持|纠正|总计", "1|2|3|4|5|9"]]);
}

#[test]
fn a_table_goes_on_on_the_next_page() {
    let next = [("规章", 0., 10.), ("12", 100., 10.), ("3", 160., 10.)];
    let (tables, lines) = read(&[&HEAD, &next]);
    assert_eq!(tables, [["项目|收到|办结"], ["规章|12|3"]]);
    assert_eq!(lines, [""; 0]);
}

#[test]
fn two_tables_with_a_heading_between_them_are_two() {
    let (tables, lines) = read(&[&below(&[
        ("规章", 0., 25.),
        ("12", 100., 25.),
        ("3", 160., 25.),
        ("三、收到和处理情况", 20., 50.),
        ("类别", 0., 75.),
        ("自然人", 60., 75.),
        ("申请", 0., 90.),
        ("5", 60., 90.),
    ])]);
    assert_eq!(tables, [["项目|收到|办结", "规章|12|3"], ["类别|自然人", "申请|5"]]);
    assert_eq!(lines, ["三、收到和处理情况"]);
}

#[test]
fn what_is_not_certain_stays_text() {
    let row = [("规章", 0., 25.), ("12", 100., 25.), ("3", 160., 25.)];
    for (why, texts) in [
        ("no headings", row.to_vec()),
        ("a row without a label", below(&[row[0], row[1], row[2], ("4", 100., 40.), ("5", 160., 40.)])),
        ("two figures in one column", below(&[row[0], row[1], ("45", 112., 25.), ("123456", 95., 40.)])),
        ("a figure between two headings", below(&[row[0], ("5", 140., 25.)])),
        (
            "a line that may be a row or the rest of one",
            below(&[row[0], row[1], row[2], ("文件", 0., 40.), ("5", 100., 40.), ("其他", 0., 55.)]),
        ),
        (
            "lines of a label that are not aligned",
            below(&[
                row[0],
                row[1],
                row[2],
                ("一、本年收到", 0., 42.),
                ("的申请", 30., 54.),
                ("5", 100., 48.),
                ("文件", 0., 70.),
                ("7", 100., 70.),
            ]),
        ),
        (
            "one label for two rows",
            below(&[row[0], row[1], row[2], ("4", 100., 37.), ("5", 160., 37.), ("文件", 0., 31.)]),
        ),
    ] {
        let (tables, lines) = read(&[&texts]);
        assert_eq!(tables, [[""; 0]; 0], "{why}");
        assert!(!lines.is_empty(), "{why}");
    }
}

#[test]
fn text_is_no_table() {
    let (tables, lines) = read(&[&[
        ("二〇二三年全年收到申请十二件，办结", 20., 10.),
        ("12", 195., 10.),
        ("件，比上年增加三件，其中予以公开", 0., 25.),
        ("5", 165., 25.),
        ("件。", 171., 25.),
    ]]);
    assert_eq!(tables, [[""; 0]; 0]);
    assert_eq!(lines.len(), 2);
}
