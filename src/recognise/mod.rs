//! Recognises the report in a document, whatever website, program or person it comes from.
//!
//! 1. `several` divides a document that holds several reports, of which one is read.
//! 2. `edition` determines the edition of the form.
//! 3. `segment` divides the document into lines, statutory tables and other tables. Statutory tables are
//!    read at once by their labels (`tables`), flattened ones too.
//! 4. `assemble` finds the bounds of the report among the segments and builds it in order: title,
//!    metadata, preamble, headings, text, notes, signature (`sections`).
//! 5. `plain` reads a document that fits no form.
//! 6. `embedded_copy` compares the report with the copy in our own workbooks.
//!
//! Text with no place in the form is kept where it was. What could not be resolved becomes a finding of
//! family R.

mod assemble;
mod edition;
mod embedded_copy;
mod nothing_read;
mod plain;
mod reversed;
mod sections;
mod segment;
mod several;
mod tables;

use crate::forms::Forms;
use crate::model::document::Document;
use crate::model::error::{Error, Result};
use crate::model::finding::Finding;
use crate::model::form::Edition;
use crate::model::language::Message;
use crate::model::limits::Clock;
use crate::model::place::Place;
use crate::model::reading_rules::FITS_TWO_FORMS;
use crate::model::report::{Report, Section};

use self::sections::titles;
use self::several::Reports;
use self::tables::labels::Labels;

/// Options for recognition; a builder.
#[derive(Clone, Copy, Debug, Default)]
#[non_exhaustive]
pub struct RecogniseOptions {
    /// The edition, if the user chooses it; otherwise it is detected.
    pub edition: Option<&'static Edition>,
    /// Which of several reports in the document is read, from 1; `None`: the first, with an error if there are more.
    pub report: Option<usize>,
    /// Started with the reading; see [`Limits::started`](crate::model::limits::Limits::started).
    pub clock: Clock,
    /// The forms that the document may be of.
    pub forms: Forms,
}

impl RecogniseOptions {
    /// The same options with this edition; `None`: detect it.
    #[must_use]
    pub fn with_edition(mut self, edition: impl Into<Option<&'static Edition>>) -> Self {
        self.edition = edition.into();
        self
    }

    /// The same options with these forms.
    #[must_use]
    pub const fn with_forms(mut self, forms: Forms) -> Self {
        self.forms = forms;
        self
    }

    /// The same options, to read the report of this number, from 1, of a document with several.
    #[must_use]
    pub fn with_report(mut self, report: impl Into<Option<usize>>) -> Self {
        self.report = report.into();
        self
    }
}

/// A report that was recognised.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Recognised {
    /// The report.
    pub report: Report,
    /// The findings of recognition.
    pub findings: Vec<Finding>,
    /// How many reports the document has, at least one.
    pub reports: usize,
}

impl Recognised {
    /// The only report of its source.
    ///
    /// # Errors
    /// [`Error::NoSuchReport`] if another was asked for.
    pub fn only(report: Report, findings: Vec<Finding>, options: &RecogniseOptions) -> Result<Self> {
        match options.report {
            None | Some(1) => Ok(Self { report, findings, reports: 1 }),
            Some(asked) => Err(Error::NoSuchReport { asked, found: 1 }),
        }
    }
}

/// Recognises the report in a document and returns it with the findings of recognition.
///
/// # Errors
/// [`Error::NotAReport`] when the title or the options name a form and neither its tables nor its sections are
/// found, [`Error::TooLarge`] when the time is up.
pub fn recognise(original: &Document, options: &RecogniseOptions) -> Result<(Report, Vec<Finding>)> {
    recognise_one(original, options).map(|recognised| (recognised.report, recognised.findings))
}

/// As [`recognise`], with the number of reports in the document.
///
/// # Errors
/// As [`recognise`]; [`Error::NoSuchReport`] if the document has fewer reports than the number asked for.
pub fn recognise_one(original: &Document, options: &RecogniseOptions) -> Result<Recognised> {
    if options.edition.is_some_and(Edition::is_none) {
        let (report, findings) = without_form(original, options)?.ok_or(Error::Empty)?;
        return Recognised::only(report, findings, options);
    }
    let reports = Reports::of(original);
    let (asked, found) = (options.report.unwrap_or(1), reports.count());
    if found == 1 {
        let (report, findings) = recognise_whole(original, options)?;
        return Recognised::only(report, findings, options);
    }
    options.clock.check()?;
    let at = asked.checked_sub(1).and_then(|at| Some((at, reports.document(original, at)?)));
    let (at, part) = at.ok_or(Error::NoSuchReport { asked, found })?;
    let (report, mut findings) = recognise_whole(&part, options)?;
    findings.push(reports.finding(at, options.report.is_some()));
    Ok(Recognised { report, findings, reports: found })
}

