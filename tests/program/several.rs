//! Files with several reports: a conversion reads one, commands for many files read all.

use serde_json::Value;

use super::*;

const TWO: &str = "misread/attack/19_two_reports.html";

fn folder() -> TempDir {
    let folder = TempDir::new().unwrap();
    fs::create_dir(folder.path().join("in")).unwrap();
    fs::copy(fixture(TWO), folder.path().join("in/a.html")).unwrap();
    // Another input has the name that an output of the second report would have.
    fs::copy(fixture("rules/2021.json"), folder.path().join("in/a-2.json")).unwrap();
    folder
}

fn ran(folder: &TempDir, arguments: &[&str]) -> Ran {
    let mut command = program(&arguments.iter().map(OsStr::new).collect::<Vec<_>>());
    command.current_dir(folder.path());
    finish(command, b"")
}

fn json(folder: &TempDir, arguments: &[&str]) -> Value {
    serde_json::from_slice(&ran(folder, arguments).stdout).unwrap()
}

#[test]
fn a_conversion_reads_the_first_with_an_error_or_the_one_asked_for() {
    let folder = folder();
    let first = ran(&folder, &["in/a.html", "-", "-t", "json"]);
    assert_eq!(first.status, 1);
    assert!(first.stderr.contains("错误 R007 文件里有两份报告"), "{}", first.stderr);
    for (number, year) in [("1", 2024), ("2", 2023)] {
        let asked = ran(&folder, &["in/a.html", "-", "-t", "json", "--report", number]);
        let report: Value = serde_json::from_slice(&asked.stdout).unwrap();
        assert_eq!((asked.status, &report["year"]), (0, &Value::from(year)), "{}", asked.stderr);
    }
    let missing = ran(&folder, &["in/a.html", "-", "-t", "json", "--report", "3"]);
    assert_eq!(missing.status, 2);
    assert!(missing.stderr.contains("文件里有 2 份报告，没有第 3 份"), "{}", missing.stderr);
    let alone = ran(&folder, &["in/a-2.json", "-", "-t", "json", "--report", "2"]);
    assert!(alone.stderr.contains("文件里有 1 份报告，没有第 2 份"), "{}", alone.stderr);
}

#[test]
fn commands_for_many_files_read_all() {
    let folder = folder();
    let names = |value: &Value, key: &str| -> Vec<String> {
        let list = value[key].as_array().unwrap().iter();
        list.map(|one| one["file"].as_str().unwrap().to_owned()).collect()
    };
    let checked = json(&folder, &["check", "in/a.html", "--format", "json"]);
    assert_eq!(names(&checked, "files"), ["in/a.html", "in/a.html #2"]);
    let one = json(&folder, &["check", "in/a.html", "--format", "json", "--report", "2"]);
    assert_eq!(names(&one, "files"), ["in/a.html"]);
    let collected = json(&folder, &["collect", "in", "--format", "json", "--year", "2023"]);
    assert_eq!(names(&collected, "counted"), ["in/a.html #2"]);
}

#[test]
fn a_batch_writes_all_and_resumes() {
    let folder = folder();
    for again in [false, true] {
        let mut arguments = vec!["batch", "in", "-o", "out", "--to", "json"];
        arguments.extend(again.then_some("--resume"));
        let ran = ran(&folder, &arguments);
        assert!(ran.stderr.starts_with("3 份："), "{}", ran.stderr);
        let year = |name: &str| -> Value {
            let text = fs::read_to_string(folder.path().join("out").join(name)).unwrap();
            serde_json::from_str::<Value>(&text).unwrap()["year"].clone()
        };
        assert_eq!([year("a.json"), year("a-2.html.2.json")], [2024, 2023].map(Value::from));
    }
}

#[cfg(feature = "dataset")]
#[test]
fn a_dataset_has_all() {
    let folder = folder();
    ran(&folder, &["dataset", "in/a.html", "-o", "out.csv"]);
    let rows = fs::read_to_string(folder.path().join("out.csv")).unwrap();
    for source in ["in/a.html", "in/a.html #2"] {
        assert!(rows.lines().any(|row| row.split(',').any(|field| field == source)), "{source}");
    }
}
