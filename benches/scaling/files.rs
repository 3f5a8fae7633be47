//! Batches of thousands of files, with the program as a whole process.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use super::Asked;
use super::common::{DOCUMENTS, samples};
use super::fit::{self, Point};

/// Converts so many files for each of the sizes; the files are the fixtures in turn, under other names.
pub fn batches(asked: &Asked) {
    let sizes: &[usize] = match (asked.quick, asked.full) {
        (true, _) => &[10, 30],
        (_, false) => &[1000, 3000, 10_000],
        (_, true) => &[1000, 3000, 10_000, 30_000, 100_000],
    };
    if !asked.wants("files: batch") {
        return;
    }
    let (mut points, mut peaks) = (Vec::new(), Vec::new());
    for &size in sizes {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("scaling-{}", std::process::id()));
        fill(&folder.join("in"), size);
        let (time, peak) = batch(&folder);
        fs::remove_dir_all(&folder).expect("removed");
        points.push(Point { size, seconds: time.as_secs_f64() });
        peaks.push(format!("{size}: {peak} MB"));
    }
    fit::print("files: batch to JSON", &points);
    println!("| files: peak memory | {} | |", peaks.join(", "));
}

/// A hundred files a folder, as they come from the towns of counties.
fn fill(folder: &Path, size: usize) {
    let documents = DOCUMENTS.into_iter().filter(|(format, _)| *format != "json");
    let samples: Vec<_> = documents.flat_map(|(format, files)| samples(format, files)).collect();
    for (at, sample) in samples.iter().cycle().take(size).enumerate() {
        let within: PathBuf = folder.join(format!("{:05}", at / 100));
        fs::create_dir_all(&within).expect("a folder");
        let extension = sample.name.rsplit('.').next().unwrap_or_default();
        fs::write(within.join(format!("{at:06}.{extension}")), &sample.bytes).expect("a file");
    }
}

/// The time of a batch and the most memory the process ever held, as Linux tells it; 0 elsewhere.
fn batch(folder: &Path) -> (Duration, u64) {
    let start = Instant::now();
    let mut process = Command::new(env!("CARGO_BIN_EXE_repconv"))
        .args(["batch", "--to", "json", "-q", "-o"])
        .args([folder.join("out"), folder.join("in")])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program");
    let mut peak = 0;
    while process.try_wait().expect("a state").is_none() {
        let status = fs::read_to_string(format!("/proc/{}/status", process.id())).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kilobytes = line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok());
        peak = peak.max(kilobytes.unwrap_or(0) / 1024);
        std::thread::sleep(Duration::from_millis(10));
    }
    (start.elapsed(), peak)
}
