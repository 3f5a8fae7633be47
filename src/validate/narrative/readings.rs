//! A figure of the tables, the cells it comes from, and its words.

use crate::model::address::Address;
use crate::model::decimal::Decimal;
use crate::model::form::plain;
use crate::model::language::Language;
use crate::model::report::Report;

/// A figure of the tables and the cells it comes from.
#[derive(Clone, Debug)]
pub(super) struct Reading {
    pub value: Decimal,
    pub cells: Vec<Address>,
    pub parts: Vec<Addend>,
}

/// A row of a reading with its figure.
#[derive(Clone, Copy, Debug)]
pub(super) struct Addend {
    /// Its cell, or one of its cells where its total is blank.
    pub address: Address,
    pub figure: Decimal,
    pub is_summed: bool,
    /// Whether it is one cell of its row rather than the whole row.
    pub is_cell: bool,
}

impl Reading {
    /// The figure in words: `表二 本年新收 · 总计 是 21`, `表二 予以公开 11 + 部分公开 4 = 15`.
    pub fn shown(&self, report: &Report, language: Language) -> String {
        const FEW: usize = 3;
        let value = self.value;
        let is_zh = language == Language::Zh;
        let is = if is_zh { "是" } else { "is" };
        let shown = match self.parts.as_slice() {
            [part] if !part.is_summed => {
                format!("{} {is} {value}", part.address.label(report.edition, language))
            }
            [part] => {
                format!("{} {} {is} {value}", part.table(report, language), part.name(report, language))
            }
            [first, second, ..] if first.address.row == second.address.row => {
                let name = |part: &Addend| format!("{} {}", part.column(report, language), part.figure);
                let names: Vec<_> = self.parts.iter().map(name).collect();
                let (table, row) = (first.table(report, language), first.row(report, language));
                format!("{table} {row} {} = {value}", names.join(" + "))
            }
            [first, ..] if self.parts.len() <= FEW => {
                let name = |part: &Addend| format!("{} {}", part.name(report, language), part.figure);
                let names: Vec<_> = self.parts.iter().map(name).collect();
                format!("{} {} = {value}", first.table(report, language), names.join(" + "))
            }
            [first, ..] => {
                let (table, group) = (first.table(report, language), first.group(report, language));
                if is_zh {
                    format!("{table} {group}各行合计 {is} {value}")
                } else {
                    format!("the sum of the rows of {table} {group} {is} {value}")
                }
            }
            [] => value.to_string(),
        };
        match (self.parts.iter().any(|part| part.is_summed), is_zh) {
            (false, _) => shown,
            (true, true) => format!("{shown}（总计空着，按各列相加）"),
            (true, false) => format!("{shown} (its total is blank; the columns add up to this)"),
        }
    }
}

impl Addend {
    fn table(self, report: &Report, language: Language) -> &'static str {
        let table = report.edition.table(self.address.table);
        table
            .map_or(self.address.table, |table| if language == Language::Zh { table.name } else { table.key })
    }

    /// The row, and the column of a single cell: 予以公开, 复议后起诉 · 结果维持.
    fn name(self, report: &Report, language: Language) -> String {
        let row = self.row(report, language);
        if self.is_cell { format!("{row} · {}", self.column(report, language)) } else { row }
    }

    fn column(self, report: &Report, language: Language) -> String {
        let table = report.edition.table(self.address.table);
        let block = table.and_then(|table| table.row(self.address.row)).map(|(block, _)| block);
        let column = block.and_then(|block| block.column(self.address.column));
        column.map_or_else(|| self.address.column.to_owned(), |column| column.plain_label(language))
    }

    /// The row: 予以公开.
    fn row(self, report: &Report, language: Language) -> String {
        let table = report.edition.table(self.address.table);
        let row = table.and_then(|table| Some((table, table.row(self.address.row)?.1)));
        row.map_or_else(|| self.address.row.to_owned(), |(table, row)| table.row_label(row, language))
    }

    /// The group of results: 不予公开.
    fn group(self, report: &Report, language: Language) -> &'static str {
        let table = report.edition.table(self.address.table);
        let group = table.and_then(|table| table.row(self.address.row)).and_then(|(_, row)| row.path.last());
        match (language, group) {
            (Language::Zh, Some(group)) => plain(group),
            _ => self.address.row.split('.').next().unwrap_or_default(),
        }
    }
}
