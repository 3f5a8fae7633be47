//! Which folder of `src` may import which: the arrows of the picture in `docs/architecture.md`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use crate::circles::circles;
use crate::modules::{Arrow, Modules};
use crate::{slashed, sources};

/// A folder (or a file beside the folders) and what it may import. What is not here is unknown, and fails.
const ALLOWED: [(&str, &[&str]); 20] = [
    ("model", &[]),
    ("forms", &["model"]),
    ("prose", &["model", "forms"]),
    ("formats", &["model", "forms"]),
    ("report_json", &["model", "forms", "prose"]),
    ("readers", &["model", "formats", "report_json"]),
    ("writers", &["model", "formats", "report_json"]),
    ("registry", &["model", "formats", "readers", "writers"]),
    ("derive", &["model", "forms", "prose"]),
    ("compose", &["model", "forms", "prose"]),
    ("recognise", &["model", "forms", "prose", "report_json"]),
    ("validate", &["model", "forms", "prose"]),
    ("fix", &["model", "validate"]),
    ("compare", &["model", "prose"]),
    ("aggregate", &["model", "forms", "prose", "validate"]),
    ("dataset", &["model", "forms", "report_json"]),
    (
        "session",
        &["model", "forms", "formats", "report_json", "registry", "recognise", "validate", "compose"],
    ),
    ("batch", &["model", "prose", "formats", "recognise", "validate", "session"]),
    (
        "present",
        &[
            "model",
            "forms",
            "prose",
            "formats",
            "compose",
            "writers",
            "validate",
            "compare",
            "aggregate",
            "dataset",
            "session",
        ],
    ),
    ("lib", EVERYTHING),
];
const EVERYTHING: &[&str] = &["*"];

/// Folders that hold a part for each format: no part may import that of another format.
const PER_FORMAT: [&str; 2] = ["readers", "writers"];
const FORMATS: [&str; 12] =
    ["csv", "doc", "docx", "html", "json", "odt", "ofd", "pdf", "rtf", "spreadsheet", "text", "xlsx"];

fn modules(root: &str) -> Modules {
    Modules::read(root, &|file| fs::read_to_string(format!("src/{file}")).ok())
}

/// `model` of `model/value.rs` and of `model.rs`.
fn folder(file: &str) -> &str {
    file.split('/').next().unwrap_or_default().trim_end_matches(".rs")
}

fn allowed(from: &str) -> Option<&'static [&'static str]> {
    ALLOWED.iter().find(|(folder, _)| *folder == from).map(|(_, allowed)| *allowed)
}

/// What is wrong with the arrows, a line each.
fn faults(arrows: &BTreeSet<Arrow>) -> BTreeSet<String> {
    let mut faults = BTreeSet::new();
    for Arrow { from, to, path } in arrows {
        match allowed(folder(from)) {
            None => {
                faults.insert(format!("{} is unknown: say in ALLOWED what it may import", folder(from)));
            }
            Some(allowed) => {
                let is_allowed =
                    allowed == EVERYTHING || allowed.contains(&folder(to)) || folder(from) == folder(to);
                if !is_allowed {
                    faults.insert(format!("{from} imports {to} (`{path}`)"));
                }
            }
        }
    }
    faults
}

#[test]
fn arrows_run_one_way() {
    let library = modules("lib.rs");
    let faults = faults(&library.arrows());
    assert!(faults.is_empty(), "{}", faults.into_iter().collect::<Vec<_>>().join("\n"));

    let folders: BTreeSet<&str> = library.files().into_iter().map(folder).collect();
    for folder in &folders {
        assert!(allowed(folder).is_some(), "{folder} is unknown: say in ALLOWED what it may import");
    }
    for (folder, _) in ALLOWED {
        assert!(folders.contains(folder), "ALLOWED names {folder}, which is gone");
    }
}

/// So that a mistake in the table itself is noticed.
#[test]
fn what_is_allowed_has_no_circle() {
    let arrows = ALLOWED.iter().flat_map(|(from, to)| to.iter().map(|to| (*from, *to)));
    assert_eq!(circles(arrows), Vec::<BTreeSet<&str>>::new());
}

#[test]
fn a_forbidden_arrow_and_an_unknown_folder_are_faults() {
    let arrow = |from: &str, to: &str| Arrow { from: from.into(), to: to.into(), path: "x".into() };
    let good = [arrow("readers/docx/mod.rs", "model/value.rs"), arrow("model/value.rs", "model/text.rs")];
    assert!(faults(&BTreeSet::from(good)).is_empty());
    let bad = [arrow("model/value.rs", "forms/mod.rs"), arrow("news/mod.rs", "model/value.rs")];
    assert_eq!(faults(&BTreeSet::from(bad)).len(), 2);
}

/// Every file is either read above or seen by tests alone.
#[test]
fn no_file_is_overlooked() {
    let (library, program) = (modules("lib.rs"), modules("main.rs"));
    let known: BTreeSet<&str> = library.files().into_iter().chain(program.files()).collect();
    for path in sources("src") {
        let file = slashed(&path);
        let file = file.trim_start_matches("src/");
        let is_for_tests =
            file.ends_with("tests.rs") || file.contains("/tests/") || FOR_TESTS.contains(&file);
        assert!(known.contains(file) != is_for_tests, "{file}");
    }
}

/// What only tests see though it is not called so.
const FOR_TESTS: [&str; 3] = ["present/check/samples.rs", "readers/word/outline.rs", "validate/examples.rs"];

#[test]
fn no_reader_knows_another_and_no_writer_either() {
    let part = |file: &str| -> Option<(String, String)> {
        let (folder, rest) = file.split_once('/')?;
        let format = rest.split('/').next()?.trim_end_matches(".rs");
        let is_part = PER_FORMAT.contains(&folder) && FORMATS.contains(&format);
        is_part.then(|| (folder.to_owned(), format.to_owned()))
    };
    let mut seen = BTreeMap::new();
    for Arrow { from, to, path } in modules("lib.rs").arrows() {
        if let (Some(a), Some(b)) = (part(&from), part(&to)) {
            assert_eq!(a, b, "{from} imports {to} (`{path}`)");
            *seen.entry(a).or_insert(0) += 1;
        }
    }
    assert!(seen.len() > FORMATS.len(), "the parts are where they are looked for: {seen:?}");
}
