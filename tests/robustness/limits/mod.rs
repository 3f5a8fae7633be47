//! Every limit is met once, by the program as it is run: refused with status 2 and the limit's name,
//! under 200 MB and within seconds; and what was refused is read when the option allows it.

mod below;
mod cases;
mod made;

use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use repconv::model::error::Error;
use repconv::model::language::Language;
use repconv::model::limits::{Limit, TABLE};
use tempfile::TempDir;

use self::cases::{CASES, Case};
use self::made::{DOCUMENT, SHEET, behind, edited, fixture, paragraph};

/// The program, with under 200 MB of address space, which is more than it may take of memory, and ten
/// seconds of a processor; one that takes more is ended by the system, and its status is none of ours.
fn program() -> Command {
    let program = env!("CARGO_BIN_EXE_repconv");
    if !cfg!(target_os = "linux") {
        return Command::new(program);
    }
    let mut shell = Command::new("sh");
    shell.args(["-c", "ulimit -v 200000 && ulimit -t 10 && exec \"$@\"", "sh", program]);
    // The arena of a thread takes address space that it does not fill, and twice that while it is made.
    shell.env("MALLOC_ARENA_MAX", "1");
    shell
}

fn run(input: &Path, options: &[String]) -> Output {
    let output = input.with_file_name("out.json");
    let mut command = program();
    if input.extension().is_some_and(|extension| extension == "zip") {
        command.arg("check").arg(input);
    } else {
        command.args([input, &output]);
    }
    command.args(["--lang", "zh"]).args(options).output().expect("the program runs")
}

/// Temporary files of ours in a folder.
fn leftovers(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("folder").map(|entry| entry.expect("entry").file_name());
    entries
        .map(|name| name.to_string_lossy().into_owned())
        .filter(|name| name.starts_with(".repconv"))
        .collect()
}

fn option(limit: Limit, value: &str) -> Vec<String> {
    vec!["--limit".to_owned(), format!("{}={value}", limit.row().name)]
}

/// Runs a case; what is wrong with the outcome.
fn faults(case: &Case) -> Vec<String> {
    let row = case.limit.row();
    let folder = TempDir::new().expect("folder");
    let input = folder.path().join(case.name);
    fs::write(&input, (case.bytes)()).expect("input");
    let mut faults = Vec::new();
    let mut fault = |what: String| faults.push(format!("{} of {}: {what}", row.name, case.name));

    let tight = case.tight.map_or(Vec::new(), |value| option(case.limit, value));
    let ran = run(&input, &tight);
    let said = String::from_utf8_lossy(&[ran.stdout, ran.stderr].concat()).into_owned();
    if ran.status.code() != Some(2) {
        fault(format!("{:?}, not refused: {said}", ran.status));
    }
    let allowed = case.tight.map_or(row.default, |value| row.value(value).expect("a value"));
    let error = Error::TooLarge { what: case.limit, found: allowed, allowed };
    let (_, limit) = error
        .message(Language::Zh)
        .split_once('，')
        .map(|(a, b)| (a.to_owned(), b.to_owned()))
        .expect("two parts");
    for expected in [row.what.zh, &limit, &format!("--limit {}=", row.name)] {
        if !said.contains(expected) {
            fault(format!("does not say '{expected}': {said}"));
        }
    }
    if input.with_file_name("out.json").exists() {
        fault("left an output".to_owned());
    }
    let left = leftovers(folder.path());
    if !left.is_empty() {
        fault(format!("left {left:?}"));
    }
    if !case.loose.is_empty() {
        let ran = run(&input, &option(case.limit, case.loose));
        if !matches!(ran.status.code(), Some(0 | 1)) {
            fault(format!("at {}: {:?} {}", case.loose, ran.status, String::from_utf8_lossy(&ran.stderr)));
        }
    }
    faults
}

