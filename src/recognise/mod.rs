//! Recognise: finds the report in a document, whatever site, program or clerk it came from.
//!
//! First the blocks are sorted (`segments`): statutory tables are read by their labels on the spot,
//! flattened ones too. Then the lines are walked in order (`assemble`): title, metadata, preamble,
//! headings, text, notes, signature. What cannot be placed is kept where it stood; what could not
//! be settled becomes a finding of family R.

mod assemble;
mod edition;
mod embedded_copy;
mod sections;
mod segment;
mod tables;

use crate::model::document::Document;
use crate::model::error::{Error, Result};
use crate::model::finding::Finding;
use crate::model::form::Edition;
use crate::model::language::Message;
use crate::model::limits::Clock;
use crate::model::report::{Report, Section};

use self::sections::headings;
use self::tables::labels::Labels;

/// How to recognise.
#[derive(Clone, Copy, Debug, Default)]
pub struct RecogniseOptions {
    /// The edition, when the user says which.
    pub edition: Option<&'static Edition>,
    /// Runs since the reading began; see [`Limits::started`](crate::model::limits::Limits::started).
    pub clock: Clock,
}

/// Finds the report in a document.
///
/// # Errors
/// [`Error::NotAReport`] when neither statutory tables nor a title with sections are found,
/// [`Error::TooLarge`] when the time is up.
pub fn recognise(original: &Document, options: &RecogniseOptions) -> Result<(Report, Vec<Finding>)> {
    let edition = options.edition.unwrap_or_else(|| edition::edition(original));
    let labels = Labels::of_edition(edition);
    options.clock.check()?;
    let document = &*segment::text_rows::split_text_rows(original, edition, labels);
    let segments = segment::segment(document, edition, labels, &options.clock)?;
    options.clock.check()?;
    let (report, mut findings) = assemble::assemble(document, edition, segments, &options.clock)?;
    let evidence = Evidence::of(&report, edition);
    let is_report = !report.cells.is_empty()
        || (evidence.statutory >= 3 && (evidence.title || evidence.own_heading))
        || (evidence.title
            && (evidence.statutory >= 1 || (edition.sections.is_empty() && evidence.free >= 2)))
        || findings.iter().any(|finding| finding.rule.code == "R001");
    if !is_report {
        return Err(not_a_report(&evidence, edition));
    }
    options.clock.check()?;
    findings.extend(embedded_copy::differences(original, &report));
    Ok((report, findings))
}

/// What tells a report from other documents, besides its tables.
struct Evidence {
    /// The title names the kind of report.
    title: bool,
    /// Sections of the form, and others.
    statutory: usize,
    free: usize,
    /// A heading that only these reports have: 总体情况, 存在的主要问题 and 其他需要报告的事项 stand in the
    /// yearly reports on any subject.
    own_heading: bool,
}

impl Evidence {
    fn of(report: &Report, edition: &Edition) -> Self {
        let has = |key| report.sections.iter().any(|section| section.key == key);
        let own = edition.sections.iter().filter(|form| form.heading.contains("公开"));
        let statutory = report.sections.iter().filter(|section| section.key != Section::EXTRA).count();
        Self {
            title: report.title.as_ref().is_some_and(|title| headings::is_title(&title.text)),
            statutory,
            free: report.sections.len() - statutory,
            own_heading: own.map(|form| form.key).any(has),
        }
    }
}

fn not_a_report(evidence: &Evidence, edition: &Edition) -> Error {
    let mut missing = Vec::new();
    if !evidence.title {
        missing.push(Message::new(
            "标题“……政府信息公开工作年度报告”",
            "title naming a 政府信息公开工作年度报告",
        ));
    }
    if evidence.statutory == 0 && (evidence.free == 0 || !edition.sections.is_empty()) {
        missing.push(Message::new("“一、总体情况”等各部分标题", "headings such as 一、总体情况"));
    }
    missing.push(Message::new("法定表格（主动公开、依申请公开、复议诉讼）", "statutory tables"));
    Error::NotAReport { missing }
}
