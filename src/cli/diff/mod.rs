//! `repconv diff OLD NEW`: what differs between two reports, two years of one body or one report in two
//! formats.

use std::io::{self, Write};
use std::path::Path;

use super::arguments::DiffArguments;
use super::output::{Destination, Inputs};
use super::reading::input_reader;
use super::usage::UsageError;
use super::{Fault, Outcome, OutputOptions};
use repconv::batch::file;
use repconv::batch::input::{CheckedReport, InputReader};
use repconv::compare::{Pair, compare};
use repconv::formats::Formats;
use repconv::model::error::Error;
use repconv::model::language::Message;
use repconv::present::compare::{Compared, html, json, text, xlsx};

/// Makes the output.
type Render = fn(&Compared, OutputOptions) -> Result<Vec<u8>, Error>;

/// How a difference can be put out.
struct Format {
    name: &'static str,
    extensions: &'static [&'static str],
    is_binary: bool,
    render: Render,
}

/// THE table of output formats, that of the terminal first.
static FORMATS: [Format; 4] = [
    Format {
        name: "text",
        extensions: &["txt"],
        is_binary: false,
        render: |compared, options| Ok(text::render(compared, options)),
    },
    Format {
        name: "html",
        extensions: &["html", "htm"],
        is_binary: false,
        render: |compared, options| Ok(html::render(compared, options.language)),
    },
    Format {
        name: "xlsx",
        extensions: &["xlsx"],
        is_binary: true,
        render: |compared, options| xlsx::render(compared, options.language),
    },
    Format {
        name: "json",
        extensions: &["json"],
        is_binary: false,
        render: |compared, options| Ok(json::render(compared, options.language)),
    },
];

/// Compares as the arguments say.
pub fn diff(arguments: &DiffArguments, options: OutputOptions) -> Result<Outcome, Fault> {
    let format = format(arguments)?;
    let paths = [&arguments.old, &arguments.new];
    if paths.iter().all(|path| file::is_standard(path)) {
        return Err(one_standard_input().into());
    }
    let formats = Formats::builtin();
    let reading = input_reader(&arguments.reading, arguments.reading.input_encoding(), &formats)?;
    let destination = destination(arguments, format)?;
    let old = read(&arguments.old, &reading)?;
    let new = read(&arguments.new, &reading)?;
    let difference = compare(&old.report, &old.findings, &new.report, &new.findings);
    let is_same = difference.is_empty();
    let files = Pair::new(file::shown_name(&arguments.old), file::shown_name(&arguments.new));
    put_out(&Compared { files, difference, shows_all: arguments.all }, format, &destination, options)?;
    Ok(if arguments.exit_code && !is_same { Outcome::Different } else { Outcome::Done })
}

fn read(path: &Path, reading: &InputReader<'_>) -> Result<CheckedReport, Fault> {
    let bytes = reading.bytes(path)?;
    reading.check(path, &bytes).map_err(|error| Fault::of_file(path, error))
}

fn one_standard_input() -> UsageError {
    UsageError::new(
        Message::new("两份报告不能都从标准输入读", "standard input can't be both reports"),
        Message::new("其中一份写成文件名", "give one of them as a file"),
    )
}

fn format(arguments: &DiffArguments) -> Result<&'static Format, UsageError> {
    let [usual, ..] = &FORMATS;
    if let Some(name) = &arguments.format {
        let choices = || FORMATS.iter().map(|format| format.name).collect::<Vec<_>>().join(", ");
        let named = FORMATS.iter().find(|format| format.name.eq_ignore_ascii_case(name));
        return named.ok_or_else(|| UsageError::value("--format", name, &choices()));
    }
    let extension = arguments.output.as_deref().and_then(Path::extension).and_then(|name| name.to_str());
    let extension = extension.unwrap_or_default().to_ascii_lowercase();
    Ok(FORMATS.iter().find(|format| format.extensions.contains(&extension.as_str())).unwrap_or(usual))
}

/// Where the output goes; it may be neither of the files that are compared.
fn destination(arguments: &DiffArguments, format: &Format) -> Result<Destination, Fault> {
    let Some(output) = &arguments.output else {
        if format.is_binary && io::IsTerminal::is_terminal(&io::stdout()) {
            return Err(UsageError::not_on_terminal(format.name).into());
        }
        return Ok(Destination::StandardOutput);
    };
    let read = Inputs::of([&arguments.old, &arguments.new]);
    Destination::new(output, &read, arguments.overwrite).map_err(|error| Fault::of_file(output, error))
}

fn put_out(
    compared: &Compared,
    format: &Format,
    destination: &Destination,
    options: OutputOptions,
) -> Result<(), Fault> {
    let of_output = |error| Fault::File { name: destination.name(), error };
    let bytes = (format.render)(compared, options).map_err(of_output)?;
    let is_text = format.name == "text";
    match destination {
        // Only text has colours, which a pipe does not get.
        Destination::StandardOutput if is_text => anstream::stdout().write_all(&bytes)?,
        Destination::StandardOutput => io::stdout().lock().write_all(&bytes)?,
        Destination::File(target) => {
            let bytes = if is_text { anstream::adapter::strip_bytes(&bytes).into_vec() } else { bytes };
            target.write(&bytes).map_err(of_output)?;
        }
    }
    Ok(())
}
