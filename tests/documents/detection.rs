//! The square: every format's sniff on the fixtures of every other. A file is detected by its content,
//! whatever it is called.

use std::fs;
use std::path::{Path, PathBuf};

use repconv::formats::{Content, Formats, Match, ReadOptions, WriteOptions};
use repconv::model::error::Error;
use repconv::recognise::RecogniseOptions;
use repconv::session::{Input, Session};

/// The format of a fixture, by the extension it rightly bears.
fn right(path: &Path) -> &'static str {
    match path.extension().and_then(|e| e.to_str()) {
        Some("docx") => "docx",
        Some("doc") => "doc",
        Some("xlsx") => "xlsx",
        Some("xls") => "xls",
        Some("xlsb") => "xlsb",
        Some("ods") => "ods",
        Some("odt") => "odt",
        Some("ofd") => "ofd",
        Some("rtf") => "rtf",
        Some("html") => "html",
        Some("json") => "json",
        Some("pdf") => "pdf",
        Some("txt") => "text",
        other => panic!("{other:?} is no fixture's extension"),
    }
}

fn fixtures() -> Vec<PathBuf> {
    let mut files = Vec::new();
    for folder in fs::read_dir("fixtures/reports").expect("fixtures").flatten() {
        if folder.path().is_dir() {
            files.extend(fs::read_dir(folder.path()).expect("folder").flatten().map(|entry| entry.path()));
        }
    }
    files.sort();
    files
}

#[test]
fn content_tells_the_format_whatever_the_name() {
    let formats = Formats::builtin();
    for path in fixtures() {
        let bytes = fs::read(&path).expect("fixture");
        for extension in [
            None,
            Some("docx"),
            Some("xlsx"),
            Some("xlsb"),
            Some("xls"),
            Some("html"),
            Some("json"),
            Some("txt"),
            Some("pdf"),
            Some("ofd"),
        ] {
            let found = formats.detect(&bytes, extension).map(|format| format.name.as_ref());
            let found = found.unwrap_or_else(|error| panic!("{} as {extension:?}: {error}", path.display()));
            assert_eq!(found, right(&path), "{} as {extension:?}", path.display());
        }
    }
}

#[test]
fn only_one_sniff_is_sure_of_a_file() {
    let formats = Formats::builtin();
    for path in fixtures() {
        let bytes = fs::read(&path).expect("fixture");
        let sure: Vec<&str> = formats
            .rows()
            .iter()
            .filter(|row| (row.sniff)(&Content::new(&bytes)) == Match::Yes)
            .map(|row| row.name.as_ref())
            .collect();
        let is_text = right(&path) == "text";
        assert_eq!(sure, if is_text { vec![] } else { vec![right(&path)] }, "{}", path.display());
    }
}

#[test]
fn every_written_format_is_detected_again() {
    let formats = Formats::builtin();
    let seed = fs::read("fixtures/reports/akto_2021/seed.txt").expect("fixture");
    let text = formats.by_name("text").expect("format");
    let (report, _) =
        repconv::read(&seed, text, &ReadOptions::default(), &RecogniseOptions::default()).expect("a report");
    for format in formats.rows().iter().filter(|format| format.writer.is_some()) {
        let bytes = repconv::write(&report, format, &WriteOptions::default()).expect("written");
        // By content, Markdown and CSV are text.
        let extension = match format.name.as_ref() {
            "markdown" => Some("md"),
            "csv" => Some("csv"),
            _ => None,
        };
        assert_eq!(formats.detect(&bytes, extension).expect("format").name, format.name);
    }
}

#[test]
fn every_format_is_on_its_page() {
    let page = fs::read_to_string("docs/formats.md").expect("page");
    for format in Formats::builtin().rows() {
        let row = page.lines().find(|line| line.starts_with(&format!("| {} |", format.name)));
        let row = row.unwrap_or_else(|| panic!("docs/formats.md says nothing of {}", format.name));
        assert!(row.contains(&format.title.zh) && row.contains(&format.extensions.join(" ")), "{row}");
        let marks = row.matches('✓').count();
        let can = usize::from(format.reader.is_some()) + usize::from(format.writer.is_some());
        assert_eq!(marks, can, "{row}");
    }
}

/// Files of no report's format, and what each is, whatever it is called.
const FOREIGN: [(&str, &str); 4] =
    [("password.doc", "doc"), ("page.pdf", "pdf"), ("password.xls", "xls"), ("no_report.json", "json")];

