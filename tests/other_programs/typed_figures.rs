//! A figure typed wrongly into our workbook shows: its rules for turning red are computed by LibreOffice.

use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

/// Writes the rules of the form of requests into free cells, once as it is and once with 5 more
/// requests received from natural persons.
const TYPE: &str = r"
import sys, openpyxl
source, folder = sys.argv[1:]
for name, more in (('right', 0), ('wrong', 5)):
    book = openpyxl.load_workbook(source)
    (title, cell), = book.defined_names['requests.received.natural_person'].destinations
    sheet = book[title]
    sheet[cell.replace('$', '')].value += more
    rules = [r.formula[0] for rules in sheet.conditional_formatting._cf_rules.values() for r in rules]
    assert len(rules) == 8, rules  # seven columns, and the total of totals by its row
    for at, rule in enumerate(rules, 1):
        sheet.cell(at, 60).value = '=' + rule
    sheet.title = 'form'
    book.save(f'{folder}/{name}.xlsx')
";

/// Prints how many rules there are and the first cells of those that hold.
const SHOW: &str = r"
import sys, openpyxl
sheet = openpyxl.load_workbook(sys.argv[1], data_only=True)['form']
formulas = openpyxl.load_workbook(sys.argv[1])['form']
shown = [(sheet.cell(at, 60).value, formulas.cell(at, 60).value) for at in range(1, 400)]
red = [str(rule) for is_red, rule in shown if is_red in (True, 1)]
print(sum(is_red is not None for is_red, _ in shown), len(red))
print('\n'.join(red))
";

fn python(script: &str, arguments: &[&Path]) -> String {
    let ran = Command::new("python3").args(["-c", script]).args(arguments).output().expect("Python runs");
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    String::from_utf8(ran.stdout).expect("UTF-8")
}

/// Fills in two columns of a blank form of requests, of which one does not balance, and types two paragraphs into
/// each open row of the text.
const FILL: &str = r"
import sys, openpyxl
source, target = sys.argv[1:]
book = openpyxl.load_workbook(source)
for name, figure in (
    ('received.natural_person', 5), ('carried_in.natural_person', 0), ('granted.natural_person', 4),
    ('carried_out.natural_person', 2), ('received.commercial_enterprise', 3), ('granted.commercial_enterprise', 3),
):
    (title, cell), = book.defined_names['requests.' + name].destinations
    book[title][cell.replace('$', '')].value = figure
text = book['正文']
places = [row[0] for row in text.iter_rows() if row[0].value is None and not row[0].protection.locked]
assert len(places) == 25 and all(place.alignment.wrap_text for place in places), places
for place in places[:-1]:
    place.value = f'这是{place.coordinate}格的第一段。\n这是{place.coordinate}格的第二段。'
places[-1].value = '2026年1月20日'
book.save(target)
";

/// Saves the workbook with LibreOffice, which computes what has no result yet.
fn saved(source: &Path, folder: &Path) -> std::path::PathBuf {
    let out = folder.join("computed");
    let profile = format!("-env:UserInstallation=file://{}", folder.join("profile").display());
    let ran = Command::new("timeout")
        .args(["300", "soffice", &profile, "--headless", "--convert-to", "xlsx", "--outdir"])
        .args([out.as_path(), source])
        .output()
        .expect("soffice runs");
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    out.join(source.file_name().expect("a name"))
}

#[test]
#[ignore = "needs LibreOffice and Python with openpyxl"]
fn a_blank_form_filled_in_and_saved_is_checked_whole() {
    let folder = TempDir::new().expect("a folder");
    let [blank, filled] = ["blank.xlsx", "filled.xlsx"].map(|name| folder.path().join(name));
    let status = Command::new(env!("CARGO_BIN_EXE_repconv"))
        .args(["new", "--org", "青溪县文化局", "--year", "2025"])
        .arg(&blank)
        .status()
        .expect("repconv runs");
    assert!(status.success());
    python(FILL, &[&blank, &filled]);
    for file in [&filled, &saved(&filled, folder.path())] {
        let ran = Command::new(env!("CARGO_BIN_EXE_repconv"))
            .args(["check", "--select", "A,R", "--lang", "zh"])
            .arg(file)
            .output()
            .expect("repconv runs");
        let said = String::from_utf8_lossy(&ran.stdout);
        for broken in [
            "自然人列：本年新收 5 + 上年结转 0 = 5，总计 4 + 结转下年度 2 = 6，相差 1",
            "总计列：本年新收 8 + 上年结转 0 = 8，总计 7 + 结转下年度 2 = 9，相差 1",
        ] {
            assert!(said.contains(broken), "{}: {said}", file.display());
        }
        assert!(said.contains("2 个错误") && !said.contains("R0"), "{}: {said}", file.display());
        let read = Command::new(env!("CARGO_BIN_EXE_repconv"))
            .args(["-t", "text", "--encoding", "utf-8", "-q"])
            .arg(file)
            .arg("-")
            .output()
            .expect("repconv runs");
        let read = String::from_utf8_lossy(&read.stdout);
        let paragraphs = |end: &str| read.lines().filter(|line| line.ends_with(end)).count();
        assert_eq!(paragraphs("格的第一段。"), 24, "{}: {read}", file.display());
        assert_eq!(paragraphs("格的第二段。"), 24, "{}: {read}", file.display());
        assert!(read.contains("2026年1月20日"), "{}: {read}", file.display());
    }
}

#[test]
#[ignore = "needs LibreOffice and Python with openpyxl"]
fn a_figure_typed_wrongly_turns_its_sums_red() {
    let folder = TempDir::new().expect("a folder");
    let source = folder.path().join("report.xlsx");
    let status = Command::new(env!("CARGO_BIN_EXE_repconv"))
        .args(["fixtures/reports/suqian_2024/lo.docx", "-q"])
        .arg(&source)
        .status()
        .expect("repconv runs");
    assert!(status.code().is_some_and(|code| code < 2));
    python(TYPE, &[&source, folder.path()]);
    let [right, wrong] =
        ["right.xlsx", "wrong.xlsx"].map(|name| saved(&folder.path().join(name), folder.path()));
    let right = python(SHOW, &[&right]);
    let (counts, _) = right.split_once('\n').expect("lines");
    assert!(counts.ends_with(" 0") && !counts.starts_with("0 "), "a sound report shows no red: {right}");
    // The column's balance turns red; the row's total is a formula and follows, and so does its balance.
    let wrong = python(SHOW, &[&wrong]);
    assert!(wrong.contains("$D$4:$D$5"), "{wrong}");
    assert!(wrong.contains("$J$4:$J$5"), "{wrong}");
}
