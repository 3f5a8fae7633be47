//! One oddity a folder: `fixtures/cases/NAME/input.*` and, beside it, what is made of it: the
//! document as read, the report, the findings. A new case is a new folder; accept with
//! `cargo insta review` after looking at each line.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use repconv::formats::{Content, Formats, ReadOptions, ReaderOutput, WriteOptions};
use repconv::model::document::{Block, Document, Paragraph, Role, Table};
use repconv::model::finding::{Finding, Severity};
use repconv::model::form::Edition;
use repconv::model::language::Language;
use repconv::model::metadata::MetadataKey;
use repconv::model::report::Report;
use repconv::model::text::fold;
use repconv::recognise::{RecogniseOptions, recognise};
use repconv::validate::validate;
use serde_json::Value;

const SNAPSHOTS: [&str; 3] = ["document", "findings", "report"];

#[test]
fn every_case_is_read_as_expected() {
    insta::glob!("../../fixtures/cases", "*/input.*", |input| {
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(input.parent().expect("folder"));
        settings.set_prepend_module_to_snapshot(false);
        settings.remove_snapshot_suffix();
        settings.set_omit_expression(true);
        settings.remove_input_file();
        let [document, findings, report] = shown(input);
        settings.bind(|| {
            insta::assert_snapshot!("document", document);
            insta::assert_snapshot!("report", report);
            insta::assert_snapshot!("findings", findings);
        });
    });
}

#[test]
fn every_case_has_one_input_and_its_three_expectations() {
    for folder in entries(Path::new("fixtures/cases")) {
        let names: Vec<String> = entries(&folder)
            .iter()
            .map(|file| file.file_name().expect("name").to_string_lossy().into_owned())
            .collect();
        let inputs = names.iter().filter(|name| name.starts_with("input.")).count();
        let wanted = SNAPSHOTS.map(|name| format!("{name}.snap"));
        assert_eq!(inputs, 1, "{}: {names:?}", folder.display());
        assert!(wanted.iter().all(|name| names.contains(name)), "{}: {names:?}", folder.display());
        assert_eq!(names.len(), 4, "{}: {names:?}", folder.display());
    }
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("folder is there");
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.expect("entry").path()).collect();
    files.sort();
    files
}

/// The document, the findings and the report of an input, each as a person reads it.
fn shown(input: &Path) -> [String; 3] {
    let bytes = std::fs::read(input).expect("input");
    let formats = Formats::builtin();
    let format = formats.detect(&bytes, input.extension().and_then(|e| e.to_str())).expect("format");
    let reader = format.reader.as_ref().expect("reader");
    let ReaderOutput::Document(document) =
        reader.read(&Content::new(&bytes), &ReadOptions::default()).expect("document")
    else {
        panic!("{}: a case is a document", input.display());
    };
    let (report, mut findings) = recognise(&document, &RecogniseOptions::default()).expect("report");
    findings.extend(document.doubts.iter().cloned());
    findings.extend(validate(&report));
    repconv::model::finding::sort(&mut findings);
    let json = formats.by_name("json").expect("json");
    let json = repconv::write(&report, json, &WriteOptions::default()).expect("JSON");
    let json: Value = serde_json::from_slice(&json).expect("JSON");
    let findings = list(&findings, &lost(&document, &report, &json, &findings));
    let mut text = String::new();
    indent(&json, 0, &mut text);
    [draw(&document), findings, text]
}

/// JSON whose small parts, such as a row of figures, stay on one line.
fn indent(value: &Value, depth: usize, text: &mut String) {
    const WIDEST: usize = 160;
    let short = value.to_string();
    let is_long = short.chars().count() + 2 * depth > WIDEST;
    let inner = "  ".repeat(depth + 1);
    let close = match value {
        Value::Object(fields) if is_long || depth == 0 => {
            for (at, (key, value)) in fields.iter().enumerate() {
                write!(text, "{}\n{inner}{}: ", if at == 0 { "{" } else { "," }, Value::from(key.as_str()))
                    .unwrap();
                indent(value, depth + 1, text);
            }
            "}"
        }
        Value::Array(items) if is_long => {
            for (at, item) in items.iter().enumerate() {
                write!(text, "{}\n{inner}", if at == 0 { "[" } else { "," }).unwrap();
                indent(item, depth + 1, text);
            }
            "]"
        }
        _ => {
            text.push_str(&short);
            return;
        }
    };
    write!(text, "\n{}{close}", "  ".repeat(depth)).unwrap();
}

