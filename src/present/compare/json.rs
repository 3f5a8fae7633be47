//! A difference as JSON, `repconv.difference` version 1, for other programs; docs/diff.md names the
//! members. Figures are exact.

use serde_json::{Value as Json, json};

use super::Compared;
use super::wording;
use crate::compare::{
    ComparedCell, ComparedField, ComparedLine, ComparedSection, Counts, Difference, FieldText, InForms,
    LineKind, Pair, ReportField, State, Unit,
};
use crate::model::finding::Finding;
use crate::model::language::Language;
use crate::model::value::Value;
use crate::present::check::json::{addresses, number, severity};
use crate::prose::bodies::Kinship;
use crate::prose::similarity::Likeness;

/// The difference as indented JSON text with a line break at its end.
pub fn render(compared: &Compared, language: Language) -> Vec<u8> {
    let difference = &compared.difference;
    let is_shown = |is_changed| is_changed || compared.shows_all;
    let fields = difference.fields.iter().filter(|field| is_shown(field.is_changed()));
    let cells = difference.cells.iter().filter(|cell| is_shown(cell.is_changed()));
    let sections = difference.sections.iter().filter(|section| is_shown(section.is_changed()));
    let [old, new] = [false, true].map(|is_new| head(compared, is_new));
    let written = json!({
        "format": "repconv.difference",
        "version": 1,
        "old": old,
        "new": new,
        "is_same": difference.is_empty(),
        "body": difference.kinship.map(kinship),
        "counts": counts(difference.counts()),
        "fields": fields.map(|compared| field(compared, language)).collect::<Vec<_>>(),
        "cells": cells.map(cell).collect::<Vec<_>>(),
        "unsettled": {"old": difference.unresolved.old, "new": difference.unresolved.new},
        "sections": sections.map(|compared| section(compared, is_shown(false))).collect::<Vec<_>>(),
        "is_reordered": difference.is_reordered,
        "is_coarse": difference.is_coarse,
        "repeated": repeated(difference),
        "findings": {
            "appeared": findings(&difference.findings.appeared, language),
            "gone": findings(&difference.findings.gone, language),
            "stayed": difference.findings.stayed,
        },
    });
    format!("{written:#}\n").into_bytes()
}

fn head(compared: &Compared, is_new: bool) -> Json {
    let heads = &compared.difference.heads;
    let (file, head) =
        if is_new { (&compared.files.new, &heads.new) } else { (&compared.files.old, &heads.old) };
    json!({
        "file": file, "organization": head.organization, "year": head.year, "edition": head.edition.id,
    })
}

const fn kinship(kinship: Kinship) -> &'static str {
    match kinship {
        Kinship::Equal => "equal",
        Kinship::Same => "same",
        Kinship::Shortened => "shortened",
        Kinship::Abbreviated => "abbreviated",
        Kinship::Unclear => "unclear",
        Kinship::Different => "different",
    }
}

fn counts(counts: Counts) -> Json {
    json!({
        "heads": counts.heads,
        "fields": counts.fields,
        "cells": counts.cells,
        "apart": counts.apart,
        "unsettled": counts.unresolved,
        "changed": counts.changed,
        "removed": counts.removed,
        "added": counts.added,
        "layout": counts.layout,
        "appeared": counts.appeared,
        "gone": counts.gone,
    })
}

fn field(compared: &ComparedField, language: Language) -> Json {
    let key = match &compared.field {
        ReportField::Title => "title".to_owned(),
        ReportField::Metadata(key) => format!("metadata/{}", key.json()),
        ReportField::Other(label) => format!("metadata/other/{label}"),
        ReportField::Signatory => "signature/organization".to_owned(),
        ReportField::Date => "signature/date".to_owned(),
    };
    let [old, new] = compared.said.each().map(said);
    json!({"field": key, "label": wording::field(&compared.field, language), "old": old, "new": new})
}

fn said(said: &FieldText) -> Json {
    match said {
        FieldText::Absent => json!({"kind": "absent", "text": null}),
        FieldText::Blank => json!({"kind": "blank", "text": null}),
        FieldText::Text(text) => json!({"kind": "text", "text": text}),
    }
}

fn cell(cell: &ComparedCell) -> Json {
    let form = match cell.in_forms {
        InForms::Both => "both",
        InForms::OldOnly => "old",
        InForms::NewOnly => "new",
    };
    let [old, new] = cell.values.each().map(|stands| value(stands.as_ref()));
    json!({
        "cell": cell.address.to_string(),
        "old": old,
        "new": new,
        "change": cell.change.map(number),
        "is_changed": cell.is_changed(),
        "form": form,
    })
}

fn value(value: Option<&Value>) -> Json {
    match value {
        None => json!({"kind": "absent", "value": null, "raw": null}),
        Some(Value::Blank) => json!({"kind": "blank", "value": null, "raw": null}),
        Some(Value::Number(figure)) => json!({"kind": "number", "value": number(*figure), "raw": null}),
        Some(Value::Text { raw, value }) => {
            json!({"kind": "text", "value": value.map(number), "raw": raw})
        }
    }
}

fn section(section: &ComparedSection, shows_all: bool) -> Json {
    let side =
        |key: Option<&str>, heading: &Option<String>| key.map(|key| json!({"key": key, "heading": heading}));
    let lines = section.lines.iter().filter(|line| shows_all || line.state() != State::Same);
    json!({
        "old": side(section.keys.old, &section.headings.old),
        "new": side(section.keys.new, &section.headings.new),
        "breaks": section.breaks,
        "lines": lines.map(line).collect::<Vec<_>>(),
    })
}

fn line(line: &ComparedLine) -> Json {
    let state = match line.state() {
        State::Same => "same",
        State::Changed => "changed",
        State::Removed => "removed",
        State::Added => "added",
    };
    let (kind, table) = match line.kind {
        LineKind::Heading => ("heading", None),
        LineKind::Sentence => ("sentence", None),
        LineKind::Row => ("row", None),
        LineKind::Note => ("note", None),
        LineKind::Table(key) => ("statutory_table", Some(key)),
    };
    let [old, new] = line.units.each().map(|side| side.as_ref().map(unit));
    json!({"state": state, "kind": kind, "table": table, "old": old, "new": new})
}

/// A text and what of it differs; `start` counts characters (Unicode code points) from 0.
fn unit(unit: &Unit) -> Json {
    let mut start = 0;
    let mut changed = Vec::new();
    for piece in &unit.pieces {
        if piece.is_changed {
            changed.push(json!({"start": start, "text": piece.text}));
        }
        start += piece.text.chars().count();
    }
    json!({"text": unit.text(), "begins": unit.begins, "changed": changed})
}

fn repeated(difference: &Difference) -> Json {
    let Pair { old, new } = &difference.repeated;
    let share = |likeness: &Likeness| json!({"repeated": likeness.repeated, "total": likeness.total, "percent": likeness.percent()});
    json!({"old": old.as_ref().map(share), "new": new.as_ref().map(share)})
}

fn findings(findings: &[Finding], language: Language) -> Vec<Json> {
    let finding = |finding: &Finding| {
        json!({
            "code": finding.rule.code,
            "name": finding.rule.name,
            "severity": severity(finding.severity),
            "message": finding.message.get(language),
            "cells": addresses(&finding.cells),
            "section": finding.section,
            "passage": finding.passage,
        })
    };
    findings.iter().map(finding).collect()
}
