//! What the page shows of a report: blocks in the official layout, findings, and what was changed, as JSON.

use std::collections::BTreeMap;

use repconv::compose::compose_with_origins;
use repconv::model::address::Address;
use repconv::model::document::{Block, Cell, CellRole, Paragraph, Role, Table, TableRole};
use repconv::model::finding::{Finding, Severity};
use repconv::model::language::{Language, Text};
use repconv::model::passages::PassageAddress;
use repconv::model::report::Report;
use repconv::model::set_aside::fingerprint;
use repconv::validate;
use serde_json::{Value, json};

use crate::desk::Failure;
use crate::fields;

/// A report and what is shown beside it.
pub(crate) struct View<'a> {
    pub(crate) report: &'a Report,
    /// As it was read.
    pub(crate) read: &'a Report,
    /// That of the year before.
    pub(crate) previous: Option<&'a Report>,
    pub(crate) findings: &'a [Finding],
    pub(crate) language: Language,
}

impl View<'_> {
    pub(crate) fn to_json(&self) -> Value {
        let (document, origins) = compose_with_origins(self.report);
        let blocks = document.blocks.iter().zip(origins.iter().copied());
        json!({
            "organization": self.report.organization,
            "year": self.report.year,
            "form": self.report.edition.id,
            "form_name": self.report.edition.name,
            "is_form": !self.report.edition.is_none(),
            "blocks": blocks.map(|(block, origin)| self.block(block, origin)).collect::<Vec<_>>(),
            "findings": self.findings.iter().map(|finding| self.finding(finding, &origins)).collect::<Vec<_>>(),
            "counts": self.counts(),
            "fields": fields::shown(self.report, self.language),
            "blanks": self.report.cells.values().filter(|cell| cell.value.is_blank()).count(),
            "changes": self.changes(),
        })
    }

    fn block(&self, block: &Block, origin: Option<PassageAddress>) -> Value {
        match block {
            Block::Paragraph(paragraph) => self.paragraph(paragraph, origin),
            Block::Table(table) => self.table(table),
        }
    }

    fn paragraph(&self, paragraph: &Paragraph, origin: Option<PassageAddress>) -> Value {
        let passage = origin.and_then(|origin| self.report.passage(origin));
        json!({
            "kind": role(paragraph.role),
            "level": if let Role::Heading(level) = paragraph.role { level } else { 0 },
            "text": paragraph.text,
            "at": origin.map(|origin| origin.to_string()),
            "place": passage.and_then(|passage| passage.place.describe(self.language)),
        })
    }

    fn table(&self, table: &Table) -> Value {
        let rows: Vec<Vec<Value>> =
            table.rows.iter().map(|row| row.iter().map(|cell| self.cell(cell)).collect()).collect();
        let key = table.rows.iter().flatten().find_map(Cell::address).map(|address| address.table);
        json!({
            "kind": "table",
            "role": match table.role {
                TableRole::Statutory => "statutory",
                TableRole::Metadata => "metadata",
                _ => "plain",
            },
            "key": key,
            "title": table.title,
            "widths": table.widths,
            "rows": rows,
        })
    }

    fn cell(&self, cell: &Cell) -> Value {
        let mut members = json!({
            "text": cell.text,
            "role": match cell.role {
                CellRole::ColumnHeader => "column",
                CellRole::RowHeader => "row",
                CellRole::RotatedRowHeader => "rotated",
                CellRole::Banner => "banner",
                CellRole::Figure => "figure",
                CellRole::Plain => "plain",
            },
        });
        let Some(object) = members.as_object_mut() else { return members };
        if cell.colspan > 1 {
            object.insert("colspan".to_owned(), json!(cell.colspan));
        }
        if cell.rowspan > 1 {
            object.insert("rowspan".to_owned(), json!(cell.rowspan));
        }
        if let Some(address) = cell.address().filter(|address| self.report.cells.contains_key(address)) {
            self.figure(address, object);
        }
        members
    }

    fn figure(&self, address: Address, object: &mut serde_json::Map<String, Value>) {
        object.insert("cell".to_owned(), json!(address.to_string()));
        object.insert("label".to_owned(), json!(address.label(self.report.edition, self.language)));
        let Some(cell) = self.report.cells.get(&address) else { return };
        object.insert("text".to_owned(), json!(cell.value.shown()));
        object.insert("place".to_owned(), json!(cell.place.describe(self.language)));
        let was = self.read.cells.get(&address).map(|cell| cell.value.shown());
        if was.as_deref() != Some(cell.value.shown().as_str()) {
            object.insert("was".to_owned(), json!(was.unwrap_or_default()));
        }
        if let Some(previous) = self.previous.and_then(|previous| previous.cells.get(&address)) {
            object.insert("previous".to_owned(), json!(previous.value.shown()));
        }
    }

    fn finding(&self, finding: &Finding, origins: &[Option<PassageAddress>]) -> Value {
        let language = self.language;
        let addresses = |cells: &[Address]| cells.iter().map(Address::to_string).collect::<Vec<_>>();
        json!({
            "code": finding.rule.code,
            "severity": severity(finding.severity),
            "word": finding.severity.word().get(language),
            "title": finding.rule.title.get(language),
            "message": finding.set_aside.as_ref().map_or(&finding.message, |original| &original.message).get(language),
            "fingerprint": fingerprint(self.report, finding),
            "reason": finding.set_aside.as_ref().map(|original| &original.reason),
            "place": finding.place.describe(language),
            "cells": addresses(&finding.cells),
            "suspects": addresses(&finding.suspects),
            "at": self.passage_of(finding, origins).map(|address| address.to_string()),
            "passage": marked(finding),
            "expected": finding.expected.map(|number| number.to_string()),
            "found": finding.found.map(|number| number.to_string()),
            "fix": finding.fix.is_some() && finding.set_aside.is_none(),
        })
    }

    /// Which text of the report a finding about text is in: the one with this passage, else the section's heading.
    fn passage_of(&self, finding: &Finding, origins: &[Option<PassageAddress>]) -> Option<PassageAddress> {
        const LONG: usize = 20;
        if !finding.cells.is_empty() {
            return None;
        }
        let mut origins = origins.iter().copied().flatten();
        if let Some(words) = finding.passage.as_deref().filter(|words| !words.is_empty()) {
            // A few words, such as a name, may be in any text and in the metadata, too.
            let is_long = words.chars().count() > LONG;
            let has_words = |origin: &PassageAddress| {
                self.report
                    .passage(*origin)
                    .is_some_and(|passage| passage.text == words || is_long && passage.text.contains(words))
            };
            if let Some(origin) = origins.clone().find(has_words) {
                return Some(origin);
            }
        }
        origins.find(|origin| {
            let PassageAddress::Heading(index) = origin else { return false };
            finding
                .section
                .is_some_and(|key| self.report.sections.get(*index).is_some_and(|section| section.key == key))
        })
    }

    fn counts(&self) -> Value {
        let mut counts = BTreeMap::from([("error", 0), ("warning", 0), ("info", 0)]);
        for finding in self.findings {
            *counts.entry(severity(finding.severity)).or_insert(0) += 1;
        }
        json!(counts)
    }

    /// The cells and texts that differ from the file as it was read.
    fn changes(&self) -> Vec<Value> {
        let cells = self.report.cells.iter().filter_map(|(address, cell)| {
            let was = self.read.cells.get(address).map(|cell| cell.value.shown()).unwrap_or_default();
            let is = cell.value.shown();
            (was != is).then(|| {
                let label = address.label(self.report.edition, self.language);
                json!({"cell": address.to_string(), "label": label, "from": was, "to": is})
            })
        });
        let texts = |report: &Report| -> Vec<String> {
            let (document, _) = compose_with_origins(report);
            let texts = document.blocks.iter().filter_map(|block| match block {
                Block::Paragraph(paragraph) => Some(paragraph.text.clone()),
                Block::Table(_) => None,
            });
            texts.collect()
        };
        let (was, is) = (texts(self.read), texts(self.report));
        let gone = was.iter().filter(|text| !is.contains(text)).map(|text| json!({"from": text, "to": null}));
        let new = is.iter().filter(|text| !was.contains(text)).map(|text| json!({"from": null, "to": text}));
        cells.chain(gone).chain(new).collect()
    }
}

