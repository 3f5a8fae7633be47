//! What repconv writes, as other programs see it. These need those programs, so they are run by
//! `.ci/run`, not by a plain `cargo test`.

#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]
#![allow(clippy::disallowed_methods, reason = "inputs are made in a folder of the test's own")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use repconv::formats::{Formats, ReadOptions, WriteOptions};
use repconv::recognise::RecogniseOptions;
use repconv::report::Report;
use tempfile::TempDir;

const SOURCES: [&str; 6] = [
    "fixtures/reports/akto_2021/seed.txt",
    "fixtures/reports/hangzhou_2025/raw.html",
    "fixtures/reports/shanghai_office_2019/raw.html",
    "fixtures/reports/suqian_2023/lo.docx",
    "fixtures/reports/suqian_2024/openpyxl.xlsx",
    "fixtures/made/2016_gbk.txt",
];

fn read(path: &Path) -> Report {
    let formats = Formats::builtin();
    let bytes = fs::read(path).expect("a file");
    let format = formats.detect(&bytes, path.extension().and_then(|e| e.to_str())).expect("a format");
    repconv::read(&bytes, format, &ReadOptions::default(), &RecogniseOptions::default())
        .unwrap_or_else(|error| panic!("{}: {error}", path.display()))
        .0
}

/// Writes the report of a source in a format; returns it and the file.
fn written(source: &str, name: &str, folder: &TempDir) -> (Report, PathBuf) {
    let report = read(Path::new(source));
    let formats = Formats::builtin();
    let format = formats.by_name(name).expect("format");
    let path = folder.path().join(format!("report.{name}"));
    fs::write(&path, repconv::write(&report, format, &WriteOptions::default()).expect("written"))
        .expect("file");
    (report, path)
}

/// Converts a file with LibreOffice; the result stands in `folder/out`.
fn with_libreoffice(path: &Path, to: &str, folder: &TempDir) -> PathBuf {
    let profile = format!("-env:UserInstallation=file://{}", folder.path().join("profile").display());
    let out = folder.path().join("out");
    let ran = Command::new("soffice")
        .args([&profile, "--headless", "--convert-to", to, "--outdir"])
        .args([&out, path])
        .output()
        .expect("LibreOffice runs");
    let extension = to.split(':').next().expect("extension");
    let made = out.join(path.with_extension(extension).file_name().expect("name"));
    assert!(made.exists(), "{}", String::from_utf8_lossy(&ran.stderr));
    made
}

fn cells(report: &Report) -> Vec<String> {
    report.cells.iter().map(|(address, cell)| format!("{address} {:?}", cell.value)).collect()
}

#[test]
#[ignore = "needs LibreOffice"]
fn libreoffice_saves_our_files_again_without_loss() {
    for source in SOURCES {
        for (ours, theirs) in [("docx", "docx"), ("xlsx", "xlsx"), ("xlsx", "ods"), ("xlsx", "xls")] {
            let folder = TempDir::new().expect("folder");
            let (report, path) = written(source, ours, &folder);
            let again = read(&with_libreoffice(&path, theirs, &folder));
            assert_eq!(cells(&again), cells(&report), "{source} {ours} -> {theirs}");
            assert_eq!(
                again.title.map(|t| t.text),
                report.title.map(|t| t.text),
                "{source} {ours} -> {theirs}"
            );
            assert_eq!(again.sections.len(), report.sections.len(), "{source} {ours} -> {theirs}");
        }
    }
}

#[test]
#[ignore = "needs LibreOffice and pdftotext"]
fn every_heading_and_figure_is_on_the_page() {
    for source in SOURCES {
        for format in ["docx", "xlsx"] {
            let folder = TempDir::new().expect("folder");
            let (report, path) = written(source, format, &folder);
            let page = with_libreoffice(&path, "pdf", &folder);
            let ran = Command::new("pdftotext").arg(&page).arg("-").output().expect("pdftotext runs");
            let text: String = String::from_utf8_lossy(&ran.stdout).split_whitespace().collect();
            for section in &report.sections {
                let heading: String = section.heading.text.split_whitespace().collect();
                assert!(text.contains(&heading), "{source} {format}: no {heading}");
            }
            for cell in report.cells.values().filter(|cell| cell.value.shown().len() > 3) {
                assert!(text.contains(&cell.value.shown()), "{source} {format}: no {}", cell.value.shown());
            }
        }
    }
}

const PYTHON: &str = r"
import sys, docx, openpyxl
path = sys.argv[1]
if path.endswith('docx'):
    for table in docx.Document(path).tables:
        for row in table._tbl.tr_lst:
            for cell in row.tc_lst:
                print(''.join(t.text or '' for t in cell.iter() if t.tag.endswith('}t')))
else:
    book = openpyxl.load_workbook(path)
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != 'f', cell.coordinate
                if cell.value is not None:
                    print(cell.value)
";

#[test]
#[ignore = "needs Python with python-docx and openpyxl"]
fn python_finds_every_figure_in_our_files() {
    for source in SOURCES {
        for format in ["docx", "xlsx"] {
            let folder = TempDir::new().expect("folder");
            let (report, path) = written(source, format, &folder);
            let ran = Command::new("python3").args(["-c", PYTHON]).arg(&path).output().expect("Python runs");
            assert!(ran.status.success(), "{source} {format}: {}", String::from_utf8_lossy(&ran.stderr));
            let said = String::from_utf8_lossy(&ran.stdout);
            let texts: Vec<&str> = said.lines().collect();
            for (address, cell) in report.cells.iter().filter(|(_, cell)| !cell.value.is_blank()) {
                let shown = cell.value.shown();
                assert!(texts.contains(&shown.as_str()), "{source} {format}: no {address} {shown}");
            }
        }
    }
}
