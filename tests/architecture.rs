//! The rules of the house: who may import whom, how large a file may be, and that the documents name
//! what is there.

#![allow(clippy::expect_used, clippy::panic, reason = "a test says so when the tree is not as it should be")]

use std::fs;
use std::path::{Path, PathBuf};

const LARGEST_FILE: usize = 400;

/// A folder of `src` and the folders it may import.
const ALLOWED: [(&str, &[&str]); 13] = [
    ("model", &[]),
    ("forms", &["model"]),
    ("prose", &["model", "forms"]),
    ("formats", &["model"]),
    ("report_json", &["model", "forms", "prose"]),
    ("readers", &["model", "formats", "report_json"]),
    ("writers", &["model", "formats", "report_json"]),
    ("compose", &["model", "forms", "prose"]),
    ("recognise", &["model", "forms", "prose", "compose", "report_json"]),
    ("validate", &["model", "forms", "prose"]),
    ("compare", &["model", "forms", "prose", "validate"]),
    ("aggregate", &["model", "forms", "validate"]),
    (
        "session",
        &[
            "model",
            "formats",
            "report_json",
            "readers",
            "writers",
            "recognise",
            "validate",
            "compose",
            "forms",
        ],
    ),
];

fn sources(under: &str) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![PathBuf::from(under)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("folder").flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
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

/// The source without what only tests see: they may import anything.
fn source(path: &Path) -> String {
    without_tests(&fs::read_to_string(path).expect("source"))
}

/// Leaves out each item that `#[cfg(test)]` stands over. An item ends, as it is formatted, with a line that
/// ends in `;` before any brace, or with a brace as far in as it began.
fn without_tests(text: &str) -> String {
    let mut kept = String::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let Some(indent) = line.strip_suffix("#[cfg(test)]") else {
            kept.push_str(line);
            kept.push('\n');
            continue;
        };
        let mut is_body = false;
        for line in lines.by_ref() {
            let is_attribute = line.trim_start().starts_with("#[");
            let closes = line.strip_prefix(indent).is_some_and(|rest| rest.starts_with('}'));
            if closes || !is_body && !is_attribute && (line.ends_with(';') || line.ends_with('}')) {
                break;
            }
            is_body |= line.ends_with('{');
        }
    }
    kept
}

#[test]
fn only_what_tests_see_is_left_out() {
    let text = "mod a;\n#[cfg(test)]\nmod tests;\nuse b;\n    #[cfg(test)]\n    #[allow(x)]\n    fn c() {\n        if d {\n        }\n        e;\n    }\n    fn f() {}\n#[cfg(test)]\nfn g() {}\nuse h;\n#[cfg(test)]\nmod tests {\n    use i;\n}\nuse j;\n";
    assert_eq!(without_tests(text), "mod a;\nuse b;\n    fn f() {}\nuse h;\nuse j;\n");
    for path in sources("src") {
        let text = fs::read_to_string(&path).expect("source");
        let items = text.lines().filter(|line| line.trim() == "#[cfg(test)]").count();
        assert_eq!(text.matches("#[cfg(test)]").count(), items, "{}: on a line of its own", slashed(&path));
    }
}

