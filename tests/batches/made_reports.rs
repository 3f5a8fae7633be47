//! What `examples/make_reports` makes is read as its manifest tells: the generator and the readers
//! check each other.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use repconv::formats::{Formats, ReadOptions};
use repconv::model::address::Address;
use repconv::model::error::Error;
use repconv::model::finding::{Finding, Severity};
use repconv::model::report::Report;
use repconv::model::value::Value;
use repconv::recognise::RecogniseOptions;
use repconv::validate::{Batch, Roster, Settings, Submission, validate, validate_batch};
use serde_json::{Value as Json, json};

use crate::make_reports;

const BODIES: usize = 40;

#[test]
fn every_file_is_read_as_the_manifest_tells() {
    let folder = tempfile::tempdir().expect("folder");
    // More, or others: REPCONV_BODIES=200 REPCONV_SEED=7.
    let set = |name: &str| std::env::var(name).ok()?.parse().ok();
    let (bodies, seed) = (set("REPCONV_BODIES").unwrap_or(40), set("REPCONV_SEED").unwrap_or(1));
    let bodies = usize::try_from(bodies).expect("a number of bodies");
    let manifest = make_reports::make(bodies, seed, folder.path()).expect("made");
    let mut submissions = Vec::new();
    for file in manifest["files"].as_array().expect("files") {
        let read = read(&folder.path().join("reports"), file);
        if let Some(report) = agrees(file, read) {
            submissions.push(Submission::of(&shown(file), &report));
        }
    }
    let copied = copied(&submissions);
    assert!(copied.is_empty(), "narratives are copies of one another: {copied:?}");
}

#[test]
fn the_same_number_and_seed_make_the_same_files() {
    let (first, second) = (tempfile::tempdir().expect("folder"), tempfile::tempdir().expect("folder"));
    for folder in [&first, &second] {
        make_reports::make(BODIES, 7, folder.path()).expect("made");
    }
    let (first, second) = (files(first.path()), files(second.path()));
    assert!(first.keys().eq(second.keys()));
    let differ: Vec<_> =
        first.iter().filter(|(path, bytes)| second[*path] != **bytes).map(|(p, _)| p).collect();
    assert!(differ.is_empty(), "{differ:?}");
}

#[test]
fn the_totals_are_those_of_the_cells_in_the_manifest() {
    let folder = tempfile::tempdir().expect("folder");
    let manifest = make_reports::make(BODIES, 3, folder.path()).expect("made");
    let single =
        |file: &&Json| file["readable"] == true && file["double"].is_null() && file["named"] == file["body"];
    let mut sums: BTreeMap<(String, String), (repconv::model::decimal::Decimal, u64)> = BTreeMap::new();
    for file in manifest["files"].as_array().expect("files").iter().filter(single) {
        for (address, value) in cells(file) {
            let sum =
                sums.entry((file["edition"].as_str().unwrap().to_owned(), address.to_string())).or_default();
            sum.0 += value.number().unwrap_or_default();
            sum.1 += u64::from(value.is_blank());
        }
    }
    for ((edition, address), (sum, blank)) in sums {
        let expected = &manifest["totals"]["single"]["all"][&edition]["cells"][&address];
        assert_eq!(expected["sum"], json!(sum.normalize().to_string()), "{edition} {address}");
        assert_eq!(expected["blank"], json!(blank), "{edition} {address}");
    }
}

/// Every file below the folder with its bytes.
fn files(root: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let (mut found, mut folders) = (BTreeMap::new(), vec![root.to_owned()]);
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("folder") {
            let path = entry.expect("entry").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(root).expect("below the root").to_owned();
                found.insert(name, fs::read(&path).expect("file"));
            }
        }
    }
    found
}

fn shown(file: &Json) -> String {
    format!("{} {}", file["path"].as_str().unwrap(), file["entry"].as_str().unwrap_or_default())
}

fn read(root: &Path, file: &Json) -> Result<(Report, Vec<Finding>), Error> {
    let path = root.join(file["path"].as_str().expect("path"));
    let bytes = match file["entry"].as_str() {
        Some(entry) => unpacked(&path, entry),
        None => fs::read(&path).expect("file"),
    };
    let name = file["entry"].as_str().or(file["path"].as_str()).expect("name");
    let extension = Path::new(name).extension().and_then(|extension| extension.to_str());
    let formats = Formats::builtin();
    let format = formats.detect(&bytes, extension)?;
    repconv::read(&bytes, format, &ReadOptions::default(), &RecogniseOptions::default())
}

