//! Texts that a spreadsheet would compute or a browser would run, in every place where a report has text.

use std::collections::BTreeMap;
use std::fs;

use serde_json::{Value, json};
use tempfile::TempDir;

use super::{fixture, inspect, outputs};

/// Each text holds this word once, by which it is found again.
pub const WORD: &str = "EVIL";

/// A text that is nothing but text: what is written of the others must hold the word as often at least.
const HARMLESS: &str = "甲EVIL乙";

const FORMULAS: [&str; 12] = [
    "=EVIL(1)",
    "+EVIL(1)",
    "-EVIL(1)",
    "@EVIL(1)",
    "＝EVIL(1)",
    "＋EVIL(1)",
    "－EVIL(1)",
    "＠EVIL(1)",
    "\t=EVIL(1)",
    "\r=EVIL(1)",
    "=cmd|' /C calc'!EVIL",
    "=WEBSERVICE(\"EVIL\")",
];

const MARKUP: [&str; 8] = [
    "EVIL<script>alert(1)</script>",
    "EVIL\" onerror='alert(1)' x=\"",
    "EVIL' onmouseover=alert(1) <img src=x onerror=alert(1)>",
    "<a href=\"javascript:EVIL\">甲</a><style>*{background:url(x)}</style>",
    "EVIL]]>--></style></title></w:t></text><!DOCTYPE x>&amp;&bogus;",
    "EVIL\u{0}\u{1}\u{b}\u{1b}[31m\u{7f}\u{85}\u{fffe}\u{ffff}",
    "http://EVIL.example/甲",
    "EVIL\u{a0}甲\u{200b}\u{202e}\u{feff}乙\u{2028}丙",
];

/// What writers make of signs, tabs and line ends in a text: all else is made of the text.
const GUARDS: [&str; 3] = ["xf quotePrefix", "tab", "br"];

/// A sound report with this text everywhere.
fn report(text: &str) -> Value {
    let mut report: Value = serde_json::from_slice(&fixture("rules/2021.json")).expect("JSON");
    for place in ["title", "organization"] {
        report[place] = json!(text);
    }
    report["metadata"] = json!({"index_number": text, "name": text, "other": {text.trim(): text}});
    report["preamble"] = json!([text]);
    report["notes"] = json!([text]);
    report["signature"] = json!({"organization": text, "date": {"raw": text, "iso": null}});
    report["tables"]["requests"]["received"]["total"] = json!({"raw": text, "value": null});
    for section in report["sections"].as_array_mut().expect("sections") {
        let body = section["body"].as_array_mut().expect("a body");
        body.push(json!({"type": "paragraph", "text": text}));
        body.push(json!({"type": "table", "rows": [["项目", "内容"], [format!("甲{text}"), text]]}));
    }
    report
}

/// What a formula could harm; markup and a harmless text go into everything.
fn ends(text: &str) -> &'static [&'static str] {
    if FORMULAS.contains(&text) { &["xlsx", "csv"] } else { &[""] }
}

type Made = BTreeMap<&'static str, Vec<u8>>;

/// Every output that is made of the report, by name.
fn made(text: &str) -> Made {
    let folder = TempDir::new().expect("folder");
    let at = |name: &str| folder.path().join(name);
    fs::create_dir(at("in")).expect("folder");
    fs::write(at("in/a.json"), report(text).to_string()).expect("input");
    fs::write(at("b.json"), fixture("rules/2021_before.json")).expect("input");
    let mut made: Made = outputs::of(folder.path(), ends(text)).into_iter().collect();
    made.extend(outputs::of_arguments(folder.path(), text));
    made
}

/// How often the word is in an output.
fn count(bytes: &[u8]) -> usize {
    inspect::parts(bytes).iter().map(|(_, text)| text.matches(WORD).count()).sum()
}

/// The texts that must be in a field of their own, less the apostrophe that guards them.
fn is_whole(table: &[u8], text: &str) -> bool {
    let table = std::str::from_utf8(table).expect("UTF-8");
    let want = repconv::model::text::clean(text);
    outputs::fields(table).iter().any(|field| field.strip_prefix('\'').unwrap_or(field) == want)
}

/// The faults of all outputs, two texts at a time.
fn faults(made: impl Fn(&str) -> Made + Sync, more: impl Fn(&str, &str, &[u8]) -> Vec<String> + Sync) {
    let harmless = made(HARMLESS);
    for (name, bytes) in &harmless {
        assert!(count(bytes) > 0, "{name} says nothing of the text");
        assert_eq!(outputs::faults(name, bytes), Vec::<String>::new(), "{name}");
    }
    let of_text = |text: &&str| {
        let mut faults = Vec::new();
        for (name, bytes) in made(text) {
            faults.extend(outputs::faults(name, &bytes));
            let known = outputs::names(name, &harmless[name]);
            let names = outputs::names(name, &bytes);
            let strangers = names.difference(&known).filter(|name| !GUARDS.contains(&name.as_str()));
            faults.extend(strangers.map(|stranger| format!("{name} has <{stranger}>")));
            let (held, want) = (count(&bytes), count(&harmless[name]));
            if held < want {
                faults.push(format!("{name} holds the text {held} times, not {want}"));
            }
            faults.extend(more(text, name, &bytes));
        }
        faults.into_iter().map(|fault| format!("{text:?}: {fault}")).collect::<Vec<_>>()
    };
    let texts: Vec<&str> = FORMULAS.into_iter().chain(MARKUP).collect();
    let all: Vec<String> = std::thread::scope(|scope| {
        let halves = texts.chunks(texts.len().div_ceil(2));
        let running: Vec<_> =
            halves.map(|half| scope.spawn(|| half.iter().flat_map(of_text).collect::<Vec<_>>())).collect();
        running.into_iter().flat_map(|half| half.join().expect("no panic")).collect()
    });
    assert!(all.is_empty(), "{}", all.join("\n"));
}

#[test]
fn no_text_becomes_a_formula_or_markup() {
    faults(made, |text, name, bytes| {
        let stands_alone = ["data.csv", "data.narrative.csv", "data.extra.csv"].contains(&name);
        let is_cut = stands_alone && !is_whole(bytes, text);
        is_cut.then(|| format!("{name} does not hold the whole text")).into_iter().collect()
    });
}

/// Elsewhere files can't have such names.
#[cfg(target_os = "linux")]
#[test]
fn no_name_of_a_file_becomes_a_formula_or_markup() {
    let made = |text: &str| {
        let folder = TempDir::new().expect("folder");
        fs::create_dir(folder.path().join("in")).expect("folder");
        let name = text.replace('/', "／").replace('\0', "");
        // With findings, and twice, so that there is something to say of each.
        for name in [format!("{name}.json"), format!("{name}2.json")] {
            fs::write(folder.path().join("in").join(name), report("甲").to_string()).expect("input");
        }
        outputs::naming(folder.path(), ends(text)).into_iter().collect()
    };
    faults(made, |_, _, _| Vec::new());
}
