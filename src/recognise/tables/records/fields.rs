//! One record as pairs of a label and the value to its right, two or more pairs in a row.

use crate::model::document::Cell;
use crate::model::form::{ColumnForm, Layout, TableForm, records};

use crate::recognise::tables::columns::ColumnValue;
use crate::recognise::tables::reader::{GridRow, SplitRow, TableReader};
use crate::recognise::tables::row_values::row_source;

use super::column_labels::{ColumnLabels, Found};

/// Whether a table has its labels beside the values: in several rows, most labels have another text or a blank to
/// their right, while those of a header have one another.
pub(super) fn is_of_fields(rows: &[Vec<(usize, &Cell)>], labels: &ColumnLabels, form: &TableForm) -> bool {
    if form.has_bodies() {
        return false;
    }
    let (mut all, mut paired, mut in_rows) = (0, 0, 0);
    for row in rows {
        let is_label = |at: usize| row.get(at).is_some_and(|(_, cell)| labels.names(&cell.text));
        let own: Vec<usize> = (0..row.len()).filter(|at| is_label(*at)).collect();
        all += own.len();
        paired += own.iter().filter(|at| *at + 1 < row.len() && !is_label(*at + 1)).count();
        in_rows += usize::from(!own.is_empty());
    }
    all > 0 && 2 * paired > all && (in_rows > 1 || form.layout == Layout::Fields)
}

impl TableReader {
    pub(super) fn read_fields(&mut self, rows: &[Vec<(usize, &Cell)>], labels: &ColumnLabels) {
        let mut group: Option<&str> = None; // merged over the rows that it is a group of
        for row in rows {
            let mut filled = row.iter().filter(|(_, cell)| !cell.is_blank());
            if let (Some((_, only)), None) = (filled.next(), filled.next())
                && !labels.names(&only.text)
            {
                self.keep_without_header(row, &[(0, only)]);
                continue;
            }
            let mut at = 0;
            while let Some((_, label)) = row.get(at) {
                let path: Vec<&str> = group.into_iter().chain([label.text.as_str()]).collect();
                let value = row.get(at + 1).filter(|(_, cell)| !labels.names(&cell.text));
                at += 1;
                match (labels.find(&path, self.year), value) {
                    _ if label.is_blank() => {}
                    (Found::Column(index, None), Some((_, cell))) => {
                        self.add_field(index, (label, cell));
                        at += 1;
                    }
                    _ if labels.is_group(&label.text) => group = Some(&label.text),
                    _ => {
                        self.keep_field(label, value.copied());
                        at += usize::from(value.is_some());
                    }
                }
            }
        }
    }

    fn add_field(&mut self, index: usize, (label, cell): (&Cell, &Cell)) {
        let columns: &'static [ColumnForm] =
            self.labels.form.blocks.first().map_or(&[], |block| block.columns);
        let Some(column) = columns.get(index) else { return };
        let pair = [(0, label), (1, cell)];
        let (labels, values) = pair.split_at(1);
        let source = row_source(&SplitRow { labels, values });
        self.units.add_column(index, &label.text);
        self.builder.note_column_label(column, &label.text, &label.place, self.year);
        if let Some(found) = self.record_cell(ColumnValue::Cell(cell), &source, (index, column)) {
            self.builder.add_row(records::ONE[0].key, vec![(column.key, found)], &source);
        }
    }

    /// Keeps a text that is no label of the form, with the one to its right.
    fn keep_field(&mut self, label: &Cell, value: Option<(usize, &Cell)>) {
        let labels: GridRow<'_> = &[(0, label)];
        let values: Vec<(usize, &Cell)> = value.into_iter().collect();
        self.builder.keep_unknown(&row_source(&SplitRow { labels, values: &values }));
    }
}
