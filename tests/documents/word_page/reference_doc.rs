//! Page and styles of a reference document.

use std::io::{Cursor, Write};

use repconv::model::error::Error;
use repconv::model::limits::Limits;
use repconv::readers;
use repconv::report_json as json;
use zip::write::{SimpleFileOptions, ZipWriter};

use super::part::{part, style_chain, text_of};
use super::*;

/// Documents of other programs, each with styles of its own.
const HOUSES: [&str; 3] = [
    "fixtures/reports/akto_2021/pydocx.docx",
    "fixtures/reports/akto_2021/pandoc.docx",
    "fixtures/reports/akto_2021/lo.docx",
];
const REPORTS: [&str; 3] = [
    "fixtures/reports/akto_2021/seed.txt",
    "fixtures/reports/shanghai_office_2019/raw.html",
    "fixtures/made/2016_gbk.txt",
];

fn reference(bytes: &[u8]) -> ReferenceDoc {
    readers::reference_doc(bytes, &Limits::default()).expect("a reference document")
}

fn shown(report: &Report) -> String {
    serde_json::to_string_pretty(&json::to_json(report)).expect("JSON")
}

/// A file of ours with parts changed: `from` and `to` in a part.
fn changed(changes: &[(&str, &str, &str)]) -> Vec<u8> {
    changed_with(changes, &[])
}

/// As [`changed`], and with further parts.
fn changed_with(changes: &[(&str, &str, &str)], further: &[(&str, &[u8])]) -> Vec<u8> {
    let bytes = written(&source(REPORTS[0]), None);
    let archive = zip::ZipArchive::new(Cursor::new(&bytes)).expect("a package");
    let names: Vec<String> = archive.file_names().map(|name| name.expect("a name").into_owned()).collect();
    let mut package = ZipWriter::new(Cursor::new(Vec::new()));
    for name in names {
        let mut text = text_of(&bytes, &name);
        for (_, from, to) in changes.iter().filter(|(part, ..)| *part == name) {
            assert!(text.contains(from), "{name} has no {from}");
            text = text.replace(from, to);
        }
        package.start_file(name, SimpleFileOptions::default()).expect("a part");
        package.write_all(text.as_bytes()).expect("a part");
    }
    for (name, bytes) in further {
        package.start_file(*name, SimpleFileOptions::default()).expect("a part");
        package.write_all(bytes).expect("a part");
    }
    package.finish().expect("a package").into_inner()
}

const STYLES: &str = "word/styles.xml";
const BODY: &str = "word/document.xml";

#[test]
fn reports_come_back_from_a_houses_page() {
    for path in HOUSES {
        let reference = reference(&std::fs::read(path).expect("fixture"));
        for name in REPORTS {
            let report = source(name);
            let bytes = written(&report, Some(reference.clone()));
            assert_eq!(shown(&read(&bytes, "docx")), shown(&report), "{name} after {path}");
        }
    }
}

#[test]
fn every_style_that_is_called_is_there_once() {
    for path in HOUSES {
        let bytes = written(&source(REPORTS[1]), Some(reference(&std::fs::read(path).expect("fixture"))));
        let styles = part(&bytes, STYLES);
        let ids: Vec<&str> =
            styles.children("style").filter_map(|style| style.attribute("styleId")).collect();
        let mut called = Vec::new();
        for name in [BODY, "word/footer1.xml", "word/footer2.xml"] {
            let part = part(&bytes, name);
            let values = ["pStyle", "tblStyle"].map(|element| part.all(element).into_iter().cloned());
            called.extend(values.into_iter().flatten());
        }
        called.extend(styles.all("basedOn").into_iter().cloned());
        for style in &called {
            let id = style.attribute("val").expect("an id");
            // Pandoc's table style is based on one that its document has not.
            let want =
                usize::from(!(path.contains("pandoc") && id == "TableNormal" && style.name == "basedOn"));
            assert_eq!(ids.iter().filter(|known| **known == id).count(), want, "{path}: {id}");
        }
        for kind in ["paragraph", "table", "character"] {
            let defaults = styles.children("style").filter(|style| {
                style.attribute("type") == Some(kind) && style.attribute("default") == Some("1")
            });
            assert!(defaults.count() <= 1, "{path}: {kind}");
        }
    }
}

