//! Every real report in every form against the ground truth: no wrong cell, none missing, no
//! paragraph lost. The table that this makes is kept as a snapshot.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use repconv::formats::{Formats, ReadOptions};
use repconv::model::address::Address;
use repconv::model::decimal::Decimal;
use repconv::model::report::{Item, Report};
use repconv::model::value::Value;
use repconv::recognise::RecogniseOptions;
use serde_json::Value as Json;
use unicode_normalization::UnicodeNormalization;

/// Rows of these files lost their blanks, so that which cells are blank can't be known: there the
/// right answer is to leave them out, never to guess.
const UNDECIDABLE: [&str; 1] = ["shanghai_office_2019/gbk_cells.txt"];

fn documents() -> Vec<PathBuf> {
    let mut files = Vec::new();
    for folder in folder("fixtures/reports") {
        if folder.is_dir() {
            files.extend(
                self::folder(folder).into_iter().filter(|file| !file.to_string_lossy().contains("truth")),
            );
        }
    }
    files
}

fn folder(path: impl AsRef<Path>) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(path.as_ref()).expect("fixtures are there");
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.expect("entry").path()).collect();
    files.sort();
    files
}

fn json(path: &Path) -> Json {
    serde_json::from_slice(&std::fs::read(path).expect("truth")).expect("truth is JSON")
}

/// Text without white space, widths and kinds of quotes: what a person would call the same.
fn plain(text: &str) -> String {
    text.nfkc()
        .filter(|c| !c.is_whitespace())
        .map(|c| match c {
            '“' | '”' => '"',
            '‘' | '’' => '\'',
            '—' | '–' | '‐' => '-',
            _ => c,
        })
        .collect()
}

fn expected(cell: &Json) -> Value {
    match cell {
        Json::Null => Value::Blank,
        Json::Number(number) => {
            Value::Number(number.to_string().parse::<Decimal>().expect("decimal").normalize())
        }
        other => Value::parse(other["raw"].as_str().expect("raw")),
    }
}

struct Compared {
    cells: usize,
    wrong: Vec<String>,
    missing: Vec<String>,
    facts: Vec<String>,
    lost: Vec<String>,
}

fn compare(truth: &Json, report: &Report) -> Compared {
    let mut result = Compared { cells: 0, wrong: vec![], missing: vec![], facts: vec![], lost: vec![] };
    for (table, rows) in truth["tables"].as_object().expect("tables") {
        for (row, columns) in rows.as_object().expect("rows") {
            for (column, want) in columns.as_object().expect("columns") {
                result.cells += 1;
                let at = format!("{table}/{row}/{column}");
                let is_it = |a: &&Address| a.table == table && a.row == row && a.column == column;
                match report.cells.iter().find(|(address, _)| is_it(address)) {
                    None => result.missing.push(at),
                    Some((_, found)) if found.value == expected(want) => {}
                    Some((_, found)) => {
                        result.wrong.push(format!("{at}: want {want}, got {:?}", found.value));
                    }
                }
            }
        }
    }
    let fact = |name: &str, got: Option<String>| {
        let want =
            truth[name].as_str().map(str::to_owned).or_else(|| truth[name].as_u64().map(|n| n.to_string()));
        let same = want.is_none() || want.as_deref().map(plain) == got.as_deref().map(plain);
        (!same).then(|| format!("{name}: want {want:?}, got {got:?}"))
    };
    result.facts.extend(fact("edition", Some(report.edition.id.to_owned())));
    result.facts.extend(fact("year", report.year.map(|year| year.to_string())));
    result.facts.extend(fact("organization", report.organization.clone()));
    result.facts.extend(fact("title", report.title.as_ref().map(|title| title.text.clone())));
    let text = plain(&all_text(report));
    for section in truth["sections"].as_array().expect("sections") {
        let key = section["key"].as_str().expect("key");
        if !report.sections.iter().any(|s| s.key == key) {
            result.lost.push(format!("section {key}"));
        }
        for paragraph in section["paragraphs"].as_array().expect("paragraphs") {
            let paragraph = paragraph.as_str().expect("text");
            if !text.contains(&plain(paragraph)) {
                result.lost.push(format!("{key}: {}", paragraph.chars().take(30).collect::<String>()));
            }
        }
    }
    result
}