/// The file of this name in an archive whose names are in UTF-8, or in GBK.
fn unpacked(path: &Path, name: &str) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(File::open(path).expect("archive")).expect("archive");
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).expect("entry");
        let raw = entry.name_raw();
        let decoded = std::str::from_utf8(raw).map(str::to_owned);
        if decoded.unwrap_or_else(|_| encoding_rs::GBK.decode(raw).0.into_owned()) == name {
            let mut bytes = Vec::new();
            entry.read_to_end(&mut bytes).expect("entry"); // the checksum is seen to on the way
            return bytes;
        }
    }
    panic!("{}: no {name}", path.display());
}

/// Whether what was read is what the manifest tells; the report, where there is one.
fn agrees(file: &Json, read: Result<(Report, Vec<Finding>), Error>) -> Option<Report> {
    if file["ignored"] == true {
        return None;
    }
    let (report, mut findings) = match (read, file["error"].as_str()) {
        (Err(error), want) => {
            assert_eq!(Some(error.code()), want, "{file}");
            return None;
        }
        (Ok(read), None) => read,
        (Ok(_), Some(want)) => panic!("read, but should fail with {want}: {file}"),
    };
    let name = shown(file);
    if file["kind"] == "notice" {
        assert!(report.edition.is_none(), "{name}");
        return None;
    }
    assert_eq!(json!(report.organization), file["named"], "{name}");
    assert_eq!(json!(report.year), file["year"], "{name}");
    assert_eq!(json!(report.edition.id), file["edition"], "{name}");
    let (want, found) = (cells(file), report.cells.iter().map(|(at, cell)| (*at, cell.value.clone())));
    let found: BTreeMap<Address, Value> = found.collect();
    let differ: Vec<_> = want.keys().chain(found.keys()).filter(|at| want.get(at) != found.get(at)).collect();
    let differ = differ.iter().map(|at| format!("{at}: {:?} for {:?}", found.get(at), want.get(at)));
    assert!(want == found, "{name} {}: {:#?}", file["format"], differ.collect::<Vec<_>>());

    findings.extend(validate(&report));
    let codes: BTreeSet<&str> = findings.iter().map(|finding| finding.rule.code).collect();
    for rule in file["findings"].as_array().expect("findings") {
        assert!(codes.contains(rule.as_str().unwrap()), "{name}: no {rule} in {codes:?}");
    }
    let grave: Vec<&Finding> =
        findings.iter().filter(|finding| finding.severity == Severity::Error).collect();
    assert_eq!(grave.is_empty(), file["valid"] == true, "{name}: {grave:#?}");
    Some(report)
}

/// The cells that the manifest tells of a file.
fn cells(file: &Json) -> BTreeMap<Address, Value> {
    let edition = repconv::forms::by_id(file["edition"].as_str().expect("edition")).expect("known");
    let mut cells = BTreeMap::new();
    for table in edition.tables {
        for (block, row) in table.rows() {
            let Some(figures) = file["cells"][table.key][row.key].as_array() else { continue };
            for (column, figure) in block.columns.iter().zip(figures) {
                let address = Address { table: table.key, row: row.key, column: column.key };
                cells.insert(address, value(figure));
            }
        }
    }
    cells
}

fn value(figure: &Json) -> Value {
    let number = |number: &Json| repconv::model::decimal::Decimal::from_str_exact(&number.to_string()).ok();
    match figure {
        Json::Null => Value::Blank,
        Json::Number(_) => Value::Number(number(figure).expect("a number")),
        _ => Value::Text {
            raw: figure["raw"].as_str().expect("raw").to_owned(),
            value: number(&figure["value"]),
        },
    }
}

/// Reports whose narrative is nearly another body's.
fn copied(submissions: &[Submission]) -> Vec<String> {
    let roster = Roster::default();
    let batch = Batch { submissions, roster: Some(&roster), ..Batch::default() };
    let found = validate_batch(&batch, &Settings::default());
    let copied = found.iter().filter(|found| found.finding.rule.code == "B001");
    copied.map(|found| found.finding.message.en.clone()).collect()
}