/// All extensions that any format has, upper case too, and some that none has.
fn extensions(formats: &Formats) -> Vec<Option<String>> {
    let known = formats.rows().iter().flat_map(|row| &row.extensions);
    let known = known.flat_map(|extension| [extension.to_string(), extension.to_uppercase()]);
    [None].into_iter().chain(known.chain(["bak".to_owned(), String::new()]).map(Some)).collect()
}

#[test]
fn no_extension_misleads() {
    let formats = Formats::builtin();
    let readable = fixtures().into_iter().filter(|path| path.starts_with("fixtures/reports/akto_2021"));
    let readable = readable.map(|path| (right(&path), path));
    let foreign = FOREIGN.map(|(name, format)| (format, Path::new("fixtures/bad").join(name)));
    for (format, path) in readable.chain(foreign) {
        let bytes = fs::read(&path).expect("fixture");
        for extension in extensions(&formats) {
            let found = formats.detect(&bytes, extension.as_deref()).map(|format| format.name.as_ref());
            let found = found.unwrap_or_else(|error| panic!("{} as {extension:?}: {error}", path.display()));
            // By content, Markdown and CSV are text.
            let name = extension.as_deref().unwrap_or_default().to_lowercase();
            let is_named = match found {
                "markdown" => matches!(&*name, "md" | "markdown"),
                "csv" => matches!(&*name, "csv" | "tsv"),
                _ => false,
            };
            if format != "text" || !is_named {
                assert_eq!(found, format, "{}", path.display());
            }
        }
    }
}

/// What is under a password could be either: only here the extension decides.
#[test]
fn a_package_under_a_password_is_what_its_name_says() {
    let formats = Formats::builtin();
    for name in ["password.docx", "password.xlsx"] {
        let bytes = fs::read(Path::new("fixtures/bad").join(name)).expect("fixture");
        for extension in ["docx", "xlsx", "xlsb"] {
            assert_eq!(formats.detect(&bytes, Some(extension)).expect("format").name, extension);
            let named = format!("年报.{extension}");
            let read = Session::new().read(Input::new(&bytes).with_name(&named));
            assert!(matches!(read, Err(Error::Encrypted { format }) if format == extension), "{name}");
        }
    }
}

/// Runs the program on a fixture; the status and what was said.
fn convert(input: &str, output: &Path, options: &[&str]) -> (Option<i32>, String) {
    let ran = std::process::Command::new(env!("CARGO_BIN_EXE_repconv"))
        .arg(Path::new("fixtures").join(input))
        .arg(output)
        .args(["--lang", "zh", "--overwrite"])
        .args(options)
        .output()
        .expect("the program runs");
    (ran.status.code(), String::from_utf8_lossy(&ran.stderr).into_owned())
}

#[test]
fn what_is_asked_for_overrides_detection() {
    let folder = tempfile::TempDir::new().expect("folder");
    let output = folder.path().join("out.txt");
    let page = "reports/akto_2021/clean.html";
    // A page taken for text has its tags in it, so nothing of the form is found.
    let text = folder.path().join("text.txt");
    let (status, said) = convert(page, &text, &["-f", "text"]);
    assert_eq!(status, Some(0), "{said}");
    assert!(said.contains("按普通文档转换：没有认出已知的表样"), "{said}");
    fs::remove_file(text).expect("output");
    let (status, said) = convert(page, &output, &["-f", "docx"]);
    assert_eq!(status, Some(2), "{said}");
    assert!(said.contains("docx 文件不完整或已损坏"), "{said}");
    assert!(!output.exists());
    // What is written goes by -t, else by the name of the output.
    for (options, format) in [(&["-t", "xlsx"][..], "xlsx"), (&["-t", "docx"], "docx"), (&[], "text")] {
        let (status, said) = convert(page, &output, options);
        assert_eq!(status, Some(0), "{said}");
        let bytes = fs::read(&output).expect("output");
        assert_eq!(Formats::builtin().detect(&bytes, Some("txt")).expect("format").name, format);
    }
    let (status, said) = convert(page, &folder.path().join("out.xyz"), &[]);
    assert_eq!(status, Some(2), "{said}");
    assert!(said.contains("看不出要写成什么格式"), "{said}");
    assert_eq!(fs::read_dir(folder.path()).expect("folder").count(), 1);
}
