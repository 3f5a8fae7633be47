//! `repconv diff OLD NEW`: what differs between two reports, two years of one body or one report in two
//! formats.

use std::path::Path;

use super::arguments::DiffArguments;
use super::output::Inputs;
use super::reading::input_reader;
use super::results::Note;
use super::usage::UsageError;
use super::{Fault, Outcome, OutputOptions, results};
use repconv::batch::file;
use repconv::batch::input::{CheckedReport, InputReader};
use repconv::compare::{Pair, compare};
use repconv::formats::Formats;
use repconv::model::language::Message;
use repconv::present::compare::Compared;
use repconv::present::formats::ResultFormat;

/// Compares as the arguments say.
pub fn diff(arguments: &DiffArguments, options: OutputOptions) -> Result<Outcome, Fault> {
    let format = format(arguments)?;
    let paths = [&arguments.old, &arguments.new];
    if paths.iter().all(|path| file::is_standard(path)) {
        return Err(one_standard_input().into());
    }
    let formats = Formats::builtin();
    let reading = input_reader(&arguments.reading, arguments.reading.input_encoding(), &formats, options)?;
    let inputs = Inputs::of(paths);
    let destination =
        results::destination(arguments.output.as_deref(), format, &inputs, arguments.overwrite)?;
    let old = read(&arguments.old, &reading)?;
    let new = read(&arguments.new, &reading)?;
    let difference = compare(&old.report, &old.findings, &new.report, &new.findings);
    let is_same = difference.is_empty();
    let files = Pair::new(file::shown_name(&arguments.old), file::shown_name(&arguments.new));
    let compared = Compared { files, difference, shows_all: arguments.all };
    results::write(&compared, format, &destination, &Note::default(), options)?;
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

/// The format to write: the one named, else that of the output's extension, else text.
fn format(arguments: &DiffArguments) -> Result<&'static ResultFormat, UsageError> {
    match results::format_of::<Compared>(arguments.format.as_deref(), arguments.output.as_deref())? {
        Some(format) => Ok(format),
        None => results::named::<Compared>("text", "--format"),
    }
}
