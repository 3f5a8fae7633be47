//! The documents name what is there, and the gate runs what they say.

use std::fs;
use std::path::Path;

#[test]
fn documents_name_what_is_there() {
    for page in [
        "README.md",
        "README.zh-CN.md",
        "CONTRIBUTING.md",
        "docs/architecture.md",
        "docs/decisions.md",
        "docs/formats.md",
        "docs/performance.md",
        "docs/reliability.md",
        "docs/guide.zh-CN.md",
    ] {
        let text = fs::read_to_string(page).unwrap_or_else(|_| panic!("{page} is missing"));
        let quoted = text.split('`').skip(1).step_by(2);
        let linked = text
            .split("](")
            .skip(1)
            .filter_map(|rest| rest.split(')').next())
            .filter(|link| !link.contains(':') && !link.starts_with('#'));
        let folder = Path::new(page).parent().expect("folder");
        for path in quoted.filter(|code| {
            ["src/", "tests/", "docs/", "fixtures/", "examples/", ".ci/"].iter().any(|p| code.starts_with(p))
        }) {
            let path = path.split_whitespace().next().unwrap_or_default().replace("<id>/", "");
            if path.contains("NAME") || path.contains("NNNN") || path.contains("X001") {
                continue; // a file that the reader of the page is to make
            }
            assert!(Path::new(&path).exists(), "{page} names `{path}`");
        }
        for link in linked {
            assert!(folder.join(link).exists(), "{page} links to {link}");
        }
    }
}

#[test]
fn the_gate_runs_the_readmes_commands() {
    let gate = fs::read_to_string(".ci/run").expect("gate");
    let fast = fs::read_to_string(".ci/fast").expect("its fast part");
    for page in ["README.md", "README.zh-CN.md"] {
        let text = fs::read_to_string(page).expect("page");
        assert!(text.contains("\n    cargo test\n"), "{page}");
        assert!(text.contains("cargo run --release -- fixtures/reports/akto_2021/gbk_cells.txt"), "{page}");
    }
    assert!(fast.contains("\ncargo test\n"), "the fast part calls the test command exactly");
    assert!(gate.contains("\n.ci/fast\n"), "and the gate the fast part");
}

/// Also those of the tests and of single systems.
#[test]
fn every_dependency_is_justified() {
    let manifest = fs::read_to_string("Cargo.toml").expect("manifest");
    let page = fs::read_to_string("docs/dependencies.md").expect("page");
    let sections = manifest.split("\n[").filter_map(|section| section.split_once("dependencies]\n"));
    let lines = sections.flat_map(|(_, lines)| lines.lines());
    let names: Vec<&str> = lines.filter_map(|line| Some(line.split_once(" = ")?.0)).collect();
    for name in ["zip", "insta", "ctrlc"] {
        assert!(names.contains(&name), "the sections are read: {names:?}");
    }
    for name in names {
        assert!(page.contains(name), "docs/dependencies.md says nothing of {name}");
    }
}

#[test]
fn the_workflow_builds_with_the_minimum_rust() {
    let manifest = fs::read_to_string("Cargo.toml").expect("manifest");
    let workflow = fs::read_to_string(".github/workflows/ci.yml").expect("workflow");
    let after = |text: &str, key: &str| {
        let value = text.split(key).nth(1).and_then(|rest| rest.split('"').next());
        value.unwrap_or_else(|| panic!("{key} is missing")).to_owned()
    };
    assert_eq!(after(&manifest, "rust-version = \""), after(&workflow, "MINIMUM_RUST: \""));
}
