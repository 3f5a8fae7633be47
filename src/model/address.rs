//! Cell addresses: table, row and column by their keys in the edition.

mod parse;

use std::cmp::Ordering;
use std::fmt;

use crate::model::form::{Edition, Layout};
use crate::model::language::Language;

pub use parse::AddressError;

/// The address of a statutory cell, `requests/received/total`. Its parts are keys of the edition;
/// [`Edition::address`] makes one of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Address {
    /// The key of the table.
    pub table: &'static str,
    /// The key of the row.
    pub row: &'static str,
    /// The key of the column.
    pub column: &'static str,
}

impl Ord for Address {
    fn cmp(&self, other: &Self) -> Ordering {
        // Keys come from the editions, so equal ones are nearly always the same text in memory.
        let key = |own: &'static str, other: &'static str| {
            if std::ptr::eq(own, other) { Ordering::Equal } else { own.cmp(other) }
        };
        key(self.table, other.table)
            .then_with(|| key(self.row, other.row))
            .then_with(|| key(self.column, other.column))
    }
}

impl PartialOrd for Address {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}/{}", self.table, self.row, self.column)
    }
}

impl Address {
    /// The cell as a clerk names it: `表二 予以公开 · 自然人`.
    #[must_use]
    pub fn label(self, edition: &Edition, language: Language) -> String {
        self.label_with(edition, None, language)
    }

    /// The same, its row named by the body that it is of.
    pub(super) fn label_with(self, edition: &Edition, body: Option<&str>, language: Language) -> String {
        let Some((table, (block, row))) =
            edition.table(self.table).and_then(|table| Some((table, table.row(self.row)?)))
        else {
            return self.to_string();
        };
        let name = match language {
            Language::Zh => table.name,
            Language::En => table.key,
        };
        let row_name = body.map_or_else(|| table.row_label(row, language), str::to_owned);
        let is_only = table.has_records() && !table.has_bodies();
        let mut text = if is_only { format!("{name} ") } else { format!("{name} {row_name}") };
        if let Some(column) = block.column(self.column).filter(|_| table.layout != Layout::List) {
            if !is_only {
                text.push_str(" · ");
            }
            text.push_str(&block.column_label(column, language));
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forms::{Y2014, Y2019, Y2021};

    fn zh(edition: &'static Edition, table: &'static str, row: &'static str, column: &'static str) -> String {
        Address { table, row, column }.label(edition, Language::Zh)
    }

    #[test]
    fn cells_are_named_without_numbering() {
        for (edition, table, row, column, want) in [
            (&Y2021, "requests", "granted", "natural_person", "表二 予以公开 · 自然人"),
            (&Y2021, "requests", "received", "total", "表二 本年新收 · 总计"),
            (&Y2021, "requests", "partly_granted", "total", "表二 部分公开 · 总计"),
            (&Y2021, "requests", "denied.subtotal", "total", "表二 小计（不予公开） · 总计"),
            (
                &Y2021,
                "requests",
                "other.other",
                "other_organization",
                "表二 其他（其他处理） · 其他（法人或其他组织）",
            ),
            (&Y2021, "requests", "other.correction_overdue", "total", "表二 逾期不补正（其他处理） · 总计"),
            (&Y2021, "disclosure", "fees", "amount", "表一 行政事业性收费 · 本年收费金额"),
            (&Y2021, "review", "litigation_direct", "upheld", "表三 未经复议直接起诉 · 结果维持"),
            (&Y2019, "disclosure", "licensing", "change", "表一 行政许可 · 本年增/减"),
            (&Y2014, "statistics", "3.3.4.1", "value", "统计表 涉及国家秘密"),
            (&Y2014, "statistics", "5.2", "value", "统计表 被依法纠错数（行政诉讼数量）"),
        ] {
            assert_eq!(zh(edition, table, row, column), want);
        }
    }
}
