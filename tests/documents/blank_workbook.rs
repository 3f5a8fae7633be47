//! The workbook of a blank form once it is filled in: by a program that stores no results of formulas, which is how
//! openpyxl saves it. What LibreOffice makes of it is in `tests/other_programs/typed_figures.rs`.

use std::collections::BTreeSet;
use std::io::{Cursor, Read as _, Write as _};

use repconv::Session;
use repconv::compose::blank::blank;
use repconv::formats::WriteOptions;
use repconv::forms::Forms;
use repconv::model::form::Edition;
use repconv::model::language::Language;
use repconv::report_json as json;
use zip::write::{SimpleFileOptions, ZipWriter};

const RELATIONS: &str = include_str!("../../fixtures/forms/relations.toml");

fn forms() -> Forms {
    Forms::builtin().with_toml(RELATIONS).unwrap()
}

fn blank_workbook(form: &'static Edition) -> Vec<u8> {
    let report = blank(form, "青溪县司法局", 2024, None);
    let options = WriteOptions::default().with_blank_form(Vec::new());
    Session::new().write_with(&report, &[], "xlsx", &options).unwrap()
}

pub fn parts(bytes: &[u8]) -> Vec<(String, String)> {
    let mut package = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let parts = (0..package.len()).map(|at| {
        let mut part = package.by_index(at).unwrap();
        let mut text = String::new();
        part.read_to_string(&mut text).unwrap();
        (part.name().unwrap().into_owned(), text)
    });
    parts.collect()
}

/// The text between two others, each time they occur.
pub fn between<'t>(text: &'t str, start: &str, end: &str) -> Vec<&'t str> {
    text.split(start).skip(1).filter_map(|rest| Some(rest.split_once(end)?.0)).collect()
}

/// The part of the sheet with this figure, and its cell.
fn place(workbook: &str, name: &str) -> (String, String) {
    let start = format!("name=\"{name}\">'");
    let (sheet, cell) = between(workbook, &start, "<")[0].split_once("'!").unwrap();
    let sheets = between(workbook, "<sheet name=\"", "\"");
    let number = sheets.iter().position(|other| *other == sheet).unwrap() + 1;
    (format!("xl/worksheets/sheet{number}.xml"), cell.replace('$', ""))
}

/// The workbook with these figures typed in and without any result of a formula.
fn filled(bytes: &[u8], figures: &[(&str, &str)]) -> Vec<u8> {
    let mut parts = parts(bytes);
    let workbook = parts.iter().find(|(name, _)| name == "xl/workbook.xml").unwrap().1.clone();
    for (name, text) in &mut parts {
        if !name.starts_with("xl/worksheets/sheet") {
            continue;
        }
        for figure in figures {
            let (sheet, cell) = place(&workbook, figure.0);
            let Some((before, after)) =
                text.split_once(&format!("<c r=\"{cell}\"")).filter(|_| sheet == *name)
            else {
                continue;
            };
            let (style, rest) = after.split_once("/>").unwrap();
            assert!(style.starts_with(" s=") && !style.contains('<'), "{cell} is blank: {style}");
            *text = format!("{before}<c r=\"{cell}\"{style}><v>{}</v></c>{rest}", figure.1);
        }
        let mut stored = text.split("</f><v>");
        let mut without = stored.next().unwrap().to_owned();
        for rest in stored {
            without.push_str("</f>");
            without.push_str(rest.split_once("</v>").unwrap().1);
        }
        *text = without.replace(" t=\"str\"><f>", "><f>");
    }
    let mut package = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        package.start_file(name, SimpleFileOptions::default()).unwrap();
        package.write_all(text.as_bytes()).unwrap();
    }
    package.finish().unwrap().into_inner()
}

/// What checking the bytes finds, each as `CODE message`.
fn found(bytes: &[u8]) -> Vec<String> {
    let reading = Session::new().with_forms(forms()).read_and_check(bytes).unwrap();
    let shown = |finding: &repconv::model::finding::Finding| {
        format!("{} {}", finding.rule.code, finding.message.get(Language::Zh))
    };
    reading.findings.iter().map(shown).collect()
}

fn of_family(found: &[String], family: &str) -> Vec<String> {
    found.iter().filter(|line| line.starts_with(family)).cloned().collect()
}

