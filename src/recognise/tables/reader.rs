//! Reads statutory tables that came as tables, row by row, by their labels.
//!
//! Rows of one form may come in several tables (broken over pages, a table a row), with or without
//! a header, so a reader for a form is kept for the whole document and fed every table of that form.

use std::borrow::Cow;

use crate::model::document::{Cell, SourceKind, Table};
use crate::model::form::{ABSENT, Layout, Presence, RowForm};
use crate::model::report;
use crate::model::text;
use crate::prose::numbering::numbering;

use crate::recognise::tables::builder::{RowSource, TableBuilder};
use crate::recognise::tables::columns::{ColumnValue, Columns, Header, Unresolved, assign};
use crate::recognise::tables::labels::{Context, Labels};
use crate::recognise::tables::value_text::{figure, is_figure};

/// Reads tables of one form.
#[derive(Debug)]
pub struct TableReader {
    pub labels: &'static Labels,
    pub builder: TableBuilder,
    context: Context,
    pub(super) header: Header,
    /// The block whose rows come (layout Stacked).
    block: usize,
    /// Column groups met in the header (layout SideBySide): row of the form, grid column.
    pub(super) groups: Vec<(usize, usize)>,
    /// Whether a header was met since the last data row.
    pub(super) in_header: bool,
}

