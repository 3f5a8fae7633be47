//! Validate: runs the rules on a report.
//!
//! A rule is an item of data ([`Rule`]) in the file of its family, beside the function that checks it, with a
//! page in docs/rules. To add one: write the item, its check and the page, and add a row to `RULES`.

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

use crate::model::decimal::Decimal;
use crate::model::error::Result;
use crate::model::finding::{Finding, Rule};
use crate::model::form::SumKind;
use crate::model::limits::Clock;
use crate::model::reading_rules::{
    ALTERED_LABEL, CONFLICTING_ROW, SKIPPED_CONTENT, UNDECIDABLE_ROW, UNKNOWN_ROW_OR_COLUMN, UNPLACED_CELL,
    UNREADABLE_CHARACTER,
};
use crate::model::report::Report;

/// THE table of rules, by code.
static RULES: [(&Rule, Check); 41] = [
    (&UNBALANCED_REQUESTS, Check::Sums(SumKind::Requests)),
    (&WRONG_RESULT_TOTAL, Check::Sums(SumKind::Results)),
    (&WRONG_ROW_TOTAL, Check::Sums(SumKind::Applicants)),
    (&WRONG_REVIEW_TOTAL, Check::Sums(SumKind::Outcomes)),
    (&WRONG_STATISTICS_TOTAL, Check::Sums(SumKind::Statistics)),
    (&WRONG_GROUP_SUBTOTAL, Check::Sums(SumKind::Subtotal)),
    (&COPIED_NARRATIVE, Check::Batch(batch::copied_narratives)),
    (&DUPLICATE_SUBMISSION, Check::Batch(batch::duplicates)),
    (&MISSING_SUBMISSION, Check::Batch(batch::roster::missing)),
    (&BLANK_CELL, Check::Report(cells::blank_cells)),
    (&NOT_A_NUMBER, Check::Report(cells::cells_without_number)),
    (&NEGATIVE_NUMBER, Check::Report(cells::negative_numbers)),
    (&FRACTIONAL_COUNT, Check::Report(cells::fractional_counts)),
    (&NONSTANDARD_NUMBER, Check::Report(cells::nonstandard_numbers)),
    (&ANNOTATED_CELL, Check::Report(cells::annotated_cells)),
    (&MALFORMED_DATE, Check::Report(dates::malformed_date)),
    (&LATE_PUBLICATION, Check::Report(dates::late_publication)),
    (&ORGANIZATION_MISMATCH, Check::Report(names::organizations)),
    (&YEAR_MISMATCH, Check::Report(names::years)),
    (&TEXT_CONTRADICTS_TABLE, Check::Report(narrative::counts)),
    (&NONE_CONTRADICTS_TABLE, Check::Report(narrative::some_or_none)),
    (&STALE_YEAR, Check::Report(narrative::stale_years)),
    (&MISSING_FEE_STATEMENT, Check::Report(narrative::fees::missing_fee_statement)),
    (&UNDECIDABLE_ROW, Check::Reading),
    (&UNPLACED_CELL, Check::Reading),
    (&UNREADABLE_CHARACTER, Check::Reading),
    (&SKIPPED_CONTENT, Check::Reading),
    (&MISSING_SECTION, Check::Report(structure::missing_sections)),
    (&MISPLACED_SECTION, Check::Report(structure::misplaced_sections)),
    (&MISSING_TABLE, Check::Report(structure::missing_tables)),
    (&UNKNOWN_ROW_OR_COLUMN, Check::Reading),
    (&CONFLICTING_ROW, Check::Reading),
    (&WRONG_EDITION_FOR_YEAR, Check::Report(structure::wrong_edition)),
    (&ALTERED_LABEL, Check::Reading),
    (&TEMPLATE_LEFTOVER, Check::Report(leftovers::leftovers)),
    (&EMPTY_SECTION, Check::Report(leftovers::empty_sections)),
    (&CARRY_OVER_MISMATCH, Check::Previous(years::carry_over)),
    (&IN_FORCE_MISMATCH, Check::Previous(years::in_force)),
    (&REPEATED_NARRATIVE, Check::Previous(years::repeated_narrative)),
    (&UNRELATED_PREVIOUS_REPORT, Check::Previous(years::unrelated)),
    (&SUDDEN_CHANGE, Check::Previous(years::sudden_change)),
];

