//! Validate: runs the rules on a report.
//!
//! A rule is a static item of data ([`Rule`]) in the file of its family, with its page in docs/rules.
//! To add one: write the item and the page, and name it in `RULES`.

mod balance;
mod balances;
mod batch;
mod bodies;
mod cells;
mod dates;
mod leftovers;
mod names;
mod narrative;
mod structure;
mod suspects;
mod years;

pub use balance::{Equation, Term};
pub use balances::{
    UNBALANCED_REQUESTS, WRONG_GROUP_SUBTOTAL, WRONG_RESULT_TOTAL, WRONG_REVIEW_TOTAL, WRONG_ROW_TOTAL,
    WRONG_STATISTICS_TOTAL, equations,
};
pub use batch::{
    Batch, BatchFinding, COPIED_NARRATIVE, DUPLICATE_SUBMISSION, MISSING_SUBMISSION, Roster, Submission,
};
pub use bodies::{Body, Kinship};
pub use cells::{
    ANNOTATED_CELL, BLANK_CELL, FRACTIONAL_COUNT, NEGATIVE_NUMBER, NONSTANDARD_NUMBER, NOT_A_NUMBER,
};
pub use dates::{LATE_PUBLICATION, MALFORMED_DATE};
pub use leftovers::{EMPTY_SECTION, TEMPLATE_LEFTOVER};
pub use names::{ORGANIZATION_MISMATCH, YEAR_MISMATCH};
pub use narrative::{MISSING_FEE_STATEMENT, NONE_CONTRADICTS_TABLE, STALE_YEAR, TEXT_CONTRADICTS_TABLE};
pub use structure::{MISPLACED_SECTION, MISSING_SECTION, MISSING_TABLE, WRONG_EDITION_FOR_YEAR};
pub use years::{
    CARRY_OVER_MISMATCH, IN_FORCE_MISMATCH, REPEATED_NARRATIVE, SUDDEN_CHANGE, UNRELATED_PREVIOUS_REPORT,
};

use crate::error::Result;
use crate::finding::{
    ALTERED_LABEL, CONFLICTING_ROW, Check, Finding, Rule, SKIPPED_CONTENT, UNDECIDABLE_ROW,
    UNKNOWN_ROW_OR_COLUMN, UNPLACED_CELL, UNREADABLE_CHARACTER,
};
use crate::limits::Clock;
use crate::report::{Decimal, Report};

/// THE table of rules, by code.
static RULES: [&Rule; 41] = [
    &UNBALANCED_REQUESTS,
    &WRONG_RESULT_TOTAL,
    &WRONG_ROW_TOTAL,
    &WRONG_REVIEW_TOTAL,
    &WRONG_STATISTICS_TOTAL,
    &WRONG_GROUP_SUBTOTAL,
    &COPIED_NARRATIVE,
    &DUPLICATE_SUBMISSION,
    &MISSING_SUBMISSION,
    &BLANK_CELL,
    &NOT_A_NUMBER,
    &NEGATIVE_NUMBER,
    &FRACTIONAL_COUNT,
    &NONSTANDARD_NUMBER,
    &ANNOTATED_CELL,
    &MALFORMED_DATE,
    &LATE_PUBLICATION,
    &ORGANIZATION_MISMATCH,
    &YEAR_MISMATCH,
    &TEXT_CONTRADICTS_TABLE,
    &NONE_CONTRADICTS_TABLE,
    &STALE_YEAR,
    &MISSING_FEE_STATEMENT,
    &UNDECIDABLE_ROW,
    &UNPLACED_CELL,
    &UNREADABLE_CHARACTER,
    &SKIPPED_CONTENT,
    &MISSING_SECTION,
    &MISPLACED_SECTION,
    &MISSING_TABLE,
    &UNKNOWN_ROW_OR_COLUMN,
    &CONFLICTING_ROW,
    &WRONG_EDITION_FOR_YEAR,
    &ALTERED_LABEL,
    &TEMPLATE_LEFTOVER,
    &EMPTY_SECTION,
    &CARRY_OVER_MISMATCH,
    &IN_FORCE_MISMATCH,
    &REPEATED_NARRATIVE,
    &UNRELATED_PREVIOUS_REPORT,
    &SUDDEN_CHANGE,
];

/// Every rule, family R among them, by code.
#[must_use]
pub fn rules() -> &'static [&'static Rule] {
    &RULES
}

/// The rule of this code or name, in any case.
#[must_use]
pub fn rule(code_or_name: &str) -> Option<&'static Rule> {
    let is_named =
        |rule: &&Rule| [rule.code, rule.name].iter().any(|name| name.eq_ignore_ascii_case(code_or_name));
    RULES.into_iter().find(is_named)
}

/// What can be set of the rules besides their severities.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// The share of repeated text from which two narratives are nearly the same, from 0 to 1.
    pub max_similarity: Decimal,
}

impl Default for Settings {
    fn default() -> Self {
        Self { max_similarity: Decimal::new(8, 1) }
    }
}

/// Runs every rule that a report alone can break.
#[must_use]
pub fn validate(report: &Report) -> Vec<Finding> {
    // A clock that stands still stops nothing.
    validate_within(report, &Clock::default()).unwrap_or_default()
}

/// As [`validate`], while the clock allows it.
///
/// # Errors
/// When the time is up.
pub fn validate_within(report: &Report, clock: &Clock) -> Result<Vec<Finding>> {
    let mut findings = Vec::new();
    for rule in rules() {
        if let Check::Report(check) = rule.check {
            check(report, &mut findings);
            clock.check()?;
        }
    }
    Ok(findings)
}

/// Compares a report with that of the year before (family Y).
#[must_use]
pub fn against(report: &Report, previous: &Report, settings: &Settings) -> Vec<Finding> {
    let mut findings = Vec::new();
    for rule in rules() {
        if let Check::Previous(check) = rule.check {
            check(report, previous, settings, &mut findings);
        }
    }
    findings
}

/// Compares reports handed in together with one another and with the roster (family B).
#[must_use]
pub fn together(batch: &Batch<'_>, settings: &Settings) -> Vec<BatchFinding> {
    let mut findings = Vec::new();
    for rule in rules() {
        if let Check::Batch(check) = rule.check {
            check(batch, settings, &mut findings);
        }
    }
    findings
}

#[cfg(test)]
mod examples;

#[cfg(test)]
mod tests;
