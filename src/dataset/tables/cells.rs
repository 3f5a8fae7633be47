//! `cells`: one row per cell of a statutory table.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::dataset::field::{Field, Row, fits};
use crate::dataset::head::{Head, Headed, digest, edition, level, organization, region, source, taken, year};
use crate::dataset::schema::{Kind, Table, column};
use crate::forms::ALL;
use crate::forms::kept::Kept;
use crate::model::address::Address;
use crate::model::decimal::Decimal;
use crate::model::form::Edition;
use crate::model::language::{Language, Text};
use crate::model::report::{Cell, Report};

/// A cell of a report.
#[derive(Debug)]
pub struct CellRow {
    head: Arc<Head>,
    address: Address,
    labels: Labels,
    cell: Cell,
    number: Option<Decimal>,
}

impl Headed for CellRow {
    fn head(&self) -> &Head {
        &self.head
    }
}

/// A row for each cell of a statutory table.
pub static CELLS: Table<CellRow> = Table {
    name: "cells",
    about: Text::new(
        "法定表格的每一格一行。文件里没有的格没有行；空格的 value 为空、blank 为 true，空不是 0",
        "A row for each cell of the statutory tables. A cell missing from the document has no row; \
         for a blank cell value is null and blank is true: blank is not 0",
    ),
    columns: &[
        organization(),
        year(),
        edition(),
        column("table", Kind::Text, "表的键", "Key of the table", |row: &CellRow| {
            Field::key(row.address.table)
        }),
        column("row", Kind::Text, "行的键", "Key of the row", |row| Field::key(row.address.row)),
        column("column", Kind::Text, "列的键", "Key of the column", |row| Field::key(row.address.column)),
        column("row_label", Kind::Text, "行名", "Name of the row in Chinese", |row| row.labels.row.clone()),
        column("column_label", Kind::Text, "列名", "Name of the column in Chinese", |row| {
            row.labels.column.clone()
        }),
        column(
            "value",
            Kind::Number,
            "数值，精确；空格、不是数字、万元栏里的钱可能不以万元计、小数超过 10 位时为空",
            "The exact number; null for a blank, for text that is not a number, for an amount in the 万元 column whose unit may be different, and for more than 10 decimals",
            |row| Field::number(row.number),
        ),
        column(
            "raw",
            Kind::Text,
            "格里写的文字；只是数字时是这个数字",
            "The text as written; for a plain number, that number",
            |row| Field::text(&row.cell.value.shown()),
        ),
        column("blank", Kind::Flag, "是不是空格", "Whether the cell exists and is blank", |row| {
            Field::Flag(row.cell.value.is_blank())
        }),
        source(),
        digest(),
        column("place", Kind::Text, "在文件里的位置", "Position in the file", |row| {
            Field::optional(row.cell.place.describe(Language::Zh).as_deref())
        }),
        region(),
        level(),
        taken(),
    ],
};

/// The names of a row and a column, and the position of the cell in the form.
#[derive(Clone, Debug)]
struct Labels {
    position: usize,
    row: Field,
    column: Field,
}

/// The labels of every cell of an edition by address, made on first use.
fn labels(edition: &'static Edition) -> &'static BTreeMap<Address, Labels> {
    static MADE: Kept<&Edition, BTreeMap<Address, Labels>> = Kept::new();
    let make = || {
        let mut labels = BTreeMap::new();
        for table in edition.tables {
            for (block, row) in table.rows() {
                let name = Field::text(&table.row_label(row, Language::Zh));
                for column in block.columns {
                    let address = Address { table: table.key, row: row.key, column: column.key };
                    let column = Field::text(&column.plain_label(Language::Zh));
                    labels.insert(address, Labels { position: labels.len(), row: name.clone(), column });
                }
            }
        }
        (edition, labels)
    };
    MADE.get(|known| std::ptr::eq(*known, edition), make)
}

/// Every address of every edition, the newest edition's first, each once.
pub(super) fn addresses() -> Vec<(&'static Edition, Address)> {
    let mut addresses: Vec<(&'static Edition, Address)> = Vec::new();
    for edition in *ALL {
        for table in edition.tables {
            for (block, row) in table.rows() {
                for column in block.columns {
                    let address = Address { table: table.key, row: row.key, column: column.key };
                    if !addresses.iter().any(|(_, known)| *known == address) {
                        addresses.push((edition, address));
                    }
                }
            }
        }
    }
    addresses
}

/// A number that the dataset cannot hold without rounding, as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OverflowValue {
    /// The cell of the form.
    pub address: Address,
    /// The number as it is written.
    pub written: String,
}

/// The cells in the order of the form.
pub(in crate::dataset) fn rows(report: &Report, head: &Arc<Head>) -> Vec<Row> {
    let row = |(address, cell): (&Address, &Cell)| {
        let labels = labels(report.edition).get(address).cloned().unwrap_or_else(|| Labels {
            position: usize::MAX,
            row: Field::key(address.row),
            column: Field::key(address.column),
        });
        let number = number(report, *address, cell);
        CellRow { head: Arc::clone(head), address: *address, labels, cell: cell.clone(), number }
    };
    let mut rows: Vec<CellRow> = report.cells.iter().map(row).collect();
    rows.sort_by_key(|row| row.labels.position);
    rows.iter().map(|row| CELLS.row(row)).collect()
}

/// The number of a cell; `None` for an amount that may not be in 万元 where the form prints 万元.
pub(super) fn number(report: &Report, address: Address, cell: &Cell) -> Option<Decimal> {
    let is_in_ten_thousands = || {
        let (block, row) = report.edition.table(address.table)?.row(address.row)?;
        Some(row.is_in_ten_thousands(block.column(address.column)?))
    };
    if is_in_ten_thousands() == Some(true) { cell.value.counted() } else { cell.value.number() }
}

/// The numbers that the dataset cannot hold without rounding.
pub(in crate::dataset) fn overflow(report: &Report) -> Vec<OverflowValue> {
    let held = |address: Address, cell| number(report, address, cell).is_none_or(|number| fits(&number));
    let cells = report.cells.iter().filter(|(address, cell)| !held(**address, cell));
    cells.map(|(address, cell)| OverflowValue { address: *address, written: cell.value.shown() }).collect()
}
