//! Runs that are struck in the midst of their writing: whatever the signal and the moment, an output is
//! whole or not there (or the old one still), and only SIGKILL leaves a temporary file.
//!
//! A run is stopped as soon as its temporary file is seen, the signal is sent, and the run goes on; other
//! rounds strike at any moment.

use std::collections::BTreeMap;
use std::process::Child;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};

use super::batch::tree;
use super::interrupted::{reports, start};
use super::*;

/// Every way to write, of `in/`. Of several outputs the first one comes last: where it stands, all do.
const COMMANDS: [(&[&str], &[&str]); 19] = [
    (&["in/0.json", "out.json"], &["out.json"]),
    (&["in/0.json", "out.txt"], &["out.txt"]),
    (&["in/0.json", "out.html"], &["out.html"]),
    (&["in/0.json", "out.docx"], &["out.docx"]),
    (&["in/0.json", "out.xlsx"], &["out.xlsx"]),
    (&["fix", "in/0.json", "out.docx"], &["out.docx"]),
    (&["new", "--org", "某镇", "--year", "2025", "out.docx"], &["out.docx"]),
    (&["check", "in", "-o", "out.html"], &["out.html"]),
    (&["check", "in", "-o", "out.json"], &["out.json"]),
    (&["check", "in", "-o", "out.xlsx"], &["out.xlsx"]),
    (&["diff", "in/0.json", "in/1.json", "-o", "out.html"], &["out.html"]),
    (&["diff", "in/0.json", "in/1.json", "-o", "out.xlsx"], &["out.xlsx"]),
    (&["collect", "in", "-o", "out.xlsx"], &["out.xlsx"]),
    (&["collect", "in", "-o", "out.docx"], &["out.docx"]),
    (&["collect", "in", "-o", "out.html"], &["out.html"]),
    (&["dataset", "in", "-o", "out.parquet"], &["out.parquet"]),
    (&["dataset", "in", "-o", "out.csv", "--wide"], &["out.csv"]),
    (&["dataset", "in", "-o", "out/"], &[]),
    (&["batch", "in", "-o", "out", "-t", "docx"], &[]),
];

const LOG: &str = "out/repconv-batch.jsonl";
const OLD: &[u8] = b"old";

/// The content of the folder without the inputs.
fn outputs(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut all = tree(folder);
    all.retain(|path, _| !path.starts_with("in") && path != Path::new(LOG));
    all
}

fn is_temporary(path: &Path) -> bool {
    path.components().any(|part| {
        let name = part.as_os_str().to_string_lossy();
        name.starts_with(".repconv-") && name.ends_with(".tmp")
    })
}

/// Whether a temporary file or folder stands where this command puts it.
fn has_temporary(folder: &Path) -> bool {
    let within = |folder: &Path| {
        let entries = fs::read_dir(folder).into_iter().flatten().flatten();
        entries.map(|entry| entry.file_name()).any(|name| is_temporary(Path::new(&name)))
    };
    within(folder) || within(&folder.join("out"))
}

fn clear(folder: &Path) {
    for name in names_in(folder).iter().filter(|name| *name != "in") {
        let path = folder.join(name);
        if path.is_dir() { fs::remove_dir_all(path).unwrap() } else { fs::remove_file(path).unwrap() }
    }
}

/// When to strike.
#[derive(Clone, Copy, Debug)]
enum Moment {
    /// While a temporary file is there.
    Writing,
    After(Duration),
}

/// Whether the process stands still.
fn is_stopped(child: &Child) -> bool {
    let status = fs::read_to_string(format!("/proc/{}/stat", child.id())).unwrap_or_default();
    status.rsplit(')').next().is_some_and(|rest| rest.trim_start().starts_with('T'))
}

/// Sends the signal at this moment; whether the moment came.
fn strike(child: &mut Child, folder: &Path, signal: Signal, moment: Moment) -> bool {
    let pid = Pid::from_child(child);
    let begun = Instant::now();
    match moment {
        Moment::After(time) => {
            std::thread::sleep(time);
            let _ = kill_process(pid, signal);
            return true;
        }
        Moment::Writing => {
            while !has_temporary(folder) {
                if child.try_wait().unwrap().is_some() {
                    return false;
                }
                assert!(begun.elapsed() < Duration::from_mins(1), "nothing is written");
            }
        }
    }
    let _ = kill_process(pid, Signal::STOP);
    while !is_stopped(child) {
        if child.try_wait().unwrap().is_some() {
            return false;
        }
    }
    let came = has_temporary(folder);
    let _ = kill_process(pid, signal);
    let _ = kill_process(pid, Signal::CONT);
    came
}