/// What happened, and what to do.
pub(crate) fn failure(failure: Option<&Failure>, language: Language) -> Value {
    let Some(failure) = failure else { return json!({}) };
    let (message, hint) = failure.words(language);
    json!({"error": {"message": message, "hint": hint}})
}

/// The page of a rule: its title, source and sections, `[heading, text]` each, in this language.
pub(crate) fn rule(code: &str, language: Language) -> Value {
    const EXAMPLES: Text = Text::new("例", "Examples");
    let Some(rule) = validate::rule(code) else { return json!({}) };
    let is_english = |heading: &str| heading.is_ascii();
    let sections = rule.page.split("\n## ").skip(1).filter_map(|section| {
        let (heading, text) = section.split_once('\n')?;
        let wanted = is_english(heading) == (language == Language::En);
        (wanted && !heading.starts_with(EXAMPLES.get(Language::Zh)))
            .then(|| json!([heading.trim(), text.trim()]))
    });
    json!({
        "code": rule.code,
        "title": rule.title.get(language),
        "sections": sections.collect::<Vec<_>>(),
    })
}

const fn role(role: Role) -> &'static str {
    match role {
        Role::Title => "title",
        Role::Heading(_) => "heading",
        Role::Note => "note",
        Role::Signature => "signer",
        Role::Date => "date",
        Role::Body | Role::Navigation => "text",
    }
}

const fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
    }
}

/// The passage in three parts, of which the middle one is what the finding is about.
fn marked(finding: &Finding) -> Option<[String; 3]> {
    let passage = finding.passage.as_deref()?;
    let at = finding.marked.clone().unwrap_or(0..0);
    let part = |range: std::ops::Range<usize>| passage.get(range).unwrap_or_default().to_owned();
    Some([part(0..at.start), part(at.clone()), part(at.end..passage.len())])
}