fn all_text(report: &Report) -> String {
    let mut text = String::new();
    let passages = report.title.iter().chain(&report.preamble).chain(&report.notes);
    let passages = passages.chain(&report.signature.organization).chain(&report.signature.date);
    passages.for_each(|passage| text.push_str(&passage.text));
    for section in &report.sections {
        text.push_str(&section.heading.text);
        for item in &section.body {
            match item {
                Item::Paragraph(passage) => text.push_str(&passage.text),
                Item::Table(table) => table.rows.iter().flatten().for_each(|cell| text.push_str(&cell.text)),
                Item::StatutoryTable(_) | Item::Note(_) => {}
            }
        }
    }
    text
}

#[test]
fn every_real_document_is_read_as_it_is() {
    let formats = Formats::builtin();
    let mut table = String::new();
    let mut faults = String::new();
    for path in documents() {
        let name =
            path.strip_prefix("fixtures/reports").expect("fixture").to_string_lossy().replace('\\', "/");
        let truth = json(&path.with_file_name("truth.json"));
        let bytes = std::fs::read(&path).expect("fixture");
        let extension = path.extension().and_then(|e| e.to_str());
        let read = formats.detect(&bytes, extension).and_then(|format| {
            repconv::read(&bytes, format, &ReadOptions::default(), &RecogniseOptions::default())
        });
        let (report, findings) = match read {
            Ok(read) => read,
            Err(error) => {
                writeln!(faults, "{name}: {error}").expect("write");
                continue;
            }
        };
        let mut result = compare(&truth, &report);
        let undecided = result.missing.len();
        if UNDECIDABLE.contains(&name.as_str()) {
            result.missing.clear();
        }
        if name.ends_with("nav.html") {
            let kept = plain(&format!("{:?}", report.metadata));
            let fields = json(&path.with_file_name("nav.truth.json"));
            for (key, text) in fields.as_object().expect("metadata") {
                let text = text.as_str().expect("text");
                if !kept.contains(&plain(text)) {
                    result.facts.push(format!("metadata {key}: want {text}"));
                }
            }
        }
        let right = result.cells - result.wrong.len() - undecided;
        let all = [&result.wrong, &result.missing, &result.facts, &result.lost];
        for fault in all.into_iter().flatten().take(12) {
            writeln!(faults, "{name}: {fault}").expect("write");
        }
        let mut codes: Vec<&str> = findings.iter().map(|finding| finding.rule.code).collect();
        codes.sort_unstable();
        writeln!(table, "{name}: {right}/{} cells, found {codes:?}", result.cells).expect("write");
    }
    assert!(faults.is_empty(), "{faults}\n{table}");
    insta::assert_snapshot!(table);
}

#[test]
fn a_table_that_could_not_be_settled_is_not_called_missing_or_blank() {
    let bytes = std::fs::read("fixtures/reports/shanghai_office_2019/gbk_cells.txt").expect("fixture");
    let formats = Formats::builtin();
    let format = formats.by_name("text").expect("format");
    let read = repconv::read(&bytes, format, &ReadOptions::default(), &RecogniseOptions::default());
    let (report, doubts) = read.expect("a report");
    let findings = repconv::validate::validate(&report);
    assert!(doubts.iter().any(|doubt| doubt.rule.code == "R001" && doubt.message.zh.contains("表三")));
    assert!(!findings.iter().any(|finding| finding.rule.code == "S003"), "table 3 is there");
    assert!(!findings.iter().any(|finding| finding.message.zh.contains("整张表")), "table 2 has figures");
}
