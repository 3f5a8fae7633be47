//! The program as a user meets it: what it prints, where, with which exit status, and what it leaves
//! on disk.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test says what went wrong by failing"
)]
#![allow(clippy::disallowed_methods, reason = "inputs are made in a folder of the test's own")]

use std::ffi::OsStr;
use std::fs;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use tempfile::TempDir;

/// What a run left behind.
#[derive(Debug)]
struct Ran {
    status: i32,
    stdout: Vec<u8>,
    stderr: String,
}

impl Ran {
    fn text(&self) -> &str {
        std::str::from_utf8(&self.stdout).unwrap()
    }
}

fn program(arguments: &[&OsStr]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_repconv"));
    for name in ["LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE", "NO_COLOR", "CLICOLOR_FORCE", "COLUMNS"] {
        command.env_remove(name);
    }
    command.args(arguments);
    command
}

fn finish(mut command: Command, input: &[u8]) -> Ran {
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = start(&mut command);
    // A program that refuses its arguments does not read what it is given.
    let _ = child.stdin.take().unwrap().write_all(input);
    let output = child.wait_with_output().unwrap();
    Ran {
        status: output.status.code().expect("the program is not killed"),
        stdout: output.stdout,
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

/// Starts a program. One that a test has just copied is busy while a process that another test started at that
/// moment still holds its file open.
fn start(command: &mut Command) -> Child {
    for _ in 0..100 {
        match command.spawn() {
            Err(error) if error.kind() == ErrorKind::ExecutableFileBusy => {
                std::thread::sleep(Duration::from_millis(20));
            }
            started => return started.expect("the program starts"),
        }
    }
    command.spawn().expect("the program is not busy any more")
}

fn run<S: AsRef<OsStr>>(arguments: &[S]) -> Ran {
    run_with_input(arguments, b"")
}

fn run_with_input<S: AsRef<OsStr>>(arguments: &[S], input: &[u8]) -> Ran {
    let arguments: Vec<&OsStr> = arguments.iter().map(AsRef::as_ref).collect();
    finish(program(&arguments), input)
}

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(name)
}

/// A folder with the seed report in it.
fn folder() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let seed = folder.path().join("年报.txt");
    fs::copy(fixture("reports/akto_2021/seed.txt"), &seed).unwrap();
    (folder, seed)
}

fn names_in(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

/// Fails with two lines, the first holding `what`; writes nothing to standard output.
fn assert_refused(ran: &Ran, what: &str) {
    assert_eq!(ran.status, 2, "{ran:?}");
    assert!(ran.stdout.is_empty(), "{ran:?}");
    let lines: Vec<&str> = ran.stderr.lines().collect();
    assert_eq!(lines.len(), 2, "{}", ran.stderr);
    assert!(lines[0].starts_with("错误：") && lines[0].contains(what), "{}", ran.stderr);
    assert!(lines[1].starts_with("办法："), "{}", ran.stderr);
}

mod help {
    use super::*;

    #[test]
    fn speaks_chinese_by_default() {
        let ran = run(&["--help"]);
        assert_eq!(ran.status, 0);
        for expected in ["用法: repconv", "命令:", "参数:", "选项:", "退出状态", "--overwrite"] {
            assert!(ran.text().contains(expected), "{expected} in {}", ran.text());
        }
        assert!(!ran.text().contains("Usage"), "{}", ran.text());
        assert!(ran.stderr.is_empty());
    }

    #[test]
    fn speaks_english_on_demand_and_by_locale() {
        let asked = run(&["--lang", "en", "--help"]);
        assert!(asked.text().contains("Usage: repconv"), "{}", asked.text());
        assert!(asked.text().is_ascii(), "{}", asked.text());
        let mut command = program(&["--help".as_ref()]);
        command.env("LANG", "en_US.UTF-8");
        assert_eq!(finish(command, b"").text(), asked.text());
        let mut command = program(&["--help".as_ref(), "--lang=zh".as_ref()]);
        command.env("LANG", "en_US.UTF-8");
        assert!(finish(command, b"").text().contains("用法"));
    }

    #[test]
    fn each_command_has_its_own() {
        for command in ["show", "formats", "completions", "man"] {
            let ran = run(&[command, "--help"]);
            assert_eq!(ran.status, 0, "{ran:?}");
            assert!(ran.text().contains(&format!("用法: repconv {command}")), "{}", ran.text());
        }
    }

    #[test]
    fn is_what_no_arguments_get() {
        let ran = run::<&str>(&[]);
        assert_eq!(ran.status, 2);
        assert!(ran.stdout.is_empty());
        assert!(ran.stderr.contains("用法: repconv"), "{}", ran.stderr);
    }

    #[test]
    fn version_is_one_line() {
        let ran = run(&["--version"]);
        assert_eq!((ran.status, ran.text()), (0, concat!("repconv ", env!("CARGO_PKG_VERSION"), "\n")));
    }
}

mod usage {
    use super::*;

    #[test]
    fn faults_are_reported_in_chinese() {
        for (arguments, what) in [
            (&["--bogus"][..], "没有 --bogus 这个选项"),
            (&["a.txt"], "找不到这个文件"),
            (&["a.txt", "--overwrite"], "缺少 <输出文件>"),
            (&["a", "b", "c"], "多出了“c”"),
            (&["a.txt", "b.json", "--to"], "--to <格式> 后面缺少值"),
            (&["a.txt", "b.json", "-t", "foo"], "--to 的值“foo”不对"),
            (&["a.txt", "b.json", "-f", "foo"], "--from 的值“foo”不对"),
            (&["a.txt", "b.json", "--edition", "2022"], "“2022”不对"),
            (&["a.txt", "b.txt", "--encoding", "klingon"], "--encoding 的值“klingon”不对"),
            (&["a.txt", "b.json", "--encoding", "klingon"], "--input-encoding 的值“klingon”不对"),
            (&["--lang", "fr"], "“fr”不对"),
            (&["show"], "缺少 <输入文件>"),
            (&["completions", "foo"], "“foo”不对"),
            (&["-t", "json", "show", "a.txt"], "命令前面不能有 --to"),
            (&["a.txt", "-"], "写到标准输出时要指明格式"),
        ] {
            assert_refused(&run(arguments), what);
        }
    }

    #[test]
    fn faults_are_reported_in_english() {
        let ran = run(&["--lang", "en", "--overwrit", "a", "b"]);
        assert_eq!(ran.status, 2);
        assert_eq!(
            ran.stderr,
            "error: there is no option --overwrit\nhint: perhaps --overwrite; see 'repconv --help'\n"
        );
    }

    #[test]
    fn common_options_may_precede_a_command() {
        let ran = run(&["--lang", "en", "-q", "formats"]);
        assert_eq!(ran.status, 0, "{ran:?}");
        assert!(ran.text().contains("web page"), "{}", ran.text());
    }
}

#[test]
fn formats_are_listed_with_what_can_be_done() {
    let ran = run(&["formats"]);
    assert_eq!(ran.status, 0);
    let line = |name: &str| {
        let mut lines = ran.text().lines();
        lines
            .find(|line| line.trim_start().starts_with(name))
            .expect(name)
            .split_whitespace()
            .collect::<Vec<_>>()
    };
    assert!(line("docx").ends_with(&["能", "能"]), "{:?}", line("docx"));
    assert!(line("xls ").contains(&"-"), "{:?}", line("xls "));
    assert!(line("doc ").contains(&"-"), "{:?}", line("doc "));
    assert!(line("ofd").contains(&"-"), "{:?}", line("ofd"));
}

#[test]
fn completions_are_made_for_every_shell() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let ran = run(&["completions", shell]);
        assert_eq!(ran.status, 0);
        assert!(ran.text().contains("repconv") && ran.text().contains("overwrite"), "{shell}");
    }
}

