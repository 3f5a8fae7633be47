//! C001: cells that are empty, by row, by table or all of them; of a total, the sum that belongs there.

use std::collections::BTreeMap;

use super::{BLANK_CELL, FilledCell, FilledRow, grouped, has, rows_of};
use crate::model::address::Address;
use crate::model::decimal::Decimal;
use crate::model::finding::{Finding, Severity};
use crate::model::form::{Presence, TableForm};
use crate::model::language::{Language, Message};
use crate::model::report::Report;
use crate::model::value::Value;
use crate::validate::balances::blank_totals;

/// One finding for a form that is not filled in, for a table that is entirely blank, else for each row with blanks.
pub fn blank_cells(report: &Report, findings: &mut Vec<Finding>) {
    if !has(report, Value::is_blank) {
        return;
    }
    let tables: Vec<BlankTable<'_>> =
        report.edition.tables.iter().map(|table| BlankTable::of(report, table)).collect();
    if tables.len() > 1 && tables.iter().all(BlankTable::is_entirely_blank) {
        findings.push(not_filled_in(&tables));
        return;
    }
    let totals = blank_totals(report);
    for table in &tables {
        if table.is_entirely_blank() {
            findings.push(blank_table(table));
        } else {
            findings
                .extend(table.rows.iter().filter_map(|row| blanks_of_row(report, table.form, row, &totals)));
        }
    }
}

/// A table of the report with its rows that have cells.
struct BlankTable<'a> {
    form: &'static TableForm,
    rows: Vec<FilledRow<'a>>,
}

impl<'a> BlankTable<'a> {
    fn of(report: &'a Report, form: &'static TableForm) -> Self {
        Self { form, rows: rows_of(report, form).filter(|row| !row.cells.is_empty()).collect() }
    }

    fn blanks(&self) -> Vec<&FilledCell<'a>> {
        self.rows.iter().flat_map(|row| row.cells.iter().filter(|figure| is_blank(figure))).collect()
    }

    /// Rows that could not be read are absent, and need not be blank.
    fn is_entirely_blank(&self) -> bool {
        let has = |key: &str| self.rows.iter().any(|row| row.form.key == key);
        let is_whole = self.form.rows().all(|(_, row)| row.presence != Presence::Required || has(row.key));
        is_whole && self.rows.len() > 1 && self.rows.iter().flat_map(|row| &row.cells).all(is_blank)
    }
}

fn is_blank(figure: &FilledCell<'_>) -> bool {
    figure.cell.value.is_blank()
}

/// An error: no report has been made yet.
fn not_filled_in(tables: &[BlankTable<'_>]) -> Finding {
    let blanks: Vec<_> = tables.iter().flat_map(BlankTable::blanks).collect();
    let message = Message::new(
        "各表都是空的，一个数也没有填，请填写（没有的填 0）",
        "the tables are all blank; fill them in, with 0 where there was none",
    );
    Finding { severity: Severity::Error, ..grouped(&BLANK_CELL, message, &blanks) }
}

fn blank_table(table: &BlankTable<'_>) -> Finding {
    let message = Message::new(
        format!("{}整张表都是空的，请补填（没有的填 0）", table.form.name),
        format!("the table '{}' is entirely blank; fill it in, with 0 where there was none", table.form.key),
    );
    grouped(&BLANK_CELL, message, &table.blanks())
}

fn blanks_of_row(
    report: &Report,
    table: &TableForm,
    row: &FilledRow<'_>,
    totals: &BTreeMap<Address, Option<Decimal>>,
) -> Option<Finding> {
    let blanks: Vec<_> = row.cells.iter().filter(|figure| is_blank(figure)).collect();
    // A row that no body has filled in is none.
    let is_unused = table.has_bodies() && row.is_unused(report);
    if blanks.is_empty() || is_unused {
        return None;
    }
    let sum = |figure: &&FilledCell<'_>| totals.get(&figure.address).copied().flatten();
    let sums: Vec<(&FilledCell<'_>, Decimal)> =
        blanks.iter().filter_map(|figure| Some((*figure, sum(figure)?))).collect();
    let message = [Language::Zh, Language::En].map(|language| {
        let named = row.named(report, &blanks, language);
        what_to_fill_in(&named, &sums, blanks.len(), language)
    });
    let [zh, en] = message;
    let finding = grouped(&BLANK_CELL, Message::new(zh, en), &blanks);
    Some(match *sums {
        [(_, sum)] if blanks.len() == 1 => finding.with_figures(Some(sum), None),
        _ => finding,
    })
}

/// What belongs in the blanks of a row: the sums of totals, 0 where there was none in others.
fn what_to_fill_in(
    named: &str,
    sums: &[(&FilledCell<'_>, Decimal)],
    blanks: usize,
    language: Language,
) -> String {
    let each =
        |(figure, sum): &(&FilledCell<'_>, Decimal)| format!("{} {sum}", figure.column.plain_label(language));
    let list = |separator| sums.iter().map(each).collect::<Vec<_>>().join(separator);
    match (language, sums) {
        (Language::Zh, []) => format!("{named}是空的，请补填（没有的填 0）"),
        (Language::Zh, [(_, sum)]) if blanks == 1 => format!("{named}是空的，应填各项之和 {sum}"),
        (Language::Zh, _) if blanks == sums.len() => {
            format!("{named}是空的，应填各项之和：{}", list("、"))
        }
        (Language::Zh, _) => {
            format!("{named}是空的，请补填（没有的填 0），其中应填各项之和的：{}", list("、"))
        }
        (Language::En, []) => format!("{named} blank; fill in the figure, 0 if there was none"),
        (Language::En, [(_, sum)]) if blanks == 1 => format!("{named} blank; its parts add up to {sum}"),
        (Language::En, _) if blanks == sums.len() => {
            format!("{named} blank; their parts add up to: {}", list(", "))
        }
        (Language::En, _) => format!(
            "{named} blank; fill in the figure, 0 if there was none; the parts of totals add up to: {}",
            list(", ")
        ),
    }
}