/// Findings as a clerk reads them, and texts of the document that neither report nor findings hold.
fn list(findings: &[Finding], lost: &BTreeSet<String>) -> String {
    let mut text = String::new();
    for finding in findings {
        let severity = match finding.severity {
            Severity::Error => "错误",
            Severity::Warning => "提醒",
            Severity::Info => "说明",
        };
        let place = finding.place.describe(Language::Zh).unwrap_or_else(|| "全文".to_owned());
        let message = finding.message.get(Language::Zh);
        writeln!(text, "{place}: {severity} {} {message}", finding.rule.code).unwrap();
    }
    for lost in lost {
        writeln!(text, "未见于报告: {lost}").unwrap();
    }
    if text.is_empty() { "（无）".to_owned() } else { text }
}

/// Texts that are in the document and neither in the report, nor in a finding, nor in the form.
fn lost(document: &Document, report: &Report, json: &Value, findings: &[Finding]) -> BTreeSet<String> {
    let mut kept = String::new();
    strings(json, &mut kept);
    for finding in findings {
        kept.push_str(&fold(finding.message.get(Language::Zh)));
    }
    let known = labels(report.edition);
    let mut lost = BTreeSet::new();
    for block in &document.blocks {
        let texts: Vec<&str> = match block {
            Block::Paragraph(line) => vec![&line.text],
            Block::Table(table) => table.rows.iter().flatten().map(|cell| cell.text.as_str()).collect(),
        };
        for text in texts {
            let parts = text.split(|c: char| c.is_whitespace() || matches!(c, '：' | '['));
            let is_kept = |part: &str| {
                let folded = fold(part);
                let words = words(&folded);
                kept.contains(&*folded)
                    || MetadataKey::by_label(&folded).is_some()
                    || known.iter().any(|label| label.contains(&words))
            };
            if !kept.contains(&*fold(text)) && !is_key(text) && !parts.into_iter().all(is_kept) {
                lost.insert(text.replace('\n', "↵"));
            }
        }
    }
    lost
}

/// `索  引  号`
fn is_key(text: &str) -> bool {
    MetadataKey::by_label(&fold(text)).is_some()
}

fn strings(json: &Value, kept: &mut String) {
    match json {
        Value::String(text) => {
            kept.push_str(&fold(text));
            kept.push('\n');
        }
        Value::Number(number) => writeln!(kept, "{number}").unwrap(),
        Value::Array(items) => items.iter().for_each(|item| strings(item, kept)),
        Value::Object(fields) => {
            for (key, value) in fields {
                kept.push_str(&fold(key));
                kept.push('\n');
                strings(value, kept);
            }
        }
        Value::Null | Value::Bool(_) => {}
    }
}

/// The words of every label of an edition, which a report need not hold.
fn labels(edition: &Edition) -> BTreeSet<String> {
    let mut labels = vec!["信息内容", "单位", "统计指标", ""];
    for table in edition.tables {
        labels.extend(table.corner);
        for block in table.blocks {
            labels.extend(block.clause);
            for column in block.columns {
                labels.extend(column.path.iter().chain(column.variants).chain([&column.label]));
            }
            for row in block.rows {
                labels.extend(row.path.iter().chain(row.variants).chain([&row.label]).chain(&row.unit));
            }
        }
    }
    labels.into_iter().map(|label| words(&fold(label))).collect()
}

fn words(folded: &str) -> String {
    let rest = folded.trim_start_matches(|c: char| "()一二三四五六七八九十0123456789.、".contains(c));
    rest.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// A document as readable text: a line a block; a table as rows, spans as `→n` and `↓n`.
fn draw(document: &Document) -> String {
    let mut text = String::new();
    for property in &document.head {
        writeln!(text, "@{}: {}", property.name, property.text).unwrap();
    }
    for block in &document.blocks {
        match block {
            Block::Paragraph(line) => draw_line(line, &mut text),
            Block::Table(table) => draw_table(table, &mut text),
        }
    }
    text
}

fn draw_line(line: &Paragraph, text: &mut String) {
    let role = match line.role {
        Role::Body => "",
        Role::Title => "[标题] ",
        Role::Heading(1) => "[一级] ",
        Role::Heading(2) => "[二级] ",
        Role::Heading(_) => "[三级] ",
        Role::Navigation => "[链接] ",
        Role::Note => "[注] ",
        Role::Signature => "[署名] ",
        Role::Date => "[日期] ",
    };
    writeln!(text, "{role}{}", if line.text.is_empty() { "（空行）" } else { &line.text }).unwrap();
}

fn draw_table(table: &Table, text: &mut String) {
    for row in &table.rows {
        for cell in row {
            write!(text, "| {}", cell.text.replace('\n', "↵")).unwrap();
            if cell.colspan > 1 {
                write!(text, " →{}", cell.colspan).unwrap();
            }
            if cell.rowspan > 1 {
                write!(text, " ↓{}", cell.rowspan).unwrap();
            }
            text.push(' ');
        }
        text.push_str("|\n");
    }
    text.push_str("|---\n");
}
