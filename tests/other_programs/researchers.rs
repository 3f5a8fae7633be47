//! The dataset as researchers have it: read back with DuckDB, Polars and pandas, and asked what
//! docs/research.md asks.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

const REPORTS: &str = "fixtures/reports";

fn repconv(arguments: &[&OsStr]) {
    let ran = Command::new(env!("CARGO_BIN_EXE_repconv")).args(arguments).output().expect("repconv runs");
    // What a report has wrong, and truth.json, which is none, are no failures here.
    assert!(ran.status.code().is_some(), "{arguments:?}: {}", String::from_utf8_lossy(&ran.stderr));
}

fn dataset(output: &Path, more: &[&str]) {
    let mut arguments =
        vec![OsStr::new("dataset"), OsStr::new(REPORTS), OsStr::new("-o"), output.as_os_str()];
    arguments.extend(more.iter().map(OsStr::new));
    repconv(&arguments);
    assert!(output.exists(), "{}", output.display());
}

/// Runs a script of tests/dataset in a folder; what it prints.
fn python(script: &str, argument: &Path, folder: &Path) -> String {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/other_programs").join(script);
    let ran =
        Command::new("python3").arg(script).arg(argument).current_dir(folder).output().expect("Python runs");
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    String::from_utf8(ran.stdout).expect("text")
}

/// The reports among the fixtures, in order of their names.
fn reports() -> Vec<PathBuf> {
    let listed = |folder: &Path| {
        let entries = fs::read_dir(folder).expect("folder").map(|entry| entry.expect("entry").path());
        let mut paths: Vec<PathBuf> = entries.collect();
        paths.sort();
        paths
    };
    let files = listed(Path::new(REPORTS)).into_iter().flat_map(|folder| listed(&folder));
    files.filter(|path| path.extension() != Some(OsStr::new("json"))).collect()
}

/// What each source says, as report JSON.
fn truth(folder: &Path) -> serde_json::Map<String, serde_json::Value> {
    let report = |path: PathBuf| {
        let output = folder.join("report.json");
        let arguments = [path.as_os_str(), output.as_os_str(), OsStr::new("--overwrite"), OsStr::new("-q")];
        repconv(&arguments);
        let text = fs::read_to_string(output).expect("report");
        (path.display().to_string(), serde_json::from_str(&text).expect("JSON"))
    };
    reports().into_iter().map(report).collect()
}

#[test]
#[ignore = "needs Python with DuckDB, Polars, pandas and pyarrow; run by .ci/run"]
fn duckdb_polars_and_pandas_read_every_cell_as_it_is() {
    let folder = TempDir::new().expect("folder");
    let path = |name: &str| folder.path().join(name);
    for form in ["parquet", "csv", "jsonl"] {
        dataset(&path(&format!("long.{form}")), &[]);
        dataset(&path(&format!("wide.{form}")), &["--wide"]);
        dataset(&path(&format!("parted-{form}/")), &["--format", form]);
    }
    let truth = serde_json::Value::Object(truth(folder.path()));
    fs::write(path("truth.json"), truth.to_string()).expect("truth");
    let said = python("compare.py", folder.path(), folder.path());
    let cells =
        said.strip_prefix("32 readings of ").and_then(|rest| rest.split_once(" cells")?.0.parse().ok());
    // As many as the fixtures had; there will be more.
    assert!(cells.is_some_and(|cells: usize| cells >= 20_000), "{said}");
}

#[test]
#[ignore = "needs Python with DuckDB; run by .ci/run"]
fn the_queries_of_the_page_give_what_it_shows() {
    let folder = TempDir::new().expect("folder");
    let output = folder.path().join("reports.parquet");
    repconv(
        &["dataset", REPORTS, "fixtures/cli", "-o"]
            .map(OsStr::new)
            .into_iter()
            .chain([output.as_os_str()])
            .collect::<Vec<_>>(),
    );
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/research.md");
    let expected = python("research.py", &page, folder.path());
    if std::env::var_os("REPCONV_WRITE").is_some_and(|value| value == "1") {
        fs::write(&page, &expected).expect("page");
    }
    let found = fs::read_to_string(&page).expect("page").replace("\r\n", "\n");
    let differs = found.lines().zip(expected.lines()).position(|(found, expected)| found != expected);
    let line = differs.unwrap_or_else(|| found.lines().count().min(expected.lines().count())) + 1;
    assert!(found == expected, "docs/research.md is out of date from line {line}; run .ci/pages");
}
