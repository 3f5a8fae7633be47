//! Validate: runs the rules on a report.
//!
//! A rule is a static item of data ([`Rule`]) in the file of its family, with its page in docs/rules.
//! To add one: write the item and the page, and name it in `RULES`.

mod balances;
mod cells;
mod dates;
mod structure;

pub use balances::{
    UNBALANCED_REQUESTS, WRONG_GROUP_SUBTOTAL, WRONG_RESULT_TOTAL, WRONG_REVIEW_TOTAL, WRONG_ROW_TOTAL,
    WRONG_STATISTICS_TOTAL,
};
pub use cells::{
    ANNOTATED_CELL, BLANK_CELL, FRACTIONAL_COUNT, NEGATIVE_NUMBER, NONSTANDARD_NUMBER, NOT_A_NUMBER,
};
pub use dates::MALFORMED_DATE;
pub use structure::{MISSING_SECTION, MISSING_TABLE};

use crate::finding::{
    Check, Finding, Rule, SKIPPED_CONTENT, UNDECIDABLE_ROW, UNPLACED_CELL, UNREADABLE_CHARACTER,
};
use crate::report::Report;

/// THE table of rules, by code.
static RULES: [&Rule; 19] = [
    &UNBALANCED_REQUESTS,
    &WRONG_RESULT_TOTAL,
    &WRONG_ROW_TOTAL,
    &WRONG_REVIEW_TOTAL,
    &WRONG_STATISTICS_TOTAL,
    &WRONG_GROUP_SUBTOTAL,
    &BLANK_CELL,
    &NOT_A_NUMBER,
    &NEGATIVE_NUMBER,
    &FRACTIONAL_COUNT,
    &NONSTANDARD_NUMBER,
    &ANNOTATED_CELL,
    &MALFORMED_DATE,
    &UNDECIDABLE_ROW,
    &UNPLACED_CELL,
    &UNREADABLE_CHARACTER,
    &SKIPPED_CONTENT,
    &MISSING_SECTION,
    &MISSING_TABLE,
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

/// Runs every rule on the report.
#[must_use]
pub fn validate(report: &Report) -> Vec<Finding> {
    let mut findings = Vec::new();
    for rule in rules() {
        if let Check::Report(check) = rule.check {
            check(report, &mut findings);
        }
    }
    findings
}

#[cfg(test)]
mod examples;

#[cfg(test)]
mod tests;
