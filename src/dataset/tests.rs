use parquet::basic::Type as Physical;
use parquet::file::metadata::RowGroupMetaData;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::Field as Stored;
use serde_json::Value as Json;

use super::*;
use crate::formats::{Formats, ReadOptions};
use crate::model::decimal::Decimal;
use crate::model::digest::sha256;
use crate::recognise::RecogniseOptions;
use crate::validate;

/// A report with a text instead of a number, blanks, odd texts, an extra table and an empty section.
const ODD: &str = r#"{
  "format": "repconv.report", "version": 1, "edition": "2021",
  "title": "某镇人民政府2021年政府信息公开工作年度报告", "organization": "某镇人民政府", "year": 2021,
  "metadata": {"index_number": "A-1"}, "preamble": ["根据条例编制本报告。"],
  "sections": [
    {"key": "overview", "heading": "一、总体情况", "body": [
      {"type": "paragraph", "text": "=SUM(A1) \"引号\"，逗号,"},
      {"type": "paragraph", "text": "'撇号"},
      {"type": "table", "rows": [[{"text": "合并", "colspan": 2, "rowspan": 1}], ["甲\n乙", "1,234"]]}]},
    {"key": "problems", "heading": "五、存在的主要问题及改进情况", "body": []}],
  "tables": {"disclosure": {
    "regulations": {"issued": 0, "repealed": null, "in_force": {"raw": "/", "value": null}},
    "normative_documents": {"issued": {"raw": "1,234", "value": 1234}},
    "fees": {"amount": 0.12345678901}}},
  "signature": {"organization": "某镇人民政府", "date": {"raw": "2022年1月21日", "iso": "2022-01-21"}},
  "notes": ["注：@甲"]
}"#;

fn entry(source: &str, bytes: &[u8], shape: Shape) -> InputRows {
    let formats = Formats::builtin();
    let format = formats.detect(bytes, None).unwrap();
    let (report, mut findings) =
        crate::read(bytes, format, &ReadOptions::default(), &RecogniseOptions::default()).unwrap();
    findings.extend(validate::validate(&report));
    read(&Origin { source, bytes: Some(bytes), ..Origin::default() }, &report, &findings, shape)
}

/// Inputs of every kind: each edition, an odd one, files that are not reports.
fn entries(shape: Shape) -> Vec<InputRows> {
    let scan = Origin { source: "a.jpg", ..Origin::default() };
    vec![
        entry("odd.json", ODD.as_bytes(), shape),
        entry("2019.html", include_bytes!("../../fixtures/reports/shanghai_office_2019/raw.html"), shape),
        entry("2016.txt", include_bytes!("../../fixtures/made/2016_gbk.txt"), shape),
        unreadable(&Origin { source: "b.txt", bytes: Some(b" "), ..Origin::default() }, &Error::Empty),
        left_out(&scan),
    ]
}

/// What a field says, in the same words for every form.
fn shown(field: &Field) -> String {
    match field {
        Field::Null => String::new(),
        Field::Text(words) => words.to_string(),
        Field::Whole(number) => number.to_string(),
        Field::Number(number) => number.normalize().to_string(),
        Field::Flag(flag) => flag.to_string(),
        Field::Day(date) => date.to_string(),
    }
}

fn table(entries: &[InputRows], table: usize) -> Vec<Vec<String>> {
    let rows = entries.iter().flat_map(|entry| &entry.rows[table]);
    rows.map(|row| row.iter().map(shown).collect()).collect()
}

fn written(form: TableFormat, schema: &Schema, rows: &[&Row]) -> Vec<u8> {
    let mut writer = TableWriter::new(form, schema, false, Vec::new()).unwrap();
    for row in rows {
        writer.write(row).unwrap();
    }
    writer.finish().unwrap()
}

fn back(form: TableFormat, bytes: Vec<u8>) -> Vec<Vec<String>> {
    match form {
        TableFormat::Csv => from_csv(&bytes),
        TableFormat::Jsonl => String::from_utf8(bytes).unwrap().lines().map(from_json).collect(),
        TableFormat::Parquet => from_parquet(&bytes),
    }
}

fn from_csv(bytes: &[u8]) -> Vec<Vec<String>> {
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap();
    let plain = |field: &str| field.strip_prefix('\'').unwrap_or(field).to_owned();
    let mut records = csv::Reader::from_reader(text);
    records.records().map(|record| record.unwrap().iter().map(plain).collect()).collect()
}

