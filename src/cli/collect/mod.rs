//! `repconv collect IN… -o 汇总.xlsx`: sums up the reports of many bodies, and says who is missing.

mod earlier;
mod json;
mod tables;
mod told;
mod wording;
mod xlsx;

use std::io::{self, IsTerminal, Write};
use std::path::Path;

use super::arguments::CollectArguments;
use super::check::entry::{About, Entry};
use super::check::roster;
use super::input::{self, Reading};
use super::output::{Destination, Inputs};
use super::sources::{self, Gathered, Source, Unreadable};
use super::usage::{self, UsageError};
use super::work::Work;
use super::{Fault, Manner, Outcome, texts};
use crate::aggregate::{Received, Settings, Summary};
use crate::formats::Formats;
use crate::model::error::Error;
use crate::model::finding::Severity;
use crate::model::language::{Language, Message};
use crate::model::text;

/// Everything an output tells of.
struct Collection {
    summary: Summary,
    /// A file each, those that could not be read among them, with what was found in it.
    entries: Vec<Entry>,
    /// Files that were not read, being no reports by their names or read already.
    left_out: Vec<String>,
    title: String,
    /// The office that sums up.
    office: Option<String>,
    language: Language,
}

/// Makes the bytes of an output.
type Render = fn(&Collection) -> Result<Vec<u8>, Error>;

/// How the sums can be put out.
struct Format {
    name: &'static str,
    extensions: &'static [&'static str],
    is_binary: bool,
    render: Render,
}

/// THE table of output formats.
static FORMATS: [Format; 5] = [
    Format { name: "xlsx", extensions: &["xlsx"], is_binary: true, render: xlsx::render },
    Format {
        name: "docx",
        extensions: &["docx"],
        is_binary: true,
        render: |collection| tables::render(collection, "docx"),
    },
    Format {
        name: "html",
        extensions: &["html", "htm"],
        is_binary: false,
        render: |collection| tables::render(collection, "html"),
    },
    Format {
        name: "text",
        extensions: &["txt"],
        is_binary: false,
        render: |collection| tables::render(collection, "text"),
    },
    Format {
        name: "json",
        extensions: &["json"],
        is_binary: false,
        render: |collection| Ok(json::render(collection)),
    },
];

/// Sums up as the arguments say.
pub fn collect(arguments: &CollectArguments, manner: Manner) -> Result<Outcome, Fault> {
    let formats = Formats::builtin();
    if arguments.files.is_empty() {
        return Err(usage::missing(&texts::shown_name("files", manner.language)).into());
    }
    let format = format(arguments)?;
    let reading = Reading::new(&arguments.reading, arguments.reading.input_encoding(), &formats)?;
    let mut found = sources::gather(&arguments.files, None, &formats, &reading.options.limits);
    found.say_left_out(manner);
    earlier::leave_out(&mut found, arguments, &reading, &formats);
    if found.is_empty() {
        return Err(nothing_to_sum_up().into());
    }
    let destination = destination(arguments, format, &found)?;
    let column = arguments.roster_column.as_deref();
    let roster = arguments.roster.as_deref().map(|path| roster::read(path, column, &reading, &formats));
    let roster = roster.transpose()?;

    let left_out = std::mem::take(&mut found.left_out);
    let (received, entries) = read(found, &reading, &formats, manner)?;
    if received.is_empty() && roster.is_none() {
        return Err(nothing_could_be_read(entries));
    }
    let unreadable: Vec<String> =
        entries.iter().filter(|entry| entry.error.is_some()).map(|entry| entry.file.clone()).collect();
    let settings = Settings {
        year: arguments.year,
        only_valid: arguments.only_valid,
        roster: roster.as_ref(),
        unreadable: &unreadable,
    };
    let summary = Summary::of(received, &settings);
    let office = arguments.org.as_deref().map(text::clean_cell);
    let title = arguments.title.as_deref().map(text::clean_cell);
    let title = title.unwrap_or_else(|| wording::title(&summary, office.as_deref()));
    let collection = Collection { summary, entries, left_out, title, office, language: manner.language };
    put_out(&collection, format, &destination)?;
    if !manner.quiet {
        let _ = anstream::stderr().write_all(told::told(&collection, manner).as_bytes());
    }
    Ok(collection.outcome())
}

impl Collection {
    fn outcome(&self) -> Outcome {
        let is_complete = self
            .summary
            .attendance
            .as_ref()
            .is_none_or(|attendance| attendance.missing.is_empty() && attendance.proposed.is_empty());
        let is_clean = self.summary.excluded().next().is_none()
            && self.summary.texts().next().is_none()
            && self.summary.alike.is_empty()
            && self.summary.counted().all(|(_, one)| one.organization.is_some());
        if self.entries.iter().any(|entry| entry.error.is_some()) {
            Outcome::SomeUnreadable
        } else if !is_complete || !is_clean || self.with_errors() > 0 {
            Outcome::ErrorsFound
        } else {
            Outcome::Done
        }
    }

    /// How many reports have errors.
    fn with_errors(&self) -> usize {
        let has_errors =
            |entry: &&Entry| entry.findings.iter().any(|finding| finding.severity == Severity::Error);
        self.entries.iter().filter(has_errors).count()
    }

