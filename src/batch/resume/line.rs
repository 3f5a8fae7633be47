//! A line of the log: the outcome of one input.

use std::io::ErrorKind;

use serde_json::{Map, Value, json};

use crate::model::error::{Doing, Error};
use crate::model::finding::{Finding, Severity};
use crate::model::language::Language;
use crate::model::report::Report;

/// The outcome of an input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// It was written.
    Written,
    /// Not written because of the errors in the report, as `--strict` asks.
    HasErrors,
    /// It could not be read or is no report.
    Unreadable,
    /// Its output could not be written.
    Unwritten,
}

/// The names of the states in the log.
const STATUSES: [(Status, &str); 4] = [
    (Status::Written, "written"),
    (Status::HasErrors, "has-errors"),
    (Status::Unreadable, "unreadable"),
    (Status::Unwritten, "unwritten"),
];

/// How many findings there are of each severity, by their names in the log.
const COUNTS: [(Severity, &str); 3] =
    [(Severity::Error, "errors"), (Severity::Warning, "warnings"), (Severity::Info, "notes")];

/// A line of the log, and the error that ends the run, if any.
#[derive(Debug)]
pub struct LogLine {
    record: Map<String, Value>,
    /// The error that ends the whole run.
    pub stop: Option<Error>,
}

impl LogLine {
    /// The line of an input that was written; the status can be changed later.
    #[must_use]
    pub fn new(input: &str) -> Self {
        let mut line = Self { record: Map::new(), stop: None };
        line.set("input", input);
        line.status(Status::Written);
        line
    }

    /// The line of an output of an earlier run that still exists though this run did not write it.
    #[must_use]
    pub fn left(output: &str, hash: &str) -> Self {
        let mut line = Self { record: Map::new(), stop: None };
        line.set("left", output);
        line.set("output_sha256", hash);
        line
    }

    /// Parses a line of the log; `None` if it is not one.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let Value::Object(record) = serde_json::from_str(text).ok()? else { return None };
        Some(Self { record, stop: None })
    }

    /// The same line without an error that ends the run.
    #[must_use]
    pub fn again(&self) -> Self {
        Self { record: self.record.clone(), stop: None }
    }

    /// Sets a member of the line.
    pub fn set(&mut self, key: &str, value: impl Into<Value>) {
        self.record.insert(key.to_owned(), value.into());
    }

    /// Sets the status.
    pub fn status(&mut self, status: Status) {
        let name = STATUSES.iter().find(|(one, _)| *one == status).map_or("", |(_, name)| name);
        self.set("status", name);
    }

    /// The line of an input that failed.
    #[must_use]
    pub fn failed(mut self, status: Status, error: Error, language: Language) -> Self {
        self.status(status);
        self.record.shift_remove("output_sha256");
        let mut failure = json!({ "code": error.code(), "message": error.message(language) });
        if let (Some(failure), Some(hint)) = (failure.as_object_mut(), error.hint_with_lossy(language)) {
            failure.insert("hint".to_owned(), hint.into());
        }
        self.set("error", failure);
        self.stop = Some(error).filter(is_final);
        self
    }

    /// Sets organization, year and findings of the report.
    pub fn describe(&mut self, report: &Report, findings: &[Finding]) {
        self.set("organization", report.organization.clone());
        self.set("year", report.year);
        self.set("edition", report.edition.id);
        for (severity, name) in COUNTS {
            self.set(name, findings.iter().filter(|finding| finding.severity == severity).count());
        }
        let mut rules = Map::new();
        for finding in findings {
            let count = rules.get(finding.rule.code).and_then(Value::as_u64).unwrap_or_default();
            rules.insert(finding.rule.code.to_owned(), (count + 1).into());
        }
        self.set("rules", rules);
    }

    /// The input; empty where the line is about an output alone.
    #[must_use]
    pub fn input(&self) -> &str {
        self.text_of("input").unwrap_or_default()
    }

    /// The output that we wrote, and its hash.
    #[must_use]
    pub fn hashed(&self) -> Option<(&str, &str)> {
        let output = self.text_of("output").or_else(|| self.text_of("left"))?;
        Some((output, self.text_of("output_sha256")?))
    }

    /// The output that was written.
    #[must_use]
    pub fn written_to(&self) -> Option<&str> {
        self.text_of("output").filter(|_| self.is(Status::Written))
    }

    /// Whether the input has this status.
    #[must_use]
    pub fn is(&self, status: Status) -> bool {
        let name = self.text_of("status");
        STATUSES.iter().any(|(one, known)| *one == status && Some(*known) == name)
    }

    /// How many reports the input has.
    #[must_use]
    pub fn reports(&self) -> usize {
        let reports = self.record.get("reports").and_then(Value::as_u64);
        reports.and_then(|reports| usize::try_from(reports).ok()).unwrap_or(1)
    }

    /// Whether its report has findings that are errors.
    pub fn has_errors(&self) -> bool {
        self.record.get("errors").and_then(Value::as_u64).is_some_and(|count| count > 0)
    }

    /// Message and hint of the failure.
    #[must_use]
    pub fn error(&self) -> Option<(&str, Option<&str>)> {
        let error = self.record.get("error")?;
        let text = |key| error.get(key).and_then(Value::as_str);
        Some((text("message")?, text("hint")))
    }

    /// Whether an input of this content has been written to this output.
    #[must_use]
    pub fn is_done(&self, hash: &str, output: &str) -> bool {
        self.is(Status::Written)
            && self.text_of("sha256") == Some(hash)
            && self.text_of("output") == Some(output)
    }

    /// The line with its end.
    #[must_use]
    pub fn text(&self) -> String {
        Value::Object(self.record.clone()).to_string() + "\n"
    }

    fn text_of(&self, key: &str) -> Option<&str> {
        self.record.get(key).and_then(Value::as_str)
    }
}

/// Whether no further output can be written either.
fn is_final(error: &Error) -> bool {
    let Error::Io { doing: Doing::Writing, source, .. } = error else { return false };
    matches!(source.kind(), ErrorKind::StorageFull | ErrorKind::ReadOnlyFilesystem | ErrorKind::QuotaExceeded)
}
