use super::{Input, Session, write_checked};
use crate::formats::{
    Content, Format, Match, Output, ReadOptions, Reader, ReaderOutput, WriteOptions, Writer,
};
use crate::model::document::{Block, Document, Paragraph, Role};
use crate::model::error::{Error, Result};
use crate::model::finding::Severity;
use crate::model::language::{Language, Message};
use crate::model::limits::{Limit, Limits};
use crate::model::place::Place;
use crate::model::set_aside::{SetAside, fingerprint};
use crate::model::value::Value;

const TEXT: &str = "某镇人民政府2021年政府信息公开工作年度报告\n一、总体情况\n全年主动公开信息186条。\n\
                    六、其他需要报告的事项\n无。\n";

/// Paragraphs between strokes, after a mark that is made at run time.
#[derive(Clone)]
struct Strokes {
    mark: String,
}

impl Reader for Strokes {
    fn read(&self, content: &Content<'_>, _: &ReadOptions) -> Result<ReaderOutput> {
        let text = String::from_utf8_lossy(content.bytes()).into_owned();
        let lines = text.strip_prefix(&self.mark).unwrap_or_default().split('|');
        let paragraph =
            |line: &str| Block::Paragraph(Paragraph::new(line.trim(), Role::Body, Place::Unknown));
        let blocks = lines.filter(|line| !line.trim().is_empty()).map(paragraph).collect();
        Ok(ReaderOutput::Document(Document { blocks, ..Document::default() }))
    }
}

impl Writer for Strokes {
    fn write(&self, output: &Output<'_>, _: &WriteOptions) -> Result<Vec<u8>> {
        let lines = output.document.blocks.iter().filter_map(|block| match block {
            Block::Paragraph(paragraph) => Some(paragraph.text.as_str()),
            Block::Table(_) => None,
        });
        Ok(format!("{}{}", self.mark, lines.collect::<Vec<_>>().join("|")).into_bytes())
    }
}

fn strokes(mark: &str) -> Format {
    let mark = mark.to_owned();
    let name = format!("strokes-{}", mark.len());
    Format::new(name, Message::new("竖线文本", "text in strokes")).with_sniff(move |content| {
        if content.bytes().starts_with(mark.as_bytes()) { Match::Yes } else { Match::No }
    })
}

#[test]
fn a_format_made_at_run_time_is_detected_read_and_written() {
    let own = Strokes { mark: "%%".to_owned() };
    let session = Session::new().with_format(strokes("%%").with_reader(own.clone()).with_writer(own.clone()));
    let converted = session.convert(Input::new(TEXT.as_bytes()).with_name("a.txt"), "strokes-2").unwrap();
    assert!(converted.bytes.starts_with("%%某镇人民政府2021年".as_bytes()));
    let again = session.read(&converted.bytes).unwrap();
    assert_eq!((again.format.as_ref(), again.report.year), ("strokes-2", Some(2021)));
    assert_eq!(again.report.sections.len(), converted.reading.report.sections.len());
}

#[test]
fn what_a_format_loses_is_noticed_only_where_it_has_a_reader() {
    let session = Session::new();
    let bytes = std::fs::read("fixtures/reports/akto_2021/gbk_cells.txt").unwrap();
    let report = session.read(&bytes).unwrap().report;
    let own = Strokes { mark: "%%".to_owned() };
    let write_only = strokes("%%").with_writer(own.clone());
    let written = session.clone().with_format(write_only.clone()).write(&report, "strokes-2").unwrap();
    assert!(written.starts_with(b"%%"));
    let lossy = session.with_format(write_only.with_reader(own)).write(&report, "strokes-2");
    assert!(matches!(lossy, Err(Error::ReadsOtherwise { format, .. }) if format == "strokes-2"));
}

