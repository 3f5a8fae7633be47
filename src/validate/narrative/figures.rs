//! The figures of the tables that a statement in the text may refer to.
//!
//! A phrase such as 收到 may count the requests of this year only, or also those carried over. Every such
//! reading is computed; a figure contradicts the table only if it matches no reading and all are certain.

use crate::model::address::Address;
use crate::model::decimal::Decimal;
use crate::model::form::{Presence, TableForm, TableKind, plain};
use crate::model::language::Language;
use crate::model::report::Report;
use crate::model::value::Value;
use crate::prose::narrative::{Claim, Statement, Subject};

/// A figure of the tables and the cells it comes from.
#[derive(Clone, Debug)]
pub(super) struct Reading {
    pub value: Decimal,
    pub cells: Vec<Address>,
    parts: Vec<Addend>,
}

/// A row of a reading with its figure.
#[derive(Clone, Copy, Debug)]
struct Addend {
    /// Its cell, or one of its cells where its total is blank.
    address: Address,
    figure: Decimal,
    is_summed: bool,
}

/// The total of a row, and the sum of its columns where that differs.
struct RowFigure {
    reading: Reading,
    others: Vec<Decimal>,
}

/// What a subject may mean: the plain reading, and other figures that would also be right.
struct Meanings {
    plain: Reading,
    others: Vec<Decimal>,
}

/// Looks up the figures of a report that statements refer to.
pub(super) struct Figures<'a> {
    report: &'a Report,
}

const TOTAL: &str = "total";

impl<'a> Figures<'a> {
    pub const fn of(report: &'a Report) -> Self {
        Self { report }
    }

    /// Whether the statement gives a figure that the table confirms.
    pub fn agree(&self, statement: &Statement) -> bool {
        let Claim::Count(count) = statement.claim else { return false };
        let Some(meanings) = self.meanings(statement.subject) else { return false };
        meanings.plain.value == count || meanings.others.contains(&count)
    }

    /// The reading that a count contradicts; `None` where it may be right or nothing is certain.
    pub fn contradicted(&self, subject: Subject, count: Decimal) -> Option<Reading> {
        let meanings = self.meanings(subject)?;
        let may_be_right = meanings.plain.value == count || meanings.others.contains(&count);
        // What a body counts as answers is unclear, but they cannot exceed the requests.
        let is_possible = subject == Subject::Answered
            && meanings.others.iter().chain([&meanings.plain.value]).any(|most| count <= *most);
        (!may_be_right && !is_possible).then_some(meanings.plain)
    }

    /// The reading, where the table counts some.
    pub fn some(&self, subject: Subject) -> Option<Reading> {
        self.meanings(subject).map(|meanings| meanings.plain).filter(|reading| reading.value > Decimal::ZERO)
    }

    /// The reading, where the table counts none in every reading.
    pub fn none(&self, subject: Subject) -> Option<Reading> {
        let meanings = self.meanings(subject)?;
        let is_none = meanings.others.iter().chain([&meanings.plain.value]).all(Decimal::is_zero);
        is_none.then_some(meanings.plain)
    }

    /// How many reviews or lawsuits are still pending.
    pub fn pending(&self, subject: Subject) -> Option<Decimal> {
        let rows: &[&'static str] = match subject {
            Subject::Reconsideration => &["reconsideration"],
            Subject::Litigation => &["litigation_direct", "litigation_after_reconsideration"],
            _ => return None,
        };
        let table = self.report.edition.table_of(TableKind::Review)?.key;
        let figures = rows
            .iter()
            .map(|row| self.report.cells.get(&Address { table, row, column: "pending" })?.value.number());
        let pending = figures.sum::<Option<Decimal>>()?;
        (pending > Decimal::ZERO).then_some(pending)
    }

