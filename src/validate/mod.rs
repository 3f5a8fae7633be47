//! Validate: runs the rules on a report.
//!
//! A rule is an item of data ([`Rule`]) in the file of its family, beside the function that checks it, with a
//! page in docs/rules. To add one: write the item, its check and the page, and add a row to `RULES`.

mod balance;
mod balances;
mod batch;
mod cells;
mod dates;
mod general;
mod leftovers;
mod names;
mod narrative;
mod relations;
mod structure;
mod suspects;
mod years;

pub use balance::{Equation, Term};
pub use balances::{UNBALANCED_REQUESTS, blank_totals, equations};
pub use batch::{Affiliation, Batch, BatchFinding, DUPLICATE_SUBMISSION, Roster, Submission};
pub use cells::{BLANK_CELL, NONSTANDARD_NUMBER};
pub use names::YEAR_MISMATCH;
pub use relations::is_any_broken;
pub use structure::MISSING_SECTION;
pub use years::UNRELATED_PREVIOUS_REPORT;

use crate::model::decimal::Decimal;
use crate::model::error::Result;
use crate::model::finding::{Finding, Rule, Severity};
use crate::model::form::SumKind;
use crate::model::limits::Clock;
use crate::model::reading_rules;
use crate::model::report::Report;
use crate::model::set_aside::set_aside;

