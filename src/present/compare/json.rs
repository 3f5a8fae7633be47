//! A difference as JSON, `repconv.difference` version 1, for other programs; docs/diff.md names the
//! members. Figures are exact.

use serde_json::{Value as Json, json};

use super::Compared;
use super::wording;
use crate::compare::{ComparedField, ComparedSection, Pair, State};
use crate::model::finding::Finding;
use crate::model::language::Language;

/// The difference as indented JSON text with a line break at its end.
#[must_use]
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
        "body": difference.kinship,
        "counts": difference.counts(),
        "fields": fields.map(|compared| field(compared, language)).collect::<Vec<_>>(),
        "cells": cells.collect::<Vec<_>>(),
        "unsettled": difference.unresolved,
        "sections": sections.map(|compared| section(compared, is_shown(false))).collect::<Vec<_>>(),
        "is_reordered": difference.is_reordered,
        "is_coarse": difference.is_coarse,
        "repeated": difference.repeated,
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
        "file": file, "organization": head.organization, "year": head.year, "edition": head.edition,
    })
}

fn field(compared: &ComparedField, language: Language) -> Json {
    let Pair { old, new } = &compared.said;
    let label = wording::field(&compared.field, language);
    json!({"field": compared.field, "label": label, "old": old, "new": new})
}

fn section(section: &ComparedSection, shows_all: bool) -> Json {
    let side =
        |key: Option<&str>, heading: &Option<String>| key.map(|key| json!({"key": key, "heading": heading}));
    let lines = section.lines.iter().filter(|line| shows_all || line.state() != State::Same);
    json!({
        "old": side(section.keys.old, &section.headings.old),
        "new": side(section.keys.new, &section.headings.new),
        "breaks": section.breaks,
        "lines": lines.collect::<Vec<_>>(),
    })
}

fn findings(findings: &[Finding], language: Language) -> Vec<Json> {
    let finding = |finding: &Finding| {
        json!({
            "code": finding.rule.code,
            "name": finding.rule.name,
            "severity": finding.severity,
            "message": finding.message.get(language),
            "cells": finding.cells,
            "section": finding.section,
            "passage": finding.passage,
        })
    };
    findings.iter().map(finding).collect()
}