    fn meanings(&self, subject: Subject) -> Option<Meanings> {
        if self.report.edition.table_of(TableKind::Statistics).is_some() {
            return self.statistics(subject);
        }
        match subject {
            Subject::Received => self.received(),
            Subject::CarriedIn => self.plain(&["carried_in"]),
            Subject::CarriedOut => self.plain(&["carried_out"]),
            Subject::Concluded | Subject::Answered => self.handled(),
            Subject::Granted => self.with(&["granted"], &[&["granted", "partly_granted"]]),
            Subject::PartlyGranted => self.plain(&["partly_granted"]),
            Subject::GrantedOrPartly => self.plain(&["granted", "partly_granted"]),
            Subject::Denied => self.group("denied", &["unavailable", "not_processed", "other"]),
            Subject::Unavailable => self.group("unavailable", &["not_processed", "other"]),
            Subject::NotProcessed => self.group("not_processed", &["other"]),
            Subject::OtherResult => self.group("other", &["not_processed"]),
            Subject::Reconsideration => self.plain(&["reconsideration"]),
            Subject::Litigation => {
                const LITIGATION: [&str; 2] = ["litigation_direct", "litigation_after_reconsideration"];
                self.with(&LITIGATION, &[&["litigation_direct"], &["litigation_after_reconsideration"]])
            }
        }
    }

    /// Requests received: new ones, or with those carried over.
    fn received(&self) -> Option<Meanings> {
        self.with(&["received"], &[&["received", "carried_in"], &["total"], &["total", "carried_out"]])
    }

    /// Requests concluded: all, those of this year, or without those carried in or without an answer.
    fn handled(&self) -> Option<Meanings> {
        let mut meanings = self.with(&["total"], &[&["received"], &["received", "carried_in"]])?;
        let figure = |row| self.row(row).map(|row| row.reading.value);
        let (total, received) = (meanings.plain.value, figure("received")?);
        meanings.others.push(total.checked_sub(figure("carried_in")?)?);
        meanings.others.push(received.checked_sub(figure("carried_out")?)?);
        for group in ["other", "not_processed"] {
            // With blanks in the group, the number without it is unknown.
            let rows = self.rows_of(group);
            let group = self.plain(&rows)?;
            meanings.others.push(total.checked_sub(group.plain.value)?);
        }
        Some(meanings)
    }

