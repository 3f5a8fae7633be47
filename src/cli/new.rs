//! `repconv new`: the blank form for a body and a year.

use std::path::Path;

use super::arguments::{ConversionArguments, NewArguments, ReadingArguments};
use super::convert::write_made;
use super::forms::ChosenForms;
use super::reading::input_reader;
use super::usage::{self, UsageError};
use super::{Fault, Outcome, OutputOptions, print};
use repconv::batch::file;
use repconv::compose::blank::blank;
use repconv::formats::Formats;
use repconv::model::form::Edition;
use repconv::model::language::{Language, Message, Text};
use repconv::model::report::Report;
use repconv::model::text;
use repconv::validate::{Settings, UNRELATED_PREVIOUS_REPORT, validate_with_previous};

/// Writes the form as the arguments say.
pub fn new(arguments: &NewArguments, options: OutputOptions) -> Result<Outcome, Fault> {
    let organization = text::clean_cell(&arguments.org);
    if organization.is_empty() {
        return Err(UsageError::value("--org", &arguments.org, "阿克陶镇人民政府").into());
    }
    let mut conversion = arguments.conversion.clone();
    if let Some(second) = &conversion.output {
        return Err(usage::one_too_many(&file::shown_name(second)).into());
    }
    // There is but one file to name: the one to write.
    conversion.output = conversion.input.take();
    let edition = edition(&conversion, arguments.year, options)?;
    let previous =
        arguments.previous.as_deref().map(|path| read_previous(path, &conversion, options)).transpose()?;
    let report = blank(edition, &organization, arguments.year, previous.as_ref());
    write_made(&report, arguments.previous.as_deref(), &conversion, options)?;
    if let Some(previous) = previous.filter(|_| !options.quiet) {
        print::to_stderr(to_message(&report, &previous, options.language));
    }
    Ok(Outcome::Done)
}

fn read_previous(
    path: &Path,
    conversion: &ConversionArguments,
    options: OutputOptions,
) -> Result<Report, Fault> {
    let formats = Formats::builtin();
    // What is said about the forms has been said.
    let quiet = OutputOptions { quiet: true, ..options };
    let reading = input_reader(
        &ReadingArguments { edition: None, ..conversion.reading.clone() },
        None,
        &formats,
        quiet,
    )?;
    let bytes = reading.bytes(path)?;
    let understood = reading.check(path, &bytes);
    Ok(understood.map_err(|error| Fault::of_file(path, error))?.report)
}

fn edition(
    conversion: &ConversionArguments,
    year: u16,
    options: OutputOptions,
) -> Result<&'static Edition, Fault> {
    let ChosenForms { forms, edition } = ChosenForms::of(&conversion.reading.form, options)?;
    let named = conversion.reading.edition.as_deref().and_then(|id| forms.by_id(id));
    // A form that is added for one output is meant to be its form.
    let named = named.or(edition).or_else(|| forms.added().first().copied());
    if named.is_some_and(Edition::is_none) {
        let error = UsageError::new(
            Message::new("普通文档没有表样，没有空白的可写", "a document without a form has no blank form"),
            Message::new(
                "用 --form 指明一种表样；表样见 repconv forms",
                "name a form with --form; see repconv forms",
            ),
        );
        return Err(error.into());
    }
    named.or_else(|| forms.for_year(year)).ok_or_else(|| {
        let error = UsageError::new(
            Message::new(format!("{year} 年没有规定的报告格式"), format!("there is no form for {year}")),
            Message::new("用 --edition 指明年版", "name an edition with --edition"),
        );
        error.into()
    })
}

const CARRIED_OVER: Text = Text::new("已按上年报告填入“上年结转”", "carried over last year's requests");
const NOTED: Text = Text::new(
    "上年的数写在各表下面的注里，报送前请删去（忘了删，检查时会报 S008）",
    "last year's figures are in notes under the tables, to be deleted before the report is sent (S008 finds what is left)",
);
const NOTHING_NOTED: Text = Text::new(
    "上年报告里没有可供核对的数，没有写注",
    "last year's report has no figures to compare with, and no notes were written",
);

/// What was taken from last year's report, and what does not fit in it.
fn to_message(report: &Report, previous: &Report, language: Language) -> String {
    let unrelated = validate_with_previous(report, previous, &Settings::default())
        .into_iter()
        .find(|finding| finding.rule == &UNRELATED_PREVIOUS_REPORT);
    let mut lines = Vec::new();
    if report.cells.values().any(|cell| cell.value.number().is_some()) {
        lines.push(CARRIED_OVER.get(language).to_owned());
    }
    lines.push(if report.notes.is_empty() { NOTHING_NOTED } else { NOTED }.get(language).to_owned());
    lines.extend(unrelated.map(|finding| finding.message.get(language).to_owned()));
    lines.join("\n") + "\n"
}