/// Two at a time, for the time of the test.
#[test]
fn every_limit_is_met_and_can_be_raised() {
    let (next, all) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                while let Some(case) = CASES.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let found = faults(case);
                    all.lock().expect("faults").extend(found);
                }
            });
        }
    });
    let all = all.into_inner().expect("faults");
    assert!(all.is_empty(), "{}", all.join("\n"));
}

#[test]
fn every_limit_has_a_case_that_meets_it_and_one_that_raises_it() {
    for row in TABLE {
        let of = |case: &&Case| case.limit == row.limit;
        assert!(CASES.iter().any(|case| of(&case)), "no case meets {}", row.name);
        assert!(CASES.iter().any(|case| of(&case) && !case.loose.is_empty()), "no case raises {}", row.name);
    }
}

/// Spans that claim the whole of a sheet cost nothing and change no figure.
#[test]
fn claims_of_a_whole_sheet_are_read_as_what_they_hold() {
    let blank = "<row r=\"1048576\"><c r=\"XFD1048576\"/></row>";
    let repeated = "<table:table-row table:number-rows-repeated=\"4294967295\"><table:table-cell table:number-columns-repeated=\"1000000000\"/></table:table-row>";
    let at_end = |text: String, end: &str, more: &str| text.replacen(end, &format!("{more}{end}"), 1);
    let cases: [(&str, &str, Vec<u8>); 5] = [
        (
            "lo.xlsx",
            "merged.xlsx",
            edited("lo.xlsx", SHEET, |text| {
                text.replacen("<mergeCell ref=\"", "<mergeCell ref=\"A500:XFD1048576\"/><mergeCell ref=\"", 1)
            }),
        ),
        ("lo.xlsx", "far.xlsx", edited("lo.xlsx", SHEET, |text| at_end(text, "</sheetData>", blank))),
        (
            "lo.xlsx",
            "empty.xlsx",
            edited("lo.xlsx", SHEET, |text| {
                at_end(
                    text,
                    "</sheetData>",
                    &(500..30_000).map(|row| format!("<row r=\"{row}\"/>")).collect::<String>(),
                )
            }),
        ),
        (
            "lo.ods",
            "repeated.ods",
            edited("lo.ods", "content.xml", |text| at_end(text, "</table:table>", repeated)),
        ),
        (
            "lo.docx",
            "attributes.docx",
            edited("lo.docx", DOCUMENT, |text| behind("<w:body", &paragraph("").repeat(1000), &text)),
        ),
    ];
    for (base, name, bytes) in cases {
        let folder = TempDir::new().expect("folder");
        let json = |name: &str, bytes: &[u8]| {
            let input = folder.path().join(name);
            fs::write(&input, bytes).expect("input");
            let ran = run(&input, &["--overwrite".to_owned()]);
            let said = String::from_utf8_lossy(&ran.stderr).into_owned();
            assert!(matches!(ran.status.code(), Some(0 | 1)), "{name}: {:?} {said}", ran.status);
            fs::read_to_string(folder.path().join("out.json")).expect("output")
        };
        assert!(json(base, &fixture(base)) == json(name, &bytes), "{name} is another report than {base}");
    }
}

/// What the options refuse, in both languages.
#[test]
fn a_limit_that_is_none_is_reported() {
    for (written, language, expected) in [
        ("celsl=3", "zh", "没有“celsl”这一项"),
        ("cells", "zh", "要写成 名称=值"),
        ("cells=many", "en", "'many' is no value for --limit cells"),
        ("x=1", "en", "input=64M"),
    ] {
        let ran = Command::new(env!("CARGO_BIN_EXE_repconv"))
            .args(["show", "fixtures/reports/akto_2021/lo.docx", "--limit", written, "--lang", language])
            .output()
            .expect("the program runs");
        let said = String::from_utf8_lossy(&ran.stderr);
        assert_eq!(ran.status.code(), Some(2), "{written}: {said}");
        assert!(said.contains(expected), "{written}: {said}");
    }
}
