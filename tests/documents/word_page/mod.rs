//! Word documents as measured from what is written: the page of GB/T 9704, its styles and its tables,
//! and the same with the page and styles of a reference document.

mod part;
mod reference_doc;

use repconv::formats::reference_doc::ReferenceDoc;
use repconv::formats::{Formats, ReadOptions, WriteOptions};
use repconv::model::report::Report;
use repconv::recognise::RecogniseOptions;

use self::part::{Node, part, style_chain};

const SOURCES: [&str; 6] = [
    "fixtures/reports/akto_2021/seed.txt",
    "fixtures/reports/hangzhou_2025/raw.html",
    "fixtures/reports/shanghai_office_2019/raw.html",
    "fixtures/reports/suqian_2023/lo.docx",
    "fixtures/reports/suqian_2024/openpyxl.xlsx",
    "fixtures/made/2016_gbk.txt",
];
/// Twips between the margins: 156 mm.
const TYPE_AREA: i64 = 8845;

fn read(bytes: &[u8], extension: &str) -> Report {
    let formats = Formats::builtin();
    let format = formats.detect(bytes, Some(extension)).expect("a format");
    repconv::read(bytes, format, &ReadOptions::default(), &RecogniseOptions::default()).expect("a report").0
}

fn source(path: &str) -> Report {
    read(&std::fs::read(path).expect("fixture"), path.rsplit('.').next().expect("extension"))
}

fn written(report: &Report, reference_doc: Option<ReferenceDoc>) -> Vec<u8> {
    let formats = Formats::builtin();
    let options = WriteOptions::default().with_reference_doc(reference_doc);
    repconv::write(report, formats.by_name("docx").expect("docx"), &options).expect("written")
}

/// The file written of each source.
fn documents() -> impl Iterator<Item = (&'static str, Report, Vec<u8>)> {
    SOURCES.iter().map(|path| {
        let report = source(path);
        let bytes = written(&report, None);
        (*path, report, bytes)
    })
}

/// Tenths of a millimetre.
const fn tenths(twips: i64) -> i64 {
    (twips * 254 + 720) / 1440
}

#[test]
fn the_page_is_the_standards() {
    for (path, _, bytes) in documents() {
        let document = part(&bytes, "word/document.xml");
        let [section] = document.all("sectPr")[..] else { panic!("{path}: one section") };
        let measures = [
            ("pgSz", "w", 2100, 1),
            ("pgSz", "h", 2970, 1),
            ("pgMar", "top", 370, 10),
            ("pgMar", "left", 280, 10),
            ("pgMar", "right", 260, 1),
            ("pgMar", "bottom", 350, 1),
        ];
        for (element, attribute, want, tolerance) in measures {
            let found = tenths(section.child(element).expect(element).number(attribute));
            assert!(
                (found - want).abs() <= tolerance,
                "{path}: {element} {attribute} is {found} tenths of a mm, not {want}"
            );
        }
        let grid = section.child("docGrid").expect("grid");
        assert_eq!(grid.attribute("type"), Some("linesAndChars"), "{path}");
        let line = grid.number("linePitch");
        let height = 16838 - 2098 - 1984;
        assert_eq!(height / line, 22, "{path}: lines of a page");
        let pitch = 16 * 4096 + grid.number("charSpace");
        assert_eq!(TYPE_AREA * 4096 / 20 / pitch, 28, "{path}: characters of a line");
    }
}

#[test]
fn lines_of_the_body_are_28_characters_and_22_a_page_without_the_grid() {
    let (.., bytes) = documents().next().expect("a document");
    let styles = part(&bytes, "word/styles.xml");
    let normal = style_chain(&styles, "Body Text");
    let (size, spacing) = (normal.run("sz", "val"), normal.run("spacing", "val"));
    let pitch = size.expect("size").parse::<i64>().expect("size") * 10
        + spacing.expect("spacing").parse::<i64>().expect("spacing");
    assert_eq!(TYPE_AREA / pitch, 28);
    assert_eq!(normal.paragraph("spacing", "lineRule").as_deref(), Some("exact"));
    assert_eq!(normal.paragraph("spacing", "line").as_deref(), Some("579"));
    assert_eq!(normal.paragraph("snapToGrid", "val").as_deref(), Some("0"));
}

