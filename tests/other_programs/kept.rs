//! What python-docx and html.parser read of ordinary documents that went to another format and back.

use std::path::Path;
use std::process::Command;

#[test]
#[ignore = "needs Python with python-docx and openpyxl; run by .ci/run"]
fn ordinary_documents_come_back_whole() {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/other_programs/kept.py");
    let ran = Command::new("python3")
        .arg(script)
        .args([env!("CARGO_BIN_EXE_repconv"), "--sample", "repconv"])
        .output()
        .expect("Python runs");
    let table = String::from_utf8(ran.stdout).expect("text");
    let rows: Vec<&str> = table.lines().skip(2).collect();
    assert_eq!(rows.len(), 2, "{table}{}", String::from_utf8_lossy(&ran.stderr));
    let counts = rows.iter().flat_map(|row| row.split(['|', ' '])).filter_map(|cell| cell.split_once('/'));
    let counts: Vec<(&str, &str)> = counts.collect();
    assert_eq!(counts.len(), 8, "{table}");
    assert!(counts.iter().all(|(kept, all)| kept == all && *all != "0"), "{table}");
}
