//! `repconv collect IN… -o 汇总.xlsx`: sums up the reports of many bodies, and says who is missing.

mod earlier;

use std::io::{self, IsTerminal, Write};
use std::path::Path;

use super::arguments::CollectArguments;
use super::output::{Destination, Inputs};
use super::progress::Workers;
use super::reading::input_reader;
use super::usage::{self, UsageError};
use super::{Fault, Outcome, OutputOptions, print, texts};
use repconv::aggregate::{Received, Settings, Summary};
use repconv::batch::input::InputReader;
use repconv::batch::sources::{self, Gathered, Source, Unreadable};
use repconv::batch::{file, roster};
use repconv::formats::Formats;
use repconv::model::error::Error;
use repconv::model::language::Message;
use repconv::model::text;
use repconv::present::aggregate::{self, Collection, json, summary, tables, xlsx};
use repconv::present::check::{About, Entry};

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
pub fn collect(arguments: &CollectArguments, options: OutputOptions) -> Result<Outcome, Fault> {
    let formats = Formats::builtin();
    if arguments.files.is_empty() {
        return Err(usage::missing(&texts::shown_name("files", options.language)).into());
    }
    let format = format(arguments)?;
    let reading = input_reader(&arguments.reading, arguments.reading.input_encoding(), &formats)?;
    let mut found = sources::gather(&arguments.files, None, &formats, &reading.options.limits);
    print::left_out(&found, options);
    earlier::leave_out(&mut found, arguments, &reading);
    if found.is_empty() {
        return Err(nothing_to_sum_up().into());
    }
    let destination = destination(arguments, format, &found)?;
    let column = arguments.roster_column.as_deref();
    let roster = arguments.roster.as_deref().map(|path| roster::read(path, column, &reading));
    let roster = roster.transpose()?;

    let left_out = std::mem::take(&mut found.left_out);
    let (received, entries) = read(found, &reading, options)?;
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
    let title = title.unwrap_or_else(|| aggregate::title(&summary, office.as_deref()));
    let collection = Collection { summary, entries, left_out, title, office, language: options.language };
    put_out(&collection, format, &destination)?;
    if !options.quiet {
        print::to_stderr(summary::to_message(&collection, options));
    }
    Ok(outcome(&collection))
}

fn outcome(collection: &Collection) -> Outcome {
    if collection.unreadable().next().is_some() {
        Outcome::SomeUnreadable
    } else if collection.is_flawless() {
        Outcome::Done
    } else {
        Outcome::ErrorsFound
    }
}

/// Reads every input; of a report only what the sums need is kept.
fn read(
    found: Gathered,
    reading: &InputReader<'_>,
    options: OutputOptions,
) -> Result<(Vec<Received>, Vec<Entry>), Fault> {
    let Gathered { sources, failed, .. } = found;
    let mut received = Vec::with_capacity(sources.len());
    let mut entries = Vec::with_capacity(sources.len());
    let read = |source: &Source| {
        let (bytes, understood) = reading.read_source(source)?;
        let report = understood.report;
        let about = About::of(&report);
        Ok((Received::of(source.shown(), &bytes, report), about, understood.findings))
    };
    Workers::new(None, options)?.in_order(&sources, read, |source, result: Result<_, Error>| {
        let file = source.shown().to_owned();
        entries.push(match result {
            Ok((one, about, findings)) => {
                received.push(one);
                Entry { file, about: Some(about), report: None, error: None, findings }
            }
            Err(error) => Entry::unreadable(file, error),
        });
        Ok(())
    })?;
    entries.extend(failed.into_iter().map(|Unreadable { name, error }| Entry::unreadable(name, error)));
    Ok((received, entries))
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
        let shown = file::shown_name(output);
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
    if file::is_standard(output) && format.is_binary && io::stdout().is_terminal() {
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
