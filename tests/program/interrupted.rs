//! Runs that are interrupted or killed can be gone on with; signals that are to be passed over are.

use std::process::Child;
use std::time::{Duration, Instant};

use super::batch::tree;
use super::*;

const SIGNALS: [(&str, i32); 3] = [("INT", 130), ("TERM", 143), ("HUP", 129)];

/// A folder with so many reports in `in/`, where this program is built: on a disk, where writing takes some
/// time, while folders for temporary files are often in memory.
pub fn reports(count: usize) -> TempDir {
    let folder = TempDir::new_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    fs::create_dir(folder.path().join("in")).unwrap();
    let seed = fs::read_to_string(fixture("rules/2021.json")).unwrap();
    for number in 0..count {
        let text = seed.replace("2022年", &format!("2022 年{number}"));
        fs::write(folder.path().join(format!("in/{number}.json")), text).unwrap();
    }
    folder
}

/// Starts the program, which heeds the signals whatever the tests were started with.
pub fn start(folder: &TempDir, arguments: &[&str]) -> Child {
    let mut command = Command::new("env");
    command.arg("--default-signal=INT,TERM,HUP").arg(env!("CARGO_BIN_EXE_repconv")).args(arguments);
    for name in ["LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE"] {
        command.env_remove(name);
    }
    command.current_dir(folder.path()).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command.spawn().unwrap()
}

fn wait_until(what: &str, mut is_so: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !is_so() {
        assert!(begun.elapsed() < Duration::from_mins(1), "waited for {what}");
        std::thread::sleep(Duration::from_millis(1));
    }
}

/// Whether the program has begun to heed signals.
fn heeds(child: &Child) -> bool {
    caught(child) == 0x4003
}

/// Which of the three it catches.
fn caught(child: &Child) -> u64 {
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
    let caught = status.lines().find_map(|line| line.strip_prefix("SigCgt:")).map(str::trim);
    u64::from_str_radix(caught.unwrap_or_default(), 16).unwrap_or_default() & 0x4003
}

fn end(mut child: Child, signal: &str) -> Ran {
    let input = child.stdin.take(); // open until the end
    let sent = Command::new("kill").args([format!("-{signal}"), child.id().to_string()]).status();
    assert!(sent.unwrap().success(), "still running");
    let ended = child.wait_with_output().unwrap();
    drop(input);
    let status = ended.status.code().unwrap_or(-1);
    Ran { status, stdout: ended.stdout, stderr: String::from_utf8(ended.stderr).unwrap() }
}

fn temporaries(folder: &TempDir) -> Vec<PathBuf> {
    let is_temporary = |path: &&PathBuf| path.to_string_lossy().contains(".repconv-");
    tree(folder.path()).keys().filter(is_temporary).cloned().collect()
}

#[test]
fn a_conversion_that_waits_for_its_input_leaves_nothing() {
    for (signal, status) in SIGNALS {
        let folder = reports(0);
        let child = start(&folder, &["-", "out.xlsx", "-f", "json"]); // waits for its input
        wait_until("the handler", || heeds(&child));
        let ran = end(child, signal);
        assert_eq!(ran.status, status, "{}", ran.stderr);
        assert!(ran.stderr.starts_with("已中断；没有写完的文件已经删去"), "{}", ran.stderr);
        assert!(tree(folder.path()).is_empty());
    }
}

