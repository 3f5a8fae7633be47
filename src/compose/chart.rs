//! A bar chart of requests: received and carried in, results, carried out.

use crate::model::address::Address;
use crate::model::decimal::Decimal;
use crate::model::document::{Bar, Chart};
use crate::model::form::{Edition, TableForm, TableKind, plain};
use crate::model::report::{Cell, Report};

/// Keys of rows, and of groups whose rows are added up, with the label of their bar.
const BARS: [(&str, &str); 9] = [
    ("received", "本年新收"),
    ("carried_in", "上年结转"),
    ("granted", "予以公开"),
    ("partly_granted", "部分公开"),
    ("denied", "不予公开"),
    ("unavailable", "无法提供"),
    ("not_processed", "不予处理"),
    ("other", "其他处理"),
    ("carried_out", "结转下年度"),
];

/// The chart of a report; `None` if a figure is not certain.
#[must_use]
pub fn chart(report: &Report) -> Option<Chart> {
    let table = report.edition.table_of(TableKind::Requests)?;
    let figures: Vec<(&str, Decimal)> =
        BARS.iter().map(|(key, label)| Some((*label, figure(report, table, key)?))).collect::<Option<_>>()?;
    let greatest = figures.iter().map(|(_, figure)| *figure).max()?;
    let divisor = if greatest.is_zero() { Decimal::ONE_THOUSAND } else { greatest }; // zeros are drawn as zeros
    let bar = |(label, figure): &(&str, Decimal)| {
        let thousandths = figure.checked_div(divisor)?.checked_mul(Decimal::ONE_THOUSAND)?.round();
        let length = u32::try_from(thousandths).ok()?; // none for a figure below zero
        Some(Bar { label: (*label).to_owned(), figure: figure.to_string(), length })
    };
    let bars = figures.iter().map(bar).collect::<Option<_>>()?;
    Some(Chart { title: format!("{}（件）", plain(table.title)), bars })
}

/// The bars with the cells that each adds up, for charts in workbooks; none in an edition without the table.
pub fn bars(edition: &'static Edition) -> impl Iterator<Item = (&'static str, Vec<Address>)> {
    let table = edition.table_of(TableKind::Requests).into_iter();
    table.flat_map(|table| {
        BARS.iter().map(move |(key, label)| {
            let total = |row| Address { table: table.key, row, column: "total" };
            (*label, rows(table, key).map(total).collect())
        })
    })
}

/// The row of this key, or the rows of the group.
fn rows<'k>(table: &'static TableForm, key: &'k str) -> impl Iterator<Item = &'static str> + use<'k> {
    let is_meant = move |row: &&str| {
        *row == key || row.strip_prefix(key).is_some_and(|rest| rest.starts_with('.') && rest != ".subtotal")
    };
    table.rows().map(|(_, row)| row.key).filter(is_meant)
}

/// The total of a row, or of the rows of a group; absent rows count as 0.
fn figure(report: &Report, table: &'static TableForm, key: &str) -> Option<Decimal> {
    let is_present =
        |row: &&'static str| report.cells.contains_key(&Address { table: table.key, row, column: "total" });
    let rows = rows(table, key).filter(is_present);
    rows.map(|row| total(report, table, row)).try_fold(Decimal::ZERO, |sum, total| sum.checked_add(total?))
}

/// The total of a row as written, else the sum of its columns, where each is certain.
fn total(report: &Report, table: &TableForm, row: &str) -> Option<Decimal> {
    let of_row =
        || report.cells.iter().filter(|(address, _)| address.table == table.key && address.row == row);
    let written =
        of_row().find(|(address, _)| address.column == "total").and_then(|(_, cell)| cell.value.number());
    written.or_else(|| {
        let columns = of_row().filter(|(address, _)| address.column != "total");
        let figure =
            |cell: &Cell| if cell.value.is_blank() { Some(Decimal::ZERO) } else { cell.value.number() };
        columns.map(|(_, cell)| figure(cell)).try_fold(Decimal::ZERO, |sum, figure| sum.checked_add(figure?))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::value::Value;
    use crate::report_json as json;

    fn valid_report() -> Report {
        let text = include_str!("../../fixtures/rules/2021.json");
        json::from_json(&serde_json::from_str(text).unwrap()).unwrap().0
    }

    fn shown(report: &Report) -> Option<Vec<String>> {
        let bars = chart(report)?.bars;
        Some(bars.iter().map(|bar| format!("{} {} {}", bar.label, bar.figure, bar.length)).collect())
    }

    #[test]
    fn groups_are_added_up_and_uncertain_figures_give_no_chart() {
        let mut report = valid_report();
        let bars = shown(&report).unwrap();
        assert_eq!(bars.first().unwrap(), "本年新收 27 1000");
        assert!(bars.contains(&"不予公开 5 185".to_owned()), "{bars:?}");
        let total = Address { table: "requests", row: "received", column: "total" };
        report.cells.get_mut(&total).unwrap().value = Value::Blank;
        assert_eq!(shown(&report).unwrap().first().unwrap(), "本年新收 27 1000", "the sum of the columns");
        let person = Address { column: "natural_person", ..total };
        report.cells.get_mut(&person).unwrap().value = Value::parse("约20");
        assert_eq!(shown(&report), None);
    }

    #[test]
    fn a_report_of_zeros_has_a_chart_of_zeros() {
        let mut report = valid_report();
        for cell in report.cells.values_mut() {
            cell.value = Value::parse("0");
        }
        let bars = shown(&report).unwrap();
        assert_eq!(bars.len(), BARS.len());
        assert!(bars.iter().all(|bar| bar.ends_with(" 0 0")), "{bars:?}");
    }
}
