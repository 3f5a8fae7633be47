//! Findings and what they consist of as JSON or another format of serde, for programs.
//!
//! The members have the names that `repconv check --format json` uses; messages are in both languages, `{"zh", "en"}`.
//! Numbers are exact: serde_json writes all their digits.
//!
//! ```
//! use repconv::Session;
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let page = "<h1>某镇人民政府2021年政府信息公开工作年度报告</h1>
//!     <p>一、总体情况</p><p>全年主动公开信息186条。</p><p>六、其他需要报告的事项</p><p>无。</p>";
//! let reading = Session::new().read_and_check(page.as_bytes())?;
//! let json = serde_json::to_value(&reading.findings)?;
//! assert_eq!(json[0]["code"], reading.findings[0].rule.code);
//! assert!(json[0]["message"]["zh"].is_string());
//! # Ok(())
//! # }
//! ```

use serde::{Serialize, Serializer};
use serde_json::Number;

use super::address::Address;
use super::date::Date;
use super::decimal::Decimal;
use super::finding::{Finding, Fix, Severity};
use super::form::Edition;
use super::language::{Message, Text};
use super::place::{Place, column_letters};
use super::value::Value;

/// The exact JSON number, without zeros at its end.
pub(crate) fn number(decimal: Decimal) -> Option<Number> {
    let decimal = if decimal.is_zero() { Decimal::ZERO } else { decimal.normalize() };
    decimal.to_string().parse().ok()
}

/// `requests/received/total`
impl Serialize for Address {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// `2022-01-21`
impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// Its id: `2021`
impl Serialize for Edition {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.id)
    }
}

/// `error`, `warning` or `info`
impl Serialize for Severity {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Info => "info",
        })
    }
}

#[derive(Serialize)]
struct BothLanguages<'a> {
    zh: &'a str,
    en: &'a str,
}

/// `{"zh": …, "en": …}`
impl Serialize for Text {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        BothLanguages { zh: self.zh, en: self.en }.serialize(serializer)
    }
}

/// `{"zh": …, "en": …}`
impl Serialize for Message {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        BothLanguages { zh: &self.zh, en: &self.en }.serialize(serializer)
    }
}

#[derive(Serialize)]
struct ValueMembers<'a> {
    kind: &'static str,
    value: Option<Number>,
    raw: Option<&'a str>,
}

/// `{"kind": "blank" | "number" | "text", "value": …, "raw": …}`
impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (kind, value, raw) = match self {
            Self::Blank => ("blank", None, None),
            Self::Number(figure) => ("number", number(*figure), None),
            Self::Text { raw, value } => ("text", value.and_then(number), Some(raw.as_str())),
        };
        ValueMembers { kind, value, raw }.serialize(serializer)
    }
}

/// Where a finding is: the members that its place does not have are null.
#[derive(Default, Serialize)]
struct PlaceMembers<'a> {
    table: Option<u32>,
    row: Option<u32>,
    column: Option<u32>,
    sheet: Option<&'a str>,
    cell: Option<String>,
    line: Option<u32>,
    paragraph: Option<u32>,
    /// Only where there are pages.
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<u32>,
}

impl<'a> From<&'a Place> for PlaceMembers<'a> {
    fn from(place: &'a Place) -> Self {
        let none = Self::default();
        match place {
            Place::Line { line, column } => Self { line: Some(*line), column: *column, ..none },
            Place::Paragraph { paragraph } => Self { paragraph: Some(*paragraph), ..none },
            Place::Table { table, row, column } => {
                Self { table: Some(*table), row: Some(*row), column: Some(*column), ..none }
            }
            Place::Sheet { sheet, row, column, .. } => Self {
                sheet: Some(sheet),
                cell: Some(format!("{}{row}", column_letters(*column))),
                row: Some(*row),
                column: Some(*column),
                ..none
            },
            Place::Page { page, line } => Self { page: Some(*page), line: *line, ..none },
            Place::PageTable { page, table, row, column } => Self {
                page: Some(*page),
                table: Some(*table),
                row: Some(*row),
                column: Some(*column),
                ..none
            },
            Place::Unknown => none,
        }
    }
}

/// `{"table", "row", "column", "sheet", "cell", "line", "paragraph"}`, counted from 1, with null for what the place
/// does not have; `page` only where there are pages.
impl Serialize for Place {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        PlaceMembers::from(self).serialize(serializer)
    }
}

/// A place with the passage there.
#[derive(Serialize)]
struct PassagePlace<'a> {
    #[serde(flatten)]
    place: PlaceMembers<'a>,
    passage: Option<&'a str>,
    marked: Option<Marked<'a>>,
}