fn from_json(line: &str) -> Vec<String> {
    let object: serde_json::Map<String, Json> = serde_json::from_str(line).unwrap();
    let shown = |value: &Json| match value {
        Json::Null => String::new(),
        Json::String(text) => text.clone(),
        other => other.to_string(),
    };
    object.values().map(shown).collect()
}

fn from_parquet(bytes: &[u8]) -> Vec<Vec<String>> {
    let reader = SerializedFileReader::new(parquet_bytes(bytes)).unwrap();
    let shown = |field: &Stored| match field {
        Stored::Null => String::new(),
        Stored::Str(text) => text.clone(),
        Stored::Decimal(decimal) => {
            let scaled = i128::from_be_bytes(decimal.data().try_into().unwrap());
            Decimal::from_i128_with_scale(scaled, 10).normalize().to_string()
        }
        other => other.to_string().split(' ').next().unwrap().to_owned(),
    };
    let rows = reader.get_row_iter(None).unwrap();
    rows.map(|row| row.unwrap().get_column_iter().map(|(_, field)| shown(field)).collect()).collect()
}

/// The crate reads from its own bytes or from files.
fn parquet_bytes(bytes: &[u8]) -> std::fs::File {
    use std::io::Write;
    let mut file = tempfile::tempfile().unwrap();
    file.write_all(bytes).unwrap();
    file
}

#[test]
fn every_row_fits_its_table() {
    for shape in [Shape::Long, Shape::Wide] {
        let schemas = schemas(shape);
        for entry in entries(shape) {
            for (schema, rows) in schemas.iter().zip(&entry.rows) {
                for row in rows {
                    assert_eq!(row.len(), schema.columns.len(), "{}", schema.name);
                    for (heading, field) in schema.columns.iter().zip(row) {
                        assert!(heading.kind.takes(field), "{} {} {field:?}", schema.name, heading.name);
                        assert_ne!(
                            *field,
                            Field::Text(SharedText::Key("")),
                            "{} {}",
                            schema.name,
                            heading.name
                        );
                    }
                }
            }
        }
    }
}

#[test]
fn columns_have_unique_names_and_descriptions() {
    for shape in [Shape::Long, Shape::Wide] {
        for schema in schemas(shape) {
            assert!(TABLE_NAMES.contains(&schema.name));
            let mut names: Vec<_> = schema.columns.iter().map(|heading| &heading.name).collect();
            names.sort();
            names.dedup();
            assert_eq!(names.len(), schema.columns.len(), "{}", schema.name);
            let is_described =
                |heading: &Heading| !heading.about.zh.is_empty() && !heading.about.en.is_empty();
            assert!(schema.columns.iter().all(is_described), "{}", schema.name);
        }
    }
}

#[test]
fn all_formats_hold_the_same_rows_and_the_same_bytes_each_time() {
    for shape in [Shape::Long, Shape::Wide] {
        let entries = entries(shape);
        for (at, schema) in schemas(shape).iter().enumerate() {
            let rows: Vec<&Row> = entries.iter().flat_map(|entry| &entry.rows[at]).collect();
            assert!(!rows.is_empty(), "{}", schema.name);
            for form in TableFormat::ALL {
                let bytes = written(form, schema, &rows);
                assert_eq!(bytes, written(form, schema, &rows), "{} {form:?}", schema.name);
                assert_eq!(back(form, bytes), table(&entries, at), "{} {form:?}", schema.name);
            }
        }
    }
}

#[test]
fn blank_is_not_zero_and_absent_is_neither() {
    let entry = entry("odd.json", ODD.as_bytes(), Shape::Long);
    let schema = &schemas(Shape::Long)[0];
    let at = |name: &str| schema.columns.iter().position(|heading| heading.name == name).unwrap();
    let columns = ["row", "column", "row_label", "value", "raw", "blank"].map(at);
    let rows: Vec<String> =
        entry.rows[0].iter().map(|row| columns.map(|at| shown(&row[at])).join("|")).collect();
    assert_eq!(
        rows,
        [
            "regulations|issued|规章|0|0|false",
            "regulations|repealed|规章|||true",
            "regulations|in_force|规章||/|false",
            "normative_documents|issued|行政规范性文件|1234|1,234|false",
            "fees|amount|行政事业性收费||0.12345678901|false",
        ]
    );
    let [overflow] = entry.overflow.as_slice() else { panic!("{:?}", entry.overflow) };
    assert_eq!((overflow.address.row, overflow.written.as_str()), ("fees", "0.12345678901"));
}

