//! `repconv dataset`.

use super::*;

const SEED: &str = "fixtures/reports/akto_2021/gbk_cells.txt";
const BESIDE: [&str; 4] = ["extra", "files", "findings", "narrative"];

/// A folder with a report, one of another year, a scan and a file that is no report.
fn inputs() -> TempDir {
    let folder = TempDir::new().unwrap();
    let path = |name: &str| folder.path().join(name);
    fs::copy(SEED, path("1.txt")).unwrap();
    fs::copy("fixtures/made/2016_gbk.txt", path("2.txt")).unwrap();
    fs::write(path("3.txt"), "青溪县人民政府2024年政府信息公开工作年度报告\n全年工作有序开展。\n").unwrap();
    fs::write(path("4.jpg"), "a scan").unwrap();
    fs::write(path("5.txt"), "通知").unwrap();
    folder
}

fn dataset(inputs: &Path, output: &Path, more: &[&str]) -> Ran {
    let mut arguments = vec![OsStr::new("dataset"), inputs.as_os_str(), OsStr::new("-o"), output.as_os_str()];
    arguments.extend(more.iter().map(OsStr::new));
    run(&arguments)
}

fn names(stem: &str, extension: &str) -> Vec<String> {
    let beside = BESIDE.iter().map(|table| format!("{stem}.{table}.{extension}"));
    let mut names: Vec<String> = beside.chain([format!("{stem}.{extension}")]).collect();
    names.sort();
    names
}

#[test]
fn tables_are_beside_one_another_and_failures_are_reported() {
    let (inputs, folder) = (inputs(), TempDir::new().unwrap());
    for extension in ["parquet", "csv", "jsonl"] {
        let folder = folder.path().join(extension);
        fs::create_dir(&folder).unwrap();
        let ran = dataset(inputs.path(), &folder.join(format!("数据.{extension}")), &[]);
        assert_eq!(ran.status, 2, "one could not be read: {}", ran.stderr);
        assert!(ran.stdout.is_empty());
        assert!(ran.stderr.contains("3.txt：这不是政府信息公开工作年度报告"), "{}", ran.stderr);
        assert!(ran.stderr.contains("5.txt：是没有表样的普通文档，没有收入"), "{}", ran.stderr);
        assert!(ran.stderr.ends_with("2 份报告，258 格；1 个没有读成，记在 files 表里\n"), "{}", ran.stderr);
        assert_eq!(names_in(&folder), names("数据", extension));
    }
    let files = fs::read_to_string(folder.path().join("csv/数据.files.csv")).unwrap();
    assert!(files.contains("3.txt") && files.contains("not-a-report"), "{files}");
    assert!(files.contains("4.jpg") && files.contains("left-out"), "{files}");
    assert!(files.contains("5.txt") && files.contains("no-form"), "{files}");
    assert_eq!(files.lines().count(), 6);
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let (inputs, folder) = (inputs(), TempDir::new().unwrap());
    let bytes = |output: &str, more: &[&str]| {
        let output = folder.path().join(output);
        fs::create_dir(&output).unwrap();
        dataset(inputs.path(), &output.join("a.parquet"), more);
        names("a", "parquet").iter().map(|name| fs::read(output.join(name)).unwrap()).collect::<Vec<_>>()
    };
    assert!(bytes("1", &[]) == bytes("2", &["--jobs", "1", "--lang", "en"]));
}

#[test]
fn what_exists_is_replaced_only_on_demand_and_all_together() {
    let (inputs, folder) = (inputs(), TempDir::new().unwrap());
    let output = folder.path().join("a.csv");
    fs::write(folder.path().join("a.findings.csv"), "mine").unwrap();
    assert_refused(&dataset(inputs.path(), &output, &[]), "已经存在");
    assert_eq!(names_in(folder.path()), ["a.findings.csv"], "no table and no temporary file");
    assert_eq!(dataset(inputs.path(), &output, &["--overwrite"]).status, 2);
    assert_eq!(names_in(folder.path()), names("a", "csv"));
    assert_ne!(fs::read(folder.path().join("a.findings.csv")).unwrap(), b"mine");
    // Nor is an input replaced.
    let input = inputs.path().join("1.txt");
    assert_refused(&dataset(inputs.path(), &input, &["--format", "csv", "--overwrite"]), "同一个文件");
}

#[test]
fn a_folder_is_partitioned_by_year() {
    let (inputs, folder) = (inputs(), TempDir::new().unwrap());
    let output = folder.path().join("out/");
    let ran = dataset(inputs.path(), &output, &["--format", "csv"]);
    assert_eq!(ran.status, 2, "{}", ran.stderr);
    let out = folder.path().join("out");
    assert_eq!(names_in(&out), ["cells", "extra", "files", "findings", "narrative"]);
    assert_eq!(names_in(&out.join("cells")), ["year=2016", "year=2021"]);
    assert_eq!(names_in(&out.join("files")), ["year=2016", "year=2021", "year=__HIVE_DEFAULT_PARTITION__"]);
    assert_eq!(names_in(&out.join("cells/year=2021")), ["part-0.csv"]);
    let cells = fs::read_to_string(out.join("cells/year=2021/part-0.csv")).unwrap();
    assert!(cells.starts_with("\u{feff}organization,edition,table,"), "{cells}");
    assert_eq!(cells.lines().count(), 201);

    assert_refused(&dataset(inputs.path(), &output, &[]), "已经存在");
    assert_eq!(dataset(inputs.path(), &output, &["--overwrite", "--wide"]).status, 2);
    assert_eq!(names_in(&out), ["extra", "files", "findings", "narrative", "wide"]);
    fs::write(out.join("mine.txt"), "").unwrap();
    assert_refused(&dataset(inputs.path(), &output, &["--overwrite"]), "别的东西");
    assert_refused(&dataset(folder.path(), inputs.path(), &["--overwrite"]), "别的东西");
    assert_eq!(names_in(folder.path()), ["out"], "no temporary folder is left");
}

