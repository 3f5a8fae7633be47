//! `extra`: the content of tables that the edition does not know, and of rows and columns that a body added
//! to a statutory table. One row per cell, as written.

use std::sync::Arc;

use crate::dataset::field::{Field, Row};
use crate::dataset::head::{Head, Headed, digest, edition, organization, source, year};
use crate::dataset::schema::{Kind, Table, column};
use crate::model::document;
use crate::model::generic_table::GenericTable;
use crate::model::language::Text;
use crate::model::report::{Item, Report, Section};
use crate::model::value::Value;

/// A cell of a table that the edition does not know.
#[derive(Debug)]
pub struct ExtraRow {
    head: Arc<Head>,
    section: &'static str,
    section_number: usize,
    heading: Field,
    /// From 1 in the report.
    table: usize,
    /// Both from 1; the column is that of the grid.
    row: usize,
    column: usize,
    spans: (u32, u32),
    text: String,
}

impl Headed for ExtraRow {
    fn head(&self) -> &Head {
        &self.head
    }
}

/// A row for each cell of the tables that the form does not have.
pub static EXTRA: Table<ExtraRow> = Table {
    name: "extra",
    about: Text::new(
        "规定以外的表格，以及法定表格里多出的行和列，每一格一行，照原样",
        "Tables that the edition does not know, and rows and columns that a body added to a statutory \
         table: a row for each cell, as written",
    ),
    columns: &[
        organization(),
        year(),
        edition(),
        column("section", Kind::Text, "所在部分的键", "Key of its section", |row: &ExtraRow| {
            Field::key(row.section)
        }),
        column(
            "section_number",
            Kind::Whole,
            "第几个部分，从 1 数",
            "Number of the section, from 1",
            |row| Field::count(row.section_number),
        ),
        column(
            "heading",
            Kind::Text,
            "部分的标题，照原文",
            "Heading of the section as written",
            |row| row.heading.clone(),
        ),
        column(
            "table_number",
            Kind::Whole,
            "报告里第几张这样的表",
            "Number of the table among these, from 1",
            |row| Field::count(row.table),
        ),
        column("row", Kind::Whole, "表的第几行，从 1 数", "Row of the table, from 1", |row| {
            Field::count(row.row)
        }),
        column("column", Kind::Whole, "表的第几列，从 1 数", "Column of the table, from 1", |row| {
            Field::count(row.column)
        }),
        column("rows", Kind::Whole, "合并了几行", "How many rows the cell spans", |row| {
            Field::Whole(i64::from(row.spans.0))
        }),
        column("columns", Kind::Whole, "合并了几列", "How many columns the cell spans", |row| {
            Field::Whole(i64::from(row.spans.1))
        }),
        column("text", Kind::Text, "格里的文字；空格为空", "The text; null for a blank", |row| {
            Field::text(&row.text)
        }),
        column(
            "value",
            Kind::Number,
            "文字是数字时的数值",
            "The number in the text, if there is one",
            |row| Field::number(Value::parse(&row.text).number()),
        ),
        source(),
        digest(),
    ],
};

pub(in crate::dataset) fn rows(report: &Report, head: &Arc<Head>) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut tables = 0;
    for (index, section) in report.sections.iter().enumerate() {
        for table in section.body.iter().filter_map(own_table) {
            tables += 1;
            rows.extend(cells(table, head, section, (index + 1, tables)));
        }
    }
    rows
}

const fn own_table(item: &Item) -> Option<&GenericTable> {
    match item {
        Item::Table(table) => Some(table),
        Item::Paragraph(_) | Item::StatutoryTable(_) | Item::Note(_) => None,
    }
}

fn cells(
    table: &GenericTable,
    head: &Arc<Head>,
    section: &Section,
    (section_number, number): (usize, usize),
) -> Vec<Row> {
    let heading = Field::text(&section.heading.text);
    let mut rows = Vec::new();
    for (index, placed) in on_grid(table).grid().into_iter().enumerate() {
        for (column, cell) in placed {
            rows.push(EXTRA.row(&ExtraRow {
                head: Arc::clone(head),
                section: section.key,
                section_number,
                heading: heading.clone(),
                table: number,
                row: index + 1,
                column: column + 1,
                spans: (cell.rowspan, cell.colspan),
                text: cell.text.clone(),
            }));
        }
    }
    rows
}

/// Converts to a table of a document, which can resolve spans into a grid.
fn on_grid(table: &GenericTable) -> document::Table {
    document::Table::from(&table.clone().settled())
}
