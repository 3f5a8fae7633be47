//! What repconv writes, as other programs see it. These need those programs, so they are run by
//! `.ci/run`, not by a plain `cargo test`.

#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]
#![allow(clippy::disallowed_methods, reason = "inputs are made in a folder of the test's own")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use repconv::formats::{Formats, ReadOptions, WriteOptions};
use repconv::limits::Limits;
use repconv::recognise::RecogniseOptions;
use repconv::report::{Report, Value};
use tempfile::TempDir;

const SOURCES: [&str; 6] = [
    "fixtures/reports/akto_2021/seed.txt",
    "fixtures/reports/hangzhou_2025/raw.html",
    "fixtures/reports/shanghai_office_2019/raw.html",
    "fixtures/reports/suqian_2023/lo.docx",
    "fixtures/reports/suqian_2024/openpyxl.xlsx",
    "fixtures/made/2016_gbk.txt",
];

/// Pages of each as Word document: what the lines of its text and the forms need.
const PAGES: [usize; 6] = [6, 3, 12, 10, 10, 4];

fn read(path: &Path) -> Report {
    let formats = Formats::builtin();
    let bytes = fs::read(path).expect("a file");
    let format = formats.detect(&bytes, path.extension().and_then(|e| e.to_str())).expect("a format");
    repconv::read(&bytes, format, &ReadOptions::default(), &RecogniseOptions::default())
        .unwrap_or_else(|error| panic!("{}: {error}", path.display()))
        .0
}

/// A source, its report, and the file that we wrote of it.
struct Written {
    source: &'static str,
    report: Report,
    path: PathBuf,
}

/// Writes the reports of all sources in a format.
fn written(name: &str, folder: &TempDir) -> Vec<Written> {
    let formats = Formats::builtin();
    let format = formats.by_name(name).expect("format");
    let write = |(number, source): (usize, &&'static str)| {
        let report = read(Path::new(source));
        let path = folder.path().join(format!("report{number}.{name}"));
        let bytes = repconv::write(&report, format, &WriteOptions::default()).expect("written");
        fs::write(&path, bytes).expect("file");
        Written { source, report, path }
    };
    SOURCES.iter().enumerate().map(write).collect()
}

/// Converts all files with one run of LibreOffice, which takes seconds to start; the results, in the
/// same order, stand in a folder named after the format.
fn with_libreoffice(files: &[Written], to: &str, folder: &TempDir) -> Vec<PathBuf> {
    let profile = format!("-env:UserInstallation=file://{}", folder.path().join("profile").display());
    let extension = to.split(':').next().expect("extension");
    let out = folder.path().join(format!("as-{extension}"));
    // A page opens in the web editor, which saves no documents, unless told otherwise.
    let is_page = files.iter().any(|file| file.path.extension().is_some_and(|e| e == "html"));
    let ran = Command::new("timeout")
        .args(["600", "soffice", &profile, "--headless"])
        .args(is_page.then_some("--infilter=HTML (StarWriter)"))
        .args(["--convert-to", to, "--outdir"])
        .arg(&out)
        .args(files.iter().map(|file| &file.path))
        .output()
        .expect("LibreOffice runs");
    let made = |file: &Written| {
        let made = out.join(file.path.with_extension(extension).file_name().expect("name"));
        assert!(made.exists(), "{}: {}", file.source, String::from_utf8_lossy(&ran.stderr));
        made
    };
    files.iter().map(made).collect()
}

/// The text of each page of a PDF, without white space.
fn pages(pdf: &Path) -> Vec<String> {
    let ran = Command::new("pdftotext").arg(pdf).arg("-").output().expect("pdftotext runs");
    let text = String::from_utf8_lossy(&ran.stdout).into_owned();
    text.split_terminator('\u{c}').map(solid).collect()
}

fn solid(text: &str) -> String {
    text.split_whitespace().collect()
}

fn cells(report: &Report) -> Vec<String> {
    report.cells.iter().map(|(address, cell)| format!("{address} {:?}", cell.value)).collect()
}

/// What LibreOffice is given and asked to save it as; a page needs to be told that it is for Writer.
const RESAVED: [(&str, &str); 5] = [
    ("docx", "docx"),
    ("xlsx", "xlsx"),
    ("xlsx", "ods"),
    ("xlsx", "xls"),
    ("html", "docx:Office Open XML Text"),
];

#[test]
#[ignore = "needs LibreOffice"]
fn libreoffice_saves_our_files_again_without_loss() {
    for (ours, theirs) in RESAVED {
        let folder = TempDir::new().expect("folder");
        let files = written(ours, &folder);
        let saved = with_libreoffice(&files, theirs, &folder);
        for (Written { source, report, .. }, saved) in files.iter().zip(saved) {
            let what = format!("{source} {ours} -> {theirs}");
            let again = read(&saved);
            assert_eq!(cells(&again), cells(report), "{what}");
            let title = |report: &Report| report.title.as_ref().map(|title| title.text.clone());
            assert_eq!(title(&again), title(report), "{what}");
            assert_eq!(again.sections.len(), report.sections.len(), "{what}");
        }
    }
}

