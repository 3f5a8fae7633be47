//! What differs between two reports: nothing between the formats of one, and the same from either side.

use std::path::{Path, PathBuf};

use proptest::prelude::*;
use repconv::compare::{ComparedLine, ComparedSection, Counts, Difference, InForms, State, compare};
use repconv::formats::{Formats, ReadOptions};
use repconv::model::finding::Finding;
use repconv::model::report::Report;
use repconv::recognise::RecogniseOptions;
use repconv::report_json as json;
use repconv::validate::validate;

use crate::common;

/// Documents that say more than the report: the page they were taken from has a table of metadata,
/// or a date, which the others lack. So many fields they have more, and findings.
const SAY_MORE: [(&str, usize, usize); 10] = [
    ("akto_2021/gbk_cells.txt", 9, 2),
    ("akto_2021/gbk_cells_blankkept.txt", 9, 2),
    ("akto_2021/seed.txt", 9, 2),
    ("akto_2021/nav.html", 10, 2),
    ("hangzhou_2025/nav.html", 6, 1),
    ("shanghai_office_2019/nav.html", 6, 1),
    ("shanghai_office_2019/raw.html", 1, 0),
    ("shanghai_office_2019/gbk_cells_blankkept.txt", 1, 0),
    ("suqian_2023/nav.html", 6, 1),
    ("suqian_2024/nav.html", 6, 1),
];

/// Its rows lost their blanks, so that much of it can't be known.
const UNDECIDABLE: &str = "shanghai_office_2019/gbk_cells.txt";

type Read = (Report, Vec<Finding>);

fn read(path: &Path) -> Read {
    let bytes = std::fs::read(path).expect("a document");
    let formats = Formats::builtin();
    let format = formats.detect(&bytes, path.extension().and_then(|e| e.to_str())).expect("format");
    let (report, mut findings) =
        repconv::read(&bytes, format, &ReadOptions::default(), &RecogniseOptions::default()).expect("report");
    findings.extend(validate(&report));
    (report, findings)
}

fn compared(old: &Read, new: &Read) -> Difference {
    compare(&old.0, &old.1, &new.0, &new.1)
}

fn files(folder: impl AsRef<Path>) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder.as_ref()).expect("fixtures are there");
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.expect("entry").path()).collect();
    files.sort();
    files
}

#[test]
fn the_formats_of_a_report_do_not_differ() {
    let mut compared_files = 0;
    for folder in files("fixtures/reports") {
        let base = read(&folder.join("clean.html"));
        for file in files(&folder) {
            let name = format!(
                "{}/{}",
                folder.file_name().unwrap().to_string_lossy(),
                file.file_name().unwrap().to_string_lossy()
            );
            if name.contains("truth") || name == UNDECIDABLE {
                continue;
            }
            let more = SAY_MORE.iter().find(|(file, ..)| *file == name);
            let want = more.map_or_else(Counts::default, |(_, fields, appeared)| Counts {
                fields: *fields,
                appeared: *appeared,
                ..Counts::default()
            });
            assert_eq!(compared(&base, &read(&file)).counts(), want, "{name}");
            compared_files += 1;
        }
    }
    assert!(compared_files > 80, "{compared_files}");
}

fn model(report: &serde_json::Value) -> Read {
    let (report, mut findings) = json::from_json(report).expect("a report");
    findings.extend(validate(&report));
    (report, findings)
}

/// The difference with old and new in each other's place, lists in one order.
fn mirrored(difference: Difference) -> Difference {
    let mut mirrored = Difference {
        heads: difference.heads.swapped(),
        unresolved: difference.unresolved.swapped(),
        repeated: difference.repeated.swapped(),
        ..difference
    };
    for field in &mut mirrored.fields {
        field.said = field.said.clone().swapped();
    }
    for cell in &mut mirrored.cells {
        cell.values = cell.values.clone().swapped();
        cell.change = cell.change.map(|change| if change.is_zero() { change } else { -change });
        cell.in_forms = match cell.in_forms {
            InForms::Both => InForms::Both,
            InForms::OldOnly => InForms::NewOnly,
            InForms::NewOnly => InForms::OldOnly,
        };
    }
    for section in &mut mirrored.sections {
        section.keys = section.keys.swapped();
        section.headings = section.headings.clone().swapped();
        for line in &mut section.lines {
            line.units = line.units.clone().swapped();
        }
    }
    std::mem::swap(&mut mirrored.findings.appeared, &mut mirrored.findings.gone);
    mirrored
}

/// The difference with every list in one order, whichever report it follows.
fn ordered(mut difference: Difference) -> Difference {
    difference.fields.sort_by_key(|field| format!("{:?}", field.field));
    difference.cells.sort_by_key(|cell| cell.address);
    for section in &mut difference.sections {
        section.lines = removed_first(section);
    }
    difference.sections.sort_by_key(|section| format!("{section:?}"));
    difference
}

/// Between lines that both have, those removed stand before those added.
fn removed_first(section: &ComparedSection) -> Vec<ComparedLine> {
    let is_alone = |line: &ComparedLine| matches!(line.state(), State::Removed | State::Added);
    let runs = section.lines.chunk_by(|one, other| is_alone(one) && is_alone(other));
    let of = |run: &[ComparedLine], state| -> Vec<ComparedLine> {
        run.iter().filter(|line| !is_alone(line) || line.state() == state).cloned().collect()
    };
    let mut lines = Vec::new();
    for run in runs {
        lines.extend(of(run, State::Removed));
        if run.iter().all(is_alone) {
            lines.extend(of(run, State::Added));
        }
    }
    lines
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_report_does_not_differ_from_itself(report in common::report(true)) {
        let report = model(&report);
        let difference = compared(&report, &report);
        prop_assert!(difference.is_empty(), "{:?}", difference.counts());
    }

    #[test]
    fn the_other_way_round_old_and_new_are_swapped(old in common::report(true), new in common::report(true)) {
        let (old, new) = (model(&old), model(&new));
        let there = format!("{:#?}", ordered(mirrored(compared(&old, &new))));
        let back = format!("{:#?}", ordered(compared(&new, &old)));
        common::agree(&there, &back, "mirrored");
    }

    #[test]
    fn all_that_a_report_says_is_on_its_side(old in common::report(false), new in common::report(false)) {
        let (old, new) = (model(&old), model(&new));
        let difference = compared(&old, &new);
        for (report, is_new) in [(&old.0, false), (&new.0, true)] {
            let lines = difference.sections.iter().flat_map(|section| &section.lines);
            let units = lines.filter_map(|line| if is_new { line.units.new.as_ref() } else { line.units.old.as_ref() });
            let said: String = units.map(repconv::compare::Unit::text).collect();
            let bare = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            for section in &report.sections {
                for paragraph in section.paragraphs() {
                    prop_assert!(bare(&said).contains(&bare(&paragraph.text)), "{}", paragraph.text);
                }
            }
            for (address, cell) in &report.cells {
                let compared = difference.cells.iter().find(|compared| compared.address == *address);
                let values = &compared.expect("the cell is compared").values;
                prop_assert_eq!(if is_new { &values.new } else { &values.old }, &Some(cell.value.clone()));
            }
        }
    }
}
