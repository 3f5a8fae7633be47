//! Builds one statutory table: cells by address, and rows that could not be resolved, which are kept as text
//! and named in a finding.

mod altered;
mod marks;
mod other_meaning;
mod repeated;

pub use marks::{LEFT_OUT, has_marked_rows, is_marked, mark, marked};

use std::collections::{BTreeMap, BTreeSet};

use crate::model::address::Address;
use crate::model::document::{self, Paragraph, Role, SourceKind};
use crate::model::finding::{Finding, Rule};
use crate::model::form::{Presence, RowForm, TableForm};
use crate::model::generic_table::{GenericCell, GenericTable};
use crate::model::language::Message;
use crate::model::place::Place;
use crate::model::reading_rules::{UNKNOWN_ROW_OR_COLUMN, UNPLACED_CELL};
use crate::model::report::Cell;
use crate::recognise::tables::value_text::{figure, is_figure};

use crate::recognise::tables::columns::Unresolved;
use crate::recognise::tables::left_out::{self, LeftOutRow};

/// What has been read of one table.
#[derive(Debug)]
pub struct TableBuilder {
    pub form: &'static TableForm,
    pub source: SourceKind,
    pub cells: BTreeMap<Address, Cell>,
    /// Rows kept as text.
    pub kept: GenericTable,
    /// Rows that the document has, resolved or not.
    pub seen_rows: BTreeSet<&'static str>,
    /// Rows whose values could not be assigned to columns.
    unresolved_rows: BTreeSet<&'static str>,
    /// Labels of columns that the form does not have.
    unknown_columns: BTreeSet<String>,
    /// The labels of columns of another period, body or meaning, and their places.
    other_columns: Vec<(String, Place)>,
    /// Rows of a plain text without any value, with their columns and labels: blank, unless there are
    /// values without a row.
    rows_without_values: Vec<(&'static str, Vec<&'static str>, Paragraph)>,
    /// Rows of a plain text with neither a label of the form nor a value: parts of labels that are broken over
    /// several lines.
    label_fragments: Vec<Paragraph>,
    /// Whether a plain text has values without a row.
    pub has_orphan_values: bool,
    /// Whether some rows could not be resolved, whether or not they had text to keep.
    pub has_unresolved_rows: bool,
    /// Whether the last header of a flattened table leaves the order of its columns unknown.
    pub is_column_order_unknown: bool,
    /// Figures with the mark of a note, and the place of the first.
    marked_figures: (BTreeSet<String>, Option<Place>),
    /// Number of rows of the form whose values could not be assigned to columns.
    pub undecidable_rows: usize,
    /// Rows whose values could not be assigned to columns.
    left_out: Vec<LeftOutRow>,
    pub findings: Vec<Finding>,
}

/// The label, texts and place of a row, for keeping it and for findings.
#[derive(Debug)]
pub struct RowSource<'a> {
    pub label: &'a str,
    /// The texts before the values, including the label.
    pub label_cells: Vec<&'a str>,
    pub values: Vec<&'a str>,
    pub place: &'a Place,
}

impl TableBuilder {
    pub fn new(form: &'static TableForm, source: SourceKind) -> Self {
        Self {
            form,
            source,
            cells: BTreeMap::new(),
            kept: GenericTable::default(),
            seen_rows: BTreeSet::new(),
            unresolved_rows: BTreeSet::new(),
            unknown_columns: BTreeSet::new(),
            other_columns: Vec::new(),
            rows_without_values: Vec::new(),
            label_fragments: Vec::new(),
            has_orphan_values: false,
            has_unresolved_rows: false,
            is_column_order_unknown: false,
            marked_figures: (BTreeSet::new(), None),
            undecidable_rows: 0,
            left_out: Vec::new(),
            findings: Vec::new(),
        }
    }

