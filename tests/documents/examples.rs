//! The examples do what they show.

use std::path::Path;

#[path = "../../examples/check.rs"]
#[allow(dead_code, reason = "its main is not run")]
mod check;
#[path = "../../examples/convert.rs"]
#[allow(dead_code, reason = "its main is not run")]
mod convert;
#[path = "../../examples/own_format.rs"]
#[allow(dead_code, reason = "its main is not run")]
mod own_format;

const REPORT: &str = "fixtures/reports/akto_2021/pandoc.docx";

#[test]
fn convert_writes_the_format_of_the_extension() {
    for (output, start) in [("a.xlsx", b"PK".as_slice()), ("a.HTM", b"<!DOCTYPE html>"), ("a.json", b"{")] {
        let converted = convert::convert(Path::new(REPORT), Path::new(output)).expect("converted");
        assert!(converted.bytes.starts_with(start), "{output}");
        assert_eq!(converted.reading.report.year, Some(2021), "{output}");
    }
    let error = convert::convert(Path::new(REPORT), Path::new("a.pdf")).expect_err("no writer");
    assert!(error.to_string().contains("PDF"), "{error}");
}

#[test]
fn check_compares_with_the_year_before() {
    let path = Path::new("fixtures/reports/akto_2021/gbk_cells.txt");
    let alone = check::check(path, None).expect("checked");
    let beside = check::check(path, Some(path)).expect("checked");
    assert!(beside.len() > alone.len());
    assert!(
        beside
            .iter()
            .any(|finding| check::line(finding).contains(" Y") || check::line(finding).starts_with('Y'))
    );
}

#[test]
fn own_format_loses_no_cell() {
    let (text, again) = own_format::through_wiki(Path::new(REPORT), "||").expect("there and back");
    assert!(text.starts_with("== "));
    assert_eq!(again.format, "wiki");
    let read = convert::convert(Path::new(REPORT), Path::new("a.json")).expect("converted").reading;
    assert_eq!(again.report.cells.len(), read.report.cells.len());
    for (address, cell) in &read.report.cells {
        assert_eq!(again.report.cells.get(address).map(|cell| &cell.value), Some(&cell.value), "{address}");
    }
}
