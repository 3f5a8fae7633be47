//! What repconv writes, as other programs see it. These need those programs, so they are run by
//! `.ci/run`, not by a plain `cargo test`.

use std::fs;
use std::io::{Cursor, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::Command;

use repconv::formats::{Formats, ReadOptions, WriteOptions};
use repconv::forms::Forms;
use repconv::model::finding::Finding;
use repconv::model::limits::Limits;
use repconv::model::report::Report;
use repconv::model::value::Value;
use repconv::recognise::RecogniseOptions;
use tempfile::TempDir;

const SOURCES: [&str; 6] = [
    "fixtures/reports/akto_2021/seed.txt",
    "fixtures/reports/hangzhou_2025/raw.html",
    "fixtures/reports/shanghai_office_2019/raw.html",
    "fixtures/reports/suqian_2023/lo.docx",
    "fixtures/reports/suqian_2024/openpyxl.xlsx",
    "fixtures/made/2016_gbk.txt",
];

/// Pages of each as text document: what the lines of its text and the forms need.
const PAGES: [usize; 6] = [6, 3, 12, 10, 10, 4];

fn read(path: &Path) -> Report {
    read_with_doubts(path).0
}

fn read_with_doubts(path: &Path) -> (Report, Vec<Finding>) {
    let formats = Formats::builtin();
    let bytes = fs::read(path).expect("a file");
    let format = formats.detect(&bytes, path.extension().and_then(|e| e.to_str())).expect("a format");
    // Two of the reports are of forms of their own.
    let own = [
        include_str!("../../fixtures/forms/relations.toml"),
        include_str!("../../fixtures/forms/kinds.toml"),
    ];
    let forms = own.iter().fold(Forms::builtin(), |forms, form| forms.with_toml(form).expect("a form"));
    let reading = ReadOptions::default().with_forms(forms);
    repconv::read(&bytes, format, &reading, &RecogniseOptions::default().with_forms(forms))
        .unwrap_or_else(|error| panic!("{}: {error}", path.display()))
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
    // A page opens in the web editor, which saves no documents, unless configured otherwise.
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

/// What LibreOffice is given and asked to save it as; a page must be marked as being for Writer.
const RESAVED: [(&str, &str); 8] = [
    ("docx", "docx"),
    ("odt", "odt"),
    ("odt", "docx"),
    ("odt", "html:HTML (StarWriter)"),
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
            let (again, doubts) = read_with_doubts(&saved);
            assert!(doubts.is_empty(), "{what}: {doubts:?}");
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
    for format in ["docx", "odt", "xlsx"] {
        let folder = TempDir::new().expect("folder");
        let files = written(format, &folder);
        let is_text = format != "xlsx";
        let printed = with_libreoffice(&files, "pdf", &folder);
        for ((Written { source, report, .. }, pdf), most) in files.iter().zip(printed).zip(PAGES) {
            let pages = pages(&pdf);
            assert!((3..=14).contains(&pages.len()), "{source} {format}: {} pages", pages.len());
            if is_text {
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
            if is_text && report.edition.table("requests").is_some() {
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
    book = openpyxl.load_workbook(path, data_only=True)
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
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

#[test]
#[ignore = "needs Python with openxml-audit"]
fn our_workbooks_are_valid() {
    let folder = TempDir::new().expect("folder");
    let written = written("xlsx", &folder);
    let ran = Command::new("openxml-audit")
        .args(["--recursive", "--max-errors", "0", "--output", "json"])
        .arg(folder.path())
        .output()
        .expect("openxml-audit runs");
    let output: serde_json::Value = serde_json::from_slice(&ran.stdout).expect("JSON");
    let files = output.as_array().expect("files");
    assert_eq!(files.len(), written.len());
    for file in files {
        assert_eq!(file.get("error_count"), Some(&0.into()), "{file:#}");
    }
}

/// Looks at names, locks, validations and print set-up; prints each formula's name and stored value.
const FORM: &str = r"
import sys, openpyxl
path = sys.argv[1]
book = openpyxl.load_workbook(path)
values = openpyxl.load_workbook(path, data_only=True)
figures = {}
for name, defined in book.defined_names.items():
    if not name.startswith('repconv_'):
        (sheet, cell), = defined.destinations
        figures[(sheet, cell.replace('$', ''))] = name
assert figures, 'no names'
assert book.sheetnames[:2] == ['封面', '正文'], book.sheetnames
assert book.sheetnames[-1] == 'repconv' and book['repconv'].sheet_state == 'hidden'
for sheet in book:
    assert sheet.protection.sheet and sheet.protection.password is None, sheet.title
    assert sheet.page_setup.paperSize in (9, '9'), sheet.page_setup.paperSize
    assert sheet.sheet_properties.pageSetUpPr.fitToPage and sheet.page_setup.fitToWidth in (None, 1)
    cells = [cell for row in sheet.iter_rows() for cell in row]
    if sheet.title == '封面':
        free = [cell.coordinate for cell in cells if not cell.protection.locked]
        assert free == ['B5', 'B6'], free
    if sheet.title in ('封面', '正文', 'repconv'):
        assert all(cell.data_type != 'f' for cell in cells)
        continue
    typed = {}
    for rule in sheet.data_validations.dataValidation:
        for area in rule.sqref.ranges:
            for row in area.rows:
                for at in row:
                    typed[at] = rule
    for cell in cells:
        name = figures.get((sheet.title, cell.coordinate))
        if name is None:
            is_part = type(cell).__name__ == 'MergedCell'
            assert is_part or (cell.protection.locked and cell.data_type != 'f'), cell.coordinate
        elif cell.data_type == 'f':
            assert cell.protection.locked and (cell.row, cell.column) not in typed, name
            print('formula', name, values[sheet.title][cell.coordinate].value)
        else:
            assert not cell.protection.locked, name
            rule = typed[(cell.row, cell.column)]
            assert rule.formula1 == ('-999999999' if name.endswith('.change') else '0'), name
            assert rule.type == 'whole' or name.startswith('statistics.') or name.endswith('.amount'), name
            assert rule.type == 'decimal' or not name.endswith('.amount'), name
";

#[test]
#[ignore = "needs Python with openpyxl"]
fn only_figures_may_be_typed_and_only_numbers() {
    let folder = TempDir::new().expect("folder");
    let mut formulas = 0;
    for Written { source, report, path } in written("xlsx", &folder) {
        let ran = Command::new("python3").args(["-c", FORM]).arg(&path).output().expect("Python runs");
        assert!(ran.status.success(), "{source}: {}", String::from_utf8_lossy(&ran.stderr));
        let output = String::from_utf8_lossy(&ran.stdout);
        for (address, cell) in &report.cells {
            let formula = format!("formula {} ", address.to_string().replace('/', "."));
            for value in output.lines().filter_map(|line| line.strip_prefix(&formula)) {
                assert_eq!(value, cell.value.shown(), "{source}: {address}");
                formulas += 1;
            }
        }
    }
    assert!(formulas > 100, "{formulas} formulas");
}

/// LibreOffice configured to compute every formula anew when it opens a file.
const ALWAYS: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"><item
oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value>
</prop></item></oor:items>"#;

#[test]
#[ignore = "needs LibreOffice"]
fn libreoffice_computes_the_totals_that_we_stored() {
    let folder = TempDir::new().expect("folder");
    let user = folder.path().join("profile/user");
    fs::create_dir_all(&user).expect("profile");
    fs::write(user.join("registrymodifications.xcu"), ALWAYS).expect("settings");
    let files = written("xlsx", &folder);
    for file in &files {
        // With a wrong value stored in every formula: what comes back right was computed.
        let bytes = fs::read(&file.path).expect("a workbook");
        fs::write(&file.path, with_wrong_results(&bytes)).expect("file");
    }
    let saved = with_libreoffice(&files, "xlsx", &folder);
    for (Written { source, report, .. }, saved) in files.iter().zip(saved) {
        assert_eq!(cells(&read(&saved)), cells(report), "{source}");
    }
}

/// The workbook with 98765 as the stored value of every formula.
fn with_wrong_results(bytes: &[u8]) -> Vec<u8> {
    let mut package = zip::ZipArchive::new(Cursor::new(bytes)).expect("a package");
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..package.len() {
        let mut part = package.by_index(index).expect("part");
        let name = part.name().expect("a name").into_owned();
        let mut content = Vec::new();
        part.read_to_end(&mut content).expect("content");
        if name.starts_with("xl/worksheets/sheet") {
            let text = String::from_utf8(content).expect("UTF-8");
            let mut pieces = text.split("</f><v>");
            let mut all = pieces.next().expect("start").to_owned();
            for piece in pieces {
                let (_, rest) = piece.split_once("</v>").expect("a value");
                all = format!("{all}</f><v>98765</v>{rest}");
            }
            content = all.into_bytes();
        }
        writer.start_file(name, zip::write::SimpleFileOptions::default()).expect("start");
        writer.write_all(&content).expect("written");
    }
    writer.finish().expect("a package").into_inner()
}

const AUDIT: &str = r"
import sys, openxml_audit
validator = openxml_audit.OpenXmlValidator()
for path in sys.argv[1:]:
    for error in validator.validate(path).errors:
        print(path, error)
    print('seen')
";

/// All reports, the reports that rules are tried on, and one with the page and styles of a reference document.
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
    for name in ["pydocx", "lo"] {
        let bytes = fs::read(format!("fixtures/reports/akto_2021/{name}.docx")).expect("reference");
        let reference =
            repconv::readers::reference_doc(&bytes, &Limits::default()).expect("a reference document");
        let options = WriteOptions::default().with_reference_doc(reference);
        write(format!("{name}.docx"), &read(Path::new(SOURCES[0])), &options);
    }
    let ran = Command::new("python3").args(["-c", AUDIT]).args(&files).output().expect("Python runs");
    let said = String::from_utf8_lossy(&ran.stdout);
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    let errors: Vec<&str> = said.lines().filter(|line| *line != "seen").collect();
    assert!(errors.is_empty(), "{}", errors.join("\n"));
    assert_eq!(said.lines().count(), files.len());
}
