//! Layouts written as Word documents, which another program turns into the formats that we do not write.

use std::fs;
use std::path::Path;
use std::process::Command;

use repconv::session::Session;

use crate::axes::Wanted;
use crate::formats::FORMATS;
use crate::verdict::Verdict;
use crate::{Case, cases};

/// What LibreOffice makes, and of how many documents. A page of PDF says least of what it means, so it is tried most.
const TARGETS: [(&str, usize); 4] = [("pdf", 48), ("doc", 10), ("odt", 10), ("rtf", 10)];

/// So many of the layouts in Word, evenly spread; all of them where the environment asks for all.
fn chosen(count: usize) -> Vec<Case> {
    let docx = FORMATS.iter().find(|format| format.extension == "docx").unwrap();
    // LibreOffice shows hidden rows, so that the document is another one.
    let is_shown = |case: &Case| case.values.iter().all(|value| !value.name.contains("hidden row"));
    let is_chosen = |case: &Case| case.format.name == docx.name && is_shown(case);
    let all: Vec<Case> = cases().into_iter().filter(is_chosen).collect();
    let step = if std::env::var("REPCONV_ALL").is_ok() { 1 } else { (all.len() / count).max(1) };
    all.into_iter().step_by(step).collect()
}

/// LibreOffice, with a profile of its own, converts all files of a folder in one run.
fn convert(folder: &Path, target: &str) {
    let profile = format!("-env:UserInstallation=file://{}", folder.join("profile").display());
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let files: Vec<_> = files.filter(|path| path.extension().is_some_and(|end| end == "docx")).collect();
    let status = Command::new("timeout")
        .args(["600", "soffice", &profile, "--headless", "--convert-to", target, "--outdir"])
        .arg(folder)
        .args(files)
        .output()
        .unwrap()
        .status;
    assert!(status.success());
}

#[test]
#[ignore = "needs LibreOffice"]
fn no_figure_is_wrong_in_silence_after_another_program_converted_it() {
    let session = Session::new();
    let mut failures = Vec::new();
    for (target, count) in TARGETS {
        let folder = tempfile::tempdir().unwrap();
        let cases: Vec<_> =
            chosen(count).into_iter().filter_map(|case| Some((case.layout()?, case))).collect();
        for (number, (layout, case)) in cases.iter().enumerate() {
            fs::write(folder.path().join(format!("{number}.docx")), (case.format.write)(layout)).unwrap();
        }
        convert(folder.path(), target);
        let mut whole = 0;
        for (number, (layout, case)) in cases.iter().enumerate() {
            let bytes = fs::read(folder.path().join(format!("{number}.{target}"))).expect("it was converted");
            // What is an error may differ: another program drops what a finding was about.
            let verdict = Verdict::of(&session, &bytes, target, layout, Wanted::RightOrReported);
            whole += usize::from(verdict.left_out == 0 && verdict.refused.is_none());
            if verdict.is_failure() || std::env::var("REPCONV_LAYOUT").is_ok() {
                failures.push(format!("{target}, {}: {verdict}", case.name()));
            }
        }
        println!("{target}: {} documents, {whole} whole", cases.len());
        assert!(cases.len() * 3 >= count * 2, "{target}: only {} documents", cases.len());
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
