//! Many reports: who sent what, who is missing, the sums, and what each body has to mend.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Write};
use std::time::SystemTime;

use repconv::Session;
use repconv::aggregate::{Inclusion, Likeness, Preference, Reason, Received, Settings, Summary, Unread};
use repconv::formats::WriteOptions;
use repconv::model::date::Date;
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
    /// The reports that were corrected here, with what is still found, by the number of their file.
    corrected: BTreeMap<usize, (Report, Vec<Finding>)>,
}

/// When a file that was chosen counts as changed; the others have no time.
const CHOSEN: SystemTime = SystemTime::UNIX_EPOCH;

/// What is said about the whole.
#[derive(Clone, Copy, Debug)]
pub(crate) struct About<'a> {
    /// A name of a body on each line.
    pub(crate) roster: &'a str,
    /// The office that collects.
    pub(crate) office: &'a str,
    /// A file on each line: of several reports of a body these count.
    pub(crate) chosen: &'a str,
    /// The day, as `2026-01-31`.
    pub(crate) date: &'a str,
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
    pub(crate) fn correct(&mut self, number: usize, (report, findings): (&Report, &[Finding]), bytes: &[u8]) {
        let (Some(entry), Some(received)) = (self.entries.get_mut(number), self.received.get_mut(number))
        else {
            return;
        };
        let name = entry.file.clone();
        *received = Some(Received::of(&name, bytes, report.clone()).with_unread(Unread::places(findings)));
        *entry = Entry::of(name, report, findings.to_vec());
        self.corrected.insert(number, (report.clone(), findings.to_vec()));
    }

    /// Each file with its body and what became of it; who is missing.
    pub(crate) fn status(&mut self, about: About<'_>) -> Value {
        self.with_collection(about, |collection| status(collection, about.language))
    }

    /// The sums as a workbook or document; the slips and the list for reminding, packed (`slips`); or these, the
    /// corrected reports and what was found, packed (`all`). Empty where there is nothing to write.
    pub(crate) fn result(&mut self, session: &Session, what: &str, about: About<'_>) -> Vec<u8> {
        let options = OutputOptions { language: about.language, ..OutputOptions::default() };
        let corrected = std::mem::take(&mut self.corrected);
        let made = self.with_collection(about, |collection| {
            match what {
                "slips" => return packed(of_slips(collection)).unwrap_or_default(),
                "all" => {
                    return packed(everything(session, collection, &corrected, options)).unwrap_or_default();
                }
                _ => {}
            }
            let presenter = by_name::<Collection>(what).and_then(Collection::presenter);
            presenter.and_then(|presenter| presenter.render(collection, options).ok()).unwrap_or_default()
        });
        self.corrected = corrected;
        made
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
        let chosen: BTreeSet<&str> = about.chosen.lines().collect();
        let preference = if chosen.is_empty() { Preference::First } else { Preference::Newest };
        let settings =
            Settings { roster: roster.as_ref(), unreadable: &unreadable, preference, ..Settings::default() };
        let preferred = |received: &Received| {
            let is_chosen = chosen.contains(received.file.as_str());
            Received { modified: is_chosen.then_some(CHOSEN), ..received.clone() }
        };
        let summary = Summary::of(self.received.iter().flatten().map(preferred).collect(), &settings);
        let mut entries = std::mem::take(&mut self.entries);
        repeats::add_findings(&summary, &mut entries);
        forget_choices_made(&summary, &mut entries, &chosen);
        let office = Some(about.office.trim()).filter(|office| !office.is_empty()).map(str::to_owned);
        let title = aggregate::title(&summary, office.as_deref());
        let collection = Collection {
            summary,
            entries,
            left_out: Vec::new(),
            title,
            office,
            date: Date::parse(about.date),
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
            "may_choose": false,
            "reason": Value::Null,
        });
        if error.is_none()
            && let (Some((one, inclusion)), Some(members)) = (inclusions.next(), row.as_object_mut())
        {
            members.insert("counted".to_owned(), json!(inclusion.is_counted()));
            if let Inclusion::Excluded(reason) = inclusion {
                members.insert("reason".to_owned(), json!(aggregate::reason(summary, one, reason, language)));
                let may_choose = matches!(reason, Reason::Repeated { likeness: Likeness::Different(_), .. });
                members.insert("may_choose".to_owned(), json!(may_choose));
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

/// Where somebody chose which report of a body counts, nothing is left to choose.
fn forget_choices_made(summary: &Summary, entries: &mut [Entry], chosen: &BTreeSet<&str>) {
    let readable = entries.iter_mut().filter(|entry| entry.error.is_none());
    for (entry, inclusion) in readable.zip(&summary.inclusions) {
        let Inclusion::Excluded(Reason::Repeated { counted, .. }) = inclusion else { continue };
        if summary.received.get(*counted).is_some_and(|one| chosen.contains(one.file.as_str())) {
            entry.findings.retain(|finding| !repeats::is_choice(finding));
        }
    }
}

/// A file in an archive: its path, and its bytes.
type Packed = (String, Vec<u8>);

fn of_slips(collection: &Collection) -> Vec<Packed> {
    let slips = slips::slips(collection).unwrap_or_default();
    slips.into_iter().map(|slip| (slip.name, slip.bytes)).collect()
}

/// The sums, what was found, the slips and the lists, and the corrected reports.
fn everything(
    session: &Session,
    collection: &Collection,
    corrected: &BTreeMap<usize, (Report, Vec<Finding>)>,
    options: OutputOptions,
) -> Vec<Packed> {
    const REMINDERS: &str = "催报名单.";
    let is_english = options.language == Language::En;
    let mut files = Vec::new();
    let title = file_name(&collection.title);
    for format in ["xlsx", "docx"] {
        let presenter = by_name::<Collection>(format).and_then(Collection::presenter);
        let made = presenter.and_then(|presenter| presenter.render(collection, options).ok());
        files.extend(made.map(|bytes| (format!("{title}.{format}"), bytes)));
    }
    let presenter = by_name::<[Entry]>("xlsx").and_then(<[Entry]>::presenter);
    let found = presenter.and_then(|presenter| presenter.render(&collection.entries, options).ok());
    files.extend(
        found.map(|bytes| (if is_english { "findings.xlsx" } else { "检查结果.xlsx" }.to_owned(), bytes)),
    );
    let slips_folder = if is_english { "slips" } else { "修改通知单" };
    files.extend(of_slips(collection).into_iter().map(|(name, bytes)| {
        let is_list = name.starts_with(REMINDERS);
        (if is_list { name } else { format!("{slips_folder}/{name}") }, bytes)
    }));
    let folder = if is_english { "corrected" } else { "改正后的报告" };
    for (report, findings) in corrected.values() {
        let named = report.title.as_ref().map(|title| title.text.as_str()).or(report.organization.as_deref());
        let name = file_name(named.unwrap_or(folder));
        for format in ["docx", "xlsx"] {
            let written = session.write_with(report, findings, format, &WriteOptions::default());
            files.extend(written.ok().map(|bytes| (format!("{folder}/{name}.{format}"), bytes)));
        }
    }
    files
}

/// A text as a name that every system allows.
fn file_name(text: &str) -> String {
    const LONGEST: usize = 80;
    let is_allowed = |c: &char| !c.is_control() && !r#"\/:*?"<>|"#.contains(*c);
    text.trim().chars().filter(is_allowed).take(LONGEST).collect()
}

/// The files in an archive; of several with one path the later ones are numbered.
fn packed(files: Vec<Packed>) -> Option<Vec<u8>> {
    if files.is_empty() {
        return None;
    }
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let mut taken = BTreeMap::new();
    for (path, bytes) in files {
        let times: &mut usize = taken.entry(path.clone()).or_default();
        *times += 1;
        let path = match path.rsplit_once('.') {
            Some((stem, extension)) if *times > 1 => format!("{stem}（{times}）.{extension}"),
            _ => path,
        };
        archive.start_file(path, zip::write::SimpleFileOptions::default()).ok()?;
        archive.write_all(&bytes).ok()?;
    }
    archive.finish().ok().map(Cursor::into_inner)
}
