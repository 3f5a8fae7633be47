//! What a row of a table says: its texts and place, and which value is in which column.

use crate::model::document::Alignment;
use crate::model::form::ABSENT;
use crate::model::place::Place;
use crate::model::report;

use super::builder::RowSource;
use super::columns::{ColumnValue, Columns, Unresolved, assign};
use super::reader::{GridRow, SplitRow, TableReader};
use super::value_text::figure;

impl TableReader {
    /// Assigns the values of a row to so many columns. In loose text a position shows no column: there, all
    /// values or none must be filled.
    pub(super) fn assign<'c>(
        &self,
        values: GridRow<'c>,
        leaves: usize,
        columns: &Columns,
    ) -> Result<Vec<ColumnValue<'c>>, Unresolved> {
        let filled = values.iter().filter(|(_, cell)| !cell.is_blank()).count();
        if self.alignment == Alignment::Loose && filled > 0 && filled < leaves {
            return Err(Unresolved::TooFewValues);
        }
        assign(values, leaves, columns, self.builder.source)
    }

    /// Whether the columns of the table being read are inferred from white space.
    pub(super) fn is_aligned(&self) -> bool {
        self.alignment != Alignment::None
    }
}

/// The texts and place of a row, for findings and for keeping it.
pub(super) fn row_source<'a>(row: &SplitRow<'a>) -> RowSource<'a> {
    let SplitRow { labels, values } = *row;
    let label =
        labels.iter().rev().map(|(_, c)| c.text.as_str()).find(|t| !t.trim().is_empty()).unwrap_or_default();
    let place = labels.iter().chain(values).map(|(_, c)| &c.place).next();
    RowSource {
        label,
        label_cells: labels.iter().map(|(_, cell)| cell.text.as_str()).collect(),
        values: values.iter().map(|(_, cell)| cell.text.as_str()).collect(),
        place: place.unwrap_or(&Place::Unknown),
    }
}

/// The report's cell for what was found in a column; `None` if the report has no such cell.
pub(super) fn report_cell(found: ColumnValue<'_>, source: &RowSource<'_>) -> Option<report::Cell> {
    match found {
        ColumnValue::Cell(cell) if cell.text.trim() == ABSENT => None,
        ColumnValue::Cell(cell) => Some(figure(&cell.text, &cell.place)),
        ColumnValue::Blank => Some(figure("", source.place)),
        ColumnValue::Absent => None,
    }
}
