use super::*;
use crate::model::document::SourceKind;
use crate::model::place::Place;

fn row(texts: &[&str]) -> Vec<Cell> {
    texts.iter().map(|t| Cell::new(*t, Place::Unknown)).collect()
}

fn shown(found: &[ColumnValue<'_>]) -> Vec<String> {
    found
        .iter()
        .map(|f| match f {
            ColumnValue::Cell(cell) => cell.text.clone(),
            ColumnValue::Blank => "blank".into(),
            ColumnValue::Absent => "absent".into(),
        })
        .collect()
}

fn place(texts: &[&str], leaves: usize, columns: &Columns) -> Result<Vec<String>, Unresolved> {
    let cells = row(texts);
    let values: Vec<(usize, &Cell)> = cells.iter().enumerate().map(|(i, c)| (i + 1, c)).collect();
    assign(&values, leaves, columns, SourceKind::Structured).map(|found| shown(&found))
}

fn grid(columns: &[(usize, usize)]) -> Columns {
    Columns::Grid(columns.to_vec())
}

#[test]
fn values_are_assigned_in_header_order_if_counts_agree() {
    let placed = place(&["1", "", "3"], 3, &grid(&[(0, 1), (1, 2), (2, 4)]));
    assert_eq!(placed, Ok(vec!["1".into(), String::new(), "3".into()]));
    let placed = place(&["1", "2", "3"], 3, &grid(&[(2, 1), (0, 2), (1, 3)]));
    assert_eq!(placed, Ok(vec!["2".into(), "3".into(), "1".into()]));
}

#[test]
fn the_grid_decides_where_counts_differ() {
    assert_eq!(place(&["13", "", "5", ""], 2, &grid(&[(0, 1), (1, 3)])), Ok(vec!["13".into(), "5".into()]));
    assert_eq!(place(&["1", "2", "3"], 2, &grid(&[(0, 1), (1, 2)])), Err(Unresolved::ColumnMismatch));
}

#[test]
fn a_row_with_too_few_cells_is_not_assigned() {
    assert_eq!(place(&["0"], 2, &grid(&[(0, 1), (1, 2)])), Err(Unresolved::TooFewValues));
}

#[test]
fn a_column_with_an_unknown_label_is_absent() {
    let mut header = Header::default();
    header.start_row(&[]);
    header.add_column(0, 1, "");
    header.add_unknown_column("网上申请", 2);
    header.add_column(2, 3, "");
    let columns = header.columns(&[0, 1, 2]);
    assert_eq!(header.unknown_column(&columns, 2), Some("网上申请"));
    assert_eq!(place(&["1", "3"], 3, &columns), Ok(vec!["1".into(), "absent".into(), "3".into()]));
}

#[test]
fn without_a_grid_a_short_row_is_not_guessed() {
    assert_eq!(place(&["18", "18"], 7, &Columns::InOrder), Err(Unresolved::TooFewValues));
    assert_eq!(place(&["0", "", ""], 1, &Columns::InOrder), Ok(vec!["0".into()]));
    assert_eq!(place(&["", "", "1", "2"], 2, &Columns::InOrder), Ok(vec!["1".into(), "2".into()]));
}

#[test]
fn another_order_without_a_grid_is_unclear() {
    let mut header = Header::default();
    header.start_row(&[]);
    header.add_column(0, 0, "");
    header.add_column(2, 1, "");
    header.start_row(&[]);
    header.add_column(1, 0, "");
    assert_eq!(header.columns(&[0, 1, 2]), Columns::InOrder);
    header.add_column(0, 1, "");
    assert_eq!(header.columns(&[0, 1, 2]), Columns::Unclear);
}

#[test]
fn another_order_is_accepted_only_without_gaps_in_the_header() {
    // A group over the columns 1 and 2, or over column 1 alone, before a column of its own.
    for (span, want) in [(2, Columns::Grid(vec![(1, 1), (2, 2), (0, 3)])), (1, Columns::Unclear)] {
        let group = Cell { colspan: span, ..Cell::new("组", Place::Unknown) };
        let tall = Cell { rowspan: 2, ..Cell::new("其他", Place::Unknown) };
        let mut header = Header::default();
        header.start_row(&[(1, &group), (3, &tall)]);
        header.add_column(0, 3, "");
        header.start_row(&[]);
        header.add_column(1, 1, "");
        header.add_column(2, 2, "");
        assert_eq!(header.columns(&[0, 1, 2]), want, "{span}");
    }
}