/// The part of a passage that a finding is about; `start` counts characters (Unicode code points) from 0.
#[derive(Serialize)]
struct Marked<'a> {
    start: usize,
    text: &'a str,
}

#[derive(Serialize)]
struct FindingMembers<'a> {
    code: &'static str,
    name: &'static str,
    severity: Severity,
    title: Text,
    message: &'a Message,
    cells: &'a [Address],
    suspect: &'a [Address],
    section: Option<&'static str>,
    place: PassagePlace<'a>,
    expected: Option<Number>,
    found: Option<Number>,
    fix: Option<&'a Fix>,
    #[serde(skip_serializing_if = "Option::is_none")]
    set_aside: Option<SetAsideMembers<'a>>,
}

/// The reason for which a finding does not count, and how serious it was.
#[derive(Serialize)]
struct SetAsideMembers<'a> {
    reason: &'a str,
    severity: Severity,
}

/// `{"code", "name", "severity", "title", "message", "cells", "suspect", "section", "place", "expected", "found",
/// "fix"}`, and `"set_aside": {"reason", "severity"}` where a person set it aside; the place has also `"passage"` and `"marked"`.
impl Serialize for Finding {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let passage = self.passage.as_deref();
        let marked = passage.zip(self.marked.clone()).and_then(|(passage, range)| {
            let start = passage.get(..range.start)?.chars().count();
            passage.get(range).map(|text| Marked { start, text })
        });
        FindingMembers {
            code: self.rule.code,
            name: self.rule.name,
            severity: self.severity,
            title: self.rule.title,
            message: &self.message,
            cells: &self.cells,
            suspect: &self.suspects,
            section: self.section,
            place: PassagePlace { place: (&self.place).into(), passage, marked },
            expected: self.expected.and_then(number),
            found: self.found.and_then(number),
            fix: self.fix.as_ref(),
            set_aside: self
                .set_aside
                .as_ref()
                .map(|original| SetAsideMembers { reason: &original.reason, severity: original.severity }),
        }
        .serialize(serializer)
    }
}

#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
enum FixMembers<'a> {
    Cell { cell: &'a Address, to: Option<Number> },
    Heading { section: usize, to: &'a str },
    Date { to: &'a str },
    Label { from: &'a str, to: &'a str },
}

/// `{"kind": "cell" | "heading" | "date" | "label", …, "to": …}`
impl Serialize for Fix {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Cell { address, to } => FixMembers::Cell { cell: address, to: number(*to) },
            Self::Heading { section, to } => FixMembers::Heading { section: *section, to },
            Self::Date { to } => FixMembers::Date { to },
            Self::Label { from, to } => FixMembers::Label { from, to },
        }
        .serialize(serializer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::reading_rules::UNPLACED_CELL;

    #[test]
    fn a_finding_has_the_members_of_the_results_of_check() {
        let address = Address { table: "requests", row: "received", column: "total" };
        let place = Place::Sheet { number: 2, sheet: "表二".into(), row: 7, column: 28 };
        let mut finding = Finding::new(&UNPLACED_CELL, Message::new("多出“12”", "'12' left over"), place)
            .with_cells(vec![address])
            .with_marked("甲12", 3..5)
            .with_figures(Some(Decimal::new(1250, 2)), None)
            .with_fix(Fix::Cell { address, to: Decimal::new(12, 0) });
        finding.suspects = vec![address];
        let json = serde_json::to_value(&finding).unwrap();
        assert_eq!(
            json,
            serde_json::json!({
                "code": "R002",
                "name": "unplaced-cell",
                "severity": "warning",
                "title": {"zh": UNPLACED_CELL.title.zh, "en": UNPLACED_CELL.title.en},
                "message": {"zh": "多出“12”", "en": "'12' left over"},
                "cells": ["requests/received/total"],
                "suspect": ["requests/received/total"],
                "section": null,
                "place": {
                    "table": null, "row": 7, "column": 28, "sheet": "表二", "cell": "AB7", "line": null,
                    "paragraph": null, "passage": "甲12", "marked": {"start": 1, "text": "12"},
                },
                "expected": number(Decimal::new(125, 1)),
                "found": null,
                "fix": {"kind": "cell", "cell": "requests/received/total", "to": 12},
            })
        );
    }

    #[test]
    fn numbers_keep_every_digit() {
        let exact = Value::parse("9999999999999999999999999.001");
        assert!(serde_json::to_string(&exact).unwrap().contains(":9999999999999999999999999.001,"));
        let text = serde_json::to_value(Value::parse("12件")).unwrap();
        assert_eq!(text, serde_json::json!({"kind": "text", "value": 12, "raw": "12件"}));
        assert_eq!(serde_json::to_value(Date::new(2022, 1, 21)).unwrap(), "2022-01-21");
    }
}
