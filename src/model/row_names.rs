//! How people name the rows and cells of a report: a row of a body by the name of the body.

use super::address::Address;
use super::form::{Kind, RowForm, TableForm};
use super::language::Language;
use super::report::Report;
use super::value::Value;

impl Report {
    /// The body that a record is of: the first text in its row that is a name.
    #[must_use]
    pub fn body(&self, table: &TableForm, row: &str) -> Option<&str> {
        let (block, row) = table.row(row).filter(|_| table.has_records())?;
        let texts = block.columns.iter().filter(|column| column.kind == Kind::Text);
        texts.into_iter().find_map(|column| {
            let cell = self.cells.get(&Address { table: table.key, row: row.key, column: column.key })?;
            match &cell.value {
                Value::Text { raw, .. } if raw.chars().any(char::is_alphabetic) => Some(raw.as_str()),
                Value::Text { .. } | Value::Blank | Value::Number(_) => None,
            }
        })
    }

    /// A row as people name it; that of a body by the name of the body.
    #[must_use]
    pub fn row_label(&self, table: &TableForm, row: &RowForm, language: Language) -> String {
        self.body(table, row.key).map_or_else(|| table.row_label(row, language), str::to_owned)
    }

    /// The cell as a clerk names it: `表二 予以公开 · 自然人`, `处罚表 县公安局 · 警告`.
    #[must_use]
    pub fn label(&self, address: Address, language: Language) -> String {
        let body = self.edition.table(address.table).and_then(|table| self.body(table, address.row));
        address.label_with(self.edition, body, language)
    }
}
