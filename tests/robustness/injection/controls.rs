//! Control characters in an input of any format: they are left out, and the report is the one without them.

use std::fs;

use tempfile::TempDir;

use super::{fixture, outputs, repacked, run};

/// A word that is in the title, in headings, prose and labels.
const PLAIN: &str = "信息";

/// The word with control characters within, as characters and as references. In a text U+000B ends a line.
const CHARACTERS: &str = "信\u{1}\u{1b}\u{7f}\u{fffe}\u{ffff}息";
const REFERENCES: &str = "信&#1;&#xB;&#27;&#127;&#65534;&#xFFFF;息";
const OF_OFFICE: &str = "信_x0001__x000B__x001B_息";

fn page(word: &str) -> Vec<u8> {
    let page = String::from_utf8(fixture("reports/akto_2021/clean.html")).expect("UTF-8");
    page.replace(PLAIN, word).into_bytes()
}

fn text(word: &str) -> Vec<u8> {
    let text = String::from_utf8(fixture("reports/akto_2021/utf8_bom.txt")).expect("UTF-8");
    text.replace(PLAIN, word).into_bytes()
}

fn package(name: &str, word: &str) -> Vec<u8> {
    let edit = |part: &str, text: String| {
        let holds_words =
            part.ends_with("document.xml") || part.contains("sheet") || part.contains("sharedS");
        if holds_words && !part.contains("workbook") { text.replace(PLAIN, word) } else { text }
    };
    repacked(&fixture(&format!("reports/akto_2021/{name}")), edit, &[])
}

#[test]
fn control_characters_are_left_out_whatever_they_come_in() {
    let mut all = Vec::new();
    for (name, plain, dirty) in [
        ("page.html", page(PLAIN), page(REFERENCES)),
        ("page2.html", page(PLAIN), page(CHARACTERS)),
        ("text.txt", text(PLAIN), text(CHARACTERS)),
        ("document.docx", package("lo.docx", PLAIN), package("lo.docx", REFERENCES)),
        ("sheet.xlsx", package("lo.xlsx", PLAIN), package("lo.xlsx", REFERENCES)),
        ("sheet2.xlsx", package("lo.xlsx", PLAIN), package("lo.xlsx", OF_OFFICE)),
    ] {
        let folder = TempDir::new().expect("folder");
        let at = |name: &str| folder.path().join(name);
        assert_ne!(plain, dirty, "{name}");
        let json = |bytes: &[u8]| {
            fs::write(at(name), bytes).expect("input");
            run(folder.path(), &[name, "report.json", "--overwrite"]);
            fs::read_to_string(at("report.json")).expect("JSON")
        };
        let (want, got) = (json(&plain), json(&dirty));
        if want != got {
            all.push(format!("{name}: another report"));
        }
        for output in ["o.docx", "o.xlsx", "o.html", "o.txt", "o.json"] {
            run(folder.path(), &[name, output, "--encoding", "utf-8"]);
            let faults = outputs::faults(output, &fs::read(at(output)).expect(output));
            all.extend(faults.into_iter().map(|fault| format!("{name} to {fault}")));
        }
    }
    assert!(all.is_empty(), "{}", all.join("\n"));
}