/// One command with what it writes undisturbed, and how long that takes.
struct Case<'a> {
    folder: &'a TempDir,
    arguments: &'static [&'static str],
    mains: &'static [&'static str],
    whole: BTreeMap<PathBuf, Vec<u8>>,
    time: Duration,
}

impl Case<'_> {
    fn start(&self, has_old: bool) -> Child {
        let mut arguments = self.arguments.to_vec();
        if has_old {
            for path in self.whole.keys().filter(|_| !self.mains.is_empty()) {
                fs::write(self.folder.path().join(path), OLD).unwrap();
            }
            arguments.push("--overwrite");
        }
        start(self.folder, &arguments)
    }

    /// Strikes a run and looks at what it leaves; whether the moment came.
    fn round(&self, signal: Signal, moment: Moment, has_old: bool) -> bool {
        let what = format!("{:?} {signal:?} {moment:?} {has_old}", self.arguments);
        clear(self.folder.path());
        let mut child = self.start(has_old);
        let came = strike(&mut child, self.folder.path(), signal, moment);
        let ended = child.wait_with_output().unwrap();
        let said = String::from_utf8(ended.stderr).unwrap();
        let (left, temporaries): (BTreeMap<_, _>, BTreeMap<_, _>) =
            outputs(self.folder.path()).into_iter().partition(|(path, _)| !is_temporary(path));
        assert!(signal == Signal::KILL || temporaries.is_empty(), "{what}: {:?}", temporaries.keys());
        for (path, bytes) in &left {
            let is_old = has_old && bytes == OLD;
            assert!(is_old || self.whole.get(path) == Some(bytes), "{what}: {} is half", path.display());
        }
        let is_new = |name: &PathBuf| left.get(name).is_some_and(|bytes| !has_old || bytes != OLD);
        if has_old && !self.mains.is_empty() {
            assert_eq!(left.len(), self.whole.len(), "{what}: an old output is gone");
        }
        if self.mains.iter().any(|main| is_new(&PathBuf::from(main))) {
            assert!(self.whole.keys().all(is_new), "{what}: the main table stands, others do not");
        } else if matches!(moment, Moment::Writing) && came && signal != Signal::KILL && left.is_empty() {
            assert_eq!(ended.status.code(), Some(128 + signal.as_raw()), "{what}: {said}");
            assert!(said.contains("已中断"), "{what}: {said}");
        }
        came
    }
}

fn undisturbed<'a>(
    folder: &'a TempDir,
    (arguments, mains): (&'static [&'static str], &'static [&'static str]),
) -> Case<'a> {
    clear(folder.path());
    let begun = Instant::now();
    let ended = start(folder, arguments).wait_with_output().unwrap();
    let time = begun.elapsed();
    assert!(matches!(ended.status.code(), Some(0 | 1)), "{arguments:?}: {ended:?}");
    Case { folder, arguments, mains, whole: outputs(folder.path()), time }
}

/// Rounds until the moment came; on a slow machine a temporary file may be gone before it is seen.
const TRIES: usize = 40;

#[test]
fn every_command_leaves_its_outputs_whole_or_not_at_all() {
    let signals = [Signal::INT, Signal::TERM, Signal::HUP];
    // The same moments in every run of this test.
    let mut chance = 1_u32;
    let mut random = |most: u32| {
        chance = chance.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (chance >> 8) % most
    };
    for (number, command) in COMMANDS.into_iter().enumerate() {
        let folder = reports(3);
        let case = undisturbed(&folder, command);
        let soft = signals[number % signals.len()];
        for signal in [soft, Signal::KILL] {
            let is_struck = (0..TRIES).any(|round| case.round(signal, Moment::Writing, round % 2 == 1));
            assert!(is_struck, "{:?}: never struck while its temporary file was there", case.arguments);
            for has_old in [false, true] {
                let moment = Moment::After(case.time * random(1000) / 1000);
                case.round(signal, moment, has_old);
            }
        }
        // What a killed run leaves is no hindrance.
        let again = case.start(true).wait_with_output().unwrap();
        assert!(matches!(again.status.code(), Some(0 | 1)), "{:?}: {again:?}", case.arguments);
        let mut left = outputs(folder.path());
        left.retain(|path, _| !is_temporary(path));
        assert_eq!(left, case.whole, "{:?}", case.arguments);
    }
}
