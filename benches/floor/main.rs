//! How far every reader and writer is from its floor, which is what any program would have to do to the
//! same bytes; and what recognising and checking cost beside.
//!
//! ```text
//! cargo bench --bench floor                 one table
//! cargo bench --bench floor -- --files      with every file
//! cargo bench --bench floor -- --quick      a trial: the figures are not to be relied upon
//! cargo bench --bench floor -- docx         what has `docx` in its name
//! ```
//!
//! A thing and its floor are run by turns, so that the noise of the machine hits both alike, and the
//! least processor time of each counts.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::cast_precision_loss,
    clippy::disallowed_types,
    reason = "a benchmark stops at what it did not expect, and says what it found"
)]

#[path = "../common/mod.rs"]
mod common;
mod floors;

use std::hint::black_box;
use std::time::{Duration, Instant};

use common::{DOCUMENTS, REPORTS, Sample, clock};
use repconv::formats::Formats;
use repconv::recognise::{RecogniseOptions, recognise};

struct Asked {
    budget: Duration,
    files: bool,
    only: Vec<String>,
}

impl Asked {
    fn of(arguments: impl Iterator<Item = String>) -> Self {
        let arguments: Vec<String> = arguments.collect();
        let has = |name: &str| arguments.iter().any(|argument| argument == name);
        let budget = Duration::from_millis(if has("--quick") { 15 } else { 400 });
        let only = arguments.iter().filter(|argument| !argument.starts_with('-')).cloned().collect();
        Self { budget, files: has("--files"), only }
    }

    fn wants(&self, name: &str) -> bool {
        self.only.is_empty() || self.only.iter().any(|only| name.contains(only.as_str()))
    }
}

/// The least processor times, in microseconds, of a thing and of its floor, run by turns after three turns to warm up.
fn by_turns(budget: Duration, mut thing: impl FnMut(), mut floor: impl FnMut()) -> (f64, f64) {
    let mut least = (Duration::MAX, Duration::MAX);
    let time = |run: &mut dyn FnMut()| {
        let start = clock::thread();
        run();
        clock::thread().saturating_sub(start)
    };
    for _ in 0..3 {
        thing();
        floor();
    }
    let start = Instant::now();
    while start.elapsed() < budget {
        least = (least.0.min(time(&mut thing)), least.1.min(time(&mut floor)));
    }
    (micros(least.0), micros(least.1))
}

fn micros(time: Duration) -> f64 {
    time.as_nanos() as f64 / 1000.0
}

/// One line of the table; the sums of several files are a line too.
fn line(name: &str, bytes: usize, (time, floor): (f64, f64), note: &str) {
    let multiple = time / floor;
    println!("| {name} | {:.1} | {time:.0} | {floor:.0} | {multiple:.2} | {note} |", bytes as f64 / 1024.0);
}

fn head(title: &str) {
    println!("\n| {title} | KB | µs | floor µs | times the floor | the floor |\n|---|---|---|---|---|---|");
}

/// The sum of several lines.
#[derive(Default)]
struct Sum {
    bytes: usize,
    times: (f64, f64),
}

impl Sum {
    fn add(&mut self, asked: &Asked, name: &str, bytes: usize, times: (f64, f64)) {
        if asked.files {
            line(&format!("&nbsp; {name}"), bytes, times, "");
        }
        self.bytes += bytes;
        self.times = (self.times.0 + times.0, self.times.1 + times.1);
    }
}

fn readers(asked: &Asked) {
    head("reader");
    for (format, files) in DOCUMENTS.into_iter().filter(|(format, _)| asked.wants(&format!("read {format}")))
    {
        let mut sum = Sum::default();
        for sample in common::samples(format, files) {
            let Sample { name, format: row, bytes } = &sample;
            let read = || drop(black_box(common::read(bytes, row)));
            let times = by_turns(asked.budget, read, || floors::read(format, bytes));
            sum.add(asked, name, bytes.len(), times);
        }
        line(&format!("read {format}"), sum.bytes, sum.times, floors::of_reader(format));
    }
}

fn writers(asked: &Asked) {
    head("writer");
    let formats = Formats::builtin();
    for row in formats.rows().iter().filter(|row| row.writer.is_some()) {
        let title = format!("write {}", row.name);
        if !asked.wants(&title) {
            continue;
        }
        let mut sum = Sum::default();
        let mut is_package = false;
        for name in REPORTS {
            let report = common::report(name);
            let write = || repconv::write(&report, row, &common::writer_alone()).expect("it can be written");
            let parts = floors::parts(&write());
            is_package = parts.len() > 1;
            let size = parts.iter().map(|(_, part)| part.len()).sum();
            let times = by_turns(
                asked.budget,
                || drop(black_box(write())),
                || {
                    black_box(floors::pack(&parts));
                },
            );
            sum.add(asked, name, size, times);
        }
        let note =
            if is_package { "deflate the same parts" } else { "deflate the output, which it itself is not" };
        line(&title, sum.bytes, sum.times, note);
    }
}

/// What has no floor: the cost for a cell of the statutory tables.
fn without_floor(asked: &Asked) {
    println!("\n| step | cells | µs | µs a cell |\n|---|---|---|---|");
    let step = |name: &str, cells: usize, time: f64| {
        println!("| {name} | {cells} | {time:.0} | {:.2} |", time / cells as f64);
    };
    for (format, files) in DOCUMENTS.into_iter().filter(|(format, _)| *format != "json") {
        let title = format!("recognise what came as {format}");
        if !asked.wants(&title) {
            continue;
        }
        let (mut cells, mut time) = (0, 0.0);
        for sample in common::samples(format, files) {
            let document = common::document(&sample.bytes, &sample.format);
            let run = || recognise(&document, &RecogniseOptions::default()).expect("a report");
            cells += common::cells(&run().0);
            time += by_turns(asked.budget, || drop(black_box(run())), || ()).0;
        }
        step(&title, cells, time);
    }
    if asked.wants("rules") {
        let (mut cells, mut time) = (0, 0.0);
        for report in REPORTS.map(common::report) {
            cells += common::cells(&report);
            let run = || drop(black_box(repconv::validate::validate(&report)));
            time += by_turns(asked.budget, run, || ()).0;
        }
        step("all rules on a report", cells, time);
    }
}

fn main() {
    let asked = Asked::of(std::env::args().skip(1));
    println!("Sums over the reports {}; the least processor time of many runs.", REPORTS.join(", "));
    readers(&asked);
    writers(&asked);
    without_floor(&asked);
}
