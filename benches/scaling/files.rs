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
    let (mut points, mut walls, mut peaks) = (Vec::new(), Vec::new(), Vec::new());
    for &size in sizes {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("scaling-{}", std::process::id()));
        fill(&folder.join("in"), size);
        let cost = batch(&folder);
        fs::remove_dir_all(&folder).expect("removed");
        points.push(Point { size, seconds: cost.processor });
        walls.push(Point { size, seconds: cost.wall });
        peaks.push(format!("{size}: {} MB", cost.peak));
    }
    fit::print("files: batch to JSON", &points);
    fit::print("files: batch to JSON, wall time", &walls);
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

/// What a batch cost: its processor time, its wall time, and the most memory the process ever held in MB.
#[derive(Default)]
struct Cost {
    processor: f64,
    wall: f64,
    peak: u64,
}

/// Converts the files under `in` and looks, while it runs, at what Linux tells of the process.
fn batch(folder: &Path) -> Cost {
    let start = Instant::now();
    let mut process = Command::new(env!("CARGO_BIN_EXE_repconv"))
        .args(["batch", "--to", "json", "-q", "-o"])
        .args([folder.join("out"), folder.join("in")])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program");
    let mut cost = Cost::default();
    loop {
        let told = |file| fs::read_to_string(format!("/proc/{}/{file}", process.id())).unwrap_or_default();
        let (times, status) = (told("stat"), told("status"));
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kilobytes = line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok());
        cost.peak = cost.peak.max(kilobytes.unwrap_or(0) / 1024);
        // Behind the name: the state, and as the 12th and 13th field the hundredths of a second it ran.
        let fields: Vec<_> = times.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
        let hundredths =
            fields.iter().skip(11).take(2).filter_map(|field| field.parse::<u32>().ok()).sum::<u32>();
        cost.processor = f64::from(hundredths) / 100.0;
        if matches!(fields.first(), Some(&"Z") | None) {
            break;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    process.wait().expect("its end");
    cost.wall = start.elapsed().as_secs_f64();
    cost
}
