//! The parts of a difference that are not derived, as JSON or another format of serde.
//!
//! The members have the names that docs/diff.md gives for `repconv.difference`.

use serde::{Serialize, Serializer};
use serde_json::Number;

use super::{
    ComparedCell, ComparedField, ComparedFindings, ComparedLine, ComparedSection, Counts, Difference,
    FieldText, Head, InForms, LineKind, Pair, ReportField, State, Unit,
};
use crate::model::address::Address;
use crate::model::serialize::number;
use crate::model::value::Value;
use crate::prose::bodies::Kinship;
use crate::prose::similarity::Likeness;

#[derive(Serialize)]
struct DifferenceMembers<'a> {
    #[serde(flatten)]
    heads: &'a Pair<Head>,
    is_same: bool,
    body: Option<Kinship>,
    counts: Counts,
    fields: &'a [ComparedField],
    cells: &'a [ComparedCell],
    unsettled: &'a Pair<Vec<&'static str>>,
    sections: &'a [ComparedSection],
    is_reordered: bool,
    is_coarse: bool,
    repeated: &'a Pair<Option<Likeness>>,
    findings: &'a ComparedFindings,
}

impl Serialize for Difference {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        DifferenceMembers {
            heads: &self.heads,
            is_same: self.is_empty(),
            body: self.kinship,
            counts: self.counts(),
            fields: &self.fields,
            cells: &self.cells,
            unsettled: &self.unresolved,
            sections: &self.sections,
            is_reordered: self.is_reordered,
            is_coarse: self.is_coarse,
            repeated: &self.repeated,
            findings: &self.findings,
        }
        .serialize(serializer)
    }
}

/// `title`, `metadata/<key>`, `metadata/other/<label>`, `signature/organization` or `signature/date`
impl Serialize for ReportField {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Title => serializer.serialize_str("title"),
            Self::Metadata(key) => serializer.collect_str(&format_args!("metadata/{}", key.json())),
            Self::Other(label) => serializer.collect_str(&format_args!("metadata/other/{label}")),
            Self::Signatory => serializer.serialize_str("signature/organization"),
            Self::Date => serializer.serialize_str("signature/date"),
        }
    }
}

#[derive(Serialize)]
struct FieldTextMembers<'a> {
    kind: &'static str,
    text: Option<&'a str>,
}

/// `{"kind": "absent" | "blank" | "text", "text": …}`
impl Serialize for FieldText {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (kind, text) = match self {
            Self::Absent => ("absent", None),
            Self::Blank => ("blank", None),
            Self::Text(text) => ("text", Some(text.as_str())),
        };
        FieldTextMembers { kind, text }.serialize(serializer)
    }
}

/// The value of a cell, or that a report does not have the cell, with the same members.
#[derive(Serialize)]
#[serde(untagged)]
enum CellValue<'a> {
    Value(&'a Value),
    Absent { kind: &'static str, value: (), raw: () },
}

impl<'a> From<&'a Option<Value>> for CellValue<'a> {
    fn from(value: &'a Option<Value>) -> Self {
        value.as_ref().map_or(Self::Absent { kind: "absent", value: (), raw: () }, Self::Value)
    }
}

#[derive(Serialize)]
struct CellMembers<'a> {
    cell: Address,
    #[serde(skip_serializing_if = "Option::is_none")]
    body: Option<&'a str>,
    old: CellValue<'a>,
    new: CellValue<'a>,
    change: Option<Number>,
    is_changed: bool,
    form: InForms,
}

/// `{"cell", "body", "old", "new", "change", "is_changed", "form"}`, `body` only in a row of one; the kind of a value may also be `absent`.
impl Serialize for ComparedCell {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        CellMembers {
            cell: self.address,
            body: self.body.as_deref(),
            old: (&self.values.old).into(),
            new: (&self.values.new).into(),
            change: self.change.and_then(number),
            is_changed: self.is_changed(),
            form: self.in_forms,
        }
        .serialize(serializer)
    }
}

/// The section of one of the reports.
#[derive(Serialize)]
struct SectionHead<'a> {
    key: &'static str,
    heading: Option<&'a str>,
}

#[derive(Serialize)]
struct SectionMembers<'a> {
    old: Option<SectionHead<'a>>,
    new: Option<SectionHead<'a>>,
    breaks: usize,
    lines: &'a [ComparedLine],
}

/// `{"old", "new", "breaks", "lines"}`; old and new are `{"key", "heading"}`, or null without the section.
impl Serialize for ComparedSection {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let head = |key: Option<&'static str>, heading| key.map(|key| SectionHead { key, heading });
        SectionMembers {
            old: head(self.keys.old, self.headings.old.as_deref()),
            new: head(self.keys.new, self.headings.new.as_deref()),
            breaks: self.breaks,
            lines: &self.lines,
        }
        .serialize(serializer)
    }
}

impl LineKind {
    const fn name(self) -> &'static str {
        match self {
            Self::Heading => "heading",
            Self::Sentence => "sentence",
            Self::Row => "row",
            Self::Note => "note",
            Self::Table(_) => "statutory_table",
        }
    }

    const fn table(self) -> Option<&'static str> {
        match self {
            Self::Table(key) => Some(key),
            Self::Heading | Self::Sentence | Self::Row | Self::Note => None,
        }
    }
}

#[derive(Serialize)]
struct LineMembers<'a> {
    state: State,
    kind: &'static str,
    table: Option<&'static str>,
    #[serde(flatten)]
    units: &'a Pair<Option<Unit>>,
}

/// `{"state", "kind", "table", "old", "new"}`; `table` is the key of a statutory table, otherwise null.
impl Serialize for ComparedLine {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (kind, table) = (self.kind.name(), self.kind.table());
        LineMembers { state: self.state(), kind, table, units: &self.units }.serialize(serializer)
    }
}

/// A part of a text that differs; `start` counts characters (Unicode code points) from 0.
#[derive(Serialize)]
struct ChangedPart<'a> {
    start: usize,
    text: &'a str,
}

#[derive(Serialize)]
struct UnitMembers<'a> {
    text: String,
    begins: bool,
    changed: Vec<ChangedPart<'a>>,
}

/// `{"text", "begins", "changed": [{"start", "text"}]}`; `start` counts characters (Unicode code points) from 0.
impl Serialize for Unit {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut start = 0;
        let mut changed = Vec::new();
        for piece in &self.pieces {
            if piece.is_changed {
                changed.push(ChangedPart { start, text: &piece.text });
            }
            start += piece.text.chars().count();
        }
        UnitMembers { text: self.text(), begins: self.begins, changed }.serialize(serializer)
    }
}