#[test]
fn findings_of_reading_and_of_rules_come_together_in_order() {
    let session = Session::new();
    let reading = session.read_and_check(TEXT.as_bytes()).unwrap();
    let alone = session.read(TEXT.as_bytes()).unwrap();
    let rules = session.check(&alone.report).unwrap();
    assert_eq!(reading.findings.len(), alone.findings.len() + rules.len());
    assert!(reading.findings.iter().any(|finding| finding.rule.code == "S003"));
    assert!(reading.findings.is_sorted_by(|a, b| a.place <= b.place));
}

#[test]
fn formats_have_names_and_extensions_in_any_case() {
    let session = Session::new();
    assert_eq!(session.format("DOCX").unwrap().name, "docx");
    assert_eq!(session.format("Htm").unwrap().name, "html");
    let error = session.format("docs").unwrap_err();
    assert_eq!(error.code(), "no-such-format");
    assert_eq!(error.message(Language::En), "there is no format 'docs'");
    assert!(error.hint(Language::Zh).unwrap().contains("docx、xlsx"));
    assert_eq!(session.detect(Input::new(b"{}").with_format("text")).unwrap().name, "text");
}

#[test]
fn limits_are_those_of_the_session() {
    let limits = Limits { input_bytes: 10, ..Limits::default() };
    let error = Session::new().with_limits(limits).read(TEXT.as_bytes()).unwrap_err();
    assert!(matches!(error, Error::TooLarge { what: Limit::Input, allowed: 10, .. }));
}

#[test]
fn reasons_stay_with_the_file_and_end_when_the_figure_changes() {
    let session = Session::new();
    let bytes = std::fs::read("fixtures/reports/akto_2021/gbk_cells.txt").unwrap();
    let mut reading = session.read_and_check(&bytes).unwrap();
    let found = reading.findings.iter().find(|finding| finding.rule.code == "C001").unwrap().clone();
    let before = reading.findings.iter().filter(|finding| finding.rule.code == "C001").count();
    let print = fingerprint(&reading.report, &found);
    reading.report.set_aside.push(SetAside::new(&print, "本年没有这项业务，“—”不填").unwrap());
    let findings = session.check(&reading.report).unwrap();

    for (format, is_kept) in
        [("docx", true), ("odt", true), ("xlsx", true), ("json", true), ("html", false), ("text", false)]
    {
        let format = session.format(format).unwrap();
        let written = write_checked(&reading.report, &findings, format, &WriteOptions::default()).unwrap();
        let again = session.read_and_check(&written.bytes).unwrap();
        let of_rule = |code| again.findings.iter().filter(move |finding| finding.rule.code == code);
        assert_eq!(of_rule("C001").count(), before, "{}", format.name);
        let set_aside: Vec<_> = of_rule("C001").filter_map(|finding| finding.set_aside.as_ref()).collect();
        assert_eq!(set_aside.len(), usize::from(is_kept), "{}", format.name);
        if !is_kept {
            assert!(written.loss.unwrap().zh.contains("1 条检查结果的说明"), "{}", format.name);
            continue;
        }
        assert_eq!(again.report.set_aside, reading.report.set_aside);
        assert_eq!((set_aside[0].severity, &set_aside[0].message), (found.severity, &found.message));
        let noted = of_rule("C001").find(|finding| finding.set_aside.is_some()).unwrap();
        assert_eq!((noted.severity, &noted.cells), (Severity::Info, &found.cells));

        // The figure changes: what was found then is found again if it is still wrong.
        let mut changed = again.report;
        changed.cells.get_mut(&found.cells[0]).unwrap().value = Value::parse("若干");
        assert!(session.check(&changed).unwrap().iter().all(|finding| finding.set_aside.is_none()));
    }

    // What is sent to the upper office carries no reasons.
    let options = WriteOptions::default().with_final(true);
    for format in ["docx", "xlsx"] {
        let sent = session.write_with(&reading.report, &findings, format, &options).unwrap();
        assert!(session.read(&sent).unwrap().report.set_aside.is_empty(), "{format}");
    }
}
