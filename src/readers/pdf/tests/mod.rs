mod made;

use self::made::{pdf, sized, table, text};
use super::read;
use crate::model::document::{Block, Document};
use crate::model::error::{Error, Limit};
use crate::model::limits::Limits;
use crate::model::place::Place;
use crate::readers::drawing::lines;

fn document(contents: &[&str]) -> Document {
    read(&pdf(contents), &Limits::default()).unwrap()
}

/// The lines, and the codes of the findings.
fn read_lines(content: &str) -> (Vec<String>, Vec<&'static str>) {
    let document = document(&[content]);
    (lines(&document), document.doubts.iter().map(|finding| finding.rule.code).collect())
}

fn error(bytes: &[u8]) -> Error {
    read(bytes, &Limits::default()).unwrap_err()
}

/// Enough text for a page not to be a scan.
fn body() -> String {
    text("各级行政机关认真贯彻落实条例", 50.0, 700.0)
}

#[test]
fn tables_and_paragraphs_have_their_places() {
    let content = body() + &table(&[&["行政许可", "12"], &["行政处罚", "3.5"]], 50.0, 600.0);
    let document = document(&[&content]);
    assert_eq!(lines(&document), ["各级行政机关认真贯彻落实条例", "行政许可|12", "行政处罚|3.5"]);
    assert_eq!(document.doubts, []);
    let [Block::Paragraph(paragraph), Block::Table(table)] = document.blocks.as_slice() else { panic!() };
    assert_eq!(paragraph.place, Place::Page { page: 1, line: Some(1) });
    assert_eq!(table.rows[1][1].place, Place::PageTable { page: 1, table: 1, row: 2, column: 2 });
}

#[test]
fn what_is_not_seen_is_no_part_of_a_figure() {
    for hidden in [
        format!("1 g {}0 g\n", text("7", 105.0, 600.0)),
        format!("3 Tr {}0 Tr\n", text("7", 105.0, 600.0)),
        sized("7", 105.0, 600.0, 1.0),
        format!("{}1 g 104 595 10 15 re f 0 g\n", text("7", 105.0, 600.0)),
        format!("0 0 1 rg 104 595 10 15 re f {}0 g\n", text("7", 105.0, 600.0)),
        text("7", 700.0, 600.0),
        format!("q 0 0 90 800 re W n {}Q\n", text("7", 105.0, 600.0)),
    ] {
        let is_blue = hidden.starts_with("0 0 1");
        let hidden = if is_blue { hidden.replace("BT", "BT 0 0 1 rg") } else { hidden };
        let (lines, codes) = read_lines(&(body() + &text("12", 90.0, 600.0) + &hidden));
        assert_eq!(lines[1..], ["12"], "{hidden}");
        assert_eq!(codes, ["R005"], "{hidden}");
    }
}

#[test]
fn struck_text_is_not_counted() {
    let strike = "90 603.2 m 101.5 603.2 l S\n";
    let (lines, codes) = read_lines(&(body() + &text("12", 90.0, 600.0) + strike + &text("5", 130.0, 600.0)));
    assert_eq!((lines[1..].join(""), codes), ("5".to_owned(), vec!["R005"]));
}

#[test]
fn bold_text_that_is_drawn_twice_is_one() {
    for bold in [
        format!("2 Tr {}0 Tr\n", text("121", 90.0, 600.0)),
        text("121", 90.0, 600.0) + &text("121", 90.3, 600.0),
    ] {
        assert_eq!(
            read_lines(&(body() + &bold)),
            (vec!["各级行政机关认真贯彻落实条例".to_owned(), "121".to_owned()], vec![])
        );
    }
}

#[test]
fn characters_follow_from_the_code_or_are_unknown() {
    let gbk = body() + "BT /F3 10 Tf 50 600 Td <D0D0D5FED0EDBFC93132> Tj ET\n";
    assert_eq!(read_lines(&gbk).0[1..], ["行政许可12"]);
    let (lines, codes) = read_lines(&(body() + "BT /F4 10 Tf 50 600 Td <00110012> Tj ET\n"));
    assert_eq!((lines[1].as_str(), codes), ("\u{fffd}\u{fffd}", vec!["R003"]));
    let nothing = "BT /F4 10 Tf 50 600 Td <001100120013001400150016001700180019001A001B001C> Tj ET\n";
    assert!(matches!(error(&pdf(&[nothing])), Error::Unsupported { .. }));
}

