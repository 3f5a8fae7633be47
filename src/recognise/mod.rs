//! Recognise: finds the report in a document, whatever site, program or clerk it came from.
//!
//! First the blocks are sorted (`pieces`): statutory tables are read by their labels on the spot,
//! flattened ones too. Then the lines are walked in order (`assemble`): title, metadata, preamble,
//! headings, text, notes, signature. What cannot be placed is kept where it stood; what could not
//! be settled becomes a finding of family R.

mod assemble;
mod columns;
mod edition;
mod figures;
mod flattened;
mod frame;
mod headings;
mod labels;
mod metadata;
mod numbering;
mod pieces;
mod rivals;
mod side_by_side;
mod signature;
mod stacked;
mod surroundings;
mod tables;
mod torn;

use crate::document::Document;
use crate::editions::Edition;
use crate::error::{Error, Result};
use crate::finding::Finding;
use crate::language::Message;
use crate::report::{Report, Section};

use self::labels::Labels;

/// How to recognise.
#[derive(Clone, Copy, Debug, Default)]
pub struct RecogniseOptions {
    /// The edition, when the user says which.
    pub edition: Option<&'static Edition>,
}

/// Finds the report in a document.
///
/// # Errors
/// [`Error::NotAReport`] when neither statutory tables nor a title with sections are found.
pub fn recognise(document: &Document, options: &RecogniseOptions) -> Result<(Report, Vec<Finding>)> {
    let edition = options.edition.unwrap_or_else(|| edition::edition(document));
    let labels: Vec<Labels> = edition.tables.iter().map(Labels::of).collect();
    let unstacked = stacked::unstack(document, &labels);
    let document = unstacked.as_ref().unwrap_or(document);
    let sorted = pieces::sort(document, edition, &labels);
    let (report, findings) = assemble::assemble(document, edition, sorted);
    let statutory = report.sections.iter().filter(|section| section.key != Section::EXTRA).count();
    let free = report.sections.len() - statutory;
    let is_report = !report.cells.is_empty()
        || statutory >= 3
        || (report.title.is_some() && (statutory >= 1 || (edition.sections.is_empty() && free >= 2)))
        || findings.iter().any(|finding| finding.rule.code == "R001");
    if is_report { Ok((report, findings)) } else { Err(not_a_report(&report)) }
}

fn not_a_report(report: &Report) -> Error {
    let mut missing = Vec::new();
    if report.title.is_none() {
        missing.push(Message::new(
            "标题“……政府信息公开工作年度报告”",
            "title naming a 政府信息公开工作年度报告",
        ));
    }
    if report.sections.is_empty() {
        missing.push(Message::new("“一、总体情况”等各部分标题", "headings such as 一、总体情况"));
    }
    missing.push(Message::new("法定表格（主动公开、依申请公开、复议诉讼）", "statutory tables"));
    Error::NotAReport { missing }
}