#[test]
fn money_that_may_not_be_in_the_forms_unit_has_no_value() {
    let written = r#"{"raw": "251000元", "value": 251000}"#;
    let text = ODD.replace("0.12345678901", written);
    let entry = entry("odd.json", text.as_bytes(), Shape::Long);
    let row: Vec<String> = entry.rows[0].last().unwrap().iter().map(shown).collect();
    let at = row.iter().position(|field| field == "251000元").unwrap();
    assert_eq!(row[at - 1], "");
    assert!(entry.overflow.is_empty());
}

#[test]
fn a_wide_row_distinguishes_blank_and_text_from_absent() {
    let entry = entry("odd.json", ODD.as_bytes(), Shape::Wide);
    let schema = &schemas(Shape::Wide)[0];
    let field = |name: &str| {
        let at = schema.columns.iter().position(|heading| heading.name == name).unwrap();
        shown(&entry.rows[0][0][at])
    };
    assert_eq!(field("disclosure.regulations.issued"), "0");
    assert_eq!(field("disclosure.normative_documents.issued"), "1234");
    for name in ["disclosure.regulations.repealed", "disclosure.regulations.in_force", "statistics.3.1.value"]
    {
        assert_eq!(field(name), "", "{name}");
    }
    assert_eq!(field("blank_cells"), "disclosure.regulations.repealed");
    assert_eq!(field("text_cells"), "disclosure.regulations.in_force disclosure.fees.amount");
    assert_eq!((field("signed_on"), field("sha256")), ("2022-01-21".to_owned(), sha256(ODD.as_bytes())));
}

#[test]
fn paragraphs_notes_and_extra_tables_are_kept() {
    let entry = entry("odd.json", ODD.as_bytes(), Shape::Long);
    let narrative: Vec<String> =
        table(std::slice::from_ref(&entry), 1).iter().map(|row| row[3..8].join("|")).collect();
    assert_eq!(
        narrative,
        [
            "preamble|||1|根据条例编制本报告。",
            "overview|1|一、总体情况|1|=SUM(A1) \"引号\"，逗号,",
            "overview|1|一、总体情况|2|'撇号",
            "problems|2|五、存在的主要问题及改进情况||",
            "notes|||1|注：@甲",
        ]
    );
    let extra: Vec<String> =
        table(std::slice::from_ref(&entry), 2).iter().map(|row| row[6..13].join("|")).collect();
    assert_eq!(extra, ["1|1|1|1|2|合并|", "1|2|1|1|1|甲\n乙|", "1|2|2|1|1|1,234|1234"]);
}

#[test]
fn files_that_could_not_be_read_are_rows() {
    let unread = table(&entries(Shape::Long)[3..], 4);
    let schema = &schemas(Shape::Long)[4];
    let at = |name: &str| schema.columns.iter().position(|heading| heading.name == name).unwrap();
    let columns = ["source", "bytes", "readable", "error_code", "error", "cells"].map(at);
    let rows: Vec<String> = unread.iter().map(|row| columns.map(|at| row[at].as_str()).join("|")).collect();
    assert_eq!(
        rows,
        ["b.txt|1|false|empty|文件是空的|", "a.jpg||false|left-out|看名字不是报告，或者读过了，没有读|"]
    );
    assert_eq!(unread[0][at("sha256")], sha256(b" "));
}

#[test]
fn groups_of_rows_are_written_as_they_fill() {
    let entry = entry("odd.json", ODD.as_bytes(), Shape::Long);
    let schema = &schemas(Shape::Long)[0];
    let many = 80_000;
    let rows: Vec<&Row> = entry.rows[0].iter().cycle().take(many).collect();
    let reader =
        SerializedFileReader::new(parquet_bytes(&written(TableFormat::Parquet, schema, &rows))).unwrap();
    let groups = reader.metadata().row_groups();
    assert_eq!(groups.iter().map(RowGroupMetaData::num_rows).sum::<i64>(), 80_000);
    assert!(groups.len() > 1, "{}", groups.len());
    let value = reader.metadata().file_metadata().schema_descr().column(8);
    assert_eq!(
        (value.physical_type(), value.type_precision(), value.type_scale()),
        (Physical::FIXED_LEN_BYTE_ARRAY, 38, 10)
    );
}

#[test]
fn files_in_a_folder_for_a_year_have_no_year_column() {
    let schema = &schemas(Shape::Long)[0];
    let writer = TableWriter::new(TableFormat::Csv, schema, true, Vec::new()).unwrap();
    let text = String::from_utf8(writer.finish().unwrap()).unwrap();
    assert!(text.starts_with("\u{feff}organization,edition,table,row,column,"), "{text}");
}