#[test]
#[ignore = "needs LibreOffice and pdftotext"]
fn title_headings_and_figures_are_on_paper() {
    for format in ["docx", "xlsx"] {
        let folder = TempDir::new().expect("folder");
        let files = written(format, &folder);
        let printed = with_libreoffice(&files, "pdf", &folder);
        for ((Written { source, report, .. }, pdf), most) in files.iter().zip(printed).zip(PAGES) {
            let pages = pages(&pdf);
            assert!((3..=14).contains(&pages.len()), "{source} {format}: {} pages", pages.len());
            if format == "docx" {
                assert!(pages.len() <= most, "{source}: {} pages, more than {most}", pages.len());
            }
            let text = pages.concat();
            let headings = report.sections.iter().map(|section| &section.heading.text);
            for line in report.title.iter().map(|title| &title.text).chain(headings) {
                assert!(text.contains(&solid(line)), "{source} {format}: no {line}");
            }
            for cell in report.cells.values().filter(|cell| cell.value.shown().len() > 3) {
                assert!(text.contains(&cell.value.shown()), "{source} {format}: no {}", cell.value.shown());
            }
            if format == "docx" && report.edition.table("requests").is_some() {
                assert!(
                    pages.iter().any(|page| is_whole_form(page)),
                    "{source}: a form torn by a page's end"
                );
            }
        }
    }
}

/// Whether the page holds table 2 from head to foot, also the label that stands upright over most of
/// its rows, which a page's end would take away.
fn is_whole_form(page: &str) -> bool {
    let labels = ["申请人情况", "一、本年新收", "1.属于国家秘密", "（七）总计", "四、结转下年度"];
    // Upright text may come a character at a time.
    labels.iter().all(|label| page.contains(label)) && "年度办理结果".chars().all(|c| page.contains(c))
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
                    if cell.data_type == 'n':
                        print('number', cell.value)
";

#[test]
#[ignore = "needs Python with python-docx and openpyxl"]
fn python_finds_every_figure_in_our_files() {
    for format in ["docx", "xlsx"] {
        let folder = TempDir::new().expect("folder");
        for Written { source, report, path } in written(format, &folder) {
            let ran = Command::new("python3").args(["-c", PYTHON]).arg(&path).output().expect("Python runs");
            assert!(ran.status.success(), "{source} {format}: {}", String::from_utf8_lossy(&ran.stderr));
            let said = String::from_utf8_lossy(&ran.stdout);
            let texts: Vec<&str> = said.lines().collect();
            for (address, cell) in report.cells.iter().filter(|(_, cell)| !cell.value.is_blank()) {
                let shown = cell.value.shown();
                assert!(texts.contains(&shown.as_str()), "{source} {format}: no {address} {shown}");
                if let (Value::Number(number), "xlsx") = (&cell.value, format) {
                    let number = format!("number {number}");
                    assert!(texts.contains(&number.as_str()), "{source}: {address} is text, not {number}");
                }
            }
        }
    }
}

const AUDIT: &str = r"
import sys, openxml_audit
validator = openxml_audit.OpenXmlValidator()
for path in sys.argv[1:]:
    for error in validator.validate(path).errors:
        print(path, error)
    print('seen')
";

/// All reports, the reports that rules are tried on, and one with a house's page and styles.
#[test]
#[ignore = "needs Python with openxml-audit"]
fn an_audit_against_the_schemas_finds_no_error_in_word_documents() {
    let folder = TempDir::new().expect("folder");
    let mut files: Vec<PathBuf> = written("docx", &folder).into_iter().map(|file| file.path).collect();
    let formats = Formats::builtin();
    let docx = formats.by_name("docx").expect("format");
    let mut write = |name: String, report: &Report, options: &WriteOptions| {
        let path = folder.path().join(name);
        fs::write(&path, repconv::write(report, docx, options).expect("written")).expect("file");
        files.push(path);
    };
    for entry in fs::read_dir("fixtures/rules").expect("fixtures").flatten() {
        let name = format!("{}.docx", entry.file_name().to_string_lossy());
        write(name, &read(&entry.path()), &WriteOptions::default());
    }
    for house in ["pydocx", "lo"] {
        let bytes = fs::read(format!("fixtures/reports/akto_2021/{house}.docx")).expect("house");
        let house_read = repconv::readers::house(&bytes, &Limits::default()).expect("a house document");
        let options = WriteOptions { house: Some(house_read), ..WriteOptions::default() };
        write(format!("{house}.docx"), &read(Path::new(SOURCES[0])), &options);
    }
    let ran = Command::new("python3").args(["-c", AUDIT]).args(&files).output().expect("Python runs");
    let said = String::from_utf8_lossy(&ran.stdout);
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    let errors: Vec<&str> = said.lines().filter(|line| *line != "seen").collect();
    assert!(errors.is_empty(), "{}", errors.join("\n"));
    assert_eq!(said.lines().count(), files.len());
}
