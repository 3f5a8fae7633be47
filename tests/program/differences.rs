//! `repconv diff`: what it tells, in every format, and its exit status.

use super::*;

fn compared(folder: &Path, arguments: &[&str]) -> Ran {
    let mut all = vec!["diff"];
    all.extend(arguments);
    let arguments: Vec<&OsStr> = all.iter().map(AsRef::as_ref).collect();
    let mut command = program(&arguments);
    command.current_dir(folder);
    finish(command, b"")
}

/// A case is a folder `fixtures/diff/NAME` with `old.json`, `new.json` and the expected output.
#[test]
fn every_case_is_reported_as_expected() {
    insta::glob!("../../fixtures/diff", "*/old.json", |old| {
        let folder = old.parent().expect("folder");
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(folder);
        settings.set_prepend_module_to_snapshot(false);
        settings.remove_snapshot_suffix();
        settings.set_omit_expression(true);
        settings.remove_input_file();
        let zh = compared(folder, &["old.json", "new.json"]);
        let en = compared(folder, &["old.json", "new.json", "--lang", "en", "--verbose"]);
        assert!(zh.stderr.is_empty() && en.stderr.is_empty(), "{}{}", zh.stderr, en.stderr);
        settings.bind(|| {
            insta::assert_snapshot!("zh", zh.text());
            insta::assert_snapshot!("en", en.text());
        });
    });
}

#[test]
fn the_exit_status_tells_of_differences_where_asked() {
    let differs = fixture("diff/two_years");
    let same = fixture("diff/layout_only");
    for (folder, arguments, want) in [
        (&differs, vec!["old.json", "new.json"], 0),
        (&differs, vec!["old.json", "new.json", "--exit-code"], 1),
        (&same, vec!["old.json", "new.json", "--exit-code"], 0),
        (&same, vec!["old.json", "missing.json", "--exit-code"], 2),
    ] {
        assert_eq!(compared(folder, &arguments).status, want, "{arguments:?}");
    }
}

#[test]
fn what_is_the_same_is_reported_in_one_line() {
    let ran = compared(&fixture("diff/layout_only"), &["old.json", "new.json", "-q"]);
    assert!(ran.text().ends_with("两份报告内容相同。\n"), "{}", ran.text());
    assert_eq!(ran.text().lines().count(), 3, "{}", ran.text());
}

#[test]
fn the_format_is_given_by_option_or_extension() {
    let folder = tempfile::tempdir().unwrap();
    let cases = fixture("diff/two_years");
    for (file, start) in [
        ("a.html", &b"<!DOCTYPE html>"[..]),
        ("a.xlsx", b"PK"),
        ("a.json", b"{\n"),
        ("a.txt", "\u{feff}旧".as_bytes()),
    ] {
        let output = folder.path().join(file);
        let ran = compared(&cases, &["old.json", "new.json", "-o", output.to_str().unwrap()]);
        assert_eq!((ran.status, ran.stdout.len()), (0, 0), "{ran:?}");
        assert!(fs::read(&output).unwrap().starts_with(start), "{file}");
    }
    let ran = compared(&cases, &["old.json", "new.json", "--format", "json"]);
    let read: serde_json::Value = serde_json::from_str(ran.text()).unwrap();
    assert_eq!((&read["format"], &read["is_same"]), (&"repconv.difference".into(), &false.into()));
    let fees = read["cells"].as_array().unwrap().iter().find(|cell| cell["cell"] == "disclosure/fees/amount");
    assert_eq!(fees.unwrap()["change"].to_string(), "13464.0129");
}

#[test]
fn everything_is_listed_where_asked() {
    let cases = fixture("diff/two_years");
    let counted = |arguments: &[&str]| {
        let ran = compared(&cases, arguments);
        let read: serde_json::Value = serde_json::from_str(ran.text()).unwrap();
        read["cells"].as_array().unwrap().len()
    };
    assert_eq!(counted(&["old.json", "new.json", "--format", "json"]), 8);
    assert_eq!(counted(&["old.json", "new.json", "--format", "json", "--all"]), 25);
    let text = compared(&cases, &["old.json", "new.json", "--all"]);
    assert!(text.text().contains("规章 · 本年制发件数"), "{}", text.text());
}

#[test]
fn what_cannot_be_done_is_refused() {
    let (folder, seed) = folder();
    let path = |path: &Path| path.to_str().unwrap().to_owned();
    let missing = path(&folder.path().join("没有.docx"));
    let seed = path(&seed);
    for (arguments, what) in [
        (vec!["diff", "-", "-"], "两份报告不能都从标准输入读"),
        (vec!["diff", &seed], "缺少"),
        (vec!["diff", &seed, &missing], "没有.docx"),
        (vec!["diff", &seed, &seed, "--format", "docx"], "--format"),
        (vec!["diff", &seed, &seed, "-o", &seed, "--overwrite"], "年报.txt"),
    ] {
        assert_refused(&run(&arguments), what);
    }
}

#[test]
fn one_report_may_be_standard_input() {
    let (_folder, seed) = folder();
    let bytes = fs::read(&seed).unwrap();
    let ran = run_with_input(&["diff", "-", seed.to_str().unwrap(), "-f", "text"], &bytes);
    assert!(ran.text().ends_with("两份报告内容相同。\n"), "{ran:?}");
}

/// A county's table of the next year: the first body is gone, the next two have changed places, and one figure of the
/// second is another.
#[test]
fn rows_of_bodies_are_compared_by_body() {
    let folder = tempfile::tempdir().unwrap();
    let old = fs::read_to_string(fixture("forms/law-enforcement/county.html")).unwrap();
    let rows: Vec<&str> = old.split("<tr><td>").skip(1).collect();
    let [first, second, third] = [0, 1, 2].map(|at| format!("<tr><td>{}", rows[at]));
    let changed = second.replacen("<td>26</td>", "<td>27</td>", 1);
    let new = old.replacen(&[&*first, &second, &third].concat(), &[&*third, &changed].concat(), 1);
    assert_ne!(new, old);
    for (name, text) in [("old.html", &old), ("new.html", &new)] {
        fs::write(folder.path().join(name), text).unwrap();
    }
    let text = compared(folder.path(), &["old.html", "new.html"]);
    assert!(text.text().contains("县市场监督管理局 · 警告"), "{}", text.text());
    let ran = compared(folder.path(), &["old.html", "new.html", "--format", "json"]);
    let read: serde_json::Value = serde_json::from_str(ran.text()).unwrap();
    let cells = read["cells"].as_array().unwrap();
    let of = |body: &str| cells.iter().filter(|cell| cell["body"] == body).collect::<Vec<_>>();
    assert!(of("县公安局").iter().all(|cell| cell["new"]["kind"] == "absent"), "{cells:?}");
    let changed = of("县市场监督管理局");
    assert_eq!(changed.len(), 1, "{cells:?}");
    assert_eq!(changed[0]["change"].to_string(), "1");
    assert_eq!(cells.len(), 1 + of("县公安局").len(), "{cells:?}");
}