/// THE table of rules, by code.
static RULES: [(&Rule, Check); 62] = [
    (&balances::UNBALANCED_REQUESTS, Check::Sums(SumKind::Requests)),
    (&balances::WRONG_RESULT_TOTAL, Check::Sums(SumKind::Results)),
    (&balances::WRONG_ROW_TOTAL, Check::Sums(SumKind::Applicants)),
    (&balances::WRONG_REVIEW_TOTAL, Check::Sums(SumKind::Outcomes)),
    (&balances::WRONG_STATISTICS_TOTAL, Check::Sums(SumKind::Statistics)),
    (&balances::WRONG_GROUP_SUBTOTAL, Check::Sums(SumKind::Subtotal)),
    (&relations::BROKEN_RELATION, Check::Declared(Severity::Error)),
    (&relations::DOUBTFUL_RELATION, Check::Declared(Severity::Warning)),
    (&relations::UNUSUAL_RELATION, Check::Declared(Severity::Info)),
    (&batch::COPIED_NARRATIVE, Check::Batch(batch::copied_narratives)),
    (&batch::DUPLICATE_SUBMISSION, Check::Batch(batch::duplicates::duplicates)),
    (&batch::MISSING_SUBMISSION, Check::Batch(batch::roster::missing)),
    (&cells::BLANK_CELL, Check::Report(cells::blank_cells)),
    (&cells::NOT_A_NUMBER, Check::Report(cells::cells_without_number)),
    (&cells::NEGATIVE_NUMBER, Check::Report(cells::negative_numbers)),
    (&cells::FRACTIONAL_COUNT, Check::Report(cells::fractional_counts)),
    (&cells::NONSTANDARD_NUMBER, Check::Report(cells::nonstandard_numbers)),
    (&cells::ANNOTATED_CELL, Check::Report(cells::annotated_cells)),
    (&cells::kinds::NOT_OF_KIND, Check::Report(cells::kinds::cells_not_of_kind)),
    (&dates::MALFORMED_DATE, Check::Report(dates::malformed_date)),
    (&dates::LATE_PUBLICATION, Check::Report(dates::late_publication)),
    (&names::ORGANIZATION_MISMATCH, Check::Report(names::organizations)),
    (&names::YEAR_MISMATCH, Check::Report(names::years)),
    (&general::totals::WRONG_TOTAL, Check::General(general::totals::check)),
    (&general::numbering::BROKEN_NUMBERING, Check::General(general::numbering::check)),
    (&general::dates::IMPOSSIBLE_DATE, Check::General(general::dates::check)),
    (&general::placeholders::PLACEHOLDER, Check::General(general::placeholders::check)),
    (&general::damage::DAMAGED_TEXT, Check::General(general::damage::check)),
    (&general::nearly::NEARLY_A_NUMBER, Check::General(general::nearly::check)),
    (&general::sections::EMPTY_PART, Check::General(general::sections::check)),
    (&narrative::TEXT_CONTRADICTS_TABLE, Check::Report(narrative::statements)),
    (&narrative::NONE_CONTRADICTS_TABLE, Check::With(&narrative::TEXT_CONTRADICTS_TABLE)),
    (&narrative::STALE_YEAR, Check::Report(narrative::stale_years)),
    (&narrative::fees::MISSING_FEE_STATEMENT, Check::Report(narrative::fees::missing_fee_statement)),
    (&reading_rules::UNDECIDABLE_ROW, Check::Reading),
    (&reading_rules::UNPLACED_CELL, Check::Reading),
    (&reading_rules::UNREADABLE_CHARACTER, Check::Reading),
    (&reading_rules::SKIPPED_CONTENT, Check::Reading),
    (&reading_rules::UNSEEN_TEXT, Check::Reading),
    (&reading_rules::NOT_OF_THIS_REPORT, Check::Reading),
    (&reading_rules::SEVERAL_REPORTS, Check::Reading),
    (&reading_rules::NOTHING_READ, Check::Reading),
    (&reading_rules::UNREAD_FIGURES, Check::Reading),
    (&reading_rules::MARK_AT_FIGURE, Check::Reading),
    (&reading_rules::IDENTITY_FROM_ELSEWHERE, Check::Reading),
    (&reading_rules::WITHOUT_FORM, Check::Reading),
    (&reading_rules::UNIT_NOT_STATED, Check::Reading),
    (&reading_rules::FITS_TWO_FORMS, Check::Reading),
    (&structure::MISSING_SECTION, Check::Report(structure::missing_sections)),
    (&structure::MISPLACED_SECTION, Check::Report(structure::misplaced_sections)),
    (&structure::MISSING_TABLE, Check::Report(structure::missing_tables)),
    (&reading_rules::UNKNOWN_ROW_OR_COLUMN, Check::Reading),
    (&reading_rules::CONFLICTING_ROW, Check::Reading),
    (&structure::WRONG_EDITION_FOR_YEAR, Check::Report(structure::wrong_edition)),
    (&reading_rules::ALTERED_LABEL, Check::Reading),
    (&leftovers::TEMPLATE_LEFTOVER, Check::Report(leftovers::leftovers)),
    (&leftovers::EMPTY_SECTION, Check::Report(leftovers::empty_sections)),
    (&years::CARRY_OVER_MISMATCH, Check::Previous(years::carry_over)),
    (&years::IN_FORCE_MISMATCH, Check::Previous(years::in_force)),
    (&years::REPEATED_NARRATIVE, Check::Previous(years::repeated_narrative)),
    (&years::UNRELATED_PREVIOUS_REPORT, Check::Previous(years::unrelated)),
    (&years::SUDDEN_CHANGE, Check::Previous(years::sudden_change)),
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
    let is_meant = |check: &Check| match (check, kind) {
        (Check::Sums(of), kind) => *of == kind,
        (Check::Declared(of), SumKind::Declared(level)) => *of == level,
        _ => false,
    };
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
    /// Compares figures as the relations of this level say that the form declares, some of them with the report for
    /// the year before.
    Declared(Severity),
    /// Run on a recognised report.
    Report(fn(&Report, &mut Vec<Finding>)),
    /// Run on a document without a form (family G).
    General(fn(&Report, &mut Vec<Finding>)),
    /// Run by the check of this rule, which reads the same text.
    With(&'static Rule),
    /// Run on a report and on that of the year before, in this order.
    Previous(fn(&Report, &Report, &Settings, &mut Vec<Finding>)),
    /// Run on all reports of a batch.
    Batch(fn(&Batch<'_>, &Settings, &mut Vec<BatchFinding>)),
}

/// Settings of the rules besides their severities.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// Share of repeated text, from 0 to 1, from which on two narratives count as nearly the same.
    pub max_similarity: Decimal,
}

impl Default for Settings {
    fn default() -> Self {
        Self { max_similarity: Decimal::new(8, 1) }
    }
}

/// Runs every rule that needs nothing but the report. Findings that a person has set aside are notes.
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
    let has_form = !report.edition.is_none();
    for (rule, check) in &RULES {
        match check {
            Check::Sums(kind) if has_form => balances::check(rule, *kind, report, &mut findings),
            Check::Declared(level) if has_form => relations::check(rule, *level, report, &mut findings),
            Check::Report(check) if has_form => check(report, &mut findings),
            Check::General(check) if !has_form => check(report, &mut findings),
            Check::Sums(_)
            | Check::Declared(_)
            | Check::Report(_)
            | Check::General(_)
            | Check::Reading
            | Check::With(_)
            | Check::Previous(_)
            | Check::Batch(_) => continue,
        }
        clock.check()?;
    }
    set_aside(report, &mut findings);
    Ok(findings)
}

/// Compares a report with that of the year before (family Y, and the relations that a form declares with it).
#[must_use]
pub fn validate_with_previous(report: &Report, previous: &Report, settings: &Settings) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (rule, check) in &RULES {
        match check {
            Check::Previous(check) => check(report, previous, settings, &mut findings),
            Check::Declared(level) => {
                relations::check_with_previous(rule, *level, report, previous, &mut findings);
            }
            _ => {}
        }
    }
    set_aside(report, &mut findings);
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
