//! Family B: reports checked together.

use std::collections::{HashMap, HashSet};

use serde::Serialize;

use super::Settings;
use super::years::{listed, percent};
use crate::model::finding::{Finding, Rule, Severity};
use crate::model::language::{Message, Text};
use crate::model::place::Place;
use crate::model::report::Report;
use crate::model::text;
use crate::prose::bodies::{Body, Kinship};
use crate::prose::similarity::{Narrative, nearest};

mod affiliation;
pub(super) mod duplicates;
pub(super) mod roster;

pub use affiliation::Affiliation;
use duplicates::Figures;

/// B001: the narrative is nearly the same as that of another body.
pub static COPIED_NARRATIVE: Rule = Rule {
    code: "B001",
    name: "copied-narrative",
    severity: Severity::Warning,
    title: Text::new("文字与另一单位的报告雷同", "the narrative is nearly that of another body"),
    ground: Text::new(
        "《政府信息公开条例》第五十条：年度报告写本单位的情况；内容雷同是退回的常见原因",
        "article 50 of the 政府信息公开条例: a report describes its own body; copied text is often returned",
    ),
    page: include_str!("../../docs/rules/B001.md"),
};

/// B002: two files for one body and year.
pub static DUPLICATE_SUBMISSION: Rule = Rule {
    code: "B002",
    name: "duplicate-submission",
    severity: Severity::Warning,
    title: Text::new("同一单位同一年度有多份报告", "several files for one body and year"),
    ground: Text::new(
        "《政府信息公开条例》第四十九条：每个单位每年一份年度报告",
        "article 49 of the 政府信息公开条例: one report of each body for each year",
    ),
    page: include_str!("../../docs/rules/B002.md"),
};

/// B003: a body on the roster has no report.
pub static MISSING_SUBMISSION: Rule = Rule {
    code: "B003",
    name: "missing-submission",
    severity: Severity::Error,
    title: Text::new("名单上的单位没有报告", "a body on the roster has no report"),
    ground: Text::new(
        "《政府信息公开条例》第四十九条：县级以上人民政府部门每年1月31日前提交上一年度报告",
        "article 49 of the 政府信息公开条例: departments hand in the report for the year before by 31 January",
    ),
    page: include_str!("../../docs/rules/B003.md"),
};

/// What the rules of this family need of a report: thousands of reports are not kept in memory as a whole.
#[derive(Clone, Debug)]
pub struct Submission {
    /// The file as it is shown.
    pub file: String,
    /// The organization that reports.
    pub organization: Option<String>,
    /// The year reported on.
    pub year: Option<u16>,
    narrative: Narrative,
    figures: Figures,
}

impl Submission {
    /// Takes from the report of this file what the rules need.
    #[must_use]
    pub fn of(file: &str, report: &Report) -> Self {
        Self {
            file: file.to_owned(),
            organization: report.organization.clone(),
            year: report.year,
            narrative: Narrative::of(report),
            figures: Figures::of(report),
        }
    }

    fn body(&self) -> Option<Body> {
        self.organization.as_deref().map(Body::of)
    }
}

/// The bodies that must submit a report.
#[derive(Clone, Debug, Default)]
pub struct Roster {
    /// Names as the list gives them, each once.
    pub organizations: Vec<String>,
    /// Other names that the list gives, in their normal form, and the name of the same body in `organizations`.
    pub other_names: HashMap<String, String>,
    /// Where the bodies belong, by the normal form of their names in `organizations`.
    pub affiliations: HashMap<String, Affiliation>,
}

impl Roster {
    /// A roster of these names; blank names and certain repeats of a body are skipped.
    pub fn new(names: impl IntoIterator<Item = String>) -> Self {
        let mut known = HashSet::new();
        let names = names.into_iter().map(|name| text::clean(&name));
        let organizations =
            names.filter(|name| !name.is_empty() && known.insert(Body::of(name).certain_name())).collect();
        Self { organizations, ..Self::default() }
    }

