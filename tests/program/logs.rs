//! The log of `repconv batch`: it takes the place of an older log and of nothing else.

use super::batch::{batch, log, names, submissions, tree};
use super::*;

const NO_LOG: &str = "不是成批转换的记录，没有动它";

/// Runs with this log and is refused, whatever else is asked; all stays as it was.
fn refused(folder: &TempDir, log: &str, what: &str) {
    let before = tree(folder.path());
    for more in [&[][..], &["--overwrite"], &["--resume"], &["--resume", "--overwrite"]] {
        let ran = batch(folder, &[&["--to", "json", "--log", log], more].concat());
        assert_eq!(ran.status, 2, "{log} {more:?}: {}", ran.stderr);
        assert!(ran.stderr.contains(what), "{log} {more:?}: {}", ran.stderr);
        assert_eq!(tree(folder.path()), before, "{log} {more:?}");
    }
}

#[test]
fn only_a_log_is_replaced_by_a_log() {
    let folder = submissions();
    for (name, text) in [
        ("笔记.txt", "my notes\n"),
        ("other.jsonl", "{\"run\": {\"command\": \"other\"}}\n"),
        ("begun.jsonl", "{\"run\":{\"version\":\"0.1.0\",\"to\":\"js"),
        ("in/bad.zip", "PK\x03\x04 cut off"),
    ] {
        fs::write(folder.path().join(name), text).unwrap();
    }
    for name in ["笔记.txt", "other.jsonl", "begun.jsonl", "in/说明.png"] {
        refused(&folder, name, NO_LOG);
    }
    refused(&folder, "in/bad.zip", "同一个文件");
    refused(&folder, "in", "这是文件夹");
    refused(&folder, "-", "--log 的值“-”不对");
    #[cfg(unix)]
    refused(&folder, "/dev/null", NO_LOG);
}

#[test]
fn an_empty_file_becomes_a_log_on_demand() {
    for demand in ["--overwrite", "--resume"] {
        let folder = submissions();
        fs::write(folder.path().join("run.jsonl"), b"").unwrap();
        let arguments = ["--to", "json", "--log", "run.jsonl"];
        let ran = batch(&folder, &arguments);
        assert!(ran.stderr.contains("输出文件已经存在"), "{}", ran.stderr);
        let ran = batch(&folder, &[&arguments[..], &[demand]].concat());
        assert!(ran.stderr.contains("写出 4"), "{}", ran.stderr);
        let text = fs::read_to_string(folder.path().join("run.jsonl")).unwrap();
        assert_eq!(text.lines().count(), 6, "{text}");
    }
}

#[cfg(unix)]
#[test]
fn a_log_is_never_a_further_name_of_an_input() {
    let folder = submissions();
    fs::write(folder.path().join("page.html"), "<html><body>$body$</body></html>").unwrap();
    for (name, of) in [("a.log", "in/年报.ods"), ("b.log", "page.html")] {
        fs::hard_link(folder.path().join(of), folder.path().join(name)).unwrap();
    }
    let before = tree(folder.path());
    let arguments = ["--to", "html", "--template", "page.html", "--overwrite", "--log"];
    for log in ["a.log", "b.log", "page.html", "in/年报.ods"] {
        let ran = batch(&folder, &[&arguments[..], &[log]].concat());
        assert_eq!(ran.status, 2);
        assert!(ran.stderr.contains("同一个文件"), "{log}: {}", ran.stderr);
        assert_eq!(tree(&folder.path().join("in")), {
            let of_input = |(path, bytes): (&PathBuf, &Vec<u8>)| {
                Some((path.strip_prefix("in").ok()?.to_owned(), bytes.clone()))
            };
            before.iter().filter_map(of_input).collect()
        });
        assert_eq!(fs::read(folder.path().join(log)).unwrap(), before[Path::new(log)]);
    }
}

#[cfg(unix)]
#[test]
fn a_copy_of_a_log_by_another_name_stays_as_it_was() {
    let folder = submissions();
    batch(&folder, &["--to", "json"]);
    let (log, kept) = (folder.path().join("out/repconv-batch.jsonl"), folder.path().join("kept"));
    fs::hard_link(&log, &kept).unwrap();
    let before = fs::read(&kept).unwrap();
    batch(&folder, &["--to", "text", "--overwrite"]);
    assert_eq!(fs::read(&kept).unwrap(), before);
    assert_ne!(fs::read(&log).unwrap(), before);
}

#[test]
fn a_log_is_where_no_output_goes() {
    let folder = submissions();
    fs::create_dir(folder.path().join("out")).unwrap();
    for log in ["out/年报.json", "out/甲镇", "in/../out/年报.json"] {
        refused(&folder, log, "要写输出");
    }
    assert!(names(&folder).is_empty());
}

#[test]
fn a_log_of_another_task_is_replaced_on_demand() {
    let folder = submissions();
    batch(&folder, &["--to", "json"]);
    let ran = batch(&folder, &["--to", "html", "--overwrite"]);
    assert!(ran.stderr.contains("写出 4"), "{}", ran.stderr);
    assert_eq!(log(&folder)[0]["run"]["to"], "html");
}
