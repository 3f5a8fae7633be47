//! How the cost grows with the text, with the rows of a table, with the files of a batch and with the
//! narratives compared: fits the exponent of the processor time.
//!
//! ```text
//! cargo bench --bench scaling               up to 10,000 files
//! cargo bench --bench scaling -- --full     up to 100,000 files (6 GB of disk while it runs)
//! cargo bench --bench scaling -- --quick    small sizes only: a trial
//! cargo bench --bench scaling -- text       what has `text` in its name
//! ```

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::cast_precision_loss,
    clippy::disallowed_types,
    clippy::disallowed_methods,
    reason = "a benchmark stops at what it did not expect, and says what it found"
)]

#[path = "../common/mod.rs"]
mod common;
mod files;
mod fit;
#[path = "../../tests/common/narratives.rs"]
mod narratives;

use std::hint::black_box;
use std::time::{Duration, Instant};

use common::clock;
use fit::Point;
use narratives::Dice;
use repconv::formats::{Format, Formats, ReaderOutput};
use repconv::model::decimal::Decimal;
use repconv::model::generic_table::{GenericCell, GenericTable};
use repconv::model::report::{Item, Passage, Report};
use repconv::prose::similarity::{Narrative, nearest};
use repconv::recognise::{RecogniseOptions, recognise};

const TIMES: [usize; 5] = [1, 3, 10, 30, 100];

struct Asked {
    quick: bool,
    full: bool,
    only: Vec<String>,
}

impl Asked {
    fn wants(&self, name: &str) -> bool {
        self.only.is_empty() || self.only.iter().any(|only| name.contains(only.as_str()))
    }
}

/// The least processor time of some runs.
fn least<T>(asked: &Asked, mut run: impl FnMut() -> T) -> f64 {
    let budget = Duration::from_millis(if asked.quick { 10 } else { 300 });
    let (start, mut least, mut runs) = (Instant::now(), Duration::MAX, 0);
    while runs < 3 || start.elapsed() < budget {
        let started = clock::thread();
        black_box(run());
        least = least.min(clock::thread().saturating_sub(started));
        runs += 1;
    }
    least.as_secs_f64()
}

fn section(report: &mut Report) -> &mut Vec<Item> {
    &mut report.sections.first_mut().expect("a section").body
}

/// A usual report with so many times 3,000 letters of narrative.
fn with_narrative(times: usize) -> Report {
    let mut report = common::report("suqian_2024");
    let mut dice = Dice(7);
    let sentences = narratives::narrative(&mut dice, "宿迁市人民政府", 3000 * times);
    let paragraphs =
        sentences.chunks(5).map(|chunk| Item::Paragraph(Passage::new(chunk.concat(), <_>::default())));
    section(&mut report).splice(.., paragraphs);
    report
}

/// A usual report with a table of so many times 30 rows that the form does not have.
fn with_rows(times: usize) -> Report {
    let mut report = common::report("suqian_2024");
    let cell = |text: String| GenericCell::new(text);
    let row = |at: usize| {
        vec![
            cell(format!("第{at}次公开")),
            cell((at * 37 % 9001).to_string()),
            cell(format!("{}件", at % 97)),
            cell("已办结".to_owned()),
        ]
    };
    let head = ["事项", "条数", "件数", "结果"].map(|text| cell(text.to_owned())).to_vec();
    let rows = std::iter::once(head).chain((1..=30 * times).map(row)).collect();
    section(&mut report).push(Item::Table(GenericTable { rows }));
    report
}

/// Writing the report, reading the bytes again, recognising and checking, each with its exponent.
fn through(asked: &Asked, what: &str, format: &Format, make: fn(usize) -> Report) {
    let steps = ["write", "read", "recognise"].map(|step| format!("{what}: {step} {}", format.name));
    if !steps.iter().any(|step| asked.wants(step)) {
        return;
    }
    let [mut writing, mut reading, mut recognising] = [const { Vec::new() }; 3];
    for size in TIMES.into_iter().take(if asked.quick { 3 } else { TIMES.len() }) {
        let report = make(size);
        let write = || repconv::write(&report, format, &common::writer_alone()).expect("bytes");
        writing.push(Point { size, seconds: least(asked, write) });
        let bytes = write();
        reading.push(Point { size, seconds: least(asked, || common::read(&bytes, format)) });
        if let ReaderOutput::Document(document) = common::read(&bytes, format) {
            let run = || recognise(&document, &RecogniseOptions::default()).expect("a report");
            recognising.push(Point { size, seconds: least(asked, run) });
        }
    }
    for (name, points) in steps.iter().zip([writing, reading, recognising]) {
        if !points.is_empty() {
            fit::print(name, &points);
        }
    }
}

fn rules(asked: &Asked, what: &str, make: fn(usize) -> Report) {
    let name = format!("{what}: rules");
    if asked.wants(&name) {
        let point = |size| {
            let report = make(size);
            Point { size, seconds: least(asked, || repconv::validate::validate(&report)) }
        };
        fit::print(&name, &TIMES.map(point));
    }
}

/// Which narratives of a batch repeat one another: each of 3,000 letters, most with nothing in common but
/// stock sentences.
fn similarity(asked: &Asked) {
    let name = "similarity of narratives";
    if !asked.wants(name) {
        return;
    }
    let sizes: &[usize] = if asked.quick { &[100, 300] } else { &[1000, 2000, 5000, 10_000] };
    let mut dice = Dice(2024);
    let make = |at| {
        let body = narratives::body(at);
        Narrative::new(&narratives::narrative(&mut dice, &body, 3000).concat(), Some(&body))
    };
    let all: Vec<_> = (0..sizes.iter().copied().max().unwrap_or(0)).map(make).collect();
    let mut points = Vec::new();
    for &size in sizes {
        let some: Vec<_> = all.iter().take(size).map(Some).collect();
        let started = clock::process();
        black_box(nearest(&some, Decimal::new(8, 1), |_, _| true));
        points.push(Point { size, seconds: clock::process().saturating_sub(started).as_secs_f64() });
    }
    fit::print(name, &points);
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let has = |name: &str| arguments.iter().any(|argument| argument == name);
    let only = arguments.iter().filter(|argument| !argument.starts_with('-')).cloned().collect();
    let asked = Asked { quick: has("--quick"), full: has("--full"), only };
    println!("| input that grows: step | size: processor time | exponent |\n|---|---|---|");
    let formats = Formats::builtin();
    for row in formats.rows().iter().filter(|row| row.writer.is_some()) {
        through(&asked, "narrative", row, with_narrative);
        through(&asked, "table rows", row, with_rows);
    }
    rules(&asked, "narrative", with_narrative);
    rules(&asked, "table rows", with_rows);
    similarity(&asked);
    files::batches(&asked);
}
