//! The program as a user meets it: what it prints, where, with which exit status, and what it leaves
//! on disk.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test says what went wrong by failing")]
#![allow(clippy::disallowed_methods, reason = "inputs are made in a folder of the test's own")]

use std::ffi::OsStr;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

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
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    // A program that refuses its arguments does not read what it is given.
    let _ = child.stdin.take().unwrap().write_all(input);
    let output = child.wait_with_output().unwrap();
    Ran {
        status: output.status.code().expect("the program is not killed"),
        stdout: output.stdout,
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
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
    fn speaks_chinese_unless_told_otherwise() {
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
    fn faults_are_told_in_chinese() {
        for (arguments, what) in [
            (&["--bogus"][..], "没有 --bogus 这个选项"),
            (&["a.txt"], "缺少 <输出文件>"),
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
    fn faults_are_told_in_english() {
        let ran = run(&["--lang", "en", "--overwrit", "a", "b"]);
        assert_eq!(ran.status, 2);
        assert_eq!(
            ran.stderr,
            "error: there is no option --overwrit\nhint: perhaps --overwrite; see 'repconv --help'\n"
        );
    }

    #[test]
    fn common_options_may_stand_before_a_command() {
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
    assert!(line("doc ").last().unwrap().contains(".docx"), "{:?}", line("doc "));
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

mod refusals {
    use super::*;

    /// Runs in the folder of the seed; afterwards nothing new may stand there.
    fn refused(arguments: &[&str], what: &str) {
        let (folder, _) = folder();
        fs::write(folder.path().join("old.json"), "old").unwrap();
        fs::create_dir(folder.path().join("sub.json")).unwrap();
        fs::write(folder.path().join("empty.docx"), "").unwrap();
        fs::write(folder.path().join("blank.txt"), "\r\n  \r\n").unwrap();
        fs::write(folder.path().join("picture.docx"), b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01").unwrap();
        let before = names_in(folder.path());
        let arguments: Vec<&OsStr> = arguments.iter().map(OsStr::new).collect();
        let mut command = program(&arguments);
        command.current_dir(folder.path());
        assert_refused(&finish(command, b""), what);
        assert_eq!(names_in(folder.path()), before);
        assert_eq!(fs::read(folder.path().join("old.json")).unwrap(), b"old");
    }

    #[test]
    fn an_output_that_exists() {
        refused(&["年报.txt", "old.json"], "old.json：输出文件已经存在");
    }

    #[test]
    fn an_input_that_does_not() {
        refused(&["no.txt", "out.json"], "no.txt：找不到这个文件");
        refused(&["show", "no.txt"], "no.txt：找不到这个文件");
    }

    #[test]
    fn a_directory() {
        refused(&["sub.json", "out.json"], "sub.json：这是文件夹");
        refused(&["年报.txt", "sub.json", "--overwrite"], "sub.json：这是文件夹");
    }

    #[test]
    fn a_missing_folder() {
        refused(&["年报.txt", "no/out.json"], "输出文件夹不存在");
    }

    #[test]
    fn a_format_that_is_unknown_or_cannot_be_written() {
        refused(&["年报.txt", "out.xyz"], "看不出要写成什么格式");
        refused(&["年报.txt", "out"], "看不出要写成什么格式");
        refused(&["年报.txt", "out.doc"], "不能写出 doc 格式");
        refused(&["年报.txt", "out.json", "-t", "xls"], "不能写出 xls 格式");
        refused(&["年报.txt", "out.json", "-f", "doc"], "doc 格式，不能读取");
    }

    #[test]
    fn an_empty_file() {
        refused(&["empty.docx", "out.json"], "empty.docx：文件是空的");
        refused(&["blank.txt", "out.json"], "blank.txt：文件是空的");
    }

    #[test]
    fn a_picture() {
        refused(&["picture.docx", "out.json"], "picture.docx：认不出文件格式");
    }

    #[test]
    fn the_input_as_output() {
        refused(&["年报.txt", "年报.txt", "--overwrite"], "输入和输出是同一个文件");
        refused(&["年报.txt", "./年报.txt", "--overwrite"], "输入和输出是同一个文件");
        refused(&["年报.txt", "sub.json/../年报.txt", "--overwrite"], "输入和输出是同一个文件");
    }

    #[cfg(unix)]
    #[test]
    fn the_input_as_output_by_links() {
        let (folder, seed) = folder();
        let path = |name: &str| folder.path().join(name);
        fs::hard_link(&seed, path("hard.txt")).unwrap();
        std::os::unix::fs::symlink(&seed, path("soft.txt")).unwrap();
        let before = fs::read(&seed).unwrap();
        for name in ["hard.txt", "soft.txt"] {
            let ran = run(&[seed.as_os_str(), path(name).as_os_str(), "--overwrite".as_ref()]);
            assert_refused(&ran, "输入和输出是同一个文件");
        }
        assert_eq!(fs::read(&seed).unwrap(), before);
        assert_eq!(names_in(folder.path()).len(), 3);
    }
}

mod conversion {
    use super::*;

    #[test]
    fn writes_the_output_and_says_nothing_when_all_is_well_or_quiet() {
        let (folder, seed) = folder();
        let output = folder.path().join("年报.JSON");
        let ran = run(&[seed.as_os_str(), output.as_os_str(), "-q".as_ref()]);
        assert!(ran.status <= 1, "{ran:?}");
        assert!(ran.stdout.is_empty() && ran.stderr.is_empty(), "{ran:?}");
        assert!(fs::read_to_string(&output).unwrap().contains("阿克陶镇"));
        assert_eq!(names_in(folder.path()).len(), 2, "no temporary file is left");
    }

    #[test]
    fn tells_findings_on_standard_error_with_a_count() {
        let (folder, seed) = folder();
        let output = folder.path().join("out.json");
        let ran = run(&[seed.as_os_str(), output.as_os_str()]);
        assert!(ran.stdout.is_empty());
        assert!(!ran.stderr.contains('\u{1b}'), "plain in a pipe: {}", ran.stderr);
        if !ran.stderr.is_empty() {
            let name = seed.to_string_lossy();
            let (findings, count) = ran.stderr.trim_end().rsplit_once('\n').expect("a count line");
            assert!(findings.lines().all(|line| line.starts_with(&*name)), "{}", ran.stderr);
            assert!(count.contains("个错误") || count.contains("条"), "{count}");
        }
        assert_eq!(ran.status == 1, ran.stderr.contains("个错误"));
    }

    #[test]
    fn goes_from_standard_input_to_standard_output() {
        let seed = fs::read(fixture("reports/akto_2021/seed.txt")).unwrap();
        let ran = run_with_input(&["-", "-", "-t", "json", "-q"], &seed);
        assert!(ran.status <= 1, "{ran:?}");
        assert!(ran.text().starts_with('{'), "{}", ran.text());
        let (folder, seed) = folder();
        let output = folder.path().join("out.json");
        run(&[seed.as_os_str(), output.as_os_str(), "-q".as_ref()]);
        assert_eq!(fs::read(output).unwrap(), ran.stdout);
    }

    #[test]
    fn replaces_an_output_only_on_demand() {
        let (folder, seed) = folder();
        let output = folder.path().join("out.json");
        fs::write(&output, "old").unwrap();
        let arguments = [seed.as_os_str(), output.as_os_str(), "-q".as_ref(), "--overwrite".as_ref()];
        assert_eq!(run(&arguments[..3]).status, 2);
        assert_eq!(fs::read(&output).unwrap(), b"old");
        assert!(run(&arguments).status <= 1);
        assert_ne!(fs::read(&output).unwrap(), b"old");
    }

    #[test]
    fn encodes_text_as_asked_and_gbk_by_default() {
        let (folder, seed) = folder();
        let written = |name: &str, encoding: &[&str]| {
            let output = folder.path().join(name);
            let mut arguments = vec![seed.as_os_str(), output.as_os_str(), "-q".as_ref()];
            arguments.extend(encoding.iter().map(OsStr::new));
            let ran = run(&arguments);
            assert!(ran.status <= 1, "{ran:?}");
            fs::read(output).unwrap()
        };
        let organization = "阿克陶镇";
        let gbk: &[u8] = &[0xb0, 0xa2, 0xbf, 0xcb, 0xcc, 0xd5, 0xd5, 0xf2];
        assert!(written("gbk.txt", &[]).windows(gbk.len()).any(|window| window == gbk));
        let utf8 = String::from_utf8(written("utf8.txt", &["--encoding", "UTF-8"])).unwrap();
        assert!(utf8.contains(organization));
        assert!(written("bom.txt", &["--encoding", "utf-8-bom"]).starts_with(b"\xef\xbb\xbf"));
        assert!(written("utf16.txt", &["--encoding", "utf-16le"]).starts_with(b"\xff\xfe"));
    }

    /// A report with an unbalanced table, as text.
    fn unbalanced() -> Vec<u8> {
        fs::read(fixture("cli/unbalanced.txt")).unwrap()
    }

    #[test]
    fn with_errors_is_done_and_says_so_in_the_status() {
        let folder = tempfile::tempdir().unwrap();
        let output = folder.path().join("out.json");
        let ran = run_with_input(&["-".as_ref(), output.as_os_str()], &unbalanced());
        assert_eq!(ran.status, 1, "{ran:?}");
        assert!(ran.stderr.contains("错误 A00"), "{}", ran.stderr);
        assert!(output.exists());
    }

    #[test]
    fn with_errors_writes_nothing_when_strict() {
        let folder = tempfile::tempdir().unwrap();
        let output = folder.path().join("out.json");
        for quiet in [&[][..], &["-q".as_ref()]] {
            let mut arguments: Vec<&OsStr> = vec!["-".as_ref(), output.as_os_str(), "--strict".as_ref()];
            arguments.extend_from_slice(quiet);
            let ran = run_with_input(&arguments, &unbalanced());
            assert_eq!(ran.status, 1, "{ran:?}");
            assert!(ran.stderr.contains("没有写出文件"), "{}", ran.stderr);
            assert!(names_in(folder.path()).is_empty());
        }
    }

    #[test]
    fn lists_characters_that_the_encoding_lacks_and_writes_nothing_unless_lossy() {
        let folder = tempfile::tempdir().unwrap();
        let output = folder.path().join("out.txt");
        let report =
            String::from_utf8(unbalanced()).unwrap().replace("总体情况\n", "总体情况\n\n向𠮷祥村公开。\n");
        let ran = run_with_input(&["-".as_ref(), output.as_os_str(), "-q".as_ref()], report.as_bytes());
        assert_eq!(ran.status, 2, "{ran:?}");
        assert!(ran.stderr.contains("𠮷") && ran.stderr.contains("U+20BB7"), "{}", ran.stderr);
        assert!(ran.stderr.contains("行“"), "with its place: {}", ran.stderr);
        assert!(names_in(folder.path()).is_empty());
        let arguments = ["-".as_ref(), output.as_os_str(), "-q".as_ref(), "--lossy".as_ref()];
        assert_eq!(run_with_input(&arguments, report.as_bytes()).status, 1);
        assert!(output.exists());
    }

    #[test]
    fn of_no_report_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let output = folder.path().join("out.json");
        let novel = "第一回\n\n话说天下大势，分久必合，合久必分。\n".repeat(20);
        let ran = run_with_input(&["-".as_ref(), output.as_os_str()], novel.as_bytes());
        assert_refused(&ran, "stdin：这不是政府信息公开工作年度报告");
        assert!(names_in(folder.path()).is_empty());
    }
}

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
