//! The workbook of `collect` with every formula computed anew by LibreOffice.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a test that cannot go on fails"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

/// Computes every formula anew in LibreOffice, after changing the flag of the file named, and prints each
/// sum: name and value; for the others tells what differs from what is stored.
const RECOMPUTE: &str = r"
import sys, subprocess, openpyxl
path, folder, file, flag = sys.argv[1:]
book = openpyxl.load_workbook(path)
stored = openpyxl.load_workbook(path, data_only=True)
detail = book['明细']
if file:
    rows = [row for row in range(7, detail.max_row + 1) if file in str(detail.cell(row, 6).value)]
    detail.cell(rows[0], 1).value = flag
copy = folder + '/copy.xlsx'
book.save(copy)
profile = '-env:UserInstallation=file://' + folder + '/profile'
subprocess.run(['timeout', '300', 'soffice', profile, '--headless', '--convert-to', 'xlsx',
    '--outdir', folder + '/computed', copy], check=True, capture_output=True)
computed = openpyxl.load_workbook(folder + '/computed/copy.xlsx', data_only=True)
for name, defined in book.defined_names.items():
    (sheet, cell), = defined.destinations
    value = computed[sheet][cell.replace('$', '')].value
    print('sum', name, '' if value is None else value)
if not file:
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == 'f':
                    was, now = (other[sheet.title][cell.coordinate].value for other in (stored, computed))
                    if (was or '') != (now or '') and (was, now) != (0, 0):
                        print('differs', sheet.title, cell.coordinate, was, now)
";

/// LibreOffice configured to compute every formula anew when it opens a file.
const ALWAYS: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"><item
oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value>
</prop></item></oor:items>"#;

/// The sums of the workbook by their names, computed anew; each formula must give what was stored.
pub fn recomputed(workbook: &Path, file: &str, flag: &str) -> BTreeMap<String, String> {
    let folder = TempDir::new().expect("folder");
    let user = folder.path().join("profile/user");
    fs::create_dir_all(&user).expect("profile");
    fs::write(user.join("registrymodifications.xcu"), ALWAYS).expect("settings");
    let mut python = Command::new("python3");
    python.args(["-c", RECOMPUTE]).arg(workbook).arg(folder.path()).args([file, flag]);
    let ran = ran_well(&mut python);
    let differing: Vec<&str> = ran.lines().filter(|line| line.starts_with("differs")).collect();
    assert!(differing.is_empty(), "{differing:#?}");
    let sums = ran.lines().filter_map(|line| line.strip_prefix("sum ")?.split_once(' '));
    sums.map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

fn ran_well(command: &mut Command) -> String {
    let ran = command.output().expect("Python runs");
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    String::from_utf8(ran.stdout).expect("UTF-8")
}

/// The sums of the JSON output under the names of the workbook; blank where there is none.
pub fn exact(summary: &Value) -> BTreeMap<String, String> {
    let named = |prefix: String, sums: &Value| -> Vec<(String, String)> {
        let sums = sums.as_object().expect("sums");
        let shown = |sum: &Value| if sum.is_null() { String::new() } else { sum.to_string() };
        sums.iter().map(|(cell, sum)| (format!("{prefix}{}", cell.replace('/', ".")), shown(sum))).collect()
    };
    let mut all = named(String::new(), &summary["sums"]);
    for (edition, form) in summary["other_editions"].as_object().expect("editions") {
        all.extend(named(format!("edition{edition}."), &form["sums"]));
    }
    all.into_iter().collect()
}
