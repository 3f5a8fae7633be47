//! The web pages as a browser has them: accessible, and printed with whole tables.

use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

const REPORTS: [&str; 3] = ["akto_2021/seed.txt", "suqian_2024/lo.docx", "shanghai_office_2019/raw.html"];

fn chromium() -> String {
    std::env::var("CHROMIUM").unwrap_or_else(|_| "chromium".to_owned())
}

fn repconv(arguments: &[&Path]) {
    let status =
        Command::new(env!("CARGO_BIN_EXE_repconv")).args(arguments).output().expect("repconv runs").status;
    assert!(status.code().is_some_and(|code| code < 2), "{arguments:?}");
}

/// The pages of the reports, with charts, a page of what was found in them, and one of what differs.
fn pages(folder: &TempDir) -> Vec<PathBuf> {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/reports");
    let sources: Vec<PathBuf> = REPORTS.iter().map(|report| fixtures.join(report)).collect();
    let mut pages: Vec<PathBuf> =
        (0..sources.len()).map(|at| folder.path().join(format!("{at}.html"))).collect();
    for (source, page) in sources.iter().zip(&pages) {
        repconv(&[source, page, Path::new("--charts"), Path::new("-q")]);
    }
    let found = folder.path().join("found.html");
    let mut arguments = vec![Path::new("check"), Path::new("--no-config"), Path::new("-o"), &found];
    arguments.extend(sources.iter().map(PathBuf::as_path));
    repconv(&arguments);
    pages.push(found);
    let compared = folder.path().join("compared.html");
    if let [old, .., new] = sources.as_slice() {
        repconv(&[Path::new("diff"), Path::new("-o"), &compared, old, new]);
    }
    pages.push(compared);
    pages
}

#[test]
#[ignore = "needs Chromium, Node, axe-core and puppeteer-core; run by .ci/run"]
fn axe_finds_no_violation() {
    let folder = TempDir::new().expect("a folder");
    let which = Command::new("which").arg(chromium()).output().expect("which runs").stdout;
    let ran = Command::new("node")
        .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/other_programs/axe.js"))
        .args(pages(&folder))
        .env("CHROMIUM", String::from_utf8_lossy(&which).trim())
        .output()
        .expect("Node runs");
    let said = String::from_utf8_lossy(&ran.stdout);
    assert!(ran.status.success(), "{said}{}", String::from_utf8_lossy(&ran.stderr));
    assert_eq!(said.matches("rules passed").count(), REPORTS.len() + 2, "{said}");
}

#[test]
#[ignore = "needs Chromium and pdftotext; run by .ci/run"]
fn printed_tables_are_whole() {
    let folder = TempDir::new().expect("a folder");
    for page in pages(&folder).iter().take(REPORTS.len()) {
        let pdf = page.with_extension("pdf");
        let ran = Command::new(chromium())
            .args(["--headless", "--no-sandbox", "--no-pdf-header-footer"])
            .arg(format!("--print-to-pdf={}", pdf.display()))
            .arg(page)
            .output()
            .expect("Chromium runs");
        assert!(ran.status.success() && pdf.exists(), "{}", String::from_utf8_lossy(&ran.stderr));
        let text = Command::new("pdftotext").arg(&pdf).arg("-").output().expect("pdftotext runs").stdout;
        let text = String::from_utf8_lossy(&text).into_owned();
        let sheets: Vec<String> =
            text.split('\u{c}').map(|sheet| sheet.split_whitespace().collect()).collect();
        let is_whole = |sheet: &String| {
            ["申请人情况", "一、本年新收", "四、结转下年度"].iter().all(|label| sheet.contains(label))
        };
        assert!(sheets.iter().any(is_whole), "{}: table 2 is torn", page.display());
    }
}
