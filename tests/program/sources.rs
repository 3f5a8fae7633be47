//! Which files the commands on many files read, and what they say of those that they don't.

use super::*;

/// A folder with these reports, all the same.
fn reports(names: &[&str]) -> TempDir {
    let folder = TempDir::new().unwrap();
    for name in names {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::copy(fixture("rules/2021.json"), path).unwrap();
    }
    folder
}

fn run_in(folder: &TempDir, arguments: &[&str]) -> Ran {
    let mut command = program(&arguments.iter().map(OsStr::new).collect::<Vec<_>>());
    command.current_dir(folder.path());
    finish(command, b"")
}

#[test]
fn every_command_walks_the_folders_that_a_wildcard_matches() {
    let folder = reports(&["in/甲镇/a.json", "in/乙镇/b.json", "in/c.json"]);
    let converted = run_in(&folder, &["batch", "in/*", "-t", "text", "-o", "out"]);
    assert!(converted.stderr.contains("3 份：写出 3"), "{converted:?}");
    assert!(folder.path().join("out/甲镇/a.txt").is_file());
    let towns = run_in(&folder, &["batch", "in/*镇", "-t", "text", "-o", "towns"]);
    assert!(towns.stderr.contains("2 份：写出 2"), "{towns:?}");
    let collected = run_in(&folder, &["collect", "in/*", "--format", "json"]);
    for name in ["in/甲镇/a.json", "in/乙镇/b.json", "in/c.json"] {
        assert!(collected.text().contains(name), "{name} in {}", collected.text());
    }
    let checked = run_in(&folder, &["check", "in/*", "--format", "json"]);
    assert!(checked.text().contains("in/乙镇/b.json"), "{checked:?}");
    let dataset = run_in(&folder, &["dataset", "in/*", "-o", "a.csv"]);
    assert!(dataset.stderr.contains("3 份报告"), "{dataset:?}");
}

#[test]
fn reports_in_the_output_folder_are_told() {
    let folder = reports(&["in/jia/x.json", "in/yi/y.json"]);
    let ran = run_in(&folder, &["batch", "in", "-t", "text", "-o", "in/jia"]);
    let said = "in/jia 是输出文件夹，里面的 1 个文件没有读：in/jia/x.json；其中如有要处理的报告（不是以前写出的），请移出来，或换一个输出文件夹\n";
    assert!(ran.stderr.contains(said), "{}", ran.stderr);
    assert!(ran.stderr.contains("1 份：写出 1"), "{}", ran.stderr);
    let again =
        run_in(&folder, &["batch", "in", "-t", "text", "-o", "in/jia", "--overwrite", "--lang", "en"]);
    assert!(
        again.stderr.contains("whose files are not read: 2 (in/jia/x.json, in/jia/yi/y.txt)"),
        "outputs of an earlier run can't be told from inputs: {}",
        again.stderr
    );
}

#[test]
fn files_that_are_not_read_are_all_named_on_demand() {
    let folder = reports(&["in/a.json", "in/1.jpg", "in/2.jpg", "in/3.jpg", "in/4.jpg"]);
    let few = run_in(&folder, &["batch", "in", "-t", "text", "-o", "few"]);
    assert!(few.stderr.contains("没有读 4 个文件或链接") && few.stderr.contains("in/3.jpg等\n"), "{few:?}");
    let all = run_in(&folder, &["batch", "in", "-t", "text", "-o", "all", "-v"]);
    assert!(all.stderr.contains("in/1.jpg、in/2.jpg、in/3.jpg、in/4.jpg\n"), "{all:?}");
}

#[test]
fn a_folder_with_nothing_but_a_scan_names_it() {
    let folder = reports(&["in/扫描.jpg"]);
    for arguments in [
        &["batch", "in", "-t", "json", "-o", "out"][..],
        &["collect", "in", "-o", "a.xlsx"],
        &["check", "in"],
        &["dataset", "in", "-o", "a.csv"],
    ] {
        let ran = run_in(&folder, arguments);
        assert_eq!(ran.status, 2, "{arguments:?}");
        assert!(ran.stderr.contains("in/扫描.jpg"), "{arguments:?}: {}", ran.stderr);
    }
}
