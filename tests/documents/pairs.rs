//! One report through every writer and reader: A → B → JSON equals A → JSON for all pairs of the
//! formats that hold a whole report, and any report written to a format comes back the same.

use repconv::formats::{Format, Formats, ReadOptions, TextEncoding, TextLayout, WriteOptions};
use repconv::model::report::Report;
use repconv::recognise::RecogniseOptions;
use repconv::report_json as json;

use crate::common;

const FORMATS: [&str; 6] = ["html", "docx", "odt", "xlsx", "text", "json"];

fn format<'f>(formats: &'f Formats, name: &str) -> &'f Format {
    formats.by_name(name).expect("format")
}

fn read(formats: &Formats, name: &str, bytes: &[u8]) -> Report {
    let options = ReadOptions::default();
    let read = repconv::read(bytes, format(formats, name), &options, &RecogniseOptions::default());
    read.unwrap_or_else(|error| panic!("{name}: {error}")).0
}

fn write(formats: &Formats, name: &str, report: &Report) -> Vec<u8> {
    // Shanghai's page has characters beyond GBK; what GBK lacks is another test's matter.
    let options = WriteOptions::default().with_encoding((name == "text").then_some(TextEncoding::Gb18030));
    repconv::write(report, format(formats, name), &options).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn shown(report: &Report) -> String {
    serde_json::to_string_pretty(&json::to_json(report)).expect("JSON")
}

/// A in every format comes from the same report, as read from a document made by another program.
fn every_pair_agrees(source: &str) {
    let formats = Formats::builtin();
    let bytes = std::fs::read(source).expect("fixture");
    let detected = formats.detect(&bytes, source.rsplit('.').next()).expect("format").name.as_ref();
    let report = read(&formats, detected, &bytes);
    let want = shown(&report);
    for a in FORMATS {
        let in_a = write(&formats, a, &report);
        let from_a = read(&formats, a, &in_a);
        common::agree(&shown(&from_a), &want, &format!("{source} -> {a}"));
        for b in FORMATS {
            let in_b = write(&formats, b, &from_a);
            let from_b = read(&formats, b, &in_b);
            common::agree(&shown(&from_b), &want, &format!("{source} -> {a} -> {b}"));
        }
    }
}

#[test]
fn a_report_comes_back_under_every_option() {
    let formats = Formats::builtin();
    let reference = std::fs::read("fixtures/reports/akto_2021/pandoc.docx").expect("fixture");
    let reference = repconv::readers::reference_doc(&reference, &repconv::model::limits::Limits::default())
        .expect("a reference document");
    let template =
        "<html><head><title>$title$</title>$meta$</head><body><nav>首页 &gt; 年报</nav>$body$</body></html>";
    let options = [
        ("xlsx", WriteOptions::default().with_values_only(true)),
        ("html", WriteOptions::default().with_charts(true)),
        ("html", WriteOptions::default().with_template(template.to_owned())),
        ("docx", WriteOptions::default().with_reference_doc(reference)),
    ];
    for id in ["akto_2021", "hangzhou_2025", "shanghai_office_2019", "suqian_2023", "suqian_2024"] {
        let path = format!("fixtures/reports/{id}/lo.docx");
        let report = read(&formats, "docx", &std::fs::read(&path).expect("fixture"));
        for (name, options) in &options {
            let bytes = repconv::write(&report, format(&formats, name), options).expect("written");
            common::agree(&shown(&read(&formats, name, &bytes)), &shown(&report), &format!("{path} {name}"));
        }
    }
}

#[test]
fn every_layout_of_text_is_read_back() {
    let formats = Formats::builtin();
    for id in ["akto_2021", "hangzhou_2025", "shanghai_office_2019", "suqian_2023", "suqian_2024"] {
        let path = format!("fixtures/reports/{id}/lo.docx");
        let report = read(&formats, "docx", &std::fs::read(&path).expect("fixture"));
        for layout in [TextLayout::Tabs, TextLayout::Aligned, TextLayout::Cells] {
            let options = WriteOptions::default().with_encoding(TextEncoding::Gb18030).with_layout(layout);
            let text = repconv::write(&report, format(&formats, "text"), &options).expect("written");
            let again = read(&formats, "text", &text);
            common::agree(&shown(&again), &shown(&report), &format!("{path} {layout:?}"));
        }
    }
}

#[test]
fn the_seed_survives_every_pair() {
    every_pair_agrees("fixtures/reports/akto_2021/seed.txt");
}

#[test]
fn suqian_2023_survives_every_pair() {
    every_pair_agrees("fixtures/reports/suqian_2023/lo.docx");
}

#[test]
fn suqian_2024_survives_every_pair() {
    every_pair_agrees("fixtures/reports/suqian_2024/openpyxl.xlsx");
}

#[test]
fn shanghai_2019_survives_every_pair() {
    every_pair_agrees("fixtures/reports/shanghai_office_2019/raw.html");
}

#[test]
fn every_format_of_a_real_page_survives() {
    every_pair_agrees("fixtures/reports/akto_2021/nav.html");
    every_pair_agrees("fixtures/reports/hangzhou_2025/raw.html");
    every_pair_agrees("fixtures/reports/shanghai_office_2019/gbk_cells.txt");
}

#[test]
fn the_statistics_of_2016_survive_every_pair() {
    every_pair_agrees("fixtures/made/2016_gbk.txt");
}

/// Word processors give the title of a page they open level 1, so that the sections stand at level 2;
/// captions become lines that repeat the heading above.
#[test]
fn headings_a_level_lower_are_headings_still() {
    let formats = Formats::builtin();
    let seed = read(&formats, "text", &std::fs::read("fixtures/reports/akto_2021/seed.txt").expect("seed"));
    let page = String::from_utf8(write(&formats, "html", &seed)).expect("UTF-8");
    let mut lowered = page.replace("<h2>", "<h3>").replace("</h2>", "</h3>");
    lowered = lowered.replace("<h1>", "<h2>").replace("</h1>", "</h2>");
    for section in &seed.sections {
        let heading = format!("{}</h3>", section.heading.text);
        assert!(lowered.contains(&heading), "{heading}");
        lowered = lowered.replace(&heading, &format!("{heading}\n<p>{}</p>", section.heading.text));
    }
    common::agree(
        &shown(&read(&formats, "html", lowered.as_bytes())),
        &shown(&seed),
        "headings a level lower",
    );
}
