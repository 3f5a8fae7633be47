//! `repconv batch --resume` after inputs were changed, damaged, mended, renamed, taken away: what was
//! written by ourselves is written again, and older outputs that still exist are reported.

use std::collections::BTreeMap;

use super::batch::{batch, log, tree};
use super::*;

/// A folder with one sound report in `in/`.
fn place() -> TempDir {
    let folder = TempDir::new().unwrap();
    fs::create_dir(folder.path().join("in")).unwrap();
    put(&folder, "x.json", "某镇");
    folder
}

/// A sound report of some body, in `in/`.
fn put(folder: &TempDir, name: &str, body: &str) {
    let seed = fs::read_to_string(fixture("rules/2021.json")).unwrap();
    assert!(seed.contains("青溪县文化局"), "the fixture has another body");
    fs::write(folder.path().join("in").join(name), seed.replace("青溪县文化局", body)).unwrap();
}

/// The same with an error in it.
fn put_with_error(folder: &TempDir, name: &str, body: &str) {
    put(folder, name, body);
    let path = folder.path().join("in").join(name);
    let text = fs::read_to_string(&path).unwrap();
    fs::write(path, text.replace("2022年政府", "20XX年政府")).unwrap();
}

fn damage(folder: &TempDir, name: &str) {
    fs::write(folder.path().join("in").join(name), b"{\"cut").unwrap();
}

fn output(folder: &TempDir, name: &str) -> String {
    fs::read_to_string(folder.path().join("out").join(name)).unwrap()
}

/// What an undisturbed run over the same inputs leaves.
fn undisturbed(folder: &TempDir, arguments: &[&str]) -> BTreeMap<PathBuf, Vec<u8>> {
    let other = TempDir::new().unwrap();
    fs::create_dir(other.path().join("in")).unwrap();
    for name in names_in(&folder.path().join("in")) {
        fs::copy(folder.path().join("in").join(&name), other.path().join("in").join(&name)).unwrap();
    }
    batch(&other, arguments);
    tree(&other.path().join("out"))
}

/// The last run left what an undisturbed one leaves, the log included.
fn assert_undisturbed(folder: &TempDir, arguments: &[&str]) {
    assert_eq!(tree(&folder.path().join("out")), undisturbed(folder, arguments));
}

const HTML: [&str; 2] = ["--to", "html"];
const AGAIN: [&str; 3] = ["--to", "html", "--resume"];
const STRICT: [&str; 3] = ["--to", "html", "--strict"];

#[test]
fn a_report_that_was_damaged_and_mended_is_written_again() {
    let folder = place();
    batch(&folder, &HTML);
    damage(&folder, "x.json");
    for _ in 0..2 {
        let damaged = batch(&folder, &AGAIN);
        assert_eq!(damaged.status, 2);
        let said = "1 份这次没有写出，留在原处的是以前写出的文件：x.html\n";
        assert!(damaged.stderr.contains(said), "each time: {}", damaged.stderr);
        assert!(output(&folder, "x.html").contains("某镇"));
        assert_eq!(log(&folder)[2]["left"], "x.html");
    }
    put(&folder, "x.json", "另一镇");
    let mended = batch(&folder, &AGAIN);
    assert!(mended.stderr.contains("写出 1；"), "{}", mended.stderr);
    assert!(!mended.stderr.contains("以前写出"), "{}", mended.stderr);
    assert!(output(&folder, "x.html").contains("另一镇"));
    assert_undisturbed(&folder, &HTML);
}

#[test]
fn a_report_whose_errors_were_mended_is_written_again() {
    let folder = place();
    let again = [&STRICT[..], &["--resume"]].concat();
    batch(&folder, &STRICT);
    put_with_error(&folder, "x.json", "某镇");
    let wrong = batch(&folder, &again);
    assert!(wrong.stderr.contains("有错误而没有写出 1"), "{}", wrong.stderr);
    assert!(wrong.stderr.contains("留在原处的是以前写出的文件：x.html"), "{}", wrong.stderr);
    put(&folder, "x.json", "第三镇");
    let mended = batch(&folder, &again);
    assert!(mended.stderr.contains("写出 1；"), "{}", mended.stderr);
    assert!(output(&folder, "x.html").contains("第三镇"));
    assert_undisturbed(&folder, &STRICT);
}

#[test]
fn an_input_that_is_spelled_otherwise_is_the_same() {
    let folder = place();
    batch(&folder, &HTML);
    put(&folder, "x.json", "另一镇");
    let whole = folder.path().join("in");
    let mut command = program(&["batch".as_ref(), whole.as_os_str()]);
    command.args(["-o", "out"]).args(AGAIN).current_dir(folder.path());
    let ran = finish(command, b"");
    assert!(ran.stderr.contains("写出 1；"), "{}", ran.stderr);
    assert!(output(&folder, "x.html").contains("另一镇"));
}

#[test]
fn an_input_in_another_format_takes_the_place_of_the_first() {
    let folder = place();
    batch(&folder, &["--to", "text"]);
    fs::remove_file(folder.path().join("in/x.json")).unwrap();
    fs::copy(fixture("reports/akto_2021/clean.html"), folder.path().join("in/x.html")).unwrap();
    let ran = batch(&folder, &["--to", "text", "--resume"]);
    assert!(ran.stderr.contains("写出 1；"), "{}", ran.stderr);
    assert_undisturbed(&folder, &["--to", "text"]);
}