#[test]
fn page_and_styles_are_the_houses_and_tables_fill_its_type_area() {
    let theirs = changed(&[
        (BODY, "w:top=\"2098\"", "w:top=\"1440\""),
        (BODY, "w:right=\"1474\"", "w:right=\"1587\""),
        (BODY, "w:charSpace=\"-842\"", "w:charSpace=\"120\""),
        (STYLES, "w:eastAsia=\"黑体\"", "w:eastAsia=\"华文中宋\""),
        (STYLES, "\"Heading1\"", "\"1\""),
        (STYLES, "<w:name w:val=\"Note\"/>", "<w:name w:val=\"Remark\"/>"),
        (
            STYLES,
            "<w:outlineLvl w:val=\"0\"/>",
            "<w:numPr><w:numId w:val=\"3\"/></w:numPr><w:outlineLvl w:val=\"0\"/>",
        ),
        ("word/fontTable.xml", "<w:font w:name=\"宋体\">", "<w:font w:name=\"华文中宋\">"),
    ]);
    let bytes = written(&source(REPORTS[0]), Some(reference(&theirs)));
    let document = part(&bytes, BODY);
    let section = document.all("sectPr")[0];
    assert_eq!(section.child("pgMar").expect("margins").number("top"), 1440);
    assert_eq!(section.child("docGrid").expect("grid").number("charSpace"), 120);
    for table in document.all("tbl") {
        let grid: i64 = table.all("gridCol").iter().map(|column| column.number("w")).sum();
        assert_eq!(grid, 11906 - 2 * 1587);
    }
    let styles = part(&bytes, STYLES);
    assert_eq!(style_chain(&styles, "heading 1").run("rFonts", "eastAsia").as_deref(), Some("华文中宋"));
    assert!(document.all("p").iter().any(|p| p.style() == Some("1") && p.text() == "一、总体情况"));
    assert!(styles.all("numPr").is_empty(), "lists are not taken over: headings bring their numbers");
    let named = |name: &str| styles.all("name").iter().filter(|n| n.attribute("val") == Some(name)).count();
    assert_eq!((named("Note"), named("Remark"), named("heading 1")), (1, 1, 1));
    let note = styles
        .children("style")
        .find(|s| s.child("name").is_some_and(|n| n.attribute("val") == Some("Note")));
    assert_eq!(
        note.and_then(|note| note.attribute("styleId")),
        Some("Note_"),
        "the reference has another Note"
    );
    let fonts = part(&bytes, "word/fontTable.xml");
    let fonts: Vec<_> =
        fonts.all("font").iter().filter_map(|font| font.attribute("name").map(str::to_owned)).collect();
    assert!(fonts.contains(&"华文中宋".to_owned()) && fonts.contains(&"宋体".to_owned()), "{fonts:?}");
}

const HEADER: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:hdr \
    xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
    xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" xmlns:v=\"urn:schemas-microsoft-com:vml\">\
    <w:p><w:r><w:t>青溪县人民政府文件</w:t></w:r><w:r><w:pict><v:shape style=\"width:20pt;height:20pt\">\
    <v:imagedata r:id=\"rId1\"/></v:shape></w:pict></w:r></w:p></w:hdr>";
const PICTURE: &[u8] = b"\x89PNG\r\n\x1a\n";

/// A reference document with a header (红头) on its first page, which refers to `kind` of a part.
fn with_header(kind: &str) -> Vec<u8> {
    let start = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">";
    let relation = |id: &str, kind: &str, target: &str| {
        format!(
            "<Relationship Id=\"{id}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}\" \
             Target=\"{target}\"/>"
        )
    };
    let links = format!("{start}{}</Relationships>", relation("rId1", kind, "media/seal.png"));
    let header = relation("rId90", "header", "header9.xml");
    changed_with(
        &[
            (BODY, "<w:sectPr>", "<w:sectPr><w:headerReference w:type=\"first\" r:id=\"rId90\"/>"),
            (BODY, "<w:cols w:space=\"425\"/>", "<w:cols w:space=\"425\"/><w:titlePg/>"),
            ("word/_rels/document.xml.rels", "</Relationships>", &format!("{header}</Relationships>")),
        ],
        &[
            ("word/header9.xml", HEADER.as_bytes()),
            ("word/_rels/header9.xml.rels", links.as_bytes()),
            ("word/media/seal.png", PICTURE),
        ],
    )
}

