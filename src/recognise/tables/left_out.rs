//! Rows whose values could not be assigned to columns: a finding for each, or one for many.

use crate::model::finding::{Finding, Rule};
use crate::model::form::TableForm;
use crate::model::language::Message;
use crate::model::place::Place;
use crate::model::reading_rules::{UNDECIDABLE_ROW, UNPLACED_CELL};

use super::builder::RowSource;
use super::columns::Unresolved;

/// Most rows left out for one reason that have a finding each; more usually have a cause in the header.
const MOST_SEPARATE: usize = 3;

/// A row that is left out.
#[derive(Debug)]
pub(super) struct LeftOutRow {
    why: Unresolved,
    label: String,
    /// The values that the row has, and the columns that it should have values for.
    counts: (usize, usize),
    place: Place,
}

impl LeftOutRow {
    pub(super) fn new(form: &TableForm, why: Unresolved, columns: usize, source: &RowSource<'_>) -> Self {
        let label = if source.label.is_empty() { form.title } else { source.label };
        let values = source.values.iter().filter(|text| !text.trim().is_empty()).count();
        Self { why, label: label.to_owned(), counts: (values, columns), place: source.place.clone() }
    }

    fn finding(&self, form: &TableForm) -> Finding {
        let Self { label, counts: (values, columns), .. } = self;
        let name = form.name;
        let message = match self.why {
            Unresolved::TooFewValues => Message::new(
                format!(
                    "{name}“{label}”只有 {values} 个数，应有 {columns} 个，无法判断哪几格为空；这一行未计入，原样保留"
                ),
                format!(
                    "row '{label}' has {values} of {columns} values, and which are blank is unknown; the row is left out and kept as text"
                ),
            ),
            Unresolved::ColumnMismatch => Message::new(
                format!("{name}“{label}”的数与表头对不上列；这一行未计入，原样保留"),
                format!(
                    "the values of row '{label}' do not match the columns; the row is left out and kept as text"
                ),
            ),
        };
        Finding::new(rule(self.why), message, self.place.clone())
    }
}

/// The findings for the rows of a table that are left out.
pub(super) fn findings(form: &TableForm, rows: &[LeftOutRow]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for why in [Unresolved::TooFewValues, Unresolved::ColumnMismatch] {
        let alike: Vec<&LeftOutRow> = rows.iter().filter(|row| row.why == why).collect();
        match alike.first() {
            Some(first) if alike.len() > MOST_SEPARATE => findings.push(shared_finding(form, first, &alike)),
            _ => findings.extend(alike.iter().map(|row| row.finding(form))),
        }
    }
    findings
}

fn shared_finding(form: &TableForm, first: &LeftOutRow, rows: &[&LeftOutRow]) -> Finding {
    let labels: Vec<&str> = rows.iter().map(|row| row.label.as_str()).collect();
    let (zh, en) = (labels.join("；"), labels.join("; "));
    let (name, count) = (form.name, rows.len());
    let message = match first.why {
        Unresolved::TooFewValues => Message::new(
            format!("{name}有 {count} 行缺数，无法判断哪几格为空；这些行未计入，原样保留：{zh}"),
            format!(
                "{count} rows have fewer values than columns, and which are blank is unknown; they are left out and kept as text: {en}"
            ),
        ),
        Unresolved::ColumnMismatch => Message::new(
            format!("{name}有 {count} 行的数与表头对不上列，请核对表头；这些行未计入，原样保留：{zh}"),
            format!(
                "the values of {count} rows do not match the columns of the header; the rows are left out and kept as text: {en}"
            ),
        ),
    };
    Finding::new(rule(first.why), message, first.place.clone())
}

const fn rule(why: Unresolved) -> &'static Rule {
    match why {
        Unresolved::TooFewValues => &UNDECIDABLE_ROW,
        Unresolved::ColumnMismatch => &UNPLACED_CELL,
    }
}