#[test]
fn an_input_that_comes_back_is_written_again_and_till_then_its_output_is_reported() {
    let folder = place();
    put(&folder, "y.json", "乙乡");
    batch(&folder, &HTML);
    fs::remove_file(folder.path().join("in/y.json")).unwrap();
    for _ in 0..3 {
        let ran = batch(&folder, &AGAIN);
        let said = "以前写出的 1 个文件，不在这次的输出里，留在原处：y.html\n";
        assert!(ran.stderr.contains(said), "each time: {}", ran.stderr);
    }
    put(&folder, "y.json", "丙乡");
    let ran = batch(&folder, &AGAIN);
    assert!(ran.stderr.contains("写出 1，已做过 1；"), "{}", ran.stderr);
    assert_undisturbed(&folder, &HTML);
    fs::remove_file(folder.path().join("in/y.json")).unwrap();
    fs::remove_file(folder.path().join("out/y.html")).unwrap();
    let ran = batch(&folder, &AGAIN);
    assert!(!ran.stderr.contains("以前写出"), "it is gone: {}", ran.stderr);
}

#[test]
fn older_outputs_are_reported_when_all_is_done_again() {
    let folder = place();
    for name in ["y.json", "z.json"] {
        put(&folder, name, "乙乡");
    }
    batch(&folder, &HTML);
    damage(&folder, "x.json");
    fs::remove_file(folder.path().join("in/y.json")).unwrap();
    for demand in ["--overwrite", "--overwrite", "--resume"] {
        let ran = batch(&folder, &["--to", "html", demand]);
        assert!(ran.stderr.contains("留在原处的是以前写出的文件：x.html\n"), "{}", ran.stderr);
        assert!(ran.stderr.contains("不在这次的输出里，留在原处：y.html\n"), "{}", ran.stderr);
    }
    let ran = batch(&folder, &["--to", "json", "--overwrite"]);
    assert!(ran.stderr.contains("以前写出的 3 个文件，"), "those in the other format, too: {}", ran.stderr);
}

#[cfg(unix)]
#[test]
fn many_older_outputs_are_reported_on_one_line_without_what_disturbs_a_terminal() {
    let folder = place();
    for number in 0..12 {
        put(&folder, &format!("\u{1b}{number:02}\n.json"), "乙乡");
    }
    batch(&folder, &HTML);
    for number in 0..12 {
        fs::remove_file(folder.path().join(format!("in/\u{1b}{number:02}\n.json"))).unwrap();
    }
    let ran = batch(&folder, &AGAIN);
    assert!(!ran.stderr.contains('\u{1b}'), "{}", ran.stderr);
    let expected = "以前写出的 12 个文件，不在这次的输出里，留在原处： 00 .html、 01 .html、";
    assert!(
        ran.stderr.contains(expected) && ran.stderr.contains(" 09 .html等，全部见记录\n"),
        "{}",
        ran.stderr
    );
    assert_eq!(log(&folder).iter().filter(|line| line["left"].is_string()).count(), 12);
}

#[test]
fn what_someone_changed_stays_theirs_through_failures() {
    let folder = place();
    batch(&folder, &HTML);
    fs::write(folder.path().join("out/x.html"), b"corrected by hand").unwrap();
    damage(&folder, "x.json");
    batch(&folder, &AGAIN);
    put(&folder, "x.json", "另一镇");
    let ran = batch(&folder, &AGAIN);
    assert!(ran.stderr.contains("in/x.json：输出文件已经存在，没有覆盖"), "{}", ran.stderr);
    assert_eq!(output(&folder, "x.html"), "corrected by hand");
}

#[test]
fn a_name_in_the_log_that_was_never_written_to_makes_nothing_ours() {
    let folder = place();
    fs::create_dir(folder.path().join("out")).unwrap();
    fs::write(folder.path().join("out/x.html"), b"theirs").unwrap();
    for arguments in [&HTML[..], &AGAIN] {
        let ran = batch(&folder, arguments);
        assert!(ran.stderr.contains("输出文件已经存在，没有覆盖"), "{}", ran.stderr);
        assert_eq!(output(&folder, "x.html"), "theirs");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn whatever_is_left_after_a_kill_is_recognised() {
    let folder = TempDir::new().unwrap();
    fs::create_dir(folder.path().join("in")).unwrap();
    for number in 0..60 {
        put(&folder, &format!("{number:02}.json"), &format!("第{number}镇"));
    }
    let arguments = ["batch", "in", "-o", "out", "--to", "xlsx", "-j2"].map(OsStr::new);
    for last in [false, true] {
        let mut command = program(&arguments);
        command.args(last.then_some("--resume")).current_dir(folder.path()).stderr(Stdio::null());
        let mut child = command.spawn().unwrap();
        let written = || fs::read_dir(folder.path().join("out")).map_or(0, Iterator::count);
        let before = written();
        while written() < before + 4 {
            assert!(child.try_wait().unwrap().is_none(), "it should not be done yet");
        }
        child.kill().unwrap();
        child.wait().unwrap();
        // Every input is changed, so that every output must be written again.
        for number in 0..60 {
            put(&folder, &format!("{number:02}.json"), &format!("第{number}{last}乡"));
        }
    }
    let resumed = batch(&folder, &["--to", "xlsx", "--resume"]);
    assert!(resumed.stderr.contains("60 份：写出 60；"), "{}", resumed.stderr);
    assert_undisturbed(&folder, &["--to", "xlsx"]);
}
