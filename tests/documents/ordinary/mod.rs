//! Ordinary documents, which have no known form, converted from any format to any: nothing that other programs
//! read of the source is lost, the way back leads to the same content, and the rules find nothing wrong.
//!
//! `fixtures/documents/NAME.json` is what python-docx, openpyxl and LibreOffice, html.parser or plain lines say a
//! document holds. Outputs are looked at without our readers (`seen.rs`), too.

mod seen;
mod truth;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use repconv::formats::{TextEncoding, WriteOptions};
use repconv::model::error::Error;
use repconv::model::finding::Finding;
use repconv::model::generic_table::GenericCell;
use repconv::model::place::Place;
use repconv::model::report::{Item, Report};
use repconv::session::{Input, Session};
use repconv::validate::{Check, check_of, rules};

/// Where an output goes: its format, the extension of its file, the encoding of a text.
struct Target {
    format: &'static str,
    extension: &'static str,
    encoding: Option<TextEncoding>,
}

/// The formats that hold a whole document.
const TARGETS: [Target; 6] = [
    Target { format: "docx", extension: "docx", encoding: None },
    Target { format: "odt", extension: "odt", encoding: None },
    Target { format: "xlsx", extension: "xlsx", encoding: None },
    Target { format: "html", extension: "html", encoding: None },
    Target { format: "text", extension: "txt", encoding: Some(TextEncoding::Gbk) },
    Target { format: "text", extension: "txt", encoding: Some(TextEncoding::Utf8) },
];

impl Target {
    fn write(&self, session: &Session, report: &Report) -> Vec<u8> {
        let write = |encoding| {
            let options = WriteOptions::default().with_encoding(encoding);
            session.write_with(report, &[], self.format, &options)
        };
        match write(self.encoding) {
            // GB18030 is GBK with all other characters.
            Err(Error::Unencodable { .. }) => write(Some(TextEncoding::Gb18030)),
            written => written,
        }
        .unwrap()
    }
}

fn documents() -> Vec<PathBuf> {
    let entries = std::fs::read_dir("fixtures/documents").unwrap().map(|entry| entry.unwrap().path());
    let is_document = |path: &PathBuf| {
        let extension = path.extension().and_then(|extension| extension.to_str());
        matches!(extension, Some("docx" | "xlsx" | "xlsb" | "html" | "txt"))
    };
    let mut documents: Vec<PathBuf> = entries.filter(is_document).collect();
    documents.sort();
    assert!(documents.len() >= 60, "the fixtures are there");
    documents
}

fn read(session: &Session, bytes: &[u8], name: &str) -> Report {
    read_and_check(session, bytes, name).0
}

fn read_and_check(session: &Session, bytes: &[u8], name: &str) -> (Report, Vec<Finding>) {
    let reading = session.read_and_check(Input::new(bytes).with_name(name));
    let reading = reading.unwrap_or_else(|error| panic!("{name}: {error}"));
    (reading.report, reading.findings)
}

fn name(path: &Path) -> &str {
    path.file_name().unwrap().to_str().unwrap()
}

