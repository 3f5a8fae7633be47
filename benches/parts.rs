//! Each reader, recogniser, rules and each writer by itself, on a small report, a usual one and a large one.
//!
//! ```text
//! cargo bench --bench parts
//! cargo bench --bench parts -- read
//! ```

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a benchmark stops where it cannot go on"
)]

mod common;

use common::{DOCUMENTS, REPORTS, Sample};
use divan::Bencher;
use divan::counter::BytesCount;
use repconv::formats::Formats;
use repconv::recognise::{RecogniseOptions, recognise};

const READABLE: [&str; 7] = ["docx", "xlsx", "ods", "xls", "html", "text", "json"];
const WRITABLE: [&str; 5] = ["docx", "xlsx", "html", "text", "json"];
const LAID_OUT: [&str; 6] = ["docx", "xlsx", "ods", "xls", "html", "text"];

fn main() {
    divan::main();
}

/// The three reports as the first program of the list made them.
fn samples(format: &str) -> Vec<Sample> {
    let (_, files) = DOCUMENTS.into_iter().find(|(name, _)| *name == format).expect("a format");
    common::samples(format, files.get(..1).expect("one file"))
}

#[divan::bench(args = READABLE)]
fn read(bencher: Bencher<'_, '_>, format: &str) {
    let samples = samples(format);
    let bytes: usize = samples.iter().map(|sample| sample.bytes.len()).sum();
    bencher.counter(BytesCount::new(bytes)).bench(|| {
        samples.iter().map(|sample| common::read(&sample.bytes, &sample.format)).collect::<Vec<_>>()
    });
}

#[divan::bench(args = LAID_OUT)]
fn recognise_what_came_as(bencher: Bencher<'_, '_>, format: &str) {
    let documents: Vec<_> =
        samples(format).iter().map(|sample| common::document(&sample.bytes, &sample.format)).collect();
    bencher.bench(|| {
        let read = |document| recognise(document, &RecogniseOptions::default()).expect("a report");
        documents.iter().map(read).collect::<Vec<_>>()
    });
}

#[divan::bench]
fn rules(bencher: Bencher<'_, '_>) {
    let reports = REPORTS.map(common::report);
    bencher.bench(|| reports.each_ref().map(repconv::validate::validate));
}

#[divan::bench]
fn compose(bencher: Bencher<'_, '_>) {
    let reports = REPORTS.map(common::report);
    bencher.bench(|| reports.each_ref().map(repconv::compose::compose));
}

#[divan::bench(args = WRITABLE)]
fn write(bencher: Bencher<'_, '_>, format: &str) {
    let formats = Formats::builtin();
    let row = formats.by_name(format).expect("a format");
    let reports = REPORTS.map(common::report);
    bencher.bench(|| {
        reports.each_ref().map(|report| repconv::write(report, row, &common::writer_alone()).expect("bytes"))
    });
}