/// Killed between the two renames of a replacement, both folders stand beside the place.
#[test]
fn a_folder_whose_replacement_was_cut_off_is_put_right() {
    let (inputs, folder) = (inputs(), TempDir::new().unwrap());
    let (output, beside) =
        (folder.path().join("out/"), |which| folder.path().join(format!(".repconv-out.{which}.tmp")));
    assert_eq!(dataset(inputs.path(), &output, &["--wide"]).status, 2);
    fs::rename(folder.path().join("out"), beside("new")).unwrap();
    assert_eq!(dataset(inputs.path(), &output, &[]).status, 2);
    fs::rename(folder.path().join("out"), beside("old")).unwrap();

    let ran = dataset(inputs.path(), &output, &[]);
    assert!(ran.stderr.contains("已经存在"), "{}", ran.stderr);
    assert!(ran.stderr.contains("时中断了；新的数据是完整的，已经放到位"), "{}", ran.stderr);
    assert_eq!(names_in(folder.path()), ["out"]);
    assert!(names_in(&output).contains(&"wide".to_owned()), "the new one");
    let ran = dataset(inputs.path(), &output, &["--overwrite"]);
    assert!(!ran.stderr.contains("中断"), "{}", ran.stderr);
    assert_eq!(names_in(folder.path()), ["out"]);
}

/// `-o 数据.csv` means a file; a folder of that name is written into only where it is a dataset of ours,
/// or where a separator says that a folder is meant.
#[test]
fn a_folder_called_like_a_file_is_not_written_into() {
    let inputs = inputs();
    for name in ["x.csv", "x.parquet", "x.json", "x.xlsx", "x.TXT"] {
        let folder = TempDir::new().unwrap();
        let output = folder.path().join(name);
        fs::create_dir(&output).unwrap();
        for more in [&[][..], &["--overwrite"], &["--format", "csv"]] {
            assert_refused(&dataset(inputs.path(), &output, more), "这是文件夹");
            assert_eq!(names_in(&output), Vec::<String>::new());
        }
        assert_eq!(dataset(inputs.path(), &output.join(""), &[]).status, 2, "one could not be read");
        let tables = names_in(&output);
        assert_eq!(tables, ["cells", "extra", "files", "findings", "narrative"]);
        assert_refused(&dataset(inputs.path(), &output, &[]), "已经存在");
        assert_eq!(dataset(inputs.path(), &output, &["--overwrite", "--wide"]).status, 2);
        assert_eq!(names_in(&output), ["extra", "files", "findings", "narrative", "wide"]);
    }
    let folder = TempDir::new().unwrap();
    let output = folder.path().join("2024.12");
    fs::create_dir(&output).unwrap();
    assert_eq!(dataset(inputs.path(), &output, &[]).status, 2);
    assert_eq!(names_in(&output).len(), 5, "no extension of a file");
}

#[test]
fn refusals_tell_what_to_do() {
    let inputs = inputs();
    let output = |name: &str| inputs.path().join(name);
    for (output, more, what) in [
        (output("a"), &[][..], "看不出要写成什么"),
        (output("a.xlsx"), &[], "看不出要写成什么"),
        (PathBuf::from("-"), &[], "不能写到标准输出"),
        (output("a.csv"), &["--format", "xlsx"], "--format 的值“xlsx”不对"),
        (output("no/a.csv"), &[], "输出文件夹不存在"),
        (output("no/a/"), &[], "输出文件夹不存在"),
    ] {
        assert_refused(&dataset(inputs.path(), &output, more), what);
    }
    assert_refused(&run(&["dataset"]), "缺少 <文件或文件夹>");
    assert_refused(&run(&["dataset", SEED]), "缺少 -o");
}

#[test]
fn a_number_that_would_be_rounded_is_reported() {
    let folder = TempDir::new().unwrap();
    let text = fs::read_to_string("fixtures/rules/2021.json").unwrap();
    let mut report: serde_json::Value = serde_json::from_str(&text).unwrap();
    report["tables"]["disclosure"]["fees"]["amount"] = serde_json::from_str("0.12345678901").unwrap();
    fs::write(folder.path().join("1.json"), report.to_string()).unwrap();
    let ran = dataset(&folder.path().join("1.json"), &folder.path().join("a.csv"), &[]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    assert!(ran.stderr.contains("disclosure/fees/amount 的“0.12345678901”"), "{}", ran.stderr);
    let cells = fs::read_to_string(folder.path().join("a.csv")).unwrap();
    assert!(cells.contains(",,0.12345678901,false,"), "{cells}");
}