/// A row: cells with their grid columns.
pub(super) type GridRow<'a> = &'a [(usize, &'a Cell)];

impl TableReader {
    pub fn new(labels: &'static Labels, source: SourceKind) -> Self {
        Self {
            builder: TableBuilder::new(labels.form, source),
            labels,
            context: Context::default(),
            header: Header::default(),
            block: 0,
            groups: Vec::new(),
            in_header: false,
        }
    }

    /// How well a table, its cells given by their words too, fits this form: 0 is not at all.
    pub fn score(&self, table: &Table, words: &[Cow<'_, str>], is_continuing: bool) -> usize {
        let (rows, heads) = self.labels.score(words);
        let mut filled = table.rows.iter().flatten().filter(|cell| !cell.is_blank());
        if filled.next().is_some_and(|cell| self.builder.is_left_out(&cell.text)) {
            return usize::MAX;
        }
        if is_continuing && rows + heads == 0 && self.goes_on_with(table) {
            return 1;
        }
        match self.labels.form.layout {
            // 行政许可, 行政处罚 are words of many tables: the head or the banner must be there too.
            Layout::Stacked if heads == 0 && !is_continuing => 0,
            Layout::SideBySide if heads < 2 && !(is_continuing && self.in_header) => 0,
            Layout::List if rows < 4 && heads < 2 && !is_continuing => 0,
            Layout::Stacked | Layout::Grid | Layout::List => {
                if rows + heads >= 2 || (rows == 1 && (is_continuing || table.rows.len() <= 2)) {
                    rows + heads
                } else {
                    0
                }
            }
            Layout::SideBySide => (rows + heads).max(1),
        }
    }

    /// Whether a small table goes on with a row whose label alone says too little (3.其他, （七）总计).
    fn goes_on_with(&self, table: &Table) -> bool {
        let Some(first) = table.rows.iter().flatten().find(|cell| !cell.is_blank()) else { return false };
        table.rows.len() <= 2
            && self.labels.exact_row(&first.text, &self.context).is_some()
            && table.rows.iter().flatten().any(|cell| is_figure(&cell.text))
    }

    /// Reads the rows of a table of this form.
    pub fn read(&mut self, table: &Table) {
        for row in table.grid() {
            self.row(&row);
        }
    }

    /// Takes a line that stands outside of its tables and is a label of the form; false if it is none.
    pub fn banner(&mut self, line: &str) -> bool {
        if let Some(block) = self.labels.clause(line) {
            self.enter(block);
            return true;
        }
        if let Some(group) = self.labels.group(line) {
            self.context.group = Some(group);
            return true;
        }
        self.labels.is_header_label(line)
    }

    fn row(&mut self, row: GridRow<'_>) {
        if self.left_out(row) {
            return;
        }
        if self.labels.form.layout == Layout::SideBySide {
            self.side_by_side(row);
            return;
        }
        let mut filled = row.iter().filter(|(_, cell)| !cell.is_blank());
        let Some((_, first)) = filled.next() else { return };
        if filled.next().is_none()
            && let Some(block) = self.labels.clause(&first.text)
        {
            self.enter(block);
            return;
        }
        if self.is_header(row) {
            self.head(row);
        } else {
            self.data(row);
        }
    }

    /// Keeps a row that bears the mark of an earlier reading; false if it bears none.
    fn left_out(&mut self, row: GridRow<'_>) -> bool {
        let Some(at) = row.iter().position(|(_, cell)| !cell.is_blank()) else { return false };
        let (marks, rest) = row.split_at((at + 1).min(row.len()));
        if !marks.last().is_some_and(|(_, cell)| self.builder.is_left_out(&cell.text)) {
            return false;
        }
        let texts = || rest.iter().map(|(_, cell)| cell.text.as_str());
        let index = texts().find_map(|text| self.labels.exact_row(text, &Context::default()));
        let form = index.and_then(|index| self.labels.row_form(index)).map(|(_, form)| form.key);
        let mut source = source(&[], rest);
        source.label = texts().find(|text| !text.trim().is_empty()).unwrap_or_default();
        self.builder.left_out(form, &source);
        true
    }

    fn enter(&mut self, block: usize) {
        self.block = block;
        self.header.clear();
    }

    /// A header row names columns and holds no figure.
    fn is_header(&self, row: GridRow<'_>) -> bool {
        let texts = || row.iter().map(|(_, cell)| cell).filter(|cell| !cell.is_blank());
        if texts().any(|cell| is_figure(&cell.text)) {
            return false;
        }
        let first = texts().next();
        let is_label =
            |cell: &Cell| self.labels.is_header_label(&cell.text) || self.any_block(&cell.text).is_some();
        // 其他 names a row and a column: alone in its row it is the row's label, its figures blank.
        let is_alone = texts().count() == 1;
        // （七）总计 is one by its number, whatever words stand in its cells.
        let is_numbered = |cell: &Cell| numbering(&text::fold(&cell.text)).0.is_some();
        let starts_row = first.is_some_and(|cell| {
            self.labels.exact_row(&cell.text, &self.context).is_some()
                && (is_alone || is_numbered(cell) || self.any_block(&cell.text).is_none())
        });
        let group_of_rows = first.is_some_and(|cell| self.labels.group(&cell.text).is_some());
        !starts_row && !group_of_rows && texts().any(|cell| is_label(cell))
    }

    /// The block (the present one first) that has a column of this label.
    fn any_block(&self, label: &str) -> Option<(usize, usize)> {
        let blocks = std::iter::once(self.block).chain(0..self.labels.form.blocks.len());
        blocks.into_iter().find_map(|block| self.labels.column(block, label).map(|column| (block, column)))
    }

    fn head(&mut self, row: GridRow<'_>) {
        if self.labels.form.layout == Layout::Stacked {
            self.header.clear();
            // A header without its banner above: the block that knows most of its labels.
            let known = |block: usize| {
                row.iter().filter(|(_, c)| self.labels.column(block, &c.text).is_some()).count()
            };
            if known(self.block) == 0 {
                let best = (0..self.labels.form.blocks.len()).rev().max_by_key(|&block| known(block));
                self.block = best.unwrap_or(self.block);
            }
        } else if !self.in_header {
            self.header.clear();
        }
        self.in_header = true;
        self.header.row(row);
        for (column, cell) in row {
            if let Some(leaf) = self.labels.column(self.block, &cell.text) {
                self.header.meet(leaf, *column);
            } else if !cell.is_blank()
                && !self.labels.is_label(&cell.text)
                && self.labels.form.layout != Layout::List
            {
                self.header.add_unknown_column(&cell.text, *column);
            }
        }
    }

    fn data(&mut self, row: GridRow<'_>) {
        self.in_header = false;
        let leaves: Vec<usize> = (0..self.leaves()).collect();
        let columns = self.header.columns(&leaves);
        let first_value = match &columns {
            Columns::Grid(grid) => grid.first().map(|(_, start)| *start),
            Columns::InOrder | Columns::Unclear => None,
        };
        let count = self.label_cells(row, first_value);
        let (labels, values) = row.split_at(count.min(row.len()));
        let Some(index) = self.find_row(labels) else {
            let is_group =
                labels.iter().all(|(_, cell)| cell.is_blank() || self.labels.is_header_label(&cell.text));
            if values.iter().any(|(_, cell)| !cell.is_blank()) || !is_group {
                let source = source(labels, values);
                self.builder.unknown(&source);
                self.context.pass(source.label);
            }
            return;
        };
        let Some(index) = self.labels.disambiguate_row(index, &self.context, &self.builder.met) else {
            self.builder.keep_ambiguous(&source(labels, values));
            return;
        };
        let Some((block, form)) = self.labels.row_form(index) else { return };
        // A row of another block than the header's: its own header is missing, so only order counts.
        let columns = if block == self.block { columns } else { Columns::InOrder };
        self.block = block;
        self.context.last = Some(index);
        self.context.group =
            self.labels.group_of(index).or_else(|| self.context.group.take().filter(|_| form.path.len() > 1));
        self.take(form, labels, values, &columns);
    }

    fn leaves(&self) -> usize {
        self.labels.form.blocks.get(self.block).map_or(0, |block| block.columns.len())
    }

    /// How many cells at the start of the row are labels.
    fn label_cells(&self, row: GridRow<'_>, first_value: Option<usize>) -> usize {
        let labelled = |cell: &Cell| {
            !cell.is_blank()
                && !is_figure(&cell.text)
                && (self.labels.group(&cell.text).is_some()
                    || self.labels.row(&cell.text, &self.context).is_some())
        };
        let last_label = row.iter().rposition(|(_, cell)| labelled(cell)).map_or(0, |index| index + 1);
        let by_grid = first_value.map(|first| {
            row.iter().take_while(|(column, cell)| *column < first && !is_figure(&cell.text)).count()
        });
        let first_filled = || row.iter().take_while(|(_, cell)| cell.is_blank()).count() + 1;
        if self.labels.form.layout == Layout::List {
            return first_filled(); // the unit stands between label and figure
        }
        match by_grid {
            Some(count) if count >= last_label && count > 0 => count,
            _ if last_label > 0 => last_label,
            _ => first_filled(),
        }
    }

    /// The row of the form that the label cells name, the innermost label first.
    fn find_row(&mut self, labels: GridRow<'_>) -> Option<usize> {
        let texts: Vec<&str> =
            labels.iter().map(|(_, c)| c.text.as_str()).filter(|t| !t.trim().is_empty()).collect();
        let (innermost, outer) = texts.split_last()?;
        if let Some(group) = outer.iter().rev().find_map(|text| self.labels.group(text)) {
            self.context.group = Some(group);
        }
        let found = self.labels.row(innermost, &self.context);
        if found.is_none()
            && let Some(group) = self.labels.group(innermost)
        {
            self.context.group = Some(group);
        }
        found
    }

    fn take(&mut self, form: &'static RowForm, labels: GridRow<'_>, values: GridRow<'_>, columns: &Columns) {
        if self.labels.form.layout == Layout::List {
            self.take_listed(form, labels, values, columns);
            return;
        }
        let forms = self.labels.form.blocks.get(self.block).map_or(&[][..], |block| block.columns);
        let source = source(labels, values);
        let (strange, values): (Vec<_>, Vec<_>) = values
            .iter()
            .copied()
            .partition(|(column, _)| self.header.unknown_column(columns, *column).is_some());
        for (column, cell) in strange.iter().filter(|(_, cell)| !cell.is_blank()) {
            let head = self.header.unknown_column(columns, *column).unwrap_or_default();
            self.builder.unknown_column(head, source.label, cell);
        }
        match assign(&values, forms.len(), columns, self.builder.source) {
            Ok(found) => {
                let cells = forms.iter().zip(&found).filter_map(|(c, f)| Some((c.key, cell(*f, &source)?)));
                let cells: Vec<_> = cells.collect();
                if form.presence == Presence::Optional && cells.iter().all(|(_, cell)| cell.value.is_blank())
                {
                    return; // a group's heading on a row of its own
                }
                self.builder.place(form.key, cells, &source);
            }
            Err(why) => self.builder.keep_unresolved(Some(form.key), why, forms.len(), &source),
        }
    }

    /// A row of a list: its figure stands in the value column, or last.
    fn take_listed(
        &mut self,
        form: &'static RowForm,
        labels: GridRow<'_>,
        values: GridRow<'_>,
        columns: &Columns,
    ) {
        let source = source(labels, values);
        let at = match columns {
            Columns::Grid(grid) => grid.first().map(|(_, start)| *start),
            Columns::InOrder | Columns::Unclear => None,
        };
        let is_unit = |cell: &Cell| form.unit.is_some_and(|unit| text::fold(unit) == text::fold(&cell.text));
        let candidates: Vec<&Cell> = match at {
            Some(at) => values.iter().filter(|(column, _)| *column >= at).map(|(_, cell)| *cell).collect(),
            None => values.iter().map(|(_, cell)| *cell).filter(|cell| !is_unit(cell)).collect(),
        };
        let mut filled = candidates.iter().filter(|cell| !cell.is_blank());
        let found = match (filled.next(), filled.next()) {
            (Some(_), Some(_)) => {
                self.builder.keep_unresolved(Some(form.key), Unresolved::ColumnMismatch, 1, &source);
                return;
            }
            (Some(cell), None) if cell.text.trim() == ABSENT => return,
            (Some(cell), None) => figure(&cell.text, &cell.place),
            (None, _) if form.presence == Presence::Heading => return,
            (None, _) => figure("", candidates.first().map_or(source.place, |cell| &cell.place)),
        };
        let column = self.labels.form.blocks.first().and_then(|block| block.columns.first());
        if let Some(column) = column {
            self.builder.place(form.key, vec![(column.key, found)], &source);
        }
    }
}

pub(super) fn source<'a>(labels: GridRow<'a>, values: GridRow<'a>) -> RowSource<'a> {
    let label =
        labels.iter().rev().map(|(_, c)| c.text.as_str()).find(|t| !t.trim().is_empty()).unwrap_or_default();
    let place = labels.iter().chain(values).map(|(_, c)| &c.place).next();
    RowSource {
        label,
        heads: labels.iter().map(|(_, cell)| cell.text.as_str()).collect(),
        values: values.iter().map(|(_, cell)| cell.text.as_str()).collect(),
        place: place.unwrap_or(&crate::model::place::Place::Unknown),
    }
}

pub(super) fn cell(found: ColumnValue<'_>, source: &RowSource<'_>) -> Option<report::Cell> {
    match found {
        ColumnValue::Cell(cell) if cell.text.trim() == ABSENT => None,
        ColumnValue::Cell(cell) => Some(figure(&cell.text, &cell.place)),
        ColumnValue::Blank => Some(figure("", source.place)),
        ColumnValue::Absent => None,
    }
}