#[test]
fn a_blank_workbook_has_what_a_converted_one_has() {
    let sound = include_str!("../../fixtures/rules/2021.json");
    let report = json::from_json(&serde_json::from_str(sound).unwrap()).unwrap().0;
    let converted = Session::new().write(&report, "xlsx").unwrap();
    let of = |bytes: &[u8], start: &str, end: &str| -> Vec<BTreeSet<String>> {
        let parts = parts(bytes);
        let texts = (1..=5).map(|number| format!("xl/worksheets/sheet{number}.xml"));
        texts
            .map(|name| {
                let text = &parts.iter().find(|(other, _)| *other == name).unwrap().1;
                between(text, start, end).into_iter().map(str::to_owned).collect()
            })
            .collect()
    };
    let empty = blank_workbook(report.edition);
    let formulas = |bytes: &[u8]| -> Vec<BTreeSet<String>> {
        let with_formula = |cells: BTreeSet<String>| {
            cells
                .into_iter()
                .filter(|cell| cell.contains("<f>"))
                .map(|cell| cell.split('"').next().unwrap().to_owned())
                .collect()
        };
        of(bytes, "<c r=\"", "</c>").into_iter().map(with_formula).collect()
    };
    assert_eq!(formulas(&empty), formulas(&converted));
    assert_eq!(
        formulas(&empty).iter().map(BTreeSet::len).sum::<usize>(),
        34,
        "31 totals of table 2, 3 of table 3"
    );
    for start in ["<conditionalFormatting sqref=\"", "<dataValidation "] {
        assert_eq!(of(&empty, start, ">"), of(&converted, start, ">"), "{start}");
    }
}

/// The blank workbook with a text typed into each blank row of the sheet with the text, and these texts.
fn with_typed_rows(bytes: &[u8]) -> (Vec<u8>, Vec<String>) {
    let mut typed = Vec::new();
    let mut package = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, mut text) in parts(bytes) {
        if name == "xl/worksheets/sheet2.xml" {
            let blanks: Vec<String> = between(&text, "<c r=\"A", "/>")
                .into_iter()
                .filter(|cell| !cell.contains('>'))
                .map(str::to_owned)
                .collect();
            for (at, blank) in blanks.iter().enumerate() {
                let said = if at + 1 == blanks.len() {
                    "2025年1月20日".to_owned()
                } else {
                    format!("第{at}格的第一段，{}。\n第{at}格的第二段。", "很长的一段文字".repeat(9))
                };
                let cell = format!("<c r=\"A{blank} t=\"inlineStr\"><is><t>{said}</t></is></c>");
                text = text.replace(&format!("<c r=\"A{blank}/>"), &cell);
                typed.extend(said.split('\n').map(str::to_owned));
            }
        }
        package.start_file(name, SimpleFileOptions::default()).unwrap();
        package.write_all(text.as_bytes()).unwrap();
    }
    (package.finish().unwrap().into_inner(), typed)
}

#[test]
fn the_text_of_each_section_is_typed_into_a_blank_workbook() {
    let blank = blank_workbook(&repconv::forms::Y2021);
    let (bytes, mut typed) = with_typed_rows(&blank);
    let report = Session::new().read_and_check(&*bytes).unwrap().report;
    assert_eq!(report.signature.date.map(|date| date.text), typed.pop());
    let texts = |section: &repconv::model::report::Section| -> Vec<String> {
        section.paragraphs().map(|passage| passage.text.clone()).collect()
    };
    let read: Vec<Vec<String>> = report.sections.iter().map(texts).collect();
    assert_eq!(read.iter().map(Vec::len).collect::<Vec<_>>(), [12, 4, 4, 4, 12, 12]);
    assert_eq!(read.concat(), typed);
    let sheet = parts(&blank).into_iter().find(|(name, _)| name == "xl/worksheets/sheet2.xml").unwrap().1;
    assert_eq!(between(&sheet, "ht=\"150\"", "/>").len(), 3, "a tall row for each section that is text");
}

