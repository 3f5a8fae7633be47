//! Findings that a person has set aside with a reason. The reasons are part of the report and stay with its file.
//!
//! A reason is kept under the fingerprint of its finding: the rule, the cells with what they say, and the text
//! concerned. When one of these changes the fingerprint is another, and the finding counts again.
//!
//! Word documents and OpenDocument texts carry a reason as a property, workbooks as a row of a sheet, JSON as a
//! member; pages and text do not, since they are published as they are.

use super::document::Property;
use super::finding::{Finding, Severity};
use super::language::Message;
use super::report::Report;
use super::text;

/// The name of the sheet with the reasons.
pub const SHEET: &str = "已说明的问题";
/// The first cell of the sheet, by which it is recognised.
pub const SHEET_TITLE: &str = "已说明、不再计为错误或提醒的问题";
/// The heads of its columns; the third has the reasons, the last the fingerprints.
pub const SHEET_COLUMNS: [&str; 4] = ["编号", "问题", "说明（原因）", "标志（请勿改动）"];
/// The row of the heads, from 1.
pub const SHEET_HEADS: u32 = 2;
/// How the name of a property with a reason begins; the fingerprint follows.
const PROPERTY: &str = "repconv.set-aside.";

/// A reason, and the fingerprint of the finding that it is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetAside {
    /// [`fingerprint`] of the finding.
    pub fingerprint: String,
    /// Why it does not count, on one line.
    pub reason: String,
}

impl SetAside {
    /// A reason for the finding of this fingerprint; `None` where either is empty.
    #[must_use]
    pub fn new(fingerprint: &str, reason: &str) -> Option<Self> {
        let line = |text: &str| text::clean(&text::one_line(text));
        let (fingerprint, reason) = (line(fingerprint), line(reason));
        (!fingerprint.is_empty() && !reason.is_empty()).then_some(Self { fingerprint, reason })
    }

    /// The reason as a property of a document.
    #[must_use]
    pub fn property(&self) -> Property {
        Property { name: format!("{PROPERTY}{}", self.fingerprint), text: self.reason.clone() }
    }

    /// The reason that a property holds.
    #[must_use]
    pub fn of_property(property: &Property) -> Option<Self> {
        Self::new(property.name.strip_prefix(PROPERTY)?, &property.text)
    }
}

/// What a finding that was set aside was before.
#[derive(Clone, Debug, PartialEq)]
pub struct Original {
    /// Why it does not count.
    pub reason: String,
    /// How serious it was.
    pub severity: Severity,
    /// What it said.
    pub message: Message,
}

/// Identifies a finding by its rule, its place and its values, whatever file the report is in.
#[must_use]
pub fn fingerprint(report: &Report, finding: &Finding) -> String {
    const ABSENT: &str = "-";
    let value =
        |address| report.cells.get(address).map_or_else(|| ABSENT.to_owned(), |cell| cell.value.shown());
    let mut parts: Vec<String> =
        finding.cells.iter().map(|address| format!("{address}={}", value(address))).collect();
    parts.extend(finding.section.map(str::to_owned));
    if let Some(passage) = &finding.passage {
        parts.push(passage.clone());
        let marked = finding.marked.clone().and_then(|range| passage.get(range));
        parts.extend(marked.map(str::to_owned));
    }
    let figures = [finding.expected, finding.found].into_iter().flatten();
    parts.extend(figures.map(|figure| figure.normalize().to_string()));
    if parts.is_empty() {
        let original = finding.set_aside.as_ref().map(|original| &original.message);
        parts.push(original.unwrap_or(&finding.message).zh.clone());
    }
    format!("{}-{:016x}", finding.rule.code, fnv1a(&parts.join("\n")))
}

/// The 64-bit hash FNV-1a, which is the same in every version and on every computer.
fn fnv1a(text: &str) -> u64 {
    const OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
    const PRIME: u64 = 0x0100_0000_01b3;
    text.bytes().fold(OFFSET, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(PRIME))
}

/// Makes notes of the findings that the report has reasons for, with the reason before the message.
pub fn set_aside(report: &Report, findings: &mut [Finding]) {
    if report.set_aside.is_empty() {
        return;
    }
    for finding in findings.iter_mut().filter(|finding| finding.set_aside.is_none()) {
        let fingerprint = fingerprint(report, finding);
        let Some(found) = report.set_aside.iter().find(|one| one.fingerprint == fingerprint) else {
            continue;
        };
        let Message { zh, en } = &finding.message;
        let reason = &found.reason;
        let message = Message::new(
            format!("已说明，不计（原因：{reason}）：{zh}"),
            format!("set aside (reason: {reason}): {en}"),
        );
        finding.set_aside = Some(Box::new(Original {
            reason: reason.clone(),
            severity: finding.severity,
            message: std::mem::replace(&mut finding.message, message),
        }));
        finding.severity = Severity::Info;
    }
}

/// Undoes [`set_aside`].
pub fn restore(findings: &mut [Finding]) {
    for finding in findings {
        if let Some(original) = finding.set_aside.take() {
            finding.severity = original.severity;
            finding.message = original.message;
        }
    }
}

#[cfg(test)]
mod tests;
