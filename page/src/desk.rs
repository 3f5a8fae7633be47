//! Reports that are open: each as it was read, and as it is after the edits.

use std::collections::BTreeMap;

use repconv::Session;
use repconv::compare::{Pair, compare};
use repconv::formats::{TextEncoding, WriteOptions};
use repconv::model::error::Error;
use repconv::model::finding::{self, Finding};
use repconv::model::language::{Language, Message};
use repconv::model::report::Report;
use repconv::present::OutputOptions;
use repconv::present::compare::Compared;
use repconv::present::formats::{Presentable, by_name};
use repconv::session::{Input, Reading, Written, write_checked};
use serde_json::{Value, json};

use crate::edits::{self, Edits};
use crate::forms::{self, Found};
use crate::submissions::{About, Submissions};
use crate::view::View;

/// Reports that are open under numbers.
#[derive(Debug, Default)]
pub struct Desk {
    session: Session,
    open: BTreeMap<u32, Open>,
    failure: Option<Failure>,
    /// What the format of the last file that was saved does not hold.
    loss: Option<Message>,
    /// The files of many bodies.
    pub(crate) submissions: Submissions,
}

/// Why something could not be done.
#[derive(Debug)]
pub enum Failure {
    /// The library says so.
    Library(Error),
    /// Nothing is open under this number.
    NotOpen,
    /// The edits are no JSON of the shape that the page sends.
    Edits(String),
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Library(error)
    }
}

impl Failure {
    /// What happened, and what to do about it.
    #[must_use]
    pub fn words(&self, language: Language) -> (String, Option<String>) {
        match self {
            Self::Library(error) => (error.message(language), error.hint(language)),
            Self::NotOpen => {
                let message = Message::new("这份文件没有打开", "this file is not open");
                (message.get(language).to_owned(), None)
            }
            Self::Edits(why) => {
                let message = Message::new(
                    format!("修改记录读不出：{why}"),
                    format!("the edits cannot be read: {why}"),
                );
                (message.get(language).to_owned(), None)
            }
        }
    }
}

/// A report that is open.
#[derive(Debug)]
struct Open {
    /// The name of its file.
    name: String,
    /// As it was read.
    reading: Reading,
    /// As it is after the edits.
    report: Report,
    /// What the reading, the rules and the year before say about it.
    findings: Vec<Finding>,
    /// The number of the year before.
    previous: Option<u32>,
}

impl Desk {
    /// Reads a file. The view comes with [`Desk::show`].
    ///
    /// # Errors
    /// [`Failure::Library`] where the file cannot be read.
    pub fn open(&mut self, id: u32, name: &str, bytes: &[u8]) -> Result<Value, Failure> {
        self.open.remove(&id);
        let reading = self.session.read(Input::new(bytes).with_name(name))?;
        let report = reading.report.clone();
        let facts = json!({
            "organization": report.organization,
            "year": report.year,
            "form": report.edition.id,
            "form_name": report.edition.name,
            "is_form": !report.edition.is_none(),
            "format": reading.format,
            "reports": reading.reports,
            "may_be_blank": report.edition.is_none() && Found::read(&self.session, name, bytes).is_ok(),
        });
        self.open.insert(
            id,
            Open { name: name.to_owned(), reading, report, findings: Vec::new(), previous: None },
        );
        Ok(facts)
    }

    /// The report after these edits: its layout, its findings, and what was changed.
    ///
    /// # Errors
    /// [`Failure::NotOpen`], [`Failure::Edits`], or [`Failure::Library`] where the rules take too long.
    pub fn show(&mut self, id: u32, edits: &str, language: Language) -> Result<Value, Failure> {
        let edits = Edits::parse(edits).map_err(Failure::Edits)?;
        let open = self.open.get(&id).ok_or(Failure::NotOpen)?;
        let edited = edits::apply(&self.session, &open.reading, &edits, language)?;
        let mut findings = edited.findings;
        let previous = open.previous.and_then(|previous| self.open.get(&previous));
        if let Some(previous) = previous {
            findings.extend(self.session.check_with_previous(&edited.report, &previous.report));
        }
        finding::sort(&mut findings);
        let view = View {
            report: &edited.report,
            read: &open.reading.report,
            previous: previous.map(|previous| &previous.report),
            findings: &findings,
            language,
        };
        let mut shown = view.to_json();
        if let Some(members) = shown.as_object_mut() {
            members.insert("notes".to_owned(), json!(edited.notes));
        }
        let open = self.open.get_mut(&id).ok_or(Failure::NotOpen)?;
        open.report = edited.report;
        open.findings = findings;
        Ok(shown)
    }

