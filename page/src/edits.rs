//! Edits: what a person changed, one after another, made in the report as it was read.
//!
//! As JSON: `[{"cell": "requests/received/total", "text": "12"}, {"passage": "section/0/item/1", "text": "…"},
//! {"fix": true}, {"fill": true}, {"field": "organization", "text": "…"}, {"set_aside": "A001-…", "reason": "…"},
//! {"count": "A001-…"}]`. An edit whose cell or passage does not exist is left out, and noted.

use std::collections::BTreeSet;

use repconv::Session;
use repconv::fix;
use repconv::model::address::Address;
use repconv::model::finding::Finding;
use repconv::model::language::{Language, Message};
use repconv::model::passages::PassageAddress;
use repconv::model::place::Place;
use repconv::model::report::{Cell, Report};
use repconv::model::set_aside::{SetAside, restore, set_aside};
use repconv::model::value::Value;
use repconv::prose::identity::Identity;
use repconv::session::Reading;

use crate::desk::Failure;
use crate::fields;

/// The edits in order.
#[derive(Debug, Default)]
pub(crate) struct Edits(Vec<Edit>);

#[derive(Debug)]
enum Edit {
    /// A cell says this.
    Cell { address: String, text: String },
    /// A passage says this.
    Passage { address: String, text: String },
    /// A field of what the report says of itself is this.
    Field { name: String, text: String },
    /// The finding of this fingerprint does not count, for this reason.
    SetAside { finding: String, reason: String },
    /// The finding of this fingerprint counts again.
    Count { finding: String },
    /// Everything that is certainly right is corrected.
    Fix,
    /// Blank cells are 0, and totals whose parts are all 0.
    Fill,
}

impl Edits {
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        let values: Vec<serde_json::Value> = serde_json::from_str(text).map_err(|error| error.to_string())?;
        let edit = |value: &serde_json::Value| {
            let text_of = |key: &str| value.get(key).and_then(serde_json::Value::as_str).map(str::to_owned);
            let is_asked = |key: &str| value.get(key).and_then(serde_json::Value::as_bool) == Some(true);
            let text = text_of("text").unwrap_or_default();
            match (text_of("cell"), text_of("passage")) {
                (Some(address), None) => Ok(Edit::Cell { address, text }),
                (None, Some(address)) => Ok(Edit::Passage { address, text }),
                _ if text_of("field").is_some() => {
                    Ok(Edit::Field { name: text_of("field").unwrap_or_default(), text })
                }
                _ if text_of("set_aside").is_some() => Ok(Edit::SetAside {
                    finding: text_of("set_aside").unwrap_or_default(),
                    reason: text_of("reason").unwrap_or_default(),
                }),
                _ if text_of("count").is_some() => {
                    Ok(Edit::Count { finding: text_of("count").unwrap_or_default() })
                }
                _ if is_asked("fix") => Ok(Edit::Fix),
                _ if is_asked("fill") => Ok(Edit::Fill),
                _ => Err(value.to_string()),
            }
        };
        values.iter().map(edit).collect::<Result<_, _>>().map(Self)
    }
}

/// A report after edits.
#[derive(Debug)]
pub(crate) struct Edited {
    pub(crate) report: Report,
    /// What the reading and the rules say of it.
    pub(crate) findings: Vec<Finding>,
    /// What was done at once, and what could not be done, a sentence each.
    pub(crate) notes: Vec<String>,
}

/// Makes the edits in a report as it was read.
pub(crate) fn apply(
    session: &Session,
    reading: &Reading,
    edits: &Edits,
    language: Language,
) -> Result<Edited, Failure> {
    let mut report = reading.report.clone();
    let mut touched = BTreeSet::new();
    let mut notes = Vec::new();
    for edit in &edits.0 {
        let is_done = match edit {
            Edit::Cell { address, text } => set_cell(&mut report, address, text, &mut touched),
            Edit::Passage { address, text } => set_passage(&mut report, address, text),
            Edit::Field { name, text } => fields::set(&mut report, name, text),
            Edit::SetAside { finding, reason } => {
                report.set_aside.retain(|one| one.fingerprint != *finding);
                report.set_aside.extend(SetAside::new(finding, reason));
                true
            }
            Edit::Count { finding } => {
                report.set_aside.retain(|one| one.fingerprint != *finding);
                true
            }
            Edit::Fix => {
                let findings = findings(session, &report, reading, &touched)?;
                let changes = fix::fix(&mut report, &findings);
                notes.extend(changes.iter().map(|change| change.message.get(language).to_owned()));
                true
            }
            Edit::Fill => {
                let changes = fix::fill_blanks(&mut report);
                notes.extend(changes.iter().map(|change| change.message.get(language).to_owned()));
                true
            }
        };
        if let (false, Edit::Field { text, .. }) = (is_done, edit) {
            let message =
                Message::new(format!("这样填不行，没有改：{text}"), format!("this cannot be: {text}"));
            notes.push(message.get(language).to_owned());
        }
        if !is_done && let Edit::Cell { address, text } | Edit::Passage { address, text } = edit {
            let message = Message::new(
                format!("没有位置 {address}，这处修改没有做：{text}"),
                format!("there is no {address}, so this was not changed: {text}"),
            );
            notes.push(message.get(language).to_owned());
        }
    }
    let findings = findings(session, &report, reading, &touched)?;
    Ok(Edited { report, findings, notes })
}

/// The findings of the reading that still hold, and those of the rules. A doubt about how cells were read ends when
/// a person has set all of them.
fn findings(
    session: &Session,
    report: &Report,
    reading: &Reading,
    touched: &BTreeSet<Address>,
) -> Result<Vec<Finding>, Failure> {
    let is_settled = |finding: &&Finding| {
        !finding.cells.is_empty() && finding.cells.iter().all(|cell| touched.contains(cell))
    };
    let of_reading = reading.findings.iter().filter(|finding| !is_settled(finding)).cloned();
    let mut findings: Vec<Finding> = of_reading.collect();
    // As it was read, something may have been set aside that counts now.
    restore(&mut findings);
    set_aside(report, &mut findings);
    findings.extend(session.check(report)?);
    Ok(findings)
}

fn set_cell(report: &mut Report, address: &str, text: &str, touched: &mut BTreeSet<Address>) -> bool {
    let Ok(address) = report.edition.address(address) else { return false };
    let kind = report.edition.table(address.table).and_then(|table| {
        let (block, row) = table.row(address.row)?;
        Some(row.kind(block.column(address.column)?))
    });
    let value = kind.map_or_else(|| Value::parse(text), |kind| Value::of_kind(kind, text));
    let cell =
        report.cells.entry(address).or_insert_with(|| Cell { value: Value::Blank, place: Place::Unknown });
    cell.value = value;
    touched.insert(address);
    true
}

/// Sets a text. A body and year that were the title's are those of the new title.
pub(crate) fn set_passage(report: &mut Report, address: &str, text: &str) -> bool {
    let Some(address) = PassageAddress::parse(address) else { return false };
    let before = Identity::of(report);
    let was_shown = (before.organization == report.organization, before.year == report.year);
    if !report.replace_passage(address, text) {
        return false;
    }
    let after = Identity::of(report);
    if was_shown.0 && after.organization.is_some() {
        report.organization = after.organization;
    }
    if was_shown.1 && after.year.is_some() {
        report.year = after.year;
    }
    true
}
