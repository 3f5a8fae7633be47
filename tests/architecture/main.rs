//! The structure of the project: who may import whom, how large a file may be, and that the documents name
//! what is there.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails when the tree is not as it should be"
)]

mod arrows;
mod circles;
mod documents;
mod modules;
mod outside;
mod tokens;

use std::fs;
use std::path::{Path, PathBuf};

const LARGEST_FILE: usize = 400;

/// The Rust files below a folder, in order.
fn sources(under: &str) -> Vec<PathBuf> {
    files(under, "rs")
}

fn files(under: &str, extension: &str) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![PathBuf::from(under)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("folder").flatten() {
            let path = entry.path();
            if path.is_dir() {
                // fuzz/target has what builds generate.
                folders.extend(Some(path).filter(|path| !path.ends_with("target")));
            } else if path.extension().is_some_and(|e| e == extension) {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}

fn slashed(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

#[test]
fn files_stay_small() {
    let mut faults = Vec::new();
    for path in ["src", "tests", "benches", "examples", "fuzz"].into_iter().flat_map(sources) {
        let lines = fs::read_to_string(&path).expect("source").lines().count();
        if lines > LARGEST_FILE {
            faults.push(format!("{}: {lines} lines", slashed(&path)));
        }
    }
    assert!(faults.is_empty(), "over {LARGEST_FILE} lines:\n{}", faults.join("\n"));
}

/// A snapshot is named after its test: one that no test has any more is never compared.
#[test]
fn every_snapshot_has_its_test() {
    let tests: String = ["src", "tests"]
        .into_iter()
        .flat_map(sources)
        .map(|path| fs::read_to_string(path).expect("source"))
        .collect();
    let mut snapshots = 0;
    for path in ["src", "tests"].into_iter().flat_map(|folder| files(folder, "snap")) {
        let name = path.file_stem().and_then(|stem| stem.to_str()).expect("name");
        let test = name.rsplit("__").next().unwrap_or_default();
        assert!(tests.contains(&format!("fn {test}(")), "{} is of no test", slashed(&path));
        snapshots += 1;
    }
    assert!(snapshots > 10, "{snapshots} snapshots");
}
