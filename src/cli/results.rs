//! Writing results: in the format that is named or that the output's extension means, to a file or standard output.

use std::ffi::OsStr;
use std::io::{self, IsTerminal, Write};
use std::path::Path;

use super::output::{Destination, Inputs};
use super::{Fault, OutputOptions, UsageError, print};
use repconv::batch::file;
use repconv::formats::Formats;
use repconv::model::language::Message;
use repconv::present::formats::{self, Presentable, ResultFormat};

/// The names of the formats that present a result.
pub fn names<T: Presentable + ?Sized>() -> String {
    formats::formats_of::<T>().map(|format| format.name).collect::<Vec<_>>().join(", ")
}

/// The format of this name, the value of `option`.
pub fn named<T: Presentable + ?Sized>(name: &str, option: &str) -> Result<&'static ResultFormat, UsageError> {
    formats::by_name::<T>(name).ok_or_else(|| {
        let names: Vec<&str> = formats::formats_of::<T>().map(|format| format.name).collect();
        UsageError::format(option, name, &names)
    })
}

/// The format to write: the one named with `--format`, else that of the output's extension. Text, say, is never
/// written under the name of a Word document.
pub fn format_of<T: Presentable + ?Sized>(
    named: Option<&str>,
    output: Option<&Path>,
) -> Result<Option<&'static ResultFormat>, UsageError> {
    let named = named.map(|name| self::named::<T>(name, "--format")).transpose()?;
    let Some(extension) = output.and_then(Path::extension).and_then(OsStr::to_str) else { return Ok(named) };
    let of_extension = formats::by_extension::<T>(extension);
    match (named, of_extension) {
        (Some(format), _) if is_own(format, extension) => Ok(Some(format)),
        (Some(format), _) if is_document(extension) => Err(misnamed::<T>(extension, Some(format))),
        (None, None) if is_document(extension) => Err(misnamed::<T>(extension, None)),
        (named, of_extension) => Ok(named.or(of_extension)),
    }
}

fn is_own(format: &ResultFormat, extension: &str) -> bool {
    format.extensions.iter().any(|own| own.eq_ignore_ascii_case(extension))
}

/// Whether programs open files of this extension as documents, and not as lines of text.
fn is_document(extension: &str) -> bool {
    /// Formats whose files are text for every program.
    const TEXT: [&str; 2] = ["text", "json"];
    Formats::builtin().by_extension(extension).is_some_and(|format| !TEXT.contains(&format.name.as_ref()))
}

/// The output's name promises another format than the one that is written, or one that no result has.
fn misnamed<T: Presentable + ?Sized>(extension: &str, named: Option<&ResultFormat>) -> UsageError {
    let usual = formats::formats_of::<T>().filter_map(|format| format.extensions.first());
    let extensions: Vec<String> = usual.map(|extension| format!(".{extension}")).collect();
    let message = named.map_or_else(
        || {
            Message::new(
                format!("这个结果不能写成 .{extension} 文件"),
                format!("this result can't be written as a .{extension} file"),
            )
        },
        |format| {
            Message::new(
                format!("{} 不能写到 .{extension} 文件里", format.name),
                format!("{} doesn't belong into a .{extension} file", format.name),
            )
        },
    );
    UsageError::new(
        message,
        Message::new(
            format!("扩展名可以是 {}；要交给别人看的，用 .html 或 .xlsx", extensions.join("、")),
            format!("its extension may be {}; .html and .xlsx are for people", extensions.join(", ")),
        ),
    )
}

/// Where the result goes: standard output unless a file is named, which is none of those that are read.
pub fn destination(
    output: Option<&Path>,
    format: &ResultFormat,
    inputs: &Inputs,
    overwrite: bool,
) -> Result<Destination, Fault> {
    match output.filter(|output| !file::is_standard(output)) {
        Some(output) => {
            Destination::new(output, inputs, overwrite).map_err(|error| Fault::of_file(output, error))
        }
        None if format.is_binary && io::stdout().is_terminal() => {
            Err(UsageError::not_on_terminal(format.name).into())
        }
        None => Ok(Destination::StandardOutput),
    }
}

/// Text as every editor on Windows opens it: without colours, with a byte order mark and its line ends.
fn text_file(styled: &[u8]) -> Vec<u8> {
    let plain = anstream::adapter::strip_bytes(styled).into_vec();
    let mut file = "\u{feff}".as_bytes().to_vec();
    for line in plain.split_inclusive(|byte| *byte == b'\n') {
        match line.strip_suffix(b"\n") {
            Some(line) => file.extend([line, b"\r\n"].concat()),
            None => file.extend(line),
        }
    }
    file
}

/// What is said of a result that was written.
#[derive(Debug, Default)]
pub struct Note {
    /// What it is about.
    pub text: String,
    /// Whether it is about errors, of which even a quiet run tells.
    pub has_errors: bool,
}

/// Writes a result, and says so. Only a terminal gets the colours of text.
pub fn write<T: Presentable + ?Sized>(
    result: &T,
    format: &'static ResultFormat,
    destination: &Destination,
    note: &Note,
    options: OutputOptions,
) -> Result<(), Fault> {
    let of_output = |error| Fault::File { name: destination.name(), error };
    let presenter =
        T::presenter(format).ok_or_else(|| UsageError::value("--format", format.name, &names::<T>()))?;
    let is_complete = matches!(destination, Destination::File(_));
    let bytes = presenter.render(result, OutputOptions { is_complete, ..options }).map_err(of_output)?;
    match destination {
        Destination::StandardOutput if presenter.is_styled => anstream::stdout().write_all(&bytes)?,
        Destination::StandardOutput => {
            let mut stdout = io::stdout().lock();
            stdout.write_all(&bytes)?;
            stdout.flush()?;
        }
        Destination::File(target) if presenter.is_styled => {
            target.write(&text_file(&bytes)).map_err(of_output)?;
        }
        Destination::File(target) => target.write(&bytes).map_err(of_output)?,
    }
    print::written(destination, &note.text, note.has_errors, options);
    Ok(())
}