    /// The files that could not be read, with the reason.
    fn unreadable(&self) -> impl Iterator<Item = (&str, &Error)> {
        self.entries.iter().filter_map(|entry| Some((entry.file.as_str(), entry.error.as_ref()?)))
    }

    /// What was found in the report at this place.
    fn findings(&self, at: usize) -> &[crate::model::finding::Finding] {
        let mut readable = self.entries.iter().filter(|entry| entry.error.is_none());
        readable.nth(at).map(|entry| entry.findings.as_slice()).unwrap_or_default()
    }
}

/// Reads every input; of a report only what the sums need is kept.
fn read(
    found: Gathered,
    reading: &Reading<'_>,
    formats: &Formats,
    manner: Manner,
) -> Result<(Vec<Received>, Vec<Entry>), Fault> {
    let Gathered { sources, failed, .. } = found;
    let mut received = Vec::with_capacity(sources.len());
    let mut entries = Vec::with_capacity(sources.len());
    let read = |source: &Source| {
        let (bytes, understood) = reading.source(source, formats)?;
        let report = understood.report;
        let about =
            About { organization: report.organization.clone(), year: report.year, edition: report.edition };
        Ok((Received::of(source.shown(), &bytes, report), about, understood.findings))
    };
    Work::new(None, manner)?.in_order(&sources, read, |source, result: Result<_, Error>| {
        let file = source.shown().to_owned();
        entries.push(match result {
            Ok((one, about, findings)) => {
                received.push(one);
                Entry { file, about: Some(about), report: None, error: None, findings }
            }
            Err(error) => unreadable(Unreadable { name: file, error }),
        });
        Ok(())
    })?;
    entries.extend(failed.into_iter().map(unreadable));
    Ok((received, entries))
}

fn unreadable(Unreadable { name, error }: Unreadable) -> Entry {
    Entry { file: name, about: None, report: None, error: Some(error), findings: Vec::new() }
}

fn nothing_to_sum_up() -> UsageError {
    UsageError::new(
        Message::new("给出的文件夹里没有可以汇总的文件", "the folders hold no file that could be summed up"),
        Message::new("能读的格式见 repconv formats", "see 'repconv formats' for what can be read"),
    )
}

/// None of the inputs is a report: the first says why.
fn nothing_could_be_read(entries: Vec<Entry>) -> Fault {
    let first = entries.into_iter().find_map(|entry| Some((entry.file, entry.error?)));
    match first {
        Some((name, error)) => Fault::File { name, error },
        None => nothing_to_sum_up().into(),
    }
}

/// The format to write: the one named, else that of the output's extension.
fn format(arguments: &CollectArguments) -> Result<&'static Format, UsageError> {
    let choices = || FORMATS.iter().map(|format| format.name).collect::<Vec<_>>().join(", ");
    if let Some(name) = &arguments.format {
        let named = FORMATS.iter().find(|format| {
            format.name.eq_ignore_ascii_case(name) || format.extensions.contains(&name.as_str())
        });
        return named.ok_or_else(|| UsageError::value("--format", name, &choices()));
    }
    let Some(output) = &arguments.output else {
        return Err(UsageError::new(
            Message::new("缺少 --output", "--output is missing"),
            Message::new(
                "用 -o 指明汇总写到哪里，例如 -o 汇总.xlsx",
                "name it with -o, such as -o sums.xlsx",
            ),
        ));
    };
    let extension = output.extension().and_then(|name| name.to_str()).unwrap_or_default().to_lowercase();
    FORMATS.iter().find(|format| format.extensions.contains(&extension.as_str())).ok_or_else(|| {
        let shown = input::shown_name(output);
        UsageError::new(
            Message::new(
                format!("看不出 {shown} 要写成什么格式"),
                format!("the format of {shown} can't be told"),
            ),
            Message::new(
                format!("扩展名用 .xlsx、.docx、.html、.txt 或 .json，或用 --format 指明：{}", choices()),
                format!("end it in .xlsx, .docx, .html, .txt or .json, or name a --format: {}", choices()),
            ),
        )
    })
}

/// Where the output goes; it may be none of the files that are read.
fn destination(
    arguments: &CollectArguments,
    format: &Format,
    found: &Gathered,
) -> Result<Destination, Fault> {
    let output = arguments.output.as_deref().unwrap_or(Path::new("-"));
    if input::is_standard(output) && format.is_binary && io::stdout().is_terminal() {
        return Err(UsageError::new(
            Message::new(
                format!("{} 文件不能显示在终端上", format.name),
                format!("a {} file can't be shown on a terminal", format.name),
            ),
            Message::new("用 -o 写到文件", "write it to a file with -o"),
        )
        .into());
    }
    let read = Inputs::of(found.on_disk().chain(arguments.roster.as_deref()));
    Destination::new(output, &read, arguments.overwrite).map_err(|error| Fault::of_file(output, error))
}

fn put_out(collection: &Collection, format: &Format, destination: &Destination) -> Result<(), Fault> {
    let of_output = |error| Fault::File { name: destination.name(), error };
    let bytes = (format.render)(collection).map_err(of_output)?;
    match destination {
        Destination::StandardOutput => {
            let mut stdout = io::stdout().lock();
            stdout.write_all(&bytes)?;
            stdout.flush()?;
            Ok(())
        }
        Destination::File(target) => target.write(&bytes).map_err(of_output),
    }
}