/// Style, font of hanzi, half points, outline level, indent of the first line in hundredths of a
/// character, and what lies on the right.
type StyleFacts = (&'static str, &'static str, &'static str, Option<&'static str>, Option<&'static str>);

const STYLES: [StyleFacts; 16] = [
    ("Title", "方正小标宋简体", "44", None, Some("0")),
    ("heading 1", "黑体", "32", Some("0"), Some("200")),
    ("heading 2", "楷体_GB2312", "32", Some("1"), Some("200")),
    ("heading 3", "仿宋_GB2312", "32", Some("2"), Some("200")),
    ("heading 4", "仿宋_GB2312", "32", Some("3"), Some("200")),
    ("heading 5", "仿宋_GB2312", "32", Some("4"), Some("200")),
    ("Body Text", "仿宋_GB2312", "32", None, Some("200")),
    ("Signature", "仿宋_GB2312", "32", None, Some("0")),
    ("Date", "仿宋_GB2312", "32", None, Some("0")),
    ("Note", "仿宋_GB2312", "24", None, Some("200")),
    ("Table Text", "宋体", "21", None, Some("0")),
    ("Table Label", "宋体", "21", None, Some("0")),
    ("Table Head", "黑体", "21", None, Some("0")),
    ("Page Number Odd", "宋体", "28", None, Some("0")),
    ("Page Number Even", "宋体", "28", None, Some("0")),
    ("Normal", "仿宋_GB2312", "32", None, None),
];

#[test]
fn styles_have_the_standards_fonts_and_sizes() {
    let (.., bytes) = documents().next().expect("a document");
    let styles = part(&bytes, "word/styles.xml");
    let fonts = part(&bytes, "word/fontTable.xml");
    for (name, font, size, outline, indent) in STYLES {
        let style = style_chain(&styles, name);
        assert_eq!(style.run("rFonts", "eastAsia").as_deref(), Some(font), "{name}");
        assert_eq!(style.run("sz", "val").as_deref(), Some(size), "{name}");
        assert_eq!(style.paragraph("outlineLvl", "val").as_deref(), outline, "{name}");
        assert_eq!(style.paragraph("ind", "firstLineChars").as_deref(), indent, "{name}");
        let known = fonts.all("font").into_iter().find(|known| known.attribute("name") == Some(font));
        assert!(known.expect(font).child("altName").is_some(), "{font}: what stands in for it");
        if name.starts_with("heading") || name == "Title" {
            assert!(style.has("keepNext"), "{name} stays with what it heads");
        }
    }
    let latin = style_chain(&styles, "Body Text").run("rFonts", "ascii");
    assert_eq!(latin.as_deref(), Some("Times New Roman"));
    let date = style_chain(&styles, "Date");
    assert_eq!(date.paragraph("jc", "val").as_deref(), Some("right"));
    assert_eq!(date.paragraph("ind", "rightChars").as_deref(), Some("400"));
}

#[test]
fn paragraphs_have_styles_and_no_formatting_of_their_own() {
    for (path, report, bytes) in documents() {
        let document = part(&bytes, "word/document.xml");
        let body = document.child("body").expect("body");
        let paragraphs: Vec<&Node> = body.children("p").collect();
        let of_style = |style: &str| {
            let is_it = |p: &&&Node| p.style() == Some(style);
            paragraphs.iter().filter(is_it).map(|p| p.text()).collect::<Vec<_>>()
        };
        assert!(paragraphs.iter().all(|paragraph| paragraph.style().is_some()), "{path}");
        assert!(paragraphs.iter().all(|paragraph| paragraph.all("rPr").is_empty()), "{path}");
        let headings: Vec<&str> =
            report.sections.iter().map(|section| section.heading.text.as_str()).collect();
        assert_eq!(of_style("Heading1"), headings, "{path}");
        let title = report.title.as_ref().map(|title| title.text.clone());
        assert_eq!(of_style("Title").first(), title.as_ref(), "{path}");
        let in_tables = body.children("tbl").flat_map(|table| table.all("rPr"));
        for run in in_tables {
            assert!(run.nodes().all(|node| node.name.starts_with("sz")), "{path}: only sizes in tables");
        }
    }
}

#[test]
fn subheadings_of_a_line_are_headings_and_run_in_ones_are_text() {
    let bytes = written(&source("fixtures/reports/shanghai_office_2019/raw.html"), None);
    let document = part(&bytes, "word/document.xml");
    let second = |style: &str| {
        let all = document.all("p").into_iter().filter(|p| p.style() == Some(style));
        all.map(Node::text).collect::<Vec<_>>()
    };
    let want = [
        "（一）主动公开方面",
        "（二）依申请公开方面",
        "（三）政府信息管理方面",
        "（四）平台建设方面",
        "（五）监督保障方面",
        "（一）主要问题",
        "（二）改进措施",
    ];
    assert_eq!(second("Heading2"), want);
    let bytes = written(&source("fixtures/reports/suqian_2024/openpyxl.xlsx"), None);
    assert!(part(&bytes, "word/document.xml").all("p").iter().all(|p| p.style() != Some("Heading2")));
}

#[test]
fn tables_are_as_wide_as_the_type_area_and_rows_are_whole() {
    for (path, _, bytes) in documents() {
        let document = part(&bytes, "word/document.xml");
        for table in document.all("tbl") {
            let grid: Vec<i64> = table.all("gridCol").iter().map(|column| column.number("w")).collect();
            assert_eq!(grid.iter().sum::<i64>(), TYPE_AREA, "{path}");
            assert_eq!(table.all("tblW")[0].number("w"), TYPE_AREA, "{path}");
            for row in table.children("tr") {
                assert!(!row.all("cantSplit").is_empty(), "{path}: a row that may break");
                let widths: i64 = row.all("tcW").iter().map(|width| width.number("w")).sum();
                assert_eq!(widths, TYPE_AREA, "{path}: {}", row.text());
            }
        }
    }
}

#[test]
fn the_wide_tables_repeat_their_heads_and_look_as_the_form_does() {
    for (path, _, bytes) in documents().filter(|(path, ..)| !path.contains("2016")) {
        let document = part(&bytes, "word/document.xml");
        let wide = |columns: usize| {
            let mut tables = document.all("tbl").into_iter();
            tables.find(|table| table.all("gridCol").len() == columns)
        };
        let (requests, review) = (wide(10).expect(path), wide(15).expect(path));
        assert_eq!(requests.all("tblHeader").len(), 3, "{path}");
        assert_eq!(review.all("tblHeader").len(), 3, "{path}");
        let rotated: Vec<&Node> =
            requests.all("tc").into_iter().filter(|cell| !cell.all("textDirection").is_empty()).collect();
        assert!(rotated[0].text().contains("本年度办理结果"), "{path}");
        assert!(rotated.iter().all(|cell| cell.all("textDirection")[0].attribute("val") == Some("tbRlV")));
        // Below 6.5 points a long figure would not be read without a glass.
        for size in document.all("sz") {
            assert!(size.number("val") >= 13, "{path}");
        }
    }
}

#[test]
fn page_numbers_are_outside_on_both_sides() {
    let (.., bytes) = documents().next().expect("a document");
    let styles = part(&bytes, "word/styles.xml");
    assert_eq!(part(&bytes, "word/settings.xml").all("evenAndOddHeaders").len(), 1);
    for (name, style, side) in
        [("word/footer1.xml", "Page Number Odd", "right"), ("word/footer2.xml", "Page Number Even", "left")]
    {
        let footer = part(&bytes, name);
        assert_eq!(footer.text(), "— 1 —");
        assert_eq!(footer.all("instrText")[0].own_text().trim(), "PAGE");
        let chain = style_chain(&styles, style);
        assert_eq!(chain.paragraph("jc", "val").as_deref(), Some(side));
        assert_eq!(chain.paragraph("ind", &format!("{side}Chars")).as_deref(), Some("100"));
    }
}

#[test]
fn properties_say_title_author_and_language() {
    for (path, report, bytes) in documents() {
        let core = part(&bytes, "docProps/core.xml");
        let property = |name: &str| core.child(name).map(Node::own_text);
        assert_eq!(property("title"), report.title.map(|title| title.text), "{path}");
        assert_eq!(property("creator"), report.organization, "{path}");
        assert_eq!(property("language").as_deref(), Some("zh-CN"), "{path}");
    }
}