#[test]
fn headers_and_footers_are_the_houses() {
    let report = source(REPORTS[0]);
    let bytes = written(&report, Some(reference(&with_header("image"))));
    let section = part(&bytes, BODY).all("sectPr")[0].clone();
    let pages = |name: &str| {
        let references = section.children(name);
        references.filter_map(|one| one.attribute("type").map(str::to_owned)).collect::<Vec<_>>()
    };
    assert_eq!((pages("headerReference"), pages("footerReference").len()), (vec!["first".to_owned()], 2));
    assert!(section.child("titlePg").is_some());
    let archive = zip::ZipArchive::new(Cursor::new(&bytes)).expect("a package");
    let names: Vec<String> = archive.file_names().map(|name| name.expect("a name").into_owned()).collect();
    let header = names.iter().find(|name| name.starts_with("word/header")).expect("a header");
    assert!(text_of(&bytes, header).contains("青溪县人民政府文件"));
    let relations = text_of(&bytes, &header.replace("word/", "word/_rels/").replace(".xml", ".xml.rels"));
    let picture = names.iter().find(|name| name.starts_with("word/media/")).expect("a picture");
    assert!(
        relations.contains("Id=\"rId1\"") && relations.contains(picture.trim_start_matches("word/")),
        "{relations}"
    );
    assert!(text_of(&bytes, "[Content_Types].xml").contains("Extension=\"png\""));
    assert_eq!(shown(&read(&bytes, "docx")), shown(&report));

    let error = readers::reference_doc(&with_header("chart"), &Limits::default()).expect_err("a chart");
    assert!(error.message(repconv::model::language::Language::Zh).contains("不能照用"));
}

#[test]
fn page_numbers_are_ours_where_the_house_has_no_footers() {
    let theirs = changed(&[
        (BODY, "w:footerReference", "w:other"),
        ("word/settings.xml", "<w:evenAndOddHeaders/>", ""),
    ]);
    let bytes = written(&source(REPORTS[0]), Some(reference(&theirs)));
    assert_eq!(part(&bytes, BODY).all("footerReference").len(), 2);
    assert!(text_of(&bytes, "word/settings.xml").contains("evenAndOddHeaders"));
    assert!(text_of(&bytes, "word/footer1.xml").contains(" PAGE "));
}

#[test]
fn a_document_without_page_or_styles_is_refused() {
    let relation = "officeDocument/2006/relationships/styles\"";
    let strict = "http://purl.oclc.org/ooxml/wordprocessingml/main";
    let main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    for (change, want) in [
        (("word/_rels/document.xml.rels", relation, "officeDocument/2006/relationships/other\""), "没有样式"),
        ((STYLES, "w:style ", "w:other "), ""),
        ((STYLES, main, strict), "严格"),
        ((BODY, "w:left=\"1587\"", "w:left=\"10000\""), "放不下"),
        ((BODY, "w:left=\"1587\"", "w:left=\"wide\""), "left"),
        ((BODY, "w:w=\"11906\"", "w:w=\"99999\""), "（w）"),
    ] {
        let error = readers::reference_doc(&changed(&[change]), &Limits::default()).expect_err(want);
        let message = error.message(repconv::model::language::Language::Zh);
        assert!(message.contains(want), "{message}");
        assert_eq!(matches!(error, Error::UnusableReference { .. }), !want.is_empty(), "{message}");
    }
    assert!(readers::reference_doc(b"PK", &Limits::default()).is_err());
    assert!(
        readers::reference_doc(
            &std::fs::read("fixtures/bad/no_document.docx").expect("fixture"),
            &Limits::default()
        )
        .is_err()
    );
}
