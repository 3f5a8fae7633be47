//! Reads the rows of a list: label, unit and one value.

use crate::model::document::Cell;
use crate::model::form::{ABSENT, Presence, RowForm};

use super::columns::{Columns, Unresolved};
use super::reader::{GridRow, SplitRow, TableReader};
use super::remainder;
use super::row_matcher::MatchedRow;
use super::row_values::row_source;
use super::units::Beside;
use super::value_text::{figure, is_figure};

impl TableReader {
    /// Reads the value of a list's row: it is in the value column, or the only filled cell but the unit.
    pub(super) fn read_one_value(&mut self, matched: &MatchedRow, row: &SplitRow<'_>, columns: &Columns) {
        let form = matched.form;
        let source = row_source(row);
        let (aside, values): (Vec<_>, Vec<_>) =
            row.values.iter().copied().partition(|(column, _)| self.left_out.contains(*column));
        let aside: Vec<_> = aside.into_iter().filter(|(_, cell)| !cell.is_blank()).collect();
        for (column, cell) in &aside {
            let head = self.left_out.header(*column).unwrap_or_default();
            self.builder.keep_unknown_column(head, source.label, cell);
        }
        let mut candidates = value_candidates(form, &values, columns);
        // A line of aligned text may not keep to the columns of the others, and a row may lack cells.
        if candidates.is_empty() || self.is_aligned() && candidates.iter().all(|cell| cell.is_blank()) {
            let beside = values.iter().map(|(_, cell)| *cell).filter(|cell| is_figure(&cell.text));
            let beside: Vec<&Cell> = beside.collect();
            match beside.as_slice() {
                [] => {}
                [_] if self.is_aligned() => candidates = beside,
                _ => {
                    self.builder.keep_unresolved(Some(form.key), Unresolved::ColumnMismatch, 1, &source);
                    return;
                }
            }
        }
        let mut filled = candidates.iter().filter(|cell| !cell.is_blank());
        let found = match (filled.next(), filled.next()) {
            (Some(_), Some(_)) => {
                self.builder.keep_unresolved(Some(form.key), Unresolved::ColumnMismatch, 1, &source);
                return;
            }
            (Some(cell), None) if cell.text.trim() == ABSENT => return,
            (Some(cell), None) => figure(&cell.text, &cell.place),
            (None, _) if form.presence == Presence::Heading => {
                self.matcher.qualify_heading(form, source.label, false);
                return;
            }
            (None, _) if !aside.is_empty() => {
                self.builder.seen_rows.insert(form.key);
                return;
            }
            (None, _) => figure("", candidates.first().map_or(source.place, |cell| &cell.place)),
        };
        let column = self.labels.form.blocks.first().and_then(|block| block.columns.first());
        if let Some(column) = column {
            let unit_cell = values.iter().map(|(_, cell)| cell.text.as_str()).find(|text| is_unit(text));
            let group = self.matcher.qualifier(form).map_or("", |qualifier| qualifier.label.as_str());
            let beside = Beside::new([unit_cell.unwrap_or_default(), source.label, group]);
            let found = self.units.apply(found, form, (0, column), &beside);
            self.builder.add_row(form.key, vec![(column.key, found)], &source);
        }
    }
}

/// Whether a cell holds a unit and nothing else.
fn is_unit(text: &str) -> bool {
    remainder::unit_cell(text).is_some()
}

/// The cells of a list's row that may hold its value.
fn value_candidates<'a>(form: &RowForm, values: GridRow<'a>, columns: &Columns) -> Vec<&'a Cell> {
    let value_column = match columns {
        Columns::Grid(grid) => grid.first().map(|(_, start)| *start),
        Columns::InOrder | Columns::Partial(_) | Columns::Unclear => None,
    };
    let is_unit = |cell: &Cell| form.unit.is_some() && is_unit(&cell.text);
    match value_column {
        Some(at) => values.iter().filter(|(column, _)| *column >= at).map(|(_, cell)| *cell).collect(),
        None => values.iter().map(|(_, cell)| *cell).filter(|cell| !is_unit(cell)).collect(),
    }
}
