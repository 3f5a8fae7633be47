//! `repconv batch`.

use std::collections::BTreeMap;

use serde_json::Value;

use super::*;

/// A folder of reports with names that clash and files that are none.
pub fn submissions() -> TempDir {
    let folder = TempDir::new().unwrap();
    let reports = fixture("reports/akto_2021");
    for (from, to) in [
        ("lo.docx", "in/甲镇/年报.docx"),
        ("clean.html", "in/甲镇/年报.html"),
        ("gbk_cells.txt", "in/乙乡/年报.txt"),
        ("lo.ods", "in/年报.ods"),
        ("README.md", "in/说明.png"),
    ] {
        let to = folder.path().join(to);
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        match from {
            "README.md" => fs::write(to, b"x").unwrap(),
            _ => drop(fs::copy(reports.join(from), to).unwrap()),
        }
    }
    fs::write(folder.path().join("in/空.docx"), b"").unwrap();
    folder
}

/// Runs in the folder, so that the log names its inputs the same wherever the folder is.
pub fn batch(folder: &TempDir, arguments: &[&str]) -> Ran {
    let mut all = vec![OsStr::new("batch"), OsStr::new("in"), OsStr::new("-o"), OsStr::new("out")];
    all.extend(arguments.iter().map(OsStr::new));
    let mut command = program(&all);
    command.current_dir(folder.path());
    finish(command, b"")
}

/// Every file below a folder, with its bytes.
pub fn tree(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).unwrap().map(Result::unwrap) {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let bytes = fs::read(&path);
                // A temporary file of a program that is running may be renamed after it was listed.
                if bytes.as_ref().is_err_and(|error| error.kind() == std::io::ErrorKind::NotFound) {
                    continue;
                }
                files.insert(path.strip_prefix(folder).unwrap().to_owned(), bytes.unwrap());
            }
        }
    }
    files
}

pub fn names(folder: &TempDir) -> Vec<String> {
    let tree = tree(&folder.path().join("out"));
    tree.keys().map(|path| path.to_string_lossy().replace('\\', "/")).collect()
}