    /// Adds the cells of a row, unless the table already has the row with other values.
    pub fn add_row(&mut self, row: &'static str, cells: Vec<(&'static str, Cell)>, source: &RowSource<'_>) {
        self.note_marked_figures(source);
        let is_new = self.seen_rows.insert(row);
        if is_new {
            self.findings.extend(altered::row_label(self.form, row, source));
        }
        let address = |column| Address { table: self.form.key, row, column };
        let differs = |(column, cell): &(&'static str, Cell)| {
            self.cells.get(&address(column)).is_some_and(|known| known.value != cell.value)
        };
        // The values of the row above are not known, so that they may be others than these.
        if self.unresolved_rows.contains(row) {
            self.keep_after_unresolved(source);
            return;
        }
        if !is_new && cells.iter().any(differs) {
            self.keep_conflicting(source);
            return;
        }
        for (column, cell) in cells {
            self.cells.entry(address(column)).or_insert(cell);
        }
    }

    /// Keeps a row whose values could not be assigned to columns.
    pub fn keep_unresolved(
        &mut self,
        row: Option<&'static str>,
        why: Unresolved,
        columns: usize,
        source: &RowSource<'_>,
    ) {
        self.seen_rows.extend(row);
        self.unresolved_rows.extend(row);
        self.undecidable_rows += 1;
        self.left_out.push(LeftOutRow::new(self.form, why, columns, source));
        self.keep_text(source);
    }

    /// Keeps a cell of a column that the form does not have, under the column's label.
    pub fn keep_unknown_column(&mut self, head: &str, row: &str, cell: &document::Cell) {
        if !self.unknown_columns.contains(head) {
            let message = Message::new(
                format!("{}没有“{head}”这一列；未计入，原样保留", self.form.name),
                format!("the form has no column '{head}'; it is left out and kept as text"),
            );
            self.findings.push(Finding::new(&UNKNOWN_ROW_OR_COLUMN, message, cell.place.clone()));
            self.unknown_columns.insert(head.to_owned());
        }
        self.kept.rows.push([row, head, &cell.text].map(GenericCell::new).to_vec());
    }

    /// Keeps a row that the form does not have, or values without a label.
    pub fn keep_unknown(&mut self, source: &RowSource<'_>) {
        let is_plain_text = self.source == SourceKind::PlainText;
        self.has_orphan_values |= source.label.is_empty() && is_plain_text;
        if is_plain_text && !source.values.iter().any(|text| is_figure(text)) {
            let text = source.label_cells.concat();
            self.label_fragments.push(Paragraph::new(text, Role::Body, source.place.clone()));
            return;
        }
        let name = self.form.name;
        let figures = source.values.join(" ");
        if source.label.is_empty() {
            let message = Message::new(
                format!("{name}里的数“{figures}”不知属于哪一行；未计入，原样保留"),
                format!("the row of the values '{figures}' is unknown; they are left out and kept as text"),
            );
            self.keep(source, &UNPLACED_CELL, message);
        } else {
            let message = Message::new(
                format!("{name}没有“{}”这一行；未计入，原样保留", source.label),
                format!("the form has no row '{}'; it is left out and kept as text", source.label),
            );
            self.keep(source, &UNKNOWN_ROW_OR_COLUMN, message);
        }
    }

    /// Keeps a row whose figures may go on in the next row, which has no label: `670` above `78`.
    pub fn keep_torn(&mut self, row: Option<&'static str>, rest: &str, source: &RowSource<'_>) {
        self.seen_rows.extend(row);
        let label = if source.label.is_empty() { self.form.title } else { source.label };
        let message = Message::new(
            format!(
                "{}“{label}”下面一行没有行名，只有“{rest}”，可能是同一个数断成了两行；这两行未计入，原样保留，请核对原文",
                self.form.name
            ),
            format!(
                "the row below '{label}' has no label and only '{rest}', which may be the rest of its figures; both rows are left out and kept as text"
            ),
        );
        self.keep(source, &UNPLACED_CELL, message);
    }

    /// Keeps a row whose label two rows of the form share, if it is ambiguous which of them it is.
    pub fn keep_ambiguous(&mut self, source: &RowSource<'_>) {
        let message = Message::new(
            format!(
                "{}有两行都叫“{}”，上面的行缺了，无法判断是哪一行；未计入，原样保留",
                self.form.name, source.label
            ),
            format!(
                "two rows of the form have the label '{}', and which this is depends on missing rows above; it is left out and kept as text",
                source.label
            ),
        );
        self.keep(source, &UNPLACED_CELL, message);
    }

    /// Adds a row of a plain text without any value. Whether it is blank is decided at the end.
    pub fn add_row_without_values(
        &mut self,
        row: &'static str,
        columns: Vec<&'static str>,
        label: &Paragraph,
    ) {
        self.seen_rows.insert(row);
        self.rows_without_values.push((row, columns, label.clone()));
    }

    /// Adds the rows without values as blank ones, or keeps them if their values may be elsewhere.
    fn resolve_rows_without_values(&mut self) {
        let rows = std::mem::take(&mut self.rows_without_values);
        if !self.has_orphan_values {
            for (row, columns, label) in rows {
                let cells = columns.into_iter().map(|column| (column, figure("", &label.place))).collect();
                let label_cells = vec![label.text.as_str()];
                let source =
                    RowSource { label: &label.text, label_cells, values: Vec::new(), place: &label.place };
                self.add_row(row, cells, &source);
            }
            return;
        }
        let Some((_, _, first)) = rows.first() else { return };
        let labels = rows.iter().map(|(_, _, label)| label.text.as_str()).collect::<Vec<_>>();
        let message = Message::new(
            format!(
                "{}这些行的数没有跟在行名后面，无法对应：{}；未计入，请核对原文",
                self.form.name,
                labels.join("；")
            ),
            format!(
                "the values of these rows do not follow their labels: {}; they are left out",
                labels.join("; ")
            ),
        );
        self.findings.push(Finding::new(&UNPLACED_CELL, message, first.place.clone()));
        self.kept.rows.extend(rows.iter().map(|(_, _, label)| vec![GenericCell::new(&label.text)]));
    }

    /// Whether the first text of a row marks it as left out of this table.
    pub fn is_left_out(&self, first: &str) -> bool {
        marks::is_mark(self.form, first)
    }

    /// Keeps a row that is marked as left out by an earlier reading.
    pub fn keep_left_out(&mut self, row: Option<&'static str>, source: &RowSource<'_>) {
        self.seen_rows.extend(row);
        let message = Message::new(
            format!(
                "{}“{}”这一行标着“{LEFT_OUT}”，仍未计入，原样保留；改好后请删去这个标记",
                self.form.name, source.label
            ),
            format!(
                "row '{}' is marked '{LEFT_OUT}' (left out) and is left out again; delete the mark once the row is correct",
                source.label
            ),
        );
        self.keep(source, &UNPLACED_CELL, message);
    }

    /// Keeps texts among the rows that are parts of labels.
    pub fn keep_label_fragments(&mut self, fragments: &[&Paragraph]) {
        let Some(first) = fragments.first() else { return };
        let text: String = fragments.iter().map(|line| line.text.as_str()).collect();
        let message = Message::new(
            format!("{}里有零散文字“{text}”不成行名；原样保留", self.form.name),
            format!("texts in the table do not form a label: '{text}'; they are kept as text"),
        );
        self.findings.push(Finding::new(&UNPLACED_CELL, message, first.place.clone()));
        self.kept.rows.push(vec![GenericCell::new(text)]);
    }

    /// Completes the table after the whole document is read: decides on rows without values, marks the kept
    /// rows and reports required rows and columns that are missing.
    pub fn finish(&mut self) {
        self.resolve_rows_without_values();
        self.report_marked_figures();
        self.report_other_columns();
        self.findings.extend(left_out::findings(self.form, &std::mem::take(&mut self.left_out)));
        let fragments = std::mem::take(&mut self.label_fragments);
        self.keep_label_fragments(&fragments.iter().collect::<Vec<_>>());
        self.has_unresolved_rows = !self.kept.rows.is_empty();
        self.kept.rows.retain(|row| !row.is_empty());
        let mark = GenericCell::new(mark(self.form));
        for row in &mut self.kept.rows {
            row.insert(0, mark.clone());
        }
        if !self.seen_rows.is_empty() {
            self.report_missing_rows();
            self.report_missing_columns();
        }
    }

    fn report_missing_rows(&mut self) {
        // （六）其他处理 as one row replaces the rows of its group, unless one of them is present.
        let group = |key: &'static str| key.split_once('.').map(|(group, _)| group);
        let is_alone = |name| {
            self.seen_rows.contains(name) && !self.seen_rows.iter().any(|key| group(key) == Some(name))
        };
        let is_grouped = |key| group(key).is_some_and(is_alone);
        let missing: Vec<&RowForm> = self
            .form
            .rows()
            .map(|(_, row)| row)
            .filter(|row| {
                row.presence == Presence::Required
                    && !self.seen_rows.contains(row.key)
                    && !is_grouped(row.key)
            })
            .collect();
        if missing.is_empty() {
            return;
        }
        let list =
            |text: fn(&RowForm) -> &'static str| missing.iter().map(|row| text(row)).collect::<Vec<_>>();
        let message = Message::new(
            format!("{}没有读到这些行：{}", self.form.name, list(|row| row.label).join("；")),
            format!("rows of {} that were not found: {}", self.form.key, list(|row| row.key).join("; ")),
        );
        self.findings.push(Finding::new(&UNPLACED_CELL, message, Place::Unknown));
    }

    /// Reports columns without a cell in any row of a block, if other columns of it have some.
    fn report_missing_columns(&mut self) {
        for block in self.form.blocks {
            let has_cell = |column: &str| {
                let rows = || block.rows.iter().map(|row| row.key);
                self.cells.keys().any(|at| at.column == column && rows().any(|row| row == at.row))
            };
            let (found, missing): (Vec<_>, Vec<_>) =
                block.columns.iter().partition(|column| has_cell(column.key));
            if found.is_empty() || missing.is_empty() {
                continue;
            }
            let labels = missing.iter().map(|column| column.label).collect::<Vec<_>>().join("；");
            let keys = missing.iter().map(|column| column.key).collect::<Vec<_>>().join("; ");
            let message = Message::new(
                format!("{}没有读到这些列：{labels}", self.form.name),
                format!("columns of {} that were not found: {keys}", self.form.key),
            );
            self.findings.push(Finding::new(&UNPLACED_CELL, message, Place::Unknown));
        }
    }

    fn keep(&mut self, source: &RowSource<'_>, rule: &'static Rule, message: Message) {
        self.keep_text(source);
        self.findings.push(Finding::new(rule, message, source.place.clone()));
    }

    fn keep_text(&mut self, source: &RowSource<'_>) {
        let label_cells = source.label_cells.iter().filter(|text| !text.trim().is_empty());
        self.kept.rows.push(label_cells.chain(&source.values).map(|text| GenericCell::new(*text)).collect());
    }
}