/// Recognises the only report of a document.
fn recognise_whole(original: &Document, options: &RecogniseOptions) -> Result<(Report, Vec<Finding>)> {
    let edition = options.edition.unwrap_or_else(|| edition::detect_edition(original, options.forms));
    let labels = Labels::of_edition(edition);
    options.clock.check()?;
    let document = &*segment::captioned::split_at_captions(original, edition);
    let document = &*segment::text_rows::split_text_rows(document, edition, labels);
    let segments = segment::segment(document, edition, labels, &options.clock)?;
    options.clock.check()?;
    let has_undecidable_row = segments.readers.iter().any(|reader| reader.builder.undecidable_rows > 0);
    let seen: Vec<usize> = segments.statutory().collect();
    let (mut report, mut findings) = assemble::assemble(document, edition, segments, &options.clock)?;
    let evidence = Evidence::of(&report, edition);
    if report.cells.is_empty()
        && report.unresolved.is_empty()
        && !has_undecidable_row
        && !evidence.is_enough(edition)
    {
        let is_titled = evidence.title && !report.title.as_ref().is_some_and(plain::is_about_reports);
        if options.edition.is_some()
            || is_titled
            || plain::names_form(original, options.forms)
            || plain::is_unfit(original)
        {
            return Err(not_a_report(&evidence, edition));
        }
        let read = without_form(original, options)?;
        let (report, mut findings) = read.ok_or_else(|| not_a_report(&evidence, edition))?;
        findings.insert(0, plain::without_form());
        return Ok((report, findings));
    }
    options.clock.check()?;
    if options.edition.is_none() {
        findings.extend(
            edition::other_fit(original, options.forms, edition).map(|other| fits_too(edition, other)),
        );
    }
    findings.extend(reversed::reversed(original));
    let unfilled = nothing_read::nothing_read(&mut report, original, &seen, &findings);
    findings.extend(unfilled);
    findings.extend(embedded_copy::settle(original, &mut report, options.forms));
    Ok((report, findings))
}

/// R014: the document may be of another form, too.
fn fits_too(chosen: &Edition, other: &Edition) -> Finding {
    let message = Message::new(
        format!(
            "这份文件也像另一种报表“{}”，按“{}”读取；要按另一种读取，请加 --form {}",
            other.name, chosen.name, other.id
        ),
        format!(
            "the document also looks like one of the form '{}' and is read as one of '{}'; add --form {} to read it as that",
            other.id, chosen.id, other.id
        ),
    );
    Finding::new(&FITS_TWO_FORMS, message, Place::Unknown)
}

/// Reads a document without a form; `None` if it is blank.
fn without_form(original: &Document, options: &RecogniseOptions) -> Result<Option<(Report, Vec<Finding>)>> {
    let mut report = plain::recognise(original, &options.clock)?;
    if report.is_blank() {
        return Ok(None);
    }
    let mut findings = reversed::reversed(original);
    findings.extend(embedded_copy::settle(original, &mut report, options.forms));
    Ok(Some((report, findings)))
}

/// What distinguishes a report from other documents, apart from its tables.
struct Evidence {
    /// The title names the kind of report.
    title: bool,
    /// Number of statutory sections.
    statutory: usize,
    /// Number of other sections.
    free: usize,
    /// A heading that no other kind of report has. 总体情况, 存在的主要问题 and 其他需要报告的事项 occur in annual
    /// reports on any subject.
    distinctive_heading: bool,
}

/// Fewest statutory sections of a report without a title or without tables.
const FEWEST_SECTIONS: usize = 3;
/// Fewest sections of a report of an edition whose sections are free.
const FEWEST_FREE_SECTIONS: usize = 2;

impl Evidence {
    /// Whether the title and the headings alone show that it is a report.
    const fn is_enough(&self, edition: &Edition) -> bool {
        let has_sections =
            self.statutory >= 1 || (edition.sections.is_empty() && self.free >= FEWEST_FREE_SECTIONS);
        (self.statutory >= FEWEST_SECTIONS && (self.title || self.distinctive_heading))
            || (self.title && has_sections)
    }

    fn of(report: &Report, edition: &Edition) -> Self {
        let has = |key| report.sections.iter().any(|section| section.key == key);
        let distinctive = edition.sections.iter().filter(|form| form.heading.contains("公开"));
        let statutory = report.sections.iter().filter(|section| section.key != Section::EXTRA).count();
        Self {
            title: report.title.as_ref().is_some_and(|title| titles::may_be_title(&title.text)),
            statutory,
            free: report.sections.len() - statutory,
            distinctive_heading: distinctive.map(|form| form.key).any(has),
        }
    }
}

fn not_a_report(evidence: &Evidence, edition: &Edition) -> Error {
    let mut missing = Vec::new();
    if edition.disclosure.is_none() {
        let tables = edition.tables.iter().map(|table| {
            Message::new(format!("表格“{}”", table.title), format!("the table '{}'", table.key))
        });
        return Error::NotAReport { form: Some(edition.name), missing: tables.collect() };
    }
    if !evidence.title {
        missing.push(Message::new(
            "标题“……政府信息公开工作年度报告”",
            "title naming a 政府信息公开工作年度报告",
        ));
    }
    // A few headings that annual reports on any subject have do not count.
    let is_by_chance = evidence.statutory < FEWEST_SECTIONS && !evidence.distinctive_heading;
    if is_by_chance && (evidence.free == 0 || !edition.sections.is_empty()) {
        missing.push(Message::new("“一、总体情况”等各部分标题", "headings such as 一、总体情况"));
    }
    missing.push(Message::new("法定表格（主动公开、依申请公开、复议诉讼）", "statutory tables"));
    Error::NotAReport { form: None, missing }
}
