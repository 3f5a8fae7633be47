//! A text or page cut off anywhere: whatever of the form was lost is told.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on fails"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use repconv::error::Error;
use repconv::formats::{Formats, ReadOptions};
use repconv::recognise::RecogniseOptions;
use repconv::report::Report;
use repconv::validate::validate;

/// The report and the codes of all findings, each as often as it was found.
fn read(bytes: &[u8], extension: &str) -> Result<(Report, Vec<&'static str>), Error> {
    let formats = Formats::builtin();
    let format = formats.detect(bytes, Some(extension))?;
    let (report, mut findings) =
        repconv::read(bytes, format, &ReadOptions::default(), &RecogniseOptions::default())?;
    findings.extend(validate(&report));
    let codes = findings.iter().map(|finding| finding.rule.code).collect();
    Ok((report, codes))
}

fn sections(report: &Report) -> BTreeSet<&'static str> {
    report.sections.iter().map(|section| section.key).collect()
}

/// Reads the file cut at `steps` places, and holds what is left against the whole.
fn losses_are_told(name: &str, steps: usize) {
    let path = Path::new("fixtures/reports").join(name);
    let extension = path.extension().and_then(|extension| extension.to_str()).expect("extension");
    let bytes = fs::read(&path).expect("fixture");
    let (whole, usual) = read(&bytes, extension).expect("the whole is a report");
    for step in 0..steps {
        let cut = bytes.len() * step / steps;
        let (left, codes) = match read(&bytes[..cut], extension) {
            Ok(read) => read,
            Err(Error::Empty | Error::NotAReport { .. } | Error::UnknownFormat { .. }) => continue,
            Err(error) => panic!("{name} cut at {cut}: {error}"),
        };
        let count = |codes: &[&str], code: &str| codes.iter().filter(|found| **found == code).count();
        let tells = |any: &[&str]| any.iter().any(|code| count(&codes, code) > count(&usual, code));
        if !sections(&whole).is_subset(&sections(&left)) {
            assert!(tells(&["S001"]), "{name} cut at {cut}: a section is gone; only {codes:?}");
        }
        for table in whole.edition.tables {
            let of_table = |report: &Report| {
                let cells = report.cells.iter().filter(|(address, _)| address.table == table.key);
                cells.map(|(address, cell)| (*address, cell.value.clone())).collect::<BTreeMap<_, _>>()
            };
            let (had, has) = (of_table(&whole), of_table(&left));
            if has.is_empty() && !had.is_empty() {
                assert!(
                    tells(&["S003", "R001", "R002"]),
                    "{name} cut at {cut}: no {}; only {codes:?}",
                    table.key
                );
            } else if had.iter().any(|(address, value)| has.get(address) != Some(value)) {
                let told = tells(&["R001", "R002", "C001", "C002", "C003"]);
                assert!(told, "{name} cut at {cut}: figures of {} are gone; only {codes:?}", table.key);
            }
        }
    }
}

#[test]
fn of_a_text_in_tables() {
    losses_are_told("akto_2021/gbk_tabs.txt", 61);
    losses_are_told("suqian_2024/utf8_pipe.txt", 31);
    losses_are_told("shanghai_office_2019/gb18030_spaces.txt", 31);
    losses_are_told("hangzhou_2025/utf16.txt", 31);
}

#[test]
fn of_a_text_a_cell_a_line() {
    losses_are_told("akto_2021/gbk_cells.txt", 61);
    losses_are_told("suqian_2023/gbk_cells.txt", 31);
    losses_are_told("akto_2021/seed.txt", 61);
}

#[test]
fn of_a_page() {
    losses_are_told("akto_2021/clean.html", 61);
    losses_are_told("suqian_2024/nav.html", 31);
    losses_are_told("hangzhou_2025/raw.html", 31);
}
