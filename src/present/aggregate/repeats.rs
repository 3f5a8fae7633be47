//! Findings about bodies with several reports of different figures, where nobody chose which one counts.

use super::wording;
use crate::aggregate::{Inclusion, Likeness, Reason, Summary};
use crate::model::finding::Finding;
use crate::model::language::{Language, Message};
use crate::model::place::Place;
use crate::present::check::Entry;
use crate::validate::DUPLICATE_SUBMISSION;

/// Whether a finding is about a choice that the office makes, not the body.
#[must_use]
pub fn is_choice(finding: &Finding) -> bool {
    *finding.rule == DUPLICATE_SUBMISSION
}

/// Adds to each report that does not count for another of its body with other figures a finding that says how many
/// cells differ and how to choose.
pub fn add_findings(summary: &Summary, entries: &mut [Entry]) {
    let readable = entries.iter_mut().filter(|entry| entry.error.is_none());
    let received = summary.received.iter().zip(&summary.inclusions);
    for (entry, (one, inclusion)) in readable.zip(received) {
        let Inclusion::Excluded(reason) = inclusion else { continue };
        let Reason::Repeated { counted, likeness } = reason else { continue };
        let Likeness::Different(cells) = likeness else { continue };
        if !summary.is_undecided(one, reason) {
            continue;
        }
        let Some(other) = summary.received.get(*counted) else { continue };
        let how = |language| wording::likeness(one, Some(other), likeness, language);
        let (body, file) = (wording::body(one), &other.file);
        let message = Message::new(
            format!(
                "“{body}”的报告不止一份，计入的是“{file}”：{}；换一份加 --prefer newest、folder 或 name",
                how(Language::Zh)
            ),
            format!(
                "{body} has several reports, of which '{file}' counts: {}; choose another with --prefer newest, folder or name",
                how(Language::En)
            ),
        );
        let mut finding = Finding::new(&DUPLICATE_SUBMISSION, message, Place::Unknown);
        finding.cells.clone_from(cells);
        entry.findings.push(finding);
    }
}
