//! `wide`: one row per report, one column per cell. The columns are those of all editions together, so that
//! they do not depend on the input.

use std::sync::{Arc, LazyLock};

use super::cells::{self, addresses};
use crate::dataset::facts::{Facts, Factual, errors, signed_on, title, warnings};
use crate::dataset::field::{Field, Row};
use crate::dataset::head::{Head, Headed, digest, edition, level, organization, region, source, taken, year};
use crate::dataset::schema::{Heading, Kind, Schema, Table, column};
use crate::model::address::Address;
use crate::model::language::{Language, Message, Text};
use crate::model::report::{Cell, Report};

/// The columns before the cells, as a row provides them.
#[derive(Debug)]
pub struct WideRow {
    head: Arc<Head>,
    facts: Facts,
    blank: Field,
    text: Field,
}

impl Headed for WideRow {
    fn head(&self) -> &Head {
        &self.head
    }
}

impl Factual for WideRow {
    fn facts(&self) -> &Facts {
        &self.facts
    }
}

/// The columns before the cells.
pub static WIDE: Table<WideRow> = Table {
    name: "wide",
    about: Text::new(
        "每份报告一行，法定表格的每一格一列，列名为“表.行.列”，各年版的格都有列。\
         空格、不是数字的、文件里没有的格都为空；前两种的列名分别列在 blank_cells 和 text_cells 里",
        "A row for each report, a column for each cell of the statutory tables of all editions, named \
         'table.row.column'. Null is a cell that is blank, that holds no number, or that the document \
         lacks; the first two are listed in blank_cells and text_cells",
    ),
    columns: &[
        organization(),
        year(),
        edition(),
        title(),
        signed_on(),
        source(),
        digest(),
        errors(),
        warnings(),
        column(
            "blank_cells",
            Kind::Text,
            "有而空着的格，列名用空格隔开",
            "Columns of the cells that exist and are blank, separated by spaces",
            |row: &WideRow| row.blank.clone(),
        ),
        column(
            "text_cells",
            Kind::Text,
            "写了文字而不是数字的格，列名用空格隔开；文字见 cells 表的 raw",
            "Columns of the cells with text that contains no readable number, separated by spaces; see 'raw' of cells",
            |row| row.text.clone(),
        ),
        region(),
        level(),
        taken(),
    ],
};

/// The cells that have columns, in the order of the columns.
static ADDRESSES: LazyLock<Vec<Address>> =
    LazyLock::new(|| addresses().into_iter().map(|(_, address)| address).collect());

/// The name of a cell's column.
#[must_use]
pub fn name(address: Address) -> String {
    format!("{}.{}.{}", address.table, address.row, address.column)
}

/// The table with all its columns.
#[must_use]
pub fn schema() -> Schema {
    let mut schema = WIDE.schema();
    schema.columns.extend(addresses().into_iter().map(|(edition, address)| {
        let label = |language| address.label(edition, language);
        let about = Message::new(label(Language::Zh), label(Language::En));
        Heading { name: name(address), kind: Kind::Number, about }
    }));
    schema
}

pub(in crate::dataset) fn row(report: &Report, facts: &Facts, head: &Arc<Head>) -> Row {
    let number =
        |address: Address| report.cells.get(&address).and_then(|cell| cells::number(report, address, cell));
    let listed = |is_meant: &dyn Fn(Address, &Cell) -> bool| {
        let is_meant =
            |address: &&Address| report.cells.get(address).is_some_and(|cell| is_meant(**address, cell));
        let meant = ADDRESSES.iter().filter(is_meant);
        Field::text(&meant.map(|address| name(*address)).collect::<Vec<_>>().join(" "))
    };
    let mut row = WIDE.row(&WideRow {
        head: Arc::clone(head),
        facts: facts.clone(),
        blank: listed(&|_, cell| cell.value.is_blank()),
        text: listed(&|address, cell| {
            !cell.value.is_blank() && Field::number(number(address)) == Field::Null
        }),
    });
    row.extend(ADDRESSES.iter().map(|address| Field::number(number(*address))));
    row
}
