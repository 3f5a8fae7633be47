//! Family A, continued: the relations that a form of an office's own declares.
//!
//! A relation that is a total and its parts is one of the sums of its table and checked as they are
//! ([`balances`](super::balances)); the others are evaluated here, under the same conditions: only with figures that
//! are certain.

mod evaluate;
mod sentence;

use std::collections::BTreeSet;

use super::balance::Equation;
use super::balances;
use super::suspects::{self, Suspect};
use super::years;
use crate::model::finding::{Finding, Rule, Severity};
use crate::model::form::relation::{Comparator, Comparison, Line, Relation};
use crate::model::form::{SumKind, TableForm};
use crate::model::language::{Language, Message, Text};
use crate::model::place::Place;
use crate::model::report::Report;

use evaluate::{Compared, Reports};

const GROUND: Text = Text::new(
    "表样里写的审核关系（[[table.relation]]）",
    "the relation that the form declares ([[table.relation]])",
);

/// A007: a relation that the form declares as an error does not hold.
pub static BROKEN_RELATION: Rule = Rule {
    code: "A007",
    name: "broken-relation",
    severity: Severity::Error,
    title: Text::new("表样规定的审核关系不成立", "a relation that the form declares does not hold"),
    ground: GROUND,
    page: include_str!("../../../docs/rules/A007.md"),
};

/// A008: a relation that the form declares as a warning does not hold.
pub static DOUBTFUL_RELATION: Rule = Rule {
    code: "A008",
    name: "doubtful-relation",
    severity: Severity::Warning,
    title: Text::new("表样要求核实的审核关系不成立", "a relation that the form asks to verify does not hold"),
    ground: GROUND,
    page: include_str!("../../../docs/rules/A008.md"),
};

/// A009: a relation that the form declares as a hint does not hold.
pub static UNUSUAL_RELATION: Rule = Rule {
    code: "A009",
    name: "unusual-relation",
    severity: Severity::Info,
    title: Text::new("表样提示的审核关系不成立", "a relation that the form declares as a hint does not hold"),
    ground: GROUND,
    page: include_str!("../../../docs/rules/A009.md"),
};

/// Checks the relations of this level.
pub(super) fn check(rule: &'static Rule, level: Severity, report: &Report, findings: &mut Vec<Finding>) {
    balances::check(rule, SumKind::Declared(level), report, findings);
    let reports = Reports { report, previous: None };
    let broken: Vec<Broken<'_>> = broken(reports, level).collect();
    let is_any_suspected = (1..=suspects::MOST_BROKEN).contains(&broken.len());
    let all = if is_any_suspected { equations(reports) } else { Vec::new() };
    let all: Vec<&Equation> = all.iter().collect();
    findings.extend(broken.iter().map(|broken| broken.finding(rule, &all)));
}

/// The sums and the other equations of a report, by which cells are suspected.
fn equations(reports: Reports<'_>) -> Vec<Equation> {
    let mut all: Vec<Equation> = balances::equations(reports.report);
    let is_strict = |relation: &Relation| relation.level == Severity::Error;
    all.extend(states(reports, is_strict).filter_map(|state| state.claim.equation()));
    all
}

/// Checks the relations of this level with the report for the year before, of the same body and form.
pub(super) fn check_with_previous(
    rule: &'static Rule,
    level: Severity,
    report: &Report,
    previous: &Report,
    findings: &mut Vec<Finding>,
) {
    if report.edition.id != previous.edition.id || !years::objections(report, previous).is_empty() {
        return;
    }
    let reports = Reports { report, previous: Some(previous) };
    findings.extend(broken(reports, level).map(|broken| broken.finding(rule, &[])));
}

/// Whether a relation that must hold does not, besides the [sums](super::equations) of the tables.
#[must_use]
pub fn is_any_broken(report: &Report) -> bool {
    broken(Reports { report, previous: None }, Severity::Error).next().is_some()
}

