//! Many reports: who sent what, who is missing, the sums, and what each body has to mend.

use std::io::{Cursor, Write};

use repconv::Session;
use repconv::aggregate::{Inclusion, Received, Settings, Summary, Unread};
use repconv::model::finding::{Finding, Severity};
use repconv::model::language::Language;
use repconv::model::report::Report;
use repconv::present::OutputOptions;
use repconv::present::aggregate::{self, Collection, repeats, slips};
use repconv::present::check::Entry;
use repconv::present::formats::{Presentable, by_name};
use repconv::session::Input;
use repconv::validate::Roster;
use serde_json::{Value, json};

/// The reports that were received, in the order of the files.
#[derive(Debug, Default)]
pub(crate) struct Submissions {
    entries: Vec<Entry>,
    /// One for each entry that could be read.
    received: Vec<Option<Received>>,
}

/// What is said about the whole.
#[derive(Clone, Copy, Debug)]
pub(crate) struct About<'a> {
    /// A name of a body on each line.
    pub(crate) roster: &'a str,
    /// The office that collects.
    pub(crate) office: &'a str,
    pub(crate) language: Language,
}

impl Submissions {
    pub(crate) fn clear(&mut self) {
        *self = Self::default();
    }

    /// Reads and checks one more file; its number is the count of those before it.
    pub(crate) fn receive(&mut self, session: &Session, name: &str, bytes: &[u8]) {
        match session.read_and_check(Input::new(bytes).with_name(name)) {
            Ok(reading) => {
                let unread = Unread::places(&reading.findings);
                self.entries.push(Entry::of(name.to_owned(), &reading.report, reading.findings));
                let received = Received::of(name, bytes, reading.report).with_unread(unread);
                self.received.push(Some(received));
            }
            Err(error) => {
                self.entries.push(Entry::unreadable(name.to_owned(), error));
                self.received.push(None);
            }
        }
    }

    /// Puts the corrected report in the place of the one that was received.
    pub(crate) fn correct(&mut self, number: usize, report: &Report, findings: &[Finding], bytes: &[u8]) {
        let (Some(entry), Some(received)) = (self.entries.get_mut(number), self.received.get_mut(number))
        else {
            return;
        };
        let name = entry.file.clone();
        *received = Some(Received::of(&name, bytes, report.clone()).with_unread(Unread::places(findings)));
        *entry = Entry::of(name, report, findings.to_vec());
    }

    /// Each file with its body and what became of it; who is missing.
    pub(crate) fn status(&mut self, about: About<'_>) -> Value {
        self.with_collection(about, |collection| status(collection, about.language))
    }

    /// The sums as a workbook or document, or the slips and the list for reminding, packed (`slips`); empty where
    /// there is nothing to write.
    pub(crate) fn result(&mut self, what: &str, about: About<'_>) -> Vec<u8> {
        let options = OutputOptions { language: about.language, ..OutputOptions::default() };
        self.with_collection(about, |collection| {
            if what == "slips" {
                return packed(collection).unwrap_or_default();
            }
            let presenter = by_name::<Collection>(what).and_then(Collection::presenter);
            presenter.and_then(|presenter| presenter.render(collection, options).ok()).unwrap_or_default()
        })
    }

    /// Sums up as `repconv collect` does.
    fn with_collection<T>(&mut self, about: About<'_>, work: impl FnOnce(&Collection) -> T) -> T {
        let names: Vec<String> =
            about.roster.lines().map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect();
        let roster = (!names.is_empty()).then(|| Roster::new(names));
        let unreadable: Vec<String> = self
            .entries
            .iter()
            .filter(|entry| entry.error.is_some())
            .map(|entry| entry.file.clone())
            .collect();
        let settings = Settings { roster: roster.as_ref(), unreadable: &unreadable, ..Settings::default() };
        let summary = Summary::of(self.received.iter().flatten().cloned().collect(), &settings);
        let mut entries = std::mem::take(&mut self.entries);
        repeats::add_findings(&summary, &mut entries);
        let office = Some(about.office.trim()).filter(|office| !office.is_empty()).map(str::to_owned);
        let title = aggregate::title(&summary, office.as_deref());
        let collection = Collection {
            summary,
            entries,
            left_out: Vec::new(),
            title,
            office,
            date: None,
            language: about.language,
        };
        let made = work(&collection);
        self.entries = collection.entries;
        // They are about the whole, which the next file may change.
        for entry in &mut self.entries {
            entry.findings.retain(|finding| !repeats::is_choice(finding));
        }
        made
    }
}

fn status(collection: &Collection, language: Language) -> Value {
    let summary = &collection.summary;
    let mut inclusions = summary.received.iter().zip(&summary.inclusions);
    let row = |entry: &Entry| {
        let count = |severity| entry.findings.iter().filter(|finding| finding.severity == severity).count();
        let error = entry.error.as_ref();
        let mut row = json!({
            "file": entry.file,
            "organization": entry.organization(),
            "year": entry.year(),
            "errors": count(Severity::Error),
            "warnings": count(Severity::Warning),
            "error": error.map(|error| error.message(language)),
            "hint": error.and_then(|error| error.hint(language)),
            "counted": false,
            "reason": Value::Null,
        });
        if error.is_none()
            && let (Some((one, inclusion)), Some(members)) = (inclusions.next(), row.as_object_mut())
        {
            members.insert("counted".to_owned(), json!(inclusion.is_counted()));
            if let Inclusion::Excluded(reason) = inclusion {
                members.insert("reason".to_owned(), json!(aggregate::reason(summary, one, reason, language)));
            }
        }
        row
    };
    let rows: Vec<Value> = collection.entries.iter().map(row).collect();
    let attendance = summary.attendance.as_ref();
    let body = |at: &usize| summary.received.get(*at).map(aggregate::body);
    json!({
        "year": summary.year,
        "title": collection.title,
        "rows": rows,
        "has_roster": attendance.is_some(),
        "missing": attendance.map(|attendance| attendance.missing.iter().map(|one| &one.name).collect::<Vec<_>>()),
        "proposed": attendance.map(|attendance| {
            let proposed = attendance.proposed.iter();
            proposed.map(|one| json!([one.name, one.received.iter().filter_map(body).collect::<Vec<_>>()])).collect::<Vec<_>>()
        }),
        "unlisted": attendance.map(|attendance| attendance.unlisted.iter().filter_map(body).collect::<Vec<_>>()),
    })
}

fn packed(collection: &Collection) -> Option<Vec<u8>> {
    let slips = slips::slips(collection).ok()?;
    if slips.is_empty() {
        return None;
    }
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for slip in slips {
        archive.start_file(slip.name, zip::write::SimpleFileOptions::default()).ok()?;
        archive.write_all(&slip.bytes).ok()?;
    }
    archive.finish().ok().map(Cursor::into_inner)
}
