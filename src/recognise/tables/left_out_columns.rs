//! The columns of a header that are of another period or meaning than the form's.

use crate::recognise::tables::reader::GridRow;

/// Ranges of grid columns, each with its header.
#[derive(Clone, Debug, Default)]
pub(super) struct LeftOutColumns {
    ranges: Vec<(usize, usize, String)>,
    /// A finding names their header, so that none is needed for each row.
    pub is_reported: bool,
}

impl LeftOutColumns {
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// Adds the columns from `start` to before `end` under this header.
    pub fn add(&mut self, start: usize, end: usize, header: &str) {
        self.ranges.push((start, end, header.to_owned()));
    }

    pub fn is_some(&self) -> bool {
        !self.ranges.is_empty()
    }

    pub fn contains(&self, column: usize) -> bool {
        self.header(column).is_some()
    }

    /// The header of a column that is left out.
    pub fn header(&self, column: usize) -> Option<&str> {
        self.ranges
            .iter()
            .find(|(start, end, _)| (*start..*end).contains(&column))
            .map(|(.., header)| header.as_str())
    }

    /// Whether all filled values are in these columns.
    pub fn is_all(&self, values: GridRow<'_>) -> bool {
        let mut filled = values.iter().filter(|(_, cell)| !cell.is_blank()).peekable();
        self.is_some() && filled.peek().is_some() && filled.all(|(column, _)| self.contains(*column))
    }
}