/// A relation that does not hold in this row, column or cell.
struct Broken<'a> {
    reports: Reports<'a>,
    table: &'static TableForm,
    relation: &'static Relation,
    line: Line,
    /// What holds, so that the claim must hold.
    condition: Option<Compared>,
    claim: Compared,
}

/// The relations of this level that do not hold: those with the report for the year before where it is given, else
/// those within the report.
fn broken(reports: Reports<'_>, level: Severity) -> impl Iterator<Item = Broken<'_>> {
    states(reports, move |relation| relation.level == level).filter(|state| !state.claim.holds())
}

/// The relations whose figures are certain and whose conditions hold.
fn states<'a>(
    reports: Reports<'a>,
    is_meant: impl Fn(&Relation) -> bool + Copy + 'a,
) -> impl Iterator<Item = Broken<'a>> + 'a {
    let is_here = move |relation: &&'static Relation| {
        is_meant(relation) && !relation.is_sum && relation.is_with_previous() == reports.previous.is_some()
    };
    let tables = reports.report.edition.tables.iter();
    tables.flat_map(move |table| {
        let relations: Vec<&'static Relation> = table.relations.iter().filter(is_here).collect();
        let rows: BTreeSet<&str> = if relations.is_empty() {
            BTreeSet::new()
        } else {
            let cells = reports.report.cells.keys();
            cells.filter(|address| address.table == table.key).map(|address| address.row).collect()
        };
        relations.into_iter().flat_map(move |relation| {
            let mut lines = relation.lines(table);
            lines.retain(|line| !matches!(line, Line::Row(row) if !rows.contains(row)));
            lines.into_iter().filter_map(move |line| state(reports, table, relation, line))
        })
    })
}

fn state<'a>(
    reports: Reports<'a>,
    table: &'static TableForm,
    relation: &'static Relation,
    line: Line,
) -> Option<Broken<'a>> {
    let compare = |comparison: &'static Comparison| Compared::of(comparison, line, reports);
    let condition = match &relation.condition {
        Some(condition) => Some(compare(condition).filter(Compared::holds)?),
        None => None,
    };
    Some(Broken { reports, table, relation, line, condition, claim: compare(&relation.claim)? })
}

impl Broken<'_> {
    /// The finding; cells are suspected by these sums and equations.
    fn finding(&self, rule: &'static Rule, all: &[&Equation]) -> Finding {
        let own = self.claim.equation().filter(|_| !all.is_empty());
        let suspects: Vec<Suspect> = own.map(|own| suspects::find(&own, all)).unwrap_or_default();
        let sentence = |language| {
            let mut text = self.sentence(language);
            text.extend(says(self.relation.says, language));
            text.extend(suspects.iter().map(|suspect| suspect.describe(self.reports.report, language)));
            text
        };
        let message = Message::new(sentence(Language::Zh), sentence(Language::En));
        let cells = self.claim.cells().chain(self.condition.iter().flat_map(Compared::cells));
        let cells: Vec<_> = cells.collect();
        let at = suspects.first().map(|suspect| suspect.address).or(cells.first().copied());
        let place = at.and_then(|at| self.reports.report.cells.get(&at));
        let mut finding =
            Finding::new(rule, message, place.map_or(Place::Unknown, |cell| cell.place.clone()));
        finding.suspects = suspects.iter().map(|suspect| suspect.address).collect();
        finding.cells = cells;
        if self.claim.comparator == Comparator::Equal {
            finding = finding.with_figures(Some(self.claim.right.total), Some(self.claim.left.total));
        }
        finding
    }
}

/// What the form says of a relation that does not hold, to be appended to a message.
pub(super) fn says(says: Option<&str>, language: Language) -> Option<String> {
    says.map(|says| match language {
        Language::Zh => format!("；表样说：{says}"),
        Language::En => format!("; the form says: {says}"),
    })
}

#[cfg(test)]
mod tests;