#[test]
fn an_interrupted_batch_is_resumed() {
    let (folder, whole) = (reports(400), reports(400));
    let arguments = ["batch", "in", "-o", "out", "--to", "json", "--resume"];
    let undisturbed = start(&whole, &arguments).wait_with_output().unwrap();
    let whole = tree(&whole.path().join("out"));
    let log = folder.path().join("out/repconv-batch.jsonl");
    let lines = || fs::read_to_string(&log).map_or(0, |text| text.lines().count());
    for (signal, status) in SIGNALS {
        let child = start(&folder, &arguments);
        let before = lines();
        wait_until("more lines of the log", || lines() > before + 20);
        let ran = end(child, signal);
        assert_eq!(ran.status, status, "{}", ran.stderr);
        assert!(ran.stderr.contains("已中断：400 份里做了 "), "{}", ran.stderr);
        assert!(ran.stderr.contains("加 --resume 接着做"), "{}", ran.stderr);
        assert_eq!(temporaries(&folder), Vec::<PathBuf>::new());
        for (path, bytes) in tree(&folder.path().join("out")) {
            assert!(path.ends_with("repconv-batch.jsonl") || whole.get(&path) == Some(&bytes), "{path:?}");
        }
    }
    let ended = start(&folder, &arguments).wait_with_output().unwrap();
    assert_eq!(ended.status.code(), undisturbed.status.code());
    assert!(String::from_utf8(ended.stderr).unwrap().contains("已做过"));
    assert_eq!(tree(&folder.path().join("out")), whole);
}

#[test]
fn what_is_said_to_be_done_is_what_was_written() {
    for jobs in [1, 2] {
        let folder = reports(60);
        let child = start(&folder, &["batch", "in", "-o", "out", "--to", "xlsx", &format!("-j{jobs}")]);
        let outputs = || {
            let is_output = |path: &&PathBuf| path.extension() == Some(OsStr::new("xlsx"));
            if folder.path().join("out").exists() {
                tree(folder.path()).keys().filter(is_output).count()
            } else {
                0
            }
        };
        wait_until("some outputs", || outputs() > 5);
        let ran = end(child, "INT");
        let said = ran.stderr.strip_prefix("已中断：60 份里做了 ").and_then(|rest| rest.split(' ').next());
        let done: usize = said.expect(&ran.stderr).parse().unwrap();
        let log = fs::read_to_string(folder.path().join("out/repconv-batch.jsonl")).unwrap();
        // Each processor may be between writing and counting.
        assert!((done..=done + jobs).contains(&outputs()), "{} outputs: {}", outputs(), ran.stderr);
        assert!((outputs()..=done + jobs).contains(&(log.lines().count() - 1)), "{}: {log}", outputs());
    }
}

#[test]
fn a_killed_run_leaves_only_what_is_known_for_temporary() {
    for output in ["out.parquet", "out.csv", "out/"] {
        let folder = reports(200);
        let arguments = ["dataset", "in", "-o", output];
        let child = start(&folder, &arguments);
        let made = || names_in(folder.path()).into_iter().filter(|name| name != "in").collect::<Vec<_>>();
        wait_until("a temporary file", || !made().is_empty());
        end(child, "KILL");
        let left = made();
        let is_temporary = |name: &String| {
            name.starts_with(".repconv-") && Path::new(name).extension() == Some("tmp".as_ref())
        };
        assert!(!left.is_empty() && left.iter().all(is_temporary), "{left:?}");
        // The next run neither takes it for a report nor minds it.
        let again = start(&folder, &["dataset", ".", "-o", output]).wait_with_output().unwrap();
        let said = String::from_utf8(again.stderr).unwrap();
        assert!(matches!(again.status.code(), Some(0)), "{said}");
        assert!(!said.contains(".repconv-"), "{said}");
        assert!(made().len() > left.len());
    }
}

#[test]
fn a_signal_that_is_to_be_passed_over_is() {
    let folder = reports(0);
    let mut command = Command::new("env");
    command.args([
        "--default-signal=INT,TERM",
        "--ignore-signal=HUP",
        env!("CARGO_BIN_EXE_repconv"),
        "-",
        "out.json",
        "-f",
        "json",
    ]);
    command.current_dir(folder.path()).stdin(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    wait_until("the handler", || caught(&child) == 0x4002);
    assert!(Command::new("kill").args(["-HUP", &child.id().to_string()]).status().unwrap().success());
    let seed = fs::read(fixture("rules/2021.json")).unwrap();
    child.stdin.take().unwrap().write_all(&seed).unwrap();
    let ended = child.wait_with_output().unwrap();
    assert!(folder.path().join("out.json").exists(), "{ended:?}");
}
