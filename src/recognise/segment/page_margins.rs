//! What the headers and footers of pages say about the figures: `单位：元`, `2023年度`, the name of another body.
//!
//! A letterhead is evidence, but may be left over from another document. The figures are therefore read, and a header
//! that contradicts the report is reported.

use std::collections::BTreeSet;

use crate::model::document::{Document, Paragraph};
use crate::model::finding::Finding;
use crate::model::language::Message;
use crate::model::reading_rules::UNREAD_FIGURES;
use crate::model::unit::Unit;

use crate::recognise::tables::remainder;

use super::captions::{OwnReport, is_caption, sheet_of};

/// Most findings about the headers and footers of a document.
const MOST_FINDINGS: usize = 8;

/// The headers and footers of the pages of a document.
pub struct PageMargins<'a>(&'a [Paragraph]);

impl<'a> PageMargins<'a> {
    pub const fn of(document: &'a Document) -> Self {
        Self(document.margins.as_slice())
    }

    /// The units that those of the pages of a sheet name, or of all pages where there are no sheets.
    pub fn units(&self, sheet: &str) -> Vec<Unit> {
        let lines = self.0.iter().filter(|line| sheet_of(&line.place) == sheet && line.text.contains("单位"));
        lines.filter(|line| is_caption(&line.text)).flat_map(|line| remainder::units(&line.text)).collect()
    }

    /// A finding for each that names another year or body than the report's.
    pub fn findings(&self, own: &OwnReport) -> Vec<Finding> {
        let mut seen = BTreeSet::new();
        let others = self.0.iter().filter(|line| {
            let text = line.text.as_str();
            seen.insert(text)
                && is_caption(text)
                && own.is_another(text)
                && !is_issue(text)
                && !own.is_governed_by(text)
        });
        others.take(MOST_FINDINGS).map(finding).collect()
    }
}

/// Whether a text is the issue of a gazette, whose year is that of its printing: 2025年第1期.
fn is_issue(text: &str) -> bool {
    const NUMERALS: &str = "一二三四五六七八九十";
    text.split('第').skip(1).any(|after| {
        let rest =
            after.trim_start_matches(|c: char| c.is_numeric() || c.is_whitespace() || NUMERALS.contains(c));
        rest.starts_with(['期', '号'])
    })
}

fn finding(line: &Paragraph) -> Finding {
    let text = &line.text;
    let message = Message::new(
        format!("页眉页脚写着“{text}”，与本报告的年度或机关不一致；请核对这是不是本报告的数，不是的话请改正"),
        format!(
            "the page header or footer '{text}' is of another year or body than the report; verify the figures and correct it"
        ),
    );
    Finding::new(&UNREAD_FIGURES, message, line.place.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forms::Y2021;
    use crate::model::document::{Block, Role};
    use crate::model::place::Place;

    fn line(text: &str) -> Paragraph {
        Paragraph::new(text, Role::Body, Place::Unknown)
    }

    fn document(margin: &str) -> Document {
        let title = line("青溪县文化局2024年政府信息公开工作年度报告");
        Document { blocks: vec![Block::Paragraph(title)], margins: vec![line(margin)], ..Document::default() }
    }

    #[test]
    fn a_header_of_another_year_or_body_is_reported() {
        for (text, findings) in [
            ("2023年度", 1),
            ("二〇二三年度", 1),
            ("上年度", 1),
            ("第一季度", 1),
            ("青溪县教育局", 1),
            ("填报单位：青溪县教育局", 1),
            ("青溪县教育局2023年政府信息公开工作年度报告", 1),
            ("2024年度", 0),
            ("青溪县文化局", 0),
            ("青溪县文化局2024年政府信息公开工作年度报告", 0),
            ("青溪县人民政府", 0),
            ("青溪县人民政府办公室", 0),
            ("国务院办公厅制", 0),
            ("第 1 页 共 9 页", 0),
            ("机密", 0),
            ("单位：件", 0),
            ("2025年第1期", 0),
            ("2025年第十期", 0),
            ("打印日期：2025年1月20日", 0),
        ] {
            let document = document(text);
            let own = OwnReport::of(&document, &Y2021);
            assert_eq!(PageMargins::of(&document).findings(&own).len(), findings, "{text}");
        }
    }

    #[test]
    fn a_header_names_units() {
        for (text, want) in [
            ("单位：元", &["元"][..]),
            ("金额单位：千元", &["千元"]),
            ("单位：青溪县文化局", &[]),
            ("人民币元", &[]),
        ] {
            let document = document(text);
            let names: Vec<String> =
                PageMargins::of(&document).units("").into_iter().map(|unit| unit.name).collect();
            assert_eq!(names, want, "{text}");
            assert!(PageMargins::of(&document).units("表二").is_empty());
        }
    }
}