#[test]
fn the_man_page_is_roff_in_either_language() {
    let ran = run(&["man", "--lang", "en"]);
    assert!(ran.text().contains(".TH repconv") && ran.text().contains("\\-\\-overwrite"), "{}", ran.text());
    assert!(run(&["man"]).text().contains(".SH 选项"));
}

mod batch;
mod checks;
mod collecting;
mod dataset;
mod form_checks;
#[cfg(target_os = "linux")]
mod from_a_blank;
mod guidance;
mod incomplete;
mod interrupted;
mod law_enforcement;
mod logs;
#[cfg(target_os = "linux")]
mod midst;
mod outputs;
mod own_forms;
mod resumed;

mod records;
mod refusals;
mod set_aside;
mod several;
mod shared_labels;
mod slips;
mod sources;
mod submissions;

mod conversion;
mod counts;
mod differences;

#[test]
fn show_prints_what_was_understood_for_comparison_with_the_paper() {
    let ran = run(&["show".as_ref(), fixture("reports/akto_2021/seed.txt").as_os_str()]);
    assert!(ran.status <= 1, "{ran:?}");
    for expected in ["机关", "年度  2021", "一、总体情况", "予以公开", "未经复议直接起诉", "发现的问题"]
    {
        assert!(ran.text().contains(expected), "{expected} in {}", ran.text());
    }
    assert!(ran.stderr.is_empty(), "{}", ran.stderr);
    assert!(!ran.text().contains('\u{1b}'));
    let coloured =
        run(&["show".as_ref(), fixture("reports/akto_2021/seed.txt").as_os_str(), "--color=always".as_ref()]);
    assert!(coloured.text().contains('\u{1b}'));
}

#[cfg(unix)]
#[test]
fn file_names_need_not_be_text() {
    use std::os::unix::ffi::OsStrExt;
    let folder = tempfile::tempdir().unwrap();
    let input = folder.path().join(OsStr::from_bytes(b"\xc4\xea\xb1\xa8.txt"));
    let output = folder.path().join(OsStr::from_bytes(b"\xc4\xea\xb1\xa8.json"));
    if fs::copy(fixture("reports/akto_2021/seed.txt"), &input).is_err() {
        return; // the file system takes only text as names
    }
    let ran = run(&[input.as_os_str(), output.as_os_str(), "-q".as_ref()]);
    assert!(ran.status <= 1, "{ran:?}");
    assert!(output.exists());
}