#[test]
fn arrows_run_one_way() {
    let mut faults = Vec::new();
    for (folder, allowed) in ALLOWED {
        for path in sources(&format!("src/{folder}")) {
            if slashed(&path).ends_with("tests.rs")
                || slashed(&path).contains("/tests/")
                || slashed(&path).ends_with("examples.rs")
            {
                continue;
            }
            for part in source(&path).split("crate::").skip(1) {
                let name = part.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default();
                if name != folder && !name.is_empty() && !allowed.contains(&name) {
                    faults.push(format!("{} imports {name}", slashed(&path)));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn no_reader_knows_another_and_no_writer_either() {
    let formats = ["docx", "html", "json", "spreadsheet", "text", "xlsx"];
    let mut faults = Vec::new();
    for part in ["src/readers", "src/writers"] {
        for path in sources(part) {
            let name = slashed(&path);
            let text = source(&path);
            let own = formats
                .iter()
                .find(|f| name.contains(&format!("/{f}.rs")) || name.contains(&format!("/{f}/")));
            let Some(own) = own else { continue };
            for other in formats.iter().filter(|other| *other != own) {
                let imports = [format!("readers::{other}::"), format!("writers::{other}::")];
                if imports.iter().any(|import| text.contains(import)) {
                    faults.push(format!("{name} imports {other}"));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn files_stay_small() {
    let mut faults = Vec::new();
    for path in sources("src").into_iter().chain(sources("tests")) {
        let lines = fs::read_to_string(&path).expect("source").lines().count();
        if lines > LARGEST_FILE {
            faults.push(format!("{}: {lines} lines", slashed(&path)));
        }
    }
    assert!(faults.is_empty(), "over {LARGEST_FILE} lines:\n{}", faults.join("\n"));
}

#[test]
fn documents_name_what_is_there() {
    for page in [
        "README.md",
        "README.zh-CN.md",
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
            .filter(|link| !link.contains(':'));
        let folder = Path::new(page).parent().expect("folder");
        for path in
            quoted.filter(|code| ["src/", "tests/", "docs/", "fixtures/"].iter().any(|p| code.starts_with(p)))
        {
            let path = path.split_whitespace().next().unwrap_or_default().replace("<id>/", "");
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
    for page in ["README.md", "README.zh-CN.md"] {
        let text = fs::read_to_string(page).expect("page");
        assert!(text.contains("\n    cargo test\n"), "{page}");
        assert!(text.contains("cargo run --release -- fixtures/reports/akto_2021/gbk_cells.txt"), "{page}");
    }
    assert!(gate.contains("\ncargo test\n"), "the gate calls the test command exactly");
}

#[test]
fn every_dependency_is_justified() {
    let manifest = fs::read_to_string("Cargo.toml").expect("manifest");
    let page = fs::read_to_string("docs/dependencies.md").expect("page");
    let section =
        manifest.split("[dependencies]").nth(1).and_then(|rest| rest.split("\n[").next()).expect("section");
    for line in section.lines().filter(|line| line.contains('=')) {
        let name = line.split(['=', ' ']).next().expect("name");
        assert!(page.contains(name), "docs/dependencies.md says nothing of {name}");
    }
}

/// Nothing is ever fetched, and nothing in a file is run.
#[test]
fn there_is_no_network_and_no_other_program() {
    const CLIENTS: [&str; 12] = [
        "reqwest",
        "hyper",
        "ureq",
        "curl",
        "isahc",
        "attohttpc",
        "native-tls",
        "rustls",
        "openssl",
        "tokio",
        "socket2",
        "mio",
    ];
    let lock = fs::read_to_string("Cargo.lock").expect("lock");
    for client in CLIENTS {
        assert!(!lock.contains(&format!("name = \"{client}\"")), "{client} opens connections");
    }
    for path in sources("src") {
        assert_eq!(reaches_out(&source(&path)).next(), None, "{}", slashed(&path));
    }
    for text in [
        "use std::net::TcpStream;",
        "use std::{fs, net};",
        "use std::process::Command;",
        "use std::process::{Command, Stdio};",
        "use std::process;",
        "Command::new(\"sh\")",
        "use std::os::unix::net::UnixStream;",
    ] {
        assert!(reaches_out(text).next().is_some(), "{text} is not seen");
    }
    assert_eq!(reaches_out("use std::process::ExitCode; std::process::exit(1)").next(), None);
}

/// What opens a connection or starts a program; of `std::process` only the end of the program is used.
fn reaches_out(text: &str) -> impl Iterator<Item = String> {
    const WORDS: [&str; 9] = [
        "std::net",
        "::net::",
        "TcpStream",
        "TcpListener",
        "UdpSocket",
        "UnixStream",
        "Command::new",
        "std::{",
        "libc::",
    ];
    let words = WORDS.into_iter().filter(|word| text.contains(word)).map(str::to_owned);
    let ends = ["::exit(", "::ExitCode"];
    let processes = text.split("std::process").skip(1);
    let starts = processes.filter(move |rest| !ends.iter().any(|end| rest.starts_with(end)));
    words.chain(starts.map(|rest| format!("std::process{}", rest.lines().next().unwrap_or_default())))
}