    /// The same roster with other names: each with the name of the body as the list gives it. One that two bodies have
    /// means neither.
    #[must_use]
    pub fn with_other_names(mut self, names: impl IntoIterator<Item = (String, String)>) -> Self {
        let mut shared = HashSet::new();
        for (other, name) in names {
            let other = Body::of(&text::clean(&other)).certain_name();
            let name = text::clean(&name);
            if let Some(before) = self.other_names.insert(other.clone(), name.clone())
                && before != name
            {
                shared.insert(other);
            }
        }
        self.other_names.retain(|other, _| !other.is_empty() && !shared.contains(other));
        self
    }

    /// The name on the list of the body that has this other name there.
    #[must_use]
    pub fn by_other_name(&self, name: &str) -> Option<&str> {
        self.other_names.get(&Body::of(name).certain_name()).map(String::as_str)
    }
}

/// Reports that are checked as one batch.
#[derive(Clone, Copy, Debug, Default)]
pub struct Batch<'a> {
    /// The reports.
    pub submissions: &'a [Submission],
    /// The organizations that must report.
    pub roster: Option<&'a Roster>,
    /// Names of files that could not be read: they may be the reports of missing bodies.
    pub unreadable: &'a [String],
}

/// A finding about a report of a batch, or about the batch as a whole.
///
/// As JSON it has the members of the [`Finding`] after `"submission"`.
///
/// ```
/// use repconv::validate::{Batch, Roster, Settings, validate_batch};
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let roster = Roster { organizations: vec!["甲镇人民政府".to_owned()], ..Roster::default() };
/// let batch = Batch { roster: Some(&roster), ..Batch::default() };
/// let json = serde_json::to_value(validate_batch(&batch, &Settings::default()))?;
/// assert_eq!(json[0]["submission"], serde_json::Value::Null);
/// assert_eq!(json[0]["code"], "B003");
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct BatchFinding {
    /// The index of the submission; `None` for the batch.
    pub submission: Option<usize>,
    /// The index of the file that could not be read and is that of the missing body.
    #[serde(skip)]
    pub unreadable: Option<usize>,
    /// What was found.
    #[serde(flatten)]
    pub finding: Finding,
}

pub(super) fn copied_narratives(batch: &Batch<'_>, settings: &Settings, findings: &mut Vec<BatchFinding>) {
    let bodies: Vec<_> = batch.submissions.iter().map(Submission::body).collect();
    let body = |at: usize| bodies.get(at)?.as_ref();
    let are_different = |a: usize, b: usize| {
        let kinship = body(a).zip(body(b)).map(|(a, b)| a.kinship(b));
        kinship == Some(Kinship::Different)
    };
    let known = batch.submissions.iter().zip(&bodies);
    let narratives: Vec<_> = known.map(|(one, body)| body.as_ref().map(|_| &one.narrative)).collect();
    for (at, found) in nearest(&narratives, settings.max_similarity, are_different).into_iter().enumerate() {
        let Some(found) = found else { continue };
        let Some(other) = batch.submissions.get(found.other) else { continue };
        let (file, organization) = (&other.file, other.organization.as_deref().unwrap_or_default());
        let (share, longest) = (percent(&found.likeness), listed(&found.likeness));
        let message = Message::new(
            format!("文字有 {share} 与“{organization}”的报告（{file}）相同{}", longest.zh),
            format!(
                "{share} of the narrative is the same as in the report of {organization} ({file}){}",
                longest.en
            ),
        );
        let mut finding = Finding::new(&COPIED_NARRATIVE, message, Place::Unknown);
        finding.passage = found.likeness.passages.into_iter().next().map(|repeated| repeated.text);
        findings.push(BatchFinding { submission: Some(at), unreadable: None, finding });
    }
}

#[cfg(test)]
mod tests;