pub fn log(folder: &TempDir) -> Vec<Value> {
    let text = fs::read_to_string(folder.path().join("out/repconv-batch.jsonl")).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn the_output_is_a_folder_like_the_input() {
    let folder = submissions();
    let ran = batch(&folder, &["--to", "xlsx"]);
    assert_eq!(ran.status, 2, "one file is empty");
    let lines: Vec<&str> = ran.stderr.lines().collect();
    assert_eq!(lines[0], "in/空.docx：文件是空的");
    assert_eq!(lines[1], "没有读 1 个文件或链接（看名字不是报告，或者读过了）：in/说明.png");
    assert!(lines[2].starts_with("5 份：写出 4，没有做成 1；"), "{}", ran.stderr);
    assert_eq!(lines.len(), 3);
    let outputs =
        ["repconv-batch.jsonl", "乙乡/年报.xlsx", "年报.xlsx", "甲镇/年报.docx.xlsx", "甲镇/年报.html.xlsx"];
    assert_eq!(names(&folder), outputs);
    let log = log(&folder);
    assert_eq!(log[0]["run"]["to"], "xlsx");
    let inputs: Vec<&str> = log[1..].iter().map(|line| line["input"].as_str().unwrap()).collect();
    assert_eq!(
        inputs,
        ["in/乙乡/年报.txt", "in/年报.ods", "in/甲镇/年报.docx", "in/甲镇/年报.html", "in/空.docx"]
    );
    assert_eq!(log[1]["organization"], "阿克陶县阿克陶镇人民政府");
    assert_eq!((&log[5]["status"], &log[5]["error"]["code"]), (&"unreadable".into(), &"empty".into()));
}

#[test]
fn an_earlier_run_is_left_alone_unless_requested() {
    let folder = submissions();
    batch(&folder, &["--to", "json"]);
    let before = tree(folder.path());
    let again = batch(&folder, &["--to", "json"]);
    assert_eq!(again.status, 2);
    assert!(again.stderr.contains("是上一次的记录，没有覆盖"), "{}", again.stderr);
    let other = batch(&folder, &["--to", "html", "--resume"]);
    assert!(other.stderr.contains("不是这项任务的记录，不能接着做"), "{}", other.stderr);
    assert_eq!(tree(folder.path()), before);
    let anew = batch(&folder, &["--to", "json", "--overwrite"]);
    assert!(anew.stderr.contains("写出 4"), "{}", anew.stderr);
    assert_eq!(tree(folder.path()), before);
}

#[test]
fn a_resumed_run_does_what_is_not_done() {
    let folder = submissions();
    batch(&folder, &["--to", "json"]);
    let whole = tree(folder.path());
    let out = |name: &str| folder.path().join("out").join(name);
    // Half a line, an output that is not in the log, one that is gone, and a temporary file.
    let log = fs::read_to_string(out("repconv-batch.jsonl")).unwrap();
    let kept: usize = log.split_inclusive('\n').take(3).map(str::len).sum();
    let half: String = log.chars().take(log.get(..kept).unwrap().chars().count() + 20).collect();
    fs::write(out("repconv-batch.jsonl"), half).unwrap();
    fs::remove_file(out("乙乡/年报.json")).unwrap();
    fs::write(out("甲镇/.repconv-x1.tmp"), b"half").unwrap();
    let resumed = batch(&folder, &["--to", "json", "--resume"]);
    assert!(resumed.stderr.contains("5 份：写出 3，已做过 1，没有做成 1；"), "{}", resumed.stderr);
    assert_eq!(tree(folder.path()), whole);
}

#[test]
fn what_changed_is_done_again_and_what_someone_changed_is_kept() {
    let folder = submissions();
    batch(&folder, &["--to", "json"]);
    let path = |name: &str| folder.path().join(name);
    for name in ["in/乙乡/年报.txt", "in/甲镇/年报.html"] {
        let text = fs::read(path(name)).unwrap();
        fs::write(path(name), [text, b" \n".to_vec()].concat()).unwrap();
    }
    let html = fs::read_to_string(path("in/甲镇/年报.html")).unwrap();
    fs::write(path("in/甲镇/年报.html"), html.replace("阿克陶镇人民政府", "另一镇人民政府")).unwrap();
    fs::write(path("out/甲镇/年报.html.json"), b"corrected by hand").unwrap();
    let resumed = batch(&folder, &["--to", "json", "--resume"]);
    assert!(resumed.stderr.contains("写出 1，已做过 2，没有做成 2"), "{}", resumed.stderr);
    assert!(resumed.stderr.contains("in/甲镇/年报.html：输出文件已经存在，没有覆盖"));
    assert_eq!(fs::read(path("out/甲镇/年报.html.json")).unwrap(), b"corrected by hand");
}

#[test]
fn a_run_with_another_template_is_another_task() {
    let folder = submissions();
    let template = folder.path().join("page.html");
    fs::write(&template, "<html><body>$body$</body></html>").unwrap();
    let arguments = ["--to", "html", "--template", "page.html"];
    batch(&folder, &arguments);
    fs::write(&template, "<html><body><main>$body$</main></body></html>").unwrap();
    let resumed = batch(&folder, &[&arguments[..], &["--resume"]].concat());
    assert!(resumed.stderr.contains("不是这项任务的记录"), "{}", resumed.stderr);
}

#[test]
fn outputs_of_missing_inputs_are_kept_and_named() {
    let folder = submissions();
    batch(&folder, &["--to", "json"]);
    fs::rename(folder.path().join("in/年报.ods"), folder.path().join("in/新年报.ods")).unwrap();
    let resumed = batch(&folder, &["--to", "json", "--resume"]);
    let said = "以前写出的 1 个文件，不在这次的输出里，留在原处：年报.json\n";
    assert!(resumed.stderr.contains(said), "{}", resumed.stderr);
    assert!(names(&folder).contains(&"年报.json".to_owned()));
}

#[test]
fn what_is_piped_in_has_a_name() {
    let folder = TempDir::new().unwrap();
    let mut command = program(&["batch", "-", "--to", "json", "-o", "out"].map(OsStr::new));
    command.current_dir(folder.path());
    let ran = finish(command, &fs::read(fixture("rules/2021.json")).unwrap());
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    assert_eq!(names(&folder), ["repconv-batch.jsonl", "stdin.json"]);
}

#[test]
fn an_edited_output_is_kept_and_reported_though_its_input_is_unchanged() {
    let folder = submissions();
    batch(&folder, &["--to", "json"]);
    let output = folder.path().join("out/年报.json");
    fs::write(&output, b"corrected by hand").unwrap();
    let resumed = batch(&folder, &["--to", "json", "--resume"]);
    assert!(resumed.stderr.contains("in/年报.ods：输出文件已经存在，没有覆盖"), "{}", resumed.stderr);
    assert_eq!(fs::read(&output).unwrap(), b"corrected by hand");
}

#[test]
fn inputs_are_never_written_over() {
    let folder = submissions();
    let before = tree(folder.path());
    let ran = run(&[
        OsStr::new("batch"),
        folder.path().join("in").as_os_str(),
        OsStr::new("-o"),
        folder.path().join("in").as_os_str(),
        OsStr::new("--to=ods"),
    ]);
    assert_eq!(ran.status, 2, "ods is not written");
    for to in ["html", "docx", "text"] {
        let ran = batch(&folder, &["--to", to, "-o", "in", "--overwrite", "--log", "log"]);
        assert!(ran.stderr.contains("输出文件夹就是输入的文件夹"), "{}", ran.stderr);
    }
    let after = tree(folder.path());
    assert!(before.iter().all(|(path, bytes)| after.get(path) == Some(bytes)));
}

#[test]
fn what_the_outputs_are_made_with_is_never_written_over() {
    let folder = submissions();
    fs::create_dir(folder.path().join("out")).unwrap();
    fs::write(folder.path().join("out/年报.html"), "<html><body>$body$</body></html>").unwrap();
    fs::copy(folder.path().join("in/甲镇/年报.docx"), folder.path().join("out/年报.docx")).unwrap();
    let before = tree(folder.path());
    for (to, option) in [("html", "--template"), ("docx", "--reference-doc")] {
        let file = format!("out/年报.{to}");
        let ran = batch(&folder, &["--to", to, option, &file, "--overwrite", "--log", &format!("{to}.log")]);
        assert!(ran.stderr.contains("in/年报.ods：输入和输出是同一个文件"), "{}", ran.stderr);
        assert_eq!(fs::read(folder.path().join(&file)).unwrap(), before[Path::new(&file)]);
    }
}

#[test]
fn reports_with_errors_are_not_written_when_strict() {
    let folder = submissions();
    let text = fs::read_to_string(fixture("rules/2021.json")).unwrap();
    fs::write(folder.path().join("in/错.json"), text.replace("2022年政府", "20XX年政府")).unwrap();
    let ran = batch(&folder, &["--to", "html", "--strict"]);
    assert!(ran.stderr.contains("写出 4，有错误而没有写出 1，没有做成 1"), "{}", ran.stderr);
    assert!(!folder.path().join("out/错.html").exists());
    assert!(log(&folder).iter().any(|line| line["status"] == "has-errors"));
}

#[test]
fn a_folder_without_reports_is_said() {
    let folder = TempDir::new().unwrap();
    fs::create_dir(folder.path().join("in")).unwrap();
    let ran = batch(&folder, &["--to", "json"]);
    assert_eq!(ran.status, 2);
    assert!(ran.stderr.contains("没有可以转换的文件"), "{}", ran.stderr);
    assert!(!folder.path().join("out").exists(), "no empty folder is left");
}

#[cfg(unix)]
#[test]
fn a_killed_run_resumes_to_what_an_undisturbed_one_leaves() {
    let (killed, whole) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let seed = fs::read_to_string(fixture("rules/2021.json")).unwrap();
    for folder in [&killed, &whole] {
        fs::create_dir(folder.path().join("in")).unwrap();
        for number in 0..500 {
            let text = seed.replace("2022年", &format!("2022 年{number}"));
            fs::write(folder.path().join(format!("in/{number}.json")), text).unwrap();
        }
    }
    let arguments = ["batch", "in", "-o", "out", "--to", "json"].map(OsStr::new);
    let mut command = program(&arguments);
    let mut child = command.current_dir(killed.path()).stderr(Stdio::null()).spawn().unwrap();
    let log = killed.path().join("out/repconv-batch.jsonl");
    while fs::read_to_string(&log).map_or(0, |text| text.lines().count()) < 70 {
        assert!(child.try_wait().unwrap().is_none(), "it should not be done yet");
    }
    child.kill().unwrap();
    child.wait().unwrap();
    let left = tree(&killed.path().join("out"));
    assert!(left.len() < 500, "killed half way");
    for (path, bytes) in left.iter().filter(|(path, _)| path.extension().is_some_and(|end| end == "json")) {
        assert!(serde_json::from_slice::<Value>(bytes).is_ok(), "{} is whole", path.display());
    }
    let resumed = batch(&killed, &["--to", "json", "--resume"]);
    assert!(resumed.stderr.contains("已做过"), "{}", resumed.stderr);
    batch(&whole, &["--to", "json"]);
    assert_eq!(tree(&killed.path().join("out")), tree(&whole.path().join("out")));
}

#[test]
#[ignore = "mounts a small disk, which takes root on Linux"]
fn a_full_disk_stops_the_run_and_loses_nothing() {
    let folder = submissions();
    let disk = folder.path().join("disk");
    fs::create_dir(&disk).unwrap();
    let mount = |options: &str| {
        let mount = Command::new("mount").args(["-t", "tmpfs", "-o", options, "tmpfs"]).arg(&disk).status();
        assert!(mount.unwrap().success());
    };
    mount("size=48k");
    let full = batch(&folder, &["--to", "xlsx", "-o", "disk/out"]);
    let left = tree(&disk);
    mount("remount,size=10m");
    let resumed = batch(&folder, &["--to", "xlsx", "-o", "disk/out", "--resume"]);
    let end = tree(&disk.join("out"));
    assert!(Command::new("umount").arg(&disk).status().unwrap().success());
    assert_eq!(full.status, 2);
    assert!(full.stderr.contains("磁盘已满"), "{}", full.stderr);
    assert!(full.stderr.contains("加 --resume 接着做"), "{}", full.stderr);
    assert!(left.keys().all(|path| !path.to_string_lossy().ends_with(".tmp")));
    assert!(resumed.stderr.contains("没有做成 1"), "{}", resumed.stderr);
    batch(&folder, &["--to", "xlsx"]);
    assert_eq!(end, tree(&folder.path().join("out")));
}