/// What does not hold of the documents; all of it, so that one run shows it.
fn each(judge: impl Fn(&Session, &Path) -> Vec<String>) {
    let session = Session::new();
    let faults: Vec<String> = documents().iter().flat_map(|path| judge(&session, path)).collect();
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn nothing_is_lost_in_any_format() {
    each(|session, path| {
        let report = read(session, &std::fs::read(path).unwrap(), name(path));
        let truth = truth::of(path);
        let judge = |target: &Target| {
            let seen = seen::text(&target.write(session, &report), target.extension);
            // Tables have sheets of their own in a workbook.
            let missing =
                if target.format == "xlsx" { truth.missing(&seen) } else { truth.missing_in_order(&seen) };
            let way = format!("{} to {} ({:?})", name(path), target.format, target.encoding);
            missing.map(|text| format!("{way}: “{text}” is missing"))
        };
        TARGETS.iter().filter_map(judge).collect()
    });
}

#[test]
fn the_way_back_leads_to_the_same_content() {
    each(|session, path| {
        let bytes = std::fs::read(path).unwrap();
        let extension = path.extension().unwrap().to_str().unwrap();
        // A binary workbook is written as the other one.
        let extension = if extension == "xlsb" { "xlsx" } else { extension };
        let own = TARGETS.iter().find(|target| target.extension == extension).unwrap();
        let source = read(session, &bytes, name(path));
        let judge = |target: &Target| {
            let there = read(session, &target.write(session, &source), &format!("b.{}", target.extension));
            let back = read(session, &own.write(session, &there), &format!("a.{extension}"));
            let way = format!("{} by way of {} ({:?})", name(path), target.format, target.encoding);
            [("there", there), ("back", back)].into_iter().find_map(|(end, report)| {
                let (got, want) = (content(&report), content(&source));
                let differs = got.iter().zip(&want).find(|(got, want)| got != want);
                let differs = differs.map(|(got, want)| format!("{got:?} for {want:?}"));
                let count = || (got.len() != want.len()).then(|| format!("{} for {}", got.len(), want.len()));
                differs.or_else(count).map(|differs| format!("{way}, {end}: {differs}"))
            })
        };
        TARGETS.iter().filter_map(judge).collect()
    });
}

#[test]
fn headings_of_all_levels_come_back_from_every_format() {
    const PAGE: &str = "<!doctype html><meta charset=utf-8><h1>内部管理规定</h1><h2>总则</h2><p>甲</p><h3>适用</h3><p>乙</p>\
        <h4>人员</h4><p>丙</p><h5>在编</h5><p>丁</p><h6>借调</h6><p>戊</p><h2>附则</h2><p>己</p>";
    let session = Session::new();
    let source = read(&session, PAGE.as_bytes(), "a.html");
    let levels: Vec<u8> = source.sections.iter().map(|section| section.level).collect();
    assert_eq!(levels, [1, 2, 3, 4, 5, 1]);
    for target in &TARGETS {
        let written = target.write(&session, &source);
        let again = read(&session, &written, &format!("b.{}", target.extension));
        assert_eq!(content(&again), content(&source), "{}", target.format);
    }
}

/// The title, headings, lines and tables of a report in order.
fn content(report: &Report) -> Vec<String> {
    let mut content: Vec<String> = report.title.iter().map(|title| format!("title {}", title.text)).collect();
    content.extend(report.preamble.iter().map(|line| line.text.clone()));
    for section in &report.sections {
        if !section.heading.text.is_empty() {
            content.push(format!("{} {}", "#".repeat(section.level.into()), section.heading.text));
        }
        for item in &section.body {
            match item {
                Item::Paragraph(line) => content.push(line.text.clone()),
                Item::Table(table) => content.extend(table.rows.iter().flatten().map(cell)),
                Item::Note(index) => content.push(report.notes[*index].text.clone()),
                Item::StatutoryTable(_) => panic!("no document has a form"),
            }
        }
    }
    let signature = report.signature.organization.iter().chain(&report.signature.date);
    content.extend(signature.map(|line| format!("signed {}", line.text)));
    content
}

fn cell(cell: &GenericCell) -> String {
    format!("{} {}x{}", cell.text, cell.colspan, cell.rowspan)
}

#[test]
fn sound_documents_have_no_findings() {
    each(|session, path| {
        let (report, findings) = read_and_check(session, &std::fs::read(path).unwrap(), name(path));
        assert!(report.edition.is_none(), "{}", path.display());
        let found = findings.iter().filter(|finding| finding.rule.code.starts_with('G'));
        found.map(|finding| format!("{}: {} {}", name(path), finding.rule.code, finding.message.zh)).collect()
    });
}

/// Reports on other subjects, a contents page, a novel, prices: nothing of a report is read from them.
#[test]
fn what_is_near_to_a_report_is_read_as_a_document() {
    let session = Session::new();
    for entry in std::fs::read_dir("fixtures/documents/near").unwrap() {
        let path = entry.unwrap().path();
        let (report, findings) = read_and_check(&session, &std::fs::read(&path).unwrap(), name(&path));
        assert!(report.edition.is_none() && report.cells.is_empty(), "{}", path.display());
        assert!(findings.iter().any(|finding| finding.rule.code == "R012"), "{}", path.display());
    }
}

/// The name of an unsound document begins with the code of its rule.
#[test]
fn each_unsound_document_has_the_findings_of_one_rule() {
    let session = Session::new();
    let mut count: BTreeMap<String, usize> = BTreeMap::new();
    for entry in std::fs::read_dir("fixtures/documents/unsound").unwrap() {
        let path = entry.unwrap().path();
        let (_, findings) = read_and_check(&session, &std::fs::read(&path).unwrap(), name(&path));
        let mut codes: Vec<&str> = findings.iter().map(|finding| finding.rule.code).collect();
        codes.retain(|code| *code != "R012");
        codes.dedup();
        let code = name(&path).split('_').next().unwrap();
        assert_eq!(codes, [code], "{}", path.display());
        let has_place =
            findings.iter().all(|finding| finding.rule.code == "R012" || finding.place != Place::Unknown);
        assert!(has_place, "{}", path.display());
        *count.entry(code.to_owned()).or_default() += 1;
    }
    let general = rules().filter(|rule| matches!(check_of(rule), Check::General(_)));
    for rule in general {
        assert!(count.get(rule.code).is_some_and(|count| *count >= 3), "{}: {count:?}", rule.code);
    }
}