#[test]
fn page_numbers_and_running_heads_are_left_out() {
    let page = |number: &str, line: &str| {
        text("某某市人民政府", 200.0, 770.0)
            + &text(&format!("{line}各级行政机关认真落实条例。"), 50.0, 600.0)
            + &text(number, 300.0, 30.0)
    };
    let (first, second) = (page("- 1 -", "一、总体情况。"), page("- 2 -", "二、主动公开。"));
    let document = document(&[&first, &second]);
    let rest = "各级行政机关认真落实条例。";
    assert_eq!(lines(&document), [format!("一、总体情况。{rest}"), format!("二、主动公开。{rest}")]);
    let margins: Vec<&str> = document.margins.iter().map(|line| line.text.as_str()).collect();
    assert_eq!(margins, ["某某市人民政府", "- 1 -", "- 2 -"]);
    assert_eq!(document.doubts, []);
}

#[test]
fn a_table_over_pages_is_one() {
    let first = body() + &table(&[&["事项", "件数"], &["行政许可", "12"]], 50.0, 100.0);
    let second = table(&[&["事项", "件数"], &["行政处罚", "3"]], 50.0, 760.0);
    assert_eq!(lines(&document(&[&first, &second]))[1..], ["事项|件数", "行政许可|12", "行政处罚|3"]);
}

#[test]
fn the_same_tables_side_by_side_are_refused() {
    let rows: &[&[&str]] = &[&["行政许可", "12"], &["行政处罚", "3"], &["行政强制", "0"], &["行政征收", "1"]];
    let content = table(rows, 40.0, 600.0) + &table(rows, 320.0, 600.0);
    assert!(matches!(error(&pdf(&[&content])), Error::Unsupported { .. }));
}

#[test]
fn a_scan_is_refused_with_its_hidden_text() {
    let scan = "q 600 0 0 800 0 0 cm /Im Do Q\n";
    for content in [scan.to_owned(), format!("3 Tr {}{scan}", body().repeat(5))] {
        let Error::Unsupported { name, .. } = error(&pdf(&[&content])) else { panic!() };
        assert!(name.zh.contains("扫描件"), "{}", name.zh);
    }
    assert!(matches!(error(&pdf(&[""])), Error::Unsupported { .. }));
}

#[test]
fn damaged_files_are_errors() {
    for bytes in [&b"%PDF-1.7\n%%EOF"[..], b"%PDF-1.4 1 0 obj <</Type/Catalog>> endobj"] {
        assert!(matches!(error(bytes), Error::Damaged { .. }));
    }
}

#[test]
fn forms_within_forms_end() {
    let mut file = String::from_utf8(pdf(&["/Fm Do"])).unwrap();
    file = file.replace("/XObject<</Im 3 0 R>>", "/XObject<</Fm 3 0 R>>");
    let form = "<</Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</Fm 3 0 R>>>>/Length 23>>\nstream\n/Fm Do /Fm Do /Fm Do   \nendstream";
    let (before, rest) = file.split_once("3 0 obj\n").unwrap();
    let (_, after) = rest.split_once("\nendobj").unwrap();
    let bomb = format!("{before}3 0 obj\n{form}\nendobj{after}");
    let limits = Limits { time_ms: 300, ..Limits::default() }.started();
    let began = std::time::Instant::now();
    let error = read(bomb.as_bytes(), &limits).unwrap_err();
    assert!(matches!(
        error,
        Error::TooLarge { what: Limit::Time | Limit::Nodes, .. } | Error::Unsupported { .. }
    ));
    assert!(began.elapsed().as_secs() < 5);
}

#[test]
fn radicals_are_read_as_ideographs_and_reported_once() {
    let bytes = std::fs::read("fixtures/pdf/radicals.pdf").unwrap();
    let document = read(&bytes, &Limits::default()).unwrap();
    let codes: Vec<&str> = document.doubts.iter().map(|finding| finding.rule.code).collect();
    assert_eq!(codes, ["R004"]);
    let text = lines(&document).concat();
    assert!(
        text.contains("信息公开工作年度报告") && !text.contains(|c| ('\u{2e80}'..='\u{2fd5}').contains(&c))
    );
}