#[test]
fn of_a_form_that_is_not_filled_in_only_that_is_said() {
    let forms: [(&'static Edition, &str); 3] = [
        (&repconv::forms::Y2021, "C001 S009 S009 S009"),
        (&repconv::forms::Y2019, "C001 S009 S009 S009"),
        (&repconv::forms::Y2014, "C001"),
    ];
    for (form, want) in forms {
        let report = blank(form, "青溪县司法局", form.years.1.min(2024), None);
        let options = WriteOptions::default().with_blank_form(Vec::new());
        for format in ["xlsx", "docx", "odt", "html"] {
            let bytes = Session::new().write_with(&report, &[], format, &options).unwrap();
            let mut codes: Vec<String> =
                found(&bytes).iter().filter_map(|line| Some(line.split_once(' ')?.0.to_owned())).collect();
            codes.sort_unstable();
            assert_eq!(codes.join(" "), want, "{} {format}", form.id);
        }
    }
    insta::assert_snapshot!(
        of_family(&found(&blank_workbook(&repconv::forms::Y2021)), "C").join("\n"),
        @"C001 各表都是空的，一个数也没有填，请填写（没有的填 0）"
    );
}

#[test]
fn every_imbalance_of_a_filled_blank_is_found() {
    let bytes = filled(
        &blank_workbook(&repconv::forms::Y2021),
        &[
            ("requests.received.natural_person", "5"),
            ("requests.carried_in.natural_person", "0"),
            ("requests.granted.natural_person", "4"),
            ("requests.carried_out.natural_person", "2"),
            ("requests.received.commercial_enterprise", "3"),
            ("requests.granted.commercial_enterprise", "3"),
            ("review.reconsideration.upheld", "1"),
            ("review.reconsideration.pending", "2"),
        ],
    );
    let reading = Session::new().read_and_check(&*bytes).unwrap();
    let figure = |name: &str| {
        let cell = reading.report.cells.iter().find(|(address, _)| address.to_string() == name).unwrap().1;
        cell.value.shown()
    };
    assert_eq!(figure("requests/total/natural_person"), "4");
    assert_eq!(figure("requests/total/total"), "7");
    assert_eq!(figure("review/reconsideration/total"), "3");
    assert_eq!(figure("review/litigation_direct/total"), "");
    let found = found(&bytes);
    assert_eq!(
        of_family(&found, "A"),
        [
            "A001 自然人列：本年新收 5 + 上年结转 0 = 5，总计 4 + 结转下年度 2 = 6，相差 1",
            "A001 总计列：本年新收 8 + 上年结转 0 = 8，总计 7 + 结转下年度 2 = 9，相差 1",
        ]
    );
    assert_eq!(of_family(&found, "R"), [""; 0], "no formula is left");
}

#[test]
fn so_it_is_in_a_form_of_ones_own() {
    let form = forms().by_id("relations").unwrap();
    let bytes = filled(
        &blank_workbook(form),
        &[
            ("permits.county.accepted", "5"),
            ("permits.county.granted", "4"),
            ("permits.county.refused", "0"),
            ("permits.county.open", "2"),
            ("permits.county.carried", "0"),
            ("penalties.county.fine", "1"),
            ("penalties.towns.warning", "2"),
        ],
    );
    insta::assert_snapshot!(of_family(&found(&bytes), "A").join("\n"), @"
    A007 县本级行：结转下年 2，应当等于受理数量 5 + 上年结转 0 - 许可数量 4 - 不予许可数量 0 = 1，相差 1
    A009 处罚表 合计 · 合计 3，应当不小于许可表 县本级 · 许可数量 4，少了 1
    ");
}

#[test]
fn a_total_left_blank_counts_as_the_sum_of_its_rows() {
    let sound = include_str!("../../fixtures/rules/2021.json");
    let mut report: serde_json::Value = serde_json::from_str(sound).unwrap();
    report["tables"]["requests"]["total"]["natural_person"] = serde_json::Value::Null;
    let check = |report: &serde_json::Value| {
        let report = json::from_json(report).unwrap().0;
        let findings = Session::new().check(&report).unwrap();
        let of_rule = findings.iter().filter(|finding| finding.rule.code == "A001");
        of_rule.map(|finding| finding.message.zh.clone()).collect::<Vec<_>>()
    };
    assert_eq!(check(&report), [""; 0]);
    report["tables"]["requests"]["received"]["natural_person"] = 26.into();
    insta::assert_snapshot!(check(&report).join("\n"), @"自然人列：本年新收 26 + 上年结转 2 = 28，总计（空，各行之和 21） + 结转下年度 1 = 22，相差 6");
}