    /// Adds the form of a file, a form as text or a blank one: its id, name and text, and what was in doubt.
    ///
    /// # Errors
    /// [`Failure::Library`] where the file holds no form.
    pub fn add_form(&mut self, name: &str, bytes: &[u8], language: Language) -> Result<Value, Failure> {
        let (session, shown) = Found::read(&self.session, name, bytes)?.add_to(&self.session, language)?;
        self.session = session;
        Ok(shown)
    }

    /// The forms that are known.
    #[must_use]
    pub fn forms(&self) -> Value {
        forms::known(&self.session)
    }

    /// The blank form of a body for a year, as report JSON; `previous` is the number of last year's report, 0 for none.
    /// Empty where there is no such form.
    #[must_use]
    pub fn fresh(&self, form: &str, organization: &str, year: u16, previous: u32) -> Vec<u8> {
        let previous = self.open.get(&previous).map(|open| &open.report);
        forms::fresh(&self.session, (form, organization, year), previous).unwrap_or_default()
    }

    /// Sets the report of the year before; 0 for none.
    ///
    /// # Errors
    /// [`Failure::NotOpen`].
    pub fn set_previous(&mut self, id: u32, previous: u32) -> Result<Value, Failure> {
        if previous != 0 && !self.open.contains_key(&previous) {
            return Err(Failure::NotOpen);
        }
        let open = self.open.get_mut(&id).ok_or(Failure::NotOpen)?;
        open.previous = Some(previous).filter(|previous| *previous != 0);
        Ok(json!({}))
    }

    /// The report as it is shown, in this format; empty where it cannot be written, for a reason that
    /// [`Desk::failure`] keeps.
    pub fn save(&mut self, id: u32, format: &str, encoding: &str, is_final: bool) -> Vec<u8> {
        let written = self.write(id, format, encoding, is_final);
        let (bytes, loss, failure) = match written {
            Ok(Written { bytes, loss, .. }) => (bytes, loss, None),
            Err(failure) => (Vec::new(), None, Some(failure)),
        };
        self.failure = failure;
        self.loss = loss;
        bytes
    }

    fn write(&self, id: u32, format: &str, encoding: &str, is_final: bool) -> Result<Written, Failure> {
        let open = self.open.get(&id).ok_or(Failure::NotOpen)?;
        let mut options = WriteOptions::default().with_final(is_final);
        if encoding == "utf-8" {
            options = options.with_encoding(TextEncoding::Utf8);
        }
        Ok(write_checked(&open.report, &open.findings, self.session.format(format)?, &options)?)
    }

    /// Why the last [`Desk::save`] returned nothing.
    #[must_use]
    pub const fn failure(&self) -> Option<&Failure> {
        self.failure.as_ref()
    }

    /// What the last file that was saved does not hold of the report.
    #[must_use]
    pub fn loss(&self, language: Language) -> &str {
        self.loss.as_ref().map_or("", |loss| loss.get(language))
    }

    /// What differs from the report of the year before, as a page; empty where there is none.
    #[must_use]
    pub fn difference(&self, id: u32, language: Language) -> Vec<u8> {
        let pair = self.open.get(&id).and_then(|open| Some((open, self.open.get(&open.previous?)?)));
        pair.and_then(|(open, previous)| difference(previous, open, language)).unwrap_or_default()
    }

    /// Reads and checks one more of many files.
    pub(crate) fn receive(&mut self, name: &str, bytes: &[u8]) {
        self.submissions.receive(&self.session, name, bytes);
    }

    /// Puts the report that is open in the place of the one that was received.
    pub(crate) fn correct(&mut self, number: usize, id: u32) {
        let Some(open) = self.open.get(&id) else { return };
        let bytes = self.session.write(&open.report, "json").unwrap_or_default();
        self.submissions.correct(number, (&open.report, &open.findings), &bytes);
    }

    /// The sums, the slips or everything of many files.
    pub(crate) fn result(&mut self, what: &str, about: About<'_>) -> Vec<u8> {
        self.submissions.result(&self.session, what, about)
    }

    /// Closes a file.
    pub fn close(&mut self, id: u32) {
        self.open.remove(&id);
    }
}

fn difference(old: &Open, new: &Open, language: Language) -> Option<Vec<u8>> {
    let compared = Compared {
        files: Pair::new(old.name.clone(), new.name.clone()),
        difference: compare(&old.report, &old.findings, &new.report, &new.findings),
        shows_all: false,
    };
    let options = OutputOptions { language, ..OutputOptions::default() };
    Compared::presenter(by_name::<Compared>("html")?)?.render(&compared, options).ok()
}
