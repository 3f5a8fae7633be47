//! What became of the requests, as bars: received and carried in, how they were handled, what is left.

use crate::document::{Bar, Chart};
use crate::editions::{TableForm, plain};
use crate::report::{Address, Decimal, Report};

const TABLE: &str = "requests";

/// Rows that stand for themselves, and groups whose rows are summed up.
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

/// The chart of a report whose requests are told in figures; none where a figure is not certain.
#[must_use]
pub fn chart(report: &Report) -> Option<Chart> {
    let table = report.edition.table(TABLE)?;
    let figures: Vec<(&str, Decimal)> =
        BARS.iter().map(|(key, label)| Some((*label, figure(report, table, key)?))).collect::<Option<_>>()?;
    let greatest = figures.iter().map(|(_, figure)| *figure).max().filter(|greatest| !greatest.is_zero())?;
    let bar = |(label, figure): &(&str, Decimal)| {
        let thousandths = figure.checked_div(greatest)?.checked_mul(Decimal::ONE_THOUSAND)?.round();
        let length = u32::try_from(thousandths).ok()?; // none for a figure below zero
        Some(Bar { label: (*label).to_owned(), figure: figure.to_string(), length })
    };
    let bars = figures.iter().map(bar).collect::<Option<_>>()?;
    Some(Chart { title: format!("{}（件）", plain(table.title)), bars })
}

/// The total of a row, or of the rows of a group; a row without any figure counts nothing.
fn figure(report: &Report, table: &'static TableForm, key: &str) -> Option<Decimal> {
    let is_meant = |row: &str| {
        row == key || row.strip_prefix(key).is_some_and(|rest| rest.starts_with('.') && rest != ".subtotal")
    };
    let rows = table.rows().map(|(_, row)| row.key).filter(|row| is_meant(row));
    rows.filter_map(|row| total(report, row)).try_fold(Decimal::ZERO, |sum, total| sum.checked_add(total?))
}

/// The total of a row: as it stands, else the sum of its columns; `None` for a row that is not there.
fn total(report: &Report, row: &'static str) -> Option<Option<Decimal>> {
    let at = |column| report.cells.get(&Address { table: TABLE, row, column });
    let cell = at("total")?;
    if let Some(total) = cell.value.number() {
        return Some(Some(total));
    }
    let others = report
        .cells
        .iter()
        .filter(|(address, _)| address.table == TABLE && address.row == row && address.column != "total");
    Some(
        others
            .map(|(_, cell)| match &cell.value {
                value if value.is_blank() => Some(Decimal::ZERO),
                value => value.number(),
            })
            .try_fold(Decimal::ZERO, |sum, figure| sum.checked_add(figure?)),
    )
}
