//! The figures of the tables that a statement in the text may refer to.
//!
//! A phrase such as 收到 may count the requests of this year only, or also those carried over. Every such
//! reading is computed; a figure contradicts the table only if it matches no reading and all are certain.

use crate::model::address::Address;
use crate::model::decimal::Decimal;
use crate::model::form::{Presence, TableForm, TableKind};
use crate::model::report::Report;
use crate::model::value::Value;
use crate::prose::narrative::{Cases, Claim, Statement, Subject};

use super::readings::{Addend, Reading};

/// The total of a row, and the sum of its columns where that differs.
struct RowFigure {
    reading: Reading,
    others: Vec<Decimal>,
}

/// What a subject may mean: the plain reading, and other figures that would also be right.
pub(super) struct Meanings {
    pub plain: Reading,
    pub others: Vec<Decimal>,
}

impl Meanings {
    fn all(&self) -> impl Iterator<Item = Decimal> + '_ {
        self.others.iter().chain([&self.plain.value]).copied()
    }

    /// Whether a count is one of the figures; a fee may be given with fewer decimals.
    fn allow(&self, subject: Subject, count: Decimal) -> bool {
        let is_fee = matches!(subject, Subject::Disclosed("fees", _));
        let places = count.scale();
        self.all().any(|figure| {
            figure == count
                || (is_fee && (figure.round_dp(places) == count || figure.trunc_with_scale(places) == count))
        })
    }
}

/// Looks up the figures of a report that statements refer to.
pub(super) struct Figures<'a> {
    pub(super) report: &'a Report,
}

const TOTAL: &str = "total";
const RECONSIDERATION: &str = "reconsideration";
const LITIGATION: [&str; 2] = ["litigation_direct", "litigation_after_reconsideration"];

/// The rows of table three that count these reviews.
pub(super) const fn rows_of_cases(cases: Cases) -> &'static [&'static str] {
    match cases {
        Cases::Reconsideration => &[RECONSIDERATION],
        Cases::Litigation => &LITIGATION,
        Cases::DirectLitigation => &[LITIGATION[0]],
        Cases::LaterLitigation => &[LITIGATION[1]],
        Cases::All => &[RECONSIDERATION, LITIGATION[0], LITIGATION[1]],
    }
}

impl<'a> Figures<'a> {
    pub const fn of(report: &'a Report) -> Self {
        Self { report }
    }

    /// Whether the statement gives a figure that the table confirms.
    pub fn agree(&self, statement: &Statement) -> bool {
        let Claim::Count(count) = statement.claim else { return false };
        self.meanings(statement.subject).is_some_and(|meanings| meanings.allow(statement.subject, count))
    }

    /// The reading that a count contradicts; `None` where it may be right or nothing is certain.
    pub fn contradicted(&self, subject: Subject, count: Decimal) -> Option<Reading> {
        let meanings = self.meanings(subject)?;
        // What a body counts as answers is unclear, but they cannot exceed the requests; 依申请公开 may count
        // those granted by some measure.
        let may_be_less = match subject {
            Subject::Answered | Subject::OnRequest => count > Decimal::ZERO,
            _ => false,
        };
        let is_possible = may_be_less && meanings.all().any(|most| count <= most);
        (!meanings.allow(subject, count) && !is_possible).then_some(meanings.plain)
    }

    /// Whether a smaller count of results may leave out those of requests carried in.
    pub fn may_count_carried_in(&self, subject: Subject, reading: &Reading, count: Decimal) -> bool {
        let is_result = !matches!(subject, Subject::Received | Subject::CarriedIn | Subject::Applicants(_));
        let carried_in = self.plain(&["carried_in"]).map_or(Decimal::ZERO, |carried| carried.plain.value);
        let difference = reading.value.checked_sub(count);
        is_result && difference.is_some_and(|less| less > Decimal::ZERO && less <= carried_in)
    }

    /// The readings of a part that is said to be all of a whole, and is not; those still pending may be left aside.
    pub fn not_all(&self, part: Subject, whole: Subject) -> Option<(Reading, Reading)> {
        let (part_of, all) = (self.meanings(part)?, self.meanings(whole)?);
        let pending = self.pending(whole).unwrap_or_default();
        let is_all = |count: Decimal| {
            part_of.all().any(|part| part == count || part.checked_add(pending) == Some(count))
        };
        let may_be_right = all.all().any(is_all);
        (!may_be_right).then_some((part_of.plain, all.plain))
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
        let Subject::Review(cases) = subject else { return None };
        let rows = rows_of_cases(cases);
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
            Subject::Concluded => self.handled(&[&["received"]]),
            Subject::Answered => self.handled(&[&["received"], &["received", "carried_in"]]),
            Subject::Granted => self.with(&["granted"], &[&["granted", "partly_granted"]]),
            Subject::PartlyGranted => self.plain(&["partly_granted"]),
            Subject::GrantedOrPartly => self.plain(&["granted", "partly_granted"]),
            Subject::Denied => self.group("denied", &["unavailable", "not_processed", "other"]),
            Subject::Unavailable => self.group("unavailable", &["not_processed", "other"]),
            Subject::NotProcessed => self.group("not_processed", &["other"]),
            Subject::OtherResult => self.group("other", &["not_processed"]),
            Subject::OnRequest => {
                let results: &[&[&str]] = &[&["total"], &["granted"], &["granted", "partly_granted"]];
                self.with(&["received"], &[&[&["received", "carried_in"][..]], results].concat())
            }
            Subject::Reason(row) => self.plain(&[row]),
            Subject::Applicants(columns) => self.applicants(columns),
            Subject::Review(cases) => self.reviews(cases),
            Subject::Outcome(cases, column) => self.outcome(cases, column),
            Subject::Disclosed(row, column) => self.disclosed(row, column),
        }
    }

    fn reviews(&self, cases: Cases) -> Option<Meanings> {
        let rows = rows_of_cases(cases);
        match cases {
            Cases::Litigation => self.with(rows, &[&[LITIGATION[0]], &[LITIGATION[1]]]),
            Cases::All => {
                self.with(rows, &[&[RECONSIDERATION, LITIGATION[0]], &[RECONSIDERATION, LITIGATION[1]]])
            }
            _ => self.plain(rows),
        }
    }

    /// Requests received: new ones, or with those carried over.
    fn received(&self) -> Option<Meanings> {
        self.with(&["received"], &[&["received", "carried_in"], &["total"], &["total", "carried_out"]])
    }

    /// Requests concluded: all, those of this year, or without those carried in or without an answer.
    ///
    /// Those carried out have not been concluded, but may have been handled.
    fn handled(&self, others: &[&[&'static str]]) -> Option<Meanings> {
        let mut meanings = self.with(&["total"], others)?;
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
            let figure = self.row(row)?.reading.value;
            // That there was none is said of the group.
            if figure > Decimal::ZERO {
                meanings.others.push(figure);
            }
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
            Subject::Review(Cases::Reconsideration) => self.plain(&["4"]),
            Subject::Review(Cases::Litigation) => self.plain(&["5"]),
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
        let parts = vec![Addend { address: first, figure: value, is_summed, is_cell: false }];
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
