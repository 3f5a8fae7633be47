use super::*;
use crate::model::place::Place;

#[test]
fn columns_are_what_the_edges_of_all_rows_make() {
    let document = read(
        r"\trowd\trleft-108\cellx8892\pard\intbl 总\cell\row
\trowd\trleft-108\cellx2892\cellx5900\cellx8892\pard\intbl 甲\cell 1\cell 2\cell\row
\trowd\trleft-100\cellx2900\cellx8900\pard\intbl 乙\cell 3\cell\row\pard 后\par",
    );
    assert_eq!(shown(&document), ["| 总 3x1 |", "| 甲 | 1 | 2 |", "| 乙 | 3 2x1 |", "后"]);
    let Block::Table(table) = &document.blocks[0] else { panic!() };
    assert_eq!(table.rows[1][2].place, Place::Table { table: 1, row: 2, column: 3 });
    assert_eq!(findings(&document), [""; 0]);
}

#[test]
fn merged_cells_are_one() {
    let document = read(
        r"\trowd\clmgf\cellx1000\clmrg\cellx2000\clvmgf\cellx3000\pard\intbl 甲\cell\cell 乙\cell\row
\trowd\cellx1000\cellx2000\clvmrg\cellx3000\pard\intbl 1\cell 2\cell\cell\row",
    );
    assert_eq!(shown(&document), ["| 甲 2x1 | 乙 1x2 |", "| 1 | 2 |"]);
}

#[test]
fn a_row_with_other_cells_than_it_says_is_reported() {
    let document =
        read(r"\trowd\cellx1000\cellx2000\cellx3000\pard\intbl 甲\cell 1\par 2\cell\row\pard 后\par");
    assert_eq!(shown(&document), ["| 甲 | 1\n2 |  |", "后"]);
    assert!(
        findings(&document)[0].contains("单元格的数目或位置与文件所写的不符"),
        "{:?}",
        findings(&document)
    );
    let document = read(r"\trowd\cellx2000\cellx1000\pard\intbl 甲\cell 1\cell\row\pard 后\par");
    assert_eq!(findings(&document).len(), 1);
}

#[test]
fn a_table_that_holds_tables_is_there_for_the_layout() {
    let document = read(
        r"\trowd\cellx9000\pard\intbl 题\par\pard\intbl\itap2 1\nestcell{\nonesttables\par}\pard\intbl\itap2 2\nestcell{\nonesttables\par}
{\*\nesttableprops\trowd\cellx1000\cellx2000\nestrow}{\nonesttables\par}\pard\intbl 尾\cell\trowd\cellx9000\row\pard 后\par",
    );
    assert_eq!(shown(&document), ["题", "| 1 | 2 |", "尾", "后"]);
    assert_eq!(findings(&document), [""; 0]);
}

#[test]
fn rows_too_low_to_be_seen_are_set_aside() {
    let document = read(
        r"\trowd\trrgh-20\cellx1000\cellx2000\pard\intbl 甲\cell 12\cell\row\trowd\cellx1000\cellx2000\pard\intbl 乙\cell 3\cell\row",
    );
    assert_eq!(shown(&document), ["| 乙 | 3 |"]);
    assert_eq!(findings(&document), ["“甲 12”是隐藏的、看不见的文字，没有计入"]);
}

#[test]
fn white_text_on_a_dark_cell_is_seen() {
    let document = read(r"\trowd\clcbpat1\cellx1000\cellx2000\pard\intbl{\cf2 甲}\cell{\cf2 乙}\cell\row");
    assert_eq!(shown(&document), ["| 甲 |  |"]);
    assert_eq!(findings(&document), ["“乙”是隐藏的、看不见的文字，没有计入"]);
}
