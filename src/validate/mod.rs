//! Validate: runs the rules on a report.

use crate::finding::{Check, Finding, Rule};
use crate::report::Report;

/// Every rule, family R among them, by code.
#[must_use]
pub fn rules() -> &'static [&'static Rule] {
    &[]
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
