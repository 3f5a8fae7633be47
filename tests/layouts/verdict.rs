//! What reading a document came to.

use std::collections::BTreeSet;
use std::fmt;

use repconv::model::finding::{Finding, Severity};
use repconv::model::form::Edition;
use repconv::model::language::Language;
use repconv::session::{Input, Session};

use crate::axes::Wanted;
use crate::layout::Layout;

/// What reading a document came to.
#[derive(Debug, Default)]
pub struct Verdict {
    /// Cells with a figure that is not theirs.
    pub wrong: Vec<String>,
    /// Cells that were left out.
    pub left_out: usize,
    /// Tables with such cells of which no finding says so.
    pub silent: Vec<&'static str>,
    /// Codes of the findings that say why.
    pub reasons: BTreeSet<&'static str>,
    /// Errors in a sound document.
    pub false_errors: Vec<String>,
    /// Why it was refused.
    pub refused: Option<String>,
    /// Cells of the report.
    pub cells: usize,
}

/// The kinds of verdicts, for counting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// Every figure is right.
    Right,
    /// Some figures are left out, with a finding.
    LeftOut,
    /// The document is refused.
    Refused,
    /// A figure is wrong, or left out without a finding, or a sound document has an error.
    Failed,
}

impl Verdict {
    pub fn of(session: &Session, bytes: &[u8], extension: &str, layout: &Layout, wanted: Wanted) -> Self {
        let mut verdict = Self { cells: layout.truth.len(), ..Self::default() };
        let name = format!("x.{extension}");
        let reading = match session.read_and_check(Input::new(bytes).with_name(&name)) {
            Ok(reading) => reading,
            Err(error) => {
                verdict.refused = Some(error.message(Language::En));
                return verdict;
            }
        };
        let mut tables = BTreeSet::new();
        for (address, right) in &layout.truth {
            let read = reading.report.cells.get(address).and_then(|cell| cell.value.counted());
            let is_written = !layout.not_as_written.contains(address);
            match read {
                Some(number) if is_written && number == *right => {}
                // In another unit or of another year the figure itself is what must not be read; it may have been
                // converted.
                Some(number) if !is_written && number != *right && is_scaled(number, *right) => {}
                Some(number) => verdict.wrong.push(format!("{address} {number} for {right}")),
                None => {
                    verdict.left_out += 1;
                    tables.insert(address.table);
                }
            }
        }
        let edition = reading.report.edition;
        verdict.silent =
            tables.into_iter().filter(|key| !is_reported(edition, key, &reading.findings)).collect();
        // A blank cell is no reason: it may be the one that was lost.
        let telling = reading.findings.iter().filter(|finding| finding.rule.code != "C001");
        verdict.reasons = telling.map(|finding| finding.rule.code).collect();
        if wanted == Wanted::NoError {
            // That nothing could be read is true of a layout that is not read.
            let errors = reading
                .findings
                .iter()
                .filter(|finding| finding.severity == Severity::Error && finding.rule.code != "R008");
            verdict.false_errors = errors
                .map(|finding| format!("{} {}", finding.rule.code, finding.message.en))
                .take(2)
                .collect();
        }
        verdict
    }

    /// Whether a figure is wrong, lost in silence, or a sound document has an error.
    pub fn is_failure(&self) -> bool {
        !self.wrong.is_empty() || !self.false_errors.is_empty() || !self.silent.is_empty()
    }

    pub fn outcome(&self) -> Outcome {
        match self {
            _ if self.is_failure() => Outcome::Failed,
            Self { refused: Some(_), .. } => Outcome::Refused,
            Self { left_out: 1.., .. } => Outcome::LeftOut,
            Self { .. } => Outcome::Right,
        }
    }
}

/// Rules whose findings give a place, not the table: what is not seen, what is not read, and a report of which nothing
/// was read.
const EVERYWHERE: [&str; 3] = ["R005", "R008", "R009"];

/// Whether a finding is about a table: it names it, or one of its cells. That of a blank cell says nothing: the cell
/// may be the one that was lost.
fn is_reported(edition: &Edition, table: &str, findings: &[Finding]) -> bool {
    let form = edition.table(table).unwrap();
    findings.iter().filter(|finding| finding.rule.code != "C001").any(|finding| {
        [form.name, form.title].iter().any(|name| finding.message.zh.contains(name))
            || finding.cells.iter().any(|cell| cell.table == table)
            || EVERYWHERE.contains(&finding.rule.code)
    })
}

/// Whether a figure is another by a power of ten: converted to the unit of the form.
fn is_scaled(number: repconv::model::decimal::Decimal, other: repconv::model::decimal::Decimal) -> bool {
    let digits = |number: repconv::model::decimal::Decimal| number.normalize().mantissa().to_string();
    digits(number).trim_end_matches('0') == digits(other).trim_end_matches('0')
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(refused) = &self.refused {
            return write!(f, "refused: {refused}");
        }
        let shown = self.wrong.iter().take(3).cloned().collect::<Vec<_>>().join("; ");
        let reasons: Vec<_> = self.reasons.iter().copied().collect();
        write!(
            f,
            "{} of {} wrong ({shown}), {} left out ({}), silent: {}, false: {}",
            self.wrong.len(),
            self.cells,
            self.left_out,
            reasons.join(" "),
            self.silent.join(" "),
            self.false_errors.join("; ")
        )
    }
}