    /// A group of results: the sum of its rows; one of its rows; the group with the next ones.
    fn group(&self, group: &'static str, next: &[&'static str]) -> Option<Meanings> {
        let mut rows = self.rows_of(group);
        let mut meanings = self.plain(&rows)?;
        for row in rows.clone() {
            meanings.others.push(self.row(row)?.reading.value);
        }
        for group in next {
            rows.extend(self.rows_of(group));
            // Without these rows the wider reading is uncertain.
            meanings.others.push(self.plain(&rows)?.plain.value);
        }
        let subtotal = self.requests()?.rows().map(|(_, row)| row.key);
        let subtotal = subtotal.into_iter().find(|key| key.strip_suffix(".subtotal") == Some(group));
        meanings.others.extend(subtotal.and_then(|row| self.row(row)).map(|row| row.reading.value));
        Some(meanings)
    }

    /// The statistics in one list, as before 2019.
    fn statistics(&self, subject: Subject) -> Option<Meanings> {
        match subject {
            Subject::Received => self.with(&["3.1"], &[&["3.2"], &["3.3"]]),
            Subject::Concluded => self.with(&["3.2"], &[&["3.1"], &["3.3"]]),
            Subject::Reconsideration => self.plain(&["4"]),
            Subject::Litigation => self.plain(&["5"]),
            _ => None, // its results are worded differently
        }
    }

    fn plain(&self, rows: &[&'static str]) -> Option<Meanings> {
        self.with(rows, &[])
    }

    /// The sum of these rows, and other sums that would also be right.
    fn with(&self, rows: &[&'static str], others: &[&[&'static str]]) -> Option<Meanings> {
        let (plain, mut right) = self.sum(rows)?;
        for rows in others {
            let (reading, also) = self.sum(rows)?;
            right.push(reading.value);
            right.extend(also);
        }
        Some(Meanings { plain, others: right })
    }

    /// The sum of the totals of rows, and the sum of their columns where that differs.
    fn sum(&self, keys: &[&'static str]) -> Option<(Reading, Vec<Decimal>)> {
        let mut sum = Reading { value: Decimal::ZERO, cells: Vec::new(), parts: Vec::new() };
        let mut by_columns = Decimal::ZERO;
        let mut is_other = false;
        for key in keys {
            let row = self.row(key)?;
            let other = row.others.first().copied();
            by_columns = by_columns.checked_add(other.unwrap_or(row.reading.value))?;
            is_other |= other.is_some();
            sum.value = sum.value.checked_add(row.reading.value)?;
            sum.cells.extend(row.reading.cells);
            sum.parts.extend(row.reading.parts);
        }
        sum.value = sum.value.normalize();
        let others = if is_other { vec![by_columns.normalize()] } else { Vec::new() };
        (!keys.is_empty()).then_some((sum, others))
    }

    fn requests(&self) -> Option<&'static TableForm> {
        self.report.edition.table_of(TableKind::Requests)
    }

    /// A row by its key: its total, or the sum of its columns where the total is blank.
    fn row(&self, key: &'static str) -> Option<RowFigure> {
        let table = self.report.edition.tables.iter().find(|table| table.row(key).is_some())?;
        let (block, row) = table.row(key)?;
        let address = |column| Address { table: table.key, row: row.key, column };
        let number = |address| self.report.cells.get(&address).and_then(|cell| cell.value.number());
        let [.., last] = block.columns else { return None };
        let total = address(last.key);
        let columns: Vec<_> = block
            .columns
            .iter()
            .map(|column| address(column.key))
            .filter(|column| *column != total)
            .collect();
        let sum = self.sum_of_columns(&columns);
        let (value, cells, is_summed) = match (number(total), sum) {
            (Some(value), _) => (value, vec![total], false),
            (None, Some(sum)) if self.is_blank(total) => (sum, columns, true),
            (None, _) => return None,
        };
        let first = cells.first().copied()?;
        let others = sum.filter(|sum| *sum != value).into_iter().collect();
        let parts = vec![Addend { address: first, figure: value, is_summed }];
        Some(RowFigure { reading: Reading { value, cells, parts }, others })
    }

    fn is_blank(&self, address: Address) -> bool {
        address.column == TOTAL && self.report.cells.get(&address).is_some_and(|cell| cell.value.is_blank())
    }

    /// The sum of the columns, if every column was read and at least one has a figure.
    fn sum_of_columns(&self, columns: &[Address]) -> Option<Decimal> {
        let mut sum = None;
        for column in columns {
            match &self.report.cells.get(column)?.value {
                Value::Blank => {}
                value => sum = Some(sum.unwrap_or(Decimal::ZERO).checked_add(value.number()?)?),
            }
        }
        sum.map(|sum: Decimal| sum.normalize())
    }

    /// The rows of a group; a group that the report has as a single row is that row.
    fn rows_of(&self, group: &str) -> Vec<&'static str> {
        let Some(table) = self.requests() else { return Vec::new() };
        let is_required =
            |key: &str| table.row(key).is_some_and(|(_, row)| row.presence == Presence::Required);
        let rows = || table.rows().map(|(_, row)| row.key);
        let parts: Vec<_> = rows()
            .filter(|key| {
                key.strip_prefix(group).is_some_and(|rest| rest.starts_with('.')) && is_required(key)
            })
            .collect();
        // （六）其他处理 may be a single row.
        let single: Vec<_> = rows().filter(|key| *key == group && self.row(key).is_some()).collect();
        if parts.is_empty() || (!single.is_empty() && parts.iter().all(|part| self.row(part).is_none())) {
            single
        } else {
            parts
        }
    }
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

    /// The row: 予以公开.
    fn name(self, report: &Report, language: Language) -> String {
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