/// Every rule, family R among them, by code.
#[must_use]
pub fn rules() -> impl ExactSizeIterator<Item = &'static Rule> + Clone {
    RULES.iter().map(|(rule, _)| *rule)
}

/// The rule of this code or name, in any case.
#[must_use]
pub fn rule(code_or_name: &str) -> Option<&'static Rule> {
    let is_named =
        |rule: &&Rule| [rule.code, rule.name].iter().any(|name| name.eq_ignore_ascii_case(code_or_name));
    rules().find(is_named)
}

/// The rule that checks the sums of this kind.
#[must_use]
pub fn rule_of_sums(kind: SumKind) -> Option<&'static Rule> {
    let is_meant = |check: &Check| matches!(check, Check::Sums(of) if *of == kind);
    RULES.iter().find(|(_, check)| is_meant(check)).map(|(rule, _)| *rule)
}

/// How this rule is run.
#[must_use]
pub fn check_of(rule: &Rule) -> Check {
    RULES.iter().find(|(item, _)| *item == rule).map_or(Check::Reading, |(_, check)| *check)
}

/// How a rule is run.
#[derive(Clone, Copy, Debug)]
pub enum Check {
    /// Raised while reading or recognising (family R).
    Reading,
    /// Compares the sums of this kind, as the form declares them.
    Sums(SumKind),
    /// Run on a recognised report.
    Report(fn(&Report, &mut Vec<Finding>)),
    /// Run on a report and on that of the year before, in this order.
    Previous(fn(&Report, &Report, &Settings, &mut Vec<Finding>)),
    /// Run on all reports of a batch.
    Batch(fn(&Batch<'_>, &Settings, &mut Vec<BatchFinding>)),
}

/// Settings of the rules besides their severities.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// Share of repeated text, from 0 to 1, above which two narratives count as nearly the same.
    pub max_similarity: Decimal,
}

impl Default for Settings {
    fn default() -> Self {
        Self { max_similarity: Decimal::new(8, 1) }
    }
}

/// Runs every rule that needs nothing but the report.
#[must_use]
pub fn validate(report: &Report) -> Vec<Finding> {
    // A clock that was not started never expires.
    validate_within(report, &Clock::default()).unwrap_or_default()
}

/// As [`validate`], within a time limit.
///
/// # Errors
/// If the time limit is exceeded.
pub fn validate_within(report: &Report, clock: &Clock) -> Result<Vec<Finding>> {
    let mut findings = Vec::new();
    for (rule, check) in &RULES {
        match check {
            Check::Sums(kind) => balances::check(rule, *kind, report, &mut findings),
            Check::Report(check) => check(report, &mut findings),
            Check::Reading | Check::Previous(_) | Check::Batch(_) => continue,
        }
        clock.check()?;
    }
    Ok(findings)
}

/// Compares a report with that of the year before (family Y).
#[must_use]
pub fn validate_with_previous(report: &Report, previous: &Report, settings: &Settings) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (_, check) in &RULES {
        if let Check::Previous(check) = check {
            check(report, previous, settings, &mut findings);
        }
    }
    findings
}

/// Compares the reports of a batch with one another and with the roster (family B).
#[must_use]
pub fn validate_batch(batch: &Batch<'_>, settings: &Settings) -> Vec<BatchFinding> {
    let mut findings = Vec::new();
    for (_, check) in &RULES {
        if let Check::Batch(check) = check {
            check(batch, settings, &mut findings);
        }
    }
    findings
}

#[cfg(test)]
mod examples;

#[cfg(test)]
mod tests;
